-- In which documents of the dialogue an organization, entity, network or initiative is named, as the catalogue has it.
alter table participants add named_in text[] not null default '{}';
comment on column participants.named_in is 'Symbols of the documents of the catalogue that name it.';

-- A register that stands already loads its catalogue again only when that changes.
alter table participants disable trigger audit;
update participants set named_in = '{A/68/98}'
  where code in ('AU', 'ARF', 'APEC', 'COE', 'ECOWAS', 'EU', 'LAS', 'OSCE', 'SCO', 'UNIDIR', 'UNODA');
update participants set named_in = '{A/68/98,WTDC-17/23/Add.19}' where code = 'OAS';
update participants set named_in = '{WTDC-17/23/Add.19}' where code in ('RCC', 'ITU', 'UNODC', 'IMPACT', 'FIRST', 'APCERT');
alter table participants enable trigger audit;
