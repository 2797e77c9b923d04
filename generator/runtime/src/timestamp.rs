//! `Timestamp`: a moment in time, as the service writes it.

use std::fmt;
use std::str::FromStr;
use std::time::SystemTime;

use jiff::civil::DateTime;
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::tz::{Offset, TimeZone};
use serde_core::de::{Unexpected, Visitor};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Param, Values};

/// A moment in time.
///
/// Read from RFC 3339 (any offset; none means UTC) and from RFC 2822, printed as RFC 3339 in UTC.
///
/// ```
/// use twilio_runtime::Timestamp;
///
/// let moment: Timestamp = "Fri, 24 May 2019 17:18:27 +0000".parse()?;
/// assert_eq!(moment.to_string(), "2019-05-24T17:18:27Z");
/// # Ok::<(), twilio_runtime::InvalidTimestamp>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// The current time of the system's clock.
    pub fn now() -> Self {
        Self(jiff::Timestamp::now())
    }

    /// The moment so many seconds after 1970-01-01T00:00:00Z; `None` outside the years -9999 to 9999.
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        jiff::Timestamp::from_second(seconds).ok().map(Self)
    }

    /// The whole seconds since 1970-01-01T00:00:00Z.
    pub fn unix_seconds(&self) -> i64 {
        self.0.as_second()
    }
}

impl FromStr for Timestamp {
    type Err = InvalidTimestamp;

    fn from_str(text: &str) -> Result<Self, InvalidTimestamp> {
        if let Some(timestamp) = usual(text) {
            return Ok(Self(timestamp));
        }
        // A date alone is not a moment, though the parser below would take it for midnight.
        let has_time = matches!(text.as_bytes().get(10), Some(b'T' | b't' | b' '));
        text.parse()
            .ok()
            .or_else(|| has_time.then(|| in_utc(text)).flatten())
            .or_else(|| {
                let parser = DateTimeParser::new().relaxed_weekday(true);
                parser.parse_timestamp(text).ok()
            })
            .map(Self)
            .ok_or(InvalidTimestamp(()))
    }
}

/// Reads `YYYY-MM-DDThh:mm:ssZ`, the form in which nearly all come, at a third of what the general parser costs.
fn usual(text: &str) -> Option<jiff::Timestamp> {
    let text: &[u8; 20] = text.as_bytes().try_into().ok()?;
    let [c1, c0, y1, y0, b'-', m1, m0, b'-', d1, d0, b'T', rest @ ..] = text else {
        return None;
    };
    let [h1, h0, b':', n1, n0, b':', s1, s0, b'Z'] = rest else {
        return None;
    };
    let year = i16::from(pair(c1, c0)?) * 100 + i16::from(pair(y1, y0)?);
    let (month, day) = (pair(m1, m0)?, pair(d1, d0)?);
    let (hour, minute, second) = (pair(h1, h0)?, pair(n1, n0)?, pair(s1, s0)?);
    let local = DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
    Offset::UTC.to_timestamp(local).ok()
}

/// The number that two digits are.
fn pair(tens: &u8, ones: &u8) -> Option<i8> {
    let is_number = tens.is_ascii_digit() && ones.is_ascii_digit();
    is_number.then(|| ((tens - b'0') * 10 + (ones - b'0')) as i8)
}

/// Reads a date and a time without an offset, as UTC.
fn in_utc(text: &str) -> Option<jiff::Timestamp> {
    let local: DateTime = text.parse().ok()?;
    let moment = local.to_zoned_datetime(TimeZone::UTC).ok()?;
    Some(moment.timestamp())
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Sent as `YYYY-MM-DDThh:mm:ssZ`, without a fraction; a year before 0000 has no such form and is refused.
impl Param for Timestamp {
    fn encode(self, values: &mut Values) {
        if Offset::UTC.to_datetime(self.0).year() < 0 {
            values.refuse("its year is before 0000");
        }
        values.push(self.0.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    }
}

impl From<Timestamp> for SystemTime {
    /// A moment that the platform's clock can't hold (on Windows, before 1601) becomes 1970-01-01.
    fn from(timestamp: Timestamp) -> Self {
        Self::try_from(timestamp.0).unwrap_or(Self::UNIX_EPOCH)
    }
}

impl TryFrom<SystemTime> for Timestamp {
    type Error = InvalidTimestamp;

    fn try_from(time: SystemTime) -> Result<Self, InvalidTimestamp> {
        jiff::Timestamp::try_from(time)
            .map(Self)
            .map_err(|_| InvalidTimestamp(()))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TimestampVisitor)
    }
}

struct TimestampVisitor;

impl Visitor<'_> for TimestampVisitor {
    type Value = Timestamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date and time of RFC 3339 or RFC 2822")
    }

    fn visit_str<E: serde_core::de::Error>(self, text: &str) -> Result<Timestamp, E> {
        text.parse()
            .map_err(|_| E::invalid_value(Unexpected::Other("text"), &self))
    }
}

/// The text or the clock's value is not a moment that a [`Timestamp`] can hold. The text is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidTimestamp(());

impl fmt::Display for InvalidTimestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a date and time of RFC 3339 or RFC 2822")
    }
}

impl std::error::Error for InvalidTimestamp {}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn both_formats_are_read_in_all_their_forms() {
        for (text, expected) in [
            ("2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z"),
            ("2024-02-29t23:59:59z", "2024-02-29T23:59:59Z"),
            ("2024-02-29T23:59:59.120Z", "2024-02-29T23:59:59.12Z"),
            ("2024-02-29T23:59:59+02:00", "2024-02-29T21:59:59Z"),
            ("2024-02-29 23:59:59-00:30", "2024-03-01T00:29:59Z"),
            ("2024-02-29T23:59:59", "2024-02-29T23:59:59Z"),
            ("2024-02-29T23:59:59.5", "2024-02-29T23:59:59.5Z"),
            ("Thu, 29 Feb 2024 23:59:59 +0000", "2024-02-29T23:59:59Z"),
            ("Thu, 29 Feb 2024 23:59:59 GMT", "2024-02-29T23:59:59Z"),
            ("29 Feb 2024 23:59:59 -0800", "2024-03-01T07:59:59Z"),
        ] {
            let timestamp: Timestamp = text.parse().unwrap();
            assert_eq!(timestamp.to_string(), expected, "{text}");
        }
    }

    #[test]
    fn the_short_way_reads_what_the_general_parser_reads() {
        let mut texts = vec![
            "0000-01-01T00:00:00Z".to_owned(),
            "9999-12-31T23:59:59Z".into(),
        ];
        // One character of each kind in each place: most of these are no dates.
        for place in 0..20 {
            for character in [
                "0", "1", "2", "3", "6", "9", "-", ":", "T", "Z", " ", "+", "x",
            ] {
                let mut text = "2024-02-29T23:59:59Z".to_owned();
                text.replace_range(place..=place, character);
                texts.push(text);
            }
        }
        for text in texts {
            let general = text.parse::<jiff::Timestamp>().ok();
            if let Some(timestamp) = usual(&text) {
                assert_eq!(Some(timestamp), general, "{text}");
            }
            let timestamp = text.parse::<Timestamp>().ok();
            assert!(general.is_none() || timestamp.map(|timestamp| timestamp.0) == general);
        }
        assert!(usual("2024-02-29T23:59:59Z").is_some());
    }

    #[test]
    fn anything_else_is_refused_and_not_repeated() {
        for text in [
            "",
            "secret",
            "2024-02-29",
            "2023-02-29T00:00:00Z",
            "1700000000",
        ] {
            let error = text.parse::<Timestamp>().unwrap_err();
            assert_eq!(
                error.to_string(),
                "expected a date and time of RFC 3339 or RFC 2822"
            );
            let json = serde_json::from_value::<Timestamp>(text.into()).unwrap_err();
            assert!(
                text.is_empty() || !json.to_string().contains(text),
                "{json}"
            );
        }
    }

    #[test]
    fn parameters_carry_whole_seconds() {
        let timestamp: Timestamp = "2024-02-29T23:59:59.9+01:00".parse().unwrap();
        assert_eq!(Values::of(timestamp).texts, ["2024-02-29T22:59:59Z"]);
    }

    #[test]
    fn seconds_and_system_time_go_both_ways() {
        let timestamp = Timestamp::from_unix_seconds(1_700_000_000).unwrap();
        assert_eq!(timestamp.unix_seconds(), 1_700_000_000);
        assert_eq!(timestamp.to_string(), "2023-11-14T22:13:20Z");
        assert_eq!(Timestamp::from_unix_seconds(i64::MAX), None);
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        assert_eq!(SystemTime::from(timestamp), time);
        assert_eq!(Timestamp::try_from(time), Ok(timestamp));
        assert!(Timestamp::now() > timestamp);
    }

    #[test]
    fn json_round_trips() {
        let timestamp: Timestamp = serde_json::from_str("\"2024-02-29T23:59:59+02:00\"").unwrap();
        assert_eq!(
            serde_json::to_string(&timestamp).unwrap(),
            "\"2024-02-29T21:59:59Z\""
        );
    }

    proptest! {
        #[test]
        fn any_moment_goes_both_ways(seconds in -377_705_023_201..=253_402_207_200_i64, nanos in 0..1_000_000_000_i32) {
            let whole = Timestamp::from_unix_seconds(seconds).unwrap();
            prop_assert_eq!(whole.unix_seconds(), seconds);
            let exact = jiff::Timestamp::new(seconds, nanos).map(Timestamp);
            for timestamp in [Ok(whole), exact].into_iter().flatten() {
                prop_assert_eq!(timestamp.to_string().parse(), Ok(timestamp));
                let json = serde_json::to_string(&timestamp).unwrap();
                prop_assert_eq!(serde_json::from_str::<Timestamp>(&json).unwrap(), timestamp);
                prop_assert_eq!(Timestamp::try_from(SystemTime::from(timestamp)), Ok(timestamp));
                let sent = Values::of(timestamp);
                prop_assert_eq!(sent.refused.is_some(), timestamp.to_string().starts_with('-'));
                if sent.refused.is_none() {
                    // A parameter loses the fraction, and nothing else.
                    let sent: Timestamp = sent.texts[0].parse().unwrap();
                    let lost = timestamp.0.as_nanosecond() - sent.0.as_nanosecond();
                    prop_assert!((0..1_000_000_000).contains(&lost));
                }
            }
        }

        #[test]
        fn any_text_is_a_moment_or_refused(text in prop_oneof![any::<String>(), "[0-9TZ:. +-]{0,30}"]) {
            if let Ok(timestamp) = text.parse::<Timestamp>() {
                prop_assert_eq!(timestamp.to_string().parse(), Ok(timestamp));
            }
        }
    }
}
