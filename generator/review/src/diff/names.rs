//! What Rust code sees of a document: the ways to operations and types, and types as text.

use std::collections::BTreeMap;

use super::side::Side;
use openapi_client_codegen::model::{IntegerSize, Operation, Origin, Resource, Ty, TypeDef};
use openapi_client_codegen::name::{MAX_POSITIONAL, Role, RustName, optional, required};

impl Side<'_> {
    /// The name of a node in one role, as text.
    pub(crate) fn rust_name(&self, origin: &Origin, role: Role) -> String {
        self.lowered.names.text(origin, role).as_str().to_owned()
    }

    /// The names of some resources in one role.
    pub(crate) fn way(&self, resources: &[&Resource], role: Role) -> Vec<String> {
        let origins = resources.iter().map(|one| &one.origin);
        origins.map(|origin| self.rust_name(origin, role)).collect()
    }

    /// The type of a value as a record has it.
    pub(crate) fn rust_type(&self, ty: &Ty) -> String {
        let fixed = match ty {
            Ty::Sid(sid) => {
                let kind = sid.as_ref().and_then(|sid| self.lowered.names.sid(sid));
                kind.map_or("Sid", |kind| kind.name.as_str())
            }
            Ty::Enum(origin) | Ty::Record(origin) | Ty::Union(origin) => {
                return self.rust_path(origin);
            }
            Ty::List(item) => return format!("Vec<{}>", self.rust_type(item)),
            Ty::Map(value) => return format!("BTreeMap<String, {}>", self.rust_type(value)),
            Ty::Nullable(inner) => return format!("Option<{}>", self.rust_type(inner)),
            Ty::Bool => "bool",
            Ty::Integer { size, .. } => {
                let sign = if size.signed { 'i' } else { 'u' };
                return format!("{sign}{}", size.bits);
            }
            Ty::Number => "f64",
            Ty::Decimal => "Decimal",
            Ty::String | Ty::Uri => "String",
            Ty::Timestamp => "Timestamp",
            Ty::Date => "Date",
            Ty::File => "File",
            Ty::Json => "serde_json::Value",
            Ty::Bytes => "Bytes",
            Ty::Empty => "()",
        };
        fixed.to_owned()
    }

    /// The path of a type within the crate.
    pub(crate) fn rust_path(&self, origin: &Origin) -> String {
        let name = self.rust_name(origin, Role::Type);
        let home = self.lowered.names.home(origin).iter().map(RustName::as_str);
        home.chain([name.as_str()]).collect::<Vec<_>>().join("::")
    }

    /// A type in the document's words.
    pub(crate) fn wire_type(&self, ty: &Ty) -> String {
        let named = |kind: &str, origin: &Origin| {
            let name = self.types.get(origin).map(|found| type_name(found));
            format!("{kind} {}", name.unwrap_or_default())
        };
        let fixed = match ty {
            Ty::Sid(Some(sid)) => return format!("SID {}", sid.prefix),
            Ty::Enum(origin) => return named("enum", origin),
            Ty::Record(origin) => return named("record", origin),
            Ty::Union(origin) => return named("union", origin),
            Ty::List(item) => return format!("[{}]", self.wire_type(item)),
            Ty::Map(value) => return format!("map of {}", self.wire_type(value)),
            Ty::Nullable(inner) => return format!("{} or null", self.wire_type(inner)),
            Ty::Bool => "boolean",
            Ty::Integer { size, .. } if *size == IntegerSize::INT64 => "integer",
            Ty::Integer { size, .. } => {
                let sign = if size.signed { "" } else { "u" };
                return format!("integer ({sign}int{})", size.bits);
            }
            Ty::Number => "floating-point number",
            Ty::Decimal => "number",
            Ty::String => "string",
            Ty::Uri => "URI",
            Ty::Timestamp => "date-time",
            Ty::Date => "date",
            Ty::Sid(None) => "SID",
            Ty::File => "file",
            Ty::Json => "any",
            Ty::Bytes => "bytes",
            Ty::Empty => "nothing",
        };
        fixed.to_owned()
    }

    /// What callers of an operation write: the method, and the types around it.
    pub(crate) fn operation_names(&self, operation: &Operation) -> BTreeMap<Role, String> {
        let roles = [
            (Role::Method, true),
            (Role::Builder, optional(operation).next().is_some()),
            (Role::Arguments, has_struct(operation)),
        ];
        let roles = roles.into_iter().filter(|(_, is_there)| *is_there);
        let name = |(role, _)| (role, self.rust_name(&operation.origin, role));
        roles.map(name).collect()
    }
}

/// Whether an operation takes its required parameters as a struct.
pub(crate) fn has_struct(operation: &Operation) -> bool {
    required(operation).count() > MAX_POSITIONAL
}

/// A type as the document calls it; an inline one with what it is in.
pub(crate) fn type_name(found: &TypeDef) -> String {
    let context = match found {
        TypeDef::Record(record) => &record.context,
        TypeDef::Union(union) => &union.context,
        TypeDef::Enumeration(enumeration) => &enumeration.context,
    };
    let names = context.iter().chain([found.name()]);
    joined(names.map(|name| name.as_str()), ".")
}

/// Texts, one after the other.
pub(crate) fn joined<T: AsRef<str>>(texts: impl IntoIterator<Item = T>, between: &str) -> String {
    let mut joined = String::new();
    for (index, text) in texts.into_iter().enumerate() {
        if index > 0 {
            joined.push_str(between);
        }
        joined.push_str(text.as_ref());
    }
    joined
}
