//! `para29 import` and `para29 export`, as an operator at a terminal and a script meet them.

use crate::harness::Platform;
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};
use uuid::Uuid;

const MAPPING: &str = r#"
    source = "pledges"
    title = "A register of pledges"
    [columns.nr]
    [columns.state]
    [columns.pledge]
    [columns.status]
    map = { open = "published", done = "completed" }
    [[participant]]
    code = "{state}"
    [commitment]
    external_id = "{nr}"
    status = "{status}"
    title = { en = "{pledge}" }
    provisions = ["A/68/98:26(c)"]
"#;
const PLEDGES: &str = "nr,state,pledge,status\n1,SEN,Name a point of contact,open\n2,FRA,=Share a strategy,done\n";

/// A folder with a mapping and files, and the platform's database to import them into.
struct Desk {
    platform: Platform,
    folder: PathBuf,
}

impl Drop for Desk {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.folder).ok();
    }
}

impl Desk {
    async fn set() -> Self {
        let folder = std::env::temp_dir().join(format!("para29-desk-{}", Uuid::new_v4().simple()));
        fs::create_dir(&folder).unwrap();
        let desk = Self {
            platform: Platform::start().await,
            folder,
        };
        desk.put("pledges.toml", MAPPING);
        desk.put("pledges.csv", PLEDGES);
        desk
    }

    fn put(&self, name: &str, content: &str) -> PathBuf {
        let path = self.folder.join(name);
        fs::write(&path, content).unwrap();
        path
    }

    fn para29(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_para29"));
        command
            .args(arguments)
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .env("DATABASE_URL", &self.platform.url)
            .env("DATABASE_OWNER_URL", &self.platform.owner_url)
            .env("LOG", "warn")
            .env("BASE_URL", "https://para29.example.org");
        for name in [
            "PARA29_SETTINGS",
            "LC_ALL",
            "LC_MESSAGES",
            "LANG",
            "NO_COLOR",
            "DATA_DIR",
            "SMTP_URL",
            "LISTEN",
        ] {
            command.env_remove(name);
        }
        command
    }

    /// Exit code, and what was said on stdout and stderr.
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        told(&self.para29(arguments).output().unwrap())
    }
}

fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

const IMPORT: [&str; 4] = ["import", "pledges.csv", "--mapping", "pledges.toml"];

#[tokio::test]
async fn a_rehearsal_is_a_report_and_nothing_else() {
    let desk = Desk::set().await;
    let (code, out, talk) = desk.run(&[&IMPORT[..], &["--dry-run"]].concat());
    assert_eq!((code, talk.as_str()), (0, ""), "{out}");
    assert!(out.contains("commitments would be: 2 new"), "{out}");
    let (code, out, _) = desk.run(&[&IMPORT[..], &["--dry-run", "--json"]].concat());
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (code, &report["commitments"]["new"], &report["is_rehearsal"]),
        (0, &json!(2), &json!(true))
    );
    assert_eq!(desk.platform.fact("select count(*) from commitments").await, json!(0));
    let (code, out, _) = desk.run(&IMPORT);
    assert!(code == 0 && out.contains("commitments are: 2 new"), "{out}");
    let (code, out, _) = desk.run(&IMPORT);
    assert!(
        code == 0 && out.contains("0 new, 0 changed, 0 refreshed, 2 unchanged"),
        "{out}"
    );
}

#[tokio::test]
async fn rows_at_fault_are_told_with_their_remedy_and_given_back_in_the_terminals_language() {
    let desk = Desk::set().await;
    desk.put(
        "pledges.csv",
        &format!("{PLEDGES}3,XXX,No such State,open\n4,CHL,Fine,perhaps\n"),
    );
    let rejected = [&IMPORT[..], &["--rejected", "back.csv"]].concat();
    let (code, out, talk) = desk.run(&rejected);
    assert_eq!(code, 3, "{talk}");
    assert!(out.contains("rejected: 2 rows"), "{out}");
    assert!(
        out.contains("  Row 5, column “status”, value “perhaps”: This value is not known here. Please use one that is, or add it to the mapping. Accepted here: done, open."),
        "{out}"
    );
    assert!(talk.contains("2 rows were rejected; the others were taken"), "{talk}");
    let back = fs::read_to_string(desk.folder.join("back.csv")).unwrap();
    assert!(
        back.starts_with("nr,state,pledge,status,errors\n3,XXX,No such State,open,\"Row 4, column"),
        "{back}"
    );
    let french = desk.para29(&rejected).env("LANG", "fr_SN.UTF-8").output().unwrap();
    let (code, out, _) = told(&french);
    assert!(
        code == 3 && out.contains("Ligne 5, colonne «\u{a0}status\u{a0}», valeur «\u{a0}perhaps\u{a0}»\u{a0}: "),
        "{out}"
    );
    // Put right, the rejected rows go in.
    desk.put("pledges.csv", &back.replace("XXX", "KEN").replace("perhaps", "done"));
    let (code, out, _) = desk.run(&IMPORT);
    assert!(code == 0 && out.contains("commitments are: 2 new"), "{out}");
}

#[tokio::test]
async fn exit_codes_tell_wrong_questions_from_refused_data() {
    let desk = Desk::set().await;
    let nothing_is_written = desk.platform.fact("select count(*) from changes").await;
    for (arguments, code, says) in [
        (&["import"][..], 2, "Usage"),
        (
            &["import", "pledges.csv", "--mapping", "nowhere"],
            2,
            "those that come with the program: ndc",
        ),
        (
            &["import", "pledges.csv", "--mapping", "nowhere.toml"],
            2,
            "nowhere.toml",
        ),
        (
            &["import", "absent.csv", "--mapping", "pledges.toml"],
            2,
            "absent.csv cannot be read",
        ),
        (&["export", "--state", "XXX"], 2, "--state: XXX is not known"),
        (&["import", "pledges.csv"], 3, "The mapping needs this column"),
        (&["export", "--output", "no/such/folder.csv"], 1, "--output"),
    ] {
        let (exit, _, talk) = desk.run(arguments);
        assert_eq!(exit, code, "{arguments:?}: {talk}");
        assert!(talk.contains(says), "{arguments:?}: {talk}");
    }
    assert_eq!(
        desk.platform.fact("select count(*) from changes").await,
        nothing_is_written
    );
}

#[tokio::test]
async fn a_faulty_catalogue_is_refused_whole_with_every_fault() {
    let desk = Desk::set().await;
    let catalogue = desk.folder.join("catalogue");
    fs::create_dir(&catalogue).unwrap();
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/schema/data")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "csv") {
            fs::copy(&path, catalogue.join(path.file_name().unwrap())).unwrap();
        }
    }
    let (code, out, _) = desk.run(&["import", "--catalogue", "catalogue", "--dry-run", "--json"]);
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &report["faults"]), (0, &json!([])));
    assert_eq!(report["files"][0]["file"], "states.csv");

    let themes = catalogue.join("themes.csv");
    let text = fs::read_to_string(&themes).unwrap();
    fs::write(&themes, format!("{text}too,few\n")).unwrap();
    let (code, out, talk) = desk.run(&["import", "--catalogue", "catalogue", "--json"]);
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(code, 3, "{talk}");
    assert_eq!(
        (&report["files"][0]["file"], &report["files"][0]["rejected"]),
        (&json!("themes.csv"), &json!(1))
    );
    assert_eq!(
        (&report["faults"][0]["file"], &report["faults"][0]["code"]),
        (&json!("themes.csv"), &json!("ragged"))
    );
    let (code, _, talk) = desk.run(&["import", "--catalogue", "catalogue"]);
    assert!(code == 3 && talk.contains("themes.csv, line"), "{talk}");
}

#[tokio::test]
async fn an_export_goes_to_the_output_or_to_a_file_and_comes_back_unchanged() {
    let desk = Desk::set().await;
    desk.run(&IMPORT);
    let (code, out, talk) = desk.run(&["export"]);
    assert_eq!((code, talk.as_str()), (0, ""));
    assert!(
        out.starts_with("id,reference,permalink,") && out.contains(",'=Share a strategy,"),
        "{out}"
    );
    let (_, marked, _) = desk.run(&["export", "--excel"]);
    assert_eq!(marked.strip_prefix('\u{feff}'), Some(out.as_str()));
    let (code, nothing, talk) = desk.run(&["export", "--excel", "--output", "out.csv"]);
    assert_eq!(
        (code, nothing.as_str(), talk.as_str()),
        (0, "", "2 records are in out.csv\n")
    );
    assert_eq!(fs::read_to_string(desk.folder.join("out.csv")).unwrap(), marked);
    assert!(!desk.folder.join("out.csv.part").exists());
    let (code, out, _) = desk.run(&["import", "out.csv"]);
    assert!(
        code == 0 && out.contains("0 new, 0 changed, 0 refreshed, 2 unchanged"),
        "{out}"
    );
    let (_, list, _) = desk.run(&["export", "--format", "json", "--state", "FRA"]);
    let list: Value = serde_json::from_str(&list).unwrap();
    assert_eq!(
        (list.as_array().unwrap().len(), &list[0]["status"]),
        (1, &json!("completed"))
    );
    let (_, lines, _) = desk.run(&["export", "--format", "jsonl"]);
    assert_eq!(lines.lines().count(), 2);
}

#[tokio::test]
async fn an_error_is_coloured_on_a_terminal_unless_somebody_minds() {
    let desk = Desk::set().await;
    let wrong = format!(
        "'{}' import pledges.csv --mapping nowhere",
        env!("CARGO_BIN_EXE_para29")
    );
    // `script` lends a terminal.
    let on_terminal = |no_color: Option<&str>| {
        let mut command = Command::new("script");
        command
            .args(["-qec", &wrong, "/dev/null"])
            .current_dir(&desk.folder)
            .stdin(Stdio::null());
        command
            .env_remove("NO_COLOR")
            .envs(no_color.map(|value| ("NO_COLOR", value)));
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(on_terminal(None).contains("\u{1b}[1;31merror"), "{}", on_terminal(None));
    assert!(on_terminal(Some("")).contains("\u{1b}[1;31merror"));
    let plain = on_terminal(Some("1"));
    assert!(
        plain.contains("error: no mapping `nowhere`") && !plain.contains('\u{1b}'),
        "{plain}"
    );
    let (_, _, piped) = desk.run(&["import", "pledges.csv", "--mapping", "nowhere"]);
    assert!(!piped.contains('\u{1b}'), "{piped}");
}

/// What the kernel says the process has used at most so far, in kilobytes; nothing once it is gone.
fn most_memory(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[tokio::test]
async fn a_large_register_passes_through_little_memory() {
    const ROWS: u32 = 5_000;
    let desk = Desk::set().await;
    desk.put(
        "pledges.toml",
        &MAPPING
            .replace("title = {", "summary = { en = \"{text}\" }\n    title = {")
            .replace("[columns.status]", "[columns.text]\n    [columns.status]"),
    );
    let used_by = |rows: u32| {
        let mut file = "nr,state,pledge,text,status\n".to_owned();
        for nr in 1..=rows {
            file += &format!(
                "{nr},SEN,Pledge {nr},{},open\n",
                "What is known shall be shared. ".repeat(150)
            );
        }
        desk.put("pledges.csv", &file);
        let mut child = desk.para29(&IMPORT).stdout(Stdio::null()).spawn().unwrap();
        let (mut most, begin) = (0, Instant::now());
        while child.try_wait().unwrap().is_none() {
            most = most.max(most_memory(child.id()).unwrap_or(0));
            assert!(begin.elapsed() < Duration::from_secs(900), "the import does not end");
            std::thread::sleep(Duration::from_millis(20));
        }
        assert_eq!(child.wait().unwrap().code(), Some(0));
        most
    };
    let (few, many) = (used_by(1_000), used_by(ROWS));
    assert_eq!(
        desk.platform
            .fact("select jsonb_build_array(count(*), count(distinct reference)) from commitments")
            .await,
        json!([ROWS, ROWS])
    );
    // 18 MB of file more, and twice that as drafts: whatever holds the rows at once shows.
    assert!(many < few + 24 * 1024, "{few} kB for 1,000 rows, {many} kB for {ROWS}");
}

#[tokio::test]
async fn the_private_database_takes_a_register_in_too() {
    let desk = Desk::set().await;
    let data = desk.folder.join("data");
    fs::create_dir(&data).unwrap();
    let alone = |arguments: &[&str]| {
        let mut command = desk.para29(arguments);
        command
            .args(["--data-dir", data.to_str().unwrap()])
            .env_remove("DATABASE_URL")
            .env_remove("DATABASE_OWNER_URL");
        let (code, out, talk) = told(&command.output().unwrap());
        assert_eq!(code, 0, "{arguments:?}: {out}{talk}");
        out
    };
    alone(&["migrate"]);
    alone(&[
        "import",
        "--catalogue",
        concat!(env!("CARGO_MANIFEST_DIR"), "/schema/data"),
    ]);
    assert!(alone(&IMPORT).contains("commitments are: 2 new"));
    assert_eq!(alone(&["export"]).lines().count(), 3);
}
