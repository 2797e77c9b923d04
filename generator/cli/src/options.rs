//! The options that every command has: what is printed, and how the service is reached.

use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches, ValueEnum};

use crate::failure::Failure;

/// How responses are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table of a list, and a line for each field of a record
    Table,
    /// JSON; a list is an array
    Json,
    /// JSON, one item a line
    Ndjson,
    /// Comma-separated values with a header
    Csv,
    /// YAML; a list is a sequence
    Yaml,
}

impl Format {
    /// Whether errors are JSON, too.
    pub(crate) fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::Ndjson)
    }
}

/// What is printed instead of sending a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Preview {
    Request,
    Curl,
}

/// The options that every command has.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) format: Option<Format>,
    pub(crate) columns: Option<Vec<String>>,
    pub(crate) is_csv_safe: bool,
    pub(crate) preview: Option<Preview>,
    pub(crate) verbose: u8,
    pub(crate) profile: Option<String>,
    pub(crate) base_url: Option<String>,
    /// Pairs such as `lane=left`.
    pub(crate) server_variables: Vec<String>,
    pub(crate) allow_http: bool,
    pub(crate) region: Option<String>,
    pub(crate) edge: Option<String>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) retries: Option<u32>,
}

impl Options {
    pub(crate) fn read(matches: &ArgMatches) -> Self {
        let text = |id: &str| {
            // Not every program has all of them.
            let text = matches.try_get_one::<String>(id).ok().flatten();
            text.cloned()
        };
        let all = |id: &str| {
            let all = matches.try_get_many::<String>(id).ok().flatten();
            all.into_iter().flatten().cloned().collect()
        };
        let columns = matches.get_many::<String>("@columns");
        let preview = match (matches.get_flag("@dry-run"), matches.get_flag("@curl")) {
            (true, _) => Some(Preview::Request),
            (_, true) => Some(Preview::Curl),
            _ => None,
        };
        Self {
            format: matches.get_one::<Format>("@output").copied(),
            columns: columns.map(|columns| columns.cloned().collect()),
            is_csv_safe: matches
                .get_one::<bool>("@csv-safe")
                .copied()
                .unwrap_or(true),
            preview,
            verbose: matches.get_count("@verbose"),
            profile: text("@profile"),
            base_url: text("@base-url"),
            server_variables: all("@server-variable"),
            allow_http: matches.get_flag("@allow-http"),
            region: text("@region"),
            edge: text("@edge"),
            timeout: matches.get_one::<Duration>("@timeout").copied(),
            retries: matches.get_one::<u32>("@retries").copied(),
        }
    }
}

/// Whether the command line asks for JSON, before or without being understood.
pub(crate) fn asks_for_json(words: &[std::ffi::OsString]) -> bool {
    let is_json = |word: &str| matches!(word, "json" | "ndjson");
    let words: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
    let joined = words.iter().any(|word| {
        let value = word.strip_prefix("--output=").or(word.strip_prefix("-o"));
        value.is_some_and(|value| is_json(value.trim_start_matches('=')))
    });
    let is_apart = |pair: &[std::borrow::Cow<'_, str>]| {
        matches!(&*pair[0], "-o" | "--output") && is_json(&pair[1])
    };
    joined || words.windows(2).any(is_apart)
}

/// The arguments for [`Options`]. Their ids begin with `@`, which no parameter's name does.
///
/// Profiles, regions and edges are for services of Twilio's; others may have variables in the addresses of their servers.
pub(crate) fn args(is_twilios: bool, has_variables: bool) -> Vec<Arg> {
    let own = match (is_twilios, has_variables) {
        (true, _) => twilio_args(),
        (false, true) => vec![server_variable()],
        (false, false) => Vec::new(),
    };
    [output_args(), own, connection_args()].concat()
}

fn server_variable() -> Arg {
    option("@server-variable", "server-variable")
        .help_heading("Connection")
        .value_name("NAME=VALUE")
        .action(ArgAction::Append)
        .help("Set a variable of the server's address; may be repeated")
}

fn output_args() -> Vec<Arg> {
    let option = |id, long| option(id, long).help_heading("Output");
    vec![
        option("@output", "output")
            .short('o')
            .value_name("FORMAT")
            .value_parser(clap::value_parser!(Format))
            .help("How responses are printed [default: table on a terminal, else json]")
            .long_help(
                "How responses are printed. By default as a table on a terminal, and as JSON elsewhere. With `json` or \
                 `ndjson`, errors are JSON objects on standard error",
            ),
        option("@columns", "columns")
            .value_name("A,B")
            .value_delimiter(',')
            .help("The fields to print, such as sid,links.items; * for all"),
        option("@csv-safe", "csv-safe")
            .value_name("BOOL")
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("true")
            .value_parser(clap::value_parser!(bool))
            .help("Whether ' is put before CSV cells that a spreadsheet would take for formulas [default: true]")
            .long_help(
                "Whether ' is put before CSV cells that a spreadsheet would take for formulas, because they begin with \
                 =, +, -, @ or a tab and are no numbers. Anybody who can name a record could run a formula on the \
                 computer of whoever opens the file, so this is the default. --csv-safe=false prints every cell as it \
                 is; so do the other formats, which are better for programs",
            ),
        option("@dry-run", "dry-run")
            .action(ArgAction::SetTrue)
            .help("Print the request and send nothing; needs no credentials"),
        option("@curl", "curl")
            .action(ArgAction::SetTrue)
            .conflicts_with("@dry-run")
            .help("Print the request as a command for curl and send nothing")
            .long_help(
                "Print the request as a command for curl and send nothing. Personal values are left out",
            ),
        option("@verbose", "verbose")
            .short('v')
            .action(ArgAction::Count)
            .help("Log to standard error; repeat for more detail"),
    ]
}

fn twilio_args() -> Vec<Arg> {
    let option = |id, long| option(id, long).help_heading("Connection");
    vec![
        option("@profile", "profile")
            .value_name("NAME")
            .help("Take the credentials that `profile add` keeps under this name, not those of the environment"),
        option("@region", "region")
            .value_name("REGION")
            .help("Where data is stored and processed, such as ie1"),
        option("@edge", "edge")
            .value_name("EDGE")
            .help("Where requests enter Twilio's network, such as dublin"),
    ]
}

fn connection_args() -> Vec<Arg> {
    let option = |id, long| option(id, long).help_heading("Connection");
    vec![
        option("@base-url", "base-url")
            .value_name("URL")
            .help("Send requests to this address, such as that of a mock"),
        option("@allow-http", "allow-http")
            .action(ArgAction::SetTrue)
            .requires("@base-url")
            .help(
                "Permit http in --base-url for other machines; credentials are sent in the clear",
            ),
        option("@timeout", "timeout")
            .value_name("TIME")
            .value_parser(duration)
            .help("How long a request may take in all, such as 10s or 500ms [default: 30s]"),
        option("@retries", "retries")
            .value_name("NUMBER")
            .value_parser(clap::value_parser!(u32).range(0..=100))
            .help("How often a request that failed is sent again, where that is safe [default: 2]"),
    ]
}

fn option(id: &'static str, long: &'static str) -> Arg {
    Arg::new(id).long(long).global(true)
}

/// Reads `10s`, `500ms`, `2m` or a number of seconds.
fn duration(text: &str) -> Result<Duration, String> {
    let end = text.find(|char: char| !char.is_ascii_digit() && char != '.');
    let (number, unit) = text.split_at(end.unwrap_or(text.len()));
    let seconds = match unit {
        "ms" => 0.001,
        "" | "s" => 1.0,
        "m" => 60.0,
        _ => return Err("it takes a time such as 10s, 500ms or 2m".to_owned()),
    };
    let number: f64 = number
        .parse()
        .map_err(|_| "it takes a time such as 10s, 500ms or 2m".to_owned())?;
    let time = Duration::try_from_secs_f64(number * seconds);
    time.ok()
        .filter(|time| !time.is_zero())
        .ok_or_else(|| "the timeout must be greater than zero and finite".to_owned())
}

/// Refuses options that a command without requests has no use for.
pub(crate) fn refuse_preview(options: &Options) -> Result<(), Failure> {
    match options.preview {
        Some(_) => Err(Failure::Usage(
            "--dry-run and --curl are for commands that send a request".to_owned(),
        )),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_units() {
        for (text, millis) in [
            ("10", 10_000),
            ("1.5s", 1500),
            ("500ms", 500),
            ("2m", 120_000),
        ] {
            assert_eq!(duration(text), Ok(Duration::from_millis(millis)), "{text}");
        }
        for text in ["", "0", "s", "-1s", "1h", "1 s", "1..2", "9e9"] {
            assert!(duration(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_wish_for_json_is_seen_in_any_spelling() {
        let asks = |line: &str| {
            let words: Vec<_> = line.split(' ').map(Into::into).collect();
            asks_for_json(&words)
        };
        for line in [
            "x -o json",
            "x -ojson",
            "x -o=ndjson",
            "x --output json y",
            "x --output=json",
        ] {
            assert!(asks(line), "{line}");
        }
        for line in ["x", "x -o yaml", "x -o", "x json -o", "x --json"] {
            assert!(!asks(line), "{line}");
        }
    }
}
