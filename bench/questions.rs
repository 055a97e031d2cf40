//! What is asked, of a register filled by number: every tenth commitment belongs to the State of the one who files.

use rand::RngExt;
use schema::actor::{CommitmentId, ParticipantId};
use serde_json::{Value, json};
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    Record,
    List,
    DeepPage,
    File,
}

const RECORD: &str = "query Record($id: ID!) { commitment(id: $id) { id reference status title { text language } \
    summary { text } participant { code name { text } } dueOn reportingLight milestoneCount milestoneReachedCount \
    latestUpdate { reportedOn reportedState narrative { text } } } }";

const LIST: &str = "query List($after: String) { commitments(first: 20, after: $after) { nodes { id reference status \
    title { text } dueOn participant { code name { text } } latestUpdate { reportedOn reportedState } milestoneCount \
    milestoneReachedCount } pageInfo { hasNextPage endCursor } } }";

const FILE: &str = "mutation File($input: ProgressUpdateDraftInput!) { progressUpdateDraft(input: $input) { \
    progressUpdate { id version status } problems { field code } } }";

/// Of how many commitments one belongs to the State of the one who files.
pub const OWN_EVERY: u64 = 10;

impl Operation {
    pub const ALL: [Self; 4] = [Self::Record, Self::List, Self::DeepPage, Self::File];

    pub fn name(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::List => "list",
            Self::DeepPage => "deep",
            Self::File => "file",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Record => "one record",
            Self::List => "list of 20 with State, latest update, milestone counts",
            Self::DeepPage => "the same, a deep page by key",
            Self::File => "filing an update (draft)",
        }
    }

    pub fn is_list(self) -> bool {
        matches!(self, Self::List | Self::DeepPage)
    }

    pub fn query(self) -> &'static str {
        match self {
            Self::Record => RECORD,
            Self::List | Self::DeepPage => LIST,
            Self::File => FILE,
        }
    }

    /// From which numbers it picks, and in which steps.
    pub fn numbers(self, records: u64) -> (u64, u64, u64) {
        match self {
            Self::Record | Self::List => (1, records, 1),
            // newest first: low numbers lie deep
            Self::DeepPage => (records / 20, records / 2, 1),
            Self::File => (1, records / OWN_EVERY, OWN_EVERY),
        }
    }

    pub fn pick(self, records: u64) -> u64 {
        let (from, to, step) = self.numbers(records);
        rand::rng().random_range(from..=to) * step
    }

    pub fn variables(self, number: u64) -> Value {
        let id = CommitmentId(id(number));
        match self {
            Self::Record => json!({ "id": id.to_string() }),
            Self::List => json!({}),
            Self::DeepPage => json!({ "after": schema::page::cursor("newest", &id.0) }),
            Self::File => json!({ "input": { "commitmentId": id.to_string(), "content": {
                "reportedState": "UNDER_WAY", "originalLanguage": "EN",
                "narrative": [{ "language": "EN", "text": NARRATIVE }],
            } } }),
        }
    }
}

pub const NARRATIVE: &str = "The national point of contact has been appointed and its details have been shared. Two \
    exercises with partners of the region were held; their lessons are being written down and will be published with the \
    next report. Training for the response team continues.";

/// The id of the commitment with this number: in order, as ids made one after the other are.
pub fn id(number: u64) -> Uuid {
    Uuid::from_u128(ID_BASE | u128::from(number))
}

const ID_BASE: u128 = 0x0190_0000_0000_7000_8000_0000_0000_0000;

/// The same in SQL, of an expression that gives the number; costs the server less than a microsecond.
pub fn id_in_sql(number: &str) -> String {
    format!("('019000000000700080' || lpad(to_hex({number}::bigint), 14, '0'))::uuid")
}

/// The State whose drafter files, by code.
pub const STATE: &str = "SEN";

pub struct Filer {
    pub account: schema::actor::AccountId,
    pub session: schema::actor::SessionId,
    pub participant: ParticipantId,
}
