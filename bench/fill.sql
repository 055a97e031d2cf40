-- A register of {records} commitments by number, put in set by set with the kept figures already in them: the triggers,
-- which keep them one record at a time and write the audit, are off meanwhile.
alter table commitments disable trigger user;
alter table progress_updates disable trigger user;
alter table milestones disable trigger user;

create temporary table states as
  select id, row_number() over (order by sort_key) - 1 as place from participants where kind in ('member_state', 'observer_state');

create temporary table numbered as
  select n, {id} as id,
    case when n % {every} = 0 then '{state}'::uuid
      else (select id from states where place = n % (select count(*) from states)) end as participant_id,
    -- one in 25 is for States only; none of those that are reported on below
    case when n % 25 = 7 then 'states' else 'public' end as audience,
    timestamptz '2021-01-01' + n * (interval '5 years' / {records}) as at
  from generate_series(1, {records}) as n;

insert into commitments (id, reference, participant_id, status, audience, readers, title, summary, original_language, provenance,
    cycle, made_on, indicative_on, milestone_count, milestone_reached_count, public_reported_on, created_at, submitted_at, published_at, changed_at)
  select id, 'CMT-' || extract(year from at) || '-' || lpad(n::text, 7, '0'), participant_id, 'in_progress', audience,
    record_readers(true, false, audience, participant_id, '{}', null, '{}'),
    jsonb_build_object('en', 'Appoint and keep a national point of contact, number ' || n, 'fr', 'Désigner et maintenir un point de contact national, numéro ' || n),
    jsonb_build_object('en', 'The State undertakes to appoint a point of contact at the technical and at the diplomatic level, to share and keep up its details, and to take part in exercises with other points of contact of its region at least once a year. Record ' || n || '.'),
    'en', 'as_submitted', 'standard', at::date, at::date + 900, 3, 1,
    case audience when 'public' then at::date + 30 end, at, at, at, at
  from numbered order by n;
select search_commitments(array_agg(id)) from commitments;

insert into progress_updates (id, commitment_id, participant_id, status, reported_state, narrative, original_language, provenance, audience,
    readers, parent_readers, reported_on, created_at, submitted_at, published_at, changed_at)
  select (substr(id::text, 1, 18) || '-9000-' || substr(id::text, 25))::uuid, id, participant_id, 'published', 'under_way',
    jsonb_build_object('en', 'The point of contact has been appointed and its details have been shared. Two exercises were held with partners of the region; what was learnt is being written down and will be published with the next report. Record ' || n || '.'),
    'en', 'as_submitted', audience, record_readers(true, false, audience, participant_id, '{}', null, '{}'),
    record_readers(true, false, audience, participant_id, '{}', null, '{}'), at::date + 30, at + interval '30 days', at + interval '30 days',
    at + interval '30 days', at + interval '30 days'
  from numbered order by n;
update commitments c set
    latest_public_update_id = case when u.is_public then u.id end,
    restricted_update_count = case when u.is_public then 0 else 1 end
  from progress_updates u where u.commitment_id = c.id;

select search_updates(array_agg(id)) from progress_updates;

insert into milestones (id, commitment_id, position, title, original_language, status, due_on, reached_on, created_at)
  select gen_random_uuid(), id, step, jsonb_build_object('en', 'Step ' || step || ' of commitment ' || n), 'en',
    case step when 1 then 'reached' else 'planned' end, at::date + 200 * step, case step when 1 then at::date + 190 end, at
  from numbered cross join generate_series(1, 3) as step order by n;

alter table commitments enable trigger user;
alter table progress_updates enable trigger user;
alter table milestones enable trigger user;

-- Whoever files.
insert into accounts (id, email, name, language, joined_at, created_at)
  values ('{account}', 'drafter@example.org', 'A drafter', 'en', now(), now());
insert into appointments (id, account_id, participant_id, role, from_at)
  values (gen_random_uuid(), '{account}', '{state}', 'drafter', now());
insert into sessions (id, account_id, method, created_at, last_used_at, expires_at)
  values ('{session}', '{account}', 'password', now(), now(), now() + interval '30 days');
