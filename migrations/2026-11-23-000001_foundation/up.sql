-- Who may connect, how a unit of work says who asks, and the audit nobody can switch off.
--
-- Three roles serve the application; none owns a table, none may bypass row-level security:
--   para29_visitor  reads what is public, writes nothing
--   para29_app      a signed-in person's unit of work; settings say who (app.actor, app.keys, …)
--   para29_system   sign-in, workers, imports: the platform's own acts
do $$
declare role_name text;
begin
  foreach role_name in array array['para29_visitor', 'para29_app', 'para29_system'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      begin
        execute format('create role %I nologin', role_name);
      exception when duplicate_object or unique_violation then
        null; -- another database of this server migrates at the same moment
      end;
    end if;
    if not pg_has_role(current_user, role_name, 'member') then
      execute format('grant %I to %I', role_name, current_user);
    end if;
    if exists (select from pg_roles where rolname = 'para29_login')
       and not pg_has_role('para29_login', role_name, 'member') then
      execute format('grant %I to para29_login', role_name);
    end if;
  end loop;
end $$;
grant usage on schema public to para29_visitor, para29_app, para29_system;
-- a program that starts sees whether it knows this form of the database
grant select on __diesel_schema_migrations to para29_system;

-- The keys the asker holds: 'public', 'states', 'secretariat', 'p:<participant>', 'o:<organization>', …
-- Set once per unit of work; always called as (select asker_keys()) so that it runs once per statement.
create function asker_keys() returns text[] language sql stable parallel safe
  return string_to_array(coalesce(nullif(current_setting('app.keys', true), ''), 'public'), ',');
comment on function asker_keys() is 'Reader keys of whoever this unit of work is for; a visitor holds only "public".';

create function asker_account() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.actor', true), '')::uuid;
comment on function asker_account() is 'Account this unit of work is for; null for visitors and the platform itself.';

-- Row-level security for one table: on, also for its owner; the owner (migrations) and the platform's own acts pass.
-- What visitors and signed-in people may see is each table's own policy, beside its definition.
create function protect(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy owner_passes on %s to %I using (true) with check (true)', target, current_user);
  execute format('create policy platform_passes on %s to para29_system using (true) with check (true)', target);
  execute format('grant select, insert, update, delete on %s to para29_system', target);
end $$;
comment on function protect(regclass) is 'Turns row-level security on for a table and lets its owner and the platform''s own acts pass.';

-- Languages' texts of one thing: {"en": "…", "ar": "…"}.
create function is_localized(texts jsonb) returns boolean language sql immutable parallel safe
  return jsonb_typeof(texts) = 'object'
     and texts - array['ar', 'zh', 'en', 'fr', 'ru', 'es'] = '{}'::jsonb
     and not jsonb_path_exists(texts, '$.* ? (@.type() != "string")');
comment on function is_localized(jsonb) is 'Whether a value is texts by UN language code and nothing else.';

create table changes (
  seq bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  transaction xid8 not null default pg_current_xact_id(),
  account_id uuid,
  on_behalf_of uuid,
  request text,
  act text,
  table_name text not null,
  row_id text not null,
  operation text not null constraint changes_operation check (operation in ('INSERT', 'UPDATE', 'DELETE')),
  fields text[] not null,
  before jsonb,
  after jsonb,
  readers text[] not null
);
comment on table changes is 'The audit: every change of every recorded table, written by triggers only; nobody may update or delete.';
comment on column changes.transaction is 'The database transaction, so that what was done together can be read together.';
comment on column changes.account_id is 'Who; null for the platform itself (workers, imports, migrations).';
comment on column changes.on_behalf_of is 'The participant for whom the person acted.';
comment on column changes.request is 'Request id, as shown on error pages and in logs.';
comment on column changes.act is 'Name of the act, as in the API; or of the command or job.';
comment on column changes.row_id is 'Key of the changed row.';
comment on column changes.fields is 'Names of the fields that differ.';
comment on column changes.before is 'Old values of those fields; secrets only as "set".';
comment on column changes.after is 'New values of those fields; secrets only as "set".';
comment on column changes.readers is 'Who may read the record itself; values are shown to an auditor only where the auditor may read the record.';
create index changes_row on changes (table_name, row_id, seq);
create index changes_account on changes (account_id, seq);
select protect('changes');
revoke insert, update, delete on changes from para29_system;
create policy auditors_read on changes for select to para29_app
  using ('auditor' = any ((select asker_keys())::text[]));
grant select on changes to para29_app;

-- Arguments: names of columns whose values are secrets.
create function record_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  was jsonb := case when tg_op = 'INSERT' then '{}' else to_jsonb(old) end;
  became jsonb := case when tg_op = 'DELETE' then '{}' else to_jsonb(new) end;
  whole jsonb := was || became;
  differing text[];
begin
  if current_setting('role') = 'para29_app' and asker_account() is null then
    raise exception 'a change without a person' using errcode = 'insufficient_privilege';
  end if;
  select coalesce(array_agg(key order by key), '{}') into differing
    from jsonb_object_keys(whole) as key
    where was -> key is distinct from became -> key;
  if tg_op = 'UPDATE' and differing = '{}' then
    return null;
  end if;
  insert into changes (account_id, on_behalf_of, request, act, table_name, row_id, operation, fields, before, after, readers)
  values (
    asker_account(),
    nullif(current_setting('app.behalf', true), '')::uuid,
    nullif(current_setting('app.request', true), ''),
    nullif(current_setting('app.act', true), ''),
    tg_table_name,
    coalesce(whole ->> 'id', whole ->> 'code', whole ->> 'account_id', whole ->> 'name'),
    tg_op,
    differing,
    (select jsonb_object_agg(key, case when key = any (tg_argv) then '"set"' else was -> key end)
       from unnest(differing) as key where was ? key and was -> key <> 'null'),
    (select jsonb_object_agg(key, case when key = any (tg_argv) then '"set"' else became -> key end)
       from unnest(differing) as key where became ? key and became -> key <> 'null'),
    coalesce((select array_agg(key) from jsonb_array_elements_text(case
      when whole ? 'readers' then whole -> 'readers' else '[]' end) as key), '{}')
  );
  return null;
end $$;
comment on function record_change() is 'Audit trigger: who, when, which request and act, which fields, old and new.';

-- One row per (person, key): what the person did under this key, so that asking again does not do it again.
create table idempotency_keys (
  account_id uuid not null,
  key text not null constraint idempotency_keys_key_length check (length(key) between 8 and 200),
  act text not null,
  input_digest bytea not null,
  subject uuid,
  at timestamptz not null,
  primary key (account_id, key)
);
comment on table idempotency_keys is 'Acts already done under a key the client chose; unique per person; kept for 30 days.';
comment on column idempotency_keys.input_digest is 'SHA-256 of the input: another input under the same key is refused.';
comment on column idempotency_keys.subject is 'The record that the act made or changed.';
create index idempotency_keys_at on idempotency_keys (at);
select protect('idempotency_keys');
create policy own_keys on idempotency_keys to para29_app
  using (account_id = (select asker_account())) with check (account_id = (select asker_account()));
grant select, insert, update on idempotency_keys to para29_app;

-- Numbers in references are drawn at random below a bound that grows with the year's records:
-- a running number would tell how many records one may not read.
create table reference_years (
  prefix text not null,
  year integer not null,
  used_count integer not null default 0,
  primary key (prefix, year)
);
comment on table reference_years is 'How many references of a kind a year has used; decides how many digits the next one has.';
select protect('reference_years');

create function next_reference(prefix_ text, year_ integer, taken regclass) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  used integer;
  bound bigint;
  candidate text;
  clash boolean;
begin
  insert into reference_years as r (prefix, year, used_count) values (prefix_, year_, 1)
    on conflict (prefix, year) do update set used_count = r.used_count + 1
    returning used_count into used;
  bound := 10000;
  while used * 4 > bound loop bound := bound * 10; end loop;
  loop
    candidate := prefix_ || '-' || year_ || '-' || lpad(floor(random() * bound)::bigint::text, length((bound - 1)::text), '0');
    execute format('select exists (select from %s where reference = $1)', taken) into clash using candidate;
    exit when not clash;
  end loop;
  return candidate;
end $$;
comment on function next_reference(text, integer, regclass) is 'A free reference such as CMT-2026-0042.';
