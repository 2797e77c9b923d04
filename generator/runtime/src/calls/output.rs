//! `Output`: what a call can yield.

use std::any::TypeId;
use std::marker::PhantomData;

use serde_core::de::DeserializeOwned;
use serde_json::Value;

use crate::calls::exchange::Response;
use crate::values::reply::NOTHING;
use crate::{Client, Error, WithMeta};

/// What a [`Call`](crate::Call) can yield: anything that is read from JSON, from text or from bytes, `()` for any success
/// whatever its body, and [`WithMeta`] of these. Not for other crates to implement.
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
        let is = |other| TypeId::of::<T>() == other;
        let is_unit = is(TypeId::of::<()>());
        if response.is_deleted && !is_unit {
            return Err(Error::deleted(client.api().name, response));
        }
        // What came does not matter to `()`; and where any JSON may come, nothing is null.
        let is_empty = response.body.iter().all(u8::is_ascii_whitespace);
        if is_unit || is_empty && is(TypeId::of::<Value>()) {
            response.reply = Some(NOTHING);
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
