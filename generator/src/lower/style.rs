//! How a value is written outside of JSON: `style`, `explode`, `allowReserved` and `content` of a parameter, and the encoding
//! of a property of a form.

use openapiv3::{CookieStyle, HeaderStyle, PathStyle, QueryStyle};

use super::Lowering;
use super::parameter::Owner;
use super::view::SchemaRef;
use crate::diagnostic::Code;
use crate::model::{ParameterLocation, Style, StyleKind, Ty, TypeDef};
use crate::overlay;
use crate::pointer::Pointer;

/// What a document says about the writing of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// Nothing, in a form: lists are repeated, and objects are JSON text.
    Usual,
    /// As a part of JSON.
    InJson,
    /// As JSON text of its own.
    Json,
    /// In a style, with what `explode` and `allowReserved` say.
    Styled(StyleKind, Option<bool>, bool),
}

impl Written {
    /// What a parameter with a schema says.
    pub(super) fn of(parameter: &openapiv3::Parameter) -> Self {
        let explode = parameter.parameter_data_ref().explode;
        let (kind, reserved) = match parameter {
            openapiv3::Parameter::Query {
                style,
                allow_reserved,
                ..
            } => (query_style(style), *allow_reserved),
            openapiv3::Parameter::Path { style, .. } => {
                let kind = match style {
                    PathStyle::Simple => StyleKind::Simple,
                    PathStyle::Label => StyleKind::Label,
                    PathStyle::Matrix => StyleKind::Matrix,
                };
                (kind, false)
            }
            openapiv3::Parameter::Header {
                style: HeaderStyle::Simple,
                ..
            } => (StyleKind::Simple, false),
            openapiv3::Parameter::Cookie {
                style: CookieStyle::Form,
                ..
            } => (StyleKind::Form, false),
        };
        Self::Styled(kind, explode, reserved)
    }
}

impl<'a> Lowering<'a> {
    /// What the encoding of a property of a form says; `at` is the media type.
    pub(super) fn encoding(&self, at: &Pointer, property: &str) -> Written {
        let encoding = at.push("encoding").push(property);
        let Some(encoding) = encoding.find(self.document) else {
            return Written::Usual;
        };
        let flag = |name: &str| encoding.get(name).and_then(serde_json::Value::as_bool);
        let style = encoding.get("style").and_then(|style| style.as_str());
        let (explode, reserved) = (flag("explode"), flag("allowReserved"));
        if style.is_none() && explode.is_none() && reserved.is_none() {
            let media_type = encoding.get("contentType").and_then(|found| found.as_str());
            return match media_type {
                Some("application/json") => Written::Json,
                _ => Written::Usual,
            };
        }
        let kind = match style {
            Some("spaceDelimited") => StyleKind::SpaceDelimited,
            Some("pipeDelimited") => StyleKind::PipeDelimited,
            Some("deepObject") => StyleKind::DeepObject,
            _ => StyleKind::Form,
        };
        Written::Styled(kind, explode, reserved == Some(true))
    }

    /// The type of a value outside of JSON, and its style. The schema is at `at`.
    pub(super) fn written(
        &mut self,
        ty: Ty,
        (schema, at): (SchemaRef<'a>, &Pointer),
        written: Written,
        owner: &Owner<'_>,
    ) -> (Ty, Option<Style>) {
        let is_object = match &ty {
            Ty::Record(_) | Ty::Map(_) => true,
            Ty::Json => self.object(&Ty::Json, schema, at),
            _ => false,
        };
        let (kind, explode, allow_reserved) = match written {
            Written::InJson => return (ty, None),
            Written::Json => {
                let style = Style {
                    kind: StyleKind::Json,
                    explode: false,
                    allow_reserved: false,
                    members: false,
                };
                return (ty, Some(style));
            }
            Written::Usual if is_object || matches!(ty, Ty::Union(_)) => return (Ty::Json, None),
            Written::Usual => (StyleKind::Form, None, false),
            Written::Styled(kind, explode, reserved) => (kind, explode, reserved),
        };
        let ty = self.outside_json(ty);
        // A form has JSON text for each item.
        let is_nested = owner.location != ParameterLocation::Form
            && matches!(ty, Ty::List(_))
            && self.object(&ty, schema, at);
        let message = match is_nested {
            true => {
                Some("an array of arrays or of objects can't be sent as a parameter".to_owned())
            }
            false => self.unwritable(&ty, is_object, kind, owner.location),
        };
        if let Some(message) = message {
            self.unsendable(at, owner.parameter, &message);
            return (Ty::Json, None);
        }
        let default = match kind {
            StyleKind::Form => true,
            StyleKind::DeepObject => is_object,
            _ => false,
        };
        let style = Style {
            kind,
            explode: explode.unwrap_or(default) || kind == StyleKind::DeepObject,
            allow_reserved,
            members: is_object,
        };
        (ty.clone(), style.is_told(&ty).then_some(style))
    }

    /// The type of a value outside of JSON, where null has no form, and of alternatives only what is sent tells.
    fn outside_json(&self, ty: Ty) -> Ty {
        match ty {
            Ty::Union(_) => Ty::Json,
            Ty::List(item) => Ty::List(Box::new(match item.non_null() {
                item if self.is_single_union(item) => Ty::Json,
                item => item.clone(),
            })),
            other => other,
        }
    }

    /// Why a value can't be written, if it can't.
    pub(super) fn unwritable(
        &self,
        ty: &Ty,
        is_object: bool,
        kind: StyleKind,
        location: ParameterLocation,
    ) -> Option<String> {
        let is_list = matches!(ty, Ty::List(_));
        if location == ParameterLocation::Cookie && (is_list || is_object) {
            return Some("a list or an object can't be sent as a cookie".to_owned());
        }
        if kind == StyleKind::DeepObject && !is_object {
            return Some("`deepObject` is for objects only".to_owned());
        }
        match ty {
            Ty::List(item) if !self.is_single(item) => {
                Some("an array of arrays or of objects can't be sent as a parameter".to_owned())
            }
            Ty::Map(value) if !self.is_single(value) => Some(
                "an object whose members are arrays or objects can't be sent as a parameter"
                    .to_owned(),
            ),
            Ty::Record(origin) => {
                let Some(Some(TypeDef::Record(record))) = self.types.get(origin) else {
                    return None;
                };
                let nested = record
                    .fields
                    .iter()
                    .find(|field| !self.is_single(&field.ty))?;
                Some(format!(
                    "an object can't be sent as a parameter if a member is an array or an object, as `{}` is",
                    nested.name
                ))
            }
            _ => None,
        }
    }

    /// Whether a type has alternatives each of which is one text.
    pub(super) fn is_single_union(&self, ty: &Ty) -> bool {
        matches!(ty, Ty::Union(_)) && self.is_single(ty)
    }

    /// Whether a value is one text, whichever alternative it is. What JSON holds is only known when it is sent.
    fn is_single(&self, ty: &Ty) -> bool {
        match ty.non_null() {
            Ty::Union(origin) => match self.types.get(origin) {
                Some(Some(TypeDef::Union(union))) => {
                    let mut variants = union.variants.iter();
                    variants.all(|variant| match &variant.ty {
                        Ty::Union(_) => false,
                        ty => self.is_single(ty),
                    })
                }
                _ => false,
            },
            other => !matches!(other, Ty::List(_) | Ty::Map(_) | Ty::Record(_)),
        }
    }

    /// Reports a value that can't be sent, and how to go on without the parameter.
    pub(super) fn unsendable(&mut self, at: &Pointer, parameter: &Pointer, message: &str) {
        let help = format!(
            "if the operation works without it, leave it out by an overlay action: {}",
            overlay::removal(self.document, parameter)
        );
        self.error(Code::UnsupportedParameter, at, message, help);
    }
}

impl Style {
    /// Whether it makes a difference for values of this type.
    fn is_told(self, ty: &Ty) -> bool {
        if self.members || self.allow_reserved {
            return true;
        }
        let is_list = matches!(ty, Ty::List(_));
        match self.kind {
            StyleKind::Label | StyleKind::Matrix | StyleKind::Json | StyleKind::DeepObject => true,
            StyleKind::Simple => false,
            StyleKind::Form | StyleKind::SpaceDelimited | StyleKind::PipeDelimited => {
                is_list && !self.explode
            }
        }
    }
}

fn query_style(style: &QueryStyle) -> StyleKind {
    match style {
        QueryStyle::Form => StyleKind::Form,
        QueryStyle::SpaceDelimited => StyleKind::SpaceDelimited,
        QueryStyle::PipeDelimited => StyleKind::PipeDelimited,
        QueryStyle::DeepObject => StyleKind::DeepObject,
    }
}
