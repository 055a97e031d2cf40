//! What several participants undertook, theme by theme, side by side. The same for everybody: of public records only.

use crate::actor::*;
use crate::{Connection, Result};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Nullable, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

/// A public commitment of a participant on a theme.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName)]
pub struct Compared {
    #[diesel(sql_type = SqlUuid)]
    pub participant_id: ParticipantId,
    /// Empty where it answers no provision.
    #[diesel(sql_type = Nullable<Text>)]
    pub theme: Option<String>,
    #[diesel(sql_type = SqlUuid)]
    pub commitment_id: CommitmentId,
    /// How many there are of this participant on this theme.
    #[diesel(sql_type = BigInt)]
    pub total: i64,
}

/// Public commitments of these participants, undertaken alone or jointly: at most so many of each on each theme, the
/// newest first. One that answers provisions of several themes stands in each.
pub async fn compared(conn: &mut Connection, participants: &[ParticipantId], at_most: i64) -> Result<Vec<Compared>> {
    Ok(diesel::sql_query(
        "select participant_id, theme, commitment_id, total from (
           select who.id as participant_id, answers.theme, c.id as commitment_id,
             count(*) over (partition by who.id, answers.theme) as total,
             row_number() over (partition by who.id, answers.theme order by c.id desc) as place
           from commitments as c
             cross join lateral unnest(array_append(c.joined_ids, c.participant_id)) as who (id)
             left join lateral (select distinct p.theme from commitment_provisions as p where p.commitment_id = c.id) as answers on true
           where c.is_public and who.id = any ($1)
             and (c.participant_id = any ($1)
               or c.id in (select commitment_id from commitment_participants where participant_id = any ($1) and confirmed_at is not null))
         ) as found where place <= $2 order by participant_id, theme, place",
    )
    .bind::<Array<SqlUuid>, _>(participants)
    .bind::<BigInt, _>(at_most)
    .load(conn)
    .await?)
}
