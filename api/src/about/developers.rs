//! `/{lang}/developers`: how to use the API, on one screen.

use crate::graphql::door;
use crate::site::{Section, Shell, Visit};
use actix_web::HttpResponse;
use askama::Template;
use words::Words;

/// Which commitments are under way, ten at a time.
const LIST: &str = "{
  commitments(first: 10, filter: { statuses: [IN_PROGRESS] }, order: DUE_FIRST) {
    totalCount
    nodes { reference title { text language } participant { code } dueOn }
    pageInfo { hasNextPage endCursor }
  }
}";

/// The counts of the home page.
const FIGURES: &str = "{
  commitmentFigures { theme { code } status count }
}";

#[derive(Template)]
#[template(path = "about/developers.html")]
struct DevelopersPage {
    words: Words,
    shell: Shell,
    endpoint: String,
    /// What is asked, and the address that answers it.
    examples: Vec<(String, &'static str, String)>,
    limits: Vec<String>,
}

pub async fn show(visit: Visit) -> HttpResponse {
    let words = visit.words;
    let shell = visit.shell(Section::Other, "/developers", "");
    let example = |key: &str, query: &'static str| {
        let plain: String = query.split_whitespace().collect::<Vec<_>>().join(" ");
        let asked: String = url::form_urlencoded::byte_serialize(plain.as_bytes()).collect();
        (words.text(key), query, format!("/graphql?query={asked}"))
    };
    let door::Settings {
        cost,
        patience,
        points_an_hour,
        ..
    } = &visit.settings.door;
    let mut limits = vec![
        words.text("developers-limit-rows"),
        words.with("developers-limit-cost", &[("n", cost.cost)]),
    ];
    limits.extend(points_an_hour.map(|points| words.with("developers-limit-hour", &[("n", points)])));
    limits.push(words.with("developers-limit-time", &[("n", patience.as_secs())]));
    let page = DevelopersPage {
        endpoint: shell.absolute("/graphql"),
        examples: vec![
            example("developers-example-list", LIST),
            example("developers-example-figures", FIGURES),
        ],
        limits,
        words,
        shell,
    };
    visit.page(&page)
}
