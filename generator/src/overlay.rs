//! Applies an overlay (OpenAPI Overlay Specification 1.0.0) to a document.

mod needed;
mod trace;
mod work;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use serde_json_path::JsonPath;

use crate::diagnostic::{Code, Diagnostic, File};
use crate::limit;
use crate::pointer::Pointer;
use crate::shape::describe;
use crate::suggest;
pub use needed::{Superfluous, superfluous};
pub use trace::{Course, Effect, Trace};
use work::Work;

/// How deep the filters of a target may be nested; deeper ones would exhaust the stack of the JSONPath parser.
const MAX_NESTING: usize = 16;

/// Applies the actions in their order and gives what is wrong with them; an action that is wrong changes nothing.
///
/// An update merges objects recursively, appends to lists and replaces everything else. Beyond the specification, each
/// action must match something and must have a `description` that says why it is there.
pub fn apply(document: &mut Value, overlay: &Value) -> Vec<Diagnostic> {
    let mut faults = Faults::new(Work::on(document));
    let root = Pointer::root();
    let Some(overlay) = faults.mapping(overlay, "an overlay", &root) else {
        return faults.found;
    };
    faults.unknown_keys(overlay, &["overlay", "info", "extends", "actions"], &root);
    version(overlay, &mut faults);
    info(overlay, &mut faults);
    let at = root.push("actions");
    match overlay.get("actions") {
        Some(Value::Array(actions)) => {
            for (index, action) in actions.iter().enumerate() {
                let at = at.index(index);
                if let Some(action) = read(action, &at, &mut faults) {
                    run(document, &action, &at, &mut faults);
                }
            }
        }
        Some(other) => {
            let message = format!("expected a list of actions, found {}", describe(other));
            faults.add(Code::OverlayShape, &at, message);
        }
        None => faults.add(Code::OverlayShape, &root, "an overlay must have `actions`"),
    }
    faults.found
}

/// The action that removes what stands at a place, for a help text.
pub(crate) fn removal(document: &Value, at: &Pointer) -> String {
    let mut target = "$".to_owned();
    let mut node = Some(document);
    for token in at.tokens() {
        let is_list = node.is_some_and(Value::is_array);
        node = node.and_then(|node| match node {
            Value::Array(items) => items.get(token.parse::<usize>().ok()?),
            other => other.get(token.as_ref()),
        });
        let name = node.and_then(|node| node.get("name")?.as_str());
        let is_plain =
            |text: &str| !text.contains(['\'', '\\']) && !text.contains(char::is_control);
        match name {
            // The index of a parameter moves when another one is removed.
            Some(name) if is_list && is_plain(name) => {
                target.push_str(&format!("[?@.name=='{name}']"));
            }
            _ if is_list => target.push_str(&format!("[{token}]")),
            _ if !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
                target.push_str(&format!(".{token}"));
            }
            _ => {
                let token = token.replace('\\', "\\\\").replace('\'', "\\'");
                target.push_str(&format!("['{token}']"));
            }
        }
    }
    format!("`target: {target}`, `remove: true`")
}

/// What is wrong with the overlay, and what may still be done for it.
struct Faults {
    found: Vec<Diagnostic>,
    work: Work,
}

impl Faults {
    fn new(work: Work) -> Self {
        Self {
            found: Vec::new(),
            work,
        }
    }

    /// For actions that were carried out before.
    fn ignored() -> Self {
        Self::new(Work::unlimited())
    }

    /// Whether the work for an action may be done; what exceeds the limits is a fault.
    fn allows(&mut self, is_allowed: bool, at: &Pointer, message: &str) -> bool {
        if !is_allowed {
            let fault = limit::exceeded(at, message).in_file(File::Overlay);
            self.found.push(
                fault.help("name what is meant by its keys, or make several overlays of this one"),
            );
        }
        is_allowed
    }

    fn add(&mut self, code: Code, at: &Pointer, message: impl Into<String>) {
        let fault = Diagnostic::error(code, at, message);
        self.found.push(fault.in_file(File::Overlay));
    }

    /// Adds what to do to the fault that was added last.
    fn help(&mut self, help: impl Into<String>) {
        if let Some(fault) = self.found.last_mut() {
            fault.help = Some(help.into());
        }
    }

    fn mapping<'v>(
        &mut self,
        value: &'v Value,
        what: &str,
        at: &Pointer,
    ) -> Option<&'v Map<String, Value>> {
        let map = value.as_object();
        if map.is_none() {
            let message = format!("expected {what} (a mapping), found {}", describe(value));
            self.add(Code::OverlayShape, at, message);
        }
        map
    }

    fn unknown_keys(&mut self, map: &Map<String, Value>, known: &[&str], at: &Pointer) {
        for key in map.keys() {
            if !known.contains(&key.as_str()) && !key.starts_with("x-") {
                let message = format!("the Overlay Specification has no key `{key}` here");
                self.add(Code::OverlayShape, &at.push(key), message);
                self.help(format!("known keys are {}", known.join(", ")));
            }
        }
    }

    fn text<'v>(
        &mut self,
        map: &'v Map<String, Value>,
        key: &str,
        at: &Pointer,
    ) -> Option<&'v str> {
        match map.get(key) {
            Some(Value::String(text)) => return Some(text),
            Some(other) => {
                let message = format!("expected a string, found {}", describe(other));
                self.add(Code::OverlayShape, &at.push(key), message);
            }
            None => self.add(Code::OverlayShape, at, format!("`{key}` is missing")),
        }
        None
    }
}

fn version(overlay: &Map<String, Value>, faults: &mut Faults) {
    let root = Pointer::root();
    if let Some(version) = faults.text(overlay, "overlay", &root)
        && !version.starts_with("1.0.")
    {
        let message = format!("version {version} of the Overlay Specification is not supported");
        faults.add(Code::OverlayVersion, &root.push("overlay"), message);
        faults.help("write the overlay for version 1.0.0");
    }
}

fn info(overlay: &Map<String, Value>, faults: &mut Faults) {
    let root = Pointer::root();
    let at = root.push("info");
    let Some(info) = overlay.get("info") else {
        return faults.add(Code::OverlayShape, &root, "`info` is missing");
    };
    if let Some(info) = faults.mapping(info, "`info`", &at) {
        faults.unknown_keys(info, &["title", "version"], &at);
        for key in ["title", "version"] {
            faults.text(info, key, &at);
        }
    }
}

/// One action, read.
#[derive(Debug)]
struct Action<'v> {
    text: &'v str,
    target: JsonPath,
    change: Change<'v>,
    reason: &'v str,
}

/// What an action does with what its target matches.
#[derive(Debug)]
enum Change<'v> {
    Remove,
    Update(&'v Value),
}

/// Reads an action and reports all that is wrong with it.
fn read<'v>(action: &'v Value, at: &Pointer, faults: &mut Faults) -> Option<Action<'v>> {
    let before = faults.found.len();
    let action = faults.mapping(action, "an action", at)?;
    faults.unknown_keys(action, &["target", "description", "update", "remove"], at);
    let target = target(action, at, faults);
    let change = change(action, at, faults);
    let reason = reason(action, at, faults);
    if faults.found.len() > before {
        return None;
    }
    let (text, target) = target?;
    Some(Action {
        text,
        target,
        change: change?,
        reason: reason?,
    })
}

fn target<'v>(
    action: &'v Map<String, Value>,
    at: &Pointer,
    faults: &mut Faults,
) -> Option<(&'v str, JsonPath)> {
    let text = faults.text(action, "target", at)?;
    match parse(text) {
        Ok(path) => Some((text, path)),
        Err(reason) => {
            let message = format!("`{text}` is not a JSONPath: {reason}");
            faults.add(Code::OverlayTarget, &at.push("target"), message);
            faults
                .help("keys with dots, slashes or spaces need brackets: $.paths['/v1/Things'].get");
            None
        }
    }
}

fn parse(text: &str) -> Result<JsonPath, String> {
    let mut nesting = 0_usize;
    for character in text.chars() {
        match character {
            '(' | '[' => nesting += 1,
            ')' | ']' => nesting = nesting.saturating_sub(1),
            _ => {}
        }
        if nesting > MAX_NESTING {
            return Err(format!("it is nested more than {MAX_NESTING} levels deep"));
        }
    }
    JsonPath::parse(text)
        .map_err(|error| format!("{}, at character {}", error.message(), error.position()))
}

fn change<'v>(
    action: &'v Map<String, Value>,
    at: &Pointer,
    faults: &mut Faults,
) -> Option<Change<'v>> {
    let remove = match action.get("remove") {
        None => false,
        Some(Value::Bool(remove)) => *remove,
        Some(other) => {
            let message = format!("expected true or false, found {}", describe(other));
            faults.add(Code::OverlayShape, &at.push("remove"), message);
            return None;
        }
    };
    match (action.get("update"), remove) {
        (Some(update), false) => Some(Change::Update(update)),
        (None, true) => Some(Change::Remove),
        (Some(_), true) => {
            let message = "an action either updates or removes; this one has both";
            faults.add(Code::OverlayAction, at, message);
            faults.help("make two actions of it");
            None
        }
        (None, false) => {
            let message = "the action does nothing: it has neither `update` nor `remove: true`";
            faults.add(Code::OverlayAction, at, message);
            None
        }
    }
}

fn reason<'v>(
    action: &'v Map<String, Value>,
    at: &Pointer,
    faults: &mut Faults,
) -> Option<&'v str> {
    match action.get("description") {
        Some(Value::String(text)) if !text.trim().is_empty() => Some(text),
        Some(Value::String(_)) | None => {
            faults.add(Code::OverlayAction, at, "the action has no `description`");
            faults.help("say in one sentence why the document is changed here");
            None
        }
        Some(_) => faults.text(action, "description", at),
    }
}

fn run(document: &mut Value, action: &Action<'_>, at: &Pointer, faults: &mut Faults) {
    let is_allowed = faults.work.may_query(action.text);
    let message = "with the actions before, this one looks at too much of the document";
    if !faults.allows(is_allowed, &at.push("target"), message) {
        return;
    }
    let places = places(document, action);
    if places.is_empty() {
        let message = format!(
            "the target `{}` matches nothing in the document",
            action.text
        );
        faults.add(Code::OverlayNoMatch, &at.push("target"), message);
        if let Some(help) = matching_part(document, action.text) {
            faults.help(help);
        }
    }
    match action.change {
        Change::Update(update) => {
            let is_allowed = faults.work.may_grow(update, places.len());
            let message = "with the actions before, this one makes the document too large";
            if !faults.allows(is_allowed, &at.push("update"), message) {
                return;
            }
            update_all(document, update, &places, &at.push("update"), faults);
        }
        Change::Remove => remove_all(document, &places, at, faults),
    }
}

/// The places that the target of an action matches.
fn places(document: &Value, action: &Action<'_>) -> Vec<Pointer> {
    let found = action.target.query_located(document).dedup();
    let places = found
        .locations()
        .map(|place| Pointer::parse(&place.to_json_pointer()));
    places.collect()
}

/// The tokens of a pointer so that the items of a list sort by number.
fn document_order(place: &Pointer) -> Vec<(Option<usize>, String)> {
    place
        .tokens()
        .map(|token| (token.parse().ok(), token.into_owned()))
        .collect()
}

/// Removes what stands at some places.
fn remove_all(document: &mut Value, places: &[Pointer], at: &Pointer, faults: &mut Faults) {
    let mut parents: BTreeMap<Pointer, Vec<&Pointer>> = BTreeMap::new();
    for place in places {
        match place.parent() {
            Some(parent) => parents.entry(parent).or_default().push(place),
            None => {
                let message = "the target is the whole document, which can't be removed";
                faults.add(Code::OverlayClash, &at.push("target"), message);
            }
        }
    }
    let mut parents: Vec<_> = parents.into_iter().collect();
    // From the last to the first, so that the indices of a list stay what they were.
    parents.sort_by_cached_key(|(parent, _)| std::cmp::Reverse(document_order(parent)));
    for (parent, places) in parents {
        match document.pointer_mut(parent.as_str()) {
            Some(Value::Object(map)) => {
                for name in places.iter().filter_map(|place| place.last()) {
                    map.remove(name.as_ref());
                }
            }
            Some(Value::Array(items)) => {
                let indices = places.iter().filter_map(|place| place.last()?.parse().ok());
                let indices: BTreeSet<usize> = indices.collect();
                let mut index = 0..;
                items.retain(|_| index.next().is_none_or(|index| !indices.contains(&index)));
            }
            // An ancestor is gone already: it was a match too.
            _ => {}
        }
    }
}

fn update_all(
    document: &mut Value,
    update: &Value,
    places: &[Pointer],
    at: &Pointer,
    faults: &mut Faults,
) {
    let before = faults.found.len();
    for place in places {
        match document.pointer(place.as_str()) {
            // The update of a list is its new item, or several.
            None | Some(Value::Array(_)) => {}
            Some(target) => check_fit(target, update, place, at, faults),
        }
    }
    if faults.found.len() > before {
        return;
    }
    for place in places {
        match (document.pointer_mut(place.as_str()), update) {
            (Some(Value::Array(items)), Value::Array(more)) => items.extend_from_slice(more),
            (Some(Value::Array(items)), one) => items.push(one.clone()),
            (Some(target), update) => merge(target, update),
            (None, _) => {}
        }
    }
}

/// Reports where an update has a mapping or a list and the document something else, or the other way round.
fn check_fit(target: &Value, update: &Value, place: &Pointer, at: &Pointer, faults: &mut Faults) {
    match (target, update) {
        (Value::Object(map), Value::Object(updates)) => {
            for (key, update) in updates {
                if let Some(target) = map.get(key) {
                    check_fit(target, update, &place.push(key), &at.push(key), faults);
                }
            }
        }
        (Value::Array(_), Value::Array(_)) | (Value::Null, _) | (_, Value::Null) => {}
        (Value::Object(_) | Value::Array(_), _) | (_, Value::Object(_) | Value::Array(_)) => {
            // A target with many matches clashes in the same way everywhere; once is enough.
            if faults
                .found
                .last()
                .is_some_and(|fault| fault.pointer == *at)
            {
                return;
            }
            let message = format!(
                "the update is {}, but at `{place}` the document has {}",
                describe(update),
                describe(target)
            );
            faults.add(Code::OverlayClash, at, message);
            faults.help("remove the old value by an action before this one");
        }
        _ => {}
    }
}

/// Merges mappings recursively, appends to lists and replaces everything else.
fn merge(target: &mut Value, update: &Value) {
    match (target, update) {
        (Value::Object(map), Value::Object(updates)) => {
            for (key, update) in updates {
                match map.get_mut(key) {
                    Some(target) => merge(target, update),
                    None => {
                        map.insert(key.clone(), update.clone());
                    }
                }
            }
        }
        (Value::Array(items), Value::Array(more)) => items.extend_from_slice(more),
        (target, update) => *target = update.clone(),
    }
}

/// How far a target that matches nothing does match, and what it may have meant.
fn matching_part(document: &Value, text: &str) -> Option<String> {
    let cuts = text.char_indices().filter(|(_, c)| matches!(c, '.' | '['));
    let cuts: Vec<_> = cuts.map(|(cut, _)| cut).collect();
    cuts.into_iter().rev().find_map(|cut| {
        let (start, rest) = text.split_at(cut);
        let found = parse(start).ok()?.query(document).all();
        let first = found.first()?;
        let mut help = format!("`{start}` matches, but has nothing at `{rest}`");
        let name = rest.trim_matches(|c| matches!(c, '.' | '[' | ']' | '\'' | '"'));
        let keys = first.as_object()?.keys().map(String::as_str);
        if let Some(near) = suggest::nearest(name, keys) {
            help.push_str(&format!("; did you mean `{near}`?"));
        }
        Some(help)
    })
}

#[cfg(test)]
mod tests;
