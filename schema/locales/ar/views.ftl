# Words of what can be done with every page: compare, follow, take along, narrow, embed, look back.

## An update beside the one before it
update-compare = المقارنة بالتحديث السابق المؤرخ { $date }
update-compare-state-same = الحالة المُبلَّغ عنها لم تتغير
update-compare-dates = ما اختلف من تواريخ
update-compare-text-same = النص هو نفسه.
update-compare-text-other = النصان بلغتين مختلفتين، ولذلك لا يُقارنان كلمة بكلمة.
update-compare-key = ما تحته خط أُضيف، وما يمر به خط حُذف.
diff-inserted = أُضيف:
diff-removed = حُذف:
update-day = تاريخ التحديث
update-period-name = فترة الإبلاغ

## Feeds and archives of every list
feed-title-of = { $what }: آخر ما نُشر
download-zip = ملف مضغوط (ZIP)
archive-selection = ما طُلب: { $address }
archive-files = المحتويات: { $files }. الترميز UTF-8؛ والقيم في ملفات CSV مفصولة بفواصل، والعلامة ' أمام = + - @ تمنع برامج الجداول من اعتبار النص معادلة.
feed-update = { $state }: { $title }

## Narrowing, and the order of names
filter-doclang = اللغة الأصلية
filter-view = طريقة العرض
view-map = خريطة
view-table = جدول
names-order = ترتيب الأسماء
names-order-en = الترتيب الأبجدي الإنكليزي المتبع في الأمم المتحدة
names-order-fr = الترتيب الأبجدي الفرنسي
names-order-ui = الترتيب الأبجدي العربي
names-order-now = الدول الأعضاء ثم الدول الأخرى. ترتيب الأسماء: { $order }.

## Citing and embedding
cite-and-embed = الاستشهاد والتضمين
cite-page = صيغة الاستشهاد: { $site }، { $address }، حتى { $moment }.
embed-how = لعرض هذه الصفحة داخل صفحة أخرى، يرجى نسخ ما يلي:
embed-full = فتح الصفحة الكاملة
picture-svg = صورة (SVG)

## What was published, month by month
growth-heading = ما نُشر بمرور الوقت
growth-caption = العدد الإجمالي لما نُشر حتى نهاية كل شهر؛ وفي الجدول حتى نهاية كل سنة، أو حتى اليوم.
growth-year = السنة
growth-commitments = الالتزامات
growth-updates = التحديثات المرحلية

## A record as it stood on a day
past-heading = كما كان في { $date }
past-note = هذه صورة سابقة للقيد: ما كان قد نُشر حتى ذلك اليوم، والمواعيد كما كانت قبل تعديلها لاحقًا. أما العنوان والموجز فيظهران بصيغتهما الحالية.
past-status = الحالة في ذلك اليوم غير محفوظة
past-now = فتح القيد بصيغته الحالية
past-choose = عرض القيد كما كان في
past-not-yet = لم يكن هذا القيد منشورًا بعد في { $date }.
