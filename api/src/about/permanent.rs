//! `/id/…`: the permanent address of a commitment, a State, an organization or a provision. It is the same in every
//! language, and leads on to the page in the reader's.

use crate::app::Web;
use crate::site::asked::address;
use crate::site::asking::failed;
use crate::site::cache::see_other;
use crate::site::language::words_for;
use crate::{directory, sources};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use schema::directory::participant_by_code;
use schema::sources::provisions_by_references;
use schema::{Actor, Connection, Error};

pub async fn lead_on(
    request: HttpRequest,
    settings: web::Data<Web>,
    written: Option<web::Path<String>>,
) -> HttpResponse {
    let words = words_for(&request);
    let written = written.map(web::Path::into_inner).unwrap_or_default();
    // `REF.json` and `REF.csv` are the same record as files.
    let (reference, kind) = match written.trim().rsplit_once('.') {
        Some((reference, "json")) => (reference, ".json"),
        Some((reference, "csv")) => (reference, ".csv"),
        _ => (written.trim(), ""),
    };
    let read = async |conn: &mut Connection| page_of(conn, reference).await;
    let found = match of_commitment(reference) {
        Some(path) => Ok(path),
        None => settings.db.read(&Actor::Visitor, read).await,
    };
    match found {
        Ok(path) => see_other(
            // What was asked for of it, such as a past day, goes along.
            &address(&format!("/{}{path}{kind}", words.code()), request.query_string()),
            (header::VARY, "Accept-Language"),
        ),
        Err(error) => failed(&request, words, error),
    }
}

/// Where a commitment of this reference has its page. Whether it is there is not looked at: so nobody learns it here.
fn of_commitment(reference: &str) -> Option<String> {
    let reference = reference.to_ascii_uppercase();
    let (year, number) = reference.strip_prefix("CMT-")?.split_once('-')?;
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_one = year.len() == 4 && number.len() <= 20 && are_digits(year) && are_digits(number);
    is_one.then(|| format!("/commitments/{reference}"))
}

/// Where the provision of this reference, or the State or organization of this code, has its page.
async fn page_of(conn: &mut Connection, reference: &str) -> schema::Result<String> {
    // No such reference can be written: nothing to ask the database.
    if reference.len() > 200 || reference.chars().any(char::is_control) {
        return Err(Error::NotFound);
    }
    let provisions = provisions_by_references(conn, &[reference.to_owned()]).await?;
    if let Some(provision) = provisions.first() {
        return Ok(sources::page::path_of(&provision.reference));
    }
    let participant = participant_by_code(conn, reference).await?;
    directory::page::path_of(&participant).ok_or(Error::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_of_a_commitment_is_known_by_its_form() {
        let path = Some("/commitments/CMT-2026-0042".to_owned());
        assert_eq!(of_commitment("CMT-2026-0042"), path);
        assert_eq!(of_commitment("cmt-2026-0042"), path);
        for other in [
            "SEN",
            "A/68/98:26(c)",
            "CMT-26-0042",
            "CMT-2026-",
            "CMT-2026-004x",
            "CMT-2026-1/2",
            "CMT-+026-1",
            "",
        ] {
            assert_eq!(of_commitment(other), None, "{other}");
        }
    }
}
