//! Home: the return, the request for support, a plan with an item, its delivery, the follow-up and the end.

use super::{
    desk::{CASE_WORKER, Desk, EMPLOYER, OFFICER, PARTNER, PROGRAMME_MANAGER},
    list::SURNAME,
};

pub async fn the_return_is_announced_and_recorded(desk: &Desk) {
    desk.app.pass_days(190);
    desk.enter_at_the_case(EMPLOYER).await;
    desk.makes_with("Announce return", &[("Kind of return", "End of contract")]).await;
    desk.app.pass_days(10);
    desk.enter_at_the_case(OFFICER).await;
    let today = desk.today();
    let back = [("Kind of return", "End of contract"), ("On which day", today.as_str())];
    desk.makes_with("Record return", &back).await;
    desk.journey_stands_at("Return", "Returned").await;
}

pub async fn a_plan_is_agreed_and_approved(desk: &Desk) {
    desk.enter_worker().await.says("Welcome home. Ask for support if you need it.").await;
    desk.press("Do it now").await;
    desk.press("Ask for support").await;
    desk.sees("Choose at least one.").await;
    desk.page().await.tick("Work, or a business of my own").await;
    desk.page().await.fill(&[("What happened, or what do you need?", "Una tienda")]).await;
    desk.press("Ask for support").await;
    desk.sees("A case worker will talk with you.").await;

    desk.enter_at_the_case(CASE_WORKER).await;
    desk.part("Approve plan").await.says("Not agreed yet").await;
    let answers = [("When", "At return"), ("Working", "Not at all"), ("Enough food", "Mostly")];
    desk.writes_down("Assess the return", &answers).await;
    desk.writes_down("Prepare a plan", &[("Goal of the plan", "Una tienda"), ("Currency", "USD")]).await;
    let item = [
        ("What it was", "Tools and equipment"),
        ("Description", "Estanterías"),
        ("Amount", "420.50"),
        ("Which one", "Cooperativa Ixim"),
    ];
    desk.writes_down("Add an item to the plan", &item).await;

    desk.enter_worker().await;
    desk.writes_down("Agree to the plan", &[]).await;
    desk.enter_at_the_case(CASE_WORKER).await;
    desk.proposes("Approve plan").await;
    desk.second_person_approves(PROGRAMME_MANAGER, "Approve plan").await;
}

pub async fn support_is_delivered_and_the_case_closed(desk: &Desk) {
    desk.enter(PARTNER).await;
    desk.go("Referred to us").await;
    desk.page().await.says("Estanterías").await.is_silent_on(SURNAME).await;
    desk.press("Record a delivery: Estanterías").await;
    desk.sees("Delivered").await;

    desk.app.pass_days(31);
    desk.enter_at_the_case(CASE_WORKER).await;
    desk.journey_stands_at("Return", "Reintegrating").await;
    let today = desk.today();
    let seen = [("Which one", "20"), ("On which day", today.as_str()), ("Outcome", "Doing well")];
    desk.writes_down("Record a follow-up", &seen).await;
    desk.makes_with("Close case", &[("Outcome", "Self-employed")]).await;
    // The line is behind the worker; its end says so.
    desk.sees("Closed").await;

    desk.enter_worker().await.says("Estanterías").await.says("Delivered").await;
}
