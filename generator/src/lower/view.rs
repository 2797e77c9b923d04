//! One way to look at a schema: `openapiv3` splits schemas into kinds; this puts the keywords side by side again.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use openapiv3::{
    AdditionalProperties, Discriminator, ReferenceOr, Schema, SchemaKind, Type,
    VariantOrUnknownOrEmpty,
};
use serde::Serialize;
use serde_json::Number;

use super::Lowering;
use crate::pointer::Pointer;

/// A schema, or a reference to one.
#[derive(Clone, Copy)]
pub(super) enum SchemaRef<'a> {
    /// A schema that is written out.
    Inline(&'a Schema),
    /// The text of a `$ref`.
    Reference(&'a str),
}

impl<'a, S: Borrow<Schema>> From<&'a ReferenceOr<S>> for SchemaRef<'a> {
    fn from(schema: &'a ReferenceOr<S>) -> Self {
        match schema {
            ReferenceOr::Item(schema) => Self::Inline(schema.borrow()),
            ReferenceOr::Reference { reference } => Self::Reference(reference),
        }
    }
}

/// A list of schemas of which a value fits one.
#[derive(Clone)]
pub(super) struct OneOf<'a> {
    /// `oneOf` or `anyOf`; `discriminator` for those that inherit from the schema.
    pub keyword: &'static str,
    pub members: Vec<SchemaRef<'a>>,
    /// What tells them apart.
    pub discriminator: Option<&'a Discriminator>,
    /// The schema that has the keyword, where that is a member of `allOf`.
    pub at: Option<Pointer>,
}

/// The keywords of a schema that matter to a client, under their own names where Rust has no other use for them.
#[derive(Clone, Default)]
pub(super) struct View<'a> {
    /// `type`.
    pub ty: Option<&'a str>,
    pub format: Option<String>,
    pub pattern: Option<&'a str>,
    /// `enum`, where the values are text.
    pub values: Vec<String>,
    pub properties: BTreeMap<&'a str, SchemaRef<'a>>,
    /// The pointers of the properties that come from a member of `allOf`.
    pub pointers: BTreeMap<&'a str, Pointer>,
    pub required: Vec<&'a str>,
    pub items: Option<SchemaRef<'a>>,
    /// `additionalProperties`.
    pub additional: Option<&'a AdditionalProperties>,
    /// The schema that has it, where that is a member of `allOf`.
    pub additional_at: Option<Pointer>,
    /// `minimum` and `maximum`.
    pub min: Option<i128>,
    pub max: Option<i128>,
    pub min_length: Option<usize>,
    pub max_length: Option<usize>,
    /// `oneOf` and `anyOf`: a value fits one of each.
    pub one_of: Vec<OneOf<'a>>,
    /// The schemas that this is made of, where there are several.
    pub sources: BTreeSet<Pointer>,
    pub all_of: &'a [ReferenceOr<Schema>],
    pub has_not: bool,
}

impl<'a> Lowering<'a> {
    /// What a schema says, together with the members of its `allOf`, and theirs; merging one twice adds nothing.
    pub(super) fn view(&mut self, schema: &'a Schema, at: &Pointer) -> View<'a> {
        let mut view = self.own_view(schema, at);
        if view.all_of.is_empty() && view.one_of.is_empty() {
            return view;
        }
        let mut seen = BTreeSet::from([at.clone()]);
        let mut waiting = self.members(&view, at);
        while let Some((member, at)) = waiting.pop() {
            if !seen.insert(at.clone()) {
                continue;
            }
            let member = self.own_view(member, &at);
            waiting.extend(self.members(&member, &at));
            self.spend(&at, 32 * (1 + member.properties.len()));
            if self.budget.is_spent() {
                break;
            }
            view.merge(member, &at);
        }
        view.sources = seen;
        self.narrow(&mut view, at);
        view
    }

    /// Leaves out the lists of alternatives that a schema inherits and is itself in, and those that only say which properties are required together.
    pub(super) fn narrow(&self, view: &mut View<'a>, at: &Pointer) {
        let mut one_of = std::mem::take(&mut view.one_of);
        one_of.retain(|one_of| {
            let list = one_of.at.as_ref().unwrap_or(at).push(one_of.keyword);
            let members = one_of.members.iter().enumerate();
            let members =
                members.filter_map(|(index, member)| self.schema(*member, &list.index(index)));
            let members: Vec<_> = members.collect();
            let is_inherited = one_of.at.is_some();
            let is_own = is_inherited && members.iter().any(|(_, at)| view.sources.contains(at));
            let says_something = |member: &Schema| !View::of(member).only_constrains();
            !is_own && (members.is_empty() || members.iter().any(|(one, _)| says_something(one)))
        });
        view.one_of = one_of;
    }

    /// What a schema at `at` says alone.
    pub(super) fn own_view(&self, schema: &'a Schema, at: &Pointer) -> View<'a> {
        let mut view = View::of(schema);
        if matches!(view.ty, None | Some("integer")) {
            // The typed document has them as floats, or as integers that are too small.
            let schema = at.find(self.document);
            let bound = |key: &str| integer(schema?.get(key)?.as_number()?);
            (view.min, view.max) = (bound("minimum"), bound("maximum"));
        }
        view
    }

    /// The same of a schema that several operations may refer to, looked at once.
    pub(super) fn shared_view(&mut self, schema: &'a Schema, at: &Pointer) -> Rc<View<'a>> {
        if let Some(known) = self.views.get(at) {
            return Rc::clone(known);
        }
        let view = Rc::new(self.view(schema, at));
        self.views.insert(at.clone(), Rc::clone(&view));
        view
    }

    /// The members of an `allOf` with their pointers, the first one last.
    fn members(&self, view: &View<'a>, at: &Pointer) -> Vec<(&'a Schema, Pointer)> {
        let members = view.all_of.iter().enumerate().rev();
        let members = members.filter_map(|(index, member)| {
            self.schema(member.into(), &at.push("allOf").index(index))
        });
        members.collect()
    }
}

impl<'a> OneOf<'a> {
    fn own(
        keyword: &'static str,
        members: &'a [ReferenceOr<Schema>],
        schema: &'a Schema,
    ) -> Option<Self> {
        (!members.is_empty()).then(|| Self {
            keyword,
            members: members.iter().map(SchemaRef::from).collect(),
            discriminator: schema.schema_data.discriminator.as_ref(),
            at: None,
        })
    }
}

impl<'a> View<'a> {
    pub(super) fn of(schema: &'a Schema) -> Self {
        match &schema.schema_kind {
            SchemaKind::Type(ty) => Self::of_type(ty),
            SchemaKind::Any(any) => Self {
                ty: any.typ.as_deref(),
                format: any.format.clone(),
                pattern: any.pattern.as_deref(),
                values: any
                    .enumeration
                    .iter()
                    .filter_map(|value| Some(value.as_str()?.to_owned()))
                    .collect(),
                properties: by_name(&any.properties),
                required: texts(&any.required),
                items: any.items.as_ref().map(Into::into),
                additional: any.additional_properties.as_ref(),
                min_length: any.min_length,
                max_length: any.max_length,
                one_of: [("oneOf", &any.one_of), ("anyOf", &any.any_of)]
                    .into_iter()
                    .filter_map(|(keyword, members)| OneOf::own(keyword, members, schema))
                    .collect(),
                all_of: &any.all_of,
                has_not: any.not.is_some(),
                ..Self::default()
            },
            SchemaKind::OneOf { one_of } => Self {
                one_of: Vec::from_iter(OneOf::own("oneOf", one_of, schema)),
                ..Self::default()
            },
            SchemaKind::AnyOf { any_of } => Self {
                one_of: Vec::from_iter(OneOf::own("anyOf", any_of, schema)),
                ..Self::default()
            },
            SchemaKind::AllOf { all_of } => Self {
                all_of,
                ..Self::default()
            },
            SchemaKind::Not { .. } => Self {
                has_not: true,
                ..Self::default()
            },
        }
    }

    /// Takes what `other` says besides, which stands at `at`, for `allOf`.
    pub(super) fn merge(&mut self, mut other: Self, at: &Pointer) {
        for (name, schema) in std::mem::take(&mut other.properties) {
            if !self.properties.contains_key(name) {
                self.pointers.insert(name, other.pointer_of(name, at));
                self.properties.insert(name, schema);
            }
        }
        self.ty = self.ty.or(other.ty);
        self.format = self.format.take().or(other.format);
        self.pattern = self.pattern.or(other.pattern);
        if self.values.is_empty() {
            self.values = other.values;
        }
        self.required.extend(other.required);
        self.items = self.items.or(other.items);
        let says_less = matches!(
            self.additional,
            None | Some(AdditionalProperties::Any(true))
        );
        if says_less && other.additional.is_some() {
            self.additional = other.additional;
            self.additional_at = other.additional_at.or_else(|| Some(at.clone()));
        }
        self.min = self.min.or(other.min);
        self.max = self.max.or(other.max);
        self.min_length = self.min_length.or(other.min_length);
        self.max_length = self.max_length.or(other.max_length);
        let one_of = other.one_of.into_iter().map(|one_of| OneOf {
            at: one_of.at.or_else(|| Some(at.clone())),
            ..one_of
        });
        self.one_of.extend(one_of);
        self.sources.extend(other.sources);
        self.has_not |= other.has_not;
    }

    /// Whether a schema says nothing about what a value is, only which of its properties have to be there.
    fn only_constrains(&self) -> bool {
        matches!(self.ty, None | Some("object"))
            && self.properties.is_empty()
            && self.items.is_none()
            && self.one_of.is_empty()
            && self.all_of.is_empty()
            && !matches!(self.additional, Some(AdditionalProperties::Schema(_)))
            && (!self.required.is_empty() || self.has_not)
    }

    /// The pointer of a property of the schema at `at`.
    pub(super) fn pointer_of(&self, name: &str, at: &Pointer) -> Pointer {
        let own = || at.push("properties").push(name);
        self.pointers.get(name).cloned().unwrap_or_else(own)
    }

    /// Whether a value may have properties that have no names here, as the document says in so many words.
    pub(super) fn is_open(&self) -> bool {
        !matches!(
            self.additional,
            None | Some(AdditionalProperties::Any(false))
        )
    }

    /// The properties, and whether each must be there: required ones in the order of the `required` list, then the others by
    /// name. So the order of the document's keys does not matter.
    pub(super) fn ordered(&self) -> Vec<(&'a str, SchemaRef<'a>, bool)> {
        let mut ranks = BTreeMap::new();
        for (rank, name) in self.required.iter().enumerate() {
            ranks.entry(*name).or_insert(rank);
        }
        let properties = self.properties.iter();
        let mut all: Vec<_> = properties
            .map(|(name, schema)| (*name, *schema, ranks.contains_key(name)))
            .collect();
        all.sort_by_key(|(name, ..)| (ranks.get(name).copied().unwrap_or(usize::MAX), *name));
        all
    }

    fn of_type(ty: &'a Type) -> Self {
        match ty {
            Type::String(string) => Self {
                ty: Some("string"),
                format: text_of(&string.format),
                pattern: string.pattern.as_deref(),
                values: string.enumeration.iter().flatten().cloned().collect(),
                min_length: string.min_length,
                max_length: string.max_length,
                ..Self::default()
            },
            Type::Integer(integer) => Self {
                ty: Some("integer"),
                format: text_of(&integer.format),
                ..Self::default()
            },
            Type::Number(number) => Self {
                ty: Some("number"),
                format: text_of(&number.format),
                ..Self::default()
            },
            Type::Boolean(_) => Self {
                ty: Some("boolean"),
                ..Self::default()
            },
            Type::Object(object) => Self {
                ty: Some("object"),
                properties: by_name(&object.properties),
                required: texts(&object.required),
                additional: object.additional_properties.as_ref(),
                ..Self::default()
            },
            Type::Array(array) => Self {
                ty: Some("array"),
                items: array.items.as_ref().map(Into::into),
                ..Self::default()
            },
        }
    }
}

fn texts(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}

fn by_name<'a>(
    properties: impl IntoIterator<Item = (&'a String, &'a ReferenceOr<Box<Schema>>)>,
) -> BTreeMap<&'a str, SchemaRef<'a>> {
    let properties = properties.into_iter();
    properties
        .map(|(name, schema)| (name.as_str(), schema.into()))
        .collect()
}

/// A bound, where it is a whole number.
fn integer(bound: &Number) -> Option<i128> {
    bound.as_i128().or_else(|| {
        let float = bound.as_f64()?;
        (float.fract() == 0.0).then_some(float as i128)
    })
}

/// The text of a format: as it is written again.
fn text_of<T: Serialize>(format: &VariantOrUnknownOrEmpty<T>) -> Option<String> {
    let text = serde_json::to_value(format).ok()?;
    text.as_str().map(str::to_owned)
}
