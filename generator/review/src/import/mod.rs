//! Brings a newer document of Twilio's in: its structure, and our words.
//!
//! What counts as words, `words` says: descriptions, examples, headers and tags are ours, and none of Twilio's gets in.
//! They come from the same place of our document, or from where the place was before; where there are none, the place is
//! a [`Need`]. An example whose schema has changed is fitted to it. The text of our document is kept line by line wherever its value stays: comments, quotes and order.

mod examples;
mod lock;
mod made;
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

use crate::diff::{self, Diff, NoteKind};
use examples::Examples;
use merge::Merge;
use openapi_client_codegen::diagnostic::{Code, Diagnostic, File, Report};
use openapi_client_codegen::overlay::{self, Superfluous};
use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::source::{Inputs, Source};
use openapi_client_codegen::{Lowered, Options, load, model, model_with};
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
    let moved = compare(present, &imported)?;
    let our_tree = Node::read(&present.document.text, &ours);
    if !our_tree.is_block {
        let message = "our document must be YAML in block style, so that its lines can be kept";
        let fault = Diagnostic::error(Code::Malformed, &Pointer::root(), message);
        return Err(Report::new(present, vec![fault]));
    }
    let their_tree = Node::read(&new.text, &theirs);
    let moves = moves::find(&moved, &our_tree, &their_tree);
    let mut wanted = Merge::run(&our_tree, &their_tree, &moves);
    let (merged, ordered) = (wanted.value(), wanted.clone());
    let examples = Examples {
        old: &ours,
        new: &merged,
        ordered: &ordered,
        moves: &moves,
    };
    examples.fit(&mut wanted, &Pointer::root());
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

    // Not all that their document has beside its interface comes in; the places are the same.
    let mut diff = compare(present, &written)?;
    diff.notes.retain(|note| note.kind == NoteKind::Metadata);
    diff.locate(&present.document, new);

    let overlay = Overlay::read(&written);
    let overlaid = (&overlay.applied(&ours), &overlay.applied(&value));
    Ok(Imported {
        interface: fingerprint(&theirs),
        needs: needs::find(&text, &wanted, (&ours, &value), overlaid),
        superfluous: overlay.superfluous(&value),
        report: overlay.report(&value, &written),
        diff,
        text,
    })
}

/// The overlay as a value; one without actions where there is none, or none that can be read.
struct Overlay(Value);

impl Overlay {
    fn read(inputs: &Inputs) -> Self {
        let source = inputs.overlay.as_ref();
        let value = source.map(|source| load::value(source, File::Overlay));
        Self(match value {
            Some(Ok(value)) => value,
            _ => Value::Null,
        })
    }

    fn applied(&self, document: &Value) -> Value {
        let mut document = document.clone();
        let _ = overlay::apply(&mut document, &self.0);
        document
    }

    fn superfluous(&self, document: &Value) -> Vec<Superfluous> {
        overlay::superfluous(document, &self.0)
    }

    /// What is wrong with the inputs, or deserves a look; faulty actions don't hide what comes after them.
    fn report(&self, document: &Value, inputs: &Inputs) -> Report {
        let mut found = Vec::new();
        let mut inner = inputs.clone();
        if let Some(source) = &mut inner.overlay
            && let Some(actions) = self.0.get("actions").and_then(Value::as_array)
        {
            found = overlay::apply(&mut document.clone(), &self.0);
            let at = Pointer::root().push("actions");
            let is_faulty = |index| {
                let action = at.index(index);
                let mut places = found.iter().map(|fault| fault.pointer.as_str());
                places.any(|place| {
                    let rest = place.strip_prefix(action.as_str());
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                })
            };
            let good = actions.iter().enumerate();
            let good: Vec<_> = good.filter(|(index, _)| !is_faulty(*index)).collect();
            // Places in the overlay would be wrong if anything were left out for nothing.
            if good.len() < actions.len() {
                let mut overlay = self.0.clone();
                overlay["actions"] = good.into_iter().map(|(_, action)| action.clone()).collect();
                *source = Source::new("overlay.json", overlay.to_string());
            } else {
                found.clear();
            }
        }
        found.extend(match model(&inner) {
            Ok(lowered) => lowered.warnings,
            Err(report) => report.diagnostics().to_vec(),
        });
        Report::new(inputs, found)
    }
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
    Ok(diff::diff(&old, &new))
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
    Some(fault.help("this is an error of the import, and nothing is written; a simpler layout of this part may help"))
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
