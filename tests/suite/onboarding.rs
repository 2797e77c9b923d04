//! The example of the onboarding, played on the loopback server.

use std::path::Path;
use std::time::Duration;

use crate::snapshot;

#[path = "../examples/onboarding.rs"]
#[expect(dead_code, reason = "`main` is for the example's own binary")]
mod example;

#[tokio::test]
async fn the_example_onboards_a_business() {
    let server = example::rehearsal().unwrap();
    let mut report = Vec::new();
    example::onboard(&server.client().unwrap(), Duration::ZERO, &mut report)
        .await
        .unwrap();

    let requests = server.received().into_iter().map(|request| {
        let query = if request.query.is_empty() {
            String::new()
        } else {
            format!("?{}", request.query)
        };
        let form: String = request
            .form()
            .iter()
            .map(|(name, value)| format!("\n  {name}={value}"))
            .collect();
        format!("{} {}{query}{form}", request.method, request.path)
    });
    let requests: Vec<String> = requests.collect();
    let text = format!(
        "{}\n{}",
        String::from_utf8(report).unwrap(),
        requests.join("\n")
    );
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
    snapshot::settings(&folder).bind(|| insta::assert_snapshot!("onboarding", text));
}
