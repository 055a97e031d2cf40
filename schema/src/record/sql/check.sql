-- Looks at all rows together: who is meant, what is unknown, what stands there twice. Rows at fault are taken out.
create index on import_participants (key);
create index on import_commitments (key);
create index on import_commitments ("row");
create index on import_commitments (reference) where reference is not null;
analyze import_participants, import_commitments, import_documents, import_updates, import_rejected;

insert into import_keys (key, id, new_id, code, known_as, external_source, external_id, former_external_id, kind, name,
    sort_key, country)
  select distinct on (key) key, id, new_id, code, known_as, external_source, external_id, former_external_id, kind, name,
      sort_key, country
    from import_participants order by key, kind is null, "row";
update import_keys as k set participant_id = p.id from participants as p where p.id = k.id;
update import_keys as k set participant_id = p.id from participants as p
  where k.participant_id is null and (p.external_source, p.external_id) = (k.external_source, k.external_id);
update import_keys as k set participant_id = p.id from participants as p
  where k.participant_id is null and (p.external_source, p.external_id) = (k.external_source, k.former_external_id);
update import_keys as k set participant_id = p.id from participants as p where k.participant_id is null and p.code = k.code;
update import_keys as k set participant_id = named.id
  from (select distinct on (lower(name.value)) lower(name.value) as known_as, p.id
        from participants as p, jsonb_each_text(p.name) as name order by lower(name.value), p.sort_key) as named
  where k.participant_id is null and named.known_as = k.known_as;
update import_keys as k set country_id = p.id from participants as p
  where p.code = k.country and p.kind in ('member_state', 'observer_state', 'non_member_state');
-- States come from the catalogue, never from a register's file.
update import_keys set state = case
    when participant_id is not null then 'known'
    when kind is not null and kind not in ('member_state', 'observer_state', 'non_member_state') and name <> '{}' then 'new'
    else 'unknown' end;
update import_keys as k set state = 'unknown'
  where state = 'new' and exists (select from import_keys as twin where twin.state = 'new' and twin.key < k.key
    and (twin.external_source, twin.external_id) = (k.external_source, k.external_id));
update import_keys set participant_id = new_id where state = 'new';
update import_keys set digest = sha256(convert_to(jsonb_build_object('kind', kind, 'name', name, 'country', country,
    'is_sample', (select is_sample from import_run))::text, 'UTF8'))
  where external_id is not null;

insert into import_faults
  select distinct m."row", m.line, m."column", m.value, 'unknown_participant'
    from import_participants as m join import_keys as k using (key) where k.state = 'unknown';
insert into import_faults
  select distinct m."row", m.line, '', k.country, 'unknown_country'
    from import_participants as m join import_keys as k using (key)
    where k.country is not null and k.country_id is null and m.country is not null;
insert into import_faults
  select distinct c."row", c.line, '', given.reference, 'unknown_provision'
    from import_commitments as c, unnest(c.provisions) as given (reference)
    where not exists (select from provisions as p where p.reference = given.reference);
insert into import_faults
  select distinct c."row", c.line, '', c.cycle, 'unknown_value'
    from import_commitments as c where not exists (select from reporting_cycles as r where r.code = c.cycle);
insert into import_faults
  select c."row", c.line, '', c.key, 'duplicate', jsonb_build_object('first', c.first_row::text)
    from (select "row", line, key, seq, first_value("row") over (partition by key order by seq) as first_row,
            row_number() over (partition by key order by seq) as place from import_commitments) as c
    where c.place > 1 and not (select is_merging from import_run);
-- This register's own form: a reference belongs to one record, an id at the source to one row.
insert into import_faults
  select c."row", c.line, '', c.reference, 'reference_mismatch'
    from import_commitments as c
    where c.reference is not null
      and (c.reference !~ '^[A-Z]{2,5}-[0-9]{4}-[0-9]{4,10}$'
        or exists (select from commitments as other where other.reference = c.reference and other.id is distinct from c.given_id
             and (other.external_source, other.external_id) is distinct from (c.external_source, c.external_id))
        or exists (select from commitments as own where own.id = c.given_id and own.reference <> c.reference)
        or exists (select from import_commitments as above where above.reference = c.reference and above.seq < c.seq));
-- Who else may read is told only to those who choose it; where a file does not tell, the register must know.
insert into import_faults
  select c."row", c.line, '', c.audience, 'audience_incomplete'
    from import_commitments as c
    where c.audience in ('organization', 'named') and c.audience_organization is null and c.audience_participants = '{}'
      and not exists (select from commitments as own where own.audience = c.audience
        and (own.id = c.given_id or (own.external_source, own.external_id) = (c.external_source, c.external_id)));
insert into import_faults
  select c."row", c.line, '', c.external_id, 'duplicate', jsonb_build_object('first', c.first_row::text)
    from (select "row", line, key, seq, external_id, first_value("row") over twins as first_row, first_value(key) over twins as first_key
            from import_commitments where external_id is not null
            window twins as (partition by external_source, external_id order by seq)) as c
    where c.key <> c.first_key;

-- A record is taken in whole or not at all.
insert into import_rejected
  select f."row", c.key from import_faults as f left join import_commitments as c on c."row" = f."row" and f.code <> 'duplicate';
insert into import_faults
  select distinct on (c."row") c."row", c.line, '', c.key, 'together_with', jsonb_build_object('first', r."row"::text)
    from import_commitments as c join import_rejected as r using (key)
    where not exists (select from import_rejected as own where own."row" = c."row") and (select is_merging from import_run)
    order by c."row", r."row";
insert into import_rejected select "row", null from import_faults where code = 'together_with';
delete from import_commitments where "row" in (select "row" from import_rejected);
delete from import_commitments where key in (select key from import_rejected) and (select is_merging from import_run);
delete from import_updates where "row" in (select "row" from import_rejected);
insert into import_faults
  select u."row", u.line, u."column", u.of, 'unknown_commitment'
    from import_updates as u
    where not exists (select from import_commitments as c where c.key = u.of)
      and not exists (select from commitments as c
        where (c.external_source, c.external_id) = ((select source from import_run), u.of));
delete from import_updates where "row" in (select "row" from import_faults where code = 'unknown_commitment');
delete from import_documents where "row" in (select "row" from import_rejected union all select "row" from import_faults);
delete from import_keys where state in ('new', 'unknown') and key not in (
  select participant from import_commitments
  union select unnest(joint || audience_participants || recorded_by || audience_organization) from import_commitments
  except select null);
