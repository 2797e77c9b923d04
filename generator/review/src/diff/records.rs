//! Records and their fields.

use super::ChangeKind::*;
use super::Rust;
use super::both::Both;
use super::compare::{Comparison, Topic};
use super::names::{joined, type_name};
use super::pairs::{Thing, pair};
use super::parameters::{nullability, requiredness, sensitivity};
use super::side::{Direction, Node, requires};
use openapi_client_codegen::model::{Field, FieldPresence, Origin, Record, TypeDef};
use openapi_client_codegen::name::Role;

impl<'a> Comparison<'a> {
    pub(super) fn record(&mut self, both: Both<&'a Record>) {
        let subject = type_name(&TypeDef::Record(both.new.clone()));
        let at = both.map(|record| &record.origin);
        let topic = Topic {
            direction: self.direction(at),
            ..Topic::new(subject, at)
        };
        let things = self.each(both, |side, record| {
            let thing = |field: &Field| Thing {
                name: field.name.to_string(),
                shape: Some(format!(
                    "{:?} {}",
                    field.presence,
                    side.wire_type(&field.ty)
                )),
            };
            record
                .fields
                .iter()
                .map(|field| (field, thing(field)))
                .collect()
        });
        let pairs = pair(things);
        self.constructor(both, &topic);
        let verdict = match both.new.open {
            true => Rust::Minor.compatible("unknown properties are kept in a field of their own"),
            false => Rust::Major.compatible("the field with the unknown properties is gone"),
        };
        let texts = both.map(|record| if record.open { "open" } else { "closed" });
        self.changed(OpennessChanged, &topic, texts, verdict);
        for field in pairs.added {
            self.field_added(field, both.new, &topic);
        }
        for field in pairs.removed {
            let subject = format!("{}.{}", topic.subject, field.name);
            let text = self.sides.old.wire_type(&field.ty);
            let reason = "old clients may rely on it, and the field in Rust is gone";
            let verdict = Rust::Major.breaking(reason);
            self.removed(FieldRemoved, subject, text, &field.origin, verdict);
        }
        for fields in pairs.both {
            self.field(fields, both, &topic);
        }
    }

    fn field_added(&mut self, field: &Field, record: &Record, topic: &Topic) {
        let is_argument = record.input && field.presence == FieldPresence::Promised;
        let rust = if is_argument {
            Rust::Major
        } else {
            Rust::Minor
        };
        let verdict = match topic.direction.sent && is_argument {
            true => rust.breaking("the service refuses what old clients send without it"),
            false => rust.compatible("old clients ignore it; records are `#[non_exhaustive]`"),
        };
        let subject = format!("{}.{}", topic.subject, field.name);
        let text = self.sides.new.wire_type(&field.ty);
        self.added(FieldAdded, subject, text, &field.origin, verdict);
    }

    fn field(&mut self, both: Both<&'a Field>, records: Both<&'a Record>, topic: &Topic) {
        let origins = both.map(|field| &field.origin);
        let topic = topic.part(&both.new.name, origins);
        let names = self.rust_names(origins, Role::Field);
        let rust = if names.differs() {
            Rust::Major
        } else {
            Rust::Patch
        };
        let verdict = rust.breaking("old clients look for the old name");
        let in_rust = (names, "the field in Rust has another name");
        let wire = both.map(|field| field.name.as_str());
        self.renamed(FieldRenamed, &topic, wire, verdict, in_rust);
        let texts = both.map(|field| sensitivity(field.sensitivity));
        let verdict = Rust::Patch.unsent("only what is shown in logs changes");
        self.changed(SensitivityChanged, &topic, texts, verdict);
        let nodes = self.each(origins, |side, origin| side.node(origin));
        let Some(nodes) = nodes.present() else {
            return;
        };
        let required = self.each(records.zip(both), |side, (record, field)| {
            let schema = side.node(&record.origin);
            schema.is_some_and(|schema| requires(&side.composed(schema), field.name.as_str()))
        });
        let topic = topic.at(nodes.as_ref().map(|node| &node.at));
        let presence = both.map(|field| field.presence);
        self.presence(nodes.as_ref(), required, Some(presence), &topic);
        self.values(both.map(|field| &field.ty).zip(nodes), &topic);
    }

    /// Whether a field must be there, and whether it can be null; `model` is what Rust makes of that.
    pub(super) fn presence(
        &mut self,
        nodes: Both<&Node<'a>>,
        required: Both<bool>,
        model: Option<Both<FieldPresence>>,
        topic: &Topic,
    ) {
        let nullable = self.each(nodes, |side, node| side.is_nullable(node));
        let was_promised = required.old && !nullable.old;
        let (rust, then) = match model.map(|model| model.differs()) {
            Some(true) => (
                Rust::Major,
                ", and its type in Rust gains or loses `Option`",
            ),
            Some(false) => (Rust::None, ", and its type in Rust is the same"),
            None => (Rust::None, ", and Rust code does not see it"),
        };
        let lost = |is_less| topic.direction.read && is_less && was_promised;
        let verdict = |is_less: bool, refused: &str| match topic.direction.sent && !is_less {
            _ if lost(is_less) => {
                Rust::None.breaking("old clients rely on a value that may be missing now")
            }
            true => Rust::None.breaking(refused),
            false => Rust::None.compatible("old clients are ready for it"),
        };
        let refused = "the service may refuse what old clients send without it";
        let found = verdict(!required.new, refused).and(rust, then);
        let texts = required.map(requiredness);
        self.changed(RequirednessChanged, topic, texts, found);
        let refused = "the service may refuse the null that old clients send";
        let found = verdict(nullable.new, refused).and(rust, then);
        let texts = nullable.map(nullability);
        self.changed(NullabilityChanged, topic, texts, found);
        // An empty default makes a list or a map of what was an option.
        if let Some(model) = model.filter(|_| !required.differs() && !nullable.differs()) {
            let texts = model.map(|presence| format!("{presence:?}").to_lowercase());
            let reason = "an empty `default` decides whether its type in Rust is an `Option`";
            let verdict = Rust::Major.compatible(reason);
            self.changed(RequirednessChanged, topic, texts, verdict);
        }
    }

    /// How callers make a record.
    fn constructor(&mut self, both: Both<&'a Record>, topic: &Topic) {
        let rust = if both.new.input {
            Rust::Minor
        } else {
            Rust::Major
        };
        let verdict = rust.unsent("records that are sent in a JSON body have `new` and setters");
        let texts = both.map(|one| {
            if one.input {
                "made by callers"
            } else {
                "only read"
            }
        });
        self.changed(RustNameChanged, topic, texts, verdict);
        let arguments = both.map(|record| {
            let is_given = |field: &&Field| field.presence == FieldPresence::Promised;
            let given = record.fields.iter().filter(is_given);
            given.map(|field| field.name.as_str()).collect::<Vec<_>>()
        });
        if both.new.input && both.old.input {
            let kept = |from: &[&'a str], other: &[&'a str]| {
                joined(from.iter().filter(|name| other.contains(name)), ", ")
            };
            let Both { old, new } = &arguments;
            let reason = "the arguments of `new` stand in the order of the `required` list";
            let texts = Both::new(kept(old, new), kept(new, old));
            let verdict = Rust::Major.unsent(reason);
            self.changed(ArgumentsReordered, topic, texts, verdict);
        }
    }

    /// Which way values of a type travel, in either document.
    pub(super) fn direction(&self, origins: Both<&Origin>) -> Direction {
        let Both { old, new } = self.each(origins, |side, origin| side.direction(origin));
        Direction {
            sent: old.sent || new.sent,
            read: old.read || new.read,
        }
    }
}
