//! Comments: put to the secretariat by stakeholders, shown beside the record or refused with the reason.

use super::scenes::{COMMITMENT, Cast, content, rows_beneath};
use crate::harness::{Platform, Someone};
use schema::actor::*;
use serde_json::{Value, json};

const COMMENT: &str = "comment { id version status reason participant { name { text } } }";

/// Somebody of a company, with the company.
async fn stakeholder(platform: &Platform, name: &str) -> (Someone, ParticipantId) {
    let company = platform.new_participant("private_sector", name).await;
    (platform.person_of(company, Role::Stakeholder).await, company)
}

fn remark(commitment: &Value) -> Value {
    json!({ "commitmentId": commitment["id"], "text": "We would gladly lend trainers.", "language": "EN" })
}

fn decision(comment: &Value) -> Value {
    json!({ "commentId": comment["id"], "version": comment["version"] })
}

/// How many comments somebody finds: beside the record, and in the list of all.
async fn found(platform: &Platform, asker: Option<&Someone>, commitment: &Value) -> (usize, usize) {
    let query = "query Comments($id: ID!) {
        commitment(id: $id) { comments(first: 10) { nodes { id } } } comments(first: 10) { nodes { id } } }";
    let variables = json!({ "id": commitment["id"] });
    let seen = match asker {
        Some(someone) => platform.ask(someone, query, variables).await,
        None => platform.visit(query, variables).await,
    };
    let count = |list: &Value| list["nodes"].as_array().map_or(0, Vec::len);
    (
        count(&seen["data"]["commitment"]["comments"]),
        count(&seen["data"]["comments"]),
    )
}

#[tokio::test]
async fn a_comment_waits_for_the_secretariat_and_is_then_shown_beside_the_record() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let (author, _) = stakeholder(&platform, "Acme Networks").await;
    let (rival, _) = stakeholder(&platform, "Other Networks").await;
    let shown = cast.published(&platform, content("Train 200 investigators")).await;
    let mut input = remark(&shown);
    input["idempotencyKey"] = json!("remarked-upon-once");
    let comment = platform.done(&author, "commentSubmit", input.clone(), COMMENT).await["comment"].clone();
    assert_eq!(comment["status"], "SUBMITTED");
    let again = platform.done(&author, "commentSubmit", input, COMMENT).await["comment"].clone();
    assert_eq!(again, comment, "the same key makes no second comment");
    for reader in [&author, &cast.reviewer] {
        assert_eq!(found(&platform, Some(reader), &shown).await, (1, 1));
        assert_eq!(rows_beneath(&platform, Some(reader), "comments").await, 1);
    }
    for other in [None, Some(&rival), Some(&cast.approver)] {
        assert_eq!(
            found(&platform, other, &shown).await,
            (0, 0),
            "not before the secretariat has read it"
        );
        assert_eq!(rows_beneath(&platform, other, "comments").await, 0, "nor beneath");
    }

    for (other, error) in [
        (&author, "FORBIDDEN"),
        (&cast.approver, "NOT_FOUND"),
        (&rival, "NOT_FOUND"),
    ] {
        let refused = platform
            .try_act(other, "commentPublish", decision(&comment), COMMENT)
            .await;
        assert_eq!(refused["error"], error);
    }
    let published = platform
        .done(&cast.reviewer, "commentPublish", decision(&comment), COMMENT)
        .await["comment"]
        .clone();
    assert_eq!(
        (&published["status"], &published["version"]),
        (&json!("PUBLISHED"), &json!(2))
    );
    for reader in [None, Some(&rival), Some(&cast.approver)] {
        assert_eq!(found(&platform, reader, &shown).await, (1, 1));
    }
    let mut refusal = decision(&comment);
    refusal["reason"] = json!("Off the subject.");
    let late = platform
        .try_act(&cast.reviewer, "commentRefuse", refusal.clone(), COMMENT)
        .await;
    assert_eq!(late["problems"][0]["code"], "CONFLICT");
    assert_eq!(late["comment"]["version"], 2, "with the comment as it is now");
    refusal["version"] = json!(2);
    let late = platform
        .try_act(&cast.reviewer, "commentRefuse", refusal, COMMENT)
        .await;
    assert_eq!(late["problems"][0]["code"], "WRONG_STATE");
}

#[tokio::test]
async fn a_refused_comment_is_seen_by_its_author_alone_with_the_reason() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let (author, _) = stakeholder(&platform, "Acme Networks").await;
    let shown = cast.published(&platform, content("Train 200 investigators")).await;
    let comment = platform.done(&author, "commentSubmit", remark(&shown), COMMENT).await["comment"].clone();
    let mut refusal = decision(&comment);
    refusal["reason"] = json!(" ");
    let refused = platform
        .try_act(&cast.reviewer, "commentRefuse", refusal.clone(), COMMENT)
        .await;
    assert_eq!(
        (&refused["problems"][0]["field"], &refused["problems"][0]["code"]),
        (&json!("reason"), &json!("REQUIRED"))
    );
    refusal["reason"] = json!("It names a company's product.");
    platform.done(&cast.reviewer, "commentRefuse", refusal, COMMENT).await;
    assert_eq!(found(&platform, None, &shown).await, (0, 0));
    assert_eq!(found(&platform, Some(&cast.approver), &shown).await, (0, 0));
    let seen = platform
        .ask(&author, "{ comments(first: 1) { nodes { status reason } } }", json!({}))
        .await;
    assert_eq!(
        seen["data"]["comments"]["nodes"],
        json!([{ "status": "REFUSED", "reason": "It names a company's product." }])
    );
}

#[tokio::test]
async fn only_stakeholders_comment_and_never_on_their_own() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let (author, company) = stakeholder(&platform, "Acme Networks").await;
    let shown = cast.published(&platform, content("Train 200 investigators")).await;
    let norway = platform.person("NOR", Role::Approver).await;
    for other in [&norway, &cast.approver, &cast.reviewer] {
        let refused = platform.try_act(other, "commentSubmit", remark(&shown), COMMENT).await;
        assert_eq!(refused["error"], "FORBIDDEN");
    }
    let input = json!({ "participantId": company.to_string(), "content": content("Publish our advisories") });
    let own = platform.done(&author, "commitmentDraft", input, COMMITMENT).await["commitment"].clone();
    let refused = platform.try_act(&author, "commentSubmit", remark(&own), COMMENT).await;
    assert_eq!(refused["error"], "FORBIDDEN");
    let draft = cast.draft(&platform, content("Not yet shown")).await;
    let refused = platform
        .try_act(&author, "commentSubmit", remark(&draft), COMMENT)
        .await;
    assert_eq!(refused["error"], "NOT_FOUND");
    for (text, code) in [
        (" ".to_owned(), "REQUIRED"),
        ("a".repeat(5_001), "TOO_LONG"),
        ("a\u{202e}b".to_owned(), "FORBIDDEN_CHARACTER"),
    ] {
        let mut input = remark(&shown);
        input["text"] = json!(text);
        let refused = platform.try_act(&author, "commentSubmit", input, COMMENT).await;
        assert_eq!(refused["problems"][0]["code"], code);
    }
    assert_eq!(platform.fact("select count(*) from comments").await, 0);
}

#[tokio::test]
async fn nothing_is_put_to_the_secretariat_on_a_record_that_it_may_not_read() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let (author, company) = stakeholder(&platform, "Acme Networks").await;
    let mut said = content("Between the two of us");
    said["audience"] = json!({ "audience": "NAMED", "participantIds": [company.to_string()] });
    let between_us = cast.published(&platform, said).await;
    let seen = platform
        .ask(
            &author,
            "query Acts($id: ID!) { commitment(id: $id) { acts } }",
            json!({ "id": between_us["id"] }),
        )
        .await;
    assert_eq!(seen["data"]["commitment"]["acts"], json!([]), "{seen}");
    let refused = platform
        .try_act(&author, "commentSubmit", remark(&between_us), COMMENT)
        .await;
    assert_eq!(refused["error"], "FORBIDDEN");

    // A record that is narrowed takes the comments that wait along.
    let shown = cast.published(&platform, content("Open to all, at first")).await;
    let comment = platform.done(&author, "commentSubmit", remark(&shown), COMMENT).await["comment"].clone();
    let input = json!({ "commitmentId": shown["id"], "version": shown["version"], "audience": { "audience": "OWN" } });
    platform
        .done(&cast.approver, "commitmentSetAudience", input, COMMITMENT)
        .await;
    assert_eq!(found(&platform, Some(&cast.reviewer), &shown).await, (0, 0));
    let refused = platform
        .try_act(&cast.reviewer, "commentPublish", decision(&comment), COMMENT)
        .await;
    assert_eq!(refused["error"], "NOT_FOUND");
    let beneath = "select count(*) from comments where 'secretariat' = any (readers)";
    assert_eq!(platform.fact(beneath).await, 0, "nor beneath the application");
    assert_eq!(
        found(&platform, Some(&author), &shown).await,
        (0, 1),
        "its own words remain the author's to read"
    );
}
