//! The words of a command line, read by clap, and what that prints itself: help, and why the words are refused.
//!
//! Both repeat words and texts of the document. Those must not steer a terminal, and clap prints them as they are.

use std::ffi::OsString;
use std::io;

use clap::ArgMatches;
use clap::builder::Styles;

use crate::failure::Failure;
use crate::terminal::Stream;
use crate::visible::{is_hidden, visible};
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

#[derive(Debug)]
pub(crate) struct Refusal {
    error: clap::Error,
    is_styled: bool,
}

impl Refusal {
    /// Without styles: every escape sequence in it comes from the document or from the command line.
    pub(crate) fn plain(error: clap::Error) -> Self {
        Self {
            error,
            is_styled: false,
        }
    }

    /// With clap's own escape sequences, and no others.
    fn styled(error: clap::Error) -> Self {
        Self {
            error,
            is_styled: true,
        }
    }

    /// Whether nothing in it is hidden, and it goes where there are colours.
    fn can_have_styles(&self) -> bool {
        let is_shown = |char| char == '\n' || !is_hidden(char);
        self.stream().has_colours() && self.text().chars().all(is_shown)
    }

    pub(crate) fn is_help(&self) -> bool {
        !self.error.use_stderr()
    }

    pub(crate) fn exit_code(&self) -> u8 {
        u8::try_from(self.error.exit_code()).unwrap_or(2)
    }

    /// It without the usage that follows, on one line.
    pub(crate) fn sentence(&self) -> String {
        let text = self.text();
        let text = text.strip_prefix("error: ").unwrap_or(&text);
        let end = text.find("\n\nUsage:").or(text.find("\n\nFor more"));
        let words: Vec<_> = text[..end.unwrap_or(text.len())]
            .split_whitespace()
            .collect();
        words.join(" ")
    }

    pub(crate) fn print(&self) -> io::Result<()> {
        if self.is_styled {
            return self.error.print();
        }
        let mut stream = self.stream();
        stream.text(&visible(&self.text(), &['\n']))?;
        stream.flush()
    }

    fn stream(&self) -> Stream {
        match self.is_help() {
            true => Stream::stdout(),
            false => Stream::stderr(),
        }
    }

    /// The text as it is, where it has no styles.
    fn text(&self) -> String {
        let text = self.error.render();
        match self.is_styled {
            true => text.to_string(),
            false => text.ansi().to_string(),
        }
    }
}

#[cfg(test)]
mod tests;
