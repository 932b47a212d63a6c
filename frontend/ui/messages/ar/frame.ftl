# The frame of every page, and what all lists and forms share.

frame-skip = انتقل إلى المحتوى
frame-demo = عرض تجريبي: جميع الأشخاص هنا من نسج الخيال.
frame-search = بحث
frame-search-hint = الاسم أو الرقم
frame-sign-out = تسجيل الخروج
frame-language = اللغة
frame-about = Sojourn: من التسجيل إلى العودة
frame-unread = 
    الرسائل: { $count ->
    [one] رسالة جديدة
    [two] رسالتان جديدتان
    [few] { $count } رسائل جديدة
    *[other] { $count } رسالة جديدة
    }
nav-label = القائمة الرئيسية
nav-work = العمل
nav-workers = العمال
nav-cases = الملفات
nav-approvals = الموافقات
nav-import = استيراد
nav-sessions = الجلسات
nav-orders = طلبات العمالة
nav-pool = البحث عن عمال
nav-journey = رحلتي
nav-inbox = الرسائل
nav-help = طلب المساعدة
nav-account = الحساب والأجهزة

## Dates

month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
weekday-1 = الاثنين
weekday-2 = الثلاثاء
weekday-3 = الأربعاء
weekday-4 = الخميس
weekday-5 = الجمعة
weekday-6 = السبت
weekday-7 = الأحد
date-long = { $day } { $month } { $year }
date-time = { $date }، { $time } UTC
date-weekday = { $weekday } { $date }

## Lists

due-over = { $days ->
    [one] متأخر يومًا
    [two] متأخر يومين
    [few] متأخر { $days } أيام
    *[other] متأخر { $days } يومًا
    }
due-today = اليوم
due-in = { $days ->
    [one] غدًا
    [two] بعد يومين
    [few] بعد { $days } أيام
    *[other] بعد { $days } يومًا
    }
pager-label = الصفحات
pager-first = العودة إلى البداية
pager-next = الصفحة التالية

## Forms

form-optional = اختياري
form-choose = اختر
form-day = اليوم
form-month = الشهر
form-year = السنة
form-errors = { $count ->
    [one] أمر واحد يحتاج إلى تصحيح
    [two] أمران يحتاجان إلى تصحيح
    [few] { $count } أمور تحتاج إلى تصحيح
    *[other] { $count } أمرًا يحتاج إلى تصحيح
    }

## The journey

journey-title = الرحلة
journey-dots = { $state }: المرحلة { $stage } من 5
journey-since = { $state }، منذ { $date }
journey-done = منجز
journey-now = الآن
journey-ahead = لاحقًا

## Moves

moves-none = لا شيء مطلوب منك في هذا الملف الآن.
moves-back = إنهاء أو تراجع
moves-waits = بانتظار شخص آخر
moves-waits-confirm = بانتظار التأكيد
moves-waits-office = في انتظار مكتبك
moves-tell-office = أخبر مكتبي
moves-missing = { $count ->
    [one] ينقص شرط واحد
    [two] ينقص شرطان
    [few] تنقص { $count } شروط
    *[other] ينقص { $count } شرطًا
    }
moves-mend = معالجة
moves-propose = اقتراح: { $move }
moves-approve = اعتماد: { $move }
moves-fill = إدخال التفاصيل
form-error-at = { $label }: { $error }
check-met = مستوفى
check-unverified = لم يُتحقق منه
check-missing = ناقص
requirement-verify = تحقق
field-reason = السبب
hint-reason = يُحفظ مع الملف. اكتب ما يلزم فقط.
field-evidence = الدليل
hint-evidence = رقم المستند أو مكان حفظه.
field-on = في أي يوم
field-pin = الرقم السري للعامل
field-record = أيّها
field-comparison = عقد الوصول مقارنةً بالعقد الموقّع
field-fault = المسؤولية على
field-return-kind = نوع العودة
field-outcome = النتيجة
field-to = الحالة الجديدة
flash-other = تم.
flash-saved = تم الحفظ.
flash-moved = تم: انتقل الملف إلى الخطوة التالية.
flash-signed = تم التوقيع. تنتقل الحالة عندما يوقّع الطرف الأخير.
flash-proposed = تم الاقتراح. يقرر الآن شخص ثانٍ.
flash-registered = تم التسجيل. يجري إعداد القسيمة.
flash-verified = تم التحقق.
flash-invited = أُرسلت الدعوة.
flash-sent = تم الإرسال.
flash-signed-out = تم تسجيل خروجك.
flash-signed-out-everywhere = تم تسجيل الخروج من كل الأجهزة الأخرى.
flash-password-changed = تم تغيير كلمة السر. سجّل الدخول بها.
moves-refused = لم يتم بعد: { $move }
moves-refused-text = { $count ->
    [one] ما زال شيء واحد ناقصًا. ما كتبته محفوظ.
    [two] ما زال شيئان ناقصين. ما كتبته محفوظ.
    [few] ما زالت { $count } أشياء ناقصة. ما كتبته محفوظ.
    [many] ما زال { $count } شيئًا ناقصًا. ما كتبته محفوظ.
   *[other] ما زال { $count } شيء ناقصًا. ما كتبته محفوظ.
}
