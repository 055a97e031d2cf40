# Words of the pages about provisions, reporting periods and comparison. What documents are called is data, not words.

## Menu
nav-provisions = 条款
nav-reporting = 各报告期进展更新

## All provisions
provisions-heading = 源文件的条款
provisions-lead = 各文件逐条内容，以及与每一条相关的公开承诺数目。标题和摘要由本登记册编写；以文件本身为准。
provisions-none = 没有符合该筛选条件的条款。
provisions-figures-note = 承诺：公开登记册中涉及该条款本身或其所含某一项的承诺。国家：单独或共同作出这些承诺的国家。
provisions-clear = 全部主题
column-paragraph = 段次
column-provision = 条款
column-addressee = 对象
column-commitments = 承诺
column-states = 国家
column-document = 文件
column-relation = 引用方式
column-clause = 位置

## One provision
provision-document = 文件
provision-body = 机构
provision-year = 年份
provision-document-status = 文件状态
provision-document-note = 文件说明
provision-in-section = 章节
provision-kind = 类别
provision-parent = 所属条款
provision-summary = 内容
provision-children = 所含各项
provision-links = 与其他条款的关系
provision-links-none = 未登记与其他条款的任何关系。
provision-cites = { $symbol } 所引用的文件
provision-cited = 引用 { $symbol } 的文件
provision-citations = 文件之间的引用
provision-citations-none = 未登记任何引用。
citation-here = 即在本条款中
citation-struck = 该提案拟删除此项引用。
citation-edition = { $year }年版
provision-undertaken = 据此作出的承诺
provision-statuses = 该条款（连同所含各项）及其中每一项的各状况承诺数目。
provision-commitments-first = 此处显示最近记录的 { $n } 项。
provision-commitments-all = 与 { $reference } 相关的全部承诺
provision-download = { $what }：该条款及所含各项
provision-download-commitments = { $what }：相关承诺

## Sections, addressees, bodies and ways to refer, by the codes of the catalogue; a code without a word is shown as it is
provision-section-cooperation = 建立合作
provision-section-norms = 负责任国家行为规范、规则和原则
provision-section-confidence_building = 建立信任和信息交流
provision-section-capacity_building = 能力建设
provision-section-conclusion = 结论
provision-section-resolves = 做出决议
provision-section-instructs_bdt_director = 责成电信发展局主任
provision-section-invites_secretary_general = 请国际电联秘书长
provision-section-requests_secretary_general = 要求国际电联秘书长
provision-section-invites_members = 请成员国、部门成员、部门准成员和学术成员
provision-section-invites_member_states = 请成员国
provision-section-principles = 原则
provision-addressee-states = 各国
provision-addressee-un = 联合国
provision-addressee-itu = 国际电信联盟（国际电联）
provision-addressee-itu_members = 国际电联成员
provision-addressee-itu_secretary_general = 国际电联秘书长
provision-addressee-itu_bdt_director = 国际电联电信发展局主任
provision-addressee-all = 所有参与方
instrument-body-gge = 政府专家组
instrument-body-unga = 联合国大会
instrument-body-rcc = 区域通信联合体
instrument-body-itu-wtdc = 世界电信发展大会
citation-relation-recalls = 忆及
citation-relation-recognizes = 认识到
citation-relation-considers = 考虑到
citation-relation-takes_into_account = 顾及
citation-relation-builds_on = 以其为基础
citation-relation-applies = 适用
citation-relation-mandated_by = 任务授权来源
citation-relation-notes = 注意到
citation-relation-revises = 拟修订

## Updates by reporting period
reporting-heading = 按报告期分列的进展更新
reporting-lead = 逐期显示是否收到关于各国承诺的公开进展更新。分享进展更新属自愿性质。
reporting-invited-by = 邀请于{ $date }或之前提交
reporting-caption = 按区域组分列的各国
reporting-listed = 所列国家在其中某一报告期内有可提交进展更新的公开承诺。属于两个区域组的国家在两组中均列出。
reporting-none = 在这些报告期内，所选国家没有可提交进展更新的公开承诺。
reporting-legend = 各标记的含义
reporting-method = 报告的方法与定义
filter-group = 区域组
period-report-received = 已收到进展更新
period-report-no_update_received = 未收到进展更新
period-report-not_yet_due = 尚未到期
period-report-none = 无待更新的承诺
period-report-received-means = 关于该国单独或共同作出的公开承诺，至少有一份公开进展更新属于该报告期，或在邀请期间收到。
period-report-no_update_received-means = 该报告期曾邀请提交进展更新，未收到更新。这并不反映工作本身的情况。
period-report-not_yet_due-means = 邀请提交该报告期进展更新的截止日尚未过去。
period-report-none-means = 在报告期开始前已列入公开登记册的该国承诺中，没有在期末仍可提交进展更新者。
method-periods = 按报告期分列的进展更新

## Comparison
compare-heading = 各国并列对照
compare-lead = 两个或三个国家的公开承诺，按主题逐项列出，均按提交时原样刊载；国家按联合国国家名称表的顺序排列。
compare-link = 并列查阅两个或三个国家的承诺
compare-choose = 请选择两个或三个国家
compare-one = 一个国家
compare-another = 另一个国家
compare-third = 第三个国家（可选）
compare-two-or-three = 请选择两个或三个国家。
compare-caption = 按主题分列的承诺：{ $states }
compare-no-theme = 未涉及具体条款

## Counts
provisions-count = { $n } 项条款
instruments-count = { $n } 份文件
reporting-states-count = { $n } 个国家
compare-all = 全部 { $n } 项承诺
