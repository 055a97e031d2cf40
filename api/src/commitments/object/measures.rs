//! Indicators and assessments, as the API shows them.

use super::load;
use crate::commitments::loader::*;
use crate::directory::object::Participant;
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use crate::graphql::localized::LocalizedText;
use crate::graphql::payload::Acted;
use crate::graphql::scalars::Date;
use async_graphql::{Context, Object, SimpleObject};
use schema::actor::*;
use schema::commitments::{self as model, AssessmentAuthor, AssessmentRating};
use schema::{Actor, Connection, Language};

/// What is counted to see how far a commitment has got.
pub struct Indicator(pub model::Indicator);

impl Acted for Indicator {
    type Id = IndicatorId;

    async fn read(conn: &mut Connection, _: &Actor, id: IndicatorId) -> schema::Result<Self> {
        Ok(Self(model::indicator(conn, id).await?))
    }
}

/// What is counted to see how far a commitment has got.
#[Object]
impl Indicator {
    /// Opaque, typed id.
    async fn id(&self) -> IndicatorId {
        self.0.id
    }

    /// Rises with every change of its definition.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// What is counted.
    async fn name(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language wanted; that of the request where empty.")] language: Option<Language>,
    ) -> LocalizedText {
        LocalizedText::required(
            &self.0.name,
            language.unwrap_or_else(|| ctx.language()),
            self.0.original_language,
        )
    }

    /// Unit of the values, in words.
    async fn unit(&self) -> &str {
        &self.0.unit
    }

    /// Value at the start.
    async fn baseline(&self) -> Option<f64> {
        self.0.baseline
    }

    /// Day of the baseline.
    async fn baseline_on(&self) -> Option<Date> {
        self.0.baseline_on.map(Date)
    }

    /// Value aimed at.
    async fn target(&self) -> Option<f64> {
        self.0.target
    }

    /// Day of the target.
    async fn target_on(&self) -> Option<Date> {
        self.0.target_on.map(Date)
    }

    /// Measurements, oldest first.
    async fn values(&self, ctx: &Context<'_>) -> Result<Vec<IndicatorValue>, ApiError> {
        Ok(load(ctx, ValuesOf(self.0.id))
            .await?
            .unwrap_or_default()
            .into_iter()
            .map(IndicatorValue::of)
            .collect())
    }
}

/// One measurement of an indicator.
#[derive(SimpleObject)]
pub struct IndicatorValue {
    /// Opaque, typed id.
    id: IndicatorValueId,
    /// Rises with every correction.
    version: i32,
    /// The value.
    value: f64,
    /// Day of the measurement.
    measured_on: Date,
    /// A remark on it.
    note: Option<String>,
}

impl IndicatorValue {
    fn of(row: model::IndicatorValue) -> Self {
        Self {
            id: row.id,
            version: row.version,
            value: row.value,
            measured_on: Date(row.measured_on),
            note: Some(row.note).filter(|note| !note.is_empty()),
        }
    }
}

/// A reviewer's reading of progress.
pub struct Assessment(pub model::Assessment);

/// A reviewer's reading of progress, with its method.
#[Object]
impl Assessment {
    /// Opaque, typed id.
    async fn id(&self) -> AssessmentId {
        self.0.id
    }

    /// Who assessed: the secretariat, or a participant.
    async fn author(&self) -> AssessmentAuthor {
        self.0.author()
    }

    /// The participant that assessed; empty for the secretariat.
    async fn participant(&self, ctx: &Context<'_>) -> Result<Option<Participant>, ApiError> {
        match self.0.participant_id {
            Some(id) => Ok(load(ctx, id).await?.map(Participant)),
            None => Ok(None),
        }
    }

    /// The reading.
    async fn rating(&self) -> AssessmentRating {
        self.0.rating
    }

    /// How it was arrived at.
    async fn method(&self) -> &str {
        &self.0.method
    }

    /// What the reviewer adds.
    async fn note(&self) -> Option<&str> {
        Some(self.0.note.as_str()).filter(|note| !note.is_empty())
    }

    /// Language of method and note.
    async fn language(&self) -> Language {
        self.0.language
    }

    /// Day of the assessment.
    async fn assessed_on(&self) -> Date {
        Date(self.0.assessed_on)
    }
}
