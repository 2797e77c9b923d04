//! Reads the tokens of an item and lays them out the way prettyplease does.
//!
//! What is known here is what most of a package is made of. Every method gives nothing as soon as it meets anything else,
//! and then the item is left to `syn` and prettyplease, which know all of Rust and cost a multiple. What both know they
//! lay out alike: that is tested with whole documents.

mod chain;
mod expression;
mod item;
mod macros;
mod ty;

use proc_macro2::Delimiter;

use super::layout::{Ends, INDENT, Layout};
use super::tokens::{Kind, Tokens};

pub(super) use item::Shape;

/// What kind of item this is.
pub(super) fn shape(tokens: &Tokens) -> Shape {
    Writer::new(tokens).shape()
}

/// The lines of an item.
pub(super) fn item(tokens: &Tokens) -> Option<String> {
    let mut writer = Writer::new(tokens);
    writer.out.open(0, Ends::All);
    writer.item()?;
    writer.out.close();
    writer.is_done().then(|| writer.out.text())
}

/// The lines of some statements, indented by one level.
pub(super) fn statements(tokens: &Tokens) -> Option<String> {
    let mut writer = Writer::new(tokens);
    writer.out.open(INDENT, Ends::All);
    writer.out.hard();
    writer.statements()?;
    writer.out.close();
    writer.is_done().then(|| writer.out.text())
}

struct Writer<'t> {
    tokens: &'t Tokens,
    /// The next token.
    at: usize,
    /// Where the brackets close that are being read.
    end: usize,
    out: Layout<'t>,
}

impl<'t> Writer<'t> {
    fn new(tokens: &'t Tokens) -> Self {
        Self {
            tokens,
            at: 0,
            end: tokens.len(),
            // A little more than two for each token.
            out: Layout::new(tokens.len() * 9 / 4),
        }
    }

    fn is_done(&self) -> bool {
        self.at >= self.end
    }

    fn kind(&self) -> Option<Kind> {
        self.kind_at(self.at)
    }

    fn kind_at(&self, at: usize) -> Option<Kind> {
        self.tokens.kind(at).filter(|_| at < self.end)
    }

    /// Whether the next token is this word.
    fn is_word(&self, word: &str) -> bool {
        self.kind() == Some(Kind::Word) && self.tokens.text(self.at) == word
    }

    /// Whether the next token is this sign, whatever follows.
    fn is_sign(&self, sign: &str) -> bool {
        self.is_sign_at(self.at, sign)
    }

    fn is_sign_at(&self, at: usize, sign: &str) -> bool {
        matches!(self.kind_at(at), Some(Kind::Sign | Kind::Joint)) && self.tokens.text(at) == sign
    }

    /// Whether the next two tokens are one sign, such as `::`.
    fn is_pair(&self, first: &str, second: &str) -> bool {
        self.is_pair_at(self.at, first, second)
    }

    fn is_pair_at(&self, at: usize, first: &str, second: &str) -> bool {
        self.kind_at(at) == Some(Kind::Joint)
            && self.tokens.text(at) == first
            && self.is_sign_at(at + 1, second)
    }

    fn is_open(&self, delimiter: Delimiter) -> bool {
        self.kind() == Some(Kind::Open(delimiter))
    }

    /// Goes past a word, if it is the next token.
    fn take_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        self.at += usize::from(found);
        found
    }

    fn take_sign(&mut self, sign: &str) -> bool {
        let found = self.is_sign(sign);
        self.at += usize::from(found);
        found
    }

    fn take_pair(&mut self, first: &str, second: &str) -> bool {
        let found = self.is_pair(first, second);
        self.at += 2 * usize::from(found);
        found
    }

    /// The next token must be this sign.
    fn expect(&mut self, sign: &str) -> Option<()> {
        self.take_sign(sign).then_some(())
    }

    /// Writes the next token, which must be of this kind.
    fn copy(&mut self, kind: Kind) -> Option<()> {
        (self.kind()? == kind).then_some(())?;
        self.out.word(self.tokens.text(self.at));
        self.at += 1;
        Some(())
    }

    /// Does something with what is in the next brackets, all of it.
    fn within(
        &mut self,
        delimiter: Delimiter,
        inner: impl FnOnce(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.is_open(delimiter).then_some(())?;
        let end = std::mem::replace(&mut self.end, self.tokens.close(self.at));
        self.at += 1;
        inner(self)?;
        self.is_done().then_some(())?;
        self.at = self.end + 1;
        self.end = end;
        Some(())
    }

    /// A list in a box of its own, an entry a line where it does not fit.
    fn list(&mut self, mut entry: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        if self.is_done() {
            return Some(());
        }
        self.out.open(INDENT, Ends::All);
        self.out.soft();
        self.entries(0, &mut entry)?;
        self.out.dedent();
        self.out.close();
        Some(())
    }

    /// What stands in braces on lines of its own, up to the closing brace, which ends the box that began before them.
    fn braced(&mut self, lines: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        self.within(Delimiter::Brace, |this| {
            (!this.is_done()).then_some(())?;
            this.out.hard();
            lines(this)
        })?;
        self.out.dedent();
        self.out.close();
        self.out.word("}");
        Some(())
    }

    /// A list in parentheses, of no entries or of several.
    fn tuple(&mut self, entry: fn(&mut Self) -> Option<()>) -> Option<()> {
        self.out.word("(");
        self.within(Delimiter::Parenthesis, |this| {
            this.is_tuple().then_some(())?;
            this.list(entry)
        })?;
        self.out.word(")");
        Some(())
    }

    /// Whether there are no entries between the brackets that are being read, or several.
    fn is_tuple(&self) -> bool {
        self.is_done() || self.has_several(self.at, self.end)
    }

    /// Whether a comma stands between tokens, and something behind it.
    fn has_several(&self, start: usize, end: usize) -> bool {
        let mut at = start;
        while at + 1 < end {
            match self.tokens.kind(at) {
                Some(Kind::Open(_)) => at = self.tokens.close(at),
                Some(Kind::Sign | Kind::Joint) if self.tokens.text(at) == "," => return true,
                _ => {}
            }
            at += 1;
        }
        false
    }

    /// The entries of a list with their commas; `blank` stands behind the last one where it has no comma.
    fn entries(
        &mut self,
        blank: i32,
        entry: &mut impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        while !self.is_done() {
            entry(self)?;
            if !self.take_sign(",") {
                self.is_done().then_some(())?;
            }
            self.out.comma(self.is_done(), blank);
        }
        Some(())
    }
}
