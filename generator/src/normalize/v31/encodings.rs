//! The media types that schemas give to the parts of bodies become their encodings.

use serde_json::{Value, json};

use super::super::entry;
use crate::document;
use crate::shape::{self, Part, PartKind};

/// Keywords that say what a part is; one without them is a file.
const SAYS_WHAT: [&str; 11] = [
    "$ref",
    "allOf",
    "anyOf",
    "const",
    "contentEncoding",
    "enum",
    "items",
    "not",
    "oneOf",
    "properties",
    "type",
];

/// How many lists and alternatives may be around the bytes of a part.
const MAX_DEPTH: usize = 3;

/// Adds an encoding for each part whose schema alone has its media type, and makes files of parts without a type.
pub(super) fn add(document: &mut Value) {
    let (parts, _) = shape::parts(document);
    let (mut found, mut files) = (Vec::new(), Vec::new());
    let is_multipart = |part: &&Part<'_>| {
        let name = part.at.last().filter(|_| part.kind == PartKind::MediaType);
        name.is_some_and(|name| name.starts_with("multipart/"))
    };
    for part in parts.iter().filter(is_multipart) {
        let own = part.map.get("schema");
        let schema = own.and_then(|schema| document::resolve(document, schema));
        let properties = schema.and_then(|schema| schema.get("properties")?.as_object());
        let encodings = part.map.get("encoding");
        let is_told =
            |name: &str| encodings.is_some_and(|all| all[name]["contentType"].is_string());
        let untold = properties
            .into_iter()
            .flatten()
            .filter(|(name, _)| !is_told(name));
        for (name, schema) in untold {
            if let Some(media_type) = media_type(document, schema, MAX_DEPTH) {
                found.push((part.at.clone(), name.clone(), media_type.to_owned()));
            } else if own.and_then(document::reference).is_none()
                && SAYS_WHAT.iter().all(|key| schema.get(key).is_none())
            {
                files.push(part.at.push("schema").push("properties").push(name));
            }
        }
    }
    drop(parts);
    for at in files {
        if let Some(Value::Object(schema)) = document.pointer_mut(at.as_str()) {
            schema.insert("contentEncoding".to_owned(), json!("binary"));
        }
    }
    for (at, name, media_type) in found {
        let media = document.pointer_mut(at.as_str());
        let encoding = media.and_then(|media| entry(entry(media, "encoding")?, &name));
        if let Some(Value::Object(encoding)) = encoding {
            encoding.insert("contentType".to_owned(), json!(media_type));
        }
    }
}

/// The media type of the bytes that a schema describes, its items, or one of its alternatives.
fn media_type<'d>(document: &'d Value, schema: &'d Value, depth: usize) -> Option<&'d str> {
    let schema = document::resolve(document, schema)?;
    match (
        schema.get("contentMediaType"),
        schema.get("contentEncoding"),
    ) {
        (Some(media_type), None) => return media_type.as_str(),
        (None, None) if depth > 0 => {}
        _ => return None,
    }
    let lists = ["anyOf", "oneOf"]
        .into_iter()
        .filter_map(|key| schema.get(key)?.as_array());
    let mut others = schema.get("items").into_iter().chain(lists.flatten());
    others.find_map(|other| media_type(document, other, depth - 1))
}
