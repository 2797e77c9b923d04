//! `Call<T>`: one request on its way to a `T`.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::time::Duration;

use http::{HeaderName, HeaderValue, Method};

use crate::calls::output::Output;
use crate::calls::request::{Draft, parameter_setters};
use crate::{Client, Error, Json, Param, Request, RetryPolicy, WithMeta};

/// What awaiting a request awaits.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>;

/// One request, and the type of what comes back.
///
/// Await it, or call [`send`](Self::send), to send it. A `Call<()>` accepts any successful response and ignores the body.
#[must_use = "a request does nothing until it is sent"]
pub struct Call<T> {
    client: Client,
    draft: Box<Draft>,
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

    parameter_setters!(draft);

    /// Sets a parameter of the form. Set again, it keeps its place and takes the new values.
    pub fn form(mut self, name: &'static str, value: impl Param) -> Self {
        self.draft.form.set(name, value);
        self
    }

    /// Sets a property of the JSON body.
    pub fn json(mut self, name: &'static str, value: Json) -> Self {
        let body = self.draft.json.get_or_insert_default();
        body.set(name, value);
        self
    }

    /// Sends an object as JSON body, also when none of its properties is set.
    pub fn json_object(mut self) -> Self {
        self.draft.json.get_or_insert_default();
        self
    }

    /// Sets the JSON body as a whole.
    pub fn body(mut self, value: Json) -> Self {
        let body = self.draft.json.get_or_insert_default();
        body.set_whole(value);
        self
    }

    /// Takes a response with this status for a success, besides those from 200 to 299.
    pub fn success(mut self, status: u16) -> Self {
        self.draft.traits.success = Some(status);
        self
    }

    /// Gives up after this time, waits and further attempts included; takes the place of the client's own timeout.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.draft.options.timeout = Some(timeout);
        self
    }

    /// Follows this policy instead of the client's own.
    pub fn with_retry(mut self, policy: RetryPolicy) -> Self {
        self.draft.options.retry = Some(policy);
        self
    }

    /// Sends a header besides the client's own; those can't be replaced. A value that is marked as sensitive is not shown.
    pub fn with_header(
        mut self,
        name: impl TryInto<HeaderName>,
        value: impl TryInto<HeaderValue>,
    ) -> Self {
        self.draft.options.set_header(name, value);
        self
    }

    /// Yields status and headers of the response too.
    pub fn with_meta(self) -> Call<WithMeta<T>> {
        Call {
            client: self.client,
            draft: self.draft,
            output: PhantomData,
        }
    }

    /// Checks and encodes the request without sending it.
    pub fn build(&self) -> Result<Request, Error> {
        self.client.build(self.draft.clone())
    }

    /// The request, and the client to send it.
    #[cfg(feature = "blocking")]
    pub(crate) fn into_request(self) -> Result<(Client, Request), Error> {
        let request = self.client.build(self.draft)?;
        Ok((self.client, request))
    }
}

impl<T: Output> Call<T> {
    /// Sends the request.
    pub async fn send(self) -> Result<T, Error> {
        let request = self.client.build(self.draft)?;
        let mut response = self.client.execute(request).await?;
        T::read(&self.client, &mut response)
    }
}

impl<T: Output> IntoFuture for Call<T> {
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

/// Nothing, because the feature `blocking` is off.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking_call {
    ($name:ident => $output:ty) => {};
}

/// Gives a newtype over [`Call`] the methods that send it.
///
/// They are `#[inline]`, so that nothing of a request is compiled before a program sends it: a product has hundreds of
/// operations, and a program calls a few of them.
///
/// ```
/// use openapi_client_runtime as rt;
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
            #[inline]
            pub fn build(&self) -> ::core::result::Result<$crate::Request, $crate::Error> {
                self.0.build()
            }

            /// Gives up after this time, waits and further attempts included; takes the place of the client's own timeout.
            #[inline]
            pub fn with_timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.with_timeout(timeout))
            }

            /// Follows this policy instead of the client's own.
            #[inline]
            pub fn with_retry(self, policy: $crate::RetryPolicy) -> Self {
                Self(self.0.with_retry(policy))
            }

            /// Sends a header besides the client's own; those can't be replaced.
            pub fn with_header(
                self,
                name: impl ::core::convert::TryInto<$crate::http::HeaderName>,
                value: impl ::core::convert::TryInto<$crate::http::HeaderValue>,
            ) -> Self {
                Self(self.0.with_header(name, value))
            }

            /// Yields status and headers of the response too.
            #[inline]
            pub fn with_meta(self) -> $crate::Call<$crate::WithMeta<$output>> {
                self.0.with_meta()
            }

            /// Sends the request; awaiting it does the same.
            #[inline]
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

            #[inline]
            fn into_future(self) -> $crate::BoxFuture<$output> {
                ::core::future::IntoFuture::into_future(self.0)
            }
        }

        impl ::core::convert::From<$name> for $crate::Call<$output> {
            #[inline]
            fn from(request: $name) -> Self {
                request.0
            }
        }

        $crate::__blocking_call!($name => $output);
    };
}

#[cfg(test)]
mod tests;
