//! An act sent again under its key: done once, answered alike, also where a secret is asked for.

use crate::directory::desk::{self, OTHER_PASSWORD, PASSWORD};
use crate::harness::Platform;
use schema::Role;
use serde_json::json;

#[tokio::test]
async fn a_password_changed_under_a_key_is_changed_once_and_the_same_again_says_so() {
    let platform = Platform::start().await;
    let drafter = platform.person("SEN", Role::Drafter).await;
    let client = desk::sign_in(&platform, &drafter).await;
    let change =
        json!({ "currentPassword": PASSWORD, "newPassword": OTHER_PASSWORD, "idempotencyKey": "a lost answer" });
    let ask = async |input| desk::act(&platform, &client.access, "passwordChange", input, "account { id }").await;
    let first = ask(change.clone()).await;
    assert_eq!(first["account"]["id"], drafter.account.to_string(), "{first}");
    assert_eq!(ask(change.clone()).await, first);
    let letters = "select count(*) from jobs where kind = 'send_password_changed'";
    assert_eq!(platform.fact(letters).await, 1);
    let mut other = change.clone();
    other["newPassword"] = json!(PASSWORD);
    assert_eq!(desk::problem(&ask(other).await), "KEY_REUSED");
    for (key, code) in [
        ("        ", "OUT_OF_RANGE"),
        ("éé", "OUT_OF_RANGE"),
        ("a\nb\nc\nd\ne\nf", "FORBIDDEN_CHARACTER"),
    ] {
        let mut bad = change.clone();
        bad["idempotencyKey"] = json!(key);
        assert_eq!(desk::problem(&ask(bad).await), code, "{key:?}");
    }
}

#[tokio::test]
async fn a_secret_shown_once_is_not_shown_again_under_its_key() {
    let platform = Platform::start().await;
    let drafter = platform.person("SEN", Role::Drafter).await;
    let client = desk::sign_in(&platform, &drafter).await;
    let ask = async || {
        let input = json!({ "idempotencyKey": "my new telephone" });
        desk::act(
            &platform,
            &client.access,
            "secondFactorEnroll",
            input,
            "enrolment { secret }",
        )
        .await
    };
    assert!(ask().await["enrolment"]["secret"].is_string());
    let kept = platform
        .fact("select encode(second_factor_secret, 'hex') from accounts where second_factor_secret is not null")
        .await;
    assert_eq!(ask().await, json!({ "enrolment": null, "problems": [] }));
    let now = platform
        .fact("select encode(second_factor_secret, 'hex') from accounts where second_factor_secret is not null")
        .await;
    assert_eq!(now, kept, "the device that was told it still fits");
}
