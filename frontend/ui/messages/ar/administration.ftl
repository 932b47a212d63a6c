# الحسابات والجهات وسجل التدقيق.

nav-accounts = الحسابات
nav-organisations = الجهات
nav-employers = أصحاب العمل
nav-audit = سجل التدقيق
field-name = الاسم
field-role = الدور
field-organisation = الجهة
field-country = البلد
field-organisation-kind = نوع الجهة
hint-organisation = حيث يُمارَس الدور. إن لم تكن في القائمة فابدأ من صفحة الجهة نفسها.
hint-district = فقط إن كان الدور لمنطقة واحدة دون غيرها.
account-status-active = فعّال
account-status-invited = مدعوّ
account-status-disabled = موقوف
organisation-kind-ministry = وزارة أو وكالة
organisation-kind-office = مكتب توظيف
organisation-kind-centre = مركز تدريب
organisation-kind-employer = صاحب عمل
organisation-kind-mission = بعثة
organisation-kind-partner = شريك خدمات
accounts-find = الاسم أو البريد
accounts-all = عرض كل الحسابات
accounts-none = لا حساب يطابق.
accounts-no-role = بلا دور: يمكنه الدخول ولا يرى شيئًا.
accounts-invite = دعوة شخص
accounts-invite-text = يصله رابط بالبريد ويختار كلمة سر. يعمل الرابط مرة واحدة خلال سبعة أيام.
accounts-send = إرسال الدعوة
accounts-locale = اللغة
accounts-within = أين
accounts-take-back = سحب
accounts-give = إعطاء دور آخر
accounts-give-do = إعطاء الدور
accounts-about = نبذة
accounts-invited-until = تصلح الدعوة حتى
accounts-access = الدخول
accounts-invite-again = إعادة إرسال الدعوة
accounts-invite-again-text = يتوقف الرابط السابق عن العمل.
accounts-reset = إرسال رابط لكلمة سر جديدة
accounts-reset-text = يعمل مرة واحدة خلال ساعة. وتبقى كلمة السر الحالية حتى ذلك.
accounts-disable = إيقاف الحساب
accounts-disable-text = تُسجَّل كل الأجهزة خروجًا فورًا وتنتهي الروابط والرموز.
accounts-enable = تشغيل الحساب
accounts-enable-text = تعود كلمة السر السابقة صالحة، وعلى الأجهزة تسجيل الدخول.
accounts-devices = الأجهزة المسجَّلة دخولًا
accounts-seen = آخر استخدام { $at }
accounts-no-device = لا دخول من أي جهاز.
organisations-all = عرض الكل
organisations-none = لا شيء يطابق.
organisations-add = إضافة جهة
organisations-edit = تعديل
organisations-save = حفظ الجهة
organisations-standing = الاعتماد
organisations-accredited = معتمدة
organisations-not-accredited = غير معتمدة
organisations-suspended = معلّقة
organisations-accreditation = الاعتماد
field-accredited-from = من
field-accredited-until = إلى
organisations-accredit = اعتماد
organisations-suspension = التعليق
organisations-suspend = تعليق
organisations-suspend-text = تُسحب عروضه المفتوحة ويُبلَّغ العمال.
organisations-lift = رفع التعليق
organisations-people = الأشخاص
organisations-nobody = لا أحد يحمل دورًا هنا بعد.
needs-title = { $count ->
    [0] لا شيء يحتاج إليك
    [one] أمر واحد يحتاج إليك
    [two] أمران يحتاجان إليك
    [few] { $count } أمور تحتاج إليك
    [many] { $count } أمرًا يحتاج إليك
    *[other] { $count } أمر يحتاج إليك
    }
needs-invitations = دعوات لم تُقبل
needs-no-invitation = دخل كل من دُعي.
needs-link = الرابط
needs-until = حتى { $date }
needs-ended = انتهى
needs-queue = بانتظار الإرسال
trail-state = الأختام والفحوص
trail-never = لم يُفحص بعد
trail-holds = سليم
trail-broken = { $count ->
    [one] مكسور في موضع واحد
    [two] مكسور في موضعين
    [few] مكسور في { $count } مواضع
    [many] مكسور في { $count } موضعًا
    *[other] مكسور في { $count } موضع
    }
trail-sealed = مختوم حتى
trail-unsealed = صفوف لم تُختم
trail-verified = آخر فحص
audit-text = من فعل ومن قرأ ماذا: معرّفات وأسماء حقول ورموز، لا محتوى السجلات.
audit-none = لا صف يطابق.
audit-all = عرض السجل كله
audit-when = متى
audit-who = من
audit-act = الفعل
audit-subject = بشأن
audit-system = النظام
audit-worker = عامل
field-account = الحساب (بريد أو معرّف)
field-case = رقم الملف
field-act = الفعل برمزه
field-from = من
field-until = إلى
