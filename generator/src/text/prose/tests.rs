//! Whatever a description holds, rustdoc reads text of it and no more, and reads the same text.

use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd, TextMergeStream};

use super::{first_sentence, is_web, lines, wrap};

#[test]
fn descriptions_are_written_as_rustdoc_shows_them() {
    let cases = [
        ("plain", "plain"),
        ("an [array] <b>", "an \\[array\\] \\<b\\>"),
        ("`[kept]` and [not]", "`[kept]` and \\[not\\]"),
        ("see https://a.example/b.", "see <https://a.example/b>."),
        ("see <https://a.example>", "see <https://a.example>"),
        (
            "a [link](https://a.example) here",
            "a [link](https://a.example) here",
        ),
        ("a [link](/relative)", "a \\[link\\](/relative)"),
        (
            "![x](https://a.example/t.png)",
            "[x](https://a.example/t.png)",
        ),
        ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
        ("an odd ` tick", "an odd \\` tick"),
        (
            "snake_case and 2 * 3 & 4 &lt;",
            "snake_case and 2 \\* 3 & 4 \\<",
        ),
        (
            "**bold** *and* _more_ ~~gone~~",
            "**bold** *and* *more* ~~gone~~",
        ),
        ("\\<script> \\\\<b>", "\\<script\\> \\\\\\<b\\>"),
        (
            "<div onclick=x>\nhi\n</div>",
            "\\<div onclick=x\\> hi \\</div\\>",
        ),
        ("a\u{202e}b\u{e000}", "a\\u{202e}b\\u{e000}"),
        ("# Title\ntext", "# Title\n\ntext"),
        (
            "Of:\n- a\n- b\n  - c\n\nend",
            "Of:\n\n* a\n* b\n  * c\n\nend",
        ),
        ("1. a\n2. b", "1. a\n2. b"),
        ("> quoted\n> text\n\nend", "> quoted text\n\nend"),
        ("~~~\ncode();\n\n~~~\nend", "```text\ncode();\n\n```\n\nend"),
        ("```rust\na `` b\n```", "```text\na `` b\n```"),
        ("    let a;\n", "```text\nlet a;\n```"),
        (
            "|a|b|\n|-|:-:|\n|`c|`|d|",
            "| a | b |\n|---|:-:|\n| \\`c | \\` |",
        ),
        ("\\- no list\n\n1\\. none", "\\- no list\n\n1\\. none"),
        ("[a]: https://a.example", ""),
    ];
    for (text, shown) in cases {
        assert_eq!(lines(text).join("\n"), shown, "{text}");
    }
}

#[test]
fn the_first_sentence_is_one_line() {
    let cases = [
        ("One. Two.", "One."),
        ("One.\nTwo.", "One."),
        ("One\nline\n\nTwo", "One line"),
        ("In the U.S. tax code. Two", "In the U.S. tax code."),
        ("In the U.S.\ntax code. Two", "In the U.S. tax code."),
        ("A word (e.g. this). Two", "A word (e.g. this)."),
        ("See a.example. Two", "See a.example."),
        ("**One. Two**", "**One.**"),
        ("~~~\ncode. More\n~~~\nOne", "One"),
        ("- One\n- Two", "One"),
        ("<b>One</b> two. Three", "\\<b\\>One\\</b\\> two."),
        ("[One. Two](https://a.example)", "[One.](https://a.example)"),
        ("~~~\ncode\n~~~", ""),
    ];
    for (text, sentence) in cases {
        assert_eq!(first_sentence(text), sentence, "{text}");
    }
}

#[test]
fn long_text_is_wrapped_without_making_blocks() {
    for word in [
        "-", "# a", "===", "```", "<div>", "1.", "|--|", "> b", "~~~", "+", "[^1]:",
    ] {
        let text = format!("`{}{word} {}more`", "word ".repeat(19), "more ".repeat(20));
        let lines = wrap(&text, "");
        assert_eq!(lines.len(), 3, "{lines:?}");
        for line in &lines[1..] {
            assert!(
                line.starts_with("word") || line.starts_with("more"),
                "{line}"
            );
        }
    }
    let text = format!("```` {}``` a ````", "word ".repeat(40));
    assert_eq!(wrap(&text, ""), [text]);
}

/// Text with the blocks that are not prose, the way rustdoc reads it.
fn read(markdown: &str) -> Result<String, String> {
    let rustdoc = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    // What rustdoc would resolve as the name of an item.
    let mut names = Vec::new();
    let mut name = |link: pulldown_cmark::BrokenLink<'_>| {
        names.push(link.reference.to_string());
        None
    };
    let parser = Parser::new_with_broken_link_callback(markdown, rustdoc, Some(&mut name));
    let mut text = String::new();
    for event in TextMergeStream::new(parser) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => return Err(format!("HTML: {html}")),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind))) if &*kind == "text" => {}
            Event::Start(Tag::CodeBlock(kind)) => return Err(format!("code: {kind:?}")),
            Event::Start(Tag::Image { .. }) => return Err("an image".to_owned()),
            Event::Start(Tag::Link { dest_url, .. }) if !is_web(&dest_url) => {
                return Err(format!("a link: {dest_url}"));
            }
            Event::FootnoteReference(name) => return Err(format!("a footnote: {name}")),
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell)
            | Event::SoftBreak
            | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    match names.is_empty() {
        true => Ok(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        false => Err(format!("names: {names:?}")),
    }
}

/// Pieces of which Markdown makes something.
const PIECES: &[&str] = &[
    "a",
    "word",
    "1",
    " ",
    " ",
    "\n",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "`",
    "``",
    "```",
    "````",
    "~~~",
    "~~",
    "~",
    "*",
    "**",
    "_",
    "__",
    "#",
    "## ",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "7) ",
    "> ",
    "<",
    ">",
    "<b>",
    "</b>",
    "<script>",
    "<!-- ",
    "-->",
    "<div",
    "[",
    "]",
    "(",
    ")",
    "](https://a.example)",
    "](x)",
    "![",
    "[^1]",
    "[^1]: ",
    "[ ] ",
    "[x]: y",
    "https://b.example/c_d",
    "<https://c.example>",
    "&lt;",
    "&#60;",
    "&",
    "\\",
    "|",
    "|-|",
    "---",
    "===",
    "= ",
    "\u{202e}",
    "\u{e000}",
    "\u{a0}",
    "rust",
    "é",
    "!",
    "\"",
    "'",
    ":",
    "::",
    "crate::a",
    "\r",
    "\u{1b}[31m",
    "\u{2028}",
    "{}",
    "a long run of words to be wrapped ",
];

/// Pieces in any order.
fn markdown() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..40);
    pieces.prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn rustdoc_reads_nothing_but_text(text in markdown()) {
        let lines = lines(&text);
        for line in &lines {
            prop_assert!(!line.contains(['\n', '\r', '\u{202e}', '\u{e000}', '\u{1b}']), "{line:?}");
        }
        let read = read(&lines.join("\n"));
        prop_assert!(read.is_ok(), "{read:?}\n{}", lines.join("\n"));
    }

    #[test]
    fn a_first_sentence_is_text_on_one_line(text in markdown()) {
        let sentence = first_sentence(&text);
        prop_assert!(!sentence.contains('\n'));
        let read = read(&wrap(&format!("a `lead`: {sentence}"), "  ").join("\n"));
        prop_assert!(read.is_ok(), "{read:?}\n{sentence}");
    }
}
