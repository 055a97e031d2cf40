//! Which files are taken as evidence, by their content: documents, tables, pictures, plain text. Nothing that a browser or
//! an office program would run, and nothing that unpacks to more than a reader's machine can hold.

use super::FILE_MAX_BYTES;
use crate::{Problem, ProblemCode};
use flate2::read::DeflateDecoder;
use std::io::Read;

/// What all parts of a document may come to, unpacked.
pub const UNPACKED_MAX_BYTES: u64 = 100 * 1024 * 1024;
/// How many parts a document may have.
const PARTS_MAX: usize = 10_000;
/// How many pixels a picture may have: a page of A3 scanned at 600 dots an inch, and a little more.
pub const PIXELS_MAX: u64 = 100_000_000;

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const PPTX: &str = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
const ODT: &str = "application/vnd.oasis.opendocument.text";
const ODS: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// Endings of names, with the only type that a file of this name may be of.
const TAKEN: &[(&str, &str)] = &[
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("docx", DOCX),
    ("xlsx", XLSX),
    ("pptx", PPTX),
    ("odt", ODT),
    ("ods", ODS),
];

/// The media type that the content of a file has, if it is one of those taken and the name says the same.
pub fn media_type(name: &str, content: &[u8]) -> Result<&'static str, Problem> {
    if content.len() > FILE_MAX_BYTES {
        return Err(Problem::new("file", ProblemCode::FileTooLarge).with("max", FILE_MAX_BYTES));
    }
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase())
        .unwrap_or_default();
    let found = match content {
        [b'P', b'K', 3, 4, ..] => Some(document(content)?),
        _ => infer::get(content).map(|kind| kind.mime_type()),
    };
    match found {
        Some("image/png") => check_pixels(png_size(content))?,
        Some("image/jpeg") => check_pixels(jpeg_size(content))?,
        _ => {}
    }
    if let Some((_, media_type)) = TAKEN.iter().find(|(known, _)| *known == ending) {
        return if found == Some(*media_type) {
            Ok(media_type)
        } else {
            Err(refused())
        };
    }
    // Text has no signature: it is text if it reads as text.
    let is_text = found.is_none() && std::str::from_utf8(content).is_ok_and(|text| !text.contains('\0'));
    match (ending.as_str(), is_text) {
        ("txt", true) => Ok("text/plain; charset=utf-8"),
        ("csv", true) => Ok("text/csv; charset=utf-8"),
        _ => Err(refused()),
    }
}

fn refused() -> Problem {
    Problem::new("file", ProblemCode::FileTypeRefused)
}

fn too_much() -> Problem {
    Problem::new("file", ProblemCode::FileContentTooLarge)
}

fn check_pixels(size: Option<(u64, u64)>) -> Result<(), Problem> {
    let (width, height) = size.ok_or_else(refused)?;
    if width * height > PIXELS_MAX {
        Err(too_much())
    } else {
        Ok(())
    }
}

fn png_size(content: &[u8]) -> Option<(u64, u64)> {
    let header = content.get(12..24).filter(|header| header.starts_with(b"IHDR"))?;
    let number = |at: usize| Some(u32::from_be_bytes(header.get(at..at + 4)?.try_into().ok()?).into());
    Some((number(4)?, number(8)?))
}

fn jpeg_size(content: &[u8]) -> Option<(u64, u64)> {
    let number = |at: usize| Some(u16::from_be_bytes(content.get(at..at + 2)?.try_into().ok()?));
    let mut at = 2;
    loop {
        let [0xff, marker] = *content.get(at..at + 2)? else {
            return None;
        };
        match marker {
            // Filling, and markers that stand alone.
            0xff => at += 1,
            0x01 | 0xd0..=0xd7 => at += 2,
            // Start of a frame, of whichever coding.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return Some((number(at + 7)?.into(), number(at + 5)?.into()));
            }
            _ => at += 2 + usize::from(number(at + 2)?),
        }
    }
}

/// The type of an office document, all of whose parts have been unpacked to see that they stay within bounds.
fn document(archive: &[u8]) -> Result<&'static str, Problem> {
    let mut left = UNPACKED_MAX_BYTES;
    let (mut types, mut own_type) = (String::new(), String::new());
    let parts = parts(archive).ok_or_else(refused)?;
    for part in &parts {
        let says_what_it_is = matches!(part.name, b"[Content_Types].xml" | b"mimetype");
        let mut text = Vec::new();
        let unpacked = match part.method {
            0 => unpack(part.data, left, says_what_it_is.then_some(&mut text)),
            8 => unpack(
                DeflateDecoder::new(part.data),
                left,
                says_what_it_is.then_some(&mut text),
            ),
            _ => None,
        };
        left = left.checked_sub(unpacked.ok_or_else(refused)?).ok_or_else(too_much)?;
        let text = String::from_utf8(text).map_err(|_| refused())?;
        match part.name {
            b"[Content_Types].xml" => types = text,
            b"mimetype" => own_type = text,
            _ => {}
        }
    }
    let runs = |part: &Part<'_>| {
        let name = part.name.to_ascii_lowercase();
        name.ends_with(b"vbaproject.bin") || name.starts_with(b"basic/") || name.starts_with(b"scripts/")
    };
    if parts.iter().any(runs) {
        return Err(refused());
    }
    let is_office = |kind: &str| types.contains(&format!("{kind}.main+xml"));
    [DOCX, XLSX, PPTX]
        .into_iter()
        .find(|kind| is_office(kind))
        .or_else(|| [ODT, ODS].into_iter().find(|kind| own_type == **kind))
        .ok_or_else(refused)
}

/// How much it comes to, read until just beyond what is left; nothing if it cannot be unpacked.
fn unpack(packed: impl Read, left: u64, into: Option<&mut Vec<u8>>) -> Option<u64> {
    let mut bounded = packed.take(left + 1);
    match into {
        Some(text) => std::io::copy(&mut bounded, text),
        None => std::io::copy(&mut bounded, &mut std::io::sink()),
    }
    .ok()
}

/// One part of a zip archive, as packed.
struct Part<'a> {
    name: &'a [u8],
    method: u16,
    data: &'a [u8],
}

/// The parts that the archive's directory lists; nothing if it is broken, encrypted, of several volumes, or of the form
/// for archives of more than 4 GB, which nothing of 10 MB needs.
fn parts(archive: &[u8]) -> Option<Vec<Part<'_>>> {
    const DIRECTORY_END: usize = 22;
    let number = |at: usize| {
        Some(usize::from(u16::from_le_bytes(
            archive.get(at..at + 2)?.try_into().ok()?,
        )))
    };
    let long = |at: usize| usize::try_from(u32::from_le_bytes(archive.get(at..at + 4)?.try_into().ok()?)).ok();
    let is_at = |at: usize, signature: &[u8; 4]| archive.get(at..at + 4) == Some(signature);
    // It stands last, before a comment of at most 64 kB.
    let last = archive.len().checked_sub(DIRECTORY_END)?;
    let end = (last.saturating_sub(usize::from(u16::MAX))..=last)
        .rev()
        .find(|at| is_at(*at, b"PK\x05\x06"))?;
    let count = number(end + 10)?;
    if number(end + 4)? != 0 || number(end + 8)? != count || count == 0 || count > PARTS_MAX {
        return None;
    }
    let mut at = long(end + 16)?;
    let mut parts = Vec::with_capacity(count);
    for _ in 0..count {
        let is_encrypted = number(at + 8)? & 1 == 1;
        if !is_at(at, b"PK\x01\x02") || is_encrypted {
            return None;
        }
        let (method, size, name_length) = (number(at + 10)?, long(at + 20)?, number(at + 28)?);
        let local = long(at + 42)?;
        if !is_at(local, b"PK\x03\x04") {
            return None;
        }
        let begin = local + 30 + number(local + 26)? + number(local + 28)?;
        parts.push(Part {
            name: archive.get(at + 46..at + 46 + name_length)?,
            method: u16::try_from(method).ok()?,
            data: archive.get(begin..begin.checked_add(size)?)?,
        });
        at += 46 + name_length + number(at + 30)? + number(at + 32)?;
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::DeflateEncoder;
    use std::io::Write;

    /// An archive of these parts, packed.
    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let (mut bytes, mut directory) = (vec![], vec![]);
        for (name, content) in parts {
            let mut packer = DeflateEncoder::new(vec![], Compression::fast());
            packer.write_all(content).expect("to memory");
            let packed = packer.finish().expect("to memory");
            let length = |bytes: &[u8]| u32::try_from(bytes.len()).expect("small").to_le_bytes();
            let mut head = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0];
            head.extend(length(&packed));
            head.extend(length(content));
            head.extend(&length(name.as_bytes())[..2]);
            head.extend([0, 0]);
            let offset = length(&bytes);
            bytes.extend([b"PK\x03\x04", head.as_slice(), name.as_bytes(), &packed].concat());
            directory.extend(
                [
                    b"PK\x01\x02\x14\x00",
                    head.as_slice(),
                    &[0; 10],
                    &offset,
                    name.as_bytes(),
                ]
                .concat(),
            );
        }
        let (begin, size) = (bytes.len() as u32, directory.len() as u32);
        let count = u16::try_from(parts.len()).expect("few").to_le_bytes();
        bytes.extend(directory);
        bytes.extend(
            [
                b"PK\x05\x06\0\0\0\0",
                &count[..],
                &count,
                &size.to_le_bytes(),
                &begin.to_le_bytes(),
                &[0, 0],
            ]
            .concat(),
        );
        bytes
    }

    fn office(kind: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
        let types =
            format!(r#"<Types><Override PartName="/word/document.xml" ContentType="{kind}.main+xml"/></Types>"#);
        archive(&[&[("[Content_Types].xml", types.as_bytes())], more].concat())
    }

    fn code(name: &str, content: &[u8]) -> Result<&'static str, ProblemCode> {
        media_type(name, content).map_err(|problem| problem.code)
    }

    #[test]
    fn a_file_is_what_its_content_says() {
        assert_eq!(code("strategy.pdf", b"%PDF-1.7\n"), Ok("application/pdf"));
        assert_eq!(
            code("figures.csv", "État,2026\n".as_bytes()),
            Ok("text/csv; charset=utf-8")
        );
        for (name, content) in [
            ("strategy.pdf", &b"<html><script>alert(1)</script>"[..]),
            ("page.html", b"<!doctype html>"),
            ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ("tool.exe", b"MZ\x90\0"),
            ("tool.pdf", b"MZ\x90\0"),
            ("notes.txt", b"a\0b"),
            ("notes", b"plain"),
        ] {
            assert_eq!(code(name, content), Err(ProblemCode::FileTypeRefused), "{name}");
        }
        let large = vec![b'a'; FILE_MAX_BYTES + 1];
        assert_eq!(code("a.txt", &large), Err(ProblemCode::FileTooLarge));
    }

    #[test]
    fn office_documents_are_known_by_what_they_say_they_are() {
        for (name, kind) in [("a.docx", DOCX), ("a.xlsx", XLSX), ("a.pptx", PPTX)] {
            assert_eq!(code(name, &office(kind, &[])), Ok(kind));
            assert_eq!(
                code("a.odt", &office(kind, &[])),
                Err(ProblemCode::FileTypeRefused),
                "{name}"
            );
        }
        for (name, kind) in [("a.odt", ODT), ("a.ods", ODS)] {
            assert_eq!(code(name, &archive(&[("mimetype", kind.as_bytes())])), Ok(kind));
            assert_eq!(
                code("a.docx", &archive(&[("mimetype", kind.as_bytes())])),
                Err(ProblemCode::FileTypeRefused)
            );
        }
        let with_macros = "application/vnd.ms-word.document.macroEnabled";
        for content in [
            archive(&[("readme.txt", b"any archive")]),
            office(with_macros, &[]),
            office(DOCX, &[("word/vbaProject.bin", b"Sub AutoOpen()")]),
        ] {
            assert_eq!(code("a.docx", &content), Err(ProblemCode::FileTypeRefused));
        }
    }

    #[test]
    fn a_document_that_is_cut_off_is_refused_wherever_it_is_cut() {
        let whole = office(DOCX, &[("word/document.xml", b"<w:document/>")]);
        for end in 4..whole.len() {
            assert_eq!(
                code("a.docx", &whole[..end]),
                Err(ProblemCode::FileTypeRefused),
                "{end}"
            );
        }
        // Whatever one byte becomes, there is an answer.
        for at in 0..whole.len() {
            let mut other = whole.clone();
            other[at] ^= 0xff;
            let _ = code("a.docx", &other);
        }
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused_whatever_it_says_of_its_size() {
        let much = vec![0; usize::try_from(UNPACKED_MAX_BYTES).expect("small") / 2 + 1];
        let twice = office(DOCX, &[("word/1.xml", &much), ("word/2.xml", &much)]);
        assert!(twice.len() < FILE_MAX_BYTES);
        assert_eq!(code("a.docx", &twice), Err(ProblemCode::FileContentTooLarge));
        assert_eq!(code("a.docx", &office(DOCX, &[("word/1.xml", &much)])), Ok(DOCX));
    }

    #[test]
    fn a_picture_has_no_more_pixels_than_a_page_scanned_finely() {
        let png = |width: u32, height: u32| {
            let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
            [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", size.as_slice(), &[8, 2, 0, 0, 0]].concat()
        };
        let jpeg = |width: u16, height: u16| {
            let size = [height.to_be_bytes(), width.to_be_bytes()].concat();
            [b"\xff\xd8\xff\xe0\0\x04JF\xff\xc0\0\x11\x08", size.as_slice(), &[3]].concat()
        };
        assert_eq!(code("a.png", &png(10_000, 10_000)), Ok("image/png"));
        assert_eq!(
            code("a.png", &png(u32::MAX, u32::MAX)),
            Err(ProblemCode::FileContentTooLarge)
        );
        assert_eq!(code("a.png", &png(1, 1)[..20]), Err(ProblemCode::FileTypeRefused));
        assert_eq!(code("a.jpg", &jpeg(7_016, 9_921)), Ok("image/jpeg"));
        assert_eq!(
            code("a.jpeg", &jpeg(u16::MAX, u16::MAX)),
            Err(ProblemCode::FileContentTooLarge)
        );
        assert_eq!(code("a.jpg", &jpeg(1, 1)[..8]), Err(ProblemCode::FileTypeRefused));
    }
}
