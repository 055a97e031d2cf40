# Words of the timeline.

nav-timeline = Calendrier
timeline-heading = Ce qui est prévu en { $year }
timeline-lead = Dates que les participants ont données pour leurs engagements et pour les étapes qui y mènent, mois par mois.
timeline-years = Autres années
timeline-before = { $year }, l’année précédente
timeline-after = { $year }, l’année suivante
timeline-none = Aucune date n’est enregistrée pour cette année.
timeline-more = Cette année compte plus de dates qu’il n’en est affiché ici.
timeline-next = Prochaine
timeline-step = Étape
timeline-year-heading = L’année en un coup d’œil
timeline-year-caption = Une ligne par engagement, une colonne par mois ; un signe marque le mois de chaque date.
timeline-year-rest = { PLURAL($n) ->
    [one] { $n } autre engagement figure dans les tableaux ci-dessous.
   *[other] { $n } autres engagements figurent dans les tableaux ci-dessous.
}
timeline-year = Année
