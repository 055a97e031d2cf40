//! The scripts that get what a machine lacks, on machines that are only pretended.

use super::{Scratch, said};
use serde_json::Value;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A machine that has these programs and no others.
struct Machine {
    scratch: Scratch,
    bin: PathBuf,
}

impl Machine {
    fn new() -> Machine {
        let scratch = Scratch::new();
        let bin = scratch.0.join("bin");
        fs::create_dir(&bin).unwrap();
        for program in ["sh", "sed", "dirname", "grep", "env", "printf"] {
            let theirs = ["/bin", "/usr/bin"].map(|dir| Path::new(dir).join(program));
            symlink(theirs.iter().find(|path| path.exists()).unwrap(), bin.join(program)).unwrap();
        }
        Machine { scratch, bin }
    }

    fn has(&self, program: &str, does: &str) -> &Machine {
        let path = self.bin.join(program);
        fs::write(&path, format!("#!/bin/sh\n{does}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        self
    }

    /// A program that notes how it was called, as package managers are.
    fn notes(&self, program: &str) -> &Machine {
        let log = self.scratch.0.join("log");
        self.has(program, &format!("echo \"{program} $*\" >> {}", log.display()))
    }

    fn noted(&self) -> String {
        fs::read_to_string(self.scratch.0.join("log")).unwrap_or_default()
    }

    fn postgres(&self, version: u32) -> &Machine {
        self.has("initdb", "")
            .has("postgres", &format!("echo 'postgres (PostgreSQL) {version}.1'"))
    }

    fn gets(&self, needs: &[&str], uid: u32) -> Output {
        self.has("id", &format!("echo {uid}"));
        Command::new("/bin/sh")
            .arg(Path::new(ROOT).join("scripts/get-needs.sh"))
            .args(needs)
            .env_clear()
            .env("PATH", &self.bin)
            .env("PARA29_POSTGRES_PLACES", "")
            .stdin(std::process::Stdio::null())
            .output()
            .unwrap()
    }
}

#[test]
fn what_is_there_is_not_got_again() {
    let machine = Machine::new();
    machine.has("cc", "").postgres(15).notes("apt-get");
    let output = machine.gets(&["compiler", "postgres"], 0);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(machine.noted(), "");
}

#[test]
fn root_gets_what_is_missing_by_the_systems_own_package_manager() {
    for (manager, expected) in [
        (
            "apt-get",
            "apt-get install -y --no-install-recommends gcc libc6-dev postgresql",
        ),
        ("dnf", "dnf install -y gcc postgresql-server postgresql-contrib"),
        ("apk", "apk add gcc musl-dev postgresql postgresql-contrib"),
        (
            "zypper",
            "zypper --non-interactive install gcc postgresql-server postgresql-contrib",
        ),
        ("pacman", "pacman -S --noconfirm gcc postgresql"),
    ] {
        let machine = Machine::new();
        machine.notes(manager);
        let output = machine.gets(&["compiler", "postgres"], 0);
        assert!(output.status.success(), "{manager}: {}", said(&output));
        assert_eq!(machine.noted().lines().last(), Some(expected));
    }
}

#[test]
fn a_postgres_that_is_too_old_counts_as_missing() {
    let machine = Machine::new();
    machine.postgres(14).notes("apt-get");
    machine.gets(&["postgres"], 0);
    assert!(machine.noted().contains("postgresql"), "{}", machine.noted());
}

#[test]
fn nobody_uses_sudo_unasked() {
    let machine = Machine::new();
    machine.notes("apt-get").notes("sudo");
    let output = machine.gets(&["postgres"], 1000);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("sudo apt-get install -y --no-install-recommends postgresql"));
    assert!(said(&output).contains("no terminal to ask on"), "{}", said(&output));
    assert_eq!(machine.noted(), "");
}

#[test]
fn a_system_nobody_knows_is_told_what_to_install() {
    let machine = Machine::new();
    let output = machine.gets(&["postgres"], 0);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("Missing: postgres"), "{}", said(&output));
    assert_eq!(machine.gets(&["coffee"], 0).status.code(), Some(2));
}

#[test]
fn the_list_of_what_is_in_the_program_is_whole() {
    let output = Command::new(Path::new(ROOT).join("scripts/sbom.sh")).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let list: Value = serde_json::from_slice(&output.stdout).unwrap();
    let parts = list["components"].as_array().unwrap();
    let named = |name: &str| parts.iter().find(|part| part["name"] == name);
    for name in ["actix-web", "async-graphql", "diesel", "lettre", "tokio-postgres"] {
        let part = named(name).unwrap_or_else(|| panic!("{name} is missing"));
        let purl = format!("pkg:cargo/{name}@{}", part["version"].as_str().unwrap());
        assert_eq!(part["purl"], purl);
        assert!(part["licenses"][0]["expression"].is_string());
    }
    assert!(
        named("insta").is_none() && named("schema").is_none(),
        "neither what tests use nor what is ours"
    );
}
