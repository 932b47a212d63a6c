# Training, placement, figures, and the public page behind a paper's code.

sessions-empty = No sessions are planned for you.
sessions-what = Session
sessions-day = Day
sessions-hours = Hours
sessions-place = Place
sessions-attendance = Attendance
sessions-marked = { $marked } of { $all } marked
sessions-save = Save attendance
mark-present = Present
mark-late = Late
mark-absent = Absent
field-score = Score
employer-title = { $count ->
    [0] Nothing to confirm
    [one] One thing to confirm
    *[other] { $count } things to confirm
    }
employer-look = Look first
orders-all = Job orders
orders-empty = No job orders yet.
orders-occupation = Occupation
orders-starts = First day
orders-places = Places
orders-filled = { $filled } of { $all } filled
orders-workplace = Workplace
orders-wage = Wage
orders-hours = Hours a week
pool-text = People are shown by number. You see the name once an offer is accepted.
pool-empty = Nobody in the pool matches. Try another skill.
mission-title = Job orders to approve
mission-approve = Approve order
programme-title = The programme today
programme-funnel = Workers by stage
programme-quota = Quota
programme-used = { $taken } of { $all }
verify-valid = This paper is genuine
verify-valid-text = We issued it and it is in force.
verify-expired = This paper has expired
verify-expired-text = It is genuine, and its last day has passed.
verify-superseded = A newer version exists
verify-superseded-text = This paper is genuine, but it has been replaced. Ask for the newer one.
verify-void = This paper is void
verify-void-text = We issued it, and it no longer counts.
verify-unknown = This is not one of our papers
verify-unknown-text = Do not trust it. Tell the office that the paper names.
verify-kind = Paper
verify-number = Number
verify-initials = Initials
verify-issued = Issued
contract-title = Employment contract
contract-terms = Terms
contract-signatures = Signatures
contract-signed = Signed on { $date }
contract-unsigned = Not signed yet
contract-in-hand = In the worker’s hands
contract-handed = Handed over on { $date }
contract-not-handed = Not handed over yet
contract-hand-by = Hand it over by { $date }; after that the departure has to wait.
contract-hand-over = The worker has it in hand
contract-language = Language of the worker’s copy
contract-departs = Day of departure
contract-show = Read the contract
