//! Papers: the slip with its code in the worker's language, seen by those it is for, checked by anybody.
#![allow(clippy::unwrap_used)]

use std::{io::Write, process::Command};

use sojourn_domain::Role;
use sojourn_services::{
    access::{pin, session::Origin},
    papers,
};
use sojourn_tests::{
    http_test,
    people::{corridor, registered},
};

/// The words of a PDF in reading order.
fn words(pdf: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let read = Command::new("pdftotext").args(["-layout", file.path().to_str().unwrap(), "-"]).output().unwrap();
    String::from_utf8(read.stdout).unwrap()
}

http_test! {
    async fn the_slip_carries_the_code_until_it_is_used_and_only_to_officer_and_worker(app: TestApp) {
        let (case, worker) = registered(&app).await;
        let officer = corridor(&app, Role::RecruitmentOfficer, 1).await;
        let mut desk = app.enter_as(&officer).await;
        let page = desk.get(&format!("/cases/{case}")).await;
        let id = page.body.split("href=\"/documents/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let path = format!("/documents/{id}");
        let file = desk.get(&path).await;
        file.assert_status(200);
        assert_eq!(file.header("content-type"), "application/pdf");

        let printed = papers::print(&app.ctx, &officer, id.parse().unwrap()).await.unwrap();
        let said = words(&printed.bytes);
        assert!(said.contains("María Ajtún Cojulún") && said.contains("Comprobante"), "{said}");
        let code = said.split_whitespace().find(|w| w.len() == 14 && w.matches('-').count() == 2).unwrap().to_owned();
        let number = app.ctx.db.reader().workers().find_for_system(worker.worker.unwrap()).await.unwrap().unwrap().number;
        let origin = Origin { address: "192.0.2.7".into(), device: "phone".into() };
        let activate = pin::Activate { number: number.to_string(), code: code.clone(), pin: "482913".into(), origin };
        pin::activate(&app.ctx, activate).await.unwrap();
        let spent = papers::print(&app.ctx, &officer, id.parse().unwrap()).await.unwrap();
        assert!(!words(&spent.bytes).contains(&code), "a code that was used is printed no more");

        app.enter_as(&worker).await.get(&path).await.assert_status(200);
        for role in [Role::Mission, Role::Employer, Role::ProgrammeManager, Role::VerifyingOfficer] {
            app.enter_as(&corridor(&app, role, 1).await).await.get(&path).await.assert_status(404);
        }
    }

    async fn anybody_checks_a_paper_and_learns_validity_number_and_initials(app: TestApp) {
        let (case, _) = registered(&app).await;
        let paper = app.ctx.db.reader().papers().documents_of_case(case).await.unwrap().pop().unwrap();
        let token = paper.token.unwrap();
        let mut anybody = app.stranger();
        let page = anybody.get(&format!("/verify/{token}")).await;
        page.assert_says("This paper is genuine");
        page.assert_says(&paper.number);
        assert!(!page.body.contains("Ajt"));
        let forged = anybody.get(&format!("/verify/{}x{}", &token[..5], &token[6..])).await;
        forged.assert_says("not one of our papers");
    }
}
