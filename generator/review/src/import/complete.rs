//! Writes words where a document has none: those of an equal part, else a placeholder.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::equal::{self, Known};
use super::made::made;
use super::needs::Need;
use super::proposals::used_tags;
use super::render::{Data, Wanted};
use openapi_client_codegen::document::PLACEHOLDER;
use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::profile::Profile;

/// A text that was taken from an equal part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Where it is now.
    pub pointer: Pointer,
    /// Where our document had it.
    pub from: Pointer,
}

/// Fills the gaps of a wanted document whose value is `new`; `old` is our document as it was.
pub(super) fn complete(
    wanted: &mut Wanted<'_>,
    needs: &[Need],
    (old, new): (&Value, &Value),
    profile: &Profile,
) -> Vec<Taken> {
    let known = Known::of(old);
    let mut taken = Vec::new();
    for Need { part, keyword } in needs {
        let Some(owner) = wanted.find_mut(part) else {
            continue;
        };
        if let Some(name) = keyword.strip_prefix("x-enumDescriptions/") {
            owner.set(&["x-enumDescriptions", name], text(PLACEHOLDER));
        } else if let Some((from, words)) = known.text(&equal::key(new, part, keyword), part) {
            owner.set(&[keyword], Wanted::fresh(words));
            taken.push(Taken {
                pointer: part.push(keyword),
                from: from.clone(),
            });
        } else if keyword == "example" {
            let value = part.find(new).unwrap_or(&Value::Null);
            let schema = value.get("schema").unwrap_or(&Value::Null);
            let name = value.get("name").and_then(Value::as_str);
            let value = made(schema, name.unwrap_or_default(), new, profile);
            owner.set(&["examples", "example", "summary"], text(PLACEHOLDER));
            owner.set(&["examples", "example", "value"], Wanted::fresh(&value));
        } else {
            owner.set(&[keyword], text(PLACEHOLDER));
        }
    }
    taken
}

/// Declares the tags that operations have and the document does not, if it declares any.
pub(super) fn declare_tags(wanted: &mut Wanted<'_>, document: &Value) {
    let names = document.get("tags").and_then(Value::as_array);
    let names = names.into_iter().flatten();
    let declared: BTreeSet<_> = names.filter_map(|tag| tag.get("name")?.as_str()).collect();
    let tags = wanted.find_mut(&Pointer::root().push("tags"));
    let Some(Data::List(items)) = tags.map(|tags| &mut tags.data) else {
        return;
    };
    for name in used_tags(document).difference(&declared) {
        items.push(Wanted::fresh(&json!({"name": name})));
    }
}

fn text<'a>(text: &str) -> Wanted<'a> {
    Wanted::fresh(&Value::from(text))
}
