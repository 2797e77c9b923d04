//! Small documents in `cases/`, each with calls: the program of `cargo xtask corpus --driver` makes them through the generated
//! clients, and a server on the loopback interface sees what is sent.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use acceptance::{Received, Response, Server};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value, json};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/cases");

/// A call, what the service responds, and what must come of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Call {
    name: String,
    operation: String,
    arguments: Option<Value>,
    r#in: Option<Value>,
    credentials: Option<Value>,
    server: Option<Value>,
    response: Option<Reply>,
    sends: Option<Sent>,
    #[serde(default)]
    gives: Value,
    fails: Option<Value>,
    refused: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reply {
    status: u16,
    /// Null is a body too.
    #[serde(default, deserialize_with = "present")]
    body: Option<Value>,
    text: Option<String>,
    bytes: Option<Vec<u8>>,
    #[serde(default)]
    headers: Map<String, Value>,
}

/// A request; the headers are some of those that are sent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    method: String,
    target: String,
    #[serde(default)]
    headers: Map<String, Value>,
    body: Option<Value>,
    text: Option<String>,
}

fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

impl Reply {
    fn response(&self) -> Response {
        let (body, kind) = match (&self.body, &self.text, &self.bytes) {
            (Some(body), _, _) => (body.to_string().into_bytes(), "application/json"),
            (_, Some(text), _) => (text.clone().into_bytes(), "text/plain"),
            (_, _, Some(bytes)) => (bytes.clone(), "application/octet-stream"),
            (None, None, None) => return Response::empty(self.status),
        };
        let response = Response {
            body,
            ..Response::empty(self.status)
        };
        let named = self.headers.get("content-type").and_then(Value::as_str);
        response.header("Content-Type", named.unwrap_or(kind))
    }
}

impl Sent {
    fn check(&self, request: &Received) {
        let target = match request.query.as_str() {
            "" => request.path.clone(),
            query => format!("{}?{query}", request.path),
        };
        assert_eq!((&request.method, &target), (&self.method, &self.target));
        for (name, value) in &self.headers {
            assert_eq!(request.header(name), value.as_str(), "{name}");
        }
        let text = str::from_utf8(&request.body).unwrap();
        match &self.body {
            Some(body) => assert_eq!(*body, text.parse::<Value>().unwrap()),
            None => assert_eq!(text, self.text.as_deref().unwrap_or_default()),
        }
    }
}

/// The program, and its two streams.
pub struct Driver {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Driver {
    pub fn start(program: &Path) -> Self {
        let mut process = Command::new(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self {
            input: process.stdin.take().unwrap(),
            output: BufReader::new(process.stdout.take().unwrap()),
            process,
        }
    }

    pub fn ask(&mut self, line: &Value) -> Value {
        writeln!(self.input, "{line}").unwrap();
        self.input.flush().unwrap();
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        line.parse().unwrap()
    }

    pub fn end(mut self) {
        drop(self.input);
        assert!(self.process.wait().unwrap().success());
    }
}

/// Builds the program of the documents of a folder with the command itself, and returns its path.
pub fn program(folder: &Path) -> PathBuf {
    // Each program is built in the same place, and takes that of the one before.
    static BUILDING: Mutex<()> = Mutex::new(());
    let _building = BUILDING.lock().unwrap_or_else(PoisonError::into_inner);
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["run", "--quiet", "--package", "xtask", "--", "corpus"])
        .args(["--driver", "--dir"])
        .arg(folder)
        .current_dir(acceptance::root())
        .env("CARGO_TARGET_DIR", acceptance::root().join("target"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&built.stdout);
    let errors = String::from_utf8_lossy(&built.stderr);
    assert!(built.status.success(), "{said}{errors}");
    let mut lines = said.lines();
    let path = lines.find_map(|line| line.strip_prefix("driver: "));
    let built = path.unwrap_or_else(|| panic!("{said}"));
    let name = folder.file_name().unwrap().to_string_lossy();
    let own = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("driver-of-{name}"));
    fs::copy(built, &own).unwrap();
    own
}

#[test]
fn calls_are_sent_and_read_as_their_documents_say() {
    let mut driver = Driver::start(&program(FOLDER.as_ref()));
    let reply = Arc::new(Mutex::new(Response::empty(500)));
    let shared = Arc::clone(&reply);
    let respond = move |_: &Received| {
        let reply = shared.lock().unwrap_or_else(PoisonError::into_inner);
        reply.clone()
    };
    let server = Server::start(respond).unwrap();
    let mut number = 0;
    for case in crate::fixtures::cases(FOLDER) {
        let name = crate::fixtures::name(&case);
        let calls = fs::read_to_string(case.join("calls.json")).unwrap();
        let calls: Vec<Call> = serde_json::from_str(&calls).unwrap();
        for call in calls {
            number += 1;
            println!("{name}: {}", call.name);
            let before = server.received().len();
            if let Some(response) = &call.response {
                *reply.lock().unwrap() = response.response();
            }
            let mut line = json!({"id": number, "document": format!("{name}/spec.yaml"), "operation": call.operation});
            line["base_url"] = server.url().into();
            let given = [
                ("arguments", &call.arguments),
                ("in", &call.r#in),
                ("credentials", &call.credentials),
                ("server", &call.server),
            ];
            for (key, value) in given {
                line[key] = value.clone().unwrap_or_default();
            }
            line.as_object_mut()
                .unwrap()
                .retain(|_, value| !value.is_null());
            let mut result = driver.ask(&line);
            assert_eq!(result["id"], number);
            let sent = server.received().split_off(before);
            assert_eq!(sent.len(), usize::from(call.sends.is_some()), "{result}");
            call.sends
                .iter()
                .for_each(|expected| expected.check(&sent[0]));
            result.as_object_mut().unwrap().remove("id");
            let status = call.response.map(|response| response.status);
            let expected = match (call.refused, call.fails) {
                (Some(code), _) => json!({ "refused": code }),
                (None, Some(error)) => json!({ "error": error }),
                (None, None) => json!({"ok": call.gives, "status": status}),
            };
            assert_eq!(result, expected);
        }
    }
    driver.end();
}
