//! Who may read and change which rows, as the design has it: conditions on a row `t`, for an asker who holds `keys` and
//! whose account is `me`.

/// One line for each kind of table that people may reach.
pub struct Rule {
    pub tables: &'static [&'static str],
    pub read: &'static str,
    pub update: &'static str,
    pub delete: &'static str,
}

/// What the rules say in words: each list of readers lets the asker, and whom a record is of.
pub const FUNCTIONS: &str = "
    create function lets(whole jsonb, keys text[]) returns boolean language sql as $$
      select not exists (select from jsonb_each(whole)
        where (key = 'readers' or key like '%\\_readers') and not value ?| keys) $$;
    create function reads_commitment(commitment uuid, keys text[]) returns boolean language sql as $$
      select exists (select from commitments c where c.id = commitment and lets(to_jsonb(c), keys)) $$;
    create function is_of(whole jsonb, keys text[]) returns boolean language sql as $$
      select 'secretariat' = any (keys) or 'p:' || (whole ->> 'participant_id') = any (keys)
        or 'p:' || (whole ->> 'recorded_by_id') = any (keys)
        or exists (select from jsonb_array_elements_text(whole -> 'joint_ids') as joint where 'p:' || joint = any (keys)) $$;
    create function is_of_commitment(commitment uuid, keys text[]) returns boolean language sql as $$
      select exists (select from commitments c where c.id = commitment and is_of(to_jsonb(c), keys)) $$;";

const OWN: &str = "t.account_id = me";
const OWN_OR_ADMINISTRATORS: &str = "t.account_id = me or 'administrator' = any (keys)";
const ADMINISTRATORS: &str = "'administrator' = any (keys)";
const OF_A_RECORD: &str = "reads_commitment(t.commitment_id, keys)";
const OF_THEIR_RECORD: &str = "reads_commitment(t.commitment_id, keys) and is_of_commitment(t.commitment_id, keys)";

pub const RULES: &[Rule] = &[
    Rule {
        tables: &[
            "checkpoints",
            "instrument_citations",
            "instrument_sponsors",
            "instruments",
            "membership_suspensions",
            "memberships",
            "participant_groups",
            "provision_links",
            "provisions",
            "reporting_cycles",
            "reporting_periods",
            "search_entries",
            "search_participants",
            "settings",
            "themes",
        ],
        read: "true",
        update: "false",
        delete: "false",
    },
    Rule {
        tables: &["participants", "participant_names"],
        read: "true",
        update: "'administrator' = any (keys) or 'editor' = any (keys)",
        delete: "false",
    },
    Rule {
        tables: &["commitments"],
        read: "lets(to_jsonb(t), keys)",
        update: "lets(to_jsonb(t), keys) and is_of(to_jsonb(t), keys)",
        delete: "lets(to_jsonb(t), keys) and is_of(to_jsonb(t), keys) and t.status = 'draft'",
    },
    Rule {
        tables: &["progress_updates"],
        read: "lets(to_jsonb(t), keys)",
        update: "lets(to_jsonb(t), keys) and (is_of(to_jsonb(t), keys) or is_of_commitment(t.commitment_id, keys))",
        delete: "lets(to_jsonb(t), keys) and (is_of(to_jsonb(t), keys) or is_of_commitment(t.commitment_id, keys)) and t.status = 'draft'",
    },
    Rule {
        tables: &["evidence"],
        read: "lets(to_jsonb(t), keys)",
        update: "lets(to_jsonb(t), keys) and ('secretariat' = any (keys) or 'p:' || t.participant_id = any (keys))",
        delete: "false",
    },
    Rule {
        tables: &["comments"],
        read: "lets(to_jsonb(t), keys)",
        update: "lets(to_jsonb(t), keys) and (is_of(to_jsonb(t), keys) or is_of_commitment(t.commitment_id, keys))",
        delete: "false",
    },
    Rule {
        tables: &["commitment_participants", "date_revisions", "assessments"],
        read: OF_A_RECORD,
        update: "false",
        delete: "false",
    },
    Rule {
        tables: &["restricted_words"],
        read: "reads_commitment(t.commitment_id, keys) and (t.progress_update_id is null
            or exists (select from progress_updates u where u.id = t.progress_update_id and lets(to_jsonb(u), keys)))",
        update: "false",
        delete: "false",
    },
    Rule {
        tables: &["commitment_provisions"],
        read: OF_A_RECORD,
        update: "false",
        delete: OF_THEIR_RECORD,
    },
    Rule {
        tables: &["milestones", "indicators", "indicator_values"],
        read: OF_A_RECORD,
        update: OF_THEIR_RECORD,
        delete: "false",
    },
    Rule {
        tables: &["accounts"],
        read: "t.id = me or 'administrator' = any (keys) or exists (select from appointments a
            where a.account_id = t.id and a.ended_at is null and 'p:' || a.participant_id = any (keys))",
        update: "t.id = me or 'administrator' = any (keys)",
        delete: "false",
    },
    Rule {
        tables: &["appointments"],
        read: "t.account_id = me or 'administrator' = any (keys) or 'p:' || t.participant_id = any (keys)",
        update: "'administrator' = any (keys) or 'f:' || t.participant_id = any (keys)",
        delete: "false",
    },
    Rule {
        tables: &["sessions", "api_tokens"],
        read: OWN_OR_ADMINISTRATORS,
        update: OWN_OR_ADMINISTRATORS,
        delete: "false",
    },
    Rule {
        tables: &["idempotency_keys", "reminder_preferences"],
        read: OWN,
        update: OWN,
        delete: "false",
    },
    Rule {
        tables: &["letters"],
        read: OWN_OR_ADMINISTRATORS,
        update: "'administrator' = any (keys) and t.status = 'queued'",
        delete: "false",
    },
    Rule {
        tables: &["jobs"],
        read: ADMINISTRATORS,
        update: ADMINISTRATORS,
        delete: "false",
    },
    Rule {
        tables: &["schedule", "worker_heartbeats"],
        read: ADMINISTRATORS,
        update: "false",
        delete: "false",
    },
    Rule {
        tables: &["reminders"],
        read: "t.account_id = me and reads_commitment(t.commitment_id, keys) and (t.progress_update_id is null
            or exists (select from progress_updates u where u.id = t.progress_update_id and lets(to_jsonb(u), keys)))",
        update: "false",
        delete: "false",
    },
    Rule {
        tables: &["imports"],
        read: "'secretariat' = any (keys)",
        update: "false",
        delete: "false",
    },
    Rule {
        tables: &["changes"],
        read: "'auditor' = any (keys)",
        update: "false",
        delete: "false",
    },
];
