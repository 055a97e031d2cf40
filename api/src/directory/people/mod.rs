//! People who sign in: their accounts, appointments, sessions and tokens; and the audit of what was done.

pub mod accounts;
pub mod appointments;
pub mod audit;
pub mod credentials;
pub mod object;
pub mod participants;
pub mod query;
pub mod sessions;
pub mod tokens;

use crate::auth::Tokens;
use crate::graphql::context::Ask;
use async_graphql::Context;
use schema::directory::{Attempts, Visit};
use std::sync::Arc;

/// What sign-in needs beside the database, and how the asker came.
pub(crate) trait AtTheGate {
    fn tokens(&self) -> &Tokens;
    fn visit(&self) -> Visit;

    fn attempts(&self) -> Attempts {
        Attempts::new(self.tokens().keys().counting())
    }
}

impl AtTheGate for Context<'_> {
    fn tokens(&self) -> &Tokens {
        self.data_unchecked::<Arc<Tokens>>()
    }

    fn visit(&self) -> Visit {
        let asker = self.asker();
        Visit {
            now: asker.now,
            request: asker.request.clone(),
            peer: asker.peer,
            user_agent: asker.user_agent.clone(),
        }
    }
}
