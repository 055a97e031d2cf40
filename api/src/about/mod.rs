//! What the register says of itself: on which terms it is read, how to have all of it, and which addresses there are and
//! never change.

mod archive;
mod corrections;
mod data;
mod developers;
mod permanent;
mod prose;
mod sitemap;

use crate::paths::shows;
use crate::site::PageLanguage;
use crate::site::asked::address;
use crate::site::asking::LANG;
use crate::site::cache::see_other;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use schema::commitments::{CommitmentFilter, CommitmentOrder, commitments};
use schema::page::Page;
use schema::{Actor, Connection};

/// Pages without a record of their own, by their path within the site: what search engines are told of. A new page is one
/// more line.
pub const PAGES: &[&str] = &[
    "/",
    "/commitments",
    "/timeline",
    "/provisions",
    "/reporting",
    "/states",
    "/organizations",
    "/search",
    "/subscribe",
    "/data",
    "/developers",
    "/about/method",
    "/about/terms",
    "/about/accessibility",
    "/about/privacy",
    "/about/corrections",
];

/// Something that can be taken along as files. Its words are `dataset-{code}` and `dataset-{code}-holds`.
pub struct Dataset {
    pub code: &'static str,
    /// The page that shows the same, within the site.
    pub page: Option<&'static str>,
    /// Paths; those that begin with `~` are within the site, in the reader's language.
    pub files: &'static [&'static str],
}

/// All of them, as the page and the metadata list them. A new one is one more entry, and its words.
pub const DATASETS: &[Dataset] = &[
    Dataset {
        code: "commitments",
        page: Some("/commitments"),
        files: &[
            "~/commitments.csv",
            "~/commitments.json",
            "~/commitments.xlsx",
            "~/commitments.atom",
            "~/commitments.ics",
        ],
    },
    Dataset {
        code: "figures",
        page: Some("/"),
        files: &["~.csv", "~.json"],
    },
    Dataset {
        code: "states",
        page: Some("/states"),
        files: &["~/states.csv", "~/states.json", "~/states.xlsx"],
    },
    Dataset {
        code: "organizations",
        page: Some("/organizations"),
        files: &["~/organizations.csv", "~/organizations.json", "~/organizations.xlsx"],
    },
    Dataset {
        code: "provisions",
        page: Some("/provisions"),
        files: &["~/provisions.csv", "~/provisions.json", "~/provisions.xlsx"],
    },
    Dataset {
        code: "reporting",
        page: Some("/reporting"),
        files: &["~/reporting.csv", "~/reporting.json", "~/reporting.xlsx"],
    },
    Dataset {
        code: "register",
        page: None,
        files: &["/data.zip"],
    },
    Dataset {
        code: "checkpoints",
        page: None,
        files: &["/record/checkpoints.json"],
    },
];

/// Mounts `/{lang}/about…`, `/{lang}/data…`, `/{lang}/developers`, `/id/…`, `/data.zip`, `/robots.txt` and the sitemaps.
pub fn mount(app: &mut web::ServiceConfig) {
    let at = |path: &str| format!("{LANG}{path}");
    app.service(shows(at("/about"), to_the_method))
        .service(shows(at("/about/subscribe"), to_subscribing))
        .service(shows(at("/about/corrections"), corrections::show))
        .service(shows(at("/about/{page:terms|accessibility|privacy}"), prose::show))
        .service(shows(at("/data"), data::show))
        .service(shows(at("/data.json"), data::json))
        .service(shows(at("/developers"), developers::show))
        .service(shows("/id/{reference:.+}", permanent::lead_on))
        .service(shows("/data.zip", archive::zip))
        .service(shows("/robots.txt", sitemap::robots))
        .service(shows("/sitemap.xml", sitemap::index))
        .service(shows("/sitemap-pages.xml", sitemap::pages))
        .service(shows("/sitemap-catalogue.xml", sitemap::catalogue))
        .service(shows("/sitemap-commitments.xml", sitemap::records));
}

/// `/{lang}/about` is how the register works.
async fn to_the_method(PageLanguage(words): PageLanguage) -> HttpResponse {
    let method = format!("/{}/about/method", words.code());
    see_other(&method, (header::VARY, "Accept-Encoding"))
}

/// How one is told of what is new lies with what one is told of.
async fn to_subscribing(PageLanguage(words): PageLanguage, request: HttpRequest) -> HttpResponse {
    let subscribe = format!("/{}/subscribe", words.code());
    let place = address(&subscribe, request.query_string());
    see_other(&place, (header::VARY, "Accept-Encoding"))
}

/// When the public record last changed.
async fn changed_at(conn: &mut Connection, today: NaiveDate) -> schema::Result<Option<DateTime<Utc>>> {
    let (all, order) = (CommitmentFilter::default(), CommitmentOrder::RecentlyChanged);
    let newest = commitments(conn, &Actor::Visitor, today, &all, order, &Page::first(1)).await?;
    Ok(newest.rows.first().map(|record| record.commitment.changed_at))
}
