//! Signatures as one line of text, with the spaces that people write.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

/// A function without its name and its documentation: `fn(&self, limit: u64) -> rt::Call<EndUser>`.
pub(super) fn signature(signature: &syn::Signature) -> String {
    let named = format!("fn {}", signature.ident);
    text(signature.to_token_stream()).replacen(&named, "fn", 1)
}

/// Tokens as one line.
pub(super) fn text(tokens: TokenStream) -> String {
    let mut line = String::new();
    write(tokens, &mut line);
    line
}

fn write(tokens: TokenStream, line: &mut String) {
    // What stands before a token decides whether a space does.
    let mut follows_word = false;
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => (" { ", " }"),
                    Delimiter::None => ("", ""),
                };
                line.push_str(open);
                write(group.stream(), line);
                line.push_str(close);
                follows_word = true;
            }
            TokenTree::Punct(sign) => {
                let is_joint = sign.spacing() == Spacing::Joint;
                follows_word = punctuation(sign.as_char(), is_joint, line, tokens.peek());
            }
            word => {
                if follows_word && !line.ends_with(['(', '<', ' ', '[', '&', '\'', ':']) {
                    line.push(' ');
                }
                line.push_str(&word.to_string());
                follows_word = true;
            }
        }
    }
}

/// Writes a sign, and says whether a word behind it needs a space.
fn punctuation(sign: char, is_joint: bool, line: &mut String, next: Option<&TokenTree>) -> bool {
    match sign {
        // A comma behind the last item is one of the layout.
        ',' => {
            if next.is_some_and(|next| next.to_string() != ">") {
                line.push_str(", ");
            }
            false
        }
        ':' if is_joint || line.ends_with(':') => {
            line.push(':');
            false
        }
        ':' => {
            line.push_str(": ");
            false
        }
        '-' if is_joint => {
            line.push_str(" -");
            false
        }
        '=' if is_joint => {
            line.push_str(" =");
            false
        }
        '>' if line.ends_with(" -") || line.ends_with(" =") => {
            line.push_str("> ");
            false
        }
        '=' | '+' | '|' => {
            line.push(' ');
            line.push(sign);
            line.push(' ');
            false
        }
        '\'' | '&' => {
            if line.ends_with(char::is_alphanumeric) {
                line.push(' ');
            }
            line.push(sign);
            false
        }
        '>' => {
            line.push(sign);
            true
        }
        _ => {
            line.push(sign);
            false
        }
    }
}
