//! SIDs: Twilio's identifiers, two letters and 32 hexadecimal digits.

use std::fmt;

use serde_core::de::Visitor;
use serde_core::{Deserialize, Deserializer};

use crate::{Error, Param, Values};

const LENGTH: usize = 34;

/// An identifier of any kind: two letters that say what it identifies, and 32 hexadecimal digits.
///
/// What a program makes is checked; what the service sends is kept as it came (see [`Sid::is_well_formed`]), so that a new
/// format would never keep a response from being read. A malformed SID is refused when it is sent.
///
/// ```
/// # use twilio_client::Sid;
/// let sid = Sid::new("XP0123456789abcdef0123456789abcdef")?;
/// assert_eq!(sid.prefix(), "XP");
/// assert!(Sid::new("XP0123").is_err());
/// # Ok::<(), twilio_client::InvalidSid>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Sid(Repr);

/// A well-formed SID needs no allocation, and is always inline.
#[derive(Clone, PartialEq, Eq, Hash)]
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
        kind: &str,
        prefix: Option<&str>,
    ) -> Result<Self, InvalidSid> {
        let sid = Self::from_wire(text);
        sid.check(kind, prefix).map(|()| sid)
    }

    /// Whether it is a SID of the type `kind`, which may fix the two letters.
    fn check(&self, kind: &str, prefix: Option<&str>) -> Result<(), InvalidSid> {
        if self.is_well_formed() && prefix.is_none_or(|prefix| prefix == self.prefix()) {
            return Ok(());
        }
        let text = self.as_str();
        let letters = text.as_bytes().get(..2).unwrap_or_default();
        // A text that is not ASCII can have the right number of characters, and more bytes.
        let characters = text.chars().count();
        let problem = if text.is_empty() {
            "the text is empty".to_owned()
        } else if characters != LENGTH {
            format!("the text has {characters} characters and not 34")
        } else if !letters.iter().all(u8::is_ascii_alphabetic) {
            "the text does not start with two letters".to_owned()
        } else if prefix.is_some_and(|prefix| prefix.as_bytes() != letters) {
            format!(
                "the text starts with `{}`",
                String::from_utf8_lossy(letters)
            )
        } else {
            let before = text.chars().skip(2).take_while(char::is_ascii_hexdigit);
            format!("character {} is not such a digit", before.count() + 3)
        };
        let letters = prefix.map_or("two letters".to_owned(), |prefix| format!("`{prefix}`"));
        Err(InvalidSid(format!(
            "a {kind} is {letters} and 32 hexadecimal digits, but {problem}"
        )))
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

crate::__sid_text!(Sid);

impl Param for Sid {
    fn encode(self, values: &mut Values) {
        encode(&self, "Sid", None, values);
    }
}

/// Sends `sid`, unless it breaks a rule of the type `kind`.
pub(crate) fn encode(sid: &Sid, kind: &str, prefix: Option<&str>, values: &mut Values) {
    if let Err(error) = sid.check(kind, prefix) {
        values.refuse(error.0);
    }
    values.push(sid.as_str());
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
pub struct InvalidSid(String);

impl fmt::Display for InvalidSid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InvalidSid {}

impl From<InvalidSid> for Error {
    fn from(error: InvalidSid) -> Self {
        Self::invalid_value(error)
    }
}

/// What a SID of any kind has in common with [`Sid`]: it is a text, and made by `new`.
#[doc(hidden)]
#[macro_export]
macro_rules! __sid_text {
    ($name:ident) => {
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(self.as_str(), f)
            }
        }

        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_tuple(::core::stringify!($name))
                    .field(&self.as_str())
                    .finish()
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
            fn try_from(
                text: ::std::string::String,
            ) -> ::core::result::Result<Self, $crate::InvalidSid> {
                Self::new(text)
            }
        }

        impl ::core::convert::From<&$name> for $name {
            #[inline]
            fn from(sid: &$name) -> Self {
                ::core::clone::Clone::clone(sid)
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

        impl $crate::__private::Serialize for $name {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
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
        $crate::__sid_text!($name);

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

        impl ::core::convert::TryFrom<$crate::Sid> for $name {
            type Error = $crate::InvalidSid;

            #[inline]
            fn try_from(sid: $crate::Sid) -> ::core::result::Result<Self, $crate::InvalidSid> {
                Self::new(sid)
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

        impl $crate::Param for $name {
            #[inline]
            fn encode(self, values: &mut $crate::Values) {
                let kind = ::core::stringify!($name);
                $crate::__private::encode_sid(&self.0, kind, $prefix, values);
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
