//! What only the default transport does.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use http::Uri;
use tower_service::Service;

use super::*;

#[tokio::test]
async fn a_connection_that_takes_too_long_is_given_up() {
    /// Never connects.
    struct Never;

    impl Service<Uri> for Never {
        type Response = ();
        type Error = io::Error;
        type Future = std::future::Pending<io::Result<()>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, _: Uri) -> Self::Future {
            std::future::pending()
        }
    }

    let mut connector = ConnectTimeout {
        connector: Never,
        timeout: Duration::from_millis(10),
    };
    let error = connector
        .call(Uri::from_static("http://x"))
        .await
        .unwrap_err();
    let error = error.downcast::<io::Error>().unwrap();
    assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    assert_eq!(error.to_string(), "no connection within 10ms");
}

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
