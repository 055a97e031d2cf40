//! The audit, sealed: whoever alters what was recorded is found out, here and by those who kept a published hash.

use crate::commitments::scenes::{Cast, content};
use crate::harness::{Platform, as_superuser};
use jsonwebtoken::{Algorithm, DecodingKey};
use para29::pgboot::{Cluster, programs};
use schema::checkpoints::{self, Check, Fault, RecordKey};
use schema::db::Sizes;
use schema::{Actor, Connection, Db};
use serde_json::{Value, json};
use std::process::{Command, Output};
use std::sync::Arc;
use std::time::Duration;
use workers::mail::composing::House;
use workers::mail::{MailSettings, Mailer, Patience};

async fn seal(platform: &Platform) {
    let (key, now) = (RecordKey::open_or_make(&platform.keys).unwrap(), platform.now());
    platform
        .db
        .platform("seal_record", async move |conn: &mut Connection| {
            checkpoints::seal(conn, now, &key).await
        })
        .await
        .unwrap();
}

async fn check_of(db: &Db, kept: Option<&str>) -> Check {
    db.read(&Actor::Platform("doctor"), async move |conn: &mut Connection| {
        checkpoints::check(conn, kept).await
    })
    .await
    .unwrap()
}

/// Three checkpoints, something in each.
async fn three(platform: &Platform) {
    let cast = Cast::of(platform, "SEN").await;
    for title in ["The first", "The second", "The third"] {
        cast.draft(platform, content(title)).await;
        seal(platform).await;
        platform.days_pass(1);
    }
}

async fn published(base_url: &str, query: &str) -> (u16, Value) {
    let answer = reqwest::get(format!("{base_url}/record/checkpoints.json{query}"))
        .await
        .unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

#[tokio::test]
async fn outsiders_check_a_published_seal_with_nothing_of_ours() {
    let platform = Platform::start().await;
    let served = platform.serve().await;
    assert_eq!(
        published(&served.base_url, "").await,
        (200, json!({ "checkpoints": [] }))
    );
    three(&platform).await;
    let (_, page) = published(&served.base_url, "").await;
    let seals = page["checkpoints"].as_array().unwrap();
    assert_eq!(seals.len(), 3);
    for seal in seals {
        let names: Vec<&String> = seal.as_object().unwrap().keys().collect();
        assert_eq!(
            names,
            ["hash", "publicKey", "sealedAt", "signature"],
            "nothing tells how much happened"
        );
        let text = |name: &str| seal[name].as_str().unwrap();
        let said = format!("para29-checkpoint-v1\n{}\n{}\n", text("sealedAt"), text("hash"));
        let url_safe = |text: &str| text.trim_end_matches('=').replace('+', "-").replace('/', "_");
        let key = DecodingKey::from_ed_components(&url_safe(text("publicKey"))).unwrap();
        let signature = url_safe(text("signature"));
        let is_good =
            |said: &str| jsonwebtoken::crypto::verify(&signature, said.as_bytes(), &key, Algorithm::EdDSA).unwrap();
        assert!(is_good(&said));
        assert!(!is_good(&said.replace("2026", "2025")), "the moment is signed, too");
    }
    let newest = seals[0]["hash"].as_str().unwrap();
    assert!(
        seals[0]["sealedAt"].as_str() > seals[1]["sealedAt"].as_str(),
        "the newest first"
    );
    let (_, before) = published(&served.base_url, &format!("?before={newest}")).await;
    assert_eq!(before["checkpoints"], json!(seals[1..]));
    for unknown in ["?before=00", "?before=nonsense", "?before="] {
        let (status, answer) = published(&served.base_url, unknown).await;
        assert_eq!((status, &answer["code"]), (404, &json!("NOT_FOUND")), "{unknown}");
    }
    let check = check_of(&platform.db, Some(newest)).await;
    assert_eq!(check.head.as_deref(), Some(newest));
    assert!(
        check.holds_kept && check.broken.is_none() && check.checkpoint_count == 3,
        "{check:?}"
    );
}

#[tokio::test]
async fn more_seals_than_fit_a_page_are_on_the_next() {
    let platform = Platform::start().await;
    let served = platform.serve().await;
    for _ in 0..103 {
        seal(&platform).await;
    }
    let (_, page) = published(&served.base_url, "").await;
    let next = page["next"].as_str().unwrap().strip_prefix(&served.base_url).unwrap();
    let next = next.strip_prefix("/record/checkpoints.json").unwrap();
    let (_, rest) = published(&served.base_url, next).await;
    assert_eq!(page["checkpoints"].as_array().unwrap().len(), 100);
    assert_eq!(rest["checkpoints"].as_array().unwrap().len(), 3);
    assert_eq!(rest["next"], json!(null));
}

#[tokio::test]
async fn whatever_is_altered_names_the_first_seal_it_breaks() {
    let platform = Platform::start().await;
    three(&platform).await;
    let kept = check_of(&platform.db, None).await.head.unwrap();
    let second = "(select id from checkpoints order by id offset 1 limit 1)";
    let one = format!("(select min(seq) from changes where checkpoint_id = {second})");
    let id = platform.fact(&second[1..second.len() - 1]).await.as_i64().unwrap();
    for (tampering, undoing, fault) in [
        (
            format!("update changes set after = after || '{{\"status\": \"published\"}}' where seq = {one}"),
            format!("update changes set after = after || '{{\"status\": \"draft\"}}' where seq = {one}"),
            Fault::Content,
        ),
        (
            format!(
                "create table taken as select * from changes where seq = {one}; delete from changes where seq = {one}"
            ),
            "insert into changes overriding system value select * from taken".to_owned(),
            Fault::Content,
        ),
        (
            format!(
                "insert into changes (table_name, row_id, operation, fields, readers_before, readers, checkpoint_id)
                 values ('commitments', 'x', 'DELETE', '{{}}', '{{}}', '{{}}', {second})"
            ),
            "delete from changes where row_id = 'x'".to_owned(),
            Fault::Content,
        ),
        (
            format!("update checkpoints set sealed_at = sealed_at - interval '1 day' where id = {second}"),
            format!("update checkpoints set sealed_at = sealed_at + interval '1 day' where id = {second}"),
            Fault::Signature,
        ),
        (
            // Whoever recomputes the hash, too, lacks the key.
            format!(
                "update changes set act = 'another' where seq = {one};
                 update checkpoints set hash = checkpoint_hash(previous_hash, id) where id = {second}"
            ),
            format!(
                "update changes set act = 'commitmentDraft' where seq = {one};
                 update checkpoints set hash = checkpoint_hash(previous_hash, id) where id = {second}"
            ),
            Fault::Signature,
        ),
        (
            format!("update checkpoints set previous_hash = sha256('x') where id = {second}"),
            format!(
                "update checkpoints set previous_hash = (select hash from checkpoints order by id limit 1) where id = {second}"
            ),
            Fault::Chain,
        ),
    ] {
        let unseen = |sql: &str| {
            format!("alter table changes disable trigger stay; {sql}; alter table changes enable trigger stay")
        };
        platform.as_owner(&unseen(&tampering)).await;
        let broken = check_of(&platform.db, None).await.broken;
        let broken = broken.unwrap_or_else(|| panic!("not noticed: {tampering}"));
        assert_eq!((broken.id, broken.fault), (id, fault), "{tampering}");
        platform.as_owner(&unseen(&undoing)).await;
        assert_eq!(check_of(&platform.db, None).await.broken, None, "{undoing}");
    }
    // Whoever takes the newest seals away leaves a whole chain, without the hash that others have.
    platform
        .as_owner(
            "alter table changes disable trigger stay;
             delete from changes where checkpoint_id = (select max(id) from checkpoints);
             delete from checkpoints where id = (select max(id) from checkpoints)",
        )
        .await;
    let check = check_of(&platform.db, Some(&kept)).await;
    assert!(check.broken.is_none() && !check.holds_kept, "{check:?}");
}

#[tokio::test]
async fn a_change_that_commits_late_is_sealed_by_the_next_one() {
    let platform = Platform::start().await;
    seal(&platform).await;
    let (slow, connection) = tokio_postgres::connect(&platform.owner_url, tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    slow.batch_execute("begin; insert into settings values ('slow', '1')")
        .await
        .unwrap();
    platform.as_owner("insert into settings values ('quick', '1')").await;
    seal(&platform).await;
    assert_eq!(
        check_of(&platform.db, None).await.unsealed_count,
        0,
        "nobody sees the slow one yet"
    );
    slow.batch_execute("commit").await.unwrap();
    let check = check_of(&platform.db, None).await;
    assert_eq!((check.unsealed_count, check.broken), (1, None));
    seal(&platform).await;
    let order = "select jsonb_agg(row_id order by checkpoint_id) from changes where table_name = 'settings' and row_id in ('slow', 'quick')";
    assert_eq!(platform.fact(order).await, json!(["quick", "slow"]));
    let check = check_of(&platform.db, None).await;
    assert_eq!(
        (check.unsealed_count, check.broken, check.checkpoint_count),
        (0, None, 3)
    );
}

#[tokio::test]
async fn two_who_seal_at_once_make_one_chain() {
    let platform = Platform::start().await;
    tokio::join!(seal(&platform), seal(&platform), seal(&platform));
    let check = check_of(&platform.db, None).await;
    assert_eq!((check.checkpoint_count, check.broken), (3, None));
}

#[tokio::test]
async fn the_workers_seal_in_a_rhythm_that_tells_nothing() {
    let platform = Platform::start().await;
    let mailer = Mailer::new(&MailSettings {
        smtp_url: None,
        from: "Para29 <notes@para29.example>".into(),
        reply_to: None,
        ca_file: None,
        dkim: None,
        patience: Patience::default(),
    });
    let house = House {
        site: "Para29".into(),
        base: "https://para29.example".parse().unwrap(),
    };
    let key = RecordKey::open_or_make(&platform.keys).unwrap();
    let env = workers::Env::new(
        platform.db.clone(),
        platform.clock.clone(),
        Arc::new(mailer.unwrap()),
        house,
    )
    .sealing_with(key);
    for minutes in [0, 10, 10] {
        platform.clock.set(platform.now() + Duration::from_secs(60 * minutes));
        workers::queue_recurring(&env).await.unwrap();
        workers::run_due(&env).await.unwrap();
        workers::queue_recurring(&env).await.unwrap();
        assert_eq!(workers::run_due(&env).await.unwrap(), 0, "once each ten minutes");
    }
    let check = check_of(&platform.db, None).await;
    assert_eq!(
        (check.checkpoint_count, check.broken),
        (3, None),
        "also where nothing had happened"
    );
}

/// The address of a database of the story's, for the superuser.
fn superuser_url(platform: &Platform) -> String {
    platform.url.replacen("para29_login", "postgres", 1)
}

/// A program of PostgreSQL's for its users, beside the server's or wherever the system has it.
fn client(name: &str) -> Command {
    let beside = programs::find(None).unwrap().path(name);
    Command::new(if beside.exists() { beside } else { name.into() })
}

fn ran(output: Output) {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[tokio::test]
async fn the_chain_is_whole_after_dump_and_restore_into_another_server() {
    let platform = Platform::start().await;
    three(&platform).await;
    let before = check_of(&platform.db, None).await;
    let scratch = std::env::temp_dir().join(format!("para29-restore-{}", uuid::Uuid::new_v4().simple()));
    let other = Cluster::start(&scratch).await.unwrap();
    let dump = std::env::temp_dir().join(format!("{}.sql", scratch.display()));
    let mut dumping = client("pg_dump");
    ran(dumping
        .arg("--file")
        .arg(&dump)
        .arg(superuser_url(&platform))
        .output()
        .unwrap());
    let superuser = other.url("postgres", para29::pgboot::DATABASE);
    as_superuser(
        &superuser,
        "create role para29_visitor; create role para29_app; create role para29_system;
         grant para29_visitor, para29_app, para29_system to para29_login",
    )
    .await;
    let mut restoring = client("psql");
    restoring
        .args(["-qX", "-v", "ON_ERROR_STOP=1", "-f"])
        .arg(&dump)
        .arg(&superuser);
    ran(restoring.output().unwrap());
    let db = Db::new(&other.login_url(), Sizes::default()).unwrap();
    assert_eq!(check_of(&db, None).await, before);
    assert!(before.broken.is_none() && before.checkpoint_count == 3);
    // And it goes on there.
    let (key, now) = (RecordKey::open_or_make(&platform.keys).unwrap(), platform.now());
    db.platform("seal_record", async move |conn: &mut Connection| {
        checkpoints::seal(conn, now, &key).await
    })
    .await
    .unwrap();
    assert_eq!(check_of(&db, before.head.as_deref()).await.checkpoint_count, 4);
    drop(db);
    other.stop().await;
    let _ = std::fs::remove_dir_all(&scratch);
    let _ = std::fs::remove_file(&dump);
}

#[tokio::test]
async fn doctor_says_by_its_exit_code_whether_the_record_is_whole() {
    let platform = Platform::start().await;
    three(&platform).await;
    let doctor = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_para29"));
        command
            .args(["doctor", "--record", "--data-dir"])
            .arg(&platform.keys)
            .args(more);
        command
            .env_clear()
            .env("DATABASE_URL", &platform.url)
            .env("KEY_DIR", &platform.keys);
        command.output().unwrap()
    };
    let said = |output: &Output| String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned();
    let head = check_of(&platform.db, None).await.head.unwrap();
    let whole = doctor(&["--kept", &head]);
    assert_eq!(whole.status.code(), Some(0), "{}", said(&whole));
    assert!(said(&whole).contains(&head));
    let unknown = doctor(&["--kept", &"0".repeat(64)]);
    assert_eq!(unknown.status.code(), Some(1), "{}", said(&unknown));
    platform
        .as_owner("alter table changes disable trigger stay; update changes set act = 'another' where checkpoint_id = (select max(id) from checkpoints)")
        .await;
    let broken = doctor(&["--json"]);
    assert_eq!(broken.status.code(), Some(1));
    let id = platform.fact("select max(id) from checkpoints").await;
    let report: Value = serde_json::from_slice(&broken.stdout).unwrap();
    assert_eq!(
        (&report["broken"]["id"], &report["broken"]["fault"]),
        (&id, &json!("content"))
    );
    assert!(said(&broken).contains(&format!("checkpoint {id}")));
}
