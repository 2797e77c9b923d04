//! What the client does with responses and arguments that are out of the ordinary.

use serde_json::{Value, json};
use twilio_trusthub::customer_profiles::{CustomerProfile, Status};
use twilio_trusthub::sid::{CustomerProfileSid, PolicySid};
use twilio_trusthub::testing::{MockTransport, TestClock};
use twilio_trusthub::{Credentials, Error, ErrorKind, TrustHub};

const SID: &str = "BU26235cf8137d72031d2c368bc254c9a8";

fn client(mock: &MockTransport) -> TrustHub {
    let credentials = Credentials::auth_token("AC75f0ea72ace6069fe0a7f80525507ddb", "a secret");
    TrustHub::builder(credentials)
        .transport(mock.clone())
        // Waits between attempts pass at once.
        .clock(TestClock::new())
        .build()
        .unwrap()
}

fn sid() -> CustomerProfileSid {
    CustomerProfileSid::new(SID).unwrap()
}

/// A profile as the service gives it.
fn profile() -> Value {
    json!({
        "sid": SID,
        "account_sid": "AC75f0ea72ace6069fe0a7f80525507ddb",
        "policy_sid": "RN442bbdd104faf82b26d427e2aa46400a",
        "friendly_name": "Juniper Bakery",
        "status": "draft",
        "valid_until": null,
        "email": "owner@juniper-bakery.example",
        "status_callback": null,
        "date_created": "2026-03-02T09:14:05Z",
        "date_updated": "2026-03-02T09:14:05Z",
        "url": "https://trusthub.twilio.com/v1/CustomerProfiles/BU26235cf8137d72031d2c368bc254c9a8",
        "links": {},
        "errors": null,
    })
}

/// A profile with another value, or without one.
fn profile_with(key: &str, value: Option<Value>) -> Value {
    let mut profile = profile();
    let fields = profile.as_object_mut().unwrap();
    match value {
        Some(value) => fields.insert(key.to_owned(), value),
        None => fields.remove(key),
    };
    profile
}

async fn fetch(response: &Value) -> Result<CustomerProfile, Error> {
    client(&MockTransport::new().reply(200, response.to_string()))
        .customer_profiles()
        .fetch(sid())
        .await
}

/// A page of profiles, and the address of the next one.
fn page(items: &[Value], next: Option<&str>) -> String {
    json!({
        "results": items,
        "meta": {
            "page": 0, "page_size": 50, "key": "results", "next_page_url": next, "previous_page_url": null,
            "first_page_url": "https://trusthub.twilio.com/v1/CustomerProfiles?PageSize=50&Page=0",
            "url": "https://trusthub.twilio.com/v1/CustomerProfiles?PageSize=50&Page=0",
        }
    })
    .to_string()
}

#[tokio::test]
async fn an_unknown_status_is_kept_and_can_be_sent_back() {
    let response = profile_with("status", Some(json!("twilio-paused")));
    let mock = MockTransport::new()
        .reply(200, response.to_string())
        .reply(200, response.to_string());
    let profiles = client(&mock).customer_profiles();
    let profile = profiles.fetch(sid()).await.unwrap();
    assert!(matches!(profile.status, Status::Unrecognized(_)));
    assert!(!profile.status.is_recognized());
    assert_eq!(profile.status.as_str(), "twilio-paused");
    assert_eq!(
        serde_json::to_value(&profile).unwrap()["status"],
        "twilio-paused"
    );
    profiles.update(sid()).status(profile.status).await.unwrap();
    assert_eq!(mock.requests()[1].body, "Status=twilio-paused");
}

#[tokio::test]
async fn unknown_properties_are_ignored() {
    let known = fetch(&profile()).await.unwrap();
    let more = fetch(&profile_with("risk", Some(json!({ "score": [1, 2] }))))
        .await
        .unwrap();
    assert_eq!(known, more);
}

#[tokio::test]
async fn a_promise_that_is_broken_is_an_error_with_its_place() {
    let error = fetch(&profile_with("status", None)).await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.status().unwrap(), 200);
    assert!(
        error.to_string().contains("missing field `status`"),
        "{error}"
    );

    let items = [profile(), profile_with("sid", Some(Value::Null))];
    let mock = MockTransport::new().reply(200, page(&items, None));
    let error = client(&mock).customer_profiles().list().await.unwrap_err();
    assert!(error.is_decode());
    assert!(error.to_string().contains("results[1].sid"), "{error}");
}

#[tokio::test]
async fn an_odd_date_is_an_error_with_its_place() {
    let error = fetch(&profile_with("date_created", Some(json!("the day before"))))
        .await
        .unwrap_err();
    assert!(error.is_decode());
    assert!(error.to_string().contains("date_created"), "{error}");
    assert!(!error.to_string().contains("the day before"), "{error}");
    assert!(
        fetch(&profile_with(
            "date_created",
            Some(json!("2026-03-02T10:14:05+01:00"))
        ))
        .await
        .is_ok()
    );
}

#[tokio::test]
async fn a_strange_sid_is_kept_when_it_comes_and_refused_when_it_is_sent() {
    let other = "XX26235cf8137d72031d2c368bc254c9a8";
    for (text, is_well_formed) in [(other, true), ("a new format", false)] {
        let response = profile_with("policy_sid", Some(json!(text)));
        let mock = MockTransport::new().reply(200, response.to_string());
        let trusthub = client(&mock);
        let profile = trusthub.customer_profiles().fetch(sid()).await.unwrap();
        assert_eq!(profile.policy_sid, text);
        assert_eq!(profile.policy_sid.is_well_formed(), is_well_formed);

        let error = trusthub
            .customer_profiles()
            .evaluations(sid())
            .create(profile.policy_sid)
            .await
            .unwrap_err();
        assert!(error.is_invalid());
        assert!(
            error
                .to_string()
                .contains("PolicySid is `RN` and 32 hexadecimal digits"),
            "{error}"
        );
        assert_eq!(mock.requests().len(), 1, "nothing more was sent");
    }
}

#[test]
fn a_malformed_sid_is_refused_with_the_rule() {
    let message = |text: &str| PolicySid::new(text).unwrap_err().to_string();
    let start = "a PolicySid is `RN` and 32 hexadecimal digits, but ";
    assert_eq!(message(""), format!("{start}the text is empty"));
    assert_eq!(
        message("RN12"),
        format!("{start}the text has 4 characters and not 34")
    );
    assert_eq!(message(SID), format!("{start}the text starts with `BU`"));
    assert_eq!(
        message("RN442bbdd104faf82b26d427e2aa4640x0"),
        format!("{start}character 33 is not such a digit")
    );
    let error = Error::from(PolicySid::new("secret").unwrap_err());
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(!error.to_string().contains("secret"));
}

#[tokio::test]
async fn both_shapes_of_errors_are_understood() {
    let bodies = [
        json!({
            "code": 20404, "message": "Nothing here", "status": 404,
            "more_info": "https://www.twilio.com/docs/errors/20404",
        }),
        json!({
            "type": "https://www.twilio.com/docs/errors/20404", "title": "Not found", "detail": "Nothing here",
            "status": 404, "code": 20404, "instance": "/v1",
        }),
    ];
    for body in bodies {
        let mock =
            MockTransport::new().reply_with(404, [("Twilio-Request-Id", "RQ1")], body.to_string());
        let error = client(&mock)
            .customer_profiles()
            .fetch(sid())
            .await
            .unwrap_err();
        assert!(error.is_not_found());
        assert_eq!(error.code(), Some(20404), "{body}");
        assert!(
            error
                .to_string()
                .starts_with("TrustHub returned 404 (code 20404)"),
            "{error}"
        );
        assert!(
            error.to_string().contains("Nothing here") && error.to_string().ends_with("[RQ1]"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn the_error_of_a_list_is_that_of_its_page() {
    let too_many =
        json!({ "code": 20429, "message": "Too many requests", "status": 429 }).to_string();
    let next = "https://trusthub.twilio.com/v1/CustomerProfiles?PageSize=50&Page=1&PageToken=PA1";
    let mock = MockTransport::new()
        .reply(200, page(&[profile()], Some(next)))
        .reply(429, too_many.clone())
        .reply(429, too_many.clone())
        .reply(429, too_many);
    let mut items = client(&mock).customer_profiles().list().stream();
    assert!(items.try_next().await.unwrap().is_some());
    let error = items.try_next().await.unwrap_err();
    assert!(error.is_rate_limited());
    assert_eq!(error.attempts().len(), 3);
    assert_eq!(
        (error.status().unwrap().as_u16(), error.code()),
        (429, Some(20429))
    );
    assert!(
        items.try_next().await.unwrap().is_none(),
        "an error ends the list"
    );
}

#[tokio::test]
async fn a_hostile_next_page_gets_nothing() {
    let addresses = [
        "https://evil.example/v1/CustomerProfiles?Page=1",
        "https://trusthub.twilio.com.evil.example/v1/CustomerProfiles?Page=1",
        "https://trusthub.twilio.com@evil.example/v1/CustomerProfiles?Page=1",
        "http://trusthub.twilio.com/v1/CustomerProfiles?Page=1",
        "//evil.example/v1/CustomerProfiles?Page=1",
        "https://trusthub.twilio.com/v1/../../secret",
        "file:///etc/passwd",
        "",
    ];
    for address in addresses {
        let mock = MockTransport::new().reply(200, page(&[profile()], Some(address)));
        let mut items = client(&mock).customer_profiles().list().stream();
        assert!(items.try_next().await.unwrap().is_some());
        let end = items.try_next().await;
        assert_eq!(mock.requests().len(), 1, "{address:?} was asked");
        // An empty address is none.
        match address {
            "" => assert!(end.is_ok_and(|item| item.is_none())),
            _ => assert_eq!(end.unwrap_err().kind(), ErrorKind::Page, "{address:?}"),
        }
    }
}

#[tokio::test]
async fn a_limit_is_exact_over_pages() {
    for (limit, requests) in [(0, 0), (1, 1), (2, 1), (3, 2), (4, 2), (9, 3)] {
        let next = |number: u32| {
            format!(
                "https://trusthub.twilio.com/v1/CustomerProfiles?PageSize=2&Page={number}&PageToken=PA{number}"
            )
        };
        let two = [profile(), profile()];
        let mock = MockTransport::new()
            .reply(200, page(&two, Some(&next(1))))
            .reply(200, page(&two, Some(&next(2))))
            .reply(200, page(&two[..1], None));
        let all = client(&mock)
            .customer_profiles()
            .list()
            .limit(limit)
            .all()
            .await
            .unwrap();
        assert_eq!(all.len(), limit.min(5));
        assert_eq!(mock.requests().len(), requests, "with the limit {limit}");
    }
}
