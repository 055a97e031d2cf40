//! Participants, as the API shows them.

use super::loader::{FigureOf, GroupsOf, MembershipsOf, NamesOf, SuspensionsOf, YearsOf};
use crate::commitments::object::{CommitmentConnection, load};
use crate::connection;
use crate::graphql::ApiError;
use crate::graphql::context::Ask;
use crate::graphql::localized::LocalizedText;
use crate::graphql::payload::Acted;
use crate::graphql::scalars::Date;
use async_graphql::{Context, Object, SimpleObject};
use chrono::NaiveDate;
use schema::actor::*;
use schema::commitments::{self, CommitmentFilter, CommitmentOrder};
use schema::directory as model;
use schema::directory::ParticipantKind;
use schema::page::Page;
use schema::{Connection, Language};
use std::sync::Arc;

/// A State, organization, company or other body that takes part in the dialogue.
#[derive(Clone)]
pub struct Participant(pub Arc<model::Participant>);

impl Acted for Participant {
    type Id = ParticipantId;

    async fn read(conn: &mut Connection, _: &Actor, id: ParticipantId) -> schema::Result<Self> {
        Ok(Self(Arc::new(model::participant(conn, id).await?)))
    }
}

/// A State, organization, company or other body that takes part in the dialogue.
#[Object]
impl Participant {
    /// Opaque, typed id.
    pub async fn id(&self) -> ParticipantId {
        self.0.id
    }

    /// What kind of body.
    async fn kind(&self) -> ParticipantKind {
        self.0.kind
    }

    /// ISO 3166-1 alpha-3 for States, the usual short code for organizations; empty for others.
    async fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// Its present name, in UN usage where there is one.
    async fn name(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language wanted; that of the request where empty.")] language: Option<Language>,
    ) -> LocalizedText {
        LocalizedText::required(&self.0.name, language.unwrap_or_else(|| ctx.language()), Language::En)
    }

    /// The State where a non-governmental participant is based.
    async fn country(&self, ctx: &Context<'_>) -> Result<Option<Participant>, ApiError> {
        match self.0.country_id {
            Some(id) => Ok(load(ctx, id).await?.map(Participant)),
            None => Ok(None),
        }
    }

    /// Organizations it belongs or belonged to, with dates, oldest first.
    async fn memberships(&self, ctx: &Context<'_>) -> Result<Vec<Membership>, ApiError> {
        Ok(load(ctx, MembershipsOf(self.0.id))
            .await?
            .unwrap_or_default()
            .into_iter()
            .map(Membership)
            .collect())
    }

    /// Names on record with the days on which they were in use, oldest first; none where it had one name only.
    async fn names(&self, ctx: &Context<'_>) -> Result<Vec<ParticipantName>, ApiError> {
        let rows = load(ctx, NamesOf(self.0.id)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(ParticipantName).collect())
    }

    /// UN regional groups it belongs or belonged to, and the lists of LDC, LLDC and SIDS, oldest first.
    async fn groups(&self, ctx: &Context<'_>) -> Result<Vec<ParticipantGroup>, ApiError> {
        let rows = load(ctx, GroupsOf(self.0.id)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(ParticipantGroup::of).collect())
    }

    /// The year it was founded, where known.
    async fn founded(&self) -> Option<i32> {
        self.0.founded
    }

    /// Memberships in it on a day, oldest first; for organizations.
    async fn members(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day; today where empty.")] on: Option<Date>,
        #[graphql(desc = "How many from the start, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<MembershipConnection, ApiError> {
        let page = Page::new(first, after, last, before)?;
        members(ctx, self.0.id, on.map_or(ctx.today(), Into::into), false, page).await
    }

    /// Memberships in it that have ended, oldest first; for organizations.
    async fn former_members(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the start, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<MembershipConnection, ApiError> {
        let page = Page::new(first, after, last, before)?;
        members(ctx, self.0.id, ctx.today(), true, page).await
    }

    /// What it undertook, of what the asker may read.
    async fn commitments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the start, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<CommitmentConnection, ApiError> {
        let page = Page::new(first, after, last, before)?;
        let filter = CommitmentFilter {
            participants: vec![self.0.id],
            ..CommitmentFilter::default()
        };
        let (actor, today, order) = (ctx.actor(), ctx.today(), CommitmentOrder::Newest);
        let rows = ctx
            .read(async |conn: &mut Connection| {
                commitments::commitments(conn, actor, today, &filter, order, &page).await
            })
            .await?;
        Ok(CommitmentConnection { rows, order, filter })
    }

    /// What it has shared, of what the asker may read.
    async fn figures(&self, ctx: &Context<'_>) -> Result<ParticipantFigures, ApiError> {
        let figure = load(ctx, FigureOf(self.0.id)).await?.unwrap_or_default();
        Ok(ParticipantFigures {
            commitment_count: figure.commitments,
            latest_update_on: figure.latest_update_on.map(Date),
        })
    }

    /// Commitments and updates year by year, oldest first, of what the asker may read; years without any are left out.
    async fn year_figures(&self, ctx: &Context<'_>) -> Result<Vec<ParticipantYearFigure>, ApiError> {
        let years = load(ctx, YearsOf(self.0.id)).await?.unwrap_or_default();
        Ok(years.into_iter().map(ParticipantYearFigure::of).collect())
    }

    /// Symbols of the documents of the catalogue that name it; for organizations.
    async fn named_in(&self) -> &[String] {
        &self.0.named_in
    }

    /// Whether it came with the sample register.
    async fn is_sample(&self) -> bool {
        self.0.is_sample
    }
}

/// Which participants, and on which day they are members of what.
pub type Chosen = (NaiveDate, model::ParticipantFilter);

connection! {
    /// A page of a list of participants, in protocol order.
    ParticipantConnection, ParticipantEdge: Participant,
    Chosen => |conn, _, (day, filter)| model::participant_count(conn, *day, filter)
}

async fn members(
    ctx: &Context<'_>,
    organization: ParticipantId,
    on: NaiveDate,
    is_past: bool,
    page: Page,
) -> Result<MembershipConnection, ApiError> {
    let filter = model::MemberFilter {
        organization,
        is_past,
        on,
    };
    let rows = ctx
        .read(async |conn: &mut Connection| model::members(conn, filter, &page).await)
        .await?;
    Ok(MembershipConnection::of(
        rows,
        filter,
        model::Membership::cursor,
        Membership,
    ))
}

connection! {
    /// A page of a list of memberships in an organization, oldest first.
    MembershipConnection, MembershipEdge: Membership,
    model::MemberFilter => |conn, _, filter| model::member_count(conn, *filter)
}

/// A name of a participant.
pub struct ParticipantName(pub model::ParticipantName);

/// A name of a participant with the days on which it was in use.
#[Object]
impl ParticipantName {
    /// The name.
    async fn name(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language wanted; that of the request where empty.")] language: Option<Language>,
    ) -> LocalizedText {
        LocalizedText::required(&self.0.name, language.unwrap_or_else(|| ctx.language()), Language::En)
    }

    /// First day.
    async fn from_on(&self) -> Date {
        Date(self.0.from_on)
    }

    /// Last day; empty while it is in use.
    async fn to_on(&self) -> Option<Date> {
        self.0.to_on.map(Date)
    }

    /// Why it changed, or by which document.
    async fn note(&self) -> Option<&str> {
        Some(self.0.note.as_str()).filter(|note| !note.is_empty())
    }
}

/// A State belongs to a UN regional group, or stands on a list of the United Nations.
#[derive(SimpleObject)]
pub struct ParticipantGroup {
    /// Stable code of the group or list, such as `ldc`.
    code: String,
    /// First day.
    from_on: Date,
    /// Last day; empty while it lasts.
    to_on: Option<Date>,
    /// What is to be known of it.
    note: Option<String>,
}

impl ParticipantGroup {
    fn of(row: model::ParticipantGroup) -> Self {
        Self {
            code: row.group_code,
            from_on: Date(row.from_on),
            to_on: row.to_on.map(Date),
            note: Some(row.note).filter(|note| !note.is_empty()),
        }
    }
}

/// What a participant has shared.
#[derive(SimpleObject)]
pub struct ParticipantFigures {
    /// How many commitments it undertook, alone or as a joint one that confirmed it.
    commitment_count: i64,
    /// The newest day that a published update on one of them speaks of, whichever of those who undertook it reported.
    latest_update_on: Option<Date>,
}

/// A year of a participant: what it undertook and what it reported.
#[derive(SimpleObject)]
pub struct ParticipantYearFigure {
    /// The year.
    year: i32,
    /// Commitments that it undertook in this year, alone or as a joint one that confirmed it.
    commitment_count: i64,
    /// Published updates on commitments that it undertook, which speak of a day in this year.
    update_count: i64,
}

impl ParticipantYearFigure {
    const fn of(figure: commitments::YearFigure) -> Self {
        Self {
            year: figure.year,
            commitment_count: figure.commitments,
            update_count: figure.updates,
        }
    }
}

/// A membership was suspended; a suspended member is still a member.
#[derive(SimpleObject)]
pub struct MembershipSuspension {
    /// First day.
    from_on: Date,
    /// Last day; empty while it lasts.
    to_on: Option<Date>,
    /// Whether the days are known; otherwise the months or years only.
    is_day_known: bool,
    /// What is to be known of it.
    note: Option<String>,
}

impl MembershipSuspension {
    fn of(row: model::Suspension) -> Self {
        Self {
            from_on: Date(row.from_on),
            to_on: row.to_on.map(Date),
            is_day_known: row.is_day_known,
            note: Some(row.note).filter(|note| !note.is_empty()),
        }
    }
}

/// A participant belongs to an organization.
#[derive(Clone)]
pub struct Membership(pub model::Membership);

/// A participant belongs to an organization, from one day to another.
#[Object]
impl Membership {
    /// Opaque, typed id.
    async fn id(&self) -> MembershipId {
        self.0.id
    }

    /// The organization.
    async fn organization(&self, ctx: &Context<'_>) -> Result<Option<Participant>, ApiError> {
        Ok(load(ctx, self.0.organization_id).await?.map(Participant))
    }

    /// Who belongs to it.
    async fn participant(&self, ctx: &Context<'_>) -> Result<Option<Participant>, ApiError> {
        Ok(load(ctx, self.0.participant_id).await?.map(Participant))
    }

    /// Days on which it was suspended, oldest first.
    async fn suspensions(&self, ctx: &Context<'_>) -> Result<Vec<MembershipSuspension>, ApiError> {
        let rows = load(ctx, SuspensionsOf(self.0.id)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(MembershipSuspension::of).collect())
    }

    /// What is to be known of it.
    async fn note(&self) -> Option<&str> {
        Some(self.0.note.as_str()).filter(|note| !note.is_empty())
    }

    /// `member`, `suspended` (still a member) or `withdrawn`.
    async fn status(&self) -> &str {
        &self.0.status
    }

    /// First day.
    async fn from_on(&self) -> Date {
        Date(self.0.from_on)
    }

    /// Last day; empty while it lasts.
    async fn to_on(&self) -> Option<Date> {
        self.0.to_on.map(Date)
    }

    /// Whether the days are known; otherwise the years only.
    async fn is_day_known(&self) -> bool {
        self.0.is_day_known
    }
}
