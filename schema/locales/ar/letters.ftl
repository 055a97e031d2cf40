letter-greeting = حضرة { $name }، تحية طيبة،
letter-greeting-unnamed = تحية طيبة،
letter-closing = مع أطيب التحيات،
letter-signature = { $site }، رسالة آلية

## الموجز
letter-digest-subject = { PLURAL($n) ->
    [zero] مذكرة تذكير ودّية: لا بنود
    [one] مذكرة تذكير ودّية: بند واحد
    [two] مذكرة تذكير ودّية: بندان
    [few] مذكرة تذكير ودّية: { $n } بنود
    [many] مذكرة تذكير ودّية: { $n } بندًا
   *[other] مذكرة تذكير ودّية: { $n } بند
}
letter-digest-first = { PLURAL($n) ->
    [zero] لا تتضمن هذه المذكرة أي بند.
    [one] تتضمن هذه المذكرة بندًا واحدًا.
    [two] تتضمن هذه المذكرة بندين.
    [few] تتضمن هذه المذكرة { $n } بنود.
    [many] تتضمن هذه المذكرة { $n } بندًا.
   *[other] تتضمن هذه المذكرة { $n } بند.
}
letter-heading-dates = مواعيد مقبلة
letter-heading-updates = دعوة إلى تقديم تحديثات مرحلية
letter-heading-clearance = في انتظار موافقتكم
letter-heading-review = في انتظار المراجعة
letter-heading-returned = أُعيد مشفوعًا بملاحظة
letter-heading-confirmation = في انتظار تأكيد الدولة

## البنود
letter-item-title = { $reference }: { $title }
letter-item-commitment_due = الموعد المحدد لهذا الالتزام هو { $date }.
letter-item-milestone_due = الموعد المحدد للمَعلَم الرئيسي «{ $milestone }» هو { $date }.
letter-item-update_invited = أنتم مدعوون إلى تقديم تحديث مرحلي بحلول { $date }.
letter-item-update_last_week = أنتم مدعوون إلى تقديم تحديث مرحلي بحلول { $date }، أي خلال الأسبوع المقبل.
letter-item-no_update_received = لم يرد أي تحديث مرحلي. وقد كانت الدعوة إلى تقديمه قائمة حتى { $date }، ولا يزال تقديمه موضع ترحيب.
letter-item-awaiting_clearance = ثمة تحديث مرحلي في انتظار الموافقة منذ { $date }.
letter-item-awaiting_review = ثمة مادة مقدَّمة في انتظار المراجعة منذ { $date }.
letter-item-returned = أُعيدت في { $date } مادة مقدَّمة مشفوعةً بملاحظة؛ ويمكن تعديلها وتقديمها من جديد.
letter-item-awaiting_confirmation = أبلغ عنه مشارك آخر في { $date }. وللدولة أن تؤكده أو تصححه أو تفيد بعدم قبوله.

## الروابط
letter-link-open = الاطلاع على التفاصيل
letter-link-no-change = الإبلاغ بعدم حدوث تغيير
letter-link-clear = الاطلاع والموافقة
letter-link-confirm = الاطلاع والتأكيد
letter-link = { $label }: { $url }

## بعد البنود
letter-calendar = يتضمن ملف التقويم المرفق هذه المواعيد.
letter-free = لكم أن تردّوا، أو أن توقفوا هذه المذكرات مؤقتًا، أو ألا تتخذوا أي إجراء.
letter-why = تصلكم هذه المذكرة بصفتكم: { $role }، عن { $participant }.
letter-why-secretariat = تصلكم هذه المذكرة بصفتكم في الأمانة: { $role }.
letter-cadence-now = { $cadence ->
    [daily] تصل هذه المذكرات مرة في اليوم، ولا تُرسل إلا إذا وُجد ما يستدعي إرسالها.
    [monthly] تصل هذه المذكرات مرة في الشهر، ولا تُرسل إلا إذا وُجد ما يستدعي إرسالها.
   *[weekly] تصل هذه المذكرات مرة في الأسبوع، ولا تُرسل إلا إذا وُجد ما يستدعي إرسالها.
}
letter-change-cadence = اختيار وتيرة وصولها
letter-pause = إيقاف هذه المذكرات مؤقتًا
letter-unsubscribe = التوقف عن تلقي هذه المذكرات
letter-footer = { $site } برمجية مستقلة غير تابعة للأمم المتحدة.
letter-sample = يتضمن هذا السجل بيانات نموذجية.
letter-preview = هذه معاينة، ولم تصل إلى أي شخص آخر.

## الدعوة
letter-invitation-subject = دعوة إلى { $site }
letter-invitation-first = أنتم مدعوون إلى المشاركة في { $site } بصفتكم: { $role }، عن { $participant }.
letter-invitation-first-secretariat = أنتم مدعوون إلى المشاركة في { $site } بصفتكم: { $role }.
letter-invitation-what = يحفظ { $site } سجل الالتزامات الطوعية المتعلقة بأمن تكنولوجيا المعلومات والاتصالات وما يُبلَّغ عنه بشأنها.
letter-invitation-link = الاطلاع على الدعوة وقبولها
letter-invitation-expires = الرابط صالح لمرة واحدة حتى { $date }. ولا يغيّر فتحه شيئًا، والقرار لكم في الصفحة.
letter-invitation-not-you = إذا لم تكونوا تتوقعون هذه الدعوة، فلكم أن تتجاهلوها.

## رمز الدخول
letter-code-subject = رمز الدخول إلى { $site }
letter-code-first = رمز الدخول: { $code }
letter-code-expires = { PLURAL($minutes) ->
    [zero] الرمز صالح لمرة واحدة.
    [one] الرمز صالح لمرة واحدة خلال دقيقة واحدة.
    [two] الرمز صالح لمرة واحدة خلال دقيقتين.
    [few] الرمز صالح لمرة واحدة خلال { $minutes } دقائق.
   *[other] الرمز صالح لمرة واحدة خلال { $minutes } دقيقة.
}
letter-code-not-you = إذا لم تطلبوا رمزًا، فلكم أن تتجاهلوا هذه الرسالة. ولا يستطيع أحد الدخول من دون الرمز.
letter-code-never-asked = لن يطلب منكم أحد من القائمين على السجل هذا الرمز.

## كلمة المرور
letter-reset-subject = اختيار كلمة مرور جديدة في { $site }
letter-reset-first = طُلبت كلمة مرور جديدة لحسابكم.
letter-reset-code = رمزكم: { $code }
letter-reset-not-you = إذا لم تطلبوا ذلك، فلكم أن تتجاهلوا هذه الرسالة، وتبقى كلمة المرور كما هي.
letter-password-changed-subject = تغيير كلمة المرور الخاصة بكم في { $site }
letter-password-changed-first = غُيّرت كلمة المرور الخاصة بكم في { $date } وأُغلقت جميع جلساتكم الأخرى.
letter-password-changed-not-you = إذا لم تكونوا أنتم من غيّرها، فيرجى الكتابة إلى أمانة السجل.
letter-sessions-ended-subject = أُغلقت جلستكم في { $site }
letter-sessions-ended-first = استُخدمت إحدى جلساتكم من مكانين في { $date }، فأُغلقت حمايةً لحسابكم.
letter-sessions-ended-what = لكم أن تدخلوا من جديد. وإذا لم تكونوا أنتم من استخدمها، فيرجى اختيار كلمة مرور جديدة.

## رسالة تجريبية
letter-test-subject = رسالة تجريبية من { $site }
letter-test-first = تبيّن هذه الرسالة أن { $site } يستطيع إرسال البريد. ولا يُطلب منكم أي إجراء.

## بند من رسالة سابقة لا يُعرف هل وصلت
letter-item-in-doubt = ربما وصلكم هذا البند من قبل في { $date }.

## الترحيب
letter-welcome-subject = مرحبًا بكم في { $site }
letter-welcome-first = حسابكم في { $site } جاهز.
letter-welcome-what = يمكنكم الآن الدخول والاطلاع على السجل والمساهمة فيه بحسب صفتكم.
letter-welcome-link = فتح صفحتكم
letter-welcome-notes = لا تُرسل مذكرات التذكير الودّية إلا إذا وُجد ما يستدعي إرسالها. ولكم أن تختاروا وتيرتها أو أن توقفوها مؤقتًا أو أن تتوقفوا عن تلقيها.
