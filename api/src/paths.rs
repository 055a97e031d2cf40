//! A path and what it takes: to be shown (GET, and HEAD, which is answered without the body), to act (POST), or both. Every
//! other method is told which ones there are.

use actix_web::http::header;
use actix_web::{FromRequest, Handler, HttpResponse, Resource, Responder, Route, guard, web};
use serde_json::json;

/// A path that only shows.
pub fn shows<F, A>(path: impl AsRef<str>, show: F) -> Resource
where
    F: Handler<A, Output: Responder + 'static>,
    A: FromRequest + 'static,
{
    only(web::resource(path.as_ref()).route(looks().to(show)), "GET, HEAD")
}

/// A path that only acts.
pub fn acts<F, A>(path: impl AsRef<str>, act: F) -> Resource
where
    F: Handler<A, Output: Responder + 'static>,
    A: FromRequest + 'static,
{
    only(web::resource(path.as_ref()).route(web::post().to(act)), "POST")
}

/// A path that shows what its button will do, and does it.
pub fn shows_and_acts<F, A, G, B>(path: impl AsRef<str>, show: F, act: G) -> Resource
where
    F: Handler<A, Output: Responder + 'static>,
    A: FromRequest + 'static,
    G: Handler<B, Output: Responder + 'static>,
    B: FromRequest + 'static,
{
    let both = web::resource(path.as_ref())
        .route(looks().to(show))
        .route(web::post().to(act));
    only(both, "GET, HEAD, POST")
}

fn looks() -> Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}

fn only(resource: Resource, methods: &'static str) -> Resource {
    resource.default_service(web::to(move || async move {
        HttpResponse::MethodNotAllowed()
            .insert_header((header::ALLOW, methods))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .json(json!({ "code": "METHOD_NOT_ALLOWED" }))
    }))
}
