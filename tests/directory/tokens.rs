//! API tokens: what a program may do for a person.

use super::desk::{self, act, ask, bearer, problem};
use crate::harness::{Platform, Someone};
use schema::actor::*;
use serde_json::{Value, json};

async fn create(platform: &Platform, access: &str, scopes: Value, key: Option<&str>) -> Value {
    let input = json!({
        "name": "Nightly export", "scopes": scopes, "idempotencyKey": key,
        "days": 30,
    });
    act(
        platform,
        access,
        "apiTokenCreate",
        input,
        "secret apiToken { id name hint scopes lastUsedOn revokedAt }",
    )
    .await
}

async fn token_of(platform: &Platform, someone: &Someone, scopes: Value) -> (String, String) {
    let client = desk::sign_in(platform, someone).await;
    let made = create(platform, &client.access, scopes, None).await;
    (
        made["secret"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned(),
        made["apiToken"]["id"].as_str().unwrap().to_owned(),
    )
}

#[tokio::test]
async fn a_token_is_shown_once_and_only_its_digest_is_kept() {
    let platform = Platform::start().await;
    let someone = platform.person("SEN", Role::Drafter).await;
    let client = desk::sign_in(&platform, &someone).await;
    let made = create(&platform, &client.access, json!(["READ"]), Some("nightly-export-1")).await;
    let secret = made["secret"].as_str().unwrap();
    assert!(secret.starts_with("p29_") && secret.len() == 76);
    assert_eq!(made["apiToken"]["hint"], secret[..10]);
    let again = create(&platform, &client.access, json!(["READ"]), Some("nightly-export-1")).await;
    assert_eq!(
        again["apiToken"]["id"], made["apiToken"]["id"],
        "the same key makes no second one"
    );
    assert_eq!(again["secret"], Value::Null, "and shows nothing again");
    let kept = platform.fact("select jsonb_agg(to_jsonb(t)) from api_tokens t").await;
    assert_eq!(kept.as_array().unwrap().len(), 1);
    assert!(!kept.to_string().contains(&secret[10..40]));
    let audited = platform
        .fact("select jsonb_agg(to_jsonb(c)) from changes c where table_name = 'api_tokens'")
        .await;
    assert!(audited.to_string().contains(r#""token_hash": "set""#) || audited[0]["after"]["token_hash"] == "set");
}

#[tokio::test]
async fn a_token_acts_within_its_scopes_and_its_persons_rights() {
    let platform = Platform::start().await;
    let someone = platform.person("SEN", Role::Drafter).await;
    let senegal = platform.participant("SEN").await;
    let (read, _) = token_of(&platform, &someone, json!(["READ"])).await;
    let (file, _) = token_of(&platform, &someone, json!(["READ", "FILE"])).await;
    let (write_only, _) = token_of(&platform, &someone, json!(["FILE"])).await;
    let viewer = "{ viewer { scopes account { email } } }";
    let answer = ask(&platform, &read, viewer, json!({})).await;
    assert_eq!(
        answer["data"]["viewer"],
        json!({ "scopes": ["READ"], "account": { "email": someone.email } })
    );
    let draft =
        json!({ "participantId": senegal.to_string(), "content": crate::commitments::scenes::content("By a program") });
    let fields = "commitment { id }";
    assert_eq!(
        act(&platform, &read, "commitmentDraft", draft.clone(), fields).await["error"],
        "FORBIDDEN"
    );
    assert_eq!(
        act(&platform, &file, "commitmentDraft", draft, fields).await["problems"],
        json!([])
    );
    let blind = ask(&platform, &write_only, viewer, json!({})).await;
    assert_eq!(
        blind["errors"][0]["extensions"]["code"], "FORBIDDEN",
        "without READ nothing restricted is read"
    );
    let edit = json!({ "version": 1, "name": "Other" });
    assert_eq!(
        act(&platform, &file, "accountEdit", edit, "account { id }").await["error"],
        "FORBIDDEN"
    );
    platform
        .as_owner(&format!(
            "update appointments set ended_at = from_at where account_id = '{}'",
            someone.account.0
        ))
        .await;
    assert_eq!(
        desk::keys(&platform, &file).await,
        ["public"],
        "rights are the person's at this moment"
    );
}

#[tokio::test]
async fn no_program_changes_what_opens_the_account() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let (token, _) = token_of(&platform, &someone, json!(["READ", "FILE", "DECIDE", "MANAGE"])).await;
    assert_eq!(
        create(&platform, &token, json!(["READ"]), None).await["error"],
        "FORBIDDEN"
    );
    let change = json!({ "currentPassword": desk::PASSWORD, "newPassword": desk::OTHER_PASSWORD });
    assert_eq!(
        act(&platform, &token, "passwordChange", change, "account { id }").await["error"],
        "FORBIDDEN"
    );
    assert_eq!(
        act(&platform, &token, "sessionEnd", json!({}), "sessionId").await["error"],
        "FORBIDDEN"
    );
    for query in [
        "mutation { sessionEndAll { accountId } }",
        "mutation { secondFactorEnroll { enrolment { secret } } }",
    ] {
        assert_eq!(
            ask(&platform, &token, query, json!({})).await["errors"][0]["extensions"]["code"],
            "FORBIDDEN"
        );
    }
    let remove = json!({ "password": desk::PASSWORD });
    assert_eq!(
        act(&platform, &token, "secondFactorRemove", remove, "account { id }").await["error"],
        "FORBIDDEN"
    );
}

#[tokio::test]
async fn a_revoked_or_run_out_token_is_refused_at_once() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let (token, id) = token_of(&platform, &someone, json!(["READ"])).await;
    let (other, other_id) = token_of(&platform, &someone, json!(["READ"])).await;
    let stranger = platform.person("SEN", Role::FocalPoint).await;
    let which = json!({ "apiTokenId": id });
    assert_eq!(
        platform
            .try_act(&stranger, "apiTokenRevoke", which.clone(), "apiToken { id }")
            .await["error"],
        "NOT_FOUND"
    );
    platform
        .done(&someone, "apiTokenRevoke", which, "apiToken { revokedAt }")
        .await;
    assert_eq!(bearer(&platform, &token).await.err(), Some(401));
    let administrator = platform.secretariat(Role::Administrator).await;
    platform
        .done(
            &administrator,
            "apiTokenRevoke",
            json!({ "apiTokenId": other_id }),
            "apiToken { revokedAt }",
        )
        .await;
    assert_eq!(bearer(&platform, &other).await.err(), Some(401));

    let (token, _) = token_of(&platform, &someone, json!(["READ"])).await;
    platform.days_pass(29);
    assert!(bearer(&platform, &token).await.is_ok());
    platform.days_pass(1);
    assert_eq!(bearer(&platform, &token).await.err(), Some(401));

    let (token, _) = token_of(&platform, &someone, json!(["READ"])).await;
    let whom = json!({ "accountId": someone.account.to_string() });
    platform
        .done(&administrator, "accountDisable", whom.clone(), "account { id }")
        .await;
    assert_eq!(bearer(&platform, &token).await.err(), Some(401));
    platform
        .done(&administrator, "accountEnable", whom, "account { id }")
        .await;
    assert_eq!(bearer(&platform, &token).await.err(), Some(401), "for good");
}

#[tokio::test]
async fn the_day_of_last_use_is_noted_once_a_day() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let (token, _) = token_of(&platform, &someone, json!(["READ"])).await;
    let (_, first) = schema::db::counting_queries(bearer(&platform, &token)).await;
    let (_, second) = schema::db::counting_queries(bearer(&platform, &token)).await;
    assert_eq!(
        (first, second),
        (3, 2),
        "found, noted, who it is; then found and who it is"
    );
    assert_eq!(platform.fact("select last_used_on from api_tokens").await, "2026-11-23");
    platform.days_pass(1);
    bearer(&platform, &token).await.unwrap();
    assert_eq!(platform.fact("select last_used_on from api_tokens").await, "2026-11-24");
}

#[tokio::test]
async fn a_token_needs_a_name_scopes_and_an_end_within_a_year() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let client = desk::sign_in(&platform, &someone).await;
    for (name, scopes, days, field, code) in [
        ("", json!(["READ"]), 30, "name", "REQUIRED"),
        ("a\nb", json!(["READ"]), 30, "name", "FORBIDDEN_CHARACTER"),
        ("a", json!([]), 30, "scopes", "REQUIRED"),
        ("a", json!(["READ"]), 0, "days", "OUT_OF_RANGE"),
        ("a", json!(["READ"]), 367, "days", "OUT_OF_RANGE"),
    ] {
        let input = json!({ "name": name, "scopes": scopes, "days": days });
        let answer = act(&platform, &client.access, "apiTokenCreate", input, "secret").await;
        assert_eq!(
            (problem(&answer), answer["problems"][0]["field"].as_str()),
            (code, Some(field)),
            "{answer}"
        );
        assert_eq!(answer["secret"], Value::Null);
    }
    for odd in ["p29_", "p29_0000", &format!("p29_{}", "0".repeat(72))] {
        let (refused, count) = schema::db::counting_queries(bearer(&platform, odd)).await;
        assert_eq!((refused.err(), count), (Some(401), 0), "a slip needs no look-up");
    }
}

#[tokio::test]
async fn a_program_gets_nowhere_that_its_person_was_not_let() {
    let platform = Platform::start().await;
    let focal_point = platform.person("SEN", Role::FocalPoint).await;
    let client = desk::sign_in(&platform, &focal_point).await;
    let refused = create(&platform, &client.access, json!(["READ", "MANAGE"]), None).await;
    assert_eq!(
        problem(&refused),
        "SECOND_FACTOR_REQUIRED",
        "it would act once the factor is there"
    );
    assert_eq!(platform.fact("select count(*) from api_tokens").await, 0);
}

#[tokio::test]
async fn what_opens_the_account_is_changed_and_the_tokens_made_before_are_over() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let client = desk::sign_in(&platform, &someone).await;
    let made = async || {
        let token = create(&platform, &client.access, json!(["READ"]), None).await;
        token["secret"].as_str().unwrap_or_else(|| panic!("{token}")).to_owned()
    };
    let is_over = async |token: &str| bearer(&platform, token).await.err() == Some(401);

    let token = made().await;
    assert!(!is_over(&token).await);
    let change = json!({ "currentPassword": desk::PASSWORD, "newPassword": desk::OTHER_PASSWORD });
    let changed = act(&platform, &client.access, "passwordChange", change, "account { id }").await;
    assert_eq!(changed["problems"], json!([]), "{changed}");
    assert!(is_over(&token).await, "by whoever knew the password before");

    let token = made().await;
    desk::set_up_device(&platform, &client).await;
    assert!(is_over(&token).await, "it never showed the factor");

    let token = made().await;
    let code = desk::code_of_letter(&platform, schema::directory::Purpose::PasswordReset, &someone).await;
    platform
        .as_owner("update accounts set second_factor_secret = null, second_factor_confirmed_at = null")
        .await;
    let reset = json!({ "email": someone.email, "code": code, "newPassword": "four blue ladders against the wall" });
    let reset = desk::visit(&platform, "passwordResetByCode", reset, "isDone").await;
    assert_eq!(reset["problems"], json!([]), "{reset}");
    assert!(is_over(&token).await);
}
