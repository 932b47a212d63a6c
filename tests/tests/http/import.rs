//! Importing a list of the layout other registers send: what each row becomes, and what a bad file gets.

use axum::{body::Body, http::Method};
use sojourn_domain::{Actor, Role};
use sojourn_services::{
    demo,
    recruitment::{
        self, Registered,
        import::{self, Mapping},
    },
};
use sojourn_tests::{
    app::{Answer, Browser, TestApp},
    http_test,
    people::corridor,
};

/// A list as another register writes it; no line is anybody's.
const LIST: &str = "\
rec_id, given_name, surname, street_number, address_1, address_2, suburb, postcode, state, date_of_birth, soc_sec_id
rec-1-org, imogen, waller, 6, tullaroop street, willaroo, st james, 4011, wa, 19881209, 6988048
rec-2-org, lachlan, berry, 69, giblin street, killarney, bittern, 4814, qld, 19990219, 7364009
rec-2-dup-0, lachlan, berry, 69, giblin street, killarney, bittern, 4814, qld, 19990219, 7364009
rec-3-org, deakin, sondergeld, 48, goldfinch circuit, kooltuo, canterbury, 2776, vic, 19601330, 2635962
";

/// A mistyped name, the very same line, and the same passport under another name; no line is anybody's.
const TWICE: &str = "\
given_name,surname,date_of_birth,document_kind,passport_number,document_issuer,document_expires
imogen,waller,19881209,,,,
lachlan,berry,19990219,,,,
imogen,wallerr,19881209,,,,
lachlan,berry,19990219,,,,
deakin,sondergeld,19600130,passport,PA7654321,AUS,2033-01-01
ruth,oduya,19710505,passport,PA 765-4321,AUS,2033-01-01
";

async fn send(browser: &mut Browser<'_>, name: &str, content: &[u8]) -> Answer {
    let token = browser.get("/import").await.csrf();
    let mut body = Vec::new();
    body.extend_from_slice(
        format!("--B\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n").as_bytes(),
    );
    body.extend_from_slice(
        format!("--B\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: text/csv\r\n\r\n").as_bytes(),
    );
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n--B--\r\n");
    browser
        .send(Method::POST, "/import", &[("content-type", "multipart/form-data; boundary=B")], Body::from(body))
        .await
}

/// How many people the officer's office has on record.
async fn on_record(app: &TestApp, officer: &Actor) -> usize {
    recruitment::workers(&app.ctx, officer, None, 50).await.unwrap().rows.len()
}

async fn officer(app: &TestApp) -> Actor {
    demo::frame(&app.ctx).await.unwrap();
    corridor(app, Role::RecruitmentOfficer, 1).await
}

/// The columns as proposed, with what the list does not say.
const CHOSEN: [(&str, &str); 8] = [
    ("column_1", "given_names"),
    ("column_2", "surname"),
    ("column_4", "address"),
    ("column_6", "district"),
    ("column_7", "postcode"),
    ("column_9", "born"),
    ("fixed_nationality", "AUS"),
    ("fixed_sex", "unspecified"),
];

http_test! {
    async fn a_list_is_tried_dry_then_run_and_run_again_makes_nobody_twice(app: TestApp) {
        let officer = officer(&app).await;
        let mut desk = app.enter_as(&officer).await;
        let sent = send(&mut desk, "list.csv", LIST.as_bytes()).await;
        sent.assert_status(303);
        let path = sent.header("location").to_owned();
        let page = desk.get(&path).await;
        page.assert_says("date_of_birth");
        page.assert_says("19881209");
        desk.submit(&path, &path, &CHOSEN).await.assert_sees(&path);
        assert_eq!(on_record(&app, &officer).await, 0, "a dry run writes nobody");

        desk.submit(&path, &format!("{path}/run"), &[]).await.assert_sees(&path);
        assert_eq!(on_record(&app, &officer).await, 2);
        let report = desk.get(&format!("{path}/report.csv")).await;
        assert_eq!(report.header("content-type"), "text/csv; charset=utf-8");
        let outcomes: Vec<_> = report.body.lines().skip(1).map(|l| l.split(',').nth(1).unwrap().to_owned()).collect();
        assert_eq!(outcomes, ["created", "created", "duplicate", "refused"], "{}", report.body);
        assert!(report.body.contains("5,refused,born,impossible_date"), "{}", report.body);
        desk.submit(&path, &format!("{path}/run"), &[]).await.assert_sees(&path);
        assert_eq!(on_record(&app, &officer).await, 2);

        // The same file once more: its columns are known by now, and nobody is made twice.
        let again = send(&mut desk, "list.csv", LIST.as_bytes()).await;
        let second = again.header("location").to_owned();
        let known = desk.get(&second).await;
        assert!(known.body.contains("value=\"AUS\" selected"), "what was chosen is kept");
        desk.submit(&second, &second, &CHOSEN).await.assert_sees(&second);
        desk.submit(&second, &format!("{second}/run"), &[]).await.assert_sees(&second);
        assert_eq!(on_record(&app, &officer).await, 2);

        let mut other = app.enter_as(&corridor(&app, Role::RecruitmentOfficer, 2).await).await;
        other.get(&path).await.assert_status(404);
        other.get(&format!("{path}/report.csv")).await.assert_status(404);
        app.enter_as(&corridor(&app, Role::Employer, 1).await).await.get("/import").await.assert_status(403);
    }

    async fn somebody_twice_in_one_list_is_seen_before_anybody_is_made(app: TestApp) {
        let officer = officer(&app).await;
        let id = import::upload(&app.ctx, &officer, "twice.csv", TWICE.as_bytes()).await.unwrap();
        let found = import::look(&app.ctx, &officer, id, 0).await.unwrap();
        let fixed = [("nationality", "AUS"), ("sex", "unspecified")].map(|(k, v)| (k.to_owned(), v.to_owned())).into();
        import::try_dry(&app.ctx, &officer, id, Mapping { fixed, ..found.mapping }).await.unwrap();
        let ended = async || {
            let found = import::look(&app.ctx, &officer, id, 50).await.unwrap();
            let rows: Vec<_> = found.rows.into_iter().map(|row| (row.line, row.status, row.same_as)).collect();
            (found.counts, rows)
        };
        let tried = ended().await;
        let is = |line: i32, status: &str, same_as: Option<i32>| (line, status.to_owned(), same_as);
        let expected = vec![
            is(2, "created", None),
            is(3, "created", None),
            is(4, "duplicate", Some(2)),
            is(5, "duplicate", Some(3)),
            is(6, "created", None),
            is(7, "duplicate", Some(6)),
        ];
        assert_eq!(tried, ((3, 3, 0), expected));

        let mut desk = app.enter_as(&officer).await.in_english().await;
        let path = format!("/import/{id}");
        desk.get(&path).await.assert_says("line 2 of this file");
        import::run(&app.ctx, &officer, id).await.unwrap();
        assert_eq!(ended().await, tried, "the run does what the dry run said");
        assert_eq!(on_record(&app, &officer).await, 3);
        let done = desk.get(&path).await;
        done.assert_says("line 6 of this file");
        let report = desk.get(&format!("{path}/report.csv")).await;
        assert!(report.body.lines().any(|l| l.starts_with("4,duplicate") && l.ends_with(",2")), "{}", report.body);
        import::run(&app.ctx, &officer, id).await.unwrap();
        assert_eq!(ended().await, tried, "and again");
    }

    async fn an_imported_worker_gets_a_case_once_consent_and_identity_are_recorded(app: TestApp) {
        let officer = officer(&app).await;
        let id = import::upload(&app.ctx, &officer, "list.csv", LIST.as_bytes()).await.unwrap();
        let found = import::look(&app.ctx, &officer, id, 5).await.unwrap();
        let fixed = [("nationality", "AUS"), ("sex", "unspecified")].map(|(k, v)| (k.to_owned(), v.to_owned())).into();
        import::try_dry(&app.ctx, &officer, id, Mapping { fixed, ..found.mapping }).await.unwrap();
        import::run(&app.ctx, &officer, id).await.unwrap();
        let worker = recruitment::workers(&app.ctx, &officer, None, 9).await.unwrap().rows[0].0.clone();

        let mut desk = app.enter_as(&officer).await;
        let path = format!("/workers/{}/case", worker.id);
        desk.get(&format!("/workers/{}", worker.id)).await.assert_says(&path);
        let form = desk.get(&path).await;
        form.assert_says(&worker.surname);
        let programmes = recruitment::open_programmes(&app.ctx).await.unwrap();
        let programme = programmes[0].id.to_string();
        let born = worker.born.year().to_string();
        let mut fields = vec![
            ("given_names", worker.given_names.as_str()), ("surname", worker.surname.as_str()), ("sex", "unspecified"),
            ("born_year", born.as_str()), ("nationality", "AUS"), ("document_kind", "passport"),
            ("document_number", "PA7654321"), ("document_issuer", "AUS"), ("document_expires", "2033-01-01"),
            ("programme", programme.as_str()),
        ];
        desk.submit(&path, &path, &fields).await.assert_status(422);
        fields.push(("consent_registration", "yes"));
        let opened = desk.submit(&path, &path, &fields).await;
        opened.assert_status(303);
        assert_eq!(recruitment::workers(&app.ctx, &officer, None, 9).await.unwrap().rows.len(), 2, "no second record");
        let again = recruitment::open_case_for(&app.ctx, &officer, worker.id, &fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()).await;
        assert!(!matches!(again, Ok(Registered::Done { .. })), "one active case a worker");
    }

    async fn a_bad_file_is_told_what_is_wrong_with_it(app: TestApp) {
        let officer = officer(&app).await;
        let mut desk = app.enter_as(&officer).await.in_english().await;
        let latin = send(&mut desk, "latin.csv", b"surname,born\nMu\xf1oz,1990\n").await;
        latin.assert_status(422);
        latin.assert_says("line 2, column “surname”, holds the bytes F1");
        latin.assert_says("CSV UTF-8");
        send(&mut desk, "empty.csv", b"").await.assert_status(422);
        let ragged = send(&mut desk, "ragged.csv", b"surname,born\nPerez\n").await;
        ragged.assert_status(422);
        ragged.assert_says("Line 2 does not fit the columns: values 1, columns 2.");

        // Without a date of birth nobody can be told from anybody else.
        let sent = send(&mut desk, "short.csv", b"surname,town\nPerez,Xela\n").await;
        let path = sent.header("location").to_owned();
        let refused = desk.submit(&path, &path, &[("column_0", "surname"), ("column_1", "district")]).await;
        refused.assert_status(422);
        assert!(refused.body.contains("value=\"district\" selected"), "what was chosen stays");
        let huge = vec![b'x'; 20 * 1024 * 1024];
        let too_large = send(&mut desk, "huge.csv", &huge).await;
        assert!(matches!(too_large.status.as_u16(), 413 | 422), "{}", too_large.status);
    }
}
