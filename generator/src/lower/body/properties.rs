//! The properties of a body: the parameters of a form or of JSON, and the parts of `multipart/form-data`.

use openapiv3::{AdditionalProperties, MediaType};
use serde_json::Value;

use super::super::Lowering;
use super::super::operation::is_json;
use super::super::parameter::{Owner, presence};
use super::super::schema::SchemaContext;
use super::super::style::Written;
use super::super::view::{SchemaRef, View};
use super::{JSON, TEXT, is_utf8, text_type};
use crate::document;
use crate::model::{
    Access, Docs, Parameter, ParameterLocation, Presence, Sensitivity, Style, StyleKind, Ty,
    TypeDef,
};
use crate::pointer::Pointer;

impl<'a> Lowering<'a> {
    /// The properties of a body as parameters; `None` for a body that is no object with known properties alone.
    pub(super) fn properties(
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
        if !self.count(view.properties.len(), &at, "properties") {
            return Some(Vec::new());
        }
        let mut lowered = Vec::new();
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
            let encoding = self.encoding(media_at, name);
            let is_form = location == ParameterLocation::Form;
            let written = if is_form { encoding } else { Written::InJson };
            let mut parameter = self.value(name, schema, &at, &owner, written);
            parameter.presence = presence(is_required);
            if location == ParameterLocation::Part {
                let encoding = media_at.push("encoding").push(name);
                let made = self.part(&mut parameter, (schema, &at), &encoding);
                made.unwrap_or_else(|message| self.unsendable(&at, &at, &message));
            } else {
                parameter.nullable = nullable && !is_required;
                if nullable && is_required && location == ParameterLocation::Json {
                    parameter.ty = parameter.ty.or_null();
                }
            }
            parameter.origin = named_at.push("properties").push(name);
            lowered.push(parameter);
        }
        let others = has_members.then(|| self.other_members(&view, &at, named_at, id));
        lowered.extend(others.flatten());
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
    pub(super) fn is_binary(&mut self, schema: SchemaRef<'a>, at: &Pointer) -> bool {
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
}
