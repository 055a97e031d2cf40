//! What is due, when: the timeline in six languages, its files, and what it keeps to itself.

use super::Scene;
use super::pages::{LANGUAGES, gap};
use serde_json::Value;

#[tokio::test]
async fn days_that_lie_in_a_year_are_told_month_by_month() {
    let scene = Scene::set().await;
    let due = scene.shown["dueOn"].as_str().unwrap();
    let year = &due[..4];
    for (language, _) in LANGUAGES {
        let path = format!("/{language}/timeline?year={year}");
        let html = scene.text(&path).await;
        assert_eq!(gap(&html), None, "{path}");
        assert!(
            html.contains(&format!("id=\"m-{}\"", &due[..7])) && html.contains(scene.reference()),
            "{path}: {html}"
        );
        assert!(!html.contains("Known to States"), "{path}");
        assert_eq!(gap(&scene.text(&format!("/{language}/timeline?year=1999")).await), None);
    }
    // The same as a picture: the month of the day bears a mark that is said in words too.
    let html = scene.text(&format!("/en/timeline?year={year}")).await;
    let picture = html
        .split("class=\"gantt months tight\"")
        .nth(1)
        .unwrap()
        .split("</table>")
        .next()
        .unwrap();
    assert_eq!(picture.matches("<th scope=\"col\" class=\"q").count(), 12, "{picture}");
    assert_eq!(picture.matches("<td class=\"q").count() % 12, 0);
    assert!(picture.contains(scene.reference()) && !picture.contains("Known to States"));
    let row = picture
        .split("<tr>")
        .find(|row| row.contains(scene.reference()))
        .unwrap();
    let month: usize = due[5..7].parse().unwrap();
    let cell = row.split("<td ").nth(month).unwrap();
    assert!(cell.contains("mark-now") && cell.contains("· Under way"), "{row}");
    let text = scene.text(&format!("/en/timeline.json?year={year}")).await;
    let rows: Value = serde_json::from_str(&text).unwrap();
    let own = rows
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["reference"] == scene.reference());
    assert!(
        own.clone()
            .any(|row| row["due_on"] == due && row["kind"] == "commitment"),
        "{rows}"
    );
    assert_eq!(
        scene
            .text(&format!("/en/timeline.csv?year={year}"))
            .await
            .lines()
            .count(),
        rows.as_array().unwrap().len() + 1
    );
    assert!(!html.contains("<small>Today</small>"));
    scene.platform.days_pass(100);
    let html = scene.text(&format!("/en/timeline?year={year}")).await;
    assert_eq!(html.matches("<small>Today</small>").count(), 1, "{html}");
    for query in ["year=soon", "year=2026&year=2027", "theme=weather", "theme=%FF"] {
        for ending in ["", ".csv", ".json", ".xlsx"] {
            let answer = scene.get(&format!("/en/timeline{ending}?{query}")).await;
            assert_eq!(answer.status(), 400, "{ending}?{query}");
        }
    }
}
