//! What a page shows, taken along: tables for spreadsheets and programs, feeds, calendars. All are public, may be kept as
//! pages are, and are read by programs of other sites.

pub mod archive;
pub mod feed;
pub mod sheet;

use actix_web::http::header::{self, ContentDisposition, DispositionParam, DispositionType, EntityTag};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use schema::Error;
use serde_json::{Value, json};
use words::Words;

use super::asked::address;
use super::asking::{refusal, troubles};
use super::cache::{Cache, from_record, has_it, tag};
use super::kept::FromRecord;
use super::pages::csv_label;
use super::{Link, Shell};
use crate::graphql::error_code;

/// Name and media type of a file.
pub type File<'a> = (&'a str, &'static str);

pub const CSV: &str = "text/csv; charset=utf-8";
pub const ATOM: &str = "application/atom+xml";
pub const ICS: &str = "text/calendar; charset=utf-8";
pub const JSON: &str = "application/json";
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The forms in which every table can be had.
pub const SHEETS: [&str; 4] = ["csv", "xlsx", "json", "zip"];

/// Links to a page's content as files: the address of the page with each suffix, and how many rows come.
pub fn downloads(
    shell: &Shell,
    path: &str,
    query: &str,
    rows: impl TryInto<u64>,
    suffixes: &[&'static str],
) -> Vec<Link> {
    let rows = rows.try_into().unwrap_or(0);
    let link = |suffix: &&str| Link {
        text: match *suffix {
            "csv" => csv_label(shell.words, rows),
            other => shell.words.name("download", other),
        },
        href: address(&shell.href(&format!("{path}.{suffix}")), query),
    };
    suffixes.iter().map(link).collect()
}

/// A file that is there as a whole; 304 for who has it already.
pub fn whole(request: &HttpRequest, file: File<'_>, content: Vec<u8>) -> HttpResponse {
    let tag = tag(&content);
    if has_it(request, &tag) {
        unchanged(tag)
    } else {
        found(tag, file).body(content)
    }
}

pub fn unchanged(tag: EntityTag) -> HttpResponse {
    let answer = HttpResponse::NotModified()
        .insert_header((header::CACHE_CONTROL, Cache::REGISTER.control()))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header(header::ETag(tag))
        .finish();
    from_record(answer)
}

pub fn found(tag: EntityTag, (name, content_type): File<'_>) -> HttpResponseBuilder {
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((header::CACHE_CONTROL, Cache::REGISTER.control()))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header(header::ETag(tag))
        .insert_header(ContentDisposition {
            disposition: DispositionType::Attachment,
            parameters: vec![DispositionParam::Filename(name.to_owned())],
        })
        .content_type(content_type);
    answer.extensions_mut().insert(FromRecord);
    answer
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
    let code = error_code(&error);
    let status = refusal(request, words, error).status();
    HttpResponse::build(status)
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(json!({ "code": code, "problems": problems }))
}
