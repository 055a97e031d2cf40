//! Importing the same register again after it, or the record here, has changed.

use super::{codes, csv, day, everything, of, of_text, refusal, take_in, tally, try_to_take_in};
use crate::harness::Platform;
use schema::record::{Import, ImportFaultCode, ImportProgress, Mapping, import};
use serde_json::json;
use std::sync::Mutex;

const PLEDGES: &str = r#"
    source = "pledges"
    title = "A register of pledges"
    [snapshot]
    [columns.nr]
    [columns.state]
    [columns.pledge]
    [columns.url]
    [columns.due]
    dates = ["%d.%m.%Y"]
    [[participant]]
    code = "{state}"
    [commitment]
    external_id = "{nr}"
    status = "published"
    title = { en = "{pledge}" }
    source = { url = "{url}" }
    indicative_on = "{due}"
    provisions = ["A/68/98:26(c)"]
    quiet = ["source.url"]
"#;

const FIRST: &str = "nr,state,pledge,url,due\n\
    1,SEN,Name a point of contact,https://example.org/1,31.12.2027\n\
    2,FRA,Share a strategy,https://example.org/2,\n\
    3,CHL,Hold an exercise,https://example.org/3,30.06.2028\n";

fn pledges() -> Mapping {
    of_text(PLEDGES)
}

#[tokio::test]
async fn only_what_differs_is_written_and_the_audit_says_which_fields() {
    let platform = Platform::start().await;
    take_in(&platform, &of(&pledges(), csv(FIRST))).await;
    platform.days_pass(1);
    let second = FIRST
        .replace("30.06.2028", "31.12.2028")
        .replace("example.org/2", "example.org/moved/2")
        + "4,KEN,Train a team,https://example.org/4,\n";
    let changes = "select coalesce(max(seq), 0) from changes";
    let before = platform.fact(changes).await;
    let report = take_in(&platform, &of(&pledges(), csv(&second))).await;
    assert_eq!(tally(&report), [1, 1, 1, 1, 0]);
    assert_eq!(
        (report.differences.len(), &report.differences[0].fields),
        (1, &vec!["indicative_on".to_owned()])
    );
    let audit = format!(
        "select jsonb_object_agg(c.external_id, a.fields) from changes a join commitments c on c.id::text = a.row_id
          where a.seq > {before} and a.operation = 'UPDATE'"
    );
    assert_eq!(
        platform.fact(&audit).await,
        json!({"2": ["external_digest", "source"], "3": ["changed_at", "due_key", "external_digest", "indicative_on", "version"]})
    );
    assert_eq!(
        platform
            .fact(&format!(
                "select jsonb_agg(distinct act) from changes where seq > {before}"
            ))
            .await,
        json!(["import"])
    );
}

#[tokio::test]
async fn a_rehearsal_tells_exactly_what_the_import_will_do_and_does_nothing() {
    let platform = Platform::start().await;
    take_in(&platform, &of(&pledges(), csv(FIRST))).await;
    platform.days_pass(1);
    let before = everything(&platform).await;
    let second =
        FIRST.replace("1,SEN", "5,SEN").replace("Share", "Publish") + "6,XXX,No such State,https://example.org/6,\n";
    let rehearsal = Import {
        is_rehearsal: true,
        ..of(&pledges(), csv(&second))
    };
    let mut told = take_in(&platform, &rehearsal).await;
    assert_eq!(everything(&platform).await, before);
    assert!(told.is_rehearsal);
    let mut done = take_in(&platform, &of(&pledges(), csv(&second))).await;
    for report in [&mut told, &mut done] {
        report.is_rehearsal = false;
    }
    assert_eq!(told, done);
    assert_eq!((tally(&done), done.missing, done.rejected), ([1, 1, 0, 1, 0], 1, 1));
}

#[tokio::test]
async fn what_people_changed_here_is_kept_and_told() {
    let platform = Platform::start().await;
    take_in(&platform, &of(&pledges(), csv(FIRST))).await;
    platform.days_pass(1);
    let focal_point = platform.person("FRA", schema::Role::FocalPoint).await;
    let id = platform
        .fact("select jsonb_build_array(id, version) from commitments where external_id = '2'")
        .await;
    let wire = format!("commitment_{}", id[0].as_str().unwrap().replace('-', ""));
    platform
        .done(
            &focal_point,
            "commitmentReviseDate",
            json!({ "commitmentId": wire, "version": id[1], "date": "INDICATIVE_ON", "newOn": "2029-01-31", "reason": "As decided in council.", "language": "FR",
                "idempotencyKey": "revise-the-date-1" }),
            "commitment { version }",
        )
        .await;
    platform.days_pass(1);
    let second = FIRST.replace("Share a strategy", "Share two strategies");
    let report = take_in(&platform, &of(&pledges(), csv(&second))).await;
    assert_eq!(tally(&report), [0, 0, 0, 2, 1]);
    assert_eq!(
        (
            report.differences[0].state.as_str(),
            report.differences[0].external_id.as_deref()
        ),
        ("kept", Some("2"))
    );
    assert_eq!(report.differences[0].fields, ["indicative_on", "title"]);
    let now = "select jsonb_build_array(title ->> 'en', indicative_on) from commitments where external_id = '2'";
    assert_eq!(
        platform.fact(now).await,
        json!(["Share a strategy", "2029-01-31"]),
        "the State's word stands"
    );

    let overwriting = of_text(&PLEDGES.replace("quiet =", "changed_here = \"overwrite\"\n    quiet ="));
    let report = take_in(&platform, &of(&overwriting, csv(&second))).await;
    assert_eq!(tally(&report), [0, 1, 0, 2, 0]);
    assert_eq!(
        platform.fact(now).await,
        json!(["Share two strategies", null]),
        "unless the operator decides otherwise"
    );
}

#[tokio::test]
async fn what_is_no_longer_listed_is_told_and_withdrawn_only_if_the_mapping_says_so() {
    let platform = Platform::start().await;
    take_in(&platform, &of(&pledges(), csv(FIRST))).await;
    let shorter = FIRST.replace("2,FRA,Share a strategy,https://example.org/2,\n", "");
    platform.days_pass(1);
    let report = take_in(&platform, &of(&pledges(), csv(&shorter))).await;
    assert_eq!((tally(&report), report.missing), ([0, 0, 0, 2, 0], 1));
    assert_eq!(
        (
            report.differences[0].state.as_str(),
            report.differences[0].external_id.as_deref()
        ),
        ("missing", Some("2"))
    );
    let status = "select jsonb_build_array(status, status_note, version) from commitments where external_id = '2'";
    assert_eq!(platform.fact(status).await, json!(["published", "", 1]));

    let careful = of_text(&PLEDGES.replace(
        "[snapshot]",
        "[snapshot]\n    missing = \"withdraw\"\n    missing_note = \"No longer listed.\"",
    ));
    let report = take_in(&platform, &of(&careful, csv(&shorter))).await;
    assert_eq!(
        refusal(&report),
        Some(ImportFaultCode::TooManyMissing),
        "a third of all is no news but a broken file"
    );
    let trusting = of_text(&PLEDGES.replace(
        "[snapshot]",
        "[snapshot]\n    missing = \"withdraw\"\n    missing_note = \"No longer listed.\"\n    missing_at_most_percent = 40",
    ));
    // A row at fault may be the one that seems missing: nothing is withdrawn then.
    let report = take_in(
        &platform,
        &of(
            &trusting,
            csv(&(shorter.clone() + "2,XXX,Share a strategy,https://example.org/2,\n")),
        ),
    )
    .await;
    assert_eq!(
        (report.rejected, platform.fact(status).await),
        (1, json!(["published", "", 1]))
    );
    take_in(&platform, &of(&trusting, csv(&shorter))).await;
    assert_eq!(
        platform.fact(status).await,
        json!(["withdrawn", "No longer listed.", 2])
    );
    let again = take_in(&platform, &of(&trusting, csv(&shorter))).await;
    assert_eq!((tally(&again), again.missing), ([0, 0, 0, 2, 0], 0));
    // Listed again, it is there again.
    platform.days_pass(1);
    let report = take_in(&platform, &of(&trusting, csv(FIRST))).await;
    assert_eq!(tally(&report), [0, 1, 0, 2, 0]);
    assert_eq!(platform.fact(status).await, json!(["published", "", 3]));
}

#[tokio::test]
async fn a_file_is_taken_in_whole_or_not_at_all() {
    let platform = Platform::start().await;
    // The database breaks off at the very end, when the import is written down.
    platform
        .as_owner("alter table imports add constraint broken check (source <> 'pledges')")
        .await;
    let before = everything(&platform).await;
    let error = try_to_take_in(&platform, &of(&pledges(), csv(FIRST)))
        .await
        .unwrap_err();
    assert!(matches!(error, schema::Error::Internal(_)), "{error}");
    assert_eq!(everything(&platform).await, before);
    platform.as_owner("alter table imports drop constraint broken").await;
    assert_eq!(
        tally(&take_in(&platform, &of(&pledges(), csv(FIRST))).await),
        [3, 0, 0, 0, 0]
    );
}

#[tokio::test]
async fn one_import_of_a_source_at_a_time() {
    let platform = Platform::start().await;
    let (client, connection) = tokio_postgres::connect(&platform.owner_url, tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    client
        .batch_execute("begin; select pg_advisory_xact_lock(2031, hashtext('pledges'))")
        .await
        .unwrap();
    let report = take_in(&platform, &of(&pledges(), csv(FIRST))).await;
    assert_eq!(refusal(&report), Some(ImportFaultCode::UnderWay));
    client.batch_execute("rollback").await.unwrap();
    assert_eq!(refusal(&take_in(&platform, &of(&pledges(), csv(FIRST))).await), None);
}

#[tokio::test]
async fn rows_of_one_record_are_taken_or_left_together() {
    let platform = Platform::start().await;
    let merging = of_text(&PLEDGES.replace("external_id =", "merge = true\n    external_id ="));
    let file = "nr,state,pledge,url,due\n1,SEN,First,https://example.org/1,\n1,SEN,First,not an address,\n2,FRA,Second,https://example.org/2,\n";
    let report = take_in(&platform, &of(&merging, csv(file))).await;
    assert_eq!(
        codes(&report.faults),
        [
            (2, "nr", ImportFaultCode::TogetherWith),
            (3, "url", ImportFaultCode::InvalidUrl)
        ]
    );
    assert_eq!((tally(&report), report.rejected), ([1, 0, 0, 0, 0], 2));
}

#[tokio::test]
async fn progress_is_told_row_by_row_and_record_by_record() {
    let platform = Platform::start().await;
    let mut file = "nr,state,pledge,url,due\n".to_owned();
    (1..=1_000).for_each(|nr| file += &format!("{nr},SEN,Pledge {nr},https://example.org/{nr},\n"));
    let told = Mutex::new(vec![]);
    import(&platform.db, platform.now(), &of(&pledges(), csv(&file)), |progress| {
        told.lock().unwrap().push(progress)
    })
    .await
    .unwrap();
    let told = told.into_inner().unwrap();
    assert!(
        told.is_sorted_by_key(|progress| (progress.rows, progress.written)),
        "{told:?}"
    );
    assert!(told.len() > 3, "{told:?}");
    assert_eq!(
        told.last(),
        Some(&ImportProgress {
            rows: 1_000,
            written: 1_000,
            to_write: 1_000
        })
    );
}

#[tokio::test]
async fn the_import_is_on_record_with_its_day() {
    let platform = Platform::start().await;
    let someone = platform.secretariat(schema::Role::Editor).await;
    let dated = Import {
        seen_on: Some(day("2026-11-20")),
        account: Some(someone.account),
        ..of(&pledges(), csv(FIRST))
    };
    take_in(&platform, &dated).await;
    assert_eq!(
        platform.fact("select jsonb_agg(jsonb_build_array(source, file_name, seen_on, new_count, account_id)) from imports where source = 'pledges'").await,
        json!([["pledges", "register.csv", "2026-11-20", 3, someone.account.0]])
    );
    assert_eq!(
        platform
            .fact("select value -> 'pledges' ->> 'seen_on' from settings where name = 'sources'")
            .await,
        json!("2026-11-20")
    );
}
