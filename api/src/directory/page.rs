//! The pages of the directory: States, organizations, and the page behind the link of an invitation.

mod belonging;
mod invitation;
mod order;
mod organization;
mod organizations;
mod shared;
mod state;
mod states;

pub(crate) use belonging::{group_codes, group_name};
pub(crate) use order::NameOrder;

use crate::paths::shows;
use crate::site::Visit;
use crate::site::asked::address;
use crate::site::asking::LANG;
use crate::site::cache::see_other;
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use schema::directory::{ORGANIZATION_KINDS, Participant, participant_by_code};
use schema::{Connection, Error};

/// Mounts `/{lang}/states…`, `/{lang}/organizations…` and `/{lang}/invitation`.
pub fn mount(app: &mut web::ServiceConfig) {
    let at = |path: &str| format!("{LANG}{path}");
    const FILE: &str = ".{format:csv|json|xlsx|zip}";
    invitation::mount(app);
    app.service(shows(at("/states"), states::show))
        .service(shows(at("/states.svg"), states::map))
        .service(shows(at(&format!("/states{FILE}")), states::file))
        .service(shows(at("/states.atom"), states::atom))
        .service(shows(at(&format!("/states/{{code}}{FILE}")), state::file))
        .service(shows(at("/states/{code}.atom"), shared::atom))
        .service(shows(at("/states/{code}.ics"), shared::ics))
        .service(shows(at("/states/{code}"), state::show))
        .service(shows(at("/organizations"), organizations::show))
        .service(shows(at(&format!("/organizations{FILE}")), organizations::file))
        .service(shows(at("/organizations.atom"), organizations::atom))
        .service(shows(at(&format!("/organizations/{{code}}{FILE}")), organization::file))
        .service(shows(at("/organizations/{code}.atom"), shared::atom))
        .service(shows(at("/organizations/{code}.ics"), shared::ics))
        .service(shows(at("/organizations/{code}"), organization::show));
}

/// Where a participant has its page, within the site; most have none.
pub fn path_of(participant: &Participant) -> Option<String> {
    let code = participant.code.as_deref().filter(|code| can_be_code(code))?;
    if participant.kind.is_state() {
        Some(format!("/states/{code}"))
    } else if ORGANIZATION_KINDS.contains(&participant.kind) {
        Some(format!("/organizations/{code}"))
    } else {
        None
    }
}

fn can_be_code(code: &str) -> bool {
    (1..=64).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The State, or the organization, of this code in any case.
async fn body_of(conn: &mut Connection, code: &str, is_state: bool) -> schema::Result<Participant> {
    // No such code can be given: nothing to ask the database.
    if !can_be_code(code) {
        return Err(Error::NotFound);
    }
    let found = participant_by_code(conn, code).await?;
    let is_its = if is_state {
        found.kind.is_state()
    } else {
        ORGANIZATION_KINDS.contains(&found.kind)
    };
    if is_its { Ok(found) } else { Err(Error::NotFound) }
}

/// Leads on where the code in the address is not written as the register writes it: one address for each page.
fn elsewhere(visit: &Visit, participant: &Participant) -> Option<HttpResponse> {
    let asked = visit.named("code");
    let code = participant.code.as_deref().filter(|code| *code != asked)?;
    let (before, after) = visit.request.path().rsplit_once(asked)?;
    Some(see_other(
        &address(&format!("{before}{code}{after}"), visit.request.query_string()),
        (header::VARY, "Accept-Encoding"),
    ))
}
