//! Passwords and second factors, changed.

use super::desk::{self, Client, OTHER_PASSWORD, PASSWORD, TOKENS, act, bearer, code_of_letter, keys, problem, visit};
use crate::harness::Platform;
use chrono::TimeDelta;
use schema::actor::*;
use schema::directory::{self, Purpose};
use serde_json::{Value, json};

#[tokio::test]
async fn a_changed_password_ends_all_other_sessions_and_is_told_by_letter() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let (here, there) = (
        desk::sign_in(&platform, &someone).await,
        desk::sign_in(&platform, &someone).await,
    );
    let change = async |current: &str, new: &str| {
        let input = json!({ "currentPassword": current, "newPassword": new });
        act(&platform, &here.access, "passwordChange", input, "account { id }").await
    };
    assert_eq!(
        problem(&change("wrong horse battery", OTHER_PASSWORD).await),
        "CREDENTIALS_WRONG"
    );
    assert_eq!(problem(&change(PASSWORD, "elevenchars").await), "TOO_SHORT");
    assert_eq!(problem(&change(PASSWORD, &"é".repeat(129)).await), "TOO_LONG");
    assert_eq!(
        problem(&change(PASSWORD, "password password").await),
        "PASSWORD_GUESSABLE"
    );
    assert_eq!(problem(&change(PASSWORD, &someone.email).await), "PASSWORD_GUESSABLE");
    assert!(
        bearer(&platform, &there.access).await.is_ok(),
        "nothing has happened yet"
    );
    assert_eq!(change(PASSWORD, OTHER_PASSWORD).await["problems"], json!([]));
    assert!(bearer(&platform, &here.access).await.is_ok());
    assert_eq!(bearer(&platform, &there.access).await.err(), Some(401));
    assert_eq!(desk::queued(&platform, "send_password_changed").await, 1);
    let old = visit(
        &platform,
        "sessionStart",
        json!({ "email": someone.email, "password": PASSWORD }),
        TOKENS,
    )
    .await;
    assert_eq!(problem(&old), "CREDENTIALS_WRONG");
    Client::of(
        &visit(
            &platform,
            "sessionStart",
            json!({ "email": someone.email, "password": OTHER_PASSWORD }),
            TOKENS,
        )
        .await,
    );
    let kept = platform
        .fact("select jsonb_agg(after -> 'password_hash') from changes where after ? 'password_hash'")
        .await;
    assert!(
        kept.as_array().unwrap().iter().all(|value| value == "set"),
        "the audit knows that, not what: {kept}"
    );
    let who = platform
        .fact("select account_id from changes where act = 'passwordChange' and table_name = 'accounts'")
        .await;
    assert_eq!(who, json!(someone.account.0));
}

#[tokio::test]
async fn long_passwords_of_any_letters_are_welcome() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let client = desk::sign_in(&platform, &someone).await;
    let mut current = PASSWORD.to_owned();
    for new in [
        "خمسة فوانيس خضراء فوق الميناء",
        "港の上に七つの緑の提灯がある",
        "семь зелёных фонарей",
        &"olive kettle 29 ".repeat(8),
    ] {
        let input = json!({ "currentPassword": current, "newPassword": new });
        let answer = act(&platform, &client.access, "passwordChange", input, "account { id }").await;
        assert_eq!(answer["problems"], json!([]), "{new}");
        let new_one = json!({ "email": someone.email, "password": new });
        Client::of(&visit(&platform, "sessionStart", new_one, TOKENS).await);
        current = new.to_owned();
    }
}

#[tokio::test]
async fn a_password_is_chosen_by_a_code_and_every_session_ends() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let client = desk::sign_in(&platform, &someone).await;
    let device = desk::set_up_device(&platform, &client).await;
    let code = code_of_letter(&platform, Purpose::PasswordReset, &someone).await;
    let reset = async |password: &str, second: Value| {
        let input =
            json!({ "email": someone.email, "code": code, "newPassword": password, "secondFactorCode": second });
        visit(&platform, "passwordResetByCode", input, "isDone").await
    };
    assert_eq!(problem(&reset("password1234", Value::Null).await), "PASSWORD_GUESSABLE");
    assert_eq!(
        problem(&reset(OTHER_PASSWORD, Value::Null).await),
        "SECOND_FACTOR_CODE_NEEDED"
    );
    platform.clock.set(platform.now() + TimeDelta::minutes(1));
    let digits = directory::second_factor_code(&device, platform.now());
    assert_eq!(reset(OTHER_PASSWORD, json!(digits)).await["isDone"], true);
    assert_eq!(bearer(&platform, &client.access).await.err(), Some(401));
    assert_eq!(desk::queued(&platform, "send_password_changed").await, 1);
    platform.clock.set(platform.now() + TimeDelta::minutes(1));
    let digits = directory::second_factor_code(&device, platform.now());
    assert_eq!(problem(&reset(PASSWORD, json!(digits)).await), "CODE_WRONG", "once");
    let input = json!({ "email": someone.email, "password": OTHER_PASSWORD, "secondFactorCode": digits });
    Client::of(&visit(&platform, "sessionStart", input, TOKENS).await);
}

#[tokio::test]
async fn administrators_and_focal_points_hold_nothing_until_their_second_factor_is_set_up_and_given() {
    let platform = Platform::start().await;
    let senegal = platform.participant("SEN").await;
    for (someone, key) in [
        (
            platform.secretariat(Role::Administrator).await,
            "administrator".to_owned(),
        ),
        (
            platform.person("SEN", Role::FocalPoint).await,
            format!("f:{}", senegal.0),
        ),
    ] {
        let client = desk::sign_in(&platform, &someone).await;
        assert_eq!(keys(&platform, &client.access).await, ["public"]);
        let viewer = "{ viewer { needsSecondFactor appointments { role } } }";
        let answer = desk::ask(&platform, &client.access, viewer, json!({})).await;
        assert_eq!(answer["data"]["viewer"]["needsSecondFactor"], true);
        let accounts = desk::ask(&platform, &client.access, "{ accounts { nodes { id } } }", json!({})).await;
        assert_eq!(accounts["errors"][0]["extensions"]["code"], "FORBIDDEN");

        let device = desk::set_up_device(&platform, &client).await;
        assert!(
            keys(&platform, &client.access).await.contains(&key),
            "the same session holds them now"
        );
        let answer = desk::ask(&platform, &client.access, viewer, json!({})).await;
        assert_eq!(answer["data"]["viewer"]["needsSecondFactor"], false);

        let remove = json!({ "password": PASSWORD });
        let removed = act(
            &platform,
            &client.access,
            "secondFactorRemove",
            remove,
            "account { hasSecondFactor }",
        )
        .await;
        assert_eq!(removed["account"]["hasSecondFactor"], false, "{removed}");
        assert_eq!(keys(&platform, &client.access).await, ["public"]);
        drop(device);
    }
}

#[tokio::test]
async fn a_second_factor_counts_once_confirmed_and_is_taken_away_by_the_password_only() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let (here, there) = (
        desk::sign_in(&platform, &someone).await,
        desk::sign_in(&platform, &someone).await,
    );
    let enroll = "mutation { secondFactorEnroll { enrolment { secret url } problems { code } } }";
    let begun = desk::ask(&platform, &here.access, enroll, json!({})).await;
    let enrolment = &begun["data"]["secondFactorEnroll"]["enrolment"];
    assert!(
        enrolment["url"]
            .as_str()
            .unwrap()
            .starts_with("otpauth://totp/para29.example:")
    );
    assert!(
        !desk::sign_in(&platform, &someone).await.access.is_empty(),
        "begun is not set up"
    );
    let confirm = async |code: &str| {
        act(
            &platform,
            &here.access,
            "secondFactorConfirm",
            json!({ "code": code }),
            "account { hasSecondFactor }",
        )
        .await
    };
    assert_eq!(problem(&confirm("000000").await), "CODE_WRONG");
    let digits = directory::second_factor_code(enrolment["secret"].as_str().unwrap(), platform.now()).unwrap();
    assert_eq!(confirm(&digits).await["account"]["hasSecondFactor"], true);
    assert_eq!(
        bearer(&platform, &there.access).await.err(),
        Some(401),
        "other sessions are over"
    );
    let again = desk::ask(&platform, &here.access, enroll, json!({})).await;
    assert_eq!(
        problem(&again["data"]["secondFactorEnroll"]),
        "WRONG_STATE",
        "not replaced without a word"
    );
    let remove = async |input: Value| {
        act(
            &platform,
            &here.access,
            "secondFactorRemove",
            input,
            "account { hasSecondFactor }",
        )
        .await
    };
    assert_eq!(problem(&remove(json!({})).await), "CREDENTIALS_WRONG");
    assert_eq!(
        problem(&remove(json!({ "password": "wrong horse battery" })).await),
        "CREDENTIALS_WRONG"
    );
    assert_eq!(problem(&remove(json!({ "code": digits })).await), "CREDENTIALS_WRONG");
    assert_eq!(
        remove(json!({ "password": PASSWORD })).await["account"]["hasSecondFactor"],
        false
    );
    let secrets = platform
        .fact("select jsonb_agg(after -> 'second_factor_secret') from changes where after ? 'second_factor_secret'")
        .await;
    assert!(
        secrets.as_array().unwrap().iter().all(|value| value == "set"),
        "{secrets}"
    );
}

#[tokio::test]
async fn an_administrator_helps_whoever_lost_the_device_but_not_themselves() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let client = desk::sign_in(&platform, &someone).await;
    desk::set_up_device(&platform, &client).await;
    let administrator = platform.secretariat(Role::Administrator).await;
    let whose = json!({ "accountId": someone.account.to_string() });
    let helped = platform
        .done(
            &administrator,
            "accountSecondFactorReset",
            whose.clone(),
            "account { hasSecondFactor }",
        )
        .await;
    assert_eq!(helped["account"]["hasSecondFactor"], false);
    assert_eq!(bearer(&platform, &client.access).await.err(), Some(401));
    desk::sign_in(&platform, &someone).await;
    let own = json!({ "accountId": administrator.account.to_string() });
    assert_eq!(
        platform
            .try_act(&administrator, "accountSecondFactorReset", own, "account { id }")
            .await["error"],
        "FORBIDDEN"
    );
    let editor = platform.secretariat(Role::Editor).await;
    assert_eq!(
        platform
            .try_act(&editor, "accountSecondFactorReset", whose, "account { id }")
            .await["error"],
        "FORBIDDEN"
    );
}

#[tokio::test]
async fn people_edit_their_own_account_and_a_stale_edit_is_told() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let edit = async |input: Value| {
        platform
            .try_act(
                &someone,
                "accountEdit",
                input,
                "account { version name language timeZone }",
            )
            .await
    };
    let done = edit(json!({ "version": 1, "name": "أمينة", "language": "AR", "timeZone": "Africa/Dakar" })).await;
    insta::assert_json_snapshot!(done["account"], @r#"
    {
      "language": "AR",
      "name": "أمينة",
      "timeZone": "Africa/Dakar",
      "version": 2
    }
    "#);
    let stale = edit(json!({ "version": 1, "name": "Other" })).await;
    assert_eq!((problem(&stale), &stale["account"]["version"]), ("CONFLICT", &json!(2)));
    assert_eq!(
        problem(&edit(json!({ "version": 2, "timeZone": "Dakar" })).await),
        "UNKNOWN"
    );
    let visitor = visit(&platform, "accountEdit", json!({ "version": 1 }), "account { id }").await;
    assert_eq!(visitor["error"], "FORBIDDEN");
}
