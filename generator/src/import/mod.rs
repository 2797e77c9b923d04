//! Brings a newer document of Twilio's in: its structure, and our words.
//!
//! What counts as words, [`words`] says: descriptions, examples, headers and tags are ours, and none of Twilio's gets in.
//! They come from the same place of our document, or from where the place was before; where there are none, the place is
//! a [`Need`]. The text of our document is kept line by line wherever its value stays: comments, quotes and order.

mod lock;
mod merge;
mod moves;
mod needs;
mod render;
mod scalar;
#[cfg(test)]
mod tests;
mod tree;
mod words;

use serde_json::Value;

pub use lock::{Lock, fingerprint, sha256};
pub use needs::Need;

use crate::diagnostic::{Code, Diagnostic, File, Report};
use crate::diff::{Diff, NoteKind, diff};
use crate::overlay::{self, Superfluous};
use crate::pointer::Pointer;
use crate::source::{Inputs, Source};
use crate::{Lowered, Options, load, model, model_with};
use merge::Merge;
use tree::Node;

/// What an import brings.
#[derive(Debug)]
pub struct Imported {
    /// What has changed from our document to the imported one, both without the overlay; of the notes, those that come in.
    pub diff: Diff,
    /// The new text of our document.
    pub text: String,
    /// The SHA-256 of the imported interface.
    pub interface: String,
    /// What needs words, in the order of the new text.
    pub needs: Vec<Need>,
    /// What the overlay need not say any more.
    pub superfluous: Vec<Superfluous>,
    /// What is wrong with the new document, or deserves a look, with the overlay and the configuration.
    pub report: Report,
}

/// Brings a document in: `present` is our document with its overlay and configuration.
pub fn import(present: &Inputs, new: &Source) -> Result<Imported, Report> {
    let imported = Inputs {
        document: new.clone(),
        ..Inputs::default()
    };
    let read = |inputs: &Inputs| {
        load::value(&inputs.document, File::Document).map_err(|faults| Report::new(inputs, faults))
    };
    let (ours, theirs) = (read(present)?, read(&imported)?);
    let mut diff = compare(present, &imported)?;
    diff.locate(&present.document, new);
    // Words always differ, and stay ours.
    diff.notes.retain(|note| {
        note.kind == NoteKind::Metadata && !words::WORDS.contains(&note.keyword.as_str())
    });

    let our_tree = Node::read(&present.document.text, &ours);
    let their_tree = Node::read(&new.text, &theirs);
    let moves = moves::find(&diff, &our_tree, &their_tree);
    let wanted = Merge::run(&our_tree, &their_tree, &moves);
    let text = render::render(&present.document.text, &our_tree, &wanted);
    let value = wanted.value();
    let written = Inputs {
        document: Source::new(&present.document.name, &text),
        overlay: present.overlay.clone(),
        config: present.config.clone(),
    };
    if let Some(fault) = check(&written.document, &value, &theirs) {
        return Err(Report::new(&written, vec![fault]));
    }

    Ok(Imported {
        interface: fingerprint(&theirs),
        superfluous: superfluous(&value, &written),
        report: match model(&written) {
            Ok(lowered) => Report::new(&written, lowered.warnings),
            Err(report) => report,
        },
        needs: needs::find(&text, &wanted, &value, &ours),
        diff,
        text,
    })
}

/// The changes; the configuration decides on names in Rust if it fits both documents.
fn compare(present: &Inputs, imported: &Inputs) -> Result<Diff, Report> {
    let lowered = |inputs: &Inputs, config: Option<&Source>| -> Result<Lowered, Report> {
        let inputs = Inputs {
            document: inputs.document.clone(),
            overlay: None,
            config: config.cloned(),
        };
        let skip_unsupported = true;
        model_with(&inputs, Options { skip_unsupported })
    };
    let both = |config| Ok((lowered(present, config)?, lowered(imported, config)?));
    let config = present.config.as_ref();
    let (old, new) = match both(config) {
        Err(_) if config.is_some() => both(None)?,
        both => both?,
    };
    Ok(diff(&old, &new))
}

/// What the overlay need not say any more.
fn superfluous(document: &Value, inputs: &Inputs) -> Vec<Superfluous> {
    let overlay = inputs.overlay.as_ref();
    match overlay.map(|overlay| load::value(overlay, File::Overlay)) {
        Some(Ok(overlay)) => overlay::superfluous(document, &overlay),
        _ => Vec::new(),
    }
}

/// Whether the text is the document that was to be written, with the interface that was imported.
fn check(text: &Source, wanted: &Value, theirs: &Value) -> Option<Diagnostic> {
    let (at, what) = match load::value(text, File::Document) {
        Err(faults) => return faults.into_iter().next(),
        Ok(value) if value != *wanted => (difference(&value, wanted), "the wanted document"),
        Ok(value) => {
            let bare = |value| words::interface(value, words::Keys::Words);
            let (value, theirs) = (bare(&value), bare(theirs));
            if value == theirs {
                return None;
            }
            (difference(&value, &theirs), "the imported interface")
        }
    };
    let message = format!("what would be written is not {what} here");
    let fault = Diagnostic::error(Code::Malformed, &at, message);
    Some(fault.help("this is a fault of the import, and nothing is written; a simpler layout of this place may help"))
}

/// The first place where two values differ.
fn difference(one: &Value, other: &Value) -> Pointer {
    fn find(one: &Value, other: &Value, at: Pointer) -> Pointer {
        let next = match (one, other) {
            (Value::Object(one), Value::Object(other)) => {
                let mut keys = one.keys().chain(other.keys());
                keys.find(|key| one.get(*key) != other.get(*key))
                    .and_then(|key| Some((one.get(key)?, other.get(key)?, at.push(key))))
            }
            (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
                let mut pairs = one.iter().zip(other).enumerate();
                pairs
                    .find(|(_, (one, other))| one != other)
                    .map(|(index, (one, other))| (one, other, at.index(index)))
            }
            _ => None,
        };
        match next {
            Some((one, other, at)) => find(one, other, at),
            None => at,
        }
    }
    find(one, other, Pointer::root())
}
