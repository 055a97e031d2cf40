-- Says that the source was looked at, and what came of it; not for a file that was imported before and changed nothing.
insert into imports (id, source, file_name, file_digest, mapping_digest, seen_on, new_count, changed_count, unchanged_count,
    rejected_count, refreshed_count, kept_count, missing_count, imported_at, account_id)
  select run.id, run.source, run.file_name, run.file_digest, run.mapping_digest, run.seen_on,
      tally.new, tally.changed, tally.unchanged, $1, tally.refreshed, tally.kept, (select count(*) from import_missing),
      run.now, run.account_id
    from import_run as run, (select count(*) filter (where state = 'new') as new, count(*) filter (where state = 'changed') as changed,
        count(*) filter (where state = 'unchanged') as unchanged, count(*) filter (where state = 'refreshed') as refreshed,
        count(*) filter (where state = 'kept') as kept from import_records) as tally
    where $2 or not exists (select from imports as i where (i.source, i.file_digest, i.mapping_digest) = (run.source, run.file_digest, run.mapping_digest)
      and i.seen_on is not distinct from run.seen_on)
