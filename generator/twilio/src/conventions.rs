//! `CONVENTIONS`: what Twilio's services do in their own way.

use crate::hosts;
use crate::{Conventions, ErrorFields, PLAIN, PageField, Variables};

/// Twilio's conventions: the header `Twilio-Request-Id`, errors as `{code, message, more_info, details}` or as problem
/// details, pages with `meta` or in the style of 2010, which has addresses beside the items, and hosts such as
/// `trusthub.dublin.ie1.twilio.com`. A request that got a 429 was never carried out.
///
/// ```
/// use twilio_client::{Api, CONVENTIONS};
///
/// static API: Api = Api::new("Parcels", "https://parcels.twilio.com", "twilio-parcels/1.0.0")
///     .conventions(&CONVENTIONS);
/// ```
pub static CONVENTIONS: Conventions = Conventions {
    request_id: "twilio-request-id",
    concurrent_requests: "twilio-concurrent-requests",
    error: ErrorFields {
        more_info: &["more_info", "type"],
        ..PLAIN.error
    },
    page: &[
        ("meta", PageField::Around),
        ("page", PageField::Number),
        ("current_page", PageField::Number),
        ("page_size", PageField::Size),
        ("url", PageField::Url),
        ("uri", PageField::Url),
        ("next_page_url", PageField::Next),
        ("next_page_uri", PageField::Next),
        ("previous_page_url", PageField::Previous),
        ("previous_page_uri", PageField::Previous),
        ("next_token", PageField::NextToken),
        ("has_next", PageField::HasNext),
        ("startIndex", PageField::Start),
        ("totalResults", PageField::Total),
        ("itemsPerPage", PageField::Count),
    ],
    never_processes_429: true,
    token_url: Some("https://oauth.twilio.com/v2/token"),
    variables: Some(Variables {
        username: "TWILIO_ACCOUNT_SID",
        password: "TWILIO_AUTH_TOKEN",
        token: "TWILIO_ACCESS_TOKEN",
    }),
    account_help: "set TWILIO_ACCOUNT_SID, or `account_sid` of the credentials",
    server: hosts::server,
    is_own_host: hosts::is_own,
};
