//! Indicators with their values, and assessments: how progress is counted, and how others read it.

use super::milestones::touch;
use super::queries::lock_for;
use super::rules::{check_day, check_version};
use super::{Act, Commitment};
use crate::actor::*;
use crate::tables::{assessments, indicator_values, indicators};
use crate::text::{self, LINE_MAX, Problems, TEXT_MAX, TITLE_MAX};
use crate::{Connection, Error, Language, Problem, ProblemCode, Result, Texts, values};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

pub const INDICATORS_MAX: usize = 30;

/// What is counted to see how far a commitment has got.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = indicators, check_for_backend(diesel::pg::Pg))]
pub struct Indicator {
    pub id: IndicatorId,
    pub commitment_id: CommitmentId,
    pub version: i32,
    pub name: Texts,
    pub original_language: Language,
    pub unit: String,
    pub baseline: Option<f64>,
    pub baseline_on: Option<NaiveDate>,
    pub target: Option<f64>,
    pub target_on: Option<NaiveDate>,
}

/// One measurement of an indicator; a corrected one keeps what it said before in the audit.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = indicator_values, check_for_backend(diesel::pg::Pg))]
pub struct IndicatorValue {
    pub id: IndicatorValueId,
    pub indicator_id: IndicatorId,
    pub commitment_id: CommitmentId,
    pub version: i32,
    pub value: f64,
    pub measured_on: NaiveDate,
    pub note: String,
}

/// What an indicator is defined by.
#[derive(Clone, Debug, Insertable, AsChangeset)]
#[diesel(table_name = indicators, treat_none_as_null = true)]
pub struct IndicatorDefinition {
    pub name: Texts,
    pub original_language: Language,
    pub unit: String,
    pub baseline: Option<f64>,
    pub baseline_on: Option<NaiveDate>,
    pub target: Option<f64>,
    pub target_on: Option<NaiveDate>,
}

impl IndicatorDefinition {
    fn checked(mut self) -> Result<Self> {
        let mut problems = Problems::default();
        if let Some(name) = problems.take(text::original("name", &self.name, self.original_language, TITLE_MAX)) {
            self.name = name;
        }
        if let Some(unit) = problems.take(text::line("unit", &self.unit, 100)) {
            self.unit = unit;
        }
        for (field, value) in [("baseline", self.baseline), ("target", self.target)] {
            problems.check(value.is_none_or(f64::is_finite), field, ProblemCode::OutOfRange);
        }
        check_day(&mut problems, "baselineOn", self.baseline_on);
        check_day(&mut problems, "targetOn", self.target_on);
        let days = self.baseline_on.zip(self.target_on);
        problems.check(
            days.is_none_or(|(baseline, target)| baseline <= target),
            "targetOn",
            ProblemCode::DatesOutOfOrder,
        );
        problems.none_or_rejected()?;
        Ok(self)
    }
}

/// What a measurement says.
#[derive(Clone, Debug)]
pub struct Measurement {
    pub value: f64,
    pub measured_on: NaiveDate,
    pub note: String,
}

impl Measurement {
    fn checked(mut self, today: NaiveDate) -> Result<Self> {
        let mut problems = Problems::default();
        if let Some(note) = problems.take(text::clean("note", &self.note, LINE_MAX)) {
            self.note = note;
        }
        problems.check(self.value.is_finite(), "value", ProblemCode::OutOfRange);
        problems.check(self.measured_on <= today, "measuredOn", ProblemCode::InTheFuture);
        check_day(&mut problems, "measuredOn", Some(self.measured_on));
        problems.none_or_rejected()?;
        Ok(self)
    }
}

/// Indicators of the commitments, in order of definition.
pub async fn indicators_of(conn: &mut Connection, ids: &[CommitmentId]) -> Result<Vec<Indicator>> {
    let query = indicators::table
        .filter(indicators::commitment_id.eq_any(ids))
        .order((indicators::commitment_id, indicators::id));
    Ok(query.select(Indicator::as_select()).load(conn).await?)
}

/// Values of the indicators, oldest first.
pub async fn indicator_values_of(conn: &mut Connection, ids: &[IndicatorId]) -> Result<Vec<IndicatorValue>> {
    let query = indicator_values::table.filter(indicator_values::indicator_id.eq_any(ids));
    Ok(query
        .order((indicator_values::indicator_id, indicator_values::measured_on))
        .select(IndicatorValue::as_select())
        .load(conn)
        .await?)
}

/// Defines what is counted for a commitment.
pub async fn define_indicator(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    commitment: CommitmentId,
    given: IndicatorDefinition,
) -> Result<IndicatorId> {
    let commitment = lock_for(conn, actor, Act::Keep, commitment, None).await?;
    let given = given.checked()?;
    let count: i64 = indicators::table
        .filter(indicators::commitment_id.eq(commitment.id))
        .count()
        .get_result(conn)
        .await?;
    if usize::try_from(count).unwrap_or(usize::MAX) >= INDICATORS_MAX {
        return Err(Problem::new("commitmentId", ProblemCode::TooMany)
            .with("max", INDICATORS_MAX)
            .into());
    }
    let id = IndicatorId::new();
    diesel::insert_into(indicators::table)
        .values((
            indicators::id.eq(id),
            indicators::commitment_id.eq(commitment.id),
            given,
            indicators::created_at.eq(now),
        ))
        .execute(conn)
        .await?;
    touch(conn, now, &commitment).await?;
    Ok(id)
}

/// Changes what an indicator is defined by; its values stay.
pub async fn edit_indicator(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: IndicatorId,
    version: i32,
    given: IndicatorDefinition,
) -> Result<IndicatorId> {
    let (commitment, indicator) = lock_indicator(conn, actor, id).await?;
    check_version(indicator.version, version)?;
    let given = given.checked()?;
    diesel::update(indicators::table.find(id))
        .set((given, indicators::version.eq(version + 1)))
        .execute(conn)
        .await?;
    touch(conn, now, &commitment).await?;
    Ok(id)
}

/// Records a measurement; one per indicator and day.
pub async fn record_value(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    indicator: IndicatorId,
    given: Measurement,
) -> Result<IndicatorId> {
    let (commitment, _) = lock_indicator(conn, actor, indicator).await?;
    let given = given.checked(now.date_naive())?;
    diesel::insert_into(indicator_values::table)
        .values((
            indicator_values::id.eq(IndicatorValueId::new()),
            indicator_values::indicator_id.eq(indicator),
            indicator_values::commitment_id.eq(commitment.id),
            indicator_values::value.eq(given.value),
            indicator_values::measured_on.eq(given.measured_on),
            indicator_values::note.eq(given.note),
            indicator_values::created_at.eq(now),
        ))
        .execute(conn)
        .await?;
    touch(conn, now, &commitment).await?;
    Ok(indicator)
}

/// Corrects a measurement; what it said before stays in the audit. Gives the indicator.
pub async fn correct_value(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: IndicatorValueId,
    version: i32,
    given: Measurement,
) -> Result<IndicatorId> {
    let above = indicator_of_value(conn, id).await?;
    let (commitment, _) = lock_indicator(conn, actor, above).await?;
    let value: IndicatorValue = indicator_values::table
        .find(id)
        .select(IndicatorValue::as_select())
        .first(conn)
        .await?;
    check_version(value.version, version)?;
    let given = given.checked(now.date_naive())?;
    diesel::update(indicator_values::table.find(id))
        .set((
            indicator_values::value.eq(given.value),
            indicator_values::measured_on.eq(given.measured_on),
            indicator_values::note.eq(given.note),
            indicator_values::version.eq(version + 1),
        ))
        .execute(conn)
        .await?;
    touch(conn, now, &commitment).await?;
    Ok(above)
}

/// The indicator that a value is one of.
pub async fn indicator_of_value(conn: &mut Connection, id: IndicatorValueId) -> Result<IndicatorId> {
    Ok(indicator_values::table
        .find(id)
        .select(indicator_values::indicator_id)
        .first(conn)
        .await?)
}

/// The indicator and its commitment, which is locked, if the asker may keep what hangs on that now.
async fn lock_indicator(conn: &mut Connection, actor: &Actor, id: IndicatorId) -> Result<(Commitment, Indicator)> {
    // The commitment is locked first, always: two acts on one commitment cannot wait for each other.
    let above: CommitmentId = indicators::table
        .find(id)
        .select(indicators::commitment_id)
        .first(conn)
        .await?;
    let commitment = lock_for(conn, actor, Act::Keep, above, None).await?;
    Ok((commitment, indicator(conn, id).await?))
}

values! {
    /// How a reviewer reads the progress of a commitment.
    pub enum AssessmentRating {
        /// There is no evidence to go by.
        NoEvidence = "no_evidence",
        /// Not yet started.
        NotStarted = "not_started",
        /// Limited progress.
        Limited = "limited",
        /// Substantial progress.
        Substantial = "substantial",
        /// Complete.
        Complete = "complete",
    }
}

values! {
    /// Who assessed. Bodies, never the officials who wrote for them.
    pub enum AssessmentAuthor {
        /// The secretariat.
        Secretariat = "secretariat",
        /// A participant.
        Participant = "participant",
    }
}

/// A reviewer's reading of progress, beside the participant's own.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = assessments, check_for_backend(diesel::pg::Pg))]
pub struct Assessment {
    pub id: AssessmentId,
    pub commitment_id: CommitmentId,
    /// The body that assessed; none for the secretariat.
    pub participant_id: Option<ParticipantId>,
    pub rating: AssessmentRating,
    pub method: String,
    pub note: String,
    pub language: Language,
    pub assessed_on: NaiveDate,
}

impl Assessment {
    pub const fn author(&self) -> AssessmentAuthor {
        match self.participant_id {
            Some(_) => AssessmentAuthor::Participant,
            None => AssessmentAuthor::Secretariat,
        }
    }
}

/// Assessments of the commitments, newest first.
pub async fn assessments_of(conn: &mut Connection, ids: &[CommitmentId]) -> Result<Vec<Assessment>> {
    let query = assessments::table.filter(assessments::commitment_id.eq_any(ids));
    Ok(query
        .order((assessments::assessed_on.desc(), assessments::id.desc()))
        .select(Assessment::as_select())
        .load(conn)
        .await?)
}

/// Assesses a commitment that is shown, saying how.
#[expect(clippy::too_many_arguments, reason = "each is part of one assessment")]
pub async fn assess(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    commitment: CommitmentId,
    rating: AssessmentRating,
    method: &str,
    note: &str,
    language: Language,
) -> Result<CommitmentId> {
    let commitment = lock_for(conn, actor, Act::Assess, commitment, None).await?;
    let mut problems = Problems::default();
    let method = problems.take(text::clean("method", method, 2_000));
    problems.check(method.as_deref() != Some(""), "method", ProblemCode::Required);
    let note = problems.take(text::clean("note", note, TEXT_MAX));
    problems.none_or_rejected()?;
    diesel::insert_into(assessments::table)
        .values((
            assessments::id.eq(AssessmentId::new()),
            assessments::commitment_id.eq(commitment.id),
            assessments::author_account_id.eq(actor.signed_in().map_err(|_| Error::Forbidden)?.account),
            assessments::rating.eq(rating),
            assessments::method.eq(method.unwrap_or_default()),
            assessments::note.eq(note.unwrap_or_default()),
            assessments::language.eq(language),
            assessments::assessed_on.eq(now.date_naive()),
            assessments::created_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(commitment.id)
}

pub async fn indicator(conn: &mut Connection, id: IndicatorId) -> Result<Indicator> {
    Ok(indicators::table
        .find(id)
        .select(Indicator::as_select())
        .first(conn)
        .await?)
}
