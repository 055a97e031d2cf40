//! The net beneath all filters: with the application's own conditions taken away, each role of the database still sees
//! exactly what it may, and changes nothing that is not its own.

mod rules;

use crate::harness::{Platform, Someone};
use rules::{RULES, Rule};
use schema::actor::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tokio_postgres::Client;
use uuid::Uuid;

struct Asker {
    name: &'static str,
    role: &'static str,
    account: Option<AccountId>,
    keys: Vec<String>,
}

impl Asker {
    async fn person(platform: &Platform, name: &'static str, someone: Someone) -> Self {
        let keys = platform.actor(&someone).await.person().unwrap().keys.clone();
        Self {
            name,
            role: "para29_app",
            account: Some(someone.account),
            keys,
        }
    }

    fn me(&self) -> String {
        self.account
            .map_or("null::uuid".into(), |id| format!("'{}'::uuid", id.0))
    }

    fn keys(&self) -> String {
        format!("'{{{}}}'::text[]", self.keys.join(","))
    }

    /// A line to the database as the application opens it for this asker, in one transaction that is never kept.
    async fn line(&self, platform: &Platform) -> Client {
        let (client, connection) = tokio_postgres::connect(&platform.url, tokio_postgres::NoTls)
            .await
            .unwrap();
        tokio::spawn(connection);
        let (keys, account) = (
            self.keys.join(","),
            self.account.map(|id| id.0.to_string()).unwrap_or_default(),
        );
        client
            .batch_execute(&format!(
                "begin; set local role {}; select set_config('app.keys', '{keys}', true), set_config('app.actor', '{account}', true)",
                self.role
            ))
            .await
            .unwrap();
        client
    }
}

/// Records of Senegal in every audience, shown and in draft, with all that can hang on a record; and what is people's own.
async fn scene(platform: &Platform) -> Vec<Asker> {
    let (state, union, norway) = (
        platform.participant("SEN").await,
        platform.participant("AU").await,
        platform.participant("NOR").await,
    );
    let company = platform.new_participant("private_sector", "Acme Networks").await;
    let drafter = platform.person("SEN", Role::Drafter).await;
    let people = [
        ("drafter of the State", drafter.clone()),
        (
            "focal point of the State",
            platform.person("SEN", Role::FocalPoint).await,
        ),
        (
            "approver of a State of the same organization",
            platform.person("KEN", Role::Approver).await,
        ),
        (
            "approver of a State outside it",
            platform.person("NOR", Role::Approver).await,
        ),
        ("regional editor", platform.person("AU", Role::RegionalEditor).await),
        ("stakeholder", platform.person_of(company, Role::Stakeholder).await),
        ("editor", platform.secretariat(Role::Editor).await),
        ("reviewer", platform.secretariat(Role::Reviewer).await),
        ("administrator", platform.secretariat(Role::Administrator).await),
        ("auditor", platform.secretariat(Role::Auditor).await),
        ("somebody without a role", platform.someone().await),
    ];
    let now = platform.now();
    let mut sql = String::new();
    for audience in [
        "'public', null, '{}'".to_owned(),
        "'states', null, '{}'".to_owned(),
        format!("'organization', '{}', '{{}}'", union.0),
        format!("'named', null, '{{{}}}'", norway.0),
        "'own', null, '{}'".to_owned(),
    ] {
        for (status, shown) in [("published", format!("'{now}'")), ("draft", "null".to_owned())] {
            let [id, update, indicator, milestone] = [(); 4].map(|()| Uuid::new_v4());
            let said = "'{\"en\": \"Words\"}', 'en'";
            let sen = state.0;
            sql += &format!(
                "insert into commitments (id, reference, participant_id, joint_ids, status, published_at, audience, audience_organization_id,
                   audience_ids, title, original_language, provenance, created_at, changed_at)
                 values ('{id}', '', '{sen}', '{{{}}}', '{status}', {shown}, {audience}, {said}, 'as_submitted', '{now}', '{now}');
                 insert into commitment_provisions select '{id}', id, theme from provisions order by reference limit 1;
                 insert into milestones (id, commitment_id, position, title, original_language, due_on, created_at)
                 values ('{milestone}', '{id}', 1, {said}, '2027-01-01', '{now}');
                 insert into date_revisions (id, commitment_id, milestone_id, field, reason, language, revised_at)
                 values (gen_random_uuid(), '{id}', '{milestone}', 'due_on', 'Elections', 'en', '{now}');
                 insert into indicators (id, commitment_id, name, original_language, unit, created_at)
                 values ('{indicator}', '{id}', {said}, 'people', '{now}');
                 insert into indicator_values (id, indicator_id, commitment_id, value, measured_on, created_at)
                 values (gen_random_uuid(), '{indicator}', '{id}', 3, '2026-01-01', '{now}');
                 insert into assessments (id, commitment_id, author_account_id, rating, method, language, assessed_on, created_at)
                 values (gen_random_uuid(), '{id}', '{reviewer}', 'limited', 'reading', 'en', '2026-10-01', '{now}');
                 insert into comments (id, commitment_id, author_account_id, participant_id, status, text, language, created_at)
                 values (gen_random_uuid(), '{id}', '{stakeholder}', '{company}', 'submitted', 'Words', 'en', '{now}'),
                   (gen_random_uuid(), '{id}', '{stakeholder}', '{company}', 'published', 'Words', 'en', '{now}');",
                union.0,
                reviewer = people[7].1.account.0,
                stakeholder = people[5].1.account.0,
                company = company.0,
            );
            for inner in ["public", "own"] {
                let update = if inner == "public" { update } else { Uuid::new_v4() };
                sql += &format!(
                    "insert into progress_updates (id, commitment_id, participant_id, status, published_at, reported_state, original_language,
                       provenance, audience, reported_on, created_at, changed_at)
                     values ('{update}', '{id}', '{sen}', '{status}', {shown}, 'under_way', 'en', 'as_submitted', '{inner}', '2026-10-01', '{now}', '{now}');
                     insert into evidence (id, commitment_id, progress_update_id, participant_id, kind, title, url, audience, created_at)
                     values (gen_random_uuid(), '{id}', null, '{sen}', 'link', 'Minutes', 'https://example.org/', '{inner}', '{now}'),
                       (gen_random_uuid(), '{id}', '{update}', '{sen}', 'link', 'Minutes', 'https://example.org/', 'public', '{now}');"
                );
            }
            for (_, someone) in &people {
                sql += &format!(
                    "insert into reminders (id, account_id, reason, commitment_id, progress_update_id, due_on, remind_on, planned_at)
                     values (gen_random_uuid(), '{0}', 'commitment_due', '{id}', null, '2027-01-01', '2026-12-01', '{now}'),
                       (gen_random_uuid(), '{0}', 'returned', '{id}', '{update}', '2027-01-01', '2026-12-01', '{now}');",
                    someone.account.0
                );
            }
        }
    }
    for (_, someone) in &people {
        sql += &format!(
            "insert into sessions (id, account_id, method, created_at, last_used_at, expires_at)
             values (gen_random_uuid(), '{0}', 'password', '{now}', '{now}', '2027-01-01');
             insert into api_tokens (id, account_id, name, scopes, token_hash, hint, created_at, expires_at)
             values (gen_random_uuid(), '{0}', 'script', '{{read}}', sha256('{0}'), 'p29', '{now}', '2027-01-01');
             insert into one_time_tokens (id, purpose, account_id, token_hash, created_at, expires_at)
             values (gen_random_uuid(), 'sign_in_code', '{0}', sha256('{0}'), '{now}', '2027-01-01');
             insert into idempotency_keys (account_id, key, act, input_digest, at) values ('{0}', 'a key of mine', 'act', '\\x00', '{now}');
             insert into reminder_preferences (account_id) values ('{0}');
             insert into letter_links (token_hash, purpose, account_id, expires_at) values (sha256('{0}'), 'stop', '{0}', '2027-01-01');
             insert into letters (id, kind, key, account_id, address, language, status, queued_at)
             values (gen_random_uuid(), 'digest', '{0}', '{0}', 'a@example.org', 'en', 'queued', '{now}'),
               (gen_random_uuid(), 'note', '{0}', '{0}', 'a@example.org', 'en', 'sent', '{now}');",
            someone.account.0
        );
    }
    sql += &format!(
        "insert into jobs (id, kind, key, payload, run_at) values (gen_random_uuid(), 'tidy', 'x', '{{}}', '{now}');
         insert into worker_heartbeats values ('one', '{now}', '{now}');
         insert into schedule values ('tidy', '{now}');
         insert into alerts (id, address, language, query, filter, named, created_at)
         values (gen_random_uuid(), 'b@example.org', 'en', '', '{{}}', '', '{now}');
         insert into letters (id, kind, key, alert_id, address, language, status, queued_at)
         select gen_random_uuid(), 'alert', id, id, address, 'en', 'sent', '{now}' from alerts;
         insert into letter_links (token_hash, purpose, alert_id, expires_at)
         select sha256('an alert'), 'alert_stop', id, '2027-01-01' from alerts;"
    );
    platform.as_owner(&sql).await;
    platform.as_owner(rules::FUNCTIONS).await;
    let mut askers = vec![Asker {
        name: "visitor",
        role: "para29_visitor",
        account: None,
        keys: vec!["public".into()],
    }];
    for (name, someone) in people {
        askers.push(Asker::person(platform, name, someone).await);
    }
    askers
}

/// The rule of a table; one that has none was never thought about.
fn rule_of(table: &str) -> &'static Rule {
    let rule = RULES.iter().find(|rule| rule.tables.contains(&table));
    rule.unwrap_or_else(|| panic!("{table} is open to people, and tests/visibility/rules.rs does not say to whom"))
}

/// Names of the tables of which a role may do this to some column.
async fn tables_for(platform: &Platform, role: &str, privilege: &str) -> Vec<String> {
    let is_whole = privilege == "DELETE";
    let has = if is_whole {
        "has_table_privilege"
    } else {
        "has_any_column_privilege"
    };
    let found = platform
        .fact(&format!(
            "select coalesce(jsonb_agg(relname order by relname), '[]') from pg_class where relnamespace = 'public'::regnamespace
             and relkind in ('r', 'v', 'm', 'p') and {has}('{role}', oid, '{privilege}')"
        ))
        .await;
    serde_json::from_value(found).unwrap()
}

/// The key of a row as text, in SQL.
async fn key_of(platform: &Platform, table: &str) -> String {
    let key = platform
        .fact(&format!(
            "select string_agg(format('t.%I::text', attname), ' || ''/'' || ' order by attnum) from pg_index
             join pg_attribute on attrelid = indrelid and attnum = any (indkey) where indrelid = '{table}'::regclass and indisprimary"
        ))
        .await;
    key.as_str().unwrap().to_owned()
}

/// Keys of the rows that a condition of the rules holds for, as the owner finds them.
async fn rows_where(platform: &Platform, asker: &Asker, table: &str, condition: &str) -> BTreeSet<String> {
    let key = key_of(platform, table).await;
    let rows = platform
        .fact(&format!(
            "select coalesce(jsonb_agg({key}), '[]') from {table} as t, (select {} as keys, {} as me) as asker where {condition}",
            asker.keys(),
            asker.me()
        ))
        .await;
    serde_json::from_value(rows).unwrap()
}

#[tokio::test]
async fn each_role_reads_in_each_table_exactly_what_it_may() {
    let platform = Platform::start().await;
    let askers = scene(&platform).await;
    for asker in &askers {
        let line = asker.line(&platform).await;
        for table in tables_for(&platform, asker.role, "SELECT").await {
            let expected = rows_where(&platform, asker, &table, rule_of(&table).read).await;
            let sql = format!("select {} from {table} as t", key_of(&platform, &table).await);
            let rows = line
                .query(&sql, &[])
                .await
                .unwrap_or_else(|error| panic!("{table}: {error:?}"));
            let seen: BTreeSet<String> = rows.iter().map(|row| row.get(0)).collect();
            assert_eq!(seen, expected, "{}: {table}", asker.name);
        }
    }
    // The rules tell people apart: whoever serves nobody reads what visitors read.
    let of = |name: &str| askers.iter().find(|asker| asker.name == name).unwrap();
    let counted =
        async |name: &str, table: &str| rows_where(&platform, of(name), table, rule_of(table).read).await.len();
    assert_eq!(counted("visitor", "commitments").await, 1);
    assert_eq!(
        counted("somebody without a role", "evidence").await,
        counted("visitor", "evidence").await
    );
    assert_eq!(counted("drafter of the State", "commitments").await, 10);
    assert_eq!(counted("administrator", "commitments").await, 1);
    let hidden = platform
        .fact("select count(*) from search_entries e left join commitments c on c.id = e.commitment_id left join progress_updates u on u.id = e.progress_update_id where not c.is_public or not u.is_public")
        .await;
    assert_eq!(hidden, json!(0), "words of a record that is not public");
}

/// Tries one statement on one row and takes it back; whether it changed it.
async fn changes_it(line: &Client, sql: &str) -> bool {
    line.batch_execute("savepoint before").await.unwrap();
    let done = line.execute(sql, &[]).await;
    line.batch_execute("rollback to before").await.unwrap();
    match done {
        Ok(count) => count == 1,
        Err(error) => {
            let code = error.code().cloned();
            assert_eq!(
                code,
                Some(tokio_postgres::error::SqlState::INSUFFICIENT_PRIVILEGE),
                "{sql}: {error:?}"
            );
            false
        }
    }
}

#[tokio::test]
async fn beneath_the_rules_nobody_changes_what_is_not_theirs() {
    let platform = Platform::start().await;
    let askers = scene(&platform).await;
    for asker in askers.iter().filter(|asker| asker.account.is_some()) {
        let line = asker.line(&platform).await;
        for (privilege, is_update) in [("UPDATE", true), ("DELETE", false)] {
            for table in tables_for(&platform, "para29_app", privilege).await {
                let rule = rule_of(&table);
                let condition = if is_update { rule.update } else { rule.delete };
                let may = rows_where(&platform, asker, &table, condition).await;
                let (every, key) = (
                    rows_where(&platform, asker, &table, "true").await,
                    key_of(&platform, &table).await,
                );
                let column = platform
                    .fact(&format!(
                        "select attname from pg_attribute where attrelid = '{table}'::regclass and attnum > 0 and attgenerated = ''
                         and not attisdropped and has_column_privilege('para29_app', attrelid, attnum, 'UPDATE') order by attnum desc limit 1"
                    ))
                    .await;
                // The catalogue is large, and each of its rows like the others.
                for row in every.iter().take(60) {
                    let sql = match (is_update, column.as_str()) {
                        (true, Some(column)) => {
                            format!("update {table} as t set {column} = t.{column} where {key} = '{row}'")
                        }
                        _ => format!("delete from {table} as t where {key} = '{row}'"),
                    };
                    assert_eq!(
                        changes_it(&line, &sql).await,
                        may.contains(row),
                        "{}: {sql}",
                        asker.name
                    );
                }
            }
        }
    }
}

#[tokio::test]
async fn beneath_the_rules_nobody_adds_to_what_is_not_theirs_nor_takes_it_over() {
    let platform = Platform::start().await;
    let askers = scene(&platform).await;
    let public = platform.fact("select id from commitments where is_public").await;
    let public = public.as_str().unwrap();
    let company = platform
        .fact("select id from participants where kind = 'private_sector'")
        .await;
    let company = company.as_str().unwrap();
    let adds = [
        format!(
            "insert into milestones (id, commitment_id, position, title, original_language, due_on, created_at)
             values (gen_random_uuid(), '{public}', 2, '{{}}', 'en', '2027-01-01', '2026-11-23')"
        ),
        format!(
            "insert into commitment_provisions select '{public}', id, theme from provisions order by reference desc limit 1"
        ),
        format!(
            "insert into date_revisions (id, commitment_id, field, reason, language, revised_at)
             values (gen_random_uuid(), '{public}', 'indicative_on', 'x', 'en', '2026-11-23')"
        ),
    ];
    let seizes = format!("update commitments set participant_id = '{company}' where id = '{public}'");
    for asker in askers.iter().filter(|asker| asker.account.is_some()) {
        let line = asker.line(&platform).await;
        let may = [
            "drafter of the State",
            "focal point of the State",
            "regional editor",
            "editor",
            "reviewer",
        ]
        .contains(&asker.name);
        for sql in &adds {
            assert_eq!(changes_it(&line, sql).await, may, "{}: {sql}", asker.name);
        }
        if !may {
            assert!(!changes_it(&line, &seizes).await, "{}: {seizes}", asker.name);
        }
        let comments = |by: &str| {
            format!(
                "insert into comments (id, commitment_id, author_account_id, participant_id, status, text, language, created_at)
                 values (gen_random_uuid(), '{public}', {}, '{by}', 'submitted', 'x', 'en', '2026-11-23')",
                asker.me()
            )
        };
        if asker.name == "stakeholder" {
            assert!(changes_it(&line, &comments(company)).await, "their own word");
        } else if !may {
            assert!(
                !changes_it(&line, &comments(company)).await,
                "{}: in another's name",
                asker.name
            );
        }
    }
}

#[tokio::test]
async fn visitors_write_nothing_at_all() {
    let platform = Platform::start().await;
    let granted: Value = platform
        .fact(
            "select jsonb_agg(table_name || ': ' || privilege_type) from information_schema.column_privileges
             where grantee in ('para29_visitor', 'PUBLIC') and table_schema = 'public' and privilege_type <> 'SELECT'",
        )
        .await;
    assert_eq!(granted, json!(null));
}
