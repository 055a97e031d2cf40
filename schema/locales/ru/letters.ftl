letter-greeting = Здравствуйте, { $name }.
letter-greeting-unnamed = Здравствуйте.
letter-closing = С уважением,
letter-signature = { $site }, автоматическое письмо

## Сводка
letter-digest-subject = { PLURAL($n) ->
    [one] Напоминание для сведения: { $n } пункт
    [few] Напоминание для сведения: { $n } пункта
   *[other] Напоминание для сведения: { $n } пунктов
}
letter-digest-first = { PLURAL($n) ->
    [one] В этом письме { $n } пункт для сведения.
    [few] В этом письме { $n } пункта для сведения.
   *[other] В этом письме { $n } пунктов для сведения.
}
letter-heading-dates = Предстоящие даты
letter-heading-updates = Предлагается представить обновленную информацию
letter-heading-clearance = Ожидает Вашего согласования
letter-heading-review = Ожидает рассмотрения
letter-heading-returned = Возвращено с замечанием
letter-heading-confirmation = Ожидает подтверждения государством

## Пункты
letter-item-title = { $reference }: { $title }
letter-item-commitment_due = Дата, указанная для этого обязательства: { $date }.
letter-item-milestone_due = Дата, указанная для этапа «{ $milestone }»: { $date }.
letter-item-update_invited = Предлагается представить обновленную информацию до следующей даты: { $date }.
letter-item-update_last_week = Предлагается представить обновленную информацию в течение ближайшей недели, до следующей даты: { $date }.
letter-item-no_update_received = Обновленная информация не поступала. Ее предлагалось представить до следующей даты: { $date }; ее по-прежнему можно представить.
letter-item-awaiting_clearance = Обновленная информация ожидает согласования. Дата начала: { $date }.
letter-item-awaiting_review = Представленные материалы ожидают рассмотрения. Дата начала: { $date }.
letter-item-returned = Материалы возвращены с замечанием. Дата: { $date }. Их можно изменить и представить снова.
letter-item-awaiting_confirmation = Сообщено другим участником. Дата: { $date }. Государство может подтвердить, исправить или отклонить запись.

## Ссылки
letter-link-open = Открыть запись
letter-link-no-change = Сообщить «без изменений»
letter-link-clear = Прочитать и согласовать
letter-link-confirm = Прочитать и подтвердить
letter-link = { $label }: { $url }

## После пунктов
letter-calendar = Эти даты содержатся в приложенном файле календаря.
letter-free = Вы можете ответить, приостановить эти письма или ничего не делать.
letter-why = Вы получили это письмо, поскольку Ваша роль — { $role }; участник: { $participant }.
letter-why-secretariat = Вы получили это письмо, поскольку Ваша роль в секретариате — { $role }.
letter-cadence-now = { $cadence ->
    [daily] Эти письма приходят раз в день и только тогда, когда есть что сообщить.
    [monthly] Эти письма приходят раз в месяц и только тогда, когда есть что сообщить.
   *[weekly] Эти письма приходят раз в неделю и только тогда, когда есть что сообщить.
}
letter-change-cadence = Выбрать, как часто они приходят
letter-pause = Приостановить эти письма
letter-unsubscribe = Больше не получать эти письма
letter-footer = { $site } — независимое программное обеспечение, не связанное с Организацией Объединенных Наций.
letter-sample = Этот реестр содержит учебные данные.
letter-preview = Это предварительный просмотр. Больше никто это письмо не получил.

## Приглашение
letter-invitation-subject = Приглашение: { $site }
letter-invitation-first = Вы приглашены к участию. Реестр: { $site }. Ваша роль — { $role }; участник: { $participant }.
letter-invitation-first-secretariat = Вы приглашены к участию. Реестр: { $site }. Ваша роль — { $role }.
letter-invitation-what = { $site } ведет учет добровольных обязательств в области безопасности информационно-коммуникационных технологий и сообщений об их осуществлении.
letter-invitation-link = Прочитать и принять приглашение
letter-invitation-expires = Ссылка действует один раз. Срок действия: { $date }. Открытие ссылки ничего не меняет; решение Вы принимаете на странице.
letter-invitation-not-you = Если Вы не ожидали этого приглашения, его можно оставить без внимания.

## Код для входа
letter-code-subject = Ваш код для входа: { $site }
letter-code-first = Ваш код для входа: { $code }
letter-code-expires = { PLURAL($minutes) ->
    [one] Код действует один раз, в течение { $minutes } минуты.
   *[other] Код действует один раз, в течение { $minutes } минут.
}
letter-code-not-you = Если Вы не запрашивали код, это письмо можно оставить без внимания. Без кода никто не сможет войти.
letter-code-never-asked = Никто из сотрудников реестра не попросит Вас сообщить этот код.

## Пароль
letter-reset-subject = Выбор нового пароля: { $site }
letter-reset-first = Для Вашей учетной записи запрошен новый пароль.
letter-reset-code = Ваш код: { $code }
letter-reset-not-you = Если Вы его не запрашивали, это письмо можно оставить без внимания; Ваш пароль остается прежним.
letter-password-changed-subject = Ваш пароль изменен: { $site }
letter-password-changed-first = Ваш пароль изменен, и все Ваши сеансы завершены. Дата: { $date }.
letter-password-changed-not-you = Если это сделали не Вы, просим написать в секретариат реестра.
letter-sessions-ended-subject = Ваш сеанс завершен: { $site }
letter-sessions-ended-first = Один из Ваших сеансов использовался из двух мест. Дата: { $date }. Для защиты учетной записи он завершен.
letter-sessions-ended-what = Вы можете войти снова. Если это были не Вы, просим выбрать новый пароль.

## Пробное письмо
letter-test-subject = Пробное письмо: { $site }
letter-test-first = Это письмо показывает, что { $site } может отправлять почту. От Вас ничего не требуется.

## Пункт прежнего письма, о котором неизвестно, дошло ли оно
letter-item-in-doubt = Возможно, эти сведения уже дошли до вас { $date }

## Добро пожаловать
letter-welcome-subject = Добро пожаловать в { $site }
letter-welcome-first = Ваша учётная запись в { $site } готова.
letter-welcome-what = Теперь вы можете войти, знакомиться с реестром и вносить в него сведения в соответствии с вашей ролью.
letter-welcome-link = Открыть вашу страницу
letter-welcome-notes = Напоминания приходят, только когда есть что сообщить. Вы можете выбрать их периодичность, приостановить их или отказаться от них.
