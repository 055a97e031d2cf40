//! The reporting light is one rule, told twice: to a list in SQL, to a record in Rust.

use super::scenes::{Cast, content, progress};
use crate::harness::{Platform, day};
use chrono::{Days, Months};
use schema::actor::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const LIGHTS: [&str; 4] = ["CURRENT", "UPDATE_INVITED", "NO_UPDATE_RECEIVED", "INACTIVE"];
const LISTED: &str = "query Lit($filter: CommitmentFilter) { commitments(first: 100, filter: $filter) { totalCount nodes { id reportingLight } } }";

/// Around each border of the standard cycle, also from and to the ends of short months; half of the records carry an
/// update that only some may read, which moves the light for these alone.
#[tokio::test]
async fn a_list_by_light_holds_just_the_records_that_show_this_light() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let kenyan = platform.person("KEN", Role::Drafter).await;
    for today in ["2026-11-23", "2027-02-28"] {
        let today = day(today);
        platform.clock.set(today.and_hms_opt(9, 0, 0).unwrap().and_utc());
        for months in [12, 14, 24] {
            let border = today.checked_sub_months(Months::new(months)).unwrap();
            for (offset, audience) in [(0, None), (1, Some("STATES")), (2, None), (3, Some("OWN"))] {
                let since = (border - Days::new(1)) + Days::new(offset);
                let mut said = content("Report in time");
                said["madeOn"] = Value::Null;
                let shown = cast.published(&platform, said).await;
                let id = shown["id"].as_str().unwrap().parse::<CommitmentId>().unwrap().0;
                let moved = format!("update commitments set published_at = '{since}T23:59:59Z' where id = '{id}'");
                platform.as_owner(&moved).await;
                if let Some(audience) = audience {
                    let mut told = progress("NOT_STARTED");
                    told["audience"] = json!({ "audience": audience });
                    told["reportedOn"] = json!((border + Days::new(90)).to_string());
                    cast.reported(&platform, &shown, told).await;
                }
            }
        }
        let ask = async |asker: Option<&crate::harness::Someone>, filter: Value| {
            let variables = json!({ "filter": filter });
            let answer = match asker {
                Some(someone) => platform.ask(someone, LISTED, variables).await,
                None => platform.visit(LISTED, variables).await,
            };
            let list = answer["data"]["commitments"].clone();
            assert_eq!(
                list["totalCount"],
                json!(list["nodes"].as_array().unwrap().len()),
                "{answer}"
            );
            list["nodes"].as_array().unwrap().clone()
        };
        let mut told_apart = BTreeSet::new();
        for asker in [None, Some(&kenyan), Some(&cast.drafter)] {
            let all = ask(asker, json!({})).await;
            for light in LIGHTS {
                let listed = ask(asker, json!({ "reportingLights": [light] })).await;
                let expected: Vec<_> = all
                    .iter()
                    .filter(|node| node["reportingLight"] == light)
                    .cloned()
                    .collect();
                assert_eq!(listed, expected, "{light} on {today}");
                assert!(!listed.is_empty(), "{light} on {today}: the story has one of each");
            }
            told_apart.insert(json!(all).to_string());
        }
        assert_eq!(
            told_apart.len(),
            3,
            "restricted updates move the light for those who may read them"
        );
    }
}
