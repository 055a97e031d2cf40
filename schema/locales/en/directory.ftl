# Words of the pages about States and organizations. Dates come already written in the reader's language; years are words, counts are numbers.

nav-states = States
nav-organizations = Organizations

## States
states-heading = States
states-lead = Who takes part, and what is on the public record.
states-count = { PLURAL($n) ->
    [one] { $n } State
   *[other] { $n } States
}
states-sharing = { PLURAL($n) ->
    [one] { $n } State with public commitments
   *[other] { $n } States with public commitments
}
states-map-heading = Public commitments by State
states-map-caption = Each tile is a State and leads to its page. The dots show how many public commitments are on record.
states-map-notice = Tiles are schematic, of equal size, and imply no view on status, boundaries or names.
tile-step-0 = No public commitment
tile-step-1 = 1 to 4 public commitments
tile-step-2 = 5 to 9 public commitments
tile-step-3 = 10 or more public commitments
tile-commitments = { PLURAL($n) ->
    [one] { $n } public commitment
   *[other] { $n } public commitments
}
tile-name = { $name }, { $what }
states-table-heading = States in protocol order
states-no-group = A State may be in no regional group, or take part in the meetings of one as an observer.
states-none = No State belongs to the group chosen.
directory-filter-group = Group
state-list-ldc = Least developed countries
state-list-lldc = Landlocked developing countries
state-list-sids = Small island developing States
directory-state = State
directory-code = Code
directory-regional-group = Regional group
directory-public-commitments = Public commitments
directory-latest-update = Latest update

## One State
state-names-heading = Names on record
state-groups-heading = Groups and lists
state-memberships-heading = Memberships in organizations
state-memberships-none = No membership is on record.
state-years-heading = Year by year
state-years-caption = Public commitments by the year in which they were undertaken, and public updates by the year they speak of.
state-years-commitments = Commitments undertaken
state-years-updates = Updates
state-years-before = Before { $year }
state-years-undated = { PLURAL($n) ->
    [one] { $n } commitment bears no date and stands in no year.
   *[other] { $n } commitments bear no date and stand in no year.
}
state-commitments-heading = Public commitments
state-commitments-none = No public commitment is on record.
state-commitments-all = { PLURAL($n) ->
    [one] { $n } commitment, in the list of commitments
   *[other] All { $n } commitments, in the list of commitments
}
directory-name = Name
directory-group = Group or list
directory-organization = Organization
directory-from = From
directory-to = To
directory-note = Note
directory-membership = Membership
span-to-date = to date
suspension-since = Suspended since { $from }
suspension-span = Suspended from { $from } to { $to }

## Organizations
organizations-heading = Organizations
organizations-lead = Regional organizations, United Nations entities, networks and initiatives in the catalogue of this register.
organizations-table-heading = Organizations in protocol order
directory-kind = Kind
directory-founded = Founded
directory-members-today = Members today
directory-named-in = Named in
organization-members-heading = Members on { $date }
organization-members-count = { PLURAL($n) ->
    [one] { $n } member
   *[other] { $n } members
}
organization-members-none = No members are on record for this day.
organization-former-heading = Former members
organization-former-caption = Memberships that had ended before { $date }.
organization-as-of = Members on another day
organization-commitments-heading = The organization’s own public commitments
organization-commitments-all = Commitments of the organization and of its present members
directory-member = Member

## Files
