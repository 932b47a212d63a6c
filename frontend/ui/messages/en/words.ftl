# Words of the field: states, stages, moves, guards, roles. Keys follow the codes of the domain.


## Stages

stage-recruitment = Recruitment
stage-training = Training
stage-placement = Placement
stage-remittance = Remittance
stage-reintegration = Return

## States

state-registered = Registered
state-screened = Screened
state-in-training = In training
state-certified = Certified
state-offered = Offered a job
state-accepted = Offer accepted
state-contracted = Contract signed
state-cleared = Cleared for departure
state-departed = Departed
state-employed = At work
state-returning = Returning
state-returned = Returned
state-reintegrating = Reintegrating
state-closed = Closed
state-withdrawn = Withdrawn
state-rejected = Rejected
state-lost-contact = Lost contact
state-deceased = Deceased

## Moves

transition-register = Open a case
transition-screen = Find eligible
transition-reject = Reject
transition-reconsider = Reconsider
transition-enrol = Enrol in training
transition-certify = Issue certificate
transition-lapse = Let certificate lapse
transition-offer = Offer a job
transition-retract = Retract offer
transition-accept = Accept offer
transition-decline = Decline offer
transition-expire = Let offer expire
transition-sign = Sign contract
transition-cancel = Cancel
transition-clear = Clear for departure
transition-revoke = Revoke clearance
transition-depart = Record departure
transition-confirm-arrival = Confirm arrival
transition-unconfirm = Undo arrival
transition-turn-back = Record turning back
transition-transfer = Transfer to another employer
transition-announce-return = Announce return
transition-resume = Resume work
transition-record-return = Record return
transition-approve-plan = Approve plan
transition-close = Close case
transition-reopen = Reopen case
transition-withdraw = Withdraw
transition-lose-contact = Record lost contact
transition-find = Record as found
transition-record-death = Record a death

## Guards: what must hold

guard-consent-recorded = Consent to registration
guard-identity-recorded = Identity document on record
guard-no-open-duplicate = No possible duplicate open
guard-intake-open = Intake open
guard-no-other-active-case = No other active case
guard-never-under-18 = At least 18 on the first day of work
guard-age-within-limits = Age within the programme’s limits
guard-documents-verified = Documents verified by a second person
guard-identity-valid = Passport valid long enough
guard-language-valid = Language result valid
guard-cooling-off-passed = Waiting time since the last contract
guard-rolling-window-within = Days abroad within the yearly maximum
guard-reason-given = Reason
guard-review-requested = Review asked for by the worker
guard-seat-free = Free seat in a course
guard-no-clash = No other session at the same time
guard-curriculum-met = Hours, attendance and score of the course
guard-exempt-or-certificate-valid = Exemption, or a valid certificate
guard-certificate-valid = Certificate valid on departure
guard-certificate-lapsed = Certificate run out
guard-matching-consent = Consent to be shown to employers
guard-employer-accredited = Employer accredited
guard-order-approved = Job order approved
guard-vacancy-left = A vacancy left
guard-wage-at-floor = Wage at or above the floor
guard-hours-within-limits = Weekly hours within the limit
guard-offer-open = An open offer
guard-offer-expired = Offer run out
guard-terms-shown = Terms shown in the worker’s language
guard-contract-complete = Every clause of the contract filled in
guard-all-signed = Signed by all
guard-quota-left = A place of the quota left
guard-quota-held = Place of the quota held
guard-fault-named = Whose fault it was
guard-departure-date-set = Day of departure planned
guard-visa-valid = Visa valid on departure
guard-medical-fit = Medical fitness valid on departure
guard-insurance-in-force = Insurance for the whole contract
guard-police-clear = Police clearance
guard-costs-within-ceiling = Recruitment costs within the ceiling
guard-contract-handed-over = Contract handed over in time
guard-clearance-valid = Clearance valid that day
guard-arrival-contract-compared = Contract at arrival compared with the signed one
guard-transfer-within-limit = Transfers within the limit
guard-new-contract = Contract with another employer signed
guard-not-turned-back = Not turned back
guard-return-kind-given = Kind of return
guard-return-date-given = Day of return
guard-support-requested = Support asked for
guard-assessment-done = Assessment on record
guard-plan-agreed = Plan agreed by the returnee
guard-plan-within-budget = Plan within the budget
guard-outcome-given = Outcome
guard-stayed-lawfully = Stayed abroad lawfully
guard-within-reopen-window = Closed recently enough to reopen
guard-return-known = Day and kind of return known
guard-workers-statement = The worker’s own statement
guard-attempts-documented = Attempts to reach the worker written down
guard-evidence-given = Evidence

## Why a guard does not hold

because-other = This is not met yet.
because-not-recorded = Not recorded yet
because-not-verified = Recorded, but a second person has not verified it
because-not-given = Not given yet
because-not-asked-for = The worker has not asked for it
because-not-taken = No place has been taken
because-not-approved = The mission has not approved it
because-not-agreed-yet = Not agreed yet
because-not-compared-yet = Not compared yet
because-not-shown-yet = Not shown yet
because-not-yet-valid = Not valid yet on that day
because-expired = Run out on the day that counts
because-expires-before = Runs out too early
because-waits-for-decision = A possible duplicate waits for a decision
because-another-case-is-active = Another case of this worker is active: it must end before the next begins
because-another-session-at-that-time = Another session is at that time
because-under-18-on-the-first-day-of-work = Under 18 on the first day of work: nobody may go
because-too-young = Too young for this programme
because-too-old = Too old for this programme
because-opens-on = The intake opens on { $day }: choose another programme, or wait until then
because-closed-on = The intake closed on { $day }: choose a programme whose intake is open
because-no-course-chosen = No course chosen yet
because-course-is-full = The course is full
because-too-few-hours = Too few hours attended
because-too-few = Too few so far
because-no-score-recorded = No score recorded
because-below-pass-mark = Score below the pass mark
because-no-exemption-or-certificate = Neither exemption nor valid certificate
because-still-valid = Still valid
because-still-open = Still open
because-not-accredited-or-suspended = The employer is not accredited, or suspended
because-all-places-filled = All places are filled
because-no-order-chosen = No job order chosen
because-below-floor = The wage is below the floor
because-other-currency = The wage is in another currency
because-too-many-hours = Too many hours a week
because-no-open-offer = There is no open offer
because-no-contract = There is no contract yet
because-clauses-missing = Clauses are missing: { $clauses }
because-no-plan-in-preparation = No plan is in preparation
because-plan-has-no-items = The plan has no items yet
because-signature-missing = A signature is missing
because-quota-used-up = The quota is used up
because-no-quota-for-this-year = No quota is set for this year
because-above-ceiling = The costs are above the ceiling
because-above-budget = The plan costs more than the budget
because-too-late = Handed over too late
because-too-long-ago = Too long ago
because-too-many-days = Too many days abroad in twelve months
because-limit-reached = The limit is reached
because-until = Possible from { $day }
because-in-the-future = The day is in the future
because-was-turned-back = The worker was turned back
because-only-when-staying = Only for somebody who stayed lawfully

## Roles

role-recruitment-officer = Recruitment officer
role-verifying-officer = Verifying officer
role-trainer = Trainer
role-centre-manager = Centre manager
role-employer = Employer
role-mission = Mission
role-case-worker = Case worker
role-service-partner = Service partner
role-health-officer = Health officer
role-inspector = Inspector
role-worker = Worker
role-programme-manager = Programme manager
role-analyst = Analyst
role-auditor = Auditor
role-administrator = Administrator

## Requirement records

requirement-passport = Passport seen
requirement-documents = Documents of the programme
requirement-medical = Medical fitness
requirement-visa = Visa or work permit
requirement-insurance = Insurance
requirement-police = Police clearance
requirement-language = Language result
requirement-training = Training certificate from elsewhere
requirement-costs = Recruitment costs
result-passed = Met
result-failed = Not met
result-pending = Not yet

## Other codes

fault-nobody = Nobody’s
fault-worker = The worker’s
fault-employer = The employer’s
fault-authority = An authority’s
comparison-same = The same terms
comparison-differs = Other terms than those signed
return-kind-end-of-contract = End of contract
return-kind-early = Early
return-kind-medical = For health
return-kind-forced = Forced
return-kind-emergency = Emergency
outcome-employed = Employed
outcome-self-employed = Self-employed
outcome-studying = Studying
outcome-migrating-again = Migrating again
outcome-stayed-lawfully = Stayed abroad lawfully
outcome-unreachable = Cannot be reached
outcome-no-support-wished = Wishes no support
sex-female = Woman
sex-male = Man
sex-unspecified = Other or not stated
identity-passport = Passport
identity-national-id = National identity card
identity-birth-certificate = Birth certificate
consent-registration = I agree that my data are kept for my journey. Without this I cannot be registered. I can withdraw it at any time.
consent-matching = I agree to be shown to employers: first by number, trade and skills only; my name after I accept an offer.
consent-destination = I agree that the authorities of the country of work receive what they need for visa and protection.
consent-reintegration = I agree that partners who support me after my return receive what they need for it.
guard-contract-extended = Extension of the contract signed
