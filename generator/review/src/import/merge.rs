//! The wanted document: the structure of the imported one with the words of ours.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::Value;

use super::render::{Data, Wanted};
use super::tree::{Entry, Node};
use super::words::{Keys, interface, is_name, is_sentence, rank, response};
use openapi_client_codegen::document::PLACEHOLDER;
use openapi_client_codegen::pointer::Pointer;

/// Both documents, and which entry of ours is which of theirs where the pointers differ.
pub(super) struct Merge<'a> {
    ours: &'a Node<'a>,
    moves: &'a BTreeMap<Pointer, &'a Entry<'a>>,
    tags: BTreeMap<&'a str, &'a Entry<'a>>,
}

impl<'a> Merge<'a> {
    /// Merges two documents.
    pub(super) fn run(
        ours: &'a Node<'a>,
        theirs: &'a Node<'a>,
        moves: &'a BTreeMap<Pointer, &'a Entry<'a>>,
    ) -> Wanted<'a> {
        let mut merge = Self {
            ours,
            moves,
            tags: BTreeMap::new(),
        };
        merge.tags = merge.tags(theirs);
        let entries = merge.mapping(&Pointer::root(), theirs, Some(ours), Keys::Words);
        Wanted {
            data: Data::Mapping(entries),
            old: None,
        }
    }

    /// What their tags are called in our document, by the operations that are in both.
    fn tags(&self, theirs: &'a Node<'a>) -> BTreeMap<&'a str, &'a Entry<'a>> {
        let mut tags = BTreeMap::new();
        let at = Pointer::root().push("paths");
        let paths = theirs
            .get("paths")
            .map_or(&[][..], |paths| &paths.node.entries);
        for path in paths {
            let at = at.push(&path.key);
            for operation in &path.node.entries {
                let tag = operation
                    .node
                    .value
                    .pointer("/tags/0")
                    .and_then(Value::as_str);
                let at = at.push(&operation.key);
                let known = self.moves.get(&at).copied().or_else(|| self.ours.find(&at));
                if let (Some(tag), Some(ours)) =
                    (tag, known.and_then(|known| known.node.get("tags")))
                {
                    tags.entry(tag).or_insert(ours);
                }
            }
        }
        tags
    }

    /// The tags of a new operation: what theirs is called in our document, else its name without the prefix that ours lack.
    fn tag(&self, theirs: &str) -> Wanted<'a> {
        if let Some(ours) = self.tags.get(theirs) {
            return Wanted::kept(ours);
        }
        let prefix = |(theirs, ours): (&&'a str, &&'a Entry<'a>)| {
            theirs.strip_suffix(ours.node.value.get(0)?.as_str()?)
        };
        let mut prefixes = self.tags.iter().filter_map(prefix);
        let name = prefixes.find_map(|prefix| theirs.strip_prefix(prefix));
        let name = Value::from(name.unwrap_or(theirs));
        let name = if is_name(&name) {
            name
        } else {
            Value::from(PLACEHOLDER)
        };
        Wanted::fresh(&Value::from(vec![name]))
    }

    fn node(
        &self,
        at: &Pointer,
        theirs: &'a Node<'a>,
        old: Option<&'a Entry<'a>>,
        keys: Keys,
    ) -> Wanted<'a> {
        let ours = old.map(|old| &old.node);
        let data = match theirs.value {
            Value::Object(_) => Data::Mapping(self.mapping(at, theirs, ours, keys)),
            Value::Array(_) => Data::List(self.list(at, theirs, ours, keys.of_items())),
            other => Data::Scalar(other.clone()),
        };
        Wanted { data, old }
    }

    fn mapping(
        &self,
        at: &Pointer,
        theirs: &'a Node<'a>,
        ours: Option<&'a Node<'a>>,
        keys: Keys,
    ) -> Vec<(String, Wanted<'a>)> {
        let words = match keys {
            Keys::Words if theirs.get("$ref").is_some() => None,
            Keys::Words => ours.map(|ours| self.resolved(ours)),
            _ => ours,
        };
        let is_responses = keys == Keys::Names && at.last().as_deref() == Some("responses");
        let mut found = Vec::new();
        for entry in &theirs.entries {
            let at = at.push(&entry.key);
            let old = self.moves.get(&at).copied();
            let old = old.or_else(|| words.or(ours)?.get(&entry.key));
            if keys == Keys::Scopes {
                let name = Data::Scalar(Value::from(entry.key.as_str()));
                let new = || Wanted {
                    data: name,
                    old: None,
                };
                found.push((entry.key.clone(), old.map_or_else(new, Wanted::kept)));
            } else if !keys.is_words(&entry.key, entry.node.value) {
                let mut wanted = self.node(&at, &entry.node, old, keys.below(&entry.key));
                if is_responses {
                    describe(&mut wanted, &entry.key);
                }
                found.push((entry.key.clone(), wanted));
            }
        }
        let mut known: BTreeSet<String> = found.iter().map(|(key, _)| key.clone()).collect();
        for entry in words.map_or(&[][..], |words| &words.entries) {
            let is_ours = keys != Keys::Scopes && keys.is_words(&entry.key, entry.node.value);
            if is_ours && known.insert(entry.key.clone()) {
                found.push((entry.key.clone(), Wanted::kept(entry)));
            }
        }
        if ours.is_none() && keys == Keys::Words && theirs.get("responses").is_some() {
            let tag = theirs.value.pointer("/tags/0").and_then(Value::as_str);
            found.extend(tag.map(|tag| ("tags".to_owned(), self.tag(tag))));
        }
        ordered(found, ours, keys)
    }

    /// What our reference leads to, else the node itself.
    fn resolved(&self, ours: &'a Node<'a>) -> &'a Node<'a> {
        let name = ours.get("$ref").and_then(|entry| entry.node.value.as_str());
        let target = name.and_then(|name| self.ours.find(&Pointer::parse(name.strip_prefix('#')?)));
        target.map_or(ours, |target| &target.node)
    }

    fn list(
        &self,
        at: &Pointer,
        theirs: &'a Node<'a>,
        ours: Option<&'a Node<'a>>,
        keys: Keys,
    ) -> Vec<Wanted<'a>> {
        let is_ours = |item: &&Entry<'_>| keys == Keys::Extension && is_told(item);
        let items: Vec<_> = theirs
            .entries
            .iter()
            .filter(|item| !is_ours(item))
            .collect();
        let free = match ours {
            Some(ours) if ours.value.is_array() => &ours.entries[..],
            _ => &[],
        };
        // What an item of the one list has in common with the same one of the other.
        let same = |item: &Entry<'_>| match name(item) {
            Some((location, name)) => (Some(location.to_string()), name.to_string()),
            None => (None, interface(item.node.value, keys).to_string()),
        };
        let mut by_address = BTreeMap::new();
        let mut by_same: BTreeMap<_, VecDeque<usize>> = BTreeMap::new();
        for (number, old) in free.iter().enumerate() {
            by_address.insert(std::ptr::from_ref(old), number);
            by_same.entry(same(old)).or_default().push_back(number);
        }
        let mut is_taken = vec![false; free.len()];
        let mut take = |number: usize| {
            let old = free.get(number)?;
            let is_free = !std::mem::replace(is_taken.get_mut(number)?, true);
            is_free.then_some(old)
        };
        let mut olds: Vec<Option<&'a Entry<'a>>> = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let moved = self.moves.get(&at.index(index)).copied();
            let moved = moved.and_then(|moved| by_address.get(&std::ptr::from_ref(moved)));
            let mut old = moved.and_then(|number| take(*number));
            if let (None, Some(others)) = (old, by_same.get_mut(&same(item))) {
                while let (None, Some(number)) = (old, others.pop_front()) {
                    old = take(number);
                }
            }
            olds.push(old);
        }
        // What is left is paired by its order, but for parameters and scalars.
        let is_plain = |item: &Entry<'_>| item.node.value.is_object() && name(item).is_none();
        let plain = free.iter().enumerate().filter(|(_, old)| is_plain(old));
        let mut left = plain.filter_map(|(number, _)| take(number));
        for (item, old) in items.iter().zip(&mut olds) {
            if old.is_none() && is_plain(item) {
                *old = left.next();
            }
        }
        let items = items.into_iter().zip(olds).enumerate();
        items
            .map(|(index, (item, old))| self.node(&at.index(index), &item.node, old, keys))
            .collect()
    }
}

/// A sentence in a list.
fn is_told(item: &Entry<'_>) -> bool {
    item.node.value.as_str().is_some_and(is_sentence)
}

/// What tells a parameter from others: its location and its name.
fn name<'e>(item: &Entry<'e>) -> Option<(&'e Value, &'e Value)> {
    let value = item.node.value;
    Some((value.get("in")?, value.get("name")?))
}

/// A description for a response that has none.
fn describe(response_of: &mut Wanted<'_>, status: &str) {
    if let Data::Mapping(entries) = &mut response_of.data {
        let is_told = |(key, _): &(String, _)| key == "description" || key == "$ref";
        if !entries.iter().any(is_told) {
            let data = Data::Scalar(Value::from(response(status)));
            let wanted = Wanted { data, old: None };
            entries.insert(0, ("description".to_owned(), wanted));
        }
    }
}

/// The entries in the order of ours, with the new ones where they belong.
fn ordered<'a>(
    found: Vec<(String, Wanted<'a>)>,
    ours: Option<&'a Node<'a>>,
    keys: Keys,
) -> Vec<(String, Wanted<'a>)> {
    let olds = found.iter().enumerate().filter_map(|(index, (_, wanted))| {
        let old = wanted.old.map(std::ptr::from_ref)?;
        Some((old, index))
    });
    let olds: BTreeMap<_, _> = olds.rev().collect();
    let mut left: Vec<_> = found.into_iter().map(Some).collect();
    let ours = ours.map_or(&[][..], |ours| &ours.entries).iter();
    let mut order: Vec<usize> = Vec::new();
    let mut is_placed = vec![false; left.len()];
    for index in ours.filter_map(|entry| olds.get(&std::ptr::from_ref(entry))) {
        if !std::mem::replace(&mut is_placed[*index], true) {
            order.push(*index);
        }
    }
    let order = match keys {
        Keys::Words | Keys::Extension => ranked(&left, order, &is_placed),
        _ => behind(left.len(), &order, &is_placed),
    };
    let order = order.into_iter();
    order
        .filter_map(|index| left.get_mut(index)?.take())
        .collect()
}

/// The new entries before the first that ranks behind them.
fn ranked(
    found: &[Option<(String, Wanted<'_>)>],
    mut order: Vec<usize>,
    is_placed: &[bool],
) -> Vec<usize> {
    let ranks = found.iter().flatten().map(|(key, _)| rank(key));
    let ranks: Vec<_> = ranks.collect();
    for index in (0..found.len()).filter(|index| !is_placed[*index]) {
        let position = order.iter().position(|other| ranks[*other] > ranks[index]);
        order.insert(position.unwrap_or(order.len()), index);
    }
    order
}

/// The new entries behind the one that they follow.
fn behind(count: usize, order: &[usize], is_placed: &[bool]) -> Vec<usize> {
    let mut placed = Vec::with_capacity(count);
    let follow = |start: usize, placed: &mut Vec<usize>| {
        let new = (start..count).take_while(|index| !is_placed[*index]);
        placed.extend(new);
    };
    follow(0, &mut placed);
    for index in order {
        placed.push(*index);
        follow(index + 1, &mut placed);
    }
    placed
}
