//! Answers of acts: the record as it is now, and what has to be put right.

use super::ApiError;
use async_graphql::SimpleObject;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use schema::{Actor, Connection, Error, Language, ProblemCode};
use uuid::Uuid;
use words::Words;

/// One thing to put right in the input of an act.
#[derive(SimpleObject, Clone, Debug)]
pub struct Problem {
    /// Path of the field at fault, such as `title.en`; `version` where the record has changed meanwhile.
    pub field: String,
    /// Stable reason, for programs.
    pub code: ProblemCode,
    /// What is wrong and how to put it right, in the language of the request.
    pub message: String,
}

impl Problem {
    pub fn of(problem: &schema::Problem, language: Language) -> Self {
        Self {
            field: problem.field.clone(),
            code: problem.code,
            message: message(problem, language),
        }
    }
}

pub(crate) fn message(problem: &schema::Problem, language: Language) -> String {
    let words = Words::of(language.code().parse().unwrap_or(words::Language::En));
    if let (ProblemCode::WrongState, Some(status), Some(record)) = (
        problem.code,
        problem.parameters.get("status"),
        problem.field.strip_suffix("Id"),
    ) {
        let kind = if record == "progressUpdate" { "update" } else { record };
        let status = words.name(&format!("{kind}-status"), status);
        return words.with("problem-wrong-state-now", &[("status", status.as_str())]);
    }
    let arguments: Vec<(&str, &str)> = problem
        .parameters
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    words.with(
        &format!("problem-{}", problem.code.code().replace('_', "-")),
        &arguments,
    )
}

/// What was done (its id), or what has to be put right; other failures are errors of the whole field.
///
/// A stale version is a problem `CONFLICT`, and the payload then carries the record as it is now: `target`.
pub fn or_problems<I>(
    done: schema::Result<I>,
    target: Option<I>,
    language: Language,
) -> Result<(Option<I>, Vec<Problem>), ApiError> {
    match done {
        Ok(id) => Ok((Some(id), vec![])),
        Err(Error::Rejected(problems)) => Ok((
            target,
            problems.iter().map(|problem| Problem::of(problem, language)).collect(),
        )),
        Err(Error::Conflict { current }) => {
            let conflict = schema::Problem::new("version", ProblemCode::Conflict).with("current", current);
            Ok((target, vec![Problem::of(&conflict, language)]))
        }
        Err(other) => Err(ApiError(other)),
    }
}

/// A record that acts are done to, as their payloads show it.
pub trait Acted: Sized + Send {
    type Id: From<Uuid> + Into<Uuid> + Copy + Send + Sync + 'static;

    fn read(conn: &mut Connection, actor: &Actor, id: Self::Id) -> impl Future<Output = schema::Result<Self>> + Send;

    /// As it is now; nothing where the asker may not read it any more.
    fn read_back<'r>(
        conn: &'r mut Connection,
        actor: &'r Actor,
        id: Self::Id,
    ) -> BoxFuture<'r, schema::Result<Option<Self>>> {
        async move {
            match Self::read(conn, actor, id).await {
                Ok(found) => Ok(Some(found)),
                Err(Error::NotFound) => Ok(None),
                Err(other) => Err(other),
            }
        }
        .boxed()
    }
}

/// `payload! { /// doc  Name { /// doc  field: Type } }`: what an act gives back.
#[macro_export]
#[doc(hidden)]
macro_rules! payload {
    ($($(#[$doc:meta])* $name:ident { $(#[$field_doc:meta])* $field:ident: $type:ty })+) => {$(
        $(#[$doc])*
        #[derive(async_graphql::SimpleObject)]
        pub struct $name {
            $(#[$field_doc])*
            pub $field: Option<$type>,
            /// What has to be put right; empty if the act was done.
            pub problems: Vec<$crate::graphql::payload::Problem>,
        }
    )+};
}
