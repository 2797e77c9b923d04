//! `Decimal`: a number as exact as the service writes it.

use std::cmp::{Ordering, Reverse};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Number;

use crate::values::de::{Lenient, Scalar, invalid_text};
use crate::{Param, Values};

/// A decimal number, such as an amount of money, with all of its digits.
///
/// A number keeps the text that it has in JSON or that it is given as: `0.10` stays `0.10`. In JSON it goes back as it came;
/// one that a program gives is a JSON number there.
///
/// Two are equal when they are the same number, in whatever way they are written: `0.10`, `0.1` and `1e-1` are equal, and
/// have the same hash.
///
/// ```
/// # use openapi_client_runtime::Decimal;
/// let price: Decimal = "-0.0100".parse()?;
/// assert_eq!(price.to_string(), "-0.0100");
/// assert_eq!(price, Decimal::try_from(-0.01)?);
/// assert!(price < Decimal::from(0));
/// # Ok::<(), openapi_client_runtime::InvalidDecimal>(())
/// ```
#[derive(Clone)]
pub struct Decimal {
    text: Box<str>,
    /// Whether it came as a text in JSON, and goes back as one.
    is_text: bool,
}

impl Decimal {
    /// The nearest `f64`; infinite where that is too small.
    pub fn to_f64(&self) -> f64 {
        self.text.parse().unwrap_or(f64::NAN)
    }

    fn number(text: impl Into<Box<str>>) -> Self {
        Self {
            text: text.into(),
            is_text: false,
        }
    }

    fn value(&self) -> Value {
        Value::read(&self.text).unwrap_or_default()
    }
}

/// What a number is, in whatever way it is written.
#[derive(Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Value {
    Negative(Reverse<Magnitude>),
    #[default]
    Zero,
    Positive(Magnitude),
}

/// The number that a text is, if it is a whole one.
pub(crate) fn whole(text: &str) -> Option<i128> {
    match Value::read(text)? {
        Value::Zero => Some(0),
        Value::Positive(magnitude) => magnitude.whole(),
        Value::Negative(Reverse(magnitude)) => Some(-magnitude.whole()?),
    }
}

/// `0.digits` times ten to the power of `point`; the first and the last digit are not zero.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Magnitude {
    point: i64,
    digits: Vec<u8>,
}

impl Magnitude {
    fn digits(&self) -> impl fmt::Display {
        String::from_utf8_lossy(&self.digits).into_owned()
    }

    fn whole(&self) -> Option<i128> {
        let point = usize::try_from(self.point).ok();
        // An `i128` has no more digits.
        let point = point.filter(|point| (self.digits.len()..=39).contains(point))?;
        format!("{:0<point$}", self.digits()).parse().ok()
    }
}

/// As JSON has it.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, magnitude) = match self {
            Self::Zero => return f.write_str("0"),
            Self::Positive(magnitude) => ("", magnitude),
            Self::Negative(Reverse(magnitude)) => ("-", magnitude),
        };
        let exponent = magnitude.point - magnitude.digits.len() as i64;
        write!(f, "{sign}{}e{exponent}", magnitude.digits())
    }
}

impl Value {
    fn read(text: &str) -> Option<Self> {
        let (is_negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = || whole.bytes().chain(fraction.bytes());
        if digits().next().is_none() || !digits().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        let zeros = digits().take_while(|digit| *digit == b'0').count();
        let mut digits: Vec<u8> = digits().skip(zeros).collect();
        while digits.pop_if(|digit| *digit == b'0').is_some() {}
        if digits.is_empty() {
            return Some(Self::Zero);
        }
        let point = i64::from(exponent) + whole.len() as i64 - zeros as i64;
        let magnitude = Magnitude { point, digits };
        Some(match is_negative {
            true => Self::Negative(Reverse(magnitude)),
            false => Self::Positive(magnitude),
        })
    }
}

impl FromStr for Decimal {
    type Err = InvalidDecimal;

    fn from_str(text: &str) -> Result<Self, InvalidDecimal> {
        match Value::read(text) {
            Some(_) => Ok(Self::number(text)),
            None => Err(InvalidDecimal::given(text)),
        }
    }
}

macro_rules! from_integers {
    ($($integer:ty),+) => {$(
        impl From<$integer> for Decimal {
            fn from(number: $integer) -> Self {
                Self::number(number.to_string())
            }
        }
    )+};
}

from_integers!(i32, i64, u32, u64);

impl TryFrom<f64> for Decimal {
    type Error = InvalidDecimal;

    /// The shortest decimal number that stands for this one, which must be finite: `0.1` becomes `0.1`.
    fn try_from(number: f64) -> Result<Self, InvalidDecimal> {
        match number.is_finite() {
            true => Ok(Self::number(number.to_string())),
            false => Err(InvalidDecimal::given(&number.to_string())),
        }
    }
}

/// As it came or was given.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text || self.value() == other.value()
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value().cmp(&other.value())
    }
}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value().hash(state);
    }
}

impl Param for Decimal {
    fn encode(self, values: &mut Values) {
        values.push(self.text);
    }
}

/// What came as a text becomes a text, all else a number.
impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_text {
            return serializer.serialize_str(&self.text);
        }
        if let Ok(number) = self.text.parse::<i64>() {
            return serializer.serialize_i64(number);
        }
        if let Ok(number) = self.text.parse::<u64>() {
            return serializer.serialize_u64(number);
        }
        let number = self.to_f64();
        // Formats other than JSON know no more.
        if number.to_string() == *self.text {
            return serializer.serialize_f64(number);
        }
        // Not each text is one that JSON has: `+1`, `.5`.
        let text = self.text.parse::<Number>();
        match text.or_else(|_| self.value().to_string().parse()) {
            Ok(number) => number.serialize(serializer),
            Err(_) => serializer.serialize_str(&self.text),
        }
    }
}

/// Reads a number, or a text that is one.
impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)
    }
}

impl Scalar for Decimal {
    const EXPECTED: &'static str = "a decimal number";

    fn from_text(text: &str) -> Option<Self> {
        let number = text.parse::<Self>().ok()?;
        Some(Self {
            is_text: true,
            ..number
        })
    }

    fn from_integer(number: i128) -> Option<Self> {
        Some(Self::number(number.to_string()))
    }

    fn from_number(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn from_float(number: f64) -> Option<Self> {
        number.try_into().ok()
    }
}

invalid_text! {
    /// A text or an `f64` is not a decimal number. The beginning of the text is repeated.
    InvalidDecimal: "a decimal number such as -0.0025"
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::hash::{DefaultHasher, Hash, Hasher};

    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn hash(decimal: &Decimal) -> u64 {
        let mut hasher = DefaultHasher::new();
        decimal.hash(&mut hasher);
        hasher.finish()
    }

    #[test]
    fn the_text_is_kept_and_the_number_compared() {
        for same in [
            ["0.10", "0.1"],
            ["0.1", "1e-1"],
            ["-1.50", "-15E-1"],
            ["0", "-0.00"],
            ["1200", "+1.2e3"],
            [".5", "00.5"],
            ["5.", "5"],
        ] {
            let [one, other] = same.map(decimal);
            assert_eq!([one.to_string(), other.to_string()], same);
            assert_eq!((&one, hash(&one)), (&other, hash(&other)));
            assert_eq!(one.cmp(&other), Ordering::Equal);
        }
        let sorted = [
            "-1e3", "-10", "-9.99", "-0.01", "0", "1e-9", "0.09", "0.1", "0.11", "2", "10",
        ];
        let set: BTreeSet<Decimal> = sorted.iter().rev().map(|text| decimal(text)).collect();
        assert_eq!(
            set.iter().map(Decimal::to_string).collect::<Vec<_>>(),
            sorted
        );
        assert_eq!(format!("{:?} {0:>6}", decimal("0.10")), "0.10   0.10");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "-",
            ".",
            "e5",
            "1e",
            "1,5",
            " 1",
            "1 ",
            "--1",
            "0x10",
            "NaN",
            "inf",
            "secret",
            "1.2.3",
            "1e99999999999",
            "١",
        ] {
            let error = text.parse::<Decimal>().unwrap_err().to_string();
            let rule = "is not a decimal number such as -0.0025";
            assert_eq!(error, format!("`{text}` {rule}"));
            assert!(Decimal::read(json!(text)).is_err(), "{text}");
        }
        assert!(Decimal::try_from(f64::NAN).is_err() && Decimal::try_from(f64::INFINITY).is_err());
    }

    #[test]
    fn a_whole_number_has_no_fraction() {
        for (text, expected) in [
            ("0.0", Some(0)),
            ("-9007199254740993.0", Some(-9_007_199_254_740_993)),
            ("1.2e3", Some(1200)),
            ("1e38", Some(10_i128.pow(38))),
            ("1e39", None),
            ("1e2000000000", None),
            ("0.5", None),
            ("1e-1", None),
        ] {
            assert_eq!(whole(text), expected, "{text}");
        }
    }

    #[test]
    fn json_goes_back_as_it_came() {
        for value in [
            json!("-0.00750"),
            json!("1e400"),
            json!("7"),
            json!(19.99),
            json!(-7),
            json!(u64::MAX),
            json!(0.1),
            json!(1e300),
            serde_json::from_str("0.10000000000000000001").unwrap(),
            serde_json::from_str("-123456789012345678901234567890").unwrap(),
            serde_json::from_str("1.10").unwrap(),
        ] {
            let decimal = Decimal::read(&value).unwrap();
            assert_eq!(serde_json::to_value(&decimal).unwrap(), value);
            assert_eq!(serde_json::from_value::<Decimal>(value).unwrap(), decimal);
        }
        for value in [json!(null), json!("")] {
            assert_eq!(Option::<Decimal>::read(&value).unwrap(), None);
            assert!(Decimal::read(&value).is_err());
        }
        for value in [json!(true), json!([]), json!({})] {
            assert!(Option::<Decimal>::read(&value).is_err(), "{value}");
        }
    }

    #[test]
    fn what_callers_give_is_a_number() {
        for (given, in_json, in_form) in [
            (decimal("0.10"), "0.10", "0.10"),
            (Decimal::from(3), "3", "3"),
            (
                Decimal::from(u64::MAX),
                "18446744073709551615",
                "18446744073709551615",
            ),
            (Decimal::try_from(-1.5).unwrap(), "-1.5", "-1.5"),
            (
                decimal("0.12345678901234567890"),
                "0.12345678901234567890",
                "0.12345678901234567890",
            ),
            (decimal("1e400"), "1e+400", "1e400"),
            // What is no JSON as it is given.
            (decimal("+00.50"), "5e-1", "+00.50"),
            (decimal("-.5e-9"), "-5e-10", "-.5e-9"),
        ] {
            assert_eq!(serde_json::to_string(&given).unwrap(), in_json);
            let value = serde_json::to_value(&given).unwrap();
            assert_eq!(value.to_string(), in_json);
            assert_eq!(Values::of(given).texts, [in_form]);
        }
        assert_eq!(decimal("-0.0025").to_f64(), -0.0025);
    }

    proptest! {
        #[test]
        fn the_order_is_that_of_the_numbers(one in any::<i32>(), other in any::<i32>(), zeros in 0..5_usize) {
            let (more, zeros) = ("0".repeat(zeros), zeros as i32);
            let ones = [format!("{one}"), format!("{one}{more}e-{zeros}"), format!("{one}.{more}")];
            for text in ones {
                prop_assert_eq!(decimal(&text).cmp(&Decimal::from(other)), one.cmp(&other));
                prop_assert_eq!(hash(&decimal(&text)), hash(&Decimal::from(one)));
            }
        }

        #[test]
        fn any_float_is_taken_as_it_is(number in any::<f64>().prop_filter("finite", |number| number.is_finite())) {
            prop_assert_eq!(Decimal::try_from(number).unwrap().to_f64(), number);
        }

        #[test]
        fn fifteen_digits_pass_through_a_json_number(digits in -999_999_999_999_999..=999_999_999_999_999_i64, scale in 0..=15) {
            let decimal = decimal(&format!("{digits}e-{scale}"));
            let json = serde_json::to_string(&decimal).unwrap();
            prop_assert!(!json.contains('"'));
            prop_assert_eq!(serde_json::from_str::<Decimal>(&json).unwrap(), decimal);
        }

        #[test]
        fn any_text_is_a_number_or_refused(text in prop_oneof![any::<String>(), "[-+]?[0-9.eE]{0,12}"]) {
            // Rust reads the same texts, and words beside them.
            let known = text.parse::<f64>().is_ok() && !text.contains(['n', 'N', 'i', 'I']);
            let read = text.parse::<Decimal>();
            if let Ok(decimal) = &read {
                prop_assert_eq!(decimal.to_string(), text.as_str());
            }
            // An exponent of more than 32 bits is the only exception.
            prop_assert!(read.is_ok() == known || known && text.contains(['e', 'E']));
        }
    }
}
