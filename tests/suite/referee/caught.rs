//! What the referee sees on a tiny crate: each way to break code is caught at its item, and nothing else is.

use openapi_client_codegen::output::Output;
use openapi_client_codegen::print;
use openapi_client_codegen::surface::{Item, ItemKind, Surface};
use openapi_client_codegen::syntax::{self, Module, RustFile};
use openapi_client_review::release::compare;
use quote::ToTokens;

use super::program::Program;
use super::{compile, disagreements};

const MANIFEST: &str = r#"[package]
name = "tiny"
edition = "2024"

[features]
blocking = ["twilio-client/blocking"]
dynamic = ["twilio-client/dynamic"]
webhook = ["twilio-client/webhook"]

[dependencies]
serde = { version = "1", features = ["derive"] }
serde_json = "1"
twilio-client = { path = "../generator/twilio", default-features = false }
"#;

const LIB: &str = r#"//! A tiny client.

pub mod calls;
pub mod sid;
#[cfg(feature = "dynamic")]
pub mod dynamic;

use twilio_client as rt;
pub use twilio_client::{Client, Error};
#[cfg(feature = "webhook")]
pub use twilio_client::webhook;

#[derive(Clone, Debug)]
pub struct Tiny {
    client: rt::Client,
}

impl Tiny {
    pub fn calls(&self) -> calls::Calls {
        loop {}
    }
}

impl From<Client> for Tiny {
    fn from(client: Client) -> Self {
        loop {}
    }
}
"#;

const CALLS: &str = r#"//! Calls.

use twilio_client as rt;
use crate::sid::CallSid;

#[derive(Clone, Debug)]
pub struct Calls {
    pub(crate) client: rt::Client,
}

impl Calls {
    pub fn create(&self, to: impl Into<String>, sid: impl Into<CallSid>) -> rt::Call<Call> {
        loop {}
    }

    pub fn update(&self, arguments: UpdateCallArguments) -> UpdateCall {
        loop {}
    }

    pub fn list(&self) -> ListCalls {
        loop {}
    }

    pub fn count(&self) -> Option<i64> {
        loop {}
    }
}

/// A call.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct Call {
    pub sid: CallSid,
    pub status: Status,
    pub price: Option<f64>,
    pub tags: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct UpdateCallArguments {
    pub to: String,
    pub price: f64,
}

#[derive(Clone, Debug)]
pub struct UpdateCall(rt::Call<Call>);

impl UpdateCall {
    pub fn status(self, status: Status) -> Self {
        loop {}
    }

    pub fn limit(self, limit: i64) -> Self {
        loop {}
    }

    pub fn sizes(self, sizes: impl IntoIterator<Item = u32>) -> Self {
        loop {}
    }

    pub fn tags(self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        loop {}
    }
}

rt::call_methods!(UpdateCall => Call);

#[derive(Clone, Debug)]
pub struct ListCalls(rt::List<Call>);

rt::list_methods!(ListCalls => Call);

rt::open_enum! {
    /// How far it is.
    pub enum Status {
        /// Not yet.
        Queued = "queued",
        /// Over.
        Done = "done",
    }
}

/// One or the other.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Either {
    Call(Box<Call>),
    Name(String),
}

/// Up or down.
#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    Up,
    Down,
}
"#;

const SID: &str = r#"//! SIDs.

use twilio_client as rt;

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallSid(rt::Sid);

rt::impl_sid!(CallSid, "CA");
"#;

const DYNAMIC: &str = r#"//! Calls by their names.

pub use twilio_client::dynamic::*;
use crate::Tiny;

impl Tiny {
    pub fn prepare(&self) -> Option<Prepared> {
        loop {}
    }
}
"#;

/// A change: texts and what stands there instead, and the items that it breaks.
type Edit = (
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
);

#[rustfmt::skip]
const EDITS: &[Edit] = &[
    // What is given: another type, another order, another struct.
    (&[("to: impl Into<String>", "to: impl Into<serde_json::Value>")], &["calls::Calls::create"]),
    (&[("to: impl Into<String>, sid: impl Into<CallSid>", "to: impl Into<CallSid>, sid: impl Into<String>")], &["calls::Calls::create"]),
    (&[("sid: impl Into<CallSid>)", "sid: impl Into<CallSid>, more: bool)")], &["calls::Calls::create"]),
    (&[("status: Status)", "status: impl Into<String>)")], &["calls::UpdateCall::status"]),
    (&[("tags: impl IntoIterator<Item = impl Into<String>>", "tags: Vec<String>")], &["calls::UpdateCall::tags"]),
    (&[("create(&self", "create(self")], &["calls::Calls::create"]),
    (&[("pub to: String,", "pub to: String,\n    pub from: Option<String>,")], &["calls::UpdateCallArguments"]),
    (&[("    pub price: f64,\n", "")], &["calls::UpdateCallArguments", "calls::UpdateCallArguments::price"]),
    // What comes: another type, a builder instead of a request, a response of another type.
    (&[("-> Option<i64>", "-> Option<i32>")], &["calls::Calls::count"]),
    (&[("-> rt::Call<Call>", "-> UpdateCall")], &["calls::Calls::create"]),
    (&[("pub price: Option<f64>", "pub price: f64")], &["calls::Call::price"]),
    (&[("pub tags: Vec<String>", "pub tags: Box<[String]>")], &["calls::Call::tags"]),
    (&[("pub status: Status", "pub status: Box<Status>")], &["calls::Call::status"]),
    (&[("rt::List<Call>", "rt::List<Status>"), ("ListCalls => Call", "ListCalls => Status")], &["calls::ListCalls as rt::list_methods"]),
    (&[("rt::call_methods!(UpdateCall => Call)", "rt::call_methods!(UpdateCall => ())"), ("UpdateCall(rt::Call<Call>)", "UpdateCall(rt::Call<()>)")], &["calls::UpdateCall as rt::call_methods"]),
    // What is gone, or has another name.
    (&[("    pub fn count(&self) -> Option<i64> {\n        loop {}\n    }\n", "")], &["calls::Calls::count"]),
    (&[("    pub tags: Vec<String>,\n", "")], &["calls::Call::tags"]),
    (&[("        /// Over.\n        Done = \"done\",\n", "")], &["calls::Status::Done"]),
    (&[("Done = ", "Over = ")], &["calls::Status::Done"]),
    (&[("    Name(String),\n", "")], &["calls::Either::Name"]),
    (&[("    Down,\n", "")], &["calls::Way", "calls::Way::Down"]),
    (&[("pub use twilio_client::{Client, Error};", "pub use twilio_client::Error;\nuse twilio_client::Client;")], &["Client"]),
    (&[("pub fn prepare", "fn prepare")], &["dynamic::Tiny::prepare"]),
    (&[("#[cfg(feature = \"webhook\")]\n", ""), ("pub use twilio_client::webhook;\n", "")], &["webhook"]),
    // What a type can do.
    (&[("#[derive(Clone, Debug)]\npub struct Calls", "#[derive(Clone)]\npub struct Calls")], &["calls::Calls"]),
    (&[("impl From<Client> for Tiny", "impl From<Box<Client>> for Tiny"), ("client: Client", "client: Box<Client>")], &["Tiny as From<Client>"]),
    (&[("#[derive(Clone, Debug)]\npub struct UpdateCallArguments", "#[derive(Clone, Debug)]\n#[non_exhaustive]\npub struct UpdateCallArguments")], &["calls::UpdateCallArguments"]),
    (&[("    Up,\n", "    Up,\n    Left,\n")], &["calls::Way"]),
    (&[("#[derive(Clone, Debug, PartialEq)]\npub enum Way", "#[derive(Clone, Debug, PartialEq)]\n#[non_exhaustive]\npub enum Way")], &["calls::Way"]),
    // What breaks nothing: names of arguments, texts on the wire, arguments that take more, and all that is new.
    (&[("status: Status)", "status: impl Into<Status>)")], &[]),
    (&[("limit: i64", "limit: impl Into<rt::Decimal>")], &[]),
    (&[("sizes: impl IntoIterator<Item = u32>", "sizes: impl IntoIterator<Item = impl Into<rt::Decimal>>")], &[]),
    (&[("to: impl Into<String>", "receiver: impl Into<String>")], &[]),
    (&[("\"done\"", "\"DONE\"")], &[]),
    (&[("\"CA\"", "\"CB\"")], &[]),
    (&[("    pub sid: CallSid,", "    pub id: CallSid,\n    pub sid: CallSid,")], &[]),
    (&[("        Queued =", "        Ringing = \"ringing\",\n        Queued =")], &[]),
    (&[("    Call(Box<Call>),", "    Status(Status),\n    Call(Box<Call>),")], &[]),
    (&[("    pub fn count(", "    pub fn size(&self) -> Option<i64> {\n        loop {}\n    }\n\n    pub fn count(")], &[]),
    (&[("#[derive(Clone, Debug)]\npub struct Calls", "#[derive(Clone, Debug, Default)]\npub struct Mark;\n\n#[derive(Clone, Debug)]\npub struct Calls")], &[]),
    (&[("Clone, PartialEq, Eq, PartialOrd, Ord, Hash", "Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash"), ("Default, ", "")], &[]),
];

fn tiny(edits: &[(&str, &str)]) -> Output {
    let files = [
        ("Cargo.toml", MANIFEST),
        ("src/lib.rs", LIB),
        ("src/calls.rs", CALLS),
        ("src/sid.rs", SID),
        ("src/dynamic/mod.rs", DYNAMIC),
    ];
    let mut files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
    for (from, to) in edits {
        let mut found = false;
        for (_, text) in &mut files {
            found |= text.contains(from);
            *text = text.replace(from, to);
        }
        assert!(found, "there is no {from}");
    }
    let surface = surface(&mut files);
    Output {
        files: files.into(),
        surface,
        ..Output::default()
    }
}

/// The surface of files that no model was made into; they are printed anew, so that their items know their lines.
fn surface(files: &mut [(String, String)]) -> Surface {
    let mut surface = Surface::default();
    for (path, text) in files {
        if path == "Cargo.toml" {
            surface.items.extend(features(text));
            continue;
        }
        let name = path.trim_start_matches("src/").trim_end_matches(".rs");
        let name = name.trim_end_matches("/mod");
        let module = Module {
            path: if name == "lib" { "" } else { name }.to_owned(),
            feature: (name == "dynamic").then_some("dynamic"),
        };
        let items = syn::parse_file(text).unwrap().items.into_iter();
        let items = items.map(|item| match item {
            syn::Item::Macro(item)
                if item.mac.path.segments.last().unwrap().ident == "open_enum" =>
            {
                syntax::Item::OpenEnum(item.mac.tokens)
            }
            item => syntax::Item::Plain(item.into_token_stream()),
        });
        let file = RustFile {
            path: path.clone(),
            module: Some(module),
            docs: Vec::new(),
            items: items.collect(),
        };
        let printed = print::file(file, "tiny.yaml").unwrap();
        surface.items.extend(printed.items);
        *text = printed.file.text;
    }
    surface
}

fn features(manifest: &str) -> Vec<(String, Item)> {
    let manifest: toml::Table = manifest.parse().unwrap();
    let features = manifest["features"].as_table().unwrap().iter();
    let items = features.map(|(name, enables)| {
        let enables = enables.as_array().unwrap().iter();
        let enables = enables.map(|name| name.as_str().unwrap());
        let parts: Vec<_> = ["feature"].into_iter().chain(enables).collect();
        let item = Item {
            kind: ItemKind::Feature,
            text: parts.join(", "),
            file: "Cargo.toml".to_owned(),
            first: 0,
            last: 0,
            origins: Vec::new(),
        };
        (format!("[{name}]"), item)
    });
    items.collect()
}

#[test]
fn each_way_to_break_code_is_caught_at_its_item() {
    let outputs = [&[] as &[_]]
        .into_iter()
        .chain(EDITS.iter().map(|edit| edit.0));
    let outputs: Vec<_> = outputs.map(tiny).collect();
    let programs: Vec<_> = outputs.iter().map(Program::of).collect();
    let crates: Vec<_> = outputs.iter().zip(&programs).collect();
    let pairs: Vec<_> = (1..crates.len()).map(|new| (0, new)).collect();
    let mut problems = Vec::new();
    for ((_, new), found) in pairs.iter().zip(compile("tiny", &crates, &pairs)) {
        let (edit, expected) = EDITS[new - 1];
        let broken: Vec<_> = found.broken.keys().map(String::as_str).collect();
        if broken != expected {
            problems.push(format!("{edit:?} breaks {broken:?}, not {expected:?}"));
        }
        let changes = compare(&outputs[0].surface.text(), &outputs[*new].surface.text());
        let disagreements = disagreements(&changes, &found);
        problems.extend(
            disagreements
                .iter()
                .map(|problem| format!("{edit:?}: {problem}")),
        );
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
