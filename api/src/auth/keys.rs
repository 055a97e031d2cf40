//! The keys that sign access tokens: Ed25519, one file each in a directory that only the platform may read.
//!
//! The newest signs. The one before it is still believed for an hour after the change, for what it signed may still be
//! under way; then it is not, whether or not its file is still there. Running processes look at the directory now and
//! then, so a rotation needs no restart.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use jsonwebtoken::{DecodingKey, EncodingKey};
use sha2::{Digest, Sha256};

/// How long the key before the newest is still believed.
pub const OVERLAP: TimeDelta = TimeDelta::hours(1);
/// How often the directory is looked at.
const LOOK: Duration = Duration::from_secs(30);
/// How often at most, when somebody brings a key's name that is not known.
const LOOK_FOR_UNKNOWN: Duration = Duration::from_secs(1);

const NAME: &str = "%Y%m%dT%H%M%SZ.pem";

/// Why no token can be signed. Names the setting and the remedy, never a key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("setting KEY_DIR: there is no signing key in {0}; `para29 token rotate-keys` makes one")]
    Missing(PathBuf),
    #[error(
        "setting KEY_DIR: {0} can be read by others; `chmod 600` it, or make a new one with `para29 token rotate-keys`"
    )]
    Open(PathBuf),
    #[error("setting KEY_DIR: {0} is no Ed25519 private key in PEM (PKCS #8)")]
    Malformed(PathBuf),
    #[error("setting KEY_DIR: {0} is a key that anybody could guess")]
    Weak(PathBuf),
    #[error("setting KEY_DIR: {0}: {1}")]
    File(PathBuf, io::Error),
}

/// One key, ready for use.
#[derive(Clone)]
pub struct Key {
    /// Its name in tokens: the thumbprint of RFC 7638.
    pub id: String,
    /// The public half, as in the JWK.
    pub x: String,
    since: DateTime<Utc>,
    pub(super) signs: EncodingKey,
    pub(super) verifies: DecodingKey,
    counting: [u8; 32],
}

struct Seen {
    /// The newest first.
    keys: Arc<[Key]>,
    at: Instant,
}

/// The keys of a directory.
pub struct Keys {
    dir: PathBuf,
    seen: RwLock<Seen>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").field("dir", &self.dir).finish_non_exhaustive()
    }
}

impl Keys {
    /// Reads what is there; nothing, or something weak, is refused.
    pub fn open(dir: &Path) -> Result<Self, KeyError> {
        let seen = RwLock::new(Seen {
            keys: read(dir)?.into(),
            at: Instant::now(),
        });
        Ok(Self {
            dir: dir.to_owned(),
            seen,
        })
    }

    /// As [`Self::open`]; makes the first key where there is none.
    pub fn open_or_make(dir: &Path, now: DateTime<Utc>) -> Result<Self, KeyError> {
        if let Err(KeyError::Missing(_)) = read(dir) {
            make(dir, now)?;
        }
        Self::open(dir)
    }

    /// Keys that are believed now, the signing one first.
    pub fn believed(&self, now: DateTime<Utc>) -> Vec<Key> {
        self.look_again(LOOK);
        let keys = self.keys();
        let newest = keys.first().map(|key| key.since);
        let still = |key: &Key| newest.is_some_and(|newest| key.since == newest || now < newest + OVERLAP);
        keys.iter().take(2).filter(|key| still(key)).cloned().collect()
    }

    /// The believed key of this name; the directory may have it by now.
    pub fn named(&self, id: &str, now: DateTime<Utc>) -> Option<Key> {
        let find = || self.believed(now).into_iter().find(|key| key.id == id);
        find().or_else(|| {
            self.look_again(LOOK_FOR_UNKNOWN);
            find()
        })
    }

    /// A secret for counting attempts under names that nobody can read back; lasts as long as the signing key.
    pub fn counting(&self) -> [u8; 32] {
        self.keys().first().map_or([0; 32], |key| key.counting)
    }

    fn keys(&self) -> Arc<[Key]> {
        self.seen.read().unwrap_or_else(PoisonError::into_inner).keys.clone()
    }

    fn look_again(&self, after: Duration) {
        let is_recent = |seen: &Seen| seen.at.elapsed() < after;
        if is_recent(&self.seen.read().unwrap_or_else(PoisonError::into_inner)) {
            return;
        }
        let mut seen = self.seen.write().unwrap_or_else(PoisonError::into_inner);
        if is_recent(&seen) {
            return;
        }
        seen.at = Instant::now();
        match read(&self.dir) {
            Ok(keys) => seen.keys = keys.into(),
            // What was good goes on; the next look may find the directory whole again.
            Err(error) => tracing::error!(%error, "signing keys cannot be read again"),
        }
    }
}

/// What a rotation did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotation {
    /// Name, in tokens, of the key that signs from now on.
    pub signs: String,
    /// The one that is believed for an hour more; none after a rotation at once.
    pub retiring: Option<String>,
    /// Files that were removed.
    pub removed: usize,
}

/// Makes a new signing key. The one before is believed for an hour, or, `at_once`, no longer: for a key that got into
/// other hands, at the price that whoever is signed in has to renew the session.
pub fn rotate(dir: &Path, now: DateTime<Utc>, at_once: bool) -> Result<Rotation, KeyError> {
    let before = files(dir)?;
    make(dir, now)?;
    let mut removed = 0;
    for (path, _) in before.iter().skip(kept(at_once)) {
        fs::remove_file(path).map_err(|error| KeyError::File(path.clone(), error))?;
        removed += 1;
    }
    let keys = read(dir)?;
    Ok(Rotation {
        signs: keys.first().map(|key| key.id.clone()).unwrap_or_default(),
        retiring: keys.get(1).map(|key| key.id.clone()),
        removed,
    })
}

/// How many keys a rotation would remove now.
pub fn removed_by_rotation(dir: &Path, at_once: bool) -> Result<usize, KeyError> {
    Ok(files(dir)?.len().saturating_sub(kept(at_once)))
}

/// How many of the keys before stay beside the new one.
const fn kept(at_once: bool) -> usize {
    if at_once { 0 } else { 1 }
}

/// Key files with the moment since which each is in force, the newest first.
fn files(dir: &Path) -> Result<Vec<(PathBuf, DateTime<Utc>)>, KeyError> {
    let failed = |error| KeyError::File(dir.to_owned(), error);
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(vec![]),
        Err(error) => return Err(failed(error)),
    };
    let mut found = vec![];
    for entry in entries {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if let Ok(since) = NaiveDateTime::parse_from_str(name, NAME) {
            found.push((path, since.and_utc()));
        }
    }
    found.sort_by_key(|(_, since)| std::cmp::Reverse(*since));
    Ok(found)
}

fn read(dir: &Path) -> Result<Vec<Key>, KeyError> {
    let keys: Vec<Key> = files(dir)?
        .into_iter()
        .map(|(path, since)| read_key(&path, since))
        .collect::<Result<_, _>>()?;
    if keys.is_empty() {
        return Err(KeyError::Missing(dir.to_owned()));
    }
    Ok(keys)
}

fn read_key(path: &Path, since: DateTime<Utc>) -> Result<Key, KeyError> {
    let failed = |error| KeyError::File(path.to_owned(), error);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(path).map_err(failed)?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(KeyError::Open(path.to_owned()));
        }
    }
    let pem = fs::read_to_string(path).map_err(failed)?;
    let malformed = || KeyError::Malformed(path.to_owned());
    let key = SigningKey::from_pkcs8_pem(&pem).map_err(|_| malformed())?;
    let seed = key.to_bytes();
    if seed.iter().collect::<std::collections::BTreeSet<_>>().len() < 8 {
        return Err(KeyError::Weak(path.to_owned()));
    }
    let der = key.to_pkcs8_der().map_err(|_| malformed())?;
    let x = BASE64_URL_SAFE_NO_PAD.encode(key.verifying_key().as_bytes());
    let thumbprint = Sha256::digest(format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#));
    Ok(Key {
        id: BASE64_URL_SAFE_NO_PAD.encode(thumbprint),
        verifies: DecodingKey::from_ed_components(&x).map_err(|_| malformed())?,
        x,
        since,
        signs: EncodingKey::from_ed_der(der.as_bytes()),
        counting: Sha256::new()
            .chain_update("counting of attempts")
            .chain_update(seed)
            .finalize()
            .into(),
    })
}

fn make(dir: &Path, now: DateTime<Utc>) -> Result<(), KeyError> {
    let failed = |error| KeyError::File(dir.to_owned(), error);
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let is_new = !dir.exists();
    builder.create(dir).map_err(failed)?;
    if is_new {
        leave_to_owner_of_parent(dir).map_err(failed)?;
    }
    let key = SigningKey::from_bytes(&std::array::from_fn(|_| rand::random()));
    let pem = key
        .to_pkcs8_pem(LineEnding::LF)
        .map_err(|error| failed(io::Error::other(error)))?;
    let path = dir.join(now.format(NAME).to_string());
    let half = dir.join(format!(".{}", now.format(NAME)));
    let write = || {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&half)?;
        file.write_all(pem.as_bytes())?;
        file.sync_all()?;
        leave_to_owner_of_parent(&half)?;
        // Whole or not at all, and never over a key that is there.
        fs::hard_link(&half, &path)?;
        fs::remove_file(&half)
    };
    write().map_err(|error| KeyError::File(path.clone(), error))
}

/// What root makes in a directory of the service's account is that account's, which else could not read it.
#[cfg(unix)]
fn leave_to_owner_of_parent(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, chown};
    let parent = path
        .parent()
        .filter(|parent| *parent != Path::new(""))
        .unwrap_or(Path::new("."));
    let (ours, theirs) = (fs::metadata(path)?, fs::metadata(parent)?);
    if ours.uid() == 0 && theirs.uid() != 0 {
        chown(path, Some(theirs.uid()), Some(theirs.gid()))?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn leave_to_owner_of_parent(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dir(name: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("para29-keys-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        dir
    }

    fn at(hour: u32) -> DateTime<Utc> {
        chrono::NaiveDate::from_ymd_opt(2026, 11, 23)
            .unwrap()
            .and_hms_opt(hour, 0, 0)
            .unwrap()
            .and_utc()
    }

    #[test]
    fn a_missing_key_stops_the_start_and_names_the_setting() {
        let dir = dir("missing");
        let error = Keys::open(&dir).unwrap_err();
        assert!(matches!(error, KeyError::Missing(_)));
        assert!(error.to_string().contains("KEY_DIR") && error.to_string().contains("rotate-keys"));
        assert!(Keys::open_or_make(&dir, at(0)).is_ok());
        assert!(Keys::open(&dir).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_key_that_others_may_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let dir = dir("open");
        Keys::open_or_make(&dir, at(0)).unwrap();
        let (path, _) = files(&dir).unwrap().remove(0);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(&dir).unwrap().permissions().mode() & 0o777, 0o700);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(Keys::open(&dir), Err(KeyError::Open(_))));
    }

    #[test]
    fn what_is_no_key_or_one_that_anybody_guesses_is_refused() {
        let dir = dir("weak");
        Keys::open_or_make(&dir, at(0)).unwrap();
        let (path, _) = files(&dir).unwrap().remove(0);
        let zeros = SigningKey::from_bytes(&[0; 32]).to_pkcs8_pem(LineEnding::LF).unwrap();
        fs::write(&path, zeros.as_bytes()).unwrap();
        assert!(matches!(Keys::open(&dir), Err(KeyError::Weak(_))));
        for text in [
            "",
            "secret",
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        ] {
            fs::write(&path, text).unwrap();
            assert!(matches!(Keys::open(&dir), Err(KeyError::Malformed(_))), "{text}");
        }
    }

    #[test]
    fn two_keys_are_believed_for_an_hour_after_a_rotation() {
        let dir = dir("rotation");
        let first = Keys::open_or_make(&dir, at(0)).unwrap().believed(at(0)).remove(0).id;
        let done = rotate(&dir, at(1), false).unwrap();
        assert_eq!((done.retiring.as_ref(), done.removed), (Some(&first), 0));
        let names = |hour| -> Vec<String> {
            Keys::open(&dir)
                .unwrap()
                .believed(at(hour))
                .into_iter()
                .map(|key| key.id)
                .collect()
        };
        assert_eq!(names(1), [done.signs.clone(), first.clone()]);
        assert_eq!(
            names(2),
            std::slice::from_ref(&done.signs),
            "the old one is retired though its file is there"
        );
        let third = rotate(&dir, at(3), false).unwrap();
        assert_eq!((third.retiring, third.removed), (Some(done.signs), 1));
        let last = rotate(&dir, at(4), true).unwrap();
        assert_eq!((last.retiring, last.removed), (None, 2));
        assert_eq!(names(4), [last.signs]);
    }

    #[test]
    fn a_running_process_finds_a_new_key_by_its_name() {
        let dir = dir("running");
        let keys = Keys::open_or_make(&dir, at(0)).unwrap();
        let done = rotate(&dir, at(1), false).unwrap();
        keys.seen.write().unwrap().at = Instant::now() - Duration::from_secs(2);
        assert!(keys.named(&done.signs, at(1)).is_some());
        assert!(keys.named("nobody's", at(1)).is_none());
    }
}
