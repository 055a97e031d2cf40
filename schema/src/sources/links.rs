//! How documents and provisions stand to each other: which cites which, who put one forward, which clause came of which.

use crate::actor::*;
use crate::tables::{instrument_citations, instrument_sponsors, participants, provision_links};
use crate::{Connection, Result, values};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

values! {
    /// How one provision stands to another.
    pub enum ProvisionRelation {
        /// It came before the other, which takes it up.
        Precedes = "precedes",
        /// It takes the other up.
        Succeeds = "succeeds",
        /// Both speak of the same.
        Related = "related",
    }
}

/// One document names another.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = instrument_citations, check_for_backend(diesel::pg::Pg))]
pub struct Citation {
    /// The document that is named.
    pub instrument_id: InstrumentId,
    /// The document that names it.
    pub cited_by_id: InstrumentId,
    pub relation: String,
    pub at: String,
    pub edition: String,
    pub is_struck: bool,
    pub note: String,
}

/// How one provision stands to another.
#[derive(Clone, Copy, Debug, Queryable, Selectable)]
#[diesel(table_name = provision_links, check_for_backend(diesel::pg::Pg))]
pub struct ProvisionLink {
    pub from_id: ProvisionId,
    pub to_id: ProvisionId,
    pub relation: ProvisionRelation,
}

impl ProvisionLink {
    /// The link as seen from its other end.
    fn turned(self) -> Self {
        let relation = match self.relation {
            ProvisionRelation::Precedes => ProvisionRelation::Succeeds,
            ProvisionRelation::Succeeds => ProvisionRelation::Precedes,
            ProvisionRelation::Related => ProvisionRelation::Related,
        };
        Self {
            from_id: self.to_id,
            to_id: self.from_id,
            relation,
        }
    }
}

/// What these documents name, clause by clause.
pub async fn citations_by(conn: &mut Connection, ids: &[InstrumentId]) -> Result<Vec<Citation>> {
    let mut named: Vec<Citation> = instrument_citations::table
        .filter(instrument_citations::cited_by_id.eq_any(ids))
        .order((instrument_citations::at, instrument_citations::instrument_id))
        .select(Citation::as_select())
        .load(conn)
        .await?;
    named.sort_by(|one, other| place(&one.at).cmp(&place(&other.at)));
    Ok(named)
}

/// Where these documents are named.
pub async fn citations_of(conn: &mut Connection, ids: &[InstrumentId]) -> Result<Vec<Citation>> {
    let mut naming: Vec<Citation> = instrument_citations::table
        .filter(instrument_citations::instrument_id.eq_any(ids))
        .order((instrument_citations::cited_by_id, instrument_citations::at))
        .select(Citation::as_select())
        .load(conn)
        .await?;
    naming.sort_by(|one, other| (one.cited_by_id, place(&one.at)).cmp(&(other.cited_by_id, place(&other.at))));
    Ok(naming)
}

/// Where a paragraph stands in its document: by its number, then by what follows it; what bears none comes last.
fn place(at: &str) -> (u32, &str) {
    let end = at.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(at.len());
    let (number, rest) = at.split_at(end);
    (number.parse().unwrap_or(u32::MAX), rest)
}

/// Who put these documents forward, in protocol order.
pub async fn sponsors_of(conn: &mut Connection, ids: &[InstrumentId]) -> Result<Vec<(InstrumentId, ParticipantId)>> {
    Ok(instrument_sponsors::table
        .inner_join(participants::table)
        .filter(instrument_sponsors::instrument_id.eq_any(ids))
        .order((participants::sort_key, participants::id))
        .select((instrument_sponsors::instrument_id, instrument_sponsors::participant_id))
        .load(conn)
        .await?)
}

/// How these provisions stand to others, each link as seen from them and told once, whichever end it was written at.
pub async fn links_of(conn: &mut Connection, ids: &[ProvisionId]) -> Result<Vec<ProvisionLink>> {
    let written: Vec<ProvisionLink> = provision_links::table
        .filter(
            provision_links::from_id
                .eq_any(ids)
                .or(provision_links::to_id.eq_any(ids)),
        )
        .select(ProvisionLink::as_select())
        .load(conn)
        .await?;
    let mut links: Vec<ProvisionLink> = written
        .into_iter()
        .flat_map(|link| [link, link.turned()])
        .filter(|link| ids.contains(&link.from_id))
        .collect();
    let key = |link: &ProvisionLink| (link.from_id, link.relation, link.to_id);
    links.sort_by_key(key);
    links.dedup_by_key(|link| key(link));
    Ok(links)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_stand_in_the_order_of_their_numbers() {
        let mut places = ["15", "2", "annex", "26(c)", "", "26(a)", "32", "19"];
        places.sort_by_key(|at| place(at));
        assert_eq!(places, ["2", "15", "19", "26(a)", "26(c)", "32", "", "annex"]);
    }
}
