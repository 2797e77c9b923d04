//! When requests are sent again, and how long is waited.

use http::HeaderValue;

use super::*;
use crate::testing::TestClock;

const ALL: [Method; 5] = [
    Method::GET,
    Method::DELETE,
    Method::POST,
    Method::PUT,
    Method::PATCH,
];

#[test]
fn the_table_holds() {
    use TransportErrorKind::{BodyTooLarge, Connect, Interrupted, Timeout, Unusable};
    let status = |code| Failure::Status(StatusCode::from_u16(code).unwrap());
    let always = [Failure::Transport(Connect), status(429)];
    let repeatable = [
        status(502),
        status(503),
        status(504),
        Failure::Transport(Timeout),
        Failure::Transport(Interrupted),
    ];
    let never = [
        302, 400, 401, 403, 404, 408, 409, 413, 422, 499, 500, 501, 505, 599,
    ]
    .map(status)
    .into_iter()
    .chain([BodyTooLarge, Unusable].map(Failure::Transport));
    for method in &ALL {
        let is_repeatable = method == Method::GET || method == Method::DELETE;
        for failure in always {
            assert!(failure.is_retried(method, true), "{method} {failure:?}");
        }
        for failure in repeatable {
            assert_eq!(
                failure.is_retried(method, true),
                is_repeatable,
                "{method} {failure:?}"
            );
        }
        assert_eq!(status(429).is_retried(method, false), is_repeatable);
        for failure in never.clone() {
            assert!(!failure.is_retried(method, true), "{method} {failure:?}");
        }
    }
    for failure in repeatable {
        assert!(failure.may_be_carried_out(), "{failure:?}");
    }
    for failure in always.into_iter().chain([status(404), status(500)]) {
        assert!(!failure.may_be_carried_out(), "{failure:?}");
    }
}

#[test]
fn waits_double_up_to_the_cap_and_are_random_below() {
    let policy = RetryPolicy::default().attempts(9);
    let waits = |random| -> Vec<_> {
        let clock = TestClock::new().with_random(random);
        let wait = |made| policy.wait(made, None, &clock).map(|wait| wait.as_millis());
        (1..=9).map(wait).collect()
    };
    let longest = [249, 499, 999, 1999, 3999, 7999, 7999, 7999].map(Some);
    assert_eq!(waits(u64::MAX), [&longest[..], &[None]].concat());
    let half = [125, 250, 500, 1000, 2000, 4000, 4000, 4000].map(Some);
    assert_eq!(waits(1 << 63), [&half[..], &[None]].concat());
    assert_eq!(waits(0)[..8], [Some(0); 8]);
}

#[test]
fn odd_policies_are_harmless() {
    let clock = TestClock::new().with_random(u64::MAX);
    let wait = |policy: RetryPolicy, made| policy.wait(made, None, &clock);
    assert_eq!(wait(RetryPolicy::none(), 1), None);
    assert_eq!(wait(RetryPolicy::default().attempts(0), 1), None);
    let long = RetryPolicy::default()
        .attempts(u32::MAX)
        .base(Duration::MAX)
        .cap(Duration::MAX);
    assert!(wait(long.clone(), 1_000_000) > Some(Duration::from_secs(1 << 33)));
    assert_eq!(wait(long.clone(), usize::MAX), None);
    assert_eq!(wait(long.base(Duration::ZERO), 2), Some(Duration::ZERO));
}

#[test]
fn what_the_service_asks_for_takes_the_place_of_chance() {
    let clock = TestClock::new().with_random(u64::MAX);
    let wait = |seconds| {
        let asked = Some(Duration::from_secs(seconds));
        RetryPolicy::default().wait(1, asked, &clock)
    };
    assert_eq!(wait(1), Some(Duration::from_secs(1)));
    assert_eq!(wait(60), Some(Duration::from_secs(60)));
    assert_eq!(wait(0).map(|wait| wait.as_millis()), Some(249));
}

#[test]
fn retry_after_is_read_in_seconds_and_as_a_date() {
    // 1994-11-06T08:49:37Z.
    let clock = TestClock::new().at_unix_seconds(784_111_777);
    let read = |value: &'static [u8], date: Option<&'static str>| {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, HeaderValue::from_bytes(value).unwrap());
        if let Some(date) = date {
            headers.insert(DATE, HeaderValue::from_static(date));
        }
        retry_after(&headers, &clock).map(|wait| wait.as_secs())
    };
    for (value, seconds) in [
        (b"0".as_slice(), Some(0)),
        (b"120", Some(120)),
        (b" 7 ", Some(7)),
        (b"18446744073709551615", Some(u64::MAX)),
        (b"Sun, 06 Nov 1994 08:49:40 GMT", Some(3)),
        (b"Sun, 06 Nov 1994 08:49:37 GMT", Some(0)),
        (b"Sun, 06 Nov 1994 08:00:00 GMT", Some(0)),
        (b"", None),
        (b"-1", None),
        (b"1.5", None),
        (b"soon", None),
        (b"99999999999999999999", None),
        (b"\xff", None),
    ] {
        assert_eq!(read(value, None), seconds, "{value:?}");
    }
    let ten_to_nine = Some("Sun, 06 Nov 1994 08:50:00 GMT");
    assert_eq!(
        read(b"Sun, 06 Nov 1994 08:51:00 GMT", ten_to_nine),
        Some(60)
    );
    assert_eq!(read(b"Sun, 06 Nov 1994 08:51:00 GMT", Some("?")), Some(83));
    assert_eq!(retry_after(&HeaderMap::new(), &clock), None);
}
