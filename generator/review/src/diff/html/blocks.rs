//! The Rust of changes: the items of both packages, cut out and laid side by side.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};

use super::super::Change;
use super::Package;
use super::arrange::Unit;
use crate::site::Sites;
use openapi_client_codegen::surface::{Item, ItemKind, Surface};

/// Number of equal lines shown around those that differ.
const CONTEXT: usize = 3;

/// Maximum number of rows of a block shown.
const MAX_ROWS: usize = 80;

/// Both packages, read.
pub(super) struct Code<'a> {
    sides: [Side<'a>; 2],
}

struct Side<'a> {
    surface: &'a Surface,
    sites: Sites,
    lines: BTreeMap<&'a str, Vec<&'a str>>,
}

/// A line of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Its number; none for an empty line that was put between items.
    pub number: Option<usize>,
    pub text: &'a str,
}

/// A row of lines side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row<'a> {
    /// Both are the same.
    Same(Line<'a>, Line<'a>),
    /// One or both, which differ.
    Differs(Option<Line<'a>>, Option<Line<'a>>),
    /// How many lines are left out.
    Gap(usize),
}

/// The items of one owner.
#[derive(Debug, Default)]
pub(super) struct Block<'a> {
    /// The path of the type: `customer_profiles::Status`.
    pub titles: [Option<String>; 2],
    /// Where it stands: the file and the first line.
    pub places: [Option<String>; 2],
    pub rows: Vec<Row<'a>>,
    /// How many rows more there are.
    pub more: usize,
}

/// What there is to see of the Rust of a unit.
#[derive(Debug)]
pub(super) enum View<'a> {
    /// No item stands for what has changed.
    Nothing,
    /// The items are the same in both packages.
    Same,
    Blocks(Vec<Block<'a>>),
}

/// Items that belong together: the methods of a type, or a type with its members.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    owner: String,
    has_methods: bool,
}

type Items<'i> = BTreeMap<Key, Vec<&'i Item>>;

impl<'a> Code<'a> {
    /// Reads the files of both packages.
    pub(super) fn of(old: Package<'a>, new: Package<'a>) -> Self {
        let (old, new) = openapi_client_codegen::parallel::both(|| Side::of(old), || Side::of(new));
        Self { sides: [old, new] }
    }

    /// The Rust of a unit, as far as its changes are about it.
    pub(super) fn view(&self, unit: &Unit, changes: &[&Change]) -> View<'a> {
        let paths = self.paths(unit, changes);
        let [old, new] = [0, 1].map(|side: usize| self.sides[side].items(&paths[side]));
        if old.is_empty() && new.is_empty() {
            return View::Nothing;
        }
        let blocks: Vec<_> = pairs(old, new)
            .into_iter()
            .filter_map(|(old, new)| self.block(old, new))
            .collect();
        if blocks.is_empty() {
            View::Same
        } else {
            View::Blocks(blocks)
        }
    }

    /// The paths of the items on either side.
    fn paths(&self, unit: &Unit, changes: &[&Change]) -> [BTreeSet<String>; 2] {
        let mut paths = [BTreeSet::new(), BTreeSet::new()];
        for change in changes {
            let places = [&change.old_pointer, &change.new_pointer];
            for (side, at) in places.into_iter().enumerate() {
                let found = at.as_ref().map(|at| self.sides[side].sites.nearest(at));
                paths[side].extend(found.unwrap_or_default().iter().cloned());
            }
        }
        // What is around the changes may be another one, too: a parameter can give a method a builder.
        if let (Some(old), Some(new)) = (&unit.old, &unit.new) {
            for (side, at) in [old, new].into_iter().enumerate() {
                let around = self.sides[side].sites.nearest(at).iter();
                let differs = around.filter(|path| self.text(0, path) != self.text(1, path));
                paths[side].extend(differs.cloned());
            }
        }
        let [mut old, mut new] = paths.each_ref().map(|paths| paths.clone());
        old.extend(
            paths[1]
                .iter()
                .filter(|path| self.text(0, path).is_some())
                .cloned(),
        );
        new.extend(
            paths[0]
                .iter()
                .filter(|path| self.text(1, path).is_some())
                .cloned(),
        );
        [old, new]
    }

    fn text(&self, side: usize, path: &str) -> Option<&str> {
        self.sides[side]
            .surface
            .items
            .get(path)
            .map(|item| item.text.as_str())
    }

    /// Lays two lists of items side by side; nothing if they are the same.
    fn block(&self, old: Option<Cut<'_>>, new: Option<Cut<'_>>) -> Option<Block<'a>> {
        let mut block = Block::default();
        let mut lines = [Vec::new(), Vec::new()];
        for (side, cut) in [old, new].into_iter().enumerate() {
            let Some(cut) = cut else { continue };
            let first = cut.items.first()?;
            block.places[side] = Some(format!("{}:{}", first.file, first.first));
            lines[side] = self.sides[side].source(&cut.items);
            block.titles[side] = Some(cut.title());
        }
        let [old, new] = lines;
        let texts = |lines: &[Line<'a>]| lines.iter().map(|line| line.text).collect::<Vec<_>>();
        let operations = capture_diff_slices(Algorithm::Patience, &texts(&old), &texts(&new));
        if operations
            .iter()
            .all(|operation| matches!(operation, DiffOp::Equal { .. }))
        {
            return None;
        }
        let mut next = 0;
        for group in group_diff_ops(operations, CONTEXT) {
            for operation in group {
                let gap = operation.new_range().start.saturating_sub(next);
                if gap > 0 && matches!(operation, DiffOp::Equal { .. }) {
                    block.rows.push(Row::Gap(gap));
                }
                next = operation.new_range().end;
                rows(&operation, &old, &new, &mut block.rows);
            }
        }
        if new.len() > next {
            block.rows.push(Row::Gap(new.len() - next));
        }
        block.more = block.rows.len().saturating_sub(MAX_ROWS);
        block.rows.truncate(MAX_ROWS);
        Some(block)
    }
}

impl<'a> Side<'a> {
    fn of(package: Package<'a>) -> Self {
        let surface = &package.output.surface;
        let files = package.output.files.iter();
        Self {
            sites: Sites::of(package.lowered, surface),
            lines: files
                .map(|(path, text)| (path.as_str(), text.lines().collect()))
                .collect(),
            surface,
        }
    }

    /// The items of some paths by what they belong to; a field or a variant is shown in its type.
    fn items(&self, paths: &BTreeSet<String>) -> Items<'_> {
        let mut found = Items::new();
        let mut seen = BTreeSet::new();
        for path in paths {
            let Some(item) = self.surface.items.get(path) else {
                continue;
            };
            let owner = path.rsplit_once("::").map_or("", |(owner, _)| owner);
            let owning = self.surface.items.get(owner).filter(|owner| is_type(owner));
            let has_methods = is_method(item);
            let (path, item) = match owning {
                Some(owning) if !has_methods => (owner, owning),
                _ if has_methods => (owner, item),
                _ => (path.as_str(), item),
            };
            if seen.insert((&item.file, item.first, item.last)) {
                let key = Key {
                    owner: path.to_owned(),
                    has_methods,
                };
                found.entry(key).or_default().push(item);
            }
        }
        for items in found.values_mut() {
            items.sort_by_key(|item| (&item.file, item.first));
        }
        found
    }

    /// The lines of some items, without examples and without the indentation that all have.
    fn source(&self, items: &[&Item]) -> Vec<Line<'a>> {
        let mut found: Vec<Line<'a>> = Vec::new();
        for item in items {
            let Some(lines) = self.lines.get(item.file.as_str()) else {
                continue;
            };
            if !found.is_empty() {
                found.push(Line {
                    number: None,
                    text: "",
                });
            }
            let lines = lines
                .get(item.first.saturating_sub(1)..item.last)
                .unwrap_or_default();
            let code = lines.iter().filter(|line| !line.is_empty());
            let indent = code.map(|line| line.len() - line.trim_start().len()).min();
            let indent = indent.unwrap_or(0);
            let mut example = Example::default();
            for (index, line) in lines.iter().enumerate() {
                let text = line.get(indent..).unwrap_or_default();
                let is_example = example.takes(text);
                // The empty line before an example goes with it, when nothing follows.
                if example.has_ended && !text.trim_start().starts_with("///") {
                    example.has_ended = false;
                    found.pop_if(|last| last.text.trim() == "///");
                }
                if !is_example {
                    found.push(Line {
                        number: Some(item.first + index),
                        text,
                    });
                }
            }
        }
        found
    }
}

/// Follows the documentation of an item, to tell its examples from the rest.
#[derive(Default)]
struct Example {
    is_within: bool,
    is_code: bool,
    /// Whether there was an example since the item began.
    has_ended: bool,
}

impl Example {
    /// Whether a line is of an example: from its heading to the end of its code.
    fn takes(&mut self, line: &str) -> bool {
        let line = line.trim_start();
        let Some(text) = line.strip_prefix("///") else {
            (self.is_within, self.is_code) = (false, false);
            return false;
        };
        let text = text.trim_start();
        if text.starts_with("```") {
            self.is_code = !self.is_code;
            self.is_within = self.is_code;
            self.has_ended = true;
            return true;
        }
        if !self.is_code && text.starts_with('#') {
            self.is_within = text
                .trim_start_matches('#')
                .trim_start()
                .starts_with("Example");
        }
        self.is_within || self.is_code
    }
}

/// Some items of one side.
struct Cut<'i> {
    key: Key,
    items: Vec<&'i Item>,
}

impl Cut<'_> {
    fn title(&self) -> String {
        if self.key.has_methods {
            format!("impl {}", self.key.owner)
        } else {
            self.key.owner.clone()
        }
    }
}

/// Brings the items of both sides together: those of one owner, and what is left in the order of the names.
fn pairs<'i>(old: Items<'i>, mut new: Items<'i>) -> Vec<(Option<Cut<'i>>, Option<Cut<'i>>)> {
    let mut found = Vec::new();
    let mut left = Vec::new();
    for (key, items) in old {
        match new.remove(&key) {
            Some(others) => {
                let other = Cut {
                    key: key.clone(),
                    items: others,
                };
                found.push((Some(Cut { key, items }), Some(other)));
            }
            None => left.push(Cut { key, items }),
        }
    }
    let mut others: Vec<_> = new
        .into_iter()
        .map(|(key, items)| Cut { key, items })
        .collect();
    for cut in left {
        let is_like = |other: &Cut<'_>| other.key.has_methods == cut.key.has_methods;
        let other = others
            .iter()
            .position(is_like)
            .map(|index| others.remove(index));
        found.push((Some(cut), other));
    }
    found.extend(others.into_iter().map(|cut| (None, Some(cut))));
    // Methods tell most, then come the types that they take and give.
    let key = |cut: &(Option<Cut<'_>>, Option<Cut<'_>>)| {
        let cut = cut.1.as_ref().or(cut.0.as_ref())?;
        Some((!cut.key.has_methods, cut.key.owner.clone()))
    };
    found.sort_by_cached_key(key);
    found
}

fn rows<'a>(operation: &DiffOp, old: &[Line<'a>], new: &[Line<'a>], rows: &mut Vec<Row<'a>>) {
    let old = old.get(operation.old_range()).unwrap_or_default();
    let new = new.get(operation.new_range()).unwrap_or_default();
    for index in 0..old.len().max(new.len()) {
        rows.push(match (operation, old.get(index), new.get(index)) {
            (DiffOp::Equal { .. }, Some(old), Some(new)) => Row::Same(*old, *new),
            (_, old, new) => Row::Differs(old.copied(), new.copied()),
        });
    }
}

fn is_type(item: &Item) -> bool {
    item.kind == ItemKind::Type
}

fn is_method(item: &Item) -> bool {
    item.kind == ItemKind::Function
}
