//! Letters in bad weather: a mail server that is slow, refuses, breaks off, goes away and comes back.

use super::*;
use crate::harness::smtp::{Break, Manner, Phase};

/// Somebody with one thing due, told every day; the moment is just before the digest.
async fn scene() -> (Platform, SmtpServer, Someone, Value) {
    let (platform, server) = (Platform::start().await, SmtpServer::start().await);
    let cast = Cast::of(&platform, "SEN").await;
    let reader = reader(&platform, "SEN", Role::FocalPoint, "en", "UTC").await;
    let commitment = due_on(&platform, &cast, "Name a point of contact", "2026-12-24").await;
    choose(&platform, &reader, "DAILY", 8).await;
    let planner = env(&platform, None);
    at(&platform, &planner, "2026-12-17T07:00:00Z").await;
    assert_eq!(ledger(&platform, "digest").await, Vec::<String>::new());
    (platform, server, reader, commitment)
}

/// The day on which the week's notice is told.
const DAY: &str = "2026-12-17T08:00:00Z";

fn answering(phase: Phase, answer: &str) -> Manner {
    Manner {
        answers: [(phase, answer.to_owned())].into(),
        ..Manner::default()
    }
}

fn breaking(breaks: Break) -> Manner {
    Manner {
        breaks: [breaks].into(),
        ..Manner::default()
    }
}

#[tokio::test]
async fn a_server_that_puts_off_gets_the_letter_later_and_once() {
    for manner in [
        answering(Phase::Rcpt, "451 4.3.0 busy"),
        answering(Phase::Verdict, "452 4.3.1 no room"),
        answering(Phase::Greeting, "554 5.3.2 not today"),
        breaking(Break::Instead(Phase::Data)),
    ] {
        let (platform, server, reader, commitment) = scene().await;
        let env = env(&platform, Some(&server));
        server.behave(manner.clone());
        at(&platform, &env, DAY).await;
        assert_eq!(ledger(&platform, "digest").await, ["queued"], "{manner:?}");
        assert_eq!(server.received().len(), 0, "{manner:?}");
        server.behave(Manner::default());
        later(&platform, &env, 1).await;
        assert_eq!(ledger(&platform, "digest").await, ["sent"], "{manner:?}");
        later(&platform, &env, 60).await;
        let letters = letters_to(&server, &reader);
        assert_eq!(letters.len(), 1, "{manner:?}");
        assert!(letters[0].text().contains(reference(&commitment)));
    }
}

#[tokio::test]
async fn a_server_that_is_away_for_an_hour_gets_the_letter_when_it_is_back() {
    let (platform, mut server, reader, _) = scene().await;
    let env = env(&platform, Some(&server));
    server.go_away().await;
    at(&platform, &env, DAY).await;
    for _ in 0..12 {
        later(&platform, &env, 5).await;
    }
    assert_eq!(ledger(&platform, "digest").await, ["queued"]);
    server.come_back().await;
    later(&platform, &env, 60).await;
    assert_eq!(ledger(&platform, "digest").await, ["sent"]);
    assert_eq!(letters_to(&server, &reader).len(), 1);
}

#[tokio::test]
async fn what_no_server_took_in_its_time_is_told_by_the_next_letter() {
    let (platform, mut server, reader, commitment) = scene().await;
    let env = env(&platform, Some(&server));
    server.go_away().await;
    at(&platform, &env, DAY).await;
    at(&platform, &env, "2026-12-18T07:59:00Z").await;
    assert_eq!(ledger(&platform, "digest").await, ["queued"]);
    server.come_back().await;
    at(&platform, &env, "2026-12-18T08:00:00Z").await;
    assert_eq!(ledger(&platform, "digest").await, ["given_up", "sent"]);
    later(&platform, &env, 120).await;
    let letters = letters_to(&server, &reader);
    assert_eq!(letters.len(), 1, "one letter, not two");
    assert!(letters[0].text().contains(reference(&commitment)));
    assert_eq!(count(&platform, "from jobs where given_up_at is not null").await, 0);
}

#[tokio::test]
async fn an_address_that_is_refused_for_good_is_suspended_listed_and_restored() {
    let (platform, server, reader, commitment) = scene().await;
    let env = env(&platform, Some(&server));
    let refused = [(reader.email.clone(), "550 5.1.1 no such user".to_owned())].into();
    server.behave(Manner {
        refused,
        ..Manner::default()
    });
    at(&platform, &env, DAY).await;
    assert_eq!(ledger(&platform, "digest").await, ["bounced"]);

    let administrator = platform.secretariat(Role::Administrator).await;
    let list = "{ accounts(filter: { isAddressSuspended: true }) { nodes { id email } } letters(filter: { statuses: [BOUNCED] }) { nodes { response accountId } } }";
    let listed = platform.ask(&administrator, list, json!({})).await["data"].clone();
    assert_eq!(
        listed["accounts"]["nodes"],
        json!([{ "id": reader.account.to_string(), "email": reader.email }])
    );
    assert_eq!(listed["letters"]["nodes"][0]["response"], "550 5.1.1 no such user");
    let ask = platform.ask(&reader, "{ letters { nodes { id } } }", json!({})).await;
    assert_eq!(
        ask["errors"][0]["extensions"]["code"], "FORBIDDEN",
        "the ledger of all is for administrators"
    );

    at(&platform, &env, "2026-12-18T08:00:00Z").await;
    assert_eq!(ledger(&platform, "digest").await, ["bounced", "suppressed"]);
    server.behave(Manner::default());
    let input = json!({ "accountId": reader.account.to_string() });
    platform
        .done(
            &administrator,
            "addressRestore",
            input.clone(),
            "account { addressSuspendedAt }",
        )
        .await;
    let again = platform
        .try_act(&administrator, "addressRestore", input, "account { id }")
        .await;
    assert_eq!(again["problems"][0]["code"], "WRONG_STATE");
    at(&platform, &env, "2026-12-19T08:00:00Z").await;
    assert_eq!(ledger(&platform, "digest").await, ["bounced", "suppressed", "sent"]);
    assert!(
        letters_to(&server, &reader)[0].text().contains(reference(&commitment)),
        "nothing was lost meanwhile"
    );
}

#[tokio::test]
async fn a_letter_that_is_refused_does_not_cost_the_address_nor_the_reminder() {
    let (platform, server, reader, commitment) = scene().await;
    let env = env(&platform, Some(&server));
    server.behave(answering(Phase::Verdict, "554 5.7.1 not wanted"));
    at(&platform, &env, DAY).await;
    assert_eq!(ledger(&platform, "digest").await, ["refused"]);
    server.behave(Manner::default());
    at(&platform, &env, "2026-12-18T08:00:00Z").await;
    assert_eq!(ledger(&platform, "digest").await, ["refused", "sent"]);
    assert!(letters_to(&server, &reader)[0].text().contains(reference(&commitment)));
}

#[tokio::test]
async fn an_uncertain_letter_is_not_sent_again_and_the_next_one_says_so() {
    for (breaks, arrived) in [(Break::AfterTaking, 1), (Break::Instead(Phase::Verdict), 0)] {
        let (platform, server, reader, commitment) = scene().await;
        let env = env(&platform, Some(&server));
        server.behave(breaking(breaks));
        at(&platform, &env, DAY).await;
        assert_eq!(ledger(&platform, "digest").await, ["uncertain"]);
        for _ in 0..5 {
            later(&platform, &env, 90).await;
        }
        assert_eq!(letters_to(&server, &reader).len(), arrived, "never again by itself");

        at(&platform, &env, "2026-12-18T08:00:00Z").await;
        assert_eq!(ledger(&platform, "digest").await, ["uncertain", "sent"]);
        let letters = letters_to(&server, &reader);
        assert_eq!(letters.len(), arrived + 1);
        let text = letters[arrived].text();
        assert!(text.contains(reference(&commitment)), "{text}");
        assert!(
            text.contains("This may already have reached you on 17 December 2026"),
            "{text}"
        );
        assert!(
            server.counts().values().all(|count| *count == 1),
            "no Message-ID came twice"
        );
    }
}

#[tokio::test]
async fn what_is_in_doubt_is_told_the_next_morning_whatever_the_cadence() {
    let (platform, server, reader, commitment) = scene().await;
    let env = env(&platform, Some(&server));
    choose(&platform, &reader, "WEEKLY", 8).await;
    server.behave(breaking(Break::Instead(Phase::Verdict)));
    at(&platform, &env, "2026-12-21T08:00:00Z").await;
    assert_eq!(ledger(&platform, "digest").await, ["uncertain"]);
    // Reminders are planned again every hour.
    for _ in 0..23 {
        later(&platform, &env, 60).await;
    }
    assert_eq!(server.received().len(), 0);
    assert_eq!(
        preferences(&platform, &reader).await["nextDigestAt"],
        "2026-12-22T08:00:00+00:00"
    );
    at(&platform, &env, "2026-12-22T08:00:00Z").await;
    assert!(letters_to(&server, &reader)[0].text().contains(reference(&commitment)));
    assert_eq!(
        preferences(&platform, &reader).await["nextDigestAt"],
        "2026-12-28T08:00:00+00:00",
        "and then every week again"
    );
}

/// What a story's platform would have written into its log.
#[derive(Clone, Default)]
struct Log(Arc<std::sync::Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    fn listen(&self) -> tracing::dispatcher::DefaultGuard {
        let log = self.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::DEBUG)
            .with_writer(move || log.clone());
        tracing::subscriber::set_default(subscriber.finish())
    }
}

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn what_servers_say_stands_in_the_ledger_and_nowhere_else() {
    let (platform, server, reader, commitment) = scene().await;
    let env = env(&platform, Some(&server));
    let log = Log::default();
    let listening = log.listen();
    // Servers repeat the address, and some say a lot, with colours.
    let echo = format!("<{}> was greylisted \u{1b}[31m{}", reader.email, "x".repeat(400));
    let administrator = platform.secretariat(Role::Administrator).await;
    let response = async || {
        let list = "{ letters { nodes { response } } jobsGivenUp { nodes { id } } }";
        let answer = platform.ask(&administrator, list, json!({})).await;
        assert_eq!(answer["data"]["jobsGivenUp"]["nodes"], json!([]), "{answer}");
        answer["data"]["letters"]["nodes"][0]["response"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let is_tidy = |said: &str| said.contains(&reader.email) && said.len() < 600 && !said.contains(char::is_control);
    for answer in [format!("451 4.7.1 {echo}"), format!("550 5.7.1 {echo}")] {
        server.behave(answering(Phase::Rcpt, &answer));
        if answer.starts_with("451") {
            at(&platform, &env, DAY).await;
            let last = platform
                .fact("select last_error from jobs where kind = 'send_letter'")
                .await;
            assert_eq!(last, "no mail server has taken the letter over yet");
        } else {
            later(&platform, &env, 1).await;
        }
        assert!(is_tidy(&response().await), "{}", response().await);
    }
    assert_eq!(ledger(&platform, "digest").await, ["refused"]);
    server.behave(breaking(Break::Instead(Phase::Verdict)));
    at(&platform, &env, "2026-12-18T08:00:00Z").await;
    server.behave(Manner::default());
    at(&platform, &env, "2026-12-19T08:00:00Z").await;
    let letter = letters_to(&server, &reader).pop().unwrap();
    drop(listening);

    let log = log.text();
    for line in [
        "a job is tried again later",
        "refused for good",
        "uncertain",
        "was sent",
    ] {
        assert!(log.contains(line), "{line}: {log}");
    }
    let text = letter.text();
    let links = text.lines().filter_map(|line| line.trim().rsplit_once("/letters/"));
    let secrets: Vec<&str> = links.filter_map(|(_, link)| link.split('/').nth(1)).collect();
    assert!(secrets.len() >= 4, "{text}");
    let private = [
        reader.email.as_str(),
        "greylisted",
        reference(&commitment),
        "point of contact",
    ];
    for secret in private.into_iter().chain(secrets) {
        assert!(!log.contains(secret), "{secret}: {log}");
    }
}

#[tokio::test]
async fn an_uncertain_letter_may_be_sent_once_more_by_hand_under_its_own_name() {
    let (platform, server, reader, commitment) = scene().await;
    let env = env(&platform, Some(&server));
    server.behave(breaking(Break::Instead(Phase::Verdict)));
    at(&platform, &env, DAY).await;
    let letter = platform.fact("select id from letters where status = 'uncertain'").await;
    let letter = LetterId(letter.as_str().unwrap().parse().unwrap());
    let input = json!({ "letterId": letter.to_string() });
    let refused = platform
        .try_act(&reader, "letterSendAgain", input.clone(), "letter { status }")
        .await;
    assert_eq!(refused["error"], "FORBIDDEN");
    let administrator = platform.secretariat(Role::Administrator).await;
    let done = platform
        .done(&administrator, "letterSendAgain", input, "letter { status messageId }")
        .await;
    assert_eq!(done["letter"]["status"], "QUEUED");
    later(&platform, &env, 1).await;
    let letters = letters_to(&server, &reader);
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].message_id(), done["letter"]["messageId"]);
    assert!(letters[0].text().contains(reference(&commitment)));
    assert_eq!(
        count(
            &platform,
            "from changes where table_name = 'letters' and act = 'letterSendAgain'"
        )
        .await,
        1
    );
    at(&platform, &env, "2026-12-18T08:00:00Z").await;
    assert_eq!(ledger(&platform, "digest").await, ["sent"], "and nothing is told again");
}

#[tokio::test]
async fn a_slow_server_is_waited_for_and_the_job_stays_held() {
    let (platform, server, reader, _) = scene().await;
    platform.clock.set(moment(DAY));
    let delays = [
        (Phase::Rcpt, std::time::Duration::from_secs(2)),
        (Phase::Verdict, std::time::Duration::from_secs(8)),
    ];
    server.behave(Manner {
        delays: delays.into(),
        ..Manner::default()
    });
    let stop = tokio_util::sync::CancellationToken::new();
    // The lease is far shorter than the server is slow, and is extended all the while.
    let pace = Pace {
        lease: std::time::Duration::from_secs(4),
        ..brisk()
    };
    let workers: Vec<_> = (0..2)
        .map(|_| worker_runs((env_of_its_own(&platform, &server), pace, stop.clone())))
        .collect();
    let clock = platform.clock.clone();
    let ticking = tokio::spawn(async move {
        loop {
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            clock.set(clock.now() + TimeDelta::milliseconds(100));
        }
    });
    while !matches!(
        ledger(&platform, "digest").await.first().map(String::as_str),
        Some("sent" | "uncertain")
    ) {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    stop.cancel();
    for worker in workers {
        worker.await.unwrap().unwrap();
    }
    ticking.abort();
    assert_eq!(ledger(&platform, "digest").await, ["sent"]);
    assert_eq!(letters_to(&server, &reader).len(), 1);
    assert_eq!(
        platform
            .fact("select attempt from jobs where kind = 'send_letter'")
            .await,
        1
    );
}
