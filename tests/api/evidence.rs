//! Files of evidence: taken by content, given to those who may read them, and never run.

use crate::commitments::scenes::{Cast, content};
use crate::harness::Platform;
use reqwest::Client;
use serde_json::{Value, json};

#[tokio::test]
async fn a_file_is_taken_by_its_content_and_given_as_an_attachment() {
    let platform = Platform::start().await;
    let served = platform.serve().await;
    let cast = Cast::of(&platform, "SEN").await;
    let shown = cast.published(&platform, content("Name a point of contact")).await;
    let token = platform.bearer(&cast.drafter).await;
    let upload = |name: &str, audience: &str, bytes: Vec<u8>| {
        Client::new()
            .post(format!("{}/evidence", served.base_url))
            .query(&[
                ("commitmentId", shown["id"].as_str().unwrap()),
                ("title", "Decree"),
                ("fileName", name),
                ("audience", audience),
            ])
            .header("content-type", "application/octet-stream")
            .body(bytes)
    };
    let pdf = b"%PDF-1.7\n%%EOF\n".to_vec();
    assert_eq!(
        upload("decree.pdf", "public", pdf.clone())
            .send()
            .await
            .unwrap()
            .status(),
        403,
        "a visitor files nothing"
    );
    for (name, bytes, status) in [
        ("decree.pdf", b"<html><script>alert(1)</script>".to_vec(), 415),
        (
            "drawing.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
            415,
        ),
        ("../../etc/passwd.txt", b"root".to_vec(), 422),
        ("empty.txt", vec![], 422),
        ("large.txt", vec![b'a'; 10 * 1024 * 1024 + 1], 413),
    ] {
        let answer = upload(name, "public", bytes).bearer_auth(&token).send().await.unwrap();
        assert_eq!(answer.status(), status, "{name}");
    }
    assert_eq!(platform.fact("select count(*) from evidence").await, 0);

    let taken: Value = upload("décret.pdf", "public", pdf.clone())
        .bearer_auth(&token)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let address = format!(
        "{}/evidence/{}",
        served.base_url,
        taken["id"].as_str().unwrap_or_else(|| panic!("{taken}"))
    );
    let given = Client::new().get(&address).send().await.unwrap();
    assert_eq!(given.status(), 200);
    let header = |name: &str| given.headers()[name].to_str().unwrap().to_owned();
    assert!(
        header("content-disposition").starts_with("attachment"),
        "{}",
        header("content-disposition")
    );
    assert!(header("content-security-policy").contains("sandbox"));
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(given.bytes().await.unwrap(), pdf);

    let own: Value = upload("internal.pdf", "own", pdf)
        .bearer_auth(&token)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let address = format!("{}/evidence/{}", served.base_url, own["id"].as_str().unwrap());
    assert_eq!(
        Client::new().get(&address).send().await.unwrap().status(),
        404,
        "hidden is missing"
    );
    assert_eq!(
        Client::new()
            .get(&address)
            .bearer_auth(&token)
            .send()
            .await
            .unwrap()
            .status(),
        200
    );
    let listed = platform
        .visit(
            "query Evidence($id: ID!) { commitment(id: $id) { evidence { title fileName } } }",
            json!({ "id": shown["id"] }),
        )
        .await;
    assert_eq!(
        listed["data"]["commitment"]["evidence"],
        json!([{ "title": "Decree", "fileName": "décret.pdf" }])
    );
}
