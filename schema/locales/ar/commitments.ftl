## Home
home-heading = ما جرى التعهد به وما أُبلغ عنه منذ ذلك الحين
home-lead = الالتزامات الطوعية للدول والمنظمات بشأن أمن تكنولوجيا المعلومات والاتصالات، كما صاغتها بنفسها.
home-latest-heading = أحدث التحديثات المرحلية
home-latest-none = لم تُنشر أي تحديثات بعد.
home-next-heading = المواعيد المقبلة
home-next-none = لا توجد في السجل مواعيد مقبلة.
home-all = جميع الالتزامات

## Counts
commitments-count = { PLURAL($n) ->
    [zero] لا التزامات
    [one] التزام واحد
    [two] التزامان
    [few] { $n } التزامات
    [many] { $n } التزامًا
   *[other] { $n } التزام
}
commitments-shared-by = { PLURAL($n) ->
    [zero] لم يُتح أي مشارك شيئًا بعد
    [one] أتاحها مشارك واحد
    [two] أتاحها مشاركان
    [few] أتاحها { $n } مشاركين
    [many] أتاحها { $n } مشاركًا
   *[other] أتاحها { $n } مشارك
}
commitments-reported-complete = { PLURAL($n) ->
    [zero] لم يُبلَّغ عن إنجاز أي منها
    [one] أُبلغ عن إنجاز التزام واحد
    [two] أُبلغ عن إنجاز التزامين
    [few] أُبلغ عن إنجاز { $n } التزامات
    [many] أُبلغ عن إنجاز { $n } التزامًا
   *[other] أُبلغ عن إنجاز { $n } التزام
}
rows-count = { PLURAL($n) ->
    [zero] بلا صفوف
    [one] صف واحد
    [two] صفّان
    [few] { $n } صفوف
    [many] { $n } صفًا
   *[other] { $n } صف
}
milestones-count = { PLURAL($n) ->
    [zero] بلا معالم رئيسية
    [one] مَعلَم رئيسي واحد
    [two] مَعلَمان رئيسيان
    [few] { $n } معالم رئيسية
    [many] { $n } مَعلَمًا رئيسيًا
   *[other] { $n } مَعلَم رئيسي
}
updates-count = { PLURAL($n) ->
    [zero] بلا تحديثات
    [one] تحديث واحد
    [two] تحديثان
    [few] { $n } تحديثات
    [many] { $n } تحديثًا
   *[other] { $n } تحديث
}

## Status by theme
status-bars-heading = الحالة حسب الموضوع
status-bars-caption = عدد الالتزامات في كل حالة حسب الموضوع.
status-bars-none = لا توجد بعد التزامات في السجل العلني.
status-definitions = معاني الحالات

## The list
commitments-heading = الالتزامات
commitments-caption = الالتزامات المدرجة في السجل العلني
commitments-none = لا يوجد في السجل العلني التزام يستوفي معايير التصفية هذه.
commitments-none-help = لعرض المزيد، يرجى إزالة أحد معايير التصفية.
commitments-next = الصفحة التالية
commitments-first = الصفحة الأولى
download-csv = { "\u200F" }CSV، { $rows }
download-json = JSON
download-ics = ملف تقويم (ICS)
downloads = التنزيلات

## Columns
column-reference = الرقم المرجعي
column-participant = المشارك
column-title = الالتزام
column-theme = الموضوع
column-status = الحالة
column-next-date = الموعد التالي
column-last-update = آخر تحديث
column-reporting = الإبلاغ
column-date = التاريخ
column-what = البيان
column-total = المجموع
column-milestone = المَعلَم الرئيسي
column-period = الفترة
column-timeline = الجدول الزمني
column-reported-state = الحالة المُبلَّغ عنها
column-provenance = مصدر المعلومات
column-audience = دائرة الاطلاع
column-field = الحقل
column-before = قبل التعديل
column-after = بعد التعديل
column-reason = السبب المذكور
column-unit = الوحدة
column-baseline = خط الأساس
column-target = الهدف
column-latest-value = أحدث قيمة
column-indicator = المؤشر

## Filters
filters-heading = تضييق القائمة
filter-state = الدولة
filter-organization = أعضاء منظمة
filter-theme = الموضوع
filter-provision = الحكم
filter-status = الحالة
filter-light = الإبلاغ
filter-year = سنة التعهد
filter-text = كلمات في العنوان أو الموجز أو التحديثات المرحلية
filter-any = الكل
filter-apply = عرض
filter-clear = إزالة جميع معايير التصفية
filter-chosen = معايير التصفية المختارة
filter-chosen-item = { $filter }: { $value }
filter-remove = إزالة معيار التصفية: { $filter }

## One commitment
commitment-summary = الموجز
commitment-facts = البيانات
commitment-by = الجهة المتعهدة
commitment-joint = بالاشتراك مع
commitment-named = جهات مذكورة أيضًا لم تؤكد ذلك بعد
commitment-provisions = الأحكام ذات الصلة
commitment-legal-force = القوة القانونية
commitment-readiness = الجاهزية
commitment-reported-by = الجهة المُبلِّغة
commitment-shared-with = متاح لـ
commitment-superseded-by = حلّ محله
commitment-supersedes = حلّ محل
commitment-status-note = ملاحظة بشأن الحالة
commitment-last-update = آخر تحديث: { $date }
commitment-invited-from = الدعوة إلى تقديم تحديث قائمة اعتبارًا من { $date }
commitment-invited-by = الدعوة إلى تقديم تحديث قائمة حتى { $date }
commitment-unconfirmed-note = أبلغت عنه جهة أخرى، والمصدر مذكور أدناه. ولم تُفد الدولة بعد بتأكيده أو تصحيحه أو عدم قبوله.
commitment-permalink = العنوان الدائم
commitment-cite = صيغة الاستشهاد: { $participant }، { $reference }، { $site }، حتى { $date }.
not-stated = غير مذكور
none-recorded = لم يُسجَّل أي نشاط
milestones-heading = المعالم الرئيسية
milestones-caption = المعالم الرئيسية حسب أرباع السنة؛ يدل الإطار على الموعد الأول والتظليل على الموعد الحالي.
milestones-none = لم تُسجَّل أي معالم رئيسية.
milestone-planned-for = { $quarter }
milestone-first-date = الموعد الأول: { $date }
milestone-revised = { PLURAL($n) ->
    [zero] { $quarter }
    [one] { $quarter }، عُدّل مرة واحدة
    [two] { $quarter }، عُدّل مرتين
    [few] { $quarter }، عُدّل { $n } مرات
    [many] { $quarter }، عُدّل { $n } مرة
   *[other] { $quarter }، عُدّل { $n } مرة
}
quarter = الربع { $q } من عام { $year }
quarter-short = ر{ $q }
today-mark = اليوم
timeline-revised-to = عُدّل الجدول الزمني إلى { $date }
revisions-heading = المواعيد المعدَّلة
updates-heading = التحديثات المرحلية
updates-none = لم يرد أي تحديث.
update-by = من { $participant }، { $date }
update-period = فترة الإبلاغ: { $period }
update-no-change-since = لا تغيير منذ { $date }
evidence-heading = الوثائق الداعمة
assessments-heading = تقييمات جهات أخرى
assessments-note = الإبلاغ الذاتي والتقييم سجلّان منفصلان لا يغيّر أحدهما الآخر.
assessment-by = تقييم من إعداد { $author }، { $date }
assessment-by-secretariat = تقييم من إعداد الأمانة، { $date }
assessment-method = المنهجية
indicators-heading = المؤشرات
comments-heading = مساهمات أصحاب المصلحة
sources-heading = المصادر
source-paragraph = الفقرة { $paragraph }
source-language = لغة المصدر: { $language }
original-language = اللغة الأصلية: { $language }
original-language-unofficial = اللغة الأصلية: { $language } · ترجمة غير رسمية
original-language-shown = معروض باللغة الأصلية: { $language }
suggest-correction = اقتراح تصحيح

## Taken along
download-xlsx = جدول بيانات (XLSX)
download-svg = خريطة (SVG)
download-atom = المستجدات في شكل خلاصة
feed-title-all = الالتزامات: آخر ما نُشر
feed-title-some = التزامات مختارة: آخر ما نُشر
feed-title-one = { $reference }: ما نُشر
