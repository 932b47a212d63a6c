//! What the rules cost: judging moves, and reading what was typed. Every time is of one judgement or one reading.
//! Run by `cargo bench --bench rules`; whether the answers are right, the tests say.
#![allow(clippy::unwrap_used)]

// A complete file and ways to break it, the tests' own.
#[allow(dead_code)]
#[path = "../tests/support/mod.rs"]
mod support;

use std::hint::black_box;

use criterion::{Criterion, Throughput};
use sojourn_domain::{
    Actor, PartialDate, Role, State, Transition, WorkerNumber,
    decide::{self, Decision, Move, Mover},
    file::CaseFile,
    mrz,
    registration::{self, Fields},
    table::{Edge, Second, TABLE},
};
use support::{actor, break_guard, complete_file, complete_move, day, proposal, start_states};

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    moves(&mut criterion);
    forms(&mut criterion);
    texts(&mut criterion);
    criterion.final_summary();
}

/// Measures a pass over `all`, told as the time of one of them.
fn each<T>(criterion: &mut Criterion, name: &str, all: &[T], mut judge: impl FnMut(&T) -> bool) {
    let mut group = criterion.benchmark_group("rules");
    group.throughput(Throughput::Elements(all.len() as u64));
    group.bench_function(name, |b| b.iter(|| black_box(all).iter().filter(|one| judge(one)).count()));
    group.finish();
}

/// A move that is asked for.
struct Asked {
    file: CaseFile,
    transition: Transition,
    /// Nobody is the system.
    actor: Option<Actor>,
    said: Move,
}

impl Asked {
    fn of(edge: &Edge, mut file: CaseFile, said: Move) -> Self {
        if edge.second == Second::Always {
            file.proposal = Some(proposal(edge.transition));
        }
        Self { file, transition: edge.transition, actor: edge.by.first().map(|role| actor(*role, 1)), said }
    }

    fn moves(&self) -> bool {
        let mover = self.actor.as_ref().map_or(Mover::System, Mover::Person);
        let decided = decide::decide(&self.file, self.transition, mover, &self.said);
        matches!(decided, Ok(Decision::Moved { .. }))
    }
}

/// Every row of the table, from every state it starts in, with every fact recorded.
fn allowed() -> Vec<Asked> {
    let mut all = Vec::new();
    for edge in TABLE {
        all.extend(start_states(edge).into_iter().map(|(_, file)| Asked::of(edge, file, complete_move(edge))));
    }
    all
}

/// The same with one guard's fact taken away, for every guard.
fn refused() -> Vec<Asked> {
    let mut all = Vec::new();
    for edge in TABLE {
        for (_, file) in start_states(edge) {
            for guard in edge.guards {
                let (mut file, mut said) = (file.clone(), complete_move(edge));
                break_guard(*guard, &mut file, &mut said);
                all.push(Asked::of(edge, file, said));
            }
        }
    }
    all
}

fn moves(criterion: &mut Criterion) {
    let (allowed, refused) = (allowed(), refused());
    assert!(allowed.iter().all(Asked::moves) && !refused.iter().any(Asked::moves));
    each(criterion, "decide", &allowed, Asked::moves);
    each(criterion, "decide_unmet", &refused, Asked::moves);
    // What a case's page asks: every move there is from here, with what stands in its way.
    let files: Vec<_> = State::ALL.iter().map(|state| complete_file(*state)).collect();
    let officer = actor(Role::RecruitmentOfficer, 1);
    each(criterion, "offers", &files, |file| decide::offers(file, &officer).is_empty());
}

/// A registration as a desk sends it, every field filled in.
const DESK: [(&str, &str); 21] = [
    ("mrz", ZONES[0]),
    ("given_names", "Anna Maria"),
    ("surname", "Eriksson"),
    ("own_script_name", "अन्ना मारिया"),
    ("parent_name", "Lars Eriksson"),
    ("sex", "female"),
    ("born_year", "1974"),
    ("born_month", "8"),
    ("born_day", "12"),
    ("nationality", "GTM"),
    ("document_kind", "passport"),
    ("document_number", "L898 902-C3"),
    ("document_issuer", "GTM"),
    ("document_expires", "2031-02-01"),
    ("phone", "+502 5555-1234"),
    ("email", "Anna@Example.org"),
    ("address", "4a calle 3-12"),
    ("district", "Totonicapán"),
    ("language", "es"),
    ("programme", "0193a000-0000-7000-8000-000000000001"),
    ("consent_registration", "yes"),
];

/// The specimens of ICAO 9303: a passport, an identity card and the older, larger one.
const ZONES: [&str; 3] = [
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6",
];

fn forms(criterion: &mut Criterion) {
    let today = day("2026-11-24");
    let complete: Fields = DESK.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let wrong: Fields = complete.keys().map(|name| (name.clone(), "?".to_owned())).collect();
    let understood = |fields: &Fields| registration::parse(fields, today).is_ok();
    assert!(understood(&complete) && !understood(&wrong));
    each(criterion, "registration", &[complete], understood);
    each(criterion, "registration_refused", &[wrong], understood);
}

fn texts(criterion: &mut Criterion) {
    let today = day("2026-11-24");
    let read = |zone: &&str| mrz::read(zone, today).is_ok();
    assert!(ZONES.iter().all(read));
    each(criterion, "mrz", &ZONES, read);
    let misread = ZONES.map(|zone| zone.replace("7408122", "7408132"));
    each(criterion, "mrz_refused", &misread, |zone| mrz::read(zone, today).is_ok());

    let numbers: Vec<_> = (0..100).map(|n| WorkerNumber::from_serial(7_919 * (n + 1)).to_string()).collect();
    let reads = |text: &String| text.parse::<WorkerNumber>().is_ok();
    assert!(numbers.iter().all(reads));
    each(criterion, "worker_number", &numbers, reads);

    let dates = ["1998", "1998-05", "1998-05-17"];
    each(criterion, "partial_date", &dates, |text| text.parse::<PartialDate>().is_ok());
}
