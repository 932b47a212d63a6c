//! An order and its approval, an offer read before it is accepted, a contract of three, a clearance of two.

use super::{
    desk::{Desk, EMPLOYER, MISSION, OFFICER, SECOND_OFFICER},
    list::SURNAME,
    recruitment::a_requirement_is_met,
};

const JOB: &str = "Cosecha de hortalizas";

pub async fn an_order_is_approved(desk: &Desk) {
    desk.enter(EMPLOYER).await;
    desk.go("Job orders").await;
    desk.press("New job order").await;
    let (starts, ends) = (desk.in_days(120), desk.in_days(320));
    let order = [
        ("Programme", "Guatemala"),
        ("Title", JOB),
        ("Occupation", "9211"),
        ("Sector", "01"),
        ("How many people", "4"),
        ("Sex", "Anybody"),
        ("Wage", "2900"),
        ("Currency", "CAD"),
        ("For", "a month"),
        ("Hours a week", "44"),
        ("First day of work", starts.as_str()),
        ("Last day of work", ends.as_str()),
        ("Workplace", "Saint-Rémi"),
    ];
    desk.page().await.fill(&order).await;
    desk.press("Save").await;
    // The clauses are missing; the job need not be typed again.
    let form = desk.page().await;
    form.says("Fill this in.").await;
    assert_eq!(form.value("Title").await, JOB);
    form.write_everywhere("Como acordado").await;
    desk.press("Save").await;
    desk.sees("Waits for the mission").await;

    desk.enter(MISSION).await;
    desk.go("Job orders").await;
    desk.sees("Como acordado").await;
    desk.press("Approve order…").await;
}

pub async fn an_offer_is_read_and_accepted(desk: &Desk) {
    desk.enter(EMPLOYER).await;
    desk.go("Find workers").await;
    desk.page().await.says(&desk.number).await.is_silent_on(SURNAME).await;
    desk.press(&format!("Offer a job: {}", desk.number)).await;
    desk.page().await.is_silent_on(SURNAME).await.is_silent_on("folder 12").await;
    desk.makes_with("Offer a job", &[("Which one", JOB)]).await;

    let home = desk.enter_worker().await;
    home.says("You have a job offer. Read it and answer.").await;
    desk.part("Accept offer").await.says("Not shown yet").await;
    desk.press("Do it now").await;
    desk.page().await.says(JOB).await.says("Como acordado").await.says("44").await;
    desk.makes("Accept offer").await;
    desk.journey_stands_at("Placement", "Offer accepted").await;
}

pub async fn three_parties_sign(desk: &Desk) {
    desk.enter_worker().await.says("Read your contract, then sign it.").await;
    desk.press("Read the contract").await;
    desk.page().await.says("Como acordado").await.says("Not signed yet").await;
    desk.part("Sign contract").await.press("Sign contract").await;
    desk.sees("Signed. The case moves on when the last party has signed.").await;

    // The name is the employer's to see now, and the signature waits on the first page.
    let work = desk.enter(EMPLOYER).await;
    work.says(SURNAME).await;
    desk.press("Sign contract").await;
    desk.part("Sign contract").await.press("Sign contract").await;

    let work = desk.enter(MISSION).await;
    work.says("Sign contract").await;
    work.follow(SURNAME).await;
    desk.makes("Sign contract").await;
    desk.journey_stands_at("Placement", "Contract signed").await;
}

pub async fn two_officers_clear(desk: &Desk) {
    desk.enter_at_the_case(OFFICER).await;
    let cost = [
        ("What it was", "Visa"),
        ("Amount", "155"),
        ("Currency", "CAD"),
        ("Paid by", "The employer"),
        ("What became of it", "Stays with whoever paid"),
    ];
    desk.writes_down("Record a cost", &cost).await;
    desk.sees("155.00").await;
    desk.writes_down("Contract handed over", &[]).await;
    desk.part("Clear for departure").await.says("Day of departure planned").await;
    let leaving = desk.in_days(100);
    desk.writes_down("Plan the day of departure", &[("On which day", &leaving)]).await;
    what_clearance_needs_is_recorded(desk).await;

    desk.enter_at_the_case(OFFICER).await;
    desk.proposes("Clear for departure").await;
    desk.second_person_approves(SECOND_OFFICER, "Clear for departure").await;
    desk.enter_worker().await.says("Get ready to travel.").await;
    desk.journey_stands_at("Placement", "Cleared for departure").await;
}

/// Each guard that does not hold leads to its record; the second officer verifies them all.
async fn what_clearance_needs_is_recorded(desk: &Desk) {
    let needed = [
        "Visa valid on departure",
        "Medical fitness valid on departure",
        "Insurance for the whole contract",
        "Police clearance",
        "Recruitment costs within the ceiling",
    ];
    for guard in needed {
        desk.part("Clear for departure").await.press(&format!("Put it right: {guard}")).await;
        a_requirement_is_met(desk, "folder 13").await;
    }
    desk.enter_at_the_case(SECOND_OFFICER).await;
    for _ in needed {
        desk.press("Verify: …").await;
        desk.sees("Verified.").await;
    }
}
