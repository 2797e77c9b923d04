//! Documents of a megabyte, each of which has too much of something.

mod shapes;
mod sizes;

use std::fmt::Write;

use openapi_client_codegen::source::{Inputs, Source};

/// Makes the inputs of a case.
pub(super) type Case = fn() -> Inputs;

/// About how long a document is.
const SIZE: usize = 1_000_000;

/// The documents by name.
pub(super) fn all() -> impl Iterator<Item = &'static (&'static str, Case)> {
    sizes::CASES.iter().chain(shapes::CASES)
}

/// The responses of an operation without a body.
const RESPONSES: &str = "\"responses\":{\"204\":{\"description\":\"d\"}}";

/// An operation; `ID` is its id.
const OPERATION: &str =
    "\"get\":{\"operationId\":\"ID\",\"responses\":{\"204\":{\"description\":\"d\"}}}";

/// An operation of an item.
const BY_ID: &str = "\"get\":{\"operationId\":\"ID\",\"parameters\":[{\"name\":\"a\",\"in\":\"path\",\"required\":true,\"schema\":{\"type\":\"string\"}}],\"responses\":{\"204\":{\"description\":\"d\"}}}";

/// Entries that have about this length together.
fn list(size: usize, entry: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(size + 1_000);
    for index in 0.. {
        if text.len() >= size {
            break;
        }
        if index > 0 {
            text.push(',');
        }
        text.push_str(&entry(index));
    }
    text
}

fn inputs(name: &str, text: String) -> Inputs {
    Inputs {
        document: Source::new(name, text),
        ..Inputs::default()
    }
}

/// A document with these keys.
fn raw(keys: String) -> Inputs {
    let servers = match keys.contains("\"servers\"") {
        true => "",
        false => "\"servers\":[{\"url\":\"https://a1.example\"}],",
    };
    inputs(
        "a1.json",
        format!(
            "{{\"openapi\":\"3.0.1\",\"info\":{{\"title\":\"a1\",\"version\":\"1\"}},{servers}{keys}}}"
        ),
    )
}

fn yaml(rest: String) -> Inputs {
    inputs(
        "a1.yaml",
        format!(
            "openapi: 3.0.1\ninfo: {{title: a1, version: '1'}}\nservers: [{{url: 'https://a1.example'}}]\npaths: {{}}\n{rest}"
        ),
    )
}

fn document(paths: &str, components: &str) -> Inputs {
    raw(format!(
        "\"paths\":{{{paths}}},\"components\":{{{components}}}"
    ))
}

fn with_title(title: &str) -> Inputs {
    let mut inputs = document(
        &format!("\"/v1/A\":{{{}}}", OPERATION.replace("ID", "A")),
        "",
    );
    inputs.document.text = inputs
        .document
        .text
        .replacen("\"a1\"", &format!("\"{title}\""), 1);
    inputs
}

fn paths(path: impl Fn(usize) -> String, item: &str) -> Inputs {
    let entries = list(SIZE, |index| {
        let item = item.replace("ID", &format!("Fetch{index}a1"));
        format!("\"{}\":{{{item}}}", path(index))
    });
    document(&entries, "")
}

fn nested_paths() -> Inputs {
    let mut path = String::new();
    let mut entries = Vec::new();
    let mut length = 0;
    while length < SIZE {
        let index = entries.len();
        write!(path, "/a/{{p{index}}}").unwrap_or_default();
        let parameters = list(0, |_| String::new());
        let names: Vec<_> = (0..=index)
            .map(|index| format!("{{\"name\":\"p{index}\",\"in\":\"path\",\"required\":true,\"schema\":{{\"type\":\"string\"}}}}"))
            .collect();
        let entry = format!(
            "\"{path}\":{{\"get\":{{\"operationId\":\"F{index}\",\"parameters\":[{}{parameters}],{RESPONSES}}}}}",
            names.join(",")
        );
        length += entry.len();
        entries.push(entry);
    }
    document(&entries.join(","), "")
}

/// An operation that sends a JSON body of this schema.
fn sending(id: &str, schema: &str) -> String {
    format!(
        "\"/v1/{id}\":{{\"post\":{{\"operationId\":\"{id}\",\"requestBody\":{{\"required\":true,\"content\":{{\"application/json\":{{\"schema\":{schema}}}}}}},{RESPONSES}}}}}"
    )
}

/// An operation that responds with this schema.
fn returning(id: &str, schema: &str) -> String {
    format!(
        "\"/v1/{id}\":{{\"get\":{{\"operationId\":\"{id}\",\"responses\":{{\"200\":{{\"description\":\"d\",\"content\":{{\"application/json\":{{\"schema\":{schema}}}}}}}}}}}}}"
    )
}

/// A document with one schema, which is sent and returned.
fn body(schema: &str) -> Inputs {
    let reference = "{\"$ref\":\"#/components/schemas/a1\"}";
    let paths = [sending("Send", reference), returning("Read", reference)].join(",");
    document(&paths, &format!("\"schemas\":{{\"a1\":{schema}}}"))
}

fn described(text: &str) -> Inputs {
    body(&format!(
        "{{\"type\":\"object\",\"description\":\"{text}\",\"properties\":{{\"a\":{{\"type\":\"string\"}}}}}}"
    ))
}

/// A document with many schemas, which one object refers to.
fn schemas(schema: impl Fn(usize) -> String) -> Inputs {
    let mut names = Vec::new();
    let mut all = String::new();
    while all.len() < SIZE * 3 / 4 {
        let index = names.len();
        write!(all, ",\"s{index}a1\":{}", schema(index)).unwrap_or_default();
        names.push(format!(
            "\"p{index}\":{{\"$ref\":\"#/components/schemas/s{index}a1\"}}"
        ));
    }
    let all = format!(
        "\"schemas\":{{\"all\":{{\"type\":\"object\",\"properties\":{{{}}}}}{all}}}",
        names.join(",")
    );
    document(
        &returning("Read", "{\"$ref\":\"#/components/schemas/all\"}"),
        &all,
    )
}

fn unused(schema: impl Fn(usize) -> String) -> Inputs {
    document("", &format!("\"schemas\":{{{}}}", list(SIZE, schema)))
}

fn components(section: &str, entry: impl Fn(usize) -> String) -> Inputs {
    let paths = format!("\"/v1/A\":{{{}}}", OPERATION.replace("ID", "A"));
    document(&paths, &format!("\"{section}\":{{{}}}", list(SIZE, entry)))
}

fn object(required: &str, property: impl Fn(usize) -> String) -> String {
    format!(
        "{{\"type\":\"object\",{required}\"properties\":{{{}}}}}",
        list(SIZE, property)
    )
}

fn required() -> Inputs {
    let names = list(SIZE / 4, |index| format!("\"p{index}\""));
    let properties = list(SIZE * 3 / 4, |index| {
        format!("\"p{index}\":{{\"type\":\"string\"}}")
    });
    body(&format!(
        "{{\"type\":\"object\",\"required\":[{names}],\"properties\":{{{properties}}}}}"
    ))
}

fn enumeration(value: impl Fn(usize) -> String) -> String {
    let values = list(SIZE, |index| format!("\"{}\"", value(index)));
    format!("{{\"type\":\"string\",\"enum\":[{values}]}}")
}

fn parameters(parameter: impl Fn(usize) -> String) -> Inputs {
    let parameters = list(SIZE, parameter);
    document(
        &format!(
            "\"/v1/A\":{{\"get\":{{\"operationId\":\"A\",\"parameters\":[{parameters}],{RESPONSES}}}}}"
        ),
        "",
    )
}

fn placeholders() -> Inputs {
    let mut path = String::new();
    let names = list(SIZE / 2, |index| {
        format!(
            "{{\"name\":\"p{index}\",\"in\":\"path\",\"required\":true,\"schema\":{{\"type\":\"string\"}}}}"
        )
    });
    for index in 0..names.matches("name").count().min(120) {
        write!(path, "/{{p{index}}}").unwrap_or_default();
    }
    document(
        &format!(
            "\"{path}\":{{\"get\":{{\"operationId\":\"A\",\"parameters\":[{names}],{RESPONSES}}}}}"
        ),
        "",
    )
}

fn shared_parameters() -> Inputs {
    let references = list(2_000, |index| {
        format!("{{\"$ref\":\"#/components/parameters/p{index}\"}}")
    });
    let count = references.matches("$ref").count();
    let shared: Vec<_> = (0..count)
        .map(|index| format!("\"p{index}\":{{\"name\":\"p{index}\",\"in\":\"query\",\"description\":\"{}\",\"schema\":{{\"type\":\"string\"}}}}", "text ".repeat(200)))
        .collect();
    let paths = list(SIZE, |index| {
        format!(
            "\"/v1/A{index}\":{{\"get\":{{\"operationId\":\"A{index}\",\"parameters\":[{references}],{RESPONSES}}}}}"
        )
    });
    document(&paths, &format!("\"parameters\":{{{}}}", shared.join(",")))
}

/// Something that stands in itself so many times.
fn nest(depth: usize, open: &dyn Fn(usize) -> String, inner: &str, close: &str) -> String {
    let opened: String = (0..depth).map(open).collect();
    format!("{opened}{inner}{}", close.repeat(depth))
}

fn deep_indentation() -> Inputs {
    let mut text = String::from("x-d:\n");
    for depth in 1.. {
        if text.len() > SIZE {
            break;
        }
        text.push_str(&" ".repeat(depth));
        text.push_str("a:\n");
    }
    yaml(text)
}

fn aliases() -> Inputs {
    let mut text = format!("x-a0: &a0 [{}]\n", "x, ".repeat(1_000));
    for level in 1..5_000 {
        writeln!(
            text,
            "x-a{level}: &a{level} [{}]",
            vec![format!("*a{}", level - 1); 20].join(", ")
        )
        .unwrap_or_default();
    }
    yaml(text)
}

/// Operations that refer to one schema, which has about this length.
fn to_one(size: usize) -> Inputs {
    let schema = format!(
        "\"s\":{{\"type\":\"object\",\"properties\":{{{}}}}}",
        list(size, |index| format!(
            "\"p{index}\":{{\"type\":\"string\"}}"
        ))
    );
    let paths = list(SIZE - size, |index| {
        returning(
            &format!("A{index}"),
            "{\"$ref\":\"#/components/schemas/s\"}",
        )
    });
    document(&paths, &format!("\"schemas\":{{{schema}}}"))
}

fn large_body() -> Inputs {
    let schema = format!(
        "\"s\":{{\"type\":\"object\",\"properties\":{{{}}}}}",
        list(400_000, |index| format!(
            "\"p{index}\":{{\"type\":\"string\"}}"
        ))
    );
    let paths = list(SIZE - 400_000, |index| {
        sending(
            &format!("A{index}"),
            "{\"$ref\":\"#/components/schemas/s\"}",
        )
    });
    document(&paths, &format!("\"schemas\":{{{schema}}}"))
}

fn large_text() -> Inputs {
    let schema = format!(
        "\"s\":{{\"type\":\"string\",\"description\":\"{}\"}}",
        "word ".repeat(100_000)
    );
    let properties = list(SIZE / 2, |index| {
        format!("\"p{index}\":{{\"$ref\":\"#/components/schemas/s\"}}")
    });
    document(
        &returning("A", "{\"$ref\":\"#/components/schemas/t\"}"),
        &format!(
            "\"schemas\":{{{schema},\"t\":{{\"type\":\"object\",\"properties\":{{{properties}}}}}}}"
        ),
    )
}

fn large_example() -> Inputs {
    let example = format!(
        "\"e\":{{\"value\":[{}]}}",
        list(SIZE / 2, |index| index.to_string())
    );
    let paths = list(SIZE / 2, |index| {
        let content = "{\"application/json\":{\"schema\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"}},\"examples\":{\"e\":{\"$ref\":\"#/components/examples/e\"}}}}";
        format!(
            "\"/v1/A{index}\":{{\"get\":{{\"operationId\":\"A{index}\",\"responses\":{{\"200\":{{\"description\":\"d\",\"content\":{content}}}}}}}}}"
        )
    });
    document(&paths, &format!("\"examples\":{{{example}}}"))
}

fn all_of_one(size: usize) -> Inputs {
    let one = format!(
        "\"s\":{{\"type\":\"object\",\"properties\":{{{}}}}}",
        list(size, |index| format!(
            "\"p{index}\":{{\"type\":\"string\"}}"
        ))
    );
    let mut many = schemas(|index| {
        format!(
            "{{\"allOf\":[{{\"$ref\":\"#/components/schemas/s\"}},{{\"properties\":{{\"q{index}\":{{\"type\":\"string\"}}}}}}]}}"
        )
    });
    many.document.text =
        many.document
            .text
            .replacen("\"schemas\":{", &format!("\"schemas\":{{{one},"), 1);
    many
}

/// Schemas of which each refers to the next one, in place of `REF`.
fn chain(schema: &str, last: &dyn Fn(usize) -> String) -> Inputs {
    let mut all = String::new();
    let mut index = 0;
    while all.len() < SIZE {
        let reference = format!("{{\"$ref\":\"#/components/schemas/s{}\"}}", index + 1);
        write!(all, "\"s{index}\":{},", schema.replace("REF", &reference)).unwrap_or_default();
        index += 1;
    }
    write!(all, "\"s{index}\":{}", last(index)).unwrap_or_default();
    let reference = "{\"$ref\":\"#/components/schemas/s0\"}";
    let paths = [sending("Send", reference), returning("Read", reference)].join(",");
    document(&paths, &format!("\"schemas\":{{{all}}}"))
}

fn chained(schema: &str) -> Inputs {
    chain(schema, &|_| "{\"type\":\"string\"}".to_owned())
}

fn circular(schema: &str) -> Inputs {
    chain(schema, &|_| {
        schema.replace("REF", "{\"$ref\":\"#/components/schemas/s0\"}")
    })
}

/// Schemas of which each refers to all.
fn all_to_all() -> Inputs {
    const COUNT: usize = 150;
    let properties: Vec<_> = (0..COUNT)
        .map(|index| format!("\"p{index}\":{{\"$ref\":\"#/components/schemas/s{index}\"}}"))
        .collect();
    let names: Vec<_> = (0..COUNT).map(|index| format!("\"p{index}\"")).collect();
    let schema = |index: usize| {
        // Half of them are required, in the half of the schemas that refers to the other one.
        let required = if index.is_multiple_of(2) {
            names[index + 1..].join(",")
        } else {
            String::new()
        };
        format!(
            "\"s{index}\":{{\"type\":\"object\",\"required\":[{required}],\"properties\":{{{}}}}}",
            properties.join(",")
        )
    };
    let all: Vec<_> = (0..COUNT).map(schema).collect();
    let reference = "{\"$ref\":\"#/components/schemas/s0\"}";
    let paths = [sending("Send", reference), returning("Read", reference)].join(",");
    document(&paths, &format!("\"schemas\":{{{}}}", all.join(",")))
}

fn discriminator() -> Inputs {
    let mut count = 0;
    let all = list(SIZE / 3, |index| {
        format!(
            "\"s{index}\":{{\"type\":\"object\",\"properties\":{{\"t\":{{\"type\":\"string\"}}}}}}"
        )
    });
    while all.contains(&format!("\"s{count}\"")) && count < 5_000 {
        count += 1;
    }
    let members: Vec<_> = (0..count)
        .map(|index| format!("{{\"$ref\":\"#/components/schemas/s{index}\"}}"))
        .collect();
    let mapping: Vec<_> = (0..count)
        .map(|index| format!("\"t{index}\":\"#/components/schemas/s{index}\""))
        .collect();
    let union = format!(
        "{{\"oneOf\":[{}],\"discriminator\":{{\"propertyName\":\"t\",\"mapping\":{{{}}}}}}}",
        members.join(","),
        mapping.join(",")
    );
    let reference = "{\"$ref\":\"#/components/schemas/union\"}";
    document(
        &returning("Read", reference),
        &format!("\"schemas\":{{{all},\"union\":{union}}}"),
    )
}

fn example(value: &str, schema: &str) -> Inputs {
    let content = format!("{{\"application/json\":{{\"schema\":{schema},\"example\":{value}}}}}");
    document(
        &format!(
            "\"/v1/A\":{{\"post\":{{\"operationId\":\"A\",\"requestBody\":{{\"required\":true,\"content\":{content}}},{RESPONSES}}}}}"
        ),
        "",
    )
}

fn example_of_enum() -> Inputs {
    let values = list(100_000, |index| format!("\"v{index}\""));
    let shown = list(SIZE - 100_000, |_| "\"v7000\"".to_owned());
    example(
        &format!("[{shown}]"),
        &format!("{{\"type\":\"array\",\"items\":{{\"type\":\"string\",\"enum\":[{values}]}}}}"),
    )
}

/// Examples that are compared with schemas that are composed of each other.
fn bomb() -> Inputs {
    let mut levels = String::from("\"b0\":{\"type\":\"string\"}");
    for level in 1..60 {
        let below = format!("{{\"$ref\":\"#/components/schemas/b{}\"}}", level - 1);
        write!(
            levels,
            ",\"b{level}\":{{\"allOf\":[{below},{below},{below}]}}"
        )
        .unwrap_or_default();
    }
    let mut many = schemas(|_| {
        "{\"example\":\"x\",\"allOf\":[{\"$ref\":\"#/components/schemas/b59\"},{\"description\":\"d\"}]}".to_owned()
    });
    many.document.text =
        many.document
            .text
            .replacen("\"schemas\":{", &format!("\"schemas\":{{{levels},"), 1);
    many
}

fn schemas_text(depth: usize) -> Inputs {
    schemas(|_| {
        nest(
            depth,
            &|_| "{\"type\":\"object\",\"properties\":{\"a\":".to_owned(),
            "{\"type\":\"string\"}",
            "}}",
        )
    })
}
