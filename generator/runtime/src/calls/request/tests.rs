//! Whatever is put into a request, it stays in its place.

use percent_encoding::percent_decode_str;
use proptest::prelude::*;

use crate::service::api::tests::PARCELS;
use crate::testing::MockTransport;
use crate::{Builder, Client, Credentials};

fn client(base_url: &str) -> Client {
    Builder::new(&PARCELS, Credentials::basic("AC1", "t"))
        .base_url(base_url)
        .transport(MockTransport::new())
        .build()
        .unwrap()
}

/// Any text, and texts made of what means something in an address.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        r"(/|\\|\?|#|%|%2e|%2F|\.|\.\.|;|:|@|\x00|\r\n| |\+|&|=|é|a){0,6}",
    ]
}

proptest! {
    #[test]
    fn a_value_never_leaves_its_segment(name in texts(), has_prefix: bool) {
        let base_url = if has_prefix { "https://proxy.example/mock" } else { "https://proxy.example" };
        let call = client(base_url).get::<()>("/v1/P/{Name}/Q").path("Name", name.as_str());
        let request = match call.build() {
            Ok(request) => request,
            Err(error) => {
                prop_assert!(error.is_invalid() && matches!(name.as_str(), "" | "." | ".."));
                return Ok(());
            }
        };
        prop_assert!(!matches!(name.as_str(), "" | "." | ".."));
        let uri = request.uri();
        prop_assert_eq!(uri.authority().unwrap().as_str(), "proxy.example");
        prop_assert_eq!(uri.query(), None);
        let path = uri.path().strip_prefix(if has_prefix { "/mock" } else { "" }).unwrap();
        let segments: Vec<_> = path.split('/').collect();
        let ["", "v1", "P", segment, "Q"] = segments[..] else {
            return Err(TestCaseError::fail(path.to_owned()));
        };
        prop_assert_eq!(percent_decode_str(segment).decode_utf8().unwrap(), name);
    }

    #[test]
    fn parameters_come_out_as_they_went_in(one in texts(), two in texts(), three in texts()) {
        let call = client("https://proxy.example").post::<()>("/v1/P")
            .query("Q", one.as_str())
            .form("A", vec![two.as_str(), three.as_str()])
            .form("B", one.as_str());
        let request = call.build().unwrap();
        let decoded = |text: &str| form_urlencoded::parse(text.as_bytes()).into_owned().collect::<Vec<_>>();
        let query = [("Q".to_owned(), one.clone())];
        prop_assert_eq!(decoded(request.uri().query().unwrap()), query);
        prop_assert_eq!(request.uri().path(), "/v1/P");
        let form = [("A".to_owned(), two), ("A".to_owned(), three), ("B".to_owned(), one)];
        prop_assert_eq!(decoded(request.body().unwrap()), form);
    }
}

#[test]
fn a_name_that_holds_a_sign_is_encoded() {
    let call = client("https://proxy.example").get::<()>("/v1/P");
    let request = call.query("StartTime<", "2026-01-31").build().unwrap();
    assert_eq!(request.uri().query(), Some("StartTime%3C=2026-01-31"));
}
