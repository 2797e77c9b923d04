//! What a service repeats of the credentials stays out of errors.

use std::collections::BTreeMap;

use http::HeaderValue;
use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::{TransportError, TransportErrorKind};

/// A secret with what JSON, URLs and base64 write in ways of their own.
const SECRET: &str = "hun\"ter/2+å\\0123456789";

fn client(mock: &MockTransport, credentials: Credentials) -> Client {
    Builder::new(&PARCELS, credentials)
        .transport(mock.clone())
        .retry(RetryPolicy::none())
        .build()
        .unwrap()
}

fn now<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap().block_on(future)
}

/// Whatever an error shows.
fn all(error: &Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| (*cause).source());
    let causes: Vec<_> = causes.map(|cause| format!("{cause} {cause:?}")).collect();
    format!(
        "{error} {error:?} {:?} {:?} {:?} {:?} {:?} {causes:?}",
        error.message(),
        error.more_info(),
        error.details().map(Value::to_string),
        error.body(),
        error.request_id(),
    )
}

/// A JSON string with each character as an escape.
fn escaped(text: &str) -> String {
    let letters = text.encode_utf16();
    letters.map(|letter| format!("\\u{letter:04X}")).collect()
}

/// The ways in which a service may repeat a text.
fn echoes(text: &str) -> Vec<String> {
    let mut percent = String::new();
    crate::values::encode::percent(text, crate::values::encode::Space::Percent, &mut percent);
    let json = Value::from(text).to_string();
    let nested = Value::from(json.as_str()).to_string();
    vec![
        text.to_owned(),
        json.trim_matches('"').to_owned(),
        nested.trim_matches('"').to_owned(),
        json.trim_matches('"').replace('/', "\\/"),
        escaped(text),
        percent,
    ]
}

/// Bodies that hold such a text, which is to stand in JSON as it is.
fn bodies(echo: &str) -> Vec<String> {
    let x = "x".repeat(4090);
    let many = format!("{echo} ").repeat(100);
    vec![
        format!(r#"{{"message": "{echo} is wrong", "code": 7}}"#),
        format!(r#"{{"detail": "{x}{echo}", "type": "https://x.example/{echo}"}}"#),
        format!(r#"{{"details": {{"{echo}": ["{echo}", {{"a": "b{echo}"}}]}}, "x": "{x}{echo}"}}"#),
        format!(r#"{{"{echo}": {{"{echo}": "{echo}"}}}}"#),
        format!("<html>{echo}</html>"),
        format!("\"{x}{echo}"),
        many.clone(),
        format!(r#"{{"message": "{many}"}}"#),
    ]
}

#[test]
fn no_error_tells_what_a_request_proves_itself_by() {
    let basic = Credentials::basic("AC1", SECRET);
    let pair = "QUMxOmh1biJ0ZXIvMivDpVwwMTIzNDU2Nzg5";
    let token = "eyJ0eXAi/OiJK+V1QifQ.e30.c2lnbmF0dXJl";
    let bearer = Credentials::bearer(token);
    for (credentials, secret) in [
        (&basic, SECRET),
        (&basic, pair),
        (&basic, &format!("Basic {pair}")),
        (&basic, &format!("AC1:{SECRET}")),
        (&bearer, token),
        (&bearer, &format!("Bearer {token}")),
    ] {
        for (echo, status) in echoes(secret)
            .iter()
            .flat_map(|echo| [(echo, 401), (echo, 200)])
        {
            for body in bodies(echo) {
                let id = HeaderValue::from_str(echo).unwrap();
                let id = id.to_str().unwrap_or("RQ1");
                let mock = MockTransport::new().reply_with(status, [("x-request-id", id)], body);
                let call = client(&mock, credentials.clone())
                    .get::<BTreeMap<String, BTreeMap<String, u8>>>("/v1/P");
                let error = now(call.send()).unwrap_err();
                let sentence = all(&error);
                for form in [secret, echo, SECRET, pair, token] {
                    assert!(!sentence.contains(form), "{form} in {sentence}");
                }
                assert!(error.body().unwrap().len() <= 4096);
            }
        }
    }
}

#[test]
fn a_secret_at_the_end_of_what_is_looked_at_is_kept() {
    for before in (65_500..65_540).chain(4070..4100) {
        let body = format!("{}{}", "x".repeat(before), "hunter2-hunter2 ".repeat(3000));
        let mock = MockTransport::new().reply(500, body);
        let call = client(&mock, Credentials::basic("AC1", "hunter2-hunter2"));
        let error = now(call.get::<String>("/v1/P").send()).unwrap_err();
        assert!(!error.body().unwrap().contains("hunter"));
    }
}

#[test]
fn other_secrets_are_kept_too() {
    let mut key = HeaderValue::from_static("key-0123456789");
    key.set_sensitive(true);
    let body =
        r#"{"message": "key-0123456789 and ada@example.com", "details": {"a": [1234567890, 7]}}"#;
    let mock = MockTransport::new().reply(400, body);
    let call = client(&mock, Credentials::bearer("1234567890"))
        .get::<String>("/v1/P")
        .query("Email", Pii("ada@example.com"))
        .with_header("X-Key", key);
    let error = now(call.send()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Parcels returned 400: [redacted] and [redacted]"
    );
    // Personal values are the program's own.
    assert_eq!(error.message(), Some("[redacted] and ada@example.com"));
    assert_eq!(error.details(), Some(&json!({"a": ["[redacted]", 7]})));
    assert!(!all(&error).contains("0123456789"), "{}", all(&error));

    // Nothing else is changed, not even by an escape.
    let body = r#"{"message": "a\/\u0062", "x": [1.10]}"#;
    let mock = MockTransport::new().reply_with(400, [("x-request-id", "RQ1")], body);
    let call = client(&mock, Credentials::bearer("1234567890")).get::<String>("/v1/P");
    let error = now(call.send()).unwrap_err();
    assert_eq!(
        (error.body(), error.request_id()),
        (Some(body), Some("RQ1"))
    );
}

#[test]
fn a_secret_that_is_a_word_takes_none_out_of_a_sentence() {
    let body = r#"{"message": "the token t isn't one: AC1:token, Basic QUMxOnRva2Vu"}"#;
    let mock = MockTransport::new().reply(400, body);
    let call = client(&mock, Credentials::basic("AC1", "token")).get::<String>("/v1/P");
    assert_eq!(
        now(call.send()).unwrap_err().to_string(),
        "Parcels returned 400: the token t isn't one: [redacted], Basic [redacted]"
    );
}

#[test]
fn a_transports_words_hold_no_secret() {
    for (cause, sentence) in [
        (
            "bad header `Basic QUMxOnRva2VuLTAxMjM0`",
            "bad header `Basic [redacted]`",
        ),
        ("broken pipe", "broken pipe"),
    ] {
        let error = TransportError::with_source(TransportErrorKind::Interrupted, cause);
        let mock = MockTransport::new().fail(error);
        let call = client(&mock, Credentials::basic("AC1", "token-01234")).get::<String>("/v1/P");
        let error = now(call.send()).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("the exchange with Parcels failed: {sentence}")
        );
        assert_eq!(error.source().is_some(), cause == sentence);
        assert!(!all(&error).contains("QUMxOnRva2Vu"));
    }
}

#[test]
fn the_token_endpoint_may_repeat_the_clients_secret() {
    for (status, body) in [
        (
            401,
            r#"{"message": "no client has client-secret-7", "code": 20003}"#,
        ),
        (200, r#"{"client-secret-7": 1}"#),
        (200, "client-secret-7"),
    ] {
        let mock = MockTransport::new().reply(status, body);
        let call =
            client(&mock, Credentials::oauth("OQ1", "client-secret-7")).get::<String>("/v1/P");
        let error = now(call.send()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Token);
        assert!(!all(&error).contains("client-secret-7"), "{}", all(&error));
        let source = error
            .source()
            .and_then(|source| source.downcast_ref::<Error>());
        assert!(!all(source.unwrap()).contains("client-secret-7"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_secret_anywhere_is_kept(
        secret in "[ -~é]{0,3}[!-~]{8,40}",
        before in "[ -~]{0,20}",
        length in prop_oneof![3 => 0..1_usize, 1 => 4080..4100_usize, 1 => 65_500..65_540_usize],
        after in "[ -~]{0,20}",
        shape in 0..6_usize,
    ) {
        let echo = &echoes(&secret)[shape];
        let before = format!("{before}{}", "x".repeat(length));
        let body = match shape {
            0 | 5 => format!("{before}{echo}{after}"),
            _ => format!("{{\"message\": {}, \"b\": \"{echo}\"}}", Value::from(format!("{before}{secret}"))),
        };
        let mock = MockTransport::new().reply(400, body);
        let call = client(&mock, Credentials::basic("AC1", secret.as_str())).get::<String>("/v1/P");
        let error = now(call.send()).unwrap_err();
        let sentence = format!("{error} {:?} {}", error.message(), error.body().unwrap());
        // What the request's own words hold says nothing.
        let is_own = "Parcels returned 400 Bad Request".contains(secret.as_str());
        prop_assert!(is_own || !sentence.contains(secret.as_str()) && !sentence.contains(echo.as_str()), "{}", sentence);
    }
}
