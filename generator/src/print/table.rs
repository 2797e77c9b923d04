//! Printing of tables: an entry of a constant or a statement of a function a line, so that a change of one changes a line.
//!
//! Only what tables are made of is known here: paths with types, calls, literals, lists, fields and closures, but no
//! operators. It costs a fraction of what parsing and breaking lines costs for any Rust, and tables are a good part of a
//! package.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// A list that is shorter stays on its line.
const WIDTH: usize = 80;

/// The text of a table; ends with a line end.
pub(super) fn print(tokens: TokenStream) -> String {
    let mut printer = Printer {
        text: String::new(),
        indent: 0,
        before: Before::Start,
        in_closure: false,
    };
    printer.stream(tokens);
    printer.text.push('\n');
    printer.text
}

/// What stands before the next token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing on this line, or a sign that takes no space behind it.
    Start,
    /// A word, a literal or a closing bracket.
    Word,
    /// A sign that takes a space behind it.
    Sign,
}

struct Printer {
    text: String,
    indent: usize,
    before: Before,
    /// Whether the parameters of a closure have begun.
    in_closure: bool,
}

impl Printer {
    fn stream(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.group(group.delimiter(), group.stream()),
                TokenTree::Punct(punct) => self.sign(punct.as_char(), punct.spacing()),
                TokenTree::Ident(word) => self.word(&word.to_string()),
                TokenTree::Literal(literal) => self.word(&literal.to_string()),
            }
        }
    }

    fn word(&mut self, word: &str) {
        if self.before != Before::Start {
            self.text.push(' ');
        }
        self.text.push_str(word);
        self.before = Before::Word;
    }

    fn sign(&mut self, sign: char, spacing: Spacing) {
        let is_arrow = sign == '>' && self.text.ends_with(" -");
        let is_spaced = match sign {
            '&' | '-' => self.before != Before::Start,
            '=' => true,
            '|' => !self.in_closure && self.before == Before::Sign,
            _ => false,
        };
        if is_spaced {
            self.text.push(' ');
        }
        self.text.push(sign);
        // The second colon of a path comes alone, the first joined to it.
        let is_path = sign == ':' && (spacing == Spacing::Joint || self.text.ends_with("::"));
        self.before = match sign {
            '.' | '&' | '-' | '<' | '#' => Before::Start,
            _ if is_path => Before::Start,
            '>' if !is_arrow => Before::Word,
            '?' => Before::Word,
            '|' => {
                self.in_closure = !self.in_closure;
                match self.in_closure {
                    true => Before::Start,
                    false => Before::Sign,
                }
            }
            _ => Before::Sign,
        };
    }

    fn group(&mut self, delimiter: Delimiter, tokens: TokenStream) {
        match delimiter {
            Delimiter::Parenthesis => self.on_line("(", tokens, ")"),
            Delimiter::Bracket if self.text.ends_with('#') => {
                self.on_line("[", tokens, "]");
                self.line();
            }
            Delimiter::Bracket if is_short(&tokens) => self.on_line("[", tokens, "]"),
            Delimiter::Bracket => self.lines("[", tokens, "]"),
            Delimiter::Brace => {
                self.text.push(' ');
                self.lines("{", tokens, "}");
            }
            Delimiter::None => self.stream(tokens),
        }
    }

    fn on_line(&mut self, open: &str, tokens: TokenStream, close: &str) {
        if self.before == Before::Sign {
            self.text.push(' ');
        }
        self.text.push_str(open);
        self.before = Before::Start;
        self.stream(tokens);
        self.text.push_str(close);
        self.before = Before::Word;
    }

    /// A line for each entry of a list, which are all followed by a comma, or for each statement of a block.
    fn lines(&mut self, open: &str, tokens: TokenStream, close: &str) {
        self.text.push_str(open);
        self.indent += 1;
        let mut entry = TokenStream::new();
        let mut end = Some(',');
        for token in tokens {
            match token {
                TokenTree::Punct(punct) if matches!(punct.as_char(), ',' | ';') => {
                    self.entry(std::mem::take(&mut entry), Some(punct.as_char()));
                    end = (punct.as_char() == ',').then_some(',');
                }
                token => entry.extend([token]),
            }
        }
        if !entry.is_empty() {
            self.entry(entry, end);
        }
        self.indent -= 1;
        self.line();
        self.text.push_str(close);
        self.before = Before::Word;
    }

    fn entry(&mut self, tokens: TokenStream, end: Option<char>) {
        self.line();
        self.stream(tokens);
        self.text.extend(end);
    }

    fn line(&mut self) {
        self.text.push('\n');
        for _ in 0..self.indent {
            self.text.push_str("    ");
        }
        self.before = Before::Start;
    }
}

/// Whether a list is nothing but a few words.
fn is_short(tokens: &TokenStream) -> bool {
    let mut width = 0;
    for token in tokens.clone() {
        width += match token {
            TokenTree::Group(_) => return false,
            TokenTree::Punct(_) => 1,
            TokenTree::Ident(word) => word.to_string().len(),
            TokenTree::Literal(literal) => literal.to_string().len() + 1,
        };
        if width > WIDTH {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::print;

    #[test]
    fn an_entry_has_a_line() {
        let printed = print(quote! {
            pub(super) const RESOURCE: Resource = Resource {
                words: &["a-b", "c"],
                operations: &[
                    Operation { parameters: &[Parameter::new(Place::Item, "Sid", Kind::Sid("BU"), "One, \"two\": {three}.").required()], columns: &[], is_list: true, request: list, },
                    Operation { parameters: &[Parameter::new(Kind::List(&Kind::Enum(STATUS)), -1)] }
                ],
            };
        });
        assert_eq!(
            printed,
            r#"pub(super) const RESOURCE: Resource = Resource {
    words: &["a-b", "c"],
    operations: &[
        Operation {
            parameters: &[
                Parameter::new(Place::Item, "Sid", Kind::Sid("BU"), "One, \"two\": {three}.").required(),
            ],
            columns: &[],
            is_list: true,
            request: list,
        },
        Operation {
            parameters: &[
                Parameter::new(Kind::List(&Kind::Enum(STATUS)), -1),
            ],
        },
    ],
};
"#
        );
    }

    #[test]
    fn what_is_printed_is_what_was_meant() {
        let tokens = quote!(
            const A: &[&str] = &["a", "b"];
            pub static B: T = T {
                a: x::Y,
                b: &[&C(1, "d"), &[]],
            };
        );
        let again: proc_macro2::TokenStream = print(tokens.clone()).parse().unwrap();
        // A comma more at the end of a list is the same list.
        let plain = |tokens: &str| tokens.replace([' ', ','], "");
        assert_eq!(plain(&again.to_string()), plain(&tokens.to_string()));
    }
}
