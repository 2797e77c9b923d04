//! `Call<T>`: one request on its way to a `T`.

use std::marker::PhantomData;
use std::pin::Pin;

use http::Method;

#[cfg(feature = "blocking")]
use crate::calls::background::wait_for;
use crate::calls::exchange::Response;
use crate::calls::output::Output;
use crate::calls::request::{Content, Draft, setters};
use crate::{Client, Error, Json, Param, Request, WithMeta};

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
    pub(crate) fn new(client: &Client, method: Method, template: &'static str) -> Self {
        Self {
            client: client.clone(),
            draft: Draft::new(method, template),
            output: PhantomData,
        }
    }

    setters!(draft);

    /// Sets a parameter of the form. Set again, it keeps its position and takes the new values.
    pub fn form(mut self, name: &'static str, value: impl Param) -> Self {
        self.draft.form.set(name, value);
        self
    }

    /// Sets a property of the JSON body.
    pub fn json(mut self, name: &'static str, value: Json) -> Self {
        let body = self.draft.json.get_or_insert_default();
        body.set(Some(name), value);
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
        body.set(None, value);
        self
    }

    /// Sets a text or a file as the body as a whole.
    pub fn content(mut self, content: Content) -> Self {
        self.draft.content = Some(content);
        self
    }

    /// Sets a part of a body of `multipart/form-data`. Set again, it keeps its position and takes the new values.
    pub fn part(mut self, name: &'static str, content: Content) -> Self {
        let parts = self.draft.parts.get_or_insert_default();
        parts.set(name, content);
        self
    }

    /// Sends a body of `multipart/form-data`, also when none of its parts is set.
    pub fn multipart(mut self) -> Self {
        self.draft.parts.get_or_insert_default();
        self
    }

    /// Sends the form or the JSON as this media type, such as `application/merge-patch+json`.
    pub fn content_type(mut self, media_type: &'static str) -> Self {
        self.draft.content_type = Some(media_type);
        self
    }

    /// Sends nothing, and not an empty form, unless a body is set.
    pub fn optional_body(mut self) -> Self {
        self.draft.is_body_optional = true;
        self
    }

    /// Yields status and headers of the response too.
    pub fn with_meta(self) -> Call<WithMeta<T>> {
        self.cast()
    }

    /// The same call, for another type of what comes back.
    pub(crate) fn cast<U>(self) -> Call<U> {
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

    /// The request, sent by blocking the thread or not.
    pub(crate) fn into_request(mut self, is_blocking: bool) -> Result<Request, Error> {
        self.draft.options.is_blocking = is_blocking;
        self.client.build(self.draft)
    }

    pub(crate) async fn send_as<U>(self, read: ReadOutput<U>) -> Result<U, Error> {
        let request = self.client.build(self.draft)?;
        let mut response = self.client.execute(request).await?;
        read(&self.client, &mut response)
    }
}

/// Reads the response to a call of a client, and takes out what it needs.
pub(crate) type ReadOutput<T> = fn(&Client, &mut Response) -> Result<T, Error>;

impl<T: Output> Call<T> {
    /// Sends the request.
    pub async fn send(self) -> Result<T, Error> {
        self.send_as(T::read).await
    }

    /// Sends the request and waits for the response: what `.await` is elsewhere.
    ///
    /// It blocks the thread, so it must not be called in asynchronous code.
    #[cfg(feature = "blocking")]
    pub fn blocking(mut self) -> Result<T, Error> {
        self.draft.options.is_blocking = true;
        wait_for(self.send())
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

debug_as!(Call<T> => draft);

/// Its tokens, where the feature `blocking` of this crate is on.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_blocking {
    ($($tokens:tt)*) => { $($tokens)* };
}

/// Nothing, because the feature `blocking` is off.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_blocking {
    ($($tokens:tt)*) => {};
}

/// Setters that hand on to those of the first field.
#[doc(hidden)]
#[macro_export]
macro_rules! __forward {
    ($($(#[$attribute:meta])* fn $setter:ident($($argument:ident: $type:ty),+);)+) => {$(
        $(#[$attribute])*
        #[inline]
        pub fn $setter(mut self, $($argument: $type),+) -> Self {
            self.0 = self.0.$setter($($argument),+);
            self
        }
    )+};
}

/// The setters of a type whose first field is a call or a list.
#[doc(hidden)]
#[macro_export]
macro_rules! __forward_options {
    () => {
        $crate::__forward! {
            /// Gives up after this time, waits, further attempts and pages without items included; takes the place of the
            /// client's own timeout. A list has this time for each page.
            fn with_timeout(timeout: ::core::time::Duration);
            /// Follows this policy instead of the client's own.
            fn with_retry(policy: $crate::RetryPolicy);
            /// Sends a header besides the client's own; those can't be replaced. A value that is marked as sensitive is not
            /// shown.
            fn with_header(
                name: impl ::core::convert::TryInto<$crate::http::HeaderName>,
                value: impl ::core::convert::TryInto<$crate::http::HeaderValue>
            );
        }
    };
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
            $crate::__forward_options!();

            /// Checks and encodes the request without sending it.
            #[inline]
            pub fn build(&self) -> ::core::result::Result<$crate::Request, $crate::Error> {
                self.0.build()
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

            $crate::__if_blocking! {
                /// Sends the request and waits for the response: what `.await` is elsewhere.
                ///
                /// It blocks the thread, so it must not be called in asynchronous code.
                #[inline]
                pub fn blocking(self) -> ::core::result::Result<$output, $crate::Error> {
                    self.0.blocking()
                }
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
    };
}

#[cfg(test)]
mod tests;
