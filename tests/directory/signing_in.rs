//! Signing in by password and second factor; and that nobody learns who has an account.

use super::desk::{self, Client, PASSWORD, TOKENS, bearer, problem, visit};
use crate::harness::Platform;
use chrono::TimeDelta;
use schema::actor::*;
use schema::directory;
use serde_json::{Value, json};

#[tokio::test]
async fn a_password_opens_an_account_and_the_token_says_who() {
    let platform = Platform::start().await;
    let drafter = platform.person("SEN", Role::Drafter).await;
    let client = desk::sign_in(&platform, &drafter).await;
    let actor = bearer(&platform, &client.access).await.unwrap();
    let person = actor.person().unwrap();
    assert_eq!(person.account, drafter.account);
    assert_eq!(person.session.map(|session| session.to_string()), Some(client.session));
    let senegal = platform.participant("SEN").await;
    assert!(actor.serves(senegal, &[Role::Drafter]));
    let kept = platform
        .fact("select jsonb_agg(encode(token_hash, 'hex')) from refresh_tokens")
        .await;
    assert!(
        !kept.to_string().contains(&client.refresh["p29r_".len()..]),
        "only its digest is kept"
    );
}

#[tokio::test]
async fn known_and_unknown_addresses_are_answered_alike() {
    let platform = Platform::start().await;
    let known = platform.person("SEN", Role::Drafter).await;
    desk::give_password(&platform, &known).await;
    let without_password = platform.someone().await;
    let disabled = platform.someone().await;
    desk::give_password(&platform, &disabled).await;
    let not_joined = platform.someone().await;
    desk::give_password(&platform, &not_joined).await;
    platform
        .as_owner(&format!(
            "update accounts set disabled_at = created_at where id = '{}'; update accounts set joined_at = null where id = '{}'",
            disabled.account.0, not_joined.account.0
        ))
        .await;

    let attempt = async |email: &str, password: &str| {
        visit(
            &platform,
            "sessionStart",
            json!({ "email": email, "password": password }),
            TOKENS,
        )
        .await
    };
    let unknown = attempt("nobody@example.org", PASSWORD).await;
    assert_eq!(problem(&unknown), "CREDENTIALS_WRONG");
    assert_eq!(attempt(&known.email, "wrong horse battery staple").await, unknown);
    for someone in [&without_password, &disabled, &not_joined] {
        assert_eq!(attempt(&someone.email, PASSWORD).await, unknown);
    }
    for (act, job) in [
        ("sessionCodeRequest", "send_sign_in_code"),
        ("passwordResetRequest", "send_password_code"),
    ] {
        let mut answers = vec![];
        for (count, email) in [
            known.email.as_str(),
            "nobody@example.org",
            &disabled.email,
            &not_joined.email,
        ]
        .into_iter()
        .enumerate()
        {
            answers.push(visit(&platform, act, json!({ "email": email }), "codeMinutes").await);
            assert_eq!(
                desk::queued(&platform, job).await,
                json!(count + 1),
                "as much is done for an unknown address"
            );
        }
        assert_eq!(answers[0]["codeMinutes"], 10);
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    }
    for act in ["sessionStartByCode", "passwordResetByCode"] {
        let answer = async |email: &str| {
            let mut input = json!({ "email": email, "code": "12345678" });
            let fields = if act == "sessionStartByCode" { TOKENS } else { "isDone" };
            if act == "passwordResetByCode" {
                input["newPassword"] = json!(desk::OTHER_PASSWORD);
            }
            visit(&platform, act, input, fields).await
        };
        assert_eq!(problem(&answer("nobody@example.org").await), "CODE_WRONG");
        assert_eq!(answer(&known.email).await, answer("nobody@example.org").await);
    }
}

#[tokio::test]
async fn a_second_factor_is_asked_for_and_no_digits_work_twice() {
    let platform = Platform::start().await;
    let someone = platform.person("SEN", Role::Drafter).await;
    let client = desk::sign_in(&platform, &someone).await;
    let device = desk::set_up_device(&platform, &client).await;
    let attempt = async |code: Value| {
        let input = json!({ "email": someone.email, "password": PASSWORD, "secondFactorCode": code });
        visit(&platform, "sessionStart", input, TOKENS).await
    };
    let digits = || directory::second_factor_code(&device, platform.now()).unwrap();
    assert_eq!(problem(&attempt(Value::Null).await), "SECOND_FACTOR_CODE_NEEDED");
    assert_eq!(problem(&attempt(json!("")).await), "SECOND_FACTOR_CODE_NEEDED");
    assert_eq!(problem(&attempt(json!("000000")).await), "CODE_WRONG");
    assert_eq!(
        problem(&attempt(json!(digits())).await),
        "CODE_WRONG",
        "used when it was confirmed"
    );
    platform.clock.set(platform.now() + TimeDelta::seconds(30));
    let code = digits();
    let signed_in = attempt(json!(code)).await;
    assert!(
        bearer(&platform, &Client::of(&signed_in).access)
            .await
            .unwrap()
            .person()
            .unwrap()
            .has_second_factor
    );
    assert_eq!(problem(&attempt(json!(code)).await), "CODE_WRONG", "a second time");
    platform.clock.set(platform.now() + TimeDelta::minutes(5));
    assert_eq!(problem(&attempt(json!(code)).await), "CODE_WRONG", "long past");
    let wrong_password =
        json!({ "email": someone.email, "password": "wrong horse battery", "secondFactorCode": digits() });
    assert_eq!(
        problem(&visit(&platform, "sessionStart", wrong_password, TOKENS).await),
        "CREDENTIALS_WRONG"
    );
}

#[tokio::test]
async fn the_same_digits_sent_twenty_times_at_once_open_one_session() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let client = desk::sign_in(&platform, &someone).await;
    let device = desk::set_up_device(&platform, &client).await;
    platform.clock.set(platform.now() + TimeDelta::minutes(2));
    let code = directory::second_factor_code(&device, platform.now()).unwrap();
    let input = json!({ "email": someone.email, "password": PASSWORD, "secondFactorCode": code });
    let all = (0..9).map(|_| visit(&platform, "sessionStart", input.clone(), TOKENS));
    let answers = futures_util::future::join_all(all).await;
    assert_eq!(
        answers.iter().filter(|answer| answer["tokens"] != Value::Null).count(),
        1,
        "{answers:?}"
    );
}

#[tokio::test]
async fn odd_input_gets_a_clear_answer() {
    let platform = Platform::start().await;
    for (email, password, code) in [
        ("", "x", "REQUIRED"),
        ("no address", "x", "INVALID_EMAIL"),
        ("a\0@example.org", "x", "FORBIDDEN_CHARACTER"),
        ("a@example.org", "", "CREDENTIALS_WRONG"),
        ("a@example.org", "\0\u{202e}", "CREDENTIALS_WRONG"),
        ("a@example.org", &"x".repeat(100_000), "CREDENTIALS_WRONG"),
    ] {
        let answer = visit(
            &platform,
            "sessionStart",
            json!({ "email": email, "password": password }),
            TOKENS,
        )
        .await;
        assert_eq!(problem(&answer), code, "{email:?}");
    }
}
