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
timeline-year-heading = السنة في لمحة
timeline-year-caption = صف لكل التزام وعمود لكل شهر؛ وتوضع علامة في الشهر الذي يقع فيه الموعد.
timeline-year-rest = { PLURAL($n) ->
    [zero] لا يرد أي التزام آخر في الجداول أدناه.
    [one] يرد التزام آخر واحد في الجداول أدناه.
    [two] يرد التزامان آخران في الجداول أدناه.
    [few] ترد { $n } التزامات أخرى في الجداول أدناه.
    [many] يرد { $n } التزامًا آخر في الجداول أدناه.
   *[other] يرد { $n } التزام آخر في الجداول أدناه.
}
timeline-year = السنة
