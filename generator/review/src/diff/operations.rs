//! Operations: which is which, and what has changed of their method, path, names and responses.

use super::ChangeKind::*;
use super::Rust;
use super::both::Both;
use super::compare::{Comparison, Topic, server_text};
use super::names::joined;
use super::pairs::{Thing, pair};
use super::side::{Node, Side, property};
use openapi_client_codegen::model::{
    ListShape, NextPage, Operation, Origin, Reply, ReplyForm, Resource, Ty,
};
use openapi_client_codegen::name::Role;

/// An operation and its resource.
pub(super) type Site<'a> = (&'a Operation, &'a Resource);

impl<'a> Comparison<'a> {
    pub(super) fn operations(&mut self) {
        let sites = self.sides.as_ref().map(|side| {
            let sites = side.operations().into_iter();
            sites.map(|site| (site, thing(site.0))).collect()
        });
        let pairs = pair(sites);
        let resources = pairs.both.iter().map(|sites| sites.map(|site| site.1));
        self.pair_resources(&resources.collect::<Vec<_>>());
        let route = |one: &Operation| format!("{} {}", one.method, one.path);
        for (operation, _) in pairs.added {
            let (kind, id) = (OperationAdded, operation.id.to_string());
            let verdict = Rust::Minor.compatible("there is one more method to call");
            self.added(kind, id, route(operation), &operation.origin, verdict);
        }
        for (operation, _) in pairs.removed {
            let (kind, id) = (OperationRemoved, operation.id.to_string());
            let reason = "the service no longer offers it, and its method is gone";
            let verdict = Rust::Major.breaking(reason);
            self.removed(kind, id, route(operation), &operation.origin, verdict);
        }
        for sites in pairs.both {
            self.operation(sites);
        }
    }

    fn operation(&mut self, sites: Both<Site<'a>>) {
        let both = sites.map(|site| site.0);
        let topic = Topic::new(both.new.id.as_str(), both.map(|one| &one.origin));
        self.operation_names(sites, &topic);
        self.route(sites, &topic);
        self.security(both, &topic);
        self.server_of(both, &topic);
        let verdict = match both.new.deprecated {
            true => Rust::Minor.unsent("the compiler warns of its use"),
            false => Rust::Patch.unsent("the compiler no longer warns of its use"),
        };
        let deprecated = both.map(|one| deprecated(one.deprecated));
        self.changed(DeprecationChanged, &topic, deprecated, verdict);
        self.parameters(sites);
        self.respond(both, &topic);
    }

    /// Where the requests go, if the operation has or had a server of its own.
    fn server_of(&mut self, both: Both<&Operation>, topic: &Topic) {
        if both.old.server.is_some() || both.new.server.is_some() {
            let servers = self.each(both, |side, one| {
                let own = one.server.as_ref();
                server_text(own.unwrap_or(&side.lowered.api.own_server))
            });
            let reason = "old clients go on asking the old origin; the API in Rust is the same";
            self.changed(ServerChanged, topic, servers, Rust::Patch.breaking(reason));
        }
    }

    fn operation_names(&mut self, sites: Both<Site<'a>>, topic: &Topic) {
        let names = self.each(sites, |side, (one, _)| side.operation_names(one));
        let resources = sites.map(|site| &site.1.origin);
        let is_moved = self.resources.get(resources.old) != Some(resources.new);
        // A role that only one side has came or went with parameters, which are reported as such.
        let is_renamed = names.old.iter().any(|(role, name)| {
            let other = names.new.get(role);
            other.is_some_and(|other| other != name)
        });
        let ids = sites.map(|site| site.0.id.as_str());
        let kind = OperationRenamed;
        if !(is_renamed || is_moved) {
            let reason = "the id is not sent, and no name in Rust that callers write is made of it";
            self.changed(kind, topic, ids, Rust::Patch.unsent(reason));
        } else if ids.differs() {
            let reason = "the id is not sent; but names in Rust that are made of it change";
            self.changed(kind, topic, ids, Rust::Major.unsent(reason));
        } else {
            let names = self.each(resources.zip(names), |side, (resource, names)| {
                let module = side.rust_name(resource, Role::Module);
                Some(format!("{module}: {}", joined(names.values(), ", ")))
            });
            let reason = "the method or the type of its request has another name or stands in another module";
            let verdict = Rust::Major.unsent(reason);
            self.report(RustNameChanged, topic, names, verdict);
        }
    }

    fn route(&mut self, sites: Both<Site<'a>>, topic: &Topic) {
        let both = sites.map(|site| site.0);
        let methods = both.map(|one| one.method.as_str());
        let reason = "old clients ask with the old HTTP method; the API in Rust is the same";
        self.changed(MethodChanged, topic, methods, Rust::Patch.breaking(reason));
        let parents = self.each(sites, |side, (_, resource)| {
            let parents = resource.parameters.iter();
            parents
                .map(|parent| side.rust_type(&parent.ty))
                .collect::<Vec<_>>()
        });
        let rust = if parents.differs() {
            Rust::Major
        } else {
            Rust::Patch
        };
        let is_same = !both.map(|one| one.path.shape()).differs();
        let verdict = match (is_same, parents.differs()) {
            (true, _) => rust.unsent("the names of placeholders are not sent"),
            (_, false) => rust.breaking("old clients ask for the old path; the new crate for the new one"),
            (_, true) => rust.breaking(
                "old clients ask for the old path, and the way to the resource takes other arguments",
            ),
        };
        let paths = both.map(|one| one.path.to_string());
        self.changed(PathChanged, topic, paths, verdict);
    }

    pub(super) fn respond(&mut self, both: Both<&'a Operation>, topic: &Topic) {
        self.statuses(both, topic);
        let topic = Topic {
            subject: format!("{} response", both.new.id),
            ..topic.clone()
        };
        self.errors(both, &topic);
        let types = both.map(|one| listed(&one.success.replies, |reply| &reply.media_type));
        let schemas = self.each(both, json).present();
        let topic = match &schemas {
            Some(schemas) => topic.at(schemas.as_ref().map(|schema| &schema.at)),
            None => topic,
        };
        if !(types.old.is_empty() || types.new.is_empty()) {
            let reason = "the service responds with other media types";
            let verdict = Rust::Patch.breaking(reason);
            self.changed(MediaTypeChanged, &topic, types, verdict);
        }
        let Some(schemas) = schemas else {
            return self.response_type(both, &topic);
        };
        let lists = both.map(|one| one.list.as_ref());
        let singles = both.map(|one| one.success.ty.as_ref()).present();
        match (lists.present(), singles) {
            (Some(lists), _) => self.pages(lists, schemas, both.new.id.as_str()),
            (None, Some(types)) if lists.old.is_none() && lists.new.is_none() => {
                self.values(types.zip(schemas), &topic);
            }
            _ => self.response_type(both, &topic),
        }
    }

    fn statuses(&mut self, both: Both<&Operation>, topic: &Topic) {
        let success = both.map(|one| listed(&one.success.replies, |reply| &reply.status));
        let at =
            |operation: &Operation, status: &str| operation.origin.push("responses").push(status);
        let is_plain = |listed: &String| listed.starts_with(['2', 'd']);
        let is_plain = is_plain(&success.old) && is_plain(&success.new);
        let verdict = match is_plain {
            true => {
                Rust::Patch.compatible("clients take every status from 200 to 299 for a success")
            }
            false => Rust::Patch.breaking("old clients take the new status for something else"),
        };
        let at_success = topic.at(both.map(success_at).as_ref());
        self.changed(SuccessStatusChanged, &at_success, success, verdict);
        let reason = "clients take every other status for an error";
        for status in both
            .new
            .errors
            .iter()
            .filter(|status| !both.old.errors.contains(status))
        {
            let (kind, id) = (ErrorStatusAdded, topic.subject.clone());
            self.added(
                kind,
                id,
                status,
                &at(both.new, status),
                Rust::None.compatible(reason),
            );
        }
        for status in both
            .old
            .errors
            .iter()
            .filter(|status| !both.new.errors.contains(status))
        {
            let (kind, id) = (ErrorStatusRemoved, topic.subject.clone());
            self.removed(
                kind,
                id,
                status,
                &at(both.old, status),
                Rust::None.compatible(reason),
            );
        }
    }

    /// What is documented of the same errors.
    fn errors(&mut self, both: Both<&'a Operation>, topic: &Topic) {
        for new in &both.new.failure.replies {
            let mut olds = both.old.failure.replies.iter();
            let is_same =
                |old: &&Reply| (&old.status, &old.media_type) == (&new.status, &new.media_type);
            let Some(old) = olds.find(is_same) else {
                continue;
            };
            let replies = Both { old, new };
            let types = replies.map(|reply| reply.ty.as_ref()).present();
            let schemas = self.each(both.zip(replies), |side, (operation, reply)| {
                schema_of(side, operation, &reply.status, &reply.media_type)
            });
            if let (Some(types), Some(schemas)) = (types, schemas.present()) {
                let topic = Topic {
                    subject: format!("{} error {}", both.new.id, new.status),
                    ..topic.at(schemas.as_ref().map(|schema| &schema.at))
                };
                self.values(types.zip(schemas), &topic);
            }
        }
    }

    /// What becomes of a response that had no JSON or has none any more, and of a list that is none any more.
    fn response_type(&mut self, both: Both<&'a Operation>, topic: &Topic) {
        let texts = self.each(both, |side, operation| {
            match (&operation.list, &operation.success.ty) {
                (Some(list), _) => format!("pages of {}", side.wire_type(&list.item)),
                (None, Some(ty)) => side.wire_type(ty),
                (None, None) => "nothing".to_owned(),
            }
        });
        let reason = "the call brings something else, in Rust as on the wire";
        let verdict = match texts.old.as_str() {
            "nothing" => Rust::Major.compatible(reason),
            _ => Rust::Major.breaking(reason),
        };
        let topic = topic.at(both.map(success_at).as_ref());
        self.changed(TypeChanged, &topic, texts, verdict);
    }

    fn pages(&mut self, lists: Both<&ListShape>, schemas: Both<Node<'a>>, id: &str) {
        let keys = lists.map(|list| list.items_key.as_str());
        let items = self.each(schemas.clone().zip(keys), |side, (schema, key)| {
            property(&side.composed(schema), key)
        });
        let Some(items) = items.present() else {
            return;
        };
        let topic = |part: &str, nodes: &Both<Node<'a>>| {
            let at = nodes.as_ref().map(|node| &node.at);
            Topic::new(format!("{id} {part}"), at)
        };
        let of_items = topic("items", &items);
        let reason =
            "old clients look for the items under the old key; callers in Rust write the same";
        let verdict = Rust::Patch.breaking(reason);
        self.changed(PagingChanged, &of_items, keys, verdict);
        let ways = lists.map(next_page);
        let reason =
            "old clients look for the next page in the old way; callers in Rust write the same";
        let (next, verdict) = (topic("next page", &schemas), Rust::Patch.breaking(reason));
        self.changed(PagingChanged, &next, ways, verdict);
        let types = lists.map(|list| Ty::List(Box::new(list.item.clone())));
        self.values(types.as_ref().zip(items), &of_items);
        let page = Topic {
            in_rust: false,
            ..topic("page", &schemas)
        };
        self.raw_fields(schemas, &page, &[keys.old, keys.new], 0);
    }
}

/// Whether something is deprecated, as text.
pub(super) fn deprecated(is: bool) -> &'static str {
    if is { "deprecated" } else { "not deprecated" }
}

/// Operations with one method and path are one, whatever their ids.
pub(super) fn thing(operation: &Operation) -> Thing {
    Thing {
        name: operation.id.to_string(),
        shape: Some(format!("{} {}", operation.method, operation.path.shape())),
    }
}

/// Where the success of an operation is declared.
fn success_at(operation: &Operation) -> Origin {
    let responses = operation.origin.push("responses");
    responses.push(&operation.success.status)
}

fn next_page(list: &ListShape) -> String {
    match &list.next {
        None => "by its address".to_owned(),
        Some(NextPage::Token(name)) => format!("by a token in {name}"),
        Some(NextPage::Number(name)) => format!("by its number in {name}"),
        Some(NextPage::Index(name)) => format!("by the index of its first item in {name}"),
    }
}

/// A part of each reply, each once.
fn listed(replies: &[Reply], part: fn(&Reply) -> &String) -> String {
    let mut parts: Vec<&str> = replies.iter().map(|reply| part(reply).as_str()).collect();
    parts.retain(|part| !part.is_empty());
    parts.dedup();
    parts.join(", ")
}

/// The schema of the JSON of a success.
fn json<'a>(side: &Side<'a>, operation: &Operation) -> Option<Node<'a>> {
    let first = operation.success.replies.first()?;
    let is_json = first.form == ReplyForm::Json;
    is_json.then(|| schema_of(side, operation, &first.status, &first.media_type))?
}

fn schema_of<'a>(
    side: &Side<'a>,
    operation: &Operation,
    status: &str,
    media_type: &str,
) -> Option<Node<'a>> {
    let responses = operation.origin.push("responses");
    let response = side.resolved(side.node(&responses.push(status))?);
    response
        .child("content")?
        .child(media_type)?
        .child("schema")
}
