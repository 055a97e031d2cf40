## Frame of every page
site-name = Para29
site-description = Рабочая память диалога по безопасности ИКТ
skip-to-content = Перейти к содержанию
nav-main = Основное меню
nav-home = Главная
nav-commitments = Обязательства
nav-method = Методика и определения
nav-developers = Разработчикам
nav-languages = Язык
breadcrumbs = Вы здесь
sample-banner = Демонстрационные данные: этот реестр заполнен примерами, чтобы показать его работу. Источник: { $source }.
sample-mark = Пример
footer-independent = { $site } — независимое программное обеспечение, не связанное с Организацией Объединенных Наций.
footer-designations = Употребляемые обозначения и порядок названий не подразумевают выражения какого-либо мнения относительно правового статуса какой-либо страны, территории или властей.
footer-as-of = По состоянию на { $moment }
moment = { $when } ({ $city })
page-title = { $page } · { $site }
language-chooser-heading = Выберите язык
opens-elsewhere = ведет на другой сайт

## When a page cannot be shown
error-title-prefix = Ошибка: { $page }
error-400-heading = Не удалось разобрать этот запрос
error-400-body = Не удалось прочесть часть адреса или формы. Ниже указано, какую именно.
error-403-heading = Эта страница Вам недоступна
error-403-body = Может помочь вход в систему или обращение к Вашему координатору.
error-elsewhere-heading = Эта форма отправлена с другого сайта
error-elsewhere-body = В целях Вашей безопасности принимаются только формы со страниц этого реестра. Ничего не изменилось. Просьба открыть ссылку из письма еще раз.
error-404-heading = Страница не найдена
error-404-body = По этому адресу ничего не показано. Возможно, адрес записан иначе или страница открыта не для всех.
error-410-heading = Этой страницы больше здесь нет
error-410-body = Ссылка уже использована или срок ее действия истек. Можно запросить новую.
error-429-heading = С Вашего адреса поступило много запросов
error-429-body = { PLURAL($seconds) ->
    [one] Просьба повторить попытку через { $seconds } секунду.
    [few] Просьба повторить попытку через { $seconds } секунды.
   *[other] Просьба повторить попытку через { $seconds } секунд.
}
error-429-data = Для получения всего реестра просьба пользоваться файлами для скачивания, а не открывать страницы одну за другой.
error-500-heading = На нашей стороне произошла ошибка
error-500-body = Частичного сохранения отправленных Вами данных не произошло. Просьба повторить попытку через некоторое время.
error-503-heading = Ведется подготовка реестра
error-503-body = Просьба повторить попытку через некоторое время.
error-reference = Если Вы будете писать нам, просьба указать этот номер: { $reference }
error-onward = Можно продолжить здесь
error-search = Искать в реестре
problems-heading = Просьба обратить внимание на следующее

## Invitation
invitation-heading = Приглашение
invitation-body = Вы приглашены к участию. Ваша роль — { $role }; участник: { $participant }.
invitation-body-secretariat = Вы приглашены к участию в секретариате. Ваша роль — { $role }.
invitation-address = Для адреса { $address }
invitation-expires = Срок действия истекает { $date }
invitation-name = Ваше имя, каким его увидят коллеги
invitation-password = Пароль, если он Вам нужен
invitation-password-hint = Не менее 12 знаков. Без пароля вход выполняется по кодам, отправляемым на Ваш адрес.
invitation-accept = Принять приглашение
invitation-nothing-yet = Открытие этой страницы ничего не изменило.
invitation-done-heading = Добро пожаловать
invitation-done-body = Приглашение принято. Теперь Вы можете войти, используя адрес { $address }.

## Reminders: stopping, pausing, cadence
unsubscribe-heading = Напоминания по электронной почте
unsubscribe-body = Желаете прекратить получение напоминаний? Коды для входа и запрошенные Вами письма будут приходить по-прежнему.
unsubscribe-button = Больше не получать эти письма
unsubscribe-done-heading = Отправка напоминаний прекращена
unsubscribe-done-body = Напоминания больше не будут Вам отправляться.
resubscribe-button = Получать снова
preferences-heading = Как часто приходят письма
preferences-body = Эти настройки относятся к напоминаниям, которые Вы получаете.
preferences-cadence = Как часто
preferences-hour = Час отправки по Вашему местному времени
preferences-pause-until = Приостановить до
preferences-pause-hint = Оставьте пустым, если приостанавливать не нужно.
preferences-save = Сохранить
preferences-done-heading = Ваш выбор сохранен
preferences-now-cadence = Напоминания: { $cadence }
preferences-now-paused = Напоминания приостановлены до { $date }.

## Acting by a letter’s link
by-letter-no-change-heading = Сообщить «без изменений»
by-letter-no-change-body = С { $date } изменений не было: эти сведения будут внесены и сразу показаны тем, кому доступно это обязательство.
by-letter-no-change-button = Сообщить «без изменений»
by-letter-clear-heading = Согласовать обновление
by-letter-clear-body = После Вашего согласования обновление поступит в секретариат; если оно предназначено лишь для некоторых читателей, оно будет сразу показано им.
by-letter-clear-button = Согласовать обновление
by-letter-confirm-heading = Подтвердить обязательство
by-letter-confirm-body = Об этом обязательстве сообщил другой участник. Вы можете подтвердить его здесь. Чтобы исправить или отклонить его, просьба войти в систему. Можно и оставить запись без изменений: молчание не считается согласием.
by-letter-confirm-button = Подтвердить обязательство
by-letter-code = Код, который показывает Ваше устройство
by-letter-code-hint = Шесть цифр, как при входе.
by-letter-done-heading = Внесено в реестр
by-letter-done-body = Благодарим Вас. Ваш выбор внесен в реестр.
by-letter-over-heading = Здесь больше ничего не требуется
by-letter-over-body = Запись изменилась, или решение больше не за Вами. Ничего не изменено.
by-letter-record = Открыть { $reference }

## Letters kept during development
letters-heading = Письма, хранящиеся здесь
letters-body = Почтовый сервер не настроен, поэтому письма хранятся и доступны для чтения здесь. Ничто не теряется.
letters-none = Писем пока нет.
letters-to = Кому
letters-subject = Тема
letters-when = Поставлено в очередь
letters-status = Состояние
letters-language = Язык
letters-why = Причина отправки
letters-text = Обычный текст
letters-html = В виде HTML
letters-calendar = Приложенный календарь
letters-links = Ссылки в письме
letters-back = Все письма

## Method
method-heading = Методика и определения
method-lead = Как ведется этот реестр и что означают его термины.
method-voluntary = Участие является добровольным. Участники сами решают, чем и с кем делиться.
method-own-words = Представленное государством воспроизводится в полученном виде. Аутентичным является текст на языке оригинала.
method-separate = Собственное сообщение участника и оценка другой стороны — отдельные записи, каждая со своим автором.
method-no-ranking = Участники не ранжируются, баллы и отметки не выставляются. Списки следуют алфавитному порядку названий, принятому в Организации Объединенных Наций.
method-no-attribution = Ответственность за инциденты здесь никогда и никому не присваивается.
method-no-change = «Без изменений» — это тоже обновление. Молчание и стабильность здесь различаются.
method-statuses = Статусы обязательства
method-lights = Представление информации
method-lights-lead = Определяется только по датам, по единому для всех правилу.
method-provenance = Происхождение сведений
method-provenance-lead = Для каждого сведения указано, к какой из этих категорий оно относится.
term = Термин
secretariat = Секретариат
meaning = Значение

## Between a label and what it labels
colon = :
