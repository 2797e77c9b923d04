//! The command line of a generated client.
//!
//! It is made of the table of operations that the client has ([`Service`]): a command for each operation, with flags for
//! its parameters and help from its documentation. This crate knows no resource.
//!
//! Credentials come from the environment variables of the service. For a service by Twilio's conventions, these are
//! `TWILIO_*`, and there are profiles, regions and edges, too.
//!
//! ```no_run
//! # use openapi_client_runtime::{Api, dynamic::Service};
//! # static API: Api = Api::new("Parcels", "https://parcels.example.com", "parcels/1.0.0");
//! # static SERVICE: Service = Service { api: &API, docs: "Parcels on their way.", resources: &[] };
//! fn main() -> std::process::ExitCode {
//!     openapi_client_cli::main(&openapi_client_cli::Program {
//!         name: "parcels",
//!         version: env!("CARGO_PKG_VERSION"),
//!         service: &SERVICE,
//!     })
//! }
//! ```
//!
//! # Choices
//!
//! * Responses are a table on a terminal and JSON elsewhere, unless `--output` says otherwise. Lists stream in every format
//!   but a table that does not go to a terminal. What was printed of a list is well-formed even when it ends early.
//! * A parameter that takes any JSON is given as JSON text or as `@FILE`. What does not begin like an object, a list or
//!   a quoted text is sent as it is, as the typed interface does with a text. Where the document says object, everything
//!   else is refused: pairs such as `name=value` would say neither what a number is nor where a value with a comma ends.
//! * A parameter whose word is an option of the command line has the flag `--parameter-WORD`.
//! * `--dry-run` and `--curl` do without credentials, unless a profile is named.
//!   Such text goes out as it was written, but for space; an object that has a name twice is refused.
//! * Text of the service, the document or the command line can't steer a terminal: what is hidden is printed as JSON
//!   escapes there. What goes elsewhere is as it is, but for two formats: YAML quotes what a reader of YAML 1.1 would
//!   take for something else than a text, and CSV has `'` before what a spreadsheet would take for a formula.
//! * Nothing that could not be printed is a success, also where standard output is closed.

mod connect;
mod docs;
mod failure;
mod flag;
mod given;
mod json;
mod options;
mod output;
mod parse;
mod preview;
mod profile;
mod send;
mod shell;
mod terminal;
mod trace;
mod tree;
mod visible;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use openapi_client_runtime::dynamic::Service;
use twilio_client::CONVENTIONS;

use failure::Failure;
use options::Options;

/// A command line: what it is called, and the service that it is for.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// The name of the binary, such as `trusthub`; the folder of its profiles is called so, too.
    pub name: &'static str,
    /// The version that `--version` prints.
    pub version: &'static str,
    /// The operations.
    pub service: &'static Service,
}

impl Program {
    /// A variable of the program's own, such as `PARCELS_PROFILE`.
    fn variable(&self, what: &str) -> String {
        let name = self.name.to_ascii_uppercase().replace('-', "_");
        format!("{name}_{what}")
    }

    /// Whether the service is Twilio's: then there are profiles, regions and edges.
    fn is_twilios(&self) -> bool {
        std::ptr::eq(self.service.api.conventions, &CONVENTIONS)
    }
}

/// Does what the process's arguments say.
pub fn main(program: &Program) -> ExitCode {
    let words: Vec<_> = env::args_os().collect();
    match run(program, &words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(options::asks_for_json(&words)),
    }
}

fn run(program: &Program, words: &[OsString]) -> Result<(), Failure> {
    if let Some(completed) = shell::complete(program, words) {
        return completed;
    }
    let matches = parse::parse(program, words)?;
    let options = Options::read(&matches);
    trace::start(options.verbose);
    if let Some(asked) = tree::asked(program.service, &matches)? {
        return send::run(program, &options, asked);
    }
    match matches.subcommand() {
        Some(("profile", below)) => profile::run(program, &options, below),
        Some(("completions", below)) => shell::completions(program, below),
        Some(("man", below)) => shell::man(program, below.get_one("@directory")),
        _ => Err(Failure::Usage("there is no such command".to_owned())),
    }
}
