//! The public surface of a package: what its users can name, an item a line, and where each item stands in the files.
//!
//! The files are read as the printer writes them: one item begins on one line, and what belongs to it is indented.

mod chunk;
pub mod compare;
pub mod release;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chunk::Chunk;

use crate::output::Output;

/// The file of a package that holds its surface.
pub const FILE: &str = "api.txt";

/// What users of a package can name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surface {
    /// The items by path: `customer_profiles::Status::Draft`, `sid::PolicySid as rt::impl_sid`.
    pub items: BTreeMap<String, Item>,
}

/// One item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is: `fn(&self) -> rt::List<EndUser>`, `struct, Clone, Debug`, the type of a field.
    pub text: String,
    /// The file it stands in.
    pub file: String,
    /// Its first line with its documentation, from 1.
    pub first: usize,
    /// Its last line.
    pub last: usize,
}

impl Surface {
    /// The surface of the files of a package.
    pub fn of(output: &Output) -> Self {
        let mut scan = Scan {
            output,
            items: BTreeMap::new(),
        };
        scan.file("src/lib.rs", &Place::default());
        scan.features();
        Self { items: scan.items }
    }

    /// The text of [`FILE`], below its header: an item a line, in the order of the paths.
    pub fn text(&self) -> String {
        let lines = self.items.iter();
        lines
            .map(|(path, item)| format!("{path}: {}\n", item.text))
            .collect()
    }

    /// The file, with a header that says where it comes from.
    pub(crate) fn file(&self, source: &str) -> String {
        format!(
            "# The public surface, an item a line: what it takes away or changes may break code that uses it.\n\
             # {} from {source}: change the document, the overlay or the generator, not this file.\n{}",
            crate::output::MARKER,
            self.text()
        )
    }
}

/// What is known of where an item stands.
#[derive(Clone, Default)]
struct Place {
    /// The modules, outermost first, each with its `::`.
    modules: String,
    /// The feature that the module depends on.
    feature: Option<String>,
}

impl Place {
    fn path(&self, name: &str) -> String {
        [&self.modules, name].concat()
    }
}

struct Scan<'o> {
    output: &'o Output,
    items: BTreeMap<String, Item>,
}

/// What a chunk is in.
struct Within<'p> {
    file: &'p str,
    place: &'p Place,
}

impl Scan<'_> {
    /// Adds the features of the manifest, which are lines of their own there.
    fn features(&mut self) {
        const MANIFEST: &str = "Cargo.toml";
        let manifest = self.output.files.get(MANIFEST);
        let lines = manifest.map(String::as_str).unwrap_or_default().lines();
        let lines = lines.enumerate();
        let below = lines.skip_while(|(_, line)| *line != "[features]").skip(1);
        for (index, line) in below.take_while(|(_, line)| !line.starts_with('[')) {
            let Some((name, list)) = line.split_once(" = ").filter(|_| !line.starts_with('#'))
            else {
                continue;
            };
            let mut parts = vec!["feature".to_owned()];
            let list = list.trim_matches(['[', ']']).split(", ");
            let names = list.map(|name| name.trim_matches('"').to_owned());
            parts.extend(names.filter(|name| !name.is_empty()));
            let item = Item {
                text: parts.join(", "),
                file: MANIFEST.to_owned(),
                first: index + 1,
                last: index + 1,
            };
            self.items.insert(format!("[{name}]"), item);
        }
    }

    /// Adds the items of a file and of the public modules below it.
    fn file(&mut self, path: &str, place: &Place) {
        let Some(text) = self.output.files.get(path) else {
            return;
        };
        let within = Within { file: path, place };
        for chunk in chunk::chunks(text.lines(), 1) {
            self.item(&chunk, &within);
        }
    }

    fn item(&mut self, chunk: &Chunk<'_>, within: &Within<'_>) {
        let head = chunk.head();
        if let Some(name) = head.strip_prefix("pub mod ") {
            return self.module(name.trim_end_matches(';'), chunk, within);
        }
        if let Some(names) = head.strip_prefix("pub use ") {
            return self.exports(names.trim_end_matches(';'), chunk, within);
        }
        if let Some(rest) = head.strip_prefix("pub struct ") {
            let name = word(rest);
            self.add(name, "struct", chunk, within);
            return self.members(name, chunk, within);
        }
        if let Some(rest) = head.strip_prefix("pub enum ") {
            self.add(word(rest), "enum", chunk, within);
            return self.members(word(rest), chunk, within);
        }
        if head.starts_with("rt::open_enum!") {
            for inner in chunk.inner() {
                self.open_enum(&inner, within);
            }
            return;
        }
        if let Some((name, arguments)) = head
            .strip_prefix("rt::")
            .and_then(|rest| rest.split_once("!("))
        {
            let arguments = arguments.strip_suffix(");").unwrap_or(arguments);
            let (subject, rest) = arguments
                .split_once(" => ")
                .or_else(|| arguments.split_once(", "))
                .unwrap_or((arguments, ""));
            let path = format!("{subject} as rt::{name}");
            return self.insert(&path, rest.to_owned(), chunk, within);
        }
        if let Some(header) = head.strip_prefix("impl") {
            return self.implementation(header, chunk, within);
        }
        let public = head.strip_prefix("pub ");
        let public = public.and_then(|public| public.split_once(' '));
        if let Some((keyword @ ("const" | "fn" | "static" | "trait" | "type"), rest)) = public {
            let (name, text) = rest.split_at(word(rest).len());
            let text = text.trim_start_matches(": ").trim_start();
            self.insert(name, format!("{keyword} {text}"), chunk, within);
        }
    }

    fn module(&mut self, name: &str, chunk: &Chunk<'_>, within: &Within<'_>) {
        let mut place = within.place.clone();
        place.feature = chunk.feature().or(place.feature);
        let here = Within {
            file: within.file,
            place: &place,
        };
        self.insert(name, "mod".to_owned(), chunk, &here);
        let folder = match within.file.strip_suffix("/mod.rs") {
            Some(folder) => folder,
            None => within.file.strip_suffix("/lib.rs").unwrap_or_default(),
        };
        let mut below = place.clone();
        below.modules.push_str(name);
        below.modules.push_str("::");
        let files = [
            format!("{folder}/{name}.rs"),
            format!("{folder}/{name}/mod.rs"),
        ];
        for file in files {
            self.file(&file, &below);
        }
    }

    /// Adds what a `pub use` brings.
    fn exports(&mut self, text: &str, chunk: &Chunk<'_>, within: &Within<'_>) {
        let (from, names) = match text.split_once("::{") {
            Some((from, names)) => (from, names.trim_end_matches('}')),
            None => text.rsplit_once("::").unwrap_or(("", text)),
        };
        for name in names
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
        {
            self.insert(name, format!("use {from}::{name}"), chunk, within);
        }
    }

    fn open_enum(&mut self, chunk: &Chunk<'_>, within: &Within<'_>) {
        if let Some(rest) = chunk.head().strip_prefix("pub enum ") {
            self.add(word(rest), "rt::open_enum", chunk, within);
            self.members(word(rest), chunk, within);
        }
    }

    /// Adds the public fields of a struct, or the variants of an enumeration.
    fn members(&mut self, owner: &str, chunk: &Chunk<'_>, within: &Within<'_>) {
        let is_enum = chunk.head().starts_with("pub enum");
        for member in chunk.inner() {
            let head = member.head();
            let head = head.trim_end_matches(',');
            let (name, text) = match (is_enum, head.strip_prefix("pub ")) {
                (false, Some(field)) => field.split_once(": ").unwrap_or((field, "")),
                (false, None) => continue,
                (true, _) => match head.split_once(" = ") {
                    Some((name, wire)) => (name, wire),
                    None => head.split_at(word(head).len()),
                },
            };
            let text = if is_enum {
                format!("variant {text}")
            } else {
                text.to_owned()
            };
            self.insert(
                &format!("{owner}::{name}"),
                text.trim_end().to_owned(),
                &member,
                within,
            );
        }
    }

    fn implementation(&mut self, header: &str, chunk: &Chunk<'_>, within: &Within<'_>) {
        // Lifetimes of the implementation itself.
        let header = match header.split_once("> ") {
            Some((lifetimes, rest)) if lifetimes.starts_with('<') => rest,
            _ => header.trim_start(),
        };
        let header = header.trim_end_matches('{').trim_end();
        if let Some((implemented, owner)) = header.split_once(" for ") {
            if self.joins(owner, implemented, within) {
                return;
            }
            let path = format!("{owner} as {implemented}");
            return self.insert(&path, "impl".to_owned(), chunk, within);
        }
        for method in chunk.inner() {
            let head = method.head();
            let head = head.strip_prefix("pub ").unwrap_or_default();
            let (keywords, rest) = match head.strip_prefix("async fn ") {
                Some(rest) => ("async fn", rest),
                None => ("fn", head.strip_prefix("fn ").unwrap_or_default()),
            };
            if !rest.is_empty() {
                let (name, signature) = rest.split_at(word(rest).len());
                let mut path = format!("{header}::{name}");
                // A record that callers make has a field and a method of one name.
                if self.items.contains_key(&within.place.path(&path)) {
                    path.push_str("()");
                }
                self.insert(&path, format!("{keywords}{signature}"), &method, within);
            }
        }
    }

    /// Adds a trait to those that a type derives: who wrote its code is no matter of users.
    fn joins(&mut self, owner: &str, implemented: &str, within: &Within<'_>) -> bool {
        let implemented = implemented
            .trim_start_matches("std::fmt::")
            .trim_end_matches("<'de>");
        let item = self.items.get_mut(&within.place.path(owner));
        let Some(item) = item.filter(|_| !implemented.contains('<')) else {
            return false;
        };
        let text = item.text.clone();
        let mut parts = text.split(", ");
        let fixed = 1 + usize::from(text.contains(", non_exhaustive"));
        let head: Vec<&str> = parts.by_ref().take(fixed).collect();
        let mut traits: Vec<&str> = parts.chain([implemented]).collect();
        traits.sort_unstable();
        item.text = [head, traits].concat().join(", ");
        true
    }

    /// Adds a type with what it derives.
    fn add(&mut self, name: &str, what: &str, chunk: &Chunk<'_>, within: &Within<'_>) {
        let mut text = what.to_owned();
        if chunk.attributes.contains(&"#[non_exhaustive]") {
            text.push_str(", non_exhaustive");
        }
        for derived in chunk.derives() {
            text.push_str(", ");
            text.push_str(derived);
        }
        self.insert(name, text, chunk, within);
    }

    fn insert(&mut self, name: &str, mut text: String, chunk: &Chunk<'_>, within: &Within<'_>) {
        if let Some(feature) = chunk.feature().as_ref().or(within.place.feature.as_ref()) {
            text.push_str(&format!(" [{feature}]"));
        }
        let item = Item {
            text,
            file: within.file.to_owned(),
            first: chunk.first,
            last: chunk.last,
        };
        self.items.insert(within.place.path(name), item);
    }
}

/// The identifier at the start of a text.
fn word(text: &str) -> &str {
    let end = text.find(|sign: char| !sign.is_alphanumeric() && !matches!(sign, '_' | '#'));
    &text[..end.unwrap_or(text.len())]
}
