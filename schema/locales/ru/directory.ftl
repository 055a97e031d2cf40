# Слова страниц о государствах и организациях.

nav-states = Государства
nav-organizations = Организации

states-heading = Государства
states-lead = Кто участвует и что содержится в открытом реестре.
states-count = { PLURAL($n) ->
    [one] { $n } государство
    [few] { $n } государства
   *[other] { $n } государств
}
states-sharing = { PLURAL($n) ->
    [one] { $n } государство с открытыми обязательствами
    [few] { $n } государства с открытыми обязательствами
   *[other] { $n } государств с открытыми обязательствами
}
states-map-heading = Открытые обязательства по государствам
states-map-caption = Каждая плитка — государство; она ведет на его страницу. Точки показывают, сколько открытых обязательств значится в реестре.
states-map-notice = Плитки схематичны, имеют одинаковый размер и не выражают какого-либо мнения о статусе, границах или названиях.
tile-step-0 = Нет открытых обязательств
tile-step-1 = От 1 до 4 открытых обязательств
tile-step-2 = От 5 до 9 открытых обязательств
tile-step-3 = 10 или более открытых обязательств
tile-commitments = { PLURAL($n) ->
    [one] { $n } открытое обязательство
    [few] { $n } открытых обязательства
   *[other] { $n } открытых обязательств
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
directory-public-commitments = Открытые обязательства
directory-latest-update = Последнее обновление

state-names-heading = Зарегистрированные названия
state-groups-heading = Группы и перечни
state-memberships-heading = Членство в организациях
state-memberships-none = Сведений о членстве нет.
state-years-heading = По годам
state-years-caption = Открытые обязательства по годам их принятия и открытые обновления по годам, к которым они относятся.
state-years-commitments = Принятые обязательства
state-years-updates = Обновления
state-years-before = До { $year } года
state-years-undated = { PLURAL($n) ->
    [one] { $n } обязательство не имеет даты и не отнесено ни к одному году.
    [few] { $n } обязательства не имеют даты и не отнесены ни к одному году.
   *[other] { $n } обязательств не имеют даты и не отнесены ни к одному году.
}
state-commitments-heading = Открытые обязательства
state-commitments-none = Открытых обязательств не зарегистрировано.
state-commitments-all = { PLURAL($n) ->
    [one] { $n } обязательство в списке обязательств
    [few] Все { $n } обязательства в списке обязательств
   *[other] Все { $n } обязательств в списке обязательств
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
organizations-lead = Региональные организации, структуры Организации Объединенных Наций, сети и инициативы, входящие в каталог настоящего реестра.
organizations-table-heading = Организации в протокольном порядке
directory-kind = Вид
directory-founded = Год основания
directory-members-today = Членов на сегодня
directory-named-in = Упоминается в
organization-members-heading = Члены по состоянию на { $date }
organization-members-count = { PLURAL($n) ->
    [one] { $n } член
    [few] { $n } члена
   *[other] { $n } членов
}
organization-members-none = Сведений о членах на этот день нет.
organization-former-heading = Бывшие члены
organization-former-caption = Членство, прекратившееся до { $date }.
organization-as-of = Члены на другую дату
organization-commitments-heading = Собственные открытые обязательства организации
organization-commitments-all = Обязательства организации и ее нынешних членов
directory-member = Член

