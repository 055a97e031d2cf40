//! Para29 on a server that others run: its parts as commands of their own, under a login that cannot get past row-level
//! security.

use super::watching::{figure, scraped};
use super::{Running, Scratch, given, para29, said, word_after};
use crate::harness::{Platform, as_superuser, cluster_dir};
use para29::pgboot::Cluster;
use reqwest::{Client, StatusCode};
use schema::actor::*;
use serde_json::{Value, json};
use std::process::Output;
use uuid::Uuid;

/// An empty database on a server of others, and a login that is not there yet. Both are gone after the story.
struct Empty {
    cluster: Cluster,
    name: String,
    login: String,
}

impl Empty {
    async fn new() -> Empty {
        let cluster = Cluster::shared(&cluster_dir()).await.unwrap();
        let id = Uuid::new_v4().simple().to_string();
        let empty = Empty {
            cluster,
            name: format!("story_{id}"),
            login: format!("login_{id}"),
        };
        let make = format!("create database {} owner para29_owner", empty.name);
        as_superuser(&empty.cluster.url("postgres", "postgres"), &make).await;
        empty
    }

    fn owner(&self) -> String {
        self.cluster.url("para29_owner", &self.name)
    }

    /// The application's, with a password that needs quoting.
    fn login(&self) -> String {
        format!(
            "{}&password=it%27s%20%5C%20a%20secret",
            self.cluster.url(&self.login, &self.name)
        )
    }

    async fn superuser(&self, sql: &str) {
        as_superuser(&self.cluster.url("postgres", "postgres"), sql).await;
    }

    async fn drop_it(self) {
        self.superuser(&format!("drop database {} with (force)", self.name))
            .await;
        self.superuser(&format!("drop role if exists {}", self.login)).await;
    }
}

async fn ask(base: &str, query: &str) -> Value {
    let question = Client::new()
        .post(format!("{base}/graphql"))
        .json(&json!({ "query": query }));
    question.send().await.unwrap().json().await.unwrap()
}

const WHAT_IS_THERE: &str = "{ commitments(first: 1) { totalCount } observers: participants(first: 5, kinds: [OBSERVER_STATE]) { nodes { code } } }";

#[tokio::test]
async fn migrations_as_the_owner_then_web_and_workers_under_a_login_that_owns_nothing() {
    let (scratch, empty) = (Scratch::new(), Empty::new().await);
    let under_login = |arguments: &[&str]| {
        let mut command = scratch.para29(arguments);
        command.env("DATABASE_URL", empty.login());
        command
    };
    let too_early = under_login(&["workers"]).output().unwrap();
    assert_eq!(too_early.status.code(), Some(1), "{}", said(&too_early));

    let migrated = under_login(&["migrate", "--json"])
        .env("DATABASE_OWNER_URL", empty.owner())
        .output()
        .unwrap();
    let ran: Vec<String> = serde_json::from_str(&given(&migrated)).unwrap();
    assert!(!ran.is_empty());
    assert!(said(&migrated).contains("catalogue"), "{}", said(&migrated));

    let keyless = under_login(&["api", "--listen", "127.0.0.1:0"]).output().unwrap();
    assert_eq!(keyless.status.code(), Some(2), "{}", said(&keyless));
    assert!(
        said(&keyless).contains("KEY_DIR") && said(&keyless).contains("para29 token rotate-keys"),
        "{}",
        said(&keyless)
    );
    given(&under_login(&["token", "rotate-keys"]).output().unwrap());

    let api = Running::start(under_login(&["api", "--listen", "127.0.0.1:0"]));
    let told = api.tells("Pages and API");
    let base = word_after(&told, "Pages and API:").trim_end_matches('/').to_owned();
    let answer = ask(&base, WHAT_IS_THERE).await;
    assert_eq!(
        answer["data"]["observers"]["nodes"].as_array().unwrap().len(),
        2,
        "{answer}"
    );
    assert_eq!(
        answer["data"]["commitments"]["totalCount"], 0,
        "nobody asked for the sample"
    );
    let letters = reqwest::get(format!("{base}/dev/letters")).await.unwrap();
    assert_eq!(letters.status(), StatusCode::NOT_FOUND, "`api` serves others");

    let mut workers = under_login(&["workers"]);
    workers.env("METRICS_LISTEN", "127.0.0.1:0");
    let workers = Running::start(workers);
    let metrics = word_after(&workers.tells("Metrics  "), "Metrics  ").to_owned();
    workers.tells("the worker has begun");
    let at_work = loop {
        let answer = reqwest::get(format!("{base}/healthz/worker")).await.unwrap();
        if answer.status() == StatusCode::OK {
            break answer.json::<Value>().await.unwrap();
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    };
    assert_eq!(at_work["status"], "at_work");
    let watched = scraped(&metrics).await;
    assert_eq!(
        figure(&watched, "para29_workers", &[]),
        Some(1.0),
        "without a web beside it"
    );
    let is_well = under_login(&["health", "--worker"]).output().unwrap();
    assert!(given(&is_well).contains("gave a sign"));

    let doctor = under_login(&["doctor", "--listen", "127.0.0.1:0"])
        .env("DATABASE_OWNER_URL", empty.owner())
        .output()
        .unwrap();
    assert!(
        given(&doctor).contains("cannot get past row-level security"),
        "{}",
        given(&doctor)
    );
    assert!(!given(&doctor).contains("secret"));
    for told in ["workers: 1 at work", "queue: ", "clock: ", "time zones: "] {
        assert!(given(&doctor).contains(told), "{told}: {}", given(&doctor));
    }
    workers.stops();
    api.stops();
    assert!(!scratch.cluster().exists(), "no private database is made");
    empty.drop_it().await;
}

#[tokio::test]
async fn a_login_that_could_get_past_row_level_security_is_refused_with_what_to_do() {
    let (scratch, empty) = (Scratch::new(), Empty::new().await);
    empty
        .superuser(&format!("create role {} login bypassrls", empty.login))
        .await;
    let superuser = empty.cluster.url("postgres", &empty.name);
    let refused = [
        (empty.owner(), "owns the database"),
        (superuser, "is a superuser"),
        (empty.login(), "has BYPASSRLS"),
    ];
    for (url, why) in refused {
        for command in ["up", "api", "workers"] {
            let output: Output = scratch.para29(&[command]).env("DATABASE_URL", &url).output().unwrap();
            assert_eq!(output.status.code(), Some(2), "{command}: {}", said(&output));
            assert!(
                said(&output).contains(why) && said(&output).contains("DATABASE_OWNER_URL"),
                "{command}: {}",
                said(&output)
            );
        }
        let doctor = scratch
            .para29(&["doctor", "--listen", "127.0.0.1:0"])
            .env("DATABASE_URL", &url)
            .output()
            .unwrap();
        assert_eq!(doctor.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&doctor.stdout).contains(why));
    }
    let (client, connection) = tokio_postgres::connect(&empty.owner(), tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    let tables = client
        .query("select from pg_tables where schemaname = 'public'", &[])
        .await
        .unwrap();
    assert!(tables.is_empty(), "who is refused, and who only looks, changes nothing");
    drop(client);
    empty.drop_it().await;
}

#[tokio::test]
async fn up_on_a_named_database_brings_it_up_to_date_and_loads_the_sample_only_when_asked() {
    let (scratch, empty) = (Scratch::new(), Empty::new().await);
    for (sample, is_there) in [(None, false), (Some("yes"), true)] {
        let mut up = scratch.para29(&["up", "--listen", "127.0.0.1:0"]);
        up.env("DATABASE_URL", empty.login())
            .env("DATABASE_OWNER_URL", empty.owner());
        up.args(sample.map(|said| format!("--sample={said}")));
        let up = Running::start(up);
        let told = up.tells("Letters  ");
        let answer = ask(word_after(&told, "Pages  ").trim_end_matches('/'), WHAT_IS_THERE).await;
        assert_eq!(
            answer["data"]["observers"]["nodes"].as_array().unwrap().len(),
            2,
            "{answer}"
        );
        assert_eq!(
            answer["data"]["commitments"]["totalCount"].as_i64() > Some(0),
            is_there,
            "{answer}"
        );
        up.stops();
    }
    assert!(!scratch.cluster().exists(), "no private database is made");
    empty.drop_it().await;
}

#[tokio::test]
async fn people_and_tokens_are_managed_from_the_command_line_and_rehearsed_whole() {
    let (scratch, platform) = (Scratch::new(), Platform::start().await);
    let asked = |arguments: &[&str]| {
        let mut command = scratch.para29(arguments);
        command.env("DATABASE_URL", &platform.url).output().unwrap()
    };
    let json = |arguments: &[&str]| -> Value { serde_json::from_str(&given(&asked(arguments))).unwrap() };
    let accounts = async || platform.fact("select count(*) from accounts").await;

    let invite = [
        "account",
        "invite",
        "amina@mfa.example",
        "--name=Amina Diallo",
        "--role=drafter",
        "--for=SEN",
    ];
    let rehearsed = json(&[&invite[..], &["--dry-run", "--json"]].concat());
    assert_eq!(
        (&rehearsed["dry_run"], &rehearsed["invitation"]),
        (&json!(true), &Value::Null)
    );
    assert_eq!(accounts().await, 0, "a rehearsal writes nothing");
    let printed = given(&asked(&invite));
    assert!(
        printed.starts_with("http://") && printed.contains("/en/invitation"),
        "{printed}"
    );
    assert_eq!(accounts().await, 1);
    for wrong in [
        &[
            "account",
            "invite",
            "not an address",
            "--name=N",
            "--role=drafter",
            "--for=SEN",
            "--dry-run",
        ][..],
        &[&invite[..], &["--dry-run"]].concat(),
        &["account", "enable", "amina@mfa.example", "--dry-run"],
        &["account", "disable", "nobody@mfa.example", "--dry-run"],
        &["token", "revoke", &ApiTokenId::new().to_string(), "--dry-run"],
    ] {
        let output = asked(wrong);
        assert_eq!(output.status.code(), Some(3), "{wrong:?}: {}", said(&output));
        assert!(!said(&output).contains("Problem {"), "in words: {}", said(&output));
    }

    let disable = ["account", "disable", "amina@mfa.example", "--json"];
    let disabled = async || platform.fact("select disabled_at is not null from accounts").await;
    assert_eq!(json(&[&disable[..], &["--dry-run"]].concat())["dry_run"], true);
    assert_eq!(disabled().await, false);
    assert_eq!(json(&disable)["disabled"], true);
    assert_eq!(disabled().await, true);
    given(&asked(&["account", "enable", "amina@mfa.example"]));
    assert_eq!(disabled().await, false);

    let id = ApiTokenId::new();
    platform
        .as_owner(&format!(
            "insert into api_tokens (id, account_id, name, scopes, token_hash, hint, created_at, expires_at)
             select '{}', id, 'Nightly export', '{{read}}', '\\x00', 'p29_abcdef', now(), now() + interval '1 day' from accounts",
            id.0
        ))
        .await;
    assert_eq!(json(&["token", "list", "--json"])[0]["id"], id.to_string());
    let revoke = ["token", "revoke", &id.to_string(), "--json"];
    assert_eq!(json(&[&revoke[..], &["--dry-run"]].concat())["dry_run"], true);
    assert_eq!(json(&["token", "list", "--json"]).as_array().unwrap().len(), 1);
    assert_eq!(json(&revoke)["revoked"], true);
    assert_eq!(json(&["token", "list", "--json"]), json!([]));
    assert_eq!(
        para29(&["token", "revoke", "nonsense"])
            .env("DATABASE_URL", &platform.url)
            .output()
            .unwrap()
            .status
            .code(),
        Some(2)
    );

    let jobs = async || {
        platform
            .fact("select to_jsonb(array_agg(jobs order by id)) from jobs")
            .await
    };
    let before = jobs().await;
    let work = json(&["workers", "--dry-run", "--json"]);
    assert_eq!(
        (work["waiting"].as_i64(), &work["running"]),
        (platform.fact("select count(*) from jobs").await.as_i64(), &json!(0)),
        "the invitation waits to be sent"
    );
    assert_eq!(jobs().await, before, "nothing was done");
}

#[tokio::test]
async fn a_dump_by_the_owner_is_whole_and_can_be_restored() {
    let (scratch, platform, empty) = (Scratch::new(), Platform::start().await, Empty::new().await);
    platform.secretariat(Role::Administrator).await;
    // the server's own version, or where a system keeps the client's programs elsewhere, those
    let bin = para29::pgboot::programs::find(None).unwrap().bin;
    let data = scratch.0.join("data");
    std::fs::create_dir_all(data.join("evidence")).unwrap();
    std::fs::write(data.join("evidence/decree.pdf"), "%PDF").unwrap();
    let owner: tokio_postgres::Config = platform.owner_url.parse().unwrap();
    let tokio_postgres::config::Host::Unix(socket) = &owner.get_hosts()[0] else {
        panic!("a socket")
    };
    let search = std::env::join_paths(
        std::iter::once(bin.clone()).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    );
    let does = |program: &str, arguments: &[&str]| {
        let output = std::process::Command::new(program)
            .args(arguments)
            .env("PATH", search.as_ref().unwrap())
            .env("DATA_DIR", &data)
            .env("BACKUP_DIR", &scratch.0)
            .env("PGHOST", socket)
            .env("PGUSER", owner.get_user().unwrap())
            .env("PGDATABASE", owner.get_dbname().unwrap())
            .output()
            .unwrap();
        assert!(output.status.success(), "{program}: {}", said(&output));
    };
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/docker/backup.sh");
    does(script, &[]);
    does(script, &[]);
    let day = chrono::Local::now().format("%u").to_string();
    let copy = |kind: &str| scratch.0.join(format!("{day}.{kind}"));
    does("tar", &["-tzf", copy("tgz").to_str().unwrap(), "./evidence/decree.pdf"]);
    let dump = copy("dump");
    does(
        "pg_restore",
        &["--exit-on-error", "--dbname", &empty.owner(), dump.to_str().unwrap()],
    );

    let whole = async |url: &str| {
        let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
        tokio::spawn(connection);
        let tables = client
            .query(
                "select tablename::text from pg_tables where schemaname = 'public' order by 1",
                &[],
            )
            .await
            .unwrap();
        let mut counts = Vec::new();
        for table in tables {
            let table: String = table.get(0);
            let count: i64 = client
                .query_one(&format!("select count(*) from {table}"), &[])
                .await
                .unwrap()
                .get(0);
            counts.push((table, count));
        }
        counts
    };
    let kept = whole(&platform.owner_url).await;
    assert!(
        kept.iter()
            .any(|(table, count)| table == "participants" && *count > 195)
    );
    assert_eq!(whole(&empty.owner()).await, kept);

    let migrated = scratch
        .para29(&["migrate", "--json"])
        .env("DATABASE_URL", empty.login())
        .env("DATABASE_OWNER_URL", empty.owner())
        .output()
        .unwrap();
    assert_eq!(
        given(&migrated).trim(),
        "[]",
        "nothing was left to do but to let the login in"
    );
    let listed = scratch
        .para29(&["token", "list", "--json"])
        .env("DATABASE_URL", empty.login())
        .output()
        .unwrap();
    assert_eq!(given(&listed).trim(), "[]");
    empty.drop_it().await;
}
