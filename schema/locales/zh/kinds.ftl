## Who takes part
participant-kind-member_state = 会员国
participant-kind-observer_state = 非会员观察员国
participant-kind-non_member_state = 非会员国
participant-kind-regional_organization = 区域组织
participant-kind-un_entity = 联合国实体
participant-kind-technical_network = 技术网络
participant-kind-initiative = 倡议
participant-kind-public_authority = 公共机构
participant-kind-civil_society = 民间社会
participant-kind-private_sector = 私营部门
participant-kind-academia = 学术界
membership-status-member = 成员
membership-status-suspended = 成员资格中止
membership-status-withdrawn = 前成员
regional-group-african = 非洲国家
regional-group-asia_pacific = 亚太国家
regional-group-eastern_european = 东欧国家
regional-group-grulac = 拉丁美洲和加勒比国家
regional-group-weog = 西欧和其他国家
regional-group-none = 不属于任何区域组

## Roles of people
role-stakeholder = 利益攸关方
role-drafter = 起草人
role-approver = 核准人
role-focal_point = 协调人
role-regional_editor = 区域编辑
role-editor = 编辑
role-reviewer = 审阅人
role-administrator = 管理员
role-auditor = 审计员

## The life of a commitment
commitment-status-draft = 草稿
commitment-status-submitted = 已提交
commitment-status-returned = 已退回并附说明
commitment-status-published = 计划中
commitment-status-in_progress = 进行中
commitment-status-completed = 已报告完成
commitment-status-unconfirmed = 尚待国家确认
commitment-status-declined = 国家未予认可
commitment-status-suspended = 已暂停
commitment-status-withdrawn = 提交方已撤回
commitment-status-superseded = 已被取代
commitment-status-draft-means = 正在起草，仅起草方代表团可见。
commitment-status-submitted-means = 已提交，秘书处正在作发布前审阅。
commitment-status-returned-means = 已附说明退回起草方，可修改后再次提交。
commitment-status-published-means = 已发布，尚未报告开始实施。
commitment-status-in_progress-means = 提交方已报告正在实施。
commitment-status-completed-means = 提交方报告已完成；此为其自身报告，并非评估结果。
commitment-status-unconfirmed-means = 由他方报告并注明来源；有关国家尚未确认、更正或表示不予认可。沉默不视为同意。
commitment-status-declined-means = 由他方报告；有关国家已表示不将其视为本国承诺。
commitment-status-suspended-means = 提交方已暂停并说明理由。
commitment-status-withdrawn-means = 提交方已撤回；记录仍予显示并作相应标注。
commitment-status-superseded-means = 已由另一承诺取代；两者均继续显示。
legal-force-voluntary_non_binding = 自愿、无约束力
legal-force-politically_binding = 具有政治约束力
legal-force-legally_binding = 具有法律约束力
readiness-ready = 可以着手实施
readiness-needs_time = 需要时间
readiness-needs_time_and_support = 需要时间和支助
date-kind-made_on = 作出日期
date-kind-indicative_on = 指示性日期
date-kind-definitive_on = 确定日期
date-kind-due_on = 下一日期
milestone-status-planned = 计划中
milestone-status-reached = 已报告实现
milestone-status-dropped = 不再列入计划

## The reporting light, from dates only
light-current = 已收到进展更新，或尚未到邀请提交之时
light-current-received = 已收到进展更新
light-current-none = 尚未到邀请提交进展更新之时
light-update_invited = 已邀请提交进展更新
light-no_update_received = 未收到进展更新
light-inactive = 无活动记录
light-current-means = 已在报告期内收到进展更新，或尚未到邀请提交之时。
light-update_invited-means = 距上次更新已有一年左右，欢迎提交新的进展更新。
light-no_update_received-means = 已邀请提交进展更新，未收到更新。这并不反映工作本身的情况。
light-inactive-means = 约有两年未收到进展更新。

## Progress updates
reported-state-not_started = 尚未开始
reported-state-under_way = 进行中
reported-state-substantially_complete = 基本完成
reported-state-complete = 已完成
reported-state-no_change = 无变化
update-status-draft = 草稿
update-status-for_clearance = 待核准
update-status-submitted = 已提交
update-status-returned = 已退回并附说明
update-status-published = 已发布
update-status-withdrawn = 提交方已撤回
assessment-rating-no_evidence = 无可用材料
assessment-rating-not_started = 尚未开始
assessment-rating-limited = 有限进展
assessment-rating-substantial = 重大进展
assessment-rating-complete = 已完成
evidence-kind-link = 链接
evidence-kind-file = 文件
comment-status-submitted = 已提交
comment-status-published = 已发布
comment-status-refused = 未发布

## Who may read; -sees says it to the one who writes
audience-public = 公开
audience-states = 参与国
audience-organization = 某组织成员
audience-named = 指定参与方
audience-own = 仅限本代表团
audience-public-sees = 所有人都可看到此内容。
audience-states-sees = 所有参与国都可看到此内容。
audience-organization-sees = 该组织的成员可看到此内容：{ $organization }。
audience-named-sees = 以下参与方可看到此内容：{ $names }。
audience-own-sees = 仅贵代表团可看到此内容。

## Where a fact comes from
provenance-as_submitted = 由国家提交
provenance-as_submitted-participant = 由参与方提交
provenance-as_recorded = 由秘书处记录
provenance-public_document = 来自公开文件

## Sources
instrument-status-agreed = 已商定
instrument-status-adopted = 已通过
instrument-status-proposed = 已提出
instrument-status-noted = 已注意到，未商定
provision-kind-norm = 规范
provision-kind-confidence_building_measure = 建立信任措施
provision-kind-capacity_building_measure = 能力建设措施
provision-kind-institutional_measure = 体制措施
provision-link-precedes = 先于
provision-link-succeeds = 承接
provision-link-related = 相关

## Letters and reminders
cadence-daily = 每日
cadence-weekly = 每周
cadence-monthly = 每月
cadence-paused = 已暂停
reminder-reason-commitment_due = 承诺日期
reminder-reason-milestone_due = 阶段目标日期
reminder-reason-update_invited = 邀请提交进展更新
reminder-reason-update_last_week = 邀请在一周内提交进展更新
reminder-reason-no_update_received = 未收到进展更新
reminder-reason-awaiting_clearance = 等待核准
reminder-reason-awaiting_review = 等待审阅
reminder-reason-returned = 已退回并附说明
reminder-reason-awaiting_confirmation = 等待确认
letter-status-queued = 等待发送
letter-status-transmitting = 正在发送
letter-status-sent = 已发送
letter-status-kept = 保存于此，未发送
letter-status-bounced = 地址未被接受
letter-status-refused = 邮件未被接受
letter-status-suppressed = 按收件人选择未发送
letter-status-uncertain = 可能已发送；连接中断
letter-status-given_up = 未发送：没有邮件服务器接收

## Languages
language-ar = 阿拉伯文
language-zh = 中文
language-en = 英文
language-fr = 法文
language-ru = 俄文
language-es = 西班牙文
