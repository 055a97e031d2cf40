//! Texts in languages, as the API shows them.

use async_graphql::{InputObject, SimpleObject};
use schema::{Language, Problem, ProblemCode, Texts, languages::Shown};

/// A text in one language, saying which, whether it is the original, and whether it stands in for a missing translation.
#[derive(SimpleObject, Clone, Debug)]
pub struct LocalizedText {
    /// The text.
    pub text: String,
    /// The language the text is in.
    pub language: Language,
    /// Whether it is as its author wrote it; the original is authoritative.
    pub is_original: bool,
    /// Whether it is shown for want of the language asked for.
    pub is_fallback: bool,
}

/// A text in one of the six languages.
#[derive(InputObject, Clone, Debug)]
pub struct TextInput {
    /// The language the text is in.
    pub language: Language,
    /// The text.
    pub text: String,
}

impl LocalizedText {
    /// Never nothing for want of a translation; nothing where there is no text in any language.
    pub fn of(texts: &Texts, asked: Language, original: Language) -> Option<Self> {
        texts.shown(asked, original).map(
            |Shown {
                 text,
                 language,
                 is_original,
                 is_fallback,
             }| Self {
                text: text.to_owned(),
                language,
                is_original,
                is_fallback,
            },
        )
    }

    /// As [`Self::of`], for texts that are never missing.
    pub fn required(texts: &Texts, asked: Language, original: Language) -> Self {
        Self::of(texts, asked, original).unwrap_or(Self {
            text: String::new(),
            language: asked,
            is_original: false,
            is_fallback: true,
        })
    }
}

/// One text a language; which of two was meant is not guessed.
pub fn texts(field: &str, input: Vec<TextInput>) -> Result<Texts, Problem> {
    let mut texts = Texts::default();
    for (index, TextInput { language, text }) in input.into_iter().enumerate() {
        if texts.0.insert(language, text).is_some() {
            return Err(Problem::new(format!("{field}.{index}.language"), ProblemCode::Taken));
        }
    }
    Ok(texts)
}
