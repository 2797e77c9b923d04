//! Lowering: the OpenAPI document becomes the intermediate model.

mod body;
mod examples;
mod finite;
mod heirs;
mod home;
mod input;
mod list;
mod operation;
mod parameter;
mod resource;
mod respond;
mod says;
mod schema;
mod security;
mod style;
mod tags;
mod union;
mod view;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use openapiv3::{Components, OpenAPI, ReferenceOr};
use serde::Deserialize;
use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, METHODS};
use crate::limit::{self, Budget, MAX_MEMBERS};
use crate::model::{Api, Docs, Origin, Ty, TypeDef};
use crate::overlay;
use crate::pointer::Pointer;
use crate::profile::Profile;
use crate::server;
use heirs::Heirs;
use schema::{SchemaContext, Waiting};
use view::{SchemaRef, View};

/// How much stack the typed reading gets, in bytes. Unoptimised, it takes 60 kB for each level of a schema, which for a document
/// that is as deep as it may be is more than a thread has by default.
const STACK: usize = 16 << 20;

/// The model of a document that [`lint::run`](crate::lint::run) has found nothing wrong with, and what deserves a look.
///
/// A document that can't be read is an error. The typed reading stops at its first one and can't say where that is.
pub fn lower(
    document: &Value,
    profile: &'static Profile,
) -> Result<(Api, Vec<Diagnostic>), Vec<Diagnostic>> {
    let document = without_callbacks(document);
    let document = document.as_ref();
    let read = || OpenAPI::deserialize(document);
    let typed = stacker::grow(STACK, read).map_err(|error| {
        let message = format!("the document can't be read: {error}");
        let root = Pointer::root();
        vec![Diagnostic::error(Code::Malformed, &root, message)]
    })?;
    // What is written out, names and pointers included, is a multiple of the size of the document at most.
    let budget = (8_usize << 20).saturating_add(limit::size(document).saturating_mul(8));
    let heirs = Heirs::of(&typed);
    let schemas = schemas_alone(&typed);
    let mut lowering = Lowering {
        heirs: &heirs,
        typed: &typed,
        document,
        profile,
        types: BTreeMap::new(),
        waiting: Vec::new(),
        views: BTreeMap::new(),
        components: BTreeMap::new(),
        open: Vec::new(),
        depth: 0,
        cuts: 0,
        budget: Budget::new(budget),
        http_method: None,
        diagnostics: Vec::new(),
    };
    let mut resources = lowering.resources();
    lowering.schemas(&schemas);
    input::mark(&mut resources, &mut lowering.types);
    lowering
        .diagnostics
        .extend(finite::check(&resources, &lowering.types));
    let shared = home::settle(&mut resources, std::mem::take(&mut lowering.types));
    let own_server = server::of_document(document);
    let server = server::url_of_document(document);
    let security = lowering.used_security(&resources);
    let api = Api {
        title: typed.info.title.clone(),
        docs: Docs {
            description: prose(typed.info.description.as_deref()),
            ..Docs::default()
        },
        token_url: server::token_endpoint(document, &server),
        server,
        own_server,
        security,
        resources,
        shared,
        origin: Pointer::root(),
    };
    Ok((api, lowering.diagnostics))
}

/// References to all schemas, if the document has nothing else.
fn schemas_alone(typed: &OpenAPI) -> Vec<String> {
    let components = typed.components.iter();
    let components = components.filter(|_| typed.paths.paths.is_empty());
    let names = components.flat_map(|components| components.schemas.keys());
    names
        .map(|name| format!("#{}", document::component(schema::SCHEMAS, name)))
        .collect()
}

/// The document without callbacks: they are no matter of a client, whatever is wrong with them.
fn without_callbacks(document: &Value) -> Cow<'_, Value> {
    let paths = document.get("paths").and_then(Value::as_object);
    let items = paths.into_iter().flat_map(|paths| paths.values());
    let mut operations =
        items.flat_map(|item| METHODS.iter().filter_map(|method| item.get(method)));
    let is_concerned = document.pointer("/components/callbacks").is_some()
        || operations.any(|operation| operation.get("callbacks").is_some());
    if !is_concerned {
        return Cow::Borrowed(document);
    }
    let mut document = document.clone();
    if let Some(components) = document
        .get_mut("components")
        .and_then(Value::as_object_mut)
    {
        components.remove("callbacks");
    }
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for item in paths.into_iter().flat_map(|paths| paths.values_mut()) {
        for method in METHODS {
            let operation = item.get_mut(method).and_then(Value::as_object_mut);
            operation.and_then(|operation| operation.remove("callbacks"));
        }
    }
    Cow::Owned(document)
}

/// Records, unions and enumerations by origin; `None` while one is being lowered.
type Types = BTreeMap<Origin, Option<TypeDef>>;

/// What lowering knows while it runs.
struct Lowering<'a> {
    /// The conventions of the provider.
    profile: &'static Profile,
    /// Which components inherit from which.
    heirs: &'a Heirs,
    /// The document by its types.
    typed: &'a OpenAPI,
    /// The same document as it was read, for what the types lose.
    document: &'a Value,
    /// Those met so far.
    types: Types,
    /// Records and unions whose members are not lowered yet, the next one last.
    waiting: Vec<Waiting<'a>>,
    /// The keywords of the schemas of bodies, by their pointers.
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
    /// The values of the first enumeration of HTTP methods that is not a component, and its origin.
    http_method: Option<(Vec<String>, Origin)>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Lowering<'a> {
    /// Lowers what references lead to.
    fn schemas(&mut self, references: &'a [String]) {
        for reference in references {
            let at = Pointer::parse(reference.trim_start_matches('#'));
            let name = at.last().unwrap_or_default();
            let context = SchemaContext::new(&at, &name, Vec::new());
            self.ty(SchemaRef::Reference(reference), &context);
        }
    }

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

    /// What an item is, or what it refers to in the end, and where that stands.
    fn resolve<T>(
        &self,
        item: &'a ReferenceOr<T>,
        at: &Pointer,
        section: &str,
        components: impl Fn(&'a Components, &str) -> Option<&'a ReferenceOr<T>>,
    ) -> Option<(&'a T, Pointer)> {
        match item {
            ReferenceOr::Item(item) => Some((item, at.clone())),
            ReferenceOr::Reference { reference } => {
                let (item, name) = self.component(reference, section, components)?;
                Some((item, document::component(section, &name)))
            }
        }
    }

    /// The component of a section that a reference leads to in the end, and its name.
    fn component<T>(
        &self,
        reference: &str,
        section: &str,
        components: impl Fn(&'a Components, &str) -> Option<&'a ReferenceOr<T>>,
    ) -> Option<(&'a T, String)> {
        // The lints have refused references that can't be followed.
        let (target, _) = document::follow(self.document, reference)?;
        let name = document::component_name(&format!("#{target}"), section)?;
        let component = components(self.typed.components.as_ref()?, &name)?;
        Some((component.as_item()?, name))
    }

    /// Takes what is written out for something at `at` from the budget; reports the first that it is too small for.
    fn spend(&mut self, at: &Pointer, cost: usize) {
        if !self.budget.is_spent() && !self.budget.spend(cost) {
            let message =
                "with this, what references repeat takes much more room than the document";
            let help =
                "refer to fewer or smaller parts, or leave operations out by an overlay action";
            self.error(Code::Limit, at, message, help);
        }
    }

    /// Refuses what has more members than a compiler accepts; `key` is that of their list.
    fn count(&mut self, members: usize, at: &Pointer, key: &str) -> bool {
        if members > MAX_MEMBERS {
            let at = at.push(key);
            let message = format!("`{key}` has {members} entries; at most {MAX_MEMBERS} are taken");
            let help = match key {
                "enum" => format!(
                    "take it for plain text by an overlay action: {}",
                    overlay::removal(self.document, &at)
                ),
                _ => "leave some out by an overlay action".to_owned(),
            };
            self.error(Code::Limit, &at, message, help);
        }
        members <= MAX_MEMBERS
    }
}

/// About how many bytes a member of a type takes: its name, its pointer and its documentation.
fn cost(name: &str, docs: &Docs, at: &Pointer) -> usize {
    let texts = [&docs.summary, &docs.description].into_iter().flatten();
    64 + name.len() + at.as_str().len() + texts.map(String::len).sum::<usize>()
}

/// Text that says something; blank text is none.
fn prose(text: Option<&str>) -> Option<String> {
    let text = text?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
