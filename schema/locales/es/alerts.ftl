## La página
subscribe-link = Recibir las novedades
subscribe-heading = Seguir una búsqueda
subscribe-lead = Puede recibir aviso cuando se publique algo que corresponda a una búsqueda: nuevos compromisos y nuevas actualizaciones sobre ellos.
subscribe-search = La búsqueda
subscribe-everything = Todos los compromisos
subscribe-change = Ver la lista o cambiar la búsqueda
subscribe-mail = Por correo electrónico
subscribe-mail-body = Llega como máximo un mensaje al día, y solo cuando hay novedades. Se redacta en el idioma de esta página. Un primer mensaje pide que se confirme la dirección.
subscribe-email = Dirección de correo electrónico
subscribe-email-hint = Por ejemplo, nombre@example.org
subscribe-button = Pedir el mensaje de confirmación
subscribe-kept = La dirección, su idioma y la búsqueda se conservan únicamente para estos mensajes. Un clic en cualquiera de ellos les pone fin y borra la dirección; sin confirmación, se borra al cabo de siete días.
subscribe-programs = En un lector de canales o un calendario
subscribe-programs-body = El canal contiene lo último que se ha publicado; el calendario, las fechas fijadas. Ninguno de los dos requiere una dirección.
subscribe-asked-heading = Sírvase consultar su buzón de correo
subscribe-asked-body = Si es posible escribir a esta dirección, ya va en camino un mensaje con un enlace para confirmar. No se envía nada a una dirección que ya recibe las novedades de esta búsqueda o que tiene varios de estos mensajes sin responder.

## Tras los enlaces de los correos
alert-confirm-heading = Mensajes sobre una búsqueda
alert-confirm-body = ¿Desea recibir aviso por correo electrónico, como máximo una vez al día, cuando se publique algo que corresponda a esta búsqueda?
alert-confirm-button = Sí, enviar estos mensajes
alert-confirmed-heading = Su solicitud se ha confirmado
alert-confirmed-body = Recibirá aviso de lo que se publique a partir de ahora. Cada mensaje contiene un enlace que pone fin a los envíos.
alert-stop-heading = Mensajes sobre una búsqueda
alert-stop-body = ¿Desea dejar de recibir los mensajes sobre esta búsqueda? La dirección se borrará entonces de este registro.
alert-stop-button = Dejar de recibir estos mensajes
alert-stopped-heading = El envío de mensajes ha terminado
alert-stopped-body = No se enviarán más mensajes sobre esta búsqueda, y la dirección se ha borrado de este registro.

## El correo que pide confirmación
letter-alert-confirmation-subject = Sírvase confirmar: mensajes de { $site }
letter-alert-confirmation-first = Esta dirección se indicó en { $site } para recibir aviso cuando se publique algo que corresponda a una búsqueda.
letter-alert-confirmation-what = Si así lo desea, sírvase abrir la página, que indica la búsqueda, y confirmarlo en ella. Llegará como máximo un mensaje al día, y cada uno contiene un enlace que pone fin a los envíos.
letter-alert-confirmation-link = Leer y confirmar
letter-alert-confirmation-not-you = Si no lo ha pedido, puede hacer caso omiso de este mensaje: no se enviará nada más, y la dirección se borrará al cabo de siete días.

## El correo que informa
letter-alert-subject = { PLURAL($n) ->
    [one] Novedades de su búsqueda: { $n } compromiso
   *[other] Novedades de su búsqueda: { $n } compromisos
}
letter-alert-first = { PLURAL($n) ->
    [one] Se han publicado novedades sobre { $n } compromiso que corresponde a su búsqueda.
   *[other] Se han publicado novedades sobre { $n } compromisos que corresponden a su búsqueda.
}
letter-alert-heading-new = Compromisos recién publicados
letter-alert-heading-updates = Nuevas actualizaciones
letter-alert-update = Actualización del { $date }: { $state }
letter-alert-more = { PLURAL($n) ->
    [one] Hay { $n } más que no se nombra aquí; figura en la lista.
   *[other] Hay { $n } más que no se nombran aquí; figuran en la lista.
}
letter-alert-in-doubt = Es posible que ya haya recibido parte de esta información el { $date }.
letter-alert-search = Su búsqueda: { $search }
letter-alert-why = Recibe este mensaje porque su dirección se confirmó el { $date }.
letter-alert-rhythm = Estos mensajes llegan como máximo una vez al día, y solo cuando hay novedades.
letter-alert-list = Abrir la lista
letter-alert-stop = Dejar de recibir estos mensajes
