//! Which names of properties and parameters say that a text is secret or personal.

use std::borrow::Cow;

use heck::ToSnakeCase;

use crate::pointer::Pointer;

/// What a text with such a name probably is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sensitivity {
    /// Whoever has it can do something with it.
    Secret,
    /// It names or reaches a person.
    Person,
    /// It may be the address of a person's home.
    Address,
}

/// Words of a name, each with what it says; words with a space stand side by side.
const WORDS: &[(&str, Sensitivity)] = &[
    ("token", Sensitivity::Secret),
    ("secret", Sensitivity::Secret),
    ("password", Sensitivity::Secret),
    ("passphrase", Sensitivity::Secret),
    ("passcode", Sensitivity::Secret),
    ("otp", Sensitivity::Secret),
    ("verification code", Sensitivity::Secret),
    ("security code", Sensitivity::Secret),
    ("access code", Sensitivity::Secret),
    ("authorization code", Sensitivity::Secret),
    ("api key", Sensitivity::Secret),
    ("private key", Sensitivity::Secret),
    ("email", Sensitivity::Person),
    ("phone", Sensitivity::Person),
    ("first name", Sensitivity::Person),
    ("middle name", Sensitivity::Person),
    ("last name", Sensitivity::Person),
    ("full name", Sensitivity::Person),
    ("given name", Sensitivity::Person),
    ("family name", Sensitivity::Person),
    ("contact name", Sensitivity::Person),
    ("birth", Sensitivity::Person),
    ("birthday", Sensitivity::Person),
    ("passport", Sensitivity::Person),
    ("ssn", Sensitivity::Person),
    ("street", Sensitivity::Address),
    ("address", Sensitivity::Address),
    ("postal", Sensitivity::Address),
    ("city", Sensitivity::Address),
];

/// Words that name something about the thing rather than the thing itself.
const OTHERWISE: &[&str] = &[
    "sid",
    "sids",
    "id",
    "ids",
    "type",
    "status",
    "match",
    "country",
    "country code",
    "requirements",
    "subject",
    "message",
    "url",
    "uri",
    "count",
    "page token",
    "next token",
    "previous token",
];

/// Names that say so only as a whole, and only of what is sent: the `code` of a response is an error's, and `to` in a query
/// is the end of a range.
const SENT: &[(&str, Sensitivity)] = &[
    ("code", Sensitivity::Secret),
    ("to", Sensitivity::Person),
    ("from", Sensitivity::Person),
];

/// What the name of a text in the document at `at`, a property or a parameter, says about it: `sessionToken`,
/// `business_contact_email`.
pub fn sensitivity(name: &str, at: &Pointer) -> Option<Sensitivity> {
    let is_body = |token: Cow<'_, str>| matches!(&*token, "requestBody" | "requestBodies");
    let sent = match at.tokens().any(is_body) {
        true => SENT,
        false
            if at
                .parent()
                .is_some_and(|above| above.last().as_deref() == Some("parameters")) =>
        {
            &SENT[..1]
        }
        false => &[],
    };
    let sent = sent
        .iter()
        .find(|(known, _)| *known == name.to_snake_case());
    sent.map(|(_, sensitivity)| *sensitivity)
        .or_else(|| by_words(name))
}

fn by_words(name: &str) -> Option<Sensitivity> {
    let name = format!(" {} ", name.to_snake_case().replace('_', " "));
    let is_about = |word: &&str| name.ends_with(&format!(" {word} "));
    if OTHERWISE.iter().any(is_about) {
        return None;
    }
    let mut words = WORDS.iter();
    let found = words.find(|(word, _)| name.contains(&format!(" {word} ")));
    found.map(|(_, sensitivity)| *sensitivity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_is_secret_or_personal() {
        for (name, expected) in [
            ("sessionToken", Some(Sensitivity::Secret)),
            ("brandExternalVettingToken", Some(Sensitivity::Secret)),
            ("ApiKey", Some(Sensitivity::Secret)),
            ("NotificationEmail", Some(Sensitivity::Person)),
            (
                "authorizedContactMobilePhoneNumberE164",
                Some(Sensitivity::Person),
            ),
            ("business_contact_first_name", Some(Sensitivity::Person)),
            ("DateOfBirth", Some(Sensitivity::Person)),
            ("businessStreetAddress2", Some(Sensitivity::Address)),
            ("PageToken", None),
            ("next_page_token", None),
            ("AddressSids", None),
            ("friendlyName", None),
            ("capacity", None),
            ("channel_endpoint_type", None),
            ("VerificationCode", Some(Sensitivity::Secret)),
            ("PostalCode", Some(Sensitivity::Address)),
            ("AddressCountryCode", None),
            ("error_code", None),
            ("StatusCode", None),
            ("nextToken", None),
            ("Code", None),
            ("To", None),
        ] {
            assert_eq!(by_words(name), expected, "{name}");
        }
    }

    #[test]
    fn some_names_only_say_so_of_what_is_sent() {
        let at = |above: &str, name: &str| {
            let above = above
                .split('/')
                .fold(Pointer::root(), |at, token| at.push(token));
            sensitivity(name, &above.push(name))
        };
        let body = "paths/p/post/requestBody/content/m/schema/properties";
        assert_eq!(at(body, "Code"), Some(Sensitivity::Secret));
        assert_eq!(at(body, "To"), Some(Sensitivity::Person));
        assert_eq!(at(body, "CountryCode"), None);
        assert_eq!(at(body, "SendTo"), None);
        let parameters = "paths/p/get/parameters";
        assert_eq!(at(parameters, "code"), Some(Sensitivity::Secret));
        assert_eq!(at(parameters, "to"), None);
        let response = "components/schemas/s/properties";
        assert_eq!(at(response, "code"), None);
        assert_eq!(at(response, "phone_number"), Some(Sensitivity::Person));
    }
}
