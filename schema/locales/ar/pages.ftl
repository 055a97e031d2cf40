## Frame of every page
site-name = Para29
site-description = ذاكرة عمل الحوار بشأن أمن تكنولوجيا المعلومات والاتصالات
skip-to-content = الانتقال إلى المحتوى
nav-main = التصفح الرئيسي
nav-home = الرئيسية
nav-commitments = الالتزامات
nav-method = المنهجية والتعاريف
nav-developers = للمطورين
nav-languages = اللغة
breadcrumbs = أنتم هنا
sample-banner = بيانات نموذجية: يتضمن هذا السجل أمثلة مأخوذة من { $source } لبيان طريقة عمله.
sample-mark = نموذج
footer-independent = { $site } برمجية مستقلة غير تابعة للأمم المتحدة.
footer-designations = ليس في التسميات المستخدمة ولا في ترتيب الأسماء ما ينطوي على الإعراب عن أي رأي بشأن المركز القانوني لأي بلد أو إقليم أو سلطة.
footer-as-of = البيانات حتى { $moment }
moment = { "\u200F" }{ $when } ({ $city })
page-title = { $page } · { $site }
language-chooser-heading = اختيار اللغة
opens-elsewhere = يؤدي إلى موقع آخر

## When a page cannot be shown
error-title-prefix = خطأ: { $page }
error-400-heading = تعذّر فهم هذا الطلب
error-400-body = تعذّرت قراءة جزء من العنوان أو الاستمارة. وتبيّن القائمة أدناه الجزء المعني.
error-403-heading = هذه الصفحة غير متاحة لكم
error-403-body = قد يفيد تسجيل الدخول أو التواصل مع جهة التنسيق لديكم.
error-elsewhere-heading = وردت هذه الاستمارة من موقع آخر
error-elsewhere-body = حمايةً لكم، لا تُقبل إلا استمارات صفحات هذا السجل نفسه. ولم يتغير شيء. يرجى فتح الرابط الوارد في رسالتكم من جديد.
error-404-heading = الصفحة غير موجودة
error-404-body = لا توجد صفحة معروضة في هذا العنوان. وربما كُتب العنوان على نحو مختلف، أو لم تكن الصفحة متاحة للجميع.
error-410-heading = لم تعد هذه الصفحة هنا
error-410-body = استُخدم الرابط من قبل أو انقضت مدته. ويمكن طلب رابط جديد.
error-429-heading = وردت طلبات كثيرة من عنوانكم
error-429-body = { PLURAL($seconds) ->
    [zero] يرجى المحاولة من جديد الآن.
    [one] يرجى المحاولة من جديد بعد ثانية واحدة.
    [two] يرجى المحاولة من جديد بعد ثانيتين.
    [few] يرجى المحاولة من جديد بعد { $seconds } ثوانٍ.
   *[other] يرجى المحاولة من جديد بعد { $seconds } ثانية.
}
error-429-data = لقراءة السجل كله، يرجى استخدام التنزيلات بدلًا من التنقل صفحة بعد صفحة.
error-500-heading = حدث خلل من جانبنا
error-500-body = لم يُحفظ ما أرسلتموه حفظًا جزئيًا. يرجى المحاولة من جديد بعد قليل.
error-503-heading = السجل قيد الإعداد
error-503-body = يرجى المحاولة من جديد بعد قليل.
error-reference = إذا كتبتم إلينا، فيرجى ذكر هذا الرقم المرجعي: { $reference }
error-onward = يمكنكم المتابعة من هنا
error-search = البحث في السجل
problems-heading = يرجى النظر في ما يلي

## Invitation
invitation-heading = دعوة
invitation-body = أنتم مدعوون إلى المشاركة بصفتكم: { $role }، عن { $participant }.
invitation-body-secretariat = أنتم مدعوون إلى المشاركة في الأمانة بصفتكم: { $role }.
invitation-address = موجّهة إلى العنوان { $address }
invitation-expires = صالحة حتى { $date }
invitation-name = اسمكم كما سيراه زملاؤكم
invitation-password = كلمة مرور، إن رغبتم
invitation-password-hint = 12 حرفًا على الأقل. ومن دون كلمة مرور يكون الدخول برموز تُرسل إلى عنوانكم.
invitation-accept = قبول الدعوة
invitation-nothing-yet = لم يغيّر فتح هذه الصفحة شيئًا.
invitation-done-heading = مرحبًا بكم
invitation-done-body = قُبلت الدعوة. ويمكنكم الآن الدخول بالعنوان { $address }.

## Reminders: stopping, pausing, cadence
unsubscribe-heading = مذكرات التذكير بالبريد الإلكتروني
unsubscribe-body = هل ترغبون في التوقف عن تلقي مذكرات التذكير؟ ستظل تصلكم رموز الدخول والرسائل التي تطلبونها.
unsubscribe-button = التوقف عن تلقي هذه المذكرات
unsubscribe-done-heading = توقفت المذكرات
unsubscribe-done-body = لن تُرسل إليكم بعد الآن مذكرات تذكير.
resubscribe-button = استئناف تلقيها
preferences-heading = وتيرة وصول المذكرات
preferences-body = تسري هذه الاختيارات على مذكرات التذكير المرسلة إليكم.
preferences-cadence = الوتيرة
preferences-hour = الساعة، بتوقيتكم المحلي
preferences-pause-until = إيقاف مؤقت حتى
preferences-pause-hint = يُترك فارغًا لعدم الإيقاف.
preferences-save = حفظ
preferences-done-heading = حُفظ اختياركم
preferences-now-cadence = مذكرات التذكير: { $cadence }
preferences-now-paused = مذكرات التذكير متوقفة مؤقتًا حتى { $date }.

## Acting by a letter’s link
by-letter-no-change-heading = الإبلاغ بعدم حدوث تغيير
by-letter-no-change-body = لا تغيير منذ { $date }: سيُسجَّل ذلك ويُعرض فورًا على من يحق لهم الاطلاع على الالتزام.
by-letter-no-change-button = الإبلاغ بعدم حدوث تغيير
by-letter-clear-heading = الموافقة على تحديث
by-letter-clear-body = بموافقتكم يُحال التحديث إلى الأمانة؛ وإذا كان موجّهًا إلى قراء معيّنين فحسب، عُرض عليهم فورًا.
by-letter-clear-button = الموافقة على هذا التحديث
by-letter-confirm-heading = تأكيد التزام
by-letter-confirm-body = أبلغ مشارك آخر عن هذا الالتزام. يمكنكم تأكيده هنا. ولتصحيحه أو الإفادة بعدم قبوله يرجى تسجيل الدخول. ويمكنكم أيضًا تركه كما هو: فالسكوت لا يُعدّ موافقة.
by-letter-confirm-button = تأكيد هذا الالتزام
by-letter-code = الرمز الذي يعرضه جهازكم
by-letter-code-hint = ستة أرقام، كما عند تسجيل الدخول.
by-letter-done-heading = تمّ التسجيل
by-letter-done-body = شكرًا لكم. اختياركم مدوّن في السجل.
by-letter-over-heading = لم يبقَ هنا ما يستدعي أي إجراء
by-letter-over-body = تغيّر وضع القيد، أو لم يعد القرار لكم. ولم يتغيّر شيء هنا.
by-letter-record = فتح { $reference }

## Letters kept during development
letters-heading = الرسائل المحفوظة هنا
letters-body = لم يُحدَّد خادم بريد، ولذلك تُحفظ الرسائل ويمكن قراءتها هنا. ولا يضيع منها شيء.
letters-none = لا رسائل بعد.
letters-to = إلى
letters-subject = الموضوع
letters-when = أُدرجت في
letters-status = الحالة
letters-language = اللغة
letters-why = سبب كتابتها
letters-text = نص عادي
letters-html = بصيغة HTML
letters-calendar = التقويم المرفق
letters-links = الروابط الواردة في الرسالة
letters-back = جميع الرسائل

## Method
method-heading = المنهجية والتعاريف
method-lead = كيفية مسك هذا السجل ومعاني مصطلحاته.
method-voluntary = المشاركة طوعية. ويقرر المشاركون ما يتيحونه ولمن.
method-own-words = يُستنسخ ما تقدمه الدولة كما ورد. والحجية للنص باللغة الأصلية.
method-separate = الإبلاغ الذاتي للمشارك والتقييم الذي تجريه جهة أخرى سجلّان منفصلان، ويُذكر مع كل منهما صاحبه.
method-no-ranking = لا تصنيفات ولا نقاط ولا درجات. وتتبع القوائم الترتيب الأبجدي لقائمة الأمم المتحدة للأسماء.
method-no-attribution = لا يُنسب هنا أي حادث إلى أحد.
method-no-change = «لا تغيير» تحديث في حد ذاته. والسكوت والاستقرار يظهران هنا بصورتين مختلفتين.
method-statuses = حالات الالتزام
method-lights = الإبلاغ
method-lights-lead = تُحسب من التواريخ وحدها وفق قاعدة واحدة للجميع.
method-provenance = مصدر المعلومات
method-provenance-lead = يُبيَّن مع كل معلومة أيٌّ مما يلي هو مصدرها.
term = المصطلح
secretariat = الأمانة
meaning = المعنى

## Between a label and what it labels
colon = :
