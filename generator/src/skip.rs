//! Goes on without the operations that the generator does not support, or that something is wrong with.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, File, Severity};
use crate::document;
use crate::limit::{Budget, reached};
use crate::pointer::Pointer;
use crate::shape::{self, Part, PartKind};

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
    /// What is not supported or wrong, one sentence each.
    pub reasons: Vec<String>,
    /// The codes of the diagnostics that say so, each once; none if there is too much to look at.
    pub codes: Vec<Code>,
}

impl Skipped {
    /// What orders operations like the document does.
    pub(crate) fn rank(&self) -> (String, Option<usize>) {
        let mut methods = document::METHODS.iter();
        let method = methods.position(|method| method.eq_ignore_ascii_case(&self.method));
        (self.path.clone(), method)
    }
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

/// Takes the operations and the components out of the document that errors belong to, and makes warnings of these errors.
///
/// An error in a component concerns everything that refers to it, directly or not. Nothing happens if there are errors that
/// concern the whole document; `None` if nothing is left out.
pub(crate) fn leave_out(document: &mut Value, found: &mut Diagnostics<'_>) -> Option<Vec<Skipped>> {
    let is_general = |found: &Diagnostic| found.is_error() && concerned(found).is_none();
    match found.has(is_general) {
        true => None,
        false => remove_concerned(document, found.as_mut_slice()),
    }
}

/// The area that an error belongs to, unless it concerns the whole document.
fn concerned(error: &Diagnostic) -> Option<Pointer> {
    let is_of_part = error.code == Code::Malformed
        || error.code.is_of_document() && error.code != Code::OpenApiVersion;
    let is_of_part = is_of_part && error.is_error() && error.file == File::Document;
    area(&error.pointer).filter(|_| is_of_part)
}

fn remove_concerned(document: &mut Value, diagnostics: &mut [Diagnostic]) -> Option<Vec<Skipped>> {
    let mut by_area: BTreeMap<Pointer, Vec<&mut Diagnostic>> = BTreeMap::new();
    for error in diagnostics {
        if let Some(area) = concerned(error) {
            by_area.entry(area).or_default().push(error);
        }
    }
    if by_area.is_empty() {
        return None;
    }
    let uses = Uses::of(document);
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
    // Paths that are wrong themselves, and components: nothing that is left refers to them.
    for area in &concerned {
        take(document, area);
    }
    for error in by_area.into_values().flatten() {
        error.severity = Severity::Warning;
    }
    Some(skipped)
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

/// The keys of a path item that are no operations.
const OF_ITEM: [&str; 5] = ["summary", "description", "servers", "parameters", "$ref"];

/// The operation, path or component that a pointer leads into.
fn area(pointer: &Pointer) -> Option<Pointer> {
    let mut tokens = pointer.tokens();
    let (first, second, third) = (tokens.next()?, tokens.next()?, tokens.next());
    let area = Pointer::root().push(&first).push(second);
    match (&*first, third) {
        ("paths", Some(key)) if !OF_ITEM.contains(&&*key) => Some(area.push(key)),
        ("paths", _) => Some(area),
        ("components", Some(name)) => Some(area.push(name)),
        _ => None,
    }
}

/// Which areas of a document refer to which.
struct Uses {
    operations: Vec<Pointer>,
    targets: BTreeMap<Pointer, BTreeSet<Pointer>>,
}

impl Uses {
    fn of(document: &Value) -> Self {
        let mut uses = Self {
            operations: operations(document),
            targets: BTreeMap::new(),
        };
        for part in shape::parts(document).0 {
            let Some(user) = area(&part.at) else { continue };
            for reference in references(&part) {
                let target = reference.strip_prefix('#').map(Pointer::parse);
                let Some(target) = target.and_then(|target| area(&target)) else {
                    continue;
                };
                // What is known by its discriminator may be one of those that inherit from it.
                if has_discriminator(document, &target) {
                    uses.add(target.clone(), user.clone());
                }
                uses.add(user.clone(), target);
            }
        }
        for operation in uses.operations.clone() {
            for scheme in schemes(document, &operation) {
                uses.add(
                    operation.clone(),
                    document::component("securitySchemes", &scheme),
                );
            }
        }
        uses
    }

    fn add(&mut self, user: Pointer, target: Pointer) {
        self.targets.entry(user).or_default().insert(target);
    }

    /// Where an operation begins: itself, and its path.
    fn roots(&self, operation: &Pointer) -> impl Iterator<Item = Pointer> {
        [operation.clone()].into_iter().chain(operation.parent())
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

/// What could be an operation: every mapping in a path item that is nothing else.
fn operations(document: &Value) -> Vec<Pointer> {
    let paths = document.get("paths").and_then(Value::as_object);
    let mut operations = Vec::new();
    for (path, item) in paths.into_iter().flatten() {
        let at = Pointer::root().push("paths").push(path);
        let keys = item.as_object().into_iter().flatten();
        let keys = keys.filter(|(key, value)| {
            let is_known = OF_ITEM.contains(&key.as_str()) || key.starts_with("x-");
            !is_known && value.is_object()
        });
        operations.extend(keys.map(|(key, _)| at.push(key)));
    }
    operations
}

/// Where a part leads, also by the mapping of its discriminator.
fn references(part: &Part<'_>) -> Vec<String> {
    let mut references: Vec<_> = part.reference.map(str::to_owned).into_iter().collect();
    let mapping = part
        .map
        .get("discriminator")
        .and_then(|found| found.get("mapping"));
    let mapping = mapping.filter(|_| part.kind == PartKind::Schema);
    let mapping = mapping.and_then(Value::as_object).into_iter().flatten();
    let mapped = mapping.filter_map(|(_, target)| target.as_str());
    references.extend(mapped.map(|target| match target.contains('/') {
        true => target.to_owned(),
        false => format!("#{}", document::component("schemas", target)),
    }));
    references
}

fn has_discriminator(document: &Value, schema: &Pointer) -> bool {
    let schema = schema.find(document);
    schema.is_some_and(|schema| schema.get("discriminator").is_some())
}

/// The security schemes that an operation names, or the document for it.
fn schemes(document: &Value, operation: &Pointer) -> Vec<String> {
    let own = operation.find(document).and_then(|map| map.get("security"));
    let requirements = own.or_else(|| document.get("security"));
    let requirements = requirements.and_then(Value::as_array).into_iter().flatten();
    let names = requirements.filter_map(Value::as_object);
    names.flat_map(|names| names.keys().cloned()).collect()
}

/// Takes an operation out of the document; why is not said yet.
fn remove(document: &mut Value, operation: &Pointer) -> Option<Skipped> {
    let item_at = operation.parent()?;
    let method = operation.last()?;
    let removed = take(document, operation)?;
    let id = removed.get("operationId").and_then(Value::as_str);
    Some(Skipped {
        id: id.unwrap_or_default().to_owned(),
        method: method.to_uppercase(),
        path: item_at.last()?.into_owned(),
        reasons: Vec::new(),
        codes: Vec::new(),
    })
}

/// Takes a value out of the mapping that it is in.
fn take(document: &mut Value, at: &Pointer) -> Option<Value> {
    let map = document.pointer_mut(at.parent()?.as_str())?;
    map.as_object_mut()?.remove(at.last()?.as_ref())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn error(at: &str) -> Diagnostic {
        Diagnostic::error(Code::UnsupportedSchema, &Pointer::parse(at), at)
    }

    fn left_out(document: &mut Value, errors: &mut [Diagnostic]) -> Vec<String> {
        let skipped = remove_concerned(document, errors).unwrap();
        let is_warning = |found: &Diagnostic| found.severity == Severity::Warning;
        assert!(errors.iter().all(is_warning));
        let mut all = skipped.iter();
        assert!(all.all(|operation| operation.codes == [Code::UnsupportedSchema]));
        skipped.iter().map(ToString::to_string).collect()
    }

    /// A document in which much is wrong.
    fn document() -> Value {
        let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
        let operation = |schema: Value| {
            let content = json!({"application/json": {"schema": schema}});
            json!({"operationId": "A", "responses": {"200": {"description": "", "content": content}}})
        };
        json!({
            "paths": {
                "/a": {"get": operation(reference("direct")), "put": operation(json!({}))},
                "/b": {"get": operation(reference("indirect")), "delete": {"responses": {}}},
                "/c": {"parameters": [{"name": "x", "in": "cookie"}], "get": operation(json!({}))},
                "d": {"get": {"responses": {}}, "summary": "A path without a slash."},
                "/e": {"fetch": {"responses": {}}, "get": operation(json!({}))},
                "/f": {"get": operation(reference("parent")), "put": operation(reference("mapped"))},
                "/g": {"get": {"responses": {}, "security": [{"odd": []}]}},
            },
            "components": {
                "schemas": {
                    "direct": {"not": {}},
                    "indirect": {"items": reference("direct"), "type": "array"},
                    "itself": {"properties": {"a": reference("itself")}},
                    "parent": {"discriminator": {"propertyName": "a"}},
                    "child": {"allOf": [reference("parent"), {"not": {}}]},
                    "mapped": {"discriminator": {"propertyName": "a", "mapping": {"a": "child", "b": "#/nowhere"}}},
                    "other": {},
                },
                "securitySchemes": {"odd": {"type": "odd"}},
            },
        })
    }

    #[test]
    fn what_a_component_lacks_is_lacking_in_all_that_use_it() {
        let mut document = document();
        let mut errors = [
            "/components/schemas/direct",
            "/components/schemas/itself/properties/a",
            "/components/schemas/child",
            "/components/securitySchemes/odd/type",
            "/paths/~1c/parameters/0",
            "/paths/d",
            "/paths/~1e/fetch",
        ]
        .map(error);
        assert_eq!(
            left_out(&mut document, &mut errors),
            [
                "A (GET /a): /components/schemas/direct",
                "A (GET /b): /components/schemas/direct",
                "A (GET /c): /paths/~1c/parameters/0",
                "FETCH /e: /paths/~1e/fetch",
                "A (GET /f): /components/schemas/child",
                "A (PUT /f): /components/schemas/child",
                "GET /g: /components/securitySchemes/odd/type",
                "GET d: /paths/d",
            ]
        );
        let left = |at: &str| -> Vec<&String> {
            let map = document.pointer(at).and_then(Value::as_object);
            map.into_iter().flat_map(|map| map.keys()).collect()
        };
        assert_eq!(left("/paths"), ["/a", "/b", "/e", "/f", "/g"]);
        assert_eq!(left("/paths/~1a"), ["put"]);
        assert_eq!(left("/paths/~1b"), ["delete"]);
        assert_eq!(left("/paths/~1e"), ["get"]);
        assert_eq!(left("/components/schemas"), ["other"]);
    }

    #[test]
    fn what_concerns_the_whole_document_stays_an_error() {
        let of_schema = Pointer::parse("/components/schemas/a");
        for (code, at, is_of_part) in [
            (Code::Malformed, Pointer::parse("/info"), false),
            (Code::Limit, of_schema.clone(), false),
            (Code::OpenApiVersion, of_schema.clone(), false),
            (Code::UnresolvedRef, of_schema, true),
        ] {
            let error = Diagnostic::error(code, &at, "a");
            assert_eq!(concerned(&error).is_some(), is_of_part);
            assert_eq!(concerned(&error.in_file(File::Overlay)), None);
        }
    }
}
