//! Failures of lists: where the service leads to for the next page.

use super::super::server::response;
use super::*;
use crate::{List, Paging};

/// A page of one item, with this for the address of the next one.
fn page(item: u32, next: &str) -> Step {
    let body = format!(r#"{{"parcels": [{item}], "meta": {{"next_page_url": {next}}}}}"#);
    Step::Response(response("200 OK", body))
}

/// All items of the list, by one way of sending.
pub(super) fn all<T>(way: Way, list: List<T>) -> Result<Vec<T>, Error>
where
    T: serde::de::DeserializeOwned + Send + 'static,
{
    match way {
        #[cfg(feature = "blocking")]
        Way::Blocking => list.blocking().collect(),
        _ => wait(list.all()),
    }
}

/// A list whose first page leads to `next`, in which `{elsewhere}` is another server of this machine.
fn leads(name: &str, next: &str) {
    leads_over(name, |elsewhere| {
        vec![
            page(1, &next.replace("{elsewhere}", elsewhere)),
            page(2, "null"),
        ]
    });
}

fn leads_over(name: &str, steps: impl Fn(&str) -> Vec<Step>) {
    let mut rows = Vec::new();
    for way in WAYS {
        let elsewhere = Server::new([page(666, "null")]);
        let server = Server::new(steps(&elsewhere.address.to_string()));
        let setup: Setup = Box::new(|builder| builder.clock(TestClock::new()));
        let client = client(*way, &server.url(), &setup);
        let list: List<u32> = client.list("/v1/P", Paging::new("parcels"));
        let start = Instant::now();
        let (sight, sentence) = match all(*way, list) {
            Ok(items) if items.len() == 1 => ("all items".to_owned(), "1 item".to_owned()),
            Ok(items) => ("all items".to_owned(), format!("{} items", items.len())),
            Err(error) => (sight(&error), sentence(&error)),
        };
        assert!(start.elapsed() < HANGS, "{way:?}");
        assert_eq!(elsewhere.seen().connections, 0, "{way:?}: {sentence}");
        let requests = server.seen().requests;
        assert!(
            requests
                .iter()
                .all(|request| request.starts_with("GET /v1/P")),
            "{requests:?}"
        );
        let requests = requests.len();
        rows.push(format!(
            "| {name} | {sight} | {sentence} | {requests} | 0 | `{}` |",
            test()
        ));
    }
    assert!(rows.iter().all(|row| *row == rows[0]), "{rows:#?}");
    on_page(&rows[0]);
}

#[test]
fn next_page_on_another_host() {
    leads("another host", r#""http://{elsewhere}/v1/P?Page=1""#);
}

#[test]
fn next_page_by_host_alone() {
    leads(
        "another host, without a scheme",
        r#""//{elsewhere}/v1/P?Page=1""#,
    );
}

#[test]
fn next_page_behind_a_user() {
    leads(
        "another host behind what looks like the own one",
        r#""http://127.0.0.1@{elsewhere}/v1/P?Page=1""#,
    );
}

#[test]
fn next_page_behind_backslashes() {
    leads(
        "another host behind backslashes",
        r#""\\\\{elsewhere}/v1/P?Page=1""#,
    );
}

#[test]
fn next_page_of_another_service() {
    leads(
        "another service of the same domain",
        r#""https://letters.example.com/v1/P?Page=1""#,
    );
}

#[test]
fn next_page_of_the_service_without_tls() {
    leads(
        "the service's host, but by http",
        r#""http://parcels.example.com/v1/P?Page=1""#,
    );
}

#[test]
fn next_page_at_a_port_that_is_none() {
    leads(
        "the service's host at a port that is none",
        r#""https://parcels.example.com:99999/v1/P?Page=1""#,
    );
}

#[test]
fn next_page_out_of_the_path() {
    leads("a path with `..`", r#""/v1/P/../../admin""#);
}

#[test]
fn next_page_of_the_service() {
    leads(
        "the service's own host, while the client has a base URL: that is asked",
        r#""https://parcels.ie1.example.com/v1/P?Page=1""#,
    );
}

#[test]
fn next_page_is_relative() {
    leads("a relative address", r#""/v1/P?Page=1""#);
}

#[test]
fn next_page_is_the_same() {
    leads("the page itself", r#""/v1/P""#);
}

#[test]
fn next_page_is_in_a_loop() {
    leads_over("a page that came before, by way of others", |_| {
        vec![
            page(1, r#""/v1/P?Page=1""#),
            page(2, r#""/v1/P?Page=2""#),
            page(3, r#""/v1/P?Page=1""#),
        ]
    });
}

#[test]
fn next_page_is_absent() {
    leads_over("none: the member is absent, or there is no `meta`", |_| {
        vec![Step::Response(response("200 OK", r#"{"parcels": [1]}"#))]
    });
}

#[test]
fn next_page_is_null() {
    leads("`null`", "null");
}

#[test]
fn next_page_is_empty() {
    leads("an empty text", r#""""#);
}

#[test]
fn next_page_is_not_text() {
    leads("no text", "5");
}

#[test]
fn empty_page_in_the_middle() {
    leads_over("an empty page in the middle", |_| {
        let empty = r#"{"parcels": [], "meta": {"next_page_url": "/v1/P?Page=2"}}"#;
        vec![
            page(1, r#""/v1/P?Page=1""#),
            Step::Response(response("200 OK", empty)),
            page(2, "null"),
        ]
    });
}

#[test]
fn empty_pages_without_end() {
    let empty = |number| {
        let body =
            format!(r#"{{"parcels": [], "meta": {{"next_page_url": "/v1/P?Page={number}"}}}}"#);
        Step::Response(response("200 OK", body))
    };
    leads_over("empty pages that lead on and on", move |_| {
        (0..1100).map(empty).collect()
    });
}

#[test]
fn page_without_its_list() {
    leads_over("a page without its list", |_| {
        vec![
            page(1, r#""/v1/P?Page=1""#),
            Step::Response(response("200 OK", "{}")),
        ]
    });
}
