//! Lowering: the OpenAPI document becomes the intermediate model.

mod body;
mod cost;
mod docs;
mod examples;
mod finite;
mod home;
mod input;
mod list;
mod operation;
mod parameter;
mod resource;
mod schema;
mod security;
mod union;
mod view;

pub use schema::is_float;
pub(crate) use security::resolved;
pub use security::token_url;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use openapiv3::{OpenAPI, ReferenceOr};
use serde_json::Value;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::limit::{Budget, MAX_REFERENCES};
use crate::model::{Api, Docs, Origin, SidKind, Ty, TypeDef, WireName};
use crate::pointer::Pointer;
use crate::profile::Profile;
use schema::Waiting;
use view::View;

/// Lowers a document; `raw` is the same document before it was typed, for what the types lose.
pub fn lower(document: &OpenAPI, raw: &Value, config: &Config) -> (Api, Vec<Diagnostic>) {
    let mut lowering = Lowering {
        document,
        raw,
        config,
        profile: Profile::of(config, raw),
        types: BTreeMap::new(),
        waiting: Vec::new(),
        views: BTreeMap::new(),
        components: BTreeMap::new(),
        open: Vec::new(),
        depth: 0,
        cuts: 0,
        budget: Budget::new(cost::budget(raw)),
        sids: BTreeMap::new(),
        http_method: None,
        diagnostics: Vec::new(),
    };
    let mut resources = lowering.resources();
    input::mark(&mut resources, &mut lowering.types);
    lowering
        .diagnostics
        .extend(finite::check(&resources, &lowering.types));
    let shared = home::settle(&mut resources, std::mem::take(&mut lowering.types));
    let server = lowering.server();
    let api = Api {
        title: document.info.title.clone(),
        docs: Docs {
            description: docs::text(document.info.description.as_deref()),
            ..Docs::default()
        },
        token_url: lowering.token_url(&server),
        server,
        resources,
        shared,
        sids: lowering.sid_kinds(),
        origin: Pointer::root(),
    };
    (api, lowering.diagnostics)
}

/// What lowering knows while it runs.
struct Lowering<'a> {
    document: &'a OpenAPI,
    raw: &'a Value,
    config: &'a Config,
    profile: &'static Profile,
    /// Records and enumerations met so far, by origin; `None` while one is being lowered.
    types: BTreeMap<Origin, Option<TypeDef>>,
    /// Records and unions whose members are not lowered yet, the next one last.
    waiting: Vec<Waiting<'a>>,
    /// What the schemas of bodies say, by their places.
    views: BTreeMap<Pointer, Rc<View<'a>>>,
    /// The types of the schema components met so far.
    components: BTreeMap<Pointer, Ty>,
    /// The components that are being lowered, outermost first; none that a record or a union stands between.
    open: Vec<Pointer>,
    /// How many lists, maps and references hold what is being lowered.
    depth: usize,
    /// How often a component was found in itself.
    cuts: usize,
    /// How much more may be written out.
    budget: Budget,
    /// SID kinds met so far, by key.
    sids: BTreeMap<String, SidSeen>,
    /// The values of the first enumeration of HTTP methods that is not a component, and its place.
    http_method: Option<(Vec<String>, Origin)>,
    diagnostics: Vec<Diagnostic>,
}

/// A kind of SID while it is collected.
#[derive(Default)]
struct SidSeen {
    prefix: String,
    owners: BTreeSet<WireName>,
}

impl<'a> Lowering<'a> {
    /// The profile's extension among those of a path, an operation, a schema or a parameter.
    fn extension<'e>(
        &self,
        extensions: impl IntoIterator<Item = (&'e String, &'e Value)>,
    ) -> Option<&'e Value> {
        let mut extensions = extensions.into_iter();
        let found = extensions.find(|(name, _)| *name == self.profile.extension);
        found.map(|(_, value)| value)
    }

    fn error(
        &mut self,
        code: Code,
        at: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.diagnostics
            .push(Diagnostic::error(code, at, message).help(help));
    }

    /// The component that a reference leads to and the place where it stands.
    fn resolve<T>(
        &self,
        item: &'a ReferenceOr<T>,
        at: &Pointer,
        kind: &str,
        components: impl Fn(&'a openapiv3::Components, &str) -> Option<&'a ReferenceOr<T>>,
    ) -> Option<(&'a T, Pointer)> {
        let mut item = item;
        let mut at = at.clone();
        // The lints have refused longer ways.
        for _ in 0..=MAX_REFERENCES {
            match item {
                ReferenceOr::Item(item) => return Some((item, at)),
                ReferenceOr::Reference { reference } => {
                    let name = component_name(reference, kind)?;
                    item = components(self.document.components.as_ref()?, &name)?;
                    at = Pointer::root().push("components").push(kind).push(&name);
                }
            }
        }
        None
    }

    fn server(&mut self) -> String {
        let from_path = || {
            self.document
                .paths
                .paths
                .values()
                .filter_map(ReferenceOr::as_item)
                .find_map(|item| item.servers.first())
        };
        let server = self.document.servers.first().or_else(from_path);
        server
            .map(|server| url(server).trim_end_matches('/').to_owned())
            .unwrap_or_else(|| {
                self.error(
                    Code::Malformed,
                    &Pointer::root(),
                    "the document names no server",
                    "add `servers: [{url: https://...}]`, or an overlay action that does",
                );
                String::new()
            })
    }

    fn sid_kinds(&mut self) -> Vec<SidKind> {
        std::mem::take(&mut self.sids)
            .into_iter()
            .map(|(key, seen)| SidKind {
                key,
                prefix: seen.prefix,
                owners: seen.owners.into_iter().collect(),
            })
            .collect()
    }
}

/// The URL of a server, with the default values of its variables.
fn url(server: &openapiv3::Server) -> String {
    let variables = server.variables.iter().flatten();
    variables.fold(server.url.clone(), |url, (name, variable)| {
        url.replace(&format!("{{{name}}}"), &variable.default)
    })
}

/// The name in `#/components/{kind}/{name}`, unescaped.
fn component_name(reference: &str, kind: &str) -> Option<String> {
    let rest = reference.strip_prefix("#/components/")?;
    let name = rest.strip_prefix(kind)?.strip_prefix('/')?;
    Pointer::parse(&format!("/{name}"))
        .last()
        .map(|name| name.into_owned())
}
