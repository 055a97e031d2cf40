//! Scalars of the contract that GraphQL itself does not have.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::{Datelike, NaiveDate};

/// A day of the calendar, as `2026-11-30`, from the year 1 to the year 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date(pub NaiveDate);

/// A day of the calendar, as `2026-11-30`, from the year 1 to the year 9999.
#[Scalar]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else {
            return Err(InputValueError::expected_type(value));
        };
        read(text).map(Self).ok_or_else(|| {
            let shown: String = text.chars().take(20).collect();
            InputValueError::custom(format!("`{shown}` is no day of the calendar; write it as 2026-11-30"))
                .with_extension("code", "INVALID_DATE")
        })
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// One spelling only, four digits for the year: whatever else a parser may take, the database may not hold.
fn read(text: &str) -> Option<NaiveDate> {
    let day: NaiveDate = (text.len() == 10).then(|| text.parse().ok()).flatten()?;
    (day.year() >= 1 && day.to_string() == text).then_some(day)
}

impl From<Date> for NaiveDate {
    fn from(date: Date) -> Self {
        date.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_in_one_spelling_are_dates() {
        assert_eq!(read("2024-02-29"), NaiveDate::from_ymd_opt(2024, 2, 29));
        assert_eq!(read("9999-12-31"), NaiveDate::from_ymd_opt(9999, 12, 31));
        for wrong in [
            "2026-02-30",
            "2026-2-3",
            "0000-01-01",
            "+2026-1-01",
            "-001-01-01",
            "20261130",
            " 2026-11-30",
            "",
            "٢٠٢٦-١١-٣٠",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
