# Words of the pages about provisions, reporting periods and comparison. What documents are called is data, not words.

## Menu
nav-provisions = Dispositions
nav-reporting = Mises à jour par période

## All provisions
provisions-heading = Dispositions des documents de référence
provisions-lead = Ce que disent les documents, clause par clause, et combien d’engagements publics se rapportent à chacune. Les titres et résumés sont les nôtres ; les documents eux-mêmes font foi.
provisions-none = Aucune disposition ne correspond à ce filtre.
provisions-figures-note = Engagements : ceux du registre public, sur la disposition elle-même ou sur l’une de ses clauses. États : ceux qui les ont pris, seuls ou conjointement.
provisions-clear = Tous les thèmes
column-paragraph = Paragraphe
column-provision = Disposition
column-addressee = Adressée à
column-commitments = Engagements
column-states = États
column-document = Document
column-relation = À quel titre
column-clause = Où

## One provision
provision-document = Document
provision-body = Organe
provision-year = Année
provision-document-status = Statut du document
provision-document-note = Note sur le document
provision-in-section = Section
provision-kind = Nature
provision-parent = Fait partie de
provision-summary = Ce qu’elle dit
provision-children = Ses clauses
provision-links = Liens avec d’autres dispositions
provision-links-none = Aucun lien avec une autre disposition n’est enregistré.
provision-cites = Documents auxquels { $symbol } fait référence
provision-cited = Documents qui font référence à { $symbol }
provision-citations = Références entre documents
provision-citations-none = Aucune référence n’est enregistrée.
citation-here = dans cette disposition même
citation-struck = La proposition supprimerait cette référence.
citation-edition = édition de { $year }
provision-undertaken = Engagements pris à ce titre
provision-statuses = Nombre d’engagements selon leur situation, pour la disposition avec ses clauses et pour chaque clause.
provision-commitments-first = Les { $n } enregistrés le plus récemment sont présentés ici.
provision-commitments-all = Tous les engagements relatifs à { $reference }
provision-download = { $what } : la disposition et ses clauses
provision-download-commitments = { $what } : engagements qui s’y rapportent

## Sections, addressees, bodies and ways to refer, by the codes of the catalogue; a code without a word is shown as it is
provision-section-cooperation = Développer la coopération
provision-section-norms = Normes, règles et principes de comportement responsable des États
provision-section-confidence_building = Mesures de confiance et échange d’informations
provision-section-capacity_building = Renforcement des capacités
provision-section-conclusion = Conclusions
provision-section-resolves = Décide
provision-section-instructs_bdt_director = Charge le Directeur du Bureau de développement des télécommunications
provision-section-invites_secretary_general = Invite le Secrétaire général de l’UIT
provision-section-requests_secretary_general = Prie le Secrétaire général de l’UIT
provision-section-invites_members = Invite les États Membres, les Membres de Secteur, les Associés et les établissements universitaires
provision-section-invites_member_states = Invite les États Membres
provision-section-principles = Principes
provision-addressee-states = États
provision-addressee-un = Organisation des Nations Unies
provision-addressee-itu = Union internationale des télécommunications (UIT)
provision-addressee-itu_members = Membres de l’UIT
provision-addressee-itu_secretary_general = Secrétaire général de l’UIT
provision-addressee-itu_bdt_director = Directeur du Bureau de développement des télécommunications de l’UIT
provision-addressee-all = Tous les participants
instrument-body-gge = Groupe d’experts gouvernementaux
instrument-body-unga = Assemblée générale des Nations Unies
instrument-body-rcc = Communauté régionale des communications
instrument-body-itu-wtdc = Conférence mondiale de développement des télécommunications
citation-relation-recalls = rappelé
citation-relation-recognizes = reconnu
citation-relation-considers = pris en considération
citation-relation-takes_into_account = pris en compte
citation-relation-builds_on = servant de base
citation-relation-applies = appliqué
citation-relation-mandated_by = source du mandat
citation-relation-notes = dont il est pris note
citation-relation-revises = à réviser

## Updates by reporting period
reporting-heading = Mises à jour selon la période considérée
reporting-lead = Réception de mises à jour publiques sur les engagements des États, période par période. Leur communication est volontaire.
reporting-invited-by = Souhaitées d’ici au { $date }
reporting-caption = États par groupe régional
reporting-listed = Sont présentés les États dont un engagement public pouvait faire l’objet de mises à jour pendant l’une de ces périodes. Un État appartenant à deux groupes régionaux figure dans les deux.
reporting-none = Pendant ces périodes, aucun engagement public d’un État de cette sélection ne pouvait faire l’objet de mises à jour.
reporting-legend = Ce que signifient les signes
reporting-method = Méthode et définitions
filter-group = Groupe régional
period-report-received = Mise à jour reçue
period-report-no_update_received = Aucune mise à jour reçue
period-report-not_yet_due = Échéance à venir
period-report-none = Aucune mise à jour attendue
period-report-received-means = Au moins une mise à jour publique sur les engagements publics que l’État a pris, seul ou conjointement, se rapporte à cette période ou a été reçue pendant qu’elle était souhaitée.
period-report-no_update_received-means = Une mise à jour était souhaitée pour cette période et aucune n’a été reçue. Cela ne dit rien des travaux eux-mêmes.
period-report-not_yet_due-means = Le jour jusqu’auquel les mises à jour sont souhaitées pour cette période n’est pas passé.
period-report-none-means = Aucun engagement public de l’État n’était à la fois inscrit au registre avant le début de la période et encore ouvert à la fin de celle-ci.
method-periods = Mises à jour selon la période considérée

## Comparison
compare-heading = États côte à côte
compare-lead = Engagements publics de deux ou trois États, thème par thème, tels que communiqués ; dans l’ordre de la liste de noms de l’ONU.
compare-link = Lire côte à côte les engagements de deux ou trois États
compare-choose = Choisir deux ou trois États
compare-one = Un État
compare-another = Un autre État
compare-third = Un troisième État, si vous le souhaitez
compare-two-or-three = Veuillez choisir deux ou trois États.
compare-caption = Engagements par thème : { $states }
compare-no-theme = Sans disposition particulière

## Counts
provisions-count = { PLURAL($n) ->
    [one] { $n } disposition
   *[other] { $n } dispositions
}
instruments-count = { PLURAL($n) ->
    [one] { $n } document
   *[other] { $n } documents
}
reporting-states-count = { PLURAL($n) ->
    [one] { $n } État
   *[other] { $n } États
}
compare-all = { PLURAL($n) ->
    [one] { $n } engagement en tout
   *[other] Les { $n } engagements
}
