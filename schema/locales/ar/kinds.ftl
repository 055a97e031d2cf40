## Who takes part
participant-kind-member_state = دولة عضو
participant-kind-observer_state = دولة غير عضو لها مركز المراقب
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
regional-group-none = خارج المجموعات الإقليمية

## Roles of people
role-stakeholder = صاحب مصلحة
role-drafter = معدّ النصوص
role-approver = مسؤول الموافقة
role-focal_point = جهة التنسيق
role-regional_editor = محرر إقليمي
role-editor = محرر
role-reviewer = مراجع
role-administrator = مدير النظام
role-auditor = مدقق السجلات

## The life of a commitment
commitment-status-draft = مسودة
commitment-status-submitted = مقدَّم
commitment-status-returned = أُعيد مشفوعًا بملاحظة
commitment-status-published = مقرَّر
commitment-status-in_progress = قيد التنفيذ
commitment-status-completed = أُبلغ عن إنجازه
commitment-status-unconfirmed = لم تؤكده الدولة بعد
commitment-status-declined = لم تقبله الدولة
commitment-status-suspended = معلَّق
commitment-status-withdrawn = سحبه مقدِّمه
commitment-status-superseded = حلّ محله التزام آخر
commitment-status-draft-means = قيد الصياغة، ولا يطلع عليه سوى وفد الجهة التي تعدّه.
commitment-status-submitted-means = سُلّم، وتطلع عليه الأمانة قبل نشره.
commitment-status-returned-means = أُعيد إلى معدّه مشفوعًا بملاحظة، ويمكن تعديله وتقديمه من جديد.
commitment-status-published-means = منشور، ولم يُبلَّغ بعد عن بدء العمل.
commitment-status-in_progress-means = أبلغ مقدِّمه بأن العمل جارٍ.
commitment-status-completed-means = أبلغ مقدِّمه عن إنجازه؛ وهذا بلاغه هو وليس تقييمًا.
commitment-status-unconfirmed-means = أبلغ عنه طرف آخر مع ذكر مصدره، ولم تؤكده الدولة أو تصححه أو ترفضه بعد. والسكوت لا يعني الموافقة.
commitment-status-declined-means = أبلغ عنه طرف آخر، وأفادت الدولة بأنها لا تعدّه التزامًا لها.
commitment-status-suspended-means = أوقفه مقدِّمه مؤقتًا مع ذكر السبب.
commitment-status-withdrawn-means = سحبه مقدِّمه، ويبقى السجل ظاهرًا بهذه الصفة.
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
milestone-status-planned = مقرَّر
milestone-status-reached = أُبلغ عن بلوغه
milestone-status-dropped = لم يعد مقرَّرًا

## The reporting light, from dates only
light-current = ورد تحديث، أو لم يحن موعد الدعوة إليه
light-current-received = ورد تحديث
light-current-none = لم يحن موعد الدعوة إلى التحديث
light-update_invited = الدعوة قائمة إلى التحديث
light-no_update_received = لم يرد تحديث
light-inactive = لا نشاط مسجلًا
light-current-means = ورد تحديث خلال فترة الإبلاغ، أو لم يحن بعد موعد الدعوة إليه.
light-update_invited-means = مضى نحو عام على آخر تحديث، والتحديث الجديد موضع ترحيب.
light-no_update_received-means = كانت الدعوة قائمة إلى التحديث ولم يرد. ولا يدل ذلك على شيء بشأن العمل نفسه.
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
assessment-rating-no_evidence = لا مواد متاحة
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
audience-public = عام
audience-states = الدول المشاركة
audience-organization = أعضاء منظمة
audience-named = مشاركون محددون
audience-own = وفدنا وحده
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
instrument-status-noted = أُحيط به علمًا دون اتفاق
provision-kind-norm = قاعدة
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
cadence-paused = متوقف مؤقتًا
reminder-reason-commitment_due = موعد التزام
reminder-reason-milestone_due = موعد مَعلَم رئيسي
reminder-reason-update_invited = الدعوة قائمة إلى التحديث
reminder-reason-update_last_week = الدعوة قائمة إلى التحديث خلال أسبوع
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
letter-status-suppressed = لم تُرسل باختيار المتلقي
letter-status-uncertain = ربما أُرسلت؛ انقطع الاتصال
letter-status-given_up = أُوقفت المحاولات؛ لم يتسلمها خادم البريد

## Languages
language-ar = العربية
language-zh = الصينية
language-en = الإنكليزية
language-fr = الفرنسية
language-ru = الروسية
language-es = الإسبانية
