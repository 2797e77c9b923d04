//! Parameters of operations: what travels in the path, the query, headers and the body.

use super::compare::{Both, Comparison};
use super::inputs::{Input, inputs};
use super::names::has_struct;
use super::operations::Site;
use super::pairs::{Thing, pair};
use super::side::{Node, SENT, Side};
use super::values::Use;
use super::{Change, Kind, Rust, Wire};
use openapi_client_codegen::model::{Body, Operation, ParameterLocation, Sensitivity};
use openapi_client_codegen::name::{Role, optional, required};

impl<'a> Comparison<'a> {
    pub(super) fn parameters(&mut self, site: &Both<Site<'a>>) {
        let (old, new) = (site.old.0, site.new.0);
        let olds = inputs(&self.old, site.old);
        let news = inputs(&self.new, site.new);
        let by_position = old.path.parameters().count() == new.path.parameters().count();
        let things = |side: &Side<'_>, operation: &Operation, inputs: &[Input<'_>]| -> Vec<Thing> {
            inputs
                .iter()
                .map(|input| thing(side, operation, input, by_position))
                .collect()
        };
        let pairs = pair(
            &things(&self.old, old, &olds),
            &things(&self.new, new, &news),
        );
        let mut both: Vec<_> = pairs.same.iter().chain(&pairs.renamed).copied().collect();
        both.sort_by_key(|(_, new)| *new);
        for index in pairs.added {
            self.parameter_added(&Both { old, new }, &news[index]);
        }
        for index in pairs.removed {
            self.parameter_removed(new, &olds[index]);
        }
        for &(old_index, new_index) in &both {
            self.parameter(
                &Both { old, new },
                &Both {
                    old: &olds[old_index],
                    new: &news[new_index],
                },
            );
        }
        let renamed: Vec<_> = both
            .iter()
            .map(|&(at, to)| (olds[at].name.clone(), news[to].name.clone()))
            .collect();
        self.order(&Both { old, new }, &renamed);
        self.body(&Both { old, new });
    }

    fn parameter_added(&mut self, both: &Both<&Operation>, input: &Input<'_>) {
        let (wire, mut reason) = match input.required {
            true => (
                Wire::Breaking,
                "the service refuses requests of old clients, which leave it out",
            ),
            false => (Wire::Compatible, "old clients leave it out"),
        };
        let rust = match (input.is_own, input.required) {
            (false, _) => Rust::Patch,
            (true, true) => Rust::Major,
            (true, false) if optional(both.old).next().is_none() => {
                reason = "old clients leave it out; the method gets a builder of its own, where it returned a plain call";
                Rust::Major
            }
            (true, false) => Rust::Minor,
        };
        let subject = subject(both.new, input);
        let text = described(&self.new, input);
        let change = Change::new(Kind::ParameterAdded, subject).is(text, &input.value.at);
        self.push(change.verdict(wire, rust, reason));
    }

    fn parameter_removed(&mut self, operation: &Operation, input: &Input<'_>) {
        let change = Change::new(Kind::ParameterRemoved, subject(operation, input));
        let change = change.was(described(&self.old, input), &input.value.at);
        let (rust, reason) = match input.model {
            Some(_) => (
                Rust::Major,
                "what old clients send is no longer heard, and the method or argument is gone",
            ),
            None => (
                Rust::Patch,
                "what old clients send is no longer heard; callers in Rust do not write it",
            ),
        };
        self.push(change.verdict(Wire::Breaking, rust, reason));
    }

    fn parameter(&mut self, operations: &Both<&Operation>, both: &Both<&Input<'a>>) {
        let (old, new) = (both.old, both.new);
        let subject = subject(operations.new, new);
        let at = Both {
            old: old.value.at.clone(),
            new: new.value.at.clone(),
        };
        self.parameter_name(operations, both, &subject);
        let change = |kind| Change::new(kind, &subject).at(&at.old, &at.new);
        if is_body(old.place) != is_body(new.place)
            || (!is_body(old.place) && old.place != new.place)
        {
            let change = change(Kind::ParameterMoved).values(place(old.place), place(new.place));
            let reason = "the service looks for it elsewhere; callers in Rust write the same";
            self.push(change.verdict(Wire::Breaking, Rust::Patch, reason));
        }
        self.parameter_required(both, &change);
        self.parameter_nullable(both, &change);
        self.parameter_sensitivity(operations, both, &change);
        let deprecated = Both {
            old: old.deprecated,
            new: new.deprecated,
        };
        self.deprecation(&subject, &deprecated, &at, false);
        let used = Use {
            subject,
            direction: SENT,
            in_rust: new.model.is_some(),
            is_argument: !(new.required && has_struct(operations.new)),
        };
        self.values(
            &Both {
                old: old.value.clone(),
                new: new.value.clone(),
            },
            &used,
        );
    }

    fn parameter_name(
        &mut self,
        operations: &Both<&Operation>,
        both: &Both<&Input<'a>>,
        subject: &str,
    ) {
        let (old, new) = (both.old, both.new);
        let name = |side: &Side<'_>, input: &Input<'_>| {
            input
                .model
                .map(|model| side.rust_name(&model.origin, Role::Parameter))
                .unwrap_or_default()
        };
        let names = Both {
            old: name(&self.old, old),
            new: name(&self.new, new),
        };
        let is_written = new.is_own && (!new.required || has_struct(operations.new));
        let is_major = is_written && names.old != names.new;
        let rust = if is_major { Rust::Major } else { Rust::Patch };
        let at = (&old.value.at, &new.value.at);
        if old.name != new.name {
            let (wire, reason) = match (new.place, is_major) {
                (ParameterLocation::Path, _) => {
                    (Wire::None, "the names of placeholders are not sent")
                }
                (_, true) => (
                    Wire::Breaking,
                    "the service does not know the old name; the method or field in Rust changes with it",
                ),
                (_, false) => (
                    Wire::Breaking,
                    "the service does not know the old name; callers in Rust write the same",
                ),
            };
            let change = Change::new(Kind::ParameterRenamed, subject).values(&old.name, &new.name);
            self.push(change.at(at.0, at.1).verdict(wire, rust, reason));
        } else if is_major {
            let change = Change::new(Kind::RustNameChanged, subject).values(names.old, names.new);
            let reason = "the method or field in Rust has another name";
            self.push(
                change
                    .at(at.0, at.1)
                    .verdict(Wire::None, Rust::Major, reason),
            );
        }
    }

    fn parameter_required(&mut self, both: &Both<&Input<'a>>, change: &dyn Fn(Kind) -> Change) {
        let (old, new) = (both.old, both.new);
        if old.required == new.required {
            return;
        }
        let rust = if new.is_own { Rust::Major } else { Rust::None };
        let change = change(Kind::RequirednessChanged)
            .values(requiredness(old.required), requiredness(new.required));
        let (wire, reason) = match (new.required, new.is_own) {
            (true, true) => (
                Wire::Breaking,
                "the service refuses requests without it; in Rust an argument replaces the method",
            ),
            (true, false) => (
                Wire::Breaking,
                "the service refuses requests without it; callers in Rust do not write it",
            ),
            (false, true) => (
                Wire::Compatible,
                "it may be left out now; in Rust a method replaces the argument",
            ),
            (false, false) => (
                Wire::Compatible,
                "it may be left out now; callers in Rust do not write it",
            ),
        };
        self.push(change.verdict(wire, rust, reason));
    }

    fn parameter_sensitivity(
        &mut self,
        operations: &Both<&Operation>,
        both: &Both<&Input<'a>>,
        change: &dyn Fn(Kind) -> Change,
    ) {
        let (Some(old), Some(new)) = (both.old.model, both.new.model) else {
            return;
        };
        if old.sensitivity == new.sensitivity {
            return;
        }
        let all_public = |operation: &Operation| {
            required(operation).all(|one| one.sensitivity == Sensitivity::Public)
        };
        let is_in_struct = both.new.required && has_struct(operations.new);
        let (rust, reason) = match (all_public(operations.old), all_public(operations.new)) {
            (true, false) if is_in_struct => {
                (Rust::Major, "the struct of the arguments loses `Debug`")
            }
            (false, true) if is_in_struct => {
                (Rust::Minor, "the struct of the arguments gains `Debug`")
            }
            _ => (Rust::Patch, "only what is shown in logs changes"),
        };
        let change = change(Kind::SensitivityChanged)
            .values(sensitivity(old.sensitivity), sensitivity(new.sensitivity));
        self.push(change.verdict(Wire::None, rust, reason));
    }

    fn parameter_nullable(&mut self, both: &Both<&Input<'a>>, change: &dyn Fn(Kind) -> Change) {
        let (old, new) = (both.old, both.new);
        if old.nullable == new.nullable {
            return;
        }
        let clears = |input: &Input<'_>| input.model.is_some_and(|model| model.nullable);
        let rust = match (clears(old), clears(new)) {
            (false, true) => Rust::Minor,
            (true, false) => Rust::Major,
            _ => Rust::None,
        };
        let (wire, reason) = match (is_body(new.place), new.nullable) {
            (false, _) => (Wire::None, "there is no way to send null there"),
            (true, true) => (Wire::Compatible, "it can be set to nothing now"),
            (true, false) => (Wire::Breaking, "it can't be set to nothing any more"),
        };
        let text = |nullable: bool| if nullable { "nullable" } else { "not nullable" };
        let change =
            change(Kind::NullabilityChanged).values(text(old.nullable), text(new.nullable));
        self.push(change.verdict(wire, rust, reason));
    }

    /// Reports that arguments have changed places.
    fn order(&mut self, both: &Both<&Operation>, pairs: &[(String, String)]) {
        let names = |operation: &Operation| -> Vec<String> {
            required(operation).map(|one| one.name.0.clone()).collect()
        };
        let (olds, news) = (names(both.old), names(both.new));
        let renamed = olds.iter().filter_map(|name| {
            pairs
                .iter()
                .find(|(old, _)| old == name)
                .map(|(_, new)| new)
        });
        let olds: Vec<_> = renamed.filter(|name| news.contains(name)).collect();
        let news: Vec<_> = news.iter().filter(|name| olds.contains(name)).collect();
        if olds != news && !has_struct(both.new) {
            let texts = (list(&olds), list(&news));
            let change = Change::new(Kind::ArgumentsReordered, both.new.id.as_str())
                .values(texts.0, texts.1);
            let change = change.at(&both.old.origin, &both.new.origin);
            self.push(change.verdict(
                Wire::None,
                Rust::Major,
                "arguments stand in the order of the `required` list",
            ));
        }
    }

    /// Whether a body must be there, and what it travels as.
    fn body(&mut self, both: &Both<&Operation>) {
        let types = Both {
            old: media_type(both.old),
            new: media_type(both.new),
        };
        let body = |side: &Side<'a>, operation: &Operation| -> Option<Node<'a>> {
            side.node(&operation.origin.push("requestBody"))
                .map(|node| side.resolved(node))
        };
        let (Some(old), Some(new)) = (body(&self.old, both.old), body(&self.new, both.new)) else {
            return;
        };
        let subject = format!("{} body", both.new.id);
        if let (Some(one), Some(other)) = (types.old, types.new)
            && one != other
        {
            let change = Change::new(Kind::MediaTypeChanged, &subject)
                .values(one, other)
                .at(&old.at, &new.at);
            let reason = "old clients send the old media type; callers in Rust write the same";
            self.push(change.verdict(Wire::Breaking, Rust::Patch, reason));
        }
        let is_whole = |operation: &Operation| {
            operation
                .body_parameters()
                .iter()
                .any(|one| one.location == ParameterLocation::Body)
        };
        let required = (old.is("required"), new.is("required"));
        if required.0 != required.1 && !is_whole(both.new) {
            let change = Change::new(Kind::RequirednessChanged, &subject)
                .values(requiredness(required.0), requiredness(required.1));
            let reason = "clients always send a body, even an empty one";
            self.push(
                change
                    .at(&old.at, &new.at)
                    .verdict(Wire::Compatible, Rust::None, reason),
            );
        }
    }
}

fn thing(side: &Side<'_>, operation: &Operation, input: &Input<'_>, by_position: bool) -> Thing {
    let shape = format!("{} {}", is_body(input.place), described(side, input));
    if input.place == ParameterLocation::Path && by_position {
        let position = operation
            .path
            .parameters()
            .position(|name| *name.as_str() == input.name);
        return Thing {
            name: format!("{{{position:?}}}"),
            shape: None,
        };
    }
    let is_twice = operation
        .path
        .parameters()
        .any(|name| *name.as_str() == input.name);
    let mark = if is_twice && input.place != ParameterLocation::Path {
        "="
    } else {
        ""
    };
    Thing {
        name: format!("{mark}{}", input.name),
        shape: Some(shape),
    }
}

fn described(side: &Side<'_>, input: &Input<'_>) -> String {
    let required = requiredness(input.required);
    format!(
        "{required} {} in {}",
        side.wire_type(&input.value.ty),
        place(input.place)
    )
}

fn subject(operation: &Operation, input: &Input<'_>) -> String {
    format!("{}.{}", operation.id, input.name)
}

fn requiredness(required: bool) -> &'static str {
    if required { "required" } else { "optional" }
}

fn is_body(place: ParameterLocation) -> bool {
    matches!(
        place,
        ParameterLocation::Form | ParameterLocation::Json | ParameterLocation::Body
    )
}

fn place(place: ParameterLocation) -> &'static str {
    match place {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
        ParameterLocation::Form | ParameterLocation::Json | ParameterLocation::Body => "body",
    }
}

pub(super) fn sensitivity(sensitivity: Sensitivity) -> &'static str {
    match sensitivity {
        Sensitivity::Public => "public",
        Sensitivity::Pii => "personal",
    }
}

/// Names, one after the other.
pub(super) fn list<T: AsRef<str>>(names: &[T]) -> String {
    names
        .iter()
        .map(AsRef::as_ref)
        .collect::<Vec<_>>()
        .join(", ")
}

fn media_type(operation: &Operation) -> Option<String> {
    match &operation.body {
        Body::Empty => None,
        Body::Form(_) => Some("application/x-www-form-urlencoded".to_owned()),
        Body::Json(_) => {
            let unusual = operation.success.media_type.clone();
            Some(unusual.unwrap_or_else(|| "application/json".to_owned()))
        }
    }
}
