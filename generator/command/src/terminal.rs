//! The two streams that are written to, and what a terminal is kept from.

use std::borrow::Cow;
use std::env;
use std::fmt::Write as _;
use std::io::{self, BufWriter, IsTerminal, Write};

/// A stream that is written to: the only way in which this crate prints.
pub(crate) struct Stream {
    writer: Box<dyn Write>,
    is_terminal: bool,
}

impl Stream {
    /// Standard output, in large pieces: [`flush`](Self::flush) before anything is waited for.
    pub(crate) fn stdout() -> Self {
        let stdout = io::stdout().lock();
        Self {
            is_terminal: stdout.is_terminal(),
            writer: Box::new(BufWriter::with_capacity(1 << 16, stdout)),
        }
    }

    /// Standard error, which traces and the progress write to as well.
    pub(crate) fn stderr() -> Self {
        let stderr = io::stderr();
        Self {
            is_terminal: stderr.is_terminal(),
            writer: Box::new(stderr),
        }
    }

    /// Writes to `writer` as if that were a terminal, or were none.
    #[cfg(test)]
    pub(crate) fn to(writer: impl Write + 'static, is_terminal: bool) -> Self {
        Self {
            writer: Box::new(writer),
            is_terminal,
        }
    }

    /// Whether somebody reads along.
    pub(crate) fn is_terminal(&self) -> bool {
        self.is_terminal
    }

    /// Writes text. What would steer a terminal is made visible there; it goes anywhere else as it is.
    pub(crate) fn text(&mut self, text: &str) -> io::Result<()> {
        let text = match self.is_terminal {
            true => visible(text, &['\n', '\t']),
            false => Cow::Borrowed(text),
        };
        self.writer.write_all(text.as_bytes())
    }

    /// Writes `text` in bold red on a terminal that has colours.
    pub(crate) fn alarming(&mut self, text: &str) -> io::Result<()> {
        match self.is_terminal && allows_colour(|name| env::var_os(name)) {
            true => write!(self.writer, "\x1b[1;31m{text}\x1b[0m"),
            false => self.text(text),
        }
    }

    /// Has everything that was written go out.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Whether the environment lets a terminal be coloured (<https://no-color.org>).
fn allows_colour(lookup: impl Fn(&str) -> Option<std::ffi::OsString>) -> bool {
    let is_set = |name| lookup(name).is_some_and(|value| !value.is_empty());
    !is_set("NO_COLOR") && lookup("TERM").is_none_or(|name| name != "dumb")
}

/// The text with every character that steers a terminal, except those to `keep`, in the way in which JSON escapes it.
///
/// Besides the control characters these are the marks that reverse the order of what follows.
pub(crate) fn visible<'a>(text: &'a str, keep: &[char]) -> Cow<'a, str> {
    let steers = |char: char| {
        let reverses = matches!(
            char,
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        );
        (char.is_control() || reverses) && !keep.contains(&char)
    };
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for char in text.chars() {
        let _ = match char {
            '\n' if steers(char) => shown.write_str("\\n"),
            _ if steers(char) => write!(shown, "\\u{:04x}", u32::from(char)),
            _ => shown.write_char(char),
        };
    }
    Cow::Owned(shown)
}

/// The columns of the terminal that standard output is.
pub(crate) fn width() -> Option<u16> {
    terminal_size::terminal_size().map(|(width, _)| width.0)
}

/// Whether a question can be asked: on standard error, and answered on standard input.
pub(crate) fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// A line of standard input without its end; empty at the end of the input.
pub(crate) fn read_line() -> io::Result<String> {
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    line.truncate(line.trim_end_matches(['\r', '\n']).len());
    Ok(line)
}

#[cfg(test)]
pub(crate) mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;

    /// Keeps what is written.
    #[derive(Clone, Default)]
    pub(crate) struct Kept(Rc<RefCell<Vec<u8>>>);

    impl Kept {
        pub(crate) fn text(&self) -> String {
            String::from_utf8(self.0.borrow().clone()).unwrap()
        }
    }

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_terminal_is_not_steered() {
        let text = "a\x1b[31m\r\u{9b}1m\u{202e}\u{7f}\tb\n";
        let kept = Kept::default();
        Stream::to(kept.clone(), true).text(text).unwrap();
        assert_eq!(
            kept.text(),
            "a\\u001b[31m\\u000d\\u009b1m\\u202e\\u007f\tb\n"
        );
        let kept = Kept::default();
        Stream::to(kept.clone(), false).text(text).unwrap();
        assert_eq!(kept.text(), text);
        assert_eq!(visible("a\nb\tc", &[]), "a\\nb\\u0009c");
    }

    #[test]
    fn the_environment_takes_colours_away() {
        let allows = |name: &'static str, value: &'static str| {
            allows_colour(move |asked| (asked == name).then(|| value.into()))
        };
        assert!(!allows("NO_COLOR", "1") && !allows("TERM", "dumb"));
        assert!(allows("NO_COLOR", "") && allows("TERM", "xterm"));
    }
}
