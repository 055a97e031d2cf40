do $$
declare one record;
begin
  for one in select tgname, tgrelid::regclass as target from pg_trigger where tgname like 'tell\_public%' loop
    execute format('drop trigger %I on %s', one.tgname, one.target);
  end loop;
end $$;
drop function tell_public_of_commitment();
drop function tell_public();
