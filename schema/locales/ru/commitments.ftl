## Home
home-heading = Какие обязательства приняты и о чем сообщено с тех пор
home-lead = Добровольные обязательства государств и организаций в области безопасности информационно-коммуникационных технологий, в их собственных формулировках.
home-latest-heading = Последние обновления
home-latest-none = Обновления пока не опубликованы.
home-next-heading = Ближайшие даты
home-next-none = Предстоящие даты не указаны.
home-all = Все обязательства

## Counts
commitments-count = { PLURAL($n) ->
    [one] { $n } обязательство
    [few] { $n } обязательства
    [many] { $n } обязательств
   *[other] { $n } обязательства
}
commitments-shared-by = { PLURAL($n) ->
    [one] Представлены { $n } участником
   *[other] Представлены { $n } участниками
}
commitments-reported-complete = { PLURAL($n) ->
    [one] О завершении сообщено по { $n } обязательству
   *[other] О завершении сообщено по { $n } обязательствам
}
rows-count = { PLURAL($n) ->
    [one] { $n } строка
    [few] { $n } строки
    [many] { $n } строк
   *[other] { $n } строки
}
milestones-count = { PLURAL($n) ->
    [one] { $n } этап
    [few] { $n } этапа
    [many] { $n } этапов
   *[other] { $n } этапа
}
updates-count = { PLURAL($n) ->
    [one] { $n } обновление
    [few] { $n } обновления
    [many] { $n } обновлений
   *[other] { $n } обновления
}

## Status by theme
status-bars-heading = Статус по темам
status-bars-caption = Число обязательств с разбивкой по статусу и темам.
status-bars-none = В открытом реестре пока нет обязательств.
status-definitions = Что означают статусы

## The list
commitments-heading = Обязательства
commitments-caption = Обязательства в открытом реестре
commitments-none = В открытом реестре нет обязательств, соответствующих этим фильтрам.
commitments-none-help = Уберите один из фильтров, чтобы увидеть больше.
commitments-next = Следующая страница
commitments-first = Первая страница
download-csv = CSV, { $rows }
download-json = JSON
download-ics = Файл календаря (ICS)
downloads = Файлы для скачивания

## Columns
column-reference = Номер
column-participant = Участник
column-title = Обязательство
column-theme = Тема
column-status = Статус
column-next-date = Ближайшая дата
column-last-update = Последнее обновление
column-reporting = Представление информации
column-date = Дата
column-what = Предмет
column-total = Всего
column-milestone = Этап
column-period = Период
column-timeline = График
column-reported-state = Сообщено
column-provenance = Происхождение
column-audience = Круг читателей
column-field = Поле
column-before = Было
column-after = Стало
column-reason = Указанная причина
column-unit = Единица
column-baseline = Исходный уровень
column-target = Целевой показатель
column-latest-value = Последнее значение
column-indicator = Показатель

## Filters
filters-heading = Уточнить список
filter-state = Государство
filter-organization = Члены организации
filter-theme = Тема
filter-provision = Положение документа
filter-status = Статус
filter-light = Представление информации
filter-year = Год принятия
filter-text = Слова в названии, кратком изложении или обновленной информации
filter-any = Любое значение
filter-apply = Показать
filter-clear = Снять все фильтры
filter-chosen = Выбранные фильтры
filter-chosen-item = { $filter }: { $value }
filter-remove = Снять фильтр { $filter }

## One commitment
commitment-summary = Краткое изложение
commitment-facts = Сведения
commitment-by = Принявшая сторона
commitment-joint = Другие принявшие стороны
commitment-named = Также названы; их подтверждение пока не получено
commitment-provisions = Связанные положения
commitment-legal-force = Юридическая сила
commitment-readiness = Готовность
commitment-reported-by = Сообщившая сторона
commitment-shared-with = Круг читателей
commitment-superseded-by = Заменено на
commitment-supersedes = Заменяет
commitment-status-note = Примечание к статусу
commitment-last-update = Последнее обновление: { $date }
commitment-invited-from = Предлагается представить обновленную информацию начиная с { $date }
commitment-invited-by = Предлагается представить обновленную информацию к { $date }
commitment-unconfirmed-note = Сообщено другой стороной, источник указан ниже. Государство пока не подтвердило, не исправило и не отклонило запись.
commitment-permalink = Постоянный адрес
commitment-cite = Рекомендуемая ссылка: { $participant }, { $reference }, { $site }, по состоянию на { $date }.
not-stated = Не указано
none-recorded = Сведений о деятельности нет
milestones-heading = Этапы
milestones-caption = Этапы по кварталам; контур — первоначальная дата, заливка — текущая.
milestones-none = Этапы не указаны.
milestone-planned-for = { $quarter }
milestone-first-date = Первоначальная дата: { $date }
milestone-revised = { PLURAL($n) ->
    [one] { $quarter }, дата пересматривалась { $n } раз
    [few] { $quarter }, дата пересматривалась { $n } раза
    [many] { $quarter }, дата пересматривалась { $n } раз
   *[other] { $quarter }, дата пересматривалась { $n } раза
}
quarter = { $q }-й кв. { $year } г.
quarter-short = { $q }-й кв.
today-mark = Сегодня
timeline-revised-to = График пересмотрен; новый срок: { $date }
revisions-heading = Пересмотренные даты
updates-heading = Обновленная информация
updates-none = Обновленная информация не поступала.
update-by = { $participant }, { $date }
update-period = Отчетный период: { $period }
update-no-change-since = Без изменений с { $date }
evidence-heading = Подтверждающие материалы
assessments-heading = Оценки других сторон
assessments-note = Собственное сообщение и оценка — отдельные записи; ни одна из них не изменяет другую.
assessment-by = Оценка: { $author }, { $date }
assessment-by-secretariat = Оценка секретариата, { $date }
assessment-method = Методика
indicators-heading = Показатели
comments-heading = Материалы заинтересованных сторон
sources-heading = Источники
source-paragraph = п. { $paragraph }
source-language = Язык источника: { $language }
original-language = Язык оригинала: { $language }
original-language-unofficial = Язык оригинала: { $language } · неофициальный перевод
original-language-shown = Показано на языке оригинала: { $language }
suggest-correction = Предложить исправление

## Taken along
download-xlsx = Электронная таблица (XLSX)
download-svg = Карта (SVG)
download-atom = Лента новостей
feed-title-all = Обязательства: последние публикации
feed-title-some = Обязательства из выборки: последние публикации
feed-title-one = { $reference }: что опубликовано
