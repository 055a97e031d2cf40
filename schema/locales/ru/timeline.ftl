# Words of the timeline.

nav-timeline = Календарь
timeline-heading = Что намечено на { $year } год
timeline-lead = Даты, которые участники указали для своих обязательств и промежуточных этапов, по месяцам.
timeline-years = Другие годы
timeline-before = { $year }, предыдущий год
timeline-after = { $year }, следующий год
timeline-none = На этот год даты не указаны.
timeline-more = На этот год приходится больше дат, чем показано здесь.
timeline-next = Ближайшая
timeline-step = Этап
timeline-year = Год
