//! Letters and passwords travel encrypted, or not at all.

use para29::settings::{Settings, Sources};
use workers::mail::{Delivery, Mailer};

use super::{letter, send, settings, temporary};
use crate::harness::smtp::{Manner, SmtpServer};

fn private() -> Manner {
    Manner {
        starttls: true,
        account: Some(("notes".into(), "p/w".into())),
        ..Manner::default()
    }
}

/// The server under the name its certificate is for.
fn url(server: &SmtpServer, password: &str) -> String {
    format!("smtp://notes:{password}@localhost:{}?tls=required", server.port())
}

#[tokio::test]
async fn a_letter_travels_encrypted_and_signed_in() {
    let server = SmtpServer::start().await;
    server.behave(private());
    let mut settings = settings(url(&server, "p%2Fw"));
    settings.ca_file = Some(temporary(server.certificate()));
    let mailer = Mailer::new(&settings).unwrap();
    let (delivery, _) = send(&mailer, &letter("a")).await;
    assert!(matches!(delivery, Delivery::Accepted { .. }), "{delivery:?}");
    let received = &server.received()[0];
    assert!(received.encrypted && received.signed_in);
}

#[tokio::test]
async fn a_certificate_nobody_vouches_for_is_not_believed() {
    let server = SmtpServer::start().await;
    server.behave(private());
    let mailer = Mailer::new(&settings(url(&server, "p%2Fw"))).unwrap();
    let (delivery, _) = send(&mailer, &letter("a")).await;
    assert!(matches!(delivery, Delivery::Retry { .. }), "{delivery:?}");
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_server_without_encryption_gets_neither_password_nor_letter() {
    let server = SmtpServer::start().await;
    server.behave(Manner {
        starttls: false,
        ..private()
    });
    let mailer = Mailer::new(&settings(url(&server, "p%2Fw"))).unwrap();
    let (delivery, _) = send(&mailer, &letter("a")).await;
    assert!(
        matches!(&delivery, Delivery::Retry { reason } if reason.contains("STARTTLS")),
        "{delivery:?}"
    );
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_wrong_password_costs_no_letter_and_is_not_repeated_in_the_reason() {
    let server = SmtpServer::start().await;
    server.behave(private());
    let mut settings = settings(url(&server, "wrong-secret"));
    settings.ca_file = Some(temporary(server.certificate()));
    let mailer = Mailer::new(&settings).unwrap();
    let (delivery, _) = send(&mailer, &letter("a")).await;
    let Delivery::Retry { reason } = delivery else {
        panic!("{delivery:?}")
    };
    assert!(reason.contains("535") && !reason.contains("wrong-secret"), "{reason}");
}

#[tokio::test]
async fn a_server_may_speak_tls_from_the_first_byte() {
    let server = SmtpServer::start().await;
    server.behave(Manner {
        tls: true,
        account: Some(("notes".into(), "p/w".into())),
        ..Manner::default()
    });
    let url = format!("smtps://notes:p%2Fw@localhost:{}", server.port());
    let mut settings = settings(url);
    let (delivery, _) = send(&Mailer::new(&settings).unwrap(), &letter("a")).await;
    assert!(
        matches!(delivery, Delivery::Retry { .. }),
        "nobody vouches for it: {delivery:?}"
    );
    settings.ca_file = Some(temporary(server.certificate()));
    let (delivery, _) = send(&Mailer::new(&settings).unwrap(), &letter("a")).await;
    assert!(matches!(delivery, Delivery::Accepted { .. }), "{delivery:?}");
    let received = server.received();
    assert!(received.len() == 1 && received[0].encrypted && received[0].signed_in);
}

#[tokio::test]
async fn letters_are_signed_as_the_operators_settings_say() {
    let server = SmtpServer::start().await;
    let key = rcgen::KeyPair::generate_for(&rcgen::PKCS_ED25519)
        .unwrap()
        .serialize_pem();
    let environment = [
        ("SMTP_URL", server.url()),
        ("MAIL_FROM", "Para29 <notes@para29.example>".to_owned()),
        ("DKIM_DOMAIN", "para29.example".to_owned()),
        ("DKIM_SELECTOR", "s1".to_owned()),
        ("DKIM_KEY_FILE", temporary(&key).display().to_string()),
    ];
    let settings = Settings::read(&Sources {
        environment: environment.map(|(name, value)| (name.to_owned(), value)).into(),
        ..Sources::default()
    });
    let mailer = para29::command::mail::mailer(&settings.unwrap()).unwrap();
    let (delivery, _) = send(&mailer, &letter("a")).await;
    assert!(matches!(delivery, Delivery::Accepted { .. }), "{delivery:?}");
    let signature = server.received()[0].header("DKIM-Signature").unwrap();
    for part in [
        "d=para29.example",
        "s=s1",
        "a=ed25519-sha256",
        "list-unsubscribe:list-unsubscribe-post",
    ] {
        assert!(signature.contains(part), "{part}: {signature}");
    }
}
