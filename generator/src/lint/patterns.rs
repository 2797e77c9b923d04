//! A `pattern` should be a regular expression.

use serde_json::Value;

use super::Document;
use crate::diagnostic::{Code, Diagnostic};

/// Reports patterns that no dialect of regular expressions takes.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    for schema in document.schemas() {
        let Some(Value::String(pattern)) = schema.map.get("pattern") else {
            continue;
        };
        if let Some(reason) = invalid(pattern) {
            let message = format!("`{pattern}` is not a regular expression: {reason}");
            let at = schema.at.push("pattern");
            let warning = Diagnostic::warning(Code::BadPattern, &at, message);
            out.push(warning.help("check its brackets, escapes and repetitions"));
        }
    }
}

/// What is wrong with the brackets, escapes and repetitions; dialects differ in all the rest.
fn invalid(pattern: &str) -> Option<&'static str> {
    let mut groups = 0_usize;
    // How many members of a class were read, while inside of one.
    let mut class = None;
    let mut repeatable = false;
    let mut chars = pattern.chars();
    while let Some(char) = chars.next() {
        if char == '\\' && chars.next().is_none() {
            return Some("it ends in a backslash");
        }
        if let Some(members) = class {
            // A closing bracket that comes first is a member, with or without `^` before it.
            class = match (char, members) {
                (']', 1..) => None,
                ('^', 0) => Some(0),
                _ => Some(members + 1),
            };
            repeatable = class.is_none();
            continue;
        }
        match char {
            '[' => class = Some(0_usize),
            '(' => {
                groups += 1;
                // The `?` of `(?:` and its like repeats nothing.
                if chars.as_str().starts_with('?') {
                    chars.next();
                }
            }
            ')' => match groups.checked_sub(1) {
                Some(open) => groups = open,
                None => return Some("it closes a group that is not open"),
            },
            '*' | '+' | '?' if !repeatable => return Some("it repeats nothing"),
            _ => {}
        }
        repeatable = !matches!(char, '(' | '|' | '^');
    }
    if class.is_some() {
        return Some("a class is not closed");
    }
    (groups > 0).then_some("a group is not closed")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lint::tests::{found, schema};

    #[test]
    fn good() {
        for pattern in [
            "^BU[0-9a-fA-F]{32}$",
            r"^\+[1-9]\d{1,14}$",
            "(?:a|b)+?",
            "[]x[]",
            "[^]]*",
            r"\(\[",
            "(?=x)a*",
            "",
        ] {
            assert!(
                found(check, &schema(json!({"pattern": pattern}))).is_empty(),
                "{pattern}"
            );
        }
    }

    #[test]
    fn bad() {
        for (pattern, reason) in [
            ("^BU[0-9", "a class is not closed"),
            ("(a", "a group is not closed"),
            ("a)", "it closes a group that is not open"),
            ("*a", "it repeats nothing"),
            ("(|+)", "it repeats nothing"),
            ("a\\", "it ends in a backslash"),
        ] {
            let message = format!(
                "warning[TH038] /pattern: `{pattern}` is not a regular expression: {reason}"
            );
            assert_eq!(
                found(check, &schema(json!({"pattern": pattern}))),
                [message]
            );
        }
    }
}
