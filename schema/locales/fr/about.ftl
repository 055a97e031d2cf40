# Mots des pages sur le registre lui-même : conditions, accessibilité, confidentialité, corrections, données, développeurs.

## Liens vers elles
nav-terms = Conditions d’utilisation
nav-accessibility = Accessibilité
nav-privacy = Confidentialité
nav-corrections = Corrections
nav-data = Données
about-no-address = Aucune adresse n’est indiquée ici. Veuillez écrire à l’organisme qui tient ce registre.

## Conditions
terms-heading = Conditions d’utilisation
terms-lead = Ce qu’est ce registre, et comment ce qu’il montre peut être utilisé.
terms-software-heading = Logiciel indépendant
terms-software-1 = { $site } est un logiciel indépendant, sans lien avec l’Organisation des Nations Unies.
terms-software-2 = L’organisme qui exploite ce site est responsable du registre. Le logiciel est disponible sous la licence Apache 2.0.
terms-operator = Ce site est exploité par { $operator }.
terms-names-heading = Appellations et ordre
terms-names-1 = Les appellations employées, l’ordre des noms et la présentation des données n’impliquent aucune prise de position quant au statut juridique des pays, territoires, villes ou zones, ou de leurs autorités, ni quant au tracé de leurs frontières ou limites.
terms-shared-heading = Ce que les participants communiquent
terms-shared-1 = Ce que les participants communiquent est reproduit tel que reçu et exprime les vues de ceux qui l’ont communiqué. La langue originale fait foi ; les traductions ne sont pas officielles.
terms-shared-2 = La participation est volontaire. L’inscription au registre ne modifie pas la nature juridique d’un engagement.
terms-reuse-heading = Utilisation des données
terms-reuse-1 = Tout ce qui est public peut être lu et téléchargé sans clé. La page consacrée aux données indique sous quelle licence.
terms-cite-heading = Comment citer
terms-cite-1 = Chaque engagement a une adresse permanente et, en fin de page, une citation avec la date des données.
terms-cite-2 = Pour le registre dans son ensemble, veuillez mentionner { $site }, l’adresse de la page et la date qui figure en bas de page.
terms-contact-heading = Questions

## Accessibilité
accessibility-heading = Accessibilité
accessibility-lead = Ces pages sont conçues pour que chacun puisse les utiliser.
accessibility-aim-heading = L’objectif visé
accessibility-aim-1 = L’objectif est le niveau AA des Règles pour l’accessibilité des contenus Web (WCAG) 2.2.
accessibility-aim-2 = Les pages fonctionnent au clavier seul, sans scripts, dans les deux sens de lecture et sur de petits écrans. Les graphiques sont des tableaux où les nombres figurent en texte, et aucune situation n’est indiquée par la seule couleur.
accessibility-tested-heading = Les essais
accessibility-tested-1 = À chaque modification, des essais automatiques lisent les pages dans les six langues. Un navigateur ouvre chaque type de page en anglais et en arabe, en couleurs claires et sombres, sur un écran large et à la largeur d’un téléphone, et axe-core y cherche ce qui fait obstacle à la lecture. Des pages sont aussi parcourues au clavier seul et sans feuille de style.
accessibility-tested-2 = Aucun audit indépendant n’est consigné ici, ni aucun essai avec des personnes utilisant des technologies d’assistance. La conformité totale n’est donc pas affirmée.
accessibility-limits-heading = Les limites connues
accessibility-limits-1 = Les fichiers joints par les participants sont présentés tels que reçus et peuvent ne pas être accessibles.
accessibility-limits-2 = Les textes des participants peuvent n’exister que dans une langue ; la langue de chacun est indiquée.
accessibility-limits-3 = Le tableau des étapes est large et défile horizontalement sur les petits écrans.
accessibility-limits-4 = L’explorateur de l’interface pour les programmes a besoin de scripts et n’existe qu’en anglais.
accessibility-contact-heading = Si quelque chose ne fonctionne pas pour vous

## Confidentialité
privacy-heading = Confidentialité
privacy-lead = Ce que l’on sait ici des personnes qui lisent et de celles qui participent.
privacy-visitors-heading = Lecteurs et lectrices
privacy-visitors-1 = Les pages publiques ne déposent aucun cookie, ne chargent rien depuis d’autres sites et n’établissent aucun profil de leurs lecteurs.
privacy-servers-heading = Serveurs
privacy-servers-1 = Chaque requête reçoit un numéro, afin qu’une erreur puisse être retrouvée. Les adresses réseau sont gardées quelque temps en mémoire pour limiter le nombre de demandes simultanées.
privacy-servers-2 = Ce que les serveurs enregistrent par ailleurs, et pour combien de temps, est décidé par l’organisme qui exploite ce site.
privacy-accounts-heading = Titulaires d’un compte
privacy-accounts-1 = Un compte contient un nom, une adresse électronique, une langue et le participant au nom duquel agit son titulaire. Les pages publiques ne nomment pas ce dernier.
privacy-accounts-2 = Sur demande, un compte est clos, et le nom et l’adresse sont effacés. Ce qui a été consigné au nom d’un participant demeure.
privacy-accounts-3 = Pour protéger les comptes, les tentatives de connexion sont conservées un jour avec leur adresse réseau, et les sessions, avec le nom du navigateur, jusqu’à quatre-vingt-dix jours après leur fin.
privacy-letters-heading = Messages
privacy-letters-1 = Pour chaque message, le registre conserve le destinataire, le motif, la date et l’état de la remise, afin que rien ne soit envoyé deux fois.
privacy-letters-2 = Les messages ne contiennent pas d’images cachées et ne signalent pas s’ils ont été ouverts.
privacy-alerts-heading = Personnes qui suivent une recherche
privacy-alerts-1 = Quiconque demande à suivre une recherche par courriel indique une adresse. Celle-ci est conservée avec la recherche, la langue et le jour de la confirmation, et ne sert qu’à ces messages ; seules les personnes chargées des messages du registre la voient.
privacy-alerts-2 = Un clic dans l’un de ces messages y met fin, et l’adresse est aussitôt effacée. Une adresse non confirmée est effacée au bout de sept jours ; une adresse injoignable, au bout de trente.
privacy-contact-heading = Questions et demandes

## Corrections
corrections-heading = Corrections
corrections-lead = Comment proposer une correction, et ce qui a changé.
corrections-suggest-heading = Proposer une correction
corrections-suggest-1 = Chacun peut proposer une correction. Veuillez indiquer la page ou la fiche, le passage qui devrait être corrigé et une source publique.
corrections-about = Voici la page d’où vous venez. Veuillez l’indiquer dans votre message.
corrections-subject = Correction proposée : { $address }
corrections-states-heading = Confirmé, corrigé ou décliné
corrections-states-1 = Lorsqu’un autre organisme a signalé un engagement, l’État concerné peut le confirmer, le corriger ou le décliner. Jusque-là, il porte la mention « pas encore confirmé » ; le silence ne vaut pas consentement.
corrections-states-2 = Ce qu’un État a dit lui-même est corrigé par cet État.
corrections-seen-heading = Où voir les changements
corrections-seen-1 = Chaque engagement montre ses dates révisées avec le motif donné, et ses mises à jour dans l’ordre. Les dates qui ont été affichées restent visibles lorsqu’elles sont révisées.
corrections-log-heading = Journal des changements
corrections-log-lead = Dates révisées en dernier, et engagements signalés par des tiers que l’État concerné a confirmés ou déclinés. Cinquante lignes au plus sont affichées.
corrections-log-none = Aucun changement de cette nature n’a encore été consigné.
corrections-what = Objet
corrections-change = Changement
corrections-milestone = Date d’une étape
corrections-confirmed = Confirmé par l’État
corrections-dates = { $before } → { $after }

## Données
data-heading = Données
data-lead = Tout ce qui est public dans ce registre, sous forme de fichiers. Aucune clé n’est nécessaire.
data-sets = Jeux de données
data-set = Jeu de données
data-holds = Contenu
data-files = Fichiers
dataset-commitments = Engagements
dataset-commitments-holds = Chaque engagement public : textes, dates, situation, source et dispositions. Les fichiers suivent les filtres de la liste.
dataset-figures = Chiffres
dataset-figures-holds = Nombre d’engagements selon leur situation, par thème.
dataset-states = États
dataset-states-holds = Les États qui participent, et ce que chacun a communiqué.
dataset-organizations = Organisations
dataset-organizations-holds = Les organisations régionales, leurs membres et ce qu’elles ont communiqué.
dataset-provisions = Dispositions
dataset-provisions-holds = Les recommandations auxquelles répondent les engagements, avec leurs sources.
dataset-reporting = Communication d’informations
dataset-reporting-holds = Les périodes pour lesquelles des mises à jour ont été reçues.
dataset-register = L’ensemble du registre public
dataset-register-holds = Engagements, États, organisations et dispositions en fichiers CSV dans une archive, avec métadonnées et conditions.
dataset-checkpoints = Points de contrôle du registre
dataset-checkpoints-holds = Empreintes signées de tout ce qui a été consigné, qui permettent de déceler une altération ultérieure.
data-columns = Les noms des colonnes et les codes sont les mêmes dans toutes les langues. Certains fichiers y ajoutent les termes dans la langue de leur adresse.
data-metadata = Métadonnées dans le vocabulaire DCAT
data-licence-heading = Licence
data-licence-1 = Ce que les participants communiquent continue de leur appartenir et est reproduit tel que reçu. Le logiciel n’ajoute aucune condition à la réutilisation de ces contenus ; veuillez mentionner la source et la date. L’organisme qui exploite ce site peut énoncer d’autres conditions.
data-licence-operator = L’organisme qui exploite ce site met les données à disposition sous la licence suivante
data-licence-2 = Les noms des États proviennent pour la plupart du CLDR d’Unicode, sous la licence Unicode v3.
data-licence-sample = Les données d’exemple proviennent de { $source }.
data-date-heading = Date
data-changed = Dernière modification des données publiques : { $moment }
data-date-1 = Les fichiers sont établis au moment où ils sont demandés. Ce qui a été retiré peut subsister une minute dans des copies.
data-verify-heading = Comment vérifier
data-verify-1 = Toutes les dix minutes, le registre est scellé par une empreinte, signée avec Ed25519, de tout ce qui a été consigné auparavant. Ces points de contrôle sont publics :
data-verify-2 = Quiconque conserve une empreinte peut voir plus tard si elle figure toujours sur la liste, avec le même horodatage et une signature valable.
data-verify-3 = L’organisme qui exploite ce site peut recalculer toute la chaîne, et vérifier une empreinte que quelqu’un a conservée :
data-readme-date = Établi le { $date }
data-readme-files = Contenu : commitments.csv, states.csv, organizations.csv, provisions.csv, metadata.json (DCAT). UTF-8, valeurs séparées par des virgules ; une apostrophe devant = + - @ évite qu’un tableur ne prenne un texte pour une formule.

## Développeurs
developers-lead = Tout ce qui figure sur ces pages provient d’une seule interface GraphQL. Aucune clé n’est nécessaire pour ce qui est public.
developers-explorer = L’essayer dans l’explorateur (en anglais)
developers-contract = Le contrat : schema.graphql
developers-files = Les données sous forme de fichiers
developers-feed = Les engagements sous forme de flux (Atom)
developers-calendar = Les dates sous forme d’agenda (ICS)
developers-ask = Interroger
developers-ask-1 = Envoyez une requête par POST en JSON, ou par GET dans le paramètre « query », à l’adresse
developers-example-list = Engagements en cours, les dates les plus proches d’abord
developers-example-figures = Les chiffres de la page d’accueil
developers-answer = Voir la réponse
developers-limits = Limites
developers-limit-rows = Une page d’une liste compte au plus 100 lignes. Une demande supérieure est refusée, jamais abrégée.
developers-limit-cost = Une requête peut coûter jusqu’à { PLURAL($n) ->
    [one] { $n } point
   *[other] { $n } points
} ; chaque champ que peut contenir sa réponse en vaut un.
developers-limit-hour = Chaque adresse réseau ou compte dispose de { PLURAL($n) ->
    [one] { $n } point
   *[other] { $n } points
} par heure.
developers-limit-time = Une réponse peut prendre jusqu’à { PLURAL($n) ->
    [one] { $n } seconde
   *[other] { $n } secondes
}.
developers-limits-told = Chaque refus indique la limite et comment la respecter. Ce qui reste disponible peut être consulté :
developers-lists = Listes, flux et fichiers
developers-lists-1 = Chaque liste a des fichiers à sa propre adresse, suivie des mêmes filtres : la terminaison .csv, .json, .xlsx ou .zip pour ses lignes, et .atom pour les nouveautés. Les engagements, le calendrier et les pages des États et des organisations ont aussi un fichier d’agenda : .ics. Pour la recherche, les terminaisons sont .json et .atom ; la page « États côte à côte » n’a pas de flux.
developers-lists-2 = Les réponses aux requêtes publiques portent un ETag et peuvent être demandées par des pages d’autres sites.
developers-more = Documentation
developers-more-1 = Les documents fournis avec le logiciel décrivent chaque champ, erreur et fichier :
