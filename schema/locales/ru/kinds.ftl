## Who takes part
participant-kind-member_state = Государство-член
participant-kind-observer_state = Государство-наблюдатель, не являющееся членом Организации
participant-kind-non_member_state = Государство, не являющееся членом Организации
participant-kind-regional_organization = Региональная организация
participant-kind-un_entity = Структура Организации Объединенных Наций
participant-kind-technical_network = Техническая сеть
participant-kind-initiative = Инициатива
participant-kind-public_authority = Государственный орган
participant-kind-civil_society = Гражданское общество
participant-kind-private_sector = Частный сектор
participant-kind-academia = Научные круги
membership-status-member = Член
membership-status-suspended = Членство приостановлено
membership-status-withdrawn = Бывший член
regional-group-african = Государства Африки
regional-group-asia_pacific = Государства Азиатско-Тихоокеанского региона
regional-group-eastern_european = Государства Восточной Европы
regional-group-grulac = Государства Латинской Америки и Карибского бассейна
regional-group-weog = Государства Западной Европы и другие государства
regional-group-none = Вне региональных групп

## Roles of people
role-stakeholder = заинтересованная сторона
role-drafter = составитель
role-approver = согласующее лицо
role-focal_point = координатор
role-regional_editor = региональный редактор
role-editor = редактор
role-reviewer = сотрудник по рассмотрению материалов
role-administrator = администратор
role-auditor = аудитор

## The life of a commitment
commitment-status-draft = Проект
commitment-status-submitted = Представлено
commitment-status-returned = Возвращено с примечанием
commitment-status-published = Запланировано
commitment-status-in_progress = Осуществляется
commitment-status-completed = Сообщено о завершении
commitment-status-unconfirmed = Пока не подтверждено государством
commitment-status-declined = Отклонено государством
commitment-status-suspended = Приостановлено
commitment-status-withdrawn = Отозвано представившей стороной
commitment-status-superseded = Заменено
commitment-status-draft-means = Составляется; видно только делегации автора.
commitment-status-submitted-means = Передано; секретариат знакомится с ним до опубликования.
commitment-status-returned-means = Возвращено автору с примечанием; можно изменить и представить снова.
commitment-status-published-means = Опубликовано; о начале работы пока не сообщалось.
commitment-status-in_progress-means = Представившая сторона сообщила, что работа ведется.
commitment-status-completed-means = Представившая сторона сообщила о завершении; это ее собственное сообщение, а не оценка.
commitment-status-unconfirmed-means = Сообщено другой стороной с указанием источника; государство пока не подтвердило, не исправило и не отклонило запись. Молчание не означает согласия.
commitment-status-declined-means = Сообщено другой стороной; государство указало, что не считает это своим обязательством.
commitment-status-suspended-means = Приостановлено представившей стороной с указанием причины.
commitment-status-withdrawn-means = Отозвано представившей стороной; запись остается видимой с этой пометкой.
commitment-status-superseded-means = Его заменило другое обязательство; обе записи остаются видимыми.
legal-force-voluntary_non_binding = Добровольное, не имеющее обязательной силы
legal-force-politically_binding = Политически обязывающее
legal-force-legally_binding = Юридически обязывающее
readiness-ready = Готово к осуществлению
readiness-needs_time = Нужно время
readiness-needs_time_and_support = Нужны время и поддержка
date-kind-made_on = Дата принятия
date-kind-indicative_on = Ориентировочная дата
date-kind-definitive_on = Окончательная дата
date-kind-due_on = Ближайшая дата
milestone-status-planned = Запланирован
milestone-status-reached = Сообщено о завершении
milestone-status-dropped = Больше не планируется

## The reporting light, from dates only
light-current = Обновленная информация получена, либо представить ее пока не предлагалось
light-current-received = Обновленная информация получена
light-current-none = Представить обновленную информацию пока не предлагалось
light-update_invited = Предлагается представить обновленную информацию
light-no_update_received = Обновленная информация не поступала
light-inactive = Сведений о деятельности нет
light-current-means = Обновленная информация получена за отчетный период, либо время предложить ее представить еще не наступило.
light-update_invited-means = Со времени последнего обновления прошло около года; новая информация приветствуется.
light-no_update_received-means = Предлагалось представить обновленную информацию; она не поступала. Это не дает оснований судить о самой работе.
light-inactive-means = Обновленная информация не поступала около двух лет.

## Progress updates
reported-state-not_started = Еще не начато
reported-state-under_way = Осуществляется
reported-state-substantially_complete = В основном завершено
reported-state-complete = Завершено
reported-state-no_change = Без изменений
update-status-draft = Проект
update-status-for_clearance = Готово к согласованию
update-status-submitted = Представлено
update-status-returned = Возвращено с примечанием
update-status-published = Опубликовано
update-status-withdrawn = Отозвано представившей стороной
assessment-rating-no_evidence = Материалов нет
assessment-rating-not_started = Еще не начато
assessment-rating-limited = Ограниченный прогресс
assessment-rating-substantial = Существенный прогресс
assessment-rating-complete = Завершено
evidence-kind-link = Ссылка
evidence-kind-file = Файл
comment-status-submitted = Представлено
comment-status-published = Опубликовано
comment-status-refused = Не опубликовано

## Who may read; -sees says it to the one who writes
audience-public = Открытый доступ
audience-states = Участвующие государства
audience-organization = Члены организации
audience-named = Указанные участники
audience-own = Только своя делегация
audience-public-sees = Это увидят все.
audience-states-sees = Это увидят все участвующие государства.
audience-organization-sees = Это увидят члены следующей организации: { $organization }.
audience-named-sees = Это увидят следующие участники: { $names }.
audience-own-sees = Это увидит только Ваша делегация.

## Where a fact comes from
provenance-as_submitted = В том виде, в каком представлено государством
provenance-as_submitted-participant = В том виде, в каком представлено участником
provenance-as_recorded = В том виде, в каком зафиксировано секретариатом
provenance-public_document = Из открытого документа

## Sources
instrument-status-agreed = Согласовано
instrument-status-adopted = Принято
instrument-status-proposed = Предложено
instrument-status-noted = Принято к сведению, не согласовано
provision-kind-norm = Норма
provision-kind-confidence_building_measure = Мера укрепления доверия
provision-kind-capacity_building_measure = Мера по наращиванию потенциала
provision-kind-institutional_measure = Институциональная мера
provision-link-precedes = Предшествует
provision-link-succeeds = Продолжает
provision-link-related = Связано

## Letters and reminders
cadence-daily = Ежедневно
cadence-weekly = Еженедельно
cadence-monthly = Ежемесячно
cadence-paused = Приостановлено
reminder-reason-commitment_due = Дата обязательства
reminder-reason-milestone_due = Дата этапа
reminder-reason-update_invited = Предлагается представить обновленную информацию
reminder-reason-update_last_week = Предлагается представить обновленную информацию в течение недели
reminder-reason-no_update_received = Обновленная информация не поступала
reminder-reason-awaiting_clearance = Ожидает согласования
reminder-reason-awaiting_review = Ожидает рассмотрения
reminder-reason-returned = Возвращено с примечанием
reminder-reason-awaiting_confirmation = Ожидает подтверждения
letter-status-queued = Ожидает отправки
letter-status-transmitting = Отправляется
letter-status-sent = Отправлено
letter-status-kept = Хранится здесь, не отправлено
letter-status-bounced = Адрес не принят
letter-status-refused = Письмо не принято
letter-status-suppressed = Не отправлено по выбору получателя
letter-status-uncertain = Возможно, отправлено; связь прервалась
letter-status-given_up = Попытки прекращены: почтовый сервер не принял письмо

## Languages
language-ar = арабский
language-zh = китайский
language-en = английский
language-fr = французский
language-ru = русский
language-es = испанский
