# العربية. Messages without a variable are `words.<id>` in templates, those with one are say(key="<id>", …).

## حول الصفحة
unpack_notice = أنت تقرأ صفحة واحدة من نسخة مضغوطة. أغلقها، واستخرج النسخة كاملة، ثم افتح index.html.
skip_link = انتقل إلى النص
menu_label = المكتبة
breadcrumb_label = أنت هنا
home = الصفحة الرئيسية
a_to_z = الفهرس الأبجدي
provisional = العناوين مؤقتة إلى حين صدور الطبعة الأولى، وقد تتغير.
made_with = أُعدّ هذا الموقع ببرنامج vademecum. لا تطلب هذه الصفحات شيئًا من أي موقع آخر.

## المدخل
on_this_page = في هذه الصفحة
article = صفحة
contents = المحتويات
about_this_page = عن هذه الصفحة
number_mark = ؟
number_not_verified = رقم غير مُتحقَّق منه
number_label = رقم { $n }
source = المصدر
reviewed = تمت المراجعة في { $date }
reviewed_label = تاريخ المراجعة
cite = الاستشهاد
cite_title = «{ $title }»
cite_separator = {"، "}
cite_reviewed = تمت المراجعة في { $date }
cite_accessed = تاريخ الاطلاع { $date }
copy_citation = انسخ الاستشهاد
copied = نُسخ
citation_selected = تم التحديد: انسخه بلوحة المفاتيح
mentioned_in = مذكور في
contains = يتضمن
gathered_here = مجموع هنا
neighbours_label = ما قبل هذه الصفحة وما بعدها
previous = السابق
next = التالي
status_draft = هذه مسودة قد تتغير، ولا ينبغي الاستشهاد بها.
status_superseded = حلّ نص آخر محل هذا النص. وقد أُبقي عليه ليظل عنوانه صالحًا.
status_withdrawn = سُحب هذا النص. وقد أُبقي عليه ليظل عنوانه صالحًا.
short_draft = مسودة
short_superseded = حلّ محله غيره
short_withdrawn = مسحوب
in_language = باللغة { $language }

## القوائم
entries = المداخل
n_entries = { $n ->
    [zero] لا مداخل
    [one] مدخل واحد
    [two] مدخلان
    [few] { $n } مداخل
    [many] { $n } مدخلًا
   *[other] { $n } مدخل
}
more_entries = { $n ->
    [zero] لا مداخل أخرى
    [one] مدخل آخر
    [two] مدخلان آخران
    [few] { $n } مداخل أخرى
    [many] { $n } مدخلًا آخر
   *[other] { $n } مدخل آخر
}
other_entries = أخرى
letters_label = الحروف
pager_label = صفحات هذه القائمة
page_n_of = الصفحة { $n } من { $total }

## صفحات تنوب عن غيرها
redirect_text = انتقلت هذه الصفحة إلى:
not_found_title = لا توجد صفحة في هذا العنوان
not_found_text = ربما كُتب العنوان خطأً، أو كان للصفحة اسم آخر. جميع صفحات المكتبة مدرجة في الفهرس الأبجدي.
not_found_near = صفحات عناوينها مشابهة
not_found_search = البحث عن «{ $name }»

## التواريخ
month_1 = يناير
month_2 = فبراير
month_3 = مارس
month_4 = أبريل
month_5 = مايو
month_6 = يونيو
month_7 = يوليو
month_8 = أغسطس
month_9 = سبتمبر
month_10 = أكتوبر
month_11 = نوفمبر
month_12 = ديسمبر
date_day_month_year = { $day } { $month } { $year }
date_month_year = { $month } { $year }

## في نص المدخل
alert_note = ملاحظة
alert_tip = نصيحة
alert_important = مهم
alert_warning = تحذير
alert_caution = تنبيه
footnotes = الحواشي
back_to_text = العودة إلى النص
table = جدول
link_to_section = رابط إلى هذا القسم
unresolved = لا يوجد مدخل بهذا الاسم في هذه المكتبة
task_done = تم
task_todo = لم يتم بعد

## سجلات لبرامج إدارة المراجع
all_citations = جميع الاستشهادات:
cite_as = هذه الصفحة بصيغة

## اللغات
languages_label = اللغات
not_translated = هذه الصفحة غير مترجمة
translation_behind = تغيّر الأصل بعد هذه الترجمة:
translation_head_only = لم يُترجَم من هذه الصفحة إلا عنوانها وملخّصها. النص:
translation_unreviewed = لم تُراجَع هذه الترجمة بعد. حين تهمّ كلمةٌ بعينها، قارنها بالأصل.
language_en = الإنجليزية
language_fr = الفرنسية
language_ar = العربية

## المصطلحات والنصوص المعروضة في مكانها
glossary = المسرد
also_called = أيضًا
included_from = من:
included_there = هذا النص معروض هناك
read_here = اقرأ هنا
for_trainers = للمدرّبين. لا تدخل هذه الصفحة في ما يُنشر للجميع، فيُرجى عدم تسليمها إلى المشاركين.
short_for_trainers = للمدرّبين

## نظرات عامة
overviews = نظرات عامة
timeline = التسلسل الزمني
timeline_about = ما حدث ومتى، بالدقة المعروفة.
undated = بلا تاريخ
date_days = { $from }–{ $to } { $month } { $year }
date_span = { $from } – { $to }

## ما يختاره القراء
data_state = الإعدادات
appearance = المظهر:
appearance_auto = كالنظام
appearance_light = فاتح
appearance_dark = داكن
page_exists = هذه الصفحة متاحة بالعربية
page_untranslated = لم تُترجم هذه الصفحة إلى العربية، وهذا نصها الأصلي.
reading_list = قائمة القراءة
reading_list_put = أضف إلى قائمة القراءة
reading_list_take = احذف من قائمة القراءة
reading_list_text = صفحات جمعتها أنت بالترتيب الذي اخترته. تبقى القائمة في هذا المتصفح، وتنتقل بعنوانها.
reading_list_needs_script = لا تعمل قائمة القراءة من دون JavaScript: لا يمكن لهذه الصفحة أن تعرف ما في قائمتك.
reading_list_empty = هذه القائمة فارغة. في هامش كل صفحة من صفحات المكتبة زر يضيفها إلى هنا.
reading_list_closed = لا يحفظ هذا المتصفح شيئًا لهذه الصفحات، فلا تُفتح قائمة إلا بعنوانها.
reading_list_shared = وصلت هذه القائمة مع عنوانها.
reading_list_adopt = أضفها كلها إلى قائمتي
reading_list_print = اطبع القائمة
reading_list_ris = احفظ بصيغة RIS
reading_list_copy = انسخ العنوان
reading_list_address = عنوان هذه القائمة:
move_up = إلى أعلى
move_down = إلى أسفل
take_off = احذف

## ما الذي تغيّر، وعن هذه النسخة
changes = ما الذي تغيّر
changes_text = كل المداخل بحسب يوم آخر مراجعة لها على مصادرها، والأحدث أولًا.
about_copy = عن هذه النسخة
copy_text = ما الذي بين يديك، وكيف تتحقق من أن شيئًا فيه لم يُغيَّر ولم يُفقد.
copy_library = المكتبة
copy_edition = الطبعة
copy_no_edition = قبل الطبعة الأولى: قد تتغيّر العناوين
copy_newest = آخر مراجعة
copy_address = العنوان
copy_licence = شروط الاستخدام
copy_fingerprint = البصمة
copy_fingerprint_text = تمثّل البصمة كل ما كتبه المؤلفون: جميع النصوص، والصور والملفات المرافقة لها، وإعدادات المكتبة. وكل نسختين لهما البصمة نفسها صُنعتا من الكلمات نفسها وإن اختلف مظهرهما. لكنها لا تثبت أن أحدًا لم يغيّر هذه النسخة بعد صنعها، فهذا غرض التحقق أدناه.
copy_whole = هل هذه النسخة كاملة؟
copy_whole_text = في الملف manifest-sha256.txt، بجانب الصفحة الأولى، سطر لكل ملف آخر في هذه النسخة مع مجموعه الاختباري، وعدد أسطره هو عدد الملفات التي يجب أن تكون موجودة. للتحقق منها جميعًا افتح نافذة الأوامر في مجلد الصفحة الأولى واكتب سطرًا واحدًا.
copy_whole_unix = في لينكس:
copy_whole_mac = في ماك:
copy_whole_windows = في ويندوز، داخل PowerShell:
copy_whole_answer = إذا لم يظهر شيء فكل الملفات موجودة كما صُنعت، وإلا ظهر اسم كل ملف تغيّر أو فُقد. هذا يكشف ما يقع عَرَضًا. أما في مواجهة التزوير فقارن المجموع الاختباري للملف manifest-sha256.txt نفسه بما وصلك منه بطريق آخر.
copy_entries = المداخل
copy_kind = الصنف
article_plural = صفحات
copy_machines = للبرامج
copy_data_entries = كل المداخل بحقولها وعلاقاتها
copy_data_graph = كيف ترتبط المداخل بعضها ببعض
copy_data_inventory = ما الموجود، وإلى أي حد اطُّلع على مصادره
copy_data_vocabulary = المصطلحات التي صُنّفت المداخل تحتها، بصيغة SKOS
copy_data_feed = آخر المراجعات، لبرامج قراءة الخلاصات
copy_data_llms = دليل لنماذج اللغة
copy_errors = هل وجدت خطأ؟
copy_errors_text = دوّن عنوان الصفحة ويوم مراجعتها والكلمات الخاطئة مع المصدر الذي يقول غيرها، وأبلغ بذلك من أعطاك هذه النسخة، ليوصله إلى من يكتبون المكتبة.

## الوثيقة كاملة، والورق
whole_document = قراءة النص كاملًا في صفحة واحدة للطباعة
whole_in_parts = القراءة جزءًا جزءًا
addresses = عناوين الروابط المرقّمة
edition_provisional = قبل الطبعة الأولى

## التغطية والخريطة
coverage = التغطية
coverage_about = عدد المداخل حيث يلتقي بابان من أبواب المكتبة. الخانة الفارغة ثغرة.
total = المجموع
none = لا شيء
gaps = { $n ->
    [0] في كل خانة مدخل.
    [one] غير مغطى: خانة واحدة فارغة من { $total }.
    [two] غير مغطى: خانتان فارغتان من { $total }.
    [few] غير مغطى: { $n } خانات فارغة من { $total }.
    [many] غير مغطى: { $n } خانة فارغة من { $total }.
   *[other] غير مغطى: { $n } خانة فارغة من { $total }.
}
totals_note = قد يرد المدخل في عدة خانات، ولا يُحسب في المجموع إلا مرة واحدة.
terms_cut = { $n ->
    [one] باب واحد آخر لا مكان له هنا.
    [two] بابان آخران لا مكان لهما هنا.
    [few] { $n } أبواب أخرى لا مكان لها هنا.
    [many] { $n } بابًا آخر لا مكان لها هنا.
   *[other] { $n } باب آخر لا مكان لها هنا.
}
nothing_under = لا شيء البتة تحت:
labelled = { $name }:
list_separator = {"، "}
as_csv = هذا الجدول لبرامج الجداول (CSV)
map = خريطة الصلات
map_about = ما الذي يتصل بماذا، سنةً بعد سنة: في صورة ثم بالكلمات.
picture = الصورة
in_words = بالكلمات
joined_to_none = لا صلة لها بغيرها:
undated_short = بلا تاريخ

## البحث
search = بحث
search_label = البحث في المكتبة
search_needs_script = تجيب هذه الصفحة بواسطة برنامج نصي، وهذا المتصفح لا يشغّل شيئًا منها هنا. القوائم أدناه تقود إلى كل المداخل.
search_ways = قوائم تقود إلى كل المداخل:
search_none = لم يُعثر على شيء. جرّب كلمات أقل أو كلمات أخرى.
search_failed = تعذّرت قراءة فهرس البحث. القوائم أدناه تقود إلى كل المداخل.
search_corrected = لا ترد الكلمة { $name } في أي مدخل. جرى البحث عن: { $title }.
search_widened = شمل البحث أيضًا: { $name }، فهي من أسماء { $title }.
search_contrasted = { $title } ليس هو نفسه { $name }.
search_left_out = لم تُحتسب لقلة دلالتها: { $name }. وتُحتسب بين علامتي اقتباس.
search_more = مزيد من النتائج
search_results = النتائج
search_narrow = تضييق البحث
search_clear = إزالة كل المرشّحات
search_all = عرض الكل
search_language = اللغة

## من أين تبدأ في نسخة
start_open = افتح المكتبة
start_open_text = افتح في متصفّحك:
start_text = تعمل هذه الصفحات حيث هي: على ذاكرة محمولة أو على حاسوبك أو على خادم. لا تحتاج إلى اتصال بالإنترنت ولا إلى تثبيت أي شيء، ولا ترسل شيئًا إلى أحد.
start_unpack = هل هذه الصفحة داخل ملف ZIP؟ استخرج محتواه كله أولًا: انقر ملف ZIP بالزر الأيمن، واختر «استخراج الكل»، ثم افتح START-HERE.html في المجلد الجديد.
start_blocked = إذا رفض حاسوبك فتح الصفحات، فانسخ هذا المجلد كله إلى سطح المكتب وأعد المحاولة، أو اسأل من يتولى أمر الحاسوب. معظم الهواتف لا تستطيع فتح صفحات موضوعة في مجلد.
licence_unsaid = غير مذكورة؛ اسأل من أعطاك هذه النسخة

## المكتبة في كتاب
start_book = الوثائق هنا أيضًا في كتاب، للهواتف وأجهزة القراءة والحواسيب التي لا تفتح الصفحات:
book_text = النص
book_landmarks = أجزاء الكتاب
book_marks = الرقم المتبوع بعلامة استفهام لم يُتحقَّق منه.
book_behind = تغيّر أصل نص في هذا الفصل بعد ترجمته.
book_head_only = بعض نصوص هذا الفصل لم يُترجَم منها سوى العنوان والملخّص.
book_accessibility = الكتاب نص بعناوين وجدول محتويات وترتيب قراءة واحد. لكل صورة كلمات تقوم مقامها. لا شيء فيه يومض أو يتحرك أو يُصدر صوتًا.
