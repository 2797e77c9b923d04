//! The values of an `enum`: each once, and of the type of the schema.

use std::collections::BTreeSet;

use serde_json::{Number, Value};

use super::{Edit, type_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::shape::{Part, describe};

/// The values as they should be, if they are not; reports those that are not of the type, and those that are there twice.
///
/// What can't be brought to the type stays, as an error of a lint.
pub(super) fn edit(part: &Part<'_>, out: &mut Vec<Diagnostic>) -> Option<Edit> {
    let values = part.map.get("enum")?.as_array()?;
    let at = part.at.push("enum");
    if values.is_empty() {
        let message = "the `enum` has no values, and is ignored";
        let warning = Diagnostic::warning(Code::EnumMismatch, &at, message);
        out.push(warning.help("list its values, or remove it to allow every value"));
        return Some(Edit::remove(&part.at, "enum"));
    }
    let ty = type_of(part.map);
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    for (index, value) in values.iter().enumerate() {
        let read = ty.and_then(|ty| of_type(value, ty));
        if let Some(read) = &read {
            let message = format!(
                "the type is `{}`, the value is {}, and is taken for {}",
                ty.unwrap_or_default(),
                describe(value),
                describe(read),
            );
            let warning = Diagnostic::warning(Code::EnumMismatch, &at.index(index), message);
            out.push(warning.help(match read.is_string() {
                true => "write it in quotes",
                false => "write it without quotes, or correct the type",
            }));
        }
        let value = read.as_ref().unwrap_or(value);
        if seen.insert(value.to_string()) {
            kept.push(value.clone());
        } else {
            let message = format!(
                "{} is in the `enum` twice, and is taken once",
                describe(value)
            );
            let warning = Diagnostic::warning(Code::DuplicateEnumValue, &at.index(index), message);
            out.push(warning.help("remove one of them"));
        }
    }
    (kept != *values).then(|| Edit::set(&part.at, "enum", kept.into()))
}

/// Keywords beside which the values alone do not say what the type is.
const OTHERS: [&str; 7] = [
    "allOf",
    "anyOf",
    "items",
    "not",
    "oneOf",
    "properties",
    "type",
];

/// The type of the values, where the schema has none.
pub(super) fn type_of_values(part: &Part<'_>) -> Option<Edit> {
    let values = part.map.get("enum")?.as_array()?;
    let is_alone = OTHERS.iter().all(|key| !part.map.contains_key(*key));
    let is_text = !values.is_empty() && values.iter().all(Value::is_string);
    (is_alone && is_text).then(|| Edit::set(&part.at, "type", "string".into()))
}

/// A value of another type as one of this type, where there is only one that it can be.
fn of_type(value: &Value, ty: &str) -> Option<Value> {
    match (ty, value) {
        ("string", Value::Bool(value)) => Some(value.to_string().into()),
        // Of a number with a fraction nobody knows how it was written.
        ("string", Value::Number(number)) if number.is_i64() || number.is_u64() => {
            Some(number.to_string().into())
        }
        ("boolean", Value::String(text)) => text.parse().ok().map(Value::Bool),
        ("integer", Value::String(text)) => Some(Value::Number(text.parse::<i64>().ok()?.into())),
        ("number", Value::String(text)) => {
            let number = text.parse::<Number>().ok();
            number.map(Value::Number)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::lenient;
    use super::super::tests::edited;

    #[test]
    fn values_are_of_the_type_and_there_once() {
        let schema = |ty: &str, values| json!({"type": ty, "enum": values});
        let (found, document) = edited(
            lenient,
            json!({"paths": {}, "components": {"schemas": {
                "a": schema("string", json!(["x", 2, true, null, "x", "2", 1.10])),
                "b": schema("integer", json!([1, "2", "x"])),
                "c": schema("boolean", json!(["true"])),
                "d": schema("string", json!([])),
                "e": schema("number", json!(["1.50"])),
                "f": {"enum": [1, "1", 1]},
                "g": {"enum": ["x"]},
                "h": {"enum": ["x"], "oneOf": []},
            }}}),
        );
        assert_eq!(
            found,
            [
                "warning[TH033] /components/schemas/a/enum/1: the type is `string`, the value is the number `2`, and is taken for the string `2`",
                "warning[TH033] /components/schemas/a/enum/2: the type is `string`, the value is the boolean `true`, and is taken for the string `true`",
                "warning[TH034] /components/schemas/a/enum/4: the string `x` is in the `enum` twice, and is taken once",
                "warning[TH034] /components/schemas/a/enum/5: the string `2` is in the `enum` twice, and is taken once",
                "warning[TH033] /components/schemas/b/enum/1: the type is `integer`, the value is the string `2`, and is taken for the number `2`",
                "warning[TH033] /components/schemas/c/enum/0: the type is `boolean`, the value is the string `true`, and is taken for the boolean `true`",
                "warning[TH033] /components/schemas/d/enum: the `enum` has no values, and is ignored",
                "warning[TH033] /components/schemas/e/enum/0: the type is `number`, the value is the string `1.50`, and is taken for the number `1.50`",
                "warning[TH034] /components/schemas/f/enum/2: the number `1` is in the `enum` twice, and is taken once",
            ]
        );
        let schemas = &document["components"]["schemas"];
        assert_eq!(schemas["a"]["enum"], json!(["x", "2", "true", null, 1.10]));
        assert_eq!(schemas["b"]["enum"], json!([1, 2, "x"]));
        assert_eq!(schemas["d"], json!({"type": "string"}));
        assert_eq!(schemas["f"], json!({"enum": [1, "1"]}));
        assert_eq!(schemas["g"], json!({"type": "string", "enum": ["x"]}));
        assert_eq!(schemas["h"], json!({"enum": ["x"], "oneOf": []}));
    }
}
