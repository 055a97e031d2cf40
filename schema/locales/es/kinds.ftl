## Who takes part
participant-kind-member_state = Estado Miembro
participant-kind-observer_state = Estado observador no miembro
participant-kind-non_member_state = Estado no miembro
participant-kind-regional_organization = Organización regional
participant-kind-un_entity = Entidad de las Naciones Unidas
participant-kind-technical_network = Red técnica
participant-kind-initiative = Iniciativa
participant-kind-public_authority = Autoridad pública
participant-kind-civil_society = Sociedad civil
participant-kind-private_sector = Sector privado
participant-kind-academia = Sector académico
membership-status-member = Miembro
membership-status-suspended = Condición de miembro suspendida
membership-status-withdrawn = Antiguo miembro
regional-group-african = Estados de África
regional-group-asia_pacific = Estados de Asia y el Pacífico
regional-group-eastern_european = Estados de Europa Oriental
regional-group-grulac = Estados de América Latina y el Caribe
regional-group-weog = Estados de Europa Occidental y otros Estados
regional-group-none = En ningún grupo regional

## Roles of people
role-stakeholder = parte interesada
role-drafter = redactor o redactora
role-approver = responsable de la aprobación
role-focal_point = coordinador o coordinadora
role-regional_editor = editor o editora regional
role-editor = editor o editora
role-reviewer = revisor o revisora
role-administrator = administrador o administradora
role-auditor = auditor o auditora

## The life of a commitment
commitment-status-draft = Borrador
commitment-status-submitted = Presentado
commitment-status-returned = Devuelto con una nota
commitment-status-published = Previsto
commitment-status-in_progress = En curso
commitment-status-completed = Comunicado como completado
commitment-status-unconfirmed = Aún no confirmado por el Estado
commitment-status-declined = Declinado por el Estado
commitment-status-suspended = Suspendido
commitment-status-withdrawn = Retirado por quien lo presentó
commitment-status-superseded = Sustituido
commitment-status-draft-means = En redacción; solo lo ve la delegación de su autor.
commitment-status-submitted-means = Entregado; la secretaría lo lee antes de publicarlo.
commitment-status-returned-means = Devuelto a su autor con una nota; puede modificarse y presentarse de nuevo.
commitment-status-published-means = Publicado; aún no se ha comunicado el comienzo de los trabajos.
commitment-status-in_progress-means = Quien lo presentó ha comunicado que los trabajos están en curso.
commitment-status-completed-means = Quien lo presentó ha comunicado que está completado; es su propia comunicación, no una evaluación.
commitment-status-unconfirmed-means = Comunicado por otra parte, con su fuente; el Estado aún no lo ha confirmado, corregido ni declinado. El silencio no equivale a consentimiento.
commitment-status-declined-means = Comunicado por otra parte; el Estado ha indicado que no lo considera un compromiso suyo.
commitment-status-suspended-means = Puesto en pausa por quien lo presentó, que indica el motivo.
commitment-status-withdrawn-means = Retirado por quien lo presentó; la ficha sigue visible como tal.
commitment-status-superseded-means = Otro compromiso lo ha sustituido; ambos siguen visibles.
legal-force-voluntary_non_binding = Voluntario, no vinculante
legal-force-politically_binding = Políticamente vinculante
legal-force-legally_binding = Jurídicamente vinculante
readiness-ready = Listo para empezar
readiness-needs_time = Se necesita tiempo
readiness-needs_time_and_support = Se necesitan tiempo y apoyo
date-kind-made_on = Asumido el
date-kind-indicative_on = Fecha indicativa
date-kind-definitive_on = Fecha definitiva
date-kind-due_on = Próxima fecha
milestone-status-planned = Previsto
milestone-status-reached = Comunicado como alcanzado
milestone-status-dropped = Ya no está previsto

## The reporting light, from dates only
light-current = Actualización recibida, o aún no se invita a presentarla
light-current-received = Actualización recibida
light-current-none = Aún no se invita a presentar una actualización
light-update_invited = Se invita a presentar una actualización
light-no_update_received = Ninguna actualización recibida
light-inactive = Sin actividad registrada
light-current-means = Se recibió una actualización en el período correspondiente, o aún no ha llegado el momento de invitar a presentarla.
light-update_invited-means = Ha pasado alrededor de un año desde la última actualización; se agradecería una nueva.
light-no_update_received-means = Se invitó a presentar una actualización y no se ha recibido ninguna. Esto no dice nada de los trabajos en sí.
light-inactive-means = Han pasado alrededor de dos años sin ninguna actualización.

## Progress updates
reported-state-not_started = Aún no iniciado
reported-state-under_way = En curso
reported-state-substantially_complete = Completado en lo sustancial
reported-state-complete = Completado
reported-state-no_change = Sin cambios
update-status-draft = Borrador
update-status-for_clearance = Lista para el visto bueno
update-status-submitted = Presentada
update-status-returned = Devuelta con una nota
update-status-published = Publicada
update-status-withdrawn = Retirada por quien la presentó
assessment-rating-no_evidence = Sin material disponible
assessment-rating-not_started = Aún no iniciado
assessment-rating-limited = Avances limitados
assessment-rating-substantial = Avances sustanciales
assessment-rating-complete = Completado
evidence-kind-link = Enlace
evidence-kind-file = Archivo
comment-status-submitted = Presentado
comment-status-published = Publicado
comment-status-refused = No publicado

## Who may read; -sees says it to the one who writes
audience-public = Público
audience-states = Estados participantes
audience-organization = Miembros de una organización
audience-named = Participantes designados
audience-own = Solo la propia delegación
audience-public-sees = Lo verá todo el mundo.
audience-states-sees = Lo verán todos los Estados participantes.
audience-organization-sees = Lo verán los miembros de esta organización: { $organization }.
audience-named-sees = Lo verán estos participantes: { $names }.
audience-own-sees = Solo lo verá su propia delegación.

## Where a fact comes from
provenance-as_submitted = Tal como lo presentó el Estado
provenance-as_submitted-participant = Tal como lo presentó el participante
provenance-as_recorded = Tal como lo registró la Secretaría
provenance-public_document = De un documento público

## Sources
instrument-status-agreed = Acordado
instrument-status-adopted = Aprobado
instrument-status-proposed = Propuesto
instrument-status-noted = Del que se tomó nota, no acordado
provision-kind-norm = Norma
provision-kind-confidence_building_measure = Medida de fomento de la confianza
provision-kind-capacity_building_measure = Medida de creación de capacidad
provision-kind-institutional_measure = Medida institucional
provision-link-precedes = Precede a
provision-link-succeeds = Sucede a
provision-link-related = Disposición conexa

## Letters and reminders
cadence-daily = Cada día
cadence-weekly = Cada semana
cadence-monthly = Cada mes
cadence-paused = En pausa
reminder-reason-commitment_due = Fecha de un compromiso
reminder-reason-milestone_due = Fecha de un hito
reminder-reason-update_invited = Se invita a presentar una actualización
reminder-reason-update_last_week = Se invita a presentar una actualización en el plazo de una semana
reminder-reason-no_update_received = Ninguna actualización recibida
reminder-reason-awaiting_clearance = Pendiente de visto bueno
reminder-reason-awaiting_review = Pendiente de revisión
reminder-reason-returned = Devuelto con una nota
reminder-reason-awaiting_confirmation = Pendiente de confirmación
letter-status-queued = Pendiente de envío
letter-status-transmitting = Enviándose
letter-status-sent = Enviado
letter-status-kept = Guardado aquí, no enviado
letter-status-bounced = Dirección no aceptada
letter-status-refused = Mensaje no aceptado
letter-status-suppressed = No enviado, por elección del destinatario
letter-status-uncertain = Quizá enviado; se interrumpió la conexión
letter-status-given_up = No enviado: ningún servidor de correo lo aceptó

## Languages
language-ar = árabe
language-zh = chino
language-en = inglés
language-fr = francés
language-ru = ruso
language-es = español
