//! What is given out can be taken in again, byte for byte; and nobody is given what they may not read.

use super::{codes, everything, mapping, of, take_in, tally};
use crate::harness::Platform;
use schema::commitments::{CommitmentFilter, CommitmentOrder, CommitmentStatus};
use schema::record::{
    COLUMNS, Export, ExportFormat, Exporter, ImportFaultCode, Input, Selection, Translated, load_sample,
};
use schema::{Actor, Language, Role};
use serde_json::{Value, json};
use std::sync::Arc;

async fn give_out(platform: &Platform, export: Export) -> String {
    let mut exporter = Exporter::new(export);
    let mut bytes = vec![];
    while let Some(stretch) = exporter.next(&platform.db).await.unwrap() {
        bytes.extend(stretch);
    }
    String::from_utf8(bytes).unwrap()
}

fn csv_of(platform: &Platform, actor: Actor) -> Export {
    Export {
        actor,
        selection: Selection::all(),
        today: platform.today(),
        format: ExportFormat::Csv { with_mark: false },
        base_url: "https://para29.example.org/".into(),
        translated: None,
    }
}

async fn all(platform: &Platform) -> String {
    give_out(platform, csv_of(platform, Actor::Platform("export"))).await
}

fn input(text: &str) -> Input {
    Input::Bytes("export.csv".into(), text.as_bytes().into())
}

/// A register with the sample in it, and commitments of every kind of text, audience and state.
async fn a_register_of_all_kinds() -> Platform {
    let platform = Platform::start().await;
    load_sample(&platform.db, platform.now()).await.unwrap();
    platform.days_pass(1);
    let (senegal, france, chile, union) = (
        platform.participant("SEN").await.0,
        platform.participant("FRA").await.0,
        platform.participant("CHL").await.0,
        platform.participant("AU").await.0,
    );
    let university = platform
        .new_participant("academia", "University of Examples, Dakar")
        .await
        .0;
    let now = platform.now().to_rfc3339();
    let insert = |number: u32, columns: &str, values: &str| {
        format!(
            "insert into commitments (id, reference, status, original_language, provenance, created_at, changed_at, {columns})
             values ('018f0000-0000-7000-8000-00000000{number:04}', 'CMT-2025-{number:04}', {values});"
        )
        .replace("{now}", &now)
    };
    // Two apostrophes are one in SQL.
    let texts = r#"{"en": "=HYPERLINK(\"https://evil.example\")", "ar": "+التزام (26)\u200f", "fr": "''-1 \"deux\", trois;\nquatre", "zh": "<b>不是标记</b> &amp;"}"#;
    platform
        .as_owner(&[
            insert(
                1,
                "participant_id, joint_ids, title, summary, audience, made_on, indicative_on, definitive_on, source, published_at, submitted_at, legal_force, readiness",
                &format!(
                    "'in_progress', 'ar', 'as_submitted', '{{now}}', '{{now}}', '{senegal}', '{{{france},{university}}}', '{texts}', '{texts}', 'public',
                     '2024-02-29', '2027-06-30', '2027-12-31',
                     '{{\"symbol\": \"@A/79/1\", \"paragraph\": \"-4\", \"on\": \"2024-03-01\", \"url\": \"https://example.org/a,b\", \"language\": \"fr\", \"quote\": \"Line one\\nline two\"}}',
                     '{{now}}', '{{now}}', 'politically_binding', 'needs_time_and_support'"
                ),
            ),
            insert(2, "participant_id, title, audience", &format!("'draft', 'en', 'as_submitted', '{{now}}', '{{now}}', '{senegal}', '{{\"en\": \"A draft\"}}', 'own'")),
            insert(
                3,
                "participant_id, title, audience, audience_ids, published_at, status_note",
                &format!("'withdrawn', 'en', 'as_submitted', '{{now}}', '{{now}}', '{senegal}', '{{\"en\": \"For two\"}}', 'named', '{{{france},{chile}}}', '{{now}}', '=cmd|x'"),
            ),
            insert(
                4,
                "participant_id, title, audience, audience_organization_id, published_at",
                &format!("'published', 'en', 'as_submitted', '{{now}}', '{{now}}', '{senegal}', '{{\"en\": \"For the Union\"}}', 'organization', '{union}', '{{now}}'"),
            ),
            insert(
                5,
                "participant_id, recorded_by_id, title, audience, source",
                &format!("'unconfirmed', 'en', 'public_document', '{{now}}', '{{now}}', '{chile}', '{university}', '{{\"en\": \"Reported by another\"}}', 'states', '{{\"url\": \"https://example.org/\"}}'"),
            ),
            insert(
                6,
                "participant_id, title, audience, published_at, superseded_by_id",
                &format!("'superseded', 'en', 'as_submitted', '{{now}}', '{{now}}', '{university}', '{{\"en\": \"Replaced\"}}', 'public', '{{now}}', '018f0000-0000-7000-8000-000000000001'"),
            ),
            insert(
                7,
                "participant_id, title, audience, published_at, status_before, status_note",
                &format!("'suspended', 'en', 'as_submitted', '{{now}}', '{{now}}', '{senegal}', '{{\"en\": \"Resting\"}}', 'public', '{{now}}', 'in_progress', 'Until the new law.'"),
            ),
            insert(
                8,
                "participant_id, title, audience, published_at, status_note",
                &format!("'withdrawn', 'en', 'as_submitted', '{{now}}', '{{now}}', '{senegal}', '{{\"en\": \"Taken back\"}}', 'public', '{{now}}', 'Done by another.'"),
            ),
            insert(
                9,
                "participant_id, title, audience, published_at, superseded_by_id",
                &format!("'superseded', 'en', 'as_submitted', '{{now}}', '{{now}}', '{senegal}', '{{\"en\": \"Replaced by what few may read\"}}', 'public', '{{now}}', '018f0000-0000-7000-8000-000000000004'"),
            ),
            "insert into commitment_provisions select '018f0000-0000-7000-8000-000000000001', id, theme from provisions where reference in ('A/68/98:26(c)', 'A/68/98:32(b)')".to_owned(),
        ]
        .concat())
        .await;
    platform
}

#[tokio::test]
async fn an_export_goes_into_an_empty_register_and_comes_out_the_same() {
    let first = a_register_of_all_kinds().await;
    let given = all(&first).await;
    assert_eq!(given.matches("\r\nco").count(), 729);
    let second = Platform::start().await;
    second.days_pass(10);
    // Documents are the catalogue's; these are the sample's.
    schema::sources::catalogue::load_sample(&second.db, second.now())
        .await
        .unwrap();
    let report = take_in(&second, &of(&mapping("para29"), input(&given))).await;
    assert_eq!((&report.faults, tally(&report)), (&vec![], [729, 0, 0, 0, 0]));
    let again = all(&second).await;
    for (one, other) in given.lines().zip(again.lines()) {
        assert_eq!(one, other);
    }
    assert_eq!(given, again);
    assert_eq!(
        readers(&second, &second).await,
        readers(&first, &second).await,
        "read by the same"
    );
}

/// Who reads which records of the first register; States by their ids in the second.
async fn readers(first: &Platform, second: &Platform) -> Vec<Vec<String>> {
    let mut text = first
        .fact("select jsonb_agg(distinct readers) from commitments where reference like 'CMT-2025-%'")
        .await
        .to_string();
    for code in ["SEN", "FRA", "CHL", "AU"] {
        text = text.replace(
            &first.participant(code).await.0.to_string(),
            &second.participant(code).await.0.to_string(),
        );
    }
    let mut readers: Vec<Vec<String>> = serde_json::from_str(&text).unwrap();
    readers.iter_mut().for_each(|keys| keys.sort());
    readers.sort();
    readers
}

#[tokio::test]
async fn an_export_changes_nothing_where_it_came_from() {
    let platform = a_register_of_all_kinds().await;
    let given = all(&platform).await;
    platform.days_pass(1);
    let mut before = everything(&platform).await;
    let report = take_in(&platform, &of(&mapping("para29"), input(&given))).await;
    assert_eq!(
        (&report.faults, tally(&report)),
        (&vec![], [0, 0, 0, 729, 0]),
        "{:?}",
        report.differences
    );
    let mut after = everything(&platform).await;
    // That the file was looked at is on record the first time.
    for table in [9, 12] {
        before[table] = Value::Null;
        after[table] = Value::Null;
    }
    assert_eq!(after, before);
    let settled = everything(&platform).await;
    take_in(&platform, &of(&mapping("para29"), input(&given))).await;
    assert_eq!(everything(&platform).await, settled);
}

#[tokio::test]
async fn what_anybody_was_given_changes_nothing_where_it_came_from() {
    let platform = a_register_of_all_kinds().await;
    let france = platform.person("FRA", Role::Drafter).await;
    let kenya = platform.person("KEN", Role::Drafter).await;
    let senegal = platform.person("SEN", Role::FocalPoint).await;
    let mut askers = vec![Actor::Visitor];
    for someone in [&france, &kenya, &senegal] {
        askers.push(platform.actor(someone).await);
    }
    platform.days_pass(1);
    for (asker, (count, untold)) in
        askers
            .into_iter()
            .zip([(725, ""), (726, "named"), (726, "organization"), (728, "")])
    {
        let given = give_out(&platform, csv_of(&platform, asker)).await;
        // Who else may read, what it was before it was suspended, what hidden record replaced it: not all of them are told.
        assert!(given.contains(&format!(",{untold},,,")), "{untold}");
        let mut before = everything(&platform).await;
        let report = take_in(&platform, &of(&mapping("para29"), input(&given))).await;
        assert_eq!(
            (&report.faults, tally(&report)),
            (&vec![], [0, 0, 0, count, 0]),
            "{:?}",
            report.differences
        );
        let mut after = everything(&platform).await;
        for table in [9, 12] {
            before[table] = Value::Null;
            after[table] = Value::Null;
        }
        assert_eq!(after, before);
    }
    let kept =
        "select jsonb_agg(jsonb_build_array(status, status_before, superseded_by_id is not null) order by reference)
                  from commitments where reference in ('CMT-2025-0007', 'CMT-2025-0008', 'CMT-2025-0009')";
    assert_eq!(
        platform.fact(kept).await,
        json!([
            ["suspended", "in_progress", false],
            ["withdrawn", null, false],
            ["superseded", null, true]
        ])
    );
    // A file that does say what it was before is heard.
    let given = all(&platform).await;
    let edited = given.replace("suspended,in_progress,", "suspended,published,");
    let report = take_in(&platform, &of(&mapping("para29"), input(&edited))).await;
    assert_eq!(
        (tally(&report), report.differences[0].fields.as_slice()),
        ([0, 1, 0, 728, 0], ["status_before".to_owned()].as_slice())
    );
}

#[tokio::test]
async fn an_edited_export_changes_what_was_edited_unless_the_record_has_moved_on() {
    let platform = a_register_of_all_kinds().await;
    let given = all(&platform).await;
    let edited = given
        .replace("For the Union", "For the African Union")
        .replace("A draft", "Another draft");
    platform.as_owner("update commitments set title = '{\"en\": \"Edited here\"}', version = version + 1 where reference = 'CMT-2025-0002'").await;
    platform.days_pass(1);
    let report = take_in(&platform, &of(&mapping("para29"), input(&edited))).await;
    assert_eq!(tally(&report), [0, 1, 0, 727, 0]);
    assert_eq!(
        codes(&report.faults)
            .iter()
            .map(|fault| (fault.1, fault.2))
            .collect::<Vec<_>>(),
        [("version", ImportFaultCode::Stale)]
    );
    assert_eq!(report.faults[0].parameters["current"], "2");
    assert_eq!(
        (
            report.differences[0].reference.as_deref(),
            report.differences[0].fields.as_slice()
        ),
        (Some("CMT-2025-0004"), ["title".to_owned()].as_slice())
    );
    assert_eq!(platform.fact("select jsonb_agg(title ->> 'en' order by reference) from commitments where reference in ('CMT-2025-0002', 'CMT-2025-0004')").await,
        json!(["Edited here", "For the African Union"]));
}

#[tokio::test]
async fn ids_and_references_of_other_records_are_refused() {
    let platform = a_register_of_all_kinds().await;
    let given = all(&platform).await;
    let mut reader = csv::Reader::from_reader(given.as_bytes());
    let header = reader.headers().unwrap().clone();
    let place = |column: &str| header.iter().position(|name| name == column).unwrap();
    let draft = reader
        .records()
        .map(Result::unwrap)
        .find(|row| &row[1] == "CMT-2025-0002")
        .unwrap();
    let changed = async |changes: &[(&str, &str)]| {
        let mut cells: Vec<&str> = draft.iter().collect();
        changes.iter().for_each(|(column, value)| cells[place(column)] = value);
        let mut writer = csv::Writer::from_writer(vec![]);
        writer.write_record(&header).unwrap();
        writer.write_record(cells).unwrap();
        let report = take_in(
            &platform,
            &of(
                &mapping("para29"),
                Input::Bytes("one.csv".into(), writer.into_inner().unwrap().into()),
            ),
        )
        .await;
        codes(&report.faults).first().map(|fault| (fault.1.to_owned(), fault.2))
    };
    let fault = |column: &str, code| Some((column.to_owned(), code));
    assert_eq!(
        changed(&[("id", "milestone_018f0000000070008000000000000002")]).await,
        fault("id", ImportFaultCode::WrongId)
    );
    assert_eq!(changed(&[("id", "")]).await, fault("id", ImportFaultCode::Required));
    assert_eq!(
        changed(&[("reference", "CMT-2025-0001")]).await,
        fault("reference", ImportFaultCode::ReferenceMismatch)
    );
    assert_eq!(
        changed(&[("reference", "../../x")]).await,
        fault("reference", ImportFaultCode::ReferenceMismatch)
    );
    assert_eq!(
        changed(&[("audience", "named")]).await,
        fault("audience", ImportFaultCode::AudienceIncomplete)
    );
    assert_eq!(
        changed(&[("cycle", "never")]).await,
        fault("cycle", ImportFaultCode::UnknownValue)
    );
    assert_eq!(
        changed(&[("participant_code", "XXX"), ("participant_kind", "member_state")]).await,
        fault("participant_code", ImportFaultCode::UnknownParticipant),
        "no file makes a State"
    );
    assert_eq!(
        changed(&[("original_language", "ar")]).await,
        fault("original_language", ImportFaultCode::OriginalMissing)
    );
    assert_eq!(
        changed(&[("version", "99999999999")]).await,
        fault("version", ImportFaultCode::NotANumber)
    );
    assert_eq!(
        changed(&[("created_at", "yesterday")]).await,
        fault("created_at", ImportFaultCode::NotADate)
    );
    assert_eq!(changed(&[]).await, None);
}

#[tokio::test]
async fn everyone_is_given_what_they_may_read_and_no_more() {
    let platform = a_register_of_all_kinds().await;
    let references = async |actor: Actor| {
        let given = give_out(&platform, csv_of(&platform, actor)).await;
        let rows = csv::Reader::from_reader(given.as_bytes())
            .into_records()
            .map(Result::unwrap);
        let mut references: Vec<String> = rows
            .map(|row| row[1].to_owned())
            .filter(|reference| reference.starts_with("CMT-2025"))
            .collect();
        references.sort();
        (
            references
                .into_iter()
                .map(|reference| reference[9..].to_owned())
                .collect::<Vec<_>>(),
            given,
        )
    };
    let (visitor, given) = references(Actor::Visitor).await;
    assert_eq!(visitor, ["0001", "0006", "0007", "0008", "0009"]);
    for secret in ["A draft", "For two", "For the Union", "Reported by another", "=cmd|x"] {
        assert!(!given.contains(secret), "{secret}");
    }
    let france = platform.person("FRA", Role::Drafter).await;
    let (read, given) = references(platform.actor(&france).await).await;
    assert_eq!(read, ["0001", "0003", "0006", "0007", "0008", "0009"]);
    assert!(!given.contains("CHL;FRA"), "who else may read is not theirs to know");
    let senegal = platform.person("SEN", Role::FocalPoint).await;
    let (read, given) = references(platform.actor(&senegal).await).await;
    assert_eq!(read, ["0001", "0002", "0003", "0004", "0006", "0007", "0008", "0009"]);
    assert!(given.contains("CHL;FRA"));
}

#[tokio::test]
async fn formulas_are_neutralised_and_words_stand_beside_codes() {
    let platform = a_register_of_all_kinds().await;
    let word = Arc::new(|key: &str| format!("«{key}»")) as Arc<dyn Fn(&str) -> String + Send + Sync>;
    let export = Export {
        selection: Selection::List(
            CommitmentFilter {
                statuses: vec![CommitmentStatus::InProgress],
                ..CommitmentFilter::default()
            },
            CommitmentOrder::Newest,
        ),
        translated: Some(Translated {
            language: Language::Ar,
            word,
        }),
        format: ExportFormat::Csv { with_mark: true },
        ..csv_of(&platform, Actor::Visitor)
    };
    let given = give_out(&platform, export.clone()).await;
    let mut reader = csv::Reader::from_reader(given.strip_prefix('\u{feff}').unwrap().as_bytes());
    let header = reader.headers().unwrap().clone();
    assert!(header.iter().take(COLUMNS.len()).eq(COLUMNS.iter().copied()));
    let row = reader.records().next().unwrap().unwrap();
    let cell = |column: &str| row[header.iter().position(|name| name == column).unwrap()].to_owned();
    assert_eq!(cell("title_en"), "'=HYPERLINK(\"https://evil.example\")");
    assert_eq!(cell("title_ar"), "'+التزام (26)\u{200f}");
    assert_eq!(cell("title_fr"), "''-1 \"deux\", trois;\nquatre");
    assert_eq!(
        (cell("source_symbol"), cell("source_paragraph")),
        ("'@A/79/1".into(), "'-4".into())
    );
    assert_eq!(cell("permalink"), "https://para29.example.org/id/CMT-2025-0001");
    assert_eq!(
        (cell("status"), cell("status_label_ar")),
        ("in_progress".into(), "«commitment-status-in_progress»".into())
    );
    assert_eq!(cell("provisions"), "A/68/98:26(c);A/68/98:32(b)");
    assert_eq!(cell("themes"), "cert_csirt;points_of_contact");
    let themes = platform
        .fact("select jsonb_agg(name ->> 'ar' order by code) from themes where code in ('cert_csirt', 'points_of_contact')")
        .await;
    assert_eq!(
        cell("themes_label_ar"),
        format!("{}; {}", themes[0].as_str().unwrap(), themes[1].as_str().unwrap())
    );
    assert!(
        row.iter()
            .all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r']))
    );

    let list = give_out(
        &platform,
        Export {
            format: ExportFormat::Json,
            selection: Selection::all(),
            ..export.clone()
        },
    )
    .await;
    let list: Vec<Value> = serde_json::from_str(&list).unwrap();
    assert_eq!(list.len(), 725, "more than one stretch");
    let lines = give_out(
        &platform,
        Export {
            format: ExportFormat::JsonLines,
            ..export
        },
    )
    .await;
    let line: Value = serde_json::from_str(lines.trim_end()).unwrap();
    assert_eq!(
        (&line["title"]["en"], &line["provisions"][0]),
        (&json!("=HYPERLINK(\"https://evil.example\")"), &json!("A/68/98:26(c)"))
    );
    assert_eq!(
        (&line["id"], &line["light"]),
        (&json!("commitment_018f0000000070008000000000000001"), &json!("current"))
    );
    assert!(list.contains(&line), "the same object in both");
}

#[test]
fn an_export_has_the_columns_its_mapping_takes() {
    let mapping = mapping("para29");
    let (mut taken, mut given) = (mapping.headers(), COLUMNS.to_vec());
    taken.sort_unstable();
    given.sort_unstable();
    assert_eq!(given, taken);
}
