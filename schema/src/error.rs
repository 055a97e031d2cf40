//! What can go wrong, and what people can put right.
//!
//! Five cases are about the question or act itself. Two more are about the database, since whoever asked has to do
//! something else then: what was not done is asked for again later; what may have been done is asked for again under the
//! same key, so that it is done once.

use crate::values;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use std::collections::BTreeMap;
use std::sync::Arc;

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not exist, or not for whoever asks.
    #[error("not found")]
    NotFound,
    /// The asker may read it, but not do this.
    #[error("forbidden")]
    Forbidden,
    /// The answer to an act that people can put right.
    #[error("rejected: {0:?}")]
    Rejected(Vec<Problem>),
    /// Somebody else was faster: the version the record has now.
    #[error("conflict with version {current}")]
    Conflict { current: i32 },
    /// The database is away, busy or too slow at this moment: nothing was done, and later it may be.
    #[error("not at this moment: {0}")]
    Unavailable(#[source] Cause),
    /// The line to the database broke while an act was being kept: nobody can say whether it was.
    #[error("whether it was done is not known: {0}")]
    Uncertain(#[source] Cause),
    /// The platform is to blame, or what it stands on.
    #[error("internal: {0}")]
    Internal(#[source] Cause),
}

type Cause = Box<dyn std::error::Error + Send + Sync>;

impl Error {
    pub fn internal(cause: impl Into<Cause>) -> Self {
        Self::Internal(cause.into())
    }

    pub(crate) fn unavailable(cause: impl Into<Cause>) -> Self {
        Self::Unavailable(cause.into())
    }

    /// What a failed COMMIT means: all that the server itself says of it means that nothing was kept.
    pub(crate) fn of_commit(error: DieselError) -> Self {
        use DatabaseErrorKind::{ClosedConnection, UnableToSendCommand, Unknown};
        let is_lost = match &error {
            DieselError::DatabaseError(ClosedConnection | UnableToSendCommand, _) => true,
            DieselError::DatabaseError(Unknown, about) => about.message().starts_with("terminating connection"),
            _ => false,
        };
        if is_lost {
            Self::Uncertain(error.into())
        } else {
            error.into()
        }
    }

    pub fn problem(field: impl Into<String>, code: ProblemCode) -> Self {
        Self::Rejected(vec![Problem::new(field, code)])
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Rejected(vec![problem])
    }
}

/// A failure that several who asked together share.
impl From<Arc<Error>> for Error {
    fn from(shared: Arc<Error>) -> Self {
        Arc::try_unwrap(shared).unwrap_or_else(|shared| match &*shared {
            Self::NotFound => Self::NotFound,
            Self::Forbidden => Self::Forbidden,
            Self::Unavailable(cause) => Self::unavailable(cause.to_string()),
            other => Self::internal(other.to_string()),
        })
    }
}

/// What Postgres says of what passes by itself: waited or ran too long, deadlocked, shut down, no room. Diesel keeps no
/// SQLSTATE, so the server has to speak English (`lc_messages`), as the private one does.
const PASSING: &[&str] = &[
    "canceling statement due to",
    "deadlock detected",
    "terminating connection due to",
    "the database system is",
    "too many clients already",
    "remaining connection slots",
    "No space left on device",
];

/// What the client says of a line that broke; of a value that cannot be sent it says something else.
const BROKEN: &[&str] = &["connection closed", "error communicating with the server"];

impl From<DieselError> for Error {
    fn from(error: DieselError) -> Self {
        match &error {
            DieselError::NotFound => Self::NotFound,
            DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, about) => match about.constraint_name() {
                Some("accounts_email_unique") => Self::problem("email", ProblemCode::Taken),
                Some("participants_code_unique") => Self::problem("code", ProblemCode::Taken),
                Some("appointments_once") => Self::problem("role", ProblemCode::Taken),
                Some("indicator_values_once") => Self::problem("measuredOn", ProblemCode::Taken),
                _ => Self::internal(error),
            },
            // Row-level security is the net beneath: what falls into it was not to be done.
            DieselError::DatabaseError(DatabaseErrorKind::Unknown, about)
                if about.message().contains("row-level security policy") =>
            {
                tracing::warn!(
                    table = about.table_name(),
                    "row-level security stopped a write that a rule had let pass"
                );
                Self::Forbidden
            }
            DieselError::DatabaseError(DatabaseErrorKind::Unknown, about)
                if PASSING.iter().any(|said| about.message().contains(said)) =>
            {
                Self::unavailable(error)
            }
            DieselError::DatabaseError(DatabaseErrorKind::UnableToSendCommand, about)
                if BROKEN.iter().any(|said| about.message().starts_with(said)) =>
            {
                Self::unavailable(error)
            }
            DieselError::DatabaseError(
                DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::ClosedConnection,
                _,
            )
            | DieselError::BrokenTransactionManager => Self::unavailable(error),
            _ => Self::internal(error),
        }
    }
}

/// One thing to put right, at one field of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Path of the field, as the API names it: `title`, `milestones.2.dueOn`.
    pub field: String,
    pub code: ProblemCode,
    /// What the message needs: `max`, `status` …
    pub parameters: BTreeMap<&'static str, String>,
}

impl Problem {
    pub fn new(field: impl Into<String>, code: ProblemCode) -> Self {
        Self {
            field: field.into(),
            code,
            parameters: BTreeMap::new(),
        }
    }

    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.parameters.insert(name, value.to_string());
        self
    }
}

values! {
    /// Why an act was refused; stable, so that programs can rely on it.
    pub enum ProblemCode {
        /// A value is needed here.
        Required = "required",
        /// The text is longer than allowed.
        TooLong = "too_long",
        /// The text is shorter than allowed.
        TooShort = "too_short",
        /// The number is greater or smaller than allowed.
        OutOfRange = "out_of_range",
        /// There are more items than allowed.
        TooMany = "too_many",
        /// The text holds a character that is not allowed: a control, a bidirectional override, a noncharacter.
        ForbiddenCharacter = "forbidden_character",
        /// Not an address of a web page (http or https).
        InvalidUrl = "invalid_url",
        /// Not an e-mail address.
        InvalidEmail = "invalid_email",
        /// Not a value of the list of known ones.
        Unknown = "unknown",
        /// The text in the original language is missing.
        OriginalMissing = "original_missing",
        /// One date must not lie before or after another.
        DatesOutOfOrder = "dates_out_of_order",
        /// The date must not lie in the future.
        InTheFuture = "in_the_future",
        /// A past day was asked for where only the present is told.
        PastNotShown = "past_not_shown",
        /// The record is in a state in which this cannot be done.
        WrongState = "wrong_state",
        /// The audience needs an organization or participants named, or must not have them.
        AudienceIncomplete = "audience_incomplete",
        /// The asker is not a member of that organization.
        NotAMember = "not_a_member",
        /// Already in use.
        Taken = "taken",
        /// Nothing would change.
        NoChange = "no_change",
        /// The key was used before with another input.
        KeyReused = "key_reused",
        /// The file is larger than allowed.
        FileTooLarge = "file_too_large",
        /// The content of the file is of no allowed type, or not of the type its name says.
        FileTypeRefused = "file_type_refused",
        /// Unpacked, the document or picture is larger than allowed.
        FileContentTooLarge = "file_content_too_large",
        /// The operator's check of files, such as a virus scanner, did not let it pass.
        FileUnsafe = "file_unsafe",
        /// The participant's files take up all the room they may.
        NoRoomForFiles = "no_room_for_files",
        /// The password is among those known from breaches, or holds the address.
        PasswordGuessable = "password_guessable",
        /// Address and password do not belong together, or nobody may sign in so.
        CredentialsWrong = "credentials_wrong",
        /// The code or link is wrong, used or expired.
        CodeWrong = "code_wrong",
        /// The account has a second factor: its code is needed too.
        SecondFactorCodeNeeded = "second_factor_code_needed",
        /// A second factor has to be set up first.
        SecondFactorRequired = "second_factor_required",
        /// The last focal point of a participant stays until another is appointed.
        LastFocalPoint = "last_focal_point",
        /// The last administrator stays until another is appointed and has joined.
        LastAdministrator = "last_administrator",
        /// The role does not exist for such a participant, or outside of the secretariat.
        RoleDoesNotFit = "role_does_not_fit",
        /// A record cannot refer to itself or to a record it may not refer to.
        InvalidReference = "invalid_reference",
        /// The record has changed since the version that was given.
    Conflict = "conflict",
    /// Too many attempts; to be tried again later.
        TooManyAttempts = "too_many_attempts",
    }
}
