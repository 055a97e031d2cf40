# Words of pages about the register itself: terms, accessibility, privacy, corrections, data, developers.

## Links to them
nav-terms = Terms of use
nav-accessibility = Accessibility
nav-privacy = Privacy
nav-corrections = Corrections
nav-data = Data
about-no-address = No address has been named here. Please write to the body that keeps this register.

## Terms
terms-heading = Terms of use
terms-lead = What this register is, and how what it shows may be used.
terms-software-heading = Independent software
terms-software-1 = { $site } is independent software. It is not affiliated with the United Nations.
terms-software-2 = The body that runs this site is responsible for the register. The software is available under the Apache License 2.0.
terms-operator = This site is run by { $operator }.
terms-names-heading = Designations and order
terms-names-1 = The designations employed, the order of names and the presentation of material do not imply the expression of any opinion concerning the legal status of any country, territory, city or area, or of its authorities, or concerning the delimitation of its frontiers or boundaries.
terms-shared-heading = What participants share
terms-shared-1 = What participants share is reproduced as received and expresses the views of those who shared it. The original language is authoritative; translations are unofficial.
terms-shared-2 = Taking part is voluntary. Being recorded here does not change the legal nature of a commitment.
terms-reuse-heading = Use of the data
terms-reuse-1 = Everything public can be read and taken along without a key. The page on data says under which licence.
terms-cite-heading = How to cite
terms-cite-1 = Each commitment has a permanent address and, at the end of its page, a citation with the date of the data.
terms-cite-2 = For the register as a whole, please name { $site }, the address of the page and the date in its footer.
terms-contact-heading = Questions

## Accessibility
accessibility-heading = Accessibility
accessibility-lead = These pages are meant to be usable by everybody.
accessibility-aim-heading = What is aimed at
accessibility-aim-1 = The aim is level AA of the Web Content Accessibility Guidelines (WCAG) 2.2.
accessibility-aim-2 = Pages work with a keyboard alone, without scripts, in both reading directions and on small screens. Charts are tables with numbers as text, and no status is shown by colour alone.
accessibility-tested-heading = How it is tested
accessibility-tested-1 = With each change, automated tests read the pages in all six languages. A browser opens every kind of page in English and in Arabic, in light and in dark colours, on a wide screen and at the width of a phone, and axe-core looks there for what bars readers. Pages are also walked through with the keyboard alone, and without style sheets.
accessibility-tested-2 = No independent audit has been recorded here, nor a test with people who use assistive technology. Full conformance is therefore not claimed.
accessibility-limits-heading = What is known to be limited
accessibility-limits-1 = Files attached by participants are shown as received, and may not be accessible.
accessibility-limits-2 = Texts of participants may be available in one language only; each is marked with its language.
accessibility-limits-3 = The table of milestones is wide, and scrolls sideways on small screens.
accessibility-limits-4 = The explorer of the interface for programs needs scripts, and is in English only.
accessibility-contact-heading = If something does not work for you

## Privacy
privacy-heading = Privacy
privacy-lead = What is known here about those who read, and about those who take part.
privacy-visitors-heading = Readers
privacy-visitors-1 = The public pages set no cookies, load nothing from other sites and make no profiles of readers.
privacy-servers-heading = Servers
privacy-servers-1 = Each request gets a number, so that a fault can be traced. Network addresses are held in memory for a while to limit how much is asked at once.
privacy-servers-2 = What else the servers record, and for how long, is decided by the body that runs this site.
privacy-accounts-heading = People with an account
privacy-accounts-1 = An account holds a name, an e-mail address, a language, and the participant for which its holder acts. Public pages do not name its holder.
privacy-accounts-2 = On request, an account is closed, and its name and address are erased. What was recorded on behalf of a participant remains.
privacy-accounts-3 = To protect accounts, attempts to sign in are kept for a day with their network address, and sessions with the name of the browser until ninety days after their end.
privacy-letters-heading = Letters
privacy-letters-1 = For each letter the register keeps to whom it was addressed, why, when, and whether it was delivered, so that nothing is sent twice.
privacy-letters-2 = Letters contain no hidden pictures, and do not report whether they were opened.
privacy-alerts-heading = People who follow a search
privacy-alerts-1 = Whoever asks to be told of a search by e-mail gives an address. It is kept with the search, the language and the day of confirmation, and is used for these letters alone; only those who look after the register’s letters see it.
privacy-alerts-2 = One click in any of these letters ends them, and the address is erased at once. An address that is not confirmed is erased after seven days, one that cannot be reached after thirty.
privacy-contact-heading = Questions and requests

## Corrections
corrections-heading = Corrections
corrections-lead = How a correction can be suggested, and what has changed.
corrections-suggest-heading = Suggest a correction
corrections-suggest-1 = Anybody may suggest a correction. Please name the page or the record, what should read otherwise, and a public source.
corrections-about = This is the page you came from. Please name it when you write.
corrections-subject = Suggested correction: { $address }
corrections-states-heading = Confirmed, corrected or declined
corrections-states-1 = Where another body has reported a commitment, the State concerned may confirm, correct or decline it. Until then it is marked as not yet confirmed; silence is not taken as consent.
corrections-states-2 = What a State has said itself is corrected by that State.
corrections-seen-heading = Where changes are seen
corrections-seen-1 = Each commitment shows its revised dates with the reason given, and its updates in order. Dates that were shown remain visible when they are revised.
corrections-log-heading = Log of changes
corrections-log-lead = Dates revised last, and reports by others that a State has confirmed or declined. At most 50 are shown.
corrections-log-none = No such change has been recorded yet.
corrections-what = What
corrections-change = Change
corrections-milestone = Date of a milestone
corrections-confirmed = Confirmed by the State
corrections-dates = { $before } → { $after }

## Data
data-heading = Data
data-lead = All that is public in this register, as files. No key is needed.
data-sets = Datasets
data-set = Dataset
data-holds = What it holds
data-files = Files
dataset-commitments = Commitments
dataset-commitments-holds = Each public commitment with its texts, dates, status, source and provisions. The files obey the filters of the list.
dataset-figures = Figures
dataset-figures-holds = How many commitments of each theme are in each status.
dataset-states = States
dataset-states-holds = The States that take part, and what each has shared.
dataset-organizations = Organizations
dataset-organizations-holds = Regional organizations, with their members and what they have shared.
dataset-provisions = Provisions
dataset-provisions-holds = The recommendations that commitments answer, with their sources.
dataset-reporting = Reporting
dataset-reporting-holds = In which periods updates were received.
dataset-register = The whole public register
dataset-register-holds = Commitments, States, organizations and provisions as CSV files in one archive, with metadata and terms.
dataset-checkpoints = Checkpoints of the record
dataset-checkpoints-holds = Signed hashes over everything recorded, by which later alterations can be found.
data-columns = Names of columns and codes are the same in every language. Some files add the words of the language of their address.
data-metadata = Metadata in the DCAT vocabulary
data-licence-heading = Licence
data-licence-1 = What participants share remains theirs and is reproduced as received. The software adds no conditions to its reuse; please name the source and the date. The body that runs this site may state further terms.
data-licence-operator = The body that runs this site makes the data available under this licence
data-licence-2 = Names of States come for the most part from the Unicode CLDR, under the Unicode License v3.
data-licence-sample = The sample data come from { $source }.
data-date-heading = Date
data-changed = The newest change to the public record: { $moment }
data-date-1 = Files are made when they are asked for. What has been withdrawn may remain in copies for a minute.
data-verify-heading = How to verify
data-verify-1 = Every ten minutes the record is sealed by a hash, signed with Ed25519, over everything recorded before. These checkpoints are public:
data-verify-2 = Whoever keeps a hash can see later whether it is still on the list with the same moment and a valid signature.
data-verify-3 = The body that runs this site can recompute the whole chain, and check a hash that somebody kept:
data-readme-date = Made on { $date }
data-readme-files = Contents: commitments.csv, states.csv, organizations.csv, provisions.csv, metadata.json (DCAT). UTF-8, values separated by commas; an apostrophe in front of = + - @ keeps spreadsheets from taking a text for a formula.

## Developers
developers-lead = Everything on these pages comes from one GraphQL interface. What is public needs no key.
developers-explorer = Try it in the explorer (in English)
developers-contract = The contract: schema.graphql
developers-files = The data as files
developers-feed = Commitments as a feed (Atom)
developers-calendar = Dates as a calendar (ICS)
developers-ask = Asking
developers-ask-1 = Send a query by POST as JSON, or by GET in the parameter “query”, to
developers-example-list = Commitments under way, the earliest dates first
developers-example-figures = The figures of the home page
developers-answer = See the answer
developers-limits = Limits
developers-limit-rows = A page of a list has at most 100 rows. More is refused, never shortened.
developers-limit-cost = A request may cost { PLURAL($n) ->
    [one] { $n } point
   *[other] { $n } points
}; each field its answer may hold is one.
developers-limit-hour = Each network address or account has { PLURAL($n) ->
    [one] { $n } point
   *[other] { $n } points
} an hour.
developers-limit-time = An answer may take { PLURAL($n) ->
    [one] { $n } second
   *[other] { $n } seconds
}.
developers-limits-told = Each refusal says the limit and how to meet it. What remains can be asked for:
developers-lists = Lists, feeds and files
developers-lists-1 = Each list has files at its own address, with the same filters behind: the ending .csv, .json, .xlsx or .zip for its rows, and .atom for what is new. Commitments, the timeline and the pages of States and organizations have a calendar too: .ics. The search has .json and .atom; the comparison has no feed.
developers-lists-2 = Answers to public questions carry an ETag and may be asked for by pages of other sites.
developers-more = Documentation
developers-more-1 = The documents that come with the software describe every field, error and file:
