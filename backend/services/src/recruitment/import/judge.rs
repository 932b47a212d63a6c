//! How a line of a list ends: somebody new, perhaps somebody known or of an earlier line, or refused. The same
//! rule whether the run is tried or real. Start at [`Judge::row`].

use sojourn_domain::{
    Actor, OrganisationId, WorkerId,
    registration::{self, Fields, Person},
    worker::Worker,
};
use sojourn_storage::{Tx, entity::imports::import_row};

use super::{
    CREATED, DUPLICATE, Mapping, REFUSED, Status, cells_of,
    lines::{Likely, Lines},
};
use crate::{
    Context, Result,
    recruitment::{candidates::candidates, register},
};

/// Whose list it is, and what is done with it.
pub(super) struct Setting<'a> {
    pub(super) ctx: &'a Context,
    pub(super) actor: &'a Actor,
    pub(super) office: OrganisationId,
    pub(super) mapping: Mapping,
    pub(super) status: Status,
}

/// Judges the rows of a list in the file's order, each beside those before it.
pub(super) struct Judge<'a> {
    setting: Setting<'a>,
    lines: Lines,
}

impl<'a> Judge<'a> {
    pub(super) fn new(setting: Setting<'a>) -> Self {
        Self { setting, lines: Lines::default() }
    }

    /// Says how a row ends, and makes the worker where the run is real.
    pub(super) async fn row(&mut self, tx: &Tx, row: import_row::Model) -> Result<import_row::Model> {
        if row.worker_id.is_some() {
            // What was created in a run that broke off stays created.
            if let Ok(person) = self.person(&row) {
                self.lines.add(&row, self.draft(&person), person.document);
            }
            return Ok(row);
        }
        let row = import_row::Model { reason: None, field: None, match_id: None, match_line: None, ..row };
        if let Some(likely) = self.lines.same_row(&row.row_key) {
            return Ok(duplicate(row, "same_row", likely));
        }
        if let Some(before) = tx.imports().worker_of_row(&row.row_key).await? {
            return Ok(duplicate(row, "imported_before", Likely::of_worker(before)));
        }
        let person = match self.person(&row) {
            Ok(person) => person,
            Err((field, reason)) => return Ok(import_row::Model { status: REFUSED.into(), reason, field, ..row }),
        };
        let draft = self.draft(&person);
        if let Some(likely) = self.likely(tx, &draft, &person).await? {
            return Ok(duplicate(row, "possible_duplicate", likely));
        }
        self.created(tx, row, person, draft).await
    }

    async fn created(
        &mut self,
        tx: &Tx,
        row: import_row::Model,
        person: Person,
        draft: Worker,
    ) -> Result<import_row::Model> {
        let Setting { ctx, actor, status, .. } = &self.setting;
        let worker_id = match status {
            Status::Uploaded | Status::Dry => None,
            Status::Done => {
                let made = register::insert_person(ctx, tx, actor, draft.clone(), person.document.clone()).await?;
                Some(made.id.uuid())
            }
        };
        let row = import_row::Model { status: CREATED.into(), worker_id, ..row };
        self.lines.add(&row, draft, person.document);
        Ok(row)
    }

    /// The likeliest of everybody on record and of the lines before, where anybody is likely; those on record first.
    async fn likely(&self, tx: &Tx, draft: &Worker, person: &Person) -> Result<Option<Likely>> {
        let known = candidates(tx, self.setting.actor, draft, person.document.as_ref()).await?;
        // What this run made itself is weighed as the line it came from, as it is when nothing is made.
        let known = known.into_iter().find(|c| !self.lines.made(c.id)).map(Likely::of_candidate);
        let before = self.lines.likely(draft, person.document.as_ref());
        Ok(known.into_iter().chain(before).min_by_key(Likely::rank))
    }

    fn draft(&self, person: &Person) -> Worker {
        register::draft(self.setting.ctx, self.setting.office, person)
    }

    /// A row as a person, or the field at fault and why.
    fn person(&self, row: &import_row::Model) -> std::result::Result<Person, (Option<String>, Option<String>)> {
        let fields = fields_of(&self.setting.mapping, &cells_of(row));
        registration::parse_person(&fields, self.setting.ctx.now().date_naive()).map_err(|errors| {
            let first = errors.into_iter().next();
            first.map_or((None, None), |e| (Some(e.field), Some(e.code)))
        })
    }
}

fn duplicate(row: import_row::Model, reason: &str, likely: Likely) -> import_row::Model {
    let match_id = likely.worker.map(WorkerId::uuid);
    import_row::Model {
        status: DUPLICATE.into(),
        reason: Some(reason.into()),
        match_id,
        match_line: likely.line,
        ..row
    }
}

/// A row's fields as a form would send them. Dates without dashes and a missing day are read as they are meant.
fn fields_of(mapping: &Mapping, cells: &[String]) -> Fields {
    let mut fields: Fields = mapping.fixed.iter().map(|(k, v)| (k.clone(), v.clone())).collect();
    for (name, value) in mapping.fields.iter().zip(cells) {
        if !name.is_empty() && !value.trim().is_empty() {
            fields.insert(name.clone(), value.trim().to_owned());
        }
    }
    fields
}
