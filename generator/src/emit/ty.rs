//! Types as they stand in records and signatures, and values as they reach a request.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::Emitter;
use crate::model::{Origin, Parameter, ParameterLocation, Sensitivity, Sid, StyleKind, Ty};
use crate::name::{Role, RustName};

impl Emitter<'_> {
    /// The type of a value, seen from a module.
    pub(super) fn owned(&self, ty: &Ty, here: &[RustName]) -> TokenStream {
        match ty {
            Ty::Bool => quote!(bool),
            Ty::Integer { size, .. } => {
                let sign = if size.signed { 'i' } else { 'u' };
                let name = format_ident!("{sign}{}", size.bits);
                quote!(#name)
            }
            Ty::Number => quote!(f64),
            Ty::Decimal => quote!(rt::Decimal),
            Ty::String | Ty::Uri => quote!(String),
            Ty::Timestamp => quote!(rt::Timestamp),
            Ty::Date => quote!(rt::Date),
            Ty::Sid(sid) => self.sid(sid.as_ref()),
            Ty::Enum(origin) | Ty::Record(origin) | Ty::Union(origin) => self.named(origin, here),
            Ty::List(item) => {
                let item = self.owned(item, here);
                quote!(Vec<#item>)
            }
            Ty::Map(value) => {
                let value = self.owned(value, here);
                quote!(BTreeMap<String, #value>)
            }
            Ty::Nullable(inner) => {
                let inner = self.owned(inner, here);
                quote!(Option<#inner>)
            }
            Ty::File => quote!(rt::File),
            Ty::Json => quote!(serde_json::Value),
            Ty::Bytes => quote!(rt::bytes::Bytes),
            Ty::Empty => quote!(()),
        }
    }

    /// The type of a SID, as the imports make it known.
    fn sid(&self, sid: Option<&Sid>) -> TokenStream {
        match sid.and_then(|sid| self.names.sid(sid)) {
            Some(kind) => {
                let name = &kind.name;
                quote!(#name)
            }
            None => quote!(rt::Sid),
        }
    }

    /// A record, a union or an enumeration: by its name at home, by its path elsewhere.
    fn named(&self, origin: &Origin, here: &[RustName]) -> TokenStream {
        let name = self.names.of(origin, Role::Type);
        let home = self.names.home(origin);
        match home == here {
            true => quote!(#name),
            false => quote!(crate::#(#home::)*#name),
        }
    }

    /// Whether a value of the type, which is that of a member of `record`, holds a value of `record` without a list or a
    /// map between.
    pub(super) fn holds(&self, ty: &Ty, record: &Origin) -> bool {
        let knot = self.knots.get(record);
        let held = ty
            .non_null()
            .held()
            .and_then(|origin| self.knots.get(origin));
        knot.is_some() && knot == held
    }

    /// The type that an argument accepts.
    pub(super) fn accepted(&self, ty: &Ty, here: &[RustName]) -> TokenStream {
        match ty {
            ty if is_converted(ty) => {
                let owned = self.owned(ty, here);
                quote!(impl Into<#owned>)
            }
            // A list within a list is made at once: nothing is converted below it.
            Ty::List(item) if matches!(**item, Ty::List(_)) => {
                let item = self.owned(item, here);
                quote!(impl IntoIterator<Item = impl Into<#item>>)
            }
            Ty::List(item) => {
                let item = self.accepted(item, here);
                quote!(impl IntoIterator<Item = #item>)
            }
            _ => self.owned(ty, here),
        }
    }

    /// The value of an argument that is [`accepted`](Self::accepted), as a value of the type itself.
    pub(super) fn converted(&self, ty: &Ty, value: TokenStream, here: &[RustName]) -> TokenStream {
        match ty {
            ty if is_converted(ty) => quote!(#value.into()),
            Ty::List(item) => {
                let item = self.owned(item, here);
                quote!(rt::list::<#item>(#value))
            }
            _ => value,
        }
    }

    /// `.form("Name", value)`, `.query("Name", value)`, `.path("Name", value)`; a value that `is_owned` has the
    /// parameter's own type already, another is what [`argument`](Self::argument) accepts.
    pub(super) fn setting(
        &self,
        parameter: &Parameter,
        is_owned: bool,
        here: &[RustName],
    ) -> TokenStream {
        let Parameter { name: wire, ty, .. } = parameter;
        let name = self.names.of(&parameter.origin, Role::Parameter);
        let value = match ty {
            Ty::Integer { min, max, .. } if is_checked(ty) => {
                let own = self.owned(ty, here);
                let bound = |bound: &Option<i128>, other| {
                    bound.map_or(other, |bound| {
                        let bound = Literal::i128_unsuffixed(bound);
                        quote!(#bound)
                    })
                };
                let (min, max) = (bound(min, quote!(#own::MIN)), bound(max, quote!(#own::MAX)));
                quote!(rt::in_range(#name, #min..=#max))
            }
            _ if is_owned => quote!(#name),
            _ => self.converted(ty, quote!(#name), here),
        };
        let is_personal = parameter.sensitivity == Sensitivity::Pii;
        let value = match parameter.location {
            ParameterLocation::Json | ParameterLocation::Body => {
                let personal = is_personal.then(|| quote!(.personal()));
                match is_checked(ty) {
                    true => quote!(rt::json_param(#value) #personal),
                    false => quote!(rt::json(#value) #personal),
                }
            }
            ParameterLocation::Part | ParameterLocation::Content => content(parameter, value),
            _ => {
                let value = written(parameter, value);
                match is_personal {
                    true => quote!(rt::Pii(#value)),
                    false => value,
                }
            }
        };
        match parameter.location {
            ParameterLocation::Path => quote!(.path(#wire, #value)),
            ParameterLocation::Query => quote!(.query(#wire, #value)),
            ParameterLocation::Header => quote!(.header(#wire, #value)),
            ParameterLocation::Cookie => quote!(.cookie(#wire, #value)),
            ParameterLocation::Form | ParameterLocation::Members => quote!(.form(#wire, #value)),
            ParameterLocation::Json => quote!(.json(#wire, #value)),
            ParameterLocation::Body => quote!(.body(#value)),
            ParameterLocation::Part => quote!(.part(#wire, #value)),
            ParameterLocation::Content => quote!(.content(#value)),
        }
    }

    /// `name: type` of an argument.
    pub(super) fn argument(&self, parameter: &Parameter, here: &[RustName]) -> TokenStream {
        let name = self.names.of(&parameter.origin, Role::Parameter);
        let accepted = self.accepted(&parameter.ty, here);
        quote!(#name: #accepted)
    }
}

/// The value of a part, or of a body that is a text or a file.
fn content(parameter: &Parameter, value: TokenStream) -> TokenStream {
    let is_list = matches!(parameter.ty, Ty::List(_));
    let items = match is_list {
        true => value.clone(),
        false => quote!([#value]),
    };
    let content = match (parameter.ty.innermost(), parameter.style) {
        (Ty::File, _) => quote!(rt::files(#items)),
        (_, Some(_)) => quote!(rt::json_items(#items)),
        (_, None) => quote!(rt::text(#value)),
    };
    let media_type = parameter.media_type.iter();
    let is_personal = parameter.sensitivity == Sensitivity::Pii;
    let personal = is_personal.then(|| quote!(.personal()));
    quote!(#content #(.of_type(#media_type))* #personal)
}

/// The value of a parameter as its style has it written.
pub(super) fn written(parameter: &Parameter, value: TokenStream) -> TokenStream {
    let Some(style) = parameter.style else {
        return value;
    };
    let value = match (style.kind, style.members) {
        (StyleKind::Json, _) => return quote!(rt::json_text(#value)),
        (_, true) => quote!(rt::members(#value)),
        (_, false) => value,
    };
    let (base, explodes) = match style.kind {
        StyleKind::Form | StyleKind::Json => (quote!(rt::Style::FORM), true),
        StyleKind::Simple => (quote!(rt::Style::SIMPLE), false),
        StyleKind::Label => (quote!(rt::Style::LABEL), false),
        StyleKind::Matrix => (quote!(rt::Style::MATRIX), false),
        StyleKind::SpaceDelimited => (quote!(rt::Style::SPACES), false),
        StyleKind::PipeDelimited => (quote!(rt::Style::PIPES), false),
        StyleKind::DeepObject => (quote!(rt::Style::DEEP), true),
    };
    let usual = match parameter.location {
        ParameterLocation::Path | ParameterLocation::Header => StyleKind::Simple,
        _ => StyleKind::Form,
    };
    let explode = match (style.explode, explodes) {
        (true, false) => Some(quote!(.exploded())),
        (false, true) => Some(quote!(.joined())),
        _ => None,
    };
    let reserved = style.allow_reserved.then(|| quote!(.reserved()));
    match style.kind == usual && explode.is_none() && reserved.is_none() {
        true => value,
        false => quote!(rt::styled(#value, #base #explode #reserved)),
    }
}

/// Sets a parameter to nothing: an empty text in a form, `null` in JSON.
pub(super) fn clearing(parameter: &Parameter) -> TokenStream {
    let wire = &parameter.name;
    match parameter.location {
        ParameterLocation::Json | ParameterLocation::Body => quote!(.json(#wire, rt::json(()))),
        _ => quote!(.form(#wire, "")),
    }
}

/// Whether arguments of a type are converted to it.
pub(super) fn is_converted(ty: &Ty) -> bool {
    matches!(
        ty,
        Ty::String | Ty::Uri | Ty::Sid(_) | Ty::Timestamp | Ty::Decimal | Ty::File | Ty::Json
    )
}

/// Whether values are checked before they are sent.
fn is_checked(ty: &Ty) -> bool {
    match ty {
        Ty::Sid(_) => true,
        Ty::Integer { min, max, .. } => min.is_some() || max.is_some(),
        Ty::List(item) => matches!(**item, Ty::Sid(_)),
        _ => false,
    }
}

/// Whether values of a type are copied where others are cloned.
pub(super) fn is_copy(ty: &Ty) -> bool {
    matches!(
        ty,
        Ty::Bool | Ty::Integer { .. } | Ty::Number | Ty::Timestamp | Ty::Date
    )
}
