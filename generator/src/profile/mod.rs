//! Profiles: what the documents and services of one provider have in common, beyond OpenAPI.
//!
//! A stage asks the profile for a fact and knows no provider. [`Profile::of`] chooses: by the configuration, or else by the
//! document's server.

mod plain;
mod twilio;

use proc_macro2::{Ident, TokenStream};
use quote::format_ident;
use serde_json::Value;

use crate::config::Package;
use crate::model::{PathTemplate, WireName};
use crate::server;
pub use plain::PLAIN;

/// The conventions of one provider's documents and services.
#[derive(Debug)]
pub struct Profile {
    /// Its name in the configuration.
    pub name: &'static str,
    /// The domain below which servers are the provider's.
    pub domain: Option<&'static str>,
    /// The package that generated code calls `rt`.
    pub runtime: &'static str,
    /// The folder of that package beside the neutral runtime, if it is another one.
    folder: Option<&'static str>,
    /// Types of the runtime that the generated crate exports at its root, beside [`crate::name::EXPORTS`].
    pub exports: &'static [&'static str],
    /// Whether the runtime checks the signatures of webhooks, by a feature of that name.
    pub has_webhooks: bool,
    /// What the `Api` of a service has beyond name, server and user agent; takes the prefix of its environment variables.
    pub api_settings: fn(&str) -> TokenStream,
    /// Whether servers and credentials are those of the document, rather than those of the provider's runtime.
    pub reads_security: bool,
    /// The documentation of `from_env`, if it is not that of the security schemes; takes the prefix of the environment
    /// variables.
    pub from_env_docs: Option<fn(&str) -> String>,
    /// Credentials for the tests of a generated crate, likewise; the type `Credentials` is in scope.
    pub test_credentials: Option<fn() -> TokenStream>,
    /// What a title begins with that the client's name leaves out, with `-` for what is no letter and no digit.
    pub title_prefix: &'static str,
    /// The prefix of the identifiers that a pattern describes; `Some(None)` for identifiers with any prefix, and `None` for a
    /// pattern of something else.
    pub identifier_prefix: fn(&str) -> Option<Option<&str>>,
    /// The extension with facts about paths, operations and schemas.
    pub extension: &'static str,
    /// Formats of strings and numbers, beside those of OpenAPI.
    pub formats: &'static [&'static str],
    /// The end of formats that say what a string identifies.
    pub identifier_format: Option<&'static str>,
    /// The fields of a page with the address of the next one.
    pub next_page: &'static [&'static str],
    /// The properties of errors that the runtime's own error has: one that has no others needs no type of its own.
    pub error: &'static [&'static str],
    /// Whether a body is always sent, though the documents do not call it required.
    pub always_sends_bodies: bool,
    /// The placeholder of a path that stands for the client's account.
    pub account: fn(&PathTemplate) -> Option<&WireName>,
}

/// All profiles.
pub const ALL: &[&Profile] = &[&PLAIN, &twilio::TWILIO];

/// The libraries of all runtimes: names that nothing else may have.
pub fn libraries() -> impl Iterator<Item = String> {
    let profiles = ALL.iter();
    profiles.map(|profile| profile.runtime.replace('-', "_"))
}

impl Profile {
    /// The profile for a document: the one that the configuration names, or else the one of its first server.
    pub fn of(configured: Option<&str>, document: &Value) -> &'static Self {
        let server = server::first(document);
        let server = server.and_then(|(server, _)| server.get("url")?.as_str());
        let server = server.unwrap_or_default();
        let fits = |profile: &&&Self| match configured {
            Some(name) => profile.name == name,
            None => profile.is_below(server),
        };
        ALL.iter().find(fits).copied().unwrap_or(&PLAIN)
    }

    /// Whether a server is below the provider's domain.
    fn is_below(&self, server: &str) -> bool {
        let host = server.split_once("://").map_or(server, |(_, rest)| rest);
        let host = host.split(['/', ':', '?', '#']).next().unwrap_or_default();
        let host = host.to_ascii_lowercase();
        self.domain.is_some_and(|domain| {
            let above = host.strip_suffix(domain);
            above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
        })
    }

    /// The path of the runtime, seen from the generated package: that of a provider is configured or beside the neutral one.
    pub fn runtime_path(&self, package: &Package) -> String {
        let Some(folder) = self.folder else {
            return package.runtime().to_owned();
        };
        let configured = package.provider.clone();
        configured.unwrap_or_else(|| package.beside_runtime(folder))
    }

    /// The runtime's library.
    pub fn library(&self) -> Ident {
        format_ident!("{}", self.runtime.replace('-', "_"))
    }

    /// The name that the provider's clients mount a resource under, where its path doesn't tell it.
    pub fn mount_name<'e>(&self, extension: Option<&'e Value>) -> Option<&'e str> {
        extension?.get("mountName")?.as_str()
    }

    /// The path of the parent resource.
    pub fn parent<'e>(&self, extension: Option<&'e Value>) -> Option<&'e str> {
        extension?.get("parent")?.as_str()
    }

    /// The fields of a response that tell most.
    pub fn columns<'e>(&self, extension: Option<&'e Value>) -> Option<Vec<&'e str>> {
        let names = extension?.get("defaultOutputProperties")?.as_array()?;
        Some(names.iter().filter_map(Value::as_str).collect())
    }

    /// Whether a schema or a parameter is personal or secret.
    pub fn is_personal(&self, extension: Option<&Value>) -> bool {
        let marked = extension.and_then(|extension| extension.get("pii"));
        marked.is_some_and(|pii| !matches!(pii, Value::Null | Value::Bool(false)))
    }

    /// Whether a format of strings or numbers is one of the provider's.
    pub fn has_format(&self, format: &str) -> bool {
        let is_identifier = |end: &str| format.ends_with(end);
        self.formats.contains(&format) || self.identifier_format.is_some_and(is_identifier)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_marked_as_personal() {
        for (extension, is_personal) in [
            (json!({"pii": {"handling": "standard"}}), true),
            (json!({"pii": true}), true),
            (json!({"pii": false}), false),
            (json!({"pii": null}), false),
            (json!({}), false),
        ] {
            assert_eq!(
                PLAIN.is_personal(Some(&extension)),
                is_personal,
                "{extension}"
            );
        }
        assert!(!PLAIN.is_personal(None));
    }
}
