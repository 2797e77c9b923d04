//! The Rust of changes: the items of both packages, cut out and laid side by side.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};

use super::super::Change;
use super::super::both::Both;
use super::Package;
use super::arrange::Unit;
use crate::origins::Origins;
use openapi_client_codegen::parallel;
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
    origins: Origins<'a>,
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
    Differs([Option<Line<'a>>; 2]),
    /// How many lines are left out.
    Gap(usize),
}

/// The items of one owner.
#[derive(Debug, Default)]
pub(super) struct Block<'a> {
    /// The path of the type: `customer_profiles::Status`.
    pub titles: [Option<String>; 2],
    /// The file and the first line.
    pub positions: [Option<String>; 2],
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

/// Items that belong together: the methods of a type, which come first, or a type with its members.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Owner {
    is_type: bool,
    path: String,
}

type Items<'i> = BTreeMap<Owner, Vec<&'i Item>>;

/// The items of one owner on either side.
type Cuts<'i> = [Option<(Owner, Vec<&'i Item>)>; 2];

impl<'a> Code<'a> {
    /// Reads the files of both packages.
    pub(super) fn of(packages: Both<Package<'a>>) -> Self {
        let Both { old, new } = packages;
        let (old, new) = parallel::both(|| Side::of(old), || Side::of(new));
        Self { sides: [old, new] }
    }

    /// The Rust of a unit, as far as its changes are about it.
    pub(super) fn view(&self, unit: &Unit, changes: &[&Change]) -> View<'a> {
        let paths = self.paths(unit, changes);
        let [old, new] = [0, 1].map(|side: usize| self.sides[side].items(&paths));
        if old.is_empty() && new.is_empty() {
            return View::Nothing;
        }
        let pairs = paired(old, new).into_iter();
        let blocks: Vec<_> = pairs.filter_map(|cuts| self.block(cuts)).collect();
        match blocks.is_empty() {
            true => View::Same,
            false => View::Blocks(blocks),
        }
    }

    /// The paths of the items that are made of what has changed, in either package.
    fn paths(&self, unit: &Unit, changes: &[&Change]) -> BTreeSet<&str> {
        let mut paths = BTreeSet::new();
        for change in changes {
            let pointers = [&change.old_pointer, &change.new_pointer];
            for (side, at) in self.sides.iter().zip(pointers) {
                paths.extend(
                    at.iter()
                        .flat_map(|at| side.origins.nearest(at).iter().copied()),
                );
            }
        }
        // What is around the changes may be another one, too: a parameter can give a method a builder.
        if let [Some(_), Some(_)] = &unit.at {
            for (side, at) in self.sides.iter().zip(unit.at.iter().flatten()) {
                let text = |side: usize, path: &str| {
                    let item = self.sides[side].surface.items.get(path);
                    item.map(|item| item.text.as_str())
                };
                let around = side.origins.nearest(at).iter().copied();
                paths.extend(around.filter(|path| text(0, path) != text(1, path)));
            }
        }
        paths
    }

    /// Lays two lists of items side by side; nothing if they are the same.
    fn block(&self, cuts: Cuts<'_>) -> Option<Block<'a>> {
        let mut block = Block::default();
        let mut lines = [Vec::new(), Vec::new()];
        for (side, cut) in cuts.into_iter().enumerate() {
            let Some((owner, items)) = cut else { continue };
            let first = items.first()?;
            block.positions[side] = Some(format!("{}:{}", first.file, first.first));
            lines[side] = self.sides[side].source(&items);
            let prefix = if owner.is_type { "" } else { "impl " };
            block.titles[side] = Some(format!("{prefix}{}", owner.path));
        }
        let texts = |lines: &Vec<Line<'a>>| lines.iter().map(|line| line.text).collect::<Vec<_>>();
        let [old, new] = lines.each_ref().map(texts);
        if old == new {
            return None;
        }
        let operations = capture_diff_slices(Algorithm::Patience, &old, &new);
        let mut next = 0;
        for operation in group_diff_ops(operations, CONTEXT).into_iter().flatten() {
            let is_equal = matches!(operation, DiffOp::Equal { .. });
            let gap = operation.new_range().start.saturating_sub(next);
            if gap > 0 && is_equal {
                block.rows.push(Row::Gap(gap));
            }
            next = operation.new_range().end;
            let old = lines[0].get(operation.old_range()).unwrap_or_default();
            let new = lines[1].get(operation.new_range()).unwrap_or_default();
            for index in 0..old.len().max(new.len()) {
                block.rows.push(match [old.get(index), new.get(index)] {
                    [Some(old), Some(new)] if is_equal => Row::Same(*old, *new),
                    lines => Row::Differs(lines.map(Option::<&_>::copied)),
                });
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
            origins: Origins::of(surface),
            lines: files
                .map(|(path, text)| (path.as_str(), text.lines().collect()))
                .collect(),
            surface,
        }
    }

    /// The items of some paths by what they belong to; a field or a variant is shown in its type.
    fn items(&self, paths: &BTreeSet<&str>) -> Items<'a> {
        let mut found = Items::new();
        let mut seen = BTreeSet::new();
        for path in paths {
            let Some(item) = self.surface.items.get(*path) else {
                continue;
            };
            let owner = path.rsplit_once("::").map_or("", |(owner, _)| owner);
            let owning = self.surface.items.get(owner);
            let owning = owning.filter(|owning| owning.kind == ItemKind::Type);
            let (is_type, path, item) = match (item.kind, owning) {
                (ItemKind::Function, _) => (false, owner, item),
                (_, Some(owning)) => (true, owner, owning),
                (_, None) => (true, *path, item),
            };
            if seen.insert((&item.file, item.first, item.last)) {
                let path = path.to_owned();
                found.entry(Owner { is_type, path }).or_default().push(item);
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
                let (number, text) = (None, "");
                found.push(Line { number, text });
            }
            let lines = lines.get(item.first.saturating_sub(1)..item.last);
            let lines = lines.unwrap_or_default();
            let code = lines.iter().filter(|line| !line.is_empty());
            let indent = code.map(|line| line.len() - line.trim_start().len()).min();
            let numbers = item.first..;
            let all = numbers.zip(lines).map(|(number, line)| Line {
                number: Some(number),
                text: line.get(indent.unwrap_or(0)..).unwrap_or_default(),
            });
            without_examples(all, &mut found);
        }
        found
    }
}

/// Adds the lines of an item without the examples of its documentation: from their headings to the ends of their code.
fn without_examples<'a>(lines: impl Iterator<Item = Line<'a>>, found: &mut Vec<Line<'a>>) {
    let (mut is_example, mut is_code, mut has_ended) = (false, false, false);
    for line in lines {
        let docs = line
            .text
            .trim_start()
            .strip_prefix("///")
            .map(str::trim_start);
        let Some(docs) = docs else {
            // The empty line before an example goes with it, when nothing follows.
            if has_ended {
                found.pop_if(|last| last.text.trim() == "///");
            }
            (is_example, is_code, has_ended) = (false, false, false);
            found.push(line);
            continue;
        };
        if docs.starts_with("```") {
            is_code = !is_code;
            (is_example, has_ended) = (is_code, true);
            continue;
        }
        if !is_code && docs.starts_with('#') {
            let heading = docs.trim_start_matches('#').trim_start();
            is_example = heading.starts_with("Example");
        }
        if !is_example && !is_code {
            found.push(line);
        }
    }
}

/// Brings the items of both sides together: those of one owner, and what is left in the order of the names.
fn paired<'i>(old: Items<'i>, mut new: Items<'i>) -> Vec<Cuts<'i>> {
    let (mut found, mut left) = (Vec::new(), Vec::new());
    for (owner, items) in old {
        match new.remove(&owner) {
            Some(others) => found.push([Some((owner.clone(), items)), Some((owner, others))]),
            None => left.push((owner, items)),
        }
    }
    for cut in left {
        let other = new.keys().find(|other| other.is_type == cut.0.is_type);
        let other = other.cloned().and_then(|other| new.remove_entry(&other));
        found.push([Some(cut), other]);
    }
    found.extend(new.into_iter().map(|cut| [None, Some(cut)]));
    // Methods tell most, then come the types that they take and give.
    found.sort_by_cached_key(|[old, new]| Some(new.as_ref().or(old.as_ref())?.0.clone()));
    found
}
