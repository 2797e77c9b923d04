//! Responses: which are a success, and what comes back, by status and media type.

use std::collections::BTreeSet;

use openapiv3::{Response, StatusCode};
use serde_json::Value;

use super::operation::{Site, essence, json_of, media_types};
use super::schema::SchemaContext;
use super::view::SchemaRef;
use super::{Lowering, examples, list};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Docs, Example, Failure, ListShape, Parameter, Reply, ReplyForm, Success, Ty, TypeDef, Union,
    Variant,
};
use crate::overlay::without_operation;
use crate::pointer::Pointer;

const JSON: &str = "application/json";

/// Events that come one by one.
const EVENT_STREAM: &str = "text/event-stream";

/// Any media type.
const ANY: &str = "*/*";

/// Ends of the names of media types that are text, beside those that begin with `text/`.
const TEXTS: [&str; 6] = ["xml", "yaml", "csv", "jsonl", "ndjson", "javascript"];

/// What an operation returns.
pub(super) struct Responded {
    pub success: Success,
    pub failure: Failure,
    pub list: Option<ListShape>,
    pub examples: Vec<Example>,
}

/// A documented response.
struct Found<'a> {
    status: String,
    response: &'a Response,
    at: Pointer,
}

/// A media type of a response that can be read, or that there is none.
#[derive(Clone)]
struct Body<'a> {
    status: String,
    media_type: String,
    form: ReplyForm,
    schema: Option<SchemaRef<'a>>,
    /// The media type object.
    at: Pointer,
}

/// What the types of a group of responses are called, and where its operation stands.
struct Group<'g> {
    name: &'static str,
    id: &'g str,
    at: &'g Pointer,
}

impl<'a> Lowering<'a> {
    /// What comes back. Of the documented responses those of 2xx are a success, else those of 3xx, else `default`.
    pub(super) fn respond(
        &mut self,
        site: Site<'a>,
        at: &Pointer,
        parameters: &mut Vec<Parameter>,
    ) -> Responded {
        let id = site.operation.operation_id.as_deref().unwrap_or_default();
        let all = self.responses(site.operation, at);
        let mut classes = ["2", "3", "default"].into_iter();
        let class = classes.find(|class| all.iter().any(|found| found.status.starts_with(class)));
        // Without a class, the lints have reported it.
        let class = class.unwrap_or("default");
        let (mut succeeds, mut fails) = (Vec::new(), Vec::new());
        for found in &all {
            let mut bodies = self.bodies(found, site.method == "head");
            let is_success = found.status.starts_with(class);
            if is_success && bodies.is_empty() {
                bodies = self.raw_bodies(found, at, id);
            }
            if (!is_success || class == "default") && !found.status.starts_with('1') {
                let typed = bodies.iter().filter(|body| !self.is_usual_error(body));
                fails.extend(typed.cloned());
            }
            if is_success {
                succeeds.extend(bodies);
            }
        }
        let mut statuses = all.iter().map(|found| found.status.as_str());
        let status = statuses.find(|status| status.starts_with(class));
        let status = status.unwrap_or_default().to_owned();
        let first = succeeds.first();
        let first = first.filter(|body| body.form == ReplyForm::Json && body.status == status);
        let examples = first.map_or_else(Vec::new, |body| examples::all(self, &body.at));
        let list = self.list_of(site, &succeeds, parameters);
        let mut known = Vec::new();
        let group = |name| Group { name, id, at };
        let (replies, ty) = match list {
            Some(_) => (succeeds.iter().map(Body::plain).collect(), None),
            None => self.replies(&succeeds, &group("Response"), &mut known),
        };
        let (errors, error) = self.replies(&fails, &group("Error"), &mut known);
        let failure = Failure {
            replies: errors,
            ty: error,
        };
        let success = Success {
            status,
            accept: accept(&replies, &failure.replies),
            ty,
            replies,
        };
        Responded {
            success,
            failure,
            list,
            examples,
        }
    }

    /// The bodies of a success whose values can't be read: each is returned as it comes.
    fn raw_bodies(&mut self, found: &Found<'a>, at: &Pointer, id: &str) -> Vec<Body<'a>> {
        let content = &found.response.content;
        let names = media_types(content.keys());
        let help = without_operation(at);
        let at = found.at.push("content");
        // A stream has no end that could be waited for.
        let names_of_bodies = content.keys().filter(|name| essence(name) != EVENT_STREAM);
        let bodies = names_of_bodies.map(|name| Body {
            status: found.status.clone(),
            media_type: name.clone(),
            form: raw_form(&essence(name)),
            schema: None,
            at: at.push(name),
        });
        let bodies: Vec<_> = bodies.collect();
        if bodies.is_empty() {
            let message = format!("`{id}` returns {names}; of these, none can be read");
            self.error(Code::UnsupportedResponse, &at, message, help);
        } else {
            let message = format!(
                "`{id}` returns {names}, of which no values can be read; the body is returned as it comes"
            );
            let warning = Diagnostic::warning(Code::UnsupportedResponse, &at, message);
            self.diagnostics
                .push(warning.help("document JSON if the service has it"));
        }
        bodies
    }

    /// The documented responses: single statuses, then ranges, then `default`.
    fn responses(&self, operation: &'a openapiv3::Operation, at: &Pointer) -> Vec<Found<'a>> {
        let of_status = operation.responses.responses.iter();
        let of_status = of_status.map(|(status, response)| {
            let is_range = matches!(status, StatusCode::Range(_));
            ((is_range, status.to_string()), response)
        });
        let of_default = operation.responses.default.iter();
        let of_default = of_default.map(|response| ((true, "default".to_owned()), response));
        let mut all: Vec<_> = of_status.chain(of_default).collect();
        all.sort_by(|(one, _), (other, _)| one.cmp(other));
        let all = all.into_iter().filter_map(|((_, status), response)| {
            let at = at.push("responses").push(&status);
            let (response, at) = self.resolve(response, &at, "responses", |components, name| {
                components.responses.get(name)
            })?;
            Some(Found {
                status,
                response,
                at,
            })
        });
        all.collect()
    }

    /// The bodies of a response that can be read: of JSON one, of other media types all. None if it has only others.
    fn bodies(&mut self, found: &Found<'a>, is_head: bool) -> Vec<Body<'a>> {
        let content = &found.response.content;
        let body = |media_type: &str, form, schema| Body {
            status: found.status.clone(),
            media_type: media_type.to_owned(),
            form,
            schema,
            at: found.at.push("content").push(media_type),
        };
        if is_head || content.is_empty() || matches!(&*found.status, "204" | "205" | "304") {
            return vec![body("", ReplyForm::Empty, None)];
        }
        let json = json_of(content);
        let mut bodies = Vec::new();
        if let Some((name, media)) = json {
            let schema = media.schema.as_ref().map(Into::into);
            bodies.push(body(name, ReplyForm::Json, schema));
        }
        for (name, media) in content {
            let schema: Option<SchemaRef<'a>> = media.schema.as_ref().map(Into::into);
            let at = found.at.push("content").push(name).push("schema");
            let form = match super::operation::is_json(name) {
                true => None,
                false => self.form(name, schema, &at),
            };
            let Some(form) = form else { continue };
            // A text of any media type may come as JSON.
            if form == ReplyForm::Text && name == ANY && json.is_none() {
                bodies.push(Body {
                    media_type: JSON.to_owned(),
                    ..body(name, ReplyForm::Json, schema)
                });
            }
            bodies.push(body(name, form, schema));
        }
        bodies
    }

    /// How a body is read that is not documented as JSON; `None` if the document does not say how its values are written.
    fn form(
        &mut self,
        media_type: &str,
        schema: Option<SchemaRef<'a>>,
        at: &Pointer,
    ) -> Option<ReplyForm> {
        let name = essence(media_type);
        let other = raw_form(&name);
        let is_text = other == ReplyForm::Text;
        let Some((schema, at)) = schema.and_then(|schema| self.schema(schema, at)) else {
            return Some(other);
        };
        let view = self.shared_view(schema, &at);
        let is_open = view.one_of.is_empty() && view.properties.is_empty() && view.items.is_none();
        match view.ty {
            Some("string") if view.format.as_deref() == Some("binary") => Some(ReplyForm::Bytes),
            Some("string") if name == ANY => Some(ReplyForm::Text),
            Some("string") => Some(other),
            Some("integer" | "number" | "boolean") if is_text => Some(ReplyForm::Text),
            None if is_open => Some(other),
            _ => matches!(&*name, ANY | "application/*").then_some(ReplyForm::Json),
        }
    }

    /// Whether the runtime reads all of an error by itself.
    fn is_usual_error(&mut self, body: &Body<'a>) -> bool {
        let at = body.at.push("schema");
        let schema = body.schema.and_then(|schema| self.schema(schema, &at));
        let view = schema.map(|(schema, at)| self.shared_view(schema, &at));
        view.is_some_and(|view| {
            let mut names = view.properties.keys();
            names.len() > 0 && names.all(|name| self.profile.error.contains(name))
        })
    }

    /// The list, if all bodies are the same page of one.
    fn list_of(
        &mut self,
        site: Site<'a>,
        bodies: &[Body<'a>],
        parameters: &mut Vec<Parameter>,
    ) -> Option<ListShape> {
        let id = site.operation.operation_id.as_deref().unwrap_or_default();
        // Pages are asked for by GET.
        let first = bodies.first().filter(|_| site.method == "get")?;
        let shown = self.shown(first);
        let is_same = |body: &Body<'a>| body.form == ReplyForm::Json && self.shown(body) == shown;
        let schema = first.schema.filter(|_| bodies.iter().all(is_same))?;
        list::list(self, schema, &first.at.push("schema"), id, parameters)
    }

    /// The schema of a body as it stands in the document.
    fn shown(&self, body: &Body<'_>) -> Option<&'a Value> {
        body.at.find(self.document)?.get("schema")
    }

    /// The replies of a group of responses, and the one type of them all: an enumeration where they have several.
    fn replies(
        &mut self,
        bodies: &[Body<'a>],
        group: &Group<'_>,
        known: &mut Vec<(&'a Value, Ty)>,
    ) -> (Vec<Reply>, Option<Ty>) {
        let schemas = bodies.iter().filter_map(|body| self.shown(body));
        let mut schemas: Vec<&Value> = schemas.collect();
        schemas.dedup();
        let is_single = schemas.len() < 2;
        let mut replies = Vec::new();
        for body in bodies {
            let name = match is_single {
                true => group.name.to_owned(),
                false => format!("{}{}", group.name, body.status),
            };
            let ty = self.body_type(body, &name, group.id, known);
            replies.push(Reply { ty, ..body.plain() });
        }
        let mut types: Vec<&Ty> = Vec::new();
        for ty in replies.iter().filter_map(|reply| reply.ty.as_ref()) {
            if !types.contains(&ty) {
                types.push(ty);
            }
        }
        let has_none = replies.iter().any(|reply| reply.ty.is_none());
        // An error without a body is not one of those that are read.
        let is_optional = has_none && group.name == "Response";
        let ty = match types.as_slice() {
            [] => None,
            [alone] if is_optional => Some((*alone).clone().or_null()),
            [alone] => Some((*alone).clone()),
            _ => Some(self.choice(&mut replies, group)),
        };
        (replies, ty)
    }

    fn body_type(
        &mut self,
        body: &Body<'a>,
        name: &str,
        id: &str,
        known: &mut Vec<(&'a Value, Ty)>,
    ) -> Option<Ty> {
        let schema = match (body.form, body.schema) {
            (ReplyForm::Empty, _) => return None,
            (ReplyForm::Bytes, _) => return Some(Ty::Bytes),
            (ReplyForm::Json, None) => return Some(Ty::Json),
            (ReplyForm::Text, None) => return Some(Ty::String),
            (_, Some(schema)) => schema,
        };
        let shown = self.shown(body);
        let met = shown.and_then(|shown| known.iter().find(|(other, _)| *other == shown));
        let ty = match met {
            Some((_, ty)) => ty.clone(),
            None => {
                let at = body.at.push("schema");
                let context = SchemaContext::new(&at, name, vec![id.into()]);
                let ty = self.ty(schema, &context);
                let ty = match self.nullable(schema, &at) {
                    true => ty.or_null(),
                    false => ty,
                };
                known.extend(shown.map(|shown| (shown, ty.clone())));
                ty
            }
        };
        Some(match (body.form, ty) {
            (ReplyForm::Text, Ty::Json) => Ty::String,
            (_, ty) => ty,
        })
    }

    /// An enumeration of responses of several types: a variant for each status, or for each media type of one.
    fn choice(&mut self, replies: &mut [Reply], group: &Group<'_>) -> Ty {
        let responses = group.at.push("responses");
        let mut variants: Vec<Variant> = Vec::new();
        for index in 0..replies.len() {
            let reply = &replies[index];
            let of_status = || {
                let others = replies.iter();
                others.filter(|other| other.status == reply.status)
            };
            if reply.ty.is_none() && group.name == "Error" {
                continue;
            }
            let at = responses.push(&reply.status);
            let status = match reply.status.as_str() {
                "default" => "default".to_owned(),
                status => format!("status_{status}"),
            };
            let (name, origin) = match of_status().all(|other| other.ty == reply.ty) {
                true => (status, at),
                false => {
                    let kind = reply.media_type.split(';').next().unwrap_or_default();
                    let kind = kind.rsplit('/').next().unwrap_or_default();
                    let at = at.push("content").push(&reply.media_type);
                    (format!("{status}_{kind}"), at)
                }
            };
            if !variants.iter().any(|known| known.origin == origin) {
                self.spend(&origin, origin.as_str().len());
                variants.push(Variant {
                    name: name.as_str().into(),
                    tag: None,
                    ty: reply.ty.clone().unwrap_or(Ty::Empty),
                    origin: origin.clone(),
                });
            }
            replies[index].variant = Some(origin);
        }
        let first = replies.first().map_or("default", |reply| &reply.status);
        // Both enumerations of an operation have an origin of their own.
        let origin = match group.name {
            "Error" => responses.clone(),
            _ => responses.push(first),
        };
        let union = Union {
            name: group.name.into(),
            context: vec![group.id.into()],
            docs: Docs::default(),
            tag: None,
            by_status: true,
            variants,
            origin: origin.clone(),
        };
        self.types
            .insert(origin.clone(), Some(TypeDef::Union(union)));
        Ty::Union(origin)
    }
}

/// How a body is returned of which nothing but its media type is known.
pub(super) fn raw_form(name: &str) -> ReplyForm {
    match name.starts_with("text/") || TEXTS.iter().any(|end| name.ends_with(end)) {
        true => ReplyForm::Text,
        false => ReplyForm::Bytes,
    }
}

impl Body<'_> {
    /// The reply without its type.
    fn plain(&self) -> Reply {
        Reply {
            status: self.status.clone(),
            media_type: self.media_type.clone(),
            form: self.form,
            ty: None,
            variant: None,
        }
    }
}

/// The header `Accept`, unless it is `application/json` alone: the JSON of a success is wanted most, then its other media
/// types, then those of errors.
fn accept(replies: &[Reply], errors: &[Reply]) -> Option<String> {
    let mut wanted: Vec<(usize, &str)> = Vec::new();
    let groups = [replies.iter().collect::<Vec<_>>(), errors.iter().collect()];
    for (group, replies) in groups.into_iter().enumerate() {
        for reply in replies
            .into_iter()
            .filter(|reply| !reply.media_type.is_empty())
        {
            let media_type = reply.media_type.as_str();
            match (group, reply.form) {
                (0, ReplyForm::Json) if media_type.contains('*') => {
                    wanted.extend([(0, JSON), (1, media_type)]);
                }
                (0, ReplyForm::Json) => wanted.push((0, media_type)),
                _ => wanted.push((group + 1, media_type)),
            }
        }
    }
    wanted.sort_by_key(|(rank, _)| *rank);
    let first = wanted.first()?.0;
    let mut seen = BTreeSet::new();
    wanted.retain(|(_, media_type)| seen.insert(*media_type));
    let wanted = wanted
        .into_iter()
        .map(|(rank, media_type)| match rank == first {
            true => media_type.to_owned(),
            false => format!("{media_type};q=0.9"),
        });
    let wanted = wanted.collect::<Vec<_>>().join(", ");
    (wanted != JSON).then_some(wanted)
}
