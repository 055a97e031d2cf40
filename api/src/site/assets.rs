//! The files that pages load: embedded in the program, named by their content, kept by browsers for good.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::OnceLock;

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::paths::shows;

/// A file as it is served.
struct Asset {
    /// `/assets/site.3f2a91bc0d.css`
    url: String,
    content_type: &'static str,
    plain: Vec<u8>,
    /// Only where it is smaller.
    gzip: Option<Vec<u8>>,
}

/// Name, content type, content. Fonts and pictures first: a style sheet names them by their address.
const FILES: [(&str, &str, &[u8]); 4] = [
    (
        "noto-sans-arabic-400.woff2",
        "font/woff2",
        include_bytes!("../../assets/fonts/noto-sans-arabic-400.woff2"),
    ),
    (
        "noto-sans-arabic-700.woff2",
        "font/woff2",
        include_bytes!("../../assets/fonts/noto-sans-arabic-700.woff2"),
    ),
    (
        "mark.svg",
        "image/svg+xml",
        include_bytes!("../../assets/icons/mark.svg"),
    ),
    (
        "site.css",
        "text/css; charset=utf-8",
        include_bytes!("../../assets/css/site.css"),
    ),
];

/// By name. The name with the hash is found by taking the hash out.
static ASSETS: OnceLock<BTreeMap<&'static str, Asset>> = OnceLock::new();

/// The address of a file, changed whenever its content does. An unknown name gives an address that answers 404; a test
/// looks at every address on every page.
pub fn url(name: &str) -> &'static str {
    all().get(name).map_or("/assets/unknown", |asset| asset.url.as_str())
}

/// Mounts `/assets/…`.
pub fn mount(app: &mut web::ServiceConfig) {
    app.service(shows("/assets/{file}", serve));
}

async fn serve(request: HttpRequest, file: web::Path<String>) -> HttpResponse {
    let Some(asset) = find(&file) else {
        return HttpResponse::NotFound()
            .insert_header((header::CACHE_CONTROL, "public, max-age=60"))
            .finish();
    };
    // a page of an older release may still ask for the file's older name, and gets today's for a minute
    let is_current = asset.url.ends_with(file.as_str());
    let keep = if is_current {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=60"
    };
    let mut response = HttpResponse::Ok();
    response
        .content_type(asset.content_type)
        .insert_header((header::CACHE_CONTROL, keep))
        .insert_header((header::VARY, "Accept-Encoding"));
    match &asset.gzip {
        Some(gzip) if takes_gzip(&request) => response
            .insert_header((header::CONTENT_ENCODING, HeaderValue::from_static("gzip")))
            .body(gzip.as_slice()),
        // said even where nothing is encoded, so that nobody encodes a font again
        _ => response
            .insert_header((header::CONTENT_ENCODING, HeaderValue::from_static("identity")))
            .body(asset.plain.as_slice()),
    }
}

fn all() -> &'static BTreeMap<&'static str, Asset> {
    ASSETS.get_or_init(|| {
        let mut assets: BTreeMap<&'static str, Asset> = BTreeMap::new();
        for (name, content_type, content) in FILES {
            let plain = with_addresses(content_type, content, &assets);
            let url = format!("/assets/{}", hashed(name, &plain));
            let gzip = compressed(&plain).filter(|gzip| gzip.len() < plain.len() * 9 / 10);
            assets.insert(
                name,
                Asset {
                    url,
                    content_type,
                    plain,
                    gzip,
                },
            );
        }
        assets
    })
}

/// A style sheet names fonts by their plain address; here it gets the one with the hash.
fn with_addresses(content_type: &str, content: &[u8], known: &BTreeMap<&'static str, Asset>) -> Vec<u8> {
    match std::str::from_utf8(content) {
        Ok(text) if content_type.starts_with("text/css") => known
            .iter()
            .fold(text.to_owned(), |text, (name, asset)| {
                text.replace(&format!("/assets/{name}"), &asset.url)
            })
            .into_bytes(),
        _ => content.to_vec(),
    }
}

/// `site.css` → `site.3f2a91bc0d.css`
fn hashed(name: &str, content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    let hash: String = digest.iter().take(5).map(|byte| format!("{byte:02x}")).collect();
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{name}.{hash}"),
    }
}

fn find(file: &str) -> Option<&'static Asset> {
    let (stem, extension) = file.rsplit_once('.')?;
    let (stem, _) = stem.rsplit_once('.')?;
    all().get(format!("{stem}.{extension}").as_str())
}

/// Writing into memory does not fail; if it ever did, the file would go out as it is.
pub(crate) fn compressed(content: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).ok()?;
    encoder.finish().ok()
}

pub(crate) fn takes_gzip(request: &HttpRequest) -> bool {
    let asked = request.headers().get_all(header::ACCEPT_ENCODING);
    asked
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|coding| coding.split(';').map(str::trim))
        .any(|mut parts| {
            matches!(parts.next(), Some("gzip" | "*")) && !parts.any(|part| matches!(part, "q=0" | "q=0.0"))
        })
}

/// Puts the files where a preview finds them.
#[cfg(test)]
pub(super) fn write_to(folder: &std::path::Path) {
    std::fs::create_dir_all(folder.join("assets")).unwrap();
    for asset in all().values() {
        std::fs::write(folder.join(&asset.url[1..]), &asset.plain).unwrap();
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::{TestRequest, call_service, init_service, read_body};
    use actix_web::{App, http::StatusCode};

    use super::*;

    #[actix_web::test]
    async fn a_file_is_kept_for_good_under_its_hashed_name_and_shortly_under_an_old_one() {
        let app = init_service(App::new().configure(mount)).await;
        for (name, content_type, _) in FILES {
            let response = call_service(&app, TestRequest::get().uri(url(name)).to_request()).await;
            assert_eq!(response.status(), StatusCode::OK, "{name}");
            let headers = response.headers();
            assert_eq!(
                headers.get(header::CACHE_CONTROL).unwrap(),
                "public, max-age=31536000, immutable"
            );
            assert_eq!(headers.get(header::CONTENT_TYPE).unwrap(), content_type);
            assert!(!read_body(response).await.is_empty());
        }
        let response = call_service(&app, TestRequest::get().uri("/assets/site.0000000000.css").to_request()).await;
        assert_eq!(
            response.headers().get(header::CACHE_CONTROL).unwrap(),
            "public, max-age=60"
        );
        for unknown in [
            "/assets/site.css",
            "/assets/other.1.css",
            "/assets/..%2f..%2fCargo.toml",
            "/assets/x",
        ] {
            let response = call_service(&app, TestRequest::get().uri(unknown).to_request()).await;
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{unknown}");
        }
    }

    #[actix_web::test]
    async fn the_style_sheet_is_small_and_names_fonts_that_are_there() {
        let app = init_service(App::new().configure(mount)).await;
        let gzip = ("Accept-Encoding", "br, gzip;q=0.8");
        let response = call_service(
            &app,
            TestRequest::get().uri(url("site.css")).insert_header(gzip).to_request(),
        )
        .await;
        assert_eq!(response.headers().get(header::CONTENT_ENCODING).unwrap(), "gzip");
        assert!(read_body(response).await.len() <= 12 * 1024);

        let none = ("Accept-Encoding", "gzip;q=0");
        let response = call_service(
            &app,
            TestRequest::get().uri(url("site.css")).insert_header(none).to_request(),
        )
        .await;
        let style = String::from_utf8(read_body(response).await.to_vec()).unwrap();
        let fonts: Vec<&str> = style
            .split("url(\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
            .collect();
        assert_eq!(
            fonts,
            [url("noto-sans-arabic-400.woff2"), url("noto-sans-arabic-700.woff2")]
        );
    }

    /// Arabic mirrors by itself only if nothing is said about left and right.
    #[test]
    fn the_style_sheet_knows_no_left_and_right() {
        let style = include_str!("../../assets/css/site.css");
        for physical in [
            "left",
            "right",
            "margin-top",
            "margin-bottom",
            "padding-top",
            "padding-bottom",
            " width:",
            " height:",
        ] {
            let found = style
                .lines()
                .find(|line| line.contains(physical) && !line.contains("@"));
            assert_eq!(found, None, "{physical}");
        }
    }
}
