//! Rust-side choices for one document: the package, the client's name, SID names, renames.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic, File, Position};
use crate::pointer::Pointer;
use crate::profile;
use crate::source::{Source, position_at};
use crate::suggest;
use crate::text::{is_unseen, quoted};

/// The configuration, as its TOML file holds it; every part has a default.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The package that is written.
    pub package: Package,
    /// The client.
    pub client: Client,
    /// Words that keep together when a name is split: `A2P`.
    pub initialisms: Vec<String>,
    /// Names for kinds of SID.
    pub sid: Vec<Sid>,
    /// Rust names by the JSON pointer of what they name.
    pub rename: BTreeMap<String, String>,
    /// The text itself, to find the position of an entry again.
    #[serde(skip)]
    text: String,
}

/// The package that is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Package {
    /// Its name; without one it is made from the document's title.
    pub name: Option<String>,
    /// Its version.
    pub version: String,
    /// The name of its [`Profile`](crate::profile::Profile); without one, the document's server decides.
    pub profile: Option<String>,
    /// Where the runtime crate is, seen from the package; without it, [`RUNTIME`].
    pub runtime: Option<String>,
    /// Where the crate with the conventions of a provider is, seen from the package; without it, beside the runtime.
    pub provider: Option<String>,
    /// Where the crate of the command line is, likewise.
    pub command: Option<String>,
}

/// Where the runtime crate is, seen from a package beside the generator.
pub const RUNTIME: &str = "../generator/runtime";

impl Default for Package {
    fn default() -> Self {
        Self {
            name: None,
            version: "0.1.0".to_owned(),
            profile: None,
            runtime: None,
            provider: None,
            command: None,
        }
    }
}

impl Package {
    /// The path of the runtime, seen from the package.
    pub fn runtime(&self) -> &str {
        self.runtime.as_deref().unwrap_or(RUNTIME)
    }

    /// The path of a crate in the folder `name` beside the runtime, seen from the package.
    pub fn beside_runtime(&self, name: &str) -> String {
        let (parent, _) = self.runtime().rsplit_once('/').unwrap_or((".", ""));
        format!("{parent}/{name}")
    }
}

/// The client.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Client {
    /// The name of its type; without one it is made from the document's title.
    pub name: Option<String>,
    /// What error messages call the service; without one the name of the type.
    pub service: Option<String>,
}

/// The name of one kind of SID.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sid {
    /// The type's name.
    pub name: String,
    /// The two letters that such SIDs begin with.
    pub prefix: String,
    /// What such a SID identifies, as a noun phrase.
    pub identifies: String,
    /// JSON pointers: only SIDs below one of these are of this kind. Without any, all with the prefix.
    #[serde(default)]
    pub within: Vec<String>,
}

impl Config {
    /// The configuration in a file, or the default one without a file.
    pub fn read(source: Option<&Source>) -> Result<Self, Vec<Diagnostic>> {
        let config = source.map_or_else(|| Ok(Self::default()), Self::parse);
        config.map_err(|error| vec![error])
    }

    /// Reads a configuration file.
    pub fn parse(source: &Source) -> Result<Self, Diagnostic> {
        let text = &source.text;
        let error = |message: &str, offset: Option<usize>| {
            Diagnostic::error(Code::BadConfig, &Pointer::root(), message)
                .in_file(File::Config)
                .at(position_at(text, offset.unwrap_or_default()))
        };
        let malformed = |found: toml::de::Error| Diagnostic {
            help: help(found.message()),
            ..error(found.message(), found.span().map(|span| span.start))
        };
        let table = DeTable::parse(text).map_err(malformed)?;
        if let Some(offset) = unseen(&DeValue::Table(table.into_inner()), 0) {
            let message = "the text has a line end, or a character that can't be seen";
            return Err(error(message, Some(offset))
                .help("the text becomes part of names, paths or comments: write it on one line"));
        }
        let config: Self = toml::from_str(text).map_err(malformed)?;
        let names = profile::ALL.iter().map(|profile| profile.name);
        if let Some(name) = &config.package.profile
            && !names.clone().any(|known| known == name)
        {
            let message = format!("there is no profile `{name}`");
            let error = error(&message, text.find(&format!("\"{name}\"")));
            return Err(error.help(format!("there are {}", quoted(names, " and "))));
        }
        let version = &config.package.version;
        if let Err(found) = semver::Version::parse(version) {
            let message = format!("`{version}` is not a version: {found}");
            let error = error(&message, text.find(&format!("\"{version}\"")));
            return Err(error.help("write three numbers, such as `0.1.0`"));
        }
        Ok(Self {
            text: text.clone(),
            ..config
        })
    }

    /// The position of an entry: where its name is first, in quotes.
    pub fn position(&self, entry: &str) -> Position {
        let offset = self.text.find(&format!("\"{entry}\""));
        position_at(&self.text, offset.unwrap_or_default())
    }

    /// The configured name for a SID with this prefix at this pointer.
    pub fn sid(&self, prefix: &str, at: &Pointer) -> Option<&Sid> {
        let mut candidates = self.sid.iter().filter(|sid| sid.prefix == prefix);
        let is_within = |sid: &&Sid| {
            let mut within = sid.within.iter();
            within.any(|start| at.as_str().starts_with(start))
        };
        let everywhere = |sid: &&Sid| sid.within.is_empty();
        let within = candidates.clone().find(is_within);
        within.or_else(|| candidates.find(everywhere))
    }
}

/// Where the first key or text is that has a character that can't be seen.
fn unseen(value: &DeValue<'_>, at: usize) -> Option<usize> {
    match value {
        DeValue::String(text) => text.contains(is_unseen).then_some(at),
        DeValue::Array(values) => values
            .iter()
            .find_map(|value| unseen(value.get_ref(), value.span().start)),
        DeValue::Table(table) => table.iter().find_map(|(key, value)| {
            let key = key.get_ref().contains(is_unseen).then(|| key.span().start);
            key.or_else(|| unseen(value.get_ref(), value.span().start))
        }),
        _ => None,
    }
}

/// What to do about a message of the parser.
fn help(message: &str) -> Option<String> {
    if message.starts_with("invalid boolean") {
        return Some("text needs quotes".to_owned());
    }
    let mut names = message
        .strip_prefix("unknown field ")?
        .split('`')
        .skip(1)
        .step_by(2);
    let unknown = names.next()?;
    let near = suggest::nearest(unknown, names)?;
    Some(format!("did you mean `{near}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> Option<(String, String)> {
        let found = Config::parse(&Source::new("codegen.toml", text)).err()?;
        let position = found.position?;
        let at = format!("{}:{}", position.line, position.column);
        Some((at, found.message))
    }

    #[test]
    fn texts_are_lines_that_can_be_seen() {
        for (text, at) in [
            ("[client]\nservice = \"S\\npub fn f() {}\"\n", "2:11"),
            ("[package]\nruntime = \"a\\u202Eb\"\n", "2:11"),
            ("initialisms = [\"A\", \"B\\u0007\"]\n", "1:21"),
            ("[rename]\n\"/a\\u200B\" = \"b\"\n", "2:1"),
            (
                "[[sid]]\nname = \"A\"\nprefix = \"AA\"\nidentifies = \"\"\"a\nb\"\"\"\n",
                "4:14",
            ),
        ] {
            assert_eq!(error(text).map(|(at, _)| at).as_deref(), Some(at), "{text}");
        }
        assert_eq!(error("[client]\nservice = \"Zürich & Söhne\"\n"), None);
    }

    #[test]
    fn profiles_are_those_that_there_are() {
        assert_eq!(error("[package]\nprofile = \"plain\"\n"), None);
        let (at, message) = error("[package]\nprofile = \"plane\"\n").unwrap();
        assert_eq!(
            (at.as_str(), message.as_str()),
            ("2:11", "there is no profile `plane`")
        );
    }

    #[test]
    fn versions_are_those_of_cargo() {
        assert_eq!(error("[package]\nversion = \"1.2.3-rc.1\"\n"), None);
        let (at, message) = error("[package]\nversion = \"1.2\"\n").unwrap();
        assert_eq!(at, "2:11");
        assert!(message.starts_with("`1.2` is not a version: "), "{message}");
    }
}
