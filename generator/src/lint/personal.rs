//! Texts with names of secrets and of personal data should have a mark that says whether they are.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Document, type_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::overlay;
use crate::personal::sensitivity;
use crate::pointer::Pointer;
use crate::shape::{Part, PartKind};
use crate::text;

/// Reports texts without a mark that are secret or personal by their names; those of one schema, or of one list of
/// parameters, at once.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    let mut groups: BTreeMap<Pointer, Vec<(&Pointer, String)>> = BTreeMap::new();
    for part in &document.parts {
        let Some(name) = name(part).filter(|_| is_open(document, part)) else {
            continue;
        };
        if let (Some(_), Some(above)) = (sensitivity(&name, &part.at), part.at.parent()) {
            groups.entry(above).or_default().push((&part.at, name));
        }
    }
    for (above, found) in &groups {
        let [(first, _), others @ ..] = found.as_slice() else {
            continue;
        };
        let names = text::quoted(found.iter().map(|(_, name)| name), ", ");
        let (message, they_are, are_not) = match others {
            [] => (
                format!("{names} is secret or personal by its name, but has no mark"),
                "it is",
                "it is not",
            ),
            _ => (
                format!("{names} are secret or personal by their names, but have no mark"),
                "they are",
                "they are not",
            ),
        };
        let target = target(document.root, above, found);
        let extension = document.profile.extension;
        let help = format!(
            "where {they_are}, add an overlay action, so that no log has the values: `target: {target}`, `update: \
             {{{extension}: {{pii: true}}}}`; `pii: false` says that {are_not}"
        );
        out.push(Diagnostic::warning(Code::UnmarkedPersonal, first, message).help(help));
    }
}

/// The name of a parameter or a property.
fn name(part: &Part<'_>) -> Option<String> {
    let is_property = || part.at.parent()?.last().map(|above| above == "properties");
    match part.kind {
        PartKind::Parameter => Some(part.map.get("name")?.as_str()?.to_owned()),
        PartKind::Schema if is_property()? => part.at.last().map(Into::into),
        _ => None,
    }
}

/// Whether a part is any text or day, and nothing says whether it is personal.
fn is_open(document: &Document<'_>, part: &Part<'_>) -> bool {
    let schema = match part.kind {
        PartKind::Parameter => part.map.get("schema").and_then(Value::as_object),
        _ => Some(part.map),
    };
    let is_decided = |map: &Map<String, Value>| {
        let extension = map.get(document.profile.extension);
        extension.is_some_and(|extension| extension.get("pii").is_some())
    };
    let is_any_text = |schema: &Map<String, Value>| {
        let format = schema.get("format").and_then(Value::as_str);
        let is_known = schema.contains_key("enum")
            || matches!(format, Some("date-time" | "date-time-rfc-2822" | "uri"));
        type_of(schema) == Some("string") && !is_known
    };
    schema.is_some_and(|schema| is_any_text(schema) && !is_decided(schema)) && !is_decided(part.map)
}

/// The JSONPath of parts of one schema or list.
fn target(root: &Value, above: &Pointer, found: &[(&Pointer, String)]) -> String {
    if let [(at, _)] = found {
        return overlay::target(root, at);
    }
    let selector = match above.find(root) {
        Some(Value::Array(_)) => "?@.name==",
        _ => "",
    };
    let selectors = found
        .iter()
        .map(|(_, name)| format!("{selector}{}", overlay::quoted(name)));
    let selectors: Vec<_> = selectors.collect();
    format!("{}[{}]", overlay::target(root, above), selectors.join(", "))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lint::tests::{document, found, schema};
    use crate::profile::PLAIN;
    use crate::{lint, overlay};

    #[test]
    fn good() {
        let text = json!({"type": "string"});
        for mark in [json!(true), json!(false), json!({"handling": "standard"})] {
            let good = schema(json!({"properties": {
                "email": {"type": "string", "x-openapi-client": {"pii": mark}},
                "phone": {"type": "integer"},
                "address": {"type": "string", "enum": ["old"]},
                "token_url": text, "code": text, "to": text, "page_token": text,
            }}));
            assert!(found(check, &good).is_empty());
        }
        let query = json!({"/a": {"get": {"parameters": [
            {"name": "to", "in": "query", "schema": text},
            {"name": "Email", "in": "query", "schema": text, "x-openapi-client": {"pii": false}},
        ]}}});
        assert!(found(check, &document(query, json!({}))).is_empty());
    }

    fn bad() -> Value {
        let text = json!({"type": "string"});
        let paths = json!({"/a": {"post": {
            "operationId": "A",
            "parameters": [
                {"name": "Phone", "in": "query", "schema": text},
                {"name": "Size", "in": "query", "schema": text},
                {"name": "Email", "in": "query", "schema": text},
            ],
            "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": {
                "properties": {"Code": text, "To": text, "CountryCode": text},
            }}}},
            "responses": {"204": {"description": "d"}},
        }}});
        let born = json!({"type": "string", "format": "date"});
        document(
            paths,
            json!({"schemas": {"s": {"properties": {"date_of_birth": born}}}}),
        )
    }

    #[test]
    fn what_has_no_mark_is_reported_by_schema() {
        assert_eq!(
            found(check, &bad()),
            [
                "warning[TH050] /properties/date_of_birth: `date_of_birth` is secret or personal by its name, but has no mark",
                "warning[TH050] /paths/~1a/post/parameters/0: `Phone`, `Email` are secret or personal by their names, but \
                 have no mark",
                "warning[TH050] /paths/~1a/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/Code: \
                 `Code`, `To` are secret or personal by their names, but have no mark",
            ]
        );
    }

    #[test]
    fn the_action_of_the_help_marks_them() {
        let mut document = bad();
        let found = lint::proposals(&document, &PLAIN);
        assert_eq!(found.len(), 3);
        let actions = found.iter().map(|found| {
            let help = found.help.clone().unwrap_or_default();
            let (_, rest) = help.split_once("`target: ").unwrap();
            let (target, rest) = rest.split_once("`, `update: ").unwrap();
            let (update, _) = rest.split_once('`').unwrap();
            let update: Value = serde_yaml::from_str(update).unwrap();
            json!({"target": target, "description": "As the help says.", "update": update})
        });
        let actions: Vec<_> = actions.collect();
        let info = json!({"title": "Marks", "version": "1"});
        let overlay = json!({"overlay": "1.0.0", "info": info, "actions": actions});
        assert_eq!(overlay::apply(&mut document, &overlay), []);
        assert_eq!(lint::proposals(&document, &PLAIN), []);
    }
}
