# الصفحات الأولى: المستحق والخطوات والأرقام.

nav-figures = الأرقام
work-figure-overdue = متأخر
work-figure-ahead = مستحق خلال أسبوع
work-figure-decide = للبتّ فيه
work-figure-next = الخطوات التالية
work-figure-others = بانتظار غيرك
work-figure-orders = طلبات عمل للموافقة
work-figure-contracts = عقود للتوقيع
work-figure-requests = طلبات دعم
work-figure-incidents = حوادث
contracts-to-sign = عقود للتوقيع
contracts-to-sign-none = لا عقد ينتظر توقيعك.
incidents-title = الحوادث
incidents-none = لا حادث ينتظر أحدًا.
incidents-since = منذ
work-steps = الخطوات التالية
due-all = عرض الكل
due-none = لا شيء مستحق.
due-what = المستحق
due-of-which = { $count ->
    [0] لا متأخر
    [one] متأخر واحد
    [two] متأخران
    *[other] { $count } متأخرة
    }
due-kind-departure = مغادرة تُسجَّل
due-kind-hand-over = عقد يُسلَّم
due-kind-arrival = وصول يُؤكَّد
due-kind-passport = جواز ينتهي قبل المغادرة
due-kind-medical = فحص طبي ينتهي قبل المغادرة
due-kind-medical-missing = فحص طبي غير مسجّل
due-kind-visa = تأشيرة تنتهي قبل المغادرة
due-kind-insurance = تأمين ينتهي قبل المغادرة
due-kind-certificate = شهادة تدريب تنتهي قبل المغادرة
due-kind-follow-up = متابعة
due-kind-plan = خطة تُعتمد
due-kind-help = طلب مساعدة بلا رد
requests-title = طلبات الدعم
requests-asked = طُلب
figures-text = ملفات بلا هويات. تُحجب الأعداد دون الخمسة، ويُحجب عدد ثانٍ حيث يمكن استنتاج الأول.
figures-states = حسب الحالة
figures-districts = حسب المنطقة
figures-all = الكل
figures-unknown = غير معروف
figures-kept-back = محجوب
programme-offices = المتأخر حسب المكتب
programme-office = المكتب
programme-on-time = لا متأخر في أي مكتب.
programme-approvals-all = عرض كل ما ينتظر
programme-median = { $days ->
    [one] الوسيط يوم واحد، لآخر الملفات التي مرّت ({ $cases })
    [two] الوسيط يومان، لآخر الملفات التي مرّت ({ $cases })
    [few] الوسيط { $days } أيام، لآخر الملفات التي مرّت ({ $cases })
    *[other] الوسيط { $days } يومًا، لآخر الملفات التي مرّت ({ $cases })
    }
sessions-today = { $count ->
    [0] لا جلسة اليوم
    [one] جلسة واحدة اليوم
    [two] جلستان اليوم
    [few] { $count } جلسات اليوم
    [many] { $count } جلسة اليوم
    *[other] { $count } جلسة اليوم
    }
sessions-later = القادمة
sessions-open = فتح القائمة
inspection-title = التدريب في برامجكم
inspection-text = جلسات ومقاعد وشهادات، بلا أسماء.
inspection-seats = المقاعد المشغولة
inspection-certificates = الشهادات
inspection-until = صالحة حتى
inspection-valid = صالحة
inspection-over = منتهية
inspection-revoked = ملغاة
findings-title = نتائج الفحص
findings-on = دُوّن في
findings-noted = دُوّن أنك قرأت هذا.
findings-earlier = فحوص سابقة
field-findings = نتائج الفحص
hint-findings = لا يقرؤها إلا الدور الصحي. ويرى سواه النتيجة والتاريخ.
fitness-passed = لائق
fitness-failed = غير لائق
fitness-pending = غير لائق مؤقتًا
