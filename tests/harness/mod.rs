//! What the stories stand on: a real Postgres, a platform of its own for each test, people with roles, and a clock that
//! stands still until it is moved.

pub mod smtp;

use api::app::Web;
use api::auth::{Keys, Tokens};
use api::graphql::door;
use api::graphql::{self, Asker, context};
use api::server;
use api::site::Operator;
use async_graphql::{Request, Variables};
use chrono::{DateTime, Days, NaiveDate, Utc};
use para29::pgboot::Cluster;
use schema::actor::*;
use schema::clock::Clock;
use schema::commitments::Shelf;
use schema::db::Sizes;
use schema::{Actor, Connection, Db, Language, directory, sources};
use serde_json::{Value, json};
use std::future::poll_fn;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio_postgres::AsyncMessage;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// The moment at which most stories begin.
pub fn story_begins() -> DateTime<Utc> {
    "2026-11-23T09:00:00Z".parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A register of its own, with the catalogue in it and nothing else.
pub struct Platform {
    pub db: Db,
    pub clock: Clock,
    pub tokens: Arc<Tokens>,
    /// Where the keys lie that sign tokens.
    pub keys: PathBuf,
    pub schema: graphql::Schema,
    pub url: String,
    pub owner_url: String,
    superuser_url: String,
    name: String,
}

/// A person in a story.
#[derive(Clone)]
pub struct Someone {
    pub account: AccountId,
    pub email: String,
}

static PEOPLE: AtomicU32 = AtomicU32::new(1);

/// Where the server of all tests lives.
pub fn cluster_dir() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("postgres")
}

/// Runs one statement as the server's superuser, which no part of the platform ever is.
pub async fn as_superuser(url: &str, sql: &str) {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
    let talking = tokio::spawn(connection);
    client
        .batch_execute(sql)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    drop(client);
    let _ = talking.await;
}

/// The name of a template that fits the migrations and the catalogue as they are on disk.
fn template_name() -> String {
    let mut hasher = DefaultHasher::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("migrations"), root.join("schema/data")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path)
            } else {
                files.push(path)
            }
        }
    }
    files.sort();
    for file in files {
        (&file, std::fs::read(&file).unwrap()).hash(&mut hasher);
    }
    format!("template_{:016x}", hasher.finish())
}

/// The migrated template, made once however many tests begin at the same moment.
async fn template(cluster: &Cluster) -> String {
    let name = template_name();
    let superuser = cluster.url("postgres", "postgres");
    let lock = std::fs::File::create(cluster_dir().join("template.lock")).unwrap();
    let lock = tokio::task::spawn_blocking(move || lock.lock().map(|()| lock))
        .await
        .unwrap()
        .unwrap();
    let (client, connection) = tokio_postgres::connect(&superuser, tokio_postgres::NoTls)
        .await
        .unwrap();
    let talking = tokio::spawn(connection);
    let exists = client
        .query_opt("select from pg_database where datname = $1", &[&name])
        .await
        .unwrap()
        .is_some();
    if !exists {
        let raw = format!("{name}_raw");
        client
            .batch_execute(&format!("drop database if exists {raw}"))
            .await
            .unwrap();
        client
            .batch_execute(&format!("create database {raw} owner para29_owner"))
            .await
            .unwrap();
        schema::db::migrate(&cluster.url("para29_owner", &raw)).await.unwrap();
        let db = Db::new(&cluster.url("para29_login", &raw), Sizes::default()).unwrap();
        sources::catalogue::load_embedded(&db, story_begins()).await.unwrap();
        drop(db);
        // A template is copied only while nobody is connected to it.
        client
            .batch_execute(&format!(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '{raw}'"
            ))
            .await
            .unwrap();
        client
            .batch_execute(&format!("alter database {raw} rename to {name}"))
            .await
            .unwrap();
    }
    drop(client);
    let _ = talking.await;
    drop(lock);
    name
}

impl Platform {
    /// A platform with the catalogue, at the moment stories begin.
    pub async fn start() -> Self {
        let cluster = Cluster::shared(&cluster_dir()).await.unwrap();
        let template = template(&cluster).await;
        let name = format!("story_{}", Uuid::new_v4().simple());
        let superuser_url = cluster.url("postgres", "postgres");
        as_superuser(
            &superuser_url,
            &format!("create database {name} template {template} owner para29_owner"),
        )
        .await;
        Self::in_database(&cluster, name)
    }

    /// A platform on a server of its own, which a story may stop and start.
    pub async fn on(cluster: &Cluster) -> Self {
        let name = para29::pgboot::DATABASE.to_owned();
        let platform = Self::in_database(cluster, name);
        schema::db::migrate(&platform.owner_url).await.unwrap();
        sources::catalogue::load_embedded(&platform.db, story_begins())
            .await
            .unwrap();
        platform
    }

    fn in_database(cluster: &Cluster, name: String) -> Self {
        let url = cluster.url("para29_login", &name);
        let db = Db::new(
            &url,
            Sizes {
                visitors: 4,
                members: 6,
                platform: 4,
            },
        )
        .unwrap();
        let clock = Clock::standing_at(story_begins());
        let keys = std::env::temp_dir().join(format!("para29-keys-{}", Uuid::new_v4().simple()));
        let tokens = Tokens::new(
            Keys::open_or_make(&keys, story_begins()).unwrap(),
            "https://para29.example",
        );
        let tokens = Arc::new(tokens);
        let schema = graphql::schema(clock.clone(), tokens.clone()).finish();
        Self {
            db,
            clock,
            tokens,
            keys,
            schema,
            url,
            owner_url: cluster.url("para29_owner", &name),
            superuser_url: cluster.url("postgres", "postgres"),
            name,
        }
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Where files of evidence lie.
    pub fn evidence_dir(&self) -> PathBuf {
        std::env::temp_dir().join(format!("para29-evidence-{}", self.name))
    }

    pub fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }

    pub fn days_pass(&self, days: u64) {
        self.clock.set(self.now() + Days::new(days));
    }

    /// One statement as the owner of the tables: for what no act of the platform can do.
    pub async fn as_owner(&self, sql: &str) {
        as_superuser(&self.owner_url, sql).await;
    }

    /// Ends the connections whose last statement this was.
    pub async fn hang_up(&self, statement: &str) {
        let sql = format!(
            "do $$ begin
               if (select count(pg_terminate_backend(pid)) from pg_stat_activity
                   where datname = '{}' and query = '{statement}') = 0 then raise 'there is none'; end if;
             end $$",
            self.name
        );
        as_superuser(&self.superuser_url, &sql).await;
    }

    /// What is told on a channel of the database from now on.
    pub async fn listen(&self, channel: &str) -> Line {
        let (client, mut connection) = tokio_postgres::connect(&self.owner_url, tokio_postgres::NoTls)
            .await
            .unwrap();
        let (tell, told) = tokio::sync::mpsc::unbounded_channel();
        tokio::spawn(async move {
            while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
                if let AsyncMessage::Notification(note) = message {
                    let _ = tell.send(note.payload().to_owned());
                }
            }
        });
        client.batch_execute(&format!("listen {channel}")).await.unwrap();
        Line { told, _client: client }
    }

    /// One value that a statement of the owner's gives.
    pub async fn fact(&self, sql: &str) -> Value {
        let (client, connection) = tokio_postgres::connect(&self.owner_url, tokio_postgres::NoTls)
            .await
            .unwrap();
        let talking = tokio::spawn(connection);
        let text = format!("select coalesce(to_jsonb(({sql}))::text, 'null')");
        let row = client
            .query_one(&text, &[])
            .await
            .unwrap_or_else(|error| panic!("{sql}: {error:?}"));
        drop(client);
        let _ = talking.await;
        serde_json::from_str(row.get(0)).unwrap()
    }

    /// A participant of the catalogue, by code.
    pub async fn participant(&self, code: &str) -> ParticipantId {
        let code = code.to_owned();
        self.db
            .read(&Actor::Visitor, async move |conn: &mut Connection| {
                directory::participant_by_code(conn, &code).await
            })
            .await
            .unwrap()
            .id
    }

    /// A company, university or other body that is in no catalogue.
    pub async fn new_participant(&self, kind: &str, name: &str) -> ParticipantId {
        let id = ParticipantId::new();
        self.as_owner(&format!(
            "insert into participants (id, kind, name, sort_key, created_at)
             values ('{}', '{kind}', '{{\"en\": \"{name}\"}}', upper('{name}'), '{}')",
            id.0,
            self.now()
        ))
        .await;
        id
    }

    /// Somebody with an account and no role.
    pub async fn someone(&self) -> Someone {
        let account = AccountId::new();
        let email = format!("person{}@example.org", PEOPLE.fetch_add(1, Ordering::Relaxed));
        self.as_owner(&format!(
            "insert into accounts (id, email, name, language, joined_at, created_at) values ('{0}', '{email}', 'A person', 'en', '{1}', '{1}')",
            account.0,
            self.now()
        ))
        .await;
        Someone { account, email }
    }

    /// Gives somebody a role, for a participant or in the secretariat.
    pub async fn appoint(&self, someone: &Someone, participant: Option<ParticipantId>, role: Role) {
        let participant = participant.map_or("null".to_owned(), |id| format!("'{}'", id.0));
        self.as_owner(&format!(
            "insert into appointments (id, account_id, participant_id, role, from_at) values ('{}', '{}', {participant}, '{role}', '{}')",
            Uuid::new_v4(),
            someone.account.0,
            self.now()
        ))
        .await;
    }

    /// Somebody with a role for the participant of this code.
    pub async fn person(&self, code: &str, role: Role) -> Someone {
        let participant = self.participant(code).await;
        self.person_of(participant, role).await
    }

    pub async fn person_of(&self, participant: ParticipantId, role: Role) -> Someone {
        let someone = self.someone().await;
        self.appoint(&someone, Some(participant), role).await;
        someone
    }

    /// Somebody of the secretariat.
    pub async fn secretariat(&self, role: Role) -> Someone {
        let someone = self.someone().await;
        self.appoint(&someone, None, role).await;
        someone
    }

    /// What somebody holds at this moment, read afresh.
    pub async fn actor(&self, someone: &Someone) -> Actor {
        let (id, today) = (someone.account, self.today());
        self.db
            .read(&Actor::Platform("test"), async move |conn: &mut Connection| {
                directory::actor(conn, id, today).await
            })
            .await
            .unwrap()
    }

    /// An access token of a session that somebody has just started.
    pub async fn bearer(&self, someone: &Someone) -> String {
        let session = SessionId::new();
        self.as_owner(&format!(
            "insert into sessions (id, account_id, method, created_at, last_used_at, expires_at)
             values ('{}', '{}', 'password', '{now}', '{now}', '{}')",
            session.0,
            someone.account.0,
            self.now() + Days::new(30),
            now = self.now()
        ))
        .await;
        self.tokens.sign(someone.account, session, self.now()).unwrap().token
    }

    /// Asks as somebody and gives the whole answer.
    pub async fn ask(&self, someone: &Someone, query: &str, variables: Value) -> Value {
        let actor = self.actor(someone).await;
        self.ask_as(actor, query, variables).await
    }

    /// Asks as a visitor.
    pub async fn visit(&self, query: &str, variables: Value) -> Value {
        self.ask_as(Actor::Visitor, query, variables).await
    }

    pub async fn ask_as(&self, actor: Actor, query: &str, variables: Value) -> Value {
        let asker = Asker {
            actor,
            language: Language::En,
            now: self.now(),
            request: Uuid::new_v4().to_string(),
            peer: None,
            user_agent: "stories".into(),
        };
        let request = Request::new(query).variables(Variables::from_json(variables));
        let answer = self.schema.execute(context::attach(request, &self.db, asker)).await;
        serde_json::to_value(answer).unwrap()
    }

    /// Does an act as somebody; gives its payload, which must be one without problems.
    pub async fn done(&self, someone: &Someone, act: &str, input: Value, fields: &str) -> Value {
        let payload = self.try_act(someone, act, input, fields).await;
        assert_eq!(payload["problems"], json!([]), "{act}: {payload}");
        payload
    }

    /// Does an act as somebody; gives its payload, or the error of the field as `{"error": CODE}`.
    pub async fn try_act(&self, someone: &Someone, act: &str, input: Value, fields: &str) -> Value {
        let input_type = format!("{}{}Input", act[..1].to_uppercase(), &act[1..]);
        let query = format!(
            "mutation Act($input: {input_type}!) {{ {act}(input: $input) {{ {fields} problems {{ field code message }} }} }}"
        );
        let answer = self.ask(someone, &query, json!({ "input": input })).await;
        if let Some(error) = answer["errors"].get(0) {
            return json!({ "error": error["extensions"]["code"], "message": error["message"] });
        }
        answer["data"][act].clone()
    }
}

/// The platform's own web server on a port of its own, for as long as it is held.
pub struct Served {
    pub base_url: String,
    stop: CancellationToken,
}

impl Drop for Served {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Platform {
    /// Serves the platform on the loopback.
    pub async fn serve(&self) -> Served {
        self.serve_with(|_| {}).await
    }

    pub async fn serve_with(&self, change: impl FnOnce(&mut Web)) -> Served {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let mut web = Web {
            db: self.db.clone(),
            clock: self.clock.clone(),
            tokens: self.tokens.clone(),
            base_url: base_url.clone(),
            evidence: Shelf::at(self.evidence_dir()),
            operator: Operator::default(),
            support_email: Some("register@example.org".to_owned()),
            evidence_scan: None,
            is_development: true,
            door: door::Settings::default(),
            limits: server::Limits::default(),
            trusted_proxies: 0,
            threads: 1,
            // What a story has just done is to be seen at once; stories of what is kept say so.
            page_cache_bytes: 0,
        };
        change(&mut web);
        let stop = CancellationToken::new();
        let stopped = stop.clone();
        std::thread::spawn(move || {
            actix_web::rt::System::new()
                .block_on(api::app::serve(web, listener, stopped))
                .unwrap()
        });
        Served { base_url, stop }
    }
}

/// A channel of the database that is listened to.
pub struct Line {
    told: tokio::sync::mpsc::UnboundedReceiver<String>,
    _client: tokio_postgres::Client,
}

impl Line {
    /// What is told next; waits for it.
    pub async fn next(&mut self) -> String {
        let next = tokio::time::timeout(Duration::from_secs(20), self.told.recv()).await;
        next.expect("nothing was told").unwrap()
    }
}

impl Drop for Platform {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.keys);
        let _ = std::fs::remove_dir_all(self.evidence_dir());
        let (url, sql) = (
            self.superuser_url.clone(),
            format!("drop database if exists {} with (force)", self.name),
        );
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(as_superuser(&url, &sql));
        });
        let _ = dropped.join();
    }
}
