//! Statements and expressions.

use proc_macro2::Delimiter;

use super::super::layout::{Break, Ends, INDENT};
use super::super::tokens::Kind;
use super::Writer;
use super::chain::{Base, Chain, Link};
use super::ty::In;

/// A struct expression that is wider has a line for each field.
const STRUCT_WIDTH: isize = 34;

/// How a statement ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    /// As an expression, which is the value of its block.
    Value,
    /// In another way.
    Otherwise,
}

impl Writer<'_> {
    /// The statements between brackets, a line each.
    pub(super) fn statements(&mut self) -> Option<()> {
        while !self.is_done() {
            self.statement()?;
            self.out.hard();
        }
        Some(())
    }

    fn statement(&mut self) -> Option<Ended> {
        if self.take_word("let") {
            self.binding()?;
            return Some(Ended::Otherwise);
        }
        if self.is_word("for") || self.is_word("while") {
            self.out.open(0, Ends::Needed);
            self.repetition()?;
            self.out.close();
            return Some(Ended::Otherwise);
        }
        let chain = self.operand_at(self.at, false)?;
        if chain.base == Base::Macro && chain.links.is_empty() && chain.start == self.at {
            self.at = chain.start;
            self.invocation()?;
            if self.take_sign(";") {
                self.out.word(";");
                return Some(Ended::Otherwise);
            }
            // As a value, it would be in a box.
            return None;
        }
        self.out.open(0, Ends::Needed);
        self.expression_of(&chain, true, false)?;
        let ended = match self.take_sign(";") {
            true => Ended::Otherwise,
            false => Ended::Value,
        };
        if ended == Ended::Otherwise {
            self.out.word(";");
        } else {
            (self.is_done() && !self.is_assigned(&chain)).then_some(())?;
        }
        self.out.close();
        Some(ended)
    }

    /// Behind `let`.
    fn binding(&mut self) -> Option<()> {
        self.out.open(0, Ends::Needed);
        self.out.word("let ");
        self.pattern()?;
        if self.is_sign(":") && !self.is_pair(":", ":") {
            self.expect(":")?;
            self.out.word(": ");
            self.ty()?;
        }
        self.expect("=")?;
        self.out.word(" = ");
        self.out.never();
        self.expression()?;
        self.out.close();
        self.expect(";")?;
        self.out.word(";");
        Some(())
    }

    /// `for a in b { ... }`, `while let a = b { ... }`
    fn repetition(&mut self) -> Option<()> {
        let is_for = self.take_word("for");
        if is_for {
            self.out.open(0, Ends::Needed);
            self.out.word("for ");
            self.pattern()?;
            self.take_word("in").then_some(())?;
            self.out.word(" in ");
            self.out.never();
        } else {
            self.take_word("while").then_some(())?;
            self.out.word("while ");
        }
        self.condition()?;
        self.out.word("{");
        self.out.never();
        self.out.open(INDENT, Ends::All);
        self.braced(Self::statements)?;
        if is_for {
            self.out.close();
        }
        Some(())
    }

    fn condition(&mut self) -> Option<()> {
        self.out.open(0, Ends::All);
        let is_let = self.take_word("let");
        if is_let {
            self.out.open(0, Ends::Needed);
            self.out.word("let ");
            self.out.open(0, Ends::Needed);
            self.pattern()?;
            self.out.close();
            self.expect("=")?;
            self.out.word(" = ");
            self.out.never();
            self.out.open(0, Ends::Needed);
        }
        let chain = self.operand_at(self.at, true)?;
        self.expression_of(&chain, false, true)?;
        if is_let {
            self.out.close();
            self.out.close();
        }
        let mut links = chain.links.iter().rev();
        match links.find(|link| !matches!(link, Link::Try | Link::Call(_))) {
            Some(_) => self.out.space(),
            None => self.out.word(" "),
        }
        self.out.close();
        Some(())
    }

    pub(super) fn expression(&mut self) -> Option<()> {
        let chain = self.operand_at(self.at, false)?;
        self.expression_of(&chain, false, false)
    }

    /// The expression whose first operand has this chain; on a line that it begins, a short name holds what follows.
    fn expression_of(
        &mut self,
        chain: &Chain,
        begins_line: bool,
        in_condition: bool,
    ) -> Option<()> {
        if self.is_assigned(chain) {
            self.out.open(0, Ends::Needed);
            self.operand(chain, false)?;
            self.expect("=")?;
            self.out.word(" = ");
            self.out.never();
            self.expression()?;
            self.out.close();
            return Some(());
        }
        if !self.is_pair_at(chain.end, ".", ".") {
            return self.operand(chain, begins_line);
        }
        self.operand(chain, false)?;
        self.at += 2;
        let limits = match self.take_sign("=") {
            true => "..=",
            false => "..",
        };
        self.out.word(limits);
        match self.is_done() || self.is_sign(",") {
            true => Some(()),
            false => {
                let chain = self.operand_at(self.at, in_condition)?;
                self.operand(&chain, false)
            }
        }
    }

    /// Whether a value is given to what a chain names.
    fn is_assigned(&self, chain: &Chain) -> bool {
        self.kind_at(chain.end) == Some(Kind::Sign) && self.is_sign_at(chain.end, "=")
    }

    fn operand(&mut self, chain: &Chain, begins_line: bool) -> Option<()> {
        let is_bare = self.at == chain.start;
        while self.at < chain.start {
            match self.tokens.text(self.at) {
                "mut" => self.out.word("mut "),
                _ => self.out.word(self.tokens.text(self.at)),
            }
            self.at += 1;
        }
        self.chain(chain, chain.links.len(), begins_line && is_bare)?;
        self.at = chain.end;
        Some(())
    }

    /// The first links of a chain: those that end in a name have a box, in which each name can begin a line.
    fn chain(&mut self, chain: &Chain, count: usize, begins_line: bool) -> Option<()> {
        let (last, before) = match chain.links.get(..count)?.split_last() {
            None => return self.base(chain),
            Some((last, before)) => (*last, before.len()),
        };
        match last {
            Link::Try => {
                self.chain(chain, before, begins_line)?;
                self.out.word("?");
                Some(())
            }
            Link::Call(open) => {
                self.chain(chain, before, false)?;
                self.arguments(open)
            }
            Link::Field(_) | Link::Method(_) => {
                self.out.open(INDENT, Ends::All);
                self.links(chain, count, begins_line)?;
                self.out.close();
                Some(())
            }
        }
    }

    fn links(&mut self, chain: &Chain, count: usize, begins_line: bool) -> Option<()> {
        self.out.open(-INDENT, Ends::All);
        self.base(chain)?;
        self.out.close();
        let links = chain.links.get(..count)?;
        let is_called = links.iter().any(|link| matches!(link, Link::Call(_)));
        let is_held = begins_line && !is_called && self.is_short(chain);
        for (index, link) in links.iter().enumerate() {
            let is_held = is_held && index == 0;
            match *link {
                Link::Try => self.out.word("?"),
                Link::Call(open) => self.arguments(open)?,
                Link::Field(name) => {
                    if !is_held {
                        self.out.soft();
                    }
                    self.out.word(".");
                    self.out.word(self.tokens.text(name));
                }
                Link::Method(name) => {
                    if !is_held {
                        self.out.soft();
                    }
                    self.method(name, is_held && count == 1)?;
                }
            }
        }
        Some(())
    }

    fn method(&mut self, name: usize, is_alone: bool) -> Option<()> {
        self.out.word(".");
        self.out.word(self.tokens.text(name));
        let open = self.arguments_at(name)?;
        if open > name + 1 {
            self.at = name + 3;
            self.out.word("::");
            self.generics()?;
        }
        let offset = if is_alone { -INDENT } else { 0 };
        self.out.open(offset, Ends::All);
        self.arguments(open)?;
        self.out.close();
        Some(())
    }

    /// Whether the base is a name that is no longer than an indentation.
    fn is_short(&self, chain: &Chain) -> bool {
        let name = self.tokens.text(chain.start);
        chain.base == Base::Path
            && name.len() <= INDENT as usize
            && !self.is_pair_at(chain.start + 1, ":", ":")
    }

    fn arguments(&mut self, open: usize) -> Option<()> {
        self.at = open;
        self.out.word("(");
        self.within(Delimiter::Parenthesis, |this| {
            if this.is_done() {
                return Some(());
            }
            let first = this.operand_at(this.at, false)?;
            let is_alone = first.end == this.end;
            if is_alone && first.is_block() && first.start == this.at {
                return this.expression_of(&first, false, false);
            }
            this.list(Self::expression)
        })?;
        self.out.word(")");
        Some(())
    }

    fn base(&mut self, chain: &Chain) -> Option<()> {
        self.at = chain.start;
        match chain.base {
            Base::Literal => self.literal(),
            Base::Path => self.path(In::Expression),
            Base::Struct => self.structure(),
            Base::Macro => self.invocation(),
            Base::Array => self.array(),
            Base::Closure => self.closure(),
            Base::Parentheses => {
                self.out.word("(");
                self.within(Delimiter::Parenthesis, Self::expression)?;
                self.out.word(")");
                Some(())
            }
            Base::Tuple => {
                self.out.word("(");
                self.within(Delimiter::Parenthesis, |this| this.list(Self::expression))?;
                self.out.word(")");
                Some(())
            }
            Base::Async => {
                self.at += 1;
                self.out.word("async ");
                self.block()
            }
            Base::Block => self.block(),
        }
    }

    fn literal(&mut self) -> Option<()> {
        let text = self.tokens.text(self.at);
        // A point behind it would be read as its own.
        (!text.ends_with('.')).then_some(())?;
        self.out.word(text);
        self.at += 1;
        Some(())
    }

    fn structure(&mut self) -> Option<()> {
        self.out.open(INDENT, Ends::All);
        self.out.open(-INDENT, Ends::Needed);
        self.path(In::Expression)?;
        self.out.close();
        self.out.word(" {");
        self.within(Delimiter::Brace, |this| {
            (!this.is_done()).then_some(())?;
            this.out.space();
            this.entries(1, &mut |this: &mut Self| {
                this.copy(Kind::Word)?;
                if this.take_sign(":") {
                    this.out.word(": ");
                    this.out.open(0, Ends::Needed);
                    this.expression()?;
                    this.out.close();
                }
                Some(())
            })
        })?;
        self.out.dedent();
        self.out.close_within(STRUCT_WIDTH);
        self.out.word("}");
        Some(())
    }

    fn array(&mut self) -> Option<()> {
        self.within(Delimiter::Bracket, |this| {
            // Numbers stand several on a line.
            let text = this.tokens.text(this.at);
            let is_simple = text.starts_with(|first: char| first.is_ascii_digit() || first == '\'')
                || matches!(text, "true" | "false");
            (!is_simple).then_some(())?;
            this.out.word("[");
            this.list(Self::expression)
        })?;
        self.out.word("]");
        Some(())
    }

    /// A block that stays on its line when it is short.
    fn block(&mut self) -> Option<()> {
        self.out.open(INDENT, Ends::All);
        self.out.word("{");
        self.within(Delimiter::Brace, |this| {
            if this.is_done() {
                return Some(());
            }
            this.out.space();
            let ended = this.statement()?;
            if this.is_done() && ended == Ended::Value {
                this.out.space();
            } else {
                this.out.hard();
                this.statements()?;
            }
            this.out.dedent();
            Some(())
        })?;
        self.out.word("}");
        self.out.close();
        Some(())
    }

    fn closure(&mut self) -> Option<()> {
        self.out.open(0, Ends::Needed);
        if self.take_word("async") {
            self.out.word("async ");
        }
        if self.take_word("move") {
            self.out.word("move ");
        }
        self.expect("|")?;
        self.out.open(INDENT, Ends::All);
        self.out.word("|");
        let mut is_first = true;
        while !self.take_sign("|") {
            if is_first {
                self.out.soft();
            } else {
                self.expect(",")?;
                self.out.word(",");
                self.out.space();
            }
            is_first = false;
            self.pattern()?;
        }
        self.out.word("|");
        self.out.space();
        self.out.dedent();
        self.out.close();
        self.out.never();
        let body = self.operand_at(self.at, false)?;
        let is_call = matches!(body.links.last(), Some(Link::Call(_))) && body.start == self.at;
        if is_call || (body.is_block() && body.start == self.at) {
            self.expression_of(&body, false, false)?;
        } else {
            (!self.is_assigned(&body)).then_some(())?;
            self.out.open(INDENT, Ends::All);
            self.out.line_break(Break {
                before: Some('{'),
                ..Break::default()
            });
            self.expression_of(&body, false, false)?;
            self.out.line_break(Break {
                offset: -INDENT,
                after: Some('}'),
                ..Break::default()
            });
            self.out.close();
        }
        self.out.close();
        Some(())
    }
}
