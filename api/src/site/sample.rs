//! That a register holds sample data, which every page says, errors too. It is asked at most once a minute, and what
//! the last answer was is said until there is another: a page that cannot be shown must not need the database.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, web};
use chrono::{DateTime, TimeDelta, Utc};
use schema::Actor;
use std::sync::{Arc, Mutex, PoisonError};

use super::Site;
use crate::app::Web;

const KEPT: TimeDelta = TimeDelta::seconds(60);

/// Where the sample data come from, as far as is known.
#[derive(Clone, Debug, Default)]
pub struct Sample(Arc<Mutex<Known>>);

#[derive(Debug, Default)]
struct Known {
    source: Option<String>,
    asked_at: Option<DateTime<Utc>>,
}

impl Sample {
    #[cfg(test)]
    pub fn from(source: &str) -> Self {
        let sample = Self::default();
        sample.learn(Some(source.to_owned()));
        sample
    }

    pub fn source(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).source.clone()
    }

    fn learn(&self, source: Option<String>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).source = source;
    }

    /// True for one asker a minute, also while the database is away.
    fn is_to_be_asked(&self, now: DateTime<Utc>) -> bool {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_old = known.asked_at.is_none_or(|at| now - at >= KEPT);
        if is_old {
            known.asked_at = Some(now);
        }
        is_old
    }
}

/// Middleware that keeps it known: `from_fn(sample::known)`.
pub async fn known(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let at_hand = (
        request.app_data::<web::Data<Site>>(),
        request.app_data::<web::Data<Web>>(),
    );
    if let (Some(site), Some(settings)) = at_hand
        && site.sample.is_to_be_asked(settings.clock.now())
    {
        match settings.db.read(&Actor::Visitor, schema::settings::sample).await {
            Ok(source) => site.sample.learn(source),
            Err(error) => tracing::warn!(%error, "whether there is sample data is not known"),
        }
    }
    next.call(request).await
}
