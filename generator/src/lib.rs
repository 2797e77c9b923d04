//! Reads an OpenAPI document and writes a typed Rust client crate.
//!
//! One module is one stage:
//!
//! ```text
//! load -> overlay -> normalize -> lint -> lower -> name -> emit -> print -> output (write | check)
//! ```
//!
//! Each stage is a function from one plain value to the next. What is wrong with the input is a [`Diagnostic`] with its
//! position; a stage reports all errors at once, and nothing is written when there is one. [`model_with`] is the pipeline up to
//! the names, [`files`] is the rest.
//!
//! What holds for every stage: `lower` and `model` know no configuration and no Rust names, `emit` never looks at the document
//! except for its examples, and a module only uses modules of earlier stages.

pub mod config;
pub mod diagnostic;
pub mod document;
pub mod emit;
pub mod limit;
pub mod lint;
pub mod load;
pub mod lower;
pub mod model;
pub mod name;
mod normalize;
pub mod output;
pub mod overlay;
pub mod parallel;
pub mod personal;
pub mod pointer;
pub mod print;
pub mod profile;
pub mod server;
mod shape;
pub mod skip;
pub mod source;
pub mod suggest;
pub mod surface;
pub mod syntax;
pub mod text;

use config::Config;
use diagnostic::{Diagnostic, Diagnostics, File, Report};
use emit::{Emitter, Unit};
use model::Api;
use name::Names;
use output::Output;
use print::Printed;
use profile::Profile;
use serde_json::Value;
use skip::Skipped;
use source::Inputs;
use syntax::TextFile;

/// How to go about it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Goes on without the operations that the generator does not support or that something is wrong with; the errors
    /// become warnings.
    pub skip_unsupported: bool,
}

/// What a run returns when the inputs are free of errors.
#[derive(Debug)]
pub struct Generated {
    /// The files of the package.
    pub output: Output,
    /// The model that the files were made from.
    pub api: Api,
    /// The names of all that is in the model.
    pub names: Names,
    /// The document itself, after the overlay.
    pub document: Value,
    /// What deserves a look.
    pub warnings: Report,
    /// The operations that were left out, with [`Options::skip_unsupported`].
    pub skipped: Vec<Skipped>,
}

/// The model of a document with the names of all that is in it.
#[derive(Debug)]
pub struct Lowered {
    /// The model.
    pub api: Api,
    /// The Rust names.
    pub names: Names,
    /// The Rust-side choices.
    pub config: Config,
    /// The conventions of the provider.
    pub profile: &'static Profile,
    /// The document itself, after the overlay: what the model leaves out.
    pub document: Value,
    /// What deserves a look.
    pub warnings: Vec<Diagnostic>,
    /// The operations that were left out.
    pub skipped: Vec<Skipped>,
}

/// Generates the package: text in, files out.
pub fn generate(inputs: &Inputs) -> Result<Generated, Report> {
    generate_with(inputs, Options::default())
}

/// Generates the package in a way that is chosen by options.
pub fn generate_with(inputs: &Inputs, options: Options) -> Result<Generated, Report> {
    let lowered = model_with(inputs, options)?;
    let output = files(&lowered, inputs)?;
    let warnings = Report::new(inputs, lowered.warnings);
    Ok(Generated {
        output,
        api: lowered.api,
        names: lowered.names,
        document: lowered.document,
        warnings,
        skipped: lowered.skipped,
    })
}

/// The first half of [`generate`]: the named model.
pub fn model(inputs: &Inputs) -> Result<Lowered, Report> {
    model_with(inputs, Options::default())
}

/// The first half of [`generate_with`]: the named model.
pub fn model_with(inputs: &Inputs, options: Options) -> Result<Lowered, Report> {
    let mut found = Diagnostics::new(inputs);
    let config = found.or_default(Config::read(inputs.config.as_ref()));
    let overlay = found.or_default(load::optional(inputs.overlay.as_ref(), File::Overlay));
    let mut document = found.or_stop(load::value(&inputs.document, File::Document))?;
    if let Some(overlay) = &overlay {
        found.extend(overlay::apply(&mut document, overlay));
    }
    let (unusual, moved) = normalize::normalize(&mut document, inputs);
    found.extend(unusual);
    found.set_moved(moved);
    let profile = Profile::of(config.package.profile.as_deref(), &document);
    found.extend(lint::run(&document, profile));
    let mut skipped = Vec::new();
    if options.skip_unsupported {
        skipped.extend(skip::leave_out(&mut document, &mut found).unwrap_or_default());
    }
    found.stop_at(Diagnostic::is_invalid)?;
    let mut api = found.with(lower::lower(&document, profile))?;
    if options.skip_unsupported
        && let Some(more) = skip::leave_out(&mut document, &mut found)
    {
        skipped.extend(more);
        skipped.sort_by_cached_key(Skipped::rank);
        api = found.with(lower::lower(&document, profile))?;
    }
    let (names, diagnostics) = name::name(&api, &config, profile);
    found.extend(skip::excused(diagnostics, &skipped, &found));
    found.stop_at(Diagnostic::is_error)?;
    Ok(Lowered {
        api,
        names,
        config,
        profile,
        document,
        warnings: found.into_vec(),
        skipped,
    })
}

/// All that is wrong with the inputs or deserves a look, and what could be added to them, when nothing is to be generated.
pub fn findings(inputs: &Inputs) -> Report {
    match model(inputs) {
        Ok(lowered) => {
            let mut found = lowered.warnings;
            found.extend(lint::proposals(&lowered.document, lowered.profile));
            Report::new(inputs, found)
        }
        Err(report) => report,
    }
}

/// The second half of [`generate`]: the files.
pub fn files(lowered: &Lowered, inputs: &Inputs) -> Result<Output, Report> {
    let output = written(lowered, &inputs.document.file_name());
    output.map_err(|diagnostic| Report::new(inputs, vec![diagnostic]))
}

fn written(lowered: &Lowered, source: &str) -> Result<Output, Diagnostic> {
    let emitter = Emitter::new(
        &lowered.api,
        &lowered.names,
        &lowered.config,
        lowered.profile,
        &lowered.document,
        source,
    );
    let mut output = Output::default();
    // Tokens stay on the thread that made them.
    let print = |unit: &Unit<'_>| print::file(emitter.file(*unit), source);
    for printed in parallel::map(&emitter.units(), print) {
        let Printed { file, items } = printed?;
        output.surface.items.extend(items);
        output.add(file)?;
    }
    output.surface.set_origins(&lowered.api, &lowered.names);
    let resources = lowered.api.walk().into_iter();
    output.unnamed = resources
        .map(|resource| (resource.origin.clone(), emitter.unnamed_files(resource)))
        .collect();
    let (manifest, features) = emitter.manifest();
    output.surface.items.extend(features);
    for file in emitter.text_files().into_iter().chain([manifest]) {
        output.add(file)?;
    }
    let surface = TextFile {
        path: surface::FILE.to_owned(),
        text: output.surface.file(source),
    };
    output.add(surface)?;
    Ok(output)
}
