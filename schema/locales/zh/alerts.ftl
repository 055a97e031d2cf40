## 页面
subscribe-link = 接收最新内容通知
subscribe-heading = 关注一项检索
subscribe-lead = 当检索范围内有新内容发布时，您可以收到通知，包括新的承诺和新的进展更新。
subscribe-search = 检索条件
subscribe-everything = 全部承诺
subscribe-change = 查看清单或更改检索条件
subscribe-mail = 电子邮件
subscribe-mail-body = 每日至多一封，仅在有新内容时发送，使用本页面的语文。首先会向该地址发送一封邮件，请予确认。
subscribe-email = 电子邮件地址
subscribe-email-hint = 例如 name@example.org
subscribe-button = 索取确认邮件
subscribe-kept = 地址、语文和检索条件仅为发送此类邮件而保留。点击任何一封邮件中的链接即可停止接收并删除地址；未经确认的地址七天后删除。
subscribe-programs = 订阅源阅读器或日历
subscribe-programs-body = 订阅源载有最近发布的内容，日历载有既定日期，二者均无需提供地址。
subscribe-asked-heading = 请查看您的邮箱
subscribe-asked-body = 如果可以向该地址发信，载有确认链接的邮件已在发送途中。如果该地址已在接收此项检索的通知，或已有数封此类邮件有待确认，则不再发送。

## 邮件链接所指页面
alert-confirm-heading = 检索通知邮件
alert-confirm-body = 您是否希望在此项检索范围内有新内容发布时，以电子邮件接收通知，每日至多一次？
alert-confirm-button = 是，请发送
alert-confirmed-heading = 已确认
alert-confirmed-body = 自即日起，如有新内容发布，将通知您。每封邮件均载有停止接收的链接。
alert-stop-heading = 检索通知邮件
alert-stop-body = 您是否希望不再接收此项检索的通知邮件？地址也将从此处删除。
alert-stop-button = 不再接收此类邮件
alert-stopped-heading = 已停止发送
alert-stopped-body = 今后不再发送此项检索的通知邮件，地址已从此处删除。

## 请求确认的邮件
letter-alert-confirmation-subject = 请确认：{ $site }通知邮件
letter-alert-confirmation-first = 有人在{ $site }填写了此地址，希望在某项检索范围内有新内容发布时接收通知。
letter-alert-confirmation-what = 如果您有此意愿，请打开列明检索条件的页面予以确认。此类邮件每日至多一封，每封均载有停止接收的链接。
letter-alert-confirmation-link = 阅读并确认
letter-alert-confirmation-not-you = 如果您没有提出此请求，可不予理会：不会再发送任何邮件，地址七天后删除。

## 通知邮件
letter-alert-subject = 您的检索有新内容：{ $n } 项承诺
letter-alert-first = 在您的检索范围内，有 { $n } 项承诺发布了新内容。
letter-alert-heading-new = 新发布的承诺
letter-alert-heading-updates = 新的进展更新
letter-alert-update = { $date }的进展更新：{ $state }
letter-alert-more = 另有 { $n } 项未在此列出，可在清单中查看。
letter-alert-in-doubt = 其中部分内容可能已于{ $date }告知您。
letter-alert-search = 您的检索：{ $search }
letter-alert-why = 您收到此邮件，是因为收件地址已于{ $date }经确认。
letter-alert-rhythm = 此类邮件每日至多一封，仅在有新内容时发送。
letter-alert-list = 打开清单
letter-alert-stop = 不再接收此类邮件
