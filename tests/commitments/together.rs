//! Several people act on one record at the same moment: one after the other, never over each other, never a deadlock.

use super::scenes::{Cast, act, act_on_update, content, progress, seen_by, step_update, update};
use crate::harness::Platform;
use serde_json::{Value, json};

const ROUNDS: usize = 12;

fn is_done(payload: &Value) -> bool {
    payload["problems"] == json!([])
}

/// Nothing but an answer that people can act on.
fn assert_answered(payload: &Value) {
    assert!(payload["error"].is_null(), "{payload}");
}

#[tokio::test]
async fn a_withdrawal_is_not_overwritten_by_an_update_that_is_published_at_the_same_moment() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    for _ in 0..ROUNDS {
        let shown = cast.published(&platform, content("Train investigators")).await;
        let waiting = update(&platform, &cast.approver, &shown, progress("COMPLETE")).await;
        let waiting = step_update(&platform, &cast.approver, "progressUpdateSubmit", &waiting).await;
        let (withdrawn, published) = tokio::join!(
            act(&platform, &cast.approver, "commitmentWithdraw", &shown, json!({})),
            act_on_update(&platform, &cast.reviewer, "progressUpdatePublish", &waiting, json!({})),
        );
        assert_answered(&withdrawn);
        assert_answered(&published);
        let status = seen_by(&platform, &cast.drafter, &shown).await["status"].clone();
        let expected = if is_done(&withdrawn) { "WITHDRAWN" } else { "COMPLETED" };
        assert_eq!(status, expected, "{withdrawn} {published}");
        assert_ne!(is_done(&withdrawn), is_done(&published), "whoever came second was told");
    }
}

#[tokio::test]
async fn a_narrower_audience_and_a_new_update_do_not_wait_for_each_other() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    for _ in 0..ROUNDS {
        let shown = cast.published(&platform, content("Train investigators")).await;
        let waiting = update(&platform, &cast.approver, &shown, progress("UNDER_WAY")).await;
        let waiting = step_update(&platform, &cast.approver, "progressUpdateSubmit", &waiting).await;
        let to_states = json!({ "audience": { "audience": "STATES" } });
        let (narrowed, published) = tokio::join!(
            act(&platform, &cast.approver, "commitmentSetAudience", &shown, to_states),
            act_on_update(&platform, &cast.reviewer, "progressUpdatePublish", &waiting, json!({})),
        );
        assert_answered(&narrowed);
        assert_answered(&published);
        assert!(is_done(&published), "{published}");
    }
}

#[tokio::test]
async fn of_two_that_would_replace_each_other_one_does() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    for _ in 0..ROUNDS {
        let one = cast.published(&platform, content("Name a point of contact")).await;
        let other = cast.published(&platform, content("Name a directory of contacts")).await;
        let by = |record: &Value| json!({ "supersededById": record["id"] });
        let (first, second) = tokio::join!(
            act(&platform, &cast.approver, "commitmentSupersede", &one, by(&other)),
            act(&platform, &cast.approver, "commitmentSupersede", &other, by(&one)),
        );
        assert_answered(&first);
        assert_answered(&second);
        assert_ne!(is_done(&first), is_done(&second), "{first} {second}");
    }
}
