letter-greeting = 尊敬的{ $name }：
letter-greeting-unnamed = 尊敬的同事：
letter-closing = 顺致敬意
letter-signature = { $site }（自动发送）

## 汇总
letter-digest-subject = 备忘提示：{ $n } 项
letter-digest-first = 本提示共有 { $n } 项内容。
letter-heading-dates = 即将到来的日期
letter-heading-updates = 请酌情提交进展更新
letter-heading-clearance = 待您核准
letter-heading-review = 待审阅
letter-heading-returned = 已退回并附说明
letter-heading-confirmation = 待国家确认

## 各项内容
letter-item-title = { $reference }：{ $title }
letter-item-commitment_due = 该承诺的既定日期为{ $date }。
letter-item-milestone_due = 阶段目标“{ $milestone }”的既定日期为{ $date }。
letter-item-update_invited = 请酌情于{ $date }或之前提交进展更新。
letter-item-update_last_week = 请酌情于未来一周内，即{ $date }或之前，提交进展更新。
letter-item-no_update_received = 未收到进展更新。此前曾邀请于{ $date }或之前提交，现仍欢迎提交。
letter-item-awaiting_clearance = 一份进展更新自{ $date }起等待核准。
letter-item-awaiting_review = 一份提交材料自{ $date }起等待审阅。
letter-item-returned = 一份提交材料已于{ $date }退回并附说明，可修改后再次提交。
letter-item-awaiting_confirmation = 由另一参与方于{ $date }报告。有关国家可予以确认、更正或表示不予认可。

## 链接
letter-link-open = 打开记录
letter-link-no-change = 报告“无变化”
letter-link-clear = 阅读并核准
letter-link-confirm = 阅读并确认
letter-link = { $label }：{ $url }

## 其后
letter-calendar = 所附日历文件载有上述日期。
letter-free = 您可以回复、暂停此类提示，也可不作任何处理。
letter-why = 您收到本提示，是因为您是{ $participant }的{ $role }。
letter-why-secretariat = 您收到本提示，是因为您是秘书处的{ $role }。
letter-cadence-now = { $cadence ->
    [daily] 此类提示每日至多一次，仅在有内容时发送。
    [monthly] 此类提示每月至多一次，仅在有内容时发送。
   *[weekly] 此类提示每周至多一次，仅在有内容时发送。
}
letter-change-cadence = 选择发送频率
letter-pause = 暂停此类提示
letter-unsubscribe = 不再接收此类提示
letter-footer = { $site }是独立软件，与联合国无隶属关系。
letter-sample = 本登记册载有示例数据。
letter-preview = 此为预览，未发送给其他任何人。

## 邀请
letter-invitation-subject = { $site }邀请函
letter-invitation-first = 谨邀请您以{ $participant }{ $role }的身份参与{ $site }。
letter-invitation-first-secretariat = 谨邀请您以{ $role }的身份参与{ $site }。
letter-invitation-what = { $site }登记信息和通信技术安全方面的自愿承诺以及就这些承诺报告的情况。
letter-invitation-link = 阅读并接受邀请
letter-invitation-expires = 链接仅可使用一次，有效期至{ $date }。打开链接不会产生任何变更，是否接受由您在页面上决定。
letter-invitation-not-you = 如果您不清楚为何收到此邀请，可不予理会。

## 登录验证码
letter-code-subject = 您的{ $site }登录验证码
letter-code-first = 您的登录验证码：{ $code }
letter-code-expires = 验证码仅可使用一次，{ $minutes } 分钟内有效。
letter-code-not-you = 如果您没有索取验证码，可不予理会此邮件。没有验证码，任何人都无法登录。
letter-code-never-asked = 登记册工作人员不会向您索要此验证码。

## 密码
letter-reset-subject = 为{ $site }设置新密码
letter-reset-first = 有人为您的账户申请了新密码。
letter-reset-code = 您的验证码：{ $code }
letter-reset-not-you = 如果不是您申请的，可不予理会此邮件；您的密码保持不变。
letter-password-changed-subject = 您的{ $site }密码已更改
letter-password-changed-first = 您的密码已于{ $date }更改，您的其他登录均已退出。
letter-password-changed-not-you = 如果不是您本人操作，请致函登记册秘书处。
letter-sessions-ended-subject = 您在{ $site }的登录已终止
letter-sessions-ended-first = 您的同一次登录于{ $date }在两处被使用。为保护您的账户，该次登录已终止。
letter-sessions-ended-what = 您可以重新登录。如果不是您本人操作，请设置新密码。

## 测试邮件
letter-test-subject = { $site }测试邮件
letter-test-first = 此邮件表明{ $site }能够发送邮件。您无需采取任何行动。

## 先前一封信中的事项，无法得知该信是否送达
letter-item-in-doubt = 此事项可能已于{ $date }告知您。

## 欢迎
letter-welcome-subject = 欢迎使用{ $site }
letter-welcome-first = 您在{ $site }的账户已经开通。
letter-welcome-what = 您现在可以登录、查阅登记册，并在您的权限范围内提供内容。
letter-welcome-link = 进入您的页面
letter-welcome-notes = 备忘提示只在有内容时发送。您可以选择发送频率、暂停或不再接收。
