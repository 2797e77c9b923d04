//! Properties of new responses that every example has, and responses that promise nothing.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::super::needs::{reached, references};
use super::{Context, Edit, Proposal, json_path, operations};
use crate::diff::side::entries;
use openapi_client_codegen::document;
use openapi_client_codegen::document::component_name;
use openapi_client_codegen::pointer::Pointer;

/// How deep an example is looked into.
const MAX_DEPTH: usize = 24;

/// In how many examples a schema is, and in how many of these each property is, and is not null.
#[derive(Default)]
struct Seen {
    examples: usize,
    properties: BTreeMap<String, usize>,
}

/// Properties to be required for new schemas of responses, else a remark that nothing is.
pub(super) fn find(context: &Context<'_>) -> Vec<Proposal> {
    let mut seen = BTreeMap::new();
    let mut names = Vec::new();
    let operations = operations(context.theirs);
    let responses = operations.flat_map(|operation| entries(operation.get("responses")));
    for (_, response) in responses.filter(|(status, _)| status.starts_with('2')) {
        names.extend(references(response));
        for (_, media) in entries(response.get("content")) {
            let examples = entries(media.get("examples"));
            let examples = examples.filter_map(|(_, example)| example.get("value"));
            let schema = media.get("schema").unwrap_or(&Value::Null);
            for example in examples.chain(media.get("example")) {
                visit(context.theirs, schema, example, 0, &mut seen);
            }
        }
    }
    let schemas = Pointer::root().push("components").push("schemas");
    let names = reached(context.theirs, names).into_iter();
    let new = names.filter(|name| context.is_new(&schemas.push(name)));
    new.filter_map(|name| proposal(context, &name, &schemas.push(&name), seen.get(&name)))
        .collect()
}

fn visit(
    root: &Value,
    schema: &Value,
    value: &Value,
    depth: usize,
    seen: &mut BTreeMap<String, Seen>,
) {
    let reference = document::reference(schema);
    let Some(target) = document::resolve(root, schema).filter(|_| depth < MAX_DEPTH) else {
        return;
    };
    if let Some(name) = reference.and_then(|reference| component_name(reference, "schemas"))
        && value.is_object()
    {
        let seen = seen.entry(name).or_default();
        seen.examples += 1;
        for (name, _) in entries(Some(value)).filter(|(_, value)| !value.is_null()) {
            *seen.properties.entry(name.to_owned()).or_default() += 1;
        }
    }
    for (name, schema) in entries(target.get("properties")) {
        if let Some(value) = value.get(name) {
            visit(root, schema, value, depth + 1, seen);
        }
    }
    if let (Some(schema), Some(items)) = (target.get("items"), value.as_array()) {
        items
            .iter()
            .for_each(|value| visit(root, schema, value, depth + 1, seen));
    }
}

fn proposal(
    context: &Context<'_>,
    name: &str,
    at: &Pointer,
    seen: Option<&Seen>,
) -> Option<Proposal> {
    let schema = at.find(context.new)?;
    let properties = schema.get("properties")?.as_object()?;
    let required = schema.get("required").and_then(Value::as_array);
    let is_required = |name: &str| required.is_some_and(|list| list.iter().any(|one| one == name));
    let in_all =
        |name: &str| seen.is_some_and(|seen| seen.properties.get(name) == Some(&seen.examples));
    let all = properties
        .keys()
        .filter(|name| in_all(name) && !is_required(name));
    let always: Vec<&String> = all.collect();
    if always.is_empty() {
        return required.is_none_or(Vec::is_empty).then(|| Proposal {
            group: "responses of which every field is optional, for the overlay by hand",
            what: name.to_owned(),
            reason: "say `required` and `nullable: false` for what the service always sends"
                .to_owned(),
            edit: None,
        });
    }
    let nullable = always
        .iter()
        .filter(|name| properties[**name].get("nullable") == Some(&Value::Bool(true)));
    let nullable = nullable.map(|name| ((*name).clone(), json!({"nullable": false})));
    let nullable: Map<_, _> = nullable.collect();
    let mut update = json!({"required": always});
    if !nullable.is_empty() {
        update["properties"] = Value::Object(nullable);
    }
    let names: Vec<_> = always.iter().map(|name| name.as_str()).collect();
    let count = seen.map_or(0, |seen| seen.examples);
    Some(Proposal {
        group: "properties that every example has, to be required by the overlay",
        what: format!("{} of {name}", names.join(", ")),
        reason: match count {
            1 => "the only example has them".to_owned(),
            _ => format!("{count} of {count} examples have them"),
        },
        edit: Some(Edit::Action {
            target: json_path(context.new, at, &[]),
            description: "Every published example has them, and none of them is null.",
            update,
        }),
    })
}
