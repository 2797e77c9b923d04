//! Cells of CSV that a spreadsheet would take for a formula.

use std::borrow::Cow;

use crate::visible::is_hidden;

/// The cell with `'` before it, if a spreadsheet would calculate it: a text that begins like a formula.
///
/// Space and hidden characters at the beginning do not count, as some programs leave them out. What is a number stays
/// one, also with its sign: `-5`, `+15551234567`.
pub(super) fn inert(cell: &str) -> Cow<'_, str> {
    let text = cell.trim_start_matches(|char: char| char.is_whitespace() || is_hidden(char));
    let is_formula = match text.chars().next() {
        Some('=' | '@' | '＝' | '＋' | '－' | '＠') => true,
        Some('+' | '-') => !is_number(cell),
        // An import may break the cell there, and what follows begins one.
        _ => cell.starts_with(['\t', '\r', '\n']),
    };
    match is_formula {
        true => Cow::Owned(format!("'{cell}")),
        false => Cow::Borrowed(cell),
    }
}

/// Whether it is a decimal number; other spellings of numbers that Rust reads, such as `-inf`, have letters.
fn is_number(cell: &str) -> bool {
    let is_part = |char: char| char.is_ascii_digit() || matches!(char, '+' | '-' | '.' | 'e' | 'E');
    cell.chars().all(is_part) && cell.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_texts() {
        for cell in [
            "=1+1",
            "=cmd|'/c calc'!A1",
            "+1+1",
            "-1+1",
            "+A1",
            "-",
            "@SUM(A1)",
            "\t=1",
            "\rx",
            "\nx",
            " =1",
            "\u{feff}=1",
            "\u{a0}@x",
            "＝1",
            "＋A1",
            "－A1",
            "＠x",
            "-inf",
            "+1 555",
            "--5",
            "-5\n",
        ] {
            assert_eq!(inert(cell), format!("'{cell}"));
        }
        for cell in [
            "",
            "a",
            "a=1",
            "-5",
            "+5",
            "-1.5e-7",
            "+15551234567",
            "5",
            "'=1",
            "1-1",
            " a",
            "ops@acme.example",
        ] {
            assert_eq!(inert(cell), cell);
        }
    }

    proptest! {
        #[test]
        fn nothing_begins_like_a_formula(cell in "[ \t\r\n=+@'\"\u{feff}a1.-]{0,8}") {
            let inert = inert(&cell);
            prop_assert!(inert.trim_start_matches('\'') .ends_with(cell.trim_start_matches('\'')));
            let is_harmless = !inert.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
            prop_assert!(is_harmless || inert.parse::<f64>().is_ok());
        }
    }
}
