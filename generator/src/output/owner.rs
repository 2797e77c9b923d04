//! Which files are ours: those whose header says so, and those that the last run has listed.

use std::collections::BTreeSet;

use super::{MANIFEST, MARKER};

/// How the line of the marker ends, besides what closes the comment.
const END: &str = "not this file.";

/// Whether the header of a file is that of a written file: the very line, where it stands in each format.
///
/// A comment that only quotes the marker is not a header.
pub(super) fn is_marked(text: &str) -> bool {
    let mut lines = text.lines();
    let Some(first) = lines.next() else {
        return false;
    };
    if first.starts_with("<!--") {
        return is_header(first, "<!-- ", " -->");
    }
    if first == "{" {
        // The text behind the marker says what the examples are of. Names of operations may stand before it.
        let line = format!("  \"//\": \"{MARKER} from ");
        return lines.any(|found| found.starts_with(&line));
    }
    if first.starts_with("# ") {
        return lines.next().is_some_and(|line| is_header(line, "# ", ""));
    }
    if !first.starts_with("//!") {
        return false;
    }
    let line = lines.find(|line| !line.starts_with("//!"));
    line.is_some_and(|line| is_header(line, "// ", ""))
}

fn is_header(line: &str, open: &str, close: &str) -> bool {
    let inner = line.strip_prefix(open);
    let inner = inner.and_then(|line| line.strip_suffix(close));
    inner.is_some_and(|line| {
        line.strip_prefix(MARKER)
            .is_some_and(|rest| rest.starts_with(" from "))
            && line.ends_with(END)
    })
}

/// The header of the list.
fn header() -> String {
    format!(
        "# The files that the last run wrote: the next one deletes those that it no longer writes.\n\
         # {MARKER} from the names of the files: change {MANIFEST} by a run, {END}\n"
    )
}

/// The list of the files with these paths.
pub(super) fn list<'p>(paths: impl Iterator<Item = &'p String>) -> String {
    let mut text = header();
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    text
}

/// The paths of a list. Lines that a merge has left are no paths of files that are there, and do no harm.
pub(super) fn listed(list: &str) -> impl Iterator<Item = &str> {
    let lines = list.lines().map(str::trim_end);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The list of what either list has.
pub(super) fn merged(old: &str, new: &str) -> String {
    let paths: BTreeSet<String> = listed(old).chain(listed(new)).map(str::to_owned).collect();
    list(paths.iter())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_found_in_every_format() {
        let line = format!("{MARKER} from a.yaml: change the document, not this file.");
        for text in [
            format!("//! A\n//!\n//! B\n// {line}\n"),
            format!("# A\r\n# {line}\r\n"),
            format!("<!-- {line} -->\n"),
            format!("{{\n  \"//\": \"{MARKER} from a.yaml: the examples of /a.\",\n"),
            format!(
                "{{\n  \"#a\": {{\n    \"b\": 1\n  }},\n  \"//\": \"{MARKER} from a.yaml: it.\"\n}}"
            ),
            list([].iter()),
        ] {
            assert!(is_marked(&text), "{text}");
        }
    }

    #[test]
    fn what_quotes_the_marker_is_not_a_header() {
        let line = format!("{MARKER} from a.yaml: change the document, not this file.");
        for text in [
            String::new(),
            format!("// it looks for {MARKER} in files\nfn main() {{}}\n"),
            format!("// {line}\nfn main() {{}}\n"),
            format!("//! A\n\n// {line}\n"),
            format!("//! A\n//! // {line}\n"),
            format!("//! A\n// {line} And more.\n"),
            format!("//! A\n// As in: {line}\n"),
            format!("# A\n#\n# {line}\n"),
            format!("# A\n# {MARKER}: not this file.\n"),
            format!("A\n// {line}\n"),
            format!("{{\"a\": 1, \"//\": \"{MARKER} from a\"}}\n"),
            format!("{{\n  \"a\": {{\n    \"//\": \"{MARKER} from a\"\n  }}\n}}\n"),
        ] {
            assert!(!is_marked(&text), "{text}");
        }
    }

    #[test]
    fn a_list_survives_a_merge() {
        let new = list(["a".to_owned(), "b/c".to_owned()].iter());
        let old = new.replace("a\n", "<<<<<<< ours\nx\n=======\ny\n>>>>>>> theirs\n");
        let merged = merged(&old, &new);
        let paths: Vec<_> = listed(&merged).collect();
        assert_eq!(
            paths,
            [
                "<<<<<<< ours",
                "=======",
                ">>>>>>> theirs",
                "a",
                "b/c",
                "x",
                "y"
            ]
        );
    }
}
