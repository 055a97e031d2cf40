//! What a list shows, and one record, as files: exports of the register, sent as they are read. Their columns are
//! described in `docs/import.md`; a CSV can be imported again.

use super::filters::{KEYS, filter, order};
use crate::site::Visit;
use crate::site::asked::address;
use crate::site::asking::language_of;
use crate::site::cache::{has_it, tag};
use crate::site::files::archive::{About, ZIP, sent};
use crate::site::files::sheet::{Cell, Spreadsheet};
use crate::site::files::{CSV, File, JSON, XLSX, found, unchanged};
use actix_web::http::header::EntityTag;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::stream;
use schema::commitments as model;
use schema::record::{Export, ExportFormat, Exporter, Selection, Translated, restored};
use schema::{Actor, Db, Error};
use std::sync::Arc;
use words::Words;

pub async fn csv(visit: Visit) -> HttpResponse {
    list(&visit, csv_asked(&visit.request), ("commitments.csv", CSV)).await
}

pub async fn json(visit: Visit) -> HttpResponse {
    list(&visit, ExportFormat::Json, ("commitments.json", JSON)).await
}

/// One record alone, in the same columns.
pub async fn one_as_csv(visit: Visit) -> HttpResponse {
    let reference = visit.named("reference");
    let read = visit.read(async |conn| super::record_of(conn, reference).await).await;
    let commitment = match read {
        Ok(record) => record.commitment,
        Err(error) => return visit.refused(error),
    };
    let selection = Selection::One(commitment.id);
    let mut exporter = exporter(&visit, selection, csv_asked(&visit.request));
    let written = exporter.next(&visit.settings.db).await.map(Option::unwrap_or_default);
    visit.file((&format!("{}.csv", commitment.reference), CSV), written)
}

fn csv_asked(request: &HttpRequest) -> ExportFormat {
    let with_mark = url::form_urlencoded::parse(request.query_string().as_bytes())
        .any(|(key, value)| key == "excel" && value == "1");
    ExportFormat::Csv { with_mark }
}

/// An export as everybody may have it, with words of the reader's language beside the codes.
pub fn exporter(visit: &Visit, selection: Selection, format: ExportFormat) -> Exporter {
    let words = visit.words;
    Exporter::new(Export {
        actor: Actor::Visitor,
        selection,
        today: visit.today,
        format,
        base_url: visit.settings.base_url.clone(),
        translated: Some(Translated {
            language: language_of(words),
            word: Arc::new(move |key: &str| words.text(key)),
        }),
    })
}

async fn list(visit: &Visit, format: ExportFormat, file: File<'_>) -> HttpResponse {
    let (selection, tag) = match chosen(visit, format, file.1).await {
        Ok(chosen) => chosen,
        Err(answer) => return answer,
    };
    let sending = (exporter(visit, selection, format), visit.settings.db.clone());
    let parts = stream::unfold(sending, |(mut exporter, db)| async move {
        let part = part(&mut exporter, &db).await?;
        Some((part, (exporter, db)))
    });
    found(tag, file).streaming(Box::pin(parts))
}

/// What is to be exported, and the mark of that file; or the answer that there is nothing to send.
async fn chosen(visit: &Visit, format: ExportFormat, kind: &str) -> Result<(Selection, EntityTag), HttpResponse> {
    let (asked, today) = (visit.asked(KEYS).without_place(), visit.today);
    let read = visit
        .read(async |conn| {
            let (filter, order) = (filter(&asked, conn).await?, order(&asked)?);
            let stamp = model::stamp(conn, &Actor::Visitor, today, &filter).await?;
            Ok((Selection::List(filter, order), stamp))
        })
        .await;
    let (selection, stamp) = read.map_err(|error| visit.refused(error))?;
    // Lights change with the day, words with the release.
    let release = env!("CARGO_PKG_VERSION");
    let tag = tag(format!(
        "{release} {today} {stamp} {} {} {format:?} {kind}",
        visit.words.code(),
        asked.query()
    )
    .as_bytes());
    if has_it(&visit.request, &tag) {
        return Err(unchanged(tag));
    }
    Ok((selection, tag))
}

/// The same as an archive: a table that can be imported again, the list for programs, and what must be known of both.
pub async fn zip(visit: Visit) -> HttpResponse {
    let Visit { words, today, .. } = visit;
    let (csv, json) = (ExportFormat::Csv { with_mark: false }, ExportFormat::Json);
    let (selection, tag) = match chosen(&visit, csv, ZIP).await {
        Ok(chosen) => chosen,
        Err(answer) => return answer,
    };
    let asked = visit.asked(KEYS).without_place();
    let files = ["commitments.csv", "commitments.json"].map(str::to_owned);
    let about = About {
        words,
        site: &visit.site,
        title: &words.text("commitments-heading"),
        asked: &address(visit.request.path(), &asked.query()),
        today,
        files: &files,
    };
    let beside = match about.files() {
        Ok(beside) => beside.into(),
        Err(error) => return visit.refused(error),
    };
    let exports = files.into_iter().zip([csv, json]);
    let exports = exports.map(|(name, format)| (name, exporter(&visit, selection.clone(), format)));
    let parts = sent(visit.settings.db.clone(), beside, exports.collect());
    found(tag, ("commitments.zip", ZIP)).streaming(Box::pin(parts))
}

/// The same as a spreadsheet, whose days are days and counts are numbers.
pub async fn xlsx(visit: Visit) -> HttpResponse {
    let words = visit.words;
    let format = ExportFormat::Csv { with_mark: false };
    let (selection, tag) = match chosen(&visit, format, XLSX).await {
        Ok(chosen) => chosen,
        Err(answer) => return answer,
    };
    let mut exporter = exporter(&visit, selection, format);
    let mut book = Book::default();
    let written = loop {
        match exporter.next(&visit.settings.db).await {
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
        Err(error) => visit.refused(error),
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
                    let sheet = Spreadsheet::new(words, "commitments", &names).map_err(Error::internal)?;
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
