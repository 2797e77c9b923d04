//! The client that a line asks for, as a user makes it.

use std::time::Duration;

use openapi_client_runtime::{
    Api, Builder, Client, Credentials, Error, RetryPolicy, SecuritySchemeKind,
};
use serde_json::Value;

use crate::Recorder;

/// Less than the time that a line has.
const TIMEOUT: Duration = Duration::from_secs(8);

/// A client with the credentials and the server variables of a line, whose requests all go to its base URL.
pub fn client(api: &'static Api, case: &Value) -> Result<Client, Error> {
    let base_url = case["base_url"].as_str().unwrap_or_default();
    let mut builder = Builder::<Client>::new(api, credentials(api, &case["credentials"]))
        .timeout(TIMEOUT)
        .retry(RetryPolicy::default().attempts(1))
        .transport(Recorder::new(base_url));
    if !api.server.contains("://") {
        builder = builder.base_url(base_url);
    }
    for (name, value) in case["server"].as_object().into_iter().flatten() {
        // A name of a line lives as long as the program: there are few of them.
        let name: &'static str = name.clone().leak();
        builder = builder.server_variable(name, value.as_str().unwrap_or_default());
    }
    // Some documents have plain http.
    builder.allow_http(true).build()
}

/// The credentials of a line, each for the security scheme of its name.
fn credentials(api: &Api, given: &Value) -> Credentials {
    let given = given.as_object().into_iter().flatten();
    let mut all = Credentials::none();
    for (name, value) in given {
        let schemes = api.security.iter().flat_map(|security| security.schemes);
        let mut schemes = schemes.filter(|scheme| scheme.name == name);
        let is_key = schemes.any(|scheme| {
            use SecuritySchemeKind::*;
            matches!(scheme.kind, HeaderKey(_) | QueryKey(_) | CookieKey(_))
        });
        let part = |name: &str| value[name].as_str().map(str::to_owned);
        let credentials = match (value.as_str(), part("username"), part("client_id")) {
            (Some(key), ..) if is_key => Credentials::api_key(key),
            (Some(token), ..) => Credentials::bearer(token),
            (_, Some(username), _) => {
                Credentials::basic(username, part("password").unwrap_or_default())
            }
            (_, _, id) => Credentials::oauth(
                id.unwrap_or_default(),
                part("client_secret").unwrap_or_default(),
            ),
        };
        // Without schemes there is one kind of credentials.
        all = match api.security {
            Some(_) => all.with(name, credentials),
            None => return credentials,
        };
    }
    match api.security {
        Some(_) => all,
        None => Credentials::bearer("none"),
    }
}
