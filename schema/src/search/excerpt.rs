//! A text with what was asked for marked in it, and cut to the passage where it stands.

use crate::Language;
use std::collections::HashSet;

/// Characters of a passage, and of what stands before the first word that was found.
const LENGTH: usize = 240;
const BEFORE: usize = 60;

/// What the database puts around each word found; no text that was filed may hold them.
const OPENS: char = '\u{e000}';
const CLOSES: char = '\u{e001}';

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// Whether it is what was asked for.
    pub is_match: bool,
}

/// A text or a passage of one, in pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    pub language: Language,
    pub pieces: Vec<Piece>,
}

impl Default for Excerpt {
    fn default() -> Self {
        Self {
            language: Language::En,
            pieces: vec![],
        }
    }
}

/// The Chinese signs of a question: those that stand side by side in it are looked for side by side.
#[derive(Clone, Debug, Default)]
pub(super) struct Signs {
    pairs: HashSet<(char, char)>,
    alone: HashSet<char>,
}

impl Signs {
    pub fn of(text: &str) -> Self {
        let mut signs = Self::default();
        for run in text.split(|c| !is_sign(c)).filter(|run| !run.is_empty()) {
            let run: Vec<char> = run.chars().collect();
            match run.as_slice() {
                [one] => drop(signs.alone.insert(*one)),
                more => signs.pairs.extend(more.windows(2).map(|pair| (pair[0], pair[1]))),
            }
        }
        signs
    }

    fn mark(&self, characters: &mut [(char, bool)]) {
        for place in 0..characters.len() {
            let next = characters.get(place + 1).map(|(next, _)| *next);
            let is_pair = next.is_some_and(|next| self.pairs.contains(&(characters[place].0, next)));
            if is_pair {
                characters[place + 1].1 = true;
            }
            characters[place].1 |= is_pair || self.alone.contains(&characters[place].0);
        }
    }
}

fn is_sign(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

impl Excerpt {
    pub(super) fn read(language: Language, text: &str, signs: &Signs) -> Self {
        let (mut characters, mut is_match) = (Vec::with_capacity(text.len()), false);
        for c in text.chars() {
            match c {
                OPENS => is_match = true,
                CLOSES => is_match = false,
                // in a line of a list there is no room for another
                '\n' | '\t' => characters.push((' ', is_match)),
                c => characters.push((c, is_match)),
            }
        }
        signs.mark(&mut characters);
        Self::of(language, &characters)
    }

    fn of(language: Language, characters: &[(char, bool)]) -> Self {
        let mut pieces: Vec<Piece> = vec![];
        for (c, is_match) in characters {
            match pieces.last_mut().filter(|piece| piece.is_match == *is_match) {
                Some(piece) => piece.text.push(*c),
                None => pieces.push(Piece {
                    text: c.to_string(),
                    is_match: *is_match,
                }),
            }
        }
        Self { language, pieces }
    }

    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Whether what was asked for stands in it.
    pub(super) fn has_match(&self) -> bool {
        self.pieces.iter().any(|piece| piece.is_match)
    }

    /// The words without the marks.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// The passage around the first word found, or the beginning where none is; cut between words.
    pub(super) fn shortened(self) -> Self {
        let pieces = self.pieces.iter();
        let characters: Vec<(char, bool)> = pieces
            .flat_map(|piece| piece.text.chars().map(|c| (c, piece.is_match)))
            .collect();
        if characters.len() <= LENGTH {
            return self;
        }
        let first = characters.iter().position(|(_, is_match)| *is_match).unwrap_or(0);
        let is_gap = |place: &usize| characters[*place].0.is_whitespace();
        let mut from = first.saturating_sub(BEFORE).min(characters.len() - LENGTH);
        if from > 0 {
            from = (from..first).find(is_gap).map_or(from, |gap| gap + 1);
        }
        let mut to = (from + LENGTH).min(characters.len());
        if to < characters.len() {
            let least = from.max(first) + 1;
            to = (least..to).rev().take(40).find(is_gap).unwrap_or(to);
        }
        let mut shown = vec![];
        if from > 0 {
            shown.push(('…', false));
        }
        shown.extend_from_slice(&characters[from..to]);
        if to < characters.len() {
            shown.push(('…', false));
        }
        Self::of(self.language, &shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, asked: &str) -> Excerpt {
        Excerpt::read(Language::En, text, &Signs::of(asked))
    }

    /// With brackets for the marks.
    fn shown(excerpt: &Excerpt) -> String {
        let pieces = excerpt.pieces.iter();
        pieces
            .map(|piece| {
                if piece.is_match {
                    format!("[{}]", piece.text)
                } else {
                    piece.text.clone()
                }
            })
            .collect()
    }

    #[test]
    fn what_the_database_found_and_chinese_signs_are_marked() {
        let excerpt = read("Name \u{e000}points\u{e001} of\n<b>contact</b>", "points");
        assert_eq!(shown(&excerpt), "Name [points] of <b>contact</b>");
        assert_eq!(excerpt.text(), "Name points of <b>contact</b>");
        assert_eq!(shown(&read("加强网络安全能力", "网络安全")), "加强[网络安全]能力");
        assert_eq!(shown(&read("加强网络与安全", "网络安全")), "加强[网络]与[安全]");
        assert_eq!(shown(&read("网与网络", "网")), "[网]与[网]络");
        assert_eq!(shown(&read("网与络", "网络")), "网与络");
    }

    #[test]
    fn a_passage_is_cut_between_words_around_what_was_found() {
        let long = "word ".repeat(100);
        let excerpt = read(&format!("{long}\u{e000}found\u{e001} {long}"), "found").shortened();
        let text = shown(&excerpt);
        assert!(text.contains("[found]"), "{text}");
        assert!(text.starts_with("…word ") && text.ends_with("word…"), "{text}");
        assert!(excerpt.text().chars().count() <= LENGTH + 2, "{text}");
        let none = read(&long, "else").shortened();
        assert!(shown(&none).starts_with("word word") && shown(&none).ends_with("word…"));
        assert_eq!(shown(&read("short", "x").shortened()), "short");
        let chinese = format!("{}网络{}", "字".repeat(300), "字".repeat(300));
        let text = shown(&read(&chinese, "网络").shortened());
        assert!(
            text.contains("[网络]") && text.starts_with('…') && text.ends_with('…'),
            "{text}"
        );
        let whole = format!("\u{e000}{}\u{e001}", "a".repeat(500));
        assert_eq!(read(&whole, "x").shortened().text().chars().count(), LENGTH + 1);
    }
}
