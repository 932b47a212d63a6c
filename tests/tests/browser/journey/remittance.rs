//! Abroad: the departure, the arrival confirmed in one click, and what it costs to send money home.

use super::{
    desk::{Desk, EMPLOYER, OFFICER},
    list::SURNAME,
};

pub async fn the_worker_leaves_and_the_employer_confirms(desk: &Desk) {
    desk.app.pass_days(100);
    desk.enter_at_the_case(OFFICER).await;
    desk.makes("Record departure").await;
    desk.journey_stands_at("Remittance", "Departed").await;

    desk.enter(EMPLOYER).await.says("One thing to confirm").await.says(SURNAME).await;
    desk.press("Arrived, on the signed terms").await;
    desk.sees("Done").await;
    desk.journey_stands_at("Remittance", "At work").await;
}

pub async fn money_goes_home_at_a_price(desk: &Desk) {
    desk.enter_worker().await;
    let sent = [
        ("On which day", desk.today()),
        ("Amount", "300".into()),
        ("Currency", "CAD".into()),
        ("Fee", "4.99".into()),
        ("How", "Mobile wallet".into()),
    ];
    let sent = sent.each_ref().map(|(label, value)| (*label, value.as_str()));
    desk.writes_down("Log money sent home", &sent).await;
    desk.enter_worker().await.says("300.00").await.says("1.66 %").await;

    // What a worker sends home is nobody's business but their own.
    desk.enter_at_the_case(EMPLOYER).await;
    desk.page().await.is_silent_on("300.00").await.is_silent_on("Money sent home").await;
}
