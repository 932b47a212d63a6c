//! Every page that somebody can reach: links followed from the first page, one page of each kind. A page that is
//! new is found by itself, as soon as something leads to it. Start at [`crawl`].

use std::collections::{BTreeSet, VecDeque};

use sojourn_domain::requirement::RequirementKind;

use crate::app::{Answer, Browser};

/// A page as it came.
#[derive(Debug)]
pub struct Reached {
    /// Where it is.
    pub path: String,
    /// The kind of page: its path without what names one record.
    pub kind: String,
    /// What came.
    pub answer: Answer,
}

impl Reached {
    /// Whether it is a page, and no file.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.answer.header("content-type").starts_with("text/html")
    }
}

/// Follows links from a person's first page, and from these, until no kind of page is new.
pub async fn crawl(who: &mut Browser<'_>, from: &[&str]) -> Vec<Reached> {
    let mut queue: VecDeque<String> = from.iter().map(|path| (*path).to_owned()).collect();
    let (mut seen, mut reached) = (BTreeSet::new(), Vec::new());
    while let Some(path) = queue.pop_front() {
        let kind = kind_of(&path);
        if !seen.insert(kind.clone()) {
            continue;
        }
        let answer = who.get(&path).await;
        if answer.status.is_redirection() {
            queue.push_back(answer.header("location").to_owned());
            continue;
        }
        queue.extend(links(&answer.body));
        reached.push(Reached { path, kind, answer });
    }
    reached
}

/// A path with its records replaced by a placeholder: pages of one kind differ in their records alone.
#[must_use]
pub fn kind_of(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let names: Vec<_> = query.split('&').filter_map(|pair| pair.split('=').next()).filter(|n| !n.is_empty()).collect();
    let segments: Vec<_> =
        path.split('/').map(|segment| if names_a_record(segment) { "{}" } else { segment }).collect();
    let query = if names.is_empty() { String::new() } else { format!("?{}", names.join("&")) };
    format!("{}{query}", segments.join("/"))
}

fn names_a_record(segment: &str) -> bool {
    // An id, the token of a paper, or one of the requirements, which share a form.
    segment.parse::<uuid::Uuid>().is_ok() || segment.len() > 40 || RequirementKind::from_code(segment).is_some()
}

/// The opening tags of a page, each without its brackets.
pub fn tags(html: &str) -> impl Iterator<Item = &str> {
    let opening = html.split('<').skip(1).filter_map(|part| part.split('>').next());
    opening.filter(|tag| !tag.starts_with(['/', '!']))
}

/// An attribute of a tag, as it was meant.
#[must_use]
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next().map(|value| value.replace("&amp;", "&"))
}

/// Whether a tag is of this element.
#[must_use]
pub fn is_element(tag: &str, name: &str) -> bool {
    tag.split([' ', '/']).next() == Some(name)
}

/// Where a page leads within the site; jumps within the page are left out.
#[must_use]
pub fn links(html: &str) -> BTreeSet<String> {
    let anchors = tags(html).filter(|tag| is_element(tag, "a")).filter_map(|tag| attribute(tag, "href"));
    let searches = tags(html)
        .filter(|tag| is_element(tag, "form") && attribute(tag, "method").as_deref() == Some("get"))
        .filter_map(|tag| attribute(tag, "action"));
    let within = |path: &String| path.starts_with('/') && !path.starts_with("//");
    let path = |link: String| link.split('#').next().unwrap_or_default().to_owned();
    anchors.chain(searches).map(path).filter(within).collect()
}

/// Where the forms of a page are sent.
#[must_use]
pub fn actions(html: &str) -> BTreeSet<String> {
    let posted = |tag: &&str| is_element(tag, "form") && attribute(tag, "method").as_deref() == Some("post");
    let forms = tags(html).filter(posted).filter_map(|tag| attribute(tag, "action"));
    forms.chain(tags(html).filter_map(|tag| attribute(tag, "formaction"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_one_kind_differ_in_their_records_alone() {
        let case = "/cases/01890a5d-ac96-774b-bcce-b302099a8057";
        assert_eq!(kind_of(case), "/cases/{}");
        assert_eq!(kind_of(&format!("{case}/acts/assess")), "/cases/{}/acts/assess");
        assert_eq!(kind_of(&format!("{case}/requirements/visa")), "/cases/{}/requirements/{}");
        assert_eq!(kind_of("/cases?stage=training&after=x"), "/cases?stage&after");
    }

    #[test]
    fn links_forms_and_their_targets_are_read() {
        let page = "<a class=\"x\" href=\"/a?b=1&amp;c=2#d\">A</a><a href=\"#main\">B</a><a href=\"https://e.example\">C</a>\
            <form method=\"post\" action=\"/f\"><button formaction=\"/g\">G</button></form><form action=\"/s\" method=\"get\">";
        assert_eq!(links(page).into_iter().collect::<Vec<_>>(), ["/a?b=1&c=2", "/s"]);
        assert_eq!(actions(page).into_iter().collect::<Vec<_>>(), ["/f", "/g"]);
    }
}
