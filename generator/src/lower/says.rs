//! Keywords that count wherever they stand: at a property, in what it refers to, beside its `$ref`, or in its `allOf`.

use openapiv3::{Schema, SchemaKind, Type};
use serde_json::Value;

use super::Lowering;
use super::view::SchemaRef;
use crate::model::Access;
use crate::pointer::Pointer;

impl<'a> Lowering<'a> {
    /// Whether a schema at `at` is nullable: itself, what it refers to, or beside its `$ref`; null among its values says so
    /// too, and what it consists of alone.
    pub(super) fn nullable(&self, schema: SchemaRef<'a>, at: &Pointer) -> bool {
        let is_nullable = |schema: &Schema| schema.schema_data.nullable || has_null(schema);
        self.says(schema, at, "nullable", is_nullable, |members| members == 1)
    }

    /// Which way the values of a schema at `at` travel.
    pub(super) fn access(&self, schema: SchemaRef<'a>, at: &Pointer) -> Access {
        let read_only = |schema: &Schema| schema.schema_data.read_only;
        let write_only = |schema: &Schema| schema.schema_data.write_only;
        if self.says(schema, at, "readOnly", read_only, |_| true) {
            Access::ReadOnly
        } else if self.says(schema, at, "writeOnly", write_only, |_| true) {
            Access::WriteOnly
        } else {
            Access::Both
        }
    }

    /// Whether a schema has a keyword: itself, what it refers to, a member of its `allOf` where that has a number of members
    /// that counts, or beside its `$ref`, which the typed document has lost.
    fn says(
        &self,
        schema: SchemaRef<'a>,
        at: &Pointer,
        key: &str,
        has: impl Fn(&Schema) -> bool,
        counts: fn(usize) -> bool,
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
        let all_of = match &found.schema_kind {
            SchemaKind::AllOf { all_of } => all_of.as_slice(),
            SchemaKind::Any(any) => any.all_of.as_slice(),
            _ => &[],
        };
        let mut members = all_of.iter().enumerate();
        counts(all_of.len())
            && members.any(|(index, member)| one(member.into(), &at.push("allOf").index(index)).0)
    }
}

/// Whether null is among the values of a schema.
fn has_null(schema: &Schema) -> bool {
    match &schema.schema_kind {
        SchemaKind::Type(Type::String(string)) => string.enumeration.contains(&None),
        SchemaKind::Any(any) => any.enumeration.contains(&Value::Null),
        _ => false,
    }
}
