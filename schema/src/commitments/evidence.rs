//! Evidence: links and files that support a commitment or an update, each with an audience of its own.

use super::audiences::{check_audience_organization, check_named};
use super::queries::{self, lock_for};
use super::rules::check_readership;
use super::updates::{allow_update, lock_readable_update};
use super::{Act, Audience, Commitment, ProgressUpdate, Readership, UpdateAct, access};
use crate::actor::*;
use crate::tables::evidence;
use crate::text::{self, LINE_MAX, Problems};
use crate::{Connection, Error, Language, Problem, ProblemCode, Result, values};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable};
use diesel_async::RunQueryDsl;
use std::collections::HashSet;

/// The largest file that is taken.
pub const FILE_MAX_BYTES: usize = 10 * 1024 * 1024;
/// How many links and files a commitment may have, those of its updates included.
pub const EVIDENCE_MAX: usize = 100;
/// What all files of one participant may come to.
pub const ROOM_MAX_BYTES: i64 = 1024 * 1024 * 1024;
/// How long a file stays that no line needs: longer than any upload takes.
const GRACE: TimeDelta = TimeDelta::days(1);

values! {
    /// What kind of evidence.
    pub enum EvidenceKind {
        /// A page or document elsewhere.
        Link = "link",
        /// A file kept here.
        File = "file",
    }
}

/// A link or file that supports a commitment or an update.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = evidence, check_for_backend(diesel::pg::Pg))]
pub struct Evidence {
    pub id: EvidenceId,
    pub commitment_id: CommitmentId,
    pub progress_update_id: Option<ProgressUpdateId>,
    pub participant_id: ParticipantId,
    pub kind: EvidenceKind,
    pub title: String,
    pub language: Option<Language>,
    pub url: Option<String>,
    pub file_name: Option<String>,
    pub media_type: Option<String>,
    pub size_bytes: Option<i64>,
    pub sha256: Option<Vec<u8>>,
    pub stored_as: Option<String>,
    pub audience: Audience,
    pub audience_organization_id: Option<ParticipantId>,
    pub audience_ids: Vec<ParticipantId>,
    pub created_at: DateTime<Utc>,
    /// Since when everybody may read it, without a break.
    pub public_since: Option<DateTime<Utc>>,
}

/// What evidence is about, and who may read it.
#[derive(Clone, Debug)]
pub struct EvidenceAbout {
    pub commitment: CommitmentId,
    pub progress_update: Option<ProgressUpdateId>,
    pub title: String,
    pub language: Option<Language>,
    pub readership: Readership,
}

/// A file as it was received and stored.
#[derive(Clone, Debug)]
pub struct StoredFile {
    pub name: String,
    pub media_type: &'static str,
    pub size_bytes: usize,
    pub sha256: [u8; 32],
    /// Random name below the evidence directory.
    pub stored_as: String,
}

/// Adds a link.
pub async fn link_evidence(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    about: EvidenceAbout,
    url: &str,
) -> Result<EvidenceId> {
    let url = text::url("url", url)?;
    insert(conn, actor, now, about, Some(url), None).await
}

/// Adds a file whose content was checked and stored.
pub async fn file_evidence(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    about: EvidenceAbout,
    file: StoredFile,
) -> Result<EvidenceId> {
    insert(conn, actor, now, about, None, Some(file)).await
}

async fn insert(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    about: EvidenceAbout,
    url: Option<String>,
    file: Option<StoredFile>,
) -> Result<EvidenceId> {
    let keeper = lock_place(conn, actor, about.commitment, about.progress_update).await?;
    let mut problems = Problems::default();
    let title = problems.take(text::line("title", &about.title, LINE_MAX));
    check_readership(&mut problems, &about.readership);
    problems.none_or_rejected()?;
    check_audience_organization(conn, keeper, &about.readership, now.date_naive()).await?;
    check_named(conn, &about.readership).await?;
    let count: i64 = evidence::table
        .filter(
            evidence::commitment_id
                .eq(about.commitment)
                .and(evidence::removed_at.is_null()),
        )
        .count()
        .get_result(conn)
        .await?;
    if usize::try_from(count).unwrap_or(usize::MAX) >= EVIDENCE_MAX {
        return Err(Problem::new("commitmentId", ProblemCode::TooMany)
            .with("max", EVIDENCE_MAX)
            .into());
    }
    if let Some(file) = &file {
        check_room(conn, now, keeper, file.size_bytes).await?;
    }
    let id = EvidenceId::new();
    diesel::insert_into(evidence::table)
        .values((
            evidence::id.eq(id),
            evidence::commitment_id.eq(about.commitment),
            evidence::progress_update_id.eq(about.progress_update),
            evidence::participant_id.eq(keeper),
            evidence::kind.eq(if url.is_some() {
                EvidenceKind::Link
            } else {
                EvidenceKind::File
            }),
            evidence::title.eq(title.unwrap_or_default()),
            evidence::language.eq(about.language),
            evidence::url.eq(url),
            evidence::file_name.eq(file.as_ref().map(|file| file.name.clone())),
            evidence::media_type.eq(file.as_ref().map(|file| file.media_type)),
            evidence::size_bytes.eq(file.as_ref().and_then(|file| i64::try_from(file.size_bytes).ok())),
            evidence::sha256.eq(file.as_ref().map(|file| file.sha256.to_vec())),
            evidence::stored_as.eq(file.map(|file| file.stored_as)),
            evidence::audience.eq(about.readership.audience),
            evidence::audience_organization_id.eq(about.readership.organization),
            evidence::audience_ids.eq(about.readership.named),
            evidence::created_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(id)
}

/// Whether the asker may file this now: asked before a file is received, so that nobody else makes us read and store it.
pub async fn check_place(
    conn: &mut Connection,
    actor: &Actor,
    commitment: CommitmentId,
    update: Option<ProgressUpdateId>,
) -> Result<()> {
    let row = queries::commitment(conn, actor, commitment).await?.commitment;
    access::allow(actor, act_at(update), &row)?;
    match update {
        Some(id) => {
            let update = super::progress_update(conn, actor, id).await.map_err(no_such_update)?;
            allow_at(actor, &row, &update)
        }
        None => Ok(()),
    }
}

/// Locks what evidence belongs to, if the asker may keep evidence there now; gives the participant whose evidence it is.
///
/// That of an update is its author's matter, who may be a joint participant; and goes on after the commitment is
/// complete, as reporting does. The commitment is locked first, always.
async fn lock_place(
    conn: &mut Connection,
    actor: &Actor,
    commitment: CommitmentId,
    update: Option<ProgressUpdateId>,
) -> Result<ParticipantId> {
    let row = lock_for(conn, actor, act_at(update), commitment, None).await?;
    match update {
        Some(id) => {
            let update = lock_readable_update(conn, actor, id).await.map_err(no_such_update)?;
            allow_at(actor, &row, &update)?;
            Ok(update.participant_id)
        }
        None => Ok(row.participant_id),
    }
}

/// What one must be allowed to do to the commitment: keep what hangs on it, or report on it.
const fn act_at(update: Option<ProgressUpdateId>) -> Act {
    match update {
        Some(_) => Act::Report,
        None => Act::Keep,
    }
}

fn allow_at(actor: &Actor, commitment: &Commitment, update: &ProgressUpdate) -> Result<()> {
    if update.commitment_id != commitment.id {
        return Err(no_such_update(Error::NotFound));
    }
    allow_update(actor, UpdateAct::Attach, update, commitment)
}

/// One that is hidden, missing, or of another commitment: all the same.
fn no_such_update(error: Error) -> Error {
    match error {
        Error::NotFound => Error::problem("progressUpdateId", ProblemCode::InvalidReference),
        other => other,
    }
}

diesel::define_sql_function! {
    /// Waits for the lock of this number, which is held until the unit of work ends.
    fn pg_advisory_xact_lock(key: BigInt) -> Bool;
}

/// The files of a participant, those just taken back included, must leave room for this one.
async fn check_room(conn: &mut Connection, now: DateTime<Utc>, keeper: ParticipantId, size_bytes: usize) -> Result<()> {
    // One upload for a participant at a time: several at once would each find the same room.
    let (_, lock) = keeper.0.as_u64_pair();
    diesel::select(pg_advisory_xact_lock(lock.cast_signed()))
        .execute(conn)
        .await?;
    let used: Option<i64> = evidence::table
        .filter(evidence::participant_id.eq(keeper))
        .filter(evidence::removed_at.is_null().or(evidence::removed_at.gt(now - GRACE)))
        .select(diesel::dsl::sql::<Nullable<BigInt>>("sum(size_bytes)::bigint"))
        .first(conn)
        .await?;
    let left = ROOM_MAX_BYTES - used.unwrap_or(0);
    if i64::try_from(size_bytes).is_ok_and(|size| size <= left) {
        Ok(())
    } else {
        Err(Problem::new("file", ProblemCode::NoRoomForFiles)
            .with("max", ROOM_MAX_BYTES)
            .into())
    }
}

/// Takes evidence back: the line stays in the audit; the file is no longer served, and swept a day later.
pub async fn remove_evidence(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: EvidenceId,
) -> Result<EvidenceId> {
    let row = one_evidence(conn, actor, id).await?;
    lock_place(conn, actor, row.commitment_id, row.progress_update_id).await?;
    let removed = diesel::update(evidence::table.filter(evidence::id.eq(id).and(evidence::removed_at.is_null())))
        .set(evidence::removed_at.eq(now))
        .execute(conn)
        .await?;
    // Somebody else took it back while we waited.
    if removed == 1 { Ok(id) } else { Err(Error::NotFound) }
}

/// Which of these stored files no line needs: they were never filed, or taken back a while ago. Asked as the platform.
pub async fn unneeded_files(conn: &mut Connection, now: DateTime<Utc>, mut stored: Vec<String>) -> Result<Vec<String>> {
    let needed: Vec<Option<String>> = evidence::table
        .filter(evidence::stored_as.eq_any(&stored))
        .filter(evidence::removed_at.is_null().or(evidence::removed_at.gt(now - GRACE)))
        .select(evidence::stored_as)
        .load(conn)
        .await?;
    let needed: HashSet<String> = needed.into_iter().flatten().collect();
    stored.retain(|name| !needed.contains(name));
    Ok(stored)
}

/// The filter of a list of evidence: its readers may read its update and its commitment as well.
#[diesel::dsl::auto_type(no_type_alias)]
fn visible_evidence_to<'a>(keys: &'a [String], is_platform: bool) -> _ {
    let everything: diesel::dsl::AsExprOf<bool, Bool> = is_platform.into_sql::<Bool>();
    evidence::is_public
        .or(evidence::readers
            .overlaps_with(keys)
            .and(evidence::parent_readers.overlaps_with(keys))
            .and(evidence::update_readers.overlaps_with(keys)))
        .or(everything)
}

pub async fn one_evidence(conn: &mut Connection, actor: &Actor, id: EvidenceId) -> Result<Evidence> {
    let (keys, is_platform) = queries::keys(actor);
    let query = evidence::table
        .filter(evidence::id.eq(id).and(evidence::removed_at.is_null()))
        .filter(visible_evidence_to(keys, is_platform));
    Ok(query.select(Evidence::as_select()).first(conn).await?)
}

/// Evidence of the commitments that the asker may read, oldest first.
pub async fn evidence_of(conn: &mut Connection, actor: &Actor, ids: &[CommitmentId]) -> Result<Vec<Evidence>> {
    let (keys, is_platform) = queries::keys(actor);
    Ok(evidence::table
        .filter(evidence::commitment_id.eq_any(ids).and(evidence::removed_at.is_null()))
        .filter(visible_evidence_to(keys, is_platform))
        .order((evidence::commitment_id, evidence::id))
        .select(Evidence::as_select())
        .load(conn)
        .await?)
}
