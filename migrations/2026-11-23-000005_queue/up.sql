-- The queue, the schedule, reminders planned, and the ledger of letters.
create table jobs (
  id uuid primary key,
  kind text not null,
  key text not null,
  payload jsonb not null,
  run_at timestamptz not null,
  attempt integer not null default 0,
  leased_until timestamptz,
  leased_by text,
  queued_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  given_up_at timestamptz,
  last_error text,
  constraint jobs_once unique (kind, key)
);
comment on table jobs is 'Work to be done by a worker; one kind and key is queued once, ever.';
comment on column jobs.attempt is 'How often it was taken up; with leased_by it tells one holding from every other.';
comment on column jobs.leased_until is 'A worker has it until then; afterwards another may take it.';
comment on column jobs.given_up_at is 'When the last attempt was spent; kept to be seen.';
create index jobs_waiting on jobs (run_at, id) where finished_at is null and given_up_at is null;
create index jobs_given_up on jobs (given_up_at) where given_up_at is not null;

create function jobs_wake() returns trigger language plpgsql as $$
begin
  notify jobs;
  return null;
end $$;
create trigger wake after insert on jobs for each statement execute function jobs_wake();

create table schedule (
  name text primary key,
  last_run_at timestamptz
);
comment on table schedule is 'Recurring work; whoever holds the advisory lock keeps it.';
comment on column schedule.last_run_at is 'The moment for which it was last queued, not the one at which.';

create table worker_heartbeats (
  name text primary key,
  started_at timestamptz not null,
  beat_at timestamptz not null
);
comment on table worker_heartbeats is 'Workers say here that they are alive.';

create table reminder_preferences (
  account_id uuid primary key references accounts on delete cascade,
  version integer not null default 1,
  cadence text not null default 'weekly' constraint reminder_preferences_cadence check (cadence in ('daily', 'weekly', 'monthly')),
  hour integer not null default 8 constraint reminder_preferences_hour check (hour between 0 and 23),
  paused_until date,
  unsubscribed_at timestamptz,
  next_digest_at timestamptz,
  last_digest_on date
);
comment on table reminder_preferences is 'How often, at which hour, or not at all, a person is reminded.';
comment on column reminder_preferences.hour is 'Hour of the day in the person''s own time zone.';
comment on column reminder_preferences.next_digest_at is 'When it is next looked whether there is something to tell; empty while unsubscribed.';
comment on column reminder_preferences.last_digest_on is 'The person''s day on which the last digest was written.';
create index reminder_preferences_next on reminder_preferences (next_digest_at) where next_digest_at is not null;

create table letters (
  id uuid primary key,
  kind text not null,
  key text not null,
  account_id uuid references accounts on delete set null,
  address text not null,
  language text not null constraint letters_language check (language in ('ar', 'zh', 'en', 'fr', 'ru', 'es')),
  subject text not null default '',
  why text not null default '',
  status text not null constraint letters_status check (status in ('queued', 'transmitting', 'sent', 'kept', 'bounced', 'refused',
    'uncertain', 'given_up', 'suppressed')),
  message_id text,
  content jsonb not null default '{}',
  attempt_count integer not null default 0,
  response text,
  queued_at timestamptz not null,
  not_after timestamptz,
  transmitting_at timestamptz,
  settled_at timestamptz,
  constraint letters_once unique (kind, key)
);
comment on table letters is 'The send ledger: every letter, to whom, why, and what became of it.';
comment on column letters.status is 'queued; transmitting (the mail server agreed to take it, no answer yet); sent; kept (no mail server set: read on the development page); bounced (address refused for good); refused (this letter refused for good); uncertain (the line or the worker broke while the mail server had it); given_up (not taken over until it was of no more use); suppressed (not sent, by the reader''s choice or for a suspended address).';
comment on column letters.subject is 'As composed; empty before.';
comment on column letters.why is 'Why the reader got it, in the reader''s language.';
comment on column letters.message_id is 'From kind and key; set when it first goes out, the same ever after.';
comment on column letters.content is 'What a short letter says; a digest says what its reminders say. As composed, for a kept letter. Secrets are blanked once it is settled. No person reads this column.';
comment on column letters.attempt_count is 'How often the mail server agreed to take it.';
comment on column letters.response is 'The mail server''s words, or why it was not sent.';
comment on column letters.not_after is 'After this it is of no use and is not sent.';
create index letters_account on letters (account_id, id desc);
create index letters_status on letters (status, id desc) where status <> 'sent';

create table letter_links (
  token_hash bytea primary key,
  purpose text not null constraint letter_links_purpose check (purpose in ('stop', 'resume', 'choose', 'no_change', 'clear', 'confirm')),
  account_id uuid not null references accounts on delete cascade,
  commitment_id uuid references commitments on delete cascade,
  progress_update_id uuid references progress_updates on delete cascade,
  expires_at timestamptz not null,
  constraint letter_links_about check ((purpose in ('no_change', 'clear', 'confirm')) = (commitment_id is not null)),
  constraint letter_links_about_an_update check ((purpose = 'clear') = (progress_update_id is not null))
);
comment on table letter_links is 'Links that stand in letters: each good for one thing, for one person, until its day.';
comment on column letter_links.token_hash is 'Of the secret part, which stands in the letter and nowhere else.';
create index letter_links_account on letter_links (account_id);
create index letter_links_commitment on letter_links (commitment_id);
create index letter_links_update on letter_links (progress_update_id);
create index letter_links_expiry on letter_links (expires_at);

create table reminders (
  id uuid primary key,
  account_id uuid not null references accounts on delete cascade,
  reason text not null constraint reminders_reason check (reason in ('commitment_due', 'milestone_due', 'update_invited',
    'update_last_week', 'no_update_received', 'awaiting_clearance', 'awaiting_review', 'returned', 'awaiting_confirmation')),
  commitment_id uuid not null references commitments on delete cascade,
  milestone_id uuid references milestones on delete cascade,
  progress_update_id uuid references progress_updates on delete cascade,
  period text references reporting_periods on update cascade on delete cascade,
  due_on date not null,
  remind_on date not null,
  status text not null default 'planned' constraint reminders_status check (status in ('planned', 'told', 'dropped')),
  letter_id uuid references letters on delete set null,
  in_doubt_on date,
  planned_at timestamptz not null
);
comment on table reminders is 'Somebody is to be told of something due, once; told in the digest named by letter_id.';
comment on column reminders.period is 'The reporting period that asks for an update; empty where the reporting light does.';
comment on column reminders.due_on is 'The day due, or since which it waits.';
comment on column reminders.remind_on is 'From this day on it belongs into the person''s next digest.';
comment on column reminders.status is 'planned; told (in a letter); dropped (no longer due, or not for this person to read).';
comment on column reminders.in_doubt_on is 'Day of a letter that held it and of which nobody knows whether it arrived; the next one says so.';
create unique index reminders_once on reminders (account_id, reason, commitment_id, milestone_id, progress_update_id, due_on, remind_on) nulls not distinct;
create index reminders_open on reminders (account_id, remind_on) where status = 'planned';
create index reminders_commitment on reminders (commitment_id);
create index reminders_milestone on reminders (milestone_id);
create index reminders_update on reminders (progress_update_id);
create index reminders_period on reminders (period);
create index reminders_letter on reminders (letter_id);

-- Since when a record stands where it stands: what waits is told with its day.
alter table commitments add column status_since timestamptz;
alter table progress_updates add column status_since timestamptz;
comment on column commitments.status_since is 'Since when it has its status; kept by a trigger.';
comment on column progress_updates.status_since is 'Since when it has its status; kept by a trigger.';
create function keep_status_since() returns trigger language plpgsql as $$
begin
  new.status_since := new.changed_at;
  return new;
end $$;
create trigger keep_since_insert before insert on commitments for each row execute function keep_status_since();
create trigger keep_since before update of status on commitments for each row
  when (new.status is distinct from old.status) execute function keep_status_since();
create trigger keep_since_insert before insert on progress_updates for each row execute function keep_status_since();
create trigger keep_since before update of status on progress_updates for each row
  when (new.status is distinct from old.status) execute function keep_status_since();

create table imports (
  id uuid primary key,
  source text not null,
  file_name text not null,
  file_digest bytea not null,
  mapping_digest bytea not null,
  seen_on date,
  new_count integer not null,
  changed_count integer not null,
  unchanged_count integer not null,
  rejected_count integer not null,
  imported_at timestamptz not null,
  account_id uuid references accounts on delete set null
);
comment on table imports is 'A register file that was imported, and what it changed.';
create index imports_source on imports (source, imported_at desc);
create index imports_account on imports (account_id);

create table settings (
  name text primary key,
  value jsonb not null
);
comment on table settings is 'Few facts about this register that pages show: whether it holds sample data, when data was last refreshed.';

do $$
declare target text;
begin
  foreach target in array array['jobs', 'schedule', 'worker_heartbeats', 'reminder_preferences', 'letters', 'letter_links', 'reminders', 'imports', 'settings'] loop
    perform protect(target::regclass);
  end loop;
end $$;
grant select on settings to para29_visitor, para29_app;
create policy everyone_reads on settings for select to para29_visitor, para29_app using (true);
create policy secretariat_reads on imports for select to para29_app using ('secretariat' = any ((select asker_keys())::text[]));
grant select on imports to para29_app;

-- Whoever's act causes work queues it; administrators see the queue, and take up again what was given up.
create policy enqueue on jobs for insert to para29_app with check (attempt = 0 and leased_by is null and finished_at is null);
grant insert, select on jobs to para29_app;
grant update (run_at, attempt, leased_by, leased_until, finished_at, given_up_at) on jobs to para29_app;
grant select on worker_heartbeats, schedule to para29_app;
create policy administrators_retry on jobs for update to para29_app using ('administrator' = any ((select asker_keys())::text[]));
do $$
declare target text;
begin
  foreach target in array array['jobs', 'worker_heartbeats', 'schedule', 'letters'] loop
    execute format('create policy administrators_read on %I for select to para29_app
      using (''administrator'' = any ((select asker_keys())::text[]))', target);
  end loop;
end $$;

-- The ledger is read by those whose letters it lists, and by administrators; what a letter said, by nobody: a reader's
-- right to a record may have ended since, and administrators never had it.
create policy own_letters on letters for select to para29_app using (account_id = (select asker_account()));
create policy administrators_send_again on letters for update to para29_app
  using ('administrator' = any ((select asker_keys())::text[])) with check (status = 'queued');
grant select (id, kind, key, account_id, address, language, subject, why, status, message_id, attempt_count, response, queued_at,
  not_after, transmitting_at, settled_at) on letters to para29_app;
grant update (status, response, settled_at, not_after) on letters to para29_app;

-- Own reminders, as far as the record may still be read.
create policy own_reminders on reminders for select to para29_app
  using (account_id = (select asker_account())
    and exists (select from commitments c where c.id = reminders.commitment_id)
    and (progress_update_id is null or exists (select from progress_updates u where u.id = reminders.progress_update_id)));
grant select on reminders to para29_app;
create policy own_preferences on reminder_preferences to para29_app using (account_id = (select asker_account()));
grant select, insert, update on reminder_preferences to para29_app;

create trigger audit after insert or delete or update of cadence, hour, paused_until, unsubscribed_at on reminder_preferences
  for each row execute function record_change();
create trigger audit after update of given_up_at on jobs for each row execute function record_change('payload');
create trigger audit after update on letters for each row when (current_setting('role') = 'para29_app')
  execute function record_change('address', 'subject', 'why', 'response', 'content');
create trigger audit after insert or update or delete on imports for each row execute function record_change();
