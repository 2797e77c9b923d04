//! Changes of `specs/` by hand, as the README describes them: the checks of this suite go by the document, so they hold for a
//! new value, a new parameter and a new resource. What is left to write says which file it belongs to.

use openapi_client_codegen::diagnostic::File;
use openapi_client_codegen::{load, model};
use openapi_client_review::diff::diff;

use crate::import::{lock, unrecorded};
use crate::reviewing::{inputs, insert, read};
use crate::{coverage, wire};

/// What each change inserts: within what, behind which line, and the lines; and the operations that need a case in `tests/wire`.
type Change = (
    &'static [(&'static str, &'static str, &'static str)],
    &'static [&'static str],
);

const CHANGES: [Change; 3] = [
    (
        &[(
            "    supporting_document_enum_status:\n",
            "      enum:\n",
            "        - made-up-for-a-test\n",
        )],
        &[],
    ),
    (
        &[(
            "operationId: CreateEndUser\n",
            "              properties:\n",
            "                MadeUpForATest:\n                  type: string\n                  description: A new parameter.\n",
        )],
        &[],
    ),
    (
        &[
            (
                "paths:\n",
                "paths:\n",
                include_str!("own_change/review_notes.yaml"),
            ),
            (
                "components:\n",
                "  schemas:\n",
                "    trusthub.v1.review_note:\n      type: object\n      description: A note.\n      properties:\n        \
                 text:\n          type: string\n          description: What it says.\n          nullable: true\n",
            ),
        ],
        &["CreateReviewNote", "ListReviewNote"],
    ),
];

#[test]
fn the_checks_go_by_the_document() {
    let present = model(&acceptance::trusthub().unwrap()).unwrap();
    for (edits, without_case) in CHANGES {
        let mut text = read("twilio_trusthub_v1.yaml");
        for (within, behind, lines) in edits {
            insert(&mut text, within, behind, lines);
        }
        let inputs = inputs("changed.yaml", text);
        let changed = model(&inputs).unwrap();
        assert_eq!(changed.warnings, []);
        let changes = diff(&present, &changed);
        assert!(
            changes.summary().ends_with("wire compatible, rust minor"),
            "{}",
            changes.summary()
        );

        coverage::each_operation_has_a_method_in(&inputs);
        coverage::each_type_is_defined_in(&inputs);
        let present: Vec<_> = wire::without_case(&present.api).collect();
        let mut found: Vec<_> = wire::without_case(&changed.api)
            .map(|(_, operation)| operation.id.as_str())
            .collect();
        found.retain(|id| {
            !present
                .iter()
                .any(|(_, operation)| operation.id.as_str() == *id)
        });
        found.sort_unstable();
        assert_eq!(found, without_case);

        let document = load::value(&inputs.document, File::Document).unwrap();
        let mut lock = lock();
        let message = unrecorded(&document, &lock).unwrap();
        let (_, interface) = message.split_once("`interface = \"").unwrap();
        lock.interface = interface.split('"').next().unwrap().to_owned();
        assert_eq!(unrecorded(&document, &lock), None);
    }
}
