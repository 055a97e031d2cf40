//! What differs between an update and the one before it: what was reported, dates, and the text.

use super::Detail;
use crate::site::asking::{language_of, said};
use crate::site::commitments::{Compared, ComparedText, Revision};
use crate::site::diff::{Effort, pieces};
use crate::site::{Day, Mark, Said, words_of};
use schema::Language;
use schema::commitments::{DateRevision, ProgressUpdate, ProgressUpdateStatus, ReportedState};
use words::Words;

impl Detail {
    /// The update at this place of the list, which is the newest first, beside the one before it of the same participant.
    /// One that was taken back is compared with none, nor one that says itself that nothing has changed.
    pub(super) fn since(&self, words: Words, at: usize, effort: &mut Effort) -> Option<Compared> {
        let update = self.updates.get(at).filter(|update| tells(update))?;
        let is_before = |other: &&ProgressUpdate| tells(other) && other.participant_id == update.participant_id;
        let before = self.updates.get(at + 1..)?.iter().find(is_before)?;
        let state = |update: &ProgressUpdate| Mark::new(words, "reported-state", update.reported_state.code());
        Some(Compared {
            heading: words.with("update-compare", &[("date", words.date(before.reported_on))]),
            states: (state(before), state(update)),
            dates: self.dates_between(words, before, update),
            text: compared(words, before, update, effort),
        })
    }

    fn dates_between(&self, words: Words, before: &ProgressUpdate, update: &ProgressUpdate) -> Vec<Revision> {
        let own = |key: &str, before: String, after: String| {
            (before != after).then(|| Revision {
                day: Day::new(words, update.reported_on),
                what: Said::ours(words, words.text(key)),
                before,
                after,
                reason: None,
            })
        };
        let period = |update: &ProgressUpdate| update.period.clone().unwrap_or_else(|| words.text("not-stated"));
        let is_between = |revision: &&DateRevision| {
            Some(revision.revised_at) > before.published_at && Some(revision.revised_at) <= update.published_at
        };
        let day = |update: &ProgressUpdate| words.date(update.reported_on);
        [
            own("update-day", day(before), day(update)),
            own("update-period-name", period(before), period(update)),
        ]
        .into_iter()
        .flatten()
        .chain(
            self.revisions
                .iter()
                .filter(is_between)
                .map(|revision| self.revision(words, revision)),
        )
        .collect()
    }
}

fn tells(update: &ProgressUpdate) -> bool {
    update.status == ProgressUpdateStatus::Published && update.reported_state != ReportedState::NoChange
}

/// In the language in which the later one is shown; else in that in which it was written; in no other, since a translation
/// says the same in other words.
fn compared(words: Words, before: &ProgressUpdate, update: &ProgressUpdate, effort: &mut Effort) -> ComparedText {
    if before.narrative.is_empty() && update.narrative.is_empty() {
        return ComparedText::Nothing;
    }
    let shown = update
        .narrative
        .shown(language_of(words), update.original_language)
        .map_or(update.original_language, |shown| shown.language);
    let both = |language: Language| {
        Some((
            language,
            before.narrative.get(language)?,
            update.narrative.get(language)?,
        ))
    };
    let found = [shown, update.original_language].into_iter().find_map(both);
    let one = |update: &ProgressUpdate| said(words, &update.narrative, update.original_language);
    let mut changed = |code, dir, before: &str, after: &str| ComparedText::Changed {
        code,
        dir,
        pieces: pieces(before, after, effort),
    };
    match (found, one(before), one(update)) {
        (Some((_, before, after)), ..) if before == after => ComparedText::Same,
        (Some((language, before, after)), ..) => {
            let language = words_of(language).language();
            changed(language.code(), language.dir(), before, after)
        }
        // Only one of them says anything.
        (None, None, Some(said)) => changed(said.code, said.dir, "", &said.text),
        (None, Some(said), None) => changed(said.code, said.dir, &said.text, ""),
        (None, ..) => ComparedText::OtherLanguage,
    }
}
