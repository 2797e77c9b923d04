//! What requests carry by their operations' requirements, what is missing, and that nothing of it is shown.

use super::*;
use crate::testing::MockTransport;
use crate::{Builder, Call, ErrorKind, Security};

const fn scheme(
    name: &'static str,
    variable: &'static str,
    kind: SecuritySchemeKind,
) -> SecurityScheme {
    SecurityScheme {
        name,
        variable,
        kind,
    }
}

static SECURITY: Security = Security {
    schemes: &[
        scheme("app", "APP", SecuritySchemeKind::HeaderKey("X-App-Id")),
        scheme("query", "QUERY", SecuritySchemeKind::QueryKey("api key")),
        scheme("session", "SESSION", SecuritySchemeKind::CookieKey("S")),
        scheme("login", "LOGIN", SecuritySchemeKind::Basic),
        scheme("token", "TOKEN", SecuritySchemeKind::Bearer),
    ],
    requirements: &[&["app"], &["token"]],
};

static API: Api = Api::new("Parcels", "https://parcels.example.com", "parcels/1")
    .environment("PARCELS")
    .security(&SECURITY);

fn all() -> Credentials {
    Credentials::none()
        .with("app", Credentials::api_key("app secret"))
        .with("query", Credentials::api_key("query&secret"))
        .with("session", Credentials::api_key("session;secret"))
        .with("login", Credentials::basic("ada", ""))
        .with("token", Credentials::bearer("token.secret"))
}

fn client(credentials: Credentials, mock: &MockTransport) -> Client {
    Builder::new(&API, credentials).mock(mock).build().unwrap()
}

/// The headers that a call is sent with, and its target; or the error.
async fn sent(
    credentials: Credentials,
    call: impl Fn(Call<()>) -> Call<()>,
) -> Result<String, Error> {
    let mock = MockTransport::new().reply(204, "");
    let client = client(credentials, &mock);
    let call = call(client.get("/p"));
    let result = call.send().await;
    assert_eq!(mock.requests().len(), usize::from(result.is_ok()));
    result?;
    let request = mock.requests().remove(0);
    let mut text = request.uri.path_and_query().unwrap().to_string();
    for name in ["authorization", "x-app-id", "cookie"] {
        if let Some(value) = request.headers.get(name) {
            assert!(value.is_sensitive());
            let _ = write!(text, " {name}: {}", value.to_str().unwrap());
        }
    }
    Ok(text)
}

#[tokio::test]
async fn each_request_carries_what_its_operation_asks_for() {
    let needed: [(Requirements, &str); 8] = [
        (&[], "/p"),
        (&[&["app"]], "/p x-app-id: app secret"),
        (&[&["query"]], "/p?api%20key=query%26secret"),
        (&[&["session"]], "/p cookie: S=session%3Bsecret"),
        (&[&["login"]], "/p authorization: Basic YWRhOg=="),
        (&[&[], &["token"]], "/p authorization: Bearer token.secret"),
        (
            &[&["login", "app", "query"]],
            "/p?api%20key=query%26secret authorization: Basic YWRhOg== x-app-id: app secret",
        ),
        (
            &[&["token"], &["app"]],
            "/p authorization: Bearer token.secret",
        ),
    ];
    for (requirements, expected) in needed {
        let text = sent(all(), |call| call.security(requirements))
            .await
            .unwrap();
        assert_eq!(text, expected);
    }
    let usual = sent(all(), |call| call).await.unwrap();
    assert_eq!(usual, "/p x-app-id: app secret");
    let open = sent(all(), Call::anonymous).await.unwrap();
    assert_eq!(open, "/p");
}

#[tokio::test]
async fn credentials_without_a_name_are_for_the_only_scheme_of_their_kind() {
    let token = || Credentials::bearer("token.secret");
    let text = sent(token(), |call| call).await.unwrap();
    assert_eq!(text, "/p authorization: Bearer token.secret");
    let optional = |call: Call<()>| call.security(&[&["app"], &[]]);
    for credentials in [
        Credentials::none(),
        token(),
        // Three schemes take a key.
        Credentials::api_key("secret"),
        Credentials::none().with("app", token()),
    ] {
        assert_eq!(sent(credentials, optional).await.unwrap(), "/p");
    }
}

#[tokio::test]
async fn what_is_missing_is_an_error_before_anything_is_sent() {
    for credentials in [
        Credentials::none(),
        Credentials::api_key("secret"),
        Credentials::basic("ada", "secret"),
        Credentials::oauth("id", "secret"),
        Credentials::none().with("app", Credentials::bearer("secret")),
        Credentials::none().with("token", Credentials::oauth("id", "secret")),
    ] {
        let error = sent(credentials, |call| call).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        let message = "Parcels wants credentials for `app` (an API key), or for `token` (a bearer token), and the client \
                       has none that fit (nothing was sent)";
        assert_eq!(error.to_string(), message);
    }
    let half = Credentials::none().with("app", Credentials::api_key("secret"));
    let both = |call: Call<()>| call.security(&[&["app", "login"]]);
    assert!(sent(half, both).await.is_err());
    for broken in ["", "a\nb"] {
        let key = Credentials::none().with("app", Credentials::api_key(broken));
        let built: Result<Client, _> = Builder::new(&API, key).mock(&MockTransport::new()).build();
        match built {
            Ok(client) => assert!(client.get::<()>("/p").await.is_err()),
            Err(error) => assert_eq!(error.kind(), ErrorKind::Config),
        }
    }
}

#[tokio::test]
async fn keys_stand_beside_what_the_call_has() {
    let text = sent(all(), |call| {
        let needed: Requirements = &[&["query", "session"]];
        let call = call.security(needed);
        call.query("q", "x").cookie("lang", "de")
    });
    assert_eq!(
        text.await.unwrap(),
        "/p?q=x&api%20key=query%26secret cookie: S=session%3Bsecret; lang=de"
    );
}

#[tokio::test]
async fn keys_are_never_shown() {
    let needed: Requirements = &[&["query", "session", "app"]];
    let said = "no: query&secret, query%26secret, session;secret, app secret";
    let mock = MockTransport::new().reply(400, serde_json::json!({ "message": said }));
    let client = client(all(), &mock);
    let call = client.get::<()>("/p").security(needed).cookie("lang", "de");
    let request = call.build().unwrap();
    assert_eq!(
        request.to_curl(),
        r#"curl --request GET 'https://parcels.example.com/p'"?api%20key=$PARCELS_QUERY" \
  --header "X-App-Id: $PARCELS_APP" \
  --header 'cookie: lang=de'"; S=$PARCELS_SESSION""#
    );
    let debug = format!("{call:?} {request:?} {client:?} {:?}", all());
    let error = call.await.unwrap_err();
    assert!(error.to_string().contains("[redacted]"), "{error}");
    for text in [
        debug,
        format!("{error} {error:?} {:?}", error.body()),
        request.to_curl(),
    ] {
        assert!(!text.contains("secret"), "{text}");
    }
}

#[tokio::test]
async fn a_key_in_the_address_of_a_page_is_not_repeated() {
    let page =
        serde_json::json!({"items": [1], "next_page_url": "/p?page=2&api%20key=query%26secret"});
    let last = serde_json::json!({"items": [2]});
    let mock = MockTransport::new().reply(200, page).reply(200, last);
    let list = client(all(), &mock).list::<u8>("/p", crate::Paging::new("items"));
    let items = list.security(&[&["query"]]).all().await.unwrap();
    assert_eq!(items, [1, 2]);
    let uri = mock.requests()[1].uri.to_string();
    assert!(uri.ends_with("/p?page=2&api%20key=query%26secret"), "{uri}");
}

#[test]
fn the_environment_has_credentials_for_each_scheme() {
    let lookup = |name: &str| match name {
        "PARCELS_QUERY" => Some("q".to_owned()),
        "PARCELS_LOGIN_USERNAME" | "PARCELS_LOGIN_PASSWORD" => Some("x".to_owned()),
        _ => None,
    };
    let found = Credentials::from_lookup(&API, lookup).unwrap().given;
    let schemes: Vec<_> = found.iter().map(|one| one.scheme.as_deref()).collect();
    assert_eq!(schemes, [Some("query"), Some("login")]);
    let error = Credentials::from_lookup(&API, |_| None).unwrap_err();
    let message = "there are no credentials in the environment: set PARCELS_APP, or PARCELS_TOKEN";
    assert_eq!(error.to_string(), message);
    let half = |name: &str| (name == "PARCELS_LOGIN_USERNAME").then(|| "x".to_owned());
    let error = Credentials::from_lookup(&API, half).unwrap_err();
    assert!(error.to_string().contains("PARCELS_LOGIN_PASSWORD"));
}
