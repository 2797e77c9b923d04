//! Keywords that count wherever they stand: at a property, in what it refers to, beside its `$ref`, or in its `allOf`.

use openapiv3::{ReferenceOr, Schema, SchemaKind, Type};
use serde_json::Value;

use super::Lowering;
use super::view::SchemaRef;
use crate::model::Access;
use crate::pointer::Pointer;

impl<'a> Lowering<'a> {
    /// Whether a schema at `at` is nullable: itself, what it refers to, or beside its `$ref`; null among its values says so
    /// too, and what it consists of alone, or one of its alternatives.
    pub(super) fn nullable(&self, schema: SchemaRef<'a>, at: &Pointer) -> bool {
        let is_nullable = |schema: &Schema| schema.schema_data.nullable || has_null(schema);
        let members = |schema: &'a Schema| {
            if matches!(&schema.schema_kind, SchemaKind::Any(any) if any.typ.is_some()) {
                // Null would have to be of that type.
                return [("allOf", [].as_slice()); 3];
            }
            let [(key, all_of), one_of, any_of] = lists(schema);
            // With another member, null would have to fit that one too.
            let all_of = if all_of.len() == 1 { all_of } else { &[] };
            [(key, all_of), one_of, any_of]
        };
        self.says(schema, at, "nullable", is_nullable, members)
    }

    /// Which way the values of a schema at `at` travel.
    pub(super) fn access(&self, schema: SchemaRef<'a>, at: &Pointer) -> Access {
        let read_only = |schema: &Schema| schema.schema_data.read_only;
        let write_only = |schema: &Schema| schema.schema_data.write_only;
        let members = |schema| {
            lists(schema).map(|(key, list)| match key {
                "allOf" => (key, list),
                _ => (key, [].as_slice()),
            })
        };
        if self.says(schema, at, "readOnly", read_only, members) {
            Access::ReadOnly
        } else if self.says(schema, at, "writeOnly", write_only, members) {
            Access::WriteOnly
        } else {
            Access::Both
        }
    }

    /// Whether a schema has a keyword: itself, what it refers to, one of its members that count, or beside its `$ref`, which
    /// the typed document has lost.
    fn says(
        &self,
        schema: SchemaRef<'a>,
        at: &Pointer,
        key: &str,
        has: impl Fn(&Schema) -> bool,
        members: impl Fn(&'a Schema) -> [List<'a>; 3],
    ) -> bool {
        let one = |schema: SchemaRef<'a>, at: &Pointer| {
            let beside = || at.find(self.document)?.get(key)?.as_bool();
            let is_reference = matches!(schema, SchemaRef::Reference(_));
            let found = self.schema(schema, at);
            let says = found.as_ref().is_some_and(|(found, _)| has(found));
            (says || is_reference && beside() == Some(true), found)
        };
        let (says, found) = one(schema, at);
        let Some((found, at)) = found.filter(|_| !says) else {
            return says;
        };
        members(found).into_iter().any(|(key, members)| {
            let at = at.push(key);
            let mut members = members.iter().enumerate();
            members.any(|(index, member)| one(member.into(), &at.index(index)).0)
        })
    }
}

/// A keyword with the schemas that it lists.
type List<'a> = (&'static str, &'a [ReferenceOr<Schema>]);

fn lists(schema: &Schema) -> [List<'_>; 3] {
    let (mut all_of, mut one_of, mut any_of) = (&[][..], &[][..], &[][..]);
    match &schema.schema_kind {
        SchemaKind::AllOf { all_of: members } => all_of = members,
        SchemaKind::OneOf { one_of: members } => one_of = members,
        SchemaKind::AnyOf { any_of: members } => any_of = members,
        SchemaKind::Any(any) => (all_of, one_of, any_of) = (&any.all_of, &any.one_of, &any.any_of),
        _ => {}
    }
    [("allOf", all_of), ("oneOf", one_of), ("anyOf", any_of)]
}

/// Whether null is among the values of a schema.
fn has_null(schema: &Schema) -> bool {
    match &schema.schema_kind {
        SchemaKind::Type(Type::String(string)) => string.enumeration.contains(&None),
        SchemaKind::Any(any) => any.enumeration.contains(&Value::Null),
        _ => false,
    }
}
