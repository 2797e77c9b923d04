//! Responses: statuses, types, and how pages follow each other.

use super::compare::{Both, Comparison};
use super::side::{Node, READ, Side};
use super::values::{Use, Value};
use super::{Change, Kind, Rust, Wire};
use openapi_client_codegen::model::{ListShape, NextPage, Operation, Ty};

/// The JSON that an operation responds with: its media type and its schema.
struct Response<'a> {
    media_type: &'a str,
    schema: Node<'a>,
}

impl<'a> Comparison<'a> {
    pub(super) fn respond(&mut self, both: &Both<&'a Operation>) {
        self.statuses(both);
        let (Some(old), Some(new)) = (response(&self.old, both.old), response(&self.new, both.new))
        else {
            self.response_type(
                both,
                &Both {
                    old: None,
                    new: None,
                },
            );
            return;
        };
        if old.media_type != new.media_type {
            let change = Change::new(Kind::MediaTypeChanged, format!("{} response", both.new.id));
            let change = change
                .values(old.media_type, new.media_type)
                .at(&old.schema.at, &new.schema.at);
            let reason =
                "the service responds with another media type; callers in Rust write the same";
            self.push(change.verdict(Wire::Breaking, Rust::Patch, reason));
        }
        let schemas = Both {
            old: old.schema,
            new: new.schema,
        };
        match (&both.old.list, &both.new.list) {
            (Some(old), Some(new)) => {
                self.pages(&Both { old, new }, &schemas, both.new.id.as_str())
            }
            _ => self.response_type(
                both,
                &Both {
                    old: Some(schemas.old),
                    new: Some(schemas.new),
                },
            ),
        }
    }

    fn statuses(&mut self, both: &Both<&Operation>) {
        let (old, new) = (both.old, both.new);
        let id = new.id.as_str();
        let (was, is) = (&old.success.status, &new.success.status);
        let at = |operation: &Operation| operation.origin.push("responses");
        if was != is {
            let is_plain = was.starts_with('2') && is.starts_with('2');
            let (wire, reason) = match is_plain {
                true => (
                    Wire::Compatible,
                    "clients take every status from 200 to 299 for a success",
                ),
                false => (
                    Wire::Breaking,
                    "old clients take the new status for something else",
                ),
            };
            let change = Change::new(Kind::SuccessStatusChanged, id).values(was, is);
            let change = change.at(&at(old).push(was), &at(new).push(is));
            self.push(change.verdict(wire, Rust::Patch, reason));
        }
        for status in new
            .errors
            .iter()
            .filter(|status| !old.errors.contains(status))
        {
            let change = Change::new(Kind::ErrorStatusAdded, id).is(status, &at(new).push(status));
            self.push(change.verdict(
                Wire::Compatible,
                Rust::None,
                "clients take every other status for an error",
            ));
        }
        for status in old
            .errors
            .iter()
            .filter(|status| !new.errors.contains(status))
        {
            let change =
                Change::new(Kind::ErrorStatusRemoved, id).was(status, &at(old).push(status));
            self.push(change.verdict(
                Wire::Compatible,
                Rust::None,
                "clients take every other status for an error",
            ));
        }
    }

    /// What a single response is; also what becomes of a list that is none any more.
    fn response_type(&mut self, both: &Both<&'a Operation>, schemas: &Both<Option<Node<'a>>>) {
        let (old, new) = (both.old, both.new);
        let subject = format!("{} response", new.id);
        if old.list.is_none()
            && new.list.is_none()
            && let (Some(old), Some(new)) = (&old.success.ty, &new.success.ty)
            && let (Some(old_schema), Some(new_schema)) = (&schemas.old, &schemas.new)
        {
            let values = Both {
                old: Value::new(old, old_schema),
                new: Value::new(new, new_schema),
            };
            self.values(
                &values,
                &Use {
                    subject,
                    direction: READ,
                    in_rust: true,
                    is_argument: false,
                },
            );
            return;
        }
        let texts = Both {
            old: responded(&self.old, old),
            new: responded(&self.new, new),
        };
        if texts.old == texts.new {
            return;
        }
        let wire = if texts.old == "nothing" {
            Wire::Compatible
        } else {
            Wire::Breaking
        };
        let at = |operation: &Operation| {
            operation
                .origin
                .push("responses")
                .push(&operation.success.status)
        };
        let change = Change::new(Kind::TypeChanged, subject)
            .values(texts.old, texts.new)
            .at(&at(old), &at(new));
        self.push(change.verdict(
            wire,
            Rust::Major,
            "the call brings something else, in Rust as on the wire",
        ));
    }

    fn pages(&mut self, lists: &Both<&ListShape>, schemas: &Both<Node<'a>>, id: &str) {
        let (old, new) = (lists.old, lists.new);
        let keys = (old.items_key.as_str(), new.items_key.as_str());
        let items = (
            self.old.property(&schemas.old, keys.0, 0),
            self.new.property(&schemas.new, keys.1, 0),
        );
        let (Some(old_items), Some(new_items)) = items else {
            return;
        };
        if keys.0 != keys.1 {
            let change =
                Change::new(Kind::PagingChanged, format!("{id} items")).values(keys.0, keys.1);
            let reason =
                "old clients look for the items under the old key; callers in Rust write the same";
            self.push(change.at(&old_items.at, &new_items.at).verdict(
                Wire::Breaking,
                Rust::Patch,
                reason,
            ));
        }
        let ways = (next_page(old), next_page(new));
        if ways.0 != ways.1 {
            let change =
                Change::new(Kind::PagingChanged, format!("{id} next page")).values(ways.0, ways.1);
            let reason =
                "old clients look for the next page in the old way; callers in Rust write the same";
            self.push(change.at(&schemas.old.at, &schemas.new.at).verdict(
                Wire::Breaking,
                Rust::Patch,
                reason,
            ));
        }
        let list = |ty: &Ty| Ty::List(Box::new(ty.clone()));
        let values = Both {
            old: Value::new(&list(&old.item), &old_items),
            new: Value::new(&list(&new.item), &new_items),
        };
        let used = Use {
            subject: format!("{id} items"),
            direction: READ,
            in_rust: true,
            is_argument: false,
        };
        self.values(&values, &used);
        let used = Use {
            subject: format!("{id} page"),
            direction: READ,
            in_rust: false,
            is_argument: false,
        };
        self.raw_fields(schemas, &used, &[keys.0, keys.1], 0);
    }
}

/// What an operation returns, as text.
fn responded(side: &Side<'_>, operation: &Operation) -> String {
    match (&operation.list, &operation.success.ty) {
        (Some(list), _) => format!("pages of {}", side.wire_type(&list.item)),
        (None, Some(ty)) => side.wire_type(ty),
        (None, None) => "nothing".to_owned(),
    }
}

fn next_page(list: &ListShape) -> String {
    match &list.next {
        None => "by its address".to_owned(),
        Some(NextPage::Token(name)) => format!("by a token in {name}"),
        Some(NextPage::Number(name)) => format!("by its number in {name}"),
        Some(NextPage::Index(name)) => format!("by the index of its first item in {name}"),
    }
}

/// The schema of a success, as lowering chooses it.
fn response<'a>(side: &Side<'a>, operation: &Operation) -> Option<Response<'a>> {
    let at = operation
        .origin
        .push("responses")
        .push(&operation.success.status);
    let response = side.resolved(side.node(&at)?);
    let content = response.child("content")?;
    let entries = content.value.as_object()?;
    let is_json = |name: &str| {
        let name = name.split(';').next().unwrap_or_default().trim();
        name == "application/json" || name.ends_with("+json") || name == "text/json"
    };
    let names = entries
        .keys()
        .map(String::as_str)
        .filter(|name| is_json(name));
    let media_type =
        names.max_by_key(|name| (*name == "application/json", std::cmp::Reverse(*name)))?;
    let schema = content.child(media_type)?.child("schema")?;
    Some(Response { media_type, schema })
}
