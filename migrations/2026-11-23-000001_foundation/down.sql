drop table reference_years, idempotency_keys, changes, checkpoints cascade;
drop function next_reference(text, integer, regclass), record_change(), is_localized(jsonb), protect(regclass),
  changes_stay(), acted_for(jsonb, boolean), effective_readers(jsonb), readers_now(bigint), seal_changes(timestamptz),
  sign_checkpoint(bigint, bytea, bytea), asker_account(), asker_keys();
revoke usage on schema public from para29_visitor, para29_app, para29_system;
-- The roles stay: they belong to the server, and another database of it may use them.
