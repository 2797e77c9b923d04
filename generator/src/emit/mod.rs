//! Emission: the model and its names become Rust, a file at a time.

mod access;
mod check;
mod client;
mod docs;
mod dynamic;
mod example;
mod knots;
mod literal;
mod operation;
mod package;
mod resource;
mod responses;
mod testing;
mod title;
mod ty;
mod types;
mod union;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use serde_json::{Map, Value};

use crate::config::Config;
use crate::model::{Api, Example, Origin, Resource, TypeDef, WireName};
use crate::name::{Names, RustName};
use crate::profile::Profile;
use crate::surface;
use crate::syntax::{RustFile, TextFile};

/// What is needed to emit.
pub struct Emitter<'a> {
    pub(crate) api: &'a Api,
    pub(crate) names: &'a Names,
    pub(crate) config: &'a Config,
    pub(crate) profile: &'static Profile,
    /// What the examples show, by origin.
    pub(crate) shown: BTreeMap<&'a Origin, &'a Value>,
    /// The name of the document's file.
    pub(crate) source: &'a str,
    /// What the request examples of each operation show, the smallest first, by origin.
    pub(crate) bodies: BTreeMap<&'a Origin, Vec<&'a Value>>,
    /// All types, by origin.
    pub(crate) types: BTreeMap<&'a Origin, &'a TypeDef>,
    /// The way to each resource, by its origin: outermost first, and itself.
    pub(crate) lineages: BTreeMap<&'a Origin, Vec<&'a Resource>>,
    /// The types that hold values of each other, or of themselves, have the same number.
    pub(crate) knots: BTreeMap<&'a Origin, usize>,
}

/// What a Rust file is made of. Units hold no tokens, so that threads can share the work.
#[derive(Clone, Copy)]
pub struct Unit<'a>(UnitKind<'a>);

#[derive(Clone, Copy)]
enum UnitKind<'a> {
    Client,
    Sids,
    SharedTypes,
    Resource(&'a Resource),
    Testing,
    Service,
    Program,
    Table(&'a Resource),
    CheckMain,
    Check(&'a Resource),
}

impl<'a> Emitter<'a> {
    /// An emitter of a document whose file has the name `source`.
    pub fn new(
        api: &'a Api,
        names: &'a Names,
        config: &'a Config,
        profile: &'static Profile,
        document: &'a Value,
        source: &'a str,
    ) -> Self {
        let resources = api.walk();
        let operations = resources.iter().flat_map(|resource| &resource.operations);
        let (mut shown, mut bodies) = (BTreeMap::new(), BTreeMap::new());
        for operation in operations {
            let mut show = |example: &'a Example| {
                let value = example.origin.find(document)?;
                shown.insert(&example.origin, value);
                Some(value)
            };
            let requests = operation.request_examples.iter();
            let mut requests: Vec<_> = requests.filter_map(&mut show).collect();
            operation.response_examples.iter().for_each(|example| {
                show(example);
            });
            // The smallest shows what matters most; what is no object is small.
            requests.sort_by_key(|body| body.as_object().map_or(0, Map::len));
            bodies.insert(&operation.origin, requests);
        }
        let types = api.type_defs().map(|found| (found.origin(), found));
        let types: BTreeMap<&Origin, &TypeDef> = types.collect();
        Self {
            api,
            names,
            config,
            profile,
            shown,
            source,
            bodies,
            knots: knots::find(&types),
            types,
            lineages: lineages(&api.resources),
        }
    }

    /// The units of the package's Rust files.
    pub fn units(&self) -> Vec<Unit<'a>> {
        let mut units = vec![UnitKind::Client];
        if !self.names.sid_kinds().is_empty() {
            units.push(UnitKind::Sids);
        }
        if !self.api.shared.is_empty() {
            units.push(UnitKind::SharedTypes);
        }
        units.extend(self.api.walk().into_iter().map(UnitKind::Resource));
        units.extend([UnitKind::Testing, UnitKind::Service, UnitKind::Program]);
        units.extend(
            dynamic::with_operations(self)
                .into_iter()
                .map(UnitKind::Table),
        );
        let checked = self.checked();
        if !checked.is_empty() {
            units.push(UnitKind::CheckMain);
        }
        units.extend(checked.into_iter().map(UnitKind::Check));
        units.into_iter().map(Unit).collect()
    }

    /// The file of a unit.
    pub fn file(&self, unit: Unit<'_>) -> RustFile {
        match unit.0 {
            UnitKind::Client => self.client_file(),
            UnitKind::Sids => types::sid_file(self),
            UnitKind::SharedTypes => self.shared_file(),
            UnitKind::Resource(resource) => self.resource_file(resource),
            UnitKind::Testing => testing::file(self),
            UnitKind::Service => dynamic::service_file(self),
            UnitKind::Program => dynamic::program_file(self),
            UnitKind::Table(resource) => dynamic::table_file(self, resource),
            UnitKind::CheckMain => self.check_main(),
            UnitKind::Check(resource) => self.check_file(resource),
        }
    }

    /// What an example shows.
    fn shown(&self, example: &Example) -> &'a Value {
        self.shown
            .get(&example.origin)
            .copied()
            .unwrap_or(&Value::Null)
    }

    /// The files that are no Rust.
    pub fn text_files(&self) -> Vec<TextFile> {
        let package = package::files(self).into_iter();
        package.chain(self.example_files()).collect()
    }

    /// The paths of a resource's files that hold nothing that users of the package can name.
    pub fn unnamed_files(&self, resource: &Resource) -> Vec<String> {
        let has_table = !resource.operations.is_empty();
        let table = has_table.then(|| dynamic::table_path(self, resource));
        let checked = check::has_examples(resource);
        let checks = ["rs", "json"].map(|kind| self.check_path(resource, kind));
        table
            .into_iter()
            .chain(checks.into_iter().filter(|_| checked))
            .collect()
    }

    /// The manifest, and the features that users can name.
    pub fn manifest(&self) -> (TextFile, Vec<(String, surface::Item)>) {
        package::manifest(self)
    }

    /// The `use` item for the runtime.
    fn runtime_import(&self) -> TokenStream {
        let runtime = self.profile.library();
        quote!(use #runtime as rt;)
    }
}

impl ToTokens for RustName {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.ident().to_tokens(tokens);
    }
}

/// The text as a literal.
impl ToTokens for WireName {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.as_str().to_tokens(tokens);
    }
}

/// The way to each resource from the outermost one.
fn lineages(resources: &[Resource]) -> BTreeMap<&Origin, Vec<&Resource>> {
    let mut found = BTreeMap::new();
    let mut waiting: Vec<Vec<&Resource>> = resources.iter().map(|top| vec![top]).collect();
    while let Some(way) = waiting.pop() {
        if let Some(resource) = way.last() {
            let children = resource.children.iter();
            waiting.extend(children.map(|child| [&way[..], &[child]].concat()));
            found.insert(&resource.origin, way);
        }
    }
    found
}
