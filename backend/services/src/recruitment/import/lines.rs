//! The people of a list's earlier lines, so that a list that names somebody twice says so before anybody is made.
//! Found by the same blocks and weighed by the same score as people on record. Start at [`Lines::likely`].

use std::collections::{HashMap, HashSet};

use sojourn_domain::{WorkerId, registration::ShownDocument, worker::Worker};
use sojourn_storage::{Blocks, entity::imports::import_row};

use crate::recruitment::candidates::{Candidate, Evidence, score};

/// Whom a row may be: somebody on record, or of an earlier line, who is on record too once the run is real.
pub(super) struct Likely {
    pub(super) worker: Option<WorkerId>,
    pub(super) line: Option<i32>,
    evidence: Vec<Evidence>,
}

impl Likely {
    pub(super) fn of_worker(worker: WorkerId) -> Self {
        Self { worker: Some(worker), line: None, evidence: Vec::new() }
    }

    pub(super) fn of_candidate(candidate: Candidate) -> Self {
        Self { worker: Some(candidate.id), line: None, evidence: candidate.evidence }
    }

    /// The stronger evidence is the smaller.
    pub(super) fn rank(&self) -> (bool, usize) {
        (!self.evidence.contains(&Evidence::Document), usize::MAX - self.evidence.len())
    }
}

struct Line {
    line: i32,
    person: Worker,
    worker: Option<WorkerId>,
}

/// The lines that were, or would be, created.
#[derive(Default)]
pub(super) struct Lines {
    lines: Vec<Line>,
    blocks: Blocks,
    by_key: HashMap<String, usize>,
    made: HashSet<WorkerId>,
}

impl Lines {
    /// Keeps the person of a row in mind for the rows below it.
    pub(super) fn add(&mut self, row: &import_row::Model, person: Worker, document: Option<ShownDocument>) {
        let (place, worker) = (self.lines.len(), row.worker_id.map(WorkerId::new));
        self.blocks.insert(place, &person, document.as_ref());
        self.by_key.insert(row.row_key.clone(), place);
        self.made.extend(worker);
        self.lines.push(Line { line: row.line, person, worker });
    }

    /// Whether this run made the worker.
    pub(super) fn made(&self, worker: WorkerId) -> bool {
        self.made.contains(&worker)
    }

    /// The line above that holds the very same values.
    pub(super) fn same_row(&self, key: &str) -> Option<Likely> {
        self.by_key.get(key).map(|place| self.as_likely(*place, Vec::new()))
    }

    /// The likeliest of the lines above to be the same person; the earliest of equals.
    pub(super) fn likely(&self, person: &Worker, document: Option<&ShownDocument>) -> Option<Likely> {
        let by_document = document.map(|shown| self.blocks.with_document(shown)).unwrap_or_default();
        let mut places = self.blocks.possible_duplicates(person);
        places.extend(by_document.iter().filter(|place| !places.contains(place)).copied().collect::<Vec<_>>());
        places.sort_unstable();
        let weighed = places.into_iter().filter_map(|place| {
            let evidence = score(person, &self.lines[place].person, by_document.contains(&place));
            (!evidence.is_empty()).then(|| self.as_likely(place, evidence))
        });
        weighed.min_by_key(Likely::rank)
    }

    fn as_likely(&self, place: usize, evidence: Vec<Evidence>) -> Likely {
        let Line { line, worker, .. } = &self.lines[place];
        Likely { worker: *worker, line: Some(*line), evidence }
    }
}
