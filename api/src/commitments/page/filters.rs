//! What the address of a list of commitments asks for, refused where it cannot be meant.

use crate::directory::page::group_name;
use crate::site::asked::{Asked, Key, known, year};
use crate::site::asking::{language_of, said};
use crate::site::commitments::Chosen;
use crate::site::parts::coded;
use crate::site::words_of;
use schema::commitments::{CommitmentFilter, CommitmentOrder, CommitmentStatus, ReportingLight};
use schema::directory::{self, Participant};
use schema::text::Problems;
use schema::{Connection, Language, Problem, ProblemCode, sources};
use words::Words;

pub const KEYS: &[Key] = &[
    ("after", 1),
    ("doclang", 6),
    ("group", 20),
    ("light", 100),
    ("order", 1),
    ("org", 100),
    ("provision", 100),
    ("q", 1),
    ("state", 100),
    ("status", 100),
    ("theme", 100),
    ("year", 100),
];
/// Those that narrow.
pub const FILTERS: [&str; 10] = [
    "state",
    "org",
    "group",
    "theme",
    "provision",
    "status",
    "light",
    "doclang",
    "year",
    "q",
];

/// Those of a search, whatever its order and the place in its list.
pub const CONDITIONS: &[Key] = &[
    ("doclang", 100),
    ("group", 100),
    ("light", 100),
    ("org", 100),
    ("provision", 100),
    ("q", 1),
    ("state", 100),
    ("status", 100),
    ("theme", 100),
    ("year", 100),
];

pub fn is_filtered(asked: &Asked) -> bool {
    FILTERS.iter().any(|key| asked.has(key))
}

pub fn order(asked: &Asked) -> Result<CommitmentOrder, Problem> {
    let code = asked.first("order").unwrap_or(CommitmentOrder::Newest.code());
    CommitmentOrder::from_code(code).ok_or_else(|| Problem::new("order", ProblemCode::Unknown))
}

/// The conditions, or everything that is wrong with them.
pub async fn filter(asked: &Asked, conn: &mut Connection) -> schema::Result<CommitmentFilter> {
    let mut problems = Problems::default();
    let mut filter = CommitmentFilter::default();
    let (mut states, mut organizations, mut provisions) = (vec![], vec![], vec![]);
    problems.take(order(asked));
    for (key, value) in asked.lines(KEYS, &mut problems)? {
        match key {
            "state" => states.push(value),
            "org" => organizations.push(value),
            "provision" => provisions.push(value),
            "theme" => filter.themes.push(value),
            "group" => {
                let group = known(&mut problems, key, directory::is_group(&value).then_some(value));
                filter.groups.extend(group);
            }
            "doclang" => filter
                .languages
                .extend(known(&mut problems, key, Language::from_code(&value))),
            "status" => filter
                .statuses
                .extend(known(&mut problems, key, CommitmentStatus::from_code(&value))),
            "light" => filter
                .lights
                .extend(known(&mut problems, key, ReportingLight::from_code(&value))),
            "year" => filter.years.extend(year(&mut problems, key, &value)),
            "q" => filter.text = Some(value),
            _ => {}
        }
    }
    // One question for all of a kind, however many were chosen.
    let found = directory::participants_by_codes(conn, &[&states[..], &organizations].concat()).await?;
    for (key, codes, is_state, ids) in [
        ("state", states, true, &mut filter.participants),
        ("org", organizations, false, &mut filter.organizations),
    ] {
        for code in codes {
            let is_its = |one: &&Participant| {
                one.kind.is_state() == is_state
                    && one.code.as_deref().is_some_and(|its| its.eq_ignore_ascii_case(&code))
            };
            ids.extend(known(&mut problems, key, found.iter().find(is_its)).map(|one| one.id));
        }
    }
    let found = sources::provisions_by_references(conn, &provisions).await?;
    for reference in provisions {
        let its = found.iter().find(|one| one.reference == reference);
        filter
            .provisions
            .extend(known(&mut problems, "provision", its).map(|one| one.id));
    }
    let found = sources::themes_by_codes(conn, &filter.themes).await?;
    let is_there = |code: &String| found.iter().any(|theme| theme.code == *code);
    problems.check(filter.themes.iter().all(is_there), "theme", ProblemCode::Unknown);
    problems.none_or_rejected()?;
    Ok(filter)
}

/// The conditions in words, in the order of the form: `Theme: Norms`.
pub async fn named(words: Words, asked: &Asked, conn: &mut Connection) -> schema::Result<Vec<String>> {
    let codes = [asked.values("state"), asked.values("org")].concat();
    let participants = directory::participants_by_codes(conn, &codes).await?;
    let provisions = sources::provisions_by_references(conn, asked.values("provision")).await?;
    let themes = sources::themes_by_codes(conn, asked.values("theme")).await?;
    let title = |texts| said(words, texts, Language::En).map(|said| said.text);
    let shown = |key: &str, value: &str| match key {
        "state" | "org" => {
            let is_its = |one: &&Participant| one.code.as_deref().is_some_and(|its| its.eq_ignore_ascii_case(value));
            let found = participants.iter().find(is_its);
            found.map(|one| one.name(language_of(words)).to_owned())
        }
        "theme" => themes
            .iter()
            .find(|theme| theme.code == value)
            .and_then(|theme| title(&theme.name)),
        "provision" => provisions
            .iter()
            .find(|one| one.reference == value)
            .map(|one| coded(value, &title(&one.title).unwrap_or_default())),
        "status" => Some(words.name("commitment-status", value)),
        "light" => Some(words.name("light", value)),
        "group" => Some(group_name(words, value)),
        "doclang" => Language::from_code(value).map(|one| words_of(one).language().own_name().to_owned()),
        _ => None,
    };
    let mut all = vec![];
    for key in FILTERS {
        let label = words.text(label(key));
        for value in asked.values(key) {
            let shown = shown(key, value).unwrap_or_else(|| value.clone());
            all.push(Chosen::new(words, &label, &shown, String::new()).text);
        }
    }
    Ok(all)
}

/// The word above a condition's field.
pub fn label(key: &str) -> &'static str {
    match key {
        "state" => "filter-state",
        "org" => "filter-organization",
        "group" => "directory-filter-group",
        "theme" => "filter-theme",
        "provision" => "filter-provision",
        "status" => "filter-status",
        "light" => "filter-light",
        "doclang" => "filter-doclang",
        "year" => "filter-year",
        _ => "filter-text",
    }
}
