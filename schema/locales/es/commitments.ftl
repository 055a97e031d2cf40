## Home
home-heading = Los compromisos asumidos y la información comunicada desde entonces
home-lead = Compromisos voluntarios de Estados y organizaciones sobre la seguridad de las tecnologías de la información y las comunicaciones, en sus propias palabras.
home-latest-heading = Últimas actualizaciones
home-latest-none = Aún no se ha publicado ninguna actualización.
home-next-heading = Próximas fechas
home-next-none = No consta ninguna fecha próxima.
home-all = Todos los compromisos

## Counts
commitments-count = { PLURAL($n) ->
    [one] { $n } compromiso
   *[other] { $n } compromisos
}
commitments-shared-by = { PLURAL($n) ->
    [one] De { $n } participante
   *[other] De { $n } participantes
}
commitments-reported-complete = { PLURAL($n) ->
    [one] { $n } comunicado como completado
   *[other] { $n } comunicados como completados
}
rows-count = { PLURAL($n) ->
    [one] { $n } fila
   *[other] { $n } filas
}
milestones-count = { PLURAL($n) ->
    [one] { $n } hito
   *[other] { $n } hitos
}
updates-count = { PLURAL($n) ->
    [one] { $n } actualización
   *[other] { $n } actualizaciones
}

## Status by theme
status-bars-heading = Situación por tema
status-bars-caption = Número de compromisos en cada situación, por tema.
status-bars-none = Aún no consta ningún compromiso en el registro público.
status-definitions = Qué significan las situaciones

## The list
commitments-heading = Compromisos
commitments-caption = Compromisos del registro público
commitments-none = Ningún compromiso del registro público corresponde a estos filtros.
commitments-none-help = Quite un filtro para ver más.
commitments-next = Página siguiente
commitments-first = Primera página
download-csv = CSV, { $rows }
download-json = JSON
download-ics = Archivo de calendario (ICS)
downloads = Descargas

## Columns
column-reference = Referencia
column-participant = Participante
column-title = Compromiso
column-theme = Tema
column-status = Situación
column-next-date = Próxima fecha
column-last-update = Última actualización
column-reporting = Información comunicada
column-date = Fecha
column-what = Asunto
column-total = Total
column-milestone = Hito
column-period = Período
column-timeline = Calendario
column-reported-state = Avance comunicado
column-provenance = Procedencia
column-audience = Destinatarios
column-field = Campo
column-before = Antes
column-after = Después
column-reason = Motivo indicado
column-unit = Unidad
column-baseline = Valor de referencia
column-target = Meta
column-latest-value = Último valor
column-indicator = Indicador

## Filters
filters-heading = Acotar la lista
filter-state = Estado
filter-organization = Miembros de una organización
filter-theme = Tema
filter-provision = Disposición
filter-status = Situación
filter-light = Información comunicada
filter-year = Año en que se asumió
filter-text = Palabras del título, del resumen o de las actualizaciones
filter-any = Cualquiera
filter-apply = Mostrar
filter-clear = Quitar todos los filtros
filter-chosen = Filtros elegidos
filter-chosen-item = { $filter }: { $value }
filter-remove = Quitar el filtro { $filter }

## One commitment
commitment-summary = Resumen
commitment-facts = Datos
commitment-by = Asumido por
commitment-joint = Junto con
commitment-named = Participación también mencionada, aún no confirmada
commitment-provisions = En relación con
commitment-legal-force = Fuerza jurídica
commitment-readiness = Grado de preparación
commitment-reported-by = Comunicado por
commitment-shared-with = Compartido con
commitment-superseded-by = Sustituido por
commitment-supersedes = Sustituye a
commitment-status-note = Nota sobre la situación
commitment-last-update = Última actualización: { $date }
commitment-invited-from = Se invita a presentar una actualización a partir del { $date }
commitment-invited-by = Se invita a presentar una actualización a más tardar el { $date }
commitment-unconfirmed-note = Comunicado por otra parte, cuya fuente se indica más abajo. El Estado aún no lo ha confirmado, corregido ni declinado.
commitment-permalink = Dirección permanente
commitment-cite = Citar así: { $participant }, { $reference }, { $site }, a fecha de { $date }.
not-stated = No indicado
none-recorded = Sin actividad registrada
milestones-heading = Hitos
milestones-caption = Hitos por trimestre; un contorno marca la primera fecha dada y un relleno la actual.
milestones-none = No consta ningún hito.
milestone-planned-for = { $quarter }
milestone-first-date = Primera fecha dada: { $date }
milestone-revised = { PLURAL($n) ->
    [one] { $quarter }, revisado una vez
   *[other] { $quarter }, revisado { $n } veces
}
quarter = T{ $q } { $year }
quarter-short = T{ $q }
today-mark = Hoy
timeline-revised-to = Calendario revisado: { $date }
revisions-heading = Fechas revisadas
updates-heading = Actualizaciones
updates-none = No se ha recibido ninguna actualización.
update-by = { $participant }, { $date }
update-period = Período sobre el que se informa: { $period }
update-no-change-since = Sin cambios desde el { $date }
evidence-heading = Material de apoyo
assessments-heading = Evaluaciones de terceros
assessments-note = La comunicación propia y una evaluación son fichas distintas; ninguna modifica a la otra.
assessment-by = Autoría de la evaluación: { $author }, { $date }
assessment-by-secretariat = Autoría de la evaluación: Secretaría, { $date }
assessment-method = Método
indicators-heading = Indicadores
comments-heading = Contribuciones de las partes interesadas
sources-heading = Fuentes
source-paragraph = párr. { $paragraph }
source-language = Idioma de la fuente: { $language }
original-language = Original: { $language }
original-language-unofficial = Original: { $language } · traducción no oficial
original-language-shown = Se muestra en el idioma original: { $language }
suggest-correction = Proponer una corrección

## Taken along
download-xlsx = Hoja de cálculo (XLSX)
download-svg = Mapa (SVG)
download-atom = Novedades como canal
feed-title-all = Compromisos: lo último publicado
feed-title-some = Compromisos de una selección: lo último publicado
feed-title-one = { $reference }: lo publicado
