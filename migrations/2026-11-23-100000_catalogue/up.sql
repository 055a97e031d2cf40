-- What the catalogue says beyond names: suspensions, sponsors, days, and which clause cites which edition.
create table membership_suspensions (
  membership_id uuid not null references memberships on delete cascade,
  from_on date not null,
  to_on date,
  is_day_known boolean not null default true,
  note text not null default '',
  primary key (membership_id, from_on),
  constraint membership_suspensions_in_order check (to_on is null or from_on <= to_on)
);
comment on table membership_suspensions is 'A membership was suspended from one day to another; a suspended member is still a member.';
comment on column membership_suspensions.to_on is 'Last day of suspension; empty while it lasts.';
comment on column membership_suspensions.is_day_known is 'False where only a month or year is known: from_on is then its first day, to_on its last.';

create table instrument_sponsors (
  instrument_id uuid not null references instruments on delete cascade,
  participant_id uuid not null references participants on delete cascade,
  primary key (instrument_id, participant_id)
);
comment on table instrument_sponsors is 'Participants that put a document forward, such as the sponsors of A/66/359.';
create index instrument_sponsors_participant on instrument_sponsors (participant_id);

alter table instruments add dated_on date;
comment on column instruments.dated_on is 'Day of the document or of its adoption; empty where only the year is known.';

alter table instrument_citations
  add at text not null default '',
  add edition text not null default '',
  add is_struck boolean not null default false,
  add note text not null default '',
  drop constraint instrument_citations_pkey,
  add primary key (instrument_id, cited_by_id, at);
comment on column instrument_citations.at is 'Clause of the citing document.';
comment on column instrument_citations.edition is 'Year of the edition it cites, where the cited document has several.';
comment on column instrument_citations.is_struck is 'The citing proposal strikes this reference out.';

do $$
declare target text;
begin
  foreach target in array array['membership_suspensions', 'instrument_sponsors'] loop
    perform protect(target::regclass);
    execute format('create policy everyone_reads on %I for select to para29_visitor, para29_app using (true)', target);
    execute format('grant select on %I to para29_visitor, para29_app', target);
    execute format('create trigger audit after insert or update or delete on %I for each row execute function record_change()', target);
  end loop;
end $$;
