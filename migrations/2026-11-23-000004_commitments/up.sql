-- What a participant undertook, and what has been reported since.
--
-- Who may read a record is kept in the record: `readers` holds the keys of those who may, made by a trigger from status,
-- audience and participants. A policy is then one comparison with the keys the asker holds, and public records one boolean.
create function record_readers(
  is_shown boolean, is_before_secretariat boolean, audience text, owner_id uuid, others uuid[], organization_id uuid, named uuid[]
) returns text[] language sql immutable parallel safe return
  case
    when is_shown and audience = 'public' then array['public']
    when audience = 'own' then array['p:' || owner_id]
    else array['p:' || owner_id]
      || case when is_shown or is_before_secretariat then array(select 'p:' || other from unnest(others) as other) else '{}' end
      || case when is_shown and audience = 'states' then array['states'] else '{}' end
      || case when is_shown and audience = 'organization' then array['o:' || organization_id] else '{}' end
      || case when is_shown and audience = 'named' then array(select 'p:' || name from unnest(named) as name) else '{}' end
      || case when (is_shown or is_before_secretariat) and audience in ('public', 'states', 'organization')
           then array['secretariat'] else '{}' end
  end;
comment on function record_readers(boolean, boolean, text, uuid, uuid[], uuid, uuid[]) is
  'Reader keys of a record. Drafts: the owner. In review or returned from it: also the secretariat, unless the audience is named or own. Shown: the audience.';

create table commitments (
  id uuid primary key,
  reference text not null constraint commitments_reference_unique unique,
  version integer not null default 1,
  participant_id uuid not null references participants on delete restrict,
  joint_ids uuid[] not null default '{}',
  joined_ids uuid[] not null default '{}',
  recorded_by_id uuid references participants on delete restrict,
  status text not null constraint commitments_status check (status in ('draft', 'submitted', 'returned', 'published', 'in_progress',
    'completed', 'unconfirmed', 'declined', 'suspended', 'withdrawn', 'superseded')),
  status_before text,
  reviewed_from text,
  status_note text not null default '',
  superseded_by_id uuid references commitments on delete restrict,
  audience text not null constraint commitments_audience check (audience in ('public', 'states', 'organization', 'named', 'own')),
  audience_organization_id uuid references participants on delete restrict,
  audience_ids uuid[] not null default '{}',
  readers text[] not null default '{}',
  is_public boolean not null generated always as (readers @> '{public}'::text[]) stored,
  title jsonb not null constraint commitments_title_localized check (is_localized(title)),
  summary jsonb not null default '{}' constraint commitments_summary_localized check (is_localized(summary)),
  original_language text not null constraint commitments_language check (original_language in ('ar', 'zh', 'en', 'fr', 'ru', 'es')),
  legal_force text not null default 'voluntary_non_binding' constraint commitments_legal_force
    check (legal_force in ('voluntary_non_binding', 'politically_binding', 'legally_binding')),
  readiness text not null default 'ready' constraint commitments_readiness
    check (readiness in ('ready', 'needs_time', 'needs_time_and_support')),
  provenance text not null constraint commitments_provenance
    check (provenance in ('as_submitted', 'as_recorded', 'public_document')),
  source jsonb not null default '{}' constraint commitments_source_object check (jsonb_typeof(source) = 'object'),
  cycle text not null default 'standard' references reporting_cycles on update cascade on delete restrict,
  made_on date,
  indicative_on date,
  definitive_on date,
  due_key date not null generated always as (coalesce(definitive_on, indicative_on, '9999-12-31')) stored,
  external_source text,
  external_id text,
  external_digest bytea,
  is_sample boolean not null default false,
  milestone_count integer not null default 0,
  milestone_reached_count integer not null default 0,
  latest_public_update_id uuid,
  public_reported_on date,
  restricted_update_count integer not null default 0,
  created_at timestamptz not null,
  submitted_at timestamptz,
  confirmed_at timestamptz,
  published_at timestamptz,
  public_since timestamptz,
  changed_at timestamptz not null,
  constraint commitments_external_unique unique (external_source, external_id),
  constraint commitments_original_text check (title ? original_language),
  constraint commitments_audience_complete check ((audience = 'organization') = (audience_organization_id is not null)
    and (audience = 'named') = (audience_ids <> '{}')),
  constraint commitments_superseded_by_another check ((status = 'superseded') >= (superseded_by_id is not null)
    and superseded_by_id is distinct from id)
);
comment on table commitments is 'What a participant undertook, on which provisions, by when.';
comment on column commitments.reference is 'For people: CMT-2026-0042.';
comment on column commitments.version is 'Rises with each act; an act on an older version is refused.';
comment on column commitments.joint_ids is 'Participants named as undertaking it together with participant_id.';
comment on column commitments.joined_ids is 'Those of them that said so themselves; the others are only named.';
comment on column commitments.recorded_by_id is 'The participant that reported a commitment of another; empty for the own and for the secretariat''s records.';
comment on column commitments.status_before is 'What it was before it was suspended, to return to.';
comment on column commitments.reviewed_from is 'What it was when it went to review once more, to return to when it is shown again.';
comment on column commitments.confirmed_at is 'When its participant first acted on what another had recorded; from then on it is the participant''s own.';
comment on column commitments.status_note is 'Why it was returned, suspended, withdrawn, declined or corrected, in the words of who did so.';
comment on column commitments.audience_ids is 'Participants who may read it, when the audience is named.';
comment on column commitments.readers is 'Keys of those who may read it; kept by a trigger.';
comment on column commitments.source is 'Where it came from: symbol, paragraph, date, url, language, quote.';
comment on column commitments.made_on is 'Day it was undertaken; empty where not known.';
comment on column commitments.due_key is 'For order by day due: the definitive day, else the indicative one, else the last day of all.';
comment on column commitments.external_digest is 'SHA-256 of the row last imported, so that an unchanged row changes nothing.';
comment on column commitments.latest_public_update_id is 'Kept figure: newest public update.';
comment on column commitments.public_reported_on is 'Kept figure: day of the newest public update.';
comment on column commitments.restricted_update_count is 'Kept figure: updates shown to some only; never exposed, tells whether public_reported_on is the whole truth.';
comment on column commitments.published_at is 'Since when it is shown to its audience.';
comment on column commitments.public_since is 'Since when everybody may read it, without a break; kept by a trigger. What was public on a day is told by this.';
create index commitments_newest on commitments (id desc) where is_public;
create index commitments_due on commitments (due_key, id) where is_public;
create index commitments_changed on commitments (changed_at desc, id desc) where is_public;
create index commitments_due_all on commitments (due_key, id);
create index commitments_changed_all on commitments (changed_at desc, id desc);
create index commitments_participant on commitments (participant_id, id desc);
create index commitments_status on commitments (status, id desc) where is_public;
create index commitments_made on commitments (made_on, id);
create index commitments_reported on commitments (public_reported_on, id);
create index commitments_restricted on commitments (id desc) where not is_public;
create index commitments_recorded_by on commitments (recorded_by_id) where recorded_by_id is not null;
create index commitments_superseded_by on commitments (superseded_by_id) where superseded_by_id is not null;
create index commitments_audience_organization on commitments (audience_organization_id) where audience_organization_id is not null;
create index commitments_answered on commitments (changed_at desc, id desc)
  where recorded_by_id is not null and (confirmed_at is not null or status = 'declined');
create index commitments_cycle on commitments (cycle);

create table commitment_participants (
  commitment_id uuid not null references commitments on delete cascade,
  participant_id uuid not null references participants on delete restrict,
  confirmed_at timestamptz,
  primary key (participant_id, commitment_id)
);
comment on table commitment_participants is 'Kept from joint_ids and joined_ids, to find commitments by joint participant.';
comment on column commitment_participants.confirmed_at is 'When the participant said itself that it undertakes this jointly; empty while it is only named.';
create index commitment_participants_commitment on commitment_participants (commitment_id);

create table commitment_provisions (
  commitment_id uuid not null references commitments on delete cascade,
  provision_id uuid not null references provisions on delete restrict,
  theme text not null references themes on update cascade on delete restrict,
  primary key (provision_id, commitment_id)
);
comment on table commitment_provisions is 'Which provisions a commitment answers, with their themes.';
create index commitment_provisions_commitment on commitment_provisions (commitment_id);
create index commitment_provisions_theme on commitment_provisions (theme, commitment_id);

create table milestones (
  id uuid primary key,
  commitment_id uuid not null references commitments on delete cascade,
  version integer not null default 1,
  position integer not null,
  title jsonb not null constraint milestones_title_localized check (is_localized(title)),
  original_language text not null,
  status text not null default 'planned' constraint milestones_status check (status in ('planned', 'reached', 'dropped')),
  due_on date not null,
  reached_on date,
  external_id text,
  created_at timestamptz not null,
  constraint milestones_reached check ((status = 'reached') = (reached_on is not null))
);
comment on table milestones is 'A step on the way to a commitment, with its day.';
create index milestones_commitment on milestones (commitment_id, position);
create index milestones_due on milestones (due_on) where status <> 'dropped';

create table date_revisions (
  id uuid primary key,
  commitment_id uuid not null references commitments on delete cascade,
  milestone_id uuid references milestones on delete cascade,
  field text not null constraint date_revisions_field check (field in ('made_on', 'indicative_on', 'definitive_on', 'due_on')),
  old_on date,
  new_on date,
  reason text not null,
  language text not null,
  revised_at timestamptz not null
);
comment on table date_revisions is 'A date that was revised: what it was, what it became, and why.';
create index date_revisions_newest on date_revisions (revised_at desc, id desc);
create index date_revisions_commitment on date_revisions (commitment_id, revised_at);
create index date_revisions_milestone on date_revisions (milestone_id);

create table progress_updates (
  id uuid primary key,
  commitment_id uuid not null references commitments on delete cascade,
  participant_id uuid not null references participants on delete restrict,
  version integer not null default 1,
  status text not null constraint progress_updates_status
    check (status in ('draft', 'for_clearance', 'submitted', 'returned', 'published', 'withdrawn')),
  status_note text not null default '',
  period text references reporting_periods on update cascade on delete restrict,
  reported_state text not null constraint progress_updates_reported_state
    check (reported_state in ('not_started', 'under_way', 'substantially_complete', 'complete', 'no_change')),
  no_change_since date,
  narrative jsonb not null default '{}' constraint progress_updates_narrative_localized check (is_localized(narrative)),
  original_language text not null,
  provenance text not null constraint progress_updates_provenance
    check (provenance in ('as_submitted', 'as_recorded', 'public_document')),
  source jsonb not null default '{}',
  audience text not null constraint progress_updates_audience check (audience in ('public', 'states', 'organization', 'named', 'own')),
  audience_organization_id uuid references participants on delete restrict,
  audience_ids uuid[] not null default '{}',
  readers text[] not null default '{}',
  parent_readers text[] not null default '{}',
  is_public boolean not null generated always as (readers @> '{public}'::text[] and parent_readers @> '{public}'::text[]) stored,
  external_source text,
  external_id text,
  reported_on date not null,
  created_at timestamptz not null,
  submitted_at timestamptz,
  published_at timestamptz,
  public_since timestamptz,
  changed_at timestamptz not null,
  constraint progress_updates_external_unique unique (external_source, external_id),
  constraint progress_updates_audience_complete check ((audience = 'organization') = (audience_organization_id is not null)
    and (audience = 'named') = (audience_ids <> '{}')),
  constraint progress_updates_no_change check ((reported_state = 'no_change') = (no_change_since is not null))
);
comment on table progress_updates is 'What a participant says of its commitment''s progress; never overwritten by an assessment.';
comment on column progress_updates.no_change_since is 'Nothing has changed since this day: the day of the update before, or of publication.';
comment on column progress_updates.parent_readers is 'Readers of the commitment; an update is read by those who may read both.';
comment on column progress_updates.public_since is 'Since when everybody may read it and its commitment, without a break; kept by a trigger.';
comment on column progress_updates.reported_on is 'Day the update speaks of; drives the reporting light.';
create index progress_updates_commitment on progress_updates (commitment_id, reported_on desc, id desc);
create index progress_updates_newest on progress_updates (id desc) where is_public;
create index progress_updates_restricted on progress_updates (id desc) where not is_public;
create index progress_updates_waiting on progress_updates (status, id) where status in ('for_clearance', 'submitted');
create index progress_updates_participant on progress_updates (participant_id, id desc);
create index progress_updates_period on progress_updates (period);
create index progress_updates_audience_organization on progress_updates (audience_organization_id) where audience_organization_id is not null;
alter table commitments add constraint commitments_latest_public_update
  foreign key (latest_public_update_id) references progress_updates on delete set null;
create index commitments_latest_public_update on commitments (latest_public_update_id);

create table evidence (
  id uuid primary key,
  commitment_id uuid not null references commitments on delete cascade,
  progress_update_id uuid references progress_updates on delete cascade,
  participant_id uuid not null references participants on delete restrict,
  kind text not null constraint evidence_kind check (kind in ('link', 'file')),
  title text not null,
  language text,
  url text,
  file_name text,
  media_type text,
  size_bytes bigint,
  sha256 bytea,
  stored_as text,
  audience text not null constraint evidence_audience check (audience in ('public', 'states', 'organization', 'named', 'own')),
  audience_organization_id uuid references participants on delete restrict,
  audience_ids uuid[] not null default '{}',
  readers text[] not null default '{}',
  parent_readers text[] not null default '{}',
  update_readers text[] not null default '{}',
  is_public boolean not null generated always as (readers @> '{public}'::text[] and parent_readers @> '{public}'::text[]
    and update_readers @> '{public}'::text[]) stored,
  created_at timestamptz not null,
  public_since timestamptz,
  removed_at timestamptz,
  constraint evidence_link_or_file check ((kind = 'link') = (url is not null) and (kind = 'file') = (stored_as is not null)),
  constraint evidence_audience_complete check ((audience = 'organization') = (audience_organization_id is not null)
    and (audience = 'named') = (audience_ids <> '{}'))
);
comment on table evidence is 'A link or file that supports a commitment or an update.';
comment on column evidence.stored_as is 'Random name of the file below the evidence directory.';
comment on column evidence.parent_readers is 'Readers of the commitment; evidence is read by those who may read it, its update and its commitment.';
comment on column evidence.update_readers is 'Readers of the update it belongs to; of the commitment where it belongs to none.';
comment on column evidence.public_since is 'Since when everybody may read it, its update and its commitment, without a break; kept by a trigger.';
comment on column evidence.removed_at is 'Since when it is taken back: read by nobody, its file swept a day later.';
create index evidence_commitment on evidence (commitment_id, id);
create index evidence_update on evidence (progress_update_id);
create index evidence_participant on evidence (participant_id);
create unique index evidence_stored_as on evidence (stored_as) where stored_as is not null;
create index evidence_audience_organization on evidence (audience_organization_id) where audience_organization_id is not null;

create table indicators (
  id uuid primary key,
  commitment_id uuid not null references commitments on delete cascade,
  version integer not null default 1,
  name jsonb not null constraint indicators_name_localized check (is_localized(name)),
  original_language text not null,
  unit text not null,
  baseline double precision,
  baseline_on date,
  target double precision,
  target_on date,
  created_at timestamptz not null
);
comment on table indicators is 'What is counted to see how far a commitment has got.';
create index indicators_commitment on indicators (commitment_id, id);

create table indicator_values (
  id uuid primary key,
  indicator_id uuid not null references indicators on delete cascade,
  commitment_id uuid not null references commitments on delete cascade,
  version integer not null default 1,
  value double precision not null,
  measured_on date not null,
  note text not null default '',
  created_at timestamptz not null,
  constraint indicator_values_once unique (indicator_id, measured_on)
);
comment on table indicator_values is 'One measurement of an indicator; a corrected one keeps what it said before in the audit.';
create index indicator_values_commitment on indicator_values (commitment_id);

create table assessments (
  id uuid primary key,
  commitment_id uuid not null references commitments on delete cascade,
  author_account_id uuid not null references accounts on delete restrict,
  participant_id uuid references participants on delete restrict,
  rating text not null constraint assessments_rating
    check (rating in ('no_evidence', 'not_started', 'limited', 'substantial', 'complete')),
  method text not null,
  note text not null default '',
  language text not null,
  assessed_on date not null,
  created_at timestamptz not null
);
comment on table assessments is 'A reviewer''s reading of progress, beside the participant''s own; with author and method.';
comment on column assessments.participant_id is 'The body that assessed; empty for the secretariat.';
create index assessments_commitment on assessments (commitment_id, assessed_on desc);
create index assessments_author on assessments (author_account_id);
create index assessments_participant on assessments (participant_id);

create table comments (
  id uuid primary key,
  commitment_id uuid not null references commitments on delete cascade,
  author_account_id uuid not null references accounts on delete restrict,
  participant_id uuid not null references participants on delete restrict,
  version integer not null default 1,
  status text not null constraint comments_status check (status in ('submitted', 'published', 'refused')),
  text text not null,
  language text not null,
  reason text not null default '',
  readers text[] not null default '{}',
  created_at timestamptz not null,
  decided_at timestamptz
);
comment on table comments is 'A stakeholder''s remark on a record, shown beside it once the secretariat has published it.';
comment on column comments.reason is 'Why it was refused.';
create index comments_commitment on comments (commitment_id, id);
create index comments_author on comments (author_account_id);
create index comments_participant on comments (participant_id);

-- Who may read: kept in the row before it is written.
create function commitments_keep() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' and new.reference = '' then
    new.reference := next_reference('CMT', extract(year from new.created_at at time zone 'UTC')::integer, 'commitments');
  end if;
  new.joined_ids := array(select unnest(new.joined_ids) intersect select unnest(new.joint_ids) order by 1);
  -- What another reported stays readable to whoever reported it, also when they withdraw it before it was shown.
  new.readers := record_readers(
    new.published_at is not null,
    new.status in ('submitted', 'returned', 'unconfirmed', 'declined')
      or (new.status = 'withdrawn' and new.provenance <> 'as_submitted' and new.confirmed_at is null),
    new.audience, new.participant_id,
    array_remove(new.joint_ids || case when new.confirmed_at is null then new.recorded_by_id end, null), new.audience_organization_id, new.audience_ids);
  if not new.readers @> '{public}' then
    new.public_since := null;
  elsif tg_op = 'INSERT' then
    new.public_since := new.published_at; -- in an import, a day of another register
  elsif not old.is_public then
    new.public_since := new.changed_at;
  end if;
  return new;
end $$;
create trigger keep before insert or update on commitments for each row execute function commitments_keep();

create function commitments_pass_on() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' or (new.joint_ids, new.joined_ids) is distinct from (old.joint_ids, old.joined_ids) then
    delete from commitment_participants where commitment_id = new.id and participant_id <> all (new.joint_ids);
    insert into commitment_participants as kept (commitment_id, participant_id, confirmed_at)
      select new.id, joint, case when joint = any (new.joined_ids) then new.changed_at end from unnest(new.joint_ids) as joint
      on conflict (participant_id, commitment_id) do update set confirmed_at = coalesce(kept.confirmed_at, excluded.confirmed_at);
  end if;
  if tg_op = 'UPDATE' and new.readers is distinct from old.readers then
    update progress_updates set parent_readers = new.readers where commitment_id = new.id;
    update evidence set parent_readers = new.readers, update_readers = new.readers
      where commitment_id = new.id and progress_update_id is null;
    update comments set readers = readers where commitment_id = new.id;
  end if;
  -- Nobody reviews what waits under such a record: it goes back to its authors, whom the one who chose so may not even read.
  if tg_op = 'UPDATE' and new.audience in ('named', 'own') and old.audience not in ('named', 'own') then
    update progress_updates set status = 'draft', version = version + 1, changed_at = new.changed_at
      where commitment_id = new.id and status = 'submitted';
  end if;
  return null;
end $$;
create trigger pass_on after insert or update on commitments for each row execute function commitments_pass_on();

-- Whoever leaves a record may afterwards be none of its readers: a policy lets nobody write what they may not read then.
create function leave_commitment(target uuid, leaving uuid, at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not ('p:' || leaving = any (asker_keys())) then
    raise exception 'nobody leaves for another' using errcode = 'insufficient_privilege';
  end if;
  update commitments set joint_ids = array_remove(joint_ids, leaving), version = version + 1, changed_at = at
    where id = target and leaving = any (joint_ids);
end $$;
comment on function leave_commitment(uuid, uuid, timestamptz) is 'Takes a joint participant whom the asker serves off a record.';

create function progress_updates_keep() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    select readers into new.parent_readers from commitments where id = new.commitment_id;
  end if;
  new.readers := record_readers(
    new.published_at is not null, new.status in ('submitted', 'returned') and new.submitted_at is not null, new.audience,
    new.participant_id, '{}', new.audience_organization_id, new.audience_ids);
  if not (new.readers @> '{public}' and new.parent_readers @> '{public}') then
    new.public_since := null;
  elsif tg_op = 'INSERT' or not old.is_public then
    new.public_since := greatest((select public_since from commitments where id = new.commitment_id), new.published_at,
      case when tg_op = 'UPDATE' and not old.readers @> '{public}' then new.changed_at end);
  end if;
  return new;
end $$;
create trigger keep before insert or update on progress_updates for each row execute function progress_updates_keep();

create function progress_updates_pass_on() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  target uuid;
  newest record;
begin
  if tg_op = 'UPDATE' and (new.readers is distinct from old.readers or new.parent_readers is distinct from old.parent_readers) then
    update evidence set parent_readers = new.parent_readers, update_readers = new.readers where progress_update_id = new.id;
  end if;
  -- Kept figures count published updates: what is none, and was none, changes nothing.
  if new.status <> 'published' and (tg_op = 'INSERT' or old.status <> 'published') then
    return null;
  end if;
  if tg_op = 'UPDATE' and (new.status, new.is_public, new.reported_on, new.commitment_id)
      is not distinct from (old.status, old.is_public, old.reported_on, old.commitment_id) then
    return null;
  end if;
  foreach target in array case when tg_op = 'UPDATE' and old.commitment_id <> new.commitment_id
      then array[old.commitment_id, new.commitment_id] else array[new.commitment_id] end loop
    select id, reported_on into newest from progress_updates
      where commitment_id = target and is_public and status = 'published'
      order by reported_on desc, id desc limit 1;
    update commitments set
        latest_public_update_id = newest.id,
        public_reported_on = newest.reported_on,
        restricted_update_count = (select count(*) from progress_updates
          where commitment_id = target and not is_public and status = 'published')
      where id = target;
  end loop;
  return null;
end $$;
create trigger pass_on after insert or update on progress_updates for each row execute function progress_updates_pass_on();

create function evidence_keep() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Locked: whoever narrows the audience at this moment waits for the new line, or it for them.
  if tg_op = 'INSERT' then
    select readers, readers into new.parent_readers, new.update_readers from commitments where id = new.commitment_id for share;
    if new.progress_update_id is not null then
      select readers into new.update_readers from progress_updates where id = new.progress_update_id for share;
    end if;
  end if;
  new.readers := record_readers(true, true, new.audience, new.participant_id, '{}', new.audience_organization_id, new.audience_ids);
  if not (new.readers @> '{public}' and new.parent_readers @> '{public}' and new.update_readers @> '{public}') then
    new.public_since := null;
  elsif tg_op = 'INSERT' or not old.is_public then
    new.public_since := greatest((select public_since from commitments where id = new.commitment_id),
      (select public_since from progress_updates where id = new.progress_update_id), new.created_at);
  end if;
  return new;
end $$;
create trigger keep before insert or update on evidence for each row execute function evidence_keep();

create function milestones_pass_on() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  target uuid := coalesce(new.commitment_id, old.commitment_id);
begin
  update commitments set
      milestone_count = counted.planned, milestone_reached_count = counted.reached
    from (select count(*) filter (where status <> 'dropped') as planned, count(*) filter (where status = 'reached') as reached
          from milestones where commitment_id = target) as counted
    where id = target
      and (milestone_count, milestone_reached_count) is distinct from (counted.planned::integer, counted.reached::integer);
  return null;
end $$;
create trigger pass_on after insert or update of status or delete on milestones for each row execute function milestones_pass_on();

-- Who wrote it reads it, whatever becomes of the commitment. What waits or was refused is read by the secretariat too, where
-- it may read the commitment.
create function comments_keep() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  above text[] := (select readers from commitments where id = new.commitment_id);
begin
  new.readers := case
    when new.status = 'published' then array_append(above, 'p:' || new.participant_id)
    when above && '{public,secretariat}' then array['p:' || new.participant_id, 'secretariat']
    else array['p:' || new.participant_id] end;
  return new;
end $$;
create trigger keep before insert or update on comments for each row execute function comments_keep();

-- What is kept by triggers is worth no line in the audit of its own.
do $$
declare target text;
begin
  foreach target in array array['commitments', 'commitment_participants', 'commitment_provisions', 'milestones', 'date_revisions',
      'progress_updates', 'evidence', 'indicators', 'indicator_values', 'assessments', 'comments'] loop
    perform protect(target::regclass);
    execute format('grant select on %I to para29_visitor, para29_app', target);
  end loop;
  foreach target in array array['commitments', 'milestones', 'progress_updates', 'evidence', 'indicators', 'indicator_values', 'comments'] loop
    execute format('grant insert, update on %I to para29_app', target);
  end loop;
  foreach target in array array['commitment_provisions', 'milestones', 'date_revisions', 'progress_updates', 'evidence', 'indicators',
      'indicator_values', 'assessments', 'comments'] loop
    execute format('create trigger audit after insert or update or delete on %I for each row execute function record_change()', target);
  end loop;
  -- What hangs on a commitment is read by those who may read the commitment.
  foreach target in array array['commitment_participants', 'commitment_provisions', 'milestones', 'date_revisions', 'indicators',
      'indicator_values', 'assessments'] loop
    execute format('create policy readers_of_the_commitment on %1$I to para29_visitor, para29_app
      using (exists (select from commitments c where c.id = %1$I.commitment_id))', target);
  end loop;
end $$;
create trigger audit after insert or update or delete on commitments for each row
  execute function record_change('restricted_update_count');
grant insert on date_revisions, assessments to para29_app;
grant insert, delete on commitment_provisions to para29_app;
grant delete on commitments, progress_updates to para29_app;

create policy public_records on commitments for select to para29_visitor using (is_public);
create policy readers on commitments for select to para29_app using (is_public or readers && (select asker_keys())::text[]);
create policy readers_insert on commitments for insert to para29_app with check (readers && (select asker_keys())::text[]);
create policy readers_update on commitments for update to para29_app using (is_public or readers && (select asker_keys())::text[]);
create policy own_drafts on commitments for delete to para29_app
  using (status = 'draft' and readers && (select asker_keys())::text[]);

create policy public_records on progress_updates for select to para29_visitor using (is_public);
create policy readers on progress_updates for select to para29_app
  using (is_public or (readers && (select asker_keys())::text[] and parent_readers && (select asker_keys())::text[]));
create policy readers_insert on progress_updates for insert to para29_app
  with check (readers && (select asker_keys())::text[] and parent_readers && (select asker_keys())::text[]);
create policy readers_update on progress_updates for update to para29_app
  using (is_public or (readers && (select asker_keys())::text[] and parent_readers && (select asker_keys())::text[]));
create policy own_drafts on progress_updates for delete to para29_app
  using (status = 'draft' and readers && (select asker_keys())::text[]);

create policy public_records on evidence for select to para29_visitor using (is_public and removed_at is null);
-- Read by those who may read the evidence, its update and its commitment; written by its own people and the secretariat. Only
-- they still reach what was taken back: whoever takes it back must be able to read the line they leave.
do $$
declare
  reads text := 'readers && (select asker_keys())::text[] and parent_readers && (select asker_keys())::text[]
    and update_readers && (select asker_keys())::text[]';
  keeps text := 'array[''p:'' || participant_id, ''secretariat''] && (select asker_keys())::text[]';
begin
  execute format('create policy readers on evidence for select to para29_app
    using (is_public and removed_at is null or %s and (removed_at is null or %s))', reads, keeps);
  execute format('create policy keepers_insert on evidence for insert to para29_app with check (%s and %s)', reads, keeps);
  execute format('create policy keepers_update on evidence for update to para29_app using (%s and %s)', reads, keeps);
end $$;

create policy public_records on comments for select to para29_visitor using (readers @> '{public}');
create policy readers on comments for select to para29_app using (readers && (select asker_keys())::text[]);
create policy readers_insert on comments for insert to para29_app with check (readers && (select asker_keys())::text[]);
create policy readers_update on comments for update to para29_app using (readers && (select asker_keys())::text[]);
