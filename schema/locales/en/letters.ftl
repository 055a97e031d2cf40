# Words of letters. A digest prints, in this order: letter-greeting, letter-digest-first, one block per heading with its
# items (title line, what is due, one or two links), letter-calendar, letter-free, letter-why, the three ways to change,
# letter-footer. Dates come already written in the reader's language, moments with their city.

# $name: the person
letter-greeting = Dear { $name },
letter-greeting-unnamed = Dear colleague,
letter-closing = With kind regards,
# $site: name of the register
letter-signature = { $site }, automatic letter

## The digest
letter-digest-subject = { PLURAL($n) ->
    [one] Courtesy note: { $n } item
   *[other] Courtesy note: { $n } items
}
letter-digest-first = { PLURAL($n) ->
    [one] This courtesy note holds { $n } item.
   *[other] This courtesy note holds { $n } items.
}
letter-heading-dates = Dates coming up
letter-heading-updates = Updates invited
letter-heading-clearance = Awaiting your clearance
letter-heading-review = Awaiting review
letter-heading-returned = Returned with a note
letter-heading-confirmation = Awaiting the State’s confirmation

## Its items; the key ends in the reminder's reason. $date: the day due
letter-item-title = { $reference }: { $title }
letter-item-commitment_due = The date set for this commitment is { $date }.
# $milestone: the milestone's title
letter-item-milestone_due = The date set for the milestone “{ $milestone }” is { $date }.
letter-item-update_invited = An update is invited by { $date }.
letter-item-update_last_week = An update is invited by { $date }, within the coming week.
letter-item-no_update_received = No update received. One was invited by { $date } and remains welcome.
letter-item-awaiting_clearance = An update has awaited clearance since { $date }.
letter-item-awaiting_review = A submission has awaited review since { $date }.
letter-item-returned = A submission came back with a note on { $date }; it may be changed and submitted again.
letter-item-awaiting_confirmation = Reported by another participant on { $date }. The State may confirm, correct or decline it.

## Links
letter-link-open = Open the record
letter-link-no-change = Report “no change”
letter-link-clear = Read and clear
letter-link-confirm = Read and confirm
# A link in plain text
letter-link = { $label }: { $url }

## After the items
letter-calendar = The attached calendar file holds these dates.
letter-free = You may reply, pause these notes, or do nothing.
# $role: from kinds.ftl; $participant: a State or organization
letter-why = You receive this note as { $role } for { $participant }.
letter-why-secretariat = You receive this note as { $role } in the secretariat.
letter-cadence-now = { $cadence ->
    [daily] These notes come once a day, and only when there is something to say.
    [monthly] These notes come once a month, and only when there is something to say.
   *[weekly] These notes come once a week, and only when there is something to say.
}
letter-change-cadence = Choose how often they come
letter-pause = Pause these notes
letter-unsubscribe = Stop these notes
letter-footer = { $site } is independent software and is not affiliated with the United Nations.
letter-sample = This register holds sample data.
letter-preview = This is a preview. Nobody else has received it.

## Invitation
letter-invitation-subject = Invitation to { $site }
letter-invitation-first = You are invited to take part in { $site } as { $role } for { $participant }.
letter-invitation-first-secretariat = You are invited to take part in { $site } as { $role }.
letter-invitation-what = { $site } keeps the record of voluntary commitments on the security of information and communications technologies, and of what is reported on them.
letter-invitation-link = Read and accept the invitation
letter-invitation-expires = The link works once, until { $date }. Opening it changes nothing; you decide on the page.
letter-invitation-not-you = If you did not expect this invitation, you may ignore it.

## Sign-in code
letter-code-subject = Your sign-in code for { $site }
letter-code-first = Your sign-in code: { $code }
letter-code-expires = { PLURAL($minutes) ->
    [one] It works once, within { $minutes } minute.
   *[other] It works once, within { $minutes } minutes.
}
letter-code-not-you = If you did not ask for a code, you may ignore this letter. Without the code nobody can sign in.
letter-code-never-asked = Nobody from the register will ask you for this code.

## Password
letter-reset-subject = Choose a new password for { $site }
letter-reset-first = A new password was requested for your account.
letter-reset-code = Your code: { $code }
letter-reset-not-you = If you did not ask for this, you may ignore this letter; your password stays as it is.
letter-password-changed-subject = Your password for { $site } was changed
letter-password-changed-first = Your password was changed on { $date }, and all your other sessions were ended.
letter-password-changed-not-you = If this was not you, please write to the secretariat of the register.
letter-sessions-ended-subject = You were signed out of { $site }
letter-sessions-ended-first = One of your sessions was used from two places on { $date }. To protect your account, it was ended.
letter-sessions-ended-what = You may sign in again. If this was not you, please choose a new password.

## A letter to try the mail settings
letter-test-subject = Test letter from { $site }
letter-test-first = This letter shows that { $site } can send mail. Nothing is asked of you.

## An item of an earlier letter of which nobody knows whether it arrived. $date: that letter's day
letter-item-in-doubt = This may already have reached you on { $date }.

## Welcome, after an invitation was accepted
letter-welcome-subject = Welcome to { $site }
letter-welcome-first = Your account in { $site } is ready.
letter-welcome-what = You may now sign in, read the register, and contribute to it as your role allows.
letter-welcome-link = Open your page
letter-welcome-notes = Courtesy notes come only when there is something to say. You may choose how often they come, pause them, or stop them.
