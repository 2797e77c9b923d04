//! How a Rust value becomes the text of a parameter.

use std::fmt;
use std::ops::RangeInclusive;

use serde_core::{Serialize, Serializer};
use serde_json::Value;

use super::style::Style;

/// A value that can be sent in a path, a query or a form.
///
/// Implemented for texts, booleans, numbers, JSON values, timestamps, typed identifiers, generated enums, and for vectors of
/// them, whose items are sent in order, as the parameter's [`Style`] says (an empty vector sends nothing).
pub trait Param {
    /// Writes the value's wire text, or the rule that it breaks, to `values`.
    fn encode(self, values: &mut Values);
}

/// What a [`Param`] writes to: the texts to send under one name.
#[derive(Clone, Default)]
pub struct Values {
    pub(crate) texts: Vec<String>,
    /// For an object: the name of the member that each text is.
    pub(crate) names: Option<Vec<String>>,
    /// How the texts are written, where it is not the default of the location.
    pub(crate) style: Option<Style>,
    pub(crate) refused: Option<String>,
    pub(crate) redacted: bool,
}

impl Values {
    pub(crate) fn of(value: impl Param) -> Self {
        let mut values = Self::default();
        value.encode(&mut values);
        values
    }

    /// Whether the name is repeated with each text, encoded in the usual way.
    pub(crate) fn is_plain(&self) -> bool {
        self.names.is_none() && self.style.is_none()
    }

    /// Sends `text`, after what is already there.
    pub fn push(&mut self, text: impl Into<String>) {
        self.texts.push(text.into());
    }

    /// Sends a member of an object.
    pub(crate) fn push_member(&mut self, name: String, text: String) {
        self.names.get_or_insert_default().push(name);
        self.texts.push(text);
    }

    /// Refuses the value: the request is not sent, and its error says `rule`, which should not repeat the value.
    pub fn refuse(&mut self, rule: impl Into<String>) {
        self.refused.get_or_insert(rule.into());
    }

    /// Keeps the value out of `Debug` output.
    pub fn redact(&mut self) {
        self.redacted = true;
    }
}

impl fmt::Debug for Values {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.redacted, self.texts.as_slice()) {
            (true, _) => REDACTED.fmt(f),
            (false, [one]) => one.fmt(f),
            (false, texts) => texts.fmt(f),
        }
    }
}

/// A value that is personal: it is sent like any other, but `Debug` prints `[redacted]` instead.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Pii<P>(
    /// The personal value.
    pub P,
);

impl<P: Param> Param for Pii<P> {
    fn encode(self, values: &mut Values) {
        values.redact();
        self.0.encode(values);
    }
}

impl<P> fmt::Debug for Pii<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        REDACTED.fmt(f)
    }
}

/// Prints `[redacted]` in `Debug` output, where a personal value would stand.
pub const REDACTED: Redacted = Redacted;

/// The type of [`REDACTED`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Collects values for a parameter that is repeated once for each of them.
///
/// ```
/// assert_eq!(openapi_client_runtime::list::<String>(["STOP", "END"]), ["STOP", "END"]);
/// ```
pub fn list<P>(values: impl IntoIterator<Item = impl Into<P>>) -> Vec<P> {
    values.into_iter().map(Into::into).collect()
}

/// A number that is refused before anything is sent when it lies outside `range`.
pub fn in_range<N>(value: N, range: RangeInclusive<N>) -> InRange<N> {
    InRange { value, range }
}

/// A number and the range it has to lie in; made by [`in_range`].
#[derive(Clone, Debug, PartialEq)]
pub struct InRange<N> {
    value: N,
    range: RangeInclusive<N>,
}

impl<N: Param + PartialOrd + fmt::Display> Param for InRange<N> {
    fn encode(self, values: &mut Values) {
        if !self.range.contains(&self.value) {
            let (least, most) = self.range.into_inner();
            values.refuse(format!("must be from {least} to {most}"));
        }
        self.value.encode(values);
    }
}

impl<N: Serialize> Serialize for InRange<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl Param for String {
    fn encode(self, values: &mut Values) {
        values.push(self);
    }
}

impl Param for &str {
    fn encode(self, values: &mut Values) {
        values.push(self);
    }
}

impl<P: Param + Clone> Param for &P {
    fn encode(self, values: &mut Values) {
        self.clone().encode(values);
    }
}

impl<P: Param> Param for Vec<P> {
    fn encode(self, values: &mut Values) {
        for value in self {
            value.encode(values);
        }
    }
}

/// Implements [`Param`] for types whose `Display` is their wire text.
macro_rules! display_param {
    ($($ty:ty),+) => {$(
        impl Param for $ty {
            fn encode(self, values: &mut Values) {
                values.push(self.to_string());
            }
        }
    )+};
}

display_param!(bool, i8, i16, i32, i64, u8, u16, u32, u64);

impl Param for f64 {
    fn encode(self, values: &mut Values) {
        if !self.is_finite() {
            values.refuse("must be a finite number");
        }
        values.push(self.to_string());
    }
}

/// A JSON string is sent as it is, any other value as compact JSON text.
impl Param for Value {
    fn encode(self, values: &mut Values) {
        values.push(match self {
            Self::String(text) => text,
            other => other.to_string(),
        });
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn texts(value: impl Param) -> Vec<String> {
        Values::of(value).texts
    }

    #[test]
    fn scalars_are_sent_as_their_wire_text() {
        assert_eq!(texts("a b"), ["a b"]);
        assert_eq!(texts(String::new()), [""]);
        let text = "text".to_owned();
        assert_eq!(texts(&text), [text.as_str()]);
        assert_eq!(texts(text), ["text"]);
        assert_eq!(texts(true), ["true"]);
        assert_eq!(texts(-7_i32), ["-7"]);
        assert_eq!(texts(i64::MIN), ["-9223372036854775808"]);
        assert_eq!(texts(u64::MAX), ["18446744073709551615"]);
        assert_eq!(texts(1.5), ["1.5"]);
        assert_eq!(texts(2.0), ["2"]);
    }

    #[test]
    fn json_is_compact_and_a_json_string_passes_unchanged() {
        assert_eq!(texts(json!({"a": [1, null]})), [r#"{"a":[1,null]}"#]);
        assert_eq!(texts(json!("{\"a\": 1}")), ["{\"a\": 1}"]);
        assert_eq!(texts(json!(false)), ["false"]);
    }

    #[test]
    fn vectors_repeat_and_empty_ones_send_nothing() {
        assert_eq!(texts(vec![3_i64, 1, 2]), ["3", "1", "2"]);
        assert_eq!(texts(list::<String>(["b", "a"])), ["b", "a"]);
        assert!(texts(Vec::<String>::new()).is_empty());
    }

    #[test]
    fn broken_rules_are_reported_without_the_value() {
        assert_eq!(
            Values::of(f64::NAN).refused.as_deref(),
            Some("must be a finite number")
        );
        for (value, refused) in [(0, true), (1, false), (1000, false), (1001, true)] {
            let values = Values::of(in_range(value, 1..=1000));
            assert_eq!(values.refused.is_some(), refused, "{value}");
        }
        let rule = Values::of(in_range(4321, 1..=1000)).refused.unwrap();
        assert_eq!(rule, "must be from 1 to 1000");
    }

    #[test]
    fn personal_values_are_sent_but_not_shown() {
        let values = Values::of(Pii(json!({"name": "Ada"})));
        assert_eq!(values.texts, [r#"{"name":"Ada"}"#]);
        assert_eq!(format!("{values:?}"), "[redacted]");
        assert_eq!(format!("{:?}", Pii("Ada")), "[redacted]");
        assert_eq!(format!("{:?}", Values::of("Ada")), "\"Ada\"");
        assert_eq!(format!("{:?}", Values::of(vec![1_i32, 2])), r#"["1", "2"]"#);
    }
}
