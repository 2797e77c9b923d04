//! The package in `generated/` is what the generator writes now.

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
