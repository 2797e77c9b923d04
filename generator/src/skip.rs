//! Goes on without the operations that the generator does not support.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, File, Severity};
use crate::limit::{Budget, reached};
use crate::pointer::Pointer;
use crate::shape::{self, PartKind};

/// How many references are followed to find out why operations are left out.
const MAX_STEPS: usize = 2_000_000;

/// The maximum number of reasons reported for an operation.
const MAX_REASONS: usize = 20;

/// An operation that was left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Its `operationId`.
    pub id: String,
    /// Its method, in upper case.
    pub method: String,
    /// Its path.
    pub path: String,
    /// What is not supported, one sentence each.
    pub reasons: Vec<String>,
    /// The codes of the diagnostics that say so, each once; none if there is too much to look at.
    pub codes: Vec<Code>,
}

impl std::fmt::Display for Skipped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            id, method, path, ..
        } = self;
        match id.is_empty() {
            true => write!(f, "{method} {path}: ")?,
            false => write!(f, "{id} ({method} {path}): ")?,
        }
        f.write_str(&self.reasons.join("; "))
    }
}

/// Takes the operations out of the document that what is not supported belongs to, and makes warnings of these errors.
///
/// What is not supported in a component concerns every operation that refers to it, directly or not. Nothing happens if
/// there are other errors.
pub(crate) fn unsupported(document: &mut Value, found: &mut Diagnostics<'_>) -> Vec<Skipped> {
    match found.has(Diagnostic::is_invalid) {
        true => Vec::new(),
        false => remove_unsupported(document, found.as_mut_slice()),
    }
}

fn remove_unsupported(document: &mut Value, diagnostics: &mut [Diagnostic]) -> Vec<Skipped> {
    let errors: Vec<&mut Diagnostic> = diagnostics
        .iter_mut()
        .filter(|found| found.file == File::Document && found.is_unsupported())
        .collect();
    if errors.is_empty() {
        return Vec::new();
    }
    let uses = Uses::of(document);
    let mut by_area: BTreeMap<Pointer, Vec<&Diagnostic>> = BTreeMap::new();
    for error in &errors {
        if let Some(area) = area(&error.pointer) {
            by_area.entry(area).or_default().push(error);
        }
    }
    let concerned = uses.to(by_area.keys());
    let mut steps = Budget::new(MAX_STEPS);
    let mut skipped = Vec::new();
    for operation in &uses.operations {
        if !uses.roots(operation).any(|area| concerned.contains(&area)) {
            continue;
        }
        let mut reasons: Vec<String> = Vec::new();
        let mut codes: Vec<Code> = Vec::new();
        for area in uses.from(operation, &concerned, &mut steps) {
            for error in by_area.get(&area).into_iter().flatten() {
                if reasons.len() < MAX_REASONS && !reasons.contains(&error.message) {
                    reasons.push(error.message.clone());
                }
                if !codes.contains(&error.code) {
                    codes.push(error.code);
                }
            }
        }
        if reasons.is_empty() {
            reasons.push("something that it refers to is not supported".to_owned());
        }
        if let Some(operation) = remove(document, operation) {
            skipped.push(Skipped {
                reasons,
                codes,
                ..operation
            });
        }
    }
    for error in errors {
        error.severity = Severity::Warning;
    }
    skipped
}

/// What naming has found, without what may be due to the operations that are left out: entries of the configuration that
/// nothing uses.
pub(crate) fn excused(
    mut named: Vec<Diagnostic>,
    skipped: &[Skipped],
    found: &Diagnostics<'_>,
) -> Vec<Diagnostic> {
    // An entry may be about something that could not be lowered.
    if found.has(Diagnostic::is_error) {
        named.retain(|named| named.code != Code::UnusedConfig);
    }
    for named in named.iter_mut().filter(|_| !skipped.is_empty()) {
        if named.code == Code::UnusedConfig {
            named.severity = Severity::Warning;
        }
    }
    named
}

/// The operation or component that a pointer leads into, or the parameters of a path: three steps below the root.
fn area(pointer: &Pointer) -> Option<Pointer> {
    let mut tokens = pointer.tokens();
    let area = (0..3).try_fold(Pointer::root(), |area, _| Some(area.push(tokens.next()?)));
    area.filter(|_| {
        matches!(
            pointer.tokens().next().as_deref(),
            Some("paths" | "components")
        )
    })
}

/// Which areas of a document refer to which.
struct Uses {
    operations: Vec<Pointer>,
    targets: BTreeMap<Pointer, BTreeSet<Pointer>>,
}

impl Uses {
    fn of(document: &Value) -> Self {
        let mut uses = Self {
            operations: Vec::new(),
            targets: BTreeMap::new(),
        };
        for part in shape::parts(document).0 {
            let Some(user) = area(&part.at) else { continue };
            if part.kind == PartKind::Operation && user == part.at && part.reference.is_none() {
                uses.operations.push(part.at.clone());
            }
            let target = part.reference.and_then(|reference| {
                let target = reference.strip_prefix('#')?;
                area(&Pointer::parse(target))
            });
            if let Some(target) = target {
                uses.targets.entry(user).or_default().insert(target);
            }
        }
        uses
    }

    /// Where an operation begins: itself, and the parameters of its path.
    fn roots(&self, operation: &Pointer) -> impl Iterator<Item = Pointer> {
        let parameters = operation.parent().map(|item| item.push("parameters"));
        [operation.clone()].into_iter().chain(parameters)
    }

    /// Everything that refers to one of some areas, directly or not, and these themselves.
    fn to<'p>(&self, areas: impl Iterator<Item = &'p Pointer>) -> BTreeSet<Pointer> {
        let mut users: BTreeMap<&Pointer, Vec<&Pointer>> = BTreeMap::new();
        for (user, targets) in &self.targets {
            for target in targets {
                users.entry(target).or_default().push(user);
            }
        }
        reached(areas.cloned(), |area| {
            let users = users.get(area).into_iter().flatten();
            users.map(|user| (*user).clone()).collect()
        })
    }

    /// What an operation consists of, as far as it is among `within`, in order; less if there is too much of it.
    fn from(
        &self,
        operation: &Pointer,
        within: &BTreeSet<Pointer>,
        steps: &mut Budget,
    ) -> BTreeSet<Pointer> {
        let mut waiting: Vec<_> = self.roots(operation).collect();
        let mut areas = BTreeSet::new();
        while let Some(area) = waiting.pop() {
            if !within.contains(&area) || !steps.spend(1) {
                continue;
            }
            let targets = self.targets.get(&area);
            if areas.insert(area) {
                waiting.extend(targets.into_iter().flatten().cloned());
            }
        }
        areas
    }
}

/// Takes an operation out of the document; why is not said yet.
fn remove(document: &mut Value, operation: &Pointer) -> Option<Skipped> {
    let item_at = operation.parent()?;
    let method = operation.last()?;
    let item = document.pointer_mut(item_at.as_str())?.as_object_mut()?;
    let removed = item.remove(method.as_ref())?;
    let id = removed.get("operationId").and_then(Value::as_str);
    Some(Skipped {
        id: id.unwrap_or_default().to_owned(),
        method: method.to_uppercase(),
        path: item_at.last()?.into_owned(),
        reasons: Vec::new(),
        codes: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_a_component_lacks_is_lacking_in_all_that_use_it() {
        let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
        let operation = |schema: Value| {
            let content = json!({"application/json": {"schema": schema}});
            json!({"operationId": "A", "responses": {"200": {"description": "", "content": content}}})
        };
        let mut document = json!({
            "paths": {
                "/a": {"get": operation(reference("direct")), "put": operation(json!({}))},
                "/b": {"get": operation(reference("indirect")), "delete": {"responses": {}}},
                "/c": {"parameters": [{"name": "x", "in": "cookie"}], "get": operation(json!({}))},
            },
            "components": {"schemas": {
                "direct": {"not": {}},
                "indirect": {"items": reference("direct"), "type": "array"},
                "itself": {"properties": {"a": reference("itself")}},
            }},
        });
        let error = |at: &str| Diagnostic::error(Code::UnsupportedSchema, &Pointer::parse(at), at);
        let other = Diagnostic::error(Code::Malformed, &Pointer::parse("/paths/~1a/put"), "bad");
        let mut diagnostics = vec![
            error("/components/schemas/direct"),
            error("/components/schemas/itself/properties/a"),
            error("/paths/~1c/parameters/0"),
            other.clone(),
        ];
        let skipped = remove_unsupported(&mut document, &mut diagnostics);
        assert!(
            skipped
                .iter()
                .all(|operation| operation.codes == [Code::UnsupportedSchema])
        );
        let skipped: Vec<_> = skipped.iter().map(ToString::to_string).collect();
        assert_eq!(
            skipped,
            [
                "A (GET /a): /components/schemas/direct",
                "A (GET /b): /components/schemas/direct",
                "A (GET /c): /paths/~1c/parameters/0",
            ]
        );
        assert!(document.pointer("/paths/~1a/put").is_some());
        assert!(document.pointer("/paths/~1b/delete").is_some());
        assert!(document.pointer("/paths/~1b/get").is_none());
        assert!(
            diagnostics[..3]
                .iter()
                .all(|found| found.severity == Severity::Warning)
        );
        assert_eq!(diagnostics[3], other);
    }
}
