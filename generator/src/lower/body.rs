//! Bodies of requests: which of the documented media types is sent, and what it is made of.

mod properties;

use openapiv3::{MediaType, ReferenceOr, RequestBody, Schema};

use super::operation::{essence, is_json, media_types};
use super::parameter::presence;
use super::respond::raw_form;
use super::schema::{SchemaContext, description};
use super::view::{SchemaRef, View};
use super::{Lowering, examples};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Body, Docs, Example, Parameter, ParameterLocation, ReplyForm, Ty};
use crate::overlay::without_operation;
use crate::pointer::Pointer;

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
const MULTIPART: &str = "multipart/form-data";
const TEXT: &str = "text/plain";

/// What a body is sent as; of several, the first one is taken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Json,
    Form,
    Multipart,
    Text,
    File,
    /// A text whose values can't be written: the caller gives all of it.
    RawText,
    /// The same, as bytes.
    RawFile,
}

/// What an operation sends.
#[derive(Default)]
pub(super) struct Sent {
    pub body: Body,
    /// The media type of a form or of JSON, where it is not the usual one.
    pub media_type: Option<String>,
    /// Whether there may be no body.
    pub is_optional: bool,
    pub examples: Vec<Example>,
}

impl<'a> Lowering<'a> {
    /// The body of an operation.
    pub(super) fn body(
        &mut self,
        operation: &'a openapiv3::Operation,
        at: &Pointer,
        id: &str,
    ) -> Sent {
        let Some(body) = &operation.request_body else {
            return Sent {
                is_optional: !self.profile.always_sends_bodies,
                ..Sent::default()
            };
        };
        let help = without_operation(at);
        let method = at.last().unwrap_or_default().to_uppercase();
        let at = at.push("requestBody");
        let found = self.resolve(body, &at, "requestBodies", |components, name| {
            components.request_bodies.get(name)
        });
        let Some((body, found_at)) = found else {
            return Sent::default();
        };
        let content_at = found_at.push("content");
        let message = if matches!(method.as_str(), "GET" | "HEAD") {
            format!("`{id}` takes a body, which a {method} request can't have")
        } else if let Some((kind, name, media)) = self.chosen(body, &at) {
            // Names are given by the operation, also where several share a body.
            let named_at = at.push("content").push(name).push("schema");
            let media_at = content_at.push(name);
            match self.content(kind, (body, media), (&media_at, &named_at), id) {
                Some(sent) => {
                    return Sent {
                        media_type: unusual(kind, name),
                        is_optional: !self.is_sent(body),
                        examples: match kind {
                            Kind::Json | Kind::Form | Kind::Text => examples::all(self, &media_at),
                            _ => Vec::new(),
                        },
                        body: sent,
                    };
                }
                None => format!("`{id}` takes a body of {name} without known properties"),
            }
        } else {
            format!(
                "`{id}` takes a body of {}; only JSON, forms, {MULTIPART}, texts and files can be sent",
                media_types(body.content.keys())
            )
        };
        self.error(Code::UnsupportedBody, &content_at, message, help);
        Sent::default()
    }

    /// The media type that is sent, of those that are documented.
    fn chosen(
        &mut self,
        body: &'a RequestBody,
        at: &Pointer,
    ) -> Option<(Kind, &'a str, &'a MediaType)> {
        let content = body.content.iter();
        let kinds = content.filter_map(|(name, media)| {
            let at = at.push("content").push(name).push("schema");
            let kind = self.kind(name, media, &at).or_else(|| raw_kind(name))?;
            Some((kind, name.as_str(), media))
        });
        // A more special type of JSON says more about what the service wants.
        kinds.min_by_key(|(kind, name, _)| (*kind, *name != JSON, *name))
    }

    /// What a media type is sent as, if it can be.
    fn kind(&mut self, name: &str, media: &'a MediaType, at: &Pointer) -> Option<Kind> {
        let essence = essence(name);
        let schema = media.schema.as_ref();
        let is_binary = schema.is_some_and(|schema| self.is_binary(schema.into(), at));
        let kind = match essence.as_str() {
            _ if is_json(&essence) && !essence.contains('*') => Kind::Json,
            FORM => Kind::Form,
            // The caller writes the parts, too.
            MULTIPART if is_binary => return Some(Kind::File),
            MULTIPART => Kind::Multipart,
            _ if essence.starts_with("multipart/") => return None,
            _ if is_binary => return Some(Kind::File),
            _ => {
                let view = schema.and_then(|schema| {
                    let (schema, at) = self.schema(schema.into(), at)?;
                    Some(self.view(schema, &at))
                });
                let is_text = essence.starts_with("text/");
                match view.as_ref().and_then(|view| view.ty) {
                    Some("string") => Kind::Text,
                    Some("integer" | "number" | "boolean") if is_text => Kind::Text,
                    None if view.as_ref().is_none_or(is_empty) => match is_text {
                        true => Kind::Text,
                        false => return Some(Kind::File),
                    },
                    _ if matches!(essence.as_str(), "*/*" | "application/*") => Kind::Json,
                    _ => return None,
                }
            }
        };
        let is_sendable = kind != Kind::Text || text_type(name).is_some();
        (is_utf8(name) && is_sendable).then_some(kind)
    }

    /// What a body is made of; `None`: it has to have properties, and none is known.
    fn content(
        &mut self,
        kind: Kind,
        (body, media): (&RequestBody, &'a MediaType),
        (media_at, at): (&Pointer, &Pointer),
        id: &str,
    ) -> Option<Body> {
        match kind {
            Kind::Form => {
                let location = ParameterLocation::Form;
                match self.properties(media, media_at, at, id, location) {
                    Some(properties) => Some(Body::Form(properties)),
                    None => self.says_nothing(media, at).then(|| Body::Form(Vec::new())),
                }
            }
            Kind::Multipart => {
                let location = ParameterLocation::Part;
                let properties = self.properties(media, media_at, at, id, location)?;
                Some(Body::Multipart(properties))
            }
            Kind::Json => {
                let location = ParameterLocation::Json;
                let properties = match self.is_whole(body, media, at) {
                    true => None,
                    false => self.properties(media, media_at, at, id, location),
                };
                let whole = || vec![self.whole(body, media.schema.as_ref(), at, id)];
                Some(Body::Json(properties.unwrap_or_else(whole)))
            }
            Kind::RawText | Kind::RawFile => {
                let ty = if kind == Kind::RawText {
                    Ty::String
                } else {
                    Ty::File
                };
                Some(Body::Content(vec![self.raw(ty, body, (media_at, at), id)]))
            }
            Kind::Text | Kind::File => {
                let mut parameter = self.whole(body, media.schema.as_ref(), at, id);
                let media_type = media_at.last().unwrap_or_default();
                parameter.location = ParameterLocation::Content;
                parameter.nullable = false;
                (parameter.ty, parameter.media_type) = match kind {
                    Kind::File => (Ty::File, Some(media_type.into_owned())),
                    _ if media.schema.is_none() => (Ty::String, text_type(&media_type)),
                    _ => match parameter.ty.non_null() {
                        Ty::Json => (Ty::String, text_type(&media_type)),
                        ty => (ty.clone(), text_type(&media_type)),
                    },
                };
                Some(Body::Content(vec![parameter]))
            }
        }
    }

    /// A body whose values can't be written, as the caller gives it.
    fn raw(
        &mut self,
        ty: Ty,
        body: &RequestBody,
        (media_at, at): (&Pointer, &Pointer),
        id: &str,
    ) -> Parameter {
        let name = media_at.last().unwrap_or_default().into_owned();
        let message = format!(
            "`{id}` takes a body of {name}, whose values can't be written; it is sent as it is given"
        );
        let warning = Diagnostic::warning(Code::UnsupportedBody, media_at, message);
        self.diagnostics
            .push(warning.help("document JSON if the service takes it"));
        Parameter {
            ty,
            location: ParameterLocation::Content,
            media_type: Some(name),
            ..self.whole(body, None, at, id)
        }
    }

    /// Whether a media type has no schema, or one that says nothing of its values.
    fn says_nothing(&mut self, media: &'a MediaType, at: &Pointer) -> bool {
        let schema = media.schema.as_ref();
        let found = schema.and_then(|schema| self.schema(schema.into(), at));
        found.is_none_or(|(schema, at)| is_empty(&self.view(schema, &at)))
    }

    /// Whether a request always has the body.
    fn is_sent(&self, body: &RequestBody) -> bool {
        body.required || self.profile.always_sends_bodies
    }

    /// Whether a body of JSON is one value, though it has properties: without some of them there is none, and it may be left
    /// out or be null.
    fn is_whole(&mut self, body: &RequestBody, media: &'a MediaType, at: &Pointer) -> bool {
        let Some(schema) = media.schema.as_ref().map(SchemaRef::from) else {
            return true;
        };
        let is_nullable = self.nullable(schema, at);
        let Some((schema, at)) = self.schema(schema, at) else {
            return true;
        };
        let view = self.shared_view(schema, &at);
        let mut required = view.required.iter();
        let has_required = required.any(|name| view.properties.contains_key(name));
        is_nullable || has_required && !self.is_sent(body)
    }

    /// A body that travels as one value.
    fn whole(
        &mut self,
        body: &RequestBody,
        schema: Option<&'a ReferenceOr<Schema>>,
        at: &Pointer,
        id: &str,
    ) -> Parameter {
        let schema = schema.map(SchemaRef::from);
        let context = SchemaContext::new(at, "Body", vec![id.into()]);
        let mut ty = schema.map_or(Ty::Json, |schema| self.ty(schema, &context));
        if schema.is_some_and(|schema| self.nullable(schema, at)) {
            ty = ty.or_null();
        }
        let object = schema.is_some_and(|schema| self.object(&ty, schema, at));
        let data = schema.and_then(|schema| self.schema_data(schema));
        let docs = description(data);
        Parameter {
            name: "body".into(),
            location: ParameterLocation::Body,
            presence: presence(body.required),
            nullable: false,
            ty,
            style: None,
            media_type: None,
            object,
            sensitivity: self.sensitivity(data),
            docs: Docs {
                description: docs.description.or_else(|| body.description.clone()),
                ..docs
            },
            example: None,
            origin: at.clone(),
        }
    }
}

/// Whether a media type names no other charset than the one that is sent.
fn is_utf8(media_type: &str) -> bool {
    let mut parameters = media_type.split(';').skip(1).map(str::trim);
    parameters.all(|parameter| match parameter.split_once('=') {
        Some((name, value)) if name.eq_ignore_ascii_case("charset") => {
            value.trim_matches('"').eq_ignore_ascii_case("utf-8")
        }
        _ => true,
    })
}

/// How a body is sent whose values can't be written, if it can be.
fn raw_kind(name: &str) -> Option<Kind> {
    let essence = essence(name);
    let is_definite = !essence.contains('*') && !essence.starts_with("multipart/");
    let kind = match raw_form(&essence) {
        ReplyForm::Text => Kind::RawText,
        _ => Kind::RawFile,
    };
    (is_definite && is_utf8(name)).then_some(kind)
}

/// The media type of a text, for a documented one; `None` for a range that says too little.
fn text_type(media_type: &str) -> Option<String> {
    match essence(media_type).as_str() {
        "*/*" | "text/*" => Some(TEXT.to_owned()),
        range if range.ends_with('*') => None,
        _ => Some(media_type.to_owned()),
    }
}

/// The media type of a form or of JSON, where it is not the usual one.
fn unusual(kind: Kind, media_type: &str) -> Option<String> {
    let is_unusual = match kind {
        Kind::Json => media_type != JSON && !media_type.ends_with('*'),
        Kind::Form => media_type != FORM,
        _ => false,
    };
    is_unusual.then(|| media_type.to_owned())
}

/// Whether a schema says nothing of its values.
fn is_empty(view: &View<'_>) -> bool {
    view.properties.is_empty()
        && view.additional.is_none()
        && view.items.is_none()
        && view.one_of.is_empty()
        && view.values.is_empty()
}
