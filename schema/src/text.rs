//! Texts that people send: what is refused, and that the rest is kept as it is (NFC).

use crate::{Language, Problem, ProblemCode, Texts};
use unicode_normalization::{UnicodeNormalization, is_nfc};

pub const TITLE_MAX: usize = 300;
pub const LINE_MAX: usize = 500;
pub const TEXT_MAX: usize = 20_000;

/// Characters no text may hold: controls (but line break and tab), bidirectional embeddings, overrides and isolates
/// (the page isolates by itself), noncharacters, private use, tags. Marks of direction, which Arabic needs, are kept.
pub(crate) fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e007f}' | '\u{f0000}'..)
        || (c as u32) & 0xfffe == 0xfffe
}

/// Characters that show nothing by themselves: a text of these alone is no text.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'
                ..='\u{180f}'
        )
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}')
}

/// The text without surrounding white space, in NFC; or what is wrong with it. Counts characters.
pub fn clean(field: &str, text: &str, max: usize) -> Result<String, Problem> {
    let text = text.replace("\r\n", "\n");
    if let Some(c) = text.chars().find(|c| is_forbidden(*c)) {
        return Err(
            Problem::new(field, ProblemCode::ForbiddenCharacter).with("character", format!("U+{:04X}", c as u32))
        );
    }
    let text = if is_nfc(&text) {
        text.trim().to_owned()
    } else {
        text.trim().nfc().collect()
    };
    if text.chars().all(is_blank) {
        return Ok(String::new());
    }
    let length = text.chars().count();
    if length > max {
        return Err(Problem::new(field, ProblemCode::TooLong)
            .with("max", max)
            .with("length", length));
    }
    Ok(text)
}

/// As [`clean`], and not empty; a single line.
pub fn line(field: &str, text: &str, max: usize) -> Result<String, Problem> {
    let text = clean(field, text, max)?;
    if text.is_empty() {
        return Err(Problem::new(field, ProblemCode::Required));
    }
    one_line(field, text)
}

fn one_line(field: &str, text: String) -> Result<String, Problem> {
    match text.chars().find(|c| matches!(c, '\n' | '\t')) {
        Some(c) => {
            Err(Problem::new(field, ProblemCode::ForbiddenCharacter).with("character", format!("U+{:04X}", c as u32)))
        }
        None => Ok(text),
    }
}

/// Each text clean, empty ones left out. What is as short as a title is one line: in a letter, what stands below a title must
/// be ours.
pub fn texts(field: &str, texts: &Texts, max: usize) -> Result<Texts, Problem> {
    let mut clean_texts = Texts::default();
    for (language, text) in &texts.0 {
        let place = format!("{field}.{}", language.code());
        let mut text = clean(&place, text, max)?;
        if max <= TITLE_MAX {
            text = one_line(&place, text)?;
        }
        if !text.is_empty() {
            clean_texts.0.insert(*language, text);
        }
    }
    Ok(clean_texts)
}

/// As [`texts`], with a text in the original language.
pub fn original(field: &str, given: &Texts, original: Language, max: usize) -> Result<Texts, Problem> {
    let texts = texts(field, given, max)?;
    if texts.get(original).is_none() {
        return Err(Problem::new(field, ProblemCode::OriginalMissing).with("language", original.code()));
    }
    Ok(texts)
}

/// An address of a web page: http or https, with a host, without credentials or white space.
pub fn url(field: &str, text: &str) -> Result<String, Problem> {
    let url = line(field, text, 2_000)?;
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host = rest
        .map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default())
        .unwrap_or_default();
    let fine = !host.is_empty()
        && !host.contains('@')
        && !url.contains(|c: char| c.is_whitespace() || "<>\"{}|\\^`".contains(c))
        && url::Url::parse(&url).is_ok();
    if fine {
        Ok(url)
    } else {
        Err(Problem::new(field, ProblemCode::InvalidUrl))
    }
}

/// An e-mail address in small letters: one @, a name before, a host with a dot (or `localhost`) behind, nothing odd.
pub fn email(field: &str, text: &str) -> Result<String, Problem> {
    let email = line(field, text, 254)?.to_lowercase();
    let wrong = || Problem::new(field, ProblemCode::InvalidEmail);
    let (name, host) = email.rsplit_once('@').ok_or_else(wrong)?;
    let is_part =
        |part: &str, more: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || more.contains(c));
    let name_fine = name.len() <= 64 && name.split('.').all(|part| is_part(part, "!#$%&'*+-/=?^_`{|}~"));
    let is_label = |label: &str| is_part(label, "-") && !label.starts_with('-') && !label.ends_with('-');
    let is_numeric = |label: &str| label.bytes().all(|byte| byte.is_ascii_digit());
    let host_fine = host == "localhost"
        || host.split('.').all(is_label) && host.rsplit_once('.').is_some_and(|(_, last)| !is_numeric(last));
    if name_fine && host_fine {
        Ok(email)
    } else {
        Err(wrong())
    }
}

/// Gathers problems, so that people learn of all of them at once.
#[derive(Debug, Default)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// The value, or nothing and the problem noted.
    pub fn take<T>(&mut self, result: Result<T, Problem>) -> Option<T> {
        result.map_err(|problem| self.0.push(problem)).ok()
    }

    pub fn add(&mut self, field: &str, code: ProblemCode) {
        self.0.push(Problem::new(field, code));
    }

    pub fn check(&mut self, fine: bool, field: &str, code: ProblemCode) {
        if !fine {
            self.add(field, code);
        }
    }

    pub fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// No more than so many.
    pub fn at_most(&mut self, field: &str, count: usize, max: usize) {
        if count > max {
            self.push(Problem::new(field, ProblemCode::TooMany).with("max", max));
        }
    }

    pub fn none_or_rejected(self) -> crate::Result<()> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(crate::Error::Rejected(self.0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_or_breaks_is_refused_and_the_rest_kept() {
        for bad in [
            "a\0b",
            "a\u{202e}b",
            "\u{2066}a",
            "\u{feff}a",
            "a\u{1b}[31m",
            "\u{fffe}",
            "\u{1ffff}",
            "\u{e000}",
            "a\u{e0041}",
        ] {
            assert_eq!(
                clean("title", bad, 100).map_err(|p| p.code),
                Err(ProblemCode::ForbiddenCharacter),
                "{bad:?}"
            );
        }
        for good in [
            "التزام\u{200f} (26)",
            "e\u{301}",
            "网络安全 👩‍💻",
            "line\nbreak\ttab",
            "=1+1",
        ] {
            assert_eq!(clean("title", good, 100), Ok(good.nfc().collect::<String>()));
        }
    }

    #[test]
    fn what_shows_nothing_is_no_text_and_a_title_is_one_line() {
        for nothing in ["\u{200b}\u{200b}", " \u{2060} ", "\u{ad}"] {
            assert_eq!(clean("title", nothing, 100), Ok(String::new()), "{nothing:?}");
        }
        let of = |text: &str| Texts([(Language::En, text.to_owned())].into());
        let refused = texts("title", &of("Routine\n\n== Sign in"), TITLE_MAX).map_err(|problem| problem.code);
        assert_eq!(refused.err(), Some(ProblemCode::ForbiddenCharacter));
        assert!(texts("summary", &of("Routine\n\nAnd more"), TEXT_MAX).is_ok());
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert!(clean("title", &"م".repeat(300), 300).is_ok());
        let problem = clean("title", &"م".repeat(301), 300).unwrap_err();
        assert_eq!(
            (problem.code, problem.parameters["length"].as_str()),
            (ProblemCode::TooLong, "301")
        );
    }

    #[test]
    fn only_web_addresses_are_links() {
        for good in [
            "https://unoda.org/",
            "http://xn--4gbrim.example/a?b=c#d",
            "https://例え.jp/案",
        ] {
            assert!(url("url", good).is_ok(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "https://",
            "https://user@host/",
            "ftp://a.b",
            "https://a b",
            "//host",
            "data:text/html,x",
            "https://a/<script>",
            "https://[::1",
            "https://a:99999/",
        ] {
            assert!(url("url", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn addresses_are_kept_in_small_letters() {
        assert_eq!(
            email("email", " Amina.Diallo@MFA.example.SN "),
            Ok("amina.diallo@mfa.example.sn".into())
        );
        for bad in [
            "a",
            "a@b",
            "@b.c",
            "a@b..c",
            "a b@c.d",
            "a@b.c\r\nBcc: x@y.z",
            "a@[127.0.0.1]",
            "a..b@c.de",
            ".a@b.cd",
            "a.@b.cd",
            "-@-.-",
            "a@-b.cd",
            "a@1.2",
        ] {
            assert!(email("email", bad).is_err(), "{bad}");
        }
    }
}
