//! Ids for machines: one type per kind of record, opaque, typed on the wire (`commitment_018f…`), UUIDv7 within.

use async_graphql::{ID, InputType, InputValueError, InputValueResult, OutputType, Value, registry::Registry};
use diesel::{deserialize, deserialize::FromSqlRow, expression::AsExpression, pg, serialize, sql_types};
use std::{borrow::Cow, fmt, str::FromStr};
use uuid::Uuid;

/// Not an id of the kind asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not an id of a {kind}")]
pub struct WrongId {
    pub given: String,
    pub kind: &'static str,
}

macro_rules! ids {
    ($($name:ident = $prefix:literal),+ $(,)?) => {
        /// The kind of record an id on the wire belongs to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum AnyId { $($name($name)),+ }

        impl FromStr for AnyId {
            type Err = WrongId;
            fn from_str(text: &str) -> Result<Self, WrongId> {
                match text.rsplit_once('_').map(|(prefix, _)| prefix) {
                    $(Some($prefix) => text.parse().map(Self::$name),)+
                    _ => Err(WrongId { given: text.chars().take(64).collect(), kind: "known kind" }),
                }
            }
        }
        $(id!($name, $prefix);)+
    };
}

macro_rules! id {
    ($name:ident, $prefix:literal) => {
        #[doc = concat!("Id of a ", $prefix, ".")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, AsExpression, FromSqlRow)]
        #[diesel(sql_type = sql_types::Uuid)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id; in order of time.
            #[expect(clippy::disallowed_methods, reason = "the one place that makes ids")]
            #[expect(clippy::new_without_default, reason = "a new id is never a default")]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "_{}"), self.0.simple())
            }
        }

        impl FromStr for $name {
            type Err = WrongId;
            fn from_str(text: &str) -> Result<Self, WrongId> {
                let wrong = || WrongId {
                    given: text.chars().take(64).collect(),
                    kind: $prefix,
                };
                let digits = text.strip_prefix(concat!($prefix, "_")).ok_or_else(wrong)?;
                // Exactly one spelling: 32 small hexadecimal digits.
                if digits.len() != 32
                    || !digits
                        .bytes()
                        .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
                {
                    return Err(wrong());
                }
                Uuid::try_parse(digits).map(Self).map_err(|_| wrong())
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl serialize::ToSql<sql_types::Uuid, pg::Pg> for $name {
            fn to_sql<'b>(&'b self, out: &mut serialize::Output<'b, '_, pg::Pg>) -> serialize::Result {
                serialize::ToSql::<sql_types::Uuid, pg::Pg>::to_sql(&self.0, out)
            }
        }

        impl deserialize::FromSql<sql_types::Uuid, pg::Pg> for $name {
            fn from_sql(bytes: pg::PgValue<'_>) -> deserialize::Result<Self> {
                <Uuid as deserialize::FromSql<sql_types::Uuid, pg::Pg>>::from_sql(bytes).map(Self)
            }
        }

        impl InputType for $name {
            type RawValueType = Self;

            fn type_name() -> Cow<'static, str> {
                <ID as InputType>::type_name()
            }

            fn create_type_info(registry: &mut Registry) -> String {
                <ID as InputType>::create_type_info(registry)
            }

            fn parse(value: Option<Value>) -> InputValueResult<Self> {
                match value {
                    Some(Value::String(text)) => text
                        .parse()
                        .map_err(|wrong| InputValueError::custom(wrong).with_extension("code", "WRONG_ID")),
                    other => Err(InputValueError::expected_type(other.unwrap_or_default())),
                }
            }

            fn to_value(&self) -> Value {
                Value::String(self.to_string())
            }

            fn as_raw_value(&self) -> Option<&Self::RawValueType> {
                Some(self)
            }
        }

        impl OutputType for $name {
            fn type_name() -> Cow<'static, str> {
                <ID as OutputType>::type_name()
            }

            fn create_type_info(registry: &mut Registry) -> String {
                <ID as OutputType>::create_type_info(registry)
            }

            async fn resolve(
                &self,
                _: &async_graphql::ContextSelectionSet<'_>,
                _: &async_graphql::Positioned<async_graphql::parser::types::Field>,
            ) -> async_graphql::ServerResult<Value> {
                Ok(Value::String(self.to_string()))
            }
        }
    };
}

ids! {
    AccountId = "account",
    AlertId = "alert",
    ApiTokenId = "api_token",
    AppointmentId = "appointment",
    AssessmentId = "assessment",
    CommentId = "comment",
    CommitmentId = "commitment",
    DateRevisionId = "date_revision",
    EvidenceId = "evidence",
    ImportId = "import",
    IndicatorId = "indicator",
    IndicatorValueId = "indicator_value",
    InstrumentId = "instrument",
    JobId = "job",
    LetterId = "letter",
    MembershipId = "membership",
    MilestoneId = "milestone",
    OneTimeTokenId = "one_time_token",
    ParticipantId = "participant",
    ProgressUpdateId = "progress_update",
    ProvisionId = "provision",
    ReminderId = "reminder",
    SessionId = "session",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_and_another_kind_is_refused() {
        let id = CommitmentId::new();
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!(id.to_string().parse::<MilestoneId>().is_err());
        assert_eq!(id.to_string().parse(), Ok(AnyId::CommitmentId(id)));
        let update = ProgressUpdateId::new();
        assert_eq!(update.to_string().parse(), Ok(AnyId::ProgressUpdateId(update)));
    }

    #[test]
    fn only_one_spelling_is_an_id() {
        for spelling in [
            "commitment_018F0000000070008000000000000000",
            "commitment_018f",
            "018f",
            "",
            "commitment_",
            "commitment_018f0000-0000-7000-8000-000000000000",
        ] {
            assert!(spelling.parse::<CommitmentId>().is_err(), "{spelling}");
        }
    }
}
