//! Parameters of operations: path, query, headers, cookies and body.

use super::ChangeKind::*;
use super::Rust;
use super::both::Both;
use super::compare::{Comparison, Topic};
use super::inputs::{Input, inputs, on_the_wire};
use super::names::{has_struct, joined};
use super::operations::{Site, deprecated};
use super::pairs::{Thing, pair};
use super::side::{SENT, Side};
use openapi_client_codegen::model::{Operation, Parameter, ParameterLocation, Sensitivity};
use openapi_client_codegen::name::{Role, optional, required};

impl<'a> Comparison<'a> {
    pub(super) fn parameters(&mut self, sites: Both<Site<'a>>) {
        let both = sites.map(|site| site.0);
        let all = self.each(sites, inputs);
        let counts = both.map(|one| one.path.parameters().count());
        let things = self.each(both.zip(all.as_ref()), |side, (operation, inputs)| {
            let inputs = inputs.iter();
            let thing = |input| thing(side, operation, input, !counts.differs());
            inputs.map(|input| (input, thing(input))).collect()
        });
        let pairs = pair(things);
        for input in &pairs.added {
            self.parameter_added(both, input);
        }
        let added = pairs.added.iter();
        let still_sent: Vec<_> = added
            .flat_map(|input| on_the_wire(&self.sides.new, input))
            .collect();
        for input in pairs.removed {
            let sent = on_the_wire(&self.sides.old, input);
            let is_same = !sent.is_empty() && sent.into_iter().all(|one| still_sent.contains(&one));
            self.parameter_removed(both.new, input, is_same);
        }
        for inputs in &pairs.both {
            self.parameter(both, *inputs);
        }
        self.order(both, &pairs.both);
        self.body(both);
    }

    fn parameter_added(&mut self, both: Both<&Operation>, input: &Input<'_>) {
        let has_builder = optional(both.old).next().is_some();
        let rust = match (input.is_own, input.required) {
            (false, _) => Rust::Patch,
            (true, false) if has_builder => Rust::Minor,
            (true, _) => Rust::Major,
        };
        let verdict = match (input.required, rust) {
            (true, _) => rust.breaking("the service refuses requests of old clients, which leave it out"),
            (false, Rust::Major) => rust.compatible(
                "old clients leave it out; the method gets a builder of its own, where it returned a plain call",
            ),
            (false, _) => rust.compatible("old clients leave it out"),
        };
        let (subject, text) = (subject(both.new, input), described(&self.sides.new, input));
        self.added(ParameterAdded, subject, text, &input.at, verdict);
    }

    /// Reports one that is gone; `is_same` says whether others are sent in the same way.
    fn parameter_removed(&mut self, operation: &Operation, input: &Input<'_>, is_same: bool) {
        let verdict = match input.model {
            Some(_) if is_same => Rust::Major.compatible(
                "what old clients send is what another parameter is sent as now; the method or argument is gone",
            ),
            Some(_) => Rust::Major.breaking(
                "what old clients send is no longer heard, and the method or argument is gone",
            ),
            None => Rust::Patch.breaking(
                "what old clients send is no longer heard; callers in Rust do not write it",
            ),
        };
        let (subject, text) = (subject(operation, input), described(&self.sides.old, input));
        self.removed(ParameterRemoved, subject, text, &input.at, verdict);
    }

    fn parameter(&mut self, operations: Both<&Operation>, both: Both<&Input<'a>>) {
        let new = both.new;
        let in_struct = new.required && has_struct(operations.new);
        let topic = Topic {
            direction: SENT,
            in_rust: new.model.is_some(),
            is_argument: !in_struct,
            ..Topic::new(subject(operations.new, new), both.map(|one| &one.at))
        };
        self.parameter_name(both, in_struct, &topic);
        let reason = "the service looks for it elsewhere; callers in Rust write the same";
        let locations = both.map(|one| one.location);
        self.changed(
            ParameterMoved,
            &topic,
            locations,
            Rust::Patch.breaking(reason),
        );
        let reason = "the service reads it in another way; callers in Rust write the same";
        let styles = both.map(|one| one.style.as_str());
        // Another location has other defaults.
        if !locations.differs() {
            self.changed(
                ParameterStyleChanged,
                &topic,
                styles,
                Rust::Patch.breaking(reason),
            );
        }
        self.parameter_required(both, &topic);
        self.parameter_nullable(both, &topic);
        self.parameter_sensitivity(operations, both, in_struct, &topic);
        let verdict = Rust::None.unsent("it works as before, and the crate does not tell");
        let is_deprecated = both.map(|one| deprecated(one.deprecated));
        self.changed(DeprecationChanged, &topic, is_deprecated, verdict);
        self.values(
            both.map(|one| (one.ty.non_null(), one.schema.clone())),
            &topic,
        );
    }

    fn parameter_name(&mut self, both: Both<&Input<'a>>, in_struct: bool, topic: &Topic) {
        let new = both.new;
        let names = match new.is_own && (!new.required || in_struct) {
            true => self.each(both, |side, input| {
                let name = |model: &Parameter| side.rust_name(&model.origin, Role::Parameter);
                input.model.map(name).unwrap_or_default()
            }),
            false => Both::default(),
        };
        let verdict = match (new.location, names.differs()) {
            ("path", is_major) => {
                let rust = if is_major { Rust::Major } else { Rust::Patch };
                rust.unsent("the names of placeholders are not sent")
            }
            (_, true) => Rust::Major.breaking(
                "the service does not know the old name; the method or field in Rust changes with it",
            ),
            (_, false) => Rust::Patch
                .breaking("the service does not know the old name; callers in Rust write the same"),
        };
        let in_rust = (names, "the method or field in Rust has another name");
        let names = both.map(|one| one.name.as_str());
        self.renamed(ParameterRenamed, topic, names, verdict, in_rust);
    }

    fn parameter_required(&mut self, both: Both<&Input<'a>>, topic: &Topic) {
        let rust = if both.new.is_own {
            Rust::Major
        } else {
            Rust::None
        };
        let verdict = match both.new.required {
            true => rust.breaking("the service refuses requests without it; "),
            false => rust.compatible("it may be left out now; "),
        };
        let then = match (both.new.is_own, both.new.required) {
            (true, true) => "in Rust an argument replaces the method",
            (true, false) => "in Rust a method replaces the argument",
            (false, _) => "callers in Rust do not write it",
        };
        let texts = both.map(|one| requiredness(one.required));
        self.changed(RequirednessChanged, topic, texts, verdict.and(rust, then));
    }

    fn parameter_sensitivity(
        &mut self,
        operations: Both<&Operation>,
        both: Both<&Input<'a>>,
        in_struct: bool,
        topic: &Topic,
    ) {
        let Some(models) = both.map(|one| one.model).present() else {
            return;
        };
        let all_public = operations.map(|operation| {
            let mut required = required(operation);
            required.all(|one| one.sensitivity == Sensitivity::Public)
        });
        let verdict = match (all_public.old, all_public.new) {
            (true, false) if in_struct => {
                Rust::Major.unsent("the struct of the arguments loses `Debug`")
            }
            (false, true) if in_struct => {
                Rust::Minor.unsent("the struct of the arguments gains `Debug`")
            }
            _ => Rust::Patch.unsent("only what is shown in logs changes"),
        };
        let texts = models.map(|one| sensitivity(one.sensitivity));
        self.changed(SensitivityChanged, topic, texts, verdict);
    }

    fn parameter_nullable(&mut self, both: Both<&Input<'a>>, topic: &Topic) {
        let clears = both.map(|one| one.model.is_some_and(|model| model.nullable));
        let rust = match (clears.old, clears.new) {
            (false, true) => Rust::Minor,
            (true, false) => Rust::Major,
            _ => Rust::None,
        };
        let verdict = match (both.new.location, both.new.nullable) {
            ("body", true) => rust.compatible("it can be set to nothing now"),
            ("body", false) => rust.breaking("it can't be set to nothing any more"),
            _ => rust.unsent("there is no way to send null there"),
        };
        let texts = both.map(|one| nullability(one.nullable));
        self.changed(NullabilityChanged, topic, texts, verdict);
    }

    /// Reports that arguments have another order.
    fn order(&mut self, both: Both<&Operation>, pairs: &[Both<&Input<'a>>]) {
        let names = both.map(|one| {
            required(one)
                .map(|one| one.name.as_str())
                .collect::<Vec<_>>()
        });
        let new_name = |old: &&str| {
            let mut pairs = pairs.iter();
            Some(pairs.find(|pair| pair.old.name == **old)?.new.name.as_str())
        };
        let olds = names.old.iter().filter_map(new_name);
        let olds: Vec<_> = olds.filter(|name| names.new.contains(name)).collect();
        let news = names.new.iter().filter(|name| olds.contains(name));
        if !has_struct(both.new) {
            let topic = Topic::new(both.new.id.as_str(), both.map(|one| &one.origin));
            let texts = Both::new(joined(&olds, ", "), joined(news, ", "));
            let verdict = Rust::Major.unsent("arguments stand in the order of the `required` list");
            self.changed(ArgumentsReordered, &topic, texts, verdict);
        }
    }

    /// Whether a body must be there, and what it travels as.
    fn body(&mut self, both: Both<&Operation>) {
        let bodies = self.each(both, |side, operation| {
            let node = side.node(&operation.origin.push("requestBody"))?;
            Some(side.resolved(node))
        });
        let Some(bodies) = bodies.present() else {
            return;
        };
        let at = bodies.as_ref().map(|body| &body.at);
        let topic = Topic::new(format!("{} body", both.new.id), at);
        if let Some(types) = both.map(Operation::body_media_type).present() {
            let reason = "old clients send the old media type; callers in Rust write the same";
            let verdict = Rust::Patch.breaking(reason);
            self.changed(MediaTypeChanged, &topic, types, verdict);
        }
        let mut parts = both.new.body_parameters().iter();
        if !parts.any(|one| one.location == ParameterLocation::Body) {
            let texts = bodies.map(|body| requiredness(body.is("required")));
            let verdict = Rust::None.compatible("clients always send a body, even an empty one");
            self.changed(RequirednessChanged, &topic, texts, verdict);
        }
    }
}

fn thing(side: &Side<'_>, operation: &Operation, input: &Input<'_>, by_position: bool) -> Thing {
    let mut names = operation.path.parameters();
    let position = names.position(|name| *name.as_str() == input.name);
    if input.location == "path" && by_position {
        return Thing {
            name: format!("{{{position:?}}}"),
            shape: None,
        };
    }
    // A placeholder can have the name of another parameter.
    let mark = match position {
        Some(_) if input.location != "path" => "=",
        _ => "",
    };
    Thing {
        name: format!("{mark}{}", input.name),
        shape: Some(described(side, input)),
    }
}

fn described(side: &Side<'_>, input: &Input<'_>) -> String {
    let required = requiredness(input.required);
    format!(
        "{required} {} in {}",
        side.wire_type(&input.ty),
        input.location
    )
}

fn subject(operation: &Operation, input: &Input<'_>) -> String {
    format!("{}.{}", operation.id, input.name)
}

/// Whether something has to be there, as text.
pub(super) fn requiredness(required: bool) -> &'static str {
    if required { "required" } else { "optional" }
}

/// Whether something can be null, as text.
pub(super) fn nullability(nullable: bool) -> &'static str {
    if nullable { "nullable" } else { "not nullable" }
}

/// Whether something is personal, as text.
pub(super) fn sensitivity(sensitivity: Sensitivity) -> &'static str {
    match sensitivity {
        Sensitivity::Public => "public",
        Sensitivity::Pii => "personal",
    }
}
