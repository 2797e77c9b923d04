//! Defaults and examples must fit their schemas.

use std::cell::Cell;

use serde_json::{Map, Value};

use super::{Document, is_of_type, type_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, is_float};
use crate::pointer::Pointer;
use crate::shape::{PartKind, describe};

/// The body whose values are all text on the wire.
const FORM: &str = "application/x-www-form-urlencoded";

/// How many pairs of a value and a schema are looked at for one part; schemas that contain themselves have no end.
const MAX_STEPS: usize = 20_000;

/// How many are looked at for all parts together, besides some for each of them.
const ALL_STEPS: usize = 1_000_000;

/// How many steps each part adds.
const STEPS_OF_PART: usize = 20;

/// How deep a value and the schemas that its schema is composed of are looked into.
const MAX_DEPTH: usize = 64;

/// Reports defaults and examples that are not of the type of their schema; one fault an example.
///
/// Null is taken for every schema that does not say `nullable: false`, because documents are lax there, and for one that
/// has a default, because null stands for that.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    let all_steps = Cell::new(ALL_STEPS + STEPS_OF_PART * document.parts.len());
    for part in document
        .parts
        .iter()
        .filter(|part| part.reference.is_none())
    {
        match part.kind {
            PartKind::Schema => {
                let fits = Fits::new(document, false, &all_steps);
                default(&fits, part.map, &part.at, out);
                example(&fits, part.map.get("example"), part.map, &part.at, out);
            }
            PartKind::Parameter | PartKind::Header | PartKind::MediaType => {
                let is_text =
                    part.kind != PartKind::MediaType || part.at.last().as_deref() == Some(FORM);
                let fits = Fits::new(document, is_text, &all_steps);
                examples(&fits, part.map, &part.at, out);
            }
            _ => {}
        }
    }
}

fn default<'d>(
    fits: &Fits<'d>,
    schema: &'d Map<String, Value>,
    at: &Pointer,
    out: &mut Vec<Diagnostic>,
) {
    let Some(value) = schema.get("default") else {
        return;
    };
    let at = || at.push("default");
    if let Some(misfit) = fits.mapping(value, schema) {
        let (at, message) = misfit.below(at());
        let fault = Diagnostic::error(Code::DefaultMismatch, &at, message);
        out.push(fault.help("correct the default or the type"));
    } else if let Some(Value::Array(values)) = schema.get("enum")
        && !values.contains(value)
        && !value.is_null()
    {
        let message = format!("{} is not in the `enum`", describe(value));
        let fault = Diagnostic::error(Code::DefaultMismatch, &at(), message);
        out.push(fault.help("take one of the values, or add it"));
    }
}

fn example<'d>(
    fits: &Fits<'d>,
    value: Option<&Value>,
    schema: &'d Map<String, Value>,
    at: &Pointer,
    out: &mut Vec<Diagnostic>,
) {
    let fault = value.and_then(|value| fits.mapping(value, schema));
    out.extend(fault.map(|misfit| mismatch(misfit, at.push("example"))));
}

/// The examples of a parameter, a header or a media type.
fn examples<'d>(
    fits: &Fits<'d>,
    map: &'d Map<String, Value>,
    at: &Pointer,
    out: &mut Vec<Diagnostic>,
) {
    let Some(schema) = map.get("schema") else {
        return;
    };
    if let Some(value) = map.get("example") {
        let fault = fits.value(value, schema);
        out.extend(fault.map(|misfit| mismatch(misfit, at.push("example"))));
    }
    let Some(Value::Object(examples)) = map.get("examples") else {
        return;
    };
    for (name, example) in examples {
        // An example by reference is written elsewhere, where it may serve several schemas.
        if let Some(value) = example.get("value") {
            let at = || at.push("examples").push(name).push("value");
            let fault = fits.value(value, schema);
            out.extend(fault.map(|misfit| mismatch(misfit, at())));
        }
    }
}

fn mismatch(misfit: Misfit, at: Pointer) -> Diagnostic {
    let (at, message) = misfit.below(at);
    Diagnostic::warning(Code::ExampleMismatch, &at, message)
        .help("correct the example or the schema")
}

/// Whether values fit schemas.
struct Fits<'d> {
    document: &'d Document<'d>,
    /// Whether the values go into a form, a query or a header, where every scalar is text.
    is_text: bool,
    /// How many more steps may be made for all parts.
    all_steps: &'d Cell<usize>,
    /// How many more steps may be made for this part.
    steps: Cell<usize>,
    /// How deep the present step is.
    depth: Cell<usize>,
}

/// The first place where a value does not fit.
struct Misfit {
    /// The way to it from the value, the last step first.
    steps: Vec<String>,
    /// Why.
    message: String,
}

impl Misfit {
    /// Right here.
    fn here(message: impl Into<String>) -> Self {
        Self {
            steps: Vec::new(),
            message: message.into(),
        }
    }

    /// The same place, seen from what has the value at `step`.
    fn under(mut self, step: impl ToString) -> Self {
        self.steps.push(step.to_string());
        self
    }

    /// The place and the message; the value is at `at`.
    fn below(self, at: Pointer) -> (Pointer, String) {
        let steps = self.steps.iter().rev();
        (steps.fold(at, |at, step| at.push(step)), self.message)
    }
}

impl<'d> Fits<'d> {
    fn new(document: &'d Document<'d>, is_text: bool, all_steps: &'d Cell<usize>) -> Self {
        Self {
            document,
            is_text,
            all_steps,
            steps: Cell::new(MAX_STEPS),
            depth: Cell::new(0),
        }
    }

    fn value(&self, value: &Value, schema: &'d Value) -> Option<Misfit> {
        // What can't be resolved is reported where it stands.
        let schema = document::resolve(self.document.root, schema)?.as_object()?;
        let depth = self.depth.get();
        self.steps.set(self.steps.get().checked_sub(1)?);
        self.all_steps.set(self.all_steps.get().checked_sub(1)?);
        if depth == MAX_DEPTH {
            return None;
        }
        self.depth.set(depth + 1);
        let misfit = self.mapping(value, schema);
        self.depth.set(depth);
        misfit
    }

    fn mapping(&self, value: &Value, schema: &'d Map<String, Value>) -> Option<Misfit> {
        if value.is_null() {
            let refused = schema.get("nullable") == Some(&Value::Bool(false));
            let message = "null, but the schema is `nullable: false`";
            return (refused && !schema.contains_key("default")).then(|| Misfit::here(message));
        }
        if let Some(name) = type_of(schema)
            && !self.is_of(value, name)
            && !is_decimal_text(value, schema, name)
        {
            let message = format!("the type is `{name}`, the value is {}", describe(value));
            return Some(Misfit::here(message));
        }
        self.below(value, schema)
            .or_else(|| self.composed(value, schema))
    }

    fn is_of(&self, value: &Value, name: &str) -> bool {
        match (name, value) {
            (_, Value::String(_)) if self.is_text => true,
            ("string", Value::Number(_)) if self.is_text => true,
            (name, value) => is_of_type(value, name),
        }
    }

    /// Items and properties.
    fn below(&self, value: &Value, schema: &'d Map<String, Value>) -> Option<Misfit> {
        match value {
            Value::Array(items) => {
                let schema = schema.get("items")?;
                let mut items = items.iter().enumerate();
                items.find_map(|(index, item)| Some(self.value(item, schema)?.under(index)))
            }
            Value::Object(entries) => {
                let properties = schema.get("properties");
                let other = schema.get("additionalProperties");
                entries.iter().find_map(|(key, value)| {
                    let known = properties.and_then(|properties| properties.get(key));
                    Some(self.value(value, known.or(other)?)?.under(key))
                })
            }
            _ => None,
        }
    }

    /// `allOf`, and one of `oneOf` and of `anyOf`.
    fn composed(&self, value: &Value, schema: &'d Map<String, Value>) -> Option<Misfit> {
        let list = |key: &str| schema.get(key).and_then(Value::as_array);
        let fit = |schema: &'d Value| self.value(value, schema);
        if let Some(misfit) = list("allOf").and_then(|all| all.iter().find_map(fit)) {
            return Some(misfit);
        }
        let choices = ["oneOf", "anyOf"].into_iter().filter_map(list);
        choices
            .filter(|choices| !choices.is_empty())
            .find(|choices| choices.iter().all(|schema| fit(schema).is_some()))
            .map(|_| Misfit::here(format!("{} fits none of the schemas", describe(value))))
    }
}

/// Whether a text stands for a number that is read from text as well, with all of its digits.
fn is_decimal_text(value: &Value, schema: &Map<String, Value>, name: &str) -> bool {
    let number = value.as_str().and_then(|text| text.parse::<f64>().ok());
    let format = schema.get("format").and_then(Value::as_str);
    name == "number" && !is_float(format) && number.is_some_and(f64::is_finite)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lint::testing::{document, found, schema};

    fn media(content_type: &str, schema: Value, value: Value) -> Value {
        let media = json!({"schema": schema, "examples": {"one": {"value": value}}});
        let content = json!({content_type: media});
        document(
            json!({"/a": {"post": {
                "requestBody": {"content": content},
                "responses": {},
            }}}),
            json!({"schemas": {"text": {"type": "string"}}}),
        )
    }

    #[test]
    fn good() {
        let good = schema(json!({"properties": {
            "a": {"type": "string", "enum": ["x"], "default": "x", "example": "x"},
            "b": {"type": "array", "items": {"type": "integer"}, "default": [], "example": [1, null]},
            "c": {"type": "number", "default": 1, "example": "-19.720"},
            "d": {"oneOf": [{"type": "string"}, {"type": "integer"}], "example": 1},
            "e": {"example": {"anything": [1]}},
            "f": {"type": "array", "nullable": false, "default": [], "items": {}, "example": null},
            "g": {"$ref": "#/components/schemas/s", "example": "beside a reference"},
        }}));
        assert_eq!(found(check, &good), Vec::<String>::new());
        let schema = json!({"properties": {
            "Limit": {"type": "integer"}, "Data": {}, "Tags": {"type": "array", "items": {}},
        }});
        let form = json!({"Limit": "1", "Data": "{}", "Tags": "a"});
        assert!(found(check, &media(FORM, schema, form)).is_empty());
    }

    #[test]
    fn bad_defaults() {
        let bad = schema(json!({"properties": {
            "a": {"type": "boolean", "default": "true"},
            "b": {"type": "string", "enum": ["x"], "default": "y"},
        }}));
        assert_eq!(
            found(check, &bad),
            [
                "error[TH035] /properties/a/default: the type is `boolean`, the value is the string `true`",
                "error[TH035] /properties/b/default: the string `y` is not in the `enum`",
            ]
        );
    }

    #[test]
    fn bad_examples() {
        let bad = json!({"properties": {"list": {"items": {"$ref": "#/components/schemas/text"}}}});
        let value = json!({"list": ["x", 1]});
        let at = "/paths/~1a/post/requestBody/content/application~1json/examples/one/value/list/1";
        assert_eq!(
            found(check, &media("application/json", bad, value)),
            [format!(
                "warning[TH036] {at}: the type is `string`, the value is the number `1`"
            )]
        );
        let bad =
            schema(json!({"anyOf": [{"type": "string"}, {"type": "integer"}], "example": []}));
        assert_eq!(
            found(check, &bad),
            ["warning[TH036] /example: a list fits none of the schemas"]
        );
    }

    #[test]
    fn text_is_a_number_where_all_of_its_digits_count() {
        for (format, example) in [("float", "19.72"), ("decimal", "dear"), ("decimal", "inf")] {
            let bad = schema(json!({"type": "number", "format": format, "example": example}));
            assert_eq!(found(check, &bad).len(), 1, "{example}");
        }
    }

    #[test]
    fn circular_schemas_end() {
        let reference = json!({"$ref": "#/components/schemas/s"});
        let circle = json!({"allOf": [reference, reference, reference], "example": 1});
        assert!(found(check, &schema(circle)).is_empty());
    }
}
