# Words of what can be done with every page: compare, follow, take along, narrow, embed, look back.

## An update beside the one before it
update-compare = Сравнить с предыдущим обновлением от { $date }
update-compare-state-same = Сообщено, как и прежде
update-compare-dates = Различия в датах
update-compare-text-same = Текст тот же.
update-compare-text-other = Тексты составлены на разных языках и пословно не сравниваются.
update-compare-key = Подчеркнуто: добавлено. Зачеркнуто: исключено.
diff-inserted = добавлено:
diff-removed = исключено:
update-day = Дата обновления
update-period-name = Отчетный период

## Feeds and archives of every list
feed-title-of = { $what }: последние публикации
download-zip = Архив (ZIP)
archive-selection = Запрос: { $address }
archive-files = Содержание: { $files }. UTF-8; в файлах CSV значения разделены запятыми, а апостроф перед = + - @ не дает электронным таблицам принять текст за формулу.
feed-update = { $state }: { $title }

## Narrowing, and the order of names
filter-doclang = Язык оригинала
filter-view = Вид
view-map = Карта
view-table = Таблица
names-order = Порядок названий
names-order-en = английский алфавитный порядок, принятый в Организации Объединенных Наций
names-order-fr = французский алфавитный порядок
names-order-ui = русский алфавитный порядок
names-order-now = Государства-члены, затем другие государства. Порядок названий: { $order }.

## Citing and embedding
cite-and-embed = Цитирование и встраивание
cite-page = Рекомендуемая ссылка: { $site }, { $address }, по состоянию на { $moment }.
embed-how = Чтобы показать эту страницу на другой, скопируйте следующее:
embed-full = Открыть полную страницу
picture-svg = Изображение (SVG)

## What was published, month by month
growth-heading = Публикации с течением времени
growth-caption = Нарастающим итогом на конец каждого месяца; в таблице — на конец каждого года или на сегодняшний день.
growth-year = Год
growth-commitments = Обязательства
growth-updates = Обновления

## A record as it stood on a day
past-heading = По состоянию на { $date }
past-note = Это запись в прошлом состоянии: то, что было опубликовано к этому дню, и даты до последующих пересмотров. Название и краткое изложение приведены в нынешней редакции.
past-status = Сведения о статусе на этот день не сохранены
past-now = Открыть текущую версию записи
past-choose = Показать запись по состоянию на
past-not-yet = { $date } эта запись еще не была общедоступной.
