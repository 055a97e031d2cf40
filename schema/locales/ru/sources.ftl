# Words of the pages about provisions, reporting periods and comparison. What documents are called is data, not words.

## Menu
nav-provisions = Положения
nav-reporting = Обновления по периодам

## All provisions
provisions-heading = Положения исходных документов
provisions-lead = Что говорится в документах, пункт за пунктом, и сколько общедоступных обязательств относится к каждому из них. Заголовки и краткое изложение составлены нами; аутентичными являются сами документы.
provisions-none = Этому фильтру не соответствует ни одно положение.
provisions-figures-note = Обязательства: из открытого реестра, по самому положению или по одному из его подпунктов. Государства: те, которые приняли их самостоятельно или совместно.
provisions-clear = Все темы
column-paragraph = Пункт
column-provision = Положение
column-addressee = Адресат
column-commitments = Обязательства
column-states = Государства
column-document = Документ
column-relation = В каком качестве
column-clause = Где

## One provision
provision-document = Документ
provision-body = Орган
provision-year = Год
provision-document-status = Статус документа
provision-document-note = Примечание к документу
provision-in-section = Раздел
provision-kind = Вид
provision-parent = Входит в
provision-summary = Содержание
provision-children = Его подпункты
provision-links = Связь с другими положениями
provision-links-none = Связей с другими положениями не зарегистрировано.
provision-cites = Документы, на которые ссылается { $symbol }
provision-cited = Документы, ссылающиеся на { $symbol }
provision-citations = Ссылки между документами
provision-citations-none = Ссылок не зарегистрировано.
citation-here = в самом этом положении
citation-struck = Предлагается исключить эту ссылку.
citation-edition = редакция { $year } года
provision-undertaken = Обязательства, принятые в связи с этим положением
provision-statuses = Число обязательств с разбивкой по статусу: по положению вместе с подпунктами и по каждому подпункту.
provision-commitments-first = Здесь показаны последние по времени внесения записи (число: { $n }).
provision-commitments-all = Все обязательства по { $reference }
provision-download = { $what }: положение и его подпункты
provision-download-commitments = { $what }: обязательства по нему

## Sections, addressees, bodies and ways to refer, by the codes of the catalogue; a code without a word is shown as it is
provision-section-cooperation = Развитие сотрудничества
provision-section-norms = Нормы, правила и принципы ответственного поведения государств
provision-section-confidence_building = Укрепление доверия и обмен информацией
provision-section-capacity_building = Наращивание потенциала
provision-section-conclusion = Выводы
provision-section-resolves = Решает
provision-section-instructs_bdt_director = Поручает Директору Бюро развития электросвязи
provision-section-invites_secretary_general = Предлагает Генеральному секретарю МСЭ
provision-section-requests_secretary_general = Просит Генерального секретаря МСЭ
provision-section-invites_members = Предлагает Государствам-Членам, Членам Секторов, Ассоциированным членам и Академическим организациям
provision-section-invites_member_states = Предлагает Государствам-Членам
provision-section-principles = Принципы
provision-addressee-states = Государства
provision-addressee-un = Организация Объединенных Наций
provision-addressee-itu = Международный союз электросвязи (МСЭ)
provision-addressee-itu_members = Члены МСЭ
provision-addressee-itu_secretary_general = Генеральный секретарь МСЭ
provision-addressee-itu_bdt_director = Директор Бюро развития электросвязи МСЭ
provision-addressee-all = Все участники
instrument-body-gge = Группа правительственных экспертов
instrument-body-unga = Генеральная Ассамблея Организации Объединенных Наций
instrument-body-rcc = Региональное содружество в области связи
instrument-body-itu-wtdc = Всемирная конференция по развитию электросвязи
citation-relation-recalls = напоминается
citation-relation-recognizes = признается
citation-relation-considers = учитывается
citation-relation-takes_into_account = принимается во внимание
citation-relation-builds_on = служит основой
citation-relation-applies = применяется
citation-relation-mandated_by = источник мандата
citation-relation-notes = принимается к сведению
citation-relation-revises = подлежит пересмотру

## Updates by reporting period
reporting-heading = Обновленная информация по отчетным периодам
reporting-lead = Сведения о поступлении общедоступной обновленной информации по обязательствам государств, с разбивкой по периодам. Она представляется на добровольной основе.
reporting-invited-by = Предлагается представить к { $date }
reporting-caption = Государства по региональным группам
reporting-listed = Перечислены государства, у которых в один из этих периодов имелось общедоступное обязательство, по которому можно было представлять обновленную информацию. Государство, входящее в две региональные группы, указано в обеих.
reporting-none = В эти периоды у государств из этой выборки не было общедоступных обязательств, по которым можно было представлять обновленную информацию.
reporting-legend = Что означают знаки
reporting-method = Методика и определения
filter-group = Региональная группа
period-report-received = Обновленная информация получена
period-report-no_update_received = Обновленная информация не поступала
period-report-not_yet_due = Срок еще не наступил
period-report-none = Обновленная информация не ожидается
period-report-received-means = По меньшей мере одно общедоступное обновление по общедоступным обязательствам государства, принятым самостоятельно или совместно, относится к этому периоду или поступило, пока действовало приглашение.
period-report-no_update_received-means = За этот период предлагалось представить обновленную информацию; она не поступала. Это не дает оснований судить о самой работе.
period-report-not_yet_due-means = День, до которого предлагается представить информацию за этот период, еще не прошел.
period-report-none-means = В реестре нет общедоступных обязательств государства, которые были внесены до начала периода и по которым к его концу еще можно было представлять обновленную информацию.
method-periods = Обновленная информация по отчетным периодам

## Comparison
compare-heading = Сопоставление обязательств государств
compare-lead = Общедоступные обязательства двух или трех государств по темам, в том виде, в каком они представлены; в порядке названий, принятом в Организации Объединенных Наций.
compare-link = Сопоставить обязательства двух или трех государств
compare-choose = Выберите два или три государства
compare-one = Одно государство
compare-another = Другое государство
compare-third = Третье государство, по желанию
compare-two-or-three = Просьба выбрать два или три государства.
compare-caption = Обязательства по темам: { $states }
compare-no-theme = Без указания положения

## Counts
provisions-count = { PLURAL($n) ->
    [one] { $n } положение
    [few] { $n } положения
    [many] { $n } положений
   *[other] { $n } положения
}
instruments-count = { PLURAL($n) ->
    [one] { $n } документ
    [few] { $n } документа
    [many] { $n } документов
   *[other] { $n } документа
}
reporting-states-count = { PLURAL($n) ->
    [one] { $n } государство
    [few] { $n } государства
    [many] { $n } государств
   *[other] { $n } государства
}
compare-all = { PLURAL($n) ->
    [one] Всего { $n } обязательство
    [few] Всего { $n } обязательства
    [many] Всего { $n } обязательств
   *[other] Всего { $n } обязательства
}
