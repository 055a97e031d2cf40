# Words of the pages about provisions, reporting periods and comparison. What documents are called is data, not words.

## Menu
nav-provisions = الأحكام
nav-reporting = التحديثات حسب الفترة

## All provisions
provisions-heading = أحكام الوثائق المرجعية
provisions-lead = ما تنص عليه الوثائق، حكمًا حكمًا، وعدد الالتزامات العلنية المتصلة بكل حكم. العناوين والموجزات من إعداد هذا السجل، والوثائق نفسها هي المرجع.
provisions-none = لا يوجد حكم يستوفي معيار التصفية هذا.
provisions-figures-note = الالتزامات: الواردة في السجل العلني بشأن الحكم نفسه أو أحد بنوده. الدول: التي تعهدت بها منفردة أو مجتمعة.
provisions-clear = جميع المواضيع
column-paragraph = الفقرة
column-provision = الحكم
column-addressee = موجَّه إلى
column-commitments = الالتزامات
column-states = الدول
column-document = الوثيقة
column-relation = صفة الإحالة
column-clause = الموضع

## One provision
provision-document = الوثيقة
provision-body = الهيئة
provision-year = السنة
provision-document-status = وضع الوثيقة
provision-document-note = ملاحظة بشأن الوثيقة
provision-in-section = القسم
provision-kind = النوع
provision-parent = جزء من
provision-summary = مضمونه
provision-children = بنوده
provision-links = صلته بأحكام أخرى
provision-links-none = لم تُسجَّل صلة بحكم آخر.
provision-cites = الوثائق التي تحيل إليها { $symbol }
provision-cited = الوثائق التي تحيل إلى { $symbol }
provision-citations = الإحالات بين الوثائق
provision-citations-none = لم تُسجَّل أي إحالة.
citation-here = في هذا الحكم نفسه
citation-struck = من شأن المقترح أن يحذف هذه الإحالة.
citation-edition = طبعة { $year }
provision-undertaken = ما جرى التعهد به بموجبه
provision-statuses = عدد الالتزامات في كل حالة، للحكم مع بنوده، ولكل بند.
provision-commitments-first = تُعرض هنا أحدث الالتزامات المسجلة (عددها { $n }).
provision-commitments-all = جميع الالتزامات المتصلة بـ { $reference }
provision-download = { $what }: الحكم وبنوده
provision-download-commitments = { $what }: الالتزامات المتصلة به

## Sections, addressees, bodies and ways to refer, by the codes of the catalogue; a code without a word is shown as it is
provision-section-cooperation = بناء التعاون
provision-section-norms = معايير وقواعد ومبادئ السلوك المسؤول للدول
provision-section-confidence_building = بناء الثقة وتبادل المعلومات
provision-section-capacity_building = بناء القدرات
provision-section-conclusion = الاستنتاجات
provision-section-resolves = يقرِّر
provision-section-instructs_bdt_director = يكلِّف مدير مكتب تنمية الاتصالات
provision-section-invites_secretary_general = يدعو الأمين العام للاتحاد الدولي للاتصالات
provision-section-requests_secretary_general = يطلب إلى الأمين العام للاتحاد الدولي للاتصالات
provision-section-invites_members = يدعو الدول الأعضاء وأعضاء القطاعات والمنتسبين والهيئات الأكاديمية
provision-section-invites_member_states = يدعو الدول الأعضاء
provision-section-principles = المبادئ
provision-addressee-states = الدول
provision-addressee-un = الأمم المتحدة
provision-addressee-itu = الاتحاد الدولي للاتصالات
provision-addressee-itu_members = أعضاء الاتحاد الدولي للاتصالات
provision-addressee-itu_secretary_general = الأمين العام للاتحاد الدولي للاتصالات
provision-addressee-itu_bdt_director = مدير مكتب تنمية الاتصالات في الاتحاد الدولي للاتصالات
provision-addressee-all = جميع المشاركين
instrument-body-gge = فريق الخبراء الحكوميين
instrument-body-unga = الجمعية العامة للأمم المتحدة
instrument-body-rcc = الكومنولث الإقليمي في ميدان الاتصالات
instrument-body-itu-wtdc = المؤتمر العالمي لتنمية الاتصالات
citation-relation-recalls = التذكير بها
citation-relation-recognizes = الإقرار بها
citation-relation-considers = وضعها في الاعتبار
citation-relation-takes_into_account = مراعاتها
citation-relation-builds_on = الاستناد إليها
citation-relation-applies = تطبيقها
citation-relation-mandated_by = مصدر الولاية
citation-relation-notes = الإحاطة علمًا بها
citation-relation-revises = المقترح تنقيحها

## Updates by reporting period
reporting-heading = التحديثات حسب الفترة المشمولة بالإبلاغ
reporting-lead = ورود التحديثات العلنية بشأن التزامات الدول، فترةً فترة. وتقديمها طوعي.
reporting-invited-by = الدعوة حتى { $date }
reporting-caption = الدول حسب المجموعة الإقليمية
reporting-listed = تُدرج الدول التي كان لها التزام علني مفتوح للتحديث في إحدى هذه الفترات. والدولة المنتمية إلى مجموعتين إقليميتين تُدرج في كلتيهما.
reporting-none = لم يكن أي التزام علني لأي من الدول المختارة مفتوحًا للتحديث في هذه الفترات.
reporting-legend = معاني العلامات
reporting-method = منهجية الإبلاغ وتعاريفه
filter-group = المجموعة الإقليمية
period-report-received = ورد تحديث
period-report-no_update_received = لم يرد تحديث
period-report-not_yet_due = لم يحن الموعد بعد
period-report-none = لا تحديث منتظر
period-report-received-means = تحديث علني واحد على الأقل بشأن التزامات الدولة العلنية، المتعهد بها منفردة أو مجتمعة، يخص هذه الفترة أو ورد أثناء سريان الدعوة.
period-report-no_update_received-means = وُجّهت دعوة إلى تقديم تحديث عن هذه الفترة ولم يرد أي تحديث. ولا يدل ذلك على شيء بشأن العمل نفسه.
period-report-not_yet_due-means = لم ينقضِ بعد اليوم الذي تمتد إليه الدعوة إلى تقديم التحديثات عن هذه الفترة.
period-report-none-means = لم يكن للدولة التزام علني مدرج في السجل قبل بدء الفترة وظل مفتوحًا عند نهايتها.
method-periods = التحديثات حسب الفترة المشمولة بالإبلاغ

## Comparison
compare-heading = الدول جنبًا إلى جنب
compare-lead = الالتزامات العلنية لدولتين أو ثلاث دول، موضوعًا موضوعًا، كما قُدمت؛ بترتيب قائمة الأسماء المعتمدة في الأمم المتحدة.
compare-link = قراءة التزامات دولتين أو ثلاث دول جنبًا إلى جنب
compare-choose = اختيار دولتين أو ثلاث دول
compare-one = دولة
compare-another = دولة أخرى
compare-third = دولة ثالثة، عند الرغبة
compare-two-or-three = يرجى اختيار دولتين أو ثلاث دول.
compare-caption = الالتزامات حسب الموضوع: { $states }
compare-no-theme = غير متصلة بحكم بعينه

## Counts
provisions-count = { PLURAL($n) ->
    [zero] لا أحكام
    [one] حكم واحد
    [two] حكمان
    [few] { $n } أحكام
    [many] { $n } حكمًا
   *[other] { $n } حكم
}
instruments-count = { PLURAL($n) ->
    [zero] لا وثائق
    [one] وثيقة واحدة
    [two] وثيقتان
    [few] { $n } وثائق
    [many] { $n } وثيقة
   *[other] { $n } وثيقة
}
reporting-states-count = { PLURAL($n) ->
    [zero] لا دول
    [one] دولة واحدة
    [two] دولتان
    [few] { $n } دول
    [many] { $n } دولة
   *[other] { $n } دولة
}
compare-all = { PLURAL($n) ->
    [zero] لا التزامات
    [one] التزام واحد في المجموع
    [two] الالتزامان كلاهما
    [few] جميع الالتزامات ({ $n })
    [many] جميع الالتزامات ({ $n })
   *[other] جميع الالتزامات ({ $n })
}
