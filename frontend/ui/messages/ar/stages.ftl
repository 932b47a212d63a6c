# Training, placement, figures, and the public page behind a paper's code.

sessions-empty = لا جلسات مقررة لك.
sessions-what = الجلسة
sessions-day = اليوم
sessions-hours = الساعات
sessions-place = المكان
sessions-attendance = الحضور
sessions-marked = سُجِّل { $marked } من { $all }
sessions-save = حفظ الحضور
mark-present = حاضر
mark-late = متأخر
mark-absent = غائب
field-score = الدرجة
employer-title = { $count ->
    [0] لا شيء للتأكيد
    [one] أمر واحد للتأكيد
    [two] أمران للتأكيد
    [few] { $count } أمور للتأكيد
    *[other] { $count } أمرًا للتأكيد
    }
employer-look = اطّلع أولًا
orders-all = طلبات العمالة
orders-empty = لا طلبات بعد.
orders-occupation = المهنة
orders-starts = أول يوم
orders-places = الوظائف
orders-filled = شُغل { $filled } من { $all }
orders-workplace = مكان العمل
orders-wage = الأجر
orders-hours = الساعات أسبوعيًا
pool-text = يظهر الأشخاص بأرقامهم. يظهر الاسم بعد قبول العرض.
pool-empty = لا أحد مطابق. جرّب مهارة أخرى.
mission-title = طلبات عمالة للاعتماد
mission-approve = اعتماد الطلب
programme-title = البرنامج اليوم
programme-funnel = العمال حسب المرحلة
programme-quota = الحصة
programme-used = { $taken } من { $all }
verify-valid = هذه الوثيقة صحيحة
verify-valid-text = أصدرناها وهي سارية.
verify-expired = انتهت صلاحية هذه الوثيقة
verify-expired-text = الوثيقة أصلية وقد انقضى آخر يوم لها.
verify-superseded = توجد نسخة أحدث
verify-superseded-text = الوثيقة صحيحة لكنها استُبدلت. اطلب الأحدث.
verify-void = هذه الوثيقة ملغاة
verify-void-text = أصدرناها ولم تعد معتمدة.
verify-unknown = ليست من وثائقنا
verify-unknown-text = لا تثق بها. أبلغ المكتب المذكور فيها.
verify-kind = الوثيقة
verify-number = الرقم
verify-initials = الأحرف الأولى
verify-issued = تاريخ الإصدار
contract-title = عقد العمل
contract-terms = الشروط
contract-signatures = التوقيعات
contract-signed = وُقِّع في { $date }
contract-unsigned = لم يُوقَّع بعد
contract-in-hand = بيد العامل
contract-handed = سُلِّم في { $date }
contract-not-handed = لم يُسلَّم بعد
contract-hand-by = يُسلَّم في موعد أقصاه { $date }، وإلا تأخّر السفر.
contract-hand-over = العقد بيد العامل
contract-language = لغة نسخة العامل
contract-departs = يوم السفر
contract-show = اقرأ العقد
contract-written-in = البنود هي كلمات صاحب العمل، مكتوبة بلغة: { $language }
contract-new-waits = أُعدّ عقد جديد.
contract-new-read = قراءة العقد الجديد
contract-new-transfer = عقد مع صاحب عمل آخر
contract-new-extension = تمديد العقد
contract-new-text = يسري بعد أن يوقّعه الجميع ويتم الانتقال. وحتى ذلك الحين يبقى العقد الحالي ساريًا.
contract-changes = ما الذي يتغيّر
contract-term = الشرط
contract-today = اليوم
contract-then = في العقد الجديد
contract-wage-falls = الأجر أقل من اليوم. ولا ينخفض إلا إذا وقّع العامل.
contract-answer = إجابتك
contract-sign = توقيع العقد الجديد
contract-sign-worker = العامل حاضر ويوقّع بالرقم السري
contract-drop = إلغاؤه
contract-drop-text = لا يتغيّر شيء عندئذ: يستمر العقد الحالي.
