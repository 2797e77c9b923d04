//! Makes schemas at random.

use serde_json::{Map, Value, json};

use super::words::{NAMES, SCHEMAS, TEXTS};
use crate::random::Random;

/// Makes schemas that refer to some names.
pub struct Schemas {
    pub random: Random,
    names: Vec<&'static str>,
}

impl Schemas {
    pub fn new(mut random: Random) -> Self {
        let mut names = SCHEMAS.to_vec();
        random.shuffle(&mut names);
        names.truncate(2 + random.below(6));
        Self { random, names }
    }

    /// The schemas that others refer to; a base with children by `allOf` and a union with a tag among them, at times.
    pub fn components(&mut self) -> Map<String, Value> {
        let mut components = Map::new();
        for name in self.names.clone() {
            let schema = match self.random.one_in(3) {
                true => self.schema(2),
                false => self.object(2),
            };
            components.insert(name.to_owned(), schema);
        }
        if self.random.one_in(2) {
            self.family(&mut components);
        }
        components
    }

    /// Adds a base and its children, and perhaps a union of them.
    fn family(&mut self, components: &mut Map<String, Value>) {
        let mut base = self.object(1);
        base["properties"]["kind"] = json!({"type": "string"});
        base["required"] = json!(["kind"]);
        base["discriminator"] = json!({"propertyName": "kind"});
        if self.random.one_in(2) {
            let mapping = json!({"small": "#/components/schemas/Cat", "d-1": "Dog"});
            base["discriminator"]["mapping"] = mapping;
        }
        let own_tag = self.random.one_in(2);
        if own_tag {
            base.as_object_mut().unwrap().remove("discriminator");
        }
        components.insert("Pet".to_owned(), base);
        let base = || json!({"$ref": "#/components/schemas/Pet"});
        for child in ["Cat", "Dog"] {
            let child_schema = json!({"allOf": [base(), self.object(1)]});
            components.insert(child.to_owned(), child_schema);
        }
        if own_tag {
            let [cat, dog] =
                ["Cat", "Dog"].map(|name| json!({"$ref": format!("#/components/schemas/{name}")}));
            components.insert(
                "Pets".to_owned(),
                json!({"oneOf": [cat, dog], "discriminator": {"propertyName": "kind"}}),
            );
            self.names.push("Pets");
        }
        self.names.push("Pet");
    }

    /// What a parameter is, mostly.
    pub fn parameter(&mut self) -> Value {
        match self.random.below(8) {
            0 | 1 => json!({"type": "array", "items": self.scalar()}),
            2 => self.reference(),
            3 => self.flat(),
            _ => self.scalar(),
        }
    }

    /// An object of scalars.
    fn flat(&mut self) -> Value {
        let mut names = NAMES.to_vec();
        self.random.shuffle(&mut names);
        names.truncate(1 + self.random.below(3));
        let properties = names.iter().map(|name| ((*name).to_owned(), self.scalar()));
        json!({"type": "object", "properties": Value::Object(properties.collect())})
    }

    /// The parts of a body.
    pub fn parts(&mut self) -> Value {
        let mut schema = self.object(1);
        schema["properties"]["file"] = json!({"type": "string", "format": "binary"});
        if self.random.one_in(2) {
            let item = json!({"type": "string", "format": "binary"});
            schema["properties"]["files"] = json!({"type": "array", "items": item});
        }
        schema
    }

    fn reference(&mut self) -> Value {
        let name = *self.random.pick(&self.names);
        json!({"$ref": format!("#/components/schemas/{name}")})
    }

    fn scalar(&mut self) -> Value {
        let mut schema = match self.random.below(9) {
            0 => json!({"type": "string", "enum": ["a", "b-c", "Self", "1"]}),
            1 => {
                let formats = [
                    "date",
                    "date-time",
                    "uri",
                    "byte",
                    "uuid",
                    "password",
                    "email",
                ];
                json!({"type": "string", "format": self.random.pick(&formats)})
            }
            2 => {
                let formats = ["int32", "int64", "int8", "uint32", "uint64"];
                json!({"type": "integer", "format": self.random.pick(&formats)})
            }
            3 => {
                json!({"type": "number", "format": self.random.pick(&["float", "double", "decimal"])})
            }
            4 => json!({"type": "boolean"}),
            5 => json!({"type": "integer", "enum": [-1, 0, 7]}),
            6 => json!({"type": "string", "enum": ["+1", "-1", "asc", "ASC", ""]}),
            7 => json!({"type": "string", "minLength": 1, "maxLength": 40, "pattern": "^[a-z]+$"}),
            _ => json!({"type": "string"}),
        };
        if schema["type"] == "integer" && schema.get("enum").is_none() {
            for bound in ["minimum", "maximum"] {
                if self.random.one_in(3) {
                    let bounds = [-5_000_000_000_i64, -1, 0, 7, 5_000_000_000];
                    schema[bound] = json!(self.random.pick(&bounds));
                }
            }
        }
        schema["nullable"] = json!(self.random.one_in(4));
        schema["deprecated"] = json!(self.random.one_in(12));
        schema["description"] = json!(self.random.pick(TEXTS));
        schema
    }

    pub fn object(&mut self, depth: usize) -> Value {
        let mut names = NAMES.to_vec();
        self.random.shuffle(&mut names);
        names.truncate(1 + self.random.below(5));
        let required: Vec<_> = names.iter().filter(|name| name.len() % 3 == 1).collect();
        let mut schema = json!({"type": "object"});
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        let properties = names.iter().map(|name| {
            let mut property = self.schema(depth.saturating_sub(1));
            if property.get("$ref").is_none() && self.random.one_in(8) {
                let direction = *self.random.pick(&["readOnly", "writeOnly"]);
                property[direction] = json!(true);
            }
            ((*name).to_owned(), property)
        });
        schema["properties"] = Value::Object(properties.collect());
        match self.random.below(6) {
            0 => schema["additionalProperties"] = json!(true),
            1 => schema["additionalProperties"] = self.scalar(),
            2 => schema["additionalProperties"] = json!(false),
            _ => {}
        }
        schema
    }

    pub fn schema(&mut self, depth: usize) -> Value {
        match self.random.below(if depth == 0 { 4 } else { 14 }) {
            0 | 1 => self.scalar(),
            2 | 3 => self.reference(),
            4 => json!({"type": "array", "items": self.schema(depth - 1)}),
            5 => json!({"type": "object", "additionalProperties": self.schema(depth - 1)}),
            6 => json!({"oneOf": [self.reference(), self.scalar(), self.schema(depth - 1)]}),
            7 => json!({"allOf": [self.reference(), self.object(depth - 1)]}),
            8 => json!({"anyOf": [self.object(depth - 1), self.object(depth - 1)]}),
            9 => json!({"allOf": [self.reference()], "nullable": true}),
            10 => json!({}),
            11 => {
                let mut both = self.object(depth - 1);
                both["oneOf"] = json!([self.reference(), self.object(depth - 1)]);
                both
            }
            12 => {
                let items = self.schema(depth - 1);
                json!({"type": "array", "items": items, "nullable": true, "minItems": 1, "maxItems": 3})
            }
            _ => self.object(depth - 1),
        }
    }
}
