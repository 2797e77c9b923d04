//! `Style`: how a value that has several parts is written under one name, by OpenAPI's `style`, `explode` and
//! `allowReserved`, which follow RFC 6570.

use serde_core::Serialize;
use serde_json::Value;

use super::encode::{self, Space};
use super::sent::sent;
use crate::{Param, Values};

/// How the items of a list and the members of an object are written.
///
/// A parameter without one is written as its location has it by default: [`FORM`](Self::FORM) in a query, a form and a cookie,
/// [`SIMPLE`](Self::SIMPLE) in a path and a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    kind: StyleKind,
    explode: bool,
    reserved: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StyleKind {
    Form,
    Simple,
    Label,
    Matrix,
    Spaces,
    Pipes,
    Deep,
}

impl Style {
    /// `ids=1&ids=2`, `colour=red&size=5`; joined: `ids=1,2`, `filter=colour,red,size,5`.
    pub const FORM: Self = Self::new(StyleKind::Form, true);
    /// `1,2`, `colour,red,size,5`; exploded: `1,2`, `colour=red,size=5`.
    pub const SIMPLE: Self = Self::new(StyleKind::Simple, false);
    /// `.1,2`, `.colour,red,size,5`; exploded: `.1.2`, `.colour=red.size=5`.
    pub const LABEL: Self = Self::new(StyleKind::Label, false);
    /// `;ids=1,2`, `;filter=colour,red,size,5`; exploded: `;ids=1;ids=2`, `;colour=red;size=5`.
    pub const MATRIX: Self = Self::new(StyleKind::Matrix, false);
    /// `ids=1%202`.
    pub const SPACES: Self = Self::new(StyleKind::Spaces, false);
    /// `ids=1%7C2`.
    pub const PIPES: Self = Self::new(StyleKind::Pipes, false);
    /// `filter[colour]=red&filter[size]=5`.
    pub const DEEP: Self = Self::new(StyleKind::Deep, true);

    const fn new(kind: StyleKind, explode: bool) -> Self {
        Self {
            kind,
            explode,
            reserved: false,
        }
    }

    /// The same style with `explode: true`.
    pub const fn exploded(self) -> Self {
        Self {
            explode: true,
            ..self
        }
    }

    /// The same style with `explode: false`.
    pub const fn joined(self) -> Self {
        Self {
            explode: false,
            ..self
        }
    }

    /// The same style with `allowReserved: true`: characters that have a meaning in a URL are sent as they are, except for
    /// those that would end the value.
    pub const fn reserved(self) -> Self {
        Self {
            reserved: true,
            ..self
        }
    }
}

/// Writes a value in a style that is not the default of its location.
pub fn styled<P>(value: P, style: Style) -> Styled<P> {
    Styled(value, style)
}

/// A value and its style; made by [`styled`].
#[derive(Clone, Debug)]
pub struct Styled<P>(P, Style);

impl<P: Param> Param for Styled<P> {
    fn encode(self, values: &mut Values) {
        self.0.encode(values);
        values.style = Some(self.1);
    }
}

/// An object as a parameter, of which each member is written by itself. A member that is null is left out.
pub fn members<T: Serialize>(value: T) -> Members<T> {
    Members(value)
}

/// An object as a parameter; made by [`members`].
#[derive(Clone, Debug)]
pub struct Members<T>(T);

impl<T: Serialize> Param for Members<T> {
    fn encode(self, values: &mut Values) {
        let Ok(Value::Object(members)) = sent(|| serde_json::to_value(self.0)) else {
            return values.refuse("must be an object");
        };
        values.names.get_or_insert_default();
        for (name, value) in members {
            match value {
                Value::Null => {}
                Value::Array(_) | Value::Object(_) => values.refuse(format!(
                    "its member `{name}` is a list or an object, for which there is no form in a URL"
                )),
                Value::String(text) => values.push_member(name, text),
                other => values.push_member(name, other.to_string()),
            }
        }
    }
}

/// A value that is sent as JSON text: a parameter with `content: application/json`.
pub fn json_text<T: Serialize>(value: T) -> JsonText<T> {
    JsonText(value)
}

/// A value as JSON text; made by [`json_text`].
#[derive(Clone, Debug)]
pub struct JsonText<T>(T);

impl<T: Serialize> Param for JsonText<T> {
    fn encode(self, values: &mut Values) {
        match sent(|| serde_json::to_string(&self.0)) {
            Ok(text) => values.push(text),
            Err(_) => values.refuse("it has no JSON"),
        }
    }
}

/// A name and a value of a query, a form or a cookie, decoded and as they are sent.
#[derive(Clone)]
pub(crate) struct Pair {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) encoded: String,
}

/// The name and the value of the parts of `values` as `key` and `text`.
fn parts(values: &Values) -> impl Iterator<Item = (Option<&str>, &str)> {
    let mut names = values.names.iter().flatten();
    let texts = values.texts.iter();
    texts.map(move |text| (names.next().map(String::as_str), text.as_str()))
}

/// What a query, a form or a cookie has of a parameter with a style, or of an object.
pub(crate) fn pairs(name: &str, values: &Values) -> Vec<Pair> {
    let style = values.style.unwrap_or(Style::FORM);
    let pair = |name: String, text: String, value: String| {
        let mut encoded = String::new();
        encode::percent(&name, Space::Percent, &mut encoded);
        encoded.push('=');
        encoded.push_str(&value);
        Pair {
            name,
            text,
            encoded,
        }
    };
    if style.explode || style.kind == StyleKind::Deep {
        let pairs = parts(values).map(|(key, text)| {
            let name = match (key, style.kind) {
                (Some(key), StyleKind::Deep) => format!("{name}[{key}]"),
                (Some(key), _) => key.to_owned(),
                (None, _) => name.to_owned(),
            };
            pair(name, text.to_owned(), style.escaped(text))
        });
        return pairs.collect();
    }
    if values.texts.is_empty() {
        return Vec::new();
    }
    // The delimiter, as it is and as it is sent: neither a space nor `|` can stand in a URL.
    let (delimiter, sent) = match style.kind {
        StyleKind::Spaces => (" ", "%20"),
        StyleKind::Pipes => ("|", "%7C"),
        _ => (",", ","),
    };
    let mut flat = Vec::new();
    for (key, text) in parts(values) {
        flat.extend(key);
        flat.push(text);
    }
    let escaped: Vec<_> = flat.iter().map(|part| style.escaped(part)).collect();
    vec![pair(
        name.to_owned(),
        flat.join(delimiter),
        escaped.join(sent),
    )]
}

/// What stands in a path for a parameter, encoded.
pub(crate) fn segment(name: &str, values: &Values) -> String {
    let style = values.style.unwrap_or(Style::SIMPLE);
    let escaped = |text: &str| style.escaped(text);
    // A matrix writes a name without a value for an empty text.
    let assigned = |name: &str, text: &str| match (style.kind, text) {
        (StyleKind::Matrix, "") => escaped(name),
        _ => format!("{}={}", escaped(name), escaped(text)),
    };
    let parts = parts(values).map(|(key, text)| match (key, style.explode, style.kind) {
        (Some(key), true, _) => assigned(key, text),
        (Some(key), false, _) => format!("{},{}", escaped(key), escaped(text)),
        (None, true, StyleKind::Matrix) => assigned(name, text),
        (None, _, _) => escaped(text),
    });
    let parts: Vec<_> = parts.collect();
    match (style.kind, style.explode) {
        (StyleKind::Label, true) => format!(".{}", parts.join(".")),
        (StyleKind::Label, false) => format!(".{}", parts.join(",")),
        (StyleKind::Matrix, true) => format!(";{}", parts.join(";")),
        (StyleKind::Matrix, false) => match parts.join(",") {
            text if text.is_empty() => format!(";{}", escaped(name)),
            text => format!(";{}={text}", escaped(name)),
        },
        _ => parts.join(","),
    }
}

/// What a header holds of a parameter. Nothing is escaped: a header is not a URL.
pub(crate) fn header(values: &Values) -> String {
    let style = values.style.unwrap_or(Style::SIMPLE);
    let between = if style.explode { "=" } else { "," };
    let parts = parts(values).map(|(key, text)| match key {
        Some(key) => format!("{key}{between}{text}"),
        None => text.to_owned(),
    });
    parts.collect::<Vec<_>>().join(",")
}

impl Style {
    fn escaped(self, text: &str) -> String {
        let mut escaped = String::new();
        match self.reserved {
            true => encode::reserved(text, &mut escaped),
            false => encode::percent(text, Space::Percent, &mut escaped),
        }
        escaped
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn query(name: &str, value: impl Param) -> String {
        let pairs = pairs(name, &Values::of(value));
        let encoded: Vec<_> = pairs.into_iter().map(|pair| pair.encoded).collect();
        encoded.join("&")
    }

    fn path(value: impl Param) -> String {
        segment("p", &Values::of(value))
    }

    const LIST: [&str; 2] = ["a,b", "c d"];

    fn list() -> Vec<String> {
        LIST.map(str::to_owned).to_vec()
    }

    fn object() -> Members<Value> {
        members(json!({"colour": "a&b", "size": 5, "none": null}))
    }

    #[test]
    fn queries_have_the_forms_of_the_table_of_styles() {
        for (style, expected) in [
            (Style::FORM, "p=a%2Cb&p=c%20d"),
            (Style::FORM.joined(), "p=a%2Cb,c%20d"),
            (Style::SPACES, "p=a%2Cb%20c%20d"),
            (Style::SPACES.exploded(), "p=a%2Cb&p=c%20d"),
            (Style::PIPES, "p=a%2Cb%7Cc%20d"),
        ] {
            assert_eq!(query("p", styled(list(), style)), expected, "{style:?}");
        }
        for (style, expected) in [
            (Style::FORM, "colour=a%26b&size=5"),
            (Style::FORM.joined(), "p=colour,a%26b,size,5"),
            (Style::DEEP, "p%5Bcolour%5D=a%26b&p%5Bsize%5D=5"),
        ] {
            assert_eq!(query("p", styled(object(), style)), expected, "{style:?}");
        }
        assert_eq!(query("p", object()), "colour=a%26b&size=5");
        assert_eq!(
            query("p", styled(Vec::<String>::new(), Style::FORM.joined())),
            ""
        );
        assert_eq!(query("p", members(json!({}))), "");
    }

    #[test]
    fn paths_have_the_forms_of_rfc_6570() {
        for (style, expected) in [
            (Style::SIMPLE, "a%2Cb,c%20d"),
            (Style::LABEL, ".a%2Cb,c%20d"),
            (Style::LABEL.exploded(), ".a%2Cb.c%20d"),
            (Style::MATRIX, ";p=a%2Cb,c%20d"),
            (Style::MATRIX.exploded(), ";p=a%2Cb;p=c%20d"),
        ] {
            assert_eq!(path(styled(list(), style)), expected, "{style:?}");
        }
        for (style, expected) in [
            (Style::SIMPLE, "colour,a%26b,size,5"),
            (Style::SIMPLE.exploded(), "colour=a%26b,size=5"),
            (Style::LABEL, ".colour,a%26b,size,5"),
            (Style::LABEL.exploded(), ".colour=a%26b.size=5"),
            (Style::MATRIX, ";p=colour,a%26b,size,5"),
            (Style::MATRIX.exploded(), ";colour=a%26b;size=5"),
        ] {
            assert_eq!(path(styled(object(), style)), expected, "{style:?}");
        }
        assert_eq!(path(styled("", Style::MATRIX)), ";p");
        assert_eq!(path(styled("blue", Style::MATRIX)), ";p=blue");
        assert_eq!(path(styled("blue", Style::LABEL)), ".blue");
    }

    #[test]
    fn headers_are_not_escaped() {
        assert_eq!(header(&Values::of(list())), "a,b,c d");
        assert_eq!(header(&Values::of(object())), "colour,a&b,size,5");
        let exploded = styled(object(), Style::SIMPLE.exploded());
        assert_eq!(header(&Values::of(exploded)), "colour=a&b,size=5");
    }

    #[test]
    fn reserved_characters_stay_where_they_do_not_end_the_value() {
        let value = styled("https://u@h:1/p;v?q #&[]", Style::FORM.reserved());
        assert_eq!(query("p", value), "p=https://u@h:1/p;v?q%20%23%26%5B%5D");
    }

    #[test]
    fn an_object_in_an_object_is_refused() {
        let values = Values::of(members(json!({"a": {"b": 1}})));
        let rule = "its member `a` is a list or an object, for which there is no form in a URL";
        assert_eq!(values.refused.as_deref(), Some(rule));
        let values = Values::of(members(json!([1])));
        assert_eq!(values.refused.as_deref(), Some("must be an object"));
    }

    #[test]
    fn a_text_is_json_too() {
        assert_eq!(Values::of(json_text("w")).texts, [r#""w""#]);
    }
}
