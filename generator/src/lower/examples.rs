//! Examples: the values that the document shows.

use openapiv3::{MediaType, ReferenceOr};
use serde_json::Value;

use super::Lowering;
use crate::model::Example;
use crate::pointer::Pointer;

/// The examples of a body, by name; a nameless one is called `example`.
pub(super) fn all<'a>(lowering: &Lowering<'a>, media: &'a MediaType, at: &Pointer) -> Vec<Example> {
    let nameless = media.example.iter().map(|value| Example {
        name: "example".to_owned(),
        value: value.clone(),
        origin: at.push("example"),
    });
    let mut named: Vec<Example> = media
        .examples
        .iter()
        .filter_map(|(name, example)| {
            let at = at.push("examples").push(name);
            let (example, at) =
                lowering.resolve(example, &at, "examples", |components, name| {
                    components.examples.get(name)
                })?;
            Some(Example {
                name: name.clone(),
                value: example.value.clone()?,
                origin: at.push("value"),
            })
        })
        .collect();
    named.sort_by(|a, b| a.name.cmp(&b.name));
    nameless.chain(named).collect()
}

/// The first example of a parameter, by name.
pub(super) fn first<'a>(
    lowering: &Lowering<'a>,
    example: &'a Option<Value>,
    examples: impl IntoIterator<Item = (&'a String, &'a ReferenceOr<openapiv3::Example>)>,
) -> Option<Value> {
    let named = || {
        let (_, example) = examples.into_iter().min_by_key(|(name, _)| *name)?;
        let resolved =
            lowering.resolve(example, &Pointer::root(), "examples", |components, name| {
                components.examples.get(name)
            });
        resolved.and_then(|(example, _)| example.value.clone())
    };
    example.clone().or_else(named)
}
