//! What clap prints itself: help, and why it refuses a command line.
//!
//! Both repeat words and texts of the document. Those must not steer a terminal, and clap prints them as they are.

use std::io;

use crate::terminal::Stream;
use crate::visible::{is_hidden, visible};

/// Help, or an error of clap.
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
    pub(crate) fn styled(error: clap::Error) -> Self {
        Self {
            error,
            is_styled: true,
        }
    }

    /// Whether nothing in it is hidden, and it goes where there are colours.
    pub(crate) fn can_have_styles(&self) -> bool {
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
    pub(crate) fn text(&self) -> String {
        let text = self.error.render();
        match self.is_styled {
            true => text.to_string(),
            false => text.ansi().to_string(),
        }
    }
}
