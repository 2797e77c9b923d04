//! Single changes of the TrustHub document: each is found at its place, and by exactly its kind.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use twilio_codegen::Lowered;
use twilio_codegen::diff::{Change, Kind, diff};
use twilio_codegen::pointer::Pointer;

use super::{Random, lowered, trusthub};

/// So many changes are tried.
const COUNT: usize = 1_200;

/// So many of these in the whole document.
const COUNT_WHOLE: usize = 60;

/// What other changes can follow from one.
const CONSEQUENCES: &[Kind] = &[
    Kind::ResourceRenamed,
    Kind::RustNameChanged,
    Kind::TypeRenamed,
    Kind::TypeAdded,
    Kind::TypeRemoved,
    Kind::EnumAdded,
    Kind::EnumRemoved,
];

/// A change of the document.
struct Mutation {
    /// What is done, for a message.
    what: &'static str,
    /// Where it is reported, in the old or in the new document.
    at: Vec<Pointer>,
    /// As what it is reported.
    kinds: Vec<Kind>,
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
    faults: Vec<String>,
}

#[test]
fn each_single_change_is_found_at_its_place_by_its_kind() {
    let whole = without_prose(&trusthub().document);
    let mut parts = parts(&whole);
    let mut random = Random(2026);
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
    let faults = outcome.faults;
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
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
        let is_strange = |change: &&Change| !CONSEQUENCES.contains(&change.kind);
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
            self.faults.push(format!(
                "{what}: expected {expected:?}, found {found:?} and {others:?}"
            ));
        }
        if diff.changes.iter().any(|change| change.reason.is_empty()) {
            self.faults.push(format!("{what}: a change has no reason"));
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

impl Mutations<'_> {
    fn add(
        &mut self,
        what: &'static str,
        kind: Kind,
        at: &Pointer,
        edits: Vec<(Pointer, Option<Value>)>,
    ) {
        self.all.push(Mutation {
            what,
            at: vec![at.clone()],
            kinds: vec![kind],
            edits,
        });
    }

    fn get(&self, at: &Pointer) -> &Value {
        self.document.pointer(at.as_str()).unwrap_or(&Value::Null)
    }

    fn keys(&self, at: &Pointer) -> Vec<String> {
        let entries = self.get(at).as_object();
        entries
            .into_iter()
            .flatten()
            .map(|(key, _)| key.clone())
            .collect()
    }

    fn collect(&mut self) {
        let root = Pointer::root();
        let at = root.push("servers");
        let url = json!("https://trusthub.example.com");
        self.add(
            "server",
            Kind::ServerChanged,
            &at,
            vec![(at.index(0).push("url"), Some(url))],
        );
        let at = root.push("components").push("securitySchemes");
        for name in self.keys(&at) {
            let at = at.push(&name);
            self.add(
                "scheme",
                Kind::SecurityChanged,
                &at,
                vec![(at.push("scheme"), Some(json!("bearer")))],
            );
        }
        let paths = root.push("paths");
        for path in self.keys(&paths) {
            self.path(&paths, &path);
        }
        self.schemas(&root.push("components").push("schemas"));
    }

    fn path(&mut self, paths: &Pointer, path: &str) {
        let item = paths.push(path);
        let methods: Vec<_> = self
            .keys(&item)
            .into_iter()
            .filter(|key| ["get", "post", "delete"].contains(&key.as_str()))
            .collect();
        if methods.is_empty() {
            return;
        }
        // Only the last segment of a path, so that no other path is below it.
        if !path.ends_with('}') {
            let moved = paths.push(format!("{path}Moved"));
            let at = methods.iter().map(|method| moved.push(method)).collect();
            let edits = vec![
                (item.clone(), None),
                (moved.clone(), Some(self.get(&item).clone())),
            ];
            self.all.push(Mutation {
                what: "path",
                at,
                kinds: vec![Kind::PathChanged],
                edits,
            });
        }
        for method in methods {
            self.operation(&item, &method);
        }
    }

    fn operation(&mut self, item: &Pointer, method: &str) {
        let at = item.push(method);
        let id = self
            .get(&at.push("operationId"))
            .as_str()
            .unwrap()
            .to_owned();
        let renamed = json!(format!("{id}Anew"));
        self.add(
            "operation id",
            Kind::OperationRenamed,
            &at,
            vec![(at.push("operationId"), Some(renamed))],
        );
        self.add(
            "operation removed",
            Kind::OperationRemoved,
            &at,
            vec![(at.clone(), None)],
        );
        self.add(
            "deprecated",
            Kind::DeprecationChanged,
            &at,
            vec![(at.push("deprecated"), Some(json!(true)))],
        );
        self.add(
            "security",
            Kind::SecurityChanged,
            &at,
            vec![(at.push("security"), Some(json!([])))],
        );
        if method == "post" {
            let put = item.push("put");
            let edits = vec![
                (at.clone(), None),
                (put.clone(), Some(self.get(&at).clone())),
            ];
            self.add("method", Kind::MethodChanged, &put, edits);
        }
        let responses = at.push("responses");
        let error = responses.push("418");
        self.add(
            "error status",
            Kind::ErrorStatusAdded,
            &error,
            vec![(error.clone(), Some(json!({"description": "no"})))],
        );
        for status in self
            .keys(&responses)
            .into_iter()
            .filter(|status| status.starts_with('2'))
        {
            let (one, other) = (responses.push(&status), responses.push("202"));
            let edits = vec![
                (one.clone(), None),
                (other.clone(), Some(self.get(&one).clone())),
            ];
            self.add("success status", Kind::SuccessStatusChanged, &other, edits);
            self.answer(&one.push("content").push("application/json").push("schema"));
        }
        self.parameters(&at);
        let body = at
            .push("requestBody")
            .push("content")
            .push("application/x-www-form-urlencoded")
            .push("schema");
        self.properties(&body, true);
    }

    /// The page of a list.
    fn answer(&mut self, schema: &Pointer) {
        let properties = schema.push("properties");
        for key in self.keys(&properties) {
            let at = properties.push(&key);
            if key == "meta" {
                let meta = at.push("properties");
                for name in self
                    .keys(&meta)
                    .into_iter()
                    .filter(|name| name != "next_page_url")
                {
                    self.value(&meta.push(&name), &meta.push(&name));
                }
                continue;
            }
            let other = properties.push("things");
            let edits = vec![
                (at.clone(), None),
                (other.clone(), Some(self.get(&at).clone())),
            ];
            self.add("items key", Kind::PagingChanged, &other, edits);
        }
    }

    fn parameters(&mut self, operation: &Pointer) {
        let list = operation.push("parameters");
        let count = self.get(&list).as_array().map_or(0, Vec::len);
        let added = json!({"name": "Shade", "in": "query", "schema": {"type": "boolean"}});
        let (last, edit) = match count {
            0 => (list.index(0), (list.clone(), Some(json!([added])))),
            _ => (list.index(count), (list.push("-"), Some(added))),
        };
        self.add("parameter added", Kind::ParameterAdded, &last, vec![edit]);
        for index in 0..count {
            let at = list.index(index);
            let schema = at.push("schema");
            self.value(&at, &schema);
            if self.get(&at.push("in")) == "path" {
                continue;
            }
            let name = self.get(&at.push("name")).as_str().unwrap().to_owned();
            self.add(
                "parameter removed",
                Kind::ParameterRemoved,
                &at,
                vec![(at.clone(), None)],
            );
            self.add(
                "parameter required",
                Kind::RequirednessChanged,
                &at,
                vec![(at.push("required"), Some(json!(true)))],
            );
            self.add(
                "parameter nullable",
                Kind::NullabilityChanged,
                &at,
                vec![(schema.push("nullable"), Some(json!(true)))],
            );
            let renamed = json!(format!("{name}Anew"));
            self.add(
                "parameter renamed",
                Kind::ParameterRenamed,
                &at,
                vec![(at.push("name"), Some(renamed))],
            );
            self.add(
                "parameter moved",
                Kind::ParameterMoved,
                &at,
                vec![(at.push("in"), Some(json!("header")))],
            );
        }
    }

    /// The properties of a body or of a record.
    fn properties(&mut self, schema: &Pointer, is_body: bool) {
        let properties = schema.push("properties");
        let names = self.keys(&properties);
        if names.is_empty() {
            return;
        }
        let (removed, added, renamed) = match is_body {
            true => (
                Kind::ParameterRemoved,
                Kind::ParameterAdded,
                Kind::ParameterRenamed,
            ),
            false => (Kind::FieldRemoved, Kind::FieldAdded, Kind::FieldRenamed),
        };
        let other = properties.push("Shade");
        self.add(
            "property added",
            added,
            &other,
            vec![(other.clone(), Some(json!({"type": "boolean"})))],
        );
        let required = schema.push("required");
        let listed: Vec<String> =
            serde_json::from_value(self.get(&required).clone()).unwrap_or_default();
        for name in &names {
            let at = properties.push(name);
            let position = listed.iter().position(|one| one == name);
            let place = position.map(|index| required.index(index));
            let unlisted = place.iter().map(|at| (at.clone(), None));
            let edits = unlisted.clone().chain([(at.clone(), None)]).collect();
            self.add("property removed", removed, &at, edits);
            // With several properties of one shape, a new name is still the only one that came.
            let other = properties.push(format!("{name}_anew"));
            let relisted = place
                .iter()
                .map(|at| (at.clone(), Some(json!(format!("{name}_anew")))));
            let moved = [
                (at.clone(), None),
                (other.clone(), Some(self.get(&at).clone())),
            ];
            self.add(
                "property renamed",
                renamed,
                &other,
                relisted.chain(moved).collect(),
            );
            let edit = match (&place, listed.is_empty()) {
                (Some(_), _) if listed.len() == 1 => (required.clone(), None),
                (Some(at), _) => (at.clone(), None),
                (None, true) => (required.clone(), Some(json!([name]))),
                (None, false) => (required.push("-"), Some(json!(name))),
            };
            self.add(
                "property required",
                Kind::RequirednessChanged,
                &at,
                vec![edit],
            );
            let nullable = self.get(&at.push("nullable")) == &json!(true);
            self.add(
                "property nullable",
                Kind::NullabilityChanged,
                &at,
                vec![(at.push("nullable"), Some(json!(!nullable)))],
            );
            let marked = self.get(&at.push("x-twilio")).get("pii").is_some();
            if !marked && self.get(&at.push("$ref")).is_null() {
                let pii = json!({"pii": {"handling": "standard"}});
                self.add(
                    "personal",
                    Kind::SensitivityChanged,
                    &at,
                    vec![(at.push("x-twilio"), Some(pii))],
                );
            }
            self.value(&at, &at);
        }
    }

    /// The type and the other keywords of a value at `at` whose schema is at `schema`.
    fn value(&mut self, at: &Pointer, schema: &Pointer) {
        let keyword = |key: &str| schema.push(key);
        let found = self.get(schema);
        if found.get("$ref").is_some() {
            let boolean = json!({"type": "boolean"});
            self.add(
                "reference",
                Kind::TypeChanged,
                at,
                vec![(schema.clone(), Some(boolean))],
            );
            return;
        }
        let is_plain = found.get("pattern").is_none()
            && found.get("format").is_none()
            && found.get("enum").is_none();
        match found.get("type").and_then(Value::as_str) {
            Some("string") => {
                let boolean = json!({"type": "boolean", "nullable": found.get("nullable").unwrap_or(&json!(false)), "x-twilio": found.get("x-twilio").unwrap_or(&json!({}))});
                self.add(
                    "type",
                    Kind::TypeChanged,
                    at,
                    vec![(schema.clone(), Some(boolean))],
                );
                if self.get(&keyword("pattern")).is_string() {
                    let pattern = json!("^ZZ[0-9a-fA-F]{32}$");
                    self.add(
                        "SID",
                        Kind::TypeChanged,
                        at,
                        vec![(keyword("pattern"), Some(pattern))],
                    );
                } else if is_plain {
                    self.add(
                        "pattern",
                        Kind::ConstraintChanged,
                        at,
                        vec![(keyword("pattern"), Some(json!("^[a-z]+$")))],
                    );
                    self.add(
                        "format",
                        Kind::FormatChanged,
                        at,
                        vec![(keyword("format"), Some(json!("phone-number")))],
                    );
                    self.add(
                        "moment",
                        Kind::TypeChanged,
                        at,
                        vec![(keyword("format"), Some(json!("date-time")))],
                    );
                    self.add(
                        "length",
                        Kind::ConstraintChanged,
                        at,
                        vec![(keyword("maxLength"), Some(json!(99)))],
                    );
                    self.add(
                        "default",
                        Kind::ConstraintChanged,
                        at,
                        vec![(keyword("default"), Some(json!("x")))],
                    );
                }
            }
            Some("integer") => {
                self.add(
                    "type",
                    Kind::TypeChanged,
                    at,
                    vec![(keyword("type"), Some(json!("string")))],
                );
                self.add(
                    "bound",
                    Kind::ConstraintChanged,
                    at,
                    vec![(keyword("maximum"), Some(json!(77)))],
                );
                self.add(
                    "narrow",
                    Kind::TypeChanged,
                    at,
                    vec![(keyword("format"), Some(json!("int32")))],
                );
            }
            Some("boolean") => {
                self.add(
                    "type",
                    Kind::TypeChanged,
                    at,
                    vec![(keyword("type"), Some(json!("string")))],
                );
            }
            _ => {}
        }
    }

    fn schemas(&mut self, schemas: &Pointer) {
        let text = self.document["paths"].to_string()
            + &self.document["components"]["schemas"].to_string();
        for name in self.keys(schemas) {
            let at = schemas.push(&name);
            if !text.contains(&reference(&name)) {
                continue;
            }
            self.properties(&at, false);
            let values = at.push("enum");
            let count = self.get(&values).as_array().map_or(0, Vec::len);
            if count > 0 {
                self.add(
                    "value added",
                    Kind::ValueAdded,
                    &values.index(count),
                    vec![(values.push("-"), Some(json!("brand-new")))],
                );
            }
            for index in 0..count {
                let at = values.index(index);
                let text = self.get(&at).as_str().unwrap().to_owned();
                if index + 1 == count {
                    self.add(
                        "value removed",
                        Kind::ValueRemoved,
                        &at,
                        vec![(at.clone(), None)],
                    );
                }
                let other = match text.to_uppercase() == text {
                    true => text.to_lowercase(),
                    false => text.to_uppercase(),
                };
                self.add(
                    "value renamed",
                    Kind::ValueRenamed,
                    &at,
                    vec![(at.clone(), Some(json!(other)))],
                );
                self.all.push(Mutation {
                    what: "value replaced",
                    at: vec![at.clone()],
                    kinds: vec![Kind::ValueAdded, Kind::ValueRemoved],
                    edits: vec![(at, Some(json!("brand-new")))],
                });
            }
        }
    }
}
