//! Documents made at random out of the constructs of OpenAPI: whatever is generated from them compiles without warnings.
//!
//! `RANDOM_DOCUMENTS` is how many are compiled, a few by default, and `RANDOM_SEED` the number of the first.

use openapi_client_codegen::source::{Inputs, Source};
use openapi_client_codegen::{Options, generate_with};
use serde_json::{Map, Value, json};

use crate::compile::{CLIPPY, compiles};
use crate::random::Random;

/// Names of schemas: those of imports and of the prelude among them.
const SCHEMAS: &[&str] = &[
    "BTreeMap",
    "Box",
    "Call",
    "Client",
    "Default",
    "Deserialize",
    "Error",
    "Json",
    "List",
    "Option",
    "Page",
    "Result",
    "Self",
    "String",
    "Thing",
    "Things",
    "Value",
    "Vec",
    "a-b",
    "rt",
    "serde",
    "std",
    "thing.part",
    "type",
    "2nd",
];

/// Names of properties and parameters.
const NAMES: &[&str] = &[
    "$ref",
    "@id",
    "Content-Type",
    "Self",
    "a b",
    "a[]",
    "body",
    "build",
    "client",
    "crate",
    "default",
    "extra",
    "id",
    "items",
    "limit",
    "meta",
    "name",
    "new",
    "page",
    "r#type",
    "request",
    "self",
    "send",
    "size",
    "type",
    "value",
    "x-y",
    "2x",
    "über",
];

/// Segments of paths.
const SEGMENTS: &[&str] = &[
    "api", "crate", "dynamic", "list", "mod", "new", "parts", "self", "things", "v1",
];

/// What documents say of something.
const TEXTS: &[&str] = &[
    "Plain.",
    "```\ncode",
    "~~~ open",
    "* a\nb\n  c\n1. d\ne",
    "> q\nlazy",
    "[link] <b> `open",
    "# Head\n| a |\n|---|",
    "over \u{202e} and \u{2066}",
    "    indented\n\ttab",
    "*/ \" \\ {} {{",
    "http://a.example/b_c <http://x>",
    "",
];

/// Makes a document.
struct Maker {
    random: Random,
    schemas: Vec<&'static str>,
    /// What is used up of the names that must differ.
    operations: usize,
}

impl Maker {
    fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let mut schemas = SCHEMAS.to_vec();
        random.shuffle(&mut schemas);
        schemas.truncate(2 + random.below(6));
        Self {
            random,
            schemas,
            operations: 0,
        }
    }

    fn document(&mut self) -> Value {
        let mut components = Map::new();
        for name in self.schemas.clone() {
            let schema = match self.random.one_in(3) {
                true => self.schema(2),
                false => self.object(2),
            };
            components.insert(name.to_owned(), schema);
        }
        let mut paths = Map::new();
        for _ in 0..2 + self.random.below(4) {
            let (path, parameters) = self.path();
            let mut item = Map::new();
            for method in ["get", "post", "put", "patch", "delete"] {
                if self.random.one_in(3) {
                    let operation = self.operation(method, &parameters);
                    item.insert(method.to_owned(), operation);
                }
            }
            paths.insert(path, Value::Object(item));
        }
        let title = *self
            .random
            .pick(&["Things", "Operation", "Service", "Client", "Json", "a b"]);
        json!({
            "openapi": "3.0.3",
            "info": {"title": title, "version": "1", "description": self.random.pick(TEXTS)},
            "servers": [{"url": "https://random.example/base"}],
            "paths": paths,
            "components": {"schemas": components},
        })
    }

    fn path(&mut self) -> (String, Vec<Value>) {
        let (mut path, mut parameters) = (String::new(), Vec::new());
        for place in 0..1 + self.random.below(3) {
            path.push_str(&format!("/{}", self.random.pick(SEGMENTS)));
            if self.random.one_in(2) {
                let name = format!(
                    "{}{place}",
                    self.random.pick(&["id", "self", "type", "ids"])
                );
                path.push_str(&format!("/{{{name}}}"));
                let schema = self.parameter_schema();
                parameters
                    .push(json!({"name": name, "in": "path", "required": true, "schema": schema}));
            }
        }
        (path, parameters)
    }

    fn operation(&mut self, method: &str, of_path: &[Value]) -> Value {
        self.operations += 1;
        let verb = *self
            .random
            .pick(&["list", "create", "fetch", "self", "new", "type", "update"]);
        let mut parameters = of_path.to_vec();
        for parameter in &mut parameters {
            if self.random.one_in(4) {
                parameter["schema"] = self.parameter_schema();
            }
        }
        let mut names = NAMES.to_vec();
        self.random.shuffle(&mut names);
        names.truncate(self.random.below(4));
        for name in names {
            let location = *self.random.pick(&["query", "query", "header"]);
            parameters.push(json!({
                "name": name, "in": location, "required": self.random.one_in(3),
                "description": self.random.pick(TEXTS), "schema": self.parameter_schema(),
            }));
        }
        let mut operation = json!({
            "operationId": format!("{verb}{}", self.operations),
            "description": self.random.pick(TEXTS),
            "parameters": parameters,
            "responses": {"204": {"description": "done"}},
        });
        if matches!(method, "post" | "put" | "patch") && !self.random.one_in(3) {
            let media = *self.random.pick(&[
                "application/json",
                "application/json",
                "application/x-www-form-urlencoded",
            ]);
            let schema = match media {
                "application/json" => self.schema(2),
                _ => self.object(1),
            };
            operation["requestBody"] =
                json!({"required": self.random.one_in(2), "content": {media: {"schema": schema}}});
        }
        if !self.random.one_in(3) {
            let content = json!({"application/json": {"schema": self.schema(2)}});
            operation["responses"] = json!({"200": {"description": "OK", "content": content}});
        }
        operation
    }

    fn parameter_schema(&mut self) -> Value {
        match self.random.below(5) {
            0 => json!({"type": "array", "items": self.scalar()}),
            1 => self.reference(),
            _ => self.scalar(),
        }
    }

    fn reference(&mut self) -> Value {
        let name = *self.random.pick(&self.schemas);
        json!({"$ref": format!("#/components/schemas/{name}")})
    }

    fn scalar(&mut self) -> Value {
        let mut schema = match self.random.below(6) {
            0 => json!({"type": "string", "enum": ["a", "b-c", "Self", "1"]}),
            1 => {
                json!({"type": "string", "format": self.random.pick(&["date", "date-time", "uri", "byte", "uuid"])})
            }
            2 => json!({"type": "integer", "format": self.random.pick(&["int32", "int64"])}),
            3 => {
                json!({"type": "number", "format": self.random.pick(&["float", "double", "decimal"])})
            }
            4 => json!({"type": "boolean"}),
            _ => json!({"type": "string"}),
        };
        if schema["type"] == "integer" {
            for bound in ["minimum", "maximum"] {
                if self.random.one_in(3) {
                    let bounds = [-5_000_000_000_i64, -1, 0, 7, 5_000_000_000];
                    schema[bound] = json!(self.random.pick(&bounds));
                }
            }
        }
        schema["nullable"] = json!(self.random.one_in(4));
        schema["description"] = json!(self.random.pick(TEXTS));
        schema
    }

    fn object(&mut self, depth: usize) -> Value {
        let mut names = NAMES.to_vec();
        self.random.shuffle(&mut names);
        names.truncate(1 + self.random.below(5));
        let required: Vec<_> = names.iter().filter(|name| name.len() % 3 == 1).collect();
        let mut schema = json!({"type": "object"});
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        let properties = names
            .iter()
            .map(|name| ((*name).to_owned(), self.schema(depth.saturating_sub(1))));
        schema["properties"] = Value::Object(properties.collect());
        match self.random.below(4) {
            0 => schema["additionalProperties"] = json!(true),
            1 => schema["additionalProperties"] = self.scalar(),
            _ => {}
        }
        schema
    }

    fn schema(&mut self, depth: usize) -> Value {
        match self.random.below(if depth == 0 { 4 } else { 9 }) {
            0 | 1 => self.scalar(),
            2 | 3 => self.reference(),
            4 => json!({"type": "array", "items": self.schema(depth - 1)}),
            5 => json!({"type": "object", "additionalProperties": self.schema(depth - 1)}),
            6 => json!({"oneOf": [self.reference(), self.scalar(), self.schema(depth - 1)]}),
            7 => json!({"allOf": [self.reference(), self.object(depth - 1)]}),
            _ => self.object(depth - 1),
        }
    }
}

/// A number that an environment variable gives.
fn number(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{variable} is no number")),
    )
}

#[test]
fn what_is_generated_from_any_document_compiles() {
    /// How many are compiled by default.
    const FEW: u64 = 12;
    let wanted = usize::try_from(number("RANDOM_DOCUMENTS").unwrap_or(FEW)).unwrap();
    let (mut seed, mut crates) = (number("RANDOM_SEED").unwrap_or(0), Vec::new());
    let mut refused = 0;
    let options = Options {
        skip_unsupported: true,
    };
    while crates.len() < wanted {
        let document = Maker::new(seed).document();
        let name = format!("random-{seed}");
        seed += 1;
        let inputs = Inputs {
            document: Source::new(format!("{name}.json"), document.to_string()),
            overlay: None,
            config: Some(Source::new(
                "config.toml",
                format!("[package]\nname = {name:?}\n"),
            )),
        };
        match generate_with(&inputs, options) {
            Ok(generated) => crates.push((name, generated.output)),
            Err(_) => refused += 1,
        }
        assert!(
            refused < 20 * wanted.max(10),
            "nearly all documents are refused"
        );
    }
    println!("{wanted} documents, and {refused} that were refused");
    compiles("random", crates, &CLIPPY);
}
