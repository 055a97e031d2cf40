//! Participants that come, and those that take a new name.

use super::desk::problem;
use crate::harness::Platform;
use schema::actor::*;
use serde_json::{Value, json};

const FIELDS: &str = "participant { id kind code name { text } country { code } }";

fn company(name: &str) -> Value {
    json!({ "kind": "PRIVATE_SECTOR", "name": [{ "language": "EN", "text": name }] })
}

#[tokio::test]
async fn an_editor_adds_a_company_and_its_country() {
    let platform = Platform::start().await;
    let editor = platform.secretariat(Role::Editor).await;
    let kenya = platform.participant("KEN").await;
    let mut input = company("Savannah Networks");
    input["countryId"] = json!(kenya.to_string());
    input["code"] = json!("savnet");
    let made = platform
        .done(&editor, "participantRegister", input.clone(), FIELDS)
        .await;
    assert_eq!(made["participant"]["country"]["code"], "KEN");
    assert_eq!(
        (&made["participant"]["code"], &made["participant"]["kind"]),
        (&json!("SAVNET"), &json!("PRIVATE_SECTOR"))
    );
    assert_eq!(
        problem(&platform.try_act(&editor, "participantRegister", input, FIELDS).await),
        "TAKEN"
    );
    for (field, value, code) in [
        ("kind", json!("MEMBER_STATE"), "INVALID_REFERENCE"),
        ("name", json!([]), "REQUIRED"),
        (
            "name",
            json!([{ "language": "EN", "text": "a\u{202e}b" }]),
            "FORBIDDEN_CHARACTER",
        ),
        ("code", json!("a b"), "UNKNOWN"),
        ("founded", json!(3000), "OUT_OF_RANGE"),
        (
            "countryId",
            json!(ParticipantId::new().to_string()),
            "INVALID_REFERENCE",
        ),
        (
            "countryId",
            json!(platform.participant("AU").await.to_string()),
            "INVALID_REFERENCE",
        ),
    ] {
        let mut input = company("Another");
        input[field] = value;
        let answer = platform.try_act(&editor, "participantRegister", input, FIELDS).await;
        assert_eq!(problem(&answer), code, "{field}: {answer}");
    }
    for someone in [
        platform.secretariat(Role::Reviewer).await,
        platform.person("KEN", Role::FocalPoint).await,
    ] {
        let refused = platform
            .try_act(&someone, "participantRegister", company("Other"), FIELDS)
            .await;
        assert_eq!(refused["error"], "FORBIDDEN");
    }
}

#[tokio::test]
async fn a_new_name_begins_on_its_day_and_the_old_one_stays_on_record() {
    let platform = Platform::start().await;
    let editor = platform.secretariat(Role::Editor).await;
    let made = platform
        .done(&editor, "participantRegister", company("Savannah Networks"), FIELDS)
        .await;
    let id = &made["participant"]["id"];
    platform.days_pass(100);
    let rename = async |name: &str, from_on: &str| {
        let name = json!([{ "language": "EN", "text": name }, { "language": "FR", "text": name }]);
        let input = json!({ "participantId": id, "name": name, "fromOn": from_on, "note": "Merger" });
        platform.try_act(&editor, "participantRename", input, FIELDS).await
    };
    let renamed = rename("Baobab Networks", "2027-01-15").await;
    assert_eq!(renamed["participant"]["name"]["text"], "Baobab Networks", "{renamed}");
    assert_eq!(problem(&rename("Baobab Networks", "2027-02-01").await), "NO_CHANGE");
    assert_eq!(problem(&rename("Too Early", "2027-01-15").await), "DATES_OUT_OF_ORDER");
    assert_eq!(problem(&rename("Tomorrow", "2027-06-01").await), "IN_THE_FUTURE");
    assert_eq!(rename("Acacia Networks", "2027-02-01").await["problems"], json!([]));
    let kept =
        "select jsonb_agg(jsonb_build_array(from_on, to_on, n.name ->> 'en') order by from_on) from participant_names n
        join participants p on p.id = n.participant_id where p.kind = 'private_sector'";
    insta::assert_json_snapshot!(platform.fact(kept).await, @r#"
    [
      [
        "2026-11-23",
        "2027-01-14",
        "Savannah Networks"
      ],
      [
        "2027-01-15",
        "2027-01-31",
        "Baobab Networks"
      ],
      [
        "2027-02-01",
        null,
        "Acacia Networks"
      ]
    ]
    "#);
    let changed = platform
        .fact("select count(*) from changes where act = 'participantRename' and table_name = 'participants'")
        .await;
    assert_eq!(changed, 2);
}
