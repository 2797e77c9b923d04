//! Names of records, enumerations and what is in them.

use super::case::Case;
use super::reserved::{HANDLE_METHODS, OPEN_RECORD, RECORD_METHODS, TYPES, VARIANTS};
use super::scope::Scope;
use super::{Naming, Role, RustName, clear};
use crate::model::{
    Enumeration, Operation, OperationKind, Record, Resource, Ty, TypeDef, Union, WireName,
};

/// What stands between an enumeration's owner and its own name in the names of some documents' components.
const ENUM: &str = "_enum_";

impl Naming<'_> {
    /// Wishes for the types of one module.
    pub(super) fn types(
        &mut self,
        types: &[TypeDef],
        resource: Option<&Resource>,
        home: &[RustName],
        scope: &mut Scope,
    ) {
        for found in types {
            let candidates = type_names(found, resource.is_some(), &self.case);
            let candidates = self.wishes(found.origin(), candidates);
            let distinct = self.distinct_pascal(found.origin(), &full_name(found));
            scope.want_or(found.origin(), Role::Type, candidates, distinct);
            self.names
                .homes
                .insert(found.origin().clone(), home.to_vec());
            match found {
                TypeDef::Record(record) => self.fields(record),
                TypeDef::Union(union) => self.union_variants(union),
                TypeDef::Enumeration(enumeration) => self.variants(enumeration),
            }
        }
    }

    /// The types that resources of several branches share.
    pub(super) fn shared_types(&mut self, types: &[TypeDef]) {
        let home = [RustName("types".to_owned())];
        let mut scope = Scope::new("module `types`", &[TYPES]);
        scope.reserve(self.names.sid_kinds.iter().map(|kind| kind.name.as_str()));
        self.types(types, None, &home, &mut scope);
        self.settle(scope);
    }

    fn fields(&mut self, record: &Record) {
        let mut reserved: Vec<&'static [&'static str]> = Vec::new();
        if record.extra.is_some() {
            reserved.push(OPEN_RECORD);
        }
        // Callers set the fields by methods of the same names.
        if record.input {
            reserved.extend([HANDLE_METHODS, RECORD_METHODS]);
        }
        let mut scope = Scope::new(format!("record `{}`", record.name), &reserved);
        for field in &record.fields {
            let candidates = self.parameter_wishes(&field.origin, &field.name);
            let distinct = self.distinct(&field.origin, &field.name);
            if field.is_clearable() {
                let (wishes, distinct) = (clear(&candidates), clear(&distinct));
                scope.want_or(&field.origin, Role::Clear, wishes, distinct);
            }
            scope.want_or(&field.origin, Role::Field, candidates, distinct);
        }
        self.members.push(scope);
    }

    fn union_variants(&mut self, union: &Union) {
        let mut scope = Scope::new(format!("union `{}`", union.name), &[VARIANTS]);
        for variant in &union.variants {
            let short = self.case.pascal(short_name(variant.name.as_str()));
            let full = self.case.pascal(variant.name.as_str());
            let candidates = vec![short, full.clone(), format!("{full}Value")];
            let candidates = self.wishes(&variant.origin, candidates);
            // Two variants without a name of their own are told apart by their positions.
            let name = match &variant.tag {
                Some(tag) => tag.clone(),
                None => format!(
                    "{}_{}",
                    variant.name,
                    variant.origin.last().unwrap_or_default()
                ),
            };
            let distinct = self.distinct_pascal(&variant.origin, &name);
            scope.want_or(&variant.origin, Role::Variant, candidates, distinct);
        }
        self.settle(scope);
    }

    fn variants(&mut self, enumeration: &Enumeration) {
        let mut scope = Scope::new(format!("enumeration `{}`", enumeration.name), &[VARIANTS]);
        for value in &enumeration.values {
            let wire = value.wire.as_str();
            let name = self.case.pascal(wire);
            let candidates = vec![name.clone(), format!("{name}Value")];
            let candidates = self.wishes(&value.origin, candidates);
            let distinct = self.distinct_pascal(&value.origin, wire);
            scope.want_or(&value.origin, Role::Variant, candidates, distinct);
        }
        self.settle(scope);
    }
}

/// The name of a type with those of all that it stands in.
fn full_name(found: &TypeDef) -> String {
    let (name, context) = match found {
        TypeDef::Record(record) => (&record.name, &record.context),
        TypeDef::Union(union) => (&union.name, &union.context),
        TypeDef::Enumeration(enumeration) => (&enumeration.name, &enumeration.context),
    };
    let names = context.iter().chain([name]).map(WireName::as_str);
    names.collect::<Vec<_>>().join("_")
}

/// Names for a type, the shortest first. In the module of a resource the owner's name goes without saying.
fn type_names(found: &TypeDef, in_module: bool, case: &Case) -> Vec<String> {
    let (name, context, suffix) = match found {
        TypeDef::Record(record) => (&record.name, &record.context, "Record"),
        TypeDef::Union(union) => (&union.name, &union.context, "Union"),
        TypeDef::Enumeration(enumeration) => (&enumeration.name, &enumeration.context, "Enum"),
    };
    let mut names = Vec::new();
    if context.is_empty() {
        let last = last_segment(name.as_str());
        if in_module {
            names.push(case.pascal(short_name(name.as_str())));
        }
        names.push(case.pascal(&last.replace(ENUM, "_")));
        names.push(case.pascal(&name.as_str().replace(ENUM, "_")));
    } else {
        let mut full = case.pascal(name.as_str());
        for outer in context.iter().rev() {
            full = format!("{}{full}", case.pascal(last_segment(outer.as_str())));
            names.push(full.clone());
        }
    }
    let last = names.last().cloned().unwrap_or_default();
    // A property called `response` may have the name of what its operation returns.
    if name.as_str() == "Response" {
        names.push(format!("{last}Body"));
    }
    names.push(format!("{last}{suffix}"));
    names
}

/// The last segment of a dotted component name.
pub(super) fn last_segment(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// A component's name without its owner: `status` of `customer_profile_enum_status`, `evaluation` of
/// `customer_profile.customer_profile_evaluation`.
fn short_name(name: &str) -> &str {
    if let Some((_, own)) = name.split_once(ENUM) {
        return own;
    }
    let mut segments = name.rsplit('.');
    let last = segments.next().unwrap_or(name);
    let owner = segments.next();
    let own = owner.and_then(|owner| last.strip_prefix(owner)?.strip_prefix('_'));
    own.unwrap_or(last)
}

/// What the operations of a resource are about, in the singular: the component that they respond with. A record without a
/// name of its own is called as the operation's id calls it, behind the verb.
pub(super) fn subject(resource: &Resource, parent: Option<&Resource>, case: &Case) -> String {
    let at_home = |resource: &Resource, origin| {
        let mut types = resource.types.iter();
        types.any(|found| found.origin() == origin)
    };
    let named = resource.operations.iter().find_map(|operation| {
        let Some(Ty::Record(origin)) = operation.returned().map(Ty::non_null) else {
            return None;
        };
        let is_at_home =
            at_home(resource, origin) || parent.is_some_and(|parent| at_home(parent, origin));
        if !is_at_home {
            return None;
        }
        if origin.as_str().starts_with("/components/") {
            return Some(case.pascal(short_name(&origin.last()?)));
        }
        let id = case.snake(operation.id.as_str());
        id.split_once('_').map(|(_, thing)| case.pascal(thing))
    });
    named.unwrap_or_else(|| {
        let mut operations = resource.operations.iter();
        let thing = operations.find_map(|operation| behind_verb(operation, case));
        thing.unwrap_or_else(|| case.pascal(resource.name.as_str()))
    })
}

/// What an operation's id says behind its verb: `Brand` of `CreateBrand`. A list says it in the plural.
fn behind_verb(operation: &Operation, case: &Case) -> Option<String> {
    if operation.kind == OperationKind::List {
        return None;
    }
    let id = case.snake(operation.id.as_str());
    let verb = format!("{:?}_", operation.kind).to_lowercase();
    Some(case.pascal(id.strip_prefix(&verb)?))
}
