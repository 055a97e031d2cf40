//! The audits of GraphQL over HTTP, against a running server: each asks one thing of the transport and nothing of the
//! data. Their numbers are those of the public audit suite of the `graphql-http` project (1.23: 13 MUST, 23 SHOULD,
//! 25 MAY), so that a failure can be looked up there.

use reqwest::{Client, RequestBuilder, Response};
use serde_json::{Value, json};

/// What an answer must be for an audit to pass.
enum Expect {
    Status(u16),
    /// Any 4xx.
    Refusal,
    /// 200 and no errors.
    Data,
    /// 200 and this media type.
    Media(&'static str),
    /// No `data` in the answer.
    NoData,
}

struct Audit {
    number: String,
    request: RequestBuilder,
    expect: Expect,
}

const JSON: &str = "application/json";
const GRAPHQL: &str = "application/graphql-response+json";

/// Sends all audits to `{base_url}/graphql` and says what failed; an empty list is a server that keeps to the letter.
pub async fn failures(base_url: &str) -> Vec<String> {
    let audits = audits(&format!("{base_url}/graphql"));
    assert_eq!(audits.len(), 61, "the suite has 61 audits");
    let mut failures = Vec::new();
    for Audit {
        number,
        request,
        expect,
    } in audits
    {
        let failure = match request.send().await {
            Ok(response) => judge(response, expect).await.err(),
            Err(error) => Some(error.to_string()),
        };
        failures.extend(failure.map(|failure| format!("{number}: {failure}")));
    }
    failures
}

async fn judge(response: Response, expect: Expect) -> Result<(), String> {
    let status = response.status().as_u16();
    let media = response
        .headers()
        .get("content-type")
        .and_then(|media| media.to_str().ok())
        .unwrap_or("")
        .to_owned();
    let text = response.text().await.map_err(|error| error.to_string())?;
    let body: Value = serde_json::from_str(&text).unwrap_or_default();
    let passed = match expect {
        Expect::Status(expected) => status == expected,
        Expect::Refusal => (400..500).contains(&status),
        Expect::Data => status == 200 && body.get("errors").is_none() && body.get("data").is_some(),
        Expect::Media(expected) => status == 200 && media.split(';').next() == Some(expected),
        Expect::NoData => body.get("errors").is_some() && body.get("data").is_none(),
    };
    if passed {
        Ok(())
    } else {
        Err(format!("{status} {media} {text}"))
    }
}

fn audits(url: &str) -> Vec<Audit> {
    let client = Client::new();
    let hello = || json!({ "query": "{ __typename }" });
    let typed =
        || json!({ "query": "query T($name: String!) { __type(name: $name) { name } }", "variables": { "name": "x" } });
    let with = |name: &str, value: &Value| {
        let mut body = hello();
        body[name] = value.clone();
        body
    };
    let post = |accept: Option<&str>, body: &Value| {
        let request = client.post(url).header("content-type", JSON).body(body.to_string());
        accept
            .into_iter()
            .fold(request, |request, accept| request.header("accept", accept))
    };
    let get = |accept: Option<&str>, query: &[(&str, &str)]| {
        let request = client.get(url).query(query);
        accept
            .into_iter()
            .fold(request, |request, accept| request.header("accept", accept))
    };
    let broken = |accept: &str| {
        client
            .post(url)
            .header("content-type", JSON)
            .header("accept", accept)
            .body("{ \"not a JSON")
    };
    let mut audits = Vec::new();
    let mut audit = |number: &str, request, expect| {
        audits.push(Audit {
            number: number.to_owned(),
            request,
            expect,
        })
    };

    audit("22EB", post(Some(GRAPHQL), &hello()), Expect::Media(GRAPHQL));
    audit("4655", post(Some(JSON), &hello()), Expect::Media(JSON));
    audit("47DE", post(Some("*/*"), &hello()), Expect::Media(JSON));
    audit("80D8", post(None, &hello()), Expect::Media(JSON));
    audit("82A3", post(None, &hello()), Expect::Data);
    let runner = json!({ "query": "{ __type(name: \"Run🏃Swim🏊\") { name } }" }).to_string();
    let utf8 = client
        .post(url)
        .header("content-type", "application/json; charset=utf-8")
        .body(runner);
    audit("BF61", utf8, Expect::Status(200));
    for number in ["78D5", "2C94", "03D4"] {
        audit(number, post(None, &hello()), Expect::Status(200));
    }
    audit("5A70", get(None, &[("query", "{ __typename }")]), Expect::Status(200));
    audit(
        "9C48",
        get(Some(GRAPHQL), &[("query", "mutation { __typename }")]),
        Expect::Refusal,
    );
    audit("9ABE", client.post(url), Expect::Refusal);
    audit(
        "A5BF",
        client.post(url).header("content-type", JSON),
        Expect::Status(400),
    );
    audit(
        "423L",
        post(Some(GRAPHQL), &json!({ "notquery": "{ __typename }" })),
        Expect::Status(400),
    );
    let no_strings = [json!({ "obj": "ect" }), json!(0), json!(false), json!(["array"])];
    let no_maps = [json!("string"), json!(0), json!(false), json!(["array"])];
    for (number, name, values) in [
        ("LKJ", "query", &no_strings),
        ("6C0", "operationName", &no_strings),
        ("476", "variables", &no_maps),
        ("58B", "extensions", &no_maps),
    ] {
        for (index, value) in values.iter().enumerate() {
            audit(
                &format!("{number}{index}"),
                post(None, &with(name, value)),
                Expect::Status(400),
            );
        }
    }
    let named = json!({ "query": "query Query { __typename }", "operationName": "Query" });
    let extended = with("extensions", &json!({ "some": "value" }));
    for (strict, old, body) in [
        ("34A2", "13EE", hello()),
        ("8161", "B8B3", named),
        ("2EA1", "28B9", typed()),
        ("428F", "1B7A", extended),
    ] {
        audit(strict, post(Some(GRAPHQL), &body), Expect::Data);
        audit(old, post(Some(JSON), &body), Expect::Data);
    }
    for (index, name) in ["variables", "operationName", "extensions"].iter().enumerate() {
        audit(
            &format!("94B{index}"),
            post(Some(GRAPHQL), &with(name, &Value::Null)),
            Expect::Data,
        );
        audit(
            &format!("022{index}"),
            post(Some(JSON), &with(name, &Value::Null)),
            Expect::Data,
        );
    }
    let in_url = [
        ("query", "query T($name: String!) { __type(name: $name) { name } }"),
        ("variables", r#"{"name":"x"}"#),
    ];
    audit("D6D5", get(Some(GRAPHQL), &in_url), Expect::Data);
    audit("6A70", get(Some(JSON), &in_url), Expect::Data);
    audit("B6DC", broken(JSON), Expect::Refusal);
    audit("BCF8", broken(JSON), Expect::Status(400));
    audit("B7N8", broken(GRAPHQL), Expect::Status(400));
    let typo = json!({ "qeury": "{ __typename }" });
    audit("8764", post(None, &typo), Expect::Refusal);
    audit("3E3A", post(None, &typo), Expect::Status(400));
    let unreadable = json!({ "query": "{" });
    let unknown = json!({ "query": "{ 8f31403dfe404bccbb0e835f2629c6a7 }" });
    let unfit = json!({ "query": "query CoerceFailure($id: ID!) { __typename }", "variables": { "id": null } });
    audit("572B", post(Some(JSON), &unreadable), Expect::Status(200));
    audit("FDE2", post(Some(JSON), &unknown), Expect::Status(200));
    audit("7B9B", post(Some(JSON), &unfit), Expect::Status(200));
    audit("865D", post(Some(GRAPHQL), &unreadable), Expect::Refusal);
    audit("556A", post(Some(GRAPHQL), &unreadable), Expect::Status(400));
    audit("D586", post(Some(GRAPHQL), &unreadable), Expect::NoData);
    audit("51FE", post(Some(GRAPHQL), &unknown), Expect::Refusal);
    audit("74FF", post(Some(GRAPHQL), &unknown), Expect::Status(400));
    audit("5E5B", post(Some(GRAPHQL), &unknown), Expect::NoData);
    audit("86EE", post(Some(GRAPHQL), &unfit), Expect::Status(400));
    audits
}
