//! Tests of the limits, through all stages.

use serde_json::{Map, Value, json};

use super::Budget;
use crate::diagnostic::{Code, Severity};
use crate::output::Output;
use crate::source::{Inputs, Source};
use crate::{Generated, generate};

#[test]
fn a_budget_that_was_exceeded_is_spent() {
    let mut budget = Budget::new(10);
    assert!(budget.spend(4) && budget.spend(5));
    assert!(!budget.is_spent());
    assert!(!budget.spend(2));
    assert!(budget.is_spent() && !budget.spend(1));
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

/// A document whose operations send and read a schema called `first`.
fn inputs(schemas: Value) -> Inputs {
    let content = json!({"application/json": {"schema": reference("first")}});
    let document = json!({
        "openapi": "3.0.1",
        "info": {"title": "Limits", "version": "1"},
        "servers": [{"url": "https://limits.example"}],
        "paths": {"/things": {
            "post": {
                "operationId": "SendThing",
                "requestBody": {"required": true, "content": content},
                "responses": {"204": {"description": "Done."}},
            },
            "get": {
                "operationId": "ReadThing",
                "responses": {"200": {"description": "A thing.", "content": content}},
            },
        }},
        "components": {"schemas": schemas},
    });
    Inputs {
        document: Source::new("limits.json", document.to_string()),
        ..Inputs::default()
    }
}

fn generated(schemas: Value) -> Generated {
    generate(&inputs(schemas)).unwrap_or_else(|report| panic!("{report}"))
}

/// The codes, severities and pointers of what is reported.
fn messages(schemas: Value) -> Vec<(Code, Severity, String)> {
    let report = match generate(&inputs(schemas)) {
        Ok(generated) => generated.warnings,
        Err(report) => report,
    };
    let messages = report.diagnostics().iter();
    messages
        .map(|found| (found.code, found.severity, found.pointer.to_string()))
        .collect()
}

/// Schemas of which each is made of a reference to the next; `last` is at the end.
fn chain(length: usize, link: impl Fn(Value) -> Value, last: Value) -> Value {
    let name = |index: usize| match index {
        0 => "first".to_owned(),
        index => format!("s{index}"),
    };
    let links = (0..length).map(|index| (name(index), link(reference(&name(index + 1)))));
    let schemas: Map<String, Value> = links.chain([(name(length), last)]).collect();
    Value::Object(schemas)
}

fn text(output: &Output) -> String {
    output.files.values().map(String::as_str).collect()
}

#[test]
fn a_value_without_an_end_is_an_error_where_it_is_needed() {
    let node = |required: Value| {
        json!({"type": "object", "required": required, "properties": {
            "name": {"type": "string"},
            "parent": reference("first"),
        }})
    };
    let at = "/components/schemas/first/properties/parent".to_owned();
    let endless = messages(json!({"first": node(json!(["parent"]))}));
    assert_eq!(endless, [(Code::NoFiniteValue, Severity::Error, at)]);
    assert_eq!(messages(json!({"first": node(json!(["name"]))})), []);

    let inner =
        json!({"type": "object", "required": ["it"], "properties": {"it": reference("other")}});
    let outer = |items: Value, required: Value| {
        let outer = json!({"type": "object", "required": required, "properties": {"items": items}});
        json!({"first": outer, "other": inner})
    };
    let at = "/components/schemas/other/properties/it".to_owned();
    let list = json!({"type": "array", "items": reference("other")});
    for (schemas, severity) in [
        (outer(list, json!(["items"])), Severity::Warning),
        (outer(reference("other"), json!([])), Severity::Warning),
        (outer(reference("other"), json!(["items"])), Severity::Error),
    ] {
        assert_eq!(
            messages(schemas),
            [(Code::NoFiniteValue, severity, at.clone())]
        );
    }
}

#[test]
fn a_union_ends_where_one_of_its_variants_does() {
    let holder = json!({"type": "object", "required": ["next"], "properties": {"next": reference("choice")}});
    let choice = |members: Value| json!({"first": holder, "choice": {"oneOf": members}});
    let found = messages(choice(json!([reference("first"), {"type": "string"}])));
    assert!(found.is_empty(), "{found:?}");
    let found = messages(choice(json!([reference("first"), reference("choice")])));
    assert!(
        found.iter().any(|(code, severity, _)| {
            (*code, *severity) == (Code::NoFiniteValue, Severity::Error)
        }),
        "{found:?}"
    );
}

#[test]
fn a_circle_is_told_once() {
    let found = messages(chain(
        400,
        |next| json!({"type": "object", "required": ["a", "b"], "properties": {"a": next, "b": {"type": "string"}}}),
        json!({"type": "object", "required": ["a"], "properties": {"a": reference("first")}}),
    ));
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn an_example_that_would_have_to_make_up_too_much_is_left_out() {
    // Two ways at each level: a value at the end would be there a million times.
    let schemas = chain(
        20,
        |next| json!({"type": "object", "required": ["a", "b"], "properties": {"a": next, "b": next}}),
        json!({"type": "string"}),
    );
    let generated = generated(schemas);
    let text = text(&generated.output);
    assert!(text.len() < 200_000, "{}", text.len());
    // Reading needs nothing that is made up.
    assert_eq!(text.matches("# Example").count(), 1);
}

#[test]
fn long_chains_of_records_and_unions_are_taken() {
    let links: [fn(Value) -> Value; 3] = [
        |next| json!({"type": "object", "properties": {"next": next}}),
        |next| json!({"type": "object", "required": ["next"], "properties": {"next": next}}),
        |next| json!({"oneOf": [next, {"type": "string"}]}),
    ];
    for link in links {
        let length = 400;
        let generated = generated(chain(
            length,
            link,
            json!({"type": "object", "properties": {"a": {"type": "string"}}}),
        ));
        assert_eq!(generated.api.walk()[0].types.len(), length + 1);
    }
}

#[test]
fn long_chains_of_what_has_no_name_are_refused() {
    let links: [fn(Value) -> Value; 3] = [
        |next| json!({"type": "array", "items": next}),
        |next| json!({"type": "object", "additionalProperties": next}),
        |next| json!({"allOf": [next]}),
    ];
    for link in links {
        let found = messages(chain(500, link, json!({"type": "string"})));
        let codes: Vec<_> = found.iter().map(|(code, ..)| *code).collect();
        assert_eq!(codes, [Code::Limit], "{found:?}");
        assert_eq!(messages(chain(20, link, json!({"type": "string"}))), []);
    }
    // What is composed has no depth.
    let schemas = chain(
        500,
        |next| json!({"allOf": [next, {"type": "object", "properties": {"a": {"type": "string"}}}]}),
        json!({"type": "object", "properties": {"b": {"type": "string"}}}),
    );
    let generated = generated(schemas);
    assert!(text(&generated.output).contains("pub b: "));
}

#[test]
fn a_tree_that_is_a_list_of_nodes_has_its_type() {
    let node = json!({"type": "object", "properties": {"children": reference("first")}});
    let generated = generated(json!({"first": {"type": "array", "items": node}}));
    let text = text(&generated.output);
    assert!(!text.contains("children: Option<serde_json::Value>"));
}

#[test]
fn what_references_repeat_is_bounded() {
    let properties: Map<String, Value> = (0..5_000)
        .map(|index| (format!("p{index}"), json!({"type": "string"})))
        .collect();
    let large = json!({"type": "object", "properties": properties});
    let many: Map<String, Value> = (0..1_000)
        .map(|index| {
            let all =
                json!({"allOf": [reference("large"), {"properties": {"own": {"type": "string"}}}]});
            (format!("s{index}"), all)
        })
        .collect();
    let names = many.keys().map(|name| (name.clone(), reference(name)));
    let first = json!({"type": "object", "properties": Map::from_iter(names)});
    let mut schemas = many.clone();
    schemas.extend([("large".to_owned(), large), ("first".to_owned(), first)]);
    let found = messages(Value::Object(schemas));
    assert!(
        matches!(found.as_slice(), [(Code::Limit, Severity::Error, _)]),
        "{found:?}"
    );
}

#[test]
fn types_have_no_more_members_than_a_compiler_takes() {
    let values: Vec<_> = (0..20_000).map(|index| format!("v{index}")).collect();
    let found = messages(json!({"first": {"type": "string", "enum": values}}));
    let at = "/components/schemas/first/enum".to_owned();
    assert_eq!(found, [(Code::Limit, Severity::Error, at)]);
    let values: Vec<_> = (0..9_000).map(|index| format!("v{index}")).collect();
    assert_eq!(
        messages(json!({"first": {"type": "string", "enum": values}})),
        []
    );
}
