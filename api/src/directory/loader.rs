//! Participants and what hangs on them, one question for all keys of a kind.

use crate::commitments::loader::{grouped, key, loader};
use crate::graphql::context::Reader;
use async_graphql::dataloader::Loader;
use chrono::NaiveDate;
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
    YearsOf(ParticipantId),
    NamedIn(ParticipantId)
);

/// How many members an organization has on a day.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct MembersOn(pub ParticipantId, pub NaiveDate);

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
    let figures = commitments::figures_by_participant(conn, actor, &ids).await?;
    Ok(figures.into_iter().map(|(id, figure)| (FigureOf(id), figure)).collect())
});

loader!(YearsOf => Vec<YearFigure>, |conn, actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    let years = commitments::figures_by_year(conn, actor, &ids).await?;
    Ok(years.into_iter().map(|(id, years)| (YearsOf(id), years)).collect())
});

loader!(NamedIn => Vec<String>, |conn, _actor, keys| {
    let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
    Ok(directory::named_in_of(conn, &ids).await?.into_iter().map(|(id, symbols)| (NamedIn(id), symbols)).collect())
});

loader!(MembersOn => i64, |conn, _actor, keys| {
    let mut found = HashMap::new();
    // One question for each day, and a request has one.
    let days: std::collections::BTreeSet<NaiveDate> = keys.iter().map(|key| key.1).collect();
    for day in days {
        let ids: Vec<_> = keys.iter().filter(|key| key.1 == day).map(|key| key.0).collect();
        let counts = directory::member_counts(conn, day, &ids).await?;
        found.extend(counts.into_iter().map(|(id, count)| (MembersOn(id, day), count)));
    }
    Ok(found)
});
