//! Which names of properties and parameters say that a text is secret or personal.

use heck::ToSnakeCase;

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
    "type",
    "status",
    "url",
    "uri",
    "count",
    "page token",
];

/// What the name of a text says about it: `sessionToken`, `business_contact_email`.
pub fn sensitivity(name: &str) -> Option<Sensitivity> {
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
        ] {
            assert_eq!(sensitivity(name), expected, "{name}");
        }
    }
}
