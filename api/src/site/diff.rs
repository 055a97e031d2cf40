//! What has changed from one text to the next, word by word; in Chinese, which leaves no space between words, sign by sign.

use similar::{Algorithm, DiffOp, TextDiff};

/// What became of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Kept,
    Removed,
    Inserted,
}

/// A piece of the two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub fate: Fate,
    pub text: String,
}

impl Piece {
    pub fn is_kept(&self) -> bool {
        self.fate == Fate::Kept
    }

    pub fn is_removed(&self) -> bool {
        self.fate == Fate::Removed
    }
}

/// How much a page may compare. What two texts cost grows with the square of their length where they have little in common,
/// and a commitment may have hundreds of updates.
#[derive(Debug)]
pub struct Effort(usize);

impl Effort {
    pub const PAGE: usize = 8_000_000;

    pub fn of_a_page() -> Self {
        Self(Self::PAGE)
    }

    /// Whether two texts in so many pieces may still be compared.
    fn spend(&mut self, pieces: usize) -> bool {
        let left = self.0.checked_sub(pieces.saturating_mul(pieces) / 2);
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }
}

/// Below this share in common, the second text is another one: read whole, it is easier to follow than word by word.
const ALIKE: f32 = 0.35;

/// Both texts in pieces, in reading order. Texts that are too long or too unlike to be compared stand one after the other.
pub fn pieces(before: &str, after: &str, effort: &mut Effort) -> Vec<Piece> {
    let of = |fate, text: &str| Piece {
        fate,
        text: text.to_owned(),
    };
    let whole = || {
        let mut both = vec![of(Fate::Removed, before), of(Fate::Inserted, after)];
        both.retain(|piece| !piece.text.is_empty());
        both
    };
    // Twice as many bytes as pieces, at least, in each of the six languages.
    if !effort.spend((before.len() + after.len()) / 2) {
        return whole();
    }
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Myers)
        .diff_unicode_words(before, after);
    if diff.ratio() < ALIKE {
        return whole();
    }
    let mut pieces: Vec<Piece> = vec![];
    let mut changed = (String::new(), String::new());
    let ops = diff.ops();
    for (at, op) in ops.iter().enumerate() {
        let (gone, come) = (
            diff.old_slices()[op.old_range()].concat(),
            diff.new_slices()[op.new_range()].concat(),
        );
        let is_equal = matches!(op, DiffOp::Equal { .. });
        // A space or comma between two changes belongs to them: nobody reads "one removed, one inserted" for each word.
        let is_between = at > 0 && at + 1 < ops.len() && !gone.chars().any(char::is_alphanumeric);
        if is_equal && !is_between {
            settle(&mut pieces, &mut changed);
            pieces.push(of(Fate::Kept, &gone));
        } else {
            changed.0.push_str(&gone);
            changed.1.push_str(&come);
        }
    }
    settle(&mut pieces, &mut changed);
    pieces
}

/// What was removed, then what came in its place.
fn settle(pieces: &mut Vec<Piece>, (gone, come): &mut (String, String)) {
    for (fate, text) in [(Fate::Removed, gone), (Fate::Inserted, come)] {
        let text = std::mem::take(text);
        if !text.is_empty() {
            pieces.push(Piece { fate, text });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(before: &str, after: &str) -> String {
        let piece = |piece: &Piece| match piece.fate {
            Fate::Kept => piece.text.clone(),
            Fate::Removed => format!("[-{}-]", piece.text),
            Fate::Inserted => format!("[+{}+]", piece.text),
        };
        let pieces = pieces(before, after, &mut Effort::of_a_page());
        pieces.iter().map(piece).collect()
    }

    #[test]
    fn words_are_compared_and_neighbours_that_changed_stand_together() {
        assert_eq!(
            marked(
                "The first course was held in Dakar for the staff.",
                "The second course was held in Dakar for all of the staff."
            ),
            "The [-first-][+second+] course was held in Dakar for [+all of +]the staff."
        );
        assert_eq!(
            marked(
                "A law was drafted in May and is with parliament now",
                "A law was adopted by June and is with parliament now"
            ),
            "A law was [-drafted in May-][+adopted by June+] and is with parliament now"
        );
        assert_eq!(marked("The same", "The same"), "The same");
    }

    #[test]
    fn signs_are_compared_where_words_have_no_spaces_and_arabic_words_stay_whole() {
        assert_eq!(
            marked("已在达喀尔举办第一期培训班", "已在达喀尔举办第二期培训班"),
            "已在达喀尔举办第[-一-][+二+]期培训班"
        );
        assert_eq!(
            marked(
                "عُقدت الدورة الأولى في داكار للموظفين",
                "عُقدت الدورة الثانية في داكار للموظفين"
            ),
            "عُقدت الدورة [-الأولى-][+الثانية+] في داكار للموظفين"
        );
    }

    #[test]
    fn texts_that_have_little_in_common_or_are_too_long_stand_one_after_the_other() {
        assert_eq!(
            marked("Nothing has begun", "All courses were held, and a report follows"),
            "[-Nothing has begun-][+All courses were held, and a report follows+]"
        );
        let long = "word ".repeat(4_000);
        assert_eq!(pieces(&long, &format!("{long}more"), &mut Effort::of_a_page()).len(), 2);
        let (mut effort, text) = (Effort::of_a_page(), "one and two ".repeat(100));
        let counted: Vec<usize> = (0..60)
            .map(|_| pieces(&text, &format!("{text}three"), &mut effort).len())
            .collect();
        assert_eq!(counted[0], 2, "kept and inserted");
        assert!(counted.contains(&2));
        assert!(effort.0 < Effort::PAGE / 10, "what a page compares has an end");
    }
}
