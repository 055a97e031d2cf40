//! Worker processes killed at any point: no letter is lost, and none is sent twice by the platform itself.

use super::*;
use crate::harness::smtp::{Manner, Phase};
use schema::clock::Clock;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Not a story: what [`Worker::start`] runs in a process of its own.
#[test]
#[ignore = "started by other stories as a process to be killed"]
fn a_worker_in_a_process_of_its_own() {
    let told = |name: &str| std::env::var(name).unwrap();
    let db = Db::new(
        &told("STORY_DATABASE"),
        schema::db::Sizes {
            visitors: 1,
            members: 4,
            platform: 4,
        },
    )
    .unwrap();
    let settings = MailSettings {
        smtp_url: Some(told("STORY_SMTP")),
        from: "Para29 <notes@para29.example>".into(),
        reply_to: None,
        ca_file: None,
        dkim: None,
        patience: Patience::default(),
    };
    let mailer = Arc::new(Mailer::new(&settings).unwrap());
    let env = Env::new(db, Clock::standing_at(moment(&told("STORY_NOW"))), mailer, house());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime
        .block_on(workers::run(env, brisk(), CancellationToken::new()))
        .unwrap();
}

/// A real worker process; killed, as by `kill -9`, when told or dropped.
pub(super) struct Worker(Child);

impl Worker {
    pub(super) fn start(platform: &Platform, server: &SmtpServer) -> Self {
        let child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "reminders::crashes::a_worker_in_a_process_of_its_own",
                "--ignored",
            ])
            .env("STORY_DATABASE", &platform.url)
            .env("STORY_SMTP", server.url())
            .env("STORY_NOW", platform.now().to_rfc3339())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self(child)
    }

    pub(super) fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn scene(number: usize) -> (Platform, SmtpServer, Vec<Someone>) {
    let (platform, server) = (Platform::start().await, SmtpServer::start().await);
    let cast = Cast::of(&platform, "SEN").await;
    let mut readers = vec![];
    for _ in 0..number {
        readers.push(reader(&platform, "SEN", Role::FocalPoint, "en", "UTC").await);
    }
    due_on(&platform, &cast, "Name a point of contact", "2026-12-30").await;
    let planner = env(&platform, None);
    at(&platform, &planner, "2026-11-23T10:00:00Z").await;
    platform.clock.set(moment("2026-11-30T08:00:00Z"));
    (platform, server, readers)
}

pub(super) async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let found = tokio::time::timeout(Duration::from_secs(60), async {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    found.await.unwrap_or_else(|_| panic!("never: {what}"))
}

#[tokio::test]
async fn killed_before_the_server_agreed_the_letter_is_sent_by_another() {
    for phase in [Phase::Greeting, Phase::Mail, Phase::Rcpt, Phase::Data] {
        let (platform, server, readers) = scene(1).await;
        server.behave(Manner {
            delays: [(phase, Duration::from_secs(3_600))].into(),
            ..Manner::default()
        });
        let worker = Worker::start(&platform, &server);
        until("a connection", async || (server.connections() > 0).then_some(())).await;
        tokio::time::sleep(Duration::from_millis(100)).await;
        worker.kill();
        assert_eq!(ledger(&platform, "digest").await, ["queued"], "{phase:?}");
        server.behave(Manner::default());
        let second = env(&platform, Some(&server));
        work(&second).await;
        assert_eq!(server.received().len(), 0, "{phase:?}: the lease has not ended");
        later(&platform, &second, 2).await;
        assert_eq!(ledger(&platform, "digest").await, ["sent"], "{phase:?}");
        assert_eq!(letters_to(&server, &readers[0]).len(), 1, "{phase:?}");
    }
}

#[tokio::test]
async fn killed_while_the_server_had_the_letter_it_is_uncertain_and_told_again() {
    let (platform, server, readers) = scene(1).await;
    server.behave(Manner {
        delays: [(Phase::Verdict, Duration::from_secs(3_600))].into(),
        ..Manner::default()
    });
    let worker = Worker::start(&platform, &server);
    // The server has it, and has not answered.
    until("a letter", async || (server.received().len() == 1).then_some(())).await;
    assert_eq!(ledger(&platform, "digest").await, ["transmitting"]);
    worker.kill();
    server.behave(Manner::default());
    let second = env(&platform, Some(&server));
    later(&platform, &second, 2).await;
    assert_eq!(ledger(&platform, "digest").await, ["uncertain"]);
    later(&platform, &second, 60).await;
    assert_eq!(letters_to(&server, &readers[0]).len(), 1, "not sent again");
    let administrator = platform.secretariat(Role::Administrator).await;
    let list = "{ letters(filter: { statuses: [UNCERTAIN] }) { nodes { accountId response } } }";
    let listed = platform.ask(&administrator, list, json!({})).await["data"]["letters"]["nodes"].clone();
    assert_eq!(listed[0]["accountId"], readers[0].account.to_string(), "{listed}");
    at(&platform, &second, "2026-12-01T08:00:00Z").await;
    let letters = letters_to(&server, &readers[0]);
    assert_eq!(letters.len(), 2);
    assert!(
        letters[1]
            .text()
            .contains("This may already have reached you on 30 November 2026")
    );
}

#[tokio::test]
async fn killed_again_and_again_nothing_is_lost_and_nothing_sent_twice() {
    const READERS: usize = 12;
    let (platform, server, readers) = scene(READERS).await;
    let pause = Duration::from_millis(15);
    let phases = [
        Phase::Greeting,
        Phase::Ehlo,
        Phase::Mail,
        Phase::Rcpt,
        Phase::Data,
        Phase::Verdict,
    ];
    server.behave(Manner {
        delays: phases.map(|phase| (phase, pause)).into(),
        ..Manner::default()
    });
    let mut kills = 0;
    for lives in 0_u64.. {
        assert!(lives < 200, "it never ends");
        let name = "select count(*) from worker_heartbeats";
        let before = platform.fact(name).await;
        let worker = Worker::start(&platform, &server);
        // From the moment it is there, a little longer each time: also on a slow machine some life is long enough.
        until("a worker", async || (platform.fact(name).await != before).then_some(())).await;
        tokio::time::sleep(Duration::from_millis(7 * (lives % 30) + 2 * lives)).await;
        worker.kill();
        kills += 1;
        platform.clock.set(platform.now() + TimeDelta::minutes(2));
        // Killed early, a worker has written nothing yet.
        let statuses = ledger(&platform, "digest").await;
        if statuses.len() == READERS && statuses.iter().all(|status| status == "sent" || status == "uncertain") {
            break;
        }
    }
    assert!(kills > 2, "it was killed in between");
    let statuses = ledger(&platform, "digest").await;
    assert_eq!(statuses.len(), READERS);
    assert!(
        statuses.iter().all(|status| status == "sent" || status == "uncertain"),
        "{statuses:?}"
    );
    // Those in doubt are told again the next morning, and then everybody has been told.
    let last = env(&platform, Some(&server));
    at(&platform, &last, "2026-12-01T08:00:00Z").await;
    for reader in &readers {
        let letters = letters_to(&server, reader);
        assert!((1..=2).contains(&letters.len()), "{} letters", letters.len());
    }
    assert!(
        server.counts().values().all(|count| *count == 1),
        "a Message-ID came twice: {:?}",
        server.counts()
    );
    let untold = "from reminders where remind_on <= '2026-11-30' and status <> 'told'";
    assert_eq!(count(&platform, untold).await, 0);
    let sent: Vec<String> = serde_json::from_value(
        platform
            .fact("select jsonb_agg(message_id) from letters where status = 'sent'")
            .await,
    )
    .unwrap();
    assert!(
        sent.iter().all(|id| server.count(id) == 1),
        "what the ledger calls sent was taken over once"
    );
    assert_eq!(
        count(&platform, "from letters where status = 'uncertain'").await as usize + sent.len(),
        ledger(&platform, "digest").await.len()
    );
}

/// Holds up every worker at a statement of its own, for as long as it is held itself.
pub(super) struct Barrier {
    client: tokio_postgres::Client,
    talking: tokio::task::JoinHandle<Result<(), tokio_postgres::Error>>,
}

impl Barrier {
    /// `before` says which statement, as triggers do: `insert on reminders`; `when` is their condition.
    pub(super) async fn put(platform: &Platform, before: &str, when: &str) -> Self {
        platform
            .as_owner(&format!(
                "create function waits() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(29); return new; end $$;
                 create trigger waits before {before} for each row when ({when}) execute function waits()"
            ))
            .await;
        let (client, connection) = tokio_postgres::connect(&platform.owner_url, tokio_postgres::NoTls)
            .await
            .unwrap();
        let talking = tokio::spawn(connection);
        client.batch_execute("select pg_advisory_lock(29)").await.unwrap();
        Self { client, talking }
    }

    pub(super) async fn is_met(&self) -> bool {
        let sql = "select count(*) from pg_locks where locktype = 'advisory' and objid = 29 and not granted
                   and database = (select oid from pg_database where datname = current_database())";
        self.client.query_one(sql, &[]).await.unwrap().get::<_, i64>(0) > 0
    }

    pub(super) async fn lift(self) {
        drop(self.client);
        self.talking.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn killed_when_a_digest_is_written_and_its_job_not_ended_the_digest_is_sent_once() {
    let (platform, mut server, readers) = scene(1).await;
    server.go_away().await;
    let when = "old.kind = 'write_digest' and new.finished_at is not null";
    let barrier = Barrier::put(&platform, "update on jobs", when).await;
    let worker = Worker::start(&platform, &server);
    until("the job's end", async || barrier.is_met().await.then_some(())).await;
    assert_eq!(ledger(&platform, "digest").await, ["queued"]);
    worker.kill();
    barrier.lift().await;
    server.come_back().await;
    let second = env(&platform, Some(&server));
    later(&platform, &second, 2).await;
    later(&platform, &second, 60).await;
    assert_eq!(ledger(&platform, "digest").await, ["sent"]);
    assert_eq!(letters_to(&server, &readers[0]).len(), 1);
    assert_eq!(
        platform
            .fact("select attempt from jobs where kind = 'write_digest'")
            .await,
        2
    );
}

#[tokio::test]
async fn killed_while_planning_nothing_is_half_planned_and_all_is_planned_after() {
    let (platform, server) = (Platform::start().await, SmtpServer::start().await);
    let cast = Cast::of(&platform, "SEN").await;
    reader(&platform, "SEN", Role::FocalPoint, "en", "UTC").await;
    due_on(&platform, &cast, "Name a point of contact", "2026-12-30").await;
    platform.clock.set(moment("2026-11-23T10:00:00Z"));
    let barrier = Barrier::put(&platform, "insert on reminders", "true").await;
    let worker = Worker::start(&platform, &server);
    until("planning", async || barrier.is_met().await.then_some(())).await;
    worker.kill();
    barrier.lift().await;
    platform.as_owner("drop trigger waits on reminders").await;
    assert_eq!(count(&platform, "from reminders").await, 0);
    assert_eq!(count(&platform, "from reminder_preferences").await, 0);
    let second = env(&platform, Some(&server));
    later(&platform, &second, 2).await;
    assert_eq!(count(&platform, "from reminders where status = 'planned'").await, 3);
    assert_eq!(count(&platform, "from jobs where finished_at is null").await, 0);
}
