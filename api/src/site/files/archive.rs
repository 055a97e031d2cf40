//! Several files in one (ZIP): a list as a table and for programs, with what must be known of it. Sent as it is written:
//! what is in memory at one time is one page of an export and what of it is packed already.

use actix_web::web;
use actix_web::web::Bytes;
use chrono::NaiveDate;
use futures_util::{Stream, stream};
use schema::record::Exporter;
use schema::{Db, Error};
use serde_json::json;
use std::collections::VecDeque;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};
use words::{Words, without_isolates};
use zip::ZipWriter;
use zip::write::{SimpleFileOptions, StreamWriter};

use crate::site::Site;

pub const ZIP: &str = "application/zip";

/// A file that is there as a whole.
pub type Named = (String, Vec<u8>);

/// What an archive of a list says of itself.
pub struct About<'a> {
    pub words: Words,
    pub site: &'a Site,
    /// What the list is called.
    pub title: &'a str,
    /// What was asked for: a path, and its query.
    pub asked: &'a str,
    pub today: NaiveDate,
    /// The other files.
    pub files: &'a [String],
}

impl About<'_> {
    /// `README.txt` for people, in their language, and `metadata.json` for programs, both with the licence, the day and what
    /// was asked for.
    pub fn files(&self) -> schema::Result<[Named; 2]> {
        let words = self.words;
        let base = self.site.base_url.trim_end_matches('/');
        let address = format!("{base}{}", self.asked);
        let query = self.asked.split_once('?').map_or("", |(_, query)| query);
        let licence = licence(words, self.site);
        let licence: Vec<String> = licence.iter().map(|line| without_isolates(line)).collect();
        let register = self.site.name(words.language());
        let lines = [
            register.to_owned(),
            self.title.to_owned(),
            words.with("archive-selection", &[("address", address.as_str())]),
            words.with("data-readme-date", &[("date", words.date(self.today))]),
            words.with("archive-files", &[("files", words.and(self.files))]),
        ];
        let lines = lines
            .into_iter()
            .chain(licence.clone())
            .chain([words.text("footer-designations")]);
        let readme: Vec<String> = lines.map(|line| without_isolates(&line)).collect();
        let metadata = json!({
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": without_isolates(self.title),
            "url": address,
            "inLanguage": words.code(),
            "dateCreated": self.today,
            "isAccessibleForFree": true,
            "usageInfo": format!("{base}/{}/data#licence", words.code()),
            "conditionsOfAccess": licence.join(" "),
            "provider": register,
            "query": query,
            "hasPart": self.files,
        });
        let metadata = serde_json::to_vec_pretty(&metadata).map_err(Error::internal)?;
        Ok([
            ("README.txt".to_owned(), (readme.join("\n") + "\n").into_bytes()),
            ("metadata.json".to_owned(), metadata),
        ])
    }
}

/// Under which terms data are taken along, line by line.
pub fn licence(words: Words, site: &Site) -> Vec<String> {
    let mut lines = vec![words.text("data-licence-1")];
    lines.extend(site.operator.licence.as_ref().map(|licence| {
        let (says, colon) = (words.text("data-licence-operator"), words.text("colon"));
        format!("{says}{colon} {} {}", licence.name, licence.url)
    }));
    lines.push(words.text("data-licence-2"));
    let sample = site.sample.source();
    lines.extend(sample.map(|source| words.with("data-licence-sample", &[("source", source)])));
    lines
}

/// An archive of files that are there as a whole.
pub fn packed(files: Vec<Named>) -> schema::Result<Vec<u8>> {
    let mut pack = Pack::default();
    pack.with(files).map_err(Error::internal)?;
    let mut content = pack.packed.taken().to_vec();
    content.extend_from_slice(&pack.finished().map_err(Error::internal)?);
    Ok(content)
}

/// An archive of whole files, and of exports that are asked for as they are sent.
pub fn sent(
    db: Db,
    beside: Vec<Named>,
    exports: Vec<(String, Exporter)>,
) -> impl Stream<Item = Result<Bytes, actix_web::Error>> {
    let sending = Sending {
        pack: Some(Pack::default()),
        beside,
        exports: exports.into(),
        db,
    };
    stream::unfold(sending, |mut sending| async move {
        let pack = sending.pack.take()?;
        Some(match sending.step(pack).await {
            Ok((bytes, pack)) => (Ok(bytes), Sending { pack, ..sending }),
            Err(error) => {
                // A fault in the middle breaks the answer off, so that no half file looks whole.
                tracing::error!(%error, "a download broke off");
                let broken = actix_web::error::ErrorInternalServerError("the download broke off");
                (Err(broken), sending)
            }
        })
    })
}

/// An archive on its way.
struct Sending {
    /// Nothing once it has ended.
    pack: Option<Pack>,
    beside: Vec<Named>,
    exports: VecDeque<(String, Exporter)>,
    db: Db,
}

impl Sending {
    /// What can be sent next, and the archive if it goes on. Packing is done off the thread that answers others.
    async fn step(&mut self, mut pack: Pack) -> Result<(Bytes, Option<Pack>), Error> {
        let beside = std::mem::take(&mut self.beside);
        while let Some((name, exporter)) = self.exports.front_mut() {
            let Some(part) = exporter.next(&self.db).await? else {
                self.exports.pop_front();
                continue;
            };
            // Its name where it begins.
            let begins = (!name.is_empty()).then(|| std::mem::take(name));
            return done(move || {
                pack.with(beside)?;
                if let Some(name) = begins {
                    pack.begin(name)?;
                }
                pack.zip.write_all(&part)?;
                Ok((pack.packed.taken(), Some(pack)))
            })
            .await;
        }
        done(move || {
            pack.with(beside)?;
            Ok((pack.finished()?, None))
        })
        .await
    }
}

async fn done<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> Result<T, Error> {
    web::block(work)
        .await
        .map_err(Error::internal)?
        .map_err(Error::internal)
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
}

impl Default for Pack {
    fn default() -> Self {
        let packed = Packed::default();
        Self {
            zip: ZipWriter::new_stream(packed.clone()),
            packed,
        }
    }
}

impl Pack {
    fn begin(&mut self, name: String) -> io::Result<()> {
        // Without the moment of writing: the same content is the same file. More than 4 GB have room.
        let options = SimpleFileOptions::default()
            .last_modified_time(zip::DateTime::default())
            .large_file(true);
        Ok(self.zip.start_file(name, options)?)
    }

    fn with(&mut self, files: Vec<Named>) -> io::Result<()> {
        for (name, content) in files {
            self.begin(name)?;
            self.zip.write_all(&content)?;
        }
        Ok(())
    }

    /// The end of it, with what has not been sent yet.
    fn finished(self) -> io::Result<Bytes> {
        self.zip.finish()?;
        Ok(self.packed.taken())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read};
    use zip::ZipArchive;

    #[test]
    fn what_is_sent_in_parts_is_one_archive() {
        let mut pack = Pack::default();
        pack.with(vec![("README.txt".to_owned(), b"read".to_vec())]).unwrap();
        pack.begin("commitments.csv".to_owned()).unwrap();
        let mut sent = vec![];
        for part in [&b"reference\r\n"[..], b"CMT-2026-0042\r\n"] {
            pack.zip.write_all(part).unwrap();
            sent.extend_from_slice(&pack.packed.taken());
        }
        sent.extend_from_slice(&pack.finished().unwrap());
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
