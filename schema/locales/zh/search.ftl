# 检索用语。国名、编号和输入的文字按原样显示。
search-heading = 检索
search-heading-for = 检索：{ $text }
search-label = 检索词
search-button = 检索
search-none = 公开登记册中没有与这些词相符的内容。
search-none-help = 减少检索词，或改用另一种语文，可能会有更多结果。
search-count = { PLURAL($n) ->
   *[other] { $n } 项结果
}
search-count-more = 超过 { $n } 项结果。
search-cut = 此处列出前面的结果；增加检索词可缩小范围。
search-kind-participant = 参与方
search-kind-provision = 条款
search-kind-commitment = 承诺
search-kind-update = 进展更新
search-all-provision = 找到的全部条款
search-all-commitment = 找到的全部承诺
search-all-update = 找到的全部进展更新
search-all-kinds = 各类结果
search-how-heading = 检索方法
search-how-what = 检索范围为公开登记册中的条款、承诺和进展更新，涵盖联合国六种正式语文。可用其中任何一种语文的名称查找参与方，也可用编号查找记录；承诺还可用所涉条款的编号查找。
search-how-words = 所有检索词都须出现，词形不限；重音、元音符号和大小写不影响结果。引号内的词按相邻顺序检索。
search-how-order = 编号相符者在前，其次是本页语文的文本，再次是标题含有检索词者，最后按日期由新到旧排列。除此之外不作排名。
