//! Days and moments as readers of a language write them. The calendar is always the Gregorian one.

use chrono::{DateTime, Datelike, NaiveDate, TimeZone, Timelike};
use chrono_tz::Tz;
use icu::calendar::Gregorian;
use icu::datetime::fieldsets::{self, zone::ExemplarCity};
use icu::datetime::input::{Date, DateTime as CivilTime, Time};
use icu::datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu::locale::Locale;
use icu::locale::subtags::{Language as Subtag, language};
use icu::time::TimeZoneInfo;
use icu::time::zone::IanaParser;

pub(crate) struct Dates {
    long: FixedCalendarDateTimeFormatter<Gregorian, fieldsets::YMD>,
    short: FixedCalendarDateTimeFormatter<Gregorian, fieldsets::YMD>,
    month: FixedCalendarDateTimeFormatter<Gregorian, fieldsets::YM>,
    moment: FixedCalendarDateTimeFormatter<Gregorian, fieldsets::YMDT>,
    city: NoCalendarFormatter<ExemplarCity>,
    language: Subtag,
}

/// Months as Arabic documents of the United Nations name them, for readers of the east and of the west; beside them the name
/// that the data have.
const ARABIC_MONTHS: [(&str, &str); 12] = [
    ("يناير", "كانون الثاني/يناير"),
    ("فبراير", "شباط/فبراير"),
    ("مارس", "آذار/مارس"),
    ("أبريل", "نيسان/أبريل"),
    ("مايو", "أيار/مايو"),
    ("يونيو", "حزيران/يونيه"),
    ("يوليو", "تموز/يوليه"),
    ("أغسطس", "آب/أغسطس"),
    ("سبتمبر", "أيلول/سبتمبر"),
    ("أكتوبر", "تشرين الأول/أكتوبر"),
    ("نوفمبر", "تشرين الثاني/نوفمبر"),
    ("ديسمبر", "كانون الأول/ديسمبر"),
];

const COMPILED_IN: &str = "date data of the six languages is compiled in";

impl Dates {
    pub(crate) fn of(locale: &Locale) -> Self {
        // the short form of Arabic is figures alone, and days and months are told apart by no reader of them
        let is_arabic = locale.id.language == language!("ar");
        let short = if is_arabic {
            fieldsets::YMD::long()
        } else {
            fieldsets::YMD::medium()
        };
        Self {
            long: FixedCalendarDateTimeFormatter::try_new(locale.into(), fieldsets::YMD::long()).expect(COMPILED_IN),
            short: FixedCalendarDateTimeFormatter::try_new(locale.into(), short).expect(COMPILED_IN),
            month: FixedCalendarDateTimeFormatter::try_new(locale.into(), fieldsets::YM::long()).expect(COMPILED_IN),
            moment: FixedCalendarDateTimeFormatter::try_new(locale.into(), fieldsets::YMD::long().with_time_hm())
                .expect(COMPILED_IN),
            city: NoCalendarFormatter::try_new(locale.into(), ExemplarCity).expect(COMPILED_IN),
            language: locale.id.language,
        }
    }

    /// `23 November 2026`
    pub(crate) fn long(&self, day: NaiveDate) -> Option<String> {
        Some(self.in_a_sentence(day, self.long.format(&gregorian(day)?).to_string()))
    }

    /// `23 Nov 2026`
    pub(crate) fn short(&self, day: NaiveDate) -> Option<String> {
        Some(self.with_both_names(day, self.short.format(&gregorian(day)?).to_string()))
    }

    /// `November 2026`
    pub(crate) fn month(&self, day: NaiveDate) -> Option<String> {
        Some(self.with_both_names(day, self.month.format(&gregorian(day)?).to_string()))
    }

    /// `23 November 2026 at 09:00`, on the clocks of the moment's own zone.
    pub(crate) fn moment(&self, moment: &DateTime<Tz>) -> Option<String> {
        let date = gregorian(moment.date_naive())?;
        let time = Time::try_new(
            u8::try_from(moment.hour()).ok()?,
            u8::try_from(moment.minute()).ok()?,
            0,
            0,
        )
        .ok()?;
        let text = self.moment.format(&CivilTime { date, time }).to_string();
        Some(self.in_a_sentence(moment.date_naive(), text))
    }

    /// What the data leave to writers: the first of a month in French, and the year in Russian, whose short form would
    /// end a sentence with two full stops.
    fn in_a_sentence(&self, day: NaiveDate, text: String) -> String {
        if self.language == language!("fr") && day.day() == 1 {
            text.replacen('1', "1er", 1)
        } else if self.language == language!("ru") {
            text.replacen("\u{202f}г.", "\u{a0}года", 1)
        } else {
            self.with_both_names(day, text)
        }
    }

    fn with_both_names(&self, day: NaiveDate, text: String) -> String {
        if self.language == language!("ar") {
            let (one, both) = ARABIC_MONTHS[day.month0() as usize];
            text.replacen(one, both, 1)
        } else {
            text
        }
    }

    /// The city that names a zone, in the reader's language; nothing for zones without one, such as UTC.
    pub(crate) fn city(&self, zone: Tz) -> Option<String> {
        let zone = IanaParser::new().parse(zone.name());
        let utc = icu::time::TimeZone::from_iana_id("UTC");
        if zone.is_unknown() || zone == utc {
            return None;
        }
        let zone: TimeZoneInfo<_> = zone.without_offset();
        Some(self.city.format(&zone).to_string())
    }
}

/// Dates the calendar of the reader cannot show (years beyond ±9999) are nothing here, and plain ISO text to the reader.
fn gregorian(day: NaiveDate) -> Option<Date<Gregorian>> {
    let month = u8::try_from(day.month()).ok()?;
    Date::try_new_gregorian(day.year(), month, u8::try_from(day.day()).ok()?).ok()
}

/// The same instant on the clocks of `zone`.
pub(crate) fn in_zone<Z: TimeZone>(moment: &DateTime<Z>, zone: Tz) -> DateTime<Tz> {
    moment.with_timezone(&zone)
}
