//! Examples: the values that the document shows.

use openapiv3::ReferenceOr;
use serde_json::Value;

use super::Lowering;
use crate::document;
use crate::limit::size;
use crate::model::Example;
use crate::pointer::Pointer;

/// The examples of a body, by name; a nameless one is called `example`.
///
/// An example of the model is its place in the document: those of all operations may be half of it.
pub(super) fn all(lowering: &mut Lowering<'_>, at: &Pointer) -> Vec<Example> {
    let examples = found(lowering, at);
    // What is referred to is written out with each operation.
    for example in &examples {
        let size = example.origin.find(lowering.document).map_or(0, size);
        lowering.spend(&example.origin, size);
    }
    examples
}

fn found(lowering: &Lowering<'_>, at: &Pointer) -> Vec<Example> {
    let media = at.find(lowering.document);
    let part = |key: &str| media.and_then(|media| media.get(key)).filter(is_given);
    let nameless = part("example").map(|_| Example {
        name: "example".to_owned(),
        origin: at.push("example"),
    });
    let named = part("examples").and_then(Value::as_object);
    // In the order of their names, as the mapping has them.
    let named = named.into_iter().flatten().filter_map(|(name, example)| {
        let (example, at) = match document::reference(example) {
            Some(reference) => {
                let (at, example) = document::follow(lowering.document, reference)?;
                (example, Pointer::parse(at))
            }
            None => (example, at.push("examples").push(name)),
        };
        example.get("value").filter(is_given)?;
        Some(Example {
            name: name.clone(),
            origin: at.push("value"),
        })
    });
    nameless.into_iter().chain(named).collect()
}

/// Null stands for nothing, as elsewhere.
fn is_given(value: &&Value) -> bool {
    !value.is_null()
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
