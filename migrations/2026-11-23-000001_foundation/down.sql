drop table reference_years, idempotency_keys, changes cascade;
drop function next_reference(text, integer, regclass), record_change(), is_localized(jsonb), protect(regclass), asker_account(), asker_keys();
revoke usage on schema public from para29_visitor, para29_app, para29_system;
-- The roles stay: they belong to the server, and another database of it may use them.
