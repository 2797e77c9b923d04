//! Documents that are nested too deep or refer to too much, and overlays that ask for too much.

use super::*;

/// The documents by name.
pub(super) const CASES: &[(&str, Case)] = &[
    ("deep-json", || {
        raw(format!(
            "\"paths\":{{}},\"x-d\":{}{}",
            "[".repeat(SIZE / 2),
            "]".repeat(SIZE / 2)
        ))
    }),
    ("deep-objects", || {
        raw(format!(
            "\"paths\":{{}},\"x-d\":{}1{}",
            "{\"a\":".repeat(SIZE / 6),
            "}".repeat(SIZE / 6)
        ))
    }),
    ("deep-yaml-flow", || {
        yaml(format!(
            "x-d: {}{}",
            "[".repeat(SIZE / 2),
            "]".repeat(SIZE / 2)
        ))
    }),
    ("deep-yaml-flow-mappings", || {
        yaml(format!(
            "x-d: {}{}",
            "{a: ".repeat(SIZE / 5),
            "}".repeat(SIZE / 5)
        ))
    }),
    ("deep-yaml-flow-after-fault", || {
        yaml(format!(
            "x-e: \"\\q\"\nx-d: {}{}",
            "[".repeat(SIZE / 2),
            "]".repeat(SIZE / 2)
        ))
    }),
    ("deep-yaml-dashes", || {
        yaml(format!("x-d:\n  {}x", "- ".repeat(SIZE / 2)))
    }),
    ("deep-yaml-questions", || {
        yaml(format!("x-d:\n  {}x", "? ".repeat(SIZE / 2)))
    }),
    ("deep-yaml-indentation", deep_indentation),
    ("wide-yaml-flow", || {
        yaml(format!("x-d: [{}]", "[], {}, ".repeat(SIZE / 8)))
    }),
    ("yaml-aliases", aliases),
    ("yaml-anchors", || {
        yaml(list(SIZE, |index| format!("x-{index}: &a{index} 1\n")).replace(",x", "x"))
    }),
    ("yaml-comments", || yaml("# comment\n".repeat(SIZE / 10))),
    ("yaml-many-quotes", || {
        yaml(format!("x-d: [{}]", "'', ".repeat(SIZE / 4)))
    }),
    ("deep-schemas", || {
        body(&nest(
            18,
            &|_| "{\"type\":\"array\",\"items\":".to_owned(),
            "{\"type\":\"string\"}",
            "}",
        ))
    }),
    ("deep-schemas-many", || {
        schemas(|_| {
            nest(
                18,
                &|_| "{\"type\":\"object\",\"properties\":{\"a\":".to_owned(),
                "{\"type\":\"string\"}",
                "}}",
            )
        })
    }),
    ("refs-to-one", || to_one(30)),
    ("refs-to-one-large", || to_one(400_000)),
    ("refs-to-one-large-body", large_body),
    ("refs-to-one-large-text", large_text),
    ("refs-to-one-example", large_example),
    ("refs-of-all-of-to-one", || all_of_one(400_000)),
    ("refs-chained-properties", || {
        chained("{\"type\":\"object\",\"properties\":{\"next\":REF}}")
    }),
    ("refs-chained-required", || {
        chained("{\"type\":\"object\",\"required\":[\"next\"],\"properties\":{\"next\":REF}}")
    }),
    ("refs-chained-lists", || {
        chained("{\"type\":\"array\",\"items\":REF}")
    }),
    ("refs-chained-maps", || {
        chained("{\"type\":\"object\",\"additionalProperties\":REF}")
    }),
    ("refs-chained-all-of", || {
        chained(
            "{\"allOf\":[REF,{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}]}",
        )
    }),
    ("refs-chained-any-of", || {
        chained("{\"anyOf\":[REF,{\"type\":\"string\"}]}")
    }),
    ("refs-chained-alone", || chained("{\"oneOf\":[REF]}")),
    ("refs-chained-plain", || chained("REF")),
    ("refs-twice", || {
        chained(
            "{\"type\":\"object\",\"required\":[\"a\",\"b\"],\"properties\":{\"a\":REF,\"b\":REF}}",
        )
    }),
    ("refs-circular-plain", || circular("REF")),
    ("refs-circular-required", || {
        circular("{\"type\":\"object\",\"required\":[\"next\"],\"properties\":{\"next\":REF}}")
    }),
    ("refs-circular-lists", || {
        circular("{\"type\":\"array\",\"items\":REF}")
    }),
    ("refs-circular-all-of", || {
        circular(
            "{\"allOf\":[REF,{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}]}",
        )
    }),
    ("refs-all-to-all", all_to_all),
    ("all-of-wide", || {
        body(&format!(
            "{{\"allOf\":[{}]}}",
            list(SIZE, |index| format!(
                "{{\"type\":\"object\",\"properties\":{{\"p{index}\":{{\"type\":\"string\"}}}}}}"
            ))
        ))
    }),
    ("any-of-wide", || {
        body(&format!(
            "{{\"anyOf\":[{}]}}",
            list(SIZE, |index| format!(
                "{{\"type\":\"object\",\"title\":\"t{index}\",\"properties\":{{\"p{index}\":{{\"type\":\"string\"}}}}}}"
            ))
        ))
    }),
    ("discriminator", discriminator),
    ("overlay-many-actions", || {
        overlay(|index| {
            format!(
                "{{\"target\":\"$.info\",\"description\":\"d\",\"update\":{{\"x-{index}\":1}}}}"
            )
        })
    }),
    ("overlay-many-descents", || {
        overlay(|_| {
            "{\"target\":\"$..schema\",\"description\":\"d\",\"update\":{\"nullable\":true}}"
                .to_owned()
        })
    }),
    ("overlay-growing", || {
        overlay(|_| {
            "{\"target\":\"$..*\",\"description\":\"d\",\"update\":{\"x-a\":{\"b\":{\"c\":1}}}}"
                .to_owned()
        })
    }),
    ("overlay-combinations", || {
        overlay_of(
            "{\"target\":\"$..*..*..*..*..*\",\"description\":\"d\",\"update\":{\"x-a\":1}}",
            &schemas_text(18),
        )
    }),
    ("overlay-many-selectors", || {
        overlay_of(
            &format!(
                "{{\"target\":\"$.components.schemas{}\",\"description\":\"d\",\"update\":{{\"x-a\":1}}}}",
                "[*,*,*,*]".repeat(40)
            ),
            &schemas_text(18),
        )
    }),
    ("overlay-filters", || {
        overlay(|_| {
            "{\"target\":\"$..[?$..[?@.type=='x']]\",\"description\":\"d\",\"remove\":true}"
                .to_owned()
        })
    }),
    ("overlay-without-match", || {
        overlay(|index| {
            format!(
                "{{\"target\":\"$.paths.a.b.c.d.e{index}\",\"description\":\"d\",\"remove\":true}}"
            )
        })
    }),
    ("bytes-nul", || Inputs {
        document: Source::new("a1.json", "\0".repeat(SIZE)),
        ..Inputs::default()
    }),
    ("line-ends", || yaml("\n".repeat(SIZE))),
    ("tabs", || yaml(format!("x-d:\n{}x", "\t".repeat(SIZE)))),
];

fn overlay_of(action: &str, document: &Inputs) -> Inputs {
    let text = format!(
        "{{\"overlay\":\"1.0.0\",\"info\":{{\"title\":\"t\",\"version\":\"1\"}},\"actions\":[{action}]}}"
    );
    Inputs {
        overlay: Some(Source::new("overlay.json", text)),
        ..document.clone()
    }
}

/// Half a megabyte of actions on half a megabyte of operations.
fn overlay(action: impl Fn(usize) -> String) -> Inputs {
    let paths = list(SIZE / 2, |index| {
        sending(
            &format!("A{index}"),
            "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}",
        )
    });
    overlay_of(&list(SIZE / 2, action), &document(&paths, ""))
}
