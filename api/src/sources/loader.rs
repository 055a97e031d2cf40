//! Sources by their keys, one question a kind.

use crate::commitments::loader::{grouped, key, loader};
use crate::graphql::context::Reader;
use async_graphql::dataloader::Loader;
use schema::Error;
use schema::actor::*;
use schema::sources::{self, Citation, Instrument, Provision, ProvisionLink, Theme};
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

key!(
    ClausesOf(InstrumentId),
    SponsorsOf(InstrumentId),
    CitationsBy(InstrumentId),
    CitationsOf(InstrumentId),
    LinksOf(ProvisionId)
);

loader!(ClausesOf => Vec<Arc<Provision>>, |conn, _actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    let rows = sources::provisions_of(conn, &ids).await?.into_iter().map(Arc::new).collect();
    Ok(grouped(rows, |row: &Arc<Provision>| ClausesOf(row.instrument_id)))
});

loader!(SponsorsOf => Vec<ParticipantId>, |conn, _actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    let mut groups: HashMap<SponsorsOf, Vec<ParticipantId>> = HashMap::new();
    for (instrument, participant) in sources::sponsors_of(conn, &ids).await? {
        groups.entry(SponsorsOf(instrument)).or_default().push(participant);
    }
    Ok(groups)
});

loader!(CitationsBy => Vec<Citation>, |conn, _actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    Ok(grouped(sources::citations_by(conn, &ids).await?, |row| CitationsBy(row.cited_by_id)))
});

loader!(CitationsOf => Vec<Citation>, |conn, _actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    Ok(grouped(sources::citations_of(conn, &ids).await?, |row| CitationsOf(row.instrument_id)))
});

loader!(LinksOf => Vec<ProvisionLink>, |conn, _actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    Ok(grouped(sources::links_of(conn, &ids).await?, |link| LinksOf(link.from_id)))
});
