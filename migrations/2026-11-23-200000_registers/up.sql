-- What is needed to keep whole registers of other bodies up to date by importing them again and again.

-- Registers name States that are not Members of the United Nations, and public bodies that are no State: cities, agencies.
alter table participants
  drop constraint participants_kind,
  add constraint participants_kind check (kind in ('member_state', 'observer_state', 'non_member_state',
    'regional_organization', 'un_entity', 'technical_network', 'initiative', 'public_authority', 'civil_society', 'private_sector', 'academia')),
  add external_digest bytea;
comment on column participants.external_digest is 'SHA-256 of what was last imported of it, so that an unchanged row changes nothing.';
comment on column commitments.external_digest is 'SHA-256 of what was last imported of it, without what is no news (32 bytes), then of all of it (32 bytes).';

alter table progress_updates add external_digest bytea;
comment on column progress_updates.external_digest is 'SHA-256 of what was last imported of it.';

alter table evidence
  add external_source text,
  add external_id text,
  add external_digest bytea,
  add constraint evidence_external_unique unique (external_source, external_id);
comment on column evidence.external_source is 'The register it was imported from.';
comment on column evidence.external_digest is 'SHA-256 of what was last imported of it.';

alter table imports
  add refreshed_count integer not null default 0,
  add kept_count integer not null default 0,
  add missing_count integer not null default 0;
comment on column imports.seen_on is 'Day on which the source was as the file says.';
comment on column imports.refreshed_count is 'Records of which only what is no news differed, such as an address that moved.';
comment on column imports.kept_count is 'Records that differ in the source and were changed here by people: left as they are.';
comment on column imports.missing_count is 'Records of the source that the file no longer lists.';

-- Where an import's rows lie until all of them have been looked at.
do $$
begin
  if not has_database_privilege('para29_system', current_database(), 'TEMPORARY') then
    execute format('grant temporary on database %I to para29_system', current_database());
  end if;
end $$;

-- As next_reference, for many at once: one by one, the counter's row would be rewritten once per record in one transaction.
create function next_references(prefix_ text, year_ integer, taken regclass, how_many integer) returns setof text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  used integer;
  bound bigint := 10000;
begin
  insert into reference_years as r (prefix, year, used_count) values (prefix_, year_, how_many)
    on conflict (prefix, year) do update set used_count = r.used_count + how_many
    returning used_count into used;
  while used::bigint * 4 > bound loop bound := bound * 10; end loop;
  return query execute format(
    'select free.reference
       from (select $1 || ''-'' || $2 || ''-'' || lpad(number::text, length(($3 - 1)::text), ''0'') as reference
             from generate_series(0, $3 - 1) as number) as free
       where not exists (select from %s as t where t.reference = free.reference)
       order by random() limit $4', taken)
    using prefix_, year_, bound, how_many;
end $$;
comment on function next_references(text, integer, regclass, integer) is 'Free references such as CMT-2026-0042, as many as asked for.';
