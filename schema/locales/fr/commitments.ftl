## Home
home-heading = Les engagements pris et les informations communiquées depuis
home-lead = Engagements volontaires d’États et d’organisations relatifs à la sécurité des technologies de l’information et des communications, dans leurs propres termes.
home-latest-heading = Dernières mises à jour
home-latest-none = Aucune mise à jour n’a encore été publiée.
home-next-heading = Prochaines dates
home-next-none = Aucune date à venir n’est enregistrée.
home-all = Tous les engagements

## Counts
commitments-count = { PLURAL($n) ->
    [one] { $n } engagement
   *[other] { $n } engagements
}
commitments-shared-by = { PLURAL($n) ->
    [one] Émanant de { $n } participant
   *[other] Émanant de { $n } participants
}
commitments-reported-complete = { PLURAL($n) ->
    [one] { $n } déclaré achevé
   *[other] { $n } déclarés achevés
}
rows-count = { PLURAL($n) ->
    [one] { $n } ligne
   *[other] { $n } lignes
}
milestones-count = { PLURAL($n) ->
    [one] { $n } étape
   *[other] { $n } étapes
}
updates-count = { PLURAL($n) ->
    [one] { $n } mise à jour
   *[other] { $n } mises à jour
}

## Status by theme
status-bars-heading = Situation par thème
status-bars-caption = Nombre d’engagements selon leur situation, par thème.
status-bars-none = Aucun engagement n’est encore inscrit au registre public.
status-definitions = Ce que signifient les situations

## The list
commitments-heading = Engagements
commitments-caption = Engagements inscrits au registre public
commitments-none = Aucun engagement du registre public ne correspond à ces filtres.
commitments-none-help = Retirez un filtre pour en voir davantage.
commitments-next = Page suivante
commitments-first = Première page
download-csv = CSV, { $rows }
download-json = JSON
download-ics = Fichier d’agenda (ICS)
downloads = Téléchargements

## Columns
column-reference = Référence
column-participant = Participant
column-title = Engagement
column-theme = Thème
column-status = Situation
column-next-date = Prochaine date
column-last-update = Dernière mise à jour
column-reporting = Information communiquée
column-date = Date
column-what = Objet
column-total = Total
column-milestone = Étape
column-period = Période
column-timeline = Calendrier
column-reported-state = Avancement communiqué
column-provenance = Provenance
column-audience = Destinataires
column-field = Champ
column-before = Avant
column-after = Après
column-reason = Raison indiquée
column-unit = Unité
column-baseline = Valeur de référence
column-target = Cible
column-latest-value = Dernière valeur
column-indicator = Indicateur

## Filters
filters-heading = Affiner la liste
filter-state = État
filter-organization = Membres d’une organisation
filter-theme = Thème
filter-provision = Disposition
filter-status = Situation
filter-light = Information communiquée
filter-year = Année de l’engagement
filter-text = Mots du titre, du résumé ou des mises à jour
filter-any = Indifférent
filter-apply = Afficher
filter-clear = Retirer tous les filtres
filter-chosen = Filtres choisis
filter-chosen-item = { $filter } : { $value }
filter-remove = Retirer le filtre { $filter }

## One commitment
commitment-summary = Résumé
commitment-facts = Données
commitment-by = Pris par
commitment-joint = Avec
commitment-named = Participation également mentionnée, non confirmée à ce jour
commitment-provisions = Se rapporte à
commitment-legal-force = Portée juridique
commitment-readiness = Degré de préparation
commitment-reported-by = Signalé par
commitment-shared-with = Partagé avec
commitment-superseded-by = Remplacé par
commitment-supersedes = Remplace
commitment-status-note = Note sur la situation
commitment-last-update = Dernière mise à jour : { $date }
commitment-invited-from = Mise à jour souhaitée à partir du { $date }
commitment-invited-by = Mise à jour souhaitée d’ici au { $date }
commitment-unconfirmed-note = Signalé par un tiers, dont la source est indiquée ci-dessous. L’État ne l’a pas encore confirmé, corrigé ni décliné.
commitment-permalink = Adresse permanente
commitment-cite = Citer ainsi : { $participant }, { $reference }, { $site }, état au { $date }.
not-stated = Non indiqué
none-recorded = Aucune activité enregistrée
milestones-heading = Étapes
milestones-caption = Étapes par trimestre ; un contour marque la première date donnée, un aplat la date actuelle.
milestones-none = Aucune étape n’est enregistrée.
milestone-planned-for = { $quarter }
milestone-first-date = Première date donnée : { $date }
milestone-revised = { PLURAL($n) ->
    [one] { $quarter }, révisé une fois
   *[other] { $quarter }, révisé { $n } fois
}
quarter = T{ $q } { $year }
quarter-short = T{ $q }
today-mark = Aujourd’hui
timeline-revised-to = Calendrier révisé : { $date }
revisions-heading = Dates révisées
updates-heading = Mises à jour
updates-none = Aucune mise à jour reçue.
update-by = { $participant }, le { $date }
update-period = Période considérée : { $period }
update-no-change-since = Aucun changement depuis le { $date }
evidence-heading = Éléments à l’appui
assessments-heading = Évaluations par des tiers
assessments-note = La déclaration de l’auteur et une évaluation sont des fiches distinctes ; aucune ne modifie l’autre.
assessment-by = Auteur de l’évaluation : { $author }, le { $date }
assessment-by-secretariat = Auteur de l’évaluation : Secrétariat, le { $date }
assessment-method = Méthode
indicators-heading = Indicateurs
comments-heading = Contributions des parties prenantes
sources-heading = Sources
source-paragraph = par. { $paragraph }
source-language = Langue de la source : { $language }
original-language = Original : { $language }
original-language-unofficial = Original : { $language } · traduction non officielle
original-language-shown = Affiché dans la langue originale : { $language }
suggest-correction = Proposer une correction

## Taken along
download-xlsx = Feuille de calcul (XLSX)
download-svg = Carte (SVG)
download-atom = Nouveautés en flux
feed-title-all = Engagements : dernières publications
feed-title-some = Engagements d’une sélection : dernières publications
feed-title-one = { $reference } : ce qui a été publié
