//! `/{lang}.csv` and `/{lang}.json`: what the home page counts, for programs and spreadsheets.

use super::{Names, Standing};
use crate::site::Visit;
use crate::site::files::{CSV, JSON};
use actix_web::HttpResponse;
use chrono::{DateTime, NaiveDate, Utc};
use schema::commitments::{self as model, CommitmentFilter, Tally, ThemeFigure};
use schema::{Actor, Connection, Error};
use serde::Serialize;
use words::Words;

/// What is counted, and as of when.
#[derive(Serialize)]
struct Figures {
    as_of: Option<DateTime<Utc>>,
    commitments: i64,
    participants: i64,
    reported_complete: i64,
    figures: Vec<Figure>,
}

/// How many commitments of a theme are in a status; codes, and beside them the words of the address's language.
#[derive(Serialize)]
struct Figure {
    theme: String,
    theme_text: String,
    status: &'static str,
    status_text: String,
    commitment_count: i64,
}

impl Figures {
    async fn read(conn: &mut Connection, words: Words, today: NaiveDate) -> schema::Result<Self> {
        let names = Names::read(conn, &[], &[]).await?;
        let counted = model::figures_by_theme(conn, &Actor::Visitor).await?;
        let Tally {
            commitments,
            participants,
            completed,
        } = model::tally(conn, &Actor::Visitor, today, &CommitmentFilter::default()).await?;
        let figure = |figure: &ThemeFigure| Figure {
            theme_text: names.theme(words, &figure.theme),
            theme: figure.theme.clone(),
            status: figure.status.code(),
            status_text: words.name("commitment-status", figure.status.code()),
            commitment_count: figure.count,
        };
        Ok(Self {
            as_of: Standing::read(conn, today).await?.changed_at,
            commitments,
            participants,
            reported_complete: completed,
            figures: names
                .themes
                .iter()
                .flat_map(|theme| counted.iter().filter(move |figure| figure.theme == theme.code))
                .map(figure)
                .collect(),
        })
    }

    fn to_csv(&self) -> schema::Result<Vec<u8>> {
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(vec![]);
        for figure in &self.figures {
            writer.serialize(figure).map_err(Error::internal)?;
        }
        writer.into_inner().map_err(|error| Error::internal(error.to_string()))
    }
}

async fn read(visit: &Visit) -> schema::Result<Figures> {
    let Visit { words, today, .. } = *visit;
    visit.read(async |conn| Figures::read(conn, words, today).await).await
}

pub async fn csv(visit: Visit) -> HttpResponse {
    let written = read(&visit).await.and_then(|figures| figures.to_csv());
    visit.file(("figures.csv", CSV), written)
}

pub async fn json(visit: Visit) -> HttpResponse {
    let written = read(&visit)
        .await
        .and_then(|figures| serde_json::to_vec(&figures).map_err(Error::internal));
    visit.file(("figures.json", JSON), written)
}
