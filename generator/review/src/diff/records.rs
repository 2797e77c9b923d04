//! Records and their fields.

use super::compare::{Both, Comparison};
use super::names::type_name;
use super::pairs::{Thing, pair};
use super::parameters::{list, sensitivity};
use super::side::{Direction, Node, Side};
use super::values::{Use, Value};
use super::{Change, Kind, Rust, Wire};
use openapi_client_codegen::model::{Field, FieldPresence, Record, TypeDef};
use openapi_client_codegen::name::Role;

impl<'a> Comparison<'a> {
    pub(super) fn record(&mut self, both: &Both<&'a Record>) {
        let direction = self.direction(&both.old.origin, &both.new.origin);
        let subject = type_name(&TypeDef::Record(both.new.clone()));
        let used = Use {
            subject,
            direction,
            in_rust: true,
            is_argument: false,
        };
        let things = |side: &Side<'_>, record: &Record| -> Vec<Thing> {
            let thing = |field: &Field| Thing {
                name: field.name.0.clone(),
                shape: Some(format!(
                    "{:?} {}",
                    field.presence,
                    side.wire_type(&field.ty)
                )),
            };
            record.fields.iter().map(thing).collect()
        };
        let pairs = pair(&things(&self.old, both.old), &things(&self.new, both.new));
        self.constructor(both, &used);
        self.openness(both, &used);
        for index in pairs.added {
            self.field_added(&both.new.fields[index], both.new, &used);
        }
        for index in pairs.removed {
            let field = &both.old.fields[index];
            let subject = format!("{}.{}", used.subject, field.name);
            let change = Change::new(Kind::FieldRemoved, subject)
                .was(self.old.wire_type(&field.ty), &field.origin);
            let reason = "old clients may rely on it, and the field in Rust is gone";
            self.push(change.verdict(Wire::Breaking, Rust::Major, reason));
        }
        let mut kept: Vec<_> = pairs.same.iter().chain(&pairs.renamed).copied().collect();
        kept.sort_by_key(|(_, new)| *new);
        for (old, new) in kept {
            let fields = Both {
                old: &both.old.fields[old],
                new: &both.new.fields[new],
            };
            self.field(&fields, both, &used);
        }
    }

    fn field_added(&mut self, field: &Field, record: &Record, used: &Use) {
        let is_argument = record.input && field.presence == FieldPresence::Promised;
        let (wire, reason) = match used.direction.sent && is_argument {
            true => (
                Wire::Breaking,
                "the service refuses what old clients send without it",
            ),
            false => (
                Wire::Compatible,
                "old clients ignore it; records are `#[non_exhaustive]`",
            ),
        };
        let rust = if is_argument {
            Rust::Major
        } else {
            Rust::Minor
        };
        let subject = format!("{}.{}", used.subject, field.name);
        let change =
            Change::new(Kind::FieldAdded, subject).is(self.new.wire_type(&field.ty), &field.origin);
        self.push(change.verdict(wire, rust, reason));
    }

    fn field(&mut self, both: &Both<&'a Field>, records: &Both<&'a Record>, used: &Use) {
        let (old, new) = (both.old, both.new);
        let used = Use {
            subject: format!("{}.{}", used.subject, new.name),
            ..used.clone()
        };
        self.field_name(both, &used.subject);
        let at = (&old.origin, &new.origin);
        if old.sensitivity != new.sensitivity {
            let texts = (sensitivity(old.sensitivity), sensitivity(new.sensitivity));
            let change =
                Change::new(Kind::SensitivityChanged, &used.subject).values(texts.0, texts.1);
            self.push(change.at(at.0, at.1).verdict(
                Wire::None,
                Rust::Patch,
                "only what is shown in logs changes",
            ));
        }
        let nodes = (self.old.node(&old.origin), self.new.node(&new.origin));
        let (Some(old_node), Some(new_node)) = nodes else {
            return;
        };
        let nodes = Both {
            old: old_node,
            new: new_node,
        };
        let requires = |side: &Side<'a>, record: &Record, field: &Field| {
            let schema = side.node(&record.origin);
            schema.is_some_and(|schema| side.requires(&schema, field.name.as_str(), 0))
        };
        let required = Both {
            old: requires(&self.old, records.old, old),
            new: requires(&self.new, records.new, new),
        };
        let presence = Both {
            old: old.presence,
            new: new.presence,
        };
        self.presence(&nodes, &required, &used, Some(&presence));
        let (old, new) = (
            Value::new(&old.ty, &nodes.old),
            Value::new(&new.ty, &nodes.new),
        );
        self.values(&Both { old, new }, &used);
    }

    fn field_name(&mut self, both: &Both<&Field>, subject: &str) {
        let (old, new) = (both.old, both.new);
        let names = (
            self.old.rust_name(&old.origin, Role::Field),
            self.new.rust_name(&new.origin, Role::Field),
        );
        let at = (&old.origin, &new.origin);
        if old.name != new.name {
            let rust = if names.0 == names.1 {
                Rust::Patch
            } else {
                Rust::Major
            };
            let change = Change::new(Kind::FieldRenamed, subject)
                .values(old.name.as_str(), new.name.as_str());
            let reason = "old clients look for the old name";
            self.push(change.at(at.0, at.1).verdict(Wire::Breaking, rust, reason));
        } else if names.0 != names.1 {
            let change = Change::new(Kind::RustNameChanged, subject).values(names.0, names.1);
            let reason = "the field in Rust has another name";
            self.push(
                change
                    .at(at.0, at.1)
                    .verdict(Wire::None, Rust::Major, reason),
            );
        }
    }

    /// Whether a field must be there, and whether it can be null; `model` is what Rust makes of that.
    pub(super) fn presence(
        &mut self,
        nodes: &Both<Node<'a>>,
        required: &Both<bool>,
        used: &Use,
        model: Option<&Both<FieldPresence>>,
    ) {
        let is_null = |side: &Side<'a>, node: &Node<'a>| {
            node.is("nullable") || side.resolved(node.clone()).is("nullable")
        };
        let nullable = Both {
            old: is_null(&self.old, &nodes.old),
            new: is_null(&self.new, &nodes.new),
        };
        let differs = model.is_some_and(|model| model.old != model.new);
        let was_promised = required.old && !nullable.old;
        let (rust, then) = match (model, differs) {
            (_, true) => (Rust::Major, "and its type in Rust gains or loses `Option`"),
            (Some(_), false) => (Rust::None, "and its type in Rust is the same"),
            (None, _) => (Rust::None, "and Rust code does not see it"),
        };
        let flags = [
            (
                Kind::RequirednessChanged,
                required,
                ["optional", "required"],
                !required.new,
            ),
            (
                Kind::NullabilityChanged,
                &nullable,
                ["not nullable", "nullable"],
                nullable.new,
            ),
        ];
        for (kind, is, texts, is_more) in flags {
            if is.old == is.new {
                continue;
            }
            let (wire, reason) = presence_verdict(kind, is_more, was_promised, used.direction);
            let change = Change::new(kind, &used.subject)
                .values(texts[usize::from(is.old)], texts[usize::from(is.new)])
                .at(&nodes.old.at, &nodes.new.at);
            self.push(change.verdict(wire, rust, format!("{reason}, {then}")));
        }
        if let Some(model) =
            model.filter(|_| required.old == required.new && nullable.old == nullable.new)
        {
            self.default(nodes, used, model);
        }
    }

    /// An empty default makes a list or a map of what was an option.
    fn default(&mut self, nodes: &Both<Node<'a>>, used: &Use, model: &Both<FieldPresence>) {
        if model.old == model.new {
            return;
        }
        let text = |presence: FieldPresence| format!("{presence:?}").to_lowercase();
        let change = Change::new(Kind::RequirednessChanged, &used.subject)
            .values(text(model.old), text(model.new));
        let reason = "an empty `default` decides whether its type in Rust is an `Option`";
        self.push(change.at(&nodes.old.at, &nodes.new.at).verdict(
            Wire::Compatible,
            Rust::Major,
            reason,
        ));
    }

    fn constructor(&mut self, both: &Both<&Record>, used: &Use) {
        let given = |record: &Record| -> Vec<String> {
            let fields = record
                .fields
                .iter()
                .filter(|field| field.presence == FieldPresence::Promised);
            fields.map(|field| field.name.0.clone()).collect()
        };
        let (olds, news) = (given(both.old), given(both.new));
        let at = (&both.old.origin, &both.new.origin);
        if both.old.input != both.new.input {
            let text = |input: bool| {
                if input {
                    "made by callers"
                } else {
                    "only read"
                }
            };
            let change = Change::new(Kind::RustNameChanged, &used.subject)
                .values(text(both.old.input), text(both.new.input));
            let rust = if both.new.input {
                Rust::Minor
            } else {
                Rust::Major
            };
            self.push(change.at(at.0, at.1).verdict(
                Wire::None,
                rust,
                "records that are sent in a JSON body have `new` and setters",
            ));
        }
        let old_order: Vec<_> = olds.iter().filter(|name| news.contains(name)).collect();
        let new_order: Vec<_> = news.iter().filter(|name| olds.contains(name)).collect();
        if both.new.input && both.old.input && old_order != new_order {
            let change = Change::new(Kind::ArgumentsReordered, &used.subject)
                .values(list(&old_order), list(&new_order));
            let reason = "the arguments of `new` stand in the order of the `required` list";
            self.push(
                change
                    .at(at.0, at.1)
                    .verdict(Wire::None, Rust::Major, reason),
            );
        }
    }

    fn openness(&mut self, both: &Both<&Record>, used: &Use) {
        if both.old.open == both.new.open {
            return;
        }
        let text = |open: bool| if open { "open" } else { "closed" };
        let change = Change::new(Kind::OpennessChanged, &used.subject)
            .values(text(both.old.open), text(both.new.open));
        let change = change.at(&both.old.origin, &both.new.origin);
        let (rust, reason) = match both.new.open {
            true => (
                Rust::Minor,
                "unknown properties are kept in a field of their own",
            ),
            false => (Rust::Major, "the field with the unknown properties is gone"),
        };
        self.push(change.verdict(Wire::Compatible, rust, reason));
    }
}

/// What it means on the wire that a value may be missing or null (`is_more`), or may not any more.
fn presence_verdict(
    kind: Kind,
    is_more: bool,
    was_promised: bool,
    direction: Direction,
) -> (Wire, &'static str) {
    let lost = direction.read && is_more && was_promised;
    let refused = direction.sent && !is_more;
    match (lost, refused, kind) {
        (true, _, _) => (
            Wire::Breaking,
            "old clients rely on a value that may be missing now",
        ),
        (_, true, Kind::NullabilityChanged) => (
            Wire::Breaking,
            "the service may refuse the null that old clients send",
        ),
        (_, true, _) => (
            Wire::Breaking,
            "the service may refuse what old clients send without it",
        ),
        _ => (Wire::Compatible, "old clients are ready for it"),
    }
}
