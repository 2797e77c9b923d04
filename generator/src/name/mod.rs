//! Names: the only place where Rust identifiers are decided.
//!
//! Each thing wishes for a short name and accepts longer ones. Things that clash all take their next wish; what clashes
//! to the end is an error that names both. Nothing is ever numbered silently.

mod case;
mod package;
mod reserved;
mod scope;
mod sids;
mod tables;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Span};

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, File};
use crate::model::{
    Api, Operation, OperationKind, Origin, ParameterLocation, Presence, Resource, Sid, WireName,
};
use crate::profile::{self, Profile};
use case::Case;
pub use package::is_package;
pub use reserved::EXPORTS;
pub(crate) use reserved::is_device;
use reserved::{CALL_METHODS, CLIENT_METHODS, FILES, HANDLE_METHODS, LIST_METHODS, MODULES, TYPES};
use scope::Scope;
pub use sids::SidKind;

/// A Rust identifier, without the `r#` that a keyword needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct RustName(String);

impl RustName {
    /// The name as text, without `r#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name as a token.
    pub fn ident(&self) -> Ident {
        if reserved::is_keyword(&self.0) {
            Ident::new_raw(&self.0, Span::call_site())
        } else if is_identifier(&self.0) {
            Ident::new(&self.0, Span::call_site())
        } else {
            // The scope has reported it, and nothing is emitted then.
            Ident::new("_", Span::call_site())
        }
    }
}

/// What a name is for; one node of the model can need several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub enum Role {
    /// The module of a resource.
    Module,
    /// The type that gives access to a resource.
    Handle,
    /// The method of an operation, or the method that leads to a child resource.
    Method,
    /// The request builder of an operation.
    Builder,
    /// The struct that holds many required parameters of an operation.
    Arguments,
    /// A parameter, as argument or setter.
    Parameter,
    /// The method that sets a parameter to nothing.
    Clear,
    /// A record, an enumeration.
    Type,
    /// A property of a record.
    Field,
    /// A value of an enumeration.
    Variant,
}

/// Required parameters are positional up to this number; more come as one struct.
pub const MAX_POSITIONAL: usize = 3;

/// The names of one node, in the order of their roles; most have one.
type ByRole = Vec<(Role, RustName)>;

/// All names of a document.
#[derive(Debug, Default)]
pub struct Names {
    /// The client's type.
    pub client: RustName,
    /// What error messages call the service.
    pub service: String,
    /// The package.
    pub package: String,
    /// The crate, as code names it.
    pub library: RustName,
    /// What examples call a client.
    pub variable: RustName,
    /// What the program is called.
    pub program: String,
    /// The files of each resource's table of operations and of its examples, by its origin.
    tables: BTreeMap<Origin, ByRole>,
    /// The names of each node, one for each role.
    names: BTreeMap<Origin, ByRole>,
    /// The modules on the way to each type, and to each resource with its own, outermost first.
    homes: BTreeMap<Origin, Vec<RustName>>,
    sid_kinds: Vec<SidKind>,
    /// The kind of each SID, by its schema: an index into `sid_kinds`.
    sids: BTreeMap<Origin, usize>,
}

impl Names {
    /// The name of a node in one role.
    pub fn of(&self, origin: &Origin, role: Role) -> Ident {
        self.text(origin, role).ident()
    }

    /// The name of a node in one role, as text.
    pub fn text(&self, origin: &Origin, role: Role) -> &RustName {
        static NONE: RustName = RustName(String::new());
        let mut names = self.names.get(origin).into_iter().flatten();
        let named = names.find(|(other, _)| *other == role);
        named.map_or(&NONE, |(_, name)| name)
    }

    /// Whether a value is called by a name that clippy takes for a placeholder.
    pub(crate) fn have_placeholders(&self) -> bool {
        let mut names = self.names.values().flatten();
        names.any(|(role, name)| {
            matches!(role, Role::Field | Role::Parameter)
                && matches!(name.as_str(), "foo" | "baz" | "quux")
        })
    }

    /// The modules on the way to a type, or to a resource with its own, outermost first.
    pub fn home(&self, origin: &Origin) -> &[RustName] {
        self.homes.get(origin).map_or(&[], Vec::as_slice)
    }

    /// The module of a resource's table of operations, and of the tests of its examples: all of these are siblings.
    pub fn table(&self, origin: &Origin) -> &RustName {
        static NONE: RustName = RustName(String::new());
        let mut names = self.tables.get(origin).into_iter().flatten();
        names.next().map_or(&NONE, |(_, name)| name)
    }

    /// The kind that a SID is of.
    pub fn sid(&self, sid: &Sid) -> Option<&SidKind> {
        match self.sids.get(&sid.origin) {
            Some(index) => self.sid_kinds.get(*index),
            // The schema of a value that the model leaves out.
            None => self.sid_kinds.iter().find(|kind| kind.key == sid.prefix),
        }
    }

    /// The kinds of SID that occur, ordered by key.
    pub fn sid_kinds(&self) -> &[SidKind] {
        &self.sid_kinds
    }

    /// Every name with its origin and role.
    pub fn iter(&self) -> impl Iterator<Item = (&Origin, Role, &RustName)> {
        self.names.iter().flat_map(|(origin, names)| {
            let names = names.iter();
            names.map(move |(role, name)| (origin, *role, name))
        })
    }
}

/// Decides all names of a document.
pub fn name(api: &Api, config: &Config, profile: &'static Profile) -> (Names, Vec<Diagnostic>) {
    let case = Case::new(&config.initialisms);
    let mut naming = Naming {
        config,
        profile,
        used: BTreeSet::new(),
        diagnostics: Vec::new(),
        names: Names::default(),
        members: Vec::new(),
        case,
    };
    naming.package(api);
    naming.sids(api);
    naming.root(api);
    for resource in &api.resources {
        naming.resource(resource, None, &[]);
    }
    naming.tables(api);
    naming.shared_types(&api.shared);
    naming.settle_members();
    naming.unused_renames();
    (naming.names, naming.diagnostics)
}

/// Names for what sets a thing to nothing, by the names for the thing.
fn clear(names: &[String]) -> Vec<String> {
    names.iter().map(|name| format!("clear_{name}")).collect()
}

/// Whether text is a Rust identifier, possibly a raw one.
fn is_identifier(text: &str) -> bool {
    let is_plain = text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    // Only what is not plain needs the parser, which costs a good part of the naming.
    match is_plain {
        true => !reserved::is_unrawable(text),
        false => syn::parse_str::<Ident>(text).is_ok(),
    }
}

struct Naming<'a> {
    config: &'a Config,
    profile: &'static Profile,
    case: Case,
    names: Names,
    /// The fields of each record, and the parameters of each operation: the same one may stand in several.
    members: Vec<Scope>,
    /// Renames of the configuration that had an effect.
    used: BTreeSet<String>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Naming<'a> {
    /// Names on the level of the crate: the modules, and the client's methods that lead to the resources.
    fn root(&mut self, api: &Api) {
        let mut modules = Scope::new("the crate", &[MODULES, FILES, CLIENT_METHODS]);
        modules.reserve(profile::libraries());
        let mut methods = Scope::new("the client", &[CLIENT_METHODS]);
        for resource in &api.resources {
            self.access(resource, &mut modules, &mut methods);
        }
        self.settle(modules);
        self.settle(methods);
    }

    fn access(&mut self, resource: &Resource, modules: &mut Scope, methods: &mut Scope) {
        let name = self.case.snake(resource.name.as_str());
        let full = self.case.snake(&resource.path.shape());
        // Distinguishes `/Orders/{}/Cancel` from `/Orders/Cancel`.
        let detailed = self.case.snake(&resource.path.to_string());
        let candidates = self.wishes(&resource.origin, vec![name, full, detailed]);
        // A word that has another meaning is not reported where a longer one will do.
        let wishes = |scope: &Scope| {
            let is_taken = |name: &String| scope.is_reserved(name) || !is_identifier(name);
            let longer = candidates
                .last()
                .filter(|_| candidates.iter().all(is_taken));
            let longer = longer.map(|name| format!("{name}_resource"));
            candidates.iter().cloned().chain(longer).collect()
        };
        modules.want(&resource.origin, Role::Module, wishes(modules));
        methods.want(&resource.origin, Role::Method, wishes(methods));
    }

    fn resource(&mut self, resource: &Resource, parent: Option<&Resource>, above: &[RustName]) {
        let mut path = above.to_vec();
        path.push(self.names.text(&resource.origin, Role::Module).clone());
        let homes = &mut self.names.homes;
        homes.insert(resource.origin.clone(), path.clone());
        let modules: Vec<_> = path.iter().map(RustName::as_str).collect();
        let what = format!("module `{}`", modules.join("::"));
        let mut members = Scope::new(&what, &[TYPES]);
        members.reserve(self.names.sid_kinds.iter().map(|kind| kind.name.as_str()));
        self.types(&resource.types, Some(resource), &path, &mut members);
        let handle = self.names.text(&resource.origin, Role::Module);
        let handle = self.case.pascal(handle.as_str());
        members.want(
            &resource.origin,
            Role::Handle,
            vec![handle.clone(), format!("{handle}Resource")],
        );
        for operation in &resource.operations {
            let base = types::subject(resource, parent, &self.case);
            let id = self.case.pascal(operation.id.as_str());
            let builder = match operation.kind {
                OperationKind::List => format!("List{handle}"),
                OperationKind::Action => id.clone(),
                kind => format!("{kind:?}{base}"),
            };
            let distinct = self.distinct_operation(operation);
            let distinct = distinct.iter().map(|name| self.case.pascal(name));
            let distinct: Vec<_> = distinct.collect();
            if has_arguments(operation) {
                let wishes = vec![format!("{builder}Arguments"), format!("{id}Arguments")];
                let distinct = distinct.iter().map(|name| format!("{name}Arguments"));
                members.want_or(
                    &operation.origin,
                    Role::Arguments,
                    wishes,
                    distinct.collect(),
                );
            }
            let requests = distinct.iter().map(|name| format!("{name}Request"));
            members.want_or(
                &operation.origin,
                Role::Builder,
                vec![builder, id.clone(), format!("{id}Request")],
                requests.collect(),
            );
        }
        self.settle(members);
        self.methods(resource, &what);
        for child in &resource.children {
            self.resource(child, Some(resource), &path);
        }
    }

    /// The methods of a handle: operations and children.
    fn methods(&mut self, resource: &Resource, what: &str) {
        // A module is called like the method that leads to it, so both keep away from the handle's own methods.
        let mut modules = Scope::new(what, &[MODULES, FILES, HANDLE_METHODS]);
        modules.reserve(profile::libraries());
        let mut methods = Scope::new(format!("the methods of {what}"), &[HANDLE_METHODS]);
        for operation in &resource.operations {
            let id = self.case.snake(operation.id.as_str());
            let verb = match operation.kind {
                OperationKind::Action => id.clone(),
                kind => format!("{kind:?}").to_lowercase(),
            };
            let candidates = self.wishes(&operation.origin, vec![verb, id]);
            let distinct = self.distinct_operation(operation);
            methods.want_or(&operation.origin, Role::Method, candidates, distinct);
            self.parameters(operation);
        }
        for child in &resource.children {
            self.access(child, &mut modules, &mut methods);
        }
        let mut fields = Scope::new(format!("the parents of {what}"), &[&["client"]]);
        for parameter in &resource.parameters {
            let wishes = self.parameter_wishes(&parameter.origin, &parameter.name);
            let distinct = self.distinct(&parameter.origin, &parameter.name);
            fields.want_or(&parameter.origin, Role::Parameter, wishes, distinct);
        }
        self.settle(modules);
        self.settle(methods);
        self.members.push(fields);
    }

    fn parameters(&mut self, operation: &Operation) {
        let reserved: &[&'static [&'static str]] = match operation.list {
            Some(_) => &[CALL_METHODS, LIST_METHODS],
            None => &[CALL_METHODS],
        };
        let mut scope = Scope::new(format!("the parameters of `{}`", operation.id), reserved);
        for parameter in operation.all_parameters() {
            let mut wishes = self.parameter_wishes(&parameter.origin, &parameter.name);
            let name = self.case.snake(parameter.name.as_str());
            let is_renamed = self.config.rename.contains_key(parameter.origin.as_str());
            match parameter.location {
                // What the configuration says holds.
                _ if is_renamed => {}
                // A body can have a parameter of the same name as the path.
                ParameterLocation::Form
                | ParameterLocation::Members
                | ParameterLocation::Json
                | ParameterLocation::Part => {
                    wishes.push(format!("{name}_in_body"));
                }
                ParameterLocation::Header => wishes.push(format!("{name}_header")),
                ParameterLocation::Query => wishes.push(format!("{name}_query")),
                ParameterLocation::Cookie => wishes.push(format!("{name}_cookie")),
                _ => {}
            }
            let distinct = self.distinct(&parameter.origin, &parameter.name);
            if parameter.nullable {
                let (wishes, distinct) = (clear(&wishes), clear(&distinct));
                scope.want_or(&parameter.origin, Role::Clear, wishes, distinct);
            }
            scope.want_or(&parameter.origin, Role::Parameter, wishes, distinct);
        }
        self.members.push(scope);
    }

    fn parameter_wishes(&mut self, origin: &Origin, name: &WireName) -> Vec<String> {
        let name = self.case.snake(name.as_str());
        self.wishes(origin, vec![name.clone(), format!("{name}_")])
    }

    /// The last candidates in snake case, unless the configuration names the thing.
    fn distinct(&self, origin: &Origin, name: &WireName) -> Vec<String> {
        match self.config.rename.contains_key(origin.as_str()) {
            true => Vec::new(),
            false => self.case.distinct(name.as_str()),
        }
    }

    /// The last candidates for the method of an operation: by its id, then by its method and path, which no other one has.
    fn distinct_operation(&self, operation: &Operation) -> Vec<String> {
        let mut distinct = self.distinct(&operation.origin, &operation.id);
        if !distinct.is_empty() {
            let way = format!("{} {}", operation.method.to_lowercase(), operation.path);
            distinct.extend(self.case.distinct(&way));
        }
        distinct
    }

    /// The same in camel case.
    fn distinct_pascal(&self, origin: &Origin, name: &str) -> Vec<String> {
        match self.config.rename.contains_key(origin.as_str()) {
            true => Vec::new(),
            false => self.case.distinct_pascal(name),
        }
    }

    /// The candidates, unless the configuration names the thing.
    fn wishes(&mut self, origin: &Origin, candidates: Vec<String>) -> Vec<String> {
        match self.config.rename.get(origin.as_str()) {
            Some(name) => {
                self.used.insert(origin.as_str().to_owned());
                vec![name.clone()]
            }
            None => candidates,
        }
    }

    fn settle(&mut self, scope: Scope) {
        self.settle_all(vec![scope]);
    }

    fn settle_members(&mut self) {
        let members = std::mem::take(&mut self.members);
        self.settle_all(members);
    }

    fn settle_all(&mut self, scopes: Vec<Scope>) {
        let before = self.diagnostics.len();
        scope::settle(scopes, &mut self.names.names, &mut self.diagnostics);
        for error in self.diagnostics.split_off(before) {
            let error = self.of_config(error);
            self.diagnostics.push(error);
        }
    }

    /// An error about a name that the configuration gives is one of the configuration.
    fn of_config(&self, error: Diagnostic) -> Diagnostic {
        let entry = error.pointer.as_str();
        let Some(name) = self.config.rename.get(entry) else {
            return error;
        };
        let message = match error.code {
            Code::NoName => format!("`{name}` is no name in Rust"),
            _ => error.message,
        };
        self.in_config(error.code, entry, message)
            .help("choose another name")
    }

    fn unused_renames(&mut self) {
        for pointer in self.config.rename.keys() {
            if !self.used.contains(pointer) {
                self.unused(
                    pointer,
                    format!("nothing that has a Rust name stands at {pointer}"),
                );
            }
        }
    }

    fn unused(&mut self, entry: &str, message: String) {
        let diagnostic = self.in_config(Code::UnusedConfig, entry, message);
        self.diagnostics
            .push(diagnostic.help("remove the entry, or mend it after a change of the document"));
    }

    /// A diagnostic about an entry of the configuration.
    fn in_config(&self, code: Code, entry: &str, message: String) -> Diagnostic {
        Diagnostic::error(code, &Origin::root(), message)
            .in_file(File::Config)
            .at(self.config.position(entry))
    }
}

/// The parameters that a method takes: those of the path, and all that are required.
pub fn required(operation: &Operation) -> impl Iterator<Item = &crate::model::Parameter> {
    operation
        .all_parameters()
        .filter(|parameter| parameter.presence == Presence::Required)
}

/// Whether the required parameters are the fields of one struct.
pub fn has_arguments(operation: &Operation) -> bool {
    required(operation).count() > MAX_POSITIONAL
}

/// The parameters that a request builder has setters for.
pub fn optional(operation: &Operation) -> impl Iterator<Item = &crate::model::Parameter> {
    operation
        .all_parameters()
        .filter(|parameter| parameter.presence == Presence::Optional)
}

#[cfg(test)]
mod tests;
