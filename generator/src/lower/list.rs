//! Lists: recognises an answer that is one page of a list, and the parameters that steer pages.

use openapiv3::{ReferenceOr, Schema};

use super::Lowering;
use super::schema::Place;
use super::view::View;
use crate::model::{ListShape, NextPage, Parameter, Ty, WireName};
use crate::pointer::Pointer;

/// Pages hold this many items at most where the document states no bound.
const DEFAULT_MAX_PAGE_SIZE: u32 = 1000;

/// What each page of a list is.
pub(super) struct Envelope {
    items_key: WireName,
    item: Ty,
    link: Link,
}

impl<'a> Lowering<'a> {
    /// The envelope, if the schema is one page of a list: one array beside a `meta` object with the
    /// next page's URL (or, in the style of 2010, beside `next_page_uri`).
    pub(super) fn envelope(
        &mut self,
        schema: ReferenceOr<&'a Schema>,
        at: &Pointer,
        operation: &str,
    ) -> Option<Envelope> {
        let (schema, at) = match schema {
            ReferenceOr::Item(schema) => (schema, at.clone()),
            ReferenceOr::Reference { reference } => {
                let (_, schema, at) = self.component(&reference)?;
                (schema, at)
            }
        };
        let view = self.view(schema, &at);
        let link = self.link(&view)?;
        let mut arrays = view
            .properties
            .iter()
            .filter_map(|(name, schema)| match schema {
                ReferenceOr::Item(schema) => {
                    let items = View::of(schema);
                    (items.ty == Some("array")).then_some((*name, items.items?))
                }
                ReferenceOr::Reference { .. } => None,
            });
        let (key, items) = arrays.next()?;
        if arrays.next().is_some() {
            return None;
        }
        let at = at.push("properties").push(key).push("items");
        let place = Place {
            at: &at,
            name: key,
            context: vec![operation.into()],
        };
        let item = self.ty(items, &place);
        Some(Envelope {
            items_key: key.into(),
            item,
            link,
        })
    }

    /// How a page leads to the next one; `None` when it is no page.
    fn link(&self, view: &View<'a>) -> Option<Link> {
        let meta = match view.properties.get("meta") {
            Some(ReferenceOr::Item(meta)) => Some(View::of(meta)),
            Some(ReferenceOr::Reference { reference }) => {
                self.component(reference).map(|(_, meta, _)| View::of(meta))
            }
            None => None,
        };
        let has = |name: &str| {
            let in_meta = |meta: &View<'_>| meta.properties.contains_key(name);
            meta.as_ref().is_some_and(in_meta) || view.properties.contains_key(name)
        };
        if has("next_page_url") || has("next_page_uri") {
            Some(Link::Address)
        } else if has("next_token") {
            Some(Link::Token)
        } else if has("has_next") && has("current_page") {
            Some(Link::Number)
        } else {
            None
        }
    }
}

/// How a page leads to the next one.
enum Link {
    /// By its address.
    Address,
    /// By a token.
    Token,
    /// By saying that there is one, and the number of this one.
    Number,
}

impl Envelope {
    /// The list; takes the parameters that steer pages out of `query`.
    pub(super) fn shape(self, query: &mut Vec<Parameter>) -> ListShape {
        let named = |query: &[Parameter], names: &[&str]| {
            let mut known = query.iter().map(|parameter| &parameter.name);
            known.find(|name| names.contains(&name.as_str())).cloned()
        };
        let next = match self.link {
            Link::Address => None,
            Link::Token => named(query, &["Token", "PageToken"]).map(NextPage::Token),
            Link::Number => named(query, &["Page"]).map(NextPage::Number),
        };
        let mut take = |name: &str| {
            let position = query
                .iter()
                .position(|parameter| parameter.name.as_str() == name)?;
            Some(query.remove(position))
        };
        let page_size = take("PageSize").map(|parameter| {
            let (min, max) = match parameter.ty {
                Ty::Integer { min, max, .. } => (min, max),
                _ => (None, None),
            };
            let bound = |bound: Option<i64>, default| {
                bound
                    .and_then(|bound| u32::try_from(bound).ok())
                    .unwrap_or(default)
            };
            (
                parameter.name,
                bound(min, 1),
                bound(max, DEFAULT_MAX_PAGE_SIZE),
            )
        });
        ListShape {
            items_key: self.items_key,
            item: self.item,
            page_size,
            page: take("Page").map(|parameter| parameter.name),
            page_token: take("PageToken")
                .or_else(|| take("Token").filter(|_| next.is_some()))
                .map(|parameter| parameter.name),
            next,
        }
    }
}
