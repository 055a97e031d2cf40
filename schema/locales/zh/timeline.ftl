# Words of the timeline.

nav-timeline = 时间表
timeline-heading = { $year }年的既定日期
timeline-lead = 参与方为其承诺及各项阶段目标所列的日期，按月排列。
timeline-years = 其他年份
timeline-before = 上一年：{ $year }
timeline-after = 下一年：{ $year }
timeline-none = 该年没有登记在册的日期。
timeline-more = 该年的日期多于此处所示。
timeline-next = 下一项
timeline-step = 阶段目标
timeline-year-heading = 全年概览
timeline-year-caption = 每行为一项承诺，每列为一个月；标记所在列即日期所在月份。
timeline-year-rest = 另有 { $n } 项承诺见下文表格。
timeline-year = 年份
