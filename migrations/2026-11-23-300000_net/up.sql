-- The net beneath the rules of writing. Policies say who may read, and so who may be told that something is forbidden; this
-- says who may write at all: those who serve a participant that the record is of, and the secretariat.
-- Not a policy for updates: rows are locked before it is judged who may do what, and that policy would make what is
-- forbidden look missing.
create function only_writers() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  keys text[] := asker_keys();
  whole jsonb;
  above jsonb;
begin
  -- What triggers keep, they keep for whoever acts.
  if current_setting('role') = 'para29_app' and pg_trigger_depth() = 1 and not 'secretariat' = any (keys) then
    -- As it was; and as it becomes, where it comes to be or comes to belong to another. (Whoever leaves a joint record is
    -- in it no more afterwards.)
    for whole in select version from (values (case when tg_op <> 'INSERT' then to_jsonb(old) end),
        (case when tg_op = 'INSERT' or tg_op = 'UPDATE' and (to_jsonb(old) -> 'participant_id', to_jsonb(old) -> 'commitment_id')
           is distinct from (to_jsonb(new) -> 'participant_id', to_jsonb(new) -> 'commitment_id') then to_jsonb(new) end)
      ) as row (version) where version is not null loop
      above := (select to_jsonb(c) from commitments c where c.id = (whole ->> 'commitment_id')::uuid);
      if not exists (
        select from (values (whole ->> 'participant_id'), (whole ->> 'recorded_by_id'),
            (above ->> 'participant_id'), (above ->> 'recorded_by_id')
          union all select jsonb_array_elements_text(whole -> 'joint_ids')
          union all select jsonb_array_elements_text(above -> 'joint_ids')) as writer (participant)
          where 'p:' || participant = any (keys)) then
        raise exception 'row-level security policy: % is written for others', tg_table_name using errcode = 'insufficient_privilege';
      end if;
    end loop;
  end if;
  return coalesce(new, old);
end $$;
comment on function only_writers() is 'Stops a signed-in person from writing to records of participants whom they do not serve.';

do $$
declare target text;
begin
  foreach target in array array['commitments', 'commitment_provisions', 'milestones', 'date_revisions', 'progress_updates',
      'evidence', 'indicators', 'indicator_values', 'assessments', 'comments'] loop
    execute format('create trigger only_writers before insert or update or delete on %I for each row execute function only_writers()', target);
  end loop;
end $$;
