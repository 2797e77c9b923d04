//! `Timestamp`: a moment in time, as the service writes it.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use crate::values::de::{invalid_text, text_in_json};
use crate::{Param, Values};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

mod read;

/// A moment in time.
///
/// Read from RFC 3339 (any offset; none means UTC) and from RFC 2822, printed as RFC 3339 in UTC.
///
/// It holds nanoseconds, in the years -999999 to 999999; digits of a fraction beyond the ninth are cut off. The years
/// that RFC 3339 has no form for, which an offset can lead to, are printed with a sign and six digits:
/// `+010000-01-01T00:00:00Z`. `24:00:00` is the midnight that ends the day, and the second 60, a leap second, counts as 59.
///
/// ```
/// # use openapi_client_runtime::Timestamp;
/// let moment: Timestamp = "Fri, 24 May 2019 17:18:27 +0000".parse()?;
/// assert_eq!(moment.to_string(), "2019-05-24T17:18:27Z");
///
/// // Moments are compared, whatever offset they were written with; the precision of `{}` is that of the second.
/// assert_eq!(moment, "2019-05-24T19:18:27.000+02:00".parse()?);
/// assert!(moment < Timestamp::now());
/// assert_eq!(format!("{moment:.3}"), "2019-05-24T17:18:27.000Z");
/// # Ok::<(), openapi_client_runtime::InvalidTimestamp>(())
/// ```
///
/// # Conversions
///
/// To and from `SystemTime` and Unix time without loss but for digits that are named away, and with the feature `jiff`,
/// `chrono` or `time` to and from [`jiff::Timestamp`], `chrono::DateTime<Utc>` and `time::OffsetDateTime`: all of those
/// hold nanoseconds. A moment in a year that the other type can't hold is an error.
///
/// ```
/// # use openapi_client_runtime::{InvalidTimestamp, Timestamp};
/// use std::time::SystemTime;
///
/// let moment: Timestamp = "2019-05-24T17:18:27.123456789Z".parse()?;
/// assert_eq!(moment.unix_milliseconds(), 1_558_718_307_123);
///
/// let time = SystemTime::from(moment);
/// assert_eq!(Timestamp::try_from(time)?, moment);
/// # Ok::<(), InvalidTimestamp>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// Since 1970-01-01T00:00:00Z, rounded down.
    seconds: i64,
    nanos: u32,
}

/// The seconds of 400 years, after which the calendar repeats itself.
const CYCLE: i64 = 146_097 * 86_400;

/// The seconds of the years -999999 to 999999.
const SECONDS: RangeInclusive<i64> = -31_619_087_596_800..=31_494_784_780_799;

impl Timestamp {
    /// The current time of the system's clock.
    pub fn now() -> Self {
        Self::of_jiff(jiff::Timestamp::now())
    }

    /// The moment this many seconds after 1970-01-01T00:00:00Z; `None` outside the years -999999 to 999999.
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        Self::new(seconds, 0)
    }

    /// The whole seconds since 1970-01-01T00:00:00Z, rounded down.
    pub fn unix_seconds(&self) -> i64 {
        self.seconds
    }

    /// The moment this many milliseconds after 1970-01-01T00:00:00Z; `None` outside the years -999999 to 999999.
    pub fn from_unix_milliseconds(milliseconds: i64) -> Option<Self> {
        let nanos = milliseconds.rem_euclid(1_000) as u32 * 1_000_000;
        Self::new(milliseconds.div_euclid(1_000), nanos)
    }

    /// The whole milliseconds since 1970-01-01T00:00:00Z, rounded down.
    pub fn unix_milliseconds(&self) -> i64 {
        self.seconds * 1_000 + i64::from(self.nanos / 1_000_000)
    }

    /// The nanoseconds since the whole second before it, from 0 to 999,999,999.
    pub fn subsec_nanos(&self) -> u32 {
        self.nanos
    }

    pub(super) fn new(seconds: i64, nanos: u32) -> Option<Self> {
        let is_held = SECONDS.contains(&seconds);
        is_held.then_some(Self { seconds, nanos })
    }

    pub(super) fn of_jiff(timestamp: jiff::Timestamp) -> Self {
        // Before 1970, its nanoseconds count backwards.
        let (seconds, nanos) = (timestamp.as_second(), timestamp.subsec_nanosecond());
        match u32::try_from(nanos) {
            Ok(nanos) => Self { seconds, nanos },
            Err(_) => Self {
                seconds: seconds - 1,
                nanos: (nanos + 1_000_000_000).unsigned_abs(),
            },
        }
    }

    /// The moment of a date and time at an offset from UTC, in seconds.
    fn at(year: i32, month: i8, day: i8, time: Time, offset: i32) -> Option<Self> {
        // jiff ends within the year 9999, so it reckons in the 400 years from 1970 on.
        let years = year - 1970;
        let in_cycle = i16::try_from(1970 + years.rem_euclid(400)).ok()?;
        let local = DateTime::from_parts(Date::new(in_cycle, month, day).ok()?, time);
        let moment = Self::of_jiff(Offset::UTC.to_timestamp(local).ok()?);
        let cycles = i64::from(years.div_euclid(400)) * CYCLE;
        Self::new(moment.seconds + cycles - i64::from(offset), moment.nanos)
    }

    /// The year in UTC, and the same moment within the 400 years from 1970 on.
    fn in_cycle(self) -> (i64, jiff::Timestamp) {
        let cycles = self.seconds.div_euclid(CYCLE);
        let seconds = self.seconds.rem_euclid(CYCLE);
        // There is no such moment that jiff can't hold.
        let moment = jiff::Timestamp::new(seconds, self.nanos as i32).unwrap_or_default();
        let year = Offset::UTC.to_datetime(moment).year();
        (i64::from(year) + cycles * 400, moment)
    }
}

impl FromStr for Timestamp {
    type Err = InvalidTimestamp;

    fn from_str(text: &str) -> Result<Self, InvalidTimestamp> {
        read::usual(text)
            .or_else(|| read::rfc_3339(text))
            .or_else(|| read::rfc_2822(text))
            .ok_or_else(|| InvalidTimestamp::given(text))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, moment) = self.in_cycle();
        match year {
            1970..2370 => fmt::Display::fmt(&moment, f),
            _ => {
                let text = match f.precision() {
                    Some(digits) => format!("{moment:.digits$}"),
                    None => moment.to_string(),
                };
                let after_year = text.get(4..).unwrap_or_default();
                match year {
                    0..=9999 => write!(f, "{year:04}{after_year}"),
                    _ => write!(f, "{year:+07}{after_year}"),
                }
            }
        }
    }
}

/// Sent as `YYYY-MM-DDThh:mm:ssZ`, with a fraction where there is one; a year before 0000 or after 9999 has no such form and is
/// refused.
impl Param for Timestamp {
    fn encode(self, values: &mut Values) {
        let (year, _) = self.in_cycle();
        if !(0..=9999).contains(&year) {
            values.refuse("its year is not one from 0000 to 9999");
        }
        values.push(self.to_string());
    }
}

impl From<Timestamp> for SystemTime {
    /// A moment that the platform's clock can't hold (on Windows, before 1601) becomes 1970-01-01.
    fn from(timestamp: Timestamp) -> Self {
        let seconds = Duration::from_secs(timestamp.seconds.unsigned_abs());
        let whole = match timestamp.seconds < 0 {
            true => Self::UNIX_EPOCH.checked_sub(seconds),
            false => Self::UNIX_EPOCH.checked_add(seconds),
        };
        let nanos = Duration::from_nanos(timestamp.nanos.into());
        let exact = whole.and_then(|whole| whole.checked_add(nanos));
        exact.unwrap_or(Self::UNIX_EPOCH)
    }
}

impl TryFrom<SystemTime> for Timestamp {
    type Error = InvalidTimestamp;

    fn try_from(time: SystemTime) -> Result<Self, InvalidTimestamp> {
        let (is_before, distance) = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(distance) => (false, distance),
            Err(error) => (true, error.duration()),
        };
        // Where the seconds are too many for the type, they are too many for a timestamp.
        let seconds = i64::try_from(distance.as_secs()).unwrap_or(i64::MAX);
        let timestamp = match (is_before, distance.subsec_nanos()) {
            (false, nanos) => Self::new(seconds, nanos),
            (true, 0) => Self::new(-seconds, 0),
            (true, nanos) => Self::new(-seconds - 1, 1_000_000_000 - nanos),
        };
        timestamp.ok_or_else(InvalidTimestamp::out_of_range)
    }
}

text_in_json!(Timestamp: "a date and time of RFC 3339 or RFC 2822");

invalid_text! {
    /// A text or a value of another type is not a moment that a [`Timestamp`] can hold, or a timestamp is not one that the
    /// other type can hold. The beginning of the text is repeated.
    InvalidTimestamp: "a date and time of RFC 3339 or RFC 2822"
}

impl InvalidTimestamp {
    pub(super) fn out_of_range() -> Self {
        Self("the moment is in a year that the type can't hold".into())
    }
}

#[cfg(test)]
mod tests;
