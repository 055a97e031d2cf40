//! Questions about commitments.

use super::object::{
    Comment, CommentConnection, Commitment, CommitmentConnection, ProgressUpdate, ProgressUpdateConnection,
};
use crate::directory::object::Participant;
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use crate::graphql::scalars::Date;
use crate::sources::object::Theme;
use async_graphql::{Context, InputObject, Object, SimpleObject};
use schema::actor::*;
use schema::commitments::{
    self as model, CommentStatus, CommitmentOrder, CommitmentStatus, PeriodReport, ProgressUpdateStatus, RegionalGroup,
    ReportingLight,
};
use schema::page::Page;
use schema::{Connection, Error, Language, ProblemCode};
use std::sync::Arc;

#[derive(Default)]
pub struct CommitmentsQuery;

/// Which commitments: every condition narrows, values within one condition widen.
#[derive(InputObject, Default, Clone)]
pub struct CommitmentFilter {
    /// Participants that undertook it, alone or as a joint one that confirmed it.
    #[graphql(default)]
    participant_ids: Vec<ParticipantId>,
    /// States that undertook it, alone or as a joint one that confirmed it, by ISO 3166-1 alpha-3.
    #[graphql(default)]
    states: Vec<String>,
    /// Organizations, by code: what they and their present members undertook.
    #[graphql(default)]
    organizations: Vec<String>,
    /// Groups and lists of States, by code such as `african` or `sids`, and `none` for those in no regional group: what their
    /// present members undertook, alone or as a joint one that confirmed it.
    #[graphql(default)]
    groups: Vec<String>,
    /// Themes of the provisions it answers, by code.
    #[graphql(default)]
    themes: Vec<String>,
    /// Provisions it answers, by reference such as `A/68/98:26(c)`; a paragraph stands for its clauses too.
    #[graphql(default)]
    provisions: Vec<String>,
    /// Where it stands in its life.
    #[graphql(default)]
    statuses: Vec<CommitmentStatus>,
    /// How recently progress was reported.
    #[graphql(default)]
    reporting_lights: Vec<ReportingLight>,
    /// Years in which it was undertaken.
    #[graphql(default)]
    years: Vec<i32>,
    /// Languages in which it was written.
    #[graphql(default)]
    original_languages: Vec<Language>,
    /// Words in title, summary, reference or an update that the asker may read; or a reference of a provision it answers.
    text: Option<String>,
}

/// Values that one condition of a filter may have.
const FILTER_VALUES_MAX: usize = 100;

/// Refuses a condition of a filter with more values than that.
pub(crate) fn at_most(field: &str, count: usize) -> schema::Result<()> {
    if count <= FILTER_VALUES_MAX {
        return Ok(());
    }
    let problem = schema::Problem::new(field, ProblemCode::TooMany);
    Err(problem.with("max", FILTER_VALUES_MAX).into())
}

impl CommitmentFilter {
    pub async fn resolve(self, conn: &mut Connection) -> schema::Result<model::CommitmentFilter> {
        at_most("filter.participantIds", self.participant_ids.len())?;
        at_most("filter.states", self.states.len())?;
        at_most("filter.organizations", self.organizations.len())?;
        at_most("filter.groups", self.groups.len())?;
        all_known("filter.groups", &self.groups, |code| {
            schema::directory::is_group(code).then_some(())
        })?;
        at_most("filter.themes", self.themes.len())?;
        at_most("filter.provisions", self.provisions.len())?;
        at_most("filter.years", self.years.len())?;
        if self.years.iter().any(|year| !(1..=9999).contains(year)) {
            let problem = schema::Problem::new("filter.years", ProblemCode::OutOfRange);
            return Err(problem.with("min", 1).with("max", 9999).into());
        }
        let mut participants = self.participant_ids;
        let codes = [self.states.as_slice(), &self.organizations].concat();
        let known = schema::directory::participants_by_codes(conn, &codes).await?;
        let by_code = |code: &String| {
            let code = code.to_uppercase();
            let found = known.iter().find(|one| one.code.as_ref() == Some(&code));
            found.map(|one| one.id)
        };
        participants.extend(all_known("filter.states", &self.states, by_code)?);
        let organizations = all_known("filter.organizations", &self.organizations, by_code)?;
        let known = schema::sources::provisions_by_references(conn, &self.provisions).await?;
        let provisions = all_known("filter.provisions", &self.provisions, |reference| {
            let found = known.iter().find(|one| one.reference == *reference);
            found.map(|one| one.id)
        })?;
        let known = schema::sources::themes_by_codes(conn, &self.themes).await?;
        all_known("filter.themes", &self.themes, |code| {
            known.iter().find(|one| one.code == *code)
        })?;
        let text = self
            .text
            .map(|text| schema::text::clean("filter.text", &text, 200))
            .transpose()?;
        Ok(model::CommitmentFilter {
            participants,
            organizations,
            groups: self.groups,
            themes: self.themes,
            provisions,
            statuses: self.statuses,
            lights: self.reporting_lights,
            years: self.years,
            languages: self.original_languages,
            text,
        })
    }
}

/// What each code stands for; a condition that nothing can meet is a mistake, and said to be one.
fn all_known<T>(field: &'static str, codes: &[String], of: impl Fn(&String) -> Option<T>) -> schema::Result<Vec<T>> {
    let found = codes.iter().map(of).collect::<Option<Vec<T>>>();
    found.ok_or_else(|| Error::problem(field, ProblemCode::Unknown))
}

/// How many commitments of a theme stand in a state.
#[derive(SimpleObject)]
pub struct CommitmentFigure {
    /// The theme.
    theme: Theme,
    /// The state.
    status: CommitmentStatus,
    /// How many, of those the asker may read.
    count: i64,
}

/// A span that updates report on.
#[derive(SimpleObject)]
pub struct ReportingPeriod {
    /// Its code, such as `2026`.
    code: String,
    /// Its first day.
    from_on: Date,
    /// Its last day.
    to_on: Date,
    /// The day until which updates are invited.
    due_on: Date,
}

/// What became of a State's public updates, period by period.
#[derive(SimpleObject)]
pub struct StateReports {
    /// The State.
    state: Participant,
    /// The regional groups it is in: usually one, sometimes two or none.
    groups: Vec<RegionalGroup>,
    /// One for each period, in their order; empty where no update was awaited.
    reports: Vec<Option<PeriodReport>>,
}

/// How regularly public updates on public commitments are shared; the same for everybody.
#[derive(SimpleObject)]
pub struct Reporting {
    /// The last five periods that have begun, oldest first.
    periods: Vec<ReportingPeriod>,
    /// States that had public commitments open to updates in one of them, in protocol order.
    states: Vec<StateReports>,
}

#[Object]
impl CommitmentsQuery {
    /// One commitment, by id or by reference; empty if there is none that the asker may read.
    async fn commitment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: Option<CommitmentId>,
        #[graphql(desc = "Its reference, such as `CMT-2026-0042`.")] reference: Option<String>,
    ) -> Result<Option<Commitment>, ApiError> {
        let actor = ctx.actor();
        let found = ctx
            .read(async |conn: &mut Connection| match (id, reference) {
                (Some(id), None) => model::commitment(conn, actor, id).await,
                (None, Some(reference)) => model::commitment_by_reference(conn, actor, &reference).await,
                _ => Err(Error::problem("id", ProblemCode::Required)),
            })
            .await;
        found_or_nothing(found.map(Commitment))
    }

    /// Commitments that the asker may read.
    #[expect(clippy::too_many_arguments, reason = "each is an argument of the field")]
    async fn commitments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones; all where empty.")] filter: Option<CommitmentFilter>,
        #[graphql(desc = "In which order; newest first where empty.")] order: Option<CommitmentOrder>,
        #[graphql(desc = "How many from the start, 1 to 100; 25 where empty.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<CommitmentConnection, ApiError> {
        let page = Page::new(first, after, last, before)?;
        let order = order.unwrap_or(CommitmentOrder::Newest);
        let (actor, today) = (ctx.actor(), ctx.today());
        let (rows, filter) = ctx
            .read(async |conn: &mut Connection| {
                let filter = filter.unwrap_or_default().resolve(conn).await?;
                Ok((
                    model::commitments(conn, actor, today, &filter, order, &page).await?,
                    filter,
                ))
            })
            .await?;
        Ok(CommitmentConnection { rows, order, filter })
    }

    /// How many commitments stand in which state, by theme; one that answers provisions of several themes counts once in each.
    async fn commitment_figures(&self, ctx: &Context<'_>) -> Result<Vec<CommitmentFigure>, ApiError> {
        let actor = ctx.actor();
        let (figures, themes) = ctx
            .read(async |conn: &mut Connection| {
                Ok((
                    model::figures_by_theme(conn, actor).await?,
                    schema::sources::themes(conn).await?,
                ))
            })
            .await?;
        let theme_of = |code: &str| themes.iter().find(|theme| theme.code == code).cloned();
        Ok(figures
            .into_iter()
            .filter_map(|figure| {
                theme_of(&figure.theme).map(|theme| CommitmentFigure {
                    theme: Theme(Arc::new(theme)),
                    status: figure.status,
                    count: figure.count,
                })
            })
            .collect())
    }

    /// For each State and reporting period, whether a public update was received.
    async fn reporting(&self, ctx: &Context<'_>) -> Result<Reporting, ApiError> {
        let today = ctx.now().date_naive();
        let reporting = ctx
            .read(async |conn: &mut Connection| model::reporting(conn, today, model::PERIODS_SHOWN, &[]).await)
            .await?;
        let period = |period: model::ReportingPeriod| ReportingPeriod {
            code: period.code,
            from_on: Date(period.from_on),
            to_on: Date(period.to_on),
            due_on: Date(period.due_on),
        };
        let state = |one: model::StateReports| StateReports {
            state: Participant(Arc::new(one.state)),
            groups: one.groups,
            reports: one.reports,
        };
        Ok(Reporting {
            periods: reporting.periods.into_iter().map(period).collect(),
            states: reporting.states.into_iter().map(state).collect(),
        })
    }

    /// One progress update; empty if there is none that the asker may read.
    async fn progress_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: ProgressUpdateId,
    ) -> Result<Option<ProgressUpdate>, ApiError> {
        let actor = ctx.actor();
        let found = ctx
            .read(async |conn: &mut Connection| model::progress_update(conn, actor, id).await)
            .await;
        found_or_nothing(found.map(|update| ProgressUpdate(Arc::new(update))))
    }

    /// Progress updates that the asker may read, newest first: for reviewers, those that wait.
    #[expect(clippy::too_many_arguments, reason = "each is an argument of the field")]
    async fn progress_updates(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Commitments they speak of.", default)] commitment_ids: Vec<CommitmentId>,
        #[graphql(desc = "Participants who say so.", default)] participant_ids: Vec<ParticipantId>,
        #[graphql(desc = "Where they stand.", default)] statuses: Vec<ProgressUpdateStatus>,
        #[graphql(desc = "Code of a reporting period.")] period: Option<String>,
        #[graphql(desc = "How many from the start, 1 to 100; 25 where empty.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<ProgressUpdateConnection, ApiError> {
        let page = Page::new(first, after, last, before)?;
        let period = period.map(|period| schema::text::line("period", &period, 40));
        let filter = model::UpdateFilter {
            commitments: commitment_ids,
            participants: participant_ids,
            statuses,
            period: period.transpose().map_err(Error::from)?,
            ..model::UpdateFilter::default()
        };
        at_most("commitmentIds", filter.commitments.len())?;
        at_most("participantIds", filter.participants.len())?;
        let actor = ctx.actor();
        let rows = ctx
            .read(async |conn: &mut Connection| model::progress_updates(conn, actor, &filter, &page).await)
            .await?;
        Ok(ProgressUpdateConnection::of(
            rows,
            filter,
            model::ProgressUpdate::cursor,
            |row| ProgressUpdate(Arc::new(row)),
        ))
    }

    /// Comments that the asker may read, oldest first: for the secretariat, those that wait.
    #[expect(clippy::too_many_arguments, reason = "each is an argument of the field")]
    async fn comments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Commitments remarked on.", default)] commitment_ids: Vec<CommitmentId>,
        #[graphql(desc = "Where they stand.", default)] statuses: Vec<CommentStatus>,
        #[graphql(desc = "How many from the start, 1 to 100; 25 where empty.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<CommentConnection, ApiError> {
        let page = Page::new(first, after, last, before)?;
        let filter = model::CommentFilter {
            commitments: commitment_ids,
            statuses,
        };
        at_most("commitmentIds", filter.commitments.len())?;
        let actor = ctx.actor();
        let rows = ctx
            .read(async |conn: &mut Connection| model::comments(conn, actor, &filter, &page).await)
            .await?;
        Ok(CommentConnection::of(rows, filter, model::Comment::cursor, Comment))
    }
}

/// What does not exist for the asker is nothing, not an error.
pub(crate) fn found_or_nothing<T>(found: Result<T, ApiError>) -> Result<Option<T>, ApiError> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(ApiError(Error::NotFound)) => Ok(None),
        Err(error) => Err(error),
    }
}
