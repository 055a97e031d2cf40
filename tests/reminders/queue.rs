//! The queue: work is done once, by whoever is there, and nothing of it is lost.

use super::*;
use schema::jobs::{self, Ending, Held, Job};
use schema::reminders::WriteDigest;
use std::time::Duration;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

fn job(number: u128) -> WriteDigest {
    WriteDigest {
        account: AccountId(uuid::Uuid::from_u128(number)),
        day: crate::harness::day("2026-11-23"),
    }
}

async fn claim(platform: &Platform, worker: &'static str, lease: i64) -> Option<Held> {
    let now = platform.now();
    let kinds = [WriteDigest::KIND];
    as_platform(platform, async move |conn: &mut Connection| {
        jobs::claim(conn, worker, &kinds, now, now + TimeDelta::seconds(lease)).await
    })
    .await
    .unwrap()
}

async fn end(platform: &Platform, held: &Held, ending: Ending) -> bool {
    let (held, now) = (held.clone(), platform.now());
    as_platform(platform, async move |conn: &mut Connection| {
        jobs::end(conn, &held, now, &ending).await
    })
    .await
    .unwrap()
}

#[tokio::test]
async fn a_job_shares_the_fate_of_its_cause_and_is_queued_once() {
    let platform = Platform::start().await;
    let now = platform.now();
    let failed: schema::Result<()> = as_platform(&platform, async move |conn: &mut Connection| {
        jobs::enqueue(conn, &job(1), now).await?;
        Err(schema::Error::NotFound)
    })
    .await;
    assert!(failed.is_err());
    assert_eq!(count(&platform, "from jobs").await, 0);
    for _ in 0..2 {
        as_platform(&platform, async move |conn: &mut Connection| {
            jobs::enqueue(conn, &job(1), now).await
        })
        .await
        .unwrap();
    }
    assert_eq!(count(&platform, "from jobs").await, 1);
}

#[tokio::test]
async fn one_worker_holds_a_job_until_its_lease_ends() {
    let platform = Platform::start().await;
    let (now, tomorrow) = (platform.now(), platform.now() + TimeDelta::days(1));
    as_platform(&platform, async move |conn: &mut Connection| {
        jobs::enqueue(conn, &job(2), tomorrow).await?;
        jobs::enqueue(conn, &job(1), now).await
    })
    .await
    .unwrap();
    let first = claim(&platform, "first", 60).await.unwrap();
    assert_eq!((first.key.as_str(), first.attempt), (job(1).key().as_str(), 1));
    assert_eq!(
        claim(&platform, "second", 60).await,
        None,
        "one is held, the other is not due"
    );

    platform.clock.set(now + TimeDelta::seconds(61));
    let second = claim(&platform, "second", 60).await.unwrap();
    assert_eq!((second.id, second.attempt), (first.id, 2));
    assert!(
        !end(&platform, &first, Ending::Done).await,
        "the first worker's word counts no more"
    );
    let run_at = platform.now() + TimeDelta::seconds(4);
    assert!(
        end(
            &platform,
            &second,
            Ending::Postponed {
                run_at,
                error: "busy".into()
            }
        )
        .await
    );
    assert_eq!(claim(&platform, "third", 60).await, None);
    platform.clock.set(run_at);
    let third = claim(&platform, "third", 60).await.unwrap();
    assert!(end(&platform, &third, Ending::Done).await);
    platform.clock.set(run_at + TimeDelta::hours(1));
    assert_eq!(claim(&platform, "third", 60).await, None, "what is done is done");
    assert_eq!(
        platform
            .fact("select attempt from jobs where finished_at is not null")
            .await,
        3
    );
}

#[tokio::test]
async fn a_kind_that_a_worker_does_not_know_is_left_to_others() {
    let platform = Platform::start().await;
    let env = env(&platform, None);
    platform
        .as_owner(
            "insert into jobs (id, kind, key, payload, run_at) values (gen_random_uuid(), 'made_next_year', 'x', '{}', '2026-01-01')",
        )
        .await;
    workers::run_due(&env).await.unwrap();
    assert_eq!(
        platform
            .fact("select attempt from jobs where kind = 'made_next_year'")
            .await,
        0
    );
}

#[tokio::test]
async fn what_was_given_up_is_listed_and_taken_up_again_by_an_administrator() {
    let platform = Platform::start().await;
    let env = env(&platform, None);
    let now = platform.now();
    // The account does not exist: that is not put right by trying again.
    as_platform(&platform, async move |conn: &mut Connection| {
        jobs::enqueue(conn, &job(1), now).await
    })
    .await
    .unwrap();
    workers::run_due(&env).await.unwrap();
    let list = "{ jobsGivenUp { nodes { id kind attemptCount lastError } } clockwork { waitingCount givenUpCount } }";
    let administrator = platform.secretariat(Role::Administrator).await;
    let listed = platform.ask(&administrator, list, json!({})).await["data"].clone();
    assert_eq!(
        listed["clockwork"],
        json!({ "waitingCount": 0, "givenUpCount": 1 }),
        "{listed}"
    );
    let given_up = &listed["jobsGivenUp"]["nodes"][0];
    assert_eq!(
        (&given_up["kind"], &given_up["attemptCount"]),
        (&json!("write_digest"), &json!(1))
    );
    for role in [Role::Reviewer, Role::Auditor] {
        let other = platform.secretariat(role).await;
        assert_eq!(
            platform.ask(&other, list, json!({})).await["errors"][0]["extensions"]["code"],
            "FORBIDDEN"
        );
        let input = json!({ "jobId": given_up["id"] });
        assert_eq!(
            platform.try_act(&other, "jobRetry", input, "job { id }").await["error"],
            "FORBIDDEN"
        );
    }
    let input = json!({ "jobId": given_up["id"] });
    let retried = platform
        .done(
            &administrator,
            "jobRetry",
            input.clone(),
            "job { attemptCount givenUpAt }",
        )
        .await;
    assert_eq!(retried["job"], json!({ "attemptCount": 0, "givenUpAt": null }));
    let again = platform.try_act(&administrator, "jobRetry", input, "job { id }").await;
    assert_eq!(again["problems"][0]["code"], "WRONG_STATE");
    assert_eq!(
        count(&platform, "from changes where table_name = 'jobs' and act = 'jobRetry'").await,
        1
    );
    assert_eq!(workers::run_due(&env).await.unwrap(), 1, "it was tried once more");
}

#[tokio::test]
async fn the_schedule_is_kept_by_one_and_what_was_missed_is_caught_up_once() {
    let platform = Platform::start().await;
    let one = env(&platform, None);
    let other = env(&platform, None);
    platform.clock.set(moment("2026-11-23T10:00:00Z"));
    let (first, second) = tokio::join!(workers::queue_recurring(&one), workers::queue_recurring(&other));
    let mut queued = [first.unwrap(), second.unwrap()].concat();
    queued.sort();
    assert_eq!(
        queued,
        ["plan_reminders", "queue_alerts", "queue_digests", "seal_record", "tidy"]
    );
    assert_eq!(workers::queue_recurring(&one).await.unwrap(), Vec::<&str>::new());
    platform.clock.set(moment("2026-11-26T10:00:00Z"));
    workers::queue_recurring(&one).await.unwrap();
    let sql = "select jsonb_agg(kind || ' ' || (run_at at time zone 'UTC')::text order by run_at, kind) from jobs";
    assert_eq!(
        platform.fact(sql).await,
        json!([
            "tidy 2026-11-23 03:30:00",
            "queue_alerts 2026-11-23 06:40:00",
            "plan_reminders 2026-11-23 09:50:00",
            "queue_digests 2026-11-23 10:00:00",
            "seal_record 2026-11-23 10:00:00",
            "tidy 2026-11-26 03:30:00",
            "queue_alerts 2026-11-26 06:40:00",
            "plan_reminders 2026-11-26 09:50:00",
            "queue_digests 2026-11-26 10:00:00",
            "seal_record 2026-11-26 10:00:00",
        ])
    );
}

#[tokio::test]
async fn what_nobody_asks_for_any_more_is_forgotten_and_nothing_else() {
    let platform = Platform::start().await;
    let (someone, now) = (platform.someone().await, moment("2027-06-01T03:30:00Z"));
    let (id, days_ago) = (someone.account.0, |days: i64| now - TimeDelta::days(days));
    let mut sql = String::new();
    for (name, days) in [("old", 100), ("new", 10)] {
        let at = days_ago(days);
        sql += &format!(
            "insert into jobs (id, kind, key, payload, run_at, finished_at) values (gen_random_uuid(), 'done', '{name}', '{{}}', '{at}', '{at}');
             insert into jobs (id, kind, key, payload, run_at, given_up_at) values (gen_random_uuid(), 'given_up', '{name}', '{{}}', '{at}', '{at}');
             insert into jobs (id, kind, key, payload, run_at) values (gen_random_uuid(), 'open', '{name}', '{{}}', '2099-01-01');
             insert into letters (id, kind, key, account_id, address, language, status, content, queued_at, settled_at)
               values (gen_random_uuid(), 'kept', '{name}', '{id}', 'a@b.example', 'en', 'kept', '{{\"note\": {{\"note\": \"test\"}}}}', '{at}', '{at}'),
                      (gen_random_uuid(), 'sent', '{name}', '{id}', 'a@b.example', 'en', 'sent', '{{}}', '{at}', '{at}');
             insert into idempotency_keys (account_id, key, act, input_digest, at) values ('{id}', '{name}-key-of-an-act', 'x', '\\x00', '{at}');"
        );
    }
    let (hour, long) = (now - TimeDelta::hours(1), days_ago(2));
    sql += &format!(
        "insert into worker_heartbeats values ('alive', '{long}', '{hour}'), ('killed', '{long}', '{long}');
         insert into letter_links (token_hash, purpose, account_id, expires_at) values ('\\x01', 'stop', '{id}', '{hour}'), ('\\x02', 'stop', '{id}', '2027-06-02');"
    );
    platform.as_owner(&sql).await;
    platform.clock.set(now);
    as_platform(&platform, async move |conn: &mut Connection| {
        schema::clockwork::tidy(conn, now).await
    })
    .await
    .unwrap();
    let left = async |sql: &str| {
        let all = platform
            .fact(&format!("select jsonb_agg(x order by x) from ({sql}) as t(x)"))
            .await;
        serde_json::from_value::<Vec<String>>(all).unwrap().join(", ")
    };
    assert_eq!(
        left("select kind || ' ' || key from jobs").await,
        "done new, given_up new, given_up old, open new, open old"
    );
    assert_eq!(
        left("select kind || ' ' || key || ' ' || (content <> '{}') from letters").await,
        "kept new true, kept old false, sent new false, sent old false",
        "the ledger stays, words go"
    );
    assert_eq!(left("select key from idempotency_keys").await, "new-key-of-an-act");
    assert_eq!(left("select name from worker_heartbeats").await, "alive");
    assert_eq!(left("select token_hash::text from letter_links").await, "\\x02");
}

/// So many people of as many participants, each with something due; gives their addresses.
async fn readers(platform: &Platform, number: usize) -> Vec<String> {
    let cast = Cast::of(platform, "SEN").await;
    let mut addresses = vec![];
    for _ in 0..number {
        let someone = platform.person("SEN", Role::FocalPoint).await;
        settle_in(platform, &someone, "en", "UTC").await;
        addresses.push(someone.email);
    }
    due_on(platform, &cast, "Name a point of contact", "2026-12-30").await;
    addresses
}

/// Waits until nothing in the queue is open.
pub(super) async fn all_done(platform: &Platform) {
    let open = "from jobs where finished_at is null and given_up_at is null";
    let done = timeout(Duration::from_secs(120), async {
        while count(platform, open).await > 0 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    });
    if done.await.is_err() {
        let sql = "select jsonb_agg(to_jsonb(jobs)) from jobs where finished_at is null";
        panic!("still open: {:#}", platform.fact(sql).await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_workers_at_once_do_each_job_once() {
    let (platform, server) = (Platform::start().await, SmtpServer::start().await);
    let mut addresses = readers(&platform, 40).await;
    let planner = env(&platform, None);
    at(&platform, &planner, "2026-11-23T10:00:00Z").await;
    platform.clock.set(moment("2026-11-30T08:00:00Z"));
    let stop = CancellationToken::new();
    let workers: Vec<_> = (0..3)
        .map(|_| worker_runs((env_of_its_own(&platform, &server), brisk(), stop.clone())))
        .collect();
    let waited = timeout(Duration::from_secs(60), async {
        while count(&platform, "from letters where status = 'sent'").await < 40 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    });
    waited.await.expect("forty letters");
    all_done(&platform).await;
    let administrator = platform.secretariat(Role::Administrator).await;
    let alive = platform
        .ask(&administrator, "{ clockwork { workers { name } } }", json!({}))
        .await;
    assert_eq!(alive["data"]["clockwork"]["workers"].as_array().unwrap().len(), 3);
    stop.cancel();
    for worker in workers {
        worker.await.unwrap().unwrap();
    }
    let mut reached: Vec<String> = server.received().into_iter().flat_map(|letter| letter.to).collect();
    reached.sort();
    addresses.sort();
    assert_eq!(reached, addresses);
    assert!(server.counts().values().all(|count| *count == 1));
    assert_eq!(
        count(&platform, "from jobs where attempt <> 1").await,
        0,
        "each was taken up once"
    );
    assert!(count(&platform, "from jobs").await > 80);
    assert_eq!(
        count(&platform, "from worker_heartbeats").await,
        0,
        "who stops takes the name off the list"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_is_woken_by_what_is_queued() {
    let platform = Platform::start().await;
    let (stop, pace) = (
        CancellationToken::new(),
        Pace {
            poll: Duration::from_secs(3_600),
            ..Pace::default()
        },
    );
    let worker = worker_runs((env(&platform, None), pace, stop.clone()));
    // One after the other: only the first may be found by looking, the next look is an hour away.
    for number in 1..=5 {
        let now = platform.now();
        as_platform(&platform, async move |conn: &mut Connection| {
            jobs::enqueue(conn, &job(number), now).await
        })
        .await
        .unwrap();
        all_done(&platform).await;
    }
    stop.cancel();
    worker.await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_is_told_to_stop_gives_back_what_it_cannot_end() {
    let (platform, server) = (Platform::start().await, SmtpServer::start().await);
    readers(&platform, 1).await;
    let planner = env(&platform, None);
    at(&platform, &planner, "2026-11-23T10:00:00Z").await;
    platform.clock.set(moment("2026-11-30T08:00:00Z"));
    let delays = [(crate::harness::smtp::Phase::Rcpt, Duration::from_secs(3_600))].into();
    server.behave(crate::harness::smtp::Manner {
        delays,
        ..Default::default()
    });
    let stop = CancellationToken::new();
    let pace = Pace {
        farewell: Duration::from_secs(1),
        ..brisk()
    };
    let worker = worker_runs((env_of_its_own(&platform, &server), pace, stop.clone()));
    while server.connections() == 0 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    stop.cancel();
    timeout(Duration::from_secs(15), worker)
        .await
        .expect("it stops")
        .unwrap()
        .unwrap();
    assert_eq!(count(&platform, "from jobs where leased_by is not null").await, 0);
    server.behave(Default::default());
    // At once, without waiting for a lease to end.
    workers::run_due(&env_of_its_own(&platform, &server)).await.unwrap();
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_sign_of_life_tells_how_old_it_is() {
    let (platform, server) = (Platform::start().await, SmtpServer::start().await);
    let now = platform.now();
    let age = async |platform: &Platform| {
        let now = platform.now();
        as_platform(platform, async move |conn: &mut Connection| {
            schema::clockwork::worker_age(conn, now).await
        })
        .await
        .unwrap()
    };
    assert_eq!(age(&platform).await, None);
    let worker = crashes::Worker::start(&platform, &server);
    while age(&platform).await.is_none() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(age(&platform).await, Some(TimeDelta::zero()));
    worker.kill();
    platform.clock.set(now + TimeDelta::minutes(3));
    assert_eq!(age(&platform).await, Some(TimeDelta::minutes(3)));
}
