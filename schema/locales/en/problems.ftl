# What can be put right, one text per stable code: problem-{code}, the code in lower case with hyphens. Values come as words.

problem-required = This is needed.
problem-too-long = Please shorten this to at most { $max } characters.
problem-too-short = Please write at least { $min } characters.
problem-out-of-range = Please give a value from { $min } to { $max }.
problem-too-many = Please give at most { $max } of these.
problem-forbidden-character = The text contains a character that is not accepted, such as an invisible control or a mark that changes the direction of writing. Please remove it, or paste the text as plain text.
problem-invalid-url = Please give the address of a web page, beginning with https:// or http://.
problem-invalid-email = Please give an e-mail address, such as name@example.org.
problem-unknown = This value is not known here. Please choose one from the list.
problem-original-missing = The text in its original language is needed; translations may be added beside it.
problem-dates-out-of-order = These dates do not follow one another. Please check which comes first.
problem-in-the-future = This date lies in the future. Please give a day up to today.
problem-past-not-shown = This page or file tells of the present only. A past state of a commitment is shown on its page and in its JSON file; past members of an organization, on its page.
problem-wrong-state = The record’s present status does not allow this.
problem-wrong-state-now = Its present status, “{ $status }”, does not allow this.
problem-audience-incomplete = Please name the organization or the participants who may read this, or choose another audience.
problem-not-a-member = Members of that organization may choose this audience. Please choose another.
problem-taken = This is already in use. Please choose another.
problem-no-change = Nothing would change.
problem-key-reused = This key was used before with another input. Please use a new key.
problem-file-too-large = The file is too large; at most 10 MB are accepted.
problem-file-type-refused = Files of this kind are not accepted, or the content differs from what the name says.
problem-file-content-too-large = Unpacked, this document or picture is larger than what is accepted. Please send a smaller one.
problem-file-unsafe = The file check here did not accept this file. Please look at it on your side, or send the content in another form.
problem-no-room-for-files = The files of this participant take up all the space available. Please withdraw a file that is no longer needed, or link to a page instead.
problem-password-guessable = This password is easily guessed. Please choose a longer phrase that is used nowhere else.
problem-code-wrong = This code does not match, or its time has passed. Please use the newest one.
problem-credentials-wrong = Address and password do not match. Please check both; a code sent to your address also signs you in.
problem-second-factor-code-needed = Please also give the code your device shows.
problem-second-factor-required = Please set up a second factor first.
problem-last-focal-point = This is the last focal point. Please appoint another before ending this appointment.
problem-last-administrator = This is the last administrator who has joined. Please appoint another first.
problem-role-does-not-fit = There is no such role here.
problem-invalid-reference = The record cannot refer to this one.
problem-conflict = Somebody has changed this in the meantime. Please look at the current version and decide again.
problem-too-many-attempts = There have been many attempts. Please try again later.

# A problem on a page that does not show the field. $field: its name in the address, such as year
problem-at = { $field }: { $message }
