//! A mail server for stories: speaks SMTP on the loopback, keeps what it accepts, and misbehaves as told.
//!
//! It is a real server on a real port: what it is told to do holds for every connection from then on, so a story may
//! change its [`Manner`] between two letters, or take it away and bring it back on the same port.

use std::collections::{BTreeMap, VecDeque};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use mail_parser::{MessageParser, MimeHeaders};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tokio_rustls::TlsAcceptor;

/// The points of a conversation at which the server can be told to do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    Greeting,
    Ehlo,
    StartTls,
    Auth,
    Mail,
    Rcpt,
    Data,
    /// The final dot has come; the answer to the letter is due.
    Verdict,
}

/// Where the server hangs up without a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// Instead of answering at this phase. At [`Phase::Verdict`] the letter is forgotten.
    Instead(Phase),
    /// After so many bytes of the letter.
    WithinLetter(usize),
    /// After the final dot, having taken the letter over: its answer is lost.
    AfterTaking,
}

/// How the server behaves.
#[derive(Clone, Debug, Default)]
pub struct Manner {
    pub delays: BTreeMap<Phase, Duration>,
    /// Said instead of the usual answer, for example `451 4.3.0 busy`.
    pub answers: BTreeMap<Phase, String>,
    /// Said to RCPT for these addresses.
    pub refused: BTreeMap<String, String>,
    /// Each is used up by one occasion, in this order.
    pub breaks: VecDeque<Break>,
    /// Speaks TLS from the first byte.
    pub tls: bool,
    /// Offers STARTTLS, and takes no letter without.
    pub starttls: bool,
    /// Asks for this user and password.
    pub account: Option<(String, String)>,
}

/// A letter the server took over.
#[derive(Clone, Debug)]
pub struct Received {
    pub from: String,
    pub to: Vec<String>,
    pub encrypted: bool,
    pub signed_in: bool,
    pub raw: Vec<u8>,
}

impl Received {
    fn parsed(&self) -> mail_parser::Message<'_> {
        MessageParser::default()
            .parse(&self.raw)
            .expect("a letter that can be read")
    }

    /// A header as it stands, unfolded but not decoded.
    pub fn header(&self, name: &str) -> Option<String> {
        let value = self.parsed().header_raw(name)?.trim().replace("\r\n", "");
        Some(value)
    }

    pub fn message_id(&self) -> String {
        self.parsed().message_id().unwrap_or_default().to_owned()
    }

    /// Decoded.
    pub fn subject(&self) -> String {
        self.parsed().subject().unwrap_or_default().to_owned()
    }

    /// Decoded.
    pub fn text(&self) -> String {
        self.parsed().body_text(0).unwrap_or_default().replace("\r\n", "\n")
    }

    /// Decoded.
    pub fn html(&self) -> String {
        self.parsed().body_html(0).unwrap_or_default().replace("\r\n", "\n")
    }

    /// Name and content of each file that goes with it.
    pub fn attachments(&self) -> Vec<(String, Vec<u8>)> {
        let mail = self.parsed();
        let files = mail.attachments();
        files
            .map(|file| {
                (
                    file.attachment_name().unwrap_or_default().to_owned(),
                    file.contents().to_vec(),
                )
            })
            .collect()
    }
}

struct State {
    manner: Mutex<Manner>,
    received: Mutex<Vec<Received>>,
    connections: Mutex<usize>,
    tls: TlsAcceptor,
}

pub struct SmtpServer {
    address: SocketAddr,
    state: Arc<State>,
    listening: Option<JoinHandle<()>>,
    certificate: String,
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap()
}

impl SmtpServer {
    pub async fn start() -> SmtpServer {
        let (tls, certificate) = tls();
        let state = State {
            manner: Mutex::default(),
            received: Mutex::default(),
            connections: Mutex::default(),
            tls,
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut server = SmtpServer {
            address,
            state: Arc::new(state),
            listening: None,
            certificate,
        };
        server.listen(listener);
        server
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// For `SMTP_URL`, in the clear.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// The certificate (PEM, for `localhost`) to trust when the server speaks TLS.
    pub fn certificate(&self) -> &str {
        &self.certificate
    }

    /// From now on the server behaves so.
    pub fn behave(&self, manner: Manner) {
        *held(&self.state.manner) = manner;
    }

    /// Everything taken over so far, oldest first.
    pub fn received(&self) -> Vec<Received> {
        held(&self.state.received).clone()
    }

    /// How often a letter with this Message-ID was taken over.
    pub fn count(&self, message_id: &str) -> usize {
        self.received()
            .iter()
            .filter(|letter| letter.message_id() == message_id)
            .count()
    }

    /// Every Message-ID with how often it was taken over.
    pub fn counts(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for letter in self.received() {
            *counts.entry(letter.message_id()).or_default() += 1;
        }
        counts
    }

    /// How many connections were made so far.
    pub fn connections(&self) -> usize {
        *held(&self.state.connections)
    }

    /// Goes away: the port is closed and every connection dropped. What was received is kept.
    pub async fn go_away(&mut self) {
        if let Some(listening) = self.listening.take() {
            listening.abort();
            let _ = listening.await;
        }
    }

    /// Comes back on the same port.
    pub async fn come_back(&mut self) {
        // the connections dropped a moment ago may still hold the port
        for _ in 0..100 {
            if let Ok(listener) = TcpListener::bind(self.address).await {
                return self.listen(listener);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("port {} is not free again", self.address.port());
    }

    fn listen(&mut self, listener: TcpListener) {
        let state = self.state.clone();
        self.listening = Some(tokio::spawn(async move {
            // dropped with this task, and the conversations with it
            let mut conversations = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                *held(&state.connections) += 1;
                let state = state.clone();
                // a conversation that breaks off is one side's will
                conversations.spawn(async move {
                    let _ = Conversation::new(&state).with(stream).await;
                });
            }
        }));
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        if let Some(listening) = &self.listening {
            listening.abort();
        }
    }
}

fn tls() -> (TlsAcceptor, String) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let der = made.cert.der().clone();
    let pem = format!(
        "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n",
        BASE64_STANDARD
            .encode(&der)
            .as_bytes()
            .chunks(64)
            .map(|line| str::from_utf8(line).unwrap())
            .collect::<Vec<_>>()
            .join("\n")
    );
    let key = rustls::pki_types::PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap();
    let config = config
        .with_no_client_auth()
        .with_single_cert(vec![der], key.into())
        .unwrap();
    (TlsAcceptor::from(Arc::new(config)), pem)
}

trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

/// The connection ended: the other side hung up, or we were told to.
struct Over;

impl From<std::io::Error> for Over {
    fn from(_: std::io::Error) -> Self {
        Over
    }
}

struct Conversation<'a> {
    state: &'a State,
    encrypted: bool,
    signed_in: bool,
    from: Option<String>,
    to: Vec<String>,
}

impl<'a> Conversation<'a> {
    fn new(state: &'a State) -> Self {
        Conversation {
            state,
            encrypted: false,
            signed_in: false,
            from: None,
            to: Vec::new(),
        }
    }

    async fn with(mut self, stream: TcpStream) -> Result<(), Over> {
        let is_tls = held(&self.state.manner).tls;
        let mut stream: BufReader<Box<dyn Stream>> = if is_tls {
            self.encrypted = true;
            BufReader::new(Box::new(self.state.tls.accept(stream).await?))
        } else {
            BufReader::new(Box::new(stream))
        };
        self.say(&mut stream, Phase::Greeting, "220 mail.test ready").await?;
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let line = line.trim_end();
            let (verb, rest) = line.split_once([' ', ':']).unwrap_or((line, ""));
            let manner = held(&self.state.manner).clone();
            match verb.to_ascii_uppercase().as_str() {
                "EHLO" | "HELO" => {
                    let mut said = vec!["mail.test", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"];
                    if manner.starttls && !self.encrypted {
                        said.push("STARTTLS");
                    }
                    if manner.account.is_some() && (self.encrypted || !manner.starttls) {
                        said.push("AUTH PLAIN");
                    }
                    let last = said.pop().unwrap();
                    let lines: String = said.iter().map(|word| format!("250-{word}\r\n")).collect();
                    self.say(&mut stream, Phase::Ehlo, &format!("{lines}250 {last}"))
                        .await?;
                }
                "STARTTLS" if manner.starttls && !self.encrypted => {
                    if self.say(&mut stream, Phase::StartTls, "220 go ahead").await? {
                        stream = BufReader::new(Box::new(self.state.tls.accept(stream.into_inner()).await?));
                        self.encrypted = true;
                    }
                }
                "AUTH" => self.sign_in(&mut stream, &manner, rest).await?,
                "MAIL" => {
                    let answer = if manner.starttls && !self.encrypted {
                        "530 5.7.0 must issue STARTTLS first"
                    } else if manner.account.is_some() && !self.signed_in {
                        "530 5.7.0 authentication required"
                    } else {
                        self.from = Some(address(rest));
                        self.to.clear();
                        "250 2.1.0 fine"
                    };
                    self.say(&mut stream, Phase::Mail, answer).await?;
                }
                "RCPT" => {
                    let to = address(rest);
                    let answer = manner.refused.get(&to).map_or("250 2.1.5 fine", String::as_str);
                    if self.say(&mut stream, Phase::Rcpt, answer).await? && answer.starts_with('2') {
                        self.to.push(to);
                    }
                }
                "DATA" if self.from.is_some() && !self.to.is_empty() => {
                    if self.say(&mut stream, Phase::Data, "354 end with a dot").await? {
                        self.take(&mut stream).await?;
                    }
                }
                "RSET" => {
                    self.from = None;
                    self.to.clear();
                    say(&mut stream, "250 2.0.0 forgotten").await?;
                }
                "NOOP" => say(&mut stream, "250 2.0.0 here").await?,
                "QUIT" => return say(&mut stream, "221 2.0.0 goodbye").await,
                _ => say(&mut stream, "503 5.5.1 not now").await?,
            }
        }
    }

    async fn sign_in(
        &mut self,
        stream: &mut BufReader<Box<dyn Stream>>,
        manner: &Manner,
        rest: &str,
    ) -> Result<(), Over> {
        let expected = manner
            .account
            .as_ref()
            .map(|(user, password)| format!("\0{user}\0{password}"));
        let given = rest
            .strip_prefix("PLAIN ")
            .and_then(|given| BASE64_STANDARD.decode(given).ok());
        let right = expected.is_some() && given == expected.map(String::into_bytes);
        let answer = if right {
            "235 2.7.0 welcome"
        } else {
            "535 5.7.8 wrong user or password"
        };
        self.signed_in = self.say(stream, Phase::Auth, answer).await? && right;
        Ok(())
    }

    /// Reads the letter to its final dot and answers for it.
    async fn take(&mut self, stream: &mut BufReader<Box<dyn Stream>>) -> Result<(), Over> {
        let within = self.use_up(|next| matches!(next, Break::WithinLetter(_)));
        if let Some(Break::WithinLetter(bytes)) = within {
            stream.read_exact(&mut vec![0; bytes]).await?;
            return Err(Over);
        }
        let mut raw = Vec::new();
        loop {
            let start = raw.len();
            if stream.read_until(b'\n', &mut raw).await? == 0 {
                return Err(Over);
            }
            if &raw[start..] == b".\r\n" {
                raw.truncate(start);
                break;
            }
            if raw[start] == b'.' {
                raw.remove(start);
            }
        }
        let letter = Received {
            from: self.from.take().unwrap_or_default(),
            to: std::mem::take(&mut self.to),
            encrypted: self.encrypted,
            signed_in: self.signed_in,
            raw,
        };
        // taken over before it is said, as a queue does that writes to its disk first
        let answered_otherwise = held(&self.state.manner).answers.contains_key(&Phase::Verdict);
        let forgotten = held(&self.state.manner).breaks.front() == Some(&Break::Instead(Phase::Verdict));
        if !answered_otherwise && !forgotten {
            held(&self.state.received).push(letter);
        }
        if self.use_up(|next| *next == Break::AfterTaking).is_some() {
            return Err(Over);
        }
        self.say(stream, Phase::Verdict, "250 2.0.0 taken over").await?;
        Ok(())
    }

    /// Answers as told for this phase, else with `usual`; whether it was the usual answer.
    async fn say(&self, stream: &mut BufReader<Box<dyn Stream>>, phase: Phase, usual: &str) -> Result<bool, Over> {
        let delay = held(&self.state.manner).delays.get(&phase).copied();
        if let Some(delay) = delay {
            tokio::time::sleep(delay).await;
        }
        if self.use_up(|next| *next == Break::Instead(phase)).is_some() {
            return Err(Over);
        }
        let told = held(&self.state.manner).answers.get(&phase).cloned();
        say(stream, told.as_deref().unwrap_or(usual)).await?;
        Ok(told.is_none())
    }

    fn use_up(&self, wanted: impl Fn(&Break) -> bool) -> Option<Break> {
        let mut manner = held(&self.state.manner);
        if manner.breaks.front().is_some_and(wanted) {
            manner.breaks.pop_front()
        } else {
            None
        }
    }
}

async fn say(stream: &mut BufReader<Box<dyn Stream>>, line: &str) -> Result<(), Over> {
    stream.get_mut().write_all(format!("{line}\r\n").as_bytes()).await?;
    stream.get_mut().flush().await?;
    Ok(())
}

/// `FROM:<a@b> …` or `TO:<a@b>`.
fn address(rest: &str) -> String {
    let inner = rest.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inner.map_or("", |(address, _)| address).to_owned()
}
