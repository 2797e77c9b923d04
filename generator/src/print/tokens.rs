//! Tokens in one row with their texts in one string: cheap to look at, and to look at again.

use std::fmt::Write;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Literal,
    /// A sign that the next one may belong to, as in `::`.
    Joint,
    /// Another sign.
    Sign,
    Open(Delimiter),
    Close,
}

struct Token {
    kind: Kind,
    /// Where its text starts.
    start: usize,
    /// Where its text ends; of an opening bracket, the closing one.
    end: usize,
}

/// The tokens of an item.
pub(super) struct Tokens {
    text: String,
    all: Vec<Token>,
}

impl Tokens {
    pub(super) fn new(stream: TokenStream) -> Self {
        // Room for a small item; others grow it.
        let mut tokens = Self {
            text: String::with_capacity(4096),
            all: Vec::with_capacity(512),
        };
        tokens.add(stream);
        tokens
    }

    fn add(&mut self, stream: TokenStream) {
        for token in stream {
            let start = self.text.len();
            let kind = match token {
                TokenTree::Group(group) => {
                    let (delimiter, inner) = (group.delimiter(), group.stream());
                    // What only one holds is not copied.
                    drop(group);
                    self.group(delimiter, inner);
                    continue;
                }
                // Writing to a string can't fail.
                TokenTree::Ident(word) => {
                    let _ = write!(self.text, "{word}");
                    Kind::Word
                }
                TokenTree::Literal(literal) => {
                    let _ = write!(self.text, "{literal}");
                    Kind::Literal
                }
                TokenTree::Punct(sign) => {
                    self.text.push(sign.as_char());
                    match sign.spacing() {
                        Spacing::Joint => Kind::Joint,
                        Spacing::Alone => Kind::Sign,
                    }
                }
            };
            let end = self.text.len();
            self.all.push(Token { kind, start, end });
        }
    }

    fn group(&mut self, delimiter: Delimiter, inner: TokenStream) {
        let open = self.all.len();
        let at = self.text.len();
        let kind = Kind::Open(delimiter);
        self.all.push(Token {
            kind,
            start: at,
            end: at,
        });
        self.add(inner);
        self.all[open].end = self.all.len();
        let at = self.text.len();
        self.all.push(Token {
            kind: Kind::Close,
            start: at,
            end: at,
        });
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.all.get(at).map(|token| token.kind)
    }

    /// The text of a word, a literal or a sign; nothing for a bracket.
    pub(super) fn text(&self, at: usize) -> &str {
        match self.all.get(at) {
            Some(token) if !matches!(token.kind, Kind::Open(_)) => {
                &self.text[token.start..token.end]
            }
            _ => "",
        }
    }

    /// The closing bracket of an opening one.
    pub(super) fn close(&self, open: usize) -> usize {
        self.all.get(open).map_or(open, |token| token.end)
    }

    /// All of it as Rust, without any care for its looks.
    pub(super) fn source(&self) -> String {
        let mut source = String::with_capacity(self.text.len() * 2);
        let mut closing = Vec::new();
        for (at, token) in self.all.iter().enumerate() {
            let (open, close) = match token.kind {
                Kind::Open(Delimiter::Parenthesis) => ("(", ") "),
                Kind::Open(Delimiter::Bracket) => ("[", "] "),
                Kind::Open(Delimiter::Brace) => ("{", "} "),
                Kind::Open(Delimiter::None) => ("", " "),
                Kind::Close => (closing.pop().unwrap_or_default(), ""),
                _ => (self.text(at), ""),
            };
            if let Kind::Open(_) = token.kind {
                closing.push(close);
            }
            source.push_str(open);
            if matches!(token.kind, Kind::Word | Kind::Literal | Kind::Sign) {
                source.push(' ');
            }
        }
        source
    }
}
