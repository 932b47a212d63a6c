# عمال يقترحون تسجيلهم بأنفسهم، والمكتب الذي يؤكده. جمل قصيرة.

sign-in-join-text = لست مسجلًا بعد؟
sign-in-join = اقترح تسجيلك
join-title = اقترح تسجيلك
join-text = يمكنك أن تبدأ هنا. لا يكلّفك ذلك شيئًا. يسجلك موظف عندما تأتي إلى المكتب.
join-closed = لا يوجد برنامج مفتوح الآن. اسأل في مكتبك.
join-step-form = املأ هذا النموذج.
join-step-reference = تحصل على رقم مرجعي. اكتبه أو اطبعه.
join-step-office = تعال به إلى المكتب، ومعك جواز سفرك أو بطاقة هويتك.
join-where = إلى أين تريد أن تذهب
field-office = المكتب
hint-office = المكتب الذي ستأتي إليه
join-lines = أسرع: انسخ سطور جواز سفرك
join-hint-mrz = اكتب أو ألصق السطرين في أسفل صفحة الصورة. يملآن النموذج.
join-you = عنك
join-hint-given-names = اتركه فارغًا إن كان لك اسم واحد
join-hint-born = ما تعرفه. تكفي السنة.
join-document = جواز سفرك أو بطاقة هويتك
join-document-text = ليس لديك بعد؟ اترك هذا فارغًا.
join-contact = كيف نصل إليك
join-hint-language = اللغة التي تقرؤها أفضل
join-consent = ما توافق عليه
join-consent-text = اقرأ كل جملة. أشّر فقط على ما توافق عليه.
join-do = أرسل اقتراحي
join-kept = نحتفظ بهذا 30 يومًا. إن لم تأتِ يُحذف.
field-website = اترك هذا فارغًا
receipt-title = أُرسل اقتراحك
receipt-reference = رقمك المرجعي
receipt-note = اكتبه، أو اطبع هذه الصفحة.
receipt-go = تعال إلى هذا المكتب
receipt-until = تعال حتى { $date }. بعد ذلك يُحذف اقتراحك.
receipt-bring = أحضر معك
receipt-bring-reference = هذا الرقم المرجعي
receipt-bring-document = جواز سفرك أو بطاقة هويتك، لا نسخة عنها
receipt-bring-papers = شهاداتك، إن كانت لديك
receipt-free = لا يحق لأحد أن يطلب منك مالًا مقابل ذلك.
receipt-not-yet = لست مسجلًا بعد. يسجلك موظف عندما تأتي.
nav-proposals = الاقتراحات
work-proposals = { $count ->
    [zero] لم يقترح أحد تسجيله
    [one] شخص واحد اقترح تسجيله ومن المتوقع أن يأتي
    [two] شخصان اقترحا تسجيلهما ومن المتوقع أن يأتيا
    [few] { $count } أشخاص اقترحوا تسجيلهم ومن المتوقع أن يأتوا
    [many] { $count } شخصًا اقترحوا تسجيلهم ومن المتوقع أن يأتوا
    *[other] { $count } شخص اقترحوا تسجيلهم ومن المتوقع أن يأتوا
    }
proposals-title = تسجيلات مقترحة
proposals-text = أشخاص ملؤوا النموذج بأنفسهم. يأتون برقم مرجعي ووثيقتهم.
proposals-none = لم يُعثر على أحد. اطلب الرقم المرجعي، أو جرّب جزءًا من الاسم.
proposals-empty = لم يقترح أحد تسجيله.
hint-q-proposals = الرقم المرجعي أو الاسم
proposals-reference = الرقم المرجعي
proposals-sent = أُرسل في
proposals-until = محفوظ حتى
proposal-title = تأكيد تسجيل
proposal-sent = أُرسل في { $date }، محفوظ حتى { $until }
proposal-text = ملأ الشخص هذا بنفسه. قارنه بالوثيقة التي أمامك.
proposal-identity = من أمامك
proposal-identity-shown = رأيت هذا الشخص مع هذه الوثيقة.
proposal-confirm = أكّد وسجّل
proposal-decline = رفض هذا الاقتراح
proposal-decline-text = يُحذف ما كتبه الشخص. يمكنه إرسال اقتراح آخر.
proposal-decline-do = ارفض
flash-proposal-declined = رُفض. حُذف ما كتبه الشخص.
error-identity-not-shown = قل إنك رأيت الشخص مع الوثيقة.
error-leave-empty = اترك هذا فارغًا.
error-office-elsewhere = هذا المكتب لا يشارك في هذا البرنامج. اختر مكتبًا آخر.
