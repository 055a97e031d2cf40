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
    let bomb = |levels: u32| -> String {
        let level = |n| format!("fragment f{n} on Query {{ ...f{} ...f{} }} ", n + 1, n + 1);
        let levels_of: String = (0..levels).map(level).collect();
        query(format!(
            "{{ ...f0 }} {levels_of} fragment f{levels} on Query {{ __typename }}"
        ))
    };
    let many = |kind: &str| (0..101).map(|n| format!("\"{kind}{n}\"")).collect::<Vec<_>>().join(",");
    let filter = |condition: String| {
        query(format!(
            "{{ commitments(filter: {{ {condition} }}) {{ nodes {{ id }} }} }}"
        ))
    };
    let far = schema::page::cursor("due_first", &("-262143-01-01", uuid::Uuid::nil()));
    let missing = "milestone_018f0000000070008000000000000000";
    let reach =
        format!("milestoneReach(input: {{ milestoneId: \"{missing}\", version: 1, reachedOn: \"2026-02-30\" }})");
    let many_ids = "\"commitment_018f0000000070008000000000000000\" ".repeat(101);
    let cases = [
        (
            "list literal",
            "TOO_DEEP",
            query(format!(
                "{{ __type(name: {}{}) {{ name }} }}",
                "[".repeat(2_000),
                "]".repeat(2_000)
            )),
        ),
        ("fragment bomb", "TOO_COSTLY", bomb(20)),
        ("deep fragment bomb", "TOO_DEEP", bomb(30)),
        (
            "deep query",
            "TOO_DEEP",
            query(format!("{}id{}", "{ commitments { nodes ".repeat(60), "}".repeat(120))),
        ),
        (
            "aliases",
            "TOO_MANY_ALIASES",
            query(format!(
                "{{ {} }}",
                (0..50).map(|n| format!("a{n}: __typename ")).collect::<String>()
            )),
        ),
        (
            "large document",
            "DOCUMENT_TOO_LARGE",
            query(format!("{{ __typename }} #{}", "x".repeat(30_000))),
        ),
        ("large body", "BODY_TOO_LARGE", query("x".repeat(400_000))),
        ("batch", "BATCH_REFUSED", "[{\"query\":\"{__typename}\"}]".to_owned()),
        (
            "too large a page",
            "FIRST_TOO_LARGE",
            query("{ commitments(first: 101) { nodes { id } } }".to_owned()),
        ),
        (
            "negative page",
            "FIRST_TOO_SMALL",
            query("{ commitments(first: -1) { nodes { id } } }".to_owned()),
        ),
        (
            "list in list",
            "TOO_NESTED",
            query("{ participants(first: 1) { nodes { commitments(first: 1) { nodes { id } } } } }".to_owned()),
        ),
        (
            "list in list by ids",
            "TOO_NESTED",
            query("{ nodes(ids: []) { ... on Commitment { updates { nodes { id } } } } }".to_owned()),
        ),
        ("not JSON", "MALFORMED_JSON", "{".to_owned()),
        (
            "a NUL",
            "NUL_IN_TEXT",
            "{\"query\":\"{ commitment(reference: \\\"\\u0000\\\") { id } }\"}".to_owned(),
        ),
        (
            "a NUL in variables",
            "NUL_IN_TEXT",
            "{\"query\":\"{ __typename }\",\"variables\":{\"a\":[{\"b\":\"\\u0000\"}]}}".to_owned(),
        ),
        (
            "a lone surrogate",
            "INVALID_UNICODE",
            "{\"query\":\"{ __typename }\",\"variables\":{\"a\":\"\\ud800\"}}".to_owned(),
        ),
        (
            "an unknown directive",
            "GRAPHQL_VALIDATION_FAILED",
            query("{ __typename @nonsense }".to_owned()),
        ),
        (
            "an id of another kind",
            "WRONG_ID",
            query(format!("{{ commitment(id: \"{missing}\") {{ id }} }}")),
        ),
        (
            "a node of a kind without a question",
            "WRONG_ID",
            query(format!("{{ node(id: \"{missing}\") {{ id }} }}")),
        ),
        (
            "a node of no kind",
            "WRONG_ID",
            query("{ node(id: \"elephant_1\") { id } }".to_owned()),
        ),
        (
            "too many nodes",
            "BAD_INPUT",
            query(format!("{{ nodes(ids: [{many_ids}]) {{ id }} }}")),
        ),
        (
            "no id at all",
            "WRONG_ID",
            query("{ commitment(id: \"1; drop table commitments\") { id } }".to_owned()),
        ),
        (
            "a day that does not exist",
            "INVALID_DATE",
            query(format!("mutation {{ {reach} {{ problems {{ code }} }} }}")),
        ),
        (
            "a cursor of another list",
            "BAD_INPUT",
            query("{ commitments(first: 1, after: \"bm9uc2Vuc2U\") { nodes { id } } }".to_owned()),
        ),
        (
            "a cursor with a far day",
            "BAD_INPUT",
            query(format!(
                "{{ commitments(order: DUE_FIRST, after: \"{far}\") {{ nodes {{ id }} }} }}"
            )),
        ),
        (
            "a filter of nonsense",
            "BAD_INPUT",
            filter("states: [\"ATLANTIS\"]".to_owned()),
        ),
        (
            "a bidi mark in a filter",
            "BAD_INPUT",
            filter("text: \"\\u202e\"".to_owned()),
        ),
        (
            "an over-long text in a filter",
            "BAD_INPUT",
            filter(format!("text: \"{}\"", "x".repeat(201))),
        ),
        ("the year 0", "BAD_INPUT", filter("years: [0]".to_owned())),
        ("the year 99999", "BAD_INPUT", filter("years: [99999]".to_owned())),
        (
            "too many States",
            "BAD_INPUT",
            filter(format!("states: [{}]", many("S"))),
        ),
        (
            "too many themes",
            "BAD_INPUT",
            filter(format!("themes: [{}]", many("t"))),
        ),
        (
            "too many provisions",
            "BAD_INPUT",
            filter(format!("provisions: [{}]", many("p"))),
        ),
        (
            "an over-long period",
            "BAD_INPUT",
            query(format!(
                "{{ progressUpdates(period: \"{}\") {{ nodes {{ id }} }} }}",
                "x".repeat(41)
            )),
        ),
        (
            "members of nothing",
            "BAD_INPUT",
            query("{ participants(memberOf: \"ATLANTIS\") { nodes { id } } }".to_owned()),
        ),
        (
            "neither id nor reference",
            "BAD_INPUT",
            query("{ commitment { id } }".to_owned()),
        ),
    ];
    for (name, expected, body) in cases {
        let (status, answer) = send(&served.base_url, &token, body).await;
        assert!(status < 500, "{name}: {status} {answer}");
        assert_eq!(code(&answer), expected, "{name}: {status} {answer}");
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
