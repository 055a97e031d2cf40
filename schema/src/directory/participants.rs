//! States, organizations, companies and other bodies that take part in the dialogue; in protocol order.

use crate::actor::*;
use crate::page::{Page, Rows};
use crate::tables::{memberships, participants};
use crate::{Connection, Language, Result, Texts, values};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

values! {
    /// What kind of body takes part.
    pub enum ParticipantKind {
        /// A member State of the United Nations.
        MemberState = "member_state",
        /// A non-member observer State.
        ObserverState = "observer_state",
        /// A State that is not a Member of the United Nations and takes part in some of its conventions.
        NonMemberState = "non_member_state",
        /// An organization of States of a region, such as the African Union.
        RegionalOrganization = "regional_organization",
        /// An entity of the United Nations system.
        UnEntity = "un_entity",
        /// A network of technical bodies, such as FIRST.
        TechnicalNetwork = "technical_network",
        /// A standing initiative with several sponsors.
        Initiative = "initiative",
        /// A public body that is no State: a city, an agency, a regulator.
        PublicAuthority = "public_authority",
        /// A non-governmental organization.
        CivilSociety = "civil_society",
        /// A company or association of companies.
        PrivateSector = "private_sector",
        /// A university or research institute.
        Academia = "academia",
    }
}

impl ParticipantKind {
    pub const fn is_state(self) -> bool {
        matches!(self, Self::MemberState | Self::ObserverState | Self::NonMemberState)
    }
}

/// A body that takes part in the dialogue.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = participants, check_for_backend(diesel::pg::Pg))]
pub struct Participant {
    pub id: ParticipantId,
    pub kind: ParticipantKind,
    pub code: Option<String>,
    pub name: Texts,
    pub sort_key: String,
    pub country_id: Option<ParticipantId>,
    pub founded: Option<i32>,
    pub is_sample: bool,
}

impl Participant {
    /// The name for a reader; every participant has one in some language.
    pub fn name(&self, language: Language) -> &str {
        self.name.shown(language, Language::En).map_or("", |shown| shown.text)
    }
}

/// A participant belongs to an organization, from one day to another.
#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = memberships, check_for_backend(diesel::pg::Pg))]
pub struct Membership {
    pub id: MembershipId,
    pub organization_id: ParticipantId,
    pub participant_id: ParticipantId,
    pub from_on: NaiveDate,
    pub to_on: Option<NaiveDate>,
    pub is_day_known: bool,
    pub status: String,
    pub note: String,
}

/// Which participants.
#[derive(Clone, Debug, Default)]
pub struct ParticipantFilter {
    pub kinds: Vec<ParticipantKind>,
    /// Members, on `on`, of this organization.
    pub member_of: Option<ParticipantId>,
    pub text: Option<String>,
}

pub async fn participant(conn: &mut Connection, id: ParticipantId) -> Result<Participant> {
    Ok(participants::table
        .find(id)
        .select(Participant::as_select())
        .first(conn)
        .await?)
}

/// By ISO 3166-1 alpha-3 or an organization's code, in any case.
pub async fn participant_by_code(conn: &mut Connection, code: &str) -> Result<Participant> {
    let code = code.to_uppercase();
    Ok(participants::table
        .filter(participants::code.eq(code))
        .select(Participant::as_select())
        .first(conn)
        .await?)
}

/// Those of a batch of codes, in no order; unknown ones are left out.
pub async fn participants_by_codes(conn: &mut Connection, codes: &[String]) -> Result<Vec<Participant>> {
    if codes.is_empty() {
        return Ok(vec![]);
    }
    let codes: Vec<String> = codes.iter().map(|code| code.to_uppercase()).collect();
    Ok(participants::table
        .filter(participants::code.eq_any(codes))
        .select(Participant::as_select())
        .load(conn)
        .await?)
}

/// All those of a batch, in no order.
pub async fn participants_by_ids(conn: &mut Connection, ids: &[ParticipantId]) -> Result<Vec<Participant>> {
    Ok(participants::table
        .filter(participants::id.eq_any(ids))
        .select(Participant::as_select())
        .load(conn)
        .await?)
}

/// Participants in protocol order, a page at a time; `today` decides who is a member.
pub async fn participants(
    conn: &mut Connection,
    today: NaiveDate,
    filter: &ParticipantFilter,
    page: &Page,
) -> Result<Rows<Participant>> {
    let mut query = participants::table.select(Participant::as_select()).into_boxed();
    if !filter.kinds.is_empty() {
        query = query.filter(participants::kind.eq_any(&filter.kinds));
    }
    if let Some(organization) = filter.member_of {
        query = query.filter(
            participants::id.eq_any(
                memberships::table
                    .filter(
                        memberships::organization_id
                            .eq(organization)
                            .and(memberships::from_on.le(today)),
                    )
                    .filter(memberships::to_on.is_null().or(memberships::to_on.ge(today)))
                    .select(memberships::participant_id),
            ),
        );
    }
    if let Some(text) = filter.text.as_deref().filter(|text| !text.trim().is_empty()) {
        let like = format!("%{}%", text.trim().replace(['%', '_', '\\'], ""));
        query = query.filter(
            diesel::dsl::sql::<diesel::sql_types::Bool>("participants.name::text ILIKE ")
                .bind::<diesel::sql_types::Text, _>(like),
        );
    }
    let key: Option<(String, uuid::Uuid)> = page.key("protocol")?;
    query = match (page.is_backward, key) {
        (false, Some((sort_key, id))) => query.filter(
            participants::sort_key.gt(sort_key.clone()).or(participants::sort_key
                .eq(sort_key)
                .and(participants::id.gt(ParticipantId(id)))),
        ),
        (true, Some((sort_key, id))) => query.filter(
            participants::sort_key.lt(sort_key.clone()).or(participants::sort_key
                .eq(sort_key)
                .and(participants::id.lt(ParticipantId(id)))),
        ),
        (_, None) => query,
    };
    query = if page.is_backward {
        query.order((participants::sort_key.desc(), participants::id.desc()))
    } else {
        query.order((participants::sort_key, participants::id))
    };
    Ok(page.rows(query.limit(page.limit + 1).load(conn).await?))
}

impl Participant {
    pub fn cursor(&self) -> String {
        crate::page::cursor("protocol", &(&self.sort_key, self.id.0))
    }
}

/// Memberships of these participants, or of members in these organizations, oldest first.
pub async fn memberships_of(conn: &mut Connection, ids: &[ParticipantId]) -> Result<Vec<Membership>> {
    Ok(memberships::table
        .filter(memberships::participant_id.eq_any(ids))
        .order((memberships::from_on, memberships::id))
        .select(Membership::as_select())
        .load(conn)
        .await?)
}
