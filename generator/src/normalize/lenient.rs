//! Omissions and slips that have one plausible meaning: they are written as they should be, and each is a warning.

mod enums;
mod path_parameters;
mod security;

use serde_json::{Map, Value, json};

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, METHODS, TYPES};
use crate::pointer::Pointer;
use crate::shape::{self, Part, PartKind};
pub(super) use path_parameters::path_parameters;

/// The parts that a body or a value in media types stands in.
const WITH_CONTENT: [PartKind; 4] = [
    PartKind::Parameter,
    PartKind::RequestBody,
    PartKind::Response,
    PartKind::Header,
];

/// What becomes of a key.
struct Edit {
    /// The mapping that has it, or has to have it.
    at: Pointer,
    key: &'static str,
    /// The new value; none to remove it.
    value: Option<Value>,
}

impl Edit {
    fn set(at: &Pointer, key: &'static str, value: Value) -> Self {
        let (at, value) = (at.clone(), Some(value));
        Self { at, key, value }
    }

    fn remove(at: &Pointer, key: &'static str) -> Self {
        let (at, value) = (at.clone(), None);
        Self { at, key, value }
    }

    fn apply(self, document: &mut Value) {
        // What an earlier edit has taken away needs no other.
        let found = document.pointer_mut(self.at.as_str());
        let Some(map) = found.and_then(Value::as_object_mut) else {
            return;
        };
        match self.value {
            Some(value) => map.insert(self.key.to_owned(), value),
            None => map.remove(self.key),
        };
    }
}

/// Puts right what stands where it is: nothing moves, so pointers stay what they were.
pub(super) fn lenient(document: &mut Value, out: &mut Vec<Diagnostic>) {
    paths(document, out);
    server_variables(document, out);
    security::tokens(document, out);
    for edits in [contents, parts] {
        for edit in edits(document, out) {
            edit.apply(document);
        }
    }
}

/// Gives a document its paths.
fn paths(document: &mut Value, out: &mut Vec<Diagnostic>) {
    let Some(document) = document.as_object_mut() else {
        return;
    };
    if !document.contains_key("paths") {
        let message = "the document has no `paths`, so the client has the types of its schemas and no operation";
        let warning = Diagnostic::warning(Code::Malformed, &Pointer::root(), message);
        out.push(warning.help("add `paths: {}` if that is meant"));
        document.insert("paths".to_owned(), json!({}));
    }
}

/// Takes away variables that the URL of their server does not have.
fn server_variables(document: &mut Value, out: &mut Vec<Diagnostic>) {
    let servers = document.get_mut("servers").and_then(Value::as_array_mut);
    for (index, server) in servers.into_iter().flatten().enumerate() {
        let url = server.get("url").and_then(Value::as_str);
        let url = url.unwrap_or_default().to_owned();
        let variables = server.get_mut("variables").and_then(Value::as_object_mut);
        let Some(variables) = variables else { continue };
        let at = Pointer::root()
            .push("servers")
            .index(index)
            .push("variables");
        variables.retain(|name, _| {
            let is_used = url.contains(&format!("{{{name}}}"));
            if !is_used {
                let message = format!("the URL `{url}` has no variable `{name}`, which is ignored");
                let warning = Diagnostic::warning(Code::BadServer, &at.push(name), message);
                out.push(warning.help("remove it, or write its name in braces in the URL"));
            }
            is_used
        });
    }
}

/// Writes out references in place of `content` or of a media type.
fn contents(document: &Value, out: &mut Vec<Diagnostic>) -> Vec<Edit> {
    let (parts, _) = shape::parts(document);
    let mut edits = Vec::new();
    for part in &parts {
        let content = part.map.get("content").and_then(Value::as_object);
        let Some(content) = content.filter(|_| WITH_CONTENT.contains(&part.kind)) else {
            continue;
        };
        let at = part.at.push("content");
        let mut written = content.clone();
        if let Some(reference) = content.get("$ref").and_then(Value::as_str) {
            let target = document::follow(document, reference);
            let Some(target) = target.and_then(|(_, target)| target.as_object()) else {
                continue;
            };
            written.remove("$ref");
            written.extend(target.clone());
            out.push(written_out(&at.push("$ref"), reference, "media types"));
        }
        for (media_type, value) in &mut written {
            let Some(reference) = document::reference(value).map(str::to_owned) else {
                continue;
            };
            if let Some((_, target)) = document::follow(document, &reference) {
                *value = target.clone();
                let at = at.push(media_type).push("$ref");
                out.push(written_out(&at, &reference, "a media type"));
            }
        }
        if written != *content {
            edits.push(Edit::set(&part.at, "content", written.into()));
        }
    }
    edits
}

fn written_out(at: &Pointer, reference: &str, of: &str) -> Diagnostic {
    let message = format!(
        "OpenAPI 3.0 has no references to {of}; `{reference}` is taken for what it leads to"
    );
    Diagnostic::warning(Code::Malformed, at, message)
        .help("write it out here, or refer to it one level further up")
}

/// What has to be different about single parts.
fn parts(document: &Value, out: &mut Vec<Diagnostic>) -> Vec<Edit> {
    let (parts, _) = shape::parts(document);
    let mut edits = Vec::new();
    for part in parts.iter().filter(|part| part.reference.is_none()) {
        match part.kind {
            PartKind::Operation => edits.extend(no_responses(part)),
            PartKind::Response => edits.extend(no_description(part, out)),
            PartKind::Parameter => edits.extend(optional_in_path(part, out)),
            PartKind::Schema => {
                edits.extend(no_items(part, out));
                edits.extend(of_other_types(part, out));
                edits.extend(enums::edit(part, out));
                edits.extend(enums::type_of_values(part));
            }
            _ => {}
        }
    }
    edits
}

/// An operation without responses has none for success, which a lint reports.
fn no_responses(part: &Part<'_>) -> Option<Edit> {
    let is_missing = !part.map.contains_key("responses");
    is_missing.then(|| Edit::set(&part.at, "responses", json!({})))
}

/// Takes away the bodies of GET and HEAD, which OpenAPI 3.0 has ignored.
pub(super) fn bodies_of_get(document: &mut Value, out: &mut Vec<Diagnostic>) {
    let (parts, _) = shape::parts(document);
    let operations = parts.iter().filter(|part| part.kind == PartKind::Operation);
    let edits: Vec<_> = operations
        .filter_map(|part| body_of_get(part, out))
        .collect();
    drop(parts);
    edits.into_iter().for_each(|edit| edit.apply(document));
}

/// Leaves out the operations that switch to another protocol, such as WebSocket: what follows is no response.
pub(super) fn switching(document: &mut Value, out: &mut Vec<Diagnostic>) {
    let is_success = |status: &String| status.starts_with(['2', '3']);
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (path, item) in paths.into_iter().flatten() {
        let Some(item) = item.as_object_mut() else {
            continue;
        };
        for method in METHODS {
            let responses = item.get(method).and_then(|found| found.get("responses"));
            let statuses = responses.and_then(Value::as_object).into_iter().flatten();
            let statuses: Vec<_> = statuses.map(|(status, _)| status).collect();
            let is_switch = statuses.iter().any(|status| *status == "101");
            if !is_switch || statuses.into_iter().any(is_success) {
                continue;
            }
            item.remove(method);
            let at = Pointer::root().push("paths").push(path).push(method);
            let title = format!("{} {path}", method.to_uppercase());
            let message = format!("{title} switches the protocol, so it is no call and left out");
            let warning = Diagnostic::warning(Code::UnsupportedResponse, &at, message);
            out.push(warning.help("use a library for the other protocol, such as WebSocket"));
        }
    }
}

fn body_of_get(part: &Part<'_>, out: &mut Vec<Diagnostic>) -> Option<Edit> {
    let method = part.at.last()?.to_uppercase();
    part.map.get("requestBody")?;
    if !matches!(method.as_str(), "GET" | "HEAD") {
        return None;
    }
    let message = format!("a {method} request has no body, so that of the operation is ignored");
    let at = part.at.push("requestBody");
    let warning = Diagnostic::warning(Code::UnsupportedBody, &at, message);
    out.push(warning.help("remove it, or use another method"));
    Some(Edit::remove(&part.at, "requestBody"))
}

fn no_description(part: &Part<'_>, out: &mut Vec<Diagnostic>) -> Option<Edit> {
    if part.map.contains_key("description") {
        return None;
    }
    let message = "a response must have `description`, and is taken without";
    let warning = Diagnostic::warning(Code::Malformed, &part.at, message);
    out.push(warning.help("say when it is sent"));
    Some(Edit::set(&part.at, "description", "".into()))
}

fn optional_in_path(part: &Part<'_>, out: &mut Vec<Diagnostic>) -> Option<Edit> {
    let is = |key: &str, value: Value| part.map.get(key) == Some(&value);
    if !is("in", "path".into()) || is("required", true.into()) {
        return None;
    }
    let name = part.map.get("name").and_then(Value::as_str)?;
    let message =
        format!("the path parameter `{name}` is not `required: true`, and is taken as such");
    let warning = Diagnostic::warning(Code::OptionalPathParameter, &part.at, message);
    out.push(warning.help("add `required: true`; a path has no optional parts"));
    Some(Edit::set(&part.at, "required", true.into()))
}

fn no_items(part: &Part<'_>, out: &mut Vec<Diagnostic>) -> Option<Edit> {
    let is_array = type_of(part.map) == Some("array");
    if !is_array || part.map.contains_key("items") {
        return None;
    }
    let message = "the array has no `items`, which are taken for any JSON";
    let warning = Diagnostic::warning(Code::ArrayWithoutItems, &part.at, message);
    out.push(warning.help("add the schema of its items; `items: {}` lets them be anything"));
    Some(Edit::set(&part.at, "items", json!({})))
}

/// Keywords that say what a value is made of, and the type that they go with.
const STRUCTURE: [(&str, &str); 3] = [
    ("properties", "object"),
    ("additionalProperties", "object"),
    ("items", "array"),
];

/// Takes away what a value of the type is not made of.
fn of_other_types(part: &Part<'_>, out: &mut Vec<Diagnostic>) -> Vec<Edit> {
    let Some(ty) = type_of(part.map).filter(|ty| TYPES.contains(ty)) else {
        return Vec::new();
    };
    let keywords = STRUCTURE.into_iter();
    let odd = keywords.filter(|(key, of)| *of != ty && part.map.contains_key(*key));
    let edits = odd.map(|(key, of)| {
        let message = format!("`{key}` has no meaning for the type `{ty}`, and is ignored");
        let warning = Diagnostic::warning(Code::KeywordMismatch, &part.at.push(key), message);
        out.push(warning.help(format!(
            "it goes with the type `{of}`; correct the type or remove it"
        )));
        Edit::remove(&part.at, key)
    });
    edits.collect()
}

/// The type of a schema, if it names one.
fn type_of(schema: &Map<String, Value>) -> Option<&str> {
    schema.get("type").and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The warnings of a function that edits a document, and the document then.
    pub(super) fn edited(
        edit: fn(&mut Value, &mut Vec<Diagnostic>),
        mut document: Value,
    ) -> (Vec<String>, Value) {
        let mut out = Vec::new();
        edit(&mut document, &mut out);
        let texts = out.iter().map(|found| {
            format!(
                "{}[{}] {}: {}",
                found.severity, found.code, found.pointer, found.message
            )
        });
        (texts.collect(), document)
    }

    #[test]
    fn what_is_as_it_should_be_stays() {
        let good = json!({
            "openapi": "3.0.3",
            "info": {"title": "T", "version": "1"},
            "paths": {"/a/{b}": {"get": {
                "parameters": [{"name": "b", "in": "path", "required": true, "schema": {"type": "string"}}],
                "responses": {"200": {"description": "", "content": {"application/json": {
                    "schema": {"type": "array", "items": {"type": "string", "enum": ["a", "1"]}},
                }}}},
            }}},
        });
        assert_eq!(edited(lenient, good.clone()), (Vec::new(), good));
    }

    #[test]
    fn what_is_missing_is_added() {
        let (found, document) = edited(lenient, json!({"openapi": "3.0.3"}));
        assert_eq!(found.len(), 1);
        assert_eq!(document["paths"], json!({}));
        let (found, document) = edited(
            lenient,
            json!({"paths": {"/a/{b}": {
                "get": {"parameters": [{"name": "b", "in": "path", "schema": {"type": "array"}}]},
                "put": {"responses": {"200": {}}},
            }}}),
        );
        assert_eq!(
            found,
            [
                "warning[TH028] /paths/~1a~1{b}/get/parameters/0: the path parameter `b` is not `required: true`, and is taken as such",
                "warning[TH031] /paths/~1a~1{b}/get/parameters/0/schema: the array has no `items`, which are taken for any JSON",
                "warning[TH004] /paths/~1a~1{b}/put/responses/200: a response must have `description`, and is taken without",
            ]
        );
        assert_eq!(
            document["paths"]["/a/{b}"],
            json!({
                "get": {
                    "parameters": [{"name": "b", "in": "path", "required": true, "schema": {"type": "array", "items": {}}}],
                    "responses": {},
                },
                "put": {"responses": {"200": {"description": ""}}},
            })
        );
    }

    #[test]
    fn variables_that_no_server_has_are_ignored() {
        let (found, document) = edited(
            lenient,
            json!({"paths": {}, "servers": [
                {"url": "https://{a}.example.com", "variables": {"a": {"default": "x"}, "b": {}}},
            ]}),
        );
        assert_eq!(
            found,
            [
                "warning[TH044] /servers/0/variables/b: the URL `https://{a}.example.com` has no variable `b`, which is ignored",
            ]
        );
        assert_eq!(
            document["servers"][0]["variables"],
            json!({"a": {"default": "x"}})
        );
    }

    #[test]
    fn what_the_type_is_not_made_of_is_ignored() {
        let (found, document) = edited(
            lenient,
            json!({"paths": {}, "components": {"schemas": {
                "a": {"type": "string", "properties": {"b": {"type": "array"}}, "maxItems": 1},
                "b": {"type": "array", "additionalProperties": false, "items": {}},
                "c": {"type": "strin", "items": {}},
                "d": {"properties": {}, "items": {}},
            }}}),
        );
        assert_eq!(
            found,
            [
                "warning[TH032] /components/schemas/a/properties: `properties` has no meaning for the type `string`, and is ignored",
                "warning[TH031] /components/schemas/a/properties/b: the array has no `items`, which are taken for any JSON",
                "warning[TH032] /components/schemas/b/additionalProperties: `additionalProperties` has no meaning for the type `array`, and is ignored",
            ]
        );
        let schemas = &document["components"]["schemas"];
        assert_eq!(schemas["a"], json!({"type": "string", "maxItems": 1}));
        assert_eq!(schemas["b"], json!({"type": "array", "items": {}}));
        assert_eq!(schemas["c"], json!({"type": "strin", "items": {}}));
        assert_eq!(schemas["d"], json!({"properties": {}, "items": {}}));
    }

    #[test]
    fn what_switches_the_protocol_is_left_out() {
        let responses = |statuses: &[&str]| {
            let all = statuses
                .iter()
                .map(|status| ((*status).to_owned(), json!({})));
            json!({"responses": all.collect::<Map<_, _>>()})
        };
        let kept = responses(&["101", "200"]);
        let (found, document) = edited(
            switching,
            json!({"paths": {"/a": {"get": responses(&["101", "default"]), "put": kept}}}),
        );
        assert_eq!(
            found,
            [
                "warning[TH063] /paths/~1a/get: GET /a switches the protocol, so it is no call and left out",
            ]
        );
        assert_eq!(document, json!({"paths": {"/a": {"put": kept}}}));
    }

    #[test]
    fn a_body_of_get_is_ignored() {
        let body = json!({"content": {}});
        let (found, document) = edited(
            bodies_of_get,
            json!({"paths": {
                "/a": {
                    "get": {"requestBody": body, "responses": {}},
                    "put": {"requestBody": body, "responses": {}},
                },
            }}),
        );
        assert_eq!(
            found,
            [
                "warning[TH061] /paths/~1a/get/requestBody: a GET request has no body, so that of the operation is ignored",
            ]
        );
        assert_eq!(document["paths"]["/a"]["get"], json!({"responses": {}}));
        assert_eq!(document["paths"]["/a"]["put"]["requestBody"], body);
    }

    #[test]
    fn references_in_content_are_written_out() {
        let media = json!({"schema": {"type": "string"}});
        let (found, document) = edited(
            lenient,
            json!({
                "paths": {"/a": {"get": {"responses": {
                    "200": {"description": "", "content": {"$ref": "#/components/x-contents/text"}},
                    "201": {"description": "", "content": {"text/csv": {"$ref": "#/components/x-contents/text/text~1plain"}}},
                    "202": {"description": "", "content": {"$ref": "#/nowhere"}},
                }}}},
                "components": {"x-contents": {"text": {"text/plain": media}}},
            }),
        );
        assert_eq!(found.len(), 2, "{found:?}");
        let content =
            |status: &str| document["paths"]["/a"]["get"]["responses"][status]["content"].clone();
        assert_eq!(content("200"), json!({"text/plain": media}));
        assert_eq!(content("201"), json!({"text/csv": media}));
        assert_eq!(content("202"), json!({"$ref": "#/nowhere"}));
    }
}
