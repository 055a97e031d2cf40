//! The way from the text of a question to its answer: looked over, understood, priced, paid for, carried out.
//! HTTP is in front of it (`http.rs`), the schema behind.

use std::fmt;
use std::num::NonZeroUsize;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextValidation};
use async_graphql::parser::parse_query;
use async_graphql::parser::types::{ExecutableDocument, OperationType};
use async_graphql::{
    Data, ErrorExtensionValues, ObjectType, Request, Response, SDLExportOptions, SchemaBuilder, ServerError,
    SubscriptionType, ValidationMode, ValidationResult, Value, Variables, async_trait,
};
use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use super::budget::{Budget, Purse, RateLimit};
use super::cache::{Documents, Prepared};
use super::contract::Contract;
use super::error::{TRY_LATER, UNKNOWN_OUTCOME};
use super::refusal::Refusal;
use super::{cost, guard, variables};

/// Everything about the door that an operator may set.
#[derive(Clone, Debug)]
pub struct Settings {
    pub document: guard::Limits,
    pub cost: cost::Limits,
    /// How long an answer may take.
    pub patience: Duration,
    /// Points an hour for each account or address; none: no such limit.
    pub points_an_hour: Option<u32>,
    pub kept_documents: NonZeroUsize,
    pub kept_bytes: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            document: guard::Limits::default(),
            cost: cost::Limits::default(),
            patience: Duration::from_secs(5),
            points_an_hour: Some(5_000_000),
            kept_documents: NonZeroUsize::new(1_000).unwrap_or(NonZeroUsize::MIN),
            kept_bytes: 16 << 20,
        }
    }
}

/// How many askers have a purse of their own.
const PURSES: usize = 50_000;
/// How many errors of one document are told.
const ERRORS_TOLD: usize = 10;

/// What is asked.
#[derive(Debug, Default)]
pub struct Question {
    pub query: String,
    pub operation_name: Option<String>,
    pub variables: Variables,
}

/// A question whose document is understood, but not yet carried out.
pub struct Understood {
    pub prepared: Arc<Prepared>,
    question: Question,
    /// The whole document and its size, if it was never found valid before.
    first_seen: Option<(ExecutableDocument, usize)>,
}

/// What the door has to say, and how HTTP should say it.
#[derive(Debug)]
pub struct Answer {
    pub body: Vec<u8>,
    pub status: Status,
    pub rate_limit: Option<RateLimit>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Carried out without an error.
    Whole,
    /// Carried out, with errors in it.
    WithErrors,
    /// The database could not serve it at this moment.
    TryLater,
    /// The document was not valid.
    Invalid,
}

type Run = Box<dyn Fn(Request) -> BoxFuture<'static, Response> + Send + Sync>;

pub struct Door {
    pub contract: Contract,
    pub settings: Settings,
    /// Validates, then runs.
    strict: Run,
    /// Runs what was found valid before.
    fast: Run,
    documents: Documents,
    budget: Option<Budget>,
}

impl fmt::Debug for Door {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Door")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

impl Door {
    /// A door in front of the schema that `build` makes. It is made twice, once to validate and once to run only.
    pub fn new<Q, M, S>(build: impl Fn() -> SchemaBuilder<Q, M, S>, settings: Settings) -> Result<Self, anyhow::Error>
    where
        Q: ObjectType + 'static,
        M: ObjectType + 'static,
        S: SubscriptionType + 'static,
    {
        let strict = build()
            .disable_suggestions()
            .validation_mode(ValidationMode::Strict)
            .extension(Witness)
            .finish();
        let fast = build()
            .disable_suggestions()
            .validation_mode(ValidationMode::Fast)
            .finish();
        // the very text that is committed
        let order = SDLExportOptions::new()
            .sorted_fields()
            .sorted_arguments()
            .sorted_enum_items();
        let contract = Contract::read(strict.sdl_with_options(order))?;
        let run = |schema: async_graphql::Schema<Q, M, S>| -> Run {
            Box::new(move |request| {
                let schema = schema.clone();
                async move { schema.execute(request).await }.boxed()
            })
        };
        Ok(Self {
            contract,
            strict: run(strict),
            fast: run(fast),
            documents: Documents::new(settings.kept_documents, settings.kept_bytes),
            budget: settings.points_an_hour.map(|points| Budget::new(points, PURSES)),
            settings,
        })
    }

    /// Reads the document, or takes what is known of it.
    pub fn understand(&self, question: Question) -> Result<Understood, Refusal> {
        let (query, name) = (question.query.as_str(), question.operation_name.as_deref());
        if let Some(prepared) = self.documents.find(query, name) {
            return Ok(Understood {
                prepared,
                question,
                first_seen: None,
            });
        }
        let shape = guard::look_over(query, &self.settings.document)?;
        let document = parse_query(query).map_err(|error| {
            let mut refusal = Refusal::invalid("GRAPHQL_PARSE_FAILED", error.to_string());
            refusal.location = error.positions().next();
            refusal
        })?;
        let prepared = Prepared::of(&document, name, &self.contract, &self.settings.cost)?;
        Ok(Understood {
            prepared: Arc::new(prepared),
            question,
            first_seen: Some((document, shape.tokens)),
        })
    }

    /// Takes the points of a request that is refused before its price is known.
    pub fn charge_for_refusal(&self, purse: Purse, now: DateTime<Utc>) -> Result<(), Refusal> {
        const PRICE: u64 = 10;
        self.budget
            .as_ref()
            .map_or(Ok(()), |budget| budget.spend(purse, PRICE, now).map(drop))
    }

    /// Prices, charges and carries out. `data` is what resolvers find in their context.
    pub async fn carry_out(
        &self,
        understood: Understood,
        mut data: Data,
        purse: Purse,
        now: DateTime<Utc>,
        request_id: &str,
    ) -> Result<Answer, Refusal> {
        let Understood {
            prepared,
            question,
            first_seen,
        } = understood;
        if prepared.operation == OperationType::Subscription {
            return Err(Refusal::invalid(
                "SUBSCRIPTIONS_NOT_SERVED",
                "There are no subscriptions here.",
            ));
        }
        let variables = variables::coerce(&self.contract, &prepared.variables, question.variables)?;
        let cost = prepared.plan.within(&variables, &self.settings.cost)?;
        let rate_limit = self
            .budget
            .as_ref()
            .map(|budget| budget.spend(purse, cost, now))
            .transpose()?;
        if let Some(rate_limit) = &rate_limit {
            data.insert(rate_limit.clone());
        }
        let found_valid = Arc::new(FoundValid(AtomicBool::new(first_seen.is_none())));
        let (run, document) = match first_seen {
            Some((document, tokens)) => {
                data.insert(found_valid.clone());
                (&self.strict, (document, tokens))
            }
            None => (&self.fast, (prepared.document.clone(), 0)),
        };
        let (document, tokens) = document;
        let mut request = Request::new("").variables(variables);
        request.operation_name = question.operation_name.clone();
        request.data = data;
        request.set_parsed_query(document);
        let (mut response, acted) = self.run(run, request, prepared.operation, request_id).await?;
        for error in response
            .errors
            .iter_mut()
            .filter(|error| acted && is_to_try_later(error))
        {
            // The act is done; only its answer is missing.
            error.message = UNKNOWN_OUTCOME.to_owned();
            error.extensions.get_or_insert_default().set("outcome", "UNKNOWN");
        }
        let valid = found_valid.0.load(Ordering::Relaxed);
        if valid && tokens > 0 {
            self.documents
                .keep(&question.query, question.operation_name.as_deref(), tokens, prepared);
        }
        Ok(answer(response, valid, rate_limit, request_id))
    }

    /// The response, and whether an act was done for it.
    async fn run(
        &self,
        run: &Run,
        request: Request,
        kind: OperationType,
        id: &str,
    ) -> Result<(Response, bool), Refusal> {
        let running = AssertUnwindSafe(schema::db::noticing_acts(run(request))).catch_unwind();
        let timed = if kind == OperationType::Mutation {
            // a task of its own: neither our patience nor the asker's going away may tear an act apart
            let task = tokio::spawn(running);
            tokio::time::timeout(self.settings.patience, task)
                .await
                .map(|joined| joined.unwrap_or_else(|error| Err(Box::new(error))))
        } else {
            tokio::time::timeout(self.settings.patience, running).await
        };
        match timed {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(_)) => {
                tracing::error!(request = id, "a resolver panicked");
                Err(Refusal::new(500, "INTERNAL", MASKED).with("requestId", id))
            }
            Err(_) => {
                let patience = self.settings.patience.as_secs();
                let mut refusal = if kind == OperationType::Mutation {
                    let message = format!("No answer within {patience} s. {UNKNOWN_OUTCOME}");
                    Refusal::new(503, "TIMEOUT", message).with("outcome", "UNKNOWN")
                } else {
                    let message = format!("No answer within {patience} s. Ask for less at once.");
                    Refusal::new(503, "TIMEOUT", message)
                };
                refusal.retry_after = Some(1);
                Err(refusal)
            }
        }
    }

    /// How many documents are kept.
    pub fn kept_documents(&self) -> usize {
        self.documents.len()
    }
}

const MASKED: &str = "Something went wrong on our side. Please quote the request id if you report it.";

fn answer(response: Response, valid: bool, rate_limit: Option<RateLimit>, request_id: &str) -> Answer {
    let Response {
        mut data, mut errors, ..
    } = response;
    // the run-only schema has little left to say before it runs, but what it says so is about the document
    let valid =
        valid && (data != Value::Null || errors.is_empty() || errors.iter().any(|error| !error.path.is_empty()));
    errors.truncate(if valid { usize::MAX } else { ERRORS_TOLD });
    for error in &mut errors {
        if valid {
            mask(error, request_id)
        } else {
            set_code(error, "GRAPHQL_VALIDATION_FAILED")
        }
    }
    let status = match (valid, errors.is_empty()) {
        (false, _) => Status::Invalid,
        (true, false) if errors.iter().any(is_to_try_later) => {
            // Half an answer is not worth keeping: all of it is to be had later. Of acts each has its error.
            data = Value::Null;
            Status::TryLater
        }
        (true, false) => Status::WithErrors,
        (true, true) => Status::Whole,
    };
    Answer {
        body: body(valid.then_some(&data), &errors),
        status,
        rate_limit,
    }
}

/// The answer as JSON; `data` is left out of what was not carried out.
pub fn body(data: Option<&Value>, errors: &[ServerError]) -> Vec<u8> {
    #[derive(serde::Serialize)]
    struct Body<'a> {
        #[serde(skip_serializing_if = "Option::is_none")]
        data: Option<&'a Value>,
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        errors: &'a [ServerError],
    }
    serde_json::to_vec(&Body { data, errors }).unwrap_or_else(|error| {
        tracing::error!(%error, "an answer could not be written");
        br#"{"errors":[{"message":"The answer could not be written.","extensions":{"code":"INTERNAL"}}]}"#.to_vec()
    })
}

/// An error keeps what was meant for the asker, known by its code; of any other only that it happened.
fn mask(error: &mut ServerError, request_id: &str) {
    let code = error.extensions.as_ref().and_then(|extensions| extensions.get("code"));
    if let Some(code) = code {
        if *code == Value::from("INTERNAL") {
            error.extensions.get_or_insert_default().set("requestId", request_id);
        }
        return;
    }
    // a value that fits its type but not its scalar, such as the 30th of February
    let unfit = ["Failed to parse \"", "Expected input type \""]
        .iter()
        .any(|said| error.message.starts_with(said));
    if error.source.is_none() && unfit {
        return set_code(error, "INVALID_VALUE");
    }
    tracing::error!(request = request_id, cause = error.message, path = ?error.path, "a resolver failed");
    error.message = MASKED.to_owned();
    error.source = None;
    let mut extensions = ErrorExtensionValues::default();
    extensions.set("code", "INTERNAL");
    extensions.set("requestId", request_id);
    error.extensions = Some(extensions);
}

fn is_to_try_later(error: &ServerError) -> bool {
    let code = error.extensions.as_ref().and_then(|extensions| extensions.get("code"));
    code == Some(&Value::from(TRY_LATER))
}

fn set_code(error: &mut ServerError, code: &str) {
    error.extensions.get_or_insert_default().set("code", code);
}

/// Set once the strict schema has found the document of a request valid.
struct FoundValid(AtomicBool);

struct Witness;

impl ExtensionFactory for Witness {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait::async_trait]
impl Extension for Witness {
    async fn validation(
        &self,
        ctx: &ExtensionContext<'_>,
        next: NextValidation<'_>,
    ) -> Result<ValidationResult, Vec<ServerError>> {
        let result = next.run(ctx).await;
        if let (Ok(_), Some(found)) = (&result, ctx.data_opt::<Arc<FoundValid>>()) {
            found.0.store(true, Ordering::Relaxed);
        }
        result
    }
}
