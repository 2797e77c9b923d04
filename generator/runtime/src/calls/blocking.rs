//! Requests without an async runtime: the blocking driver of an exchange, and the iterators over lists.

use std::fmt;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use bytes::Bytes;
use serde_core::de::DeserializeOwned;

use crate::calls::exchange::{Event, Response, Step};
use crate::calls::output::Output;
use crate::calls::trace::CallSpan;
use crate::service::client::responded;
use crate::{Call, Client, Cursor, Error, Items, Limits, List, Page, Pages, Request};

impl<T: Output> Call<T> {
    /// Sends the request and waits for the response: what `.await` is elsewhere.
    ///
    /// It blocks the thread, so it has no place in asynchronous code.
    pub fn blocking(self) -> Result<T, Error> {
        let (client, request) = self.into_request()?;
        let mut response = client.execute_blocking(request)?;
        T::read(&client, &mut response)
    }
}

impl<T: DeserializeOwned + 'static> List<T> {
    /// Item after item, to the end of the list or the limit; asks for a page, and waits for it, when its first item is
    /// wanted.
    ///
    /// ```no_run
    /// # fn example(parcels: openapi_client_runtime::List<String>) -> Result<(), openapi_client_runtime::Error> {
    /// for parcel in parcels.clone().limit(500).blocking() {
    ///     println!("{}", parcel?);
    /// }
    /// let all = parcels.clone().blocking().collect::<Result<Vec<_>, _>>()?;
    /// let first_page = parcels.blocking().pages().next().transpose()?;
    /// # Ok(()) }
    /// ```
    pub fn blocking(self) -> BlockingItems<T> {
        BlockingItems(self.with_blocking().stream())
    }
}

/// The items of a list, page after page; after an error it ends.
#[must_use = "a list is not read until its items are asked for"]
pub struct BlockingItems<T>(Items<T>);

impl<T: DeserializeOwned + 'static> BlockingItems<T> {
    /// Where to go on another time: after the item that was handed out last. See [`List::resume`].
    pub fn cursor(&self) -> Cursor {
        self.0.cursor()
    }

    /// Page after page instead of item after item, from the next page on.
    pub fn pages(self) -> BlockingPages<T> {
        BlockingPages(self.0.into_pages())
    }
}

impl<T: DeserializeOwned + 'static> Iterator for BlockingItems<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        wait_for(self.0.try_next()).transpose()
    }
}

impl<T> fmt::Debug for BlockingItems<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The pages of a list, one after the other; after an error it ends.
#[must_use = "a list is not read until its pages are asked for"]
pub struct BlockingPages<T>(Pages<T>);

impl<T: DeserializeOwned + 'static> BlockingPages<T> {
    /// Where to go on another time: after the page that was handed out last. See [`List::resume`].
    pub fn cursor(&self) -> Cursor {
        self.0.cursor()
    }
}

impl<T: DeserializeOwned + 'static> Iterator for BlockingPages<T> {
    type Item = Result<Page<T>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        wait_for(self.0.try_next()).transpose()
    }
}

impl<T> fmt::Debug for BlockingPages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Client {
    /// Sends a request, and once more where that is safe; what comes back is a success.
    pub(crate) fn execute_blocking(&self, request: Request) -> Result<Response, Error> {
        let span = CallSpan::new(&request);
        let result = span.enter(|| self.drive_blocking(request, &span));
        span.end(&result);
        result
    }

    /// Does what the exchange says, step by step.
    fn drive_blocking(&self, request: Request, span: &CallSpan) -> Result<Response, Error> {
        let mut exchange = self.exchange(request)?;
        let mut event = Event::Ready;
        loop {
            event = match exchange.next(event) {
                Step::Authorize { rejected, time } => {
                    if rejected.is_some() {
                        span.retry(&exchange, Duration::ZERO);
                    }
                    Event::Authorized(wait_for(self.token(rejected, time, true)))
                }
                Step::Send(request, limits) => self.attempt_blocking(request, limits)?,
                Step::Wait(wait) => {
                    span.retry(&exchange, wait);
                    self.shared().clock.block(wait);
                    Event::Ready
                }
                Step::Done(result) => return result,
            };
        }
    }

    /// Sends one request, once there is a place for it.
    fn attempt_blocking(
        &self,
        request: http::Request<Bytes>,
        mut limits: Limits,
    ) -> Result<Event, Error> {
        let shared = self.shared();
        let transport = shared.transports.blocking()?;
        let mut place = None;
        if let Some(limit) = &shared.limit {
            let begin = shared.clock.now();
            place = limit.place_blocking(limits.timeout, &*shared.clock);
            let waited = shared.clock.now().saturating_duration_since(begin);
            limits.timeout = limits.timeout.saturating_sub(waited);
            if place.is_none() || limits.timeout.is_zero() {
                return Ok(Event::Crowded);
            }
        }
        let result = transport.send(request, limits);
        Ok(responded(place, result))
    }
}

/// Polls on this thread to the end. What blocks by itself is ready at once.
fn wait_for<F: Future>(future: F) -> F::Output {
    let waker = unpark();
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        thread::park();
    }
}

/// Wakes this thread.
pub(crate) fn unpark() -> Waker {
    struct Unpark(Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    Waker::from(Arc::new(Unpark(thread::current())))
}

/// Gives a newtype over [`Call`] the method that sends it and waits.
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking_call {
    ($name:ident => $output:ty) => {
        impl $name {
            /// Sends the request and waits for the response: what `.await` is elsewhere.
            ///
            /// It blocks the thread, so it has no place in asynchronous code.
            #[inline]
            pub fn blocking(self) -> ::core::result::Result<$output, $crate::Error> {
                self.0.blocking()
            }
        }
    };
}

/// Gives a newtype over [`List`] the method that reads it and waits.
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking_list {
    ($name:ident => $item:ty) => {
        impl $name {
            /// Item after item, to the end of the list or the limit; asks for a page, and waits for it, when its first
            /// item is wanted.
            #[inline]
            pub fn blocking(self) -> $crate::BlockingItems<$item> {
                self.0.blocking()
            }
        }
    };
}

#[cfg(test)]
mod tests;
