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
timeline-year = Année
