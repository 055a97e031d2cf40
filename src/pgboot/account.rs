//! Under which account the server runs: ours, unless we are root, which PostgreSQL refuses.

use super::error::{At, Error};
use nix::unistd::{Gid, Uid, User, chown, geteuid};
use std::fs;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::Path;
use tokio::process::Command;

/// The account a server is put under when root starts it.
#[derive(Debug, Clone)]
pub struct Account {
    name: String,
    uid: Uid,
    gid: Gid,
}

impl Account {
    /// None: the server runs as whoever started us. A cluster made earlier keeps its owner.
    pub fn for_cluster(data: &Path) -> Result<Option<Account>, Error> {
        if !geteuid().is_root() {
            return Ok(None);
        }
        let owner = fs::metadata(data).ok().filter(|data| data.uid() != 0);
        let owner = owner.and_then(|data| User::from_uid(Uid::from_raw(data.uid())).ok().flatten());
        let by_name = |name: &str| User::from_name(name).ok().flatten();
        let user = owner
            .or_else(|| by_name("postgres"))
            .or_else(|| by_name("nobody"))
            .ok_or(Error::NoAccount)?;
        Ok(Some(Account {
            name: user.name,
            uid: user.uid,
            gid: user.gid,
        }))
    }

    /// The first directory above `dir` this account may not enter, as an error. Root sees no such walls, the server does.
    pub fn check_parents(&self, dir: &Path) -> Result<(), Error> {
        let mut parents: Vec<&Path> = dir.ancestors().skip(1).collect();
        parents.reverse();
        for parent in parents {
            let Ok(seen) = fs::metadata(parent) else { return Ok(()) }; // not made yet: we make it enterable
            let mode = seen.permissions().mode() & 0o7777;
            let searchable = match () {
                () if seen.uid() == self.uid.as_raw() => mode & 0o100,
                () if seen.gid() == self.gid.as_raw() => mode & 0o010,
                () => mode & 0o001,
            };
            if searchable == 0 {
                return Err(Error::NotSearchable {
                    dir: parent.to_owned(),
                    account: self.name.clone(),
                    mode,
                });
            }
        }
        Ok(())
    }
}

/// Has `command` run under `account`; the standard library drops root's other groups with it.
pub fn run_as(command: &mut Command, account: Option<&Account>) {
    if let Some(account) = account {
        command.uid(account.uid.as_raw()).gid(account.gid.as_raw());
    }
}

/// Makes `dir` a directory that only the server's account (and root) can enter. One that somebody else has put there,
/// as anybody can below the system's temporary directory, is refused.
pub fn private_dir(dir: &Path, account: Option<&Account>) -> Result<(), Error> {
    match fs::DirBuilder::new().mode(0o700).create(dir) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => return Err(error).at("cannot make", dir),
        _ => {}
    }
    let seen = fs::symlink_metadata(dir).at("cannot look at", dir)?;
    let us = geteuid();
    let server = account.map_or(us, |account| account.uid);
    if !seen.is_dir() || ![us.as_raw(), server.as_raw()].contains(&seen.uid()) {
        return Err(Error::NotOurs(dir.to_owned()));
    }
    if let Some(account) = account {
        let done = chown(dir, Some(account.uid), Some(account.gid)).map_err(std::io::Error::from);
        done.at("cannot hand over", dir)?;
    }
    fs::set_permissions(dir, fs::Permissions::from_mode(0o700)).at("cannot close to others", dir)
}
