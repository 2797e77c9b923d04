//! Which of the documented responses came, and how its body is read.

use std::str;

use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use serde_core::de::value::Error as ValueError;
use serde_core::de::{DeserializeSeed, Deserializer};

use crate::values::chosen::{Binary, Chosen, Nothing, Text};
use crate::values::decode::{self, DecodeError};

/// One documented response of an operation, with one of its media types.
///
/// Generated code lists those that are no plain JSON of one type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply(
    /// How the body is read.
    pub Form,
    /// The status: `200`, `2XX` or `default`.
    pub &'static str,
    /// The media type, such as `text/plain` or `image/*`; empty where there is no body.
    pub &'static str,
    /// The variant that stands for it where the operation yields an enumeration of its responses, else empty.
    pub &'static str,
);

/// How the body of a response is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As JSON.
    Json,
    /// As text.
    Text,
    /// As bytes.
    Bytes,
    /// Not at all.
    Empty,
}

/// What is read where the document has nothing but JSON of one type.
pub(crate) const PLAIN_JSON: Reply = Reply(Form::Json, "", "", "");

/// What is read where nothing is to be read.
pub(crate) const NOTHING: Reply = Reply(Form::Empty, "", "", "");

/// The documented response that came: by the status itself, else by its range, else by `default`; of several media types that
/// of the body, else JSON.
pub(crate) fn find(replies: &[Reply], status: StatusCode, headers: &HeaderMap) -> Option<Reply> {
    let range = format!("{}XX", status.as_u16() / 100);
    let mut keys = [status.as_str(), &range, "default"].into_iter();
    let of_status = keys.find_map(|key| {
        let found = replies
            .iter()
            .filter(|reply| reply.1.eq_ignore_ascii_case(key));
        let found: Vec<Reply> = found.copied().collect();
        (!found.is_empty()).then_some(found)
    })?;
    let came = media_type(headers).to_ascii_lowercase();
    let family = came.split('/').next().unwrap_or_default();
    let is_json = came.ends_with("/json") || came.ends_with("+json");
    let rank = |Reply(form, _, media_type, _): &Reply| {
        let media_type = essence(media_type);
        let fits = match media_type.strip_suffix("/*") {
            Some("*") => 3,
            Some(range) if range.eq_ignore_ascii_case(family) => 2,
            None if media_type.eq_ignore_ascii_case(&came) => 1,
            _ => 5,
        };
        match form {
            Form::Json if is_json && fits > 2 => 2,
            Form::Text if family == "text" && fits > 3 => 4,
            _ => fits,
        }
    };
    of_status
        .into_iter()
        .min_by_key(|reply| (rank(reply), reply.0 != Form::Json))
}

/// The media type of a response, without its parameters; empty if it has none.
fn media_type(headers: &HeaderMap) -> &str {
    let content_type = headers.get(CONTENT_TYPE);
    essence(
        content_type
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default(),
    )
}

fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

impl Reply {
    /// Whether this is a response whose status is no success by itself, such as 302.
    pub(crate) fn is_of(&self, status: StatusCode) -> bool {
        let range = format!("{}XX", status.as_u16() / 100);
        self.1 == status.as_str() || self.1.eq_ignore_ascii_case(&range)
    }

    /// Reads a body.
    pub(crate) fn read<'de, S: DeserializeSeed<'de>>(
        self,
        headers: &HeaderMap,
        body: &'de [u8],
        seed: S,
    ) -> Result<S::Value, DecodeError> {
        let Self(form, _, _, variant) = self;
        match form {
            Form::Json if variant.is_empty() => decode::json(body, seed),
            Form::Json => decode::json(
                body,
                Chosen {
                    variant,
                    inner: seed,
                },
            ),
            Form::Text => no_json(variant, Text(&text(headers, body)?), seed),
            Form::Bytes => no_json(variant, Binary(body), seed),
            Form::Empty => no_json(variant, Nothing, seed),
        }
    }
}

/// Reads a body that is no JSON.
fn no_json<'de, D: Deserializer<'de, Error = ValueError>, S: DeserializeSeed<'de>>(
    variant: &'static str,
    inner: D,
    seed: S,
) -> Result<S::Value, DecodeError> {
    let chosen = Chosen { variant, inner };
    seed.deserialize(chosen).map_err(decode::refused)
}

/// A body as text: UTF-8, unless its media type names ISO 8859-1.
fn text(headers: &HeaderMap, body: &[u8]) -> Result<String, DecodeError> {
    let content_type = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let mut parameters = content_type.unwrap_or_default().split(';').skip(1);
    let charset = parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches('"').to_ascii_lowercase();
        name.trim().eq_ignore_ascii_case("charset").then_some(value)
    });
    match charset.as_deref() {
        None | Some("utf-8" | "utf8" | "us-ascii") => decode::utf8(body).map(str::to_owned),
        // Its characters have the numbers of the first 256 of Unicode.
        Some("iso-8859-1" | "latin1") => Ok(body.iter().copied().map(char::from).collect()),
        Some(_) => Err(DecodeError::new(
            "",
            "its character set is not supported",
            None,
        )),
    }
}

#[cfg(test)]
mod tests;
