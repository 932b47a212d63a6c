# First pages: what is due, what is next, figures.

nav-figures = Figures
work-figure-overdue = overdue
work-figure-ahead = due within a week
work-figure-decide = to decide
work-figure-next = next steps
work-figure-others = waiting for others
work-figure-orders = job orders to approve
work-figure-contracts = contracts to sign
work-figure-requests = requests for support
work-figure-incidents = incidents
contracts-to-sign = Contracts to sign
contracts-to-sign-none = No contract waits for a signature of yours.
incidents-title = Incidents
incidents-none = No incident waits for anybody.
incidents-since = Since
work-steps = Next steps
due-all = See all of it
due-none = Nothing is due.
due-what = What is due
due-of-which = { $count ->
    [0] none overdue
    *[other] { $count } overdue
    }
due-kind-departure = Departure to record
due-kind-hand-over = Contract to hand over
due-kind-arrival = Arrival to confirm
due-kind-passport = Passport runs out before departure
due-kind-medical = Medical record runs out before departure
due-kind-medical-missing = Medical record missing
due-kind-visa = Visa runs out before departure
due-kind-insurance = Insurance runs out before departure
due-kind-certificate = Training certificate runs out before departure
due-kind-follow-up = Follow-up
due-kind-plan = Plan to approve
due-kind-help = Call for help to answer
requests-title = Requests for support
requests-asked = Asked
figures-text = Cases without identities. Numbers under five are kept back, and so is a second one wherever the first could be worked out.
figures-states = By state
figures-districts = By district
figures-all = All
figures-unknown = unknown
figures-kept-back = kept back
programme-offices = Overdue by office
programme-office = Office
programme-on-time = Nothing is overdue in any office.
programme-approvals-all = See all that waits
programme-median = { $days ->
    [one] Median { $days } day (last cases: { $cases })
    *[other] Median { $days } days (last cases: { $cases })
    }
sessions-today = { $count ->
    [0] No session today
    [one] One session today
    *[other] { $count } sessions today
    }
sessions-later = To come
sessions-open = Open the roster
inspection-title = Training in your programmes
inspection-text = Sessions, seats and certificates, and nobody’s name.
inspection-seats = Seats taken
inspection-certificates = Certificates
inspection-until = Valid until
inspection-valid = valid
inspection-over = has run out
inspection-revoked = revoked
findings-title = Findings
findings-on = Written down on
findings-noted = That you read this is noted.
findings-earlier = Earlier examinations
field-findings = Findings
hint-findings = Only the health role reads them. Everybody else sees the result and the date.
fitness-passed = Fit
fitness-failed = Unfit
fitness-pending = Temporarily unfit
