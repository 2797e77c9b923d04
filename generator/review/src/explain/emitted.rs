//! What of the package comes from a part of the document.

use std::collections::BTreeSet;

use super::node::Index;
use super::{Emitted, Unnamed};
use crate::origins::Origins;
use openapi_client_codegen::model::Origin;
use openapi_client_codegen::output::Output;
use openapi_client_codegen::pointer::Pointer;

/// The items of the surface.
pub(super) fn items(
    output: &Output,
    origins: &Origins<'_>,
    index: &Index<'_>,
    at: &Pointer,
) -> Vec<Emitted> {
    let here = index.entries.iter().filter(|entry| entry.at.is_within(at));
    let here = here.map(|entry| entry.origin).chain([at]);
    let mut paths: BTreeSet<&str> = here.flat_map(|origin| origins.within(origin)).collect();
    if paths.is_empty() {
        paths.extend(origins.nearest(at));
    }
    let items = paths.into_iter().filter_map(|path| {
        let item = output.surface.items.get(path)?;
        Some(Emitted {
            item: path.to_owned(),
            text: item.text.clone(),
            file: item.file.clone(),
            first: item.first,
            last: item.last,
        })
    });
    let mut items: Vec<_> = items.collect();
    items.sort_by(|a, b| (&a.file, a.first, &a.item).cmp(&(&b.file, b.first, &b.item)));
    items
}

/// The files about the operations, beside those with items of the surface.
pub(super) fn unnamed(output: &Output, resources: &BTreeSet<&Origin>) -> Vec<Unnamed> {
    let files = resources
        .iter()
        .filter_map(|origin| output.unnamed.get(*origin));
    let files = files.flatten().map(|file| Unnamed {
        what: match file.as_str() {
            file if file.starts_with("src/") => "the table of operations",
            file if file.ends_with(".json") => "examples",
            _ => "tests",
        },
        file: file.clone(),
    });
    files.collect()
}
