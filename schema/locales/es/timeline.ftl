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
timeline-year = Año
