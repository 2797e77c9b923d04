//! Makes a document at random.

use serde_json::{Map, Value, json};

use super::schemas::Schemas;
use super::words::{NAMES, SEGMENTS, TEXTS};
use crate::random::Random;

/// Media types of bodies.
const BODIES: &[&str] = &[
    "application/json",
    "application/json",
    "application/merge-patch+json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "application/octet-stream",
    "text/plain",
    "text/csv; charset=utf-8",
    "*/*",
];

/// What a response has.
const RESPONSES: &[&str] = &[
    "application/json",
    "application/json",
    "application/problem+json",
    "text/plain",
    "application/octet-stream",
    "application/json; charset=utf-8",
];

/// Makes a document.
pub struct Maker {
    schemas: Schemas,
    /// How many operations there are.
    operations: usize,
}

impl Maker {
    pub fn new(seed: u64) -> Self {
        Self {
            schemas: Schemas::new(Random::new(seed)),
            operations: 0,
        }
    }

    fn random(&mut self) -> &mut Random {
        &mut self.schemas.random
    }

    pub fn document(&mut self) -> Value {
        let schemas = self.schemas.components();
        let mut paths = Map::new();
        for _ in 0..2 + self.random().below(4) {
            let (path, parameters) = self.path();
            let mut item = Map::new();
            for method in ["get", "post", "put", "patch", "delete", "head", "options"] {
                if self.random().one_in(4) {
                    let operation = self.operation(method, &parameters);
                    item.insert(method.to_owned(), operation);
                }
            }
            if self.random().one_in(6) {
                item.insert(
                    "servers".to_owned(),
                    json!([{"url": "https://other.example"}]),
                );
            }
            paths.insert(path, Value::Object(item));
        }
        let titles = ["Things", "Operation", "Service", "Client", "Json", "a b"];
        let title = *self.random().pick(&titles);
        let description = self.text();
        let mut document = json!({
            "openapi": "3.0.3",
            "info": {"title": title, "version": "1", "description": description},
            "servers": [self.server()],
            "paths": paths,
            "components": {"schemas": schemas, "securitySchemes": {
                "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
                "self": {"type": "apiKey", "in": "query", "name": "api key"},
                "Cookie": {"type": "apiKey", "in": "cookie", "name": "session"},
                "basic": {"type": "http", "scheme": "basic"},
                "a-b": {"type": "http", "scheme": "bearer"},
                "flow": {"type": "oauth2", "flows": {"clientCredentials": {
                    "tokenUrl": "https://random.example/token", "scopes": {"read": "Reads."}
                }}},
            }},
        });
        if self.random().one_in(2) {
            document["security"] = self.security();
        }
        document
    }

    fn text(&mut self) -> &'static str {
        self.random().pick::<&str>(TEXTS)
    }

    fn server(&mut self) -> Value {
        match self.random().below(5) {
            0 => json!({"url": "https://{region}.random.example/{self}", "variables": {
                "region": {"default": "eu", "enum": ["eu", "us-1", "self"]}, "self": {"default": "v1"},
            }}),
            1 => json!({"url": "/base"}),
            _ => json!({"url": "https://random.example/base"}),
        }
    }

    fn security(&mut self) -> Value {
        let mut alternatives = Vec::new();
        for _ in 0..self.random().below(3) {
            let mut all = Map::new();
            for _ in 0..1 + self.random().below(2) {
                let schemes = ["key", "self", "Cookie", "basic", "a-b", "flow"];
                let scheme = *self.random().pick(&schemes);
                all.insert(scheme.to_owned(), json!([]));
            }
            alternatives.push(Value::Object(all));
        }
        json!(alternatives)
    }

    fn path(&mut self) -> (String, Vec<Value>) {
        let (mut path, mut parameters) = (String::new(), Vec::new());
        for index in 0..1 + self.random().below(3) {
            path.push_str(&format!("/{}", self.random().pick(SEGMENTS)));
            if self.random().one_in(2) {
                let name = *self.random().pick(&["id", "self", "type", "ids"]);
                let name = format!("{name}{index}");
                path.push_str(&format!("/{{{name}}}"));
                let mut parameter = json!({
                    "name": name, "in": "path", "required": true, "schema": self.schemas.parameter(),
                });
                if self.random().one_in(4) {
                    let styles = ["simple", "label", "matrix"];
                    parameter["style"] = json!(self.random().pick(&styles));
                    parameter["explode"] = json!(self.random().one_in(2));
                }
                parameters.push(parameter);
            }
        }
        (path, parameters)
    }

    fn operation(&mut self, method: &str, of_path: &[Value]) -> Value {
        self.operations += 1;
        let verbs = ["list", "create", "fetch", "self", "new", "type", "update"];
        let verb = *self.random().pick(&verbs);
        let mut parameters = of_path.to_vec();
        for parameter in &mut parameters {
            if self.random().one_in(4) {
                parameter["schema"] = self.schemas.parameter();
            }
        }
        let mut names = NAMES.to_vec();
        self.random().shuffle(&mut names);
        names.truncate(self.random().below(5));
        parameters.extend(names.into_iter().map(|name| self.parameter(name)));
        let mut operation = json!({
            "operationId": format!("{verb}{}", self.operations),
            "description": self.text(),
            "deprecated": self.random().one_in(8),
            "parameters": parameters,
            "responses": self.responses(method),
        });
        if matches!(method, "post" | "put" | "patch") && !self.random().one_in(4) {
            operation["requestBody"] = self.body();
        }
        if self.random().one_in(5) {
            operation["security"] = self.security();
        }
        if self.random().one_in(8) {
            operation["servers"] = json!([self.server()]);
        }
        if self.random().one_in(20) {
            let map = operation.as_object_mut().unwrap();
            map.remove("operationId");
        }
        operation
    }

    fn parameter(&mut self, name: &str) -> Value {
        let locations = ["query", "query", "query", "header", "cookie"];
        let location = *self.random().pick(&locations);
        let mut parameter = json!({
            "name": name, "in": location, "required": self.random().one_in(3),
            "description": self.text(), "deprecated": self.random().one_in(8),
        });
        if self.random().one_in(6) {
            let content = json!({"application/json": {"schema": self.schemas.schema(1)}});
            parameter["content"] = content;
            return parameter;
        }
        parameter["schema"] = self.schemas.parameter();
        if self.random().one_in(3) {
            parameter["explode"] = json!(self.random().one_in(2));
        }
        if location == "query" {
            if self.random().one_in(4) {
                let styles = ["form", "spaceDelimited", "pipeDelimited", "deepObject"];
                parameter["style"] = json!(self.random().pick(&styles));
            }
            parameter["allowReserved"] = json!(self.random().one_in(5));
            parameter["allowEmptyValue"] = json!(self.random().one_in(6));
        }
        parameter
    }

    fn body(&mut self) -> Value {
        let mut content = Map::new();
        for _ in 0..1 + self.random().below(2) {
            let media = *self.random().pick(BODIES);
            let schema = match media {
                "multipart/form-data" => self.schemas.parts(),
                "application/x-www-form-urlencoded" => self.schemas.object(1),
                "application/octet-stream" | "*/*" => json!({"type": "string", "format": "binary"}),
                media if media.starts_with("text/") => json!({"type": "string"}),
                _ => self.schemas.schema(2),
            };
            content.insert(media.to_owned(), json!({"schema": schema}));
        }
        json!({"required": self.random().one_in(2), "description": self.text(), "content": content})
    }

    fn responses(&mut self, method: &str) -> Value {
        let mut responses = Map::new();
        let statuses = ["200", "200", "201", "202", "204", "2XX", "default", "302"];
        for _ in 0..1 + self.random().below(2) {
            let status = *self.random().pick(&statuses);
            let has_body = !matches!(status, "204" | "302") && method != "head";
            responses.insert(status.to_owned(), self.response(has_body));
        }
        for status in ["400", "404", "4XX", "500", "default"] {
            if self.random().one_in(5) {
                responses.insert(status.to_owned(), self.response(method != "head"));
            }
        }
        if responses.keys().all(|status| !status.starts_with('2')) {
            responses.insert("204".to_owned(), json!({"description": "Done."}));
        }
        Value::Object(responses)
    }

    fn response(&mut self, has_body: bool) -> Value {
        let mut response = json!({"description": self.text()});
        if has_body && !self.random().one_in(4) {
            let media = *self.random().pick(RESPONSES);
            let schema = match media {
                "text/plain" => json!({"type": "string"}),
                "application/octet-stream" => json!({"type": "string", "format": "binary"}),
                _ => self.schemas.schema(2),
            };
            response["content"] = json!({media: {"schema": schema}});
        }
        if self.random().one_in(4) {
            response["headers"] = json!({"X-Rate": {"schema": {"type": "integer"}}});
        }
        response
    }
}
