//! What things are called in documents made at random.

/// Names of schemas: those of imports and of the prelude among them.
pub const SCHEMAS: &[&str] = &[
    "BTreeMap",
    "Box",
    "Call",
    "Client",
    "Default",
    "Deserialize",
    "Error",
    "Json",
    "List",
    "Option",
    "Page",
    "Result",
    "Self",
    "String",
    "Thing",
    "Things",
    "Value",
    "Vec",
    "a-b",
    "rt",
    "serde",
    "std",
    "thing.part",
    "type",
    "2nd",
];

/// Names of properties and parameters.
pub const NAMES: &[&str] = &[
    "$ref",
    "@id",
    "Content-Type",
    "Self",
    "a b",
    "a[]",
    "body",
    "build",
    "client",
    "crate",
    "default",
    "extra",
    "id",
    "items",
    "limit",
    "meta",
    "name",
    "new",
    "page",
    "r#type",
    "request",
    "self",
    "send",
    "size",
    "type",
    "value",
    "x-y",
    "2x",
    "über",
];

/// Segments of paths.
pub const SEGMENTS: &[&str] = &[
    "api", "crate", "dynamic", "list", "mod", "new", "parts", "self", "things", "v1",
];

/// What documents say of something.
pub const TEXTS: &[&str] = &[
    "Plain.",
    "```\ncode",
    "~~~ open",
    "* a\nb\n  c\n1. d\ne",
    "> q\nlazy",
    "[link] <b> `open",
    "# Head\n| a |\n|---|",
    "over \u{202e} and \u{2066}",
    "    indented\n\ttab",
    "*/ \" \\ {} {{",
    "http://a.example/b_c <http://x>",
    "",
];
