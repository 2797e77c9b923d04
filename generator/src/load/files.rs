//! The files that a document refers to.

use std::collections::BTreeSet;

use serde_json::Value;

use super::value;
use crate::diagnostic::File;
use crate::source::{Inputs, Source, below, split_reference};

/// How many files a document may refer to, and how many bytes they may have together; more are not read.
const MAX_FILES: usize = 1_000;
const MAX_SIZE: usize = 64 << 20;

impl Inputs {
    /// Adds the files that the document and its overlay refer to, and those that these files refer to.
    ///
    /// `read` has the bytes of a file, whose path is seen from the folder of the document and leads not above it. What is not
    /// read is reported later, where it is referred to.
    pub fn add_files(&mut self, mut read: impl FnMut(&str) -> Option<Vec<u8>>) {
        let overlay = self.overlay.iter().flat_map(|source| paths("", source));
        let mut waiting: Vec<String> = paths("", &self.document)
            .into_iter()
            .chain(overlay)
            .collect();
        let folder = self.document.name.rfind(['/', '\\']).map_or(0, |at| at + 1);
        let folder = self.document.name[..folder].to_owned();
        let mut seen = BTreeSet::from([self.document.file_name()]);
        let mut size = 0;
        while let Some(path) = waiting.pop() {
            if seen.len() > MAX_FILES || !seen.insert(path.clone()) {
                continue;
            }
            let Some(bytes) = read(&path).filter(|bytes| size + bytes.len() <= MAX_SIZE) else {
                continue;
            };
            size += bytes.len();
            if let Ok(source) = Source::from_bytes(format!("{folder}{path}"), bytes) {
                waiting.extend(paths(&path, &source));
                self.files.insert(path, source);
            }
        }
    }
}

/// The paths of all that may be a reference to another file in a source, which itself has the path `file`.
fn paths(file: &str, source: &Source) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    // Most documents have no such reference, and are not read once more.
    let mut references = source.text.split("$ref").skip(1);
    let leads_out = |rest: &str| {
        let rest =
            rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ':'));
        !rest.starts_with('#')
    };
    if references.any(leads_out)
        && let Ok(value) = value(source, File::Document)
    {
        collect(&value, &mut |reference| {
            let (path, _) = split_reference(reference);
            let path = below(file, path);
            found.extend(path.filter(|path| !path.is_empty() && path != file));
        });
    }
    found
}

/// Calls `found` with each text at a `$ref` and with those of mappings.
fn collect(value: &Value, found: &mut impl FnMut(&str)) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(text) if key == "$ref" => found(text),
                    Value::Object(mapping) if key == "mapping" => {
                        mapping
                            .values()
                            .filter_map(Value::as_str)
                            .for_each(&mut *found);
                    }
                    value => collect(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_that_files_refer_to() {
        let mut inputs = Inputs {
            document: Source::new(
                "specs/api.yaml",
                "a: {$ref: 'parts/a%20b.yaml#/x'}\nb: {$ref: '#/a'}",
            ),
            overlay: Some(Source::new(
                "o.yaml",
                "- {$ref: o.json}\n- {$ref: '../up.yaml'}",
            )),
            ..Inputs::default()
        };
        let mut asked = Vec::new();
        inputs.add_files(|path| {
            asked.push(path.to_owned());
            let text = match path {
                "parts/a b.yaml" => {
                    "x: {$ref: ../api.yaml#/b}\ny: {mapping: {one: ./c.yaml, two: Two}}"
                }
                "parts/c.yaml" => "{$ref: 'https://a.example/d.yaml'}",
                _ => return None,
            };
            Some(text.as_bytes().to_vec())
        });
        asked.sort();
        assert_eq!(asked, ["parts/Two", "parts/a b.yaml", "parts/c.yaml"]);
        let names: Vec<_> = inputs.files.values().map(|source| &source.name).collect();
        assert_eq!(names, ["specs/parts/a b.yaml", "specs/parts/c.yaml"]);
    }

    #[test]
    fn the_number_of_files_is_bounded() {
        let mut inputs = Inputs {
            document: Source::new("a.json", r#"{"$ref": "1"}"#),
            ..Inputs::default()
        };
        let mut count = 0;
        inputs.add_files(|_| {
            count += 1;
            Some(format!("$ref: '{}'", count + 1).into_bytes())
        });
        assert_eq!(count, MAX_FILES);
    }
}
