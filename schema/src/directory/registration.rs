//! Participants that come by themselves rather than with the catalogue: companies, associations, universities, networks;
//! and new names, which keep the old ones with their dates.

use super::{ParticipantKind, participant, protocol};
use crate::ids::ParticipantId;
use crate::tables::{participant_names, participants};
use crate::{Actor, Connection, Error, Language, Problem, ProblemCode, Result, Role, Texts, text};
use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// A participant to be added.
#[derive(Clone, Debug)]
pub struct NewParticipant {
    pub kind: ParticipantKind,
    pub name: Texts,
    pub code: Option<String>,
    /// Place in protocol order among its kind; by its English or only name unless given.
    pub sort_key: Option<String>,
    /// The State where it is based.
    pub country: Option<ParticipantId>,
    pub founded: Option<i32>,
}

fn keeps_participants(actor: &Actor) -> Result<()> {
    if actor.is_platform() || actor.is_secretariat(&[Role::Administrator, Role::Editor]) {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}

/// Adds a participant that is no State; States come with the catalogue.
pub async fn register(
    conn: &mut Connection,
    actor: &Actor,
    now: DateTime<Utc>,
    new: NewParticipant,
) -> Result<ParticipantId> {
    keeps_participants(actor)?;
    let mut problems = text::Problems::default();
    problems.check(!new.kind.is_state(), "kind", ProblemCode::InvalidReference);
    let name = problems.take(names(&new.name));
    let code = new
        .code
        .as_deref()
        .and_then(|code| problems.take(code_of("code", code)));
    let sort_key = new
        .sort_key
        .as_deref()
        .and_then(|key| problems.take(text::line("sortKey", key, text::TITLE_MAX)));
    let last_year = now.year();
    if new.founded.is_some_and(|year| !(1000..=last_year).contains(&year)) {
        let wrong = Problem::new("founded", ProblemCode::OutOfRange);
        problems.0.push(wrong.with("min", 1000).with("max", last_year));
    }
    if let Some(country) = new.country {
        let kind = match participant(conn, country).await {
            Ok(found) => Some(found.kind),
            Err(Error::NotFound) => None,
            Err(other) => return Err(other),
        };
        let is_state = kind.is_some_and(ParticipantKind::is_state);
        problems.check(is_state, "countryId", ProblemCode::InvalidReference);
    }
    problems.none_or_rejected()?;
    let name = name.unwrap_or_default();
    let shown = name.shown(Language::En, Language::En).map_or("", |shown| shown.text);
    let sort_key = sort_key.map_or_else(
        || protocol::sort_key(new.kind, shown),
        |key| protocol::sort_key(new.kind, &key),
    );
    let id = ParticipantId::new();
    diesel::insert_into(participants::table)
        .values((
            participants::id.eq(id),
            participants::kind.eq(new.kind),
            participants::code.eq(code),
            participants::name.eq(&name),
            participants::sort_key.eq(sort_key),
            participants::country_id.eq(new.country),
            participants::founded.eq(new.founded),
            participants::created_at.eq(now),
        ))
        .execute(conn)
        .await?;
    Ok(id)
}

fn names(given: &Texts) -> Result<Texts, Problem> {
    let names = text::texts("name", given, text::TITLE_MAX)?;
    if names.is_empty() {
        return Err(Problem::new("name", ProblemCode::Required));
    }
    match names.0.iter().find(|(_, name)| name.contains(['\n', '\t'])) {
        Some((language, _)) => Err(
            Problem::new(format!("name.{}", language.code()), ProblemCode::ForbiddenCharacter)
                .with("character", "U+000A"),
        ),
        None => Ok(names),
    }
}

fn code_of(field: &str, code: &str) -> Result<String, Problem> {
    let code = text::line(field, code, 20)?.to_uppercase();
    let fine = code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if fine {
        Ok(code)
    } else {
        Err(Problem::new(field, ProblemCode::Unknown))
    }
}

/// Gives a participant a new name from a day on; the one before stays on record until the day before.
pub async fn rename(
    conn: &mut Connection,
    actor: &Actor,
    today: NaiveDate,
    id: ParticipantId,
    name: &Texts,
    from_on: NaiveDate,
    note: &str,
) -> Result<ParticipantId> {
    keeps_participants(actor)?;
    let mut problems = text::Problems::default();
    let name = problems.take(names(name));
    let note = problems.take(text::clean("note", note, text::LINE_MAX));
    problems.check(from_on <= today, "fromOn", ProblemCode::InTheFuture);
    if from_on.year() < 1800 {
        problems.push(
            Problem::new("fromOn", ProblemCode::OutOfRange)
                .with("min", "1800-01-01")
                .with("max", today),
        );
    }
    problems.none_or_rejected()?;
    let (old, created_at): (Texts, DateTime<Utc>) = participants::table
        .find(id)
        .select((participants::name, participants::created_at))
        .for_update()
        .first(conn)
        .await?;
    let name = name.unwrap_or_default();
    if old == name {
        return Err(Error::problem("name", ProblemCode::NoChange));
    }
    let latest: Option<(NaiveDate, Option<NaiveDate>)> = participant_names::table
        .filter(participant_names::participant_id.eq(id))
        .order(participant_names::from_on.desc())
        .select((participant_names::from_on, participant_names::to_on))
        .first(conn)
        .await
        .optional()?;
    let last_day = from_on.checked_sub_days(Days::new(1)).unwrap_or(from_on);
    let since = match latest {
        Some((from_on, None)) => from_on,
        Some((_, Some(to_on))) => to_on.checked_add_days(Days::new(1)).unwrap_or(to_on),
        // Known under it since it came here, or for as long as the new name leaves.
        None => created_at.date_naive().min(last_day),
    };
    if last_day < since {
        return Err(Error::problem("fromOn", ProblemCode::DatesOutOfOrder));
    }
    if let Some((from_on, None)) = latest {
        diesel::update(participant_names::table.find((id, from_on)))
            .set(participant_names::to_on.eq(last_day))
            .execute(conn)
            .await?;
    } else {
        insert_name(conn, id, since, Some(last_day), &old, "").await?;
    }
    insert_name(conn, id, from_on, None, &name, note.as_deref().unwrap_or_default()).await?;
    diesel::update(participants::table.find(id))
        .set(participants::name.eq(&name))
        .execute(conn)
        .await?;
    Ok(id)
}

async fn insert_name(
    conn: &mut Connection,
    id: ParticipantId,
    from_on: NaiveDate,
    to_on: Option<NaiveDate>,
    name: &Texts,
    note: &str,
) -> Result<()> {
    diesel::insert_into(participant_names::table)
        .values((
            participant_names::participant_id.eq(id),
            participant_names::from_on.eq(from_on),
            participant_names::to_on.eq(to_on),
            participant_names::name.eq(name),
            participant_names::note.eq(note),
        ))
        .execute(conn)
        .await?;
    Ok(())
}
