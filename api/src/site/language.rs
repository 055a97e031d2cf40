//! In which language a page speaks: the one in its address. Only `/` asks the browser, once, and leads on.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{self, AcceptLanguage, Header, Preference, Quality};
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use askama::Template;
use words::{Language, Words};

use super::cache::{Cache, answer, see_other};
use super::shell::Site;
use super::{assets, pages};
use crate::paths::shows;

/// The language at the beginning of a page's address, `/{lang}/…`. Another word there is no page.
#[derive(Clone, Copy, Debug)]
pub struct PageLanguage(pub Words);

impl FromRequest for PageLanguage {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let language = request.match_info().get("lang").and_then(Language::from_code);
        ready(match language {
            Some(language) => Ok(Self(Words::of(language))),
            None => Err(pages::not_found(request)),
        })
    }
}

/// Words for a language of the register.
pub fn words_of(language: schema::Language) -> Words {
    Words::of(match language {
        schema::Language::Ar => Language::Ar,
        schema::Language::Zh => Language::Zh,
        schema::Language::En => Language::En,
        schema::Language::Fr => Language::Fr,
        schema::Language::Ru => Language::Ru,
        schema::Language::Es => Language::Es,
    })
}

/// The words a request without a language in its address is answered in.
pub fn words_for(request: &HttpRequest) -> Words {
    let first = request.path().split('/').nth(1).and_then(Language::from_code);
    Words::of(first.or_else(|| asked_for(request)).unwrap_or_default())
}

/// The first of the browser's languages that is one of the six.
pub fn asked_for(request: &HttpRequest) -> Option<Language> {
    let mut asked = AcceptLanguage::parse(request).ok()?;
    asked.0.retain(|language| language.quality > Quality::ZERO);
    let tags: Vec<String> = asked
        .ranked()
        .into_iter()
        .filter_map(|language| match language {
            Preference::Specific(tag) => Some(tag.to_string()),
            Preference::Any => None,
        })
        .collect();
    Language::negotiate(tags.iter().map(String::as_str))
}

/// Mounts `/`.
pub fn mount(app: &mut web::ServiceConfig) {
    app.service(shows("/", choose));
}

/// The six languages by name, for a browser that speaks none of them.
#[derive(Template)]
#[template(path = "languages.html")]
struct LanguagesPage<'a> {
    site: &'a str,
    style: &'static str,
    icon: &'static str,
    languages: Vec<Named>,
}

struct Named {
    code: &'static str,
    dir: &'static str,
    href: String,
    name: &'static str,
    says: String,
    /// That the register holds sample data, if it does.
    sample: Option<String>,
}

async fn choose(request: HttpRequest, site: web::Data<Site>) -> HttpResponse {
    if let Some(language) = asked_for(&request) {
        return see_other(&format!("/{language}/"), (header::VARY, "Accept-Language"));
    }
    let languages = Language::ALL.map(|language| Named {
        code: language.code(),
        dir: language.dir(),
        href: format!("/{language}/"),
        name: language.own_name(),
        says: Words::of(language).text("site-description"),
        sample: site
            .sample
            .source()
            .map(|source| Words::of(language).with("sample-banner", &[("source", source.as_str())])),
    });
    let page = LanguagesPage {
        site: site.name(Language::En),
        style: assets::url("site.css"),
        icon: assets::url("mark.svg"),
        languages: languages.into(),
    };
    let mut response = answer(&request, &page, Cache::RELEASE);
    response
        .headers_mut()
        .append(header::VARY, header::HeaderValue::from_static("Accept-Language"));
    response
}

#[cfg(test)]
mod tests {
    use actix_web::App;
    use actix_web::http::StatusCode;
    use actix_web::test::{TestRequest, call_service, init_service, read_body};

    use super::*;

    #[actix_web::test]
    async fn the_root_leads_to_the_first_language_the_reader_knows() {
        let app = init_service(App::new().app_data(web::Data::new(Site::default())).configure(mount)).await;
        for (asked, place) in [
            ("fr-CH, fr;q=0.9, en;q=0.8", "/fr/"),
            ("de, zh-Hant;q=0.7, ar;q=0.8", "/ar/"),
            ("en;q=0, ru", "/ru/"),
        ] {
            let request = TestRequest::get()
                .uri("/")
                .insert_header(("Accept-Language", asked))
                .to_request();
            let response = call_service(&app, request).await;
            assert_eq!(response.status(), StatusCode::SEE_OTHER, "{asked}");
            assert_eq!(response.headers().get(header::LOCATION).unwrap(), place, "{asked}");
            assert_eq!(response.headers().get(header::VARY).unwrap(), "Accept-Language");
        }
    }

    #[actix_web::test]
    async fn a_reader_of_none_of_them_is_offered_all_six() {
        let app = init_service(App::new().app_data(web::Data::new(Site::default())).configure(mount)).await;
        for asked in ["de, ja", "*", "en;q=0", "nonsense;;q=x, ,;"] {
            let request = TestRequest::get()
                .uri("/")
                .insert_header(("Accept-Language", asked))
                .to_request();
            let response = call_service(&app, request).await;
            assert_eq!(response.status(), StatusCode::OK, "{asked}");
            let page = String::from_utf8(read_body(response).await.to_vec()).unwrap();
            for language in Language::ALL {
                assert!(page.contains(&format!("href=\"/{language}/\"")), "{asked}");
            }
        }
    }
}
