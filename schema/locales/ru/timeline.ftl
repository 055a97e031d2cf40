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
timeline-year-heading = Год по месяцам
timeline-year-caption = Каждая строка соответствует обязательству, каждый столбец — месяцу; знак стоит в том месяце, на который приходится дата.
timeline-year-rest = { PLURAL($n) ->
    [one] Еще { $n } обязательство указано в таблицах ниже.
    [few] Еще { $n } обязательства указаны в таблицах ниже.
    [many] Еще { $n } обязательств указано в таблицах ниже.
   *[other] Еще { $n } обязательства указано в таблицах ниже.
}
timeline-year = Год
