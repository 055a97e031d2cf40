//! The command `para29` as a person at a terminal, or a service manager, meets it.

use super::{Scratch, database, given, para29, run, said};
use para29::pgboot::Cluster;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt;

#[test]
fn wrong_arguments_and_wrong_settings_are_told_apart_from_failures() {
    assert_eq!(run(&["fly"]).status.code(), Some(2));
    let wrong = run(&["doctor", "--listen", "somewhere"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(said(&wrong).contains("setting LISTEN (--listen)"), "{}", said(&wrong));
    let nobody = para29(&["migrate"])
        .env("DATABASE_URL", "postgresql://me:hunter2@127.0.0.1:9/none")
        .output()
        .unwrap();
    assert_eq!(nobody.status.code(), Some(1));
    assert!(!said(&nobody).contains("hunter2"));
}

#[test]
fn doctor_shows_settings_without_secrets_and_names_what_is_wrong() {
    let scratch = Scratch::new();
    let doctor = para29(&[
        "doctor",
        "--json",
        "--data-dir",
        scratch.0.to_str().unwrap(),
        "--listen",
        "127.0.0.1:0",
    ])
    .env("SMTP_URL", "smtp://me:hunter2@127.0.0.1:9")
    .env("MAIL_FROM", "Para29 <para29@example.org>")
    .output()
    .unwrap();
    let report = String::from_utf8(doctor.stdout).unwrap();
    assert!(!report.contains("hunter2"));
    let report: Value = serde_json::from_str(&report).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let wrong: Vec<&Value> = findings
        .iter()
        .filter(|finding| finding["verdict"] == "wrong")
        .collect();
    assert_eq!(wrong.len(), 1, "{findings:?}");
    assert!(wrong[0]["says"].as_str().unwrap().starts_with("SMTP_URL: 127.0.0.1:9"));
    let readers = findings.iter().find(|finding| finding["about"] == "readers").unwrap();
    assert_eq!(readers["verdict"], "notice", "nobody is named to write to: {readers}");
    assert_eq!(doctor.status.code(), Some(1));
    let unfit = para29(&[
        "doctor",
        "--json",
        "--data-dir",
        scratch.0.to_str().unwrap(),
        "--listen",
        "127.0.0.1:0",
    ])
    .env("SMTP_URL", "smtp://me:hunter2@mail.example.org?tls=none")
    .env("MAIL_FROM", "Para29 <para29@example.org>")
    .output()
    .unwrap();
    let report = String::from_utf8(unfit.stdout).unwrap();
    assert!(
        report.contains("a password would be sent in the clear") && !report.contains("hunter2"),
        "{report}"
    );
    assert!(
        fs::read_dir(&scratch.0).unwrap().next().is_none(),
        "doctor changes nothing"
    );
}

#[test]
fn the_page_for_operators_lists_each_setting_with_its_default_and_no_other() {
    let report = run(&["doctor", "--json", "--listen", "127.0.0.1:0"]);
    let report: Value = serde_json::from_slice(&report.stdout).unwrap();
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/operations.md")).unwrap();
    let is_name = |word: &&str| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    let mut listed = BTreeMap::new();
    for row in page.lines().filter(|line| line.starts_with("| `")) {
        let (names, rest) = row.split_once(" | ").unwrap();
        let default = rest.split_once(" | ").unwrap().0;
        listed.extend(names.split('`').filter(is_name).map(|name| (name, default)));
    }
    let settings = report["settings"].as_array().unwrap();
    let known = settings.iter().map(|setting| setting["name"].as_str().unwrap());
    assert_eq!(listed.keys().copied().collect::<BTreeSet<_>>(), known.collect());
    for setting in settings.iter().filter(|setting| setting["origin"] == "default") {
        let (name, value) = (&setting["name"], setting["value"].as_str().unwrap());
        assert_eq!(listed[name.as_str().unwrap()], format!("`{value}`"), "{name}");
    }
}

#[test]
fn migrations_are_listed_before_they_run_and_go_down_and_up_again() {
    let scratch = Scratch::new();
    let dir = scratch.0.to_str().unwrap();
    let names = |arguments: &[&str]| -> Vec<String> {
        let output = run(&[&["--data-dir", dir, "migrate", "--json"], arguments].concat());
        assert!(output.status.success(), "{}", said(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let waiting = names(&["--dry-run"]);
    assert!(!waiting.is_empty());
    assert!(!scratch.cluster().exists(), "no database is made to look at it");
    assert_eq!(names(&["--dry-run"]), waiting, "a rehearsal runs nothing");
    assert_eq!(names(&[]).len(), waiting.len());
    assert!(names(&[]).is_empty());
    assert_eq!(
        run(&["--data-dir", dir, "migrate", "redo"]).status.code(),
        Some(2),
        "it asks to be sure"
    );
    assert_eq!(names(&["redo", "--dry-run"]), waiting, "what would go down");
    assert_eq!(names(&["redo", "--lose-all-data"]).len(), waiting.len());
    assert!(
        database(&scratch.0).is_none(),
        "what was started for this is stopped after it"
    );
}

#[tokio::test]
async fn a_server_that_the_settings_name_is_used_and_left_running() {
    let scratch = Scratch::new();
    let theirs = Cluster::start(&scratch.cluster()).await.unwrap();
    let ours = scratch.0.join("ours");
    let migrated = para29(&["migrate", "--json", "--data-dir", ours.to_str().unwrap()])
        .env("DATABASE_URL", theirs.login_url())
        .env("DATABASE_OWNER_URL", theirs.owner_url())
        .output()
        .unwrap();
    assert!(migrated.status.success(), "{}", said(&migrated));
    assert!(
        !serde_json::from_slice::<Vec<String>>(&migrated.stdout)
            .unwrap()
            .is_empty()
    );
    assert!(!ours.exists(), "no private database is made");
    let (client, connection) = tokio_postgres::connect(&theirs.owner_url(), tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    client.query("select from participants", &[]).await.unwrap();
    theirs.stop().await;
}

#[test]
fn what_needs_a_database_makes_none_by_the_way() {
    let scratch = Scratch::new();
    for arguments in [
        &["account", "enable", "a@example.org"][..],
        &["token", "list"],
        &["export"],
        &["api"],
        &["workers"],
    ] {
        let output = scratch.para29(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", said(&output));
        assert!(
            said(&output).contains("`para29 up` or `para29 migrate` makes one"),
            "{}",
            said(&output)
        );
    }
    assert!(fs::read_dir(&scratch.0).unwrap().next().is_none());
}

#[test]
fn a_directory_without_postgres_programs_is_named() {
    let scratch = Scratch::new();
    let up = scratch
        .para29(&["up"])
        .env("PARA29_POSTGRES_BIN", &scratch.0)
        .output()
        .unwrap();
    assert_eq!(up.status.code(), Some(1));
    assert!(said(&up).contains("PARA29_POSTGRES_BIN is"), "{}", said(&up));
}

#[test]
fn completions_and_the_manual_page_know_every_command() {
    let commands = [
        "up", "api", "workers", "import", "export", "account", "token", "migrate", "doctor",
    ];
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = given(&run(&["completions", shell]));
        for command in commands {
            assert!(script.contains(command), "{shell}: {command}");
        }
    }
    let page = given(&run(&["man"]));
    assert!(
        page.starts_with(".ie"),
        "a page for man: {}",
        page.lines().next().unwrap()
    );
    for command in commands {
        assert!(page.contains(&format!("para29 {command}")), "{command}");
    }
    assert_eq!(run(&["completions", "nosuchshell"]).status.code(), Some(2));
}

#[test]
fn nothing_is_coloured_where_no_terminal_is() {
    for wish in ["", "1"] {
        let output = para29(&["doctor", "--listen", "nowhere"])
            .env("NO_COLOR", wish)
            .output()
            .unwrap();
        assert!(said(&output).starts_with("error: setting LISTEN"), "{}", said(&output));
    }
}

#[test]
fn keys_are_made_and_changed_by_command() {
    let scratch = Scratch::new();
    let rehearsed = scratch
        .para29(&["token", "rotate-keys", "--dry-run", "--json"])
        .output()
        .unwrap();
    let told: Value = serde_json::from_str(&given(&rehearsed)).unwrap();
    assert_eq!(told["dry_run"], true);
    assert!(!scratch.0.join("keys").exists(), "a rehearsal makes nothing");
    let rotate = || {
        // a key's name is the second it was made in
        std::thread::sleep(std::time::Duration::from_millis(1_100));
        let told = given(&scratch.para29(&["token", "rotate-keys", "--json"]).output().unwrap());
        serde_json::from_str::<Value>(&told).unwrap()
    };
    let first = rotate();
    let second = rotate();
    assert_eq!(first["retiring"], Value::Null);
    assert_eq!(second["retiring"], first["signs"]);
    let kept = scratch.para29(&["token", "rotate-keys", "--if-none"]).output().unwrap();
    assert!(
        kept.status.success() && said(&kept).contains("it stays"),
        "{}",
        said(&kept)
    );
    let doctor = scratch.para29(&["doctor", "--listen", "127.0.0.1:0"]).output().unwrap();
    assert!(given(&doctor).contains("keys: tokens are signed by a key in"));

    fs::set_permissions(
        fs::read_dir(scratch.0.join("keys"))
            .unwrap()
            .next()
            .unwrap()
            .unwrap()
            .path(),
        fs::Permissions::from_mode(0o644),
    )
    .unwrap();
    let doctor = scratch.para29(&["doctor", "--listen", "127.0.0.1:0"]).output().unwrap();
    assert_eq!(doctor.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&doctor.stdout).contains("can be read by others"));
}

#[test]
fn keys_that_root_makes_belong_to_the_account_of_the_service() {
    if !nix::unistd::geteuid().is_root() {
        return;
    }
    let scratch = Scratch::new();
    let service = nix::unistd::User::from_name("nobody").unwrap().unwrap();
    let home = scratch.0.join("home");
    fs::create_dir(&home).unwrap();
    nix::unistd::chown(&home, Some(service.uid), Some(service.gid)).unwrap();
    given(
        &para29(&["token", "rotate-keys", "--data-dir", home.to_str().unwrap()])
            .output()
            .unwrap(),
    );
    for made in [
        home.join("keys"),
        fs::read_dir(home.join("keys")).unwrap().next().unwrap().unwrap().path(),
    ] {
        use std::os::unix::fs::MetadataExt;
        assert_eq!(
            fs::metadata(&made).unwrap().uid(),
            service.uid.as_raw(),
            "{}",
            made.display()
        );
    }
}

#[test]
fn up_says_what_it_would_do_and_makes_nothing() {
    let scratch = Scratch::new();
    let done = scratch.para29(&["up", "--dry-run", "--sample", "no"]).output().unwrap();
    let told = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{told}");
    assert!(told.contains("make a private database in"), "{told}");
    assert!(
        told.contains("first administrator") && !told.contains("the sample"),
        "{told}"
    );
    assert!(!scratch.cluster().exists(), "{told}");
}
