//! Documents that others wrote: each of their operations goes to Prism, once with what it needs and once with everything. Prism
//! must take it, and its response must be read.
//!
//! ```text
//! PRISM=1 OPENAPI_DOCUMENTS_DIR=... cargo test -p acceptance --test suite prism::documents -- --nocapture
//! ```
//!
//! `OPENAPI_DOCUMENTS_SAMPLE=20` takes so many of the small documents.

use std::path::{Path, PathBuf};
use std::{env, fmt, fs};

use openapi_client_codegen::diagnostic::File;
use openapi_client_codegen::load;
use openapi_client_codegen::source::Source;
use serde_json::{Map, Value, json};

use super::sample::Sampler;
use super::{installed, start};
use crate::cases::{Driver, program};

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// Calls that do not end as they should for another reason than the client: a line each, the document and the operation, with
/// the reason behind `#`.
const KNOWN: &str = include_str!("known.txt");

/// Bytes of a document that is small.
const SMALL: u64 = 40_000;

/// How calls ended.
#[derive(Default)]
struct Tally {
    right: usize,
    /// Those that the generator refused.
    refused: usize,
    /// Those that have a schema that no value was found for.
    unknown: usize,
    /// Those that Prism has no response to, or that are known not to end well.
    known: usize,
    wrong: Vec<String>,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            right,
            refused,
            unknown,
            known,
            wrong,
        } = self;
        let wrong = wrong.len();
        write!(
            f,
            "{right} right, {wrong} wrong, {known} known, {refused} refused, {unknown} without a value"
        )
    }
}

#[test]
fn prism_takes_the_operations_of_other_documents() {
    let Some(folder) = env::var_os("OPENAPI_DOCUMENTS_DIR") else {
        return println!("skipped: OPENAPI_DOCUMENTS_DIR is not set");
    };
    let prism = match installed() {
        Ok(prism) => prism,
        Err(why) => return println!("skipped: {why}"),
    };
    let folder = copies(&chosen(Path::new(&folder)));
    let mut driver = Driver::start(&program(&folder));
    let mut served = 0;
    let mut all = Tally::default();
    for path in files(&folder) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let before = all.right;
        match judge(&mut driver, &prism, &path, &name) {
            Ok(tally) => {
                println!("{name}: {tally}");
                tally.wrong.iter().for_each(|line| println!("  {line}"));
                all.right += tally.right;
                all.refused += tally.refused;
                all.unknown += tally.unknown;
                all.known += tally.known;
                all.wrong.extend(tally.wrong);
            }
            Err(why) => println!("{name}: {why}"),
        }
        served += usize::from(all.right > before);
    }
    driver.end();
    println!("{served} documents: {all}");
    assert!(all.wrong.is_empty(), "{:#?}", all.wrong);
}

/// Makes all calls of a document; an error is why there are none.
fn judge(
    driver: &mut Driver,
    prism: &Path,
    path: &Path,
    name: &str,
) -> Result<Tally, &'static str> {
    let source = Source::from_bytes(name, fs::read(path).unwrap()).map_err(|_| "is no text")?;
    let document = load::value(&source, File::Document).map_err(|_| "can't be read")?;
    let copy = path.with_file_name("prism").with_extension("tmp");
    fs::write(&copy, with_whole_paths(&document).to_string()).unwrap();
    // Responses are made of the schemas: examples often contradict them.
    let started = || start(prism, &copy, &["--dynamic"]).ok_or("Prism does not serve it");
    let mut server = started()?;
    let mut tally = Tally::default();
    for call in calls(&document) {
        if call.arguments.is_none() {
            tally.unknown += 1;
            continue;
        }
        let line = json!({
            "id": call.id, "document": name, "operation": call.id, "in": call.arguments,
            "base_url": server.url, "credentials": credentials(&document),
        });
        let result = driver.ask(&line);
        let key = format!("{name} {}", call.id);
        // It took the request, but can't make a response.
        let is_unserved = result["error"]["status"] == 500;
        let is_error = result["error"]["kind"] == "api";
        match (result.get("ok"), result.get("refused")) {
            (Some(_), _) => tally.right += 1,
            _ if is_error && call.only_fails => tally.right += 1,
            (_, Some(_)) => tally.refused += 1,
            _ if is_unserved || is_known(&key) => tally.known += 1,
            _ => tally
                .wrong
                .push(format!("{key}: {} gives {}", line["in"], result["error"])),
        }
        if result["error"]["kind"] == "transport" {
            // A request that it can't take ends Prism.
            server = started()?;
        }
    }
    Ok(tally)
}

fn is_known(key: &str) -> bool {
    let lines = KNOWN
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default());
    lines.into_iter().any(|line| line.trim() == key)
}

/// A call of an operation.
struct Call {
    id: String,
    /// `None` where one of them has a schema that no value was found for.
    arguments: Option<Value>,
    /// Whether no success is documented.
    only_fails: bool,
}

/// Each operation, with what it needs and with everything.
fn calls(document: &Value) -> Vec<Call> {
    let mut calls = Vec::new();
    let paths = document["paths"].as_object().into_iter().flatten();
    for (path, item) in paths {
        for method in METHODS {
            let Some(operation) = item.get(method) else {
                continue;
            };
            let id = match operation["operationId"].as_str() {
                Some(id) => id.to_owned(),
                None => format!("{} {path}", method.to_uppercase()),
            };
            let responses = operation["responses"].as_object();
            let switches = responses.is_some_and(|responses| {
                let is_success = |status: &String| status.starts_with(['2', '3']);
                responses.contains_key("101") && !responses.keys().any(is_success)
            });
            if switches {
                continue;
            }
            let only_fails = responses.is_some_and(|responses| {
                !responses.is_empty()
                    && responses
                        .keys()
                        .all(|status| status.starts_with(['4', '5']))
            });
            calls.extend([false, true].map(|is_full| Call {
                only_fails,
                id: id.clone(),
                arguments: arguments(&Sampler { document, is_full }, method, item, operation),
            }));
        }
    }
    calls
}

/// The document with the path of its server before each path: Prism does not look at servers.
fn with_whole_paths(document: &Value) -> Value {
    let mut document = document.clone();
    let url = document["servers"][0]["url"].as_str().unwrap_or_default();
    let path = url.split_once("://").map_or(url, |(_, rest)| {
        rest.find('/').map_or("", |index| &rest[index..])
    });
    let path = path.trim_end_matches('/').to_owned();
    document.as_object_mut().unwrap().remove("servers");
    if let Some(paths) = document["paths"].as_object_mut() {
        let items = std::mem::take(paths).into_iter();
        paths.extend(items.map(|(below, item)| (format!("{path}{below}"), item)));
    }
    document
}

/// The arguments of a call by their locations.
fn arguments<'d>(
    sampler: &Sampler<'d>,
    method: &str,
    item: &'d Value,
    operation: &'d Value,
) -> Option<Value> {
    let mut arguments = json!({});
    for parameter in [item, operation]
        .iter()
        .filter_map(|owner| owner["parameters"].as_array())
        .flatten()
    {
        let parameter = sampler.resolved(parameter)?;
        let is_required = parameter["required"] == json!(true);
        let name = parameter["name"].as_str()?;
        // What OpenAPI says about these headers is that such a parameter is ignored.
        let is_ignored = parameter["in"] == "header"
            && ["accept", "authorization", "content-type"].contains(&name.to_lowercase().as_str());
        if !is_required && (is_ignored || !sampler.is_full) {
            continue;
        }
        let content = parameter["content"]
            .as_object()
            .and_then(|content| content.values().next());
        let schema = content.unwrap_or(parameter).get("schema")?;
        match sampler.value(schema, 0) {
            Some(value) => arguments[parameter["in"].as_str()?][name] = value,
            None if is_required => return None,
            None => {}
        }
    }
    // OpenAPI 3.0 has the bodies of these ignored.
    let body = operation
        .get("requestBody")
        .filter(|_| !["get", "head"].contains(&method));
    let Some(body) = body.and_then(|body| sampler.resolved(body)) else {
        return Some(arguments);
    };
    let is_required = body["required"] == json!(true);
    if is_required || sampler.is_full {
        match self::body(sampler, body["content"].as_object()?) {
            Some(body) => arguments["body"] = body,
            None if is_required => return None,
            None => {}
        }
    }
    Some(arguments)
}

/// A body of the media type that the client prefers.
fn body<'d>(sampler: &Sampler<'d>, content: &'d Map<String, Value>) -> Option<Value> {
    let kinds: [fn(&str) -> bool; 6] = [
        |kind| kind.starts_with("application/json") || kind.contains("+json"),
        |kind| kind.starts_with("application/x-www-form-urlencoded"),
        |kind| kind.starts_with("multipart/form-data"),
        |kind| kind.starts_with("text/"),
        |kind| kind == "*/*" || kind == "application/*",
        |_| true,
    ];
    let (index, media) = kinds.iter().enumerate().find_map(|(index, is_it)| {
        let (_, media) = content.iter().find(|(kind, _)| is_it(kind))?;
        Some((index, media))
    })?;
    let schema = media
        .get("schema")
        .and_then(|schema| sampler.resolved(schema));
    let is_binary = schema.is_some_and(|schema| schema["format"] == json!("binary"));
    let has_values = schema.is_some_and(|schema| schema["type"] != json!("string"));
    match (index, media.get("schema")) {
        // With all that belongs to the parts.
        (2, _) if is_binary => {
            Some(json!({"base64": "LS1iLS0NCg==", "media_type": "multipart/form-data; boundary=b"}))
        }
        (4, Some(schema)) if has_values => sampler.value(schema, 0),
        (4 | 5, _) => Some(json!({"$base64": "aGVsbG8="})),
        (3, _) => Some(json!("text")),
        (_, Some(schema)) => sampler.value(schema, 0),
        (_, None) => Some(json!({})),
    }
}

/// Something for each security scheme.
fn credentials(document: &Value) -> Value {
    let schemes = document["components"]["securitySchemes"].as_object();
    let schemes = schemes.into_iter().flatten().map(|(name, scheme)| {
        let is_basic = scheme["scheme"]
            .as_str()
            .is_some_and(|scheme| scheme.eq_ignore_ascii_case("basic"));
        let value = match is_basic {
            true => json!({"username": "user", "password": "password"}),
            false => json!("token"),
        };
        (name.clone(), value)
    });
    Value::Object(schemes.collect())
}

/// The documents below a folder, or so many of them as are asked for.
fn chosen(folder: &Path) -> Vec<PathBuf> {
    let all = files(folder);
    let sample = env::var("OPENAPI_DOCUMENTS_SAMPLE");
    let Some(count) = sample.ok().and_then(|count| count.parse::<usize>().ok()) else {
        return all;
    };
    let is_small = |path: &PathBuf| fs::metadata(path).unwrap().len() < SMALL;
    let small: Vec<_> = all.into_iter().filter(is_small).collect();
    let step = (small.len() / count.max(1)).max(1);
    small.into_iter().step_by(step).take(count).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let ending = path.extension().and_then(|ending| ending.to_str());
            match ending {
                _ if path.is_dir() => waiting.push(path),
                Some("json" | "yaml" | "yml") => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}

/// Copies of the documents in one folder, which holds nothing else.
fn copies(paths: &[PathBuf]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("prism-documents");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for path in paths {
        fs::copy(path, folder.join(path.file_name().unwrap())).unwrap();
    }
    folder
}
