//! The responses of a server, well-formed or not.

use std::fmt;
use std::io::Write;
use std::sync::OnceLock;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use proptest::sample::select;

/// When a reply is sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum When {
    /// When the request was read.
    Read,
    /// When its head was read.
    Head,
    /// Before anything was read.
    Unasked,
}

/// What becomes of the connection then.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum End {
    /// It is good for another request.
    Keep,
    Close,
    /// Nothing, and it stays open.
    Stall,
}

/// The bytes of a response, or of what should be one.
#[derive(Clone)]
pub(super) struct Reply {
    pub(super) bytes: Vec<u8>,
    pub(super) when: When,
    pub(super) end: End,
    /// In how many pieces they are sent.
    pub(super) pieces: usize,
    /// Whether the response says by itself that it is not whole.
    pub(super) is_cut: bool,
}

impl Reply {
    /// Whether its status may be read as 429.
    pub(super) fn is_rate_limited(&self) -> bool {
        self.bytes.windows(5).any(|window| window == b" 429 ")
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let begin = &self.bytes[..self.bytes.len().min(2000)];
        write!(
            f,
            "{:?} {:?} in {} pieces, cut: {}: {:?} of {} bytes",
            self.when,
            self.end,
            self.pieces,
            self.is_cut,
            String::from_utf8_lossy(begin),
            self.bytes.len(),
        )
    }
}

/// How a response says where it ends.
#[derive(Clone, Debug)]
enum Framing {
    /// By its length.
    Length,
    Chunked,
    /// By the end of its connection.
    None,
    /// By these lines, in which `{n}` is the length, and a body that may be in chunks with these errors.
    Wrong(&'static str, Option<&'static str>),
}

fn framing() -> impl Strategy<Value = Framing> {
    let lines = select(vec![
        "Content-Length: {n}\r\nContent-Length: {n}\r\n",
        "Content-Length: {n}\r\nContent-Length: 1{n}\r\n",
        "Content-Length: {n}, {n}\r\n",
        "Content-Length: {n}, 0\r\n",
        "Content-Length: +{n}\r\n",
        "Content-Length: -{n}\r\n",
        "Content-Length: 0x{n}\r\n",
        "Content-Length: 1{n}\r\n",
        "Content-Length: 0\r\n",
        "Content-Length: 1\r\n",
        "Content-Length:\r\n",
        "Content-Length : {n}\r\n",
        "Content-Length: 18446744073709551615\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: {n}\r\n",
        "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: chunked, chunked\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: \u{b}chunked\r\n",
        "Transfer-Encoding:\r\n chunked\r\n",
        "Transfer-Encoding: identity\r\nContent-Length: {n}\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
    ]);
    let errors = select(vec![
        None,
        Some(""),
        Some("g\r\nabc\r\n"),
        Some("-1\r\nabc\r\n"),
        Some("5\r\nabc\r\n0\r\n\r\n"),
        Some("1\r\nabc\r\n0\r\n\r\n"),
        Some("ffffffffffffffff\r\nabc"),
        Some("10000000000000000\r\nabc"),
        Some("3;a=\"\r\n\r\nabc\r\n0\r\n\r\n"),
        Some("3\nabc\n0\n\n"),
        Some("00000000000000000000003\r\nabc\r\n0\r\n\r\n"),
        Some("3\r\nabc\r\n0\r\nContent-Length: 7\r\nAuthorization: x\r\n\r\n"),
        Some("3\r\nabc\r\n0\r\nX"),
        Some("\r\n"),
    ]);
    prop_oneof![
        6 => Just(Framing::Length),
        3 => Just(Framing::Chunked),
        1 => Just(Framing::None),
        2 => (lines, errors).prop_map(|(lines, errors)| Framing::Wrong(lines, errors)),
    ]
}

/// A status line, preceded by other responses or not.
fn heads() -> impl Strategy<Value = String> {
    let odd = select(vec![
        "HTTP/1.1 100 Continue\r\n\r\n".into(),
        "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\nContent-Length: 3\r\n\r\n".repeat(3),
        "HTTP/1.1 102 Processing\r\n\r\n".repeat(200),
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n".into(),
        "\r\n".into(),
    ]);
    let before = prop_oneof![5 => Just(String::new()), 1 => odd];
    let version = prop_oneof![
        15 => Just("HTTP/1.1"),
        1 => select(vec!["HTTP/1.0", "HTTP/2", "HTTP/0.9", "http/1.1", "SSH-2.0", "HTTP/1.1\0"]),
    ];
    let status = prop_oneof![
        10 => Just("200 OK"),
        5 => select(vec![
            "201 Created", "204 No Content", "206 Partial Content", "301 Moved Permanently", "302 Found",
            "304 Not Modified", "307 Temporary Redirect", "400 Bad Request", "401 Unauthorized", "404 Not Found",
            "408 Request Timeout", "421 Misdirected Request", "429 Too Many Requests", "500 Oh", "503 Busy", "504 Late",
        ]),
        1 => select(vec!["", "99 Low", "600 High", "999 Higher", "1000 Highest", "20 Short", "2e2 OK", "200", "-200 OK", "200 \u{1b}[31m"]),
    ];
    (before, version, status)
        .prop_map(|(before, version, status)| format!("{before}{version} {status}\r\n"))
}

/// Lines of a head, in which `{elsewhere}` is another server.
fn lines() -> impl Strategy<Value = String> {
    let line = select(vec![
        "Content-Type: application/json\r\n".to_owned(),
        "Location: http://{elsewhere}/v1/P\r\n".into(),
        "Location: //{elsewhere}/\r\nRefresh: 0; url=http://{elsewhere}/\r\n".into(),
        "Link: <http://{elsewhere}/v1/P>; rel=next\r\n".into(),
        "Alt-Svc: h2=\"{elsewhere}\"\r\nAlt-Svc: http/1.1=\"{elsewhere}\"\r\n".into(),
        "Retry-After: 0\r\n".into(),
        "Retry-After: 3600\r\n".into(),
        "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT\r\n".into(),
        "Retry-After: 99999999999999999999\r\n".into(),
        "Connection: close\r\n".into(),
        "Connection: keep-alive\r\nKeep-Alive: timeout=0\r\n".into(),
        "Set-Cookie: a=b; Domain=127.0.0.1\r\n".into(),
        "WWW-Authenticate: Basic realm=\"hunter2-hunter2\"\r\n".into(),
        "X-Request-Id: hunter2-hunter2\r\n".into(),
        "Proxy-Authenticate: Basic\r\nProxy: http://{elsewhere}\r\n".into(),
        "Content-Encoding: br\r\n".into(),
        "Content-Encoding: gzip, gzip\r\n".into(),
        "Content-Encoding: gzip\r\n".into(),
        "Trailer: Authorization\r\n".into(),
        " folded: into nothing\r\n".into(),
        "X-Folded: a\r\n\tb\r\n".into(),
        "no colon\r\n".into(),
        ": no name\r\n".into(),
        "X\0: y\r\n".into(),
        "X: \0\u{1b}\r\n".into(),
        "X: a\nY: b\rZ: c\r\n".into(),
        format!("X-Long: {}\r\n", "x".repeat(70_000)),
        format!("X-Long: {}\r\n", "x".repeat(500_000)),
        "X-Many: y\r\n".repeat(150),
        "X-Many: y\r\n".repeat(5000),
    ]);
    let lines = prop::collection::vec(line, 1..3).prop_map(|lines| lines.concat());
    prop_oneof![2 => Just(String::new()), 1 => lines]
}

/// Bodies, in which `{elsewhere}` and `{own}` are servers.
fn bodies() -> impl Strategy<Value = Vec<u8>> {
    let next = select(vec![
        "null",
        "7",
        "{}",
        "\"\"",
        "\"/v1/P?Page=1\"",
        "\"/v1/P?Page=2\"",
        "\"/v1/P\"",
        "\"http://{own}/v1/P?Page=3\"",
        "\"http://{elsewhere}/v1/P\"",
        "\"//{elsewhere}/v1/P\"",
        "\"http://{own}@{elsewhere}/v1/P\"",
        "\"http://{elsewhere}#@{own}/v1/P\"",
        "\"http://{elsewhere}\\\\@{own}/v1/P\"",
        "\"\\\\\\\\{elsewhere}/v1/P\"",
        "\"https://{own}/v1/P\"",
        "\"http://127.0.0.1:99999/v1/P\"",
        "\"http://127.0.0.1/v1/P\"",
        "\"/v1/P/../../x\"",
        "\"/v1/P?a=b\\r\\nHost: {elsewhere}\"",
        "\"https://parcels.example.com/v1/P?Page=4\"",
        "\"http://{elsewhere}.{own}/\"",
    ]);
    let items = select(vec![
        "[]",
        "[]",
        "[1,2]",
        "[{\"a\": 1}]",
        "[1e400]",
        "null",
        "[[[[[[[[]]]]]]]]",
        "7",
    ]);
    let page = (items, next).prop_map(|(items, next)| {
        format!("{{\"parcels\": {items}, \"meta\": {{\"next_page_url\": {next}}}}}").into_bytes()
    });
    let other = select(vec![
        "",
        "null",
        "{}",
        "\u{feff}{\"parcels\": [1]}",
        "{\"parcels\": [",
        "<html>",
        "\u{0}",
        "\"\\ud800\"",
        "{\"code\": 20001, \"message\": \"hunter2-hunter2\\r\\n\\u001b[31m\", \"details\": {\"hunter2-hunter2\": \"QUMxOmh1bnRlcjItaHVudGVyMg==\"}}",
        "{\"message\": \"Basic QUMxOmh1bnRlcjItaHVudGVyMg==\", \"parcels\": [], \"parcels\": [1]}",
    ]);
    prop_oneof![
        4 => page,
        3 => other.prop_map(|text| text.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..50),
        1 => (0..3_usize).prop_map(|power| vec![b'['; 1000 << (power * 4)]),
    ]
}

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

/// A megabyte in a few bytes.
fn bomb() -> &'static [u8] {
    static BOMB: OnceLock<Vec<u8>> = OnceLock::new();
    BOMB.get_or_init(|| gzip(&vec![b' '; 1 << 20]))
}

/// How a body is coded: not at all, rightly, not as it says, as a bomb, or without its end.
fn coded(body: Vec<u8>, coding: u8) -> (&'static str, Vec<u8>) {
    const GZIP: &str = "Content-Encoding: gzip\r\n";
    match coding {
        0..12 => ("", body),
        12 => (GZIP, gzip(&body)),
        13 => (GZIP, body),
        14 => (GZIP, bomb().to_vec()),
        _ => {
            let mut body = gzip(&body);
            body.truncate(body.len() - 3);
            (GZIP, body)
        }
    }
}

/// The body in chunks.
fn chunked(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for chunk in body.chunks(body.len() / 3 + 1) {
        write!(bytes, "{:x}\r\n", chunk.len()).unwrap();
        bytes.extend([chunk, b"\r\n"].concat());
    }
    bytes.extend(b"0\r\n\r\n");
    bytes
}

/// What follows the status line.
fn framed(framing: &Framing, lines: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len().to_string();
    let (framing, body) = match framing {
        Framing::Length => (format!("Content-Length: {length}\r\n"), body.to_vec()),
        Framing::Chunked => ("Transfer-Encoding: chunked\r\n".into(), chunked(body)),
        Framing::None => (String::new(), body.to_vec()),
        Framing::Wrong(framing, Some("")) => (framing.replace("{n}", &length), chunked(body)),
        Framing::Wrong(framing, errors) => {
            let body = errors.map_or(body, str::as_bytes);
            (framing.replace("{n}", &length), body.to_vec())
        }
    };
    [lines.as_bytes(), framing.as_bytes(), b"\r\n", &body].concat()
}

/// One reply of the server `own`.
fn reply(elsewhere: &str, own: &str) -> impl Strategy<Value = Reply> + use<> {
    let (elsewhere, own) = (elsewhere.to_owned(), own.to_owned());
    let named = move |text: &str| {
        text.replace("{elsewhere}", &elsewhere)
            .replace("{own}", &own)
    };
    let when = prop_oneof![8 => Just(When::Read), 1 => Just(When::Head), 1 => Just(When::Unasked)];
    let end = prop_oneof![4 => Just(End::Close), 4 => Just(End::Keep), 1 => Just(End::Stall)];
    let pieces = prop_oneof![4 => Just(1_usize), 1 => 2..20_usize];
    let cut = prop_oneof![6 => Just(None), 1 => (0.0..1.0).prop_map(Some)];
    let more = prop_oneof![
        8 => Just(""),
        1 => select(vec!["\r\n", "x", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnull", "\0\0\0"]),
    ];
    let response = (heads(), framing(), lines(), bodies(), 0..16_u8);
    (response, when, end, pieces, cut, more).prop_map(
        move |((head, framing, lines, body, coding), when, end, pieces, cut, more)| {
            let lines = named(&lines);
            let body = match std::str::from_utf8(&body) {
                Ok(text) => named(text).into_bytes(),
                Err(_) => body,
            };
            let (coding, body) = coded(body, coding);
            let rest = framed(&framing, &format!("{coding}{lines}"), &body);
            let mut bytes = [head.as_bytes(), &rest].concat();
            let whole = bytes.len();
            bytes.extend(more.as_bytes());
            if let Some(cut) = cut {
                bytes.truncate((bytes.len() as f64 * cut) as usize);
            }
            // The last line of the chunks may be missing without harm.
            let is_framed = matches!(framing, Framing::Length | Framing::Chunked);
            let has_body = head == "HTTP/1.1 200 OK\r\n" && lines.is_empty();
            Reply {
                is_cut: is_framed && has_body && end != End::Keep && bytes.len() + 4 < whole,
                bytes,
                when,
                end,
                pieces,
            }
        },
    )
}

/// Replies of the server `own` in their order, the last one for all requests after it.
pub(super) fn replies(elsewhere: &str, own: &str) -> impl Strategy<Value = Vec<Reply>> + use<> {
    let limited = reply(elsewhere, own).prop_map(|reply| Reply {
        bytes: b"HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n".to_vec(),
        when: When::Read,
        is_cut: false,
        ..reply
    });
    prop::collection::vec(prop_oneof![6 => reply(elsewhere, own), 1 => limited], 1..4)
}
