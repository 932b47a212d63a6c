//! The employment contract in two columns: the worker's language beside the agreement's, clause by clause.
//! Owns its look and its pages; its words are the agreement's data. Start at [`employment_contract`].

use serde::{Deserialize, Serialize};
use sojourn_domain::locale::PaperLanguage;

use crate::PaperError;
use crate::canvas::{Canvas, INNER, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, SLATE, Style, TEAL, TEXT};
use crate::fonts::{Fonts, Heaviness};

/// The same words in the worker's language and in the agreement's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// In the worker's language.
    pub worker: String,
    /// In the agreement's language.
    pub agreement: String,
}

/// One clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// What it is about.
    pub heading: Pair,
    /// What it says.
    pub text: Pair,
}

/// What a contract says, frozen at the moment of issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmploymentContract {
    /// Number of the paper.
    pub number: String,
    /// Version of the paper, from 1.
    pub version: u32,
    /// The worker's language.
    pub worker_language: PaperLanguage,
    /// The agreement's language.
    pub agreement_language: PaperLanguage,
    /// The title.
    pub title: Pair,
    /// The clauses, in order.
    pub clauses: Vec<Clause>,
    /// Who signs, a line for each.
    pub signatures: Vec<Pair>,
    /// What the QR code opens: [`crate::token::verify_url`].
    pub verify_url: String,
}

const GUTTER: f32 = 24.0;
const COLUMN: f32 = (INNER - GUTTER) / 2.0;
const TOP: f32 = 64.0;
const BOTTOM: f32 = PAGE_HEIGHT - 84.0;

/// Renders the contract as a PDF.
///
/// # Errors
/// [`PaperError`], when a script has no font, a clause is longer than a page or the address does not fit a QR code.
pub fn employment_contract(fonts: &Fonts, facts: &EmploymentContract) -> Result<Vec<u8>, PaperError> {
    let mut page = Canvas::new(fonts);
    let mut y = TOP;
    y += row(&mut page, facts, &facts.title, y, (17.0, Heaviness::Bold), TEAL)? + 14.0;
    for (at, clause) in facts.clauses.iter().enumerate() {
        let heading = height(&page, facts, &clause.heading, (11.0, Heaviness::Bold))?;
        let needed = heading + height(&page, facts, &clause.text, (10.0, Heaviness::Regular))?;
        if needed > BOTTOM - TOP {
            return Err(PaperError::ClauseTooLong { clause: at + 1 });
        }
        make_room(&mut page, facts, &mut y, needed)?;
        y += row(&mut page, facts, &clause.heading, y, (11.0, Heaviness::Bold), TEAL)?;
        y += row(&mut page, facts, &clause.text, y, (10.0, Heaviness::Regular), TEXT)? + 12.0;
    }
    for signature in &facts.signatures {
        make_room(&mut page, facts, &mut y, 60.0)?;
        y += 40.0;
        page.panel(MARGIN, y, INNER, 0.8, SLATE);
        y += row(&mut page, facts, signature, y + 3.0, (9.5, Heaviness::Regular), SLATE)? + 4.0;
    }
    make_room(&mut page, facts, &mut y, 110.0)?;
    page.qr(&facts.verify_url, (PAGE_WIDTH - 104.0) / 2.0, y, 104.0)?;
    foot(&mut page, facts)?;
    page.finish(&format!("{} {}", facts.title.agreement, facts.number))
}

fn make_room(page: &mut Canvas, facts: &EmploymentContract, y: &mut f32, needed: f32) -> Result<(), PaperError> {
    if *y + needed > BOTTOM {
        foot(page, facts)?;
        page.next_page();
        *y = TOP;
    }
    Ok(())
}

fn style((size, heaviness): (f32, Heaviness), ink: [u8; 3], language: PaperLanguage) -> Style {
    Style { size, heaviness, ink, rtl: language == PaperLanguage::Ar, centred: false }
}

fn height(page: &Canvas, facts: &EmploymentContract, pair: &Pair, look: (f32, Heaviness)) -> Result<f32, PaperError> {
    let worker = page.height(&pair.worker, COLUMN, style(look, TEXT, facts.worker_language))?;
    let agreement = page.height(&pair.agreement, COLUMN, style(look, TEXT, facts.agreement_language))?;
    Ok(worker.max(agreement))
}

fn row(
    page: &mut Canvas,
    facts: &EmploymentContract,
    pair: &Pair,
    y: f32,
    look: (f32, Heaviness),
    ink: [u8; 3],
) -> Result<f32, PaperError> {
    let worker = page.text(&pair.worker, MARGIN, y, COLUMN, style(look, ink, facts.worker_language))?;
    let right = MARGIN + COLUMN + GUTTER;
    let agreement = page.text(&pair.agreement, right, y, COLUMN, style(look, ink, facts.agreement_language))?;
    Ok(worker.max(agreement))
}

fn foot(page: &mut Canvas, facts: &EmploymentContract) -> Result<(), PaperError> {
    let text = format!("{} · {} — {}", facts.number, facts.version, page.page());
    let look = style((9.0, Heaviness::Regular), SLATE, PaperLanguage::En);
    page.text(&text, MARGIN, PAGE_HEIGHT - 48.0, INNER, Style { centred: true, ..look }).map(|_| ())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::slip::tests::{read, words};

    fn pair(worker: &str, agreement: &str) -> Pair {
        Pair { worker: worker.into(), agreement: agreement.into() }
    }

    fn contract(text: Pair, count: usize) -> EmploymentContract {
        EmploymentContract {
            number: "E-2026-000005-1".into(),
            version: 1,
            worker_language: PaperLanguage::Bn,
            agreement_language: PaperLanguage::En,
            title: pair("চাকরির চুক্তি", "Employment contract"),
            clauses: vec![Clause { heading: pair("মজুরি", "Wage"), text }; count],
            signatures: vec![pair("কর্মী", "Worker"), pair("নিয়োগকর্তা", "Employer")],
            verify_url: "https://sojourn.example/verify/abc".into(),
        }
    }

    #[test]
    fn a_contract_of_many_clauses_says_all_of_them_on_numbered_pages() {
        let facts = contract(pair("মাসিক মজুরি নির্ধারিত।", "The wage is paid monthly."), 30);
        let text = words(&read(&employment_contract(&Fonts::system(), &facts).unwrap()));
        assert_eq!(text.matches("The wage is paid monthly.").count(), 30);
        assert_eq!(text.matches("মাসিক মজুরি নির্ধারিত।").count(), 30);
        assert!(text.contains("E-2026-000005-1 · 1 — 2"), "{text}");
    }

    #[test]
    fn a_clause_longer_than_a_page_is_refused_rather_than_cut() {
        let facts = contract(pair("মজুরি", &"The wage is paid monthly. ".repeat(400)), 1);
        assert_eq!(employment_contract(&Fonts::system(), &facts), Err(PaperError::ClauseTooLong { clause: 1 }));
    }
}
