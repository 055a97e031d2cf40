//! Where a system keeps its PostgreSQL programs.

use super::Error;
use nix::unistd::{AccessFlags, access, geteuid};
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest server the migrations are written for.
const OLDEST: u32 = 15;

/// Names the directory to use instead of searching.
pub const OVERRIDE: &str = "PARA29_POSTGRES_BIN";

/// A directory with `initdb` and `postgres` of one major version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programs {
    pub bin: PathBuf,
    pub major: u32,
}

impl Programs {
    pub fn path(&self, program: &str) -> PathBuf {
        self.bin.join(program)
    }
}

/// The programs for a new cluster, or for one made by major version `made`, which only the same version can open.
pub fn find(made: Option<(&Path, &str)>) -> Result<Programs, Error> {
    let chosen = env::var_os(OVERRIDE).filter(|dir| !dir.is_empty()).map(PathBuf::from);
    let found: Vec<Programs> = match &chosen {
        Some(dir) => vec![look_in(dir).ok_or_else(|| Error::BadOverride(dir.clone()))?],
        None => usual_places().iter().filter_map(|dir| look_in(dir)).collect(),
    };
    let Some(first) = found.first() else {
        return Err(Error::NoPrograms {
            install: install_command(env::var_os("PATH").as_deref(), geteuid().is_root()),
        });
    };
    match made {
        Some((data, made)) => {
            let same = found
                .iter()
                .find(|programs| programs.major.to_string() == made)
                .cloned();
            same.ok_or_else(|| Error::OtherVersion {
                data: data.to_owned(),
                made: made.to_owned(),
                found: found
                    .iter()
                    .map(|programs| programs.major.to_string())
                    .collect::<Vec<_>>()
                    .join(", "),
            })
        }
        None => found
            .iter()
            .find(|programs| programs.major >= OLDEST)
            .cloned()
            .ok_or_else(|| Error::TooOld {
                bin: first.bin.clone(),
                found: first.major,
                wanted: OLDEST,
            }),
    }
}

/// A program that comes with a server but is not needed to run one, wherever it lies.
pub fn find_tool(name: &str) -> Option<PathBuf> {
    let chosen = env::var_os(OVERRIDE).filter(|dir| !dir.is_empty()).map(PathBuf::from);
    let places = chosen.into_iter().chain(usual_places());
    places
        .map(|dir| dir.join(name))
        .find(|path| access(path, AccessFlags::X_OK).is_ok())
}

fn look_in(dir: &Path) -> Option<Programs> {
    let runnable = |program: &str| access(&dir.join(program), AccessFlags::X_OK).is_ok();
    if !(runnable("initdb") && runnable("postgres")) {
        return None;
    }
    let said = Command::new(dir.join("postgres")).arg("--version").output().ok()?;
    Some(Programs {
        bin: dir.to_owned(),
        major: major(&String::from_utf8_lossy(&said.stdout))?,
    })
}

/// Reads `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`, and `17beta1` too.
fn major(said: &str) -> Option<u32> {
    let number = said.split_once("(PostgreSQL) ")?.1;
    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

fn usual_places() -> Vec<PathBuf> {
    let mut places: Vec<PathBuf> = env::var_os("PATH").iter().flat_map(env::split_paths).collect();
    // Debian and Ubuntu keep versions side by side, out of the PATH
    places.extend(newest_first("/usr/lib/postgresql", "", "bin"));
    for brew in ["/opt/homebrew", "/usr/local", "/home/linuxbrew/.linuxbrew"] {
        places.extend(newest_first(&format!("{brew}/opt"), "postgresql@", "bin"));
        places.push(PathBuf::from(brew).join("opt/postgresql/bin"));
    }
    places.extend(newest_first("/Applications/Postgres.app/Contents/Versions", "", "bin"));
    // the PostgreSQL project's own rpm packages, then Alpine's, then a build from source
    places.extend(newest_first("/usr", "pgsql-", "bin"));
    places.extend(newest_first("/usr/libexec", "postgresql", ""));
    places.push("/usr/local/pgsql/bin".into());
    places
}

/// `root/<prefix><version>/<below>` for every version present.
fn newest_first(root: &str, prefix: &str, below: &str) -> Vec<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir(root)
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let version = entry.file_name().to_str()?.strip_prefix(prefix)?.parse().ok()?;
            Some((version, entry.path().join(below)))
        })
        .collect();
    versions.sort_by(|a, b| b.cmp(a));
    versions.into_iter().map(|(_, path)| path).collect()
}

/// The one command that installs the programs on this system.
fn install_command(path: Option<&OsStr>, is_root: bool) -> String {
    const MANAGERS: [(&str, &str); 6] = [
        ("apt-get", "apt-get install -y postgresql"),
        ("dnf", "dnf install -y postgresql-server"),
        ("apk", "apk add postgresql"),
        ("pacman", "pacman -S --noconfirm postgresql"),
        ("zypper", "zypper install -y postgresql-server"),
        ("brew", "brew install postgresql@17"),
    ];
    let on_path =
        |program: &str| path.is_some_and(|path| env::split_paths(path).any(|dir| dir.join(program).is_file()));
    match MANAGERS.iter().find(|(manager, _)| on_path(manager)) {
        Some((manager, command)) if *manager == "brew" || is_root => (*command).to_owned(),
        Some((_, command)) => format!("sudo {command}"),
        None => "your system's package manager (the package is called postgresql or postgresql-server)".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_distributions_print_them() {
        assert_eq!(
            major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"),
            Some(15)
        );
        assert_eq!(major("postgres (PostgreSQL) 18beta1\n"), Some(18));
        assert_eq!(major("something else\n"), None);
    }

    #[test]
    fn whoever_has_no_programs_is_told_the_one_command_of_their_system() {
        let path = env::temp_dir().join(format!("para29-path-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        let told = |is_root| install_command(Some(path.as_os_str()), is_root);
        assert!(told(true).contains("your system's package manager"));
        fs::write(path.join("dnf"), "").unwrap();
        assert_eq!(told(true), "dnf install -y postgresql-server");
        assert_eq!(told(false), "sudo dnf install -y postgresql-server");
        fs::write(path.join("apt-get"), "").unwrap();
        assert_eq!(told(false), "sudo apt-get install -y postgresql");
        fs::remove_dir_all(&path).unwrap();
        let error = Error::NoPrograms { install: told(true) };
        assert!(
            error
                .to_string()
                .contains("install them with: your system's package manager")
        );
    }

    #[test]
    fn versions_come_newest_first_by_number_not_by_letter() {
        let root = env::temp_dir().join(format!("para29-places-{}", std::process::id()));
        for version in ["9", "15", "100", "common"] {
            fs::create_dir_all(root.join(version)).unwrap();
        }
        let found = newest_first(root.to_str().unwrap(), "", "bin");
        fs::remove_dir_all(&root).unwrap();
        assert_eq!(found, ["100/bin", "15/bin", "9/bin"].map(|end| root.join(end)));
    }
}
