//! What of a document is words, and so ours, and what is its interface, and so Twilio's.

use serde_json::{Map, Value};

use openapi_client_codegen::document::{METHODS, PLACEHOLDER};

/// What the keys of a mapping are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keys {
    /// The keywords of OpenAPI.
    Words,
    /// Those of `info`, which is ours but for its version.
    Info,
    /// Names of paths, schemas, properties: none of them is a keyword.
    Names,
    /// Names of scopes; their values are words.
    Scopes,
    /// Keys of a value: a default, a constant.
    Data,
    /// Keys of an extension.
    Extension,
}

/// Keywords whose values are words, examples, or headers and tags, which are ours too.
const WORDS: &[&str] = &[
    "description",
    "summary",
    "example",
    "examples",
    "tags",
    "headers",
    "externalDocs",
    "termsOfService",
    "contact",
    "license",
    "x-enumDescriptions",
];

/// Keywords whose mappings have names for keys.
pub(crate) const NAMED: &[&str] = &[
    "paths",
    "properties",
    "patternProperties",
    "schemas",
    "responses",
    "content",
    "securitySchemes",
    "requestBodies",
    "parameters",
    "callbacks",
    "links",
    "variables",
    "encoding",
    "mapping",
    "dependentProperties",
];

impl Keys {
    /// What the keys are below an entry with this key.
    pub(super) fn below(self, key: &str) -> Self {
        match self {
            Self::Names => Self::Words,
            Self::Scopes | Self::Data | Self::Extension => self,
            Self::Words | Self::Info => match key {
                "info" => Self::Info,
                "scopes" => Self::Scopes,
                "default" | "const" | "enum" => Self::Data,
                _ if key.starts_with("x-") => Self::Extension,
                _ if NAMED.contains(&key) => Self::Names,
                _ => Self::Words,
            },
        }
    }

    /// What the keys are in the items of a list, where a list stands instead of a mapping.
    pub(super) fn of_items(self) -> Self {
        match self {
            Self::Names => Self::Words,
            other => other,
        }
    }

    /// Whether an entry is words.
    pub(super) fn is_words(self, key: &str, value: &Value) -> bool {
        let is_told = WORDS.contains(&key) || (key == "title" && !is_name(value));
        let is_sentence = value.as_str().is_some_and(is_sentence);
        match self {
            Self::Words => is_told || (key.starts_with("x-") && is_sentence),
            Self::Info => key != "version" && (!key.starts_with("x-") || is_sentence),
            Self::Extension => is_told || is_sentence,
            Self::Names | Self::Data => false,
            Self::Scopes => true,
        }
    }
}

/// The description of a new response, which must have one: nobody reads about those that are errors.
pub(super) fn response(status: &str) -> &'static str {
    match status.starts_with(['2', '3']) {
        true => PLACEHOLDER,
        false => "The request was not carried out.",
    }
}

/// The position of a key among the keywords of the same mapping, in the order of the documents in `specs/`.
pub(super) fn rank(key: &str) -> usize {
    // Extensions go together.
    let key = if key.starts_with("x-") {
        "x-twilio"
    } else {
        key
    };
    let known = ORDER.iter().position(|keys| keys.contains(&key));
    known.unwrap_or(ORDER.len())
}

const ORDER: &[&[&str]] = &[
    &["openapi", "operationId", "name", "defaultOutputProperties"],
    &["info", "in", "type", "dependentProperties", "parent"],
    &["format", "mountName"],
    &["title", "className"],
    &["required", "pathType"],
    &["summary"],
    &["description"],
    &["tags"],
    &["x-twilio"],
    &["servers"],
    &["security"],
    &["schema", "nullable"],
    &["minLength", "minimum"],
    &["maxLength", "maximum"],
    &["pattern"],
    &["default"],
    &["enum"],
    &["properties"],
    &["items", "additionalProperties"],
    &["parameters"],
    &["requestBody"],
    &["responses"],
    &["content"],
    &["headers"],
    &["example", "examples"],
    &METHODS,
];

/// A text that is a name, rather than words.
pub(super) fn is_name(value: &Value) -> bool {
    let is_sign = |char: char| char.is_alphanumeric() || matches!(char, '_' | '.' | '-' | '/');
    value
        .as_str()
        .is_some_and(|text| !text.is_empty() && text.chars().all(is_sign))
}

/// Three words or more, which only people read in an extension.
pub(super) fn is_sentence(text: &str) -> bool {
    text.split_whitespace().nth(2).is_some()
}

/// The value without words, and with the names of required properties sorted: equal for documents of one interface.
pub(super) fn interface(value: &Value, keys: Keys) -> Value {
    match value {
        Value::Object(map) => {
            let mut bare = Map::new();
            for (key, value) in map {
                if !keys.is_words(key, value) {
                    let mut inner = interface(value, keys.below(key));
                    if let ("required", Keys::Words, Value::Array(names)) =
                        (key.as_str(), keys, &mut inner)
                    {
                        names.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
                    }
                    bare.insert(key.clone(), inner);
                }
            }
            Value::Object(bare)
        }
        Value::Array(items) => {
            let keys = keys.of_items();
            let sentence = |item: &&Value| item.as_str().is_some_and(is_sentence);
            let items = items
                .iter()
                .filter(|item| keys != Keys::Extension || !sentence(item));
            items.map(|item| interface(item, keys)).collect()
        }
        other => other.clone(),
    }
}

/// Which properties a schema has, at any depth, with what it refers to: what examples are made by.
pub(super) fn shape(schema: &Value, document: &Value, within: &mut Vec<String>) -> Value {
    let Value::Object(map) = schema else {
        return schema.clone();
    };
    let reference = map.get("$ref").and_then(Value::as_str);
    let target = reference
        .filter(|name| !within.iter().any(|known| known == name))
        .and_then(|name| Some((name, document.pointer(name.strip_prefix('#')?)?)));
    if let Some((name, target)) = target {
        within.push(name.to_owned());
        let shape = shape(target, document, within);
        within.pop();
        return shape;
    }
    let mut bare = Map::new();
    for (key, value) in map {
        let inner = match (key.as_str(), value) {
            ("properties", Value::Object(properties)) => {
                let properties = properties.iter();
                Value::Object(Map::from_iter(
                    properties.map(|(name, value)| (name.clone(), shape(value, document, within))),
                ))
            }
            ("oneOf" | "anyOf" | "allOf", Value::Array(parts)) => {
                let parts = parts.iter();
                parts.map(|part| shape(part, document, within)).collect()
            }
            ("items" | "additionalProperties", value) => shape(value, document, within),
            ("required", value) => value.clone(),
            _ => continue,
        };
        bare.insert(key.clone(), inner);
    }
    Value::Object(bare)
}
