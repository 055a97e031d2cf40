//! What a list shows, and one record, as files: exports of the register, sent as they are read. Their columns are
//! described in `docs/import.md`; a CSV can be imported again.

use super::filters::{KEYS, filter, order};
use crate::app::Web;
use crate::site::asking::language_of;
use crate::site::cache::{has_it, tag};
use crate::site::files::{CSV, found, refused, unchanged, whole};
use crate::site::{Asked, PageLanguage};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::stream;
use schema::commitments::{self as model, Record};
use schema::record::{Export, ExportFormat, Exporter, Selection, Translated};
use schema::{Actor, Connection, Db, Error};
use std::sync::Arc;
use words::Words;

pub async fn csv(request: HttpRequest, PageLanguage(words): PageLanguage, settings: web::Data<Web>) -> HttpResponse {
    let format = csv_asked(&request);
    list(&request, words, &settings, format, ("commitments.csv", CSV)).await
}

pub async fn json(request: HttpRequest, PageLanguage(words): PageLanguage, settings: web::Data<Web>) -> HttpResponse {
    let file = ("commitments.json", "application/json");
    list(&request, words, &settings, ExportFormat::Json, file).await
}

/// One record alone, in the same columns.
pub async fn one_as_csv(
    request: HttpRequest,
    PageLanguage(words): PageLanguage,
    settings: web::Data<Web>,
) -> HttpResponse {
    let reference = request.match_info().get("reference").unwrap_or_default();
    match one(&settings, words, reference, csv_asked(&request)).await {
        Ok((record, content)) => {
            let name = format!("{}.csv", record.commitment.reference);
            whole(&request, (&name, CSV), content)
        }
        Err(error) => refused(&request, words, error),
    }
}

async fn one(settings: &Web, words: Words, reference: &str, format: ExportFormat) -> Result<(Record, Vec<u8>), Error> {
    let record = settings
        .db
        .read(&Actor::Visitor, async |conn: &mut Connection| {
            super::record_of(conn, reference).await
        })
        .await?;
    let mut exporter = exporter(settings, words, Selection::One(record.commitment.id), format);
    let content = exporter.next(&settings.db).await?.unwrap_or_default();
    Ok((record, content))
}

fn csv_asked(request: &HttpRequest) -> ExportFormat {
    let with_mark = url::form_urlencoded::parse(request.query_string().as_bytes())
        .any(|(key, value)| key == "excel" && value == "1");
    ExportFormat::Csv { with_mark }
}

/// An export as everybody may have it, with words of the reader's language beside the codes.
pub fn exporter(settings: &Web, words: Words, selection: Selection, format: ExportFormat) -> Exporter {
    Exporter::new(Export {
        actor: Actor::Visitor,
        selection,
        today: settings.clock.now().date_naive(),
        format,
        base_url: settings.base_url.clone(),
        translated: Some(Translated {
            language: language_of(words),
            word: Arc::new(move |key: &str| words.text(key)),
        }),
    })
}

async fn list(
    request: &HttpRequest,
    words: Words,
    settings: &Web,
    format: ExportFormat,
    file: (&str, &'static str),
) -> HttpResponse {
    let asked = Asked::read(request.query_string(), KEYS).without_place();
    let today = settings.clock.now().date_naive();
    let read = settings
        .db
        .read(&Actor::Visitor, async |conn: &mut Connection| {
            let (filter, order) = (filter(&asked, conn).await?, order(&asked)?);
            let stamp = model::stamp(conn, &Actor::Visitor, today, &filter).await?;
            Ok((Selection::List(filter, order), stamp))
        })
        .await;
    let (selection, stamp) = match read {
        Ok(read) => read,
        Err(error) => return refused(request, words, error),
    };
    // Lights change with the day, words with the release.
    let release = env!("CARGO_PKG_VERSION");
    let tag = tag(format!(
        "{release} {today} {stamp} {} {} {format:?}",
        words.code(),
        asked.query()
    )
    .as_bytes());
    if has_it(request, &tag) {
        return unchanged(tag);
    }
    let sending = (exporter(settings, words, selection, format), settings.db.clone());
    let parts = stream::unfold(sending, |(mut exporter, db)| async move {
        let part = part(&mut exporter, &db).await?;
        Some((part, (exporter, db)))
    });
    found(tag, file).streaming(Box::pin(parts))
}

/// The next part of the file; a fault in the middle breaks the answer off, so that no half file looks whole.
async fn part(exporter: &mut Exporter, db: &Db) -> Option<Result<Bytes, actix_web::Error>> {
    let part = exporter.next(db).await.transpose()?;
    Some(part.map(Bytes::from).map_err(|error| {
        tracing::error!(%error, "a download broke off");
        actix_web::error::ErrorInternalServerError("the download broke off")
    }))
}
