//! The employment contract in two columns: the worker's language beside the agreement's, clause by clause, and
//! below each clause the employer's own words as they were written.
//! Owns its look, its pages and the standing words; refuses to judge terms. Start at [`employment_contract`].

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sojourn_domain::{
    locale::PaperLanguage,
    placement::{Clause, Party, Terms, WagePeriod},
};

use crate::PaperError;
use crate::canvas::{Canvas, INNER, Ink, MARGIN, MIST, PAGE_HEIGHT, PAGE_WIDTH, SLATE, Style, TEAL, TEXT, WHITE};
use crate::fonts::{Fonts, Heaviness};
use crate::messages::Words;
use crate::text::reads_from_the_right;

/// A party's signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// As what it signed.
    pub party: Party,
    /// Its name.
    pub name: String,
    /// The day.
    pub on: NaiveDate,
}

/// What a contract says, frozen at the moment of issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmploymentContract {
    /// Number of the paper.
    pub number: String,
    /// Version of the paper, from 1.
    pub version: u32,
    /// Day of issue.
    pub issued: NaiveDate,
    /// The worker's language.
    pub worker_language: PaperLanguage,
    /// The agreement's language.
    pub agreement_language: PaperLanguage,
    /// The contract's own number.
    pub contract_number: String,
    /// The contract whose place it takes.
    pub replaces: Option<String>,
    /// Name of the programme.
    pub programme: String,
    /// The worker's name, in any script.
    pub worker: String,
    /// The worker's number for life.
    pub worker_number: String,
    /// Name of the employer.
    pub employer: String,
    /// The job.
    pub job: String,
    /// Where.
    pub workplace: String,
    /// First day of work.
    pub starts_on: NaiveDate,
    /// Last day of work.
    pub ends_on: NaiveDate,
    /// The wage with its currency: `2900.00 CAD`.
    pub wage: String,
    /// For how long that wage is.
    pub period: WagePeriod,
    /// Hours a week.
    pub hours: i32,
    /// The employer's words, by clause.
    pub terms: Terms,
    /// Who signed, in order.
    pub signatures: Vec<Signature>,
    /// What the QR code opens: [`crate::token::verify_url`].
    pub verify_url: String,
}

const GUTTER: f32 = 24.0;
const COLUMN: f32 = (INNER - GUTTER) / 2.0;
const TOP: f32 = 56.0;
const BOTTOM: f32 = PAGE_HEIGHT - 72.0;
/// Height of the band that carries the title.
const BAND: f32 = 104.0;
/// Side of the QR code, quiet zone included.
const CODE: f32 = 112.0;
const RULE: Ink = [214, 226, 225];
const PALE: Ink = [196, 224, 221];

/// Renders the contract as a PDF.
///
/// # Errors
/// [`PaperError`], when a script has no font or the address does not fit a QR code.
pub fn employment_contract(fonts: &Fonts, facts: &EmploymentContract) -> Result<Vec<u8>, PaperError> {
    let columns = Column::of(facts);
    let mut sheet = Sheet { page: Canvas::new(fonts), columns: &columns, y: 0.0 };
    sheet.title(facts)?;
    for fact in facts_of(facts) {
        sheet.fact(&fact)?;
    }
    for (at, clause) in clauses_of(&facts.terms).enumerate() {
        sheet.clause(at + 1, clause, &facts.terms)?;
    }
    sheet.signatures(facts)?;
    sheet.seal(facts)?;
    let mut page = sheet.page;
    let foot = Style { size: 9.0, heaviness: Heaviness::Regular, ink: SLATE, rtl: false, centred: true };
    page.stamp(|page, at, all| {
        let text = format!("{} · {} — {at} / {all}", facts.number, facts.version);
        page.text(&text, MARGIN, PAGE_HEIGHT - 44.0, INNER, foot).map(drop)
    })?;
    page.finish(&format!("{} {}", Words::of(facts.agreement_language).get("contract-title"), facts.number))
}

/// The clauses that are printed, in the checklist's order: those every contract has, and those that say something.
fn clauses_of(terms: &Terms) -> impl Iterator<Item = Clause> {
    Clause::ALL.iter().copied().filter(|clause| clause.is_hard() || !own_words(terms, *clause).is_empty())
}

fn own_words(terms: &Terms, clause: Clause) -> &str {
    terms.clauses.get(&clause).map_or("", |words| words.trim())
}

/// A language with its place on the page.
struct Column {
    language: PaperLanguage,
    words: Words,
    x: f32,
    width: f32,
}

impl Column {
    /// The worker's column first; one column alone where both read the same language. What reads from the right
    /// stands on the right.
    fn of(facts: &EmploymentContract) -> Vec<Self> {
        let column = |language, x, width| Self { language, words: Words::of(language), x, width };
        let (worker, agreement) = (facts.worker_language, facts.agreement_language);
        if worker == agreement {
            return vec![column(worker, MARGIN, INNER)];
        }
        let right = MARGIN + COLUMN + GUTTER;
        let (of_worker, of_agreement) = if worker.is_rtl() { (right, MARGIN) } else { (MARGIN, right) };
        vec![column(worker, of_worker, COLUMN), column(agreement, of_agreement, COLUMN)]
    }

    fn style(&self, (size, heaviness): (f32, Heaviness), ink: Ink) -> Style {
        Style { size, heaviness, ink, rtl: self.language.is_rtl(), centred: false }
    }
}

/// A fact: its label, and its value in the words of a column.
struct Fact<'a> {
    label: &'static str,
    value: Box<dyn Fn(&Words) -> String + 'a>,
}

fn facts_of(facts: &EmploymentContract) -> Vec<Fact<'_>> {
    fn fact<'a>(label: &'static str, value: impl Fn(&Words) -> String + 'a) -> Fact<'a> {
        Fact { label, value: Box::new(value) }
    }
    fn same<'a>(label: &'static str, value: &'a str) -> Fact<'a> {
        fact(label, move |_| value.to_owned())
    }
    let (from, until) = (facts.starts_on.to_string(), facts.ends_on.to_string());
    let hours = facts.hours.to_string();
    let wage = format!("contract-wage-{}", facts.period.key());
    vec![
        fact("contract-number", |words| match &facts.replaces {
            Some(earlier) => {
                format!("{}\n{}", facts.contract_number, words.say("contract-replaces", &[("number", earlier)]))
            }
            None => facts.contract_number.clone(),
        }),
        same("slip-programme", &facts.programme),
        fact("contract-worker", |_| format!("{}\n{}", facts.worker, facts.worker_number)),
        same("contract-employer", &facts.employer),
        same("contract-job", &facts.job),
        same("contract-workplace", &facts.workplace),
        fact("contract-period", move |words| words.say("contract-period-value", &[("from", &from), ("until", &until)])),
        fact("contract-wage", move |words| words.say(&wage, &[("amount", &facts.wage)])),
        fact("contract-hours", move |words| words.say("contract-hours-value", &[("hours", &hours)])),
    ]
}

/// The paper while it is drawn: how far down it is.
struct Sheet<'a> {
    page: Canvas<'a>,
    columns: &'a [Column],
    y: f32,
}

/// A size and a heaviness.
type Look = (f32, Heaviness);

const LABEL: Look = (8.5, Heaviness::Regular);
const VALUE: Look = (10.5, Heaviness::Bold);
const HEADING: Look = (11.0, Heaviness::Bold);
const BODY: Look = (10.0, Heaviness::Regular);

impl Sheet<'_> {
    /// Says a text in each column, side by side; the row is as high as the longer one.
    fn row(&mut self, say: impl Fn(&Words) -> String, look: Look, ink: Ink) -> Result<(), PaperError> {
        let mut height = 0.0_f32;
        for column in self.columns {
            let style = column.style(look, ink);
            let taken = self.page.text(&say(&column.words), column.x, self.y, column.width, style)?;
            height = height.max(taken);
        }
        self.y += height;
        Ok(())
    }

    fn height(&self, say: impl Fn(&Words) -> String, look: Look) -> Result<f32, PaperError> {
        let mut height = 0.0_f32;
        for column in self.columns {
            height = height.max(self.page.height(&say(&column.words), column.width, column.style(look, TEXT))?);
        }
        Ok(height)
    }

    /// Turns the page where so much does not fit any more.
    fn make_room(&mut self, needed: f32) {
        if self.y + needed > BOTTOM {
            self.page.next_page();
            self.y = TOP;
        }
    }

    fn title(&mut self, facts: &EmploymentContract) -> Result<(), PaperError> {
        self.page.panel(0.0, 0.0, PAGE_WIDTH, BAND, TEAL);
        let look = (11.0, Heaviness::Regular);
        let name = Style { size: look.0, heaviness: look.1, ink: PALE, rtl: false, centred: false };
        self.page.text(&format!("Sojourn · {}", facts.number), MARGIN, 24.0, INNER, name)?;
        self.y = 46.0;
        self.row(|words| words.get("contract-title"), (19.0, Heaviness::Bold), WHITE)?;
        self.y = BAND + 20.0;
        Ok(())
    }

    fn fact(&mut self, fact: &Fact<'_>) -> Result<(), PaperError> {
        let needed = self.height(|words| words.get(fact.label), LABEL)? + self.height(&fact.value, VALUE)?;
        self.make_room(needed + 12.0);
        self.row(|words| words.get(fact.label), LABEL, SLATE)?;
        self.row(&fact.value, VALUE, TEXT)?;
        self.y += 4.0;
        self.page.panel(MARGIN, self.y, INNER, 0.6, RULE);
        self.y += 7.0;
        Ok(())
    }

    fn clause(&mut self, number: usize, clause: Clause, terms: &Terms) -> Result<(), PaperError> {
        let heading = |words: &Words| format!("{number}. {}", words.get(&format!("clause-{}", clause.key())));
        let text = |words: &Words| words.get(&format!("clause-{}-text", clause.key()));
        // A heading never stands alone at a page's end: its text stays with it, and the first own words too.
        self.make_room(10.0 + self.height(heading, HEADING)? + self.height(text, BODY)? + 48.0);
        self.y += 10.0;
        self.row(heading, HEADING, TEAL)?;
        self.row(text, BODY, TEXT)?;
        self.own_words(own_words(terms, clause), terms.written_in)
    }

    /// The employer's words over both columns, in the language they were written in, marked as such; they flow over
    /// pages, however long they are.
    fn own_words(&mut self, words: &str, written_in: Option<PaperLanguage>) -> Result<(), PaperError> {
        if words.is_empty() {
            return Ok(());
        }
        self.y += 4.0;
        let label = |of: &Words| match written_in {
            Some(language) => of.say("contract-own-words", &[("language", language.own_name())]),
            None => of.get("contract-own-words-unsaid"),
        };
        let height = self.height(label, LABEL)? + 5.0;
        self.page.panel(MARGIN - 8.0, self.y, INNER + 16.0, height + 0.5, MIST);
        self.y += 5.0;
        self.row(label, LABEL, SLATE)?;
        let rtl = reads_from_the_right(words);
        let style = Style { size: BODY.0, heaviness: BODY.1, ink: TEXT, rtl, centred: false };
        for line in self.page.lines(words, INNER, style)? {
            self.make_room(style.step() + 5.0);
            self.page.panel(MARGIN - 8.0, self.y, INNER + 16.0, style.step() + 0.5, MIST);
            self.page.line(&line, MARGIN, self.y, INNER, style);
            self.y += style.step();
        }
        self.page.panel(MARGIN - 8.0, self.y, INNER + 16.0, 5.0, MIST);
        self.y += 5.0;
        Ok(())
    }

    fn signatures(&mut self, facts: &EmploymentContract) -> Result<(), PaperError> {
        self.make_room(40.0 + 50.0 * facts.signatures.len() as f32);
        self.y += 18.0;
        self.row(|words| words.get("contract-signatures"), HEADING, TEAL)?;
        self.y += 4.0;
        for signature in &facts.signatures {
            let party = format!("contract-party-{}", signature.party.key());
            let day = signature.on.to_string();
            self.row(|words| words.get(&party), LABEL, SLATE)?;
            self.row(|_| signature.name.clone(), VALUE, TEXT)?;
            self.row(|words| words.say("contract-signed", &[("date", &day)]), LABEL, SLATE)?;
            self.y += 4.0;
            self.page.panel(MARGIN, self.y, INNER, 0.6, RULE);
            self.y += 7.0;
        }
        Ok(())
    }

    /// The code by which anybody checks the paper, with what it is for beside it.
    fn seal(&mut self, facts: &EmploymentContract) -> Result<(), PaperError> {
        self.make_room(CODE + 12.0);
        self.y += 12.0;
        self.page.qr(&facts.verify_url, MARGIN, self.y, CODE)?;
        let (x, width) = (MARGIN + CODE + 16.0, INNER - CODE - 16.0);
        let mut y = self.y + 20.0;
        for column in self.columns {
            let style = column.style(BODY, SLATE);
            y += self.page.text(&column.words.get("slip-verify"), x, y, width, style)? + 4.0;
        }
        let plain = Style { size: BODY.0, heaviness: BODY.1, ink: SLATE, rtl: false, centred: false };
        self.page.text(&format!("{} · {}", facts.number, facts.version), x, y, width, plain)?;
        self.y += CODE;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
