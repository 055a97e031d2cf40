# Words of what can be done with every page: compare, follow, take along, narrow, embed, look back.

## An update beside the one before it
update-compare = Comparer avec la mise à jour précédente, du { $date }
update-compare-state-same = Avancement communiqué inchangé
update-compare-dates = Dates qui diffèrent
update-compare-text-same = Le texte est le même.
update-compare-text-other = Les deux textes sont dans des langues différentes et ne sont pas comparés mot à mot.
update-compare-key = Souligné : ajouté. Barré : retiré.
diff-inserted = ajouté :
diff-removed = retiré :
update-day = Date de la mise à jour
update-period-name = Période considérée

## Feeds and archives of every list
feed-title-of = { $what } : dernières publications
download-zip = Archive (ZIP)
archive-selection = Demande : { $address }
archive-files = Contenu : { $files }. UTF-8 ; dans les fichiers CSV, les valeurs sont séparées par des virgules et une apostrophe devant = + - @ évite qu’un tableur ne prenne un texte pour une formule.
feed-update = { $state } : { $title }

## Narrowing, and the order of names
filter-doclang = Langue originale
filter-view = Présentation
view-map = Carte
view-table = Tableau
names-order = Ordre des noms
names-order-en = ordre alphabétique anglais en usage à l’Organisation des Nations Unies
names-order-fr = ordre alphabétique français
names-order-ui = ordre alphabétique des noms affichés
names-order-now = États Membres, puis autres États. Ordre des noms : { $order }.

## Citing and embedding
cite-and-embed = Citer et intégrer
cite-page = Citer ainsi : { $site }, { $address }, état au { $moment }.
embed-how = Pour afficher cette page dans une autre, copiez ceci :
embed-full = Ouvrir la page complète
picture-svg = Image (SVG)

## What was published, month by month
growth-heading = Publications au fil du temps
growth-caption = Totaux cumulés à la fin de chaque mois ; dans le tableau, à la fin de chaque année ou à ce jour.
growth-year = Année
growth-commitments = Engagements
growth-updates = Mises à jour

## A record as it stood on a day
past-heading = La fiche telle qu’elle était le { $date }
past-note = Il s’agit d’une version antérieure : ce qui avait été publié à cette date, et les dates telles qu’elles étaient avant les révisions ultérieures. Le titre et le résumé sont donnés dans leur rédaction actuelle.
past-status = La situation à cette date n’est pas conservée
past-now = Ouvrir la fiche actuelle
past-choose = Afficher la fiche telle qu’elle était le
past-not-yet = Cette fiche n’était pas encore publique le { $date }.

## Pourquoi une entrée ne figure pas dans une liste
why-heading = Pourquoi une entrée ne figure-t-elle pas ici ?
why-voluntary = La participation est volontaire ; l’absence d’une entrée ne dit rien de la conduite d’un État.
why-refreshed = Dernière actualisation : { $moment }
why-commitments = Cette liste contient les engagements que leurs auteurs ont rendus publics. Les brouillons et les fiches partagées avec certains participants seulement n’y figurent pas. Ce que des tiers ont signalé au sujet d’un État porte la mention « pas encore confirmé » tant que l’État ne s’est pas prononcé.
why-states = Tous les États qui peuvent participer figurent ici, qu’ils aient ou non communiqué quelque chose. Les chiffres ne portent que sur ce qui a été rendu public ; les brouillons et les fiches partagées avec certains participants seulement n’y sont pas compris.
why-state = Cette page contient ce que cet État, ou un tiers à son sujet, a rendu public. Les brouillons et les fiches partagées avec certains participants seulement n’y figurent pas ; ce que des tiers ont signalé porte la mention « pas encore confirmé » tant que l’État ne s’est pas prononcé.
why-organizations = Cette liste contient les organisations, entités, réseaux et initiatives connus du registre, qu’ils aient ou non communiqué quelque chose. Il est possible d’en proposer d’autres au moyen d’une correction.
why-organization = Cette page contient ce que l’organisation a rendu public et ses membres à la date indiquée, selon les données enregistrées. Les brouillons et les fiches partagées avec certains participants seulement n’y figurent pas.
why-provisions = Cette liste contient les dispositions des documents du catalogue de ce registre. Les chiffres ne portent que sur les engagements publics.
why-provision = Cette page contient les engagements publics que leurs auteurs ont rattachés à cette disposition ou à l’une de ses clauses. Les brouillons et les fiches partagées avec certains participants seulement n’y figurent pas.
why-reporting = Un État figure ici dès lors que l’un de ses engagements publics a pu faire l’objet de mises à jour pendant l’une de ces périodes. Les mises à jour partagées avec certains participants seulement ne sont pas présentées.
why-timeline = Seules figurent ici les dates que les participants ont données pour des engagements publics et leurs étapes ; certains engagements ne portent pas de date.
why-compare = Seuls les engagements publics sont présentés côte à côte. Si des thèmes sont choisis, seuls les engagements qui s’y rapportent sont affichés ; si aucun n’est choisi, ceux qui ne se rapportent à aucune disposition particulière figurent sur une ligne distincte.
why-search = La recherche porte uniquement sur ce qui a été rendu public : dispositions, engagements et mises à jour, dans les langues où ils ont été rédigés ou traduits. Une nouvelle fiche peut être trouvée peu après sa publication.

## Une page en quelques mots
participant-shares = { $participant } : engagements publics, et ce qui a été communiqué depuis.
