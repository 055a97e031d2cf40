do $$
declare target text;
begin
  foreach target in array array['commitments', 'commitment_provisions', 'milestones', 'date_revisions', 'progress_updates',
      'evidence', 'indicators', 'indicator_values', 'assessments', 'comments'] loop
    execute format('drop trigger only_writers on %I', target);
  end loop;
end $$;
drop function only_writers();
