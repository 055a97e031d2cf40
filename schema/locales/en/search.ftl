# Words of search. Names of States, references and what was typed are shown as they are.
search-heading = Search
search-heading-for = Search: { $text }
search-label = Words to look for
search-button = Search
search-none = Nothing on the public record matches these words.
search-none-help = Fewer words, or words in another language, may find more.
search-count = { PLURAL($n) ->
    [one] { $n } result
   *[other] { $n } results
}
search-count-more = More than { $n } results.
search-cut = The first of them are listed; more words narrow the search.
search-kind-participant = Participants
search-kind-provision = Provisions
search-kind-commitment = Commitments
search-kind-update = Updates
search-all-provision = All provisions found
search-all-commitment = All commitments found
search-all-update = All updates found
search-all-kinds = Results of all kinds
search-how-heading = How this search works
search-how-what = It covers provisions, commitments and updates on the public record, in the six official languages of the United Nations. A participant is found by its name in any of them, and a record by its reference; a commitment, also by the reference of a provision it relates to.
search-how-words = All words must be present, in any of their forms; accents, vowel marks and capital letters make no difference. Words between quotation marks are looked for side by side.
search-how-order = A reference comes first, then texts in the language of this page, then words in a title, then the most recent. There is no other ranking.
