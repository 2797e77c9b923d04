//! Nothing of the document gets lost on the way to the package.

use std::collections::BTreeSet;

use openapi_client_codegen::diagnostic::File;
use openapi_client_codegen::model::{Resource, TypeDef};
use openapi_client_codegen::name::Role;
use openapi_client_codegen::source::Inputs;
use openapi_client_codegen::{Lowered, generate, load, model};
use serde_json::Value;

fn document(inputs: &Inputs) -> Value {
    load::value(&inputs.document, File::Document).unwrap()
}

/// The ids of all operations in the document.
fn operation_ids(document: &Value) -> BTreeSet<String> {
    let items = document["paths"].as_object().unwrap().values();
    let members = items.flat_map(|item| item.as_object().unwrap().values());
    members
        .filter_map(|operation| Some(operation.get("operationId")?.as_str()?.to_owned()))
        .collect()
}

/// What the document refers to.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            let target = members.get("$ref").and_then(Value::as_str);
            found.extend(target.map(|target| target.trim_start_matches('#').to_owned()));
            members.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

/// The pointers of the lists of values that the document refers to.
fn enumerations(document: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    references(document, &mut found);
    found.retain(|pointer| document.pointer(pointer).unwrap().get("enum").is_some());
    found
}

/// The prefixes of SIDs that the document's patterns have.
fn prefixes(value: &Value, found: &mut BTreeSet<String>) {
    let pattern = value.get("pattern").and_then(Value::as_str);
    let prefix =
        pattern.and_then(|pattern| pattern.strip_prefix('^')?.strip_suffix("[0-9a-fA-F]{32}$"));
    found.extend(prefix.filter(|prefix| prefix.len() == 2).map(str::to_owned));
    match value {
        Value::Object(members) => members.values().for_each(|value| prefixes(value, found)),
        Value::Array(items) => items.iter().for_each(|value| prefixes(value, found)),
        _ => {}
    }
}

/// The generated files in one text, in which a definition stands at the start of a line.
fn sources(inputs: &Inputs) -> String {
    let output = generate(inputs).unwrap().output;
    let sources = output
        .files
        .into_iter()
        .filter(|(path, _)| path.starts_with("src/"));
    sources.map(|(_, text)| text).collect()
}

/// The file that defines the handle of a resource.
fn file_of<'o>(files: &'o [(String, String)], handle: &str, resource: &Resource) -> &'o str {
    let path = format!("`{}`", resource.path);
    let defines =
        |text: &str| text.contains(&format!("pub struct {handle} {{")) && text.contains(&path);
    let file = files.iter().find(|(_, text)| defines(text));
    file.map(|(_, text)| text.as_str())
        .unwrap_or_else(|| panic!("nothing defines {handle} of {path}"))
}

#[test]
fn each_operation_has_a_method() {
    each_operation_has_a_method_in(&acceptance::trusthub().unwrap());
}

pub fn each_operation_has_a_method_in(inputs: &Inputs) {
    let Lowered { api, names, .. } = model(inputs).unwrap();
    let files: Vec<_> = generate(inputs).unwrap().output.files.into_iter().collect();
    let mut found = BTreeSet::new();
    for resource in api.walk() {
        let handle = names.text(&resource.origin, Role::Handle);
        let file = file_of(&files, handle.as_str(), resource);
        for operation in &resource.operations {
            let method = names.of(&operation.origin, Role::Method);
            assert_eq!(
                file.matches(&format!("    pub fn {method}(")).count(),
                1,
                "{} of {}",
                operation.id,
                handle.as_str()
            );
            assert!(
                file.contains(&format!("`{} {}`", operation.method, operation.path)),
                "{}",
                operation.id
            );
            found.insert(operation.id.to_string());
        }
    }
    let expected = operation_ids(&document(inputs));
    assert_eq!(found, expected);
    assert!(!found.is_empty());
}

#[test]
fn each_resource_and_each_type_is_defined() {
    each_type_is_defined_in(&acceptance::trusthub().unwrap());
}

pub fn each_type_is_defined_in(inputs: &Inputs) {
    let Lowered { api, names, .. } = model(inputs).unwrap();
    let sources = sources(inputs);
    let count = |definition: String| sources.matches(&definition).count();
    let resources = api.walk();
    for resource in &resources {
        let handle = names.of(&resource.origin, Role::Handle);
        assert!(count(format!("\npub struct {handle} {{")) >= 1, "{handle}");
    }
    let types: Vec<_> = resources
        .iter()
        .flat_map(|resource| &resource.types)
        .chain(&api.shared)
        .collect();
    for found in &types {
        let name = names.of(found.origin(), Role::Type);
        let definition = match found {
            TypeDef::Record(_) => format!("\npub struct {name} {{"),
            TypeDef::Union(_) => format!("\npub enum {name} {{"),
            TypeDef::Enumeration(_) => format!("\n    pub enum {name} {{"),
        };
        assert!(count(definition) >= 1, "{name}");
    }
    for kind in names.sid_kinds() {
        let name = kind.name.ident();
        assert_eq!(count(format!("\npub struct {name}(rt::Sid);")), 1, "{name}");
    }
    let defined: BTreeSet<String> = types
        .iter()
        .map(|found| found.origin().as_str().to_owned())
        .collect();
    let document = document(inputs);
    let enumerations = enumerations(&document);
    let lost: Vec<_> = enumerations.difference(&defined).collect();
    assert!(lost.is_empty(), "enumerations without a type: {lost:?}");
    let known: BTreeSet<String> = names
        .sid_kinds()
        .iter()
        .map(|kind| kind.prefix.clone())
        .collect();
    let mut patterns = BTreeSet::new();
    prefixes(&document, &mut patterns);
    let lost: Vec<_> = patterns.difference(&known).collect();
    assert!(lost.is_empty(), "prefixes of SIDs without a type: {lost:?}");
}
