//! Links that stand in letters. Each is good for one thing, for one person, until its day; the platform keeps digests of
//! them, so that nobody who reads the database can use one.

use super::Recipient;
use crate::actor::*;
use crate::alerts;
use crate::directory::secrets::{Kind, digest};
use crate::tables::letter_links;
use crate::{Connection, Language, Result, values};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

values! {
    /// What a link in a letter is good for; it is good for nothing else.
    pub enum LinkPurpose {
        /// Ends the letters that remind, by one click.
        Stop = "stop",
        /// Takes that back, from the page that says that they have ended.
        Resume = "resume",
        /// Chooses how often they come, at which hour, and a pause.
        Choose = "choose",
        /// Reports "no change since …" on a commitment.
        NoChange = "no_change",
        /// Clears an update.
        Clear = "clear",
        /// Confirms what another reported.
        Confirm = "confirm",
        /// Confirms that an address wants to be told of a search.
        AlertConfirm = "alert_confirm",
        /// Ends those letters, by one click.
        AlertStop = "alert_stop",
    }
}

/// What is done by a letter is remembered for so long, so that it is not done twice (see [`crate::clockwork::tidy`]).
pub(crate) const ACTS_LAST: TimeDelta = TimeDelta::days(30);

impl LinkPurpose {
    /// How long such a link is good. Letters lie in mailboxes for long, and must be stoppable from there.
    const fn life(self) -> TimeDelta {
        match self {
            Self::Stop | Self::Choose => TimeDelta::days(366),
            Self::Resume | Self::NoChange | Self::Clear | Self::Confirm => ACTS_LAST,
            Self::AlertConfirm => alerts::UNCONFIRMED_LASTS,
            // Whoever was told once in ten years can still stop it; stopping ends all of them.
            Self::AlertStop => TimeDelta::days(3_653),
        }
    }
}

/// A link that is being written into a letter.
#[derive(Clone, PartialEq, Eq)]
pub struct NewLink {
    purpose: LinkPurpose,
    commitment: Option<CommitmentId>,
    progress_update: Option<ProgressUpdateId>,
    secret: String,
}

impl std::fmt::Debug for NewLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewLink({})", self.purpose) // its secret is for the reader alone
    }
}

impl NewLink {
    /// A link about the reader's letters.
    pub fn new(purpose: LinkPurpose) -> Self {
        Self {
            purpose,
            commitment: None,
            progress_update: None,
            secret: Kind::Letter.mint(),
        }
    }

    /// A link that acts on a record.
    pub fn about(purpose: LinkPurpose, commitment: CommitmentId, progress_update: Option<ProgressUpdateId>) -> Self {
        Self {
            commitment: Some(commitment),
            progress_update,
            ..Self::new(purpose)
        }
    }

    /// The path of the page it leads to.
    pub fn path(&self, language: Language) -> String {
        let what = self.purpose.code().replace('_', "-");
        format!("/{language}/letters/{what}/{}", self.secret)
    }

    pub fn secret(&self) -> &str {
        &self.secret
    }
}

/// Makes these links good for this reader, from now on.
pub(crate) async fn keep(
    conn: &mut Connection,
    reader: Recipient,
    now: DateTime<Utc>,
    links: &[NewLink],
) -> Result<()> {
    let rows: Vec<_> = links
        .iter()
        .map(|link| {
            (
                letter_links::token_hash.eq(digest(&link.secret)),
                letter_links::purpose.eq(link.purpose),
                letter_links::account_id.eq(reader.account()),
                letter_links::alert_id.eq(reader.alert()),
                letter_links::commitment_id.eq(link.commitment),
                letter_links::progress_update_id.eq(link.progress_update),
                letter_links::expires_at.eq(now + link.purpose.life()),
            )
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    diesel::insert_into(letter_links::table)
        .values(rows)
        .execute(conn)
        .await?;
    Ok(())
}

/// A person's link as it was found again.
#[derive(Clone, Debug, Queryable)]
pub struct Link {
    pub purpose: LinkPurpose,
    pub account_id: AccountId,
    pub commitment_id: Option<CommitmentId>,
    pub progress_update_id: Option<ProgressUpdateId>,
}

/// Whether this could be the secret part of a letter's link, as far as its form tells.
pub fn is_link(secret: &str) -> bool {
    Kind::Letter.is_well_formed(secret)
}

/// What this secret is good for at this moment; nothing if it is nobody's, for another purpose, or has run out. Asked as
/// the platform.
pub async fn link(
    conn: &mut Connection,
    purpose: LinkPurpose,
    secret: &str,
    now: DateTime<Utc>,
) -> Result<Option<Link>> {
    if !is_link(secret) {
        return Ok(None);
    }
    Ok(letter_links::table
        .find(digest(secret))
        .filter(letter_links::purpose.eq(purpose))
        .filter(letter_links::expires_at.gt(now))
        .filter(letter_links::account_id.is_not_null())
        .select((
            letter_links::purpose,
            letter_links::account_id.assume_not_null(),
            letter_links::commitment_id,
            letter_links::progress_update_id,
        ))
        .first(conn)
        .await
        .optional()?)
}

/// As [`link`], of a link about an alert.
pub(crate) async fn alert_link(
    conn: &mut Connection,
    purpose: LinkPurpose,
    secret: &str,
    now: DateTime<Utc>,
) -> Result<Option<AlertId>> {
    if !is_link(secret) {
        return Ok(None);
    }
    let found: Option<Option<AlertId>> = letter_links::table
        .find(digest(secret))
        .filter(letter_links::purpose.eq(purpose))
        .filter(letter_links::expires_at.gt(now))
        .select(letter_links::alert_id)
        .first(conn)
        .await
        .optional()?;
    Ok(found.flatten())
}

/// A new link to take a stop back, for whoever has just stopped the letters; an earlier one ends.
pub(crate) async fn replace(
    conn: &mut Connection,
    account: AccountId,
    now: DateTime<Utc>,
    link: &NewLink,
) -> Result<()> {
    diesel::delete(letter_links::table.filter(letter_links::account_id.eq(account)))
        .filter(letter_links::purpose.eq(link.purpose))
        .execute(conn)
        .await?;
    keep(conn, Recipient::Account(account), now, std::slice::from_ref(link)).await
}

/// Forgets links that have run out.
pub(crate) async fn forget_expired(conn: &mut Connection, now: DateTime<Utc>) -> Result<usize> {
    Ok(
        diesel::delete(letter_links::table.filter(letter_links::expires_at.le(now)))
            .execute(conn)
            .await?,
    )
}
