//! Signing in as a story does it: through the API, with real passwords and devices.

use crate::harness::{Platform, Someone};
use actix_web::test::TestRequest;
use api::auth;
use schema::actor::*;
use schema::directory::{self, Purpose};
use schema::{Actor, Connection};
use serde_json::{Value, json};

pub const PASSWORD: &str = "seven green lanterns over the harbour";
pub const OTHER_PASSWORD: &str = "nine brass kettles under the bridge";

pub const TOKENS: &str = "tokens { accessToken refreshToken sessionId accountId refreshExpiresAt accessExpiresAt }";

/// A program that is signed in.
#[derive(Clone, Debug)]
pub struct Client {
    pub access: String,
    pub refresh: String,
    pub session: String,
}

impl Client {
    pub fn of(payload: &Value) -> Self {
        let text = |name: &str| {
            payload["tokens"][name]
                .as_str()
                .unwrap_or_else(|| panic!("no {name} in {payload}"))
                .to_owned()
        };
        Self {
            access: text("accessToken"),
            refresh: text("refreshToken"),
            session: text("sessionId"),
        }
    }
}

/// Who asks with this `Authorization` header, or the status of the refusal.
pub async fn who(platform: &Platform, header: &str) -> Result<Actor, u16> {
    let request = TestRequest::get()
        .insert_header(("Authorization", header))
        .to_http_request();
    auth::identify(&request, &platform.db, &platform.tokens, platform.now())
        .await
        .map_err(|refusal| refusal.status.as_u16())
}

pub async fn bearer(platform: &Platform, token: &str) -> Result<Actor, u16> {
    who(platform, &format!("Bearer {token}")).await
}

/// Asks with a token, as a program does.
pub async fn ask(platform: &Platform, token: &str, query: &str, variables: Value) -> Value {
    match bearer(platform, token).await {
        Ok(actor) => platform.ask_as(actor, query, variables).await,
        Err(status) => json!({ "status": status }),
    }
}

/// Does an act with a token: its payload, or `{"error": CODE}`, or `{"status": 401}`.
pub async fn act(platform: &Platform, token: &str, act: &str, input: Value, fields: &str) -> Value {
    let answer = ask(platform, token, &mutation(act, fields), json!({ "input": input })).await;
    payload(answer, act)
}

/// Does an act as a visitor.
pub async fn visit(platform: &Platform, act: &str, input: Value, fields: &str) -> Value {
    payload(
        platform.visit(&mutation(act, fields), json!({ "input": input })).await,
        act,
    )
}

fn mutation(act: &str, fields: &str) -> String {
    let input_type = format!("{}{}Input", act[..1].to_uppercase(), &act[1..]);
    format!(
        "mutation Act($input: {input_type}!) {{ {act}(input: $input) {{ {fields} problems {{ field code message }} }} }}"
    )
}

fn payload(answer: Value, act: &str) -> Value {
    if answer.get("status").is_some() {
        return answer;
    }
    if let Some(error) = answer["errors"].get(0) {
        return json!({ "error": error["extensions"]["code"], "message": error["message"] });
    }
    answer["data"][act].clone()
}

/// The code of the first problem.
pub fn problem(payload: &Value) -> &str {
    payload["problems"][0]["code"]
        .as_str()
        .unwrap_or_else(|| panic!("no problem in {payload}"))
}

/// What somebody may read at this moment, by their token.
pub async fn keys(platform: &Platform, token: &str) -> Vec<String> {
    bearer(platform, token).await.unwrap().person().unwrap().keys.clone()
}

/// Gives somebody a password, as if they had chosen it on joining.
pub async fn give_password(platform: &Platform, someone: &Someone) {
    // Kept once for all stories: the digest of PASSWORD.
    static HASH: tokio::sync::OnceCell<String> = tokio::sync::OnceCell::const_new();
    let hash = HASH
        .get_or_init(async || directory::hash_password(PASSWORD).await.unwrap())
        .await;
    let sql = format!(
        "update accounts set password_hash = '{hash}' where id = '{}'",
        someone.account.0
    );
    platform.as_owner(&sql).await;
}

/// Signs in by password.
pub async fn sign_in(platform: &Platform, someone: &Someone) -> Client {
    give_password(platform, someone).await;
    let input = json!({ "email": someone.email, "password": PASSWORD });
    Client::of(&visit(platform, "sessionStart", input, TOKENS).await)
}

/// Sets up a second factor by a session; gives the device's secret.
pub async fn set_up_device(platform: &Platform, client: &Client) -> String {
    let enroll = "mutation { secondFactorEnroll { enrolment { secret url } problems { code } } }";
    let answer = ask(platform, &client.access, enroll, json!({})).await;
    let enrolment = &answer["data"]["secondFactorEnroll"]["enrolment"];
    let secret = enrolment["secret"]
        .as_str()
        .unwrap_or_else(|| panic!("{answer}"))
        .to_owned();
    let code = directory::second_factor_code(&secret, platform.now()).unwrap();
    let confirmed = act(
        platform,
        &client.access,
        "secondFactorConfirm",
        json!({ "code": code }),
        "account { id }",
    )
    .await;
    assert_eq!(confirmed["problems"], json!([]), "{confirmed}");
    secret
}

/// The code that the letter of a queued job would carry.
pub async fn code_of_letter(platform: &Platform, purpose: Purpose, someone: &Someone) -> String {
    let (account, now) = (someone.account, platform.now());
    let issued = platform
        .db
        .platform("test", async move |conn: &mut Connection| {
            directory::issue_code(conn, purpose, account, now).await
        })
        .await
        .unwrap();
    issued.unwrap().code
}

/// How many jobs of a kind were queued.
pub async fn queued(platform: &Platform, kind: &str) -> Value {
    platform
        .fact(&format!("select count(*) from jobs where kind = '{kind}'"))
        .await
}

/// An account by its address.
pub async fn account_of(platform: &Platform, email: &str) -> Someone {
    let id = platform
        .fact(&format!("select id from accounts where email = '{email}'"))
        .await;
    let account = AccountId(id.as_str().unwrap().parse().unwrap());
    Someone {
        account,
        email: email.to_owned(),
    }
}
