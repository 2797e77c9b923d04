//! Lists: recognises an answer that is one page of a list, and the parameters that steer pages.

use openapiv3::{ReferenceOr, Schema};

use super::Lowering;
use super::schema::Place;
use super::view::View;
use crate::model::{ListShape, Parameter, Ty, WireName};
use crate::pointer::Pointer;

/// Pages hold this many items at most where the document states no bound.
const DEFAULT_MAX_PAGE_SIZE: u32 = 1000;

/// What each page of a list is.
pub(super) struct Envelope {
    items_key: WireName,
    item: Ty,
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
        let view = View::of(schema);
        let pages = match view.properties.get("meta") {
            Some(ReferenceOr::Item(meta)) => {
                View::of(meta).properties.contains_key("next_page_url")
            }
            _ => view.properties.contains_key("next_page_uri"),
        };
        if !pages {
            return None;
        }
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
        })
    }
}

impl Envelope {
    /// The list; takes the parameters that steer pages out of `query`.
    pub(super) fn shape(self, query: &mut Vec<Parameter>) -> ListShape {
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
            page_token: take("PageToken").map(|parameter| parameter.name),
        }
    }
}
