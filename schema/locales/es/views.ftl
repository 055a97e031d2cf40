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
