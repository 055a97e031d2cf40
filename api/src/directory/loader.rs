//! Participants and what hangs on them, one question for all keys of a kind.

use crate::commitments::loader::{grouped, key, loader};
use crate::graphql::context::Reader;
use async_graphql::dataloader::Loader;
use schema::Error;
use schema::actor::*;
use schema::commitments::{self, ParticipantFigure, YearFigure};
use schema::directory::{self, Membership, Participant, ParticipantGroup, ParticipantName, Suspension};
use std::collections::HashMap;
use std::sync::Arc;

key!(
    MembershipsOf(ParticipantId),
    NamesOf(ParticipantId),
    GroupsOf(ParticipantId),
    SuspensionsOf(MembershipId),
    FigureOf(ParticipantId),
    YearsOf(ParticipantId)
);

loader!(ParticipantId => Arc<Participant>, |conn, _actor, ids| {
    Ok(directory::participants_by_ids(conn, ids).await?.into_iter().map(|row| (row.id, Arc::new(row))).collect())
});

loader!(MembershipsOf => Vec<Membership>, |conn, _actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    Ok(grouped(directory::memberships_of(conn, &ids).await?, |row| MembershipsOf(row.participant_id)))
});

loader!(NamesOf => Vec<ParticipantName>, |conn, _actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    Ok(grouped(directory::names_of(conn, &ids).await?, |row| NamesOf(row.participant_id)))
});

loader!(GroupsOf => Vec<ParticipantGroup>, |conn, _actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    Ok(grouped(directory::groups_of(conn, &ids).await?, |row| GroupsOf(row.participant_id)))
});

loader!(SuspensionsOf => Vec<Suspension>, |conn, _actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    Ok(grouped(directory::suspensions_of(conn, &ids).await?, |row| SuspensionsOf(row.membership_id)))
});

loader!(FigureOf => ParticipantFigure, |conn, actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    let figures = commitments::figures_by_participant(conn, actor, &ids, &Default::default()).await?;
    Ok(figures.into_iter().map(|(id, figure)| (FigureOf(id), figure)).collect())
});

loader!(YearsOf => Vec<YearFigure>, |conn, actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    let years = commitments::figures_by_year(conn, actor, &ids).await?;
    Ok(years.into_iter().map(|(id, years)| (YearsOf(id), years)).collect())
});
