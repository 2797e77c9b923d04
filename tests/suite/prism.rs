//! An independent server: Prism responds as our document says, and refuses what breaks it. Every operation goes there by the
//! program, with all its arguments.

mod documents;
mod sample;

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use openapi_client_codegen::diagnostic::File;
use openapi_client_codegen::model::Operation;
use serde_json::{Map, Value, json};

use crate::program;
use crate::samples::Samples;

/// A running Prism, which ends with the test.
struct Prism {
    process: Child,
    url: String,
}

impl Drop for Prism {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The pinned version, installed once; where that can't be done, or is not asked for, why.
fn installed() -> Result<PathBuf, String> {
    static INSTALLED: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    INSTALLED.get_or_init(install).clone()
}

fn install() -> Result<PathBuf, String> {
    if std::env::var_os("PRISM").is_none() {
        return Err("PRISM is not set; with it, Prism is installed from npm".to_owned());
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("prism");
    let program = folder.join("node_modules/@stoplight/prism-cli/dist/index.js");
    let lock = "package-lock.json";
    let own = acceptance::root().join("tests/prism");
    let is_installed = program.exists()
        && std::fs::read(folder.join(lock)).ok() == std::fs::read(own.join(lock)).ok();
    if is_installed {
        return Ok(program);
    }
    std::fs::create_dir_all(&folder).unwrap();
    for file in ["package.json", lock] {
        std::fs::copy(own.join(file), folder.join(file)).unwrap();
    }
    let installed = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(&folder)
        .output();
    match installed {
        Ok(output) if output.status.success() => Ok(program),
        Ok(output) => {
            let why = String::from_utf8_lossy(&output.stderr);
            Err(format!("npm can't install Prism: {why}"))
        }
        Err(error) => Err(format!("npm is not there: {error}")),
    }
}

/// Our document, with the encoding of arrays in forms spelled out: Prism takes repeated keys only then.
fn document() -> Value {
    let source = acceptance::trusthub().unwrap().document;
    let mut document = openapi_client_codegen::load::value(&source, File::Document).unwrap();
    let items = document["paths"].as_object_mut().unwrap().values_mut();
    let operations = items.flat_map(|item| item.as_object_mut().unwrap().values_mut());
    for operation in operations {
        let media =
            operation.pointer_mut("/requestBody/content/application~1x-www-form-urlencoded");
        let Some(media) = media else { continue };
        let properties = media["schema"]["properties"].as_object().cloned();
        for (name, schema) in properties.into_iter().flatten() {
            if schema["type"] == "array" {
                media["encoding"][name] =
                    json!({"style": "form", "explode": true, "allowReserved": true});
            }
        }
    }
    document
}

/// Starts Prism; `None` where it does not serve the document.
fn start(program: &Path, document: &Path, options: &[&str]) -> Option<Prism> {
    let mut process = Command::new("node")
        .arg(program)
        .args(["mock", "--errors", "--host", "127.0.0.1", "--port", "0"])
        .args(options)
        .arg(document)
        .env("NO_COLOR", "1")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let url = lines.by_ref().find_map(|line| {
        let line = line.unwrap();
        let (_, rest) = line.split_once("listening on ")?;
        Some(rest.split_whitespace().next()?.to_owned())
    });
    // Prism waits when nobody reads what it says.
    std::thread::spawn(move || lines.for_each(drop));
    match url {
        Some(url) => Some(Prism { process, url }),
        None => {
            process.wait().unwrap();
            None
        }
    }
}

/// The example of a JSON body with everything in it.
fn json_example<'d>(document: &'d Value, operation: &Operation) -> Option<&'d Map<String, Value>> {
    let item = &document["paths"][operation.path.to_string()];
    let content = &item[operation.method.to_lowercase()]["requestBody"]["content"];
    content["application/json"]["examples"]["full"]["value"].as_object()
}

#[test]
fn prism_takes_every_operation() {
    let prism = match installed() {
        Ok(program) => {
            let path = program.ancestors().nth(5).unwrap().join("trusthub.json");
            std::fs::write(&path, document().to_string()).unwrap();
            start(&program, &path, &[]).unwrap()
        }
        Err(why) => return println!("skipped: {why}"),
    };
    let trusthub = program::build();
    let samples = Samples::new();
    let document = document();
    let mut valid = 0;
    for (resource, operation) in samples.operations() {
        let id = operation.id.as_str();
        let mut arguments = samples.arguments(resource, operation);
        // Prism checks the lengths and formats of a JSON body, which made-up values don't have.
        if let Some(body) = json_example(&document, operation) {
            let arguments = arguments.as_object_mut().unwrap();
            arguments.retain(|name, _| operation.path.parameters().any(|own| own.as_str() == name));
            arguments.extend(body.clone());
        }
        let arguments = arguments.to_string();
        let mut call = Command::new(&trusthub);
        call.args(["call", id, "--json", &arguments, "--base-url", &prism.url])
            .args(["--output", "json", "--retries", "0", "--yes"])
            .env("TWILIO_ACCOUNT_SID", "AC75f0ea72ace6069fe0a7f80525507ddb")
            .env("TWILIO_AUTH_TOKEN", "token")
            .stdin(Stdio::null());
        if operation.list.is_some() {
            call.args(["--limit", "2"]);
        }
        let output = call.output().unwrap();
        let message = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{id} with {arguments}: {message}");
        let response: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        let has_content = operation.success.ty.is_some() || operation.list.is_some();
        assert_eq!(response.is_null(), !has_content, "{id}: {response}");
        valid += 1;
    }
    println!("{valid} operations are valid");
    assert_eq!(valid, samples.operations().count());
}
