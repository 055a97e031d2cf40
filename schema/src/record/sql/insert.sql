-- New commitments, a stretch of rows at a time.
insert into commitments (id, reference, version, participant_id, joint_ids, recorded_by_id, status, status_before, status_note,
    audience, audience_organization_id, audience_ids, title, summary, original_language, legal_force, readiness, provenance,
    source, cycle, made_on, indicative_on, definitive_on, external_source, external_id, external_digest, is_sample, created_at,
    submitted_at, published_at, changed_at)
  select r.id, r.reference, coalesce(r.version, 1), r.participant_id, r.joint_ids, r.recorded_by_id, r.status, r.status_before, r.status_note,
      r.audience, r.audience_organization_id, r.audience_ids, r.title, r.summary, r.original_language, r.legal_force, r.readiness, r.provenance,
      r.source, r.cycle, r.made_on, r.indicative_on, r.definitive_on, r.external_source, r.external_id, r.digest, r.is_sample,
      coalesce(r.created_at, run.now), r.submitted_at,
      case when r.status = 'draft' then null
        when r.status in ('published', 'in_progress', 'completed', 'suspended', 'withdrawn', 'superseded') then coalesce(r.published_at, run.now)
        else r.published_at end,
      coalesce(r.changed_at, run.now)
    from import_records as r, import_run as run where r.state = 'new' and r.seq > $1 and r.seq <= $2
    order by r.seq
