//! Files, rows and cells that cannot be taken: each is told with its place, its value and a stable code; nothing breaks.

use super::{codes, csv, everything, mapping, of, of_text, refusal, take_in, tally};
use crate::harness::Platform;
use proptest::prelude::*;
use schema::record::{FIRST_ROWS, ImportFault, ImportFaultCode as Code, Input, Mapping, MappingError, write_rejected};
use serde_json::json;

const REGISTER: &str = r#"
    source = "test"
    title = "A register"
    file.empty = ["N/A", "Not Specified"]
    [columns.nr]
    [columns.country]
    map = { "Sénégal" = "SEN", Bangladesh = "BGD" }
    otherwise = "keep"
    [columns.body]
    [columns.base]
    [columns.status]
    map = { "in force" = "published", "over" = "completed" }
    [columns.pledge]
    [columns.text]
    html = "strip"
    [columns.made]
    dates = ["%Y-%m-%d"]
    [columns.due]
    dates = ["%Y-%m-%d"]
    [columns.clause]
    [columns.link]
    [[ignore]]
    when = { pledge = "(withheld)" }
    reason = "Withheld."
    [[participant]]
    when = { body = { empty = false } }
    external_id = "{body}"
    kind = "private_sector"
    name = { en = "{body}" }
    country = "{base}"
    [[participant]]
    code = "{country}"
    [commitment]
    external_id = "{nr}"
    status = "{status}"
    title = { en = "{pledge}" }
    summary = { en = "{text}" }
    made_on = "{made}"
    definitive_on = "{due}"
    provisions = ["{clause}"]
    source = { url = "{link}" }
"#;

const HEADER: &str = "nr,country,body,base,status,pledge,text,made,due,clause,link\n";
const GOOD: &str =
    "1,SEN,,,in force,Name a point of contact,,2020-01-01,2027-12-31,A/68/98:26(c),https://example.org/\n";

fn register() -> Mapping {
    of_text(REGISTER)
}

fn file(rows: &str) -> Input {
    csv(&format!("{HEADER}{rows}"))
}

#[tokio::test]
async fn every_fault_of_a_row_has_its_place_value_and_code() {
    let platform = Platform::start().await;
    let long = "x".repeat(301);
    let long_id = "9".repeat(201);
    let table: Vec<(String, &str, Code)> = vec![
        (",SEN,,,in force,A,,,,,".into(), "nr", Code::Required),
        (format!("{long_id},SEN,,,in force,A,,,,,"), "nr", Code::TooLong),
        ("2,,,,in force,A,,,,,".into(), "country", Code::Required),
        ("2,XXX,,,in force,A,,,,,".into(), "country", Code::UnknownParticipant),
        ("2,,Acme,ZZZ,in force,A,,,,,".into(), "base", Code::UnknownCountry),
        ("2,SEN,,,,A,,,,,".into(), "status", Code::Required),
        ("2,SEN,,,maybe,A,,,,,".into(), "status", Code::UnknownValue),
        ("2,SEN,,,in force,,,,,,".into(), "pledge", Code::Required),
        ("2,SEN,,,in force,N/A,,,,,".into(), "pledge", Code::Required),
        (format!("2,SEN,,,in force,{long},,,,,"), "pledge", Code::TooLong),
        ("2,SEN,,,in force,<b>Bold</b>,,,,,".into(), "pledge", Code::Html),
        ("2,SEN,,,in force,a\0b,,,,,".into(), "pledge", Code::ForbiddenCharacter),
        (
            "2,SEN,,,in force,a\u{202e}b,,,,,".into(),
            "pledge",
            Code::ForbiddenCharacter,
        ),
        (
            "2,SEN,,,in force,a\u{1b}[31m,,,,,".into(),
            "pledge",
            Code::ForbiddenCharacter,
        ),
        (
            "2,SEN,,,in force,\u{ffff},,,,,".into(),
            "pledge",
            Code::ForbiddenCharacter,
        ),
        ("2,SEN,,,in force,A,,2020-02-30,,,".into(), "made", Code::NotADate),
        ("2,SEN,,,in force,A,,30.01.2020,,,".into(), "made", Code::NotADate),
        ("2,SEN,,,in force,A,,1811-01-01,,,".into(), "made", Code::NotADate),
        ("2,SEN,,,in force,A,,+99999-01-01,,,".into(), "made", Code::NotADate),
        ("2,SEN,,,in force,A,,2026-11-24,,,".into(), "made", Code::InTheFuture),
        (
            "2,SEN,,,in force,A,,2020-01-01,2019-12-31,,".into(),
            "due",
            Code::DatesOutOfOrder,
        ),
        (
            "2,SEN,,,in force,A,,,,A/68/98:99,".into(),
            "clause",
            Code::UnknownProvision,
        ),
        (
            "2,SEN,,,in force,A,,,,,javascript:alert(1)".into(),
            "link",
            Code::InvalidUrl,
        ),
        ("1,SEN,,,in force,Again,,,,,".into(), "nr", Code::Duplicate),
        ("2,SEN,,,in force,A,,,".into(), "", Code::Ragged),
        ("2,SEN,,,in force,A,,,,,,".into(), "", Code::Ragged),
    ];
    let mut rows = GOOD.to_owned();
    for ((row, ..), nr) in table.iter().zip(3..) {
        // Each is a record of its own.
        let row = row
            .strip_prefix("2,")
            .map_or(row.clone(), |rest| format!("{nr},{rest}"));
        rows += &format!("{row}\n");
    }
    let report = take_in(&platform, &of(&register(), file(&rows))).await;
    let expected: Vec<_> = table
        .iter()
        .zip(3..)
        .map(|((_, column, code), row)| (row, *column, *code))
        .collect();
    assert_eq!(codes(&report.faults), expected);
    assert_eq!(
        (tally(&report), report.rejected as usize, report.rows as usize),
        ([1, 0, 0, 0, 0], table.len(), table.len() + 1)
    );
    let fault = |row: u32| report.faults.iter().find(|fault| fault.row == Some(row)).unwrap();
    assert_eq!(
        (fault(9).value.as_str(), fault(9).parameters["allowed"].as_str()),
        ("maybe", "in force, over")
    );
    assert_eq!(fault(26).parameters["first"], "2");
    assert_eq!(
        (
            fault(27).parameters["found"].as_str(),
            fault(27).parameters["expected"].as_str()
        ),
        ("9", "11")
    );
    assert_eq!(fault(15).value, "a\u{fffd}b", "a fault shows nothing that hides");
}

#[tokio::test]
async fn all_faults_of_a_row_are_told_at_once() {
    let platform = Platform::start().await;
    let report = take_in(&platform, &of(&register(), file("1,,,,maybe,,,2020-13-01,,,nowhere\n"))).await;
    assert_eq!(
        codes(&report.faults),
        [
            (2, "status", Code::UnknownValue),
            (2, "made", Code::NotADate),
            (2, "country", Code::Required),
            (2, "pledge", Code::Required),
            (2, "link", Code::InvalidUrl),
        ]
    );
}

#[tokio::test]
async fn ignored_rows_and_marked_up_texts_do_no_harm() {
    let platform = Platform::start().await;
    let rows = format!(
        "{GOOD}7,,,,,(withheld),,,,,\n,,,,,,,,,,\n\n2,Sénégal,,,over,Plain,\"<p>One &amp; two</p><script>alert(1)</script>\",Not Specified,,,\n"
    );
    let report = take_in(&platform, &of(&register(), file(&rows))).await;
    assert_eq!(
        (tally(&report), &report.faults, report.rows),
        ([2, 0, 0, 0, 0], &vec![], 3)
    );
    assert_eq!(
        (report.ignored[0].reason.as_str(), report.ignored[0].rows),
        ("Withheld.", 1)
    );
    assert_eq!(
        platform
            .fact(
                "select jsonb_build_array(summary ->> 'en', status, made_on) from commitments where external_id = '2'"
            )
            .await,
        json!(["One & two", "completed", null])
    );
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_refused_whole() {
    let platform = Platform::start().await;
    let bytes = |bytes: &[u8]| Input::Bytes("register.csv".into(), bytes.into());
    let before = everything(&platform).await;
    let many = format!("{HEADER}{GOOD}2,SEN,,,in force,\"never closed\n{}", GOOD.repeat(60_000));
    for (input, code) in [
        (bytes(b""), Code::EmptyFile),
        (bytes(HEADER.as_bytes()), Code::NoRows),
        (
            bytes(
                &[
                    HEADER.as_bytes(),
                    GOOD.as_bytes(),
                    b"2,SEN,,,in force,S\xe9n\xe9gal,,,,,\n",
                ]
                .concat(),
            ),
            Code::Undecodable,
        ),
        (bytes(b"\xff\xfen\0r"), Code::Undecodable),
        (bytes(b"\x1f\x8b\x08\0\0\0\0\0"), Code::Undecodable),
        (csv("nr,country\n1,SEN\n"), Code::MissingColumn),
        (csv(&format!("nr,{HEADER}1,{GOOD}")), Code::DuplicateColumn),
        (csv(&many), Code::RowTooLong),
    ] {
        let report = take_in(&platform, &of(&register(), input)).await;
        assert_eq!((refusal(&report), tally(&report)), (Some(code), [0; 5]));
    }
    let report = take_in(&platform, &of(&register(), csv("nr,country\n1,SEN\n"))).await;
    let missing: Vec<&str> = report.faults.iter().map(|fault| fault.column.as_str()).collect();
    assert_eq!(
        missing,
        [
            "base", "body", "clause", "due", "link", "made", "pledge", "status", "text"
        ]
    );
    let refused = take_in(
        &platform,
        &of(
            &register(),
            bytes(&[HEADER.as_bytes(), GOOD.as_bytes(), b"2,\xe9\n"].concat()),
        ),
    )
    .await;
    assert_eq!(refused.refusal.unwrap().line, Some(3));
    assert_eq!(everything(&platform).await, before);
}

#[tokio::test]
async fn a_systemic_fault_stops_the_reading_early() {
    let platform = Platform::start().await;
    let row = |nr: u32| format!("{nr},SEN,,,in force,Pledge {nr},,2020-01-01,,,\n");
    let mixed: String = (1..=5_000)
        .map(|nr| {
            if nr % 3 == 0 {
                row(nr)
            } else {
                row(nr).replace("2020-01-01", "1 January")
            }
        })
        .collect();
    let report = take_in(&platform, &of(&register(), file(&mixed))).await;
    let refusal = report.refusal.clone().unwrap();
    assert_eq!(
        (
            refusal.code,
            refusal.column.as_str(),
            refusal.parameters["fault"].as_str()
        ),
        (Code::Systemic, "made", "not_a_date")
    );
    assert_eq!((report.rows, tally(&report)), (FIRST_ROWS, [0; 5]));
    let few: String = (1..=5_000)
        .map(|nr| {
            if nr % 3 == 0 {
                row(nr).replace("2020-01-01", "1 January")
            } else {
                row(nr)
            }
        })
        .collect();
    let report = take_in(&platform, &of(&register(), file(&few))).await;
    assert_eq!((report.refusal, report.rejected), (None, 1_666));
}

#[tokio::test]
async fn rejected_rows_come_back_with_what_is_wrong_and_go_in_once_put_right() {
    let platform = Platform::start().await;
    let rows = format!("{GOOD}2;x,XXX,,,in force,\"A, \"\"b\"\"\nc\",,,,,\n3,SEN,,,maybe,=1+1,,,,,\n");
    let input = file(&rows);
    let report = take_in(&platform, &of(&register(), input.clone())).await;
    let words = |fault: &ImportFault| format!("{}: {}", fault.column, fault.code);
    let mut out = vec![];
    assert_eq!(
        write_rejected(&input, &register(), &report, &mut out, words).unwrap(),
        2
    );
    let back = String::from_utf8(out).unwrap();
    let expected = format!(
        "{},errors\n2;x,XXX,,,in force,\"A, \"\"b\"\"\nc\",,,,,,country: unknown_participant\n3,SEN,,,maybe,=1+1,,,,,,status: unknown_value\n",
        HEADER.trim_end()
    );
    assert_eq!(back, expected);
    let mended = back.replace("XXX", "FRA").replace("maybe", "over");
    let report = take_in(&platform, &of(&register(), csv(&mended))).await;
    assert_eq!(
        (tally(&report), report.unused_columns.as_slice()),
        ([2, 0, 0, 0, 0], ["errors".to_owned()].as_slice())
    );
}

#[test]
fn a_mapping_says_what_is_wrong_with_it() {
    let none = |_: &str| Err(std::io::ErrorKind::NotFound.into());
    let wrong = |from: &str, to: &str| {
        Mapping::parse("test.toml", &REGISTER.replace(from, to), none)
            .map(|_| ())
            .unwrap_err()
    };
    let unknown = wrong("{pledge}", "{promise}");
    assert!(
        matches!(&unknown, MappingError::UnknownColumn { column, .. } if column == "promise"),
        "{unknown}"
    );
    assert!(matches!(
        wrong("when = { body", "when = { bdoy"),
        MappingError::UnknownColumn { .. }
    ));
    assert!(matches!(
        wrong("external_id = \"{nr}\"", ""),
        MappingError::Malformed { .. }
    ));
    let typo = wrong("otherwise = \"keep\"", "otherwise = \"kepe\"");
    assert!(
        typo.to_string().contains("line 8") && typo.to_string().contains("kepe"),
        "{typo}"
    );
    assert!(matches!(
        wrong("[columns.text]", "[columns.text]\nheaders = [\"PLEDGE\"]"),
        MappingError::Contradiction { .. }
    ));
    assert!(matches!(
        Mapping::find("nowhere").unwrap_err(),
        MappingError::Unknown { .. }
    ));
    assert!(matches!(
        Mapping::find("nowhere.toml").unwrap_err(),
        MappingError::Unreadable { .. }
    ));
    for name in schema::record::MAPPINGS {
        assert!(!mapping(name).headers().is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever a file holds, the answer is a report; what it takes and rejects adds up.
    #[test]
    fn no_file_breaks_the_import(bytes in prop::collection::vec(any::<u8>(), 0..400), rows in prop::collection::vec(
        prop::collection::vec("\\PC{0,12}|[\"',;\n\r\t=&<>]{0,3}|2020-01-01|SEN|in force|9{1,30}", 9..13), 0..6)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let platform = Platform::start().await;
            let noise = of(&register(), Input::Bytes("noise.csv".into(), bytes.into()));
            assert!(take_in(&platform, &noise).await.refusal.is_some());
            let mut writer = ::csv::WriterBuilder::new().flexible(true).from_writer(HEADER.as_bytes().to_vec());
            rows.iter().for_each(|row| writer.write_record(row).unwrap());
            let bytes = writer.into_inner().unwrap();
            let report = take_in(&platform, &of(&register(), Input::Bytes("rows.csv".into(), bytes.into()))).await;
            if report.refusal.is_none() {
                let ignored: u32 = report.ignored.iter().map(|ignored| ignored.rows).sum();
                assert_eq!(report.commitments.new + report.rejected + ignored, report.rows, "{report:?}");
            }
        });
    }
}
