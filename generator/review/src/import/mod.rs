//! Brings a newer document of Twilio's in: its structure, and our words.
//!
//! What counts as words, `words` says: descriptions, examples, headers and tags are ours, and none of Twilio's gets in.
//! They come from the same pointer of our document, from where the diff found it before, or from an equal part; where there
//! are none, a placeholder is written. An example whose schema has changed is fitted to it. The text of our document is kept
//! line by line wherever its value stays: comments, quotes and order.

mod complete;
mod equal;
mod examples;
mod fill;
mod lock;
mod made;
mod merge;
mod moves;
mod needs;
mod overview;
mod proposals;
mod render;
mod scalar;
#[cfg(test)]
mod tests;
mod tree;
mod words;

use std::collections::BTreeMap;

use serde_json::Value;

pub use complete::Taken;
pub use fill::{Gap, fill, gaps, sheet};
pub use lock::{Lock, fingerprint, sha256};
pub use proposals::{Edit, Proposal, accept};
pub(crate) use words::NAMED;

use crate::diff::{self, Diff, NoteKind};
use examples::Examples;
use merge::Merge;
use openapi_client_codegen::config::Config;
use openapi_client_codegen::diagnostic::{Code, Diagnostic, File, Report};
use openapi_client_codegen::overlay::{self, Superfluous};
use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::profile::Profile;
use openapi_client_codegen::source::{Inputs, Source};
use openapi_client_codegen::{Lowered, Options, load, model, model_with};
use render::Wanted;
use tree::{Entry, Node};

/// What an import brings.
#[derive(Debug)]
pub struct Imported {
    /// What has changed from our document to the imported one, both without the overlay; of the notes, those that come in.
    pub diff: Diff,
    /// The new text of our document.
    pub text: String,
    /// The SHA-256 of the imported interface.
    pub interface: String,
    /// The words that were taken from equal parts of our document.
    pub taken: Vec<Taken>,
    /// What has a placeholder now, in the order of the new text.
    pub gaps: Vec<Gap>,
    /// What the overlay and the configuration probably have to say about the new parts.
    pub proposals: Vec<Proposal>,
    /// What the overlay need not say any more.
    pub superfluous: Vec<Superfluous>,
    /// What is wrong with the new document, or deserves a look, with the overlay and the configuration.
    pub report: Report,
}

/// Brings a document in: `present` is our document with its overlay and configuration.
pub fn import(present: &Inputs, new: &Source) -> Result<Imported, Report> {
    let (ours, theirs) = (read(&present.document)?, read(new)?);
    let moved = compare(present, &alone(new))?;
    let our_tree = Node::read(&present.document.text, &ours);
    if !our_tree.is_block {
        let message = "our document must be YAML in block style, so that its lines can be kept";
        let error = Diagnostic::error(Code::Malformed, &Pointer::root(), message);
        return Err(Report::new(present, vec![error]));
    }
    let their_tree = Node::read(&new.text, &theirs);
    let moves = moves::find(&moved, &our_tree, &their_tree);
    let mut wanted = Merge::run(&our_tree, &their_tree, &moves);
    let config = Config::read(present.config.as_ref()).unwrap_or_default();
    let profile = Profile::of(config.package.profile.as_deref(), &ours);
    // An overlay that can't be read changes nothing here, and the report says why.
    let actions = present.overlay.as_ref();
    let actions = actions.and_then(|source| load::value(source, File::Overlay).ok());
    let actions = actions.unwrap_or_default();
    let before = overlaid(&ours, &actions);
    let taken = with_words(&mut wanted, (&ours, &before), &moves, profile, &actions);
    let text = render::render(&present.document.text, &our_tree, &wanted);
    let value = wanted.value();
    let written = Inputs {
        document: Source::new(&present.document.name, &text),
        ..present.clone()
    };
    if let Some(error) = check(&written.document, &value, &theirs) {
        return Err(Report::new(&written, vec![error]));
    }

    // Not all that their document has beside its interface comes in; the pointers are the same.
    let mut diff = compare(present, &written)?;
    diff.notes.retain(|note| note.kind == NoteKind::Metadata);
    diff.locate(&present.document, new);

    let after = overlaid(&value, &actions);
    let mut proposals = proposals::find(&proposals::Context {
        old: &before,
        new: &after,
        theirs: &theirs,
        overlay: &actions,
        config: &config,
        profile,
    });
    proposals.extend(leftovers(&wanted, &before, &after));
    Ok(Imported {
        interface: fingerprint(&theirs),
        proposals,
        taken,
        gaps: gaps(&written.document, None)?,
        superfluous: overlay::superfluous(&value, &actions),
        report: report(&value, &actions, &written),
        diff,
        text,
    })
}

fn read(source: &Source) -> Result<Value, Report> {
    load::value(source, File::Document).map_err(|errors| Report::new(&alone(source), errors))
}

fn alone(source: &Source) -> Inputs {
    Inputs {
        document: source.clone(),
        ..Inputs::default()
    }
}

/// Fits the examples of a merged document, and gives words to what has none; returns those of equal parts.
///
/// `before` is our document with the overlay.
fn with_words<'a>(
    wanted: &mut Wanted<'a>,
    (ours, before): (&Value, &Value),
    moves: &BTreeMap<Pointer, &'a Entry<'a>>,
    profile: &Profile,
    overlay: &Value,
) -> Vec<Taken> {
    let (merged, ordered) = (wanted.value(), wanted.clone());
    let examples = Examples {
        old: ours,
        new: &merged,
        ordered: &ordered,
        moves,
        profile,
    };
    examples.fit(wanted, &Pointer::root());
    complete::declare_tags(wanted, &merged);
    let value = wanted.value();
    let mut needs = needs::find(&value, (before, &overlaid(&value, overlay)));
    if proposals::has_values(overlay) {
        needs.retain(|need| !need.keyword.starts_with("x-enumDescriptions/"));
    }
    complete::complete(wanted, &needs, (ours, &value), profile)
}

/// What has to be looked at because a schema has changed.
fn leftovers(wanted: &Wanted<'_>, old: &Value, new: &Value) -> Vec<Proposal> {
    let proposal = |what: String, reason: &str| Proposal {
        group: "to be looked at in the document",
        what,
        reason: reason.to_owned(),
        edit: None,
    };
    let stale = needs::stale(wanted, &Pointer::root(), old, new).into_iter();
    let reason = "their schema has a choice that has changed";
    let stale = stale.map(|at| proposal(format!("the examples at {at}"), reason));
    let ([_, before], [_, now]) = (needs::values(old), needs::values(new));
    let words = now.difference(&before).map(|(at, name)| {
        let what = format!("`{name}` in x-enumDescriptions at {at}");
        proposal(what, "the enumeration has no such value any more")
    });
    stale.chain(words).collect()
}

fn overlaid(document: &Value, overlay: &Value) -> Value {
    let mut document = document.clone();
    let _ = overlay::apply(&mut document, overlay);
    document
}

/// What is wrong with the inputs, or deserves a look; wrong actions of the overlay don't hide what comes after them.
fn report(document: &Value, overlay: &Value, inputs: &Inputs) -> Report {
    let mut found = overlay::apply(&mut document.clone(), overlay);
    let actions = overlay.get("actions").and_then(Value::as_array);
    let at = Pointer::root().push("actions");
    let is_wrong = |index| {
        found
            .iter()
            .any(|error| error.pointer.is_within(&at.index(index)))
    };
    let actions = actions.into_iter().flatten().enumerate();
    let (wrong, good): (Vec<_>, Vec<_>) = actions.partition(|(index, _)| is_wrong(*index));
    let mut inner = inputs.clone();
    // Positions in the overlay would be wrong if anything were left out for nothing.
    if wrong.is_empty() {
        found.clear();
    } else {
        let mut overlay = overlay.clone();
        overlay["actions"] = good.into_iter().map(|(_, action)| action.clone()).collect();
        inner.overlay = Some(Source::new("overlay.json", overlay.to_string()));
    }
    found.extend(match model(&inner) {
        Ok(lowered) => lowered.warnings,
        Err(report) => report.diagnostics().to_vec(),
    });
    // What the import itself has written is listed by itself.
    found.retain(|diagnostic| diagnostic.code != Code::MissingWords);
    Report::new(inputs, found)
}

/// The changes; the configuration decides on names in Rust if it fits both documents.
fn compare(present: &Inputs, imported: &Inputs) -> Result<Diff, Report> {
    let lowered = |inputs: &Inputs, config: Option<&Source>| -> Result<Lowered, Report> {
        let inputs = Inputs {
            document: inputs.document.clone(),
            config: config.cloned(),
            ..Inputs::default()
        };
        let report = match model(&inputs) {
            Ok(lowered) => return Ok(lowered),
            Err(report) => report,
        };
        let mut errors = report.diagnostics().iter().filter(|found| found.is_error());
        if !errors.all(|error| error.code.is_unsupported()) {
            return Err(report);
        }
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
        Err(errors) => return errors.into_iter().next(),
        Ok(value) if value != *wanted => (
            difference(&value, wanted, Pointer::root()),
            "the wanted document",
        ),
        Ok(value) => {
            let bare = |value| words::interface(value, words::Keys::Words);
            let (value, theirs) = (bare(&value), bare(theirs));
            if value == theirs {
                return None;
            }
            (
                difference(&value, &theirs, Pointer::root()),
                "the imported interface",
            )
        }
    };
    let message = format!("what would be written is not {what} here");
    let error = Diagnostic::error(Code::Malformed, &at, message);
    Some(error.help("this is an error of the import, and nothing is written; a simpler layout of this part may help"))
}

/// The first pointer at which two values differ, below `at`.
fn difference(one: &Value, other: &Value, at: Pointer) -> Pointer {
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
        Some((one, other, at)) => difference(one, other, at),
        None => at,
    }
}
