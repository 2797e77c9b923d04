//! The client that a line asks for, as a user makes it.

use std::time::Duration;

use openapi_client_runtime::{Api, Builder, Client, Credentials, Error, RetryPolicy};
use serde_json::Value;

use crate::Recorder;

/// Less than the time that a line has.
const TIMEOUT: Duration = Duration::from_secs(8);

/// A client with the credentials and the server variables of a line, whose requests all go to its base URL.
pub fn client(api: &'static Api, case: &Value) -> Result<Client, Error> {
    let base_url = case["base_url"].as_str().unwrap_or_default();
    let mut builder = Builder::<Client>::new(api, credentials(&case["credentials"]))
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
    builder.build()
}

/// The first credentials of a line. A client can't be made without any, and so has a token that nobody knows.
fn credentials(given: &Value) -> Credentials {
    let first = given.as_object().and_then(|given| given.values().next());
    let part = |name: &str| first.and_then(|first| first[name].as_str());
    match (
        first.and_then(Value::as_str),
        part("username"),
        part("client_id"),
    ) {
        (Some(token), _, _) => Credentials::bearer(token),
        (_, Some(username), _) => {
            Credentials::basic(username, part("password").unwrap_or_default())
        }
        (_, _, Some(id)) => Credentials::oauth(id, part("client_secret").unwrap_or_default()),
        _ => Credentials::bearer("none"),
    }
}
