# Words of what can be done with every page: compare, follow, take along, narrow, embed, look back.

## An update beside the one before it
update-compare = 与上一份进展更新（{ $date }）比较
update-compare-state-same = 所报进展未变
update-compare-dates = 不同的日期
update-compare-text-same = 文本相同。
update-compare-text-other = 两份文本的语文不同，因此不作逐字比较。
update-compare-key = 加下划线者为新增，加删除线者为删去。
diff-inserted = 新增：
diff-removed = 删去：
update-day = 进展更新日期
update-period-name = 报告期

## Feeds and archives of every list
feed-title-of = { $what }：最新发布
download-zip = 压缩包（ZIP）
archive-selection = 所选内容：{ $address }
archive-files = 内容：{ $files }。UTF-8 编码；CSV 文件以逗号分隔，= + - @ 前的撇号可避免电子表格将文本当作公式。
feed-update = { $state }：{ $title }

## Narrowing, and the order of names
filter-doclang = 原文语文
filter-view = 显示方式
view-map = 地图
view-table = 表格
names-order = 国名排序
names-order-en = 联合国英文字母顺序
names-order-fr = 法文字母顺序
names-order-ui = 汉语拼音顺序
names-order-now = 先列会员国，后列其他国家。国名排序：{ $order }。

## Citing and embedding
cite-and-embed = 引用与嵌入
cite-page = 引用格式：{ $site }，{ $address }，截至{ $moment }。
embed-how = 如要在其他网页中显示本页，请复制：
embed-full = 打开完整页面
picture-svg = 图片（SVG）

## What was published, month by month
growth-heading = 逐月累计发布情况
growth-caption = 图中为截至每月月底的累计发布数；表中为截至每年年底或截至目前的累计数。
growth-year = 年份
growth-commitments = 承诺
growth-updates = 进展更新

## A record as it stood on a day
past-heading = 截至{ $date }的记录
past-note = 这是过去的状况：截至当日已发布的内容，以及其后修订之前的日期。标题和摘要按目前的文字显示。
past-status = 未保存当日状况
past-now = 打开当前记录
past-choose = 查看截至某日的记录
past-not-yet = 本记录在{ $date }尚未公开。

## 为何清单未列某项内容
why-heading = 为何此处未列某项内容？
why-voluntary = 参与属自愿性质；某项内容未列入，并不说明有关国家的行为如何。
why-refreshed = 最近刷新：{ $moment }
why-commitments = 本清单载列提交方已公开的内容。草稿以及仅与部分参与方分享的记录不在此显示。他方所报告的涉及某国的内容，在该国作出回应之前均标注为尚待确认。
why-states = 本清单列出可参与的所有国家，不论其是否分享过信息。各项数字仅统计已公开的内容，草稿以及仅与部分参与方分享的记录不计在内。
why-state = 本页载列该国自身公开的内容，以及他方就该国公开的内容。草稿以及仅与部分参与方分享的记录不在此显示；他方所报告的内容在该国作出回应之前均标注为尚待确认。
why-organizations = 本清单列出本登记册所知的组织、实体、网络和倡议，不论其是否分享过信息。如需增列，可提出更正建议。
why-organization = 本页载列该组织已公开的内容以及所示日期登记在册的成员。草稿以及仅与部分参与方分享的记录不在此显示。
why-provisions = 本清单列出本登记册目录所收文件的各项条款。各项数字仅统计公开承诺。
why-provision = 本页载列提交方标明与本条款或其所含某一项有关的公开承诺。草稿以及仅与部分参与方分享的记录不在此显示。
why-reporting = 国家只要在所列任一报告期内有可提交进展更新的公开承诺，即在此列出。仅与部分参与方分享的进展更新不在此显示。
why-timeline = 仅显示参与方为公开承诺及其阶段目标所列的日期；并非每项承诺都载有日期。
why-compare = 仅对照公开承诺。选定主题时，仅显示涉及所选主题的承诺；未选主题时，不涉及任何具体条款的承诺单列一行。
why-search = 仅检索已公开的内容，即条款、承诺和进展更新，检索其原文和译文。新记录公开后片刻即可检索到。

## 页面简述
participant-shares = { $participant }：公开承诺和其后报告的情况。
