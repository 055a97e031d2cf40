//! What is committed is what is served: the API's contract, the tables in Rust, the catalogue of the database.

use crate::harness::Platform;
use async_graphql::Positioned;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    ConstDirective, EnumValueDefinition, FieldDefinition, InputValueDefinition, TypeKind, TypeSystemDefinition,
};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;

/// Compares a generated file with the committed one; with `UPDATE_GENERATED=1` writes it instead.
fn hold_equal(file: &str, generated: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        std::fs::write(path, generated).unwrap();
        return;
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == generated,
        "{file} is not what is generated; run the tests with UPDATE_GENERATED=1 and read the difference"
    );
}

#[test]
fn the_contract_on_disk_is_the_contract_served() {
    hold_equal("schema/schema.graphql", &api::graphql::sdl());
}

#[tokio::test]
async fn everything_in_the_contract_is_described() {
    let platform = Platform::start().await;
    let query = "{ __schema { types { name description kind fields { name description args { name description } } inputFields { name description } enumValues { name description } } } }";
    let answer = platform.visit(query, json!({})).await;
    let mut missing = Vec::new();
    let mut look = |place: String, thing: &serde_json::Value| {
        if thing["description"].as_str().is_none_or(|text| text.trim().is_empty()) {
            missing.push(place);
        }
    };
    for kind in answer["data"]["__schema"]["types"].as_array().unwrap() {
        let name = kind["name"].as_str().unwrap();
        if name.starts_with("__")
            || ["Query", "Mutation"].contains(&name)
            || ["Boolean", "Float", "Int", "String", "ID"].contains(&name)
        {
            continue;
        }
        look(name.to_owned(), kind);
    }
    for kind in answer["data"]["__schema"]["types"].as_array().unwrap() {
        let name = kind["name"].as_str().unwrap();
        if name.starts_with("__") {
            continue;
        }
        for part in ["fields", "inputFields", "enumValues"] {
            for field in kind[part].as_array().into_iter().flatten() {
                look(format!("{name}.{}", field["name"].as_str().unwrap()), field);
                for arg in field["args"].as_array().into_iter().flatten() {
                    look(
                        format!(
                            "{name}.{}({})",
                            field["name"].as_str().unwrap(),
                            arg["name"].as_str().unwrap()
                        ),
                        arg,
                    );
                }
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[tokio::test]
async fn the_tables_in_rust_are_those_of_the_migrations() {
    let platform = Platform::start().await;
    let described = platform
        .fact(
            "select string_agg(line, E'\\n') from (
               select case when position = 0 then '    /// ' || obj_description(t.oid) || E'\\n    ' || t.relname || ' (' || keys || ') {'
                 else coalesce('        /// ' || col_description(t.oid, position) || E'\\n', '')
                   || '        ' || attname || ' -> ' || case when attnotnull then kind else 'Nullable<' || kind || '>' end || ',' end as line
               from pg_class t
               cross join lateral (select string_agg(a.attname, ', ' order by array_position(i.indkey::int2[], a.attnum)) as keys
                 from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
                 where i.indrelid = t.oid and i.indisprimary) as key
               cross join lateral (
                 select 0 as position, null as attname, true as attnotnull, null as kind
                 union all
                 select attnum, attname, attnotnull, case typname when 'uuid' then 'Uuid' when 'text' then 'Text' when 'int4' then 'Integer'
                   when 'int8' then 'BigInt' when 'timestamptz' then 'Timestamptz' when 'date' then 'Date' when 'bool' then 'Bool'
                   when 'jsonb' then 'Jsonb' when 'bytea' then 'Bytea' when 'float8' then 'Double'
                   when '_text' then 'Array<Text>' when '_uuid' then 'Array<Uuid>' end
                 from pg_attribute a join pg_type on pg_type.oid = atttypid
                 where attrelid = t.oid and attnum > 0 and not attisdropped) as c
               where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and not t.relispartition and t.relname not like '\\_\\_%'
                 and keys is not null and (position = 0 or kind is not null)
               order by t.relname, position) as lines",
        )
        .await;
    let committed =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/src/tables.rs")).unwrap();
    let held: std::collections::HashSet<&str> = committed.lines().collect();
    let missing: Vec<&str> = described
        .as_str()
        .unwrap()
        .lines()
        .filter(|line| !held.contains(line))
        .collect();
    assert_eq!(
        missing,
        Vec::<&str>::new(),
        "lines of the database that schema/src/tables.rs lacks"
    );
}

#[tokio::test]
async fn every_table_is_described_protected_and_indexed() {
    let platform = Platform::start().await;
    let tables = "pg_class t where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and relname not like '\\_\\_%'";
    let undescribed = platform
        .fact(&format!(
            "select jsonb_agg(relname) from {tables} and obj_description(oid) is null"
        ))
        .await;
    assert_eq!(undescribed, json!(null), "tables without a comment");
    let open = platform
        .fact(&format!(
            "select jsonb_agg(relname) from {tables} and (not relrowsecurity or not relforcerowsecurity
             or not exists (select from pg_policy where polrelid = t.oid))"
        ))
        .await;
    assert_eq!(
        open,
        json!(null),
        "tables without row-level security that also binds their owner"
    );
    let unindexed = platform
        .fact(
            "select jsonb_agg(conrelid::regclass || '.' || attname) from pg_constraint
             join pg_attribute on attrelid = conrelid and attnum = conkey[1]
             where contype = 'f' and connamespace = 'public'::regnamespace
               and not exists (select from pg_index where indrelid = conrelid and indkey[0] = conkey[1])",
        )
        .await;
    assert_eq!(unindexed, json!(null), "foreign keys without an index");
    let silent = platform
        .fact("select jsonb_agg(conname) from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and confdeltype = 'a'")
        .await;
    assert_eq!(silent, json!(null), "foreign keys that do not say what a deletion does");
    let strong = platform
        .fact("select jsonb_agg(rolname) from pg_roles where rolname like 'para29\\_%' and (rolsuper or rolbypassrls) and rolname <> 'para29_owner'")
        .await;
    assert_eq!(strong, json!(null), "roles that could pass row-level security by");
    for role in ["para29_visitor", "para29_app", "para29_system"] {
        assert_eq!(refusals(&platform, role).await, Vec::<String>::new(), "{role}");
    }
    let writers = platform
        .fact(
            "select jsonb_agg(grantee) from information_schema.table_privileges where table_name = 'changes'
               and grantee like 'para29\\_%' and grantee <> 'para29_owner' and privilege_type <> 'SELECT'",
        )
        .await;
    assert_eq!(writers, json!(null), "roles that could write or erase the audit");
}

/// What no role of the application may do, whatever a bug makes it try; gives what went through all the same.
async fn refusals(platform: &Platform, role: &str) -> Vec<String> {
    let (client, connection) = tokio_postgres::connect(&platform.url, tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    client.batch_execute(&format!("set role {role}")).await.unwrap();
    let mut went_through = vec![];
    for sql in [
        "truncate changes",
        "truncate commitments cascade",
        "insert into changes (table_name, row_id, operation, fields, readers_before, readers) values ('x', 'x', 'DELETE', '{}', '{}', '{}')",
        "update changes set act = 'another'",
        "delete from changes",
        "insert into checkpoints (sealed_at, previous_hash, hash) values ('2026-11-23', 'x', 'x')",
        "update checkpoints set hash = 'x'",
        "delete from checkpoints",
        "alter table commitments disable trigger all",
        "alter table changes disable trigger stay",
        "drop trigger audit on commitments",
        "create trigger mine before insert on changes for each row execute function record_change()",
        "set session_replication_role = replica",
        "alter table commitments disable row level security",
        "alter table commitments no force row level security",
        "drop policy readers on commitments",
        "create policy mine on commitments using (true)",
        "create or replace function record_change() returns trigger language plpgsql as 'begin return null; end'",
        "alter function record_change() reset search_path",
        "create table mine (x integer)",
        "create function mine() returns integer language sql as 'select 1'",
        "drop table changes",
        "set role para29_owner",
        "select effective_readers('{}')",
        "copy changes to program 'true'",
    ] {
        if client.execute(sql, &[]).await.is_ok() {
            went_through.push(sql.to_owned());
        }
    }
    went_through
}

/// Tables whose changes the audit does not record, and why.
const NOT_AUDITED: &[(&str, &str)] = &[
    (
        "alerts",
        "addresses of readers, which are erased when the letters stop; the audit stays",
    ),
    ("changes", "is the audit"),
    ("checkpoints", "seals the audit"),
    (
        "commitment_participants",
        "kept by a trigger from commitments, where the change is recorded",
    ),
    ("idempotency_keys", "a note of acts, which are recorded themselves"),
    ("letter_links", "digests of links; what is done by a link is recorded"),
    (
        "reference_years",
        "a counter; the reference drawn is recorded with its record",
    ),
    ("refresh_tokens", "renewed every few minutes; the session is recorded"),
    ("reminders", "planned by rule from the record, again each hour"),
    (
        "restricted_words",
        "kept by triggers from commitments and updates, where the change is recorded",
    ),
    ("schedule", "the clockwork's own notes"),
    (
        "search_entries",
        "kept by triggers from what is found, where the change is recorded",
    ),
    (
        "search_participants",
        "kept by triggers from participants and their names, where the change is recorded",
    ),
    ("sign_in_attempts", "keyed hashes, counted and forgotten within a day"),
    ("worker_heartbeats", "a sign of life every few seconds"),
];

#[tokio::test]
async fn every_table_is_audited_or_says_why_not() {
    let platform = Platform::start().await;
    let silent = platform
        .fact(
            "select jsonb_agg(relname order by relname) from pg_class t where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
             and relname not like '\\_\\_%' and not exists (select from pg_trigger
               where tgrelid = t.oid and tgfoid = 'record_change'::regproc and tgenabled = 'O')",
        )
        .await;
    let named: Vec<&str> = NOT_AUDITED.iter().map(|(table, _)| *table).collect();
    assert_eq!(silent, json!(named), "tables without the audit's trigger");
    let untold = platform
        .fact(
            "select jsonb_agg(tgrelid::regclass || ' ' || tgtype) from pg_trigger where tgfoid = 'record_change'::regproc
             and (tgtype & 1 = 0 or tgtype & 2 <> 0)",
        )
        .await;
    assert_eq!(
        untold,
        json!(null),
        "the audit is written for each row, after it was written"
    );
}

/// Acts by nobody signed in, as docs/decisions/which-acts-take-a-key.md lists them.
const WITHOUT_KEY: [&str; 10] = [
    "alertConfirm",
    "alertRequest",
    "alertStop",
    "invitationAccept",
    "passwordResetByCode",
    "passwordResetRequest",
    "sessionCodeRequest",
    "sessionRefresh",
    "sessionStart",
    "sessionStartByCode",
];

#[test]
fn every_act_takes_a_key_or_is_on_the_short_list() {
    let contract = Contract::read(&api::graphql::sdl());
    let mut without: Vec<&str> = Vec::new();
    for (act, field) in &contract.types["Mutation"].fields {
        let input = field
            .arguments
            .get("input")
            .unwrap_or_else(|| panic!("{act} has no input"));
        let input = &contract.types[input.ty.trim_end_matches('!')];
        if !input.fields.contains_key("idempotencyKey") {
            without.push(act);
        }
    }
    assert_eq!(without, WITHOUT_KEY);
    let decision = std::fs::read_to_string("docs/decisions/which-acts-take-a-key.md").unwrap();
    for act in WITHOUT_KEY {
        assert!(decision.contains(&format!("`{act}`")), "{act} is not explained");
    }
}

#[test]
fn the_contract_has_its_own_names_for_scalars() {
    let contract = Contract::read(&api::graphql::sdl());
    let scalars = contract.types.iter().filter(|(_, ty)| ty.kind == "scalar");
    let scalars: Vec<&str> = scalars.map(|(name, _)| name.as_str()).collect();
    assert_eq!(scalars, ["Date", "DateTime"]);
}

#[test]
fn every_list_with_pages_can_be_counted() {
    let contract = Contract::read(&api::graphql::sdl());
    let connections = contract.types.iter().filter(|(name, _)| name.ends_with("Connection"));
    for (name, ty) in connections {
        let fields: Vec<&str> = ty.fields.keys().map(String::as_str).collect();
        assert_eq!(fields, ["edges", "nodes", "pageInfo", "totalCount"], "{name}");
    }
}

#[test]
fn nothing_that_was_released_is_taken_away_unannounced() {
    let released = std::fs::read_to_string("schema/released.graphql").unwrap();
    let broken = breaks(
        &Contract::read(&released),
        &Contract::read(&api::graphql::sdl()),
        today(),
    );
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn each_way_to_break_a_contract_is_noticed() {
    let released = "type Query { one(a: Int): Int! two: String old: Int @deprecated(reason: \"Use `one`; remove after 2026-01-31.\") }
        enum Light { GREEN AMBER } input Filter { light: Light years: Int }";
    let day = |text: &str| text.parse().unwrap();
    let broken = |now: &str, on: &str| breaks(&Contract::read(released), &Contract::read(now), day(on));
    assert_eq!(broken(released, "2026-01-01"), Vec::<String>::new());
    let wider = released
        .replace("two: String", "two: String! three: Int")
        .replace("AMBER", "AMBER RED");
    let wider = wider
        .replace("years: Int", "years: Int months: Int")
        .replace("(a: Int)", "(a: Int, b: Int)");
    assert_eq!(
        broken(&wider, "2026-01-01"),
        Vec::<String>::new(),
        "what is added breaks nothing"
    );
    for (from, to, said) in [
        ("two: String", "", "Query.two is gone"),
        ("two: String", "two: Int", "Query.two was String and is Int"),
        ("one(a: Int): Int!", "one(a: Int): Int", "Query.one was Int! and is Int"),
        ("(a: Int)", "", "Query.one(a) is gone"),
        ("(a: Int)", "(a: Int!)", "Query.one(a) was Int and is Int!"),
        ("(a: Int)", "(a: Int, b: Int!)", "Query.one(b) is new and required"),
        ("AMBER", "", "Light.AMBER is gone"),
        (
            "years: Int",
            "years: Int months: Int!",
            "Filter.months is new and required",
        ),
        ("years: Int", "", "Filter.years is gone"),
    ] {
        assert_eq!(broken(&released.replace(from, to), "2026-01-01"), [said]);
    }
    let without = released.replace(
        "old: Int @deprecated(reason: \"Use `one`; remove after 2026-01-31.\")",
        "",
    );
    assert_eq!(
        broken(&without, "2026-01-31"),
        ["Query.old is gone"],
        "its day has not passed"
    );
    assert_eq!(broken(&without, "2026-02-01"), Vec::<String>::new());
}

/// The day on which a release would be made.
fn today() -> chrono::NaiveDate {
    schema::clock::Clock::default().now().date_naive()
}

/// A contract, as far as others rely on it.
struct Contract {
    types: BTreeMap<String, Known>,
}

#[derive(Default)]
struct Known {
    kind: &'static str,
    fields: BTreeMap<String, Part>,
}

/// A field, an argument or a value of an enum.
#[derive(Default)]
struct Part {
    ty: String,
    has_default: bool,
    arguments: BTreeMap<String, Part>,
    deprecated: Option<String>,
}

impl Contract {
    fn read(sdl: &str) -> Self {
        let document = parse_schema(sdl).unwrap();
        let types = document
            .definitions
            .into_iter()
            .filter_map(|definition| match definition {
                TypeSystemDefinition::Type(ty) => Some((ty.node.name.node.to_string(), Known::of(ty.node.kind))),
                _ => None,
            });
        Self { types: types.collect() }
    }
}

impl Known {
    fn of(kind: TypeKind) -> Self {
        let (kind, fields): (_, Vec<(String, Part)>) = match kind {
            TypeKind::Scalar => ("scalar", vec![]),
            TypeKind::Object(object) => (
                "type",
                object.fields.into_iter().map(|field| Part::field(field.node)).collect(),
            ),
            TypeKind::Interface(interface) => (
                "interface",
                interface
                    .fields
                    .into_iter()
                    .map(|field| Part::field(field.node))
                    .collect(),
            ),
            TypeKind::InputObject(input) => (
                "input",
                input.fields.into_iter().map(|field| Part::input(field.node)).collect(),
            ),
            TypeKind::Enum(values) => (
                "enum",
                values.values.into_iter().map(|value| Part::value(value.node)).collect(),
            ),
            TypeKind::Union(union) => (
                "union",
                union
                    .members
                    .into_iter()
                    .map(|member| (member.node.to_string(), Part::default()))
                    .collect(),
            ),
        };
        Self {
            kind,
            fields: fields.into_iter().collect(),
        }
    }
}

impl Part {
    fn field(field: FieldDefinition) -> (String, Self) {
        let part = Self {
            ty: field.ty.node.to_string(),
            arguments: field
                .arguments
                .into_iter()
                .map(|argument| Self::input(argument.node))
                .collect(),
            deprecated: reason(&field.directives),
            ..Self::default()
        };
        (field.name.node.to_string(), part)
    }

    fn input(input: InputValueDefinition) -> (String, Self) {
        let part = Self {
            ty: input.ty.node.to_string(),
            has_default: input.default_value.is_some(),
            deprecated: reason(&input.directives),
            ..Self::default()
        };
        (input.name.node.to_string(), part)
    }

    fn value(value: EnumValueDefinition) -> (String, Self) {
        let deprecated = reason(&value.directives);
        (
            value.value.node.to_string(),
            Self {
                deprecated,
                ..Self::default()
            },
        )
    }

    fn is_required(&self) -> bool {
        self.ty.ends_with('!') && !self.has_default
    }

    /// Whether it was announced that this would go after a day, and that day has passed.
    fn may_go(&self, today: chrono::NaiveDate) -> bool {
        let day = self
            .deprecated
            .as_deref()
            .and_then(|reason| reason.split("remove after ").nth(1));
        day.and_then(|day| day.get(..10)?.parse().ok())
            .is_some_and(|day: chrono::NaiveDate| day < today)
    }
}

fn reason(directives: &[Positioned<ConstDirective>]) -> Option<String> {
    let deprecated = directives
        .iter()
        .find(|directive| directive.node.name.node == "deprecated")?;
    match &deprecated.node.get_argument("reason")?.node {
        async_graphql::Value::String(reason) => Some(reason.clone()),
        _ => None,
    }
}

/// What clients of the one contract could do and can no longer do with the other.
fn breaks(released: &Contract, now: &Contract, today: chrono::NaiveDate) -> Vec<String> {
    let mut broken = Vec::new();
    for (name, before) in &released.types {
        let Some(after) = now.types.get(name) else {
            broken.push(format!("{name} is gone"));
            continue;
        };
        if before.kind != after.kind {
            broken.push(format!("{name} was {} and is {}", before.kind, after.kind));
        }
        let is_input = before.kind == "input";
        compare(
            name,
            ".",
            "",
            is_input,
            &before.fields,
            &after.fields,
            today,
            &mut broken,
        );
        for (field, part) in &before.fields {
            if let Some(now) = after.fields.get(field) {
                let place = format!("{name}.{field}");
                compare(
                    &place,
                    "(",
                    ")",
                    true,
                    &part.arguments,
                    &now.arguments,
                    today,
                    &mut broken,
                );
            }
        }
    }
    broken
}

/// What is given in may become optional and never required; what is given back may become certain and never uncertain.
#[expect(clippy::too_many_arguments, reason = "the two sides, and how to name what differs")]
fn compare(
    place: &str,
    open: &str,
    close: &str,
    is_input: bool,
    before: &BTreeMap<String, Part>,
    after: &BTreeMap<String, Part>,
    today: chrono::NaiveDate,
    broken: &mut Vec<String>,
) {
    for (name, old) in before {
        let Some(new) = after.get(name) else {
            if !old.may_go(today) {
                broken.push(format!("{place}{open}{name}{close} is gone"));
            }
            continue;
        };
        let (strict, loose) = if is_input {
            (&old.ty, &new.ty)
        } else {
            (&new.ty, &old.ty)
        };
        if old.ty != new.ty && strict.strip_suffix('!') != Some(loose) {
            broken.push(format!("{place}{open}{name}{close} was {} and is {}", old.ty, new.ty));
        }
    }
    if is_input {
        for (name, new) in after {
            if !before.contains_key(name) && new.is_required() {
                broken.push(format!("{place}{open}{name}{close} is new and required"));
            }
        }
    }
}
