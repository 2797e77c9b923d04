//! Nothing of the document gets lost on the way to the package: counted, and printed with `--nocapture`.

use std::collections::BTreeSet;

use openapi_client_codegen::diagnostic::File;
use openapi_client_codegen::model::{Resource, TypeDef};
use openapi_client_codegen::name::Role;
use openapi_client_codegen::{Lowered, generate, load, model};

/// The ids of all operations in the document.
fn operation_ids() -> BTreeSet<String> {
    let document = load::value(&acceptance::trusthub().unwrap().document, File::Document).unwrap();
    let items = document["paths"].as_object().unwrap().values();
    let members = items.flat_map(|item| item.as_object().unwrap().values());
    members
        .filter_map(|operation| Some(operation.get("operationId")?.as_str()?.to_owned()))
        .collect()
}

/// The generated files in one text, in which a definition stands at the start of a line.
fn sources() -> String {
    let output = generate(&acceptance::trusthub().unwrap()).unwrap().output;
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
    let inputs = acceptance::trusthub().unwrap();
    let Lowered { api, names, .. } = model(&inputs).unwrap();
    let files: Vec<_> = generate(&inputs)
        .unwrap()
        .output
        .files
        .into_iter()
        .collect();
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
    let expected = operation_ids();
    println!("operations {}/{}", found.len(), expected.len());
    assert_eq!(found, expected);
    assert_eq!(found.len(), 61);
}

#[test]
fn each_resource_and_each_type_is_defined() {
    let Lowered { api, names, .. } = model(&acceptance::trusthub().unwrap()).unwrap();
    let sources = sources();
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
    println!(
        "resources {}, types {}, kinds of SID {}",
        resources.len(),
        types.len(),
        names.sid_kinds().len()
    );
    assert_eq!(
        (resources.len(), types.len(), names.sid_kinds().len()),
        (22, 40, 13)
    );
}
