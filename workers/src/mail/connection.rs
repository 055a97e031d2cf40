//! One conversation with the mail server, phase by phase, so that a break can be placed.
//!
//! lettre's own transport sends a letter as one call and cannot say where that broke; these are the same commands, one
//! at a time.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use lettre::address::Envelope;
use lettre::transport::smtp::authentication::Mechanism;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Quit, Rcpt, Rset};
use lettre::transport::smtp::extension::{Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::Response;
use tokio::time::{Instant, timeout};

use super::delivery::{Phase, Stop};
use super::settings::{Patience, Protection, Server};

/// An open, signed-in connection.
pub(super) struct Line {
    smtp: AsyncSmtpConnection,
    patience: Patience,
    pub letters: u32,
    pub free_since: Instant,
}

/// Where a letter stopped, and why.
pub(super) type Stopped = (Phase, Stop);

async fn within<T>(
    time: Duration,
    act: impl Future<Output = Result<T, lettre::transport::smtp::Error>>,
) -> Result<T, Stop> {
    match timeout(time, act).await {
        Ok(done) => Ok(done?),
        Err(_) => Err(Stop::Slow),
    }
}

impl Line {
    pub(super) async fn open(server: &Server) -> Result<Line, Stop> {
        let whole = async {
            let Server { host, port, hello, .. } = server;
            let wrapped = match &server.protection {
                Protection::Tls(tls) => Some(tls.clone()),
                _ => None,
            };
            let place = (host.as_str(), *port);
            let mut smtp = AsyncSmtpConnection::connect_tokio1(place, None, hello, wrapped, None).await?;
            if let Protection::StartTls(tls) = &server.protection {
                smtp.starttls(tls.clone(), hello).await?;
            }
            if let Some(credentials) = &server.credentials {
                smtp.auth(&[Mechanism::Plain, Mechanism::Login], credentials).await?;
            }
            Ok(smtp)
        };
        let smtp = within(server.patience.opening, whole).await?;
        Ok(Line {
            smtp,
            patience: server.patience,
            letters: 0,
            free_since: Instant::now(),
        })
    }

    /// Whether the server still listens.
    pub(super) async fn is_alive(&mut self) -> bool {
        timeout(self.patience.command, self.smtp.test_connected())
            .await
            .unwrap_or(false)
    }

    /// Names sender and recipient and asks to send: after this the server waits for the letter, and has nothing yet.
    pub(super) async fn announce(&mut self, envelope: &Envelope, ascii: bool) -> Result<(), Stopped> {
        let mut options = Vec::new();
        let in_script = envelope
            .to()
            .iter()
            .chain(envelope.from())
            .any(|address| !AsRef::<str>::as_ref(address).is_ascii());
        for (wanted, extension, option) in [
            (in_script, Extension::SmtpUtfEight, MailParameter::SmtpUtfEight),
            (
                !ascii,
                Extension::EightBitMime,
                MailParameter::Body(MailBodyParameter::EightBitMime),
            ),
        ] {
            if wanted {
                if !self.smtp.server_info().supports_feature(extension) {
                    let why = "the server cannot carry an address in this script (no SMTPUTF8)".to_owned();
                    return Err((Phase::Recipient, Stop::Unexpected(why)));
                }
                options.push(option);
            }
        }
        let sender = Mail::new(envelope.from().cloned(), options);
        self.say(Phase::Sender, sender).await?;
        for recipient in envelope.to() {
            self.say(Phase::Recipient, Rcpt::new(recipient.clone(), Vec::new()))
                .await?;
        }
        let ready = self.say(Phase::Content, Data).await?;
        if ready.has_code(354) {
            Ok(())
        } else {
            Err((
                Phase::Content,
                Stop::Unexpected(format!("{} in answer to DATA", ready.code())),
            ))
        }
    }

    /// Sends the letter and hears the server out.
    pub(super) async fn transmit(&mut self, raw: &[u8]) -> Result<Response, Stopped> {
        // lettre writes each part, asks for the next, and on `None` writes the final dot: so this tells which side of
        // the dot a break fell on
        let all_written = AtomicBool::new(false);
        let mut parts = raw.chunks(16 * 1024);
        let counted = std::iter::from_fn(|| {
            let part = parts.next();
            all_written.store(part.is_none(), Ordering::Relaxed);
            part
        });
        let answer = within(
            self.patience.command + self.patience.verdict,
            self.smtp.message_iter(counted),
        )
        .await;
        let phase = if all_written.load(Ordering::Relaxed) {
            Phase::Verdict
        } else {
            Phase::Content
        };
        let answer = answer.map_err(|stop| (phase, stop))?;
        if answer.has_code(250) || u16::from(answer.code()) / 100 == 2 {
            self.letters += 1;
            self.free_since = Instant::now();
            return Ok(answer);
        }
        Err((
            phase,
            Stop::Unexpected(format!("{} in answer to the letter", answer.code())),
        ))
    }

    async fn say(&mut self, phase: Phase, command: impl std::fmt::Display) -> Result<Response, Stopped> {
        within(self.patience.command, self.smtp.command(command))
            .await
            .map_err(|stop| (phase, stop))
    }

    /// Drops what was announced; whether the connection can serve another letter.
    pub(super) async fn start_over(&mut self) -> bool {
        self.free_since = Instant::now();
        within(self.patience.command, self.smtp.command(Rset)).await.is_ok()
    }

    pub(super) async fn close(mut self) {
        // a server that does not answer a goodbye is gone all the same
        let _ = timeout(Duration::from_secs(2), self.smtp.command(Quit)).await;
    }
}
