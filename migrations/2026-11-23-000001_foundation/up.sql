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

-- What seals the audit: each checkpoint's hash covers the one before and the changes it holds, so that nothing sealed can be
-- altered, taken out or put in without every later hash saying so. Heads are published; docs/decisions/ tells why.
create table checkpoints (
  id bigint generated always as identity primary key,
  sealed_at timestamptz not null,
  previous_hash bytea not null constraint checkpoints_previous_hash_unique unique,
  hash bytea not null constraint checkpoints_hash_unique unique,
  signature bytea,
  public_key bytea
);
comment on table checkpoints is 'The audit up to a moment, sealed: a chain of signed hashes that outsiders can keep and compare.';
comment on column checkpoints.previous_hash is 'Hash of the checkpoint before; 32 zero bytes for the first. Unique, so that the chain cannot fork.';
comment on column checkpoints.hash is 'SHA-256 of the previous hash and the digests of the changes held, in their order.';
comment on column checkpoints.signature is 'Ed25519, over moment and hash; empty only within the transaction that seals.';
comment on column checkpoints.public_key is 'The key that the signature is checked with.';

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
  readers_before text[] not null,
  readers text[] not null,
  checkpoint_id bigint references checkpoints on delete restrict
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
comment on column changes.readers_before is 'Who could read the record before; old values are shown only to an auditor who could.';
comment on column changes.readers is 'Who could read the record afterwards: those who may read it and what it belongs to. New values are shown only to an auditor who could.';
comment on column changes.checkpoint_id is 'The checkpoint that holds it; set once, when it is sealed.';
create index changes_row on changes (table_name, row_id, seq);
create index changes_account on changes (account_id, seq);
create index changes_checkpoint on changes (checkpoint_id, seq);
select protect('changes');
select protect('checkpoints');
revoke insert, update, delete on changes, checkpoints from para29_system;
create policy auditors_read on changes for select to para29_app
  using ('auditor' = any ((select asker_keys())::text[]));
grant select on changes to para29_app;

create policy everyone_reads on checkpoints for select to para29_visitor, para29_app using (true);
grant select on checkpoints to para29_visitor, para29_app;

-- Also whoever owns the tables alters nothing by mistake: a change is written, sealed once, and stays.
create function changes_stay() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.checkpoint_id is null and to_jsonb(old) - 'checkpoint_id' = to_jsonb(new) - 'checkpoint_id' then
    return new;
  end if;
  raise exception 'the audit is never altered' using errcode = 'insufficient_privilege';
end $$;
create trigger stay before update or delete on changes for each row execute function changes_stay();
create trigger stay_whole before truncate on changes for each statement execute function changes_stay();

-- Who may read a row: those whom each of its lists of readers lets, and who may read the commitment it belongs to. A list
-- with 'public' in it keeps nobody out. What hangs on no record, people and catalogue, is for auditors; secrets among it
-- are named to record_change.
create function effective_readers(whole jsonb) returns text[] language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  lists jsonb := (select coalesce(jsonb_agg(value), '[]') from jsonb_each(whole) where key = 'readers' or key like '%\_readers');
  list jsonb;
  narrowed text[];
begin
  if whole ->> 'commitment_id' is not null then
    lists := lists || jsonb_build_array(coalesce(
      (select to_jsonb(readers) from commitments where id = (whole ->> 'commitment_id')::uuid), '[]'));
  end if;
  if whole ->> 'removed_at' is not null then
    lists := lists || jsonb_build_array(jsonb_build_array('p:' || (whole ->> 'participant_id')));
  end if;
  if lists = '[]' then
    return array['auditor'];
  end if;
  for list in select * from jsonb_array_elements(lists) loop
    if not list ? 'public' then
      narrowed := array(select key from jsonb_array_elements_text(list) as key where narrowed is null or key = any (narrowed));
    end if;
  end loop;
  return coalesce(narrowed, array['public']);
end $$;
comment on function effective_readers(jsonb) is 'Reader keys of those who may read a row and what it belongs to.';

-- Whom a signed-in person acts for in a row: the participant whose record it is, or who reported it, or who undertook it
-- jointly, as far as the person serves them.
create function acted_for(whole jsonb, is_new boolean) returns uuid language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  above jsonb := (select to_jsonb(c) from commitments c where c.id = (whole ->> 'commitment_id')::uuid);
begin
  return (
    select participant::uuid
      from (values (case when is_new then whole ->> 'recorded_by_id' end, 1), (whole ->> 'participant_id', 2),
          (whole ->> 'recorded_by_id', 3), (above ->> 'participant_id', 5), (above ->> 'recorded_by_id', 6)
        union all select joint, 4 from jsonb_array_elements_text(whole -> 'joint_ids') as joint
        union all select joint, 7 from jsonb_array_elements_text(above -> 'joint_ids') as joint) as candidate (participant, place)
      where 'p:' || participant = any (asker_keys())
      order by place limit 1);
end $$;
comment on function acted_for(jsonb, boolean) is 'The participant for whom whoever asks acts in this row; null for the secretariat and for what is a person''s own.';

-- Arguments: names of columns whose values are secrets, or a person's own words that must be erasable.
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
  insert into changes (account_id, on_behalf_of, request, act, table_name, row_id, operation, fields, before, after,
    readers_before, readers)
  values (
    asker_account(),
    case when asker_account() is not null then acted_for(whole, tg_op = 'INSERT') end,
    nullif(current_setting('app.request', true), ''),
    nullif(current_setting('app.act', true), ''),
    tg_table_name,
    coalesce(whole ->> 'id', (select string_agg(whole ->> attname, '/' order by array_position(indkey::int2[], attnum))
      from pg_index join pg_attribute on attrelid = indrelid and attnum = any (indkey)
      where indrelid = tg_relid and indisprimary)),
    tg_op,
    differing,
    (select jsonb_object_agg(key, case when key = any (tg_argv) then '"set"' else was -> key end)
       from unnest(differing) as key where was ? key and was -> key <> 'null'),
    (select jsonb_object_agg(key, case when key = any (tg_argv) then '"set"' else became -> key end)
       from unnest(differing) as key where became ? key and became -> key <> 'null'),
    case when tg_op = 'INSERT' then '{}' else effective_readers(was) end,
    case when tg_op = 'DELETE' then '{}' else effective_readers(became) end
  );
  return null;
end $$;
comment on function record_change() is 'Audit trigger: who, for whom, when, which request and act, which fields, old and new.';

-- An audience that was narrowed since takes effect on what was recorded before, too.
create function readers_now(recorded bigint) returns text[] language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  change changes := (select c from changes c where c.seq = recorded);
  whole jsonb;
begin
  if exists (select from pg_attribute where attrelid = to_regclass(quote_ident(change.table_name))
             and attname = 'id' and atttypid = 'uuid'::regtype) then
    execute format('select to_jsonb(t) from %I as t where id = $1', change.table_name) into whole using change.row_id::uuid;
  end if;
  return effective_readers(coalesce(whole,
    jsonb_build_object('commitment_id', coalesce(change.after, change.before) -> 'commitment_id')));
end $$;
comment on function readers_now(bigint) is 'Reader keys that the row of a change has now; those of auditors where it is gone.';

-- What is hashed of a change: its columns by name, so that a column that is added later alters no hash.
create function change_digest(change changes) returns bytea language sql stable parallel safe set timezone = 'UTC' return
  sha256(convert_to(jsonb_build_object(
    'seq', change.seq, 'at', change.at, 'transaction', change.transaction::text, 'account_id', change.account_id,
    'on_behalf_of', change.on_behalf_of, 'request', change.request, 'act', change.act, 'table_name', change.table_name,
    'row_id', change.row_id, 'operation', change.operation, 'fields', change.fields, 'before', change.before,
    'after', change.after, 'readers_before', change.readers_before, 'readers', change.readers)::text, 'UTF8'));
comment on function change_digest(changes) is 'SHA-256 of a change as JSON: keys in jsonb''s order, moments in UTC.';

create function checkpoint_hash(previous bytea, held bigint) returns bytea language sql stable return
  sha256(previous || coalesce((select string_agg(change_digest(c), ''::bytea order by c.seq) from changes c where c.checkpoint_id = held), ''));
comment on function checkpoint_hash(bytea, bigint) is 'What the hash of a checkpoint has to be, from the hash before it and the changes it holds.';

-- A change is sealed by the first checkpoint after its commit, whatever its number: one that commits late waits for the next.
create function seal_changes(at timestamptz) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
  previous bytea;
  sealed bigint;
begin
  perform pg_advisory_xact_lock(2031); -- one after the other
  previous := coalesce((select hash from checkpoints order by id desc limit 1), decode(repeat('00', 32), 'hex'));
  insert into checkpoints (sealed_at, previous_hash, hash) values (at, previous, sha256(previous || 'unsealed'))
    returning id into sealed;
  update changes set checkpoint_id = sealed where checkpoint_id is null;
  update checkpoints set hash = checkpoint_hash(previous, sealed) where id = sealed;
  return sealed;
end $$;
comment on function seal_changes(timestamptz) is 'Seals what is not sealed yet in a new checkpoint, still to be signed; gives its id.';

create function sign_checkpoint(signed bigint, by_key bytea, with_signature bytea) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update checkpoints set public_key = by_key, signature = with_signature where id = signed and signature is null;
  return found;
end $$;
comment on function sign_checkpoint(bigint, bytea, bytea) is 'Puts a signature under a checkpoint, once.';
revoke execute on function effective_readers(jsonb), acted_for(jsonb, boolean), readers_now(bigint), seal_changes(timestamptz),
  sign_checkpoint(bigint, bytea, bytea) from public;
grant execute on function seal_changes(timestamptz), sign_checkpoint(bigint, bytea, bytea) to para29_system;
grant execute on function readers_now(bigint) to para29_app, para29_system;

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
