//! The loopback server itself, and the client over real connections.

use acceptance::{ExampleServer, Response, Server};
use serde_json::json;
use twilio_trusthub::sid::{CustomerProfileSid, PolicySid};
use twilio_trusthub::{Credentials, TrustHub};

fn start(script: &[(&str, &[&str])]) -> (ExampleServer, TrustHub) {
    let server = ExampleServer::start(script).unwrap();
    let client = server.client().unwrap();
    (server, client)
}

#[tokio::test]
async fn requests_are_recorded_as_they_came() {
    let server = Server::start(|_| Response::json(200, &json!({})).header("X-Extra", "1")).unwrap();
    let credentials = Credentials::api_key("SK1", "secret");
    let trusthub = TrustHub::builder(credentials)
        .base_url(server.url())
        .build()
        .unwrap();
    let request = trusthub.end_users().create("Ärger & Söhne", "a+b");
    assert!(request.clone().await.unwrap_err().is_decode());
    assert!(request.await.unwrap_err().is_decode());
    let received = server.received();
    assert_eq!(received.len(), 2, "over one connection or two");
    assert_eq!(
        (received[0].method.as_str(), received[0].path.as_str()),
        ("POST", "/v1/EndUsers")
    );
    assert_eq!(
        received[0].header("Content-Type"),
        Some("application/x-www-form-urlencoded")
    );
    let form = [("FriendlyName", "Ärger & Söhne"), ("Type", "a+b")]
        .map(|(name, value)| (name.into(), value.into()));
    assert_eq!(received[0].form(), form);
}

#[tokio::test]
async fn lists_are_followed_to_the_last_page_of_the_document() {
    let (server, trusthub) = start(&[]);
    let policies = trusthub.policies().list().page_size(2).all().await.unwrap();
    assert_eq!(policies.len(), 4);
    let received = server.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0].query, "PageSize=2");
    assert_eq!(received[1].path, "/v1/Policies");
    assert!(received[1].query().contains(&(
        "PageToken".into(),
        "PARN442bbdd104faf82b26d427e2aa46400a".into()
    )));
}

#[tokio::test]
async fn scripts_choose_examples_and_the_last_one_stays() {
    let (_server, trusthub) = start(&[("FetchCustomerProfile", &["draft", "rejected"])]);
    let sid = CustomerProfileSid::new("BU26235cf8137d72031d2c368bc254c9a8").unwrap();
    let mut statuses = Vec::new();
    for _ in 0..3 {
        let profile = trusthub.customer_profiles().fetch(&sid).await.unwrap();
        statuses.push(profile.status.to_string());
    }
    assert_eq!(statuses, ["draft", "twilio-rejected", "twilio-rejected"]);
    assert!(ExampleServer::start(&[("FetchCustomerProfile", &["lost"])]).is_err());
}

#[tokio::test]
async fn a_response_without_a_body_is_enough_for_a_deletion() {
    let (server, trusthub) = start(&[]);
    let sid = CustomerProfileSid::new("BU26235cf8137d72031d2c368bc254c9a8").unwrap();
    trusthub.customer_profiles().delete(&sid).await.unwrap();
    assert_eq!(server.received()[0].method, "DELETE");
}

#[tokio::test]
async fn errors_are_those_of_the_document() {
    let (server, trusthub) = start(&[]);
    let credentials = Credentials::api_key("SK1", "wrong");
    let stranger = TrustHub::builder(credentials)
        .base_url(server.url())
        .build()
        .unwrap();
    let error = stranger.policies().list().await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(error.code(), Some(20003));

    let elsewhere = TrustHub::builder(ExampleServer::credentials())
        .base_url(format!("{}/elsewhere", server.url()));
    let error = elsewhere
        .build()
        .unwrap()
        .policies()
        .list()
        .await
        .unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.code(), Some(20404));

    let error = trusthub
        .policies()
        .list()
        .page_token("PAlost")
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 400);

    let policy = PolicySid::new("RN442bbdd104faf82b26d427e2aa46400a").unwrap();
    assert!(
        trusthub.policies().fetch(policy).await.is_ok(),
        "the server is still well"
    );
}
