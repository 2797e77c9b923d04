//! `Call<T>`: one request on its way to a `T`.

use std::any::TypeId;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;

use bytes::Bytes;
use http::Method;
use serde_core::de::DeserializeOwned;

use crate::request::Draft;
use crate::{Client, Error, Param, Request};

/// What awaiting a request awaits.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>;

/// One request, and the type of what comes back.
///
/// Await it, or call [`send`](Self::send), to send it. A `Call<()>` is content with any success, whatever its body.
#[must_use = "a request does nothing until it is sent"]
pub struct Call<T> {
    client: Client,
    draft: Draft,
    output: PhantomData<fn() -> T>,
}

impl<T> Call<T> {
    fn new(client: &Client, method: Method, template: &'static str) -> Self {
        Self {
            client: client.clone(),
            draft: Draft::new(method, template),
            output: PhantomData,
        }
    }

    /// A GET request. The template names its placeholders: `/v1/Parcels/{Sid}`.
    pub fn get(client: &Client, template: &'static str) -> Self {
        Self::new(client, Method::GET, template)
    }

    /// A POST request.
    pub fn post(client: &Client, template: &'static str) -> Self {
        Self::new(client, Method::POST, template)
    }

    /// A PUT request.
    pub fn put(client: &Client, template: &'static str) -> Self {
        Self::new(client, Method::PUT, template)
    }

    /// A PATCH request.
    pub fn patch(client: &Client, template: &'static str) -> Self {
        Self::new(client, Method::PATCH, template)
    }

    /// A DELETE request.
    pub fn delete(client: &Client, template: &'static str) -> Self {
        Self::new(client, Method::DELETE, template)
    }

    /// Fills a placeholder of the path.
    pub fn path(mut self, name: &'static str, value: impl Param) -> Self {
        self.draft.path.set(name, value);
        self
    }

    /// Sets a parameter of the query. Set again, it keeps its place and takes the new values.
    pub fn query(mut self, name: &'static str, value: impl Param) -> Self {
        self.draft.query.set(name, value);
        self
    }

    /// Sets a parameter of the form. Set again, it keeps its place and takes the new values.
    pub fn form(mut self, name: &'static str, value: impl Param) -> Self {
        self.draft.form.set(name, value);
        self
    }

    /// Checks and encodes the request without sending it.
    pub fn build(&self) -> Result<Request, Error> {
        self.client.build(self.draft.clone())
    }
}

impl<T: DeserializeOwned + 'static> Call<T> {
    /// Sends the request.
    pub async fn send(self) -> Result<T, Error> {
        let request = self.client.build(self.draft)?;
        let mut answer = self.client.execute(request).await?;
        if TypeId::of::<T>() == TypeId::of::<()>() {
            // `()` is read from `null`; what really came does not matter.
            answer.body = Bytes::from_static(b"null");
        }
        self.client.decode(&answer, PhantomData)
    }
}

impl<T: DeserializeOwned + 'static> IntoFuture for Call<T> {
    type Output = Result<T, Error>;
    type IntoFuture = BoxFuture<T>;

    fn into_future(self) -> BoxFuture<T> {
        Box::pin(self.send())
    }
}

impl<T> Clone for Call<T> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            draft: self.draft.clone(),
            output: PhantomData,
        }
    }
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.draft.fmt(f)
    }
}

/// Gives a newtype over [`Call`] the methods that send it.
///
/// ```
/// use twilio_runtime as rt;
///
/// /// Options of a request that creates a parcel.
/// #[derive(Clone, Debug)]
/// #[must_use = "a request does nothing until it is sent"]
/// pub struct CreateParcel(rt::Call<String>);
/// rt::call_methods!(CreateParcel => String);
/// ```
#[macro_export]
macro_rules! call_methods {
    ($name:ident => $output:ty) => {
        impl $name {
            /// Checks and encodes the request without sending it.
            pub fn build(&self) -> ::core::result::Result<$crate::Request, $crate::Error> {
                self.0.build()
            }

            /// Sends the request; awaiting it does the same.
            pub fn send(
                self,
            ) -> impl ::core::future::Future<Output = ::core::result::Result<$output, $crate::Error>>
            + ::core::marker::Send
            + 'static {
                self.0.send()
            }
        }

        impl ::core::future::IntoFuture for $name {
            type Output = ::core::result::Result<$output, $crate::Error>;
            type IntoFuture = $crate::BoxFuture<$output>;

            fn into_future(self) -> $crate::BoxFuture<$output> {
                ::core::future::IntoFuture::into_future(self.0)
            }
        }

        impl ::core::convert::From<$name> for $crate::Call<$output> {
            fn from(request: $name) -> Self {
                request.0
            }
        }
    };
}

#[cfg(test)]
mod tests;
