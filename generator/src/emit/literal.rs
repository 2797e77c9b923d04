//! Literals: values of the document as Rust expressions.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::{Number, Value};

use super::example::Snippet;
use crate::model::{Access, Origin, Sid, Ty, TypeDef};
use crate::name::Role;

impl<'e> Snippet<'e> {
    /// A Rust expression for a value of a parameter; a plausible one where the document shows none.
    ///
    /// Where too much would have to be made up, what comes is of no use, and the snippet says so.
    pub(super) fn literal(&mut self, ty: &Ty, value: &'e Value) -> TokenStream {
        let literal = match self.enter(!value.is_null()) {
            true => self.literal_of(ty, value),
            false => TokenStream::new(),
        };
        self.leave();
        literal
    }

    fn literal_of(&mut self, ty: &Ty, value: &'e Value) -> TokenStream {
        match ty {
            Ty::Bool => {
                let is_false = |text: &str| text.eq_ignore_ascii_case("false");
                let value = value
                    .as_bool()
                    .unwrap_or(!value.as_str().is_some_and(is_false));
                quote!(#value)
            }
            Ty::Integer { min, .. } => {
                let number = value.as_number().and_then(Number::as_i128);
                let number = number.or_else(|| parsed_text(value));
                let number = number.or(*min).unwrap_or(1);
                let number = Literal::i128_unsuffixed(number);
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
                self.parsed("Decimal", &number)
            }
            Ty::Sid(kind) => self.sid_literal(kind.as_ref(), value),
            Ty::Enum(origin) => self.enum_literal(origin, value),
            Ty::Timestamp => self.parsed(
                "Timestamp",
                value.as_str().unwrap_or("2026-01-31T12:00:00Z"),
            ),
            Ty::Date => self.parsed("Date", value.as_str().unwrap_or("2026-01-31")),
            Ty::List(item) => self.list_literal(item, value),
            Ty::String | Ty::Uri | Ty::File => {
                let text = match value {
                    Value::Null => "text".to_owned(),
                    Value::String(text) => text.clone(),
                    // Written as JSON, the way it travels.
                    other => other.to_string(),
                };
                quote!(#text)
            }
            Ty::Record(origin) => self.record_literal(origin, value),
            Ty::Union(origin) => self.union_literal(origin, value),
            Ty::Map(item) => self.map_literal(item, value),
            Ty::Nullable(_) if value.is_null() => quote!(None),
            Ty::Nullable(inner) => {
                let literal = self.literal(inner, value);
                let value = owned(inner, literal);
                quote!(Some(#value))
            }
            // The last two are never sent.
            Ty::Json | Ty::Bytes | Ty::Empty => self.json_literal(value),
        }
    }

    /// A text that becomes a value of a type of the runtime.
    fn parsed(&mut self, name: &str, text: &str) -> TokenStream {
        let library = self.emitter.names.library.as_str();
        self.imports.insert(format!("{library}::{name}"));
        let name = quote::format_ident!("{name}");
        quote!(#text.parse::<#name>()?)
    }

    fn list_literal(&mut self, item: &Ty, value: &'e Value) -> TokenStream {
        let values = match value {
            Value::Array(values) => values.as_slice(),
            // A form may show a list of one as its item.
            value => std::slice::from_ref(value),
        };
        let items = values.iter().map(|value| self.literal(item, value));
        let items: Vec<_> = items.collect();
        let items = items.into_iter().map(|literal| match item {
            Ty::List(_) => owned(item, literal),
            _ => literal,
        });
        quote!([#(#items),*])
    }

    fn map_literal(&mut self, item: &Ty, value: &'e Value) -> TokenStream {
        self.imports.insert("std::collections::BTreeMap".to_owned());
        let entries = value.as_object().into_iter().flatten();
        let entries = entries.map(|(key, value)| {
            let literal = self.literal(item, value);
            let value = owned(item, literal);
            quote!((#key.to_owned(), #value))
        });
        let entries: Vec<_> = entries.collect();
        quote!(BTreeMap::from([#(#entries),*]))
    }

    /// A record that a caller makes: what must be given, then what the document shows.
    fn record_literal(&mut self, origin: &Origin, value: &'e Value) -> TokenStream {
        let name = self.imported(origin);
        let Some(TypeDef::Record(record)) = self.emitter.types.get(origin) else {
            return quote!(#name::new());
        };
        let mut given = Vec::new();
        let mut settings = Vec::new();
        for field in &record.fields {
            let shown = value
                .get(field.name.as_str())
                .filter(|value| !value.is_null());
            if field.is_given() {
                given.push(self.literal(&field.ty, shown.unwrap_or(&Value::Null)));
            } else if let Some(shown) = shown.filter(|_| field.access != Access::ReadOnly) {
                let setter = self.emitter.names.of(&field.origin, Role::Field);
                let value = self.literal(field.ty.non_null(), shown);
                settings.push(quote!(.#setter(#value)));
            }
        }
        if let Some(Ty::Map(ty)) = &record.extra {
            let is_named = |key: &str| record.fields.iter().any(|field| field.name.as_str() == key);
            let entries = value.as_object().into_iter().flatten();
            for (key, value) in entries.filter(|(key, _)| !is_named(key)) {
                let value = self.literal(ty, value);
                settings.push(quote!(.extra(#key, #value)));
            }
        }
        quote!(#name::new(#(#given),*) #(#settings)*)
    }

    /// The variant of a union that the value's tag names, else the first.
    fn union_literal(&mut self, origin: &Origin, value: &'e Value) -> TokenStream {
        let name = self.imported(origin);
        let Some(TypeDef::Union(union)) = self.emitter.types.get(origin) else {
            return quote!(#name);
        };
        let tag = union
            .tag
            .as_ref()
            .and_then(|tag| value.get(tag.as_str())?.as_str());
        let mut variants = union.variants.iter();
        let tagged = variants.find(|variant| tag.is_some() && variant.tag.as_deref() == tag);
        let Some(variant) = tagged.or(union.variants.first()) else {
            return quote!(#name::Unrecognized(serde_json::Value::Null));
        };
        let content = owned(&variant.ty, self.literal(&variant.ty, value));
        let variant = self.emitter.names.of(&variant.origin, Role::Variant);
        quote!(#name::#variant(#content))
    }

    /// Imports a type; gives its name.
    fn imported(&mut self, origin: &Origin) -> Ident {
        let names = self.emitter.names;
        let name = names.of(origin, Role::Type);
        let home = names.home(origin).iter().map(|module| module.ident());
        let way = [names.library.ident()].into_iter().chain(home);
        let way: String = way.map(|module| format!("{module}::")).collect();
        self.imports.insert(format!("{way}{name}"));
        name
    }

    fn sid_literal(&mut self, sid: Option<&Sid>, value: &'e Value) -> TokenStream {
        let package = self.emitter.names.library.as_str();
        let kind = sid.and_then(|sid| self.emitter.names.sid(sid));
        let prefix = kind.map_or("AA", |kind| kind.prefix.as_str());
        let text = value
            .as_str()
            .map_or_else(|| format!("{prefix}{}", "0".repeat(32)), str::to_owned);
        match kind {
            Some(kind) => {
                let name = kind.name.ident();
                self.imports.insert(format!("{package}::sid::{name}"));
                quote!(#name::new(#text)?)
            }
            None => {
                self.imports.insert(format!("{package}::Sid"));
                quote!(Sid::new(#text)?)
            }
        }
    }

    fn enum_literal(&mut self, origin: &Origin, value: &'e Value) -> TokenStream {
        let name = self.imported(origin);
        let Some(TypeDef::Enumeration(enumeration)) = self.emitter.types.get(origin) else {
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
                let variant =
                    variant.map(|value| self.emitter.names.of(&value.origin, Role::Variant));
                quote!(#name::#variant)
            }
        }
    }

    /// Any JSON: as a macro's argument where people read it, as text in tests.
    fn json_literal(&mut self, value: &'e Value) -> TokenStream {
        match value {
            _ if !self.json_as_text => {
                let json = self.json(value);
                quote!(serde_json::json!(#json))
            }
            Value::String(text) => quote!(#text),
            value => {
                let text = value.to_string();
                match self.in_form {
                    // It travels as text anyway.
                    true => quote!(#text),
                    false => quote!(#text.parse::<serde_json::Value>()?),
                }
            }
        }
    }
}

/// What a text says in another type: forms show numbers and booleans as text.
fn parsed_text<T: std::str::FromStr>(value: &Value) -> Option<T> {
    value.as_str()?.parse().ok()
}

/// The literal of a type as a value of the type itself.
pub(super) fn owned(ty: &Ty, literal: TokenStream) -> TokenStream {
    match ty {
        Ty::String | Ty::Uri | Ty::File => quote!(#literal.into()),
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
        Ty::List(item) if matches!(**item, Ty::File) => quote!(#literal.map(Into::into).to_vec()),
        Ty::List(_) => quote!(#literal.to_vec()),
        _ => literal,
    }
}
