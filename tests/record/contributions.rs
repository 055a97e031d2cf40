//! The registry of climate pledges as it stood on six days from 2017 to 2026: one register, imported again and again while
//! its headers, addresses, file names, codes, dates and ideas of a status changed.

use super::{can_be_read, dataset, day, everything, mapping, of, refusal, take_in, tally};
use crate::harness::Platform;
use schema::record::{Import, ImportFaultCode, Input};
use serde_json::{Value, json};

const SNAPSHOTS: [&str; 5] = ["2017-06-12", "2019-12-14", "2021-12-30", "2022-06-17", "2024-12-25"];

fn snapshot(on: &str) -> Option<Import> {
    let file = dataset(&format!("ndc-pledges/snapshots/ndcs_{on}.csv"))?;
    Some(of(&mapping("ndc"), Input::Path(file)))
}

/// As it stood on 19 August 2026: the file does not say its day.
fn latest() -> Option<Import> {
    let file = dataset("ndc-pledges/ndcs.csv")?;
    Some(Import {
        seen_on: Some(day("2026-08-19")),
        ..of(&mapping("ndc"), Input::Path(file))
    })
}

async fn pledge(platform: &Platform, id: &str) -> Value {
    platform
        .fact(&format!(
            "select jsonb_build_array(c.status, (select n.external_id from commitments n where n.id = c.superseded_by_id), c.title,
                c.source ->> 'language', c.version)
               from commitments c where external_id = '{id}'"
        ))
        .await
}

#[tokio::test]
async fn six_states_of_one_registry_give_each_pledge_once_with_what_replaced_it() {
    let Some(latest) = latest() else { return };
    let platform = Platform::start().await;
    // new, changed, only addresses and file names moved, unchanged
    let expected = [
        [143, 0, 0, 0, 0],
        [46, 4, 139, 0, 0],
        [170, 150, 2, 37, 0],
        [10, 24, 335, 0, 0],
        [69, 62, 1, 306, 0],
    ];
    for (on, expected) in SNAPSHOTS.into_iter().zip(expected) {
        let report = take_in(&platform, &snapshot(on).unwrap()).await;
        assert_eq!(
            (report.rejected, report.missing, report.seen_on),
            (0, 0, Some(day(on))),
            "{on}: {:?}",
            report.faults
        );
        assert_eq!(tally(&report), expected, "{on}");
        let before = everything(&platform).await;
        platform.days_pass(1);
        assert!(!take_in(&platform, &snapshot(on).unwrap()).await.has_effect());
        assert_eq!(everything(&platform).await, before, "{on} again changes nothing");
    }
    let count = "select jsonb_build_array(count(*), count(*) filter (where status = 'superseded'), count(superseded_by_id)) from commitments";
    assert_eq!(platform.fact(count).await, json!([438, 241, 241]), "after five");

    let report = take_in(&platform, &latest).await;
    assert_eq!(
        (tally(&report), report.missing, report.rejected),
        ([157, 11, 0, 427, 0], 0, 0)
    );
    // 595 submissions; what the registry calls archived is superseded, by the next where there is one.
    assert_eq!(platform.fact(count).await, json!([595, 254, 252]));
    can_be_read(&platform, 595, "HUN:2025-11-05").await;
    assert_eq!(
        platform
            .fact("select count(distinct participant_id) from commitments")
            .await,
        json!(196)
    );
    assert_eq!(
        platform
            .fact("select count(*) from commitments a join commitments b on b.id = a.superseded_by_id where a.participant_id <> b.participant_id or a.made_on >= b.made_on")
            .await,
        json!(0)
    );
    assert_eq!(
        platform.fact("select jsonb_agg(external_id order by external_id) from commitments where status = 'superseded' and superseded_by_id is null").await,
        json!(["USA:2024-12-19", "YEM:2025-11-17"]),
        "archived, and nothing has come since"
    );
    assert_eq!(
        platform.fact("select jsonb_object_agg(n, k) from (select n, count(*) as k from (select count(*) as n from commitments group by participant_id) as s group by n) as t").await,
        submissions_per_party(),
    );
}

/// Counted from the file by other means than the mapping.
fn submissions_per_party() -> Value {
    let mut submissions = std::collections::BTreeMap::<String, std::collections::BTreeSet<String>>::new();
    for row in csv::Reader::from_path(dataset("ndc-pledges/ndcs.csv").unwrap())
        .unwrap()
        .records()
    {
        let row = row.unwrap();
        if &row[3] == "NDC" {
            submissions
                .entry(row[0].to_owned())
                .or_default()
                .insert(row[7].to_owned());
        }
    }
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    submissions
        .values()
        .for_each(|days| *counts.entry(days.len()).or_default() += 1);
    serde_json::to_value(counts).unwrap()
}

#[tokio::test]
async fn what_is_no_news_leaves_no_news() {
    let Some(first) = snapshot(SNAPSHOTS[0]) else { return };
    let platform = Platform::start().await;
    take_in(&platform, &first).await;
    let before = platform.fact("select jsonb_build_array(version, changed_at, source ->> 'url') from commitments where external_id = 'AFG:2016-11-23'").await;
    platform.days_pass(30);
    take_in(&platform, &snapshot(SNAPSHOTS[1]).unwrap()).await;
    let after = platform.fact("select jsonb_build_array(version, changed_at, source ->> 'url') from commitments where external_id = 'AFG:2016-11-23'").await;
    assert_eq!(
        (&after[0], &after[1]),
        (&before[0], &before[1]),
        "neither version nor day of change"
    );
    assert_ne!(after[2], before[2], "though the link is the one that works");
    // In 2017 day and month stood exchanged wherever they could: the same pledges all the same.
    assert_eq!(pledge(&platform, "AUS:2016-11-09").await[4], json!(1));
    assert_eq!(pledge(&platform, "AUS:2016-09-11").await, Value::Null);
}

#[tokio::test]
async fn versions_statuses_and_languages_follow_the_registry() {
    let Some(latest) = latest() else { return };
    let platform = Platform::start().await;
    for on in SNAPSHOTS {
        take_in(&platform, &snapshot(on).unwrap()).await;
        if on == "2022-06-17" {
            // The registry had Hungary's two exchanged that summer; it is its word.
            assert_eq!(pledge(&platform, "HUN:2016-10-05").await[0], json!("published"));
            assert_eq!(pledge(&platform, "HUN:2020-12-18").await[0], json!("superseded"));
        }
    }
    take_in(&platform, &latest).await;
    let is = async |id: &str, status: &str, by: Option<&str>| {
        let pledge = pledge(&platform, id).await;
        assert_eq!((&pledge[0], &pledge[1]), (&json!(status), &json!(by)), "{id}");
    };
    is("HUN:2016-10-05", "superseded", Some("HUN:2020-12-18")).await;
    is("HUN:2020-12-18", "superseded", Some("HUN:2023-10-19")).await;
    is("HUN:2025-11-05", "published", None).await;
    is("BEL:2020-12-18", "superseded", Some("BEL:2023-10-19")).await;
    is("EUU:2016-10-05", "superseded", Some("EUU:2020-12-18")).await;
    is("EUU:2023-10-19", "published", None).await;
    is("COL:2025-09-25", "superseded", Some("COL:2025-12-19")).await;
    is("COL:2020-12-30", "published", None).await;
    // A draft listed as archived beside the final text does not archive it.
    is("TUN:2025-09-22", "published", None).await;

    assert_eq!(platform.fact("select p.code from commitments c join participants p on p.id = c.participant_id where c.external_id = 'EUU:2016-10-05'").await, json!("EU"));
    assert_eq!(
        platform
            .fact("select jsonb_agg(distinct p.kind) from commitments c join participants p on p.id = c.participant_id")
            .await,
        json!([
            "member_state",
            "non_member_state",
            "observer_state",
            "regional_organization"
        ])
    );
    // The title says what it is called, the document in which languages it can be read.
    let pledge = pledge(&platform, "ARE:2022-09-14").await;
    assert_eq!(
        pledge[2]["en"],
        json!("Updated Second Nationally Determined Contribution of the United Arab Emirates")
    );
    assert!(pledge[2]["ar"].as_str().unwrap().starts_with("تحديث"));
    assert_eq!(
        platform
            .fact(
                "select jsonb_object_agg(e.language, e.title) from evidence e where external_id like 'DZA:2016-10-20/%'"
            )
            .await,
        json!({"fr": "Algérie -INDC- 03 septembre 2015.pdf", "en": "Algeria - INDC (English unofficial translation) September 03,2015.pdf"})
    );
    assert_eq!(
        platform
            .fact("select count(*) from commitments where title::text like '%(Archived)%'")
            .await,
        json!(0)
    );
    assert_eq!(
        platform
            .fact("select jsonb_agg(distinct theme) from commitment_provisions")
            .await,
        json!(["climate"])
    );
    // One of the addenda is a report of progress, in two languages; letters are none.
    assert_eq!(
        platform.fact("select jsonb_agg(jsonb_build_array(c.external_id, u.reported_on, u.period, u.narrative)) from progress_updates u join commitments c on c.id = u.commitment_id").await,
        json!([["CHN:2021-10-28", "2022-11-13", "2022", {"en": "Progress on the Implementation of China NDC 2022"}]])
    );
    assert_eq!(
        platform
            .fact(
                "select jsonb_agg(e.language order by e.language) from evidence e where progress_update_id is not null"
            )
            .await,
        json!(["en", "zh"])
    );
}

#[tokio::test]
async fn an_older_state_does_not_undo_a_newer_one() {
    let Some(first) = snapshot(SNAPSHOTS[0]) else { return };
    let platform = Platform::start().await;
    take_in(&platform, &snapshot(SNAPSHOTS[1]).unwrap()).await;
    let before = everything(&platform).await;
    let report = take_in(&platform, &first).await;
    assert_eq!(refusal(&report), Some(ImportFaultCode::OlderSnapshot));
    assert_eq!(report.refusal.unwrap().parameters["newest"], SNAPSHOTS[1]);
    let unnamed = of(&mapping("ndc"), super::csv("code,party\n"));
    assert_eq!(
        refusal(&take_in(&platform, &unnamed).await),
        Some(ImportFaultCode::UnknownDay)
    );
    assert_eq!(everything(&platform).await, before);
}
