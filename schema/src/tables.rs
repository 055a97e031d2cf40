//! What the migrations make, in diesel's words. Generated from a migrated database; a test holds it equal.

diesel::table! {
    /// A person who signs in.
    accounts (id) {
        id -> Uuid,
        version -> Integer,
        email -> Text,
        name -> Text,
        language -> Text,
        time_zone -> Text,
        /// Argon2id with its parameters; empty for those who sign in by codes sent to their address.
        password_hash -> Nullable<Text>,
        second_factor_secret -> Nullable<Bytea>,
        second_factor_confirmed_at -> Nullable<Timestamptz>,
        /// Time step of the last code used, so that no code works twice.
        second_factor_last_step -> Nullable<BigInt>,
        invited_at -> Nullable<Timestamptz>,
        /// When the invitation was accepted; before that nobody signs in.
        joined_at -> Nullable<Timestamptz>,
        disabled_at -> Nullable<Timestamptz>,
        /// Since when nothing is sent to the address, because it was refused for good.
        address_suspended_at -> Nullable<Timestamptz>,
        address_suspended_reason -> Nullable<Text>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    /// Searches of which somebody is told by e-mail; a row goes, with the address, when the letters are stopped.
    alerts (id) {
        id -> Uuid,
        address -> Text,
        language -> Text,
        /// The search as the address of the list has it; leads there.
        query -> Text,
        /// The same as it is asked.
        filter -> Jsonb,
        /// The same in words, as the reader was shown it.
        named -> Text,
        created_at -> Timestamptz,
        /// When a link in a letter to the address was followed; before, nothing else is sent.
        confirmed_at -> Nullable<Timestamptz>,
        /// Since when the address is known to be refused for good.
        suspended_at -> Nullable<Timestamptz>,
        /// The last change there was when the link was followed: what came before is no news.
        recorded_up_to -> BigInt,
        /// The checkpoint up to which all was told: a change is sealed once, after its commit, so none is told twice or passed over.
        told_up_to -> Nullable<BigInt>,
        /// The checkpoint up to which the letter of letter_id tells.
        telling_up_to -> Nullable<BigInt>,
        /// The letter under way, or in doubt.
        letter_id -> Nullable<Uuid>,
        /// Day of a letter of which nobody knows whether it arrived; the next one says so.
        in_doubt_on -> Nullable<Date>,
    }
}

diesel::table! {
    /// A named, scoped, revocable token by which a program acts for a person.
    api_tokens (id) {
        id -> Uuid,
        account_id -> Uuid,
        name -> Text,
        scopes -> Array<Text>,
        token_hash -> Bytea,
        /// The first characters, so that people can tell tokens apart.
        hint -> Text,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
        last_used_on -> Nullable<Date>,
        revoked_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    /// A person holds a role, for a participant or in the secretariat.
    appointments (id) {
        id -> Uuid,
        account_id -> Uuid,
        participant_id -> Nullable<Uuid>,
        role -> Text,
        from_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
        appointed_by -> Nullable<Uuid>,
    }
}

diesel::table! {
    /// A reviewer's reading of progress, beside the participant's own; with author and method.
    assessments (id) {
        id -> Uuid,
        commitment_id -> Uuid,
        author_account_id -> Uuid,
        /// The body that assessed; empty for the secretariat.
        participant_id -> Nullable<Uuid>,
        rating -> Text,
        method -> Text,
        note -> Text,
        language -> Text,
        assessed_on -> Date,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    /// The audit: every change of every recorded table, written by triggers only; nobody may update or delete.
    changes (seq) {
        seq -> BigInt,
        at -> Timestamptz,
        /// Who; null for the platform itself (workers, imports, migrations).
        account_id -> Nullable<Uuid>,
        /// The participant for whom the person acted.
        on_behalf_of -> Nullable<Uuid>,
        /// Request id, as shown on error pages and in logs.
        request -> Nullable<Text>,
        /// Name of the act, as in the API; or of the command or job.
        act -> Nullable<Text>,
        table_name -> Text,
        /// Key of the changed row.
        row_id -> Text,
        operation -> Text,
        /// Names of the fields that differ.
        fields -> Array<Text>,
        /// Old values of those fields; secrets only as "set".
        before -> Nullable<Jsonb>,
        /// New values of those fields; secrets only as "set".
        after -> Nullable<Jsonb>,
        /// Who could read the record before; old values are shown only to an auditor who could.
        readers_before -> Array<Text>,
        /// Who could read the record afterwards: those who may read it and what it belongs to. New values are shown only to an auditor who could.
        readers -> Array<Text>,
        /// The checkpoint that holds it; set once, when it is sealed.
        checkpoint_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// The audit up to a moment, sealed: a chain of signed hashes that outsiders can keep and compare.
    checkpoints (id) {
        id -> BigInt,
        sealed_at -> Timestamptz,
        /// Hash of the checkpoint before; 32 zero bytes for the first. Unique, so that the chain cannot fork.
        previous_hash -> Bytea,
        /// SHA-256 of the previous hash and the digests of the changes held, in their order.
        hash -> Bytea,
        /// Ed25519, over moment and hash; empty only within the transaction that seals.
        signature -> Nullable<Bytea>,
        /// The key that the signature is checked with.
        public_key -> Nullable<Bytea>,
    }
}

diesel::table! {
    /// A stakeholder's remark on a record, shown beside it once the secretariat has published it.
    comments (id) {
        id -> Uuid,
        commitment_id -> Uuid,
        author_account_id -> Uuid,
        participant_id -> Uuid,
        version -> Integer,
        status -> Text,
        text -> Text,
        language -> Text,
        /// Why it was refused.
        reason -> Text,
        readers -> Array<Text>,
        created_at -> Timestamptz,
        decided_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    /// Kept from joint_ids and joined_ids, to find commitments by joint participant.
    commitment_participants (participant_id, commitment_id) {
        commitment_id -> Uuid,
        participant_id -> Uuid,
        /// When the participant said itself that it undertakes this jointly; empty while it is only named.
        confirmed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    /// Which provisions a commitment answers, with their themes.
    commitment_provisions (provision_id, commitment_id) {
        commitment_id -> Uuid,
        provision_id -> Uuid,
        theme -> Text,
    }
}

diesel::table! {
    /// What a participant undertook, on which provisions, by when.
    commitments (id) {
        id -> Uuid,
        /// For people: CMT-2026-0042.
        reference -> Text,
        /// Rises with each act; an act on an older version is refused.
        version -> Integer,
        participant_id -> Uuid,
        /// Participants named as undertaking it together with participant_id.
        joint_ids -> Array<Uuid>,
        /// Those of them that said so themselves; the others are only named.
        joined_ids -> Array<Uuid>,
        /// The participant that reported a commitment of another; empty for the own and for the secretariat's records.
        recorded_by_id -> Nullable<Uuid>,
        status -> Text,
        /// What it was before it was suspended, to return to.
        status_before -> Nullable<Text>,
        /// What it was when it went to review once more, to return to when it is shown again.
        reviewed_from -> Nullable<Text>,
        /// Why it was returned, suspended, withdrawn, declined or corrected, in the words of who did so.
        status_note -> Text,
        superseded_by_id -> Nullable<Uuid>,
        audience -> Text,
        audience_organization_id -> Nullable<Uuid>,
        /// Participants who may read it, when the audience is named.
        audience_ids -> Array<Uuid>,
        /// Keys of those who may read it; kept by a trigger.
        readers -> Array<Text>,
        is_public -> Bool,
        title -> Jsonb,
        summary -> Jsonb,
        original_language -> Text,
        legal_force -> Text,
        readiness -> Text,
        provenance -> Text,
        /// Where it came from: symbol, paragraph, date, url, language, quote.
        source -> Jsonb,
        cycle -> Text,
        /// Day it was undertaken; empty where not known.
        made_on -> Nullable<Date>,
        indicative_on -> Nullable<Date>,
        definitive_on -> Nullable<Date>,
        /// For order by day due: the definitive day, else the indicative one, else the last day of all.
        due_key -> Date,
        external_source -> Nullable<Text>,
        external_id -> Nullable<Text>,
        /// SHA-256 of what was last imported of it, without what is no news (32 bytes), then of all of it (32 bytes).
        external_digest -> Nullable<Bytea>,
        is_sample -> Bool,
        milestone_count -> Integer,
        milestone_reached_count -> Integer,
        /// Kept figure: newest public update.
        latest_public_update_id -> Nullable<Uuid>,
        /// Kept figure: day of the newest public update.
        public_reported_on -> Nullable<Date>,
        /// Kept figure: updates shown to some only; never exposed, tells whether public_reported_on is the whole truth.
        restricted_update_count -> Integer,
        created_at -> Timestamptz,
        submitted_at -> Nullable<Timestamptz>,
        /// When its participant first acted on what another had recorded; from then on it is the participant's own.
        confirmed_at -> Nullable<Timestamptz>,
        /// Since when it is shown to its audience.
        published_at -> Nullable<Timestamptz>,
        /// Since when everybody may read it, without a break; kept by a trigger. What was public on a day is told by this.
        public_since -> Nullable<Timestamptz>,
        changed_at -> Timestamptz,
        /// Since when it has its status; kept by a trigger.
        status_since -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    /// A date that was revised: what it was, what it became, and why.
    date_revisions (id) {
        id -> Uuid,
        commitment_id -> Uuid,
        milestone_id -> Nullable<Uuid>,
        field -> Text,
        old_on -> Nullable<Date>,
        new_on -> Nullable<Date>,
        reason -> Text,
        language -> Text,
        revised_at -> Timestamptz,
    }
}

diesel::table! {
    /// A link or file that supports a commitment or an update.
    evidence (id) {
        id -> Uuid,
        commitment_id -> Uuid,
        progress_update_id -> Nullable<Uuid>,
        participant_id -> Uuid,
        kind -> Text,
        title -> Text,
        language -> Nullable<Text>,
        url -> Nullable<Text>,
        file_name -> Nullable<Text>,
        media_type -> Nullable<Text>,
        size_bytes -> Nullable<BigInt>,
        sha256 -> Nullable<Bytea>,
        /// Random name of the file below the evidence directory.
        stored_as -> Nullable<Text>,
        audience -> Text,
        audience_organization_id -> Nullable<Uuid>,
        audience_ids -> Array<Uuid>,
        readers -> Array<Text>,
        /// Readers of the commitment; evidence is read by those who may read it, its update and its commitment.
        parent_readers -> Array<Text>,
        /// Readers of the update it belongs to; of the commitment where it belongs to none.
        update_readers -> Array<Text>,
        is_public -> Bool,
        created_at -> Timestamptz,
        /// Since when everybody may read it, its update and its commitment, without a break; kept by a trigger.
        public_since -> Nullable<Timestamptz>,
        /// Since when it is taken back: read by nobody, its file swept a day later.
        removed_at -> Nullable<Timestamptz>,
        /// The register it was imported from.
        external_source -> Nullable<Text>,
        external_id -> Nullable<Text>,
        /// SHA-256 of what was last imported of it.
        external_digest -> Nullable<Bytea>,
    }
}

diesel::table! {
    /// Acts already done under a key the client chose; unique per person; kept for 30 days.
    idempotency_keys (account_id, key) {
        account_id -> Uuid,
        key -> Text,
        act -> Text,
        /// SHA-256 of the input: another input under the same key is refused.
        input_digest -> Bytea,
        /// The record that the act made or changed.
        subject -> Nullable<Uuid>,
        at -> Timestamptz,
    }
}

diesel::table! {
    /// A register file that was imported, and what it changed.
    imports (id) {
        id -> Uuid,
        source -> Text,
        file_name -> Text,
        file_digest -> Bytea,
        mapping_digest -> Bytea,
        /// Day on which the source was as the file says.
        seen_on -> Nullable<Date>,
        new_count -> Integer,
        changed_count -> Integer,
        unchanged_count -> Integer,
        rejected_count -> Integer,
        imported_at -> Timestamptz,
        account_id -> Nullable<Uuid>,
        /// Records of which only what is no news differed, such as an address that moved.
        refreshed_count -> Integer,
        /// Records that differ in the source and were changed here by people: left as they are.
        kept_count -> Integer,
        /// Records of the source that the file no longer lists.
        missing_count -> Integer,
    }
}

diesel::table! {
    /// One measurement of an indicator; a corrected one keeps what it said before in the audit.
    indicator_values (id) {
        id -> Uuid,
        indicator_id -> Uuid,
        commitment_id -> Uuid,
        version -> Integer,
        value -> Double,
        measured_on -> Date,
        note -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    /// What is counted to see how far a commitment has got.
    indicators (id) {
        id -> Uuid,
        commitment_id -> Uuid,
        version -> Integer,
        name -> Jsonb,
        original_language -> Text,
        unit -> Text,
        baseline -> Nullable<Double>,
        baseline_on -> Nullable<Date>,
        target -> Nullable<Double>,
        target_on -> Nullable<Date>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    /// One instrument names another: source, predecessor, recalled, revised, noted …
    instrument_citations (instrument_id, cited_by_id, at) {
        instrument_id -> Uuid,
        cited_by_id -> Uuid,
        relation -> Text,
        /// Clause of the citing document.
        at -> Text,
        /// Year of the edition it cites, where the cited document has several.
        edition -> Text,
        /// The citing proposal strikes this reference out.
        is_struck -> Bool,
        note -> Text,
    }
}

diesel::table! {
    /// Participants that put a document forward, such as the sponsors of A/66/359.
    instrument_sponsors (instrument_id, participant_id) {
        instrument_id -> Uuid,
        participant_id -> Uuid,
    }
}

diesel::table! {
    /// A document that States or bodies agreed, adopted, proposed or noted, by its symbol.
    instruments (id) {
        id -> Uuid,
        symbol -> Text,
        body -> Text,
        year -> Integer,
        status -> Text,
        title -> Jsonb,
        note -> Text,
        /// Came with the sample register, and is marked so on pages.
        is_sample -> Bool,
        /// Day of the document or of its adoption; empty where only the year is known.
        dated_on -> Nullable<Date>,
    }
}

diesel::table! {
    /// Work to be done by a worker; one kind and key is queued once, ever.
    jobs (id) {
        id -> Uuid,
        kind -> Text,
        key -> Text,
        payload -> Jsonb,
        run_at -> Timestamptz,
        /// How often it was taken up; with leased_by it tells one holding from every other.
        attempt -> Integer,
        /// A worker has it until then; afterwards another may take it.
        leased_until -> Nullable<Timestamptz>,
        leased_by -> Nullable<Text>,
        queued_at -> Timestamptz,
        finished_at -> Nullable<Timestamptz>,
        /// When the last attempt was spent; kept to be seen.
        given_up_at -> Nullable<Timestamptz>,
        last_error -> Nullable<Text>,
    }
}

diesel::table! {
    /// Links that stand in letters: each good for one thing, for one person, until its day.
    letter_links (token_hash) {
        /// Of the secret part, which stands in the letter and nowhere else.
        token_hash -> Bytea,
        purpose -> Text,
        account_id -> Nullable<Uuid>,
        commitment_id -> Nullable<Uuid>,
        progress_update_id -> Nullable<Uuid>,
        expires_at -> Timestamptz,
        alert_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    /// The send ledger: every letter, to whom, why, and what became of it.
    letters (id) {
        id -> Uuid,
        kind -> Text,
        key -> Text,
        account_id -> Nullable<Uuid>,
        address -> Text,
        language -> Text,
        /// As composed; empty before.
        subject -> Text,
        /// Why the reader got it, in the reader's language.
        why -> Text,
        /// queued; transmitting (the mail server agreed to take it, no answer yet); sent; kept (no mail server set: read on the development page); bounced (address refused for good); refused (this letter refused for good); uncertain (the line or the worker broke while the mail server had it); given_up (not taken over until it was of no more use); suppressed (not sent, by the reader's choice or for a suspended address).
        status -> Text,
        /// From kind and key; set when it first goes out, the same ever after.
        message_id -> Nullable<Text>,
        /// What a short letter says; a digest says what its reminders say. As composed, for a kept letter. Secrets are blanked once it is settled. No person reads this column.
        content -> Jsonb,
        /// How often the mail server agreed to take it.
        attempt_count -> Integer,
        /// The mail server's words, or why it was not sent.
        response -> Nullable<Text>,
        queued_at -> Timestamptz,
        /// After this it is of no use and is not sent.
        not_after -> Nullable<Timestamptz>,
        transmitting_at -> Nullable<Timestamptz>,
        settled_at -> Nullable<Timestamptz>,
        alert_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    /// A membership was suspended from one day to another; a suspended member is still a member.
    membership_suspensions (membership_id, from_on) {
        membership_id -> Uuid,
        from_on -> Date,
        /// Last day of suspension; empty while it lasts.
        to_on -> Nullable<Date>,
        /// False where only a month or year is known: from_on is then its first day, to_on its last.
        is_day_known -> Bool,
        note -> Text,
    }
}

diesel::table! {
    /// A participant belongs to an organization from one day to another; history stays true.
    memberships (id) {
        id -> Uuid,
        organization_id -> Uuid,
        participant_id -> Uuid,
        from_on -> Date,
        /// Last day of membership; empty while it lasts.
        to_on -> Nullable<Date>,
        /// False where only the year is known: from_on is then its first day, to_on its last.
        is_day_known -> Bool,
        status -> Text,
        note -> Text,
    }
}

diesel::table! {
    /// A step on the way to a commitment, with its day.
    milestones (id) {
        id -> Uuid,
        commitment_id -> Uuid,
        version -> Integer,
        position -> Integer,
        title -> Jsonb,
        original_language -> Text,
        status -> Text,
        due_on -> Date,
        reached_on -> Nullable<Date>,
        external_id -> Nullable<Text>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    /// Links and codes that work once; only their hashes are kept.
    one_time_tokens (id) {
        id -> Uuid,
        purpose -> Text,
        account_id -> Uuid,
        token_hash -> Bytea,
        attempt_count -> Integer,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    /// UN regional groups and the LDC, LLDC and SIDS lists, with dates.
    participant_groups (participant_id, group_code, from_on) {
        participant_id -> Uuid,
        group_code -> Text,
        from_on -> Date,
        to_on -> Nullable<Date>,
        note -> Text,
    }
}

diesel::table! {
    /// Names with the days on which they were in use; to_on is empty for the present one.
    participant_names (participant_id, from_on) {
        participant_id -> Uuid,
        from_on -> Date,
        to_on -> Nullable<Date>,
        name -> Jsonb,
        note -> Text,
    }
}

diesel::table! {
    /// A State, organization, company or other body that takes part in the dialogue.
    participants (id) {
        id -> Uuid,
        kind -> Text,
        /// ISO 3166-1 alpha-3 for States, the usual short code for organizations; empty for others.
        code -> Nullable<Text>,
        external_id -> Nullable<Text>,
        external_source -> Nullable<Text>,
        /// Current name by language, in UN usage; earlier names are in participant_names.
        name -> Jsonb,
        /// Short and common names, in whatever language: found by, never shown.
        other_names -> Array<Text>,
        /// Place in protocol order; stored, never computed.
        sort_key -> Text,
        /// The State where a non-governmental participant is based.
        country_id -> Nullable<Uuid>,
        founded -> Nullable<Integer>,
        iso2 -> Nullable<Text>,
        m49 -> Nullable<Text>,
        tile_row -> Nullable<Integer>,
        tile_column -> Nullable<Integer>,
        is_sample -> Bool,
        created_at -> Timestamptz,
        /// SHA-256 of what was last imported of it, so that an unchanged row changes nothing.
        external_digest -> Nullable<Bytea>,
        /// Symbols of the documents of the catalogue that name it.
        named_in -> Array<Text>,
    }
}

diesel::table! {
    /// What a participant says of its commitment's progress; never overwritten by an assessment.
    progress_updates (id) {
        id -> Uuid,
        commitment_id -> Uuid,
        participant_id -> Uuid,
        version -> Integer,
        status -> Text,
        status_note -> Text,
        period -> Nullable<Text>,
        reported_state -> Text,
        /// Nothing has changed since this day: the day of the update before, or of publication.
        no_change_since -> Nullable<Date>,
        narrative -> Jsonb,
        original_language -> Text,
        provenance -> Text,
        source -> Jsonb,
        audience -> Text,
        audience_organization_id -> Nullable<Uuid>,
        audience_ids -> Array<Uuid>,
        readers -> Array<Text>,
        /// Readers of the commitment; an update is read by those who may read both.
        parent_readers -> Array<Text>,
        is_public -> Bool,
        external_source -> Nullable<Text>,
        external_id -> Nullable<Text>,
        /// Day the update speaks of; drives the reporting light.
        reported_on -> Date,
        created_at -> Timestamptz,
        submitted_at -> Nullable<Timestamptz>,
        published_at -> Nullable<Timestamptz>,
        /// Since when everybody may read it and its commitment, without a break; kept by a trigger.
        public_since -> Nullable<Timestamptz>,
        changed_at -> Timestamptz,
        /// Since when it has its status; kept by a trigger.
        status_since -> Nullable<Timestamptz>,
        /// SHA-256 of what was last imported of it.
        external_digest -> Nullable<Bytea>,
    }
}

diesel::table! {
    /// How one provision stands to another: genealogy of recommendations.
    provision_links (from_id, to_id, relation) {
        from_id -> Uuid,
        to_id -> Uuid,
        relation -> Text,
    }
}

diesel::table! {
    /// One recommendation, or clause of one, with its stable reference such as A/68/98:26(c).
    provisions (id) {
        id -> Uuid,
        instrument_id -> Uuid,
        reference -> Text,
        parent_id -> Nullable<Uuid>,
        position -> Integer,
        section -> Text,
        paragraph -> Text,
        addressee -> Text,
        theme -> Text,
        kind -> Text,
        title -> Jsonb,
        summary -> Jsonb,
        is_sample -> Bool,
    }
}

diesel::table! {
    /// How many references of a kind a year has used; decides how many digits the next one has.
    reference_years (prefix, year) {
        prefix -> Text,
        year -> Integer,
        used_count -> Integer,
    }
}

diesel::table! {
    /// Each renews a session once; one used again later ends the session.
    refresh_tokens (token_hash) {
        token_hash -> Bytea,
        session_id -> Uuid,
        issued_at -> Timestamptz,
        expires_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
        /// Random; with the token itself it gives the next one, so that whoever lost an answer may ask again at once and gets the same.
        successor_seed -> Nullable<Bytea>,
    }
}

diesel::table! {
    /// How often, at which hour, or not at all, a person is reminded.
    reminder_preferences (account_id) {
        account_id -> Uuid,
        version -> Integer,
        cadence -> Text,
        /// Hour of the day in the person's own time zone.
        hour -> Integer,
        paused_until -> Nullable<Date>,
        unsubscribed_at -> Nullable<Timestamptz>,
        /// When it is next looked whether there is something to tell; empty while unsubscribed.
        next_digest_at -> Nullable<Timestamptz>,
        /// The person's day on which the last digest was written.
        last_digest_on -> Nullable<Date>,
    }
}

diesel::table! {
    /// Somebody is to be told of something due, once; told in the digest named by letter_id.
    reminders (id) {
        id -> Uuid,
        account_id -> Uuid,
        reason -> Text,
        commitment_id -> Uuid,
        milestone_id -> Nullable<Uuid>,
        progress_update_id -> Nullable<Uuid>,
        /// The reporting period that asks for an update; empty where the reporting light does.
        period -> Nullable<Text>,
        /// The day due, or since which it waits.
        due_on -> Date,
        /// From this day on it belongs into the person's next digest.
        remind_on -> Date,
        /// planned; told (in a letter); dropped (no longer due, or not for this person to read).
        status -> Text,
        letter_id -> Nullable<Uuid>,
        /// Day of a letter that held it and of which nobody knows whether it arrived; the next one says so.
        in_doubt_on -> Nullable<Date>,
        planned_at -> Timestamptz,
    }
}

diesel::table! {
    /// Settings of the reporting light, per cycle.
    reporting_cycles (code) {
        code -> Text,
        invited_after_months -> Integer,
        no_update_after_months -> Integer,
        inactive_after_months -> Integer,
    }
}

diesel::table! {
    /// A span that updates report on, such as 2026, and the day until which they are invited.
    reporting_periods (code) {
        code -> Text,
        from_on -> Date,
        to_on -> Date,
        due_on -> Date,
    }
}

diesel::table! {
    /// Recurring work; whoever holds the advisory lock keeps it.
    schedule (name) {
        name -> Text,
        /// The moment for which it was last queued, not the one at which.
        last_run_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    /// Somebody signed in somewhere, until it is ended or runs out.
    sessions (id) {
        id -> Uuid,
        account_id -> Uuid,
        method -> Text,
        has_second_factor -> Bool,
        user_agent -> Text,
        created_at -> Timestamptz,
        last_used_at -> Timestamptz,
        expires_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
        ended_reason -> Nullable<Text>,
    }
}

diesel::table! {
    /// Few facts about this register that pages show: whether it holds sample data, when data was last refreshed.
    settings (name) {
        name -> Text,
        value -> Jsonb,
    }
}

diesel::table! {
    /// Attempts to sign in, counted per account and per peer address; keys are keyed hashes, kept for a day.
    sign_in_attempts (key) {
        key -> Bytea,
        at -> Timestamptz,
    }
}

diesel::table! {
    /// A subject of the dialogue, such as incident_response; data, not code.
    themes (code) {
        code -> Text,
        position -> Integer,
        name -> Jsonb,
        description -> Jsonb,
    }
}

diesel::table! {
    /// Workers say here that they are alive.
    worker_heartbeats (name) {
        name -> Text,
        started_at -> Timestamptz,
        beat_at -> Timestamptz,
    }
}

diesel::table! {
    /// Words of commitments and updates that are not public, for the text filter of those who may read them.
    restricted_words (record_id, language) {
        record_id -> Uuid,
        /// The commitment, or that of the update.
        commitment_id -> Uuid,
        progress_update_id -> Nullable<Uuid>,
        language -> Text,
    }
}

diesel::table! {
    /// Words of what is public, kept by triggers: by language, of commitments, updates and provisions.
    search_entries (record_id, language) {
        record_id -> Uuid,
        language -> Text,
        kind -> Text,
        /// The commitment, or that of the update; empty for provisions.
        commitment_id -> Nullable<Uuid>,
        progress_update_id -> Nullable<Uuid>,
        provision_id -> Nullable<Uuid>,
        /// Whether this is the language it was written in.
        is_original -> Bool,
        /// Newer ones stand before older ones that answer as well.
        dated_on -> Date,
        /// The reference, folded.
        known_as -> Nullable<Text>,
    }
}

diesel::table! {
    /// What those who have a code are called: names of now and of earlier, other names, the code; kept by triggers.
    search_participants (name, participant_id) {
        /// Folded.
        name -> Text,
        participant_id -> Uuid,
    }
}

diesel::joinable!(provisions -> themes (theme));
diesel::joinable!(provisions -> instruments (instrument_id));
diesel::joinable!(participant_names -> participants (participant_id));
diesel::joinable!(participant_groups -> participants (participant_id));
diesel::joinable!(appointments -> participants (participant_id));
diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(refresh_tokens -> sessions (session_id));
diesel::joinable!(one_time_tokens -> accounts (account_id));
diesel::joinable!(api_tokens -> accounts (account_id));
diesel::joinable!(commitments -> reporting_cycles (cycle));
diesel::joinable!(commitment_participants -> participants (participant_id));
diesel::joinable!(commitment_participants -> commitments (commitment_id));
diesel::joinable!(commitment_provisions -> themes (theme));
diesel::joinable!(commitment_provisions -> provisions (provision_id));
diesel::joinable!(commitment_provisions -> commitments (commitment_id));
diesel::joinable!(milestones -> commitments (commitment_id));
diesel::joinable!(date_revisions -> commitments (commitment_id));
diesel::joinable!(date_revisions -> milestones (milestone_id));
diesel::joinable!(progress_updates -> reporting_periods (period));
diesel::joinable!(evidence -> commitments (commitment_id));
diesel::joinable!(evidence -> progress_updates (progress_update_id));
diesel::joinable!(indicators -> commitments (commitment_id));
diesel::joinable!(indicator_values -> commitments (commitment_id));
diesel::joinable!(indicator_values -> indicators (indicator_id));
diesel::joinable!(assessments -> participants (participant_id));
diesel::joinable!(assessments -> accounts (author_account_id));
diesel::joinable!(assessments -> commitments (commitment_id));
diesel::joinable!(comments -> participants (participant_id));
diesel::joinable!(comments -> accounts (author_account_id));
diesel::joinable!(comments -> commitments (commitment_id));
diesel::joinable!(reminder_preferences -> accounts (account_id));
diesel::joinable!(letters -> accounts (account_id));
diesel::joinable!(reminders -> reporting_periods (period));
diesel::joinable!(reminders -> accounts (account_id));
diesel::joinable!(reminders -> commitments (commitment_id));
diesel::joinable!(reminders -> milestones (milestone_id));
diesel::joinable!(reminders -> progress_updates (progress_update_id));
diesel::joinable!(reminders -> letters (letter_id));
diesel::joinable!(imports -> accounts (account_id));
diesel::joinable!(membership_suspensions -> memberships (membership_id));
diesel::joinable!(instrument_sponsors -> instruments (instrument_id));
diesel::joinable!(instrument_sponsors -> participants (participant_id));

diesel::allow_tables_to_appear_in_same_query!(
    accounts,
    alerts,
    api_tokens,
    appointments,
    assessments,
    changes,
    checkpoints,
    comments,
    commitment_participants,
    commitment_provisions,
    commitments,
    date_revisions,
    evidence,
    idempotency_keys,
    imports,
    indicator_values,
    indicators,
    instrument_citations,
    instrument_sponsors,
    instruments,
    jobs,
    letter_links,
    letters,
    membership_suspensions,
    memberships,
    milestones,
    one_time_tokens,
    participant_groups,
    participant_names,
    participants,
    progress_updates,
    provision_links,
    provisions,
    reference_years,
    refresh_tokens,
    reminder_preferences,
    reminders,
    reporting_cycles,
    reporting_periods,
    restricted_words,
    schedule,
    search_entries,
    search_participants,
    sessions,
    settings,
    sign_in_attempts,
    themes,
    worker_heartbeats,
);
