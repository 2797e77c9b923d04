//! The client: credentials, and how the service is reached.

use std::collections::BTreeSet;
use std::env;

use openapi_client_runtime as rt;
use openapi_client_runtime::{Api, Client, RetryPolicy, Transport};
use twilio_client::{Builder, Credentials};

use crate::Program;
use crate::failure::Failure;
use crate::options::Options;
use crate::profile::{self, Profile, Profiles};

pub(crate) fn client(program: &Program, options: &Options) -> Result<Client, Failure> {
    let (credentials, profile) = credentials(program, options)?;
    Ok(builder(program, options, credentials, &profile)?.build()?)
}

/// A client that hands its requests to `transport`, with or without credentials.
pub(crate) fn preview(
    program: &Program,
    options: &Options,
    transport: impl Transport,
) -> Result<Client, Failure> {
    let (credentials, profile) = match credentials(program, options) {
        // What the user names has to be there, else anything is good enough to be masked.
        Err(failure) if options.profile.is_some() => return Err(failure),
        Err(_) if !program.is_twilios() && program.service.api.security.is_some() => {
            (rt::Credentials::none().into(), Profile::default())
        }
        found => found.unwrap_or_else(|_| {
            let placeholder = format!("AC{}", "0".repeat(32));
            (
                Credentials::auth_token(placeholder, "none"),
                Profile::default(),
            )
        }),
    };
    let builder = builder(program, options, credentials, &profile)?;
    Ok(builder
        .transport(transport)
        .retry(RetryPolicy::none())
        .build()?)
}

/// The settings: an option wins over the profile, and that over the environment.
fn builder(
    program: &Program,
    options: &Options,
    credentials: Credentials,
    profile: &Profile,
) -> Result<Builder<Client>, Failure> {
    let mut builder = Builder::new(program.service.api, credentials)
        .user_agent(format!("{}/{}", program.name, program.version));
    if program.is_twilios() {
        let chosen = |option: &Option<String>, profile: &Option<String>, name| {
            let set = option.clone().or_else(|| profile.clone());
            set.or_else(|| variable(name))
        };
        if let Some(region) = chosen(&options.region, &profile.region, "TWILIO_REGION") {
            builder = builder.region(region);
        }
        if let Some(edge) = chosen(&options.edge, &profile.edge, "TWILIO_EDGE") {
            builder = builder.edge(edge);
        }
    }
    for given in &options.server_variables {
        let (name, value) = server_variable(program.service.api, given)?;
        builder = builder.server_variable(name, value);
    }
    if let Some(url) = &options.base_url {
        builder = builder.base_url(url).allow_http(options.allow_http);
    }
    if let Some(timeout) = options.timeout {
        builder = builder.timeout(timeout);
    }
    if let Some(retries) = options.retries {
        builder = builder.retry(RetryPolicy::default().attempts(retries.saturating_add(1)));
    }
    Ok(builder)
}

/// The variables in the addresses of a service's servers.
pub(crate) fn variables(api: &Api) -> Vec<&'static str> {
    let of_operations = api.operation_servers.iter();
    let of_operations = of_operations.flat_map(|server| server.variables);
    let all = api.variables.iter().chain(of_operations);
    let names: BTreeSet<_> = all.map(|variable| variable.name).collect();
    names.into_iter().collect()
}

/// The variable and the value of `NAME=VALUE`.
fn server_variable<'g>(api: &Api, given: &'g str) -> Result<(&'static str, &'g str), Failure> {
    let names = variables(api);
    let found = given.split_once('=').and_then(|(name, value)| {
        let known = names.iter().find(|known| **known == name)?;
        Some((*known, value))
    });
    found.ok_or_else(|| {
        Failure::Usage(format!(
            "'{given}' is no NAME=VALUE for --server-variable; its names: {}",
            names.join(", ")
        ))
    })
}

/// For a service of Twilio's, the profile that is named; else the environment; else the profile `default`.
fn credentials(program: &Program, options: &Options) -> Result<(Credentials, Profile), Failure> {
    if !program.is_twilios() {
        let credentials = rt::Credentials::from_env(program.service.api)?;
        return Ok((credentials.into(), Profile::default()));
    }
    let named = options.profile.clone();
    let named = named.or_else(|| variable(&program.variable("PROFILE")));
    if let Some(name) = named {
        return from_profile(&profile::read(program)?, &name);
    }
    let missing = match Credentials::from_env() {
        Ok(credentials) => {
            tracing::debug!("the credentials are those of the environment");
            return Ok((credentials, Profile::default()));
        }
        Err(error) => error,
    };
    // Half a pair of variables is a slip: falling back to a profile would hide it.
    if CREDENTIALS.iter().any(|name| variable(name).is_some()) {
        return Err(missing.into());
    }
    let profiles = profile::read(program)?;
    match profiles.by_name.contains_key(profile::DEFAULT) {
        true => from_profile(&profiles, profile::DEFAULT),
        false => Err(Failure::Refused(format!(
            "{missing}, and there is no profile called {}; see '{} profile --help'",
            profile::DEFAULT,
            program.name
        ))),
    }
}

/// The variables that [`Credentials::from_env`] reads.
const CREDENTIALS: &[&str] = &[
    "TWILIO_ACCOUNT_SID",
    "TWILIO_AUTH_TOKEN",
    "TWILIO_API_KEY",
    "TWILIO_API_SECRET",
];

/// A variable of the environment; an empty one counts as missing.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

fn from_profile(profiles: &Profiles, name: &str) -> Result<(Credentials, Profile), Failure> {
    let Some(profile) = profiles.by_name.get(name) else {
        return Err(profile::unknown(profiles, name));
    };
    let Some(credentials) = profile.credentials() else {
        let path = profiles.path().display();
        return Err(Failure::Refused(format!(
            "the profile {name} in {path} has neither account_sid and auth_token nor api_key and api_secret"
        )));
    };
    tracing::debug!(profile = name, "the credentials are those of a profile");
    Ok((credentials, profile.clone()))
}

#[cfg(test)]
mod tests {
    use openapi_client_runtime::UrlVariable;

    use super::*;

    static API: Api =
        Api::new("Sheds", "https://{lane}.sheds.example", "sheds/1").variables(&[UrlVariable {
            name: "lane",
            default: "left",
            values: &[],
        }]);

    #[test]
    fn a_variable_of_the_server_is_a_known_name_with_a_value() {
        assert_eq!(variables(&API), ["lane"]);
        for (given, expected) in [
            ("lane=right", Some(("lane", "right"))),
            ("lane==", Some(("lane", "="))),
            ("lane", None),
            ("line=right", None),
        ] {
            assert_eq!(server_variable(&API, given).ok(), expected, "{given}");
        }
    }
}
