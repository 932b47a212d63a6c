# Work lists, workers, registration, imports.

work-title = { $count ->
    [0] Nothing needs you today
    [one] One thing needs you today
    [10001] More than 10,000 things need you today
    *[other] { $count } things need you today
    }
work-register = Register a worker
work-import = Import a list
work-list = Due and overdue
work-empty = Nothing waits for you. Well done.
work-worker = Worker
work-journey = Journey
work-next = What is next
work-held = Held by
work-due = Due
work-you = You
workers-title = Workers
workers-none = Nobody found. Try part of the name, or the number.
workers-empty = No workers yet. Register the first one.
workers-no-case = no case
field-q = Find
hint-q = Name, worker or case number, document, phone
list-search = Show
list-export = Download as CSV
register-title = Register a worker
register-do = Register
register-read = Read the lines
register-person = Person
register-document = Identity document
register-contact = Contact and language
register-journey = Journey
register-consent = Consent
register-consent-text = Read each sentence to the person. Tick only what they agree to.
register-duplicates = This may be somebody we know
register-duplicates-text = Look at each record before you go on.
register-another-person = I have looked: this is another person.
field-mrz = Lines at the foot of the passport
hint-mrz = Type or paste both lines: they fill the form and are checked.
mrz-good = All check digits match.
field-surname = Surname
hint-surname = As in the passport, or the only name
field-given-names = Given names
hint-given-names = Leave empty for a person with one name
field-own-script-name = Name in own script
field-parent-name = Father’s or mother’s name
field-sex = Sex
field-born = Date of birth
hint-born = As much as is known; the year is enough.
field-nationality = Nationality
field-document-kind = Kind of document
field-document-number = Document number
field-document-issuer = Issued by
field-document-expires = Valid until
field-phone = Phone
hint-phone = With country code, such as +502 5555 0101
field-address = Street and house
field-district = District
field-postcode = Postcode
field-language = Language of papers
hint-language = The language the person reads best
field-programme = Programme
worker-number = Worker
worker-journeys = Journeys
worker-no-journey = No journey yet. A case opens once consent and identity are recorded.
worker-no-document = No identity document recorded yet.
worker-access = The worker’s own sign-in
worker-access-text = A new code makes the old PIN useless. Hand it over in person.
worker-new-code = Issue a new code
worker-own-word-look = Look at the case and confirm
consent-given = given
consent-not-given = not given
import-title = Import a list of workers
import-text = Nothing is written until you have seen what would happen.
field-file = File
hint-file = CSV (UTF-8), at most 10 MB, column names in the first row
import-upload = Upload and look
import-earlier = Earlier imports
import-mapping = Which column is what?
import-column = Column
import-values = Some values
import-field = Is the field
import-leave-out = Leave out
import-dry = Try without writing
import-dry-text = The next step only tries: nothing is written yet.
import-dry-title = What would happen
import-done-title = What happened
import-running = { $done } of { $all } rows done. You can leave this page and come back.
import-look-again = Look again
import-created = { $count ->
    [one] worker created
    *[other] workers created
    }
import-duplicates = { $count ->
    [one] possible duplicate
    *[other] possible duplicates
    }
import-refused = { $count ->
    [one] row refused
    *[other] rows refused
    }
import-run = { $count ->
    [one] Create { $count } worker
    *[other] Create { $count } workers
    }
import-download = Download the report
import-rows = Rows that need a look
import-line = Line
import-outcome = Outcome
import-why = Why
import-row-created = created
import-row-duplicate = possible duplicate
import-row-refused = refused
import-same-as-line = line { $line } of this file
