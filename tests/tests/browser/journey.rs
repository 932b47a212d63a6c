//! One worker's whole journey as people make it in a browser, from a list that another register wrote to a closed
//! reintegration: everything is found by reading, from each person's first page. One chapter a stage.

mod desk;
mod list;
mod placement;
mod recruitment;
mod reintegration;
mod remittance;
mod training;

use desk::Desk;
use sojourn_storage::Db;
use sojourn_tests::browser::Script;

async fn one_worker_makes_the_whole_journey(db: Db, script: Script) {
    let mut desk = Desk::open(db, script).await;
    recruitment::a_list_is_imported(&desk).await;
    recruitment::a_case_is_opened(&mut desk).await;
    recruitment::two_officers_find_eligible(&desk).await;
    recruitment::the_worker_opens_their_own_access(&desk).await;
    training::orientation_ends_with_a_certificate(&desk).await;
    placement::an_order_is_approved(&desk).await;
    placement::an_offer_is_read_and_accepted(&desk).await;
    placement::three_parties_sign(&desk).await;
    placement::two_officers_clear(&desk).await;
    remittance::the_worker_leaves_and_the_employer_confirms(&desk).await;
    remittance::money_goes_home_at_a_price(&desk).await;
    reintegration::the_return_is_announced_and_recorded(&desk).await;
    reintegration::a_plan_is_agreed_and_approved(&desk).await;
    reintegration::support_is_delivered_and_the_case_closed(&desk).await;
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_sqlite_with_script_on() {
    sojourn_storage::testing::sqlite().await.run(|db| one_worker_makes_the_whole_journey(db, Script::On)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_sqlite_with_script_off() {
    sojourn_storage::testing::sqlite().await.run(|db| one_worker_makes_the_whole_journey(db, Script::Off)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgres_with_script_on() {
    sojourn_storage::testing::postgres().await.run(|db| one_worker_makes_the_whole_journey(db, Script::On)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgres_with_script_off() {
    sojourn_storage::testing::postgres().await.run(|db| one_worker_makes_the_whole_journey(db, Script::Off)).await;
}
