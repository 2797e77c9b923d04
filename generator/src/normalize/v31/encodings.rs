//! The media types that schemas give to the parts of bodies become their encodings.

use serde_json::{Value, json};

use super::super::entry;
use crate::document;
use crate::shape::{self, PartKind};

/// Adds an encoding for each part whose schema alone has its media type.
pub(super) fn add(document: &mut Value) {
    let (parts, _) = shape::parts(document);
    let mut found = Vec::new();
    for part in parts.iter().filter(|part| part.kind == PartKind::MediaType) {
        let is_multipart = part
            .at
            .last()
            .is_some_and(|name| name.starts_with("multipart/"));
        let schema = part.map.get("schema").filter(|_| is_multipart);
        let schema = schema.and_then(|schema| document::resolve(document, schema));
        let properties = schema.and_then(|schema| schema.get("properties")?.as_object());
        for (name, schema) in properties.into_iter().flatten() {
            let own = part
                .map
                .get("encoding")
                .and_then(|own| own.get(name)?.get("contentType"));
            if let (None, Some(media_type)) = (own, media_type(document, schema)) {
                found.push((part.at.clone(), name.clone(), media_type.to_owned()));
            }
        }
    }
    drop(parts);
    for (at, name, media_type) in found {
        let media = document.pointer_mut(at.as_str());
        let encoding = media.and_then(|media| entry(entry(media, "encoding")?, &name));
        if let Some(Value::Object(encoding)) = encoding {
            encoding.insert("contentType".to_owned(), json!(media_type));
        }
    }
}

/// The media type of the bytes that a schema describes, its items, or one of its alternatives.
fn media_type<'d>(document: &'d Value, schema: &'d Value) -> Option<&'d str> {
    let schema = document::resolve(document, schema)?;
    let items = schema.get("items").into_iter();
    let lists = ["anyOf", "oneOf"]
        .into_iter()
        .filter_map(|key| schema.get(key)?.as_array());
    let others = items.chain(lists.flatten());
    let others = others.filter_map(|other| document::resolve(document, other));
    let mut all = [schema].into_iter().chain(others);
    let bytes = all.find(|schema| schema.get("contentMediaType").is_some())?;
    match bytes.get("contentEncoding") {
        Some(_) => None,
        None => bytes.get("contentMediaType")?.as_str(),
    }
}
