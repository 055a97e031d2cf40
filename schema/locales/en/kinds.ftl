# Words for closed sets of values: {set}-{value}, the value as the database and the API have it in lower case.

## Who takes part
participant-kind-member_state = Member State
participant-kind-observer_state = Non-member observer State
participant-kind-non_member_state = Non-member State
participant-kind-regional_organization = Regional organization
participant-kind-un_entity = United Nations entity
participant-kind-technical_network = Technical network
participant-kind-initiative = Initiative
participant-kind-public_authority = Public authority
participant-kind-civil_society = Civil society
participant-kind-private_sector = Private sector
participant-kind-academia = Academia
membership-status-member = Member
membership-status-suspended = Membership suspended
membership-status-withdrawn = Former member
regional-group-african = African States
regional-group-asia_pacific = Asia-Pacific States
regional-group-eastern_european = Eastern European States
regional-group-grulac = Latin American and Caribbean States
regional-group-weog = Western European and other States
regional-group-none = In no regional group

## Roles of people
role-stakeholder = stakeholder
role-drafter = drafter
role-approver = approver
role-focal_point = focal point
role-regional_editor = regional editor
role-editor = editor
role-reviewer = reviewer
role-administrator = administrator
role-auditor = auditor

## The life of a commitment
commitment-status-draft = Draft
commitment-status-submitted = Submitted
commitment-status-returned = Returned with a note
commitment-status-published = Planned
commitment-status-in_progress = Under way
commitment-status-completed = Reported complete
commitment-status-unconfirmed = Not yet confirmed by the State
commitment-status-declined = Declined by the State
commitment-status-suspended = Suspended
commitment-status-withdrawn = Withdrawn by submitter
commitment-status-superseded = Superseded
commitment-status-draft-means = Being written; only its author’s delegation sees it.
commitment-status-submitted-means = Handed in; the secretariat is reading it before publication.
commitment-status-returned-means = Given back to its author with a note; it may be changed and submitted again.
commitment-status-published-means = Published; work has not yet been reported to have begun.
commitment-status-in_progress-means = The submitter has reported that work is under way.
commitment-status-completed-means = The submitter has reported it complete; this is its own report, not an assessment.
commitment-status-unconfirmed-means = Reported by another, with its source; the State has not yet confirmed, corrected or declined it. Silence is not consent.
commitment-status-declined-means = Reported by another; the State has said that it does not hold this as its commitment.
commitment-status-suspended-means = Paused by its submitter, with the reason stated.
commitment-status-withdrawn-means = Taken back by its submitter; the record stays visible as such.
commitment-status-superseded-means = Another commitment has taken its place; both stay visible.
legal-force-voluntary_non_binding = Voluntary, non-binding
legal-force-politically_binding = Politically binding
legal-force-legally_binding = Legally binding
readiness-ready = Ready to begin
readiness-needs_time = Time is needed
readiness-needs_time_and_support = Time and support are needed
date-kind-made_on = Undertaken on
date-kind-indicative_on = Indicative date
date-kind-definitive_on = Definitive date
date-kind-due_on = Next date
milestone-status-planned = Planned
milestone-status-reached = Reported reached
milestone-status-dropped = No longer planned

## The reporting light, from dates only
light-current = Update received, or none invited yet
light-current-received = Update received
light-current-none = No update invited yet
light-update_invited = Update invited
light-no_update_received = No update received
light-inactive = No activity recorded
light-current-means = An update was received within the reporting period, or the time to invite one has not yet come.
light-update_invited-means = A year or so has passed since the last update; a new one is welcome.
light-no_update_received-means = An update was invited and none has been received. This says nothing about the work itself.
light-inactive-means = Two years or so have passed without an update.

## Progress updates
reported-state-not_started = Not yet begun
reported-state-under_way = Under way
reported-state-substantially_complete = Substantially complete
reported-state-complete = Complete
reported-state-no_change = No change
update-status-draft = Draft
update-status-for_clearance = Ready for clearance
update-status-submitted = Submitted
update-status-returned = Returned with a note
update-status-published = Published
update-status-withdrawn = Withdrawn by submitter
assessment-rating-no_evidence = No material available
assessment-rating-not_started = Not yet begun
assessment-rating-limited = Limited progress
assessment-rating-substantial = Substantial progress
assessment-rating-complete = Complete
evidence-kind-link = Link
evidence-kind-file = File
comment-status-submitted = Submitted
comment-status-published = Published
comment-status-refused = Not published

## Who may read; -sees says it to the one who writes
audience-public = Public
audience-states = Participating States
audience-organization = Members of an organization
audience-named = Named participants
audience-own = Own delegation only
audience-public-sees = Everyone will see this.
audience-states-sees = All participating States will see this.
audience-organization-sees = Members of this organization will see this: { $organization }.
audience-named-sees = These participants will see this: { $names }.
audience-own-sees = Only your own delegation will see this.

## Where a fact comes from
provenance-as_submitted = As submitted by the State
provenance-as_submitted-participant = As submitted by the participant
provenance-as_recorded = As recorded by the secretariat
provenance-public_document = From a public document

## Sources
instrument-status-agreed = Agreed
instrument-status-adopted = Adopted
instrument-status-proposed = Proposed
instrument-status-noted = Noted, not agreed
provision-kind-norm = Norm
provision-kind-confidence_building_measure = Confidence-building measure
provision-kind-capacity_building_measure = Capacity-building measure
provision-kind-institutional_measure = Institutional measure
provision-link-precedes = Came before
provision-link-succeeds = Follows on
provision-link-related = Related

## Letters and reminders
cadence-daily = Daily
cadence-weekly = Weekly
cadence-monthly = Monthly
cadence-paused = Paused
reminder-reason-commitment_due = A commitment’s date
reminder-reason-milestone_due = A milestone’s date
reminder-reason-update_invited = Update invited
reminder-reason-update_last_week = Update invited within a week
reminder-reason-no_update_received = No update received
reminder-reason-awaiting_clearance = Awaiting clearance
reminder-reason-awaiting_review = Awaiting review
reminder-reason-returned = Returned with a note
reminder-reason-awaiting_confirmation = Awaiting confirmation
letter-status-queued = Waiting to be sent
letter-status-transmitting = Being sent
letter-status-sent = Sent
letter-status-kept = Kept here, not sent
letter-status-bounced = Address not accepted
letter-status-refused = Letter not accepted
letter-status-suppressed = Not sent, by choice of the reader
letter-status-uncertain = Possibly sent; the connection was interrupted
letter-status-given_up = Not sent: no mail server accepted it

## Languages
language-ar = Arabic
language-zh = Chinese
language-en = English
language-fr = French
language-ru = Russian
language-es = Spanish
