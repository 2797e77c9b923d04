//! Emission: the model and its names become Rust, a file at a time.

mod argument;
mod check;
mod client;
mod docs;
mod dynamic;
mod enumeration;
mod example;
mod knots;
mod literal;
mod operation;
mod package;
mod record;
mod resource;
mod sid;
mod title;
mod ty;
mod union;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};

use crate::config::Config;
use crate::model::{Api, Example, Origin, Resource, TypeDef};
use crate::name::Names;
use crate::profile::Profile;
use crate::syntax::{Item, Module, RustFile, TextFile};

/// What is needed to emit.
pub struct Emitter<'a> {
    pub(crate) api: &'a Api,
    pub(crate) names: &'a Names,
    pub(crate) config: &'a Config,
    pub(crate) profile: &'static Profile,
    /// What the examples show, by their places.
    pub(crate) shown: BTreeMap<&'a Origin, &'a Value>,
    /// The name of the document's file.
    pub(crate) source: &'a str,
    /// What the request examples of each operation show, the smallest first, by origin.
    pub(crate) bodies: BTreeMap<&'a Origin, Vec<&'a Value>>,
    /// All types, by origin.
    pub(crate) types: BTreeMap<&'a Origin, &'a TypeDef>,
    /// The way to each resource, by its origin: outermost first, and itself.
    pub(crate) lineages: BTreeMap<&'a Origin, Vec<&'a Resource>>,
    /// The resource in whose module each type stands; those that are shared stand in none.
    pub(crate) homes: BTreeMap<&'a Origin, &'a Resource>,
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
        let homes = resources.iter().flat_map(|resource| {
            let types = resource.types.iter();
            types.map(|found| (found.origin(), *resource))
        });
        Self {
            api,
            names,
            config,
            profile,
            shown,
            source,
            bodies,
            homes: homes.collect(),
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
        units.extend([UnitKind::Service, UnitKind::Program]);
        units.extend(self.with_operations().into_iter().map(UnitKind::Table));
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
            UnitKind::Sids => self.sid_file(),
            UnitKind::SharedTypes => self.shared_file(),
            UnitKind::Resource(resource) => self.resource_file(resource),
            UnitKind::Service => self.service_file(),
            UnitKind::Program => self.program_file(),
            UnitKind::Table(resource) => self.table_file(resource),
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
        let mut files = self.package_files();
        files.extend(self.example_files());
        files
    }
}

impl Emitter<'_> {
    /// The `use` item for the runtime.
    fn runtime_import(&self) -> TokenStream {
        let runtime = self.profile.library();
        quote!(use #runtime as rt;)
    }

    /// The types that several resources use.
    fn shared_file(&self) -> RustFile {
        let mut items = self.imports(&self.api.shared, &[]);
        items.extend(
            self.api
                .shared
                .iter()
                .flat_map(|found| self.type_items(found)),
        );
        RustFile {
            path: "src/types.rs".to_owned(),
            module: Some(Module::new("types")),
            docs: vec!["Types that several resources use.".to_owned()],
            items,
        }
    }

    fn type_items(&self, found: &TypeDef) -> Vec<Item> {
        match found {
            TypeDef::Record(record) => self.record_items(record),
            TypeDef::Union(union) => self.union_items(union),
            TypeDef::Enumeration(enumeration) => vec![self.enumeration_item(enumeration)],
        }
    }
}

/// The way to each resource from the outermost one.
fn lineages(resources: &[Resource]) -> BTreeMap<&Origin, Vec<&Resource>> {
    fn collect<'a>(
        resources: &'a [Resource],
        above: &[&'a Resource],
        found: &mut BTreeMap<&'a Origin, Vec<&'a Resource>>,
    ) {
        for resource in resources {
            let way = [above, &[resource]].concat();
            collect(&resource.children, &way, found);
            found.insert(&resource.origin, way);
        }
    }
    let mut found = BTreeMap::new();
    collect(resources, &[], &mut found);
    found
}
