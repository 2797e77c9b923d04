//! The model of the TrustHub document: what the generator understood, a snapshot a resource.

use std::collections::BTreeSet;
use std::path::Path;

use openapi_client_codegen::Lowered;
use openapi_client_codegen::model::{Origin, Parameter, Resource, TypeDef, WireName};
use openapi_client_codegen::name::Names;

use crate::snapshot;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/model");

fn lowered() -> Lowered {
    openapi_client_codegen::model(&acceptance::trusthub().unwrap()).unwrap()
}

/// The file name of a resource: its path without placeholders and version.
fn name(resource: &Resource) -> String {
    let path = resource.path.to_string();
    let segments = path
        .split('/')
        .skip(2)
        .filter(|segment| !segment.starts_with('{'));
    segments.collect::<Vec<_>>().join("-")
}

#[test]
fn each_resource_is_understood() {
    let api = lowered().api;
    let mut names = BTreeSet::from(["shared".to_owned(), "names".to_owned()]);
    snapshot::settings(Path::new(FOLDER)).bind(|| {
        for resource in api.walk() {
            let name = name(resource);
            // The children have snapshots of their own.
            let alone = Resource {
                children: Vec::new(),
                ..resource.clone()
            };
            insta::assert_yaml_snapshot!(name.as_str(), alone);
            assert!(
                names.insert(name.clone()),
                "two resources have the snapshot {name}"
            );
        }
        insta::assert_yaml_snapshot!("shared", (&api.server, &api.docs, &api.shared));
    });
    snapshot::assert_no_other(Path::new(FOLDER), &names);
}

#[test]
fn rust_names_are_stable() {
    let lowered = lowered();
    let names = &lowered.names;
    let mut listing = Listing {
        names,
        lines: Vec::new(),
    };
    listing.lines.push(format!(
        "client {} -> {}",
        lowered.api.title,
        names.client.as_str()
    ));
    listing.lines.push(format!(
        "package {} -> {}",
        lowered.api.title, names.package
    ));
    for kind in names.sid_kinds() {
        listing
            .lines
            .push(format!("sid {} -> {}", kind.prefix, kind.name.as_str()));
    }
    for resource in lowered.api.walk() {
        listing.resource(resource);
    }
    listing.types(&lowered.api.shared);
    let listing = listing.lines.join("\n");
    snapshot::settings(Path::new(FOLDER)).bind(|| insta::assert_snapshot!("names", listing));
}

/// Lines of role, wire name and Rust name.
struct Listing<'a> {
    names: &'a Names,
    lines: Vec<String>,
}

impl Listing<'_> {
    fn node(&mut self, indent: usize, wire: &WireName, origin: &Origin) {
        for (_, role, name) in self.names.iter().filter(|(known, _, _)| *known == origin) {
            let role = format!("{role:?}").to_lowercase();
            self.lines.push(format!(
                "{:indent$}{role} {} -> {}",
                "",
                wire.as_str(),
                name.as_str()
            ));
        }
    }

    fn resource(&mut self, resource: &Resource) {
        self.node(0, &resource.name, &resource.origin);
        self.parameters(2, &resource.parameters);
        for operation in &resource.operations {
            self.node(2, &operation.id, &operation.origin);
            self.parameters(4, &operation.parameters);
            self.parameters(4, operation.body_parameters());
        }
        self.types(&resource.types);
    }

    fn parameters(&mut self, indent: usize, parameters: &[Parameter]) {
        for parameter in parameters {
            self.node(indent, &parameter.name, &parameter.origin);
        }
    }

    fn types(&mut self, types: &[TypeDef]) {
        for found in types {
            self.node(2, found.name(), found.origin());
            match found {
                TypeDef::Record(record) => {
                    for field in &record.fields {
                        self.node(4, &field.name, &field.origin);
                    }
                }
                TypeDef::Union(union) => {
                    for variant in &union.variants {
                        self.node(4, &variant.name, &variant.origin);
                    }
                }
                TypeDef::Enumeration(enumeration) => {
                    for value in &enumeration.values {
                        self.node(4, &value.wire, &value.origin);
                    }
                }
            }
        }
    }
}
