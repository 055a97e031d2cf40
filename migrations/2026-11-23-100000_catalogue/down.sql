delete from instrument_citations as later using instrument_citations as earlier
  where later.instrument_id = earlier.instrument_id and later.cited_by_id = earlier.cited_by_id and later.at > earlier.at;
alter table instrument_citations
  drop constraint instrument_citations_pkey,
  drop at, drop edition, drop is_struck, drop note,
  add primary key (instrument_id, cited_by_id);
alter table instruments drop dated_on;
drop table instrument_sponsors;
drop table membership_suspensions;
