//! The six UN languages, and texts in them.

use crate::{jsonb, values};
use diesel::{deserialize::FromSqlRow, expression::AsExpression, sql_types};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

values! {
    /// An official language of the United Nations.
    pub enum Language {
        /// Arabic
        Ar = "ar",
        /// Chinese
        Zh = "zh",
        /// English
        En = "en",
        /// French
        Fr = "fr",
        /// Russian
        Ru = "ru",
        /// Spanish
        Es = "es",
    }
}

/// One thing said in one or more languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = sql_types::Jsonb)]
#[serde(transparent)]
pub struct Texts(pub BTreeMap<Language, String>);

/// A text as shown to a reader of some language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown<'a> {
    pub text: &'a str,
    /// The language it is in.
    pub language: Language,
    pub is_original: bool,
    /// Shown for want of the language asked for.
    pub is_fallback: bool,
}

impl Texts {
    pub fn of(language: Language, text: impl Into<String>) -> Self {
        Self(BTreeMap::from([(language, text.into())]))
    }

    pub fn get(&self, language: Language) -> Option<&str> {
        self.0.get(&language).map(String::as_str)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text in the language asked for; else the original; else English; else any there is.
    pub fn shown(&self, asked: Language, original: Language) -> Option<Shown<'_>> {
        let language = [asked, original, Language::En]
            .into_iter()
            .find(|language| self.0.contains_key(language));
        let (language, text) = match language {
            Some(language) => (language, self.0.get(&language)?),
            None => self.0.iter().next().map(|(language, text)| (*language, text))?,
        };
        Some(Shown {
            text,
            language,
            is_original: language == original,
            is_fallback: language != asked,
        })
    }
}

jsonb!(Texts);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_translation_falls_back_and_says_so() {
        let texts = Texts(BTreeMap::from([
            (Language::En, "Point of contact".into()),
            (Language::Fr, "Point de contact".into()),
        ]));
        let shown = texts.shown(Language::Ar, Language::Fr).expect("a text");
        assert_eq!(
            (shown.text, shown.is_original, shown.is_fallback),
            ("Point de contact", true, true)
        );
        let shown = texts.shown(Language::En, Language::Fr).expect("a text");
        assert_eq!((shown.is_original, shown.is_fallback), (false, false));
        assert_eq!(Texts::default().shown(Language::En, Language::En), None);
    }
}
