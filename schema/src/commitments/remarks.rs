//! Comments of stakeholders on records, shown beside them once the secretariat has published them.

use super::queries::lock_for;
use super::rules::{check_version, note};
use super::{Act, access};
use crate::actor::*;
use crate::page::{Page, Rows, cursor};
use crate::tables::comments;
use crate::text;
use crate::{Connection, Error, Language, Problem, ProblemCode, Result, values};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

values! {
    /// Where a comment stands.
    pub enum CommentStatus {
        /// Awaiting the secretariat.
        Submitted = "submitted",
        /// Shown beside the record.
        Published = "published",
        /// Not shown, with the reason.
        Refused = "refused",
    }
}

/// A stakeholder's remark on a record.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = comments, check_for_backend(diesel::pg::Pg))]
pub struct Comment {
    pub id: CommentId,
    pub commitment_id: CommitmentId,
    pub participant_id: ParticipantId,
    pub version: i32,
    pub status: CommentStatus,
    pub text: String,
    pub language: Language,
    pub reason: String,
    pub created_at: DateTime<Utc>,
    /// When it was published or refused.
    pub decided_at: Option<DateTime<Utc>>,
}

impl Comment {
    pub fn cursor(&self) -> String {
        cursor("oldest", &self.id.0)
    }
}

pub async fn comment(conn: &mut Connection, actor: &Actor, id: CommentId) -> Result<Comment> {
    let held = comment_keys(actor);
    let query = comments::table
        .filter(comments::id.eq(id))
        .filter(visible(&held, actor.is_platform()));
    Ok(query.select(Comment::as_select()).first(conn).await?)
}

/// Which comments.
#[derive(Clone, Debug, Default)]
pub struct CommentFilter {
    pub commitments: Vec<CommitmentId>,
    pub statuses: Vec<CommentStatus>,
}

/// Comments that the asker may read, oldest first, a page at a time.
pub async fn comments(
    conn: &mut Connection,
    actor: &Actor,
    filter: &CommentFilter,
    page: &Page,
) -> Result<Rows<Comment>> {
    let held = comment_keys(actor);
    let mut query = chosen(&held, actor.is_platform(), filter);
    if let Some(id) = page.key::<Uuid>("oldest")?.map(CommentId) {
        query = if page.is_backward {
            query.filter(comments::id.lt(id))
        } else {
            query.filter(comments::id.gt(id))
        };
    }
    query = if page.is_backward {
        query.order(comments::id.desc())
    } else {
        query.order(comments::id.asc())
    };
    let query = query.select(Comment::as_select());
    Ok(page.rows(page.limited(query).load(conn).await?))
}

/// How many comments the asker may read.
pub async fn comment_count(conn: &mut Connection, actor: &Actor, filter: &CommentFilter) -> Result<i64> {
    let held = comment_keys(actor);
    Ok(chosen(&held, actor.is_platform(), filter)
        .count()
        .get_result(conn)
        .await?)
}

fn chosen<'a>(
    held: &'a [String],
    is_platform: bool,
    filter: &'a CommentFilter,
) -> comments::BoxedQuery<'a, diesel::pg::Pg> {
    let mut query = comments::table.filter(visible(held, is_platform)).into_boxed();
    if !filter.commitments.is_empty() {
        query = query.filter(comments::commitment_id.eq_any(&filter.commitments));
    }
    if !filter.statuses.is_empty() {
        query = query.filter(comments::status.eq_any(&filter.statuses));
    }
    query
}

fn comment_keys(actor: &Actor) -> Vec<String> {
    actor
        .person()
        .map_or_else(|| vec!["public".to_owned()], |person| person.keys.clone())
}

#[diesel::dsl::auto_type(no_type_alias)]
fn visible<'a>(keys: &'a [String], is_platform: bool) -> _ {
    let everything: diesel::dsl::AsExprOf<bool, diesel::sql_types::Bool> =
        is_platform.into_sql::<diesel::sql_types::Bool>();
    comments::readers.overlaps_with(keys).or(everything)
}

/// Puts a remark to the secretariat, for a participant that is not the commitment's own; for `participant` where the asker
/// serves several.
pub async fn submit_comment(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    commitment: CommitmentId,
    participant: Option<ParticipantId>,
    given: &str,
    language: Language,
) -> Result<CommentId> {
    let commitment = lock_for(conn, actor, Act::Comment, commitment, None).await?;
    let person = actor.signed_in()?;
    let stakeholders = person
        .participants()
        .filter(|own| *own != commitment.participant_id && actor.serves(*own, &[Role::Stakeholder]));
    let by = access::acts_for("participantId", stakeholders, participant)?;
    let text = text::clean("text", given, 5_000)?;
    if text.is_empty() {
        return Err(Error::problem("text", ProblemCode::Required));
    }
    let id = CommentId::new();
    diesel::insert_into(comments::table)
        .values((
            comments::id.eq(id),
            comments::commitment_id.eq(commitment.id),
            comments::author_account_id.eq(person.account),
            comments::participant_id.eq(by),
            comments::status.eq(CommentStatus::Submitted),
            comments::text.eq(text),
            comments::language.eq(language),
            comments::created_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(id)
}

/// Shows a comment beside its record, or refuses it with the reason.
pub async fn decide_comment(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    id: CommentId,
    version: i32,
    refused_because: Option<&str>,
) -> Result<CommentId> {
    let held = comment_keys(actor);
    let row: Comment = comments::table
        .filter(comments::id.eq(id))
        .filter(visible(&held, actor.is_platform()))
        .select(Comment::as_select())
        .for_no_key_update()
        .first(conn)
        .await?;
    if !actor.is_secretariat(&[Role::Reviewer]) {
        return Err(Error::Forbidden);
    }
    check_version(row.version, version)?;
    if row.status != CommentStatus::Submitted {
        return Err(Problem::new("commentId", ProblemCode::WrongState)
            .with("status", row.status)
            .into());
    }
    let (status, reason) = match refused_because {
        Some(reason) => (CommentStatus::Refused, note("reason", reason, true)?),
        None => (CommentStatus::Published, String::new()),
    };
    diesel::update(comments::table.find(id))
        .set((
            comments::status.eq(status),
            comments::reason.eq(reason),
            comments::version.eq(version + 1),
            comments::decided_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(id)
}
