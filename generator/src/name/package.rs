//! Names of the package, the crate and the client.

use super::reserved::{BESIDE_CLIENT, CRATES, EXPORTS, PROGRAMS, TYPES, is_device};
use super::{Naming, RustName, is_identifier, reserved};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Api;
use crate::profile;

/// How long the names of the package and of the client's type may be: files are called after them, with more around.
const MAX_LENGTH: usize = 200;

impl Naming<'_> {
    pub(super) fn package(&mut self, api: &Api) {
        let title = self.title(api);
        self.client(api, &title);
        let package = match &self.config.package.name {
            Some(name) => name.clone(),
            None => {
                let own = title.to_lowercase();
                let is_taken = is_crate(&own) || is_device(&own) || reserved::is_keyword(&own);
                match is_taken {
                    true => format!("{own}-client"),
                    false => own,
                }
            }
        };
        if !is_package(&package) {
            let message = format!("{:?} is no name for a package", start(&package));
            let help = "set `package.name` in the configuration, to lower-case letters, digits and hyphens that no other crate has";
            let configured = self.config.package.name.as_deref();
            let diagnostic = self.no_name(api, configured, message);
            self.diagnostics.push(diagnostic.help(help));
        }
        self.names.library = RustName(package.replace('-', "_"));
        self.names.package = package;
    }

    /// The words that the names are made of: those of the title, or else of the server's host.
    fn title(&mut self, api: &Api) -> String {
        let title = words(&api.title);
        let is_configured = self.config.package.name.is_some() && self.config.client.name.is_some();
        if is_configured || title.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return title;
        }
        let named = match (title.is_empty(), words(host(&api.server))) {
            (true, host) if host.starts_with(|first: char| first.is_ascii_alphabetic()) => host,
            (true, _) => "api-client".to_owned(),
            (false, _) => format!("api-{title}"),
        };
        let message = format!(
            "the title does not begin with a Latin letter, so the client is called `{named}`"
        );
        let at = api.origin.push("info").push("title");
        let warning = Diagnostic::warning(Code::NoName, &at, message);
        self.diagnostics
            .push(warning.help("set `package.name` and `client.name` in the configuration"));
        named
    }

    /// A name that is none: an error of the configuration where it gives one, else of the document's title.
    fn no_name(&self, api: &Api, configured: Option<&str>, message: String) -> Diagnostic {
        match configured {
            Some(name) => self.in_config(Code::NoName, name, message),
            None => {
                let title = api.origin.push("info").push("title");
                Diagnostic::error(Code::NoName, &title, message)
            }
        }
    }

    fn client(&mut self, api: &Api, title: &str) {
        let configured = self.config.client.name.clone();
        let client = configured.clone().unwrap_or_else(|| {
            let prefix = self.profile.title_prefix;
            let own = title.strip_prefix(prefix).unwrap_or(title);
            let own = self.case.pascal(own);
            if is_taken(&own) {
                format!("{own}Client")
            } else {
                own
            }
        });
        if !is_identifier(&client) || client.len() > MAX_LENGTH {
            let message = format!("`{}` is no name for the client's type", start(&client));
            let diagnostic = self.no_name(api, configured.as_deref(), message);
            self.diagnostics
                .push(diagnostic.help("set `client.name` in the configuration"));
        } else if is_taken(&client) {
            let message = format!("the crate has another type called `{client}` at its root");
            let diagnostic = self.in_config(Code::NameCollision, &client, message);
            self.diagnostics
                .push(diagnostic.help("choose another `client.name`"));
        }
        let service = &self.config.client.service;
        self.names.service = service.clone().unwrap_or_else(|| client.clone());
        let variable = client.to_lowercase();
        self.names.variable = RustName(match reserved::is_keyword(&variable) {
            true => format!("{variable}_client"),
            false => variable,
        });
        let program = self.names.variable.as_str().replace('_', "-");
        let is_taken = PROGRAMS.contains(&program.as_str()) || is_device(&program);
        self.names.program = match is_taken {
            true => format!("{program}-client"),
            false => program,
        };
        self.names.client = RustName(client);
    }
}

/// Whether the crate's root, or a file that imports the client, has another type of this name.
fn is_taken(client: &str) -> bool {
    let exports = profile::ALL.iter().flat_map(|profile| profile.exports);
    EXPORTS
        .iter()
        .chain(exports)
        .chain(TYPES)
        .chain(BESIDE_CLIENT)
        .any(|taken| *taken == client)
}

/// The letters and digits of ASCII, with hyphens for all between them.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// What the host of a URL is called: `things` of `https://api.things.example`.
fn host(url: &str) -> &str {
    let (_, rest) = url.split_once("://").unwrap_or(("", url));
    let host = rest.split(['/', ':', '?']).next().unwrap_or_default();
    let host = ["www.", "api."]
        .iter()
        .find_map(|start| host.strip_prefix(start))
        .unwrap_or(host);
    // The last label is that of a registry.
    host.rsplit_once('.').map_or(host, |(name, _)| name)
}

/// The start of a name that may be anything, for a message.
fn start(name: &str) -> &str {
    const LENGTH: usize = 60;
    let end = name.char_indices().nth(LENGTH);
    end.map_or(name, |(end, _)| &name[..end])
}

/// Whether a package of this name would stand for another crate: one of the compiler, or one that it depends on.
fn is_crate(package: &str) -> bool {
    let library = package.replace('-', "_");
    CRATES.contains(&library.as_str()) || profile::libraries().any(|known| known == library)
}

/// Whether text can name a package whose crate is named alike.
pub fn is_package(text: &str) -> bool {
    let is_inner = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_')
    };
    text.bytes().all(is_inner)
        && is_identifier(&text.replace('-', "_"))
        && text.len() <= MAX_LENGTH
        && !reserved::is_keyword(text)
        && !is_crate(text)
        && !is_device(text)
}

#[cfg(test)]
mod tests {
    use super::is_package;

    #[test]
    fn package_names_are_those_that_cargo_takes() {
        assert!(is_package("parcel-shop"));
        for name in [
            "",
            "-",
            "2fa",
            "type",
            "Parcels",
            "a b",
            "a\"b",
            "a/../b",
            "caf\u{e9}",
            "core",
            "serde-json",
            "openapi_client_runtime",
            "test",
            "nul",
            "com1",
            &"a".repeat(201),
        ] {
            assert!(!is_package(name), "{name}");
        }
    }
}
