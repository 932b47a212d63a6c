# The frame of every page, and what all lists and forms share.

frame-skip = Skip to content
frame-demo = Demonstration: every person here is invented.
frame-search = Search
frame-search-hint = Name or number
frame-sign-out = Sign out
frame-language = Language
frame-about = Sojourn: from registration to return
frame-unread = 
    Messages: { $count ->
    [one] { $count } new
    *[other] { $count } new
    }
nav-label = Main
nav-work = Work
nav-workers = Workers
nav-cases = Cases
nav-approvals = Approvals
nav-import = Import
nav-sessions = Sessions
nav-orders = Job orders
nav-pool = Find workers
nav-journey = My journey
nav-inbox = Messages
nav-help = Ask for help
nav-account = Account and devices

## Dates

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
date-long = { $day } { $month } { $year }
date-time = { $date }, { $time } UTC
date-weekday = { $weekday } { $date }

## Lists

due-over = { $days ->
    [one] { $days } day over
    *[other] { $days } days over
    }
due-today = today
due-in = { $days ->
    [one] tomorrow
    *[other] in { $days } days
    }
pager-label = Pages
pager-first = Back to the start
pager-next = Next page

## Forms

form-optional = optional
form-choose = Choose
form-day = Day
form-month = Month
form-year = Year
form-errors = { $count ->
    [one] One thing needs your attention
    *[other] { $count } things need your attention
    }

## The journey

journey-title = Journey
journey-dots = { $state }: stage { $stage } of 5
journey-since = { $state }, since { $date }
journey-done = done
journey-now = now
journey-ahead = still to come

## Moves

moves-none = There is nothing for you to do on this case now.
moves-back = End or undo
moves-waits = waiting for another person
moves-waits-confirm = to confirm
moves-waits-office = waiting for your office
moves-tell-office = Tell my office
moves-missing = { $count ->
    [one] { $count } still missing
    *[other] { $count } still missing
    }
moves-mend = Put it right
moves-propose = Propose: { $move }
moves-approve = Approve: { $move }
moves-fill = Give the details
form-error-at = { $label }: { $error }
check-met = met
check-unverified = not verified yet
check-missing = missing
requirement-verify = Verify
field-reason = Reason
hint-reason = It is kept with the case. Leave out what nobody needs to know.
field-evidence = Evidence
hint-evidence = Number of the paper, or where it is kept.
field-on = On which day
field-pin = PIN of the worker
field-record = Which one
field-comparison = Contract at arrival, compared with the signed one
field-fault = Whose fault it was
field-return-kind = Kind of return
field-outcome = Outcome
field-to = New state
flash-other = Done.
flash-saved = Saved.
flash-moved = Done: the case has moved on.
flash-signed = Signed. The case moves on when the last party has signed.
flash-proposed = Proposed. A second person decides now.
flash-registered = Registered. The slip is being made.
flash-verified = Verified.
flash-invited = Invited. The e-mail is on its way.
flash-sent = Sent.
flash-signed-out = You are signed out.
flash-signed-out-everywhere = Every other device is signed out.
flash-password-changed = Your password is changed. Sign in with it.
moves-refused = Not done yet: { $move }
moves-refused-text = { $count ->
    [one] One thing is still missing. What you typed is kept.
   *[other] { $count } things are still missing. What you typed is kept.
}
