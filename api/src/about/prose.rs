//! `/{lang}/about/{terms,accessibility,privacy}`: pages of headings and paragraphs, all of one template.

use super::corrections::Correction;
use crate::site::{Link, Section, Shell, Site, Visit};
use actix_web::HttpResponse;
use askama::Template;
use words::Words;

#[derive(Template)]
#[template(path = "about/prose.html")]
pub struct ProsePage {
    pub words: Words,
    pub shell: Shell,
    pub heading: String,
    pub lead: String,
    pub passages: Vec<Passage>,
    /// Only where the page tells of corrections.
    pub log: Option<Vec<Correction>>,
}

/// A heading with what is said below it.
pub struct Passage {
    pub id: &'static str,
    pub heading: String,
    pub paragraphs: Vec<String>,
    pub links: Vec<Link>,
}

/// What stands below a heading besides its paragraphs.
#[derive(Clone, Copy)]
pub enum Beside {
    Nothing,
    /// The operator's address, or that there is none.
    Address,
    /// Who runs the site, if they say so.
    Operator,
    /// A page of ours, and its word.
    Page(&'static str, &'static str),
}

/// The headings of a page, in their order: their words are `{page}-{id}-heading` and `{page}-{id}-1`, `-2` and so on.
type Outline = &'static [(&'static str, Beside)];

const TERMS: Outline = &[
    ("software", Beside::Operator),
    ("names", Beside::Nothing),
    ("shared", Beside::Page("nav-method", "/about/method")),
    ("reuse", Beside::Page("nav-data", "/data")),
    ("cite", Beside::Nothing),
    ("contact", Beside::Address),
];
const ACCESSIBILITY: Outline = &[
    ("aim", Beside::Nothing),
    ("tested", Beside::Nothing),
    ("limits", Beside::Nothing),
    ("contact", Beside::Address),
];
const PRIVACY: Outline = &[
    ("visitors", Beside::Nothing),
    ("servers", Beside::Nothing),
    ("accounts", Beside::Nothing),
    ("letters", Beside::Nothing),
    ("alerts", Beside::Page("subscribe-heading", "/subscribe")),
    ("contact", Beside::Address),
];

impl ProsePage {
    pub fn new(shell: Shell, site: &Site, page: &str, outline: Outline) -> Self {
        let words = shell.words;
        let names = [("site", shell.site.as_str())];
        let passage = |&(id, beside): &(&'static str, Beside)| {
            let stem = format!("{page}-{id}");
            let keys = (1..).map(|n| format!("{stem}-{n}"));
            let mut paragraphs: Vec<String> = keys
                .take_while(|key| words.has(key))
                .map(|key| words.with(&key, &names))
                .collect();
            let mut links = vec![];
            match (beside, &site.support) {
                (Beside::Nothing, _) => {}
                (Beside::Operator, _) => paragraphs.extend(
                    site.operator
                        .name
                        .as_ref()
                        .map(|name| words.with("terms-operator", &[("operator", name)])),
                ),
                (Beside::Page(key, path), _) => links.push(shell.link(key, path)),
                (Beside::Address, Some(address)) => links.push(Link {
                    text: address.clone(),
                    href: format!("mailto:{address}"),
                }),
                (Beside::Address, None) => paragraphs.push(words.text("about-no-address")),
            }
            Passage {
                id,
                heading: words.text(&format!("{stem}-heading")),
                paragraphs,
                links,
            }
        };
        Self {
            heading: words.text(&format!("{page}-heading")),
            lead: words.text(&format!("{page}-lead")),
            passages: outline.iter().map(passage).collect(),
            log: None,
            words,
            shell,
        }
    }
}

pub async fn show(visit: Visit) -> HttpResponse {
    let (page, outline) = match visit.named("page") {
        "accessibility" => ("accessibility", ACCESSIBILITY),
        "privacy" => ("privacy", PRIVACY),
        _ => ("terms", TERMS),
    };
    let shell = visit.shell(Section::Other, format!("/about/{page}"), "");
    visit.page(&ProsePage::new(shell, &visit.site, page, outline))
}
