//! Signing in by a code that was sent.

use super::desk::{self, Client, TOKENS, bearer, code_of_letter, problem, visit};
use crate::harness::{Platform, Someone};
use chrono::TimeDelta;
use schema::directory::{self, Purpose};
use serde_json::{Value, json};

async fn attempt(platform: &Platform, someone: &Someone, code: &str) -> Value {
    visit(
        platform,
        "sessionStartByCode",
        json!({ "email": someone.email, "code": code }),
        TOKENS,
    )
    .await
}

#[tokio::test]
async fn a_code_works_once_within_ten_minutes_in_any_digits() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let code = code_of_letter(&platform, Purpose::SignInCode, &someone).await;
    assert_eq!(code.len(), 8);
    let arabic: String = code
        .chars()
        .map(|c| char::from_u32(0x660 + c.to_digit(10).unwrap()).unwrap())
        .collect();
    let client = Client::of(&attempt(&platform, &someone, &format!(" {} {}", &arabic[..8], &arabic[8..])).await);
    assert!(bearer(&platform, &client.access).await.is_ok());
    assert_eq!(
        problem(&attempt(&platform, &someone, &code).await),
        "CODE_WRONG",
        "a second time"
    );

    let code = code_of_letter(&platform, Purpose::SignInCode, &someone).await;
    platform.clock.set(platform.now() + directory::CODE_LASTS);
    assert_eq!(
        problem(&attempt(&platform, &someone, &code).await),
        "CODE_WRONG",
        "too late"
    );
}

#[tokio::test]
async fn five_slips_void_a_code_and_a_newer_one_voids_it_too() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let code = code_of_letter(&platform, Purpose::SignInCode, &someone).await;
    let wrong = if code == "00000000" { "00000001" } else { "00000000" };
    for _ in 0..5 {
        assert_eq!(problem(&attempt(&platform, &someone, wrong).await), "CODE_WRONG");
    }
    assert_eq!(
        problem(&attempt(&platform, &someone, &code).await),
        "CODE_WRONG",
        "right, but spent"
    );

    platform.clock.set(platform.now() + TimeDelta::minutes(2));
    let older = code_of_letter(&platform, Purpose::SignInCode, &someone).await;
    platform.clock.set(platform.now() + TimeDelta::seconds(1));
    let newer = code_of_letter(&platform, Purpose::SignInCode, &someone).await;
    assert_eq!(problem(&attempt(&platform, &someone, &older).await), "CODE_WRONG");
    Client::of(&attempt(&platform, &someone, &newer).await);
}

#[tokio::test]
async fn a_code_is_good_for_its_purpose_and_its_person_only() {
    let platform = Platform::start().await;
    let (someone, other) = (platform.someone().await, platform.someone().await);
    let for_password = code_of_letter(&platform, Purpose::PasswordReset, &someone).await;
    assert_eq!(
        problem(&attempt(&platform, &someone, &for_password).await),
        "CODE_WRONG"
    );
    let for_sign_in = code_of_letter(&platform, Purpose::SignInCode, &someone).await;
    assert_eq!(problem(&attempt(&platform, &other, &for_sign_in).await), "CODE_WRONG");
    let reset = json!({ "email": someone.email, "code": for_sign_in, "newPassword": desk::OTHER_PASSWORD });
    assert_eq!(
        problem(&visit(&platform, "passwordResetByCode", reset, "isDone").await),
        "CODE_WRONG"
    );
    Client::of(&attempt(&platform, &someone, &for_sign_in).await);
}

#[tokio::test]
async fn where_there_is_a_second_factor_a_mailbox_alone_opens_nothing() {
    let platform = Platform::start().await;
    let someone = platform.someone().await;
    let client = desk::sign_in(&platform, &someone).await;
    let device = desk::set_up_device(&platform, &client).await;
    platform.clock.set(platform.now() + TimeDelta::minutes(1));
    let code = code_of_letter(&platform, Purpose::SignInCode, &someone).await;
    assert_eq!(
        problem(&attempt(&platform, &someone, &code).await),
        "SECOND_FACTOR_CODE_NEEDED"
    );
    let digits = directory::second_factor_code(&device, platform.now());
    let input = json!({ "email": someone.email, "code": code, "secondFactorCode": digits });
    Client::of(&visit(&platform, "sessionStartByCode", input, TOKENS).await);
}

#[tokio::test]
async fn no_code_is_made_for_those_who_may_not_sign_in() {
    let platform = Platform::start().await;
    let (disabled, not_joined) = (platform.someone().await, platform.someone().await);
    platform
        .as_owner(&format!(
            "update accounts set disabled_at = created_at where id = '{}'; update accounts set joined_at = null where id = '{}'",
            disabled.account.0, not_joined.account.0
        ))
        .await;
    let now = platform.now();
    for account in [disabled.account, not_joined.account, schema::actor::AccountId::new()] {
        let issued = platform
            .db
            .platform("test", async move |conn: &mut schema::Connection| {
                directory::issue_code(conn, Purpose::SignInCode, account, now).await
            })
            .await
            .unwrap();
        assert!(issued.is_none());
    }
    assert_eq!(platform.fact("select count(*) from one_time_tokens").await, 0);
}
