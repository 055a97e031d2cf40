//! docs/api.md stays true: every command in it is run against a served platform, and every code is listed.

use crate::commitments::scenes::{Cast, content};
use crate::directory::desk;
use crate::harness::Platform;
use schema::ProblemCode;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

fn manual() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/api.md")).unwrap()
}

/// The commands of the manual, each with the remark above it.
fn commands(manual: &str) -> Vec<(String, String)> {
    let mut commands = Vec::new();
    let mut remark = String::new();
    let mut lines = manual.lines();
    while let Some(line) = lines.next() {
        if let Some(said) = line.strip_prefix("<!-- ").and_then(|line| line.strip_suffix(" -->")) {
            remark = said.to_owned();
        } else if line == "```sh" {
            let command: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            commands.push((std::mem::take(&mut remark), command.join("\n")));
        }
    }
    commands
}

#[tokio::test]
async fn every_command_of_the_manual_does_what_it_says() {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    cast.published(&platform, content("Name a point of contact")).await;
    cast.published(&platform, content("Train investigators")).await;
    desk::give_password(&platform, &cast.approver).await;
    let served = platform.serve().await;
    let mut known = BTreeMap::from([
        ("EMAIL".to_owned(), cast.approver.email.clone()),
        ("PASSWORD".to_owned(), desk::PASSWORD.to_owned()),
        ("REVIEWER_TOKEN".to_owned(), platform.bearer(&cast.reviewer).await),
    ]);
    let commands = commands(&manual());
    assert!(commands.len() >= 16, "{} commands", commands.len());
    for (remark, command) in commands {
        if command.starts_with("PARA29=") {
            known.insert("PARA29".to_owned(), served.base_url.clone());
            continue;
        }
        let variables = known.clone();
        let shell = command.clone();
        let run = move || Command::new("sh").args(["-euc", &shell]).envs(variables).output();
        let done = tokio::task::spawn_blocking(run).await.unwrap().unwrap();
        let said = String::from_utf8(done.stdout).unwrap();
        assert!(
            done.status.success(),
            "{command}\n{}",
            String::from_utf8_lossy(&done.stderr)
        );
        if remark == "text" {
            assert!(
                said.starts_with("HTTP/1.1 200") && said.contains("etag: "),
                "{command}\n{said}"
            );
            continue;
        }
        if remark == "file" {
            assert!(said.lines().count() > 2 && said.contains("CMT-"), "{command}\n{said}");
            continue;
        }
        let answer: Value = serde_json::from_str(&said).unwrap_or_else(|_| panic!("{command}\n{said}"));
        assert!(
            answer.get("errors").is_none() && answer.get("code").is_none(),
            "{command}\n{said}"
        );
        for payload in answer["data"].as_object().into_iter().flat_map(|data| data.values()) {
            let problems = payload["problems"].as_array().map_or(0, Vec::len);
            assert!(!payload.is_null() && problems == 0, "{command}\n{said}");
        }
        for (name, place) in remark.split(' ').filter_map(|word| word.split_once('=')) {
            let value = answer.pointer(place).filter(|value| !value.is_null());
            let value = value.unwrap_or_else(|| panic!("no {place} in {said}"));
            known.insert(
                name.to_owned(),
                value.as_str().map_or_else(|| value.to_string(), str::to_owned),
            );
        }
    }
    assert_eq!(
        platform
            .fact("select count(*) from progress_updates where status = 'published'")
            .await,
        1
    );
    assert_eq!(platform.fact("select count(*) from evidence").await, 1);
}

/// What stands in quotes and is written like a code.
fn codes(text: &str, quote: char) -> impl Iterator<Item = String> {
    let is_code = |word: &&str| !word.is_empty() && word.chars().all(|c| c.is_ascii_uppercase() || c == '_');
    text.split(quote).filter(is_code).map(str::to_owned)
}

#[test]
fn every_code_is_in_the_manual_and_no_other() {
    let manual = manual();
    let (_, errors) = manual.split_once("## Errors").unwrap();
    let listed = |text: &str| -> BTreeSet<String> {
        let rows = text.lines().filter(|line| line.starts_with("| `"));
        let first = rows
            .map(|row| row.split('|').nth(1).unwrap().to_owned())
            .collect::<Vec<_>>()
            .join(" ");
        codes(&first, '`').collect()
    };
    let (errors, problems) = errors.split_once("Codes of problems").unwrap();
    let stable: BTreeSet<String> = ProblemCode::ALL.iter().map(|code| code.code().to_uppercase()).collect();
    assert_eq!(listed(problems), stable);
    let mut said = BTreeSet::new();
    for place in ["api/src/graphql", "api/src/auth", "schema/src"] {
        for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(place)).unwrap() {
            let path = entry.unwrap().path();
            let is_of_the_door = place != "schema/src" || path.ends_with("ids.rs");
            if is_of_the_door && path.extension().is_some_and(|kind| kind == "rs") {
                let text = std::fs::read_to_string(path).unwrap();
                let text = text.split("mod tests").next().unwrap_or_default();
                said.extend(codes(text, '"').filter(|code| code.len() > 5));
            }
        }
    }
    // an extension that says whether an act was done, and a key of the environment
    for other in ["UNKNOWN", "KEY_DIR"] {
        said.remove(other);
    }
    assert_eq!(listed(errors), said);
}
