//! `Builder`: the settings of a client, with regions and edges.

use std::fmt;

use openapi_client_runtime as rt;

use crate::hosts::{EDGE, REGION};
use crate::{Api, Client, Credentials, Error, Settings};

/// Collects the settings of a product's client `C`, and makes it.
#[must_use = "a builder does nothing until `build` is called"]
pub struct Builder<C>(rt::Builder<C>);

impl<C: From<Client>> Builder<C> {
    /// Starts with the default settings.
    pub fn new(api: &'static Api, credentials: Credentials) -> Self {
        let (credentials, account) = credentials.into_parts();
        let builder = rt::Builder::new(api, credentials);
        Self(match account {
            Some(account) => builder.account(account),
            None => builder,
        })
    }

    /// Reads the credentials (see [`Credentials::from_env`]), `TWILIO_REGION` and `TWILIO_EDGE` from the environment.
    pub fn from_env(api: &'static Api) -> Result<Self, Error> {
        Self::from_lookup(api, |name| std::env::var(name).ok())
    }

    /// Reads the same variables from somewhere else, such as a file of settings; an empty value counts as none.
    pub fn from_lookup(
        api: &'static Api,
        lookup: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, Error> {
        let read = |name| lookup(name).filter(|value| !value.is_empty());
        let mut builder = Self::new(api, Credentials::from_lookup(&lookup)?);
        if let Some(region) = read("TWILIO_REGION") {
            builder = builder.region(region);
        }
        if let Some(edge) = read("TWILIO_EDGE") {
            builder = builder.edge(edge);
        }
        Ok(builder)
    }

    /// The region that stores and processes the data, such as `ie1`.
    pub fn region(self, region: impl Into<String>) -> Self {
        Self(self.0.server_variable(REGION, region))
    }

    /// The edge where requests enter Twilio's network, such as `dublin`; without a region it means `us1`.
    pub fn edge(self, edge: impl Into<String>) -> Self {
        Self(self.0.server_variable(EDGE, edge))
    }

    /// Another variable of the server's address, which the service's document knows.
    pub fn server_variable(self, name: &'static str, value: impl Into<String>) -> Self {
        Self(self.0.server_variable(name, value))
    }

    /// Checks the settings and makes the client.
    pub fn build(self) -> Result<C, Error> {
        self.0.build()
    }
}

impl<C> Builder<C> {
    fn settings(&mut self) -> &mut Settings {
        self.0.settings()
    }

    rt::builder_methods!();
}

impl<C> fmt::Debug for Builder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
