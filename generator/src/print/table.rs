//! Printing of the functions of a table: a statement a line, so that a change of one changes a line.
//!
//! Only what they are made of is known here: paths with types, calls, literals, fields and closures, but no operators. It
//! costs a fraction of what breaking lines costs for any Rust.

use proc_macro2::{Delimiter, TokenStream};

use super::tokens::{Kind, Tokens};

/// The text of a function; ends with a line end.
pub(super) fn print(tokens: TokenStream) -> String {
    let tokens = Tokens::new(tokens);
    let mut printer = Printer {
        tokens: &tokens,
        text: String::new(),
        indent: 0,
        before: Before::Start,
        in_closure: false,
    };
    printer.range(0, tokens.len());
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

struct Printer<'t> {
    tokens: &'t Tokens,
    text: String,
    indent: usize,
    before: Before,
    /// Whether the parameters of a closure have begun.
    in_closure: bool,
}

impl Printer<'_> {
    fn range(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            at = self.token(at);
        }
    }

    /// Prints a token, with all that is in it; gives the next one.
    fn token(&mut self, at: usize) -> usize {
        let text = self.tokens.text(at);
        match self.tokens.kind(at) {
            Some(Kind::Open(delimiter)) => {
                let close = self.tokens.close(at);
                self.group(delimiter, at + 1, close);
                return close + 1;
            }
            Some(Kind::Joint) => self.sign(text, true),
            Some(Kind::Sign) => self.sign(text, false),
            _ => self.word(text),
        }
        at + 1
    }

    fn word(&mut self, word: &str) {
        if self.before != Before::Start {
            self.text.push(' ');
        }
        self.text.push_str(word);
        self.before = Before::Word;
    }

    fn sign(&mut self, sign: &str, is_joint: bool) {
        let is_arrow = sign == ">" && self.text.ends_with(" -");
        let is_spaced = match sign {
            "&" | "-" => self.before != Before::Start,
            "=" => true,
            "|" => !self.in_closure && self.before == Before::Sign,
            _ => false,
        };
        if is_spaced {
            self.text.push(' ');
        }
        self.text.push_str(sign);
        // The second colon of a path comes alone, the first joined to it.
        let is_path = sign == ":" && (is_joint || self.text.ends_with("::"));
        self.before = match sign {
            "." | "&" | "-" | "<" | "#" => Before::Start,
            _ if is_path => Before::Start,
            ">" if !is_arrow => Before::Word,
            "?" => Before::Word,
            "|" => {
                self.in_closure = !self.in_closure;
                match self.in_closure {
                    true => Before::Start,
                    false => Before::Sign,
                }
            }
            _ => Before::Sign,
        };
    }

    fn group(&mut self, delimiter: Delimiter, start: usize, end: usize) {
        match delimiter {
            Delimiter::Parenthesis => self.on_line("(", start, end, ")"),
            Delimiter::Bracket if self.text.ends_with('#') => {
                self.on_line("[", start, end, "]");
                self.line();
            }
            Delimiter::Bracket => self.on_line("[", start, end, "]"),
            Delimiter::Brace => {
                self.text.push(' ');
                self.lines("{", start, end, "}");
            }
            Delimiter::None => self.range(start, end),
        }
    }

    fn on_line(&mut self, open: &str, start: usize, end: usize, close: &str) {
        if self.before == Before::Sign {
            self.text.push(' ');
        }
        self.text.push_str(open);
        self.before = Before::Start;
        self.range(start, end);
        self.text.push_str(close);
        self.before = Before::Word;
    }

    /// A line for each field of a struct, which are all followed by a comma, or for each statement of a block.
    fn lines(&mut self, open: &str, start: usize, end: usize, close: &str) {
        self.text.push_str(open);
        self.indent += 1;
        let mut last = ",";
        let mut begins_line = true;
        let mut at = start;
        while at < end {
            if std::mem::take(&mut begins_line) {
                self.line();
            }
            let sign = self.tokens.text(at);
            let is_sign = matches!(self.tokens.kind(at), Some(Kind::Sign | Kind::Joint));
            if is_sign && matches!(sign, "," | ";") {
                self.text.push_str(sign);
                last = if sign == "," { "," } else { "" };
                begins_line = true;
                at += 1;
            } else {
                at = self.token(at);
            }
        }
        if !begins_line {
            self.text.push_str(last);
        }
        self.indent -= 1;
        self.line();
        self.text.push_str(close);
        self.before = Before::Word;
    }

    fn line(&mut self) {
        self.text.push('\n');
        for _ in 0..self.indent {
            self.text.push_str("    ");
        }
        self.before = Before::Start;
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::print;

    #[test]
    fn a_statement_has_a_line() {
        let printed = print(quote! {
            #[expect(deprecated, reason = "it can be called")]
            fn create(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
                let request = Api::from(client.clone()).things(-1).create(crate::Arguments { name: arguments.required::<String>("Name")?, size: 1 });
                let request = arguments.set(request, "A", |request, value: Vec<Option<bool>>| request.a(value))?;
                Ok(crate::Call::from(request).into())
            }
        });
        assert_eq!(
            printed,
            r#"#[expect(deprecated, reason = "it can be called")]
fn create(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = Api::from(client.clone()).things(-1).create(crate::Arguments {
        name: arguments.required::<String>("Name")?,
        size: 1,
    });
    let request = arguments.set(request, "A", |request, value: Vec<Option<bool>>| request.a(value))?;
    Ok(crate::Call::from(request).into())
}
"#
        );
    }

    #[test]
    fn what_is_printed_is_what_was_meant() {
        let tokens = quote!(
            fn a(_: &mut B) -> C {
                let d = e::F {
                    g: h(|i, j: K<L>| i.j(&k[l]))?,
                };
                Ok(d)
            }
        );
        let again: proc_macro2::TokenStream = print(tokens.clone()).parse().unwrap();
        // A comma more at the end of a list is the same list.
        let plain = |tokens: &str| tokens.replace([' ', ','], "");
        assert_eq!(plain(&again.to_string()), plain(&tokens.to_string()));
    }
}
