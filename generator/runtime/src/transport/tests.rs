//! Every transport against servers on this machine that do what servers should not.

use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};

use super::*;

mod errors;
#[cfg(all(any(feature = "ring", feature = "aws-lc-rs"), feature = "transport"))]
mod http2;
#[cfg(feature = "transport")]
mod matrix;
mod reuse;
mod server;
#[cfg(all(
    any(feature = "ring", feature = "aws-lc-rs"),
    any(feature = "transport", feature = "blocking")
))]
mod tls;

type Outcome = Result<Response<Bytes>, TransportError>;

/// A transport under test, as a function that waits.
struct Subject {
    name: &'static str,
    send: Box<dyn Fn(Request<Bytes>, Limits) -> Outcome>,
    /// Lets what runs beside the requests go on, as it does in a program.
    run: Box<dyn Fn()>,
}

#[cfg(any(feature = "transport", feature = "reqwest"))]
impl Subject {
    fn on_tokio(name: &'static str, transport: impl Transport) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let runtime = std::rc::Rc::new(runtime.unwrap());
        let beside = runtime.clone();
        Self {
            name,
            send: Box::new(move |request, limits| {
                runtime.block_on(transport.send(request, limits))
            }),
            run: Box::new(move || {
                beside.block_on(async {
                    for _ in 0..200 {
                        tokio::task::yield_now().await;
                    }
                });
            }),
        }
    }
}

/// The transports of this crate, on this network.
#[cfg(any(feature = "transport", feature = "blocking"))]
fn own(network: &settings::Network) -> Vec<Subject> {
    vec![
        #[cfg(feature = "transport")]
        Subject::on_tokio(
            "hyper",
            hyper::Hyper::new(limits().connect_timeout, network).unwrap(),
        ),
        #[cfg(feature = "blocking")]
        {
            let ureq = ureq::Ureq::new(network).unwrap();
            Subject {
                name: "ureq",
                send: Box::new(move |request, limits| ureq.send(request, limits)),
                run: Box::new(|| {}),
            }
        },
    ]
}

/// All transports, in plain text.
fn plain() -> Vec<Subject> {
    let subjects = [
        #[cfg(any(feature = "transport", feature = "blocking"))]
        own(&settings::Network {
            tls: None,
            proxy: None,
        }),
        #[cfg(feature = "reqwest")]
        vec![Subject::on_tokio(
            "reqwest",
            reqwest::Reqwest(client(::reqwest::redirect::Policy::none())),
        )],
    ];
    subjects.into_iter().flatten().collect()
}

#[cfg(feature = "reqwest")]
fn client(redirects: ::reqwest::redirect::Policy) -> ::reqwest::Client {
    let client = ::reqwest::Client::builder().no_proxy().redirect(redirects);
    client.build().unwrap()
}

fn limits() -> Limits {
    Limits {
        timeout: Duration::from_secs(5),
        connect_timeout: Duration::from_secs(5),
        max_body: 1 << 20,
    }
}

fn get(url: impl fmt::Display) -> Request<Bytes> {
    let request = Request::get(url.to_string());
    request.body(Bytes::new()).unwrap()
}

fn post(url: impl fmt::Display, body: &'static str) -> Request<Bytes> {
    Request::post(url.to_string())
        .header(http::header::CONTENT_LENGTH, body.len())
        .body(Bytes::from_static(body.as_bytes()))
        .unwrap()
}

/// The text of the last cause.
fn reason(error: &TransportError) -> String {
    let causes = std::iter::successors(error.source(), |cause| (*cause).source());
    causes.last().map(ToString::to_string).unwrap_or_default()
}
