//! What is in the surface of a package.

use std::collections::BTreeMap;

use quote::ToTokens;

use super::Surface;
use crate::print;
use crate::syntax::{Item, Module, RustFile};

const LIB: &str = "\
pub mod calls;
#[cfg(feature = \"dynamic\")]
pub mod dynamic;
mod hidden;

use openapi_client_runtime as rt;
pub use openapi_client_runtime::{
    Attempt, Builder,
    Call,
};
#[cfg(feature = \"webhook\")]
pub use openapi_client_runtime::webhook;

static API: rt::Api = rt::Api::new(\"A\")
    .token_url(\"/token\")
    .more();

/// The client.
#[derive(Clone, Debug)]
pub struct A {
    client: rt::Client,
}

impl A {
    /// New.
    pub fn new(
        first: impl Into<String>,
        second: Option<(i64, bool)>,
    ) -> Result<Self, Error> {
        Self::builder(first)
    }

    pub(crate) fn hidden(&self) {}

    pub fn client(&self) -> &Client {
        &self.client
    }
}

impl From<Client> for A {
    fn from(client: Client) -> Self {
        Self { client }
    }
}
";

const CALLS: &str = "\
/// A call.
#[derive(Clone, serde::Serialize, Debug)]
#[non_exhaustive]
pub struct Call {
    /// Its price.
    #[serde(default)]
    pub price: Option<f64>,
    pub r#type: BTreeMap<
        String,
        Vec<String>,
    >,
    secret: String,
}

#[derive(Clone)]
pub struct Arguments {
    pub to: String,
}

impl Arguments {
    pub fn to(mut self, to: String) -> Self {
        self
    }
}

pub struct CreateCall(rt::Call<Call>);

rt::call_methods!(CreateCall => Call);

pub struct DeleteCall(rt::Call<()>);

rt::call_methods!(DeleteCall => ());

rt::impl_sid!(CallSid, \"CA\");

rt::open_enum! {
    /// How far it is.
    pub enum Status {
        /// Over.
        Done = \"done\",
    }
}

/// Either.
#[non_exhaustive]
pub enum Either {
    A(Box<A>),
    Unrecognized(serde_json::Value),
}

impl<'de> serde::Deserialize<'de> for Either {
    fn deserialize() {}
}
";

/// The surface of some files, with their modules, and what is printed of each.
fn surface(
    files: &[(&'static str, Option<Module>, &str)],
) -> (Surface, BTreeMap<&'static str, String>) {
    let mut surface = Surface::default();
    let mut texts = BTreeMap::new();
    for (path, module, text) in files {
        let items = syn::parse_file(text).unwrap().items.into_iter();
        let items = items.map(|item| match item {
            syn::Item::Macro(item)
                if item.mac.path.segments.last().unwrap().ident == "open_enum" =>
            {
                Item::OpenEnum(item.mac.tokens)
            }
            item => Item::Plain(item.into_token_stream()),
        });
        let file = RustFile {
            path: (*path).to_owned(),
            module: module.clone(),
            docs: vec!["A file.".to_owned()],
            items: items.collect(),
        };
        let printed = print::file(file, "a.yaml").unwrap();
        surface.items.extend(printed.items);
        texts.insert(*path, printed.file.text);
    }
    (surface, texts)
}

fn small() -> (Surface, BTreeMap<&'static str, String>) {
    let dynamic = Module {
        path: "dynamic".to_owned(),
        feature: Some("dynamic"),
    };
    surface(&[
        ("src/lib.rs", Some(Module::new("")), LIB),
        ("src/calls.rs", Some(Module::new("calls")), CALLS),
        (
            "src/dynamic/mod.rs",
            Some(dynamic),
            "mod calls; pub static SERVICE: Service = Service { a: 1 };",
        ),
        ("src/dynamic/calls.rs", None, "pub struct Hidden;"),
    ])
}

#[test]
fn each_public_item_has_a_line() {
    assert_eq!(
        small().0.text(),
        "\
A: struct, Clone, Debug
A as From<Client>: impl
A::client: fn(&self) -> &Client
A::new: fn(first: impl Into<String>, second: Option<(i64, bool)>) -> Result<Self, Error>
Attempt: use openapi_client_runtime::Attempt
Builder: use openapi_client_runtime::Builder
Call: use openapi_client_runtime::Call
calls: mod
calls::Arguments: struct, Clone
calls::Arguments::to: String
calls::Arguments::to(): fn(mut self, to: String) -> Self
calls::Call: struct, non_exhaustive, Clone, Debug, serde::Serialize
calls::Call::price: Option<f64>
calls::Call::r#type: BTreeMap<String, Vec<String>>
calls::CallSid as rt::impl_sid: \"CA\"
calls::CreateCall: struct
calls::CreateCall as rt::call_methods: Call
calls::DeleteCall: struct
calls::DeleteCall as rt::call_methods: ()
calls::Either: enum, non_exhaustive, serde::Deserialize
calls::Either::A: variant (Box<A>)
calls::Either::Unrecognized: variant (serde_json::Value)
calls::Status: rt::open_enum
calls::Status::Done: variant \"done\"
dynamic: mod [dynamic]
dynamic::SERVICE: static Service [dynamic]
webhook: use openapi_client_runtime::webhook [webhook]
"
    );
}

#[test]
fn items_know_their_lines() {
    let (surface, texts) = small();
    for (path, first, last) in [
        ("A", "/// The client.", "}"),
        ("A::new", "    /// New.", "    }"),
        ("calls", "pub mod calls;", "pub mod calls;"),
        (
            "calls::Call::price",
            "    /// Its price.",
            "    pub price: Option<f64>,",
        ),
        ("calls::Status", "    /// How far it is.", "    }"),
        (
            "calls::Status::Done",
            "        /// Over.",
            "        Done = \"done\",",
        ),
        ("calls::Either::A", "    A(Box<A>),", "    A(Box<A>),"),
    ] {
        let item = &surface.items[path];
        let lines: Vec<_> = texts[item.file.as_str()].lines().collect();
        let found = (lines[item.first - 1], lines[item.last - 1]);
        assert_eq!(found, (first, last), "{path}");
    }
}
