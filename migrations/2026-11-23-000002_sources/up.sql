-- Instruments, provisions, themes: what undertakings refer to. Public, changed only by the catalogue (an operator's act).
create table themes (
  code text primary key,
  position integer not null,
  name jsonb not null constraint themes_name_localized check (is_localized(name)),
  description jsonb not null default '{}' constraint themes_description_localized check (is_localized(description))
);
comment on table themes is 'A subject of the dialogue, such as incident_response; data, not code.';

create table instruments (
  id uuid primary key,
  symbol text not null constraint instruments_symbol_unique unique,
  body text not null,
  year integer not null,
  status text not null constraint instruments_status check (status in ('agreed', 'adopted', 'proposed', 'noted')),
  title jsonb not null constraint instruments_title_localized check (is_localized(title)),
  note text not null default '',
  is_sample boolean not null default false
);
comment on table instruments is 'A document that States or bodies agreed, adopted, proposed or noted, by its symbol.';
comment on column instruments.is_sample is 'Came with the sample register, and is marked so on pages.';

create table instrument_citations (
  instrument_id uuid not null references instruments on delete cascade,
  cited_by_id uuid not null references instruments on delete cascade,
  relation text not null,
  primary key (instrument_id, cited_by_id)
);
comment on table instrument_citations is 'One instrument names another: source, predecessor, recalled, revised, noted …';
create index instrument_citations_cited_by on instrument_citations (cited_by_id);

create table provisions (
  id uuid primary key,
  instrument_id uuid not null references instruments on delete cascade,
  reference text not null constraint provisions_reference_unique unique,
  parent_id uuid references provisions on delete restrict,
  position integer not null,
  section text not null,
  paragraph text not null,
  addressee text not null,
  theme text not null references themes on update cascade on delete restrict,
  kind text not null,
  title jsonb not null constraint provisions_title_localized check (is_localized(title)),
  summary jsonb not null default '{}' constraint provisions_summary_localized check (is_localized(summary)),
  is_sample boolean not null default false
);
comment on table provisions is 'One recommendation, or clause of one, with its stable reference such as A/68/98:26(c).';
create index provisions_instrument on provisions (instrument_id, position);
create index provisions_parent on provisions (parent_id);
create index provisions_theme on provisions (theme);

create table provision_links (
  from_id uuid not null references provisions on delete cascade,
  to_id uuid not null references provisions on delete cascade,
  relation text not null constraint provision_links_relation check (relation in ('precedes', 'succeeds', 'related')),
  primary key (from_id, to_id, relation)
);
comment on table provision_links is 'How one provision stands to another: genealogy of recommendations.';
create index provision_links_to on provision_links (to_id);

-- When an update is invited, counted in months since the last one (or since publication).
create table reporting_cycles (
  code text primary key,
  invited_after_months integer not null,
  no_update_after_months integer not null,
  inactive_after_months integer not null,
  constraint reporting_cycles_in_order check (0 < invited_after_months and invited_after_months < no_update_after_months
    and no_update_after_months < inactive_after_months)
);
comment on table reporting_cycles is 'Settings of the reporting light, per cycle.';

create table reporting_periods (
  code text primary key,
  from_on date not null,
  to_on date not null,
  due_on date not null,
  constraint reporting_periods_in_order check (from_on <= to_on and to_on <= due_on)
);
comment on table reporting_periods is 'A span that updates report on, such as 2026, and the day until which they are invited.';

create function reporting_period(given text, day date) returns text language sql stable as $$
  select coalesce(given, (select code from reporting_periods where day between from_on and to_on order by code limit 1))
$$;
comment on function reporting_period(text, date) is 'The period that is given, else the one in which the day lies.';

do $$
declare target text;
begin
  foreach target in array array['themes', 'instruments', 'instrument_citations', 'provisions', 'provision_links',
                                'reporting_cycles', 'reporting_periods'] loop
    perform protect(target::regclass);
    execute format('create policy everyone_reads on %I for select to para29_visitor, para29_app using (true)', target);
    execute format('grant select on %I to para29_visitor, para29_app', target);
    execute format('create trigger audit after insert or update or delete on %I for each row execute function record_change()', target);
  end loop;
end $$;
