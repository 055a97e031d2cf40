//! Plain text as a letter shows it: lines that fit a narrow window, and no invisible characters where none are needed.

use icu::properties::CodePointMapData;
use icu::properties::props::{BidiClass, EastAsianWidth};
use icu::segmenter::LineSegmenter;
use icu::segmenter::options::LineBreakOptions;
use words::Direction;

/// RFC 5322 §2.1.1 asks for 78 at most.
const WIDTH: usize = 76;

/// Every line cut where its script allows it (Unicode UAX 14); the rest keeps the line's indent. A line that is a link
/// stays whole, since a cut link cannot be followed.
pub(super) fn wrapped(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| wrap_line(line.trim_end())).collect();
    lines.join("\n").trim_matches('\n').to_owned() + "\n"
}

fn wrap_line(line: &str) -> String {
    let words = line.trim_start();
    let indent = &line[..line.len() - words.len()];
    let is_link = words.starts_with("http://") || words.starts_with("https://");
    if is_link || width(line) <= WIDTH {
        return line.to_owned();
    }
    let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    let (mut out, mut now, mut start) = (String::new(), indent.to_owned(), 0);
    for end in segmenter.segment_str(words).filter(|end| *end > 0) {
        let piece = &words[start..end];
        if width(now.trim_end()) > width(indent) && width(&now) + width(piece.trim_end()) > WIDTH {
            out.push_str(now.trim_end());
            out.push('\n');
            now = indent.to_owned();
        }
        now.push_str(piece);
        start = end;
    }
    out + now.trim_end()
}

/// Columns a terminal gives the text: two to a Chinese character, none to an invisible one.
fn width(text: &str) -> usize {
    let widths = CodePointMapData::<EastAsianWidth>::new();
    let of = |c: char| match (c, widths.get(c)) {
        ('\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}', _) => 0,
        (_, EastAsianWidth::Wide | EastAsianWidth::Fullwidth) => 2,
        _ => 1,
    };
    text.chars().map(of).sum()
}

/// The text without its isolates where nothing in it runs against the direction of the letter: they would be bytes for
/// nothing, and a plain subject would go out encoded.
pub(super) fn without_idle_isolates(text: &str, letter: Direction) -> String {
    let classes = CodePointMapData::<BidiClass>::new();
    let against: &[BidiClass] = match letter {
        Direction::LeftToRight => &[BidiClass::RightToLeft, BidiClass::ArabicLetter],
        Direction::RightToLeft => &[BidiClass::LeftToRight],
    };
    let idle = !text.chars().any(|c| against.contains(&classes.get(c)));
    if idle {
        words::without_isolates(text)
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_nothing_is_lost() {
        for text in [
            "An update is invited by 30 June 2026, within the coming week, and remains welcome at any later time you like.",
            "  الدعوة قائمة إلى تقديم تحديث مرحلي حتى 30 يونيو 2026، أي خلال الأسبوع المقبل، ولكم أن تتجاهلوا هذه الرسالة.",
            "国家计算机应急响应小组的建设：在二〇二六年十二月三十一日之前，建立国家联络点，并向其他国家分享经验和良好做法，然后报告进展。",
        ] {
            let wrapped = wrapped(text);
            assert!(
                wrapped.lines().count() > 1 && wrapped.lines().all(|line| width(line) <= WIDTH),
                "{wrapped}"
            );
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(squeezed(&wrapped), squeezed(text));
            let indent = text.len() - text.trim_start().len();
            assert!(
                wrapped
                    .lines()
                    .all(|line| line.len() - line.trim_start().len() == indent),
                "{wrapped}"
            );
        }
    }

    #[test]
    fn chinese_lines_do_not_begin_with_a_full_stop() {
        let text = format!("{}。{}", "字".repeat(38), "字".repeat(10));
        assert!(wrapped(&text).lines().all(|line| !line.starts_with('。')));
    }

    #[test]
    fn a_link_stays_whole() {
        let link = format!("https://para29.example/{}", "a-b/".repeat(40));
        assert_eq!(wrapped(&format!("  {link}")), format!("  {link}\n"));
    }

    #[test]
    fn isolates_stay_only_where_directions_meet() {
        let (left, right) = (Direction::LeftToRight, Direction::RightToLeft);
        assert_eq!(
            without_idle_isolates("Courtesy note: \u{2068}3\u{2069} items", left),
            "Courtesy note: 3 items"
        );
        assert_eq!(without_idle_isolates("\u{2068}3\u{2069} بنود", right), "3 بنود");
        let reference = "تذكير: \u{2068}CMT-2026-0042\u{2069}";
        assert_eq!(without_idle_isolates(reference, right), reference);
        let foreign = "\u{2068}CMT-2026-0042\u{2069}: \u{2068}Contacts.\u{2069}";
        assert_eq!(without_idle_isolates(foreign, right), foreign);
        assert_eq!(without_idle_isolates(foreign, left), "CMT-2026-0042: Contacts.");
    }
}
