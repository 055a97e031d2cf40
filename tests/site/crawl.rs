//! Everything that the site links to, followed: nothing is broken, nothing is untranslated, every page is well formed to
//! an independent checker, and every file opens in a library that did not write it.

use super::Scene;
use super::browser::checker;
use super::pages::{LANGUAGES, gap};
use calamine::{Reader, Xlsx};
use futures_util::StreamExt;
use regex::Regex;
use reqwest::redirect::Policy;
use reqwest::{Client, Url};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// How many of a kind of address are asked for in each language: there are as many pages of States as there are States.
/// Beyond these some pages are asked for in one language each, in turn, and some files.
const OF_A_KIND: usize = 2;
const PAGES_OF_A_KIND: usize = 12;
const FILES_OF_A_KIND: usize = 3;
/// How many pages of a kind and language the checker looks at.
const CHECKED_OF_A_KIND: usize = 1;

static LINKS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#"\s(?:href|src|action)="([^"]*)""#).unwrap());
/// What is for machines, and has brackets of its own.
static DATA: LazyLock<Regex> = LazyLock::new(|| Regex::new("(?s)<script type=.*?</script>").unwrap());
static LOCATIONS: LazyLock<Regex> = LazyLock::new(|| Regex::new("<loc>([^<]*)</loc>").unwrap());
static NAMES: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#"\sid="([^"]*)""#).unwrap());
static KINDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?x) ^(?<start>/(?:\w\w/)? (?:commitments|states|organizations|provisions|id|assets|letters/\w+)/) [^?]+? (?<end>(?:\.(?:csv|json|xlsx|atom|ics|svg|css|woff2))?) (?<query>\?.*)?$").unwrap()
});

/// What kind of address this is: without the name of the one thing it is about, and without what is asked for.
fn kind(path: &str) -> String {
    let path = KINDS.replace(path, "$start*$end$query").into_owned();
    let Some((path, query)) = path.split_once('?') else {
        return path;
    };
    let keys: BTreeSet<_> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    format!("{path}?{}", keys.into_iter().collect::<Vec<_>>().join("&"))
}

/// The language an address is in, and the rest of it.
fn split(path: &str) -> (Option<usize>, &str) {
    let found = LANGUAGES.iter().position(|(code, _)| {
        path.strip_prefix('/')
            .and_then(|rest| rest.strip_prefix(code))
            .is_some_and(|rest| rest.starts_with(['/', '.', '?']) || rest.is_empty())
    });
    (found, if found.is_some() { &path[3..] } else { path })
}

#[derive(Default)]
struct Crawl {
    ahead: VecDeque<(String, String)>,
    known: HashSet<String>,
    counts: HashMap<(String, Option<usize>), usize>,
    more: HashMap<String, usize>,
    turns: HashMap<String, usize>,
    /// Names of places in a page, by the page's path.
    places: HashMap<String, HashSet<String>>,
    /// Links to a place in a page: page, place, where the link stands.
    aims: Vec<(String, String, String)>,
    checked: BTreeMap<PathBuf, String>,
    faults: Vec<String>,
    pages: usize,
    opened: BTreeMap<String, usize>,
}

impl Crawl {
    /// Whether this address is asked for; see [`OF_A_KIND`].
    fn wants(&mut self, path: &str) -> bool {
        let (language, rest) = split(path);
        let kind = kind(rest);
        let count = self.counts.entry((kind.clone(), language)).or_default();
        let is_among_the_first = *count < OF_A_KIND;
        let is_file = rest
            .split('?')
            .next()
            .is_some_and(|path| path.rsplit('/').next().is_some_and(|name| name.contains('.')))
            || rest.contains('?');
        let turn = self.turns.len() % LANGUAGES.len();
        let is_turn =
            is_file || language.is_none_or(|language| *self.turns.entry(rest.to_owned()).or_insert(turn) == language);
        let most = if is_file { FILES_OF_A_KIND } else { PAGES_OF_A_KIND };
        let more = self.more.entry(kind.clone()).or_default();
        let wanted = is_among_the_first || is_turn && *more < most;
        if wanted && !is_among_the_first {
            *more += 1;
        }
        if wanted {
            *self.counts.entry((kind, language)).or_default() += 1;
        }
        wanted
    }

    /// A link found at `from`, as it is written there.
    fn found(&mut self, base: &Url, from: &str, link: &str) {
        let link = html_escape::decode_html_entities(link);
        let Ok(url) = base.join(from).unwrap().join(&link) else {
            self.faults.push(format!("{from} links to what is no address: {link}"));
            return;
        };
        if url.origin() != base.origin() {
            return;
        }
        let path = url.path().to_owned() + &url.query().map(|query| format!("?{query}")).unwrap_or_default();
        if let Some(place) = url.fragment() {
            self.aims.push((path.clone(), place.to_owned(), from.to_owned()));
        }
        if self.known.insert(path.clone()) && self.wants(&path) {
            self.ahead.push_back((path, from.to_owned()));
        }
    }

    fn page(&mut self, base: &Url, path: &str, html: &str, folder: &Path) {
        self.pages += 1;
        let (language, rest) = split(path);
        let mut fault = |what: &str| self.faults.push(format!("{path}: {what}"));
        let count = |part: &str| html.matches(part).count();
        if let Some(key) = gap(&DATA.replace_all(html, "")) {
            fault(&format!("a word is missing: {key}"));
        }
        if let Some(at) = language {
            let (code, dir) = LANGUAGES[at];
            if !html.contains(&format!("<html lang=\"{code}\" dir=\"{dir}\">")) {
                fault("is not in its language");
            }
            let is_named = count("<link rel=\"canonical\"") == 1 && count(" hreflang=\"x-default\"") == 1;
            let is_in_all = count("<link rel=\"alternate\" hreflang=") > LANGUAGES.len();
            if !(html.contains("name=\"robots\" content=\"noindex\"") || is_named && is_in_all) {
                fault("does not say how it is called, or in the other languages");
            }
        }
        if count("<title") != 1 || count("<h1") != 1 || count("<main") != 1 {
            fault("has no title, heading or main part, or more than one");
        }
        let links: Vec<String> = LINKS.captures_iter(html).map(|found| found[1].to_owned()).collect();
        let places = NAMES
            .captures_iter(html)
            .map(|found| html_escape::decode_html_entities(&found[1]).into_owned());
        self.places.insert(path.to_owned(), places.collect());
        for link in links {
            self.found(base, path, &link);
        }
        let (kind, is_looked_at_closely) = (
            kind(rest),
            language.is_none_or(|at| ["ar", "en"].contains(&LANGUAGES[at].0)),
        );
        let most = if is_looked_at_closely { CHECKED_OF_A_KIND } else { 1 };
        if self
            .counts
            .get(&(format!("checked {kind}"), language))
            .copied()
            .unwrap_or_default()
            < most
        {
            *self.counts.entry((format!("checked {kind}"), language)).or_default() += 1;
            self.keeps(folder, path, "html", html.as_bytes());
        }
    }

    fn keeps(&mut self, folder: &Path, path: &str, ending: &str, bytes: &[u8]) {
        let file = folder.join(format!("{}.{ending}", self.checked.len()));
        std::fs::write(&file, bytes).unwrap();
        self.checked.insert(file, path.to_owned());
    }

    /// Opens a file with what did not write it.
    fn file(&mut self, base: &Url, path: &str, (kind, bytes): (&str, &[u8]), folder: &Path) {
        let kind = kind.split(';').next().unwrap_or_default().to_owned();
        *self.opened.entry(kind.clone()).or_default() += 1;
        let text = || std::str::from_utf8(bytes).map_err(|error| error.to_string());
        let read = match kind.as_str() {
            "application/json" | "application/ld+json" => serde_json::from_slice::<Value>(bytes)
                .map(|_| ())
                .map_err(|error| error.to_string()),
            "text/csv" => csv::Reader::from_reader(bytes)
                .records()
                .find_map(Result::err)
                .map_or(Ok(()), |error| Err(error.to_string())),
            "application/atom+xml" => feed_rs::parser::parse(bytes)
                .map(|_| ())
                .map_err(|error| error.to_string()),
            "text/calendar" => text().and_then(opens_as_calendar),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => opens_as_workbook(bytes),
            "application/zip" => zip::ZipArchive::new(Cursor::new(bytes))
                .map(|_| ())
                .map_err(|error| error.to_string()),
            "image/svg+xml" => {
                self.keeps(folder, path, "svg", bytes);
                Ok(())
            }
            "application/xml" | "text/xml" => {
                let links: Vec<String> = LOCATIONS
                    .captures_iter(&String::from_utf8_lossy(bytes))
                    .map(|found| found[1].to_owned())
                    .collect();
                for link in links {
                    self.found(base, path, &link);
                }
                text().map(|_| ())
            }
            "text/css" | "text/plain" | "text/javascript" | "application/graphql" | "font/woff2" => Ok(()),
            other => Err(format!("is of a kind that nobody expects: {other}")),
        };
        if let Err(error) = read {
            self.faults.push(format!("{path} does not open: {error}"));
        }
    }
}

fn opens_as_calendar(text: &str) -> Result<(), String> {
    match calcard::icalendar::ICalendar::parse(text) {
        Ok(calendar) if calendar.components.is_empty() => Err("an empty calendar".to_owned()),
        Ok(_) => Ok(()),
        Err(error) => Err(format!("{error:?}")),
    }
}

fn opens_as_workbook(bytes: &[u8]) -> Result<(), String> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    for name in book.sheet_names().to_owned() {
        book.worksheet_range(&name).map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// What the Nu checker of the W3C says of the files in a folder: nothing, if all is well.
fn checked(folder: &Path, names: &BTreeMap<PathBuf, String>) -> Vec<String> {
    let told = Command::new("java")
        .arg("-jar")
        .arg(checker("vnu.jar"))
        .args(["--format", "gnu", "--errors-only", "--also-check-svg", "--stdout"])
        .arg(folder)
        .output()
        .expect("java is needed; `scripts/get-needs.sh vnu` installs it");
    let said = String::from_utf8_lossy(&told.stdout).into_owned() + &String::from_utf8_lossy(&told.stderr);
    let said: Vec<String> = said
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(str::to_owned)
        .collect();
    assert_eq!(told.status.success(), said.is_empty(), "{said:?}");
    let named = |line: String| {
        let of = names
            .iter()
            .find(|(file, _)| line.contains(&format!("/{}\"", file.file_name().unwrap().display())));
        of.map_or(line.clone(), |(_, path)| format!("{path}: {line}"))
    };
    said.into_iter().map(named).collect()
}

#[tokio::test]
async fn whatever_the_site_links_to_is_there_in_every_language_is_well_formed_and_opens() {
    let scene = Scene::rich().await;
    let base = Url::parse(&scene.served.base_url).unwrap();
    let folder = std::env::temp_dir().join(format!("para29-crawl-{}", uuid::Uuid::new_v4().simple()));
    std::fs::create_dir(&folder).unwrap();
    let client = Client::builder().redirect(Policy::limited(2)).build().unwrap();
    let mut crawl = Crawl::default();
    let starts = LANGUAGES.map(|(code, _)| format!("/{code}/"));
    let one = LANGUAGES.map(|(code, _)| format!("/{code}/commitments/{}", scene.reference()));
    let more = ["/", "/robots.txt", "/sitemap.xml", "/dev/letters", "/graphql/explorer"].map(str::to_owned);
    for start in starts.iter().chain(&one).chain(&more) {
        crawl.found(&base, "/", start);
    }
    while !crawl.ahead.is_empty() {
        let some: Vec<_> = {
            let count = crawl.ahead.len().min(16);
            crawl.ahead.drain(..count).collect()
        };
        let asked = some.into_iter().map(|(path, from)| {
            let request = client.get(format!("{}{path}", scene.served.base_url)).send();
            async move {
                let answer = request.await.unwrap();
                let (status, there) = (answer.status(), answer.url().clone());
                let kind = answer
                    .headers()
                    .get("content-type")
                    .map_or("", |kind| kind.to_str().unwrap())
                    .to_owned();
                let moved =
                    there.path().to_owned() + &there.query().map(|query| format!("?{query}")).unwrap_or_default();
                (path, from, status, moved, kind, answer.bytes().await.unwrap())
            }
        });
        let answers: Vec<_> = futures_util::stream::iter(asked).buffered(4).collect().await;
        for (path, from, status, moved, kind, bytes) in answers {
            if status != 200 {
                crawl.faults.push(format!("{path}, linked from {from}: {status}"));
            } else if moved != path {
                // Led on: that page stands for itself.
                crawl.found(&base, &from, &moved);
            } else if path.starts_with("/dev/letters/") && path.ends_with("/html") {
                // A letter as a mail program shows it, which is no page: see the stories of mail.
            } else if kind.starts_with("text/html") {
                crawl.page(&base, &path, &String::from_utf8_lossy(&bytes), &folder);
            } else {
                crawl.file(&base, &path, (&kind, &bytes), &folder);
            }
        }
    }
    for (path, place, from) in &crawl.aims {
        if crawl.places.get(path).is_some_and(|places| !places.contains(place)) {
            crawl
                .faults
                .push(format!("{from} links to {path}#{place}, and there is no such place"));
        }
    }
    crawl.faults.extend(checked(&folder, &crawl.checked));
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(crawl.faults.is_empty(), "{}", crawl.faults.join("\n"));
    // That it came everywhere.
    assert!(
        crawl.pages > 200 && crawl.checked.len() > 100,
        "{} pages, {} checked",
        crawl.pages,
        crawl.checked.len()
    );
    for kind in [
        "application/json",
        "text/csv",
        "application/atom+xml",
        "text/calendar",
        "application/zip",
        "image/svg+xml",
    ] {
        assert!(crawl.opened.contains_key(kind), "no {kind} among {:?}", crawl.opened);
    }
    assert!(one.iter().all(|path| crawl.places.contains_key(path)), "not everywhere");
}
