-- Participants first: records refer to them.
insert into participants (id, kind, code, external_source, external_id, name, sort_key, country_id, is_sample, created_at, external_digest)
  select k.participant_id, k.kind, k.code, k.external_source, k.external_id, k.name, k.sort_key, k.country_id, run.is_sample, run.now, k.digest
    from import_keys as k, import_run as run where k.state = 'new';
-- Those this source brought follow it; all others are the catalogue's and their own.
update import_keys as k set state = 'changed'
  from participants as p
  where k.state = 'known' and k.kind is not null and p.id = k.participant_id and p.external_digest is distinct from k.digest
    and p.external_source = (select source from import_run) and not (select is_register from import_run)
    and p.kind not in ('member_state', 'observer_state', 'non_member_state');
update participants as p set kind = k.kind, name = k.name, sort_key = k.sort_key, country_id = k.country_id, external_digest = k.digest,
    external_id = k.external_id, is_sample = run.is_sample
  from import_keys as k, import_run as run where k.state = 'changed' and p.id = k.participant_id;

-- References for those that have none, drawn together.
update import_records as r set reference = drawn.reference
  from (select seq, row_number() over (order by seq) as place from import_records where state = 'new' and reference is null) as numbered
    join (select reference, ordinality as place
          from next_references('CMT', (select extract(year from now at time zone 'UTC')::integer from import_run), 'commitments',
            (select count(*)::integer from import_records where state = 'new' and reference is null)) with ordinality as free (reference)
         ) as drawn on drawn.place = numbered.place
  where r.seq = numbered.seq;
