//! Makes calls that it reads from standard input, a JSON object a line, and writes a line for each about how it ended.
//!
//! `cargo xtask corpus --driver` writes a program that gives [`main`] the tables of all documents of a folder. The calls go
//! through the generated tables of operations, and so through the typed methods and their checks.

mod arguments;
mod call;
mod client;
mod recorder;

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use openapi_client_runtime::dynamic::Service;
use serde_json::{Value, json};

pub use recorder::Recorder;

/// A document, and what became of it.
#[derive(Clone, Copy, Debug)]
pub struct Document {
    /// Its path below the folder of all documents.
    pub path: &'static str,
    /// What the generator made of it.
    pub generated: Generated,
}

/// What the generator made of a document.
#[derive(Clone, Copy, Debug)]
pub enum Generated {
    /// A crate. It lacks the operations that are refused, each with the code of its diagnostic: the `operationId`, or method and
    /// path where the document has none.
    Service(&'static Service, &'static [(&'static str, &'static str)]),
    /// Nothing, because of the diagnostic with this code.
    Refused(&'static str),
    /// A crate that does not compile.
    Broken,
}

/// Why there is no result to write.
pub type Problem = Box<dyn std::error::Error + Send + Sync>;

/// Reads calls until the input ends.
pub fn main(documents: &[Document]) -> ExitCode {
    match run(documents, io::stdin().lock(), io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            complain(&problem.to_string());
            ExitCode::FAILURE
        }
    }
}

fn run(documents: &[Document], input: impl BufRead, mut output: impl Write) -> Result<(), Problem> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    for line in input.lines() {
        let case: Value = serde_json::from_str(&line?)?;
        let mut result = runtime.block_on(respond(documents, &case));
        result["id"] = case["id"].clone();
        writeln!(output, "{result}")?;
        output.flush()?;
    }
    Ok(())
}

/// How the call of a line ended.
async fn respond(documents: &[Document], case: &Value) -> Value {
    let path = case["document"].as_str().unwrap_or_default();
    let operation = case["operation"].as_str().unwrap_or_default();
    let found = documents.iter().find(|document| document.path == path);
    let wrong = match found.map(|document| document.generated) {
        Some(Generated::Refused(code)) => return json!({ "refused": code }),
        Some(Generated::Service(service, refused)) => {
            let code = refused.iter().find(|(name, _)| *name == operation);
            match (call::find(service, operation), code) {
                (Some(found), _) => return call::run(service, found, case).await,
                (None, Some((_, code))) => return json!({ "refused": code }),
                (None, None) => format!("{path}: there is no operation {operation}"),
            }
        }
        Some(Generated::Broken) => format!("{path}: the crate does not compile"),
        None => format!("{path}: there is no such document"),
    };
    complain(&wrong);
    json!({ "wrong": wrong })
}

/// Writes a message to standard error.
fn complain(message: &str) {
    // Nobody is told where there is no standard error.
    drop(writeln!(io::stderr(), "{message}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_generated_is_told_apart() {
        let document = |path, generated| Document { path, generated };
        let documents = [
            document("a", Generated::Refused("TH061")),
            document("b", Generated::Broken),
        ];
        let lines = "{\"id\": \"1\", \"document\": \"a\"}\n{\"id\": 2, \"document\": \"b\"}\n";
        let mut output = Vec::new();
        run(&documents, lines.as_bytes(), &mut output).unwrap();
        assert_eq!(
            String::from_utf8(output).unwrap(),
            "{\"id\":\"1\",\"refused\":\"TH061\"}\n{\"id\":2,\"wrong\":\"b: the crate does not compile\"}\n"
        );
    }
}
