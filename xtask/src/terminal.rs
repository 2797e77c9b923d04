//! Lines for standard output and standard error, coloured on a terminal only.
//!
//! Nothing but colours steers a terminal: whatever else would is written as an escape, wherever the text comes from.

use std::env;
use std::io::{self, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use openapi_client_codegen::text::visible_lines;

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
    is_terminal: bool,
    is_coloured: bool,
}

/// Standard output.
pub(crate) fn stdout() -> Stream {
    let stream = io::stdout().lock();
    let is_terminal = stream.is_terminal();
    Stream::new(Box::new(stream), is_terminal)
}

/// Standard error.
pub(crate) fn stderr() -> Stream {
    let stream = io::stderr().lock();
    let is_terminal = stream.is_terminal();
    Stream::new(Box::new(stream), is_terminal)
}

/// Whether the environment lets a terminal be coloured (<https://no-color.org>).
pub(crate) fn allows_colour() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !is_set("NO_COLOR") && env::var_os("TERM").is_none_or(|name| name != "dumb")
}

impl Stream {
    fn new(writer: Box<dyn Write>, is_terminal: bool) -> Self {
        Self {
            writer,
            is_terminal,
            is_coloured: is_terminal && allows_colour(),
        }
    }

    /// Writes a line.
    pub(crate) fn line(&mut self, text: &str) -> io::Result<()> {
        self.write(&neutral(text))?;
        self.write("\n")
    }

    /// Writes text for other programs: as it is, but to a terminal like lines.
    pub(crate) fn raw(&mut self, text: &str) -> io::Result<()> {
        match self.is_terminal {
            true => self.write(&neutral(text)),
            false => self.write(text),
        }
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        match self.writer.write_all(text.as_bytes()) {
            // A reader that has seen enough, such as `head`, is no error.
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

/// Text that does nothing to a terminal but colour what it shows.
fn neutral(text: &str) -> String {
    let mut parts = text.split('\x1b');
    let mut shown = visible_lines(parts.next().unwrap_or_default()).into_owned();
    for part in parts {
        let end = part.strip_prefix('[').and_then(|rest| {
            let is_other = |char: char| !char.is_ascii_digit() && char != ';';
            let end = rest.find(is_other)?;
            rest[end..].starts_with('m').then_some(end + 2)
        });
        let (colour, rest) = part.split_at(end.unwrap_or_default());
        shown.push_str(if colour.is_empty() { "\\u{1b}" } else { "\x1b" });
        shown.push_str(colour);
        shown.push_str(&visible_lines(rest));
    }
    shown
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
        let mut stream = Stream::new(Box::new(Vec::new()), false);
        assert_eq!(stream.paint(Colour::Red, "x"), "x");
        stream.is_coloured = true;
        assert_eq!(stream.paint(Colour::Red, "x"), "\x1b[31mx\x1b[0m");
    }

    #[test]
    fn nothing_but_colours_steers_a_terminal() {
        assert_eq!(
            neutral("\x1b[31;1mred\x1b[0m\tb\nc"),
            "\x1b[31;1mred\x1b[0m\tb\nc"
        );
        assert_eq!(
            neutral("\x1b[2J\x1b]0;title\x07\x1b[\x1b\u{9b}\u{202e}\r"),
            "\\u{1b}[2J\\u{1b}]0;title\\u{7}\\u{1b}[\\u{1b}\\u{9b}\\u{202e}\\r"
        );
    }

    #[test]
    fn nouns_agree_with_numbers() {
        assert_eq!(count(1, "file"), "1 file");
        assert_eq!(count(0, "file"), "0 files");
    }
}
