## Frame of every page
site-name = Para29
site-description = Mémoire de travail du dialogue sur la sécurité des TIC
skip-to-content = Aller au contenu
nav-main = Navigation principale
nav-home = Accueil
nav-commitments = Engagements
nav-method = Méthode et définitions
nav-developers = Pour les développeurs
nav-languages = Langue
breadcrumbs = Vous êtes ici
sample-banner = Données d’exemple : ce registre contient des exemples tirés de { $source }, pour montrer son fonctionnement.
sample-mark = Exemple
footer-independent = { $site } est un logiciel indépendant, sans lien avec l’Organisation des Nations Unies.
footer-designations = Les appellations employées et l’ordre des noms n’impliquent aucune prise de position quant au statut juridique d’un pays, d’un territoire ou d’une autorité.
footer-as-of = État au { $moment }
moment = { $when } ({ $city })
page-title = { $page } · { $site }
language-chooser-heading = Choisir une langue
opens-elsewhere = mène à un autre site

## When a page cannot be shown
error-title-prefix = Erreur : { $page }
error-400-heading = Cette demande n’a pas pu être comprise
error-400-body = Une partie de l’adresse ou du formulaire n’a pas pu être lue. La liste ci-dessous indique laquelle.
error-403-heading = Cette page ne vous est pas accessible
error-403-body = Une connexion, ou une demande adressée à votre coordonnateur ou coordonnatrice, peut aider.
error-elsewhere-heading = Ce formulaire vient d’un autre site
error-elsewhere-body = Pour votre sécurité, seuls les formulaires des pages de ce registre sont acceptés. Rien n’a changé. Veuillez ouvrir de nouveau le lien figurant dans votre message.
error-404-heading = Page introuvable
error-404-body = Rien n’est affiché à cette adresse. Elle a peut-être été saisie autrement, ou la page n’est pas ouverte à tous.
error-410-heading = Cette page n’est plus disponible
error-410-body = Le lien a déjà servi ou n’est plus valable. Un nouveau lien peut être demandé.
error-429-heading = De nombreuses demandes sont parvenues de votre adresse
error-429-body = { PLURAL($seconds) ->
    [one] Veuillez réessayer dans { $seconds } seconde.
   *[other] Veuillez réessayer dans { $seconds } secondes.
}
error-429-data = Pour lire tout le registre, veuillez utiliser les téléchargements plutôt que de parcourir les pages une à une.
error-500-heading = Un problème est survenu de notre côté
error-500-body = Aucune donnée n’a été enregistrée partiellement. Veuillez réessayer dans un moment.
error-503-heading = Le registre est en préparation
error-503-body = Veuillez réessayer dans un moment.
error-reference = Si vous nous écrivez, veuillez indiquer cette référence : { $reference }
error-onward = Vous pouvez continuer ici
error-search = Chercher dans le registre
problems-heading = Veuillez vérifier les points suivants

## Invitation
invitation-heading = Invitation
invitation-body = Nous vous invitons à participer en qualité de { $role } pour le participant suivant : { $participant }.
invitation-body-secretariat = Nous vous invitons à participer au secrétariat en qualité de { $role }.
invitation-address = Pour l’adresse { $address }
invitation-expires = Valable jusqu’au { $date }
invitation-name = Votre nom, tel que vos collègues le verront
invitation-password = Un mot de passe, si vous en souhaitez un
invitation-password-hint = Au moins 12 caractères. Sans mot de passe, vous vous connectez avec des codes envoyés à votre adresse.
invitation-accept = Accepter l’invitation
invitation-nothing-yet = L’ouverture de cette page n’a rien changé.
invitation-done-heading = Bienvenue
invitation-done-body = L’invitation est acceptée. Vous pouvez maintenant vous connecter avec l’adresse { $address }.

## Reminders: stopping, pausing, cadence
unsubscribe-heading = Notes de courtoisie par courriel
unsubscribe-body = Souhaitez-vous ne plus recevoir de notes de courtoisie ? Les codes de connexion et les messages que vous demandez continueront d’arriver.
unsubscribe-button = Ne plus recevoir ces notes
unsubscribe-done-heading = L’envoi des notes a pris fin
unsubscribe-done-body = Aucune note de courtoisie ne vous sera plus envoyée.
resubscribe-button = Les recevoir de nouveau
preferences-heading = Fréquence des notes
preferences-body = Ces choix valent pour les notes de courtoisie qui vous sont envoyées.
preferences-cadence = Fréquence
preferences-hour = Heure d’envoi, à votre heure locale
preferences-pause-until = Suspendre jusqu’au
preferences-pause-hint = Laisser vide pour ne pas suspendre.
preferences-save = Enregistrer
preferences-done-heading = Votre choix est enregistré
preferences-now-cadence = Notes de courtoisie : { $cadence }
preferences-now-paused = Les notes de courtoisie sont suspendues jusqu’au { $date }.

## Acting by a letter’s link
by-letter-no-change-heading = Signaler « aucun changement »
by-letter-no-change-body = Aucun changement depuis le { $date } : cette information sera enregistrée et montrée aussitôt à celles et ceux qui peuvent lire l’engagement.
by-letter-no-change-button = Signaler « aucun changement »
by-letter-clear-heading = Approuver une mise à jour
by-letter-clear-body = Avec votre approbation, la mise à jour est transmise au secrétariat ; si elle n’est destinée qu’à quelques lecteurs, elle leur est montrée aussitôt.
by-letter-clear-button = Approuver cette mise à jour
by-letter-confirm-heading = Confirmer un engagement
by-letter-confirm-body = Un autre participant a signalé cet engagement. Vous pouvez le confirmer ici. Pour le corriger ou le décliner, veuillez vous connecter. Vous pouvez aussi le laisser tel quel : le silence ne vaut pas consentement.
by-letter-confirm-button = Confirmer cet engagement
by-letter-code = Le code affiché par votre appareil
by-letter-code-hint = Six chiffres, comme lors de la connexion.
by-letter-done-heading = C’est enregistré
by-letter-done-body = Merci. Votre choix figure au registre.
by-letter-over-heading = Il n’y a plus rien à faire ici
by-letter-over-body = La fiche a évolué, ou la décision ne vous revient plus. Rien n’a été modifié.
by-letter-record = Ouvrir { $reference }

## Letters kept during development
letters-heading = Messages conservés ici
letters-body = Aucun serveur de messagerie n’est configuré : les messages sont conservés et lisibles ici. Rien n’est perdu.
letters-none = Aucun message pour le moment.
letters-to = À
letters-subject = Objet
letters-when = Mis en file le
letters-status = État
letters-language = Langue
letters-why = Motif du message
letters-text = Texte brut
letters-html = En HTML
letters-calendar = Agenda joint
letters-links = Liens du message
letters-back = Tous les messages

## Method
method-heading = Méthode et définitions
method-lead = Comment ce registre est tenu et ce que signifient ses termes.
method-voluntary = La participation est volontaire. Les participants décident de ce qu’ils partagent, et avec qui.
method-own-words = Ce qu’un État soumet est reproduit tel que reçu. La langue originale fait foi.
method-separate = La déclaration d’un participant et l’évaluation d’un tiers sont des fiches distinctes, chacune avec son auteur.
method-no-ranking = Il n’y a ni classement, ni score, ni notation. Les listes suivent l’ordre alphabétique des noms de la liste des Nations Unies.
method-no-attribution = Aucun incident n’est jamais imputé à quiconque ici.
method-no-change = « Aucun changement » est une mise à jour. Le silence et la stabilité se distinguent ici.
method-statuses = Situations d’un engagement
method-lights = Information communiquée
method-lights-lead = Déterminée à partir des seules dates, selon la même règle pour tous.
method-provenance = Provenance des données
method-provenance-lead = Chaque donnée indique laquelle de ces provenances est la sienne.
term = Terme
secretariat = le Secrétariat
meaning = Signification

## Between a label and what it labels
colon =  :
