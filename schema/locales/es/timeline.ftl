# Words of the timeline.

nav-timeline = Calendario
timeline-heading = Lo previsto para { $year }
timeline-lead = Fechas que los participantes indicaron para sus compromisos y para los pasos intermedios, mes a mes.
timeline-years = Otros años
timeline-before = { $year }, el año anterior
timeline-after = { $year }, el año siguiente
timeline-none = No consta ninguna fecha en este año.
timeline-more = En este año hay más fechas de las que se muestran aquí.
timeline-next = Próxima
timeline-step = Hito
timeline-year-heading = El año de un vistazo
timeline-year-caption = Una fila por compromiso y una columna por mes; un signo indica el mes de cada fecha.
timeline-year-rest = { PLURAL($n) ->
    [one] { $n } compromiso más figura en los cuadros siguientes.
   *[other] { $n } compromisos más figuran en los cuadros siguientes.
}
timeline-year = Año
