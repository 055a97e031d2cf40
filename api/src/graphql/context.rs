//! What a resolver is handed: who asks, in which language, when, and the database.

use super::ApiError;
use super::payload::{Acted, Problem, or_problems};
use async_graphql::dataloader::{self, DataLoader};
use async_graphql::{Context, InputType};
use chrono::{DateTime, NaiveDate, Utc};
use futures_util::future::BoxFuture;
use schema::{Actor, Connection, Db, Language, Occasion, Once, Scope, db::Work};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use uuid::Uuid;

/// Who asks, put into each request by the front door.
#[derive(Clone, Debug)]
pub struct Asker {
    pub actor: Actor,
    pub language: Language,
    pub now: DateTime<Utc>,
    /// Request id, as in logs and on error pages.
    pub request: String,
    /// The address that attempts are counted by; never one that the client only claims.
    pub peer: Option<IpAddr>,
    pub user_agent: String,
}

/// Shortcuts on a resolver's context.
pub trait Ask {
    fn asker(&self) -> &Asker;
    fn db(&self) -> &Db;

    fn actor(&self) -> &Actor {
        &self.asker().actor
    }

    fn language(&self) -> Language {
        self.asker().language
    }

    fn now(&self) -> DateTime<Utc> {
        self.asker().now
    }

    /// The day, in UTC, that questions about dates are asked on.
    fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }

    /// One unit of reading, as the asker.
    fn read<T, F>(&self, work: F) -> impl Future<Output = Result<T, ApiError>> + Send
    where
        T: Send,
        for<'r> F: AsyncFnOnce(&'r mut Connection) -> schema::Result<T>
            + Work<&'r mut Connection, schema::Result<T>, Future: Send>
            + Send,
        Self: Sync,
    {
        async { self.db().read(self.actor(), work).await.map_err(ApiError) }
    }

    /// The circumstances of an act: its name in the audit, the scope it needs, and the key under which it happens once.
    fn occasion<I: InputType>(&self, act: &'static str, scope: Scope, key: &Option<String>, input: &I) -> Occasion {
        let once = key.as_ref().map(|key| {
            let digest = Sha256::digest(input.to_value().to_string());
            Once {
                key: key.clone(),
                digest: digest.into(),
            }
        });
        Occasion {
            now: self.now(),
            request: self.asker().request.clone(),
            act,
            scope,
            once,
        }
    }

    /// Does an act once, as the asker, and gives the record it was done to as it is then, or what has to be put right.
    ///
    /// Where the act was refused, `target` is read as it is now: whoever looked at an older version sees the newer one.
    fn act_on<T, F>(
        &self,
        occasion: Occasion,
        target: Option<T::Id>,
        work: F,
    ) -> impl Future<Output = Result<(Option<T>, Vec<Problem>), ApiError>> + Send
    where
        T: Acted,
        for<'r> F: AsyncFnOnce(&'r mut Connection) -> schema::Result<T::Id>
            + Work<&'r mut Connection, schema::Result<T::Id>, Future: Send>
            + Send,
        Self: Sync,
    {
        async move {
            let (db, actor) = (self.db(), self.actor());
            let done = db.act_and_read(actor, &occasion, work, T::read_back).await;
            let (done, problems) = or_problems(done, None, self.language())?;
            match (done, target) {
                (Some(record), _) => Ok((record, problems)),
                (None, None) => Ok((None, problems)),
                (None, Some(id)) => {
                    let found = self.read(async |conn: &mut Connection| T::read_back(conn, actor, id).await);
                    Ok((found.await?, problems))
                }
            }
        }
    }

    /// Does an act once, as the asker.
    fn act<I, F>(&self, occasion: Occasion, work: F) -> impl Future<Output = schema::Result<I>> + Send
    where
        I: From<Uuid> + Into<Uuid> + Copy + Send + 'static,
        for<'r> F: AsyncFnOnce(&'r mut Connection) -> schema::Result<I>
            + Work<&'r mut Connection, schema::Result<I>, Future: Send>
            + Send,
        Self: Sync,
    {
        async move { self.db().act(self.actor(), &occasion, work).await }
    }
}

impl Ask for Context<'_> {
    fn asker(&self) -> &Asker {
        self.data_unchecked()
    }

    fn db(&self) -> &Db {
        self.data_unchecked()
    }
}

/// Answers keys of loaders as the asker; one per request.
pub struct Reader {
    pub db: Db,
    pub actor: Actor,
}

/// The loader of one request. It puts one question for all keys of a kind that are asked for side by side.
pub struct Loader {
    inner: DataLoader<Reader>,
    /// How often it was asked.
    asked: Arc<AtomicUsize>,
}

impl Loader {
    fn new(reader: Reader) -> Self {
        let asked = Arc::new(AtomicUsize::new(0));
        let counted = asked.clone();
        let spawn = move |batch: BoxFuture<'static, ()>| {
            let asked = counted.clone();
            tokio::spawn(schema::db::counted_too(async move {
                settled(&asked).await;
                batch.await;
            }))
        };
        Self {
            inner: DataLoader::new(reader, spawn).delay(Duration::ZERO),
            asked,
        }
    }

    /// What is found for each of the keys.
    pub async fn load<K, V>(&self, keys: impl IntoIterator<Item = K>) -> Result<HashMap<K, V>, Arc<schema::Error>>
    where
        K: Send + Sync + Hash + Eq + Clone + 'static,
        V: Send + Sync + Clone + 'static,
        Reader: dataloader::Loader<K, Value = V, Error = Arc<schema::Error>>,
    {
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.inner.load_many(keys).await
    }
}

/// Waits while siblings are still asking: a list of more than thirty rows is resolved two rows a turn, and a batch begun
/// at once would hold no more of them.
async fn settled(asked: &AtomicUsize) {
    let mut before = 0;
    loop {
        let now = asked.load(Ordering::Relaxed);
        if now == before {
            return;
        }
        before = now;
        for _ in 0..4 {
            tokio::task::yield_now().await;
        }
    }
}

/// The data of one request: the asker, and the loader that reads as them.
pub fn attach(request: async_graphql::Request, db: &Db, asker: Asker) -> async_graphql::Request {
    let reader = Reader {
        db: db.clone(),
        actor: asker.actor.clone(),
    };
    request.data(Loader::new(reader)).data(db.clone()).data(asker)
}
