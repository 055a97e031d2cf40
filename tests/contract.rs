//! What is committed is what is served: the API's contract, the tables in Rust, the catalogue of the database.

use crate::harness::Platform;
use serde_json::json;
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
               where t.relnamespace = 'public'::regnamespace and t.relkind = 'r' and t.relname not like '\\_\\_%'
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
    let tables =
        "pg_class t where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like '\\_\\_%'";
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
    ("changes", "is the audit"),
    ("checkpoints", "seals the audit"),
    (
        "commitment_participants",
        "kept by a trigger from commitments, where the change is recorded",
    ),
    ("idempotency_keys", "a note of acts, which are recorded themselves"),
    (
        "public_words",
        "kept by a trigger from commitments, where the change is recorded",
    ),
    (
        "reference_years",
        "a counter; the reference drawn is recorded with its record",
    ),
    ("refresh_tokens", "renewed every few minutes; the session is recorded"),
    ("reminders", "planned by rule from the record, again each hour"),
    ("schedule", "the clockwork's own notes"),
    ("sign_in_attempts", "keyed hashes, counted and forgotten within a day"),
    ("worker_heartbeats", "a sign of life every few seconds"),
];

#[tokio::test]
async fn every_table_is_audited_or_says_why_not() {
    let platform = Platform::start().await;
    let silent = platform
        .fact(
            "select jsonb_agg(relname order by relname) from pg_class t where relnamespace = 'public'::regnamespace and relkind = 'r'
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
