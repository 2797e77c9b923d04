//! Lists: recognises a response that is one page of a list, and the parameters that steer pages.

mod nearly;

use super::Lowering;
use super::schema::SchemaContext;
use super::view::{SchemaRef, View};
use crate::model::{ListShape, NextPage, Parameter, ParameterLocation, Ty, WireName};
use crate::pointer::Pointer;

/// Pages hold this many items at most where the document states no bound.
const DEFAULT_MAX_PAGE_SIZE: u32 = 1000;

/// The list, if the schema is one page of it: one array beside a `meta` object with the next page's URL (or beside that
/// URL), or `Resources` as SCIM has them. Takes the query parameters that steer pages out of `parameters`.
pub(super) fn list<'a>(
    lowering: &mut Lowering<'a>,
    schema: SchemaRef<'a>,
    at: &Pointer,
    operation: &str,
    parameters: &mut Vec<Parameter>,
) -> Option<ListShape> {
    let (schema, at) = lowering.schema(schema, at)?;
    let view = lowering.shared_view(schema, &at);
    let link = link(lowering, &view, parameters);
    let arrays = arrays(&view, link.as_ref());
    let has_next = link.as_ref().is_some_and(|link| link.is_taken(parameters));
    let (Some(link), [(key, items)], true) = (&link, arrays.as_slice(), has_next) else {
        nearly::report(lowering, &view, &at, operation, parameters, link.as_ref());
        return None;
    };
    let (key, items) = (*key, *items);
    let at = at.push("properties").push(key).push("items");
    let context = SchemaContext::new(&at, key, vec![operation.into()]);
    let item = lowering.ty(items, &context);
    let named = |names: &[&str]| {
        let mut parameters = parameters.iter();
        let is_named = |known: &&Parameter| names.iter().any(|name| is_query(known, name));
        parameters.find(is_named).map(|known| known.name.clone())
    };
    let next = match link {
        Link::Address => None,
        Link::Token => named(link.takers()).map(NextPage::Token),
        Link::Number => named(link.takers()).map(NextPage::Number),
        // The parameter stays one that callers can set, to begin there.
        Link::Index => named(link.takers()).map(NextPage::Index),
    };
    let mut take = |name: &str| {
        let index = parameters.iter().position(|known| is_query(known, name))?;
        Some(parameters.remove(index))
    };
    let size = match link {
        Link::Index => COUNT,
        _ => "PageSize",
    };
    let page_size = take(size).map(page_size);
    let page = take("Page");
    let page_token = take("PageToken").or_else(|| take("Token").filter(|_| next.is_some()));
    Some(ListShape {
        items_key: key.into(),
        item,
        page_size,
        page: page.map(|parameter| parameter.name),
        page_token: page_token.map(|parameter| parameter.name),
        next,
    })
}

/// The properties that can be the items of a page, with the schema of an item.
fn arrays<'a>(view: &View<'a>, link: Option<&Link>) -> Vec<(&'a str, SchemaRef<'a>)> {
    let arrays = view.properties.iter();
    let arrays = arrays.filter_map(|(name, schema)| match schema {
        SchemaRef::Inline(schema) => {
            let items = View::of(schema);
            (items.ty == Some("array")).then_some((*name, items.items?))
        }
        SchemaRef::Reference(_) => None,
    });
    // SCIM has an array of schemas beside the items.
    let is_scim = matches!(link, Some(Link::Index));
    arrays
        .filter(|(name, _)| !is_scim || *name == RESOURCES)
        .collect()
}

/// The parameter for the number of items a page, with its bounds.
fn page_size(parameter: Parameter) -> (WireName, u32, u32) {
    let (min, max) = match parameter.ty {
        Ty::Integer { min, max, .. } => (min, max),
        _ => (None, None),
    };
    let bound = |bound: Option<i128>| u32::try_from(bound?).ok();
    let max = bound(max).unwrap_or(DEFAULT_MAX_PAGE_SIZE);
    (parameter.name, bound(min).unwrap_or(1), max)
}

/// How a page leads to the next one; `None` when it is no page.
fn link<'a>(lowering: &Lowering<'a>, view: &View<'a>, parameters: &[Parameter]) -> Option<Link> {
    let meta = meta(lowering, view);
    let has = |name: &str| {
        let in_meta = |meta: &View<'_>| meta.properties.contains_key(name);
        meta.as_ref().is_some_and(in_meta) || view.properties.contains_key(name)
    };
    if lowering.profile.next_page.iter().any(|name| has(name)) {
        Some(Link::Address)
    } else if has("next_token") {
        Some(Link::Token)
    } else if has("has_next") && has("current_page") {
        Some(Link::Number)
    } else {
        let takes = |name: &str| parameters.iter().any(|known| is_query(known, name));
        let is_scim = has(RESOURCES) && has("totalResults");
        (is_scim && takes(START_INDEX) && takes(COUNT)).then_some(Link::Index)
    }
}

/// What a page says of itself beside its items.
fn meta<'a>(lowering: &Lowering<'a>, view: &View<'a>) -> Option<View<'a>> {
    let meta = view.properties.get("meta")?;
    let (meta, _) = lowering.schema(*meta, &Pointer::root())?;
    Some(View::of(meta))
}

/// Whether a parameter is the one of the query with this name.
fn is_query(parameter: &Parameter, name: &str) -> bool {
    parameter.location == ParameterLocation::Query && parameter.name.as_str() == name
}

/// The items of a page of SCIM 2.0 (RFC 7644, 3.4.2).
const RESOURCES: &str = "Resources";

/// The parameter for the index of a page's first item.
const START_INDEX: &str = "startIndex";

/// The parameter for the number of items a page.
const COUNT: &str = "count";

/// How a page leads to the next one.
enum Link {
    /// By its address.
    Address,
    /// By a token.
    Token,
    /// By saying that there is one, and the number of this one.
    Number,
    /// By saying how many items there are in all.
    Index,
}

impl Link {
    /// The parameters of the query of which one takes what a page says of the next one; none for an address.
    fn takers(&self) -> &'static [&'static str] {
        match self {
            Self::Address => &[],
            Self::Token => &["Token", "PageToken"],
            Self::Number => &["Page"],
            Self::Index => &[START_INDEX],
        }
    }

    /// Whether the next page can be asked for.
    fn is_taken(&self, parameters: &[Parameter]) -> bool {
        let mut takers = self.takers().iter();
        let is_known = |name: &&str| parameters.iter().any(|known| is_query(known, name));
        self.takers().is_empty() || takers.any(is_known)
    }
}
