//! The package in `generated/` is what the generator writes now.

use std::collections::BTreeSet;
use std::fs;

use openapi_client_codegen::generate;
use openapi_client_codegen::output::Change;

#[test]
fn the_generated_package_is_up_to_date() {
    let output = generate(&acceptance::trusthub().unwrap()).unwrap().output;
    let comparison = output
        .compare(&acceptance::root().join("generated"))
        .unwrap();
    let changes = comparison
        .changes
        .iter()
        .map(|(path, change)| match change {
            Change::Added { .. } => format!("  missing   generated/{path}"),
            Change::Changed { .. } => format!("  different generated/{path}"),
            Change::Removed { .. } => format!("  left over generated/{path}"),
        });
    let changes: Vec<String> = changes.collect();
    assert!(
        changes.is_empty(),
        "generated/ is not what the generator writes; run `cargo xtask codegen` and commit the result:\n{}",
        changes.join("\n")
    );
}

/// What is in the files is read by the tests of the package.
#[test]
fn each_example_of_a_record_is_in_its_file() {
    let folder = acceptance::root().join("generated/src");
    let module = fs::read_to_string(folder.join("testing.rs")).unwrap();
    let mut records = BTreeSet::new();
    for item in module.split("\nimpl ").skip(2) {
        let texts: Vec<&str> = item.split('"').skip(1).step_by(2).collect();
        let [file, operation, name] = texts[..] else {
            panic!("{item}");
        };
        let text = fs::read_to_string(folder.join(file)).unwrap();
        let examples: serde_json::Value = serde_json::from_str(&text).unwrap();
        let response = &examples[operation]["responses"][name];
        assert!(response.is_object(), "{item}");
        records.insert(item.split(' ').next().unwrap());
    }
    assert!(
        records.contains("crate::customer_profiles::CustomerProfile"),
        "{records:?}"
    );
}
