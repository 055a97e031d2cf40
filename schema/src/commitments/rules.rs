//! Decisions about commitments that need no database.

use super::{Commitment, CommitmentStatus, Cycle, LegalForce, Readership, Readiness, ReportingLight, Source};
use crate::actor::*;
use crate::text::{self, LINE_MAX, Problems, TEXT_MAX, TITLE_MAX};
use crate::{Error, Language, Problem, ProblemCode, Result, Texts};
use chrono::{Datelike, Months, NaiveDate};

pub const JOINT_MAX: usize = 50;
pub const PROVISIONS_MAX: usize = 60;
pub const NAMED_MAX: usize = 200;

/// What a commitment says: everything its participant's people write.
#[derive(Clone, Debug)]
pub struct Content {
    pub joint: Vec<ParticipantId>,
    pub provisions: Vec<ProvisionId>,
    pub title: Texts,
    pub summary: Texts,
    pub original_language: Language,
    pub legal_force: LegalForce,
    pub readiness: Readiness,
    pub made_on: Option<NaiveDate>,
    pub indicative_on: Option<NaiveDate>,
    pub definitive_on: Option<NaiveDate>,
    pub readership: Readership,
    pub source: Source,
}

impl Content {
    /// The content with its texts clean, or all there is to put right.
    pub fn checked(mut self, participant: ParticipantId, today: NaiveDate) -> Result<Self> {
        let mut problems = Problems::default();
        if let Some(title) = problems.take(text::original("title", &self.title, self.original_language, TITLE_MAX)) {
            self.title = title;
        }
        if let Some(summary) = problems.take(text::texts("summary", &self.summary, TEXT_MAX)) {
            self.summary = summary;
        }
        check_source(&mut self.source, &mut problems);
        check_day(&mut problems, "madeOn", self.made_on);
        check_day(&mut problems, "indicativeOn", self.indicative_on);
        check_day(&mut problems, "definitiveOn", self.definitive_on);
        problems.check(
            self.made_on.is_none_or(|day| day <= today),
            "madeOn",
            ProblemCode::InTheFuture,
        );
        problems.check(
            are_in_order(self.made_on, self.indicative_on, self.definitive_on),
            "indicativeOn",
            ProblemCode::DatesOutOfOrder,
        );
        self.joint.sort();
        self.joint.dedup();
        problems.check(
            !self.joint.contains(&participant),
            "jointParticipantIds",
            ProblemCode::InvalidReference,
        );
        problems.at_most("jointParticipantIds", self.joint.len(), JOINT_MAX);
        self.provisions.sort();
        self.provisions.dedup();
        problems.at_most("provisionIds", self.provisions.len(), PROVISIONS_MAX);
        check_readership(&mut problems, &self.readership);
        problems.none_or_rejected()?;
        Ok(self)
    }
}

/// Nothing is due before it was undertaken.
pub fn are_in_order(
    made_on: Option<NaiveDate>,
    indicative_on: Option<NaiveDate>,
    definitive_on: Option<NaiveDate>,
) -> bool {
    let due_on = definitive_on.or(indicative_on);
    due_on.zip(made_on).is_none_or(|(due, made)| made <= due)
}

/// Years that a date of the dialogue can lie in.
pub fn check_day(problems: &mut Problems, field: &str, day: Option<NaiveDate>) {
    if !day.is_none_or(|day| (1945..=2200).contains(&day.year())) {
        let far = Problem::new(field, ProblemCode::OutOfRange);
        problems.push(far.with("min", "1945-01-01").with("max", "2200-12-31"));
    }
}

pub fn check_readership(problems: &mut Problems, readership: &Readership) {
    let has_organization = readership.organization.is_some();
    let has_named = !readership.named.is_empty();
    let fine = match readership.audience {
        super::Audience::Organization => has_organization && !has_named,
        super::Audience::Named => has_named && !has_organization,
        _ => !has_organization && !has_named,
    };
    problems.check(fine, "audience", ProblemCode::AudienceIncomplete);
    problems.at_most("audience", readership.named.len(), NAMED_MAX);
}

pub fn check_source(source: &mut Source, problems: &mut Problems) {
    for (field, value) in [
        ("source.symbol", &mut source.symbol),
        ("source.paragraph", &mut source.paragraph),
        ("source.quote", &mut source.quote),
    ] {
        if let Some(given) = value.take() {
            let clean = problems.take(text::clean(
                field,
                &given,
                if field == "source.quote" { TEXT_MAX } else { LINE_MAX },
            ));
            *value = clean.filter(|text| !text.is_empty());
        }
    }
    if let Some(url) = source.url.take().filter(|url| !url.trim().is_empty()) {
        source.url = problems.take(text::url("source.url", &url));
    }
    check_day(problems, "source.on", source.on);
}

/// A note in the words of whoever acts; some acts need one.
pub fn note(field: &str, given: &str, is_needed: bool) -> Result<String, Problem> {
    let note = text::clean(field, given, 4_000)?;
    if note.is_empty() && is_needed {
        Err(Problem::new(field, ProblemCode::Required))
    } else {
        Ok(note)
    }
}

/// The version that somebody looked at must be the one the record has.
pub fn check_version(current: i32, looked_at: i32) -> Result<()> {
    if current == looked_at {
        Ok(())
    } else {
        Err(Error::Conflict { current })
    }
}

/// How recently progress was reported. Counts whole months from the newest update the asker may read, else from
/// publication; nothing for records of which no update is expected.
pub fn light(
    status: CommitmentStatus,
    since: Option<NaiveDate>,
    cycle: Cycle,
    today: NaiveDate,
) -> Option<ReportingLight> {
    if !matches!(status, CommitmentStatus::Published | CommitmentStatus::InProgress) {
        return None;
    }
    let since = since?;
    let passed = |months: i32| {
        u32::try_from(months)
            .ok()
            .and_then(|months| since.checked_add_months(Months::new(months)))
            .is_some_and(|day| day <= today)
    };
    Some(if passed(cycle.inactive_after_months) {
        ReportingLight::Inactive
    } else if passed(cycle.no_update_after_months) {
        ReportingLight::NoUpdateReceived
    } else if passed(cycle.invited_after_months) {
        ReportingLight::UpdateInvited
    } else {
        ReportingLight::Current
    })
}

/// What a commitment becomes when the secretariat publishes it: what it was before review, or published.
pub fn published_as(commitment: &Commitment) -> CommitmentStatus {
    match commitment.status {
        CommitmentStatus::Unconfirmed => CommitmentStatus::Unconfirmed,
        _ => commitment.reviewed_from.unwrap_or(CommitmentStatus::Published),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STANDARD: Cycle = Cycle {
        invited_after_months: 12,
        no_update_after_months: 14,
        inactive_after_months: 24,
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn the_light_changes_on_the_day() {
        let light = |today| {
            light(
                CommitmentStatus::InProgress,
                Some(day("2025-01-31")),
                STANDARD,
                day(today),
            )
        };
        assert_eq!(light("2026-01-30"), Some(ReportingLight::Current));
        assert_eq!(light("2026-01-31"), Some(ReportingLight::UpdateInvited));
        assert_eq!(light("2026-03-30"), Some(ReportingLight::UpdateInvited));
        assert_eq!(light("2026-03-31"), Some(ReportingLight::NoUpdateReceived));
        assert_eq!(light("2027-01-30"), Some(ReportingLight::NoUpdateReceived));
        assert_eq!(light("2027-01-31"), Some(ReportingLight::Inactive));
    }

    #[test]
    fn no_update_is_expected_of_what_is_over_or_not_the_participants_own() {
        for status in CommitmentStatus::ALL {
            let expected = matches!(status, CommitmentStatus::Published | CommitmentStatus::InProgress);
            assert_eq!(
                light(*status, Some(day("2020-01-01")), STANDARD, day("2026-01-01")).is_some(),
                expected,
                "{status}"
            );
        }
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let participant = ParticipantId::new();
        let content = Content {
            joint: vec![participant],
            provisions: vec![],
            title: Texts::of(Language::En, "Name a point of contact"),
            summary: Texts::default(),
            original_language: Language::Fr,
            legal_force: LegalForce::VoluntaryNonBinding,
            readiness: Readiness::Ready,
            made_on: Some(day("2027-01-01")),
            indicative_on: Some(day("2026-06-30")),
            definitive_on: None,
            readership: Readership {
                organization: Some(participant),
                ..Readership::PUBLIC
            },
            source: Source {
                url: Some("javascript:alert(1)".into()),
                ..Source::default()
            },
        };
        let Err(Error::Rejected(problems)) = content.checked(participant, day("2026-11-23")) else {
            panic!("accepted")
        };
        let found: Vec<_> = problems.iter().map(|p| (p.field.as_str(), p.code)).collect();
        assert_eq!(
            found,
            [
                ("title", ProblemCode::OriginalMissing),
                ("source.url", ProblemCode::InvalidUrl),
                ("madeOn", ProblemCode::InTheFuture),
                ("indicativeOn", ProblemCode::DatesOutOfOrder),
                ("jointParticipantIds", ProblemCode::InvalidReference),
                ("audience", ProblemCode::AudienceIncomplete),
            ]
        );
    }
}
