//! Prints what changes: a line a file, or a unified diff.

use std::io;
use std::time::Duration;

use openapi_client_codegen::output::{Change, Comparison};
use similar::{Algorithm, ChangeTag, TextDiff};

use crate::terminal::{Colour, Stream};

/// How long the lines of one file are compared; what differs after that is shown as a whole.
const DIFF_TIME: Duration = Duration::from_secs(5);

/// A line for each file that differs.
pub(super) fn print_list(
    stream: &mut Stream,
    out: &str,
    comparison: &Comparison,
) -> io::Result<()> {
    // Written at once: a package has hundreds of files.
    let mut lines = String::new();
    for (path, change) in &comparison.changes {
        let (colour, verb) = match change {
            Change::Added { .. } => (Colour::Green, "added"),
            Change::Changed { .. } => (Colour::Yellow, "changed"),
            Change::Removed { .. } => (Colour::Red, "removed"),
        };
        let verb = stream.paint(colour, verb);
        lines.push_str(&format!("{verb} {out}/{path}\n"));
    }
    stream.raw(&lines)
}

/// The differences in the form that `git apply` and `patch` take.
pub(crate) fn print_diff(
    stream: &mut Stream,
    out: &str,
    comparison: &Comparison,
) -> io::Result<()> {
    for (path, change) in &comparison.changes {
        let (old, new) = match change {
            Change::Added { new } => ("", new.as_str()),
            Change::Changed { old, new } => (old.as_str(), new.as_str()),
            Change::Removed { old } => (old.as_str(), ""),
        };
        // An absolute folder has its own slash.
        let path = format!("{out}/{path}");
        let path = path.trim_start_matches('/');
        let before = match change {
            Change::Added { .. } => "/dev/null".to_owned(),
            _ => format!("a/{path}"),
        };
        let after = match change {
            Change::Removed { .. } => "/dev/null".to_owned(),
            _ => format!("b/{path}"),
        };
        stream.line(&format!("--- {before}\n+++ {after}"))?;
        print_hunks(stream, &old.replace("\r\n", "\n"), new)?;
    }
    Ok(())
}

/// The difference by lines. Lines that stand only once in each text hold their places, so that what is added between others
/// shows as added: documents repeat many lines.
pub(crate) fn lines<'t>(old: &'t str, new: &'t str) -> TextDiff<'t, 't, str> {
    TextDiff::configure()
        .algorithm(Algorithm::Patience)
        .timeout(DIFF_TIME)
        .diff_lines(old, new)
}

fn print_hunks(stream: &mut Stream, old: &str, new: &str) -> io::Result<()> {
    let diff = lines(old, new);
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        let header = stream.paint(Colour::Cyan, &hunk.header().to_string());
        stream.line(&header)?;
        for change in hunk.iter_changes() {
            let text = change.value();
            let line = format!("{}{}", change.tag(), text.trim_end_matches('\n'));
            let line = match change.tag() {
                ChangeTag::Equal => line,
                ChangeTag::Delete => stream.paint(Colour::Red, &line),
                ChangeTag::Insert => stream.paint(Colour::Green, &line),
            };
            stream.line(&line)?;
            if !text.ends_with('\n') {
                stream.line("\\ No newline at end of file")?;
            }
        }
    }
    Ok(())
}
