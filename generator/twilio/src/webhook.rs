//! Webhooks: whether a request to this server comes from Twilio.
//!
//! Twilio signs the requests that it sends, such as status callbacks, with the auth token of the account. What is not
//! signed, or signed for another URL, anybody may have sent: refuse it, with 403 for example.
//!
//! ```
//! # use twilio_client::http::Request;
//! # use twilio_client::webhook::{Rejection, Validator};
//! let validator = Validator::new("12345")?;
//! // The server stands behind a proxy that ends TLS, so the request doesn't have the host and the scheme that Twilio saw.
//! let public_url = "https://example.com";
//!
//! let request = Request::post("/h")
//!     .header("X-Twilio-Signature", "TwCQNs2jE8UwxxquL1hT9lW4eyA=")
//!     .header("Content-Type", "application/x-www-form-urlencoded")
//!     .body("From=%2B1&Body=hi")?;
//! let (head, body) = request.into_parts();
//! assert_eq!(validator.check_request(&head, body.as_bytes(), public_url), Ok(()));
//!
//! let forged = b"From=%2B1&Body=ho";
//! assert_eq!(validator.check_request(&head, forged, public_url), Err(Rejection::SignatureMismatch));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::borrow::Cow;
use std::fmt;

use crate::http::header::{CONTENT_TYPE, HeaderMap};
use crate::http::request::Parts;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::percent_decode;
use secrecy::{ExposeSecret, SecretString};
use sha1::Sha1;
use sha2::{Digest, Sha256};

use crate::Error;

mod candidates;

use candidates::candidates;

/// The header with the signature.
pub const SIGNATURE: &str = "x-twilio-signature";

/// The header that says how a request was signed; absent for a signature by the auth token.
pub const SIGNATURE_SETTINGS: &str = "x-twilio-webhooks-signature-settings";

/// Checks signatures with the secrets of one account.
///
/// Signatures are compared in constant time, and no bytes that come from outside make it fail in another way than with a
/// [`Rejection`]. `Debug` shows no secret.
#[derive(Clone)]
pub struct Validator {
    auth_tokens: Vec<SecretString>,
    shared_keys: Vec<SecretString>,
}

/// A webhook's request, in a form that every web framework can give.
///
/// With the types of the crate `http` at hand, [`Validator::check_request`] is simpler.
#[derive(Clone, Copy)]
pub struct Webhook<'a> {
    /// The address as Twilio knows it, with its query: scheme, host and port of the public side of any proxy.
    pub url: &'a str,
    /// The header `X-Twilio-Signature`.
    pub signature: Option<&'a str>,
    /// The header `X-Twilio-Webhooks-Signature-Settings`, which most requests don't have.
    pub signature_settings: Option<&'a str>,
    /// The header `Content-Type`.
    pub content_type: Option<&'a str>,
    /// The body, byte for byte as it came; empty for a GET.
    pub body: &'a [u8],
}

/// Why a request can't be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rejection {
    /// There is no header `X-Twilio-Signature`.
    MissingSignature,
    /// The signature was made with another secret, for another URL, or for other parameters.
    ///
    /// With a request that really is from Twilio, the URL is the usual reason: see [`Webhook::url`].
    SignatureMismatch,
    /// The URL is signed, but the body is not the one whose hash is in its query as `bodySHA256`.
    BodyMismatch,
    /// Nothing vouches for the body: the URL has no `bodySHA256`, and the body is not a form, or a form with a parameter
    /// that has neither a name nor a value (`&&` or `=`), which no signature covers.
    UnsignedBody,
    /// `X-Twilio-Webhooks-Signature-Settings` names an algorithm that this version does not know.
    UnknownAlgorithm,
    /// The request is signed with a shared key, and the validator has none.
    MissingSharedKey,
}

/// Names and values of a form, decoded. They are bytes: what is no UTF-8 is signed as it is, and equal to nothing else.
type Parameters<'a> = Vec<(Cow<'a, [u8]>, Cow<'a, [u8]>)>;

#[derive(Clone, Copy)]
enum Algorithm {
    HmacSha1,
    HmacSha256,
}

impl Validator {
    /// Checks with the account's primary auth token. An API key's secret signs nothing.
    ///
    /// An empty token is refused, because anybody could sign with it.
    pub fn new(auth_token: impl Into<String>) -> Result<Self, Error> {
        Ok(Self {
            auth_tokens: vec![secret(auth_token.into(), "auth token")?],
            shared_keys: Vec::new(),
        })
    }

    /// Reads the auth token from the environment variable `TWILIO_AUTH_TOKEN`.
    pub fn from_env() -> Result<Self, Error> {
        let token = std::env::var("TWILIO_AUTH_TOKEN").unwrap_or_default();
        match token.is_empty() {
            true => Err(Error::config(
                "the environment variable TWILIO_AUTH_TOKEN is not set",
            )),
            false => Self::new(token),
        }
    }

    /// Accepts signatures of this auth token too: the secondary one while it becomes the primary one, or that of another account.
    pub fn with_also(mut self, auth_token: impl Into<String>) -> Result<Self, Error> {
        self.auth_tokens
            .push(secret(auth_token.into(), "auth token")?);
        Ok(self)
    }

    /// Accepts signatures of this shared key too: HMAC-SHA256, announced by `X-Twilio-Webhooks-Signature-Settings`.
    pub fn with_shared_key(mut self, secret_of_key: impl Into<String>) -> Result<Self, Error> {
        self.shared_keys
            .push(secret(secret_of_key.into(), "shared key")?);
        Ok(self)
    }

    /// Checks a request of the crate `http`, as axum, hyper and others have it.
    ///
    /// `public_url` is what stands before the request's own path at Twilio's side, such as `https://acme.example`: the scheme
    /// and the host that a proxy replaces, and the beginning of the path if the proxy or a nested router removes that.
    /// Take it from the configuration, because the header `Host` says whatever the sender likes.
    pub fn check_request(
        &self,
        head: &Parts,
        body: &[u8],
        public_url: &str,
    ) -> Result<(), Rejection> {
        let target = head
            .uri
            .path_and_query()
            .map_or("/", |target| target.as_str());
        self.check(&Webhook {
            url: &format!("{}{target}", public_url.trim_end_matches('/')),
            signature: text(&head.headers, SIGNATURE),
            signature_settings: text(&head.headers, SIGNATURE_SETTINGS),
            content_type: text(&head.headers, CONTENT_TYPE.as_str()),
            body,
        })
    }

    /// Checks a request.
    pub fn check(&self, webhook: &Webhook<'_>) -> Result<(), Rejection> {
        let signature = webhook.signature.ok_or(Rejection::MissingSignature)?;
        let algorithm = Algorithm::named_by(webhook.signature_settings)?;
        let hashes = body_hashes(webhook.url);
        // The hash stands for the body, so that the signature covers the URL alone.
        let parameters = match (hashes.is_empty(), is_form(webhook.content_type)) {
            (true, _) if webhook.body.is_empty() => Parameters::new(),
            (true, true) => form(webhook.body).ok_or(Rejection::UnsignedBody)?,
            (true, false) => return Err(Rejection::UnsignedBody),
            (false, _) => Parameters::new(),
        };
        self.check_signature(algorithm, webhook.url, parameters, signature)?;
        let is_body = |signed: &Cow<'_, str>| *signed == hexadecimal(&Sha256::digest(webhook.body));
        match hashes.iter().all(is_body) {
            true => Ok(()),
            false => Err(Rejection::BodyMismatch),
        }
    }

    /// Checks a form that a framework has decoded already, signed with the auth token.
    ///
    /// All of the form's parameters count, known or not: Twilio adds new ones at any time. A framework that puts U+FFFD
    /// instead of bytes that are no UTF-8 has lost what was signed; [`check`](Self::check) sees the bytes.
    pub fn check_form<N: AsRef<str>, V: AsRef<str>>(
        &self,
        url: &str,
        parameters: impl IntoIterator<Item = (N, V)>,
        signature: &str,
    ) -> Result<(), Rejection> {
        self.check_signature(Algorithm::HmacSha1, url, owned(parameters), signature)
    }

    /// The signature that Twilio would send with this form, by the first auth token: for the tests of a webhook's receiver.
    pub fn sign<N: AsRef<str>, V: AsRef<str>>(
        &self,
        url: &str,
        parameters: impl IntoIterator<Item = (N, V)>,
    ) -> String {
        let parameters = sorted(owned(parameters));
        let token = self.auth_tokens.first();
        let mac = token.and_then(|token| mac::<Hmac<Sha1>>(token, url, &parameters));
        mac.map_or_else(String::new, |mac| {
            STANDARD.encode(mac.finalize().as_bytes())
        })
    }

    fn check_signature(
        &self,
        algorithm: Algorithm,
        url: &str,
        parameters: Parameters<'_>,
        signature: &str,
    ) -> Result<(), Rejection> {
        let parameters = sorted(parameters);
        let signature = STANDARD
            .decode(signature)
            .map_err(|_| Rejection::SignatureMismatch)?;
        let is_signed = match algorithm {
            Algorithm::HmacSha1 => {
                is_signed::<Hmac<Sha1>>(&self.auth_tokens, url, &parameters, &signature)
            }
            Algorithm::HmacSha256 if self.shared_keys.is_empty() => {
                return Err(Rejection::MissingSharedKey);
            }
            Algorithm::HmacSha256 => {
                is_signed::<Hmac<Sha256>>(&self.shared_keys, url, &parameters, &signature)
            }
        };
        match is_signed {
            true => Ok(()),
            false => Err(Rejection::SignatureMismatch),
        }
    }
}

impl Algorithm {
    /// Reads `key=..., algorithm=...`; without an algorithm, it is that of the auth token.
    fn named_by(settings: Option<&str>) -> Result<Self, Rejection> {
        let settings = settings.unwrap_or_default().split(',');
        let mut values = settings.filter_map(|setting| {
            let (name, value) = setting.split_once('=')?;
            (name.trim() == "algorithm")
                .then(|| value.trim())
                .filter(|value| !value.is_empty())
        });
        match values.next().map(str::to_ascii_uppercase).as_deref() {
            None | Some("HMAC_SHA1") => Ok(Self::HmacSha1),
            Some("HMAC_SHA256") => Ok(Self::HmacSha256),
            Some(_) => Err(Rejection::UnknownAlgorithm),
        }
    }
}

fn secret(text: String, what: &str) -> Result<SecretString, Error> {
    match text.is_empty() {
        true => Err(Error::config(format!(
            "the {what} that signs webhooks is empty"
        ))),
        false => Ok(text.into()),
    }
}

/// The header's value; one that is not text is as wrong as an empty one, and so are several, of which everybody may take
/// another one.
fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    match values.next() {
        None => Some(value.to_str().unwrap_or_default()),
        Some(_) => Some(""),
    }
}

/// Names and values of a form that has some; `None` where a part of it is nothing at all.
fn form(body: &[u8]) -> Option<Parameters<'_>> {
    // Parameters are separated by `&`, and nothing between two of them is none.
    let parts = body
        .split(|byte| *byte == b'&')
        .filter(|part| !part.is_empty());
    let parameters = parts.map(|part| {
        let equals = part.iter().position(|byte| *byte == b'=');
        let (name, value) = equals.map_or((part, &[][..]), |at| (&part[..at], &part[at + 1..]));
        (!name.is_empty() || !value.is_empty()).then(|| (decoded(name), decoded(value)))
    });
    let parameters: Option<Parameters<'_>> = parameters.collect();
    parameters.filter(|parameters| !parameters.is_empty())
}

/// The bytes that a name or a value in a form stands for.
fn decoded(text: &[u8]) -> Cow<'_, [u8]> {
    match text.contains(&b'+') {
        false => percent_decode(text).into(),
        true => {
            let spaced = text
                .iter()
                .map(|byte| if *byte == b'+' { b' ' } else { *byte });
            let spaced: Vec<_> = spaced.collect();
            Cow::Owned(percent_decode(&spaced).collect())
        }
    }
}

fn is_form(content_type: Option<&str>) -> bool {
    let essence = content_type.unwrap_or_default().split(';').next();
    essence.is_some_and(|essence| {
        essence
            .trim()
            .eq_ignore_ascii_case("application/x-www-form-urlencoded")
    })
}

fn body_hashes(url: &str) -> Vec<Cow<'_, str>> {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let query = query.split_once('#').map_or(query, |(query, _)| query);
    let pairs = form_urlencoded::parse(query.as_bytes());
    pairs
        .filter(|(name, _)| name == "bodySHA256")
        .map(|(_, value)| value)
        .collect()
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn owned<'a, N: AsRef<str>, V: AsRef<str>>(
    parameters: impl IntoIterator<Item = (N, V)>,
) -> Parameters<'a> {
    let parameters = parameters.into_iter();
    let owned = |text: &str| Cow::Owned(text.as_bytes().to_owned());
    parameters
        .map(|(name, value)| (owned(name.as_ref()), owned(value.as_ref())))
        .collect()
}

/// In the order in which Twilio signs them: by name and value, as bytes; what is there twice counts once.
fn sorted(mut parameters: Parameters<'_>) -> Parameters<'_> {
    parameters.sort_unstable();
    parameters.dedup();
    parameters
}

/// Whether one of the keys signed one of the forms of the URL.
fn is_signed<M: Mac + KeyInit>(
    keys: &[SecretString],
    url: &str,
    parameters: &Parameters<'_>,
    signature: &[u8],
) -> bool {
    candidates(url).any(|url| {
        let mut macs = keys
            .iter()
            .filter_map(|key| mac::<M>(key, &url, parameters));
        macs.any(|mac| mac.verify_slice(signature).is_ok())
    })
}

/// The code over the URL and the parameters, with nothing between them. There is always one: HMAC takes keys of any length.
fn mac<M: Mac + KeyInit>(key: &SecretString, url: &str, parameters: &Parameters<'_>) -> Option<M> {
    let mut mac = <M as KeyInit>::new_from_slice(key.expose_secret().as_bytes()).ok()?;
    mac.update(url.as_bytes());
    for (name, value) in parameters {
        mac.update(name);
        mac.update(value);
    }
    Some(mac)
}

impl fmt::Debug for Validator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Validator")
            .field("auth_tokens", &self.auth_tokens.len())
            .field("shared_keys", &self.shared_keys.len())
            .finish()
    }
}

/// Leaves out the URL, which may hold a password, and the body, which may hold personal values.
impl fmt::Debug for Webhook<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhook")
            .field("signature", &self.signature)
            .field("signature_settings", &self.signature_settings)
            .field("content_type", &self.content_type)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MissingSignature => "the request has no header X-Twilio-Signature",
            Self::SignatureMismatch => {
                "the signature is not that of this URL with these parameters"
            }
            Self::BodyMismatch => "the body is not the one whose hash is in the signed URL",
            Self::UnsignedBody => {
                "the body is neither a form with parameters nor named in the URL by bodySHA256"
            }
            Self::UnknownAlgorithm => "the request is signed by an unknown algorithm",
            Self::MissingSharedKey => "the request is signed with a shared key, and none is set",
        })
    }
}

impl std::error::Error for Rejection {}

#[cfg(test)]
mod tests;
