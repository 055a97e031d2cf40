//! Who asks. A token says who; what they may do is read afresh for each request, and handed to every question and act.

use crate::{Error, Language, Result, values};
use std::sync::Arc;

pub use crate::ids::*;

values! {
    /// What a person may do, for a participant or in the secretariat.
    pub enum Role {
        /// Comments on records and files pledges of a participant that is no State.
        Stakeholder = "stakeholder",
        /// Drafts commitments and updates for a participant.
        Drafter = "drafter",
        /// Clears and submits what was drafted for a participant.
        Approver = "approver",
        /// Appoints a participant's drafters and approvers, does what they do, and receives reminders.
        FocalPoint = "focal_point",
        /// Files an organization's activities.
        RegionalEditor = "regional_editor",
        /// Secretariat: records and edits on behalf of the register.
        Editor = "editor",
        /// Secretariat: returns or publishes what was submitted; assesses; moderates.
        Reviewer = "reviewer",
        /// Secretariat: accounts, appointments, operation. Reads no more of the record than any visitor.
        Administrator = "administrator",
        /// Reads the audit, nothing else.
        Auditor = "auditor",
    }
}

values! {
    /// What a program may do that acts by a token for a person; a signed-in person may do all of their role.
    pub enum Scope {
        /// Read what the person may read.
        Read = "read",
        /// File and edit drafts, milestones, indicators, evidence, comments.
        File = "file",
        /// Clear, submit, review, publish, and the other acts that others see at once.
        Decide = "decide",
        /// Accounts, appointments, participants.
        Manage = "manage",
    }
}

/// Whoever asks.
#[derive(Clone, Debug)]
pub enum Actor {
    /// Nobody signed in.
    Visitor,
    Person(Arc<Person>),
    /// The platform's own acts: sign-in, workers, imports; named by what it does.
    Platform(&'static str),
}

/// A signed-in person, with what they hold at this moment.
#[derive(Clone, Debug)]
pub struct Person {
    pub account: AccountId,
    pub session: Option<SessionId>,
    pub language: Language,
    pub has_second_factor: bool,
    /// What they hold is withheld until they sign in with a second factor, which one of their roles needs.
    pub is_withheld: bool,
    /// Those of the API token used; none for a session, which may do all.
    pub scopes: Option<Vec<Scope>>,
    pub appointments: Vec<Held>,
    /// Reader keys: what the person may read of restricted records (see `record_readers` in the migrations).
    pub keys: Vec<String>,
}

/// A role held now, for a participant or in the secretariat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Held {
    pub participant: Option<ParticipantId>,
    pub role: Role,
}

impl Actor {
    pub fn person(&self) -> Option<&Person> {
        match self {
            Self::Person(person) => Some(person),
            Self::Visitor | Self::Platform(_) => None,
        }
    }

    /// Whoever must be signed in for this.
    pub fn signed_in(&self) -> Result<&Person> {
        self.person().ok_or(Error::Forbidden)
    }

    /// Whoever must have signed in for this themselves: no program by an API token changes what opens an account.
    pub fn in_person(&self) -> Result<&Person> {
        self.person()
            .filter(|person| person.session.is_some())
            .ok_or(Error::Forbidden)
    }

    pub fn is_platform(&self) -> bool {
        matches!(self, Self::Platform(_))
    }

    /// Whether the asker holds one of the roles for the participant.
    pub fn serves(&self, participant: ParticipantId, roles: &[Role]) -> bool {
        self.person().is_some_and(|person| {
            person
                .appointments
                .iter()
                .any(|held| held.participant == Some(participant) && roles.contains(&held.role))
        })
    }

    /// Whether the asker holds one of the roles in the secretariat.
    pub fn is_secretariat(&self, roles: &[Role]) -> bool {
        self.person().is_some_and(|person| {
            person
                .appointments
                .iter()
                .any(|held| held.participant.is_none() && roles.contains(&held.role))
        })
    }

    /// Whether a record with these reader keys may be read.
    pub fn reads(&self, readers: &[String]) -> bool {
        match self {
            Self::Platform(_) => true,
            Self::Visitor => readers.iter().any(|key| key == "public"),
            Self::Person(person) => readers.iter().any(|key| key == "public" || person.keys.contains(key)),
        }
    }

    /// The scope that an act needs, for those who act by token.
    pub fn needs(&self, scope: Scope) -> Result<()> {
        match self.person().and_then(|person| person.scopes.as_ref()) {
            Some(scopes) if !scopes.contains(&scope) => Err(Error::Forbidden),
            _ => Ok(()),
        }
    }
}

impl Person {
    pub fn participants(&self) -> impl Iterator<Item = ParticipantId> {
        self.appointments.iter().filter_map(|held| held.participant)
    }
}
