//! `/data.zip`: the whole public register, sent as it is written.

use super::{changed_at, data};
use crate::app::Web;
use crate::site::Site;
use crate::site::cache::{has_it, tag};
use crate::site::files::archive::{Named, ZIP, licence, sent};
use crate::site::files::sheet::{Cell, Sheet, SheetFormat};
use crate::site::files::{found, refused, unchanged};
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use schema::commitments::{self as model, CommitmentFilter};
use schema::directory::{Participant, ParticipantFilter, ParticipantKind, participants};
use schema::page::Page;
use schema::record::{Export, ExportFormat, Exporter, Selection};
use schema::sources::provisions;
use schema::{Actor, Connection, Error, Texts};
use words::{Language, Words};

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
    let parts = sent(
        settings.db.clone(),
        beside,
        vec![("commitments.csv".to_owned(), exporter)],
    );
    found(tag, ("data.zip", ZIP)).streaming(Box::pin(parts))
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

    fn files(self, words: Words, readme: String, catalogue: Vec<u8>) -> schema::Result<Vec<Named>> {
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
        lines.extend(licence(words, site));
        lines.push(words.text("footer-designations"));
        words::without_isolates(&lines.join("\n"))
    };
    let all: Vec<String> = Language::ALL.map(|language| said(Words::of(language))).into();
    all.join("\n\n") + "\n"
}
