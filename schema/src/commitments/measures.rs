//! Indicators with their values, and assessments: how progress is counted, and how others read it.

use super::Act;
use super::milestones::touch;
use super::queries::lock_for;
use super::rules::check_day;
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
    pub name: Texts,
    pub original_language: Language,
    pub unit: String,
    pub baseline: Option<f64>,
    pub baseline_on: Option<NaiveDate>,
    pub target: Option<f64>,
    pub target_on: Option<NaiveDate>,
}

/// One measurement of an indicator.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = indicator_values, check_for_backend(diesel::pg::Pg))]
pub struct IndicatorValue {
    pub id: IndicatorValueId,
    pub indicator_id: IndicatorId,
    pub commitment_id: CommitmentId,
    pub value: f64,
    pub measured_on: NaiveDate,
    pub note: String,
}

/// What an indicator is defined by.
#[derive(Clone, Debug)]
pub struct IndicatorDefinition {
    pub name: Texts,
    pub original_language: Language,
    pub unit: String,
    pub baseline: Option<f64>,
    pub baseline_on: Option<NaiveDate>,
    pub target: Option<f64>,
    pub target_on: Option<NaiveDate>,
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
    let mut problems = Problems::default();
    let name = problems.take(text::original("name", &given.name, given.original_language, TITLE_MAX));
    let unit = problems.take(text::line("unit", &given.unit, 100));
    problems.check(
        given.baseline.is_none_or(f64::is_finite),
        "baseline",
        ProblemCode::OutOfRange,
    );
    problems.check(
        given.target.is_none_or(f64::is_finite),
        "target",
        ProblemCode::OutOfRange,
    );
    check_day(&mut problems, "baselineOn", given.baseline_on);
    check_day(&mut problems, "targetOn", given.target_on);
    let in_order = given
        .baseline_on
        .zip(given.target_on)
        .is_none_or(|(baseline, target)| baseline <= target);
    problems.check(in_order, "targetOn", ProblemCode::DatesOutOfOrder);
    problems.none_or_rejected()?;
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
            indicators::name.eq(name.unwrap_or_default()),
            indicators::original_language.eq(given.original_language),
            indicators::unit.eq(unit.unwrap_or_default()),
            indicators::baseline.eq(given.baseline),
            indicators::baseline_on.eq(given.baseline_on),
            indicators::target.eq(given.target),
            indicators::target_on.eq(given.target_on),
            indicators::created_at.eq(now),
        ))
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
    value: f64,
    measured_on: NaiveDate,
    note: &str,
) -> Result<IndicatorId> {
    let above: CommitmentId = indicators::table
        .find(indicator)
        .select(indicators::commitment_id)
        .first(conn)
        .await?;
    let commitment = lock_for(conn, actor, Act::Keep, above, None).await?;
    let mut problems = Problems::default();
    let note = problems.take(text::clean("note", note, LINE_MAX));
    problems.check(value.is_finite(), "value", ProblemCode::OutOfRange);
    problems.check(measured_on <= now.date_naive(), "measuredOn", ProblemCode::InTheFuture);
    check_day(&mut problems, "measuredOn", Some(measured_on));
    problems.none_or_rejected()?;
    diesel::insert_into(indicator_values::table)
        .values((
            indicator_values::id.eq(IndicatorValueId::new()),
            indicator_values::indicator_id.eq(indicator),
            indicator_values::commitment_id.eq(commitment.id),
            indicator_values::value.eq(value),
            indicator_values::measured_on.eq(measured_on),
            indicator_values::note.eq(note.unwrap_or_default()),
            indicator_values::created_at.eq(now),
        ))
        .execute(conn)
        .await?;
    touch(conn, now, &commitment).await?;
    Ok(indicator)
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
