//! The rules that a document has to keep before it is lowered, one rule a file.

mod duplicate_parameters;
mod enums;
mod formats;
mod keywords;
mod openapi_version;
mod operation_ids;
mod path_parameters;
mod paths;
mod patterns;
mod personal;
mod placeholders;
mod ranges;
pub mod references;
mod required_properties;
mod schema_types;
mod servers;
mod success_response;
mod token_urls;
mod values;

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Severity};
use crate::document;
use crate::pointer::Pointer;
use crate::profile::Profile;
use crate::shape::{self, Part, PartKind};

/// A rule: looks at the whole document and reports what breaks it.
type Rule = fn(&Document<'_>, &mut Vec<Diagnostic>);

const RULES: &[Rule] = &[
    references::check,
    operation_ids::check,
    paths::check,
    path_parameters::check,
    duplicate_parameters::check,
    schema_types::check,
    keywords::check,
    ranges::check,
    enums::check,
    values::check,
    patterns::check,
    formats::check,
    required_properties::check,
    servers::check,
    token_urls::check,
    success_response::check,
    placeholders::check,
];

/// Everything that is wrong with the document: the shapes of its parts, and what breaks a rule.
pub fn run(document: &Value, profile: &'static Profile) -> Vec<Diagnostic> {
    let (document, mut out) = Document::new(document, profile);
    let mut version = Vec::new();
    openapi_version::check(&document, &mut version);
    if !version.is_empty() {
        // Measured by the rules of another version, all the rest would be wrong too.
        return version;
    }
    RULES.iter().for_each(|rule| rule(&document, &mut out));
    // A client has nothing to do with callbacks.
    for found in out
        .iter_mut()
        .filter(|found| is_of_callback(&found.pointer))
    {
        found.severity = Severity::Warning;
    }
    out
}

fn is_of_callback(at: &Pointer) -> bool {
    let tokens: Vec<_> = at.tokens().take(4).collect();
    let tokens: Vec<_> = tokens.iter().map(|token| token.as_ref()).collect();
    matches!(
        tokens.as_slice(),
        ["components", "callbacks", ..] | ["paths", _, _, "callbacks"]
    )
}

/// What an overlay could say about the document that the document doesn't.
pub fn proposals(document: &Value, profile: &'static Profile) -> Vec<Diagnostic> {
    let (document, _) = Document::new(document, profile);
    let mut out = Vec::new();
    personal::check(&document, &mut out);
    out
}

/// The document as the rules see it.
struct Document<'d> {
    /// The whole of it.
    root: &'d Value,
    /// Its parts in their order, with references.
    parts: Vec<Part<'d>>,
    profile: &'static Profile,
}

/// An operation of a path.
struct Operation<'d> {
    /// The path template.
    path: String,
    /// The method, in lower case.
    method: String,
    /// Where it stands.
    at: &'d Pointer,
    /// Its keys.
    map: &'d Map<String, Value>,
}

impl<'d> Document<'d> {
    /// The document, and what is wrong with the shapes of its parts.
    fn new(root: &'d Value, profile: &'static Profile) -> (Self, Vec<Diagnostic>) {
        let (parts, found) = shape::parts(root);
        let document = Self {
            root,
            parts,
            profile,
        };
        (document, found)
    }

    /// The schemas that are written out, in every part of the document.
    fn schemas(&self) -> impl Iterator<Item = &Part<'d>> {
        let is_schema =
            |part: &&Part<'_>| part.kind == PartKind::Schema && part.reference.is_none();
        self.parts.iter().filter(is_schema)
    }

    /// The operations of the paths.
    fn operations(&self) -> impl Iterator<Item = Operation<'_>> {
        let parts = self.parts.iter();
        let operations = parts.filter(|part| part.kind == PartKind::Operation);
        operations.filter_map(|part| {
            let tokens: Vec<_> = part.at.tokens().collect();
            match tokens.as_slice() {
                [paths, path, method] if paths == "paths" => Some(Operation {
                    path: path.to_string(),
                    method: method.to_string(),
                    at: &part.at,
                    map: part.map,
                }),
                _ => None,
            }
        })
    }

    /// The parameters of a list, each with its pointer in that list; references are followed.
    fn parameters(
        &self,
        owner: &'d Map<String, Value>,
        at: &Pointer,
    ) -> Vec<(Pointer, Parameter<'d>)> {
        let list = owner.get("parameters").and_then(Value::as_array);
        let list = list.map_or(&[][..], Vec::as_slice);
        let at = at.push("parameters");
        let parameters = list.iter().enumerate().filter_map(|(index, value)| {
            let map = document::resolve(self.root, value)?.as_object()?;
            let parameter = Parameter {
                name: map.get("name")?.as_str()?,
                location: map.get("in")?.as_str()?,
            };
            Some((at.index(index), parameter))
        });
        parameters.collect()
    }
}

/// A parameter with its name and location.
struct Parameter<'d> {
    /// The name.
    name: &'d str,
    /// `path`, `query`, `header` or `cookie`.
    location: &'d str,
}

/// The type of a schema, if it names one.
fn type_of(schema: &Map<String, Value>) -> Option<&str> {
    schema.get("type").and_then(Value::as_str)
}

/// Whether a value is of the type with this name; of a name that is no type, every value is.
pub(crate) fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::profile::PLAIN;

    /// A document with these paths and components.
    pub(super) fn document(paths: Value, components: Value) -> Value {
        json!({
            "openapi": "3.0.1",
            "info": {"title": "T", "version": "1"},
            "paths": paths,
            "components": components,
        })
    }

    /// A document with one schema, at `/components/schemas/s`.
    pub(super) fn schema(schema: Value) -> Value {
        document(json!({}), json!({"schemas": {"s": schema}}))
    }

    /// What one rule reports: severity, code, pointer and message.
    pub(super) fn found(rule: Rule, root: &Value) -> Vec<String> {
        let (parts, _) = shape::parts(root);
        let mut out = Vec::new();
        let profile = Profile::of(None, root);
        let document = Document {
            root,
            parts,
            profile,
        };
        rule(&document, &mut out);
        out.iter()
            .map(|error| {
                let at = error.pointer.as_str();
                let at = at.strip_prefix("/components/schemas/s").unwrap_or(at);
                format!("{}[{}] {at}: {}", error.severity, error.code, error.message)
            })
            .collect()
    }

    #[test]
    fn a_good_document_has_no_faults() {
        let document = document(
            json!({"/v1/Things/{Sid}": {"get": {
                "operationId": "FetchThing",
                "parameters": [
                    {"name": "Sid", "in": "path", "required": true, "schema": {"type": "string"}},
                ],
                "responses": {"200": {"description": "d", "content": {"application/json": {
                    "schema": {"$ref": "#/components/schemas/thing"},
                    "examples": {"one": {"value": {"sid": "x", "tags": ["a", null]}}},
                }}}},
            }}}),
            json!({"schemas": {"thing": {
                "type": "object",
                "required": ["sid"],
                "properties": {
                    "sid": {"type": "string"},
                    "tags": {"type": "array", "items": {"type": "string", "nullable": true}},
                },
            }}}),
        );
        assert_eq!(run(&document, &PLAIN), []);
    }

    #[test]
    fn faults_of_all_rules_come_together() {
        let document = document(
            json!({"/a/{x}": {"get": {"responses": {}}}}),
            json!({"schemas": {"s": {"type": "strin", "nullable": 1}}}),
        );
        let codes: Vec<_> = run(&document, &PLAIN)
            .iter()
            .map(|error| error.code.as_str())
            .collect();
        assert_eq!(codes, ["TH042", "TH030", "TH039"]);
    }

    #[test]
    fn values_of_any_shape_are_looked_at() {
        let odd = [
            json!(null),
            json!(1),
            json!("x"),
            json!([]),
            json!([{}]),
            json!({}),
        ];
        for one in &odd {
            for two in &odd {
                let operation = json!({
                    "operationId": one, "parameters": two, "requestBody": one, "responses": two,
                });
                let schema = json!({
                    "type": one, "properties": two, "items": one, "required": two, "enum": one,
                    "default": two, "example": one, "minimum": two, "maximum": one, "pattern": two,
                    "minLength": one, "maxLength": two, "format": one, "allOf": two, "$ref": one,
                });
                run(
                    &document(
                        json!({"/a/{x}": {"get": operation, "parameters": one}, "/b": two}),
                        json!({"schemas": {"s": schema, "t": one}, "parameters": two}),
                    ),
                    &PLAIN,
                );
                run(&document(one.clone(), two.clone()), &PLAIN);
            }
            run(one, &PLAIN);
        }
    }
}
