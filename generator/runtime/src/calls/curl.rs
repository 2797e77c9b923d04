//! `Request::to_curl`: a request as a command.

use std::fmt::Write as _;

use http::header::COOKIE;

use crate::calls::request::{JsonBody, Piece};
use crate::values::encode::{self, Space};
use crate::{Request, SecuritySchemeKind};

impl Request {
    /// The request as a command for a shell, to try it out or to show it to somebody.
    ///
    /// The credentials are left to the shell's variables, such as `PARCELS_USERNAME` and `PARCELS_PASSWORD`, or
    /// `PARCELS_TOKEN` where the client has OAuth credentials or a bearer token, and `[redacted]` stands for personal values
    /// and for the values of headers that are marked as sensitive.
    ///
    /// ```
    /// # use openapi_client_runtime::{Api, Builder, Call, Client, Credentials, Error, Pii};
    /// # static API: Api = Api::new("Parcels", "https://parcels.example.com", "parcels/1.0.0")
    /// #     .environment("PARCELS");
    /// # let client: Client = Builder::new(&API, Credentials::basic("ada", "secret"))
    /// #     .base_url("http://localhost").build()?;
    /// let call = client.post::<()>("/v1/Parcels")
    ///     .form("Name", "it's fragile")
    ///     .form("Email", Pii("ada@example.com"));
    /// assert_eq!(
    ///     call.build()?.to_curl(),
    ///     r#"curl --request POST 'http://localhost/v1/Parcels' \
    ///   --user "$PARCELS_USERNAME:$PARCELS_PASSWORD" \
    ///   --data-urlencode 'Name=it'\''s fragile' \
    ///   --data-urlencode 'Email=[redacted]'"#
    /// );
    /// # Ok::<(), Error>(())
    /// ```
    pub fn to_curl(&self) -> String {
        let shown = ShownCredentials::of(self);
        let mut command = format!(
            "curl --request {} {}{}",
            self.method(),
            quoted(&self.masked_uri()),
            shown.query
        );
        command.push_str(&shown.options);
        self.push_headers(shown.cookies, &mut command);
        if !self.push_data(&mut command) {
            self.push_form(&mut command);
        }
        command
    }

    /// The headers, and the cookies with the credentials.
    fn push_headers(&self, mut cookies: String, command: &mut String) {
        for (name, value) in self.headers() {
            let value = match value.is_sensitive() {
                true => "[redacted]".into(),
                false => String::from_utf8_lossy(value.as_bytes()),
            };
            // Without a value, curl would take the header away; a semicolon keeps it.
            let header = match value.as_ref() {
                "" => format!("{name};"),
                value => format!("{name}: {value}"),
            };
            // A second header for cookies would take the place of the first.
            let cookies = match name == COOKIE {
                true => std::mem::take(&mut cookies),
                false => String::new(),
            };
            let _ = match cookies.as_str() {
                "" => write!(command, " \\\n  --header {}", quoted(&header)),
                cookies => write!(
                    command,
                    " \\\n  --header {}\"; {cookies}\"",
                    quoted(&header)
                ),
            };
        }
        if !cookies.is_empty() {
            let _ = write!(command, " \\\n  --header \"cookie: {cookies}\"");
        }
    }

    /// Appends the body, where it is no form, and returns whether there is one.
    fn push_data(&self, command: &mut String) -> bool {
        if let Some(parts) = &self.draft.parts {
            for (name, piece, is_personal) in parts.pieces() {
                let value = match shown(piece, is_personal) {
                    Shown::Text(text) => in_form(&text),
                    Shown::File(name) => format!("@{}", in_form(name)),
                };
                let mut part = format!("{name}={value};type={}", piece.media_type());
                for (name, value) in &piece.headers {
                    let value = String::from_utf8_lossy(value.as_bytes());
                    let _ = write!(part, ";headers={}", in_form(&format!("{name}: {value}")));
                }
                let _ = write!(command, " \\\n  --form {}", quoted(&part));
            }
            return true;
        }
        let json = self.draft.json.as_ref().map(JsonBody::masked);
        let json = json.map(|json| format!("--data {}", quoted(&json.to_string())));
        let content = self.draft.content.as_ref();
        let content =
            content.and_then(|content| Some((content.pieces.first()?, content.is_personal)));
        let content = content.map(|(piece, is_personal)| match shown(piece, is_personal) {
            Shown::Text(text) => format!("--data-raw {}", quoted(&text)),
            Shown::File(name) => format!("--data-binary {}", quoted(&format!("@{name}"))),
        });
        if let (Some(data), Some(content_type)) = (json.or(content), self.content_type()) {
            let header = quoted(&format!("content-type: {content_type}"));
            let _ = write!(command, " \\\n  --header {header} \\\n  {data}");
            return true;
        }
        false
    }

    fn push_form(&self, command: &mut String) {
        let form = self.draft.form.masked();
        if form.pairs().next().is_none() && self.body_bytes().is_some() {
            command.push_str(" \\\n  --data ''");
        }
        for (name, value, encoded) in form.sent() {
            if let Some(encoded) = encoded {
                let _ = write!(command, " \\\n  --data {}", quoted(encoded));
                continue;
            }
            let mut pair = String::new();
            encode::percent(name, Space::Plus, &mut pair);
            pair.push('=');
            pair.push_str(value);
            let _ = write!(command, " \\\n  --data-urlencode {}", quoted(&pair));
        }
    }
}

/// The credentials of a command, each as a variable of the shell.
#[derive(Default)]
struct ShownCredentials {
    /// What the address ends with, quoted.
    query: String,
    options: String,
    /// The pairs of the header, for double quotes.
    cookies: String,
}

impl ShownCredentials {
    fn of(request: &Request) -> Self {
        let mut shown = Self::default();
        let Some(client) = &request.draft.client else {
            return shown;
        };
        let api = client.api();
        if api.security.is_none() {
            let [username, password, token] = api.shell_variables();
            match client.has_bearer().filter(|_| !request.draft.is_anonymous) {
                Some(true) => shown.bearer(&token),
                Some(false) => shown.basic(&username, &password),
                None => {}
            }
        }
        let mut separator = match request.uri().query() {
            Some(_) => '&',
            None => '?',
        };
        for scheme in client.schemes(&request.draft) {
            let variables = api.scheme_variables(&scheme);
            let whole = variables.whole.unwrap_or_default();
            match (scheme.kind, &variables.pair) {
                (SecuritySchemeKind::HeaderKey(name), _) => {
                    let name = in_double_quotes(name);
                    let _ = write!(shown.options, " \\\n  --header \"{name}: ${whole}\"");
                }
                (SecuritySchemeKind::QueryKey(name), _) => {
                    let mut encoded = String::new();
                    encode::percent(name, Space::Percent, &mut encoded);
                    let _ = write!(shown.query, "\"{separator}{encoded}=${whole}\"");
                    separator = '&';
                }
                (SecuritySchemeKind::CookieKey(name), _) => {
                    let gap = if shown.cookies.is_empty() { "" } else { "; " };
                    let name = in_double_quotes(name);
                    let _ = write!(shown.cookies, "{gap}{name}=${whole}");
                }
                (SecuritySchemeKind::Basic, Some([username, password])) => {
                    shown.basic(username, password);
                }
                _ => shown.bearer(&whole),
            }
        }
        shown
    }

    fn basic(&mut self, username: &str, password: &str) {
        let _ = write!(self.options, " \\\n  --user \"${username}:${password}\"");
    }

    fn bearer(&mut self, token: &str) {
        let _ = write!(
            self.options,
            " \\\n  --header \"Authorization: Bearer ${token}\""
        );
    }
}

/// A text of the document between double quotes of a shell.
fn in_double_quotes(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        if matches!(letter, '"' | '$' | '`' | '\\') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// What a command has of a text or a file.
enum Shown<'p> {
    Text(String),
    /// The name of the file, which is not part of the request.
    File(&'p str),
}

fn shown(piece: &Piece, is_personal: bool) -> Shown<'_> {
    match (&piece.file, is_personal) {
        (Some(Some(name)), false) => Shown::File(name),
        (Some(_), _) => Shown::File("FILE"),
        (None, true) => Shown::Text("[redacted]".to_owned()),
        (None, false) => Shown::Text(String::from_utf8_lossy(&piece.content).into_owned()),
    }
}

/// A text within the value of curl's option for parts.
fn in_form(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// One word for a shell, whatever the text.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use crate::service::api::tests::PARCELS;
    use crate::testing::MockTransport;
    use crate::{Builder, Call, Client, Credentials, Pii};

    fn client() -> Client {
        client_of(Credentials::basic("AC1", "hunter2"))
    }

    fn client_of(credentials: Credentials) -> Client {
        Builder::new(&PARCELS, credentials)
            .transport(MockTransport::new())
            .base_url("https://proxy.example/mock")
            .build()
            .unwrap()
    }

    fn curl(call: &Call<()>) -> String {
        call.build().unwrap().to_curl()
    }

    #[test]
    fn a_command_has_all_that_is_not_secret() {
        let mut token = HeaderValue::from_static("hunter2");
        token.set_sensitive(true);
        let call = client()
            .get::<()>("/v1/P/{Name}/Q")
            .path("Name", Pii("ada king"))
            .query("Q", "a'b&c")
            .query("Email", Pii("ada@example.com"))
            .with_header("X-Token", token)
            .with_header("X-Trace", "t 1")
            .with_header("X-Empty", "");
        assert_eq!(
            curl(&call),
            r#"curl --request GET 'https://proxy.example/mock/v1/P/%5Bredacted%5D/Q?Q=a%27b%26c&Email=%5Bredacted%5D' \
  --user "$PARCELS_USERNAME:$PARCELS_PASSWORD" \
  --header 'x-token: [redacted]' \
  --header 'x-trace: t 1' \
  --header 'x-empty;'"#
        );
    }

    #[test]
    fn a_client_with_oauth_credentials_sends_a_token() {
        let client = client_of(Credentials::oauth("OQ1", "hunter2"));
        assert_eq!(
            curl(&client.get("/v1/P")),
            r#"curl --request GET 'https://proxy.example/mock/v1/P' \
  --header "Authorization: Bearer $PARCELS_TOKEN""#
        );
    }

    #[test]
    fn only_a_request_with_a_body_has_data() {
        let client = client();
        assert!(curl(&client.post("/v1/P")).ends_with(" \\\n  --data ''"));
        let delete = curl(&client.delete("/v1/P"));
        assert!(delete.starts_with("curl --request DELETE '") && !delete.contains("--data"));
        let post = client
            .post("/v1/P")
            .form("A", "1\n2")
            .form("B", Pii(vec!["x", "y"]));
        assert!(curl(&post).ends_with(
            "--data-urlencode 'A=1\n2' \\\n  --data-urlencode 'B=[redacted]' \\\n  --data-urlencode 'B=[redacted]'"
        ));
    }
}
