//! `Conventions`: what a service does in its own way, where no document says it.

use crate::{Api, Error, ErrorFields};

/// What services of one provider have in common beyond their documents. [`PLAIN`] is for all others.
///
/// A crate for one provider has a static of this type, made with `..PLAIN`, and the [`Api`] of each of its services refers to it.
#[derive(Clone, Copy, Debug)]
pub struct Conventions {
    /// The header of a response that identifies the request, in lower case.
    pub request_id: &'static str,
    /// The header of a response that says how many requests are in flight, in lower case.
    pub concurrent_requests: &'static str,
    /// The fields of an error's body.
    pub error: ErrorFields,
    /// The fields around a page's items, beside them or in [`PageField::Around`].
    pub page: &'static [(&'static str, PageField)],
    /// Whether a request that got a 429 was never carried out. If not, a POST or PATCH is retried only when the response
    /// has a `Retry-After`.
    pub never_processes_429: bool,
    /// Where OAuth client credentials are exchanged for access tokens, unless the service says otherwise.
    pub token_url: Option<&'static str>,
    /// The environment variables that `to_curl` leaves the credentials to, unless these are the service's own.
    pub variables: Option<Variables>,
    /// How a client gets an account, for the error of an operation that needs one.
    pub account_help: &'static str,
    /// Scheme and host of a service with these server variables, of which there is at least one.
    pub server: fn(&Api, &[ServerVariable]) -> Result<String, Error>,
    /// Whether a host in lower case is the service's, besides the one that requests go to. Then its address may be that of a
    /// next page; the request goes to the client's own host all the same.
    pub is_own_host: fn(&Api, &str) -> bool,
}

/// What a field says of a page's position in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageField {
    /// An object with the other fields. They win over those beside the items.
    Around,
    /// The number of the page.
    Number,
    /// The maximum number of items of a page.
    Size,
    /// The address of the page.
    Url,
    /// The address of the next page.
    Next,
    /// The address of the previous page.
    Previous,
    /// The token of the next page.
    NextToken,
    /// Whether there is a next page.
    HasNext,
    /// The index of the page's first item in the list, counted from 1; ignored where it is no number.
    Start,
    /// The number of items of the list; ignored where it is no number.
    Total,
    /// The number of items of this page; ignored where it is no number.
    Count,
}

/// The name of a variable of a server's address, and its value.
pub type ServerVariable = (&'static str, String);

/// Names of environment variables.
#[derive(Clone, Copy, Debug)]
pub struct Variables {
    /// The user name of HTTP basic authentication.
    pub username: &'static str,
    /// Its password.
    pub password: &'static str,
    /// A bearer token.
    pub token: &'static str,
}

/// The conventions of a service of which only its document is known: problem details (RFC 9457) or a `message`, the page
/// fields that are common, and variables that begin with [`Api::environment`].
pub const PLAIN: Conventions = Conventions {
    request_id: "x-request-id",
    concurrent_requests: "",
    error: ErrorFields {
        code: &["code"],
        message: &["message", "detail", "title"],
        more_info: &["type"],
        details: &["details", "errors"],
    },
    page: &[
        ("meta", PageField::Around),
        ("page", PageField::Number),
        ("current_page", PageField::Number),
        ("page_size", PageField::Size),
        ("url", PageField::Url),
        ("next_page_url", PageField::Next),
        ("previous_page_url", PageField::Previous),
        ("next_token", PageField::NextToken),
        ("has_next", PageField::HasNext),
        // SCIM (RFC 7644).
        ("startIndex", PageField::Start),
        ("totalResults", PageField::Total),
        ("itemsPerPage", PageField::Count),
    ],
    never_processes_429: false,
    token_url: None,
    variables: None,
    account_help: "set `account` of its builder, or use `with_account`",
    server: |api, _| {
        Err(Error::config(format!(
            "{} has no server variables",
            api.name
        )))
    },
    is_own_host: |_, _| false,
};
