//! Tests of unions: their variants, and what tells these apart.

use serde_json::{Value, json};

use super::{CREATE, Told, between, tells, told};
use crate::diff::{ChangeKind, Rust, Wire};

const UNION: &str = "/components/schemas/figure";

fn one_of(names: &[&str], discriminator: Value) -> Value {
    let reference = |name: &&str| json!({"$ref": format!("#/components/schemas/{name}")});
    let members: Vec<Value> = names.iter().map(reference).collect();
    match discriminator {
        Value::Null => json!({"oneOf": members}),
        found => json!({"oneOf": members, "discriminator": found}),
    }
}

fn tags(property: &str, tags: &[(&str, &str)]) -> Value {
    let mapping = tags.iter().map(|(tag, name)| {
        let target = format!("#/components/schemas/{name}");
        ((*tag).to_owned(), Value::from(target))
    });
    json!({"propertyName": property, "mapping": mapping.collect::<serde_json::Map<_, _>>()})
}

/// What is told where a field of a response, or a part of a JSON body, was the first union and is the second.
fn figures(is_sent: bool, old: Value, new: Value) -> Vec<Told> {
    let shape = |size: &str| {
        json!({"type": "object", "required": ["kind", size], "properties": {
            "kind": {"type": "string"}, size: {"type": "integer"}
        }})
    };
    let place = match is_sent {
        true => "/components/schemas/part/properties/figure",
        false => "/components/schemas/thing/properties/figure",
    };
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let all = || {
        json!({"type": "object", "properties": {
            "a": reference("circle"), "b": reference("square"), "c": reference("ring")
        }})
    };
    let edits = |union: Value| {
        [
            (UNION, union),
            ("/components/schemas/circle", shape("radius")),
            ("/components/schemas/square", shape("side")),
            ("/components/schemas/ring", shape("width")),
            (place, json!({"$ref": "#/components/schemas/figure"})),
            // Each is read and sent by itself too, so that nothing but the union changes.
            ("/components/schemas/thing/properties/all", all()),
            ("/components/schemas/part/properties/all", all()),
        ]
    };
    told(&between(&edits(old), &edits(new)))
}

const BY_KIND: &[(&str, &str)] = &[("round", "circle"), ("edged", "square")];

fn two() -> Value {
    one_of(&["circle", "square"], tags("kind", BY_KIND))
}

fn three() -> Value {
    let all = [BY_KIND, &[("hollow", "ring")]].concat();
    one_of(&["circle", "square", "ring"], tags("kind", &all))
}

#[test]
fn a_variant_with_a_tag_is_kept_as_json() {
    let at = format!("{UNION}/oneOf/2");
    let (added, removed) = (["", &*at], [&*at, ""]);
    let subject = "figure.hollow";
    let (add, remove) = (ChangeKind::VariantAdded, ChangeKind::VariantRemoved);
    let compatible = Wire::Compatible;
    assert_eq!(
        figures(false, two(), three()),
        [tells(add, subject, added, compatible, Rust::Minor)]
    );
    assert_eq!(
        figures(true, two(), three()),
        [tells(add, subject, added, compatible, Rust::Minor)]
    );
    assert_eq!(
        figures(false, three(), two()),
        [tells(remove, subject, removed, compatible, Rust::Major)]
    );
    assert_eq!(
        figures(true, three(), two()),
        [tells(remove, subject, removed, Wire::Breaking, Rust::Major)]
    );
}

#[test]
fn a_variant_without_a_tag_can_be_taken_for_another() {
    let two = || one_of(&["circle", "square"], Value::Null);
    let three = || one_of(&["circle", "square", "ring"], Value::Null);
    let at = format!("{UNION}/oneOf/2");
    let added = |wire| {
        [tells(
            ChangeKind::VariantAdded,
            "figure.ring",
            ["", &at],
            wire,
            Rust::Minor,
        )]
    };
    assert_eq!(figures(false, two(), three()), added(Wire::Breaking));
    assert_eq!(figures(true, two(), three()), added(Wire::Compatible));
}

#[test]
fn another_tag_is_another_text_on_the_wire() {
    let at = format!("{UNION}/oneOf/0");
    let tag = |tag: &str| {
        one_of(
            &["circle", "square"],
            tags("kind", &[(tag, "circle"), BY_KIND[1]]),
        )
    };
    let tells = |subject, rust| {
        [tells(
            ChangeKind::TagChanged,
            subject,
            [&at, &at],
            Wire::Breaking,
            rust,
        )]
    };
    for is_sent in [false, true] {
        assert_eq!(
            figures(is_sent, two(), tag("disc")),
            tells("figure.disc", Rust::Major)
        );
        assert_eq!(
            figures(is_sent, two(), tag("ROUND")),
            tells("figure.ROUND", Rust::Patch)
        );
    }
}

#[test]
fn another_property_with_the_tags_is_looked_for_in_vain() {
    let by = |property: &str| one_of(&["circle", "square"], tags(property, BY_KIND));
    let tells = |wire| {
        tells(
            ChangeKind::TagChanged,
            "figure",
            [UNION; 2],
            wire,
            Rust::Patch,
        )
    };
    assert_eq!(
        figures(false, by("kind"), by("type")),
        [tells(Wire::Breaking)]
    );
    let named = |property: Value| one_of(&["circle", "square"], property);
    let plain = json!({"propertyName": "kind"});
    assert_eq!(
        figures(false, named(Value::Null), named(plain.clone())),
        [tells(Wire::Compatible)]
    );
    assert_eq!(
        figures(false, named(plain), named(Value::Null)),
        [tells(Wire::Breaking)]
    );
}

#[test]
fn a_parameter_that_becomes_a_union_takes_other_values_in_rust() {
    let at = format!("{CREATE}/properties/Name");
    let union = json!({"oneOf": [{"type": "string"}, {"type": "integer"}]});
    let diff = between(&[], &[(&at, union)]);
    let change = &told(&diff)[0];
    assert_eq!((change.0, change.5), (ChangeKind::TypeChanged, Rust::Major));
}
