//! Servers with any response: no call hangs or panics, nothing is sent twice that must not be, and nothing goes to another
//! server.
//!
//! `PROPTEST_CASES` says how many servers there are; each is met over every transport.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Mutex;
use std::thread;

use proptest::prelude::*;
use proptest::test_runner::{TestError, TestRunner};

use super::*;
use crate::{ErrorKind, Paging};

mod replies;

use replies::{End, Reply, When, replies};

/// How long an attempt may take.
const TIMEOUT: Duration = Duration::from_millis(100);

/// How long a body may be.
const MAX_BODY: usize = 64 << 10;

/// What no server but the own one may see, and no error may tell.
const SECRET: &str = "hunter2-hunter2";

/// What is asked of a server.
#[derive(Clone, Copy, Debug)]
enum Ask {
    Get,
    Delete,
    Post,
    /// With a body that no buffer holds.
    Upload,
    List,
}

/// A server whose replies are another server's from case to case.
struct Adversary {
    address: SocketAddr,
    case: Arc<Mutex<Arc<Case>>>,
}

#[derive(Default)]
struct Case {
    replies: Vec<Reply>,
    connections: AtomicUsize,
    /// The heads of the requests, or as much of them as came.
    heads: Mutex<Vec<String>>,
}

impl Adversary {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let case = Arc::new(Mutex::new(Arc::<Case>::default()));
        let current = case.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let case = current.lock().unwrap().clone();
                case.connections.fetch_add(1, Ordering::SeqCst);
                thread::spawn(move || stream.map(|stream| talk(&stream, &case)));
            }
        });
        Self { address, case }
    }

    /// Begins a case.
    fn replies(&self, replies: &[Reply]) -> Arc<Case> {
        let case = Arc::new(Case {
            replies: replies.to_vec(),
            ..Case::default()
        });
        *self.case.lock().unwrap() = case.clone();
        case
    }
}

/// Takes requests until a reply ends the connection.
fn talk(stream: &TcpStream, case: &Case) {
    let mut reader = BufReader::new(stream);
    loop {
        // Another connection may have the same one next.
        let next = case.heads.lock().unwrap().len();
        let Some(reply) = case.replies.get(next).or(case.replies.last()) else {
            return;
        };
        if reply.when == When::Unasked {
            send_reply(stream, reply);
        }
        let Some(head) = read_head(&mut reader) else {
            return;
        };
        let length = length_of(&head);
        case.heads.lock().unwrap().push(head);
        let mut body = reader.by_ref().take(length);
        let mut read_body = || std::io::copy(&mut body, &mut std::io::sink());
        if reply.when == When::Read && read_body().is_err() {
            return;
        }
        if reply.when != When::Unasked {
            send_reply(stream, reply);
        }
        // What is left of the body is no request.
        if reply.end == End::Keep && read_body().is_err() {
            return;
        }
        match reply.end {
            End::Keep => {}
            End::Close => return,
            // Until the client goes.
            End::Stall => {
                let _ = std::io::copy(&mut reader, &mut std::io::sink());
                return;
            }
        }
    }
}

fn send_reply(mut stream: &TcpStream, reply: &Reply) {
    let piece = reply.bytes.len() / reply.pieces + 1;
    for piece in reply.bytes.chunks(piece) {
        // The client may be gone.
        if stream.write_all(piece).is_err() {
            return;
        }
        if reply.pieces > 1 {
            thread::sleep(Duration::from_micros(300));
        }
    }
}

/// A request up to its body; `None` where nothing came.
fn read_head(reader: &mut impl BufRead) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match reader.read_until(b'\n', &mut head) {
            Ok(0) | Err(_) => break,
            Ok(_) => {}
        }
    }
    (!head.is_empty()).then(|| String::from_utf8_lossy(&head).into_owned())
}

fn length_of(head: &str) -> u64 {
    let lines = head.lines().filter_map(|line| line.split_once(':'));
    let mut lengths = lines.filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    lengths
        .next()
        .map_or(0, |(_, length)| length.trim().parse().unwrap())
}

/// What came of a call: how many items or records, or why there is none.
type Came = Result<usize, Error>;

fn ask(way: Way, url: &str, ask: Ask) -> Came {
    let setup: Setup = Box::new(|builder| {
        // Waits take no time.
        let builder = builder.clock(TestClock::new()).timeout(TIMEOUT);
        builder.max_body(MAX_BODY).max_empty_pages(2)
    });
    let client = client_of(way, url, SECRET, &setup);
    // What is read from the body would hide that it is cut.
    let nothing = |result: Result<(), Error>| result.map(|()| 0);
    match ask {
        Ask::Get => nothing(send(way, client.get("/v1/P"))),
        Ask::Delete => nothing(send(way, client.delete("/v1/P"))),
        Ask::Post => nothing(send(way, client.post("/v1/P").form("A", "b"))),
        Ask::Upload => {
            let large = "a".repeat(1 << 20);
            nothing(send(way, client.post("/v1/P").form("A", large)))
        }
        Ask::List => {
            let list = client.list::<serde_json::Value>("/v1/P", Paging::new("parcels"));
            lists::all(way, list.limit(20)).map(|items| items.len())
        }
    }
}

/// The promises.
fn check(asked: Ask, replies: &[Reply], case: &Case, came: &Came) -> Result<(), TestCaseError> {
    let heads = case.heads.lock().unwrap();
    for head in heads.iter() {
        let method = match asked {
            Ask::Get | Ask::List => "GET",
            Ask::Delete => "DELETE",
            Ask::Post | Ask::Upload => "POST",
        };
        prop_assert!(head.starts_with(&format!("{method} /v1/P")), "{}", head);
        let authorized = head
            .to_ascii_lowercase()
            .matches("\r\nauthorization: basic ")
            .count();
        prop_assert!(authorized == 1 || !head.ends_with("\r\n\r\n"), "{}", head);
    }
    let is_post = matches!(asked, Ask::Post | Ask::Upload);
    if is_post {
        // Once, and once more after each 429.
        let limited = replies.iter().take_while(|reply| reply.is_rate_limited());
        let last = replies.last().is_some_and(Reply::is_rate_limited);
        let most = if last { 3 } else { 1 + limited.count() };
        prop_assert!(
            heads.len() <= most.min(3),
            "{} requests: {:?}",
            heads.len(),
            came
        );
    } else if !matches!(asked, Ask::List) {
        prop_assert!(heads.len() <= 3, "{} requests", heads.len());
    }
    match came {
        Ok(items) => {
            prop_assert!(*items <= 20);
            prop_assert!(
                !replies.iter().all(|reply| reply.is_cut),
                "a part was taken for the whole"
            );
        }
        Err(error) => check_error(error, heads.len(), is_post)?,
    }
    Ok(())
}

fn check_error(error: &Error, requests: usize, is_post: bool) -> Result<(), TestCaseError> {
    let sentence = error.to_string();
    prop_assert!(
        sentence.len() < 5000 && !sentence.contains(char::is_control),
        "{:?}",
        sentence
    );
    let body = error.body().unwrap_or_default();
    prop_assert!(body.len() <= 4096);
    for text in [
        sentence.as_str(),
        &format!("{error:?}"),
        body,
        error.message().unwrap_or_default(),
    ] {
        prop_assert!(!text.contains(SECRET), "{}", text);
    }
    // An error says that the outcome is unknown where it is.
    let unsent = error
        .attempts()
        .iter()
        .filter(|attempt| attempt.kind == ErrorKind::Connect);
    if is_post && requests > 0 && error.attempts().len() == unsent.count() {
        return Err(TestCaseError::fail(format!(
            "a request came, of which nothing was sent: {error:?}"
        )));
    }
    Ok(())
}

/// What a run comes to.
#[derive(Debug, Default)]
struct Counts {
    calls: usize,
    requests: usize,
    outcomes: BTreeMap<String, usize>,
}

/// Makes one call.
fn meet(
    way: Way,
    server: &Adversary,
    asked: Ask,
    replies: &[Reply],
    counts: &Mutex<Counts>,
) -> Result<(), TestCaseError> {
    let case = server.replies(replies);
    let start = Instant::now();
    let came = ask(way, &format!("http://{}", server.address), asked);
    let took = start.elapsed();
    let outcome = match &came {
        Ok(_) => "success".to_owned(),
        Err(error) => format!("{:?}", error.kind()),
    };
    let mut counts = counts.lock().unwrap();
    counts.calls += 1;
    counts.requests += case.heads.lock().unwrap().len();
    *counts.outcomes.entry(outcome).or_default() += 1;
    prop_assert!(took < HANGS, "it took {:?}", took);
    check(asked, replies, &case, &came)
}

#[test]
fn servers_with_any_response() {
    let (server, elsewhere) = (Adversary::new(), Adversary::new());
    let outside = elsewhere.replies(&[]);
    let asks = vec![
        Ask::Get,
        Ask::Delete,
        Ask::Post,
        Ask::Upload,
        Ask::List,
        Ask::List,
    ];
    let (own, other) = (server.address.to_string(), elsewhere.address.to_string());
    let strategy = (prop::sample::select(asks), replies(&other, &own));
    let mut config = ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 200,
        ..ProptestConfig::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 100;
    }
    let (counts, begin) = (Mutex::<Counts>::default(), Instant::now());
    let result = TestRunner::new(config).run(&strategy, |(asked, replies)| {
        for way in WAYS {
            let met = meet(*way, &server, asked, &replies, &counts);
            met.map_err(|error| TestCaseError::fail(format!("{way:?}: {error}")))?;
            let connections = outside.connections.load(Ordering::SeqCst);
            prop_assert_eq!(connections, 0, "{:?} went elsewhere", way);
        }
        Ok(())
    });
    println!("{:?} in {:?}", counts.lock().unwrap(), begin.elapsed());
    if let Err(TestError::Fail(reason, input)) = result {
        panic!("{reason}\n{input:#?}");
    }
}
