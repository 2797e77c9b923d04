//! An import as text: what changes, what is still to be written, what is proposed.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Imported;
use crate::diff::render::count;
use crate::diff::{Diff, Rust, Wire};
use openapi_client_codegen::source::{self, Inputs};
use openapi_client_codegen::text::visible;

impl Imported {
    /// The import for a person who decides on it; `old` and `new` are the names of our document and of the imported one.
    /// With `details`, each change and each text that was taken has its lines.
    pub fn text(&self, present: &Inputs, new: &str, details: bool) -> String {
        let old = &present.document.name;
        let mut text = format!("{}\n", self.diff.summary());
        for (kind, number) in self.diff.kinds() {
            let _ = writeln!(text, "  {number} {kind}");
        }
        let shown = match details {
            true => self.diff.clone(),
            false => worst(&self.diff),
        };
        if !shown.changes.is_empty() {
            let changes = shown.text(old, new);
            let changes = changes.trim_end().strip_suffix(shown.summary().as_str());
            let _ = write!(text, "\n{}", changes.unwrap_or_default());
        }
        if !self.taken.is_empty() {
            let number = count(self.taken.len(), "text");
            let _ = writeln!(text, "\n{number} taken from equal parts of our document");
            if details {
                self.write_taken(&mut text);
            }
        }
        if !self.gaps.is_empty() {
            let open: usize = self.gaps.iter().map(|gap| gap.positions.len()).sum();
            let (open, texts) = (count(open, "placeholder"), count(self.gaps.len(), "text"));
            let _ = writeln!(text, "\n{open}, for which {texts} are to be written");
        }
        self.write_proposals(&mut text);
        self.write_superfluous(present, &mut text);
        text
    }

    fn write_taken(&self, text: &mut String) {
        let pointers = self.taken.iter().map(|taken| &taken.pointer);
        let spans = source::locate_all(&self.text, pointers);
        for taken in &self.taken {
            let span = spans.get(&taken.pointer).and_then(|spans| spans.first());
            let line = span.map_or(1, |span| span.line);
            let (to, from) = (
                visible(taken.pointer.as_str()),
                visible(taken.from.as_str()),
            );
            let _ = writeln!(text, "  line {line} {to}\n    from {from}");
        }
    }

    fn write_proposals(&self, text: &mut String) {
        let mut group = "";
        for (index, proposal) in self.proposals.iter().enumerate() {
            if proposal.group != group {
                group = proposal.group;
                let _ = writeln!(text, "\n{group}:");
            }
            let (what, reason) = (visible(&proposal.what), visible(&proposal.reason));
            match proposal.edit {
                Some(_) => drop(writeln!(text, "  {}. {what}\n     {reason}", index + 1)),
                None => drop(writeln!(text, "  - {what}\n    {reason}")),
            }
        }
    }

    fn write_superfluous(&self, present: &Inputs, text: &mut String) {
        let Some(overlay) = present
            .overlay
            .as_ref()
            .filter(|_| !self.superfluous.is_empty())
        else {
            return;
        };
        text.push_str("\nthe document says by itself what the overlay says here:\n");
        let found = self.superfluous.iter();
        let spans = source::locate_all(&overlay.text, found.clone().map(|found| &found.pointer));
        let line = |at| spans.get(at)?.first().map(|span| span.line);
        let found = found.map(|found| (line(&found.pointer).unwrap_or(1), found));
        let mut found: Vec<_> = found.collect();
        found.sort_by_key(|(line, _)| *line);
        for (line, found) in found {
            let part: Vec<_> = found.pointer.tokens().skip(3).collect();
            let what = match found.is_whole {
                true => "the action on".to_owned(),
                false => format!("`{}` in the action on", part.join(".")),
            };
            let target = visible(&found.target);
            let _ = writeln!(text, "  {}:{line}: {what} {target}", overlay.name);
        }
    }
}

impl Diff {
    /// How many changes there are of each kind, in words: `8 operations added`.
    fn kinds(&self) -> Vec<(String, usize)> {
        let mut kinds = BTreeMap::new();
        for change in &self.changes {
            *kinds.entry(change.kind).or_insert(0) += 1;
        }
        let changes = kinds
            .into_iter()
            .map(|(kind, number)| (kind.words(), number));
        let mut notes = BTreeMap::new();
        // An import writes the tags by itself.
        for note in self.notes.iter().filter(|note| note.keyword != "tags") {
            let how = match (&note.old, &note.new) {
                (None, _) => "added",
                (_, None) => "removed",
                _ => "changed",
            };
            *notes.entry(format!("{} {how}", note.keyword)).or_insert(0) += 1;
        }
        let plural = |(words, number): (String, usize)| match words.rsplit_once(' ') {
            Some((noun, how)) if number > 1 => (format!("{noun}s {how}"), number),
            _ => (words, number),
        };
        changes.chain(notes).map(plural).collect()
    }
}

/// The changes that break something.
fn worst(diff: &Diff) -> Diff {
    let mut diff = diff.clone();
    diff.notes.clear();
    diff.changes
        .retain(|change| change.wire == Wire::Breaking || change.rust == Rust::Major);
    diff
}
