//! Where settings come from, and which source wins.

use super::{Checked, Error, Secret, Shown};
use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use toml::Table;

/// Names the settings file.
const FILE: &str = "PARA29_SETTINGS";

/// All that was said, before anything is understood.
#[derive(Debug, Default)]
pub struct Sources {
    pub flags: BTreeMap<&'static str, String>,
    pub environment: BTreeMap<String, String>,
    pub file: Option<PathBuf>,
}

impl Sources {
    /// This process's environment under `flags`; `file` is what `--settings` says.
    pub fn of_process(flags: BTreeMap<&'static str, String>, file: Option<PathBuf>) -> Sources {
        let environment =
            env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        let environment: BTreeMap<String, String> = environment.filter(|(_, value)| !value.is_empty()).collect();
        let file = file.or_else(|| environment.get(FILE).map(PathBuf::from));
        Sources {
            flags,
            environment,
            file,
        }
    }

    pub(super) fn reader(&self) -> Result<Reader<'_>, Error> {
        let table = self.file.as_deref().map(read_table).transpose()?.unwrap_or_default();
        Ok(Reader {
            sources: self,
            table,
            known: BTreeSet::new(),
            shown: Vec::new(),
        })
    }
}

fn read_table(file: &Path) -> Result<Table, Error> {
    let wrong = |reason: String| Error {
        name: FILE.into(),
        origin: file.display().to_string(),
        reason,
    };
    let text = fs::read_to_string(file).map_err(|error| wrong(format!("cannot be read: {error}")))?;
    // the message without the line: it may hold a secret
    text.parse().map_err(|error: toml::de::Error| {
        let line = error.span().map_or(1, |span| text[..span.start].lines().count().max(1));
        wrong(format!("line {line}: {}", error.message()))
    })
}

/// Reads settings one by one and remembers what it saw.
pub(super) struct Reader<'a> {
    sources: &'a Sources,
    table: Table,
    known: BTreeSet<String>,
    shown: Vec<Shown>,
}

impl Reader<'_> {
    pub fn text<T>(&mut self, name: &'static str, check: fn(&str) -> Checked<T>) -> Result<Option<T>, Error> {
        let found = self.find(name)?;
        let (value, origin) = found.map_or((None, "not set".to_owned()), |(value, origin)| (Some(value), origin));
        let checked = value.as_deref().map(check).transpose();
        let checked = checked.map_err(|reason| Error {
            name: name.into(),
            origin: origin.clone(),
            reason,
        })?;
        self.shown.push(Shown { name, value, origin });
        Ok(checked)
    }

    pub fn or<T>(&mut self, name: &'static str, default: &str, check: fn(&str) -> Checked<T>) -> Result<T, Error> {
        if let Some(value) = self.text(name, check)? {
            return Ok(value);
        }
        if let Some(shown) = self.shown.last_mut() {
            *shown = Shown {
                name,
                value: Some(default.into()),
                origin: "default".into(),
            };
        }
        check(default).map_err(|reason| Error {
            name: name.into(),
            origin: "default".into(),
            reason,
        })
    }

    /// Whether nobody said anything about a setting that was read before.
    pub fn is_default(&self, name: &str) -> bool {
        self.shown
            .iter()
            .any(|shown| shown.name == name && shown.origin == "default")
    }

    /// A value that `NAME_FILE` may lead to instead.
    pub fn secret(&mut self, name: &'static str, check: fn(&str) -> Checked<String>) -> Result<Option<Secret>, Error> {
        let in_file = format!("{name}_FILE");
        let found = match (self.find(name)?, self.find(&in_file)?) {
            (Some(_), Some((_, origin))) => {
                return Err(Error {
                    name: in_file,
                    origin,
                    reason: format!("is set, and so is {name}: set one of them"),
                });
            }
            (None, Some((path, origin))) => {
                let wrong = |error| Error {
                    name: in_file,
                    origin,
                    reason: format!("{path} cannot be read: {error}"),
                };
                Some((fs::read_to_string(&path).map_err(wrong)?.trim_end().to_owned(), path))
            }
            (found, None) => found,
        };
        let (value, origin) = found.map_or((None, "not set".to_owned()), |(value, origin)| (Some(value), origin));
        let checked = value.as_deref().map(check).transpose();
        let secret = checked
            .map_err(|reason| Error {
                name: name.into(),
                origin: origin.clone(),
                reason,
            })?
            .map(Secret::new);
        self.shown.push(Shown {
            name,
            value: secret.as_ref().map(Secret::to_string),
            origin,
        });
        Ok(secret)
    }

    /// An error about a setting that was read before, or that should have been set.
    pub fn wrong(&self, name: &str, reason: &str) -> Error {
        let origin = self
            .shown
            .iter()
            .find(|shown| shown.name == name)
            .map_or("not set", |shown| &shown.origin);
        Error {
            name: name.into(),
            origin: origin.into(),
            reason: reason.into(),
        }
    }

    /// A key that is none of ours is more likely a slip than a wish.
    pub fn finish(self) -> Result<Vec<Shown>, Error> {
        match self.table.keys().find(|key| !self.known.contains(*key)) {
            Some(key) => Err(Error {
                name: key.clone(),
                origin: self.file_name(),
                reason: format!("is not a setting; there are: {}", Vec::from_iter(self.known).join(", ")),
            }),
            None => Ok(self.shown),
        }
    }

    fn find(&mut self, name: &str) -> Result<Option<(String, String)>, Error> {
        let key = name.to_ascii_lowercase();
        self.known.insert(key.clone());
        if let Some(value) = self.sources.flags.get(name) {
            return Ok(Some((value.clone(), format!("--{}", key.replace('_', "-")))));
        }
        if let Some(value) = self.sources.environment.get(name).filter(|value| !value.is_empty()) {
            return Ok(Some((value.clone(), "environment".into())));
        }
        match self.table.get(&key) {
            None => Ok(None),
            Some(toml::Value::String(value)) => Ok(Some((value.clone(), self.file_name()))),
            Some(_) => Err(Error {
                name: key,
                origin: self.file_name(),
                reason: "is not text in quotes".into(),
            }),
        }
    }

    fn file_name(&self) -> String {
        self.sources
            .file
            .as_deref()
            .unwrap_or(Path::new("settings"))
            .display()
            .to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::*;

    fn with_file<T>(text: &str, story: impl FnOnce(PathBuf) -> T) -> T {
        let name = format!("para29-settings-{}", uuid::Uuid::new_v4());
        let path = env::temp_dir().join(name);
        fs::write(&path, text).unwrap();
        let told = story(path.clone());
        fs::remove_file(path).unwrap();
        told
    }

    #[test]
    fn flags_win_over_the_environment_and_that_over_the_file() {
        with_file(
            "log = 'warn'\nlisten = '127.0.0.1:1'\nbase_url = 'http://file'",
            |file| {
                let sources = Sources {
                    flags: [("LISTEN", "127.0.0.1:3".to_owned())].into(),
                    environment: [
                        ("LISTEN".to_owned(), "127.0.0.1:2".to_owned()),
                        ("LOG".to_owned(), "debug".to_owned()),
                    ]
                    .into(),
                    file: Some(file),
                };
                let settings = Settings::read(&sources).unwrap();
                assert_eq!(settings.listen.port(), 3);
                assert_eq!(settings.log, "debug");
                assert_eq!(settings.base_url(settings.listen), "http://file");
            },
        );
    }

    #[test]
    fn a_secret_may_lie_in_a_file_of_its_own_but_not_in_two_places() {
        with_file("postgresql://me:hunter2@host/x\n", |file| {
            let path = file.display().to_string();
            let mut sources = Sources::default();
            sources.environment.insert("DATABASE_URL_FILE".into(), path);
            let settings = Settings::read(&sources).unwrap();
            assert_eq!(
                settings.database.unwrap().url.reveal(),
                "postgresql://me:hunter2@host/x"
            );
            sources
                .environment
                .insert("DATABASE_URL".into(), "postgresql://me@host/x".into());
            assert_eq!(Settings::read(&sources).unwrap_err().name, "DATABASE_URL_FILE");
        });
    }

    #[test]
    fn a_slip_in_the_file_is_named() {
        for (text, name) in [
            ("lissten = 'x'", "lissten"),
            ("listen = 1", "listen"),
            ("listen = ", FILE),
            ("listen = 'nowhere'", "LISTEN"),
        ] {
            let error = with_file(text, |file| {
                Settings::read(&Sources {
                    file: Some(file),
                    ..Sources::default()
                })
                .unwrap_err()
            });
            assert_eq!(error.name, name, "{error}");
        }
    }
}
