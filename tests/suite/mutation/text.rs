//! Mutations of a document as text.

use serde_json::Value;

use crate::random::Random;

/// A way to change a text.
pub type Mutation = (&'static str, fn(&mut Vec<u8>, &mut Random));

/// All ways to change a text.
pub const ALL: &[Mutation] = &[
    ("not UTF-8", not_utf8),
    ("another byte", byte),
    ("a line less", without_line),
    ("a line twice", line_twice),
    ("another indentation", indent),
    ("a tab", tab),
    ("an end too early", truncate),
    ("a sign too many", sign),
    ("YAML anchors without end", bomb),
    ("line ends of Windows", windows),
];

/// A document as YAML in blocks, whose scalars and keys are those of JSON.
pub fn yaml(value: &Value) -> String {
    let mut text = String::new();
    write(value, 0, &mut text);
    text
}

fn write(value: &Value, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (key, value) in map {
                text.push_str(&format!("\n{indent}{}:", Value::from(key.as_str())));
                write(value, depth + 1, text);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                text.push_str(&format!("\n{indent}-"));
                write(item, depth + 1, text);
            }
        }
        scalar => text.push_str(&format!(" {scalar}")),
    }
}

/// Somewhere in the text.
fn somewhere(text: &[u8], random: &mut Random) -> usize {
    random.below(text.len().max(1))
}

/// A line: where it starts, and where the next one does.
fn line(text: &[u8], random: &mut Random) -> (usize, usize) {
    let at = somewhere(text, random);
    let is_end = |byte: &u8| *byte == b'\n';
    let start = text[..at].iter().rposition(is_end).map_or(0, |end| end + 1);
    let end = text[at..].iter().position(is_end);
    (start, end.map_or(text.len(), |end| at + end + 1))
}

fn insert(text: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    text.splice(at..at, bytes.iter().copied());
}

fn not_utf8(text: &mut Vec<u8>, random: &mut Random) {
    const BYTES: &[&[u8]] = &[
        b"\xff",
        b"\xc3",
        b"\xed\xa0\x80",
        b"\xf5\x80\x80\x80",
        b"\x80",
    ];
    let at = somewhere(text, random);
    let bytes: &[u8] = random.pick::<&[u8]>(BYTES);
    insert(text, at, bytes);
}

#[expect(clippy::ptr_arg, reason = "all mutations have one type")]
fn byte(text: &mut Vec<u8>, random: &mut Random) {
    let at = somewhere(text, random);
    if let Some(byte) = text.get_mut(at) {
        *byte = u8::try_from(random.below(128)).unwrap();
    }
}

fn without_line(text: &mut Vec<u8>, random: &mut Random) {
    let (start, end) = line(text, random);
    text.drain(start..end);
}

fn line_twice(text: &mut Vec<u8>, random: &mut Random) {
    let (start, end) = line(text, random);
    let copy = text[start..end].to_vec();
    insert(text, start, &copy);
}

fn indent(text: &mut Vec<u8>, random: &mut Random) {
    let (start, _) = line(text, random);
    if random.one_in(2) && text[start..].starts_with(b"  ") {
        text.drain(start..start + 2);
    } else {
        insert(text, start, b"  ");
    }
}

fn tab(text: &mut Vec<u8>, random: &mut Random) {
    let (start, _) = line(text, random);
    insert(text, start, b"\t");
}

fn truncate(text: &mut Vec<u8>, random: &mut Random) {
    let at = somewhere(text, random);
    text.truncate(at);
}

fn sign(text: &mut Vec<u8>, random: &mut Random) {
    const SIGNS: &[&str] = &[
        ",",
        ":",
        ": ",
        "- ",
        "? ",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "!tag ",
        "!!int ",
        "%YAML 9\n",
        "---\n",
        "...\n",
        "#",
        "|",
        ">",
        "@",
        "`",
        "\u{0}",
        "\u{85}",
        "\u{feff}",
        "<<: ",
        "~",
        ".nan",
        "0x",
        "1e999",
    ];
    let at = somewhere(text, random);
    insert(text, at, random.pick(SIGNS).as_bytes());
}

fn bomb(text: &mut Vec<u8>, random: &mut Random) {
    let mut bomb = "\nx-a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    let levels = *random.pick(&[2, 4, 8, 30]);
    for level in 1..levels {
        let below = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb.push_str(&format!("x-a{level}: &a{level} [{below}]\n"));
    }
    let at = if random.one_in(2) { text.len() } else { 0 };
    insert(text, at, bomb.as_bytes());
}

fn windows(text: &mut Vec<u8>, _: &mut Random) {
    let lines: Vec<_> = text.split(|byte| *byte == b'\n').collect();
    *text = lines.join(&b"\r\n"[..]);
}
