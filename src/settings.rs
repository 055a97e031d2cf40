//! What an operator may decide, read once at the start: flags first, then the environment, then a TOML file.
//!
//! Each setting has one name: `SMTP_URL` in the environment, `smtp_url` in the file. A secret may lie in a file of its
//! own, named by `SMTP_URL_FILE`. What cannot be used stops the start with an error that names the setting.

mod secret;
mod sources;

pub use secret::Secret;
pub use sources::Sources;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;
use tracing_subscriber::EnvFilter;
use words::Names;

/// Everything read and checked.
#[derive(Debug)]
pub struct Settings {
    /// None: a private database below `data_dir`.
    pub database: Option<Database>,
    /// None: letters are kept for the development page.
    pub smtp_url: Option<Secret>,
    /// The sender of every letter.
    pub mail_from: String,
    /// Where a reader's answer goes, if not to the sender.
    pub mail_reply_to: Option<String>,
    /// Certificates trusted for mail beside those of the system.
    pub smtp_ca_file: Option<PathBuf>,
    /// None: made from the address that is listened on.
    base_url: Option<String>,
    pub listen: SocketAddr,
    /// Our own proxies that each request passes; each adds one address to `X-Forwarded-For`.
    pub trusted_proxies: usize,
    /// Memory for answers that are kept for the next asker.
    pub page_cache_mb: usize,
    pub data_dir: PathBuf,
    /// Whether somebody chose the directory; else it may be placed elsewhere when it cannot be used.
    pub data_dir_chosen: bool,
    evidence_dir: Option<PathBuf>,
    key_dir: Option<PathBuf>,
    /// A command that checks each file of evidence, such as a virus scanner.
    pub evidence_scan: Option<String>,
    pub dkim: Option<Dkim>,
    pub support_email: Option<String>,
    /// What the register is called: in a language, or in all of them.
    site_name: Option<String>,
    site_names: BTreeMap<&'static str, String>,
    /// The body that runs it, as it writes its name.
    pub operator_name: Option<String>,
    /// Under which it makes the data available: a name and a web address.
    pub data_licence: Option<(String, String)>,
    /// Where figures for those who watch over it are given; None: nowhere.
    pub metrics_listen: Option<SocketAddr>,
    /// Where copies of the database are kept, to say how old the newest is.
    pub backup_dir: Option<PathBuf>,
    pub log: String,
    pub log_format: LogFormat,
    /// For `doctor`: name, value with secrets masked, where it came from.
    pub shown: Vec<Shown>,
}

/// A server that somebody else runs.
#[derive(Debug, Clone)]
pub struct Database {
    pub url: Secret,
    /// Runs migrations; the same as `url` unless told.
    pub owner_url: Secret,
}

/// How letters are signed.
#[derive(Debug, Clone)]
pub struct Dkim {
    pub domain: String,
    pub selector: String,
    /// A private key in PEM.
    pub key_file: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

#[derive(Debug, serde::Serialize)]
pub struct Shown {
    pub name: &'static str,
    pub value: Option<String>,
    pub origin: String,
}

/// The setting at fault, where it was found, and what would do.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("setting {name} ({origin}): {reason}")]
pub struct Error {
    pub name: String,
    pub origin: String,
    pub reason: String,
}

impl Settings {
    pub fn read(sources: &Sources) -> Result<Settings, Error> {
        let mut read = sources.reader()?;
        let url = read.secret("DATABASE_URL", postgres_url)?;
        let owner_url = read.secret("DATABASE_OWNER_URL", postgres_url)?;
        let database = match (url, owner_url) {
            (Some(url), owner) => Some(Database {
                owner_url: owner.unwrap_or_else(|| url.clone()),
                url,
            }),
            (None, Some(_)) => return Err(read.wrong("DATABASE_OWNER_URL", "is set, but DATABASE_URL is not")),
            (None, None) => None,
        };
        let smtp_url = read.secret("SMTP_URL", smtp_url)?;
        let mail_from = read.text("MAIL_FROM", mailbox)?;
        if smtp_url.is_some() && mail_from.is_none() {
            return Err(read.wrong(
                "MAIL_FROM",
                "is needed when SMTP_URL is set: the sender, as in Para29 <para29@example.org>",
            ));
        }
        let mail_reply_to = read.text("MAIL_REPLY_TO", mailbox)?;
        let smtp_ca_file = read.text("SMTP_CA_FILE", readable)?;
        let base_url = read.text("BASE_URL", web_address)?;
        let listen = read.or("LISTEN", "127.0.0.1:8029", socket_address)?;
        let links_begin = base_url.clone().unwrap_or_else(|| from_here(listen));
        if smtp_url.is_some() && !is_private(&links_begin) {
            return Err(read.wrong(
                "BASE_URL",
                "begins with https:// when SMTP_URL is set, since letters hold links that are for their reader alone",
            ));
        }
        let data_dir = read.or("DATA_DIR", "data", path)?;
        let data_dir_chosen = !read.is_default("DATA_DIR");
        let (evidence_dir, key_dir) = (read.text("EVIDENCE_DIR", path)?, read.text("KEY_DIR", path)?);
        let (domain, selector) = (read.text("DKIM_DOMAIN", plain)?, read.text("DKIM_SELECTOR", plain)?);
        let dkim = match (domain, selector, read.text("DKIM_KEY_FILE", readable)?) {
            (None, None, None) => None,
            (Some(domain), Some(selector), Some(key_file)) => Some(Dkim {
                domain,
                selector,
                key_file,
            }),
            (None, _, _) => return Err(read.wrong("DKIM_DOMAIN", "is needed when other DKIM settings are set")),
            (_, None, _) => return Err(read.wrong("DKIM_SELECTOR", "is needed when other DKIM settings are set")),
            (_, _, None) => return Err(read.wrong("DKIM_KEY_FILE", "is needed when other DKIM settings are set")),
        };
        let mut site_names = BTreeMap::new();
        for (language, name) in SITE_NAMES {
            site_names.extend(read.text(name, line)?.map(|name| (language, name)));
        }
        Ok(Settings {
            database,
            smtp_url,
            mail_from: mail_from.unwrap_or_else(|| "Para29 <para29@localhost>".to_owned()),
            mail_reply_to,
            smtp_ca_file,
            base_url,
            listen,
            trusted_proxies: read.or("TRUSTED_PROXIES", "0", number)?,
            page_cache_mb: read.or("PAGE_CACHE_MB", "32", number)?,
            data_dir,
            data_dir_chosen,
            evidence_dir,
            key_dir,
            evidence_scan: read.text("EVIDENCE_SCAN", plain)?,
            dkim,
            support_email: read.text("SUPPORT_EMAIL", address)?,
            site_name: read.text("SITE_NAME", line)?,
            site_names,
            operator_name: read.text("OPERATOR_NAME", line)?,
            data_licence: read.text("DATA_LICENCE", licence)?,
            metrics_listen: read.text("METRICS_LISTEN", socket_address)?,
            backup_dir: read.text("BACKUP_DIR", path)?,
            log: read.or("LOG", "info,actix_server=warn", log_filter)?,
            log_format: read.or("LOG_FORMAT", "text", log_format)?,
            shown: read.finish()?,
        })
    }

    /// Whether this is somebody's own machine, where letters that nobody sends can be read: no mail server, and nothing
    /// that says that others come here. A proxy on the same machine would bring them to the loopback.
    pub fn is_for_oneself(&self) -> bool {
        let is_known_elsewhere = self.base_url.as_deref().is_some_and(|url| !is_loopback(url));
        self.smtp_url.is_none() && self.listen.ip().is_loopback() && self.trusted_proxies == 0 && !is_known_elsewhere
    }

    /// What the register is called in each language.
    pub fn site_names(&self) -> Names {
        let known = Names::default();
        Names::new(|language| {
            let own = self.site_names.get(language.code()).or(self.site_name.as_ref());
            own.map_or_else(|| known.of(language).to_owned(), Clone::clone)
        })
    }

    /// Where files that came with progress updates lie.
    pub fn evidence_dir(&self) -> PathBuf {
        self.evidence_dir
            .clone()
            .unwrap_or_else(|| self.data_dir.join("evidence"))
    }

    /// Where the keys lie that sign tokens.
    pub fn key_dir(&self) -> PathBuf {
        self.key_dir.clone().unwrap_or_else(|| self.data_dir.join("keys"))
    }

    /// Where this machine itself reaches the web.
    pub fn own_address(&self) -> SocketAddr {
        near(self.listen)
    }

    /// How people reach us, without a slash at the end; `bound` is what the web listens on.
    pub fn base_url(&self, bound: SocketAddr) -> String {
        self.base_url.clone().unwrap_or_else(|| from_here(bound))
    }
}

/// A register may be called differently in each language.
const SITE_NAMES: [(&str, &str); 6] = [
    ("ar", "SITE_NAME_AR"),
    ("zh", "SITE_NAME_ZH"),
    ("en", "SITE_NAME_EN"),
    ("fr", "SITE_NAME_FR"),
    ("ru", "SITE_NAME_RU"),
    ("es", "SITE_NAME_ES"),
];

/// How this machine itself reaches what listens on an address.
fn from_here(bound: SocketAddr) -> String {
    format!("http://{}", near(bound))
}

fn near(bound: SocketAddr) -> SocketAddr {
    let ip = if bound.ip().is_unspecified() {
        [127, 0, 0, 1].into()
    } else {
        bound.ip()
    };
    SocketAddr::new(ip, bound.port())
}

/// Whether nobody between us and a reader sees what follows this address.
fn is_private(base_url: &str) -> bool {
    let Some(host) = base_url.strip_prefix("http://") else {
        return true;
    };
    let host = match host.strip_prefix('[') {
        Some(bracketed) => bracketed.split(']').next(),
        None => host.split(':').next(),
    };
    let host = host.unwrap_or_default();
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// Why a value cannot be used; never repeats it, since it may be a secret.
type Checked<T> = Result<T, String>;

fn plain(text: &str) -> Checked<String> {
    Ok(text.to_owned())
}

/// A name, as it stands on pages and in letters.
fn line(text: &str) -> Checked<String> {
    schema::text::line("name", text, 120).map_err(|_| "is not a name of one line and at most 120 characters".to_owned())
}

/// A name and a web address behind it.
fn licence(text: &str) -> Checked<(String, String)> {
    let wrong = "is not a name and an address, such as CC BY 4.0 https://creativecommons.org/licenses/by/4.0/";
    let (name, url) = text.trim().rsplit_once(char::is_whitespace).ok_or(wrong)?;
    let url = schema::text::url("url", url).map_err(|_| wrong)?;
    Ok((line(name.trim()).map_err(|_| wrong)?, url))
}

fn path(text: &str) -> Checked<PathBuf> {
    Ok(PathBuf::from(text))
}

fn postgres_url(text: &str) -> Checked<String> {
    let wrong =
        |why: &dyn fmt::Display| format!("is not a Postgres address such as postgresql://user@host/database: {why}");
    let config = tokio_postgres::Config::from_str(text).map_err(|error| wrong(&error))?;
    if config.get_hosts().is_empty() {
        return Err(wrong(&"it names no host"));
    }
    Ok(text.to_owned())
}

fn smtp_url(text: &str) -> Checked<String> {
    let host = text.strip_prefix("smtp://").or_else(|| text.strip_prefix("smtps://"));
    match host.map(|rest| rest.rsplit('@').next().unwrap_or_default()) {
        Some(host) if !host.is_empty() && !host.starts_with([':', '/', '?']) => Ok(text.to_owned()),
        _ => Err(
            "is not a mail server's address such as smtp://user:password@host:587?tls=required or smtps://host".into(),
        ),
    }
}

/// Whether a web address names this machine and no other.
fn is_loopback(url: &str) -> bool {
    let authority = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = authority.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

/// An address alone, as an account has it.
fn address(text: &str) -> Checked<String> {
    let wrong = "is not an address alone, such as support@example.org";
    schema::text::email("email", text).map_err(|_| wrong.to_owned())
}

fn mailbox(text: &str) -> Checked<String> {
    let address = text
        .strip_suffix('>')
        .and_then(|text| text.split_once('<'))
        .map_or(text, |(_, address)| address);
    match address.split_once('@') {
        Some((local, domain))
            if ![local, domain].contains(&"")
                && !address.contains(char::is_whitespace)
                && !text.contains(char::is_control) =>
        {
            Ok(text.to_owned())
        }
        _ => Err("is not a mail address".into()),
    }
}

fn web_address(text: &str) -> Checked<String> {
    let text = text.trim_end_matches('/');
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['?', '#', '@', ' ', '/']) => Ok(text.to_owned()),
        _ => Err("is not a web address such as https://para29.example.org (no path below it)".into()),
    }
}

fn socket_address(text: &str) -> Checked<SocketAddr> {
    let text = text
        .strip_prefix("localhost:")
        .map_or_else(|| text.to_owned(), |port| format!("127.0.0.1:{port}"));
    text.parse()
        .map_err(|_| "is not an address with a port such as 127.0.0.1:8029 or [::]:8029".into())
}

fn readable(text: &str) -> Checked<PathBuf> {
    fs::read(text).map_err(|error| format!("cannot be read: {error}"))?;
    Ok(PathBuf::from(text))
}

fn number(text: &str) -> Checked<usize> {
    text.parse().map_err(|_| "is not a number".into())
}

fn log_filter(text: &str) -> Checked<String> {
    EnvFilter::try_new(text)
        .map_err(|error| format!("is not a log filter such as info or warn,para29=debug: {error}"))?;
    Ok(text.to_owned())
}

fn log_format(text: &str) -> Checked<LogFormat> {
    match text {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err("is neither text nor json".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(environment: &[(&str, &str)]) -> Result<Settings, Error> {
        let environment = environment
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_string()));
        Settings::read(&Sources {
            environment: environment.collect(),
            ..Sources::default()
        })
    }

    fn shown(settings: &Settings, name: &str) -> String {
        let shown = settings.shown.iter().find(|shown| shown.name == name).unwrap();
        format!("{} ({})", shown.value.clone().unwrap_or_default(), shown.origin)
    }

    #[test]
    fn nothing_configured_is_enough() {
        let settings = read(&[]).unwrap();
        assert!(settings.database.is_none() && settings.smtp_url.is_none() && settings.dkim.is_none());
        assert_eq!(settings.base_url(settings.listen), "http://127.0.0.1:8029");
        assert_eq!(settings.evidence_dir(), PathBuf::from("data/evidence"));
    }

    #[test]
    fn an_error_names_the_setting_and_never_the_secret() {
        for (name, value) in [
            ("DATABASE_URL", "postgresql://me:hunter2@host:port/x"),
            ("SMTP_URL", "hunter2@host"),
            ("SMTP_URL", "smtp://me:hunter2@"),
            ("BASE_URL", "ftp://hunter2"),
            ("LISTEN", "8029 hunter2"),
            ("LOG_FORMAT", "hunter2"),
            ("SUPPORT_EMAIL", "hunter2"),
            ("DKIM_KEY_FILE", "hunter2"),
        ] {
            let error = read(&[(name, value)]).unwrap_err();
            assert_eq!(error.name, name);
            assert!(!error.to_string().contains("hunter2"), "{error}");
        }
    }

    #[test]
    fn settings_that_need_each_other_say_which_is_missing() {
        assert_eq!(read(&[("SMTP_URL", "smtp://localhost")]).unwrap_err().name, "MAIL_FROM");
        assert_eq!(
            read(&[("DATABASE_OWNER_URL", "postgresql://o@h/d")]).unwrap_err().name,
            "DATABASE_OWNER_URL"
        );
        assert_eq!(
            read(&[("DKIM_DOMAIN", "example.org")]).unwrap_err().name,
            "DKIM_SELECTOR"
        );
    }

    #[test]
    fn letters_are_not_sent_with_links_that_others_can_read() {
        let with = |more: &[(&str, &str)]| {
            let mail = [("SMTP_URL", "smtp://localhost"), ("MAIL_FROM", "para29@example.org")];
            read(&[&mail[..], more].concat())
                .map(|_| ())
                .map_err(|error| error.name)
        };
        for near in [
            "https://para29.example.org",
            "http://localhost:8029",
            "http://127.0.0.1:80",
            "http://[::1]:8029",
        ] {
            assert_eq!(with(&[("BASE_URL", near)]), Ok(()), "{near}");
        }
        assert_eq!(with(&[("LISTEN", "0.0.0.0:80")]), Ok(()), "as for trying out");
        for far in [
            "http://para29.example.org",
            "http://10.0.0.5:8029",
            "http://localhost.example.org",
        ] {
            assert_eq!(with(&[("BASE_URL", far)]), Err("BASE_URL".to_owned()), "{far}");
        }
        assert_eq!(with(&[("LISTEN", "10.0.0.5:8029")]), Err("BASE_URL".to_owned()));
    }

    #[test]
    fn what_is_shown_hides_passwords_and_says_where_each_came_from() {
        let settings = read(&[("DATABASE_URL", "postgresql://me:hunter2@host/x"), ("LOG", "debug")]).unwrap();
        assert_eq!(
            shown(&settings, "DATABASE_URL"),
            "postgresql://me:***@host/x (environment)"
        );
        assert_eq!(shown(&settings, "LOG"), "debug (environment)");
        assert_eq!(shown(&settings, "LISTEN"), "127.0.0.1:8029 (default)");
        assert!(!format!("{settings:?}").contains("hunter2"));
        assert_eq!(
            settings.database.unwrap().owner_url.reveal(),
            "postgresql://me:hunter2@host/x"
        );
    }

    #[test]
    fn an_address_for_everyone_is_reached_from_here_by_the_loopback() {
        let settings = read(&[("LISTEN", "0.0.0.0:80")]).unwrap();
        assert_eq!(settings.base_url(settings.listen), "http://127.0.0.1:80");
        let settings = read(&[("BASE_URL", "https://para29.example.org/")]).unwrap();
        assert_eq!(settings.base_url(settings.listen), "https://para29.example.org");
    }

    #[test]
    fn letters_are_shown_only_where_nothing_says_that_others_come() {
        let is_for_oneself = |environment: &[(&str, &str)]| read(environment).unwrap().is_for_oneself();
        assert!(is_for_oneself(&[]));
        for url in ["http://localhost:8029", "http://127.0.0.1", "http://[::1]:8029"] {
            assert!(is_for_oneself(&[("BASE_URL", url)]), "{url}");
        }
        for (name, value) in [
            ("BASE_URL", "https://para29.example.org"),
            ("BASE_URL", "http://localhost.example.org"),
            ("BASE_URL", "http://127.0.0.1.example.org"),
            ("TRUSTED_PROXIES", "1"),
            ("LISTEN", "0.0.0.0:8029"),
        ] {
            assert!(!is_for_oneself(&[(name, value)]), "{name}={value}");
        }
        assert!(!is_for_oneself(&[
            ("SMTP_URL", "smtp://localhost"),
            ("MAIL_FROM", "a@example.org")
        ]));
    }

    #[test]
    fn an_operator_names_the_register_itself_and_the_licence() {
        let settings = read(&[("SITE_NAME", "Register"), ("SITE_NAME_FR", "Registre")]).unwrap();
        let names = settings.site_names();
        assert_eq!(names.of(words::Language::Fr), "Registre");
        assert_eq!(names.of(words::Language::Zh), "Register");
        assert_eq!(read(&[]).unwrap().site_names(), Names::default());
        let settings = read(&[("DATA_LICENCE", "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/")]).unwrap();
        let (name, url) = settings.data_licence.unwrap();
        assert_eq!(
            (name.as_str(), url.as_str()),
            ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
        );
        for (name, wrong) in [
            ("DATA_LICENCE", "CC BY 4.0"),
            ("DATA_LICENCE", "https://creativecommons.org/licenses/by/4.0/"),
            ("DATA_LICENCE", "Free javascript:alert(1)"),
            ("SITE_NAME", "two\nlines"),
            ("METRICS_LISTEN", "yes"),
        ] {
            assert_eq!(read(&[(name, wrong)]).unwrap_err().name, name, "{wrong}");
        }
    }

    #[test]
    fn the_address_of_an_account_is_an_address_alone() {
        assert!(read(&[("SUPPORT_EMAIL", "chair@example.org")]).is_ok());
        for wrong in ["The Chair <chair@example.org>", "chair@intranet", "chair"] {
            assert_eq!(
                read(&[("SUPPORT_EMAIL", wrong)]).unwrap_err().name,
                "SUPPORT_EMAIL",
                "{wrong}"
            );
        }
    }
}
