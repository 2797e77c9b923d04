//! What stands around the schemas of a document.

use serde_json::{Map, Value, json};

use crate::diagnostic::{Code, Diagnostic};
use crate::document::METHODS;
use crate::pointer::Pointer;
use crate::shape::{self, PartKind};

/// Keys of 3.1 and 3.2 that are no matter of a client, by the pointer of what has them; `*` is any key or index.
const IGNORED: [(&str, &[&str]); 12] = [
    ("", &["$self", "jsonSchemaDialect", "webhooks"]),
    ("/info", &["summary"]),
    ("/info/license", &["identifier"]),
    ("/tags/*", &["kind", "parent", "summary"]),
    ("/servers/*", &["name"]),
    ("/paths/*/servers/*", &["name"]),
    ("/paths/*/*/servers/*", &["name"]),
    ("/paths/*/*/responses/*", &["summary"]),
    ("/components/responses/*", &["summary"]),
    (
        "/components/securitySchemes/*",
        &["deprecated", "oauth2MetadataUrl"],
    ),
    (
        "/components/securitySchemes/*/flows",
        &["deviceAuthorization"],
    ),
    ("/components/examples/*", &["serializedValue"]),
];

/// Rewrites all but the schemas.
pub(super) fn rewrite(document: &mut Value, out: &mut Vec<Diagnostic>) {
    if let Some(map) = document.as_object_mut() {
        map.entry("paths").or_insert_with(|| json!({}));
    }
    for (at, keys) in IGNORED {
        let tokens: Vec<_> = at.split('/').skip(1).collect();
        remove(document, &tokens, keys);
    }
    certificates(document, out);
    methods(document, out);
    parts(document, out);
}

/// Removes keys of whatever stands at a pattern.
fn remove(value: &mut Value, pattern: &[&str], keys: &[&str]) {
    match (pattern, value) {
        ([], Value::Object(map)) => map.retain(|key, _| !keys.contains(&key.as_str())),
        (["*", rest @ ..], Value::Object(map)) => {
            map.values_mut().for_each(|value| remove(value, rest, keys));
        }
        (["*", rest @ ..], Value::Array(items)) => {
            items.iter_mut().for_each(|value| remove(value, rest, keys));
        }
        ([key, rest @ ..], Value::Object(map)) => {
            if let Some(value) = map.get_mut(*key) {
                remove(value, rest, keys);
            }
        }
        _ => {}
    }
}

/// Leaves out the security schemes that a certificate of the connection meets: nothing of it is in a request.
fn certificates(document: &mut Value, out: &mut Vec<Diagnostic>) {
    let at = Pointer::parse("/components/securitySchemes");
    let Some(Value::Object(schemes)) = document.pointer_mut(at.as_str()) else {
        return;
    };
    let is_certificate = |scheme: &Value| scheme.get("type") == Some(&json!("mutualTLS"));
    let names = schemes.iter().filter(|(_, scheme)| is_certificate(scheme));
    let names: Vec<_> = names.map(|(name, _)| name.clone()).collect();
    for name in &names {
        schemes.remove(name);
        let message =
            format!("`{name}` is met by a certificate, which the client does not send by itself");
        let warning = Diagnostic::warning(Code::UnsupportedSecurity, &at.push(name), message);
        out.push(warning.help("give the client a `transport` that has it"));
    }
    if names.is_empty() {
        return;
    }
    let forget = |owner: &mut Value| {
        let alternatives = owner.get_mut("security").and_then(Value::as_array_mut);
        for alternative in alternatives.into_iter().flatten() {
            if let Some(alternative) = alternative.as_object_mut() {
                alternative.retain(|name, _| !names.contains(name));
            }
        }
    };
    forget(document);
    for item in items(document) {
        for method in METHODS {
            item.get_mut(method).map(&forget);
        }
    }
}

/// The path items of a document, those among the components too.
fn items(document: &mut Value) -> impl Iterator<Item = &mut Map<String, Value>> {
    let Some(document) = document.as_object_mut() else {
        return Vec::new().into_iter();
    };
    let mut items = Vec::new();
    for (key, value) in document {
        let found = match key.as_str() {
            "paths" => Some(value),
            "components" => value.get_mut("pathItems"),
            _ => None,
        };
        let found = found.and_then(Value::as_object_mut);
        items.extend(found.into_iter().flat_map(|found| found.values_mut()));
    }
    let items: Vec<_> = items.into_iter().filter_map(Value::as_object_mut).collect();
    items.into_iter()
}

/// Leaves out operations with methods of 3.2, and says so.
fn methods(document: &mut Value, out: &mut Vec<Diagnostic>) {
    for section in ["/paths", "/components/pathItems"].map(Pointer::parse) {
        let items = document.pointer_mut(section.as_str());
        let items = items.and_then(Value::as_object_mut).into_iter().flatten();
        let items = items.filter_map(|(path, item)| Some((path, item.as_object_mut()?)));
        for (path, item) in items {
            for key in ["query", "additionalOperations"] {
                if item.remove(key).is_some() {
                    let at = section.push(path).push(key);
                    let message = format!("`{key}` has a method that no request is made with");
                    let error = Diagnostic::error(Code::UnsupportedMethod, &at, message);
                    out.push(error.help("remove it by an overlay action"));
                }
            }
        }
    }
}

/// Keys that media types and examples have in 3.2 only; that of examples is read.
const KEYS: [&str; 4] = ["itemSchema", "itemEncoding", "prefixEncoding", "dataValue"];

/// Leaves out what the other stages don't know of parameters and media types, and says so.
fn parts(document: &mut Value, out: &mut Vec<Diagnostic>) {
    let (parts, _) = shape::parts(document);
    let mut found = Vec::new();
    for part in &parts {
        match part.kind {
            PartKind::Parameter => {
                let is_unknown = |key: &str, value: &str| part.map.get(key) == Some(&json!(value));
                let all = [("in", "querystring"), ("style", "cookie")].into_iter();
                let unknown = all.filter(|(key, value)| is_unknown(key, value));
                found.extend(unknown.map(|(key, _)| (part.kind, part.at.clone(), key)));
            }
            PartKind::MediaType | PartKind::Example => {
                let unknown = KEYS.iter().filter(|key| part.map.contains_key(**key));
                found.extend(unknown.map(|key| (part.kind, part.at.clone(), *key)));
            }
            _ => {}
        }
    }
    drop(parts);
    for (kind, at, key) in found {
        let Some(Value::Object(map)) = document.pointer_mut(at.as_str()) else {
            continue;
        };
        let value = map.remove(key);
        let (code, what) = match kind {
            PartKind::Parameter => {
                // Any other one will do: the operation is left out, or nothing is generated.
                map.extend((key == "in").then(|| ("in".to_owned(), json!("query"))));
                (Code::UnsupportedParameter, "of this parameter")
            }
            PartKind::Example => {
                map.extend(value.map(|value| ("value".to_owned(), value)));
                continue;
            }
            _ if at.tokens().any(|token| token.starts_with("response")) => {
                (Code::UnsupportedResponse, "of this response")
            }
            _ => (Code::UnsupportedBody, "of this body"),
        };
        let message = format!("`{key}` {what} is not supported");
        let error = Diagnostic::error(code, &at.push(key), message);
        out.push(
            error.help("remove it, or say it in the words of OpenAPI 3.0, by an overlay action"),
        );
    }
}
