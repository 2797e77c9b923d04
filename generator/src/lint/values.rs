//! Defaults and examples must fit their schemas.

use serde_json::{Map, Value};

use super::{Document, is_of_type, type_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, is_float};
use crate::limit::Budget;
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

/// Reports defaults and examples that are not of the type of their schema; one error an example.
///
/// Null is taken for every schema that does not say `nullable: false`, because documents are lax there, and for one that
/// has a default, because null stands for that.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    let mut fits = Fits {
        root: document.root,
        is_text: false,
        all_steps: Budget::new(ALL_STEPS + STEPS_OF_PART * document.parts.len()),
        steps: Budget::default(),
        depth: 0,
    };
    let parts = document.parts.iter();
    for part in parts.filter(|part| part.reference.is_none()) {
        fits.is_text = match part.kind {
            PartKind::Schema => false,
            PartKind::Parameter | PartKind::Header => true,
            PartKind::MediaType => part.at.last().as_deref() == Some(FORM),
            _ => continue,
        };
        fits.steps = Budget::new(MAX_STEPS);
        if part.kind == PartKind::Schema {
            out.extend(default(&mut fits, part.map, &part.at));
            let example = part.map.get("example");
            let misfit = example.and_then(|value| fits.mapping(value, part.map));
            out.extend(misfit.map(|misfit| mismatch(misfit, part.at.push("example"))));
        } else {
            examples(&mut fits, part.map, &part.at, out);
        }
    }
}

fn default<'d>(
    fits: &mut Fits<'d>,
    schema: &'d Map<String, Value>,
    at: &Pointer,
) -> Option<Diagnostic> {
    let value = schema.get("default")?;
    let at = at.push("default");
    if let Some(misfit) = fits.mapping(value, schema) {
        let (at, message) = misfit.below(at);
        let warning = Diagnostic::warning(Code::DefaultMismatch, &at, message);
        return Some(warning.help("correct the default or the type"));
    }
    let values = schema.get("enum")?.as_array()?;
    (!values.contains(value) && !value.is_null()).then(|| {
        let message = format!("{} is not in the `enum`", describe(value));
        let warning = Diagnostic::warning(Code::DefaultMismatch, &at, message);
        warning.help("take one of the values, or add it")
    })
}

/// The examples of a parameter, a header or a media type.
fn examples<'d>(
    fits: &mut Fits<'d>,
    map: &'d Map<String, Value>,
    at: &Pointer,
    out: &mut Vec<Diagnostic>,
) {
    let Some(schema) = map.get("schema") else {
        return;
    };
    if let Some(value) = map.get("example") {
        let misfit = fits.value(value, schema);
        out.extend(misfit.map(|misfit| mismatch(misfit, at.push("example"))));
    }
    let examples = map.get("examples").and_then(Value::as_object);
    for (name, example) in examples.into_iter().flatten() {
        // An example by reference is written elsewhere, where it may serve several schemas.
        if let Some(value) = example.get("value") {
            let at = || at.push("examples").push(name).push("value");
            let misfit = fits.value(value, schema);
            out.extend(misfit.map(|misfit| mismatch(misfit, at())));
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
    root: &'d Value,
    /// Whether the values go into a form, a query or a header, where every scalar is text.
    is_text: bool,
    /// How many more steps may be made for all parts.
    all_steps: Budget,
    /// How many more steps may be made for this part.
    steps: Budget,
    /// How deep the present step is.
    depth: usize,
}

/// The first part of a value that does not fit.
struct Misfit {
    /// The tokens of its pointer below the value, the last one first.
    tokens: Vec<String>,
    /// Why.
    message: String,
}

impl Misfit {
    /// The value itself.
    fn here(message: impl Into<String>) -> Option<Self> {
        Some(Self {
            tokens: Vec::new(),
            message: message.into(),
        })
    }

    /// The same part, seen from what has the value at `token`.
    fn under(mut self, token: impl ToString) -> Self {
        self.tokens.push(token.to_string());
        self
    }

    /// The pointer and the message; the value is at `at`.
    fn below(self, at: Pointer) -> (Pointer, String) {
        let tokens = self.tokens.iter().rev();
        (tokens.fold(at, |at, token| at.push(token)), self.message)
    }
}

impl<'d> Fits<'d> {
    fn value(&mut self, value: &Value, schema: &'d Value) -> Option<Misfit> {
        // What can't be resolved is reported where it stands.
        let schema = document::resolve(self.root, schema)?.as_object()?;
        if !self.steps.spend(1) || !self.all_steps.spend(1) || self.depth == MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let misfit = self.mapping(value, schema);
        self.depth -= 1;
        misfit
    }

    fn mapping(&mut self, value: &Value, schema: &'d Map<String, Value>) -> Option<Misfit> {
        if value.is_null() {
            let refused = schema.get("nullable") == Some(&Value::Bool(false));
            let message = "null, but the schema is `nullable: false`";
            return Misfit::here(message).filter(|_| refused && !schema.contains_key("default"));
        }
        if let Some(name) = type_of(schema)
            && !self.is_of(value, name)
            && !is_decimal_text(value, schema, name)
        {
            let message = format!("the type is `{name}`, the value is {}", describe(value));
            return Misfit::here(message);
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
    fn below(&mut self, value: &Value, schema: &'d Map<String, Value>) -> Option<Misfit> {
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
    fn composed(&mut self, value: &Value, schema: &'d Map<String, Value>) -> Option<Misfit> {
        let list = |key: &str| schema.get(key).and_then(Value::as_array);
        let mut all = list("allOf").into_iter().flatten();
        if let Some(misfit) = all.find_map(|schema| self.value(value, schema)) {
            return Some(misfit);
        }
        let choices = ["oneOf", "anyOf"].into_iter().filter_map(list);
        let mut choices = choices.filter(|choices| !choices.is_empty());
        let fits_none = choices.any(|choices| {
            let mut choices = choices.iter();
            choices.all(|schema| self.value(value, schema).is_some())
        });
        let message = || format!("{} fits none of the schemas", describe(value));
        fits_none.then(message).and_then(Misfit::here)
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
    use crate::lint::tests::{document, found, schema};

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
                "warning[TH035] /properties/a/default: the type is `boolean`, the value is the string `true`",
                "warning[TH035] /properties/b/default: the string `y` is not in the `enum`",
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
