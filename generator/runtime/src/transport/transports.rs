//! `Transports`: what a client sends its requests over.

use std::sync::Arc;

#[cfg(feature = "blocking")]
use crate::BlockingTransport;
use crate::{Error, Transport};

/// A client's transports. One that was given stands alone: a test with a fake must not reach the network by the other way.
#[derive(Clone, Default)]
pub struct Transports {
    asynchronous: Option<Arc<dyn Transport>>,
    #[cfg(feature = "blocking")]
    blocking: Option<Arc<dyn BlockingTransport>>,
}

impl Transports {
    /// Sends what is awaited over this transport.
    pub fn set(&mut self, transport: impl Transport) {
        self.asynchronous = Some(Arc::new(transport));
    }

    /// Sends what blocks over this transport.
    #[cfg(feature = "blocking")]
    pub fn set_blocking(&mut self, transport: impl BlockingTransport) {
        self.blocking = Some(Arc::new(transport));
    }

    pub(crate) fn asynchronous(&self) -> Result<&dyn Transport, Error> {
        self.asynchronous.as_deref().ok_or_else(|| {
            Error::config("the client has no asynchronous transport: give one to its builder, or enable the feature `transport`")
        })
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn blocking(&self) -> Result<&dyn BlockingTransport, Error> {
        self.blocking.as_deref().ok_or_else(|| {
            Error::config("the client has no blocking transport: give one to its builder as well")
        })
    }

    pub(crate) fn is_empty(&self) -> bool {
        #[cfg(feature = "blocking")]
        if self.blocking.is_some() {
            return false;
        }
        self.asynchronous.is_none()
    }
}
