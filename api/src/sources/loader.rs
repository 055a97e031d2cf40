//! Sources by their keys, one question a kind.

use crate::commitments::loader::loader;
use crate::graphql::context::Reader;
use async_graphql::dataloader::Loader;
use schema::Error;
use schema::actor::*;
use schema::sources::{self, Instrument, Provision, Theme};
use std::collections::HashMap;
use std::sync::Arc;

loader!(ProvisionId => Arc<Provision>, |conn, _actor, ids| {
    Ok(sources::provisions_by_ids(conn, ids).await?.into_iter().map(|row| (row.id, Arc::new(row))).collect())
});

loader!(InstrumentId => Arc<Instrument>, |conn, _actor, ids| {
    Ok(sources::instruments_by_ids(conn, ids).await?.into_iter().map(|row| (row.id, Arc::new(row))).collect())
});

loader!(String => Arc<Theme>, |conn, _actor, codes| {
    let themes = sources::themes(conn).await?;
    Ok(themes.into_iter().filter(|theme| codes.contains(&theme.code)).map(|theme| (theme.code.clone(), Arc::new(theme))).collect())
});
