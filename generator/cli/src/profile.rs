//! `profile add`, `profile list` and `profile remove`.

mod access;
mod file;

use std::env;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde::Serialize;
use twilio_client::Sid;

pub(crate) use file::{Profile, Profiles};

use crate::failure::Failure;
use crate::options::Options;
use crate::output::Output;
use crate::terminal::{self, Stream};
use crate::{Program, options};

/// The name of the profile that is taken when none is named.
pub(crate) const DEFAULT: &str = "default";

const COLUMNS: &[&str] = &["name", "account_sid", "api_key", "region", "edge"];

#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    account_sid: Option<&'a str>,
    api_key: Option<&'a str>,
    region: Option<&'a str>,
    edge: Option<&'a str>,
}

pub(crate) fn command(program: &Program) -> Command {
    let name = program.name;
    let profile = Arg::new("@name")
        .value_name("NAME")
        .value_parser(checked_name);
    Command::new("profile")
        .about("Manage named credential profiles")
        .long_about(format!(
            "Manage named credential profiles\n\n\
             The file is $XDG_CONFIG_HOME/{name}/profiles.toml, or ~/.config/{name}/profiles.toml. Only its owner may \
             have access to it (mode 0600), and nobody else may write to its folder; what others own or can change is \
             refused. Where it is a symbolic link, the file that it leads to is checked and changed in the same way, and \
             the link stays. Changes wait for each other, by a lock on profiles.toml.lock. Each profile is a table of the \
             file with account_sid and auth_token, or api_key and api_secret, and perhaps region and edge."
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(add(profile.clone()))
        .subcommand(Command::new("list").about("Lists the profiles, without their secrets"))
        .subcommand(
            Command::new("remove")
                .about("Removes a profile")
                .arg(profile.required(true)),
        )
}

fn add(name: Arg) -> Command {
    Command::new("add")
        .about("Adds a profile; the secret is asked for, or read from standard input")
        .long_about(
            "Adds a profile\n\nThe secret is asked for and not shown; when not on a terminal, it is the first line of \
             standard input. --region and --edge become part of the profile.",
        )
        .arg(name.default_value(DEFAULT))
        .arg(
            Arg::new("@account-sid")
                .long("account-sid")
                .value_name("AC...")
                .value_parser(|text: &str| sid(text, "AC"))
                .help("The account, whose auth token is the secret; or the one that the API key is for"),
        )
        .arg(
            Arg::new("@api-key")
                .long("api-key")
                .value_name("SK...")
                .value_parser(|text: &str| sid(text, "SK"))
                .help("An API key, which has a secret of its own"),
        )
        .arg(
            Arg::new("@replace")
                .long("replace")
                .action(ArgAction::SetTrue)
                .help("Replace a profile of that name"),
        )
}

pub(crate) fn run(
    program: &Program,
    options: &Options,
    matches: &ArgMatches,
) -> Result<(), Failure> {
    options::refuse_preview(options)?;
    match matches.subcommand() {
        Some(("add", matches)) => run_add(program, options, matches),
        Some(("remove", matches)) => run_remove(program, matches),
        _ => run_list(&read(program)?, options),
    }
}

pub(crate) fn read(program: &Program) -> Result<Profiles, Failure> {
    Profiles::read(path(program)?)
}

fn path(program: &Program) -> Result<PathBuf, Failure> {
    file::path(program.name, |name| env::var_os(name))
}

fn run_add(program: &Program, options: &Options, matches: &ArgMatches) -> Result<(), Failure> {
    let text = |id: &str| matches.get_one::<String>(id).cloned();
    let name = text("@name").unwrap_or_else(|| DEFAULT.to_owned());
    let check = |profiles: &Profiles| match profiles.by_name.contains_key(&name) {
        true if !matches.get_flag("@replace") => Err(Failure::Usage(format!(
            "there is a profile {name} already; --replace replaces it"
        ))),
        _ => Ok(()),
    };
    // Before anything is asked for; but the file may change until then.
    check(&read(program)?)?;
    let mut profile = Profile {
        account_sid: text("@account-sid"),
        api_key: text("@api-key"),
        region: options.region.clone(),
        edge: options.edge.clone(),
        ..Profile::default()
    };
    if profile.account_sid.is_none() && profile.api_key.is_none() {
        let sid_text = ask("SID of the account (AC...) or of the API key (SK...): ")?;
        match sid_text.starts_with("SK") {
            true => profile.api_key = Some(sid(&sid_text, "SK").map_err(Failure::Usage)?),
            false => profile.account_sid = Some(sid(&sid_text, "AC").map_err(Failure::Usage)?),
        }
    }
    match profile.api_key.is_some() {
        true => profile.api_secret = Some(ask_secret("Secret of the API key (not shown): ")?),
        false => profile.auth_token = Some(ask_secret("Auth token (not shown): ")?),
    }
    let path = path(program)?;
    let done = format!("profile {name} is in {}\n", path.display());
    Profiles::change(path, |profiles| {
        check(profiles)?;
        profiles.by_name.insert(name.clone(), profile);
        Ok(())
    })?;
    Ok(Stream::stderr().text(&done)?)
}

fn run_remove(program: &Program, matches: &ArgMatches) -> Result<(), Failure> {
    let name = matches
        .get_one::<String>("@name")
        .map_or("", String::as_str);
    let known = read(program)?;
    if !known.by_name.contains_key(name) {
        return Err(unknown(&known, name));
    }
    Profiles::change(path(program)?, |profiles| {
        // If another process was faster, it is gone as well.
        profiles.by_name.remove(name);
        Ok(())
    })
}

fn run_list(profiles: &Profiles, options: &Options) -> Result<(), Failure> {
    let mut output = Output::new(options, COLUMNS);
    for (name, profile) in &profiles.by_name {
        let row = Row {
            name,
            account_sid: profile.account_sid.as_deref(),
            api_key: profile.api_key.as_deref(),
            region: profile.region.as_deref(),
            edge: profile.edge.as_deref(),
        };
        output.item(&serde_json::to_string(&row).map_err(io::Error::from)?)?;
    }
    output.end()?;
    if profiles.by_name.is_empty() && output.is_terminal() {
        let path = profiles.path().display();
        Stream::stderr().text(&format!("there is no profile in {path}\n"))?;
    }
    Ok(())
}

pub(crate) fn unknown(profiles: &Profiles, name: &str) -> Failure {
    let known: Vec<_> = profiles.by_name.keys().map(String::as_str).collect();
    let known = match known.is_empty() {
        true => "there are none".to_owned(),
        false => format!("there are {}", known.join(", ")),
    };
    let path = profiles.path().display();
    Failure::Refused(format!("there is no profile {name} in {path}; {known}"))
}

fn ask(question: &str) -> Result<String, Failure> {
    if !terminal::is_interactive() {
        return Err(Failure::Usage(
            "not a terminal; pass --account-sid or --api-key".to_owned(),
        ));
    }
    Stream::stderr().text(question)?;
    Ok(terminal::read_line()?.trim().to_owned())
}

/// Asks for a secret without showing it; when not on a terminal, it is the first line of standard input.
fn ask_secret(question: &str) -> Result<String, Failure> {
    let unreadable =
        |error: io::Error| Failure::Refused(format!("the secret can't be read: {error}"));
    let secret = match io::stdin().is_terminal() {
        true => rpassword::prompt_password(question).map_err(unreadable)?,
        false => terminal::read_line().map_err(unreadable)?,
    };
    match secret.trim() {
        "" => Err(Failure::Usage("the secret is empty".to_owned())),
        secret => Ok(secret.to_owned()),
    }
}

fn sid(text: &str, prefix: &str) -> Result<String, String> {
    match Sid::new(text) {
        Ok(sid) if sid.prefix() == prefix => Ok(text.to_owned()),
        _ => Err(format!("it takes {prefix} and 32 hexadecimal digits")),
    }
}

fn checked_name(text: &str) -> Result<String, String> {
    let is_plain = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.');
    match !text.is_empty() && text.chars().all(is_plain) {
        true => Ok(text.to_owned()),
        false => Err("a name has letters, digits, hyphens, dots and underscores".to_owned()),
    }
}
