//! What a generated crate says about the service it is for.

use crate::service::conventions::{Conventions, PLAIN, Variables};
use crate::{
    Error, Security, SecurityScheme, SecuritySchemeKind, Server, ServerVariable, UrlVariable,
};

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
    /// Scheme, host and path that all requests begin with, such as `https://parcels.example.com`; a path alone, or nothing,
    /// stands below the base URL that the client has.
    pub server: &'static str,
    /// The variables in `server`.
    pub variables: &'static [UrlVariable],
    /// The servers that only some operations have.
    pub operation_servers: &'static [Server],
    /// How requests prove who sends them; `None` where nobody says it, and all requests carry the one credentials of the
    /// client.
    pub security: Option<&'static Security>,
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
            variables: &[],
            operation_servers: &[],
            security: None,
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

    /// The variables in the address of the server.
    #[must_use]
    pub const fn variables(mut self, variables: &'static [UrlVariable]) -> Self {
        self.variables = variables;
        self
    }

    /// The servers that only some operations have.
    #[must_use]
    pub const fn operation_servers(mut self, servers: &'static [Server]) -> Self {
        self.operation_servers = servers;
        self
    }

    /// How requests prove who sends them.
    #[must_use]
    pub const fn security(mut self, security: &'static Security) -> Self {
        self.security = Some(security);
        self
    }

    /// The conventions of the service's provider.
    #[must_use]
    pub const fn conventions(mut self, conventions: &'static Conventions) -> Self {
        self.conventions = conventions;
        self
    }

    /// The token endpoint: the service's own, or the one by convention.
    pub(crate) fn token_endpoint(&self) -> Result<&'static str, Error> {
        let url = self.token_url.or(self.conventions.token_url);
        url.ok_or_else(|| {
            Error::config(format!(
                "{} has no token endpoint, so it takes no OAuth client's ID and secret",
                self.name
            ))
        })
    }

    /// The name of one of the service's environment variables: `PARCELS_TOKEN`.
    pub(crate) fn variable(&self, what: &str) -> String {
        match self.environment {
            "" => what.to_owned(),
            prefix => format!("{prefix}_{what}"),
        }
    }

    /// The environment variables with credentials, a line for each security scheme; empty where no operation asks for
    /// credentials, and `None` where the service does not say which.
    #[doc(hidden)]
    pub fn variables_help(&self) -> Option<String> {
        let schemes = self.security?.schemes.iter();
        let lines = schemes.map(|scheme| {
            let SchemeVariables { pair, whole } = self.scheme_variables(scheme);
            let pair = pair.map(|names| names.join(" and "));
            let names: Vec<_> = pair.into_iter().chain(whole).collect();
            format!("  {}: {}", scheme.name, names.join(", or "))
        });
        Some(lines.collect::<Vec<_>>().join("\n"))
    }

    /// The server that all requests go to whose operation has none of its own.
    pub(crate) fn own_server(&self) -> Server {
        Server {
            url: self.server,
            variables: self.variables,
        }
    }

    /// Refuses what is a variable of none of the servers.
    pub(crate) fn check_variables(&self, given: &[ServerVariable]) -> Result<(), Error> {
        let others = self.operation_servers.iter();
        let known = others.flat_map(|server| server.variables);
        let known: Vec<_> = self.variables.iter().chain(known).collect();
        let is_unknown = |name: &str| known.iter().all(|known| known.name != name);
        match given.iter().find(|(name, _)| is_unknown(name)) {
            // By convention there can be others.
            Some(_) if known.is_empty() => (self.conventions.server)(self, given).map(drop),
            Some((name, _)) => Err(Error::config(format!(
                "{} has no server variable {name}",
                self.name
            ))),
            None => Ok(()),
        }
    }

    /// The names of the environment variables with the credentials of a scheme: a pair, or one alone.
    pub(crate) fn scheme_variables(&self, scheme: &SecurityScheme) -> SchemeVariables {
        let whole = self.variable(scheme.variable);
        let pair = |user: &str, secret: &str| {
            Some([format!("{whole}_{user}"), format!("{whole}_{secret}")])
        };
        let pair = match scheme.kind {
            SecuritySchemeKind::Basic => pair("USERNAME", "PASSWORD"),
            SecuritySchemeKind::ClientCredentials(..) => pair("CLIENT_ID", "CLIENT_SECRET"),
            _ => None,
        };
        SchemeVariables {
            pair,
            whole: (scheme.kind != SecuritySchemeKind::Basic).then_some(whole),
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

/// Names of environment variables with the credentials of a scheme.
pub(crate) struct SchemeVariables {
    /// Those of a user name and its password, or of an OAuth client.
    pub(crate) pair: Option<[String; 2]>,
    /// That of a key or a token.
    pub(crate) whole: Option<String>,
}

#[cfg(test)]
pub(crate) mod tests;
