//! How many statements a question costs the database: exactly so many, and not one more for a longer page.

use crate::commitments::scenes::{Cast, content, step};
use crate::harness::{Platform, Someone};
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{BaseType, FieldDefinition, Type, TypeKind, TypeSystemDefinition};
use schema::db::counting_queries;
use schema::{Actor, Role};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A register of twenty commitments of four States, with something of everything on each.
async fn well_filled(platform: &Platform) -> Someone {
    let provisions = platform.visit("{ provisions { id reference } }", json!({})).await["data"]["provisions"]
        .as_array()
        .unwrap()
        .clone();
    let company = platform.new_participant("private_sector", "Acme Networks").await;
    let stakeholder = platform.person_of(company, Role::Stakeholder).await;
    let mut casts = Vec::new();
    for code in ["SEN", "NOR", "KEN", "GHA"] {
        casts.push(Cast::of(platform, code).await);
    }
    for n in 0..20 {
        let cast = &casts[n % 4];
        let mut said = content(&format!("Commitment {n}"));
        said["provisionIds"] = json!([provisions[n]["id"], provisions[n + 1]["id"]]);
        said["jointParticipantIds"] = json!([casts[(n + 1) % 4].state.to_string(), company.to_string()]);
        let shown = cast.published(platform, said).await;
        let on = |more: Value| {
            let mut input = json!({ "commitmentId": shown["id"] });
            input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            input
        };
        let text = json!([{ "language": "EN", "text": "A law" }]);
        let milestone = on(json!({ "title": text, "originalLanguage": "EN", "dueOn": "2027-01-01" }));
        platform
            .done(&cast.approver, "milestoneAdd", milestone, "milestone { id }")
            .await;
        let indicator = on(json!({ "content": { "name": text, "originalLanguage": "EN", "unit": "laws" } }));
        let defined = platform
            .done(&cast.approver, "indicatorDefine", indicator, "indicator { id }")
            .await;
        let value = json!({ "indicatorId": defined["indicator"]["id"], "value": 1.0, "measuredOn": "2026-11-01" });
        platform
            .done(&cast.approver, "indicatorRecord", value, "indicator { id }")
            .await;
        let link = on(json!({ "title": "Decree", "url": "https://example.org/decree" }));
        platform
            .done(&cast.approver, "evidenceLink", link, "evidence { id }")
            .await;
        platform
            .done(
                &cast.approver,
                "progressUpdateNoChange",
                on(json!({})),
                "progressUpdate { id }",
            )
            .await;
        let comment = on(json!({ "text": "Thank you." }));
        platform
            .done(&stakeholder, "commentSubmit", comment, "comment { id }")
            .await;
        let assessment = on(json!({ "rating": "LIMITED", "method": "Reading." }));
        platform
            .done(&cast.reviewer, "assessmentRecord", assessment, "commitment { id }")
            .await;
    }
    for code in ["NAM", "ZMB", "FRA", "JPN", "BRA", "FJI"] {
        platform.person(code, Role::Drafter).await;
        platform.person(code, Role::Approver).await;
    }
    let all = platform.secretariat(Role::Reviewer).await;
    for role in [Role::Editor, Role::Administrator, Role::Auditor] {
        platform.appoint(&all, None, role).await;
    }
    all
}

/// The types of the contract, with their fields.
fn types() -> BTreeMap<String, Vec<FieldDefinition>> {
    let document = parse_schema(api::graphql::sdl()).unwrap();
    let types = document
        .definitions
        .into_iter()
        .filter_map(|definition| match definition {
            TypeSystemDefinition::Type(ty) => match ty.node.kind {
                TypeKind::Object(object) => Some((
                    ty.node.name.node.to_string(),
                    object.fields.into_iter().map(|field| field.node).collect(),
                )),
                // of which only the kind can be asked for
                TypeKind::Union(_) => Some((ty.node.name.node.to_string(), vec![])),
                _ => None,
            },
            _ => None,
        });
    types.collect()
}

fn named(ty: &Type) -> (&str, bool) {
    match &ty.base {
        BaseType::Named(name) => (name, false),
        BaseType::List(inner) => (named(inner).0, true),
    }
}

/// Whether a field is a list with pages.
fn has_pages(field: &FieldDefinition) -> bool {
    field
        .arguments
        .iter()
        .any(|argument| argument.node.name.node == "first")
}

/// A field with what can be asked below it, two records deep, but no list with pages.
fn selection(types: &BTreeMap<String, Vec<FieldDefinition>>, field: &FieldDefinition, depth: u32) -> Option<String> {
    let name = &field.name.node;
    let required = |ty: &Type| !ty.nullable;
    if has_pages(field) || field.arguments.iter().any(|argument| required(&argument.node.ty.node)) {
        return None;
    }
    let Some(fields) = types.get(named(&field.ty.node).0) else {
        return Some(name.to_string());
    };
    if depth == 0 || fields.is_empty() {
        return Some(format!("{name} {{ __typename }}"));
    }
    let below: Vec<String> = fields
        .iter()
        .filter_map(|field| selection(types, field, depth - 1))
        .collect();
    Some(format!("{name} {{ {} }}", below.join(" ")))
}

/// How many fields of a selection lead to other records, the innermost included.
fn kinds(selected: &str) -> u32 {
    u32::try_from(selected.matches('{').count()).unwrap()
}

async fn statements(platform: &Platform, actor: &Actor, query: &str) -> (Value, u32) {
    let (answer, count) = counting_queries(platform.ask_as(actor.clone(), query, json!({}))).await;
    assert_eq!(answer.get("errors").unwrap_or(&json!([])), &json!([]), "{query}");
    (answer["data"].clone(), count)
}

#[tokio::test]
async fn every_field_of_every_list_costs_as_many_statements_for_twenty_rows_as_for_one() {
    let platform = Platform::start().await;
    let asker = well_filled(&platform).await;
    let actor = platform.actor(&asker).await;
    let types = types();
    let mut short = Vec::new();
    for list in types["Query"].iter().filter(|field| has_pages(field)) {
        let name = &list.name.node;
        let connection = &types[named(&list.ty.node).0];
        let nodes = connection.iter().find(|field| field.name.node == "nodes").unwrap();
        for field in &types[named(&nodes.ty.node).0] {
            let Some(selected) = selection(&types, field, 2) else {
                continue;
            };
            let given = if name == "search" {
                ", text: \"commitment\", kinds: [COMMITMENT]"
            } else {
                ""
            };
            let ask = |first: u32| format!("{{ {name}(first: {first}{given}) {{ nodes {{ {selected} }} }} }}");
            let (_, for_one) = statements(&platform, &actor, &ask(1)).await;
            let (answer, for_twenty) = statements(&platform, &actor, &ask(20)).await;
            let rows = answer[name.as_str()]["nodes"].as_array().unwrap().len();
            if rows < 20 {
                short.push(name.to_string());
                break;
            }
            // each kind of record below is one question, and of the first row there may be none
            let most = for_one.max(LEVEL + kinds(&selected) * LEVEL);
            assert!(
                for_twenty <= most,
                "{name}.{}: {for_one} for one, {for_twenty} for twenty",
                field.name.node
            );
        }
    }
    // what only time or a mail server fills; their fields lead by the same loaders
    assert_eq!(short, ["jobsGivenUp", "letters", "myLetters", "myReminders"]);
    for list in ["instruments", "provisions", "themes"] {
        let field = types["Query"].iter().find(|field| field.name.node == list).unwrap();
        for below in &types[named(&field.ty.node).0] {
            let Some(selected) = selection(&types, below, 2) else {
                continue;
            };
            let (_, count) = statements(&platform, &actor, &format!("{{ {list} {{ {selected} }} }}")).await;
            assert!(
                count <= LEVEL + kinds(&selected) * LEVEL,
                "{list}.{}: {count}",
                below.name.node
            );
        }
    }
}

/// Statements of one unit of reading of somebody signed in: who asks, the question. Nobody waits for its end.
const LEVEL: u32 = 2;

#[tokio::test]
async fn questions_cost_exactly_so_many_statements() {
    let platform = Platform::start().await;
    let asker = well_filled(&platform).await;
    let visitor = Actor::Visitor;
    let list = "reference title { text } milestoneCount participant { code name { text } } latestUpdate { reportedOn }";
    for (query, expected) in [
        (format!("{{ commitments(first: 20) {{ nodes {{ {list} }} }} }}"), 1),
        (format!("{{ commitments(first: 20) {{ totalCount nodes {{ {list} }} }} }}"), 2),
        ("{ commitments(first: 20, filter: { states: [\"SEN\", \"NOR\", \"KEN\"] }) { nodes { id } } }".into(), 2),
        ("{ commitments(first: 20) { nodes { jointParticipants { code } } } }".into(), 2),
        ("{ commitments(first: 20) { nodes { provisions { reference } } } }".into(), 3),
        ("{ commitments(first: 20) { nodes { themes { code } } } }".into(), 4),
        ("{ commitments(first: 20) { nodes { milestones { dueOn } evidence { title } indicators { values { value } } } } }".into(), 5),
        ("{ commitmentFigures { theme { code } status count } }".into(), 2),
        ("{ provisionFigures { provision { reference } commitmentCount stateCount } }".into(), 2),
        ("{ reporting { periods { code dueOn } states { state { code } groups reports } } }".into(), 4),
        ("{ instruments { symbol provisions { reference } } }".into(), 2),
        ("{ instruments { sponsors { code } cites { cited { symbol } } } }".into(), 5),
        ("{ instruments { citedBy { citing { symbol } } } }".into(), 3),
        ("{ provisions { links { relation provision { reference } } } }".into(), 3),
        ("{ participants(first: 20) { nodes { names { fromOn } groups { code } memberships { organization { code } suspensions { fromOn } } } } }".into(), 6),
        ("{ participant(code: \"AU\") { members(first: 20) { totalCount nodes { participant { code } } } } }".into(), 4),
        ("{ participants(first: 20) { nodes { figures { commitmentCount } yearFigures { year } namedIn } } }".into(), 3),
        ("{ search(first: 20, text: \"commitment\", kinds: [COMMITMENT, COMMITMENT]) { totalCount nodes { title { parts { text } }
            commitment { reference } record { __typename } } } }".into(), 3),
        ("{ __typename rateLimit { cost } }".into(), 0),
    ] {
        let (_, count) = statements(&platform, &visitor, &query).await;
        assert_eq!(count, expected, "{query}");
    }
    let (listed, _) = statements(
        &platform,
        &visitor,
        "{ commitments(first: 20) { nodes { id participant { id } } } }",
    )
    .await;
    let nodes = listed["commitments"]["nodes"].as_array().unwrap();
    let ids: Vec<&Value> = nodes
        .iter()
        .flat_map(|node| [&node["id"], &node["participant"]["id"]])
        .collect();
    let query = format!("{{ nodes(ids: {}) {{ id }} }}", json!(ids));
    assert_eq!(statements(&platform, &visitor, &query).await.1, 2, "one for each kind");
    let actor = platform.actor(&asker).await;
    let query = "{ commitments(first: 20) { nodes { reference } } }";
    assert_eq!(statements(&platform, &actor, query).await.1, LEVEL);
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
    let count = async |filter: Value| {
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
        let told = (&error["code"], &error["field"], &error["reason"]);
        assert_eq!(
            told,
            (&json!("BAD_INPUT"), &json!(field), &json!("UNKNOWN")),
            "{answer}"
        );
    }
    let cost = async |states: &[&str]| {
        counting_queries(platform.visit(query, json!({ "filter": { "states": states } })))
            .await
            .1
    };
    assert_eq!(cost(&["SEN"]).await, cost(&["SEN", "KEN", "NOR", "FRA"]).await);
}
