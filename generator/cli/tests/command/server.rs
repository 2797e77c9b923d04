//! A server that has parcels.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// A parcel that is there.
pub const SID: &str = "PX0123456789abcdef0123456789abcdef";
/// The parcel of a server that does not respond.
pub const SILENT: &str = "PX00000000000000000000000000000504";

/// Listens as long as the process lives.
pub struct Server {
    address: SocketAddr,
    /// Request line, head and body of each request.
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// A server whose list has so many parcels.
    pub fn new(parcels: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let record = requests.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let record = record.clone();
                thread::spawn(move || serve(&stream.unwrap(), &record, parcels));
            }
        });
        Self { address, requests }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

fn serve(mut stream: &TcpStream, record: &Mutex<Vec<String>>, parcels: usize) {
    let mut reader = BufReader::new(stream);
    while let Some(request) = read(&mut reader) {
        record.lock().unwrap().push(request.clone());
        let (status, body) = response(&request, parcels);
        let body = body.map_or_else(String::new, |body| body.to_string());
        let length = match status {
            204 => String::new(),
            _ => format!("Content-Length: {}\r\n", body.len()),
        };
        let head = format!("HTTP/1.1 {status} -\r\n{length}Twilio-Request-Id: RQ7\r\n\r\n");
        if stream.write_all((head + &body).as_bytes()).is_err() {
            return;
        }
    }
}

/// The next request; none at the end of the connection.
fn read(reader: &mut impl BufRead) -> Option<String> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let head = head.trim_end().to_owned();
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("content-length").then_some(value)
    });
    let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    reader.read_exact(&mut body).ok()?;
    Some(format!("{head}\n\n{}", String::from_utf8(body).unwrap()))
}

pub fn parcel(number: usize) -> Value {
    json!({
        "sid": format!("PX{number:032}"),
        "status": "draft",
        "name": format!("Parcel {number}"),
        "weight": 1.5,
        "links": {"stops": "https://x.example/stops"},
        "not_in_the_document": true,
    })
}

fn response(request: &str, parcels: usize) -> (u16, Option<Value>) {
    let mut words = request.split_whitespace();
    let (method, target) = (words.next().unwrap(), words.next().unwrap());
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let sid = path.strip_prefix("/v1/Parcels/");
    match (method, sid) {
        ("POST", None) => {
            let body = request.rsplit('\n').next().unwrap();
            // The service repeats what it was given, whatever that does to a terminal.
            let name = body.contains("Evil").then_some("\u{1b}[31mEvil\u{9b}2J\nx");
            let mut parcel = parcel(1);
            parcel["name"] = json!(name.unwrap_or("Ada"));
            (201, Some(parcel))
        }
        ("GET", None) => (200, Some(page(query, parcels))),
        ("DELETE", Some(_)) => (204, None),
        (_, Some(SILENT)) => {
            thread::sleep(Duration::from_secs(60));
            (504, None)
        }
        (_, Some(SID)) => (200, Some(parcel(1))),
        (_, Some(sid)) if sid.ends_with("/Stops") => (201, Some(json!({"town": "Ulm", "at": [1]}))),
        // The status is at the end of the SID.
        (_, Some(sid)) => {
            let status = sid[sid.len() - 3..].parse().unwrap_or(404);
            let error = json!({
                "code": 20000 + u32::from(status),
                "message": format!("No parcel {sid} \u{1b}[2J"),
                "more_info": format!("https://x.example/errors/{status}\u{1b}[2J"),
                "status": status,
            });
            (status, Some(error))
        }
        _ => (405, None),
    }
}

/// A page of the list; `PageToken` is the number of its first parcel.
fn page(query: &str, parcels: usize) -> Value {
    let parameter = |wanted: &str, default: usize| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let found = pairs.find(|(name, _)| *name == wanted);
        found.map_or(default, |(_, value)| value.parse().unwrap())
    };
    let (size, first) = (parameter("PageSize", 2), parameter("PageToken", 0));
    let end = parcels.min(first + size);
    let next = (end < parcels)
        .then(|| format!("https://parcels.twilio.com/v1/Parcels?PageSize={size}&PageToken={end}"));
    json!({
        "parcels": (first..end).map(parcel).collect::<Vec<_>>(),
        "meta": {"next_page_url": next},
    })
}
