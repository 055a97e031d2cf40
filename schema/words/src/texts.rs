//! The Fluent files, embedded, and what can be wrong with them: a key that a language lacks, an argument that differs.
//!
//! Plurals are chosen as `{ PLURAL($n) -> [one] … *[other] … }`, never as `{ $n -> … }`: Fluent's own rules for Rust take
//! 103 in Arabic for "other", where the language has "few"; `PLURAL` asks the Unicode data.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};

use crate::Language;

/// Every file of `schema/locales/<language>/`; a new file is one more name here.
macro_rules! embed {
    ($($file:literal),* $(,)?) => {
        /// The files each language has.
        pub const FILES: &[&str] = &[$($file),*];

        /// The texts of a language, one per file.
        pub(crate) fn sources(language: Language) -> &'static [&'static str] {
            match language {
                Language::Ar => &[$(include_str!(concat!("../../locales/ar/", $file, ".ftl"))),*],
                Language::Zh => &[$(include_str!(concat!("../../locales/zh/", $file, ".ftl"))),*],
                Language::En => &[$(include_str!(concat!("../../locales/en/", $file, ".ftl"))),*],
                Language::Fr => &[$(include_str!(concat!("../../locales/fr/", $file, ".ftl"))),*],
                Language::Ru => &[$(include_str!(concat!("../../locales/ru/", $file, ".ftl"))),*],
                Language::Es => &[$(include_str!(concat!("../../locales/es/", $file, ".ftl"))),*],
            }
        }
    };
}

embed![
    "about",
    "alerts",
    "commitments",
    "directory",
    "imports",
    "kinds",
    "letters",
    "pages",
    "problems",
    "search",
    "sources",
    "timeline",
    "views",
];

/// Something wrong with the texts of a language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Defect {
    pub language: Language,
    pub key: String,
    pub what: String,
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.language, self.key, self.what)
    }
}

/// What is wrong with the texts: unreadable lines, keys defined twice, keys of English that a language lacks or has
/// beyond English, arguments that differ from those of English. Empty when all is well; a test holds it so.
pub fn defects() -> Vec<Defect> {
    let mut found = Vec::new();
    let english = arguments(Language::En, &mut found);
    for language in Language::ALL.into_iter().filter(|language| *language != Language::En) {
        let theirs = arguments(language, &mut found);
        let all: BTreeSet<&String> = english.keys().chain(theirs.keys()).collect();
        for key in all {
            let what = match (english.get(key), theirs.get(key)) {
                (Some(_), None) => "missing".to_owned(),
                (None, Some(_)) => "not in English".to_owned(),
                (Some(ours), Some(theirs)) if ours != theirs => format!("arguments {theirs:?}, in English {ours:?}"),
                _ => continue,
            };
            found.push(Defect {
                language,
                key: key.clone(),
                what,
            });
        }
    }
    for (key, _) in english
        .iter()
        .filter(|(_, named)| named.iter().any(|name| name.starts_with('(')))
    {
        found.push(Defect {
            language: Language::En,
            key: key.clone(),
            what: "a plural without PLURAL".to_owned(),
        });
    }
    found
}

/// Every key of the English texts, with the names of its arguments.
pub fn keys() -> BTreeMap<String, BTreeSet<String>> {
    arguments(Language::En, &mut Vec::new())
}

/// The text without the isolates around its values.
pub fn without_isolates(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

fn arguments(language: Language, found: &mut Vec<Defect>) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys = BTreeMap::new();
    for (file, source) in FILES.iter().zip(sources(language)) {
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(readable, _)| readable);
        for entry in resource.entries() {
            let (id, pattern) = match entry {
                Entry::Message(message) => (message.id.name, message.value.as_ref()),
                Entry::Term(term) => (term.id.name, Some(&term.value)),
                Entry::Junk { content } => {
                    let line = content.lines().next().unwrap_or_default().to_owned();
                    found.push(Defect {
                        language,
                        key: (*file).to_owned(),
                        what: format!("not Fluent: {line}"),
                    });
                    continue;
                }
                _ => continue,
            };
            let mut named = BTreeSet::new();
            pattern.into_iter().for_each(|pattern| in_pattern(pattern, &mut named));
            if keys.insert(id.to_owned(), named).is_some() {
                found.push(Defect {
                    language,
                    key: id.to_owned(),
                    what: format!("defined again in {file}"),
                });
            }
        }
    }
    keys
}

fn in_pattern(pattern: &Pattern<&str>, named: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, named);
        }
    }
}

fn in_expression(expression: &Expression<&str>, named: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, named),
        Expression::Select { selector, variants } => {
            if matches!(selector, InlineExpression::VariableReference { .. }) && variants.iter().any(is_plural) {
                named.insert("(a plural without PLURAL)".to_owned());
            }
            in_inline(selector, named);
            variants.iter().for_each(|variant| in_pattern(&variant.value, named));
        }
    }
}

fn is_plural(variant: &Variant<&str>) -> bool {
    matches!(
        variant.key,
        VariantKey::Identifier {
            name: "zero" | "one" | "two" | "few" | "many"
        }
    )
}

fn in_inline(inline: &InlineExpression<&str>, named: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            named.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => in_call(arguments, named),
        InlineExpression::TermReference {
            arguments: Some(arguments),
            ..
        } => in_call(arguments, named),
        InlineExpression::Placeable { expression } => in_expression(expression, named),
        _ => {}
    }
}

fn in_call(arguments: &CallArguments<&str>, named: &mut BTreeSet<String>) {
    arguments.positional.iter().for_each(|inline| in_inline(inline, named));
    arguments
        .named
        .iter()
        .for_each(|argument| in_inline(&argument.value, named));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_exists_in_six_languages_with_the_same_arguments() {
        let found: Vec<String> = defects().iter().map(Defect::to_string).collect();
        assert!(found.is_empty(), "{}", found.join("\n"));
        assert!(keys().len() > 100);
    }

    #[test]
    fn every_file_on_disk_is_embedded() {
        for language in Language::ALL {
            let folder = format!("{}/../locales/{language}", env!("CARGO_MANIFEST_DIR"));
            let mut files: Vec<String> = std::fs::read_dir(folder)
                .unwrap()
                .map(|file| file.unwrap().file_name().into_string().unwrap().replace(".ftl", ""))
                .collect();
            files.sort();
            assert_eq!(files, FILES);
        }
    }

    /// The voice of the register: what is never said about a State (Latin-script and Cyrillic, Arabic, Chinese forms).
    #[test]
    fn no_text_blames() {
        let never = [
            "overdue",
            "failed to",
            "non-compliant",
            "delayed",
            "slipped",
            "final notice",
            "action required",
            "neglected",
            "en retard",
            "manquement",
            "non conforme",
            "dernier rappel",
            "просроч",
            "не выполнил",
            "нарушен",
            "atrasad",
            "incumpl",
            "vencid",
            "último aviso",
            "متأخر",
            "فشل",
            "逾期",
            "违规",
            "未履行",
            "拖延",
        ];
        for language in Language::ALL {
            for source in sources(language) {
                for line in source.lines().filter(|line| !line.starts_with('#')) {
                    let lower = line.to_lowercase();
                    assert!(!never.iter().any(|word| lower.contains(word)), "{language}: {line}");
                    assert!(!line.contains('!') && !line.contains('！'), "{language}: {line}");
                }
            }
        }
    }

    #[test]
    fn french_signs_stand_apart_from_words_without_a_break() {
        for line in sources(Language::Fr).iter().flat_map(|source| source.lines()) {
            let Some((_, text)) = line.split_once(" = ").filter(|_| !line.starts_with('#')) else {
                continue;
            };
            let text: Vec<char> = text.replace("://", "").chars().collect();
            for pair in text.windows(2) {
                let is_apart = |c: char| c == '\u{a0}' || c == '\u{202f}';
                assert!(!matches!(pair[1], ':' | ';' | '?' | '»') || is_apart(pair[0]), "{line}");
                assert!(pair[0] != '«' || is_apart(pair[1]), "{line}");
            }
        }
    }
}
