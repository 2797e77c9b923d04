//! Calls, step by step, without a transport and without time.

use std::time::SystemTime;

use super::*;
use crate::TransportErrorKind::{BodyTooLarge, Connect, Interrupted, Timeout, Unusable};
use crate::service::api::tests::LIMITED;
use crate::testing::{MockTransport, TestClock};
use crate::{Builder, Call, Client, Clock as _, Credentials, ErrorKind, TransportErrorKind};

const SECOND: Duration = Duration::from_secs(1);

/// What an attempt comes to.
#[derive(Clone, Debug)]
enum Reply {
    Status(u16),
    /// A 429 or 503 with `Retry-After`.
    Later(u16, &'static str),
    Failure(TransportErrorKind),
    /// The limit on requests in flight gave no permit.
    Crowded,
}
use self::Reply::{Crowded, Failure as Fails, Later, Status};

/// What became of a call.
struct Outcome {
    result: Result<Response, Error>,
    sent: Vec<(http::Request<Bytes>, Limits)>,
    waits: Vec<Duration>,
}

impl Outcome {
    fn error(self) -> Error {
        self.result.err().unwrap()
    }
}

/// A client whose clock moves by `per_attempt` with each attempt.
struct Bench {
    clock: TestClock,
    client: Client,
    per_attempt: Duration,
}

impl Bench {
    fn new(policy: RetryPolicy) -> Self {
        let clock = TestClock::new();
        let client = Builder::new(&LIMITED, Credentials::basic("AC1", "hunter2"))
            .transport(MockTransport::new())
            .clock(clock.clone())
            .retry(policy)
            .build()
            .unwrap();
        Self {
            clock,
            client,
            per_attempt: Duration::ZERO,
        }
    }

    fn run(&self, call: &Call<()>, replies: &[Reply]) -> Outcome {
        let mut exchange = Exchange::new(&self.client, call.build().unwrap());
        let (mut sent, mut waits) = (Vec::new(), Vec::new());
        let mut replies = replies.iter();
        let mut event = Event::Ready;
        loop {
            event = match exchange.next(event) {
                Step::Send(request, limits) => {
                    sent.push((request, limits));
                    self.clock.advance(self.per_attempt);
                    replies
                        .next()
                        .expect("one more attempt than replies")
                        .event()
                }
                Step::Authorize { .. } => panic!("these credentials need no token"),
                Step::Wait(wait) => {
                    waits.push(wait);
                    self.clock.block(wait);
                    Event::Ready
                }
                Step::Done(result) => {
                    return Outcome {
                        result,
                        sent,
                        waits,
                    };
                }
            };
        }
    }

    fn call(&self, method: &Method) -> Call<()> {
        match *method {
            Method::GET => self.client.get("/v1/P"),
            Method::DELETE => self.client.delete("/v1/P"),
            Method::PUT => self.client.put("/v1/P"),
            Method::PATCH => self.client.patch("/v1/P"),
            _ => self.client.post("/v1/P"),
        }
    }
}

impl Reply {
    fn event(&self) -> Event {
        let response = |status, after: Option<&'static str>| {
            let mut response = http::Response::new(Bytes::new());
            *response.status_mut() = StatusCode::from_u16(status).unwrap();
            if let Some(after) = after {
                let headers = response.headers_mut();
                headers.insert("retry-after", HeaderValue::from_static(after));
            }
            Event::Responded(Ok(response))
        };
        match self {
            Status(status) => response(*status, None),
            Later(status, after) => response(*status, Some(after)),
            Fails(kind) => Event::Responded(Err(TransportError::new(*kind))),
            Crowded => Event::Crowded,
        }
    }
}

fn run(method: &Method, replies: &[Reply]) -> Outcome {
    let bench = Bench::new(RetryPolicy::default());
    bench.run(&bench.call(method), replies)
}

const METHODS: [Method; 5] = [
    Method::GET,
    Method::DELETE,
    Method::POST,
    Method::PUT,
    Method::PATCH,
];

#[test]
fn each_row_of_the_table_is_followed() {
    let everywhere = [Fails(Connect), Status(429)];
    let repeatable = [
        Fails(Timeout),
        Fails(Interrupted),
        Status(502),
        Status(503),
        Status(504),
    ];
    let nowhere = [
        Fails(BodyTooLarge),
        Fails(Unusable),
        Status(400),
        Status(401),
        Status(404),
        Status(500),
        Status(302),
    ];
    let rows = everywhere.map(|reply| (reply, true, true));
    let rows = rows
        .into_iter()
        .chain(repeatable.map(|reply| (reply, true, false)))
        .chain(nowhere.map(|reply| (reply, false, false)));
    for (reply, on_get_and_delete, on_others) in rows {
        for method in &METHODS {
            let is_repeatable = matches!(*method, Method::GET | Method::DELETE);
            let is_retried = if is_repeatable {
                on_get_and_delete
            } else {
                on_others
            };
            let replies = [reply.clone(), Status(200)];
            let outcome = run(method, &replies);
            let place = format!("{method} {reply:?}");
            assert_eq!(
                outcome.sent.len(),
                if is_retried { 2 } else { 1 },
                "{place}"
            );
            assert_eq!(outcome.waits.len(), outcome.sent.len() - 1, "{place}");
            assert_eq!(outcome.result.is_ok(), is_retried, "{place}");

            let outcome = run(method, &[reply.clone(), reply.clone(), reply.clone()]);
            let sent = if is_retried { 3 } else { 1 };
            assert_eq!(outcome.sent.len(), sent, "{place}");
            assert_eq!(outcome.error().attempts().len(), sent, "{place}");
        }
    }
}

#[test]
fn what_was_sent_once_is_sent_again_unchanged() {
    let bench = Bench::new(RetryPolicy::default());
    let call = bench
        .client
        .post("/v1/P")
        .form("A", "b")
        .with_header("X-Trace", "t1");
    let outcome = bench.run(&call, &[Status(429), Fails(Connect), Status(201)]);
    let response = outcome.result.unwrap();
    assert_eq!(
        (response.meta.status.as_u16(), response.meta.attempts),
        (201, 3)
    );
    assert_eq!(outcome.sent.len(), 3);
    for (request, _) in &outcome.sent {
        assert_eq!(request.body(), "A=b");
        assert_eq!(request.uri(), "https://parcels.example.com/v1/P");
        let headers: Vec<_> = request.headers().keys().map(|name| name.as_str()).collect();
        let expected = [
            "authorization",
            "accept",
            "user-agent",
            "content-type",
            "content-length",
            "x-trace",
        ];
        assert_eq!(headers, expected);
        assert!(request.headers()["authorization"].is_sensitive());
    }
}

#[test]
fn an_unknown_outcome_is_reported() {
    for (method, replies, is_unknown) in [
        (Method::POST, vec![Fails(Interrupted)], true),
        (Method::POST, vec![Fails(Timeout)], true),
        (Method::POST, vec![Fails(BodyTooLarge)], true),
        (Method::POST, vec![Status(503)], true),
        (
            Method::PUT,
            vec![Status(429), Fails(Connect), Fails(Interrupted)],
            true,
        ),
        (Method::POST, vec![Status(500)], false),
        (Method::POST, vec![Status(400)], false),
        (Method::POST, vec![Fails(Unusable)], false),
        (
            Method::POST,
            vec![Fails(Connect), Fails(Connect), Fails(Connect)],
            false,
        ),
        (
            Method::POST,
            vec![Status(429), Status(429), Status(429)],
            false,
        ),
        (Method::POST, vec![Crowded], false),
        (
            Method::DELETE,
            vec![Fails(Interrupted), Fails(Connect), Fails(Connect)],
            true,
        ),
        (
            Method::GET,
            vec![Fails(Interrupted), Fails(Interrupted), Fails(Interrupted)],
            false,
        ),
    ] {
        let error = run(&method, &replies).error();
        assert_eq!(
            error.is_outcome_unknown(),
            is_unknown,
            "{method} {replies:?}"
        );
        let text = error.to_string();
        assert_eq!(text.contains("not known whether"), is_unknown, "{text}");
    }
    assert_eq!(
        run(&Method::POST, &[Status(429), Fails(Interrupted)])
            .error()
            .to_string(),
        "the exchange with Parcels failed (after 2 attempts); it is not known whether the request was carried out"
    );
}

#[test]
fn a_delete_that_came_through_before_is_done() {
    for first in [
        Status(502),
        Status(503),
        Status(504),
        Fails(Interrupted),
        Fails(Timeout),
    ] {
        let outcome = run(&Method::DELETE, &[first.clone(), Status(404)]);
        let response = outcome.result.ok().unwrap();
        assert_eq!(
            (response.meta.status.as_u16(), response.meta.attempts),
            (404, 2),
            "{first:?}"
        );
        assert!(
            run(&Method::GET, &[first, Status(404)])
                .error()
                .is_not_found()
        );
    }
    // What was never carried out has deleted nothing.
    for first in [Status(429), Fails(Connect)] {
        assert!(
            run(&Method::DELETE, &[first, Status(404)])
                .error()
                .is_not_found()
        );
    }
    let outcome = run(&Method::DELETE, &[Status(503), Status(429), Status(404)]);
    assert!(outcome.result.is_ok());
    assert!(run(&Method::DELETE, &[Status(404)]).error().is_not_found());
}

#[test]
fn waits_are_as_long_as_chance_or_the_service_says() {
    let bench = Bench::new(RetryPolicy::default().attempts(4));
    let get = bench.call(&Method::GET);
    let outcome = bench.run(
        &get,
        &[Fails(Connect), Status(503), Status(429), Status(200)],
    );
    let millis: Vec<_> = outcome.waits.iter().map(Duration::as_millis).collect();
    assert_eq!(millis, [249, 499, 999]);

    let replies = [
        Later(429, "20"),
        Later(503, "Thu, 01 Jan 1970 00:00:29 GMT"),
        Status(200),
    ];
    let bench = Bench::new(RetryPolicy::default());
    let outcome = bench.run(&get, &replies);
    assert_eq!(
        outcome.waits,
        [20 * SECOND, 9 * SECOND],
        "longer than the cap"
    );
    assert!(outcome.result.is_ok());
    let epoch = SystemTime::UNIX_EPOCH;
    assert_eq!(
        bench.clock.system_time().duration_since(epoch).unwrap(),
        29 * SECOND
    );
}

#[test]
fn what_can_not_begin_in_time_is_not_waited_for() {
    for after in [
        "30",
        "3600",
        "18446744073709551615",
        "Thu, 01 Jan 1970 01:00:00 GMT",
    ] {
        let outcome = run(&Method::GET, &[Later(429, after)]);
        assert_eq!((outcome.sent.len(), outcome.waits.len()), (1, 0), "{after}");
        let error = outcome.error();
        assert!(error.is_rate_limited() && !error.is_timeout());
        assert!(error.retry_after() >= Some(30 * SECOND));
    }
    assert!(
        run(&Method::GET, &[Later(429, "29"), Status(200)])
            .result
            .is_ok()
    );
}

#[test]
fn attempts_share_the_time_of_the_call() {
    let mut bench = Bench::new(RetryPolicy::default().base(SECOND));
    bench.per_attempt = 4 * SECOND;
    let get = bench.call(&Method::GET).with_timeout(10 * SECOND);
    let outcome = bench.run(&get, &[Status(503), Status(503), Status(200)]);
    let timeouts: Vec<_> = outcome
        .sent
        .iter()
        .map(|(_, limits)| limits.timeout)
        .collect();
    assert_eq!(timeouts[0], 10 * SECOND);
    assert_eq!(timeouts[1], 6 * SECOND - outcome.waits[0]);
    assert_eq!(timeouts.len(), 2, "there is no time for a third attempt");
    assert_eq!(outcome.error().status().unwrap(), 503);

    let policy = RetryPolicy::default().attempt_timeout(3 * SECOND);
    let get = get.with_retry(policy);
    bench.per_attempt = 3 * SECOND;
    let outcome = bench.run(&get, &[Fails(Timeout), Fails(Timeout), Fails(Timeout)]);
    let timeouts: Vec<_> = outcome
        .sent
        .iter()
        .map(|(_, limits)| limits.timeout)
        .collect();
    assert_eq!(timeouts, [3 * SECOND; 3]);
    let text = "Parcels did not respond within 3s (after 3 attempts)";
    assert_eq!(outcome.error().to_string(), text);

    let forever = bench.call(&Method::GET).with_timeout(Duration::MAX);
    let outcome = bench.run(&forever, &[Later(429, "86400"), Status(200)]);
    assert!(outcome.result.is_ok());
}

#[test]
fn a_call_without_time_sends_nothing() {
    let bench = Bench::new(RetryPolicy::default());
    let post = bench.call(&Method::POST).with_timeout(Duration::ZERO);
    let outcome = bench.run(&post, &[]);
    assert!(outcome.sent.is_empty());
    let error = outcome.error();
    assert_eq!(
        error.to_string(),
        "the request to Parcels could not be sent within 0ns"
    );
    assert!(error.is_timeout() && !error.is_outcome_unknown() && error.attempts().is_empty());
    let error = run(&Method::POST, &[Crowded]).error();
    assert_eq!(
        error.to_string(),
        "the request to Parcels could not be sent within 30s"
    );
    // The error that is known is returned, rather than that there was no permit.
    assert!(
        run(&Method::POST, &[Status(429), Crowded])
            .error()
            .is_rate_limited()
    );
}

#[test]
fn a_wait_that_took_too_long_is_the_end() {
    let bench = Bench::new(RetryPolicy::default());
    let request = bench.call(&Method::GET).build().unwrap();
    let mut exchange = Exchange::new(&bench.client, request);
    assert!(matches!(exchange.next(Event::Ready), Step::Send(..)));
    assert!(matches!(exchange.next(Status(503).event()), Step::Wait(_)));
    bench.clock.advance(60 * SECOND);
    let Step::Done(Err(error)) = exchange.next(Event::Ready) else {
        panic!("the call goes on");
    };
    assert_eq!(
        (error.status().unwrap().as_u16(), error.attempts().len()),
        (503, 1)
    );
}

#[test]
fn the_error_reports_each_attempt() {
    let replies = [Fails(Connect), Later(429, "2"), Status(503)];
    let error = run(&Method::GET, &replies).error();
    let kinds = error.attempts().iter().map(|attempt| attempt.kind);
    let kinds: Vec<_> = kinds.collect();
    assert_eq!(kinds, [ErrorKind::Connect, ErrorKind::Api, ErrorKind::Api]);
    let statuses = error.attempts().iter().map(|attempt| attempt.status);
    let statuses: Vec<_> = statuses.collect();
    assert_eq!(
        statuses,
        [None, Some(StatusCode::TOO_MANY_REQUESTS), error.status()]
    );
    assert_eq!(error.attempts()[0].waited, Duration::ZERO);
    assert_eq!(error.attempts()[2].waited, 2 * SECOND);
    let text = "Parcels returned 503 Service Unavailable (after 3 attempts)";
    assert_eq!(error.to_string(), text);
    assert!(format!("{error:?}").contains("503 after 2s"), "{error:?}");
}

#[tokio::test]
async fn a_response_that_can_not_be_read_reports_the_attempts_too() {
    let mock = MockTransport::new()
        .reply_with(429, [("Retry-After", "2")], "")
        .reply(200, "<html>");
    let client: Client = Builder::new(&LIMITED, Credentials::basic("AC1", "t"))
        .transport(mock)
        .clock(TestClock::new())
        .build()
        .unwrap();
    let error = client.get::<String>("/v1/P").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "Parcels returned 200, but its body could not be read: expected value (line 1, column 1) (after 2 attempts)"
    );
    let [first, second] = error.attempts() else {
        panic!("{:?}", error.attempts())
    };
    assert_eq!((first.kind, first.waited), (ErrorKind::Api, Duration::ZERO));
    assert_eq!(
        (second.kind, second.waited),
        (ErrorKind::Decode, 2 * SECOND)
    );
    assert_eq!(second.status.unwrap(), 200);
}

#[test]
fn a_call_has_its_own_policy() {
    let bench = Bench::new(RetryPolicy::none());
    let get = bench.call(&Method::GET);
    assert_eq!(bench.run(&get, &[Status(503)]).sent.len(), 1);
    let patient = RetryPolicy::default()
        .attempts(100)
        .cap(Duration::from_millis(1));
    let outcome = bench.run(&get.with_retry(patient), &vec![Status(503); 100]);
    assert_eq!(outcome.sent.len(), 100);
    assert_eq!(outcome.error().attempts().len(), 100);
}
