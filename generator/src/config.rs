//! Rust-side choices for one document: the package, the client's name, SID names, renames.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diagnostic::{Code, Diagnostic, File, Position};
use crate::pointer::Pointer;
use crate::source::{Source, position_at};
use crate::suggest;

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
    /// The text itself, to find the place of an entry again.
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
    /// Where the runtime crate is, seen from the package.
    pub runtime: String,
    /// Where the crate of the command line is, seen from the package.
    pub command: String,
}

impl Default for Package {
    fn default() -> Self {
        Self {
            name: None,
            version: "0.1.0".to_owned(),
            runtime: "../generator/runtime".to_owned(),
            command: "../generator/command".to_owned(),
        }
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
    /// JSON pointers: only SIDs below one of these places are of this kind. Without any, all with the prefix.
    #[serde(default)]
    pub within: Vec<String>,
}

impl Config {
    /// Reads a configuration file.
    pub fn parse(source: &Source) -> Result<Self, Diagnostic> {
        let parsed: Result<Self, toml::de::Error> = toml::from_str(&source.text);
        let text = source.text.clone();
        parsed
            .map(|config| Self { text, ..config })
            .map_err(|error| {
                let offset = error.span().map_or(0, |span| span.start);
                let fault = Diagnostic::error(Code::BadConfig, &Pointer::root(), error.message())
                    .in_file(File::Config)
                    .at(position_at(&source.text, offset));
                match help(error.message()) {
                    Some(help) => fault.help(help),
                    None => fault,
                }
            })
    }

    /// The place of an entry: where its name stands first, in quotes.
    pub fn place(&self, entry: &str) -> Position {
        let offset = self.text.find(&format!("\"{entry}\""));
        position_at(&self.text, offset.unwrap_or_default())
    }

    /// The configured name for a SID with this prefix at this place.
    pub fn sid(&self, prefix: &str, at: &Pointer) -> Option<&Sid> {
        let fits = |sid: &&Sid| sid.prefix == prefix;
        let within = |sid: &&Sid| {
            sid.within
                .iter()
                .any(|place| at.as_str().starts_with(place))
        };
        let everywhere = |sid: &&Sid| sid.within.is_empty();
        let mut candidates = self.sid.iter().filter(fits);
        candidates
            .clone()
            .find(within)
            .or_else(|| candidates.find(everywhere))
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
