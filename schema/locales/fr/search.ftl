# Mots de la recherche. Les noms, les références et ce qui a été saisi sont repris tels quels.
search-heading = Recherche
search-heading-for = Recherche : { $text }
search-label = Mots à rechercher
search-button = Rechercher
search-none = Rien dans le registre public ne correspond à ces mots.
search-none-help = Moins de mots, ou des mots dans une autre langue, peuvent donner davantage de résultats.
search-count = { PLURAL($n) ->
    [one] { $n } résultat
   *[other] { $n } résultats
}
search-count-more = Plus de { $n } résultats.
search-cut = Les premiers sont affichés ; d’autres mots permettent de préciser la recherche.
search-kind-participant = Participants
search-kind-provision = Dispositions
search-kind-commitment = Engagements
search-kind-update = Mises à jour
search-all-provision = Toutes les dispositions trouvées
search-all-commitment = Tous les engagements trouvés
search-all-update = Toutes les mises à jour trouvées
search-all-kinds = Résultats de toutes sortes
search-how-heading = Fonctionnement de la recherche
search-how-what = Elle porte sur les dispositions, les engagements et les mises à jour du registre public, dans les six langues officielles de l’Organisation des Nations Unies. Un participant est trouvé par son nom dans chacune d’elles, et une fiche par sa référence ; un engagement l’est aussi par celle d’une disposition à laquelle il se rapporte.
search-how-words = Tous les mots doivent être présents, sous l’une quelconque de leurs formes ; les accents, les signes de vocalisation et les majuscules sont sans incidence. Les mots entre guillemets sont recherchés côte à côte.
search-how-order = Viennent d’abord la référence, puis les textes dans la langue de cette page, puis les mots d’un titre, puis les textes les plus récents. Il n’y a pas d’autre classement.
