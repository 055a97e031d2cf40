## Home
home-heading = 已作出的承诺和其后报告的情况
home-lead = 各国和各组织就信息和通信技术安全自愿作出的承诺，均为其自身表述。
home-latest-heading = 最近的进展更新
home-latest-none = 尚未发布进展更新。
home-next-heading = 后续日期
home-next-none = 未登记任何后续日期。
home-all = 全部承诺

## Counts
commitments-count = { $n } 项承诺
commitments-shared-by = 由 { $n } 个参与方分享
commitments-reported-complete = 已报告完成 { $n } 项
rows-count = { $n } 行
milestones-count = { $n } 个阶段目标
updates-count = { $n } 份进展更新

## Status by theme
status-bars-heading = 按主题分列的状况
status-bars-caption = 按主题分列的各状况承诺数目。
status-bars-none = 公开登记册中尚无承诺。
status-definitions = 各状况的含义

## The list
commitments-heading = 承诺
commitments-caption = 公开登记册所载承诺
commitments-none = 公开登记册中没有符合这些筛选条件的承诺。
commitments-none-help = 移除一项筛选条件可显示更多内容。
commitments-next = 下一页
commitments-first = 第一页
download-csv = CSV，{ $rows }
download-json = JSON
download-ics = 日历文件（ICS）
downloads = 下载

## Columns
column-reference = 编号
column-participant = 参与方
column-title = 承诺
column-theme = 主题
column-status = 状况
column-next-date = 下一日期
column-last-update = 最近更新
column-reporting = 报告情况
column-date = 日期
column-what = 事项
column-total = 总计
column-milestone = 阶段目标
column-period = 报告期
column-timeline = 时间表
column-reported-state = 所报进展
column-provenance = 信息来源
column-audience = 读者范围
column-field = 字段
column-before = 更改前
column-after = 更改后
column-reason = 所述理由
column-unit = 单位
column-baseline = 基线
column-target = 目标
column-latest-value = 最新数值
column-indicator = 指标

## Filters
filters-heading = 筛选清单
filter-state = 国家
filter-organization = 某组织成员
filter-theme = 主题
filter-provision = 条款
filter-status = 状况
filter-light = 报告情况
filter-year = 作出承诺年份
filter-text = 标题、摘要或进展更新中的词语
filter-any = 不限
filter-apply = 显示
filter-clear = 清除全部筛选条件
filter-chosen = 已选筛选条件
filter-chosen-item = { $filter }：{ $value }
filter-remove = 移除筛选条件：{ $filter }

## One commitment
commitment-summary = 摘要
commitment-facts = 基本情况
commitment-by = 作出方
commitment-joint = 共同作出方
commitment-named = 亦被列名（尚待其确认）
commitment-provisions = 所涉条款
commitment-legal-force = 法律效力
commitment-readiness = 准备情况
commitment-reported-by = 报告方
commitment-shared-with = 分享对象
commitment-superseded-by = 由以下承诺取代
commitment-supersedes = 取代以下承诺
commitment-status-note = 状况说明
commitment-last-update = 最近更新：{ $date }
commitment-invited-from = 自{ $date }起邀请提交进展更新
commitment-invited-by = 邀请于{ $date }或之前提交进展更新
commitment-unconfirmed-note = 由他方报告，来源见下文。有关国家尚未确认、更正或表示不予认可。
commitment-permalink = 永久地址
commitment-cite = 引用格式：{ $participant }，{ $reference }，{ $site }，截至{ $date }。
not-stated = 未说明
none-recorded = 无活动记录
milestones-heading = 阶段目标
milestones-caption = 按季度列示的阶段目标；空框表示最初日期，实心框表示当前日期。
milestones-none = 未登记任何阶段目标。
milestone-planned-for = { $quarter }
milestone-first-date = 最初日期：{ $date }
milestone-revised = { $quarter }，已修订 { $n } 次
quarter = { $year }年第{ $q }季度
quarter-short = { $q }季
today-mark = 今天
timeline-revised-to = 时间表修订为{ $date }
revisions-heading = 经修订的日期
updates-heading = 进展更新
updates-none = 未收到进展更新。
update-by = 提交方：{ $participant }，{ $date }
update-period = 报告期：{ $period }
update-no-change-since = 自{ $date }以来无变化
evidence-heading = 佐证材料
assessments-heading = 他方评估
assessments-note = 自我报告与评估是各自独立的记录，互不更改。
assessment-by = 评估方：{ $author }，{ $date }
assessment-by-secretariat = 评估方：秘书处，{ $date }
assessment-method = 方法
indicators-heading = 指标
comments-heading = 利益攸关方提供的意见
sources-heading = 来源
source-paragraph = 第{ $paragraph }段
source-language = 来源语文：{ $language }
original-language = 原文：{ $language }
original-language-unofficial = 原文：{ $language } · 非正式译文
original-language-shown = 以原文显示：{ $language }
suggest-correction = 提出更正建议

## Taken along
download-xlsx = 电子表格（XLSX）
download-svg = 地图（SVG）
download-atom = 最新内容订阅源
feed-title-all = 承诺：最新发布
feed-title-some = 所选承诺：最新发布
feed-title-one = { $reference }：已发布内容
