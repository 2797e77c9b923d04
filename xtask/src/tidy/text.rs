//! Rules for the text of a file: its first line, its white space, its words, its length.

use super::Violation;
use super::sources::File;

/// How many lines a file may have.
const MAX_LINES: usize = 500;

/// Words that must not stay; in two parts, so that this list does not break its own rule.
const WORDS: &[(&str, &str, &str)] = &[
    ("todo", "!", "unfinished code"),
    ("dbg", "!", "a debugging aid"),
    ("FIX", "ME", "a note to oneself"),
    ("X", "XX", "a note to oneself"),
    ("/work", "/", "a path of one machine"),
    ("/root", "/", "a path of one machine"),
    ("/home", "/", "a path of one machine"),
];

/// The first line says what the file is for.
pub(super) fn first_line(file: &File) -> Vec<Violation> {
    if file.is_verbatim() {
        return Vec::new();
    }
    let mut lines = file.text.lines();
    let first = lines.next().unwrap_or_default();
    let expected = match file.extension() {
        // The manifest of a member says it in its description.
        "toml" if file.name() == "Cargo.toml" && file.path != "Cargo.toml" => return Vec::new(),
        "rs" => "//! ",
        "toml" | "yaml" | "yml" | "sh" => "# ",
        _ => return Vec::new(),
    };
    let says = |line: &str| {
        line.strip_prefix(expected)
            .is_some_and(|rest| !rest.trim().is_empty())
    };
    let after_shebang = first.starts_with("#!/") && lines.next().is_some_and(says);
    if says(first) || after_shebang {
        return Vec::new();
    }
    let message = format!("the first line must say what the file is for: `{expected}...`");
    vec![Violation::new(&file.path, 1, message)]
}

/// No white space at the ends of lines, line ends of Unix, one at the end of the file.
pub(super) fn whitespace(file: &File) -> Vec<Violation> {
    if file.is_verbatim() {
        return Vec::new();
    }
    let mut violations = Vec::new();
    let mut add = |line, message| violations.push(Violation::new(&file.path, line, message));
    for (index, line) in file.text.split('\n').enumerate() {
        if line.ends_with('\r') {
            add(index + 1, "a line end of Windows");
        } else if line.trim_end() != line {
            add(index + 1, "white space at the end of the line");
        }
    }
    let last = file.text.lines().count();
    if !file.text.is_empty() && !file.text.ends_with('\n') {
        add(last, "no line end at the end of the file");
    } else if file.text.ends_with("\n\n") {
        add(last, "an empty line at the end of the file");
    }
    violations
}

/// Nothing unfinished, and nothing of one machine.
pub(super) fn words(file: &File) -> Vec<Violation> {
    if file.is_verbatim() {
        return Vec::new();
    }
    let mut violations = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        for (start, end, what) in WORDS {
            let word = format!("{start}{end}");
            if has_word(line, &word) {
                let message = format!("`{word}`: {what}");
                violations.push(Violation::new(&file.path, index + 1, message));
            }
        }
    }
    violations
}

/// Whether a line has a word that is not a part of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    let is_part = |char: char| char.is_alphanumeric() || char == '_';
    let starts_word = word.starts_with(is_part);
    let ends_word = word.ends_with(is_part);
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        // A path of a machine starts where another path does not go on.
        let joined = if starts_word {
            before.is_some_and(is_part)
        } else {
            before.is_some_and(|char| is_part(char) || ".}/".contains(char))
        };
        let goes_on = ends_word && after.is_some_and(is_part);
        !joined && !goes_on
    })
}

/// A hand-written file stays short enough to be read at once.
pub(super) fn file_length(file: &File) -> Vec<Violation> {
    let lines = file.text.lines().count();
    if file.extension() != "rs" || file.is_generated() || lines <= MAX_LINES {
        return Vec::new();
    }
    let message = format!("the file is {lines} lines long, more than {MAX_LINES}");
    vec![Violation::new(&file.path, None, message)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(violations: &[Violation]) -> Vec<Option<usize>> {
        violations.iter().map(|violation| violation.line).collect()
    }

    #[test]
    fn first_lines_are_checked_where_a_format_has_comments() {
        let ok = |path: &str, text: &str| first_line(&File::new(path, text)).is_empty();
        assert!(ok("a.rs", "//! What it is.\n"));
        assert!(!ok("a.rs", "//!\n//! What it is.\n"));
        assert!(!ok("a.rs", "use a;\n"));
        assert!(!ok("a.rs", ""));
        assert!(ok("a.yaml", "# What it is.\na: 1\n"));
        assert!(!ok("a.yml", "a: 1\n"));
        assert!(ok("a.sh", "#!/bin/sh\n# What it is.\n"));
        assert!(!ok("a.sh", "#!/bin/sh\nset -e\n"));
        assert!(!ok("Cargo.toml", "[workspace]\n"));
        assert!(ok("xtask/Cargo.toml", "[package]\n"));
        assert!(ok("a.json", "{}\n"));
        assert!(ok("tests/fixtures/a.yaml", "a: 1\n"));
    }

    #[test]
    fn white_space_is_checked() {
        let found = |text: &str| lines(&whitespace(&File::new("a.md", text)));
        assert_eq!(found("a\n\nb\n"), []);
        assert_eq!(found(""), []);
        assert_eq!(found("a \n\t\nb\r\n"), [Some(1), Some(2), Some(3)]);
        assert_eq!(found("a\nb"), [Some(2)]);
        assert_eq!(found("a\n\n"), [Some(2)]);
    }

    #[test]
    fn words_are_found_whole() {
        let found = |text: &str| !words(&File::new("a.rs", text)).is_empty();
        for (start, end, _) in WORDS {
            let word = format!("{start}{end}");
            assert!(found(&format!("a {word} b")), "{word}");
            assert!(found(&format!("\"{word}a\"")) || word.ends_with(char::is_alphanumeric));
        }
        for text in [
            "2XX",
            "XXXX",
            "my_todo!()",
            "https://a.example/home/b",
            "../work/a",
        ] {
            assert!(!found(text), "{text}");
        }
    }

    #[test]
    fn long_files_are_found() {
        let long = "//! Long.\n".repeat(MAX_LINES + 1);
        assert_eq!(file_length(&File::new("a.rs", &long)).len(), 1);
        assert!(file_length(&File::new("a.yaml", &long)).is_empty());
        let generated = format!("// {}\n{long}", openapi_client_codegen::output::MARKER);
        assert!(file_length(&File::new("generated/a.rs", &generated)).is_empty());
        assert!(file_length(&File::new("a.rs", "//! Short.\n")).is_empty());
    }
}
