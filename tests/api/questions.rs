//! How many statements a question costs the database: not more for a longer page, and not more than is known.

use crate::commitments::scenes::{Cast, content, step};
use crate::harness::Platform;
use schema::actor::Role;
use schema::db::counting_queries;
use serde_json::json;

const LIST: &str = "query List($first: Int!) { commitments(first: $first) { nodes {
    id reference title { text } status reportingLight milestoneCount
    participant { code name { text } } latestUpdate { reportedState reportedOn }
    provisions { reference theme { code name { text } } } milestones { dueOn } evidence { title } dateRevisions { reason }
    indicators { values { value } } assessments { rating } supersedes { reference }
} } }";

#[tokio::test]
async fn a_longer_page_costs_no_more_statements() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let provision = platform
        .visit("{ provision(reference: \"A/68/98:26(c)\") { id } }", json!({}))
        .await;
    for n in 0..12 {
        let mut said = content(&format!("Commitment {n}"));
        said["provisionIds"] = json!([provision["data"]["provision"]["id"]]);
        let shown = cast.published(&platform, said).await;
        let milestone = json!({ "commitmentId": shown["id"], "title": [{ "language": "EN", "text": "A law" }], "originalLanguage": "EN", "dueOn": "2027-01-01" });
        platform
            .done(&cast.approver, "milestoneAdd", milestone, "milestone { id }")
            .await;
        platform
            .done(
                &cast.approver,
                "progressUpdateNoChange",
                json!({ "commitmentId": shown["id"] }),
                "progressUpdate { id }",
            )
            .await;
    }
    let (one, for_one) = counting_queries(platform.visit(LIST, json!({ "first": 1 }))).await;
    let (twelve, for_twelve) = counting_queries(platform.visit(LIST, json!({ "first": 12 }))).await;
    assert_eq!(
        one["data"]["commitments"]["nodes"].as_array().map(Vec::len),
        Some(1),
        "{one}"
    );
    assert_eq!(
        twelve["data"]["commitments"]["nodes"].as_array().map(Vec::len),
        Some(12),
        "{twelve}"
    );
    assert_eq!(for_one, for_twelve, "statements for a page of one and of twelve");
    assert!(for_twelve <= 14, "{for_twelve} statements for the widest list there is");

    let lean = "query Lean($first: Int!) { commitments(first: $first) { nodes { reference title { text } milestoneCount participant { code } latestUpdate { reportedOn } } } }";
    let (_, for_lean) = counting_queries(platform.visit(lean, json!({ "first": 12 }))).await;
    assert_eq!(
        for_lean, 1,
        "State, latest update and milestone counts come with the list"
    );
    let id = twelve["data"]["commitments"]["nodes"][0]["id"].clone();
    let single = "query One($id: ID!) { commitment(id: $id) { reference title { text } participant { code } latestUpdate { reportedOn } } }";
    let (_, for_one_record) = counting_queries(platform.visit(single, json!({ "id": id }))).await;
    assert_eq!(for_one_record, 1);
}

#[tokio::test]
async fn pages_by_key_neither_skip_nor_repeat_in_any_order_and_direction() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    for n in 0..11 {
        let mut said = content(&format!("Commitment {n}"));
        if n % 3 == 0 {
            said["indicativeOn"] = json!(null);
        }
        cast.published(&platform, said).await;
        if n % 2 == 0 {
            platform.clock.set(platform.now() + chrono::TimeDelta::seconds(1));
        }
    }
    for order in ["NEWEST", "DUE_FIRST", "RECENTLY_CHANGED"] {
        let whole = platform
            .visit(
                "query Whole($order: CommitmentOrder!) { commitments(first: 100, order: $order) { nodes { id } } }",
                json!({ "order": order }),
            )
            .await;
        let whole = whole["data"]["commitments"]["nodes"].as_array().unwrap().clone();
        assert_eq!(whole.len(), 11);
        let (mut forward, mut after) = (Vec::new(), json!(null));
        loop {
            let page = platform
                .visit(
                    "query Page($order: CommitmentOrder!, $after: String) { commitments(first: 4, order: $order, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }",
                    json!({ "order": order, "after": after }),
                )
                .await["data"]["commitments"]
                .clone();
            forward.extend(page["nodes"].as_array().unwrap().clone());
            if page["pageInfo"]["hasNextPage"] == false {
                break;
            }
            after = page["pageInfo"]["endCursor"].clone();
        }
        assert_eq!(forward, whole, "{order} forward");
        let (mut backward, mut before) = (Vec::new(), json!(null));
        loop {
            let page = platform
                .visit(
                    "query Page($order: CommitmentOrder!, $before: String) { commitments(last: 4, order: $order, before: $before) { nodes { id } pageInfo { hasPreviousPage startCursor } } }",
                    json!({ "order": order, "before": before }),
                )
                .await["data"]["commitments"]
                .clone();
            let mut nodes = page["nodes"].as_array().unwrap().clone();
            nodes.extend(backward);
            backward = nodes;
            if page["pageInfo"]["hasPreviousPage"] == false {
                break;
            }
            before = page["pageInfo"]["startCursor"].clone();
        }
        assert_eq!(backward, whole, "{order} backward");
    }
}

#[tokio::test]
async fn filters_find_what_they_say() {
    let platform = Platform::start().await;
    let senegal = Cast::of(&platform, "SEN").await;
    let norway = Cast::of(&platform, "NOR").await;
    let provision = platform
        .visit(
            "{ provision(reference: \"A/68/98:26(c)\") { id theme { code } } }",
            json!({}),
        )
        .await;
    let mut said = content("Désigner un point de contact");
    said["provisionIds"] = json!([provision["data"]["provision"]["id"]]);
    said["jointParticipantIds"] = json!([platform.participant("KEN").await.to_string()]);
    let wanted = senegal.published(&platform, said).await;
    let kenya = platform.person("KEN", Role::Approver).await;
    step(&platform, &kenya, "commitmentJoin", &wanted).await;
    let mut other = content("Train investigators");
    other["madeOn"] = json!("2019-05-01");
    norway.published(&platform, other).await;
    let count = async |filter: serde_json::Value| {
        let query =
            "query Filtered($filter: CommitmentFilter!) { commitments(filter: $filter) { nodes { id } totalCount } }";
        let answer = platform.visit(query, json!({ "filter": filter })).await;
        let list = &answer["data"]["commitments"];
        assert_eq!(
            list["totalCount"],
            json!(list["nodes"].as_array().unwrap_or_else(|| panic!("{answer}")).len())
        );
        let is_wanted = list["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .any(|node| node["id"] == wanted["id"]);
        (list["totalCount"].as_i64().unwrap(), is_wanted)
    };
    for filter in [
        json!({ "states": ["SEN"] }),
        json!({ "states": ["ken"] }),
        json!({ "organizations": ["ECOWAS"] }),
        json!({ "provisions": ["A/68/98:26(c)"] }),
        json!({ "provisions": ["A/68/98:26"] }),
        json!({ "themes": [provision["data"]["provision"]["theme"]["code"]] }),
        json!({ "years": [2026] }),
        json!({ "text": "contact désigner" }),
        json!({ "text": wanted["reference"] }),
    ] {
        assert_eq!(count(filter.clone()).await, (1, true), "{filter}");
    }
    for filter in [
        json!({ "statuses": ["PUBLISHED"] }),
        json!({ "reportingLights": ["CURRENT"] }),
        json!({ "states": ["SEN", "NOR"] }),
    ] {
        assert_eq!(count(filter.clone()).await, (2, true), "{filter}");
    }
    platform.days_pass(800);
    assert_eq!(count(json!({ "reportingLights": ["INACTIVE"] })).await.0, 2);
    assert_eq!(
        count(json!({ "reportingLights": ["CURRENT", "UPDATE_INVITED", "NO_UPDATE_RECEIVED"] }))
            .await
            .0,
        0
    );
}

#[tokio::test]
async fn a_filter_that_nothing_can_meet_is_refused_and_costs_one_statement_a_kind() {
    let platform = Platform::start().await;
    let query = "query Filtered($filter: CommitmentFilter!) { commitments(filter: $filter) { nodes { id } } }";
    for (field, filter) in [
        ("filter.states", json!({ "states": ["SEN", "XXX"] })),
        ("filter.organizations", json!({ "organizations": ["XXX"] })),
        ("filter.themes", json!({ "themes": ["no-such-theme"] })),
        ("filter.provisions", json!({ "provisions": ["A/68/98:999"] })),
    ] {
        let answer = platform.visit(query, json!({ "filter": filter })).await;
        let error = &answer["errors"][0]["extensions"];
        assert_eq!(*error, json!({ "code": "BAD_INPUT", "field": field }), "{answer}");
    }
    let cost = async |states: &[&str]| {
        counting_queries(platform.visit(query, json!({ "filter": { "states": states } })))
            .await
            .1
    };
    assert_eq!(cost(&["SEN"]).await, cost(&["SEN", "KEN", "NOR", "FRA"]).await);
}
