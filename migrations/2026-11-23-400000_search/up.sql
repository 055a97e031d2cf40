-- Search: words of what is public, in the six languages, kept beside the records by triggers.
--
-- A text becomes words in three steps, the same when it is written and when it is asked for: folded (what does not tell one
-- word from another is taken away), shaped for its language, and stemmed. docs/decisions/ tells why so.

-- Names code points and no classes of characters, so that it does not hang on the locale of a database.
create function search_fold(given text) returns text language plpgsql immutable parallel safe strict as $$
declare
  letters constant text := 'ابجدهوزحطيكلمنабвгдсе';
  folded text;
begin
  if given ~ '^[ -~]*$' then
    return btrim(regexp_replace(lower(given), '[^0-9a-z]+', ' ', 'g'));
  end if;
  -- Vowel signs that stand alone, as forms of their own, would come apart into a space and the sign.
  folded := normalize(regexp_replace(given, '[\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe7f]', '', 'g'), nfkd);
  -- Accents, but for the breve that makes й; vowel signs of Arabic, tatweel; what shows nothing.
  folded := normalize(regexp_replace(folded,
    '[\u0300-\u0305\u0307-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u00ad\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f]',
    '', 'g'), nfc);
  -- Arabic letters that are written for each other; digits.
  folded := translate(folded, 'ٱىیېةھہەکڪ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹', 'ايييههههكك01234567890123456789');
  folded := translate(folded, 'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐЎў', 'абвгдежзийклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґуу');
  folded := translate(folded, 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩς', 'αβγδεζηθικλμνξοπρστυφχψωσ');
  folded := translate(folded, 'ăĂĕĔğĞĭĬŏŎŭŬøØđĐðÐłŁıħĦŧŦŋŊþÞ', 'aaeeggiioouuooddddllihhttnntt');
  -- Clauses are numbered by the letters of the language: ٢٦ (ج) and 26 в) are 26 (c). Russian texts of the United Nations
  -- have Latin letters; а, с and е are those letters from a Russian keyboard.
  if folded ~ ('[0-9](?: ?\( ?| )[' || letters || '] ?\)') then
    for place in 1 .. length(letters) loop
      folded := regexp_replace(folded, '([0-9](?: ?\( ?| ))' || substr(letters, place, 1) || '(?= ?\))',
        '\1' || substr('abcdefghijklmnabcdece', place, 1), 'g');
    end loop;
  end if;
  folded := replace(replace(replace(replace(replace(lower(folded), 'ß', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe');
  return btrim(regexp_replace(folded,
    '[\u0001-/:-`{-\u00bf\u00d7\u00f7\u02b0-\u02ff\u060c\u061b-\u061f\u066a-\u066d\u06d4\u1680\u2000-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d\u30fb\ue000-\uf8ff\ufd3e\ufd3f\ufe10-\ufe6f\uff00-\uff0f\U0001f000-\U0001faff]+',
    ' ', 'g'));
end $$;
comment on function search_fold(text) is
  'A text for search: in small letters, without accents, vowel signs and lengthening, digits as 0-9, all but words as a space.';

-- The snowball stemmers without lists of words that are left out: WHO, IT and US are words here. Which words of a question
-- may be passed over is decided where it is asked.
do $$
declare
  language text;
begin
  foreach language in array array['english', 'french', 'russian', 'spanish'] loop
    execute format('create text search dictionary search_%1$s (template = snowball, language = %1$I)', language);
  end loop;
  create text search configuration search_en (copy = simple);
  alter text search configuration search_en alter mapping for asciiword, word with search_english;
  create text search configuration search_fr (copy = simple);
  alter text search configuration search_fr alter mapping for asciiword, word with search_french;
  create text search configuration search_es (copy = simple);
  alter text search configuration search_es alter mapping for asciiword, word with search_spanish;
  -- Latin words within other scripts are mostly English.
  create text search configuration search_ru (copy = simple);
  alter text search configuration search_ru alter mapping for asciiword with search_english;
  alter text search configuration search_ru alter mapping for word with search_russian;
  create text search configuration search_ar (copy = simple);
  alter text search configuration search_ar alter mapping for asciiword with search_english;
  create text search configuration search_zh (copy = simple);
  alter text search configuration search_zh alter mapping for asciiword with search_english;
end $$;

create function search_config(language text) returns regconfig language sql immutable parallel safe return
  case language
    when 'ar' then 'search_ar'::regconfig when 'zh' then 'search_zh'::regconfig when 'fr' then 'search_fr'::regconfig
    when 'ru' then 'search_ru'::regconfig when 'es' then 'search_es'::regconfig else 'search_en'::regconfig end;

-- A light stemmer, since the one at hand takes the definite and the indefinite form of a noun to different stems. The article
-- goes, and endings of number, gender and belonging; plurals made within the word are named, as far as registers use them.
create function search_arabic(word text) returns text language plpgsql immutable parallel safe strict as $$
declare
  stem text := word;
begin
  if word !~ '[\u0621-\u064a]' then
    return word;
  end if;
  -- Words that begin as the article does keep their beginning: التزام, إلكتروني, إلغاء, إلزام …
  stem := regexp_replace(stem, '^[وف]?(?:[بك]?ال(?!تزام|تحاق|تماس|تقا|تفاف|تباس|كترون|غاء|غاي|زام|حاق|هام)|لل)(?=..)', '');
  stem := regexp_replace(stem, '^(....+)ا$', '\1');
  stem := regexp_replace(stem, '^(...+?)(?:ها|هم|ان|ات|ون|ين)$', '\1');
  -- Two letters alone would be another word: جهة and جهات keep the ending, as one.
  stem := regexp_replace(stem, '^(..)ات$', '\1ه');
  stem := regexp_replace(stem, '^(...+?)يه$', '\1');
  stem := regexp_replace(stem, '^(...+?)[هي]$', '\1');
  return case stem
    when 'حوادث' then 'حادث' when 'تدابير' then 'تدبير' when 'معايير' then 'معيار' when 'قواعد' then 'قاعد'
    when 'اهداف' then 'هدف' when 'مباد' then 'مبدا' when 'مبادي' then 'مبدا' when 'برامج' then 'برنامج' when 'خبراء' then 'خبير'
    when 'فرق' then 'فريق' when 'افرقه' then 'فريق' when 'افرق' then 'فريق' when 'نقاط' then 'نقط' when 'جهود' then 'جهد'
    when 'تقارير' then 'تقرير' when 'مشاريع' then 'مشروع' when 'قوانين' then 'قانون' when 'قان' then 'قانون'
    when 'دورات' then 'دور' when 'شبكات' then 'شبك' when 'نظم' then 'نظام' when 'انظم' then 'نظام' when 'سياسات' then 'سياس'
    when 'مراكز' then 'مركز' when 'اجهز' then 'جهاز' when 'هياكل' then 'هيكل' when 'مخاطر' then 'خطر' when 'اخطار' then 'خطر'
    else stem end;
end $$;

-- Chinese puts no spaces between words. Each two signs that stand side by side are a word here: 网络安全 is 网络, 络安 and 安全.
-- In other scripts a word stays one word.
create function search_shape(language text, folded text) returns text language plpgsql immutable parallel safe strict as $$
declare
  shaped text := folded;
begin
  if folded ~ '[\u3400-\u4dbf\u4e00-\u9fff]' then
    -- ABC becomes AABBC, ABBC, and AB BC.
    shaped := regexp_replace(shaped, '([\u3400-\u4dbf\u4e00-\u9fff])(?=[\u3400-\u4dbf\u4e00-\u9fff])', '\1\1', 'g');
    shaped := regexp_replace(shaped, '[\u3400-\u4dbf\u4e00-\u9fff]([\u3400-\u4dbf\u4e00-\u9fff]{2,})', ' \1 ', 'g');
    shaped := regexp_replace(shaped, '([\u3400-\u4dbf\u4e00-\u9fff]{2})', '\1 ', 'g');
    -- One alone stands apart from a word of another script.
    shaped := regexp_replace(shaped, '([^\u3400-\u4dbf\u4e00-\u9fff ])([\u3400-\u4dbf\u4e00-\u9fff])', '\1 \2', 'g');
    shaped := btrim(regexp_replace(regexp_replace(shaped, '([\u3400-\u4dbf\u4e00-\u9fff])([^\u3400-\u4dbf\u4e00-\u9fff ])', '\1 \2', 'g'),
      '  +', ' ', 'g'));
  end if;
  return case language
    -- The Spanish stemmer knows this ending by its accent only.
    when 'es' then regexp_replace(shaped, '([cs])ion(?= |$)', '\1ión', 'g')
    -- Nouns that the English one holds for other words than their verbs.
    when 'en' then regexp_replace(regexp_replace(shaped, '(^| )responses?(?= |$)', '\1respond', 'g'),
      '(^| )(disclos|expos)ures?(?= |$)', '\1\2e', 'g')
    when 'ar' then (select string_agg(search_arabic(word), ' ' order by place)
      from string_to_table(shaped, ' ') with ordinality as words (word, place))
    else shaped end;
end $$;
comment on function search_shape(text, text) is 'A folded text as the stemmer of its language takes it.';

create function search_vector(language text, given text) returns tsvector language plpgsql immutable parallel safe as $$
declare
  folded text := search_fold(given);
  more text;
begin
  -- A sign is found by the pair that it begins; the last one begins none.
  if folded ~ '[\u3400-\u4dbf\u4e00-\u9fff]' then
    select string_agg(match[1], ' ') into more
      from regexp_matches(folded, '[\u3400-\u4dbf\u4e00-\u9fff]([\u3400-\u4dbf\u4e00-\u9fff])(?![\u3400-\u4dbf\u4e00-\u9fff])', 'g') as match;
  end if;
  -- What is written together with «and», «in», «for», «as» is found without it; where such a letter is the word's own, the
  -- word beside it that nobody asks for does no harm.
  if language = 'ar' then
    select concat_ws(' ', more, string_agg(rest, ' ')) into more
      from string_to_table(folded, ' ') as word,
        lateral (select regexp_replace(word, '^[وف](?=...)', '') union select regexp_replace(word, '^[وف]?[بلك](?=...)', '')) as parts (rest)
      where word ~ '^[وفبلك](?:....|..ه$)' and rest <> word;
  end if;
  return to_tsvector(search_config(language), coalesce(search_shape(language, folded || coalesce(' ' || more, '')), ''));
end $$;
comment on function search_vector(text, text) is 'The words of a text in this language.';

-- Every word has to be there; words between quotation marks, and the parts of a reference, one after the other. Of Chinese
-- signs without a space between them, each second pair: enough to find the text, and not too much where a word stands between
-- two others in it.
create function search_query(language text, asked text) returns tsquery language plpgsql immutable parallel safe strict as $$
declare
  config regconfig := search_config(language);
  stemmer regdictionary := case language when 'fr' then 'french_stem' when 'es' then 'spanish_stem'
    when 'ru' then 'russian_stem' else 'english_stem' end;
  -- 26 (c) and 26 c) are one reference.
  parts text[] := regexp_split_to_array(regexp_replace(asked,
    '([0-9٠-٩۰-۹])(?:\s*[(（]\s*|\s+)([^\s()（）0-9])ـ?\s*[)）]', '\1(\2)', 'g'), '["“”„«»「」『』]+');
  every tsquery;
  needed tsquery;
  one tsquery;
  together text;
  word text;
  signs text;
begin
  for place in 1 .. cardinality(parts) loop
    if place % 2 = 0 and place < cardinality(parts) then
      one := search_phrase(language, parts[place]);
      if numnode(one) > 0 then
        every := coalesce(every && one, one);
        needed := coalesce(needed && one, one);
      end if;
      continue;
    end if;
    foreach together in array regexp_split_to_array(parts[place], '\s+') loop
      together := search_fold(together);
      -- A reference: as it stands, or among those that a commitment answers.
      if together ~ '[0-9]' and together like '% %' and together !~ '[\u3400-\u4dbf\u4e00-\u9fff]' then
        one := search_phrase(language, together) || quote_literal(together)::tsquery;
        every := coalesce(every && one, one);
        needed := coalesce(needed && one, one);
        continue;
      end if;
      foreach word in array string_to_array(together, ' ') loop
        one := null;
        for signs in select (regexp_matches(word, '[\u3400-\u4dbf\u4e00-\u9fff]+|[^\u3400-\u4dbf\u4e00-\u9fff]+', 'g'))[1] loop
          if signs !~ '^[\u3400-\u4dbf\u4e00-\u9fff]' then
            one := coalesce(one && plainto_tsquery(config, search_shape(language, signs)), plainto_tsquery(config, search_shape(language, signs)));
          elsif length(signs) = 1 then
            one := coalesce(one && (quote_literal(signs) || ':*')::tsquery, (quote_literal(signs) || ':*')::tsquery);
          else
            select coalesce(one && pairs, pairs) into one from (
              select string_agg(quote_literal(substr(signs, least(start, length(signs) - 1), 2)), ' & ')::tsquery
                from generate_series(1, length(signs), 2) as start) as cut (pairs);
          end if;
        end loop;
        continue when one is null or numnode(one) = 0;
        every := coalesce(every && one, one);
        if ts_lexize(stemmer, word) = '{}'
            or language = 'ar' and word in ('من', 'في', 'علي', 'الي', 'عن', 'مع', 'او', 'ان', 'التي', 'الذي', 'هذا', 'هذه', 'بين', 'كل', 'ما', 'و') then
          continue;
        end if;
        needed := coalesce(needed && one, one);
      end loop;
    end loop;
  end loop;
  return coalesce(needed, every);
end $$;
comment on function search_query(text, text) is 'What a text has to hold to be found by these words in this language; null where they are none.';

create function search_phrase(language text, asked text) returns tsquery language sql immutable parallel safe strict return
  phraseto_tsquery(search_config(language), coalesce(search_shape(language, search_fold(asked)), ''));
comment on function search_phrase(text, text) is 'The same words one after the other.';

-- For the texts of the few rows that are shown. Private characters, which no text may hold, stand around each word found;
-- Chinese ones are left to whoever shows them, who needs no stemmer for it.
create function search_marked(language text, given text, asked tsquery) returns text language plpgsql immutable parallel safe strict as $$
declare
  apart constant text := '\u0001-/:-@\[-`{-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u060c\u061b\u061d-\u061f\u066a-\u066d\u06d4\u1680\u2000-\u200a\u2010-\u205f\u2070-\u2bff\u2e00-\u2e7f\u3000-\u3020\u3030\u303d\u30fb\ufd3e\ufd3f\ufe10-\ufe6f\uff01-\uff0f\U0001f000-\U0001faff\u3400-\u4dbf\u4e00-\u9fff';
  words text[];
  gaps text[];
  told text[];
begin
  select array_agg(match[1] order by place), array_agg(match[2] order by place) into words, gaps
    from regexp_matches(left(given, 8000), '([^' || apart || ']*)([' || apart || ']*)', 'g') with ordinality as matches (match, place);
  told := string_to_array(ts_headline(search_config(language), search_shape(language, search_fold(array_to_string(words, ' '))), asked,
    'HighlightAll=true, StartSel=' || chr(57344) || ', StopSel=' || chr(57345)), ' ');
  -- A text begins with a gap, or a sign folds to two words or to none: then words and what is told of them do not fit.
  if cardinality(array_remove(words, '')) <> cardinality(told) then
    return given;
  end if;
  return (select string_agg(case when told[place] like chr(57344) || '%' then chr(57344) || word || chr(57345) else word end || gap, '' order by line)
    from (select word, gap, line, case when word <> '' then count(*) filter (where word <> '') over (order by line) end as place
      from unnest(words, gaps) with ordinality as pieces (word, gap, line)) as numbered) || substr(given, 8001);
end $$;
comment on function search_marked(text, text, tsquery) is 'A text with U+E000 and U+E001 around each word by which it was found.';

-- A line for each public record and language it is written in. Apart from the records, since full-text operators may not use
-- an index behind a policy: what stands here is public, and goes in the same transaction in which its record is hidden.
create table search_entries (
  record_id uuid not null generated always as (coalesce(provision_id, progress_update_id, commitment_id)) stored,
  language text not null constraint search_entries_language check (language in ('ar', 'zh', 'en', 'fr', 'ru', 'es')),
  kind text not null generated always as (case when provision_id is not null then 'provision'
    when progress_update_id is not null then 'update' else 'commitment' end) stored,
  commitment_id uuid references commitments on delete cascade,
  progress_update_id uuid references progress_updates on delete cascade,
  provision_id uuid references provisions on delete cascade,
  is_original boolean not null,
  dated_on date not null,
  known_as text,
  words tsvector not null,
  head_words tsvector not null,
  primary key (record_id, language)
) partition by list (language);
comment on table search_entries is 'Words of what is public, kept by triggers: by language, of commitments, updates and provisions.';
comment on column search_entries.commitment_id is 'The commitment, or that of the update; empty for provisions.';
comment on column search_entries.is_original is 'Whether this is the language it was written in.';
comment on column search_entries.dated_on is 'Newer ones stand before older ones that answer as well.';
comment on column search_entries.known_as is 'The reference, folded.';
comment on column search_entries.words is 'A: reference and title; B: what is said at length; D: names of those who undertook it, in six languages; and, each as one word, references that it answers.';
comment on column search_entries.head_words is 'Those of A and D alone.';
create index search_entries_commitment on search_entries (commitment_id) where commitment_id is not null;
create index search_entries_update on search_entries (progress_update_id) where progress_update_id is not null;
create index search_entries_provision on search_entries (provision_id) where provision_id is not null;
create index search_entries_known_as on search_entries (known_as) where known_as is not null;
-- A part for each language: the stem of a word in one is not taken for that of another, and how many texts hold a word is known
-- of each by itself, by which the plan is chosen.
do $$
declare
  language text;
begin
  foreach language in array array['ar', 'zh', 'en', 'fr', 'ru', 'es'] loop
    execute format('create table search_entries_%1$s partition of search_entries for values in (%1$L)', language);
  end loop;
end $$;
-- For words that many texts hold: the newest are looked through until there are enough.
create index search_entries_newest on search_entries (kind, dated_on desc, record_id desc);
-- For words that few hold.
create index search_entries_words on search_entries using gin (words);
create index search_entries_head_words on search_entries using gin (head_words);
select protect('search_entries');
grant select on search_entries to para29_visitor, para29_app;
create policy everyone_reads on search_entries for select to para29_visitor, para29_app using (true);

-- Of the other commitments and updates, which are few: looked through one by one, by those who may read them.
create table restricted_words (
  record_id uuid not null generated always as (coalesce(progress_update_id, commitment_id)) stored,
  commitment_id uuid not null references commitments on delete cascade,
  progress_update_id uuid references progress_updates on delete cascade,
  language text not null,
  words tsvector not null,
  primary key (record_id, language)
);
comment on table restricted_words is 'Words of commitments and updates that are not public, for the text filter of those who may read them.';
comment on column restricted_words.commitment_id is 'The commitment, or that of the update.';
create index restricted_words_commitment on restricted_words (commitment_id);
create index restricted_words_update on restricted_words (progress_update_id);
select protect('restricted_words');
grant select on restricted_words to para29_visitor, para29_app;
create policy readers_of_the_commitment on restricted_words to para29_visitor, para29_app
  using (progress_update_id is null and exists (select from commitments c where c.id = restricted_words.commitment_id));
create policy readers_of_the_update on restricted_words to para29_visitor, para29_app
  using (exists (select from progress_updates u where u.id = restricted_words.progress_update_id));

-- A question that is no more than a name leads to whose name it is.
create table search_participants (
  name text not null,
  participant_id uuid not null references participants on delete cascade,
  primary key (name, participant_id)
);
comment on table search_participants is 'What those who have a code are called: names of now and of earlier, other names, the code; kept by triggers.';
comment on column search_participants.name is 'Folded.';
create index search_participants_participant on search_participants (participant_id);
select protect('search_participants');
grant select on search_participants to para29_visitor, para29_app;
create policy everyone_reads on search_participants for select to para29_visitor, para29_app using (true);

create function search_names(undertaken_by uuid[]) returns text language sql stable return
  (select string_agg(distinct called.name, ' ') from participants p,
      lateral (select value from jsonb_each_text(p.name) union all select unnest(p.other_names)) as called (name)
    where p.id = any (undertaken_by));

-- References of what a commitment answers, of the paragraphs above it and of the documents; each is one word with spaces in it,
-- which no word of a text is.
create function search_answered(commitment uuid) returns tsvector language sql stable return
  coalesce((select array_to_tsvector(array_agg(distinct search_fold(said.name)))
    from commitment_provisions a join provisions p on p.id = a.provision_id join instruments i on i.id = p.instrument_id
      left join provisions above on above.id = p.parent_id,
      unnest(array[p.reference, p.paragraph, above.reference, i.symbol]) as said (name)
    where a.commitment_id = commitment and search_fold(said.name) like '% %'), '');

create function search_head(language text, reference text, title text, names text) returns tsvector language sql immutable parallel safe return
  setweight(search_vector(language, concat_ws(' ', reference, title)), 'A') || setweight(search_vector(language, names), 'D');

-- Of these commitments, as they are now.
create function search_commitments(chosen uuid[]) returns void language sql security definer set search_path = public, pg_temp as $$
  delete from search_entries where commitment_id = any (chosen) and progress_update_id is null;
  delete from restricted_words where commitment_id = any (chosen) and progress_update_id is null;
  with told as (
    select c.id, c.is_public, spoken.language, spoken.language = c.original_language as is_original, coalesce(c.made_on, c.published_at::date, c.created_at::date) as dated_on, c.reference,
        head.words as head_words, head.words || setweight(search_vector(spoken.language, c.summary ->> spoken.language), 'B') || answered as words
      from commitments c, search_names(c.participant_id || c.joined_ids) as names, search_answered(c.id) as answered,
        jsonb_object_keys(c.title || c.summary) as spoken (language),
        search_head(spoken.language, c.reference, c.title ->> spoken.language, names) as head (words)
      where c.id = any (chosen)
  ), others as (
    insert into restricted_words (commitment_id, language, words) select id, language, words from told where not is_public
  )
  insert into search_entries (commitment_id, language, is_original, dated_on, known_as, head_words, words)
    select id, language, is_original, dated_on, search_fold(reference), head_words, words from told where is_public;
$$;

create function search_updates(chosen uuid[]) returns void language sql security definer set search_path = public, pg_temp as $$
  delete from search_entries where progress_update_id = any (chosen);
  delete from restricted_words where progress_update_id = any (chosen);
  with told as (
    select u.id, u.commitment_id, u.is_public, u.status, u.reported_on, spoken.language, spoken.language = u.original_language as is_original,
        head.words as head_words, head.words || setweight(search_vector(spoken.language, u.narrative ->> spoken.language), 'B') as words
      from progress_updates u, search_names(array[u.participant_id]) as names, jsonb_object_keys(u.narrative) as spoken (language),
        search_head(spoken.language, null, null, names) as head (words)
      where u.id = any (chosen) and u.status <> 'withdrawn'
  ), others as (
    insert into restricted_words (commitment_id, progress_update_id, language, words)
      select commitment_id, id, language, words from told where not is_public
  )
  insert into search_entries (commitment_id, progress_update_id, language, is_original, dated_on, head_words, words)
    select commitment_id, id, language, is_original, reported_on, head_words, words from told where is_public and status = 'published';
$$;

create function search_provisions(chosen uuid[]) returns void language sql security definer set search_path = public, pg_temp as $$
  delete from search_entries where provision_id = any (chosen);
  insert into search_entries (provision_id, language, is_original, dated_on, known_as, head_words, words)
    select p.id, spoken.language, spoken.language = 'en', coalesce(i.dated_on, make_date(i.year, 1, 1)), search_fold(p.reference), head.words,
        head.words || setweight(search_vector(spoken.language, p.summary ->> spoken.language), 'B')
      from provisions p join instruments i on i.id = p.instrument_id, jsonb_object_keys(p.title || p.summary) as spoken (language),
        search_head(spoken.language, p.reference, p.title ->> spoken.language, '') as head (words)
      where p.id = any (chosen);
$$;

create function search_commitment() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' or (old.is_public, old.reference, old.title, old.summary, old.original_language, old.participant_id, old.joined_ids, old.made_on, old.published_at)
      is distinct from (new.is_public, new.reference, new.title, new.summary, new.original_language, new.participant_id, new.joined_ids, new.made_on, new.published_at) then
    perform search_commitments(array[new.id]);
  end if;
  return null;
end $$;
create trigger search after insert or update on commitments for each row execute function search_commitment();

create function search_answers() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform search_commitments(array(select distinct commitment_id from touched));
  return null;
end $$;
create trigger search_added after insert on commitment_provisions referencing new table as touched
  for each statement execute function search_answers();
create trigger search_removed after delete on commitment_provisions referencing old table as touched
  for each statement execute function search_answers();

create function search_update() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' or (old.is_public, old.status, old.narrative, old.original_language, old.reported_on, old.participant_id, old.commitment_id)
      is distinct from (new.is_public, new.status, new.narrative, new.original_language, new.reported_on, new.participant_id, new.commitment_id) then
    perform search_updates(array[new.id]);
  end if;
  return null;
end $$;
create trigger search after insert or update on progress_updates for each row execute function search_update();

create function search_provision() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform search_provisions(array[new.id]);
  if tg_op = 'UPDATE' and (old.reference, old.paragraph) is distinct from (new.reference, new.paragraph) then
    perform search_commitments(array(select commitment_id from commitment_provisions where provision_id in
      (select id from provisions where new.id in (id, parent_id))));
  end if;
  return null;
end $$;
create trigger search after insert or update of reference, paragraph, title, summary, instrument_id on provisions
  for each row execute function search_provision();

-- Of these participants, as they are called now.
create function search_called(chosen uuid[]) returns void language sql security definer set search_path = public, pg_temp as $$
  delete from search_participants where participant_id = any (chosen);
  insert into search_participants (name, participant_id)
    select distinct search_fold(called.name), p.id from participants p, lateral (
        select value from jsonb_each_text(p.name)
        -- Netherlands (Kingdom of the)
        union all select regexp_replace(value, '\(.*\)', '') from jsonb_each_text(p.name)
        union all select unnest(p.other_names)
        union all select p.code
        union all select value from participant_names n, jsonb_each_text(n.name) where n.participant_id = p.id) as called (name)
      where p.id = any (chosen) and p.code is not null and search_fold(called.name) <> '';
$$;

-- Whoever is called otherwise now is found so, and what they undertook.
create function search_participant() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform search_called(array[new.id]);
  if tg_op = 'UPDATE' and (old.name, old.other_names) is distinct from (new.name, new.other_names) then
    perform search_commitments(array(select id from commitments where participant_id = new.id
      union select commitment_id from commitment_participants where participant_id = new.id));
    perform search_updates(array(select id from progress_updates where participant_id = new.id));
  end if;
  return null;
end $$;
create trigger search after insert or update of name, other_names, code on participants for each row execute function search_participant();

create function search_name() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform search_called(array[coalesce(new.participant_id, old.participant_id)]);
  return null;
end $$;
create trigger search after insert or update or delete on participant_names for each row execute function search_name();
revoke execute on function search_commitments(uuid[]), search_updates(uuid[]), search_provisions(uuid[]), search_called(uuid[]) from public;

-- The text filter of lists, so written that it becomes part of their own plan.
create function search_found(asked text) returns setof uuid language sql stable parallel safe as $$
  select commitment_id from search_entries where language = 'ar' and commitment_id is not null and words @@ search_query('ar', asked)
  union all select commitment_id from search_entries where language = 'zh' and commitment_id is not null and words @@ search_query('zh', asked)
  union all select commitment_id from search_entries where language = 'en' and commitment_id is not null and words @@ search_query('en', asked)
  union all select commitment_id from search_entries where language = 'fr' and commitment_id is not null and words @@ search_query('fr', asked)
  union all select commitment_id from search_entries where language = 'ru' and commitment_id is not null and words @@ search_query('ru', asked)
  union all select commitment_id from search_entries where language = 'es' and commitment_id is not null and words @@ search_query('es', asked)
$$;
comment on function search_found(text) is 'Public commitments that hold these words, or a public update of which does.';
create function search_restricted(asked text) returns setof uuid language sql stable parallel safe as $$
  select commitment_id from restricted_words where words @@ case language
    when 'ar' then (select search_query('ar', asked)) when 'zh' then (select search_query('zh', asked)) when 'en' then (select search_query('en', asked)) when 'fr' then (select search_query('fr', asked)) when 'ru' then (select search_query('ru', asked)) when 'es' then (select search_query('es', asked)) end
$$;
comment on function search_restricted(text) is 'Commitments that hold these words, or an update of which does, where that is not public and the asker may read it.';
