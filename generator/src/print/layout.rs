//! Line breaking: text in nested boxes, with places where a line may end, becomes lines that are not too wide.
//!
//! The algorithm is that of Oppen ("Prettyprinting", 1980) with the widths of prettyplease, so that both give the same
//! lines. A box that does not fit ends its lines at its own breaks, and those inside of it are looked at again.

/// The width of a line.
const WIDTH: isize = 89;

/// A line has this width at least, however far it is indented.
const MIN_WIDTH: isize = 60;

/// What nothing has room for.
const INFINITE: i32 = 0xffff;

/// One level of indentation.
pub(super) const INDENT: i32 = 4;

/// Which of its breaks a box that does not fit ends lines at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    /// All.
    All,
    /// Those before what has no room.
    Needed,
}

/// A place where a line may end.
#[derive(Clone, Copy, Default)]
pub(super) struct Break {
    /// How many spaces it is where the line goes on.
    pub(super) blank: i32,
    /// How much further the next line is indented.
    pub(super) offset: i32,
    /// What ends the line.
    pub(super) before: Option<char>,
    /// What begins the next line.
    pub(super) after: Option<char>,
    /// Whether the line goes on in any case: what is behind is measured by itself.
    pub(super) never: bool,
}

enum Piece<'t> {
    Text(&'t str),
    Break(Break),
    Open(i32, Ends),
    Close,
}

struct Entry<'t> {
    piece: Piece<'t>,
    /// The width up to the next break of the same box; negative while it is not known.
    width: isize,
}

/// Text, boxes and breaks in their order.
pub(super) struct Layout<'t> {
    entries: Vec<Entry<'t>>,
    /// The boxes and breaks whose width is not known yet.
    unknown: Vec<usize>,
    /// The width of all so far, on one line.
    total: isize,
}

impl<'t> Layout<'t> {
    /// Has room for so many entries.
    pub(super) fn new(room: usize) -> Self {
        Self {
            entries: Vec::with_capacity(room),
            unknown: Vec::new(),
            total: 1,
        }
    }

    pub(super) fn word(&mut self, text: &'t str) {
        let width = text.len() as isize;
        self.total += width;
        let piece = Piece::Text(text);
        self.entries.push(Entry { piece, width });
    }

    /// Begins a box, whose lines are indented by `offset` more.
    pub(super) fn open(&mut self, offset: i32, ends: Ends) {
        self.push(Piece::Open(offset, ends), -self.total);
    }

    pub(super) fn close(&mut self) {
        self.push(Piece::Close, -1);
    }

    /// Ends a box that is broken if it is wider than `max`, and with it all that it is in.
    pub(super) fn close_within(&mut self, max: isize) {
        let mut depth = 1;
        let start = self.unknown.iter().rev().find(|index| {
            match self.entries[**index].piece {
                Piece::Open(..) => depth -= 1,
                Piece::Close => depth += 1,
                _ => {}
            }
            depth == 0
        });
        let width = start.map(|index| self.total + self.entries[*index].width);
        if width.is_some_and(|width| width > max) {
            self.total += INFINITE as isize;
        }
        self.close();
    }

    pub(super) fn line_break(&mut self, found: Break) {
        self.settle();
        self.push(Piece::Break(found), -self.total);
        self.total += found.blank as isize;
    }

    /// A break without a space.
    pub(super) fn soft(&mut self) {
        self.line_break(Break::default());
    }

    /// A break that is a space.
    pub(super) fn space(&mut self) {
        self.line_break(Break {
            blank: 1,
            ..Break::default()
        });
    }

    /// A break that always ends the line.
    pub(super) fn hard(&mut self) {
        self.line_break(Break {
            blank: INFINITE,
            ..Break::default()
        });
    }

    /// A break that never ends the line.
    pub(super) fn never(&mut self) {
        self.line_break(Break {
            never: true,
            ..Break::default()
        });
    }

    /// A comma; behind the last entry of a list only where the line ends, with `blank` spaces where it goes on.
    pub(super) fn comma(&mut self, is_last: bool, blank: i32) {
        if is_last {
            self.line_break(Break {
                blank,
                before: Some(','),
                ..Break::default()
            });
        } else {
            self.word(",");
            self.space();
        }
    }

    /// What follows the last break is indented by one level less.
    pub(super) fn dedent(&mut self) {
        if let Some(Entry {
            piece: Piece::Break(last),
            ..
        }) = self.entries.last_mut()
        {
            last.offset -= INDENT;
        }
    }

    fn push(&mut self, piece: Piece<'t>, width: isize) {
        self.unknown.push(self.entries.len());
        self.entries.push(Entry { piece, width });
    }

    /// Takes note of the widths that are known now that a break comes: those of the boxes that are closed, and of the
    /// break before it.
    fn settle(&mut self) {
        let mut depth = 0;
        while let Some(index) = self.unknown.last() {
            let entry = &mut self.entries[*index];
            match entry.piece {
                Piece::Open(..) if depth == 0 => return,
                Piece::Close => depth += 1,
                Piece::Open(..) => {
                    entry.width += self.total;
                    depth -= 1;
                }
                _ => {
                    entry.width += self.total;
                    if depth == 0 {
                        self.unknown.pop();
                        return;
                    }
                }
            }
            self.unknown.pop();
        }
    }

    /// The text with its lines.
    pub(super) fn text(mut self) -> String {
        self.settle();
        let mut lines = Lines {
            text: String::with_capacity(self.entries.len() * 4),
            room: WIDTH,
            indent: 0,
            blank: 0,
            boxes: Vec::new(),
        };
        for entry in &self.entries {
            lines.entry(entry);
        }
        lines.text
    }
}

/// A box that was begun.
enum Begun {
    /// All of it is on one line.
    Fits,
    /// It ends lines; the indentation was that before.
    Broken(isize, Ends),
}

struct Lines {
    text: String,
    /// How much room the line has left.
    room: isize,
    /// The indentation of the next line.
    indent: isize,
    /// How many spaces stand before the next text.
    blank: isize,
    boxes: Vec<Begun>,
}

impl Lines {
    fn entry(&mut self, entry: &Entry<'_>) {
        match &entry.piece {
            Piece::Text(text) => self.word(text),
            Piece::Open(..) if entry.width <= self.room => self.boxes.push(Begun::Fits),
            Piece::Open(offset, ends) => {
                self.boxes.push(Begun::Broken(self.indent, *ends));
                self.indent += *offset as isize;
            }
            Piece::Close => {
                if let Some(Begun::Broken(indent, _)) = self.boxes.pop() {
                    self.indent = indent;
                }
            }
            Piece::Break(found) => {
                let goes_on = match self.boxes.last() {
                    Some(Begun::Fits) => true,
                    Some(Begun::Broken(_, Ends::All)) => false,
                    Some(Begun::Broken(_, Ends::Needed)) | None => entry.width <= self.room,
                };
                if goes_on || found.never {
                    self.blank += found.blank as isize;
                    self.room -= found.blank as isize;
                } else {
                    self.end(found);
                }
            }
        }
    }

    fn sign(&mut self, sign: Option<char>) {
        if let Some(sign) = sign {
            self.word(sign.encode_utf8(&mut [0; 4]));
        }
    }

    fn word(&mut self, text: &str) {
        const SPACES: &str = "                                ";
        while self.blank > 0 {
            let count = SPACES.len().min(self.blank.unsigned_abs());
            self.text.push_str(&SPACES[..count]);
            self.blank -= count as isize;
        }
        self.text.push_str(text);
        self.room -= text.len() as isize;
    }

    fn end(&mut self, found: &Break) {
        self.sign(found.before);
        self.text.push('\n');
        self.blank = self.indent + found.offset as isize;
        self.room = MIN_WIDTH.max(WIDTH - self.blank);
        self.sign(found.after);
    }
}
