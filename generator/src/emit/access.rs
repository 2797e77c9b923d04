//! What a client is made with: credentials by the document's security schemes, and servers.

use std::collections::BTreeSet;

use heck::ToShoutySnakeCase;
use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::docs::Comment;
use crate::model::{
    Operation, Requirements, SecurityScheme, SecuritySchemeKind, Server, ServerVariable,
};
use crate::text::{code_cell, code_span, markdown};

/// A base URL for tests, where the document does not know one.
const TEST_URL: &str = "http://localhost";

impl<'a> Emitter<'a> {
    /// Whether the address of the service is an argument, as the document does not know it.
    pub(super) fn needs_base_url(&self) -> bool {
        !self.api.own_server.is_absolute()
    }

    /// Whether credentials are an argument.
    pub(super) fn needs_credentials(&self) -> bool {
        !self.profile.reads_security || self.api.wants_credentials()
    }

    /// The client's functions, each with the arguments that it needs.
    pub(super) fn constructors(&self) -> TokenStream {
        let from_env = Comment::of(&self.env_docs());
        let (mut arguments, mut values) = (Vec::new(), Vec::new());
        let url = self
            .needs_base_url()
            .then(|| quote!(base_url: impl Into<String>));
        let base = self.needs_base_url().then(|| quote!(.base_url(base_url)));
        if let Some(url) = &url {
            arguments.push(url.clone());
            values.push(quote!(base_url));
        }
        let mut credentials = quote!(Credentials::none());
        if self.needs_credentials() {
            credentials = quote!(credentials);
            arguments.push(quote!(credentials: Credentials));
            values.push(credentials.clone());
        }
        let (new, builder) = match (self.needs_base_url(), self.needs_credentials()) {
            (false, true) => (
                "A client with these credentials and the default settings.",
                "Settings for a client with these credentials.",
            ),
            (false, false) => (
                "A client with the default settings.",
                "Settings for a client.",
            ),
            (true, true) => (
                "A client of the service at this address, with these credentials and the default settings.",
                "Settings for a client of the service at this address, with these credentials.",
            ),
            (true, false) => (
                "A client of the service at this address, with the default settings.",
                "Settings for a client of the service at this address.",
            ),
        };
        let new = Comment::of(new);
        let mut builder = Comment::of(builder);
        let table = self.variable_table();
        if !table.is_empty() {
            builder.verbatim(table);
        }
        quote! {
            #from_env
            pub fn from_env(#url) -> Result<Self, Error> {
                rt::Builder::from_env(&API)? #base .build()
            }

            #new
            pub fn new(#(#arguments),*) -> Result<Self, Error> {
                Self::builder(#(#values),*).build()
            }

            #builder
            pub fn builder(#(#arguments),*) -> Builder<Self> {
                rt::Builder::new(&API, #credentials) #base
            }
        }
    }

    /// What a test of the generated package makes a client with.
    pub(super) fn test_arguments(&self) -> (TokenStream, TokenStream) {
        let mut values = Vec::new();
        if self.needs_base_url() {
            values.push(quote!(#TEST_URL));
        }
        if self.needs_credentials() {
            values.push(quote!(credentials));
        }
        (self.test_credentials(), quote!(#(#values),*))
    }

    fn test_credentials(&self) -> TokenStream {
        if let Some(credentials) = self.profile.test_credentials {
            return credentials();
        }
        let schemes = self.api.security.schemes.iter();
        let each = schemes.map(|scheme| {
            let credentials = match scheme.kind {
                SecuritySchemeKind::Basic => quote!(Credentials::basic("user", "password")),
                SecuritySchemeKind::Bearer | SecuritySchemeKind::ClientCredentials(..) => {
                    quote!(Credentials::bearer("token"))
                }
                _ => quote!(Credentials::api_key("key")),
            };
            let name = scheme.name.as_str();
            quote!(.with(#name, #credentials))
        });
        match self.needs_credentials() {
            true => quote!(let credentials = Credentials::none() #(#each)*;),
            false => TokenStream::new(),
        }
    }

    /// The names of types of the crate that tests import.
    pub(super) fn test_imports(&self) -> TokenStream {
        match self.needs_credentials() {
            true => quote!(Credentials,),
            false => TokenStream::new(),
        }
    }

    /// What the `Api` of the service says of servers and credentials.
    pub(super) fn access_settings(&self) -> TokenStream {
        let servers = self.operation_servers();
        if !self.profile.reads_security {
            let token_url = self.api.token_url.iter();
            return quote!(#servers #(.token_url(#token_url))*);
        }
        let variables = &self.api.own_server.variables;
        let variables = (!variables.is_empty()).then(|| {
            let variables = url_variables(variables);
            quote!(.variables(#variables))
        });
        let schemes = self.schemes();
        let schemes = schemes.map(|(scheme, variable)| {
            let name = scheme.name.as_str();
            let kind = scheme_kind(&scheme.kind);
            quote! {
                rt::SecurityScheme { name: #name, variable: #variable, kind: #kind }
            }
        });
        let usual = requirements(&self.api.security.requirements);
        quote! {
            #variables
            #servers
            .security(&rt::Security { schemes: &[#(#schemes),*], requirements: #usual })
        }
    }

    fn operation_servers(&self) -> Option<TokenStream> {
        let mut servers: Vec<&Server> = Vec::new();
        let operations = self.api.operations();
        for server in operations.filter_map(|operation| operation.server.as_ref()) {
            if !servers.contains(&server) {
                servers.push(server);
            }
        }
        let servers: Vec<_> = servers.into_iter().map(server).collect();
        (!servers.is_empty()).then(|| quote!(.operation_servers(&[#(#servers),*])))
    }

    /// Each scheme, and what its environment variables are called after the prefix: its name in capitals, and a number where
    /// that is the name of another one.
    fn schemes(&self) -> impl Iterator<Item = (&SecurityScheme, String)> {
        let mut seen = BTreeSet::new();
        let schemes = self.api.security.schemes.iter();
        schemes.map(move |scheme| {
            let name = scheme.name.as_str().to_shouty_snake_case();
            let words = name.split(|c: char| !c.is_ascii_alphanumeric());
            let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
            let name = match words.is_empty() {
                true => "CREDENTIALS".to_owned(),
                false => words.join("_"),
            };
            let mut names = (2..).map(|number| format!("{name}_{number}"));
            let mut unique = name.clone();
            while !seen.insert(unique.clone()) {
                unique = names.next().unwrap_or_default();
            }
            (scheme, unique)
        })
    }

    fn env_docs(&self) -> String {
        let prefix = self.environment();
        if let Some(docs) = self.profile.from_env_docs {
            return docs(&prefix);
        }
        if !self.api.wants_credentials() {
            return "A client with the default settings: the service asks for no credentials."
                .to_owned();
        }
        let schemes = self.schemes();
        let schemes = schemes.map(|(scheme, variable)| {
            let name = code_span(scheme.name.as_str());
            let whole = format!("{prefix}_{variable}");
            match scheme.kind {
                SecuritySchemeKind::Basic => {
                    format!("`{whole}_USERNAME` and `{whole}_PASSWORD` for {name}")
                }
                SecuritySchemeKind::ClientCredentials(..) => format!(
                    "`{whole}_CLIENT_ID` and `{whole}_CLIENT_SECRET`, or a token in `{whole}`, for {name}"
                ),
                _ => format!("`{whole}` for {name}"),
            }
        });
        format!(
            "A client with credentials from the environment: {}. The error names what is missing.",
            schemes.collect::<Vec<_>>().join("; ")
        )
    }

    /// The variables of servers, as a table in Markdown.
    fn variable_table(&self) -> Vec<String> {
        if !self.profile.reads_security {
            return Vec::new();
        }
        let operations = self.api.operations();
        let servers = operations.filter_map(|operation| operation.server.as_ref());
        let servers = [&self.api.own_server].into_iter().chain(servers);
        let mut known: Vec<&ServerVariable> = Vec::new();
        for variable in servers.flat_map(|server| &server.variables) {
            if !known.contains(&variable) {
                known.push(variable);
            }
        }
        let rows = known.iter().map(|variable| {
            let values = match variable.values.is_empty() {
                true => "any".to_owned(),
                false => {
                    let values = variable.values.iter().map(|value| code_cell(value));
                    values.collect::<Vec<_>>().join(", ")
                }
            };
            let default = code_cell(&variable.default);
            format!(
                "| {} | {default} | {values} |",
                code_cell(variable.name.as_str())
            )
        });
        let rows: Vec<String> = rows.collect();
        let head = [
            "Parts of the address can be set by [`Builder::server_variable`]:",
            "",
            "| variable | default | values |",
            "|---|---|---|",
        ];
        match rows.is_empty() {
            true => Vec::new(),
            false => head.map(str::to_owned).into_iter().chain(rows).collect(),
        }
    }

    /// The credentials of the service, for the documentation of the crate.
    pub(super) fn credential_docs(&self) -> Option<String> {
        let schemes = &self.api.security.schemes;
        let first = schemes.first()?;
        let each = schemes.iter().map(|scheme| {
            let name = code_span(scheme.name.as_str());
            format!("{name} takes {}", taken(scheme))
        });
        let each = each.collect::<Vec<_>>().join(", ");
        Some(format!(
            "Credentials are given by the name that {} gives their scheme: `Credentials::none().with({:?}, ...)`. {each}. A request \
             carries those that its operation asks for.",
            markdown(&self.names.service),
            first.name.as_str(),
        ))
    }
}

fn taken(scheme: &SecurityScheme) -> &'static str {
    match scheme.kind {
        SecuritySchemeKind::Basic => "[`Credentials::basic`]",
        SecuritySchemeKind::Bearer => "[`Credentials::bearer`]",
        SecuritySchemeKind::ClientCredentials(..) => {
            "[`Credentials::oauth`] or [`Credentials::bearer`]"
        }
        _ => "[`Credentials::api_key`]",
    }
}

/// What a request has of its operation's server and credentials.
pub(super) fn traits(operation: &Operation) -> TokenStream {
    let anonymous = operation.anonymous.then(|| quote!(.anonymous()));
    let security = operation.security.as_ref();
    let security = security.filter(|_| !operation.anonymous).map(|needed| {
        let needed = requirements(needed);
        quote!(.security(#needed))
    });
    let server = operation.server.as_ref().map(|own| {
        let own = server(own);
        quote!(.server(&#own))
    });
    quote!(#anonymous #security #server)
}

fn requirements(needed: &Requirements) -> TokenStream {
    let alternatives = needed.iter().map(|names| {
        let names = names.iter().map(|name| name.as_str());
        quote!(&[#(#names),*])
    });
    quote!(&[#(#alternatives),*])
}

fn server(server: &Server) -> TokenStream {
    let url = &server.url;
    let variables = url_variables(&server.variables);
    quote!(rt::Server { url: #url, variables: #variables })
}

fn url_variables(variables: &[ServerVariable]) -> TokenStream {
    let variables = variables.iter().map(|variable| {
        let (name, default) = (variable.name.as_str(), &variable.default);
        let values = variable.values.iter();
        quote!(rt::UrlVariable { name: #name, default: #default, values: &[#(#values),*] })
    });
    quote!(&[#(#variables),*])
}

fn scheme_kind(kind: &SecuritySchemeKind) -> TokenStream {
    match kind {
        SecuritySchemeKind::HeaderKey(name) => quote!(rt::SecuritySchemeKind::HeaderKey(#name)),
        SecuritySchemeKind::QueryKey(name) => quote!(rt::SecuritySchemeKind::QueryKey(#name)),
        SecuritySchemeKind::CookieKey(name) => quote!(rt::SecuritySchemeKind::CookieKey(#name)),
        SecuritySchemeKind::Basic => quote!(rt::SecuritySchemeKind::Basic),
        SecuritySchemeKind::Bearer => quote!(rt::SecuritySchemeKind::Bearer),
        SecuritySchemeKind::ClientCredentials(url, scopes) => {
            let scopes: Vec<_> = scopes.iter().map(String::as_str).collect();
            let scopes = scopes.join(" ");
            quote!(rt::SecuritySchemeKind::ClientCredentials(#url, #scopes))
        }
    }
}
