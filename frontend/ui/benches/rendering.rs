//! What drawing a page costs, from what stands on it to HTML: no server, no database, no compression.
//! Run by `cargo bench --bench rendering`; whether the pages are right, the tests say.

// Pages with believable people, the tests' own.
#[allow(dead_code)]
#[path = "../tests/samples/mod.rs"]
mod samples;

use criterion::{BenchmarkId, Criterion};
use samples::{context, recruitment, stranger};
use sojourn_domain::{Locale, Role, State};
use sojourn_ui::pages::{access, cases, recruitment as desk};

/// Left to right and right to left.
const LOCALES: [Locale; 2] = [Locale::En, Locale::Ar];
/// As many rows as a page of a list has.
const ROWS: usize = 50;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    for locale in LOCALES {
        pages(&mut criterion, locale);
    }
    criterion.final_summary();
}

fn pages(criterion: &mut Criterion, locale: Locale) {
    let (ctx, props) = (context(locale, "/cases", Role::VerifyingOfficer), list());
    draw(criterion, "list", locale, || cases::cases(&ctx, &props));
    let ctx = context(locale, "/cases/1", Role::VerifyingOfficer);
    let props = recruitment::case_props(&ctx, State::Contracted);
    draw(criterion, "case", locale, || cases::case(&ctx, &props));
    let (ctx, props) = (stranger(locale, "/sign-in"), samples::sign_in_props());
    draw(criterion, "sign_in", locale, || access::sign_in(&ctx, &props));
    let (ctx, props) = (recruitment::desk(locale), recruitment::refused_props());
    draw(criterion, "register_refused", locale, || desk::register(&ctx, &props));
}

fn draw(criterion: &mut Criterion, page: &str, locale: Locale, mut draw: impl FnMut() -> String) {
    let mut group = criterion.benchmark_group("rendering");
    group.bench_function(BenchmarkId::new(page, locale), |b| b.iter(&mut draw));
    group.finish();
}

/// A full page of a list, in every state.
fn list() -> cases::CasesProps {
    let sample = recruitment::case_list();
    let rows = sample.rows.iter().cycle().take(ROWS).cloned().collect();
    cases::CasesProps { rows, ..sample }
}
