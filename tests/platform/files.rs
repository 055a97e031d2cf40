//! What lies in docker/: it cannot all be run here, but it can be held to what the program knows.

use super::run;
use serde_json::Value as Json;
use serde_yaml_ng::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

fn file(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap_or_else(|_| panic!("{name}"))
}

fn yaml(name: &str) -> Value {
    let mut value: Value = serde_yaml_ng::from_str(&file(name)).unwrap();
    value.apply_merge().unwrap();
    value
}

fn texts(value: &Value) -> Vec<&str> {
    value
        .as_sequence()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

/// The names of all settings, and of the files that secrets may lie in.
fn settings() -> BTreeSet<String> {
    let report: Json = serde_json::from_slice(&run(&["doctor", "--json", "--listen", "127.0.0.1:0"]).stdout).unwrap();
    let names = report["settings"].as_array().unwrap().iter();
    let names: BTreeSet<String> = names.map(|one| one["name"].as_str().unwrap().to_owned()).collect();
    let files = ["DATABASE_URL", "DATABASE_OWNER_URL", "SMTP_URL"].map(|name| format!("{name}_FILE"));
    names
        .into_iter()
        .chain(files)
        .chain(["PARA29_SETTINGS".to_owned()])
        .collect()
}

#[test]
fn containers_are_given_settings_that_there_are_and_nothing_that_is_open_to_others() {
    let compose = yaml("docker/compose.yaml");
    let services = compose["services"].as_mapping().unwrap();
    let (known, secrets) = (settings(), compose["secrets"].as_mapping().unwrap());
    let (mut ours, volumes) = (0, compose["volumes"].as_mapping().unwrap());
    for (name, service) in services {
        let name = name.as_str().unwrap();
        // a tag of an edition, never the newest; our own is built here
        let image = service["image"].as_str().unwrap();
        let edition = image.rsplit_once(":-").unwrap().1.trim_end_matches('}');
        let tag = edition.rsplit_once(':').unwrap_or_else(|| panic!("{name}: {image}")).1;
        assert!(service.get("build").is_some() || tag.contains('.'), "{name}: {image}");
        for port in texts(&service["ports"]) {
            assert!(
                port.starts_with("127.0.0.1:"),
                "{name}: {port}: only the proxy of this machine comes here"
            );
        }
        for secret in texts(&service["secrets"]) {
            assert!(secrets.contains_key(secret), "{name}: {secret}");
        }
        for volume in texts(&service["volumes"]) {
            let (place, _) = volume.split_once(':').unwrap();
            assert!(
                place.starts_with("./") || volumes.contains_key(place),
                "{name}: {volume}"
            );
        }
        if let Some(needs) = service["depends_on"].as_mapping() {
            assert!(needs.keys().all(|other| services.contains_key(other)), "{name}");
        }
        if service.get("build").is_none() {
            continue;
        }
        ours += 1;
        for (setting, value) in service["environment"].as_mapping().unwrap() {
            let setting = setting.as_str().unwrap();
            assert!(known.contains(setting), "{name}: {setting} is no setting");
            let value = value.as_str().unwrap();
            assert!(
                !value.contains("://") && !setting.contains("PASSWORD"),
                "{name}: {setting}: secrets lie in files"
            );
        }
        assert_eq!(service["read_only"], Value::Bool(true), "{name}");
        assert_eq!(texts(&service["cap_drop"]), ["ALL"], "{name}");
        // each is asked by the program itself whether it is well
        let test = texts(&service["healthcheck"]["test"]);
        let is_asked = test.starts_with(&["CMD", "para29", "health"]);
        assert!(
            is_asked || service["healthcheck"]["disable"] == Value::Bool(true),
            "{name}: {test:?}"
        );
        if let Some(asked) = test.get(1..).filter(|_| is_asked) {
            let help = run(&[&asked[1..], &["--help"]].concat());
            assert!(help.status.success(), "{asked:?}");
        }
    }
    assert_eq!(ours, 3, "prepare, api, workers");
}

#[test]
fn the_image_runs_as_nobody_and_copies_what_is_there() {
    let image = file("docker/Dockerfile");
    let said = |word: &str| {
        image
            .lines()
            .filter_map(|line| line.strip_prefix(word))
            .collect::<Vec<_>>()
    };
    let bases: BTreeMap<&str, &str> = said("ARG ")
        .into_iter()
        .filter_map(|line| line.split_once('='))
        .collect();
    for base in said("FROM ${") {
        let base = bases[base.split('}').next().unwrap()];
        assert!(base.contains(':') && !base.ends_with(":latest"), "{base}");
    }
    let version = env!("CARGO_PKG_RUST_VERSION");
    assert!(
        bases["RUST"].starts_with(&format!("rust:{version}-")),
        "{}",
        bases["RUST"]
    );
    let user = said("USER ");
    assert!(
        user.last()
            .is_some_and(|user| user.parse::<u32>().is_ok_and(|id| id > 0)),
        "{user:?}"
    );
    assert!(image.contains(r#"HEALTHCHECK"#) && image.contains(r#"["para29", "health"]"#));
    for copied in said("COPY ")
        .into_iter()
        .filter(|line| !line.starts_with("--from") && *line != ". .")
    {
        let mut names: Vec<&str> = copied.split(' ').collect();
        names.pop();
        for name in names {
            assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(name).exists(), "{name}");
        }
    }
}

#[test]
fn units_are_given_settings_that_there_are_and_figures_at_addresses_of_their_own() {
    let (known, mut addresses) = (settings(), BTreeSet::new());
    for unit in ["prepare", "api", "workers"] {
        let text = file(&format!("docker/systemd/para29-{unit}.service"));
        let given = text.lines().filter_map(|line| line.strip_prefix("Environment="));
        for (name, value) in given
            .flat_map(str::split_whitespace)
            .filter_map(|pair| pair.split_once('='))
        {
            assert!(known.contains(name), "{unit}: {name}");
            if name == "METRICS_LISTEN" {
                assert!(
                    value.starts_with("127.0.0.1:") && addresses.insert(value.to_owned()),
                    "{unit}: {value}"
                );
            }
        }
        for command in text
            .lines()
            .filter_map(|line| line.strip_prefix("ExecStart=/usr/local/bin/para29 "))
        {
            let words: Vec<&str> = command.split(' ').chain(["--help"]).collect();
            assert!(run(&words).status.success(), "{command}");
        }
    }
    let prometheus = yaml("docker/prometheus/prometheus.yaml");
    let targets = texts(&prometheus["scrape_configs"][0]["static_configs"][0]["targets"]);
    assert_eq!(addresses.iter().map(String::as_str).collect::<Vec<_>>(), targets);
}

/// Names of figures in a text.
fn figures(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    let names = words.filter(|word| word.starts_with("para29_") && !word.ends_with('_'));
    let plain = names.map(|name| name.trim_end_matches("_bucket").to_owned());
    plain
        .filter(|name| !["para29_login", "para29_owner", "para29_app"].contains(&name.as_str()))
        .collect()
}

#[test]
fn alerts_and_the_page_for_operators_speak_of_figures_that_there_are() {
    let mut there = BTreeSet::new();
    for source in [
        "api/src/metrics.rs",
        "api/src/graphql/http.rs",
        "schema/src/db.rs",
        "workers/src/run.rs",
        "workers/src/letters.rs",
    ] {
        let code = file(source);
        there.extend(
            code.split('"')
                .skip(1)
                .step_by(2)
                .filter(|text| text.starts_with("para29_"))
                .map(str::to_owned),
        );
    }
    there.retain(|name| {
        !name.contains('{') && !["para29_visitor", "para29_app", "para29_system"].contains(&name.as_str())
    });
    for waiting in ["letters_waiting", "reminders_due", "digests_overdue"] {
        there.insert(format!("para29_{waiting}"));
        there.insert(format!("para29_{waiting}_oldest_age_seconds"));
    }
    let page = file("docs/operations.md");
    let (_, watching) = page.split_once("## Watching").unwrap();
    let (table, _) = watching.split_once("\n## ").unwrap();
    assert_eq!(figures(table), there, "the table of figures lists each of them");

    let rules = yaml("docker/prometheus/alerts.yaml");
    let rules = rules["groups"][0]["rules"].as_sequence().unwrap();
    assert!(rules.len() >= 10);
    for rule in rules {
        let (name, expression) = (rule["alert"].as_str().unwrap(), rule["expr"].as_str().unwrap());
        let unknown: Vec<String> = figures(expression).difference(&there).cloned().collect();
        assert!(unknown.is_empty(), "{name}: {unknown:?}");
        assert!(
            ["page", "ticket"].contains(&rule["labels"]["severity"].as_str().unwrap()),
            "{name}"
        );
        let runbook = rule["annotations"]["runbook"].as_str().unwrap();
        let passage = runbook.strip_prefix("docs/operations.md, ").unwrap();
        let is_told = match passage.split_once(": ") {
            Some((chapter, symptom)) => {
                page.contains(&format!("\n## {chapter}\n")) && page.contains(&format!("\n### {}\n", capital(symptom)))
            }
            None => page.contains(&format!("\n## {passage}\n")),
        };
        assert!(is_told, "{name}: no passage {passage:?}");
    }
}

fn capital(text: &str) -> String {
    let (first, rest) = text.split_at(1);
    first.to_uppercase() + rest
}
