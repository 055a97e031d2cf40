## Frame of every page
site-name = Para29
site-description = 信通技术安全对话的工作备忘
skip-to-content = 跳至正文
nav-main = 主导航
nav-home = 首页
nav-commitments = 承诺
nav-method = 方法与定义
nav-developers = 开发者
nav-languages = 语言
breadcrumbs = 当前位置
sample-banner = 示例数据：本登记册载有取自 { $source } 的示例，用以展示其运作方式。
sample-mark = 示例
footer-independent = { $site } 是独立软件，与联合国无隶属关系。
footer-designations = 所用名称及其排列次序不代表对任何国家、领土或当局的法律地位表示任何意见。
footer-as-of = 截至 { $moment }
moment = { $when }（{ $city }）
page-title = { $page } · { $site }
language-chooser-heading = 选择语言
opens-elsewhere = 链接至其他网站

## When a page cannot be shown
error-title-prefix = 错误：{ $page }
error-400-heading = 无法理解此请求
error-400-body = 地址或表单的某一部分无法读取，详见下列说明。
error-403-heading = 您无法查看此页面
error-403-body = 登录或联系贵方联络人或有帮助。
error-404-heading = 未找到页面
error-404-body = 此地址没有可显示的内容。可能是输入有误，或并非对所有人开放。
error-410-heading = 此页面已不在此处
error-410-body = 该链接已被使用或已过有效期，可申请新的链接。
error-429-heading = 来自您地址的请求过多
error-429-body = 请在 { $seconds } 秒后重试。
error-429-data = 如需读取整个登记册，请使用下载功能，而非逐页读取。
error-500-heading = 我们这边出现了问题
error-500-body = 您提交的内容没有被部分保存。请稍后重试。
error-503-heading = 登记册正在准备中
error-503-body = 请稍后重试。
error-reference = 如来函，请注明此编号：{ $reference }
error-onward = 您可以从这里继续
error-search = 查找承诺
problems-heading = 请查看以下各项

## Invitation
invitation-heading = 邀请
invitation-body = 谨邀请您以{ $participant }{ $role }的身份参与。
invitation-body-secretariat = 谨邀请您以{ $role }的身份参与秘书处工作。
invitation-address = 用于地址 { $address }
invitation-expires = 有效期至 { $date }
invitation-name = 您希望同事看到的姓名
invitation-password = 密码（可选）
invitation-password-hint = 至少 12 个字符。不设密码时，使用发送至您地址的验证码登录。
invitation-accept = 接受邀请
invitation-nothing-yet = 打开本页面未产生任何变更。
invitation-done-heading = 欢迎
invitation-done-body = 邀请已接受。您现在可使用地址 { $address } 登录。

## Reminders: stopping, pausing, cadence
unsubscribe-heading = 电子邮件提示
unsubscribe-body = 您是否希望不再接收提示？登录验证码以及您索取的信件仍会发送。
unsubscribe-button = 不再接收此类提示
unsubscribe-done-heading = 已停止发送
unsubscribe-done-body = 今后不再向您发送提示。
resubscribe-button = 恢复接收
preferences-heading = 提示发送频率
preferences-body = 以下选择适用于发送给您的提示。
preferences-cadence = 频率
preferences-hour = 每日时间（当地时间）
preferences-pause-until = 暂停至
preferences-pause-hint = 不暂停请留空。
preferences-save = 保存
preferences-done-heading = 您的选择已保存
preferences-now-cadence = 提示：{ $cadence }
preferences-now-paused = 提示暂停至 { $date }。

## Acting by a letter’s link
by-letter-no-change-heading = 报告“无变化”
by-letter-no-change-body = 自{ $date }以来无变化：将如实登记，并立即向可阅读该承诺者显示。
by-letter-no-change-button = 报告“无变化”
by-letter-clear-heading = 核准进展更新
by-letter-clear-body = 经您核准，该更新将送交秘书处；若只供少数读者阅读，则立即向其显示。
by-letter-clear-button = 核准此更新
by-letter-confirm-heading = 确认承诺
by-letter-confirm-body = 该承诺由其他参与方报告。您可在此确认。如需更正或谢绝，请登录。也可保持现状：沉默不视为同意。
by-letter-confirm-button = 确认此承诺
by-letter-code = 您的设备显示的验证码
by-letter-code-hint = 六位数字，与登录时相同。
by-letter-done-heading = 已登记
by-letter-done-body = 谢谢。您的选择已载入记录。
by-letter-over-heading = 此处已无待办事项
by-letter-over-body = 记录已有进展，或此事不再由您决定。未作任何更改。
by-letter-record = 打开{ $reference }

## Letters kept during development
letters-heading = 保存于此的信件
letters-body = 未设置邮件服务器，信件保存于此供阅读，不会丢失。
letters-none = 尚无信件。
letters-to = 收件人
letters-subject = 主题
letters-when = 排队时间
letters-status = 状态
letters-language = 语言
letters-why = 发信原因
letters-text = 纯文本
letters-html = HTML 版本
letters-calendar = 所附日历
letters-links = 信中链接
letters-back = 全部信件

## Method
method-heading = 方法与定义
method-lead = 本登记册如何保存，其用语含义为何。
method-voluntary = 参与出于自愿。参与方自行决定分享什么以及与谁分享。
method-own-words = 国家提交的内容按收到时原样刊载，以原文为准。
method-separate = 参与方的自我报告与他方评估是各自独立的记录，均注明作者。
method-no-ranking = 不设排名、评分或等级。清单按联合国名单的字母顺序排列。
method-no-attribution = 此处绝不对任何事件作出归因。
method-no-change = “无变化”也是一次更新。在此，沉默与稳定有所区别。
method-statuses = 承诺的状况
method-lights = 报告情况
method-lights-lead = 仅依据日期确定，对所有参与方适用同一规则。
method-provenance = 信息来源
method-provenance-lead = 每项信息均注明属于以下哪一种。
term = 用语
meaning = 含义
