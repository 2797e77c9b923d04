//! Which credentials of a client a request carries, by what its operation asks for.

use std::fmt::Write as _;
use std::sync::Arc;

use http::{HeaderName, HeaderValue, Uri, header};

use crate::calls::oauth::TokenCaches;
use crate::calls::request::Draft;
use crate::service::credentials::{Credential, CredentialKind, sensitive};
use crate::values::encode::{self, Space};
use crate::{Api, Client, Credentials, Error, Requirements, SecurityScheme, SecuritySchemeKind};

#[derive(Clone)]
pub(crate) enum Authorization {
    /// Not at all: only the token endpoint is asked so.
    None,
    /// By what the client was given.
    Given(Arc<[Given]>),
}

/// Credentials of a client.
pub(crate) struct Given {
    credential: Credential,
    /// The `Authorization` header that they make.
    header: Option<HeaderValue>,
    /// The access tokens that they were exchanged for.
    tokens: Option<Arc<TokenCaches>>,
}

/// What a request carries to prove who sends it.
#[derive(Default)]
pub(crate) struct Proof {
    /// The `Authorization` header.
    pub(crate) header: Option<HeaderValue>,
    /// Where that header comes from, if it is an access token.
    pub(crate) token: Option<TokenSource>,
    keys: Vec<(SecuritySchemeKind, String)>,
}

/// Where an access token comes from.
#[derive(Clone)]
pub(crate) struct TokenSource {
    pub(crate) caches: Arc<TokenCaches>,
    pub(crate) url: &'static str,
    /// The scopes that the service's operations need.
    pub(crate) scopes: &'static str,
}

impl Authorization {
    pub(crate) fn new(credentials: Credentials, has_schemes: bool) -> Result<Self, Error> {
        let given = credentials.given.into_iter().map(|credential| {
            let is_of_scheme = has_schemes || credential.scheme.is_some();
            let tokens = (credential.kind == CredentialKind::OAuth)
                .then(|| Arc::new(TokenCaches::new(credential.clone())));
            Ok(Given {
                header: credential.header(is_of_scheme)?,
                tokens,
                credential,
            })
        });
        Ok(Self::Given(given.collect::<Result<_, Error>>()?))
    }

    fn given(&self) -> &[Given] {
        match self {
            Self::None => &[],
            Self::Given(given) => given,
        }
    }

    /// The only credentials, where no document says which are for what.
    fn only(&self) -> Option<&Given> {
        let mut given = self.given().iter();
        given.find(|given| given.credential.scheme.is_none())
    }

    /// The token endpoints that an OAuth client's secret may be sent to.
    pub(crate) fn token_urls(&self, api: &Api) -> Result<Vec<&'static str>, Error> {
        let Some(security) = api.security else {
            let only = self.only().and_then(|given| given.tokens.as_ref());
            return only.map(|_| api.token_endpoint()).into_iter().collect();
        };
        let schemes = security.schemes.iter();
        let urls = schemes.filter_map(|scheme| {
            let given = self.of_scheme(api, scheme)?;
            match scheme.kind {
                SecuritySchemeKind::ClientCredentials(url, _) if given.tokens.is_some() => {
                    Some(url)
                }
                _ => None,
            }
        });
        Ok(urls.collect())
    }

    /// The credentials for a scheme: those that are given for it, or those that can be for no other.
    fn of_scheme(&self, api: &Api, scheme: &SecurityScheme) -> Option<&Given> {
        let mut given = self.given().iter();
        let named = given.find(|given| given.credential.scheme.as_deref() == Some(scheme.name));
        if named.is_some() {
            return named.filter(|given| fits(given.credential.kind, scheme.kind));
        }
        let mut given = self.given().iter();
        given.find(|given| {
            let kind = given.credential.kind;
            let schemes = api.security.iter().flat_map(|security| security.schemes);
            let mut others = schemes.filter(|other| *other != scheme);
            given.credential.scheme.is_none()
                && fits(kind, scheme.kind)
                && !others.any(|other| fits(kind, other.kind))
        })
    }

    /// The alternative that a request meets: the first one whose credentials are there.
    fn met(&self, api: &Api, needed: Requirements) -> Option<Vec<(SecurityScheme, &Given)>> {
        let is_met = |alternative: &&[&str]| {
            let schemes = schemes(api, alternative).into_iter();
            let all = schemes.map(|scheme| Some((scheme, self.of_scheme(api, &scheme)?)));
            let all: Option<Vec<_>> = all.collect();
            all.filter(|all| all.len() == alternative.len())
        };
        // Whoever gives credentials means to send them, also where none are an alternative.
        let wanted = needed.iter().filter(|alternative| !alternative.is_empty());
        wanted.clone().find_map(is_met).or_else(|| {
            let is_optional = needed.is_empty() || needed.len() > wanted.count();
            is_optional.then(Vec::new)
        })
    }
}

fn fits(credential: CredentialKind, scheme: SecuritySchemeKind) -> bool {
    use SecuritySchemeKind::*;
    match scheme {
        HeaderKey(_) | QueryKey(_) | CookieKey(_) => credential == CredentialKind::Key,
        Basic => credential == CredentialKind::Basic,
        Bearer => credential == CredentialKind::Bearer,
        ClientCredentials(..) => {
            matches!(credential, CredentialKind::Bearer | CredentialKind::OAuth)
        }
    }
}

/// The schemes of an alternative.
fn schemes(api: &Api, alternative: &[&str]) -> Vec<SecurityScheme> {
    let known = api.security.map_or(&[][..], |security| security.schemes);
    let of_name = |name: &&str| known.iter().find(|scheme| scheme.name == *name).copied();
    alternative.iter().filter_map(of_name).collect()
}

/// What the operation of a request asks for.
fn requirements(api: &Api, draft: &Draft) -> Requirements {
    let usual = api
        .security
        .map_or(&[][..], |security| security.requirements);
    match draft.is_anonymous {
        true => &[],
        false => draft.security.unwrap_or(usual),
    }
}

impl Client {
    /// What a request carries; that something is missing is an error before it is sent.
    pub(crate) fn proof(&self, draft: &Draft) -> Result<Proof, Error> {
        let (api, authorization) = (self.api(), &self.shared().authorization);
        let mut proof = Proof::default();
        if api.security.is_none() {
            if let Some(only) = authorization.only().filter(|_| !draft.is_anonymous) {
                proof.header = only.header.clone();
                if let Some(caches) = only.tokens.clone() {
                    let url = api.token_endpoint()?;
                    let scopes = "";
                    proof.token = Some(TokenSource {
                        caches,
                        url,
                        scopes,
                    });
                }
            }
            return Ok(proof);
        }
        let needed = requirements(api, draft);
        let Some(met) = authorization.met(api, needed) else {
            return Err(missing(api, needed));
        };
        for (scheme, given) in met {
            match (scheme.kind, &given.tokens) {
                (SecuritySchemeKind::ClientCredentials(url, scopes), Some(caches)) => {
                    proof.token = Some(TokenSource {
                        caches: caches.clone(),
                        url,
                        scopes,
                    });
                }
                (kind, _) if given.credential.kind == CredentialKind::Key => {
                    proof
                        .keys
                        .push((kind, given.credential.secret().to_owned()));
                }
                _ => proof.header = given.header.clone(),
            }
        }
        proof.check()?;
        Ok(proof)
    }

    /// The schemes whose credentials a request carries, or would.
    pub(crate) fn schemes(&self, draft: &Draft) -> Vec<SecurityScheme> {
        let api = self.api();
        let needed = requirements(api, draft);
        let met = self.shared().authorization.met(api, needed);
        match met {
            Some(met) => met.into_iter().map(|(scheme, _)| scheme).collect(),
            None => schemes(api, needed.first().unwrap_or(&&[][..])),
        }
    }

    /// For `to_curl`, where no document says it: whether requests carry a bearer token, if they carry anything.
    pub(crate) fn has_bearer(&self) -> Option<bool> {
        let only = self.shared().authorization.only()?;
        Some(only.credential.kind != CredentialKind::Basic)
    }
}

fn missing(api: &Api, needed: Requirements) -> Error {
    let alternatives = needed.iter().map(|alternative| {
        let schemes = schemes(api, alternative).into_iter();
        let schemes = schemes.map(|scheme| format!("`{}` ({})", scheme.name, scheme.kind.text()));
        schemes.collect::<Vec<_>>().join(" and ")
    });
    let alternatives: Vec<_> = alternatives.collect();
    Error::config(format!(
        "{} wants credentials for {}, and the client has none that fit (nothing was sent)",
        api.name,
        alternatives.join(", or for ")
    ))
}

impl Proof {
    /// The keys, which no error may repeat.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|(_, key)| key.as_str())
    }

    fn check(&self) -> Result<(), Error> {
        for (_, key) in &self.keys {
            sensitive(key)?;
        }
        Ok(())
    }

    /// Adds the keys to a request, except where the call says something of its own by that name.
    pub(crate) fn apply(&self, request: &mut http::Request<bytes::Bytes>) {
        for (kind, key) in &self.keys {
            match *kind {
                SecuritySchemeKind::HeaderKey(name) => {
                    let name = HeaderName::try_from(name);
                    if let (Ok(name), Ok(key)) = (name, sensitive(key)) {
                        request.headers_mut().entry(name).or_insert(key);
                    }
                }
                SecuritySchemeKind::QueryKey(name) => {
                    if let Some(uri) = with_key(request.uri(), name, key) {
                        *request.uri_mut() = uri;
                    }
                }
                SecuritySchemeKind::CookieKey(name) => {
                    let mut cookies = String::new();
                    encode::pair(name, key, Space::Percent, &mut cookies);
                    let own = request.headers().get(header::COOKIE);
                    if let Some(Ok(own)) = own.map(HeaderValue::to_str) {
                        let _ = write!(cookies, "; {own}");
                    }
                    if let Ok(cookies) = sensitive(&cookies) {
                        request.headers_mut().insert(header::COOKIE, cookies);
                    }
                }
                SecuritySchemeKind::Basic
                | SecuritySchemeKind::Bearer
                | SecuritySchemeKind::ClientCredentials(..) => {}
            }
        }
    }
}

/// An address with a key at the end of its query; `None` where the query has one of this name already.
fn with_key(uri: &Uri, name: &str, key: &str) -> Option<Uri> {
    let query = uri.query().unwrap_or_default();
    if encode::decode_query(query).any(|(known, _)| known == name) {
        return None;
    }
    let mut target = uri.path().to_owned();
    target.push('?');
    if !query.is_empty() {
        target.push_str(query);
        target.push('&');
    }
    encode::pair(name, key, Space::Percent, &mut target);
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = target.try_into().ok();
    Uri::from_parts(parts).ok()
}

#[cfg(test)]
mod tests;
