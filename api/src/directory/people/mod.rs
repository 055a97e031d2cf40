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

use crate::auth::Gate;
use crate::graphql::context::Ask;
use async_graphql::Context;
use schema::directory::Visit;

/// What sign-in needs beside the database, and how the asker came.
pub(crate) trait AtTheGate {
    fn gate(&self) -> &Gate;
    fn visit(&self) -> Visit;
}

impl AtTheGate for Context<'_> {
    fn gate(&self) -> &Gate {
        self.data_unchecked()
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
