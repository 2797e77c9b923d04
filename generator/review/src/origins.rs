//! Which public items of a package come from a node of the document.

use std::collections::BTreeMap;

use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::surface::{ItemKind, Surface};

/// The paths of items by the pointers that they come from; functions stand before types, and short names before long ones.
pub(crate) struct Origins<'s>(BTreeMap<&'s Pointer, Vec<&'s str>>);

impl<'s> Origins<'s> {
    /// The items of a surface.
    pub(crate) fn of(surface: &'s Surface) -> Self {
        let mut found: BTreeMap<&Pointer, Vec<&str>> = BTreeMap::new();
        let mut items: Vec<_> = surface.items.iter().collect();
        items.sort_by_key(|(path, item)| (item.kind != ItemKind::Function, path.len()));
        for (path, item) in items {
            for origin in &item.origins {
                found.entry(origin).or_default().push(path);
            }
        }
        Self(found)
    }

    /// The items of a pointer, or of the nearest one around it that has some.
    pub(crate) fn nearest(&self, at: &Pointer) -> &[&'s str] {
        at.nearest(|at| self.0.get(at)).map_or(&[], Vec::as_slice)
    }

    /// The items of a pointer and of all pointers below it.
    pub(crate) fn within(&self, at: &Pointer) -> impl Iterator<Item = &'s str> {
        let all = self.0.range::<Pointer, _>(at..);
        let start = at.as_str();
        let all = all.take_while(move |(origin, _)| origin.as_str().starts_with(start));
        let all = all.filter(move |(origin, _)| origin.is_within(at));
        all.flat_map(|(_, paths)| paths.iter().copied())
    }
}
