//! Bad input: each gets a clear error with a stable code, nothing is half written, and nothing is a 500.

use crate::commitments::scenes::{Cast, content};
use crate::harness::Platform;
use reqwest::Client;
use serde_json::{Value, json};

/// Sends a body as it stands; gives status and answer.
async fn send(base_url: &str, token: &str, body: impl Into<reqwest::Body>) -> (u16, Value) {
    let request = Client::new()
        .post(format!("{base_url}/graphql"))
        .header("content-type", "application/json")
        .bearer_auth(token)
        .body(body);
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    (status, answer.json().await.unwrap_or(Value::Null))
}

/// The first error code anywhere in an answer: of the whole, or of a payload.
fn code(answer: &Value) -> String {
    let of_payload = answer["data"]
        .as_object()
        .into_iter()
        .flatten()
        .find_map(|(_, payload)| payload["problems"][0]["code"].as_str());
    answer["errors"][0]["extensions"]["code"]
        .as_str()
        .or(of_payload)
        .unwrap_or("none")
        .to_owned()
}

#[tokio::test]
async fn hostile_documents_and_bodies_are_refused_and_the_process_lives() {
    let platform = Platform::start().await;
    let served = platform.serve().await;
    let someone = platform.person("SEN", schema::Role::Drafter).await;
    let token = platform.bearer(&someone).await;
    let query = |text: String| json!({ "query": text }).to_string();
    let bomb: String = (0..30)
        .map(|n| format!("fragment f{n} on Query {{ ...f{} ...f{} }} ", n + 1, n + 1))
        .collect();
    let cases = [
        ("list literal", query(format!("{{ __type(name: {}{}) {{ name }} }}", "[".repeat(2_000), "]".repeat(2_000)))),
        ("fragment bomb", query(format!("{{ ...f0 }} {bomb} fragment f30 on Query {{ __typename }}"))),
        ("deep query", query(format!("{}id{}", "{ commitments { nodes ".repeat(60), "}".repeat(120)))),
        ("aliases", query(format!("{{ {} }}", (0..50).map(|n| format!("a{n}: __typename ")).collect::<String>()))),
        ("large document", query(format!("{{ __typename }} #{}", "x".repeat(30_000)))),
        ("large body", query("x".repeat(400_000))),
        ("batch", "[{\"query\":\"{__typename}\"}]".to_owned()),
        ("too large a page", query("{ commitments(first: 101) { nodes { id } } }".to_owned())),
        ("negative page", query("{ commitments(first: -1) { nodes { id } } }".to_owned())),
        ("too costly", query("{ participants(first: 100) { nodes { commitments(first: 100) { nodes { updates(first: 100) { nodes { id } } } } } } }".to_owned())),
        ("not JSON", "{".to_owned()),
        ("a NUL", "{\"query\":\"{ commitment(reference: \\\"\\u0000\\\") { id } }\"}".to_owned()),
        ("a lone surrogate", "{\"query\":\"{ __typename }\",\"variables\":{\"a\":\"\\ud800\"}}".to_owned()),
        ("an unknown directive", query("{ __typename @nonsense }".to_owned())),
        ("an id of another kind", query("{ commitment(id: \"milestone_018f0000000070008000000000000000\") { id } }".to_owned())),
        ("no id at all", query("{ commitment(id: \"1; drop table commitments\") { id } }".to_owned())),
        ("a day that does not exist", query("mutation { milestoneReach(input: { milestoneId: \"milestone_018f0000000070008000000000000000\", version: 1, reachedOn: \"2026-02-30\" }) { problems { code } } }".to_owned())),
        ("a cursor of another list", query("{ commitments(first: 1, after: \"bm9uc2Vuc2U\") { nodes { id } } }".to_owned())),
        ("a filter of nonsense", query("{ commitments(filter: { states: [\"ATLANTIS\"] }) { nodes { id } } }".to_owned())),
        ("years out of range", query("{ commitments(filter: { text: \"\\u202e\" }) { nodes { id } } }".to_owned())),
    ];
    for (name, body) in cases {
        let (status, answer) = send(&served.base_url, &token, body).await;
        assert!(status < 500, "{name}: {status} {answer}");
        assert!(
            !["none", "INTERNAL"].contains(&code(&answer).as_str()),
            "{name}: {status} {answer}"
        );
    }
    let (status, _) = send(&served.base_url, &token, query("{ __typename }".into())).await;
    assert_eq!(status, 200);
}

#[tokio::test]
async fn hostile_values_in_texts_are_refused_or_kept_as_they_are() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let refused = [
        "a\u{202e}b",
        "a\u{2066}b",
        "a\u{1b}[31mb",
        "\u{feff}",
        "\u{fdd0}",
        "\n",
        "   ",
        &"x".repeat(301),
    ];
    for bad in refused {
        let input = json!({ "participantId": cast.state.to_string(), "content": content(bad) });
        let outcome = platform
            .try_act(&cast.drafter, "commitmentDraft", input, "commitment { id }")
            .await;
        let code = outcome["problems"][0]["code"]
            .as_str()
            .unwrap_or_else(|| panic!("{bad:?}: {outcome}"));
        assert!(
            ["FORBIDDEN_CHARACTER", "TOO_LONG", "ORIGINAL_MISSING"].contains(&code),
            "{bad:?}: {outcome}"
        );
        assert!(!outcome["problems"][0]["message"].as_str().unwrap().is_empty());
    }
    assert_eq!(
        platform.fact("select count(*) from commitments").await,
        0,
        "nothing is half written"
    );
    for fine in [
        "<script>alert(1)</script>",
        "=cmd|' /C calc'!A0",
        "'; drop table commitments; --",
        "{{ words }}",
        "👩‍💻 网络 شبكة",
        "${jndi:ldap://x}",
    ] {
        let draft = cast.draft(&platform, content(fine)).await;
        let seen = platform
            .ask(
                &cast.drafter,
                "query Seen($id: ID!) { commitment(id: $id) { title { text } } }",
                json!({ "id": draft["id"] }),
            )
            .await;
        assert_eq!(seen["data"]["commitment"]["title"]["text"], fine);
    }
}

#[tokio::test]
async fn what_does_not_exist_and_what_is_hidden_answer_alike() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let hidden = cast.draft(&platform, content("Not yet")).await;
    let stranger = platform.person("NOR", schema::Role::Approver).await;
    let missing = schema::actor::CommitmentId::new().to_string();
    for act in ["commitmentSubmit", "commitmentPublish", "commitmentConfirm"] {
        let mut answers = Vec::new();
        for id in [hidden["id"].as_str().unwrap(), &missing] {
            answers.push(
                platform
                    .try_act(
                        &stranger,
                        act,
                        json!({ "commitmentId": id, "version": 1 }),
                        "commitment { id }",
                    )
                    .await,
            );
        }
        assert_eq!(answers[0], answers[1], "{act}");
        assert_eq!(answers[0]["error"], "NOT_FOUND");
    }
}
