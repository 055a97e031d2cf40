//! Reads each file of a catalogue into its rows, and checks the files against each other.

use super::faults::{FaultCode, Faults};
use super::row::Row;
use super::rows::*;
use super::sheet::Sheet;
use super::spans::Given;
use super::{Faulty, Files, RECORD_BEGINS};
use crate::directory::{ParticipantKind, sort_key};
use chrono::{Datelike, NaiveDate};
use std::collections::{HashMap, HashSet};

/// Values that stand for themselves.
fn same(values: &[&'static str]) -> Vec<(&'static str, &'static str)> {
    values.iter().map(|value| (*value, *value)).collect()
}

fn keys<T>(rows: &[T], key: impl Fn(&T) -> &str) -> HashSet<String> {
    rows.iter().map(|row| key(row).to_owned()).collect()
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

const fn digits(length: usize) -> impl Fn(&str) -> bool {
    move |text| text.len() == length && text.bytes().all(|b| b.is_ascii_digit())
}

const fn capitals(length: usize) -> impl Fn(&str) -> bool {
    move |text| text.len() == length && text.bytes().all(|b| b.is_ascii_uppercase())
}

/// Words of small letters, digits and `_`.
fn is_word(text: &str) -> bool {
    text.bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// A whole catalogue.
pub(super) fn all(files: &Files) -> Result<Rows, Faulty> {
    let mut faults = Faults::default();
    let states = states(files, &mut faults);
    let state_codes = keys(&states, |state| &state.code);
    let themes = themes_of(files, &mut faults);
    let theme_codes = keys(&themes.0, |theme| &theme.code);
    let instruments = instruments(files, &mut faults, &state_codes);
    let symbols = keys(&instruments, |instrument| &instrument.symbol);
    let organizations = organizations(files, &mut faults, &state_codes, &symbols);
    let organization_codes = keys(&organizations, |body| &body.code);
    let bodies: Vec<Body> = states.into_iter().chain(organizations).collect();
    let codes = keys(&bodies, |body| &body.code);
    let provisions = provisions(files, &mut faults, &symbols, &theme_codes);
    let references = keys(&provisions, |provision| &provision.reference);
    for (line, reference) in &themes.1 {
        if !references.contains(reference) {
            faults.note(
                "themes.csv",
                *line,
                "defined_by",
                reference,
                FaultCode::NoSuchEntry,
                ("file", "provisions.csv"),
            );
        }
    }
    let memberships = belongings("memberships.csv", files, &mut faults, &organization_codes, &state_codes);
    let suspensions = belongings("suspensions.csv", files, &mut faults, &organization_codes, &state_codes);
    for suspension in &suspensions {
        let is_member = memberships
            .iter()
            .any(|membership| membership.lasted_during(suspension));
        if !is_member {
            let pair = format!("{} {}", suspension.organization, suspension.state);
            let code = FaultCode::NoSuchEntry;
            faults.note(
                "suspensions.csv",
                suspension.line,
                "state_iso3",
                &pair,
                code,
                ("file", "memberships.csv"),
            );
        }
    }
    let rows = Rows {
        names: names(files, &mut faults, &codes),
        groups: groups(files, &mut faults, &state_codes),
        memberships,
        suspensions,
        citations: citations(files, &mut faults, &symbols),
        links: links(files, &mut faults, &references),
        cycles: cycles(files, &mut faults),
        periods: periods(files, &mut faults),
        bodies,
        themes: themes.0,
        instruments,
        provisions,
    };
    faults.none_or(rows)
}

/// The codes of a catalogue's themes.
pub(super) fn themes(files: &Files) -> Result<HashSet<String>, Faulty> {
    let mut faults = Faults::default();
    let themes = themes_of(files, &mut faults).0;
    faults.none_or(keys(&themes, |theme| &theme.code))
}

/// The documents of the sample register.
pub(super) fn sample(files: &Files, themes: &HashSet<String>) -> Result<Rows, Faulty> {
    let mut faults = Faults::default();
    let instruments = instruments(files, &mut faults, &HashSet::new());
    let symbols = keys(&instruments, |instrument| &instrument.symbol);
    let provisions = provisions(files, &mut faults, &symbols, themes);
    faults.none_or(Rows {
        instruments,
        provisions,
        ..Rows::default()
    })
}

fn sheet(file: &'static str, files: &Files, columns: &[&'static str], faults: &mut Faults) -> Sheet {
    Sheet::read(file, files.get(file).map(Vec::as_slice), columns, faults)
}

fn states(files: &Files, faults: &mut Faults) -> Vec<Body> {
    const FILE: &str = "states.csv";
    let columns = [
        "iso2",
        "iso3",
        "m49",
        "status",
        "regional_group",
        "name_*",
        "sort_key_en",
        "other_names",
    ];
    let kinds = [
        ("member_state", ParticipantKind::MemberState),
        ("observer_state", ParticipantKind::ObserverState),
    ];
    let regions = same(&["african", "asia_pacific", "eastern_european", "grulac", "weog", "none"]);
    let mut bodies = sheet(FILE, files, &columns, faults).each(faults, |row| {
        let code = row.code("iso3", capitals(3));
        row.once("iso3", &["iso3", &code]);
        let iso2 = row.code("iso2", capitals(2));
        row.once("iso2", &["iso2", &iso2]);
        let m49 = row.code("m49", digits(3));
        row.once("m49", &["m49", &m49]);
        let kind = row.one_of("status", &kinds).unwrap_or(ParticipantKind::MemberState);
        let place = row.required("sort_key_en");
        Body {
            file: FILE,
            sort_key: sort_key(kind, &place),
            regional_group: row.one_of("regional_group", &regions).filter(|group| *group != "none"),
            named_in: vec![],
            name: row.texts("name"),
            other_names: row.several("other_names"),
            founded: None,
            iso2: Some(iso2),
            m49: Some(m49),
            tile: None,
            code,
            kind,
        }
    });
    let codes = keys(&bodies, |body| &body.code);
    let tiles: HashMap<String, (i32, i32)> = sheet("tilegrid.csv", files, &["iso3", "row", "col"], faults)
        .each(faults, |row| {
            let code = row.entry("iso3", &codes, FILE);
            row.once("iso3", &["iso3", &code]);
            let (line, column) = (row.required("row"), row.required("col"));
            row.once("col", &["tile", &line, &column]);
            (
                code,
                (
                    row.number("row").unwrap_or_default(),
                    row.number("col").unwrap_or_default(),
                ),
            )
        })
        .into_iter()
        .collect();
    for body in &mut bodies {
        body.tile = tiles.get(&body.code).copied();
    }
    bodies
}

fn organizations(files: &Files, faults: &mut Faults, states: &HashSet<String>, symbols: &HashSet<String>) -> Vec<Body> {
    const FILE: &str = "organizations.csv";
    let kinds = [
        ParticipantKind::RegionalOrganization,
        ParticipantKind::UnEntity,
        ParticipantKind::TechnicalNetwork,
        ParticipantKind::Initiative,
    ];
    let kinds = kinds.map(|kind| (kind.code(), kind));
    let columns = ["code", "kind", "name_*", "founded", "named_in", "note"];
    sheet(FILE, files, &columns, faults).each(faults, |row| {
        let code = row.code("code", |code| {
            code.bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
        });
        row.once("code", &[&code]);
        if states.contains(&code) {
            row.complain("code", FaultCode::WrongForm);
        }
        let kind = row.one_of("kind", &kinds).unwrap_or(ParticipantKind::Initiative);
        let name = row.texts("name");
        let named_in = row.entries("named_in", symbols, "instruments.csv");
        row.text("note");
        Body {
            file: FILE,
            sort_key: sort_key(kind, name.get(crate::Language::En).unwrap_or_default()),
            founded: row.number("founded"),
            iso2: None,
            m49: None,
            tile: None,
            regional_group: None,
            named_in,
            other_names: vec![],
            code,
            kind,
            name,
        }
    })
}

fn names(files: &Files, faults: &mut Faults, codes: &HashSet<String>) -> Vec<Named> {
    let columns = ["participant", "from_on", "to_on", "name_*", "note"];
    sheet("former_names.csv", files, &columns, faults).each(faults, |row| {
        let participant = row.entry("participant", codes, "states.csv, organizations.csv");
        let (from, to) = row.span();
        row.required("to_on");
        row.once("from_on", &[&participant, &first(from)]);
        let to = to.map_or(NaiveDate::MAX, |to| to.last);
        Named {
            participant,
            from,
            to,
            name: row.texts("name"),
            note: row.text("note"),
        }
    })
}

fn first(from: Option<Given>) -> String {
    from.map_or_else(String::new, |from| from.first.to_string())
}

fn groups(files: &Files, faults: &mut Faults, states: &HashSet<String>) -> Vec<InGroup> {
    let columns = ["iso3", "group", "from_on", "to_on", "note"];
    let known = same(&["ldc", "lldc", "sids"]);
    sheet("state_groups.csv", files, &columns, faults).each(faults, |row| {
        let state = row.entry("iso3", states, "states.csv");
        let group = row.one_of("group", &known).unwrap_or_default();
        let (from, to) = row.span();
        row.once("from_on", &[&state, group, &first(from)]);
        InGroup {
            state,
            group,
            from,
            to,
            note: row.text("note"),
        }
    })
}

fn belongings(
    file: &'static str,
    files: &Files,
    faults: &mut Faults,
    organizations: &HashSet<String>,
    states: &HashSet<String>,
) -> Vec<Belongs> {
    let columns = ["organization", "state_iso3", "from_on", "to_on", "as_of", "note"];
    sheet(file, files, &columns, faults).each(faults, |row: &mut Row<'_>| {
        let organization = row.entry("organization", organizations, "organizations.csv");
        let state = row.entry("state_iso3", states, "states.csv");
        let (from, to) = row.span();
        row.once("from_on", &[&organization, &state, &first(from)]);
        row.date("as_of");
        Belongs {
            line: row.line,
            organization,
            state,
            from,
            to,
            note: row.text("note"),
        }
    })
}

fn cycles(files: &Files, faults: &mut Faults) -> Vec<Cycle> {
    let months = [
        "invited_after_months",
        "no_update_after_months",
        "inactive_after_months",
    ];
    let columns = ["code", months[0], months[1], months[2]];
    sheet("reporting_cycles.csv", files, &columns, faults).each(faults, |row| {
        let code = row.code("code", is_word);
        row.once("code", &[&code]);
        let mut count = |column| {
            row.required(column);
            row.number(column).unwrap_or_default()
        };
        let [invited, no_update, inactive] = months.map(&mut count);
        if !(0 < invited && invited < no_update && no_update < inactive) {
            row.complain("no_update_after_months", FaultCode::DatesOutOfOrder);
        }
        Cycle {
            code,
            invited_after_months: invited,
            no_update_after_months: no_update,
            inactive_after_months: inactive,
        }
    })
}

fn periods(files: &Files, faults: &mut Faults) -> Vec<Period> {
    let columns = ["code", "from_on", "to_on", "due_on"];
    sheet("reporting_periods.csv", files, &columns, faults).each(faults, |row| {
        let code = row.required("code");
        row.once("code", &[&code]);
        for column in ["from_on", "to_on", "due_on"] {
            row.required(column);
        }
        let (from, to) = row.span();
        let due = row.date("due_on");
        if let (Some(to), Some(due)) = (to, due)
            && due.last < to.last
        {
            row.complain("due_on", FaultCode::DatesOutOfOrder);
        }
        Period {
            code,
            from_on: from.map_or(RECORD_BEGINS, |from| from.first),
            to_on: to.map_or(RECORD_BEGINS, |to| to.last),
            due_on: due.map_or(RECORD_BEGINS, |due| due.last),
        }
    })
}

/// Themes, and by line the provisions that define them.
fn themes_of(files: &Files, faults: &mut Faults) -> (Vec<Theme>, Vec<(u64, String)>) {
    let mut defined_by = vec![];
    let columns = ["code", "position", "defined_by", "name_*", "description_*"];
    let themes = sheet("themes.csv", files, &columns, faults).each(faults, |row| {
        let code = row.code("code", is_word);
        row.once("code", &[&code]);
        defined_by.push((row.line, row.required("defined_by")));
        row.required("position");
        let position = row.number("position").unwrap_or_default();
        Theme {
            code,
            position,
            name: row.texts("name"),
            description: row.texts("description"),
        }
    });
    (themes, defined_by)
}

fn instruments(files: &Files, faults: &mut Faults, states: &HashSet<String>) -> Vec<Instrument> {
    let columns = ["symbol", "body", "dated_on", "status", "sponsors", "title_*", "note"];
    let statuses = same(&["agreed", "adopted", "proposed", "noted"]);
    sheet("instruments.csv", files, &columns, faults).each(faults, |row| {
        let symbol = row.required("symbol");
        row.once("symbol", &[&symbol]);
        row.required("dated_on");
        let dated = row.date("dated_on");
        Instrument {
            body: row.required("body"),
            year: dated.map_or(0, |dated| dated.first.year()),
            dated_on: dated.filter(|dated| dated.is_day()).map(|dated| dated.first),
            status: row.one_of("status", &statuses).unwrap_or_default(),
            sponsors: row.entries("sponsors", states, "states.csv"),
            title: row.texts("title"),
            note: row.text("note"),
            symbol,
        }
    })
}

fn citations(files: &Files, faults: &mut Faults, symbols: &HashSet<String>) -> Vec<Citation> {
    let columns = [
        "from_symbol",
        "at",
        "to_symbol",
        "relation",
        "edition",
        "struck",
        "note",
    ];
    sheet("instrument_links.csv", files, &columns, faults).each(faults, |row| {
        let from = row.entry("from_symbol", symbols, "instruments.csv");
        let to = row.entry("to_symbol", symbols, "instruments.csv");
        let at = row.text("at");
        row.once("to_symbol", &[&from, &at, &to]);
        let is_struck =
            !row.text("struck").is_empty() && row.one_of("struck", &[("true", true), ("false", false)]) == Some(true);
        row.number("edition");
        let (relation, edition) = (row.code("relation", is_word), row.text("edition"));
        Citation {
            from,
            at,
            to,
            relation,
            edition,
            is_struck,
            note: row.text("note"),
        }
    })
}

fn provisions(
    files: &Files,
    faults: &mut Faults,
    symbols: &HashSet<String>,
    themes: &HashSet<String>,
) -> Vec<Provision> {
    const FILE: &str = "provisions.csv";
    let columns = [
        "reference",
        "parent_reference",
        "instrument",
        "section",
        "paragraph",
        "position",
        "addressee",
        "theme",
        "kind",
        "title_*",
        "summary_*",
    ];
    let kinds = same(&[
        "norm",
        "confidence_building_measure",
        "capacity_building_measure",
        "institutional_measure",
    ]);
    let mut seen = HashSet::new();
    sheet(FILE, files, &columns, faults).each(faults, |row| {
        let instrument = row.entry("instrument", symbols, "instruments.csv");
        let reference = row.code("reference", |reference| {
            reference
                .strip_prefix(&instrument)
                .is_some_and(|rest| rest.len() > 1 && rest.starts_with(':'))
        });
        row.once("reference", &[&reference]);
        row.required("position");
        // A part stands below its whole, so that no provision lies within itself.
        let parent = some(row.entry_if_any("parent_reference", &seen, FILE));
        seen.insert(reference.clone());
        Provision {
            parent,
            position: row.number("position").unwrap_or_default(),
            section: row.code("section", is_word),
            paragraph: row.required("paragraph"),
            addressee: row.code("addressee", is_word),
            theme: row.entry("theme", themes, "themes.csv"),
            kind: row.one_of("kind", &kinds).unwrap_or_default(),
            title: row.texts("title"),
            summary: row.texts("summary"),
            reference,
            instrument,
        }
    })
}

fn links(files: &Files, faults: &mut Faults, references: &HashSet<String>) -> Vec<Link> {
    let columns = ["from_reference", "to_reference", "relation", "note"];
    let relations = same(&["precedes", "succeeds", "related"]);
    sheet("provision_links.csv", files, &columns, faults).each(faults, |row| {
        let from = row.entry("from_reference", references, "provisions.csv");
        let to = row.entry("to_reference", references, "provisions.csv");
        let relation = row.one_of("relation", &relations).unwrap_or_default();
        row.once("to_reference", &[&from, &to, relation]);
        row.text("note");
        Link { from, to, relation }
    })
}
