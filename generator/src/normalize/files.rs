//! What a document refers to in other files becomes a component, as if it had been written there.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::{Map, Value};

use super::{component_name, entry, unique};
use crate::diagnostic::{Diagnostic, File};
use crate::limit::{self, Budget};
use crate::load;
use crate::pointer::{self, Pointer};
use crate::shape::{self, Part, PartKind};
use crate::source::{Inputs, below, decoded, split_reference};

/// Where the components that came from other files stand there: the file's index and the pointer, by the pointer of the component.
pub(super) type Origins = BTreeMap<Pointer, (File, Pointer)>;

/// How often over the files may be written out: what is referred to stands in what is around it, too.
const MAX_COPIES: usize = 8;

/// Brings in all that references to other files lead to. References that lead nowhere stay, with the whole path of the file.
pub(super) fn bring_in(
    document: &mut Value,
    inputs: &Inputs,
    out: &mut Vec<Diagnostic>,
) -> Origins {
    // It may also refer to itself by its name.
    let own = format!("{}#", inputs.document.file_name());
    if inputs.files.is_empty() && !inputs.document.text.contains(&own) {
        return Origins::new();
    }
    let sizes = inputs.files.values().map(|source| source.text.len());
    let components = document.get("components").and_then(Value::as_object);
    let taken = components.into_iter().flatten().flat_map(|(section, all)| {
        let names = all.as_object().into_iter().flat_map(Map::keys);
        names.map(|name| (section.clone(), name.clone()))
    });
    let mut files = Files {
        inputs,
        values: BTreeMap::new(),
        components: BTreeMap::new(),
        taken: taken.collect(),
        waiting: VecDeque::new(),
        budget: Budget::new(sizes.sum::<usize>().saturating_mul(MAX_COPIES)),
        out,
    };
    files.redirect(document, None, None);
    let mut origins = Origins::new();
    while let Some(mut found) = files.waiting.pop_front() {
        let (section, name) = (found.section, found.name);
        files.redirect(&mut found.value, Some(found.kind), Some(found.file));
        let components = entry(document, "components").and_then(|all| entry(all, section));
        if let Some(Value::Object(components)) = components {
            let at = crate::document::component(section, &name);
            origins.insert(at, (File::Referenced(found.file), found.from));
            components.insert(name, found.value);
        }
    }
    origins
}

/// What is to become a component.
struct Found {
    value: Value,
    kind: PartKind,
    section: &'static str,
    name: String,
    file: usize,
    from: Pointer,
}

struct Files<'i, 'o> {
    inputs: &'i Inputs,
    /// The values of those that were looked into; none for those that can't be read.
    values: BTreeMap<usize, Option<Value>>,
    /// The names of the components, by their sections and where they come from.
    components: BTreeMap<(&'static str, usize, String), String>,
    /// The sections and names of all components.
    taken: BTreeSet<(String, String)>,
    waiting: VecDeque<Found>,
    budget: Budget,
    out: &'o mut Vec<Diagnostic>,
}

/// Where a reference leads.
enum Target {
    Document(String),
    File(usize, String),
    /// To no file that was read; this is its path as seen from the document.
    Nowhere(String),
}

impl Files<'_, '_> {
    /// Lets the references in a value from a file lead to components.
    fn redirect(&mut self, value: &mut Value, kind: Option<PartKind>, file: Option<usize>) {
        for (at, reference, kind) in references(value, kind) {
            let reference = match self.target(&reference, file) {
                None => continue,
                Some(Target::Document(fragment)) => format!("#{fragment}"),
                Some(Target::Nowhere(path)) => path,
                Some(Target::File(file, fragment)) => self.component(file, fragment, kind),
            };
            if let Some(text) = value.pointer_mut(at.as_str()) {
                *text = reference.into();
            }
        }
    }

    /// Where a reference leads that stands in a file; `None` if it is to stay as it is.
    fn target(&self, reference: &str, file: Option<usize>) -> Option<Target> {
        let (path, fragment) = split_reference(reference);
        let fragment = fragment.to_owned();
        let base = file.and_then(|file| self.inputs.files.keys().nth(file));
        if path.is_empty() {
            return file.map(|file| Target::File(file, fragment));
        }
        if path.contains("://") {
            return None;
        }
        let path = below(base.map_or("", String::as_str), path)?;
        if path == self.inputs.document.file_name() {
            return Some(Target::Document(fragment));
        }
        let index = self.inputs.files.keys().position(|known| *known == path);
        match index {
            Some(index) => Some(Target::File(index, fragment)),
            // Elsewhere, the path would be that of another file.
            None => file.map(|_| Target::Nowhere(format!("{path}#{fragment}"))),
        }
    }

    /// The reference to the component that is made of a part of a file.
    fn component(&mut self, file: usize, fragment: String, kind: PartKind) -> String {
        let Some((path, source)) = self.inputs.files.iter().nth(file) else {
            return fragment;
        };
        let nowhere = format!("{path}#{fragment}");
        let Some(section) = section(kind) else {
            return nowhere;
        };
        let key = (section, file, fragment);
        if let Some(name) = self.components.get(&key) {
            return super::reference(section, name);
        }
        let out = &mut *self.out;
        let whole = self.values.entry(file).or_insert_with(|| {
            let value = load::value(source, File::Referenced(file));
            value.map_err(|errors| out.extend(errors)).ok()
        });
        let mut fragments = [key.2.clone(), decoded(&key.2)].into_iter();
        let found = fragments.find_map(|fragment| {
            let value = pointer::find(whole.as_ref()?, &fragment)?;
            Some((value, Pointer::parse(&fragment)))
        });
        let Some((value, from)) = found else {
            return nowhere;
        };
        if !self.budget.spend(limit::size(value)) {
            let message = "what is referred to in this file is too much to be written out";
            let error = limit::exceeded(&from, message);
            self.out.push(error.in_file(File::Referenced(file)));
            return nowhere;
        }
        let name = from.last().map_or_else(|| stem(path), Cow::into_owned);
        let name = unique(&component_name(&Pointer::root().push(name)), |name| {
            self.taken.insert((section.to_owned(), name.to_owned()))
        });
        self.components.insert(key, name.clone());
        let reference = super::reference(section, &name);
        self.waiting.push_back(Found {
            value: value.clone(),
            kind,
            section,
            name,
            file,
            from,
        });
        reference
    }
}

/// The name of a file without its folder and its endings.
fn stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.split('.').next().unwrap_or_default().to_owned()
}

fn section(kind: PartKind) -> Option<&'static str> {
    match kind {
        PartKind::PathItem => Some("pathItems"),
        kind => kind.section(),
    }
}

/// Keywords of newer versions with a schema, with a list of them, and with several by name.
const ONE: [&str; 8] = [
    "contains",
    "contentSchema",
    "else",
    "if",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];
const SEVERAL: [&str; 5] = [
    "$defs",
    "definitions",
    "dependentSchemas",
    "patternProperties",
    "prefixItems",
];

/// All references of a part, or of a whole document: where the texts stand, and what they should lead to.
fn references(value: &Value, kind: Option<PartKind>) -> Vec<(Pointer, String, PartKind)> {
    let mut found = Vec::new();
    let mut parts = match kind {
        Some(kind) => shape::parts_of(kind, value, &Pointer::root()),
        None => document_parts(value),
    };
    while let Some(part) = parts.pop() {
        if let Some(reference) = part.reference {
            found.push((part.at.push("$ref"), reference.to_owned(), part.kind));
            parts.extend(shape::beside(&part));
        } else if part.kind == PartKind::Schema {
            found.extend(mapping(&part));
            let newer = newer_schemas(&part).into_iter();
            parts.extend(
                newer.flat_map(|(at, schema)| shape::parts_of(PartKind::Schema, schema, &at)),
            );
        }
    }
    found.sort_by(|(a, ..), (b, ..)| a.cmp(b));
    found
}

fn document_parts(document: &Value) -> Vec<Part<'_>> {
    let (mut parts, _) = shape::parts(document);
    // Only newer versions have them.
    let at = Pointer::root().push("components").push("pathItems");
    let items = at.find(document).and_then(Value::as_object);
    let items = items.into_iter().flatten();
    parts.extend(
        items.flat_map(|(name, item)| shape::parts_of(PartKind::PathItem, item, &at.push(name))),
    );
    parts
}

/// The schemas at keywords that only newer versions have.
fn newer_schemas<'d>(part: &Part<'d>) -> Vec<(Pointer, &'d Value)> {
    let at = |key: &str| part.at.push(key);
    let one = ONE.iter();
    let one = one.filter_map(|key| Some((at(key), part.map.get(*key)?)));
    let mut found: Vec<_> = one.collect();
    for key in SEVERAL {
        let at = at(key);
        match part.map.get(key) {
            Some(Value::Object(all)) => {
                found.extend(all.iter().map(|(name, schema)| (at.push(name), schema)));
            }
            Some(Value::Array(all)) => {
                let all = all.iter().enumerate();
                found.extend(all.map(|(index, schema)| (at.index(index), schema)));
            }
            _ => {}
        }
    }
    found
}

/// The texts of a discriminator that are no names of components.
fn mapping(part: &Part<'_>) -> Vec<(Pointer, String, PartKind)> {
    let at = part.at.push("discriminator").push("mapping");
    let discriminator = part.map.get("discriminator");
    let mapping = discriminator.and_then(|found| found.get("mapping")?.as_object());
    let texts = mapping.into_iter().flatten().filter_map(|(key, text)| {
        let text = text
            .as_str()
            .filter(|text| text.contains(['/', '.', '#']))?;
        Some((at.push(key), text.to_owned(), PartKind::Schema))
    });
    texts.collect()
}

#[cfg(test)]
mod tests;
