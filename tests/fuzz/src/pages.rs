//! The target `pages`: a list whose pages come from a service that knows no end.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use twilio_client::{Limits, Transport, TransportFuture};
use twilio_trusthub::{Cursor, ErrorKind};

use super::{client, now};

/// How many pages there are at most; what is more is left out.
const MOST: usize = 64;

/// Responds with one page after the other, and begins again after the last one.
#[derive(Clone)]
struct Service {
    pages: Vec<Bytes>,
    asked: Arc<Mutex<Vec<http::Uri>>>,
}

impl Transport for Service {
    fn send(&self, request: http::Request<Bytes>, _: Limits) -> TransportFuture {
        let mut asked = self.asked.lock().expect("nobody panics with the lock");
        let page = self.pages[asked.len() % self.pages.len()].clone();
        asked.push(request.uri().clone());
        Box::pin(std::future::ready(Ok(http::Response::new(page))))
    }
}

impl Service {
    /// The promises about requests.
    fn check(&self) {
        let asked = self.asked.lock().expect("nobody panics with the lock");
        assert!(
            asked.len() <= self.pages.len() + 1,
            "{} requests",
            asked.len()
        );
        for uri in &*asked {
            assert_eq!(uri.scheme_str(), Some("https"));
            assert_eq!(
                uri.authority().map(|host| host.as_str()),
                Some("trusthub.twilio.com")
            );
            assert!(
                !uri.path().split('/').any(|part| matches!(part, "." | "..")),
                "{uri}"
            );
        }
    }
}

/// Reads the list to its end, and again from a cursor in its middle.
///
/// Whatever the pages say, the list ends: there are no more addresses than pages, so that one comes again after so many
/// requests, which is an error. No request goes to another origin, and no limit is exceeded.
pub fn pages(data: &[u8]) {
    // The end of a file is no page.
    let data = data.strip_suffix(b"\n").unwrap_or(data);
    let pages = data.split(|byte| *byte == b'\n').take(MOST);
    let service = Service {
        pages: pages.map(Bytes::copy_from_slice).collect(),
        asked: Arc::default(),
    };
    let all = read(&service, None, None);
    let limit = all.items / 2;
    assert_eq!(read(&service, Some(limit), None).items, limit);
    if let Some(middle) = all.middle {
        let written = serde_json::to_string(&middle).expect("a cursor can be written");
        let cursor: Cursor = serde_json::from_str(&written).expect("a cursor can be read again");
        assert_eq!(cursor, middle);
        read(&service, None, Some(cursor));
    }
}

/// What came of a list.
struct Outcome {
    items: usize,
    /// The place after the first half, or so, of what came.
    middle: Option<Cursor>,
}

fn read(service: &Service, limit: Option<usize>, begin: Option<Cursor>) -> Outcome {
    service
        .asked
        .lock()
        .expect("nobody panics with the lock")
        .clear();
    let mut list = client(service.clone()).end_user_types().list();
    if let Some(limit) = limit {
        list = list.limit(limit);
    }
    if let Some(begin) = begin {
        list = list.resume(begin);
    }
    let mut stream = list.stream();
    let mut outcome = Outcome {
        items: 0,
        middle: None,
    };
    loop {
        match now(stream.try_next()) {
            Ok(Some(_)) => {
                outcome.items += 1;
                if outcome.items.is_power_of_two() {
                    outcome.middle = Some(stream.cursor());
                }
            }
            Ok(None) => break,
            Err(error) => {
                let known = [ErrorKind::Decode, ErrorKind::Page, ErrorKind::Invalid];
                assert!(known.contains(&error.kind()), "{error}");
                let told = error.to_string();
                assert!(
                    !told.contains(char::is_control) && told.len() <= 5000,
                    "{told:?}"
                );
                assert!(
                    matches!(now(stream.try_next()), Ok(None)),
                    "an error ends the list"
                );
                break;
            }
        }
    }
    service.check();
    outcome
}
