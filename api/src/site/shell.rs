//! The frame around every page: name, menu, languages, banner, footer.

use actix_web::{HttpRequest, HttpResponse};
use url::form_urlencoded;
use words::{Language, Words};

use super::asked::{Key, address, as_path};
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
    /// The address that never changes and is the same in every language: `https://…/id/SEN`.
    pub permalink: Option<String>,
    /// What the page tells of, where it is a record: its first words, for other sites that show a link to it.
    description: Option<String>,
    /// How a record of its own is cited.
    citation: Option<String>,
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
            permalink: None,
            description: None,
            citation: None,
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

    /// The page of a record with a permanent address, which leads on from `/id/`, and with what the record says.
    pub fn of_record(self, reference: &str, says: &str) -> Self {
        Self {
            permalink: Some(self.absolute(&format!("/id/{}", as_path(reference)))),
            description: Some(beginning(says)),
            ..self
        }
    }

    /// A page that is cited in its own way.
    pub fn with_citation(self, citation: String) -> Self {
        Self {
            citation: Some(citation),
            ..self
        }
    }

    /// How the page is cited; nothing where no data are shown that have a date.
    pub fn citation(&self) -> Option<String> {
        let by_address = || {
            let moment = self.as_of.as_deref()?;
            // What the page was asked for, such as a past day, is no part of the permanent address.
            let permanent = self.permalink.clone().filter(|_| self.query.is_empty());
            let address = permanent.unwrap_or_else(|| self.canonical());
            let named = [("site", self.site.as_str()), ("address", &address), ("moment", moment)];
            Some(self.words.with("cite-page", &named))
        };
        self.citation.clone().or_else(by_address)
    }

    pub fn description(&self) -> String {
        let ours = || self.words.text("site-description");
        self.description.clone().unwrap_or_else(ours)
    }

    /// Where a correction of this page is suggested. What a link of one's own opens is told to nobody.
    pub fn correction(&self) -> String {
        let here = self.here(self.words.language());
        let about = Some(here).filter(|here| self.is_indexed() && is_page_of_ours(here));
        let query = about.map(|about| {
            form_urlencoded::Serializer::new(String::new())
                .append_pair(ABOUT.0, &about)
                .finish()
        });
        address(&self.href("/about/corrections"), &query.unwrap_or_default())
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

/// The key of the page that a reader speaks of.
pub const ABOUT: Key = ("about", 1);

/// Whether an address is one that a page of this site may have: `/en/states/SEN`.
pub fn is_page_of_ours(address: &str) -> bool {
    let in_a_language = |language: Language| {
        let rest = address
            .strip_prefix('/')
            .and_then(|path| path.strip_prefix(language.code()));
        rest.is_some_and(|rest| rest.starts_with('/'))
    };
    address.len() <= 500
        && address.bytes().all(|byte| byte.is_ascii_graphic())
        && Language::ALL.into_iter().any(in_a_language)
}

/// The first words of a text, on one line: about as many as other sites show.
fn beginning(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(200) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
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

    #[test]
    fn a_page_names_itself_where_a_correction_is_suggested_and_a_link_of_ones_own_is_told_to_nobody() {
        let correction = |section, query: &str| {
            Shell::new(Words::of(Language::Fr), &Site::default(), section, "/states/SEN", query).correction()
        };
        assert_eq!(
            correction(Section::States, "theme=norms&year=2026"),
            "/fr/about/corrections?about=%2Ffr%2Fstates%2FSEN%3Ftheme%3Dnorms%26year%3D2026"
        );
        assert_eq!(correction(Section::Personal, ""), "/fr/about/corrections");
        assert_eq!(correction(Section::States, &"q=".repeat(300)), "/fr/about/corrections");
    }

    #[test]
    fn only_addresses_of_this_site_are_taken_for_such() {
        for ours in ["/en/", "/en/states/SEN?year=2026", "/ar/provisions/A/68/98:26(c)"] {
            assert!(is_page_of_ours(ours), "{ours}");
        }
        let long = format!("/en/{}", "a".repeat(500));
        for other in [
            "",
            "en/",
            "/",
            "/en",
            "//evil.example",
            "/de/",
            "https://evil.example/en/",
            "/en/\n\r",
            "/en/a b",
            "/en/\u{202e}",
            "/en/é",
            &long,
        ] {
            assert!(!is_page_of_ours(other), "{other}");
        }
    }

    #[test]
    fn a_record_is_described_by_its_first_words() {
        let words = Words::of(Language::Zh);
        let shell = Shell::new(words, &Site::default(), Section::States, "/x", "");
        assert_eq!(shell.description(), words.text("site-description"));
        let long = "联络点\n".repeat(100);
        let shell = shell.of_record("WTDC Res. 45:1", &long);
        assert_eq!(shell.description().chars().count(), 200);
        assert!(shell.description().starts_with("联络点 联络点") && shell.description().ends_with('…'));
        assert_eq!(
            shell.permalink.as_deref(),
            Some("http://localhost:8029/id/WTDC%20Res.%2045:1")
        );
    }

    #[test]
    fn a_record_is_cited_by_its_permanent_address_unless_more_was_asked_for() {
        let cited = |query: &str| {
            let shell = Shell::new(
                Words::of(Language::En),
                &Site::default(),
                Section::States,
                "/states/SEN",
                query,
            );
            let shell = shell.of_record("SEN", "").with_as_of(Some("today".to_owned()));
            words::without_isolates(&shell.citation().unwrap())
        };
        assert!(cited("").contains("http://localhost:8029/id/SEN,"));
        assert!(cited("year=2026").contains("http://localhost:8029/en/states/SEN?year=2026,"));
    }
}
