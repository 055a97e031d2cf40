//! Records by their ids, what is counted, and what was so before.

use crate::commitments::scenes::{Cast, content};
use crate::harness::Platform;
use schema::Role;
use serde_json::{Value, json};

#[tokio::test]
async fn a_node_is_found_by_its_id_and_what_is_hidden_is_missing() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let shown = cast.published(&platform, content("Name a point of contact")).await;
    let hidden = cast.draft(&platform, content("Not yet")).await;
    let sources = platform
        .visit("{ instruments { id provisions { id } } }", json!({}))
        .await;
    let instrument = &sources["data"]["instruments"]
        .as_array()
        .unwrap()
        .iter()
        .find(|instrument| instrument["provisions"][0].is_object())
        .unwrap()
        .clone();
    let missing = "commitment_018f0000000070008000000000000000";
    let account = cast.drafter.account.to_string();
    let ids = json!([
        shown["id"],
        hidden["id"],
        missing,
        cast.state.to_string(),
        instrument["id"],
        instrument["provisions"][0]["id"],
        account,
        shown["id"]
    ]);
    let query = "query Nodes($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Commitment { title { text } } } }";
    let kinds = |answer: &Value| -> Vec<Value> {
        let nodes = answer["data"]["nodes"].as_array().unwrap_or_else(|| panic!("{answer}"));
        nodes.iter().map(|node| node["__typename"].clone()).collect()
    };
    let seen = platform.visit(query, json!({ "ids": ids })).await;
    let found = [
        "Commitment",
        "",
        "",
        "Participant",
        "Instrument",
        "Provision",
        "",
        "Commitment",
    ];
    let named = |name: &str| if name.is_empty() { json!(null) } else { json!(name) };
    assert_eq!(kinds(&seen), found.map(named));
    assert_eq!(seen["data"]["nodes"][0]["title"]["text"], "Name a point of contact");
    let seen = platform.ask(&cast.drafter, query, json!({ "ids": ids })).await;
    let found = [
        "Commitment",
        "Commitment",
        "",
        "Participant",
        "Instrument",
        "Provision",
        "Account",
        "Commitment",
    ];
    assert_eq!(kinds(&seen), found.map(named), "to whom they are not hidden");
    let stranger = platform.person("NOR", Role::Approver).await;
    let one = "query Node($id: ID!) { node(id: $id) { id } }";
    for id in [hidden["id"].as_str().unwrap(), missing, &account] {
        let answer = platform.ask(&stranger, one, json!({ "id": id })).await;
        assert_eq!(answer, json!({ "data": { "node": null } }), "{id}");
    }
}

#[tokio::test]
async fn a_list_is_counted_as_its_asker_may_read_it() {
    let platform = Platform::start().await;
    let senegal = Cast::of(&platform, "SEN").await;
    let norway = Cast::of(&platform, "NOR").await;
    for cast in [&senegal, &norway] {
        let shown = cast.published(&platform, content("Name a point of contact")).await;
        let draft = json!({ "commitmentId": shown["id"], "content": { "reportedState": "UNDER_WAY", "originalLanguage": "EN" } });
        platform
            .done(&cast.drafter, "progressUpdateDraft", draft, "progressUpdate { id }")
            .await;
    }
    let count = "{ progressUpdates(first: 1) { totalCount nodes { id } } comments { totalCount } }";
    assert_eq!(
        platform.visit(count, json!({})).await["data"]["progressUpdates"]["totalCount"],
        0
    );
    let own = platform.ask(&senegal.drafter, count, json!({})).await;
    assert_eq!(
        own["data"]["progressUpdates"]["totalCount"], 1,
        "one's own draft and not the other's"
    );
    let people = "{ accounts { totalCount nodes { id } } changes(first: 1) { totalCount } jobsGivenUp { totalCount } letters { totalCount } }";
    let keeper = platform.secretariat(Role::Administrator).await;
    platform.appoint(&keeper, None, Role::Auditor).await;
    let seen = platform.ask(&keeper, people, json!({})).await;
    let rows = seen["data"]["accounts"]["nodes"]
        .as_array()
        .unwrap_or_else(|| panic!("{seen}"))
        .len();
    assert_eq!(seen["data"]["accounts"]["totalCount"], rows);
    let recorded = platform.fact("select count(*) from changes").await;
    assert_eq!(seen["data"]["changes"]["totalCount"], recorded);
    let members = "{ participants(kinds: [MEMBER_STATE], first: 1) { totalCount } }";
    assert_eq!(
        platform.visit(members, json!({})).await["data"]["participants"]["totalCount"],
        193
    );
}

#[tokio::test]
async fn names_groups_and_memberships_keep_their_dates() {
    let platform = Platform::start().await;
    let ask = async |query: &str| platform.visit(query, json!({})).await["data"].clone();
    let zaire = ask("{ participant(code: \"COD\") { founded names { name(language: FR) { text } fromOn toOn } groups { code fromOn } } }").await;
    let zaire = &zaire["participant"];
    let names = zaire["names"].as_array().unwrap();
    let name = json!({ "name": { "text": "Zaïre" }, "fromOn": "1971-10-27", "toOn": "1997-05-16" });
    assert!(names.contains(&name), "{zaire}");
    let groups: Vec<&str> = zaire["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| group["code"].as_str().unwrap())
        .collect();
    assert!(groups.contains(&"ldc"), "{groups:?}");
    let fields = "participant { code } fromOn toOn status suspensions { fromOn toOn isDayKnown }";
    let then = ask(&format!(
        "{{ participant(code: \"AU\") {{ members(on: \"2016-06-01\", first: 100) {{ totalCount nodes {{ {fields} }} }} now: members(first: 100) {{ totalCount nodes {{ {fields} }} }} }} \
         participants(memberOf: \"AU\", on: \"2016-06-01\", first: 1) {{ totalCount }} }}"
    ))
    .await;
    let list = |name: &str| then["participant"][name]["nodes"].as_array().unwrap().clone();
    let has = |rows: &[Value], code: &str| rows.iter().any(|row| row["participant"]["code"] == code);
    assert!(
        !has(&list("members"), "MAR") && has(&list("now"), "MAR"),
        "Morocco came back in 2017"
    );
    assert_eq!(then["participant"]["members"]["totalCount"], list("members").len());
    assert_eq!(
        then["participant"]["members"]["totalCount"],
        then["participants"]["totalCount"]
    );
    let suspended = list("now");
    let gabon = suspended
        .iter()
        .find(|row| row["participant"]["code"] == "GAB")
        .unwrap();
    assert_eq!(
        gabon["suspensions"],
        json!([{ "fromOn": "2023-08-01", "toOn": "2025-04-30", "isDayKnown": false }])
    );
    let left =
        ask("{ participant(code: \"COE\") { formerMembers { totalCount nodes { participant { code } toOn } } } }")
            .await;
    assert_eq!(
        left["participant"]["formerMembers"],
        json!({ "totalCount": 1, "nodes": [{ "participant": { "code": "RUS" }, "toOn": "2022-03-15" }] })
    );
}

#[tokio::test]
async fn documents_say_what_they_cite_who_sponsored_them_and_what_came_of_them() {
    let platform = Platform::start().await;
    let ask = async |query: &str| platform.visit(query, json!({})).await["data"].clone();
    let report = ask("{ instrument(symbol: \"A/68/98\") { datedOn cites { relation at cited { symbol } } } named: instrument(symbol: \"A/65/201\") { citedBy { citing { symbol } } } }").await;
    let cites = report["instrument"]["cites"].as_array().unwrap();
    assert!(
        cites.contains(&json!({ "relation": "builds_on", "at": "2", "cited": { "symbol": "A/65/201" } })),
        "{report}"
    );
    let named = report["named"]["citedBy"].as_array().unwrap();
    assert!(
        named.contains(&json!({ "citing": { "symbol": "A/68/98" } })),
        "{report}"
    );
    let sponsors = platform.fact("select count(*) from instrument_sponsors").await;
    let listed = ask("{ instruments { sponsors { code } } }").await;
    let listed: usize = listed["instruments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["sponsors"].as_array().unwrap().len())
        .sum();
    assert_eq!(sponsors, listed);
    let link = |from: &str| {
        format!("{{ provision(reference: \"{from}\") {{ links {{ relation provision {{ reference }} }} }} }}")
    };
    for (from, to) in [("A/68/98:13", "A/68/98:29"), ("A/68/98:29", "A/68/98:13")] {
        let links = ask(&link(from)).await["provision"]["links"].clone();
        let wanted = json!({ "relation": "RELATED", "provision": { "reference": to } });
        assert_eq!(
            links.as_array().unwrap().iter().filter(|link| **link == wanted).count(),
            1,
            "{from}: {links}"
        );
    }
}

#[tokio::test]
async fn a_company_stands_behind_the_states_whatever_its_name() {
    let platform = Platform::start().await;
    let editor = platform.secretariat(Role::Editor).await;
    for (name, sort_key) in [("Aardvark Networks", json!(null)), ("The Abacus", json!("Abacus"))] {
        let input =
            json!({ "kind": "PRIVATE_SECTOR", "name": [{ "language": "EN", "text": name }], "sortKey": sort_key });
        platform
            .done(&editor, "participantRegister", input, "participant { id }")
            .await;
    }
    let last = "{ participants(last: 2) { nodes { name { text } } } }";
    assert_eq!(
        platform.visit(last, json!({})).await["data"]["participants"]["nodes"],
        json!([{ "name": { "text": "Aardvark Networks" } }, { "name": { "text": "The Abacus" } }])
    );
}
