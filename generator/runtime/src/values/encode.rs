//! How texts travel in a path, a query and a form.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What is encoded: every byte outside the unreserved set of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What is encoded where reserved characters are allowed: not those of a query, but `&`, which ends a value.
const NOT_IN_A_VALUE: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// Appends `text` for a value of a query in which reserved characters are allowed.
pub(crate) fn reserved(text: &str, to: &mut String) {
    to.extend(utf8_percent_encode(text, NOT_IN_A_VALUE));
}

/// What a space becomes, the only difference between the encodings of a form and of a URL.
#[derive(Clone, Copy)]
pub(crate) enum Space {
    Plus,
    Percent,
}

/// Appends `text` with every byte outside `A-Za-z0-9-._~` percent-encoded, in upper-case hexadecimal.
pub(crate) fn percent(text: &str, space: Space, to: &mut String) {
    for piece in utf8_percent_encode(text, RESERVED) {
        // Each encoded byte is a piece of its own, and each run of others.
        to.push_str(match (piece, space) {
            ("%20", Space::Plus) => "+",
            (piece, _) => piece,
        });
    }
}

/// Appends `name=value`, encoded.
pub(crate) fn pair(name: &str, value: &str, space: Space, to: &mut String) {
    percent(name, space, to);
    to.push('=');
    percent(value, space, to);
}

pub(crate) fn pairs<'a>(
    pairs: impl Iterator<Item = (&'a str, &'a str)>,
    space: Space,
    to: &mut String,
) {
    for (index, (name, value)) in pairs.enumerate() {
        if index > 0 {
            to.push('&');
        }
        pair(name, value, space, to);
    }
}

/// The pairs of a query string, decoded. What is not valid UTF-8 is replaced by U+FFFD.
pub(crate) fn decode_query(query: &str) -> impl Iterator<Item = (String, String)> {
    form_urlencoded::parse(query.as_bytes()).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn encoded(text: &str, space: Space) -> String {
        let mut to = String::new();
        percent(text, space, &mut to);
        to
    }

    #[test]
    fn every_byte_outside_the_unreserved_set_is_encoded() {
        for (text, form, url) in [
            ("AZaz09-._~", "AZaz09-._~", "AZaz09-._~"),
            ("a b", "a+b", "a%20b"),
            ("a+b", "a%2Bb", "a%2Bb"),
            ("*/?#%&=", "%2A%2F%3F%23%25%26%3D", "%2A%2F%3F%23%25%26%3D"),
            ("é\u{1f600}", "%C3%A9%F0%9F%98%80", "%C3%A9%F0%9F%98%80"),
            ("\r\n\0\u{7f}", "%0D%0A%00%7F", "%0D%0A%00%7F"),
            ("", "", ""),
        ] {
            assert_eq!(encoded(text, Space::Plus), form);
            assert_eq!(encoded(text, Space::Percent), url);
        }
    }

    #[test]
    fn queries_decode_to_what_they_were() {
        let original = [("Name", "a b+c&d=é%"), ("Empty", "")];
        for space in [Space::Plus, Space::Percent] {
            let mut text = String::new();
            pairs(original.into_iter(), space, &mut text);
            let decoded: Vec<_> = decode_query(&text).collect();
            assert_eq!(decoded, original.map(|(n, v)| (n.into(), v.into())));
        }
        let stray: Vec<_> = decode_query("a=%&b=%4&&c&d=%zz%FF").collect();
        let expected = [("a", "%"), ("b", "%4"), ("c", ""), ("d", "%zz\u{fffd}")];
        assert_eq!(stray, expected.map(|(n, v)| (n.into(), v.into())));
    }

    proptest! {
        #[test]
        fn a_form_is_what_the_url_standard_writes(
            pairs in proptest::collection::vec((any::<String>(), any::<String>()), 0..5),
        ) {
            let borrowed = || pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            let mut form = String::new();
            super::pairs(borrowed(), Space::Plus, &mut form);
            let standard = form_urlencoded::Serializer::new(String::new())
                .extend_pairs(borrowed())
                .finish();
            // The standard's set is older than RFC 3986: it leaves the asterisk, and encodes the tilde.
            let standard = standard.replace('*', "%2A").replace("%7E", "~");
            prop_assert_eq!(&form, &standard);
            prop_assert_eq!(decode_query(&form).collect::<Vec<_>>(), pairs);
        }

        #[test]
        fn a_query_differs_from_a_form_in_its_spaces_alone(
            pairs in proptest::collection::vec((any::<String>(), any::<String>()), 0..5),
        ) {
            let borrowed = || pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            let (mut query, mut form) = (String::new(), String::new());
            super::pairs(borrowed(), Space::Percent, &mut query);
            super::pairs(borrowed(), Space::Plus, &mut form);
            prop_assert_eq!(query.replace("%20", "+"), form);
            prop_assert!(!query.contains('+'));
            prop_assert_eq!(decode_query(&query).collect::<Vec<_>>(), pairs);
        }
    }
}
