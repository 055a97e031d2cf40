//! What leads from one row to others: keys of one kind are answered in one question, as the asker.

use crate::graphql::context::Reader;
use async_graphql::dataloader::Loader;
use schema::actor::*;
use schema::commitments::{
    Assessment, DateRevision, Evidence, Indicator, IndicatorValue, Milestone, ProgressUpdate, Record,
};
use schema::{Error, commitments};
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

/// Rows by the key they belong to.
pub(crate) fn grouped<K: Eq + Hash, V>(rows: Vec<V>, key: impl Fn(&V) -> K) -> HashMap<K, Vec<V>> {
    let mut groups: HashMap<K, Vec<V>> = HashMap::new();
    for row in rows {
        groups.entry(key(&row)).or_default().push(row);
    }
    groups
}

macro_rules! loader {
    ($key:ty => $value:ty, |$conn:ident, $actor:ident, $ids:ident| $load:expr) => {
        impl Loader<$key> for Reader {
            type Value = $value;
            type Error = Arc<Error>;

            async fn load(&self, keys: &[$key]) -> Result<HashMap<$key, $value>, Arc<Error>> {
                let ($actor, $ids) = (&self.actor, keys);
                self.db
                    .read($actor, async move |$conn: &mut schema::Connection| $load)
                    .await
                    .map_err(Arc::new)
            }
        }
    };
}
pub(crate) use loader;

macro_rules! key {
    ($($name:ident($id:ty)),+) => {$(
        #[derive(Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $name(pub $id);
    )+};
}
pub(crate) use key;

key!(
    MilestonesOf(CommitmentId),
    EvidenceOf(CommitmentId),
    IndicatorsOf(CommitmentId),
    ValuesOf(IndicatorId),
    AssessmentsOf(CommitmentId),
    RevisionsOf(CommitmentId),
    ProvisionsOf(CommitmentId),
    SupersededBy(CommitmentId)
);

loader!(CommitmentId => Record, |conn, actor, ids| {
    Ok(commitments::commitments_by_ids(conn, actor, ids).await?.into_iter().map(|record| (record.commitment.id, record)).collect())
});

loader!(ProgressUpdateId => Arc<ProgressUpdate>, |conn, actor, ids| {
    Ok(commitments::progress_updates_by_ids(conn, actor, ids).await?.into_iter().map(|update| (update.id, Arc::new(update))).collect())
});

loader!(MilestonesOf => Vec<Milestone>, |conn, _actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    Ok(grouped(commitments::milestones_of(conn, &ids).await?, |row| MilestonesOf(row.commitment_id)))
});

loader!(EvidenceOf => Vec<Evidence>, |conn, actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    Ok(grouped(commitments::evidence_of(conn, actor, &ids).await?, |row| EvidenceOf(row.commitment_id)))
});

loader!(IndicatorsOf => Vec<Indicator>, |conn, _actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    Ok(grouped(commitments::indicators_of(conn, &ids).await?, |row| IndicatorsOf(row.commitment_id)))
});

loader!(ValuesOf => Vec<IndicatorValue>, |conn, _actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    Ok(grouped(commitments::indicator_values_of(conn, &ids).await?, |row| ValuesOf(row.indicator_id)))
});

loader!(AssessmentsOf => Vec<Assessment>, |conn, _actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    Ok(grouped(commitments::assessments_of(conn, &ids).await?, |row| AssessmentsOf(row.commitment_id)))
});

loader!(RevisionsOf => Vec<DateRevision>, |conn, _actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    Ok(grouped(commitments::date_revisions_of(conn, &ids).await?, |row| RevisionsOf(row.commitment_id)))
});

loader!(ProvisionsOf => Vec<ProvisionId>, |conn, _actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    let pairs = commitments::provisions_of(conn, &ids).await?;
    Ok(grouped(pairs, |(commitment, _)| ProvisionsOf(*commitment))
        .into_iter()
        .map(|(key, pairs)| (key, pairs.into_iter().map(|(_, provision)| provision).collect()))
        .collect())
});

loader!(SupersededBy => Vec<Record>, |conn, actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    let mut groups: HashMap<SupersededBy, Vec<Record>> = HashMap::new();
    for record in commitments::superseded_by(conn, actor, &ids).await? {
        if let Some(by) = record.commitment.superseded_by_id {
            groups.entry(SupersededBy(by)).or_default().push(record);
        }
    }
    Ok(groups)
});
