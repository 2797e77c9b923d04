//! Macros: their arguments are tokens that may mean anything, so that only the looks of two neighbours count.

use proc_macro2::Delimiter;

use super::super::layout::{Ends, INDENT};
use super::super::tokens::Kind;
use super::Writer;
use super::ty::In;

/// What stands before a token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// A name or a literal.
    Name,
    /// `!` behind a name.
    Bang,
    /// Closed brackets.
    Brackets,
    Dot,
    /// The first of two colons.
    Colon,
    /// The second one.
    Colons,
    Other,
}

/// Words that are no names.
const KEYWORDS: [&str; 12] = [
    "as", "async", "await", "crate", "dyn", "fn", "for", "if", "impl", "let", "match", "mut",
];

impl Writer<'_> {
    /// A macro with its arguments.
    pub(super) fn invocation(&mut self) -> Option<()> {
        self.path(In::Attribute)?;
        self.expect("!")?;
        self.out.word("!(");
        self.within(Delimiter::Parenthesis, |this| {
            (!this.is_done()).then_some(())?;
            this.out.open(INDENT, Ends::All);
            this.out.soft();
            this.out.open(0, Ends::Needed);
            this.macro_tokens()?;
            this.out.close();
            this.out.soft();
            this.out.dedent();
            this.out.close();
            Some(())
        })?;
        self.out.word(")");
        Some(())
    }

    fn macro_tokens(&mut self) -> Option<()> {
        let mut before = Before::Other;
        let mut is_joined = true;
        while !self.is_done() {
            let kind = self.kind()?;
            let text = self.tokens.text(self.at);
            let (is_spaced, next) = look(before, kind, text)?;
            if !is_joined && is_spaced {
                self.out.space();
            } else if !is_joined && next == Before::Dot {
                self.out.soft();
            }
            is_joined = kind == Kind::Joint;
            before = next;
            match kind {
                Kind::Open(Delimiter::Parenthesis) => {
                    self.out.word("(");
                    self.within(Delimiter::Parenthesis, Self::macro_tokens)?;
                    self.out.word(")");
                }
                Kind::Open(_) => return None,
                _ => {
                    self.out.word(text);
                    self.at += 1;
                }
            }
        }
        Some(())
    }
}

/// Whether a token has a space before it, and what it is for the next one.
fn look(before: Before, kind: Kind, text: &str) -> Option<(bool, Before)> {
    use Before::{Bang, Brackets, Colon, Colons, Dot, Name, Other};
    Some(match (before, kind, text) {
        (Name, Kind::Open(_), _) => (false, Brackets),
        (Bang, Kind::Open(_), _) => (false, Other),
        (_, Kind::Open(_), _) => (true, Brackets),
        (_, Kind::Word, word) if KEYWORDS.contains(&word) => (true, Other),
        (_, Kind::Word, _) => (!matches!(before, Dot | Colons), Name),
        (_, Kind::Literal, text) if text.ends_with('.') => return None,
        (_, Kind::Literal, _) => (before != Dot, Name),
        (_, _, "$" | "#") => return None,
        (Name, Kind::Sign, "!") => (false, Bang),
        (Colon, _, ":") => (false, Colons),
        (_, _, "," | ";") => (false, Other),
        (_, _, ".") => (!matches!(before, Name | Brackets), Dot),
        (_, Kind::Joint, ":") => (before != Name, Colon),
        _ => (true, Other),
    })
}
