//! Documents with too many things of a kind, with too long texts, and with too many faults.

use super::*;

/// The documents by name.
pub(super) const CASES: &[(&str, Case)] = &[
    ("paths", || {
        paths(|index| format!("/v1/T{index}"), OPERATION)
    }),
    ("paths-one-resource", || {
        paths(|index| format!("/v1/T/{{a}}/x{index}"), BY_ID)
    }),
    ("paths-nested", nested_paths),
    ("paths-colliding", || {
        paths(|index| format!("/v{index}/Things"), OPERATION)
    }),
    ("schemas", || {
        schemas(|index| {
            format!(
                "{{\"type\":\"object\",\"properties\":{{\"p{index}\":{{\"type\":\"string\"}}}}}}"
            )
        })
    }),
    ("schemas-of-one-shape", || {
        schemas(|_| "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}".to_owned())
    }),
    ("schemas-unused", || {
        unused(|index| format!("\"s{index}\":{{\"type\":\"string\"}}"))
    }),
    ("properties", || {
        body(&object("", |index| {
            format!("\"p{index}\":{{\"type\":\"string\"}}")
        }))
    }),
    ("properties-required", required),
    ("properties-colliding", || {
        body(&object("", |index| {
            format!("\"p-{index}\":{{\"type\":\"string\"}},\"p_{index}\":{{\"type\":\"string\"}}")
        }))
    }),
    ("enum", || body(&enumeration(|index| format!("v{index}")))),
    ("enum-short", || {
        body(&enumeration(|index| format!("{index:x}")))
    }),
    ("enum-colliding", || {
        body(&enumeration(|index| format!("v-{index}\",\"v_{index}")))
    }),
    ("enum-duplicates", || {
        body(&enumeration(|index| format!("v{}", index % 7)))
    }),
    ("enum-signs", || {
        body(&enumeration(|index| "#".repeat(1 + index % 50)))
    }),
    ("enums-of-9999", || {
        schemas(|_| {
            format!(
                "{{\"type\":\"string\",\"enum\":[{}]}}",
                list(60_000, |index| format!("\"v{index}\""))
            )
        })
    }),
    ("string-description", || {
        described(&"word ".repeat(SIZE / 5))
    }),
    ("string-description-links", || {
        described(&"[a](".repeat(SIZE / 4))
    }),
    ("string-description-brackets", || {
        described(&"<a [b] `".repeat(SIZE / 8))
    }),
    ("string-description-one-word", || {
        described(&"w".repeat(SIZE))
    }),
    ("string-title", || with_title(&"Title ".repeat(SIZE / 6))),
    ("string-pattern", || {
        body(&format!(
            "{{\"type\":\"string\",\"pattern\":\"{}\"}}",
            "(a|b)*[c-d]{2}".repeat(SIZE / 14)
        ))
    }),
    ("string-pattern-nested", || {
        body(&format!(
            "{{\"type\":\"string\",\"pattern\":\"{}{}\"}}",
            "(".repeat(SIZE / 2),
            ")".repeat(SIZE / 2)
        ))
    }),
    ("string-operation-id", || {
        document(
            &format!(
                "\"/v1/A\":{{\"get\":{{\"operationId\":\"{}\",{RESPONSES}}}}}",
                "x".repeat(SIZE)
            ),
            "",
        )
    }),
    ("string-key", || {
        document(
            &format!("\"/{}\":{{{OPERATION}}}", "x".repeat(SIZE)).replace("ID", "A"),
            "",
        )
    }),
    ("string-example", || {
        body(&format!(
            "{{\"type\":\"string\",\"example\":\"{}\"}}",
            "x".repeat(SIZE)
        ))
    }),
    ("keys-long", || {
        schemas(|index| format!("{{\"x-{}{index}\":1}}", "k".repeat(1_000)))
    }),
    ("keys-long-and-nested", || {
        body(&nest(
            12,
            &|_| {
                format!(
                    "{{\"type\":\"object\",\"properties\":{{\"{}\":",
                    "k".repeat(1_000)
                )
            },
            &object("", |index| format!("\"p{index}\":{{\"type\":\"string\"}}")),
            "}}",
        ))
    }),
    ("parameters", || {
        parameters(|index| {
            format!("{{\"name\":\"p{index}\",\"in\":\"query\",\"schema\":{{\"type\":\"string\"}}}}")
        })
    }),
    ("parameters-required", || {
        parameters(|index| {
            format!(
                "{{\"name\":\"p{index}\",\"in\":\"query\",\"required\":true,\"schema\":{{\"type\":\"string\"}}}}"
            )
        })
    }),
    ("parameters-duplicate", || {
        parameters(|_| {
            "{\"name\":\"p\",\"in\":\"query\",\"schema\":{\"type\":\"string\"}}".to_owned()
        })
    }),
    ("parameters-cookie", || {
        parameters(|index| {
            format!(
                "{{\"name\":\"p{index}\",\"in\":\"cookie\",\"schema\":{{\"type\":\"string\"}}}}"
            )
        })
    }),
    ("parameters-of-path", placeholders),
    ("parameters-shared", shared_parameters),
    ("tags", || {
        document(
            &format!(
                "\"/v1/A\":{{\"get\":{{\"operationId\":\"A\",\"tags\":[{}],{RESPONSES}}}}}",
                list(SIZE, |index| format!("\"t{index}\""))
            ),
            "",
        )
    }),
    ("responses", || {
        document(
            &format!(
                "\"/v1/A\":{{\"get\":{{\"operationId\":\"A\",\"responses\":{{\"204\":{{\"description\":\"d\"}},{}}}}}}}",
                list(SIZE, |index| format!(
                    "\"{}\":{{\"description\":\"d{index}\"}}",
                    400 + index % 200
                ))
            ),
            "",
        )
    }),
    ("security-schemes", || {
        components("securitySchemes", |index| {
            format!("\"s{index}\":{{\"type\":\"http\",\"scheme\":\"basic\"}}")
        })
    }),
    ("servers", || {
        raw(format!(
            "\"servers\":[{}],\"paths\":{{\"/v1/A\":{{{}}}}}",
            list(SIZE, |index| format!(
                "{{\"url\":\"https://h{index}.example\"}}"
            )),
            OPERATION.replace("ID", "A")
        ))
    }),
    ("extensions", || {
        raw(format!(
            "\"paths\":{{}},{}",
            list(SIZE, |index| format!("\"x-{index}\":{index}"))
        ))
    }),
    ("examples", || {
        example(
            &format!("[{}]", list(SIZE, |index| index.to_string())),
            "{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}",
        )
    }),
    ("examples-of-records", || {
        example(
            &format!("[{}]", list(SIZE, |index| format!("{{\"a\":{index}}}"))),
            "{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}}}",
        )
    }),
    ("examples-of-an-enum", example_of_enum),
    ("examples-many", || {
        document(
            &format!(
                "\"/v1/A\":{{\"post\":{{\"operationId\":\"A\",\"requestBody\":{{\"content\":{{\"application/json\":{{\"schema\":{{\"type\":\"object\",\"properties\":{{\"a\":{{\"type\":\"integer\"}}}}}},\"examples\":{{{}}}}}}}}},{RESPONSES}}}}}",
                list(SIZE, |index| format!(
                    "\"e{index}\":{{\"value\":{{\"a\":{index}}}}}"
                ))
            ),
            "",
        )
    }),
    ("examples-that-don't-fit", || {
        schemas(|_| "{\"type\":\"string\",\"example\":1}".to_owned())
    }),
    ("examples-of-a-bomb", bomb),
    ("errors-unknown-keys", || {
        schemas(|index| format!("{{\"typ{index}\":1}}"))
    }),
    ("errors-unknown-keys-in-one", || {
        body(&format!(
            "{{{}}}",
            list(SIZE, |index| format!("\"k{index}\":1"))
        ))
    }),
    ("errors-unknown-types", || {
        schemas(|index| format!("{{\"type\":\"strin{index}\"}}"))
    }),
    ("errors-unresolved", || {
        schemas(|index| format!("{{\"$ref\":\"#/components/schemas/t{index}\"}}"))
    }),
    ("errors-required-unknown", || {
        body(&format!(
            "{{\"type\":\"object\",\"required\":[{}],\"properties\":{{{}}}}}",
            list(SIZE / 2, |index| format!("\"q{index}\"")),
            list(SIZE / 2, |index| format!("\"p{index}\":{{}}"))
        ))
    }),
    ("errors-duplicate-keys", || {
        raw(format!(
            "\"paths\":{{}},\"x-d\":{{{}}}",
            list(SIZE, |_| "\"a\":1".to_owned())
        ))
    }),
    ("errors-duplicate-keys-yaml", || {
        yaml("x-d: 1\n".repeat(SIZE / 7))
    }),
    ("errors-not", || schemas(|_| "{\"not\":{}}".to_owned())),
    ("errors-not-chained", || {
        chained("{\"not\":{},\"properties\":{\"a\":REF}}")
    }),
    ("errors-no-operation-id", || {
        document(
            &list(SIZE, |index| {
                format!("\"/v1/A{index}\":{{\"get\":{{{RESPONSES}}}}}")
            }),
            "",
        )
    }),
    ("errors-no-slash", || {
        document(&list(SIZE, |index| format!("\"v{index}\":{{}}")), "")
    }),
    ("errors-null", || {
        raw(format!(
            "\"paths\":{{}},\"components\":{{\"schemas\":{{{}}}}}",
            list(SIZE, |index| format!("\"s{index}\":null"))
        ))
    }),
];
