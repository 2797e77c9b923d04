//! Reads the object around a page's items.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};
use serde_core::{Deserialize, Deserializer};

use serde_json::Value;

use crate::service::conventions::PageField;
use crate::values::decode::MISSING_LIST;

/// What a page says about its position in the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Links {
    pub(crate) number: Option<u64>,
    pub(crate) page_size: Option<u64>,
    pub(crate) url: Option<String>,
    pub(crate) next: Option<String>,
    pub(crate) previous: Option<String>,
    pub(crate) token: Option<String>,
    /// The index of the page's first item in the list, counted from 1.
    pub(crate) start: Option<u64>,
    pub(crate) total: Option<u64>,
    /// Whether there is a next page, where neither its address nor its token is given.
    pub(crate) has_next: Option<bool>,
}

impl Links {
    /// Reads the value of a field, or skips that of another key.
    fn read<'de, A: MapAccess<'de>>(
        &mut self,
        field: Option<PageField>,
        map: &mut A,
    ) -> Result<(), A::Error> {
        match field {
            Some(PageField::Number) => self.number = map.next_value()?,
            Some(PageField::HasNext) => self.has_next = map.next_value()?,
            Some(PageField::NextToken) => self.token = address(map)?,
            Some(PageField::Size) => self.page_size = map.next_value()?,
            Some(PageField::Count) => self.page_size = count(map)?,
            Some(PageField::Start) => self.start = count(map)?,
            Some(PageField::Total) => self.total = count(map)?,
            Some(PageField::Url) => self.url = address(map)?,
            Some(PageField::Next) => self.next = address(map)?,
            Some(PageField::Previous) => self.previous = address(map)?,
            // There is no such object within another.
            Some(PageField::Around) | None => drop(map.next_value::<IgnoredAny>()?),
        }
        Ok(())
    }

    /// Takes what is missing from `other`.
    fn or(self, other: Self) -> Self {
        Self {
            number: self.number.or(other.number),
            page_size: self.page_size.or(other.page_size),
            url: self.url.or(other.url),
            next: self.next.or(other.next),
            previous: self.previous.or(other.previous),
            token: self.token.or(other.token),
            start: self.start.or(other.start),
            total: self.total.or(other.total),
            has_next: self.has_next.or(other.has_next),
        }
    }
}

/// An address; `null` and an empty text mean that there is none.
fn address<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<String>, A::Error> {
    let address: Option<String> = map.next_value()?;
    Ok(address.filter(|address| !address.is_empty()))
}

/// A number of items. These keys may mean something else where pages are not those of SCIM, so that any value is taken.
fn count<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<u64>, A::Error> {
    let count: Value = map.next_value()?;
    Ok(count.as_u64())
}

/// The fields around a page's items, by their names.
type Fields = &'static [(&'static str, PageField)];

fn field(fields: Fields, key: &str) -> Option<PageField> {
    let found = fields.iter().find(|(name, _)| *name == key);
    found.map(|(_, field)| *field)
}

/// Reads an object with some of the fields, or `null`.
struct Around(Fields);

impl<'de> DeserializeSeed<'de> for Around {
    type Value = Option<Links>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Around {
    type Value = Option<Links>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object that describes the page")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut links = Links::default();
        while let Some(key) = map.next_key::<String>()? {
            links.read(field(self.0, &key), &mut map)?;
        }
        Ok(Some(links))
    }
}

/// Reads `{<key>: [...], "meta": {...}}`, or an object that has the fields beside the items.
pub(crate) struct Envelope<T> {
    key: &'static str,
    fields: Fields,
    item: PhantomData<fn() -> T>,
}

impl<T> Envelope<T> {
    pub(crate) fn new(key: &'static str, fields: Fields) -> Self {
        Self {
            key,
            fields,
            item: PhantomData,
        }
    }
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Envelope<T> {
    type Value = (Vec<T>, Links);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Envelope<T> {
    type Value = (Vec<T>, Links);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a page with a list `{}`", self.key)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut items = None;
        let mut around = None;
        let mut links = Links::default();
        while let Some(key) = map.next_key::<String>()? {
            match field(self.fields, &key) {
                _ if key == self.key => items = Some(map.next_value()?),
                Some(PageField::Around) => around = map.next_value_seed(Around(self.fields))?,
                field => links.read(field, &mut map)?,
            }
        }
        // SCIM leaves out a list that is empty as a whole.
        if items.is_none() && links.total == Some(0) {
            items = Some(Vec::new());
        }
        let items =
            items.ok_or_else(|| A::Error::custom(format_args!("{MISSING_LIST} `{}`", self.key)))?;
        Ok((items, around.unwrap_or_default().or(links)))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::PLAIN;

    /// Both ways to name addresses.
    const FIELDS: Fields = &[
        ("meta", PageField::Around),
        ("page", PageField::Number),
        ("page_size", PageField::Size),
        ("url", PageField::Url),
        ("uri", PageField::Url),
        ("next_page_url", PageField::Next),
        ("next_page_uri", PageField::Next),
        ("previous_page_url", PageField::Previous),
        ("previous_page_uri", PageField::Previous),
        ("startIndex", PageField::Start),
        ("totalResults", PageField::Total),
        ("itemsPerPage", PageField::Count),
    ];

    #[test]
    fn plain_services_have_common_fields() {
        let page = json!({
            "parcels": [1], "current_page": 2, "has_next": true, "next_token": "t", "next_page_uri": "/v1/P",
        });
        let envelope = Envelope::new("parcels", PLAIN.page);
        let (items, links) =
            crate::values::decode::json(page.to_string().as_bytes(), envelope).unwrap();
        let items: Vec<u8> = items;
        let expected = Links {
            number: Some(2),
            has_next: Some(true),
            token: Some("t".to_owned()),
            ..Links::default()
        };
        assert_eq!((items, links), (vec![1], expected));
    }

    fn read(page: &Value) -> Result<(Vec<u8>, Links), String> {
        let text = page.to_string();
        crate::values::decode::json(text.as_bytes(), Envelope::new("parcels", FIELDS))
            .map_err(|f| f.to_string())
    }

    #[test]
    fn both_styles_are_read() {
        let links = Links {
            number: Some(1),
            page_size: Some(50),
            url: Some("/v1/P?Page=1".into()),
            next: Some("/v1/P?Page=2".into()),
            previous: Some("/v1/P?Page=0".into()),
            ..Links::default()
        };
        let newer = json!({
            "meta": {
                "page": 1, "page_size": 50, "key": "parcels", "first_page_url": "/v1/P", "url": "/v1/P?Page=1",
                "next_page_url": "/v1/P?Page=2", "previous_page_url": "/v1/P?Page=0",
            },
            "parcels": [1, 2],
        });
        assert_eq!(read(&newer), Ok((vec![1, 2], links.clone())));
        let older = json!({
            "page": 1, "page_size": 50, "num_pages": 3, "uri": "/v1/P?Page=1", "start": 50, "parcels": [1, 2],
            "next_page_uri": "/v1/P?Page=2", "previous_page_uri": "/v1/P?Page=0",
        });
        assert_eq!(read(&older), Ok((vec![1, 2], links)));
    }

    #[test]
    fn meta_wins_and_absent_addresses_are_none() {
        let page = json!({"parcels": [], "meta": {"page": 3, "next_page_url": ""}, "page": 7, "uri": null});
        let links = Links {
            number: Some(3),
            ..Links::default()
        };
        assert_eq!(read(&page), Ok((vec![], links)));
        for page in [json!({"parcels": [], "meta": null}), json!({"parcels": []})] {
            assert_eq!(read(&page), Ok((vec![], Links::default())));
        }
    }

    #[test]
    fn scim_counts_from_one_and_leaves_out_an_empty_list() {
        let links = Links {
            start: Some(3),
            page_size: Some(2),
            total: Some(7),
            ..Links::default()
        };
        let page = json!({
            "schemas": ["urn:x"], "totalResults": 7, "startIndex": 3, "itemsPerPage": 2, "parcels": [1, 2],
        });
        assert_eq!(read(&page), Ok((vec![1, 2], links)));
        let (items, links) = read(&json!({"totalResults": 0})).unwrap();
        assert_eq!((items.len(), links.total), (0, Some(0)));
        assert!(read(&json!({"totalResults": 1})).is_err());
        let (_, links) = read(&json!({"parcels": [], "totalResults": "many"})).unwrap();
        assert_eq!(links.total, None);
    }

    #[test]
    fn errors_name_the_path() {
        for (page, expected) in [
            (
                json!({"meta": {}}),
                "could not be read: the page has no list `parcels` (line 1, column 11)",
            ),
            (
                json!({"parcels": null}),
                "at parcels: expected a sequence (line 1, column 15)",
            ),
            (
                json!({"parcels": [1, "secret"]}),
                "at parcels[1]: expected u8 (line 1, column 22)",
            ),
            (
                json!({"parcels": [], "meta": {"next_page_url": 5}}),
                "at meta.next_page_url: expected a string",
            ),
            (json!([]), "expected a page with a list `parcels`"),
        ] {
            let error = read(&page).unwrap_err();
            assert!(error.contains(expected), "{error}");
        }
    }
}
