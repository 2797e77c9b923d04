//! The commands: a tree that is made of the table of operations.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ContextKind;
use clap::{Arg, ArgAction, ArgMatches, Command};
use openapi_client_runtime::dynamic::{Operation, ParameterLocation, Resource, Service};
use serde_json::Value;

use crate::failure::{EXIT_CODES, Failure};
use crate::visible::visible;
use crate::{Program, connect, docs, flag, given, options, profile};

pub(crate) fn command(program: &Program) -> Command {
    let service = program.service;
    Command::new(program.name)
        .version(program.version)
        .about(docs::first(service.docs))
        .long_about(docs::whole(service.docs))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name("RESOURCE")
        .subcommand_help_heading("Resources and other commands")
        .max_term_width(110)
        .args(options::args(
            program.is_twilios(),
            !connect::variables(program.service.api).is_empty(),
        ))
        .subcommands(resources(service.resources, &[]))
        .subcommand(call(service))
        .subcommands(program.is_twilios().then(|| profile::command(program)))
        .subcommand(completions(program))
        .subcommand(man())
        .after_help(format!("{}\n\n{EXIT_CODES}", credentials(program)))
}

fn credentials(program: &Program) -> String {
    let prefix = program.service.api.environment;
    if let Some(variables) = program.service.api.variables_help() {
        return match variables.as_str() {
            "" => "Credentials:\n  none are needed".to_owned(),
            variables => format!("Credentials, in the environment:\n{variables}"),
        };
    }
    if !program.is_twilios() {
        return format!(
            "Credentials:\n  \
             {prefix}_USERNAME and {prefix}_PASSWORD, {prefix}_CLIENT_ID and\n  \
             {prefix}_CLIENT_SECRET, or {prefix}_TOKEN, in the environment"
        );
    }
    let (name, variable) = (program.name, program.variable("PROFILE"));
    format!(
        "Credentials:\n  \
         TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and\n  \
         TWILIO_API_SECRET, in the environment; or a profile ('{name} profile --help'):\n  \
         the one that --profile or {variable} names, which wins over the\n  \
         environment, or else the one called \"default\""
    )
}

/// The commands of the resources whose words begin with `above` and one more.
fn resources(all: &'static [Resource], above: &[&'static str]) -> Vec<Command> {
    let mut commands = Vec::new();
    let mut seen = Vec::new();
    for resource in all {
        let Some([word, ..]) = resource.words.strip_prefix(above) else {
            continue;
        };
        if !seen.contains(word) {
            seen.push(*word);
            commands.push(resource_command(all, &[above, &[*word]].concat()));
        }
    }
    commands
}

/// The command of the resource with these words: its operations and the resources below.
fn resource_command(all: &'static [Resource], words: &[&'static str]) -> Command {
    let own = all.iter().find(|resource| resource.words == words);
    let word = words.last().copied().unwrap_or_default();
    let (docs, operations) = own.map_or(("", &[][..]), |own| (own.docs, own.operations));
    Command::new(word)
        .about(docs::first(docs))
        .long_about(docs::whole(docs))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(operations.iter().map(operation_command))
        .subcommands(resources(all, words))
}

fn operation_command(operation: &'static Operation) -> Command {
    let deprecated = match operation.is_deprecated {
        true => " (deprecated)",
        false => "",
    };
    let about = docs::first(operation.docs);
    // Positional ones stand in the order of the path.
    let is_of_path = |location| {
        matches!(
            location,
            ParameterLocation::Item | ParameterLocation::Parent
        )
    };
    let mut parameters: Vec<_> = operation.parameters.iter().collect();
    parameters.sort_by_key(|parameter| {
        let position = match is_of_path(parameter.location) {
            true => operation.path.find(&format!("{{{}}}", parameter.name)),
            false => None,
        };
        (position.unwrap_or(usize::MAX), !parameter.is_required)
    });
    let mut command = Command::new(operation.word)
        .about(format!("{about}{deprecated}"))
        .long_about(format!(
            "{}{deprecated}\n\n{}: {} {}",
            docs::whole(operation.docs),
            visible(operation.id, &[]),
            operation.method,
            visible(operation.path, &[])
        ))
        .args(parameters.into_iter().map(flag::arg));
    if operation.is_list {
        command = command.args(list_args());
    }
    if operation.method == "DELETE" {
        command = command.arg(yes());
    }
    command
}

fn list_args() -> [Arg; 2] {
    [
        Arg::new("@limit")
            .long("limit")
            .value_name("NUMBER")
            .value_parser(clap::value_parser!(usize))
            .help_heading("Pages")
            .help("End after this many items, over all pages [default: all]"),
        Arg::new("@resume")
            .long("resume")
            .value_name("CURSOR")
            .help_heading("Pages")
            .help("Resume an interrupted list from a printed cursor"),
    ]
}

fn yes() -> Arg {
    Arg::new("@yes")
        .long("yes")
        .short('y')
        .action(ArgAction::SetTrue)
        .help("Skip the confirmation prompt (required when not on a terminal)")
}

fn call(service: &Service) -> Command {
    let operations = service
        .resources
        .iter()
        .flat_map(|resource| resource.operations);
    let ids = operations.map(|operation| operation.id);
    Command::new("call")
        .about("Calls an operation by its id, with JSON")
        .long_about(
            "Calls an operation by its id, with JSON\n\n\
             The arguments are an object that names the parameters as the service's documentation does. Values that this \
             version does not know of are sent, too.",
        )
        .arg(
            Arg::new("@operation")
                .value_name("OPERATION")
                .required(true)
                .hide_possible_values(true)
                .value_parser(Ids(PossibleValuesParser::new(ids)))
                .help("The id, such as those that '--help' of each command shows"),
        )
        .arg(
            Arg::new("@json")
                .long("json")
                .value_name("JSON")
                .help_heading("Parameters")
                .help("The arguments: JSON text, @FILE, or - for standard input [default: {}]"),
        )
        .args(list_args())
        .arg(yes())
}

/// The ids of operations: the error of a wrong one names similar ids, not all of them.
#[derive(Clone)]
struct Ids(PossibleValuesParser);

impl TypedValueParser for Ids {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        let parsed = self.0.parse_ref(command, arg, value);
        parsed.map_err(|mut error| {
            error.remove(ContextKind::ValidValue);
            error
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        self.0.possible_values()
    }
}

fn completions(program: &Program) -> Command {
    let name = program.name;
    Command::new("completions")
        .about("Prints a shell completion script")
        .after_help(format!(
            "For the shell's start-up file:\n  \
             bash, zsh   source <({name} completions bash)\n  \
             fish        {name} completions fish | source\n  \
             powershell  {name} completions powershell | Out-String | Invoke-Expression"
        ))
        .arg(
            Arg::new("@shell")
                .value_name("SHELL")
                .required(true)
                .value_parser(["bash", "zsh", "fish", "powershell"]),
        )
}

fn man() -> Command {
    Command::new("man")
        .about("Prints the manual page, or writes one for each command into a directory")
        .arg(
            Arg::new("@directory")
                .value_name("DIRECTORY")
                .value_parser(clap::value_parser!(std::path::PathBuf))
                .help("Where to write the pages; without it, the first is printed"),
        )
}

/// An operation and its arguments.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) operation: &'static Operation,
    pub(crate) arguments: Value,
    pub(crate) limit: Option<usize>,
    pub(crate) resume: Option<String>,
    pub(crate) is_sure: bool,
}

/// The operation whose request is to be sent: by its own command, or by its id; `None` for other commands.
pub(crate) fn asked(service: &Service, matches: &ArgMatches) -> Result<Option<Asked>, Failure> {
    let by_id = || {
        let below = matches.subcommand_matches("call")?;
        let id = below.get_one::<String>("@operation")?;
        Some((service.operation(id)?, below))
    };
    let Some((operation, below)) = named(service, matches).or_else(by_id) else {
        return Ok(None);
    };
    let json = below.try_get_one::<String>("@json");
    let arguments = match json {
        Ok(Some(word)) => given::arguments(word, operation).map_err(|reason| {
            Failure::Usage(format!("the value of --json is not right: {reason}"))
        })?,
        Ok(None) => Value::Object(serde_json::Map::new()),
        Err(_) => flag::arguments(operation, below)?,
    };
    // An operation that is no list has no such arguments, and clap minds when it is asked for them.
    let resume = below.try_get_one::<String>("@resume").ok().flatten();
    let limit = below.try_get_one::<usize>("@limit").ok().flatten();
    let is_sure = below.try_get_one::<bool>("@yes").ok().flatten();
    Ok(Some(Asked {
        operation,
        arguments,
        limit: limit.copied(),
        resume: resume.cloned(),
        is_sure: is_sure.copied().unwrap_or_default(),
    }))
}

/// The operation whose words were given.
fn named<'a>(
    service: &Service,
    mut matches: &'a ArgMatches,
) -> Option<(&'static Operation, &'a ArgMatches)> {
    let mut words = Vec::new();
    while let Some((word, below)) = matches.subcommand() {
        words.push(word);
        matches = below;
    }
    let (word, words) = words.split_last()?;
    Some((at(service, words, word)?, matches))
}

/// The operation with this word of the resource with these.
fn at(service: &Service, words: &[&str], word: &str) -> Option<&'static Operation> {
    let mut resources = service.resources.iter();
    let resource = resources.find(|resource| resource.words == words)?;
    let mut operations = resource.operations.iter();
    operations.find(|operation| operation.word == word)
}

/// The operation that words lead to which need not be a whole command; what is no word of it is passed over.
pub(crate) fn meant<'w>(
    service: &Service,
    words: impl Iterator<Item = &'w str>,
) -> Option<&'static Operation> {
    let mut above = Vec::new();
    for word in words {
        let found = match above.as_slice() {
            ["call"] => service.operation(word),
            above => at(service, above, word),
        };
        if found.is_some() {
            return found;
        }
        above.push(word);
        let mut resources = service.resources.iter();
        let is_one = above == ["call"] || resources.any(|one| one.words.starts_with(&above));
        if !is_one {
            above.pop();
        }
    }
    None
}
