# Words of what can be done with every page: compare, follow, take along, narrow, embed, look back.

## An update beside the one before it
update-compare = Compare with the update before, of { $date }
update-compare-state-same = Reported as before
update-compare-dates = Dates that differ
update-compare-text-same = The text is the same.
update-compare-text-other = The two texts are in different languages and are not compared word by word.
update-compare-key = Underlined: inserted. Struck through: removed.
diff-inserted = inserted:
diff-removed = removed:
update-day = Day of the update
update-period-name = Reporting period

## Feeds and archives of every list
feed-title-of = { $what }: what was published last
download-zip = Archive (ZIP)
archive-selection = Asked for: { $address }
archive-files = Contents: { $files }. UTF-8; in CSV files values are separated by commas, and an apostrophe in front of = + - @ keeps spreadsheets from taking a text for a formula.
feed-update = { $state }: { $title }

## Narrowing, and the order of names
filter-doclang = Original language
filter-view = Shown as
view-map = Map
view-table = Table
names-order = Order of names
names-order-en = English alphabetical order of the United Nations
names-order-fr = French alphabetical order
names-order-ui = English alphabetical order by the names shown
names-order-now = Member States, then other States. Order of names: { $order }.

## Citing and embedding
cite-and-embed = Cite and embed
cite-page = Cite as: { $site }, { $address }, as of { $moment }.
embed-how = To show this page within another, copy this:
embed-full = Open the full page
picture-svg = Picture (SVG)

## What was published, month by month
growth-heading = What was published over time
growth-caption = Running totals at the end of each month; in the table at the end of each year, or now.
growth-year = Year
growth-commitments = Commitments
growth-updates = Updates

## A record as it stood on a day
past-heading = As it stood on { $date }
past-note = This is a past state: what had been published by that day, and dates as they were before later revisions. Title and summary are shown in their present wording.
past-status = The status on that day is not kept
past-now = Open the present record
past-choose = Show the record as it stood on
past-not-yet = This record was not yet public on { $date }.

## Why something is not on a list
why-heading = Why is an entry not here?
why-voluntary = Taking part is voluntary; that something is not listed says nothing about a State’s conduct.
why-refreshed = Last refreshed: { $moment }
why-commitments = This list holds what its submitters have made public. Drafts, and records shared with some participants only, are not shown. What others have reported about a State is marked as not yet confirmed until the State has spoken.
why-states = All States that may take part are listed, whether or not they have shared anything. The figures count what has been made public; drafts, and records shared with some participants only, are not counted.
why-state = This page holds what this State has made public, and what others have made public about it. Drafts, and records shared with some participants only, are not shown; what others have reported is marked as not yet confirmed until the State has spoken.
why-organizations = This list holds the organizations, entities, networks and initiatives that the register knows, whether or not they have shared anything. Another can be suggested as a correction.
why-organization = This page holds what the organization has made public, and the members on record for the day shown. Drafts, and records shared with some participants only, are not shown.
why-provisions = This list holds the provisions of the documents in the catalogue of this register. The figures count public commitments alone.
why-provision = This page holds public commitments that their submitters have related to this provision or to one of its clauses. Drafts, and records shared with some participants only, are not shown.
why-reporting = A State is listed here if it had a public commitment open to updates in one of these periods. Updates shared with some participants only are not shown.
why-timeline = Only dates that participants have given for public commitments and their milestones are shown; not every commitment bears a date.
why-compare = Public commitments alone are compared. Where themes are chosen, only commitments on these themes are shown; where none is chosen, those on no particular provision stand in a row of their own.
why-search = Only what has been made public is searched: provisions, commitments and updates, in the languages in which they were written or into which they were translated. A new record can be found a moment after it has become public.

## A page named in a few words
participant-shares = { $participant }: public commitments, and what has been reported since.
