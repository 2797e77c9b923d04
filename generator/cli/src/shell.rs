//! `completions` and `man`.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::PathBuf;

use clap::builder::Styles;
use clap::{ArgMatches, Command};
use clap_complete::env::Shells;
use clap_complete::{ArgValueCandidates, CompleteEnv, CompletionCandidate};
use clap_mangen::Man;

use crate::failure::{Failure, Refusal};
use crate::terminal::Stream;
use crate::visible::visible;
use crate::{Program, profile, tree};

/// The variable by which a shell's script asks this program for completions.
const VARIABLE: &str = "OPENAPI_CLIENT_COMPLETE";

/// Responds to a shell that asks for completions; `None` when none does.
pub(crate) fn complete(program: &Program, words: &[OsString]) -> Option<Result<(), Failure>> {
    env::var_os(VARIABLE)?;
    let directory = env::current_dir().ok();
    let completed = CompleteEnv::with_factory(|| command(program, words))
        .var(VARIABLE)
        .try_complete(words.iter().cloned(), directory.as_deref());
    match completed {
        Ok(true) => Some(Ok(())),
        Ok(false) => None,
        Err(error) => Some(Err(Failure::Parse(Box::new(Refusal::plain(error))))),
    }
}

/// The commands, with candidates for what is only known when a shell asks: columns and profiles.
fn command(program: &Program, words: &[OsString]) -> Command {
    // Behind `--` stands the line, which begins with the program's name.
    let line = words.iter().skip_while(|word| *word != "--").skip(2);
    let operation = tree::meant(program.service, line.filter_map(|word| word.to_str()));
    let columns = candidates(move || {
        let fields = operation.map_or(&[][..], |operation| (operation.fields)());
        let is_plain = |name: &&&str| visible(name, &[]) == **name && !name.contains(',');
        let fields = fields.iter().filter(is_plain);
        fields.map(|name| (*name).to_owned()).collect()
    });
    let command = tree::command(program).styles(Styles::plain());
    let command = command.mut_arg("@columns", |arg| arg.add(columns));
    if !program.is_twilios() {
        return command;
    }
    let program = *program;
    let profiles = candidates(move || {
        // What is wrong with the file is for the command itself to say.
        let profiles = profile::read(&program).ok();
        profiles.map_or_else(Vec::new, |profiles| profiles.by_name.into_keys().collect())
    });
    let of_removal = profiles.clone();
    command
        .mut_arg("@profile", |arg| arg.add(profiles))
        .mut_subcommand("profile", |command| {
            command.mut_subcommand("remove", |command| {
                command.mut_arg("@name", |arg| arg.add(of_removal))
            })
        })
}

fn candidates(names: impl Fn() -> Vec<String> + Send + Sync + 'static) -> ArgValueCandidates {
    ArgValueCandidates::new(move || names().into_iter().map(CompletionCandidate::new).collect())
}

/// Prints the script by which a shell asks this program for completions.
pub(crate) fn completions(program: &Program, matches: &ArgMatches) -> Result<(), Failure> {
    let name = program.name;
    let mut text = Vec::new();
    let shells = Shells::builtins();
    let shell = matches.get_one::<String>("@shell");
    if let Some(shell) = shell.and_then(|shell| shells.completer(shell)) {
        shell.write_registration(VARIABLE, name, name, name, &mut text)?;
    }
    print(&text)
}

/// Prints the first manual page, or writes all of them into a directory.
pub(crate) fn man(program: &Program, directory: Option<&PathBuf>) -> Result<(), Failure> {
    let command = tree::command(program);
    let Some(directory) = directory else {
        let mut text = Vec::new();
        Man::new(command).render(&mut text)?;
        return print(&text);
    };
    let failure = |error: io::Error| {
        let directory = directory.display();
        Failure::Output(format!(
            "the pages could not be written to {directory}: {error}"
        ))
    };
    fs::create_dir_all(directory).map_err(failure)?;
    let mut command = command.disable_help_subcommand(true);
    command.build();
    write_pages(&command, directory).map_err(failure)
}

fn write_pages(command: &Command, directory: &PathBuf) -> io::Result<()> {
    for below in command.get_subcommands() {
        write_pages(below, directory)?;
    }
    Man::new(command.clone()).generate_to(directory)?;
    Ok(())
}

fn print(text: &[u8]) -> Result<(), Failure> {
    let mut stream = Stream::stdout();
    stream.text(&String::from_utf8_lossy(text))?;
    Ok(stream.flush()?)
}
