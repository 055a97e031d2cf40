# Words of following a search: the page, the pages behind the letters’ links, the two letters.

## The page
subscribe-link = Be told of what is new
subscribe-heading = Follow a search
subscribe-lead = You may be told when something is published that a search finds: new commitments, and new updates on them.
subscribe-search = The search
subscribe-everything = All commitments
subscribe-change = Look at the list, or change the search
subscribe-mail = By e-mail
subscribe-mail-body = At most one letter a day comes, and only when there is something new. It is in the language of this page. First, a letter asks the address to confirm.
subscribe-email = E-mail address
subscribe-email-hint = For example name@example.org
subscribe-button = Ask for the letter to confirm
subscribe-kept = The address, its language and the search are kept for these letters alone. One click in any of them ends them and erases the address; without confirmation it is erased after seven days.
subscribe-programs = In a feed reader or a calendar
subscribe-programs-body = The feed holds what was published last, the calendar the dates given by participants. Neither needs an address.
subscribe-asked-heading = Please check your mailbox
subscribe-asked-body = If this address can be written to, a letter with a link to confirm is on its way. Nothing is sent to an address that is told of this search already, or that has several such letters to answer.

## Behind the links of the letters
alert-confirm-heading = Letters about a search
alert-confirm-body = Do you wish to be told by e-mail, at most once a day, when something is published that this search finds?
alert-confirm-button = Yes, send these letters
alert-confirmed-heading = The letters have been confirmed
alert-confirmed-body = You will be told of what is published from now on. Each letter holds a link that ends them.
alert-stop-heading = Letters about a search
alert-stop-body = Do you wish to stop the letters about this search? The address is then erased here.
alert-stop-button = Stop these letters
alert-stopped-heading = The letters have stopped
alert-stopped-body = No more letters about this search will be sent, and the address has been erased here.

## The letter that asks for confirmation. $site: name of the register
letter-alert-confirmation-subject = Please confirm: letters from { $site }
letter-alert-confirmation-first = This address was given on { $site }, to be told when something is published that a search finds.
letter-alert-confirmation-what = If you wish this, please open the page, which names the search, and confirm there. At most one letter a day will come, and each holds a link that ends them.
letter-alert-confirmation-link = Read and confirm
letter-alert-confirmation-not-you = If you did not ask for this, you may ignore this letter: nothing else is sent, and the address is erased after seven days.

## The letter that tells. $n: commitments it tells of
letter-alert-subject = { PLURAL($n) ->
    [one] News of your search: { $n } commitment
   *[other] News of your search: { $n } commitments
}
letter-alert-first = { PLURAL($n) ->
    [one] Something new was published on { $n } commitment that your search finds.
   *[other] Something new was published on { $n } commitments that your search finds.
}
letter-alert-heading-new = Newly published commitments
letter-alert-heading-updates = New updates
# $date: the day of the update; $state: what it reports, from kinds.ftl
letter-alert-update = Update of { $date }: { $state }
letter-alert-more = { PLURAL($n) ->
    [one] { $n } more is not named here; the list holds it.
   *[other] { $n } more are not named here; the list holds them.
}
letter-alert-in-doubt = Some of this may already have reached you on { $date }.
# $search: its conditions in words
letter-alert-search = Your search: { $search }
letter-alert-why = You receive this letter because its address was confirmed on { $date }.
letter-alert-rhythm = Such letters come at most once a day, and only when there is something new.
letter-alert-list = Open the list
letter-alert-stop = Stop these letters
