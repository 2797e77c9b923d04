//! Which endpoint is asked, and which service gets its tokens.

use super::*;

#[tokio::test]
async fn each_endpoint_has_its_own_token() {
    static LETTERS: Api = Api::new("Letters", "https://letters.example.com", "letters/1.0.0")
        .token_url("https://letters.example.com/v1/token");
    let responses = |mock: MockTransport| {
        let mock = mock.reply(200, token("p1")).reply(204, "");
        let mock = mock.reply(200, token("l1")).reply(204, "");
        // Of two services at once, only the one whose token is rejected gets another.
        let mock = mock.reply(401, "").reply(200, token("l2"));
        mock.reply(204, "").reply(204, "")
    };
    for (base_url, parcels, letters) in [
        (
            None,
            "https://oauth.example.com",
            "https://letters.example.com",
        ),
        (
            Some("http://localhost:4010/mock"),
            "http://localhost:4010/mock",
            "http://localhost:4010/mock",
        ),
    ] {
        let mock = responses(MockTransport::new());
        let mut builder = builder(mock.clone()).clock(TestClock::new());
        if let Some(url) = base_url {
            builder = builder.base_url(url);
        }
        let client = builder.build().unwrap();
        let other = client.with_api(&LETTERS);
        for client in [&client, &other, &other, &client] {
            get(client).await.unwrap();
        }
        let tokens = sent(&mock).into_iter().map(|line| {
            let token = line.split(" Bearer ").nth(1);
            token.unwrap_or(&line).to_owned()
        });
        let prefix = base_url.map_or("", |_| "/mock");
        assert_eq!(
            tokens.collect::<Vec<_>>(),
            [
                &*format!("{prefix}/v2/token"),
                "p1",
                &*format!("{prefix}/v1/token"),
                "l1",
                "l1",
                &*format!("{prefix}/v1/token"),
                "l2",
                "p1",
            ]
        );
        let requests = mock.requests();
        assert_eq!(requests[0].uri, *format!("{parcels}/v2/token"));
        assert_eq!(requests[2].uri, *format!("{letters}/v1/token"));
        assert!(!requests[2].headers.contains_key(AUTHORIZATION));
    }
}

#[tokio::test]
async fn no_secret_goes_over_plain_http_to_another_machine() {
    static PLAIN: Api = Api::new("Parcels", "https://parcels.example.com", "parcels/1.0.0")
        .token_url("http://parcels.example.com/token");
    static LOCAL: Api = PLAIN.token_url("http://127.0.0.1:4010");
    let mock = MockTransport::new().reply(200, token("t1")).reply(204, "");
    let client = builder(mock.clone()).build().unwrap();
    let error = get(&client.with_api(&PLAIN)).await.unwrap_err();
    assert!(
        error.to_string().contains("the token URL must use https"),
        "{error}"
    );
    assert!(mock.requests().is_empty());
    get(&client.with_api(&LOCAL)).await.unwrap();
    assert_eq!(mock.requests()[0].uri, "http://127.0.0.1:4010/");
}

#[tokio::test]
async fn a_bearer_token_asks_no_endpoint() {
    let mock = MockTransport::new().reply(204, "").reply(401, "");
    let client: Client = Builder::new(&PARCELS, Credentials::bearer(SECRET))
        .transport(mock.clone())
        .build()
        .unwrap();
    get(&client).await.unwrap();
    assert!(get(&client).await.unwrap_err().is_unauthorized());
    let expected = format!("/v1/P Bearer {SECRET}");
    assert_eq!(sent(&mock), [expected.as_str(); 2]);
    let request = client.get::<()>("/v1/P").build().unwrap();
    let curl = request.to_curl();
    assert!(curl.contains("$PARCELS_TOKEN"), "{curl}");
    let shown = format!("{curl} {client:?} {request:?}");
    assert!(!shown.contains(SECRET), "{shown}");
}

#[tokio::test]
async fn the_scopes_are_those_of_the_operations_unless_others_are_given() {
    use crate::{Security, SecurityScheme, SecuritySchemeKind};

    static SECURITY: Security = Security {
        schemes: &[SecurityScheme {
            name: "flow",
            variable: "FLOW",
            kind: SecuritySchemeKind::ClientCredentials("https://auth.example.com/token", "a b:c"),
        }],
        requirements: &[&["flow"]],
    };
    static SCOPED: Api =
        Api::new("Scoped", "https://scoped.example.com", "scoped/1.0.0").security(&SECURITY);
    let credentials = || Credentials::oauth("id", "s");
    for (credentials, scope) in [
        (credentials(), "scope=a+b%3Ac&"),
        (credentials().scopes("d"), "scope=d&"),
        (credentials().scopes(""), ""),
    ] {
        let mock = MockTransport::new().reply(200, token("t")).reply(204, "");
        let builder: Builder<Client> = Builder::new(&SCOPED, credentials);
        get(&builder.transport(mock.clone()).build().unwrap())
            .await
            .unwrap();
        let sent = &mock.requests()[0].body;
        assert_eq!(
            *sent,
            *format!("grant_type=client_credentials&{scope}client_id=id&client_secret=s")
        );
    }
}
