letter-greeting = Bonjour { $name },
letter-greeting-unnamed = Madame, Monsieur,
letter-closing = Cordialement,
letter-signature = { $site }, message automatique

## Récapitulatif
letter-digest-subject = { PLURAL($n) ->
    [one] Note de courtoisie : { $n } point
   *[other] Note de courtoisie : { $n } points
}
letter-digest-first = { PLURAL($n) ->
    [one] La présente note de courtoisie contient { $n } point.
   *[other] La présente note de courtoisie contient { $n } points.
}
letter-heading-dates = Dates à venir
letter-heading-updates = Mises à jour souhaitées
letter-heading-clearance = En attente de votre approbation
letter-heading-review = En attente d’examen
letter-heading-returned = Renvoyé avec une note
letter-heading-confirmation = En attente de confirmation par l’État

## Points
letter-item-title = { $reference } : { $title }
letter-item-commitment_due = La date fixée pour cet engagement est le { $date }.
letter-item-milestone_due = La date fixée pour l’étape « { $milestone } » est le { $date }.
letter-item-update_invited = Une mise à jour est souhaitée d’ici au { $date }.
letter-item-update_last_week = Une mise à jour est souhaitée d’ici au { $date }, dans la semaine qui vient.
letter-item-no_update_received = Aucune mise à jour reçue. Une mise à jour était souhaitée d’ici au { $date } et reste la bienvenue.
letter-item-awaiting_clearance = Une mise à jour est en attente d’approbation depuis le { $date }.
letter-item-awaiting_review = Un texte soumis est en attente d’examen depuis le { $date }.
letter-item-returned = Un texte soumis a été renvoyé avec une note le { $date } ; il peut être modifié et soumis de nouveau.
letter-item-awaiting_confirmation = Signalé par un autre participant le { $date }. L’État peut le confirmer, le corriger ou le décliner.

## Liens
letter-link-open = Ouvrir la fiche
letter-link-no-change = Signaler « aucun changement »
letter-link-clear = Lire et approuver
letter-link-confirm = Lire et confirmer
letter-link = { $label } : { $url }

## Après les points
letter-calendar = Le fichier d’agenda joint contient ces dates.
letter-free = Vous pouvez répondre, suspendre ces notes ou ne rien faire.
letter-why = Vous recevez cette note en qualité de { $role } pour le participant suivant : { $participant }.
letter-why-secretariat = Vous recevez cette note en qualité de { $role } au secrétariat.
letter-cadence-now = { $cadence ->
    [daily] Ces notes arrivent une fois par jour, et seulement s’il y a quelque chose à dire.
    [monthly] Ces notes arrivent une fois par mois, et seulement s’il y a quelque chose à dire.
   *[weekly] Ces notes arrivent une fois par semaine, et seulement s’il y a quelque chose à dire.
}
letter-change-cadence = Choisir leur fréquence
letter-pause = Suspendre ces notes
letter-unsubscribe = Ne plus recevoir ces notes
letter-footer = { $site } est un logiciel indépendant, sans lien avec l’Organisation des Nations Unies.
letter-sample = Ce registre contient des données d’exemple.
letter-preview = Ceci est un aperçu. Personne d’autre ne l’a reçu.

## Invitation
letter-invitation-subject = Invitation à { $site }
letter-invitation-first = Nous vous invitons à participer à { $site } en qualité de { $role } pour le participant suivant : { $participant }.
letter-invitation-first-secretariat = Nous vous invitons à participer à { $site } en qualité de { $role }.
letter-invitation-what = { $site } tient le registre des engagements volontaires relatifs à la sécurité des technologies de l’information et des communications et des informations communiquées à leur sujet.
letter-invitation-link = Lire et accepter l’invitation
letter-invitation-expires = Le lien est à usage unique et valable jusqu’au { $date }. L’ouvrir ne change rien ; vous décidez sur la page.
letter-invitation-not-you = Si vous n’attendiez pas cette invitation, vous pouvez l’ignorer.

## Code de connexion
letter-code-subject = Votre code de connexion à { $site }
letter-code-first = Votre code de connexion : { $code }
letter-code-expires = { PLURAL($minutes) ->
    [one] Il est à usage unique et valable { $minutes } minute.
   *[other] Il est à usage unique et valable { $minutes } minutes.
}
letter-code-not-you = Si vous n’avez pas demandé de code, vous pouvez ignorer ce message. Sans le code, personne ne peut se connecter.
letter-code-never-asked = Personne, dans l’équipe du registre, ne vous demandera ce code.

## Mot de passe
letter-reset-subject = Choisir un nouveau mot de passe pour { $site }
letter-reset-first = Un nouveau mot de passe a été demandé pour votre compte.
letter-reset-code = Votre code : { $code }
letter-reset-not-you = Si vous n’avez rien demandé, vous pouvez ignorer ce message ; votre mot de passe reste inchangé.
letter-password-changed-subject = Votre mot de passe pour { $site } a été modifié
letter-password-changed-first = Votre mot de passe a été modifié le { $date } et toutes vos autres sessions ont été fermées.
letter-password-changed-not-you = Si vous n’êtes pas à l’origine de cette modification, veuillez écrire au secrétariat du registre.
letter-sessions-ended-subject = Votre session sur { $site } a été fermée
letter-sessions-ended-first = L’une de vos sessions a été utilisée depuis deux endroits le { $date }. Elle a été fermée pour protéger votre compte.
letter-sessions-ended-what = Vous pouvez vous reconnecter. Si vous n’êtes pas à l’origine de cette utilisation, veuillez choisir un nouveau mot de passe.

## Lettre d’essai
letter-test-subject = Message d’essai de { $site }
letter-test-first = Ce message montre que { $site } peut envoyer des courriels. Rien ne vous est demandé.

## Un élément d’une lettre antérieure dont on ignore si elle est arrivée
letter-item-in-doubt = Cette information vous est peut-être déjà parvenue le { $date }.

## Bienvenue
letter-welcome-subject = Bienvenue sur { $site }
letter-welcome-first = Votre compte sur { $site } est prêt.
letter-welcome-what = Vous pouvez désormais vous connecter, consulter le registre et y contribuer selon votre rôle.
letter-welcome-link = Ouvrir votre page
letter-welcome-notes = Les notes de courtoisie ne sont envoyées que lorsqu’il y a quelque chose à dire. Vous pouvez en choisir la fréquence, les suspendre ou y mettre fin.
