# Mots des pages sur les États et les organisations.

nav-states = États
nav-organizations = Organisations

states-heading = États
states-lead = Qui participe, et ce qui figure au registre public.
states-count = { PLURAL($n) ->
    [one] { $n } État
   *[other] { $n } États
}
states-sharing = { PLURAL($n) ->
    [one] { $n } État ayant des engagements publics
   *[other] { $n } États ayant des engagements publics
}
states-map-heading = Engagements publics par État
states-map-caption = Chaque case représente un État et mène à sa page. Les points indiquent le nombre d’engagements publics enregistrés.
states-map-notice = Les cases sont schématiques et de taille égale ; elles n’impliquent aucune prise de position quant au statut, aux frontières ou aux noms.
tile-step-0 = Aucun engagement public
tile-step-1 = De 1 à 4 engagements publics
tile-step-2 = De 5 à 9 engagements publics
tile-step-3 = 10 engagements publics ou plus
tile-commitments = { PLURAL($n) ->
    [one] { $n } engagement public
   *[other] { $n } engagements publics
}
tile-name = { $name }, { $what }
states-table-heading = États dans l’ordre protocolaire
states-no-group = Un État peut n’appartenir à aucun groupe régional, ou participer aux réunions de l’un d’eux en qualité d’observateur.
states-none = Aucun État n’appartient au groupe choisi.
directory-filter-group = Groupe
state-list-ldc = Pays les moins avancés
state-list-lldc = Pays en développement sans littoral
state-list-sids = Petits États insulaires en développement
directory-state = État
directory-code = Code
directory-regional-group = Groupe régional
directory-public-commitments = Engagements publics
directory-latest-update = Dernière mise à jour

state-names-heading = Noms enregistrés
state-groups-heading = Groupes et listes
state-memberships-heading = Appartenance à des organisations
state-memberships-none = Aucune appartenance n’est enregistrée.
state-years-heading = Année par année
state-years-caption = Engagements publics selon l’année où ils ont été pris, et mises à jour publiques selon l’année à laquelle elles se rapportent.
state-years-commitments = Engagements pris
state-years-updates = Mises à jour
state-years-before = Avant { $year }
state-years-undated = { PLURAL($n) ->
    [one] { $n } engagement ne porte pas de date et ne figure dans aucune année.
   *[other] { $n } engagements ne portent pas de date et ne figurent dans aucune année.
}
state-commitments-heading = Engagements publics
state-commitments-none = Aucun engagement public n’est enregistré.
state-commitments-all = { PLURAL($n) ->
    [one] { $n } engagement, dans la liste des engagements
   *[other] Les { $n } engagements, dans la liste des engagements
}
directory-name = Nom
directory-group = Groupe ou liste
directory-organization = Organisation
directory-from = Depuis
directory-to = Jusqu’à
directory-note = Note
directory-membership = Appartenance
span-to-date = à ce jour
suspension-since = Suspension en cours, début : { $from }
suspension-span = Suspension : { $from } – { $to }

organizations-heading = Organisations
organizations-lead = Organisations régionales, entités des Nations Unies, réseaux et initiatives figurant au catalogue du présent registre.
organizations-table-heading = Organisations dans l’ordre protocolaire
directory-kind = Nature
directory-founded = Année de création
directory-members-today = Membres à ce jour
directory-named-in = Citée dans
organization-members-heading = Membres au { $date }
organization-members-count = { PLURAL($n) ->
    [one] { $n } membre
   *[other] { $n } membres
}
organization-members-none = Aucun membre n’est enregistré pour ce jour.
organization-former-heading = Anciens membres
organization-former-caption = Membres ayant cessé de l’être avant le { $date }.
organization-as-of = Membres à une autre date
organization-commitments-heading = Engagements publics propres à l’organisation
organization-commitments-all = Engagements de l’organisation et de ses membres actuels
directory-member = Membre

