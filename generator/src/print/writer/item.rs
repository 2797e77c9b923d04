//! Items and their attributes.

use proc_macro2::Delimiter;

use super::super::LINE_BREAK;
use super::super::layout::{Ends, INDENT};
use super::super::tokens::Kind;
use super::Writer;
use super::ty::In;

/// What kinds of item are told apart.
pub(in super::super) enum Shape {
    Module,
    Use,
    Macro,
    Other,
}

impl<'t> Writer<'t> {
    pub(super) fn shape(mut self) -> Shape {
        while self.is_sign("#") {
            self.at = self.tokens.close(self.at + 1) + 1;
        }
        match self.item_keyword() {
            "mod" => Shape::Module,
            "use" => Shape::Use,
            "" => Shape::Macro,
            _ => Shape::Other,
        }
    }

    pub(super) fn item(&mut self) -> Option<()> {
        self.attributes()?;
        match self.item_keyword() {
            "mod" => {
                self.visibility()?;
                self.keyword("mod ");
                self.copy(Kind::Word)?;
                self.semicolon()
            }
            "use" => {
                self.visibility()?;
                self.keyword("use ");
                self.use_tree()?;
                self.semicolon()
            }
            "struct" => self.boxed(Self::structure_item),
            "enum" => self.boxed(Self::enumeration),
            "impl" => self.boxed(Self::implementation),
            "async" | "fn" => self.boxed(Self::function),
            "const" | "static" => self.constant(),
            "" => {
                self.invocation()?;
                self.semicolon()
            }
            _ => None,
        }
    }

    fn boxed(&mut self, item: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        self.out.open(INDENT, Ends::All);
        item(self)?;
        self.out.hard();
        Some(())
    }

    fn semicolon(&mut self) -> Option<()> {
        self.expect(";")?;
        self.out.word(";");
        self.out.hard();
        Some(())
    }

    /// The word that says what an item is, behind its visibility; nothing for a macro.
    fn item_keyword(&self) -> &'t str {
        let mut at = self.at;
        if self.is_word("pub") {
            at += 1;
            if self.kind_at(at) == Some(Kind::Open(Delimiter::Parenthesis)) {
                at = self.tokens.close(at) + 1;
            }
        }
        match self.is_sign_at(at + 1, "!") || self.is_pair_at(at + 1, ":", ":") {
            true => "",
            false => self.tokens.text(at),
        }
    }

    /// Goes past a keyword, and writes it with its space.
    fn keyword(&mut self, keyword: &'static str) -> bool {
        let found = self.take_word(keyword.trim_end());
        if found {
            self.out.word(keyword);
        }
        found
    }

    fn visibility(&mut self) -> Option<()> {
        if !self.is_word("pub") {
            return Some(());
        }
        self.at += 1;
        if !self.is_open(Delimiter::Parenthesis) {
            self.out.word("pub ");
            return Some(());
        }
        self.out.word("pub(");
        self.within(Delimiter::Parenthesis, |this| this.copy(Kind::Word))?;
        self.out.word(") ");
        Some(())
    }

    pub(super) fn attributes(&mut self) -> Option<()> {
        while self.take_sign("#") {
            self.within(Delimiter::Bracket, |this| {
                if this.is_word("doc") {
                    this.at += 1;
                    this.expect("=")?;
                    this.comment()
                } else {
                    this.attribute()
                }
            })?;
        }
        Some(())
    }

    /// The literal of a doc attribute, as a comment.
    fn comment(&mut self) -> Option<()> {
        let literal = self.tokens.text(self.at);
        let text = match literal.strip_prefix('r') {
            Some(raw) => raw.trim_matches('#'),
            None if literal.contains('\\') => return None,
            None => literal,
        };
        let text = text.strip_prefix('"')?.strip_suffix('"')?;
        (!text.starts_with('/') && !text.contains('\n')).then_some(())?;
        self.at += 1;
        for line in text.trim_end_matches(' ').split(LINE_BREAK) {
            self.out.word("///");
            self.out.word(line);
            self.out.hard();
        }
        Some(())
    }

    fn attribute(&mut self) -> Option<()> {
        self.out.word("#[");
        self.path(In::Attribute)?;
        if self.take_sign("=") {
            self.out.word(" = ");
            self.copy(Kind::Literal)?;
        } else if !self.is_done() {
            self.within(Delimiter::Parenthesis, Self::attribute_list)?;
        }
        self.out.word("]");
        self.out.space();
        Some(())
    }

    /// What stands in the parentheses of an attribute, with them.
    fn attribute_list(&mut self) -> Option<()> {
        self.out.word("(");
        self.out.open(INDENT, Ends::All);
        self.out.soft();
        let mut is_behind_word = false;
        while !self.is_done() {
            match self.kind()? {
                Kind::Word | Kind::Literal => {
                    if is_behind_word {
                        self.out.space();
                    }
                    self.out.word(self.tokens.text(self.at));
                    is_behind_word = true;
                }
                Kind::Sign | Kind::Joint => {
                    let sign = self.tokens.text(self.at);
                    match sign {
                        "=" if is_behind_word => self.out.word(" = "),
                        "=" => self.out.word("= "),
                        "," if self.at + 1 == self.end => return None,
                        _ => self.out.word(sign),
                    }
                    if sign == "," {
                        self.out.space();
                    }
                    is_behind_word = false;
                }
                Kind::Open(_) | Kind::Close => return None,
            }
            self.at += 1;
        }
        self.out.soft();
        self.out.dedent();
        self.out.close();
        self.out.word(")");
        Some(())
    }

    fn use_tree(&mut self) -> Option<()> {
        while !self.is_done() {
            match self.kind()? {
                Kind::Word if self.is_word("as") => {
                    self.at += 1;
                    self.out.word(" as ");
                }
                Kind::Word => self.copy(Kind::Word)?,
                Kind::Joint if self.take_pair(":", ":") => self.out.word("::"),
                Kind::Sign if self.take_sign("*") => self.out.word("*"),
                Kind::Open(Delimiter::Brace) => return self.use_list(),
                _ => return Some(()),
            }
        }
        Some(())
    }

    fn use_list(&mut self) -> Option<()> {
        self.within(Delimiter::Brace, |this| {
            this.is_tuple().then_some(())?;
            (!this.is_done()).then_some(())?;
            this.out.open(INDENT, Ends::All);
            this.out.word("{");
            this.out.soft();
            this.out.open(0, Ends::Needed);
            loop {
                this.copy(Kind::Word)?;
                if !this.take_sign(",") || this.is_done() {
                    break;
                }
                this.out.word(",");
                this.out.space();
            }
            this.out.close();
            this.out.comma(true, 0);
            this.out.dedent();
            this.out.word("}");
            this.out.close();
            Some(())
        })
    }

    /// `const`, `static`
    fn constant(&mut self) -> Option<()> {
        self.out.open(0, Ends::All);
        self.visibility()?;
        (self.keyword("const ") || self.keyword("static ")).then_some(())?;
        self.copy(Kind::Word)?;
        self.expect(":")?;
        self.out.word(": ");
        self.ty()?;
        self.expect("=")?;
        self.out.word(" = ");
        self.out.never();
        self.expression()?;
        self.expect(";")?;
        self.out.word(";");
        self.out.close();
        self.out.hard();
        Some(())
    }

    fn structure_item(&mut self) -> Option<()> {
        self.visibility()?;
        self.keyword("struct ");
        self.copy(Kind::Word)?;
        if self.is_open(Delimiter::Brace) {
            self.out.word(" {");
            return self.braced(|this| this.lines_of(Self::field));
        }
        self.out.word("(");
        self.within(Delimiter::Parenthesis, |this| {
            (!this.is_done()).then_some(())?;
            this.out.soft();
            this.entries(0, &mut |this: &mut Self| {
                this.visibility()?;
                this.ty()
            })
        })?;
        self.out.dedent();
        self.out.word(")");
        self.expect(";")?;
        self.out.word(";");
        self.out.close();
        Some(())
    }

    /// Entries with a comma behind each, a line each.
    fn lines_of(&mut self, entry: fn(&mut Self) -> Option<()>) -> Option<()> {
        while !self.is_done() {
            entry(self)?;
            if !self.take_sign(",") {
                self.is_done().then_some(())?;
            }
            self.out.word(",");
            self.out.hard();
        }
        Some(())
    }

    fn field(&mut self) -> Option<()> {
        self.attributes()?;
        self.visibility()?;
        self.copy(Kind::Word)?;
        self.expect(":")?;
        self.out.word(": ");
        self.ty()
    }

    fn enumeration(&mut self) -> Option<()> {
        self.visibility()?;
        self.keyword("enum ");
        self.copy(Kind::Word)?;
        self.out.word(" {");
        self.braced(|this| this.lines_of(Self::enum_value))
    }

    fn enum_value(&mut self) -> Option<()> {
        self.attributes()?;
        self.copy(Kind::Word)?;
        if self.take_sign("=") {
            self.out.word(" = ");
            self.expression()?;
        }
        Some(())
    }

    fn implementation(&mut self) -> Option<()> {
        self.out.open(-INDENT, Ends::Needed);
        self.out.open(INDENT, Ends::All);
        self.at += 1;
        self.out.word("impl");
        self.parameters()?;
        self.out.close();
        self.out.word(" ");
        self.ty()?;
        if self.take_word("for") {
            self.out.space();
            self.out.word("for ");
            self.ty()?;
        }
        self.out.close();
        self.out.word(" {");
        self.braced(|this| {
            while !this.is_done() {
                this.attributes()?;
                matches!(this.item_keyword(), "async" | "fn").then_some(())?;
                this.boxed(Self::function)?;
            }
            Some(())
        })
    }

    /// `<'a, T>`
    fn parameters(&mut self) -> Option<()> {
        match self.is_sign("<") {
            true => self.angled(0, Self::lifetime),
            false => Some(()),
        }
    }

    fn function(&mut self) -> Option<()> {
        self.visibility()?;
        self.keyword("async ");
        self.keyword("fn ").then_some(())?;
        self.copy(Kind::Word)?;
        self.parameters()?;
        self.out.word("(");
        self.out.never();
        self.within(Delimiter::Parenthesis, |this| {
            if this.is_done() {
                return Some(());
            }
            this.out.open(0, Ends::All);
            this.out.soft();
            this.entries(0, &mut Self::parameter)?;
            this.out.dedent();
            this.out.close();
            Some(())
        })?;
        self.out.word(")");
        self.out.open(-INDENT, Ends::All);
        if self.take_pair("-", ">") {
            self.out.word(" -> ");
            self.ty()?;
        }
        self.out.close();
        self.out.word(" {");
        self.braced(Self::statements)
    }

    fn parameter(&mut self) -> Option<()> {
        let start = self.at;
        if self.take_sign("&") {
            self.out.word("&");
            self.keyword("mut ");
        } else {
            self.keyword("mut ");
        }
        if self.take_word("self") {
            self.out.word("self");
            return Some(());
        }
        // Another reference is one of a pattern.
        (!self.is_sign_at(start, "&")).then_some(())?;
        self.copy(Kind::Word)?;
        self.expect(":")?;
        self.out.word(": ");
        self.ty()
    }
}
