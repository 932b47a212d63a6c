//! Forms: what was typed, what is wrong with it, and the fields that show both.
//! A field's label, hint and error are tied to it by id; a form never loses what a person typed.

use std::borrow::Cow;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use leptos::prelude::*;
use sojourn_domain::{FieldError, act::Spec};

use crate::{
    context::PageContext,
    messages::{self, Arg},
    parts::{UnmetGuard, icon, unmet_list},
};

/// The state of a form: values by HTML name, and the errors of its fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormState {
    /// What was typed, or is known already.
    pub values: BTreeMap<String, String>,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// Why it was refused as a whole.
    pub refused: Option<Refused>,
}

/// Why a form was refused for what is no field's fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// Guards that do not hold.
    Unmet(Vec<UnmetGuard>),
    /// Anything else, by the refusal's code.
    Because(String),
}

impl FormState {
    /// A form filled from pairs.
    pub fn filled<K: Into<String>, V: Into<String>>(values: impl IntoIterator<Item = (K, V)>) -> Self {
        Self { values: values.into_iter().map(|(k, v)| (k.into(), v.into())).collect(), ..Self::default() }
    }

    /// The value of a field; empty when there is none.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    /// A field's first error.
    pub fn error(&self, name: &str) -> Option<&FieldError> {
        self.errors.iter().find(|error| error.field == name)
    }

    /// The same form where every id carries a prefix, as [`Field::within`] gives it: what its errors point at. What was
    /// refused as a whole is said elsewhere.
    #[must_use]
    pub(crate) fn within(&self, prefix: &str) -> Self {
        let at = |e: &FieldError| FieldError { field: format!("{prefix}-{}", e.field), ..e.clone() };
        Self { values: self.values.clone(), errors: self.errors.iter().map(at).collect(), refused: None }
    }

    /// Whether a box with this name is ticked.
    pub fn ticked(&self, name: &str) -> bool {
        matches!(self.value(name), "on" | "yes" | "true" | "1")
    }
}

/// How a field looks and what a browser may do for it.
#[derive(Debug, Clone)]
pub struct Field {
    name: &'static str,
    label: Cow<'static, str>,
    hint: Option<&'static str>,
    kind: &'static str,
    class: &'static str,
    autocomplete: Option<&'static str>,
    inputmode: Option<&'static str>,
    optional: bool,
    prefix: Option<Cow<'static, str>>,
    list: Vec<(String, String)>,
}

impl Field {
    /// A field with its HTML name and the key of its label.
    pub const fn new(name: &'static str, label: &'static str) -> Self {
        Self {
            name,
            label: Cow::Borrowed(label),
            hint: None,
            kind: "text",
            class: "",
            autocomplete: None,
            inputmode: None,
            optional: false,
            prefix: None,
            list: Vec::new(),
        }
    }
    /// A field of an act: its label's key is its name's.
    pub fn of_act(spec: &Spec) -> Self {
        let field =
            Self { label: Cow::Owned(format!("field-{}", spec.name.replace('_', "-"))), ..Self::new(spec.name, "") };
        if spec.required { field } else { field.optional() }
    }
    /// The key of its hint.
    pub const fn hint(mut self, key: &'static str) -> Self {
        self.hint = Some(key);
        self
    }
    /// The input's type.
    pub const fn kind(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }
    /// `short`, `tiny` or `code`.
    pub const fn class(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }
    /// What the browser may fill in.
    pub const fn autocomplete(mut self, what: &'static str) -> Self {
        self.autocomplete = Some(what);
        self
    }
    /// Which keyboard a phone shows.
    pub const fn inputmode(mut self, mode: &'static str) -> Self {
        self.inputmode = Some(mode);
        self
    }
    /// The field may stay empty, and says so.
    pub const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }
    /// Put before every id, for pages on which a form stands several times.
    pub fn within(mut self, prefix: impl Into<Cow<'static, str>>) -> Self {
        self.prefix = Some(prefix.into());
        self
    }
    /// Values and their labels, for [`select`] and [`radios`].
    pub fn choices(mut self, list: Vec<(String, String)>) -> Self {
        self.list = list;
        self
    }

    fn id(&self) -> String {
        match &self.prefix {
            Some(prefix) => format!("{prefix}-{}", self.name),
            None => self.name.to_owned(),
        }
    }

    fn described_by(&self, failed: bool) -> Option<String> {
        let id = self.id();
        let mut ids = Vec::new();
        if self.hint.is_some() {
            ids.push(format!("{id}-hint"));
        }
        if failed {
            ids.push(format!("{id}-error"));
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// The sentence for a field's error.
pub fn error_text(ctx: &PageContext, error: &FieldError) -> String {
    ctx.t_code_args("error", &error.code, &facts(ctx, &error.facts))
}

/// The values of a sentence: days as the reader writes them, anything else as it is.
pub(crate) fn facts<'f>(ctx: &PageContext, facts: &'f [(String, String)]) -> Vec<(&'f str, Arg)> {
    let read = |value: &String| value.parse::<NaiveDate>().map_or_else(|_| value.clone(), |day| ctx.date(day));
    facts.iter().map(|(name, value)| (name.as_str(), Arg::Text(read(value)))).collect()
}

fn frame(ctx: &PageContext, form: &FormState, field: &Field, control: AnyView) -> AnyView {
    let id = field.id();
    let error = form.error(field.name).map(|error| error_text(ctx, error));
    let class = if error.is_some() { "field has-error" } else { "field" };
    let label = ctx.t(&field.label);
    let optional = field.optional.then(|| format!(" ({})", ctx.t("form-optional")));
    let hint = field.hint.map(|key| ctx.t(key));
    view! {
        <div class=class>
            <label for=id.clone()>{label}{optional.map(|o| view! { <span class="optional">{o}</span> })}</label>
            {hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
            {error.map(|error| view! { <p class="field-error" id=format!("{id}-error")>{icon("warning")}{error}</p> })}
            {control}
        </div>
    }
    .into_any()
}

/// A one-line field.
pub fn input(ctx: &PageContext, form: &FormState, field: Field) -> AnyView {
    let failed = form.error(field.name).is_some();
    // A secret is never sent back to a page.
    let value = (field.kind != "password").then(|| form.value(field.name).to_owned()).filter(|v| !v.is_empty());
    let control = view! {
        <input id=field.id() name=field.name type=field.kind class=field.class value=value
            autocomplete=field.autocomplete.unwrap_or("off") inputmode=field.inputmode
            aria-describedby=field.described_by(failed) aria-invalid=failed.then_some("true")/>
    }
    .into_any();
    frame(ctx, form, &field, control)
}

/// A field of several lines.
pub fn textarea(ctx: &PageContext, form: &FormState, field: Field) -> AnyView {
    let failed = form.error(field.name).is_some();
    let control = view! {
        <textarea id=field.id() name=field.name class=field.class rows="3" spellcheck=(field.class == "code").then_some("false")
            aria-describedby=field.described_by(failed) aria-invalid=failed.then_some("true")>
            {form.value(field.name).to_owned()}
        </textarea>
    }
    .into_any();
    frame(ctx, form, &field, control)
}

/// A choice from a list; nothing is chosen until somebody does.
pub fn select(ctx: &PageContext, form: &FormState, field: Field) -> AnyView {
    let failed = form.error(field.name).is_some();
    let chosen = form.value(field.name).to_owned();
    let options = field
        .list
        .iter()
        .map(|(value, label)| view! { <option value=value.clone() selected=*value == chosen>{label.clone()}</option> })
        .collect_view();
    let control = view! {
        <select id=field.id() name=field.name class=field.class
            aria-describedby=field.described_by(failed) aria-invalid=failed.then_some("true")>
            <option value="">{ctx.t("form-choose")}</option>
            {options}
        </select>
    }
    .into_any();
    frame(ctx, form, &field, control)
}

/// A choice shown whole.
pub fn radios(ctx: &PageContext, form: &FormState, field: Field) -> AnyView {
    let id = field.id();
    let error = form.error(field.name).map(|error| error_text(ctx, error));
    let described = field.described_by(error.is_some());
    let chosen = form.value(field.name).to_owned();
    let class = if error.is_some() { "has-error" } else { "" };
    let boxes = field
        .list
        .iter()
        .enumerate()
        .map(|(at, (value, label))| {
            // The first carries the plain id, so that the error summary's link lands on it.
            let own = if at == 0 { id.clone() } else { format!("{id}-{at}") };
            view! {
                <label class="choice" for=own.clone()>
                    <input type="radio" id=own.clone() name=field.name value=value.clone() checked=*value == chosen/>
                    <span>{label.clone()}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class=class aria-describedby=described>
            <legend>{ctx.t(&field.label)}</legend>
            {field.hint.map(|key| view! { <p class="hint" id=format!("{id}-hint")>{ctx.t(key)}</p> })}
            {error.map(|error| view! { <p class="field-error" id=format!("{id}-error")>{icon("warning")}{error}</p> })}
            <div class="choices">{boxes}</div>
        </fieldset>
    }
    .into_any()
}

/// A box to tick, with its sentence.
pub fn checkbox(ctx: &PageContext, form: &FormState, name: &str, sentence: String) -> AnyView {
    let error = form.error(name).map(|error| error_text(ctx, error));
    let described = error.is_some().then(|| format!("{name}-error"));
    let class = if error.is_some() { "field has-error" } else { "field" };
    view! {
        <div class=class>
            {error.clone().map(|error| view! { <p class="field-error" id=format!("{name}-error")>{icon("warning")}{error}</p> })}
            <label class="choice" for=name.to_owned()>
                <input type="checkbox" id=name.to_owned() name=name.to_owned() value="yes" checked=form.ticked(name)
                    aria-describedby=described aria-invalid=error.is_some().then_some("true")/>
                <span>{sentence}</span>
            </label>
        </div>
    }
    .into_any()
}

/// A date in three inputs, `NAME_year`, `NAME_month`, `NAME_day`; as much of it as is known.
pub fn partial_date(
    ctx: &PageContext,
    form: &FormState,
    name: &'static str,
    label: &'static str,
    hint: &'static str,
) -> AnyView {
    // What is wrong may be said of the whole date or of a part; it is shown once, above the parts.
    let parts = ["day", "month", "year"].map(|part| format!("{name}_{part}"));
    let error = form.error(name).or_else(|| parts.iter().find_map(|part| form.error(part)));
    let error = error.map(|error| error_text(ctx, error));
    let failed = error.is_some();
    let class = if failed { "has-error" } else { "" };
    let described = if failed { format!("{name}-hint {name}-error") } else { format!("{name}-hint") };
    let part = |part: &str, label: &str, class: &'static str| {
        let field = format!("{name}_{part}");
        let value = form.value(&field).to_owned();
        view! {
            <div class="field">
                <label for=field.clone()>{ctx.t(label)}</label>
                <input id=field.clone() name=field inputmode="numeric" class=class value=value autocomplete="off" aria-invalid=failed.then_some("true")/>
            </div>
        }
    };
    view! {
        <fieldset id=name class=class aria-describedby=described>
            <legend>{ctx.t(label)}</legend>
            <p class="hint" id=format!("{name}-hint")>{ctx.t(hint)}</p>
            {error.map(|error| view! { <p class="field-error" id=format!("{name}-error")>{icon("warning")}{error}</p> })}
            <div class="beside">
                {part("day", "form-day", "tiny")}
                {part("month", "form-month", "tiny")}
                {part("year", "form-year", "year")}
            </div>
        </fieldset>
    }
    .into_any()
}

/// What is wrong, at the top of the form: why it was refused as a whole, and each field's fault with a link to it.
/// Empty when nothing is.
pub fn error_summary(ctx: &PageContext, form: &FormState) -> Option<AnyView> {
    let (whole, fields) = (refused_notice(ctx, form), field_errors(ctx, form));
    (whole.is_some() || fields.is_some()).then(|| view! { {whole}{fields} }.into_any())
}

/// Why a form was refused as a whole, in plain words, with everything typed still in the form below.
pub fn refused_notice(ctx: &PageContext, form: &FormState) -> Option<AnyView> {
    let body = match form.refused.as_ref()? {
        Refused::Unmet(unmet) => view! { <h2>{ctx.t("acts-unmet")}</h2>{unmet_list(ctx, unmet)} }.into_any(),
        Refused::Because(code) => view! { <p>{ctx.t_code("refusal", code)}</p> }.into_any(),
    };
    Some(view! { <section class="notice wrong" role="alert">{body}</section> }.into_any())
}

fn field_errors(ctx: &PageContext, form: &FormState) -> Option<AnyView> {
    if form.errors.is_empty() {
        return None;
    }
    let count = Arg::Count(i64::try_from(form.errors.len()).unwrap_or(i64::MAX));
    let items = form
        .errors
        .iter()
        .map(|error| {
            let text = error_text(ctx, error);
            let text = match label_of(ctx, &error.field) {
                Some(label) => ctx.t_args("form-error-at", &[("label", label.into()), ("error", text.into())]),
                None => text,
            };
            view! { <li><a href=format!("#{}", error.field)>{text}</a></li> }
        })
        .collect_view();
    Some(
        view! {
            <div class="notice wrong" role="alert" aria-labelledby="error-summary">
                <h2 id="error-summary">{ctx.t_args("form-errors", &[("count", count)])}</h2>
                <ul>{items}</ul>
            </div>
        }
        .into_any(),
    )
}

/// The label of a field by its HTML name, by what follows the prefix of [`Field::within`], or by the date it is part of.
pub(crate) fn label_of(ctx: &PageContext, name: &str) -> Option<String> {
    let short = name.rsplit_once('-').map_or(name, |(_, rest)| rest);
    let whole = ["_day", "_month", "_year"].iter().find_map(|part| name.strip_suffix(part)).unwrap_or(name);
    [name, short, whole]
        .map(|name| format!("field-{}", name.replace('_', "-")))
        .into_iter()
        .find(|key| messages::exists(ctx.locale, key))
        .map(|key| ctx.t(&key))
}

/// The hidden token of a form.
pub fn csrf(ctx: &PageContext) -> AnyView {
    view! { <input type="hidden" name="csrf" value=ctx.csrf.clone()/> }.into_any()
}

/// A field nobody sees.
pub fn carried(name: &str, value: impl Into<String>) -> AnyView {
    view! { <input type="hidden" name=name.to_owned() value=value.into()/> }.into_any()
}

/// The button that sends a form; its label says what happens.
pub fn submit(label: String) -> AnyView {
    view! { <button type="submit" class="button">{label}</button> }.into_any()
}
