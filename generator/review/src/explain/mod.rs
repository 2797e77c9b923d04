//! Explains a part of the document: what it says, what the overlay did to it, what the model makes of it, and which items
//! and lines of the package it has become.

mod emitted;
mod find;
mod location;
mod node;
mod overlaid;
mod render;
#[cfg(test)]
mod tests;

use serde::Serialize;
use serde_json::Value;

use crate::diff::side::Side;
use crate::origins::Origins;
use find::Finder;
use node::Index;
use openapi_client_codegen::diagnostic::{File, Report};
use openapi_client_codegen::overlay::Trace;
use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::source::Inputs;
use openapi_client_codegen::{Options, files, load, model_with};

/// What is known of a part of the document.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// What it is: `operation CreateEndUser`.
    pub subject: String,
    /// Its lines in the document.
    pub document: Location,
    /// What the overlay does to it, action by action.
    pub overlay: Vec<Action>,
    /// What it refers to that the overlay changes too.
    pub overlaid: Vec<Reference>,
    /// What the model makes of it.
    pub model: Model,
    /// The items of the package's surface that come from it, in the order of files and lines.
    pub emitted: Vec<Emitted>,
    /// Other files about its operations: the table of operations, the tests.
    pub also: Vec<Unnamed>,
}

/// The lines of a part of the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Location {
    /// The file.
    pub file: String,
    /// The pointer in the document after the overlay; of what the overlay removes, the one in the file.
    pub pointer: Pointer,
    /// The first line; nothing for what the overlay adds.
    pub line: Option<usize>,
    /// The last line.
    pub last: Option<usize>,
    /// The first lines, cut where they are long.
    pub excerpt: Vec<String>,
    /// Whether the overlay removes it.
    pub is_removed: bool,
}

/// An action of the overlay that changes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Action {
    /// The number of the action, from 1.
    pub action: usize,
    /// The overlay.
    pub file: String,
    /// The line where the action begins.
    pub line: Option<usize>,
    /// The action in the overlay.
    pub pointer: Pointer,
    /// Its target.
    pub target: String,
    /// Its reason.
    pub description: String,
    /// What it changes, a line each, with relative paths: `~ properties/sid/nullable: true -> false`.
    pub changes: Vec<String>,
}

/// A component that it refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// The component.
    pub pointer: Pointer,
    /// How many actions of the overlay change it.
    pub actions: usize,
}

/// What the model makes of a part of the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Model {
    /// How the nodes relate to it.
    pub relation: Relation,
    /// The nodes.
    pub nodes: Vec<Node>,
    /// What refers to it: operations and fields.
    pub used_by: Vec<String>,
}

/// How nodes of the model relate to a part of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// They come from it.
    Is,
    /// It is a part of what they come from.
    PartOf,
    /// They come from what is below it.
    Holds,
    /// The model has nothing of it.
    None,
}

/// A node of the model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Node {
    /// What it is and the document's name for it: `record trusthub.v1.end_user`.
    pub subject: String,
    /// What it is in Rust: the path of the item.
    pub rust: Option<String>,
    /// What is known of it, by name.
    pub facts: Vec<(String, String)>,
    /// What it is made of: parameters, fields, values.
    pub members: Vec<Member>,
}

/// A part of a node.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Member {
    /// What it is: `field`, `value`, or the location of a parameter.
    pub what: String,
    /// Its name on the wire.
    pub wire: String,
    /// Its name in Rust.
    pub rust: String,
    /// Its type in the document's words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub wire_type: String,
    /// Its type in Rust.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub rust_type: String,
    /// Whether it is there, or has to be.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub presence: String,
    /// Whether it is kept out of logs.
    pub is_personal: bool,
}

/// An item of the package's surface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Emitted {
    /// Its path in the crate.
    pub item: String,
    /// What it is.
    pub text: String,
    /// The file in the package.
    pub file: String,
    /// Its first line with its documentation, from 1.
    pub first: usize,
    /// Its last line.
    pub last: usize,
}

/// A file of the package without items of its surface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unnamed {
    /// What is in it.
    pub what: &'static str,
    /// The file in the package.
    pub file: String,
}

/// What a user asked for.
#[derive(Clone, Debug)]
pub enum Response {
    /// It is this.
    One(Box<Explanation>),
    /// It may be any of these.
    Several(Vec<Candidate>),
    /// There is no such thing; what else may be meant, the most likely first.
    Unknown(Vec<String>),
}

/// What a name may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What it is: `schema trusthub.v1.end_user`.
    pub subject: String,
    /// Where it is.
    pub pointer: Pointer,
}

/// Explains what is called `wanted`: the id of an operation, the name of a component or its last part, a path of the
/// document, a path in the crate (`end_users::EndUser`), or a JSON pointer.
pub fn explain(inputs: &Inputs, wanted: &str) -> Result<Response, Report> {
    let skip_unsupported = true;
    let lowered = model_with(inputs, Options { skip_unsupported })?;
    let output = files(&lowered, inputs)?;
    let origins = Origins::of(&output.surface);
    let side = Side::new(&lowered);
    let read =
        |source, file| load::value(source, file).map_err(|errors| Report::new(inputs, errors));
    let document = read(&inputs.document, File::Document)?;
    let overlay = match &inputs.overlay {
        Some(source) => read(source, File::Overlay)?,
        None => Value::Null,
    };
    let trace = Trace::new(&document, &overlay);
    let index = Index::new(&side);
    let finder = Finder {
        document: &document,
        after: &trace.after,
        index: &index,
        surface: &output.surface,
    };
    let mut found = finder.find(wanted);
    let at = match found.len() {
        0 => return Ok(Response::Unknown(finder.nearest(wanted))),
        1 => found.remove(0).pointer,
        _ => return Ok(Response::Several(found)),
    };
    let course = match trace.after.pointer(at.as_str()) {
        Some(_) => trace.back(&at),
        None => trace.forth(&at),
    };
    let references = overlaid::references(&trace.after, &at);
    let (overlay, overlaid) = overlaid::actions(inputs, &trace, &course, references);
    let model = index.model(&origins, &trace.after, &at);
    Ok(Response::One(Box::new(Explanation {
        subject: finder.subject(&at, &model),
        document: location::location(&inputs.document, &trace, &course, &at),
        overlay,
        overlaid,
        model,
        emitted: emitted::items(&output, &origins, &index, &at),
        also: emitted::unnamed(&output, &index.resources(&at)),
    })))
}
