//! Mutations of a document as a tree.

use openapi_client_codegen::pointer::Pointer;
use serde_json::{Map, Value, json};

use crate::random::Random;

/// A way to change a document.
pub type Mutation = (&'static str, fn(&mut Value, &mut Random));

/// All ways to change a tree.
pub const ALL: &[Mutation] = &[
    ("delete a node", delete),
    ("another type", retype),
    ("an odd text", odd_text),
    ("rename a key", rename),
    ("a dangling reference", dangle),
    ("another reference", redirect),
    ("a schema that refers to a component", refer),
    ("an id twice", same_id),
    ("a huge number", huge),
    ("deep nesting", nest),
    ("a copy of another node", copy),
    ("an item twice", repeat),
    ("another keyword", keyword),
    ("null", null),
    ("empty text", empty),
];

/// Values that nobody expects.
fn odd(random: &mut Random) -> Value {
    let values = [
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(u64::MAX),
        json!(1e300),
        json!(""),
        json!("x"),
        json!("true"),
        json!([]),
        json!([[]]),
        json!([null, 1, "x"]),
        json!({}),
        json!({"": {"a": 1}}),
        json!({"$ref": 1}),
    ];
    random.pick(&values).clone()
}

/// Texts that try to get out of where they are written.
const TEXTS: &[&str] = &[
    "",
    " ",
    "\"",
    "\"#",
    "*/",
    "\\",
    "\n",
    "\r\n\t",
    "{}",
    "{x}",
    "{{",
    "}",
    "/",
    "//",
    "/../..",
    "#",
    "$ref",
    "~0~1",
    "§",
    "\u{0}",
    "\u{1b}[2J",
    "\u{202e}",
    "é",
    "self",
    "Self",
    "type",
    "r#type",
    "super",
    "_",
    "0",
    "1st",
    "String",
    "Option",
    "Vec",
    "Result",
    "Error",
    "client",
    "send",
    "build",
    "list",
    "Unrecognized",
    "x-twilio",
    "#![allow(x)]",
    "```\nfn main() {}\n```",
    "[x](y)",
    "<script>",
    "format!(\"{}\")",
];

/// The places of all nodes but the root that `wanted` takes.
fn places(root: &Value, wanted: impl Fn(&Pointer, &Value) -> bool) -> Vec<Pointer> {
    let mut found = Vec::new();
    let mut waiting = vec![(Pointer::root(), root)];
    while let Some((at, value)) = waiting.pop() {
        match value {
            Value::Object(map) => {
                waiting.extend(map.iter().map(|(key, value)| (at.push(key), value)));
            }
            Value::Array(items) => {
                let items = items.iter().enumerate();
                waiting.extend(items.map(|(index, value)| (at.index(index), value)));
            }
            _ => {}
        }
        if !at.is_root() && wanted(&at, value) {
            found.push(at);
        }
    }
    found
}

/// One of these places; nothing if there are none.
fn place(
    root: &Value,
    random: &mut Random,
    wanted: impl Fn(&Pointer, &Value) -> bool,
) -> Option<Pointer> {
    let places = places(root, wanted);
    (!places.is_empty()).then(|| random.pick(&places).clone())
}

fn anywhere(_: &Pointer, _: &Value) -> bool {
    true
}

/// Whether a place is a `$ref`.
fn is_reference(at: &Pointer, value: &Value) -> bool {
    at.last().as_deref() == Some("$ref") && value.is_string()
}

/// Whether a place is probably a schema.
fn is_schema(at: &Pointer, value: &Value) -> bool {
    let parent = at.parent().and_then(|at| Some(at.last()?.into_owned()));
    value.is_object()
        && (matches!(at.last().as_deref(), Some("schema" | "items"))
            || matches!(parent.as_deref(), Some("schemas" | "properties")))
}

fn set(root: &mut Value, at: &Pointer, value: Value) {
    if let Some(node) = root.pointer_mut(at.as_str()) {
        *node = value;
    }
}

fn remove(root: &mut Value, at: &Pointer) -> Option<Value> {
    let key = at.last()?;
    match root.pointer_mut(at.parent()?.as_str())? {
        Value::Object(map) => map.remove(key.as_ref()),
        Value::Array(items) => Some(items.remove(key.parse().ok()?)),
        _ => None,
    }
}

fn change(
    root: &mut Value,
    random: &mut Random,
    wanted: impl Fn(&Pointer, &Value) -> bool,
    value: impl FnOnce(&mut Random) -> Value,
) {
    if let Some(at) = place(root, random, wanted) {
        set(root, &at, value(random));
    }
}

fn delete(root: &mut Value, random: &mut Random) {
    if let Some(at) = place(root, random, anywhere) {
        remove(root, &at);
    }
}

fn retype(root: &mut Value, random: &mut Random) {
    change(root, random, anywhere, odd);
}

fn odd_text(root: &mut Value, random: &mut Random) {
    change(
        root,
        random,
        |_, value| value.is_string(),
        |random| json!(random.pick(TEXTS)),
    );
}

fn rename(root: &mut Value, random: &mut Random) {
    let in_mapping =
        |at: &Pointer, _: &Value| at.last().is_some_and(|key| key.parse::<usize>().is_err());
    let Some(at) = place(root, random, in_mapping) else {
        return;
    };
    let key = at.last().unwrap_or_default().into_owned();
    let name = match random.below(4) {
        0 => key.to_uppercase(),
        1 => format!("{key}{}", random.pick(TEXTS)),
        _ => (*random.pick(TEXTS)).to_owned(),
    };
    let value = remove(root, &at);
    let parent = at.parent().unwrap_or_default();
    if let (Some(value), Some(Value::Object(map))) = (value, root.pointer_mut(parent.as_str())) {
        map.insert(name, value);
    }
}

fn dangle(root: &mut Value, random: &mut Random) {
    const TARGETS: &[&str] = &[
        "#/components/schemas/nowhere",
        "#/components/schemas/",
        "#/components/schemas",
        "#/info",
        "#",
        "",
        "nowhere",
        "other.yaml#/a",
        "https://things.example/a.yaml",
        "#/components/schemas/~2",
        "#/paths/~1v1~1CustomerProfiles/get",
    ];
    change(root, random, is_reference, |random| {
        json!(random.pick(TARGETS))
    });
}

/// A reference to one of the schemas.
fn reference(root: &Value, random: &mut Random) -> Option<Value> {
    let schemas = root.pointer("/components/schemas")?.as_object()?;
    let names: Vec<_> = schemas.keys().collect();
    if names.is_empty() {
        return None;
    }
    Some(json!(format!(
        "#/components/schemas/{}",
        random.pick(&names)
    )))
}

fn redirect(root: &mut Value, random: &mut Random) {
    if let Some(target) = reference(root, random) {
        change(root, random, is_reference, |_| target);
    }
}

fn refer(root: &mut Value, random: &mut Random) {
    let Some(target) = reference(root, random) else {
        return;
    };
    let value = match random.below(5) {
        0 => json!({"allOf": [{"$ref": target}, {"properties": {"more": {"type": "string"}}}]}),
        1 => json!({"oneOf": [{"$ref": target}, {"type": "string"}]}),
        2 => json!({"type": "array", "items": {"$ref": target}}),
        3 => json!({"type": "object", "additionalProperties": {"$ref": target}}),
        _ => json!({"$ref": target}),
    };
    change(root, random, is_schema, |_| value);
}

fn same_id(root: &mut Value, random: &mut Random) {
    let is_name = |at: &Pointer, value: &Value| {
        matches!(at.last().as_deref(), Some("operationId" | "name")) && value.is_string()
    };
    let one = place(root, random, is_name);
    let Some(value) = one.and_then(|at| root.pointer(at.as_str()).cloned()) else {
        return;
    };
    change(root, random, is_name, |_| value);
}

fn huge(root: &mut Value, random: &mut Random) {
    let value = |random: &mut Random| {
        let numbers = [
            json!(u64::MAX),
            json!(i64::MIN),
            json!(1e308),
            json!(-1e308),
            json!(9_007_199_254_740_993_u64),
            json!(4_294_967_296_u64),
            json!(1e-300),
        ];
        random.pick(&numbers).clone()
    };
    if random.one_in(2) {
        return change(root, random, |_, value| value.is_number(), value);
    }
    let Some(at) = place(root, random, is_schema) else {
        return;
    };
    let value = value(random);
    let key = *random.pick(&[
        "minimum",
        "maximum",
        "minLength",
        "maxLength",
        "default",
        "multipleOf",
        "maxItems",
    ]);
    if let Some(Value::Object(map)) = root.pointer_mut(at.as_str()) {
        if !matches!(key, "minLength" | "maxLength") {
            map.insert("type".to_owned(), json!("integer"));
        }
        map.insert(key.to_owned(), value);
    }
}

fn nest(root: &mut Value, random: &mut Random) {
    let depth = *random.pick(&[3, 10, 30, 60, 100, 120, 1_000]);
    let kind = random.below(6);
    let mut value = json!({"type": "string"});
    for _ in 0..depth {
        value = match kind {
            0 => json!({"type": "array", "items": value}),
            1 => json!({"type": "object", "properties": {"inner": value}}),
            2 => json!({"allOf": [value]}),
            3 => json!({"oneOf": [value, {"type": "integer"}]}),
            4 => json!({"type": "object", "additionalProperties": value}),
            _ => json!([value]),
        };
    }
    change(root, random, is_schema, |_| value);
}

fn copy(root: &mut Value, random: &mut Random) {
    let from = place(root, random, anywhere);
    let Some(value) = from.and_then(|at| root.pointer(at.as_str()).cloned()) else {
        return;
    };
    change(root, random, anywhere, |_| value);
}

fn repeat(root: &mut Value, random: &mut Random) {
    let is_list =
        |_: &Pointer, value: &Value| value.as_array().is_some_and(|items| !items.is_empty());
    if let Some(at) = place(root, random, is_list)
        && let Some(Value::Array(items)) = root.pointer_mut(at.as_str())
    {
        let item = random.pick(items).clone();
        items.insert(0, item);
    }
}

fn keyword(root: &mut Value, random: &mut Random) {
    let schema = json!({"type": "string", "enum": ["a", "A", ""]});
    let keywords = [
        ("nullable", json!(true)),
        ("format", json!("date-time")),
        ("pattern", json!("^BU[0-9a-fA-F]{32}$")),
        ("enum", json!(["a", "b"])),
        ("enum", json!([1, 2])),
        ("type", json!("array")),
        ("type", json!("object")),
        ("type", json!("boolean")),
        ("items", schema.clone()),
        ("not", schema.clone()),
        ("allOf", json!([schema])),
        ("allOf", json!([])),
        (
            "oneOf",
            json!([schema, {"type": "object", "properties": {"x": schema}}]),
        ),
        ("anyOf", json!([])),
        (
            "properties",
            json!({"sid": schema, "Sid": {"type": "integer"}}),
        ),
        ("additionalProperties", json!(true)),
        ("additionalProperties", schema.clone()),
        ("discriminator", json!({"propertyName": "sid"})),
        ("required", json!(["sid", "nothing"])),
        ("default", json!([])),
        ("x-enumDescriptions", json!({"a": "```\nx", "b": 1})),
        (
            "x-twilio",
            json!({"pii": {"handling": "x"}, "mountName": "type", "parent": "/{x}"}),
        ),
        ("deprecated", json!(true)),
        (
            "description",
            json!("A `tick, a [link], a <tag> and */ \"quotes\".\n\n    fn main() {}\n"),
        ),
    ];
    let Some(at) = place(root, random, is_schema) else {
        return;
    };
    if let Some(Value::Object(map)) = root.pointer_mut(at.as_str()) {
        for _ in 0..=random.below(3) {
            let (key, value) = random.pick(&keywords).clone();
            map.insert(key.to_owned(), value);
        }
    }
}

fn null(root: &mut Value, random: &mut Random) {
    change(root, random, anywhere, |_| Value::Null);
}

fn empty(root: &mut Value, random: &mut Random) {
    change(root, random, |_, value| value.is_string(), |_| json!(""));
}

/// The resource of each path.
pub fn resources(document: &Value) -> Vec<String> {
    let paths = document["paths"].as_object().unwrap();
    paths.keys().map(|path| resource(path)).collect()
}

fn resource(path: &str) -> String {
    path.split('/').nth(2).unwrap_or_default().to_owned()
}

/// The document with the paths of one resource only, and the components that they need.
pub fn cut(document: &Value, kept: &str) -> Value {
    let paths: Map<_, _> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(path, _)| resource(path) == kept)
        .map(|(path, item)| (path.clone(), item.clone()))
        .collect();
    let mut small = document.clone();
    small["paths"] = Value::Object(paths);
    small["components"] = json!({"securitySchemes": document["components"]["securitySchemes"]});
    loop {
        let missing = places(&small, is_reference).into_iter().filter_map(|at| {
            let target = small.pointer(at.as_str())?.as_str()?.strip_prefix('#')?;
            small
                .pointer(target)
                .is_none()
                .then(|| Pointer::parse(target))
        });
        let missing: Vec<_> = missing.collect();
        if missing.is_empty() {
            return small;
        }
        for target in missing {
            let tokens: Vec<_> = target.tokens().collect();
            let component = document.pointer(target.as_str()).unwrap();
            small["components"][tokens[1].as_ref()][tokens[2].as_ref()] = component.clone();
        }
    }
}
