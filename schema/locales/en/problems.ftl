# What can be put right, one text per stable code: problem-{CODE}.

problem-REQUIRED = This is needed.
problem-TOO_LONG = Please shorten this to at most { $max } characters.
problem-TOO_SHORT = Please write at least { $min } characters.
problem-NUL = The text contains a character without meaning (NUL). Please remove it.
problem-CONTROL_CHARACTER = The text contains an invisible control character. Please remove it, or paste the text as plain text.
problem-BIDI_CONTROL = The text contains a mark that changes the direction of writing. Please remove it; direction is set by the language.
problem-WRONG_STATE = This is not possible while the status is: { $status }.
problem-CONFLICT = Somebody has changed this in the meantime. Please look at the current version and decide again.
problem-UNKNOWN = Something went wrong with this entry ({ $code }).
