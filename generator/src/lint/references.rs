//! Every `$ref` must lead to a component of the right kind.

use serde_json::Value;

use super::Document;
use crate::diagnostic::{Code, Diagnostic};
use crate::pointer::{self, Pointer};
use crate::shape::{Kind, Part};
use crate::suggest;

/// Reports references that lead nowhere, out of the document, to something else than they should, or in a circle.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    for part in &document.parts {
        if let Some(reference) = part.reference {
            let at = part.at.push("$ref");
            out.extend(fault(document, part, reference, &at));
        }
        if part.kind == Kind::Schema
            && let Some(mapping) = part.map.get("discriminator").and_then(|d| d.get("mapping"))
            && let Some(mapping) = mapping.as_object()
        {
            let at = part.at.push("discriminator").push("mapping");
            for (key, reference) in mapping {
                let Some(reference) = reference.as_str() else {
                    continue;
                };
                let at = at.push(key);
                out.extend(match reference.contains('/') {
                    true => fault(document, part, reference, &at),
                    false => unnamed(document, reference, &at),
                });
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
    if pointer::find(document.root, target).is_none() {
        let message = format!("`{reference}` is not in the document");
        let fault = Diagnostic::error(Code::UnresolvedRef, at, message);
        return Some(match nearest(document.root, target) {
            Some(near) => fault.help(format!("did you mean `#{near}`?")),
            None => fault.help("add it to `components`, or correct the reference"),
        });
    }
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
    let circle = circle(document.root, &pointer)?;
    // The circle is told once, where its first member stands.
    (circle.iter().min() == Some(&part.at)).then(|| {
        let way: Vec<_> = circle.iter().map(|at| format!("`#{at}`")).collect();
        let message = match way.as_slice() {
            [_] => format!("`{reference}` refers to itself"),
            _ => format!("these references lead in a circle: {}", way.join(", ")),
        };
        Diagnostic::error(Code::RefCycle, at, message).help("let one of them be written out")
    })
}

/// The members of the circle that following references from here ends in, if it does.
fn circle(root: &Value, from: &Pointer) -> Option<Vec<Pointer>> {
    let mut way: Vec<Pointer> = Vec::new();
    let mut next = from.clone();
    loop {
        if let Some(start) = way.iter().position(|at| *at == next) {
            return Some(way.split_off(start));
        }
        let reference = next.find(root)?.get("$ref")?.as_str()?;
        let target = Pointer::parse(reference.strip_prefix('#')?);
        way.push(std::mem::replace(&mut next, target));
    }
}

/// The fault of a mapping that names a schema which is not there.
fn unnamed(document: &Document<'_>, name: &str, at: &Pointer) -> Option<Diagnostic> {
    let schemas = document.root.pointer("/components/schemas");
    let schemas = schemas.and_then(Value::as_object)?;
    if schemas.contains_key(name) {
        return None;
    }
    let message = format!("there is no schema `{name}`");
    let fault = Diagnostic::error(Code::UnresolvedRef, at, message);
    Some(
        match suggest::nearest(name, schemas.keys().map(String::as_str)) {
            Some(near) => fault.help(format!("did you mean `{near}`?")),
            None => fault.help("add it to `components`, or correct the name"),
        },
    )
}

/// The name beside a missing one that is most like it.
pub(crate) fn nearest(root: &Value, target: &str) -> Option<Pointer> {
    let target = Pointer::parse(target);
    let parent = target.parent()?;
    let names = parent.find(root)?.as_object()?.keys();
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
                "d": {"items": {"$ref": "#/components/schemas/b"}},
            }}),
        );
        let found = found(check, &bad);
        let (a, c) = ("#/components/schemas/a", "#/components/schemas/c");
        assert_eq!(
            found,
            [
                format!(
                    "error[TH023] /components/schemas/a/$ref: these references lead in a circle: `#/components/schemas/b`, `{a}`"
                ),
                format!("error[TH023] /components/schemas/c/$ref: `{c}` refers to itself"),
            ]
        );
    }
}
