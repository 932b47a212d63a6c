//! Orientation: a course and its session, a roster with marks and a score, a certificate two people stand for.

use super::{
    desk::{CENTRE_MANAGER, Desk, OFFICER, TRAINER},
    list::LISTED,
};

const TITLE: &str = "Orientación previa";

pub async fn orientation_ends_with_a_certificate(desk: &Desk) {
    a_session_is_planned(desk).await;
    desk.enter_at_the_case(OFFICER).await;
    desk.makes_with("Enrol in training", &[("Which one", TITLE)]).await;
    desk.journey_stands_at("Training", "In training").await;
    desk.part("Issue certificate").await.says("still missing").await;

    desk.app.pass_days(3);
    desk.enter_worker().await.says("Go to your training.").await;
    the_roster_is_marked(desk).await;

    desk.enter_at_the_case(OFFICER).await;
    desk.proposes("Issue certificate").await;
    desk.second_person_approves(CENTRE_MANAGER, "Issue certificate").await;
    desk.enter_worker().await.says("Training certificate").await;
    desk.journey_stands_at("Training", "Certified").await;
}

async fn a_session_is_planned(desk: &Desk) {
    desk.enter(CENTRE_MANAGER).await;
    desk.go("Sessions").await;
    desk.press("New course").await;
    let course = [
        ("Programme", "Guatemala"),
        ("Code of the course", "PDO"),
        ("Title", TITLE),
        ("Minutes that must be attended", "360"),
        ("Pass mark, 0 to 100", "60"),
    ];
    desk.page().await.fill(&course).await;
    desk.press("Save").await;
    let (begins, ends) = (format!("{}T08:00:00", desk.in_days(1)), format!("{}T14:00:00", desk.in_days(1)));
    let session = [
        ("Course", TITLE),
        ("Begins", begins.as_str()),
        ("Ends", ends.as_str()),
        ("Place", "Sala 2"),
        ("Seats", "30"),
        ("Trainer", TRAINER),
    ];
    desk.page().await.fill(&session).await;
    desk.press("Save").await;
    desk.sees("Sala 2").await;
}

async fn the_roster_is_marked(desk: &Desk) {
    desk.enter(TRAINER).await;
    desk.go("Sessions").await;
    desk.page().await.follow(TITLE).await;
    let (roster, score) = (desk.page().await, format!("Score: {LISTED}"));
    roster.fill(&[(LISTED, "Present"), (&score, "120")]).await;
    desk.press("Save attendance").await;
    let roster = desk.page().await;
    roster.says("This number is outside what is possible.").await;
    assert_eq!(roster.value(&score).await, "120", "what was typed stays");
    roster.fill(&[(&score, "82")]).await;
    desk.press("Save attendance").await;
    desk.sees("Saved.").await;
}
