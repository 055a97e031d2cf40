//! The mailer: takes a letter, signs it, hands it to the mail server, says what came of it.

use lettre::Message;
use lettre::message::Mailbox;
use lettre::message::dkim::DkimConfig;
use tokio::sync::{Mutex, Semaphore};
use tokio::time::Duration;

use super::connection::{Line, Stopped};
use super::delivery::{Phase, Stop, judge, tidy};
use super::settings::{self, MailSettings, Server};
use super::{BadSetting, Delivery, Letter, Unfit, Whose, dkim};

/// At most so many connections to the server at once, and so many letters over one: kind to small servers.
const LINES: usize = 4;
const LETTERS_A_LINE: u32 = 50;
/// Servers hang up on the idle after some minutes; we do first.
const IDLE: Duration = Duration::from_secs(30);

/// Sends letters, or where no mail server is configured gives them back for keeping. One for the whole process.
pub struct Mailer {
    from: Mailbox,
    reply_to: Option<Mailbox>,
    dkim: Option<DkimConfig>,
    server: Option<Server>,
    free: Mutex<Vec<Line>>,
    lines: Semaphore,
}

impl Mailer {
    pub fn new(settings: &MailSettings) -> Result<Mailer, BadSetting> {
        let from = settings::mailbox("MAIL_FROM", &settings.from)?;
        let reply_to = settings
            .reply_to
            .as_deref()
            .map(|text| settings::mailbox("MAIL_REPLY_TO", text))
            .transpose()?;
        let dkim = settings.dkim.as_ref().map(|dkim| dkim::read(dkim, &from)).transpose()?;
        let server = settings
            .smtp_url
            .as_deref()
            .map(|url| Server::read(settings, url))
            .transpose()?;
        Ok(Mailer {
            from,
            reply_to,
            dkim,
            server,
            free: Mutex::default(),
            lines: Semaphore::new(LINES),
        })
    }

    /// Whether there is a server to send to; otherwise letters are kept.
    pub fn sends(&self) -> bool {
        self.server.is_some()
    }

    /// The domain letters come from, for their Message-IDs.
    pub fn domain(&self) -> &str {
        self.from.email.domain()
    }

    /// The letter as it goes on the wire (RFC 5322), for keeping and for previews.
    pub fn raw(&self, letter: &Letter) -> Result<Vec<u8>, Unfit> {
        Ok(self.message(letter)?.formatted())
    }

    /// Hands over one letter.
    ///
    /// `transmitting` is run when the server has agreed to take the letter and has not yet got a byte of it: there the
    /// caller records that it is about to be sent. If that fails nothing is sent. It is not run for a kept letter.
    pub async fn deliver(
        &self,
        letter: &Letter,
        transmitting: impl Future<Output = anyhow::Result<()>> + Send,
    ) -> Delivery {
        let message = match self.message(letter) {
            Ok(message) => message,
            Err(unfit) => {
                return Delivery::Refused {
                    whose: unfit.whose(),
                    code: None,
                    text: unfit.to_string(),
                };
            }
        };
        let raw = message.formatted();
        let Some(server) = &self.server else {
            return Delivery::Kept { raw };
        };
        let Ok(_place) = self.lines.acquire().await else {
            return Delivery::Retry {
                reason: "the mailer is closed".into(),
            };
        };
        let mut line = match self.line(server).await {
            Ok(line) => line,
            Err(stop) => return judge(Phase::Opening, &stop),
        };
        if let Err((phase, stop)) = line.announce(message.envelope(), raw.is_ascii()).await {
            let outcome = match stop {
                Stop::Unexpected(text) if phase == Phase::Recipient => Delivery::Refused {
                    whose: Whose::Letter,
                    code: None,
                    text,
                },
                stop => {
                    let outcome = judge(phase, &stop);
                    if matches!(stop, Stop::Server(ref error) if error.status().is_some()) {
                        self.start_over(line).await;
                    }
                    outcome
                }
            };
            return outcome;
        }
        if let Err(error) = transmitting.await {
            // the connection is dropped without the final dot, so the server forgets the letter (RFC 5321 §4.1.1.4)
            return Delivery::Retry {
                reason: format!("while recording that the letter goes out: {error:#}"),
            };
        }
        let answer = line.transmit(&raw).await;
        self.conclude(line, answer).await
    }

    async fn conclude(
        &self,
        line: Line,
        answer: Result<lettre::transport::smtp::response::Response, Stopped>,
    ) -> Delivery {
        match answer {
            Ok(answer) => {
                let words: Vec<&str> = answer.message().collect();
                let response = tidy(&format!("{} {}", answer.code(), words.join(" ")));
                self.give_back(line).await;
                Delivery::Accepted { response }
            }
            Err((phase, stop)) => {
                let outcome = judge(phase, &stop);
                if matches!(stop, Stop::Server(ref error) if error.status().is_some()) {
                    self.start_over(line).await;
                }
                outcome
            }
        }
    }

    /// Whether the server can be reached and lets us in: for `doctor`.
    pub async fn check(&self) -> Result<(), String> {
        let Some(server) = &self.server else { return Ok(()) };
        match Line::open(server).await {
            Ok(line) => {
                line.close().await;
                Ok(())
            }
            Err(stop) => match judge(Phase::Opening, &stop) {
                Delivery::Retry { reason } => Err(reason),
                other => Err(format!("{other:?}")),
            },
        }
    }

    /// Says goodbye on all free connections.
    pub async fn close(&self) {
        for line in self.free.lock().await.drain(..) {
            line.close().await;
        }
    }

    fn message(&self, letter: &Letter) -> Result<Message, Unfit> {
        let mut message = letter.message(&self.from, self.reply_to.as_ref())?;
        if let Some(dkim) = &self.dkim {
            message.sign(dkim);
        }
        Ok(message)
    }

    /// A free connection that still answers, or a new one.
    async fn line(&self, server: &Server) -> Result<Line, Stop> {
        let free = self.free.lock().await.pop();
        if let Some(mut line) = free {
            if line.free_since.elapsed() < IDLE && line.is_alive().await {
                return Ok(line);
            }
            // where one was hung up the others were too
            self.free.lock().await.clear();
        }
        Line::open(server).await
    }

    async fn start_over(&self, mut line: Line) {
        if line.start_over().await {
            self.give_back(line).await;
        }
    }

    async fn give_back(&self, line: Line) {
        if line.letters < LETTERS_A_LINE {
            self.free.lock().await.push(line);
        } else {
            line.close().await;
        }
    }
}
