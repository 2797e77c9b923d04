//! Case: wire names in every style become words, and words become Rust names.

use std::cell::RefCell;
use std::collections::BTreeMap;

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Words with digits inside, which splitting by case would tear apart.
const INITIALISMS: &[&str] = &["A2P"];

/// Names for the signs that a value can consist of.
const SIGNS: &[(char, &str)] = &[
    ('*', "star"),
    ('+', "plus"),
    ('-', "minus"),
    ('#', "hash"),
    ('=', "equal"),
    ('<', "less"),
    ('>', "greater"),
    ('!', "not"),
    ('?', "question"),
    ('%', "percent"),
    ('&', "and"),
    ('|', "or"),
    ('/', "slash"),
    ('.', "dot"),
    ('_', "underscore"),
];

/// Turns wire names into Rust names of either case.
pub(super) struct Case {
    /// The words, and what they are written as, so that splitting keeps them.
    initialisms: Vec<(String, String)>,
    /// What `snake` gave before: documents use the same names again and again.
    known: RefCell<BTreeMap<String, String>>,
}

impl Case {
    /// Keeps `extra` words together, besides those that are always kept.
    pub(super) fn new(extra: &[String]) -> Self {
        let known = INITIALISMS.iter().map(|word| (*word).to_owned());
        Self {
            initialisms: known.chain(extra.iter().cloned()).map(kept).collect(),
            known: RefCell::default(),
        }
    }

    /// `FriendlyName`, `friendly-name` and `friendly_name` become `friendly_name`.
    pub(super) fn snake(&self, wire: &str) -> String {
        if let Some(known) = self.known.borrow().get(wire) {
            return known.clone();
        }
        let mut name = self.prepare(wire).to_snake_case();
        if name.starts_with(|c: char| c.is_numeric()) {
            name.insert(0, 'n');
        }
        let mut known = self.known.borrow_mut();
        known.insert(wire.to_owned(), name.clone());
        name
    }

    /// `customer_profile` and `pending-review` become `CustomerProfile` and `PendingReview`.
    pub(super) fn pascal(&self, wire: &str) -> String {
        let name = self.prepare(wire).to_upper_camel_case();
        if name.starts_with(|c: char| c.is_numeric()) {
            format!("N{name}")
        } else {
            name
        }
    }

    fn prepare(&self, wire: &str) -> String {
        if wire.is_empty() {
            return "empty".to_owned();
        }
        if !wire.contains(char::is_alphanumeric) {
            return spell(wire);
        }
        let mut text = match (wire.strip_suffix('<'), wire.strip_suffix('>')) {
            // The 2010 interface filters by `StartTime<` and `StartTime>`.
            (Some(before), _) => format!("{before}_before"),
            (_, Some(after)) => format!("{after}_after"),
            _ => wire.to_owned(),
        };
        for (word, kept) in &self.initialisms {
            if text.contains(word.as_str()) {
                text = text.replace(word, kept);
            }
        }
        text
    }
}

fn kept(word: String) -> (String, String) {
    let mut kept = word.to_lowercase();
    if let Some(first) = kept.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    (word, format!("-{kept}-"))
}

fn spell(signs: &str) -> String {
    let words = signs.chars().filter_map(|sign| {
        SIGNS
            .iter()
            .find(|(known, _)| *known == sign)
            .map(|(_, word)| *word)
    });
    words.collect::<Vec<_>>().join("_")
}

#[cfg(test)]
mod tests {
    use super::Case;

    #[test]
    fn wire_names_of_every_style() {
        let case = Case::new(&["IPv6".to_owned()]);
        let cases = [
            ("FriendlyName", "friendly_name", "FriendlyName"),
            ("pending-review", "pending_review", "PendingReview"),
            ("PENDING_REVIEW", "pending_review", "PendingReview"),
            ("UK:CRN", "uk_crn", "UkCrn"),
            ("toll-free", "toll_free", "TollFree"),
            (
                "A2PBrandRegistrations",
                "a2p_brand_registrations",
                "A2pBrandRegistrations",
            ),
            ("IPv6Address", "ipv6_address", "Ipv6Address"),
            (
                "AutoCreation.Enabled",
                "auto_creation_enabled",
                "AutoCreationEnabled",
            ),
            ("StartTime<", "start_time_before", "StartTimeBefore"),
            ("StartTime>", "start_time_after", "StartTimeAfter"),
            (
                "AuthorizedRepresentative1FirstName",
                "authorized_representative1_first_name",
                "AuthorizedRepresentative1FirstName",
            ),
            ("10dlc", "n10dlc", "N10dlc"),
            ("", "empty", "Empty"),
            ("*", "star", "Star"),
        ];
        for (wire, snake, pascal) in cases {
            assert_eq!(case.snake(wire), snake, "{wire}");
            assert_eq!(case.pascal(wire), pascal, "{wire}");
        }
    }
}
