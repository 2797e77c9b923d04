//! Lines for standard output and standard error, coloured on a terminal only.

use std::env;
use std::io::{self, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A colour of the terminal.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Colour {
    /// For what is added.
    Green,
    /// For what is changed.
    Yellow,
    /// For what is removed or wrong.
    Red,
    /// For places in a file.
    Cyan,
}

/// One of the two streams.
pub(crate) struct Stream {
    writer: Box<dyn Write>,
    is_coloured: bool,
}

/// Standard output.
pub(crate) fn stdout() -> Stream {
    let stream = io::stdout().lock();
    let is_coloured = stream.is_terminal() && allows_colour();
    Stream {
        writer: Box::new(stream),
        is_coloured,
    }
}

/// Standard error.
pub(crate) fn stderr() -> Stream {
    let stream = io::stderr().lock();
    let is_coloured = stream.is_terminal() && allows_colour();
    Stream {
        writer: Box::new(stream),
        is_coloured,
    }
}

/// Whether the environment lets a terminal be coloured (<https://no-color.org>).
pub(crate) fn allows_colour() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !is_set("NO_COLOR") && env::var_os("TERM").is_none_or(|name| name != "dumb")
}

impl Stream {
    /// Writes a line.
    pub(crate) fn line(&mut self, text: &str) -> io::Result<()> {
        self.raw(&format!("{text}\n"))
    }

    /// Writes text as it is.
    pub(crate) fn raw(&mut self, text: &str) -> io::Result<()> {
        match self.writer.write_all(text.as_bytes()) {
            // A reader that has seen enough, such as `head`, is no fault.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            result => result,
        }
    }

    /// The text in a colour, where there are colours.
    pub(crate) fn paint(&self, colour: Colour, text: &str) -> String {
        if !self.is_coloured {
            return text.to_owned();
        }
        let code = match colour {
            Colour::Red => 31,
            Colour::Green => 32,
            Colour::Yellow => 33,
            Colour::Cyan => 36,
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }
}

/// A spinner on standard error, which only a terminal shows.
pub(crate) fn spinner(text: &'static str) -> ProgressBar {
    let spinner = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr())
        .with_message(text)
        .with_style(ProgressStyle::default_spinner());
    if io::stderr().is_terminal() {
        spinner.enable_steady_tick(std::time::Duration::from_millis(100));
    }
    spinner
}

/// A bar of progress on standard error, which only a terminal shows.
pub(crate) fn bar(text: &'static str, length: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}");
    let target = ProgressDrawTarget::stderr();
    ProgressBar::with_draw_target(u64::try_from(length).ok(), target)
        .with_message(text)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// A number with its noun: `1 error`, `2 errors`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_plain_without_colours() {
        let mut stream = Stream {
            writer: Box::new(Vec::new()),
            is_coloured: false,
        };
        assert_eq!(stream.paint(Colour::Red, "x"), "x");
        stream.is_coloured = true;
        assert_eq!(stream.paint(Colour::Red, "x"), "\x1b[31mx\x1b[0m");
    }

    #[test]
    fn nouns_agree_with_numbers() {
        assert_eq!(count(1, "file"), "1 file");
        assert_eq!(count(0, "file"), "0 files");
    }
}
