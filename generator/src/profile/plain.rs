//! The profile for every document of which no provider is known.

use quote::quote;

use super::Profile;

/// Credentials by HTTP basic authentication, OAuth or a token, from variables that begin with the client's name.
pub static PLAIN: Profile = Profile {
    name: "plain",
    domain: None,
    runtime: "openapi-client-runtime",
    folder: None,
    exports: &[],
    has_webhooks: false,
    api_settings: |prefix| quote!(.environment(#prefix)),
    from_env_docs: |prefix| {
        format!(
            "A client with credentials from the environment: `{prefix}_USERNAME` and `{prefix}_PASSWORD`, \
             `{prefix}_CLIENT_ID` and `{prefix}_CLIENT_SECRET`, or `{prefix}_TOKEN`; the error names what is missing."
        )
    },
    test_credentials: || {
        quote! {
            let credentials = Credentials::basic("user", "password");
        }
    },
    title_prefix: "",
    identifier_prefix: |_| None,
    extension: "x-openapi-client",
    formats: &[],
    identifier_format: None,
    next_page: &["next_page_url"],
    always_sends_bodies: false,
    account: |_| None,
};
