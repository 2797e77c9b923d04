//! References by name (`$anchor`, `$id`) become references by pointer.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::pointer::Pointer;

/// Where what has a name is; nowhere if several have it.
type Names = BTreeMap<String, Option<Pointer>>;

/// Keys below which no schema is.
const VALUES: [&str; 6] = ["const", "default", "enum", "example", "examples", "value"];

/// Lets all references by name that have one meaning lead to a pointer.
pub(super) fn resolve(document: &mut Value) {
    let mut names = Names::new();
    collect(document, &Pointer::root(), &mut names);
    if !names.is_empty() {
        rewrite(document, None, &Pointer::root(), &names);
    }
}

fn collect(value: &Value, at: &Pointer, names: &mut Names) {
    match value {
        Value::Object(map) => {
            let text = |key: &str| map.get(key).and_then(Value::as_str);
            let anchors = ["$anchor", "$dynamicAnchor"].into_iter().filter_map(text);
            let anchors = anchors.map(|name| format!("#{name}"));
            let recursive = map.get("$recursiveAnchor").map(|_| "#".to_owned());
            let id = text("$id").map(str::to_owned);
            for name in anchors.chain(recursive).chain(id) {
                let place = names.entry(name).or_insert_with(|| Some(at.clone()));
                place.take_if(|place| place != at);
            }
            let below = map
                .iter()
                .filter(|(key, _)| !VALUES.contains(&key.as_str()));
            below.for_each(|(key, value)| collect(value, &at.push(key), names));
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.for_each(|(index, item)| collect(item, &at.index(index), names));
        }
        _ => {}
    }
}

/// Rewrites the references; `root` is the outermost schema around them that `$recursiveRef` leads to.
fn rewrite(value: &mut Value, root: Option<&Pointer>, at: &Pointer, names: &Names) {
    match value {
        Value::Object(map) => {
            let is_root = map.get("$recursiveAnchor") == Some(&json!(true));
            let root = root.or(is_root.then_some(at));
            references(map, root, names);
            let below = map.iter_mut();
            let below = below.filter(|(key, _)| !VALUES.contains(&key.as_str()));
            below.for_each(|(key, value)| rewrite(value, root, &at.push(key), names));
        }
        Value::Array(items) => {
            let items = items.iter_mut().enumerate();
            items.for_each(|(index, item)| rewrite(item, root, &at.index(index), names));
        }
        _ => {}
    }
}

fn references(map: &mut Map<String, Value>, root: Option<&Pointer>, names: &Names) {
    for key in ["$ref", "$dynamicRef", "$recursiveRef"] {
        let Some(name) = map.get(key).and_then(Value::as_str) else {
            continue;
        };
        let known = match key {
            "$recursiveRef" => root,
            _ => names.get(name).and_then(Option::as_ref),
        };
        if let Some(place) = known {
            let place = format!("#{place}");
            map.remove(key);
            map.insert("$ref".to_owned(), place.into());
        }
    }
}
