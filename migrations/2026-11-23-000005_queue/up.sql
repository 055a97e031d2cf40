-- The queue, the schedule, reminders planned, and the ledger of letters.
create table jobs (
  id bigint generated always as identity primary key,
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
comment on table schedule is 'When each recurring piece of work last ran; whoever holds the advisory lock keeps it.';

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
  unsubscribe_token uuid not null constraint reminder_preferences_token_unique unique,
  last_digest_on date
);
comment on table reminder_preferences is 'How often, at which hour, or not at all, a person is reminded.';
comment on column reminder_preferences.hour is 'Hour of the day in the person''s own time zone.';
comment on column reminder_preferences.unsubscribe_token is 'Random; stands in the one-click link of each digest.';
comment on column reminder_preferences.last_digest_on is 'The person''s day for which the last digest was made.';

create table letters (
  id uuid primary key,
  kind text not null,
  key text not null,
  account_id uuid references accounts on delete set null,
  address text not null,
  language text not null,
  subject text not null,
  why text not null default '',
  status text not null constraint letters_status check (status in ('queued', 'transmitting', 'sent', 'kept', 'bounced', 'refused',
    'suppressed', 'uncertain')),
  message_id text not null,
  content jsonb not null,
  attempt_count integer not null default 0,
  response text,
  queued_at timestamptz not null,
  transmitting_at timestamptz,
  settled_at timestamptz,
  constraint letters_once unique (kind, key)
);
comment on table letters is 'The send ledger: every letter, to whom, why, and what became of it.';
comment on column letters.status is 'queued; transmitting (handed to the mail server, no answer yet); sent; kept (no mail server set: read on the development page); bounced (address refused for good); refused (this letter refused for good); suppressed (not sent, by the reader''s choice or a suspended address); uncertain (the line broke after the content went out).';
comment on column letters.content is 'The letter as composed: text, html, calendar, links. Secrets in it are blanked once it is settled.';
create index letters_account on letters (account_id, queued_at desc);
create index letters_open on letters (status) where status in ('queued', 'transmitting');
create index letters_queued on letters (queued_at desc);

create table reminders (
  id uuid primary key,
  account_id uuid not null references accounts on delete cascade,
  reason text not null constraint reminders_reason check (reason in ('commitment_due', 'milestone_due', 'update_invited',
    'update_last_week', 'no_update_received', 'awaiting_clearance', 'awaiting_review', 'returned')),
  commitment_id uuid references commitments on delete cascade,
  milestone_id uuid references milestones on delete cascade,
  progress_update_id uuid references progress_updates on delete cascade,
  due_on date not null,
  remind_on date not null,
  status text not null default 'planned' constraint reminders_status check (status in ('planned', 'told', 'dropped')),
  letter_id uuid references letters on delete set null,
  planned_at timestamptz not null
);
comment on table reminders is 'Somebody is to be told of something due, once; told in the digest named by letter_id.';
comment on column reminders.remind_on is 'From this day on it belongs into the person''s next digest.';
create unique index reminders_once on reminders (account_id, reason, commitment_id, milestone_id, progress_update_id, due_on, remind_on) nulls not distinct;
create index reminders_open on reminders (account_id, remind_on) where status = 'planned';
create index reminders_commitment on reminders (commitment_id);
create index reminders_milestone on reminders (milestone_id);
create index reminders_update on reminders (progress_update_id);
create index reminders_letter on reminders (letter_id);

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
  foreach target in array array['jobs', 'schedule', 'worker_heartbeats', 'reminder_preferences', 'letters', 'reminders', 'imports', 'settings'] loop
    perform protect(target::regclass);
  end loop;
end $$;
grant select on settings to para29_visitor, para29_app;
create policy everyone_reads on settings for select to para29_visitor, para29_app using (true);
grant insert on jobs to para29_app;
create policy enqueue on jobs for insert to para29_app with check (true);
create policy administrators_read on jobs for select to para29_app using ('administrator' = any ((select asker_keys())::text[]));
grant select on jobs, worker_heartbeats, schedule, imports to para29_app;
create policy administrators_read on worker_heartbeats for select to para29_app using ('administrator' = any ((select asker_keys())::text[]));
create policy administrators_read on schedule for select to para29_app using ('administrator' = any ((select asker_keys())::text[]));
create policy secretariat_reads on imports for select to para29_app using ('secretariat' = any ((select asker_keys())::text[]));
create policy own_letters on letters for select to para29_app using (account_id = (select asker_account()));
create policy own_reminders on reminders for select to para29_app using (account_id = (select asker_account()));
create policy own_preferences on reminder_preferences to para29_app using (account_id = (select asker_account()));
grant select on letters, reminders to para29_app;
grant select, insert, update on reminder_preferences to para29_app;
create trigger audit after insert or update or delete on reminder_preferences for each row execute function record_change('unsubscribe_token');
create trigger audit after insert or update or delete on imports for each row execute function record_change();
