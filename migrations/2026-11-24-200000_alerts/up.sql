-- Whoever wants to be told by e-mail when something is published that a search finds; they need not be known here.
create table alerts (
  id uuid primary key,
  address text not null,
  language text not null constraint alerts_language check (language in ('ar', 'zh', 'en', 'fr', 'ru', 'es')),
  query text not null,
  filter jsonb not null,
  named text not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  suspended_at timestamptz,
  recorded_up_to bigint not null default 0,
  told_up_to bigint,
  telling_up_to bigint,
  letter_id uuid,
  in_doubt_on date,
  constraint alerts_told_once_confirmed check ((confirmed_at is null) = (told_up_to is null)),
  constraint alerts_telling_by_letter check (letter_id is null or telling_up_to is not null)
);
comment on table alerts is 'Searches of which somebody is told by e-mail; a row goes, with the address, when the letters are stopped.';
comment on column alerts.query is 'The search as the address of the list has it; leads there.';
comment on column alerts.filter is 'The same as it is asked.';
comment on column alerts.named is 'The same in words, as the reader was shown it.';
comment on column alerts.confirmed_at is 'When a link in a letter to the address was followed; before, nothing else is sent.';
comment on column alerts.suspended_at is 'Since when the address is known to be refused for good.';
comment on column alerts.recorded_up_to is 'The last change there was when the link was followed: what came before is no news.';
comment on column alerts.told_up_to is 'The checkpoint up to which all was told: a change is sealed once, after its commit, so none is told twice or passed over.';
comment on column alerts.telling_up_to is 'The checkpoint up to which the letter of letter_id tells.';
comment on column alerts.letter_id is 'The letter under way, or in doubt.';
comment on column alerts.in_doubt_on is 'Day of a letter of which nobody knows whether it arrived; the next one says so.';
create index alerts_address on alerts (address);
create index alerts_confirmed on alerts (id) where confirmed_at is not null;
create index alerts_letter on alerts (letter_id);

alter table letters add column alert_id uuid references alerts on delete set null;
create index letters_alert on letters (alert_id) where alert_id is not null;
grant select (alert_id) on letters to para29_app;
alter table alerts add constraint alerts_letter foreign key (letter_id) references letters on delete set null;

alter table letter_links alter column account_id drop not null;
alter table letter_links add column alert_id uuid references alerts on delete cascade;
alter table letter_links drop constraint letter_links_purpose;
alter table letter_links add constraint letter_links_purpose check (purpose in ('stop', 'resume', 'choose', 'no_change', 'clear', 'confirm',
  'alert_confirm', 'alert_stop'));
alter table letter_links add constraint letter_links_whose check ((alert_id is null) = (account_id is not null)
  and (alert_id is not null) = (purpose in ('alert_confirm', 'alert_stop')));
create index letter_links_alert on letter_links (alert_id) where alert_id is not null;

-- The platform alone reads it: nobody is told whose address is here.
select protect('alerts');
