//! Letters handed to a real mail server, in good and bad weather.

mod deliveries;
mod privacy;

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::DateTime;
use workers::mail::{Delivery, Letter, MailSettings, Mailer, Patience, message_id};

use crate::harness::smtp::SmtpServer;

fn settings(url: String) -> MailSettings {
    let from = "Para29 <notes@para29.example>".to_owned();
    MailSettings {
        smtp_url: Some(url),
        from,
        reply_to: None,
        ca_file: None,
        dkim: None,
        patience: Patience::default(),
    }
}

fn mailer_to(server: &SmtpServer) -> Mailer {
    Mailer::new(&settings(server.url())).unwrap()
}

fn letter(key: &str) -> Letter {
    Letter {
        to: "focal.point@example.org".into(),
        reader: "سلمى الحسن".into(),
        language: "ar".into(),
        subject: "مذكرة \u{2068}CMT-2026-0042\u{2069}".into(),
        text: "نص الرسالة\n.سطر يبدأ بنقطة\n".into(),
        html: "<p>نص الرسالة</p>\n.<br>\n".into(),
        message_id: message_id("send_digest", key, "para29.example"),
        unsubscribe: Some("https://para29.example/stop/x".parse().unwrap()),
        calendar: Some("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".into()),
        date: DateTime::from_timestamp(1_777_777_777, 0).unwrap(),
    }
}

/// What came of it, and whether it was recorded as going out before it did.
async fn send(mailer: &Mailer, letter: &Letter) -> (Delivery, bool) {
    let mut recorded = false;
    let transmitting = async {
        recorded = true;
        Ok(())
    };
    let delivery = mailer.deliver(letter, transmitting).await;
    (delivery, recorded)
}

/// A file of this run's own.
fn temporary(content: &str) -> PathBuf {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let number = AtomicUsize::fetch_add(&NEXT, 1, Ordering::Relaxed);
    let file = std::env::temp_dir().join(format!("para29-mail-{}-{number}", std::process::id()));
    std::fs::write(&file, content).unwrap();
    file
}
