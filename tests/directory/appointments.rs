//! Who appoints whom, and that nobody is left without.

use super::desk::problem;
use crate::harness::{Platform, Someone};
use schema::actor::*;
use serde_json::{Value, json};

async fn grant(
    platform: &Platform,
    by: &Someone,
    to: &Someone,
    participant: Option<ParticipantId>,
    role: Role,
) -> Value {
    let input = json!({
        "accountId": to.account.to_string(),
        "participantId": participant.map(|id| id.to_string()),
        "role": role.code().to_uppercase(),
    });
    platform
        .try_act(by, "appointmentGrant", input, "appointment { id role }")
        .await
}

/// Ends the appointment that somebody holds.
async fn end(platform: &Platform, by: &Someone, of: &Someone) -> Value {
    let sql = format!(
        "select id from appointments where account_id = '{}' and ended_at is null limit 1",
        of.account.0
    );
    let id = AppointmentId(platform.fact(&sql).await.as_str().unwrap().parse().unwrap());
    platform
        .try_act(
            by,
            "appointmentEnd",
            json!({ "appointmentId": id.to_string() }),
            "appointment { endedAt }",
        )
        .await
}

#[tokio::test]
async fn an_administrator_appoints_anybody_but_themselves() {
    let platform = Platform::start().await;
    let administrator = platform.secretariat(Role::Administrator).await;
    let someone = platform.someone().await;
    let (senegal, union) = (platform.participant("SEN").await, platform.participant("AU").await);
    for (participant, role) in [
        (Some(senegal), Role::Drafter),
        (Some(senegal), Role::Approver),
        (Some(senegal), Role::FocalPoint),
        (Some(union), Role::RegionalEditor),
        (Some(union), Role::Stakeholder),
        (None, Role::Editor),
        (None, Role::Reviewer),
        (None, Role::Auditor),
        (None, Role::Administrator),
    ] {
        let granted = grant(&platform, &administrator, &someone, participant, role).await;
        assert_eq!(granted["problems"], json!([]), "{role}: {granted}");
        assert_eq!(
            problem(&grant(&platform, &administrator, &someone, participant, role).await),
            "TAKEN"
        );
        let own = grant(&platform, &administrator, &administrator, participant, role).await;
        assert_eq!(own["error"], "FORBIDDEN", "managing accounts opens no State's records");
    }
    for (participant, role) in [
        (Some(senegal), Role::Stakeholder),
        (Some(senegal), Role::RegionalEditor),
        (Some(senegal), Role::Administrator),
        (None, Role::Drafter),
        (None, Role::FocalPoint),
    ] {
        let other = platform.someone().await;
        assert_eq!(
            problem(&grant(&platform, &administrator, &other, participant, role).await),
            "ROLE_DOES_NOT_FIT",
            "{role}"
        );
    }
    let nobody = Someone {
        account: AccountId::new(),
        email: String::new(),
    };
    assert_eq!(
        grant(&platform, &administrator, &nobody, None, Role::Editor).await["error"],
        "NOT_FOUND"
    );
    for role in [Role::Editor, Role::Reviewer, Role::Auditor] {
        let by = platform.secretariat(role).await;
        assert_eq!(
            grant(&platform, &by, &someone, Some(senegal), Role::Drafter).await["error"],
            "FORBIDDEN",
            "{role}"
        );
    }
}

#[tokio::test]
async fn a_focal_point_appoints_for_the_own_participant_and_no_higher() {
    let platform = Platform::start().await;
    let focal_point = platform.person("SEN", Role::FocalPoint).await;
    let colleague = platform.person("SEN", Role::Drafter).await;
    let (senegal, kenya) = (platform.participant("SEN").await, platform.participant("KEN").await);
    let granted = grant(&platform, &focal_point, &colleague, Some(senegal), Role::Approver).await;
    assert_eq!(granted["problems"], json!([]), "{granted}");
    for (participant, role) in [
        (Some(senegal), Role::FocalPoint),
        (Some(kenya), Role::Drafter),
        (None, Role::Editor),
    ] {
        assert_eq!(
            grant(&platform, &focal_point, &colleague, participant, role).await["error"],
            "FORBIDDEN"
        );
    }
    let stranger = platform.person("KEN", Role::Drafter).await;
    let unseen = grant(&platform, &focal_point, &stranger, Some(senegal), Role::Drafter).await;
    assert_eq!(
        unseen["error"], "NOT_FOUND",
        "people of others do not exist for a focal point"
    );
    assert_eq!(end(&platform, &focal_point, &colleague).await["problems"], json!([]));
    assert_eq!(end(&platform, &focal_point, &stranger).await["error"], "NOT_FOUND");
    let drafter = platform.person("SEN", Role::Drafter).await;
    assert_eq!(end(&platform, &drafter, &colleague).await["error"], "FORBIDDEN");
}

#[tokio::test]
async fn the_last_focal_point_stays_until_another_is_appointed() {
    let platform = Platform::start().await;
    let administrator = platform.secretariat(Role::Administrator).await;
    let last = platform.person("SEN", Role::FocalPoint).await;
    platform.person("KEN", Role::FocalPoint).await;
    let refused = end(&platform, &administrator, &last).await;
    assert_eq!(
        (problem(&refused), &refused["appointment"]["endedAt"]),
        ("LAST_FOCAL_POINT", &Value::Null)
    );
    let disabled = platform.person("SEN", Role::FocalPoint).await;
    platform
        .as_owner(&format!(
            "update accounts set disabled_at = created_at where id = '{}'",
            disabled.account.0
        ))
        .await;
    assert_eq!(
        problem(&end(&platform, &administrator, &last).await),
        "LAST_FOCAL_POINT",
        "who is barred does not count"
    );
    platform.person("SEN", Role::FocalPoint).await;
    assert_eq!(end(&platform, &administrator, &last).await["problems"], json!([]));
}

#[tokio::test]
async fn of_two_last_ones_dismissed_at_once_one_stays() {
    let platform = Platform::start().await;
    let administrator = platform.secretariat(Role::Administrator).await;
    for _ in 0..3 {
        let (one, other) = (
            platform.person("GHA", Role::FocalPoint).await,
            platform.person("GHA", Role::FocalPoint).await,
        );
        let (a, b) = tokio::join!(
            end(&platform, &administrator, &one),
            end(&platform, &administrator, &other)
        );
        let ended = [&a, &b].iter().filter(|answer| answer["problems"] == json!([])).count();
        assert_eq!(ended, 1, "{a} {b}");
        let sql = "select count(*) from appointments where role = 'focal_point' and ended_at is null";
        assert_eq!(platform.fact(sql).await, 1);
        platform
            .as_owner("update appointments set ended_at = from_at where role = 'focal_point'")
            .await;
    }
}

#[tokio::test]
async fn the_register_keeps_an_administrator_who_has_joined() {
    let platform = Platform::start().await;
    let last = platform.secretariat(Role::Administrator).await;
    let own = json!({ "accountId": last.account.to_string() });
    assert_eq!(problem(&end(&platform, &last, &last).await), "LAST_ADMINISTRATOR");
    let disable = platform
        .try_act(&last, "accountDisable", own, "account { disabledAt }")
        .await;
    assert_eq!(problem(&disable), "LAST_ADMINISTRATOR");
    let invited = platform.secretariat(Role::Administrator).await;
    platform
        .as_owner(&format!(
            "update accounts set joined_at = null where id = '{}'",
            invited.account.0
        ))
        .await;
    assert_eq!(
        problem(&end(&platform, &last, &last).await),
        "LAST_ADMINISTRATOR",
        "an invitation is not yet somebody"
    );
    platform.secretariat(Role::Administrator).await;
    assert_eq!(end(&platform, &last, &last).await["problems"], json!([]));
}

#[tokio::test]
async fn only_administrators_list_accounts_and_bar_people() {
    let platform = Platform::start().await;
    let administrator = platform.secretariat(Role::Administrator).await;
    let drafter = platform.person("SEN", Role::Drafter).await;
    let approver = platform.person("SEN", Role::Approver).await;
    let stranger = platform.person("KEN", Role::Drafter).await;
    let list = "query L($f: AccountFilter) { accounts(filter: $f, first: 2) { nodes { email } pageInfo { hasNextPage endCursor } } }";
    let all = platform.ask(&administrator, list, json!({})).await;
    assert_eq!(all["data"]["accounts"]["nodes"].as_array().unwrap().len(), 2);
    assert_eq!(all["data"]["accounts"]["pageInfo"]["hasNextPage"], true);
    let approvers = platform
        .ask(&administrator, list, json!({ "f": { "role": "APPROVER" } }))
        .await;
    assert_eq!(
        approvers["data"]["accounts"]["nodes"],
        json!([{ "email": approver.email }])
    );
    for someone in [
        &drafter,
        &platform.secretariat(Role::Editor).await,
        &platform.person("SEN", Role::FocalPoint).await,
    ] {
        let refused = platform.ask(someone, list, json!({})).await;
        assert_eq!(refused["errors"][0]["extensions"]["code"], "FORBIDDEN");
        let whom = json!({ "accountId": approver.account.to_string() });
        let barred = platform
            .try_act(someone, "accountDisable", whom, "account { id }")
            .await;
        assert_eq!(barred["error"], "FORBIDDEN");
    }
    assert_eq!(
        platform.visit(list, json!({})).await["errors"][0]["extensions"]["code"],
        "FORBIDDEN"
    );
    let one = "query O($id: ID!) { account(id: $id) { email } }";
    let colleague = platform
        .ask(&drafter, one, json!({ "id": approver.account.to_string() }))
        .await;
    assert_eq!(
        colleague["data"]["account"]["email"], approver.email,
        "colleagues know each other"
    );
    let unseen = platform
        .ask(&drafter, one, json!({ "id": stranger.account.to_string() }))
        .await;
    assert_eq!(unseen["data"]["account"], Value::Null, "others do not exist");
    assert_eq!(
        platform.visit(one, json!({ "id": drafter.account.to_string() })).await["data"]["account"],
        Value::Null
    );
    assert_eq!(
        platform.visit("{ viewer { account { email } } }", json!({})).await["data"]["viewer"],
        Value::Null
    );
}

#[tokio::test]
async fn an_act_asked_twice_under_one_key_is_done_once() {
    let platform = Platform::start().await;
    let administrator = platform.secretariat(Role::Administrator).await;
    let someone = platform.someone().await;
    let input = json!({ "accountId": someone.account.to_string(), "role": "EDITOR", "idempotencyKey": "grant-0001" });
    let first = platform
        .done(&administrator, "appointmentGrant", input.clone(), "appointment { id }")
        .await;
    let second = platform
        .done(&administrator, "appointmentGrant", input.clone(), "appointment { id }")
        .await;
    assert_eq!(first, second);
    let mut other = input;
    other["role"] = json!("REVIEWER");
    assert_eq!(
        problem(
            &platform
                .try_act(&administrator, "appointmentGrant", other, "appointment { id }")
                .await
        ),
        "KEY_REUSED"
    );
}
