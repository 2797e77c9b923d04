//! JSON pointers (RFC 6901): where a value stands in a document.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;
use serde_json::Value;

/// A JSON pointer: `/paths/~1v1~1Things/get`; the empty pointer is the whole document.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// The pointer from its escaped text; text without a leading slash is taken as one token.
    pub fn parse(text: &str) -> Self {
        if text.is_empty() || text.starts_with('/') {
            Self(text.to_owned())
        } else {
            Self::root().push(text)
        }
    }

    /// The entry called `token` below this one; `~` and `/` are escaped here.
    #[must_use]
    pub fn push(&self, token: impl AsRef<str>) -> Self {
        let token = token.as_ref();
        let mut text = String::with_capacity(self.0.len() + 1 + token.len());
        text.push_str(&self.0);
        text.push('/');
        if token.contains(['~', '/']) {
            text.push_str(&token.replace('~', "~0").replace('/', "~1"));
        } else {
            text.push_str(token);
        }
        Self(text)
    }

    /// The item at `index` below this one.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.push(index.to_string())
    }

    /// The pointer to what contains this value; the root has none.
    pub fn parent(&self) -> Option<Self> {
        let (parent, _) = self.0.rsplit_once('/')?;
        Some(Self(parent.to_owned()))
    }

    /// What is known of the pointer, or of the nearest one around it.
    pub fn nearest<T>(&self, known: impl Fn(&Self) -> Option<T>) -> Option<T> {
        std::iter::successors(Some(self.clone()), Self::parent).find_map(|at| known(&at))
    }

    /// What follows `above` in this pointer, escaped; `None` if this is not below it.
    pub fn below(&self, above: &Self) -> Option<&str> {
        self.0.strip_prefix(above.as_str())?.strip_prefix('/')
    }

    /// The pointer of the same thing below another ancestor, `to` in place of `from`; the same if it is not within `from`.
    pub(crate) fn moved(&self, from: &Self, to: &Self) -> Self {
        match self.below(from) {
            Some(below) => Self(format!("{to}/{below}")),
            None if self == from => to.clone(),
            None => self.clone(),
        }
    }

    /// Whether this is `above`, or below it.
    pub fn is_within(&self, above: &Self) -> bool {
        self == above || self.below(above).is_some()
    }

    /// The unescaped tokens from the root down.
    pub fn tokens(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.0.split('/').skip(1).map(unescape)
    }

    /// The last token, unescaped; the root has none.
    pub fn last(&self) -> Option<Cow<'_, str>> {
        let (_, token) = self.0.rsplit_once('/')?;
        Some(unescape(token))
    }

    /// Whether this is the whole document.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The value in a document that this leads to.
    pub fn find<'v>(&self, document: &'v Value) -> Option<&'v Value> {
        find(document, &self.0)
    }

    /// The escaped text, as `serde_json::Value::pointer` takes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What `serde_json::Value::pointer` gives, without a copy of each token.
pub(crate) fn find<'v>(document: &'v Value, pointer: &str) -> Option<&'v Value> {
    if !pointer.is_empty() && !pointer.starts_with('/') {
        return None;
    }
    let mut tokens = pointer.split('/').skip(1);
    tokens.try_fold(document, |value, token| match value {
        Value::Object(map) => map.get(unescape(token).as_ref()),
        Value::Array(_) => value.pointer(&format!("/{token}")),
        _ => None,
    })
}

fn unescape(token: &str) -> Cow<'_, str> {
    match token.contains('~') {
        // In this order, so that `~01` becomes `~1`.
        true => Cow::Owned(token.replace("~1", "/").replace("~0", "~")),
        false => Cow::Borrowed(token),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_escaped_and_back() {
        let pointer = Pointer::root().push("paths").push("/v1/a~b").index(3);
        assert_eq!(pointer.to_string(), "/paths/~1v1~1a~0b/3");
        let tokens: Vec<_> = pointer.tokens().collect();
        assert_eq!(tokens, ["paths", "/v1/a~b", "3"]);
        // An escaped tilde followed by a 1 is not a slash.
        assert_eq!(Pointer::root().push("~1").last().as_deref(), Some("~1"));
        assert_eq!(unescape("~~1~2~01~"), "~/~2~1~");
    }

    #[test]
    fn values_are_found_as_by_their_own_way() {
        let document = serde_json::json!({"a/b": [{"~c": 1}], "": {"": 2}, "d": "e"});
        let pointers = [
            "",
            "/a~1b",
            "/a~1b/0/~0c",
            "/a~1b/00",
            "/a~1b/1",
            "/",
            "//",
            "/d/e",
            "d",
            "/f",
        ];
        for pointer in pointers {
            assert_eq!(
                find(&document, pointer),
                document.pointer(pointer),
                "{pointer}"
            );
        }
    }

    #[test]
    fn parents_end_at_the_root() {
        let pointer = Pointer::root().push("a").push("");
        assert_eq!(pointer.as_str(), "/a/");
        let parent = pointer.parent().unwrap();
        assert_eq!(parent, Pointer::parse("/a"));
        assert_eq!(parent.parent(), Some(Pointer::root()));
        assert_eq!(Pointer::root().parent(), None);
        assert_eq!(Pointer::root().tokens().count(), 0);
        assert_eq!(Pointer::root().last(), None);
    }

    #[test]
    fn places_are_below_others_by_whole_tokens() {
        let at = |text| Pointer::parse(text);
        assert_eq!(at("/a/b~1c/d").below(&at("/a")), Some("b~1c/d"));
        assert_eq!(at("/ab").below(&at("/a")), None);
        assert_eq!(at("/a").below(&at("/a")), None);
        assert!(at("/a").is_within(&at("/a")) && at("/a").is_within(&Pointer::root()));
        assert!(!at("/a").is_within(&at("/a/b")));
    }
}
