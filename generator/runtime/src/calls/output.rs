//! `Output`: what a call can yield.

use std::any::TypeId;
use std::marker::PhantomData;
use std::mem;

use bytes::Bytes;
use serde_core::de::DeserializeOwned;

use crate::calls::exchange::Response;
use crate::{Client, Error, WithMeta};

/// What a [`Call`](crate::Call) can yield: anything that is read from JSON, `()` for any success whatever its body, and
/// [`WithMeta`] of these. Not for other crates to implement.
pub trait Output: sealed::Read {}

impl<T: sealed::Read> Output for T {}

pub(crate) mod sealed {
    use crate::calls::exchange::Response;
    use crate::{Client, Error};

    /// Reads responses.
    #[expect(unnameable_types, reason = "nobody else implements it")]
    pub trait Read: Sized + 'static {
        /// Reads the response to a call of `client`, and takes out what it needs.
        fn read(client: &Client, response: &mut Response) -> Result<Self, Error>;
    }
}

impl<T: DeserializeOwned + 'static> sealed::Read for T {
    fn read(client: &Client, response: &mut Response) -> Result<Self, Error> {
        if TypeId::of::<T>() == TypeId::of::<()>() {
            // `()` is read from `null`; what really came does not matter.
            let body = mem::replace(&mut response.body, Bytes::from_static(b"null"));
            let unit = client.decode(response, PhantomData);
            response.body = body;
            return unit;
        }
        if response.is_deleted {
            return Err(Error::deleted(client.api().name, response));
        }
        client.decode(response, PhantomData)
    }
}

impl<T: sealed::Read> sealed::Read for WithMeta<T> {
    fn read(client: &Client, response: &mut Response) -> Result<Self, Error> {
        Ok(Self {
            value: T::read(client, response)?,
            meta: response.meta.clone(),
        })
    }
}
