//! Where each page and each form's target is. The server's routes use the same words.

/// Sign-in, page and POST (`identifier`, `secret`, `next`).
pub const SIGN_IN: &str = "/sign-in";
/// POST: one-click entry of a demonstration account (`account`).
pub const SIGN_IN_DEMO: &str = "/sign-in/demo";
/// POST: sign out of this device.
pub const SIGN_OUT: &str = "/sign-out";
/// POST: language switch (`locale`, `next`).
pub const LANGUAGE: &str = "/language";
/// Forgotten password, page and POST (`email`).
pub const FORGOT: &str = "/forgot";
/// A worker's first PIN, page and POST (`number`, `code`, `pin`, `pin_again`).
pub const ACTIVATE: &str = "/activate";
/// A worker's own proposal to be registered, page and POST, for anybody.
pub const JOIN: &str = "/join";
/// POST: fills that form from the machine-readable zone and shows it again.
pub const JOIN_READ: &str = "/join/read";
/// Account settings.
pub const ACCOUNT: &str = "/account";
/// POST: sign out of every device.
pub const SIGN_OUT_EVERYWHERE: &str = "/account/sign-out-everywhere";
/// POST: makes a token for a program (`label`, `scope`, `days`).
pub const TOKENS: &str = "/account/tokens";
/// The work list, first page of everybody signed in.
pub const HOME: &str = "/";
/// Search (`q`).
pub const SEARCH: &str = "/search";
/// Workers: list (`q`, `after`).
pub const WORKERS: &str = "/workers";
/// Registration, page and POST.
pub const REGISTER: &str = "/workers/new";
/// POST: fills the registration form from the machine-readable zone and shows it again.
pub const REGISTER_READ: &str = "/workers/new/read";
/// Workers' own proposals: list (`q`, `after`).
pub const PROPOSALS: &str = "/proposals";
/// Cases: list (`state`, `stage`, `programme`, `q`, `after`).
pub const CASES: &str = "/cases";
/// Approvals waiting.
pub const APPROVALS: &str = "/approvals";
/// Import: upload page and POST (`file`, multipart).
pub const IMPORT: &str = "/import";
/// Job orders of the employer.
pub const ORDERS: &str = "/orders";
/// A new job order, page and POST.
pub const ORDER_NEW: &str = "/orders/new";
/// The pool, as the employer sees it.
pub const POOL: &str = "/pool";
/// Sessions of the trainer.
pub const SESSIONS: &str = "/sessions";
/// A new course, page and POST.
pub const COURSE_NEW: &str = "/sessions/course";
/// A new session, page and POST.
pub const SESSION_NEW: &str = "/sessions/new";
/// What was referred to a service partner.
pub const REFERRED: &str = "/referred";
/// People to phone.
pub const CALLS: &str = "/calls";
/// Dead letters.
pub const LETTERS: &str = "/letters";
/// The worker's own messages.
pub const INBOX: &str = "/inbox";
/// The worker's thread for help, page and POST (`text`).
pub const HELP: &str = "/help";
/// The returnee's request for support, page and POST.
pub const SUPPORT: &str = "/support";
/// The page that describes the API.
pub const DEVELOPERS: &str = "/developers";

/// Accounts: list (`q`, `status`, `organisation`, `after`).
pub const ACCOUNTS: &str = "/accounts";
/// Inviting somebody, page and POST.
pub const ACCOUNT_NEW: &str = "/accounts/new";
/// Organisations: list (`q`, `kind`, `after`).
pub const ORGANISATIONS: &str = "/organisations";
/// A new organisation, page and POST.
pub const ORGANISATION_NEW: &str = "/organisations/new";
/// What is due on one's list (`kind`, `after`).
pub const DUE: &str = "/due";
/// Figures without identities.
pub const FIGURES: &str = "/figures";
/// The same as a file.
pub const FIGURES_CSV: &str = "/figures.csv";
/// The audit trail (`account`, `case`, `act`, `from`, `until`, `after`).
pub const AUDIT: &str = "/audit";

/// Somebody's account, for the administrator.
pub fn staff(id: &str) -> String {
    format!("/accounts/{id}")
}
/// POST: gives a role (`version`, `role`, `organisation`, `district`).
pub fn staff_roles(id: &str) -> String {
    format!("/accounts/{id}/roles")
}
/// POST: takes a role back (the same fields).
pub fn staff_role_end(id: &str) -> String {
    format!("/accounts/{id}/roles/end")
}
/// POST: switches an account off.
pub fn staff_disable(id: &str) -> String {
    format!("/accounts/{id}/disable")
}
/// POST: switches an account on again.
pub fn staff_enable(id: &str) -> String {
    format!("/accounts/{id}/enable")
}
/// POST: mails the invitation again, or a link to a new password.
pub fn staff_link(id: &str) -> String {
    format!("/accounts/{id}/link")
}
/// An organisation's page.
pub fn organisation(id: &str) -> String {
    format!("/organisations/{id}")
}
/// Describes an organisation anew, page and POST (`version`, `name`, `organisation_kind`, `country`).
pub fn organisation_edit(id: &str) -> String {
    format!("/organisations/{id}/edit")
}
/// POST: accredits (`version`, `accredited_from`, `accredited_until`).
pub fn organisation_accredit(id: &str) -> String {
    format!("/organisations/{id}/accredit")
}
/// POST: suspends (`version`, `reason`).
pub fn organisation_suspend(id: &str) -> String {
    format!("/organisations/{id}/suspend")
}
/// POST: ends a suspension (`version`).
pub fn organisation_lift(id: &str) -> String {
    format!("/organisations/{id}/lift")
}
/// A worker's page.
pub fn worker(id: &str) -> String {
    format!("/workers/{id}")
}
/// Opens a case for a worker on record, page and POST.
pub fn open_case(worker: &str) -> String {
    format!("/workers/{worker}/case")
}
/// POST: fills that form from the machine-readable zone and shows it again.
pub fn open_case_read(worker: &str) -> String {
    format!("/workers/{worker}/case/read")
}
/// The receipt of a worker's own proposal, for whoever holds its seal.
pub fn receipt(reference: &str, seal: &str) -> String {
    format!("/join/{reference}/{seal}")
}
/// A proposal: the officer's form, and the POST that confirms it.
pub fn proposal(id: &str) -> String {
    format!("/proposals/{id}")
}
/// POST: fills the officer's form from the machine-readable zone and shows it again.
pub fn proposal_read(id: &str) -> String {
    format!("/proposals/{id}/read")
}
/// POST: declines a proposal (`reason`).
pub fn decline_proposal(id: &str) -> String {
    format!("/proposals/{id}/decline")
}
/// A case's page.
pub fn case(id: &str) -> String {
    format!("/cases/{id}")
}
/// The form of an act on a case, and POST.
pub fn act(case: &str, act: &str) -> String {
    format!("/cases/{case}/acts/{act}")
}
/// The offers of a case with their terms.
pub fn offers(case: &str) -> String {
    format!("/cases/{case}/offers")
}
/// The contract of a case.
pub fn contract(case: &str) -> String {
    format!("/cases/{case}/contract")
}
/// The contract drawn up to follow it.
pub fn new_contract(case: &str) -> String {
    format!("/cases/{case}/contract/new")
}
/// POST: a partner delivered an item (`on`).
pub fn deliver(item: &str) -> String {
    format!("/referred/{item}/deliver")
}
/// A thread of help, for whoever answers it; page and POST (`text`).
pub fn thread(id: &str) -> String {
    format!("/help/{id}")
}
/// Opens a message.
pub fn message(id: &str) -> String {
    format!("/inbox/{id}")
}
/// POST: somebody was phoned about a message.
pub fn call(id: &str) -> String {
    format!("/calls/{id}")
}
/// POST: puts a dead letter back into the queue.
pub fn retry_letter(id: &str) -> String {
    format!("/letters/{id}/retry")
}
/// POST: decides a job order (`decision` = `approve`, `refuse` or `close`).
pub fn order(id: &str) -> String {
    format!("/orders/{id}")
}
/// POST: a move of a case (`transition`, `version`, and what the move asks for).
pub fn advance(id: &str) -> String {
    format!("/cases/{id}/advance")
}
/// Requirement records of a case: form and POST, by kind.
pub fn requirement(case: &str, kind: &str) -> String {
    format!("/cases/{case}/requirements/{kind}")
}
/// Findings of a medical record, for the health role.
pub fn findings(case: &str, record: &str) -> String {
    format!("/cases/{case}/findings/{record}")
}
/// POST: verifies a requirement record.
pub fn verify_requirement(case: &str, record: &str) -> String {
    format!("/cases/{case}/requirements/{record}/verify")
}
/// POST: decides an approval (`decision` = `approve` or `refuse`, `reason`).
pub fn approval(id: &str) -> String {
    format!("/approvals/{id}")
}
/// An import: mapping, report.
pub fn import(id: &str) -> String {
    format!("/import/{id}")
}
/// The report of an import as a file.
pub fn import_report(id: &str) -> String {
    format!("/import/{id}/report.csv")
}
/// A session's roster, page and POST.
pub fn session(id: &str) -> String {
    format!("/sessions/{id}")
}
/// A document's file.
pub fn document(id: &str) -> String {
    format!("/documents/{id}")
}
/// POST: signs one device out.
pub fn end_session(id: &str) -> String {
    format!("/account/sessions/{id}/end")
}
/// POST: runs an import that was tried dry.
pub fn import_run(id: &str) -> String {
    format!("/import/{id}/run")
}
/// POST: revokes a token.
pub fn revoke_token(id: &str) -> String {
    format!("/account/tokens/{id}/revoke")
}
