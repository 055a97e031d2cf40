-- Progress updates that the file tells of; before documents, which may belong to them.
update import_records set commitment_id = id where state = 'new';
create temp table import_changes on commit drop as
  select distinct on (u.key) u.*, coalesce(r.commitment_id, c.id) as commitment_id, null::uuid as update_id, null::text as state,
      null::bytea as digest
    from import_updates as u
    left join import_records as r on r.key = u.of
    left join commitments as c on (c.external_source, c.external_id) = ((select source from import_run), u.of)
    order by u.key, u.rank, u.seq;
update import_changes as u set narrative = coalesce((
    select jsonb_object_agg(first.language, first.text) from (select distinct on (text.key) text.key as language, text.value as text
      from import_updates as same, jsonb_each_text(same.narrative) as text where same.key = u.key
      order by text.key, same.rank, same.seq) as first), '{}');
update import_changes as u set
    digest = sha256(convert_to(jsonb_build_array(u.of, u.reported_on, u.reported_state, u.narrative, u.source - 'url')::text, 'UTF8'));
update import_changes as u set update_id = p.id, state = case
    when p.external_digest = u.digest then 'unchanged'
    when p.changed_at <> all (array(select imported_at from imports where source = run.source)) then 'kept'
    else 'changed' end
  from progress_updates as p, import_run as run where (p.external_source, p.external_id) = (run.source, u.key);
update import_changes set state = 'new', update_id = id where state is null;

insert into progress_updates (id, commitment_id, participant_id, status, period, reported_state, narrative, original_language, provenance,
    source, audience, audience_organization_id, audience_ids, external_source, external_id, external_digest, reported_on, created_at,
    published_at, changed_at)
  select u.id, u.commitment_id, c.participant_id, 'published',
      reporting_period(null, u.reported_on),
      u.reported_state, u.narrative, u.original_language, 'public_document', u.source, c.audience, c.audience_organization_id,
      c.audience_ids, run.source, u.key, u.digest, u.reported_on, run.now, run.now, run.now
    from import_changes as u join commitments as c on c.id = u.commitment_id, import_run as run where u.state = 'new';
update progress_updates as p set commitment_id = u.commitment_id, reported_state = u.reported_state, narrative = u.narrative,
    original_language = u.original_language, source = u.source, external_digest = u.digest, reported_on = u.reported_on,
    version = p.version + 1, changed_at = run.now
  from import_changes as u, import_run as run where p.id = u.update_id and u.state = 'changed';
-- An address that moved is no news.
update progress_updates as p set source = u.source
  from import_changes as u, import_run as run
  where p.id = u.update_id and u.state = 'unchanged' and p.source is distinct from u.source
    and p.changed_at = any (array(select imported_at from imports where source = run.source));
