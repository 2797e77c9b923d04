//! Draws the resources of a document with their operations: as text, for Graphviz, and for Mermaid.

use std::fmt::Write;

use crate::diff::names::joined;
use openapi_client_codegen::model::{Api, Operation, Resource};
use openapi_client_codegen::name::{optional, required};
use openapi_client_codegen::text::visible;

/// The document and its resources as lines joined by branches, for a terminal.
pub fn text(api: &Api) -> String {
    let mut text = format!("{} ({})\n", visible(&api.title), visible(&api.server));
    let mut widths = [0; 3];
    for operation in api.operations() {
        for (width, cell) in widths.iter_mut().zip(cells(operation)) {
            *width = cell.chars().count().min(MAX_COLUMN).max(*width);
        }
    }
    branches(&[], Children(&api.resources, ""), "", widths, &mut text);
    text
}

/// The resources as a graph in the language of Graphviz.
pub fn dot(api: &Api) -> String {
    let mut text = String::from(
        "digraph resources {\n  rankdir=LR;\n  node [shape=box, fontname=\"monospace\"];\n",
    );
    let nodes = nodes(api);
    for Node { number, lines, .. } in &nodes {
        // Each line of a label ends with the sign that puts it to the left.
        let lines = lines.iter().map(|line| escaped_for_dot(line) + "\\l");
        let _ = writeln!(
            text,
            "  n{number} [label=\"{}\"];",
            lines.collect::<String>()
        );
    }
    for Node { number, parent, .. } in &nodes {
        if let Some(parent) = parent {
            let _ = writeln!(text, "  n{parent} -> n{number};");
        }
    }
    text + "}\n"
}

/// The resources as a flow chart in the language of Mermaid, which GitHub draws in a block called `mermaid`.
pub fn mermaid(api: &Api) -> String {
    let mut text = String::from("flowchart LR\n");
    let nodes = nodes(api);
    for Node { number, lines, .. } in &nodes {
        let lines = lines.iter().map(|line| escaped_for_mermaid(line));
        let _ = writeln!(text, "  n{number}[\"{}\"]", joined(lines, "<br/>"));
    }
    for Node { number, parent, .. } in &nodes {
        if let Some(parent) = parent {
            let _ = writeln!(text, "  n{parent} --> n{number}");
        }
    }
    text
}

/// Resources and the path of what they are below, with a slash at its end.
struct Children<'a>(&'a [Resource], &'a str);

/// A column is this wide at most; a longer cell moves the rest of its line.
pub(crate) const MAX_COLUMN: usize = 60;

/// The cells of an operation: its method, its kind, its id.
fn cells(operation: &Operation) -> [String; 3] {
    let id = visible(operation.id.as_str()).into_owned();
    [operation.method.clone(), kind(operation), id]
}

fn branches(
    operations: &[Operation],
    Children(children, above): Children<'_>,
    indent: &str,
    widths: [usize; 3],
    text: &mut String,
) {
    let count = operations.len() + children.len();
    let fork = |index: usize| match index + 1 == count {
        true => ("└── ", "    "),
        false => ("├── ", "│   "),
    };
    for (index, operation) in operations.iter().enumerate() {
        let [method, kind, id] = cells(operation);
        let [first, second, third] = widths;
        let counts = counts(operation);
        let row = format!("{method:first$}  {kind:second$}  {id:third$}  {counts}");
        let _ = writeln!(text, "{indent}{}{}", fork(index).0, row.trim_end());
    }
    for (index, child) in children.iter().enumerate() {
        let (branch, rest) = fork(operations.len() + index);
        let path = child.path.to_string();
        let segment = path.strip_prefix(above).unwrap_or(&path);
        let _ = writeln!(text, "{indent}{branch}{}", visible(segment));
        let below = Children(&child.children, &format!("{path}/"));
        let indent = format!("{indent}{rest}");
        branches(&child.operations, below, &indent, widths, text);
    }
}

/// A resource, or the document at the root.
struct Node {
    number: usize,
    parent: Option<usize>,
    lines: Vec<String>,
}

/// The nodes of a graph, parents before their children.
fn nodes(api: &Api) -> Vec<Node> {
    fn add(resources: &[Resource], above: &str, parent: usize, nodes: &mut Vec<Node>) {
        for resource in resources {
            let path = resource.path.to_string();
            let number = nodes.len();
            let segment = path.strip_prefix(above).unwrap_or(&path);
            let operations = resource.operations.iter();
            let operations = operations.map(|operation| {
                let what = format!("{} {}", operation.method, kind(operation));
                match counts(operation).as_str() {
                    "" => what,
                    counts => format!("{what}: {counts}"),
                }
            });
            nodes.push(Node {
                number,
                parent: Some(parent),
                lines: [segment.to_owned()].into_iter().chain(operations).collect(),
            });
            add(&resource.children, &format!("{path}/"), number, nodes);
        }
    }
    let mut nodes = vec![Node {
        number: 0,
        parent: None,
        lines: vec![api.title.clone(), api.server.clone()],
    }];
    add(&api.resources, "", 0, &mut nodes);
    nodes
}

/// What an operation does to its resource.
fn kind(operation: &Operation) -> String {
    let kind = format!("{:?}", operation.kind);
    kind.to_lowercase()
}

/// `2 required, 5 optional`.
fn counts(operation: &Operation) -> String {
    let counts = [
        (required(operation).count(), "required"),
        (optional(operation).count(), "optional"),
    ];
    let shown = counts.iter().filter(|(count, _)| *count > 0);
    joined(shown.map(|(count, what)| format!("{count} {what}")), ", ")
}

/// Text within a quoted label of Graphviz, which reads escapes and the entities of HTML there.
fn escaped_for_dot(text: &str) -> String {
    let mut escaped = String::new();
    for char in visible(text).chars() {
        match char {
            '\\' => escaped.push_str("\\\\"),
            '"' => escaped.push_str("\\\""),
            '&' => escaped.push_str("&amp;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Text within a quoted label of Mermaid, which reads entities of its own there, Markdown and HTML: all that is no letter
/// and has no plain part in a path becomes an entity.
fn escaped_for_mermaid(text: &str) -> String {
    let mut escaped = String::new();
    for char in visible(text).chars() {
        let is_plain = char.is_alphanumeric() || " /{}.,:-()".contains(char);
        match is_plain {
            true => escaped.push(char),
            false => {
                let _ = write!(escaped, "#{};", u32::from(char));
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use openapi_client_codegen::source::{Inputs, Source};
    use serde_json::json;

    fn drawn(title: &str, path: &str, draw: fn(&Api) -> String) -> String {
        let response = json!({"204": {"description": "Done."}});
        let sid =
            json!({"name": "Sid", "in": "path", "required": true, "schema": {"type": "string"}});
        let flag = json!({"name": "Flag", "in": "query", "schema": {"type": "boolean"}});
        let document = json!({
            "openapi": "3.0.1",
            "info": {"title": title, "version": "1"},
            "servers": [{"url": "https://a.example"}],
            "paths": {
                path: {"post": {"operationId": "CreateA", "responses": response, "parameters": [flag]}},
                format!("{path}/{{Sid}}/Parts"): {
                    "post": {"operationId": "CreatePart", "responses": response},
                    "parameters": [sid],
                },
                "/v1/Others/{Sid}": {
                    "delete": {"operationId": "DeleteOther", "responses": response, "parameters": [sid]},
                },
            },
        });
        let inputs = Inputs {
            document: Source::new("a.json", document.to_string()),
            ..Inputs::default()
        };
        let lowered =
            openapi_client_codegen::model(&inputs).unwrap_or_else(|report| panic!("{report}"));
        draw(&lowered.api)
    }

    #[test]
    fn text_has_branches() {
        let wanted = "\
A (https://a.example)
├── /v1/Others
│   └── DELETE  delete  DeleteOther  1 required
└── /v1/Things
    ├── POST    create  CreateA      1 optional
    └── {Sid}/Parts
        └── POST    create  CreatePart
";
        assert_eq!(drawn("A", "/v1/Things", text), wanted);
    }

    #[test]
    fn graphviz_gets_nodes_and_edges() {
        let wanted = r#"digraph resources {
  rankdir=LR;
  node [shape=box, fontname="monospace"];
  n0 [label="A\lhttps://a.example\l"];
  n1 [label="/v1/Others\lDELETE delete: 1 required\l"];
  n2 [label="/v1/Things\lPOST create: 1 optional\l"];
  n3 [label="{Sid}/Parts\lPOST create\l"];
  n0 -> n1;
  n0 -> n2;
  n2 -> n3;
}
"#;
        assert_eq!(drawn("A", "/v1/Things", dot), wanted);
        let hostile = drawn("\"];a->\\N\\\" &lt;\n<b>", "/v1/Things", dot);
        let label = r#"label="\"];a->\\N\\\" &amp;lt;\\n<b>\lhttps"#;
        assert!(hostile.contains(label), "{hostile}");
    }

    #[test]
    fn mermaid_gets_nodes_and_edges() {
        let wanted = "\
flowchart LR
  n0[\"A<br/>https://a.example\"]
  n1[\"/v1/Others<br/>DELETE delete: 1 required\"]
  n2[\"/v1/Things<br/>POST create: 1 optional\"]
  n3[\"{Sid}/Parts<br/>POST create\"]
  n0 --> n1
  n0 --> n2
  n2 --> n3
";
        assert_eq!(drawn("A", "/v1/Things", mermaid), wanted);
        let hostile = drawn("`\"];a-->b %%{init}%% <b>#quot;*_\n", "/v1/Things", mermaid);
        let label = "n0[\"#96;#34;#93;#59;a--#62;b #37;#37;{init}#37;#37; #60;b#62;#35;quot#59;#42;#95;#92;n<br/>";
        assert!(hostile.contains(label), "{hostile}");
    }

    #[test]
    fn nothing_of_a_document_breaks_a_line_or_the_terminal() {
        for draw in [text, dot, mermaid] {
            let drawn = drawn("a\u{1b}[31m\nb", "/v1/Things", draw);
            assert!(
                !drawn.contains('\u{1b}') && !drawn.contains("m\nb"),
                "{drawn}"
            );
        }
    }
}
