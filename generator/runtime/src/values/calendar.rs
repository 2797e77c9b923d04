//! Conversions between the crate's dates and times and those of the crates jiff, chrono and time.

use crate::{Date, InvalidDate, InvalidTimestamp, Timestamp};

#[cfg(feature = "jiff")]
mod of_jiff {
    use super::*;

    impl From<jiff::Timestamp> for Timestamp {
        fn from(moment: jiff::Timestamp) -> Self {
            Self::of_jiff(moment)
        }
    }

    impl TryFrom<Timestamp> for jiff::Timestamp {
        type Error = InvalidTimestamp;

        fn try_from(moment: Timestamp) -> Result<Self, InvalidTimestamp> {
            // They are fewer than 1,000,000,000.
            let nanos = moment.subsec_nanos() as i32;
            Self::new(moment.unix_seconds(), nanos).map_err(|_| InvalidTimestamp::out_of_range())
        }
    }

    impl From<jiff::civil::Date> for Date {
        fn from(day: jiff::civil::Date) -> Self {
            Self(day)
        }
    }

    impl From<Date> for jiff::civil::Date {
        fn from(day: Date) -> Self {
            day.0
        }
    }
}

#[cfg(feature = "chrono")]
mod of_chrono {
    use chrono::{DateTime, Datelike, NaiveDate, TimeZone, Utc};

    use super::*;

    impl<Z: TimeZone> TryFrom<DateTime<Z>> for Timestamp {
        type Error = InvalidTimestamp;

        fn try_from(moment: DateTime<Z>) -> Result<Self, InvalidTimestamp> {
            // Within a leap second, chrono counts beyond the second.
            let nanos = moment.timestamp_subsec_nanos().min(999_999_999);
            Self::new(moment.timestamp(), nanos).ok_or_else(InvalidTimestamp::out_of_range)
        }
    }

    impl TryFrom<Timestamp> for DateTime<Utc> {
        type Error = InvalidTimestamp;

        fn try_from(moment: Timestamp) -> Result<Self, InvalidTimestamp> {
            Self::from_timestamp(moment.unix_seconds(), moment.subsec_nanos())
                .ok_or_else(InvalidTimestamp::out_of_range)
        }
    }

    impl TryFrom<NaiveDate> for Date {
        type Error = InvalidDate;

        fn try_from(day: NaiveDate) -> Result<Self, InvalidDate> {
            date(day.year(), day.month(), day.day())
        }
    }

    impl TryFrom<Date> for NaiveDate {
        type Error = InvalidDate;

        fn try_from(day: Date) -> Result<Self, InvalidDate> {
            let (month, of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
            Self::from_ymd_opt(day.year().into(), month.into(), of_month.into())
                .ok_or_else(|| InvalidDate::given(&day.to_string()))
        }
    }
}

#[cfg(feature = "time")]
mod of_time {
    use time::{Month, OffsetDateTime};

    use super::*;

    impl TryFrom<OffsetDateTime> for Timestamp {
        type Error = InvalidTimestamp;

        fn try_from(moment: OffsetDateTime) -> Result<Self, InvalidTimestamp> {
            Self::new(moment.unix_timestamp(), moment.nanosecond())
                .ok_or_else(InvalidTimestamp::out_of_range)
        }
    }

    impl TryFrom<Timestamp> for OffsetDateTime {
        type Error = InvalidTimestamp;

        fn try_from(moment: Timestamp) -> Result<Self, InvalidTimestamp> {
            Self::from_unix_timestamp(moment.unix_seconds())
                .and_then(|whole| whole.replace_nanosecond(moment.subsec_nanos()))
                .map_err(|_| InvalidTimestamp::out_of_range())
        }
    }

    impl TryFrom<time::Date> for Date {
        type Error = InvalidDate;

        fn try_from(day: time::Date) -> Result<Self, InvalidDate> {
            date(day.year(), u8::from(day.month()).into(), day.day().into())
        }
    }

    impl TryFrom<Date> for time::Date {
        type Error = InvalidDate;

        fn try_from(day: Date) -> Result<Self, InvalidDate> {
            Month::try_from(day.month().unsigned_abs())
                .and_then(|month| {
                    Self::from_calendar_date(day.year().into(), month, day.day().unsigned_abs())
                })
                .map_err(|_| InvalidDate::given(&day.to_string()))
        }
    }
}

/// The day with this year, month and day of the month.
#[cfg(any(feature = "chrono", feature = "time"))]
fn date(year: i32, month: u32, day: u32) -> Result<Date, InvalidDate> {
    let parts = (i16::try_from(year), i8::try_from(month), i8::try_from(day));
    let date = match parts {
        (Ok(year), Ok(month), Ok(day)) => Date::new(year, month, day),
        _ => None,
    };
    date.ok_or_else(|| InvalidDate::given(&format!("{year:04}-{month:02}-{day:02}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOMENTS: [&str; 4] = [
        "2019-05-24T17:18:27.123456789Z",
        "1969-12-31T23:59:59.9Z",
        "0000-01-01T00:00:00Z",
        "9999-12-30T00:00:00Z",
    ];

    fn both_ways<T>()
    where
        T: TryFrom<Timestamp, Error = InvalidTimestamp>,
        Timestamp: TryFrom<T>,
    {
        for text in MOMENTS {
            let moment: Timestamp = text.parse().unwrap();
            let other = T::try_from(moment).unwrap();
            assert_eq!(Timestamp::try_from(other).ok(), Some(moment), "{text}");
        }
        let far: Timestamp = "+999999-12-31T23:59:59Z".parse().unwrap();
        let error = T::try_from(far).map(drop).unwrap_err();
        assert!(error.to_string().ends_with("can't hold"), "{error}");
    }

    fn days_both_ways<T>()
    where
        T: TryFrom<Date>,
        Date: TryFrom<T>,
    {
        for text in ["2024-02-29", "0000-01-01", "9999-12-31"] {
            let day: Date = text.parse().unwrap();
            let other = T::try_from(day).ok().unwrap();
            assert_eq!(Date::try_from(other).ok(), Some(day), "{text}");
        }
    }

    #[cfg(feature = "jiff")]
    #[test]
    fn jiff() {
        both_ways::<jiff::Timestamp>();
        days_both_ways::<jiff::civil::Date>();
    }

    #[cfg(feature = "chrono")]
    #[test]
    fn chrono() {
        both_ways::<chrono::DateTime<chrono::Utc>>();
        days_both_ways::<chrono::NaiveDate>();
        let far = chrono::NaiveDate::from_ymd_opt(10_000, 1, 2).unwrap();
        let error = Date::try_from(far).unwrap_err().to_string();
        assert!(error.starts_with("`10000-01-02` is not"), "{error}");
    }

    #[cfg(feature = "time")]
    #[test]
    fn time() {
        both_ways::<time::OffsetDateTime>();
        days_both_ways::<time::Date>();
    }
}
