# Words of the field: states, stages, moves, guards, roles. Keys follow the codes of the domain.


## Stages

stage-recruitment = التسجيل
stage-training = التدريب
stage-placement = التوظيف
stage-remittance = العمل والتحويلات
stage-reintegration = العودة

## States

state-registered = مسجَّل
state-screened = مقبول مبدئيًا
state-in-training = في التدريب
state-certified = حاصل على الشهادة
state-offered = لديه عرض عمل
state-accepted = قبل العرض
state-contracted = وُقِّع العقد
state-cleared = مأذون له بالسفر
state-departed = غادر
state-employed = على رأس العمل
state-returning = في طريق العودة
state-returned = عاد
state-reintegrating = في مرحلة إعادة الإدماج
state-closed = مغلق
state-withdrawn = انسحب
state-rejected = مرفوض
state-lost-contact = انقطع الاتصال
state-deceased = متوفى

## Moves

transition-register = فتح ملف
transition-screen = إقرار الأهلية
transition-reject = رفض
transition-reconsider = إعادة النظر
transition-enrol = التسجيل في التدريب
transition-certify = إصدار الشهادة
transition-lapse = إثبات انتهاء الشهادة
transition-offer = تقديم عرض عمل
transition-retract = سحب العرض
transition-accept = قبول العرض
transition-decline = الاعتذار عن العرض
transition-expire = إنهاء مهلة العرض
transition-sign = توقيع العقد
transition-cancel = إلغاء
transition-clear = الإذن بالسفر
transition-revoke = إلغاء الإذن بالسفر
transition-depart = تسجيل المغادرة
transition-confirm-arrival = تأكيد الوصول
transition-unconfirm = إلغاء تأكيد الوصول
transition-turn-back = تسجيل الإعادة
transition-transfer = النقل إلى صاحب عمل آخر
transition-announce-return = الإعلان عن العودة
transition-resume = استئناف العمل
transition-record-return = تسجيل العودة
transition-approve-plan = اعتماد الخطة
transition-close = إغلاق الملف
transition-reopen = إعادة فتح الملف
transition-withdraw = الانسحاب
transition-lose-contact = تسجيل انقطاع الاتصال
transition-find = تسجيل العثور عليه
transition-record-death = تسجيل وفاة

## Guards: what must hold

guard-consent-recorded = الموافقة على التسجيل
guard-identity-recorded = وثيقة هوية مسجلة
guard-no-open-duplicate = لا تكرار محتمل معلّق
guard-intake-open = باب القبول مفتوح
guard-no-other-active-case = لا ملف نشط آخر
guard-never-under-18 = بلوغ 18 سنة في أول يوم عمل
guard-age-within-limits = العمر ضمن حدود البرنامج
guard-documents-verified = وثائق تحقق منها شخص ثانٍ
guard-identity-valid = صلاحية جواز السفر كافية
guard-language-valid = نتيجة لغة سارية
guard-cooling-off-passed = مهلة الانتظار منذ آخر عقد
guard-rolling-window-within = أيام الإقامة ضمن الحد السنوي
guard-reason-given = السبب
guard-review-requested = طلب العامل إعادة النظر
guard-seat-free = مقعد شاغر في دورة
guard-no-clash = لا جلسة أخرى في الوقت نفسه
guard-curriculum-met = ساعات الدورة وحضورها ودرجتها
guard-exempt-or-certificate-valid = إعفاء أو شهادة سارية
guard-certificate-valid = شهادة سارية عند السفر
guard-certificate-lapsed = شهادة منتهية
guard-matching-consent = الموافقة على العرض على أصحاب العمل
guard-employer-accredited = صاحب عمل معتمد
guard-order-approved = طلب عمالة معتمد
guard-vacancy-left = وظيفة شاغرة
guard-wage-at-floor = أجر لا يقل عن الحد الأدنى
guard-hours-within-limits = ساعات أسبوعية ضمن الحد
guard-offer-open = عرض مفتوح
guard-offer-expired = عرض منتهٍ
guard-terms-shown = عرض الشروط بلغة العامل
guard-contract-complete = اكتمال بنود العقد
guard-all-signed = توقيع جميع الأطراف
guard-quota-left = مكان متبقٍّ في الحصة
guard-quota-held = مكان محجوز في الحصة
guard-fault-named = تحديد المسؤول
guard-departure-date-set = تحديد يوم السفر
guard-visa-valid = تأشيرة سارية عند السفر
guard-medical-fit = لياقة طبية سارية عند السفر
guard-insurance-in-force = تأمين طوال مدة العقد
guard-police-clear = شهادة خلو سوابق
guard-costs-within-ceiling = تكاليف التوظيف ضمن السقف
guard-contract-handed-over = تسليم العقد في موعده
guard-clearance-valid = إذن السفر سارٍ ذلك اليوم
guard-arrival-contract-compared = مقارنة عقد الوصول بالعقد الموقّع
guard-transfer-within-limit = عدد مرات النقل ضمن الحد
guard-new-contract = عقد مع صاحب عمل آخر موقّع
guard-not-turned-back = لم تتم إعادته
guard-return-kind-given = نوع العودة
guard-return-date-given = يوم العودة
guard-support-requested = طلب الدعم
guard-assessment-done = تقييم مسجل
guard-plan-agreed = موافقة العائد على الخطة
guard-plan-within-budget = الخطة ضمن الميزانية
guard-outcome-given = النتيجة
guard-stayed-lawfully = بقي في الخارج بصورة قانونية
guard-within-reopen-window = أُغلق خلال مهلة إعادة الفتح
guard-return-known = يوم العودة ونوعها معروفان
guard-workers-statement = إفادة العامل نفسه
guard-attempts-documented = توثيق محاولات الاتصال
guard-evidence-given = الدليل

## Why a guard does not hold

because-other = هذا الشرط غير مستوفى بعد.
because-not-recorded = لم يسجَّل بعد
because-not-verified = مسجَّل ولم يتحقق منه شخص ثانٍ بعد
because-not-given = لم يُذكر بعد
because-not-asked-for = لم يطلبه العامل
because-not-taken = لم يُحجز مكان
because-not-approved = لم تعتمده البعثة
because-not-agreed-yet = لم تتم الموافقة عليه بعد
because-not-compared-yet = لم تتم المقارنة بعد
because-not-shown-yet = لم يُعرض بعد
because-not-yet-valid = غير سارٍ بعد في ذلك اليوم
because-expired = منتهٍ في اليوم المعتبر
because-expires-before = ينتهي قبل الموعد المطلوب
because-waits-for-decision = تكرار محتمل ينتظر القرار
because-another-case-is-active = لهذا العامل ملف نشط آخر: يجب أن ينتهي قبل أن يبدأ غيره
because-another-session-at-that-time = توجد جلسة أخرى في ذلك الوقت
because-under-18-on-the-first-day-of-work = دون 18 سنة في أول يوم عمل: لا يُسمح بالسفر
because-too-young = أصغر من الحد المقرر للبرنامج
because-too-old = أكبر من الحد المقرر للبرنامج
because-opens-on = يُفتح باب القبول في { $day }: اختر برنامجًا آخر أو انتظر حتى ذلك اليوم
because-closed-on = أُغلق باب القبول في { $day }: اختر برنامجًا مفتوحًا
because-no-course-chosen = لم تُختر دورة بعد
because-course-is-full = الدورة مكتملة
because-too-few-hours = ساعات الحضور غير كافية
because-too-few = العدد غير كافٍ بعد
because-no-score-recorded = لا درجة مسجلة
because-below-pass-mark = الدرجة دون حد النجاح
because-no-exemption-or-certificate = لا إعفاء ولا شهادة سارية
because-still-valid = ما زال ساريًا
because-still-open = ما زال مفتوحًا
because-not-accredited-or-suspended = صاحب العمل غير معتمد أو موقوف
because-all-places-filled = جميع الوظائف مشغولة
because-no-order-chosen = لم يُختر طلب عمالة
because-below-floor = الأجر دون الحد الأدنى
because-other-currency = الأجر بعملة أخرى
because-too-many-hours = ساعات أسبوعية أكثر من المسموح
because-no-open-offer = لا عرض مفتوح
because-no-contract = لا عقد بعد
because-clauses-missing = بنود ناقصة: { $clauses }
because-no-plan-in-preparation = لا توجد خطة قيد الإعداد
because-plan-has-no-items = لا تتضمن الخطة أي بند بعد
because-signature-missing = ينقص توقيع
because-quota-used-up = استُنفدت الحصة
because-no-quota-for-this-year = لا حصة محددة لهذه السنة
because-above-ceiling = التكاليف تتجاوز السقف
because-above-budget = الخطة تتجاوز الميزانية
because-too-late = سُلِّم متأخرًا
because-too-long-ago = مضى وقت طويل
because-too-many-days = أيام كثيرة في الخارج خلال اثني عشر شهرًا
because-limit-reached = بُلغ الحد الأقصى
because-until = ممكن ابتداءً من { $day }
because-in-the-future = اليوم في المستقبل
because-was-turned-back = أُعيد العامل
because-only-when-staying = لمن بقي بصورة قانونية فقط

## Roles

role-recruitment-officer = موظف التسجيل
role-verifying-officer = موظف التحقق
role-trainer = مدرب
role-centre-manager = مدير المركز
role-employer = صاحب عمل
role-mission = البعثة
role-case-worker = الأخصائي الاجتماعي
role-service-partner = شريك الخدمات
role-health-officer = الموظف الصحي
role-inspector = مفتش
role-worker = عامل
role-programme-manager = مدير البرنامج
role-analyst = محلل
role-auditor = مدقق
role-administrator = مسؤول النظام

## Requirement records

requirement-passport = الاطلاع على جواز السفر
requirement-documents = وثائق البرنامج
requirement-medical = اللياقة الطبية
requirement-visa = التأشيرة أو رخصة العمل
requirement-insurance = التأمين
requirement-police = خلو السوابق
requirement-language = نتيجة اللغة
requirement-training = شهادة تدريب من جهة أخرى
requirement-costs = تكاليف التوظيف
result-passed = مستوفى
result-failed = غير مستوفى
result-pending = ليس بعد

## Other codes

fault-nobody = لا أحد
fault-worker = العامل
fault-employer = صاحب العمل
fault-authority = جهة رسمية
comparison-same = الشروط نفسها
comparison-differs = شروط غير التي وُقّع عليها
return-kind-end-of-contract = انتهاء العقد
return-kind-early = مبكرة
return-kind-medical = لأسباب صحية
return-kind-forced = قسرية
return-kind-emergency = طارئة
outcome-employed = موظف
outcome-self-employed = يعمل لحسابه
outcome-studying = يدرس
outcome-migrating-again = يهاجر مجددًا
outcome-stayed-lawfully = بقي في الخارج قانونيًا
outcome-unreachable = يتعذر الوصول إليه
outcome-no-support-wished = لا يرغب في الدعم
sex-female = امرأة
sex-male = رجل
sex-unspecified = آخر أو غير مذكور
identity-passport = جواز سفر
identity-national-id = بطاقة الهوية الوطنية
identity-birth-certificate = شهادة الميلاد
consent-registration = أوافق على حفظ بياناتي من أجل رحلة عملي. بدون ذلك لا يمكن تسجيلي. ويمكنني التراجع في أي وقت.
consent-matching = أوافق على عرضي على أصحاب العمل: بالرقم والمهنة والمهارات أولًا، ويظهر اسمي بعد قبولي عرضًا.
consent-destination = أوافق على أن تتلقى سلطات بلد العمل ما يلزم للتأشيرة والحماية.
consent-reintegration = أوافق على أن يتلقى الشركاء الذين يدعمونني بعد عودتي ما يلزم لذلك.
guard-contract-extended = تمديد العقد موقّع
