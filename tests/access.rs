//! Who may do what to a commitment in which state, and who may read what: two committed tables, checked against the API.

use crate::commitments::scenes::{COMMITMENT, Cast, content, progress, step, update};
use crate::harness::{Platform, Someone};
use schema::Actor;
use schema::actor::*;
use schema::commitments::{CommitmentAct, CommitmentStatus, ProgressUpdateStatus, UpdateAct};
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
        CommitmentAct::Join => ("commitmentJoin", json!({})),
        CommitmentAct::Leave => ("commitmentLeave", json!({})),
        // Acts on what hangs on a commitment carry the versions of those records: see `empty_try`.
        CommitmentAct::Keep | CommitmentAct::Report | CommitmentAct::Assess | CommitmentAct::Comment => return None,
    })
}

/// For acts that make what hangs on a commitment: one with nothing in it, which is refused for that once it may be done.
fn empty_try(act: CommitmentAct) -> Option<(&'static str, Value, &'static str)> {
    let title = json!([{ "language": "EN", "text": "" }]);
    Some(match act {
        CommitmentAct::Keep => (
            "milestoneAdd",
            json!({ "title": title, "originalLanguage": "EN", "dueOn": "2027-01-31" }),
            "milestone { id }",
        ),
        CommitmentAct::Report => (
            "progressUpdateDraft",
            json!({ "content": progress("NO_CHANGE") }),
            "progressUpdate { id }",
        ),
        CommitmentAct::Assess => (
            "assessmentRecord",
            json!({ "rating": "LIMITED", "method": "" }),
            "commitment { id }",
        ),
        CommitmentAct::Comment => ("commentSubmit", json!({ "text": "" }), "comment { id }"),
        _ => return None,
    })
}

/// Tries the acts that make what hangs on a commitment; gives those that are open, as far as their input goes.
async fn open_beneath(platform: &Platform, asker: &Someone, id: &str) -> Vec<String> {
    let mut open = Vec::new();
    for act in CommitmentAct::ALL {
        let Some((name, mut input, fields)) = empty_try(*act) else {
            continue;
        };
        input["commitmentId"] = json!(id);
        let outcome = platform.try_act(asker, name, input, fields).await;
        if outcome["error"].is_null() && outcome["problems"][0]["code"] != "WRONG_STATE" {
            assert_ne!(
                outcome["problems"],
                json!([]),
                "{act}: nothing was to be done: {outcome}"
            );
            open.push(act.code().to_owned());
        }
    }
    open
}

/// What another reported is reviewed once: when it is shown, its participant has the word.
fn is_past_review(act: CommitmentAct, status: CommitmentStatus) -> bool {
    matches!(act, CommitmentAct::Publish | CommitmentAct::Return) && status == CommitmentStatus::Unconfirmed
}

/// Puts a commitment into a state as if its life had led there.
async fn put(platform: &Platform, id: &str, status: CommitmentStatus) {
    let uuid = id.parse::<CommitmentId>().unwrap().0;
    let shown = !matches!(
        status,
        CommitmentStatus::Draft | CommitmentStatus::Submitted | CommitmentStatus::Returned
    );
    let is_reported = matches!(status, CommitmentStatus::Unconfirmed | CommitmentStatus::Declined);
    let provenance = if is_reported { "public_document" } else { "as_submitted" };
    let at = if shown {
        format!("'{}'", platform.now())
    } else {
        "null".into()
    };
    platform
        .as_owner(&format!(
            "update commitments set status = '{status}', provenance = '{provenance}', published_at = {at}, version = 1
             where id = '{uuid}'"
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
                        let is_shut = !act.states().contains(status) || is_past_review(act, *status);
                        assert!(is_shut, "{status}, {name}, {act} is open but not printed");
                    }
                }
            });
            futures_util::future::join_all(tries).await;
            if let Some(someone) = asker {
                let printed: Vec<_> = open
                    .iter()
                    .filter(|act| ["keep", "report", "assess", "comment"].contains(&act.as_str()))
                    .collect();
                let found = open_beneath(&platform, someone, id).await;
                assert_eq!(found.iter().collect::<Vec<_>>(), printed, "{status}, {name}");
            }
        }
    }
    insta::assert_snapshot!("acts", printed);
}

const ACTS: &str = "query Acts($id: ID!) { commitment(id: $id) { acts } }";

/// What somebody may do to a commitment, in one line.
async fn line(platform: &Platform, someone: &Someone, id: &str) -> String {
    let seen = platform.ask(someone, ACTS, json!({ "id": id })).await;
    let acts = seen["data"]["commitment"]["acts"].clone();
    match acts.as_array() {
        None => "nothing".to_owned(),
        Some(acts) => std::iter::once("read".to_owned())
            .chain(acts.iter().map(|act| act.as_str().unwrap().to_lowercase()))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

/// Records that are not the State's own words, or not for everybody, or several participants'.
#[tokio::test]
async fn acts_on_reported_joint_and_restricted_records_are_as_printed() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let institute = platform.new_participant("academia", "Institute of Dialogue").await;
    let (norway, kenya) = (platform.participant("NOR").await, platform.participant("KEN").await);
    let people = [
        ("drafter of the State", cast.drafter.clone()),
        ("approver of the State", cast.approver.clone()),
        ("reporter", platform.person_of(institute, Role::Stakeholder).await),
        (
            "approver of a joint participant",
            platform.person("KEN", Role::Approver).await,
        ),
        (
            "drafter of a joint participant",
            platform.person("KEN", Role::Drafter).await,
        ),
        (
            "approver of a named reader",
            platform.person("NOR", Role::Approver).await,
        ),
        ("secretariat editor", platform.secretariat(Role::Editor).await),
        ("secretariat reviewer", cast.reviewer.clone()),
        ("administrator", platform.secretariat(Role::Administrator).await),
    ];
    let reporter = &people[2].1;
    let editor = &people[6].1;
    let mut said = content("Train 200 investigators");
    said["source"] = json!({ "symbol": "A/76/135" });
    let reported = json!({ "participantId": cast.state.to_string(), "content": said });
    let by_reporter = platform
        .done(reporter, "commitmentReport", reported.clone(), COMMITMENT)
        .await;
    let by_editor = platform.done(editor, "commitmentReport", reported, COMMITMENT).await;
    let mut together = content("Hold an exercise");
    together["jointParticipantIds"] = json!([kenya.to_string()]);
    let joint = cast.published(&platform, together).await;
    let mut named = content("A whisper in the corridor");
    named["audience"] = json!({ "audience": "NAMED", "participantIds": [norway.to_string()] });
    let named = cast.draft(&platform, named).await;
    let mut own = content("A whisper at home");
    own["audience"] = json!({ "audience": "OWN" });
    let own = cast.draft(&platform, own).await;

    use CommitmentStatus::*;
    let confirmed = "confirmed_at = now()";
    let hidden = "published_at = null";
    let joined = "joined_ids = joint_ids";
    type Case<'a> = (&'a str, &'a Value, Vec<(CommitmentStatus, &'a str)>);
    let cases: [Case<'_>; 5] = [
        (
            "reported by a third party",
            &by_reporter["commitment"],
            vec![
                (Unconfirmed, hidden),
                (Returned, hidden),
                (Withdrawn, hidden),
                (Declined, hidden),
                (Unconfirmed, ""),
                (Published, ""),
                (Published, confirmed),
                (Returned, confirmed),
            ],
        ),
        (
            "recorded by the secretariat",
            &by_editor["commitment"],
            vec![
                (Unconfirmed, hidden),
                (Returned, hidden),
                (Unconfirmed, ""),
                (Published, ""),
                (Suspended, ""),
                (Published, confirmed),
                (Returned, confirmed),
            ],
        ),
        (
            "undertaken jointly",
            &joint,
            vec![
                (Submitted, hidden),
                (Published, ""),
                (Published, joined),
                (Completed, joined),
                (Withdrawn, joined),
            ],
        ),
        (
            "for named readers",
            &named,
            vec![(Draft, hidden), (Returned, hidden), (Published, ""), (Withdrawn, "")],
        ),
        (
            "for its own people",
            &own,
            vec![(Draft, hidden), (Returned, hidden), (Published, ""), (Withdrawn, "")],
        ),
    ];
    let mut printed = String::from("# Who may do what to records that are reported, joint or restricted\n");
    for (name, commitment, states) in &cases {
        let id = commitment["id"].as_str().unwrap();
        let uuid = id.parse::<CommitmentId>().unwrap().0;
        for (status, with) in states {
            put(&platform, id, *status).await;
            let provenance = if name.contains("ed by") {
                "public_document"
            } else {
                "as_submitted"
            };
            let mut set = format!("provenance = '{provenance}'");
            if !with.is_empty() {
                let _ = write!(set, ", {with}");
            }
            platform
                .as_owner(&format!("update commitments set {set} where id = '{uuid}'"))
                .await;
            let with = match *with {
                "" => "",
                with if with == hidden => ", not shown",
                with if with == confirmed => ", the State acted on it",
                _ => ", joined",
            };
            let _ = write!(printed, "\n## {name}: {status}{with}\n\n");
            for (who, someone) in &people {
                let _ = writeln!(printed, "- {who}: {}", line(&platform, someone, id).await);
            }
            let undone = "joined_ids = '{}', confirmed_at = null";
            platform
                .as_owner(&format!("update commitments set {undone} where id = '{uuid}'"))
                .await;
        }
    }
    insta::assert_snapshot!("acts_on_others", printed);
}

/// The mutation of an act on an update, and what its input needs beside id and version.
fn update_mutation(act: UpdateAct) -> Option<(&'static str, Value)> {
    Some(match act {
        UpdateAct::Edit => ("progressUpdateEdit", json!({ "content": progress("UNDER_WAY") })),
        UpdateAct::Discard => ("progressUpdateDiscard", json!({})),
        UpdateAct::SendForClearance => ("progressUpdateSendForClearance", json!({})),
        UpdateAct::Submit => ("progressUpdateSubmit", json!({})),
        UpdateAct::Return => ("progressUpdateReturn", json!({ "note": "How many?" })),
        UpdateAct::Publish => ("progressUpdatePublish", json!({})),
        UpdateAct::Withdraw => ("progressUpdateWithdraw", json!({})),
        UpdateAct::SetAudience => (
            "progressUpdateSetAudience",
            json!({ "audience": { "audience": "STATES" } }),
        ),
        // Evidence carries no version of the update.
        UpdateAct::Attach => return None,
    })
}

#[tokio::test]
async fn acts_on_updates_are_as_printed() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let mut askers = askers(&platform, &cast).await;
    let kenyan = platform.person("KEN", Role::Approver).await;
    askers.push(("approver of a joint participant", Some(kenyan.clone())));
    let mut said = content("Train investigators");
    said["jointParticipantIds"] = json!([platform.participant("KEN").await.to_string()]);
    let shown = cast.published(&platform, said).await;
    step(&platform, &kenyan, "commitmentJoin", &shown).await;
    let told = update(&platform, &cast.drafter, &shown, progress("UNDER_WAY")).await;
    let (above, id) = (shown["id"].as_str().unwrap(), told["id"].as_str().unwrap());
    let uuid = id.parse::<ProgressUpdateId>().unwrap().0;
    let mut printed =
        String::from("# Who may do what to a State's public update on a public commitment, by state of both\n");
    for over in [CommitmentStatus::Published, CommitmentStatus::Withdrawn] {
        put(&platform, above, over).await;
        for status in ProgressUpdateStatus::ALL {
            let is_shown = matches!(
                status,
                ProgressUpdateStatus::Published | ProgressUpdateStatus::Withdrawn
            );
            let at = if is_shown { "now()" } else { "null" };
            platform
                .as_owner(&format!(
                    "update progress_updates set status = '{status}', published_at = {at}, submitted_at = now(), version = 1
                     where id = '{uuid}'"
                ))
                .await;
            let _ = write!(printed, "\n## {status}, on a commitment that is {over}\n\n");
            for (name, asker) in &askers {
                let query = "query Acts($id: ID!) { progressUpdate(id: $id) { acts } }";
                let seen = ask(&platform, asker, query, json!({ "id": id })).await;
                let acts = seen["data"]["progressUpdate"]["acts"].clone();
                let open: Vec<String> = acts
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|act| act.as_str().unwrap().to_lowercase())
                    .collect();
                let line = match (acts.is_null(), open.is_empty()) {
                    (true, _) => "nothing".to_owned(),
                    (_, true) => "read".to_owned(),
                    _ => format!("read, {}", open.join(", ")),
                };
                let _ = writeln!(printed, "- {name}: {line}");
                let Some(someone) = asker else { continue };
                for act in UpdateAct::ALL {
                    let Some((mutation, mut input)) = update_mutation(*act) else {
                        continue;
                    };
                    input["progressUpdateId"] = json!(id);
                    input["version"] = json!(9_999);
                    let outcome = platform
                        .try_act(someone, mutation, input, "progressUpdate { id }")
                        .await;
                    let got = outcome["error"].as_str().or(outcome["problems"][0]["code"].as_str());
                    let expected: &[Option<&str>] = if open.contains(&act.code().to_owned()) {
                        &[Some("CONFLICT")]
                    } else if acts.is_null() {
                        &[Some("NOT_FOUND")]
                    } else {
                        // Forbidden for the role; or open to the role, but in other states.
                        &[Some("FORBIDDEN"), Some("CONFLICT")]
                    };
                    assert!(expected.contains(&got), "{over}, {status}, {name}, {act}: {outcome}");
                }
            }
        }
    }
    insta::assert_snapshot!("acts_on_updates", printed);
}

#[tokio::test]
async fn in_each_state_just_the_printed_acts_succeed() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let other = cast.published(&platform, content("The one that replaces")).await;
    let kenyan = platform.person("KEN", Role::Approver).await;
    let mut said = content("Name a point of contact");
    said["jointParticipantIds"] = json!([platform.participant("KEN").await.to_string()]);
    for act in CommitmentAct::ALL {
        let Some((name, input)) = mutation(*act, &other) else {
            continue;
        };
        let by = match act {
            CommitmentAct::Return | CommitmentAct::Publish => &cast.reviewer,
            CommitmentAct::Join | CommitmentAct::Leave => &kenyan,
            _ => &cast.approver,
        };
        for status in CommitmentStatus::ALL {
            let draft = cast.draft(&platform, said.clone()).await;
            put(&platform, draft["id"].as_str().unwrap(), *status).await;
            let mut input = input.clone();
            input["commitmentId"] = draft["id"].clone();
            input["version"] = json!(1);
            let outcome = platform.try_act(by, name, input, "commitment { status }").await;
            let is_done = outcome["problems"] == json!([]);
            // What others reported a State declines; it has not said it, and does not withdraw it.
            let is_for_others = *act == CommitmentAct::Withdraw && *status == CommitmentStatus::Unconfirmed;
            assert_eq!(
                is_done,
                act.states().contains(status) && !is_past_review(*act, *status) && !is_for_others,
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
