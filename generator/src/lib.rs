//! Reads an OpenAPI document and writes a typed Rust client crate.
//!
//! The way of the data, a module a stage:
//!
//! ```text
//! load -> overlay -> lint -> lower -> name -> emit -> print -> output (write | check)
//! ```
//!
//! Each stage is a function from one plain value to the next. Faults of the input are [`Diagnostic`]s
//! with the place that is at fault; a stage reports all that it finds, and nothing is written when there is an error.

pub mod config;
pub mod diagnostic;
pub mod emit;
pub mod limit;
pub mod lint;
pub mod load;
pub mod lower;
pub mod model;
pub mod name;
pub mod output;
pub mod overlay;
pub mod parallel;
pub mod pointer;
pub mod print;
pub mod profile;
mod shape;
pub mod skip;
pub mod source;
pub mod suggest;
pub mod surface;
pub mod syntax;
pub mod text;

use config::Config;
use diagnostic::{Code, Diagnostic, File, Report};
use emit::Emitter;
use model::Api;
use name::Names;
use openapiv3::OpenAPI;
use output::Output;
use pointer::Pointer;
use print::Printed;
use profile::Profile;
use serde_json::Value;
use skip::Skipped;
use source::Inputs;

/// How to go about it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Goes on without the operations that the generator does not support; what it does not support become warnings.
    pub skip_unsupported: bool,
}

/// What a run brings when the inputs are free of errors.
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
    let mut found = Found {
        inputs,
        diagnostics: Vec::new(),
    };
    let config = match inputs.config.as_ref().map(Config::parse) {
        None => Config::default(),
        Some(Ok(config)) => config,
        Some(Err(diagnostic)) => {
            found.diagnostics.push(diagnostic);
            Config::default()
        }
    };
    let mut document = found.take(load::value(&inputs.document, File::Document));
    if let Some(source) = &inputs.overlay {
        let overlay = found.take(load::value(source, File::Overlay));
        if let (Some(document), Some(overlay)) = (&mut document, overlay) {
            found.diagnostics.extend(overlay::apply(document, &overlay));
        }
    }
    let Some(mut document) = document else {
        return Err(found.report());
    };
    let profile = Profile::of(&config, &document);
    let (linted, typed) = lint::run_beside(&document, profile, || load::document(&document));
    found.diagnostics.extend(linted);
    if found.is_stopped() {
        return Err(found.report());
    }
    let Some((api, skipped)) = found.lower(typed, &mut document, &config, options) else {
        return Err(found.report());
    };
    let (names, mut diagnostics) = name::name(&api, &config);
    // An entry may be about something that could not be lowered.
    if found.has_errors() {
        diagnostics.retain(|found| found.code != Code::UnusedConfig);
    } else if !skipped.is_empty() {
        skip::forgive_unused(&mut diagnostics);
    }
    found.diagnostics.extend(diagnostics);
    if found.has_errors() {
        return Err(found.report());
    }
    Ok(Lowered {
        api,
        names,
        config,
        document,
        warnings: found.diagnostics,
        skipped,
    })
}

/// All that is wrong with the inputs or deserves a look, when nothing is to be generated.
pub fn findings(inputs: &Inputs) -> Report {
    match model(inputs) {
        Ok(lowered) => Report::new(inputs, lowered.warnings),
        Err(report) => report,
    }
}

/// The second half of [`generate`]: the files.
pub fn files(lowered: &Lowered, inputs: &Inputs) -> Result<Output, Report> {
    written(lowered, inputs).map_err(|diagnostic| Report::new(inputs, vec![diagnostic]))
}

fn written(lowered: &Lowered, inputs: &Inputs) -> Result<Output, Diagnostic> {
    let source = inputs
        .document
        .name
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or_default();
    let source = &text::visible(source);
    let emitter = Emitter::new(lowered, source);
    let units = emitter.units();
    let printed = parallel::map(&units, |unit| {
        let file = emitter.file(*unit);
        let path = file.path.clone();
        match print::file(file, source) {
            Ok(printed) => Ok((path, printed)),
            Err(error) => Err(Diagnostic::error(
                Code::NoName,
                &Pointer::root(),
                format!("{path} is not Rust: {error}"),
            )
            .help("this is an error of the generator; the document's names may tell which part of it brings it out")),
        }
    });
    let mut output = Output::default();
    for file in printed {
        let (path, Printed { text, items }) = file?;
        output.surface.items.extend(items);
        add(&mut output, path, text)?;
    }
    let (manifest, features) = emitter.manifest();
    output.surface.items.extend(features);
    for file in emitter.text_files().into_iter().chain([manifest]) {
        add(&mut output, file.path, file.text)?;
    }
    let surface = output.surface.file(source);
    output.files.insert(surface::FILE.to_owned(), surface);
    Ok(output)
}

fn add(output: &mut Output, path: String, text: String) -> Result<(), Diagnostic> {
    match output.files.insert(path.clone(), text) {
        None => Ok(()),
        Some(_) => {
            let message = format!("two parts of the package would be the file {path}");
            let error = Diagnostic::error(Code::NameCollision, &Pointer::root(), message);
            Err(error.help("choose other names by `[rename]` in the configuration"))
        }
    }
}

/// Diagnostics of all stages so far.
struct Found<'i> {
    inputs: &'i Inputs,
    diagnostics: Vec<Diagnostic>,
}

impl Found<'_> {
    fn take<T>(&mut self, result: Result<T, Vec<Diagnostic>>) -> Option<T> {
        result
            .map_err(|diagnostics| self.diagnostics.extend(diagnostics))
            .ok()
    }

    /// The model of the document, or of what is left of it without the operations that are not supported.
    fn lower(
        &mut self,
        typed: Option<Result<OpenAPI, Vec<Diagnostic>>>,
        document: &mut Value,
        config: &Config,
        options: Options,
    ) -> Option<(Api, Vec<Skipped>)> {
        // Where a fault of shape did not stop the run, it was not read yet.
        let typed = typed.unwrap_or_else(|| load::document(document));
        let typed = self.take(typed)?;
        let (api, diagnostics) = lower::lower(&typed, document, config);
        self.diagnostics.extend(diagnostics);
        if !options.skip_unsupported || !self.has_errors() || self.is_stopped() {
            return Some((api, Vec::new()));
        }
        drop((typed, api));
        let skipped = skip::unsupported(document, &mut self.diagnostics);
        let typed = self.take(load::document(document))?;
        let (api, diagnostics) = lower::lower(&typed, document, config);
        self.diagnostics.extend(diagnostics);
        Some((api, skipped))
    }

    fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// Whether there is an error that no later stage can go on with.
    fn is_stopped(&self) -> bool {
        let mut errors = self
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.is_error());
        errors.any(|error| !skip::is_unsupported(error))
    }

    fn report(self) -> Report {
        Report::new(self.inputs, self.diagnostics)
    }
}
