//! A server that does with each request what a test says.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What happens when a request was read.
#[derive(Clone)]
pub(super) enum Step {
    /// These bytes are sent, and the connection stays.
    Response(Vec<u8>),
    /// These bytes are sent, and the connection is closed.
    Close(Vec<u8>),
    /// These bytes are sent, and nothing else ever.
    Stall(Vec<u8>),
    /// The first bytes are sent, and then the others over and over.
    Repeat(Vec<u8>, Vec<u8>),
    /// The same, with a rest before each time.
    Drip(Vec<u8>, Vec<u8>),
    /// After this time these bytes are sent, and the connection is closed.
    Late(Duration, Vec<u8>),
}

/// A server, as long as the process lives.
pub(super) struct Server {
    pub(super) address: SocketAddr,
    seen: Arc<Mutex<Seen>>,
    closed: Receiver<()>,
}

#[derive(Clone, Default)]
pub(super) struct Seen {
    /// How many connections were accepted.
    pub(super) connections: usize,
    /// Head and body of each request.
    pub(super) requests: Vec<String>,
}

impl Server {
    /// Takes the steps in their order, the last one for all requests after it.
    pub(super) fn new(steps: impl Into<Vec<Step>>) -> Self {
        let (listener, steps) = (TcpListener::bind("127.0.0.1:0").unwrap(), steps.into());
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let (sender, closed) = mpsc::channel();
        let record = seen.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                record.lock().unwrap().connections += 1;
                let (record, steps, sender) = (record.clone(), steps.clone(), sender.clone());
                thread::spawn(move || {
                    talk(&stream.unwrap(), &steps, &record);
                    // A test may not wait for it.
                    let _ = sender.send(());
                });
            }
        });
        Self {
            address,
            seen,
            closed,
        }
    }

    pub(super) fn seen(&self) -> Seen {
        self.seen.lock().unwrap().clone()
    }

    /// Waits until the server has closed a connection.
    pub(super) fn wait_for_close(&self) {
        self.closed.recv().unwrap();
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}/", self.address)
    }
}

fn talk(mut stream: &TcpStream, steps: &[Step], record: &Mutex<Seen>) {
    while let Some(request) = read_request(stream) {
        let number = {
            let mut seen = record.lock().unwrap();
            seen.requests.push(request);
            seen.requests.len() - 1
        };
        // The client may be gone before all is sent.
        match &steps[number.min(steps.len() - 1)] {
            Step::Response(bytes) => drop(stream.write_all(bytes)),
            Step::Close(bytes) => {
                let _ = stream.write_all(bytes);
                return;
            }
            Step::Stall(bytes) => {
                let _ = stream.write_all(bytes);
                let _ = stream.read(&mut [0]);
                return;
            }
            Step::Repeat(first, next) => {
                let _ = stream.write_all(first);
                while stream.write_all(next).is_ok() {}
                return;
            }
            Step::Drip(first, next) => {
                let _ = stream.write_all(first);
                while stream.write_all(next).is_ok() {
                    thread::sleep(Duration::from_millis(10));
                }
                return;
            }
            Step::Late(time, bytes) => {
                thread::sleep(*time);
                let _ = stream.write_all(bytes);
                return;
            }
        }
    }
}

/// Head and body of one request; `None` at the end of the connection.
pub(super) fn read_request(stream: impl Read) -> Option<String> {
    let mut reader = BufReader::new(stream);
    let (mut request, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        request.push_str(&line);
        let line = line.to_ascii_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if line == "\r\n" {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    request.push_str(std::str::from_utf8(&body).unwrap());
    Some(request)
}

/// A response with its length.
pub(super) fn response(head: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let length = body.len();
    let head = format!("HTTP/1.1 {head}\r\nContent-Length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat()
}
