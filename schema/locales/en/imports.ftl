# What is to be put right in a register's file before it can be imported: import-{code}, the code in lower case with hyphens.
# Values come as words. Where a fault lies, and what the file says there, stands before it.

import-place-file = The file
import-place-row = Row { $row }
import-place-column = { $place }, column “{ $column }”
import-place-value = { $place }, value “{ $value }”
import-said = { $place }: { $message }
import-more-allowed = Accepted here: { $allowed }.
import-more-headers = Found: { $headers }.
import-more-encoding = It was read as { $encoding }.
import-more-cause = The reader says: { $cause }.

import-empty-file = There is nothing in the file. Please check that it is the right one.
import-no-rows = There are column headings and no rows below them. Please add the rows.
import-undecodable = The content of the file is not text in the encoding it was read in. Please save it as “CSV UTF-8”, or name its encoding in the mapping file.
import-missing-column = The mapping needs this column. Please add it, or add the heading the file uses to the mapping.
import-duplicate-column = Two columns have this heading, or headings that mean the same. Please keep one of them, or rename the other.
import-row-too-long = From here on the row does not end: most likely there is no closing quotation mark. Please add it.
import-missing-lookup = The mapping looks values up in this file, which cannot be read, or lacks the column named. Please put it into the folder of the imported file.
import-older-snapshot = A later version of this register, dated { $newest }, has been imported already. Please import versions in the order of their dates.
import-unknown-day = The date of this version of the register is not known. Please give the date, or put it into the file’s name as the mapping expects.
import-under-way = Another import of this register is under way. Please try again when it has ended.
import-systemic = { $rows } of the first { $of } rows show the same problem ({ $fault }), so the rest was not read. Please check the file, or the rule of the mapping for this column.
import-too-many-faults = More than { $max } rows have something to put right, so the rest was not read. Please put these right first.
import-too-many-missing = { $missing } of { $listed } records are no longer in the file, more than the { $max } per cent the mapping accepts. Please check that the file is complete; if it is, raise the limit in the mapping.
import-ragged = The row has { $found } cells for { $expected } columns. Please put cells that hold a separator or a line break between quotation marks.
import-no-rule = No rule of the mapping says what this row is. Please add a rule to the mapping, or one that leaves such rows out.
import-duplicate = The same record is already in row { $first }. Please keep one of the two.
import-together-with = Row { $first } belongs to the same record and has something to put right; both are taken once that row is put right.
import-required = This is needed. Please fill it in.
import-unknown-value = This value is not known here. Please use one that is, or add it to the mapping.
import-not-a-date = This is not a date in a format the mapping names. Please write it in one of those formats, or add its format to the mapping.
import-not-a-number = Please write a whole number, in figures and without separators.
import-forbidden-character = The text holds a character that is not accepted, such as an invisible control or a mark that changes the direction of writing. Please remove it.
import-too-long = Please shorten this to at most { $max } characters.
import-html = The text contains markup, and plain text is kept here. Please remove the markup, or let the mapping strip it (html = "strip").
import-invalid-url = Please give the address of a web page, beginning with https:// or http://.
import-dates-out-of-order = The date set is earlier than the day the commitment was made. Please check both.
import-in-the-future = The day the commitment was made lies in the future. Please give a day up to today.
import-original-missing = The text in its original language is needed. Please fill it in, or name another original language.
import-unknown-participant = No participant is known by this code or name. Please check it; for a new participant that is not a State, give its kind and name.
import-unknown-country = No State is known by this code. Please use its three-letter ISO 3166-1 code.
import-unknown-provision = No provision is known by this reference. Please check it, or add the provision to the catalogue first.
import-unknown-commitment = There is no such commitment here or in the file. Please check the id, or add the commitment.
import-audience-incomplete = Please name the organization or the participants who may read this, or leave this empty where the audience needs no names.
import-reference-mismatch = This is the reference of another record, is not the one this record has, or is not written like CMT-2026-0042. Please leave the reference as it was exported, or empty for a new record.
import-wrong-id = This is not an id of the kind this column holds. Please copy it as it was exported.
import-stale = The record has changed here since this file was made; it is at version { $current } now. Please export it again and repeat your change.
