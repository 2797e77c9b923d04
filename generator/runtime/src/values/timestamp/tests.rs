//! Which texts are moments, and how moments are written.

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

/// Texts of legal dates and how they are printed; an empty one where the time zone is missing.
const LEGAL: &[(&str, &str)] = &[
    ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
    (
        "9999-12-31T23:59:59.999999999Z",
        "9999-12-31T23:59:59.999999999Z",
    ),
    ("9999-12-31T23:59:59-12:00", "+010000-01-01T11:59:59Z"),
    ("9999-12-31T24:00:00Z", "+010000-01-01T00:00:00Z"),
    ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
    ("0000-01-01T00:00:00+23:59", "-000001-12-31T00:01:00Z"),
    ("-009999-01-01T00:00:00+25:59", "-010000-12-30T22:01:00Z"),
    ("+010000-01-01T00:00:00.5Z", "+010000-01-01T00:00:00.5Z"),
    ("-271821-04-20T00:00:00Z", "-271821-04-20T00:00:00Z"),
    ("+999999-12-31T23:59:59Z", "+999999-12-31T23:59:59Z"),
    ("-999999-01-01T00:00:00Z", "-999999-01-01T00:00:00Z"),
    // The midnight that ends a day.
    ("2024-02-29T24:00:00Z", "2024-03-01T00:00:00Z"),
    ("2024-12-31t24:00:00.000+01:00", "2024-12-31T23:00:00Z"),
    ("2024-02-29T24:00Z", "2024-03-01T00:00:00Z"),
    // Leap seconds.
    ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
    ("2016-12-31T23:59:60.25Z", "2016-12-31T23:59:59.25Z"),
    ("1990-12-31T15:59:60-08:00", "1990-12-31T23:59:59Z"),
    ("Sat, 31 Dec 2016 23:59:60 GMT", "2016-12-31T23:59:59Z"),
    // Digits that no clock has.
    (
        "2024-02-29T23:59:59.1234567890Z",
        "2024-02-29T23:59:59.123456789Z",
    ),
    (
        "2024-02-29T23:59:59,99999999999999999999+00:00",
        "2024-02-29T23:59:59.999999999Z",
    ),
    (
        "1969-12-31T23:59:59.9999999999Z",
        "1969-12-31T23:59:59.999999999Z",
    ),
    ("2024-02-29T23:59:59.123456789012[Etc/UTC]", ""),
    (
        "2024-02-29T23:59:59.123456789012Z[Etc/UTC]",
        "2024-02-29T23:59:59.123456789Z",
    ),
    // Offsets.
    ("2024-02-29T23:59:59-00:00", "2024-02-29T23:59:59Z"),
    ("2024-02-29T23:59:59+23:59", "2024-02-29T00:00:59Z"),
    ("2024-02-29T23:59:59-23:59", "2024-03-01T23:58:59Z"),
    ("Fri, 31 Dec 9999 23:59:59 +0000", "9999-12-31T23:59:59Z"),
    ("31 Dec 9999 23:59 -1200", "+010000-01-01T11:59:00Z"),
    ("1 Jan 12345 00:00:00 GMT", "+012345-01-01T00:00:00Z"),
    ("fri, 4 may 2029 17:18:27 Z", "2029-05-04T17:18:27Z"),
    (
        "Fri, 24 May 19 17:18:27 EST (a comment)",
        "2019-05-24T22:18:27Z",
    ),
    // Other forms of ISO 8601.
    (
        "20240229T235959.1234567890123Z",
        "2024-02-29T23:59:59.123456789Z",
    ),
    ("99991231T240000Z", "+010000-01-01T00:00:00Z"),
    ("2024-02-29 23:59Z", "2024-02-29T23:59:00Z"),
];

#[test]
fn every_legal_date_is_read() {
    for (text, expected) in LEGAL {
        let timestamp = text.parse::<Timestamp>();
        let message = timestamp.map_or(String::new(), |timestamp| timestamp.to_string());
        assert_eq!(message, *expected, "{text}");
        if let Ok(timestamp) = text.parse::<Timestamp>() {
            assert_eq!(message.parse(), Ok(timestamp), "{text}");
        }
    }
}

#[test]
fn the_short_way_reads_what_the_general_way_reads() {
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
        let general = read::rfc_3339(&text);
        if let Some(timestamp) = read::usual(&text) {
            assert_eq!(Some(timestamp), general, "{text}");
        }
        let jiffs = text.parse::<jiff::Timestamp>().ok();
        assert!(
            jiffs.is_none() || jiffs.map(Timestamp::of_jiff) == general,
            "{text}"
        );
    }
    assert!(read::usual("2024-02-29T23:59:59Z").is_some());
}

#[test]
fn anything_else_is_refused_and_only_repeated_to_programs() {
    for text in [
        "",
        "secret",
        "2024-02-29",
        "2023-02-29T00:00:00Z",
        "9999-02-29T00:00:00Z",
        "2024-02-29T24:00:01Z",
        "2024-02-29T24:00:00.5Z",
        "2024-02-29T25:00:00Z",
        "2024-02-29T23:59:61Z",
        "2024-02-29T23:59:59+26:00",
        "2024-02-29T23:59:59[Europe/Vienna]",
        "+1000000-01-01T00:00:00Z",
        "-999999-01-01T00:00:00+00:01",
        "+-12345-01-01T00:00:00Z",
        "24:00:00Z",
        "Xyz, 24 May 2019 17:18:27 GMT",
        "24 May 2019 24:00:00 GMT",
        "24 May 2019 17:18:27 +0060",
        "24 May 2019 17:18:27 -9959",
        "24 May 2019 1:18:27 GMT",
        "1700000000",
    ] {
        let error = text.parse::<Timestamp>().unwrap_err();
        let rule = "is not a date and time of RFC 3339 or RFC 2822";
        assert_eq!(
            error.to_string(),
            format!("`{}` {rule}", text.escape_debug())
        );
        let json = serde_json::from_value::<Timestamp>(text.into()).unwrap_err();
        assert!(
            text.is_empty() || !json.to_string().contains(text),
            "{json}"
        );
    }
}

#[test]
fn parameters_carry_fractions() {
    let timestamp: Timestamp = "2024-02-29T23:59:59.9+01:00".parse().unwrap();
    assert_eq!(Values::of(timestamp).texts, ["2024-02-29T22:59:59.9Z"]);
    for (text, sent) in [
        ("9999-12-31T23:59:59.9Z", Some("9999-12-31T23:59:59.9Z")),
        ("0000-01-01T00:00:00Z", Some("0000-01-01T00:00:00Z")),
        ("1969-12-31T23:59:59.5Z", Some("1969-12-31T23:59:59.5Z")),
        ("9999-12-31T24:00:00Z", None),
        ("-000001-12-31T23:59:59.9Z", None),
    ] {
        let values = Values::of(text.parse::<Timestamp>().unwrap());
        assert_eq!(values.refused.is_none(), sent.is_some(), "{text}");
        assert!(sent.is_none_or(|sent| values.texts == [sent]), "{values:?}");
    }
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
    let before: Timestamp = "1969-12-31T23:59:59.5Z".parse().unwrap();
    assert_eq!(before.unix_seconds(), -1);
    assert_eq!(
        format!("{timestamp:.3} {before:.3}"),
        "2023-11-14T22:13:20.000Z 1969-12-31T23:59:59.500Z"
    );
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
    fn any_moment_goes_both_ways(seconds in SECONDS, nanos in prop_oneof![Just(0), 0..1_000_000_000_u32]) {
        let timestamp = Timestamp::new(seconds, nanos).unwrap();
        prop_assert_eq!(timestamp.unix_seconds(), seconds);
        prop_assert_eq!(timestamp.to_string().parse(), Ok(timestamp));
        let json = serde_json::to_string(&timestamp).unwrap();
        prop_assert_eq!(serde_json::from_str::<Timestamp>(&json).unwrap(), timestamp);
        prop_assert_eq!(Timestamp::try_from(SystemTime::from(timestamp)), Ok(timestamp));
        let sent = Values::of(timestamp);
        prop_assert_eq!(sent.refused.is_some(), timestamp.to_string().starts_with(['+', '-']));
        prop_assert_eq!(sent.texts[0].parse(), Ok(timestamp));
    }

    #[test]
    fn what_jiff_can_hold_is_as_it_says(seconds in -377_705_023_201..=253_402_207_200_i64, nanos in 0..1_000_000_000_i32) {
        if let Ok(jiffs) = jiff::Timestamp::new(seconds, nanos) {
            let timestamp = Timestamp::of_jiff(jiffs);
            prop_assert_eq!(timestamp.to_string(), jiffs.to_string());
            prop_assert_eq!(jiffs.to_string().parse(), Ok(timestamp));
        }
    }

    #[test]
    fn every_text_of_rfc_3339_is_read(
        (year, month, day) in (0..=9999, 1..=12, 1..=28),
        (hour, minute, second) in (0..=23, 0..=59, 0..=60),
        fraction in "(\\.[0-9]{1,30})?",
        offset in "[Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9]",
        separator in "[Tt ]",
    ) {
        let text = format!("{year:04}-{month:02}-{day:02}{separator}{hour:02}:{minute:02}:{second:02}{fraction}{offset}");
        let timestamp = text.parse::<Timestamp>();
        prop_assert!(timestamp.is_ok(), "{}", text);
        // The digits that are held are as they were.
        let held = fraction.get(..10).unwrap_or(&fraction).trim_end_matches('0').trim_end_matches('.');
        prop_assert!(timestamp.unwrap().to_string().ends_with(&format!("{held}Z")), "{}", text);
    }

    #[test]
    fn any_text_is_a_moment_or_refused(text in prop_oneof![any::<String>(), "[0-9TZ:. +-]{0,30}"]) {
        if let Ok(timestamp) = text.parse::<Timestamp>() {
            prop_assert_eq!(timestamp.to_string().parse(), Ok(timestamp));
        }
    }
}

#[test]
fn milliseconds_go_both_ways() {
    for (text, milliseconds) in [
        ("1970-01-01T00:00:00.001Z", 1),
        ("1969-12-31T23:59:59.999Z", -1),
        ("2019-05-24T17:18:27.123Z", 1_558_718_307_123),
    ] {
        let timestamp: Timestamp = text.parse().unwrap();
        assert_eq!(timestamp.unix_milliseconds(), milliseconds, "{text}");
        assert_eq!(
            Timestamp::from_unix_milliseconds(milliseconds),
            Some(timestamp)
        );
    }
    assert_eq!(Timestamp::from_unix_milliseconds(i64::MAX), None);
}

#[test]
fn errors_repeat_the_beginning_of_the_text() {
    let text = format!("\u{1b}[31m{}", "x".repeat(100));
    let error = text.parse::<Timestamp>().unwrap_err().to_string();
    let shown = format!("`\\u{{1b}}[31m{}...` is not", "x".repeat(35));
    assert!(error.starts_with(&shown), "{error}");
}
