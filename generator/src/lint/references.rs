//! Every `$ref` must lead to a component of the right kind.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Document;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, MAX_REFERENCES};
use crate::limit::{self, Budget, MAX_HINTS};
use crate::pointer::{self, Pointer};
use crate::shape::{Part, PartKind};
use crate::suggest;

/// Reports references that lead nowhere, out of the document, to something else than they should, or in a circle.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    let mut chains = Chains {
        lengths: BTreeMap::new(),
        circles: BTreeMap::new(),
        hints: Budget::new(MAX_HINTS),
    };
    for part in &document.parts {
        if let Some(reference) = part.reference {
            let at = part.at.push("$ref");
            out.extend(fault(document, part, reference, &at, &mut chains));
        }
        if part.kind == PartKind::Schema
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
                    true => fault(document, part, reference, &at, &mut chains),
                    false => unnamed(document, reference, &at, &mut chains),
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
    chains: &mut Chains,
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
        let near = chains
            .hints
            .spend(1)
            .then(|| nearest(document.root, target));
        return Some(match near.flatten() {
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
    if chains.length(document.root, &pointer) == Some(MAX_REFERENCES) {
        let message =
            format!("from here, more than {MAX_REFERENCES} references lead to each other");
        let help = "refer to what is written out at their end";
        return Some(limit::exceeded(at, message).help(help));
    }
    // The circle is told once, where its first member stands.
    let circle = chains.circles.get(&part.at)?;
    let way: Vec<_> = circle.iter().take(MAX_TOLD).collect();
    let way: Vec<_> = way.iter().map(|at| format!("`#{at}`")).collect();
    let message = match (way.as_slice(), circle.len()) {
        ([_], _) => format!("`{reference}` refers to itself"),
        (_, length) if length > MAX_TOLD => format!(
            "these and {} more references lead in a circle: {}",
            length - MAX_TOLD,
            way.join(", ")
        ),
        _ => format!("these references lead in a circle: {}", way.join(", ")),
    };
    Some(Diagnostic::error(Code::RefCycle, at, message).help("let one of them be written out"))
}

/// How many members of a circle are told.
const MAX_TOLD: usize = 10;

/// Where references lead that lead to references, each way looked at once.
struct Chains {
    /// How many references lead on from a place; nothing where they lead into a circle.
    lengths: BTreeMap<Pointer, Option<usize>>,
    /// The circles by their first member, which stands at the end.
    circles: BTreeMap<Pointer, Vec<Pointer>>,
    /// How many more missing names are compared with others.
    hints: Budget,
}

impl Chains {
    fn length(&mut self, root: &Value, from: &Pointer) -> Option<usize> {
        let mut way = Vec::new();
        let mut places = BTreeMap::new();
        let mut next = from.clone();
        let mut length = loop {
            if let Some(known) = self.lengths.get(&next) {
                break *known;
            }
            if let Some(start) = places.get(&next) {
                self.circle(way[*start..].to_vec());
                break None;
            }
            let value = next.find(root);
            let reference = value.and_then(document::reference);
            let Some(target) = reference.and_then(|reference| reference.strip_prefix('#')) else {
                break Some(0);
            };
            let target = Pointer::parse(target);
            places.insert(next.clone(), way.len());
            way.push(std::mem::replace(&mut next, target));
        };
        for at in way.into_iter().rev() {
            length = length.map(|length| length + 1);
            self.lengths.insert(at, length);
        }
        length
    }

    fn circle(&mut self, mut members: Vec<Pointer>) {
        let first = members.iter().enumerate().min_by_key(|(_, at)| *at);
        if let Some((index, first)) = first.map(|(index, first)| (index, first.clone())) {
            members.rotate_left(index + 1);
            self.circles.insert(first, members);
        }
    }
}

/// The fault of a mapping that names a schema which is not there.
fn unnamed(
    document: &Document<'_>,
    name: &str,
    at: &Pointer,
    chains: &mut Chains,
) -> Option<Diagnostic> {
    let schemas = document.root.pointer("/components/schemas");
    let schemas = schemas.and_then(Value::as_object)?;
    if schemas.contains_key(name) {
        return None;
    }
    let message = format!("there is no schema `{name}`");
    let fault = Diagnostic::error(Code::UnresolvedRef, at, message);
    let names = schemas.keys().map(String::as_str);
    let near = chains.hints.spend(1).then(|| suggest::nearest(name, names));
    Some(match near.flatten() {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault.help("add it to `components`, or correct the name"),
    })
}

/// The name beside a missing one that is most like it.
pub fn nearest(root: &Value, target: &str) -> Option<Pointer> {
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
        let document = Document {
            root: &bad,
            parts,
            profile: &crate::profile::PLAIN,
        };
        check(&document, &mut out);
        let help = out[0].help.as_deref();
        assert_eq!(help, Some("did you mean `#/components/schemas/s`?"));
    }

    #[test]
    fn long_chains_and_circles_are_told_once() {
        const MANY: usize = 20_000;
        let name = |index: usize| format!("s{index:05}");
        let schemas = |last: Value| {
            let chain = (0..MANY).map(|index| {
                let next = format!("#/components/schemas/{}", name(index + 1));
                (name(index), json!({"$ref": next}))
            });
            let chain: serde_json::Map<_, _> = chain.chain([(name(MANY), last)]).collect();
            document(json!({}), json!({"schemas": chain}))
        };
        let told = found(check, &schemas(json!({"type": "string"})));
        let at = format!("{}/$ref", &name(MANY - MAX_REFERENCES - 1)[1..]);
        assert_eq!(
            told,
            [format!(
                "error[TH005] {at}: from here, more than 32 references lead to each other"
            )]
        );
        let told = found(
            check,
            &schemas(json!({"$ref": "#/components/schemas/s00000"})),
        );
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("these and 19991 more references lead in a circle"));
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
