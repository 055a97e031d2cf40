//! Errors of the API: a stable code for programs, causes in the log only.

use async_graphql::{ErrorExtensionValues, ErrorExtensions};
use schema::ProblemCode;

/// A failure of a question or act, as the API tells it.
#[derive(Debug)]
pub struct ApiError(pub schema::Error);

impl From<schema::Error> for ApiError {
    fn from(error: schema::Error) -> Self {
        Self(error)
    }
}

/// The code of what cannot be served at this moment.
pub const TRY_LATER: &str = "TRY_LATER";
/// What is said of an act of which nobody knows whether it was done.
pub const UNKNOWN_OUTCOME: &str = "Whether the act was done is not known; send it again with the same idempotency key.";

impl ApiError {
    pub fn code(&self) -> &'static str {
        error_code(&self.0)
    }
}

/// The stable code of an error, for programs.
pub fn error_code(error: &schema::Error) -> &'static str {
    match error {
        schema::Error::NotFound => "NOT_FOUND",
        schema::Error::Forbidden => "FORBIDDEN",
        schema::Error::Rejected(_) => "BAD_INPUT",
        schema::Error::Conflict { .. } => "CONFLICT",
        schema::Error::Unavailable(_) | schema::Error::Uncertain(_) => TRY_LATER,
        schema::Error::Internal(_) => "INTERNAL",
    }
}

impl From<ApiError> for async_graphql::Error {
    fn from(error: ApiError) -> Self {
        let code = error.code();
        let message = match &error.0 {
            schema::Error::NotFound => "There is no such record.".to_owned(),
            schema::Error::Forbidden => "This is not allowed for whoever asks.".to_owned(),
            schema::Error::Rejected(problems) => match problems.first() {
                Some(problem)
                    if problem.code == ProblemCode::TooMany
                        && matches!(&*problem.field, "last" | "before" | "after") =>
                {
                    format!(
                        "`{}` pages the other way than the rest: `first` with `after`, or `last` with `before`.",
                        problem.field
                    )
                }
                Some(problem) if problem.field == "first" || problem.field == "last" => {
                    format!(
                        "`{}` takes a number from 1 to {}.",
                        problem.field,
                        schema::page::FIRST_MAX
                    )
                }
                Some(problem) => format!("The value of `{}` is not accepted: {}.", problem.field, problem.code),
                None => "The input is not accepted.".to_owned(),
            },
            schema::Error::Conflict { current } => {
                format!("The record has changed meanwhile; its version is now {current}.")
            }
            schema::Error::Unavailable(cause) => {
                tracing::warn!(%cause, "a question or act found no database");
                "This cannot be answered at this moment; try again.".to_owned()
            }
            schema::Error::Uncertain(cause) => {
                tracing::error!(%cause, "the database went away while an act was being kept");
                UNKNOWN_OUTCOME.to_owned()
            }
            schema::Error::Internal(cause) => {
                tracing::error!(%cause, "a question or act failed");
                "Something went wrong on our side.".to_owned()
            }
        };
        let first_too_large = matches!(&error.0, schema::Error::Rejected(problems)
            if problems.iter().any(|p| (p.field == "first" || p.field == "last") && p.parameters.contains_key("max")));
        async_graphql::Error::new(message).extend_with(|_, values: &mut ErrorExtensionValues| {
            values.set("code", if first_too_large { "FIRST_TOO_LARGE" } else { code });
            if let schema::Error::Uncertain(_) = &error.0 {
                values.set("outcome", "UNKNOWN");
            }
            if let schema::Error::Rejected(problems) = &error.0 {
                values.set("field", problems.first().map_or("", |problem| problem.field.as_str()));
                values.set(
                    "reason",
                    problems
                        .first()
                        .map_or_else(String::new, |problem| problem.code.code().to_uppercase()),
                );
            }
        })
    }
}
