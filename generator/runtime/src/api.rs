//! What a generated crate says about the service it is for.

/// One Twilio product, as its generated crate describes it.
///
/// ```
/// use openapi_client_runtime::Api;
///
/// static API: Api = Api::new(
///     "Parcels",
///     "https://parcels.twilio.com",
///     "twilio-parcels/1.0.0",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Api {
    /// The product's name, as error messages say it.
    pub name: &'static str,
    /// Scheme and host of the product without region and edge, such as `https://parcels.twilio.com`.
    pub server: &'static str,
    /// The first word of the `User-Agent` header: crate name and version.
    pub user_agent: &'static str,
    /// Where OAuth client credentials are exchanged for access tokens.
    pub token_url: &'static str,
}

impl Api {
    /// A product with its name, server and user agent, whose access tokens come from Twilio's common token endpoint.
    pub const fn new(name: &'static str, server: &'static str, user_agent: &'static str) -> Self {
        Self {
            name,
            server,
            user_agent,
            token_url: "https://oauth.twilio.com/v2/token",
        }
    }

    /// The product's own token endpoint: scheme, host and path.
    #[must_use]
    pub const fn token_url(mut self, url: &'static str) -> Self {
        self.token_url = url;
        self
    }
}

/// The product that the tests of this crate are about.
#[cfg(test)]
pub(crate) static PARCELS: Api = Api::new(
    "Parcels",
    "https://parcels.twilio.com",
    "twilio-parcels/1.0.0",
);
