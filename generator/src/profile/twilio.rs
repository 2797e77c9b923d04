//! Twilio's profile.

use quote::quote;

use super::Profile;
use crate::model::{PathSegment, PathTemplate, WireName};

/// SIDs, accounts, pages in both of Twilio's styles, and the extension `x-twilio`.
pub static TWILIO: Profile = Profile {
    name: "twilio",
    domain: Some("twilio.com"),
    runtime: "twilio-client",
    folder: Some("twilio"),
    exports: &["InvalidSid", "Sid"],
    has_webhooks: true,
    api_settings: |_| quote!(.conventions(&rt::CONVENTIONS)),
    reads_security: false,
    from_env_docs: Some(|_| {
        "A client with credentials from the environment: `TWILIO_API_KEY` and `TWILIO_API_SECRET`, or \
         `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN`; the error names what is missing."
            .to_owned()
    }),
    test_credentials: Some(|| {
        quote! {
            let account_sid = "AC00000000000000000000000000000000";
            let credentials = Credentials::auth_token(account_sid, "token");
        }
    }),
    // "Twilio - Trusthub" is a client called `Trusthub`.
    title_prefix: "Twilio-",
    identifier_prefix: sid_prefix,
    extension: "x-twilio",
    formats: &[
        "currency",
        "endpoint",
        "http-method",
        "iso-country-code",
        "phone-number",
        "sid",
        "twiml",
        "uri-map",
    ],
    // The format of an identifier is named after what it identifies: `AccountSid`.
    identifier_format: Some("Sid"),
    next_page: &["next_page_url", "next_page_uri"],
    error: &["code", "details", "message", "more_info", "status"],
    // None of the forms says `required: true`.
    always_sends_bodies: true,
    account,
};

/// The placeholder behind `/Accounts/`, where more follows: in the style of 2010, the account that it is all about.
fn account(path: &PathTemplate) -> Option<&WireName> {
    let mut windows = path.0.windows(3);
    windows.find_map(|window| match window {
        [
            PathSegment::Fixed(fixed),
            PathSegment::Parameter {
                prefix,
                name,
                suffix,
                more,
            },
            _,
        ] if fixed == "Accounts"
            && name.as_str() == "AccountSid"
            && prefix.is_empty()
            && suffix.is_empty()
            && more.is_empty() =>
        {
            Some(name)
        }
        _ => None,
    })
}

/// The prefix in a SID's pattern: `^BU[0-9a-fA-F]{32}$`.
fn sid_prefix(pattern: &str) -> Option<Option<&str>> {
    let prefix = pattern
        .strip_prefix('^')?
        .strip_suffix("[0-9a-fA-F]{32}$")?;
    if prefix == "[a-zA-Z]{2}" {
        return Some(None);
    }
    let letters = prefix.len() == 2 && prefix.bytes().all(|byte| byte.is_ascii_alphabetic());
    letters.then_some(Some(prefix))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::config::Package;

    #[test]
    fn the_configuration_chooses_and_else_the_server() {
        let by_server = |url: &str| {
            let document = json!({"servers": [{"url": url}]});
            Profile::of(None, &document).name
        };
        let domain = "twilio.com";
        assert_eq!(by_server(&format!("https://parcels.{domain}/v1")), "twilio");
        assert_eq!(by_server(&format!("https://{{edge}}.{domain}")), "twilio");
        assert_eq!(by_server(&format!("https://{domain}:443")), "twilio");
        assert_eq!(by_server(&format!("https://not{domain}")), "plain");
        assert_eq!(by_server(&format!("https://{domain}.example")), "plain");
        assert_eq!(by_server("https://parcels.example"), "plain");
        assert_eq!(Profile::of(None, &json!({})).name, "plain");
        let path = json!({"paths": {"/a": {"servers": [{"url": format!("https://a.{domain}")}]}}});
        assert_eq!(Profile::of(None, &path).name, "twilio");
        assert_eq!(Profile::of(Some("plain"), &path).name, "plain");
        assert_eq!(Profile::of(Some("twilio"), &json!({})).name, "twilio");
    }

    #[test]
    fn formats_are_those_of_the_documents() {
        for (format, is_known) in [
            ("phone-number", true),
            ("UserSid", true),
            ("datetime", false),
        ] {
            assert_eq!(TWILIO.has_format(format), is_known, "{format}");
        }
    }

    #[test]
    fn sid_patterns_are_recognised() {
        assert_eq!(sid_prefix("^BU[0-9a-fA-F]{32}$"), Some(Some("BU")));
        assert_eq!(sid_prefix("^[a-zA-Z]{2}[0-9a-fA-F]{32}$"), Some(None));
        assert_eq!(sid_prefix("^BU[0-9a-f]{32}$"), None);
        assert_eq!(sid_prefix("^BUX[0-9a-fA-F]{32}$"), None);
    }

    #[test]
    fn the_runtime_is_beside_the_neutral_one() {
        for (neutral, configured, path) in [
            (None, None, "../generator/twilio"),
            (Some("runtime"), None, "./twilio"),
            (Some("/a/runtime"), Some("/b/twilio"), "/b/twilio"),
        ] {
            let package = Package {
                runtime: neutral.map(str::to_owned),
                provider: configured.map(str::to_owned),
                ..Package::default()
            };
            assert_eq!(TWILIO.runtime_path(&package), path);
        }
    }
}
