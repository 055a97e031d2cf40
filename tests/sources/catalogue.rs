//! The catalogue: loaded at the first start, edited by an operator, loaded again; history keeps its days.

use crate::harness::Platform;
use chrono::{DateTime, Utc};
use schema::sources::catalogue::{self, Catalogue, FILES, FaultCode, Tally};
use std::fs;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// A platform with the catalogue in it since 23 November 2026, and a folder with a copy of the catalogue.
struct Register {
    platform: Platform,
    folder: PathBuf,
}

impl Register {
    async fn new() -> Self {
        Self {
            platform: Platform::start().await,
            folder: folder(),
        }
    }

    async fn load(&self, on: &str) -> Vec<Tally> {
        let catalogue = Catalogue::read(&self.folder).unwrap();
        catalogue::load(&self.platform.db, noon(on), &catalogue, false)
            .await
            .unwrap()
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        edit(&self.folder, file, from, to);
    }

    fn append(&self, file: &str, row: &str) {
        let before = fs::read_to_string(self.folder.join(file)).unwrap();
        fs::write(self.folder.join(file), before + row).unwrap();
    }

    /// One column, as text, in the order asked for.
    async fn ask(&self, sql: &str) -> Vec<String> {
        let rows = self
            .platform
            .fact(&format!("select coalesce(jsonb_agg(x), '[]') from ({sql}) rows (x)"))
            .await;
        rows.as_array()
            .unwrap()
            .iter()
            .map(|row| row.as_str().unwrap().to_owned())
            .collect()
    }
}

impl Drop for Register {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.folder).ok();
    }
}

/// A folder with a copy of the catalogue.
fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("para29-{}", Uuid::new_v4().simple()));
    fs::create_dir(&folder).unwrap();
    for file in FILES {
        fs::copy(Path::new("schema/data").join(file), folder.join(file)).unwrap();
    }
    folder
}

fn edit(folder: &Path, file: &str, from: &str, to: &str) {
    let before = fs::read_to_string(folder.join(file)).unwrap();
    assert_eq!(before.matches(from).count(), 1, "{from}");
    fs::write(folder.join(file), before.replace(from, to)).unwrap();
}

fn noon(day: &str) -> DateTime<Utc> {
    format!("{day}T12:00:00Z").parse().unwrap()
}

/// New, changed and unchanged rows of one file, or of all.
fn counts(tallies: &[Tally], file: Option<&str>) -> (usize, usize, usize) {
    let counted = tallies
        .iter()
        .filter(|tally| file.is_none_or(|file| tally.file == file));
    counted.fold((0, 0, 0), |sum, tally| {
        (sum.0 + tally.new, sum.1 + tally.changed, sum.2 + tally.unchanged)
    })
}

#[tokio::test]
async fn a_new_register_knows_states_organizations_and_clauses_with_their_days() {
    let register = Register::new().await;
    let rows: usize = FILES
        .iter()
        .map(|file| csv_rows(&Path::new("schema/data").join(file)))
        .sum();
    let loaded = "select new_count || ' of ' || new_count + changed_count + unchanged_count from imports";
    assert_eq!(register.ask(loaded).await, [format!("{rows} of {rows}")]);

    let members = "select o.code || ' ' || count(*) from memberships m join participants o on o.id = m.organization_id \
        where m.from_on <= $day and (m.to_on is null or $day <= m.to_on) group by o.code order by o.code";
    let on = |day: &str| members.replace("$day", &format!("date '{day}'"));
    assert_eq!(
        register.ask(&on("2026-11-23")).await,
        [
            "APEC 19",
            "ARF 26",
            "ASEAN 11",
            "AU 54",
            "COE 46",
            "ECOWAS 12",
            "EU 27",
            "LAS 22",
            "OAS 34",
            "OSCE 57",
            "RCC 12",
            "SCO 10"
        ]
    );
    let then = register.ask(&on("2019-12-31")).await;
    assert!(
        then.contains(&"EU 28".into()) && then.contains(&"ECOWAS 15".into()) && then.contains(&"COE 47".into()),
        "{then:?}"
    );

    let least_developed = "select count(*)::text from participant_groups where group_code = 'ldc' \
        and from_on <= $day and (to_on is null or $day <= to_on)";
    for (day, count) in [
        ("2026-11-23", "44"),
        ("2026-11-24", "41"),
        ("2017-06-03", "48"),
        ("2017-06-04", "47"),
    ] {
        assert_eq!(
            register
                .ask(&least_developed.replace("$day", &format!("date '{day}'")))
                .await,
            [count],
            "{day}"
        );
    }
    let names = register
        .ask(
            "select n.from_on || ' ' || coalesce(n.to_on::text, '…') || ' ' || (n.name ->> 'en') from participant_names n \
             join participants p on p.id = n.participant_id where p.code = 'TUR' order by n.from_on",
        )
        .await;
    assert_eq!(names, ["1945-10-24 2022-05-31 Turkey", "2022-06-01 … Türkiye"]);
    assert_eq!(
        register
            .ask("select kind || ' ' || count(*) from participants group by kind order by kind")
            .await,
        [
            "initiative 1",
            "member_state 193",
            "observer_state 2",
            "regional_organization 12",
            "technical_network 2",
            "un_entity 5"
        ]
    );
    assert_eq!(
        register
            .ask("select p.code from participants p order by p.sort_key collate \"C\" limit 3")
            .await,
        ["AFG", "ALB", "DZA"]
    );
    assert_eq!(
        register.ask("select parent.reference from provisions p join provisions parent on parent.id = p.parent_id where p.reference = 'A/68/98:26(c)'").await,
        ["A/68/98:26"]
    );
    assert_eq!(register.ask("select count(*)::text from provisions").await, ["51"]);
    let suspended = "select count(*)::text from memberships where status = 'suspended'";
    assert_eq!(register.ask(suspended).await, ["7"]);
}

#[tokio::test]
async fn what_was_loaded_is_not_loaded_again_and_an_own_catalogue_is_not_undone_by_a_start() {
    let register = Register::new().await;
    assert!(
        catalogue::load_embedded(&register.platform.db, noon("2026-11-24"))
            .await
            .unwrap()
            .is_none()
    );
    let changes = register
        .ask("select count(*)::text from changes where table_name <> 'imports'")
        .await;
    let (new, changed, unchanged) = counts(&register.load("2026-11-25").await, None);
    assert_eq!((new, changed), (0, 0));
    assert!(unchanged > 1_000);
    assert_eq!(
        register
            .ask("select count(*)::text from changes where table_name <> 'imports'")
            .await,
        changes,
        "nothing is left in the audit"
    );

    register.edit("organizations.csv", "Council of Europe", "The Council of Europe");
    register.load("2026-11-26").await;
    assert!(
        catalogue::load_embedded(&register.platform.db, noon("2026-11-27"))
            .await
            .unwrap()
            .is_none()
    );
    assert_eq!(
        register
            .ask("select name ->> 'en' from participants where code = 'COE'")
            .await,
        ["The Council of Europe"]
    );

    let sample = catalogue::load_sample(&register.platform.db, noon("2026-11-27"))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(counts(&sample, None), (10, 0, 0));
    assert_eq!(
        register.ask("select symbol from instruments where is_sample").await,
        ["PARIS-CALL-2018"]
    );
    assert_eq!(
        register
            .ask("select count(*)::text from provisions where is_sample")
            .await,
        ["9"]
    );
}

#[tokio::test]
async fn a_state_that_takes_a_new_name_keeps_the_old_one_with_its_days() {
    let register = Register::new().await;
    let names = "select n.from_on || ' ' || coalesce(n.to_on::text, '…') || ' ' || (n.name ->> 'en') from participant_names n \
        join participants p on p.id = n.participant_id where p.code = 'FJI' order by n.from_on";

    register.edit("states.csv", "Fiji,Fidji,", "Viti,Fidji,");
    assert_eq!(
        counts(&register.load("2026-12-01").await, Some("states.csv")),
        (0, 1, 194)
    );
    assert_eq!(
        register.ask(names).await,
        ["1945-10-24 2026-11-30 Fiji", "2026-12-01 … Viti"]
    );
    assert_eq!(counts(&register.load("2026-12-02").await, None).1, 0);
    assert_eq!(
        register.ask(names).await,
        ["1945-10-24 2026-11-30 Fiji", "2026-12-01 … Viti"]
    );

    // A second thought on the same day is no history.
    register.edit("states.csv", "Viti,Fidji,", "Vitti,Fidji,");
    register.load("2026-12-01").await;
    assert_eq!(
        register.ask(names).await,
        ["1945-10-24 2026-11-30 Fiji", "2026-12-01 … Vitti"]
    );

    // The true day becomes known.
    let former = "FJI,1970-10-10,2026-11-19,Fiji,Fidji,Fiji,Фиджи,斐济,فيجي,\n";
    register.append("former_names.csv", former);
    assert_eq!(
        counts(&register.load("2026-12-05").await, Some("former_names.csv")),
        (0, 1, 11)
    );
    assert_eq!(
        register.ask(names).await,
        ["1970-10-10 2026-11-19 Fiji", "2026-11-20 … Vitti"]
    );
    let audit = "select (before -> 'name' ->> 'en') || ' → ' || (after -> 'name' ->> 'en') from changes \
        where table_name = 'participants' and operation = 'UPDATE' and act = 'catalogue' order by seq";
    assert_eq!(register.ask(audit).await, ["Fiji → Viti", "Viti → Vitti"]);
}

#[tokio::test]
async fn a_membership_that_ends_stays_and_a_return_is_another() {
    let register = Register::new().await;
    let spans = "select m.id || ' ' || m.from_on || ' ' || coalesce(m.to_on::text, '…') || ' ' || m.status from memberships m \
        join participants o on o.id = m.organization_id join participants p on p.id = m.participant_id \
        where o.code = 'SCO' and p.code = 'IRN' order by m.from_on";
    let id = register.ask(spans).await[0].split(' ').next().unwrap().to_owned();

    register.edit(
        "memberships.csv",
        "SCO,IRN,2023-07-04,,",
        "SCO,IRN,2023-07-05,2026-12-31,",
    );
    assert_eq!(
        counts(&register.load("2027-01-01").await, Some("memberships.csv")),
        (0, 1, 336)
    );
    assert_eq!(
        register.ask(spans).await,
        [format!("{id} 2023-07-05 2026-12-31 withdrawn")]
    );

    register.edit("memberships.csv", "SCO,IRN,2023-07-05,2026-12-31,", "SCO,IRN,2030,,");
    assert_eq!(
        counts(&register.load("2030-06-01").await, Some("memberships.csv")),
        (1, 0, 336)
    );
    let after = register.ask(spans).await;
    assert_eq!(
        after[0],
        format!("{id} 2023-07-05 2026-12-31 withdrawn"),
        "not in the file any more, and still there"
    );
    assert!(
        after[1].ends_with(" 2030-01-01 … member") && !after[1].starts_with(&id),
        "{after:?}"
    );

    // Suspended is still a member; when it ends, the row of the suspension stays.
    let suspension = "SCO,IRN,2030-03-01,,,\n";
    register.append("suspensions.csv", suspension);
    register.load("2030-06-02").await;
    assert!(register.ask(spans).await[1].ends_with(" 2030-01-01 … suspended"));
    register.edit("suspensions.csv", suspension, "SCO,IRN,2030-03-01,2030-06-30,,\n");
    register.load("2030-07-01").await;
    assert!(register.ask(spans).await[1].ends_with(" 2030-01-01 … member"));
    assert_eq!(
        register
            .ask("select to_on::text from membership_suspensions where from_on = '2030-03-01'")
            .await,
        ["2030-06-30"]
    );
}

#[tokio::test]
async fn a_state_that_changes_its_regional_group_left_the_other_the_day_before() {
    let register = Register::new().await;
    register.edit(
        "states.csv",
        "EE,EST,233,member_state,eastern_european,",
        "EE,EST,233,member_state,weog,",
    );
    let groups = "select g.group_code || ' ' || g.from_on || ' ' || coalesce(g.to_on::text, '…') from participant_groups g \
        join participants p on p.id = g.participant_id where p.code = 'EST' order by g.from_on";
    for day in ["2027-01-01", "2027-01-02"] {
        register.load(day).await;
        assert_eq!(
            register.ask(groups).await,
            ["eastern_european 1945-10-24 2026-12-31", "weog 2027-01-01 …"]
        );
    }
}

#[tokio::test]
async fn a_rehearsal_tells_what_would_happen_and_does_nothing() {
    let register = Register::new().await;
    register.edit(
        "memberships.csv",
        "SCO,IRN,2023-07-04,,",
        "SCO,IRN,2023-07-04,2026-11-30,",
    );
    register.append("memberships.csv", "SCO,MNG,2026-12-01,,2026-12-01,\n");
    let facts = "select (select count(*) from changes) || ' ' || (select count(*) from imports)";
    let before = register.ask(facts).await;
    let catalogue = Catalogue::read(&register.folder).unwrap();
    let tallies = catalogue::load(&register.platform.db, noon("2026-12-02"), &catalogue, true)
        .await
        .unwrap();
    assert_eq!(counts(&tallies, None).0, 1);
    assert_eq!(counts(&tallies, Some("memberships.csv")), (1, 1, 336));
    assert_eq!(register.ask(facts).await, before);
}

#[test]
fn every_fault_of_a_catalogue_is_told_with_file_line_column_and_value() {
    let folder = folder();
    edit(
        &folder,
        "memberships.csv",
        "EU,GBR,1973-01-01,2020-01-31",
        "EU,GBX,1973-01-01,2020-01-32",
    );
    edit(&folder, "states.csv", "FR,FRA,250,member_state", "FR,FRA,25O,member");
    edit(&folder, "suspensions.csv", "LAS,SYR,2011-11", "LAS,FRA,2011-11");
    edit(
        &folder,
        "provisions.csv",
        "A/68/98:26(c),A/68/98:26,",
        "A/68/98:26(c),A/68/98:99,",
    );
    edit(&folder, "tilegrid.csv", "AFG,", "ALB,");
    fs::remove_file(folder.join("themes.csv")).unwrap();
    let faults = Catalogue::read(&folder).unwrap_err().faults;
    let told: Vec<_> = faults
        .iter()
        .map(|f| (f.file, f.column.as_str(), f.value.as_str(), f.code))
        .collect();
    assert_eq!(
        told,
        [
            ("states.csv", "m49", "25O", FaultCode::WrongForm),
            ("states.csv", "status", "member", FaultCode::Unknown),
            ("tilegrid.csv", "iso3", "ALB", FaultCode::Duplicate),
            ("memberships.csv", "state_iso3", "GBX", FaultCode::NoSuchEntry),
            ("memberships.csv", "to_on", "2020-01-32", FaultCode::NotADate),
            ("suspensions.csv", "state_iso3", "LAS FRA", FaultCode::NoSuchEntry),
            ("themes.csv", "", "", FaultCode::MissingFile),
            (
                "provisions.csv",
                "parent_reference",
                "A/68/98:99",
                FaultCode::NoSuchEntry
            ),
        ]
    );
    assert_eq!(
        faults[4].to_string(),
        format!(
            "memberships.csv, line {}, column to_on, \"2020-01-32\": is no date; write a day, month or year such as 2025-01-28, \
             2025-01 or 2025",
            faults[4].line
        )
    );
    let lines: Vec<u64> = faults.iter().map(|fault| fault.line).collect();
    assert!(lines[0] > 1 && lines[6] == 0 && lines[3] == lines[4], "{lines:?}");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_document_that_names_an_organization_is_one_of_the_catalogue() {
    let folder = folder();
    edit(&folder, "organizations.csv", ",1945,A/68/98,", ",1945,A/68/99,");
    let faults = Catalogue::read(&folder).unwrap_err().faults;
    let told: Vec<_> = faults
        .iter()
        .map(|fault| (fault.column.as_str(), fault.value.as_str(), fault.code))
        .collect();
    assert_eq!(told, [("named_in", "A/68/99", FaultCode::NoSuchEntry)]);
    fs::remove_dir_all(folder).unwrap();
}

fn csv_rows(file: &Path) -> usize {
    fs::read_to_string(file).unwrap().lines().count() - 1
}
