//! The example of the A2P registrations, on the loopback server.

use acceptance::ExampleServer;
use serde_json::Value;

#[path = "../examples/a2p.rs"]
#[expect(dead_code, reason = "`main` is for the example's own binary")]
mod example;

use example::Desk;

#[tokio::test]
async fn the_example_rehearses_and_prints_no_token() {
    let mut report = Vec::new();
    example::rehearse(&mut report).await.unwrap();
    let report = String::from_utf8(report).unwrap();
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines.len(), 5, "{report}");
    // A form that is opened again belongs to the same registration, in another session.
    for (first, second) in [(lines[0], lines[1]), (lines[2], lines[3])] {
        let id = |line: &str| line.split('"').nth(1).unwrap().to_owned();
        assert_eq!(id(first), id(second), "{report}");
        assert_ne!(first, second);
    }
    assert!(!report.contains("session."), "{report}");
    assert_eq!(lines[4], "the profile of the business is noncompliant");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_gets_the_token_from_the_server() {
    let server = ExampleServer::start(&[]).unwrap();
    let router = Desk::new(server.client().unwrap()).into_router();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let serving = tokio::spawn(axum::serve(listener, router).into_future());

    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let url = |path: &str| format!("http://{address}{path}");
    let page = client.get(url("/")).send().await.unwrap();
    let page = page.text().await.unwrap();
    assert!(page.contains("/sessions/"));
    assert!(!page.contains("session.brand") && !page.contains("session.campaign"));
    for form in ["brand", "campaign"] {
        let response = client.post(url(&format!("/sessions/{form}"))).send();
        let response = response.await.unwrap();
        assert_eq!(response.headers()["cache-control"], "no-store");
        let session: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
        let token = session["token"].as_str().unwrap();
        assert!(token.starts_with("session."), "{session}");
    }
    let other = client.post(url("/sessions/other")).send().await.unwrap();
    assert_eq!(other.status().as_u16(), 404);
    serving.abort();
}
