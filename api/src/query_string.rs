//! The parameters of an address, read strictly: what is no UTF-8, or half an escape, is refused rather than mended, since a
//! text that was silently changed would be kept or looked for as another.

use std::borrow::Cow;

/// Names and values in their order; nothing where they cannot be read.
pub fn pairs(query: &str) -> Option<Vec<(String, String)>> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decoded(name)?, decoded(value)?))
        })
        .collect()
}

fn decoded(text: &str) -> Option<String> {
    let spaced: Cow<'_, str> = if text.contains('+') {
        text.replace('+', " ").into()
    } else {
        text.into()
    };
    let is_escaped = |rest: &str| {
        let digits = rest.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    if !spaced.split('%').skip(1).all(is_escaped) {
        return None;
    }
    let text = percent_encoding::percent_decode_str(&spaced).decode_utf8().ok()?;
    Some(text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_not_mended() {
        let read = pairs("title=A+b%20%C3%A9&&empty=&bare&%71=%25").unwrap();
        let text = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            read,
            [
                text("title", "A b é"),
                text("empty", ""),
                text("bare", ""),
                text("q", "%")
            ]
        );
        for wrong in ["a=%FF", "a=%ED%A0%80", "a=%ZZ", "a=%4", "%=1"] {
            assert_eq!(pairs(wrong), None, "{wrong}");
        }
    }
}
