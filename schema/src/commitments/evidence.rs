//! Evidence: links and files that support a commitment or an update, each with an audience of its own.

use super::queries::{self, lock_for};
use super::rules::check_readership;
use super::{Act, Audience, Readership, access};
use crate::actor::*;
use crate::tables::evidence;
use crate::text::{self, LINE_MAX, Problems};
use crate::{Connection, Error, Language, Problem, ProblemCode, Result, values};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// The largest file that is taken.
pub const FILE_MAX_BYTES: usize = 10 * 1024 * 1024;
pub const EVIDENCE_MAX: usize = 100;

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
    pub readers: Vec<String>,
    pub parent_readers: Vec<String>,
    pub created_at: DateTime<Utc>,
    pub removed_at: Option<DateTime<Utc>>,
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

/// The media type that the content of a file has, if it is one of those taken and the name says the same.
///
/// Documents, tables, pictures without scripts, plain text. Nothing that a browser would run.
pub fn media_type(name: &str, content: &[u8]) -> Result<&'static str, Problem> {
    let refused = || Problem::new("file", ProblemCode::FileTypeRefused);
    if content.len() > FILE_MAX_BYTES {
        return Err(Problem::new("file", ProblemCode::FileTooLarge).with("max", FILE_MAX_BYTES));
    }
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase())
        .unwrap_or_default();
    let found = infer::get(content).map(|kind| kind.mime_type());
    let taken: &[(&str, &str)] = &[
        ("pdf", "application/pdf"),
        ("png", "image/png"),
        ("jpg", "image/jpeg"),
        ("jpeg", "image/jpeg"),
        (
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (
            "pptx",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ),
        ("odt", "application/vnd.oasis.opendocument.text"),
        ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ];
    if let Some((_, media_type)) = taken.iter().find(|(known, _)| *known == ending) {
        return if found == Some(*media_type) {
            Ok(media_type)
        } else {
            Err(refused())
        };
    }
    // Text has no signature: it is text if it reads as text.
    let is_text = found.is_none() && std::str::from_utf8(content).is_ok_and(|text| !text.contains('\0'));
    match (ending.as_str(), is_text) {
        ("txt", true) => Ok("text/plain; charset=utf-8"),
        ("csv", true) => Ok("text/csv; charset=utf-8"),
        _ => Err(refused()),
    }
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
    let commitment = lock_for(conn, actor, Act::Keep, about.commitment, None).await?;
    let mut problems = Problems::default();
    let title = problems.take(text::line("title", &about.title, LINE_MAX));
    check_readership(&mut problems, &about.readership);
    problems.none_or_rejected()?;
    super::changes::check_audience_organization(conn, commitment.participant_id, &about.readership, now.date_naive())
        .await?;
    if let Some(id) = about.progress_update {
        let update = super::progress_update(conn, actor, id).await?;
        if update.commitment_id != commitment.id {
            return Err(Error::problem("progressUpdateId", ProblemCode::InvalidReference));
        }
    }
    let count: i64 = evidence::table
        .filter(evidence::commitment_id.eq(commitment.id))
        .count()
        .get_result(conn)
        .await?;
    if usize::try_from(count).unwrap_or(usize::MAX) >= EVIDENCE_MAX {
        return Err(Problem::new("commitmentId", ProblemCode::TooMany)
            .with("max", EVIDENCE_MAX)
            .into());
    }
    let id = EvidenceId::new();
    diesel::insert_into(evidence::table)
        .values((
            evidence::id.eq(id),
            evidence::commitment_id.eq(commitment.id),
            evidence::progress_update_id.eq(about.progress_update),
            evidence::participant_id.eq(commitment.participant_id),
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

/// Takes evidence back; the line stays in the audit, the file is no longer served.
pub async fn remove_evidence(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: EvidenceId,
) -> Result<EvidenceId> {
    let row = one_evidence(conn, actor, id).await?;
    let commitment = queries::commitment(conn, actor, row.commitment_id).await?;
    if !access::may(actor, Act::Keep, &commitment.commitment) {
        return Err(Error::Forbidden);
    }
    diesel::update(evidence::table.find(id))
        .set(evidence::removed_at.eq(now))
        .execute(conn)
        .await?;
    Ok(id)
}

/// What the asker may read of it: own readers and those of what it belongs to.
#[diesel::dsl::auto_type(no_type_alias)]
fn visible_evidence_to<'a>(keys: &'a [String], is_platform: bool) -> _ {
    let everything: diesel::dsl::AsExprOf<bool, diesel::sql_types::Bool> =
        is_platform.into_sql::<diesel::sql_types::Bool>();
    evidence::is_public
        .or(evidence::readers
            .overlaps_with(keys)
            .and(evidence::parent_readers.overlaps_with(keys)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_content_says() {
        assert_eq!(media_type("strategy.pdf", b"%PDF-1.7\n"), Ok("application/pdf"));
        assert_eq!(
            media_type("figures.csv", "État,2026\n".as_bytes()),
            Ok("text/csv; charset=utf-8")
        );
        for (name, content) in [
            ("strategy.pdf", &b"<html><script>alert(1)</script>"[..]),
            ("page.html", b"<!doctype html>"),
            ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ("tool.exe", b"MZ\x90\0"),
            ("tool.pdf", b"MZ\x90\0"),
            ("notes.txt", b"a\0b"),
            ("notes", b"plain"),
        ] {
            assert_eq!(
                media_type(name, content).map_err(|p| p.code),
                Err(ProblemCode::FileTypeRefused),
                "{name}"
            );
        }
        assert_eq!(
            media_type("a.txt", &vec![b'a'; FILE_MAX_BYTES + 1]).map_err(|p| p.code),
            Err(ProblemCode::FileTooLarge)
        );
    }
}
