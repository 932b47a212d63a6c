//! Messages: in the inbox first, by mail where there is an address, by telephone where nothing reaches; and a
//! mail server that dies loses none.

use std::{collections::BTreeSet, sync::Arc};

use chrono::TimeDelta;
use sojourn_domain::Role;
use sojourn_jobs::{Runner, Smtp};
use sojourn_services::{access::link, demo};
use sojourn_tests::{
    app::TestApp,
    http_test,
    smtp::{Letters, Server},
};

/// Asks for a new password for so many demonstration accounts: as many letters wait.
async fn letters_waiting(app: &TestApp, count: usize) {
    demo::frame(&app.ctx).await.unwrap();
    let accounts = app.ctx.db.reader().access().demo_accounts().await.unwrap();
    for account in accounts.into_iter().take(count) {
        link::request_reset(&app.ctx, &account.email.unwrap(), "192.0.2.9").await.unwrap();
    }
}

http_test! {
    async fn a_server_killed_in_the_middle_delays_letters_and_loses_none(app: TestApp) {
        letters_waiting(&app, 8).await;
        let letters = Letters::default();
        let first = Server::begin(0, letters.clone(), Some(3)).await;
        let port = first.port;
        let smtp = Arc::new(Smtp::at(&format!("smtp://127.0.0.1:{port}")).unwrap());
        let runner = Runner::new(app.ctx.clone(), smtp, "Sojourn <no-reply@sojourn.example>".parse().unwrap());
        runner.run_due().await.unwrap();
        assert_eq!(letters.all().len(), 3, "the server died after three");
        drop(first);
        app.clock.set(app.ctx.now() + TimeDelta::minutes(1));
        runner.run_due().await.unwrap();
        assert_eq!(letters.all().len(), 3, "nobody is there");

        let _second = Server::begin(port, letters.clone(), None).await;
        for _ in 0..4 {
            app.clock.set(app.ctx.now() + TimeDelta::minutes(10));
            runner.run_due().await.unwrap();
        }
        let ids: BTreeSet<_> = letters.ids().into_iter().collect();
        assert_eq!(ids.len(), 8, "every letter arrived, each under its own Message-ID");
        assert_eq!(runner.next_due().await.unwrap(), None);
        assert!(letters.all().iter().all(|l| l.contains("/reset/")));
    }

    async fn a_letter_that_nobody_can_deliver_waits_for_an_administrator_who_tries_again(app: TestApp) {
        letters_waiting(&app, 1).await;
        let gone = Arc::new(Smtp::at("smtp://127.0.0.1:1").unwrap());
        let runner = Runner::new(app.ctx.clone(), gone, "Sojourn <no-reply@sojourn.example>".parse().unwrap());
        for _ in 0..17 {
            app.clock.set(app.ctx.now() + TimeDelta::hours(7));
            runner.run_due().await.unwrap();
        }
        let mut administrator = app.administrator().await;
        let page = administrator.get("/letters").await;
        page.assert_says("access_mail");
        let retry = page.body.split("action=\"/letters/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        app.officer(None).await.get("/letters").await.assert_status(403);
        administrator.submit("/letters", &format!("/letters/{retry}"), &[]).await.assert_sees("/letters");
        app.run_jobs().await;
        assert_eq!(app.mail.letters().len(), 1);
        administrator.get("/letters").await.assert_says("Nothing was given up");
    }

    async fn a_message_stands_in_its_receivers_inbox_alone_until_opened(app: TestApp) {
        let (case, worker) = sojourn_tests::people::screened(&app).await;
        let mut phone = app.enter_as(&worker).await;
        let inbox = phone.get("/inbox").await;
        inbox.assert_says("registro");
        let id = inbox.body.split("href=\"/inbox/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let mut stranger = app.persona(Role::Employer, None).await;
        stranger.get(&format!("/inbox/{id}")).await.assert_status(404);
        assert_eq!(sojourn_services::messages::unread(&app.ctx, worker.account).await.unwrap(), 1);
        phone.get(&format!("/inbox/{id}")).await.assert_sees(&format!("/cases/{case}"));
        assert_eq!(sojourn_services::messages::unread(&app.ctx, worker.account).await.unwrap(), 0);
    }

    async fn whom_nothing_reaches_stands_on_the_list_of_their_own_office_to_phone(app: TestApp) {
        sojourn_tests::people::screened(&app).await;
        let mut officer = sojourn_tests::people::corridor_officer(&app, 1).await;
        officer.get("/calls").await.assert_says("contactados");
        app.clock.set(app.ctx.now() + TimeDelta::days(4));
        let mut officer = sojourn_tests::people::corridor_officer(&app, 1).await;
        let list = officer.get("/calls").await;
        list.assert_says("Ajt");
        let mut other = sojourn_tests::people::corridor_officer(&app, 2).await;
        assert!(!other.get("/calls").await.body.contains("Ajt"));
        let call = list.body.split("action=\"/calls/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        officer.submit("/calls", &format!("/calls/{call}"), &[]).await.assert_sees("/calls");
        assert!(!officer.get("/calls").await.body.contains("Ajt"));
    }
}
