//! Applies an overlay (OpenAPI Overlay Specification 1.0.0) to a document.

mod needed;
mod trace;
mod work;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use serde_json_path::JsonPath;

use crate::diagnostic::{Code, Diagnostic, File, Severity};
use crate::pointer::Pointer;
use crate::shape::{self, ACTION, OVERLAY, Object, describe};
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
    let mut errors = check_shape(overlay, &OVERLAY, &Pointer::root());
    if let Some(version) = overlay.get("overlay").and_then(Value::as_str)
        && !version.starts_with("1.0.")
    {
        let at = Pointer::root().push("overlay");
        let message = format!("version {version} of the Overlay Specification is not supported");
        errors.push(
            error(Code::OverlayVersion, &at, message).help("write the overlay for version 1.0.0"),
        );
    }
    let mut work = Work::on(document);
    for (index, action) in list(overlay) {
        match Action::read(index, action) {
            Ok(action) => action.run(document, &mut work, &mut errors),
            Err(found) => errors.extend(found),
        }
    }
    errors
}

/// What is wrong with the shape of a part of the overlay; a key without meaning may be a misspelt one.
fn check_shape(value: &Value, object: &'static Object, at: &Pointer) -> Vec<Diagnostic> {
    let (_, found) = shape::check(value, object, at);
    let errors = found.into_iter().map(|found| Diagnostic {
        code: Code::OverlayShape,
        severity: Severity::Error,
        file: File::Overlay,
        ..found
    });
    errors.collect()
}

fn error(code: Code, at: &Pointer, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, at, message).in_file(File::Overlay)
}

/// The actions of an overlay with their indices, as they are written.
fn list(overlay: &Value) -> impl Iterator<Item = (usize, &Value)> {
    let actions = overlay.get("actions").and_then(Value::as_array);
    actions.into_iter().flatten().enumerate()
}

/// The actions of an overlay that are right.
fn actions(overlay: &Value) -> impl Iterator<Item = Action<'_>> {
    list(overlay).filter_map(|(index, action)| Action::read(index, action).ok())
}

/// How to go on without the operation at a pointer, or around it.
pub(crate) fn without_operation(at: &Pointer) -> String {
    let mut tokens = at.tokens().skip(1);
    let path = tokens.next().unwrap_or_default();
    let method = tokens.next().unwrap_or_default();
    format!(
        "go on without the operation by an overlay action: `target: $.paths['{path}'].{method}`, `remove: true`"
    )
}

/// The action that removes what stands at a pointer, for a help text.
pub(crate) fn removal(document: &Value, at: &Pointer) -> String {
    format!("`target: {}`, `remove: true`", target(document, at))
}

/// The JSONPath of what stands at a pointer.
pub(crate) fn target(document: &Value, at: &Pointer) -> String {
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
                target.push_str(&format!("[{}]", quoted(&token)));
            }
        }
    }
    target
}

/// A name as JSONPath writes it.
pub(crate) fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\\', "\\\\").replace('\'', "\\'"))
}

/// One action, read.
#[derive(Debug)]
struct Action<'v> {
    /// Its number in the list, from 0.
    index: usize,
    at: Pointer,
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

impl<'v> Action<'v> {
    /// Reads an action; the errors are all that is wrong with it.
    fn read(index: usize, action: &'v Value) -> Result<Self, Vec<Diagnostic>> {
        let at = Pointer::root().push("actions").index(index);
        let mut errors = check_shape(action, &ACTION, &at);
        if !action.is_object() {
            return Err(errors);
        }
        // What has another type than it should is among the errors already.
        let text = action.get("target").and_then(Value::as_str);
        let target = text.and_then(|text| {
            let target = parse(text).map_err(|reason| {
                let message = format!("`{text}` is not a JSONPath: {reason}");
                let help =
                    "keys with dots, slashes or spaces need brackets: $.paths['/v1/Things'].get";
                error(Code::OverlayTarget, &at.push("target"), message).help(help)
            });
            target.map_err(|error| errors.push(error)).ok()
        });
        let mut incomplete = |message: &str, help: Option<&str>| {
            let mut error = error(Code::OverlayAction, &at, message);
            error.help = help.map(str::to_owned);
            errors.push(error);
        };
        let remove = action.get("remove").map_or(Some(false), Value::as_bool);
        let change = match (action.get("update"), remove) {
            (Some(update), Some(false)) => Some(Change::Update(update)),
            (None, Some(true)) => Some(Change::Remove),
            (Some(_), Some(true)) => {
                let message = "an action either updates or removes; this one has both";
                incomplete(message, Some("make two actions of it"));
                None
            }
            (None, Some(false)) => {
                let message = "the action does nothing: it has neither `update` nor `remove: true`";
                incomplete(message, None);
                None
            }
            (_, None) => None,
        };
        let description = action.get("description");
        let reason = description.and_then(Value::as_str);
        let reason = reason.filter(|text| !text.trim().is_empty());
        if reason.is_none() && description.is_none_or(Value::is_string) {
            let help = "say in one sentence why the document is changed here";
            incomplete("the action has no `description`", Some(help));
        }
        match (text, target, change, reason) {
            (Some(text), Some(target), Some(change), Some(reason)) if errors.is_empty() => {
                Ok(Self {
                    index,
                    at,
                    text,
                    target,
                    change,
                    reason,
                })
            }
            _ => Err(errors),
        }
    }

    /// The pointers that the target matches.
    fn matches(&self, document: &Value) -> Vec<Pointer> {
        let found = self.target.query_located(document).dedup();
        let pointers = found
            .locations()
            .map(|at| Pointer::parse(&at.to_json_pointer()));
        pointers.collect()
    }

    fn run(&self, document: &mut Value, work: &mut Work, errors: &mut Vec<Diagnostic>) {
        let beyond = |key: &str, message: &str| {
            let error = error(Code::Limit, &self.at.push(key), message);
            error.help("name what is meant by its keys, or make several overlays of this one")
        };
        if !work.may_query(self.text) {
            let message = "with the actions before, this one looks at too much of the document";
            return errors.push(beyond("target", message));
        }
        let matches = self.matches(document);
        if matches.is_empty() {
            let message = format!("the target `{}` matches nothing in the document", self.text);
            let mut error = error(Code::OverlayNoMatch, &self.at.push("target"), message);
            error.help = matching_part(document, self.text);
            errors.push(error);
        }
        match self.change {
            Change::Update(update) if !work.may_grow(update, matches.len()) => {
                let message = "with the actions before, this one makes the document too large";
                errors.push(beyond("update", message));
            }
            Change::Update(update) => {
                errors.extend(update_all(
                    document,
                    update,
                    &matches,
                    &self.at.push("update"),
                ));
            }
            Change::Remove if matches.iter().any(Pointer::is_root) => {
                let message = "the target is the whole document, which can't be removed";
                errors.push(error(Code::OverlayClash, &self.at.push("target"), message));
            }
            Change::Remove => remove_all(document, &matches),
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

/// Removes what stands at some pointers.
fn remove_all(document: &mut Value, pointers: &[Pointer]) {
    let mut parents: BTreeMap<Pointer, Vec<Cow<'_, str>>> = BTreeMap::new();
    for pointer in pointers {
        if let (Some(parent), Some(token)) = (pointer.parent(), pointer.last()) {
            parents.entry(parent).or_default().push(token);
        }
    }
    let mut parents: Vec<_> = parents.into_iter().collect();
    // From the last to the first, so that the indices of a list stay what they were.
    parents.sort_by_cached_key(|(parent, _)| {
        let tokens = parent.tokens();
        Reverse(
            tokens
                .map(|token| (token.parse::<usize>().ok(), token.into_owned()))
                .collect::<Vec<_>>(),
        )
    });
    for (parent, tokens) in parents {
        match document.pointer_mut(parent.as_str()) {
            Some(Value::Object(map)) => tokens.iter().for_each(|name| {
                map.remove(name.as_ref());
            }),
            Some(Value::Array(items)) => {
                let indices = tokens.iter().filter_map(|token| token.parse().ok());
                let indices: BTreeSet<usize> = indices.collect();
                let mut index = 0..;
                items.retain(|_| index.next().is_none_or(|index| !indices.contains(&index)));
            }
            // An ancestor is gone already: it was a match too.
            _ => {}
        }
    }
}

/// Updates what stands at some pointers, unless the update does not fit one of them.
fn update_all(
    document: &mut Value,
    update: &Value,
    pointers: &[Pointer],
    at: &Pointer,
) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    for pointer in pointers {
        match document.pointer(pointer.as_str()) {
            // The update of a list is its new item, or several.
            None | Some(Value::Array(_)) => {}
            Some(target) => check_fit(target, update, pointer, at, &mut errors),
        }
    }
    if !errors.is_empty() {
        return errors;
    }
    for pointer in pointers {
        match (document.pointer_mut(pointer.as_str()), update) {
            (Some(Value::Array(items)), one) if !one.is_array() => items.push(one.clone()),
            (Some(target), update) => merge(target, update),
            (None, _) => {}
        }
    }
    errors
}

/// Reports where an update has a mapping or a list and the document something else, or the other way round.
fn check_fit(
    target: &Value,
    update: &Value,
    pointer: &Pointer,
    at: &Pointer,
    errors: &mut Vec<Diagnostic>,
) {
    match (target, update) {
        (Value::Object(map), Value::Object(updates)) => {
            for (key, update) in updates {
                if let Some(target) = map.get(key) {
                    check_fit(target, update, &pointer.push(key), &at.push(key), errors);
                }
            }
        }
        (Value::Array(_), Value::Array(_)) | (Value::Null, _) | (_, Value::Null) => {}
        (Value::Object(_) | Value::Array(_), _) | (_, Value::Object(_) | Value::Array(_)) => {
            // A target with many matches clashes in the same way everywhere; once is enough.
            if errors.last().is_some_and(|last| last.pointer == *at) {
                return;
            }
            let message = format!(
                "the update is {}, but at `{pointer}` the document has {}",
                describe(update),
                describe(target)
            );
            let error = error(Code::OverlayClash, at, message);
            errors.push(error.help("remove the old value by an action before this one"));
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
