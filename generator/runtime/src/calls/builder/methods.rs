//! The settings that a builder has methods for: of this crate, or of a crate for one provider's services.

/// Gives a builder the methods for the settings that every client has.
///
/// The type has a method `settings(&mut self) -> &mut Settings`, with the `Settings` of a `Builder`.
#[macro_export]
macro_rules! builder_methods {
    () => {
        /// Sends every request to this address instead of the service's host: a proxy, or a server for tests.
        ///
        /// A path in it is put before every path. It must use `https`; `http` is for this machine (localhost, 127.0.0.0/8, ::1),
        /// unless [`allow_http`](Self::allow_http) permits it.
        pub fn base_url(mut self, url: impl Into<String>) -> Self {
            self.settings().base_url = Some(url.into());
            self
        }

        /// Permits `http` for other machines, in the [base URL](Self::base_url), such as that of a container of a test by its name,
        /// and in the servers that the service's document names. Requests and credentials then cross the network in the clear.
        /// `false` by default.
        pub fn allow_http(mut self, allow: bool) -> Self {
            self.settings().allow_http = allow;
            self
        }

        /// How long a call may take in all: from when it is sent to the last byte of the response, further attempts, the waits
        /// before them and the wait for its turn ([`max_concurrent`](Self::max_concurrent)) included. 30 seconds by default.
        ///
        /// Each attempt has what is left of it. A list asks for each page in a call of its own, but pages without items share
        /// the timeout with the page that follows them. A request has its own by `with_timeout`.
        pub fn timeout(mut self, timeout: ::core::time::Duration) -> Self {
            self.settings().limits.timeout = timeout;
            self
        }

        /// How often a request is sent that fails, and how long to wait in between; see [`RetryPolicy`] for what is safe to be
        /// sent again. A request has its own by `with_retry`.
        pub fn retry(mut self, policy: $crate::RetryPolicy) -> Self {
            self.settings().retry = policy;
            self
        }

        /// The maximum number of requests in flight, over all clones of the client and all services that share it; 0 counts
        /// as 1. By default there is no limit.
        ///
        /// Further requests wait for their turn, in the order in which they came, and within their timeout. After a 429, which
        /// says that there are too many, the limit is half of the requests that were in flight, but not less than one; each
        /// other response raises it by a fraction, so that it has grown by one when as many as are allowed at a time have
        /// completed, until it is `most` again. A call that waits for its next attempt is not in flight.
        pub fn max_concurrent(mut self, most: usize) -> Self {
            self.settings().max_concurrent = Some(most);
            self
        }

        /// Uses this clock for time and jitter, such as the `TestClock` of the feature `testing`.
        pub fn clock(mut self, clock: impl $crate::Clock) -> Self {
            self.settings().clock = ::std::sync::Arc::new(clock);
            self
        }

        /// How long a new connection may take. 10 seconds by default.
        pub fn connect_timeout(mut self, timeout: ::core::time::Duration) -> Self {
            self.settings().limits.connect_timeout = timeout;
            self
        }

        /// How long the body of a response may be, in bytes. 32 MiB by default.
        pub fn max_body(mut self, bytes: usize) -> Self {
            self.settings().limits.max_body = bytes;
            self
        }

        /// The maximum number of pages without items in a row. 1,000 by default; one more that names a next page ends the list
        /// with [`ErrorKind::Page`](crate::ErrorKind::Page).
        ///
        /// A filter may leave pages empty. But a limit on items never ends a list whose pages have none and always name
        /// another page.
        pub fn max_empty_pages(mut self, pages: usize) -> Self {
            self.settings().max_empty_pages = pages;
            self
        }

        /// Appends a word to the `User-Agent` header, such as `parcel-service/2.1`.
        pub fn user_agent(mut self, suffix: impl Into<String>) -> Self {
            self.settings().user_agent = Some(suffix.into());
            self
        }

        /// Sends requests over another transport than the default one.
        ///
        /// Applies to async requests only; set `blocking_transport` as well for `blocking()`.
        pub fn transport(mut self, transport: impl $crate::Transport) -> Self {
            self.settings().transports.set(transport);
            self
        }

        $crate::__if_blocking! {
            /// Sends blocking requests over another transport than the default one.
            ///
            /// Applies to blocking requests only; set [`transport`](Self::transport) as well for requests that are awaited.
            pub fn blocking_transport(mut self, transport: impl $crate::BlockingTransport) -> Self {
                self.settings().transports.set_blocking(transport);
                self
            }
        }
        $crate::__if_testing! {
            /// Gives all requests to this transport, and uses its clock, so that no test waits.
            pub fn mock(self, mock: &$crate::testing::MockTransport) -> Self {
                let builder = self.transport(mock.clone()).clock(mock.clock());
                $crate::__if_blocking! {
                    let builder = builder.blocking_transport(mock.clone());
                }
                builder
            }
        }
        $crate::__reqwest_builder_methods!();
        $crate::__network_builder_methods!();
    };
}

/// Its tokens, where the feature `testing` of this crate is on.
#[cfg(any(test, feature = "testing"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_testing {
    ($($tokens:tt)*) => { $($tokens)* };
}

/// Nothing, because the feature `testing` is off.
#[cfg(not(any(test, feature = "testing")))]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_testing {
    ($($tokens:tt)*) => {};
}

/// The methods of a feature of this crate, wherever the builder is.
#[doc(hidden)]
#[cfg(feature = "reqwest")]
#[macro_export]
macro_rules! __reqwest_builder_methods {
    () => {
        /// Sends requests over a client of the crate reqwest (0.13) that the program has already.
        ///
        /// Its connections, proxies, certificates and timeouts are its own; [`timeout`](Self::timeout) and
        /// [`max_body`](Self::max_body) hold too. It follows redirects as it is configured to (by default up to ten); a response from
        /// another server than the one that was asked is refused, so `redirect(reqwest::redirect::Policy::none())` is best.
        pub fn reqwest(self, client: $crate::__private::reqwest::Client) -> Self {
            self.transport($crate::__private::Reqwest(client))
        }
    };
}

/// Nothing, because the feature is off.
#[doc(hidden)]
#[cfg(not(feature = "reqwest"))]
#[macro_export]
macro_rules! __reqwest_builder_methods {
    () => {};
}

/// The methods of a feature of this crate, wherever the builder is.
#[doc(hidden)]
#[cfg(any(feature = "transport", feature = "blocking"))]
#[macro_export]
macro_rules! __network_builder_methods {
    () => {
        /// Trusts these certificates too, beside the platform's: a text in PEM form, such as the file of a company's own authority.
        ///
        /// Can be called several times. The platform's certificates are those of the operating system, or of the files that
        /// `SSL_CERT_FILE` and `SSL_CERT_DIR` name. A transport that is given to the builder has its own.
        pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
            self.settings().network.roots.push(pem.into());
            self
        }

        /// Trusts these certificates, and those of [`root_certificates`](Self::root_certificates), but not the platform's.
        pub fn only_root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
            self.settings().network.only_given_roots = true;
            self.root_certificates(pem)
        }

        /// Sends requests over this HTTP proxy, such as `http://user:password@proxy.example:3128`, instead of the one that the
        /// environment names.
        ///
        /// Without it, `HTTPS_PROXY` or `ALL_PROXY` name the proxy, and `NO_PROXY` the hosts that are reached without it; the
        /// names may be in lower case. The proxy opens a tunnel (CONNECT), so it sees neither credentials nor contents. Requests
        /// to this machine (localhost, 127.0.0.0/8, ::1) never go over a proxy, and a transport that is given to the builder has
        /// its own ways.
        pub fn proxy(mut self, url: impl Into<String>) -> Self {
            self.settings().network.proxy = Some(url.into());
            self
        }
    };
}

/// Nothing, because the feature is off.
#[doc(hidden)]
#[cfg(not(any(feature = "transport", feature = "blocking")))]
#[macro_export]
macro_rules! __network_builder_methods {
    () => {};
}
