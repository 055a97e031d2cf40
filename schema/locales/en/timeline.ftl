# Words of the timeline.

nav-timeline = Timeline
timeline-heading = What is due in { $year }
timeline-lead = Dates that participants gave for their commitments and for the steps on the way, month by month.
timeline-years = Other years
timeline-before = { $year }, the year before
timeline-after = { $year }, the year after
timeline-none = No dates in this year are on the record.
timeline-more = More dates fall into this year than are shown here.
timeline-next = Next
timeline-step = Milestone
timeline-year-heading = The year at a glance
timeline-year-caption = One row for each commitment, one column for each month; a mark stands where a date falls.
timeline-year-rest = { PLURAL($n) ->
    [one] { $n } more commitment is in the tables below.
   *[other] { $n } more commitments are in the tables below.
}
timeline-year = Year
