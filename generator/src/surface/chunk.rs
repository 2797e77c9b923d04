//! Chunks: the items of a file, or the members of an item, as the printer has written them.

/// Lines that belong together: documentation, attributes and code.
#[derive(Clone, Debug)]
pub(super) struct Chunk<'t> {
    /// The first line, from 1.
    pub first: usize,
    /// The last line.
    pub last: usize,
    /// The attributes, a line each.
    pub attributes: Vec<&'t str>,
    /// The lines of code, without the indentation of the whole.
    code: Vec<&'t str>,
    /// The line of the first line of code.
    begin: usize,
}

/// What starts a line that closes what another line has opened.
const CLOSING: [char; 4] = ['}', ')', ']', '>'];

/// What ends the last line of a chunk.
const ENDS: [char; 3] = [';', '}', ','];

/// The chunks of some lines, of which the first has the number `number`.
pub(super) fn chunks<'t>(lines: impl Iterator<Item = &'t str>, number: usize) -> Vec<Chunk<'t>> {
    let mut found = Vec::new();
    let mut chunk: Option<Chunk<'t>> = None;
    for (index, line) in lines.enumerate() {
        let number = number + index;
        // The last line of a chain of calls closes nothing that stands at the margin.
        if !line.is_empty() && !line.starts_with(' ') && !line.starts_with(CLOSING) {
            found.extend(chunk.take_if(|chunk| chunk.is_chain()));
        }
        if line.is_empty() && chunk.as_ref().is_none_or(|chunk| chunk.code.is_empty()) {
            chunk = None;
            continue;
        }
        let current = chunk.get_or_insert_with(|| Chunk {
            first: number,
            last: number,
            attributes: Vec::new(),
            code: Vec::new(),
            begin: number,
        });
        if current.code.is_empty() {
            if line.starts_with("//") {
                continue;
            }
            if line.starts_with('#') {
                current.attributes.push(line);
                continue;
            }
            current.begin = number;
        }
        let closes = current.code.is_empty() || line.starts_with(CLOSING);
        current.code.push(line);
        current.last = number;
        if closes && line.ends_with(ENDS) {
            found.extend(chunk.take());
        }
    }
    found
}

impl<'t> Chunk<'t> {
    /// Whether the code ends with an indented line that ends a statement, as `    .call(..);` does; empty lines behind it
    /// are taken off.
    fn is_chain(&mut self) -> bool {
        let empty = self.code.iter().rev().take_while(|line| line.is_empty());
        let empty = empty.count();
        let length = self.code.len() - empty;
        let last = length.checked_sub(1).and_then(|last| self.code.get(last));
        let is_chain = last.is_some_and(|line| line.starts_with(' ') && line.ends_with(';'));
        if is_chain {
            self.code.truncate(length);
            self.last -= empty;
        }
        is_chain
    }

    /// The code up to the first block, on one line.
    pub(super) fn head(&self) -> String {
        let mut head = String::new();
        for line in &self.code {
            if !head.is_empty() && !head.ends_with(['(', '<', '{']) && !line.starts_with(CLOSING) {
                head.push(' ');
            }
            let part = line.trim_start();
            if part.starts_with([')', '>', '}']) && head.ends_with(", ") {
                head.truncate(head.len() - 2);
            } else if part.starts_with([')', '>', '}']) && head.ends_with(',') {
                head.truncate(head.len() - 1);
            }
            // Lists that are broken over lines have a space behind each comma, too.
            head.push_str(part);
            if part.ends_with('{') && !part.starts_with("pub use") {
                break;
            }
        }
        let head = head.strip_suffix('{').unwrap_or(&head);
        head.trim_end().to_owned()
    }

    /// What stands in the block of the chunk.
    pub(super) fn inner(&self) -> Vec<Chunk<'t>> {
        let Some(open) = self.code.iter().position(|line| line.ends_with('{')) else {
            return Vec::new();
        };
        let end = self.code.len().saturating_sub(1);
        let lines = self.code.get(open + 1..end).unwrap_or_default();
        let lines = lines.iter();
        let lines = lines.map(|line| line.strip_prefix("    ").unwrap_or(line));
        chunks(lines, self.begin + open + 1)
    }

    /// What the item derives, in order of the alphabet.
    pub(super) fn derives(&self) -> Vec<&'t str> {
        let lists = self.attributes.iter();
        let lists = lists.filter_map(|attribute| attribute.strip_prefix("#[derive("));
        let names = lists.flat_map(|list| list.trim_end_matches([')', ']']).split(','));
        let mut names: Vec<_> = names
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect();
        names.sort_unstable();
        names
    }

    /// The feature that the item depends on.
    pub(super) fn feature(&self) -> Option<String> {
        let mut attributes = self.attributes.iter();
        let text = attributes.find_map(|attribute| attribute.strip_prefix("#[cfg(feature = \""))?;
        Some(text.split('"').next().unwrap_or_default().to_owned())
    }
}
