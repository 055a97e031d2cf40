//! Participants by id, one question for all.

use crate::commitments::loader::loader;
use crate::graphql::context::Reader;
use async_graphql::dataloader::Loader;
use schema::Error;
use schema::actor::*;
use schema::directory::{self, Membership, Participant};
use std::collections::HashMap;
use std::sync::Arc;

/// Memberships of a participant.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct MembershipsOf(pub ParticipantId);

loader!(ParticipantId => Arc<Participant>, |conn, _actor, ids| {
    Ok(directory::participants_by_ids(conn, ids).await?.into_iter().map(|row| (row.id, Arc::new(row))).collect())
});

loader!(MembershipsOf => Vec<Membership>, |conn, _actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    let mut groups: HashMap<MembershipsOf, Vec<Membership>> = HashMap::new();
    for row in directory::memberships_of(conn, &ids).await? {
        groups.entry(MembershipsOf(row.participant_id)).or_default().push(row);
    }
    Ok(groups)
});
