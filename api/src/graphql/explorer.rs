//! A page to try the API on, and the text of its schema. Everything it loads is our own; it works for visitors.

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use askama::Template;
use words::{Language, Words};

use super::http::Endpoint;
use crate::paths::shows;
use crate::site::Site;

/// The examples the page has tabs for. The first line of one may hold its variables, as a comment.
pub const EXAMPLES: [(&str, &str); 5] = [
    (
        "1-commitments.graphql",
        include_str!("../../assets/explorer/1-commitments.graphql"),
    ),
    (
        "2-one-commitment.graphql",
        include_str!("../../assets/explorer/2-one-commitment.graphql"),
    ),
    (
        "3-figures.graphql",
        include_str!("../../assets/explorer/3-figures.graphql"),
    ),
    (
        "4-the-schema.graphql",
        include_str!("../../assets/explorer/4-the-schema.graphql"),
    ),
    (
        "5-what-it-costs.graphql",
        include_str!("../../assets/explorer/5-what-it-costs.graphql"),
    ),
];

const SCRIPT: &str = include_str!("../../assets/explorer/explorer.js");
const STYLE: &str = include_str!("../../assets/explorer/explorer.css");

#[derive(Template)]
#[template(path = "graphql/explorer.html")]
struct ExplorerPage {
    /// That the register holds sample data, if it does.
    sample: Option<String>,
}

/// Mounts `/graphql/explorer` and `/schema.graphql`.
pub fn mount(app: &mut web::ServiceConfig) {
    app.service(shows("/graphql/explorer", page))
        .service(shows("/graphql/explorer/{file}", file))
        .service(shows("/schema.graphql", schema));
}

async fn page(site: Option<web::Data<Site>>) -> actix_web::Result<HttpResponse> {
    let source = site.and_then(|site| site.sample.source());
    let says = |source: String| Words::of(Language::En).with("sample-banner", &[("source", source.as_str())]);
    let page = ExplorerPage {
        sample: source.map(says),
    }
    .render()
    .map_err(actix_web::error::ErrorInternalServerError)?;
    Ok(said("text/html; charset=utf-8", page))
}

async fn file(name: web::Path<String>) -> HttpResponse {
    match name.as_str() {
        "explorer.js" => said("text/javascript; charset=utf-8", SCRIPT),
        "explorer.css" => said("text/css; charset=utf-8", STYLE),
        name => match EXAMPLES.iter().find(|(file, _)| *file == name) {
            Some((_, text)) => said("text/plain; charset=utf-8", *text),
            None => HttpResponse::NotFound().finish(),
        },
    }
}

async fn schema(endpoint: web::Data<Endpoint>) -> HttpResponse {
    let mut response = said("text/plain; charset=utf-8", endpoint.door.contract.sdl.clone());
    let anyone = header::HeaderValue::from_static("*");
    response
        .headers_mut()
        .insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, anyone);
    response
}

fn said(media: &'static str, text: impl Into<String>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, media))
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .body(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_loads_only_what_is_here_and_is_light() {
        let page = ExplorerPage { sample: None }.render().unwrap();
        for (file, text) in EXAMPLES {
            assert!(page.contains(&format!("data-file=\"{file}\"")), "{file} has no tab");
            async_graphql::parser::parse_query(text).unwrap();
        }
        assert_eq!(page.matches("data-file=").count(), EXAMPLES.len());
        let inline = |word: &str| (word.starts_with("on") || word.starts_with("style")) && word.contains('=');
        assert!(
            !page.contains("://") && !page.split_whitespace().any(inline),
            "inline or from elsewhere"
        );
        assert_eq!(page.matches("<script").count(), page.matches("<script src=\"/").count());
        let weight = page.len() + SCRIPT.len() + STYLE.len();
        assert!(weight <= 30_000, "{weight} bytes");
    }
}
