//! Every `$ref` must lead to a component of the right kind.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Document;
use crate::diagnostic::{Code, Diagnostic};
use crate::pointer::Pointer;
use crate::shape::{Kind, Part};
use crate::suggest;

/// Reports references that lead nowhere, out of the document, to something else than they should, or in a circle.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    for part in &document.parts {
        if let Some(reference) = part.reference {
            let at = part.at.push("$ref");
            out.extend(fault(document, part, reference, &at));
        }
        if let Some(mapping) = part.map.get("discriminator").and_then(|d| d.get("mapping"))
            && part.kind == Kind::Schema
            && let Some(mapping) = mapping.as_object()
        {
            let at = part.at.push("discriminator").push("mapping");
            for (key, reference) in mapping {
                // A mapping may also have the bare name of a schema.
                if let Some(reference) = reference.as_str().filter(|text| text.contains('/')) {
                    out.extend(fault(document, part, reference, &at.push(key)));
                }
            }
        }
    }
}

fn fault(
    document: &Document<'_>,
    part: &Part<'_>,
    reference: &str,
    at: &Pointer,
) -> Option<Diagnostic> {
    let Some(target) = reference.strip_prefix('#') else {
        let message = format!("`{reference}` leads out of the document");
        return Some(
            Diagnostic::error(Code::ExternalRef, at, message)
                .help("copy what it leads to into `components` and refer to it there"),
        );
    };
    let Some(found) = document.root.pointer(target) else {
        let message = format!("`{reference}` is not in the document");
        let fault = Diagnostic::error(Code::UnresolvedRef, at, message);
        return Some(match nearest(document.root, target) {
            Some(near) => fault.help(format!("did you mean `#{near}`?")),
            None => fault.help("add it to `components`, or correct the reference"),
        });
    };
    let Some(section) = part.kind.section() else {
        let message = "a path item can't be a reference here";
        return Some(Diagnostic::error(Code::MisplacedRef, at, message));
    };
    let pointer = Pointer::parse(target);
    let tokens: Vec<_> = pointer.tokens().collect();
    if tokens.len() != 3 || tokens[0] != "components" || tokens[1] != section {
        let message = format!("`{reference}` is not in `#/components/{section}`");
        return Some(
            Diagnostic::error(Code::MisplacedRef, at, message)
                .help(format!("move what it leads to into `components/{section}`")),
        );
    }
    is_circle(document.root, found).then(|| {
        let message = format!("`{reference}` leads back to itself through references only");
        Diagnostic::error(Code::RefCycle, at, message)
    })
}

/// Whether following references from here never ends.
fn is_circle(root: &Value, from: &Value) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = from;
    while let Some(reference) = next.get("$ref").and_then(Value::as_str) {
        if !seen.insert(reference) {
            return true;
        }
        match reference.strip_prefix('#').and_then(|at| root.pointer(at)) {
            Some(value) => next = value,
            None => return false,
        }
    }
    false
}

/// The name beside a missing one that is most like it.
fn nearest(root: &Value, target: &str) -> Option<Pointer> {
    let target = Pointer::parse(target);
    let parent = target.parent()?;
    let names = root.pointer(parent.as_str())?.as_object()?.keys();
    let near = suggest::nearest(&target.last()?, names.map(String::as_str))?;
    Some(parent.push(near))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lint::testing::{document, found, schema};

    #[test]
    fn good() {
        let good = document(
            json!({}),
            json!({"schemas": {
                "a.b": {"properties": {"self": {"$ref": "#/components/schemas/a.b"}}},
                "c/d": {"items": {"$ref": "#/components/schemas/a.b"}, "type": "array"},
                "e": {"$ref": "#/components/schemas/c~1d"},
                "f": {"discriminator": {"propertyName": "p", "mapping": {
                    "x": "#/components/schemas/e", "y": "e",
                }}},
                "g": {"example": {"$ref": "not a reference"}, "properties": {"$ref": {}}},
            }}),
        );
        assert!(found(check, &good).is_empty());
    }

    #[test]
    fn bad() {
        let bad = schema(json!({"properties": {
            "a": {"$ref": "#/components/schemas/S"},
            "b": {"$ref": "other.yaml#/x"},
            "c": {"$ref": "#/info"},
            "d": {"discriminator": {"propertyName": "p", "mapping": {"x": "#/nothing"}}},
        }}));
        assert_eq!(
            found(check, &bad),
            [
                "error[TH021] /properties/a/$ref: `#/components/schemas/S` is not in the document",
                "error[TH022] /properties/b/$ref: `other.yaml#/x` leads out of the document",
                "error[TH043] /properties/c/$ref: `#/info` is not in `#/components/schemas`",
                "error[TH021] /properties/d/discriminator/mapping/x: `#/nothing` is not in the document",
            ]
        );
        let mut out = Vec::new();
        let (parts, _) = crate::shape::parts(&bad);
        check(&Document { root: &bad, parts }, &mut out);
        let help = out[0].help.as_deref();
        assert_eq!(help, Some("did you mean `#/components/schemas/s`?"));
    }

    #[test]
    fn bad_circles() {
        let bad = document(
            json!({}),
            json!({"schemas": {
                "a": {"$ref": "#/components/schemas/b"},
                "b": {"$ref": "#/components/schemas/a"},
                "c": {"$ref": "#/components/schemas/c"},
            }}),
        );
        let found = found(check, &bad);
        assert_eq!(found.len(), 3);
        assert!(found.iter().all(|fault| fault.starts_with("error[TH023]")));
    }
}
