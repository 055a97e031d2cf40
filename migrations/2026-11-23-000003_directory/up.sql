-- People, participants, who belongs where, and how people sign in.
create table participants (
  id uuid primary key,
  kind text not null constraint participants_kind check (kind in ('member_state', 'observer_state', 'regional_organization',
    'un_entity', 'technical_network', 'initiative', 'civil_society', 'private_sector', 'academia')),
  code text constraint participants_code_unique unique,
  external_id text,
  external_source text,
  name jsonb not null constraint participants_name_localized check (is_localized(name)),
  other_names text[] not null default '{}',
  sort_key text not null,
  country_id uuid references participants on delete restrict,
  founded integer,
  iso2 text,
  m49 text,
  tile_row integer,
  tile_column integer,
  is_sample boolean not null default false,
  created_at timestamptz not null,
  constraint participants_external_unique unique (external_source, external_id)
);
comment on table participants is 'A State, organization, company or other body that takes part in the dialogue.';
comment on column participants.code is 'ISO 3166-1 alpha-3 for States, the usual short code for organizations; empty for others.';
comment on column participants.name is 'Current name by language, in UN usage; earlier names are in participant_names.';
comment on column participants.other_names is 'Short and common names, in whatever language: found by, never shown.';
comment on column participants.sort_key is 'Place in protocol order; stored, never computed.';
comment on column participants.country_id is 'The State where a non-governmental participant is based.';
create index participants_kind on participants (kind, sort_key, id);
create index participants_sort on participants (sort_key, id);
create index participants_country on participants (country_id);

create table participant_names (
  participant_id uuid not null references participants on delete cascade,
  from_on date not null,
  to_on date,
  name jsonb not null constraint participant_names_localized check (is_localized(name)),
  note text not null default '',
  primary key (participant_id, from_on)
);
comment on table participant_names is 'Names with the days on which they were in use; to_on is empty for the present one.';

create table participant_groups (
  participant_id uuid not null references participants on delete cascade,
  group_code text not null,
  from_on date not null,
  to_on date,
  note text not null default '',
  primary key (participant_id, group_code, from_on)
);
comment on table participant_groups is 'UN regional groups and the LDC, LLDC and SIDS lists, with dates.';
create index participant_groups_code on participant_groups (group_code, participant_id);

create table memberships (
  id uuid primary key,
  organization_id uuid not null references participants on delete cascade,
  participant_id uuid not null references participants on delete cascade,
  from_on date not null,
  to_on date,
  is_day_known boolean not null default true,
  status text not null constraint memberships_status check (status in ('member', 'suspended', 'withdrawn')),
  note text not null default '',
  constraint memberships_once unique (organization_id, participant_id, from_on),
  constraint memberships_in_order check (to_on is null or from_on <= to_on)
);
comment on table memberships is 'A participant belongs to an organization from one day to another; history stays true.';
comment on column memberships.to_on is 'Last day of membership; empty while it lasts.';
comment on column memberships.is_day_known is 'False where only the year is known: from_on is then its first day, to_on its last.';
create index memberships_participant on memberships (participant_id, from_on);

create table accounts (
  id uuid primary key,
  version integer not null default 1,
  email text not null constraint accounts_email_unique unique constraint accounts_email_lower check (email = lower(email)),
  name text not null,
  language text not null constraint accounts_language check (language in ('ar', 'zh', 'en', 'fr', 'ru', 'es')),
  time_zone text not null default 'UTC',
  password_hash text,
  second_factor_secret bytea,
  second_factor_confirmed_at timestamptz,
  second_factor_last_step bigint,
  invited_at timestamptz,
  joined_at timestamptz,
  disabled_at timestamptz,
  address_suspended_at timestamptz,
  address_suspended_reason text,
  created_at timestamptz not null
);
comment on table accounts is 'A person who signs in.';
comment on column accounts.password_hash is 'Argon2id with its parameters; empty for those who sign in by codes sent to their address.';
comment on column accounts.joined_at is 'When the invitation was accepted; before that nobody signs in.';
comment on column accounts.second_factor_last_step is 'Time step of the last code used, so that no code works twice.';
comment on column accounts.address_suspended_at is 'Since when nothing is sent to the address, because it was refused for good.';

create table appointments (
  id uuid primary key,
  account_id uuid not null references accounts on delete restrict,
  participant_id uuid references participants on delete restrict,
  role text not null constraint appointments_role check (role in ('stakeholder', 'drafter', 'approver', 'focal_point',
    'regional_editor', 'editor', 'reviewer', 'administrator', 'auditor')),
  from_at timestamptz not null,
  ended_at timestamptz,
  appointed_by uuid references accounts on delete restrict,
  constraint appointments_secretariat_has_no_participant
    check ((participant_id is null) = (role in ('editor', 'reviewer', 'administrator', 'auditor')))
);
comment on table appointments is 'A person holds a role, for a participant or in the secretariat.';
create unique index appointments_once on appointments (account_id, coalesce(participant_id, '00000000-0000-0000-0000-000000000000'), role)
  where ended_at is null;
create index appointments_account on appointments (account_id);
create index appointments_participant on appointments (participant_id) where ended_at is null;
create index appointments_appointed_by on appointments (appointed_by);

create table sessions (
  id uuid primary key,
  account_id uuid not null references accounts on delete cascade,
  method text not null constraint sessions_method check (method in ('password', 'email_code', 'invitation', 'passkey', 'oidc')),
  has_second_factor boolean not null default false,
  user_agent text not null default '',
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_reason text
);
comment on table sessions is 'Somebody signed in somewhere, until it is ended or runs out.';
create index sessions_account on sessions (account_id) where ended_at is null;

create table refresh_tokens (
  token_hash bytea primary key,
  session_id uuid not null references sessions on delete cascade,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  successor_seed bytea
);
comment on table refresh_tokens is 'Each renews a session once; one used again later ends the session.';
comment on column refresh_tokens.successor_seed is 'Random; with the token itself it gives the next one, so that whoever lost an answer may ask again at once and gets the same.';
create index refresh_tokens_session on refresh_tokens (session_id);

create table one_time_tokens (
  id uuid primary key,
  purpose text not null constraint one_time_tokens_purpose check (purpose in ('invitation', 'sign_in_code', 'password_reset')),
  account_id uuid not null references accounts on delete cascade,
  token_hash bytea not null constraint one_time_tokens_hash_unique unique,
  attempt_count integer not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on table one_time_tokens is 'Links and codes that work once; only their hashes are kept.';
create index one_time_tokens_account on one_time_tokens (account_id, purpose);

create table api_tokens (
  id uuid primary key,
  account_id uuid not null references accounts on delete cascade,
  name text not null,
  scopes text[] not null,
  token_hash bytea not null constraint api_tokens_hash_unique unique,
  hint text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_on date,
  revoked_at timestamptz
);
comment on table api_tokens is 'A named, scoped, revocable token by which a program acts for a person.';
comment on column api_tokens.hint is 'The first characters, so that people can tell tokens apart.';
create index api_tokens_account on api_tokens (account_id);

create table sign_in_attempts (
  key bytea not null,
  at timestamptz not null
);
comment on table sign_in_attempts is 'Attempts to sign in, counted per account and per peer address; keys are keyed hashes, kept for a day.';
create index sign_in_attempts_key on sign_in_attempts (key, at);
create index sign_in_attempts_at on sign_in_attempts (at);

-- Who appoints somebody types an address; whether it is known is nobody else's business.
create function account_of_address(address text) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select id from accounts where email = address and disabled_at is null
    and exists (select from unnest(asker_keys()) as key where key = 'administrator' or key like 'f:%')
$$;
comment on function account_of_address(text) is 'The account of an address, for those who may appoint people; nothing for others.';

create function forget_person(account uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if current_setting('role') = 'para29_app' and not 'administrator' = any (asker_keys()) then
    raise exception 'only administrators forget people' using errcode = 'insufficient_privilege';
  end if;
  if not exists (select from accounts where id = account and disabled_at is not null) then
    return false;
  end if;
  delete from sessions where account_id = account;
  delete from one_time_tokens where account_id = account;
  delete from api_tokens where account_id = account;
  update letters set address = '', subject = '', content = '{}', response = null where account_id = account;
  return true;
end $$;
comment on function forget_person(uuid) is 'Erases what sessions, tokens and letters tell of the person behind a disabled account.';

do $$
declare target text;
begin
  foreach target in array array['participants', 'participant_names', 'participant_groups', 'memberships'] loop
    perform protect(target::regclass);
    execute format('create policy everyone_reads on %I for select to para29_visitor, para29_app using (true)', target);
    execute format('grant select on %I to para29_visitor, para29_app', target);
    execute format('create trigger audit after insert or update or delete on %I for each row execute function record_change()', target);
  end loop;
  foreach target in array array['accounts', 'appointments', 'sessions', 'refresh_tokens', 'one_time_tokens', 'api_tokens', 'sign_in_attempts'] loop
    perform protect(target::regclass);
  end loop;
end $$;
create policy administrators_write on participants to para29_app
  using ('administrator' = any ((select asker_keys())::text[]) or 'editor' = any ((select asker_keys())::text[]));
grant insert, update on participants to para29_app;
create policy administrators_write on participant_names to para29_app
  using ('administrator' = any ((select asker_keys())::text[]) or 'editor' = any ((select asker_keys())::text[]));
grant insert, update on participant_names to para29_app;

create policy own_account on accounts to para29_app using (id = (select asker_account()));
create policy administrators on accounts to para29_app using ('administrator' = any ((select asker_keys())::text[]));
create policy own_appointments on appointments for select to para29_app using (account_id = (select asker_account()));
create policy administrators on appointments to para29_app using ('administrator' = any ((select asker_keys())::text[]));
create policy colleagues on appointments for select to para29_app
  using ('p:' || participant_id::text = any ((select asker_keys())::text[]));
-- A focal point appoints the drafters and approvers of the own participant.
create policy focal_points on appointments to para29_app
  using ('f:' || participant_id::text = any ((select asker_keys())::text[]));
create policy colleagues on accounts for select to para29_app
  using (exists (select from appointments a where a.account_id = accounts.id and a.ended_at is null
                 and 'p:' || a.participant_id::text = any ((select asker_keys())::text[])));
-- Whom a focal point appoints may be new here; the name is that of the person's own account, or of the inviting act.
create policy focal_points_invite on accounts for insert to para29_app
  with check (exists (select from unnest((select asker_keys())::text[]) as key where key like 'f:%'));
create policy own_sessions on sessions to para29_app using (account_id = (select asker_account()));
create policy administrators on sessions to para29_app using ('administrator' = any ((select asker_keys())::text[]));
create policy own_api_tokens on api_tokens to para29_app using (account_id = (select asker_account()));
create policy administrators on api_tokens to para29_app using ('administrator' = any ((select asker_keys())::text[]));
grant select, insert, update on accounts, appointments, sessions, api_tokens to para29_app;

-- Names and addresses stay out of the audit, where nobody could erase them; that they changed is recorded.
create trigger audit after insert or update or delete on accounts for each row
  execute function record_change('email', 'name', 'password_hash', 'second_factor_secret', 'second_factor_last_step',
    'address_suspended_reason');
create trigger audit after insert or update or delete on appointments for each row execute function record_change();
create trigger audit after insert or update of ended_at, ended_reason or delete on sessions for each row
  execute function record_change('user_agent');
create trigger audit after insert or update of name, scopes, revoked_at, expires_at or delete on api_tokens for each row
  execute function record_change('name', 'token_hash', 'hint');
create trigger audit after insert or update of used_at or delete on one_time_tokens for each row execute function record_change('token_hash');
