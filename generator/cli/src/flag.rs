//! Parameters as arguments of a command line, and back as JSON.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches};
use openapi_client_runtime::dynamic::{
    Choice, Operation, Parameter, ParameterKind, ParameterLocation,
};
use serde_json::{Map, Value};

use crate::failure::Failure;
use crate::visible::visible;
use crate::{docs, given};

/// The flags of the command line itself, which a parameter can't have.
const TAKEN: &[&str] = &[
    "allow-http",
    "base-url",
    "columns",
    "csv-safe",
    "curl",
    "dry-run",
    "edge",
    "help",
    "limit",
    "output",
    "profile",
    "region",
    "resume",
    "retries",
    "server-variable",
    "timeout",
    "verbose",
    "version",
    "yes",
];

/// The argument for a parameter: a positional one for the item that is meant and for what it is below, a flag for all else.
pub(crate) fn arg(parameter: &'static Parameter) -> Arg {
    let arg = Arg::new(parameter.name)
        .required(parameter.is_required)
        .help(help(parameter, &docs::first(parameter.docs)))
        .long_help(help(parameter, &docs::whole(parameter.docs)));
    let arg = match parameter.location {
        ParameterLocation::Item | ParameterLocation::Parent if parameter.is_required => {
            return arg
                .value_name(parameter.word)
                .value_parser(parser(parameter.kind));
        }
        ParameterLocation::Page => arg.help_heading("Pages"),
        _ => arg.help_heading("Parameters"),
    };
    with_kind(arg.long(long(parameter)), parameter.kind)
}

fn long(parameter: &Parameter) -> String {
    match TAKEN.contains(&parameter.word) {
        true => format!("parameter-{}", parameter.word),
        false => parameter.word.to_owned(),
    }
}

/// What a parameter is for, and how its values are written where that is not plain.
fn help(parameter: &Parameter, docs: &str) -> String {
    let mut notes = Vec::new();
    match one(parameter.kind) {
        ParameterKind::Json => notes.push("JSON, or @FILE that holds it"),
        ParameterKind::Object => {
            notes.push("a JSON object, @FILE that holds one, or - for standard input");
        }
        _ if is_content(parameter) => {
            notes.push("a text, @FILE that holds it, or - for standard input");
        }
        _ => {}
    }
    if matches!(parameter.kind, ParameterKind::List(_)) {
        notes.push("can be given several times");
    }
    match (docs, notes.join("; ")) {
        (docs, notes) if notes.is_empty() => docs.to_owned(),
        ("", notes) => notes,
        (docs, notes) => format!("{docs} [{notes}]"),
    }
}

/// Whether a value is sent as it is, and so may come from a file.
fn is_content(parameter: &Parameter) -> bool {
    match one(parameter.kind) {
        ParameterKind::File => true,
        ParameterKind::Text => parameter.location == ParameterLocation::Body,
        _ => false,
    }
}

/// The kind of one value: a list is given value by value.
fn one(kind: ParameterKind) -> ParameterKind {
    match kind {
        ParameterKind::List(kind) => *kind,
        kind => kind,
    }
}

/// How often a flag is given, and with what.
fn with_kind(arg: Arg, kind: ParameterKind) -> Arg {
    let arg = match kind {
        ParameterKind::List(kind) => {
            return with_kind(arg, *kind).num_args(1).action(ArgAction::Append);
        }
        ParameterKind::Bool => arg.num_args(0..=1).default_missing_value("true"),
        ParameterKind::Integer | ParameterKind::Number | ParameterKind::Decimal => {
            arg.allow_negative_numbers(true)
        }
        _ => arg,
    };
    arg.value_name(noun(kind)).value_parser(parser(kind))
}

/// What stands for the value in the help.
fn noun(kind: ParameterKind) -> String {
    match kind {
        ParameterKind::Bool => "BOOL",
        ParameterKind::Integer | ParameterKind::Number | ParameterKind::Decimal => "NUMBER",
        ParameterKind::Id("") => "ID",
        ParameterKind::Id(prefix) => return format!("{prefix}..."),
        ParameterKind::Uri => "URL",
        ParameterKind::Timestamp => "2026-11-24T08:30:00Z",
        ParameterKind::Date => "2026-11-24",
        ParameterKind::Enum(_) => "VALUE",
        ParameterKind::Json | ParameterKind::Object => "JSON",
        ParameterKind::File => "FILE",
        ParameterKind::Text | ParameterKind::List(_) => "TEXT",
    }
    .to_owned()
}

/// Makes JSON of a word.
///
/// What the typed request checks by itself, such as identifiers and times, is a text here. So is any JSON: it may be in a file,
/// which is only read once the whole line is right.
fn parser(kind: ParameterKind) -> ValueParser {
    match kind {
        ParameterKind::Bool => PossibleValuesParser::new(["true", "false"])
            .map(|text| Value::Bool(text == "true"))
            .into(),
        ParameterKind::Integer => ValueParser::new(integer),
        ParameterKind::Number => ValueParser::new(given::number),
        ParameterKind::Decimal => ValueParser::new(given::decimal),
        ParameterKind::Enum(choices) => {
            let values = PossibleValuesParser::new(choices.iter().map(possible));
            values
                .map(|word| Value::String(chosen(choices, word)))
                .into()
        }
        ParameterKind::List(kind) => parser(*kind),
        _ => ValueParser::new(text),
    }
}

/// A value as it is shown; where that differs from what is sent, both can be given.
fn possible(choice: &Choice) -> PossibleValue {
    let shown = visible(choice.value, &[]).into_owned();
    let value = match shown == choice.value {
        true => PossibleValue::new(shown),
        false => PossibleValue::new(shown).alias(choice.value),
    };
    match docs::first(choice.docs) {
        docs if docs.is_empty() => value,
        docs => value.help(docs),
    }
}

fn chosen(choices: &[Choice], word: String) -> String {
    let mut shown = choices
        .iter()
        .filter(|choice| visible(choice.value, &[]) == word);
    match choices.iter().any(|choice| choice.value == word) {
        true => word,
        false => shown.next().map_or(word, |choice| choice.value.to_owned()),
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

/// The arguments of an operation as the dynamic interface takes them.
///
/// The JSON is read here. It may hold what is personal, so an error does not repeat it.
pub(crate) fn arguments(operation: &Operation, matches: &ArgMatches) -> Result<Value, Failure> {
    let mut arguments = Map::new();
    for parameter in operation.parameters {
        let Some(values) = matches.get_many::<Value>(parameter.name) else {
            continue;
        };
        let values = values.map(|value| argument(parameter, value));
        let mut values: Vec<_> = values.collect::<Result<_, _>>()?;
        let value = match parameter.kind {
            ParameterKind::List(_) => Some(Value::Array(values)),
            _ => values.pop(),
        };
        if let Some(value) = value {
            arguments.insert(parameter.name.to_owned(), value);
        }
    }
    Ok(Value::Object(arguments))
}

fn argument(parameter: &Parameter, value: &Value) -> Result<Value, Failure> {
    let kind = one(parameter.kind);
    let given = match (kind, value) {
        (ParameterKind::Json | ParameterKind::Object, Value::String(word)) => {
            given::parameter(word, kind, parameter.location)
        }
        (ParameterKind::File, Value::String(word)) => given::file(word),
        (_, Value::String(word)) if is_content(parameter) => given::text(word),
        _ => Ok(value.clone()),
    };
    given.map_err(|reason| {
        let flag = match parameter.location {
            ParameterLocation::Item => format!("<{}>", parameter.word),
            _ => format!("--{}", long(parameter)),
        };
        Failure::Usage(format!("the value of {flag} is not right: {reason}"))
    })
}

#[cfg(test)]
mod tests {
    use clap::Command;
    use openapi_client_runtime::dynamic::Choice;
    use serde_json::json;

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
        Choice {
            value: "a\u{1b}b",
            docs: "A\u{202e}b.",
        },
    ];

    const fn parameter(name: &'static str, word: &'static str, kind: ParameterKind) -> Parameter {
        Parameter::new(ParameterLocation::Form, name, word, kind, "")
    }

    static OPERATION: Operation = Operation {
        id: "Paint",
        word: "paint",
        method: "POST",
        path: "/v1/Paint",
        docs: "Paints.",
        parameters: &[
            parameter("IsWet", "is-wet", ParameterKind::Bool),
            parameter("Coats", "coats", ParameterKind::Integer),
            parameter("Weight", "weight", ParameterKind::Number),
            parameter("Price", "price", ParameterKind::Decimal),
            parameter("Colour", "colour", ParameterKind::Enum(COLOURS)),
            parameter(
                "Colours",
                "colours",
                ParameterKind::List(&ParameterKind::Enum(COLOURS)),
            ),
            parameter("Extra", "extra", ParameterKind::Json),
            parameter(
                "Extras",
                "extras",
                ParameterKind::List(&ParameterKind::Json),
            ),
            parameter("Facts", "facts", ParameterKind::Object),
            parameter(
                "Parts",
                "parts",
                ParameterKind::List(&ParameterKind::Object),
            ),
            Parameter::new(
                ParameterLocation::Json,
                "Address",
                "address",
                ParameterKind::Object,
                "",
            ),
            Parameter::new(
                ParameterLocation::Json,
                "Body",
                "body",
                ParameterKind::Json,
                "",
            ),
            Parameter::new(
                ParameterLocation::Body,
                "Letter",
                "letter",
                ParameterKind::Text,
                "",
            ),
            Parameter::new(
                ParameterLocation::Part,
                "Stamp",
                "stamp",
                ParameterKind::Object,
                "",
            ),
            Parameter::new(
                ParameterLocation::Part,
                "Photos",
                "photos",
                ParameterKind::List(&ParameterKind::File),
                "",
            ),
            parameter("Timeout", "timeout", ParameterKind::Text),
        ],
        columns: &[],
        fields: || &[],
        is_list: false,
        is_deprecated: false,
        request: |client, _| Ok(client.get::<Value>("/").into()),
    };

    fn parse_line(line: &[&str]) -> Result<Value, String> {
        let args = OPERATION.parameters.iter().map(arg);
        let words = [&["paint"], line].concat();
        let matches = Command::new("paint")
            .args(args)
            .try_get_matches_from(words)
            .map_err(|error| error.to_string())?;
        match arguments(&OPERATION, &matches) {
            Ok(value) => Ok(value),
            Err(Failure::Usage(message)) => Err(message),
            Err(other) => panic!("{other:?}"),
        }
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
            (
                &["--price", "-0.10"],
                serde_json::from_str(r#"{"Price": -0.10}"#).unwrap(),
            ),
            (
                &["--price", "0.12345678901234567890"],
                serde_json::from_str(r#"{"Price": 0.12345678901234567890}"#).unwrap(),
            ),
            (&["--colour", "red"], json!({"Colour": "red"})),
            (
                &["--colours", "red", "--colours", "dark-blue"],
                json!({"Colours": ["red", "dark-blue"]}),
            ),
            (
                &["--extra", r#" {"b": [1.10]} "#],
                json!({"Extra": r#"{"b":[1.10]}"#}),
            ),
            (&["--extra", "[]"], json!({"Extra": "[]"})),
            (
                &["--extras", "[1]", "--extras", "x"],
                json!({"Extras": ["[1]", "x"]}),
            ),
            (&["--body", r#"{"b": [1]}"#], json!({"Body": {"b": [1]}})),
            (
                &["--facts", " {\"b\" : 1.10}"],
                json!({"Facts": "{\"b\":1.10}"}),
            ),
            (
                &["--parts", "{}", "--parts", r#"{"a":"b=c"}"#],
                json!({"Parts": ["{}", r#"{"a":"b=c"}"#]}),
            ),
            (
                &["--address", r#"{"town": "Ulm"}"#],
                json!({"Address": {"town": "Ulm"}}),
            ),
            (&["--colour", "a\u{1b}b"], json!({"Colour": "a\u{1b}b"})),
            (&["--colour", r"a\u001bb"], json!({"Colour": "a\u{1b}b"})),
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
        for (line, message) in [
            (&["--is-wet", "yes"][..], "true, false"),
            (&["--coats", "1.5"], "a whole number"),
            (&["--weight", "NaN"], "a number"),
            (&["--weight", "0.1234567890123456789"], "too many digits"),
            (&["--price", "1,5"], "a decimal number"),
            (
                &["--extra", r#"{"a":1,"a":2}"#],
                "--extra is not right: the name \"a\"",
            ),
            (&["--weight", "1e999"], "a number"),
            (&["--colour", "dark-bleu"], "'dark-blue'"),
            (&["--colours", "red", "blue"], "unexpected argument"),
            (
                &["--extra", "{\"a\":}"],
                "not JSON: expected value at line 1",
            ),
            (&["--extra", "@no/such/file"], "no/such/file can't be read"),
            (
                &["--facts", "first_name=Ada"],
                r#"--facts is not right: it takes a JSON object, such as '{"name": "value"}'"#,
            ),
            (&["--facts", "[1]"], "a JSON object"),
            (&["--facts", "\"{}\""], "a JSON object"),
            (&["--facts", "null"], "a JSON object"),
            (&["--facts", ""], "a JSON object"),
            (&["--facts", "{first_name: Ada}"], "not JSON"),
            (&["--parts", "{}", "--parts", "a=b"], "a JSON object"),
            (&["--address", "Ulm"], "a JSON object"),
            (&["--timeout", "1"], "unexpected argument"),
            (&["--letter", "@no/such"], "no/such can't be read"),
            (&["--photos", "@src"], "--photos is not right: src can't be"),
        ] {
            let error = parse_line(line).unwrap_err();
            assert!(error.contains(message), "{error}");
        }
    }

    #[test]
    fn what_is_sent_as_it_is_may_be_in_a_file() {
        for (line, expected) in [
            (
                &["--letter", "{ \"a\"}\n"][..],
                json!({"Letter": "{ \"a\"}\n"}),
            ),
            (&["--stamp", "{\"a\": 1}"], json!({"Stamp": {"a": 1}})),
            (
                &["--photos", "hi", "--photos", ""],
                json!({"Photos": [{"base64": "aGk="}, {"base64": ""}]}),
            ),
            (
                &["--letter", "@src/parse.rs"],
                json!({"Letter": include_str!("parse.rs")}),
            ),
        ] {
            assert_eq!(parse_line(line).unwrap(), expected, "{line:?}");
        }
        let arguments = parse_line(&["--photos", "@src/parse.rs"]).unwrap();
        assert_eq!(arguments["Photos"][0]["name"], "parse.rs");
    }

    #[test]
    fn no_parameter_takes_a_flag_of_the_command_line() {
        let known = [true, false].map(|is_twilios| crate::options::args(is_twilios, true));
        let known = known.iter().flatten().filter_map(Arg::get_long);
        for long in known {
            assert!(TAKEN.contains(&long), "{long}");
        }
    }
}
