//! SIDs: Twilio's identifiers, two letters and 32 hexadecimal digits.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde_core::de::Visitor;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Error, Param, Values};

/// The length of a well-formed SID.
const LENGTH: usize = 34;

/// An identifier of any kind: two letters that say what it identifies, and 32 hexadecimal digits.
///
/// What a program makes is checked; what the service sends is kept as it came ([`Sid::is_well_formed`] tells), so that a new
/// format would never keep a response from being read. A malformed SID is refused when it is sent.
///
/// ```
/// use twilio_client::Sid;
///
/// let sid = Sid::new("XP0123456789abcdef0123456789abcdef")?;
/// assert_eq!(sid.prefix(), "XP");
/// assert!(Sid::new("XP0123").is_err());
/// # Ok::<(), twilio_client::InvalidSid>(())
/// ```
#[derive(Clone)]
pub struct Sid(Repr);

/// A well-formed SID needs no allocation.
#[derive(Clone)]
enum Repr {
    Inline([u8; LENGTH]),
    Other(Box<str>),
}

impl Sid {
    /// Checks that `text` is two letters and 32 hexadecimal digits.
    pub fn new(text: impl AsRef<str>) -> Result<Self, InvalidSid> {
        Self::checked(text.as_ref(), "Sid", None)
    }

    /// Checks `text` on behalf of the type `kind`, which may fix the two letters.
    pub(crate) fn checked(
        text: &str,
        kind: &'static str,
        prefix: Option<&'static str>,
    ) -> Result<Self, InvalidSid> {
        match rule_broken(text, prefix) {
            None => Ok(Self::from_wire(text)),
            Some(rule) => Err(InvalidSid { kind, prefix, rule }),
        }
    }

    /// Keeps whatever text the service sent.
    fn from_wire(text: &str) -> Self {
        match <[u8; LENGTH]>::try_from(text.as_bytes()) {
            Ok(bytes) if breaks_no_rule(&bytes) => Self(Repr::Inline(bytes)),
            _ => Self(Repr::Other(text.into())),
        }
    }

    /// The SID's text.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            // Only ASCII is ever stored inline, so this can't fail.
            Repr::Inline(bytes) => std::str::from_utf8(bytes).unwrap_or_default(),
            Repr::Other(text) => text,
        }
    }

    /// The two letters that say what the SID identifies; empty when it doesn't begin with two characters of ASCII.
    pub fn prefix(&self) -> &str {
        self.as_str()
            .get(..2)
            .filter(|prefix| prefix.is_ascii())
            .unwrap_or_default()
    }

    /// Whether the text is two letters and 32 hexadecimal digits.
    pub fn is_well_formed(&self) -> bool {
        matches!(self.0, Repr::Inline(_))
    }
}

/// Whether the bytes are two letters and 32 hexadecimal digits.
fn breaks_no_rule([first, second, digits @ ..]: &[u8; LENGTH]) -> bool {
    // No byte ends the look at the others, so that the compiler may look at many at once.
    let is_hexadecimal = |so_far, digit: &u8| so_far & digit.is_ascii_hexdigit();
    let letters = first.is_ascii_alphabetic() & second.is_ascii_alphabetic();
    digits.iter().fold(letters, is_hexadecimal)
}

/// The first rule that `text` breaks.
fn rule_broken(text: &str, prefix: Option<&str>) -> Option<Rule> {
    let bytes = text.as_bytes();
    let letters = bytes.get(..2).unwrap_or_default();
    // A text that is not ASCII can have the right number of characters, and more bytes.
    let characters = text.chars().count();
    if characters != LENGTH {
        return Some(Rule::Length(characters));
    }
    if !letters.iter().all(u8::is_ascii_alphabetic) {
        return Some(Rule::Letters);
    }
    if prefix.is_some_and(|prefix| prefix.as_bytes() != letters) {
        let found = letters.iter().map(|letter| char::from(*letter));
        return Some(Rule::Prefix(found.collect()));
    }
    let strange = text.chars().skip(2).position(|c| !c.is_ascii_hexdigit())?;
    Some(Rule::Digit(strange + 3))
}

impl PartialEq for Sid {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Sid {}

impl PartialOrd for Sid {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Sid {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Sid {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl PartialEq<str> for Sid {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Sid {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl AsRef<str> for Sid {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Sid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl fmt::Debug for Sid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Sid").field(&self.as_str()).finish()
    }
}

impl FromStr for Sid {
    type Err = InvalidSid;

    fn from_str(text: &str) -> Result<Self, InvalidSid> {
        Self::new(text)
    }
}

impl TryFrom<&str> for Sid {
    type Error = InvalidSid;

    fn try_from(text: &str) -> Result<Self, InvalidSid> {
        Self::new(text)
    }
}

impl TryFrom<String> for Sid {
    type Error = InvalidSid;

    fn try_from(text: String) -> Result<Self, InvalidSid> {
        Self::new(text)
    }
}

impl From<&Sid> for Sid {
    fn from(sid: &Sid) -> Self {
        sid.clone()
    }
}

impl From<Sid> for String {
    fn from(sid: Sid) -> Self {
        sid.as_str().into()
    }
}

impl From<&Sid> for String {
    fn from(sid: &Sid) -> Self {
        sid.as_str().into()
    }
}

impl Param for Sid {
    fn encode(self, values: &mut Values) {
        encode(&self, "Sid", None, values);
    }
}

/// Sends `sid`, unless it breaks a rule of the type `kind`.
pub(crate) fn encode(
    sid: &Sid,
    kind: &'static str,
    prefix: Option<&'static str>,
    values: &mut Values,
) {
    if let Some(rule) = rule_broken(sid.as_str(), prefix) {
        values.refuse(InvalidSid { kind, prefix, rule }.to_string());
    }
    values.push(sid.as_str());
}

impl Serialize for Sid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Sid {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(SidVisitor)
    }
}

struct SidVisitor;

impl Visitor<'_> for SidVisitor {
    type Value = Sid;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a SID")
    }

    fn visit_str<E>(self, text: &str) -> Result<Sid, E> {
        Ok(Sid::from_wire(text))
    }
}

/// A text is not a SID of the kind that was asked for. Says which rule it breaks, and never repeats the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidSid {
    kind: &'static str,
    prefix: Option<&'static str>,
    rule: Rule,
}

/// What a text has to be, to be a SID.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Rule {
    /// 34 characters; holds how many there are.
    Length(usize),
    /// Two letters at the start.
    Letters,
    /// The letters of the kind; holds the ones that are there.
    Prefix(String),
    /// Hexadecimal digits after the letters; holds the place of the first other character, counted from 1.
    Digit(usize),
}

impl fmt::Display for InvalidSid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a {} is ", self.kind)?;
        match self.prefix {
            Some(prefix) => write!(f, "`{prefix}`")?,
            None => f.write_str("two letters")?,
        }
        f.write_str(" and 32 hexadecimal digits, but ")?;
        match &self.rule {
            Rule::Length(0) => f.write_str("the text is empty"),
            Rule::Length(length) => write!(f, "the text has {length} characters and not 34"),
            Rule::Letters => f.write_str("the text does not start with two letters"),
            Rule::Prefix(found) => write!(f, "the text starts with `{found}`"),
            Rule::Digit(place) => write!(f, "character {place} is not such a digit"),
        }
    }
}

impl std::error::Error for InvalidSid {}

impl From<InvalidSid> for Error {
    fn from(error: InvalidSid) -> Self {
        Self::invalid_value(error)
    }
}

/// Makes a SID of one kind out of a newtype over [`Sid`], with a checked constructor and the usual conversions.
///
/// ```
/// /// Identifies a parcel.
/// #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
/// pub struct ParcelSid(twilio_client::Sid);
/// twilio_client::impl_sid!(ParcelSid, "XP");
///
/// let sid = ParcelSid::new("XP0123456789abcdef0123456789abcdef")?;
/// assert_eq!(sid, "XP0123456789abcdef0123456789abcdef");
/// assert!(ParcelSid::new("AC0123456789abcdef0123456789abcdef").is_err());
/// # Ok::<(), twilio_client::InvalidSid>(())
/// ```
#[macro_export]
macro_rules! impl_sid {
    ($name:ident, $prefix:literal) => {
        impl $name {
            /// The two letters that these SIDs start with.
            pub const PREFIX: &'static str = $prefix;

            #[doc = ::core::concat!("Checks that `text` is `", $prefix, "` and 32 hexadecimal digits.")]
            pub fn new(text: impl ::core::convert::AsRef<str>) -> ::core::result::Result<Self, $crate::InvalidSid> {
                let kind = ::core::stringify!($name);
                $crate::__private::sid(::core::convert::AsRef::as_ref(&text), kind, $prefix).map(Self)
            }

            /// The SID's text.
            #[inline]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }

            /// Whether the text is two letters and 32 hexadecimal digits: always, unless the service sent something else.
            #[inline]
            pub fn is_well_formed(&self) -> bool {
                self.0.is_well_formed()
            }
        }

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_tuple(::core::stringify!($name)).field(&self.as_str()).finish()
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::cmp::PartialEq<str> for $name {
            #[inline]
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl ::core::cmp::PartialEq<&str> for $name {
            #[inline]
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::InvalidSid;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::InvalidSid> {
                Self::new(text)
            }
        }

        impl ::core::convert::TryFrom<&str> for $name {
            type Error = $crate::InvalidSid;

            #[inline]
            fn try_from(text: &str) -> ::core::result::Result<Self, $crate::InvalidSid> {
                Self::new(text)
            }
        }

        impl ::core::convert::TryFrom<::std::string::String> for $name {
            type Error = $crate::InvalidSid;

            #[inline]
            fn try_from(text: ::std::string::String) -> ::core::result::Result<Self, $crate::InvalidSid> {
                Self::new(text)
            }
        }

        impl ::core::convert::TryFrom<$crate::Sid> for $name {
            type Error = $crate::InvalidSid;

            #[inline]
            fn try_from(sid: $crate::Sid) -> ::core::result::Result<Self, $crate::InvalidSid> {
                Self::new(sid)
            }
        }

        impl ::core::convert::From<&$name> for $name {
            #[inline]
            fn from(sid: &$name) -> Self {
                ::core::clone::Clone::clone(sid)
            }
        }

        impl ::core::convert::From<$name> for $crate::Sid {
            #[inline]
            fn from(sid: $name) -> Self {
                sid.0
            }
        }

        impl ::core::convert::From<&$name> for $crate::Sid {
            #[inline]
            fn from(sid: &$name) -> Self {
                ::core::clone::Clone::clone(&sid.0)
            }
        }

        impl ::core::convert::From<$name> for ::std::string::String {
            #[inline]
            fn from(sid: $name) -> Self {
                ::core::convert::From::from(sid.as_str())
            }
        }

        impl ::core::convert::From<&$name> for ::std::string::String {
            #[inline]
            fn from(sid: &$name) -> Self {
                ::core::convert::From::from(sid.as_str())
            }
        }

        impl $crate::Param for $name {
            #[inline]
            fn encode(self, values: &mut $crate::Values) {
                let kind = ::core::stringify!($name);
                $crate::__private::encode_sid(&self.0, kind, $prefix, values);
            }
        }

        impl $crate::__private::Serialize for $name {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::Serialize::serialize(&self.0, serializer)
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::Deserialize::deserialize(deserializer).map(Self)
            }
        }
    };
}

#[cfg(test)]
mod tests;
