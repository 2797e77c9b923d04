//! Personal data and credentials stay out of what is printed.

use serde_json::json;
use twilio_trusthub::testing::MockTransport;
use twilio_trusthub::{Credentials, TrustHub};

/// What must never be seen.
const CANARIES: &[&str] = &[
    "Marisol",
    "marisol@",
    "+15550104417",
    "the-token",
    "dGhlLXRva2Vu",
];

fn client(mock: &MockTransport) -> TrustHub {
    let credentials = Credentials::auth_token("AC75f0ea72ace6069fe0a7f80525507ddb", "the-token");
    TrustHub::builder(credentials)
        .transport(mock.clone())
        .build()
        .unwrap()
}

fn person() -> serde_json::Value {
    json!({ "first_name": "Marisol", "email": "marisol@juniper-bakery.example", "phone_number": "+15550104417" })
}

#[track_caller]
fn assert_discreet(text: &str) {
    for canary in CANARIES {
        assert!(!text.contains(canary), "{canary} is in {text}");
    }
}

#[tokio::test]
async fn end_users_are_printed_without_their_attributes() {
    let response = json!({
        "sid": "IT50cf78096fdba781cb9a30ddf5f2b3bd",
        "account_sid": "AC75f0ea72ace6069fe0a7f80525507ddb",
        "friendly_name": "Representative",
        "type": "authorized_representative_1",
        "attributes": person(),
        "date_created": "2026-03-03T09:20:11Z",
        "date_updated": "2026-03-03T09:20:11Z",
        "url": "https://trusthub.twilio.com/v1/EndUsers/IT50cf78096fdba781cb9a30ddf5f2b3bd",
    });
    let mock = MockTransport::new().reply(201, response.to_string());
    let trusthub = client(&mock);
    let request = trusthub
        .end_users()
        .create("Representative", "authorized_representative_1")
        .attributes(person());
    assert_discreet(&format!("{request:?} {request:#?}"));
    assert!(format!("{request:?}").contains("authorized_representative_1"));
    assert_discreet(&format!("{:?}", request.build().unwrap()));

    let end_user = request.await.unwrap();
    assert_discreet(&format!("{end_user:?} {end_user:#?}"));
    assert!(
        format!("{end_user:?}").contains("Representative"),
        "what is not personal is there"
    );
    assert_eq!(
        end_user.attributes,
        Some(person()),
        "the data themselves are there"
    );
    assert!(mock.requests()[0].body.contains("Marisol"), "and were sent");
}

#[test]
fn inquiries_are_printed_without_personal_data() {
    let trusthub = client(&MockTransport::new());
    let inquiry = trusthub
        .compliance_inquiries()
        .create()
        .notification_email("marisol@juniper-bakery.example");
    assert_discreet(&format!("{inquiry:?}"));
}

#[tokio::test]
async fn errors_do_not_repeat_the_request_or_the_response() {
    let mock =
        MockTransport::new().reply(201, json!({ "sid": 7, "attributes": person() }).to_string());
    let error = client(&mock)
        .end_users()
        .create("Marisol", "person")
        .attributes(person())
        .await
        .unwrap_err();
    assert!(error.is_decode());
    assert_discreet(&format!("{error} {error:?}"));
    assert!(
        error.body().unwrap().contains("Marisol"),
        "whoever asks for the body gets it"
    );
}

#[test]
fn clients_are_printed_without_credentials() {
    let trusthub = client(&MockTransport::new());
    assert_discreet(&format!(
        "{trusthub:?} {trusthub:#?} {:?}",
        trusthub.customer_profiles()
    ));
    let credentials = Credentials::auth_token("AC75f0ea72ace6069fe0a7f80525507ddb", "the-token");
    assert_discreet(&format!(
        "{credentials:?} {:?}",
        TrustHub::builder(credentials.clone())
    ));
}
