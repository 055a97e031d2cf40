## Who takes part
participant-kind-member_state = دولة عضو
participant-kind-observer_state = دولة غير عضو لها صفة المراقب
participant-kind-non_member_state = دولة غير عضو
participant-kind-regional_organization = منظمة إقليمية
participant-kind-un_entity = كيان تابع للأمم المتحدة
participant-kind-technical_network = شبكة تقنية
participant-kind-initiative = مبادرة
participant-kind-public_authority = سلطة عامة
participant-kind-civil_society = المجتمع المدني
participant-kind-private_sector = القطاع الخاص
participant-kind-academia = الأوساط الأكاديمية
membership-status-member = عضو
membership-status-suspended = عضوية معلقة
membership-status-withdrawn = عضو سابق
regional-group-african = الدول الأفريقية
regional-group-asia_pacific = دول آسيا والمحيط الهادئ
regional-group-eastern_european = دول أوروبا الشرقية
regional-group-grulac = دول أمريكا اللاتينية ومنطقة البحر الكاريبي
regional-group-weog = دول أوروبا الغربية ودول أخرى
regional-group-none = غير منتمية إلى مجموعة إقليمية

## Roles of people
role-stakeholder = صاحب مصلحة
role-drafter = معدّ نصوص
role-approver = مسؤول موافقة
role-focal_point = جهة تنسيق
role-regional_editor = محرر إقليمي
role-editor = محرر
role-reviewer = مراجع
role-administrator = مدير نظام
role-auditor = مدقق سجلات

## The life of a commitment
commitment-status-draft = مسودة
commitment-status-submitted = مقدَّم
commitment-status-returned = أُعيد مشفوعًا بملاحظة
commitment-status-published = مخطَّط له
commitment-status-in_progress = قيد التنفيذ
commitment-status-completed = أُبلغ عن إنجازه
commitment-status-unconfirmed = لم تؤكده الدولة بعد
commitment-status-declined = لم تقبله الدولة
commitment-status-suspended = معلَّق
commitment-status-withdrawn = سحبه مقدِّمه
commitment-status-superseded = حلّ محله التزام آخر
commitment-status-draft-means = قيد الصياغة، ولا يطلع عليه سوى وفد الجهة التي تعدّه.
commitment-status-submitted-means = قُدّم، والأمانة بصدد الاطلاع عليه قبل نشره.
commitment-status-returned-means = أُعيد إلى معدّه مشفوعًا بملاحظة، ويمكن تعديله وتقديمه من جديد.
commitment-status-published-means = منشور، ولم يُبلَّغ بعد عن بدء العمل به.
commitment-status-in_progress-means = أبلغ مقدِّمه بأن العمل جارٍ.
commitment-status-completed-means = أبلغ مقدِّمه عن إنجازه؛ وهذا إبلاغ منه وليس تقييمًا.
commitment-status-unconfirmed-means = أبلغت عنه جهة أخرى مع ذكر مصدره، ولم تُفد الدولة بعد بتأكيده أو تصحيحه أو عدم قبوله. والسكوت لا يُعدّ موافقة.
commitment-status-declined-means = أبلغت عنه جهة أخرى، وأفادت الدولة بأنها لا تعدّه التزامًا من التزاماتها.
commitment-status-suspended-means = أوقفه مقدِّمه مؤقتًا مع ذكر السبب.
commitment-status-withdrawn-means = سحبه مقدِّمه، ويبقى القيد ظاهرًا بهذه الصفة.
commitment-status-superseded-means = حلّ محله التزام آخر، ويبقى كلاهما ظاهرًا.
legal-force-voluntary_non_binding = طوعي غير ملزم
legal-force-politically_binding = ملزم سياسيًا
legal-force-legally_binding = ملزم قانونًا
readiness-ready = جاهز للبدء
readiness-needs_time = يحتاج إلى وقت
readiness-needs_time_and_support = يحتاج إلى وقت ودعم
date-kind-made_on = تاريخ التعهد
date-kind-indicative_on = الموعد الاسترشادي
date-kind-definitive_on = الموعد المؤكد
date-kind-due_on = الموعد التالي
milestone-status-planned = مخطَّط له
milestone-status-reached = أُبلغ عن بلوغه
milestone-status-dropped = لم يعد مخطَّطًا له

## The reporting light, from dates only
light-current = ورد تحديث، أو لم يحن بعد موعد الدعوة إلى تقديمه
light-current-received = ورد تحديث
light-current-none = لم يحن بعد موعد الدعوة إلى تقديم تحديث
light-update_invited = دعوة قائمة إلى تقديم تحديث
light-no_update_received = لم يرد تحديث
light-inactive = لم يُسجَّل أي نشاط
light-current-means = ورد تحديث خلال فترة الإبلاغ، أو لم يحن بعد موعد الدعوة إلى تقديمه.
light-update_invited-means = مضى نحو عام على آخر تحديث، وتقديم تحديث جديد موضع ترحيب.
light-no_update_received-means = وُجّهت دعوة إلى تقديم تحديث ولم يرد أي تحديث. ولا يدل ذلك على شيء بشأن العمل نفسه.
light-inactive-means = مضى نحو عامين من دون تحديث.

## Progress updates
reported-state-not_started = لم يبدأ بعد
reported-state-under_way = قيد التنفيذ
reported-state-substantially_complete = أُنجز معظمه
reported-state-complete = مُنجَز
reported-state-no_change = لا تغيير
update-status-draft = مسودة
update-status-for_clearance = جاهز للموافقة
update-status-submitted = مقدَّم
update-status-returned = أُعيد مشفوعًا بملاحظة
update-status-published = منشور
update-status-withdrawn = سحبه مقدِّمه
assessment-rating-no_evidence = لا توجد مواد متاحة
assessment-rating-not_started = لم يبدأ بعد
assessment-rating-limited = تقدم محدود
assessment-rating-substantial = تقدم كبير
assessment-rating-complete = مُنجَز
evidence-kind-link = رابط
evidence-kind-file = ملف
comment-status-submitted = مقدَّم
comment-status-published = منشور
comment-status-refused = غير منشور

## Who may read; -sees says it to the one who writes
audience-public = الجمهور
audience-states = الدول المشاركة
audience-organization = أعضاء منظمة
audience-named = مشاركون محددون
audience-own = وفدكم وحده
audience-public-sees = سيطلع عليه الجميع.
audience-states-sees = ستطلع عليه جميع الدول المشاركة.
audience-organization-sees = سيطلع عليه أعضاء هذه المنظمة: { $organization }.
audience-named-sees = سيطلع عليه هؤلاء المشاركون: { $names }.
audience-own-sees = لن يطلع عليه سوى وفدكم.

## Where a fact comes from
provenance-as_submitted = كما قدمته الدولة
provenance-as_submitted-participant = كما قدمه المشارك
provenance-as_recorded = كما سجلته الأمانة
provenance-public_document = من وثيقة علنية

## Sources
instrument-status-agreed = متفق عليه
instrument-status-adopted = معتمد
instrument-status-proposed = مقترح
instrument-status-noted = أُحيط به علمًا من دون الاتفاق عليه
provision-kind-norm = معيار
provision-kind-confidence_building_measure = تدبير لبناء الثقة
provision-kind-capacity_building_measure = تدبير لبناء القدرات
provision-kind-institutional_measure = تدبير مؤسسي
provision-link-precedes = يسبق
provision-link-succeeds = يلي
provision-link-related = ذو صلة

## Letters and reminders
cadence-daily = يوميًا
cadence-weekly = أسبوعيًا
cadence-monthly = شهريًا
cadence-paused = إيقاف مؤقت
reminder-reason-commitment_due = موعد التزام
reminder-reason-milestone_due = موعد مَعلَم رئيسي
reminder-reason-update_invited = دعوة إلى تقديم تحديث
reminder-reason-update_last_week = دعوة إلى تقديم تحديث خلال أسبوع
reminder-reason-no_update_received = لم يرد تحديث
reminder-reason-awaiting_clearance = في انتظار الموافقة
reminder-reason-awaiting_review = في انتظار المراجعة
reminder-reason-returned = أُعيد مشفوعًا بملاحظة
reminder-reason-awaiting_confirmation = في انتظار التأكيد
letter-status-queued = في انتظار الإرسال
letter-status-transmitting = قيد الإرسال
letter-status-sent = أُرسلت
letter-status-kept = محفوظة هنا ولم تُرسل
letter-status-bounced = لم يُقبل العنوان
letter-status-refused = لم تُقبل الرسالة
letter-status-suppressed = لم تُرسل بناءً على اختيار المتلقي
letter-status-uncertain = ربما أُرسلت؛ انقطع الاتصال
letter-status-given_up = أُوقفت المحاولات؛ لم يتسلّمها أي خادم بريد

## Languages
language-ar = العربية
language-zh = الصينية
language-en = الإنكليزية
language-fr = الفرنسية
language-ru = الروسية
language-es = الإسبانية
