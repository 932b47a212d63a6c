# Work lists, workers, registration, imports.

work-title = { $count ->
    [0] لا شيء ينتظرك اليوم
    [one] أمر واحد ينتظرك اليوم
    [two] أمران ينتظرانك اليوم
    [few] { $count } أمور تنتظرك اليوم
    [10001] أكثر من 10,000 أمر ينتظرك اليوم
    *[other] { $count } أمرًا ينتظرك اليوم
    }
work-register = تسجيل عامل
work-import = استيراد قائمة
work-list = المستحق والمتأخر
work-empty = لا شيء ينتظرك. أحسنت.
work-worker = العامل
work-journey = الرحلة
work-next = الخطوة التالية
work-held = لدى
work-due = الموعد
work-you = أنت
workers-title = العمال
workers-none = لم يُعثر على أحد. جرّب جزءًا من الاسم أو الرقم.
workers-empty = لا عمال بعد. سجّل أول عامل.
workers-no-case = بلا ملف
field-q = بحث
hint-q = الاسم أو الرقم أو الوثيقة أو الهاتف
list-search = عرض
list-export = تنزيل بصيغة CSV
register-title = تسجيل عامل
register-do = تسجيل
register-read = قراءة الأسطر
register-person = الشخص
register-document = وثيقة الهوية
register-contact = الاتصال واللغة
register-journey = الرحلة
register-consent = الموافقة
register-consent-text = اقرأ كل جملة على الشخص. أشّر فقط على ما يوافق عليه.
register-duplicates = قد يكون شخصًا مسجلًا
register-duplicates-text = راجع كل سجل قبل المتابعة.
register-another-person = راجعت السجلات: هذا شخص آخر.
field-mrz = الأسطر في أسفل جواز السفر
hint-mrz = اكتب أو ألصق السطرين: يملآن النموذج ويُتحقق منهما.
mrz-good = كل أرقام التحقق مطابقة.
field-surname = اسم العائلة
hint-surname = كما في الجواز، أو الاسم الوحيد
field-given-names = الأسماء
hint-given-names = اتركه فارغًا لمن له اسم واحد
field-own-script-name = الاسم بخط لغته
field-parent-name = اسم الأب أو الأم
field-sex = الجنس
field-born = تاريخ الميلاد
hint-born = ما هو معروف؛ تكفي السنة.
field-nationality = الجنسية
field-document-kind = نوع الوثيقة
field-document-number = رقم الوثيقة
field-document-issuer = جهة الإصدار
field-document-expires = صالحة حتى
field-phone = الهاتف
hint-phone = مع رمز البلد
field-address = الشارع والمنزل
field-district = المنطقة
field-postcode = الرمز البريدي
field-language = لغة الوثائق
hint-language = اللغة التي يقرأها الشخص أفضل من غيرها
field-programme = البرنامج
worker-number = العامل
worker-journeys = الرحلات
worker-no-journey = لا رحلة بعد. يُفتح ملف عند تسجيل الموافقة والهوية.
worker-no-document = لا وثيقة هوية مسجلة بعد.
worker-access = دخول العامل بنفسه
worker-access-text = الرمز الجديد يلغي الرقم السري القديم. سلّمه شخصيًا.
worker-new-code = إصدار رمز جديد
worker-own-word-look = افتح الملف وأكّد
consent-given = مُعطاة
consent-not-given = غير مُعطاة
import-title = استيراد قائمة عمال
import-text = لا يُحفظ شيء قبل أن ترى النتيجة المتوقعة.
field-file = الملف
hint-file = CSV ‏(UTF-8)، حتى 10 ميغابايت، وأسماء الأعمدة في الصف الأول
import-upload = رفع ومراجعة
import-earlier = عمليات الاستيراد السابقة
import-mapping = ماذا يحتوي كل عمود؟
import-column = العمود
import-values = بعض القيم
import-field = يقابل الحقل
import-leave-out = تجاهل
import-dry = تجربة بلا حفظ
import-dry-text = الخطوة التالية تجربة فقط: لا يُحفظ شيء بعد.
import-dry-title = ما الذي سيحدث
import-done-title = ما الذي حدث
import-running = تمت معالجة { $done } من { $all } صفًا. يمكنك مغادرة الصفحة والعودة.
import-look-again = تحديث
import-created = { $count ->
    [one] عامل أُنشئ
    *[other] عمال أُنشئوا
    }
import-duplicates = { $count ->
    [one] تكرار محتمل
    *[other] حالات تكرار محتملة
    }
import-refused = { $count ->
    [one] صف مرفوض
    *[other] صفوف مرفوضة
    }
import-run = { $count ->
    [one] إنشاء عامل واحد
    [two] إنشاء عاملَين
    [few] إنشاء { $count } عمال
    *[other] إنشاء { $count } عاملًا
    }
import-download = تنزيل التقرير
import-rows = صفوف تحتاج إلى مراجعة
import-line = السطر
import-outcome = النتيجة
import-why = السبب
import-row-created = أُنشئ
import-row-duplicate = تكرار محتمل
import-row-refused = مرفوض
import-same-as-line = السطر { $line } من هذا الملف
