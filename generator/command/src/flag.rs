//! Parameters as arguments of a command line, and back as JSON.

use std::fs;
use std::io::{self, Read};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches};
use serde_json::{Map, Number, Value};
use twilio_runtime::Decimal;
use twilio_runtime::dynamic::{Kind, Operation, Parameter, Place};

use crate::docs;

/// The flags of the command line itself, which a parameter can't have.
const TAKEN: &[&str] = &[
    "base-url", "columns", "curl", "dry-run", "edge", "help", "limit", "output", "profile",
    "region", "resume", "retries", "timeout", "verbose", "version", "yes",
];

/// The argument for a parameter: a positional one for the item that is meant, a flag for all else.
pub(crate) fn arg(parameter: &'static Parameter) -> Arg {
    let arg = Arg::new(parameter.name)
        .required(parameter.is_required)
        .help(help(parameter, docs::first(parameter.docs)))
        .long_help(help(parameter, &docs::whole(parameter.docs)));
    let arg = match parameter.place {
        Place::Item => {
            return arg
                .value_name(parameter.word)
                .value_parser(parser(parameter.kind));
        }
        Place::Page => arg.help_heading("Pages"),
        Place::Parent | Place::Query | Place::Header | Place::Form | Place::Json => {
            arg.help_heading("Parameters")
        }
    };
    let arg = match TAKEN.contains(&parameter.word) {
        true => arg.long(format!("parameter-{}", parameter.word)),
        false => arg.long(parameter.word),
    };
    with_kind(arg, parameter.kind)
}

/// What a parameter is for, and how its values are written where that is not plain.
fn help(parameter: &Parameter, docs: &str) -> String {
    let kind = match parameter.kind {
        Kind::List(kind) => *kind,
        kind => kind,
    };
    let mut notes = Vec::new();
    if matches!(kind, Kind::Json) {
        notes.push("JSON, or @FILE that holds it");
    }
    if matches!(parameter.kind, Kind::List(_)) {
        notes.push("can be given several times");
    }
    match (docs, notes.join("; ")) {
        (docs, notes) if notes.is_empty() => docs.to_owned(),
        ("", notes) => notes,
        (docs, notes) => format!("{docs} [{notes}]"),
    }
}

/// How often a flag is given, and with what.
fn with_kind(arg: Arg, kind: Kind) -> Arg {
    match kind {
        Kind::List(kind) => with_kind(arg, *kind).num_args(1).action(ArgAction::Append),
        Kind::Bool => arg
            .value_name("BOOL")
            .num_args(0..=1)
            .default_missing_value("true")
            .value_parser(parser(kind)),
        Kind::Integer | Kind::Number | Kind::Decimal => arg
            .value_name("NUMBER")
            .allow_negative_numbers(true)
            .value_parser(parser(kind)),
        Kind::Sid("") => arg.value_name("SID").value_parser(parser(kind)),
        Kind::Sid(prefix) => arg
            .value_name(format!("{prefix}..."))
            .value_parser(parser(kind)),
        kind => arg.value_name(noun(kind)).value_parser(parser(kind)),
    }
}

/// What stands for the value in the help.
fn noun(kind: Kind) -> &'static str {
    match kind {
        Kind::Uri => "URL",
        Kind::Timestamp => "2026-11-24T08:30:00Z",
        Kind::Date => "2026-11-24",
        Kind::Enum(_) => "VALUE",
        Kind::Json => "JSON",
        _ => "TEXT",
    }
}

/// Makes JSON of a word.
///
/// What the typed request checks by itself, such as SIDs and times, is a text here.
fn parser(kind: Kind) -> ValueParser {
    match kind {
        Kind::Bool => PossibleValuesParser::new(["true", "false"])
            .map(|text| Value::Bool(text == "true"))
            .into(),
        Kind::Integer => ValueParser::new(integer),
        Kind::Number => ValueParser::new(number),
        Kind::Decimal => ValueParser::new(decimal),
        Kind::Enum(choices) => {
            let choices = choices.iter().map(|choice| {
                let value = PossibleValue::new(choice.value);
                match docs::first(choice.docs) {
                    "" => value,
                    docs => value.help(docs),
                }
            });
            PossibleValuesParser::new(choices).map(Value::String).into()
        }
        Kind::Json => ValueParser::new(json),
        Kind::List(kind) => parser(*kind),
        _ => ValueParser::new(text),
    }
}

fn text(text: &str) -> Result<Value, String> {
    Ok(Value::String(text.to_owned()))
}

fn integer(text: &str) -> Result<Value, String> {
    let signed = text.parse::<i64>().map(Value::from);
    let number = signed.or_else(|_| text.parse::<u64>().map(Value::from));
    number.map_err(|_| "it takes a whole number".to_owned())
}

fn number(text: &str) -> Result<Value, String> {
    let number = text.parse::<Number>().map(Value::Number);
    number.map_err(|_| "it takes a number".to_owned())
}

/// A JSON number, or a text where that would lose digits.
fn decimal(text: &str) -> Result<Value, String> {
    let number = text.parse::<Decimal>();
    let value = number.map(|number| serde_json::to_value(number).ok());
    let value = value.map_err(|error| error.to_string())?;
    Ok(value.unwrap_or_else(|| Value::String(text.to_owned())))
}

/// JSON text, `@FILE` or `@-`. What does not look like JSON is a text, which is sent as it is.
fn json(word: &str) -> Result<Value, String> {
    let text = match word.strip_prefix('@') {
        Some(path) => read(path)?,
        None => word.to_owned(),
    };
    match text.trim_start().starts_with(['{', '[', '"']) {
        true => parse(&text),
        false => Ok(Value::String(text)),
    }
}

/// The arguments of `call`: JSON text, `@FILE`, or `-` for standard input.
pub(crate) fn json_arguments(word: &str) -> Result<Value, String> {
    match word.strip_prefix('@') {
        Some(path) => parse(&read(path)?),
        None if word == "-" => parse(&read("-")?),
        None => parse(word),
    }
}

fn parse(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| format!("it is not JSON: {error}"))
}

/// The text of a file, or of standard input.
fn read(path: &str) -> Result<String, String> {
    let text = match path {
        "-" => {
            let mut text = String::new();
            io::stdin().read_to_string(&mut text).map(|_| text)
        }
        path => fs::read_to_string(path),
    };
    text.map_err(|error| format!("{path} can't be read: {error}"))
}

/// The arguments of an operation as the dynamic interface takes them.
pub(crate) fn arguments(operation: &Operation, matches: &ArgMatches) -> Value {
    let mut arguments = Map::new();
    for parameter in operation.parameters {
        let Some(values) = matches.get_many::<Value>(parameter.name) else {
            continue;
        };
        let mut values = values.cloned();
        let value = match parameter.kind {
            Kind::List(_) => Some(Value::Array(values.collect())),
            _ => values.next_back(),
        };
        if let Some(value) = value {
            arguments.insert(parameter.name.to_owned(), value);
        }
    }
    Value::Object(arguments)
}

#[cfg(test)]
mod tests {
    use clap::Command;
    use serde_json::json;
    use twilio_runtime::dynamic::Choice;

    use super::*;

    const COLOURS: &[Choice] = &[
        Choice {
            value: "red",
            docs: "Like blood.",
        },
        Choice {
            value: "dark-blue",
            docs: "",
        },
    ];

    const fn parameter(name: &'static str, word: &'static str, kind: Kind) -> Parameter {
        Parameter::new(Place::Form, name, word, kind, "")
    }

    static OPERATION: Operation = Operation {
        id: "Paint",
        word: "paint",
        method: "POST",
        path: "/v1/Paint",
        docs: "Paints.",
        parameters: &[
            parameter("IsWet", "is-wet", Kind::Bool),
            parameter("Coats", "coats", Kind::Integer),
            parameter("Weight", "weight", Kind::Number),
            parameter("Price", "price", Kind::Decimal),
            parameter("Colour", "colour", Kind::Enum(COLOURS)),
            parameter("Colours", "colours", Kind::List(&Kind::Enum(COLOURS))),
            parameter("Extra", "extra", Kind::Json),
            parameter("Timeout", "timeout", Kind::Text),
        ],
        columns: &[],
        is_list: false,
        is_deprecated: false,
        request: |client, _| Ok(client.get::<Value>("/").into()),
    };

    fn parse_line(line: &[&str]) -> Result<Value, clap::Error> {
        let args = OPERATION.parameters.iter().map(arg);
        let words = [&["paint"], line].concat();
        let matches = Command::new("paint")
            .args(args)
            .try_get_matches_from(words)?;
        Ok(arguments(&OPERATION, &matches))
    }

    #[test]
    fn words_become_json() {
        for (line, expected) in [
            (&[][..], json!({})),
            (&["--is-wet"], json!({"IsWet": true})),
            (&["--is-wet", "false"], json!({"IsWet": false})),
            (&["--coats", "-3"], json!({"Coats": -3})),
            (
                &["--coats=18446744073709551615"],
                json!({"Coats": 18_446_744_073_709_551_615_u64}),
            ),
            (&["--weight", "-1.5"], json!({"Weight": -1.5})),
            (&["--price", "-0.10"], json!({"Price": -0.1})),
            (
                &["--price", "0.12345678901234567890"],
                json!({"Price": "0.12345678901234567890"}),
            ),
            (&["--colour", "red"], json!({"Colour": "red"})),
            (
                &["--colours", "red", "--colours", "dark-blue"],
                json!({"Colours": ["red", "dark-blue"]}),
            ),
            (&["--extra", r#"{"b": [1]}"#], json!({"Extra": {"b": [1]}})),
            (&["--extra", "[]"], json!({"Extra": []})),
            (&["--extra", r#""a""#], json!({"Extra": "a"})),
            (&["--extra", "plain"], json!({"Extra": "plain"})),
            (&["--extra", "5"], json!({"Extra": "5"})),
            (&["--parameter-timeout", ""], json!({"Timeout": ""})),
        ] {
            assert_eq!(parse_line(line).unwrap(), expected, "{line:?}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for (line, told) in [
            (&["--is-wet", "yes"][..], "true, false"),
            (&["--coats", "1.5"], "a whole number"),
            (&["--weight", "NaN"], "a number"),
            (&["--price", "1,5"], "a decimal number"),
            (&["--colour", "dark-bleu"], "'dark-blue'"),
            (&["--colours", "red", "blue"], "unexpected argument"),
            (
                &["--extra", "{\"a\":}"],
                "not JSON: expected value at line 1",
            ),
            (&["--extra", "@no/such/file"], "no/such/file can't be read"),
            (&["--timeout", "1"], "unexpected argument"),
        ] {
            let error = parse_line(line).unwrap_err().to_string();
            assert!(error.contains(told), "{error}");
        }
    }

    #[test]
    fn no_parameter_takes_a_flag_of_the_command_line() {
        let known = crate::options::args();
        let known = known.iter().filter_map(Arg::get_long);
        for long in known {
            assert!(TAKEN.contains(&long), "{long}");
        }
    }
}
