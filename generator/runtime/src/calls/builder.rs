//! `Builder`: the settings of a client.

mod methods;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use http::HeaderValue;

use crate::calls::authorization::Authorization;
use crate::calls::client::Shared;
use crate::calls::clock::SystemClock;
use crate::calls::limit::Limit;
use crate::calls::oauth;
use crate::service::origin::{Destination, Origin};
use crate::transport::transports::Transports;
use crate::{Api, Client, Clock, Credentials, Error, Limits, RetryPolicy, ServerVariable};

/// Collects the settings of a service's client `C`, and makes it.
#[must_use = "a builder does nothing until `build` is called"]
pub struct Builder<C> {
    api: &'static Api,
    credentials: Credentials,
    account: Option<String>,
    server_variables: Vec<ServerVariable>,
    settings: Settings,
    client: PhantomData<fn() -> C>,
}

/// What [`builder_methods!`](crate::builder_methods) sets.
#[doc(hidden)]
pub struct Settings {
    pub base_url: Option<String>,
    pub allow_http: bool,
    pub limits: Limits,
    pub max_empty_pages: usize,
    pub user_agent: Option<String>,
    pub retry: RetryPolicy,
    pub max_concurrent: Option<usize>,
    pub clock: Arc<dyn Clock>,
    pub transports: Transports,
    #[cfg(any(feature = "transport", feature = "blocking"))]
    pub network: crate::transport::settings::Settings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            base_url: None,
            allow_http: false,
            limits: Limits::default(),
            max_empty_pages: 1000,
            user_agent: None,
            retry: RetryPolicy::default(),
            max_concurrent: None,
            clock: Arc::new(SystemClock),
            transports: Transports::default(),
            #[cfg(any(feature = "transport", feature = "blocking"))]
            network: Default::default(),
        }
    }
}

impl<C: From<Client>> Builder<C> {
    /// Starts with the default settings.
    pub fn new(api: &'static Api, credentials: Credentials) -> Self {
        Self {
            api,
            credentials,
            account: None,
            server_variables: Vec::new(),
            settings: Settings::default(),
            client: PhantomData,
        }
    }

    /// Reads the credentials from the environment, see [`Credentials::from_env`].
    pub fn from_env(api: &'static Api) -> Result<Self, Error> {
        Self::from_lookup(api, |name| std::env::var(name).ok())
    }

    /// Reads the same variables from somewhere else, such as a file of settings.
    pub fn from_lookup(
        api: &'static Api,
        lookup: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, Error> {
        Ok(Self::new(api, Credentials::from_lookup(api, lookup)?))
    }

    /// The account that operations are about which have one in their path.
    pub fn account(mut self, account: impl Into<String>) -> Self {
        self.account = Some(account.into());
        self
    }

    /// Sets a variable of the server's address, which the service's document or its [`Conventions`](crate::Conventions) know.
    /// Without it, the variable has its default. A variable or a value that there is not is an error of [`build`](Self::build).
    pub fn server_variable(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.server_variables.retain(|(known, _)| *known != name);
        self.server_variables.push((name, value.into()));
        self
    }

    /// Checks the settings and makes the client.
    pub fn build(self) -> Result<C, Error> {
        let Settings { user_agent, .. } = &self.settings;
        let mut words = format!("({} {})", std::env::consts::OS, std::env::consts::ARCH);
        if let Some(suffix) = user_agent {
            words = format!("{words} {suffix}");
        }
        if !words.is_ascii() || HeaderValue::from_str(&words).is_err() {
            return Err(Error::config(
                "the user agent holds a character other than visible ASCII and spaces",
            ));
        }
        let destination = Destination {
            base_url: self.settings.base_url.clone(),
            allow_http: self.settings.allow_http,
            token_server: None,
            variables: self.server_variables,
        };
        self.api.check_variables(&destination.variables)?;
        let origin = Origin::new(self.api, &destination)?;
        let transports = match self.settings.transports.is_empty() {
            true => self.settings.default_transports(&origin)?,
            false => self.settings.transports,
        };
        let user = self.credentials.user().to_owned();
        let authorization = Authorization::new(self.credentials, self.api.security.is_some())?;
        for url in authorization.token_urls(self.api)? {
            oauth::check_address(self.api, url, &destination)?;
        }
        let shared = Shared {
            user,
            account: self.account,
            authorization,
            transports,
            retry: self.settings.retry,
            limit: self.settings.max_concurrent.map(Limit::new),
            clock: self.settings.clock,
            destination,
            limits: self.settings.limits,
            max_empty_pages: self.settings.max_empty_pages,
            user_agent: words,
        };
        Ok(C::from(Client::new(*self.api, Arc::new(shared))))
    }
}

impl<C> Builder<C> {
    /// What [`builder_methods!`](crate::builder_methods) sets.
    #[doc(hidden)]
    pub fn settings(&mut self) -> &mut Settings {
        &mut self.settings
    }

    crate::builder_methods!();
}

impl Settings {
    /// One transport for each feature that has one.
    #[cfg(any(feature = "transport", feature = "blocking"))]
    fn default_transports(&self, origin: &Origin) -> Result<Transports, Error> {
        let network = crate::transport::settings::Network::new(&self.network, origin)?;
        let mut transports = Transports::default();
        #[cfg(feature = "transport")]
        transports.set(crate::transport::hyper::Hyper::new(
            self.limits.connect_timeout,
            &network,
        )?);
        #[cfg(feature = "blocking")]
        transports.set_blocking(crate::transport::ureq::Ureq::new(&network)?);
        Ok(transports)
    }

    #[cfg(not(any(feature = "transport", feature = "blocking")))]
    fn default_transports(&self, _: &Origin) -> Result<Transports, Error> {
        Err(Error::config(
            "there is no transport: give one to the builder, or enable the feature `transport`",
        ))
    }
}

impl<C> fmt::Debug for Builder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let settings = &self.settings;
        f.debug_struct("Builder")
            .field("api", &self.api.name)
            .field("credentials", &self.credentials)
            .field("account", &self.account)
            // Not the base URL: one that is not checked yet may hold credentials.
            .field("server_variables", &self.server_variables)
            .field("limits", &settings.limits)
            .field("max_empty_pages", &settings.max_empty_pages)
            .field("retry", &settings.retry)
            .field("max_concurrent", &settings.max_concurrent)
            .field("user_agent", &settings.user_agent)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::ErrorKind;
    use crate::service::api::tests::PARCELS;
    use crate::testing::{MockTransport, TestClock};

    static BAD_TOKEN_URL: Api = PARCELS.token_url("https://oauth.example:99999/token");

    fn builder() -> Builder<Client> {
        Builder::new(&PARCELS, Credentials::basic("AC1", "hunter2")).transport(MockTransport::new())
    }

    #[test]
    fn the_environment_has_the_credentials() {
        let lookup = |name: &str| match name {
            "PARCELS_USERNAME" => Some("ada".to_owned()),
            "PARCELS_PASSWORD" => Some("hunter2".to_owned()),
            _ => None,
        };
        let builder: Builder<Client> = Builder::from_lookup(&PARCELS, lookup).unwrap();
        let client = builder.transport(MockTransport::new()).build().unwrap();
        assert!(format!("{client:?}").contains("ada"));
        assert!(Builder::<Client>::from_lookup(&PARCELS, |_| None).is_err());
    }

    #[test]
    fn a_service_has_a_token_endpoint_for_oauth_credentials() {
        static NO_ENDPOINT: Api = Api::new("Parcels", "https://parcels.example.com", "parcels/1");
        let builder = |api| -> Builder<Client> {
            Builder::new(api, Credentials::oauth("id", "hunter2")).transport(MockTransport::new())
        };
        assert!(builder(&PARCELS).build().is_ok());
        let error = builder(&NO_ENDPOINT).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{error}");
    }

    #[test]
    fn settings_that_cannot_work_are_refused() {
        for builder in [
            builder().user_agent("a\r\nX-Evil: 1"),
            builder().user_agent("a\nb"),
            builder().user_agent("é"),
            builder().server_variable("edge", "x"),
            builder().base_url("http://example.com"),
            builder().base_url("https://example.com:99999"),
            Builder::new(&BAD_TOKEN_URL, Credentials::oauth("OQ1", "hunter2")),
            Builder::new(&PARCELS, Credentials::basic("AC1", "")),
        ] {
            let error = builder.build().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config, "{error}");
        }
    }

    #[test]
    fn http_is_for_this_machine_unless_it_is_permitted() {
        let client = builder().base_url("http://service:8080").allow_http(true);
        let client = client.build().unwrap();
        let request = client.get::<()>("/v1/P").build().unwrap();
        assert_eq!(request.uri(), "http://service:8080/v1/P");
        let refused = builder().base_url("http://service:8080").build();
        let error = refused.unwrap_err().to_string();
        assert!(error.contains("`allow_http`"), "{error}");
        static PLAIN: Api = Api::new("Plain", "http://plain.example", "plain/1");
        let plain = || Builder::<Client>::new(&PLAIN, Credentials::none());
        let error = plain().build().unwrap_err().to_string();
        assert!(error.contains("`allow_http`"), "{error}");
        assert!(plain().allow_http(true).build().is_ok());
        let other = builder().base_url("ftp://service").allow_http(true).build();
        assert_eq!(other.unwrap_err().kind(), ErrorKind::Config);
    }

    #[tokio::test]
    async fn limits_reach_the_transport() {
        let mock = MockTransport::new().reply(204, "");
        let client = builder()
            .transport(mock.clone())
            .timeout(Duration::from_secs(1))
            .connect_timeout(Duration::from_secs(2))
            .max_body(3)
            .clock(TestClock::new())
            .build()
            .unwrap();
        client.get::<()>("/v1/P").await.unwrap();
        let limits = mock.requests()[0].limits;
        assert_eq!(limits.timeout, Duration::from_secs(1));
        assert_eq!(limits.connect_timeout, Duration::from_secs(2));
        assert_eq!(limits.max_body, 3);
    }

    #[test]
    fn debug_holds_no_secret() {
        let builder = builder().base_url("https://user:hunter2@example.com");
        let debug = format!("{builder:?}");
        assert!(
            debug.contains("AC1") && !debug.contains("hunter2"),
            "{debug}"
        );
    }
}
