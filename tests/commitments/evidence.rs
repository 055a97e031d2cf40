//! Evidence: who may attach it and take it back, and who reads it.

use super::scenes::{COMMITMENT, Cast, content, rows_beneath, step};
use crate::harness::{Platform, Someone};
use schema::actor::*;
use serde_json::{Value, json};

const EVIDENCE: &str = "evidence { id url audience participant { code } progressUpdateId }";
const UPDATE: &str = "progressUpdate { id version status acts }";

fn link(commitment: &Value, title: &str) -> Value {
    json!({ "commitmentId": commitment["id"], "title": title, "url": "https://example.org/decree" })
}

async fn titles(platform: &Platform, asker: Option<&Someone>, commitment: &Value) -> Vec<String> {
    let query = "query Evidence($id: ID!) { commitment(id: $id) { evidence { title } } }";
    let variables = json!({ "id": commitment["id"] });
    let seen = match asker {
        Some(someone) => platform.ask(someone, query, variables).await,
        None => platform.visit(query, variables).await,
    };
    let evidence = seen["data"]["commitment"]["evidence"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    evidence
        .iter()
        .map(|one| one["title"].as_str().unwrap().to_owned())
        .collect()
}

/// An update on a commitment, as its author begins it.
async fn update_on(platform: &Platform, author: &Someone, commitment: &Value, audience: Value) -> Value {
    let input = json!({ "commitmentId": commitment["id"], "content": { "reportedState": "UNDER_WAY", "originalLanguage": "EN",
        "narrative": [{ "language": "EN", "text": "The decree is signed." }], "audience": audience } });
    platform.done(author, "progressUpdateDraft", input, UPDATE).await["progressUpdate"].clone()
}

async fn update_step(platform: &Platform, someone: &Someone, act: &str, update: &Value) -> Value {
    let input = json!({ "progressUpdateId": update["id"], "version": update["version"] });
    platform.done(someone, act, input, UPDATE).await["progressUpdate"].clone()
}

/// Shown to its readers, by way of review where the secretariat may read it.
async fn shown_update(platform: &Platform, cast: &Cast, commitment: &Value, audience: Value) -> Value {
    let update = update_on(platform, &cast.approver, commitment, audience).await;
    let update = update_step(platform, &cast.approver, "progressUpdateSubmit", &update).await;
    match update["status"].as_str() {
        Some("SUBMITTED") => update_step(platform, &cast.reviewer, "progressUpdatePublish", &update).await,
        _ => update,
    }
}

#[tokio::test]
async fn a_drafter_adds_to_drafts_and_whoever_clears_adds_to_what_is_shown() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let draft = cast.draft(&platform, content("Name a point of contact")).await;
    let shown = cast.published(&platform, content("Train 200 investigators")).await;
    let text = json!([{ "language": "EN", "text": "Trained" }]);
    for (act, more, fields) in [
        (
            "evidenceLink",
            json!({ "title": "Decree", "url": "https://example.org/decree" }),
            "evidence { id }",
        ),
        (
            "milestoneAdd",
            json!({ "title": text, "originalLanguage": "EN", "dueOn": "2027-01-01" }),
            "milestone { id }",
        ),
        (
            "indicatorDefine",
            json!({ "content": { "name": text, "originalLanguage": "EN", "unit": "people" } }),
            "indicator { id }",
        ),
    ] {
        let on = |commitment: &Value| {
            let mut input = more.clone();
            input["commitmentId"] = commitment["id"].clone();
            input
        };
        platform.done(&cast.drafter, act, on(&draft), fields).await;
        let refused = platform.try_act(&cast.drafter, act, on(&shown), fields).await;
        assert_eq!(
            refused["error"], "FORBIDDEN",
            "{act} would be public at once, and uncleared"
        );
        platform.done(&cast.approver, act, on(&shown), fields).await;
    }
}

#[tokio::test]
async fn evidence_taken_back_is_gone_for_everybody_and_the_audit_remembers() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let norway = platform.person("NOR", Role::Approver).await;
    let shown = cast.published(&platform, content("Name a point of contact")).await;
    let evidence = platform
        .done(&cast.approver, "evidenceLink", link(&shown, "Decree"), EVIDENCE)
        .await["evidence"]
        .clone();
    assert_eq!(titles(&platform, None, &shown).await, ["Decree"]);

    let input = json!({ "evidenceId": evidence["id"], "idempotencyKey": "taken-back-once" });
    for other in [&norway, &cast.drafter, &cast.reviewer] {
        let refused = platform.try_act(other, "evidenceRemove", input.clone(), EVIDENCE).await;
        assert_eq!(refused["error"], "FORBIDDEN");
    }
    let removed = platform
        .done(&cast.approver, "evidenceRemove", input.clone(), EVIDENCE)
        .await;
    assert_eq!(removed["evidence"], Value::Null);
    for asker in [None, Some(&cast.approver), Some(&cast.reviewer), Some(&norway)] {
        assert!(titles(&platform, asker, &shown).await.is_empty());
    }
    let again = platform.done(&cast.approver, "evidenceRemove", input, EVIDENCE).await;
    assert_eq!(again["evidence"], Value::Null, "the same key gives the same answer");
    let input = json!({ "evidenceId": evidence["id"] });
    let late = platform
        .try_act(&cast.approver, "evidenceRemove", input, EVIDENCE)
        .await;
    assert_eq!(
        late["error"], "NOT_FOUND",
        "what was taken back cannot be taken back again"
    );
    let audited = "select count(*) from changes where act = 'evidenceRemove' and after ? 'removed_at'";
    assert_eq!(platform.fact(audited).await, 1);
    // Beneath the application too: its own people and the secretariat alone still reach the line.
    let lines = |someone| rows_beneath(&platform, someone, "evidence");
    assert_eq!(lines(Some(&cast.approver)).await, 1);
    assert_eq!((lines(Some(&norway)).await, lines(None).await), (0, 0));
}

#[tokio::test]
async fn evidence_of_a_commitment_that_is_over_stays_as_it_is() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let shown = cast.published(&platform, content("Name a point of contact")).await;
    let evidence = platform
        .done(&cast.approver, "evidenceLink", link(&shown, "Decree"), EVIDENCE)
        .await["evidence"]
        .clone();
    step(&platform, &cast.approver, "commitmentWithdraw", &shown).await;
    for (act, input) in [
        ("evidenceLink", link(&shown, "Another")),
        ("evidenceRemove", json!({ "evidenceId": evidence["id"] })),
    ] {
        let refused = platform.try_act(&cast.approver, act, input, EVIDENCE).await;
        assert_eq!(refused["problems"][0]["code"], "WRONG_STATE", "{act}: {refused}");
    }
    assert_eq!(titles(&platform, None, &shown).await, ["Decree"]);
}

#[tokio::test]
async fn of_sixteen_who_take_evidence_back_at_once_one_does() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let shown = cast.published(&platform, content("Name a point of contact")).await;
    let evidence = platform
        .done(&cast.approver, "evidenceLink", link(&shown, "Decree"), EVIDENCE)
        .await["evidence"]
        .clone();
    let tries = (0..16).map(|_| {
        let input = json!({ "evidenceId": evidence["id"] });
        platform.try_act(&cast.approver, "evidenceRemove", input, EVIDENCE)
    });
    let answers = futures_util::future::join_all(tries).await;
    let done = answers.iter().filter(|answer| answer["problems"] == json!([])).count();
    let missing = answers.iter().filter(|answer| answer["error"] == "NOT_FOUND").count();
    assert_eq!((done, missing), (1, 15), "{answers:?}");
}

#[tokio::test]
async fn a_joint_participant_supports_its_own_update() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let kenya = platform.participant("KEN").await;
    let (drafter, approver) = (
        platform.person("KEN", Role::Drafter).await,
        platform.person("KEN", Role::Approver).await,
    );
    let mut said = content("Train 200 investigators together");
    said["jointParticipantIds"] = json!([kenya.to_string()]);
    let shown = cast.published(&platform, said).await;
    let shown = step(&platform, &approver, "commitmentJoin", &shown).await;
    let update = update_on(&platform, &drafter, &shown, json!({ "audience": "PUBLIC" })).await;
    let about = |title: &str| {
        let mut input = link(&shown, title);
        input["progressUpdateId"] = update["id"].clone();
        input
    };

    let first = platform
        .done(&drafter, "evidenceLink", about("Programme"), EVIDENCE)
        .await["evidence"]
        .clone();
    assert_eq!(
        first["participant"]["code"], "KEN",
        "it is the author's, not the lead's"
    );
    assert_eq!(first["progressUpdateId"], update["id"]);
    let refused = platform
        .try_act(&approver, "evidenceLink", link(&shown, "Aside"), EVIDENCE)
        .await;
    assert_eq!(refused["error"], "FORBIDDEN", "the commitment itself is the lead's");
    let refused = platform
        .try_act(&cast.approver, "evidenceLink", about("Ours"), EVIDENCE)
        .await;
    assert_eq!(
        refused["problems"][0]["field"], "progressUpdateId",
        "a draft of another does not exist: {refused}"
    );

    let update = update_step(&platform, &approver, "progressUpdateSubmit", &update).await;
    let refused = platform
        .try_act(&drafter, "evidenceLink", about("Late"), EVIDENCE)
        .await;
    assert_eq!(
        refused["error"], "FORBIDDEN",
        "what was cleared is not added to without clearance"
    );
    let update = update_step(&platform, &cast.reviewer, "progressUpdatePublish", &update).await;
    let seen = platform
        .ask(
            &approver,
            "query Acts($id: ID!) { progressUpdate(id: $id) { acts } }",
            json!({ "id": update["id"] }),
        )
        .await;
    assert!(
        seen["data"]["progressUpdate"]["acts"]
            .as_array()
            .unwrap()
            .contains(&json!("ATTACH")),
        "{seen}"
    );
    let refused = platform
        .try_act(&cast.approver, "evidenceLink", about("Ours"), EVIDENCE)
        .await;
    assert_eq!(refused["error"], "FORBIDDEN");

    // Reporting goes on after the lead has called it complete, and so does what supports it.
    let query = "query Version($id: ID!) { commitment(id: $id) { id version } }";
    let now = platform.visit(query, json!({ "id": shown["id"] })).await["data"]["commitment"].clone();
    step(&platform, &cast.approver, "commitmentComplete", &now).await;
    platform
        .done(&approver, "evidenceLink", about("List of participants"), EVIDENCE)
        .await;
    assert_eq!(
        titles(&platform, None, &shown).await,
        ["Programme", "List of participants"]
    );
    let input = json!({ "evidenceId": first["id"] });
    let refused = platform
        .try_act(&cast.approver, "evidenceRemove", input.clone(), EVIDENCE)
        .await;
    assert_eq!(refused["error"], "FORBIDDEN");
    platform.done(&approver, "evidenceRemove", input, EVIDENCE).await;
    assert_eq!(titles(&platform, None, &shown).await, ["List of participants"]);
}

#[tokio::test]
async fn what_evidence_is_attached_to_must_be_there() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let shown = cast.published(&platform, content("Name a point of contact")).await;
    let other = cast.published(&platform, content("Train 200 investigators")).await;
    let update = update_on(&platform, &cast.approver, &other, json!({ "audience": "PUBLIC" })).await;
    let mut of_another = link(&shown, "Decree");
    of_another["progressUpdateId"] = update["id"].clone();
    let mut missing = link(&shown, "Decree");
    missing["progressUpdateId"] = json!(ProgressUpdateId::new().to_string());
    for input in [of_another, missing] {
        let refused = platform.try_act(&cast.approver, "evidenceLink", input, EVIDENCE).await;
        assert_eq!(refused["problems"][0]["code"], "INVALID_REFERENCE", "{refused}");
    }
    let mut to_nobody = link(&shown, "Decree");
    to_nobody["audience"] = json!({ "audience": "NAMED", "participantIds": [ParticipantId::new().to_string()] });
    let mut script = link(&shown, "Decree");
    script["url"] = json!("javascript:alert(1)");
    for (input, code) in [
        (to_nobody, "INVALID_REFERENCE"),
        (script, "INVALID_URL"),
        (link(&shown, " "), "REQUIRED"),
    ] {
        let refused = platform.try_act(&cast.approver, "evidenceLink", input, EVIDENCE).await;
        assert_eq!(refused["problems"][0]["code"], code, "{refused}");
    }
    assert_eq!(platform.fact("select count(*) from evidence").await, 0);
}

/// Whatever the three audiences are: evidence is read by those who may read it, its update and its commitment, in the
/// application and beneath it; and by nobody else once one of the three is narrowed.
#[tokio::test]
async fn evidence_of_an_update_is_read_by_those_who_may_read_all_three() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let (union, norway) = (platform.participant("AU").await, platform.participant("NOR").await);
    let company = platform.new_participant("private_sector", "Acme Networks").await;
    let askers = [
        None,
        Some(cast.drafter.clone()),
        Some(platform.person("NOR", Role::Drafter).await),
        Some(platform.person("KEN", Role::Drafter).await),
        Some(platform.person("BRA", Role::Drafter).await),
        Some(platform.person_of(company, Role::Stakeholder).await),
        Some(cast.reviewer.clone()),
        Some(platform.secretariat(Role::Auditor).await),
    ];
    let audiences = [
        json!({ "audience": "PUBLIC" }),
        json!({ "audience": "STATES" }),
        json!({ "audience": "ORGANIZATION", "organizationId": union.to_string() }),
        json!({ "audience": "NAMED", "participantIds": [norway.to_string()] }),
        json!({ "audience": "OWN" }),
    ];
    let mut shown = vec![];
    for audience in &audiences {
        let mut said = content("A whisper in the corridor");
        said["audience"] = audience.clone();
        let commitment = cast.published(&platform, said).await;
        for (n, audience) in audiences.iter().enumerate() {
            let update = shown_update(&platform, &cast, &commitment, audience.clone()).await;
            for (m, audience) in audiences.iter().enumerate() {
                let mut input = link(&commitment, &format!("{n}{m}"));
                input["progressUpdateId"] = update["id"].clone();
                input["audience"] = audience.clone();
                platform.done(&cast.approver, "evidenceLink", input, EVIDENCE).await;
            }
        }
        shown.push(commitment);
    }
    for asker in &askers {
        let asker = asker.as_ref();
        // Which audiences admit the asker, as their commitments tell.
        let mut admits = vec![];
        for commitment in &shown {
            let query = "query Read($id: ID!) { commitment(id: $id) { id } }";
            let seen = match asker {
                Some(someone) => platform.ask(someone, query, json!({ "id": commitment["id"] })).await,
                None => platform.visit(query, json!({ "id": commitment["id"] })).await,
            };
            admits.push(!seen["data"]["commitment"].is_null());
        }
        let mut read = 0;
        for (n, commitment) in shown.iter().enumerate() {
            let mut expected = vec![];
            for (m, of_update) in admits.iter().enumerate() {
                for (k, of_evidence) in admits.iter().enumerate() {
                    if admits[n] && *of_update && *of_evidence {
                        expected.push(format!("{m}{k}"));
                    }
                }
            }
            let seen = titles(&platform, asker, commitment).await;
            assert_eq!(
                seen,
                expected,
                "{asker:?}, audience {n}",
                asker = asker.map(|someone| &someone.email)
            );
            read += i64::try_from(seen.len()).unwrap();
        }
        assert_eq!(
            rows_beneath(&platform, asker, "evidence").await,
            read,
            "beneath the filters"
        );
    }

    let query = "query Version($id: ID!) { commitment(id: $id) { version } }";
    let seen = platform.visit(query, json!({ "id": shown[0]["id"] })).await;
    let input = json!({ "commitmentId": shown[0]["id"], "version": seen["data"]["commitment"]["version"], "audience": { "audience": "OWN" } });
    platform
        .done(&cast.approver, "commitmentSetAudience", input, COMMITMENT)
        .await;
    for asker in &askers[2..] {
        assert!(titles(&platform, asker.as_ref(), &shown[0]).await.is_empty());
    }
    assert_eq!(platform.fact("select count(*) from evidence where is_public").await, 0);
    assert_eq!(titles(&platform, Some(&cast.drafter), &shown[0]).await.len(), 25);
}

#[tokio::test]
async fn by_whom_else_it_is_read_is_told_to_its_own_people_and_the_secretariat() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let (union, kenya) = (platform.participant("AU").await, platform.participant("KEN").await);
    let shown = cast.published(&platform, content("Name a point of contact")).await;
    let to_members = json!({ "audience": "ORGANIZATION", "organizationId": union.to_string() });
    let to_kenya = json!({ "audience": "NAMED", "participantIds": [kenya.to_string()] });
    let update = shown_update(&platform, &cast, &shown, to_members).await;
    let mut input = link(&shown, "Minutes");
    input["audience"] = to_kenya;
    platform.done(&cast.approver, "evidenceLink", input, EVIDENCE).await;
    let query = "query Readers($id: ID!, $update: ID!) {
        progressUpdate(id: $update) { audienceOrganization { code } audienceParticipants { code } }
        commitment(id: $id) { evidence { audienceOrganization { code } audienceParticipants { code } } } }";
    let variables = json!({ "id": shown["id"], "update": update["id"] });
    let seen = platform.ask(&cast.drafter, query, variables.clone()).await["data"].clone();
    assert_eq!(
        seen["progressUpdate"],
        json!({ "audienceOrganization": { "code": "AU" }, "audienceParticipants": [] })
    );
    assert_eq!(
        seen["commitment"]["evidence"],
        json!([{ "audienceOrganization": null, "audienceParticipants": [{ "code": "KEN" }] }])
    );
    let reader = platform.person("KEN", Role::Drafter).await;
    let seen = platform.ask(&reader, query, variables.clone()).await["data"].clone();
    let nothing = json!({ "audienceOrganization": null, "audienceParticipants": [] });
    assert_eq!(seen["progressUpdate"], nothing);
    assert_eq!(seen["commitment"]["evidence"], json!([nothing]));
    let seen = platform.ask(&cast.reviewer, query, variables).await["data"].clone();
    assert_eq!(seen["progressUpdate"]["audienceOrganization"]["code"], "AU");
    assert_eq!(
        seen["commitment"]["evidence"],
        json!([]),
        "named to Kenya, so not the secretariat's to read"
    );
}
