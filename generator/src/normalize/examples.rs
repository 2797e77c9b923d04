//! Examples in a list become examples by name.

use serde_json::{Map, Value, json};

use crate::diagnostic::{Code, Diagnostic};
use crate::shape::{self, PartKind};

/// The parts that have examples by name, and in newer versions schemas that have them in a list.
const OWNERS: [PartKind; 3] = [PartKind::Parameter, PartKind::MediaType, PartKind::Header];

/// Gives the examples of lists their indices as names.
pub(super) fn by_name(document: &mut Value, out: &mut Vec<Diagnostic>) {
    let (parts, _) = shape::parts(document);
    let owners = parts.iter().filter(|part| OWNERS.contains(&part.kind));
    let lists = owners.filter(|part| part.map.get("examples").is_some_and(Value::is_array));
    let lists: Vec<_> = lists.map(|part| part.at.push("examples")).collect();
    drop(parts);
    for at in lists {
        let Some(examples @ Value::Array(_)) = document.pointer_mut(at.as_str()) else {
            continue;
        };
        let Value::Array(items) = examples.take() else {
            continue;
        };
        let example = |item: Value| match item.get("value") {
            Some(_) => item,
            None => json!({ "value": item }),
        };
        let named = items.into_iter().enumerate();
        let named = named.map(|(index, item)| (index.to_string(), example(item)));
        *examples = Value::Object(named.collect::<Map<_, _>>());
        let message = "the examples are a list, and are read as if they had names";
        let warning = Diagnostic::warning(Code::Malformed, &at, message);
        out.push(warning.help("write a name before each, and the example itself as its `value`"));
    }
}
