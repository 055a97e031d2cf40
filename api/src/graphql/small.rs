//! A small schema to try the door on: a little of everything a real one has.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_graphql::{Context, EmptySubscription, Enum, ID, InputObject, Object, Schema, SchemaBuilder, SimpleObject};

use super::budget::RateLimit;
use super::scalars::Date;

pub struct Query;
pub struct Mutation;

/// How many acts were carried out.
#[derive(Clone, Default)]
pub struct Acts(pub Arc<AtomicUsize>);

/// Who asks, put into the data by the test's `Identify`.
pub struct Name(pub &'static str);

pub struct Record(pub usize);

#[derive(SimpleObject)]
pub struct Edge {
    cursor: String,
    node: Record,
}

#[derive(SimpleObject)]
pub struct PageInfo {
    has_next_page: bool,
}

#[derive(SimpleObject)]
pub struct RecordConnection {
    edges: Vec<Edge>,
    nodes: Vec<Record>,
    page_info: PageInfo,
}

#[derive(Clone, Copy, PartialEq, Eq, Enum)]
pub enum Light {
    Green,
    Amber,
}

#[derive(InputObject)]
pub struct Filter {
    light: Light,
    #[graphql(default = 3)]
    years: i32,
    themes: Option<Vec<String>>,
}

fn page(first: Option<i32>) -> RecordConnection {
    let size = usize::try_from(first.unwrap_or(25)).unwrap();
    RecordConnection {
        edges: (0..size)
            .map(|n| Edge {
                cursor: n.to_string(),
                node: Record(n),
            })
            .collect(),
        nodes: (0..size).map(Record).collect(),
        page_info: PageInfo { has_next_page: true },
    }
}

#[Object]
impl Record {
    async fn id(&self) -> ID {
        ID(self.0.to_string())
    }
    async fn title(&self) -> &str {
        "A title"
    }
    async fn state(&self) -> State {
        State
    }
    async fn inner(&self, first: Option<i32>, last: Option<i32>) -> RecordConnection {
        page(first.or(last))
    }
    async fn themes(&self) -> Vec<State> {
        vec![State]
    }
}

#[derive(Clone)]
pub struct State;

#[Object]
impl State {
    async fn name(&self) -> &str {
        "Ghana"
    }
}

#[Object]
impl Query {
    async fn hello(&self, ctx: &Context<'_>) -> String {
        ctx.data_opt::<Name>().map_or("nobody", |name| name.0).to_owned()
    }
    async fn record(&self, id: ID) -> Option<Record> {
        id.parse().ok().map(Record)
    }
    async fn records(&self, first: Option<i32>, last: Option<i32>) -> RecordConnection {
        page(first.or(last))
    }
    async fn nodes(&self, ids: Vec<ID>) -> Vec<Record> {
        ids.iter().enumerate().map(|(n, _)| Record(n)).collect()
    }
    async fn echo(&self, text: String) -> String {
        text
    }
    async fn count(&self, number: i32) -> i32 {
        number
    }
    async fn on(&self, day: Date) -> Date {
        day
    }
    async fn find(&self, filter: Filter) -> i32 {
        i32::from(filter.light == Light::Green) + filter.years + filter.themes.map_or(0, |themes| themes.len() as i32)
    }
    async fn boom(&self) -> Option<i32> {
        std::hint::black_box(None::<Option<i32>>).expect("a fault of ours")
    }
    async fn fails(&self) -> async_graphql::Result<Option<i32>> {
        Err(std::io::Error::other("secret path /etc/para29").into())
    }
    async fn slow(&self) -> i32 {
        tokio::time::sleep(Duration::from_secs(3_600)).await;
        1
    }
    async fn rate_limit(&self, ctx: &Context<'_>) -> Option<RateLimit> {
        ctx.data_opt::<RateLimit>().cloned()
    }
}

#[Object]
impl Mutation {
    async fn act(&self, ctx: &Context<'_>) -> usize {
        ctx.data_unchecked::<Acts>().0.fetch_add(1, Ordering::SeqCst) + 1
    }
    async fn slow_act(&self, ctx: &Context<'_>) -> usize {
        tokio::time::sleep(Duration::from_millis(300)).await;
        ctx.data_unchecked::<Acts>().0.fetch_add(1, Ordering::SeqCst) + 1
    }
}

pub fn schema(acts: &Acts) -> SchemaBuilder<Query, Mutation, EmptySubscription> {
    Schema::build(Query, Mutation, EmptySubscription).data(acts.clone())
}
