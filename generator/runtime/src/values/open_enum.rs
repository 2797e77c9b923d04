//! Enums that stay open: values that the document does not know yet are kept.

use std::fmt;

use crate::values::de::Given;

/// The text of an enum's value that this version of the crate does not know.
///
/// Only reading a response or converting a text makes one, so it never holds a value that is known.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unrecognized(Box<str>);

impl Unrecognized {
    /// The value as the service wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Unrecognized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Unrecognized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// For the expansion of `open_enum!` only, after the known values are ruled out.
pub fn unrecognized(text: &str) -> Unrecognized {
    Unrecognized(text.into())
}

/// A text is not one of an enum's known values. Lists them behind the beginning of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownValue {
    given: Box<str>,
    kind: &'static str,
    values: &'static [&'static str],
}

impl UnknownValue {
    /// The values that are known.
    pub fn values(&self) -> &'static [&'static str] {
        self.values
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} is not a {}, which is one of",
            Given(&self.given),
            self.kind
        )?;
        for (index, value) in self.values.iter().enumerate() {
            write!(f, "{} `{value}`", if index == 0 { "" } else { "," })?;
        }
        Ok(())
    }
}

impl std::error::Error for UnknownValue {}

/// For the expansion of `open_enum!` only.
pub fn unknown_value(
    given: &str,
    kind: &'static str,
    values: &'static [&'static str],
) -> UnknownValue {
    UnknownValue {
        given: given.into(),
        kind,
        values,
    }
}

/// Reads an enum's value from a string without an allocation for a known one.
pub struct EnumVisitor<F>(pub F);

impl<T, F: FnOnce(&str) -> T> serde_core::de::Visitor<'_> for EnumVisitor<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E>(self, text: &str) -> Result<T, E> {
        Ok((self.0)(text))
    }
}

/// Declares an enum of known texts, and a last variant for every other.
///
/// `From<&str>` and reading a response accept any text; `FromStr` accepts the known ones only.
///
/// ```
/// openapi_client_runtime::open_enum! {
///     /// Where a parcel is.
///     pub enum Place {
///         /// On its way.
///         OnTheWay = "on-the-way",
///         /// With its receiver.
///         Delivered = "delivered",
///     }
/// }
///
/// assert_eq!(Place::OnTheWay.as_str(), "on-the-way");
/// assert_eq!(Place::from("delivered"), Place::Delivered);
/// assert_eq!(Place::from("lost").as_str(), "lost");
/// assert!(!Place::from("lost").is_recognized());
/// assert!(Place::from("lost") == "lost");
/// assert!("lost".parse::<Place>().is_err());
/// ```
#[macro_export]
macro_rules! open_enum {
    (
        $(#[$attribute:meta])*
        $visibility:vis enum $name:ident {
            $(
                $(#[$variant_attribute:meta])*
                $variant:ident = $text:literal
            ),+ $(,)?
        }
    ) => {
        $(#[$attribute])*
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::cmp::Eq,
            ::core::cmp::PartialOrd,
            ::core::cmp::Ord,
            ::core::hash::Hash,
        )]
        #[non_exhaustive]
        $visibility enum $name {
            $(
                $(#[$variant_attribute])*
                $variant,
            )+
            /// A value that this version of the crate does not know. Its text is kept, and sent back as it came.
            ///
            /// To test for such a value compare [`as_str`](Self::as_str): a later version may give it a variant of its own.
            Unrecognized($crate::Unrecognized),
        }

        impl $name {
            /// The texts of all known values, in the document's order.
            pub const VALUES: &'static [&'static str] = &[$($text),+];

            /// The value's text on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Unrecognized(text) => text.as_str(),
                }
            }

            /// Whether the value is one of [`VALUES`](Self::VALUES).
            #[inline]
            pub fn is_recognized(&self) -> bool {
                !::core::matches!(self, Self::Unrecognized(_))
            }
        }

        impl ::core::convert::From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)+
                    other => Self::Unrecognized($crate::__private::unrecognized(other)),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                <Self as ::core::convert::From<&str>>::from(text.as_str())
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::UnknownValue;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::UnknownValue> {
                match text {
                    $($text => ::core::result::Result::Ok(Self::$variant),)+
                    other => ::core::result::Result::Err($crate::__private::unknown_value(
                        other,
                        ::core::stringify!($name),
                        Self::VALUES,
                    )),
                }
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
            fn eq(&self, text: &str) -> bool {
                self.as_str() == text
            }
        }

        impl ::core::cmp::PartialEq<&str> for $name {
            #[inline]
            fn eq(&self, text: &&str) -> bool {
                self.as_str() == *text
            }
        }

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(self.as_str(), f)
            }
        }

        impl $crate::Param for $name {
            #[inline]
            fn encode(self, values: &mut $crate::Values) {
                values.push(self.as_str());
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

        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                deserializer.deserialize_str($crate::__private::EnumVisitor(|text: &str| {
                    <Self as ::core::convert::From<&str>>::from(text)
                }))
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::Values;

    crate::open_enum! {
        /// Where a parcel is; the names are hard on the macro on purpose.
        enum Place {
            /// Nobody knows.
            None = "unknown",
            /// A value with punctuation.
            Some = "UK:CRN",
            /// A value with a hyphen.
            Ok = "toll-free",
            /// A value in capitals.
            Err = "Other",
        }
    }

    #[test]
    fn known_values_go_both_ways() {
        assert_eq!(Place::VALUES, ["unknown", "UK:CRN", "toll-free", "Other"]);
        for text in Place::VALUES {
            let value: Place = text.parse().unwrap();
            assert!(value.is_recognized());
            assert_eq!(value, Place::from(*text));
            assert_eq!(value, Place::from((*text).to_owned()));
            assert_eq!((value.as_str(), value.to_string()), (*text, (*text).into()));
            assert!(value == *text && value == **text && value != "new");
            let json = serde_json::to_string(&value).unwrap();
            assert_eq!(json, format!("\"{text}\""));
            assert_eq!(serde_json::from_str::<Place>(&json).unwrap(), value);
        }
    }

    #[test]
    fn other_values_are_kept_and_sent_as_they_came() {
        for text in ["brand-new", "", "other", "\u{e9}\n"] {
            let value: Place = serde_json::from_value(text.into()).unwrap();
            assert!(!value.is_recognized());
            assert_eq!(value, Place::from(text));
            assert_eq!(value.as_str(), text);
            assert_eq!(serde_json::to_value(&value).unwrap(), text);
            assert_eq!(Values::of(value).texts, [text]);
        }
        let value = Place::from("new");
        assert_eq!(format!("{value:?}"), r#"Unrecognized("new")"#);
        assert!(matches!(value, Place::Unrecognized(text) if text.to_string() == "new"));
        assert!(serde_json::from_str::<Place>("1").is_err());
    }

    #[test]
    fn parsing_is_strict_and_lists_the_known_values() {
        let error = "secret".parse::<Place>().unwrap_err();
        let expected =
            "`secret` is not a Place, which is one of `unknown`, `UK:CRN`, `toll-free`, `Other`";
        assert_eq!(error.to_string(), expected);
        assert_eq!(error.values(), Place::VALUES);
    }

    proptest! {
        #[test]
        fn any_text_goes_both_ways(text in prop_oneof![any::<String>(), "(unknown|UK:CRN|toll-free|Other)[ -]?"]) {
            let json = serde_json::to_string(&text).unwrap();
            let value: Place = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(value.as_str(), &text);
            prop_assert_eq!(serde_json::to_string(&value).unwrap(), json);
            prop_assert_eq!(value.is_recognized(), Place::VALUES.contains(&text.as_str()));
            prop_assert_eq!(text.parse::<Place>().is_ok(), value.is_recognized());
            prop_assert_eq!(&Place::from(text.as_str()), &value);
            prop_assert_eq!(Values::of(value).texts, [text]);
        }
    }
}
