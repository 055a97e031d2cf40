//! The database: who connects as what, units of work, and acts that happen once.
//!
//! Three pools, one per role of the migrations. A visitor's reading needs no transaction: its role can only ever see what
//! is public. A person's unit of work is one transaction whose settings say who asks; row-level security compares them
//! with the readers kept in each record. Nothing else in the platform gets a connection.

use crate::ids::AccountId;
use crate::{Actor, Error, Problem, ProblemCode, Result, Scope, tables::idempotency_keys};
use chrono::{DateTime, Utc};
use deadpool::managed::{PoolConfig, PoolError, Timeouts, WeakPool};
use diesel::connection::{Instrumentation, InstrumentationEvent};
use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::pooled_connection::deadpool::{Object, Pool};
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod};
use diesel_async::{
    AnsiTransactionManager, AsyncConnection, AsyncMigrationHarness, AsyncPgConnection, RunQueryDsl,
    SimpleAsyncConnection, TransactionManager,
};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use futures_util::future::BoxFuture;
use futures_util::{FutureExt, Stream, StreamExt};
use rustls_platform_verifier::BuilderVerifierExt;
use std::cell::Cell;
use std::fmt::Write;
use std::str::FromStr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio_postgres::config::{Host, SslMode};
use uuid::Uuid;

/// One connection, in one unit of work.
pub type Connection = AsyncPgConnection;

pub(crate) const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../migrations");

/// An async closure whose future can be sent between threads; the bound that makes units of work usable in resolvers.
pub trait Work<C, R>: AsyncFnOnce(C) -> R + FnOnce(C) -> <Self as Work<C, R>>::Future {
    type Future: Future<Output = R>;
}

impl<F, C, R, Fut> Work<C, R> for F
where
    F: AsyncFnOnce(C) -> R + FnOnce(C) -> Fut,
    Fut: Future<Output = R>,
{
    type Future = Fut;
}

/// How what was done is read for the answer, as whoever did it.
pub type ReadBack<I, T> = for<'r> fn(&'r mut Connection, &'r Actor, I) -> BoxFuture<'r, Result<T>>;

/// The circumstances of an act: when, in which request, under which name, and whether it was asked for before.
#[derive(Clone, Debug)]
pub struct Occasion {
    pub now: DateTime<Utc>,
    pub request: String,
    pub act: &'static str,
    pub scope: Scope,
    pub once: Option<Once>,
}

/// A client's key for an act, and the digest of what it asks: the same again gives the same answer.
#[derive(Clone, Debug)]
pub struct Once {
    pub key: String,
    pub digest: [u8; 32],
}

/// How large the pools are.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    pub visitors: usize,
    pub members: usize,
    pub platform: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            visitors: 8,
            members: 8,
            platform: 4,
        }
    }
}

#[derive(Clone)]
pub struct Db {
    visitors: Pool<Connection>,
    members: Pool<Connection>,
    platform: Pool<Connection>,
    url: Arc<str>,
    sizes: Sizes,
    /// These pools, and those of threads that took a share, to be counted together.
    family: Arc<Mutex<Vec<Kin>>>,
}

type Kin = [WeakPool<AsyncDieselConnectionManager<Connection>>; 3];

/// How a pool's connections stand, those of all threads together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PoolUse {
    pub max_count: usize,
    pub open_count: usize,
    pub busy_count: usize,
    /// Units of work that wait for a connection.
    pub waiting_count: usize,
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Db")
    }
}

impl Db {
    /// Pools for the server at `url`; nothing is connected yet.
    ///
    /// The login needs membership in the three roles of the migrations and nothing else.
    pub fn new(url: &str, sizes: Sizes) -> Result<Self> {
        tokio_postgres::Config::from_str(url).map_err(|cause| Error::internal(format!("DATABASE_URL: {cause}")))?;
        let pool = |role: &'static str, size: usize| {
            let mut manager = ManagerConfig::default();
            manager.recycling_method = RecyclingMethod::Fast;
            manager.custom_setup = Box::new(move |url| Box::pin(connect(url.to_owned(), Some(role))));
            let manager = AsyncDieselConnectionManager::new_with_config(url, manager);
            let mut config = PoolConfig::new(size);
            // Less than the web waits for an answer, so that it can still say that this is no moment for it.
            let patience = Some(Duration::from_secs(2));
            config.timeouts = Timeouts {
                wait: patience,
                create: patience,
                recycle: patience,
            };
            Pool::builder(manager)
                .config(config)
                .runtime(deadpool::Runtime::Tokio1)
                .build()
                .map_err(Error::internal)
        };
        let db = Self {
            visitors: pool("para29_visitor", sizes.visitors)?,
            members: pool("para29_app", sizes.members)?,
            platform: pool("para29_system", sizes.platform)?,
            url: url.into(),
            sizes,
            family: Arc::default(),
        };
        db.join(&db.family);
        Ok(db)
    }

    fn join(&self, family: &Mutex<Vec<Kin>>) {
        let kin = [&self.visitors, &self.members, &self.platform].map(Pool::weak);
        family.lock().unwrap_or_else(PoisonError::into_inner).push(kin);
    }

    /// How the connections of each pool stand, by its name.
    pub fn pools(&self) -> [(&'static str, PoolUse); 3] {
        let mut all = [PoolUse::default(); 3];
        let mut family = self.family.lock().unwrap_or_else(PoisonError::into_inner);
        // shares of a server that has stopped
        family.retain(|kin| kin[0].upgrade().is_some());
        for kin in family.iter() {
            for (sum, pool) in all.iter_mut().zip(kin) {
                let Some(pool) = pool.upgrade() else { continue };
                let status = pool.status();
                sum.max_count += status.max_size;
                sum.open_count += status.size;
                sum.busy_count += status.size.saturating_sub(status.available);
                sum.waiting_count += status.waiting;
            }
        }
        let [visitors, members, platform] = all;
        [("visitors", visitors), ("members", members), ("platform", platform)]
    }

    /// Pools of its own for one of so many threads: what a connection reads is then worked off by the thread that waits for
    /// it, and no other has to be woken.
    pub fn for_one_of(&self, threads: usize) -> Result<Self> {
        let share = |size: usize| size.div_ceil(threads.max(1)).max(2);
        let Sizes {
            visitors,
            members,
            platform,
        } = self.sizes;
        let sizes = Sizes {
            visitors: share(visitors),
            members: share(members),
            platform: share(platform),
        };
        let mut share = Self::new(&self.url, sizes)?;
        share.join(&self.family);
        share.family = self.family.clone();
        Ok(share)
    }

    /// Reads as `actor`. What the actor may not read does not exist in there.
    pub async fn read<T, F>(&self, actor: &Actor, work: F) -> Result<T>
    where
        for<'r> F:
            AsyncFnOnce(&'r mut Connection) -> Result<T> + Work<&'r mut Connection, Result<T>, Future: Send> + Send,
    {
        match actor {
            Actor::Visitor => work(&mut *take(&self.visitors).await?).await,
            Actor::Platform(_) => work(&mut *take(&self.platform).await?).await,
            Actor::Person(person) => {
                person.scopes.as_ref().map_or(Ok(()), |_| actor.needs(Scope::Read))?;
                let begin = format!("BEGIN READ ONLY; {}", settings(actor, "", ""));
                let mut conn = begun(&self.members, &begin).await?;
                let done = work(&mut conn).await;
                // What was read is read, however the transaction ends: nobody waits for that.
                tokio::spawn(undone(conn));
                done
            }
        }
    }

    /// Does an act as `actor`, in one transaction, once per key; gives the id of what was done.
    pub async fn act<I, F>(&self, actor: &Actor, occasion: &Occasion, work: F) -> Result<I>
    where
        I: From<Uuid> + Into<Uuid> + Copy + Send + 'static,
        for<'r> F:
            AsyncFnOnce(&'r mut Connection) -> Result<I> + Work<&'r mut Connection, Result<I>, Future: Send> + Send,
    {
        self.act_and_read(actor, occasion, work, |_, _, id| async move { Ok(id) }.boxed())
            .await
    }

    /// As `act`; gives what `read` makes of it in the same transaction, before another can change it.
    pub async fn act_and_read<I, T, F>(
        &self,
        actor: &Actor,
        occasion: &Occasion,
        work: F,
        read: ReadBack<I, T>,
    ) -> Result<T>
    where
        I: From<Uuid> + Into<Uuid> + Copy + Send,
        T: Send,
        for<'r> F:
            AsyncFnOnce(&'r mut Connection) -> Result<I> + Work<&'r mut Connection, Result<I>, Future: Send> + Send,
    {
        let pool = if actor.is_platform() {
            &self.platform
        } else {
            &self.members
        };
        if matches!(actor, Actor::Visitor) {
            return Err(Error::Forbidden);
        }
        actor.needs(occasion.scope)?;
        // What was done is read back for the answer.
        actor.needs(Scope::Read)?;
        let begin = format!("BEGIN; {}", settings(actor, occasion.act, &occasion.request));
        let once = occasion.once.as_ref().map(Once::kept).transpose()?;
        let once = once.as_ref().zip(actor.person());
        let done = unit(pool, &begin, async move |conn: &mut Connection| {
            let Some((once, person)) = once else {
                let id = work(conn).await?;
                return read(conn, actor, id).await;
            };
            if let Some(before) = begin_once(conn, once, person.account.0, occasion).await? {
                return read(conn, actor, I::from(before)).await;
            }
            let id = work(conn).await?;
            diesel::update(idempotency_keys::table.find((person.account.0, &once.key)))
                .set(idempotency_keys::subject.eq(Some(id.into())))
                .execute(conn)
                .await?;
            read(conn, actor, id).await
        })
        .await;
        notice(done).map_err(|error| match (error, actor.person()) {
            // Not for want of a role: they are told what opens it.
            (Error::Forbidden, Some(person)) if person.is_withheld => {
                Error::problem("secondFactorCode", ProblemCode::SecondFactorRequired)
            }
            (other, _) => other,
        })
    }

    /// What an act under the same key has done before, if it has: for acts that ask for a secret which the first time
    /// may have changed.
    pub async fn done_before<I>(&self, actor: &Actor, occasion: &Occasion) -> Result<Option<I>>
    where
        I: From<Uuid> + Send,
    {
        let once = occasion.once.as_ref().map(Once::kept).transpose()?;
        let Some((once, person)) = once.as_ref().zip(actor.person()) else {
            return Ok(None);
        };
        let account = person.account.0;
        self.read(actor, async |conn: &mut Connection| {
            match known_once(conn, once, account, occasion).await {
                Ok(subject) => Ok(Some(I::from(subject))),
                Err(Error::NotFound) => Ok(None),
                Err(other) => Err(other),
            }
        })
        .await
    }

    /// One transaction of the platform's own; `act` names it in the audit.
    pub async fn platform<T, F>(&self, act: &'static str, work: F) -> Result<T>
    where
        for<'r> F:
            AsyncFnOnce(&'r mut Connection) -> Result<T> + Work<&'r mut Connection, Result<T>, Future: Send> + Send,
    {
        let begin = format!("BEGIN; {}", settings(&Actor::Platform(act), act, ""));
        notice(unit(&self.platform, &begin, work).await)
    }

    /// One transaction of the platform's own, undone at its end: for trying out.
    pub async fn rehearsal<T, F>(&self, act: &'static str, work: F) -> Result<T>
    where
        for<'r> F:
            AsyncFnOnce(&'r mut Connection) -> Result<T> + Work<&'r mut Connection, Result<T>, Future: Send> + Send,
    {
        let begin = format!("BEGIN; {}", settings(&Actor::Platform(act), act, ""));
        let mut conn = begun(&self.platform, &begin).await?;
        let result = work(&mut conn).await;
        undone(conn).await;
        result
    }

    /// One item whenever something changed that everybody may read; ends when the connection breaks.
    pub async fn public_changes(&self) -> Result<impl Stream<Item = ()> + Send + Unpin + use<>> {
        self.notes("public_record").await
    }

    /// One item for each time that this is told of by `NOTIFY`; ends when the connection breaks, which is one of its own: no
    /// pool may hold it.
    pub(crate) async fn notes(&self, channel: &'static str) -> Result<impl Stream<Item = ()> + Send + Unpin + use<>> {
        let mut conn = connect(self.url.to_string(), Some("para29_system"))
            .await
            .map_err(Error::unavailable)?;
        conn.batch_execute(&format!("LISTEN {channel}")).await?;
        Ok(Box::pin(futures_util::stream::unfold(conn, |mut conn| async move {
            let note = std::pin::pin!(conn.notifications_stream()).next().await;
            matches!(note, Some(Ok(_))).then_some(((), conn))
        })))
    }

    /// Whether the database answers.
    pub async fn is_there(&self) -> bool {
        match take(&self.visitors).await {
            Ok(mut conn) => conn.batch_execute("SELECT").await.is_ok(),
            Err(_) => false,
        }
    }
}

async fn take(pool: &Pool<Connection>) -> Result<Object<Connection>> {
    let asked = Instant::now();
    let taken = pool.get().await;
    metrics::histogram!("para29_db_wait_seconds").record(asked.elapsed());
    if let Err(PoolError::Timeout(_)) = &taken {
        metrics::counter!("para29_db_wait_timeouts_total").increment(1);
    }
    taken.map_err(Error::unavailable)
}

/// Begin with settings in one round trip; commit if the work went well, else roll back. A unit whose future is dropped
/// leaves a connection in an open transaction, which the pool then closes.
async fn unit<T, F>(pool: &Pool<Connection>, begin: &str, work: F) -> Result<T>
where
    for<'r> F: AsyncFnOnce(&'r mut Connection) -> Result<T> + Work<&'r mut Connection, Result<T>, Future: Send> + Send,
{
    let mut conn = begun(pool, begin).await?;
    match work(&mut conn).await {
        Ok(done) => match AnsiTransactionManager::commit_transaction(&mut *conn).await {
            Ok(()) => Ok(done),
            Err(cause) => {
                drop(Object::take(conn));
                Err(Error::of_commit(cause))
            }
        },
        Err(error) => {
            // What went wrong first is what is told.
            undone(conn).await;
            Err(error)
        }
    }
}

/// A connection in a new transaction. One that could not begin or end one may be left in the middle of it, which diesel does
/// not see: the pool never gets it back.
async fn begun(pool: &Pool<Connection>, begin: &str) -> Result<Object<Connection>> {
    let mut conn = take(pool).await?;
    match AnsiTransactionManager::begin_transaction_sql(&mut *conn, begin).await {
        Ok(()) => Ok(conn),
        Err(cause) => {
            drop(Object::take(conn));
            Err(cause.into())
        }
    }
}

/// Undoes what was done in the transaction, and gives the connection back.
async fn undone(mut conn: Object<Connection>) {
    if let Err(cause) = AnsiTransactionManager::rollback_transaction(&mut *conn).await {
        tracing::debug!(%cause, "a unit of work could not be rolled back");
        drop(Object::take(conn));
    }
}

tokio::task_local! {
    static ACTED: Cell<bool>;
}

/// Whether anything was kept, or may have been, in the course of `work`: after that, no failure says that nothing was done.
pub async fn noticing_acts<T>(work: impl Future<Output = T>) -> (T, bool) {
    ACTED
        .scope(Cell::new(false), async {
            let done = work.await;
            (done, ACTED.with(Cell::get))
        })
        .await
}

fn notice<T>(done: Result<T>) -> Result<T> {
    if matches!(done, Ok(_) | Err(Error::Uncertain(_))) {
        let _ = ACTED.try_with(|acted| acted.set(true));
    }
    done
}

diesel::define_sql_function! {
    fn set_config(name: sql_types::Text, value: sql_types::Text, is_local: sql_types::Bool) -> sql_types::Text;
}

/// In a unit of the platform's own: from here on the audit names this person, once it is known who signs in.
pub(crate) async fn audit_names(conn: &mut Connection, account: AccountId, request: &str) -> Result<()> {
    let account = account.0.to_string();
    diesel::select((
        set_config("app.actor", &account, true),
        set_config("app.request", request, true),
    ))
    .execute(conn)
    .await?;
    Ok(())
}

/// `SET LOCAL` of all that policies and the audit need, as one statement. Values are ids and names of ours; quoted all the same.
fn settings(actor: &Actor, act: &str, request: &str) -> String {
    let (account, keys) = match actor {
        Actor::Person(person) => (person.account.0.to_string(), person.keys.join(",")),
        Actor::Visitor | Actor::Platform(_) => (String::new(), "public".to_owned()),
    };
    let mut sql = "SELECT ".to_owned();
    for (name, value) in [
        ("actor", account.as_str()),
        ("keys", &keys),
        ("act", act),
        ("request", request),
    ] {
        let separator = if name == "actor" { "" } else { ", " };
        // Writing to a String cannot fail.
        let _ = write!(
            sql,
            "{separator}set_config('app.{name}', '{}', true)",
            value.replace('\'', "''").replace('\\', "")
        );
    }
    sql
}

/// Whether the person has begun an act under this key before, whichever it was.
pub async fn has_used_key(conn: &mut Connection, account: AccountId, key: &str) -> Result<bool> {
    let used = idempotency_keys::table.find((account.0, key));
    Ok(diesel::select(diesel::dsl::exists(used)).get_result(conn).await?)
}

impl Once {
    /// As it is kept: a line of 8 to 200 characters.
    fn kept(&self) -> Result<Self> {
        let key = crate::text::clean("idempotencyKey", &self.key, 200)?;
        if key.chars().count() < 8 {
            let short = Problem::new("idempotencyKey", ProblemCode::OutOfRange);
            return Err(short.with("min", 8).with("max", 200).into());
        }
        let key = crate::text::line("idempotencyKey", &key, 200)?;
        Ok(Self { key, ..*self })
    }
}

async fn begin_once(conn: &mut Connection, once: &Once, account: Uuid, occasion: &Occasion) -> Result<Option<Uuid>> {
    // Waits here while the same key is under way elsewhere.
    let is_first = diesel::insert_into(idempotency_keys::table)
        .values((
            idempotency_keys::account_id.eq(account),
            idempotency_keys::key.eq(&once.key),
            idempotency_keys::act.eq(occasion.act),
            idempotency_keys::input_digest.eq(once.digest.as_slice()),
            idempotency_keys::at.eq(occasion.now),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    if is_first == 1 {
        return Ok(None);
    }
    known_once(conn, once, account, occasion).await.map(Some)
}

/// What was done under a key that is known, if it was asked for in the same words.
async fn known_once(conn: &mut Connection, once: &Once, account: Uuid, occasion: &Occasion) -> Result<Uuid> {
    let (act, digest, subject): (String, Vec<u8>, Option<Uuid>) = idempotency_keys::table
        .find((account, &once.key))
        .select((
            idempotency_keys::act,
            idempotency_keys::input_digest,
            idempotency_keys::subject,
        ))
        .first(conn)
        .await?;
    if act != occasion.act || digest != once.digest {
        return Err(Error::problem("idempotencyKey", ProblemCode::KeyReused));
    }
    subject.ok_or(Error::NotFound)
}

/// Connects; in TLS unless over a socket or the loopback; with the session's role from the first moment.
pub(crate) async fn connect(url: String, role: Option<&'static str>) -> ConnectionResult<Connection> {
    // What the server says stands beneath "db error".
    let wrong = |cause: &dyn std::error::Error| {
        let causes = std::iter::successors(Some(cause), |cause| cause.source());
        let said: Vec<String> = causes.map(ToString::to_string).collect();
        ConnectionError::BadConnection(said.join(": "))
    };
    let mut config = tokio_postgres::Config::from_str(&url).map_err(|cause| wrong(&cause))?;
    config.application_name(role.unwrap_or("para29 migrate"));
    let mut options = "-c timezone=UTC -c idle_in_transaction_session_timeout=60s".to_owned();
    if let Some(role) = role {
        let _ = write!(options, " -c role={role}");
        let patience = if role == "para29_system" { "10min" } else { "5s" };
        let _ = write!(options, " -c statement_timeout={patience} -c lock_timeout=5s");
        // Answers are short: compiling a plan, or workers for one, cost more than they bring.
        if role != "para29_system" {
            options.push_str(" -c jit=off -c max_parallel_workers_per_gather=0");
        }
    }
    config.options(options);
    let is_near = config.get_hosts().iter().all(|host| match host {
        Host::Tcp(name) => matches!(name.as_str(), "localhost" | "127.0.0.1" | "::1"),
        #[cfg(unix)]
        Host::Unix(_) => true,
    });
    let mut conn = if is_near || config.get_ssl_mode() == SslMode::Disable {
        let (client, connection) = config
            .connect(tokio_postgres::NoTls)
            .await
            .map_err(|cause| wrong(&cause))?;
        AsyncPgConnection::try_from_client_and_connection(client, connection).await?
    } else {
        // `prefer`, the default, would fall back to clear text.
        config.ssl_mode(SslMode::Require);
        let tls = rustls::ClientConfig::builder()
            .with_platform_verifier()
            .map_err(|cause| wrong(&cause))?
            .with_no_client_auth();
        let tls = tokio_postgres_rustls::MakeRustlsConnect::new(tls);
        let (client, connection) = config.connect(tls).await.map_err(|cause| wrong(&cause))?;
        AsyncPgConnection::try_from_client_and_connection(client, connection).await?
    };
    conn.set_instrumentation(CountQueries);
    Ok(conn)
}

tokio::task_local! {
    static STATEMENTS: Arc<AtomicU32>;
}

struct CountQueries;

impl Instrumentation for CountQueries {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { .. } = event {
            let _ = STATEMENTS.try_with(|count| count.fetch_add(1, Ordering::Relaxed));
        }
    }
}

/// How many statements `work` sends to the database, those of its tasks included that are begun with [`counted_too`].
pub async fn counting_queries<T>(work: impl Future<Output = T>) -> (T, u32) {
    let count = Arc::new(AtomicU32::new(0));
    let done = STATEMENTS.scope(count.clone(), work).await;
    (done, AtomicU32::load(&count, Ordering::Relaxed))
}

/// The same work, for another task: its statements are counted with those of whoever hands it over.
pub fn counted_too<T>(work: impl Future<Output = T>) -> impl Future<Output = T> {
    let count = STATEMENTS.try_with(Arc::clone).ok();
    async move {
        match count {
            Some(count) => STATEMENTS.scope(count, work).await,
            None => work.await,
        }
    }
}

/// Brings the database to the newest migration; gives the names of those that ran. Several may call this at once.
pub async fn migrate(owner_url: &str) -> Result<Vec<String>> {
    with_harness(owner_url, |harness| {
        harness
            .run_pending_migrations(MIGRATIONS)
            .map(|ran| ran.iter().map(ToString::to_string).collect())
    })
    .await
}

/// Takes every migration down and up again: the proof that each `down` works. Loses all data.
pub async fn redo_migrations(owner_url: &str) -> Result<Vec<String>> {
    with_harness(owner_url, |harness| {
        harness.revert_all_migrations(MIGRATIONS)?;
        harness
            .run_pending_migrations(MIGRATIONS)
            .map(|ran| ran.iter().map(ToString::to_string).collect())
    })
    .await
}

type Harness = AsyncMigrationHarness<Connection>;
type Migrated = std::result::Result<Vec<String>, Box<dyn std::error::Error + Send + Sync>>;

async fn with_harness(
    owner_url: &str,
    work: impl FnOnce(&mut Harness) -> Migrated + Send + 'static,
) -> Result<Vec<String>> {
    let mut conn = connect(owner_url.to_owned(), None).await.map_err(Error::internal)?;
    // Two replicas may start at once: the second waits and finds nothing left to do.
    conn.batch_execute("SELECT pg_advisory_lock(2029)").await?;
    // The harness blocks the thread it runs on.
    let migrated = tokio::task::spawn_blocking(move || work(&mut AsyncMigrationHarness::new(conn))).await;
    migrated.map_err(Error::internal)?.map_err(Error::Internal)
}
