//! `/{lang}/commitments/{ref}`: what was pledged, what is reported? And the same for programs.

mod past;
mod since;

use self::past::Past;
use super::download::exporter;
use super::{Names, light, path_of, record_of};
use crate::site::asked::Key;
use crate::site::asking::{language_of, moment, said, said_in};
use crate::site::commitments::{
    Assessment, Comment, DetailPage, Fact, FactValue, Indicator, PastState, Proof, Revision, Source, Update,
};
use crate::site::diff::Effort;
use crate::site::files::{JSON, downloads};
use crate::site::milestones::{Milestones, Planned};
use crate::site::pages::Refusal;
use crate::site::parts::coded;
use crate::site::{Day, Link, Mark, Said, Section, Shell, Visit};
use crate::sources::page as provisions;
use actix_web::HttpResponse;
use chrono::{DateTime, Months, NaiveDate, Utc};
use schema::actor::*;
use schema::commitments::{
    self as model, CommitmentStatus, DateRevision, Evidence, ProgressUpdate, ProgressUpdateStatus, Provenance, Record,
    ReportingLight, UpdateFilter,
};
use schema::directory::Participant;
use schema::page::Page;
use schema::record::{ExportFormat, Selection, milestone_object};
use schema::{Actor, Connection, Error};
use serde_json::{Map, Value, json};
use words::Words;

const KEYS: &[Key] = &[("as_of", 1)];
/// More than any record has; what is longer is read through the API.
const MOST: i64 = 500;

struct Detail {
    record: Record,
    names: Names,
    milestones: Vec<model::Milestone>,
    revisions: Vec<DateRevision>,
    updates: Vec<ProgressUpdate>,
    evidence: Vec<Evidence>,
    indicators: Vec<model::Indicator>,
    values: Vec<model::IndicatorValue>,
    assessments: Vec<model::Assessment>,
    comments: Vec<model::Comment>,
    supersedes: Vec<Record>,
    superseded_by: Option<Record>,
}

impl Detail {
    async fn read(conn: &mut Connection, reference: &str) -> schema::Result<Self> {
        let visitor = &Actor::Visitor;
        let record = record_of(conn, reference).await?;
        let ids = [record.commitment.id];
        let published = UpdateFilter {
            commitments: ids.to_vec(),
            statuses: vec![ProgressUpdateStatus::Published, ProgressUpdateStatus::Withdrawn],
            ..UpdateFilter::default()
        };
        let updates = model::progress_updates(conn, visitor, &published, &Page::first(MOST))
            .await?
            .rows;
        let shown = model::CommentFilter {
            commitments: ids.to_vec(),
            statuses: vec![model::CommentStatus::Published],
        };
        let comments = model::comments(conn, visitor, &shown, &Page::first(MOST)).await?.rows;
        let assessments = model::assessments_of(conn, &ids).await?;
        let indicators = model::indicators_of(conn, &ids).await?;
        let of: Vec<IndicatorId> = indicators.iter().map(|indicator| indicator.id).collect();
        let superseded_by = match record.commitment.superseded_by_id {
            Some(id) => match model::commitment(conn, visitor, id).await {
                Ok(other) => Some(other),
                Err(Error::NotFound) => None,
                Err(error) => return Err(error),
            },
            None => None,
        };
        let mut others: Vec<ParticipantId> = updates.iter().map(|update| update.participant_id).collect();
        others.extend(comments.iter().map(|comment| comment.participant_id));
        others.extend(assessments.iter().filter_map(|assessment| assessment.participant_id));
        Ok(Self {
            names: Names::read(conn, std::slice::from_ref(&record), &others).await?,
            milestones: model::milestones_of(conn, &ids).await?,
            revisions: model::date_revisions_of(conn, &ids).await?,
            evidence: model::evidence_of(conn, visitor, &ids).await?,
            values: if of.is_empty() {
                vec![]
            } else {
                model::indicator_values_of(conn, &of).await?
            },
            supersedes: model::superseded_by(conn, visitor, &ids).await?,
            superseded_by,
            updates,
            indicators,
            assessments,
            comments,
            record,
        })
    }

    fn milestones(&self, words: Words, today: NaiveDate) -> Milestones {
        let planned = |milestone: &model::Milestone| {
            let mut revisions = self
                .revisions
                .iter()
                .filter(|revision| revision.milestone_id == Some(milestone.id))
                .peekable();
            let first_on = revisions.peek().and_then(|revision| revision.old_on);
            Some(Planned {
                title: said(words, &milestone.title, milestone.original_language)?,
                status: milestone.status.code(),
                due_on: Some(milestone.due_on),
                first_on: first_on.filter(|day| *day != milestone.due_on),
                revision_count: revisions.count(),
            })
        };
        Milestones::new(words, self.milestones.iter().filter_map(planned).collect(), today)
    }

    fn revisions(&self, words: Words) -> Vec<Revision> {
        self.revisions
            .iter()
            .map(|revision| self.revision(words, revision))
            .collect()
    }

    fn revision(&self, words: Words, revision: &DateRevision) -> Revision {
        let day = |day: Option<NaiveDate>| day.map_or_else(|| words.text("not-stated"), |day| words.date(day));
        let milestone = self
            .milestones
            .iter()
            .find(|milestone| Some(milestone.id) == revision.milestone_id);
        let title = milestone.and_then(|milestone| said(words, &milestone.title, milestone.original_language));
        Revision {
            day: Day::new(words, revision.revised_at.date_naive()),
            what: title.unwrap_or_else(|| Said::ours(words, words.name("date-kind", &revision.field))),
            before: day(revision.old_on),
            after: day(revision.new_on),
            reason: said_in(words, &revision.reason, revision.language),
        }
    }

    fn updates(&self, words: Words) -> Vec<Update> {
        let (count, mut effort) = (self.updates.len(), Effort::of_a_page());
        let shown = |(at, update): (usize, &ProgressUpdate)| {
            let reported = match update.status {
                ProgressUpdateStatus::Withdrawn => Mark::new(words, "update-status", update.status.code()),
                _ => Mark::new(words, "reported-state", update.reported_state.code()),
            };
            Update {
                anchor: format!("update-{}", count - at),
                reported,
                is_withdrawn: update.status == ProgressUpdateStatus::Withdrawn,
                by: self.by(words, update.participant_id, update.reported_on),
                period: update
                    .period
                    .as_ref()
                    .map(|period| words.with("update-period", &[("period", period.as_str())])),
                no_change_since: update
                    .no_change_since
                    .map(|day| words.with("update-no-change-since", &[("date", words.date(day))])),
                text: said(words, &update.narrative, update.original_language),
                evidence: self.evidence(words, Some(update.id)),
                provenance: self.provenance(words, update.provenance),
                compared: self.since(words, at, &mut effort),
            }
        };
        self.updates.iter().enumerate().map(shown).collect()
    }

    /// What belongs to an update, or to none.
    fn evidence(&self, words: Words, of: Option<ProgressUpdateId>) -> Vec<Proof> {
        let its = self.evidence.iter().filter(|one| one.progress_update_id == of);
        its.map(|one| proof(words, one)).collect()
    }

    fn by(&self, words: Words, participant: ParticipantId, day: NaiveDate) -> String {
        let name = self.names.participant(participant, language_of(words));
        words.with("update-by", &[("participant", name), ("date", words.date(day))])
    }

    fn provenance(&self, words: Words, provenance: Provenance) -> String {
        let by_another = provenance == Provenance::AsSubmitted && !self.record.participant.kind.is_state();
        words.name(
            "provenance",
            if by_another {
                "as_submitted-participant"
            } else {
                provenance.code()
            },
        )
    }

    fn indicators(&self, words: Words) -> Vec<Indicator> {
        let number = |value: Option<f64>| {
            value.map_or_else(|| words.text("not-stated"), |value| words.decimal(&value.to_string()))
        };
        let shown = |indicator: &model::Indicator| {
            let values = self.values.iter().filter(|value| value.indicator_id == indicator.id);
            Some(Indicator {
                name: said(words, &indicator.name, indicator.original_language)?,
                unit: said_in(words, &indicator.unit, indicator.original_language).map(Said::without_note),
                baseline: number(indicator.baseline),
                target: number(indicator.target),
                latest: number(values.max_by_key(|value| value.measured_on).map(|value| value.value)),
            })
        };
        self.indicators.iter().filter_map(shown).collect()
    }

    fn assessments(&self, words: Words) -> Vec<Assessment> {
        let shown = |assessment: &model::Assessment| {
            let date = words.date(assessment.assessed_on);
            let by = match assessment.participant_id {
                Some(id) => {
                    let author = self.names.participant(id, language_of(words));
                    words.with("assessment-by", &[("author", author), ("date", date)])
                }
                None => words.with("assessment-by-secretariat", &[("date", date)]),
            };
            Assessment {
                rating: words.name("assessment-rating", assessment.rating.code()),
                by,
                text: said_in(words, &assessment.note, assessment.language),
                method: assessment.method.clone(),
            }
        };
        self.assessments.iter().map(shown).collect()
    }

    fn comments(&self, words: Words) -> Vec<Comment> {
        let shown = |comment: &model::Comment| {
            let by = self.by(words, comment.participant_id, comment.created_at.date_naive());
            Some(Comment {
                by,
                text: said_in(words, &comment.text, comment.language)?,
            })
        };
        self.comments.iter().filter_map(shown).collect()
    }

    fn facts(&self, words: Words, shell: &Shell) -> Vec<Fact> {
        let (commitment, language) = (&self.record.commitment, language_of(words));
        let fact = |key: &str, value: String| (!value.is_empty()).then(|| Fact::new(words.text(key), value));
        let day = |kind: &str, day: Option<NaiveDate>| {
            day.map(|day| Fact::new(words.name("date-kind", kind), words.date(day)))
        };
        let record = |record: &Record| Link {
            text: record.commitment.reference.clone(),
            href: shell.href(&path_of(record)),
        };
        let body = |participant: &Participant| FactValue {
            text: participant.name(language).to_owned(),
            href: crate::directory::page::path_of(participant).map(|path| shell.href(&path)),
        };
        let bodies = |key: &str, ids: Vec<&ParticipantId>| {
            let found = ids.into_iter().filter_map(|id| self.names.participants.get(id));
            Fact::values(words.text(key), found.map(body).collect())
        };
        let (joined, named) = commitment
            .joint_ids
            .iter()
            .partition(|id| commitment.joined_ids.contains(id));
        let provision = |one: &schema::sources::Provision| {
            let title = said(words, &one.title, schema::Language::En)
                .map(|said| said.text)
                .unwrap_or_default();
            let own = Link {
                text: coded(&one.reference, &title),
                href: shell.href(&provisions::path_of(&one.reference)),
            };
            let all = Link {
                text: words.with("provision-commitments-all", &[("reference", one.reference.as_str())]),
                href: shell.href(&provisions::commitments_on(&one.reference, "")),
            };
            [own, all]
        };
        let themes: Vec<String> = self
            .names
            .theme_codes(commitment.id)
            .iter()
            .map(|code| self.names.theme(words, code))
            .collect();
        [
            Fact::values(words.text("commitment-by"), vec![body(&self.record.participant)]),
            bodies("commitment-joint", joined),
            bodies("commitment-named", named),
            bodies("commitment-reported-by", commitment.recorded_by_id.iter().collect()),
            Fact::links(
                words.text("commitment-provisions"),
                self.names
                    .provisions(commitment.id)
                    .iter()
                    .flat_map(provision)
                    .collect(),
            ),
            fact("column-theme", themes.join(" · ")),
            day("made_on", commitment.made_on),
            day("indicative_on", commitment.indicative_on),
            day("definitive_on", commitment.definitive_on),
            fact(
                "commitment-legal-force",
                words.name("legal-force", commitment.legal_force.code()),
            ),
            fact(
                "commitment-readiness",
                words.name("readiness", commitment.readiness.code()),
            ),
            Fact::links(
                words.text("commitment-superseded-by"),
                self.superseded_by.iter().map(record).collect(),
            ),
            Fact::links(
                words.text("commitment-supersedes"),
                self.supersedes.iter().map(record).collect(),
            ),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn source(&self, words: Words) -> Source {
        let (commitment, source) = (&self.record.commitment, &self.record.commitment.source);
        let mut details = vec![];
        details.extend(
            source
                .paragraph
                .as_ref()
                .map(|one| words.with("source-paragraph", &[("paragraph", one.as_str())])),
        );
        details.extend(source.on.map(|day| words.date(day)));
        details.extend(
            source
                .language
                .map(|one| words.with("source-language", &[("language", words.name("language", one.code()))])),
        );
        let quote = source
            .quote
            .as_deref()
            .and_then(|quote| said_in(words, quote, source.language.unwrap_or(commitment.original_language)));
        // The language of the source is among the details, where it is known.
        let quote = match source.language {
            Some(_) => quote.map(Said::without_note),
            None => quote,
        };
        Source {
            provenance: self.provenance(words, commitment.provenance),
            document: source.symbol.clone().or_else(|| source.url.clone()),
            href: source.url.clone(),
            details,
            quote,
        }
    }

    /// From when on an update is invited; then, until when.
    fn invited(&self, words: Words, today: NaiveDate) -> Option<String> {
        let cycle = &self.record.cycle;
        let (key, months) = match self.record.light(today)? {
            ReportingLight::Current => ("commitment-invited-from", cycle.invited_after_months),
            ReportingLight::UpdateInvited => ("commitment-invited-by", cycle.no_update_after_months),
            ReportingLight::NoUpdateReceived | ReportingLight::Inactive => return None,
        };
        let months = Months::new(u32::try_from(months).ok()?);
        let day = self.record.since?.checked_add_months(months)?;
        Some(words.with(key, &[("date", words.date(day))]))
    }
}

fn proof(words: Words, evidence: &Evidence) -> Proof {
    let title = evidence
        .language
        .and_then(|language| said_in(words, &evidence.title, language))
        .unwrap_or_else(|| Said::in_some_language(evidence.title.as_str()));
    Proof {
        title,
        href: evidence
            .url
            .clone()
            .unwrap_or_else(|| format!("/evidence/{}", evidence.id)),
        size: evidence
            .size_bytes
            .map(|size| format!("{} kB", words.number((size + 1023) / 1024))),
    }
}

async fn read(visit: &Visit) -> schema::Result<(Detail, Option<DateTime<Utc>>)> {
    let reference = visit.named("reference");
    visit
        .read(async |conn| {
            let detail = Detail::read(conn, reference).await?;
            let since = model::status_since(conn, &Actor::Visitor, detail.record.commitment.id).await?;
            Ok((detail, since))
        })
        .await
}

pub async fn show(visit: Visit) -> HttpResponse {
    let Visit { words, today, .. } = visit;
    let asked = visit.asked(KEYS);
    let (mut detail, status_since) = match read(&visit).await {
        Ok(read) => read,
        Err(error) => return visit.failed(error),
    };
    let past = match asked.past_day(today) {
        Ok(None) => None,
        Ok(Some(day)) => match detail.as_of(day, status_since) {
            Ok(past) => Some(past),
            Err(_) => return not_public_yet(&visit, day).answer(&visit.request),
        },
        Err(error) => return visit.failed(error),
    };
    // Of a day that has passed, all is told as on that day.
    let on = past.map_or(today, |past| past.day);
    let commitment = &detail.record.commitment;
    let path = path_of(&detail.record);
    let shell = visit
        .embeddable(Section::Commitments, path.clone(), asked.query())
        .with_feed("")
        .with_as_of(Some(past.map_or_else(
            || moment(words, commitment.changed_at),
            |past| words.date(past.day),
        )));
    let Some(title) = said(words, &commitment.title, commitment.original_language) else {
        return visit.failed(Error::internal("a commitment without a title"));
    };
    let cite = [
        (
            "participant",
            detail.names.undertaken_by(words, language_of(words), &detail.record),
        ),
        ("reference", commitment.reference.clone()),
        ("site", shell.site.clone()),
        (
            "date",
            words.date(past.map_or(commitment.changed_at.date_naive(), |past| past.day)),
        ),
    ];
    let summary = said(words, &commitment.summary, commitment.original_language);
    let in_this_language = |text: &&Said| text.code == words.code();
    let says = summary.as_ref().filter(in_this_language).unwrap_or(&title);
    let shell = shell
        .of_record(&commitment.reference, &says.text)
        .with_citation(words.with("commitment-cite", &cite));
    let is_status_kept = past.is_none_or(|past| past.is_status_kept);
    let page = DetailPage {
        reference: commitment.reference.clone(),
        title,
        summary,
        status: if is_status_kept {
            Mark::commitment(words, commitment.status.code())
        } else {
            Mark {
                code: "other",
                glyph: "–",
                word: words.text("past-status"),
            }
        },
        status_note: Some(commitment.status_note.clone()).filter(|note| !note.is_empty()),
        is_unconfirmed: is_status_kept && commitment.status == CommitmentStatus::Unconfirmed,
        light: if is_status_kept {
            light(words, &detail.record, on)
        } else {
            String::new()
        },
        invited: detail.invited(words, on).filter(|_| past.is_none()),
        is_sample: commitment.is_sample,
        facts: detail.facts(words, &shell),
        milestones: detail.milestones(words, on),
        revisions: detail.revisions(words),
        updates: detail.updates(words),
        indicators: detail.indicators(words),
        assessments: detail.assessments(words),
        source: detail.source(words),
        evidence: detail.evidence(words, None),
        comments: detail.comments(words),
        downloads: match past {
            None => downloads(&shell, &path, "", 1, &["csv", "json", "atom", "ics"]),
            Some(_) => downloads(&shell, &path, &asked.query(), 1, &["json"]),
        },
        past: past.map(|past| PastState {
            heading: words.with("past-heading", &[("date", words.date(past.day))]),
            now: shell.href(&path),
        }),
        action: shell.href(&path),
        as_of: on.to_string(),
        words,
        shell,
    };
    page.shell.framed(visit.page(&page))
}

fn not_public_yet(visit: &Visit, day: NaiveDate) -> Refusal {
    let date = [("date", visit.words.date(day))];
    Refusal::NotPublicYet(visit.words.with("past-not-yet", &date))
}

/// The record, and all that hangs on it, for programs; with `as_of`, as it stood on a day.
pub async fn json(visit: Visit) -> HttpResponse {
    let day = match visit.asked(KEYS).past_day(visit.today) {
        Ok(day) => day,
        Err(error) => return visit.refused(error),
    };
    let written = match read(&visit).await {
        Ok((mut detail, status_since)) => match day.map(|day| detail.as_of(day, status_since)).transpose() {
            Ok(past) => detail.for_programs(&visit, past).await,
            Err(error) => Err(error),
        },
        Err(error) => Err(error),
    };
    visit.file((&format!("{}.json", visit.named("reference")), JSON), written)
}

impl Detail {
    /// The record as an export has it, and all that hangs on it.
    async fn for_programs(&self, visit: &Visit, past: Option<Past>) -> schema::Result<Vec<u8>> {
        let (settings, words) = (&visit.settings, visit.words);
        let selection = Selection::One(self.record.commitment.id);
        let line = exporter(visit, selection, ExportFormat::JsonLines)
            .next(&settings.db)
            .await?;
        let mut whole: Map<String, Value> =
            serde_json::from_slice(&line.unwrap_or_default()).map_err(Error::internal)?;
        let base_url = settings.base_url.trim_end_matches('/');
        let name = |id: ParticipantId| self.names.participant(id, language_of(words));
        let reference = |record: &Record| record.commitment.reference.clone();
        let more = json!({
            "supersedes": self.supersedes.iter().map(reference).collect::<Vec<_>>(),
            "date_revisions": self.revisions.iter().map(|one| json!({
                "milestone_id": one.milestone_id, "field": one.field, "old_on": one.old_on, "new_on": one.new_on,
                "reason": one.reason, "language": one.language, "revised_at": one.revised_at,
            })).collect::<Vec<_>>(),
            "progress_updates": self.updates.iter().map(|one| json!({
                "id": one.id, "participant": name(one.participant_id), "status": one.status, "reported_on": one.reported_on,
                "reported_state": one.reported_state, "no_change_since": one.no_change_since, "period": one.period,
                "narratives": one.narrative, "original_language": one.original_language, "provenance": one.provenance,
            })).collect::<Vec<_>>(),
            "evidence": self.evidence.iter().map(|one| json!({
                "id": one.id, "progress_update_id": one.progress_update_id, "title": one.title,
                "url": one.url.clone().unwrap_or_else(|| format!("{base_url}/evidence/{}", one.id)),
            })).collect::<Vec<_>>(),
            "indicators": self.indicators.iter().map(|one| json!({
                "id": one.id, "names": one.name, "unit": one.unit, "baseline": one.baseline, "target": one.target,
                "values": self.values.iter().filter(|value| value.indicator_id == one.id)
                    .map(|value| json!({ "measured_on": value.measured_on, "value": value.value })).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
            "assessments": self.assessments.iter().map(|one| json!({
                "id": one.id, "author": one.author(), "participant": one.participant_id.map(name), "rating": one.rating, "method": one.method,
                "note": one.note, "language": one.language, "assessed_on": one.assessed_on,
            })).collect::<Vec<_>>(),
            "comments": self.comments.iter().map(|one| json!({
                "id": one.id, "participant": name(one.participant_id), "text": one.text, "language": one.language,
            })).collect::<Vec<_>>(),
        });
        if let Value::Object(more) = more {
            whole.extend(more);
        }
        if let Some(past) = past {
            self.put_past(past, &mut whole);
        }
        serde_json::to_vec(&whole).map_err(Error::internal)
    }

    /// The record itself as it stood on a day; nothing stands where that is not known.
    fn put_past(&self, Past { day, is_status_kept }: Past, whole: &mut Map<String, Value>) {
        let commitment = &self.record.commitment;
        for (key, value) in whole.iter_mut() {
            let is_of_status = key.starts_with("status") || key == "superseded_by";
            if ["version", "changed_at"].contains(&key.as_str()) || is_of_status && !is_status_kept {
                *value = Value::Null;
            }
        }
        let then = json!({
            "as_of": day,
            "made_on": commitment.made_on,
            "indicative_on": commitment.indicative_on,
            "definitive_on": commitment.definitive_on,
            "light": self.record.light(day).filter(|_| is_status_kept),
            "last_update_on": self.record.latest.as_ref().map(|update| update.reported_on),
            "milestones": self.milestones.iter().map(milestone_object).collect::<Vec<_>>(),
        });
        if let Value::Object(then) = then {
            whole.extend(then);
        }
    }
}
