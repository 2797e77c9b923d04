//! The shape that OpenAPI 3.0 gives each part of a document, as tables, and the check of a document against them.

mod table;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic};
use crate::document::METHODS;
use crate::limit;
use crate::pointer::Pointer;
use crate::suggest;
use crate::text::quoted;
pub(crate) use table::{ACTION, OVERLAY, PATH_ITEM};

/// How deep a document may be; deeper ones would exhaust the stack of what reads them.
const MAX_DEPTH: usize = 40;

/// What a value may be.
pub(crate) enum Shape {
    /// Anything.
    Any,
    /// A string.
    Text,
    /// One of these strings.
    Choice(&'static [&'static str]),
    /// `true` or `false`.
    Boolean,
    /// A whole number that is not negative.
    Count,
    /// A number.
    Number,
    /// A list of such values.
    List(&'static Shape),
    /// A mapping from any key to such values.
    Map(&'static Shape),
    /// Such a mapping, or a `$ref` to one, which nobody follows.
    MapOrRef(&'static Shape),
    /// What a body is in each media type.
    Content,
    /// A mapping with these keys.
    Is(&'static Object),
    /// Such a mapping, or a `$ref` to one.
    RefOr(&'static Object),
    /// A schema, a `$ref` to one, or a boolean.
    SchemaOrBoolean,
    /// A mapping of which a key says what else it has.
    Tagged(&'static str, &'static [(&'static str, &'static Object)]),
    /// The paths: path items by path.
    Paths,
    /// The responses of an operation, by status.
    Responses,
}

/// A mapping with known keys.
pub(crate) struct Object {
    /// What it is.
    kind: PartKind,
    /// What it is, with its article.
    name: &'static str,
    /// The keys that it must have.
    required: &'static [&'static str],
    /// Keys of which it must have one.
    one_of: &'static [&'static str],
    /// The keys that are checked.
    fields: &'static [(&'static str, Shape)],
}

impl Object {
    /// The shape of what stands at a key, and its index in the order of the keys.
    fn field(&self, key: &str) -> Option<(usize, &'static Shape)> {
        let mut fields = self.fields.iter().enumerate();
        let field = fields.find(|(_, (known, _))| *known == key);
        let method = || {
            let mut methods = METHODS.iter().filter(|_| self.kind == PartKind::PathItem);
            let method = methods.position(|known| *known == key)?;
            Some((self.fields.len() + method, &table::METHOD))
        };
        field
            .map(|(index, (_, shape))| (index, shape))
            .or_else(method)
    }
}

/// What a part of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartKind {
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    MediaType,
    Response,
    Header,
    Example,
    Link,
    SecurityScheme,
    Schema,
    /// Something that no rule is about.
    Other,
}

impl PartKind {
    /// The section of `components` that has such parts.
    pub(crate) fn section(self) -> Option<&'static str> {
        Some(match self {
            Self::Parameter => "parameters",
            Self::RequestBody => "requestBodies",
            Self::Response => "responses",
            Self::Header => "headers",
            Self::Example => "examples",
            Self::Link => "links",
            Self::SecurityScheme => "securitySchemes",
            Self::Schema => "schemas",
            Self::PathItem | Self::Operation | Self::MediaType | Self::Other => return None,
        })
    }

    /// The keys of such parts, if all have the same.
    fn object(self) -> Option<&'static Object> {
        Some(match self {
            Self::PathItem => &PATH_ITEM,
            Self::Parameter => &table::PARAMETER,
            Self::RequestBody => &table::REQUEST_BODY,
            Self::Response => &table::RESPONSE,
            Self::Header => &table::HEADER,
            Self::Example => &table::EXAMPLE,
            Self::Link => &table::LINK,
            Self::Schema => &table::SCHEMA,
            Self::Operation | Self::MediaType | Self::SecurityScheme | Self::Other => return None,
        })
    }
}

/// One part of a document: a mapping, what it is, and where.
pub(crate) struct Part<'d> {
    /// What it is, or for a reference what it should lead to.
    pub(crate) kind: PartKind,
    /// Where it stands.
    pub(crate) at: Pointer,
    /// Its keys.
    pub(crate) map: &'d Map<String, Value>,
    /// Where it leads, if it is a reference.
    pub(crate) reference: Option<&'d str>,
}

/// All parts of the document, and what is wrong with their shapes.
pub(crate) fn parts(document: &Value) -> (Vec<Part<'_>>, Vec<Diagnostic>) {
    check(document, &table::DOCUMENT, &Pointer::root())
}

/// All parts of a value that should be such an object, and what is wrong with their shapes.
pub(crate) fn check<'d>(
    value: &'d Value,
    object: &'static Object,
    at: &Pointer,
) -> (Vec<Part<'d>>, Vec<Diagnostic>) {
    let mut checker = Checker::new(limit::MAX_PATHS + limit::size(value) / limit::SIZE_OF_PATH);
    checker.value(value, &Shape::Is(object), at);
    (checker.parts, checker.out)
}

/// All parts of a value that should be of a kind, or a reference to such a part.
pub(crate) fn parts_of<'d>(kind: PartKind, value: &'d Value, at: &Pointer) -> Vec<Part<'d>> {
    let mut checker = Checker::new(0);
    if let Some(object) = kind.object() {
        checker.value(value, &Shape::RefOr(object), at);
    }
    checker.parts
}

/// All parts of what stands beside the reference that a part is.
pub(crate) fn beside<'d>(part: &Part<'d>) -> Vec<Part<'d>> {
    let mut checker = Checker::new(0);
    if let Some(object) = part.kind.object() {
        checker.object(part.map, object, &part.at);
    }
    checker.parts
}

/// What a value is, with its article, for messages.
pub(crate) fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => format!("the boolean `{value}`"),
        Value::Number(value) => format!("the number `{value}`"),
        Value::String(text) if text.chars().nth(40).is_none() => format!("the string `{text}`"),
        Value::String(_) => "a string".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a mapping".to_owned(),
    }
}

struct Checker<'d> {
    parts: Vec<Part<'d>>,
    out: Vec<Diagnostic>,
    depth: usize,
    /// How many paths there may be.
    max_paths: usize,
}

impl<'d> Checker<'d> {
    fn new(max_paths: usize) -> Self {
        Self {
            parts: Vec::new(),
            out: Vec::new(),
            depth: 0,
            max_paths,
        }
    }

    /// Checks what stands at a key. Most of it is a plain value as it should be, for which no pointer has to be made.
    fn entry(&mut self, value: &'d Value, shape: &Shape, at: &Pointer, key: &str) {
        if self.depth == MAX_DEPTH || !shape.is_met(value) {
            self.value(value, shape, &at.push(key));
        }
    }

    fn value(&mut self, value: &'d Value, shape: &Shape, at: &Pointer) {
        if self.depth == MAX_DEPTH {
            let message = format!("the document is nested more than {MAX_DEPTH} levels deep");
            self.out
                .push(Diagnostic::error(Code::Malformed, at, message));
            return;
        }
        self.depth += 1;
        self.shape(value, shape, at);
        self.depth -= 1;
    }

    fn shape(&mut self, value: &'d Value, shape: &Shape, at: &Pointer) {
        match (shape, value) {
            _ if shape.is_met(value) => {}
            (Shape::List(item), Value::Array(items)) => {
                for (index, value) in items.iter().enumerate() {
                    self.entry(value, item, at, &index.to_string());
                }
            }
            (Shape::MapOrRef(_), Value::Object(map)) if map.contains_key("$ref") => {
                if let Some(reference) = map.get("$ref") {
                    self.entry(reference, &Shape::Text, at, "$ref");
                }
            }
            (Shape::Map(entry) | Shape::MapOrRef(entry), Value::Object(entries)) => {
                for (key, value) in entries {
                    self.entry(value, entry, at, key);
                }
            }
            (Shape::Is(object), Value::Object(map)) => self.object(map, object, at),
            (Shape::RefOr(object), Value::Object(map)) if map.contains_key("$ref") => {
                self.reference(map, object.kind, at);
            }
            (Shape::RefOr(object), Value::Object(map)) => self.object(map, object, at),
            (Shape::SchemaOrBoolean, Value::Object(_)) => {
                self.shape(value, &Shape::RefOr(&table::SCHEMA), at);
            }
            (Shape::Tagged(key, objects), Value::Object(map)) => {
                self.tagged(map, key, objects, at);
            }
            (Shape::Content, Value::Object(map)) => self.content(map, at),
            (Shape::Paths, Value::Object(map)) => self.paths(map, at),
            (Shape::Responses, Value::Object(map)) => self.responses(map, at),
            _ => self.mismatch(value, shape, at),
        }
    }

    fn mismatch(&mut self, value: &Value, shape: &Shape, at: &Pointer) {
        let key = at.last().unwrap_or_default();
        let code = match (key.as_ref(), shape) {
            ("nullable", Shape::Boolean) => Code::NullableNotBoolean,
            _ => Code::Malformed,
        };
        let message = format!("expected {}, found {}", shape.expected(), describe(value));
        let error = Diagnostic::error(code, at, message);
        self.out.push(match value {
            Value::Null => error.help(format!("remove `{key}` or give it a value")),
            Value::String(text) if text == "true" || text == "false" => {
                error.help(format!("write {text} without quotes"))
            }
            Value::String(text) if key == "in" && (text == "formData" || text == "body") => {
                error.help("what is in the body belongs into the `requestBody` of the operation")
            }
            Value::Number(_) | Value::Bool(_) if matches!(shape, Shape::Text) => {
                error.help("write it in quotes")
            }
            _ => error,
        });
    }

    fn reference(&mut self, map: &'d Map<String, Value>, kind: PartKind, at: &Pointer) {
        let Some(reference) = map.get("$ref") else {
            return;
        };
        self.entry(reference, &Shape::Text, at, "$ref");
        if let Some(reference) = reference.as_str() {
            self.part(kind, at, map, Some(reference));
        }
    }

    fn part(
        &mut self,
        kind: PartKind,
        at: &Pointer,
        map: &'d Map<String, Value>,
        reference: Option<&'d str>,
    ) {
        let at = at.clone();
        self.parts.push(Part {
            kind,
            at,
            map,
            reference,
        });
    }

    fn object(&mut self, map: &'d Map<String, Value>, object: &Object, at: &Pointer) {
        self.part(object.kind, at, map, None);
        let mut missing = |keys: &str| {
            let message = format!("{} must have {keys}", object.name);
            self.out
                .push(Diagnostic::error(Code::Malformed, at, message));
        };
        let is_missing = |key: &&&str| !map.contains_key(**key);
        for key in object.required.iter().filter(is_missing) {
            missing(&format!("`{key}`"));
        }
        if !object.one_of.is_empty() && object.one_of.iter().all(|key| is_missing(&key)) {
            missing(&quoted(object.one_of, " or "));
        }
        // A schema has a few of its many keys.
        let entries = map.iter();
        let mut entries: Vec<_> = entries
            .map(|(key, value)| (object.field(key), key, value))
            .collect();
        entries.sort_by_key(|(field, ..)| field.map_or(usize::MAX, |(index, _)| index));
        for (field, key, value) in entries {
            match field {
                Some((_, shape)) => self.entry(value, shape, at, key),
                None if key.starts_with("x-") => {}
                None => self.unknown(object, key, value, at),
            }
        }
    }

    /// Reports a key that has no meaning; it is an error where an operation or a reference would be lost with it.
    fn unknown(&mut self, object: &Object, key: &str, value: &Value, at: &Pointer) {
        let at = at.push(key);
        let is_of_path = object.kind == PartKind::PathItem;
        let is_operation = is_of_path && value.get("responses").is_some();
        let is_reference = key == "ref" && value.is_string();
        let message = match is_of_path {
            true => format!("`{key}` is not an HTTP method, and has no meaning in a path item"),
            false => format!("`{key}` has no meaning in {}", object.name),
        };
        let found = match is_operation || is_reference {
            true => Diagnostic::error(Code::UnknownKey, &at, message),
            false => Diagnostic::warning(Code::UnknownKey, &at, message),
        };
        let fields = object.fields.iter().map(|(known, _)| *known);
        let methods = METHODS.into_iter().filter(|_| is_of_path);
        let other = "remove it, or begin its name with `x-` if it is an extension";
        self.out.push(found.help(match is_reference {
            true => "write `$ref`".to_owned(),
            false => suggest::help(key, fields.chain(methods), other),
        }));
    }

    fn malformed(&mut self, at: &Pointer, message: String, help: &str) {
        let error = Diagnostic::error(Code::Malformed, at, message);
        self.out.push(error.help(help));
    }

    fn content(&mut self, map: &'d Map<String, Value>, at: &Pointer) {
        for (media_type, value) in map {
            let at = at.push(media_type);
            if media_type.contains('/') {
                self.value(value, &Shape::Is(&table::MEDIA_TYPE), &at);
            } else {
                let message = format!("`{media_type}` is not a media type");
                let help = "`content` has media types such as `application/json`, and each of them has a `schema`";
                self.malformed(&at, message, help);
            }
        }
    }

    fn tagged(
        &mut self,
        map: &'d Map<String, Value>,
        key: &str,
        objects: &[(&'static str, &'static Object)],
        at: &Pointer,
    ) {
        if map.contains_key("$ref") {
            return self.reference(map, PartKind::SecurityScheme, at);
        }
        let tag = map.get(key);
        let mut all = objects.iter();
        if let Some((_, object)) = all.find(|(name, _)| tag.and_then(Value::as_str) == Some(*name))
        {
            return self.object(map, object, at);
        }
        let names = quoted(objects.iter().map(|(name, _)| name), ", ");
        let (at, message) = match tag {
            Some(tag) => (
                at.push(key),
                format!("expected one of {names}, found {}", describe(tag)),
            ),
            None => (at.clone(), format!("`{key}` is missing: one of {names}")),
        };
        self.out
            .push(Diagnostic::error(Code::Malformed, &at, message));
    }

    fn paths(&mut self, map: &'d Map<String, Value>, at: &Pointer) {
        if map.len() > self.max_paths {
            let message = format!(
                "the document has {} paths; for its size, at most {} are taken",
                map.len(),
                self.max_paths
            );
            let error = limit::exceeded(at, message);
            self.out
                .push(error.help("leave some out by an overlay action"));
            return;
        }
        for (path, item) in map {
            let at = at.push(path);
            if path.starts_with('/') {
                self.value(item, &Shape::RefOr(&PATH_ITEM), &at);
            } else if !path.starts_with("x-") {
                let message = format!("the path `{path}` does not start with a slash");
                let help = match METHODS.contains(&path.as_str()) {
                    true => "an operation stands below its path".to_owned(),
                    false => format!("write `/{path}`"),
                };
                self.malformed(&at, message, &help);
            }
        }
    }

    fn responses(&mut self, map: &'d Map<String, Value>, at: &Pointer) {
        for (status, response) in map {
            let at = at.push(status);
            if is_status(status) {
                self.value(response, &Shape::RefOr(&table::RESPONSE), &at);
            } else if !status.starts_with("x-") {
                let message = format!("`{status}` is not a status code");
                let help = "write a code such as 200, a range such as 2XX, or `default`";
                self.malformed(&at, message, help);
            }
        }
    }
}

impl Shape {
    /// Whether a value is as it should be, with nothing below it to look at.
    fn is_met(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Any, _)
            | (Self::Text, Value::String(_))
            | (Self::Boolean | Self::SchemaOrBoolean, Value::Bool(_))
            | (Self::Number, Value::Number(_)) => true,
            (Self::Count, Value::Number(number)) => number.is_u64(),
            (Self::Choice(choices), Value::String(text)) => choices.contains(&text.as_str()),
            _ => false,
        }
    }

    /// What was expected, with its article.
    fn expected(&self) -> String {
        match self {
            Self::Any => "anything".to_owned(),
            Self::Text => "a string".to_owned(),
            Self::Choice(choices) => format!("one of {}", quoted(*choices, ", ")),
            Self::Boolean => "true or false".to_owned(),
            Self::Count => "a whole number that is not negative".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::List(_) => "a list".to_owned(),
            Self::Content => "the media types (a mapping)".to_owned(),
            Self::Map(_) | Self::MapOrRef(_) | Self::Tagged(..) => "a mapping".to_owned(),
            Self::Is(object) => format!("{} (a mapping)", object.name),
            Self::RefOr(object) => format!("{} or a `$ref` (a mapping)", object.name),
            Self::SchemaOrBoolean => "a schema or a boolean".to_owned(),
            Self::Paths => "the paths (a mapping)".to_owned(),
            Self::Responses => "the responses by status (a mapping)".to_owned(),
        }
    }
}

/// Whether a key of the responses is a status: `200`, `2XX` or `default`.
fn is_status(key: &str) -> bool {
    match key.as_bytes() {
        [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9'] => true,
        [b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => true,
        _ => key == "default",
    }
}
