//! Files of evidence: taken in by content, kept under random names outside the web root, served as attachments only.

mod scan;

use crate::app::{Web, asker};
use crate::graphql::Asker;
use crate::graphql::error::ApiError;
use crate::graphql::payload;
use crate::paths::{acts, shows};
use crate::query_string;
use crate::site::asking::language_of;
use crate::site::language::words_for;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, ContentDisposition, DispositionParam, DispositionType, ExtendedValue};
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::StreamExt;
use schema::actor::*;
use schema::commitments::{self, Audience, EvidenceAbout, FILE_MAX_BYTES, Readership, Shelf, StoredFile};
use schema::{Connection, Error, Language, Occasion, Once, Problem, ProblemCode};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::str::FromStr;
use std::sync::atomic::{AtomicBool, Ordering};

pub use scan::Scan;

/// Mounts `POST /evidence` and `GET /evidence/{id}`.
pub fn mount(app: &mut web::ServiceConfig) {
    app.service(acts("/evidence", take))
        .service(shows("/evidence/{id}", give));
}

/// What stands in the address of an upload, beside the bytes of the file in its body.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct About {
    commitment_id: String,
    progress_update_id: Option<String>,
    title: String,
    file_name: String,
    language: Option<String>,
    /// `public` (all who may read what it belongs to, the default), `states`, `organization`, `named` or `own`.
    audience: Option<String>,
    /// For `organization`: whose members may read.
    organization_id: Option<String>,
    /// For `named`: who may read, with commas between.
    participant_ids: Option<String>,
}

const PARAMETERS: [&str; 8] = [
    "commitmentId",
    "progressUpdateId",
    "title",
    "fileName",
    "language",
    "audience",
    "organizationId",
    "participantIds",
];

impl About {
    /// From the address; each parameter is known and comes once.
    fn asked(query: &str) -> Result<Self, Error> {
        let pairs =
            query_string::pairs(query).ok_or_else(|| Error::problem("query", ProblemCode::ForbiddenCharacter))?;
        let mut given = Map::new();
        for (name, value) in pairs {
            if given.insert(name.clone(), value.into()).is_some() {
                return Err(Problem::new(name, ProblemCode::TooMany).with("max", 1).into());
            }
        }
        if let Some(missing) = ["commitmentId", "title", "fileName"]
            .iter()
            .find(|name| !given.contains_key(**name))
        {
            return Err(Error::problem(*missing, ProblemCode::Required));
        }
        if let Some(strange) = given.keys().find(|name| !PARAMETERS.contains(&name.as_str())) {
            return Err(Error::problem(strange, ProblemCode::Unknown));
        }
        serde_json::from_value(Value::Object(given)).map_err(Error::internal)
    }

    /// What the file is about and who may read it; and its name.
    fn read(self) -> Result<(EvidenceAbout, String), Error> {
        let audience = self
            .audience
            .as_deref()
            .map_or(Some(Audience::Public), Audience::from_code);
        let organization = self
            .organization_id
            .map(|id| read_id(&id, "organizationId"))
            .transpose()?;
        let named = self.participant_ids.iter().flat_map(|ids| ids.split(','));
        let language = self
            .language
            .map(|code| Language::from_code(&code).ok_or(Problem::new("language", ProblemCode::Unknown)))
            .transpose()?;
        let update = self
            .progress_update_id
            .map(|id| read_id(&id, "progressUpdateId"))
            .transpose()?;
        let file_name = schema::text::line("fileName", &self.file_name, 200)?;
        if file_name.contains(['/', '\\']) {
            return Err(Error::problem("fileName", ProblemCode::ForbiddenCharacter));
        }
        let about = EvidenceAbout {
            commitment: read_id(&self.commitment_id, "commitmentId")?,
            progress_update: update,
            title: self.title,
            language,
            readership: Readership::new(
                audience.ok_or_else(|| Error::problem("audience", ProblemCode::Unknown))?,
                organization,
                named
                    .map(|id| read_id(id, "participantIds"))
                    .collect::<Result<_, _>>()?,
            ),
        };
        Ok((about, file_name))
    }
}

/// `POST /evidence?commitmentId=…&title=…&fileName=…` with the bytes as body, type `application/octet-stream`, which no
/// form of another site can send. `Idempotency-Key` works as in the API.
async fn take(request: HttpRequest, payload: web::Payload, settings: web::Data<Web>) -> HttpResponse {
    match try_take(&request, payload, &settings).await {
        Ok(response) => response,
        Err(error) => refused(&request, error),
    }
}

async fn try_take(request: &HttpRequest, payload: web::Payload, settings: &Web) -> Result<HttpResponse, Error> {
    let asker = match asker(request, settings).await {
        Ok(asker) => asker,
        Err(refusal) => return Ok(HttpResponse::build(refusal.status).json(json!({ "code": refusal.code }))),
    };
    let person = asker.actor.signed_in()?;
    if person.is_withheld {
        return Err(Error::problem("secondFactorCode", ProblemCode::SecondFactorRequired));
    }
    let is_bytes = request
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes() == b"application/octet-stream");
    if !is_bytes {
        return Ok(HttpResponse::UnsupportedMediaType().json(json!({ "code": "UNSUPPORTED_MEDIA_TYPE" })));
    }
    let (about, name) = About::asked(request.query_string())?.read()?;
    let key = key(request)?;
    let key = key.as_deref();

    // Before ten megabytes are read. What was done under this key is answered again, whatever is allowed by now.
    let (actor, account) = (&asker.actor, person.account);
    let (commitment, update) = (about.commitment, about.progress_update);
    settings
        .db
        .read(actor, async move |conn: &mut Connection| {
            if let Some(key) = key
                && schema::db::has_used_key(conn, account, key).await?
            {
                return Ok(());
            }
            commitments::check_place(conn, actor, commitment, update).await
        })
        .await?;
    let content = read(request, payload).await?;
    let (id, sha256) = file(&asker, settings, about, name, content, key, request.query_string()).await?;
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, format!("{}/evidence/{id}", settings.base_url)))
        .json(json!({ "id": id, "sha256": sha256.iter().map(|byte| format!("{byte:02x}")).collect::<String>() })))
}

/// The key under which the file is filed once.
fn key(request: &HttpRequest) -> Result<Option<String>, Error> {
    let mut keys = request.headers().get_all("idempotency-key");
    let Some(key) = keys.next() else { return Ok(None) };
    if keys.next().is_some() {
        return Err(Problem::new("Idempotency-Key", ProblemCode::TooMany)
            .with("max", 1)
            .into());
    }
    match std::str::from_utf8(key.as_bytes()) {
        Ok(key) => Ok(Some(key.to_owned())),
        Err(_) => Err(Error::problem("Idempotency-Key", ProblemCode::ForbiddenCharacter)),
    }
}

/// Checks a file, lays it down and files it; gives the id of the line, and the digest of the content.
async fn file(
    asker: &Asker,
    settings: &Web,
    about: EvidenceAbout,
    name: String,
    content: Vec<u8>,
    key: Option<&str>,
    query: &str,
) -> Result<(EvidenceId, [u8; 32]), Error> {
    let (name, content, media_type, sha256) = web::block(move || {
        let media_type = commitments::media_type(&name, &content)?;
        let sha256: [u8; 32] = Sha256::digest(&content).into();
        Ok::<_, Problem>((name, content, media_type, sha256))
    })
    .await
    .map_err(Error::internal)??;
    let file = StoredFile {
        name,
        media_type,
        size_bytes: content.len(),
        sha256,
        stored_as: Shelf::new_name(),
    };
    let once = key.map(|key| Once {
        key: key.to_owned(),
        digest: Sha256::new().chain_update(query).chain_update(sha256).finalize().into(),
    });
    let occasion = Occasion {
        now: asker.now,
        request: asker.request.clone(),
        act: "evidenceFile",
        scope: Scope::File,
        once,
    };
    // On disk before it is in the database: what is acknowledged is there; what is not is swept up.
    let (shelf, stored_as) = (&settings.evidence, file.stored_as.clone());
    shelf.keep(&stored_as, content).await.map_err(Error::internal)?;
    let (actor, now) = (&asker.actor, asker.now);
    let was_begun = AtomicBool::new(false);
    let begun = &was_begun;
    let done = match scanned(settings, &stored_as).await {
        Ok(()) => {
            settings
                .db
                .act(actor, &occasion, async move |conn: &mut Connection| {
                    begun.store(true, Ordering::Relaxed);
                    commitments::file_evidence(conn, actor, now, about, file).await
                })
                .await
        }
        Err(error) => Err(error),
    };
    // Not begun: refused before, or done before under the same key. Where the answer leaves open whether it was done, the
    // file stays, and is swept up if it was not.
    let is_refused = matches!(
        done,
        Err(Error::Rejected(_) | Error::Forbidden | Error::NotFound | Error::Conflict { .. })
    );
    let is_needless = is_refused || !was_begun.load(Ordering::Relaxed);
    if is_needless && let Err(cause) = shelf.remove(&stored_as).await {
        tracing::warn!(%cause, "a file of evidence that was not filed is left to be swept up");
    }
    Ok((done?, sha256))
}

async fn scanned(settings: &Web, stored_as: &str) -> Result<(), Error> {
    let Some(scan) = &settings.evidence_scan else {
        return Ok(());
    };
    if scan
        .passes(&settings.evidence.path(stored_as))
        .await
        .map_err(Error::internal)?
    {
        Ok(())
    } else {
        Err(Error::problem("file", ProblemCode::FileUnsafe))
    }
}

async fn read(request: &HttpRequest, mut payload: web::Payload) -> Result<Vec<u8>, Error> {
    let too_large = || Error::from(Problem::new("file", ProblemCode::FileTooLarge).with("max", FILE_MAX_BYTES));
    let said = request.headers().get(header::CONTENT_LENGTH);
    let said = said.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if said.is_some_and(|length| length > FILE_MAX_BYTES) {
        return Err(too_large());
    }
    let mut content = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Error::problem("file", ProblemCode::Required))?;
        if content.len() + chunk.len() > FILE_MAX_BYTES {
            return Err(too_large());
        }
        content.extend_from_slice(&chunk);
    }
    if content.is_empty() {
        Err(Error::problem("file", ProblemCode::Required))
    } else {
        Ok(content)
    }
}

fn read_id<I: FromStr>(text: &str, field: &str) -> Result<I, Error> {
    text.parse()
        .map_err(|_| Error::problem(field, ProblemCode::InvalidReference))
}

/// `GET /evidence/{id}`: the file as an attachment, to those who may read its line.
async fn give(request: HttpRequest, id: web::Path<String>, settings: web::Data<Web>) -> HttpResponse {
    let asker = match asker(&request, &settings).await {
        Ok(asker) => asker,
        Err(refusal) => return HttpResponse::build(refusal.status).json(json!({ "code": refusal.code })),
    };
    let Ok(id) = id.parse::<EvidenceId>() else {
        return refused(&request, Error::NotFound);
    };
    let actor = &asker.actor;
    let found = settings
        .db
        .read(actor, async move |conn: &mut Connection| {
            commitments::one_evidence(conn, actor, id).await
        })
        .await;
    let row = match found {
        Ok(row) => row,
        Err(error) => return refused(&request, error),
    };
    let (Some(name), Some(stored_as)) = (row.file_name, row.stored_as) else {
        return refused(&request, Error::NotFound);
    };
    let content = match settings.evidence.read(&stored_as).await {
        Ok(content) => content,
        Err(cause) => return refused(&request, Error::internal(cause)),
    };
    let disposition = ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::FilenameExt(ExtendedValue {
            charset: header::Charset::Ext("UTF-8".into()),
            language_tag: None,
            value: name.into_bytes(),
        })],
    };
    HttpResponse::Ok()
        .insert_header((
            header::CONTENT_TYPE,
            row.media_type.unwrap_or_else(|| "application/octet-stream".into()),
        ))
        .insert_header(disposition)
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(content)
}

fn refused(request: &HttpRequest, error: Error) -> HttpResponse {
    let language = language_of(words_for(request));
    let code = ApiError(error);
    let status = match &code.0 {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Forbidden => StatusCode::FORBIDDEN,
        Error::Conflict { .. } => StatusCode::CONFLICT,
        Error::Rejected(problems) => match problems.first().map(|problem| problem.code) {
            Some(ProblemCode::FileTooLarge | ProblemCode::FileContentTooLarge) => StatusCode::PAYLOAD_TOO_LARGE,
            Some(ProblemCode::FileTypeRefused) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        },
        Error::Unavailable(cause) | Error::Uncertain(cause) => {
            tracing::warn!(%cause, "evidence found no database");
            StatusCode::SERVICE_UNAVAILABLE
        }
        Error::Internal(cause) => {
            tracing::error!(%cause, "evidence could not be taken or given");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    };
    let problems: Vec<_> = match &code.0 {
        Error::Rejected(problems) => problems
            .iter()
            .map(|p| json!({ "field": p.field, "code": p.code.code().to_uppercase(), "message": payload::message(p, language) }))
            .collect(),
        _ => vec![],
    };
    let mut answer = json!({ "code": code.code(), "problems": problems });
    if let Error::Uncertain(_) = &code.0 {
        answer["outcome"] = "UNKNOWN".into();
    }
    let mut response = HttpResponse::build(status);
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.insert_header((header::RETRY_AFTER, "1"));
    }
    response.insert_header((header::CACHE_CONTROL, "no-store")).json(answer)
}
