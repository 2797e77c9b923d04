//! `Parameters`: the values of a path, a query, a form, the headers or the cookies of a request.

use std::borrow::Cow;
use std::fmt;

use http::HeaderValue;

use crate::values::encode::{self, Space};
use crate::values::style::{self, Pair};
use crate::{Error, Param, REDACTED, Values};

/// Named values in the order in which they were first set.
#[derive(Clone, Default)]
pub(crate) struct Parameters(pub(super) Vec<Entry>);

/// A parameter.
#[derive(Clone)]
pub(super) struct Entry {
    pub name: Cow<'static, str>,
    pub values: Values,
    /// Of an object, or with a style: what is sent. Otherwise the name is repeated with each text.
    pairs: Vec<Pair>,
}

impl Entry {
    fn new(name: Cow<'static, str>, values: Values) -> Self {
        let pairs = match values.is_plain() {
            true => Vec::new(),
            false => style::pairs(&name, &values),
        };
        Self {
            name,
            values,
            pairs,
        }
    }

    /// The names and values that are sent, decoded, and with each how it is encoded, if that is not the usual way.
    fn pairs(&self) -> impl Iterator<Item = (&str, &str, Option<&str>)> {
        let texts = self.values.texts.iter();
        let texts = texts.filter(|_| self.values.is_plain());
        let repeated = texts.map(|text| (self.name.as_ref(), text.as_str(), None));
        let pairs = self.pairs.iter();
        let styled = pairs.map(|pair| {
            let encoded = Some(pair.encoded.as_str());
            (pair.name.as_str(), pair.text.as_str(), encoded)
        });
        repeated.chain(styled)
    }
}

impl Parameters {
    /// Sets a parameter; one that is there already keeps its position.
    pub(crate) fn set(&mut self, name: &'static str, value: impl Param) {
        self.put(name, Values::of(value));
    }

    /// What of [`set`](Self::set) is built once, and not for each type.
    fn put(&mut self, name: &'static str, values: Values) {
        match self.0.iter_mut().find(|entry| entry.name == name) {
            Some(entry) => *entry = Entry::new(name.into(), values),
            None => self.0.push(Entry::new(name.into(), values)),
        }
    }

    pub(super) fn personal(&self) -> impl Iterator<Item = &str> {
        let entries = self.0.iter().filter(|entry| entry.values.redacted);
        entries.flat_map(|entry| entry.values.texts.iter().map(String::as_str))
    }

    /// The same parameters, with `[redacted]` for each value that is personal.
    pub(crate) fn masked(&self) -> Self {
        let mut masked = self.clone();
        for entry in masked.0.iter_mut().filter(|entry| entry.values.redacted) {
            entry.values.texts.fill(format!("{REDACTED:?}"));
            *entry = Entry::new(
                std::mem::take(&mut entry.name),
                std::mem::take(&mut entry.values),
            );
        }
        masked
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        self.0.iter().any(|entry| entry.name == name)
    }

    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.sent().map(|(name, value, _)| (name, value))
    }

    /// The pairs, and with each how it is encoded, if that is not the usual way.
    pub(crate) fn sent(&self) -> impl Iterator<Item = (&str, &str, Option<&str>)> {
        self.0.iter().flat_map(Entry::pairs)
    }

    /// Appends what a query or a form has of these parameters.
    pub(crate) fn push_encoded(&self, space: Space, to: &mut String) {
        for (index, (name, value, encoded)) in self.sent().enumerate() {
            if index > 0 {
                to.push('&');
            }
            match encoded {
                Some(encoded) => to.push_str(encoded),
                None => encode::pair(name, value, space, to),
            }
        }
    }

    /// The header for these parameters, if there are any.
    pub(super) fn cookie_header(&self) -> Option<HeaderValue> {
        let mut text = String::new();
        for (name, value) in self.pairs() {
            if !text.is_empty() {
                text.push_str("; ");
            }
            encode::pair(name, value, Space::Percent, &mut text);
        }
        HeaderValue::try_from(text)
            .ok()
            .filter(|value| !value.is_empty())
    }

    /// Takes a parameter for personal.
    pub(super) fn redact(&mut self, name: &str) {
        for entry in self.0.iter_mut().filter(|entry| entry.name == name) {
            entry.values.redacted = true;
        }
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        let refused = |entry: &Entry| {
            let rule = entry.values.refused.as_ref()?;
            Some(Error::invalid(&entry.name, rule))
        };
        self.0.iter().find_map(refused).map_or(Ok(()), Err)
    }

    /// The parameters of an encoded query; those that were personal here stay so.
    pub(super) fn replaced_by(&self, query: &str) -> Self {
        let is_personal = |name: &str| {
            let mut entries = self.0.iter();
            entries.any(|entry| {
                let mut pairs = entry.pairs();
                entry.values.redacted && pairs.any(|(known, ..)| known == name)
            })
        };
        let entry = |(name, value): (String, String)| {
            let values = Values {
                redacted: is_personal(&name),
                texts: vec![value],
                ..Values::default()
            };
            Entry::new(name.into(), values)
        };
        Self(encode::decode_query(query).map(entry).collect())
    }
}

impl fmt::Debug for Parameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.0.iter().map(|entry| (&entry.name, &entry.values)))
            .finish()
    }
}
