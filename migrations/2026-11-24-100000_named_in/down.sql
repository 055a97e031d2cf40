alter table participants drop named_in;
