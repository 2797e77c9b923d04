//! The templates of sentences, by the kind of change and what it is about.

use super::Mark;
use super::names::What;
use super::sentences::Case;
use crate::diff::ChangeKind::*;
use crate::diff::{Change, Rust, Wire};

/// A type that is another; what to do about it follows.
const OTHER_TYPE: &str = "Changed: {s} changed the type of <{is} to {type} (was {was_type})>. ";

impl Case<'_> {
    /// The template for a change of this kind, about these things; those that users don't feel have none.
    pub(super) fn template(&self) -> Option<String> {
        let Change { kind, rust, .. } = self.change;
        let is_felt = *rust >= Rust::Minor;
        let has_both = self.was.is_some() && self.is.is_some();
        let is_field = self.is.is_some_and(|is| is.what == What::Field);
        let fixed = match kind {
            OperationAdded | OperationRemoved | ResourceRenamed | ArgumentsReordered
            | PathChanged | MethodChanged => self.of_operation(),
            ParameterAdded | ParameterRemoved | FieldAdded | FieldRemoved if is_felt => {
                self.of_part()
            }
            ParameterRenamed | FieldRenamed if is_felt && has_both => self.other_name(),
            ValueAdded | ValueRemoved | ValueRenamed | VariantAdded | VariantRemoved
            | TagChanged => self.of_variant(),
            TypeChanged if *rust == Rust::Major => return self.other_type(),
            RequirednessChanged | NullabilityChanged if *rust == Rust::Major && is_field => {
                return self.other_type();
            }
            RequirednessChanged | NullabilityChanged if has_both => self.of_presence(),
            SensitivityChanged | DeprecationChanged | OpennessChanged => self.of_mark(),
            ServerChanged => Some("Changed: {s} asks <{values}>. {rebuild}"),
            SecurityChanged => return Some(self.of_credentials()? + " {check_credentials}"),
            _ => None,
        };
        fixed.map(str::to_owned)
    }

    fn of_operation(&self) -> Option<&'static str> {
        let has_both = self.was.is_some() && self.is.is_some();
        Some(match self.change.kind {
            OperationAdded => "Added: {s} is new: it sends <{new}>.",
            OperationRemoved => {
                "Removed: {s} is gone, which sent <{old}>. The service no longer offers it: remove its calls."
            }
            ResourceRenamed => "Changed: {s} takes the place of <{old}>. {rename}",
            ArgumentsReordered => {
                "Changed: {s} takes its arguments in another order: <{order}>. The compiler does not tell where two of \
                 them have one type."
            }
            _ if !has_both || Mark::of(self.change) == Mark::None => return None,
            _ if self.change.rust == Rust::Major => {
                "Changed: {s} sends <{route} (was {was_route})>. The way to it takes other arguments; it was {was_whole}."
            }
            _ => "Changed: {s} sends <{route} (was {was_route})>. {rebuild}",
        })
    }

    /// A parameter or a field that is new or gone.
    fn of_part(&self) -> Option<&'static str> {
        let is_setter = |thing: Option<&super::names::Thing>| {
            thing.is_some_and(|thing| thing.what == What::Setter)
        };
        let is_major = self.change.rust == Rust::Major;
        Some(match self.change.kind {
            ParameterAdded if is_setter(self.is) && is_major => {
                "Added: {s} gained the optional <{is}>, and so returns a builder, no longer a plain call. Code that sends \
                 or awaits it stays as it is; code that names the type of the call names the builder."
            }
            ParameterAdded if is_setter(self.is) => "Added: {s} gained the optional <{is}>.",
            ParameterAdded => "Changed: {s} wants <{is}> as well. {arguments}",
            ParameterRemoved if is_setter(self.was) => {
                "Removed: {s} lost the optional <{was}>. The service no longer takes [it|them]: leave [it|them] out."
            }
            ParameterRemoved => "Removed: {s} lost the argument <{was}>. {arguments}",
            FieldAdded if is_major => "Changed: {s} wants <{is}> as well. `new` takes [it|them].",
            FieldAdded => "Added: {s} gained the field[|s] <{is}>.",
            _ => {
                "Removed: {s} lost the field[|s] <{was}>. Code that reads [it|them] has to do without."
            }
        })
    }

    /// A part with another name.
    pub(super) fn other_name(&self) -> Option<&'static str> {
        Some(match self.is?.what {
            What::Field => "Changed: {s} renamed the field[|s] <{was} to {is}>. {rename}",
            What::Variant => "Changed: {s} renamed the variant[|s] <{was} to {is}>. {rename}",
            _ => "Changed: {s} renamed <{was} to {is}>. {rename}",
        })
    }

    fn of_variant(&self) -> Option<&'static str> {
        let is_variant = self.is.is_some_and(|is| is.what == What::Variant);
        let is_major = self.change.rust == Rust::Major;
        Some(match self.change.kind {
            ValueAdded => "Added: {s} gained the variant[|s] <{is} ({new})>.",
            VariantAdded => "Added: {s} gained the variant[|s] <{is} ({tag})>.",
            ValueRemoved => {
                "Removed: {s} lost the variant[|s] <{was} ({old})>. What still comes of [it|them] is read as \
                 `Unrecognized`."
            }
            VariantRemoved => {
                "Removed: {s} lost the variant[|s] <{was} ({tag})>. What still comes of [it|them] is read as \
                 `Unrecognized`."
            }
            ValueRenamed if !is_major => {
                "Changed: {s}: <{is} now travels as {new} (was {old})>. Code that uses the variants stays as it is; code \
                 that compares texts does not."
            }
            _ if self.was.is_none() || !is_variant => return None,
            ValueRenamed => {
                "Changed: {s} renamed the variant[|s] <{was} to {is}, which travels as {new} (was {old})>. {rename}"
            }
            _ if is_major => {
                "Changed: {s} renamed the variant[|s] <{was} to {is}, whose tag is {new} (was {old})>. {rename}"
            }
            _ => "Changed: {s}: <the tag of {is} is {new} now (was {old})>. {rebuild}",
        })
    }

    fn other_type(&self) -> Option<String> {
        let is = self.is?;
        if is.what == What::Method {
            let template = "Changed: {s} responds with <{response}>. Code that reads the response takes the new one.";
            return Some(template.to_owned());
        }
        let (was, ty) = (self.was?.ty.as_str(), is.ty.as_str());
        let may_miss = |one: &str, other: &str| one == format!("Option<{other}>");
        let todo = match is.what {
            // Enumerations are what stands in a module and is given as such.
            What::Argument | What::Setter if was == "String" && ty.contains("::") => {
                "Text becomes such a value by `.into()`."
            }
            What::Argument | What::Setter => "Give a value of the new type.",
            _ if may_miss(ty, was) => "Code that reads [it|them] is ready for `None`.",
            _ if may_miss(was, ty) => "It is always there: code need not look for `None`.",
            _ => "Code that reads [it|them] takes the new type.",
        };
        Some(format!("{OTHER_TYPE}{todo}"))
    }

    /// A parameter that is optional or can be null now, or no longer.
    fn of_presence(&self) -> Option<&'static str> {
        let Change { kind, rust, .. } = self.change;
        Some(match (kind, rust, self.is?.what) {
            (NullabilityChanged, Rust::Minor, What::Argument | What::Setter) => {
                "Added: {s} can set <{is} to nothing ({clear})>."
            }
            (NullabilityChanged, Rust::Major, What::Argument | What::Setter) => {
                "Removed: {s} lost <{was_clear}>. The service no longer takes a null there."
            }
            (RequirednessChanged, Rust::Major, What::Setter) => {
                "Changed: {s} takes <{is}> as an optional method, no longer as an argument. {arguments}"
            }
            (RequirednessChanged, Rust::Major, What::Argument) => {
                "Changed: {s} takes <{is}> as an argument, no longer as an optional method. {arguments}"
            }
            _ => return None,
        })
    }

    /// What things are marked as: personal, deprecated, open.
    fn of_mark(&self) -> Option<&'static str> {
        let is_method = self.is?.what == What::Method;
        Some(match self.change.new.as_deref()? {
            "personal" => "Security: <{is}> of {s} left `Debug` and logs. {not_debug}",
            "public" => "Changed: <{is}> of {s} came into `Debug` and logs.",
            "deprecated" if is_method => "Deprecated: {s}.",
            "deprecated" => "Deprecated: <{is}> of {s}.",
            "not deprecated" if is_method => "Changed: {s} is no longer deprecated.",
            "not deprecated" => "Changed: <{is}> of {s} [is|are] no longer deprecated.",
            "open" => "Added: {s} keeps unknown properties in a field of its own.",
            _ => {
                "Removed: {s} lost the field with unknown properties. Code that reads it has to do without."
            }
        })
    }

    fn of_credentials(&self) -> Option<String> {
        let Change { wire, subject, .. } = self.change;
        let is_nothing = |value: &Option<String>| value.as_deref() == Some("none");
        let (was, is) = (is_nothing(&self.change.old), is_nothing(&self.change.new));
        let is_of_scheme = self.is.is_none() && subject != "all operations";
        let breaks = *wire == Wire::Breaking;
        let what = match subject.as_str() {
            _ if *wire == Wire::None => return None,
            "access tokens" if is => "no longer gets access tokens from <{old}>",
            "access tokens" if was => "can get access tokens from <{new}>",
            "access tokens" => "gets its access tokens from <{values}>",
            _ if is_of_scheme && breaks => "gives the credentials <{subject} otherwise: {values}>",
            _ if is_of_scheme => "knows other scopes for the credentials <{subject}: {values}>",
            _ if is => "needs no credentials any more (was <{old}>)",
            _ if was => "wants credentials, and wanted none: <{new}>",
            _ if breaks => "wants other credentials: <{values}>",
            _ => "takes other credentials as well: <{values}>",
        };
        Some(format!("Changed: {{s}} {what}."))
    }

    /// What no other sentence tells: only programs feel it that were built before, and code compiles as it is.
    pub(super) fn of_wire(&self) -> &'static str {
        let change = self.change;
        let is_argument = self.is.is_some_and(|is| is.what == What::Argument);
        let is_refused = change.reason.contains("forbids") || change.reason.contains("refuse");
        match change.kind {
            ParameterAdded if is_argument => {
                "has to be given as well. It is an argument on the way there."
            }
            FieldAdded | ParameterAdded => {
                "has to be given, and the crate does not know it. Requests without it are refused."
            }
            FieldRemoved | ParameterRemoved => {
                "is gone on the wire. The service no longer takes or sends it."
            }
            TypeChanged | ConstraintChanged | FormatChanged if is_refused => {
                "takes fewer values: {bounds}. {check_values}"
            }
            RequirednessChanged | NullabilityChanged => "is {bounds}. {check_values}",
            ParameterMoved => "travels in the {bounds}. {rebuild}",
            SuccessStatusChanged => "succeeds with the status {bounds}. {rebuild}",
            PagingChanged if change.subject.ends_with("next page") => {
                "finds the next page {bounds}. {rebuild}"
            }
            PagingChanged => "finds its items under {bounds}. {rebuild}",
            TagChanged => "tells its variants apart by {bounds}. {rebuild}",
            _ if change.old.is_some() && change.new.is_some() => "travels as {bounds}. {rebuild}",
            _ => "is another on the wire. {rebuild}",
        }
    }
}
