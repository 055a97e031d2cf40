//! The frame around every page: name, menu, languages, banner, footer.

use actix_web::{HttpRequest, HttpResponse};
use url::form_urlencoded;
use words::{Language, Words};

use super::asked::address;
use super::operator::{Licence, Operator};
use super::parts::Link;
use super::sample::Sample;
use super::{assets, embed};

/// Who runs the register, and where it stands.
#[derive(Clone, Debug)]
pub struct Site {
    pub operator: Operator,
    /// From the settings, never from a request: `https://register.example.org`, without a slash at the end.
    pub base_url: String,
    /// The address that readers may write to.
    pub support: Option<String>,
    pub sample: Sample,
}

impl Default for Site {
    fn default() -> Self {
        Self {
            operator: Operator::default(),
            base_url: "http://localhost:8029".to_owned(),
            support: None,
            sample: Sample::default(),
        }
    }
}

impl Site {
    /// What the register is called in a language.
    pub fn name(&self, language: Language) -> &str {
        self.operator.register.of(language)
    }
}

/// The part of the site a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Home,
    Commitments,
    States,
    Provisions,
    Organizations,
    Reporting,
    Timeline,
    Method,
    /// Public, but on no menu.
    Other,
    /// Reached by a link of one's own: not for search engines.
    Personal,
}

/// What the menu leads to: its word, its path, and which part of the site that is.
const MENU: &[(&str, &str, Section)] = &[
    ("nav-home", "/", Section::Home),
    ("nav-commitments", "/commitments", Section::Commitments),
    ("nav-states", "/states", Section::States),
    ("nav-organizations", "/organizations", Section::Organizations),
    ("nav-provisions", "/provisions", Section::Provisions),
    ("nav-reporting", "/reporting", Section::Reporting),
    ("nav-timeline", "/timeline", Section::Timeline),
    ("nav-method", "/about/method", Section::Method),
];

/// The frame of one page.
#[derive(Clone, Debug)]
pub struct Shell {
    pub words: Words,
    pub site: String,
    /// Under which the operator makes the data available, if it says so.
    pub licence: Option<Licence>,
    base_url: String,
    /// The address after the language, without the query: `/commitments/CMT-2026-0042`.
    path: String,
    /// The query in its canonical order, without the question mark.
    query: String,
    section: Section,
    /// The source of the sample data, if the register holds some.
    pub sample: Option<String>,
    /// The moment of the newest data shown, in words.
    pub as_of: Option<String>,
    /// What is new on this page, for programs that look again: its address.
    pub feed: Option<String>,
    /// Shown within a page of another site: without masthead, menu and forms.
    pub is_embed: bool,
    /// Whether it may be, so that it says how.
    pub can_embed: bool,
}

/// A page in one of the languages.
pub struct Tongue {
    pub code: &'static str,
    pub dir: &'static str,
    pub name: &'static str,
    pub href: String,
    pub is_current: bool,
}

/// An entry of the menu.
pub struct Entry {
    pub text: String,
    pub href: String,
    pub is_current: bool,
}

impl Shell {
    pub fn new(words: Words, site: &Site, section: Section, path: impl Into<String>, query: impl Into<String>) -> Self {
        Self {
            site: site.name(words.language()).to_owned(),
            licence: site.operator.licence.clone(),
            words,
            base_url: site.base_url.trim_end_matches('/').to_owned(),
            path: path.into(),
            query: query.into(),
            section,
            sample: site.sample.source(),
            as_of: None,
            feed: None,
            is_embed: false,
            can_embed: false,
        }
    }

    /// A page that may be shown within others, and is to be where it is asked for so.
    pub fn embeddable(self, request: &HttpRequest) -> Self {
        let is_embed = embed::is_asked(request);
        let pairs = form_urlencoded::parse(self.query.as_bytes());
        let rest = pairs.filter(|(key, value)| !(key == "view" && value == embed::EMBED));
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(rest)
            .finish();
        Self {
            query,
            is_embed,
            can_embed: true,
            ..self
        }
    }

    /// Lets other sites show the answer, where that is what was asked for.
    pub fn framed(&self, answer: HttpResponse) -> HttpResponse {
        if self.is_embed { embed::open(answer) } else { answer }
    }

    /// The address of this page to be shown within others.
    pub fn embed_address(&self) -> String {
        let here = self.canonical();
        let and = if here.contains('?') { '&' } else { '?' };
        format!("{here}{and}view={}", embed::EMBED)
    }

    /// A page that is followed by a feed, which lies at its address with a suffix and obeys this part of its query.
    pub fn with_feed(self, query: &str) -> Self {
        let path = self.path.trim_end_matches('/');
        Self {
            feed: Some(address(&self.href(&format!("{path}.atom")), query)),
            ..self
        }
    }

    pub fn with_as_of(mut self, moment: Option<String>) -> Self {
        self.as_of = moment;
        self
    }

    /// An address of this site in the page's language: `/commitments` → `/en/commitments`.
    pub fn href(&self, path: &str) -> String {
        format!("/{}{path}", self.words.code())
    }

    pub fn asset(&self, name: &str) -> &'static str {
        assets::url(name)
    }

    /// The address with the site's own name in front, for machines and for citing.
    pub fn absolute(&self, href: &str) -> String {
        format!("{}{href}", self.base_url)
    }

    pub fn canonical(&self) -> String {
        self.absolute(&self.here(self.words.language()))
    }

    /// For readers of none of the six languages: the root chooses; other pages are given in English.
    pub fn default_address(&self) -> String {
        match self.section {
            Section::Home => self.absolute("/"),
            _ => self.absolute(&self.here(Language::En)),
        }
    }

    pub fn is_indexed(&self) -> bool {
        self.section != Section::Personal
    }

    /// This very page in the six languages, its query kept.
    pub fn languages(&self) -> [Tongue; 6] {
        Language::ALL.map(|language| Tongue {
            code: language.code(),
            dir: language.dir(),
            name: language.own_name(),
            href: self.here(language),
            is_current: language == self.words.language(),
        })
    }

    pub fn menu(&self) -> Vec<Entry> {
        let entry = |(key, path, section): &(&str, &str, Section)| Entry {
            text: self.words.text(key),
            href: self.href(path),
            is_current: self.section == *section,
        };
        MENU.iter().map(entry).collect()
    }

    /// A link within the site.
    pub fn link(&self, key: &str, path: &str) -> Link {
        Link {
            text: self.words.text(key),
            href: self.href(path),
        }
    }

    fn here(&self, language: Language) -> String {
        let (path, query) = (&self.path, &self.query);
        if query.is_empty() {
            format!("/{language}{path}")
        } else {
            format!("/{language}{path}?{query}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_switch_keeps_page_and_query() {
        let site = Site {
            base_url: "https://register.example.org/".to_owned(),
            ..Site::default()
        };
        let shell = Shell::new(
            Words::of(Language::Ar),
            &site,
            Section::Commitments,
            "/commitments",
            "status=published&theme=norms",
        );
        let [arabic, _, english, ..] = shell.languages();
        assert_eq!(english.href, "/en/commitments?status=published&theme=norms");
        assert!(arabic.is_current && !english.is_current);
        assert_eq!(
            shell.canonical(),
            "https://register.example.org/ar/commitments?status=published&theme=norms"
        );
        assert_eq!(shell.href("/about/method"), "/ar/about/method");
    }
}
