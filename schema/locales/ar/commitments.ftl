## Home
home-heading = ما جرى التعهد به وما أُبلغ عنه منذ ذلك الحين
home-lead = التزامات طوعية لدول ومنظمات بشأن أمن تكنولوجيا المعلومات والاتصالات، بعباراتها هي.
home-latest-heading = أحدث التحديثات المرحلية
home-latest-none = لم تُنشر أي تحديثات بعد.
home-next-heading = المواعيد المقبلة
home-next-none = لا مواعيد مقبلة مسجلة.
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
    [zero] لم يشارك بها أحد بعد
    [one] شارك بها مشارك واحد
    [two] شارك بها مشاركان
    [few] شارك بها { $n } مشاركين
    [many] شارك بها { $n } مشاركًا
   *[other] شارك بها { $n } مشارك
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
    [zero] بلا معالم
    [one] مَعلَم واحد
    [two] مَعلَمان
    [few] { $n } معالم
    [many] { $n } مَعلَمًا
   *[other] { $n } مَعلَم
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
commitments-none = لا يوجد في السجل العلني التزام يطابق هذه المرشحات.
commitments-none-help = أزيلوا أحد المرشحات لرؤية المزيد.
commitments-next = الصفحة التالية
commitments-first = الصفحة الأولى
commitments-why-heading = لماذا لا يظهر هنا قيد ما؟
commitments-why-published = تضم هذه القائمة ما أتاحه مقدِّموه للعموم. ولا تظهر المسودات ولا السجلات المتاحة لبعض المشاركين فقط.
commitments-why-voluntary = المشاركة طوعية، وعدم إدراج أمر ما لا يدل على شيء بشأن سلوك أي دولة.
commitments-why-unconfirmed = ما أبلغ عنه آخرون بشأن دولة ما يظل موسومًا بأنه غير مؤكد بعد إلى أن تُبدي الدولة رأيها.
commitments-refreshed = آخر تحديث للبيانات: { $moment }
download-csv = CSV، { $rows }
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
column-milestone = المَعلَم
column-period = الفترة
column-timeline = الجدول الزمني
column-reported-state = المُبلَّغ
column-provenance = المصدر
column-audience = المطلعون
column-field = الحقل
column-before = قبل
column-after = بعد
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
filter-text = كلمات في العنوان أو الموجز
filter-any = الكل
filter-apply = عرض
filter-clear = إزالة جميع المرشحات
filter-chosen = المرشحات المختارة
filter-chosen-item = { $filter }: { $value }
filter-remove = إزالة المرشح { $filter }

## One commitment
commitment-summary = الموجز
commitment-facts = البيانات
commitment-by = الجهة المتعهدة
commitment-joint = بالاشتراك مع
commitment-named = مذكورون أيضًا، ولم يؤكدوا ذلك بعد
commitment-provisions = بشأن
commitment-legal-force = القوة القانونية
commitment-readiness = الجاهزية
commitment-reported-by = أبلغ عنه
commitment-shared-with = متاح لـ
commitment-superseded-by = حلّ محله
commitment-supersedes = حلّ محل
commitment-status-note = ملاحظة على الحالة
commitment-last-update = آخر تحديث: { $date }
commitment-invited-from = تبدأ الدعوة إلى التحديث في { $date }
commitment-invited-by = الدعوة قائمة إلى التحديث حتى { $date }
commitment-unconfirmed-note = أبلغ عنه طرف آخر، والمصدر مذكور أدناه. ولم تؤكده الدولة أو تصححه أو ترفضه بعد.
commitment-permalink = العنوان الدائم
commitment-cite = يُستشهد به هكذا: { $participant }، { $reference }، { $site }، حتى { $date }.
not-stated = غير مذكور
none-recorded = لا نشاط مسجلًا
milestones-heading = المعالم الرئيسية
milestones-caption = المعالم الرئيسية حسب الفصول؛ يدل الإطار على الموعد الأول والتظليل على الموعد الحالي.
milestones-none = لا معالم رئيسية مسجلة.
milestone-planned-for = { $quarter }
milestone-first-date = الموعد الأول: { $date }
milestone-revised = { PLURAL($n) ->
    [zero] { $quarter }
    [one] { $quarter }، عُدّل مرة واحدة
    [two] { $quarter }، عُدّل مرتين
    [few] { $quarter }، عُدّل { $n } مرات
   *[other] { $quarter }، عُدّل { $n } مرة
}
quarter = الفصل { $q } من { $year }
quarter-short = ف{ $q }
today-mark = اليوم
timeline-revised-to = عُدّل الجدول الزمني إلى { $date }
revisions-heading = المواعيد المعدَّلة
updates-heading = التحديثات المرحلية
updates-none = لم يرد أي تحديث.
update-by = من { $participant }، { $date }
update-period = فترة الإبلاغ: { $period }
update-no-change-since = لا تغيير منذ { $date }
evidence-heading = الوثائق الداعمة
evidence-file = { $name } ({ $size })
assessments-heading = تقييمات أطراف أخرى
assessments-note = البلاغ الذاتي والتقييم سجلّان منفصلان لا يغيّر أحدهما الآخر.
assessment-by = تقييم { $author }، { $date }
assessment-by-secretariat = تقييم الأمانة، { $date }
assessment-method = المنهج
indicators-heading = المؤشرات
comments-heading = مساهمات أصحاب المصلحة
sources-heading = المصادر
source-paragraph = الفقرة { $paragraph }
source-language = لغة المصدر: { $language }
original-language = الأصل: { $language }
original-language-unofficial = الأصل: { $language } · ترجمة غير رسمية
original-language-shown = معروض باللغة الأصلية: { $language }
suggest-correction = اقتراح تصحيح
