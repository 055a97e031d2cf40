# Words of the frame around every page, of pages for errors, and of the small pages.

## Frame of every page
site-name = Para29
site-description = Working memory of the dialogue on ICT security
skip-to-content = Skip to content
nav-main = Main
nav-home = Home
nav-commitments = Commitments
nav-method = Method and definitions
nav-developers = For developers
nav-languages = Language
breadcrumbs = You are here
sample-banner = Sample data: this register is filled with examples taken from { $source }, to show how it works.
sample-mark = Sample
footer-independent = { $site } is independent software and is not affiliated with the United Nations.
footer-designations = The designations used and the order of names imply no opinion on the legal status of any country, territory or authority.
footer-as-of = As of { $moment }
moment = { $when } ({ $city })
page-title = { $page } · { $site }
language-chooser-heading = Choose a language
opens-elsewhere = leads to another site

## When a page cannot be shown
error-title-prefix = Error: { $page }
error-400-heading = This request could not be understood
error-400-body = Part of the address or form could not be read. The list below says which.
error-403-heading = This page is not open to you
error-403-body = Signing in, or a request to your focal point, may help.
error-elsewhere-heading = This form came from another site
error-elsewhere-body = For your protection, only forms of this register’s own pages are accepted. Nothing has changed. Please open the link in your letter again.
error-404-heading = Page not found
error-404-body = Nothing is shown at this address. It may have been typed differently, or it may not be open to everyone.
error-410-heading = This page is no longer here
error-410-body = The link has been used already, or its time has passed. A new one can be asked for.
error-429-heading = Many requests have come from your address
error-429-body = { PLURAL($seconds) ->
    [one] Please try again in { $seconds } second.
   *[other] Please try again in { $seconds } seconds.
}
error-429-data = To read the whole register, please use the downloads instead of opening page after page.
error-500-heading = Something went wrong on our side
error-500-body = Nothing you sent was half saved. Please try again in a little while.
error-503-heading = The register is being prepared
error-503-body = Please try again in a little while.
error-reference = If you write to us, please name this reference: { $reference }
error-onward = You may go on here
error-search = Search the register
problems-heading = Please look at the following

## Invitation
invitation-heading = Invitation
invitation-body = You are invited to take part as { $role } for { $participant }.
invitation-body-secretariat = You are invited to take part in the secretariat as { $role }.
invitation-address = For the address { $address }
invitation-expires = Open until { $date }
invitation-name = Your name, as colleagues should see it
invitation-password = A password, if you want one
invitation-password-hint = At least 12 characters. Without one you sign in by codes sent to your address.
invitation-accept = Accept the invitation
invitation-nothing-yet = Opening this page has changed nothing.
invitation-done-heading = Welcome
invitation-done-body = The invitation is accepted. You may now sign in with the address { $address }.

## Reminders: stopping, pausing, cadence
unsubscribe-heading = Courtesy notes by e-mail
unsubscribe-body = Do you wish to stop receiving courtesy notes? Sign-in codes and letters you ask for will still come.
unsubscribe-button = Stop these notes
unsubscribe-done-heading = The notes have stopped
unsubscribe-done-body = No more courtesy notes will be sent to you.
resubscribe-button = Receive them again
preferences-heading = How often notes come
preferences-body = These choices hold for the courtesy notes sent to you.
preferences-cadence = How often
preferences-hour = Hour of the day, on your own clock
preferences-pause-until = Pause until
preferences-pause-hint = Leave empty for no pause.
preferences-save = Save
preferences-done-heading = Your choice is saved
preferences-now-cadence = Courtesy notes: { $cadence }
preferences-now-paused = Courtesy notes are paused until { $date }.

## Acting by a letter’s link
by-letter-no-change-heading = Report “no change”
by-letter-no-change-body = There has been no change since { $date }: this will be reported and shown at once to those who may read the commitment.
by-letter-no-change-button = Report “no change”
by-letter-clear-heading = Clear an update
by-letter-clear-body = With your clearance the update goes to the secretariat; where it is meant for a few readers only, it is shown to them at once.
by-letter-clear-button = Clear this update
by-letter-confirm-heading = Confirm a commitment
by-letter-confirm-body = Another participant has reported this commitment. You may confirm it here. To correct or decline it, please sign in. You may also leave it as it is: silence is not taken as consent.
by-letter-confirm-button = Confirm this commitment
by-letter-code = The code that your device shows
by-letter-code-hint = Six digits, as when you sign in.
by-letter-done-heading = It is recorded
by-letter-done-body = Thank you. What you chose is in the record.
by-letter-over-heading = Nothing is left to be done here
by-letter-over-body = The record has moved on, or this is no longer yours to decide. Nothing was changed.
by-letter-record = Open { $reference }

## Letters kept during development
letters-heading = Letters kept here
letters-body = No mail server is set up, so letters are kept and can be read here. Nothing is dropped.
letters-none = No letters yet.
letters-to = To
letters-subject = Subject
letters-when = Queued
letters-status = State
letters-language = Language
letters-why = Why it was written
letters-text = Plain text
letters-html = As HTML
letters-calendar = Calendar attached
letters-links = Links in the letter
letters-back = All letters

## Method
method-heading = Method and definitions
method-lead = How this register is kept, and what its words mean.
method-voluntary = Taking part is voluntary. Participants decide what they share, and with whom.
method-own-words = What a State submits is reproduced as received. The original language is authoritative.
method-separate = A participant’s own report and an assessment by another are separate records, each with its author.
method-no-ranking = There are no ranks, scores or grades. Lists follow the alphabetical order of the United Nations list of names.
method-no-attribution = Incidents are never attributed to anyone here.
method-no-change = “No change” is an update. Silence and stability look different here.
method-statuses = Statuses of a commitment
method-lights = Reporting
method-lights-lead = Computed from dates only, by the same rule for everyone.
method-provenance = Where facts come from
method-provenance-lead = Each fact says which of these it is.
term = Term
secretariat = the secretariat
meaning = Meaning

## Between a label and what it labels
colon = :
