# Words of the pages about provisions, reporting periods and comparison. What documents are called is data, not words.

## Menu
nav-provisions = Provisions
nav-reporting = Updates by period

## All provisions
provisions-heading = Provisions of the source documents
provisions-lead = What the documents say, clause by clause, and how many public commitments relate to each. Titles and summaries are ours; the documents themselves are authoritative.
provisions-none = No provision matches this filter.
provisions-figures-note = Commitments: on the public record, on the provision itself or on one of its clauses. States: those that undertook them, alone or jointly.
provisions-clear = All themes
column-paragraph = Paragraph
column-provision = Provision
column-addressee = Addressed to
column-commitments = Commitments
column-states = States
column-document = Document
column-relation = As what
column-clause = Where

## One provision
provision-document = Document
provision-body = Body
provision-year = Year
provision-document-status = Status of the document
provision-document-note = Note on the document
provision-in-section = Section
provision-kind = Kind
provision-parent = Part of
provision-summary = What it says
provision-children = Its clauses
provision-links = How it stands to other provisions
provision-links-none = No link to another provision is recorded.
provision-cites = Documents that { $symbol } refers to
provision-cited = Documents that refer to { $symbol }
provision-citations = References between documents
provision-citations-none = No reference is recorded.
citation-here = in this very provision
citation-struck = The proposal would remove this reference.
citation-edition = edition of { $year }
provision-undertaken = What was undertaken under it
provision-statuses = Number of commitments in each status, for the provision with its clauses, and for each clause.
provision-commitments-first = The { $n } most recently recorded are shown here.
provision-commitments-all = All commitments on { $reference }
provision-download = { $what }: the provision and its clauses
provision-download-commitments = { $what }: commitments on it

## Sections, addressees, bodies and ways to refer, by the codes of the catalogue; a code without a word is shown as it is
provision-section-cooperation = Building cooperation
provision-section-norms = Norms, rules and principles of responsible behaviour of States
provision-section-confidence_building = Confidence-building and exchange of information
provision-section-capacity_building = Capacity-building
provision-section-conclusion = Conclusions
provision-section-resolves = Resolves
provision-section-instructs_bdt_director = Instructs the Director of the Telecommunication Development Bureau
provision-section-invites_secretary_general = Invites the Secretary-General of ITU
provision-section-requests_secretary_general = Requests the Secretary-General of ITU
provision-section-invites_members = Invites Member States, Sector Members, Associates and Academia
provision-section-invites_member_states = Invites Member States
provision-section-principles = Principles
provision-addressee-states = States
provision-addressee-un = United Nations
provision-addressee-itu = International Telecommunication Union (ITU)
provision-addressee-itu_members = Members of ITU
provision-addressee-itu_secretary_general = Secretary-General of ITU
provision-addressee-itu_bdt_director = Director of the ITU Telecommunication Development Bureau
provision-addressee-all = All who take part
instrument-body-gge = Group of Governmental Experts
instrument-body-unga = General Assembly of the United Nations
instrument-body-rcc = Regional Commonwealth in the field of Communications
instrument-body-itu-wtdc = World Telecommunication Development Conference
citation-relation-recalls = recalled
citation-relation-recognizes = recognized
citation-relation-considers = considered
citation-relation-takes_into_account = taken into account
citation-relation-builds_on = built upon
citation-relation-applies = applied
citation-relation-mandated_by = source of the mandate
citation-relation-notes = noted
citation-relation-revises = to be revised

## Updates by reporting period
reporting-heading = Updates by reporting period
reporting-lead = Whether public updates on the commitments of States have been received, period by period. Sharing them is voluntary.
reporting-invited-by = Invited by { $date }
reporting-caption = States by regional group
reporting-listed = States that had a public commitment open to updates in one of these periods are listed. A State in two regional groups stands in both.
reporting-none = In these periods no public commitment of a State of this selection was open to updates.
reporting-legend = What the marks mean
reporting-method = Method and definitions of reporting
filter-group = Regional group
period-report-received = Update received
period-report-no_update_received = No update received
period-report-not_yet_due = Not yet due
period-report-none = No update awaited
period-report-received-means = At least one public update on the State’s public commitments, undertaken alone or jointly, belongs to this period or came while it was invited.
period-report-no_update_received-means = An update was invited for this period and none has been received. This says nothing about the work itself.
period-report-not_yet_due-means = The day until which updates for this period are invited has not passed.
period-report-none-means = No public commitment of the State was on the record before the period began and still open at its end.
method-periods = Updates by reporting period

## Comparison
compare-heading = Compare States side by side
compare-lead = Public commitments of two or three States, theme by theme, as submitted; in the order of the United Nations list of names.
compare-link = Read the commitments of two or three States side by side
compare-choose = Choose two or three States
compare-one = One State
compare-another = Another State
compare-third = A third State, if wished
compare-two-or-three = Please choose two or three States.
compare-caption = Commitments by theme: { $states }
compare-no-theme = On no particular provision

## Counts
provisions-count = { PLURAL($n) ->
    [one] { $n } provision
   *[other] { $n } provisions
}
instruments-count = { PLURAL($n) ->
    [one] { $n } document
   *[other] { $n } documents
}
reporting-states-count = { PLURAL($n) ->
    [one] { $n } State
   *[other] { $n } States
}
compare-all = { PLURAL($n) ->
    [one] { $n } commitment in all
   *[other] All { $n } commitments
}
