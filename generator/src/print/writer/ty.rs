//! Types, paths and patterns.

use proc_macro2::Delimiter;

use super::super::layout::{Ends, INDENT};
use super::super::tokens::Kind;
use super::Writer;

/// How the generics of a path are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum In {
    /// `a::B`
    Attribute,
    /// `a::B<T>`
    Type,
    /// `a::B::<T>`
    Expression,
}

impl Writer<'_> {
    pub(super) fn ty(&mut self) -> Option<()> {
        match self.kind()? {
            Kind::Sign if self.take_sign("&") => {
                self.out.word("&");
                if self.is_sign("'") {
                    self.lifetime()?;
                    self.out.word(" ");
                }
                if self.take_word("mut") {
                    self.out.word("mut ");
                }
                self.ty()
            }
            Kind::Word if self.take_word("impl") => self.bounds("impl "),
            Kind::Word if self.take_word("dyn") => self.bounds("dyn "),
            Kind::Open(Delimiter::Bracket) => {
                self.out.word("[");
                self.within(Delimiter::Bracket, Self::ty)?;
                self.out.word("]");
                Some(())
            }
            Kind::Open(Delimiter::Parenthesis) => self.tuple(Self::ty),
            _ => self.path(In::Type),
        }
    }

    fn bounds(&mut self, keyword: &'static str) -> Option<()> {
        self.out.word(keyword);
        self.bound()?;
        while self.take_sign("+") {
            self.out.word(" + ");
            self.bound()?;
        }
        Some(())
    }

    fn bound(&mut self) -> Option<()> {
        match self.is_sign("'") {
            true => self.lifetime(),
            false => self.path(In::Type),
        }
    }

    pub(super) fn lifetime(&mut self) -> Option<()> {
        self.expect("'")?;
        self.out.word("'");
        self.copy(Kind::Word)
    }

    pub(super) fn path(&mut self, place: In) -> Option<()> {
        if self.take_pair(":", ":") {
            self.out.word("::");
        }
        loop {
            self.copy(Kind::Word)?;
            if place == In::Type && self.is_sign("<") {
                self.generics()?;
            }
            if !self.take_pair(":", ":") {
                return Some(());
            }
            self.out.word("::");
            if place == In::Expression && self.is_sign("<") {
                self.generics()?;
                if !self.take_pair(":", ":") {
                    return Some(());
                }
                self.out.word("::");
            }
        }
    }

    /// `<A, B = C>`
    pub(super) fn generics(&mut self) -> Option<()> {
        self.angled(INDENT, Self::generic)
    }

    /// A list in `<>`, whose lines are indented by `offset` more than those around it.
    pub(super) fn angled(&mut self, offset: i32, entry: fn(&mut Self) -> Option<()>) -> Option<()> {
        self.expect("<")?;
        self.out.word("<");
        self.out.open(offset, Ends::All);
        self.out.soft();
        loop {
            entry(self)?;
            let more = self.take_sign(",") && !self.is_sign(">");
            self.out.comma(!more, 0);
            if !more {
                break;
            }
        }
        self.expect(">")?;
        self.out.dedent();
        self.out.close();
        self.out.word(">");
        Some(())
    }

    fn generic(&mut self) -> Option<()> {
        if self.is_sign("'") {
            return self.lifetime();
        }
        let is_named = self.kind()? == Kind::Word && self.is_sign_at(self.at + 1, "=");
        if is_named {
            self.copy(Kind::Word)?;
            self.expect("=")?;
            self.out.word(" = ");
        }
        self.ty()
    }

    pub(super) fn pattern(&mut self) -> Option<()> {
        match self.kind()? {
            Kind::Sign if self.take_sign("&") => {
                self.out.word("&");
                self.pattern()
            }
            Kind::Word if self.take_word("mut") => {
                self.out.word("mut ");
                self.copy(Kind::Word)
            }
            Kind::Word => self.path_pattern(),
            Kind::Open(Delimiter::Parenthesis) => self.tuple(Self::pattern),
            _ => None,
        }
    }

    fn path_pattern(&mut self) -> Option<()> {
        // Where the path of a struct ends is only known behind it, and its box begins before it.
        let is_struct = (self.at..self.end)
            .find(|at| !(self.kind_at(*at) == Some(Kind::Word) || self.is_sign_at(*at, ":")))
            .is_some_and(|at| self.kind_at(at) == Some(Kind::Open(Delimiter::Brace)));
        if is_struct {
            self.out.open(INDENT, Ends::All);
            self.path(In::Expression)?;
            self.out.word(" {");
            self.within(Delimiter::Brace, |this| {
                (!this.is_done()).then_some(())?;
                this.out.space();
                this.entries(1, &mut |this: &mut Self| this.copy(Kind::Word))
            })?;
            self.out.dedent();
            self.out.close();
            self.out.word("}");
            return Some(());
        }
        self.path(In::Expression)?;
        if self.is_open(Delimiter::Parenthesis) {
            self.out.word("(");
            self.within(Delimiter::Parenthesis, |this| this.list(Self::pattern))?;
            self.out.word(")");
        }
        Some(())
    }
}
