//! Every text, id and day of every act's input, filled with what does not belong there, one at a time.

use crate::commitments::scenes::{Cast, content};
use crate::harness::Platform;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{BaseType, InputValueDefinition, Type, TypeKind, TypeSystemDefinition};
use schema::Role;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};

/// What the contract says of inputs.
struct Inputs {
    objects: HashMap<String, Vec<InputValueDefinition>>,
    enums: HashMap<String, String>,
    /// Each act with the type of its input.
    acts: Vec<(String, Type)>,
    /// A record that exists, by the kind of its id.
    ids: BTreeMap<&'static str, String>,
}

impl Inputs {
    fn read(ids: BTreeMap<&'static str, String>) -> Self {
        let mut inputs = Self {
            objects: HashMap::new(),
            enums: HashMap::new(),
            acts: Vec::new(),
            ids,
        };
        for definition in parse_schema(api::graphql::sdl()).unwrap().definitions {
            let TypeSystemDefinition::Type(ty) = definition else {
                continue;
            };
            let name = ty.node.name.node.to_string();
            match ty.node.kind {
                TypeKind::InputObject(object) => {
                    let fields = object.fields.into_iter().map(|field| field.node).collect();
                    inputs.objects.insert(name, fields);
                }
                TypeKind::Enum(values) => {
                    inputs.enums.insert(name, values.values[0].node.value.node.to_string());
                }
                TypeKind::Object(object) if name == "Mutation" => {
                    for field in object.fields {
                        let input = &field.node.arguments[0].node;
                        inputs
                            .acts
                            .push((field.node.name.node.to_string(), input.ty.node.clone()));
                    }
                }
                _ => {}
            }
        }
        inputs
    }

    /// A value that fits.
    fn fitting(&self, ty: &Type, field: &str) -> Value {
        let name = match &ty.base {
            BaseType::List(inner) => return json!([self.fitting(inner, field)]),
            BaseType::Named(name) => name.as_str(),
        };
        match name {
            "ID" => json!(self.id(field)),
            "Int" => json!(1),
            "Float" => json!(1.5),
            "Boolean" => json!(true),
            "Date" => json!("2026-11-01"),
            "String" if field == "email" => json!("somebody@example.org"),
            "String" if field == "url" => json!("https://example.org/"),
            "String" => json!("Some words"),
            _ => match self.objects.get(name) {
                Some(fields) => {
                    let needed = fields
                        .iter()
                        .filter(|field| !field.ty.node.nullable && field.default_value.is_none());
                    let fill = |field: &InputValueDefinition| {
                        let name = field.name.node.to_string();
                        let value = self.fitting(&field.ty.node, &name);
                        (name, value)
                    };
                    Value::Object(needed.map(fill).collect())
                }
                None => json!(self.enums[name]),
            },
        }
    }

    fn id(&self, field: &str) -> &str {
        let kind = match field {
            "organizationId" | "countryId" | "jointParticipantIds" | "participantIds" => "participant",
            "supersededById" => "commitment",
            "provisionIds" => "provision",
            other => {
                let mut kinds = self.ids.keys();
                let camel = |kind: &str| {
                    let mut words = kind.split('_');
                    let first = words.next().unwrap_or_default().to_owned();
                    words.fold(first, |all, word| all + &word[..1].to_uppercase() + &word[1..]) + "Id"
                };
                kinds
                    .find(|kind| camel(kind) == other)
                    .unwrap_or_else(|| panic!("an id of which kind is {other}?"))
            }
        };
        &self.ids[kind]
    }

    /// What does not fit, with its place.
    fn hostile(&self, ty: &Type, field: &str) -> Vec<(String, Value)> {
        let name = match &ty.base {
            BaseType::List(inner) => {
                let inner = self.hostile(inner, field).into_iter();
                return inner.map(|(place, value)| (place, json!([value]))).collect();
            }
            BaseType::Named(name) => name.as_str(),
        };
        let long = "x".repeat(100_000);
        let bad: &[&str] = match name {
            "String" => &["a\u{202e}b\u{1b}[31m", "\u{fdd0}noncharacter", &long],
            "ID" => &[
                "import_018f0000000070008000000000000000",
                "1; drop table commitments",
                &long,
            ],
            "Date" => &["2026-02-30", "0000-00-00", "+99999-01-01", "tomorrow"],
            _ => {
                let fields = self.objects.get(name).map(Vec::as_slice).unwrap_or_default();
                let whole = self.fitting(ty, field);
                let with = |field: &InputValueDefinition, (place, value): (String, Value)| {
                    let mut filled: Map<String, Value> = whole.as_object().unwrap().clone();
                    filled.insert(field.name.node.to_string(), value);
                    (format!(".{}{place}", field.name.node), Value::Object(filled))
                };
                let each = fields.iter().flat_map(|field| {
                    let values = self.hostile(&field.ty.node, &field.name.node).into_iter();
                    values.map(move |value| with(field, value))
                });
                return each.collect();
            }
        };
        let named = |text: &&str| {
            let start: String = text.chars().take(20).collect();
            (format!(" = {start:?}"), json!(text))
        };
        bad.iter().map(named).collect()
    }
}

/// How many rows there are of everything, the audit of changes included; attempts to sign in are counted of course.
const ROWS: &str = "select sum((xpath('/row/c/text()', query_to_xml(format('select count(*) as c from %I', relname), false, true, '')))[1]::text::bigint)
    from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'sign_in_attempts'";

#[tokio::test]
async fn no_hostile_value_in_any_field_of_any_act_is_taken_or_a_fault_of_ours() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let all = platform.person("SEN", Role::FocalPoint).await;
    for role in [Role::Editor, Role::Reviewer, Role::Administrator, Role::Auditor] {
        platform.appoint(&all, None, role).await;
    }
    let shown = cast.published(&platform, content("Name a point of contact")).await;
    let on = json!({ "commitmentId": shown["id"] });
    let with = |more: Value| {
        let mut input = on.clone();
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        input
    };
    let text = json!([{ "language": "EN", "text": "A law" }]);
    let made = async |act: &str, input: Value, record: &str| {
        let done = platform
            .done(&cast.approver, act, input, &format!("{record} {{ id }}"))
            .await;
        done[record]["id"].as_str().unwrap().to_owned()
    };
    let milestone = with(json!({ "title": text, "originalLanguage": "EN", "dueOn": "2027-01-01" }));
    let indicator = with(json!({ "content": { "name": text, "originalLanguage": "EN", "unit": "laws" } }));
    let update =
        with(json!({ "content": { "reportedState": "UNDER_WAY", "originalLanguage": "EN", "narrative": text } }));
    let evidence = with(json!({ "title": "Decree", "url": "https://example.org/" }));
    let missing = |kind: &str| format!("{kind}_018f0000000070008000000000000000");
    let provision = platform.visit("{ provisions { id } }", json!({})).await;
    let provision = provision["data"]["provisions"][0]["id"].as_str().unwrap().to_owned();
    let indicator = made("indicatorDefine", indicator, "indicator").await;
    let value = json!({ "indicatorId": indicator, "value": 3, "measuredOn": "2026-11-01" });
    let measured = platform
        .done(&cast.approver, "indicatorRecord", value, "indicator { values { id } }")
        .await;
    let value = measured["indicator"]["values"][0]["id"].as_str().unwrap().to_owned();
    let ids = BTreeMap::from([
        ("account", cast.drafter.account.to_string()),
        ("api_token", missing("api_token")),
        ("appointment", missing("appointment")),
        ("comment", missing("comment")),
        ("commitment", shown["id"].as_str().unwrap().to_owned()),
        ("evidence", made("evidenceLink", evidence, "evidence").await),
        ("indicator", indicator),
        ("indicator_value", value),
        ("job", missing("job")),
        ("letter", missing("letter")),
        ("milestone", made("milestoneAdd", milestone, "milestone").await),
        ("participant", cast.state.to_string()),
        (
            "progress_update",
            made("progressUpdateDraft", update, "progressUpdate").await,
        ),
        ("provision", provision),
        ("session", missing("session")),
    ]);
    let inputs = Inputs::read(ids);
    let actor = platform.actor(&all).await;
    let before = platform.fact(ROWS).await;
    let (mut tried, mut wrong) = (0, Vec::new());
    for (act, ty) in &inputs.acts {
        let query =
            format!("mutation Act($input: {ty}) {{ {act}(input: $input) {{ problems {{ field code message }} }} }}");
        for (place, input) in inputs.hostile(ty, "input") {
            let answer = platform.ask_as(actor.clone(), &query, json!({ "input": input })).await;
            let error = answer["errors"][0]["extensions"]["code"].as_str();
            let code = error.or(answer["data"][act]["problems"][0]["code"].as_str());
            tried += 1;
            if code.is_none_or(|code| code == "INTERNAL") {
                wrong.push(format!("{act}{place}: {answer}"));
            }
        }
        let after = platform.fact(ROWS).await;
        if after != before {
            wrong.push(format!("{act} wrote something"));
            break;
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "of {tried} tried");
    assert!(tried > 500, "only {tried} were tried");
}

#[tokio::test]
async fn of_two_texts_in_one_language_none_wins_silently() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let mut twice = content("Name a point of contact");
    twice["title"] = json!([
        { "language": "EN", "text": "Name a point of contact" },
        { "language": "FR", "text": "Désigner un point de contact" },
        { "language": "EN", "text": "Something else" },
    ]);
    let input = json!({ "participantId": platform.participant("SEN").await.to_string(), "content": twice });
    let refused = platform
        .try_act(&cast.drafter, "commitmentDraft", input, "commitment { id }")
        .await;
    let told = &refused["problems"][0];
    assert_eq!(
        (&told["field"], &told["code"]),
        (&json!("title.2.language"), &json!("TAKEN")),
        "{refused}"
    );
    assert_eq!(platform.fact("select count(*) from commitments").await, 0);
}
