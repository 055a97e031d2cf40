# Palabras de las páginas sobre el propio registro: condiciones, accesibilidad, privacidad, correcciones, datos, desarrolladores.

## Enlaces a ellas
nav-terms = Condiciones de uso
nav-accessibility = Accesibilidad
nav-privacy = Privacidad
nav-corrections = Correcciones
nav-data = Datos
about-no-address = Aquí no se ha indicado ninguna dirección. Sírvase escribir al organismo que lleva este registro.

## Condiciones
terms-heading = Condiciones de uso
terms-lead = Qué es este registro y cómo puede utilizarse lo que muestra.
terms-software-heading = Programa informático independiente
terms-software-1 = { $site } es un programa informático independiente, sin vinculación con las Naciones Unidas.
terms-software-2 = El organismo que mantiene este sitio es responsable del registro. El programa informático está disponible con la licencia Apache 2.0.
terms-operator = Este sitio lo mantiene { $operator }.
terms-names-heading = Denominaciones y orden
terms-names-1 = Las denominaciones empleadas, el orden de los nombres y la forma en que se presentan los datos no entrañan juicio alguno sobre la condición jurídica de ningún país, territorio, ciudad o zona, ni de sus autoridades, ni respecto del trazado de sus fronteras o límites.
terms-shared-heading = Lo que comparten los participantes
terms-shared-1 = Lo que comparten los participantes se reproduce tal como se recibió y expresa las opiniones de quienes lo compartieron. El texto en el idioma original es el que hace fe; las traducciones no son oficiales.
terms-shared-2 = La participación es voluntaria. La inscripción en el registro no modifica la naturaleza jurídica de un compromiso.
terms-reuse-heading = Uso de los datos
terms-reuse-1 = Todo lo que es público puede leerse y descargarse sin clave. La página de datos indica con qué licencia.
terms-cite-heading = Cómo citar
terms-cite-1 = Cada compromiso tiene una dirección permanente y, al final de su página, una cita con la fecha de los datos.
terms-cite-2 = Para el registro en su conjunto, sírvase mencionar { $site }, la dirección de la página y la fecha que figura al pie.
terms-contact-heading = Preguntas

## Accesibilidad
accessibility-heading = Accesibilidad
accessibility-lead = Estas páginas están pensadas para que todas las personas puedan utilizarlas.
accessibility-aim-heading = Objetivo
accessibility-aim-1 = El objetivo es el nivel AA de las Pautas de Accesibilidad para el Contenido Web (WCAG) 2.2.
accessibility-aim-2 = Las páginas funcionan solo con el teclado, sin scripts, en ambos sentidos de lectura y en pantallas pequeñas. Los gráficos son cuadros con los números como texto, y ninguna situación se indica solo con el color.
accessibility-tested-heading = Cómo se comprueba
accessibility-tested-1 = Con cada cambio, pruebas automáticas leen las páginas en los seis idiomas. Un navegador abre cada tipo de página en inglés y en árabe, con colores claros y oscuros, en una pantalla ancha y con el ancho de un teléfono, y axe-core busca en ella lo que impide leer. También se recorren páginas solo con el teclado y sin hojas de estilo.
accessibility-tested-2 = Aquí no consta ninguna auditoría independiente ni ninguna prueba con personas que utilicen tecnologías de apoyo. Por ello no se afirma la conformidad plena.
accessibility-limits-heading = Limitaciones conocidas
accessibility-limits-1 = Los archivos que adjuntan los participantes se muestran tal como se recibieron y puede que no sean accesibles.
accessibility-limits-2 = Los textos de los participantes pueden existir en un solo idioma; en cada uno se indica su idioma.
accessibility-limits-3 = El cuadro de hitos es ancho y se desplaza horizontalmente en pantallas pequeñas.
accessibility-limits-4 = El explorador de la interfaz para programas necesita scripts y solo existe en inglés.
accessibility-contact-heading = Si algo no le funciona

## Privacidad
privacy-heading = Privacidad
privacy-lead = Qué se sabe aquí de quienes leen y de quienes participan.
privacy-visitors-heading = Lectores
privacy-visitors-1 = Las páginas públicas no utilizan cookies, no cargan nada de otros sitios ni elaboran perfiles de sus lectores.
privacy-servers-heading = Servidores
privacy-servers-1 = Cada solicitud recibe un número para poder localizar un error. Las direcciones de red se conservan un tiempo en memoria para limitar cuánto se pide a la vez.
privacy-servers-2 = Qué más registran los servidores, y durante cuánto tiempo, lo decide el organismo que mantiene este sitio.
privacy-accounts-heading = Personas con una cuenta
privacy-accounts-1 = Una cuenta contiene un nombre, una dirección de correo electrónico, un idioma y el participante en cuyo nombre actúa su titular. Las páginas públicas no nombran al titular.
privacy-accounts-2 = A petición del interesado, la cuenta se cierra y se borran el nombre y la dirección. Lo que se registró en nombre de un participante permanece.
privacy-accounts-3 = Para proteger las cuentas, los intentos de inicio de sesión se conservan un día con su dirección de red, y las sesiones, con el nombre del navegador, hasta noventa días después de su término.
privacy-letters-heading = Mensajes
privacy-letters-1 = De cada mensaje el registro conserva a quién se dirigió, por qué, cuándo y si se entregó, para que nada se envíe dos veces.
privacy-letters-2 = Los mensajes no contienen imágenes ocultas ni comunican si se han abierto.
privacy-alerts-heading = Personas que siguen una búsqueda
privacy-alerts-1 = Quien pide recibir por correo electrónico las novedades de una búsqueda indica una dirección. Esta se conserva con la búsqueda, el idioma y el día de la confirmación, y se usa únicamente para estos mensajes; solo la ven quienes se ocupan de los mensajes del registro.
privacy-alerts-2 = Un clic en cualquiera de estos mensajes les pone fin, y la dirección se borra de inmediato. La dirección no confirmada se borra al cabo de siete días; aquella a la que no pueden entregarse mensajes, al cabo de treinta.
privacy-contact-heading = Preguntas y solicitudes

## Correcciones
corrections-heading = Correcciones
corrections-lead = Cómo puede proponerse una corrección y qué ha cambiado.
corrections-suggest-heading = Proponer una corrección
corrections-suggest-1 = Cualquier persona puede proponer una corrección. Sírvase indicar la página o la ficha, el pasaje que debería corregirse y una fuente pública.
corrections-about = Esta es la página que estaba consultando. Sírvase indicarla cuando escriba.
corrections-subject = Corrección propuesta: { $address }
corrections-states-heading = Confirmado, corregido o declinado
corrections-states-1 = Cuando otro organismo ha comunicado un compromiso, el Estado interesado puede confirmarlo, corregirlo o declinarlo. Hasta entonces se indica que aún no está confirmado; el silencio no equivale a consentimiento.
corrections-states-2 = Lo que un Estado ha dicho por sí mismo lo corrige ese Estado.
corrections-seen-heading = Dónde se ven los cambios
corrections-seen-1 = Cada compromiso muestra sus fechas revisadas con el motivo indicado y sus actualizaciones en orden. Las fechas que se han mostrado siguen visibles cuando se revisan.
corrections-log-heading = Relación de cambios
corrections-log-lead = Últimas fechas revisadas y compromisos comunicados por terceros que el Estado interesado ha confirmado o declinado. Se muestran 50 como máximo.
corrections-log-none = Aún no se ha registrado ningún cambio de este tipo.
corrections-what = Asunto
corrections-change = Cambio
corrections-milestone = Fecha de un hito
corrections-confirmed = Confirmado por el Estado
corrections-dates = { $before } → { $after }

## Datos
data-heading = Datos
data-lead = Todo lo que es público en este registro, en archivos. No se necesita clave.
data-sets = Conjuntos de datos
data-set = Conjunto de datos
data-holds = Contenido
data-files = Archivos
dataset-commitments = Compromisos
dataset-commitments-holds = Cada compromiso público con sus textos, fechas, situación, fuente y disposiciones. Los archivos siguen los filtros de la lista.
dataset-figures = Cifras
dataset-figures-holds = Número de compromisos en cada situación, por tema.
dataset-states = Estados
dataset-states-holds = Los Estados que participan y lo que cada uno ha compartido.
dataset-organizations = Organizaciones
dataset-organizations-holds = Las organizaciones regionales, sus miembros y lo que han compartido.
dataset-provisions = Disposiciones
dataset-provisions-holds = Las recomendaciones a las que responden los compromisos, con sus fuentes.
dataset-reporting = Presentación de información
dataset-reporting-holds = En qué períodos se recibieron actualizaciones.
dataset-register = Todo el registro público
dataset-register-holds = Compromisos, Estados, organizaciones y disposiciones en formato CSV en un solo archivo comprimido, con metadatos y condiciones.
dataset-checkpoints = Puntos de control del registro
dataset-checkpoints-holds = Resúmenes criptográficos firmados de todo lo registrado, que permiten detectar alteraciones posteriores.
data-columns = Los nombres de las columnas y los códigos son los mismos en todos los idiomas. Algunos archivos añaden las palabras del idioma de su dirección.
data-metadata = Metadatos en el vocabulario DCAT
data-licence-heading = Licencia
data-licence-1 = Lo que comparten los participantes sigue siendo suyo y se reproduce tal como se recibió. El programa informático no añade condiciones a la reutilización de ese contenido; sírvase mencionar la fuente y la fecha. El organismo que mantiene este sitio puede indicar otras condiciones.
data-licence-operator = El organismo que mantiene este sitio pone los datos a disposición con la licencia siguiente
data-licence-2 = Los nombres de los Estados proceden en su mayor parte del CLDR de Unicode, con la licencia Unicode v3.
data-licence-sample = Los datos de muestra proceden de { $source }.
data-date-heading = Fecha
data-changed = Último cambio en los datos públicos: { $moment }
data-date-1 = Los archivos se elaboran cuando se solicitan. Lo que se ha retirado puede permanecer un minuto en copias.
data-verify-heading = Cómo verificar
data-verify-1 = Cada diez minutos el registro se sella con un resumen criptográfico, firmado con Ed25519, de todo lo registrado hasta entonces. Estos puntos de control son públicos:
data-verify-2 = Quien conserve un resumen puede ver más tarde si sigue en la lista, con la misma fecha y hora y una firma válida.
data-verify-3 = El organismo que mantiene este sitio puede recalcular toda la cadena y comprobar un resumen que alguien haya conservado:
data-readme-date = Elaborado el { $date }
data-readme-files = Contenido: commitments.csv, states.csv, organizations.csv, provisions.csv, metadata.json (DCAT). UTF-8, valores separados por comas; un apóstrofo delante de = + - @ evita que las hojas de cálculo tomen un texto por una fórmula.

## Desarrolladores
developers-lead = Todo lo que aparece en estas páginas procede de una sola interfaz GraphQL. Lo que es público no necesita clave.
developers-explorer = Probarla en el explorador (en inglés)
developers-contract = El contrato: schema.graphql
developers-files = Los datos en archivos
developers-feed = Los compromisos como canal de noticias (Atom)
developers-calendar = Las fechas como calendario (ICS)
developers-ask = Consultar
developers-ask-1 = Envíe una consulta por POST en JSON, o por GET en el parámetro «query», a
developers-example-list = Compromisos en curso, primero los de fecha más próxima
developers-example-figures = Las cifras de la página de inicio
developers-answer = Ver la respuesta
developers-limits = Límites
developers-limit-rows = Una página de una lista tiene como máximo 100 filas. Si se piden más, la solicitud se rechaza; nunca se abrevia.
developers-limit-cost = Una solicitud puede costar hasta { PLURAL($n) ->
    [one] { $n } punto
   *[other] { $n } puntos
}; cada campo que pueda contener su respuesta vale uno.
developers-limit-hour = Cada dirección de red o cuenta dispone de { PLURAL($n) ->
    [one] { $n } punto
   *[other] { $n } puntos
} por hora.
developers-limit-time = Una respuesta puede tardar hasta { PLURAL($n) ->
    [one] { $n } segundo
   *[other] { $n } segundos
}.
developers-limits-told = Cada rechazo indica el límite y cómo respetarlo. Lo que queda puede consultarse:
developers-lists = Listas, canales y archivos
developers-lists-1 = Cada lista tiene archivos en su propia dirección, seguida de los mismos filtros: la terminación .csv, .json, .xlsx o .zip para sus filas, y .atom para las novedades. Los compromisos, el calendario y las páginas de los Estados y las organizaciones tienen además un archivo de calendario: .ics. Para la búsqueda, las terminaciones son .json y .atom; la página «Estados en paralelo» no tiene canal.
developers-lists-2 = Las respuestas a las consultas públicas llevan un ETag y pueden solicitarlas páginas de otros sitios.
developers-more = Documentación
developers-more-1 = Los documentos que acompañan al programa informático describen cada campo, error y archivo:
