//! Checkpoints: the audit sealed every few minutes by a signed hash over all that was ever recorded. The hashes are published;
//! whoever keeps one can tell later whether anything before it was altered. See
//! docs/decisions/the-record-can-be-checked.md.

use crate::jobs::Job;
use crate::tables::{changes, checkpoints};
use crate::{Connection, Error, Result};
use chrono::{DateTime, SecondsFormat, Utc};
use data_encoding::{BASE64, HEXLOWER};
use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::RunQueryDsl;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The file of the key in the directory of keys.
const KEY: &str = "record.pem";
/// How many checkpoints are looked at in one question.
const AT_ONCE: i64 = 500;

/// Seals what was recorded and is not sealed yet. Also when there is nothing: the rhythm of the seals must not tell when
/// something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealRecord {
    pub at: DateTime<Utc>,
}

impl Job for SealRecord {
    const KIND: &'static str = "seal_record";

    fn key(&self) -> String {
        self.at.to_rfc3339()
    }
}

/// The key that signs checkpoints: its own, beside those that sign tokens.
#[derive(Debug)]
pub struct RecordKey(SigningKey);

/// Why there is no key to sign with. Names the setting, never the key.
#[derive(Debug, thiserror::Error)]
pub enum RecordKeyError {
    #[error("setting KEY_DIR: {0} can be read by others; `chmod 600` it")]
    Open(PathBuf),
    #[error("setting KEY_DIR: {0} is no Ed25519 private key in PEM (PKCS #8)")]
    Malformed(PathBuf),
    #[error("setting KEY_DIR: {0}: {1}")]
    File(PathBuf, io::Error),
}

impl RecordKey {
    /// The key in this directory; none where there is no such file.
    pub fn open(dir: &Path) -> Result<Option<Self>, RecordKeyError> {
        let path = dir.join(KEY);
        let pem = match fs::read_to_string(&path) {
            Ok(pem) => pem,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(RecordKeyError::File(path, error)),
        };
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let about = fs::metadata(&path).map_err(|error| RecordKeyError::File(path.clone(), error))?;
            if about.permissions().mode() & 0o077 != 0 {
                return Err(RecordKeyError::Open(path));
            }
        }
        let key = SigningKey::from_pkcs8_pem(&pem).map_err(|_| RecordKeyError::Malformed(path))?;
        Ok(Some(Self(key)))
    }

    /// As [`Self::open`]; makes a key where there is none. Of several that begin at once, one makes it.
    pub fn open_or_make(dir: &Path) -> Result<Self, RecordKeyError> {
        if let Some(key) = Self::open(dir)? {
            return Ok(key);
        }
        let path = dir.join(KEY);
        let made = Self(SigningKey::from_bytes(&std::array::from_fn(|_| rand::random())));
        made.write(dir, &path)
            .map_err(|error| RecordKeyError::File(path.clone(), error))?;
        Self::open(dir)?.ok_or_else(|| RecordKeyError::File(path, io::ErrorKind::NotFound.into()))
    }

    fn write(&self, dir: &Path, path: &Path) -> io::Result<()> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(dir)?;
        let pem = self.0.to_pkcs8_pem(LineEnding::LF).map_err(io::Error::other)?;
        let half = dir.join(format!(".{KEY}.{}", std::process::id()));
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&half)?;
        file.write_all(pem.as_bytes())?;
        file.sync_all()?;
        // Whole or not at all, and never over a key that is there.
        let linked = fs::hard_link(&half, path);
        fs::remove_file(&half)?;
        linked.or_else(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Ok(()),
            _ => Err(error),
        })
    }

    /// The public half, as published.
    pub fn public(&self) -> String {
        BASE64.encode(self.0.verifying_key().as_bytes())
    }
}

/// The text that is signed, made of what is published.
fn signed_text(sealed_at: &str, hash: &str) -> String {
    format!("para29-checkpoint-v1\n{sealed_at}\n{hash}\n")
}

/// A moment as it is signed and published.
fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

diesel::define_sql_function! {
    /// Seals what is not sealed yet; gives the checkpoint.
    fn seal_changes(at: sql_types::Timestamptz) -> sql_types::BigInt;
}
diesel::define_sql_function! {
    /// Signs a checkpoint; false if it was signed before.
    fn sign_checkpoint(signed: sql_types::BigInt, by_key: sql_types::Bytea, with_signature: sql_types::Bytea) -> sql_types::Bool;
}
diesel::define_sql_function! {
    /// What the hash of a checkpoint has to be.
    fn checkpoint_hash(previous: sql_types::Bytea, held: sql_types::BigInt) -> sql_types::Bytea;
}

/// Seals all that was committed and is not sealed yet, and signs it.
pub async fn seal(conn: &mut Connection, now: DateTime<Utc>, key: &RecordKey) -> Result<()> {
    let id: i64 = diesel::select(seal_changes(now)).get_result(conn).await?;
    let (sealed_at, hash): (DateTime<Utc>, Vec<u8>) = checkpoints::table
        .find(id)
        .select((checkpoints::sealed_at, checkpoints::hash))
        .first(conn)
        .await?;
    let text = signed_text(&moment(sealed_at), &HEXLOWER.encode(&hash));
    let signature = key.0.sign(text.as_bytes()).to_bytes();
    let by = key.0.verifying_key().to_bytes();
    let is_signed: bool = diesel::select(sign_checkpoint(id, by.as_slice(), signature.as_slice()))
        .get_result(conn)
        .await?;
    if is_signed {
        Ok(())
    } else {
        Err(Error::internal("a checkpoint could not be signed"))
    }
}

/// A checkpoint as it is published: nothing in it tells what, or how much, it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Published {
    pub sealed_at: String,
    pub hash: String,
    pub signature: String,
    pub public_key: String,
}

/// Checkpoints before the one with this hash, or the newest; the newest first.
pub async fn published(conn: &mut Connection, before: Option<&str>, limit: i64) -> Result<Vec<Published>> {
    let mut query = checkpoints::table
        .select((
            checkpoints::sealed_at,
            checkpoints::hash,
            checkpoints::signature.assume_not_null(),
            checkpoints::public_key.assume_not_null(),
        ))
        .order(checkpoints::id.desc())
        .limit(limit)
        .into_boxed();
    if let Some(hash) = before {
        let hash = HEXLOWER.decode(hash.as_bytes()).map_err(|_| Error::NotFound)?;
        let id: i64 = checkpoints::table
            .filter(checkpoints::hash.eq(hash))
            .select(checkpoints::id)
            .first(conn)
            .await?;
        query = query.filter(checkpoints::id.lt(id));
    }
    type Row = (DateTime<Utc>, Vec<u8>, Vec<u8>, Vec<u8>);
    let rows: Vec<Row> = query.load(conn).await?;
    let publish = |(sealed_at, hash, signature, public_key): (_, Vec<u8>, Vec<u8>, Vec<u8>)| Published {
        sealed_at: moment(sealed_at),
        hash: HEXLOWER.encode(&hash),
        signature: BASE64.encode(&signature),
        public_key: BASE64.encode(&public_key),
    };
    Ok(rows.into_iter().map(publish).collect())
}

/// What a checkpoint is broken by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// It does not name the hash of the one before.
    Chain,
    /// What it holds is not what it held: altered, taken out or put in.
    Content,
    /// The signature is missing or not that of its key.
    Signature,
}

/// The first checkpoint that is not as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Broken {
    pub id: i64,
    pub sealed_at: DateTime<Utc>,
    pub fault: Fault,
}

/// What was found of the whole chain.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Check {
    pub checkpoint_count: i64,
    /// Changes that wait for the next checkpoint.
    pub unsealed_count: i64,
    /// The newest hash, as published.
    pub head: Option<String>,
    /// Public keys that signed, as published, in their order.
    pub keys: Vec<String>,
    /// Whether a hash that somebody kept is in the chain.
    pub holds_kept: bool,
    pub broken: Option<Broken>,
}

#[derive(Queryable)]
struct Sealed {
    id: i64,
    sealed_at: DateTime<Utc>,
    previous_hash: Vec<u8>,
    hash: Vec<u8>,
    signature: Option<Vec<u8>>,
    public_key: Option<Vec<u8>>,
    computed: Vec<u8>,
}

impl Sealed {
    fn fault(&self, previous: &[u8]) -> Option<Fault> {
        if self.previous_hash != previous {
            Some(Fault::Chain)
        } else if self.computed != self.hash {
            Some(Fault::Content)
        } else if self.is_signed() {
            None
        } else {
            Some(Fault::Signature)
        }
    }

    fn is_signed(&self) -> bool {
        let text = signed_text(&moment(self.sealed_at), &HEXLOWER.encode(&self.hash));
        let key = self
            .public_key
            .as_deref()
            .and_then(|key| <&[u8; 32]>::try_from(key).ok());
        let key = key.and_then(|key| VerifyingKey::from_bytes(key).ok());
        let signature = self
            .signature
            .as_deref()
            .and_then(|bytes| Signature::from_slice(bytes).ok());
        key.zip(signature)
            .is_some_and(|(key, signature)| key.verify_strict(text.as_bytes(), &signature).is_ok())
    }
}

/// Recomputes the whole chain from the changes themselves, up to the first checkpoint that is broken.
pub async fn check(conn: &mut Connection, kept: Option<&str>) -> Result<Check> {
    let mut check = Check {
        unsealed_count: changes::table
            .filter(changes::checkpoint_id.is_null())
            .count()
            .get_result(conn)
            .await?,
        ..Check::default()
    };
    let (mut last, mut previous) = (i64::MIN, vec![0; 32]);
    loop {
        let sealed: Vec<Sealed> = checkpoints::table
            .filter(checkpoints::id.gt(last))
            .select((
                checkpoints::id,
                checkpoints::sealed_at,
                checkpoints::previous_hash,
                checkpoints::hash,
                checkpoints::signature,
                checkpoints::public_key,
                checkpoint_hash(checkpoints::previous_hash, checkpoints::id),
            ))
            .order(checkpoints::id)
            .limit(AT_ONCE)
            .load(conn)
            .await?;
        let Some(end) = sealed.last() else { return Ok(check) };
        last = end.id;
        for checkpoint in sealed {
            if let Some(fault) = checkpoint.fault(&previous) {
                let Sealed { id, sealed_at, .. } = checkpoint;
                check.broken = Some(Broken { id, sealed_at, fault });
                return Ok(check);
            }
            let hash = HEXLOWER.encode(&checkpoint.hash);
            check.checkpoint_count += 1;
            check.holds_kept |= kept == Some(hash.as_str());
            check.head = Some(hash);
            let key = checkpoint.public_key.map(|key| BASE64.encode(&key));
            check.keys.extend(key.filter(|key| !check.keys.contains(key)));
            previous = checkpoint.hash;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_only_its_owner_reads_it() {
        let dir = std::env::temp_dir().join(format!("para29-record-key-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        assert!(RecordKey::open(&dir).unwrap().is_none());
        let made = RecordKey::open_or_make(&dir).unwrap();
        assert_eq!(RecordKey::open_or_make(&dir).unwrap().public(), made.public());
        assert_eq!(fs::read_dir(&dir).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let path = dir.join(KEY);
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
            fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
            assert!(matches!(RecordKey::open(&dir), Err(RecordKeyError::Open(_))));
        }
        let _ = fs::remove_dir_all(&dir);
    }
}
