//! Tests of the flags.

use clap::{Args as _, Command, FromArgMatches};

use std::fs;

use super::*;

fn parsed(arguments: &[&str]) -> Result<Args, clap::Error> {
    let command = Args::augment_args(Command::new("codegen").no_binary_name(true));
    Args::from_arg_matches(&command.try_get_matches_from(arguments)?)
}

#[test]
fn the_files_of_trusthub_are_the_default() {
    let args = parsed(&["--check"]).unwrap();
    let name = |input: Option<Input>| input.unwrap().name;
    assert_eq!(name(args.input(args.spec.as_ref(), SPEC)), SPEC);
    assert_eq!(name(args.input(args.overlay.as_ref(), OVERLAY)), OVERLAY);
    assert_eq!(args.out().name, "generated");
    assert_eq!(args.command(), "cargo xtask codegen");
}

#[test]
fn another_document_has_no_overlay_and_needs_a_folder() {
    assert!(parsed(&["--spec", "a.json"]).is_err());
    let args = parsed(&["--spec", "a.json", "--out", "b/"]).unwrap();
    assert!(args.input(args.overlay.as_ref(), OVERLAY).is_none());
    assert!(args.input(args.config.as_ref(), CONFIG).is_none());
    assert_eq!(args.out().name, "b");
    assert_eq!(args.command(), "cargo xtask codegen --spec a.json --out b/");
}

#[test]
fn a_missing_file_is_named() {
    let args = parsed(&["--spec", "nowhere/a.json", "--out", "b"]).unwrap();
    let failure = run(&args).unwrap_err();
    assert_eq!(
        failure.to_string(),
        "can't read nowhere/a.json: there is no such file"
    );
}

#[test]
fn what_is_written_is_up_to_date_until_it_is_changed() {
    let folder = std::env::temp_dir().join(format!("xtask-codegen-{}", std::process::id()));
    let out = folder.join("out");
    fs::create_dir_all(&folder).unwrap();
    let spec = folder.join("a.yaml");
    let run_with = |text: &str, check: bool| {
        fs::write(&spec, text).unwrap();
        let args = Args {
            check,
            spec: Some(spec.clone()),
            out: Some(out.clone()),
            ..Args::default()
        };
        run(&args).unwrap()
    };
    let broken = DOCUMENT.replace("type: string", "type: strin");
    assert_eq!(run_with(&broken, false), Outcome::Failed);
    assert!(!out.exists());
    assert_eq!(run_with(DOCUMENT, true), Outcome::Failed);
    assert!(!out.exists());
    assert_eq!(run_with(DOCUMENT, false), Outcome::Fine);
    assert_eq!(run_with(DOCUMENT, true), Outcome::Fine);
    fs::remove_file(out.join("Cargo.toml")).unwrap();
    assert_eq!(run_with(DOCUMENT, true), Outcome::Failed);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn the_manifest_finds_the_runtime_from_any_folder() {
    let args = |out: &str, runtime_path: Option<&str>| Args {
        out: Some(workspace::root().join(out)),
        runtime_path: runtime_path.map(|path| workspace::root().join(path)),
        ..Args::default()
    };
    let configured = Package {
        runtime: Some("../runtime".to_owned()),
        ..Package::default()
    };
    let new = Package::default();
    let path = |args: &Args, package: &Package| args.runtime(package).unwrap();
    let text = |text: &str| Some(text.to_owned());
    let nested = args("target/new/crate", None);
    assert_eq!(path(&nested, &new), text("../../../generator/runtime"));
    assert_eq!(path(&nested, &configured), None);
    assert_eq!(path(&Args::default(), &new), None);
    let chosen = args("target/new", Some("target/runtime"));
    assert_eq!(path(&chosen, &configured), text("../runtime"));
}

const DOCUMENT: &str = "\
openapi: 3.0.1
info: {title: Test, version: 1.0.0}
servers: [{url: https://things.example}]
paths:
  /v1/Things/{Sid}:
    get:
      operationId: FetchThing
      parameters:
        - {name: Sid, in: path, required: true, schema: {type: string}}
      responses:
        '200':
          description: The thing.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/thing'}
components:
  schemas:
    thing:
      type: object
      properties:
        sid: {type: string, nullable: true}
";
