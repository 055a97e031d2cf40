## Frame of every page
site-name = Para29
site-description = 信通技术安全对话的工作记录
skip-to-content = 跳至正文
nav-main = 主导航
nav-home = 首页
nav-commitments = 承诺
nav-method = 方法与定义
nav-developers = 开发者
nav-languages = 语文
breadcrumbs = 当前位置
sample-banner = 示例数据：本登记册载有取自{ $source }的示例，用以展示其运作方式。
sample-mark = 示例
footer-independent = { $site }是独立软件，与联合国无隶属关系。
footer-designations = 所用名称及其排列次序，并不意味着对任何国家、领土或当局的法律地位表示任何意见。
footer-as-of = 截至{ $moment }
moment = { $when }（{ $city }）
page-title = { $page } · { $site }
language-chooser-heading = 选择语文
opens-elsewhere = 链接至其他网站

## When a page cannot be shown
error-title-prefix = 错误：{ $page }
error-400-heading = 无法理解此请求
error-400-body = 网址或表单的某一部分无法读取，详见下列说明。
error-403-heading = 此页面未对您开放
error-403-body = 您可登录，或与贵方协调人联系。
error-elsewhere-heading = 此表单来自其他网站
error-elsewhere-body = 为安全起见，仅接受本登记册自身页面上的表单。未作任何变更。请重新打开邮件中的链接。
error-404-heading = 未找到页面
error-404-body = 此网址没有可显示的内容。可能是输入有误，或该页面并非对所有人开放。
error-410-heading = 此页面已不再提供
error-410-body = 该链接已被使用或已过有效期，可申请新的链接。
error-429-heading = 来自您网络地址的请求较多
error-429-body = 请在 { $seconds } 秒后重试。
error-429-data = 如需读取整个登记册，请使用下载功能，而非逐页读取。
error-500-heading = 我方系统出现问题
error-500-body = 您提交的内容不会只保存一部分。请稍后重试。
error-503-heading = 登记册正在准备中
error-503-body = 请稍后重试。
error-reference = 如来函，请注明此编号：{ $reference }
error-onward = 您可前往以下页面
error-search = 在记录中检索
problems-heading = 请查看以下各项

## Invitation
invitation-heading = 邀请
invitation-body = 谨邀请您以{ $participant }{ $role }的身份参与登记册工作。
invitation-body-secretariat = 谨邀请您以{ $role }的身份参与秘书处工作。
invitation-address = 受邀电子邮件地址：{ $address }
invitation-expires = 有效期至{ $date }
invitation-name = 您希望同事看到的姓名
invitation-password = 密码（可选）
invitation-password-hint = 至少 12 个字符。不设密码时，使用发送至您电子邮箱的验证码登录。
invitation-accept = 接受邀请
invitation-nothing-yet = 打开本页面未产生任何变更。
invitation-done-heading = 欢迎
invitation-done-body = 您已接受邀请，现可使用电子邮件地址 { $address } 登录。

## Reminders: stopping, pausing, cadence
unsubscribe-heading = 电子邮件备忘提示
unsubscribe-body = 您是否希望不再接收备忘提示？登录验证码以及您索取的邮件仍会发送。
unsubscribe-button = 不再接收此类提示
unsubscribe-done-heading = 已停止发送
unsubscribe-done-body = 今后不再向您发送备忘提示。
resubscribe-button = 恢复接收
preferences-heading = 备忘提示发送频率
preferences-body = 以下选择适用于发送给您的备忘提示。
preferences-cadence = 频率
preferences-hour = 发送时间（您的当地时间）
preferences-pause-until = 暂停至
preferences-pause-hint = 不暂停请留空。
preferences-save = 保存
preferences-done-heading = 您的选择已保存
preferences-now-cadence = 备忘提示：{ $cadence }
preferences-now-paused = 备忘提示暂停至{ $date }。

## Acting by a letter’s link
by-letter-no-change-heading = 报告“无变化”
by-letter-no-change-body = 自{ $date }以来无变化：将按此登记，并立即向可阅读该承诺者显示。
by-letter-no-change-button = 报告“无变化”
by-letter-clear-heading = 核准进展更新
by-letter-clear-body = 经您核准，该进展更新将送交秘书处；若只供少数读者阅读，则立即向其显示。
by-letter-clear-button = 核准此进展更新
by-letter-confirm-heading = 确认承诺
by-letter-confirm-body = 该承诺由另一参与方报告。您可在此确认。如需更正或表示不予认可，请登录。也可保持现状：沉默不视为同意。
by-letter-confirm-button = 确认此承诺
by-letter-code = 您的设备显示的验证码
by-letter-code-hint = 六位数字，与登录时相同。
by-letter-done-heading = 已登记
by-letter-done-body = 谢谢。您的选择已载入记录。
by-letter-over-heading = 此处已无待办事项
by-letter-over-body = 记录状况已有变化，或此事已不由您决定。未作任何变更。
by-letter-record = 打开{ $reference }

## Letters kept during development
letters-heading = 保存于此的邮件
letters-body = 未设置邮件服务器，邮件保存于此供阅读，不会丢失。
letters-none = 尚无邮件。
letters-to = 收件人
letters-subject = 主题
letters-when = 列入待发时间
letters-status = 状态
letters-language = 语文
letters-why = 发送原因
letters-text = 纯文本
letters-html = HTML版本
letters-calendar = 所附日历
letters-links = 邮件中的链接
letters-back = 全部邮件

## Method
method-heading = 方法与定义
method-lead = 本登记册如何编制和维护，以及所用词语的含义。
method-voluntary = 参与属自愿性质。参与方自行决定分享什么以及与谁分享。
method-own-words = 国家提交的内容按收到时原样刊载，以原文为准。
method-separate = 参与方的自我报告与他方评估是各自独立的记录，均注明作者。
method-no-ranking = 不设排名、评分或等级。清单按联合国国家名称表的字母顺序排列。
method-no-attribution = 本登记册不将任何事件归因于任何一方。
method-no-change = “无变化”也是一种进展更新。在本登记册中，沉默与情况稳定显示有别。
method-statuses = 承诺的状况
method-lights = 报告情况
method-lights-lead = 仅依据日期确定，对所有参与方适用同一规则。
method-provenance = 信息来源
method-provenance-lead = 每项信息均注明属于以下哪一种。
term = 用语
secretariat = 秘书处
meaning = 含义

## Between a label and what it labels
colon = ：
