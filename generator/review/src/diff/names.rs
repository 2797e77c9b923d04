//! What Rust code sees of a document: the ways to operations and types, and types as text.

use std::collections::BTreeMap;

use super::side::Side;
use openapi_client_codegen::model::{Operation, Origin, Resource, Ty, TypeDef};
use openapi_client_codegen::name::{MAX_POSITIONAL, Role, RustName, optional, required};

impl Side<'_> {
    /// The name of a node in one role, as text.
    pub(crate) fn rust_name(&self, origin: &Origin, role: Role) -> String {
        self.lowered.names.text(origin, role).as_str().to_owned()
    }

    /// The type of a value as a record has it.
    pub(crate) fn rust_type(&self, ty: &Ty) -> String {
        match ty {
            Ty::Bool => "bool".to_owned(),
            Ty::Integer { narrow: true, .. } => "i32".to_owned(),
            Ty::Integer { narrow: false, .. } => "i64".to_owned(),
            Ty::Number => "f64".to_owned(),
            Ty::Decimal => "Decimal".to_owned(),
            Ty::String | Ty::Uri => "String".to_owned(),
            Ty::Timestamp => "Timestamp".to_owned(),
            Ty::Date => "Date".to_owned(),
            Ty::Sid(sid) => {
                let kind = sid.as_ref().and_then(|sid| self.lowered.names.sid(sid));
                kind.map_or_else(|| "Sid".to_owned(), |kind| kind.name.as_str().to_owned())
            }
            Ty::Enum(origin) | Ty::Record(origin) | Ty::Union(origin) => self.rust_path(origin),
            Ty::List(item) => format!("Vec<{}>", self.rust_type(item)),
            Ty::Map(value) => format!("BTreeMap<String, {}>", self.rust_type(value)),
            Ty::Json => "serde_json::Value".to_owned(),
        }
    }

    /// The path of a type within the crate.
    pub(crate) fn rust_path(&self, origin: &Origin) -> String {
        let name = self.rust_name(origin, Role::Type);
        let home = self.lowered.names.home(origin).iter().map(RustName::as_str);
        home.chain([name.as_str()]).collect::<Vec<_>>().join("::")
    }

    /// A type in the document's words.
    pub(crate) fn wire_type(&self, ty: &Ty) -> String {
        let named = |origin: &Origin| {
            self.types
                .get(origin)
                .map_or_else(String::new, |found| type_name(found))
        };
        match ty {
            Ty::Bool => "boolean".to_owned(),
            Ty::Integer { narrow: true, .. } => "integer (int32)".to_owned(),
            Ty::Integer { .. } => "integer".to_owned(),
            Ty::Number => "floating-point number".to_owned(),
            Ty::Decimal => "number".to_owned(),
            Ty::String => "string".to_owned(),
            Ty::Uri => "URI".to_owned(),
            Ty::Timestamp => "date-time".to_owned(),
            Ty::Date => "date".to_owned(),
            Ty::Sid(None) => "SID".to_owned(),
            Ty::Sid(Some(sid)) => format!("SID {}", sid.prefix),
            Ty::Enum(origin) => format!("enum {}", named(origin)),
            Ty::Record(origin) => format!("record {}", named(origin)),
            Ty::Union(origin) => format!("union {}", named(origin)),
            Ty::List(item) => format!("[{}]", self.wire_type(item)),
            Ty::Map(value) => format!("map of {}", self.wire_type(value)),
            Ty::Json => "any".to_owned(),
        }
    }

    /// What callers of an operation write: the method, and the types around it.
    pub(crate) fn operation_names(&self, operation: &Operation) -> BTreeMap<Role, String> {
        let mut roles = vec![Role::Method];
        if optional(operation).next().is_some() {
            roles.push(Role::Builder);
        }
        if has_struct(operation) {
            roles.push(Role::Arguments);
        }
        let name = |role| (role, self.rust_name(&operation.origin, role));
        roles.into_iter().map(name).collect()
    }

    /// The names of all resources: the module, the method that leads there, and the type of the handle.
    pub(crate) fn resource_names(&self, resource: &Resource) -> [String; 3] {
        [Role::Module, Role::Method, Role::Handle]
            .map(|role| self.rust_name(&resource.origin, role))
    }
}

/// Whether an operation takes its required parameters as a struct.
pub(crate) fn has_struct(operation: &Operation) -> bool {
    required(operation).count() > MAX_POSITIONAL
}

/// A type as the document calls it; what stands inside of something else with its surroundings.
pub(crate) fn type_name(found: &TypeDef) -> String {
    let context = match found {
        TypeDef::Record(record) => &record.context,
        TypeDef::Union(union) => &union.context,
        TypeDef::Enumeration(enumeration) => &enumeration.context,
    };
    let names = context.iter().chain([found.name()]);
    names
        .map(|name| name.as_str())
        .collect::<Vec<_>>()
        .join(".")
}
