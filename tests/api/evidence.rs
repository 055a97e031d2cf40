//! Files of evidence: taken by content, given to those who may read them, never run, and swept up when nothing needs them.

use crate::commitments::scenes::{COMMITMENT, Cast, content};
use crate::harness::{Platform, Served, Someone};
use crate::reminders;
use api::evidence::Scan;
use chrono::TimeDelta;
use reqwest::{Client, RequestBuilder, Response};
use schema::actor::*;
use schema::commitments::Shelf;
use serde_json::{Value, json};
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

const PDF: &[u8] = b"%PDF-1.7\n%%EOF\n";

/// An upload of a file called `decree.pdf` on a commitment.
fn upload(served: &Served, commitment: &Value, token: &str, content: &[u8]) -> RequestBuilder {
    Client::new()
        .post(format!("{}/evidence", served.base_url))
        .query(&[
            ("commitmentId", commitment["id"].as_str().unwrap()),
            ("title", "Decree"),
        ])
        .header("content-type", "application/octet-stream")
        .bearer_auth(token)
        .body(content.to_vec())
        .query(&[("fileName", "decree.pdf")])
}

async fn status(request: RequestBuilder) -> u16 {
    request.send().await.unwrap().status().as_u16()
}

/// Status and code of a refusal.
async fn refusal(request: RequestBuilder) -> (u16, String) {
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    let said: Value = answer.json().await.unwrap();
    let code = said["problems"][0]["code"].as_str().or(said["code"].as_str());
    (status, code.unwrap().to_owned())
}

/// The address of a file just taken.
async fn address(served: &Served, answer: Response) -> String {
    let status = answer.status();
    let said: Value = answer.json().await.unwrap();
    assert_eq!(status, 201, "{said}");
    format!("{}/evidence/{}", served.base_url, said["id"].as_str().unwrap())
}

async fn get(address: &str, token: Option<&str>) -> u16 {
    let request = Client::new().get(address);
    status(match token {
        Some(token) => request.bearer_auth(token),
        None => request,
    })
    .await
}

fn files(platform: &Platform) -> usize {
    std::fs::read_dir(platform.evidence_dir()).map_or(0, Iterator::count)
}

/// A platform that serves, a commitment shown on it, and whoever clears for its State, with a token.
async fn scene() -> (Platform, Cast, Value, String) {
    let platform = Platform::start().await;
    let cast = Cast::of(&platform, "SEN").await;
    let shown = cast.published(&platform, content("Name a point of contact")).await;
    let token = platform.bearer(&cast.approver).await;
    (platform, cast, shown, token)
}

#[tokio::test]
async fn a_file_is_taken_by_its_content_and_given_as_an_attachment() {
    let (platform, _, shown, token) = scene().await;
    let served = platform.serve().await;
    let named = |name: &str, bytes: Vec<u8>| {
        Client::new()
            .post(format!("{}/evidence", served.base_url))
            .query(&[
                ("commitmentId", shown["id"].as_str().unwrap()),
                ("title", "Decree"),
                ("fileName", name),
            ])
            .header("content-type", "application/octet-stream")
            .body(bytes)
    };
    assert_eq!(
        status(named("decree.pdf", PDF.to_vec())).await,
        403,
        "a visitor files nothing"
    );
    for (name, bytes, refused) in [
        ("decree.pdf", b"<html><script>alert(1)</script>".to_vec(), 415),
        ("decree.docx", b"PK\x03\x04 any archive".to_vec(), 415),
        (
            "drawing.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
            415,
        ),
        ("../../etc/passwd.txt", b"root".to_vec(), 422),
        ("empty.txt", vec![], 422),
        ("large.txt", vec![b'a'; 10 * 1024 * 1024 + 1], 413),
    ] {
        let answer = named(name, bytes).bearer_auth(&token);
        assert_eq!(status(answer).await, refused, "{name}");
    }
    assert_eq!(platform.fact("select count(*) from evidence").await, 0);
    assert_eq!(files(&platform), 0, "of what was refused nothing is left");

    let taken = named("décret.pdf", PDF.to_vec())
        .bearer_auth(&token)
        .send()
        .await
        .unwrap();
    let given = Client::new().get(address(&served, taken).await).send().await.unwrap();
    assert_eq!(given.status(), 200);
    let header = |name: &str| given.headers()[name].to_str().unwrap().to_owned();
    assert!(
        header("content-disposition").starts_with("attachment"),
        "{}",
        header("content-disposition")
    );
    assert!(header("content-security-policy").contains("sandbox"));
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(given.bytes().await.unwrap(), PDF);
    let listed = platform
        .visit(
            "query Evidence($id: ID!) { commitment(id: $id) { evidence { title fileName mediaType sizeBytes } } }",
            json!({ "id": shown["id"] }),
        )
        .await;
    assert_eq!(
        listed["data"]["commitment"]["evidence"],
        json!([{ "title": "Decree", "fileName": "décret.pdf", "mediaType": "application/pdf", "sizeBytes": PDF.len() }])
    );

    // On disk they are the platform's own account's alone.
    let dir = platform.evidence_dir();
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&dir), 0o700);
    let file = std::fs::read_dir(&dir).unwrap().next().unwrap().unwrap().path();
    assert_eq!(mode(&file), 0o600);
}

#[tokio::test]
async fn each_file_has_the_audience_that_was_chosen_for_it() {
    let (platform, cast, shown, token) = scene().await;
    let served = platform.serve().await;
    let (union, norway) = (platform.participant("AU").await, platform.participant("NOR").await);
    let mut readers = vec![("visitor", None)];
    for (name, someone) in [
        ("own", cast.drafter.clone()),
        ("NOR", platform.person("NOR", Role::Drafter).await),
        ("KEN", platform.person("KEN", Role::Drafter).await),
        ("BRA", platform.person("BRA", Role::Drafter).await),
        ("secretariat", cast.reviewer.clone()),
    ] {
        readers.push((name, Some(platform.bearer(&someone).await)));
    }
    for (chosen, expected) in [
        (vec![], vec!["visitor", "own", "NOR", "KEN", "BRA", "secretariat"]),
        (
            vec![("audience", "states".to_owned())],
            vec!["own", "NOR", "KEN", "BRA", "secretariat"],
        ),
        (
            vec![
                ("audience", "organization".to_owned()),
                ("organizationId", union.to_string()),
            ],
            vec!["own", "KEN", "secretariat"],
        ),
        (
            vec![("audience", "named".to_owned()), ("participantIds", norway.to_string())],
            vec!["own", "NOR"],
        ),
        (vec![("audience", "own".to_owned())], vec!["own"]),
    ] {
        let taken = upload(&served, &shown, &token, PDF)
            .query(&chosen)
            .send()
            .await
            .unwrap();
        let address = address(&served, taken).await;
        let mut given = vec![];
        for (name, token) in &readers {
            match get(&address, token.as_deref()).await {
                200 => given.push(*name),
                404 => {}
                other => panic!("{other}"),
            }
        }
        assert_eq!(given, expected, "{chosen:?}");
    }
    for (chosen, code) in [
        (vec![("audience", "friends")], "UNKNOWN"),
        (vec![("audience", "named")], "AUDIENCE_INCOMPLETE"),
        (
            vec![("audience", "named"), ("participantIds", "commitment_1")],
            "INVALID_REFERENCE",
        ),
        (vec![("audience", "organization")], "AUDIENCE_INCOMPLETE"),
    ] {
        let refused = refusal(upload(&served, &shown, &token, PDF).query(&chosen)).await;
        assert_eq!(refused, (422, code.to_owned()), "{chosen:?}");
    }
    assert_eq!(files(&platform), 5);
}

#[tokio::test]
async fn the_same_upload_again_is_one_file() {
    let (platform, cast, shown, token) = scene().await;
    let served = platform.serve().await;
    let again = || upload(&served, &shown, &token, PDF).header("idempotency-key", "sent-on-a-slow-link");
    let tries = (0..8).map(|_| async { address(&served, again().send().await.unwrap()).await });
    let addresses = futures_util::future::join_all(tries).await;
    assert!(
        addresses.iter().all(|address| *address == addresses[0]),
        "{addresses:?}"
    );
    assert_eq!(platform.fact("select count(*) from evidence").await, 1);
    assert_eq!(files(&platform), 1);
    let other = upload(&served, &shown, &token, b"%PDF-1.7\nanother").header("idempotency-key", "sent-on-a-slow-link");
    assert_eq!(refusal(other).await, (422, "KEY_REUSED".to_owned()));
    assert_eq!(files(&platform), 1);

    let input = json!({ "commitmentId": shown["id"], "version": shown["version"] });
    platform
        .done(&cast.approver, "commitmentWithdraw", input, COMMITMENT)
        .await;
    let late = upload(&served, &shown, &token, PDF);
    assert_eq!(refusal(late).await, (422, "WRONG_STATE".to_owned()));
    let answer = again().send().await.unwrap();
    assert_eq!(
        address(&served, answer).await,
        addresses[0],
        "what was done is answered as it was"
    );
    assert_eq!(files(&platform), 1);
}

/// Sends the head of an upload and a part of its body, and gives what is answered without waiting for the rest.
async fn answer_to_a_part(served: &Served, commitment: &Value, token: &str) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let host = served.base_url.strip_prefix("http://").unwrap();
    let mut connection = tokio::net::TcpStream::connect(host).await.unwrap();
    let id = commitment["id"].as_str().unwrap();
    let head = format!(
        "POST /evidence?commitmentId={id}&title=Decree&fileName=decree.pdf HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {token}\r\n\
         content-type: application/octet-stream\r\ncontent-length: 1000000\r\n\r\n%PDF-1.7"
    );
    connection.write_all(head.as_bytes()).await.unwrap();
    let mut answer = [0; 12];
    connection.read_exact(&mut answer).await.unwrap();
    String::from_utf8(answer.to_vec()).unwrap()
}

#[tokio::test]
async fn who_may_not_file_is_told_before_the_file_is_read_and_a_slow_one_is_given_up() {
    let (platform, cast, shown, token) = scene().await;
    let served = platform
        .serve_with(|web| web.limits.body = Duration::from_millis(300))
        .await;
    let patient = platform.serve().await;
    let norway = platform.person("NOR", Role::Approver).await;
    for someone in [&norway, &cast.drafter, &cast.reviewer] {
        let token = platform.bearer(someone).await;
        assert_eq!(answer_to_a_part(&patient, &shown, &token).await, "HTTP/1.1 403");
    }
    assert_eq!(answer_to_a_part(&served, &shown, &token).await, "HTTP/1.1 408");
    assert_eq!(platform.fact("select count(*) from evidence").await, 0);
    assert_eq!(files(&platform), 0);
}

#[tokio::test]
async fn what_is_revoked_narrowed_or_taken_back_is_not_given_from_the_next_moment_on() {
    let (platform, cast, shown, token) = scene().await;
    let served = platform.serve().await;
    let take = async |audience: &str| {
        let request = upload(&served, &shown, &token, PDF).query(&[("audience", audience)]);
        address(&served, request.send().await.unwrap()).await
    };
    let (public, own) = (take("public").await, take("own").await);
    let colleague = platform.bearer(&cast.drafter).await;
    assert_eq!((get(&own, Some(&colleague)).await, get(&own, None).await), (200, 404));

    let end = |someone: &Someone| {
        let (at, account) = (platform.now(), someone.account.0);
        format!("update appointments set ended_at = '{at}' where account_id = '{account}'")
    };
    platform.as_owner(&end(&cast.drafter)).await;
    assert_eq!(get(&own, Some(&colleague)).await, 404, "no longer of the delegation");

    assert_eq!(get(&public, None).await, 200);
    let id = public.rsplit_once('/').unwrap().1;
    platform
        .done(
            &cast.approver,
            "evidenceRemove",
            json!({ "evidenceId": id }),
            "evidence { id }",
        )
        .await;
    assert_eq!((get(&public, None).await, get(&public, Some(&token)).await), (404, 404));

    let public = take("public").await;
    let input = json!({ "commitmentId": shown["id"], "version": shown["version"], "audience": { "audience": "OWN" } });
    platform
        .done(&cast.approver, "commitmentSetAudience", input, COMMITMENT)
        .await;
    assert_eq!((get(&public, None).await, get(&public, Some(&token)).await), (404, 200));

    platform.as_owner(&end(&cast.approver)).await;
    let late = status(upload(&served, &shown, &token, PDF)).await;
    assert_eq!(late, 404, "what one may no longer read does not exist");
}

#[tokio::test]
async fn a_participant_has_so_much_room() {
    let (platform, cast, shown, token) = scene().await;
    let served = platform.serve().await;
    let first = upload(&served, &shown, &token, PDF).send().await.unwrap();
    address(&served, first).await;
    let most = schema::commitments::ROOM_MAX_BYTES - i64::try_from(PDF.len()).unwrap();
    platform
        .as_owner(&format!("update evidence set size_bytes = {most}"))
        .await;
    let fits = upload(&served, &shown, &token, PDF).send().await.unwrap();
    address(&served, fits).await;
    let full = refusal(upload(&served, &shown, &token, PDF)).await;
    assert_eq!(full, (422, "NO_ROOM_FOR_FILES".to_owned()));
    assert_eq!(files(&platform), 2);

    // What is taken back leaves its room once its file is swept up.
    platform
        .as_owner(&format!("update evidence set removed_at = '{}'", platform.now()))
        .await;
    assert_eq!(refusal(upload(&served, &shown, &token, PDF)).await.0, 422);
    platform.days_pass(2);
    let token = platform.bearer(&cast.approver).await;
    let fits = upload(&served, &shown, &token, PDF).send().await.unwrap();
    address(&served, fits).await;
}

#[tokio::test]
async fn a_file_that_the_operators_scanner_does_not_pass_is_refused() {
    let (platform, _, shown, token) = scene().await;
    let scanned = async |scan: Scan| platform.serve_with(|web| web.evidence_scan = Some(scan)).await;
    let clean = scanned(Scan::of("grep -q PDF")).await;
    let taken = upload(&clean, &shown, &token, PDF).send().await.unwrap();
    address(&clean, taken).await;
    let found = scanned(Scan::of("grep -q nothing-of-the-kind")).await;
    let endless = scanned(Scan {
        limit: Duration::from_millis(200),
        ..Scan::of("tail -f")
    })
    .await;
    for served in [&found, &endless] {
        let refused = refusal(upload(served, &shown, &token, PDF)).await;
        assert_eq!(refused, (422, "FILE_UNSAFE".to_owned()));
    }
    let missing = scanned(Scan::of("/nowhere/scanner")).await;
    let refused = refusal(upload(&missing, &shown, &token, PDF)).await;
    assert_eq!(refused, (500, "INTERNAL".to_owned()), "unchecked, nothing is taken");
    assert_eq!(files(&platform), 1);
    assert_eq!(platform.fact("select count(*) from evidence").await, 1);
}

#[tokio::test]
async fn a_file_that_no_line_needs_is_swept_up_after_a_day() {
    let (platform, cast, shown, token) = scene().await;
    let served = platform.serve().await;
    let kept = upload(&served, &shown, &token, PDF).send().await.unwrap();
    let kept = address(&served, kept).await;
    let back = upload(&served, &shown, &token, PDF).send().await.unwrap();
    let back = address(&served, back).await;
    let id = back.rsplit_once('/').unwrap().1;
    platform
        .done(
            &cast.approver,
            "evidenceRemove",
            json!({ "evidenceId": id }),
            "evidence { id }",
        )
        .await;

    // The answer to COMMIT does not arrive as it should: whether the act was done, nobody can tell.
    platform
        .as_owner(
            "create function break_off() returns trigger language plpgsql as $$ begin raise exception 'the connection broke off'; end $$;
             create constraint trigger break_off after insert on evidence deferrable initially deferred
               for each row execute function break_off()",
        )
        .await;
    let refused = refusal(upload(&served, &shown, &token, PDF)).await;
    assert_eq!(refused, (500, "INTERNAL".to_owned()));
    assert_eq!(files(&platform), 3, "so the file stays");

    let env = reminders::env(&platform, None).with_evidence(Shelf::at(platform.evidence_dir()));
    let age = |hours: i64| {
        let then = platform.now() - TimeDelta::hours(hours);
        for file in std::fs::read_dir(platform.evidence_dir()).unwrap() {
            let file = std::fs::File::options().write(true).open(file.unwrap().path()).unwrap();
            file.set_modified(then.into()).unwrap();
        }
    };
    let other = platform.evidence_dir().join("a-note-of-the-operators.txt");
    std::fs::write(&other, "not ours").unwrap();
    age(23);
    workers::queue_recurring(&env).await.unwrap();
    workers::run_due(&env).await.unwrap();
    assert_eq!(files(&platform), 4, "an upload may be under way");

    platform.days_pass(2);
    age(25);
    workers::queue_recurring(&env).await.unwrap();
    workers::run_due(&env).await.unwrap();
    assert_eq!(
        files(&platform),
        2,
        "what was never filed and what was taken back is gone"
    );
    assert!(other.exists(), "what is not ours stays");
    assert_eq!(get(&kept, None).await, 200);
}
