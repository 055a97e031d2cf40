//! Pages of what the source documents say: all provisions, and one with what was undertaken under it.

mod detail;
mod list;

use crate::commitments::page::Names;
use crate::paths::shows;
use crate::site::asked::as_path;
use crate::site::asking::{LANG, language_of, said};
use crate::site::files::sheet::{Cell, Sheet};
use actix_web::web;
use schema::actor::*;
use schema::commitments::{self as model, ProvisionFigure};
use schema::sources::{self, Instrument, Provision};
use schema::{Actor, Connection, Language};
use std::collections::HashMap;
use url::form_urlencoded;
use words::Words;

/// Mounts `/{lang}/provisions…`.
pub fn mount(app: &mut web::ServiceConfig) {
    let at = |path: &str| format!("{LANG}/provisions{path}");
    app.service(shows(at(""), list::show))
        .service(shows(at(".{format:csv|json|xlsx|zip}"), list::file))
        .service(shows(at(".atom"), list::atom))
        .service(shows(at("/{reference:.+}.{format:csv|json|xlsx|zip}"), detail::file))
        .service(shows(at("/{reference:.+}.atom"), detail::atom))
        .service(shows(at("/{reference:.+}"), detail::show));
}

/// Where a provision has its page, within the site: its reference as it is written, slashes and parentheses too.
pub fn path_of(reference: &str) -> String {
    format!("/provisions/{}", as_path(reference))
}

/// The list of commitments on a provision and its clauses, within the site; `.csv` and the like may come before the query.
pub fn commitments_on(reference: &str, suffix: &str) -> String {
    let reference: String = form_urlencoded::byte_serialize(reference.as_bytes()).collect();
    format!("/commitments{suffix}?provision={reference}")
}

/// The word for a code of the catalogue, which an operator may have others of: those are shown as they are.
fn word(words: Words, set: &str, code: &str) -> String {
    if words.has(&format!("{set}-{}", code.to_ascii_lowercase())) {
        words.name(set, code)
    } else {
        code.replace('_', " ")
    }
}

/// All documents and provisions, closed lists, and what is counted of each.
struct Sources {
    instruments: Vec<Instrument>,
    provisions: Vec<Provision>,
    figures: HashMap<ProvisionId, ProvisionFigure>,
    names: Names,
}

impl Sources {
    async fn read(conn: &mut Connection) -> schema::Result<Self> {
        let figures = model::figures_by_provision(conn, &Actor::Visitor).await?;
        Ok(Self {
            instruments: sources::instruments(conn).await?,
            provisions: sources::provisions(conn).await?,
            figures: figures.into_iter().map(|figure| (figure.provision, figure)).collect(),
            names: Names::read(conn, &[], &[]).await?,
        })
    }

    fn instrument(&self, id: InstrumentId) -> Option<&Instrument> {
        self.instruments.iter().find(|instrument| instrument.id == id)
    }

    fn provision(&self, id: ProvisionId) -> Option<&Provision> {
        self.provisions.iter().find(|provision| provision.id == id)
    }

    /// Commitments and States.
    fn counts(&self, provision: &Provision) -> (i64, i64) {
        let figure = self.figures.get(&provision.id);
        figure.map_or((0, 0), |figure| (figure.commitments, figure.states))
    }

    /// Provisions as a file, a row each.
    fn sheet<'a>(&self, words: Words, name: String, rows: impl Iterator<Item = &'a Provision>) -> Sheet {
        let row = |provision: &Provision| {
            let (commitments, states) = self.counts(provision);
            let instrument = self.instrument(provision.instrument_id);
            let parent = provision.parent_id.and_then(|id| self.provision(id));
            let title = provision.title.shown(language_of(words), Language::En);
            let summary = provision.summary.shown(language_of(words), Language::En);
            vec![
                provision.reference.as_str().into(),
                instrument.map(|instrument| instrument.symbol.as_str()).into(),
                instrument.map(|instrument| i64::from(instrument.year)).into(),
                parent.map(|parent| parent.reference.as_str()).into(),
                provision.section.as_str().into(),
                word(words, "provision-section", &provision.section).into(),
                provision.paragraph.as_str().into(),
                provision.addressee.as_str().into(),
                word(words, "provision-addressee", &provision.addressee).into(),
                provision.theme.as_str().into(),
                self.names.theme(words, &provision.theme).into(),
                provision.kind.as_str().into(),
                word(words, "provision-kind", &provision.kind).into(),
                title.as_ref().map(|shown| shown.text).into(),
                summary.as_ref().map(|shown| shown.text).into(),
                title.as_ref().map(|shown| shown.language.code()).into(),
                Cell::Number(commitments),
                Cell::Number(states),
                provision.id.to_string().into(),
            ]
        };
        Sheet {
            name,
            columns: vec![
                "reference",
                "instrument",
                "year",
                "parent_reference",
                "section",
                "section_label",
                "paragraph",
                "addressee",
                "addressee_label",
                "theme",
                "theme_label",
                "kind",
                "kind_label",
                "title",
                "summary",
                "title_language",
                "commitment_count",
                "state_count",
                "id",
            ],
            rows: rows.map(row).collect(),
        }
    }
}

/// The title of a provision for a reader, in words of ours.
fn title(words: Words, provision: &Provision) -> String {
    said(words, &provision.title, Language::En).map_or_else(String::new, |said| said.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_an_address_as_it_is_written() {
        assert_eq!(path_of("A/68/98:26(c)"), "/provisions/A/68/98:26(c)");
        assert_eq!(path_of("WTDC Res. 45:1é"), "/provisions/WTDC%20Res.%2045:1%C3%A9");
        assert_eq!(
            commitments_on("A/68/98:26(c)", ".csv"),
            "/commitments.csv?provision=A%2F68%2F98%3A26%28c%29"
        );
    }
}
