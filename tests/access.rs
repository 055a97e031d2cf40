//! Who may do what to a commitment in which state, and who may read what: two committed tables, checked against the API.

use crate::commitments::scenes::{Cast, content};
use crate::harness::{Platform, Someone};
use schema::Actor;
use schema::actor::*;
use schema::commitments::{CommitmentAct, CommitmentStatus};
use serde_json::{Value, json};
use std::fmt::Write;

/// Askers of both tables, by what they are to Senegal, whose commitment it is.
async fn askers(platform: &Platform, cast: &Cast) -> Vec<(&'static str, Option<Someone>)> {
    let company = platform.new_participant("private_sector", "Acme Networks").await;
    vec![
        ("visitor", None),
        ("drafter of the State", Some(cast.drafter.clone())),
        ("approver of the State", Some(cast.approver.clone())),
        (
            "focal point of the State",
            Some(platform.person("SEN", Role::FocalPoint).await),
        ),
        (
            "approver of another State of the same organization",
            Some(platform.person("KEN", Role::Approver).await),
        ),
        (
            "approver of a State outside it",
            Some(platform.person("NOR", Role::Approver).await),
        ),
        (
            "regional editor of the organization",
            Some(platform.person("AU", Role::RegionalEditor).await),
        ),
        (
            "stakeholder",
            Some(platform.person_of(company, Role::Stakeholder).await),
        ),
        ("secretariat editor", Some(platform.secretariat(Role::Editor).await)),
        ("secretariat reviewer", Some(cast.reviewer.clone())),
        ("administrator", Some(platform.secretariat(Role::Administrator).await)),
        ("auditor", Some(platform.secretariat(Role::Auditor).await)),
    ]
}

async fn ask(platform: &Platform, asker: &Option<Someone>, query: &str, variables: Value) -> Value {
    match asker {
        Some(someone) => platform.ask(someone, query, variables).await,
        None => platform.visit(query, variables).await,
    }
}

/// The mutation of an act, and what its input needs beside id and version.
fn mutation(act: CommitmentAct, other: &Value) -> Option<(&'static str, Value)> {
    let content = content("Another wording");
    Some(match act {
        CommitmentAct::Edit => ("commitmentEdit", json!({ "content": content })),
        CommitmentAct::Discard => ("commitmentDiscard", json!({})),
        CommitmentAct::Submit => ("commitmentSubmit", json!({})),
        CommitmentAct::Return => ("commitmentReturn", json!({ "note": "A date, perhaps?" })),
        CommitmentAct::Publish => ("commitmentPublish", json!({})),
        CommitmentAct::Start => ("commitmentStart", json!({})),
        CommitmentAct::Complete => ("commitmentComplete", json!({})),
        CommitmentAct::Suspend => ("commitmentSuspend", json!({ "note": "Elections." })),
        CommitmentAct::Resume => ("commitmentResume", json!({})),
        CommitmentAct::Withdraw => ("commitmentWithdraw", json!({})),
        CommitmentAct::Supersede => ("commitmentSupersede", json!({ "supersededById": other["id"] })),
        CommitmentAct::ReviseDate => (
            "commitmentReviseDate",
            json!({ "date": "INDICATIVE_ON", "newOn": "2028-01-31", "reason": "Parliament resumes in autumn." }),
        ),
        CommitmentAct::SetAudience => ("commitmentSetAudience", json!({ "audience": { "audience": "STATES" } })),
        CommitmentAct::Confirm => ("commitmentConfirm", json!({})),
        CommitmentAct::Correct => ("commitmentCorrect", json!({ "content": content })),
        CommitmentAct::Decline => ("commitmentDecline", json!({})),
        // Acts on what hangs on a commitment carry the versions of those records.
        CommitmentAct::Keep | CommitmentAct::Report | CommitmentAct::Assess | CommitmentAct::Comment => return None,
    })
}

/// Puts a commitment into a state as if its life had led there.
async fn put(platform: &Platform, id: &str, status: CommitmentStatus) {
    let uuid = id.parse::<CommitmentId>().unwrap().0;
    let shown = !matches!(
        status,
        CommitmentStatus::Draft | CommitmentStatus::Submitted | CommitmentStatus::Returned
    );
    let at = if shown {
        format!("'{}'", platform.now())
    } else {
        "null".into()
    };
    platform
        .as_owner(&format!(
            "update commitments set status = '{status}', published_at = {at}, version = 1 where id = '{uuid}'"
        ))
        .await;
}

#[tokio::test]
async fn acts_roles_and_states_are_as_printed() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let other = cast.published(&platform, content("The one that replaces")).await;
    let commitment = cast.draft(&platform, content("Name a point of contact")).await;
    let id = commitment["id"].as_str().unwrap();
    let askers = askers(&platform, &cast).await;
    let mut printed = String::from("# Who may do what to a public commitment of a State, by state\n");
    for status in CommitmentStatus::ALL {
        put(&platform, id, *status).await;
        let _ = write!(printed, "\n## {status}\n\n");
        for (name, asker) in &askers {
            let seen = ask(
                &platform,
                asker,
                "query Acts($id: ID!) { commitment(id: $id) { acts } }",
                json!({ "id": id }),
            )
            .await;
            let seen = &seen["data"]["commitment"];
            let open: Vec<String> = seen["acts"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|act| act.as_str().unwrap().to_lowercase())
                .collect();
            let line = if seen.is_null() {
                "nothing".to_owned()
            } else {
                ["read"]
                    .into_iter()
                    .map(str::to_owned)
                    .chain(open.clone())
                    .collect::<Vec<_>>()
                    .join(", ")
            };
            let _ = writeln!(printed, "- {name}: {line}");

            // What is printed is what the acts themselves do: each is tried with a version that never was.
            let tries = CommitmentAct::ALL
                .iter()
                .filter_map(|act| mutation(*act, &other).map(|(name, input)| (*act, name, input)));
            let tries = tries.map(|(act, mutation, mut input)| {
                let (platform, open) = (&platform, &open);
                async move {
                    input["commitmentId"] = json!(id);
                    input["version"] = json!(9_999);
                    let outcome = match asker {
                        Some(someone) => platform.try_act(someone, mutation, input, "commitment { id }").await,
                        None => {
                            let query = format!(
                                "mutation Try($input: {}{}Input!) {{ {mutation}(input: $input) {{ problems {{ code }} }} }}",
                                mutation[..1].to_uppercase(),
                                &mutation[1..]
                            );
                            let answer = platform.visit(&query, json!({ "input": input })).await;
                            json!({ "error": answer["errors"][0]["extensions"]["code"] })
                        }
                    };
                    let expected = if open.contains(&act.code().to_owned()) {
                        vec!["CONFLICT"]
                    } else if seen.is_null() && asker.is_some() {
                        vec!["NOT_FOUND"]
                    } else {
                        // Forbidden for the role; or open to the role, but in other states.
                        vec!["FORBIDDEN", "CONFLICT"]
                    };
                    let got = outcome["error"].as_str().or(outcome["problems"][0]["code"].as_str()).unwrap_or("done").to_owned();
                    assert!(expected.contains(&got.as_str()), "{status}, {name}, {act}: {outcome}");
                    if got == "CONFLICT" && !open.contains(&act.code().to_owned()) {
                        assert!(!act.states().contains(status), "{status}, {name}, {act} is open but not printed");
                    }
                }
            });
            futures_util::future::join_all(tries).await;
        }
    }
    insta::assert_snapshot!("acts", printed);
}

#[tokio::test]
async fn in_each_state_just_the_printed_acts_succeed() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let other = cast.published(&platform, content("The one that replaces")).await;
    for act in CommitmentAct::ALL {
        let Some((name, input)) = mutation(*act, &other) else {
            continue;
        };
        let by = if matches!(act, CommitmentAct::Return | CommitmentAct::Publish) {
            &cast.reviewer
        } else {
            &cast.approver
        };
        for status in CommitmentStatus::ALL {
            let draft = cast.draft(&platform, content("Name a point of contact")).await;
            put(&platform, draft["id"].as_str().unwrap(), *status).await;
            let mut input = input.clone();
            input["commitmentId"] = draft["id"].clone();
            input["version"] = json!(1);
            let outcome = platform.try_act(by, name, input, "commitment { status }").await;
            let is_done = outcome["problems"] == json!([]);
            // A reviewer does not see drafts; an unconfirmed record that is shown already needs no publishing.
            let is_shown_already = *act == CommitmentAct::Publish && *status == CommitmentStatus::Unconfirmed;
            assert_eq!(
                is_done,
                act.states().contains(status) && !is_shown_already,
                "{act} in {status}: {outcome}"
            );
        }
    }
}

const READ: &str = "query Read($id: ID!, $reference: String!, $update: ID!) {
    one: commitment(id: $id) { id evidence { title } latestUpdate { id } updates { nodes { id } } }
    named: commitment(reference: $reference) { id }
    list: commitments(first: 100) { nodes { id } totalCount }
    due: commitments(first: 100, order: DUE_FIRST) { nodes { id } }
    found: commitments(first: 100, filter: { text: \"whisper\" }) { nodes { id } totalCount }
    bySate: commitments(first: 100, filter: { states: [\"SEN\"] }) { nodes { id } totalCount }
    update: progressUpdate(id: $update) { id }
    updates: progressUpdates(first: 100) { nodes { id } }
    figures: commitmentFigures { count }
}";

#[tokio::test]
async fn each_audience_is_read_by_whom_it_is_for() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let (union, norway) = (platform.participant("AU").await, platform.participant("NOR").await);
    let askers = askers(&platform, &cast).await;
    let provision = platform
        .visit("{ provision(reference: \"A/68/98:26(c)\") { id } }", json!({}))
        .await;
    let audiences = [
        ("public", json!({ "audience": "PUBLIC" })),
        ("states", json!({ "audience": "STATES" })),
        (
            "organization",
            json!({ "audience": "ORGANIZATION", "organizationId": union.to_string() }),
        ),
        (
            "named",
            json!({ "audience": "NAMED", "participantIds": [norway.to_string()] }),
        ),
        ("own", json!({ "audience": "OWN" })),
    ];
    let mut printed = String::from("# Who may read a shown record, by audience of the record and of its update\n\n");
    for (name, audience) in &audiences {
        for (update_name, update_audience) in &audiences {
            let mut said = content("A whisper in the corridor");
            said["audience"] = audience.clone();
            said["provisionIds"] = json!([provision["data"]["provision"]["id"]]);
            let shown = cast.published(&platform, said).await;
            let id = shown["id"].clone();
            let input = json!({ "commitmentId": id, "content": { "reportedState": "NOT_STARTED", "originalLanguage": "EN",
                "narrative": [{ "language": "EN", "text": "A quiet beginning" }], "audience": update_audience } });
            let fields = "progressUpdate { id version status }";
            let update = platform
                .done(&cast.approver, "progressUpdateDraft", input, fields)
                .await["progressUpdate"]
                .clone();
            let input = json!({ "progressUpdateId": update["id"], "version": update["version"] });
            let update = platform
                .done(&cast.approver, "progressUpdateSubmit", input, fields)
                .await["progressUpdate"]
                .clone();
            if update["status"] == "SUBMITTED" {
                let input = json!({ "progressUpdateId": update["id"], "version": update["version"] });
                platform
                    .done(&cast.reviewer, "progressUpdatePublish", input, fields)
                    .await;
            }
            let input = json!({ "commitmentId": id, "title": "Minutes", "url": "https://example.org/minutes", "audience": update_audience });
            platform
                .done(&cast.approver, "evidenceLink", input, "evidence { id }")
                .await;

            let mut readers = Vec::new();
            for (asker_name, asker) in &askers {
                let variables = json!({ "id": id, "reference": shown["reference"], "update": update["id"] });
                let seen = ask(&platform, asker, READ, variables).await;
                let seen = &seen["data"];
                let reads = !seen["one"].is_null();
                let holds =
                    |list: &Value, id: &Value| list["nodes"].as_array().unwrap().iter().any(|node| node["id"] == *id);
                for list in ["list", "due", "found", "bySate"] {
                    assert_eq!(holds(&seen[list], &id), reads, "{name}, {asker_name}: {list}");
                }
                assert_eq!(!seen["named"].is_null(), reads, "{name}, {asker_name}: by reference");
                for list in ["list", "found", "bySate"] {
                    assert_eq!(
                        seen[list]["totalCount"],
                        json!(seen[list]["nodes"].as_array().unwrap().len()),
                        "{name}, {asker_name}: {list}"
                    );
                }
                let counted: i64 = seen["figures"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|figure| figure["count"].as_i64().unwrap())
                    .sum();
                assert_eq!(
                    seen["list"]["totalCount"],
                    json!(counted),
                    "{name}, {asker_name}: figures"
                );
                let reads_update = !seen["update"].is_null();
                assert!(reads || !reads_update, "an update of a hidden record");
                assert_eq!(
                    holds(&seen["updates"], &update["id"]),
                    reads_update,
                    "{name}, {update_name}, {asker_name}: updates"
                );
                if reads {
                    assert_eq!(holds(&seen["one"]["updates"], &update["id"]), reads_update);
                    assert_eq!(
                        seen["one"]["latestUpdate"]["id"] == update["id"],
                        reads_update,
                        "{name}, {update_name}, {asker_name}: latest"
                    );
                    assert_eq!(
                        !seen["one"]["evidence"].as_array().unwrap().is_empty(),
                        reads_update,
                        "{name}, {update_name}, {asker_name}: evidence"
                    );
                }
                if reads {
                    readers.push(format!(
                        "{asker_name}{}",
                        if reads_update { "" } else { " (not the update)" }
                    ));
                }
            }
            let _ = writeln!(printed, "- {name}, update {update_name}: {}", readers.join("; "));
            let uuid = id.as_str().unwrap().parse::<CommitmentId>().unwrap().0;
            platform
                .as_owner(&format!("delete from commitments where id = '{uuid}'"))
                .await;
        }
    }
    insta::assert_snapshot!("audiences", printed);
}

/// Without any filter of the application, row-level security alone lets through what the API lists, and nothing else.
#[tokio::test]
async fn beneath_the_filters_row_level_security_lets_nothing_leak() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let (union, norway) = (platform.participant("AU").await, platform.participant("NOR").await);
    for audience in [
        json!({ "audience": "PUBLIC" }),
        json!({ "audience": "STATES" }),
        json!({ "audience": "ORGANIZATION", "organizationId": union.to_string() }),
        json!({ "audience": "NAMED", "participantIds": [norway.to_string()] }),
        json!({ "audience": "OWN" }),
    ] {
        let mut said = content("A whisper in the corridor");
        said["audience"] = audience;
        let shown = cast.published(&platform, said.clone()).await;
        let milestone = json!({ "commitmentId": shown["id"], "title": [{ "language": "EN", "text": "A law" }], "originalLanguage": "EN", "dueOn": "2027-01-01" });
        platform
            .done(&cast.approver, "milestoneAdd", milestone, "milestone { id }")
            .await;
        platform
            .done(
                &cast.approver,
                "progressUpdateNoChange",
                json!({ "commitmentId": shown["id"] }),
                "progressUpdate { id }",
            )
            .await;
        cast.draft(&platform, said).await;
    }
    for (name, asker) in askers(&platform, &cast).await {
        let listed = ask(&platform, &asker, "{ commitments(first: 100) { nodes { id milestones { id } } totalCount } progressUpdates(first: 100) { nodes { id } } }", json!({})).await;
        let nodes = listed["data"]["commitments"]["nodes"].as_array().unwrap();
        let milestones: usize = nodes
            .iter()
            .map(|node| node["milestones"].as_array().unwrap().len())
            .sum();
        let updates = listed["data"]["progressUpdates"]["nodes"].as_array().unwrap().len();
        let (role, settings) = match &asker {
            None => ("para29_visitor", String::new()),
            Some(someone) => {
                let Actor::Person(person) = platform.actor(someone).await else {
                    unreachable!()
                };
                let keys = person.keys.join(",");
                (
                    "para29_app",
                    format!(
                        "select set_config('app.actor', '{}', true), set_config('app.keys', '{keys}', true);",
                        person.account.0
                    ),
                )
            }
        };
        let (client, connection) = tokio_postgres::connect(&platform.url, tokio_postgres::NoTls)
            .await
            .unwrap();
        let _talking = tokio::spawn(connection);
        client
            .batch_execute(&format!("begin; set local role {role}; {settings}"))
            .await
            .unwrap();
        for (table, expected) in [
            ("commitments", nodes.len()),
            ("milestones", milestones),
            ("progress_updates", updates),
        ] {
            let count: i64 = client
                .query_one(&format!("select count(*) from {table}"), &[])
                .await
                .unwrap()
                .get(0);
            assert_eq!(count, i64::try_from(expected).unwrap(), "{name}: {table}");
        }
    }
}
