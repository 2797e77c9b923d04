//! Tokens that are given away where they are interpolated.

use std::cell::RefCell;

use proc_macro2::TokenStream;
use quote::ToTokens;

/// Tokens for one place: `quote!` copies what it interpolates, each word of it and at each level again, and this it moves.
pub(super) struct Given(RefCell<TokenStream>);

impl Given {
    pub(super) fn new(tokens: TokenStream) -> Self {
        Self(RefCell::new(tokens))
    }
}

impl ToTokens for Given {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend([self.0.take()]);
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::Given;

    #[test]
    fn tokens_are_given_once() {
        let lines = ["a", "b"].map(|name| {
            let name = quote::format_ident!("{name}");
            Given::new(quote!(#name(1);))
        });
        let block = quote!({ #(#lines)* });
        assert_eq!(
            block.to_string(),
            quote!({
                a(1);
                b(1);
            })
            .to_string()
        );
        assert_eq!(quote!(#(#lines)*).to_string(), "");
    }
}
