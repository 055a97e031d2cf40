//! The API, served as it is in production, and those who ask it: two threads with a connection each, which write bytes
//! made beforehand and read as far as the answer says it goes.

use crate::CONNECTIONS;
use crate::database::Database;
use crate::questions::Operation;
use anyhow::{Context, Result, ensure};
use api::app::Web;
use api::auth::{Keys, Tokens};
use api::graphql::{self, Asker, context, door};
use api::server;
use schema::{Actor, Connection, Language, directory};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;

pub struct ApiSide {
    address: SocketAddr,
    bearer: Arc<dyn Fn() -> Result<String> + Send + Sync>,
    schema: graphql::Schema,
    asker: Box<dyn Fn(Actor) -> Asker + Send + Sync>,
    db: schema::Db,
    drafter: Actor,
    records: u64,
    stop: CancellationToken,
}

impl Drop for ApiSide {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl ApiSide {
    pub async fn start(database: &Database, records: u64) -> Result<Self> {
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let keys = database.scripts().join("keys");
        let clock = database.clock.clone();
        let tokens = Arc::new(Tokens::new(
            Keys::open_or_make(&keys, clock.now())?,
            "https://para29.example",
        ));
        let web = Web {
            db: database.db.clone(),
            clock: clock.clone(),
            tokens: tokens.clone(),
            base_url: format!("http://{address}"),
            evidence: schema::commitments::Shelf::at(database.scripts()),
            operator: api::site::Operator::default(),
            support_email: None,
            evidence_scan: None,
            is_development: false,
            // one asker asks as fast as it can
            door: door::Settings {
                points_an_hour: None,
                ..door::Settings::default()
            },
            limits: server::Limits::default(),
            trusted_proxies: 0,
            threads: 2,
        };
        let schema = graphql::schema(clock.clone(), tokens.clone()).finish();
        let stop = CancellationToken::new();
        let stopped = stop.clone();
        std::thread::spawn(move || actix_web::rt::System::new().block_on(api::app::serve(web, listener, stopped)));
        let (account, session, now) = (database.filer.account, database.filer.session, clock.now());
        let platform = Actor::Platform("bench");
        let drafter = database.db.read(&platform, async move |conn: &mut Connection| {
            directory::actor_of_session(conn, account, session, now).await
        });
        let drafter = drafter.await?.context("nobody files")?;
        let signing = clock.clone();
        let bearer = move || Ok(tokens.sign(account, session, signing.now())?.token);
        let asker = move |actor| Asker {
            actor,
            language: Language::En,
            now: clock.now(),
            request: "bench".into(),
            peer: None,
            user_agent: "bench".into(),
        };
        let db = database.db.clone();
        Ok(Self {
            address,
            bearer: Arc::new(bearer),
            schema,
            asker: Box::new(asker),
            db,
            drafter,
            records,
            stop,
        })
    }

    pub fn records(&self) -> u64 {
        self.records
    }

    /// How many questions one request puts to the database, as the tests count them.
    pub async fn count_queries(&self, operation: Operation) -> Result<u32> {
        let actor = if operation == Operation::File {
            self.drafter.clone()
        } else {
            Actor::Visitor
        };
        let request = async_graphql::Request::new(operation.query()).variables(async_graphql::Variables::from_json(
            operation.variables(operation.pick(self.records)),
        ));
        let request = context::attach(request, &self.db, (self.asker)(actor));
        let (answer, count) = schema::db::counting_queries(self.schema.execute(request)).await;
        ensure!(answer.errors.is_empty(), "{:?}", answer.errors);
        Ok(count)
    }

    /// One request for the record of this number; the bytes of the answer.
    pub async fn ask(&self, operation: Operation, number: u64) -> Result<String> {
        let (address, head) = (self.address, self.head(operation)?);
        let body = tokio::task::spawn_blocking(move || {
            let mut asking = Asking::connect(address, operation, head)?;
            asking.ask(number)?;
            anyhow::Ok(String::from_utf8_lossy(asking.body()).into_owned())
        });
        body.await?
    }

    /// Requests a second, over so long, of all connections together.
    pub async fn run(&self, operation: Operation, length: Duration) -> Result<f64> {
        let mut threads = Vec::new();
        for _ in 0..CONNECTIONS {
            let (address, head, records) = (self.address, self.head(operation)?, self.records);
            threads.push(tokio::task::spawn_blocking(move || {
                let mut asking = Asking::connect(address, operation, head)?;
                asking.ask(operation.pick(records))?;
                let begun = Instant::now();
                let mut count = 0_u32;
                while begun.elapsed() < length {
                    asking.ask(operation.pick(records))?;
                    count += 1;
                }
                anyhow::Ok(f64::from(count) / begun.elapsed().as_secs_f64())
            }));
        }
        let mut rate = 0.0;
        for thread in threads {
            rate += thread.await??;
        }
        Ok(rate)
    }

    /// All of a request's head but the length of its body.
    fn head(&self, operation: Operation) -> Result<String> {
        let bearer = if operation == Operation::File {
            format!("Authorization: Bearer {}\r\n", (self.bearer)()?)
        } else {
            String::new()
        };
        Ok(format!(
            "POST /graphql HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n{bearer}Content-Length: "
        ))
    }
}

/// One connection.
struct Asking {
    stream: TcpStream,
    operation: Operation,
    head: String,
    query: String,
    request: Vec<u8>,
    answer: Vec<u8>,
    body: std::ops::Range<usize>,
}

impl Asking {
    fn connect(address: SocketAddr, operation: Operation, head: String) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let query = serde_json::to_string(operation.query())?;
        Ok(Self {
            stream,
            operation,
            head,
            query,
            request: Vec::new(),
            answer: vec![0; 1 << 20],
            body: 0..0,
        })
    }

    fn body(&self) -> &[u8] {
        &self.answer[self.body.clone()]
    }

    fn ask(&mut self, number: u64) -> Result<()> {
        let body = format!(
            "{{\"query\":{},\"variables\":{}}}",
            self.query,
            self.operation.variables(number)
        );
        self.request.clear();
        write!(self.request, "{}{}\r\n\r\n{body}", self.head, body.len())?;
        self.stream.write_all(&self.request)?;
        let mut read = 0;
        let head = loop {
            read += self.more(read)?;
            if let Some(head) = self.answer[..read].windows(4).position(|four| four == b"\r\n\r\n") {
                break head + 4;
            }
        };
        let said = std::str::from_utf8(&self.answer[..head])?.to_ascii_lowercase();
        let length = said
            .split("content-length: ")
            .nth(1)
            .and_then(|rest| rest.split("\r\n").next());
        let length: usize = length.context("an answer without a length")?.parse()?;
        while read < head + length {
            read += self.more(read)?;
        }
        self.body = head..head + length;
        let is_good = said.starts_with("http/1.1 200")
            && !self.body().starts_with(b"{\"errors\"")
            && (self.operation != Operation::File || self.body().ends_with(b"\"problems\":[]}}}"));
        ensure!(is_good, "{said}{}", String::from_utf8_lossy(self.body()));
        Ok(())
    }

    fn more(&mut self, read: usize) -> Result<usize> {
        let more = self.stream.read(&mut self.answer[read..])?;
        ensure!(more > 0, "the server has closed the connection");
        Ok(more)
    }
}
