//! Documentation of the table as help. What is hidden in it is made visible: it comes from a document.

use crate::visible::visible;

/// The first sentence, which is the short help; like clap's own, it has no full stop.
pub(crate) fn first(docs: &str) -> String {
    visible(first_sentence(docs), &[]).into_owned()
}

fn first_sentence(docs: &str) -> &str {
    let docs = docs.lines().next().unwrap_or_default().trim_end();
    let begins = |rest: &str| rest.starts_with(char::is_uppercase);
    let mut ends = docs.match_indices(". ");
    let end = ends.find(|(at, stop)| begins(&docs[at + stop.len()..]));
    match end {
        Some((at, _)) => &docs[..at],
        None => docs.strip_suffix('.').unwrap_or(docs),
    }
}

/// All paragraphs, with an empty line between them.
pub(crate) fn whole(docs: &str) -> String {
    let paragraphs = docs.lines().filter(|line| !line.trim().is_empty());
    let paragraphs = paragraphs.map(|line| visible(line.trim_end(), &[]));
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_help_is_the_first_sentence() {
        for docs in ["Creates it.\n\nWith more.", "Creates it.\nWith more."] {
            assert_eq!(first(docs), "Creates it");
            assert_eq!(whole(docs), "Creates it.\n\nWith more.");
        }
        assert_eq!(first("Creates it. Or not."), "Creates it");
        assert_eq!(first("Creates it, e.g. fast."), "Creates it, e.g. fast");
        assert_eq!(
            first("Creates\x1b[31m it.\r\nOr\u{202e} not."),
            "Creates\\u001b[31m it"
        );
        assert_eq!(
            whole("Creates it.\r\nOr\u{202e} not."),
            "Creates it.\n\nOr\\u202e not."
        );
        assert_eq!(first(""), "");
        assert_eq!(whole(""), "");
    }
}
