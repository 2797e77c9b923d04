//! Every `$ref` must lead to a component of the right kind.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Document;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, MAX_REFERENCES};
use crate::limit::{Budget, MAX_HINTS};
use crate::pointer::{self, Pointer};
use crate::shape::{Part, PartKind};
use crate::suggest;
use crate::text::quoted;

/// Reports references that lead nowhere, out of the document, to something else than they should, or in a circle.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    let mut chains = Chains {
        root: document.root,
        lengths: BTreeMap::new(),
        circles: BTreeMap::new(),
        hints: Budget::new(MAX_HINTS),
    };
    for part in &document.parts {
        if let Some(reference) = part.reference {
            out.extend(chains.check(part, reference, &part.at.push("$ref")));
        }
        let mapping = part
            .map
            .get("discriminator")
            .and_then(|found| found.get("mapping"));
        let Some(Value::Object(mapping)) = mapping.filter(|_| part.kind == PartKind::Schema) else {
            continue;
        };
        let at = part.at.push("discriminator").push("mapping");
        for (key, reference) in mapping {
            let at = at.push(key);
            out.extend(match reference.as_str() {
                Some(reference) if reference.contains('/') => chains.check(part, reference, &at),
                Some(name) => chains.check_name(name, &at),
                None => None,
            });
        }
    }
}

/// What is wrong with a reference that still leads out of the document, and what to do about it.
fn outside(reference: &str) -> (String, &'static str) {
    match reference.contains("://") {
        true => (
            format!("`{reference}` leads to the network, where nothing is read"),
            "copy it to a file beside the document, and refer to that",
        ),
        false => (
            format!("`{reference}` is not found in the folder of the document or below it"),
            "correct the path, or what follows the `#`; nothing above that folder is read",
        ),
    }
}

/// The maximum number of references of a circle in a message.
const MAX_LISTED: usize = 10;

/// Where references lead that lead to references, each looked at once.
struct Chains<'d> {
    root: &'d Value,
    /// How many references lead on from a pointer; nothing where they lead into a circle.
    lengths: BTreeMap<Pointer, Option<usize>>,
    /// The circles by their first member, which is the last one in the list.
    circles: BTreeMap<Pointer, Vec<Pointer>>,
    /// How many more missing names are compared with others.
    hints: Budget,
}

impl Chains<'_> {
    /// What is wrong with a reference.
    fn check(&mut self, part: &Part<'_>, reference: &str, at: &Pointer) -> Option<Diagnostic> {
        let error = |code, message: String, help: String| {
            let error = Diagnostic::error(code, at, message);
            Some(if help.is_empty() {
                error
            } else {
                error.help(help)
            })
        };
        let Some(target) = reference.strip_prefix('#') else {
            let (message, help) = outside(reference);
            return error(Code::ExternalRef, message, help.to_owned());
        };
        if pointer::find(self.root, target).is_none() {
            let message = format!("`{reference}` is not in the document");
            let near = self.hints.spend(1).then(|| nearest(self.root, target));
            let help = match near.flatten() {
                Some(near) => format!("did you mean `#{near}`?"),
                None => "add it to `components`, or correct the reference".to_owned(),
            };
            return error(Code::UnresolvedRef, message, help);
        }
        let Some(section) = part.kind.section() else {
            let message = "a path item can't be a reference here".to_owned();
            return error(Code::MisplacedRef, message, String::new());
        };
        let pointer = Pointer::parse(target);
        let tokens: Vec<_> = pointer.tokens().collect();
        if tokens.len() != 3 || tokens[0] != "components" || tokens[1] != section {
            let message = format!("`{reference}` is not in `#/components/{section}`");
            let help = format!("move what it leads to into `components/{section}`");
            return error(Code::MisplacedRef, message, help);
        }
        if self.length(&pointer) == Some(MAX_REFERENCES) {
            let message =
                format!("from here, more than {MAX_REFERENCES} references lead to each other");
            let help = "refer to what is written out at their end".to_owned();
            return error(Code::Limit, message, help);
        }
        // A circle is reported once, at its first member.
        let circle = self.circles.get(&part.at)?;
        let listed = circle.iter().take(MAX_LISTED);
        let listed = quoted(listed.map(|at| format!("#{at}")), ", ");
        let message = match circle.len() {
            1 => format!("`{reference}` refers to itself"),
            ..=MAX_LISTED => format!("these references lead in a circle: {listed}"),
            length => format!(
                "these and {} more references lead in a circle: {listed}",
                length - MAX_LISTED
            ),
        };
        error(
            Code::RefCycle,
            message,
            "let one of them be written out".to_owned(),
        )
    }

    /// What is wrong with a mapping that names a schema.
    fn check_name(&mut self, name: &str, at: &Pointer) -> Option<Diagnostic> {
        let schemas = self.root.pointer("/components/schemas")?.as_object()?;
        if schemas.contains_key(name) {
            return None;
        }
        let message = format!("there is no schema `{name}`");
        let is_compared = self.hints.spend(1);
        let names = schemas.keys().filter(|_| is_compared).map(String::as_str);
        let other = "add it to `components`, or correct the name";
        let error = Diagnostic::error(Code::UnresolvedRef, at, message);
        Some(error.help(suggest::help(name, names, other)))
    }

    fn length(&mut self, from: &Pointer) -> Option<usize> {
        let mut way = Vec::new();
        let mut seen = BTreeMap::new();
        let mut next = from.clone();
        let mut length = loop {
            if let Some(known) = self.lengths.get(&next) {
                break *known;
            }
            if let Some(start) = seen.get(&next) {
                self.circle(way[*start..].to_vec());
                break None;
            }
            let reference = next.find(self.root).and_then(document::reference);
            let Some(target) = reference.and_then(|reference| reference.strip_prefix('#')) else {
                break Some(0);
            };
            let target = Pointer::parse(target);
            seen.insert(next.clone(), way.len());
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
    use crate::lint::tests::{document, found, schema};

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
                "error[TH022] /properties/b/$ref: `other.yaml#/x` is not found in the folder of the document or below it",
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
    fn long_chains_and_circles_are_reported_once() {
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
        let messages = found(check, &schemas(json!({"type": "string"})));
        let at = format!("{}/$ref", &name(MANY - MAX_REFERENCES - 1)[1..]);
        assert_eq!(
            messages,
            [format!(
                "error[TH005] {at}: from here, more than 32 references lead to each other"
            )]
        );
        let messages = found(
            check,
            &schemas(json!({"$ref": "#/components/schemas/s00000"})),
        );
        assert_eq!(messages.len(), 1, "{messages:?}");
        assert!(messages[0].contains("these and 19991 more references lead in a circle"));
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
