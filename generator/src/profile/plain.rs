//! The profile for every document of which no provider is known.

use quote::quote;

use super::Profile;

/// Credentials by the document's security schemes, from variables that begin with the client's name.
pub static PLAIN: Profile = Profile {
    name: "plain",
    domain: None,
    runtime: "openapi-client-runtime",
    folder: None,
    exports: &[],
    has_webhooks: false,
    api_settings: |prefix| quote!(.environment(#prefix)),
    reads_security: true,
    from_env_docs: None,
    test_credentials: None,
    title_prefix: "",
    identifier_prefix: |_| None,
    extension: "x-openapi-client",
    formats: &[],
    identifier_format: None,
    next_page: &["next_page_url"],
    error: &[],
    always_sends_bodies: false,
    account: |_| None,
};
