-- Where an import's rows lie until all of them have been looked at. Gone with the transaction.
-- Compiling each statement would cost more than running it.
set local jit = off;
set local work_mem = '64MB';
create temp table import_run (
  source text not null, title text not null, credit text not null, now timestamptz not null, seen_on date,
  is_register boolean not null, is_merging boolean not null, is_snapshot boolean not null, is_overwriting boolean not null,
  is_chaining boolean not null, is_withdrawing boolean not null, missing_at_most_percent integer not null,
  missing_note text not null, is_sample boolean not null,
  quiet_1 text[] not null, quiet_2 text[] not null, quiet_3 text[] not null,
  id uuid not null, file_name text not null, file_digest bytea not null, mapping_digest bytea not null, account_id uuid
) on commit drop;

-- Participants as rows name them.
create temp table import_participants (
  key text not null, "row" integer not null, line integer not null, "column" text not null, value text not null,
  id uuid, new_id uuid not null, code text, known_as text, external_source text, external_id text, former_external_id text,
  kind text, name jsonb not null, sort_key text not null, country text
) on commit drop;

create temp table import_commitments (
  seq bigint primary key, "row" integer not null, line integer not null, key text not null, rank integer not null,
  id uuid not null, given_id uuid, reference text, version integer,
  external_source text, external_id text, former_external_id text,
  participant text not null, joint text[] not null, recorded_by text,
  status text not null, status_before text, status_note text not null, superseded_by text,
  audience text not null, audience_organization text, audience_participants text[] not null,
  title jsonb not null, title_of_provision boolean not null, summary jsonb not null, original_language text,
  legal_force text not null, readiness text not null, provenance text not null, source jsonb not null, cycle text not null,
  made_on date, indicative_on date, definitive_on date, provisions text[] not null, is_sample boolean not null,
  created_at timestamptz, submitted_at timestamptz, published_at timestamptz, changed_at timestamptz
) on commit drop;

create temp table import_documents (
  seq bigint not null, "row" integer not null, line integer not null, commitment text, update text, id uuid not null,
  external_id text not null, title text not null, url text not null, language text
) on commit drop;

create temp table import_updates (
  seq bigint not null, "row" integer not null, line integer not null, "column" text not null, of text not null,
  key text not null, rank integer not null, id uuid not null, reported_on date not null, reported_state text not null,
  narrative jsonb not null, original_language text not null, source jsonb not null
) on commit drop;

-- Records of which a row is at fault.
create temp table import_rejected ("row" integer not null, key text) on commit drop;

create temp table import_faults (
  "row" integer not null, line integer not null, "column" text not null, value text not null, code text not null,
  parameters jsonb not null default '{}'
) on commit drop;

-- Those the register has, and those it will have.
create temp table import_keys (
  key text primary key, state text, participant_id uuid, id uuid, new_id uuid not null, code text, known_as text,
  external_source text, external_id text, former_external_id text, kind text, name jsonb not null, sort_key text not null,
  country text, country_id uuid, digest bytea
) on commit drop;
