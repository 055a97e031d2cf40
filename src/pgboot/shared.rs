//! The one server that all tests share. Many test processes start at once; the first starts it and walks away, the
//! others attach. It is a scratch server: whenever it is found not running, its files are thrown away.

use super::error::{At, Error};
use super::place::Place;
use super::server::{self, Care, Running};
use super::{Cluster, GLANCE, prepare};
use std::env;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use tokio::time::sleep;
use uuid::Uuid;

impl Cluster {
    /// The scratch server below `dir`; it outlives this process. Where the server's account may not enter `dir`
    /// (root's home), it lies below the system's temporary directory, and `dir/elsewhere` says where.
    pub async fn shared(dir: &Path) -> Result<Cluster, Error> {
        let place = match Place::open(dir) {
            Err(Error::NotSearchable { .. }) => Place::open(&elsewhere(dir)?)?,
            other => other?,
        };
        let lock = place.lock_file()?;
        let lock = tokio::task::spawn_blocking(move || lock.lock().map(|()| lock)).await;
        let lock = lock
            .map_err(std::io::Error::other)
            .and_then(|locked| locked)
            .at("cannot lock", &place.dir)?;
        let running = match attach(&place).await {
            Some(running) => running,
            None => start(&place).await?,
        };
        let cluster = Cluster {
            place,
            running,
            kept: None,
        };
        prepare::prepare(&cluster.url("postgres", "postgres")).await?;
        drop(lock);
        Ok(cluster)
    }
}

/// The server that runs; one whose starter was killed in the middle gets a moment to become ready.
async fn attach(place: &Place) -> Option<Running> {
    loop {
        let running = Running::on(place)?;
        if running.ready {
            return Some(running);
        }
        sleep(GLANCE).await;
    }
}

async fn start(place: &Place) -> Result<Running, Error> {
    let data = place.data();
    if data.exists() {
        fs::remove_dir_all(&data).at("cannot clear away", &data)?;
    }
    let programs = server::files(place, Care::Scratch).await?;
    // the child is let go: it is not stopped when this process ends
    let (_child, running) = server::start(place, &programs, Care::Scratch).await?;
    Ok(running)
}

fn elsewhere(dir: &Path) -> Result<PathBuf, Error> {
    let dir = std::path::absolute(dir).at("cannot find", dir)?;
    let name = Uuid::new_v5(&Uuid::NAMESPACE_OID, dir.as_os_str().as_bytes()).simple();
    let place = env::temp_dir().join(format!("para29-tests-{name}"));
    fs::create_dir_all(&dir).at("cannot make", &dir)?;
    fs::write(dir.join("elsewhere"), place.as_os_str().as_bytes()).at("cannot write", &dir)?;
    Ok(place)
}
