//! `cargo xtask spec lint`: looks for errors in documents, and generates nothing.

use std::path::PathBuf;

use openapi_client_codegen::diagnostic::Report;

use super::document::Beside;
use crate::codegen::{self, Format};
use crate::{Failure, Outcome, terminal};

/// The flags of the command.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
`cargo xtask explain CODE` says what a code means.

Exit codes: 0 when there is no error; 1 when there is one, or a warning with --deny-warnings; 2 when the command can't run.")]
pub(crate) struct Args {
    /// Documents, YAML or JSON [default: the one of TrustHub, with its overlay and configuration]
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    beside: Beside,
    /// Fail for warnings, too
    #[arg(long)]
    deny_warnings: bool,
    /// How errors and warnings are printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    message_format: Format,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let is_alone = args.files.len() < 2;
    if !is_alone && (args.beside.overlay.is_some() || args.beside.config.is_some()) {
        let message = "--overlay and --config belong to one document; name a single FILE with them";
        return Err(Failure(message.to_owned()));
    }
    let files = match args.files.as_slice() {
        [] => vec![None],
        files => files.iter().map(Some).collect(),
    };
    let mut outcome = Outcome::Fine;
    for file in files {
        let found = args.beside.read(file)?;
        let found = found.map_or_else(
            |report| report,
            |inputs| openapi_client_codegen::findings(&inputs),
        );
        print(args, file, &found)?;
        if found.has_errors() || (args.deny_warnings && !found.is_empty()) {
            outcome = Outcome::Failed;
        }
    }
    Ok(outcome)
}

fn print(args: &Args, file: Option<&PathBuf>, found: &Report) -> Result<(), Failure> {
    if !found.is_empty() {
        return Ok(args.message_format.print(found)?);
    }
    let name = file.map_or_else(|| codegen::SPEC.to_owned(), |file| codegen::shown(file));
    let mut stream = match args.message_format {
        Format::Text => terminal::stdout(),
        Format::Json => terminal::stderr(),
    };
    Ok(stream.line(&format!("{name}: no findings"))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn ran(files: &[PathBuf], deny_warnings: bool, beside: Beside) -> Result<Outcome, Failure> {
        run(&Args {
            files: files.to_vec(),
            beside,
            deny_warnings,
            message_format: Format::Text,
        })
    }

    #[test]
    fn errors_fail_and_warnings_do_when_they_are_denied() {
        let folder = std::env::temp_dir().join(format!("xtask-lint-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let file = |name: &str, keyword: &str| {
            let path = folder.join(name);
            let text = format!(
                "openapi: 3.0.1\ninfo: {{title: A, version: '1'}}\n\
                 servers: [{{url: 'https://a.example'}}]\npaths: {{}}\n\
                 components: {{schemas: {{a: {{{keyword}}}}}}}\n"
            );
            fs::write(&path, text).unwrap();
            path
        };
        let good = file("good.yaml", "type: string");
        let odd = file("odd.yaml", "type: string, format: odd");
        let bad = file("bad.yaml", "type: text");
        let outcome = |files: &[&PathBuf], deny_warnings| {
            let files: Vec<_> = files.iter().map(|file| (*file).clone()).collect();
            ran(&files, deny_warnings, Beside::default()).unwrap()
        };
        assert_eq!(outcome(&[], true), Outcome::Fine);
        assert_eq!(outcome(&[&good], true), Outcome::Fine);
        assert_eq!(outcome(&[&good, &odd], false), Outcome::Fine);
        assert_eq!(outcome(&[&good, &odd], true), Outcome::Failed);
        assert_eq!(outcome(&[&bad, &good], false), Outcome::Failed);
        let missing = ran(&[folder.join("none.yaml")], false, Beside::default());
        assert!(missing.is_err());
        let beside = Beside {
            overlay: Some(good.clone()),
            config: None,
        };
        assert!(ran(&[good, bad], false, beside).is_err());
        fs::remove_dir_all(&folder).unwrap();
    }
}
