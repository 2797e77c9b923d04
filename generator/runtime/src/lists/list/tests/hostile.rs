//! Whatever address the service gives for a next page, requests go to the own origin.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use proptest::prelude::*;

use super::*;

/// Runs what needs no runtime.
fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits"),
    }
}

/// Addresses made of the pieces that parsers disagree on, and any texts.
fn addresses() -> impl Strategy<Value = String> {
    let pieces = concat!(
        r"(https?:|HTTPS:|ftp:|javascript:|/|//|///|\\|@|:|\?|#|\.|\.\.|%2e|%2F|%40|%00|\x00|\t|\r\n| |\*|\||;|",
        r"\[::1\]|127\.0\.0\.1|localhost|:443|:8080|parcels|\.example\.com|parcels\.example\.com|evil\.example|xn--|",
        r"parcels\.ie1\.example\.com|user:pass@|/v1/P|/mock|\?Page=1|Host: evil\.example|é|\u{ff0f}|\u{200b}){0,8}",
    );
    prop_oneof![pieces, any::<String>(), r"https?://[a-z.@:/\\?#%]{0,40}"]
}

proptest! {
    #[test]
    fn no_address_leads_away(next in addresses(), own in 0..3_usize) {
        let (base_url, own) = [
            (None, "https://parcels.example.com/v1/P"),
            (Some("http://127.0.0.1:8080"), "http://127.0.0.1:8080/v1/P"),
            (Some("https://proxy.example/mock"), "https://proxy.example/mock/v1/P"),
        ][own];
        let mock = MockTransport::new()
            .reply(200, page(&[1], next.clone()))
            .reply(200, page(&[2], Value::Null))
            .reply(200, page(&[3], Value::Null));
        let builder = Builder::new(&PARCELS, Credentials::basic("AC1", "t"));
        let builder = match base_url {
            Some(url) => builder.base_url(url),
            None => builder,
        };
        let client: Client = builder.transport(mock.clone()).build().unwrap();
        let list: List<u32> = client.list("/v1/P", PAGING);
        match now(list.clone().all()) {
            Ok(items) => prop_assert!(items == [1, 2] || (items == [1] && next.is_empty())),
            Err(error) => prop_assert_eq!(error.kind(), ErrorKind::Page),
        }
        let own: http::Uri = own.parse().unwrap();
        let prefix = own.path().trim_end_matches("/v1/P");
        // The same address in a cursor, where it has to be of this very list.
        let cursor = Cursor {
            page: next,
            consumed: 0,
            remaining: None,
        };
        let resumed = now(list.resume(cursor).send());
        let requests = mock.requests();
        prop_assert!(resumed.is_err() || requests.last().unwrap().uri.path() == own.path());
        for request in requests {
            prop_assert_eq!(request.uri.scheme(), own.scheme());
            prop_assert_eq!(request.uri.authority(), own.authority());
            prop_assert!(request.uri.path().starts_with(prefix));
            prop_assert!(!request.uri.to_string().contains(['\r', '\n', ' ', '\\', '#']));
            prop_assert!(!request.uri.path().split('/').any(|segment| matches!(segment, "." | "..")));
        }
    }
}
