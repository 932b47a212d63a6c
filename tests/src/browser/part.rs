//! A part of the open page as a person reads it: fields by their labels, buttons and links by their words.
//! Knows no HTML name and no address. Start at [`Browser::page`] and [`Browser::part`].

use chrono::{NaiveDate, NaiveDateTime};
use fantoccini::{Locator, elements::Element};

use super::{Browser, click_through};

/// A form, a card or a whole page.
pub struct Part {
    element: Element,
    name: String,
}

impl Browser {
    /// What stands between the bar and the foot.
    ///
    /// # Panics
    /// Where the page has no `main`.
    pub async fn page(&self) -> Part {
        Part { element: self.find("main").await, name: self.path().await }
    }

    /// The bar with the search, the places and one's own menu.
    ///
    /// # Panics
    /// Where the page has no bar.
    pub async fn bar(&self) -> Part {
        Part { element: self.find("header").await, name: "the bar".to_owned() }
    }

    /// The first card or item under a heading of exactly these words.
    ///
    /// # Panics
    /// Where nothing is headed so.
    pub async fn part(&self, heading: &str) -> Part {
        let headed = format!("//main//*[self::h2 or self::h3][normalize-space()=\"{heading}\"]");
        let path = format!("({headed})[1]/ancestor::*[self::li or self::article or self::section][1]");
        match self.client.find(Locator::XPath(&path)).await {
            Ok(element) => Part { element, name: heading.to_owned() },
            Err(_) => panic!("nothing is headed {heading:?} on:\n{}", self.text("body").await),
        }
    }
}

impl Part {
    /// What a person reads in it.
    ///
    /// # Panics
    /// Where the page has gone.
    pub async fn text(&self) -> String {
        self.element.text().await.expect("a part of a page has text")
    }

    /// Asserts that it says something.
    ///
    /// # Panics
    /// Where it does not.
    pub async fn says(&self, words: &str) -> &Self {
        let text = self.text().await;
        assert!(text.contains(words), "{:?} does not say {words:?}:\n{text}", self.name);
        self
    }

    /// Asserts that it says nothing of the kind.
    ///
    /// # Panics
    /// Where it does.
    pub async fn is_silent_on(&self, words: &str) -> &Self {
        let text = self.text().await;
        assert!(!text.contains(words), "{:?} says {words:?}:\n{text}", self.name);
        self
    }

    /// Clicks the button, link or summary with exactly these words; a closing `…` stands for any more of them.
    ///
    /// # Panics
    /// Where there is none.
    pub async fn press(&self, words: &str) {
        let said = match words.strip_suffix('…') {
            Some(beginning) => format!("starts-with(normalize-space(), \"{beginning}\")"),
            None => format!("normalize-space()=\"{words}\""),
        };
        let path = format!(".//*[self::button or self::a or self::summary][{said}]");
        click_through(&self.find(&path, words).await, words).await;
    }

    /// Opens what stands folded up under these words; does nothing where it is open to sight already.
    ///
    /// # Panics
    /// Where it cannot be opened.
    pub async fn unfold(&self, words: &str) -> &Self {
        let path = format!(".//details[not(@open)]/summary[normalize-space()=\"{words}\"]");
        if let Ok(summary) = self.element.find(Locator::XPath(&path)).await {
            summary.click().await.unwrap_or_else(|error| panic!("{words:?} cannot be opened: {error}"));
        }
        self
    }

    /// Clicks the first button whose words contain these.
    ///
    /// # Panics
    /// Where there is none.
    pub async fn press_with(&self, words: &str) {
        let button = self.find(&format!(".//button[contains(normalize-space(), \"{words}\")]"), words).await;
        click_through(&button, words).await;
    }

    /// The address behind the first link whose words contain these.
    ///
    /// # Panics
    /// Where there is none.
    pub async fn address_of(&self, words: &str) -> String {
        let link = self.find(&format!(".//a[contains(normalize-space(), \"{words}\")]"), words).await;
        link.attr("href").await.expect("a link has attributes").expect("a link leads somewhere")
    }

    /// Follows the first link whose words contain these.
    ///
    /// # Panics
    /// Where there is none.
    pub async fn follow(&self, words: &str) {
        let link = self.find(&format!(".//a[contains(normalize-space(), \"{words}\")]"), words).await;
        click_through(&link, words).await;
    }

    /// Fills fields in, each by what stands over or beside it.
    ///
    /// # Panics
    /// Where a field, or the choice wanted in it, is missing.
    pub async fn fill(&self, fields: &[(&str, &str)]) -> &Self {
        for (label, value) in fields {
            match self.control(label).await {
                Some(control) => fill_one(&control, label, value).await,
                None => self.choose_in_group(label, value).await,
            }
        }
        self
    }

    /// Ticks the box or the choice whose sentence begins so.
    ///
    /// # Panics
    /// Where there is none.
    pub async fn tick(&self, sentence: &str) -> &Self {
        let label = self.find(&format!(".//label[starts-with(normalize-space(), \"{sentence}\")]"), sentence).await;
        label.click().await.unwrap_or_else(|error| panic!("{sentence:?} cannot be ticked: {error}"));
        self
    }

    /// Writes the same into every field of several lines.
    ///
    /// # Panics
    /// Where the page has gone.
    pub async fn write_everywhere(&self, words: &str) -> &Self {
        let fields = self.element.find_all(Locator::Css("textarea")).await.expect("fields can be looked for");
        for field in fields {
            field.send_keys(words).await.expect("a field takes what is typed");
        }
        self
    }

    /// What stands in a field now: its value, or the words of what is chosen.
    ///
    /// # Panics
    /// Where there is no such field.
    pub async fn value(&self, label: &str) -> String {
        let control = self.control(label).await.unwrap_or_else(|| panic!("no field is called {label:?}"));
        if control.tag_name().await.expect("an element has a name") == "select" {
            let chosen = control.find(Locator::Css("option:checked")).await.expect("a list has a choice");
            return chosen.text().await.expect("an option has words");
        }
        control.prop("value").await.expect("a field has a value").unwrap_or_default()
    }

    /// The field with this label, with or without a remark in brackets behind it.
    async fn control(&self, label: &str) -> Option<Element> {
        let called = format!("starts-with(concat(normalize-space(), \" (\"), \"{label} (\")");
        if let Ok(found) = self.element.find(Locator::XPath(&format!(".//label[{called}]"))).await {
            let id = found.attr("for").await.ok().flatten()?;
            return self.element.find(Locator::Css(&format!("[id='{id}']"))).await.ok();
        }
        let path = format!(".//*[@aria-label=\"{label}\"][self::input or self::select or self::textarea]");
        self.element.find(Locator::XPath(&path)).await.ok()
    }

    /// One of several choices, or one of several fields, under a common legend.
    async fn choose_in_group(&self, legend: &str, value: &str) {
        let path = format!(
            ".//legend[normalize-space()=\"{legend}\"]/ancestor::fieldset[1]//label[normalize-space()=\"{value}\"]"
        );
        let choice = self.find(&path, legend).await;
        choice.click().await.unwrap_or_else(|error| panic!("{value:?} of {legend:?} cannot be chosen: {error}"));
    }

    async fn find(&self, path: &str, words: &str) -> Element {
        match self.element.find(Locator::XPath(path)).await {
            Ok(element) => element,
            Err(_) => panic!("{words:?} is not in {:?}:\n{}", self.name, self.text().await),
        }
    }
}

async fn fill_one(control: &Element, label: &str, value: &str) {
    let tag = control.tag_name().await.expect("an element has a name");
    let kind = control.attr("type").await.expect("an element has attributes").unwrap_or_default();
    match (tag.as_str(), kind.as_str()) {
        ("select", _) => {
            let path = format!(".//option[contains(normalize-space(), \"{value}\")]");
            let option = control.find(Locator::XPath(&path)).await;
            let option = option.unwrap_or_else(|_| panic!("{label:?} offers no {value:?}"));
            option.click().await.unwrap_or_else(|error| panic!("{value:?} cannot be chosen: {error}"));
        }
        ("input", "date" | "datetime-local" | "file") => {
            control.send_keys(&keys(&kind, value)).await.unwrap_or_else(|error| panic!("{label:?}: {error}"));
        }
        _ => {
            control.clear().await.unwrap_or_else(|error| panic!("{label:?} cannot be emptied: {error}"));
            control.send_keys(value).await.unwrap_or_else(|error| panic!("{label:?}: {error}"));
        }
    }
}

/// What a person types: a browser set to English asks for the month first, and for hours of twelve.
fn keys(kind: &str, value: &str) -> String {
    match kind {
        "date" => day(value).format("%m%d%Y").to_string(),
        "datetime-local" => {
            let moment: NaiveDateTime = value.parse().unwrap_or_else(|_| panic!("{value} is no moment"));
            // The year takes six digits: a tab ends it.
            moment.format("%m%d%Y\t%I%M%p").to_string()
        }
        _ => value.to_owned(),
    }
}

fn day(value: &str) -> NaiveDate {
    value.parse().unwrap_or_else(|_| panic!("{value} is no day"))
}
