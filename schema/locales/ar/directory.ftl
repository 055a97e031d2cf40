# كلمات صفحات الدول والمنظمات.

nav-states = الدول
nav-organizations = المنظمات

states-heading = الدول
states-lead = المشاركون وما يتضمنه السجل العلني.
states-count = { PLURAL($n) ->
    [zero] لا دول
    [one] دولة واحدة
    [two] دولتان
    [few] { $n } دول
    [many] { $n } دولة
   *[other] { $n } دولة
}
states-sharing = { PLURAL($n) ->
    [zero] لا دول لها التزامات علنية بعد
    [one] دولة واحدة لها التزامات علنية
    [two] دولتان لهما التزامات علنية
    [few] { $n } دول لها التزامات علنية
    [many] { $n } دولة لها التزامات علنية
   *[other] { $n } دولة لها التزامات علنية
}
states-map-heading = الالتزامات العلنية حسب الدولة
states-map-caption = يمثل كل مربع دولة ويؤدي إلى صفحتها. وتبين النقاط عدد الالتزامات العلنية المسجلة.
states-map-notice = المربعات تخطيطية ومتساوية الحجم، ولا تنطوي على أي رأي بشأن المركز القانوني أو الحدود أو الأسماء.
tile-step-0 = لا التزامات علنية
tile-step-1 = من 1 إلى 4 التزامات علنية
tile-step-2 = من 5 إلى 9 التزامات علنية
tile-step-3 = 10 التزامات علنية أو أكثر
tile-commitments = { PLURAL($n) ->
    [zero] لا التزامات علنية
    [one] التزام علني واحد
    [two] التزامان علنيان
    [few] { $n } التزامات علنية
    [many] { $n } التزامًا علنيًا
   *[other] { $n } التزام علني
}
tile-name = { $name }، { $what }
states-table-heading = الدول بالترتيب البروتوكولي
states-no-group = يجوز ألا تنتمي الدولة إلى أي مجموعة إقليمية، أو أن تشارك في اجتماعات إحداها بصفة مراقب.
states-none = لا تنتمي أي دولة إلى المجموعة المختارة.
directory-filter-group = المجموعة
state-list-ldc = أقل البلدان نموًا
state-list-lldc = البلدان النامية غير الساحلية
state-list-sids = الدول الجزرية الصغيرة النامية
directory-state = الدولة
directory-code = الرمز
directory-regional-group = المجموعة الإقليمية
directory-public-commitments = الالتزامات العلنية
directory-latest-update = أحدث تحديث

state-names-heading = الأسماء المسجلة
state-groups-heading = المجموعات والقوائم
state-memberships-heading = العضوية في المنظمات
state-memberships-none = لا عضوية مسجلة.
state-years-heading = سنة بسنة
state-years-caption = الالتزامات العلنية حسب سنة التعهد بها، والتحديثات العلنية حسب السنة التي تتناولها.
state-years-commitments = الالتزامات المتعهد بها
state-years-updates = التحديثات المرحلية
state-years-before = قبل عام { $year }
state-years-undated = { PLURAL($n) ->
    [zero] لا التزامات بلا تاريخ.
    [one] التزام واحد لا يحمل تاريخًا ولا يرد في أي سنة.
    [two] التزامان لا يحملان تاريخًا ولا يردان في أي سنة.
    [few] { $n } التزامات لا تحمل تاريخًا ولا ترد في أي سنة.
    [many] { $n } التزامًا لا تحمل تاريخًا ولا ترد في أي سنة.
   *[other] { $n } التزام لا تحمل تاريخًا ولا ترد في أي سنة.
}
state-commitments-heading = الالتزامات العلنية
state-commitments-none = لا توجد التزامات علنية مسجلة.
state-commitments-all = { PLURAL($n) ->
    [zero] لا التزامات في قائمة الالتزامات
    [one] التزام واحد، في قائمة الالتزامات
    [two] الالتزامان معًا، في قائمة الالتزامات
    [few] جميع الالتزامات، وعددها { $n }، في قائمة الالتزامات
    [many] جميع الالتزامات، وعددها { $n }، في قائمة الالتزامات
   *[other] جميع الالتزامات، وعددها { $n }، في قائمة الالتزامات
}
directory-name = الاسم
directory-group = المجموعة أو القائمة
directory-organization = المنظمة
directory-from = من
directory-to = إلى
directory-note = ملاحظة
directory-membership = العضوية
span-to-date = حتى اليوم
suspension-since = معلقة منذ { $from }
suspension-span = معلقة من { $from } إلى { $to }

organizations-heading = المنظمات
organizations-lead = المنظمات الإقليمية وكيانات الأمم المتحدة والشبكات والمبادرات الواردة في فهرس هذا السجل.
organizations-table-heading = المنظمات بالترتيب البروتوكولي
directory-kind = النوع
directory-founded = سنة التأسيس
directory-members-today = عدد الأعضاء اليوم
directory-named-in = الوثائق التي تذكرها
organization-members-heading = الأعضاء في { $date }
organization-members-count = { PLURAL($n) ->
    [zero] لا أعضاء
    [one] عضو واحد
    [two] عضوان
    [few] { $n } أعضاء
    [many] { $n } عضوًا
   *[other] { $n } عضو
}
organization-members-none = لا أعضاء مسجلين في هذا اليوم.
organization-former-heading = الأعضاء السابقون
organization-former-caption = العضويات التي انتهت قبل { $date }.
organization-as-of = الأعضاء في يوم آخر
organization-commitments-heading = الالتزامات العلنية للمنظمة نفسها
organization-commitments-all = التزامات المنظمة وأعضائها الحاليين
directory-member = العضو

