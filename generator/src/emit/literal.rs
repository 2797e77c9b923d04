//! Literals: values of the document as Rust expressions.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use super::Emitter;
use super::example::Snippet;
use crate::model::{FieldPresence, Origin, Sid, Ty, TypeDef};
use crate::name::Role;

impl Emitter<'_> {
    /// A Rust expression for a value of a parameter; a plausible one where the document shows none.
    ///
    /// Where too much would have to be made up, what comes is of no use, and the snippet says so.
    pub(super) fn literal(&self, ty: &Ty, value: &Value, snippet: &mut Snippet) -> TokenStream {
        let literal = match snippet.enter(!value.is_null()) {
            true => self.literal_of(ty, value, snippet),
            false => TokenStream::new(),
        };
        snippet.leave();
        literal
    }

    fn literal_of(&self, ty: &Ty, value: &Value, snippet: &mut Snippet) -> TokenStream {
        match ty {
            Ty::Bool => {
                let is_false = |text: &str| text.eq_ignore_ascii_case("false");
                let value = value
                    .as_bool()
                    .unwrap_or(!value.as_str().is_some_and(is_false));
                quote!(#value)
            }
            Ty::Integer { min, .. } => {
                let number = value.as_i64().or_else(|| parsed_text(value));
                let number = number.or(*min).unwrap_or(1);
                let number = Literal::i64_unsuffixed(number);
                quote!(#number)
            }
            Ty::Number => {
                let number = value.as_f64().or_else(|| parsed_text(value));
                let number = number.filter(|number| number.is_finite()).unwrap_or(1.0);
                let number = Literal::f64_unsuffixed(number);
                quote!(#number)
            }
            Ty::Decimal => {
                let number = match value {
                    Value::Number(number) => number.to_string(),
                    Value::String(text) if parsed_text::<f64>(value).is_some() => text.clone(),
                    _ => "1.5".to_owned(),
                };
                self.parsed("Decimal", &number, snippet)
            }
            Ty::Sid(kind) => self.sid_literal(kind.as_ref(), value, snippet),
            Ty::Enum(origin) => self.enum_literal(origin, value, snippet),
            Ty::Timestamp => self.parsed(
                "Timestamp",
                value.as_str().unwrap_or("2026-01-31T12:00:00Z"),
                snippet,
            ),
            Ty::Date => self.parsed("Date", value.as_str().unwrap_or("2026-01-31"), snippet),
            Ty::List(item) => self.list_literal(item, value, snippet),
            Ty::String | Ty::Uri => {
                let text = match value {
                    Value::Null => "text".to_owned(),
                    Value::String(text) => text.clone(),
                    // Written as JSON, the way it travels.
                    other => other.to_string(),
                };
                quote!(#text)
            }
            Ty::Record(origin) => self.record_literal(origin, value, snippet),
            Ty::Union(origin) => self.union_literal(origin, value, snippet),
            Ty::Map(item) => self.map_literal(item, value, snippet),
            Ty::Json => json_literal(value, snippet),
        }
    }

    /// A text that becomes a value of a type of the runtime.
    fn parsed(&self, name: &str, text: &str, snippet: &mut Snippet) -> TokenStream {
        let library = self.names.library.as_str();
        snippet.imports.insert(format!("{library}::{name}"));
        let name = quote::format_ident!("{name}");
        quote!(#text.parse::<#name>()?)
    }

    fn list_literal(&self, item: &Ty, value: &Value, snippet: &mut Snippet) -> TokenStream {
        let values = match value {
            Value::Array(values) => values.as_slice(),
            // A form may show a list of one as its item.
            value => std::slice::from_ref(value),
        };
        let items = values
            .iter()
            .map(|value| self.literal(item, value, snippet));
        let items: Vec<_> = items.collect();
        let items = items.into_iter().map(|literal| match item {
            Ty::List(_) => owned(item, literal),
            _ => literal,
        });
        quote!([#(#items),*])
    }

    fn map_literal(&self, item: &Ty, value: &Value, snippet: &mut Snippet) -> TokenStream {
        let entries = value.as_object().cloned().unwrap_or_default();
        snippet
            .imports
            .insert("std::collections::BTreeMap".to_owned());
        let entries = entries.iter().map(|(key, value)| {
            let literal = self.literal(item, value, snippet);
            let value = owned(item, literal);
            quote!((#key.to_owned(), #value))
        });
        let entries: Vec<_> = entries.collect();
        quote!(BTreeMap::from([#(#entries),*]))
    }

    /// A record that a caller makes: what must be given, then what the document shows.
    fn record_literal(&self, origin: &Origin, value: &Value, snippet: &mut Snippet) -> TokenStream {
        let name = self.names.of(origin, Role::Type);
        snippet.imports.insert(self.import_of(origin));
        let Some(TypeDef::Record(record)) = self.types.get(origin) else {
            return quote!(#name::new());
        };
        let mut given = Vec::new();
        let mut settings = Vec::new();
        for field in &record.fields {
            let shown = value
                .get(field.name.as_str())
                .filter(|value| !value.is_null());
            if field.presence == FieldPresence::Promised {
                given.push(self.literal(&field.ty, shown.unwrap_or(&Value::Null), snippet));
            } else if let Some(shown) = shown {
                let setter = self.names.of(&field.origin, Role::Field);
                let value = self.literal(&field.ty, shown, snippet);
                settings.push(quote!(.#setter(#value)));
            }
        }
        quote!(#name::new(#(#given),*) #(#settings)*)
    }

    /// The variant of a union that the value's tag tells, else the first.
    fn union_literal(&self, origin: &Origin, value: &Value, snippet: &mut Snippet) -> TokenStream {
        let name = self.names.of(origin, Role::Type);
        snippet.imports.insert(self.import_of(origin));
        let Some(TypeDef::Union(union)) = self.types.get(origin) else {
            return quote!(#name);
        };
        let tag = union
            .tag
            .as_ref()
            .and_then(|tag| value.get(tag.as_str())?.as_str());
        let mut variants = union.variants.iter();
        let told = variants.find(|variant| tag.is_some() && variant.tag.as_deref() == tag);
        let Some(variant) = told.or(union.variants.first()) else {
            return quote!(#name::Unrecognized(serde_json::Value::Null));
        };
        let content = owned(&variant.ty, self.literal(&variant.ty, value, snippet));
        let variant = self.names.of(&variant.origin, Role::Variant);
        quote!(#name::#variant(#content))
    }

    /// The path of a type behind `use`.
    fn import_of(&self, origin: &Origin) -> String {
        self.public_path(origin).to_string().replace(' ', "")
    }

    fn sid_literal(&self, sid: Option<&Sid>, value: &Value, snippet: &mut Snippet) -> TokenStream {
        let package = self.names.library.as_str();
        let kind = sid.and_then(|sid| self.names.sid(sid));
        let prefix = kind.map_or("AA", |kind| kind.prefix.as_str());
        let text = value
            .as_str()
            .map_or_else(|| format!("{prefix}{}", "0".repeat(32)), str::to_owned);
        match kind {
            Some(kind) => {
                let name = kind.name.ident();
                snippet.imports.insert(format!("{package}::sid::{name}"));
                quote!(#name::new(#text)?)
            }
            None => {
                snippet.imports.insert(format!("{package}::Sid"));
                quote!(Sid::new(#text)?)
            }
        }
    }

    fn enum_literal(&self, origin: &Origin, value: &Value, snippet: &mut Snippet) -> TokenStream {
        let name = self.names.of(origin, Role::Type);
        snippet.imports.insert(self.import_of(origin));
        let Some(TypeDef::Enumeration(enumeration)) = self.types.get(origin) else {
            return quote!(#name);
        };
        let known = enumeration
            .values
            .iter()
            .find(|known| value.as_str() == Some(known.wire.as_str()));
        // A value that the document shows but doesn't list is sent as it is.
        let other = value
            .as_str()
            .or(enumeration.values.is_empty().then_some(""));
        match (known, other) {
            (None, Some(text)) => quote!(#name::from(#text)),
            (known, _) => {
                let variant = known.or(enumeration.values.first());
                let variant = variant.map(|value| self.names.of(&value.origin, Role::Variant));
                quote!(#name::#variant)
            }
        }
    }
}

/// What a text says in another type: forms show numbers and booleans as text.
fn parsed_text<T: std::str::FromStr>(value: &Value) -> Option<T> {
    value.as_str()?.parse().ok()
}

/// Any JSON: as a macro's argument where people read it, as text in tests.
fn json_literal(value: &Value, snippet: &mut Snippet) -> TokenStream {
    match value {
        _ if !snippet.json_as_text => {
            let json = snippet.json(value);
            quote!(serde_json::json!(#json))
        }
        Value::String(text) => quote!(#text),
        // In a form it travels as text anyway.
        value if snippet.in_form => {
            let text = value.to_string();
            quote!(#text)
        }
        value => {
            let text = value.to_string();
            quote!(#text.parse::<serde_json::Value>()?)
        }
    }
}

/// The literal of a type as a value of the type itself.
pub(super) fn owned(ty: &Ty, literal: TokenStream) -> TokenStream {
    match ty {
        Ty::String | Ty::Uri => quote!(#literal.into()),
        // Other JSON than text is written as a value already.
        Ty::Json => match syn::parse2::<syn::LitStr>(literal.clone()) {
            Ok(_) => quote!(#literal.into()),
            Err(_) => literal,
        },
        // The items of an empty list have no type to convert from.
        Ty::List(_) if literal.to_string() == "[]" => quote!(Vec::new()),
        Ty::List(item) if matches!(**item, Ty::String | Ty::Uri) => {
            quote!(#literal.map(String::from).to_vec())
        }
        Ty::List(_) => quote!(#literal.to_vec()),
        _ => literal,
    }
}
