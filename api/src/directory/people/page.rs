//! The page behind an invitation's link: looking at it changes nothing, the form accepts.

use crate::app::Web;
use crate::graphql::context::Asker;
use crate::site::asking::{LANG, failed, is_from_here, language_of, shows, troubles};
use crate::site::cache::{answer_with, see_other};
use crate::site::language::words_for;
use crate::site::pages::{InvitationPage, MessagePage, Refusal, invitation};
use crate::site::{Cache, PageLanguage, Section, Shell, Site, Trouble, answer};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use schema::directory::{self as model, Attempts, Invitation, Joining, Visit};
use schema::{Actor, Connection, Error, ProblemCode};
use serde::Deserialize;
use words::Words;

/// Mounts `/{lang}/invitation/{token}`, and `/invitations/{token}` as letters have it.
pub fn mount(app: &mut web::ServiceConfig) {
    let at = format!("{LANG}/invitation/{{token}}");
    app.route(&at, shows().to(show))
        .route(&at, web::post().to(accept))
        .route("/invitations/{token}", shows().to(from_letter));
}

#[derive(Deserialize)]
struct Joined {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
}

async fn from_letter(request: HttpRequest, token: web::Path<String>) -> HttpResponse {
    let token: String = url::form_urlencoded::byte_serialize(token.as_bytes()).collect();
    see_other(&format!("/{}/invitation/{token}", words_for(&request).code()), (header::VARY, "Accept-Language"))
}

fn path_of(token: &str) -> String {
    let token: String = url::form_urlencoded::byte_serialize(token.as_bytes()).collect();
    format!("/invitation/{token}")
}

async fn page(
    settings: &Web,
    site: &Site,
    words: Words,
    token: &str,
    problems: Vec<Trouble>,
    name: Option<String>,
) -> schema::Result<InvitationPage> {
    let Invitation { account, appointments, expires_at } = model::invitation(&settings.db, token, settings.clock.now()).await?;
    let held = appointments.into_iter().next();
    let participant = match held.as_ref().and_then(|held| held.participant_id) {
        Some(id) => {
            let read = async |conn: &mut Connection| model::participant(conn, id).await;
            Some(settings.db.read(&Actor::Visitor, read).await?.name(language_of(words)).to_owned())
        }
        None => None,
    };
    let shell = Shell::new(words, site, Section::Personal, path_of(token), "");
    Ok(InvitationPage {
        invitation: held.map(|held| invitation(words, held.role.code(), participant.as_deref())).unwrap_or_default(),
        address: account.email,
        expires: words.date(expires_at.date_naive()),
        action: shell.href(&path_of(token)),
        hidden: vec![],
        name: name.unwrap_or(account.name),
        problems,
        words,
        shell,
    })
}

/// A link that is used up, over or nobody's: the three look the same.
fn gone(request: &HttpRequest, words: Words, error: Error) -> HttpResponse {
    match error {
        Error::NotFound => Refusal::Gone.answer(request),
        other => failed(request, words, other),
    }
}

async fn show(
    request: HttpRequest,
    PageLanguage(words): PageLanguage,
    settings: web::Data<Web>,
    site: web::Data<Site>,
) -> HttpResponse {
    let token = request.match_info().query("token");
    match page(&settings, &site, words, token, vec![], None).await {
        Ok(page) => answer(&request, &page, Cache::Private),
        Err(error) => gone(&request, words, error),
    }
}

async fn accept(
    request: HttpRequest,
    PageLanguage(words): PageLanguage,
    settings: web::Data<Web>,
    site: web::Data<Site>,
    form: web::Form<Joined>,
) -> HttpResponse {
    if !is_from_here(request.headers(), &settings.base_url) {
        return Refusal::Forbidden.answer(&request);
    }
    let token = request.match_info().query("token");
    let before = match page(&settings, &site, words, token, vec![], Some(form.name.clone())).await {
        Ok(page) => page,
        Err(error) => return gone(&request, words, error),
    };
    // Whoever is asked for here is the holder of the link; a token of the API is not looked at.
    let Asker { now, request: id, peer, user_agent, .. } = match crate::app::asker(&request, &settings).await {
        Ok(asker) => asker,
        Err(_) => return Refusal::Forbidden.answer(&request),
    };
    let visit = Visit { now, request: id, peer, user_agent };
    let Joined { name, password } = form.into_inner();
    let joining = Joining {
        name: Some(name.clone()).filter(|name| !name.trim().is_empty()),
        language: Some(language_of(words)),
        time_zone: None,
        password: Some(password).filter(|password| !password.is_empty()),
    };
    let attempts = Attempts::new(settings.tokens.keys().counting());
    match model::accept(&settings.db, &attempts, &visit, token, joining).await {
        Ok(_) => {
            let shell = Shell::new(words, &site, Section::Personal, "/", "");
            answer(&request, &MessagePage::invitation_accepted(words, shell, &before.address), Cache::Private)
        }
        Err(Error::Rejected(problems)) if problems.iter().any(|one| one.code == ProblemCode::CodeWrong) => {
            Refusal::Gone.answer(&request)
        }
        Err(Error::Rejected(problems)) => {
            let problems = troubles(words, &problems);
            let shown = ["name", "password"];
            let at = |one: Trouble| if shown.contains(&one.field.as_str()) { one } else { one.elsewhere(words) };
            let page = InvitationPage { problems: problems.into_iter().map(at).collect(), ..before };
            answer_with(&request, StatusCode::UNPROCESSABLE_ENTITY, &page, Cache::Private)
        }
        Err(error) => failed(&request, words, error),
    }
}
