//! A commitment and what hangs on it, as the API shows them. Fields are written out: a new column is never public by accident.

mod comment;
mod evidence;
mod measures;
mod milestone;
mod update;

pub use comment::{Comment, CommentConnection};
pub use evidence::Evidence;
pub use measures::{Assessment, Indicator};
pub use milestone::{DateRevision, Milestone};
pub use update::{ProgressUpdate, ProgressUpdateConnection};

use super::loader::*;
use crate::directory::object::Participant;
use crate::graphql::ApiError;
use crate::graphql::context::{Ask, Loader};
use crate::graphql::localized::LocalizedText;
use crate::graphql::paging::PageInfo;
use crate::graphql::payload::Acted;
use crate::graphql::scalars::Date;
use crate::sources::object::{Provision, Theme};
use async_graphql::{Context, Object, SimpleObject};
use chrono::{DateTime, Utc};
use schema::actor::*;
use schema::commitments::{
    self as model, Audience, CommentFilter, CommitmentAct, CommitmentFilter, CommitmentOrder, CommitmentStatus,
    LegalForce, Provenance, Readiness, Record, ReportingLight, UpdateFilter,
};
use schema::page::{Page, Rows};
use schema::{Actor, Connection, Error, Language};
use std::sync::Arc;

/// These participants, in their order.
async fn participants(ctx: &Context<'_>, ids: &[ParticipantId]) -> Result<Vec<Participant>, ApiError> {
    Ok(load_all(ctx, ids).await?.into_iter().map(Participant).collect())
}

/// The organization chosen as reader, and the participants named as readers: told to whom it is no news only.
async fn chosen_organization(
    ctx: &Context<'_>,
    is_inside: bool,
    chosen: Option<ParticipantId>,
) -> Result<Option<Participant>, ApiError> {
    let told = chosen.filter(|_| is_inside);
    Ok(participants(ctx, told.as_slice()).await?.pop())
}

async fn chosen_participants(
    ctx: &Context<'_>,
    is_inside: bool,
    chosen: &[ParticipantId],
) -> Result<Vec<Participant>, ApiError> {
    participants(ctx, if is_inside { chosen } else { &[] }).await
}

/// All that hangs on one record, each as its object.
async fn hanging<K, V, T>(ctx: &Context<'_>, key: K, object: impl Fn(V) -> T) -> Result<Vec<T>, ApiError>
where
    K: Send + Sync + std::hash::Hash + Eq + Clone + 'static,
    V: Send + Sync + Clone + 'static,
    crate::graphql::context::Reader: async_graphql::dataloader::Loader<K, Value = Vec<V>, Error = Arc<Error>>,
{
    let rows = load(ctx, key).await?.unwrap_or_default();
    Ok(rows.into_iter().map(object).collect())
}

/// A loader's answer for one key; nothing there is nothing readable.
pub(crate) async fn load<K, V>(ctx: &Context<'_>, key: K) -> Result<Option<V>, ApiError>
where
    K: Send + Sync + std::hash::Hash + Eq + Clone + 'static,
    V: Send + Sync + Clone + 'static,
    crate::graphql::context::Reader: async_graphql::dataloader::Loader<K, Value = V, Error = Arc<Error>>,
{
    Ok(load_all(ctx, &[key]).await?.pop())
}

/// The loader's answers for keys, in their order, without those that nothing readable answers.
pub(crate) async fn load_all<K, V>(ctx: &Context<'_>, keys: &[K]) -> Result<Vec<V>, ApiError>
where
    K: Send + Sync + std::hash::Hash + Eq + Clone + 'static,
    V: Send + Sync + Clone + 'static,
    crate::graphql::context::Reader: async_graphql::dataloader::Loader<K, Value = V, Error = Arc<Error>>,
{
    let found = ctx.data_unchecked::<Loader>().load(keys.iter().cloned()).await;
    let found = found.map_err(|error| ApiError(error.into()))?;
    Ok(keys.iter().filter_map(|key| found.get(key).cloned()).collect())
}

/// Where a fact was taken from.
#[derive(SimpleObject, Clone)]
pub struct Source {
    /// Symbol of the document, such as `A/68/98`.
    symbol: Option<String>,
    /// Paragraph of the document.
    paragraph: Option<String>,
    /// Date of the document.
    on: Option<Date>,
    /// Address of the document or page.
    url: Option<String>,
    /// Language of the document or page.
    language: Option<Language>,
    /// Its words, quoted.
    quote: Option<String>,
}

impl Source {
    fn of(source: &model::Source) -> Option<Self> {
        let model::Source {
            symbol,
            paragraph,
            on,
            url,
            language,
            quote,
        } = source.clone();
        let is_there = symbol.is_some() || url.is_some() || quote.is_some() || paragraph.is_some() || on.is_some();
        is_there.then_some(Self {
            symbol,
            paragraph,
            on: on.map(Date),
            url,
            language,
            quote,
        })
    }
}

/// What a participant undertook, on which provisions and by when.
#[derive(Clone)]
pub struct Commitment(pub Record);

impl Acted for Commitment {
    type Id = CommitmentId;

    async fn read(conn: &mut Connection, actor: &Actor, id: CommitmentId) -> schema::Result<Self> {
        Ok(Self(model::commitment(conn, actor, id).await?))
    }
}

impl Commitment {
    fn row(&self) -> &model::Commitment {
        &self.0.commitment
    }

    /// Who may read it is told to its own people and the secretariat only.
    fn is_inside(&self, actor: &Actor) -> bool {
        let row = self.row();
        is_inside(actor, row.participant_id) || row.joint_ids.iter().any(|id| is_inside(actor, *id))
    }
}

/// Whether the asker is of a participant's own people, or of the secretariat that looks after the record.
fn is_inside(actor: &Actor, participant: ParticipantId) -> bool {
    actor.serves(participant, Role::ALL) || actor.is_secretariat(&[Role::Editor, Role::Reviewer])
}

/// What a participant undertook, on which provisions and by when, and what has been reported since.
#[Object]
impl Commitment {
    /// Opaque, typed id.
    pub async fn id(&self) -> CommitmentId {
        self.row().id
    }

    /// Reference for people, such as `CMT-2026-0042`; never changes.
    async fn reference(&self) -> &str {
        &self.row().reference
    }

    /// Rises with every act; to be handed back with the next act, which is refused if the record has changed meanwhile.
    async fn version(&self) -> i32 {
        self.row().version
    }

    /// Who undertook it.
    async fn participant(&self) -> Participant {
        Participant(self.0.participant.clone())
    }

    /// Who is named as undertaking it jointly with `participant`; see `joinedParticipants`.
    async fn joint_participants(&self, ctx: &Context<'_>) -> Result<Vec<Participant>, ApiError> {
        participants(ctx, &self.row().joint_ids).await
    }

    /// Those of `jointParticipants` that confirmed it themselves; it is counted and listed as theirs too.
    async fn joined_participants(&self, ctx: &Context<'_>) -> Result<Vec<Participant>, ApiError> {
        participants(ctx, &self.row().joined_ids).await
    }

    /// When its participant first acted on it, where another had recorded it; empty until then.
    async fn confirmed_at(&self) -> Option<DateTime<Utc>> {
        self.row().confirmed_at
    }

    /// Who reported it, where it was reported by another participant.
    async fn recorded_by(&self, ctx: &Context<'_>) -> Result<Option<Participant>, ApiError> {
        match self.row().recorded_by_id {
            Some(id) => Ok(load(ctx, id).await?.map(Participant)),
            None => Ok(None),
        }
    }

    /// Where it stands in its life.
    async fn status(&self) -> CommitmentStatus {
        self.row().status
    }

    /// Why it was returned, suspended, withdrawn, declined or corrected, in the words of whoever did so.
    async fn status_note(&self) -> Option<&str> {
        Some(self.row().status_note.as_str()).filter(|note| !note.is_empty())
    }

    /// The commitment that replaced it, if the asker may read that one.
    async fn superseded_by(&self, ctx: &Context<'_>) -> Result<Option<Commitment>, ApiError> {
        match self.row().superseded_by_id {
            Some(id) => Ok(load(ctx, id).await?.map(Commitment)),
            None => Ok(None),
        }
    }

    /// Commitments that it replaced, of those the asker may read.
    async fn supersedes(&self, ctx: &Context<'_>) -> Result<Vec<Commitment>, ApiError> {
        hanging(ctx, SupersededBy(self.row().id), Commitment).await
    }

    /// Who may read it, in one word.
    async fn audience(&self) -> Audience {
        self.row().audience
    }

    /// The organization whose members may read it; told to its own people and the secretariat.
    async fn audience_organization(&self, ctx: &Context<'_>) -> Result<Option<Participant>, ApiError> {
        chosen_organization(ctx, self.is_inside(ctx.actor()), self.row().audience_organization_id).await
    }

    /// The participants named as its readers; told to its own people and the secretariat.
    async fn audience_participants(&self, ctx: &Context<'_>) -> Result<Vec<Participant>, ApiError> {
        chosen_participants(ctx, self.is_inside(ctx.actor()), &self.row().audience_ids).await
    }

    /// What was undertaken, in one line.
    async fn title(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language wanted; that of the request where empty.")] language: Option<Language>,
    ) -> LocalizedText {
        LocalizedText::required(
            &self.row().title,
            language.unwrap_or_else(|| ctx.language()),
            self.row().original_language,
        )
    }

    /// What was undertaken, at length.
    async fn summary(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Language wanted; that of the request where empty.")] language: Option<Language>,
    ) -> Option<LocalizedText> {
        LocalizedText::of(
            &self.row().summary,
            language.unwrap_or_else(|| ctx.language()),
            self.row().original_language,
        )
    }

    /// The language it was written in; that text is authoritative.
    async fn original_language(&self) -> Language {
        self.row().original_language
    }

    /// How far it binds.
    async fn legal_force(&self) -> LegalForce {
        self.row().legal_force
    }

    /// Whether the participant can begin.
    async fn readiness(&self) -> Readiness {
        self.row().readiness
    }

    /// Where the record came from.
    async fn provenance(&self) -> Provenance {
        self.row().provenance
    }

    /// The document or page it was taken from.
    async fn source(&self) -> Option<Source> {
        Source::of(&self.row().source)
    }

    /// Day it was undertaken; empty where not known.
    async fn made_on(&self) -> Option<Date> {
        self.row().made_on.map(Date)
    }

    /// Day by which it is meant to be kept, as far as can be said.
    async fn indicative_on(&self) -> Option<Date> {
        self.row().indicative_on.map(Date)
    }

    /// Day by which it is to be kept.
    async fn definitive_on(&self) -> Option<Date> {
        self.row().definitive_on.map(Date)
    }

    /// The definitive day, else the indicative one.
    async fn due_on(&self) -> Option<Date> {
        self.row().due_on().map(Date)
    }

    /// Dates that were revised, with the old day and the reason, oldest first.
    async fn date_revisions(&self, ctx: &Context<'_>) -> Result<Vec<DateRevision>, ApiError> {
        hanging(ctx, RevisionsOf(self.row().id), DateRevision).await
    }

    /// Provisions it answers.
    async fn provisions(&self, ctx: &Context<'_>) -> Result<Vec<Provision>, ApiError> {
        let ids = load(ctx, ProvisionsOf(self.row().id)).await?.unwrap_or_default();
        Ok(load_all(ctx, &ids).await?.into_iter().map(Provision).collect())
    }

    /// Themes of the provisions it answers.
    async fn themes(&self, ctx: &Context<'_>) -> Result<Vec<Theme>, ApiError> {
        let ids = load(ctx, ProvisionsOf(self.row().id)).await?.unwrap_or_default();
        let provisions = load_all(ctx, &ids).await?;
        let mut codes: Vec<String> = provisions.iter().map(|provision| provision.theme.clone()).collect();
        codes.sort();
        codes.dedup();
        let mut themes: Vec<Theme> = load_all(ctx, &codes).await?.into_iter().map(Theme).collect();
        themes.sort_by_key(|theme| theme.0.position);
        Ok(themes)
    }

    /// Steps on the way, in their order.
    async fn milestones(&self, ctx: &Context<'_>) -> Result<Vec<Milestone>, ApiError> {
        hanging(ctx, MilestonesOf(self.row().id), Milestone).await
    }

    /// How many milestones it has, dropped ones left out.
    async fn milestone_count(&self) -> i32 {
        self.row().milestone_count
    }

    /// How many of its milestones were reported reached.
    async fn milestone_reached_count(&self) -> i32 {
        self.row().milestone_reached_count
    }

    /// The newest published update, of those the asker may read.
    async fn latest_update(&self) -> Option<ProgressUpdate> {
        self.0.latest.clone().map(ProgressUpdate)
    }

    /// Progress updates that the asker may read, newest first.
    async fn updates(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the start, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<ProgressUpdateConnection, ApiError> {
        let page = Page::new(first, after, last, before)?;
        let filter = UpdateFilter {
            commitments: vec![self.row().id],
            ..UpdateFilter::default()
        };
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

    /// How recently progress was reported, by fixed rule from dates only; empty where no update is expected.
    async fn reporting_light(&self, ctx: &Context<'_>) -> Option<ReportingLight> {
        self.0.light(ctx.today())
    }

    /// The day from which the reporting light counts: of the newest update the asker may read, else of publication.
    async fn reporting_since(&self) -> Option<Date> {
        self.0.since.map(Date)
    }

    /// Links and files that support it, of those the asker may read.
    async fn evidence(&self, ctx: &Context<'_>) -> Result<Vec<Evidence>, ApiError> {
        hanging(ctx, EvidenceOf(self.row().id), Evidence).await
    }

    /// What is counted to see how far it has got.
    async fn indicators(&self, ctx: &Context<'_>) -> Result<Vec<Indicator>, ApiError> {
        hanging(ctx, IndicatorsOf(self.row().id), Indicator).await
    }

    /// How reviewers read its progress, newest first; beside the participant's own words, never in their place.
    async fn assessments(&self, ctx: &Context<'_>) -> Result<Vec<Assessment>, ApiError> {
        hanging(ctx, AssessmentsOf(self.row().id), Assessment).await
    }

    /// Comments of stakeholders that the asker may read, oldest first.
    async fn comments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the start, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Behind this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<CommentConnection, ApiError> {
        let page = Page::new(first, after, last, before)?;
        let filter = CommentFilter {
            commitments: vec![self.row().id],
            ..CommentFilter::default()
        };
        let actor = ctx.actor();
        let rows = ctx
            .read(async |conn: &mut Connection| model::comments(conn, actor, &filter, &page).await)
            .await?;
        Ok(CommentConnection::of(rows, filter, model::Comment::cursor, Comment))
    }

    /// What whoever asks may do to it now.
    async fn acts(&self, ctx: &Context<'_>) -> Vec<CommitmentAct> {
        model::acts_open_to(ctx.actor(), self.row())
    }

    /// Whether it came with the sample register.
    async fn is_sample(&self) -> bool {
        self.row().is_sample
    }

    /// The register it was imported from.
    async fn external_source(&self) -> Option<&str> {
        self.row().external_source.as_deref()
    }

    /// Its id in the register it was imported from.
    async fn external_id(&self) -> Option<&str> {
        self.row().external_id.as_deref()
    }

    /// When it was recorded.
    async fn created_at(&self) -> DateTime<Utc> {
        self.row().created_at
    }

    /// Since when it is shown to its audience.
    async fn published_at(&self) -> Option<DateTime<Utc>> {
        self.row().published_at
    }

    /// When it was last changed.
    async fn changed_at(&self) -> DateTime<Utc> {
        self.row().changed_at
    }
}

/// A list of commitments.
pub struct CommitmentConnection {
    pub rows: Rows<Record>,
    pub order: CommitmentOrder,
    pub filter: CommitmentFilter,
}

/// A commitment in a list, with its cursor.
#[derive(SimpleObject)]
pub struct CommitmentEdge {
    /// The row's place in the list; to be given as `after` or `before`.
    cursor: String,
    /// The commitment.
    node: Commitment,
}

/// A page of a list of commitments.
#[Object]
impl CommitmentConnection {
    /// The rows with their cursors.
    async fn edges(&self) -> Vec<CommitmentEdge> {
        self.rows
            .rows
            .iter()
            .map(|record| CommitmentEdge {
                cursor: record.cursor(self.order),
                node: Commitment(record.clone()),
            })
            .collect()
    }

    /// The rows.
    async fn nodes(&self) -> Vec<Commitment> {
        self.rows.rows.iter().cloned().map(Commitment).collect()
    }

    /// Where this page lies in the list.
    async fn page_info(&self) -> PageInfo {
        PageInfo::of(&self.rows, |record| record.cursor(self.order))
    }

    /// How many commitments the whole list holds, of those the asker may read; counted only when asked for.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<i64, ApiError> {
        let (actor, today, filter) = (ctx.actor(), ctx.today(), &self.filter);
        ctx.read(async |conn: &mut Connection| model::commitment_count(conn, actor, today, filter).await)
            .await
    }
}
