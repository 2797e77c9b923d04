//! What an operand is made of: a look ahead, because boxes begin before it is known what they hold.

use proc_macro2::Delimiter;

use super::super::tokens::Kind;
use super::Writer;

/// What a chain begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    Literal,
    Path,
    Struct,
    Macro,
    /// An expression in parentheses.
    Parentheses,
    Tuple,
    Array,
    Async,
    Block,
    Closure,
}

/// What stands behind the base: where its token is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// `.name`, `.0`, and `.await`
    Field(usize),
    /// `.name(...)`
    Method(usize),
    /// `(...)`
    Call(usize),
    /// `?`
    Try,
}

/// An operand without what stands before it, such as `&`.
pub(super) struct Chain {
    pub(super) base: Base,
    pub(super) start: usize,
    pub(super) links: Vec<Link>,
    pub(super) end: usize,
}

impl Chain {
    /// Whether prettyplease writes it without a box where it is the only argument.
    pub(super) fn is_block(&self) -> bool {
        use Base::{Array, Async, Block, Closure, Struct, Tuple};
        self.links.is_empty()
            && matches!(self.base, Array | Async | Block | Closure | Struct | Tuple)
    }
}

/// Words that begin what is not known here.
const UNKNOWN: [&str; 12] = [
    "break", "const", "continue", "for", "if", "let", "loop", "match", "return", "static",
    "unsafe", "while",
];

impl Writer<'_> {
    /// The chain that begins at a token; in a condition, no struct is made.
    pub(super) fn chain_at(&self, start: usize, in_condition: bool) -> Option<Chain> {
        let (base, mut end) = self.base_at(start, in_condition)?;
        let mut links = Vec::new();
        loop {
            let link = match self.kind_at(end) {
                Some(Kind::Open(Delimiter::Parenthesis)) => Link::Call(end),
                Some(_) if self.is_sign_at(end, "?") => Link::Try,
                Some(_) if self.is_sign_at(end, ".") => match self.kind_at(end + 1)? {
                    Kind::Word => self.dotted(end + 1)?,
                    Kind::Literal => self.index(end + 1)?,
                    _ => break,
                },
                _ => break,
            };
            end = match link {
                Link::Call(open) => self.tokens.close(open) + 1,
                Link::Field(name) => name + 1,
                Link::Method(name) => self.tokens.close(self.arguments_at(name)?) + 1,
                Link::Try => end + 1,
            };
            links.push(link);
        }
        Some(Chain {
            base,
            start,
            links,
            end,
        })
    }

    fn dotted(&self, name: usize) -> Option<Link> {
        match self.kind_at(name + 1) {
            Some(Kind::Open(Delimiter::Parenthesis)) => Some(Link::Method(name)),
            Some(_) if self.is_pair_at(name + 1, ":", ":") => Some(Link::Method(name)),
            _ => Some(Link::Field(name)),
        }
    }

    fn index(&self, number: usize) -> Option<Link> {
        let is_digit = |byte: u8| byte.is_ascii_digit();
        let is_index = self.tokens.text(number).bytes().all(is_digit);
        is_index.then_some(Link::Field(number))
    }

    /// Where the arguments of a method are, behind its name and its generics.
    pub(super) fn arguments_at(&self, name: usize) -> Option<usize> {
        let mut at = name + 1;
        if self.is_pair_at(at, ":", ":") {
            at = self.after_generics(at + 2)?;
        }
        (self.kind_at(at)? == Kind::Open(Delimiter::Parenthesis)).then_some(at)
    }

    fn after_generics(&self, start: usize) -> Option<usize> {
        self.is_sign_at(start, "<").then_some(())?;
        let mut depth = 0;
        let mut at = start;
        loop {
            match self.kind_at(at)? {
                Kind::Open(_) => at = self.tokens.close(at),
                Kind::Sign | Kind::Joint => match self.tokens.text(at) {
                    "<" => depth += 1,
                    ">" => depth -= 1,
                    "-" => return None,
                    _ => {}
                },
                _ => {}
            }
            at += 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }

    fn base_at(&self, start: usize, in_condition: bool) -> Option<(Base, usize)> {
        let base = match self.kind_at(start)? {
            Kind::Literal => Base::Literal,
            Kind::Open(Delimiter::Parenthesis) => {
                let close = self.tokens.close(start);
                match close == start + 1 || self.has_several(start + 1, close) {
                    true => Base::Tuple,
                    false => Base::Parentheses,
                }
            }
            Kind::Open(Delimiter::Bracket) => Base::Array,
            Kind::Open(Delimiter::Brace) => Base::Block,
            Kind::Word => return self.named_at(start, in_condition),
            _ if self.is_sign_at(start, "|") => {
                return Some((Base::Closure, self.after_closure(start)?));
            }
            _ => return None,
        };
        let end = match base {
            Base::Literal => start,
            _ => self.tokens.close(start),
        };
        Some((base, end + 1))
    }

    fn named_at(&self, start: usize, in_condition: bool) -> Option<(Base, usize)> {
        match self.tokens.text(start) {
            "true" | "false" => return Some((Base::Literal, start + 1)),
            "async" | "move" if self.is_sign_at(start + 1, "|") => {
                return Some((Base::Closure, self.after_closure(start + 1)?));
            }
            "async" if self.kind_at(start + 1)? == Kind::Open(Delimiter::Brace) => {
                return Some((Base::Async, self.tokens.close(start + 1) + 1));
            }
            "async" | "move" => return None,
            word if UNKNOWN.contains(&word) => return None,
            _ => {}
        }
        let mut end = start + 1;
        while self.is_pair_at(end, ":", ":") {
            end += 2;
            end = match self.is_sign_at(end, "<") {
                true => self.after_generics(end)?,
                false => end + 1,
            };
        }
        match self.kind_at(end) {
            Some(Kind::Open(Delimiter::Brace)) if !in_condition => {
                Some((Base::Struct, self.tokens.close(end) + 1))
            }
            Some(Kind::Sign) if self.is_sign_at(end, "!") => match self.kind_at(end + 1)? {
                Kind::Open(_) => Some((Base::Macro, self.tokens.close(end + 1) + 1)),
                _ => None,
            },
            _ => Some((Base::Path, end)),
        }
    }

    /// Where a closure ends whose first `|` is at `start`.
    fn after_closure(&self, start: usize) -> Option<usize> {
        let mut ends = (start + 1..self.end).filter(|at| self.is_sign_at(*at, "|"));
        let body = ends.next()? + 1;
        match self.is_pair_at(body, "-", ">") {
            true => None,
            false => Some(self.operand_at(body, false)?.end),
        }
    }

    /// The chain of an operand, behind the signs before it.
    pub(super) fn operand_at(&self, start: usize, in_condition: bool) -> Option<Chain> {
        let mut at = start;
        while self.is_prefix(at) {
            at += 1;
        }
        self.chain_at(at, in_condition)
    }

    /// Whether a token stands before an operand: `&`, `&mut`, `-`, `!`, `*`.
    pub(super) fn is_prefix(&self, at: usize) -> bool {
        match self.kind_at(at) {
            Some(Kind::Sign) => matches!(self.tokens.text(at), "&" | "-" | "!" | "*"),
            Some(Kind::Word) => {
                self.tokens.text(at) == "mut" && at > 0 && self.is_sign_at(at - 1, "&")
            }
            _ => false,
        }
    }
}
