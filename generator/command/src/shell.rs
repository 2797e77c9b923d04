//! `completions` and `man`.

use std::fs;
use std::io;
use std::path::PathBuf;

use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;

use crate::failure::Failure;
use crate::terminal::Stream;
use crate::{Program, tree};

/// Prints the completions for a shell.
pub(crate) fn completions(program: &Program, shell: Shell) -> Result<(), Failure> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut tree::command(program), program.name, &mut text);
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

/// Writes the page of a command and those of the commands below it.
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
