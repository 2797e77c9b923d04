//! What is sent is what a request shows.

use proptest::prelude::*;

use super::super::server::response;
use super::*;

/// Names and values of a request that came, without those of the client and its connection.
fn lines(request: &str, names: &[&str]) -> Vec<(String, String)> {
    let head = request.split("\r\n\r\n").next().unwrap_or_default();
    let lines = head.split("\r\n").skip(1).filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        Some((name.to_ascii_lowercase(), value.trim().to_owned()))
    });
    lines
        .filter(|(name, _)| names.contains(&name.as_str()))
        .collect()
}

/// Lists of values, as they may stand in a header.
fn values() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[!-~é]([ -~é\t]{0,10}[!-~é])?|", 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn every_value_of_a_header_is_sent(list in values(), agents in values(), other in values(), last in "[a-z]{0,5}") {
        let names = ["x-list", "user-agent", "x-other"];
        for way in WAYS {
            let server = Server::new([Step::Response(response("200 OK", "null"))]);
            let setup: Setup = Box::new(|builder| builder);
            let client = client(*way, &server.url(), &setup);
            let call = client
                .post::<()>("/v1/P")
                .header("X-List", list.clone())
                .header("User-Agent", agents.clone())
                .header("X-Other", other.clone())
                .with_header("x-other", "first")
                .with_header("x-other", last.clone());
            let request = call.build().unwrap();
            let shown = request.headers().iter().map(|(name, value)| {
                let value = std::str::from_utf8(value.as_bytes()).unwrap();
                (name.as_str().to_owned(), value.trim().to_owned())
            });
            let mut shown: Vec<_> = shown.collect();
            let expected = (!list.is_empty()).then(|| list.join(","));
            let given = request.headers().get("x-list");
            let given = given.map(|value| std::str::from_utf8(value.as_bytes()).unwrap());
            prop_assert_eq!(given.map(str::to_owned), expected);
            prop_assert_eq!(request.headers().get_all("x-other").iter().count(), 1);
            send(*way, call).unwrap();
            let mut sent = lines(&server.seen().requests[0], &names);
            if agents.is_empty() {
                // The client's own.
                sent.retain(|(name, _)| name != "user-agent");
            }
            // The order of a header's values counts, that of headers does not.
            shown.sort_by(|(one, _), (other, _)| one.cmp(other));
            sent.sort_by(|(one, _), (other, _)| one.cmp(other));
            prop_assert_eq!(sent, shown, "{:?}", way);
        }
    }
}

#[test]
fn bodies_of_any_method_are_sent() {
    let bytes: Vec<u8> = (0..128).collect();
    for way in WAYS {
        let setup: Setup = Box::new(|builder| builder);
        let server = Server::new([Step::Response(response("200 OK", "null"))]);
        let client = client(*way, &server.url(), &setup);
        let file = || crate::files([bytes.clone().into()]).of_type("application/octet-stream");
        let methods: [fn(&Client, &'static str) -> Call<()>; 3] =
            [Client::delete, Client::options, Client::put];
        for method in methods {
            send(*way, method(&client, "/v1/P").content(file())).unwrap();
        }
        send(*way, client.post::<()>("/v1/P").optional_body()).unwrap();
        let seen = server.seen().requests;
        for request in &seen[..3] {
            assert_eq!(
                lines(request, &["content-length"])[0].1,
                "128",
                "{way:?} {request}"
            );
        }
        let names = ["content-length", "transfer-encoding", "content-type"];
        let none = [("content-length".to_owned(), "0".to_owned())];
        assert_eq!(lines(&seen[3], &names), none, "{way:?}");
    }
}

#[test]
fn a_response_to_head_has_no_body() {
    for way in WAYS {
        let setup: Setup = Box::new(|builder| builder);
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n";
        let server = Server::new([Step::Response(head.into())]);
        let client = client(*way, &server.url(), &setup);
        send(*way, client.head::<()>("/v1/P")).unwrap();
        send(*way, client.head::<()>("/v1/P")).unwrap();
    }
}

#[test]
fn no_parameter_is_a_header_of_the_connection() {
    let server = Server::new([Step::Response(response("200 OK", "null"))]);
    let setup: Setup = Box::new(|builder| builder);
    let client = client(Way::Default, &server.url(), &setup);
    for name in ["Host", "content-length", "Transfer-Encoding", "Connection"] {
        let call = client.post::<()>("/v1/P").header(name, "7");
        assert!(call.build().unwrap_err().is_invalid(), "{name}");
    }
    assert_eq!(server.seen().connections, 0);
}
