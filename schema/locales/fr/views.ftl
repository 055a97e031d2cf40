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
