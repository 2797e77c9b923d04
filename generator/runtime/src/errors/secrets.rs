//! `Secrets`: what a request proves itself by, kept out of what the service says about it.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderValue};
use serde_json::Value;

use crate::REDACTED;
use crate::errors::mask::{forms, replaced, unescaped};

/// The values of a request that no error and no trace may repeat, whoever says them.
#[derive(Clone, Default)]
pub(crate) struct Secrets {
    /// Values of headers that are marked as sensitive.
    headers: Vec<HeaderValue>,
    texts: Vec<String>,
}

/// The texts that [`Secrets`] show by, as [`forms`] has them.
pub(crate) struct Forms(Vec<String>);

/// How often JSON that is within JSON is looked into.
const DEPTH: usize = 3;

impl Secrets {
    /// Those of a request with this `Authorization`, these other headers, and these secret parameters.
    pub(crate) fn new(
        authorization: Option<HeaderValue>,
        headers: &HeaderMap,
        parameters: &[&str],
    ) -> Self {
        let headers = headers.values().filter(|value| value.is_sensitive());
        Self {
            headers: authorization.into_iter().chain(headers.cloned()).collect(),
            texts: parameters.iter().map(|text| (*text).to_owned()).collect(),
        }
    }

    pub(crate) fn forms(&self) -> Forms {
        let mut secrets = self.texts.clone();
        for header in &self.headers {
            let value = String::from_utf8_lossy(header.as_bytes());
            // Without the name of the scheme, as a value is echoed more often.
            let (scheme, credentials) = value.split_once(' ').unwrap_or(("", &value));
            if scheme.eq_ignore_ascii_case("basic")
                && let Ok(pair) = STANDARD.decode(credentials)
            {
                let pair = String::from_utf8_lossy(&pair);
                if let Some((_, secret)) = pair.split_once(':') {
                    secrets.push(secret.to_owned());
                }
                secrets.push(pair.into_owned());
            }
            secrets.push(credentials.to_owned());
        }
        let secrets = secrets.iter().map(String::as_str);
        let secrets: Vec<_> = secrets.filter(|text| is_distinct(text)).collect();
        Forms(forms(&secrets))
    }
}

/// Whether a text is no ordinary word. A client for tests may have the secret `token`, and its errors should stay legible;
/// real secrets are longer.
fn is_distinct(text: &str) -> bool {
    let is_word = text.bytes().all(|byte| byte.is_ascii_alphabetic());
    text.len() >= 8 || text.len() >= 4 && !is_word
}

impl Forms {
    /// `text` without the secrets, also where it is JSON that escapes their characters.
    pub(crate) fn mask(&self, text: &str) -> String {
        let masked = replaced(text, &self.0);
        let mut plain = Cow::Borrowed(masked.as_str());
        // JSON may hold JSON. Unescaped it is another text, so only where it has to be.
        for _ in 0..DEPTH {
            if !plain.contains('\\') {
                break;
            }
            plain = unescaped(&plain).into();
            let masked_plain = replaced(&plain, &self.0);
            if masked_plain != plain {
                return masked_plain;
            }
        }
        masked
    }

    pub(crate) fn mask_json(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.mask(text),
            Value::Number(number) if self.is_in(&number.to_string()) => {
                *value = format!("{REDACTED:?}").into();
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.mask_json(item)),
            Value::Object(fields) => {
                let masked = std::mem::take(fields).into_iter().map(|(name, mut field)| {
                    self.mask_json(&mut field);
                    (self.mask(&name), field)
                });
                *fields = masked.collect();
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.mask(text) != text
    }

    /// How many bytes a secret may have in a text, escaped.
    pub(crate) fn longest(&self) -> usize {
        let longest = self.0.iter().map(String::len).max();
        longest.unwrap_or_default() * "\\u0000".len()
    }
}
