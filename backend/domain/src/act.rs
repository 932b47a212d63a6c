//! What people write down beside the moves: costs, money sent, requests, plans, follow-ups, orders, courses.
//! One table says who may, in which states, and what each asks for; pages, the API and its description read
//! it. Start at [`Act`] and [`parse`].

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use crate::{
    actor::Actor,
    locale::PaperLanguage,
    money::{Currency, Money},
    placement::{Clause, CostKind, CostTreatment, Payer, WagePeriod},
    refusal::{FieldError, Refusal},
    registration::{Fields, MAX_TEXT},
    reintegration::{AttemptOutcome, ContactChannel, FollowUpOutcome, ItemKind, Need, Question, Round, Urgency},
    remittance::{self, Channel, Use},
    role::Role,
    state::State,
    text,
    worker::Sex,
};

coded! {
    /// Something written down.
    pub enum Act {
        /// The worker got the contract in the worker's language.
        HandOver = "hand_over",
        /// The day of departure is planned.
        PlanDeparture = "plan_departure",
        /// A recruitment cost.
        RecordCost = "record_cost",
        /// Money sent home.
        LogRemittance = "log_remittance",
        /// An attempt to reach the worker.
        RecordAttempt = "record_attempt",
        /// A returnee asks for support.
        RequestSupport = "request_support",
        /// How a returnee is doing.
        Assess = "assess",
        /// A plan of support.
        PreparePlan = "prepare_plan",
        /// An item of the plan.
        AddItem = "add_item",
        /// The returnee agrees to the plan.
        AgreePlan = "agree_plan",
        /// An item was delivered.
        DeliverItem = "deliver_item",
        /// A follow-up after return.
        FollowUp = "follow_up",
        /// The worker asks for a review of a rejection.
        AskReview = "ask_review",
        /// A contract with another employer, for somebody at work.
        DrawUpTransfer = "draw_up_transfer",
        /// A longer contract with the same employer.
        DrawUpExtension = "draw_up_extension",
        /// A party signs the contract drawn up.
        SignContract = "sign_contract",
        /// A party wants none of it.
        DropContract = "drop_contract",
        /// An employer's demand.
        SubmitOrder = "submit_order",
        /// A course of a centre.
        CreateCourse = "create_course",
        /// A session of a course.
        CreateSession = "create_session",
    }
}

/// What a field takes.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// One line.
    Line,
    /// Several lines.
    Text,
    /// A day.
    Day,
    /// A day and an hour, on the programme's clock.
    Moment,
    /// A whole number within these.
    Number(i64, i64),
    /// An amount in the currency of the field `currency` or, for `received`, `received_currency`.
    Amount,
    /// A currency.
    Currency,
    /// An exchange rate.
    Rate,
    /// One of these codes; the family names their words.
    Code(&'static str, fn() -> Vec<&'static str>),
    /// One of the records offered.
    Record,
    /// A box to tick.
    Tick,
    /// The worker's PIN, at a desk.
    Pin,
}

/// A field of an act.
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    /// Its name in forms and JSON.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Whether it must be filled in.
    pub required: bool,
}

/// A field that must be filled in.
pub const fn must(name: &'static str, kind: Kind) -> Spec {
    Spec { name, kind, required: true }
}

/// A field that may stay empty.
pub const fn may(name: &'static str, kind: Kind) -> Spec {
    Spec { name, kind, required: false }
}

/// One of the codes of an enum, with the family of their words.
macro_rules! codes {
    ($family:literal, $of:ty) => {
        $crate::act::Kind::Code($family, || <$of>::ALL.iter().map(|c| c.code()).collect())
    };
}
pub(crate) use codes;

/// The steps a question is answered on, from the worst to the best.
const STEPS: Kind = Kind::Code("step", || vec!["0", "1", "2", "3", "4"]);

const ORDER: &[Spec] = &[
    must("programme", Kind::Record),
    must("title", Kind::Line),
    must("occupation", Kind::Line),
    must("sector", Kind::Line),
    must("headcount", Kind::Number(1, 10_000)),
    must("sex", Kind::Code("order-sex", || std::iter::once("any").chain(Sex::ALL.iter().map(|s| s.code())).collect())),
    must("wage", Kind::Amount),
    must("currency", Kind::Currency),
    must("wage_period", codes!("wage-period", WagePeriod)),
    must("hours_week", Kind::Number(1, 168)),
    must("starts_on", Kind::Day),
    must("ends_on", Kind::Day),
    must("workplace", Kind::Line),
    may("written_in", codes!("paper-language", PaperLanguage)),
];

impl Act {
    /// Who writes it down.
    pub const fn by(self) -> &'static [Role] {
        use Role as R;
        match self {
            Self::HandOver | Self::PlanDeparture => &[R::RecruitmentOfficer],
            Self::RecordCost => &[R::RecruitmentOfficer, R::CaseWorker, R::Worker],
            Self::LogRemittance => &[R::Worker, R::RecruitmentOfficer, R::CaseWorker],
            Self::RecordAttempt => &[R::Mission, R::CaseWorker, R::RecruitmentOfficer],
            Self::RequestSupport => &[R::Worker, R::CaseWorker],
            Self::Assess | Self::PreparePlan | Self::AddItem | Self::FollowUp => &[R::CaseWorker],
            Self::AgreePlan => &[R::Worker, R::CaseWorker],
            Self::DeliverItem => &[R::CaseWorker, R::ServicePartner],
            Self::AskReview => &[R::Worker],
            Self::DrawUpTransfer => &[R::Mission],
            Self::DrawUpExtension => &[R::Mission, R::Employer],
            Self::SignContract | Self::DropContract => &[R::Worker, R::Employer, R::Mission],
            Self::SubmitOrder => &[R::Employer],
            Self::CreateCourse | Self::CreateSession => &[R::CentreManager],
        }
    }

    /// The states of a case in which it is written down; none for what is not about a case.
    pub const fn states(self) -> &'static [State] {
        use State as S;
        match self {
            // A clearance is judged at the day of departure: who moves the day takes the clearance back first.
            Self::PlanDeparture => &[S::Contracted],
            Self::HandOver => &[S::Contracted, S::Cleared],
            Self::RecordCost => &[
                S::Registered,
                S::Screened,
                S::InTraining,
                S::Certified,
                S::Offered,
                S::Accepted,
                S::Contracted,
                S::Cleared,
                S::Departed,
                S::Employed,
                S::Returning,
                S::Returned,
            ],
            Self::LogRemittance => &[S::Employed, S::Returning, S::Returned],
            Self::RecordAttempt => &[S::Departed, S::Employed, S::Returning, S::Returned, S::LostContact],
            Self::RequestSupport => &[S::Returning, S::Returned, S::Reintegrating, S::Closed],
            Self::Assess => &[S::Returned, S::Reintegrating],
            Self::PreparePlan | Self::AddItem | Self::AgreePlan => &[S::Returned],
            Self::DeliverItem => &[S::Reintegrating],
            Self::FollowUp => &[S::Returned, S::Reintegrating, S::Closed],
            Self::AskReview => &[S::Rejected],
            Self::DrawUpTransfer | Self::DrawUpExtension | Self::SignContract | Self::DropContract => {
                &[S::Employed, S::Returning]
            }
            Self::SubmitOrder | Self::CreateCourse | Self::CreateSession => &[],
        }
    }

    /// What it asks for.
    pub fn fields(self) -> Vec<Spec> {
        match self {
            Self::HandOver | Self::PlanDeparture => vec![must("on", Kind::Day)],
            Self::RecordCost => vec![
                must("kind", codes!("cost", CostKind)),
                must("amount", Kind::Amount),
                must("currency", Kind::Currency),
                must("paid_by", codes!("payer", Payer)),
                must("treatment", codes!("treatment", CostTreatment)),
                may("paid_to", Kind::Line),
                may("on", Kind::Day),
            ],
            Self::LogRemittance => vec![
                must("on", Kind::Day),
                must("amount", Kind::Amount),
                must("currency", Kind::Currency),
                must("fee", Kind::Amount),
                must("channel", codes!("channel", Channel)),
                may("provider", Kind::Line),
                may("received", Kind::Amount),
                may("received_currency", Kind::Currency),
                may("rate", Kind::Rate),
                may("reference_rate", Kind::Rate),
                may("use", codes!("use", Use)),
            ],
            Self::RecordAttempt => vec![
                must("channel", codes!("contact", ContactChannel)),
                must("outcome", codes!("attempt", AttemptOutcome)),
                may("note", Kind::Text),
            ],
            Self::RequestSupport => Need::ALL
                .iter()
                .map(|need| may(need.code(), Kind::Tick))
                .chain([may("urgency", codes!("urgency", Urgency)), may("text", Kind::Text)])
                .collect(),
            Self::Assess => std::iter::once(must("round", codes!("round", Round)))
                .chain(Question::ALL.iter().map(|q| may(q.code(), STEPS)))
                .collect(),
            Self::PreparePlan => vec![must("goal", Kind::Text), must("currency", Kind::Currency)],
            Self::AddItem => vec![
                must("kind", codes!("item", ItemKind)),
                must("description", Kind::Line),
                must("amount", Kind::Amount),
                may("record", Kind::Record),
                may("on", Kind::Day),
            ],
            Self::AgreePlan => vec![may("pin", Kind::Pin)],
            Self::DeliverItem => vec![must("record", Kind::Record), must("on", Kind::Day)],
            Self::FollowUp => vec![
                must("record", Kind::Record),
                must("on", Kind::Day),
                must("outcome", codes!("follow-up", FollowUpOutcome)),
            ],
            Self::AskReview => vec![must("reason", Kind::Text)],
            Self::DrawUpTransfer => {
                vec![must("record", Kind::Record), must("starts_on", Kind::Day), must("ends_on", Kind::Day)]
            }
            // What is not said stays as it is.
            Self::DrawUpExtension => {
                vec![must("ends_on", Kind::Day), may("wage", Kind::Amount), may("hours_week", Kind::Number(1, 168))]
            }
            Self::SignContract => vec![must("record", Kind::Record), may("pin", Kind::Pin)],
            Self::DropContract => vec![must("record", Kind::Record)],
            Self::SubmitOrder => ORDER
                .iter()
                .copied()
                .chain(Clause::ALL.iter().map(|c| Spec { name: c.code(), kind: Kind::Text, required: c.is_hard() }))
                .collect(),
            Self::CreateCourse => vec![
                must("programme", Kind::Record),
                must("course_code", Kind::Line),
                must("title", Kind::Line),
                must("minutes", Kind::Number(1, 60_000)),
                must("pass_mark", Kind::Number(0, 100)),
            ],
            Self::CreateSession => vec![
                must("course", Kind::Record),
                must("starts_at", Kind::Moment),
                must("ends_at", Kind::Moment),
                must("place", Kind::Line),
                must("seats", Kind::Number(1, 1_000)),
                may("trainer", Kind::Record),
            ],
        }
    }

    /// Acts on a case in this state that the actor may write down, in the order of declaration.
    pub fn offered(actor: &Actor, state: State) -> Vec<Self> {
        let may = |act: &&Self| act.states().contains(&state) && act.by().iter().any(|r| actor.has(*r));
        Self::ALL.iter().filter(may).copied().collect()
    }
}

/// What was typed, checked against the fields of an act.
#[derive(Debug, Clone, Default)]
pub struct Values(BTreeMap<&'static str, String>);

/// The longest note.
const MAX_NOTE: usize = 4_000;

/// Checks every field by itself: present, of its kind, not too long.
///
/// # Errors
/// [`Refusal::Invalid`] with one error a field.
pub fn parse(specs: &[Spec], fields: &Fields) -> Result<Values, Refusal> {
    let (mut values, mut errors) = (BTreeMap::new(), Vec::new());
    for spec in specs {
        let typed = fields.get(spec.name).map(|v| v.trim()).filter(|v| !v.is_empty());
        match typed {
            None if spec.required => errors.push(FieldError::new(spec.name, missing(spec.kind))),
            None => {}
            Some(text) => match check(spec, text, fields) {
                Ok(()) => {
                    values.insert(spec.name, text.to_owned());
                }
                Err(code) => errors.push(FieldError::new(spec.name, code)),
            },
        }
    }
    if errors.is_empty() { Ok(Values(values)) } else { Err(Refusal::Invalid(errors)) }
}

const fn missing(kind: Kind) -> &'static str {
    match kind {
        Kind::Code(..) | Kind::Record | Kind::Currency => "choose_one",
        _ => "required",
    }
}

/// The field that says in which currency an amount is.
fn currency_of(name: &str) -> &'static str {
    if name == "received" { "received_currency" } else { "currency" }
}

fn check(spec: &Spec, text: &str, fields: &Fields) -> Result<(), &'static str> {
    let holds = |holds: bool, code| if holds { Ok(()) } else { Err(code) };
    match spec.kind {
        Kind::Line if !text::is_readable_line(text) => Err("unreadable_characters"),
        Kind::Text if !text::is_readable(text) => Err("unreadable_characters"),
        Kind::Line => holds(text.chars().count() <= MAX_TEXT, "too_long"),
        Kind::Text => holds(text.chars().count() <= MAX_NOTE, "too_long"),
        Kind::Day => holds(text.parse::<NaiveDate>().is_ok(), "impossible_date"),
        Kind::Moment => holds(moment(text).is_some(), "impossible_date"),
        Kind::Number(low, high) => {
            let number: Option<i64> = text.parse().ok();
            holds(number.is_some_and(|n| (low..=high).contains(&n)), "out_of_range")
        }
        Kind::Amount => {
            let Some(code) = fields.get(currency_of(spec.name)) else {
                // An amount without a currency field of its own form takes the plan's.
                return holds(plain_amount(text), "not_an_amount");
            };
            // Where the currency itself is wrong, that field says so.
            let Ok(currency) = code.parse::<Currency>() else { return Ok(()) };
            holds(Money::parse(text, currency).is_ok(), "not_an_amount")
        }
        Kind::Currency => holds(text.parse::<Currency>().is_ok(), "unknown_currency"),
        Kind::Rate => holds(remittance::parse_rate(text).is_some(), "not_an_amount"),
        Kind::Code(_, codes) => holds(codes().contains(&text), "choose_one"),
        Kind::Record => holds(text.parse::<uuid::Uuid>().is_ok(), "choose_one"),
        Kind::Tick | Kind::Pin => Ok(()),
    }
}

fn plain_amount(text: &str) -> bool {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    !whole.is_empty() && whole.bytes().chain(part.bytes()).all(|b| b.is_ascii_digit())
}

fn moment(text: &str) -> Option<NaiveDateTime> {
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"].iter().find_map(|f| NaiveDateTime::parse_from_str(text, f).ok())
}

impl Values {
    /// A field's text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// A required field's text; empty only where the act does not have the field.
    pub fn line(&self, name: &str) -> String {
        self.text(name).unwrap_or_default().to_owned()
    }

    /// A day.
    pub fn day(&self, name: &str) -> Option<NaiveDate> {
        self.text(name)?.parse().ok()
    }

    /// A day and an hour.
    pub fn moment(&self, name: &str) -> Option<NaiveDateTime> {
        moment(self.text(name)?)
    }

    /// A number; zero where the field is empty.
    pub fn number(&self, name: &str) -> i32 {
        self.text(name).and_then(|t| t.parse().ok()).unwrap_or_default()
    }

    /// A currency.
    pub fn currency(&self, name: &str) -> Option<Currency> {
        self.text(name)?.parse().ok()
    }

    /// An amount in the currency of its form.
    pub fn amount(&self, name: &str) -> Option<Money> {
        Money::parse(self.text(name)?, self.currency(currency_of(name))?).ok()
    }

    /// An exchange rate in units of 10⁻¹⁰.
    pub fn rate(&self, name: &str) -> Option<i64> {
        remittance::parse_rate(self.text(name)?)
    }

    /// A record.
    pub fn record(&self, name: &str) -> Option<uuid::Uuid> {
        self.text(name)?.parse().ok()
    }

    /// Whether a box is ticked.
    pub fn ticked(&self, name: &str) -> bool {
        self.text(name).is_some()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn each_wrong_field_is_named_with_its_own_reason() {
        let typed = fields(&[("on", "2027-02-30"), ("amount", "12.345"), ("currency", "USD"), ("channel", "pigeon")]);
        let Err(Refusal::Invalid(errors)) = parse(&Act::LogRemittance.fields(), &typed) else { panic!("taken") };
        let codes: Vec<_> = errors.iter().map(|e| (e.field.as_str(), e.code.as_str())).collect();
        let expected =
            [("on", "impossible_date"), ("amount", "not_an_amount"), ("fee", "required"), ("channel", "choose_one")];
        assert_eq!(codes, expected);
    }

    #[test]
    fn what_was_typed_is_read_as_what_it_is() {
        let typed = fields(&[
            ("on", "2027-02-03"),
            ("amount", "200"),
            ("currency", "cad"),
            ("fee", "4.99"),
            ("channel", "mobile"),
            ("rate", "5.61"),
        ]);
        let values = parse(&Act::LogRemittance.fields(), &typed).unwrap();
        assert_eq!(values.amount("fee").unwrap().minor, 499);
        assert_eq!(values.rate("rate"), Some(56_100_000_000));
        assert!(values.amount("received").is_none());
    }

    #[test]
    fn an_employer_writes_nothing_into_a_case_but_a_contract_of_its_own() {
        let by_employer = Act::ALL.iter().filter(|a| !a.states().is_empty() && a.by().contains(&Role::Employer));
        let written: Vec<_> = by_employer.copied().collect();
        assert_eq!(written, [Act::DrawUpExtension, Act::SignContract, Act::DropContract]);
    }
}
