//! Responses: statuses, types, and how pages follow each other.

use std::cmp::Reverse;

use super::ChangeKind::*;
use super::Rust;
use super::both::Both;
use super::compare::{Comparison, Topic};
use super::side::{Node, Side, property};
use openapi_client_codegen::model::{ListShape, NextPage, Operation, Origin, Ty};

impl<'a> Comparison<'a> {
    pub(super) fn respond(&mut self, both: Both<&'a Operation>, topic: &Topic) {
        self.statuses(both, topic);
        let topic = Topic {
            subject: format!("{} response", both.new.id),
            ..topic.clone()
        };
        let Some(contents) = self.each(both, json).present() else {
            return self.response_type(both, &topic);
        };
        let types = contents.as_ref().map(|(media_type, _)| *media_type);
        let schemas = contents.map(|(_, schema)| schema);
        let topic = topic.at(schemas.as_ref().map(|schema| &schema.at));
        let reason = "the service responds with another media type; callers in Rust write the same";
        self.changed(
            MediaTypeChanged,
            &topic,
            types,
            Rust::Patch.breaking(reason),
        );
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
        let success = both.map(|one| one.success.status.as_str());
        let at =
            |operation: &Operation, status: &str| operation.origin.push("responses").push(status);
        let is_plain = success.old.starts_with('2') && success.new.starts_with('2');
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

/// The media type and the schema of a success, as lowering chooses it.
fn json<'a>(side: &Side<'a>, operation: &Operation) -> Option<(&'a str, Node<'a>)> {
    let response = side.resolved(side.node(&success_at(operation))?);
    let content = response.child("content")?;
    let is_json = |name: &&str| {
        let name = name.split(';').next().unwrap_or_default().trim();
        name == "application/json" || name.ends_with("+json") || name == "text/json"
    };
    let names = content.value.as_object()?.keys().map(String::as_str);
    let names = names.filter(is_json);
    let media_type = names.max_by_key(|name| (*name == "application/json", Reverse(*name)))?;
    let schema = content.child(media_type)?.child("schema")?;
    Some((media_type, schema))
}
