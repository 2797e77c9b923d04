//! Calls and lists without a runtime.

use serde_json::{Value, json};

use crate::service::api::tests::PARCELS;
use crate::testing::{MockTransport, TestClock};
use crate::{Builder, Client, Credentials, ErrorKind, List, Paging, TransportError};
use crate::{RetryPolicy, TransportErrorKind};

fn builder() -> Builder<Client> {
    Builder::new(&PARCELS, Credentials::basic("AC1", "t")).clock(TestClock::new())
}

fn client(mock: &MockTransport) -> Client {
    builder().blocking_transport(mock.clone()).build().unwrap()
}

fn list(client: &Client) -> List<u8> {
    let paging = Paging::new("parcels").page_size("PageSize", 1..=50);
    client.list("/v1/P", paging)
}

fn page(items: &[u8], next: impl Into<Value>) -> String {
    json!({"parcels": items, "meta": {"next_page_url": next.into()}}).to_string()
}

#[test]
fn a_call_goes_through_the_same_exchange() {
    let cut = TransportError::new(TransportErrorKind::Interrupted);
    let mock = MockTransport::new()
        .reply_with(429, [("Retry-After", "12")], "")
        .reply(201, "7")
        .reply(503, "")
        .reply(404, "")
        .fail(cut);
    let clock = TestClock::new();
    let client: Client = builder()
        .blocking_transport(mock.clone())
        .clock(clock.clone())
        .max_concurrent(1)
        .build()
        .unwrap();
    let create = client.post::<u8>("/v1/P").form("Name", "x");
    assert_eq!(create.clone().with_meta().blocking().unwrap().value, 7);
    assert_eq!(clock.elapsed().as_secs(), 12);
    client.delete::<()>("/v1/P").blocking().unwrap();
    let error = create.blocking().unwrap_err();
    assert!(error.is_outcome_unknown());
    let requests = mock.requests();
    assert_eq!(requests.len(), 5);
    assert_eq!(
        (requests[0].body.as_str(), requests[1].body.as_str()),
        ("Name=x", "Name=x")
    );
}

#[test]
fn a_list_is_an_iterator() {
    let three = || {
        MockTransport::new()
            .reply(200, page(&[1, 2], "/v1/P?Page=1"))
            .reply(200, page(&[], "/v1/P?Page=2"))
            .reply(200, page(&[3], Value::Null))
    };
    let mock = three();
    let all: Result<Vec<_>, _> = list(&client(&mock)).blocking().collect();
    assert_eq!(all.unwrap(), [1, 2, 3]);
    assert_eq!(mock.requests().len(), 3);

    let mock = three();
    let mut items = list(&client(&mock)).blocking();
    assert_eq!(items.next().unwrap().unwrap(), 1);
    assert_eq!(mock.requests().len(), 1, "nothing is read ahead");
    let rest: Vec<_> = items.pages().map(|page| page.unwrap().items).collect();
    assert_eq!(rest, [vec![], vec![3]]);

    let mock = three();
    let limited = list(&client(&mock)).limit(1).blocking();
    assert_eq!(limited.map(Result::unwrap).collect::<Vec<_>>(), [1]);
    assert_eq!(mock.requests().len(), 1);
}

#[test]
fn a_list_ends_after_an_error() {
    let mock = MockTransport::new()
        .reply(200, page(&[1], "/v1/P?Page=1"))
        .reply(503, "");
    let list = list(&client(&mock)).with_retry(RetryPolicy::none());
    let mut items = list.blocking();
    assert_eq!(items.next().unwrap().unwrap(), 1);
    assert!(items.next().unwrap().unwrap_err().is_server_error());
    assert!(items.next().is_none());
}

#[tokio::test]
async fn a_transport_that_is_given_stands_alone() {
    let one = client(&MockTransport::new());
    let error = one.get::<()>("/v1/P").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    let other: Client = builder().transport(MockTransport::new()).build().unwrap();
    let error = other.get::<()>("/v1/P").blocking().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    let both: Client = builder()
        .transport(MockTransport::new().reply(204, ""))
        .blocking_transport(MockTransport::new().reply(204, ""))
        .build()
        .unwrap();
    both.get::<()>("/v1/P").await.unwrap();
    both.get::<()>("/v1/P").blocking().unwrap();
}
