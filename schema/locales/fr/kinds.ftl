## Who takes part
participant-kind-member_state = État Membre
participant-kind-observer_state = État non membre observateur
participant-kind-non_member_state = État non membre
participant-kind-regional_organization = Organisation régionale
participant-kind-un_entity = Entité des Nations Unies
participant-kind-technical_network = Réseau technique
participant-kind-initiative = Initiative
participant-kind-public_authority = Autorité publique
participant-kind-civil_society = Société civile
participant-kind-private_sector = Secteur privé
participant-kind-academia = Milieu universitaire
membership-status-member = Membre
membership-status-suspended = Qualité de membre suspendue
membership-status-withdrawn = Ancien membre
regional-group-african = États d’Afrique
regional-group-asia_pacific = États d’Asie et du Pacifique
regional-group-eastern_european = États d’Europe orientale
regional-group-grulac = États d’Amérique latine et des Caraïbes
regional-group-weog = États d’Europe occidentale et autres États
regional-group-none = Dans aucun groupe régional

## Roles of people
role-stakeholder = partie prenante
role-drafter = rédacteur ou rédactrice
role-approver = responsable de l’approbation
role-focal_point = coordonnateur ou coordonnatrice
role-regional_editor = responsable des contenus régionaux
role-editor = responsable des contenus
role-reviewer = responsable de l’examen
role-administrator = administrateur ou administratrice
role-auditor = auditeur ou auditrice

## The life of a commitment
commitment-status-draft = Brouillon
commitment-status-submitted = Soumis
commitment-status-returned = Renvoyé avec une note
commitment-status-published = Prévu
commitment-status-in_progress = En cours
commitment-status-completed = Déclaré achevé
commitment-status-unconfirmed = Pas encore confirmé par l’État
commitment-status-declined = Décliné par l’État
commitment-status-suspended = Suspendu
commitment-status-withdrawn = Retiré par son auteur
commitment-status-superseded = Remplacé
commitment-status-draft-means = En cours de rédaction ; seule la délégation de son auteur le voit.
commitment-status-submitted-means = Remis ; le secrétariat le lit avant publication.
commitment-status-returned-means = Rendu à son auteur avec une note ; il peut être modifié et soumis de nouveau.
commitment-status-published-means = Publié ; le début des travaux n’a pas encore été signalé.
commitment-status-in_progress-means = L’auteur a signalé que les travaux sont en cours.
commitment-status-completed-means = L’auteur l’a déclaré achevé ; il s’agit de sa propre déclaration, non d’une évaluation.
commitment-status-unconfirmed-means = Signalé par un tiers, avec sa source ; l’État ne l’a pas encore confirmé, corrigé ni décliné. Le silence ne vaut pas consentement.
commitment-status-declined-means = Signalé par un tiers ; l’État a indiqué qu’il ne le considère pas comme l’un de ses engagements.
commitment-status-suspended-means = Mis en pause par son auteur, qui en donne la raison.
commitment-status-withdrawn-means = Retiré par son auteur ; la fiche reste visible comme telle.
commitment-status-superseded-means = Un autre engagement l’a remplacé ; les deux restent visibles.
legal-force-voluntary_non_binding = Volontaire, non contraignant
legal-force-politically_binding = Politiquement contraignant
legal-force-legally_binding = Juridiquement contraignant
readiness-ready = Prêt à commencer
readiness-needs_time = Du temps est nécessaire
readiness-needs_time_and_support = Du temps et un appui sont nécessaires
date-kind-made_on = Pris le
date-kind-indicative_on = Date indicative
date-kind-definitive_on = Date définitive
date-kind-due_on = Prochaine date
milestone-status-planned = Prévue
milestone-status-reached = Déclarée atteinte
milestone-status-dropped = N’est plus prévue

## The reporting light, from dates only
light-current = Mise à jour reçue, ou pas encore sollicitée
light-current-received = Mise à jour reçue
light-current-none = Mise à jour pas encore sollicitée
light-update_invited = Mise à jour souhaitée
light-no_update_received = Aucune mise à jour reçue
light-inactive = Aucune activité enregistrée
light-current-means = Une mise à jour a été reçue pendant la période considérée, ou le moment d’en solliciter une n’est pas venu.
light-update_invited-means = Un an environ s’est écoulé depuis la dernière mise à jour ; une nouvelle est la bienvenue.
light-no_update_received-means = Une mise à jour était souhaitée et aucune n’a été reçue. Cela ne dit rien des travaux eux-mêmes.
light-inactive-means = Deux ans environ se sont écoulés sans mise à jour.

## Progress updates
reported-state-not_started = Pas encore commencé
reported-state-under_way = En cours
reported-state-substantially_complete = Achevé pour l’essentiel
reported-state-complete = Achevé
reported-state-no_change = Aucun changement
update-status-draft = Brouillon
update-status-for_clearance = Prête pour approbation
update-status-submitted = Soumise
update-status-returned = Renvoyée avec une note
update-status-published = Publiée
update-status-withdrawn = Retirée par son auteur
assessment-rating-no_evidence = Aucun élément disponible
assessment-rating-not_started = Pas encore commencé
assessment-rating-limited = Progrès limités
assessment-rating-substantial = Progrès substantiels
assessment-rating-complete = Achevé
evidence-kind-link = Lien
evidence-kind-file = Fichier
comment-status-submitted = Soumis
comment-status-published = Publié
comment-status-refused = Non publié

## Who may read; -sees says it to the one who writes
audience-public = Public
audience-states = États participants
audience-organization = Membres d’une organisation
audience-named = Participants désignés
audience-own = Sa propre délégation seulement
audience-public-sees = Tout le monde le verra.
audience-states-sees = Tous les États participants le verront.
audience-organization-sees = Les membres de cette organisation le verront : { $organization }.
audience-named-sees = Ces participants le verront : { $names }.
audience-own-sees = Seule votre délégation le verra.

## Where a fact comes from
provenance-as_submitted = Tel que soumis par l’État
provenance-as_submitted-participant = Tel que soumis par le participant
provenance-as_recorded = Tel que consigné par le Secrétariat
provenance-public_document = D’après un document public

## Sources
instrument-status-agreed = Convenu
instrument-status-adopted = Adopté
instrument-status-proposed = Proposé
instrument-status-noted = Dont il a été pris note, non convenu
provision-kind-norm = Norme
provision-kind-confidence_building_measure = Mesure de confiance
provision-kind-capacity_building_measure = Mesure de renforcement des capacités
provision-kind-institutional_measure = Mesure institutionnelle
provision-link-precedes = Précède
provision-link-succeeds = Fait suite à
provision-link-related = Disposition connexe

## Letters and reminders
cadence-daily = Chaque jour
cadence-weekly = Chaque semaine
cadence-monthly = Chaque mois
cadence-paused = En pause
reminder-reason-commitment_due = Date d’un engagement
reminder-reason-milestone_due = Date d’une étape
reminder-reason-update_invited = Mise à jour souhaitée
reminder-reason-update_last_week = Mise à jour souhaitée sous une semaine
reminder-reason-no_update_received = Aucune mise à jour reçue
reminder-reason-awaiting_clearance = En attente d’approbation
reminder-reason-awaiting_review = En attente d’examen
reminder-reason-returned = Renvoyé avec une note
reminder-reason-awaiting_confirmation = En attente de confirmation
letter-status-queued = En attente d’envoi
letter-status-transmitting = En cours d’envoi
letter-status-sent = Envoyé
letter-status-kept = Conservé ici, non envoyé
letter-status-bounced = Adresse non acceptée
letter-status-refused = Message non accepté
letter-status-suppressed = Non envoyé, au choix du destinataire
letter-status-uncertain = Peut-être envoyé ; la connexion s’est interrompue
letter-status-given_up = Non envoyé : aucun serveur de messagerie n’a accepté le message

## Languages
language-ar = arabe
language-zh = chinois
language-en = anglais
language-fr = français
language-ru = russe
language-es = espagnol
