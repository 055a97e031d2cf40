//! A language's words, ready to be asked.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::OnceLock;

use chrono::{DateTime, NaiveDate, TimeZone};
use chrono_tz::Tz;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal;
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

use crate::dates::{Dates, in_zone};
use crate::lists::Lists;
use crate::numbers::{category, formatter, locale_of, parse, plurals, ungrouped};
use crate::texts::sources;
use crate::{Digits, Language};

/// What a text is told: a number (which also chooses the plural), or words.
pub type Arg<'a> = FluentValue<'a>;

/// The words of one language. Cheap to copy; the texts behind it are read once for the whole process.
#[derive(Clone, Copy)]
pub struct Words {
    voice: &'static Voice,
}

struct Voice {
    language: Language,
    texts: FluentBundle<FluentResource>,
    numbers: DecimalFormatter,
    years: DecimalFormatter,
    dates: Dates,
    lists: Lists,
}

/// Six languages, and Arabic once more with Arabic-Indic digits.
static VOICES: [OnceLock<Voice>; 7] = [const { OnceLock::new() }; 7];
static DIGITS: OnceLock<Digits> = OnceLock::new();
const ARABIC_INDIC: usize = 6;

/// The operator's choice of digits for Arabic, made once at the start, before the first word is asked for. Says whether
/// it was in time.
pub fn use_digits(digits: Digits) -> bool {
    *DIGITS.get_or_init(|| digits) == digits
}

impl Words {
    /// The words of a language, with the operator's choice of digits.
    pub fn of(language: Language) -> Self {
        Self::with_digits(language, *DIGITS.get_or_init(Digits::default))
    }

    /// The words of a language, with these digits if it is Arabic.
    pub fn with_digits(language: Language, digits: Digits) -> Self {
        let at = if language == Language::Ar && digits == Digits::ArabicIndic {
            ARABIC_INDIC
        } else {
            language.index()
        };
        Self {
            voice: VOICES[at].get_or_init(|| Voice::read(language, digits)),
        }
    }

    pub fn language(self) -> Language {
        self.voice.language
    }

    /// The language's two letters, for `lang`.
    pub fn code(self) -> &'static str {
        self.voice.language.code()
    }

    /// `ltr` or `rtl`, for `dir`.
    pub fn dir(self) -> &'static str {
        self.voice.language.dir()
    }

    /// Whether the language has this text itself.
    pub fn has(self, key: &str) -> bool {
        self.voice.texts.has_message(key)
    }

    /// A text without arguments.
    pub fn text(self, key: &str) -> String {
        self.say(key, None)
    }

    /// A text told values: `words.with("commitments-count", &[("n", 214)])`. Numbers are written as the language writes
    /// them and choose the plural, so a year or a reference is given as words. Mixed values are [`Arg`]s.
    pub fn with<'a, V: Clone + Into<Arg<'a>>>(self, key: &str, values: &[(&'a str, V)]) -> String {
        let args: FluentArgs = values
            .iter()
            .map(|(name, value)| (*name, value.clone().into()))
            .collect();
        self.say(key, Some(&args))
    }

    /// The word for one of a closed set of values: `words.name("commitment-status", "in_progress")`.
    pub fn name(self, set: &str, value: &str) -> String {
        self.say(&format!("{set}-{}", value.to_ascii_lowercase()), None)
    }

    /// A count as the language writes it.
    pub fn number(self, n: impl Into<Decimal>) -> String {
        self.voice.numbers.format_to_string(&n.into())
    }

    /// A number that is not a count, such as a year: the language's digits, not grouped.
    pub fn digits(self, n: impl Into<Decimal>) -> String {
        self.voice.years.format_to_string(&n.into())
    }

    /// A decimal number as the language writes it; text that is no number stays as it is.
    pub fn decimal(self, number: &str) -> String {
        parse(number).map_or_else(|| number.to_owned(), |number| self.number(number))
    }

    /// A day in full: `23 November 2026`.
    pub fn date(self, day: NaiveDate) -> String {
        self.voice.dates.long(day).unwrap_or_else(|| day.to_string())
    }

    /// A day for narrow places: `23 Nov 2026`.
    pub fn short_date(self, day: NaiveDate) -> String {
        self.voice.dates.short(day).unwrap_or_else(|| day.to_string())
    }

    /// The month of a day: `November 2026`.
    pub fn month(self, day: NaiveDate) -> String {
        self.voice.dates.month(day).unwrap_or_else(|| day.to_string())
    }

    /// A moment on the clocks of a zone, naming the zone's city: `23 November 2026 at 09:00 (New York)`.
    pub fn moment<Z: TimeZone>(self, moment: DateTime<Z>, zone: Tz) -> String {
        let local = in_zone(&moment, zone);
        let when = self.voice.dates.moment(&local).unwrap_or_else(|| local.to_rfc3339());
        let city = self.voice.dates.city(zone).unwrap_or_else(|| zone.name().to_owned());
        self.with("moment", &[("when", when), ("city", city)])
    }

    /// `a, b and c`
    pub fn and<S: AsRef<str>>(self, names: &[S]) -> String {
        self.voice.lists.and.format_to_string(names.iter().map(AsRef::as_ref))
    }

    /// `a, b or c`
    pub fn or<S: AsRef<str>>(self, names: &[S]) -> String {
        self.voice.lists.or.format_to_string(names.iter().map(AsRef::as_ref))
    }

    /// Alphabetical order in this language. Not for lists of States, whose protocol order is data.
    pub fn order(self, one: &str, other: &str) -> Ordering {
        self.voice.lists.order.compare(one, other)
    }

    /// The text; else, marked as such, the English one; else the key, so that a gap is seen and never breaks a page.
    fn say(self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        if let Some(text) = self.voice.say(key, args) {
            return text.into_owned();
        }
        match Self::of(Language::En).voice.say(key, args) {
            Some(english) => format!("{english} [en]"),
            None => format!("[{key}]"),
        }
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.voice.language)
    }
}

impl Voice {
    fn read(language: Language, digits: Digits) -> Self {
        let locale = locale_of(language, digits);
        let tag: LanguageIdentifier = language.code().parse().expect("the six codes are language tags");
        let mut texts = FluentBundle::new_concurrent(vec![tag]);
        for source in sources(language) {
            // a defective line costs that line, and `defects` names it
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(readable, _)| readable);
            texts.add_resource_overriding(resource);
        }
        texts.set_formatter(Some(match (language, digits) {
            (Language::Ar, Digits::ArabicIndic) => write_number::<ARABIC_INDIC>,
            (Language::Ar, Digits::Latin) => write_number::<{ Language::Ar.index() }>,
            (Language::Zh, _) => write_number::<{ Language::Zh.index() }>,
            (Language::En, _) => write_number::<{ Language::En.index() }>,
            (Language::Fr, _) => write_number::<{ Language::Fr.index() }>,
            (Language::Ru, _) => write_number::<{ Language::Ru.index() }>,
            (Language::Es, _) => write_number::<{ Language::Es.index() }>,
        }));
        let rules = plurals(&locale);
        texts
            .add_function("PLURAL", move |values, _| match values {
                [FluentValue::Number(n)] => {
                    parse(&n.value.to_string()).map_or(FluentValue::Error, |n| category(&rules, &n).into())
                }
                _ => FluentValue::Error,
            })
            .expect("no text is called PLURAL");
        let (numbers, years) = (formatter(&locale), ungrouped(&locale));
        let (dates, lists) = (Dates::of(&locale), Lists::of(&locale));
        Self {
            language,
            texts,
            numbers,
            years,
            dates,
            lists,
        }
    }

    fn say<'a>(&'a self, key: &str, args: Option<&'a FluentArgs<'_>>) -> Option<Cow<'a, str>> {
        let pattern = self.texts.get_message(key)?.value()?;
        // an argument the caller forgot shows as {$name}; the texts agree on arguments by test
        Some(self.texts.format_pattern(pattern, args, &mut Vec::new()))
    }
}

/// Fluent for Rust writes numbers the same in every language; this is its hook for writing them properly. It takes no
/// state, hence one function per voice.
fn write_number<const VOICE: usize>(value: &FluentValue<'_>, _: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let voice = VOICES[VOICE].get()?;
    Some(voice.numbers.format_to_string(&parse(&number.value.to_string())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 3).unwrap()
    }

    fn each(say: impl Fn(Words) -> String) -> Vec<String> {
        Language::ALL
            .into_iter()
            .map(|language| crate::without_isolates(&say(Words::of(language))))
            .collect()
    }

    #[test]
    fn counts_take_the_plural_and_digits_of_the_language() {
        let said = each(|words| words.with("commitments-count", &[("n", 1234)]));
        assert_eq!(
            said,
            [
                "1,234 التزام\u{64b}ا",
                "1,234 项承诺",
                "1,234 commitments",
                "1\u{202f}234 engagements",
                "1\u{a0}234 обязательства",
                "1234 compromisos"
            ]
        );
        let arabic = Words::with_digits(Language::Ar, Digits::ArabicIndic);
        assert_eq!(
            crate::without_isolates(&arabic.with("commitments-count", &[("n", 1234)])),
            "١٬٢٣٤ التزام\u{64b}ا"
        );
        let russian = |n: i32| crate::without_isolates(&Words::of(Language::Ru).with("commitments-count", &[("n", n)]));
        assert_eq!(
            [russian(1), russian(3), russian(11), russian(21)],
            [
                "1 обязательство",
                "3 обязательства",
                "11 обязательств",
                "21 обязательство"
            ]
        );
        let arabic = |n: i32| crate::without_isolates(&Words::of(Language::Ar).with("commitments-count", &[("n", n)]));
        assert_eq!(
            [arabic(0), arabic(1), arabic(2), arabic(3), arabic(100), arabic(103)],
            [
                "لا التزامات",
                "التزام واحد",
                "التزامان",
                "3 التزامات",
                "100 التزام",
                "103 التزامات"
            ]
        );
    }

    #[test]
    fn days_are_written_as_the_language_writes_them() {
        assert_eq!(
            each(|words| words.date(day())),
            [
                "3 تشرين الثاني/نوفمبر 2026",
                "2026年11月3日",
                "3 November 2026",
                "3 novembre 2026",
                "3 ноября 2026\u{a0}года",
                "3 de noviembre de 2026"
            ]
        );
        assert_eq!(
            Words::with_digits(Language::Ar, Digits::ArabicIndic).date(day()),
            "٣ تشرين الثاني/نوفمبر ٢٠٢٦"
        );
        let first = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
        assert_eq!(Words::of(Language::Fr).date(first), "1er novembre 2026");
        assert_eq!(Words::of(Language::En).short_date(day()), "3 Nov 2026");
        assert_eq!(Words::of(Language::Ar).short_date(day()), "3 تشرين الثاني/نوفمبر 2026");
        assert_eq!(Words::of(Language::En).month(day()), "November 2026");
        assert_eq!(Words::of(Language::En).date(NaiveDate::MAX), NaiveDate::MAX.to_string());
    }

    #[test]
    fn moments_name_the_city_whose_clock_they_show() {
        let noon = day().and_hms_opt(12, 5, 0).unwrap().and_utc();
        let said = each(|words| words.moment(noon, chrono_tz::America::New_York));
        assert_eq!(said[2], "3 November 2026 at 07:05 (New York)");
        assert_eq!(said[4], "3 ноября 2026\u{a0}года в 07:05 (Нью-Йорк)");
        assert!(said[1].contains("纽约") && said[0].contains("نيويورك"), "{said:?}");
        assert_eq!(
            crate::without_isolates(&Words::of(Language::En).moment(noon, Tz::UTC)),
            "3 November 2026 at 12:05 (UTC)"
        );
    }

    #[test]
    fn lists_and_order_follow_the_language() {
        assert_eq!(Words::of(Language::En).and(&["a", "b", "c"]), "a, b and c");
        assert_eq!(Words::of(Language::Fr).or(&["a", "b"]), "a ou b");
        assert_eq!(Words::of(Language::Ar).and(&["أ", "ب", "ج"]), "أ وب وج");
        let mut names = ["Zambia", "Éthiopie", "Estonie", "Ouganda"];
        names.sort_by(|one, other| Words::of(Language::Fr).order(one, other));
        assert_eq!(names, ["Estonie", "Éthiopie", "Ouganda", "Zambia"]);
        assert_eq!(Words::of(Language::Fr).decimal("1234.50"), "1\u{202f}234,50");
        assert_eq!(Words::of(Language::Fr).decimal("about ten"), "about ten");
        assert_eq!(Words::of(Language::En).digits(2026), "2026");
        assert_eq!(
            Words::with_digits(Language::Ar, Digits::ArabicIndic).digits(2026),
            "٢٠٢٦"
        );
    }

    #[test]
    fn values_are_isolated_and_a_gap_is_visible() {
        let said = Words::of(Language::Ar).with("moment", &[("when", "x"), ("city", "y")]);
        assert!(said.contains("\u{2068}y\u{2069}"));
        assert_eq!(Words::of(Language::Ar).text("no-such-text"), "[no-such-text]");
    }
}
