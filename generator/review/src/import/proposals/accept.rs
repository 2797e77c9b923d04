//! Writes accepted proposals into the overlay and the configuration.

use serde_json::Value;

use super::super::render::{Data, Wanted, render};
use super::super::tree::Node;
use super::{Edit, Proposal};
use openapi_client_codegen::diagnostic::{Code, Diagnostic, File, Report};
use openapi_client_codegen::load;
use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::source::{Inputs, Source};

/// The inputs with what accepted proposals write; what is to be done by hand writes nothing.
pub fn accept(inputs: &Inputs, accepted: &[&Proposal]) -> Result<Inputs, Report> {
    let edits: Vec<_> = accepted
        .iter()
        .filter_map(|proposal| proposal.edit.as_ref())
        .collect();
    let tables = edits.iter().filter_map(|edit| match edit {
        Edit::Config(table) => Some(table.as_str()),
        _ => None,
    });
    let tables: Vec<_> = tables.collect();
    let overlay = inputs.overlay.as_ref();
    let config = inputs.config.as_ref();
    Ok(Inputs {
        document: inputs.document.clone(),
        overlay: overlay
            .map(|source| edited(source, &edits, inputs))
            .transpose()?,
        config: config.map(|source| Source::new(&source.name, with_tables(&source.text, &tables))),
        files: inputs.files.clone(),
    })
}

/// The configuration with tables behind the last one of their sort.
fn with_tables(text: &str, tables: &[&str]) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let last = lines.iter().rposition(|line| *line == "[[sid]]");
    let behind = last.map_or(lines.len(), |last| {
        let rest = lines.iter().skip(last);
        last + rest.take_while(|line| !line.trim().is_empty()).count()
    });
    let new = tables
        .iter()
        .flat_map(|table| [""].into_iter().chain(table.lines()));
    lines.splice(behind..behind, new);
    lines.join("\n") + "\n"
}

/// The overlay with other targets and more actions.
fn edited(source: &Source, edits: &[&Edit], inputs: &Inputs) -> Result<Source, Report> {
    let value = load::value(source, File::Overlay).map_err(|errors| Report::new(inputs, errors))?;
    let tree = Node::read(&source.text, &value);
    let mut wanted = Wanted::document(&tree);
    let actions = Pointer::root().push("actions");
    if let Some(Data::List(actions)) = wanted.find_mut(&actions).map(|actions| &mut actions.data) {
        for edit in edits {
            if let Edit::Target { action, path, .. } = edit
                && let Some(action) = actions.get_mut(*action)
            {
                // Another accepted path may have changed it before.
                let target = action.value()["target"].as_str().map(str::to_owned);
                let target = target.and_then(|target| super::rules::extended(&target, path));
                if let Some(target) = target {
                    action.set(&["target"], Wanted::fresh(&Value::from(target)));
                }
            }
        }
        for edit in edits {
            if let Edit::Action {
                target,
                description,
                update,
            } = edit
            {
                let text = |text: &str| Wanted::fresh(&Value::from(text));
                let entries = [
                    ("target", text(target)),
                    ("description", text(description)),
                    ("update", Wanted::fresh(update)),
                ];
                let action = Wanted {
                    data: Data::Mapping(entries.map(|(key, value)| (key.to_owned(), value)).into()),
                    old: None,
                };
                let index = behind(actions, update);
                actions.insert(index, action);
            }
        }
    }
    let text = match tree.is_block {
        true => render(&source.text, &tree, &wanted),
        false => String::new(),
    };
    let written = Source::new(&source.name, text);
    match load::value(&written, File::Overlay) {
        Ok(value) if value == wanted.value() => Ok(written),
        _ => {
            let message = "the overlay can't be written with the accepted actions";
            let error = Diagnostic::error(Code::Malformed, &Pointer::root(), message);
            let error = error.in_file(File::Overlay);
            Err(Report::new(
                inputs,
                vec![error.help("add them by hand, or write it in block style")],
            ))
        }
    }
}

/// The index behind the last action whose update has the same keys, else behind all.
fn behind(actions: &[Wanted<'_>], update: &Value) -> usize {
    let keys = |value: &Value| Some(value.as_object()?.keys().cloned().collect::<Vec<_>>());
    let alike = |action: &Wanted<'_>| {
        let value = action.value();
        value
            .get("update")
            .is_some_and(|other| keys(other) == keys(update))
    };
    actions
        .iter()
        .rposition(alike)
        .map_or(actions.len(), |last| last + 1)
}
