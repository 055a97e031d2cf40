//! `/data.zip`: the whole public register, sent as it is written. What is in memory at one time is one page of the export
//! and what of it is packed already.

use super::{changed_at, data};
use crate::app::Web;
use crate::site::Site;
use crate::site::cache::{has_it, tag};
use crate::site::files::sheet::{Cell, Sheet, SheetFormat};
use crate::site::files::{found, refused, unchanged};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use futures_util::stream;
use schema::commitments::{self as model, CommitmentFilter};
use schema::directory::{Participant, ParticipantFilter, ParticipantKind, participants};
use schema::page::Page;
use schema::record::{Export, ExportFormat, Exporter, Selection};
use schema::sources::provisions;
use schema::{Actor, Connection, Error, Texts};
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};
use words::{Language, Words};
use zip::ZipWriter;
use zip::write::{SimpleFileOptions, StreamWriter};

const ZIP: &str = "application/zip";
/// Participants of one page; the list of them is asked for until it ends.
const PAGE: i64 = 500;

pub async fn zip(request: HttpRequest, settings: web::Data<Web>, site: web::Data<Site>) -> HttpResponse {
    let (words, today) = (Words::of(Language::En), settings.clock.now().date_naive());
    let read = settings
        .db
        .read(&Actor::Visitor, async |conn: &mut Connection| {
            let all = CommitmentFilter::default();
            let stamp = model::stamp(conn, &Actor::Visitor, today, &all).await?;
            Ok((stamp, changed_at(conn, today).await?, Beside::read(conn, today).await?))
        })
        .await;
    let prepared = read.and_then(|(stamp, changed, beside)| {
        let catalogue = serde_json::to_vec_pretty(&data::catalogue(words, &site, changed)).map_err(Error::internal)?;
        Ok((stamp, beside.files(words, readme(&site, today, changed), catalogue)?))
    });
    let (stamp, beside) = match prepared {
        Ok(prepared) => prepared,
        Err(error) => return refused(&request, words, error),
    };
    let mut mark = format!("{} {today} {stamp}", env!("CARGO_PKG_VERSION")).into_bytes();
    beside.iter().for_each(|(_, content)| mark.extend_from_slice(content));
    let tag = tag(&mark);
    if has_it(&request, &tag) {
        return unchanged(tag);
    }
    let exporter = Exporter::new(Export {
        actor: Actor::Visitor,
        selection: Selection::all(),
        today,
        format: ExportFormat::Csv { with_mark: false },
        base_url: settings.base_url.clone(),
        translated: None,
    });
    let sending = (Some(Pack::new(beside)), exporter, settings.db.clone());
    let parts = stream::unfold(sending, |(pack, mut exporter, db)| async move {
        let pack = pack?;
        let step = match exporter.next(&db).await {
            Ok(part) => web::block(move || pack.with(part)).await,
            Err(error) => return Some((Err(broken(&error)), (None, exporter, db))),
        };
        match step {
            Ok(Ok((bytes, pack))) => Some((Ok(bytes), (pack, exporter, db))),
            Ok(Err(error)) => Some((Err(broken(&error)), (None, exporter, db))),
            Err(error) => Some((Err(broken(&error)), (None, exporter, db))),
        }
    });
    found(tag, ("data.zip", ZIP)).streaming(Box::pin(parts))
}

/// A fault in the middle breaks the answer off, so that no half file looks whole.
fn broken(error: &dyn std::fmt::Display) -> actix_web::Error {
    tracing::error!(%error, "a download broke off");
    actix_web::error::ErrorInternalServerError("the download broke off")
}

/// What is beside the commitments: lists that do not grow with the register.
struct Beside {
    sheets: Vec<Sheet>,
}

impl Beside {
    async fn read(conn: &mut Connection, today: NaiveDate) -> schema::Result<Self> {
        use ParticipantKind as Kind;
        let states = [Kind::MemberState, Kind::ObserverState, Kind::NonMemberState];
        let organizations = [Kind::RegionalOrganization, Kind::UnEntity, Kind::TechnicalNetwork];
        let mut sheets = vec![];
        for (name, kinds) in [("states", states), ("organizations", organizations)] {
            let filter = ParticipantFilter {
                kinds: kinds.to_vec(),
                ..ParticipantFilter::default()
            };
            let mut rows = participants(conn, today, &filter, &Page::first(PAGE)).await?;
            let mut all = std::mem::take(&mut rows.rows);
            while let Some(last) = all.last().filter(|_| rows.has_next) {
                let page = Page {
                    cursor: Some(last.cursor()),
                    ..Page::first(PAGE)
                };
                rows = participants(conn, today, &filter, &page).await?;
                all.append(&mut rows.rows);
            }
            sheets.push(Sheet {
                name: name.to_owned(),
                columns: ["code", "kind"].into_iter().chain(NAMES).collect(),
                rows: all.iter().map(participant).collect(),
            });
        }
        let clauses = provisions(conn).await?;
        sheets.push(Sheet {
            name: "provisions".to_owned(),
            columns: ["reference", "theme", "kind"]
                .into_iter()
                .chain(TITLES)
                .chain(SUMMARIES)
                .collect(),
            rows: clauses
                .iter()
                .map(|clause| {
                    let codes = [&clause.reference, &clause.theme, &clause.kind];
                    codes
                        .into_iter()
                        .map(|code| Cell::from(code.as_str()))
                        .chain(in_all(&clause.title))
                        .chain(in_all(&clause.summary))
                        .collect()
                })
                .collect(),
        });
        Ok(Self { sheets })
    }

    fn files(self, words: Words, readme: String, catalogue: Vec<u8>) -> schema::Result<Vec<(String, Vec<u8>)>> {
        let mut files = vec![
            ("README.txt".to_owned(), readme.into_bytes()),
            ("metadata.json".to_owned(), catalogue),
        ];
        for sheet in &self.sheets {
            let content = sheet.written(words, SheetFormat::Csv { with_mark: false })?;
            files.push((format!("{}.csv", sheet.name), content));
        }
        Ok(files)
    }
}

const NAMES: [&str; 6] = ["name_ar", "name_zh", "name_en", "name_fr", "name_ru", "name_es"];
const TITLES: [&str; 6] = ["title_ar", "title_zh", "title_en", "title_fr", "title_ru", "title_es"];
const SUMMARIES: [&str; 6] = [
    "summary_ar",
    "summary_zh",
    "summary_en",
    "summary_fr",
    "summary_ru",
    "summary_es",
];

fn participant(one: &Participant) -> Vec<Cell> {
    [Cell::from(one.code.clone()), Cell::from(one.kind.code())]
        .into_iter()
        .chain(in_all(&one.name))
        .collect()
}

/// The text in each of the six languages; nothing where there is none, never another language in its place.
fn in_all(texts: &Texts) -> impl Iterator<Item = Cell> {
    use schema::Language::*;
    [Ar, Zh, En, Fr, Ru, Es]
        .map(|language| Cell::from(texts.get(language).map(str::to_owned)))
        .into_iter()
}

/// Licence, date and address, in the six languages.
fn readme(site: &Site, today: NaiveDate, changed: Option<DateTime<Utc>>) -> String {
    let said = |words: Words| {
        let day = words.date(today);
        let changed = changed.map(|at| {
            let moment = crate::site::asking::moment(words, at);
            words.with("data-changed", &[("moment", moment)])
        });
        let base = site.base_url.trim_end_matches('/');
        let mut lines = vec![
            site.name(words.language()).to_owned(),
            format!("{base}/{}/", words.code()),
            words.with("data-readme-date", &[("date", day)]),
        ];
        lines.extend(changed);
        lines.push(words.text("data-readme-files"));
        lines.push(words.text("data-licence-1"));
        lines.extend(site.operator.licence.as_ref().map(|licence| {
            let (says, colon) = (words.text("data-licence-operator"), words.text("colon"));
            format!("{says}{colon} {} {}", licence.name, licence.url)
        }));
        lines.push(words.text("data-licence-2"));
        lines.extend(
            site.sample
                .source()
                .map(|source| words.with("data-licence-sample", &[("source", source)])),
        );
        lines.push(words.text("footer-designations"));
        words::without_isolates(&lines.join("\n"))
    };
    let all: Vec<String> = Language::ALL.map(|language| said(Words::of(language))).into();
    all.join("\n\n") + "\n"
}

/// What is packed and not yet sent.
#[derive(Clone, Default)]
struct Packed(Arc<Mutex<Vec<u8>>>);

impl Packed {
    fn taken(&self) -> Bytes {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)).into()
    }
}

impl Write for Packed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An archive under way.
struct Pack {
    zip: ZipWriter<StreamWriter<Packed>>,
    packed: Packed,
    beside: Vec<(String, Vec<u8>)>,
    has_begun: bool,
}

impl Pack {
    fn new(beside: Vec<(String, Vec<u8>)>) -> Self {
        let packed = Packed::default();
        Self {
            zip: ZipWriter::new_stream(packed.clone()),
            packed,
            beside,
            has_begun: false,
        }
    }

    /// One more part of the commitments, or the end: what can be sent now, and the archive if it goes on.
    fn with(mut self, part: Option<Vec<u8>>) -> io::Result<(Bytes, Option<Self>)> {
        // Without the moment of writing: the same content is the same file. More than 4 GB have room.
        let options = SimpleFileOptions::default()
            .last_modified_time(zip::DateTime::default())
            .large_file(true);
        if !self.has_begun {
            self.has_begun = true;
            for (name, content) in std::mem::take(&mut self.beside) {
                self.zip.start_file(name, options)?;
                self.zip.write_all(&content)?;
            }
            self.zip.start_file("commitments.csv", options)?;
        }
        match part {
            Some(part) => {
                self.zip.write_all(&part)?;
                Ok((self.packed.taken(), Some(self)))
            }
            None => {
                self.zip.finish()?;
                Ok((self.packed.taken(), None))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read};
    use zip::ZipArchive;

    #[test]
    fn what_is_sent_in_parts_is_one_archive() {
        let mut pack = Pack::new(vec![("README.txt".to_owned(), b"read".to_vec())]);
        let mut sent = vec![];
        for part in [Some(b"reference\r\n".to_vec()), Some(b"CMT-2026-0042\r\n".to_vec())] {
            let (bytes, more) = pack.with(part).unwrap();
            sent.extend_from_slice(&bytes);
            pack = more.unwrap();
        }
        let (bytes, more) = pack.with(None).unwrap();
        sent.extend_from_slice(&bytes);
        assert!(more.is_none());
        let mut archive = ZipArchive::new(Cursor::new(sent)).unwrap();
        let mut text = String::new();
        archive
            .by_name("commitments.csv")
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, "reference\r\nCMT-2026-0042\r\n");
        assert_eq!(archive.len(), 2);
    }
}
