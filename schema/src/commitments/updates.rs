//! Progress updates: what a participant says of its commitment's progress, from draft over clearance to publication.

use super::audiences::check_readers;
use super::rules::{check_day, check_readership, check_source, check_version, note};
use super::{Act, Audience, Commitment, CommitmentStatus, Provenance, Readership, Source, access, queries};
use crate::actor::*;
use crate::fixed::kept;
use crate::page::{Page, Rows, cursor};
use crate::tables::{commitment_participants, commitment_provisions, commitments, progress_updates, reporting_periods};
use crate::text::{self, Problems, TEXT_MAX};
use crate::{Connection, Error, Language, Problem, ProblemCode, Result, Texts, values};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Date, Integer, Nullable, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

values! {
    /// Where a progress update stands in its life.
    pub enum ProgressUpdateStatus {
        /// Being written.
        Draft = "draft",
        /// Awaiting an approver of the participant.
        ForClearance = "for_clearance",
        /// Awaiting the secretariat's review.
        Submitted = "submitted",
        /// Sent back with a note.
        Returned = "returned",
        /// Shown to its audience.
        Published = "published",
        /// Withdrawn by the participant.
        Withdrawn = "withdrawn",
    }
}

values! {
    /// How far the participant says it has got.
    pub enum ReportedState {
        /// Not yet started.
        NotStarted = "not_started",
        /// Under way.
        UnderWay = "under_way",
        /// For the most part complete.
        SubstantiallyComplete = "substantially_complete",
        /// Complete.
        Complete = "complete",
        /// No change since the update before.
        NoChange = "no_change",
    }
}

values! {
    /// Something that may be done to a progress update.
    pub enum UpdateAct {
        /// Change what it says.
        Edit = "edit",
        /// Throw the draft away.
        Discard = "discard",
        /// Ask an approver to clear it.
        SendForClearance = "send_for_clearance",
        /// Clear it and hand it to the secretariat.
        Submit = "submit",
        /// Send it back with a note.
        Return = "return",
        /// Show it to its audience.
        Publish = "publish",
        /// Withdraw it.
        Withdraw = "withdraw",
        /// Choose another audience.
        SetAudience = "set_audience",
        /// Attach evidence, or take it back.
        Attach = "attach",
    }
}

impl UpdateAct {
    pub const fn states(self) -> &'static [ProgressUpdateStatus] {
        use ProgressUpdateStatus::{Draft, ForClearance, Published, Returned, Submitted};
        match self {
            Self::Edit => &[Draft, ForClearance, Returned],
            Self::Discard => &[Draft],
            Self::SendForClearance => &[Draft, Returned],
            Self::Submit => &[Draft, ForClearance, Returned],
            Self::Return => &[ForClearance, Submitted],
            Self::Publish => &[Submitted],
            Self::Withdraw => &[Submitted, Returned, Published],
            Self::SetAudience | Self::Attach => &[Draft, ForClearance, Returned, Submitted, Published],
        }
    }
}

/// What a participant says of its commitment's progress.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = progress_updates, check_for_backend(diesel::pg::Pg))]
pub struct ProgressUpdate {
    pub id: ProgressUpdateId,
    pub commitment_id: CommitmentId,
    pub participant_id: ParticipantId,
    pub version: i32,
    pub status: ProgressUpdateStatus,
    pub status_note: String,
    pub period: Option<String>,
    pub reported_state: ReportedState,
    pub no_change_since: Option<NaiveDate>,
    pub narrative: Texts,
    pub original_language: Language,
    pub provenance: Provenance,
    pub source: Source,
    pub audience: Audience,
    pub audience_organization_id: Option<ParticipantId>,
    pub audience_ids: Vec<ParticipantId>,
    pub readers: Vec<String>,
    pub parent_readers: Vec<String>,
    pub reported_on: NaiveDate,
    pub created_at: DateTime<Utc>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub published_at: Option<DateTime<Utc>>,
    /// Since when everybody may read it, without a break.
    pub public_since: Option<DateTime<Utc>>,
    pub changed_at: DateTime<Utc>,
}

impl ProgressUpdate {
    pub fn cursor(&self) -> String {
        cursor("newest", &self.id.0)
    }
}

/// What an update says: everything its author writes.
#[derive(Clone, Debug)]
pub struct UpdateContent {
    pub period: Option<String>,
    pub reported_state: ReportedState,
    pub narrative: Texts,
    pub original_language: Language,
    pub readership: Readership,
    pub source: Source,
    /// The day it speaks of; today where empty.
    pub reported_on: Option<NaiveDate>,
}

impl UpdateContent {
    fn checked(mut self, commitment: &Commitment, today: NaiveDate) -> Result<Self> {
        let mut problems = Problems::default();
        if let Some(narrative) = problems.take(text::texts("narrative", &self.narrative, TEXT_MAX)) {
            problems.check(
                narrative.is_empty() || narrative.get(self.original_language).is_some(),
                "narrative",
                ProblemCode::OriginalMissing,
            );
            self.narrative = narrative;
        }
        problems.check(
            self.reported_state != ReportedState::NoChange,
            "reportedState",
            ProblemCode::Unknown,
        );
        problems.check(
            self.reported_on.is_none_or(|day| day <= today),
            "reportedOn",
            ProblemCode::InTheFuture,
        );
        check_day(&mut problems, "reportedOn", self.reported_on);
        problems.check(
            commitment
                .made_on
                .zip(self.reported_on)
                .is_none_or(|(made_on, day)| made_on <= day),
            "reportedOn",
            ProblemCode::DatesOutOfOrder,
        );
        check_source(&mut self.source, &mut problems);
        check_readership(&mut problems, &self.readership);
        problems.none_or_rejected()?;
        Ok(self)
    }
}

/// Which progress updates.
#[derive(Clone, Debug, Default)]
pub struct UpdateFilter {
    pub commitments: Vec<CommitmentId>,
    pub participants: Vec<ParticipantId>,
    /// On commitments that one of these undertook, alone or jointly.
    pub undertaken_by: Vec<ParticipantId>,
    pub statuses: Vec<ProgressUpdateStatus>,
    pub period: Option<String>,
    /// On commitments that answer one of these themes.
    pub themes: Vec<String>,
    /// That speak of a day in one of these years.
    pub years: Vec<i32>,
}

pub async fn progress_update(conn: &mut Connection, actor: &Actor, id: ProgressUpdateId) -> Result<ProgressUpdate> {
    let (keys, is_platform) = queries::keys(actor);
    let query = progress_updates::table
        .filter(progress_updates::id.eq(id))
        .filter(access::visible_updates_to(keys, is_platform));
    Ok(query.select(kept!(ProgressUpdate::as_select())).first(conn).await?)
}

/// Those of a batch that the asker may read, in no order.
pub async fn progress_updates_by_ids(
    conn: &mut Connection,
    actor: &Actor,
    ids: &[ProgressUpdateId],
) -> Result<Vec<ProgressUpdate>> {
    let (keys, is_platform) = queries::keys(actor);
    let query = progress_updates::table
        .filter(progress_updates::id.eq_any(ids))
        .filter(access::visible_updates_to(keys, is_platform));
    Ok(query.select(kept!(ProgressUpdate::as_select())).load(conn).await?)
}

/// Updates that the asker may read, newest first, a page at a time.
pub async fn progress_updates(
    conn: &mut Connection,
    actor: &Actor,
    filter: &UpdateFilter,
    page: &Page,
) -> Result<Rows<ProgressUpdate>> {
    let mut query = chosen_updates(actor, filter);
    if let Some(id) = page.key::<Uuid>("newest")?.map(ProgressUpdateId) {
        query = if page.is_backward {
            query.filter(progress_updates::id.gt(id))
        } else {
            query.filter(progress_updates::id.lt(id))
        };
    }
    query = if page.is_backward {
        query.order(progress_updates::id.asc())
    } else {
        query.order(progress_updates::id.desc())
    };
    let query = query.select(kept!(ProgressUpdate::as_select()));
    Ok(page.rows(page.limited(query).load(conn).await?))
}

/// How many updates the asker may read.
pub async fn progress_update_count(conn: &mut Connection, actor: &Actor, filter: &UpdateFilter) -> Result<i64> {
    Ok(chosen_updates(actor, filter).count().get_result(conn).await?)
}

/// Updates that the asker may read, of those a filter lets through.
fn chosen_updates<'a>(actor: &'a Actor, filter: &'a UpdateFilter) -> progress_updates::BoxedQuery<'a, diesel::pg::Pg> {
    let (keys, is_platform) = queries::keys(actor);
    let mut query = progress_updates::table
        .filter(access::visible_updates_to(keys, is_platform))
        .into_boxed();
    if !filter.commitments.is_empty() {
        query = query.filter(progress_updates::commitment_id.eq_any(&filter.commitments));
    }
    if !filter.participants.is_empty() {
        query = query.filter(progress_updates::participant_id.eq_any(&filter.participants));
    }
    if !filter.undertaken_by.is_empty() {
        let own = commitments::table
            .filter(commitments::participant_id.eq_any(&filter.undertaken_by))
            .select(commitments::id);
        let joint = commitment_participants::table
            .filter(commitment_participants::participant_id.eq_any(&filter.undertaken_by))
            .filter(commitment_participants::confirmed_at.is_not_null())
            .select(commitment_participants::commitment_id);
        let of = progress_updates::commitment_id;
        query = query.filter(of.eq_any(own).or(of.eq_any(joint)));
    }
    if !filter.statuses.is_empty() {
        query = query.filter(progress_updates::status.eq_any(&filter.statuses));
    }
    if let Some(period) = &filter.period {
        query = query.filter(progress_updates::period.eq(period));
    }
    if !filter.themes.is_empty() {
        let on_them = commitment_provisions::table
            .filter(commitment_provisions::theme.eq_any(&filter.themes))
            .select(commitment_provisions::commitment_id);
        query = query.filter(progress_updates::commitment_id.eq_any(on_them));
    }
    if !filter.years.is_empty() {
        query = query.filter(
            diesel::dsl::sql::<Bool>("extract(year from progress_updates.reported_on)::integer = any (")
                .bind::<Array<Integer>, _>(&filter.years)
                .sql(")"),
        );
    }
    query
}

/// Whether the asker's roles let them do it, in whatever state the update is.
///
/// What came from another register is in the hands of the secretariat's editors until the participant acts.
pub fn may_update(actor: &Actor, act: UpdateAct, update: &ProgressUpdate, commitment: &Commitment) -> bool {
    let files = actor.serves(update.participant_id, access::FILERS);
    let decides = actor.serves(update.participant_id, access::DECIDERS);
    let records = update.provenance != Provenance::AsSubmitted
        && commitment.is_reported()
        && actor.is_secretariat(&[Role::Editor]);
    let reviews = actor.is_secretariat(&[Role::Reviewer]);
    match act {
        UpdateAct::Edit | UpdateAct::Discard | UpdateAct::SendForClearance => files || records,
        UpdateAct::Submit | UpdateAct::Withdraw | UpdateAct::SetAudience => decides || records,
        // An approver sends back what awaits clearance; a reviewer what was submitted.
        UpdateAct::Return => match update.status {
            ProgressUpdateStatus::ForClearance => decides,
            _ => reviews,
        },
        UpdateAct::Publish => reviews,
        // What is with the secretariat or shown was cleared, and so is what is added to it.
        UpdateAct::Attach => match update.status {
            ProgressUpdateStatus::Submitted | ProgressUpdateStatus::Published => decides || records,
            _ => files || records,
        },
    }
}

pub(super) fn allow_update(
    actor: &Actor,
    act: UpdateAct,
    update: &ProgressUpdate,
    commitment: &Commitment,
) -> Result<()> {
    if !may_update(actor, act, update, commitment) {
        return Err(Error::Forbidden);
    }
    if !act.states().contains(&update.status) {
        return Err(Problem::new("progressUpdateId", ProblemCode::WrongState)
            .with("status", update.status)
            .into());
    }
    let leads_to_showing = matches!(
        act,
        UpdateAct::SendForClearance | UpdateAct::Submit | UpdateAct::Publish | UpdateAct::Attach
    );
    if leads_to_showing && !takes_updates(commitment) {
        return Err(Problem::new("commitmentId", ProblemCode::WrongState)
            .with("status", commitment.status)
            .into());
    }
    Ok(())
}

/// Whether progress is reported on a commitment that stands so.
fn takes_updates(commitment: &Commitment) -> bool {
    Act::Report.states().contains(&commitment.status)
}

/// Whether the secretariat reviews what these may read of the commitment: it reads both.
fn is_reviewed(commitment: &Commitment, audience: Audience) -> bool {
    commitment.readership().is_reviewed() && !matches!(audience, Audience::Named | Audience::Own)
}

/// What the asker may do to it now.
pub fn update_acts_open_to(actor: &Actor, update: &ProgressUpdate, commitment: &Commitment) -> Vec<UpdateAct> {
    UpdateAct::ALL
        .iter()
        .copied()
        .filter(|act| allow_update(actor, *act, update, commitment).is_ok())
        .collect()
}

/// The update, locked until the unit of work ends, if the asker may read it.
pub(super) async fn lock_readable_update(
    conn: &mut Connection,
    actor: &Actor,
    id: ProgressUpdateId,
) -> Result<ProgressUpdate> {
    let (keys, is_platform) = queries::keys(actor);
    Ok(progress_updates::table
        .filter(progress_updates::id.eq(id))
        .filter(access::visible_updates_to(keys, is_platform))
        .select(kept!(ProgressUpdate::as_select()))
        .for_no_key_update()
        .first(conn)
        .await?)
}

/// The update with its commitment, both locked, if the asker may do this now and looked at the present version.
async fn lock_update(
    conn: &mut Connection,
    actor: &Actor,
    act: UpdateAct,
    id: ProgressUpdateId,
    looked_at: i32,
) -> Result<(Commitment, ProgressUpdate)> {
    // The commitment is locked first, always: two acts on one commitment cannot wait for each other.
    let above = progress_update(conn, actor, id).await?.commitment_id;
    let commitment = queries::lock(conn, actor, &[above])
        .await?
        .pop()
        .ok_or(Error::NotFound)?;
    let update = lock_readable_update(conn, actor, id).await?;
    match allow_update(actor, act, &update, &commitment) {
        Err(Error::Rejected(_)) if looked_at != update.version => Err(Error::Conflict {
            current: update.version,
        }),
        Err(error) => Err(error),
        Ok(()) => check_version(update.version, looked_at).map(|()| (commitment, update)),
    }
}

/// Begins an update on a commitment that is shown, for `participant` where the asker serves several that undertake it.
pub async fn draft_update(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    commitment: CommitmentId,
    participant: Option<ParticipantId>,
    content: UpdateContent,
) -> Result<ProgressUpdateId> {
    let commitment = queries::lock_for(conn, actor, Act::Report, commitment, None).await?;
    let author = access::acts_for("participantId", access::authors(actor, &commitment), participant)?;
    let content = content.checked(&commitment, now.date_naive())?;
    check_readers(conn, author, &content.readership, now.date_naive()).await?;
    insert(
        conn,
        now,
        &commitment,
        author,
        content,
        ProgressUpdateStatus::Draft,
        None,
    )
    .await
}

diesel::define_sql_function! {
    fn record_readers(
        is_shown: Bool, is_before_secretariat: Bool, audience: Text, owner: SqlUuid, others: Array<SqlUuid>,
        organization: Nullable<SqlUuid>, named: Array<SqlUuid>,
    ) -> Array<Text>;
}

/// "No change since …", in one act: published at once, since there is nothing to review.
pub async fn report_no_change(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    commitment: CommitmentId,
) -> Result<ProgressUpdateId> {
    let commitment = queries::lock_for(conn, actor, Act::Report, commitment, None).await?;
    let author = commitment.participant_id;
    if !actor.serves(author, access::DECIDERS) {
        return Err(Error::Forbidden);
    }
    // The day is told to all its readers: an update that one of them may not read has no part in it.
    let readers = record_readers(
        true,
        true,
        commitment.audience,
        author,
        Vec::<ParticipantId>::new(),
        commitment.audience_organization_id,
        commitment.audience_ids.clone(),
    );
    let newest: Option<NaiveDate> = progress_updates::table
        .filter(
            progress_updates::commitment_id
                .eq(commitment.id)
                .and(progress_updates::status.eq(ProgressUpdateStatus::Published)),
        )
        .filter(
            progress_updates::readers
                .contains(vec!["public"])
                .or(progress_updates::readers.contains(readers)),
        )
        .select(diesel::dsl::max(progress_updates::reported_on))
        .first(conn)
        .await?;
    let today = now.date_naive();
    let since = newest
        .or(commitment.published_at.map(|at| at.date_naive()))
        .unwrap_or(today);
    if since >= today && newest.is_some() {
        return Err(Error::problem("commitmentId", ProblemCode::NoChange));
    }
    let content = UpdateContent {
        period: None,
        reported_state: ReportedState::NoChange,
        narrative: Texts::default(),
        original_language: commitment.original_language,
        readership: commitment.readership(),
        source: Source::default(),
        reported_on: None,
    };
    insert(
        conn,
        now,
        &commitment,
        author,
        content,
        ProgressUpdateStatus::Published,
        Some(since),
    )
    .await
}

async fn insert(
    conn: &mut Connection,
    now: DateTime<Utc>,
    commitment: &Commitment,
    author: ParticipantId,
    content: UpdateContent,
    status: ProgressUpdateStatus,
    no_change_since: Option<NaiveDate>,
) -> Result<ProgressUpdateId> {
    let shown_at = (status == ProgressUpdateStatus::Published).then_some(now);
    let reported_on = content.reported_on.unwrap_or_else(|| now.date_naive());
    check_period(conn, content.period.as_deref()).await?;
    let id = ProgressUpdateId::new();
    diesel::insert_into(progress_updates::table)
        .values((
            progress_updates::id.eq(id),
            progress_updates::commitment_id.eq(commitment.id),
            progress_updates::participant_id.eq(author),
            progress_updates::status.eq(status),
            progress_updates::period.eq(reporting_period(content.period, reported_on)),
            progress_updates::reported_state.eq(content.reported_state),
            progress_updates::no_change_since.eq(no_change_since),
            progress_updates::narrative.eq(content.narrative),
            progress_updates::original_language.eq(content.original_language),
            progress_updates::provenance.eq(Provenance::AsSubmitted),
            progress_updates::source.eq(content.source),
            progress_updates::audience.eq(content.readership.audience),
            progress_updates::audience_organization_id.eq(content.readership.organization),
            progress_updates::audience_ids.eq(content.readership.named),
            progress_updates::reported_on.eq(reported_on),
            progress_updates::created_at.eq(now),
            progress_updates::changed_at.eq(now),
            progress_updates::submitted_at.eq(shown_at),
            progress_updates::published_at.eq(shown_at),
        ))
        .execute(conn)
        .await?;
    Ok(id)
}

/// Changes what an update says that is not yet with the secretariat.
pub async fn edit_update(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: ProgressUpdateId,
    version: i32,
    content: UpdateContent,
) -> Result<ProgressUpdateId> {
    let (commitment, update) = lock_update(conn, actor, UpdateAct::Edit, id, version).await?;
    let content = content.checked(&commitment, now.date_naive())?;
    check_readers(conn, update.participant_id, &content.readership, now.date_naive()).await?;
    let reported_on = content.reported_on.unwrap_or(update.reported_on);
    check_period(conn, content.period.as_deref()).await?;
    diesel::update(progress_updates::table.find(id))
        .set((
            progress_updates::period.eq(reporting_period(content.period, reported_on)),
            progress_updates::reported_state.eq(content.reported_state),
            progress_updates::narrative.eq(content.narrative),
            progress_updates::original_language.eq(content.original_language),
            progress_updates::source.eq(content.source),
            progress_updates::audience.eq(content.readership.audience),
            progress_updates::audience_organization_id.eq(content.readership.organization),
            progress_updates::audience_ids.eq(content.readership.named),
            progress_updates::reported_on.eq(reported_on),
            progress_updates::version.eq(update.version + 1),
            progress_updates::changed_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(id)
}

/// Throws a draft away.
pub async fn discard_update(
    conn: &mut Connection,
    actor: &Actor,
    id: ProgressUpdateId,
    version: i32,
) -> Result<ProgressUpdateId> {
    lock_update(conn, actor, UpdateAct::Discard, id, version).await?;
    diesel::delete(progress_updates::table.find(id)).execute(conn).await?;
    Ok(id)
}

/// Asks an approver of the participant to clear it.
pub async fn send_update_for_clearance(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: ProgressUpdateId,
    version: i32,
) -> Result<ProgressUpdateId> {
    let (_, update) = lock_update(conn, actor, UpdateAct::SendForClearance, id, version).await?;
    step(conn, now, &update, ProgressUpdateStatus::ForClearance, "").await
}

/// Clears an update and hands it to the secretariat; one that the secretariat may not read is shown to its readers at once.
pub async fn submit_update(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: ProgressUpdateId,
    version: i32,
) -> Result<ProgressUpdateId> {
    let (commitment, update) = lock_update(conn, actor, UpdateAct::Submit, id, version).await?;
    if update.narrative.is_empty() {
        return Err(Error::problem("narrative", ProblemCode::Required));
    }
    if is_reviewed(&commitment, update.audience) {
        return step(conn, now, &update, ProgressUpdateStatus::Submitted, "").await;
    }
    show(conn, now, &commitment, &update).await
}

/// Sends an update back to its author, with a note.
pub async fn return_update(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: ProgressUpdateId,
    version: i32,
    reason: &str,
) -> Result<ProgressUpdateId> {
    let (_, update) = lock_update(conn, actor, UpdateAct::Return, id, version).await?;
    let reason = note("note", reason, true)?;
    step(conn, now, &update, ProgressUpdateStatus::Returned, &reason).await
}

/// Shows a reviewed update to its audience; the commitment's status follows what it reports.
pub async fn publish_update(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: ProgressUpdateId,
    version: i32,
) -> Result<ProgressUpdateId> {
    let (commitment, update) = lock_update(conn, actor, UpdateAct::Publish, id, version).await?;
    show(conn, now, &commitment, &update).await
}

/// Withdraws an update; one that was shown stays visible as withdrawn.
pub async fn withdraw_update(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: ProgressUpdateId,
    version: i32,
    reason: &str,
) -> Result<ProgressUpdateId> {
    let (_, update) = lock_update(conn, actor, UpdateAct::Withdraw, id, version).await?;
    let reason = note("note", reason, false)?;
    step(conn, now, &update, ProgressUpdateStatus::Withdrawn, &reason).await
}

/// Chooses another audience. What no one reviewed goes to review before more may read it, and what waits for a review that
/// nobody can do any more is shown to those few.
pub async fn set_update_audience(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: ProgressUpdateId,
    version: i32,
    readership: Readership,
) -> Result<ProgressUpdateId> {
    let (commitment, update) = lock_update(conn, actor, UpdateAct::SetAudience, id, version).await?;
    let mut problems = Problems::default();
    check_readership(&mut problems, &readership);
    problems.none_or_rejected()?;
    check_readers(conn, update.participant_id, &readership, now.date_naive()).await?;
    let was_reviewed = is_reviewed(&commitment, update.audience);
    let is_reviewed = is_reviewed(&commitment, readership.audience);
    let is_to_review = update.status == ProgressUpdateStatus::Published && !was_reviewed && is_reviewed;
    let (status, published_at) = if is_to_review {
        (ProgressUpdateStatus::Submitted, None)
    } else {
        (update.status, update.published_at)
    };
    diesel::update(progress_updates::table.find(id))
        .set((
            progress_updates::audience.eq(readership.audience),
            progress_updates::audience_organization_id.eq(readership.organization),
            progress_updates::audience_ids.eq(readership.named),
            progress_updates::status.eq(status),
            progress_updates::published_at.eq(published_at),
            progress_updates::version.eq(update.version + 1),
            progress_updates::changed_at.eq(now),
        ))
        .execute(conn)
        .await?;
    if update.status == ProgressUpdateStatus::Submitted && !is_reviewed && takes_updates(&commitment) {
        return show(conn, now, &commitment, &update).await;
    }
    Ok(id)
}

async fn step(
    conn: &mut Connection,
    now: DateTime<Utc>,
    update: &ProgressUpdate,
    to: ProgressUpdateStatus,
    reason: &str,
) -> Result<ProgressUpdateId> {
    let submitted_at = if to == ProgressUpdateStatus::Submitted {
        Some(now)
    } else {
        update.submitted_at
    };
    diesel::update(progress_updates::table.find(update.id))
        .set((
            progress_updates::status.eq(to),
            progress_updates::status_note.eq(reason),
            progress_updates::submitted_at.eq(submitted_at),
            progress_updates::version.eq(update.version + 1),
            progress_updates::changed_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(update.id)
}

async fn show(
    conn: &mut Connection,
    now: DateTime<Utc>,
    commitment: &Commitment,
    update: &ProgressUpdate,
) -> Result<ProgressUpdateId> {
    let readers: Vec<String> = diesel::update(progress_updates::table.find(update.id))
        .set((
            progress_updates::status.eq(ProgressUpdateStatus::Published),
            progress_updates::status_note.eq(""),
            progress_updates::submitted_at.eq(update.submitted_at.or(Some(now))),
            progress_updates::published_at.eq(update.published_at.or(Some(now))),
            progress_updates::version.eq(update.version + 1),
            progress_updates::changed_at.eq(now),
        ))
        .returning(progress_updates::readers)
        .get_result(conn)
        .await?;
    // The status is the word of the participant itself, not of one it acts with or of a register.
    let is_own_word =
        update.participant_id == commitment.participant_id && update.provenance == Provenance::AsSubmitted;
    let follows = match (update.reported_state, commitment.status) {
        _ if !is_own_word => None,
        (ReportedState::UnderWay | ReportedState::SubstantiallyComplete, CommitmentStatus::Published) => {
            Some(CommitmentStatus::InProgress)
        }
        (ReportedState::Complete, CommitmentStatus::Published | CommitmentStatus::InProgress) => {
            Some(CommitmentStatus::Completed)
        }
        _ => None,
    };
    // What only some may read must not show in the status that more may read.
    let follows = match follows {
        Some(status) if access::all_may_read(conn, &commitment.readers, &readers, now.date_naive()).await? => {
            Some(status)
        }
        _ => None,
    };
    if let Some(status) = follows {
        diesel::update(commitments::table.find(commitment.id))
            .set((
                commitments::status.eq(status),
                commitments::version.eq(commitments::version + 1),
                commitments::changed_at.eq(now),
            ))
            .execute(conn)
            .await?;
    }
    Ok(update.id)
}

diesel::define_sql_function! {
    fn reporting_period(given: Nullable<Text>, day: Date) -> Nullable<Text>;
}

/// A period that an update is said to belong to must exist.
async fn check_period(conn: &mut Connection, given: Option<&str>) -> Result<()> {
    let Some(code) = given else { return Ok(()) };
    let known = reporting_periods::table.filter(reporting_periods::code.eq(code));
    if diesel::select(diesel::dsl::exists(known)).get_result(conn).await? {
        Ok(())
    } else {
        Err(Error::problem("period", ProblemCode::Unknown))
    }
}
