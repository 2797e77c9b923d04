//! Secrets and personal data that nothing marks.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::equal;
use super::super::fill::described;
use super::{Context, Edit, Proposal, json_path};
use crate::diff::side::each_value;
use openapi_client_codegen::personal::{Sensitivity, sensitivity};
use openapi_client_codegen::pointer::Pointer;

/// Marks for new texts whose names say that they are secret or personal. What our document leaves unmarked in an equal
/// property was decided before.
pub(super) fn find(context: &Context<'_>) -> Vec<Proposal> {
    let mut decided: BTreeMap<String, bool> = BTreeMap::new();
    texts(context, context.old, &mut |_, at, is_marked| {
        *decided.entry(equal::key(context.old, at, "")).or_default() |= is_marked;
    });
    let mut groups: BTreeMap<(Option<Pointer>, Sensitivity), Vec<String>> = BTreeMap::new();
    texts(context, context.new, &mut |name, at, is_marked| {
        let is_decided = decided.get(&equal::key(context.new, at, "")) == Some(&false);
        if let Some(sensitivity) = sensitivity(name, at).filter(|_| !is_marked && !is_decided)
            && context.is_new(at)
        {
            let last = at.last().map(|last| last.into_owned());
            let group = groups.entry((at.parent(), sensitivity)).or_default();
            group.push(last.unwrap_or_default());
        }
    });
    let proposals = groups.into_iter().map(|((above, sensitivity), names)| {
        let above = above.unwrap_or_default();
        let (reason, description) = match sensitivity {
            Sensitivity::Secret => (
                "by its name a secret",
                "By its name it is a secret: whoever has it can act with it.",
            ),
            Sensitivity::Person => (
                "by the name personal data",
                "By their names they name persons or reach them.",
            ),
            Sensitivity::Address => (
                "by the name an address, which can be a home",
                "By their names they are addresses, which can be homes.",
            ),
        };
        let marks = json!({"pii": {"handling": "standard"}});
        Proposal {
            group: "secrets and personal data without a mark, for the overlay",
            what: format!("{} of {}", names.join(", "), described(context.new, &above)),
            reason: reason.to_owned(),
            edit: Some(Edit::Action {
                target: json_path(context.new, &above, &names),
                description,
                update: json!({context.profile.extension: marks}),
            }),
        }
    });
    proposals.collect()
}

/// Visits each text property and parameter with its name, and whether it is marked.
fn texts(context: &Context<'_>, document: &Value, visit: &mut dyn FnMut(&str, &Pointer, bool)) {
    let extension = context.profile.extension;
    each_value(document, &Pointer::root(), &mut |value, at| {
        let last = at.last().unwrap_or_default();
        let (name, schema) = match equal::above(at).as_str() {
            "properties" => (Some(last.as_ref()), Some(value)),
            "parameters" => (
                value.get("name").and_then(Value::as_str),
                value.get("schema"),
            ),
            _ => return,
        };
        let is_text = |schema: &&Value| schema["type"] == "string" && schema.get("enum").is_none();
        if let (Some(name), Some(schema)) = (name, schema.filter(is_text)) {
            let mut marks = [value, schema]
                .map(|value| value.get(extension))
                .into_iter();
            visit(
                name,
                at,
                marks.any(|mark| context.profile.is_personal(mark)),
            );
        }
    });
}
