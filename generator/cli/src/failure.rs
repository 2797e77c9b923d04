//! `Failure`: why a command failed, and how that is printed.

use std::borrow::Cow;
use std::io;
use std::process::ExitCode;

use openapi_client_runtime::{Error, ErrorKind};
use serde::Serialize;

use crate::terminal::Stream;
use crate::visible::visible;

mod refusal;

pub(crate) use refusal::Refusal;

pub(crate) const EXIT_CODES: &str = "\
Exit codes:
  0    success (including a closed output pipe)
  1    the output or a file could not be written
  2    usage error
  3    refused before anything was sent: an argument, the credentials, a setting
  4    the service refused the request (4xx)
  5    the service failed (5xx), or no response could be read
  130  stopped by Ctrl-C";

/// Why a command failed.
#[derive(Debug)]
pub(crate) enum Failure {
    Usage(String),
    /// The command line is not right, or asks for help; clap prints it.
    Parse(Box<Refusal>),
    /// It was refused, and nothing sent.
    Refused(String),
    /// The runtime's own error, and the cursor from which a list can go on.
    Service(Box<Error>, Option<String>),
    Output(String),
    /// The reader of the output has gone.
    Closed,
    /// Ctrl-C, and the cursor from which a list can go on.
    Interrupted(Option<String>),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Service(Box::new(error), None)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Output(format!("the output could not be written: {error}")),
        }
    }
}

impl Failure {
    /// Says where in the list to go on.
    pub(crate) fn resumable(self, cursor: Option<String>) -> Self {
        match self {
            Self::Service(error, None) => Self::Service(error, cursor),
            other => other,
        }
    }

    fn exit_code(&self) -> u8 {
        match self {
            Self::Closed => 0,
            Self::Output(_) => 1,
            Self::Usage(_) => 2,
            Self::Parse(refusal) => refusal.exit_code(),
            Self::Refused(_) => 3,
            Self::Service(error, _) => service_exit_code(error),
            Self::Interrupted(_) => 130,
        }
    }

    /// Prints it on standard error, for people or as one JSON object, and gives the exit code.
    pub(crate) fn report(&self, is_json: bool) -> ExitCode {
        let mut stream = Stream::stderr();
        let printed = match self {
            Self::Closed => Ok(()),
            Self::Parse(refusal) if refusal.is_help() => match refusal.print() {
                // It was not printed where it was wanted.
                Err(error) => return Self::from(error).report(is_json),
                done => done,
            },
            Self::Parse(refusal) if !is_json => refusal.print(),
            failure if is_json => failure.write_json(&mut stream),
            failure => failure.write_text(&mut stream),
        };
        // Nothing is left to do if even this can't be printed.
        drop(printed);
        ExitCode::from(self.exit_code())
    }

    /// One sentence, and what helps with it.
    fn write_text(&self, stream: &mut Stream) -> io::Result<()> {
        if !matches!(self, Self::Interrupted(_)) {
            stream.alarming("error:")?;
            stream.text(" ")?;
        }
        // One line, whatever is in it: no text of a server or a file looks like another message.
        stream.text(&format!("{}\n", visible(&self.sentence(), &[])))?;
        match self {
            Self::Usage(_) => stream.text("\nFor more information, try '--help'.\n")?,
            Self::Service(error, _) => {
                let sentence = error.to_string();
                let link = error.more_info().map(|link| visible(link, &[]));
                if let Some(link) = link.filter(|link| !sentence.contains(link.as_ref())) {
                    stream.text(&format!("  see {link}\n"))?;
                }
            }
            _ => {}
        }
        if let Some(cursor) = self.cursor() {
            let cursor = cursor.replace('\'', r"'\''");
            stream.text(&format!("  go on with --resume '{cursor}'\n"))?;
        }
        stream.flush()
    }

    fn write_json(&self, stream: &mut Stream) -> io::Result<()> {
        let details = serde_json::to_string(&self.details())?;
        stream.text(&format!("{{\"error\":{details}}}\n"))?;
        stream.flush()
    }

    fn details(&self) -> Details<'_> {
        let error = match self {
            Self::Service(error, _) => Some(&**error),
            _ => None,
        };
        Details {
            kind: self.kind(),
            status: error.and_then(Error::status).map(|status| status.as_u16()),
            code: error.and_then(Error::code),
            message: self.sentence(),
            more_info: error.and_then(Error::more_info),
            request_id: error.and_then(Error::request_id),
            attempts: error.map_or(0, |error| error.attempts().len()),
            outcome_unknown: error.is_some_and(Error::is_outcome_unknown),
            resume: self.cursor(),
        }
    }

    fn sentence(&self) -> Cow<'_, str> {
        match self {
            Self::Usage(text) | Self::Refused(text) | Self::Output(text) => text.into(),
            Self::Parse(refusal) => refusal.sentence().into(),
            Self::Service(error, _) => error.to_string().into(),
            Self::Closed => "the reader of the output has gone".into(),
            Self::Interrupted(_) => "stopped".into(),
        }
    }

    fn kind(&self) -> Cow<'static, str> {
        match self {
            Self::Usage(_) | Self::Parse(_) => "usage".into(),
            Self::Refused(_) => "refused".into(),
            Self::Output(_) | Self::Closed => "output".into(),
            Self::Interrupted(_) => "interrupted".into(),
            Self::Service(error, _) => format!("{:?}", error.kind()).to_ascii_lowercase().into(),
        }
    }

    fn cursor(&self) -> Option<&str> {
        match self {
            Self::Service(_, cursor) | Self::Interrupted(cursor) => cursor.as_deref(),
            _ => None,
        }
    }
}

/// A failure as JSON. What does not apply is `null`.
#[derive(Serialize)]
struct Details<'a> {
    kind: Cow<'static, str>,
    status: Option<u16>,
    code: Option<u32>,
    message: Cow<'a, str>,
    more_info: Option<&'a str>,
    request_id: Option<&'a str>,
    attempts: usize,
    outcome_unknown: bool,
    resume: Option<&'a str>,
}

/// 3 when nothing was sent, 4 when the service refused the request, 5 for all else.
fn service_exit_code(error: &Error) -> u8 {
    let is_refused = |error: &Error| {
        let status = error.status();
        status.is_some_and(|status| status.is_client_error())
            || error.is_unauthorized()
            || error.is_rate_limited()
    };
    match error.kind() {
        ErrorKind::Config | ErrorKind::Invalid => 3,
        ErrorKind::Api | ErrorKind::Token if is_refused(error) => 4,
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use openapi_client_runtime::testing::MockTransport;
    use openapi_client_runtime::{Api, Builder, Call, Client, Credentials, RetryPolicy};

    use super::*;
    use crate::terminal::tests::Kept;

    static API: Api = Api::new("Parcels", "https://parcels.example.com", "parcels/1.0.0");

    async fn responded(status: u16, body: &str) -> Failure {
        let mock = MockTransport::new().reply_with(
            status,
            [("X-Request-Id", "RQ1")],
            body.as_bytes().to_vec(),
        );
        let builder: Builder<Client> = Builder::new(&API, Credentials::basic("AC1", "t"));
        let builder = builder.transport(mock).retry(RetryPolicy::none());
        let client = builder.build().unwrap();
        let call: Call<u8> = client.get("/v1/P");
        call.await.unwrap_err().into()
    }

    fn shown(failure: &Failure) -> String {
        let kept = Kept::default();
        failure
            .write_text(&mut Stream::to(kept.clone(), false))
            .unwrap();
        kept.text()
    }

    const NOT_FOUND: &str =
        r#"{"code":20404,"message":"It is gone","type":"https://x.example/20404","status":404}"#;

    #[tokio::test]
    async fn an_error_is_one_sentence_and_a_link() {
        let failure = responded(404, NOT_FOUND).await;
        assert_eq!(
            shown(&failure),
            "error: Parcels returned 404 (code 20404): It is gone [RQ1]\n  see https://x.example/20404\n"
        );
        let failure = failure.resumable(Some("[\"it's\"]".to_owned()));
        assert!(shown(&failure).ends_with("  go on with --resume '[\"it'\\''s\"]'\n"));
    }

    #[tokio::test]
    async fn an_error_is_one_json_object() {
        let kept = Kept::default();
        let failure = responded(404, NOT_FOUND).await;
        failure
            .write_json(&mut Stream::to(kept.clone(), false))
            .unwrap();
        assert_eq!(
            kept.text(),
            concat!(
                r#"{"error":{"kind":"api","status":404,"code":20404,"#,
                r#""message":"Parcels returned 404 (code 20404): It is gone [RQ1]","#,
                r#""more_info":"https://x.example/20404","request_id":"RQ1","attempts":1,"#,
                r#""outcome_unknown":false,"resume":null}}"#,
                "\n"
            )
        );
    }

    #[tokio::test]
    async fn exit_codes_tell_who_failed() {
        for (failure, code) in [
            (responded(404, "").await, 4),
            (responded(429, "").await, 4),
            (responded(500, "").await, 5),
            (responded(302, "").await, 5),
            (responded(200, "{").await, 5),
            (misconfigured(), 3),
            (Failure::Usage(String::new()), 2),
            (Failure::Interrupted(None), 130),
            (io::Error::from(io::ErrorKind::BrokenPipe).into(), 0),
            (io::Error::from(io::ErrorKind::StorageFull).into(), 1),
        ] {
            assert_eq!(failure.exit_code(), code, "{failure:?}");
        }
    }

    fn misconfigured() -> Failure {
        let builder: Builder<Client> = Builder::new(&API, Credentials::basic("", ""));
        builder.build().unwrap_err().into()
    }
}
