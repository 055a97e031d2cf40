## La page
subscribe-link = Recevoir les nouveautés
subscribe-heading = Suivre une recherche
subscribe-lead = Vous pouvez recevoir un avis lorsqu’une publication correspond à une recherche : nouvel engagement ou nouvelle mise à jour.
subscribe-search = La recherche
subscribe-everything = Tous les engagements
subscribe-change = Voir la liste ou modifier la recherche
subscribe-mail = Par courriel
subscribe-mail-body = Il arrive au plus un message par jour, et seulement s’il y a des nouveautés. Il est rédigé dans la langue de cette page. Un premier message demande de confirmer l’adresse.
subscribe-email = Adresse électronique
subscribe-email-hint = Par exemple nom@example.org
subscribe-button = Demander le message de confirmation
subscribe-kept = L’adresse, sa langue et la recherche ne sont conservées que pour ces messages. Un clic dans l’un d’eux y met fin et efface l’adresse ; sans confirmation, elle est effacée au bout de sept jours.
subscribe-programs = Dans un lecteur de flux ou un agenda
subscribe-programs-body = Le flux contient les dernières publications, l’agenda les dates fixées. Ni l’un ni l’autre ne demande d’adresse.
subscribe-asked-heading = Veuillez consulter votre messagerie
subscribe-asked-body = S’il est possible d’écrire à cette adresse, un message contenant un lien de confirmation est en route. Rien n’est envoyé à une adresse qui reçoit déjà les messages au sujet de cette recherche, ou pour laquelle plusieurs messages de ce type attendent une réponse.

## Derrière les liens des messages
alert-confirm-heading = Messages au sujet d’une recherche
alert-confirm-body = Souhaitez-vous recevoir un avis par courriel, au plus une fois par jour, lorsqu’une publication correspond à cette recherche ?
alert-confirm-button = Oui, envoyer ces messages
alert-confirmed-heading = Votre demande est confirmée
alert-confirmed-body = Vous recevrez un avis de ce qui sera publié à partir de maintenant. Chaque message contient un lien qui met fin aux envois.
alert-stop-heading = Messages au sujet d’une recherche
alert-stop-body = Souhaitez-vous ne plus recevoir les messages au sujet de cette recherche ? L’adresse sera alors effacée de ce registre.
alert-stop-button = Ne plus recevoir ces messages
alert-stopped-heading = L’envoi des messages a pris fin
alert-stopped-body = Aucun message au sujet de cette recherche ne sera plus envoyé, et l’adresse a été effacée de ce registre.

## Le message qui demande confirmation
letter-alert-confirmation-subject = Veuillez confirmer : messages de { $site }
letter-alert-confirmation-first = Cette adresse a été indiquée sur { $site } pour recevoir un avis lorsqu’une publication correspond à une recherche.
letter-alert-confirmation-what = Si vous le souhaitez, veuillez ouvrir la page, qui indique la recherche, et y donner votre confirmation. Il arrivera au plus un message par jour, et chacun contient un lien qui met fin aux envois.
letter-alert-confirmation-link = Lire et confirmer
letter-alert-confirmation-not-you = Si vous n’avez rien demandé, vous pouvez ignorer ce message : rien d’autre n’est envoyé, et l’adresse est effacée au bout de sept jours.

## Le message qui informe
letter-alert-subject = { PLURAL($n) ->
    [one] Nouveautés de votre recherche : { $n } engagement
   *[other] Nouveautés de votre recherche : { $n } engagements
}
letter-alert-first = { PLURAL($n) ->
    [one] Des nouveautés ont été publiées au sujet de { $n } engagement correspondant à votre recherche.
   *[other] Des nouveautés ont été publiées au sujet de { $n } engagements correspondant à votre recherche.
}
letter-alert-heading-new = Engagements nouvellement publiés
letter-alert-heading-updates = Nouvelles mises à jour
letter-alert-update = Mise à jour du { $date } : { $state }
letter-alert-more = { PLURAL($n) ->
    [one] { $n } autre n’est pas nommé ici ; il figure dans la liste.
   *[other] { $n } autres ne sont pas nommés ici ; ils figurent dans la liste.
}
letter-alert-in-doubt = Une partie de ces informations vous est peut-être déjà parvenue le { $date }.
letter-alert-search = Votre recherche : { $search }
letter-alert-why = Vous recevez ce message parce que cette adresse a été confirmée le { $date }.
letter-alert-rhythm = Ces messages arrivent au plus une fois par jour, et seulement s’il y a des nouveautés.
letter-alert-list = Ouvrir la liste
letter-alert-stop = Ne plus recevoir ces messages
