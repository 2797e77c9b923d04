//! What the transports of this crate are made with.

use super::proxy::Proxy;
use super::tls::Tls;
use crate::Error;
use crate::service::origin::Origin;

/// The settings that a builder collects for them.
#[derive(Clone, Default)]
pub struct Settings {
    /// Certificates that are trusted, as texts in PEM form.
    pub roots: Vec<Vec<u8>>,
    /// Whether the platform's certificates are left out.
    pub only_given_roots: bool,
    /// The proxy's address, which may hold a password; without one, the environment may name it.
    pub proxy: Option<String>,
}

pub(crate) struct Network {
    /// Absent where nothing is encrypted.
    pub(crate) tls: Option<Tls>,
    /// Absent where servers are reached directly.
    pub(crate) proxy: Option<Proxy>,
}

impl Network {
    /// Reads certificates and proxies as far as requests to `origin` need them.
    pub(crate) fn new(settings: &Settings, origin: &Origin) -> Result<Self, Error> {
        let tls = match origin.is_https() {
            true => Some(Tls::new(settings)?),
            false => None,
        };
        // A proxy elsewhere can't reach this machine's own servers, and must not see what is sent to them in plain text.
        let proxy = match (&settings.proxy, origin.is_loopback()) {
            (_, true) => None,
            (Some(url), false) => Some(Proxy::new(url)?),
            (None, false) => Proxy::from_env()?,
        };
        Ok(Self { tls, proxy })
    }
}
