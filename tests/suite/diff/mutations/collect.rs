//! The changes that can be made: of each operation, parameter, property and value of a document.

use openapi_client_codegen::pointer::Pointer;
use openapi_client_review::diff::ChangeKind::{self, *};
use serde_json::{Value, json};

use super::{Mutation, Mutations, reference};

impl Mutations<'_> {
    fn add(
        &mut self,
        what: &'static str,
        kind: ChangeKind,
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

    /// Adds a change that sets one value.
    fn set(
        &mut self,
        what: &'static str,
        kind: ChangeKind,
        at: &Pointer,
        place: Pointer,
        value: Value,
    ) {
        self.add(what, kind, at, vec![(place, Some(value))]);
    }

    /// Adds a change that gives something another key.
    fn rename(&mut self, what: &'static str, kind: ChangeKind, old: &Pointer, new: &Pointer) {
        let edits = vec![
            (old.clone(), None),
            (new.clone(), Some(self.get(old).clone())),
        ];
        self.add(what, kind, new, edits);
    }

    pub(super) fn collect(&mut self) {
        let root = Pointer::root();
        let at = root.push("servers");
        // Of the same provider, whose profile is the document's.
        let url = json!("https://moved.twilio.com");
        self.add(
            "server",
            ServerChanged,
            &at,
            vec![(at.index(0).push("url"), Some(url))],
        );
        let at = root.push("components").push("securitySchemes");
        for name in self.keys(&at) {
            let at = at.push(&name);
            self.set(
                "scheme",
                SecurityChanged,
                &at,
                at.push("scheme"),
                json!("bearer"),
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
                kinds: vec![PathChanged],
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
        self.set(
            "operation id",
            OperationRenamed,
            &at,
            at.push("operationId"),
            renamed,
        );
        self.add(
            "operation removed",
            OperationRemoved,
            &at,
            vec![(at.clone(), None)],
        );
        self.set(
            "deprecated",
            DeprecationChanged,
            &at,
            at.push("deprecated"),
            json!(true),
        );
        self.set(
            "security",
            SecurityChanged,
            &at,
            at.push("security"),
            json!([]),
        );
        if method == "post" {
            self.rename("method", MethodChanged, &at, &item.push("put"));
        }
        self.responses(&at.push("responses"));
        self.parameters(&at);
        let content = at.push("requestBody").push("content");
        self.properties(
            &content
                .push("application/x-www-form-urlencoded")
                .push("schema"),
            true,
        );
    }

    fn responses(&mut self, responses: &Pointer) {
        let error = responses.push("418");
        self.set(
            "error status",
            ErrorStatusAdded,
            &error,
            error.clone(),
            json!({"description": "no"}),
        );
        let statuses = self.keys(responses).into_iter();
        for status in statuses.filter(|status| status.starts_with('2')) {
            let success = responses.push(&status);
            self.rename(
                "success status",
                SuccessStatusChanged,
                &success,
                &responses.push("202"),
            );
            self.respond(
                &success
                    .push("content")
                    .push("application/json")
                    .push("schema"),
            );
        }
    }

    /// The page of a list.
    fn respond(&mut self, schema: &Pointer) {
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
            self.add("items key", PagingChanged, &other, edits);
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
        self.add("parameter added", ParameterAdded, &last, vec![edit]);
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
                ParameterRemoved,
                &at,
                vec![(at.clone(), None)],
            );
            self.set(
                "parameter required",
                RequirednessChanged,
                &at,
                at.push("required"),
                json!(true),
            );
            self.set(
                "parameter nullable",
                NullabilityChanged,
                &at,
                schema.push("nullable"),
                json!(true),
            );
            let renamed = json!(format!("{name}Anew"));
            self.set(
                "parameter renamed",
                ParameterRenamed,
                &at,
                at.push("name"),
                renamed,
            );
            self.set(
                "parameter moved",
                ParameterMoved,
                &at,
                at.push("in"),
                json!("header"),
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
        let added = if is_body { ParameterAdded } else { FieldAdded };
        let other = properties.push("Shade");
        self.set(
            "property added",
            added,
            &other,
            other.clone(),
            json!({"type": "boolean"}),
        );
        for name in &names {
            let at = properties.push(name);
            self.listed(schema, name, is_body, names.len() == 1);
            let nullable = self.get(&at.push("nullable")) == &json!(true);
            self.set(
                "property nullable",
                NullabilityChanged,
                &at,
                at.push("nullable"),
                json!(!nullable),
            );
            let marked = self.get(&at.push("x-twilio")).get("pii").is_some();
            if !marked && self.get(&at.push("$ref")).is_null() {
                let pii = json!({"pii": {"handling": "standard"}});
                self.set(
                    "personal",
                    SensitivityChanged,
                    &at,
                    at.push("x-twilio"),
                    pii,
                );
            }
            self.value(&at, &at);
        }
    }

    /// What has to do with the list of the required properties.
    fn listed(&mut self, schema: &Pointer, name: &str, is_body: bool, is_alone: bool) {
        let (removed, renamed) = match is_body {
            true => (ParameterRemoved, ParameterRenamed),
            false => (FieldRemoved, FieldRenamed),
        };
        let at = schema.push("properties").push(name);
        let required = schema.push("required");
        let listed: Vec<String> =
            serde_json::from_value(self.get(&required).clone()).unwrap_or_default();
        let position = listed.iter().position(|one| one == name);
        let place = position.map(|index| required.index(index));
        // Without any property, an object is no record any more.
        if !is_alone {
            let unlisted = place.iter().map(|at| (at.clone(), None));
            let edits = unlisted.chain([(at.clone(), None)]).collect();
            self.add("property removed", removed, &at, edits);
        }
        // With several properties of one shape, a new name is still the only one that came.
        let anew = format!("{name}_anew");
        let other = schema.push("properties").push(&anew);
        let relisted = place.iter().map(|at| (at.clone(), Some(json!(anew))));
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
        self.add("property required", RequirednessChanged, &at, vec![edit]);
    }

    /// The type and the other keywords of a value at `at` whose schema is at `schema`.
    fn value(&mut self, at: &Pointer, schema: &Pointer) {
        let found = self.get(schema).clone();
        let is = |key: &str| found.get(key).is_some();
        if is("$ref") {
            self.set(
                "reference",
                TypeChanged,
                at,
                schema.clone(),
                json!({"type": "boolean"}),
            );
            return;
        }
        let mut boolean = json!({"type": "boolean"});
        for key in ["nullable", "x-twilio"].into_iter().filter(|key| is(key)) {
            boolean[key] = found[key].clone();
        }
        let mut set =
            |what, kind, key: &str, value| self.set(what, kind, at, schema.push(key), value);
        match found.get("type").and_then(Value::as_str) {
            Some("string") => {
                if is("pattern") {
                    set("SID", TypeChanged, "pattern", json!("^ZZ[0-9a-fA-F]{32}$"));
                } else if !is("format") && !is("enum") {
                    set("pattern", ConstraintChanged, "pattern", json!("^[a-z]+$"));
                    set("format", FormatChanged, "format", json!("phone-number"));
                    set("moment", TypeChanged, "format", json!("date-time"));
                    set("length", ConstraintChanged, "maxLength", json!(99));
                    set("default", ConstraintChanged, "default", json!("x"));
                }
                self.set("type", TypeChanged, at, schema.clone(), boolean);
            }
            Some("integer") => {
                set("type", TypeChanged, "type", json!("string"));
                set("bound", ConstraintChanged, "maximum", json!(77));
                set("narrow", TypeChanged, "format", json!("int32"));
            }
            Some("boolean") => set("type", TypeChanged, "type", json!("string")),
            _ => {}
        }
    }

    /// Whether a schema is the body of a request, whose properties are parameters.
    fn is_body(&self, name: &str) -> bool {
        let items = self.document["paths"].as_object().into_iter().flatten();
        let operations = items.flat_map(|(_, item)| item.as_object().into_iter().flatten());
        let mut schemas = operations.flat_map(|(_, operation)| {
            let content = operation["requestBody"]["content"].as_object();
            content
                .into_iter()
                .flatten()
                .map(|(_, media)| &media["schema"]["$ref"])
        });
        schemas.any(|target| {
            target
                .as_str()
                .is_some_and(|target| reference(name).contains(target))
        })
    }

    fn schemas(&mut self, schemas: &Pointer) {
        let text = self.document["paths"].to_string()
            + &self.document["components"]["schemas"].to_string();
        for name in self.keys(schemas) {
            let at = schemas.push(&name);
            if !text.contains(&reference(&name)) {
                continue;
            }
            self.properties(&at, self.is_body(&name));
            let values = at.push("enum");
            let count = self.get(&values).as_array().map_or(0, Vec::len);
            if count > 0 {
                self.add(
                    "value added",
                    ValueAdded,
                    &values.index(count),
                    vec![(values.push("-"), Some(json!("brand-new")))],
                );
            }
            for index in 0..count {
                let at = values.index(index);
                let text = self.get(&at).as_str().unwrap().to_owned();
                if index + 1 == count {
                    self.add("value removed", ValueRemoved, &at, vec![(at.clone(), None)]);
                }
                let other = match text.to_uppercase() == text {
                    true => text.to_lowercase(),
                    false => text.to_uppercase(),
                };
                self.add(
                    "value renamed",
                    ValueRenamed,
                    &at,
                    vec![(at.clone(), Some(json!(other)))],
                );
                self.all.push(Mutation {
                    what: "value replaced",
                    at: vec![at.clone()],
                    kinds: vec![ValueAdded, ValueRemoved],
                    edits: vec![(at, Some(json!("brand-new")))],
                });
            }
        }
    }
}
