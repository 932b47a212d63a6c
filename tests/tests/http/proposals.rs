//! Workers who propose their own registration, and the officer who sees who they are: page by page, without script,
//! on both databases.

use axum::{body::Body, http::Method};
use chrono::TimeDelta;
use serde_json::{Value, json};
use sojourn::api::describe::document;
use sojourn_domain::{OrganisationId, ProposalId, Role, State};
use sojourn_services::{
    demo,
    recruitment::{self, propose},
};
use sojourn_storage::entity::proposals::registration_proposal::Model;
use sojourn_tests::{
    app::{Answer, TestApp},
    http_test,
    maria::{AGREED, MARIA},
    people::{corridor, corridor_officer, registered},
    schema::faults,
};

const LINES: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

type Form = Vec<(&'static str, String)>;

fn pairs(form: &Form) -> Vec<(&'static str, &str)> {
    form.iter().map(|(k, v)| (*k, v.as_str())).collect()
}

fn with(form: &Form, changes: &[(&'static str, &str)]) -> Form {
    let kept = form.iter().filter(|(k, _)| changes.iter().all(|(name, _)| name != k)).cloned();
    kept.chain(changes.iter().map(|(k, v)| (*k, (*v).to_owned()))).collect()
}

async fn office(app: &TestApp, nth: u8) -> OrganisationId {
    corridor(app, Role::RecruitmentOfficer, nth).await.organisations(Role::RecruitmentOfficer).next().unwrap()
}

/// What María fills in on her telephone.
async fn marias(app: &TestApp) -> Form {
    if app.ctx.db.reader().access().demo_accounts().await.unwrap().is_empty() {
        demo::frame(&app.ctx).await.unwrap();
    }
    let programmes = recruitment::open_programmes(&app.ctx).await.unwrap();
    let programme = programmes.iter().find(|p| p.title.contains("Guatemala")).unwrap().id.to_string();
    let form = MARIA.into_iter().chain(AGREED).chain([("phone", "+50255512345")]);
    let chosen = [("programme", programme), ("office", office(app, 1).await.to_string())];
    form.map(|(k, v)| (k, v.to_owned())).chain(chosen).collect()
}

async fn send(app: &TestApp, form: &Form) -> Answer {
    app.stranger().submit("/join", "/join", &pairs(form)).await
}

/// María's proposal as it is kept.
async fn kept(app: &TestApp, form: &Form) -> Model {
    let answer = send(app, form).await;
    answer.assert_status(303);
    let reference = answer.header("location").split('/').nth(2).unwrap().to_owned();
    app.ctx.db.reader().proposals().find_by_reference(&reference).await.unwrap().unwrap()
}

/// The same from a program of somebody without an account, with more headers.
async fn send_json(app: &TestApp, form: &Form, more: &[(&str, &str)]) -> Answer {
    let body: Value = form.iter().map(|(k, v)| ((*k).to_owned(), Value::from(v.clone()))).collect();
    let headers = [&[("content-type", "application/json")], more].concat();
    app.stranger().send(Method::POST, "/api/v1/join", &headers, Body::from(body.to_string())).await
}

async fn waiting(app: &TestApp) -> u64 {
    let officer = corridor(app, Role::RecruitmentOfficer, 1).await;
    app.ctx.db.reader().proposals().count_waiting(&officer).await.unwrap()
}

async fn workers(app: &TestApp) -> u64 {
    let officer = corridor(app, Role::RecruitmentOfficer, 1).await;
    app.ctx.db.reader().workers().count(&officer).await.unwrap()
}

http_test! {
    async fn a_worker_proposes_themself_and_is_registered_by_the_officer_who_saw_them(app: TestApp) {
        let form = marias(&app).await;
        app.stranger().get("/sign-in").await.assert_says("href=\"/join\"");
        let mut phone = app.stranger();
        let sent = phone.submit("/join", "/join", &pairs(&form)).await;
        let receipt = phone.get(sent.header("location")).await;
        let reference = sent.header("location").split('/').nth(2).unwrap().to_owned();
        receipt.assert_status(200).assert_says(&reference).assert_says("Oficina de Quetzaltenango").assert_says("31 March 2027");
        assert!(!receipt.body.contains("María"), "a receipt that is found says nothing of whose it is");
        assert_eq!(workers(&app).await, 0, "nobody is on record before an officer saw them");

        // The office hears of it on its first page, and finds it by what the person reads out.
        let mut officer = corridor_officer(&app, 1).await.in_english().await;
        officer.get("/").await.assert_says("One person proposed");
        let typed = reference.to_lowercase().replace('-', "%20");
        let found = officer.get(&format!("/proposals?q={typed}")).await;
        found.assert_says("Ajtún Cojulún, María");
        officer.get("/proposals?q=ajt%C3%BAn").await.assert_says(&reference);
        officer.get("/proposals?q=nobody").await.assert_says("Nobody found");
        let page = found.body.split("href=\"/proposals/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let page = format!("/proposals/{page}");
        officer.get(&page).await.assert_says("value=\"A1234567\"").assert_says("value=\"Ajtún Cojulún\"");

        let unseen = officer.submit(&page, &page, &pairs(&form)).await;
        unseen.assert_status(422).assert_says("identity_shown-error").assert_says("value=\"A1234567\"");
        let seen = with(&form, &[("identity_shown", "yes"), ("given_names", "María José")]);
        let done = officer.submit(&page, &page, &pairs(&seen)).await;
        done.assert_status(303);
        let case = officer.get(done.header("location")).await;
        case.assert_says("María José Ajtún Cojulún").assert_says("Proposed by María José").assert_says("Registration slip");
        assert_eq!((waiting(&app).await, workers(&app).await), (0, 1));
        officer.get(&page).await.assert_status(404);
    }

    async fn a_proposal_is_confirmed_once_however_many_officers_press_the_button(app: TestApp) {
        let form = marias(&app).await;
        let row = kept(&app, &form).await;
        let (page, seen) = (format!("/proposals/{}", row.id), with(&form, &[("identity_shown", "yes")]));
        let mut first = corridor_officer(&app, 1).await.in_english().await;
        let mut second = corridor_officer(&app, 1).await.in_english().await;
        let (token, other) = (first.get(&page).await.csrf(), second.get(&page).await.csrf());
        let seen = pairs(&seen);
        let (one, two) = tokio::join!(first.post_with(&page, &seen, &token), second.post_with(&page, &seen, &other));
        let mut statuses = [one.status.as_u16(), two.status.as_u16()];
        statuses.sort_unstable();
        // The slower one waits for the other, and is told so: never a second worker.
        assert_eq!(statuses, [303, 409]);
        assert_eq!(workers(&app).await, 1);
        // A double click of the same form leads to the same case.
        let again = first.post_with(&page, &seen, &token).await;
        assert_eq!(again.header("location"), one.header("location"));
        let late = second.post_with(&page, &seen, &second.clone().get("/proposals").await.csrf()).await;
        late.assert_status(409).assert_says("A colleague has decided this proposal already");
        late.assert_says("value=\"A1234567\"").assert_says("action=\"/workers/new\"");
        let row = app.ctx.db.reader().proposals().find_by_reference(&row.reference).await.unwrap().unwrap();
        assert_eq!((row.status.as_str(), row.form_sealed, row.surname.as_str()), ("confirmed", None, ""));
        let case = row.case_id.unwrap().into();
        assert_eq!(app.ctx.db.reader().cases().find_for_system(case).await.unwrap().unwrap().state, State::Registered);
        let event = app.ctx.db.reader().cases().events(case).await.unwrap().remove(0);
        assert_eq!((event.said.by_worker, event.said.evidence), (true, Some(row.reference)));
        assert_eq!(event.by.map(|a| a.uuid()), row.decided_by);
    }

    async fn a_form_sent_twice_is_kept_once(app: TestApp) {
        let form = marias(&app).await;
        let mut phone = app.stranger();
        let token = phone.get("/join").await.csrf();
        let first = phone.post_with("/join", &pairs(&form), &token).await;
        let second = phone.post_with("/join", &pairs(&form), &token).await;
        assert_eq!((second.status, second.header("location")), (first.status, first.header("location")));
        assert_eq!(waiting(&app).await, 1);
    }

    async fn each_wrong_field_is_named_and_everything_typed_is_kept(app: TestApp) {
        let form = marias(&app).await;
        let wrong_digit = LINES.replace("L898902C3", "L898902C4");
        let elsewhere = nepal(&app).await;
        let long = "x".repeat(201);
        let wrong: &[(&str, &str, &str)] = &[
            ("mrz", &wrong_digit, "The document number does not match its check digit"),
            ("born_day", "32", "There is no such date"),
            ("document_expires", "2020-01-01", "This document has run out"),
            ("document_issuer", "Atlantis", "Choose a country"),
            ("surname", &long, "Shorten this"),
            ("phone", "12", "country code"),
            ("programme", "", "Fill this in"),
            ("office", &elsewhere, "does not take part in this programme"),
            ("consent_registration", "", "Without this consent"),
            ("website", "https://spam.example", "Leave this empty"),
        ];
        for (field, value, says) in wrong {
            let answer = send(&app, &with(&form, &[(*field, *value)])).await;
            answer.assert_status(422).assert_says(says);
            let at = if *field == "born_day" { "born" } else { *field };
            answer.assert_says(&format!("id=\"{at}-error\"")).assert_says("value=\"A1234567\"").assert_says("value=\"María\"");
            answer.assert_says(&format!("href=\"#{field}\""));
        }
        assert_eq!(waiting(&app).await, 0);
        let huge = "x".repeat(70_000);
        send(&app, &with(&form, &[("address", &huge)])).await.assert_status(413);
        app.stranger().post_with("/join", &pairs(&form), "no token of ours").await.assert_status(403);
    }

    async fn the_lines_of_a_passport_fill_a_worker_s_own_form(app: TestApp) {
        marias(&app).await;
        let page = app.stranger().submit("/join", "/join/read", &[("mrz", LINES), ("phone", "+50255512345")]).await;
        page.assert_status(200).assert_says("value=\"Eriksson\"").assert_says("value=\"L898902C3\"").assert_says("+50255512345");
        assert!(!page.body.contains("<script"), "the page needs none");
        app.stranger().submit("/join", "/join/read", &[("mrz", "P<UTO")]).await.assert_status(422).assert_says("id=\"mrz-error\"");
    }

    async fn the_answer_never_says_who_is_on_record(app: TestApp) {
        let form = marias(&app).await;
        registered(&app).await;
        let known = send(&app, &form).await;
        let unknown = with(&form, &[("surname", "Nobody"), ("document_number", "Z7654321"), ("phone", "+50255599999")]);
        let unknown = send(&app, &unknown).await;
        assert_eq!((known.status, known.body), (unknown.status, unknown.body));
        let page = format!("/proposals/{}", kept(&app, &form).await.id);
        // The officer is shown the record, as at the desk.
        let mut officer = corridor_officer(&app, 1).await.in_english().await;
        let shown = officer.submit(&page, &page, &pairs(&with(&form, &[("identity_shown", "yes")]))).await;
        shown.assert_status(422).assert_says("This may be somebody we know").assert_says("W-0000-0001-");
        assert_eq!(workers(&app).await, 1);
    }

    async fn a_receipt_opens_with_its_seal_alone(app: TestApp) {
        let form = marias(&app).await;
        let (first, second) = (send(&app, &form).await, send(&app, &form).await);
        let parts = |a: &Answer| a.header("location").split('/').skip(2).map(str::to_owned).collect::<Vec<_>>();
        let (first, second) = (parts(&first), parts(&second));
        app.stranger().get(&format!("/join/{}/{}", first[0], first[1])).await.assert_status(200);
        app.stranger().get(&format!("/join/{}/{}", first[0], second[1])).await.assert_status(404);
        app.stranger().get(&format!("/join/AAAA-AAAA/{}", first[1])).await.assert_status(404);
    }

    async fn one_address_cannot_fill_an_office_s_list_and_people_there_still_sign_in(app: TestApp) {
        let form = marias(&app).await;
        for _ in 0..30 {
            send(&app, &form).await.assert_status(303);
        }
        let crowded = send(&app, &form).await;
        crowded.assert_status(429).assert_says("value=\"A1234567\"").assert_says("Too many attempts");
        assert!(!crowded.header("retry-after").is_empty());
        let wrong = [("identifier", "nobody@example.org"), ("secret", "x")];
        app.stranger().submit("/sign-in", "/sign-in", &wrong).await.assert_status(422);
        app.clock.set(app.ctx.now() + TimeDelta::minutes(16));
        send(&app, &form).await.assert_status(303);
    }

    async fn a_proposal_is_the_business_of_its_office_alone(app: TestApp) {
        let form = marias(&app).await;
        let page = format!("/proposals/{}", kept(&app, &form).await.id);
        let mut neighbour = corridor_officer(&app, 2).await.in_english().await;
        neighbour.get("/proposals").await.assert_says("Nobody has proposed");
        neighbour.get(&page).await.assert_status(404);
        let seen = with(&form, &[("identity_shown", "yes")]);
        neighbour.submit("/proposals", &page, &pairs(&seen)).await.assert_status(404);
        neighbour.submit("/proposals", &format!("{page}/decline"), &[("reason", "x")]).await.assert_status(404);
        for role in [Role::VerifyingOfficer, Role::Employer, Role::Mission, Role::ProgrammeManager] {
            let mut other = app.enter(corridor(&app, role, 1).await.account).await;
            other.get("/proposals").await.assert_status(403);
            other.get(&page).await.assert_status(403);
        }
        app.stranger().get(&page).await.assert_sees(&format!("/sign-in?next=/proposals/{}", page.rsplit('/').next().unwrap()));
    }

    async fn a_declined_proposal_leaves_a_reason_and_nothing_of_the_person(app: TestApp) {
        let row = kept(&app, &marias(&app).await).await;
        let (page, decline) = (format!("/proposals/{}", row.id), format!("/proposals/{}/decline", row.id));
        let mut officer = corridor_officer(&app, 1).await.in_english().await;
        officer.submit(&page, &decline, &[("reason", " ")]).await.assert_status(422).assert_says("id=\"reason-error\"");
        officer.submit(&page, &decline, &[("reason", "Sent three times")]).await.assert_sees("/proposals");
        let row = app.ctx.db.reader().proposals().find_by_reference(&row.reference).await.unwrap().unwrap();
        assert_eq!((row.status.as_str(), row.reason.as_deref()), ("declined", Some("Sent three times")));
        assert_eq!((row.surname + &row.given_names + &row.search_text, row.form_sealed), (String::new(), None));
        officer.submit("/proposals", &decline, &[("reason", "again")]).await.assert_status(409);
        assert_eq!(workers(&app).await, 0);
    }

    async fn a_proposal_nobody_comes_with_is_deleted_on_its_day(app: TestApp) {
        let form = marias(&app).await;
        let sent = send(&app, &form).await;
        let receipt = sent.header("location").to_owned();
        app.clock.set(app.ctx.now() + propose::KEPT - TimeDelta::minutes(1));
        assert_eq!(propose::forget(&app.ctx).await.unwrap(), 0);
        app.stranger().get(&receipt).await.assert_status(200);
        app.clock.set(app.ctx.now() + TimeDelta::minutes(1));
        assert_eq!(propose::forget(&app.ctx).await.unwrap(), 1);
        assert_eq!(waiting(&app).await, 0);
        app.stranger().get(&receipt).await.assert_status(404);
    }

    async fn a_number_of_a_document_is_nowhere_in_the_clear(app: TestApp) {
        let form = marias(&app).await;
        let row = kept(&app, &form).await;
        let bytes = row.form_sealed.clone().unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("A1234567") && !row.search_text.contains("a1234567"));
        let officer = corridor(&app, Role::RecruitmentOfficer, 1).await;
        let id = ProposalId::new(row.id);
        let (_, opened) = recruitment::proposals::open(&app.ctx, &officer, id).await.unwrap();
        assert_eq!((opened["document_number"].as_str(), opened.contains_key("csrf")), ("A1234567", false));
        let noted = app.ctx.db.reader().audit().chain(officer.account.uuid()).await.unwrap();
        assert!(noted.iter().any(|a| a.act == "read-proposal" && a.subject_id == Some(row.id)));
    }

    async fn a_program_proposes_a_worker_as_the_page_does_and_the_office_finds_them(app: TestApp) {
        let form = marias(&app).await;
        let open = app.stranger().get("/api/v1/join").await.json();
        let named = |list: &str, id: &str| open[list].as_array().unwrap().iter().find(|row| row["id"] == id).cloned().unwrap();
        let (programme, office) = (&form[form.len() - 2].1, &form[form.len() - 1].1);
        assert!(named("programmes", programme)["title"].as_str().unwrap().contains("Guatemala"));
        assert_eq!(named("offices", office)["programmes"], json!([programme]), "an office names where it takes part");

        let sent = send_json(&app, &form, &[]).await;
        let receipt = sent.assert_status(201).json();
        let description = document("https://x.example");
        let schema = &description["paths"]["/join"]["post"]["responses"]["201"]["content"]["application/json"]["schema"];
        assert_eq!(faults(&description, schema, &receipt), Vec::<String>::new());
        assert!(!sent.body.contains("María"), "a receipt says nothing of whose it is");
        let (reference, seal) = (receipt["reference"].as_str().unwrap(), receipt["seal"].as_str().unwrap());
        let again = app.stranger().get(&format!("/api/v1/join/{reference}/{seal}")).await;
        assert_eq!(again.json(), receipt);
        assert!(receipt["page"].as_str().unwrap().ends_with(&format!("/join/{reference}/{seal}")), "{receipt}");
        let forged = format!("/api/v1/join/{reference}/{}", seal.chars().rev().collect::<String>());
        app.stranger().get(&forged).await.assert_problem(404, "not-found");
        assert_eq!((waiting(&app).await, workers(&app).await), (1, 0));
        let mut officer = corridor_officer(&app, 1).await.in_english().await;
        officer.get(&format!("/proposals?q={reference}")).await.assert_says("Ajtún Cojulún, María");

        let zone = json!({ "mrz": LINES }).to_string();
        let kind = [("content-type", "application/json")];
        let read = app.stranger().send(Method::POST, "/api/v1/join/zone", &kind, Body::from(zone)).await;
        assert_eq!(read.assert_status(200).json()["fields"]["surname"], "Eriksson");
    }

    async fn a_program_that_sends_a_proposal_again_with_its_key_keeps_it_once(app: TestApp) {
        let form = marias(&app).await;
        let key = [("idempotency-key", "k-1")];
        let first = send_json(&app, &form, &key).await;
        let second = send_json(&app, &form, &key).await;
        assert_eq!((first.status.as_u16(), &first.body), (201, &second.body));
        assert_eq!(waiting(&app).await, 1);
        // What somebody else sends under the same key is theirs, and gets a receipt of its own.
        let other = send_json(&app, &with(&form, &[("surname", "Tzoc")]), &key).await;
        assert_ne!(other.assert_status(201).json()["reference"], first.json()["reference"]);
        send_json(&app, &form, &[("idempotency-key", &"k".repeat(101))]).await.assert_problem(400, "malformed");
        assert_eq!(waiting(&app).await, 2);
    }

    async fn a_program_gets_the_rules_of_the_page(app: TestApp) {
        let form = marias(&app).await;
        registered(&app).await;
        // Who is on record and who is not get the same answer, but for what names the one proposal.
        let known = send_json(&app, &form, &[]).await;
        let unknown = [("surname", "Nobody"), ("document_number", "Z7654321"), ("phone", "+50255599999")];
        let unknown = send_json(&app, &with(&form, &unknown), &[]).await;
        let said = |answer: &Answer| {
            let mut json = answer.json();
            json.as_object_mut().unwrap().retain(|name, _| !["reference", "seal", "page"].contains(&name.as_str()));
            (answer.status, json)
        };
        assert_eq!(said(&known), said(&unknown));

        let wrong = with(&form, &[("born_day", "32"), ("office", &nepal(&app).await)]);
        let problem = send_json(&app, &wrong, &[]).await.assert_problem(422, "invalid").json();
        assert_eq!(problem["errors"], json!([{ "field": "born_day", "code": "impossible_date" }]));
        let elsewhere = with(&form, &[("office", &nepal(&app).await)]);
        let problem = send_json(&app, &elsewhere, &[]).await.assert_problem(422, "invalid").json();
        assert_eq!(problem["errors"], json!([{ "field": "office", "code": "office_elsewhere" }]));
        let huge = send_json(&app, &with(&form, &[("address", &"x".repeat(70_000))]), &[]).await;
        assert_eq!(huge.assert_problem(413, "too-large").json()["limit"], 65_536);
        let form_encoded = [("content-type", "application/x-www-form-urlencoded")];
        let body = Body::from("surname=x");
        app.stranger().send(Method::POST, "/api/v1/join", &form_encoded, body).await.assert_problem(415, "media-type");
        assert_eq!(waiting(&app).await, 2);

        for _ in 2..30 {
            send_json(&app, &form, &[]).await.assert_status(201);
        }
        let crowded = send_json(&app, &form, &[]).await;
        assert!(!crowded.assert_problem(429, "throttled").header("retry-after").is_empty());
        send(&app, &form).await.assert_status(429);
        app.clock.set(app.ctx.now() + TimeDelta::minutes(16));
        send_json(&app, &form, &[]).await.assert_status(201);
    }

    async fn proposals_are_paged_by_key_and_none_is_shown_twice(app: TestApp) {
        let form = marias(&app).await;
        for batch in 0..2 {
            for n in 0..26 {
                send(&app, &with(&form, &[("surname", &format!("Tzoc {batch} {n}"))])).await.assert_status(303);
            }
            app.clock.set(app.ctx.now() + TimeDelta::minutes(16));
        }
        let mut officer = corridor_officer(&app, 1).await.in_english().await;
        let first = officer.get("/proposals?q=tzoc").await;
        let next = first.body.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
        let second = officer.get(&next).await;
        let ids = |a: &Answer| -> Vec<String> {
            a.body.split("href=\"/proposals/").skip(1).map(|p| p.split('"').next().unwrap().to_owned()).collect()
        };
        let mut all = [ids(&first), ids(&second)].concat();
        all.sort_unstable();
        all.dedup();
        assert_eq!((ids(&first).len(), all.len()), (50, 52));
    }
}

/// An office of the other corridor.
async fn nepal(app: &TestApp) -> String {
    let openings = propose::openings(&app.ctx).await.unwrap();
    openings.offices.into_iter().find(|o| o.name.contains("Kathmandu")).unwrap().id.to_string()
}
