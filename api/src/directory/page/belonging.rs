//! Days of names, groups and memberships, never said more precisely than they are known.

use crate::site::asking::{language_of, said_in};
use crate::site::directory::{Belonging, Dated};
use crate::site::{Said, Shell};
use chrono::{Datelike, NaiveDate};
use schema::Language;
use schema::directory::{Membership, Participant, ParticipantGroup, ParticipantName, Suspension};
use schema::sources::catalogue::RECORD_BEGINS;
use serde_json::{Value, json};
use words::Words;

/// The first day, or the month or year that begins with it where no more may be known.
fn beginning(words: Words, day: NaiveDate, is_day_known: bool) -> String {
    match (day.month(), day.day()) {
        _ if day <= RECORD_BEGINS => words.text("not-stated"),
        (1, 1) if !is_day_known => words.digits(day.year()),
        (_, 1) if !is_day_known => words.month(day),
        _ => words.short_date(day),
    }
}

/// The last day, or the month or year that ends with it where no more may be known.
fn ending(words: Words, day: Option<NaiveDate>, is_day_known: bool) -> String {
    let Some(day) = day else {
        return words.text("span-to-date");
    };
    let is_last = day.succ_opt().is_none_or(|next| next.day() == 1);
    match day.month() {
        12 if is_last && !is_day_known => words.digits(day.year()),
        _ if is_last && !is_day_known => words.month(day),
        _ => words.short_date(day),
    }
}

/// What the catalogue notes, in its own language.
fn noted(words: Words, note: &str) -> Option<Said> {
    said_in(words, note, Language::En).map(Said::without_note)
}

/// Names on record; none where there has been one only.
pub fn names(words: Words, names: &[ParticipantName]) -> Vec<Dated> {
    if names.len() < 2 {
        return vec![];
    }
    let dated = |name: &ParticipantName| {
        let what = crate::site::asking::said(words, &name.name, Language::En)?;
        Some(Dated {
            what: what.without_note(),
            from: beginning(words, name.from_on, false),
            to: ending(words, name.to_on, false),
            note: noted(words, &name.note),
        })
    };
    names.iter().filter_map(dated).collect()
}

/// The same for programs: all of them, with their days as they are stored.
pub fn names_as_json(names: &[ParticipantName]) -> Vec<Value> {
    let dated = |one: &ParticipantName| {
        json!({
            "name": one.name, "from_on": one.from_on, "to_on": one.to_on, "note": one.note,
        })
    };
    names.iter().map(dated).collect()
}

/// Codes of regional groups, of being in none of them, and of lists.
pub fn group_codes() -> impl Iterator<Item = &'static str> {
    use schema::directory::{LISTS, NO_GROUP, REGIONAL_GROUPS};
    REGIONAL_GROUPS.into_iter().chain([NO_GROUP]).chain(LISTS)
}

/// The name of a regional group or list.
pub fn group_name(words: Words, code: &str) -> String {
    let set = if schema::directory::LISTS.contains(&code) {
        "state-list"
    } else {
        "regional-group"
    };
    words.name(set, code)
}

pub fn groups(words: Words, groups: &[ParticipantGroup]) -> Vec<Dated> {
    let dated = |group: &ParticipantGroup| Dated {
        what: Said::ours(words, group_name(words, &group.group_code)),
        from: beginning(words, group.from_on, false),
        to: ending(words, group.to_on, false),
        note: noted(words, &group.note),
    };
    groups.iter().map(dated).collect()
}

/// Whether what lasts from one day to another lasts on this one.
pub fn lasts_on(from: NaiveDate, to: Option<NaiveDate>, day: NaiveDate) -> bool {
    from <= day && to.is_none_or(|to| day <= to)
}

/// How a membership stands on a day: `member`, `suspended` or `withdrawn`.
pub fn standing(membership: &Membership, suspensions: &[Suspension], on: NaiveDate) -> &'static str {
    if !lasts_on(membership.from_on, membership.to_on, on) {
        return "withdrawn";
    }
    let is_suspended = suspensions.iter().any(|suspension| {
        suspension.membership_id == membership.id && lasts_on(suspension.from_on, suspension.to_on, on)
    });
    if is_suspended { "suspended" } else { "member" }
}

/// A membership as told from one side; `other` is the body at the other.
pub fn belonging(
    words: Words,
    shell: &Shell,
    membership: &Membership,
    other: &Participant,
    suspensions: &[Suspension],
    on: NaiveDate,
) -> Belonging {
    let said = |suspension: &Suspension| {
        let from = beginning(words, suspension.from_on, suspension.is_day_known);
        let told = match suspension.to_on {
            None => words.with("suspension-since", &[("from", from)]),
            to => {
                let to = ending(words, to, suspension.is_day_known);
                words.with("suspension-span", &[("from", from), ("to", to)])
            }
        };
        (told, noted(words, &suspension.note))
    };
    Belonging {
        name: other.name(language_of(words)).to_owned(),
        href: super::path_of(other).map(|path| shell.href(&path)),
        from: beginning(words, membership.from_on, membership.is_day_known),
        to: ending(words, membership.to_on, membership.is_day_known),
        standing: words.name("membership-status", standing(membership, suspensions, on)),
        suspensions: suspensions
            .iter()
            .filter(|suspension| suspension.membership_id == membership.id)
            .map(said)
            .collect(),
        note: noted(words, &membership.note),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_said_as_precisely_as_it_is_known() {
        let words = Words::of(words::Language::En);
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        assert_eq!(beginning(words, day(2002, 1, 1), false), "2002");
        assert_eq!(beginning(words, day(2021, 9, 1), false), "September 2021");
        assert_eq!(beginning(words, day(2021, 9, 1), true), "1 Sept 2021");
        assert_eq!(beginning(words, RECORD_BEGINS, true), "Not stated");
        assert_eq!(ending(words, Some(day(2024, 12, 31)), false), "2024");
        assert_eq!(ending(words, Some(day(2024, 2, 29)), false), "February 2024");
        assert_eq!(ending(words, Some(day(2026, 1, 21)), false), "21 Jan 2026");
        assert_eq!(ending(words, None, true), "to date");
    }
}
