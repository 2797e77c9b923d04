//! A program with its tests, which need no network, no server and no waiting.
//!
//! ```text
//! cargo test -p acceptance --test suite own_tests     # the tests
//! cargo run -p acceptance --example own_tests         # the program, with credentials in the environment
//! ```

use std::io::{self, Write};

use twilio_trusthub::customer_profiles::CustomerProfile;
use twilio_trusthub::sid::PolicySid;
use twilio_trusthub::{Error, TrustHub};

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let found = match TrustHub::from_env() {
        Ok(trusthub) => find_or_create(&trusthub, "Acme").await,
        Err(error) => Err(error),
    };
    writeln!(io::stdout(), "{}", report(found))
}

/// What is tested: the profile of a business, which is created where there is none. When it is not known whether a profile
/// was created, it is looked for again.
async fn find_or_create(trusthub: &TrustHub, name: &str) -> Result<CustomerProfile, Error> {
    if let Some(profile) = find(trusthub, name).await? {
        return Ok(profile);
    }
    let policy = PolicySid::new("RN442bbdd104faf82b26d427e2aa46400a")?;
    let profiles = trusthub.customer_profiles();
    match profiles.create(name, "ops@acme.example", policy).await {
        Err(error) if error.is_outcome_unknown() => find(trusthub, name).await?.ok_or(error),
        created => created,
    }
}

async fn find(trusthub: &TrustHub, name: &str) -> Result<Option<CustomerProfile>, Error> {
    let profiles = trusthub.customer_profiles().list().friendly_name(name);
    profiles.limit(1).stream().try_next().await
}

/// Code that is given results needs no client at all.
fn report(result: Result<CustomerProfile, Error>) -> String {
    match result {
        Ok(profile) => profile.friendly_name,
        Err(error) if error.is_not_found() => "there is none".to_owned(),
        Err(error) if error.is_outcome_unknown() => "have a look".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use twilio_trusthub::TransportErrorKind;
    use twilio_trusthub::customer_profiles::Status;
    use twilio_trusthub::http::Method;
    use twilio_trusthub::serde_json::{self, Value, json};
    use twilio_trusthub::testing::MockTransport;

    use super::*;

    const PROFILES: &str = "/v1/CustomerProfiles";

    /// A page as the service sends it.
    fn page(profiles: &[CustomerProfile], next: Option<&str>) -> Value {
        json!({ "results": profiles, "meta": { "key": "results", "next_page_url": next } })
    }

    /// The example of the document, with another name.
    fn profile(name: &str) -> CustomerProfile {
        let mut profile = CustomerProfile::example();
        profile.friendly_name = name.to_owned();
        profile.status = Status::Draft;
        profile
    }

    #[tokio::test]
    async fn a_profile_is_created_in_spite_of_too_many_requests() -> Result<(), Error> {
        let mock = MockTransport::new()
            .when(Method::GET, PROFILES)
            .reply(200, page(&[], None))
            .when(Method::POST, PROFILES)
            .reply_with(429, [("Retry-After", "20")], "")
            .reply(201, json!(profile("Acme")));

        let found = find_or_create(&TrustHub::mocked(&mock)?, "Acme").await?;

        assert_eq!(found, profile("Acme"));
        let [list, refused, created] = mock.requests().try_into().unwrap();
        assert!(list.query().contains(&("FriendlyName", "Acme")));
        let policy = "RN442bbdd104faf82b26d427e2aa46400a";
        let form = [
            ("FriendlyName", "Acme"),
            ("Email", "ops@acme.example"),
            ("PolicySid", policy),
        ];
        assert_eq!(
            (refused.form(), created.form()),
            (form.to_vec(), form.to_vec())
        );
        assert_eq!(mock.clock().elapsed(), Duration::from_secs(20));
        Ok(())
    }

    #[tokio::test]
    async fn a_profile_is_looked_for_when_the_connection_was_cut() -> Result<(), Error> {
        let mock = MockTransport::new()
            .when(Method::GET, PROFILES)
            .reply(200, page(&[], None))
            .reply(200, page(&[profile("Acme")], None))
            .when(Method::POST, PROFILES)
            .fail(TransportErrorKind::Interrupted);

        let found = find_or_create(&TrustHub::mocked(&mock)?, "Acme").await?;

        assert_eq!(found, profile("Acme"));
        let posts = mock
            .requests()
            .into_iter()
            .filter(|request| request.method == Method::POST);
        assert_eq!(posts.count(), 1);
        mock.assert_used();
        Ok(())
    }

    #[tokio::test]
    async fn a_list_has_two_pages() -> Result<(), Error> {
        let next =
            "https://trusthub.twilio.com/v1/CustomerProfiles?PageSize=1000&Page=1&PageToken=abc";
        let mock = MockTransport::new()
            .when(Method::GET, PROFILES)
            .reply(200, page(&[profile("Acme"), profile("Bolt")], Some(next)))
            .reply(200, page(&[profile("Cogs")], None));

        let mut names = Vec::new();
        let mut profiles = TrustHub::mocked(&mock)?.customer_profiles().list().stream();
        while let Some(profile) = profiles.try_next().await? {
            names.push(profile.friendly_name);
        }

        assert_eq!(names, ["Acme", "Bolt", "Cogs"]);
        assert!(mock.requests()[1].query().contains(&("PageToken", "abc")));
        Ok(())
    }

    /// With the feature `blocking`: the same rules, and no async runtime.
    #[test]
    fn a_blocking_call_is_retried() -> Result<(), Error> {
        let profile = profile("Acme");
        let mock = MockTransport::new()
            .when(Method::GET, "/v1/CustomerProfiles/{Sid}")
            .reply_with(503, [("Retry-After", "5")], "")
            .reply(200, json!(profile));
        let profiles = TrustHub::mocked(&mock)?.customer_profiles();

        assert_eq!(profiles.fetch(&profile.sid).blocking()?, profile);
        assert_eq!(mock.clock().elapsed(), Duration::from_secs(5));
        Ok(())
    }

    #[test]
    fn results_are_reported() {
        assert_eq!(report(Ok(profile("Acme"))), "Acme");
        assert_eq!(report(Err(Error::api(404))), "there is none");
        assert_eq!(report(Err(Error::outcome_unknown())), "have a look");
        let refused = json!({ "code": 20001, "message": "the name is too long" });
        assert_eq!(
            report(Err(Error::api_with(400, refused))),
            "the service returned 400 (code 20001): the name is too long"
        );
    }

    /// JSON that a test has at hand becomes a record too.
    #[test]
    fn a_record_is_made_of_json() {
        let expected = CustomerProfile::example();
        let read: CustomerProfile = serde_json::from_value(json!(expected)).unwrap();
        assert_eq!(read, expected);
    }
}
