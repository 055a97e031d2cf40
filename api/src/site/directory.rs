//! The pages about States and organizations: values only; the questions that fill them are the API's own.

use askama::Template;
use words::Words;

use super::commitments::{Chosen, Fact, LatestUpdate, ListRow, Select};
use super::parts::{Choice, Day, Link, Said, Trouble};
use super::shell::Shell;
use super::tiles::{TileMap, step};

/// `/{lang}/states`: who takes part and how?
#[derive(Template)]
#[template(path = "directory/states.html")]
pub struct StatesPage {
    pub words: Words,
    pub shell: Shell,
    /// `195 States`, `42 States with public commitments`
    pub counts: Vec<String>,
    pub filter: StatesFilter,
    pub problems: Vec<Trouble>,
    pub has_map: bool,
    pub map: TileMap,
    pub has_table: bool,
    /// In which order, in words.
    pub order: String,
    /// In protocol order, or another that is asked for.
    pub rows: Vec<StateRow>,
    pub downloads: Vec<Link>,
}

/// What the list is narrowed to, and how it is shown.
pub struct StatesFilter {
    pub action: String,
    pub selects: Vec<Select>,
    /// One of its choices is always on.
    pub order: Select,
    pub year: String,
    pub chosen: Vec<Chosen>,
}

pub struct StateRow {
    pub name: Link,
    pub code: String,
    /// `Member State`
    pub kind: String,
    /// The regional group, or that there is none.
    pub group: String,
    pub commitments: Link,
    pub has_commitments: bool,
    pub latest: Option<Day>,
}

/// `/{lang}/states/{code}`: what has this State shared?
#[derive(Template)]
#[template(path = "directory/state.html")]
pub struct StatePage {
    pub words: Words,
    pub shell: Shell,
    pub name: String,
    pub facts: Vec<Fact>,
    pub years: Years,
    pub narrow: Narrow,
    pub shared: Shared,
    /// Empty where it always had the one it has.
    pub names: Vec<Dated>,
    pub groups: Vec<Dated>,
    pub memberships: Vec<Belonging>,
    pub downloads: Vec<Link>,
}

/// What a participant has shared: its commitments and its latest updates.
pub struct Shared {
    /// The newest fifty.
    pub commitments: Vec<ListRow>,
    /// Leads to all of them.
    pub all: Option<Link>,
    /// Ten, newest first.
    pub updates: Vec<LatestUpdate>,
}

/// The form that narrows what a participant has shared.
pub struct Narrow {
    pub action: String,
    pub themes: Vec<Choice>,
    pub year: String,
    /// The day that the page is asked for, which stays.
    pub kept: Option<String>,
    /// Where all of it is shown, if it is narrowed.
    pub all: Option<String>,
}

/// A name or group with its days.
pub struct Dated {
    pub what: Said,
    pub from: String,
    pub to: String,
    pub note: Option<Said>,
}

/// A membership, told from either side.
pub struct Belonging {
    /// The organization, or the member.
    pub name: String,
    pub href: Option<String>,
    pub from: String,
    pub to: String,
    /// `Member`, `Membership suspended`, `Former member`
    pub standing: String,
    /// `Suspended from September 2021 to 21 January 2026`
    pub suspensions: Vec<(String, Option<Said>)>,
    pub note: Option<Said>,
}

/// Years by what was undertaken and reported: a table whose cells are tinted by steps of their counts.
pub struct Years {
    pub columns: Vec<String>,
    pub rows: Vec<(String, Vec<YearCell>)>,
    /// How many commitments stand in no year.
    pub undated: Option<String>,
}

pub struct YearCell {
    pub text: String,
    pub step: usize,
}

impl YearCell {
    fn new(words: Words, count: i64) -> Self {
        Self {
            text: words.number(count),
            step: step(count),
        }
    }
}

/// How many years are shown one by one.
pub const YEARS: i32 = 10;

impl Years {
    /// `counts` are years with commitments and updates; `all` is how many commitments there are, with or without a day.
    pub fn new(words: Words, this_year: i32, counts: &[(i32, i64, i64)], all: i64) -> Self {
        let first = this_year - YEARS + 1;
        let of = |is_in: &dyn Fn(i32) -> bool| {
            let among = counts.iter().filter(|(year, ..)| is_in(*year));
            among.fold((0, 0), |(commitments, updates), (_, some, others)| {
                (commitments + some, updates + others)
            })
        };
        let earlier = of(&|year| year < first);
        let mut columns = vec![];
        let mut cells = vec![];
        if earlier != (0, 0) {
            columns.push(words.with("state-years-before", &[("year", words.digits(first))]));
            cells.push(earlier);
        }
        for year in first..=this_year {
            columns.push(words.digits(year));
            // What bears a later day than today's stands in the last column.
            cells.push(of(&|one| one == year || (year == this_year && one > year)));
        }
        let row = |key: &str, pick: fn(&(i64, i64)) -> i64| {
            let cells = cells.iter().map(|cell| YearCell::new(words, pick(cell)));
            (words.text(key), cells.collect())
        };
        let dated: i64 = counts.iter().map(|(_, commitments, _)| commitments).sum();
        let undated = (all - dated).max(0);
        Self {
            rows: vec![
                row("state-years-commitments", |cell| cell.0),
                row("state-years-updates", |cell| cell.1),
            ],
            columns,
            undated: (undated > 0).then(|| words.with("state-years-undated", &[("n", undated)])),
        }
    }
}

/// `/{lang}/organizations`: which organizations, entities, networks and initiatives are there?
#[derive(Template)]
#[template(path = "directory/organizations.html")]
pub struct OrganizationsPage {
    pub words: Words,
    pub shell: Shell,
    /// In protocol order.
    pub rows: Vec<OrganizationRow>,
    pub downloads: Vec<Link>,
}

pub struct OrganizationRow {
    pub name: Link,
    pub code: String,
    pub kind: String,
    pub founded: Option<String>,
    /// Nothing where no members are on record.
    pub members: Option<String>,
    /// Symbols of documents.
    pub named_in: Vec<String>,
}

/// `/{lang}/organizations/{code}`: who belongs to it, and what has it shared?
#[derive(Template)]
#[template(path = "directory/organization.html")]
pub struct OrganizationPage {
    pub words: Words,
    pub shell: Shell,
    pub name: String,
    pub facts: Vec<Fact>,
    pub problems: Vec<Trouble>,
    /// The day of which the members are shown, in words; and as in the address.
    pub day: String,
    pub as_of: String,
    pub action: String,
    /// `54 members`
    pub count: String,
    pub members: Vec<Belonging>,
    pub former: Vec<Belonging>,
    pub names: Vec<Dated>,
    pub narrow: Narrow,
    pub shared: Shared,
    /// What it has shared, as feed and calendar.
    pub follow: Vec<Link>,
    pub downloads: Vec<Link>,
}

#[cfg(test)]
mod tests {
    use words::Language;

    use super::*;

    #[test]
    fn ten_years_are_shown_and_nothing_is_lost_before_or_beside_them() {
        let words = Words::of(Language::En);
        let counts = [(2001, 2, 0), (2017, 1, 0), (2026, 3, 12), (2031, 1, 0)];
        let years = Years::new(words, 2026, &counts, 9);
        let texts = |at: usize| -> Vec<String> { years.rows[at].1.iter().map(|cell| cell.text.clone()).collect() };
        assert_eq!(years.columns.len(), 11);
        assert_eq!(words::without_isolates(&years.columns[0]), "Before 2017");
        assert_eq!(years.columns[10], "2026");
        assert_eq!(texts(0), ["2", "1", "0", "0", "0", "0", "0", "0", "0", "0", "4"]);
        assert_eq!(texts(1).last().unwrap(), "12");
        assert_eq!(years.rows[1].1[10].step, 3);
        let undated = words::without_isolates(&years.undated.unwrap());
        assert_eq!(undated, "2 commitments bear no date and stand in no year.");
        let quiet = Years::new(words, 2026, &[], 0);
        assert!(quiet.columns.len() == 10 && quiet.undated.is_none());
    }
}
