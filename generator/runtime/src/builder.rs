//! `Builder`: the settings of a client.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use crate::client::Shared;
use crate::origin::{Origin, Place};
use crate::{Api, Client, Credentials, Error, Limits, Transport};

/// Collects the settings of a product's client `C`, and makes it.
#[must_use = "a builder does nothing until `build` is called"]
pub struct Builder<C> {
    api: &'static Api,
    credentials: Credentials,
    place: Place,
    limits: Limits,
    user_agent: Option<String>,
    transport: Option<Arc<dyn Transport>>,
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
            user_agent: None,
            transport: None,
            client: PhantomData,
        }
    }

    /// Reads the credentials (see [`Credentials::from_env`]), `TWILIO_REGION` and `TWILIO_EDGE` from the environment.
    pub fn from_env(api: &'static Api) -> Result<Self, Error> {
        Self::from_lookup(api, |name| std::env::var(name).ok())
    }

    fn from_lookup(
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

    /// How long a request may take, to the last byte of the answer. 30 seconds by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = timeout;
        self
    }

    /// How long a new connection may take. 10 seconds by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.limits.connect_timeout = timeout;
        self
    }

    /// How long the body of an answer may be, in bytes. 32 MiB by default.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.limits.max_body = bytes;
        self
    }

    /// Appends a word to the `User-Agent` header, such as `parcel-service/2.1`.
    pub fn user_agent(mut self, suffix: impl Into<String>) -> Self {
        self.user_agent = Some(suffix.into());
        self
    }

    /// Sends requests over another transport than the default one.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
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
        let shared = Shared {
            authorization: self.credentials.header()?,
            user: self.credentials.user().to_owned(),
            account_sid: self.credentials.account().map(str::to_owned),
            transport: match self.transport {
                Some(transport) => transport,
                None => default_transport(&origin, &self.limits)?,
            },
            place: self.place,
            limits: self.limits,
            user_agent,
        };
        Ok(C::from(Client::new(self.api, Arc::new(shared))))
    }
}

#[cfg(feature = "transport")]
fn default_transport(origin: &Origin, limits: &Limits) -> Result<Arc<dyn Transport>, Error> {
    let transport = crate::transport::hyper::Hyper::new(limits.connect_timeout, origin.is_https());
    match transport {
        Ok(transport) => Ok(Arc::new(transport)),
        Err(error) => {
            let sentence = format!("the platform's certificates can't be read: {error}");
            Err(Error::config(sentence).with_source(error))
        }
    }
}

#[cfg(not(feature = "transport"))]
fn default_transport(_: &Origin, _: &Limits) -> Result<Arc<dyn Transport>, Error> {
    Err(Error::config(
        "there is no transport: give one to the builder, or enable the feature `transport`",
    ))
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
            .field("user_agent", &self.user_agent)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Canned;
    use crate::{Call, ErrorKind};

    static API: Api = Api {
        name: "Parcels",
        server: "https://parcels.twilio.com",
        user_agent: "twilio-parcels/1.0.0",
    };

    fn builder() -> Builder<Client> {
        Builder::new(&API, Credentials::auth_token("AC1", "hunter2")).transport(Canned::new())
    }

    #[test]
    fn the_environment_names_region_and_edge() {
        let read = |region: &str, edge: &str| {
            let builder: Builder<Client> = Builder::from_lookup(&API, |name| {
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
        assert!(Builder::<Client>::from_lookup(&API, |_| None).is_err());
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
            Builder::new(&API, Credentials::auth_token("AC1", "")),
        ] {
            let error = builder.build().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config, "{error}");
        }
    }

    #[tokio::test]
    async fn limits_reach_the_transport() {
        let canned = Canned::new().answer(204, "");
        let client = builder()
            .transport(canned.clone())
            .timeout(Duration::from_secs(1))
            .connect_timeout(Duration::from_secs(2))
            .max_body(3)
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
