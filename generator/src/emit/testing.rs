//! The module `testing`: a client over a transport without a network, and an example of each record.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::Emitter;
use super::docs::Comment;
use super::example::Snippet;
use super::operation::OperationWriter;
use crate::model::{Example, Operation, OperationKind, Origin, Resource, Ty};
use crate::name::Role;
use crate::print;
use crate::syntax::{Item, Module, RustFile};

/// The example of a record: the response of an operation, or the first item of a list.
struct Shown<'a> {
    resource: &'a Resource,
    operation: &'a Operation,
    example: &'a Example,
}

/// The rank of an item of a list.
const LIST: u8 = 2;

impl Shown<'_> {
    /// Records are shown best by a response about one of them.
    fn rank(&self) -> u8 {
        match self.operation.kind {
            OperationKind::Fetch => 0,
            _ if self.operation.list.is_some() => LIST,
            _ => 1,
        }
    }
}

pub(super) fn file(emitter: &Emitter<'_>) -> RustFile {
    let client = &emitter.names.client;
    let runtime = emitter.profile.library();
    let (credentials, arguments) = emitter.test_arguments();
    let imports = emitter.test_imports();
    let shown = shown(emitter);
    let mut items = vec![
        quote!(pub use #runtime::testing::{Body, MockTransport, RecordedRequest, TestClock};),
        quote!(
            use crate::{#imports Error};
        ),
        quote! {
            impl crate::#client {
                /// A client for tests: `mock` replies to its requests, and its waits take no time.
                pub fn mocked(mock: &crate::testing::MockTransport) -> Result<Self, Error> {
                    #credentials
                    Self::builder(#arguments).mock(mock).build()
                }
            }
        },
    ];
    items.extend(
        shown
            .iter()
            .map(|(origin, shown)| example(emitter, origin, shown)),
    );
    let mut docs = Comment::of("Tests of programs that use this crate, without a network.");
    docs.paragraph(
        "[`MockTransport`] replies by rules and records the requests; [`Error::api`] and the functions beside it make errors. \
         Fields of a record can be set, such as those of its `example()` where the document has one; \
         `serde_json::from_value` makes a record of any JSON.",
    );
    if let Some(example) = WorkedExample::new(emitter) {
        let fence = || ["```".to_owned()].into_iter();
        docs.verbatim(fence().chain(example.lines()).chain(fence()));
    }
    RustFile {
        path: "src/testing.rs".to_owned(),
        module: Some(Module {
            path: "testing".to_owned(),
            feature: Some("testing"),
        }),
        docs: docs.into_lines(),
        items: items.into_iter().map(Item::Plain).collect(),
    }
}

/// The best example of each record that is returned.
fn shown<'a>(emitter: &Emitter<'a>) -> BTreeMap<&'a Origin, Shown<'a>> {
    let mut found: BTreeMap<&Origin, Shown<'a>> = BTreeMap::new();
    for resource in emitter.api.walk() {
        for operation in &resource.operations {
            let Some(Ty::Record(origin)) = operation.returned() else {
                continue;
            };
            let has_record = |example: &&Example| match &operation.list {
                Some(list) => !emitter.shown(example)[list.items_key.as_str()][0].is_null(),
                None => emitter.shown(example).is_object(),
            };
            let mut examples = operation.response_examples.iter();
            let Some(example) = examples.find(has_record) else {
                continue;
            };
            let shown = Shown {
                resource,
                operation,
                example,
            };
            let known = found.get(origin);
            if known.is_none_or(|known| shown.rank() < known.rank()) {
                found.insert(origin, shown);
            }
        }
    }
    found
}

/// The function that returns the example of a record.
fn example(emitter: &Emitter<'_>, origin: &Origin, shown: &Shown<'_>) -> TokenStream {
    let record = emitter.owned(&Ty::Record(origin.clone()), &[]);
    let runtime = emitter.profile.library();
    let table = emitter.table_name(shown.resource).as_str();
    let file = format!("../tests/examples/{table}.json");
    let (id, name) = (&shown.operation.id, &shown.example.name);
    quote! {
        impl #record {
            /// The example of the document.
            pub fn example() -> Self {
                #runtime::testing::example(include_str!(#file), #id, #name)
            }
        }
    }
}

/// A test of a program, for the documentation: a record is read in spite of a 429.
pub(super) struct WorkedExample {
    uses: Vec<String>,
    statements: Vec<String>,
    package: String,
}

impl WorkedExample {
    /// None where no record has an example that can be written down.
    pub(super) fn new(emitter: &Emitter<'_>) -> Option<Self> {
        let found = shown(emitter);
        let candidates = found.iter().filter(|(_, shown)| shown.rank() < LIST);
        let (origin, shown) = candidates.min_by_key(|(_, shown)| shown.rank())?;
        let names = emitter.names;
        let (record, client, variable) =
            (names.of(origin, Role::Type), &names.client, &names.variable);
        let mut snippet = Snippet::new(emitter, false);
        let writer = OperationWriter::new(emitter, shown.operation, shown.resource);
        let call = snippet.call(quote!(#variable), &writer, None);
        let home = names.home(origin).iter();
        let home: String = home.map(|module| format!("{}::", module.ident())).collect();
        let used = [
            &format!("{home}{record}"),
            client.as_str(),
            "http::Method",
            "serde_json::json",
            "testing::MockTransport",
        ];
        let package = names.library.as_str();
        let used = used.iter().map(|path| format!("{package}::{path}"));
        snippet.imports.extend(used);
        let last = snippet
            .imports
            .iter()
            .filter_map(|path| path.rsplit("::").next());
        let is_ambiguous = last.collect::<BTreeSet<_>>().len() < snippet.imports.len();
        if snippet.is_spent() || is_ambiguous {
            return None;
        }
        let method = format_ident!("{}", shown.operation.method);
        let path = shown.operation.path.to_string();
        let status = shown.operation.success.status.parse().unwrap_or(200);
        let status = Literal::u16_unsuffixed(status);
        let code = quote! {
            let expected = #record::example();
            let mock = MockTransport::new()
                .when(Method::#method, #path)
                .reply_with(429, [("Retry-After", "20")], "")
                .reply(#status, json!(expected));
            let #variable = #client::mocked(&mock)?;
            let found = #call.await?;
            assert_eq!(found, expected);
            assert_eq!(mock.requests().len(), 2);
            assert_eq!(mock.clock().elapsed().as_secs(), 20);
        };
        let statements = snippet.lay_out(print::statements(code));
        Some(Self {
            uses: snippet.uses(),
            statements,
            package: package.to_owned(),
        })
    }

    /// The lines of a doc comment, which is run; those that begin with `#` are not shown.
    pub(super) fn lines(self) -> impl Iterator<Item = String> {
        let begin = [
            String::new(),
            "# #[tokio::main(flavor = \"current_thread\")]".to_owned(),
            format!(
                "# async fn main() -> Result<(), {}::Error> {{",
                self.package
            ),
        ];
        let lines = self.uses.into_iter().chain(begin).chain(self.statements);
        lines.chain(["# Ok(()) }".to_owned()])
    }
}
