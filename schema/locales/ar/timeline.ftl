# Words of the timeline.

nav-timeline = الجدول الزمني
timeline-heading = ما يحين موعده في عام { $year }
timeline-lead = المواعيد التي حددها المشاركون لالتزاماتهم وللخطوات المؤدية إليها، شهرًا بشهر.
timeline-years = سنوات أخرى
timeline-before = { $year }، السنة السابقة
timeline-after = { $year }، السنة التالية
timeline-none = لا توجد مواعيد مسجلة في هذه السنة.
timeline-more = في هذه السنة مواعيد أكثر مما هو معروض هنا.
timeline-next = الموعد التالي
timeline-step = مَعلَم رئيسي
timeline-year = السنة
