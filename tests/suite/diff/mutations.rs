//! Single changes of the TrustHub document: each is found at its place, and by exactly its kind.

mod collect;

use std::collections::BTreeMap;

use openapi_client_codegen::Lowered;
use openapi_client_codegen::pointer::Pointer;
use openapi_client_review::diff::{Change, ChangeKind, diff};
use serde_json::{Value, json};

use super::{lowered, trusthub};
use crate::random::Random;

/// How many changes are tried.
const COUNT: usize = 1_200;

/// How many of these in the whole document.
const COUNT_WHOLE: usize = 60;

/// What other changes can follow from one.
const CONSEQUENCES: &[ChangeKind] = &[
    ChangeKind::ResourceRenamed,
    ChangeKind::RustNameChanged,
    ChangeKind::TypeRenamed,
    ChangeKind::TypeAdded,
    ChangeKind::TypeRemoved,
    ChangeKind::EnumAdded,
    ChangeKind::EnumRemoved,
];

/// A change of the document.
struct Mutation {
    /// What is done, for a message.
    what: &'static str,
    /// Where it is reported, in the old or in the new document.
    at: Vec<Pointer>,
    /// As what it is reported.
    kinds: Vec<ChangeKind>,
    /// The value that is set, or taken away, at each place.
    edits: Vec<(Pointer, Option<Value>)>,
}

/// Collects the changes that can be made.
struct Mutations<'d> {
    document: &'d Value,
    all: Vec<Mutation>,
}

/// What came of the changes of one document.
#[derive(Default)]
struct Outcome {
    counts: BTreeMap<&'static str, usize>,
    problems: Vec<String>,
}

#[test]
fn each_single_change_is_found_at_its_place_by_its_kind() {
    let whole = without_prose(&trusthub().document);
    let mut parts = parts(&whole);
    let mut random = Random::new(2026);
    let mut mutations = Vec::new();
    for (index, document) in parts.iter().enumerate() {
        let mut all = Mutations {
            document,
            all: Vec::new(),
        };
        all.collect();
        mutations.extend(all.all.into_iter().map(|mutation| (index, mutation)));
    }
    random.shuffle(&mut mutations);
    mutations.truncate(COUNT - COUNT_WHOLE);
    let mut all = Mutations {
        document: &whole,
        all: Vec::new(),
    };
    all.collect();
    random.shuffle(&mut all.all);
    mutations.extend(
        all.all
            .into_iter()
            .take(COUNT_WHOLE)
            .map(|mutation| (parts.len(), mutation)),
    );
    assert_eq!(mutations.len(), COUNT);
    parts.push(whole);
    let models: Vec<_> = parts.iter().map(lowered).collect();
    let mut outcome = Outcome::default();
    for (index, mutation) in &mutations {
        outcome.check(mutation, &parts[*index], &models[*index]);
    }
    println!("{:#?}", outcome.counts);
    let problems = outcome.problems;
    assert!(
        problems.is_empty(),
        "{} problems:\n{}",
        problems.len(),
        problems.join("\n")
    );
}

/// The document by the first segments of its paths, each part with the components that it needs: small ones are fast.
fn parts(whole: &Value) -> Vec<Value> {
    let mut parts: BTreeMap<String, Value> = BTreeMap::new();
    for (path, item) in whole["paths"].as_object().unwrap() {
        let name = path.split('/').nth(2).unwrap().to_owned();
        let part = parts.entry(name).or_insert_with(|| {
            let mut part = whole.clone();
            part["paths"] = json!({});
            part
        });
        part["paths"][path] = item.clone();
    }
    for part in parts.values_mut() {
        loop {
            let text = part.to_string();
            let schemas = part["components"]["schemas"].as_object_mut().unwrap();
            let count = schemas.len();
            schemas.retain(|name, _| text.contains(&reference(name)));
            if schemas.len() == count {
                break;
            }
        }
    }
    parts
        .into_values()
        .filter(|part| part.to_string().contains("operationId"))
        .collect()
}

/// How a reference to a schema is written.
fn reference(name: &str) -> String {
    format!("\"#/components/schemas/{name}\"")
}

impl Outcome {
    fn check(&mut self, mutation: &Mutation, document: &Value, old: &Lowered) {
        let mut changed = document.clone();
        for (at, value) in &mutation.edits {
            edit(&mut changed, at, value.as_ref());
        }
        let diff = diff(old, &lowered(&changed));
        let is_here = |at: &Option<Pointer>| at.as_ref().is_some_and(|at| mutation.at.contains(at));
        // What leads to a resource has one type for all of its operations.
        let is_parents = |change: &Change| {
            let is_parameter = |at: &Pointer| at.as_str().contains("/parameters/");
            change.kind == ChangeKind::TypeChanged
                && change.old_pointer.as_ref().is_some_and(is_parameter)
                && mutation.at.iter().any(is_parameter)
                && !is_here(&change.old_pointer)
        };
        let is_strange =
            |change: &&Change| !CONSEQUENCES.contains(&change.kind) && !is_parents(change);
        let (here, others): (Vec<_>, Vec<_>) = diff
            .changes
            .iter()
            .filter(is_strange)
            .partition(|change| is_here(&change.old_pointer) || is_here(&change.new_pointer));
        let found: Vec<_> = here.iter().map(|change| change.kind).collect();
        let expected: Vec<_> = mutation
            .at
            .iter()
            .flat_map(|_| mutation.kinds.clone())
            .collect();
        let what = format!("{} at {:?}", mutation.what, mutation.at);
        if expected != found || !others.is_empty() {
            self.problems.push(format!(
                "{what}: expected {expected:?}, found {found:?} and {others:?}"
            ));
        }
        if diff.changes.iter().any(|change| change.reason.is_empty()) {
            self.problems
                .push(format!("{what}: a change has no reason"));
        }
        *self.counts.entry(mutation.what).or_insert(0) += 1;
    }
}

/// Sets or takes away the value at a pointer; `-` appends to a list.
fn edit(document: &mut Value, at: &Pointer, value: Option<&Value>) {
    let parent = at.parent().unwrap();
    let key = at.last().unwrap().into_owned();
    match (
        document
            .pointer_mut(parent.as_str())
            .unwrap_or_else(|| panic!("nothing at {parent}")),
        value,
    ) {
        (Value::Object(entries), Some(value)) => {
            entries.insert(key, value.clone());
        }
        (Value::Object(entries), None) => {
            entries.remove(&key).unwrap();
        }
        (Value::Array(items), Some(value)) => match key.parse::<usize>() {
            Ok(index) => items[index] = value.clone(),
            Err(_) => items.push(value.clone()),
        },
        (Value::Array(items), None) => {
            items.remove(key.parse().unwrap());
        }
        _ => panic!("{parent} has no entries"),
    }
}

/// The document without prose and examples, which makes it small.
fn without_prose(value: &Value) -> Value {
    match value {
        Value::Object(entries) => {
            let kept = entries.iter().filter(|(key, value)| match key.as_str() {
                "description" | "summary" => !value.is_string(),
                "example" | "examples" | "headers" => false,
                _ => true,
            });
            let mut kept: serde_json::Map<_, _> = kept
                .map(|(key, value)| (key.clone(), without_prose(value)))
                .collect();
            // A response must have one.
            if entries.contains_key("content") || entries.len() == 1 && kept.is_empty() {
                kept.insert("description".to_owned(), json!(""));
            }
            Value::Object(kept)
        }
        Value::Array(items) => Value::Array(items.iter().map(without_prose).collect()),
        other => other.clone(),
    }
}
