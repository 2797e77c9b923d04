//! A change of `specs/` by hand: the checks of this suite go by the document, and what is left to do says where.

use openapi_client_codegen::diagnostic::File;
use openapi_client_codegen::{load, model};
use openapi_client_review::diff::diff;

use crate::import::{lock, unrecorded};
use crate::reviewing::{inputs, insert, read};
use crate::{coverage, wire};

/// Inserts lines into the document, each time within what, behind which line, and which lines; and checks it as the suite checks
/// the document. Returns the operations that need a case in `tests/wire`.
fn change(insertions: &[(&str, &str, &str)]) -> Vec<String> {
    let mut text = read("twilio_trusthub_v1.yaml");
    for (within, behind, lines) in insertions {
        insert(&mut text, within, behind, lines);
    }
    let inputs = inputs("changed.yaml", text);
    let changed = model(&inputs).unwrap();
    assert_eq!(changed.warnings, []);
    let present = model(&acceptance::trusthub().unwrap()).unwrap();
    let summary = diff(&present, &changed).summary();
    assert!(
        summary.ends_with("wire compatible, rust minor"),
        "{summary}"
    );
    coverage::each_operation_has_a_method_in(&inputs);
    coverage::each_type_is_defined_in(&inputs);

    // What the message says to record is what the check wants.
    let document = load::value(&inputs.document, File::Document).unwrap();
    let mut lock = lock();
    let message = unrecorded(&document, &lock).unwrap();
    let (_, interface) = message.split_once("`interface = \"").unwrap();
    lock.interface = interface.split('"').next().unwrap().to_owned();
    assert_eq!(unrecorded(&document, &lock), None);

    let operations = wire::without_case(&changed.api);
    operations
        .map(|(_, operation)| operation.id.to_string())
        .collect()
}

#[test]
fn a_value_is_added() {
    let missing = change(&[(
        "    supporting_document_enum_status:\n",
        "      enum:\n",
        "        - made-up-for-a-test\n",
    )]);
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn an_optional_parameter_is_added() {
    let parameter = "                MadeUpForATest:
                  type: string
                  description: A new parameter.
";
    let missing = change(&[(
        "operationId: CreateEndUser\n",
        "              properties:\n",
        parameter,
    )]);
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_resource_is_added() {
    let paths = include_str!("own_change/review_notes.yaml");
    let schema = "    trusthub.v1.review_note:
      type: object
      description: A note.
      properties:
        text:
          type: string
          description: What it says.
          nullable: true
";
    let missing = change(&[
        ("paths:\n", "paths:\n", paths),
        ("components:\n", "  schemas:\n", schema),
    ]);
    assert_eq!(missing, ["ListReviewNote", "CreateReviewNote"]);
}
