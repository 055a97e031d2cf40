## Frame of every page
site-name = Para29
site-description = Memoria de trabajo del diálogo sobre la seguridad de las TIC
skip-to-content = Ir al contenido
nav-main = Navegación principal
nav-home = Inicio
nav-commitments = Compromisos
nav-method = Método y definiciones
nav-developers = Para desarrolladores
nav-languages = Idioma
breadcrumbs = Está aquí
sample-banner = Datos de muestra: este registro contiene ejemplos tomados de { $source } para mostrar cómo funciona.
sample-mark = Muestra
footer-independent = { $site } es un programa informático independiente, sin vinculación con las Naciones Unidas.
footer-designations = Las denominaciones empleadas y el orden de los nombres no entrañan juicio alguno sobre la condición jurídica de ningún país, territorio o autoridad.
footer-as-of = A fecha de { $moment }
moment = { $when } ({ $city })
page-title = { $page } · { $site }
language-chooser-heading = Elegir un idioma
opens-elsewhere = lleva a otro sitio

## When a page cannot be shown
error-title-prefix = Error: { $page }
error-400-heading = No se ha podido entender esta solicitud
error-400-body = Una parte de la dirección o del formulario no se ha podido leer. La lista siguiente indica cuál.
error-403-heading = Esta página no está abierta para usted
error-403-body = Acceder con su cuenta o consultar a su coordinador o coordinadora puede ayudar.
error-elsewhere-heading = Este formulario procede de otro sitio
error-elsewhere-body = Para su seguridad, solo se aceptan formularios de las páginas de este registro. No ha cambiado nada. Sírvase abrir de nuevo el enlace de su mensaje.
error-404-heading = Página no encontrada
error-404-body = No se muestra nada en esta dirección. Quizá se escribió de otro modo o no está abierta a todos.
error-410-heading = Esta página ya no está disponible
error-410-body = El enlace ya se ha usado o ha dejado de ser válido. Puede pedirse uno nuevo.
error-429-heading = Han llegado muchas solicitudes desde su dirección
error-429-body = { PLURAL($seconds) ->
    [one] Sírvase intentarlo de nuevo dentro de { $seconds } segundo.
   *[other] Sírvase intentarlo de nuevo dentro de { $seconds } segundos.
}
error-429-data = Para leer todo el registro, sírvase utilizar las descargas en lugar de ir página por página.
error-500-heading = Se ha producido un problema por nuestra parte
error-500-body = Ningún dato se ha guardado a medias. Sírvase intentarlo de nuevo dentro de un momento.
error-503-heading = El registro se está preparando
error-503-body = Sírvase intentarlo de nuevo dentro de un momento.
error-reference = Si nos escribe, sírvase indicar esta referencia: { $reference }
error-onward = Puede continuar aquí
error-search = Buscar en el registro
problems-heading = Sírvase revisar lo siguiente

## Invitation
invitation-heading = Invitación
invitation-body = Se le invita a participar en calidad de { $role } del siguiente participante: { $participant }.
invitation-body-secretariat = Se le invita a participar en la secretaría en calidad de { $role }.
invitation-address = Para la dirección { $address }
invitation-expires = Válida hasta el { $date }
invitation-name = Su nombre, tal como lo verán sus colegas
invitation-password = Una contraseña, si la desea
invitation-password-hint = Al menos 12 caracteres. Sin ella, accederá con códigos enviados a su dirección.
invitation-accept = Aceptar la invitación
invitation-nothing-yet = Abrir esta página no ha cambiado nada.
invitation-done-heading = Le damos la bienvenida
invitation-done-body = La invitación queda aceptada. Ya puede acceder con la dirección { $address }.

## Reminders: stopping, pausing, cadence
unsubscribe-heading = Notas de cortesía por correo electrónico
unsubscribe-body = ¿Desea dejar de recibir notas de cortesía? Los códigos de acceso y los mensajes que pida seguirán llegando.
unsubscribe-button = Dejar de recibir estas notas
unsubscribe-done-heading = El envío de notas ha terminado
unsubscribe-done-body = No se le enviarán más notas de cortesía.
resubscribe-button = Volver a recibirlas
preferences-heading = Frecuencia de las notas
preferences-body = Estas opciones se aplican a las notas de cortesía que recibe.
preferences-cadence = Frecuencia
preferences-hour = Hora de envío, según su hora local
preferences-pause-until = Pausar hasta
preferences-pause-hint = Déjelo vacío para no pausar.
preferences-save = Guardar
preferences-done-heading = Su elección se ha guardado
preferences-now-cadence = Notas de cortesía: { $cadence }
preferences-now-paused = Las notas de cortesía están en pausa hasta el { $date }.

## Acting by a letter’s link
by-letter-no-change-heading = Comunicar «sin cambios»
by-letter-no-change-body = Sin cambios desde el { $date }: así se comunicará y se mostrará de inmediato a quienes pueden leer el compromiso.
by-letter-no-change-button = Comunicar «sin cambios»
by-letter-clear-heading = Dar el visto bueno a una actualización
by-letter-clear-body = Con su visto bueno, la actualización pasa a la secretaría; si está destinada solo a algunos lectores, se les muestra de inmediato.
by-letter-clear-button = Dar el visto bueno a esta actualización
by-letter-confirm-heading = Confirmar un compromiso
by-letter-confirm-body = Otro participante ha comunicado este compromiso. Puede confirmarlo aquí. Para corregirlo o declinarlo, sírvase acceder con su cuenta. También puede dejarlo como está: el silencio no equivale a consentimiento.
by-letter-confirm-button = Confirmar este compromiso
by-letter-code = El código que muestra su dispositivo
by-letter-code-hint = Seis cifras, como al acceder con su cuenta.
by-letter-done-heading = Queda registrado
by-letter-done-body = Gracias. Lo que ha elegido consta en el registro.
by-letter-over-heading = Aquí no queda nada por hacer
by-letter-over-body = La ficha ha cambiado de situación o la decisión ya no le corresponde. No se ha cambiado nada.
by-letter-record = Abrir { $reference }

## Letters kept during development
letters-heading = Mensajes guardados aquí
letters-body = No hay servidor de correo configurado: los mensajes se guardan y pueden leerse aquí. No se pierde nada.
letters-none = Aún no hay mensajes.
letters-to = Para
letters-subject = Asunto
letters-when = En cola desde
letters-status = Estado
letters-language = Idioma
letters-why = Motivo del mensaje
letters-text = Texto sin formato
letters-html = En HTML
letters-calendar = Calendario adjunto
letters-links = Enlaces del mensaje
letters-back = Todos los mensajes

## Method
method-heading = Método y definiciones
method-lead = Cómo se lleva este registro y qué significan sus términos.
method-voluntary = La participación es voluntaria. Los participantes deciden qué comparten y con quién.
method-own-words = Lo que presenta un Estado se reproduce tal como se recibió. El texto en el idioma original es el que hace fe.
method-separate = La comunicación de un participante y la evaluación de un tercero son fichas distintas, cada una con su autor.
method-no-ranking = No hay clasificaciones, puntuaciones ni calificaciones. Las listas siguen el orden alfabético de los nombres de la lista de las Naciones Unidas.
method-no-attribution = Aquí nunca se atribuyen incidentes a nadie.
method-no-change = «Sin cambios» es una actualización. Aquí el silencio y la estabilidad se distinguen.
method-statuses = Situaciones de un compromiso
method-lights = Información comunicada
method-lights-lead = Se determina solo a partir de fechas, con la misma regla para todos.
method-provenance = Procedencia de los datos
method-provenance-lead = Cada dato indica cuál de estas es su procedencia.
term = Término
secretariat = la Secretaría
meaning = Significado

## Between a label and what it labels
colon = :
