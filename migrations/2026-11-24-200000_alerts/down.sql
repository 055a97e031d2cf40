delete from letter_links where alert_id is not null;
alter table letter_links drop constraint letter_links_whose;
alter table letter_links drop constraint letter_links_purpose;
alter table letter_links add constraint letter_links_purpose check (purpose in ('stop', 'resume', 'choose', 'no_change', 'clear', 'confirm'));
alter table letter_links drop column alert_id;
alter table letter_links alter column account_id set not null;
alter table letters drop column alert_id;
drop table alerts;
