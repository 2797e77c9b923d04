//! Case: wire names in every style become words, and words become Rust names.

use std::cell::RefCell;
use std::collections::BTreeMap;

use heck::{ToSnakeCase, ToUpperCamelCase};

use super::is_identifier;

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
    ('@', "at"),
    ('$', "dollar"),
    ('~', "tilde"),
    ('^', "caret"),
    (':', "colon"),
    (';', "semicolon"),
    (',', "comma"),
    ('\\', "backslash"),
    ('\'', "apostrophe"),
    ('"', "quote"),
    ('`', "backtick"),
    ('(', "open"),
    (')', "close"),
    ('[', "from"),
    (']', "to"),
    ('{', "begin"),
    ('}', "end"),
    (' ', "space"),
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

    /// Names in snake case that tell a wire name from those that differ in signs or in case only: with each sign as a word,
    /// then with a word for the case, then with a checksum. They depend on the wire name alone, and on none beside it.
    pub(super) fn distinct(&self, wire: &str) -> Vec<String> {
        let spelled = self.snake(&spell_signs(wire));
        let cased = format!("{spelled}_{}", case_word(wire));
        let checked = format!("{cased}_x{:08x}", checksum(wire));
        vec![spelled, cased, checked]
    }

    /// The same in camel case.
    pub(super) fn distinct_pascal(&self, wire: &str) -> Vec<String> {
        let names = self.distinct(wire);
        names.iter().map(|name| self.pascal(name)).collect()
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
    signs.chars().map(word_of).collect::<Vec<_>>().join("_")
}

/// The word for a sign; for one without a word, its code.
fn word_of(sign: char) -> String {
    let known = SIGNS.iter().find(|(known, _)| *known == sign);
    known.map_or_else(
        || format!("u{:04x}", u32::from(sign)),
        |(_, word)| (*word).to_owned(),
    )
}

/// A wire name with a word for each sign that is not an underscore between words.
fn spell_signs(wire: &str) -> String {
    let inner = wire.trim_matches('_');
    let mut spelled = String::new();
    let start = wire.len() - wire.trim_start_matches('_').len();
    for (index, sign) in wire.char_indices() {
        let is_between = sign == '_' && index >= start && index < start + inner.len();
        match sign {
            _ if is_between => spelled.push('_'),
            // Not every letter or digit can be part of an identifier.
            _ if sign.is_alphanumeric() && is_identifier(&format!("a{sign}")) => spelled.push(sign),
            _ => {
                let word = match sign {
                    '-' if is_hyphen(wire, index) => "dash".to_owned(),
                    _ => word_of(sign),
                };
                spelled.push('_');
                spelled.push_str(&word);
                spelled.push('_');
            }
        }
    }
    match spelled.is_empty() {
        true => "empty".to_owned(),
        false => spelled,
    }
}

/// Whether the sign at this index, which is `-`, stands between letters: elsewhere it is a minus.
fn is_hyphen(wire: &str, index: usize) -> bool {
    let (before, behind) = (
        wire[..index].chars().next_back(),
        wire[index + 1..].chars().next(),
    );
    [before, behind]
        .iter()
        .all(|sign| sign.is_some_and(char::is_alphabetic))
}

/// What tells names apart that differ in case only.
fn case_word(wire: &str) -> &'static str {
    let mut letters = wire.chars().filter(|sign| sign.is_alphabetic());
    let first = letters.next();
    let (has_lower, has_upper) = letters.fold((false, false), |(lower, upper), letter| {
        (
            lower || letter.is_lowercase(),
            upper || letter.is_uppercase(),
        )
    });
    match first {
        Some(first) if first.is_uppercase() && !has_lower => "uppercase",
        Some(first) if first.is_uppercase() && !has_upper => "capitalized",
        Some(first) if !first.is_uppercase() && !has_upper => "lowercase",
        Some(_) => "mixed_case",
        None => "text",
    }
}

/// FNV-1a, which is the same everywhere and always.
fn checksum(text: &str) -> u32 {
    let step = |sum: u32, byte: u8| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    text.bytes().fold(0x811c_9dc5, step)
}

#[cfg(test)]
mod tests {
    use super::Case;

    #[test]
    fn names_that_differ_in_signs_or_case_are_told_apart() {
        let case = Case::new(&[]);
        for (wire, spelled, cased) in [
            ("+1", "plus_1", "plus_1_text"),
            ("-1", "minus_1", "minus_1_text"),
            ("a-b", "a_dash_b", "a_dash_b_lowercase"),
            ("a_b", "a_b", "a_b_lowercase"),
            ("_id", "underscore_id", "underscore_id_lowercase"),
            ("asc", "asc", "asc_lowercase"),
            ("ASC", "asc", "asc_uppercase"),
            ("Asc", "asc", "asc_capitalized"),
            ("aSc", "a_sc", "a_sc_mixed_case"),
            ("§", "u00a7", "u00a7_text"),
            ("", "empty", "empty_text"),
        ] {
            let names = case.distinct(wire);
            assert_eq!(names[..2], [spelled, cased], "{wire}");
        }
        // What nothing else tells apart has another checksum.
        assert_ne!(case.distinct("aBc"), case.distinct("abC"));
    }

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
