//! What is new on a list, for programs that look again: Atom (RFC 4287).

use actix_web::HttpResponse;
use atom_syndication::{EntryBuilder, FeedBuilder, LinkBuilder, PersonBuilder, Text};
use chrono::{DateTime, Utc};
use schema::Error;

use super::ATOM;
use crate::site::{Said, Shell, Visit};

/// One record of a feed.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Permanent, and the same in every language: `/id/CMT-2026-0042`.
    pub id: String,
    pub title: Said,
    pub summary: Option<Said>,
    pub author: String,
    /// Its page in the feed's language.
    pub href: String,
    pub published_at: DateTime<Utc>,
    /// When something of it was last published: the record, or an update.
    pub updated_at: DateTime<Utc>,
}

/// The newest of a list, as an answer. `shell` is that of the page that lists them.
pub fn answer(
    visit: &Visit,
    shell: &Shell,
    title: &str,
    (name, read): (&str, schema::Result<Vec<Entry>>),
) -> HttpResponse {
    let written = read.and_then(|entries| written(shell, title, entries));
    visit.file((name, ATOM), written)
}

fn written(shell: &Shell, title: &str, entries: Vec<Entry>) -> schema::Result<Vec<u8>> {
    // An empty list has never changed: the same moment each time, so that it is the same file.
    let updated = entries.iter().map(|entry| entry.updated_at).max().unwrap_or_default();
    let link = |rel: &str, href: String, kind: &str| {
        LinkBuilder::default()
            .rel(rel)
            .href(href)
            .mime_type(kind.to_owned())
            .hreflang(shell.words.code().to_owned())
            .build()
    };
    let entry = |entry: Entry| {
        let Entry {
            id,
            title,
            summary,
            author,
            href,
            published_at,
            updated_at,
        } = entry;
        EntryBuilder::default()
            .id(id)
            .title(said(title))
            .summary(summary.map(said))
            .author(PersonBuilder::default().name(author).build())
            .link(link("alternate", href, "text/html"))
            .published(published_at.fixed_offset())
            .updated(updated_at)
            .build()
    };
    let (here, licence) = (shell.canonical(), &shell.licence);
    let mut links = vec![
        link("alternate", here.clone(), "text/html"),
        link("self", with_suffix(&here), ATOM),
    ];
    links.extend(
        licence
            .iter()
            .map(|licence| link("license", licence.url.clone(), "text/html")),
    );
    let feed = FeedBuilder::default()
        .lang(shell.words.code().to_owned())
        .id(here.clone())
        .title(Text::plain(title.to_owned()))
        .author(PersonBuilder::default().name(shell.site.clone()).build())
        .updated(updated)
        .links(links)
        .rights(licence.as_ref().map(|licence| Text::plain(licence.name.clone())))
        .entries(entries.into_iter().map(entry).collect::<Vec<_>>())
        .build();
    feed.write_to(vec![]).map_err(Error::internal)
}

fn said(said: Said) -> Text {
    Text {
        lang: Some(said.code.to_owned()),
        ..Text::plain(said.text)
    }
}

/// The suffix goes behind the path: `/en/commitments.atom?status=published`, `/en.atom`.
fn with_suffix(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    super::address(&format!("{}.atom", path.trim_end_matches('/')), query)
}
