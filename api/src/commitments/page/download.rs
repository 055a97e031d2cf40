//! What a list shows, as files: read a few hundred records at a time and sent as they are read.

use super::Names;
use super::filters::Asked;
use crate::app::Web;
use crate::site::PageLanguage;
use crate::site::asking::{language_of, refusal, troubles};
use actix_web::http::header::{self, ContentDisposition, DispositionParam, DispositionType};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use futures_util::stream;
use schema::commitments::{self as model, CommitmentFilter, CommitmentOrder, Record};
use schema::page::Page;
use schema::{Actor, Connection, Db, Error};
use serde_json::{Value, json};
use words::Words;

const ROWS: i64 = 500;

/// Columns for machines, in every language the same.
const COLUMNS: [&str; 18] = [
    "id",
    "reference",
    "url",
    "participant_code",
    "participant",
    "joint_participants",
    "title",
    "original_language",
    "status",
    "legal_force",
    "readiness",
    "provenance",
    "themes",
    "provisions",
    "made_on",
    "indicative_on",
    "definitive_on",
    "last_update_on",
];
/// Beside the codes, in the language of the address.
const TRANSLATED: [&str; 2] = ["status_text", "themes_text"];

/// A list being sent.
struct Sending {
    db: Db,
    today: NaiveDate,
    filter: CommitmentFilter,
    order: CommitmentOrder,
    cursor: Option<String>,
    words: Words,
    base_url: String,
    kind: Kind,
    row_count: u64,
    is_over: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Csv { with_mark: bool },
    Json,
}

pub async fn csv(request: HttpRequest, PageLanguage(words): PageLanguage, settings: web::Data<Web>) -> HttpResponse {
    let with_mark = url::form_urlencoded::parse(request.query_string().as_bytes())
        .any(|(key, value)| key == "excel" && value == "1");
    send(request, words, &settings, Kind::Csv { with_mark }).await
}

pub async fn json(request: HttpRequest, PageLanguage(words): PageLanguage, settings: web::Data<Web>) -> HttpResponse {
    send(request, words, &settings, Kind::Json).await
}

async fn send(request: HttpRequest, words: Words, settings: &Web, kind: Kind) -> HttpResponse {
    let asked = Asked::read(request.query_string()).from_the_start();
    let read = settings
        .db
        .read(&Actor::Visitor, async |conn: &mut Connection| {
            Ok((asked.filter(conn).await?, asked.order()?))
        })
        .await;
    let (filter, order) = match read {
        Ok(read) => read,
        Err(error) => return refused(&request, words, error),
    };
    let sending = Sending {
        db: settings.db.clone(),
        today: settings.clock.now().date_naive(),
        filter,
        order,
        cursor: None,
        words,
        base_url: settings.base_url.trim_end_matches('/').to_owned(),
        kind,
        row_count: 0,
        is_over: false,
    };
    let (name, content_type) = match kind {
        Kind::Csv { .. } => ("commitments.csv", "text/csv; charset=utf-8"),
        Kind::Json => ("commitments.json", "application/json"),
    };
    let parts = stream::unfold(sending, |mut sending| async move {
        let part = sending.next().await?;
        Some((part, sending))
    });
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "public, max-age=60"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header(ContentDisposition {
            disposition: DispositionType::Attachment,
            parameters: vec![DispositionParam::Filename(name.to_owned())],
        })
        .content_type(content_type)
        .streaming(Box::pin(parts))
}

/// For programs: what is wrong, with its stable code.
pub fn refused(request: &HttpRequest, words: Words, error: Error) -> HttpResponse {
    let problems: Vec<Value> = match &error {
        Error::Rejected(problems) => problems
            .iter()
            .zip(troubles(words, problems))
            .map(|(problem, said)| json!({ "field": problem.field, "code": problem.code.code().to_uppercase(), "message": said.message }))
            .collect(),
        _ => vec![],
    };
    let status = refusal(request, words, error).status();
    HttpResponse::build(status)
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(json!({ "problems": problems }))
}

impl Sending {
    /// The next part of the file; a fault in the middle breaks the answer off, so that no half file looks whole.
    async fn next(&mut self) -> Option<Result<Bytes, actix_web::Error>> {
        if self.is_over {
            return None;
        }
        let part = self.part().await;
        self.is_over |= part.is_err();
        Some(part.map(Bytes::from).map_err(|error| {
            tracing::error!(%error, "a download broke off");
            actix_web::error::ErrorInternalServerError("the download broke off")
        }))
    }

    async fn part(&mut self) -> Result<Vec<u8>, Error> {
        let (page, is_first) = (
            Page {
                cursor: self.cursor.take(),
                ..Page::first(ROWS)
            },
            self.row_count == 0,
        );
        let (filter, order, today) = (&self.filter, self.order, self.today);
        let (rows, names) = self
            .db
            .read(&Actor::Visitor, async |conn: &mut Connection| {
                let rows = model::commitments(conn, &Actor::Visitor, today, filter, order, &page).await?;
                let names = Names::read(conn, &rows.rows, &[]).await?;
                Ok((rows, names))
            })
            .await?;
        self.is_over = !rows.has_next;
        self.cursor = rows.rows.last().map(|record| record.cursor(order));
        let part = match self.kind {
            Kind::Csv { with_mark } => self.as_csv(&rows.rows, &names, is_first, with_mark)?,
            Kind::Json => self.as_json(&rows.rows, &names, is_first),
        };
        self.row_count += rows.rows.len() as u64;
        Ok(part)
    }

    fn as_csv(&self, records: &[Record], names: &Names, is_first: bool, with_mark: bool) -> Result<Vec<u8>, Error> {
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(vec![]);
        if is_first {
            writer
                .write_record(COLUMNS.iter().chain(&TRANSLATED))
                .map_err(Error::internal)?;
        }
        for record in records {
            let row = self.row(record, names);
            let text = |value: &Value| match value {
                Value::String(text) => neutralised(text),
                Value::Array(values) => {
                    neutralised(&values.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; "))
                }
                _ => String::new(),
            };
            writer
                .write_record(COLUMNS.iter().chain(&TRANSLATED).map(|column| text(&row[column])))
                .map_err(Error::internal)?;
        }
        let rows = writer
            .into_inner()
            .map_err(|error| Error::internal(error.to_string()))?;
        Ok(if is_first && with_mark {
            ["\u{feff}".as_bytes(), &rows].concat()
        } else {
            rows
        })
    }

    fn as_json(&self, records: &[Record], names: &Names, is_first: bool) -> Vec<u8> {
        let mut text = String::from(if is_first { "[" } else { "" });
        for (at, record) in records.iter().enumerate() {
            text.push_str(if is_first && at == 0 { "\n" } else { ",\n" });
            text.push_str(&self.row(record, names).to_string());
        }
        text.push_str(if self.is_over { "\n]\n" } else { "" });
        text.into_bytes()
    }

    fn row(&self, record: &Record, names: &Names) -> Value {
        row(record, names, self.words, &self.base_url)
    }
}

/// A record for machines: codes and days, and beside them a few words in the reader's language.
pub fn row(record: &Record, names: &Names, words: Words, base_url: &str) -> Value {
    let (commitment, language) = (&record.commitment, language_of(words));
    let shown = commitment.title.shown(language, commitment.original_language);
    let themes = names.theme_codes(commitment.id);
    let themes_text: Vec<String> = themes.iter().map(|code| names.theme(words, code)).collect();
    let provisions: Vec<&str> = names
        .provisions(commitment.id)
        .iter()
        .map(|one| one.reference.as_str())
        .collect();
    let joint: Vec<String> = commitment
        .joint_ids
        .iter()
        .map(|id| names.participant(*id, language))
        .collect();
    json!({
        "id": commitment.id,
        "reference": commitment.reference,
        "url": format!("{base_url}/id/{}", commitment.reference),
        "participant_code": record.participant.code,
        "participant": record.participant.name(language),
        "joint_participants": joint,
        "title": shown.map(|shown| shown.text),
        "original_language": commitment.original_language,
        "status": commitment.status,
        "status_text": words.name("commitment-status", commitment.status.code()),
        "legal_force": commitment.legal_force,
        "readiness": commitment.readiness,
        "provenance": commitment.provenance,
        "themes": themes,
        "themes_text": themes_text,
        "provisions": provisions,
        "made_on": commitment.made_on,
        "indicative_on": commitment.indicative_on,
        "definitive_on": commitment.definitive_on,
        "last_update_on": record.latest.as_ref().map(|update| update.reported_on),
        "is_sample": commitment.is_sample,
    })
}

/// A text that no spreadsheet takes for a formula.
fn neutralised(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"] {
            assert_eq!(neutralised(text), format!("'{text}"));
        }
        assert_eq!(neutralised("A/68/98:26(c)"), "A/68/98:26(c)");
    }
}
