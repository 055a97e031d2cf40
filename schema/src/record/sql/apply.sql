-- After new commitments are in: everything else, one statement for all records.
update commitments as c set
    participant_id = r.participant_id, joint_ids = r.joint_ids, recorded_by_id = r.recorded_by_id,
    status = r.status, status_before = r.status_before, status_note = r.status_note,
    superseded_by_id = case when r.status = 'superseded' then c.superseded_by_id end,
    audience = r.audience, audience_organization_id = r.audience_organization_id, audience_ids = r.audience_ids,
    title = r.title, summary = r.summary, original_language = r.original_language, legal_force = r.legal_force,
    readiness = r.readiness, provenance = r.provenance, source = r.source, cycle = r.cycle, made_on = r.made_on,
    indicative_on = r.indicative_on, definitive_on = r.definitive_on, is_sample = r.is_sample,
    published_at = case
      when r.status = 'draft' then null
      when r.status in ('published', 'in_progress', 'completed', 'suspended', 'withdrawn', 'superseded')
        then coalesce(r.published_at, c.published_at, run.now)
      else coalesce(r.published_at, c.published_at) end,
    external_digest = coalesce(r.digest, c.external_digest), version = c.version + 1, changed_at = run.now
  from import_records as r, import_run as run where r.commitment_id = c.id and r.state = 'changed';
-- No news: neither version nor the day of the last change moves.
update commitments as c set source = r.source, external_digest = r.digest
  from import_records as r where r.commitment_id = c.id and r.state = 'refreshed';

delete from commitment_provisions as a using import_records as r
  where a.commitment_id = r.commitment_id and r.state = 'changed'
    and a.provision_id not in (select p.id from provisions as p where p.reference = any (r.provisions));
insert into commitment_provisions (commitment_id, provision_id, theme)
  select r.commitment_id, p.id, p.theme from import_records as r join provisions as p on p.reference = any (r.provisions)
  where r.state in ('new', 'changed')
  on conflict do nothing;

-- What replaced what: as the file says, or the participant's next by the day it was made.
update commitments as c set superseded_by_id = next.id
  from import_records as r join commitments as next on next.reference = r.superseded_by
  where c.id = r.commitment_id and r.state in ('new', 'changed') and r.status = 'superseded'
    and c.superseded_by_id is distinct from next.id;
update commitments as c set superseded_by_id = chain.next_id,
    version = c.version + case when c.changed_at = run.now then 0 else 1 end, changed_at = run.now
  from import_run as run,
    (select same.id, (select next.id from commitments as next
        where next.external_source = same.external_source and next.participant_id = same.participant_id
          and next.made_on > same.made_on order by next.made_on, next.external_id limit 1) as next_id
      from commitments as same
      where same.external_source = (select source from import_run) and same.status = 'superseded') as chain
  where run.is_chaining and c.id = chain.id and c.superseded_by_id is distinct from chain.next_id
    and (c.changed_at = run.now or c.changed_at = any (array(select imported_at from imports where source = run.source)));

update commitments as c set status = 'withdrawn', status_note = run.missing_note, superseded_by_id = null,
    external_digest = null, version = c.version + 1, changed_at = run.now
  from import_missing as m, import_run as run where run.is_withdrawing and c.id = m.id;

-- Documents: known by their owner and key; of equal keys the first has it plain.
create temp table import_links on commit drop as
  select d.*, coalesce(r.commitment_id, u.commitment_id) as commitment_id, u.update_id,
      d.external_id || case d.place when 1 then '' else '/' || d.place end as known_as,
      sha256(convert_to(jsonb_build_array(d.title, d.url, d.language)::text, 'UTF8')) as digest, 'new' as state
    from (select *, row_number() over (partition by external_id order by seq) as place from import_documents) as d
    left join import_records as r on r.key = d.commitment and r.state <> 'kept'
    left join import_changes as u on u.key = d.update and u.state <> 'kept'
    where coalesce(r.commitment_id, u.commitment_id) is not null;
update import_links as l set state = case when e.external_digest = l.digest and e.removed_at is null then 'unchanged' else 'refreshed' end
  from evidence as e, import_run as run where (e.external_source, e.external_id) = (run.source, l.known_as);
insert into evidence (id, commitment_id, progress_update_id, participant_id, kind, title, language, url, audience, audience_organization_id,
    audience_ids, created_at, external_source, external_id, external_digest)
  select l.id, l.commitment_id, l.update_id, c.participant_id, 'link', l.title, l.language, l.url, c.audience, c.audience_organization_id,
      c.audience_ids, run.now, run.source, l.known_as, l.digest
    from import_links as l join commitments as c on c.id = l.commitment_id, import_run as run where l.state = 'new';
update evidence as e set title = l.title, language = l.language, url = l.url, external_digest = l.digest, removed_at = null
  from import_links as l, import_run as run
  where l.state = 'refreshed' and (e.external_source, e.external_id) = (run.source, l.known_as);
update evidence as e set removed_at = run.now
  from import_run as run, import_records as r
  where e.external_source = run.source and e.commitment_id = r.commitment_id and e.progress_update_id is null
    and r.state <> 'kept' and e.removed_at is null and run.is_snapshot
    and not exists (select from import_links as l where l.known_as = e.external_id);
