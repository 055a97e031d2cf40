//! What came of it: taken over, refused, to be tried again, or in doubt.

use std::time::Duration;

use workers::mail::{Delivery, Letter, Mailer, Patience, Whose};

use super::{letter, mailer_to, send, settings};
use crate::harness::smtp::{Break, Manner, Phase, SmtpServer};

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
async fn a_letter_arrives_whole_and_once() {
    let server = SmtpServer::start().await;
    let letter = letter("a");
    let (delivery, recorded) = send(&mailer_to(&server), &letter).await;
    assert_eq!(
        delivery,
        Delivery::Accepted {
            response: "250 2.0.0 taken over".into()
        }
    );
    assert!(recorded);
    assert_eq!(server.count(&letter.message_id), 1);
    let received = &server.received()[0];
    assert_eq!(
        (received.from.as_str(), received.to.as_slice()),
        ("notes@para29.example", &[letter.to.clone()][..])
    );
    assert_eq!(received.subject(), letter.subject);
    assert_eq!(received.text(), letter.text);
    assert_eq!(received.html().trim_end(), letter.html.trim_end());
    assert_eq!(
        received.header("List-Unsubscribe").unwrap(),
        "<https://para29.example/stop/x>"
    );
    assert_eq!(
        received.header("List-Unsubscribe-Post").unwrap(),
        "List-Unsubscribe=One-Click"
    );
    assert_eq!(received.header("Auto-Submitted").unwrap(), "auto-generated");
    let (name, calendar) = received.attachments().pop().unwrap();
    assert_eq!(
        (name.as_str(), calendar),
        ("dates.ics", letter.calendar.unwrap().into_bytes())
    );
}

#[tokio::test]
async fn a_line_that_is_only_a_dot_does_not_end_the_letter() {
    let server = SmtpServer::start().await;
    let text = ".\r\n..\r\n.x\r\n".repeat(5_000);
    let letter = Letter {
        text: text.clone(),
        ..letter("dots")
    };
    assert!(matches!(
        send(&mailer_to(&server), &letter).await.0,
        Delivery::Accepted { .. }
    ));
    assert_eq!(server.received()[0].text(), text.replace("\r\n", "\n"));
}

#[tokio::test]
async fn several_letters_share_a_connection_and_a_refusal_does_not_spoil_it() {
    let server = SmtpServer::start().await;
    let refused = [("gone@example.org".to_owned(), "550 5.1.1 no such user".to_owned())].into();
    server.behave(Manner {
        refused,
        ..Manner::default()
    });
    let mailer = mailer_to(&server);
    for key in ["a", "b", "c"] {
        assert!(matches!(send(&mailer, &letter(key)).await.0, Delivery::Accepted { .. }));
        let gone = Letter {
            to: "gone@example.org".into(),
            ..letter(&format!("{key}-gone"))
        };
        let (delivery, recorded) = send(&mailer, &gone).await;
        let text = "5.1.1 no such user".to_owned();
        assert_eq!(
            delivery,
            Delivery::Refused {
                whose: Whose::Address,
                code: Some(550),
                text
            }
        );
        assert!(!recorded);
    }
    assert_eq!((server.connections(), server.received().len()), (1, 3));
    mailer.close().await;
}

#[tokio::test]
async fn a_refused_letter_does_not_cost_its_reader_the_address() {
    let server = SmtpServer::start().await;
    let mailer = mailer_to(&server);
    for (phase, answer) in [
        (Phase::Verdict, "554 5.7.1 not wanted"),
        (Phase::Rcpt, "550 5.7.1 policy"),
    ] {
        server.behave(answering(phase, answer));
        let (delivery, _) = send(&mailer, &letter("a")).await;
        assert!(
            matches!(
                delivery,
                Delivery::Refused {
                    whose: Whose::Letter,
                    ..
                }
            ),
            "{delivery:?}"
        );
    }
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_server_that_asks_for_patience_gets_the_letter_later() {
    let server = SmtpServer::start().await;
    let mailer = mailer_to(&server);
    for phase in [
        Phase::Greeting,
        Phase::Ehlo,
        Phase::Mail,
        Phase::Rcpt,
        Phase::Data,
        Phase::Verdict,
    ] {
        server.behave(answering(phase, "451 4.3.0 not now"));
        let (delivery, recorded) = send(&mailer, &letter("a")).await;
        assert!(
            matches!(&delivery, Delivery::Retry { reason } if reason.contains("451")),
            "{phase:?}: {delivery:?}"
        );
        assert_eq!(recorded, phase == Phase::Verdict, "{phase:?}");
        mailer.close().await;
    }
    server.behave(Manner::default());
    assert!(matches!(send(&mailer, &letter("a")).await.0, Delivery::Accepted { .. }));
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_server_that_does_not_want_us_costs_no_letter() {
    let server = SmtpServer::start().await;
    let mailer = mailer_to(&server);
    for phase in [Phase::Greeting, Phase::Mail] {
        server.behave(answering(phase, "554 5.7.1 no service for you"));
        let (delivery, _) = send(&mailer, &letter("a")).await;
        assert!(matches!(delivery, Delivery::Retry { .. }), "{phase:?}: {delivery:?}");
        mailer.close().await;
    }
}

#[tokio::test]
async fn a_connection_that_breaks_before_the_end_leaves_no_doubt() {
    let server = SmtpServer::start().await;
    let mailer = mailer_to(&server);
    for phase in [Phase::Greeting, Phase::Ehlo, Phase::Mail, Phase::Rcpt, Phase::Data] {
        server.behave(breaking(Break::Instead(phase)));
        let (delivery, recorded) = send(&mailer, &letter("a")).await;
        assert!(matches!(delivery, Delivery::Retry { .. }), "{phase:?}: {delivery:?}");
        assert!(!recorded, "{phase:?}");
    }
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_connection_that_breaks_within_a_long_letter_leaves_no_doubt() {
    let server = SmtpServer::start().await;
    server.behave(breaking(Break::WithinLetter(1000)));
    // longer than what the two ends of a connection buffer, so that the break is met while writing
    let long = Letter {
        text: "long line of text\r\n".repeat(1_000_000),
        ..letter("long")
    };
    let (delivery, recorded) = send(&mailer_to(&server), &long).await;
    assert!(matches!(delivery, Delivery::Retry { .. }), "{delivery:?}");
    assert!(recorded);
}

#[tokio::test]
async fn a_break_after_the_end_is_a_doubt_whether_or_not_the_server_took_the_letter() {
    let server = SmtpServer::start().await;
    let mailer = mailer_to(&server);
    for (breaks, taken) in [(Break::Instead(Phase::Verdict), 0), (Break::AfterTaking, 1)] {
        server.behave(breaking(breaks));
        let letter = letter(&format!("{breaks:?}"));
        let (delivery, recorded) = send(&mailer, &letter).await;
        assert!(matches!(delivery, Delivery::Unknown { .. }), "{breaks:?}: {delivery:?}");
        assert!(recorded);
        assert_eq!(server.count(&letter.message_id), taken);
    }
}

#[tokio::test]
async fn silence_is_a_doubt_only_after_the_end() {
    let server = SmtpServer::start().await;
    let mut settings = settings(server.url());
    let short = Duration::from_millis(700);
    settings.patience = Patience {
        opening: short,
        command: short,
        verdict: short,
    };
    let mailer = Mailer::new(&settings).unwrap();
    for phase in [Phase::Greeting, Phase::Mail, Phase::Rcpt, Phase::Data, Phase::Verdict] {
        let delays = [(phase, Duration::from_secs(30))].into();
        server.behave(Manner {
            delays,
            ..Manner::default()
        });
        let (delivery, _) = send(&mailer, &letter("a")).await;
        match phase {
            Phase::Verdict => assert!(matches!(delivery, Delivery::Unknown { .. }), "{delivery:?}"),
            _ => assert!(matches!(delivery, Delivery::Retry { .. }), "{phase:?}: {delivery:?}"),
        }
    }
}

#[tokio::test]
async fn a_slow_server_gets_its_time() {
    let server = SmtpServer::start().await;
    let delays = [Phase::Greeting, Phase::Mail, Phase::Rcpt, Phase::Data, Phase::Verdict];
    let delays = delays.map(|phase| (phase, Duration::from_millis(150))).into();
    server.behave(Manner {
        delays,
        ..Manner::default()
    });
    assert!(matches!(
        send(&mailer_to(&server), &letter("a")).await.0,
        Delivery::Accepted { .. }
    ));
}

#[tokio::test]
async fn a_server_that_went_away_and_came_back_is_found_again() {
    let mut server = SmtpServer::start().await;
    let mailer = mailer_to(&server);
    assert!(matches!(send(&mailer, &letter("a")).await.0, Delivery::Accepted { .. }));
    server.go_away().await;
    assert!(matches!(send(&mailer, &letter("b")).await.0, Delivery::Retry { .. }));
    assert!(mailer.check().await.is_err());
    server.come_back().await;
    assert!(matches!(send(&mailer, &letter("b")).await.0, Delivery::Accepted { .. }));
    assert_eq!(server.counts().into_values().collect::<Vec<_>>(), [1, 1]);
    assert_eq!(mailer.check().await, Ok(()));
}

#[tokio::test]
async fn nothing_goes_out_that_could_not_be_recorded_as_going_out() {
    let server = SmtpServer::start().await;
    let mailer = mailer_to(&server);
    let delivery = mailer
        .deliver(&letter("a"), async { Err(anyhow::anyhow!("the database is away")) })
        .await;
    assert!(
        matches!(&delivery, Delivery::Retry { reason } if reason.contains("the database is away")),
        "{delivery:?}"
    );
    assert!(matches!(send(&mailer, &letter("b")).await.0, Delivery::Accepted { .. }));
    assert_eq!(server.count(&letter("a").message_id), 0);
}

#[tokio::test]
async fn the_server_knows_nothing_of_a_letter_when_it_is_recorded_as_going_out() {
    let server = SmtpServer::start().await;
    let mailer = mailer_to(&server);
    let recorded = async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert!(server.received().is_empty());
        Ok(())
    };
    assert!(matches!(
        mailer.deliver(&letter("a"), recorded).await,
        Delivery::Accepted { .. }
    ));
}

#[tokio::test]
async fn without_a_mail_server_the_letter_is_given_back() {
    let mut settings = settings(String::new());
    settings.smtp_url = None;
    let mailer = Mailer::new(&settings).unwrap();
    let (delivery, recorded) = send(&mailer, &letter("a")).await;
    let Delivery::Kept { raw } = delivery else {
        panic!("{delivery:?}")
    };
    assert_eq!(raw, mailer.raw(&letter("a")).unwrap());
    assert!(!recorded && !mailer.sends());
}

#[tokio::test]
async fn a_letter_that_is_unfit_never_reaches_a_server() {
    let server = SmtpServer::start().await;
    let mailer = mailer_to(&server);
    let address = Letter {
        to: "a@b.example\r\nRCPT TO:<c@d.example>".into(),
        ..letter("a")
    };
    let subject = Letter {
        subject: "x\r\nBcc: c@d.example".into(),
        ..letter("a")
    };
    for (unfit, whose) in [(address, Whose::Address), (subject, Whose::Letter)] {
        let (delivery, _) = send(&mailer, &unfit).await;
        assert!(
            matches!(delivery, Delivery::Refused { whose: w, code: None, .. } if w == whose),
            "{delivery:?}"
        );
    }
    assert_eq!(server.connections(), 0);
}
