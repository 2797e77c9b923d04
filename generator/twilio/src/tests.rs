//! Calls by Twilio's conventions.

use crate::testing::{MockTransport, TestClock};
use crate::*;

static PARCELS: Api = Api::new(
    "Parcels",
    "https://parcels.twilio.com",
    "twilio-parcels/1.0.0",
)
.conventions(&CONVENTIONS);

fn builder(mock: &MockTransport) -> Builder<Client> {
    Builder::new(&PARCELS, Credentials::auth_token("AC1", "hunter2")).transport(mock.clone())
}

pub(crate) fn client(mock: &MockTransport) -> Client {
    builder(mock).clock(TestClock::new()).build().unwrap()
}

#[test]
fn the_environment_names_region_and_edge() {
    let read = |region: &str, edge: &str| {
        let builder: Builder<Client> = Builder::from_lookup(&PARCELS, |name| {
            Some(match name {
                "TWILIO_ACCOUNT_SID" => "AC1".to_owned(),
                "TWILIO_AUTH_TOKEN" => "hunter2".to_owned(),
                "TWILIO_REGION" => region.to_owned(),
                "TWILIO_EDGE" => edge.to_owned(),
                _ => return None,
            })
        })
        .unwrap();
        let client = builder.transport(MockTransport::new()).build().unwrap();
        let request = client.get::<()>("/v1/P").build().unwrap();
        request.uri().to_string()
    };
    assert_eq!(read("", ""), "https://parcels.twilio.com/v1/P");
    assert_eq!(
        read("", "dublin"),
        "https://parcels.dublin.us1.twilio.com/v1/P"
    );
    assert_eq!(
        read("ie1", "dublin"),
        "https://parcels.dublin.ie1.twilio.com/v1/P"
    );
    assert!(Builder::<Client>::from_lookup(&PARCELS, |_| None).is_err());
    for builder in [
        builder(&MockTransport::new()).region("a.b"),
        builder(&MockTransport::new()).edge(""),
    ] {
        assert_eq!(builder.build().unwrap_err().kind(), ErrorKind::Config);
    }
}

#[test]
fn the_account_of_the_credentials_fills_the_path() {
    let path = |client: &Client| {
        let call = client
            .get::<()>("/2010/Accounts/{Sid}/P.json")
            .account("Sid");
        call.build().map(|request| request.uri().path().to_owned())
    };
    let client = client(&MockTransport::new());
    assert_eq!(path(&client).unwrap(), "/2010/Accounts/AC1/P.json");
    let key = Credentials::api_key("SK1", "secret");
    let client: Client = Builder::new(&PARCELS, key)
        .transport(MockTransport::new())
        .build()
        .unwrap();
    let error = path(&client).unwrap_err().to_string();
    assert!(error.contains("TWILIO_ACCOUNT_SID"), "{error}");
}

#[tokio::test]
async fn requests_have_ids_and_errors_a_page_about_them() {
    let body =
        r#"{"code": 20404, "message": "not found", "more_info": "https://example.com/20404"}"#;
    let headers = [
        ("Twilio-Request-Id", "RQ1"),
        ("Twilio-Concurrent-Requests", "3"),
    ];
    let mock = MockTransport::new()
        .reply_with(404, headers, body)
        .reply_with(200, headers, "null");
    let client = client(&mock);
    let error = client.get::<()>("/v1/P").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "Parcels returned 404 (code 20404): not found [RQ1]"
    );
    assert_eq!(error.request_id(), Some("RQ1"));
    assert_eq!(error.more_info(), Some("https://example.com/20404"));
    let call = client.get::<()>("/v1/P").with_meta();
    let meta = call.await.unwrap().meta;
    assert_eq!(meta.request_id(), Some("RQ1"));
    assert_eq!(meta.concurrent_requests(), Some(3));
}

#[tokio::test]
async fn a_post_is_retried_after_every_429() {
    let mock = MockTransport::new().reply(429, "").reply(201, "null");
    client(&mock).post::<()>("/v1/P").await.unwrap();
    assert_eq!(mock.requests().len(), 2);
}

#[tokio::test]
async fn pages_are_read_in_both_styles_and_in_any_region() {
    let mock = MockTransport::new()
        .reply(
            200,
            r#"{"parcels": [1], "meta": {"next_page_url": "https://parcels.ie1.twilio.com/v1/P?Page=1"}}"#,
        )
        .reply(200, r#"{"parcels": [2], "next_page_uri": "/v1/P?Page=2"}"#)
        .reply(200, r#"{"parcels": [3], "next_page_uri": null}"#);
    let list = client(&mock).list::<u8>("/v1/P", Paging::new("parcels"));
    assert_eq!(list.all().await.unwrap(), [1, 2, 3]);
    let targets = mock.requests().into_iter();
    let targets: Vec<_> = targets.map(|request| request.uri.to_string()).collect();
    assert_eq!(
        targets,
        [
            "https://parcels.twilio.com/v1/P",
            "https://parcels.twilio.com/v1/P?Page=1",
            "https://parcels.twilio.com/v1/P?Page=2",
        ]
    );
}

#[tokio::test]
async fn tokens_come_from_the_common_endpoint_in_no_region() {
    let token = r#"{"access_token": "t1", "expires_in": 3600}"#;
    let mock = MockTransport::new()
        .reply_with(400, [("Twilio-Request-Id", "RQ1")], "")
        .reply(200, token)
        .reply(204, "");
    let builder: Builder<Client> = Builder::new(&PARCELS, Credentials::oauth("OQ1", "hunter2"));
    let client = builder
        .transport(mock.clone())
        .region("ie1")
        .build()
        .unwrap();
    let call = client.get::<()>("/v1/P");
    let error = call.clone().await.unwrap_err();
    assert!(error.to_string().contains("[RQ1]"), "{error}");
    call.await.unwrap();
    let requests = mock.requests();
    assert_eq!(requests[1].uri, "https://oauth.twilio.com/v2/token");
    assert_eq!(requests[2].uri, "https://parcels.ie1.twilio.com/v1/P");
}

#[test]
fn a_command_leaves_the_credentials_to_the_shell() {
    let curl = |client: &Client| client.get::<()>("/v1/P").build().unwrap().to_curl();
    assert_eq!(
        curl(&client(&MockTransport::new())),
        r#"curl --request GET 'https://parcels.twilio.com/v1/P' \
  --user "$TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN""#
    );
    let client: Client = Builder::new(&PARCELS, Credentials::bearer("hunter2"))
        .transport(MockTransport::new())
        .build()
        .unwrap();
    assert!(curl(&client).ends_with(r#"--header "Authorization: Bearer $TWILIO_ACCESS_TOKEN""#));
}

#[test]
fn invalid_sids_become_errors() {
    use std::error::Error as _;

    fn parse() -> Result<Sid, Error> {
        Ok("x".parse::<Sid>()?)
    }
    let error = parse().unwrap_err();
    assert!(error.is_invalid() && error.source().unwrap().is::<InvalidSid>());
    assert!(error.to_string().starts_with("a Sid is two letters"));
    let sid: Sid = serde_json::from_str("\"XP123\"").unwrap();
    let client = client(&MockTransport::new());
    let call = client.get::<()>("/v1/P/{Sid}").path("Sid", &sid);
    let error = call.build().unwrap_err();
    assert!(error.is_invalid(), "{error}");
    assert!(
        error.to_string().contains("5 characters and not 34"),
        "{error}"
    );
}
