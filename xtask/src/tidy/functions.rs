//! The rule for the length of functions.

use super::Violation;
use super::sources::File;

/// How many lines a function may have, signature and closing brace included.
const MAX_LINES: usize = 60;

/// A function fits on a screen.
///
/// The sources are formatted, so a function ends at the first closing brace that is indented like its `fn`.
pub(super) fn length(file: &File) -> Vec<Violation> {
    if file.extension() != "rs" || file.is_generated() || file.is_verbatim() {
        return Vec::new();
    }
    let lines: Vec<_> = file.text.lines().collect();
    let mut violations = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else {
            continue;
        };
        let indent = &line[..line.len() - line.trim_start().len()];
        let is_end = |line: &&str| line.strip_prefix(indent) == Some("}");
        // A declaration without body, or a body on the same line, ends before any other function's does.
        let is_short = line.ends_with(['}', ';']);
        let length = match lines[index..].iter().position(is_end) {
            Some(last) if !is_short => last + 1,
            _ => 1,
        };
        if length > MAX_LINES {
            let message =
                format!("the function `{name}` is {length} lines long, more than {MAX_LINES}");
            violations.push(Violation::new(&file.path, index + 1, message));
        }
    }
    violations
}

/// The name of the function that starts on a line.
fn function_name(line: &str) -> Option<&str> {
    let mut rest = line.trim_start();
    loop {
        if let Some(name) = rest.strip_prefix("fn ") {
            return name.split(['(', '<', ' ']).next();
        }
        // Qualifiers stand before; anything else, such as a comment, is not a function.
        let (word, after) = rest.split_once(' ')?;
        let is_qualifier = matches!(word, "const" | "async" | "unsafe" | "extern" | "\"C\"")
            || word.starts_with("pub");
        if !is_qualifier {
            return None;
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn function(indent: &str, head: &str, lines: usize) -> String {
        let body = format!("{indent}    call();\n").repeat(lines - 2);
        format!("{indent}{head} {{\n{body}{indent}}}\n")
    }

    #[test]
    fn long_functions_are_found() {
        let text = [
            function("", "pub(crate) async fn first<T>(a: u8)", MAX_LINES),
            function("    ", "const fn second()", MAX_LINES + 1),
            "    fn declared();\n    fn short() {}\n".to_owned(),
            function("", "fn third()", MAX_LINES + 2),
        ];
        let found = length(&File::new("a.rs", &text.concat()));
        let messages: Vec<_> = found.iter().map(ToString::to_string).collect();
        assert_eq!(
            messages,
            [
                "a.rs:61: the function `second` is 61 lines long, more than 60",
                "a.rs:124: the function `third` is 62 lines long, more than 60",
            ]
        );
    }

    #[test]
    fn only_functions_count() {
        assert_eq!(
            function_name("    pub(super) const fn a<'x>(b: &'x u8)"),
            Some("a")
        );
        assert_eq!(function_name("// an fn b()"), None);
        assert_eq!(function_name("let f: fn (u8) = g;"), None);
        assert!(length(&File::new("a.md", &function("", "fn a()", 100))).is_empty());
    }
}
