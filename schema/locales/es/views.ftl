# Words of what can be done with every page: compare, follow, take along, narrow, embed, look back.

## An update beside the one before it
update-compare = Comparar con la actualización anterior, del { $date }
update-compare-state-same = Avance comunicado, sin cambios
update-compare-dates = Fechas que difieren
update-compare-text-same = El texto es el mismo.
update-compare-text-other = Los dos textos están en idiomas distintos y no se comparan palabra por palabra.
update-compare-key = Subrayado: añadido. Tachado: suprimido.
diff-inserted = añadido:
diff-removed = suprimido:
update-day = Fecha de la actualización
update-period-name = Período sobre el que se informa

## Feeds and archives of every list
feed-title-of = { $what }: lo último publicado
download-zip = Archivo comprimido (ZIP)
archive-selection = Solicitud: { $address }
archive-files = Contenido: { $files }. UTF-8; en los archivos CSV los valores van separados por comas y un apóstrofo delante de = + - @ evita que las hojas de cálculo tomen un texto por una fórmula.
feed-update = { $state }: { $title }

## Narrowing, and the order of names
filter-doclang = Idioma original
filter-view = Presentación
view-map = Mapa
view-table = Cuadro
names-order = Orden de los nombres
names-order-en = orden alfabético inglés de las Naciones Unidas
names-order-fr = orden alfabético francés
names-order-ui = orden alfabético español
names-order-now = Estados Miembros y, a continuación, otros Estados. Orden de los nombres: { $order }.

## Citing and embedding
cite-and-embed = Citar e insertar
cite-page = Citar así: { $site }, { $address }, a fecha de { $moment }.
embed-how = Para mostrar esta página dentro de otra, copie lo siguiente:
embed-full = Abrir la página completa
picture-svg = Imagen (SVG)

## What was published, month by month
growth-heading = Lo publicado a lo largo del tiempo
growth-caption = Totales acumulados al final de cada mes; en el cuadro, al final de cada año o hasta la fecha.
growth-year = Año
growth-commitments = Compromisos
growth-updates = Actualizaciones

## A record as it stood on a day
past-heading = La ficha tal como figuraba el { $date }
past-note = Se trata de una versión anterior: lo que se había publicado hasta ese día y las fechas tal como eran antes de revisiones posteriores. El título y el resumen se muestran en su redacción actual.
past-status = La situación en esa fecha no se conserva
past-now = Abrir la ficha actual
past-choose = Mostrar la ficha tal como figuraba el
past-not-yet = Esta ficha todavía no era pública el { $date }.

## Por qué algo no figura en una lista
why-heading = ¿Por qué no figura aquí una entrada?
why-voluntary = La participación es voluntaria; que algo no figure no dice nada sobre la conducta de un Estado.
why-refreshed = Datos actualizados por última vez: { $moment }
why-commitments = Esta lista contiene los compromisos que han hecho públicos quienes los presentaron. No se muestran los borradores ni las fichas compartidas solo con algunos participantes. Lo que otros han comunicado sobre un Estado figura como aún no confirmado hasta que el Estado se pronuncie.
why-states = Figuran todos los Estados que pueden participar, hayan compartido algo o no. Las cifras solo abarcan lo que se ha hecho público; no incluyen los borradores ni las fichas compartidas solo con algunos participantes.
why-state = Esta página contiene lo que este Estado, o un tercero respecto de él, ha hecho público. No se muestran los borradores ni las fichas compartidas solo con algunos participantes; lo que otros han comunicado figura como aún no confirmado hasta que el Estado se pronuncie.
why-organizations = Esta lista contiene las organizaciones, entidades, redes e iniciativas que constan en el registro, hayan compartido algo o no. Pueden proponerse otras mediante una corrección.
why-organization = Esta página contiene lo que la organización ha hecho público y los miembros que constan en la fecha indicada. No se muestran los borradores ni las fichas compartidas solo con algunos participantes.
why-provisions = Esta lista contiene las disposiciones de los documentos del catálogo de este registro. Las cifras solo abarcan los compromisos públicos.
why-provision = Esta página contiene los compromisos públicos relacionados, por quienes los presentaron, con esta disposición o con una de sus cláusulas. No se muestran los borradores ni las fichas compartidas solo con algunos participantes.
why-reporting = Un Estado figura aquí cuando alguno de sus compromisos públicos ha estado abierto a actualizaciones en uno de estos períodos. No se muestran las actualizaciones compartidas solo con algunos participantes.
why-timeline = Solo se muestran las fechas que los participantes indicaron para compromisos públicos y sus hitos; no todos los compromisos llevan fecha.
why-compare = Solo se muestran en paralelo los compromisos públicos. Si se eligen temas, solo aparecen los compromisos relacionados con ellos; si no se elige ninguno, los que no se relacionan con ninguna disposición concreta figuran en una fila aparte.
why-search = La búsqueda abarca únicamente lo que se ha hecho público: disposiciones, compromisos y actualizaciones, en los idiomas en que se redactaron o a los que se tradujeron. Una ficha nueva puede encontrarse poco después de hacerse pública.

## Una página en pocas palabras
participant-shares = { $participant }: compromisos públicos y lo que se ha comunicado desde entonces.
