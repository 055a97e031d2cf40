//! Where letters go out: the operator's mail server, read once at the start. A wrong setting stops the start by name.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use url::Url;

/// What the operator says about mail. It holds secrets, so it cannot be printed.
pub struct MailSettings {
    /// `SMTP_URL`: `smtp://user:password@host:587` (STARTTLS required, except on the loopback or with `?tls=none`) or
    /// `smtps://host`; a path names us in EHLO. None: letters are kept, not sent.
    pub smtp_url: Option<String>,
    /// `MAIL_FROM`: `Name <address>`.
    pub from: String,
    /// `MAIL_REPLY_TO`: where a reader's answer goes, if not to the sender.
    pub reply_to: Option<String>,
    /// `SMTP_CA_FILE`: certificates (PEM) trusted beside those of the system.
    pub ca_file: Option<PathBuf>,
    pub dkim: Option<DkimSettings>,
    pub patience: Patience,
}

/// `DKIM_DOMAIN`, `DKIM_SELECTOR`, `DKIM_KEY`.
pub struct DkimSettings {
    pub domain: String,
    pub selector: String,
    /// RSA (2048 bits or more) or Ed25519, as `openssl genpkey` writes it.
    pub key: String,
}

/// How long we wait for the server.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the connection with greeting, encryption and sign-in.
    pub opening: Duration,
    /// For the answer to one command.
    pub command: Duration,
    /// For the answer to the whole letter. Long on purpose: a server that is still thinking has mostly accepted, and
    /// giving up on it makes a doubt where patience makes an answer (RFC 5321 §4.5.3.2.6 asks for ten minutes).
    pub verdict: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Patience {
            opening: seconds(20),
            command: seconds(20),
            verdict: seconds(600),
        }
    }
}

/// A setting that does not allow a start.
#[derive(Debug, thiserror::Error)]
#[error("{setting}: {why}")]
pub struct BadSetting {
    pub setting: &'static str,
    pub why: String,
}

impl BadSetting {
    pub(super) fn new(setting: &'static str, why: impl Into<String>) -> Self {
        BadSetting {
            setting,
            why: why.into(),
        }
    }
}

/// How the connection is protected.
pub(super) enum Protection {
    /// Encrypted from the first byte.
    Tls(TlsParameters),
    /// Encrypted by STARTTLS, or not used at all.
    StartTls(TlsParameters),
    /// In the clear, as the operator said or on the same machine.
    None,
}

/// The mail server, as the settings name it.
pub(super) struct Server {
    pub host: String,
    pub port: u16,
    pub protection: Protection,
    pub credentials: Option<Credentials>,
    pub hello: ClientId,
    pub patience: Patience,
}

const URL: &str = "SMTP_URL";

impl Server {
    pub(super) fn read(settings: &MailSettings, url: &str) -> Result<Server, BadSetting> {
        // the address may hold a password: no error repeats it
        let url = Url::parse(url).map_err(|e| BadSetting::new(URL, format!("not an address: {e}")))?;
        // brackets around an IPv6 address belong to the URL, not to the host
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        if host.is_empty() {
            return Err(BadSetting::new(URL, "names no host"));
        }
        let credentials = credentials(&url)?;
        let tls = url
            .query_pairs()
            .find(|(key, _)| key == "tls")
            .map(|(_, value)| value.into_owned());
        let near = is_loopback(&host);
        let (protection, port) = match (url.scheme(), tls.as_deref()) {
            ("smtps", None | Some("required")) => (Protection::Tls(trust(settings, &host)?), 465),
            ("smtp", Some("none")) => (Protection::None, 25),
            ("smtp", None) if near => (Protection::None, 25),
            ("smtp", None | Some("required")) => (Protection::StartTls(trust(settings, &host)?), 587),
            ("smtp" | "smtps", Some(_)) => return Err(BadSetting::new(URL, "tls is `none` (smtp only) or `required`")),
            _ => return Err(BadSetting::new(URL, "begins with smtp:// or smtps://")),
        };
        if credentials.is_some() && !near && matches!(protection, Protection::None) {
            return Err(BadSetting::new(
                URL,
                "a password would be sent in the clear: leave out `tls=none`",
            ));
        }
        let hello = match url.path().trim_matches('/') {
            "" => ClientId::default(),
            name if name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')) =>
            {
                ClientId::Domain(name.to_owned())
            }
            _ => return Err(BadSetting::new(URL, "the path is our own host name, if anything")),
        };
        let port = url.port().unwrap_or(port);
        Ok(Server {
            host,
            port,
            protection,
            credentials,
            hello,
            patience: settings.patience,
        })
    }
}

fn credentials(url: &Url) -> Result<Option<Credentials>, BadSetting> {
    let plain = |text: &str| {
        let text = percent_encoding::percent_decode_str(text).decode_utf8();
        text.map(|text| text.into_owned())
            .map_err(|_| BadSetting::new(URL, "user or password is not UTF-8"))
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        ("", Some(_)) | (_, None) => Err(BadSetting::new(URL, "a user and a password come together")),
        (user, Some(password)) => Ok(Some(Credentials::new(plain(user)?, plain(password)?))),
    }
}

/// The system's certificates, and the operator's own beside them.
fn trust(settings: &MailSettings, host: &str) -> Result<TlsParameters, BadSetting> {
    const CA: &str = "SMTP_CA_FILE";
    let mut tls = TlsParameters::builder(host.to_owned());
    if let Some(file) = &settings.ca_file {
        let pem = std::fs::read(file).map_err(|e| BadSetting::new(CA, format!("{}: {e}", file.display())))?;
        let extra = Certificate::from_pem(&pem).map_err(|e| BadSetting::new(CA, e.to_string()))?;
        tls = tls.add_root_certificate(extra);
    }
    tls.build().map_err(|e| BadSetting::new(CA, e.to_string()))
}

pub(super) fn mailbox(setting: &'static str, text: &str) -> Result<Mailbox, BadSetting> {
    if text.contains(char::is_control) {
        return Err(BadSetting::new(setting, "holds a line break or a control character"));
    }
    text.parse()
        .map_err(|e| BadSetting::new(setting, format!("not of the form `Name <address>`: {e}")))
}

pub(super) fn is_loopback(host: &str) -> bool {
    let host = host.trim_matches(['[', ']']);
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> Result<Server, BadSetting> {
        let settings = MailSettings {
            smtp_url: None,
            from: String::new(),
            reply_to: None,
            ca_file: None,
            dkim: None,
            patience: Patience::default(),
        };
        Server::read(&settings, url)
    }

    #[test]
    fn a_distant_server_is_spoken_to_only_in_private() {
        assert!(matches!(
            read("smtp://mail.example").unwrap().protection,
            Protection::StartTls(_)
        ));
        assert_eq!(read("smtp://mail.example").unwrap().port, 587);
        assert!(matches!(
            read("smtps://mail.example").unwrap().protection,
            Protection::Tls(_)
        ));
        assert!(matches!(
            read("smtp://mail.example?tls=none").unwrap().protection,
            Protection::None
        ));
        for near in ["smtp://localhost", "smtp://127.0.0.1:2525", "smtp://[::1]:2525"] {
            assert!(matches!(read(near).unwrap().protection, Protection::None), "{near}");
        }
        assert!(matches!(
            read("smtp://localhost?tls=required").unwrap().protection,
            Protection::StartTls(_)
        ));
    }

    #[test]
    fn a_password_is_never_sent_in_the_clear_nor_shown() {
        let error = read("smtp://user:secret@mail.example?tls=none").err().unwrap();
        assert_eq!(error.setting, "SMTP_URL");
        for bad in [
            "smtp://user:secret@",
            "smtp://user:secret@h?tls=maybe",
            "http://user:secret@h",
            "smtp://user@h",
        ] {
            let error = read(bad).err().unwrap().to_string();
            assert!(error.starts_with("SMTP_URL") && !error.contains("secret"), "{error}");
        }
        let server = read("smtp://me%40here:p%2Fw@mail.example/us.example").unwrap();
        assert!(server.credentials == Some(Credentials::new("me@here".into(), "p/w".into())));
        assert!(matches!(server.hello, ClientId::Domain(name) if name == "us.example"));
    }
}
