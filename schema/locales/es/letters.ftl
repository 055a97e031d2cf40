letter-greeting = Estimado/a { $name }:
letter-greeting-unnamed = Estimado/a colega:
letter-closing = Un cordial saludo,
letter-signature = { $site }, mensaje automático

## Resumen
letter-digest-subject = { PLURAL($n) ->
    [one] Nota de cortesía: { $n } asunto
   *[other] Nota de cortesía: { $n } asuntos
}
letter-digest-first = { PLURAL($n) ->
    [one] Esta nota de cortesía contiene { $n } asunto.
   *[other] Esta nota de cortesía contiene { $n } asuntos.
}
letter-heading-dates = Próximas fechas
letter-heading-updates = Invitaciones a presentar actualizaciones
letter-heading-clearance = Pendiente de su visto bueno
letter-heading-review = Pendiente de revisión
letter-heading-returned = Devuelto con una nota
letter-heading-confirmation = Pendiente de confirmación por el Estado

## Asuntos
letter-item-title = { $reference }: { $title }
letter-item-commitment_due = La fecha fijada para este compromiso es el { $date }.
letter-item-milestone_due = La fecha fijada para el hito «{ $milestone }» es el { $date }.
letter-item-update_invited = Se invita a presentar una actualización a más tardar el { $date }.
letter-item-update_last_week = Se invita a presentar una actualización a más tardar el { $date }, dentro de la próxima semana.
letter-item-no_update_received = No se ha recibido ninguna actualización. Se invitó a presentar una a más tardar el { $date }, y sigue siendo bienvenida.
letter-item-awaiting_clearance = Una actualización está pendiente de visto bueno desde el { $date }.
letter-item-awaiting_review = Un texto presentado está pendiente de revisión desde el { $date }.
letter-item-returned = Un texto presentado se devolvió con una nota el { $date }; puede modificarse y presentarse de nuevo.
letter-item-awaiting_confirmation = Comunicado por otro participante el { $date }. El Estado puede confirmarlo, corregirlo o declinarlo.

## Enlaces
letter-link-open = Abrir la ficha
letter-link-no-change = Comunicar «sin cambios»
letter-link-clear = Leer y dar el visto bueno
letter-link-confirm = Leer y confirmar
letter-link = { $label }: { $url }

## Después de los asuntos
letter-calendar = El archivo de calendario adjunto contiene estas fechas.
letter-free = Puede responder, pausar estas notas o no hacer nada.
letter-why = Recibe esta nota en calidad de { $role } del siguiente participante: { $participant }.
letter-why-secretariat = Recibe esta nota en calidad de { $role } de la secretaría.
letter-cadence-now = { $cadence ->
    [daily] Estas notas llegan una vez al día, y solo cuando hay algo que decir.
    [monthly] Estas notas llegan una vez al mes, y solo cuando hay algo que decir.
   *[weekly] Estas notas llegan una vez a la semana, y solo cuando hay algo que decir.
}
letter-change-cadence = Elegir su frecuencia
letter-pause = Pausar estas notas
letter-unsubscribe = Dejar de recibir estas notas
letter-footer = { $site } es un programa informático independiente, sin vinculación con las Naciones Unidas.
letter-sample = Este registro contiene datos de muestra.
letter-preview = Esta es una vista previa. Nadie más la ha recibido.

## Invitación
letter-invitation-subject = Invitación a { $site }
letter-invitation-first = Se le invita a participar en { $site } en calidad de { $role } del siguiente participante: { $participant }.
letter-invitation-first-secretariat = Se le invita a participar en { $site } en calidad de { $role }.
letter-invitation-what = { $site } lleva el registro de los compromisos voluntarios sobre la seguridad de las tecnologías de la información y las comunicaciones, y de lo que se comunica sobre ellos.
letter-invitation-link = Leer y aceptar la invitación
letter-invitation-expires = El enlace es de un solo uso y es válido hasta el { $date }. Abrirlo no cambia nada; usted decide en la página.
letter-invitation-not-you = Si no esperaba esta invitación, puede hacer caso omiso de ella.

## Código de acceso
letter-code-subject = Su código de acceso a { $site }
letter-code-first = Su código de acceso: { $code }
letter-code-expires = { PLURAL($minutes) ->
    [one] Es de un solo uso y es válido durante { $minutes } minuto.
   *[other] Es de un solo uso y es válido durante { $minutes } minutos.
}
letter-code-not-you = Si no pidió un código, puede hacer caso omiso de este mensaje. Sin el código nadie puede acceder.
letter-code-never-asked = Nadie del equipo del registro le pedirá este código.

## Contraseña
letter-reset-subject = Elegir una nueva contraseña para { $site }
letter-reset-first = Se ha pedido una nueva contraseña para su cuenta.
letter-reset-code = Su código: { $code }
letter-reset-not-you = Si no la pidió, puede hacer caso omiso de este mensaje; su contraseña no cambia.
letter-password-changed-subject = Se ha cambiado su contraseña de { $site }
letter-password-changed-first = Su contraseña se cambió el { $date } y se cerraron todas sus demás sesiones.
letter-password-changed-not-you = Si no fue usted, sírvase escribir a la secretaría del registro.
letter-sessions-ended-subject = Se ha cerrado su sesión en { $site }
letter-sessions-ended-first = Una de sus sesiones se utilizó desde dos lugares el { $date }. Se cerró para proteger su cuenta.
letter-sessions-ended-what = Puede acceder de nuevo. Si no fue usted, sírvase elegir una nueva contraseña.

## Carta de prueba
letter-test-subject = Mensaje de prueba de { $site }
letter-test-first = Este mensaje muestra que { $site } puede enviar correo electrónico. No se le pide nada.

## Un elemento de una carta anterior de la que se ignora si llegó
letter-item-in-doubt = Es posible que ya haya recibido esta información el { $date }.

## Bienvenida
letter-welcome-subject = Le damos la bienvenida a { $site }
letter-welcome-first = Su cuenta en { $site } está lista.
letter-welcome-what = Ya puede acceder, consultar el registro y contribuir a él según su función.
letter-welcome-link = Abrir su página
letter-welcome-notes = Las notas de cortesía solo llegan cuando hay algo que comunicar. Puede elegir su frecuencia, pausarlas o dejar de recibirlas.
