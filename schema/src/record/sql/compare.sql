-- One record per id, with all that its rows say; then what is new, changed, unchanged.
create temp table import_records on commit drop as
  select distinct on (key) c.*, null::uuid as commitment_id, null::text as state, null::bytea as digest,
      null::uuid as participant_id, '{}'::uuid[] as joint_ids, null::uuid as recorded_by_id,
      null::uuid as audience_organization_id, '{}'::uuid[] as audience_ids, '{}'::text[] as differing
    from import_commitments as c order by key, rank, seq;
create unique index on import_records (key);
create index on import_records (seq);
create index on import_records (external_id);
analyze import_records;

-- Rows of one record: the first speaks, the others add languages it has not.
update import_records as r set title = merged.title, summary = merged.summary
  from (select several.key,
          (select jsonb_object_agg(first.language, first.text) from (select distinct on (text.key) text.key as language, text.value as text
             from import_commitments as c, jsonb_each_text(c.title) as text where c.key = several.key
             order by text.key, c.rank, c.seq) as first) as title,
          coalesce((select jsonb_object_agg(first.language, first.text) from (select distinct on (text.key) text.key as language, text.value as text
             from import_commitments as c, jsonb_each_text(c.summary) as text where c.key = several.key
             order by text.key, c.rank, c.seq) as first), '{}') as summary
        from (select key from import_commitments group by key having count(*) > 1) as several) as merged
  where merged.key = r.key;

-- The digest is of what the source says, before anything of this register is put in.
update import_records as r set digest =
    sha256(convert_to((said.whole #- run.quiet_1 #- run.quiet_2 #- run.quiet_3)::text, 'UTF8'))
    || sha256(convert_to(said.whole::text, 'UTF8'))
  from import_run as run, import_records as same,
    lateral (select jsonb_strip_nulls(to_jsonb(same)
      - array['seq', 'row', 'line', 'rank', 'key', 'id', 'given_id', 'former_external_id', 'commitment_id', 'state', 'digest',
        'participant_id', 'joint_ids', 'recorded_by_id', 'audience_organization_id', 'audience_ids', 'differing']) as whole) as said
  where same.seq = r.seq and not run.is_register;

update import_records as r set
    participant_id = (select participant_id from import_keys as k where k.key = r.participant),
    joint_ids = coalesce((select array_agg(distinct k.participant_id) from import_keys as k
      where k.key = any (r.joint) and k.key <> r.participant), '{}'),
    recorded_by_id = (select participant_id from import_keys as k where k.key = r.recorded_by),
    audience_organization_id = (select participant_id from import_keys as k where k.key = r.audience_organization),
    audience_ids = coalesce((select array_agg(distinct k.participant_id) from import_keys as k where k.key = any (r.audience_participants)), '{}');
update import_records as r set title = p.title,
    original_language = coalesce(r.original_language, case when p.title ? 'en' then 'en' else (select min(key) from jsonb_object_keys(p.title) as key) end)
  from provisions as p where r.title_of_provision and p.reference = r.provisions[1];

-- Renamed in the source: the same record under its new id.
update commitments as c set external_id = r.external_id
  from import_records as r
  where r.former_external_id is not null and (c.external_source, c.external_id) = (r.external_source, r.former_external_id)
    and not exists (select from commitments as there where (there.external_source, there.external_id) = (r.external_source, r.external_id));

update import_records as r set commitment_id = c.id from commitments as c where r.given_id = c.id;
update import_records as r set commitment_id = c.id from commitments as c
  where r.commitment_id is null and (c.external_source, c.external_id) = (r.external_source, r.external_id);

-- An export tells what a record was before and who else may read it only to those who choose that. What a file of this
-- register's own form does not tell stays as it is.
update import_records as r set
    status_before = coalesce(r.status_before, case when r.status = c.status then c.status_before end),
    audience_organization_id = case when r.audience_organization is null and r.audience = c.audience then c.audience_organization_id
      else r.audience_organization_id end,
    audience_ids = case when r.audience_participants = '{}' and r.audience = c.audience then array(select unnest(c.audience_ids) order by 1)
      else r.audience_ids end
  from commitments as c where c.id = r.commitment_id and (select is_register from import_run);

-- What differs from the register, by name.
update import_records as r set differing = array(
    select said.key from jsonb_each(jsonb_build_object(
        'participant_id', r.participant_id, 'joint_ids', to_jsonb(r.joint_ids), 'recorded_by_id', r.recorded_by_id,
        'status', r.status, 'status_note', r.status_note, 'audience', r.audience,
        'audience_organization_id', r.audience_organization_id, 'audience_ids', to_jsonb(r.audience_ids),
        'title', r.title, 'summary', r.summary, 'original_language', r.original_language, 'legal_force', r.legal_force,
        'readiness', r.readiness, 'provenance', r.provenance, 'source', r.source, 'cycle', r.cycle, 'made_on', r.made_on,
        'indicative_on', r.indicative_on, 'definitive_on', r.definitive_on, 'is_sample', r.is_sample,
        'status_before', r.status_before,
        'provisions', to_jsonb(array(select distinct unnest(r.provisions) order by 1)))) as said
      where said.value is distinct from case said.key
        when 'status_before' then coalesce(to_jsonb(c.status_before), 'null')
        when 'provisions' then to_jsonb(array(select p.reference from commitment_provisions as a join provisions as p on p.id = a.provision_id
          where a.commitment_id = c.id order by p.reference collate "C"))
        when 'joint_ids' then to_jsonb(array(select unnest(c.joint_ids) order by 1))
        when 'audience_ids' then to_jsonb(array(select unnest(c.audience_ids) order by 1))
        else to_jsonb(c) -> said.key end
      union all select 'superseded_by' where r.superseded_by is not null
        and r.superseded_by is distinct from (select next.reference from commitments as next where next.id = c.superseded_by_id)
      order by 1)
  from commitments as c where c.id = r.commitment_id
    and ((select is_register from import_run) or c.external_digest is distinct from r.digest);

-- Two rows for one record; or a row made from an older version than the record has now.
insert into import_faults
  select r."row", r.line, '', r.key, 'duplicate', jsonb_build_object('first', r.first_row::text)
    from (select "row", line, key, first_value("row") over twins as first_row, row_number() over twins as place
            from import_records where commitment_id is not null window twins as (partition by commitment_id order by seq)) as r
    where r.place > 1;
insert into import_faults
  select r."row", r.line, '', r.version::text, 'stale', jsonb_build_object('current', c.version::text)
    from import_records as r join commitments as c on c.id = r.commitment_id
    where r.version < c.version and r.differing <> '{}' and (select is_register from import_run);
delete from import_records where "row" in (select "row" from import_faults);

update import_records as r set state = case
    when r.commitment_id is null then 'new'
    when run.is_register then case when r.differing = '{}' then 'unchanged' else 'changed' end
    when c.external_digest = r.digest then 'unchanged'
    when not run.is_overwriting and c.changed_at <> all (array(select imported_at from imports where source = run.source)) then 'kept'
    when substr(c.external_digest, 1, 32) = substr(r.digest, 1, 32) then 'refreshed'
    when r.differing = '{}' then 'refreshed'
    else 'changed' end
  from import_run as run, import_records as same left join commitments as c on c.id = same.commitment_id
  where same.seq = r.seq;

create temp table import_missing on commit drop as
  select c.id, c.external_id, c.reference, c.status
    from commitments as c, import_run as run
    where run.is_snapshot and c.external_source = run.source and c.status <> 'withdrawn'
      and not exists (select from import_records as r where r.external_id = c.external_id)
      and not exists (select from import_rejected as r where r.key = c.external_id);
