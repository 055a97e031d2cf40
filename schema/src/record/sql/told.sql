-- What pages say of where the register's records come from, and since when there is none of the sample left.
insert into settings (name, value)
  select 'sources', jsonb_build_object(run.source, jsonb_build_object('title', run.title, 'credit', run.credit,
      'seen_on', run.seen_on, 'imported_at', run.now))
    from import_run as run where not run.is_register
  on conflict (name) do update set value = settings.value || excluded.value;
delete from settings where name = 'sample' and not exists (select from commitments where is_sample);
