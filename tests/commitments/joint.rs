//! What several undertake together: whoever is named in it has not yet said so.

use super::scenes::{Cast, act, content, progress, seen_by, seen_by_all, step, update};
use crate::harness::Platform;
use schema::actor::*;
use serde_json::{Value, json};

const OF_KENYA: &str = "{ commitments(filter: { states: [\"KEN\"] }) { totalCount } }";

#[tokio::test]
async fn a_joint_participant_is_only_named_until_it_joins() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let kenyan = platform.person("KEN", Role::Approver).await;
    let drafter = platform.person("KEN", Role::Drafter).await;
    let mut said = content("Hold an exercise");
    said["jointParticipantIds"] = json!([platform.participant("KEN").await.to_string()]);
    let shown = cast.published(&platform, said).await;
    let count = async || platform.visit(OF_KENYA, json!({})).await["data"]["commitments"]["totalCount"].clone();
    let seen = seen_by_all(&platform, &shown).await;
    assert_eq!(seen["jointParticipants"], json!([{ "code": "KEN" }]));
    assert_eq!(seen["joinedParticipants"], json!([]));
    assert_eq!(count().await, 0, "silence is not consent");
    assert_eq!(
        seen_by(&platform, &kenyan, &shown).await["acts"],
        json!(["JOIN", "LEAVE"])
    );
    let input = json!({ "commitmentId": shown["id"], "content": progress("UNDER_WAY") });
    let early = platform
        .try_act(&kenyan, "progressUpdateDraft", input, "progressUpdate { id }")
        .await;
    assert_eq!(early["error"], "FORBIDDEN");
    let refused = act(&platform, &drafter, "commitmentJoin", &shown, json!({})).await;
    assert_eq!(refused["error"], "FORBIDDEN", "a drafter does not decide");

    let joined = step(&platform, &kenyan, "commitmentJoin", &shown).await;
    assert_eq!(
        seen_by_all(&platform, &shown).await["joinedParticipants"],
        json!([{ "code": "KEN" }])
    );
    assert_eq!(count().await, 1);
    update(&platform, &drafter, &shown, progress("UNDER_WAY")).await;
    let again = act(&platform, &kenyan, "commitmentJoin", &joined, json!({})).await;
    assert_eq!(again["error"], "FORBIDDEN", "once is enough");

    step(&platform, &kenyan, "commitmentLeave", &joined).await;
    assert_eq!(seen_by_all(&platform, &shown).await["jointParticipants"], json!([]));
    assert_eq!(count().await, 0);
}

#[tokio::test]
async fn whoever_leaves_what_only_they_might_read_reads_it_no_more() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let kenyan = platform.person("KEN", Role::Approver).await;
    let mut said = content("Hold an exercise");
    said["jointParticipantIds"] = json!([platform.participant("KEN").await.to_string()]);
    said["audience"] =
        json!({ "audience": "NAMED", "participantIds": [platform.participant("NOR").await.to_string()] });
    let shown = cast.published(&platform, said).await;
    let left = act(&platform, &kenyan, "commitmentLeave", &shown, json!({})).await;
    assert_eq!(left, json!({ "commitment": null, "problems": [] }));
    assert_eq!(seen_by(&platform, &kenyan, &shown).await, Value::Null);
    assert_eq!(
        seen_by(&platform, &cast.drafter, &shown).await["jointParticipants"],
        json!([])
    );
}

#[tokio::test]
async fn whom_the_participant_no_longer_names_has_to_join_anew() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let kenyan = platform.person("KEN", Role::Approver).await;
    let kenya = json!([platform.participant("KEN").await.to_string()]);
    let mut with = content("Hold an exercise");
    with["jointParticipantIds"] = kenya;
    let draft = cast.draft(&platform, with.clone()).await;
    let submitted = step(&platform, &cast.approver, "commitmentSubmit", &draft).await;
    let joined = step(&platform, &kenyan, "commitmentJoin", &submitted).await;
    let note = json!({ "note": "When?" });
    let mut returned = act(&platform, &cast.reviewer, "commitmentReturn", &joined, note).await["commitment"].clone();
    for (said, expected) in [
        (content("Hold an exercise"), json!([])),
        (with, json!([{ "code": "KEN" }])),
    ] {
        let edit = json!({ "content": said });
        returned = act(&platform, &cast.drafter, "commitmentEdit", &returned, edit).await["commitment"].clone();
        let seen = seen_by(&platform, &cast.drafter, &draft).await;
        assert_eq!(seen["jointParticipants"], expected);
        assert_eq!(seen["joinedParticipants"], json!([]));
    }
}

#[tokio::test]
async fn whoever_serves_several_says_whose_word_it_is() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let both = platform.person("KEN", Role::Approver).await;
    let (senegal, kenya, norway) = (
        platform.participant("SEN").await,
        platform.participant("KEN").await,
        platform.participant("NOR").await,
    );
    platform.appoint(&both, Some(senegal), Role::Drafter).await;
    let mut said = content("Hold an exercise");
    said["jointParticipantIds"] = json!([kenya.to_string()]);
    let shown = cast.published(&platform, said).await;
    step(&platform, &both, "commitmentJoin", &shown).await;
    let drafted = async |participant: Option<ParticipantId>| {
        let input = json!({ "commitmentId": shown["id"], "content": progress("UNDER_WAY"),
            "participantId": participant.map(|id| id.to_string()) });
        let fields = "progressUpdate { participant { code } }";
        platform.try_act(&both, "progressUpdateDraft", input, fields).await
    };
    let unsaid = drafted(None).await;
    assert_eq!(
        (&unsaid["problems"][0]["field"], &unsaid["problems"][0]["code"]),
        (&json!("participantId"), &json!("REQUIRED"))
    );
    for (whose, code) in [(kenya, "KEN"), (senegal, "SEN")] {
        assert_eq!(
            drafted(Some(whose)).await["progressUpdate"]["participant"]["code"],
            code
        );
    }
    assert_eq!(drafted(Some(norway)).await["error"], "FORBIDDEN");
}
