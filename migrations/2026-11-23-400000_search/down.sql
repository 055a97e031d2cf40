drop function search_restricted(text), search_found(text);
drop trigger search on participant_names;
drop trigger search on participants;
drop trigger search on provisions;
drop trigger search on progress_updates;
drop trigger search on commitments;
drop trigger search_added on commitment_provisions;
drop trigger search_removed on commitment_provisions;
drop function search_name(), search_participant(), search_provision(), search_update(), search_answers(), search_commitment(),
  search_called(uuid[]), search_provisions(uuid[]), search_updates(uuid[]), search_commitments(uuid[]),
  search_head(text, text, text, text), search_answered(uuid), search_names(uuid[]);
drop table search_participants, restricted_words, search_entries;
drop function search_marked(text, text, tsquery), search_phrase(text, text), search_query(text, text), search_vector(text, text),
  search_shape(text, text), search_arabic(text), search_config(text), search_fold(text);
drop text search configuration search_ar, search_zh, search_en, search_fr, search_ru, search_es;
drop text search dictionary search_english, search_french, search_russian, search_spanish;
