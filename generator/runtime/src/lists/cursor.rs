//! `Cursor`: a position in a list, to go on from another time.

use std::fmt;

use percent_encoding::percent_decode_str;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

/// A position in a list, to go on from another time or in another process.
///
/// [`Items::cursor`](crate::Items::cursor) and [`Pages::cursor`](crate::Pages::cursor) take it, and
/// [`List::resume`](crate::List::resume) goes on there, with the items that were not consumed. It can be kept in any format
/// of serde. It holds the path and the query of a page, how many of its items were consumed, and what is left of the
/// list's limit; no credential and no host. The query repeats the filters, so that a cursor is as personal as they are:
/// `Debug` leaves it out.
///
/// Going on asks for that page again. It has what the service has on it then: items that appear or vanish before the
/// cursor's position in the meantime shift the others, as far as the service's page tokens don't prevent it.
#[derive(Clone, PartialEq, Eq)]
pub struct Cursor {
    /// Path and query of a page.
    pub(crate) page: String,
    /// How many of its items were consumed.
    pub(crate) consumed: usize,
    /// What is left of the list's limit.
    pub(crate) remaining: Option<usize>,
}

/// Whether a page, given by its path and query, is one of the list whose path this is.
pub(crate) fn is_in(page: &str, path: &str) -> bool {
    // The service may encode other characters than this crate does.
    let segments = |path: &str| {
        let segments = path.split('/').map(percent_decode_str);
        segments.map(Vec::from_iter).collect::<Vec<_>>()
    };
    page.split('?').next().map(segments) == Some(segments(path))
}

impl fmt::Debug for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cursor")
            .field("consumed", &self.consumed)
            .field("remaining", &self.remaining)
            .finish_non_exhaustive()
    }
}

/// As a sequence of three, whose order is fixed.
impl Serialize for Cursor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.page, self.consumed, self.remaining).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (page, consumed, remaining) = Deserialize::deserialize(deserializer)?;
        Ok(Self {
            page,
            consumed,
            remaining,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_form_is_fixed() {
        let text = r#"["/v1/P?Page=2&Name=ada",3,97]"#;
        let cursor = Cursor {
            page: "/v1/P?Page=2&Name=ada".into(),
            consumed: 3,
            remaining: Some(97),
        };
        assert_eq!(serde_json::to_string(&cursor).unwrap(), text);
        assert_eq!(serde_json::from_str::<Cursor>(text).unwrap(), cursor);
        let unlimited: Cursor = serde_json::from_str(r#"["/v1/P",0,null]"#).unwrap();
        assert_eq!(unlimited.remaining, None);
        for text in ["{}", "[]", "null", r#"["/v1/P",-1,null]"#, r#"["/v1/P",0]"#] {
            assert!(serde_json::from_str::<Cursor>(text).is_err(), "{text}");
        }
        assert!(!format!("{cursor:?}").contains("ada"));
    }

    #[test]
    fn it_belongs_to_one_path() {
        for page in ["/v1/A%40b/P", "/v1/A@b/P?Page=1", "/v1/%41%40b/P?x=/v1"] {
            assert!(is_in(page, "/v1/A%40b/P"), "{page}");
        }
        for page in [
            "",
            "/v1/A%40b",
            "/v1/A%40b/P/",
            "/v1/A%40b%2FP",
            "/v1/a%40b/P",
            "?",
            "//v1/A@b/P",
        ] {
            assert!(!is_in(page, "/v1/A%40b/P"), "{page}");
        }
    }
}
