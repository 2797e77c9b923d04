//! `Date`: a day, as the service writes it.

use std::fmt;
use std::str::FromStr;

use crate::values::de::{invalid_text, text_in_json};
use crate::{Param, Timestamp, Values};

/// A day, without a time zone: `YYYY-MM-DD`, in the years -9999 to 9999.
///
/// The features `jiff`, `chrono` and `time` convert it to and from the dates of those crates.
///
/// ```
/// # use openapi_client_runtime::Date;
/// let day: Date = "2026-11-24".parse()?;
/// assert_eq!(Date::new(2026, 11, 24), Some(day));
/// assert_eq!(day.to_string(), "2026-11-24");
/// # Ok::<(), openapi_client_runtime::InvalidDate>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub(super) jiff::civil::Date);

impl Date {
    /// The day with this year, month (from 1) and day of the month; `None` if there is no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        jiff::civil::Date::new(year, month, day).ok().map(Self)
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, from 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, from 1 on.
    pub fn day(self) -> i8 {
        self.0.day()
    }
}

impl FromStr for Date {
    type Err = InvalidDate;

    /// A time behind the day is left out, with its offset: the day is the one that is written.
    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        let day = match text.find(['T', 't', ' ']) {
            Some(time) if text.parse::<Timestamp>().is_ok() => text.get(..time),
            _ => Some(text),
        };
        let day = day.and_then(|day| day.parse().ok());
        day.map(Self).ok_or_else(|| InvalidDate::given(text))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Sent as `YYYY-MM-DD`; a year before 0000 has no such form and is refused.
impl Param for Date {
    fn encode(self, values: &mut Values) {
        if self.year() < 0 {
            values.refuse("its year is before 0000");
        }
        values.push(self.to_string());
    }
}

text_in_json!(Date: "a date such as 2026-11-24");

invalid_text! {
    /// A text is not a day. Its beginning is repeated.
    InvalidDate: "a date such as 2026-11-24"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_go_both_ways() {
        let day: Date = serde_json::from_str("\"2024-02-29\"").unwrap();
        assert_eq!((day.year(), day.month(), day.day()), (2024, 2, 29));
        assert_eq!(serde_json::to_string(&day).unwrap(), "\"2024-02-29\"");
        assert_eq!(Values::of(day).texts, ["2024-02-29"]);
        assert_eq!(format!("{day:?}"), "2024-02-29");
        assert!(day < Date::new(2024, 3, 1).unwrap());
    }

    #[test]
    fn a_time_behind_the_day_is_left_out() {
        for text in [
            "9999-12-31",
            "9999-12-31T23:59:59Z",
            "9999-12-31T24:00:00",
            "9999-12-31t23:59:60.1234567890-12:00",
            "9999-12-31 00:00:00+14:00",
        ] {
            let day: Date = text.parse().unwrap();
            assert_eq!(day.to_string(), "9999-12-31", "{text}");
        }
        let first = Date::new(0, 1, 1).unwrap();
        assert_eq!(Values::of(first).texts, ["0000-01-01"]);
        let before = Values::of("-000001-01-01".parse::<Date>().unwrap());
        assert!(before.refused.is_some());
    }

    #[test]
    fn what_is_no_day_is_refused() {
        assert_eq!(Date::new(2023, 2, 29), None);
        for text in [
            "",
            "2023-02-29",
            "24.11.2026",
            "today",
            "2024-02-29T",
            "2024-02-29Tx",
            "2024-02-29T24:01:00",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
            let json = serde_json::to_string(text).unwrap();
            let error = serde_json::from_str::<Date>(&json).unwrap_err().to_string();
            assert!(error.contains("a date such as"), "{error}");
        }
    }
}
