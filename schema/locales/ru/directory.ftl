# Слова страниц о государствах и организациях.

nav-states = Государства
nav-organizations = Организации

states-heading = Государства
states-lead = Кто участвует и что содержится в открытом реестре.
states-count = { PLURAL($n) ->
    [one] { $n } государство
    [few] { $n } государства
    [many] { $n } государств
   *[other] { $n } государства
}
states-sharing = { PLURAL($n) ->
    [one] { $n } государство с общедоступными обязательствами
    [few] { $n } государства с общедоступными обязательствами
    [many] { $n } государств с общедоступными обязательствами
   *[other] { $n } государства с общедоступными обязательствами
}
states-map-heading = Общедоступные обязательства по государствам
states-map-caption = Каждая плитка — государство; она ведет на его страницу. Точки показывают, сколько общедоступных обязательств значится в реестре.
states-map-notice = Плитки схематичны, имеют одинаковый размер и не выражают какого-либо мнения о статусе, границах или названиях.
tile-step-0 = Нет общедоступных обязательств
tile-step-1 = От 1 до 4 общедоступных обязательств
tile-step-2 = От 5 до 9 общедоступных обязательств
tile-step-3 = 10 или более общедоступных обязательств
tile-commitments = { PLURAL($n) ->
    [one] { $n } общедоступное обязательство
    [few] { $n } общедоступных обязательства
    [many] { $n } общедоступных обязательств
   *[other] { $n } общедоступных обязательства
}
tile-name = { $name }, { $what }
states-table-heading = Государства в протокольном порядке
states-no-group = Государство может не входить ни в одну региональную группу или участвовать в заседаниях группы в качестве наблюдателя.
states-none = В выбранной группе нет государств.
directory-filter-group = Группа
state-list-ldc = Наименее развитые страны
state-list-lldc = Развивающиеся страны, не имеющие выхода к морю
state-list-sids = Малые островные развивающиеся государства
directory-state = Государство
directory-code = Код
directory-regional-group = Региональная группа
directory-public-commitments = Общедоступные обязательства
directory-latest-update = Последнее обновление

state-names-heading = Названия в реестре
state-groups-heading = Группы и перечни
state-memberships-heading = Членство в организациях
state-memberships-none = Сведений о членстве нет.
state-years-heading = По годам
state-years-caption = Общедоступные обязательства по годам их принятия и общедоступные обновления по годам, к которым они относятся.
state-years-commitments = Принятые обязательства
state-years-updates = Обновления
state-years-before = До { $year } года
state-years-undated = { PLURAL($n) ->
    [one] { $n } обязательство не имеет даты и не отнесено ни к одному году.
    [few] { $n } обязательства не имеют даты и не отнесены ни к одному году.
    [many] { $n } обязательств не имеют даты и не отнесены ни к одному году.
   *[other] { $n } обязательства не имеют даты и не отнесены ни к одному году.
}
state-commitments-heading = Общедоступные обязательства
state-commitments-none = Общедоступных обязательств в реестре нет.
state-commitments-all = { PLURAL($n) ->
    [one] { $n } обязательство в списке обязательств
    [few] Все { $n } обязательства в списке обязательств
    [many] Все { $n } обязательств в списке обязательств
   *[other] Все { $n } обязательства в списке обязательств
}
directory-name = Название
directory-group = Группа или перечень
directory-organization = Организация
directory-from = С
directory-to = По
directory-note = Примечание
directory-membership = Членство
span-to-date = по настоящее время
suspension-since = Приостановлено: { $from } — по настоящее время
suspension-span = Приостановлено: { $from } — { $to }

organizations-heading = Организации
organizations-lead = Региональные организации, структуры Организации Объединенных Наций, сети и инициативы, входящие в каталог этого реестра.
organizations-table-heading = Организации в протокольном порядке
directory-kind = Вид
directory-founded = Год основания
directory-members-today = Число членов на сегодня
directory-named-in = Упоминается в
organization-members-heading = Члены по состоянию на { $date }
organization-members-count = { PLURAL($n) ->
    [one] { $n } член
    [few] { $n } члена
    [many] { $n } членов
   *[other] { $n } члена
}
organization-members-none = Сведений о членах на этот день нет.
organization-former-heading = Бывшие члены
organization-former-caption = Членство, прекратившееся до { $date }.
organization-as-of = Члены на другую дату
organization-commitments-heading = Собственные общедоступные обязательства организации
organization-commitments-all = Обязательства организации и ее нынешних членов
directory-member = Член

