//! Helpers for the `deserialize_with` attributes of generated records.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde_core::de::value::MapAccessDeserializer;
use serde_core::de::{DeserializeOwned, Error, MapAccess, Unexpected, Visitor};
use serde_core::{Deserialize, Deserializer};
use serde_json::{Number, Value};

use super::decimal;
use crate::{Date, Decimal, Timestamp};

/// Reads `null` as the type's default, for a list or a map that is never absent in Rust.
pub fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Option::<T>::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// Reads a value that may be null, where that is not the same as to be absent.
pub fn nullable<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
}

/// Reads a value as [`nullable`] and [`lenient`] do.
pub fn lenient_nullable<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Lenient,
{
    T::read(deserializer).map(Some)
}

/// Reads the variant of a union that its tag names.
pub fn variant<T: DeserializeOwned, E: Error>(value: Value) -> Result<T, E> {
    // The error of the value would repeat what stands there.
    T::deserialize(value).map_err(|_| E::custom("expected what belongs to the tag"))
}

/// Reads a value as one variant of several, if it is one.
pub fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(value).ok()
}

/// What a variant of a union keeps of a value.
#[derive(Clone, Copy, Debug)]
pub enum Keeps<'a> {
    /// Members of these names.
    Members(&'a [&'a str]),
    /// Members of any name; those of these names belong to it.
    AllMembers(&'a [&'a str]),
    /// Any text; these are its own.
    Texts(&'a [&'a str]),
    /// All that it reads.
    All,
}

/// The indices of the variants of a union in the order in which they are tried.
///
/// First come those that a value belongs to as a whole, then those that keep it, then those that lose members which none of
/// them knows, and enumerations that don't list a text. A variant that would lose a member that another one knows is left
/// out.
pub fn candidates(value: &Value, variants: &[Keeps<'_>]) -> Vec<usize> {
    let names = |keeps: &Keeps<'_>| match keeps {
        Keeps::Members(names) | Keeps::AllMembers(names) => {
            let is_there = |name: &&&str| value.get(name).is_some();
            names.iter().filter(is_there).count()
        }
        _ => 0,
    };
    let all: BTreeSet<&str> = variants
        .iter()
        .flat_map(|keeps| match keeps {
            Keeps::Members(names) | Keeps::AllMembers(names) => *names,
            _ => &[],
        })
        .copied()
        .filter(|name| value.get(name).is_some())
        .collect();
    let total = value.as_object().map(|members| members.len());
    let rank = |keeps: &Keeps<'_>| match keeps {
        // A list is no record, though serde would read one from it.
        Keeps::Members(_) | Keeps::AllMembers(_) if total.is_none() => None,
        Keeps::Members(_) if total == Some(names(keeps)) => Some(0),
        Keeps::Members(_) => (names(keeps) == all.len()).then_some(2),
        Keeps::Texts(texts) => match value.as_str().is_some_and(|text| texts.contains(&text)) {
            true => Some(0),
            false => Some(2),
        },
        Keeps::AllMembers(_) | Keeps::All => Some(1),
    };
    let found = variants.iter().enumerate();
    let mut found: Vec<_> = found
        .filter_map(|(index, keeps)| Some((rank(keeps)?, Reverse(names(keeps)), index)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(.., index)| index).collect()
}

/// Reads a value as services really send it: see [`Lenient`].
pub fn lenient<'de, D: Deserializer<'de>, T: Lenient>(deserializer: D) -> Result<T, D::Error> {
    T::read(deserializer)
}

/// Reads a value as [`lenient`] does, and `null` as the type's default.
pub fn lenient_or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Lenient + Default,
{
    T::read_optional(deserializer).map(Option::unwrap_or_default)
}

/// A type that is read in more forms than the document says, as long as nothing is lost.
///
/// Numbers may come as text (`"-0.0075"`), an optional number or moment as an empty text, and a map may have entries that
/// are null, which are left out.
pub trait Lenient: Sized {
    /// Reads a value that is there.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Reads a value, or null.
    fn read_optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        let read = Option::<Read<Self>>::deserialize(deserializer)?;
        Ok(read.map(|Read(value)| value))
    }
}

impl<T: Lenient> Lenient for Option<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read_optional(deserializer)
    }
}

struct Read<T>(T);

impl<'de, T: Lenient> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

impl<V: DeserializeOwned> Lenient for BTreeMap<String, V> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

struct Entries<V>(PhantomData<V>);

impl<'de, V: DeserializeOwned> Visitor<'de> for Entries<V> {
    type Value = BTreeMap<String, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = BTreeMap::new();
        while let Some(key) = map.next_key()? {
            if let Some(value) = map.next_value::<Option<V>>()? {
                entries.insert(key, value);
            }
        }
        Ok(entries)
    }
}

/// What a scalar is read from.
pub(crate) trait Scalar: FromStr {
    /// What is expected.
    const EXPECTED: &'static str;

    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn from_integer(_: i128) -> Option<Self> {
        None
    }

    fn from_float(_: f64) -> Option<Self> {
        None
    }

    /// The value of a number in JSON, as it is written there.
    fn from_number(_: &str) -> Option<Self> {
        None
    }
}

impl Scalar for f64 {
    const EXPECTED: &'static str = "a number";

    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok().filter(|number: &Self| number.is_finite())
    }

    fn from_integer(number: i128) -> Option<Self> {
        Some(number as Self)
    }

    fn from_float(number: f64) -> Option<Self> {
        Some(number)
    }

    fn from_number(text: &str) -> Option<Self> {
        Self::from_text(text)
    }
}

macro_rules! integer {
    ($($integer:ty: $expected:literal),*) => {$(
        impl Scalar for $integer {
            const EXPECTED: &'static str = $expected;

            fn from_integer(number: i128) -> Option<Self> {
                number.try_into().ok()
            }

            fn from_float(number: f64) -> Option<Self> {
                Self::from_number(&number.to_string())
            }

            /// A number with a fraction that is zero is a whole number.
            fn from_number(text: &str) -> Option<Self> {
                decimal::whole(text).and_then(Self::from_integer)
            }
        }
    )*};
}

integer!(
    i64: "an integer",
    i32: "an integer of 32 bits",
    i16: "an integer of 16 bits",
    i8: "an integer of 8 bits",
    u64: "an integer that is not negative",
    u32: "an integer of 32 bits that is not negative",
    u16: "an integer of 16 bits that is not negative",
    u8: "an integer of 8 bits that is not negative"
);

/// The error of a text that is not one of a type's.
macro_rules! invalid_text {
    ($(#[$attribute:meta])* $name:ident: $expected:literal) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(Box<str>);

        impl $name {
            pub(super) fn given(text: &str) -> Self {
                let given = $crate::values::de::Given(text);
                Self(format!(concat!("{} is not ", $expected), given).into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::error::Error for $name {}
    };
}

/// A text that a program gave, as its errors show it: the first 40 characters, with escapes.
pub(crate) struct Given<'t>(pub(crate) &'t str);

impl fmt::Display for Given<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = self.0.char_indices().nth(40);
        let (shown, rest) = self.0.split_at(end.map_or(self.0.len(), |(end, _)| end));
        let more = if rest.is_empty() { "" } else { "..." };
        write!(f, "`{}{more}`", shown.escape_debug())
    }
}

/// A type whose values are texts in JSON, those of its `Display` and `FromStr`.
macro_rules! text_in_json {
    ($name:ident: $expected:literal) => {
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl serde_core::Serialize for $name {
            fn serialize<S: serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde_core::Deserialize<'de> for $name {
            fn deserialize<D: serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::values::de::required(|visitor| deserializer.deserialize_str(visitor))
            }
        }

        impl $crate::values::de::Scalar for $name {
            const EXPECTED: &'static str = $expected;
        }
    };
}

pub(crate) use {invalid_text, text_in_json};

macro_rules! lenient {
    ($($scalar:ty),*) => {$(
        impl Lenient for $scalar {
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                required(|visitor| deserializer.deserialize_any(visitor))
            }

            fn read_optional<'de, D: Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Option<Self>, D::Error> {
                deserializer.deserialize_any(ScalarVisitor {
                    is_optional: true,
                    scalar: PhantomData,
                })
            }
        }
    )*};
}

lenient!(
    f64, i64, i32, i16, i8, u64, u32, u16, u8, Decimal, Timestamp, Date
);

/// Reads a scalar that must be there.
pub(crate) fn required<T: Scalar, E: Error>(
    read: impl FnOnce(ScalarVisitor<T>) -> Result<Option<T>, E>,
) -> Result<T, E> {
    let visitor = ScalarVisitor {
        is_optional: false,
        scalar: PhantomData,
    };
    // The visitor has refused null.
    read(visitor)?.ok_or_else(|| E::custom(format_args!("expected {}", T::EXPECTED)))
}

/// Reads a scalar; where it is optional, null or an empty text is none.
pub(crate) struct ScalarVisitor<T> {
    is_optional: bool,
    scalar: PhantomData<T>,
}

impl<T: Scalar> ScalarVisitor<T> {
    fn take<E: Error>(self, read: Option<T>) -> Result<Option<T>, E> {
        match read {
            // The value may be personal, and is not repeated.
            None => Err(E::invalid_value(Unexpected::Other("another value"), &self)),
            read => Ok(read),
        }
    }
}

impl<'de, T: Scalar> Visitor<'de> for ScalarVisitor<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        match self.is_optional {
            true => Ok(None),
            false => Err(E::invalid_type(Unexpected::Unit, &self)),
        }
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Option<T>, E> {
        self.take(T::from_integer(number.into()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Option<T>, E> {
        self.take(T::from_integer(number.into()))
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<Option<T>, E> {
        self.take(T::from_integer(number))
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<Option<T>, E> {
        self.take(T::from_number(&number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Option<T>, E> {
        self.take(T::from_float(number))
    }

    /// What `serde_json` makes of a number that is neither of 64 bits nor a float.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Option<T>, A::Error> {
        match Number::deserialize(MapAccessDeserializer::new(map)) {
            Ok(number) => self.take(T::from_number(number.as_str())),
            Err(_) => Err(A::Error::invalid_type(Unexpected::Map, &self)),
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Option<T>, E> {
        match text {
            "" if self.is_optional => Ok(None),
            text => self.take(T::from_text(text)),
        }
    }
}

#[cfg(test)]
mod tests;
