//! From a list to a registered worker with a case, found eligible by two officers.

use sojourn_tests::{
    browser::Script,
    papers::{activation_code, words},
};

use super::{
    desk::{Desk, OFFICER, PIN, SECOND_OFFICER},
    list::{GIVEN, SURNAME, febrl},
};

pub async fn a_list_is_imported(desk: &Desk) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("workers.csv");
    std::fs::write(&file, febrl()).unwrap();

    desk.enter(OFFICER).await.says("Nothing needs you today").await;
    desk.press("Import a list").await;
    desk.page().await.fill(&[("File", file.to_str().unwrap())]).await;
    desk.press("Upload and look").await;

    // The columns are proposed by their names, with values beside them to judge by.
    let mapping = desk.page().await;
    mapping.says("lachlan").await;
    assert_eq!(mapping.value("given_name").await, "Given names");
    assert_eq!(mapping.value("surname").await, "Surname");
    assert_eq!(mapping.value("date_of_birth").await, "Date of birth");
    assert_eq!(mapping.value("soc_sec_id").await, "Leave out");
    mapping.fill(&[("Nationality", "Guatemala"), ("Sex", "Woman")]).await;
    desk.press("Try without writing").await;

    desk.sees("What would happen").await;
    desk.sees("There is no such date").await;
    desk.press("Create…").await;
    let report = desk.page().await;
    report.says("What happened").await.says("7\nworkers created").await;
    report.says("1\npossible duplicate").await.says("1\nrow refused").await;
}

pub async fn a_case_is_opened(desk: &mut Desk) {
    desk.enter(OFFICER).await;
    // Search is where an officer begins.
    desk.browser.search(SURNAME).await;
    desk.page().await.follow(SURNAME).await;
    desk.sees("A case opens once consent and identity are recorded.").await;
    desk.number = desk.browser.text(".who .number").await;
    desk.name = format!("{GIVEN} {SURNAME}");
    desk.sees(&desk.name).await;
    desk.press("Open a case").await;

    let form = desk.page().await;
    assert_eq!(form.value("Surname").await, SURNAME, "what is known is filled in");
    if desk.script == Script::On {
        the_passport_is_checked_while_it_is_typed(desk).await;
    }
    let form = desk.page().await;
    form.fill(&[
        ("Kind of document", "Passport"),
        ("Document number", "A1234567"),
        ("Issued by", "Guatemala"),
        ("Valid until", "2032-02-01"),
        ("Language of papers", "Español"),
        ("Programme", "Guatemala"),
    ])
    .await;
    desk.press("Register").await;

    // Without consent nobody is registered, and nothing has to be typed again.
    let form = desk.page().await;
    form.says("Without this consent nobody can be registered.").await;
    assert_eq!(form.value("Document number").await, "A1234567");
    form.tick("I agree that my data are kept").await;
    form.tick("I agree to be shown to employers").await;
    desk.press("Register").await;
    desk.sees("Registered. The slip is being made.").await;
    desk.journey_stands_at("Recruitment", "Registered").await;
}

/// The island's verdict comes from the domain's own rules, without a word to the server.
async fn the_passport_is_checked_while_it_is_typed(desk: &Desk) {
    desk.browser.islands_are_ready().await;
    let lines = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<19";
    desk.browser.fill("mrz", lines).await;
    desk.sees("The second line as a whole does not match its check digit.").await;
    desk.browser.fill("mrz", "").await;
    desk.browser.fill("mrz", "P<").await;
    desk.sees("Type both lines of 44 characters").await;
    // An empty field is no mistake.
    desk.browser.fill("mrz", " ").await;
    desk.page().await.is_silent_on("Type both lines of 44 characters").await;
}

pub async fn two_officers_find_eligible(desk: &Desk) {
    desk.enter_at_the_case(OFFICER).await;
    let screen = desk.part("Find eligible").await;
    screen.says("1 still missing").await.says("Not recorded yet").await;
    screen.press("Put it right: Documents verified by a second person").await;
    a_requirement_is_met(desk, "folder 12").await;
    desk.part("Find eligible").await.says("Recorded, but a second person has not verified it").await;

    desk.enter_at_the_case(SECOND_OFFICER).await;
    desk.press("Verify: Documents of the programme").await;
    desk.sees("Verified.").await;

    // Now it is on the first officer's list as what is next.
    let work = desk.enter(OFFICER).await;
    work.says("Find eligible").await;
    work.follow(SURNAME).await;
    desk.proposes("Find eligible").await;
    desk.second_person_approves(SECOND_OFFICER, "Find eligible").await;
    desk.opens_the_case().await;
    desk.journey_stands_at("Recruitment", "Screened").await;
}

/// Fills the open record in; a second person verifies it elsewhere.
pub async fn a_requirement_is_met(desk: &Desk, evidence: &str) {
    let form = desk.page().await;
    // Of an examination the form asks whether somebody is fit.
    let result = if form.text().await.contains("Temporarily unfit") { "Fit" } else { "Met" };
    form.fill(&[("Result", result), ("Valid until", &desk.in_days(700)), ("Evidence", evidence)]).await;
    desk.press("Save record").await;
    desk.sees("Saved.").await;
}

pub async fn the_worker_opens_their_own_access(desk: &Desk) {
    desk.enter_at_the_case(OFFICER).await;
    let slip = desk.part("Papers").await.address_of("Registration slip").await;
    let said = words(&desk.browser.download(&slip).await);
    let code = activation_code(&said);
    desk.leave().await;
    desk.press("First time? Use the code on your slip").await;
    let form = desk.page().await;
    let fields = [
        ("Worker number", desk.number.as_str()),
        ("Code on the slip", code.as_str()),
        ("Your new PIN", PIN),
        ("The PIN once more", PIN),
    ];
    form.fill(&fields).await;
    desk.press("Open my access").await;
    desk.sees(&format!("Hello, {GIVEN}")).await;
    desk.journey_stands_at("Recruitment", "Screened").await;
}
