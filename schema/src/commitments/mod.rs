//! What a participant undertook, on which provisions and by when, and what has been reported since.
//!
//! A commitment is drafted by its participant's people, submitted, reviewed by the secretariat and published to the
//! audience its participant chose; or it is reported by another with its source, and stays `unconfirmed` until the
//! participant acts; whoever is named as undertaking it jointly is only named until they join. Progress updates are the participant's own words; assessments stand beside them, never in their
//! place. What hangs on a commitment — milestones, indicators, dates — is read by those who may read the commitment.

mod access;
mod addresses;
mod audiences;
mod changes;
mod compared;
mod contents;
mod dates;
mod evidence;
mod figures;
mod measures;
mod milestones;
mod queries;
mod remarks;
mod reporting;
mod rules;
mod shelf;
mod updates;

pub use access::{Act, CommitmentAct, DECIDERS, acts_open_to, allow, may, visible_to, visible_updates_to};
pub use addresses::{commitment_addresses, public_address_marks};
pub use audiences::set_audience;
pub use changes::*;
pub use compared::*;
pub use contents::media_type;
pub use dates::{CommitmentDate, DateRevision, date_revisions_of, latest_date_revisions, revise_date};
pub use evidence::*;
pub use figures::*;
pub use measures::*;
pub use milestones::*;
pub use queries::*;
pub use remarks::*;
pub use reporting::*;
pub use rules::{Content, light};
pub use shelf::Shelf;
pub use updates::*;

use crate::actor::*;
use crate::tables::{commitments, reporting_cycles};
use crate::{Language, Texts, jsonb, values};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::{deserialize::FromSqlRow, expression::AsExpression};
use serde::{Deserialize, Serialize};

values! {
    /// Where a commitment stands in its life.
    pub enum CommitmentStatus {
        /// Being written by the participant.
        Draft = "draft",
        /// Awaiting the secretariat's review.
        Submitted = "submitted",
        /// Sent back to the participant with a note.
        Returned = "returned",
        /// Shown to its audience.
        Published = "published",
        /// Shown, and reported as under way.
        InProgress = "in_progress",
        /// Reported complete by the participant.
        Completed = "completed",
        /// Reported by another; the participant has not acted on it.
        Unconfirmed = "unconfirmed",
        /// Reported by another, and declined by the participant.
        Declined = "declined",
        /// Suspended by the participant for a time.
        Suspended = "suspended",
        /// Withdrawn by the participant.
        Withdrawn = "withdrawn",
        /// Replaced by another commitment.
        Superseded = "superseded",
    }
}

values! {
    /// How far a commitment binds.
    pub enum LegalForce {
        /// Undertaken freely; the usual case.
        VoluntaryNonBinding = "voluntary_non_binding",
        /// Binding politically.
        PoliticallyBinding = "politically_binding",
        /// Binding in law.
        LegallyBinding = "legally_binding",
    }
}

values! {
    /// Whether the participant can begin.
    pub enum Readiness {
        /// Ready to be carried out.
        Ready = "ready",
        /// Needs time.
        NeedsTime = "needs_time",
        /// Needs time and support from others.
        NeedsTimeAndSupport = "needs_time_and_support",
    }
}

values! {
    /// Where a fact came from.
    pub enum Provenance {
        /// As submitted by the participant.
        AsSubmitted = "as_submitted",
        /// As recorded by the Secretariat.
        AsRecorded = "as_recorded",
        /// From a public document.
        PublicDocument = "public_document",
    }
}

values! {
    /// Who may read a record; chosen by whoever submits it.
    pub enum Audience {
        /// Everybody.
        Public = "public",
        /// Participating States.
        States = "states",
        /// Members of one organization.
        Organization = "organization",
        /// Participants named one by one.
        Named = "named",
        /// The submitting participant alone.
        Own = "own",
    }
}

values! {
    /// How recently progress was reported; by fixed rule from dates only, and no judgement.
    pub enum ReportingLight {
        /// An update has come within the time of the cycle.
        Current = "current",
        /// An update is invited.
        UpdateInvited = "update_invited",
        /// No update has been received since it was invited.
        NoUpdateReceived = "no_update_received",
        /// No update has been received for long.
        Inactive = "inactive",
    }
}

/// Who may read a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readership {
    pub audience: Audience,
    /// The organization whose members may read, where the audience is `organization`.
    pub organization: Option<ParticipantId>,
    /// The participants that may read, where the audience is `named`.
    pub named: Vec<ParticipantId>,
}

impl Readership {
    pub const PUBLIC: Self = Self {
        audience: Audience::Public,
        organization: None,
        named: vec![],
    };

    /// Each participant named once, in whatever order and however often it was.
    pub fn new(audience: Audience, organization: Option<ParticipantId>, mut named: Vec<ParticipantId>) -> Self {
        named.sort();
        named.dedup();
        Self {
            audience,
            organization,
            named,
        }
    }

    /// Whether the secretariat reads it, and so reviews it, before others do.
    pub const fn is_reviewed(&self) -> bool {
        matches!(
            self.audience,
            Audience::Public | Audience::States | Audience::Organization
        )
    }
}

/// The document or page that a fact was taken from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = diesel::sql_types::Jsonb)]
#[serde(default, deny_unknown_fields)]
pub struct Source {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symbol: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
}

jsonb!(Source);

impl Source {
    /// Whether a reader could find it.
    pub fn is_named(&self) -> bool {
        self.symbol.is_some() || self.url.is_some()
    }
}

/// What a participant undertook.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = commitments, check_for_backend(diesel::pg::Pg))]
pub struct Commitment {
    pub id: CommitmentId,
    pub reference: String,
    pub version: i32,
    pub participant_id: ParticipantId,
    pub joint_ids: Vec<ParticipantId>,
    pub joined_ids: Vec<ParticipantId>,
    pub recorded_by_id: Option<ParticipantId>,
    pub status: CommitmentStatus,
    pub status_before: Option<CommitmentStatus>,
    pub reviewed_from: Option<CommitmentStatus>,
    pub status_note: String,
    pub superseded_by_id: Option<CommitmentId>,
    pub audience: Audience,
    pub audience_organization_id: Option<ParticipantId>,
    pub audience_ids: Vec<ParticipantId>,
    pub readers: Vec<String>,
    pub title: Texts,
    pub summary: Texts,
    pub original_language: Language,
    pub legal_force: LegalForce,
    pub readiness: Readiness,
    pub provenance: Provenance,
    pub source: Source,
    pub made_on: Option<NaiveDate>,
    pub indicative_on: Option<NaiveDate>,
    pub definitive_on: Option<NaiveDate>,
    pub due_key: NaiveDate,
    pub external_source: Option<String>,
    pub external_id: Option<String>,
    pub is_sample: bool,
    pub milestone_count: i32,
    pub milestone_reached_count: i32,
    pub restricted_update_count: i32,
    pub created_at: DateTime<Utc>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub confirmed_at: Option<DateTime<Utc>>,
    pub published_at: Option<DateTime<Utc>>,
    /// Since when everybody may read it, without a break.
    pub public_since: Option<DateTime<Utc>>,
    pub changed_at: DateTime<Utc>,
}

impl Commitment {
    /// The day it is due: the definitive one, else the indicative one.
    pub fn due_on(&self) -> Option<NaiveDate> {
        self.definitive_on.or(self.indicative_on)
    }

    /// Whether it is still the word of whoever recorded it: its participant has not acted on it.
    pub fn is_reported(&self) -> bool {
        self.provenance != Provenance::AsSubmitted && self.confirmed_at.is_none()
    }

    pub fn readership(&self) -> Readership {
        Readership {
            audience: self.audience,
            organization: self.audience_organization_id,
            named: self.audience_ids.clone(),
        }
    }
}

/// Settings of the reporting light.
#[derive(Clone, Copy, Debug, Queryable, Selectable)]
#[diesel(table_name = reporting_cycles, check_for_backend(diesel::pg::Pg))]
pub struct Cycle {
    pub invited_after_months: i32,
    pub no_update_after_months: i32,
    pub inactive_after_months: i32,
}
