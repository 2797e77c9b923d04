//! The two streams that are written to, and what a terminal is kept from.

use std::borrow::Cow;
use std::env;
use std::io::{self, BufRead, BufWriter, IsTerminal, Read, Write};

use crate::visible::visible;

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
            writer: match closed::standard_output() {
                true => Box::new(Closed),
                false => Box::new(BufWriter::with_capacity(1 << 16, stdout)),
            },
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

    pub(crate) fn is_terminal(&self) -> bool {
        self.is_terminal
    }

    /// Whether what is written can have colours.
    pub(crate) fn has_colours(&self) -> bool {
        self.is_terminal && allows_colour(|name| env::var_os(name))
    }

    /// Writes text. What is hidden is made visible on a terminal; it goes anywhere else as it is.
    pub(crate) fn text(&mut self, text: &str) -> io::Result<()> {
        let text = match self.is_terminal {
            true => visible(text, &['\n', '\t']),
            false => Cow::Borrowed(text),
        };
        self.writer.write_all(text.as_bytes())
    }

    /// Writes bytes as they are.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.writer.write_all(bytes)
    }

    /// Writes `text` in bold red on a terminal that has colours.
    pub(crate) fn alarming(&mut self, text: &str) -> io::Result<()> {
        match self.has_colours() {
            true => write!(self.writer, "\x1b[1;31m{text}\x1b[0m"),
            false => self.text(text),
        }
    }

    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Refuses everything, as a stream that is closed does.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::other("standard output is closed"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether standard output was closed when the process began, as by `>&-` of a shell.
///
/// Rust opens `/dev/null` instead before `main`, and what is written would be lost without a word: so this is found
/// out before that.
#[cfg(unix)]
mod closed {
    use std::sync::atomic::{AtomicBool, Ordering};

    static IS_CLOSED: AtomicBool = AtomicBool::new(false);

    /// Runs before the standard library is ready, so it makes one system call and nothing else.
    #[ctor::ctor]
    fn look() {
        let found = rustix::io::fcntl_getfd(rustix::stdio::stdout());
        IS_CLOSED.store(found.is_err(), Ordering::Relaxed);
    }

    pub(super) fn standard_output() -> bool {
        IS_CLOSED.load(Ordering::Relaxed)
    }
}

#[cfg(not(unix))]
mod closed {
    pub(super) fn standard_output() -> bool {
        false
    }
}

/// Whether the environment lets a terminal be coloured (<https://no-color.org>).
fn allows_colour(lookup: impl Fn(&str) -> Option<std::ffi::OsString>) -> bool {
    let is_set = |name| lookup(name).is_some_and(|value| !value.is_empty());
    !is_set("NO_COLOR") && lookup("TERM").is_none_or(|name| name != "dumb")
}

pub(crate) fn width() -> Option<u16> {
    terminal_size::terminal_size().map(|(width, _)| width.0)
}

/// Whether a question can be asked on standard error, and a reply read from standard input.
pub(crate) fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// How long a line of standard input may be, in bytes.
const LINE: u64 = 1 << 16;

/// A line of standard input without its end and the mark of its encoding; empty at the end of the input.
pub(crate) fn read_line() -> io::Result<String> {
    let mut line = String::new();
    io::stdin().lock().take(LINE).read_line(&mut line)?;
    if line.len() as u64 == LINE {
        return Err(io::Error::other("the line is too long"));
    }
    let text = line
        .trim_start_matches('\u{feff}')
        .trim_end_matches(['\r', '\n']);
    Ok(text.to_owned())
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
