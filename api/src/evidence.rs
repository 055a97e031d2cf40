//! Files of evidence: taken in by content, kept under random names outside the web root, served as attachments only.

use crate::app::{Web, asker};
use crate::graphql::error::ApiError;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, ContentDisposition, DispositionParam, DispositionType, ExtendedValue};
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::StreamExt;
use schema::actor::*;
use schema::commitments::{self, Audience, EvidenceAbout, FILE_MAX_BYTES, Readership, StoredFile};
use schema::{Connection, Error, Language, Occasion, Once, Problem, ProblemCode};
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::str::FromStr;

/// Mounts `POST /evidence` and `GET /evidence/{id}`.
pub fn mount(app: &mut web::ServiceConfig) {
    app.route("/evidence", web::post().to(take))
        .route("/evidence/{id}", web::get().to(give));
}

/// What stands in the address of an upload, beside the bytes of the file in its body.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct About {
    commitment_id: String,
    progress_update_id: Option<String>,
    title: String,
    file_name: String,
    language: Option<String>,
    /// `public` (all who may read what it belongs to, the default), `states` or `own`.
    audience: Option<String>,
}

/// `POST /evidence?commitmentId=…&title=…&fileName=…` with the bytes as body, type `application/octet-stream`, which no
/// form of another site can send. `Idempotency-Key` works as in the API.
async fn take(request: HttpRequest, payload: web::Payload, settings: web::Data<Web>) -> HttpResponse {
    match try_take(&request, payload, &settings).await {
        Ok(response) => response,
        Err(error) => refused(error),
    }
}

async fn try_take(request: &HttpRequest, payload: web::Payload, settings: &Web) -> Result<HttpResponse, Error> {
    let asker = match asker(request, settings).await {
        Ok(asker) => asker,
        Err(refusal) => return Ok(HttpResponse::build(refusal.status).json(json!({ "code": refusal.code }))),
    };
    asker.actor.signed_in()?;
    let is_bytes = request
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes() == b"application/octet-stream");
    if !is_bytes {
        return Ok(HttpResponse::UnsupportedMediaType().json(json!({ "code": "UNSUPPORTED_MEDIA_TYPE" })));
    }
    let about = web::Query::<About>::from_query(request.query_string())
        .map_err(|_| Error::problem("query", ProblemCode::Required))?
        .into_inner();
    let commitment = read_id(&about.commitment_id, "commitmentId")?;
    let progress_update = about
        .progress_update_id
        .as_deref()
        .map(|id| read_id(id, "progressUpdateId"))
        .transpose()?;
    let audience = about
        .audience
        .as_deref()
        .map_or(Some(Audience::Public), Audience::from_code);
    let audience = audience.filter(|audience| matches!(audience, Audience::Public | Audience::States | Audience::Own));
    let language = about
        .language
        .as_deref()
        .map(|code| Language::from_code(code).ok_or(Problem::new("language", ProblemCode::Unknown)));
    let file_name = schema::text::line("fileName", &about.file_name, 200)?;
    if file_name.contains(['/', '\\']) {
        return Err(Error::problem("fileName", ProblemCode::ForbiddenCharacter));
    }
    let evidence = EvidenceAbout {
        commitment,
        progress_update,
        title: about.title,
        language: language.transpose()?,
        readership: Readership {
            audience: audience.ok_or_else(|| Error::problem("audience", ProblemCode::Unknown))?,
            organization: None,
            named: vec![],
        },
    };
    let content = read(payload).await?;
    let media_type = commitments::media_type(&file_name, &content)?;
    let sha256: [u8; 32] = Sha256::digest(&content).into();
    let file = StoredFile {
        name: file_name,
        media_type,
        size_bytes: content.len(),
        sha256,
        stored_as: uuid::Uuid::new_v4().simple().to_string(),
    };
    let stored = settings.evidence_dir.join(&file.stored_as);
    let once = request
        .headers()
        .get("idempotency-key")
        .and_then(|key| key.to_str().ok())
        .map(|key| Once {
            key: key.to_owned(),
            digest: Sha256::new()
                .chain_update(request.query_string())
                .chain_update(sha256)
                .finalize()
                .into(),
        });
    let occasion = Occasion {
        now: asker.now,
        request: asker.request.clone(),
        act: "evidenceFile",
        scope: Scope::File,
        once,
    };
    // On disk before it is in the database: what is acknowledged is there; what is not is swept up.
    keep(&settings.evidence_dir, &stored, content)
        .await
        .map_err(Error::internal)?;
    let (actor, now, name) = (&asker.actor, asker.now, file.stored_as.clone());
    let done: Result<EvidenceId, Error> = settings
        .db
        .act(actor, &occasion, async move |conn: &mut Connection| {
            commitments::file_evidence(conn, actor, now, evidence, file).await
        })
        .await;
    let row = match done {
        Ok(id) => {
            settings
                .db
                .read(actor, async move |conn: &mut Connection| {
                    commitments::one_evidence(conn, actor, id).await
                })
                .await
        }
        Err(error) => Err(error),
    };
    if row.as_ref().map_or(true, |row| row.stored_as.as_deref() != Some(&name)) {
        // Refused, or done before under the same key.
        let _ = tokio::fs::remove_file(&stored).await;
    }
    let id = row?.id;
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, format!("{}/evidence/{id}", settings.base_url)))
        .json(json!({ "id": id, "sha256": sha256.iter().map(|byte| format!("{byte:02x}")).collect::<String>() })))
}

async fn read(mut payload: web::Payload) -> Result<Vec<u8>, Error> {
    let mut content = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Error::problem("file", ProblemCode::Required))?;
        if content.len() + chunk.len() > FILE_MAX_BYTES {
            return Err(Problem::new("file", ProblemCode::FileTooLarge)
                .with("max", FILE_MAX_BYTES)
                .into());
        }
        content.extend_from_slice(&chunk);
    }
    if content.is_empty() {
        Err(Error::problem("file", ProblemCode::Required))
    } else {
        Ok(content)
    }
}

async fn keep(dir: &std::path::Path, path: &std::path::Path, content: Vec<u8>) -> std::io::Result<()> {
    tokio::fs::create_dir_all(dir).await?;
    let file = tokio::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .await?;
    let mut file = file.into_std().await;
    tokio::task::spawn_blocking(move || {
        use std::io::Write;
        file.write_all(&content)?;
        file.sync_all()
    })
    .await?
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
        return refused(Error::NotFound);
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
        Err(error) => return refused(error),
    };
    let (Some(name), Some(stored_as)) = (row.file_name, row.stored_as) else {
        return refused(Error::NotFound);
    };
    let content = match tokio::fs::read(settings.evidence_dir.join(stored_as)).await {
        Ok(content) => content,
        Err(cause) => return refused(Error::internal(cause)),
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

fn refused(error: Error) -> HttpResponse {
    let code = ApiError(error);
    let status = match &code.0 {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Forbidden => StatusCode::FORBIDDEN,
        Error::Conflict { .. } => StatusCode::CONFLICT,
        Error::Rejected(problems) if problems.iter().any(|p| p.code == ProblemCode::FileTooLarge) => {
            StatusCode::PAYLOAD_TOO_LARGE
        }
        Error::Rejected(problems) if problems.iter().any(|p| p.code == ProblemCode::FileTypeRefused) => {
            StatusCode::UNSUPPORTED_MEDIA_TYPE
        }
        Error::Rejected(_) => StatusCode::UNPROCESSABLE_ENTITY,
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
            .map(|p| json!({ "field": p.field, "code": p.code.code().to_uppercase() }))
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
