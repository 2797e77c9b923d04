//! What is beyond the limits of a text: nesting, aliases and keys.

use saphyr_parser::{Event, Parser};

use super::syntax;
use crate::diagnostic::{Code, Diagnostic};
use crate::limit::MAX_NESTING;
use crate::source;

/// What a message about a limit contains.
pub(super) const BEYOND: &str = "beyond the limits";

/// What a message says about aliases.
pub(super) const TOO_MANY_NODES: &str = "the aliases of this file expand to too much data";

/// What a message says about keys.
pub(super) const TOO_LONG_POINTERS: &str =
    "the keys above all values of this file are too long together";

/// Refuses a YAML text whose flow collections are nested so deep that reading it would take long: for each token, the parser
/// looks at all that are open.
///
/// Where only few are opened they can't be deep, and nothing is looked at.
pub(super) fn nested(text: &str) -> Result<(), Diagnostic> {
    const FEW: usize = 1_000;
    let opened = |text: &str| {
        let bytes = text.bytes();
        bytes.filter(|byte| matches!(byte, b'[' | b'{')).count()
    };
    // What is nested without an indentation: `- - - x`.
    let compact = |text: &str| {
        text.lines().any(|line| {
            let signs = line.split_whitespace();
            let signs = signs.take_while(|sign| matches!(*sign, "-" | "?"));
            signs.count() > MAX_NESTING
        })
    };
    let is_suspect = |text: &str| opened(text) > FEW || compact(text);
    if !is_suspect(text) {
        return Ok(());
    }
    let (mut last, mut depth) = (0, 0_usize);
    for event in Parser::new_from_str(&source::without_surrogates(text)) {
        match event {
            Ok((event, span)) => {
                last = span.end.index();
                match event {
                    Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
                    Event::SequenceEnd | Event::MappingEnd => {
                        depth = depth.saturating_sub(1);
                    }
                    _ => {}
                }
                if depth > MAX_NESTING {
                    let position = Some((span.start.line(), span.start.col() + 1));
                    return Err(limited(syntax("recursion limit exceeded", position)));
                }
            }
            // The parser that gives the values reports what comes behind this error, unless that would take long.
            Err(error) => {
                let rest = text
                    .char_indices()
                    .nth(last)
                    .map_or("", |(at, _)| &text[at..]);
                if !is_suspect(rest) {
                    return Ok(());
                }
                let marker = error.marker();
                let position = Some((marker.line(), marker.col() + 1));
                return Err(limited(syntax(error.info(), position)));
            }
        }
    }
    Ok(())
}

/// The diagnostic, with the code of limits if it is about one.
pub(super) fn limited(error: Diagnostic) -> Diagnostic {
    let (message, help) = match error.message.as_str() {
        message if message.ends_with("recursion limit exceeded") => {
            let message = format!("the file is nested more than {MAX_NESTING} levels deep");
            (message, "nest it less deep")
        }
        "repetition limit exceeded" => (TOO_MANY_NODES.to_owned(), "write out less by aliases"),
        message if message.ends_with(TOO_MANY_NODES) => {
            (message.to_owned(), "write out less by aliases")
        }
        message if message.ends_with(TOO_LONG_POINTERS) || message.contains(BEYOND) => {
            (message.to_owned(), "shorten the keys")
        }
        _ => return error,
    };
    Diagnostic {
        code: Code::Limit,
        message,
        ..error
    }
    .help(help)
}
