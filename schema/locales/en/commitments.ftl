# Words of the pages about commitments. Dates come already written in the reader's language; years and references are words, counts are numbers.

## Home
home-heading = What was undertaken, and what has been reported since
home-lead = Voluntary commitments of States and organizations on the security of information and communications technologies, in their own words.
home-latest-heading = Latest updates
home-latest-none = No updates have been published yet.
home-next-heading = Next dates
home-next-none = No upcoming dates are on the record.
home-all = All commitments

## Counts
commitments-count = { PLURAL($n) ->
    [one] { $n } commitment
   *[other] { $n } commitments
}
commitments-shared-by = { PLURAL($n) ->
    [one] Shared by { $n } participant
   *[other] Shared by { $n } participants
}
commitments-reported-complete = { PLURAL($n) ->
    [one] { $n } reported complete
   *[other] { $n } reported complete
}
rows-count = { PLURAL($n) ->
    [one] { $n } row
   *[other] { $n } rows
}
milestones-count = { PLURAL($n) ->
    [one] { $n } milestone
   *[other] { $n } milestones
}
updates-count = { PLURAL($n) ->
    [one] { $n } update
   *[other] { $n } updates
}

## Status by theme
status-bars-heading = Status by theme
status-bars-caption = Number of commitments in each status, by theme.
status-bars-none = No commitments are on the public record yet.
status-definitions = What the statuses mean

## The list
commitments-heading = Commitments
commitments-caption = Commitments on the public record
commitments-none = No commitment on the public record matches these filters.
commitments-none-help = Remove a filter to see more.
commitments-next = Next page
commitments-first = First page
download-csv = CSV, { $rows }
download-json = JSON
download-ics = Calendar file (ICS)
downloads = Downloads

## Columns
column-reference = Reference
column-participant = Participant
column-title = Commitment
column-theme = Theme
column-status = Status
column-next-date = Next date
column-last-update = Last update
column-reporting = Reporting
column-date = Date
column-what = What
column-total = Total
column-milestone = Milestone
column-period = Period
column-timeline = Timeline
column-reported-state = Reported
column-provenance = Where it comes from
column-audience = Audience
column-field = Field
column-before = Before
column-after = After
column-reason = Reason given
column-unit = Unit
column-baseline = Baseline
column-target = Target
column-latest-value = Latest value
column-indicator = Indicator

## Filters
filters-heading = Narrow the list
filter-state = State
filter-organization = Members of an organization
filter-theme = Theme
filter-provision = Provision
filter-status = Status
filter-light = Reporting
filter-year = Year undertaken
filter-text = Words in title, summary or updates
filter-any = Any
filter-apply = Show
filter-clear = Clear all filters
filter-chosen = Filters chosen
filter-chosen-item = { $filter }: { $value }
filter-remove = Remove filter { $filter }

## One commitment
commitment-summary = Summary
commitment-facts = Facts
commitment-by = Undertaken by
commitment-joint = Together with
commitment-named = Also named, not yet confirmed by them
commitment-provisions = Relates to
commitment-legal-force = Legal force
commitment-readiness = Readiness
commitment-reported-by = Reported by
commitment-shared-with = Shared with
commitment-superseded-by = Superseded by
commitment-supersedes = Supersedes
commitment-status-note = Note on the status
commitment-last-update = Last update: { $date }
commitment-invited-from = An update is invited from { $date } on
commitment-invited-by = Update invited by { $date }
commitment-unconfirmed-note = Reported by another, with its source below. The State has not yet confirmed, corrected or declined it.
commitment-permalink = Permanent address
commitment-cite = Cite as: { $participant }, { $reference }, { $site }, as of { $date }.
not-stated = Not stated
none-recorded = No activity recorded
milestones-heading = Milestones
milestones-caption = Milestones by quarter; an outline marks the first date given, a fill the current one.
milestones-none = No milestones are recorded.
milestone-planned-for = { $quarter }
milestone-first-date = First date given: { $date }
milestone-revised = { PLURAL($n) ->
    [one] { $quarter }, revised once
   *[other] { $quarter }, revised { $n } times
}
quarter = Q{ $q } { $year }
quarter-short = Q{ $q }
today-mark = Today
timeline-revised-to = Timeline revised to { $date }
revisions-heading = Revised dates
updates-heading = Updates
updates-none = No update received.
update-by = By { $participant }, { $date }
update-period = Reporting period: { $period }
update-no-change-since = No change since { $date }
evidence-heading = Evidence
assessments-heading = Assessments by others
assessments-note = A self-report and an assessment are separate records; neither changes the other.
assessment-by = Assessed by { $author }, { $date }
assessment-by-secretariat = Assessed by the secretariat, { $date }
assessment-method = Method
indicators-heading = Indicators
comments-heading = Contributions from stakeholders
sources-heading = Sources
source-paragraph = para. { $paragraph }
source-language = Language of the source: { $language }
original-language = Original: { $language }
original-language-unofficial = Original: { $language } · unofficial translation
original-language-shown = Shown in the original: { $language }
suggest-correction = Suggest a correction

## Taken along
download-xlsx = Spreadsheet (XLSX)
download-svg = Map (SVG)
download-atom = News as a feed
feed-title-all = Commitments: what was published last
feed-title-some = Commitments of a selection: what was published last
feed-title-one = { $reference }: what was published
