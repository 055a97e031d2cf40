//! What a list shows, and one record, as files: exports of the register, sent as they are read. Their columns are
//! described in `docs/import.md`; a CSV can be imported again.

use super::filters::{KEYS, filter, order};
use crate::app::Web;
use crate::site::asked::address;
use crate::site::asking::language_of;
use crate::site::cache::{has_it, tag};
use crate::site::files::archive::{About, ZIP, sent};
use crate::site::files::sheet::{Cell, Spreadsheet};
use crate::site::files::{CSV, XLSX, found, refused, unchanged, whole};
use crate::site::{Asked, PageLanguage, Site};
use actix_web::http::header::EntityTag;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::stream;
use schema::commitments::{self as model, Record};
use schema::record::{Export, ExportFormat, Exporter, Selection, Translated, restored};
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
    let (selection, tag) = match chosen(request, words, settings, format, file.1).await {
        Ok(chosen) => chosen,
        Err(answer) => return answer,
    };
    let sending = (exporter(settings, words, selection, format), settings.db.clone());
    let parts = stream::unfold(sending, |(mut exporter, db)| async move {
        let part = part(&mut exporter, &db).await?;
        Some((part, (exporter, db)))
    });
    found(tag, file).streaming(Box::pin(parts))
}

/// What is to be exported, and the mark of that file; or the answer that there is nothing to send.
async fn chosen(
    request: &HttpRequest,
    words: Words,
    settings: &Web,
    format: ExportFormat,
    kind: &str,
) -> Result<(Selection, EntityTag), HttpResponse> {
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
    let (selection, stamp) = read.map_err(|error| refused(request, words, error))?;
    // Lights change with the day, words with the release.
    let release = env!("CARGO_PKG_VERSION");
    let tag = tag(format!(
        "{release} {today} {stamp} {} {} {format:?} {kind}",
        words.code(),
        asked.query()
    )
    .as_bytes());
    if has_it(request, &tag) {
        return Err(unchanged(tag));
    }
    Ok((selection, tag))
}

/// The same as an archive: a table that can be imported again, the list for programs, and what must be known of both.
pub async fn zip(
    request: HttpRequest,
    PageLanguage(words): PageLanguage,
    settings: web::Data<Web>,
    site: web::Data<Site>,
) -> HttpResponse {
    let (csv, json) = (ExportFormat::Csv { with_mark: false }, ExportFormat::Json);
    let (selection, tag) = match chosen(&request, words, &settings, csv, ZIP).await {
        Ok(chosen) => chosen,
        Err(answer) => return answer,
    };
    let asked = Asked::read(request.query_string(), KEYS).without_place();
    let files = ["commitments.csv", "commitments.json"].map(str::to_owned);
    let about = About {
        words,
        site: &site,
        title: &words.text("commitments-heading"),
        asked: &address(request.path(), &asked.query()),
        today: settings.clock.now().date_naive(),
        files: &files,
    };
    let beside = match about.files() {
        Ok(beside) => beside.into(),
        Err(error) => return refused(&request, words, error),
    };
    let exports = files.into_iter().zip([csv, json]);
    let exports = exports.map(|(name, format)| (name, exporter(&settings, words, selection.clone(), format)));
    let parts = sent(settings.db.clone(), beside, exports.collect());
    found(tag, ("commitments.zip", ZIP)).streaming(Box::pin(parts))
}

/// The same as a spreadsheet, whose days are days and counts are numbers.
pub async fn xlsx(request: HttpRequest, PageLanguage(words): PageLanguage, settings: web::Data<Web>) -> HttpResponse {
    let format = ExportFormat::Csv { with_mark: false };
    let (selection, tag) = match chosen(&request, words, &settings, format, XLSX).await {
        Ok(chosen) => chosen,
        Err(answer) => return answer,
    };
    let mut exporter = exporter(&settings, words, selection, format);
    let mut book = Book::default();
    let written = loop {
        match exporter.next(&settings.db).await {
            // Off the thread that answers others: a large register takes seconds.
            Ok(Some(part)) => match web::block(move || book.with(words, &part)).await {
                Ok(Ok(more)) => book = more,
                Ok(Err(error)) => break Err(error),
                Err(error) => break Err(Error::internal(error)),
            },
            Ok(None) => {
                let finished = web::block(move || book.finished()).await;
                break finished.map_err(Error::internal).and_then(|written| written);
            }
            Err(error) => break Err(error),
        }
    };
    match written {
        Ok(content) => found(tag, ("commitments.xlsx", XLSX)).body(content),
        Err(error) => refused(&request, words, error),
    }
}

/// A spreadsheet made of an export's parts.
#[derive(Default)]
struct Book {
    sheet: Option<(Spreadsheet, Vec<String>)>,
}

impl Book {
    fn with(mut self, words: Words, part: &[u8]) -> schema::Result<Self> {
        let mut rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(part);
        for row in rows.records() {
            let row = row.map_err(Error::internal)?;
            match &mut self.sheet {
                None => {
                    let names: Vec<String> = row.iter().map(str::to_owned).collect();
                    let sheet = Spreadsheet::new(words, &names).map_err(Error::internal)?;
                    self.sheet = Some((sheet, names));
                }
                Some((sheet, names)) => {
                    let cells: Vec<Cell> = names.iter().zip(&row).map(|(name, text)| cell(name, text)).collect();
                    sheet.row(&cells).map_err(Error::internal)?;
                }
            }
        }
        Ok(self)
    }

    fn finished(self) -> schema::Result<Vec<u8>> {
        match self.sheet {
            Some((sheet, _)) => sheet.finished().map_err(Error::internal),
            None => Ok(vec![]),
        }
    }
}

/// By the name of its column: a day, a count, or what it says.
fn cell(name: &str, text: &str) -> Cell {
    let text = restored(text);
    let is_of = |ending: &str| name.ends_with(ending);
    match text {
        "" => Cell::Nothing,
        day if is_of("_on") => day.parse().map_or_else(|_| Cell::from(day), Cell::Day),
        count if is_of("_count") => count.parse().map_or_else(|_| Cell::from(count), Cell::Number),
        other => Cell::from(other),
    }
}

/// The next part of the file; a fault in the middle breaks the answer off, so that no half file looks whole.
async fn part(exporter: &mut Exporter, db: &Db) -> Option<Result<Bytes, actix_web::Error>> {
    let part = exporter.next(db).await.transpose()?;
    Some(part.map(Bytes::from).map_err(|error| {
        tracing::error!(%error, "a download broke off");
        actix_web::error::ErrorInternalServerError("the download broke off")
    }))
}
