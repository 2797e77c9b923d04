//! What a generated crate says about the service it is for.

use crate::service::conventions::{Conventions, PLAIN, Variables};

/// One service, as its generated crate describes it.
///
/// ```
/// use openapi_client_runtime::Api;
///
/// static API: Api = Api::new("Parcels", "https://parcels.example.com", "parcels/1.0.0")
///     .environment("PARCELS");
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Api {
    /// The service's name, as error messages say it.
    pub name: &'static str,
    /// Scheme, host and path that all requests begin with, such as `https://parcels.example.com`.
    pub server: &'static str,
    /// The first word of the `User-Agent` header: crate name and version.
    pub user_agent: &'static str,
    /// What the environment variables with the service's credentials begin with, such as `PARCELS`; empty when it has none.
    pub environment: &'static str,
    /// Where OAuth client credentials are exchanged for access tokens.
    pub token_url: Option<&'static str>,
    /// What it does in its own way.
    pub conventions: &'static Conventions,
}

impl Api {
    /// A service with its name, server and user agent, and no conventions of its own.
    pub const fn new(name: &'static str, server: &'static str, user_agent: &'static str) -> Self {
        Self {
            name,
            server,
            user_agent,
            environment: "",
            token_url: None,
            conventions: &PLAIN,
        }
    }

    /// What the environment variables with the service's credentials begin with.
    #[must_use]
    pub const fn environment(mut self, prefix: &'static str) -> Self {
        self.environment = prefix;
        self
    }

    /// The service's own token endpoint: scheme, host and path.
    #[must_use]
    pub const fn token_url(mut self, url: &'static str) -> Self {
        self.token_url = Some(url);
        self
    }

    /// The conventions of the service's provider.
    #[must_use]
    pub const fn conventions(mut self, conventions: &'static Conventions) -> Self {
        self.conventions = conventions;
        self
    }

    /// The token endpoint: the service's own, or the one by convention.
    pub(crate) fn token_endpoint(&self) -> Option<&'static str> {
        self.token_url.or(self.conventions.token_url)
    }

    /// The name of one of the service's environment variables: `PARCELS_TOKEN`.
    pub(crate) fn variable(&self, what: &str) -> String {
        match self.environment {
            "" => what.to_owned(),
            prefix => format!("{prefix}_{what}"),
        }
    }

    /// The variables of a shell with the user name, the password and the access token.
    pub(crate) fn shell_variables(&self) -> [String; 3] {
        match &self.conventions.variables {
            Some(Variables {
                username,
                password,
                token,
            }) => [username, password, token].map(|name| (*name).to_owned()),
            None => ["USERNAME", "PASSWORD", "TOKEN"].map(|what| self.variable(what)),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
