//! `para29 up`: one command, and there is a register that works; it ends cleanly, and goes on where it was.

use super::{Running, Scratch, database, given, word_after};
use crate::harness::Platform;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use std::os::unix::fs::MetadataExt;
use std::time::Duration;

/// A password that nobody guesses at once.
const PASSWORD: &str = "a long and calm sentence";

async fn status(address: &str) -> StatusCode {
    reqwest::get(address).await.unwrap().status()
}

async fn text(address: &str) -> String {
    let answer = reqwest::get(address).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{address}");
    answer.text().await.unwrap()
}

async fn ask(base: &str, query: &str) -> Value {
    let answer = Client::new()
        .post(format!("{base}/graphql"))
        .json(&json!({ "query": query }))
        .send()
        .await
        .unwrap();
    answer.json().await.unwrap()
}

/// Follows an invitation's link as a browser does: looks, then presses the button.
async fn join(link: &str) -> StatusCode {
    assert_eq!(status(link).await, StatusCode::OK, "looking uses nothing up");
    let (page, token) = link.split_once("?token=").unwrap();
    let form = [("token", token), ("name", "The Chair"), ("password", PASSWORD)];
    let origin = page.split("/en/").next().unwrap();
    let press = Client::new()
        .post(page)
        .header("origin", origin)
        .header("sec-fetch-site", "same-origin")
        .form(&form);
    press.send().await.unwrap().status()
}

#[tokio::test]
async fn up_makes_a_register_that_works_and_the_next_one_goes_on_with_it() {
    let scratch = Scratch::new();
    let up = Running::up(&scratch);
    let told = up.tells("The first administrator joins here") + &up.tells("http");
    let pages = word_after(&told, "Pages  ");
    let base = pages.trim_end_matches('/');

    // Pages answer, with the catalogue and the sample in them.
    assert!(text(&format!("{base}/en/")).await.contains("Paris Call"));
    assert!(text(&format!("{base}/ar/")).await.contains("dir=\"rtl\""));
    assert_eq!(status(word_after(&told, "Explorer  ")).await, StatusCode::OK);
    let query = "{ commitments(first: 1) { totalCount nodes { reference } } observers: participants(first: 5, kinds: [OBSERVER_STATE]) { nodes { code } } }";
    let answer = ask(base, query).await;
    assert_eq!(
        answer["data"]["observers"]["nodes"].as_array().unwrap().len(),
        2,
        "{answer}"
    );
    assert!(
        answer["data"]["commitments"]["totalCount"].as_i64() > Some(0),
        "{answer}"
    );

    // Whoever watches over it is told that all is well.
    for path in ["/healthz", "/readyz", "/healthz/worker"] {
        assert_eq!(status(&format!("{base}{path}")).await, StatusCode::OK, "{path}");
    }

    // The link of the first administrator works once.
    let link = told.lines().last().unwrap().trim();
    assert_eq!(join(link).await, StatusCode::OK);
    assert_eq!(status(link).await, StatusCode::GONE);

    // A letter is kept, to be read where it was said.
    let invited = given(
        &scratch
            .para29(&[
                "account",
                "invite",
                "amina@mfa.example",
                "--name",
                "Amina Diallo",
                "--json",
            ])
            .args(["--role", "drafter", "--for", "SEN", "--base-url", base])
            .output()
            .unwrap(),
    );
    let invited: Value = serde_json::from_str(&invited).unwrap();
    let letters = word_after(&told, "Letters  ");
    let letter = loop {
        let list = text(letters).await;
        if let Some((_, rest)) = list.split_once("href=\"/dev/letters/") {
            break format!("{letters}/{}", rest.split('"').next().unwrap());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    let letter = text(&letter).await;
    let invitation = invited["invitation"].as_str().unwrap();
    assert!(letter.contains("amina@mfa.example"), "{letter}");
    assert!(
        letter.contains(invitation),
        "the letter holds the link that was printed: {invitation}\n{letter}"
    );
    assert_eq!(join(invitation).await, StatusCode::OK);
    up.stops();

    let next = Running::up(&scratch);
    let told = next.tells("Letters  ");
    let again = ask(word_after(&told, "Pages  ").trim_end_matches('/'), query).await;
    assert_eq!(again["data"], answer["data"], "the same register");
    let rest = next.stops();
    assert!(
        !rest.contains("The first administrator"),
        "one has joined already: {rest}"
    );
}

#[test]
fn up_stops_cleanly_whoever_asks_and_takes_the_database_along() {
    let scratch = Scratch::new();
    for signal in [Signal::SIGINT, Signal::SIGTERM] {
        let up = Running::up(&scratch);
        up.tells("Para29 runs");
        assert!(database(&scratch.0).is_some());
        up.signal(signal);
        assert_eq!(up.ends_with(), Some(0), "{signal}");
        assert!(database(&scratch.0).is_none(), "{signal}");
        assert!(
            !scratch.cluster().join("data/postmaster.pid").exists(),
            "{signal}: the database was shut down"
        );
    }
}

#[test]
fn a_killed_up_does_not_stop_the_next_one_from_starting() {
    let scratch = Scratch::new();
    let up = Running::up(&scratch);
    up.tells("Para29 runs");
    up.signal(Signal::SIGKILL);
    up.ends_with();
    let left = database(&scratch.0).expect("a killed run cannot stop its database");
    let next = Running::up(&scratch);
    next.tells("Para29 runs");
    assert_ne!(database(&scratch.0).unwrap().pid(), left.pid());
    next.stops();
}

#[test]
fn up_starts_its_database_again_when_that_dies() {
    let scratch = Scratch::new();
    let up = Running::up(&scratch);
    up.tells("the worker has begun");
    let first = database(&scratch.0).unwrap().pid();
    kill(Pid::from_raw(first), Signal::SIGKILL).unwrap();
    up.tells("the database has died and is started again");
    up.tells("the database is back");
    assert_ne!(database(&scratch.0).unwrap().pid(), first);
    up.stops();
}

#[test]
fn started_as_root_the_database_belongs_to_an_account_without_rights() {
    let scratch = Scratch::new();
    let up = Running::up(&scratch);
    up.tells("Para29 runs");
    let data = std::fs::metadata(scratch.cluster().join("data")).unwrap();
    let us = nix::unistd::geteuid();
    if us.is_root() {
        let account = nix::unistd::User::from_uid(nix::unistd::Uid::from_raw(data.uid()))
            .unwrap()
            .unwrap();
        assert!(
            ["postgres", "nobody"].contains(&account.name.as_str()),
            "{}",
            account.name
        );
    } else {
        assert_eq!(data.uid(), us.as_raw());
    }
    up.stops();
}

#[tokio::test]
async fn letters_are_shown_to_nobody_where_others_may_come() {
    let scratch = Scratch::new();
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .to_string();
    let up = Running::start(scratch.para29(&["up", "--listen", &free, "--base-url", "https://para29.example.org"]));
    let told = up.tells("are kept and not sent");
    assert!(!told.contains("/dev/letters"), "{told}");
    up.tells("The first administrator");
    assert_eq!(status(&format!("http://{free}/healthz")).await, StatusCode::OK);
    assert_eq!(
        status(&format!("http://{free}/dev/letters")).await,
        StatusCode::NOT_FOUND
    );
    up.stops();
}

#[tokio::test]
async fn kept_letters_are_not_for_other_sites_nor_for_a_proxys_readers() {
    let platform = Platform::start().await;
    let served = platform.serve().await;
    let address = format!("{}/dev/letters", served.base_url);
    let asked = async |name: &str, value: &str| {
        let request = Client::new().get(&address).header(name, value);
        request.send().await.unwrap().status()
    };
    for host in ["localhost", "localhost:8029", "127.0.0.1", "127.9.9.9:80", "[::1]:8029"] {
        assert_eq!(asked("host", host).await, StatusCode::OK, "{host}");
    }
    for host in [
        "para29.example.org",
        "localhost.example.org",
        "127.0.0.1.example.org",
        "10.0.0.1",
        "[::2]",
        "no host",
    ] {
        assert_ne!(asked("host", host).await, StatusCode::OK, "{host}");
    }
    for (name, value) in [
        ("x-forwarded-for", "203.0.113.9"),
        ("forwarded", "for=203.0.113.9"),
        ("via", "1.1 proxy"),
        ("x-real-ip", "203.0.113.9"),
    ] {
        assert_eq!(asked(name, value).await, StatusCode::NOT_FOUND, "{name}");
    }
}
