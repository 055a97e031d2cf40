//! Numbers as readers of a language write them.

use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal;
use icu::decimal::options::GroupingStrategy;
use icu::locale::{Locale, locale};
use icu::plurals::{PluralCategory, PluralRules};

use crate::Language;

/// Which digits Arabic pages and letters use; the other languages always use Latin digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Digits {
    /// 2026, as most United Nations material in Arabic on the web has it.
    #[default]
    Latin,
    /// ٢٠٢٦
    ArabicIndic,
}

/// The locale whose conventions a language follows here. English dates are day first, as in United Nations documents.
pub(crate) fn locale_of(language: Language, digits: Digits) -> Locale {
    match (language, digits) {
        (Language::Ar, Digits::Latin) => locale!("ar-u-nu-latn"),
        (Language::Ar, Digits::ArabicIndic) => locale!("ar-u-nu-arab"),
        (Language::Zh, _) => locale!("zh"),
        (Language::En, _) => locale!("en-GB"),
        (Language::Fr, _) => locale!("fr"),
        (Language::Ru, _) => locale!("ru"),
        (Language::Es, _) => locale!("es"),
    }
}

const COMPILED_IN: &str = "number data of the six languages is compiled in";

pub(crate) fn formatter(locale: &Locale) -> DecimalFormatter {
    DecimalFormatter::try_new(locale.into(), Default::default()).expect(COMPILED_IN)
}

pub(crate) fn ungrouped(locale: &Locale) -> DecimalFormatter {
    DecimalFormatter::try_new(locale.into(), GroupingStrategy::Never.into()).expect(COMPILED_IN)
}

/// The number, or nothing when the text is not one (`1e5`, `12a`).
pub(crate) fn parse(text: &str) -> Option<Decimal> {
    Decimal::try_from_str(text).ok()
}

pub(crate) fn plurals(locale: &Locale) -> PluralRules {
    PluralRules::try_new_cardinal(locale.into()).expect(COMPILED_IN)
}

/// The name a plural category has in Fluent files.
pub(crate) fn category(rules: &PluralRules, number: &Decimal) -> &'static str {
    match rules.category_for(number) {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}
