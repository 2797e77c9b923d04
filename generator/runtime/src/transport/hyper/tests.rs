//! What only the default transport does.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use super::*;

#[test]
fn without_tokio_there_is_an_error_and_no_panic() {
    let network = Network {
        tls: None,
        proxy: None,
    };
    let transport = Hyper::new(Duration::from_secs(1), &network).unwrap();
    let request = Request::get("http://127.0.0.1:1/")
        .body(Bytes::new())
        .unwrap();
    let mut context = Context::from_waker(Waker::noop());
    match pin!(transport.send(request, Limits::default())).poll(&mut context) {
        Poll::Ready(Err(error)) => assert_eq!(error.kind(), TransportErrorKind::Unusable),
        other => panic!("{other:?}"),
    }
}
