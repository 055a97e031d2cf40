//! Where files of evidence lie: one directory outside of the web root, under random names, readable by the platform's own
//! account alone. Which of them are needed, the register knows; see [`unneeded_files`](super::unneeded_files).

use chrono::{DateTime, Utc};
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use tokio::task::spawn_blocking;
use uuid::Uuid;

#[derive(Clone, Debug)]
pub struct Shelf {
    dir: PathBuf,
}

impl Shelf {
    pub fn at(dir: impl Into<PathBuf>) -> Self {
        Self { dir: dir.into() }
    }

    /// A name that no file has, and that nobody can guess.
    pub fn new_name() -> String {
        Uuid::new_v4().simple().to_string()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// Lays a file down; once this has returned it outlives a loss of power.
    pub async fn keep(&self, name: &str, content: Vec<u8>) -> io::Result<()> {
        let (dir, path) = (self.dir.clone(), self.path(name));
        spawn_blocking(move || {
            make_dir(&dir)?;
            let mut options = OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(&path)?;
            let kept = file
                .write_all(&content)
                .and_then(|()| file.sync_all())
                .and_then(|()| sync_dir(&dir));
            kept.inspect_err(|_| {
                // A disk that is full needs the part that found room.
                let _ = std::fs::remove_file(&path);
            })
        })
        .await?
    }

    pub async fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        let path = self.path(name);
        spawn_blocking(move || std::fs::read(path)).await?
    }

    /// Takes a file away, if it is still there.
    pub async fn remove(&self, name: &str) -> io::Result<()> {
        let path = self.path(name);
        spawn_blocking(move || match std::fs::remove_file(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            done => done,
        })
        .await?
    }

    /// Names of the files laid down before this moment. What else lies in the directory is none of ours.
    pub async fn kept_before(&self, moment: DateTime<Utc>) -> io::Result<Vec<String>> {
        let dir = self.dir.clone();
        spawn_blocking(move || {
            let entries = match std::fs::read_dir(dir) {
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(vec![]),
                entries => entries?,
            };
            let mut names = vec![];
            for entry in entries {
                let entry = entry?;
                let name = entry.file_name().into_string().unwrap_or_default();
                let is_ours = name.len() == 32 && Uuid::try_parse(&name).is_ok();
                if is_ours && DateTime::<Utc>::from(entry.metadata()?.modified()?) < moment {
                    names.push(name);
                }
            }
            Ok(names)
        })
        .await?
    }
}

fn make_dir(dir: &Path) -> io::Result<()> {
    if dir.is_dir() {
        return Ok(());
    }
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)?;
    dir.parent()
        .filter(|above| *above != Path::new(""))
        .map_or(Ok(()), sync_dir)
}

/// A new name in a directory is lost with the power until the directory itself is on disk.
fn sync_dir(dir: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(dir)?.sync_all()
    } else {
        Ok(())
    }
}
