drop function reporting_period(text, date);
drop table reporting_periods, reporting_cycles, provision_links, provisions, instrument_citations, instruments, themes;
