//! Documentation of the table as help.

/// The first paragraph, which is the short help.
pub(crate) fn first(docs: &str) -> &str {
    let end = docs.find("\n\n").unwrap_or(docs.len());
    let docs = docs.get(..end).unwrap_or(docs);
    // Like clap's own, a help of one sentence has no full stop.
    match docs.trim_end().strip_suffix('.') {
        Some(sentence) if !sentence.contains(". ") => sentence,
        _ => docs.trim_end(),
    }
}

#[cfg(test)]
mod tests {
    use super::first;

    #[test]
    fn the_short_help_is_the_first_paragraph() {
        assert_eq!(first("Creates it.\n\nWith more."), "Creates it");
        assert_eq!(first("Creates it. Or not."), "Creates it. Or not.");
        assert_eq!(first(""), "");
    }
}
