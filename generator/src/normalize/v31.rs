//! What OpenAPI 3.1 and 3.2 say in other words becomes the words of 3.0, which the other stages know.

mod anchors;
mod document;
mod encodings;
mod kinds;
mod properties;
mod references;
mod schema;
#[cfg(test)]
mod tests;
mod types;
mod values;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Moved;
use super::moved::Step;
use crate::diagnostic::{Code, Diagnostic};
use crate::pointer::Pointer;
use crate::shape::{self, PartKind};

/// The version that a document is read as.
const READ_AS: &str = "3.0.3";

/// Rewrites a document of OpenAPI 3.1 or 3.2 in place; others stay as they are.
pub(super) fn normalize(document: &mut Value, moved: &mut Moved, out: &mut Vec<Diagnostic>) {
    let version = document.get("openapi").and_then(Value::as_str);
    if !version.is_some_and(is_newer) {
        return;
    }
    document::rewrite(document, out);
    encodings::add(document);
    anchors::resolve(document);
    let mut rewriting = Rewriting {
        kinds: kinds::of(document),
        step: Step::default(),
        definitions: Vec::new(),
        depth: 0,
        out,
    };
    for (at, place) in roots(document) {
        if let Some(schema) = document.pointer_mut(at.as_str()) {
            rewriting.schema(schema, &at, place);
        }
    }
    let Rewriting {
        step, definitions, ..
    } = rewriting;
    references::redirect(document, &step);
    moved.push(step);
    moved.push(references::definitions(document, definitions));
    document["openapi"] = READ_AS.into();
}

/// Whether a version is one whose documents are rewritten.
fn is_newer(version: &str) -> bool {
    let newer = version.strip_prefix("3.1").or(version.strip_prefix("3.2"));
    newer.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
}

/// Where a schema stands, as far as that matters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It is a component.
    Component,
    /// It is that of a property.
    Property,
    /// It is in a list: an alternative, or one of several that all hold.
    Member,
    /// Anywhere else.
    Other,
}

/// The schemas that are in no other one.
fn roots(document: &Value) -> Vec<(Pointer, Place)> {
    let section = |section: &str| {
        let at = Pointer::root().push("components").push(section);
        let entries = at.find(document).and_then(Value::as_object);
        let names = entries.into_iter().flat_map(Map::keys);
        names.map(|name| at.push(name)).collect::<Vec<_>>()
    };
    let (mut parts, _) = shape::parts(document);
    for at in section("pathItems") {
        if let Some(item) = at.find(document) {
            parts.extend(shape::check(item, &shape::PATH_ITEM, &at).0);
        }
    }
    let parts = parts.iter().filter(|part| {
        let has_schema = [PartKind::MediaType, PartKind::Parameter, PartKind::Header];
        part.reference.is_none() && has_schema.contains(&part.kind)
    });
    let others = parts.map(|part| part.at.push("schema"));
    let media_types = section("mediaTypes").into_iter();
    let media_types = media_types.map(|at| at.push("schema"));
    let others = others.chain(media_types).map(|at| (at, Place::Other));
    let components = section("schemas").into_iter();
    let components = components.map(|at| (at, Place::Component));
    components.chain(others).collect()
}

/// The rewriting of all schemas.
struct Rewriting<'o> {
    /// The types that the components name.
    kinds: BTreeMap<String, kinds::Kind>,
    /// What stands elsewhere now.
    step: Step,
    /// The `$defs` met so far, outer ones before those in them.
    definitions: Vec<Pointer>,
    /// How many schemas are around the one that is being rewritten.
    depth: usize,
    out: &'o mut Vec<Diagnostic>,
}

impl Rewriting<'_> {
    /// Takes note of where something was that stands at `now`.
    fn from(&mut self, now: Pointer, then: &Pointer) {
        let before = self.step.before(then);
        self.step.add(now, before);
    }

    fn unsupported(&mut self, at: &Pointer, message: impl Into<String>, help: &str) {
        let error = Diagnostic::error(Code::UnsupportedSchema, at, message);
        self.out.push(error.help(help));
    }
}

/// The texts of a list, or a text alone.
fn texts(value: Option<&Value>) -> Vec<String> {
    let alone = value.and_then(Value::as_str);
    let list = value.and_then(Value::as_array);
    let list = list.into_iter().flatten().filter_map(Value::as_str);
    alone.into_iter().chain(list).map(str::to_owned).collect()
}
