//! A request turned away before it is carried out: what the asker is told, and under which status.

use std::ops::{Deref, DerefMut};

use actix_web::http::StatusCode;
use async_graphql::{ErrorExtensionValues, Pos, ServerError, Value};

/// Why a request was not carried out. In a box, since it travels in many a `Result` and seldom exists.
#[derive(Clone, Debug)]
pub struct Refusal(Box<Reason>);

#[derive(Clone, Debug)]
pub struct Reason {
    pub status: StatusCode,
    /// Under `application/json` a well-formed request is answered with 200 although its document is not valid; that
    /// media type promises old clients an answer they read, not a failure of the transport.
    pub lenient: bool,
    pub code: &'static str,
    pub message: String,
    pub location: Option<Pos>,
    pub details: Vec<(&'static str, Value)>,
    /// The methods to try instead, for 405.
    pub allow: Option<&'static str>,
    /// Seconds to wait, for 429 and 503.
    pub retry_after: Option<i64>,
}

impl Deref for Refusal {
    type Target = Reason;

    fn deref(&self) -> &Reason {
        &self.0
    }
}

impl DerefMut for Refusal {
    fn deref_mut(&mut self) -> &mut Reason {
        &mut self.0
    }
}

impl Refusal {
    pub fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self(Box::new(Reason {
            status: StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST),
            lenient: false,
            code,
            message: message.into(),
            location: None,
            details: Vec::new(),
            allow: None,
            retry_after: None,
        }))
    }

    /// The request is not one of GraphQL over HTTP.
    pub fn malformed(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(400, code, message)
    }

    /// The request is well-formed, and what it asks for is not to be had that way.
    pub fn bad_document(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(400, code, message)
    }

    /// The document or its variables do not fit the schema.
    pub fn invalid(code: &'static str, message: impl Into<String>) -> Self {
        let mut refusal = Self::new(400, code, message);
        refusal.lenient = true;
        refusal
    }

    pub fn syntax(message: impl Into<String>, line: usize, column: usize) -> Self {
        let mut refusal = Self::invalid("GRAPHQL_PARSE_FAILED", message);
        refusal.location = Some(Pos { line, column });
        refusal
    }

    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = StatusCode::from_u16(status).unwrap_or(self.status);
        self
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.details.push((name, value.into()));
        self
    }

    /// The refusal as GraphQL says errors.
    pub fn error(&self) -> ServerError {
        let mut extensions = ErrorExtensionValues::default();
        extensions.set("code", self.code);
        for (name, value) in &self.details {
            extensions.set(*name, value.clone());
        }
        let mut error = ServerError::new(self.message.clone(), self.location);
        error.extensions = Some(extensions);
        error
    }
}
