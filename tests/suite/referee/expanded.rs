//! What the runtime's macros give a type, as the surface would write it: the names of items, and what they are.

/// The items of a macro; `OUTPUT` stands for its argument, a type.
pub fn items(name: &str) -> Option<&'static [(&'static str, &'static str)]> {
    Some(match name {
        "call_methods" => CALL,
        "list_methods" => LIST,
        "impl_sid" => SID,
        "open_enum" => ENUM,
        _ => return None,
    })
}

const HEADER: &str = "fn(self, name: impl TryInto<rt::http::HeaderName>, value: impl TryInto<rt::http::HeaderValue>) -> Self";
const DURATION: &str = "fn(self, timeout: std::time::Duration) -> Self";
const RETRY: &str = "fn(self, policy: rt::RetryPolicy) -> Self";
const BUILD: &str = "fn(&self) -> Result<rt::Request, rt::Error>";

#[rustfmt::skip]
const CALL: &[(&str, &str)] = &[
    ("build", BUILD),
    ("with_timeout", DURATION),
    ("with_retry", RETRY),
    ("with_header", HEADER),
    ("with_meta", "fn(self) -> rt::Call<rt::WithMeta<OUTPUT>>"),
    ("send", "fn(self) -> impl std::future::Future<Output = Result<OUTPUT, rt::Error>> + Send + 'static"),
    ("blocking", "fn(self) -> Result<OUTPUT, rt::Error>"),
    ("IntoFuture<Output = Result<OUTPUT, rt::Error>, IntoFuture = rt::BoxFuture<OUTPUT>>", "impl"),
    ("Into<rt::Call<OUTPUT>>", "impl"),
];

#[rustfmt::skip]
const LIST: &[(&str, &str)] = &[
    ("page_size", "fn(self, size: u32) -> Self"),
    ("page", "fn(self, number: u64) -> Self"),
    ("page_token", "fn(self, token: impl Into<String>) -> Self"),
    ("limit", "fn(self, limit: usize) -> Self"),
    ("with_timeout", DURATION),
    ("with_retry", RETRY),
    ("with_header", HEADER),
    ("read_ahead", "fn(self, read_ahead: bool) -> Self"),
    ("resume", "fn(self, cursor: rt::Cursor) -> Self"),
    ("build", BUILD),
    ("send", "fn(self) -> impl std::future::Future<Output = Result<rt::Page<OUTPUT>, rt::Error>> + Send + 'static"),
    ("pages", "fn(self) -> rt::Pages<OUTPUT>"),
    ("stream", "fn(self) -> rt::Items<OUTPUT>"),
    ("all", "fn(self) -> impl std::future::Future<Output = Result<Vec<OUTPUT>, rt::Error>> + Send + 'static"),
    ("blocking", "fn(self) -> rt::BlockingItems<OUTPUT>"),
    ("IntoFuture<Output = Result<rt::Page<OUTPUT>, rt::Error>, IntoFuture = rt::BoxFuture<rt::Page<OUTPUT>>>", "impl"),
    ("Into<rt::List<OUTPUT>>", "impl"),
];

#[rustfmt::skip]
const SID: &[(&str, &str)] = &[
    ("PREFIX", "const &'static str"),
    ("new", "fn(text: impl AsRef<str>) -> Result<Self, rt::InvalidSid>"),
    ("as_str", "fn(&self) -> &str"),
    ("is_well_formed", "fn(&self) -> bool"),
    ("std::fmt::Display", "impl"),
    ("std::fmt::Debug", "impl"),
    ("AsRef<str>", "impl"),
    ("PartialEq<str>", "impl"),
    ("PartialEq<&'static str>", "impl"),
    ("std::str::FromStr<Err = rt::InvalidSid>", "impl"),
    ("TryFrom<&'static str, Error = rt::InvalidSid>", "impl"),
    ("TryFrom<String, Error = rt::InvalidSid>", "impl"),
    ("TryFrom<rt::Sid, Error = rt::InvalidSid>", "impl"),
    ("From<&'static Self>", "impl"),
    ("Into<rt::Sid>", "impl"),
    ("Into<String>", "impl"),
    ("openapi_client_runtime::Param", "impl"),
    ("serde::Serialize", "impl"),
    ("serde::de::DeserializeOwned", "impl"),
];

#[rustfmt::skip]
const ENUM: &[(&str, &str)] = &[
    ("Unrecognized", "variant (rt::Unrecognized)"),
    ("VALUES", "const &'static [&'static str]"),
    ("as_str", "fn(&self) -> &str"),
    ("is_recognized", "fn(&self) -> bool"),
    ("Clone", "impl"),
    ("std::fmt::Debug", "impl"),
    ("Eq", "impl"),
    ("Ord", "impl"),
    ("std::hash::Hash", "impl"),
    ("From<&'static str>", "impl"),
    ("From<String>", "impl"),
    ("PartialEq<str>", "impl"),
    ("PartialEq<&'static str>", "impl"),
    ("std::str::FromStr<Err = rt::UnknownValue>", "impl"),
    ("AsRef<str>", "impl"),
    ("std::fmt::Display", "impl"),
    ("openapi_client_runtime::Param", "impl"),
    ("serde::Serialize", "impl"),
    ("serde::de::DeserializeOwned", "impl"),
];
