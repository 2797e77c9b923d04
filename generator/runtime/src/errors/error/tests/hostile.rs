//! Whatever the service returns, an error is one clean line.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

/// What the request sends, and no error may tell.
const EMAIL: &str = "ada@example.com";

#[derive(Debug, serde::Deserialize)]
#[allow(dead_code)]
struct Parcel {
    sid: String,
    places: BTreeMap<String, u8>,
    parts: Vec<Parcel>,
}

/// A text with the personal value anywhere in it, also where a text is cut.
fn words() -> impl Strategy<Value = String> {
    let length = prop_oneof![0..20_usize, 4080..4100_usize];
    (
        any::<String>(),
        length,
        r"[\x00-\x20\x7f-\x9f\u{2028}]{0,3}",
        any::<String>(),
    )
        .prop_map(|(before, length, control, after)| {
            format!(
                "{before}{}{control}{EMAIL}{control}{after}",
                "x".repeat(length)
            )
        })
}

/// Bodies of errors and of records, more or less as they should be.
fn bodies() -> impl Strategy<Value = Vec<u8>> {
    let error = (words(), words(), any::<i64>(), 0..4_usize).prop_map(|(one, two, code, shape)| {
        let body = match shape {
            0 => json!({"code": code, "message": one, "more_info": two, "details": {"a": one}}),
            1 => json!({"code": code.to_string(), "title": one, "detail": two, "type": two, "errors": [one]}),
            2 => json!([one, code]),
            _ => json!({"message": {"text": one}, "detail": code, "title": two}),
        };
        body.to_string().into_bytes()
    });
    let record = (words(), words(), 0..6_usize).prop_map(|(one, two, shape)| {
        let part = match shape {
            0 => json!({"sid": one, "places": {one: two}, "parts": []}),
            1 => json!({"sid": 7, "places": {}, "parts": [one]}),
            2 => json!({"sid": one, "places": two, "parts": []}),
            3 => json!({"places": {two: 300}, "sid": one}),
            4 => json!({"sid": one, "parts": {two: 1}}),
            _ => json!(one),
        };
        let record = json!({"sid": "", "places": {}, "parts": [part]});
        record.to_string().into_bytes()
    });
    prop_oneof![
        any::<Vec<u8>>(),
        error,
        record,
        vec(words().prop_map(String::into_bytes), 0..2).prop_map(|v| v.concat())
    ]
}

proptest! {
    #[test]
    fn any_response_becomes_one_clean_line(
        status in 100..=999_u16,
        body in bodies(),
        content_type in "[ -~]{0,20}",
        request_id in "[\t -~]{0,40}|[ -~]{60,100}",
    ) {
        let headers = [("content-type", content_type.as_str()), ("x-request-id", request_id.as_str())];
        let mock = MockTransport::new().reply_with(status, headers, body);
        let client: Client = Builder::new(&PARCELS, Credentials::basic("AC1", "hunter2"))
            .transport(mock)
            .retry(RetryPolicy::none())
            .build()
            .unwrap();
        let call = client.post::<Parcel>("/v1/P").form("Email", Pii(EMAIL));
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let error = match runtime.block_on(call.send()) {
            Ok(_) => {
                prop_assert!((200..300).contains(&status));
                return Ok(());
            }
            Err(error) => error,
        };
        let kind = match status {
            200..300 => ErrorKind::Decode,
            _ => ErrorKind::Api,
        };
        prop_assert_eq!(error.kind(), kind);
        prop_assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        let sentence = error.to_string();
        for text in [&sentence, &format!("{error:?}")] {
            prop_assert!(!text.contains(char::is_control), "{:?}", text);
            prop_assert!(!text.to_ascii_lowercase().contains("ada@"), "{:?}", text);
            prop_assert!(!text.contains("hunter2"));
        }
        prop_assert!(sentence.len() < 5000, "{} bytes", sentence.len());
        prop_assert!(error.body().is_some_and(|body| body.len() <= 4096));
    }
}
