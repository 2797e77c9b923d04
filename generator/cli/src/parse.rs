//! The words of a command line, read by clap.

use std::ffi::OsString;

use clap::ArgMatches;
use clap::builder::Styles;

use crate::failure::{Failure, Refusal};
use crate::{Program, tree};

/// What the words say, or what clap has to say to them.
pub(crate) fn parse(program: &Program, words: &[OsString]) -> Result<ArgMatches, Failure> {
    let command = tree::command(program).styles(Styles::plain());
    command.try_get_matches_from(words).map_err(|error| {
        let plain = Refusal::plain(error);
        if !plain.can_have_styles() {
            return Failure::Parse(Box::new(plain));
        }
        let styled = tree::command(program).try_get_matches_from(words);
        let styled = styled.err().map(Refusal::styled);
        Failure::Parse(Box::new(styled.unwrap_or(plain)))
    })
}

#[cfg(test)]
mod tests;
