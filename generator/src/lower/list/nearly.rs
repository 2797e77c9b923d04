//! Responses that look like a page of a list, and lack something.

use super::super::Lowering;
use super::super::view::{SchemaRef, View};
use super::{COUNT, Link, RESOURCES, START_INDEX, is_query, meta};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Parameter;
use crate::pointer::Pointer;
use crate::text::quoted;

/// Parameters that steer pages.
const PARAMETERS: &[&str] = &["Page", "PageSize", "PageToken"];

/// What a page says of itself, beside how to go on.
const MARKS: &[&str] = &[
    "current_page",
    "first_page_uri",
    "first_page_url",
    "has_next",
    "page_size",
    "previous_page_uri",
    "previous_page_url",
];

/// Reports what is missing of a page, if the response of an operation looks like one.
pub(super) fn report<'a>(
    lowering: &mut Lowering<'a>,
    view: &View<'a>,
    at: &Pointer,
    operation: &str,
    parameters: &[Parameter],
    link: Option<&Link>,
) {
    let Some((missing, help)) = missing(lowering, view, parameters, link) else {
        return;
    };
    let message =
        format!("the response of `{operation}` looks like a page of a list, but {missing}");
    let warning = Diagnostic::warning(Code::NearlyPage, at, message);
    lowering.diagnostics.push(warning.help(help));
}

/// What is missing, and what to do.
fn missing<'a>(
    lowering: &Lowering<'a>,
    view: &View<'a>,
    parameters: &[Parameter],
    link: Option<&Link>,
) -> Option<(String, String)> {
    let arrays = arrays(lowering, view);
    if let Some(link) = link {
        return Some(match arrays.as_slice() {
            [] => (
                "none of its properties is an array".to_owned(),
                "give the property of the items the type `array`, and `items`".to_owned(),
            ),
            [_] if !link.is_taken(parameters) => {
                let takers = quoted(link.takers(), " or ");
                (
                    format!("no parameter {takers} takes what it says of the next one"),
                    "add the parameter to the query".to_owned(),
                )
            }
            [(name, is_plain)] => (
                match is_plain {
                    true => format!("`{name}` has no `items`"),
                    false => format!("`{name}` does not itself have the type `array`"),
                },
                "write the array out where the property is; its items may be a reference".to_owned(),
            ),
            many => (
                format!(
                    "it has several arrays: {}",
                    quoted(many.iter().map(|(name, _)| name), ", ")
                ),
                "only a response with one array is read page by page; callers get this one as it is".to_owned(),
            ),
        });
    }
    let has = |view: &View<'_>, name: &str| view.properties.contains_key(name);
    if has(view, RESOURCES) && has(view, "totalResults") {
        let names = quoted([START_INDEX, COUNT], " and ");
        let help = "add the parameters to the query".to_owned();
        return Some((format!("there are no parameters {names}"), help));
    }
    let meta = meta(lowering, view);
    let is_marked =
        |name: &&str| has(view, name) || meta.as_ref().is_some_and(|meta| has(meta, name));
    let steers = |name: &&str| parameters.iter().any(|known| is_query(known, name));
    if arrays.is_empty() || !(MARKS.iter().any(is_marked) || PARAMETERS.iter().any(steers)) {
        return None;
    }
    let next = quoted(lowering.profile.next_page, " or ");
    let missing = match meta {
        Some(_) => format!("its `meta` has no {next}"),
        None => format!("it has no `meta` with {next}"),
    };
    let help = "add it, as text, if the service sends it; else `next_token`, or `has_next` and `current_page`";
    Some((missing, help.to_owned()))
}

/// The properties that are arrays, also by reference or only by their items, and whether they have the type themselves.
fn arrays<'a>(lowering: &Lowering<'a>, view: &View<'a>) -> Vec<(&'a str, bool)> {
    let properties = view.properties.iter();
    let arrays = properties.filter_map(|(name, schema)| {
        let (found, _) = lowering.schema(*schema, &Pointer::root())?;
        let found = View::of(found);
        let is_plain = matches!(schema, SchemaRef::Inline(_)) && found.ty == Some("array");
        (found.ty == Some("array") || found.items.is_some()).then_some((*name, is_plain))
    });
    arrays.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::lower::lower;
    use crate::profile;

    /// What is missing of a response with these properties, with these parameters.
    fn missing(names: &[&str], properties: Value) -> Option<String> {
        let parameter = |name| json!({"name": name, "in": "query", "schema": {"type": "string"}});
        let parameters: Vec<_> = names.iter().map(parameter).collect();
        let document = json!({
            "openapi": "3.0.1", "info": {"title": "T", "version": "1"},
            "servers": [{"url": "https://a.example"}],
            "paths": {"/a": {"get": {
                "operationId": "A",
                "parameters": parameters,
                "responses": {"200": {"description": "", "content": {"application/json": {
                    "schema": {"type": "object", "properties": properties},
                }}}},
            }}},
            "components": {"schemas": {"texts": {"type": "array", "items": {"type": "string"}}}},
        });
        let (api, found) = lower(&document, &profile::PLAIN).unwrap();
        let is_list = api.operations().any(|operation| operation.list.is_some());
        // What is read page by page lacks nothing.
        assert!(found.len() <= usize::from(!is_list), "{found:?}");
        let found = found.first()?.message.clone();
        let (_, missing) = found.split_once(", but ").unwrap();
        Some(missing.to_owned())
    }

    fn list() -> Value {
        json!({"type": "array", "items": {"type": "string"}})
    }

    fn meta(names: &[&str]) -> Value {
        let text = |name: &&str| ((*name).to_owned(), json!({"type": "string"}));
        let properties: serde_json::Map<_, _> = names.iter().map(text).collect();
        json!({"type": "object", "properties": properties})
    }

    #[test]
    fn what_is_missing_is_named() {
        let (list, text) = (list(), json!({"type": "string"}));
        for (names, properties, expected) in [
            (
                &["PageSize"][..],
                json!({"results": list, "meta": meta(&[])}),
                Some("its `meta` has no `next_page_url`"),
            ),
            (
                &["PageSize"],
                json!({"results": list}),
                Some("it has no `meta` with `next_page_url`"),
            ),
            (
                &[],
                json!({"results": list, "meta": meta(&["page_size"])}),
                Some("its `meta` has no `next_page_url`"),
            ),
            (
                &[],
                json!({"results": {"$ref": "#/components/schemas/texts"}, "next_page_url": text}),
                Some("`results` does not itself have the type `array`"),
            ),
            (
                &[],
                json!({"results": {"items": text}, "next_page_url": text}),
                Some("`results` does not itself have the type `array`"),
            ),
            (
                &[],
                json!({"results": {}, "next_page_url": text}),
                Some("none of its properties is an array"),
            ),
            (
                &[],
                json!({"a": list, "b": list, "next_page_url": text}),
                Some("it has several arrays: `a`, `b`"),
            ),
        ] {
            let found = missing(names, properties.clone());
            assert_eq!(found.as_deref(), expected, "{properties}");
        }
    }

    #[test]
    fn what_goes_on_by_a_parameter_needs_it() {
        let (list, text) = (list(), json!({"type": "string"}));
        for (names, properties, expected) in [
            (
                &["PageSize"][..],
                json!({"results": list, "meta": meta(&["next_token"])}),
                Some("no parameter `Token` or `PageToken` takes what it says of the next one"),
            ),
            (
                &["PageSize"],
                json!({"results": list, "meta": meta(&["has_next", "current_page"])}),
                Some("no parameter `Page` takes what it says of the next one"),
            ),
            (
                &["startIndex"],
                json!({"Resources": list, "totalResults": text}),
                Some("there are no parameters `startIndex` and `count`"),
            ),
            (
                &["PageSize"],
                json!({"results": list, "next_page_url": text}),
                None,
            ),
            (
                &["PageToken"],
                json!({"results": list, "next_token": text}),
                None,
            ),
            (
                &[],
                json!({"results": list, "meta": meta(&["version"])}),
                None,
            ),
            (&["Page"], json!({"text": text}), None),
        ] {
            let found = missing(names, properties.clone());
            assert_eq!(found.as_deref(), expected, "{properties}");
        }
    }
}
