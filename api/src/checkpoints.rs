//! The audit's published checkpoints, for whoever wants to keep them: `/record/checkpoints.json`.

use crate::app::Web;
use crate::graphql::ApiError;
use crate::paths::shows;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use schema::checkpoints::{self, Published};
use schema::{Actor, Connection, Error};
use serde::{Deserialize, Serialize};

const PATH: &str = "/record/checkpoints.json";
const A_PAGE: i64 = 100;

pub fn mount(app: &mut web::ServiceConfig) {
    app.service(shows(PATH, list));
}

#[derive(Deserialize)]
struct Which {
    /// Those sealed before the one with this hash.
    before: Option<String>,
}

/// The newest first.
#[derive(Serialize)]
struct Page {
    checkpoints: Vec<Published>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

async fn list(which: web::Query<Which>, settings: web::Data<Web>) -> HttpResponse {
    let before = which.before.as_deref();
    let found = settings.db.read(&Actor::Visitor, async move |conn: &mut Connection| {
        checkpoints::published(conn, before, A_PAGE + 1).await
    });
    match found.await {
        Ok(mut checkpoints) => {
            let is_more = checkpoints.len() > A_PAGE as usize;
            checkpoints.truncate(A_PAGE as usize);
            let last = checkpoints.last().filter(|_| is_more);
            let next = last.map(|last| format!("{}{PATH}?before={}", settings.base_url, last.hash));
            HttpResponse::Ok()
                .insert_header((header::CACHE_CONTROL, "public, max-age=60"))
                .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
                .json(Page { checkpoints, next })
        }
        Err(error) => refused(ApiError(error)),
    }
}

fn refused(error: ApiError) -> HttpResponse {
    let status = match &error.0 {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    let code = error.code();
    if status.is_server_error() {
        tracing::error!(cause = %error.0, "checkpoints could not be shown");
    }
    let mut response = HttpResponse::build(status);
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.insert_header((header::RETRY_AFTER, "1"));
    }
    response
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(serde_json::json!({ "code": code }))
}
