//! `Builder`: the settings of a client.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use crate::client::Shared;
use crate::clock::SystemClock;
use crate::limit::Limit;
use crate::oauth::{self, Authorization};
use crate::origin::{Origin, Place};
use crate::transports::Transports;
use crate::{Api, Client, Clock, Credentials, Error, Limits, RetryPolicy, Transport};

/// Collects the settings of a product's client `C`, and makes it.
#[must_use = "a builder does nothing until `build` is called"]
pub struct Builder<C> {
    api: &'static Api,
    credentials: Credentials,
    place: Place,
    limits: Limits,
    max_empty_pages: usize,
    user_agent: Option<String>,
    retry: RetryPolicy,
    max_concurrent: Option<usize>,
    clock: Arc<dyn Clock>,
    transports: Transports,
    #[cfg(any(feature = "transport", feature = "blocking"))]
    network: crate::transport::settings::Settings,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Client>> Builder<C> {
    /// Starts with the default settings.
    pub fn new(api: &'static Api, credentials: Credentials) -> Self {
        Self {
            api,
            credentials,
            place: Place::default(),
            limits: Limits::default(),
            max_empty_pages: 1000,
            user_agent: None,
            retry: RetryPolicy::default(),
            max_concurrent: None,
            clock: Arc::new(SystemClock),
            transports: Transports::default(),
            #[cfg(any(feature = "transport", feature = "blocking"))]
            network: Default::default(),
            client: PhantomData,
        }
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
        builder.place.region = read("TWILIO_REGION");
        builder.place.edge = read("TWILIO_EDGE");
        Ok(builder)
    }

    /// Sends every request to this address instead of the product's host: a proxy, or a server for tests.
    ///
    /// A path in it is put before every path. It must use `https`; `http` is for this machine (localhost, 127.0.0.0/8, ::1).
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.place.base_url = Some(url.into());
        self
    }

    /// The region that stores and processes the data, such as `ie1`.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.place.region = Some(region.into());
        self
    }

    /// The edge where requests enter Twilio's network, such as `dublin`; without a region it means `us1`.
    pub fn edge(mut self, edge: impl Into<String>) -> Self {
        self.place.edge = Some(edge.into());
        self
    }

    /// How long a call may take in all: from when it is sent to the last byte of the response, further attempts, the waits
    /// before them and the wait for a place ([`max_concurrent`](Self::max_concurrent)) included. 30 seconds by default.
    ///
    /// Each attempt has what is left of it. A list asks for each page in a call of its own, but pages without items share
    /// the timeout with the page that follows them. A request has its own by `with_timeout`.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = timeout;
        self
    }

    /// How often a request is sent that fails, and how long to wait in between; see [`RetryPolicy`] for what is safe to be
    /// sent again. A request has its own by `with_retry`.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Keeps at most so many requests in flight, over all clones of the client and all products that share it; 0 counts
    /// as 1. By default there is no limit.
    ///
    /// Twilio responds with 429 to an account that has too many requests in flight. Others wait here for their turn, in the
    /// order in which they came, and within their timeout. After a 429 the limit is half of the requests that were in
    /// flight, but not less than one; each other response raises it by a fraction, so that it has grown by one when as many
    /// as are allowed at a time have completed, until it is `most` again. Between two attempts a call has no place.
    pub fn max_concurrent(mut self, most: usize) -> Self {
        self.max_concurrent = Some(most);
        self
    }

    /// Takes time and chance from this clock, such as the `TestClock` of the feature `testing`.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// How long a new connection may take. 10 seconds by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.limits.connect_timeout = timeout;
        self
    }

    /// How long the body of a response may be, in bytes. 32 MiB by default.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.limits.max_body = bytes;
        self
    }

    /// The maximum number of pages without items in a row. 1,000 by default; one more that names a next page ends the list
    /// with [`ErrorKind::Page`](crate::ErrorKind::Page).
    ///
    /// A filter may leave pages empty. But a limit on items never ends a list whose pages have none and always name
    /// another page.
    pub fn max_empty_pages(mut self, pages: usize) -> Self {
        self.max_empty_pages = pages;
        self
    }

    /// Appends a word to the `User-Agent` header, such as `parcel-service/2.1`.
    pub fn user_agent(mut self, suffix: impl Into<String>) -> Self {
        self.user_agent = Some(suffix.into());
        self
    }

    /// Sends requests over another transport than the default one.
    ///
    /// It stands alone: `blocking()` then needs a `blocking_transport` too.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transports.set(transport);
        self
    }

    /// Sends blocking requests over another transport than the default one.
    ///
    /// It stands alone: requests that are awaited then need a [`transport`](Self::transport) too.
    #[cfg(feature = "blocking")]
    pub fn blocking_transport(mut self, transport: impl crate::BlockingTransport) -> Self {
        self.transports.set_blocking(transport);
        self
    }

    /// Sends requests over a client of the crate reqwest (0.13) that the program has already.
    ///
    /// Its connections, proxies, certificates and timeouts are its own; [`timeout`](Self::timeout) and
    /// [`max_body`](Self::max_body) hold too. It follows redirects as it was told to (by default up to ten); a response from
    /// another server than the one that was asked is refused, so `redirect(reqwest::redirect::Policy::none())` is best.
    #[cfg(feature = "reqwest")]
    pub fn reqwest(self, client: reqwest::Client) -> Self {
        self.transport(crate::transport::reqwest::Reqwest(client))
    }

    /// Trusts these certificates too, beside the platform's: a text in PEM form, such as the file of a company's own authority.
    ///
    /// Can be called several times. The platform's certificates are those of the operating system, or of the files that
    /// `SSL_CERT_FILE` and `SSL_CERT_DIR` name. A transport that is given to the builder has its own.
    #[cfg(any(feature = "transport", feature = "blocking"))]
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.network.roots.push(pem.into());
        self
    }

    /// Trusts these certificates, and those of [`root_certificates`](Self::root_certificates), but not the platform's.
    #[cfg(any(feature = "transport", feature = "blocking"))]
    pub fn only_root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.network.only_given_roots = true;
        self.root_certificates(pem)
    }

    /// Sends requests over this HTTP proxy, such as `http://user:password@proxy.example:3128`, instead of the one that the
    /// environment names.
    ///
    /// Without it, `HTTPS_PROXY` or `ALL_PROXY` name the proxy, and `NO_PROXY` the hosts that are reached without it; the
    /// names may be in lower case. The proxy opens a tunnel (CONNECT), so it sees neither credentials nor contents. Requests
    /// to this machine (localhost, 127.0.0.0/8, ::1) never go over a proxy, and a transport that is given to the builder has
    /// its own ways.
    #[cfg(any(feature = "transport", feature = "blocking"))]
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.network.proxy = Some(url.into());
        self
    }

    /// Checks the settings and makes the client.
    pub fn build(self) -> Result<C, Error> {
        let origin = Origin::new(self.api, &self.place)?;
        let mut user_agent = format!("({} {})", std::env::consts::OS, std::env::consts::ARCH);
        if let Some(suffix) = &self.user_agent {
            user_agent = format!("{user_agent} {suffix}");
        }
        if !user_agent.is_ascii() || HeaderValue::from_str(&user_agent).is_err() {
            return Err(Error::config(
                "the user agent holds a character other than visible ASCII and spaces",
            ));
        }
        let transports = match self.transports.is_empty() {
            true => self.default_transports(&origin)?,
            false => self.transports,
        };
        let (user, account_sid) = (self.credentials.user(), self.credentials.account());
        let (user, account_sid) = (user.to_owned(), account_sid.map(str::to_owned));
        let authorization = self.credentials.authorization()?;
        if matches!(authorization, Authorization::Token(_)) {
            oauth::check_address(self.api, &self.place)?;
        }
        let shared = Shared {
            user,
            account_sid,
            authorization,
            transports,
            retry: self.retry,
            limit: self.max_concurrent.map(Limit::new),
            clock: self.clock,
            place: self.place,
            limits: self.limits,
            max_empty_pages: self.max_empty_pages,
            user_agent,
        };
        Ok(C::from(Client::new(self.api, Arc::new(shared))))
    }
    /// One transport for each feature that brings one.
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
        f.debug_struct("Builder")
            .field("api", &self.api.name)
            .field("credentials", &self.credentials)
            // A base URL that is not checked yet may hold credentials.
            .field("region", &self.place.region)
            .field("edge", &self.place.edge)
            .field("limits", &self.limits)
            .field("max_empty_pages", &self.max_empty_pages)
            .field("retry", &self.retry)
            .field("max_concurrent", &self.max_concurrent)
            .field("user_agent", &self.user_agent)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::PARCELS;
    use crate::testing::{Canned, TestClock};
    use crate::{Call, ErrorKind};

    static BAD_TOKEN_URL: Api = PARCELS.token_url("https://oauth.example:99999/token");

    fn builder() -> Builder<Client> {
        Builder::new(&PARCELS, Credentials::auth_token("AC1", "hunter2")).transport(Canned::new())
    }

    #[test]
    fn the_environment_names_region_and_edge() {
        let read = |region: &str, edge: &str| {
            let builder: Builder<Client> = Builder::from_lookup(&PARCELS, |name| {
                Some(match name {
                    "TWILIO_ACCOUNT_SID" => "AC1".to_owned(),
                    "TWILIO_AUTH_TOKEN" => "hunter2".to_owned(),
                    "TWILIO_REGION" => region.to_owned(),
                    "TWILIO_EDGE" => edge.to_owned(),
                    _ => return None,
                })
            })
            .unwrap();
            let client = builder.transport(Canned::new()).build().unwrap();
            let request = Call::<()>::get(&client, "/v1/P").build().unwrap();
            request.uri().to_string()
        };
        assert_eq!(read("", ""), "https://parcels.twilio.com/v1/P");
        assert_eq!(
            read("", "dublin"),
            "https://parcels.dublin.us1.twilio.com/v1/P"
        );
        assert_eq!(
            read("ie1", "dublin"),
            "https://parcels.dublin.ie1.twilio.com/v1/P"
        );
        assert!(Builder::<Client>::from_lookup(&PARCELS, |_| None).is_err());
    }

    #[test]
    fn settings_that_cannot_work_are_refused() {
        for builder in [
            builder().user_agent("a\r\nX-Evil: 1"),
            builder().user_agent("a\nb"),
            builder().user_agent("é"),
            builder().region("a.b"),
            builder().edge(""),
            builder().base_url("http://example.com"),
            builder().base_url("https://example.com:99999"),
            Builder::new(&BAD_TOKEN_URL, Credentials::oauth("OQ1", "hunter2")),
            Builder::new(&PARCELS, Credentials::auth_token("AC1", "")),
        ] {
            let error = builder.build().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config, "{error}");
        }
    }

    #[tokio::test]
    async fn limits_reach_the_transport() {
        let canned = Canned::new().respond(204, "");
        let client = builder()
            .transport(canned.clone())
            .timeout(Duration::from_secs(1))
            .connect_timeout(Duration::from_secs(2))
            .max_body(3)
            .clock(TestClock::new())
            .build()
            .unwrap();
        Call::<()>::get(&client, "/v1/P").await.unwrap();
        let limits = canned.requests()[0].limits;
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
