-- That something public changed, told to whoever keeps answers. What changes for a few only is not told: a visitor who
-- measures how soon a page comes would learn of it.
create function tell_public() returns trigger language plpgsql as $$
begin
  notify public_record;
  return null;
end $$;

-- Of what is read by itself; what triggers keep of restricted updates is no news.
do $$
declare target text;
begin
  foreach target in array array['commitments', 'progress_updates', 'evidence'] loop
    execute format('create trigger tell_public_insert after insert on %I for each row when (new.is_public) execute function tell_public()', target);
    execute format('create trigger tell_public_delete after delete on %I for each row when (old.is_public) execute function tell_public()', target);
    execute format('create trigger tell_public after update on %I for each row when ((old.is_public or new.is_public)
      and to_jsonb(old) - ''restricted_update_count'' is distinct from to_jsonb(new) - ''restricted_update_count'')
      execute function tell_public()', target);
  end loop;
end $$;
create trigger tell_public_insert after insert on comments for each row when (new.readers @> '{public}') execute function tell_public();
create trigger tell_public_delete after delete on comments for each row when (old.readers @> '{public}') execute function tell_public();
create trigger tell_public after update on comments for each row when (old.readers @> '{public}' or new.readers @> '{public}')
  execute function tell_public();

-- Of what hangs on a commitment, and is as public as that.
create function tell_public_of_commitment() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from commitments where id = coalesce(new.commitment_id, old.commitment_id) and is_public) then
    notify public_record;
  end if;
  return null;
end $$;

do $$
declare target text;
begin
  foreach target in array array['commitment_participants', 'commitment_provisions', 'milestones', 'date_revisions', 'indicators',
      'indicator_values', 'assessments'] loop
    execute format('create trigger tell_public after insert or update or delete on %I for each row execute function tell_public_of_commitment()', target);
  end loop;
  -- What everybody reads.
  foreach target in array array['themes', 'instruments', 'instrument_citations', 'instrument_sponsors', 'provisions', 'provision_links',
      'reporting_cycles', 'reporting_periods', 'participants', 'participant_names', 'participant_groups', 'memberships',
      'membership_suspensions', 'settings'] loop
    execute format('create trigger tell_public after insert or update or delete or truncate on %I for each statement execute function tell_public()', target);
  end loop;
end $$;
