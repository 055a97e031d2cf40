//! Letters and passwords travel encrypted, or not at all.

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
