//! Bodies of requests: which of the documented media types is sent, and what it is made of.

use openapiv3::{AdditionalProperties, MediaType, RequestBody};
use serde_json::Value;

use super::operation::{essence, is_json, media_types};
use super::parameter::{Owner, presence};
use super::schema::{SchemaContext, description};
use super::style::Written;
use super::view::{SchemaRef, View};
use super::{Lowering, examples};
use crate::diagnostic::Code;
use crate::document;
use crate::model::{
    Access, Body, Docs, Example, Parameter, ParameterLocation, Presence, Sensitivity, Style,
    StyleKind, Ty, TypeDef,
};
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
                            Kind::Multipart | Kind::File => Vec::new(),
                            _ => examples::all(self, &media_at),
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
            Some((self.kind(name, media, &at)?, name.as_str(), media))
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
                let whole = || vec![self.whole(body, media, at, id)];
                Some(Body::Json(properties.unwrap_or_else(whole)))
            }
            Kind::Text | Kind::File => {
                let mut parameter = self.whole(body, media, at, id);
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

    /// The properties of a body as parameters; `None` for a body that is no object with known properties alone.
    fn properties(
        &mut self,
        media: &'a MediaType,
        media_at: &Pointer,
        named_at: &Pointer,
        id: &str,
        location: ParameterLocation,
    ) -> Option<Vec<Parameter>> {
        let schema = media.schema.as_ref()?.into();
        if self.is_union(schema, named_at) {
            return None;
        }
        let (schema, at) = self.schema(schema, named_at)?;
        let view = self.shared_view(schema, &at);
        // What has properties of any name is made as a record, which keeps them.
        let is_whole = location == ParameterLocation::Json && view.is_open();
        let has_members = location == ParameterLocation::Form && view.is_open();
        if (view.properties.is_empty() && !has_members) || is_whole {
            return None;
        }
        let mut lowered = Vec::new();
        if !self.count(view.properties.len(), &at, "properties") {
            return Some(lowered);
        }
        for (name, schema, is_required) in view.ordered() {
            if self.budget.is_spent() {
                break;
            }
            let at = view.pointer_of(name, &at);
            if self.access(schema, &at) == Access::ReadOnly {
                continue;
            }
            let nullable = self.nullable(schema, &at);
            let owner = Owner {
                operation: id,
                location,
                parameter: &at,
            };
            let written = match location {
                ParameterLocation::Form => self.encoding(media_at, name),
                _ => Written::InJson,
            };
            let mut parameter = self.value(name, schema, &at, &owner, written);
            parameter.presence = presence(is_required);
            if location == ParameterLocation::Part {
                let encoding = media_at.push("encoding").push(name);
                if let Err(message) = self.part(&mut parameter, (schema, &at), &encoding) {
                    self.unsendable(&at, &at, &message);
                }
            } else {
                parameter.nullable = nullable && !is_required;
                if nullable && is_required && location == ParameterLocation::Json {
                    parameter.ty = parameter.ty.or_null();
                }
            }
            parameter.origin = named_at.push("properties").push(name);
            lowered.push(parameter);
        }
        if has_members {
            lowered.extend(self.other_members(&view, &at, named_at, id));
        }
        Some(lowered)
    }

    /// The members of a form that the document allows without naming them, as one parameter.
    fn other_members(
        &mut self,
        view: &View<'a>,
        at: &Pointer,
        named_at: &Pointer,
        id: &str,
    ) -> Option<Parameter> {
        const KEY: &str = "additionalProperties";
        let at = view.additional_at.as_ref().unwrap_or(at).push(KEY);
        let mut name = "extra".to_owned();
        while view.properties.contains_key(name.as_str()) {
            name.push('_');
        }
        let ty = match view.additional? {
            AdditionalProperties::Any(_) => Ty::Json,
            AdditionalProperties::Schema(schema) => {
                let context = SchemaContext::new(&at, &name, vec![id.into()]);
                Ty::Map(Box::new(self.ty(schema.as_ref().into(), &context)))
            }
        };
        let location = ParameterLocation::Members;
        if let Some(message) = self.unwritable(&ty, true, StyleKind::Form, location) {
            self.unsendable(&at, &at, &message);
            return None;
        }
        Some(Parameter {
            name: name.as_str().into(),
            location,
            presence: Presence::Optional,
            nullable: false,
            object: ty == Ty::Json,
            ty,
            style: Some(Style {
                kind: StyleKind::Form,
                explode: true,
                allow_reserved: false,
                members: true,
            }),
            media_type: None,
            sensitivity: Sensitivity::Public,
            docs: Docs {
                description: Some("Properties that the document doesn't name.".to_owned()),
                ..Docs::default()
            },
            example: None,
            origin: named_at.push(KEY),
        })
    }

    /// Makes a part of a property: a file, JSON or a text, and its media type where that is not the usual one. Null has no form
    /// of its own: what is null is left out.
    fn part(
        &mut self,
        parameter: &mut Parameter,
        (schema, at): (SchemaRef<'a>, &Pointer),
        encoding: &Pointer,
    ) -> Result<(), String> {
        let documented = self.content_type(encoding)?;
        let types = || {
            let types = documented.into_iter().flat_map(|types| types.split(','));
            types.map(str::trim).filter(|name| is_utf8(name))
        };
        let ty = parameter.ty.non_null().clone();
        let (item, is_binary) = match &ty {
            Ty::List(item) => (item.non_null(), self.is_list_of_files(schema, at)),
            ty => (ty, self.is_binary(schema, at)),
        };
        let json = types().find(|name| is_json(name));
        let is_json = match item {
            _ if is_binary => false,
            Ty::Record(_) | Ty::Map(_) => true,
            Ty::Json => json.is_some() || self.object(&ty, schema, at),
            Ty::Union(origin) => json.is_some() || self.is_of_objects(origin),
            Ty::List(_) => json.is_some(),
            _ => json.is_some() && types().next() == json,
        };
        let unfit = |names: &str| Err(format!("a part of this type can't be sent as {names}"));
        let (media_type, item) = if is_binary {
            (documented.map(str::to_owned), &Ty::File)
        } else if is_json {
            parameter.style = Some(Style {
                kind: StyleKind::Json,
                explode: false,
                allow_reserved: false,
                members: false,
            });
            match (json, documented) {
                (None, Some(names)) => return unfit(names),
                (json, _) => (json.filter(|name| *name != JSON).map(str::to_owned), item),
            }
        } else if matches!(item, Ty::Json | Ty::Union(_) | Ty::List(_))
            && !self.is_single_union(item)
        {
            return unfit(documented.unwrap_or(TEXT));
        } else {
            match (types().find_map(text_type), documented) {
                (None, Some(names)) => return unfit(names),
                (media_type, _) if matches!(item, Ty::Union(_)) => (media_type, &Ty::Json),
                (media_type, _) => (media_type, item),
            }
        };
        parameter.media_type = media_type;
        parameter.ty = match &ty {
            // JSON has null.
            Ty::List(_) if is_json => ty.clone(),
            Ty::List(_) => Ty::List(Box::new(item.clone())),
            _ => item.clone(),
        };
        Ok(())
    }

    /// The media types that the encoding of a part names.
    fn content_type(&self, encoding: &Pointer) -> Result<Option<&'a str>, String> {
        let Some(encoding) = encoding.find(self.document) else {
            return Ok(None);
        };
        let headers = encoding.get("headers").and_then(Value::as_object);
        let mut headers = headers.into_iter().flatten();
        let is_required = headers.any(|(name, header)| {
            let header = document::resolve(self.document, header);
            let is_required = header.and_then(|header| header.get("required")?.as_bool());
            // That one is `contentType`.
            !name.eq_ignore_ascii_case("content-type") && is_required == Some(true)
        });
        match is_required {
            true => Err("a part with a required header can't be sent".to_owned()),
            false => Ok(encoding.get("contentType").and_then(Value::as_str)),
        }
    }

    /// Whether all variants of a union are JSON objects.
    fn is_of_objects(&self, union: &Pointer) -> bool {
        match self.types.get(union) {
            Some(Some(TypeDef::Union(union))) => {
                let mut variants = union.variants.iter();
                variants.all(|variant| matches!(variant.ty, Ty::Record(_) | Ty::Map(_)))
            }
            _ => false,
        }
    }

    /// Whether a schema is that of a file.
    fn is_binary(&mut self, schema: SchemaRef<'a>, at: &Pointer) -> bool {
        self.schema(schema, at).is_some_and(|(schema, at)| {
            let view = self.view(schema, &at);
            view.ty == Some("string") && view.format.as_deref() == Some("binary")
        })
    }

    fn is_list_of_files(&mut self, schema: SchemaRef<'a>, at: &Pointer) -> bool {
        let Some((schema, at)) = self.schema(schema, at) else {
            return false;
        };
        let items = self.view(schema, &at).items;
        items.is_some_and(|items| self.is_binary(items, &at.push("items")))
    }

    /// A body that travels as one value.
    fn whole(
        &mut self,
        body: &RequestBody,
        media: &'a MediaType,
        at: &Pointer,
        id: &str,
    ) -> Parameter {
        let schema = media.schema.as_ref().map(SchemaRef::from);
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
