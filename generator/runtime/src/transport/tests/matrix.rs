//! The error guide, row by row: each is done to a client on this machine, and the guide has to say how the call ended.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use http::Method;

use super::server::{Server, Step};
use super::*;
use crate::service::api::tests::PARCELS;
use crate::testing::TestClock;
use crate::{Attempt, Builder, Call, Client, Credentials, Error, RetryPolicy};

#[cfg(feature = "gzip")]
mod adversary;
mod connections;
mod lists;
mod requests;
mod responses;

/// The page.
const PAGE: &str = include_str!("../../error_guide.md");

/// What bounds every call here; a test that takes longer hangs.
const HANGS: Duration = Duration::from_secs(10);

/// How a request is sent.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    /// By the default transport.
    Default,
    #[cfg(feature = "blocking")]
    Blocking,
    #[cfg(feature = "reqwest")]
    Reqwest,
}

/// The default transport is the first.
const WAYS: &[Way] = &[
    Way::Default,
    #[cfg(feature = "blocking")]
    Way::Blocking,
    #[cfg(feature = "reqwest")]
    Way::Reqwest,
];

/// Where requests go: the base URL, and how many requests came there.
struct Place {
    url: String,
    count: Box<dyn Fn() -> usize>,
}

impl From<Server> for Place {
    fn from(server: Server) -> Self {
        Self {
            url: server.url(),
            count: Box::new(move || server.seen().requests.len()),
        }
    }
}

/// Sets what a client needs besides the place.
type Setup = Box<dyn Fn(Builder<Client>) -> Builder<Client>>;

/// One way to fail, and the client that meets it.
struct Scenario {
    name: &'static str,
    place: Box<dyn Fn() -> Place>,
    setup: Setup,
    ways: Vec<Way>,
}

/// What came of one call.
struct Outcome {
    error: Option<Error>,
    requests: usize,
}

impl Scenario {
    fn new<P: Into<Place>>(name: &'static str, place: impl Fn() -> P + 'static) -> Self {
        Self {
            name,
            place: Box::new(move || place().into()),
            // Waits take no time.
            setup: Box::new(|builder| builder.clock(TestClock::new())),
            ways: WAYS.to_vec(),
        }
    }

    /// A server that takes this step for every request.
    fn step(name: &'static str, step: Step) -> Self {
        Self::new(name, move || Server::new([step.clone()]))
    }

    /// The client has these settings, and the clock of the system.
    fn with(mut self, setup: impl Fn(Builder<Client>) -> Builder<Client> + 'static) -> Self {
        self.setup = Box::new(setup);
        self
    }

    /// Fails each way and each method, and compares with the page.
    fn check(&self) {
        let rows: Vec<_> = self.ways.iter().map(|way| self.row(*way)).collect();
        let [sentence, row] = &rows[0];
        // What the other transports say about the reason is their own matter; all else is the same.
        for (way, [_, other]) in self.ways.iter().zip(&rows) {
            assert_eq!(other, row, "{way:?}");
        }
        // On the page, brackets would be a link.
        let sentence = sentence.replace('[', "\\[").replace(']', "\\]");
        on_page(&row.replace("{sentence}", &sentence));
    }

    /// The sentence, and the page's row without it.
    fn row(&self, way: Way) -> [String; 2] {
        let methods = [Method::GET, Method::DELETE, Method::POST];
        let outcomes = methods.map(|method| self.outcome(way, &method));
        let get = outcomes[0]
            .error
            .as_ref()
            .expect("a failure without an error");
        let cells = outcomes.iter().map(Outcome::cell).collect::<Vec<_>>();
        let row = format!(
            "| {} | {} | {{sentence}} | {} | {} | `{}` |",
            self.name,
            sight(get),
            waits(get.attempts()),
            cells.join(" | "),
            test(),
        );
        [sentence(get), row]
    }

    fn outcome(&self, way: Way, method: &Method) -> Outcome {
        let place = (self.place)();
        let client = client(way, &place.url, &self.setup);
        let start = Instant::now();
        let error = match *method {
            Method::DELETE => send(way, client.delete::<()>("/v1/P")).err(),
            Method::GET => send(way, client.get::<String>("/v1/P")).err(),
            _ => send(way, client.post::<String>("/v1/P").form("A", "b")).err(),
        };
        assert!(start.elapsed() < HANGS, "{way:?} {method}");
        Outcome {
            error,
            requests: (place.count)(),
        }
    }
}

impl Outcome {
    /// The number of requests that came, that of attempts where it is another one, and what is not known.
    fn cell(&self) -> String {
        let Some(error) = &self.error else {
            return format!("{}, done", self.requests);
        };
        let attempts = match error.attempts().len() {
            attempts if attempts == self.requests => String::new(),
            attempts => format!(" of {attempts}"),
        };
        let unknown = match error.is_outcome_unknown() {
            true => ", unknown",
            false => "",
        };
        format!("{}{attempts}{unknown}", self.requests)
    }
}

fn client(way: Way, url: &str, setup: &Setup) -> Client {
    client_of(way, url, "t", setup)
}

fn client_of(way: Way, url: &str, token: &str, setup: &Setup) -> Client {
    let builder = Builder::new(&PARCELS, Credentials::basic("AC1", token)).base_url(url);
    let builder = match way {
        Way::Default => builder,
        #[cfg(feature = "blocking")]
        Way::Blocking => builder,
        #[cfg(feature = "reqwest")]
        Way::Reqwest => builder.reqwest(super::client(::reqwest::redirect::Policy::none())),
    };
    setup(builder).build().unwrap()
}

fn send<T: crate::calls::output::Output>(way: Way, call: Call<T>) -> Result<T, Error> {
    match way {
        #[cfg(feature = "blocking")]
        Way::Blocking => call.blocking(),
        _ => wait(call.send()),
    }
}

/// Runs what is not to hang.
fn wait<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let bounded = async { tokio::time::timeout(HANGS, future).await };
    runtime.unwrap().block_on(bounded).expect("it hangs")
}

/// Fails unless this line is on the page.
fn on_page(row: &str) {
    assert!(
        PAGE.lines().any(|line| line == row),
        "the error guide has no such row:\n{row}"
    );
}

/// The name of the test that runs.
fn test() -> String {
    let thread = std::thread::current();
    let name = thread.name().unwrap_or_default();
    name.rsplit("::").next().unwrap_or_default().to_owned()
}

/// What a program sees: the kind, and the predicates that hold.
fn sight(error: &Error) -> String {
    let predicates = [
        ("is_connect", error.is_connect()),
        ("is_timeout", error.is_timeout()),
        ("is_rate_limited", error.is_rate_limited()),
        ("is_server_error", error.is_server_error()),
        ("is_not_found", error.is_not_found()),
        ("is_decode", error.is_decode()),
    ];
    let mut sight = format!("`{:?}`", error.kind());
    for (name, _) in predicates.iter().filter(|(_, holds)| *holds) {
        sight.push_str(&format!(", `{name}`"));
    }
    sight
}

/// What a person sees, but for what the columns tell, and for what differs from one machine to another.
fn sentence(error: &Error) -> String {
    let message = error.to_string();
    let message = message
        .split("; it is not known")
        .next()
        .unwrap_or_default();
    let message = message.split(" (after ").next().unwrap_or_default();
    let message = message.split(" (os error ").next().unwrap_or_default();
    match message
        .rsplit_once("127.0.0.1:")
        .or(message.rsplit_once("localhost:"))
    {
        None => message.to_owned(),
        Some((before, after)) => {
            let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
            format!("{before}...{after}")
        }
    }
}

/// What was waited for between attempts.
fn waits(attempts: &[Attempt]) -> String {
    let waits = attempts.iter().skip(1).map(|attempt| match attempt.waited {
        chance if chance <= Duration::from_millis(500) => "chance".to_owned(),
        asked => format!("{asked:?}"),
    });
    let mut waits: Vec<_> = waits.collect();
    waits.dedup();
    match waits.is_empty() {
        true => "-".to_owned(),
        false => waits.join(", "),
    }
}

/// No row outlives its test.
#[test]
fn each_row_names_a_test() {
    let sources = [
        include_str!("matrix/responses.rs"),
        include_str!("matrix/connections.rs"),
        include_str!("matrix/lists.rs"),
        include_str!("http2.rs"),
        include_str!("reuse.rs"),
        include_str!("tls.rs"),
    ]
    .concat();
    let rows = PAGE.lines().filter(|line| line.ends_with("` |"));
    let names = rows.filter_map(|row| row.trim_end_matches("` |").rsplit('`').next());
    let names: Vec<_> = names.collect();
    assert!(names.len() > 30, "{names:?}");
    for name in names {
        assert!(sources.contains(&format!("fn {name}()")), "{name}");
    }
}
