//! States, organizations, companies and other bodies that take part in the dialogue; in protocol order.

use super::{NO_GROUP, REGIONAL_GROUPS};
use crate::actor::*;
use crate::page::{Page, Rows};
use crate::tables::{memberships, participant_groups, participants};
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
    /// Symbols of the documents of the catalogue that name it.
    pub named_in: Vec<String>,
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
    /// In one of these groups or lists on `on`; `none` are States in no regional group.
    pub groups: Vec<String>,
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

/// Those with one of these codes, in any case and in no order.
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
    let mut query = chosen(today, filter);
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
    let query = query.select(Participant::as_select());
    Ok(page.rows(page.limited(query).load(conn).await?))
}

/// How many participants a filter lets through.
pub async fn participant_count(conn: &mut Connection, today: NaiveDate, filter: &ParticipantFilter) -> Result<i64> {
    Ok(chosen(today, filter).count().get_result(conn).await?)
}

pub(super) fn chosen(today: NaiveDate, filter: &ParticipantFilter) -> participants::BoxedQuery<'_, diesel::pg::Pg> {
    let mut query = participants::table.into_boxed();
    if !filter.kinds.is_empty() {
        query = query.filter(participants::kind.eq_any(&filter.kinds));
    }
    if let Some(organization) = filter.member_of {
        query = query.filter(
            participants::id.eq_any(
                memberships::table
                    .filter(memberships::organization_id.eq(organization))
                    .filter(memberships_on(today))
                    .select(memberships::participant_id),
            ),
        );
    }
    if !filter.groups.is_empty() {
        let is_in = participants::id.eq_any(
            participant_groups::table
                .filter(participant_groups::group_code.eq_any(&filter.groups))
                .filter(groups_on(today))
                .select(participant_groups::participant_id),
        );
        query = if filter.groups.iter().any(|group| group == NO_GROUP) {
            let in_some = participants::id.ne_all(
                participant_groups::table
                    .filter(participant_groups::group_code.eq_any(REGIONAL_GROUPS))
                    .filter(groups_on(today))
                    .select(participant_groups::participant_id),
            );
            query.filter(is_in.or(in_some))
        } else {
            query.filter(is_in)
        };
    }
    if let Some(text) = filter.text.as_deref().filter(|text| !text.trim().is_empty()) {
        let like = format!("%{}%", text.trim().replace(['%', '_', '\\'], ""));
        query = query.filter(
            diesel::dsl::sql::<diesel::sql_types::Bool>("participants.name::text ILIKE ")
                .bind::<diesel::sql_types::Text, _>(like),
        );
    }
    query
}

#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn memberships_on(day: NaiveDate) -> _ {
    memberships::from_on
        .le(day)
        .and(memberships::to_on.is_null().or(memberships::to_on.ge(day)))
}

#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn groups_on(day: NaiveDate) -> _ {
    participant_groups::from_on.le(day).and(
        participant_groups::to_on
            .is_null()
            .or(participant_groups::to_on.ge(day)),
    )
}

impl Participant {
    pub fn cursor(&self) -> String {
        crate::page::cursor("protocol", &(&self.sort_key, self.id.0))
    }
}

/// Memberships of these participants, oldest first.
pub async fn memberships_of(conn: &mut Connection, ids: &[ParticipantId]) -> Result<Vec<Membership>> {
    Ok(memberships::table
        .filter(memberships::participant_id.eq_any(ids))
        .order((memberships::from_on, memberships::id))
        .select(Membership::as_select())
        .load(conn)
        .await?)
}

impl Membership {
    pub fn cursor(&self) -> String {
        crate::page::cursor("since", &(self.from_on, self.id.0))
    }
}

/// Which memberships in an organization.
#[derive(Clone, Copy, Debug)]
pub struct MemberFilter {
    pub organization: ParticipantId,
    /// Those that had ended before this day, instead of those that lasted on it.
    pub is_past: bool,
    pub on: NaiveDate,
}

/// Memberships in an organization, oldest first, a page at a time.
pub async fn members(conn: &mut Connection, filter: MemberFilter, page: &Page) -> Result<Rows<Membership>> {
    let mut query = chosen_members(filter);
    if let Some((day, id)) = page.key::<(NaiveDate, uuid::Uuid)>("since")? {
        let (id, same) = (MembershipId(id), memberships::from_on.eq(day));
        query = if page.is_backward {
            query.filter(memberships::from_on.lt(day).or(same.and(memberships::id.lt(id))))
        } else {
            query.filter(memberships::from_on.gt(day).or(same.and(memberships::id.gt(id))))
        };
    }
    query = if page.is_backward {
        query.order((memberships::from_on.desc(), memberships::id.desc()))
    } else {
        query.order((memberships::from_on, memberships::id))
    };
    let query = query.select(Membership::as_select());
    Ok(page.rows(page.limited(query).load(conn).await?))
}

/// How many memberships in an organization there are.
pub async fn member_count(conn: &mut Connection, filter: MemberFilter) -> Result<i64> {
    Ok(chosen_members(filter).count().get_result(conn).await?)
}

pub(super) fn chosen_members(filter: MemberFilter) -> memberships::BoxedQuery<'static, diesel::pg::Pg> {
    let of = memberships::table
        .filter(memberships::organization_id.eq(filter.organization))
        .into_boxed();
    if filter.is_past {
        of.filter(memberships::to_on.lt(filter.on))
    } else {
        of.filter(memberships_on(filter.on))
    }
}
