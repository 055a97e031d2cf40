# 关于登记册本身的页面用语：条款、无障碍、隐私、更正、数据、开发者。

## 链接
nav-terms = 使用条款
nav-accessibility = 无障碍
nav-privacy = 隐私
nav-corrections = 更正
nav-data = 数据
about-no-address = 此处未列联系地址。请致函维护本登记册的机构。

## 条款
terms-heading = 使用条款
terms-lead = 本登记册是什么，所载内容可如何使用。
terms-software-heading = 独立软件
terms-software-1 = { $site }是独立软件，与联合国无隶属关系。
terms-software-2 = 运行本网站的机构对登记册负责。本软件依 Apache 2.0 许可证提供。
terms-operator = 本网站由{ $operator }运行。
terms-names-heading = 名称与次序
terms-names-1 = 所用名称、名称的排列次序以及材料的编排方式，并不意味着对任何国家、领土、城市或地区或其当局的法律地位，或对其边界或界线的划分表示任何意见。
terms-shared-heading = 参与方分享的内容
terms-shared-1 = 参与方分享的内容按收到时原样刊载，表达分享者的观点。以原文为准；译文为非正式译文。
terms-shared-2 = 参与属自愿性质。载入本登记册不改变承诺的法律性质。
terms-reuse-heading = 数据的使用
terms-reuse-1 = 所有公开内容均可阅读和下载，无需密钥。数据页面说明适用何种许可。
terms-cite-heading = 如何引用
terms-cite-1 = 每项承诺都有永久地址，其页面末尾有附数据日期的引用格式。
terms-cite-2 = 引用整个登记册时，请注明{ $site }、页面地址和页脚所列日期。
terms-contact-heading = 如有疑问

## 无障碍
accessibility-heading = 无障碍
accessibility-lead = 这些页面旨在供所有人使用。
accessibility-aim-heading = 目标
accessibility-aim-1 = 目标是达到《网页内容无障碍指南》（WCAG）2.2 的 AA 级。
accessibility-aim-2 = 页面可仅用键盘操作，无需脚本，适用于两种阅读方向和小屏幕。图表均为表格，数字以文字形式列出；任何状况均不单凭颜色表示。
accessibility-tested-heading = 如何测试
accessibility-tested-1 = 每次改动后，均由自动测试读取全部六种语文的页面，并由浏览器以浅色和深色两种配色、以宽屏和手机宽度打开英文和阿拉伯文的各类页面，由 axe-core 检查其中妨碍阅读之处。此外还仅用键盘并在不加载样式表的情况下浏览页面。
accessibility-tested-2 = 此处没有独立审核的记录，也没有使用辅助技术的人士参与测试的记录，因此不声称完全符合标准。
accessibility-limits-heading = 已知的局限
accessibility-limits-1 = 参与方所附文件按收到时原样显示，可能不是无障碍文件。
accessibility-limits-2 = 参与方的文本可能只有一种语文；每份文本均标明其语文。
accessibility-limits-3 = 阶段目标表较宽，在小屏幕上需横向滚动。
accessibility-limits-4 = 程序接口的试用页面需要脚本，且仅有英文。
accessibility-contact-heading = 如遇无法使用之处

## 隐私
privacy-heading = 隐私
privacy-lead = 本登记册掌握哪些关于读者和参与者的信息。
privacy-visitors-heading = 读者
privacy-visitors-1 = 公开页面不设置 Cookie，不从其他网站加载任何内容，也不建立读者档案。
privacy-servers-heading = 服务器
privacy-servers-1 = 每个请求都有编号，以便查找故障。网络地址在内存中短暂保留，用于限制短时间内的请求数量。
privacy-servers-2 = 服务器另外记录哪些内容、保留多久，由运行本网站的机构决定。
privacy-accounts-heading = 账户持有人
privacy-accounts-1 = 账户包含姓名、电子邮件地址、语文以及持有人所代表的参与方。公开页面不列出持有人姓名。
privacy-accounts-2 = 可应请求关闭账户，并删除姓名和电子邮件地址。以参与方名义记录的内容予以保留。
privacy-accounts-3 = 为保护账户，登录尝试连同网络地址保留一天，会话连同浏览器名称保留至结束后九十天。
privacy-letters-heading = 邮件
privacy-letters-1 = 对每封邮件，登记册保留收件人、发送原因、发送时间和是否送达，以免重复发送。
privacy-letters-2 = 邮件不含隐藏图像，也不报告是否已被打开。
privacy-contact-heading = 询问和请求
privacy-alerts-heading = 关注检索的读者
privacy-alerts-1 = 请求以电子邮件接收检索通知者须提供地址。该地址与检索条件、语文和确认日期一并保留，仅用于发送此类邮件；只有负责登记册邮件的人员可以看到。
privacy-alerts-2 = 点击任何一封此类邮件中的链接即可停止接收，地址随即删除。未经确认的地址七天后删除，无法送达的地址三十天后删除。

## 更正
corrections-heading = 更正
corrections-lead = 如何提出更正建议，以及有哪些改动。
corrections-suggest-heading = 提出更正建议
corrections-suggest-1 = 任何人均可提出更正建议。请注明所涉页面或记录、应予更改之处以及公开来源。
corrections-about = 您是从以下页面转到本页的。来函时请注明该页面。
corrections-subject = 更正建议：{ $address }
corrections-states-heading = 确认、更正或不予认可
corrections-states-1 = 如承诺由他方报告，有关国家可予以确认、更正或表示不予认可。在此之前，该承诺标注为尚待确认；沉默不视为同意。
corrections-states-2 = 国家自己提交的内容由该国更正。
corrections-seen-heading = 在何处查看改动
corrections-seen-1 = 每项承诺均显示经修订的日期和所述理由，并按顺序显示进展更新。曾公布的日期在修订后仍可查看。
corrections-log-heading = 改动记录
corrections-log-lead = 列出最近修订的日期，以及由他方报告、经有关国家确认或表示不予认可的内容。最多显示 50 项。
corrections-log-none = 尚无此类改动的记录。
corrections-what = 事项
corrections-change = 改动
corrections-milestone = 阶段目标的日期
corrections-confirmed = 经国家确认
corrections-dates = { $before } → { $after }

## 数据
data-heading = 数据
data-lead = 以文件形式提供本登记册的全部公开内容，无需密钥。
data-sets = 数据集
data-set = 数据集
data-holds = 内容
data-files = 文件
dataset-commitments = 承诺
dataset-commitments-holds = 每项公开承诺及其文本、日期、状况、来源和条款。清单的筛选条件同样适用于文件。
dataset-figures = 统计数字
dataset-figures-holds = 按主题分列的各状况承诺数目。
dataset-states = 国家
dataset-states-holds = 参与的国家以及各国分享的内容。
dataset-organizations = 组织
dataset-organizations-holds = 区域组织及其成员和分享的内容。
dataset-provisions = 条款
dataset-provisions-holds = 承诺所回应的建议及其来源。
dataset-reporting = 报告情况
dataset-reporting-holds = 在哪些报告期内收到了进展更新。
dataset-register = 完整的公开登记册
dataset-register-holds = 一个压缩包，内有承诺、国家、组织和条款的 CSV 文件，并附元数据和使用条件。
dataset-checkpoints = 登记册记录的检查点
dataset-checkpoints-holds = 对全部记录内容的签名散列值，可据以发现事后改动。
data-columns = 列名和代码在各语文中均相同。有些文件另附其网址所用语文的词语。
data-metadata = 采用 DCAT 词汇的元数据
data-licence-heading = 许可
data-licence-1 = 参与方分享的内容仍归其所有，并按收到时原样刊载。本软件对其再利用不附加任何条件；请注明来源和日期。运行本网站的机构可另行规定条件。
data-licence-operator = 运行本网站的机构依据以下许可提供数据
data-licence-2 = 国家名称大部分取自 Unicode CLDR，依 Unicode 许可证第 3 版使用。
data-licence-sample = 示例数据取自{ $source }。
data-date-heading = 日期
data-changed = 公开登记册的最近一次改动：{ $moment }
data-date-1 = 文件在请求时生成。已撤回的内容可能在副本中保留一分钟。
data-verify-heading = 如何核验
data-verify-1 = 每十分钟以经 Ed25519 签名的散列值封存此前记录的全部内容。这些检查点是公开的：
data-verify-2 = 保存散列值者日后可查看该值是否仍在清单中，时间是否相同，签名是否有效。
data-verify-3 = 运行本网站的机构可重新计算整个链条，并核对他人保存的散列值：
data-readme-date = 生成日期：{ $date }
data-readme-files = 内容：commitments.csv、states.csv、organizations.csv、provisions.csv、metadata.json（DCAT）。UTF-8 编码，以逗号分隔；= + - @ 前的撇号可避免电子表格将文本当作公式。

## 开发者
developers-lead = 这些页面的全部内容均来自同一个 GraphQL 接口。公开内容无需密钥。
developers-explorer = 在试用页面中尝试（英文）
developers-contract = 接口说明：schema.graphql
developers-files = 数据文件
developers-feed = 承诺订阅源（Atom）
developers-calendar = 日期日历（ICS）
developers-ask = 查询
developers-ask-1 = 以 POST 方式（JSON 格式）或 GET 方式（参数“query”）将查询发送至
developers-example-list = 进行中的承诺，日期最早者在前
developers-example-figures = 首页的统计数字
developers-answer = 查看答复
developers-limits = 限制
developers-limit-rows = 清单每页最多 100 行。超出者予以拒绝，绝不截短。
developers-limit-cost = 一次请求最多可计 { PLURAL($n) ->
   *[other] { $n } 点
}；答复可能包含的每个字段计一点。
developers-limit-hour = 每个网络地址或账户每小时有 { PLURAL($n) ->
   *[other] { $n } 点
}。
developers-limit-time = 答复最长用时 { PLURAL($n) ->
   *[other] { $n } 秒
}。
developers-limits-told = 每次拒绝均说明所涉限制以及如何遵守。剩余点数可查询：
developers-lists = 清单、订阅源和文件
developers-lists-1 = 每份清单均可在其自身网址取得文件，其后的筛选条件不变：后缀 .csv、.json、.xlsx 或 .zip 提供清单各行，后缀 .atom 提供最新内容。承诺、时间表以及国家和组织的页面另有日历，后缀为 .ics。检索设有 .json 和 .atom；并列对照不设订阅源。
developers-lists-2 = 对公开查询的答复带有 ETag，并可由其他网站的页面请求。
developers-more = 文档
developers-more-1 = 随软件提供的文档说明每个字段、错误和文件：
