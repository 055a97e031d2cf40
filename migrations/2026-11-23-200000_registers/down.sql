drop function next_references(text, integer, regclass, integer);
do $$
begin
  execute format('revoke temporary on database %I from para29_system', current_database());
end $$;
alter table imports drop refreshed_count, drop kept_count, drop missing_count;
alter table evidence drop external_source, drop external_id, drop external_digest;
alter table progress_updates drop external_digest;
update participants set kind = 'observer_state' where kind = 'non_member_state';
update participants set kind = 'civil_society' where kind = 'public_authority';
alter table participants
  drop external_digest,
  drop constraint participants_kind,
  add constraint participants_kind check (kind in ('member_state', 'observer_state', 'regional_organization', 'un_entity',
    'technical_network', 'initiative', 'civil_society', 'private_sector', 'academia'));
